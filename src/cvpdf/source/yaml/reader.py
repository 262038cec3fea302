"""The YAML reader: parser events become a Tree in which every scalar is still the text that was typed."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from cvpdf.diagnostics import Outcome
from cvpdf.rules.cv1_reading import (
    BadAlias,
    EmptyFile,
    KeyNotText,
    SeveralDocuments,
    TabIndent,
    YamlSyntax,
    YamlVersion,
)
from cvpdf.source.text_diagnostics import WHAT_TO_WRITE, StopReading, TextDiagnostics, as_code
from cvpdf.source.tree import Builder, Key, Node, OpenMapping, OpenSequence, Scalar, Tree, declared_schema
from cvpdf.source.yaml.advice import (
    advise,
    advise_tag,
    glued_dash,
    say_dash,
    say_glued_colon,
    say_odd_blank,
    say_unused_anchors,
)
from cvpdf.source.yaml.pyyaml import EventParser, event_parser, extent, stand_ins

if TYPE_CHECKING:
    from yaml.events import AliasEvent, CollectionStartEvent, Event, ScalarEvent

_MODELINE = re.compile(r"^#[ \t]*yaml-language-server:[ \t]*\$schema=(\S+)", re.MULTILINE)
_TABS_ALONE = re.compile(r"^[ \t]*\t[ \t]*(?=\r?$)", re.MULTILINE)
_VERSION = re.compile(r"\A(?:[ \t]*+(?:#[^\r\n]*+)?+[\r\n]++)*+(%)YAML[ \t]+(?!1\.2\b)(\S+)")
_TAG_LINES = re.compile(r"^%TAG\b", re.MULTILINE)
_PROPERTIES = re.compile(r"(?:[&!]\S*(?:[ \t\r\n]+(?:#[^\r\n]*)?)*)*")
_CORE_TAGS: Final = {
    *(f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "map", "seq")),
}
_TEXT_TAGS: Final = {"!", "tag:yaml.org,2002:str"}
_NULLS: Final = frozenset(("", "~", "null"))
_MOST_TAG_LINES: Final = 20  # the parser compares each with all before it


def read_yaml(text: str, file: str, *, pure: bool = False) -> Outcome[Tree]:
    """Read a YAML 1.2 file.

    Args:
        text: The file's text, without control characters.
        file: Its name in messages.
        pure: Read without libyaml; the result is the same.

    Returns:
        The tree; None where the syntax is broken or a limit passed. What was found before is said too.
    """
    outcome = _read(text, text, file, pure=pure)
    if any(diagnostic.rule is TabIndent for diagnostic in outcome.diagnostics):
        evened = _TABS_ALONE.sub(lambda line: " " * len(line[0]), text)
        if evened != text:  # an empty line may hold a tab, though the parsers refuse it
            return _read(text, evened, file, pure=pure)
    return outcome


def _read(text: str, evened: str, file: str, *, pure: bool) -> Outcome[Tree]:
    """Read a text as it is `evened` for the parser, with every character at its place."""
    problems = TextDiagnostics(file, text)
    table = stand_ins(text)
    parsed = _without_version(evened, problems).translate(table)
    originals = {ord(stand_in): chr(original) for original, stand_in in table.items()}
    reader = _YamlReader(problems, event_parser(parsed, pure=pure), originals)
    try:
        root = reader.read()
    except StopReading:
        return Outcome(None, problems.diagnostics)
    if root is None:
        return Outcome(None, problems.diagnostics)
    modeline = _MODELINE.search(text)
    schema = modeline[1] if modeline else declared_schema(root)
    return Outcome(Tree(file, text, root, "yaml", schema), problems.diagnostics)


def _without_version(text: str, problems: TextDiagnostics) -> str:
    """Make a comment of a `%YAML` line that names another version, for parsers refuse some of them."""
    version = _VERSION.match(text) if "%YAML" in text else None
    if version is None:
        return text
    message = f"the file asks for YAML {as_code(version[2])}; it is read as YAML 1.2"
    problems.add(YamlVersion, version.start(1), version.end(), message, "take the line out")
    return f"{text[: version.start(1)]}#{text[version.start(1) + 1 :]}"


class _Anchored(Struct):
    """What `&name` marks: the node, how many values it holds, how deep it goes."""

    node: Node
    values: int
    height: int


class _YamlReader:
    """Reads one text; the stack is the builder's, so depth costs nothing."""

    def __init__(self, problems: TextDiagnostics, parser: EventParser, originals: dict[int, str]) -> None:
        self.problems = problems
        self.text = problems.text
        self.parser = parser
        self.originals = originals
        self.builder = Builder(problems)
        self.anchors: dict[str, _Anchored] = {}
        self.unused: dict[str, list[tuple[str, int, int, bool]]] = {}
        self.odd_blanks = False
        self.flow: list[int] = []
        self.quoted: tuple[int, int] | None = None
        self.last_end = 0

    def read(self) -> Node | None:
        """Go through all events, and give the root."""
        from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, DocumentStartEvent, ScalarEvent

        self._limit_directives()
        documents = 0
        for event in self._events():
            if isinstance(event, ScalarEvent):
                self._scalar(event)
            elif isinstance(event, CollectionStartEvent):
                self._open(event)
            elif isinstance(event, CollectionEndEvent):
                self._close(event)
            elif isinstance(event, AliasEvent):
                self._alias(event)
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._second_document(event)
                    break
        say_unused_anchors(self.problems, chain.from_iterable(self.unused.values()))
        if self.odd_blanks:
            return None
        if self.builder.root is None:
            self.problems.add(EmptyFile, 0, 0, "the file holds nothing but comments", WHAT_TO_WRITE)
        return self.builder.root

    def _events(self) -> Iterator["Event"]:
        """Give the parser's events up to the first that it does not understand."""
        from yaml.error import YAMLError

        try:
            while event := self.parser.get_event():
                yield event
        except YAMLError as error:
            from cvpdf.source.yaml.advice import YamlFault
            from cvpdf.source.yaml.faults import say_fault

            opened = self.flow[-1] if self.flow else None
            say_fault(YamlFault.of(error, opened, self.quoted), self.problems)
            raise StopReading from None

    def _limit_directives(self) -> None:
        tags = [match.start() for match in _TAG_LINES.finditer(self.text)]
        if len(tags) > _MOST_TAG_LINES:
            place = tags[_MOST_TAG_LINES]
            self.problems.add(YamlSyntax, place, place + 4, "there are too many `%TAG` lines", "take them out")
            raise StopReading

    def _scalar(self, event: "ScalarEvent") -> None:
        start, end = self._value_span(event)
        plain = not event.style
        if event.style in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        elif not plain:
            self.quoted = start, end
        self.last_end = end
        value = event.value.translate(self.originals) if self.originals else event.value
        if event.style == '"' and "\\" in self.text[start:end]:
            value = self.problems.printable(value, start, end)
        if self._expects_key():
            self._key(value, start, end, plain=plain)
            return
        text = None if plain and value in _NULLS and event.tag not in _TEXT_TAGS else value
        if plain:
            advise(self.problems, text, start, end, in_brackets=bool(self.flow))
        scalar = Scalar(text, self.problems.span(start, end), plain)
        self.builder.scalar(scalar, start)
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchored(scalar, 1, 0)
            marked = (event.anchor, extent(event)[0], end, plain)
            self.unused.setdefault(event.anchor, []).append(marked)

    def _key(self, text: str, start: int, end: int, *, plain: bool) -> None:
        key = Key(text, start, end, merges=plain and text == "<<")
        if plain and not text:
            self._bad_key(start, end, "a key is missing before this colon")
            key.dropped = True
        if plain and not text[:1].isalnum() and say_odd_blank(self.problems, start):
            key.dropped = self.odd_blanks = True
        if plain and self.flow and say_glued_colon(self.problems, start, end):
            key.dropped = True
        if plain and text.startswith("-") and glued_dash(self.problems, start) == start:
            key.dropped = self._is_item(text, start)
        self.builder.key(key)

    def _is_item(self, text: str, start: int) -> bool:
        """Say that a key with a dash stands twice, so that its dash is that of a list."""
        top = self.builder.top
        first = top.first_place(text) if isinstance(top, OpenMapping) else None
        if first is None:
            return False
        for place in (self.problems.start_of(first), start):
            if not self.problems.has_any_at(place):
                say_dash(self.problems, place)
        return True

    def _open(self, event: "CollectionStartEvent") -> None:
        from yaml.events import MappingStartEvent

        start = self._value_span(event)[0]
        if self._expects_key():
            self._bad_key(start, start + 1, "this key is a list or has keys of its own; a key is a word")
        if event.flow_style:
            self.flow.append(start)
        if event.anchor is not None:
            self.anchors.pop(event.anchor, None)
        kind = OpenMapping if isinstance(event, MappingStartEvent) else OpenSequence
        self.builder.open(kind, start, event.anchor)

    def _close(self, event: "Event") -> None:
        """End a collection: with its bracket, or where the last value in it ends."""
        start, end = extent(event)
        if self.text[start:end] in ("]", "}") and self.flow:
            self.flow.pop()
            self.last_end = end
        node, frame = self.builder.close(self.last_end)
        if frame.anchor is not None:
            values = self.builder.values - frame.values_before
            self.anchors[frame.anchor] = _Anchored(node, values, frame.height)

    def _alias(self, event: "AliasEvent") -> None:
        start, end = extent(event)
        self.last_end = end
        name = event.anchor or ""
        target = self.anchors.get(name)
        self.unused.pop(name, None)
        if target is None:
            self._bad_alias(name, start, end)
            target = _Anchored(Scalar(None, self.problems.span(start, end)), 1, 0)
        if not self._expects_key():
            self.builder.repeat(target.node, target.values, target.height, start)
        elif isinstance(target.node, Scalar) and target.node.text is not None:
            self.builder.key(Key(target.node.text, start, end))
        else:
            self._bad_key(start, end, f"the key `*{name}` stands for no word")
            self.builder.key(Key("", start, end, dropped=True))

    def _bad_alias(self, name: str, start: int, end: int) -> None:
        if any(frame.anchor == name for frame in self.builder.frames):
            message = f"`*{name}` stands inside the value that it repeats, which would never end"
            self.problems.add(BadAlias, start, end, message, "write the value out")
        else:
            message = f"`*{name}` repeats nothing: no value above it is marked `&{name}`"
            self.problems.add(BadAlias, start, end, message, f'if it is text, put it in quotes: `"*{name}"`')

    def _bad_key(self, start: int, end: int, message: str) -> None:
        self.problems.add(KeyNotText, start, end, message, "write a word, a colon and a space, then the value")

    def _second_document(self, event: "Event") -> None:
        start = extent(event)[0]
        message = "a second document begins here; only the first one is read"
        self.problems.add(SeveralDocuments, start, start + 3, message, "take out the `---`, or make two files")

    def _expects_key(self) -> bool:
        top = self.builder.top
        return isinstance(top, OpenMapping) and top.key is None

    def _value_span(self, event: "ScalarEvent | CollectionStartEvent") -> tuple[int, int]:
        """Where a value itself stands, without the `&name` and `!tag` before it."""
        start, end = extent(event)
        if event.anchor is None and event.tag is None:
            return start, end
        if event.tag is not None and event.tag not in _CORE_TAGS:
            advise_tag(self.problems, start, end, plain=not getattr(event, "style", "-"))
        properties = _PROPERTIES.match(self.text, start, max(start, end))
        return (properties.end(), end) if properties else (start, end)
