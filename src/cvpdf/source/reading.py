"""The stage: a file's bytes become a Tree, whichever of the two syntaxes it is written in; values of `--set`."""

import re
from collections.abc import Sequence as Texts
from itertools import islice
from typing import Final

from cvpdf.diagnostics import Diagnostic, Edit, Ledger, Outcome, Severity, Span
from cvpdf.path import PathError, SourcePath, format_path, parse_path
from cvpdf.rules.cv1_reading import (
    BadAssignment,
    ByteOrderMark,
    ControlCharacter,
    EmptyFile,
    FileTooLarge,
    MergeConflict,
    NoSuchPlace,
    NotText,
    OtherEncoding,
)
from cvpdf.source.text_diagnostics import (
    MOST_ERRORS,
    TextDiagnostics,
    as_code,
    control_characters,
    what_to_write,
    without_control_characters,
)
from cvpdf.source.tree import MOST_LEVELS, Mapping, Node, Scalar, Sequence, Tree

# Bytes to text. -----------------------------------------------------------------------------------------------


MOST_FILE_BYTES: Final = 10_000_000

_BOM: Final = b"\xef\xbb\xbf"

_KINDS: Final = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive, such as a Word file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file",
}

_CONVERTIBLE: Final = (b"%PDF-", b"PK\x03\x04")

_WIDE_MARKS: Final = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}

_WIDE_TEXT: Final = {
    "UTF-32": re.compile(rb"(?:[^\x00]\x00\x00\x00){4}|(?:\x00\x00\x00[^\x00]){4}"),
    "UTF-16": re.compile(rb"(?:[^\x00]\x00){4}|(?:\x00[^\x00]){4}"),
}
"""What Latin letters in a row look like there, where no byte order mark tells."""


def decode(content: bytes, file: str) -> Outcome[str]:
    """Read bytes as UTF-8, without a byte order mark; line breaks stay as they are.

    Control characters are reported and stand as U+FFFD in the text, so that the rest can be read.

    Args:
        content: The bytes of a file.
        file: Its name, as messages print it.

    Returns:
        The text; no value where the bytes are no text in UTF-8.
    """
    start = Span(file, 1, 1, 1, 1)
    refusal = _too_large(content, start) or _foreign(content, start)
    if refusal:
        return Outcome(None, (refusal,))
    said: tuple[Diagnostic, ...] = ()
    if content.startswith(_BOM):
        content = content[len(_BOM) :]
        message = "the file begins with an invisible byte order mark, which was skipped"
        # No edit of the text reaches the mark, which is no part of it: whoever writes the text anew leaves it out.
        said = (ByteOrderMark.at(start, message, hint="save it as UTF-8 without BOM", fix=(Edit(start, ""),)),)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return Outcome(None, (*said, _not_utf8(content, error.start, file)))
    if not text.strip():
        return Outcome(None, (*said, EmptyFile.at(start, "the file is empty", hint=what_to_write(file))))
    return _without_control_characters(text, file, said)


def _too_large(content: bytes, start: Span) -> Diagnostic | None:
    if len(content) <= MOST_FILE_BYTES:
        return None
    message = f"the file has over {MOST_FILE_BYTES // 1_000_000} MB; a résumé may have that at most"
    return FileTooLarge.at(start, message, hint="check that this is the right file, and keep pictures beside it")


def _foreign(content: bytes, start: Span) -> Diagnostic | None:
    """Recognise what is no text, or text in characters of two or four bytes."""
    for magic, kind in _KINDS.items():
        if content.startswith(magic):
            hint = "name the file it was made from"
            if magic in _CONVERTIBLE:
                hint += f"; one that LinkedIn made is read by `cvpdf convert {start.file} resume.yaml`"
            return NotText.at(start, f"this is {kind}, not a YAML or JSON file", hint=hint)
    encoding = next((name for mark, name in _WIDE_MARKS.items() if content.startswith(mark)), None)
    order = ""  # of the bytes: the mark tells it, or else the first letter, which is a Latin one or a bracket
    if encoding is None and b"\x00" in content:
        order = "BE" if content.startswith(b"\x00") else "LE"
        sample = content[:4096]
        encoding = next((name for name, letters in _WIDE_TEXT.items() if letters.search(sample)), None)
        if encoding is None:
            place = _place(content, content.index(b"\x00"), start.file)
            message = "this is not text: it holds a NUL byte here"
            return NotText.at(place, message, hint="give a YAML or JSON file")
    if encoding is None:
        return None
    return OtherEncoding.at(start, f"the file is written in {encoding}", hint=_convert(encoding + order))


def _not_utf8(content: bytes, offset: int, file: str) -> Diagnostic:
    """Point at the first byte that is not UTF-8, with the letter that it probably is."""
    letter = content[offset : offset + 1].decode("cp1252", errors="replace")
    guess = f", probably `{letter}` in Windows-1252" if letter.isprintable() and letter != "\ufffd" else ""
    message = f"the file is not written in UTF-8: here stands the byte {content[offset]:02X}{guess}"
    return OtherEncoding.at(_place(content, offset, file), message, hint=_convert("Windows-1252"))


def _convert(encoding: str) -> str:
    return f"save it as UTF-8 in the editor, or type `iconv -f {encoding} -t UTF-8 OLD > NEW`"


def _place(content: bytes, offset: int, file: str) -> Span:
    """Where a byte stands, all bytes before it being UTF-8 (or counted one by one where they are not)."""
    text = content[:offset].decode("utf-8", errors="replace")
    return TextDiagnostics(file, text + " ").span(len(text), len(text) + 1)


def _without_control_characters(text: str, file: str, said: tuple[Diagnostic, ...]) -> Outcome[str]:
    offsets = tuple(islice(control_characters(text), MOST_ERRORS - 1))
    if not offsets:
        return Outcome(text, said)
    problems = TextDiagnostics(file, text)
    for offset in offsets:
        message = f"here stands the invisible control character U+{ord(text[offset]):04X}"
        problems.add(ControlCharacter, offset, offset + 1, message, "delete it; typing the word anew does that")
    return Outcome(without_control_characters(text), (*said, *problems.diagnostics))


# Marks of version control. ------------------------------------------------------------------------------------


_MARK = re.compile(r"^(?:<{7}|={7}|>{7})(?= |\r|$)[^\r\n]*", re.MULTILINE)
_MOST_LINES = 6
_NEVER_TEXT = ("<<<<<<<", ">>>>>>>")


def conflict(text: str, file: str) -> Diagnostic | None:
    """Say that there are such marks, at the first one; a line of `=` alone may be an underline."""
    if not any(mark in text for mark in _NEVER_TEXT):
        return None
    marks = list(_MARK.finditer(text))
    if not any(mark[0].startswith(_NEVER_TEXT) for mark in marks):
        return None
    problems = TextDiagnostics(file, text)
    spans = [problems.span(*mark.span()) for mark in marks]
    lines = ", ".join(str(span.line) for span in spans[:_MOST_LINES])
    where = f"line {lines}" if len(spans) == 1 else f"lines {lines}{', …' if len(spans) > _MOST_LINES else ''}"
    message = f"the file holds two versions of itself that were not merged: there are marks of Git on {where}"
    return MergeConflict.at(spans[0], message, hint="keep one of the two at each, and take the marks out")


# The stage. ---------------------------------------------------------------------------------------------------


def read(content: bytes, file: str) -> Outcome[Tree]:
    """Read a résumé file.

    Args:
        content: Its bytes.
        file: Its name, as messages print it; `.json`, `.yaml` and `.yml` decide the syntax, else the first letter.

    Returns:
        The tree and all that is to be said. After an error the tree holds what could be understood, if anything.
    """
    ledger = Ledger()
    text = ledger.take(decode(content, file))
    if text is None:
        return ledger.outcome(None)
    unmerged = conflict(text, file)
    if unmerged:
        ledger.add(unmerged)
        return ledger.outcome(None)
    if _is_json(text, file):
        from cvpdf.source.json.reader import read_json

        tree = ledger.take(read_json(text, file))
    else:
        from cvpdf.source.yaml.reader import read_yaml

        tree = ledger.take(read_yaml(text, file))
    if tree and isinstance(tree.root, Scalar) and tree.root.text is None:
        ledger.add(EmptyFile.at(tree.root.span, "the file says nothing", hint=what_to_write(file)))
        return ledger.outcome(None)
    return ledger.outcome(tree)


def _is_json(text: str, file: str) -> bool:
    name = file.lower()
    return name.endswith(".json") or (not name.endswith((".yaml", ".yml")) and text.lstrip().startswith(("{", "[")))


# Overrides: values given beside the file. ---------------------------------------------------------------------


ASSIGNMENT: Final = "--set"
"""What stands for the file's name in messages; lines and columns count in the text of one assignment."""

_PATH = re.compile(r'((?:"(?:[^"\\]++|\\.)*+"|[^="])*+)=', re.DOTALL)


def override(tree: Tree, assignments: Texts[str]) -> Outcome[Tree]:
    """Put each `PATH=VALUE` into a tree; of two for one path the last wins.

    A value that begins with `[` or `{` is JSON, any other is text as it stands.

    Args:
        tree: The résumé as it was read.
        assignments: Texts such as `basics.label=Gardener`.

    Returns:
        The new tree; an assignment that cannot be read or has no place is reported and left out.
    """
    said: list[Diagnostic] = []
    for assignment in assignments:
        problems = TextDiagnostics(ASSIGNMENT, assignment)
        found = _read(problems)
        if found:
            path, value = found
            obstacle = _obstacle(tree, path)
            if obstacle:
                problems.add(NoSuchPlace, 0, assignment.index("="), *obstacle)
            else:
                tree = tree.with_value(path, value)
        said.extend(one.without_fix() for one in problems.diagnostics)  # there is no file to mend
    return Outcome(tree, tuple(said))


def _read(problems: TextDiagnostics) -> tuple[SourcePath, Node] | None:
    """Take an assignment apart; None after an error."""
    match = _PATH.match(problems.text)
    if match is None:
        message = f"{as_code(problems.text)} has no `=`"
        problems.add(BadAssignment, 0, len(problems.text), message, "write `PATH=VALUE`: `basics.label=Engineer`")
        return None
    path = _path(match[1], problems)
    value = _value(problems, match.end())
    failed = any(diagnostic.severity is Severity.ERROR for diagnostic in problems.diagnostics)
    return None if path is None or value is None or failed else (path, value)


def _path(text: str, problems: TextDiagnostics) -> SourcePath | None:
    try:
        path = parse_path(text)
    except PathError as error:
        place = error.column - 1
        message = f"{as_code(text)} is no path from character {error.column} on"
        hint = "write one like `work[0].highlights[2]` or `document.theme`"
        problems.add(BadAssignment, place, len(text), message, hint)
        return None
    if len(path) > MOST_LEVELS:
        message = f"the path has {len(path)} steps; {MOST_LEVELS} are the most"
        problems.add(BadAssignment, 0, len(text), message, "write a shorter one")
        return None
    return path


def _value(problems: TextDiagnostics, start: int) -> Node | None:
    text = problems.text
    if text.startswith(("[", "{"), start):
        from cvpdf.source.json.reader import parse_json

        return parse_json(problems, start)
    return Scalar(problems.printable(text[start:], start, len(text)), problems.span(start, len(text)), plain=True)


def _obstacle(tree: Tree, path: SourcePath) -> tuple[str, str] | None:
    """Why a value cannot stand at a path, and what to do; None where it can."""
    for depth, step in enumerate(path):
        node = tree.node(path[:depth])
        if node is None:
            gap = any(isinstance(later, int) and later > 0 for later in path[depth:])
            return _past_the_end("a new list", 0) if gap else None
        here = f"`{format_path(path[:depth])}`" if depth else "the file"
        if isinstance(node, Scalar) and node.text not in (None, ""):
            return f"{here} is a text, so nothing can stand inside it", "set the text itself, or another key"
        if isinstance(node, Mapping) and isinstance(step, int):
            return f"{here} has keys, not numbered entries", "write a key after a dot: `basics.name`"
        if isinstance(node, Sequence) and isinstance(step, str):
            return f"{here} is a list, so its entries have numbers", "write a number in brackets: `work[0]`"
        count = len(node.items) if isinstance(node, Sequence) else 0
        if isinstance(step, int) and step > count:
            return _past_the_end(here, count)
    return None


def _past_the_end(here: str, count: int) -> tuple[str, str]:
    entries = "no entries" if count == 0 else "1 entry" if count == 1 else f"{count} entries"
    return (
        f"{here} has {entries}, so the next one is number {count}",
        f"write `[{count}]` to add one; numbers begin at 0",
    )
