"""The whole way, from real files to real PDFs, read back by readers that the proof does not ask."""

from __future__ import annotations

import io
import json
import logging
import re
import subprocess
from collections import Counter
from itertools import chain, pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING

import page as page_validation
import pdfminer.high_level
import pypdf
import pypdfium2
import pytest
from pdfminer.layout import LTChar, LTComponent, LTContainer
from tests.quick import slow_but

from cvpdf.artifacts import Built, Source
from cvpdf.outline.values import Entry, Mark, Section
from cvpdf.pipeline import build
from cvpdf.proof.other_readers import whole_words
from cvpdf.proof.pdf_reader import read_pdf
from cvpdf.words import words_of
from cvpdf.world import World

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import MakeTheme, Press, Print, Printed

    from cvpdf.outputs import Target
    from cvpdf.page import Box

ROOT = Path(__file__).parents[1]
FILES = ["resume.yaml", *sorted(f"examples/{path.name}" for path in (ROOT / "examples").glob("*.[yj]*"))]
THEMES = ("plain", "slate")
QUICK = ("examples/graduate.yaml", "plain", "A4")
EVERY = slow_but(QUICK, product(FILES, THEMES, ("A4", "Letter")))
EACH = slow_but(QUICK[:2], product(FILES, THEMES))

every = pytest.mark.parametrize(("name", "theme", "paper"), EVERY)
each = pytest.mark.parametrize(("name", "theme"), EACH)


# Readers. ----------------------------------------------------------------------------------------------------


def columns(print_: Print) -> list[tuple[int, Box, list[str]]]:
    """Each column of each page: its number from 1, its box, and the words that the proof has found there."""
    found = []
    proven_sheets = read_pdf(print_.pdf.content, print_.pdf.sheets).sheets
    for number, (sheet, proven) in enumerate(zip(print_.pdf.sheets, proven_sheets, strict=True), start=1):
        for name, box in (sheet.columns or {"": sheet.body}).items():
            found.append((number, box, [token.text for token in proven.columns[name]]))
    return found


def in_a_row(print_: Print) -> list[list[str]]:
    """The words of each page, column after column."""
    pages: list[list[str]] = [[] for _ in print_.pdf.sheets]
    for number, _, words in columns(print_):
        pages[number - 1].extend(words)
    return pages


def put_together(words: list[str], expected: list[str]) -> list[str]:
    """Words of which a reader gives the pieces, where a line ends within them; the proof knows them whole."""
    return [word for line in whole_words(tuple((word,) for word in words), frozenset(expected)) for word in line]


def without_margins(found: list[str], expected: list[str]) -> list[str]:
    """What is read between or after the furniture of a page; where there is none it is all."""
    words = put_together(found, expected)
    surplus = len(words) - len(expected)
    return words[surplus:] if words[surplus:] == expected else words[: len(expected)]


def pdftotext(content: bytes, number: int, box: Box | None, *options: str) -> list[str]:
    crop: list[str] = []
    if box:
        corner = [int(box.x) - 1, int(box.y) - 1, int(box.width) + 3, int(box.height) + 3]
        crop = [text for flag, value in zip("xyWH", corner, strict=True) for text in (f"-{flag}", str(value))]
    command = ["pdftotext", "-f", str(number), "-l", str(number), *crop, *options, "-", "-"]
    return list(words_of(subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()))


def letters(component: LTComponent) -> Iterator[LTChar]:
    if isinstance(component, LTChar):
        yield component
    elif isinstance(component, LTContainer):
        for part in component:
            yield from letters(part)


def pdfminer_words(content: bytes) -> list[list[str]]:
    """The words of each page in content order: a new line, or a gap of a tenth of the size, parts them too."""
    pages = []
    for page in pdfminer.high_level.extract_pages(io.BytesIO(content), laparams=None):
        text = ""
        for before, letter in pairwise([None, *letters(page)]):
            assert letter is not None
            if before and (abs(letter.y0 - before.y0) > 1 or abs(letter.x0 - before.x1) > letter.size / 10):
                text += " "
            text += letter.get_text()
        pages.append(list(words_of(text)))
    return pages


# Everything, everywhere, in its order. -----------------------------------------------------------------------


@every
def test_it_is_made_without_a_word_of_complaint(printed: Printed, name: str, theme: str, paper: str) -> None:
    assert printed(name, theme, paper).codes == []


@every
def test_pypdf_reads_every_page_in_order(printed: Printed, name: str, theme: str, paper: str) -> None:
    print_ = printed(name, theme, paper)
    for page, expected in zip(pypdf.PdfReader(io.BytesIO(print_.pdf.content)).pages, in_a_row(print_), strict=True):
        assert without_margins(list(words_of(page.extract_text())), expected) == expected


@every
def test_pdfium_reads_every_page_in_order(printed: Printed, name: str, theme: str, paper: str) -> None:
    print_ = printed(name, theme, paper)
    for page, expected in zip(pypdfium2.PdfDocument(print_.pdf.content), in_a_row(print_), strict=True):
        assert without_margins(list(words_of(page.get_textpage().get_text_range())), expected) == expected


@every
def test_pdfminer_reads_every_letter_of_every_page(printed: Printed, name: str, theme: str, paper: str) -> None:
    """Without its layout analysis it knows no words, only letters where they are painted."""
    print_ = printed(name, theme, paper)
    for words, expected in zip(pdfminer_words(print_.pdf.content), in_a_row(print_), strict=True):
        assert not Counter("".join(expected)) - Counter("".join(words))


@every
def test_pdftotext_reads_every_column_in_content_order(printed: Printed, name: str, theme: str, paper: str) -> None:
    print_ = printed(name, theme, paper)
    for number, box, expected in columns(print_):
        assert put_together(pdftotext(print_.pdf.content, number, box, "-raw"), expected) == expected


@every
def test_pdftotext_finds_every_word_of_a_column_by_its_layout(
    printed: Printed, name: str, theme: str, paper: str
) -> None:
    """By default it goes by where things stand: periods, apart at the right, may come later, and bullets earlier."""
    print_ = printed(name, theme, paper)
    periods = {"•", *words_of(" ".join(_periods(print_)))}
    for number, box, expected in columns(print_):
        found = put_together(pdftotext(print_.pdf.content, number, box), expected)
        assert Counter(found) == Counter(expected)
        assert [word for word in found if word not in periods] == [word for word in expected if word not in periods]


@each
def test_no_column_is_mixed_into_the_other(printed: Printed, name: str, theme: str) -> None:
    print_ = printed(name, theme)
    for number, sheet in enumerate(print_.pdf.sheets, start=1):
        parts = [words for page, _, words in columns(print_) if page == number]
        whole = Counter(put_together(pdftotext(print_.pdf.content, number, None), list(chain(*parts))))
        assert all(Counter(words) <= whole for words in parts), sheet


def _periods(print_: Print) -> Iterator[str]:
    for word in (word for words in print_.page.columns.values() for word in words):
        if word.mark is not None and print_.page.marks[word.mark] in _dates(print_):
            yield word.text


def _dates(print_: Print) -> list[Mark]:
    entries = [entry for section in print_.outline.sections for entry in section.entries]
    entries += [position for entry in entries for position in entry.positions]
    return [entry.dates for entry in entries if entry.dates]


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_every_sentence_of_the_seed_is_in_the_pdf_in_order(printed: Printed, theme: str) -> None:
    pages = pypdf.PdfReader(io.BytesIO(printed("resume.yaml", theme).pdf.content)).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    seed = (ROOT / "tests/data/seed.txt").read_text(encoding="utf-8").partition("Experience")
    education = seed[2].rpartition("Education")
    for part in (seed[0].removeprefix("Profile:"), education[0]):
        place = 0
        for sentence in _sentences(part):
            place = text.find(sentence, place)
            assert place >= 0, sentence
    assert all(line in text for line in education[2].split("\n"))


def _sentences(text: str) -> Iterator[str]:
    """Sentences of the paragraphs, with white space made one."""
    for line in text.splitlines():
        if " — " not in line and len(line) > 60:
            body = re.sub(r"^(?:\*|\d+\.) ", "", line)
            yield from (" ".join(sentence.split()) for sentence in re.split(r"(?<=[.:]) ", body))


# A good file. ------------------------------------------------------------------------------------------------


@every
def test_the_file_is_accessible_by_pdf_ua_1(printed: Printed, name: str, theme: str, paper: str) -> None:
    content = printed(name, theme, paper).pdf.content
    report = page_validation.validate_pdf_bytes(content, profile=page_validation.ValidationProfile.PDF_UA_1)
    assert list(report.failures) == []
    assert report.is_compliant


@each
def test_the_file_is_sound(printed: Printed, tmp_path: Path, name: str, theme: str) -> None:
    path = tmp_path / "resume.pdf"
    path.write_bytes(printed(name, theme).pdf.content)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert "WARNING" not in checked.stdout + checked.stderr


# A good page. ------------------------------------------------------------------------------------------------


def boxes(print_: Print, mark: Mark) -> tuple[Box, ...]:
    number = next(number for number, known in enumerate(print_.page.marks) if known is mark)
    return print_.pdf.places[number]


def body_of(part: Section | Entry) -> list[Mark]:
    """The marks that stand below a heading."""
    if isinstance(part, Entry):
        facts = [value for fact in part.facts for value in fact.values]
        nested = [mark for position in part.positions for mark in heads(position)]
        return [*part.prose, *part.highlights, *facts, *part.keywords, *nested]
    first = [mark for entry in part.entries[:1] for mark in heads(entry)]
    groups = [mark for group in part.groups[:1] for mark in (group.label, *group.items) if mark]
    return [*first, *groups, *part.prose]


def heads(entry: Entry) -> list[Mark]:
    return [mark for mark in (entry.title, entry.subtitle, entry.dates) if mark]


@every
def test_no_heading_is_stranded(printed: Printed, name: str, theme: str, paper: str) -> None:
    print_ = printed(name, theme, paper)
    entries = [entry for section in print_.outline.sections for entry in section.entries]
    entries += [position for entry in entries for position in entry.positions]
    headed: list[tuple[Mark | None, list[Mark]]] = [
        *((section.title, body_of(section)) for section in print_.outline.sections),
        *((entry.title, body_of(entry)) for entry in entries),
    ]
    for title, body in headed:
        if title and body:
            (box,) = boxes(print_, title)
            below = [place for mark in body for place in boxes(print_, mark)]
            assert any(place.page == box.page and place.y + place.height > box.y + box.height for place in below), title


@every
def test_nothing_stands_below_the_body_of_the_page(printed: Printed, name: str, theme: str, paper: str) -> None:
    print_ = printed(name, theme, paper)
    for box in (box for places in print_.pdf.places for box in places):
        body = print_.pdf.sheets[box.page - 1].body
        assert body.y - 0.5 <= box.y
        assert box.y + box.height <= body.y + body.height + 0.5


# Hard cases. -------------------------------------------------------------------------------------------------

LINE = "Bound books, folded sheets and sewed them by lamplight, then carried them to the mill before dawn."
JOBS = "".join(
    f"  - {{name: Mill {n}, startDate: {1990 + n}, endDate: {1991 + n}, highlights: ['{LINE}']}}\n" for n in range(31)
)
SKILLS = "".join(f"  - {{name: Skill {n}, level: Good, keywords: [Sewing {n}, Gluing {n}]}}\n" for n in range(73))
HARD = {
    "one word": "basics: {summary: Hi}\n",
    "only a name": "basics: {name: Ida}\n",
    "a long name": f"basics: {{name: Wilhelmina Featherstonehaugh-Cholmondeley von Hohenstein-Oberau}}\nwork:\n{JOBS}",
    "a name in one piece": f"basics: {{name: {'Wolfeschlegelsteinhausenbergerdorff' * 2}}}\nwork:\n{JOBS}",
    "a long token": (
        f"basics: {{name: Ida Quill, label: {'x' * 279}, summary: 'See {'y' * 279}, or ({'z' * 279}) not.'}}\n"
        f"work: [{{name: {'n' * 279}, position: {'p' * 279}, highlights: ['{'h' * 279}']}}]\n"
        f"skills: [{{name: {'s' * 279}, keywords: [Sewing, {'k' * 279}, Gluing]}}]\n"
    ),
    "tokens of every length": (
        "basics: {name: Ida Quill, summary: '"
        + " ".join(f"{'word' * (n // 4)}{n}, a" for n in range(1, 120))
        + "'}\nskills: [{name: Words, keywords: ["
        + ", ".join(f"{'word' * (n // 4)}{n}" for n in range(1, 70))
        + "]}]\n"
    ),
    "a token longer than a page": f"basics: {{name: Ida Quill, summary: 'See {'z' * 9000}, or not.'}}\n",
    "words with something between": (
        "basics: {name: Ida Quill, summary: '"
        + " ".join(f"a/b state-of-the-art v{n}.{n} and/or 10.5555/x.{n} ida@mill{n}.example" for n in range(60))
        + "'}\n"
    ),
    "runs within a word": (
        "basics: {name: Ida Quill, summary: '"
        + " ".join(f"(**bold{n}**)/*slanted*-{n}, [link](https://a.example/{n}). `code`/{n}" for n in range(60))
        + "'}\n"
    ),
    "values of a letter or two": (
        "basics: {name: A, label: B, summary: C}\n"
        "work: [{name: Q, position: Q, highlights: [x, '“…”', '3,']}]\n"
        "skills: [{name: R, keywords: [C, C#]}, {name: Go, level: I}, {keywords: ['“…', \"'.'\"]}]\n"
        "interests: [{name: '27', keywords: [x]}]\n"
    ),
    "an endless word behind signs": (
        "basics: {summary: '-- Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'}\n"
        "interests: [{name: '--- Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'}]\n"
        "references: [{reference: '§*<https://a.example/81>[org.springframework.boot.autoconfigure.Application i.e.]"
        "(https://b.example)'}]\n"
        "document: {options: {fontSize: 12}}\n"
    ),
    "letters that fonts draw apart": (
        "basics: {name: 'Ida (Jo) [jay] (joint) Quill'}\n"
        "references: [{name: 'Quill (joint [jet {jam “said”, she’, (joint-owner of a (joint) (jumbled-collection)'}]\n"
    ),
    "31 jobs": f"basics: {{name: Ida Quill}}\nwork:\n{JOBS}",
    "73 groups of skills": f"basics: {{name: Ida Quill}}\nskills:\n{SKILLS}",
    "only skills": f"skills:\n{SKILLS}",
}


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("case", HARD)
def test_what_is_hard_is_printed_whole(press: Press, case: str, theme: str) -> None:
    print_ = press.print(HARD[case], theme)
    assert print_.codes == []
    found = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(print_.pdf.content)).pages)
    for column in print_.page.columns.values():
        assert Counter("".join(word.text for word in column)) <= Counter(found)


NARROW = {
    "plain": [{"fontSize": 12, "margin": 36}],
    "slate": [{"fontSize": 12, "sideWidth": 45}, {"fontSize": 12, "sideWidth": 65}],
}
LONG_WORDS = """\
basics:
  name: Konstantin Hohenzollern-Sigmaringen
  email: maximiliana.theodora.very.long.address@subdomain.example-company.com
  summary: Hi there
work:
- name: Q
  highlights:
  - SupercalifragilisticexpialidociousSupercalifragilisticexpialidocious and more
  - Donaudampfschifffahrtsgesellschaftskapitän wore a hat
  - https://very-long.example.com/path/to-something/else/entirely?and=query&x=y#frag in front
skills:
- keywords: [Donaudampfschifffahrtsgesellschaft, internationalization-and-localization]
"""


@pytest.mark.slow
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize(("theme", "options"), [(theme, options) for theme in NARROW for options in NARROW[theme]])
def test_long_words_stay_in_their_narrow_column(press: Press, theme: str, options: dict[str, int], paper: str) -> None:
    print_ = press.print(f"{LONG_WORDS}document: {{options: {json.dumps(options)}}}\n", theme, paper)
    assert print_.codes == []
    (sheet,) = read_pdf(print_.pdf.content, print_.pdf.sheets).sheets
    tokens = sheet.columns["main" if theme == "slate" else ""]
    bullets = [number for number, token in enumerate(tokens) if token.text == "•"]
    assert len(bullets) == 3
    assert not any(tokens[number + 1].starts_line for number in bullets), "a bullet stands alone"


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_an_entry_taller_than_a_page_flows_on_with_all_its_highlights(press: Press, theme: str) -> None:
    highlights = ", ".join(f"'Line {n}: {LINE}'" for n in range(120))
    print_ = press.print(f"basics: {{name: Ida}}\nwork: [{{name: Mill, highlights: [{highlights}]}}]\n", theme)
    assert print_.codes == []
    assert len(print_.pdf.sheets) > 2
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(print_.pdf.content)).pages)
    assert re.findall(r"Line (\d+):", text) == [str(n) for n in range(120)]
    (first,) = [mark for mark in print_.page.marks if mark.origin == ("work", 0, "highlights", 0)]
    assert boxes(print_, first)[0].page == 1


# The other two formats. --------------------------------------------------------------------------------------


def made(press: Press, name: str, theme: str, to: Target) -> Built:
    outcome = build(Source(name, (ROOT / name).read_bytes()), theme=theme, to=to, world=World(press.cache, {}))
    assert not outcome.failed
    assert outcome.value is not None
    return outcome.value


@pytest.mark.parametrize("theme", THEMES)
def test_the_build_gives_the_bytes_that_were_proven(press: Press, printed: Printed, theme: str) -> None:
    built = made(press, "examples/graduate.yaml", theme, "pdf")
    print_ = printed("examples/graduate.yaml", theme)
    assert built.files == (print_.pdf.content,)
    assert (built.pages, built.words, built.theme) == (len(print_.pdf.sheets), print_.page.words, theme)
    assert {place.path for place in built.places} == {path for mark in print_.page.marks for path in mark.covers}
    assert all(place.span.file == "examples/graduate.yaml" for place in built.places)


@pytest.mark.parametrize("theme", THEMES)
def test_html_stands_alone(press: Press, theme: str) -> None:
    (html,) = made(press, "examples/designer.json", theme, "html").files
    text = html.decode()
    assert re.findall(r'url\((?!"data:(?:font/ttf|image/svg\+xml);base64,)', text) == []
    without_links = re.sub(r'<a [^>]*href="[^"]*"', "", text)
    assert re.findall(r"\b(?:https?|file|ftp):[^<]*", re.sub(r">[^<]*<", "><", without_links)) == []
    assert "<script" not in text
    assert "<link" not in text
    assert len(html) < 700_000


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_html_is_the_page_that_gets_printed(press: Press, printed: Printed, theme: str) -> None:
    import weasyprint

    (html,) = made(press, "examples/designer.json", theme, "html").files
    again = pypdfium2.PdfDocument(weasyprint.HTML(string=html.decode()).write_pdf(pdf_variant="pdf/ua-1"))
    once = pypdfium2.PdfDocument(printed("examples/designer.json", theme).pdf.content)
    assert [words_of(page.get_textpage().get_text_range()) for page in again] == [
        words_of(page.get_textpage().get_text_range()) for page in once
    ]


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_there_is_one_picture_a_page(press: Press, printed: Printed, theme: str) -> None:
    from PIL import Image

    built = made(press, "examples/designer.json", theme, "png")
    assert len(built.files) == built.pages == len(printed("examples/designer.json", theme).pdf.sheets)
    for picture in map(Image.open, map(io.BytesIO, built.files)):
        assert picture.format == "PNG"
        assert picture.size == pytest.approx((1191, 1684), abs=1)
        assert len(picture.convert("L").getcolors() or ()) > 16


# What once went wrong. ---------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("before", range(40, 110, 7))
def test_no_line_ends_with_a_hyphen_that_is_lost(press: Press, theme: str, before: int) -> None:
    filler = ("sewn " * 30)[:before].strip()
    print_ = press.print(
        f"work: [{{position: Binder, summary: '{filler} pre- and post-war, full- and part-time, pre-**war**'}}]", theme
    )
    assert print_.codes == []
    expected = {"pre-", "post-war,", "full-", "part-time,", "pre-war"}
    assert expected <= set(pdftotext(print_.pdf.content, 1, None))


@pytest.mark.parametrize("theme", THEMES)
def test_words_that_end_with_a_hyphen_are_no_part_of_what_stands_below(press: Press, theme: str) -> None:
    resume = "work: [{position: Binder, highlights: [x-, a 19-, to-, '-', y-]}]\nawards: [{title: t-}, {title: u}]\n"
    assert press.print(resume, theme).codes == []


@pytest.mark.parametrize("word", [".NET-Framework", "/usr/local/share"])
def test_a_word_that_begins_with_a_sign_begins_a_line(press: Press, word: str) -> None:
    resume = f"skills: [{{keywords: [an-identifier-with-more-dashes, {word}]}}]\n"
    assert press.print(resume + "document: {options: {sideWidth: 45}}", "slate").codes == []


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "resume",
    [
        f"work: [{{name: Mill, highlights: ['{'sewn ' * 1200}']}}]",
        f"work: [{{name: Mill, highlights: [a, '{'sewn ' * 1200}']}}]",
        f"skills: [{{name: Sewing, keywords: [{'sewn, ' * 1200}]}}]",
        f"skills: [{{keywords: [{'sewn, ' * 1200}]}}]",
        f"projects: [{{name: Mill, keywords: [{'sewn, ' * 1200}]}}]",
        f"education: [{{institution: Mill, courses: [{'sewn, ' * 1200}]}}]",
        f"references: [{{name: Mill, reference: '{'sewn ' * 1200}'}}]",
    ],
)
def test_what_is_longer_than_a_page_begins_on_the_first(press: Press, theme: str, resume: str) -> None:
    print_ = press.print("basics: {name: Ida Quill}\n" + resume, theme)
    words = [sum(map(len, sheet.columns.values())) for sheet in read_pdf(print_.pdf.content, print_.pdf.sheets).sheets]
    assert len(words) > 1
    assert words[0] > 0.6 * max(words)


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("what", ["v1.2", "**bold**", "[link](https://mill.example)"])
def test_a_line_is_filled_before_the_next_begins(press: Press, theme: str, what: str) -> None:
    texts = ["sewn bound " * much + letter * more for much in range(4, 10) for letter in "ir" for more in range(1, 25)]
    items = "".join(f"  - Wrote {text} {what} a a\n" for text in texts)
    print_ = press.print(f"work:\n- name: Mill\n  highlights:\n{items}", theme)
    tokens = [
        token
        for sheet in read_pdf(print_.pdf.content, print_.pdf.sheets).sheets
        for column in sheet.columns.values()
        for token in column
    ]
    after = [word for word, before in zip(tokens[1:], tokens, strict=False) if before.text == "Wrote"]
    assert len(after) == len(texts)
    assert not any(word.starts_line for word in after)


@pytest.mark.parametrize("theme", THEMES)
def test_a_name_longer_than_its_margin_ends_there(press: Press, theme: str) -> None:
    work = f"work: [{{name: Mill, summary: '{'sewn ' * 1500}'}}]"
    resume = f"basics: {{name: {'W' * 300}}}\n{work}\ndocument: {{pageSize: A5}}"
    print_ = press.print(resume, theme)
    assert print_.codes == []
    sheet = print_.pdf.sheets[1]
    mains = [sheet.columns.get("main", sheet.body) for sheet in print_.pdf.sheets]
    text = pypdfium2.PdfDocument(print_.pdf.content)[1].get_textpage()
    boxes = [text.get_charbox(number) for number in range(text.count_chars())]
    foot = [(left, right) for left, _, right, top in boxes if sheet.height - top > sheet.body.y + sheet.body.height]
    assert 80 < len(foot) < 120
    assert min(left for left, _ in foot) > min(main.x for main in mains) - 1
    assert max(right for _, right in foot) < sheet.width - 36


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", ["µμ", "∆Δ", "ΩΩ", "ϕφ", "ʻ‘", "ʼ’", "∕⁄", "-‐"])
def test_letters_that_share_a_glyph_are_read_back_as_one(press: Press, theme: str, pair: str) -> None:
    one, other = list(pair)
    url = f"https://mill.example/{one}{other}"
    resume = (
        f"basics: {{name: 'Ida {one}', url: '{url}'}}\n"
        f"work: [{{name: 'a{other} b{one}', highlights: ['{'sewn ' * 1200}']}}]\n"
    )
    assert press.print(resume, theme).codes == []


@pytest.mark.slow
@pytest.mark.parametrize("theme", [*THEMES, "academic", "executive"])
def test_dates_in_many_words_are_set_on_several_lines(press: Press, theme: str) -> None:
    long = "since the beginning of the academic year, with interruptions"
    assert press.print(f"work: [{{position: Binder, startDate: '{long}', endDate: '{long}'}}]", theme).codes == []
    dates = ", ".join(f"{key}: 'ERROR invalid Date for volunteer.{key}'" for key in ("startDate", "endDate"))
    assert "CV502" not in press.print(f"volunteer: [{{position: Binder, {dates}}}]", theme).codes


def test_a_word_that_would_keep_the_engine_busy_is_refused(press: Press) -> None:
    source = Source("resume.yaml", f"basics: {{name: Ida, summary: {'x' * 10_001}}}".encode())
    outcome = build(source, world=World(cache=press.cache, environment={}))
    assert [(said.code, said.path) for said in outcome.diagnostics] == [("CV506", ("basics", "summary"))]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["1" * 2000, "Quill " * 300])
def test_the_foot_of_a_page_has_the_beginning_of_an_endless_name(press: Press, name: str) -> None:
    pdf = press.print(f"basics: {{name: '{name.strip()}'}}\nwork: [{{name: Loom, highlights: ['{'sewn ' * 1200}']}}]")
    assert pdf.codes == []
    last = pypdf.PdfReader(io.BytesIO(pdf.pdf.content)).pages[-1]
    assert "…" in last.extract_text()


def test_missing_letters_are_found_with_logging_switched_off(press: Press) -> None:
    logging.disable(logging.CRITICAL)
    try:
        outcome = build(Source("r.yaml", "basics: {name: 漢}".encode()), world=World(cache=press.cache, environment={}))
    finally:
        logging.disable(logging.NOTSET)
    assert "CV503" in [said.code for said in outcome.diagnostics]


def test_a_theme_may_print_what_is_only_offered(press: Press, make_theme: MakeTheme) -> None:
    """Titles of contacts, entries by their type, and levels as classes: all is proven as everything else is."""
    page = """{% from "parts.html" import one_entry with context %}
<header><h1>{{ header.name }}</h1><h2>{{ header.contact_title }}</h2>
{% for contact in header.contacts %}<p>{{ contact.title }}: {{ contact["values"][0] }}</p>{% endfor %}</header>
{% for section in sections %}<section><h2>{{ section.title }}</h2>
{% for typed in section.by_type %}{% if typed.title %}<h3>{{ typed.title }}</h3>{% endif %}
{% for entry in typed.entries %}{{ one_entry(entry, false) }}{% endfor %}{% endfor %}
{% for group in section.groups %}
<p class="rated-{{ group.rating }}">{{ group.label }} ({{ group.level }})</p>
{% endfor %}
</section>{% endfor %}
"""
    resume = """
document: {language: de}
basics: {name: Ada Example, email: ada@example.com, phone: '+44 20 7946 0000'}
publications: [{name: x, authors: [A. Example], type: article}, {name: y, type: poster}, {name: z, type: article}]
languages: [{language: fr, fluency: C1 (in Wort und Schrift)}]
"""
    made = press.print(resume, make_theme(templates={"page.html": page}))
    assert made.codes == []
    assert 'class="rated-83"' in made.page.body
    assert "<strong>A. Example</strong>" in made.page.body
    words = " ".join(word.text for words in made.page.columns.values() for word in words)
    assert words == (
        "Ada Example Kontakt Telefon: +44 20 7946 0000 E-Mail: ada@example.com Veröffentlichungen Zeitschriftenartikel"
        " x A. Example z poster y Sprachen Französisch (C1 (in Wort und Schrift))"
    )
