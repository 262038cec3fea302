"""`cvpdf explain`: the manual of a message."""

import sys
from typing import Annotated

import typer

from cvpdf.cli import terminal as streams
from cvpdf.cli.exit import usage
from cvpdf.diagnostics import Rule


def _codes() -> list[tuple[str, str]]:
    from cvpdf.rules.catalogue import catalogue

    return [(code, rule.title()) for code, rule in catalogue().items()]


def explain(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="Like CV203; all are listed without.", autocompletion=_codes)
    ] = None,
) -> None:
    """Print the manual of a message.

    It says what the message means, why it matters, and what to write instead.
    """
    streams.out(_listing() if code is None else _manual(code))


def _manual(code: str) -> str:
    from cvpdf.rules.catalogue import catalogue

    rules = catalogue()
    rule = rules.get(code.upper())
    if rule is None:
        raise usage(f"there is no message `{code}`", _near(code.upper(), tuple(rules)))
    return f"{_head(rule)}\n\n{rule.manual()}"


def _head(rule: type[Rule]) -> str:
    surface = streams.surface(sys.stdout)
    return surface.paint(rule.severity.value, f"{rule.severity.value} {rule.code}")


def _listing() -> str:
    from cvpdf.rules.catalogue import catalogue

    rows = (f"{rule.code}  {rule.severity.value:<7}  {rule.title()}" for rule in catalogue().values())
    return "\n".join(rows)


def _near(code: str, known: tuple[str, ...]) -> str:
    import difflib

    near = difflib.get_close_matches(code, known, n=3, cutoff=0.7)
    return f"did you mean {' or '.join(f'`{one}`' for one in near)}?" if near else "`cvpdf explain` lists them all"
