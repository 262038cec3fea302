"""YAML advice: what is valid, and hardly what was meant; above all where words of a value are none to YAML."""

import re
from collections.abc import Iterable

from cvpdf.diagnostics import Severity
from cvpdf.rules.cv1_syntax import (
    BadIndent,
    HashInValue,
    HashValue,
    MissingColon,
    MissingDashSpace,
    NullWord,
    OddBlank,
    UnknownTag,
    UnusedAnchor,
)
from cvpdf.source.text_diagnostics import TextDiagnostics, as_code, as_quoted

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
