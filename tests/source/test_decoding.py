import re

import pytest

from cvpdf.source.reading import MOST_FILE_BYTES, decode


def only(content: bytes) -> tuple[str, int, int]:
    (said,) = decode(content, "resume.yaml").diagnostics
    assert said.span
    assert said.hint
    return said.code, said.span.line, said.span.column


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_named(encoding: str) -> None:
    content = "basics:\n  name: Ada Example\n".encode(encoding)
    outcome = decode(content, "resume.yaml")
    assert only(content) == ("CV103", 1, 1)
    assert encoding.upper()[:6] in outcome.diagnostics[0].message
    told = re.search(r"iconv -f (\S+)", outcome.diagnostics[0].hint or "")
    assert told
    assert content.decode(told[1]).lstrip("\ufeff").startswith("basics:"), "the command that is named reads it"


def test_the_first_byte_that_is_not_utf8_is_named() -> None:
    content = "basics:\n  name: Ádá Exámple".encode().replace("á E".encode(), b"\xe1 E")
    assert only(content) == ("CV103", 2, 11)
    assert "`á`" in decode(content, "resume.yaml").diagnostics[0].message


@pytest.mark.parametrize("content", [b"%PDF-1.7\n\x00", b"PK\x03\x04\x00", b"\x89PNG\r\n", b"abc\x00\x01\x02 def"])
def test_binary_files_are_refused(content: bytes) -> None:
    assert only(content)[0] == "CV104"


def test_a_byte_order_mark_is_skipped() -> None:
    outcome = decode(b"\xef\xbb\xbfname: Ada", "resume.yaml")
    assert outcome.value == "name: Ada"
    assert [said.code for said in outcome.diagnostics] == ["CV102"]
    assert not outcome.failed


def test_control_characters_are_each_said_at_their_place() -> None:
    outcome = decode("a: b\x07\r\nc: \x9bd\x7f\n".encode(), "resume.yaml")
    assert outcome.value == "a: b\ufffd\r\nc: \ufffdd\ufffd\n"
    places = [(said.code, said.span.line, said.span.column) for said in outcome.diagnostics if said.span]
    assert places == [("CV105", 1, 5), ("CV105", 2, 4), ("CV105", 2, 6)]


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told_what_to_write(content: bytes) -> None:
    outcome = decode(content, "resume.yaml")
    assert outcome.value is None
    assert outcome.diagnostics[-1].code == "CV106"
    assert "basics" in (outcome.diagnostics[-1].hint or "")


def test_size_is_limited() -> None:
    assert decode(b"x" * MOST_FILE_BYTES, "resume.yaml").value
    assert only(b"x" * (MOST_FILE_BYTES + 1)) == ("CV101", 1, 1)


def test_the_size_that_is_said_is_true_of_a_file_that_was_not_read_to_its_end() -> None:
    (said,) = decode(b"x" * (MOST_FILE_BYTES + 1), "resume.yaml").diagnostics
    assert said.message == "the file has over 10 MB; a résumé may have that at most"
