"""The name at the foot of pages: whole, but where it is longer than a line has room for."""

_LONGEST = 80
"""Characters of a name; the engine tries each place where it may be broken, page by page, in quadratic time."""


def name_at_foot(name: str) -> str:
    """The name as feet have it: a longer one up to the last word that fits, or to a letter of its only one."""
    if len(name) <= _LONGEST:
        return name
    beginning, _, cut = name[:_LONGEST].rpartition(" ")
    return f"{(beginning or cut).rstrip()}…"
