import pytest

from cvpdf.formats.transcript.lines import Line
from cvpdf.formats.transcript.locations import read_label
from cvpdf.formats.transcript.vocabulary import section_named
from cvpdf.locale.labels import languages, load_locale


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("Date of birth: 3 May 1990", "birthDate", "3 May 1990"),
        ("Né le 4 juillet 1988", "birthDate", "4 juillet 1988"),
        ("**Nationality:** British", "nationality", "British"),
        ("Anschrift: Musterweg 12", "location", "Musterweg 12"),
        ("Tél. : 06 12 34 56 78", "", "06 12 34 56 78"),
        ("Name: Ada Example", "name", "Ada Example"),
        ("Familienstand: ledig", None, "ledig"),
    ],
)
def test_a_label_says_what_follows(text: str, key: str | None, value: str) -> None:
    found = read_label(Line(text, "cv.txt", 1))
    assert found
    assert (found.key, found.value.text) == (key, value)


@pytest.mark.parametrize(
    "text", ["Born to build", "Named after her", "Mailing lists", "Ada Example", "Ortwin: a friend"]
)
def test_words_that_only_begin_so_are_no_label(text: str) -> None:
    assert read_label(Line(text, "cv.txt", 1)) is None


@pytest.mark.parametrize("language", languages())
def test_what_cvpdf_prints_is_known_in_every_language(language: str) -> None:
    words = load_locale(language).value
    assert words
    assert {key: section_named(title) for key, title in words.sections.items()} == {key: key for key in words.sections}
    assert section_named(words.personal) == "contact"
    for key in ("birthDate", "nationality"):
        found = read_label(Line(f"{words.facts[key].one}: 1990-05-03", "cv.txt", 1))
        assert found
        assert found.key == key
