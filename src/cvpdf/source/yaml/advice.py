"""YAML faults of single marks, and advice: what is valid, and hardly what was meant."""

import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from cvpdf.diagnostics import Severity
from cvpdf.rules.cv1_reading import (
    BadEscape,
    BadIndent,
    Bracket,
    HashInValue,
    HashValue,
    MissingColon,
    MissingDashSpace,
    NullWord,
    OddBlank,
    SpecialStart,
    UnclosedQuote,
    UnknownTag,
    UnusedAnchor,
)
from cvpdf.source.text_diagnostics import TextDiagnostics, as_code, as_quoted

# Faults of single marks: quotes, brackets, escapes, characters with a meaning of their own. -------------------


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


_HIDDEN = re.compile(r"[:-][ \t]+(#[^\s#!][^\r\n]*)")
_CUT_OFF = re.compile(r"[ \t]+(#[^\s#!][^\r\n]*)")
_ODD_INDENT = re.compile(r"[ \t]*+(?:[^\S \t\r\n\x85\u2028\u2029]|[\u200b\u2060\ufeff])[^\S\r\n\u200b\u2060\ufeff]*+")
_WITHOUT_WIDTH = re.compile("[\u200b\u2060\ufeff]")
_GLUED_COLON = re.compile(r"([A-Za-z]\w*):(?=[^\s:/])")
_GLUED_DASH = re.compile(r"[ \t]*(-)(?=[^\W\d])")
_GLUED_DASH_BELOW = re.compile(r"[\r\n][ \t]*(-)(?=[^\W\d])")

_ITEM_BELOW = re.compile(r"[\r\n][ \t]*(-)[ \t]+[^\s-]")


def advise(problems: TextDiagnostics, text: str | None, start: int, end: int, *, in_brackets: bool) -> None:
    """Say what is easily misunderstood about a plain value; `text` is None for one that is not there."""
    if text in ("NULL", "Null"):
        message = f"`{text}` is taken for text"
        problems.add(NullWord, start, end, message, "leave the value empty if there is none")
    if text is not None and start < end:
        _advise_comment(problems, start, end)
        _advise_dash(problems, start, end)
        if not in_brackets:
            _advise_item(problems, start, end)
    hidden = _HIDDEN.match(problems.text, end - 1) if text is None and start == end and end else None
    if hidden:
        written = hidden[1].rstrip()
        message = f"{as_code(written)} is a comment to YAML, so there is no value here"
        place = hidden.start(1)
        problems.add(HashValue, place, place + len(written), message, f"put it in quotes: {as_quoted(written)}")


def _advise_comment(problems: TextDiagnostics, start: int, end: int) -> None:
    """Say that a value ends at a `#` that was perhaps to be printed: no blank is behind it, as in a comment."""
    cut = _CUT_OFF.match(problems.text, end)
    if cut is None:
        return
    lost, place = cut[1].rstrip(), cut.start(1)
    message = f"{as_code(lost)} is a comment to YAML, and will not be printed"
    hint = f"put the whole text in quotes: {as_quoted(problems.text[start : place + len(lost)])}"
    problems.add(HashInValue, place, place + len(lost), message, f"{hint}; in a comment, write a space after the `#`")


def _advise_dash(problems: TextDiagnostics, start: int, end: int) -> None:
    """Say that lines of a value begin like the items of a list, but for a space."""
    begin = problems.line_start(start)
    first = _GLUED_DASH.match(problems.text, begin, end)
    dash = first if first and first.start(1) == start else _GLUED_DASH_BELOW.search(problems.text, start, end)
    if dash:
        say_dash(problems, dash.start(1), Severity.WARNING)


def _advise_item(problems: TextDiagnostics, start: int, end: int) -> None:
    """Say that a line of a value looks like an item of a list, but goes on the text above."""
    item = _ITEM_BELOW.search(problems.text, start, end)
    if item:
        message = "this line goes on the text above, for it is indented more; it is no item of a list"
        hint = "let the dashes of one list begin at one column, or put the whole text in quotes"
        span = problems.span(item.start(1), item.start(1) + 1)
        problems.append(BadIndent.at(span, message, hint=hint, severity=Severity.WARNING))


def say_dash(problems: TextDiagnostics, place: int, severity: Severity | None = None) -> None:
    """Say that a space is missing after a dash."""
    span = problems.span(place, place + 1)
    hint = "write `- ` before each item of a list"
    problems.append(MissingDashSpace.at(span, "a space is missing after the dash", hint=hint, severity=severity))


def glued_dash(problems: TextDiagnostics, offset: int) -> int | None:
    """Where the dash stands with which the line of a character begins, if a letter follows it."""
    dash = _GLUED_DASH.match(problems.text, problems.line_start(offset))
    return dash.start(1) if dash else None


def say_odd_blank(problems: TextDiagnostics, offset: int) -> bool:
    """Say that the line of a character begins with blanks that are no spaces; False where it does not."""
    begin = problems.line_start(offset)
    blanks = _ODD_INDENT.match(problems.text, begin)
    if blanks is None:
        return False
    odd = next(at for at, letter in enumerate(blanks[0]) if letter not in " \t")
    message = f"this line is indented with the invisible U+{ord(blanks[0][odd]):04X}; YAML wants spaces"
    spaces = " " * len(_WITHOUT_WIDTH.sub("", blanks[0]))
    fix = [problems.edit(begin, blanks.end(), spaces)]
    hint = "take it out" if _WITHOUT_WIDTH.match(blanks[0][odd]) else "write a space for each of them"
    problems.add(OddBlank, begin + odd, blanks.end(), message, hint, fix=fix)
    return True


def say_glued_colon(problems: TextDiagnostics, start: int, end: int) -> bool:
    """Say that a key between braces has its value in it, for a space is missing; False where it has none."""
    key = _GLUED_COLON.match(problems.text, start, end)
    if key is None:
        return False
    message = f"a space is missing after the colon of {as_code(key[1])}"
    problems.add(MissingColon, key.end() - 1, key.end(), message, "write a space after it")
    return True


def advise_tag(problems: TextDiagnostics, start: int, end: int, *, plain: bool) -> None:
    """Say that a tag is left out, which stands at the beginning of a value."""
    begin = problems.text.index("!", start)
    tag = problems.text[begin:end].split(maxsplit=1)[0]
    message = f"{as_code(tag)} is a tag to YAML, and will not be printed"
    hint = f"take it out, or put quotes round the whole text: {as_quoted(problems.text[begin:end])}"
    problems.add(UnknownTag, begin, begin + len(tag), message, hint if plain else "take it out")


def say_unused_anchors(problems: TextDiagnostics, anchors: Iterable[tuple[str, int, int, bool]]) -> None:
    """Say which `&name` nothing repeats: each with where its value begins and ends, and whether it is plain."""
    for name, start, end, plain in anchors:
        place = problems.text.index(f"&{name}", start)
        message = f"{as_code(f'&{name}')} is a name for this value to YAML, and will not be printed"
        hint = f"put the whole text in quotes: {as_quoted(problems.text[place:end])}"
        problems.add(UnusedAnchor, place, place + 1 + len(name), message, hint if plain else "take it out")
