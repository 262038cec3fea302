"""Read one value of the file: plain data in, the value of a field out, or what is wrong with it."""

import json
import re
from collections.abc import Iterable

from msgspec import Struct
from pydantic import ValidationInfo

from cvpdf.diagnostics import Rule
from cvpdf.model.dates import (
    PRESENT_WORDS,
    AmbiguousDateError,
    DateValue,
    ImpossibleDateError,
    PartialDate,
    Present,
    WrittenDate,
    is_usual,
    parse_date,
    parse_present,
)
from cvpdf.rules import cv2_schema as rules

# Hints in the syntax of the file. -----------------------------------------------------------------------------


class Shown(Struct, frozen=True):
    """One hint in the two syntaxes."""

    yaml: str
    json: str


Hint = str | Shown
"""A hint; text where it shows nothing, or what both syntaxes have."""

LIST_OF_ENTRIES = Shown("begin each entry with `- `", "put `[` and `]` round all of them")
KEYS_AT_THE_TOP = Shown(
    "begin with keys such as `basics:` and `work:`",
    'begin with `{`, and with keys such as `"basics":` and `"work":`',
)
A_NAME = Shown(
    "write at least a name: `basics: {name: Ada Example}`",
    'write at least a name: `"basics": {"name": "Ada Example"}`',
)


def below_basics(key: str) -> "Shown":
    """What to do with a key that belongs below `basics`."""
    return Shown(
        f"put it below `basics:`, two spaces to the right: `  {key}: …`",
        f'put it between the braces of `basics`: `"basics": {{"{key}": …}}`',
    )


def hint_in(syntax: str, hint: Hint | None) -> str | None:
    """A hint as a file of that syntax needs it."""
    if isinstance(hint, Shown):
        return hint.json if syntax == "json" else hint.yaml
    return hint


def key_with(key: str, value: str, before: str = "write ") -> Shown:
    """Show a key with its value."""
    return Shown(f"{before}`{key}: {value}`", f'{before}`"{key}": "{value}"`')


# The values. --------------------------------------------------------------------------------------------------


_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_LONGEST_SHOWN = 60
_GLUED = re.compile(r"([A-Za-z]+):((?:[^\S \t\r\n]|[^/\s]).*)", re.DOTALL)


class Violation(ValueError):  # noqa: N818 - what was violated, as a noun of the field
    """What is wrong with a value: `says` goes on a sentence that begins with its key.

    `mended` is what is taken in its place, None where the value is left out. `written` is the text that belongs
    in the file, where that is certain.
    """

    def __init__(
        self,
        rule: type[Rule],
        says: str,
        hint: Hint | None = None,
        mended: object = None,
        *,
        written: str | None = None,
    ) -> None:
        """Keep the parts of the sentence."""
        super().__init__(says)
        self.rule = rule
        self.says = says
        self.hint = hint
        self.mended = mended
        self.written = written


def is_blank(value: object) -> bool:
    """Whether a value counts as absent: null, text that shows nothing, a list or mapping of such.

    Args:
        value: Plain data.

    Returns:
        Whether there is nothing in it to print.
    """
    if isinstance(value, str):
        return not value.strip().strip(_INVISIBLE)
    if isinstance(value, dict):
        return all(map(is_blank, value.values()))
    return value is None or (isinstance(value, list | tuple) and all(map(is_blank, value)))


def shown(text: str) -> str:
    """A text as a message quotes it: on one line, and not too long.

    Args:
        text: A text of any length.

    Returns:
        The text without line breaks, and with `…` in the place of what is too much.
    """
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…"


def quoted(text: str) -> str:
    """A text in double quotes, which YAML and JSON read alike."""
    return json.dumps(shown(text), ensure_ascii=False)


def read_text(value: object) -> str | None:
    """Take a text as it stands."""
    if value is None or isinstance(value, str):
        return value
    hint: Hint
    if isinstance(value, list):
        hint = "keep one of them, or join them to one text"
    else:
        hint = Shown("write one text in its place, in quotes if it holds a colon", "write one text in its place")
    raise Violation(rules.WrongShape, f"{_shape(value)}, but one text belongs here", hint)


def read_item(value: object) -> str:
    """Take one text of a list; a blank one stays, so that those after it keep their places."""
    return "" if is_blank(value) else read_text(value) or ""


def read_text_list(value: object) -> object:
    """Take a list of texts; the items are read one by one."""
    if isinstance(value, list | tuple):
        return value
    hint = 'write a list of texts: `["one", "two"]`'
    raise Violation(rules.WrongShape, f"{_shape(value)}, but a list of texts belongs here", hint)


def read_entry_list(value: object) -> object:
    """Take a list of entries; the entries are read one by one."""
    if isinstance(value, list | tuple):
        return value
    raise Violation(rules.WrongShape, f"{_shape(value)}, but a list of entries belongs here", LIST_OF_ENTRIES)


def read_part(value: object, first_key: str, bare: str | None) -> dict[object, object]:
    """Take a mapping without its blanks, or the text that may stand in its place."""
    if isinstance(value, dict):
        return {key: part for key, part in value.items() if not is_blank(part)}
    if is_blank(value):
        return {}
    hint: Hint
    if isinstance(value, str):
        if bare:
            return {bare: value}
        glued = _GLUED.fullmatch(value)
        key, text = (glued[1], glued[2]) if glued else (first_key, value)
        hint = f"give the text a key: `{{{quoted(key)}: {quoted(text)}}}`"
        if glued:
            hint = Shown(f"write a space after the colon: `{key}: {shown(text)}`", hint)
    else:
        hint = Shown(
            "write keys and values, without a `- ` or brackets round them", "write keys and values in `{` and `}`"
        )
    raise Violation(rules.WrongShape, f"{_shape(value)}, but keys with values belong here", hint)


def read_mapping(value: object) -> dict[object, object]:
    """Take a mapping of free keys without its blanks."""
    if isinstance(value, dict):
        return {key: part for key, part in value.items() if not is_blank(part)}
    raise Violation(
        rules.WrongShape,
        f"{_shape(value)}, but keys with values belong here",
        Shown("write `key: value`, one on each line", 'write `{"key": "value"}`'),
    )


def read_start(value: object, info: ValidationInfo) -> DateValue | None:
    """Read a date."""
    return _read_date(value, info, may_go_on=False)


def read_end(value: object, info: ValidationInfo) -> DateValue | None:
    """Read a date, or a word for a period that goes on."""
    return _read_date(value, info, may_go_on=True)


def _read_date(value: object, info: ValidationInfo, *, may_go_on: bool) -> DateValue | None:
    if isinstance(value, PartialDate | Present | WrittenDate):
        return value
    text = (read_text(value) or "").strip()
    if not text:
        return None
    if may_go_on and is_usual(text):
        return Present(text)
    try:
        date = parse_date(text, (info.context or {}).get("language", ""))
    except ImpossibleDateError as error:
        raise _as_written(rules.ImpossibleDate, text, str(error)) from None
    except AmbiguousDateError as error:
        one, other = error.dates
        hint = f"write the one that you mean: `{one}` or `{other}`"
        raise _as_written(rules.AmbiguousDate, text, str(error), hint) from None
    if date:
        return _usual(text, date, str(date))
    if may_go_on and (present := parse_present(text)):
        return _usual(text, present, PRESENT_WORDS[0])
    raise _as_written(rules.UnreadableDate, text, "this cannot be read as a date")


def _as_written(
    rule: type[Rule],
    text: str,
    why: str,
    hint: str = "write a year, a month or a day: `2023`, `2023-09` or `2023-09-08`",
) -> Violation:
    return Violation(rule, f"{shown(text)}: {why}, so it is printed as written", hint, WrittenDate(text))


def _usual(text: str, date: DateValue, written: str) -> DateValue:
    """A date that was read; if it is not written in its usual form, that is said."""
    if text == written:
        return date
    raise Violation(rules.DateForm, f"{text} is read as {written}", f"write `{written}`", date, written=written)


def slug(text: str) -> str:
    """A text as an id: letters, digits and hyphens, in small letters.

    Args:
        text: A title.

    Returns:
        The id, which is empty where the title has no letter and no digit.
    """
    return "-".join(re.findall(r"[^\W_]+", text.lower()))


def enumerated(names: Iterable[str]) -> str:
    """Names as a hint lists them, each once.

    Args:
        names: Keys or codes.

    Returns:
        The names in backticks, with commas between them.
    """
    return ", ".join(f"`{name}`" for name in dict.fromkeys(names))


def _shape(value: object) -> str:
    """What a value is, as the predicate of a sentence about it."""
    if isinstance(value, list | tuple):
        return "is a list"
    return "is a text" if isinstance(value, str) else "has keys of its own"
