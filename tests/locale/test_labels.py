import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import fields

import cvpdf.locale
from cvpdf.diagnostics import Severity
from cvpdf.locale.cldr import STYLES
from cvpdf.locale.labels import Label, Locale, languages, load_locale, with_labels
from cvpdf.model.document_checks import LABEL_TABLES, PLACEHOLDERS, WORDS
from cvpdf.model.resume import SECTIONS
from cvpdf.outline.printed_values import clean_line
from cvpdf.source.reading import read
from cvpdf.source.tree import PlainData

PROMISED = (
    "ar bg cs da de el en es fa fi fr he hi hu id it ja ko nl no pl pt pt-PT ro ru sv th tr uk vi zh-Hans zh-Hant"
).split()


def locale(language: str) -> Locale:
    loaded = load_locale(language)
    assert loaded.diagnostics == ()
    assert loaded.value is not None
    return loaded.value


def data(language: str) -> dict[str, PlainData]:
    file = Path(cvpdf.locale.__path__[0]) / "data" / f"{language}.yaml"
    tree = read(file.read_bytes(), file.name).value
    plain = tree.data() if tree else None
    assert isinstance(plain, dict)
    return plain


def test_the_languages_are_those_that_are_promised() -> None:
    assert sorted(languages()) == PROMISED


@pytest.mark.parametrize("language", PROMISED)
def test_every_language_has_every_word(language: str) -> None:
    words = locale(language)
    assert all(getattr(words, field.name) for field in fields(Locale))
    assert tuple(words.sections) == SECTIONS
    assert {name: tuple(getattr(words, name)) for name in LABEL_TABLES} == LABEL_TABLES
    assert tuple(words.dates) == (*STYLES, "year")
    assert all(placeholder in words.pages for placeholder in PLACEHOLDERS)


@pytest.mark.parametrize("language", PROMISED)
def test_no_file_has_a_word_too_many(language: str) -> None:
    english, own = data("en"), data(language)
    assert set(own) <= {*WORDS, *LABEL_TABLES, "comma", "dash", "dates", "sections"}
    for name, table in own.items():
        if isinstance(table, dict):
            assert set(table) <= set(english[name] or {})
    if language != "pt-PT":
        assert list(own) == list(english)


@pytest.mark.parametrize("language", PROMISED)
def test_every_word_is_written_as_it_is_printed(language: str) -> None:
    words = locale(language)
    labels = [form for label in words.facts.values() for form in (label.one, label.two, label.other)]
    tables = (words.sections, words.contacts, words.publications)
    for text in [*labels, *(word for table in tables for word in table.values()), *map(words.__getattribute__, WORDS)]:
        assert text == clean_line(text)


@pytest.mark.parametrize("language", PROMISED)
def test_titles_of_sections_are_different_from_each_other(language: str) -> None:
    titles = locale(language).sections.values()
    assert len(set(titles)) == len(SECTIONS)


def test_english() -> None:
    words = locale("en")
    assert (words.resume, words.present, words.page) == ("Résumé", "Present", "Page")
    assert words.sections["summary"] == "Profile"


@pytest.mark.parametrize(
    ("tag", "work"),
    [
        ("en-GB", "Experience"),
        ("EN", "Experience"),
        ("de-AT", "Berufserfahrung"),
        ("de-Latn-AT-1996", "Berufserfahrung"),
        ("pt-BR", "Experiência profissional"),
        ("nb", "Arbeidserfaring"),
        ("nn-NO", "Arbeidserfaring"),
        ("iw", "ניסיון תעסוקתי"),
        ("in", "Pengalaman Kerja"),
        ("zh", "工作经历"),
        ("zh-CN", "工作经历"),
        ("zh-SG", "工作经历"),
        ("zh-TW", "工作經歷"),
        ("zh-HK", "工作經歷"),
        ("zh-Hant-MO", "工作經歷"),
        ("zh-Hans-HK", "工作经历"),
    ],
)
def test_a_tag_without_words_of_its_own_has_those_of_the_nearest(tag: str, work: str) -> None:
    words = locale(tag)
    assert words.sections["work"] == work
    assert words.language == tag


def test_a_region_has_some_words_of_its_own() -> None:
    brazil, portugal = locale("pt-BR"), locale("pt-PT")
    assert (brazil.sections["awards"], portugal.sections["awards"]) == ("Prêmios", "Prémios")
    assert (brazil.contact, portugal.contact) == ("Contato", "Contactos")
    assert brazil.sections["projects"] == portugal.sections["projects"]


@pytest.mark.parametrize("language", ["eo", "../en", "x", "", "-"])
def test_english_is_said_where_it_stands_in(language: str) -> None:
    outcome = load_locale(language)
    assert outcome.value is not None
    assert outcome.value.language == "en"
    (said,) = outcome.diagnostics
    assert (said.code, said.severity) == ("CV305", Severity.WARNING)
    assert said.hint is not None
    assert ", ".join(languages()) in said.hint


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ("Author", "Authors", "Authors", "Authors")),
        ("ar", ("المؤلف", "المؤلفان", "المؤلفون", "المؤلفون")),
        ("ru", ("Автор", "Авторы", "Авторы", "Авторы")),
        ("ja", ("著者",) * 4),
    ],
)
def test_a_label_follows_how_many_values_are_beside_it(language: str, labels: tuple[str, ...]) -> None:
    assert tuple(locale(language).facts["authors"].beside(count) for count in (1, 2, 3, 21)) == labels


def test_a_resume_may_have_words_of_its_own() -> None:
    words = with_labels(
        locale("de"),
        {
            "present": "jetzt",
            "facts": {"authors": "Von", "nothing": [], "score": None},
            "contacts": "wrong",
            "dash": "?",
            "language": "en",
            "publications": {"book": "Bände"},
        },
    )
    assert words.present == "jetzt"
    assert words.facts["authors"] == Label("Von", "Von", "Von")
    assert words.facts["score"].one == "Note"
    assert words.publications["book"] == "Bände"
    assert (words.dash, words.language, words.contacts) == (" – ", "de", locale("de").contacts)


@pytest.mark.parametrize("language", ["en", "de", "ru", "ar"])
def test_words_alone_do_not_import_babel(language: str) -> None:
    code = (
        "import sys; from cvpdf.locale.labels import *\n"
        f"load_locale({language!r}).value.facts['authors'].beside(5); print('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
