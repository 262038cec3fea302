"""PyYAML: its parser, one event after the other, and its writer, with lists below their keys.

What cvpdf takes from PyYAML beyond its documented API is here, and nobody else reaches for it.
"""

from functools import cache
from typing import TYPE_CHECKING, Final, Protocol, cast

from cvpdf.libraries import needing
from cvpdf.source.text_diagnostics import OTHER_BREAKS

if TYPE_CHECKING:
    from collections.abc import Callable

    from yaml import SafeDumper
    from yaml.events import Event

_PRIVATE_USE: Final = range(0xF0000, 0xFFFFE)


class EventParser(Protocol):
    """What both parsers can do."""

    def get_event(self) -> "Event | None":
        """Give the next event; None after the last.

        Raises:
            yaml.error.MarkedYAMLError: at a syntax error.
        """


def event_parser(text: str, *, pure: bool = False) -> EventParser:
    """Make a parser of a text without control characters.

    Args:
        text: The whole file.
        pure: Never use libyaml, which is many times as fast.
    """
    fast = None if pure else _fast_parser()
    return (fast or _pure_parser())(text)


@cache
def _fast_parser() -> "Callable[[str], EventParser] | None":
    """The parser of libyaml, if PyYAML was built with it; no upstream issue is known that asks for it by itself."""
    with needing("PyYAML", "yaml") as needs:
        import yaml

        needs.names(yaml, "__with_libyaml__")
        if not yaml.__with_libyaml__:
            return None
        from yaml._yaml import CParser, Mark

        needs.names(CParser, "get_event")
        needs.names(Mark, "index")
    return cast("Callable[[str], EventParser]", CParser)


@cache
def _pure_parser() -> "Callable[[str], EventParser]":
    """The parser without libyaml, put together of its parts; no upstream issue is known."""
    with needing("PyYAML", "yaml") as needs:
        from yaml.error import Mark
        from yaml.parser import Parser
        from yaml.reader import Reader
        from yaml.scanner import Scanner

        needs.call(Reader, "text")
        needs.call(Scanner)
        needs.call(Parser)
        needs.names(Parser, "get_event")
        needs.mentions(Mark.__init__, "index")

    class PureParser(Reader, Scanner, Parser):
        """The parts that give events, without those that make objects."""

        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)

    return cast("Callable[[str], EventParser]", PureParser)


def indenting_dumper() -> "type[SafeDumper]":
    """A new writer that indents lists below their keys (yaml/pyyaml issue 234: there is no setting for it)."""
    with needing("PyYAML", "yaml") as needs:
        from yaml import SafeDumper

        needs.names(SafeDumper, "ignore_aliases")
        needs.call(SafeDumper.increase_indent, "self", flow=False, indentless=False)

    class Dumper(SafeDumper):
        """PyYAML's, but for its lists, and for what stands in several places."""

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002 - PyYAML's signature
            """Indent lists like mappings."""
            del indentless
            super().increase_indent(flow, indentless=False)

        def ignore_aliases(self, data: object) -> bool:
            """Write a value out wherever it stands."""
            del data
            return True

    return Dumper


def extent(event: "Event") -> tuple[int, int]:
    """The character offsets between which an event's text stands, with its `&name` and `!tag`."""
    start, end = event.start_mark, event.end_mark
    return (start.index, end.index) if start and end else (0, 0)


def stand_ins(text: str) -> dict[int, str]:
    """A table for `str.translate` that puts unused characters for those that the parser alone takes for breaks."""
    found = [character for character in OTHER_BREAKS if character in text]
    if not found:
        return {}
    used = set(text)
    unused = (chr(code) for code in _PRIVATE_USE if chr(code) not in used)
    return {ord(character): unused_one for character, unused_one in zip(found, unused, strict=False)}
