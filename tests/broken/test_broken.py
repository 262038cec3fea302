"""Broken files through the installed command: each is refused at its lines, and the PDF that was there stays.

A case is `=== title`, the file, `---`, and its errors and warnings as `line:column code`. Files that are no text
are in the table below. `python tests/broken/test_broken.py` writes anew what is said. The files in `shapes` are
not broken but odd, in the ways in which JSON Resume files really are.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cvpdf.artifacts import Source
from cvpdf.cli.app import run
from cvpdf.diagnostics import Severity
from cvpdf.outline.values import text_of
from cvpdf.pipeline import build, check
from cvpdf.rules.catalogue import catalogue
from cvpdf.world import World

if TYPE_CHECKING:
    from tests.conftest import Press

CASES = Path(__file__).parent / "cases"
SHAPES = Path(__file__).parent / "shapes"
COMMAND = Path(sys.executable).with_name("cvpdf")
OLD = b"%PDF-1.7 of yesterday"


@dataclass(frozen=True)
class Case:
    """A broken file; `said` has a line for each error and warning."""

    group: str
    title: str
    content: bytes
    said: str

    @property
    def file(self) -> str:
        return f"{re.sub(r'[^a-z0-9]+', '-', self.title.lower())}.{'json' if self.group == 'json' else 'yaml'}"

    @property
    def codes(self) -> set[str]:
        return {line.partition(" ")[2] for line in self.said.splitlines()}


NO_TEXT = (
    Case("bytes", "UTF-16 with its mark", "basics: {name: Ida}".encode("utf-16"), "1:1 CV103"),
    Case("bytes", "UTF-16 without its mark", "basics: {name: Ida}".encode("utf-16-be"), "1:1 CV103"),
    Case("bytes", "UTF-32", "basics: {name: Ida}".encode("utf-32"), "1:1 CV103"),
    Case("bytes", "Latin-1", "basics:\n  name: Zoë Quill\n".encode("latin-1"), "2:11 CV103"),
    Case("bytes", "Half a letter at the end", "basics: {name: Zoë".encode()[:-1], "1:18 CV103"),
    Case("bytes", "Latin-1 after a form feed", b"basics:\n  # \x0c\n  name: Zo\xeb\n", "3:11 CV103"),
    Case(
        "bytes",
        "A mark, then an error",
        b"\xef\xbb\xbfbasics: {email: ida}\ndocument: {pages: 0}\n",
        "1:17 CV213\n2:19 CV217",
    ),
    Case("bytes", "A mark and nothing else", b"\xef\xbb\xbf", "1:1 CV106"),
    Case("bytes", "No bytes at all", b"", "1:1 CV106"),
    Case("bytes", "A NUL", b"basics:\n  name: Ida\x00Quill\n", "2:12 CV104"),
    Case("bytes", "A form feed in a text", b"basics:\n  name: Ida \x0c Quill\n", "2:13 CV105"),
    Case("bytes", "A bell in a text", b"basics:\n  name: Ida\x07\n  label: \x1bBinder\n", "2:12 CV105\n3:10 CV105"),
    Case("bytes", "A picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "1:1 CV104"),
    Case("bytes", "A PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "1:1 CV104"),
    Case("bytes", "A Word file", b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml", "1:1 CV104"),
    Case("bytes", "A compressed file", b"\x1f\x8b\x08\x00resume", "1:1 CV104"),
    Case("bytes", "Eleven megabytes", b"# quill\n" * 1_400_000, "1:1 CV101"),
    Case("bytes", "A list in lists, 5000 deep", b"basics: " + b"[" * 5000 + b"]" * 5000, "1:108 CV110"),
    Case("json", "JSON lists, 5000 deep", b"[" * 5000, "1:101 CV110"),
    Case("bytes", "A hundred thousand aliases", b"a: &a x\nb: [" + b"*a," * 100_000 + b"]\n", "2:299990 CV111"),
    Case(
        "bytes",
        "A line of a million letters",
        b"basics: {email: " + b"x" * 1_000_000 + b"}\ndocument: {pages: 0}",
        "1:17 CV213\n2:19 CV217",
    ),
    Case("bytes", "A thousand brackets", b"basics: [}" + b"[}" * 1_000, "1:10 CV124"),
)


UNREAD = {
    "switched-off": {"custom"},
}
"""Keys that cvpdf does not know, by the file that has them; no other file has any."""

NO_FONT = {"han-kana-hangul"}
"""Files in scripts that no font package has."""


def written(group: str) -> Iterator[Case]:
    text = (CASES / f"{group}.txt").read_text(encoding="utf-8")
    for part in text.split("=== ")[1:]:
        title, _, rest = part.partition("\n")
        content, _, said = rest.rpartition("---\n")
        yield Case(group, title, content.encode(), said.strip("\n"))


UNREADABLE = (*written("yaml"), *written("json"), *written("schema"), *NO_TEXT)
UNPRINTABLE = tuple(written("layout"))


def by_title(case: Case) -> str:
    return f"{case.group}: {case.title}"


def command(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [COMMAND, *arguments], cwd=folder, capture_output=True, check=False, timeout=60, encoding="utf-8"
    )


@cache
def said_about(report: str) -> dict[str, str]:
    """What the command said about each file, from its JSON."""
    found: dict[str, list[str]] = {}
    for item in json.loads(report)["diagnostics"]:
        if item["severity"] != "info":
            found.setdefault(item["file"], []).append(f"{item['line']}:{item['column']} {item['code']}")
    return {file: "\n".join(lines) for file, lines in found.items()}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All cases through one run of `cvpdf check`."""
    folder = tmp_path_factory.mktemp("broken")
    for case in UNREADABLE:
        (folder / case.file).write_bytes(case.content)
    ended = command(folder, "check", "--format", "json", *(case.file for case in UNREADABLE))
    assert (ended.returncode, ended.stderr) == (1, "")
    return ended.stdout


def test_there_are_many() -> None:
    assert len({case.file for case in (*UNREADABLE, *UNPRINTABLE)}) == len(UNREADABLE) + len(UNPRINTABLE) > 100


@pytest.mark.slow
@pytest.mark.parametrize("case", UNREADABLE, ids=by_title)
def test_the_command_says_all_problems_at_their_places(case: Case, report: str) -> None:
    assert said_about(report)[case.file] == case.said


@pytest.mark.parametrize("case", UNREADABLE, ids=by_title)
def test_the_old_pdf_stays(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(case.file).write_bytes(case.content)
    Path("old.pdf").write_bytes(OLD)
    assert run(["build", case.file, "-o", "old.pdf"]) == 1
    refused(case, tmp_path, capsys.readouterr().err)


@pytest.mark.slow
@pytest.mark.parametrize("case", [*UNPRINTABLE, UNREADABLE[0]], ids=by_title)
def test_the_command_keeps_the_old_pdf(case: Case, tmp_path: Path) -> None:
    (tmp_path / case.file).write_bytes(case.content)
    (tmp_path / "old.pdf").write_bytes(OLD)
    ended = command(tmp_path, "build", case.file, "-o", "old.pdf")
    assert (ended.returncode, ended.stdout) == (1, "")
    refused(case, tmp_path, ended.stderr)


def refused(case: Case, folder: Path, shown: str) -> None:
    """All that was said has its place, and nothing was written."""
    found = re.findall(rf"(?m)^{re.escape(case.file)}:(\d+:\d+): (?:error|warning) (CV\d+): ", shown)
    assert "\n".join(map(" ".join, found)) == case.said
    assert "Traceback" not in shown
    assert (folder / "old.pdf").read_bytes() == OLD
    assert sorted(path.name for path in folder.iterdir()) == sorted([case.file, "old.pdf"])


def test_every_code_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    codes = set().union(*(case.codes for case in (*UNREADABLE, *UNPRINTABLE)))
    assert codes <= set(catalogue())
    for code in sorted(codes):
        assert run(["explain", code]) == 0
        assert code in capsys.readouterr().out


@pytest.mark.parametrize("case", UNREADABLE, ids=by_title)
def test_messages_are_sentences_that_say_what_to_do(case: Case) -> None:
    for said in check(Source(case.file, case.content)).diagnostics:
        for text in filter(None, (said.message, said.hint)):
            assert re.match(r"[a-z`“]|JSON|YAML|U\+", text), text
            assert not text.endswith("."), text
            assert len(text) < 250, text
        assert said.hint or said.severity is not Severity.ERROR, said


def shapes() -> list[Path]:
    return sorted(SHAPES.glob("*.json"))


def test_odd_files_are_taken_and_unknown_keys_are_said() -> None:
    names = [path.name for path in shapes()]
    ended = command(SHAPES, "check", "--format", "json", *names)
    assert (ended.returncode, ended.stderr) == (0, "")
    unread: dict[str, set[str]] = {}
    for item in json.loads(ended.stdout)["diagnostics"]:
        if item["code"] == "CV203":
            unread.setdefault(Path(item["file"]).stem, set()).add(item["path"])
    assert unread == UNREAD


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["plain", "slate"])
@pytest.mark.parametrize("path", shapes(), ids=lambda path: path.stem)
def test_odd_files_are_printed_or_their_letters_said(path: Path, theme: str) -> None:
    made = build(Source(path.name, path.read_bytes()), world=World.of_process(), theme=theme)
    errors = {one.code for one in made.diagnostics if one.severity is Severity.ERROR}
    assert errors == ({"CV503"} if path.stem in NO_FONT else set())
    assert (made.value is None) == (path.stem in NO_FONT)


NOT_PRINTED = {
    "legacy-keys": {"Books", "for", "life"},
    "more-keys": {"Sorgsam."},
}
"""Words under keys that are unknown or stand there under two names, or in a language that is not printed."""


@pytest.mark.parametrize("name", ["legacy-keys", "more-keys", "other-shapes", "names-of-every-kind"])
def test_every_word_of_an_odd_file_is_in_the_outline(name: str, press: "Press") -> None:
    content = (SHAPES / f"{name}.json").read_bytes()
    outline = press.outline(Source(f"{name}.json", content))
    printed = {word for mark in outline.marks() for text in (text_of(mark), mark.href or "") for word in words_in(text)}
    data = {key: value for key, value in json.loads(content).items() if key != "$schema"}
    lost = {word for text in texts_of(data) if not DATE_OR_CODE.fullmatch(text) for word in words_in(text)} - printed
    assert lost == NOT_PRINTED.get(name, set())


DATE_OR_CODE = re.compile(r"\d{4}(-\d\d)*|[A-Z]{2}")


def words_in(text: str) -> list[str]:
    """Words as the page holds them, where it puts no commas of its own."""
    return [word for word in re.split(r"[\s,]+", text) if word]


def texts_of(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        data = list(data.values())
    if isinstance(data, list):
        for item in data:
            yield from texts_of(item)
    elif data is not None:
        yield str(data)


def accept() -> None:
    """Write anew what is said about the cases that are files."""
    for group in ("yaml", "json", "schema", "layout"):
        parts = []
        for case in written(group):
            source = Source(case.file, case.content)
            outcome = build(source, world=World.of_process()) if group == "layout" else check(source)
            spans = [(one.span, one.code) for one in outcome.diagnostics if one.severity is not Severity.INFO]
            said = "\n".join(f"{span.line}:{span.column} {code}" if span else code for span, code in spans)
            parts.append(f"=== {case.title}\n{case.content.decode()}---\n{said}\n")
        (CASES / f"{group}.txt").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    accept()
