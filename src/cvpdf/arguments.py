"""Arguments of the library's functions, checked at the door: a wrong one is the caller's mistake, and no bad input."""

from collections.abc import Iterable, Sequence


def check_type(name: str, value: object, kind: type, hint: str = "", *, optional: bool = False) -> None:
    """Refuse an argument of another type.

    Args:
        name: what the argument is called.
        value: what was given.
        kind: the type that it has to have.
        hint: what to write instead.
        optional: whether None will do.

    Raises:
        TypeError: with a sentence that says what was given and what is wanted.
    """
    if isinstance(value, kind) or (optional and value is None):
        return
    wanted = f"{kind.__name__} or None" if optional else kind.__name__
    raise TypeError(f"`{name}` has to be of the type {wanted}, not {_type_of(value)}{f': {hint}' if hint else ''}")


def check_function(name: str, value: object) -> None:
    """Refuse what is there and cannot be called.

    Raises:
        TypeError: with a sentence that says what was given.
    """
    if value is not None and not callable(value):
        raise TypeError(f"`{name}` has to be a function or None, not of the type {_type_of(value)}")


def check_assignments(overrides: Sequence[str]) -> None:
    """Refuse what is no list of assignments, above all a single one, which would be taken letter by letter.

    Raises:
        TypeError: with a sentence that says how it is written.
    """
    hint = 'write `["basics.label=Gardener"]`'
    if isinstance(overrides, str | bytes) or not isinstance(overrides, Sequence):
        raise TypeError(f"`overrides` has to be a list of texts, not of the type {_type_of(overrides)}: {hint}")
    for override in overrides:
        check_type("overrides[…]", override, str, hint)


def check_choice(name: str, value: object, choices: Iterable[str]) -> None:
    """Refuse a name that there is not.

    Raises:
        TypeError: when it is no text.
        ValueError: when it is none of the choices, which the sentence lists.
    """
    check_type(name, value, str)
    known = tuple(choices)
    if value not in known:
        raise ValueError(f"`{name}` cannot be `{value}`: there are {', '.join(f'`{choice}`' for choice in known)}")


def _type_of(value: object) -> str:
    return "None" if value is None else type(value).__name__
