"""What a font draws of several glyphs, or several letters with one glyph, is read back as it was written."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import page as page_validation
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from tests.readers import READERS

from cvpdf.typeset import clusters, typesetting
from cvpdf.typeset.clusters import Composite, GlyphPart, with_composites

if TYPE_CHECKING:
    from tests.conftest import Press

COMPOSED = ["Adébáyọ̀ Ọlá-Ẹlẹ́ṣin", "за́мок и о́зеро", "n̈ and m̂", "ǹ g̃"]
DOUBLED = ["5 µm, then μ-law", "∆t and Δt", "‘okina and ʻokina"]


@pytest.mark.slow
@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize("text", COMPOSED + DOUBLED)
def test_every_reader_gives_back_what_was_written(press: Press, text: str, read: object) -> None:
    assert callable(read)
    print_ = press.print(f"basics: {{name: Ida Quill, label: '{text}'}}")
    assert print_.codes == []
    assert text in read(print_.pdf.content)


def test_a_page_of_plain_letters_has_only_the_fonts_own_glyphs(press: Press) -> None:
    fonts = [fonts_of(press.print(f"basics: {{name: {name}}}").pdf.content)[0] for name in ("Noël", "Noẹ́l")]
    assert [len(font.getGlyphOrder()) > 1000 for font in fonts] == [False, True]


def test_the_file_is_still_accessible(press: Press) -> None:
    content = press.print(f"basics: {{name: '{COMPOSED[0]}', summary: '{' '.join(DOUBLED)}'}}").pdf.content
    report = page_validation.validate_pdf_bytes(content, profile=page_validation.ValidationProfile.PDF_UA_1)
    assert list(report.failures) == []


def test_a_new_glyph_has_the_form_of_its_parts_where_they_stand(press: Press) -> None:
    page = press.page("basics: {name: Ida}")
    content = next(iter(press.fonts(page).values()))
    cmap = TTFont(io.BytesIO(content)).getBestCmap()
    font = TTFont(io.BytesIO(content))
    parts = tuple(GlyphPart(font.getGlyphID(cmap[ord(letter)]), 0, y) for letter, y in (("o", 0), ("o", 700)))
    count = len(font.getGlyphOrder())
    made = TTFont(io.BytesIO(with_composites(content, {Composite(parts, "8"): count + 2}, {count + 2: 500}, 1000)))
    shape, o = made["glyf"][made.getGlyphOrder()[count + 2]], font["glyf"][cmap[ord("o")]]
    assert (shape.yMin, shape.yMax) == (o.yMin, o.yMax + 700)
    assert made["hmtx"].metrics[made.getGlyphOrder()[count + 2]] == (500, o.xMin)


# What is drawn is what the letters' own glyphs would draw: the text alone could not tell, for it is ours. -----

SCRIPTS = {
    "yoruba": "Adébáyọ̀ Ọlá-Ẹlẹ́ṣin, Ọ̀ṣun",
    "arabic": "مُهَنْدِسَةٌ تُصَمِّمُ الجُسُورَ، لا إله",
    "hindi": "मैं हिन्दी और गणित पढ़ाती हूँ, क्षत्रिय",
    "thai": "สอนน้ำเสียงและดนตรี ปี่ ที่นี้",
}


def resume(text: str) -> str:
    return f"basics: {{name: Ida Quill, label: '{text}', summary: '{text}'}}"


def dots(content: bytes) -> tuple[int, bytes]:
    """A page as grey dots, eight to the point of a letter of ten."""
    document = pypdfium2.PdfDocument(content)
    try:
        picture = document[0].render(scale=4).to_pil().convert("L")
        return sum(picture.histogram()[:128]), picture.tobytes()
    finally:
        document.close()


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS)
def test_a_page_looks_as_it_would_with_the_fonts_own_glyphs(
    press: Press, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    composed = press.print(resume(text)).pdf
    assert composed.glyphs
    page = press.page(resume(text))
    with monkeypatch.context() as patch:
        patch.setattr(typesetting, "_clusters_of", lambda _page: None)
        own = press.typeset(page)
    assert not own.glyphs
    ink, with_clusters = dots(composed.content)
    _, without = dots(own.content)
    other = sum(abs(one - two) > 128 for one, two in zip(with_clusters, without, strict=True))
    assert ink > 10_000
    assert other <= ink / 200  # an edge here and there


Mistake = Callable[[list[clusters._Glyph]], list[clusters._Glyph]]

MISTAKES: dict[str, Mistake] = {
    "the first glyph only": lambda glyphs: glyphs[:1],
    "no x offset": lambda glyphs: [clusters._Glyph(one.number, one.start, one.width, 0, one.y) for one in glyphs],
    "no y offset": lambda glyphs: [clusters._Glyph(one.number, one.start, one.width, one.x, 0) for one in glyphs],
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_the_proof_sees_a_letter_that_is_drawn_otherwise(
    press: Press, monkeypatch: pytest.MonkeyPatch, mistake: Mistake
) -> None:
    for text in SCRIPTS.values():
        assert press.print(resume(text)).codes == []
    parts = clusters._parts
    monkeypatch.setattr(clusters, "_parts", lambda setting, glyphs: parts(setting, mistake(glyphs)))
    codes = {name: press.print(resume(text)).codes for name, text in SCRIPTS.items()}
    assert ["CV608"] in codes.values()
    assert {code for found in codes.values() for code in found} == {"CV608"}


def fonts_of(content: bytes) -> list[TTFont]:
    (page,) = PdfReader(io.BytesIO(content)).pages
    fonts = page["/Resources"]["/Font"].values()  # type: ignore[index] # a dictionary of the PDF
    descriptors = [font.get_object()["/DescendantFonts"][0]["/FontDescriptor"] for font in fonts]
    return [TTFont(io.BytesIO(found["/FontFile2"].get_data())) for found in descriptors]
