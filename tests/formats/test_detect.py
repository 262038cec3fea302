import pytest

from cvpdf.formats.detect import other_format, recognise
from cvpdf.formats.table import READERS, WRITERS, reader_named
from cvpdf.source.reading import read

FILES = {
    "rendercv": ("cv.yaml", "cv:\n  name: Ada Example\n  sections:\n    education: []\n"),
    "yamlresume": ("cv.yaml", "content:\n  basics:\n    name: Ada Example\n"),
    "reactive-resume": ("cv.json", '{"basics": {"name": "Ada"}, "sections": {"work": {"items": []}}}'),
    "fresh": ("cv.json", '{"name": "Ada", "employment": {"history": []}}'),
    "json-resume": ("cv.json", '{"basics": {"name": "Ada"}, "sections": [{"id": "a"}]}'),
    "markdown": ("cv.md", "Ada Example\n"),
    "text": ("cv.txt", "name: Ada\nwork: none\n"),
    "linkedin-pdf": ("cv.pdf", "%PDF-1.7\n"),
    "linkedin-archive": ("cv.zip", "PK\x03\x04"),
}


def recognised(text: str, file: str, name: str | None = None) -> str | None:
    found = recognise(text.encode(), file, name).value
    return found[0].name if found else None


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_known_by_its_shape(name: str) -> None:
    file, text = FILES[name]
    assert recognised(text, file) == name


@pytest.mark.parametrize("name", [name for name in FILES if name not in ("markdown", "text")])
def test_standard_input_has_no_ending_and_is_known_all_the_same(name: str) -> None:
    assert recognised(FILES[name][1], "<stdin>") == name


def test_headings_make_markdown_of_a_text() -> None:
    assert recognised("Ada Example\n===========\n\nEngineer\n", "<stdin>") == "markdown"
    assert recognised("# Ada Example\n", "<stdin>") == "markdown"
    assert recognised("Ada Example\n\nExperience\n2019\n", "<stdin>") == "text"


def test_a_named_reader_is_taken_at_its_word() -> None:
    assert recognised("# Ada", "cv.md", "text") == "text"
    assert recognised("{person: {}}", "cv.yaml", "rendercv") == "rendercv"
    assert recognised("person: {}", "<stdin>", "rendercv") == "rendercv"
    assert recognised("Ada: [", "cv.yaml", "text") == "text"


@pytest.mark.parametrize("looks", FILES)
@pytest.mark.parametrize("named", [reader.name for reader in READERS])
def test_a_file_that_looks_like_another_format_is_said_once_with_the_command(looks: str, named: str) -> None:
    file, text = FILES[looks]
    outcome = recognise(text.encode(), file, named)
    told = looks in {"markdown", "text"} and named in {"markdown", "text"}
    if named == looks or told or (looks == "text" and named not in {"linkedin-pdf", "linkedin-archive"}):
        assert outcome.value
        assert outcome.value[0].name == named
        return
    assert outcome.value is None
    (said,) = outcome.diagnostics
    assert said.code == "CV716"
    assert said.message == f"this does not look like {reader_named(named).title}, but like {reader_named(looks).title}"
    assert said.hint == f"type `cvpdf convert {file} --from {looks}`"


def test_standard_input_is_a_dash_in_the_command() -> None:
    (said,) = recognise(FILES["rendercv"][1].encode(), "<stdin>", "fresh").diagnostics
    assert said.hint == "type `cvpdf convert - --from rendercv`"


def test_a_text_may_begin_with_a_bracket() -> None:
    assert recognised("[Ada Example](https://ada.example.com)\n\n## Skills\n", "cv.md") == "markdown"
    assert recognised("[Ada Example]\n\nSkills\n", "cv.txt") == "text"
    assert recognise(b'[ {"basics": {}}]', "<stdin>").diagnostics[0].code == "CV711"


def test_the_page_breaks_of_a_copied_pdf_are_blanks_of_a_text() -> None:
    outcome = recognise(b"Ada Example\n\fSkills\nPython\n", "cv.txt")
    assert outcome.value
    assert outcome.diagnostics == ()
    assert outcome.value[1].text == "Ada Example\n Skills\nPython\n"


def test_a_name_of_no_format_is_none() -> None:
    with pytest.raises(KeyError):
        recognise(b"", "cv.txt", "word")


def test_keys_of_nobody_are_an_error_that_says_what_to_do() -> None:
    outcome = recognise(b"recipe: {flour: 1}\n", "cake.yaml")
    assert outcome.value is None
    assert [said.code for said in outcome.diagnostics] == ["CV711"]


@pytest.mark.parametrize("name", ["rendercv", "yamlresume", "reactive-resume", "fresh"])
def test_another_programs_file_is_named_with_the_command_that_converts_it(name: str) -> None:
    file, text = FILES[name]
    tree = read(text.encode(), file).value
    assert tree is not None
    said = other_format(tree)
    assert said is not None
    assert said.code == "CV710"
    assert said.hint == f"type `cvpdf convert {file} resume.yaml`"


def test_our_own_file_and_one_of_nobody_are_not_another_programs() -> None:
    for text in (FILES["json-resume"][1], '{"recipe": {}}', "[]", '{"cv": "my file"}'):
        tree = read(text.encode(), "resume.json").value
        assert tree is not None
        assert other_format(tree) is None


def test_sections_by_their_ids_are_our_own() -> None:
    text = '{"basics": {"name": "Ada"}, "sections": {"talks": {"title": "Talks", "entries": []}}}'
    assert recognised(text, "cv.json") == "json-resume"


def test_bullets_under_a_bullet_are_usual_in_rendercv() -> None:
    text = "cv:\n  name: Ada\n  sections:\n    notes:\n      - one\n        - below\n"
    assert recognise(text.encode(), "cv.yaml").diagnostics == ()


def test_every_name_is_there_once() -> None:
    assert len({reader.name for reader in READERS}) == len(READERS) == len(FILES)
    assert [writer.name for writer in WRITERS] == ["cvpdf", "json-resume", "rendercv"]


NOT_READ = {
    "cv.docx": (b"PK\x03\x04....[Content_Types].xml..word/document.xml", "a Word file"),
    "cv.odt": (b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument file"),
    "cv.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...", "an old Word file"),
    "cv.rtf": (b"{\\rtf1\\ansi Bo}", "a file in RTF"),
    "scan.jpg": (b"\xff\xd8\xff\xe0", "a picture"),
    "refs.bib": (b"% mine\n\n@Article{bo2020,\n  title = {Bread},\n}\n", "BibTeX"),
    "refs.ris": (b"TY  - JOUR\nTI  - Bread\n", "references in RIS"),
    "refs.json": (b'[{"type": "article-journal", "title": "Bread"}]', "references in CSL JSON"),
    "cv.tex": (b"% CV\n\\documentclass{moderncv}\n", "LaTeX"),
    "cv.html": (b"<!DOCTYPE html>\n<p>Bo</p>", "a web page"),
    "bo.vcf": (b"BEGIN:VCARD\nFN:Bo\n", "a vCard"),
    "cv.xml": (b'<?xml version="1.0"?>\n<SkillsPassport><a/></SkillsPassport>', "a Europass file"),
    "cv.yml": (b"- title: Education\n  type: time_table\n  contents: [{title: BSc}]\n", "the data of an al-folio site"),
    "data.yml": (b"sidebar: {name: Bo}\nexperiences: {title: Jobs}\n", "the data of an online-cv site"),
}


@pytest.mark.parametrize("file", NOT_READ)
@pytest.mark.parametrize("named", [None, "text", "linkedin-archive", "json-resume"])
def test_what_cannot_be_read_yet_is_named_for_what_it_is(file: str, named: str | None) -> None:
    content, title = NOT_READ[file]
    outcome = recognise(content, file, named)
    assert outcome.value is None
    (said,) = outcome.diagnostics
    assert (said.code, said.message) == ("CV729", f"this is {title}, which cannot be read yet")
    assert said.hint


@pytest.mark.parametrize("text", ["@ada on all networks\n", "Ada {Example}\n", "<b>Ada</b>\n", "% of time: 5\n"])
def test_a_text_that_begins_oddly_is_one_all_the_same(text: str) -> None:
    assert recognised(text, "cv.txt") == "text"


@pytest.mark.parametrize(
    "text",
    [
        "name: Bo Sample\nemail: bo@example.com\nlife: long\n",
        "experience:\n  - {company: Crumb Works}\n",
        "full_name: Bo\nphone: 1\nwork_history: []\n",
    ],
)
def test_a_career_under_names_of_its_own_is_one_of_ours(text: str) -> None:
    assert recognised(text, "cv.yaml") == "json-resume"
