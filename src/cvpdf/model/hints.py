"""Hints that show how something is written, each in the syntax of the file that it is about."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
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


def hint_in(syntax: str, hint: Hint | None) -> str | None:
    """A hint as a file of that syntax needs it."""
    if isinstance(hint, Shown):
        return hint.json if syntax == "json" else hint.yaml
    return hint


def key_with(key: str, value: str, before: str = "write ") -> Shown:
    """Show a key with its value."""
    return Shown(f"{before}`{key}: {value}`", f'{before}`"{key}": "{value}"`')
