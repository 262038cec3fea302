"""Words for a period that has not ended, in many languages."""

import pytest

from cvpdf.locale.labels import Locale, languages, load_locale
from cvpdf.model.dates import PRESENT_FILE, PRESENT_WORDS, PartialDate, parse_present
from cvpdf.words import folded

LINES = dict(line.split(": ", 1) for line in PRESENT_FILE.read_text(encoding="utf-8").splitlines())
LANGUAGES = "ar bg cs da de el en es fa fi fr he hi hu id it ja ko nl no pl pt ro ru sv th tr uk vi zh".split()


def test_the_great_languages_are_there() -> None:
    assert set(LANGUAGES) <= LINES.keys()
    assert list(LINES) == sorted(LINES)


@pytest.mark.parametrize("language", LINES)
def test_every_word_is_known_and_stands_once(language: str) -> None:
    words = LINES[language].split("; ")
    assert [word for word in words if parse_present(word) is None or not folded(word)] == []
    assert len(set(words)) == len(words)


def test_the_usual_words_are_in_the_file() -> None:
    assert set(PRESENT_WORDS) <= set(LINES["en"].split("; "))


@pytest.mark.parametrize(
    "text",
    [
        *"Now PRESENT heute! AUJOURD’HUI Atual ПОНАСТОЯЩЕМ حالياً الان 現在 至今 现在 현재 nå".split(),
        *(
            "To Date",
            "(bis heute)",
            "a ce jour",
            "À ce jour",
            "hasta  la fecha",
            "н. в.",
            "по Н.В.",
            "재직 중",
            "i dag",
        ),
    ],
)
def test_case_accents_and_punctuation_are_one(text: str) -> None:
    present = parse_present(text)
    assert present is not None
    assert str(present) == text


@pytest.mark.parametrize(
    "text", ["then", "", "2019", "no", "never", "-", "n/a", "NA", "?", "May 2019", "present " * 20, "ma"]
)
def test_other_words_are_none(text: str) -> None:
    assert parse_present(text) is None


def test_all_words_mean_the_same() -> None:
    one, other = parse_present("now"), parse_present("heute")
    assert one == other
    assert {one, other} == {one}
    assert one not in (None, PartialDate(2019), "now")


@pytest.mark.parametrize("language", [*languages(), *LANGUAGES])
def test_what_the_page_prints_for_it_is_understood(language: str) -> None:
    locale = load_locale(language).value
    assert isinstance(locale, Locale)
    assert parse_present(locale.present)
