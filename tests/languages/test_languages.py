"""A résumé in each of eleven languages, of a person who does not exist: printed, proven, and read by other programs."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import page as page_validation
import pytest
from tests.fonts import make_font, only_fonts_of
from tests.quick import slow_but
from tests.readers import READERS

from cvpdf.artifacts import Source
from cvpdf.locale import labels as labels_module
from cvpdf.locale.cldr import cldr
from cvpdf.theme.loading import find_themes
from cvpdf.words import LEFTWARDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Press, Print

FOLDER = Path(__file__).parent
LABELS = Path(labels_module.__file__).with_name("data")
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.yaml"))

pytestmark = pytest.mark.usefixtures("far_east")

OTHERS = sorted({*find_themes()} - {"plain", "slate"})

each = pytest.mark.parametrize(("language", "theme"), slow_but(("he", "plain"), product(LANGUAGES, ("plain", "slate"))))
each_other = pytest.mark.parametrize(
    ("language", "theme"), [(language, theme) for language in LANGUAGES for theme in OTHERS]
)


@pytest.fixture(scope="module")
def far_east(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A machine with one font for each of the languages that need one: boxes, for the real ones are large."""
    folder = tmp_path_factory.mktemp("fonts")
    for language, words in (("ja", "ja"), ("ko", "ko"), ("zh", "zh-Hans")):
        text = (FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
        country = "".join(cldr(words).territories.values())
        labels = (LABELS / f"{words}.yaml").read_text(encoding="utf-8")
        (family,) = re.findall(r"fonts: \[(.+)\]", text)
        make_font(folder / f"{language}.ttf", family, text + labels + country)
    with only_fonts_of(folder):
        yield


class PrintedIn(Protocol):
    """A résumé in a language, printed once for all that is asked of it."""

    def __call__(self, language: str, theme: str, options: str = "{}") -> Print: ...


@pytest.fixture(scope="module")
def printed_in(press: Press, far_east: None) -> PrintedIn:  # noqa: ARG001 -- its fonts have to be there
    @cache
    def make(language: str, theme: str, options: str = "{}") -> Print:
        path = FOLDER / f"{language}.yaml"
        text = path.read_text(encoding="utf-8").replace("document:\n", f"document:\n  options: {options}\n")
        return press.print(Source(path.name, text.encode()), theme)

    return make


@each
def test_every_reader_gives_back_every_word(printed_in: PrintedIn, language: str, theme: str) -> None:
    """In order where the page has one column that runs one way; no line's end inside a Han text is a space."""
    print_ = printed_in(language, theme)
    assert print_.codes == []
    words = words_of(print_)
    for name, read in READERS.items():
        text = read(print_.pdf.content)
        assert missing_in(text, print_, name) == [], (name, text)
        if theme == "plain" and not print_.page.leftwards and name not in ("pdfminer", "pdftotext"):
            assert "".join(words) in "".join(text.split())


@pytest.mark.slow
@each_other
def test_so_it_is_in_every_theme(printed_in: PrintedIn, language: str, theme: str) -> None:
    print_ = printed_in(language, theme)
    assert print_.codes == []
    for name in ("pypdf", "pdfium"):
        text = READERS[name](print_.pdf.content)
        assert missing_in(text, print_, name) == [], (name, text)


# Sizes at which a line of Hebrew would end behind a prefix, and the space at its end would hang over.
@pytest.mark.slow
@pytest.mark.parametrize("size", [10.2, 10.7, 11.3])
def test_a_hebrew_line_never_ends_within_a_word(printed_in: PrintedIn, size: float) -> None:
    print_ = printed_in("he", "europe", f"{{fontSize: {size}}}")
    assert print_.codes == []
    assert not re.search("-\\s*$", READERS["pdftotext"](print_.pdf.content), re.MULTILINE)


def words_of(print_: Print) -> list[str]:
    return [word.text for column in print_.page.columns.values() for word in column]


def missing_in(text: str, print_: Print, reader: str) -> list[str]:
    """What a reader does not give back."""
    if print_.page.leftwards:
        cut = "\u200c" if reader == "pdftotext -raw" else None  # it parts words there, and puts the pieces anywhere
        parts = (part for word in words_of(print_) if not (cut and cut in word) for part in parts_of(word))
        return [part for part in parts if not is_in(part, text, reader)]
    return [word for word in words_of(print_) if word not in "".join(text.split())]


def parts_of(word: str) -> list[str]:
    """The parts of a word that run one way; their signs stand left or right of them as the line runs."""
    return re.findall(
        r"[\u0590-\u05ff\u0620-\u08ff]+|[^\W_\u0590-\u08ff](?:[^\s\u0590-\u08ff]*[^\W_\u0590-\u08ff])?", word
    )


def is_in(part: str, text: str, reader: str) -> bool:
    """Whether a reader has it; pdfminer gives all letters from left to right.

    pdfium turns the parts of `Node.js` around where most of a line runs from right to left, `pdftotext -raw` parts
    an Arabic word at a vowel sign, and some take Persian digits for letters, which run the other way.
    """
    if digits := "".join(re.findall("[\u06f0-\u06f9]", part)):
        return digits in text or digits[::-1] in text
    if reader == "pdftotext -raw" and re.search("[\u064b-\u0652]", part):
        return True
    if reader == "pdfium":
        return all(letters in text for letters in re.findall(r"[^\W_]+", part))
    return (part[::-1] if reader == "pdfminer" and LEFTWARDS.search(part) else part) in text


@each
def test_the_file_is_accessible(printed_in: PrintedIn, language: str, theme: str) -> None:
    content = printed_in(language, theme).pdf.content
    report = page_validation.validate_pdf_bytes(content, profile=page_validation.ValidationProfile.PDF_UA_1)
    assert list(report.failures) == []
