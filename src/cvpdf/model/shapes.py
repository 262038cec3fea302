"""Values in another shape than belongs there, as one text or as entries, with nothing of them lost."""

import re
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace

from cvpdf.model.basics import Profile
from cvpdf.model.document import Document, Meta, SectionPlan
from cvpdf.model.entries import Interest, Language, Reference, Skill
from cvpdf.model.fields import filled_keys, held_by, is_blank_node
from cvpdf.model.hints import Hint, Shown
from cvpdf.model.part import Part
from cvpdf.model.reading import named, quoted
from cvpdf.source.tree import Entry, Mapping, Node, Scalar, Sequence

PROSE = frozenset({"summary", "description", "reference"})
"""Keys whose texts have paragraphs."""

UNDER_A_NAME: Table[type[Part], str] = {Skill: "keywords", Interest: "keywords", Language: "fluency", Profile: "url"}
"""What stands under the names where there is a mapping of names instead of a list of entries: `{Tools: [awl]}`."""

_NO_CONTENT = (Document, SectionPlan, Meta)
_GLUED = re.compile(r"([A-Za-z]+):[^/\s]")
_ADDRESS = re.compile(r"\S+\.\S+/\S*|https?://\S+", re.IGNORECASE)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][A-Za-z]{2,4})?")
HOLDS_THE_TEXT = ("text", "name", "value", "title", "content")
"""Keys that a text has where it stands as the value of one."""

_HOLDS_THE_ADDRESS = ("url", "href", "src")


@dataclass(frozen=True, slots=True)
class Taken:
    """The text that a value was taken for, what is said of it, and what to do."""

    scalar: Scalar
    says: str
    hint: Hint


def as_text(node: Sequence | Mapping, language: str, joint: str) -> Taken:
    """Take a list or a mapping as one text: of texts in several languages one, of any others all."""
    if isinstance(node, Sequence):
        says = "is a list where one text belongs, and is printed as one"
        return Taken(Scalar(_joined(node, joint), node.span), says, "join them to one text")
    filled = _filled(node)
    languages = _languages(filled)
    if languages:
        chosen = languages.get(language.partition("-")[0].lower()) or next(iter(languages.values()))
        says = f"has a text in each of {named(entry.key for entry in filled)}, and the one in `{chosen.key}` is printed"
        return Taken(_scalar(chosen.value, joint), says, "keep one language in a file; `document.language` names it")
    if len(filled) == 1 and filled[0].key in (*HOLDS_THE_TEXT, *_HOLDS_THE_ADDRESS):
        says = f"has keys of its own where one text belongs, and its `{filled[0].key}` is printed"
        return Taken(_scalar(filled[0].value, joint), says, "write the text alone")
    text = _joined(node, joint)
    says = "has keys of its own where one text belongs, and is printed as one"
    hint: Hint = "write one text"
    if len(filled) == 1:
        hint = Shown(f"a text that holds a colon goes in quotes: `{quoted(text)}`", f"write one text: `{quoted(text)}`")
    return Taken(Scalar(text, node.span), says, hint)


def first_words(node: Node) -> str:
    """Any value as one text, for a message."""
    return _joined(node, ", ")


def are_languages(node: Mapping) -> bool:
    """Whether the keys of a mapping are languages throughout."""
    return all(_LANGUAGE.fullmatch(entry.key) for entry in node.entries)


def lone_key(text: str, part: type[Part]) -> str | None:
    """The key of a part that a text in its place is the value of, None where that cannot be told."""
    glued = _GLUED.match(text)
    if part in _NO_CONTENT or (glued and glued[1] in held_by(part)):
        return None
    if part is Reference:
        return "reference"
    if part is Profile and _ADDRESS.fullmatch(text.strip()):
        return "url"
    return next(iter(held_by(part)))


def may_be_named(node: Mapping, part: type[Part] | None) -> bool:
    """Whether the keys of a mapping can be names for the entries of a list."""
    if part is None or part.bare or part in UNDER_A_NAME:
        return True
    return part not in _NO_CONTENT and all(isinstance(entry.value, Mapping) for entry in _filled(node))


def named_entries(node: Mapping, part: type[Part] | None) -> tuple[Node, ...]:
    """A mapping of names as a list: of entries with that name, or of texts."""
    if part is None or part.bare:
        return tuple(Scalar(_pair(entry), entry.key_span) for entry in _filled(node))
    return tuple(_named(entry, part) for entry in _filled(node))


def _named(entry: Entry, part: type[Part]) -> Mapping:
    """The entry under a name; a number, or a name beside the one that it gives itself, is none."""
    name, value = next(iter(held_by(part))), entry.value
    if not isinstance(value, Mapping):
        value = Mapping((Entry(UNDER_A_NAME[part], entry.key_span, value),), value.span)
    if entry.key.isdigit() or name in filled_keys(value):
        return value
    label = Entry(name, entry.key_span, Scalar(entry.key, entry.key_span))
    return replace(value, entries=(label, *(one for one in value.entries if one.key != name)))


def _filled(node: Mapping) -> list[Entry]:
    return [entry for entry in node.entries if not is_blank_node(entry.value)]


def _languages(entries: list[Entry]) -> dict[str, Entry]:
    """The texts of a mapping by their language, if its keys are languages throughout."""
    matches = [_LANGUAGE.fullmatch(entry.key) for entry in entries]
    return {match[1]: entry for match, entry in zip(matches, entries, strict=True) if match} if all(matches) else {}


def _scalar(node: Node, joint: str) -> Scalar:
    return node if isinstance(node, Scalar) else Scalar(_joined(node, joint), node.span)


def _joined(node: Node, joint: str) -> str:
    """All that a node says, in one text; the names of things need no key before them."""
    if isinstance(node, Scalar):
        return (node.text or "").strip()
    if isinstance(node, Sequence):
        return joint.join(filter(None, (_joined(item, ", ") for item in node.items)))
    filled = _filled(node)
    if any(entry.key in HOLDS_THE_TEXT for entry in filled):
        return ", ".join(_joined(entry.value, ", ") for entry in filled)
    return ", ".join(map(_pair, filled))


def _pair(entry: Entry) -> str:
    return f"{entry.key}: {_joined(entry.value, ', ')}"
