"""YAML faults of single marks: quotes, brackets, escapes, characters with a meaning of their own."""

import re
from typing import Final

from msgspec import Struct

from cvpdf.rules.cv1_reading import BadEscape
from cvpdf.rules.cv1_syntax import Bracket, SpecialStart, UnclosedQuote
from cvpdf.source.text_diagnostics import TextDiagnostics, as_code, as_quoted

# What the parser says. ----------------------------------------------------------------------------------------


class YamlFault(Struct, frozen=True):
    """What the parser says: the problem at `at`, found while reading what began at `since`.

    `opened` is where the innermost open bracket stands, `quoted` the last text in quotes; all are offsets.
    """

    problem: str
    at: int
    context: str
    since: int
    opened: int | None
    quoted: tuple[int, int] | None

    @classmethod
    def of(cls, error: Exception, opened: int | None, quoted: tuple[int, int] | None) -> "YamlFault":
        """Take an error of either parser apart."""
        mark = getattr(error, "problem_mark", None)
        at = mark.index if mark else 0
        since = getattr(error, "context_mark", None)
        problem = getattr(error, "problem", None) or "cannot be read"
        return cls(problem, at, getattr(error, "context", None) or "", since.index if since else at, opened, quoted)


# The marks. ---------------------------------------------------------------------------------------------------


_VALUE_START = re.compile(r"\s*(?:-[ \t]+)*(?:[\w$.-]+:[ \t]+)?(?=(\S))")
_QUOTE_TEXT: Final = "put the whole text in double quotes, or below `key: |`"


def quote(fault: YamlFault, problems: TextDiagnostics) -> bool:
    """Find a quotation mark that closes nowhere, or only at the next one that was meant to open."""
    start, end = fault.since, fault.since + 1
    if "quoted" not in fault.context or not ("end of stream" in fault.problem or "document" in fault.problem):
        start, end = fault.quoted or (fault.at, fault.at)
        if "\n" not in problems.text[start:end] or problems.text[end : fault.at].strip() or fault.at < end:
            return False
    mark = problems.text[start : start + 1]
    message = f"the text that begins with `{mark}` here is not closed"
    problems.add(UnclosedQuote, start, start + 1, message, f"put `{mark}` at its end")
    return True


def escape(fault: YamlFault, problems: TextDiagnostics) -> bool:
    """Find a backslash that has no meaning where it stands."""
    if "quoted" not in fault.context:
        return False
    start = problems.text.rfind("\\", 0, fault.at + 1)
    start = fault.at if start < 0 else start
    written = problems.text[start : start + 2]
    if "Unicode" in fault.problem:
        message, hint = f"this `{written}…` is no character of its own", "write the character itself"
    else:
        message = f"{as_code(written)} has no meaning between double quotes"
        hint = r"write `\\` for a backslash, or use single quotes"
    problems.add(BadEscape, start, start + 2, message, hint)
    return True


def special_start(fault: YamlFault, problems: TextDiagnostics) -> bool:
    """Find a value that begins with a character that has a meaning of its own."""
    reasons = ("cannot start any token", "content", "tag handle")
    contexts = ("anchor", "alias", "tag", "directive", "block scalar")
    place = fault.since if any(word in fault.context for word in contexts) else fault.at
    known = any(word in fault.problem for word in reasons) or place != fault.at or fault.context.endswith("directive")
    if not known or not problems.text[place : place + 1].strip():
        return False
    _say_special(place, problems)
    return True


def _say_special(place: int, problems: TextDiagnostics) -> None:
    character = problems.text[place]
    rest = problems.line_text(place)[place - problems.line_start(place) :]
    if character in "|>":
        hint = "begin the text on the next line, indented, or put it in double quotes"
    elif '"' in rest or "\\" in rest:
        hint = _QUOTE_TEXT
    else:
        hint = f"put it in quotes: {as_quoted(rest)}"
    message = f"a text that begins with {_shown(character)} has a special meaning in YAML"
    problems.add(SpecialStart, place, place + 1, message, hint)


def _shown(character: str) -> str:
    return "a backtick" if character == "`" else f"`{character}`"


def bracket(fault: YamlFault, problems: TextDiagnostics) -> bool:
    """Find a bracket that is not closed, closed by another, or a comma that is missing inside."""
    text, at = problems.text, fault.at
    inside = "flow sequence" in fault.context or "flow mapping" in fault.context
    opening = fault.since if inside else fault.opened
    if opening is None:
        return _stray_bracket(fault, problems)
    mark = text[opening]
    closing = "]" if mark == "[" else "}"
    here = text[at : at + 1]
    if here and here in "]}" and here != closing:
        problems.add(Bracket, at, at + 1, f"`{mark}` is closed by `{here}` here", f"write `{closing}`")
    elif here == "," and "node" in fault.context:
        problems.add(Bracket, at, at + 1, "no value stands before this comma", "take one comma out")
    elif here.strip() and problems.line_start(at) == problems.line_start(opening):
        hint = "put a text that holds a comma, a colon or a bracket in double quotes"
        problems.add(Bracket, at, at + 1, f"a comma or `{closing}` is missing before this", hint)
    else:
        problems.add(Bracket, opening, opening + 1, f"`{mark}` is not closed", f"put `{closing}` after its last value")
    return True


def _stray_bracket(fault: YamlFault, problems: TextDiagnostics) -> bool:
    here = problems.text[fault.at : fault.at + 1]
    if not here or here not in "]}":
        return False
    problems.add(
        Bracket, fault.at, fault.at + 1, f"`{here}` closes nothing", "take it out, or put quotes round the text"
    )
    return True


def text_after(fault: YamlFault, problems: TextDiagnostics) -> bool:
    """Find text after a closed quote, bracket or alias: `"x" y`, `[x](y)`, `*one two*`."""
    begin = problems.line_start(fault.at)
    line = problems.line_text(fault.at)
    if not line[: fault.at - begin].strip():
        return False
    if fault.quoted and begin <= fault.quoted[0] and not problems.text[fault.quoted[1] : fault.at].strip():
        if line[fault.at - begin :].strip() == ",":
            fix = [problems.edit(fault.quoted[1], fault.at + 1, "")]
            message = "a comma stands behind this text; YAML has commas between brackets only"
            problems.add(UnclosedQuote, fault.at, fault.at + 1, message, "take the comma out", fix=fix)
            return True
        mark = problems.text[fault.quoted[0]]
        message = f"the text goes on after its closing `{mark}`"
        double = "write each apostrophe inside twice: `''`" if mark == "'" else r"write each quote inside as `\"`"
        problems.add(
            UnclosedQuote,
            fault.at,
            fault.at + 1,
            message,
            f"{double}, or put single quotes round it all" if mark == '"' else double,
        )
        return True
    value = _VALUE_START.match(line)
    if value and value[1] == "*" and problems.has_any_at(begin + value.end()):
        return True
    if value and value[1] in "[{*&!":
        _say_special(begin + value.end(), problems)
        return True
    return False
