"""PyYAML's parser, by libyaml where it is installed: one event after the other."""

from typing import TYPE_CHECKING, Final, Protocol, cast

from cvpdf.source.text_diagnostics import OTHER_BREAKS

if TYPE_CHECKING:
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
    import yaml

    if yaml.__with_libyaml__ and not pure:
        from yaml._yaml import CParser

        return cast("EventParser", CParser(text))
    return _pure_parser(text)


def _pure_parser(text: str) -> EventParser:
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class PureParser(Reader, Scanner, Parser):
        """The parts that give events, without those that make objects."""

        def __init__(self) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)

    return cast("EventParser", PureParser())


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
