"""Values in another shape than belongs there: one text for a list, dates in parts, words that became keys."""

import functools
import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Table

from msgspec import Struct
from msgspec.structs import replace

from cvpdf.diagnostics import Diagnostic
from cvpdf.model.dates import AmbiguousDateError, ImpossibleDateError, parse_date, parse_present
from cvpdf.model.entries import Interest, Language, Profile, Reference, Skill
from cvpdf.model.field_values import Hint, Shown, enumerated, hint_in, is_blank, quoted, shown
from cvpdf.model.old_keys import OLD_NAMES, current_name
from cvpdf.model.part import SWITCHED_OFF, Held, Part, filled_keys, held_by, is_blank_node
from cvpdf.model.resume import Document, Meta, Resume, SectionPlan
from cvpdf.path import SourcePath
from cvpdf.rules.cv2_schema import HollowKey
from cvpdf.source.tree import Mapping, MappingEntry, Node, Scalar, Sequence, Tree

# Texts, lists and mappings in each other's place. -------------------------------------------------------------


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

_NAME_PARTS = ("prefix", "title", "first", "given", "middle", "last", "family", "sur", "suffix")
_HOLDS_THE_ADDRESS = ("url", "href", "src")


class TakenText(Struct, frozen=True):
    """The text that a value was taken for, what is said of it, and what to do."""

    scalar: Scalar
    says: str
    hint: Hint


def as_text(node: Sequence | Mapping, language: str, joint: str) -> TakenText:
    """Take a list or a mapping as one text: of texts in several languages one, of any others all."""
    if isinstance(node, Sequence):
        says = "is a list where one text belongs, and is printed as one"
        return TakenText(Scalar(_joined(node, joint), node.span), says, "join them to one text")
    filled = _filled(node)
    if name := _name_of_parts(filled):
        return TakenText(Scalar(name, node.span), "has parts, and is printed as one name", "write the whole name")
    languages = _languages(filled)
    if languages:
        chosen = languages.get(language.partition("-")[0].lower()) or next(iter(languages.values()))
        keys = enumerated(entry.key for entry in filled)
        says = f"has a text in each of {keys}, and the one in `{chosen.key}` is printed"
        return TakenText(
            _scalar(chosen.value, joint), says, "keep one language in a file; `document.language` names it"
        )
    if len(filled) == 1 and filled[0].key in (*HOLDS_THE_TEXT, *_HOLDS_THE_ADDRESS):
        says = f"has keys of its own where one text belongs, and its `{filled[0].key}` is printed"
        return TakenText(_scalar(filled[0].value, joint), says, "write the text alone")
    text = _joined(node, joint)
    says = "has keys of its own where one text belongs, and is printed as one"
    hint: Hint = "write one text"
    if len(filled) == 1:
        hint = Shown(f"a text that holds a colon goes in quotes: `{quoted(text)}`", f"write one text: `{quoted(text)}`")
    return TakenText(Scalar(text, node.span), says, hint)


def _name_of_parts(entries: list[MappingEntry]) -> str | None:
    """A name whose parts are the values of a mapping, `{first: Ada, last: Example}`; None where it has other keys."""
    parts = {entry.key.lower().replace("_", "").removesuffix("name"): entry.value for entry in entries}
    if not {"first", "given", "last", "family", "sur"} & parts.keys() or not parts.keys() <= set(_NAME_PARTS):
        return None
    texts = [value.text or "" for part in _NAME_PARTS if isinstance(value := parts.get(part), Scalar)]
    return " ".join(text.strip() for text in texts) if len(texts) == len(entries) else None


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


def _named(entry: MappingEntry, part: type[Part]) -> Mapping:
    """The entry under a name; a number, or a name beside the one that it gives itself, is none."""
    name, value = next(iter(held_by(part))), entry.value
    if not isinstance(value, Mapping):
        value = Mapping((MappingEntry(UNDER_A_NAME[part], entry.key_span, value),), value.span)
    if entry.key.isdigit() or name in filled_keys(value):
        return value
    label = MappingEntry(name, entry.key_span, Scalar(entry.key, entry.key_span))
    return replace(value, entries=(label, *(one for one in value.entries if one.key != name)))


def _filled(node: Mapping) -> list[MappingEntry]:
    return [entry for entry in node.entries if not is_blank_node(entry.value)]


def _languages(entries: list[MappingEntry]) -> dict[str, MappingEntry]:
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


def _pair(entry: MappingEntry) -> str:
    return f"{entry.key}: {_joined(entry.value, ', ')}"


# Words that have become keys. ---------------------------------------------------------------------------------


_NOT_FOR_READERS = (Document, Meta)
_MOST_NAMED = 5


class Hollow(Struct, frozen=True):
    """Keys of one mapping that are words and have nothing under them; `in_text` where texts belong."""

    path: SourcePath
    entries: tuple[MappingEntry, ...]
    in_text: bool

    @property
    def hint(self) -> Hint:
        """What makes values of the words."""
        words = [entry.key for entry in self.entries]
        if not self.in_text:
            texts = f"[{', '.join(map(quoted, words))}]"
            return f"write {'a text' if len(words) == 1 else 'texts'} in a list: `{texts}`"
        text = f"{words[0]}:" if len(words) == 1 else ", ".join(words)
        return Shown(f"put the text in quotes: `{quoted(text)}`", f"write one text: `{quoted(text)}`")


def hollows(tree: Tree) -> Iterator[Diagnostic]:
    """Say the words that will not be printed, once for the mapping that holds them."""
    if not isinstance(tree.root, Mapping):
        return
    for hollow in hollow_keys(tree.root):
        first, *more = hollow.entries
        words = enumerated(shown(entry.key) for entry in hollow.entries[:_MOST_NAMED])
        others = f" and {len(more) + 1 - _MOST_NAMED} more" if len(more) >= _MOST_NAMED else ""
        state = "are keys with nothing under them" if more else "is a key with nothing under it"
        message = f"{words}{others} {state}, and will not be printed"
        hint = hint_in(tree.syntax, hollow.hint)
        yield HollowKey.at(first.key_span, message, path=(*hollow.path, first.key), hint=hint)


def hollow_keys(root: Mapping) -> Iterator[Hollow]:
    """Every mapping whose keys are none of the résumé's, where some have nothing under them.

    Beside a known key a blank one is a form that was not filled in: files of other programs are full of them.
    """
    for entry in root.entries:
        held = _held(entry.key, Resume)
        if held and held.part not in _NOT_FOR_READERS:
            yield from _under(entry.value, held, (entry.key,))


def _under(node: Node, held: Held, path: SourcePath) -> Iterator[Hollow]:
    if not (held.free or held.date):
        yield from _at(node, held.part, path)


def _at(node: Node, part: type[Part] | None, path: SourcePath) -> Iterator[Hollow]:
    """Look where such a part belongs, or a text, or a list of them."""
    if isinstance(node, Scalar):
        return
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from _at(item, part, (*path, index))
        return
    known = [(entry, held) for entry in node.entries if part and (held := _held(entry.key, part))]
    if known:
        for entry, held in known:
            yield from _under(entry.value, held, (*path, entry.key))
    else:
        yield from _among_words(node, part, path)


def _among_words(node: Mapping, part: type[Part] | None, path: SourcePath) -> Iterator[Hollow]:
    blank = tuple(entry for entry in node.entries if is_blank_node(entry.value) and _is_word(entry.key))
    if blank and not (len(blank) < len(node.entries) and are_languages(node)):
        yield Hollow(path, blank, in_text=part is None or part.bare is not None)
    for entry in node.entries:
        yield from _at(entry.value, part, (*path, entry.key))


def _is_word(key: str) -> bool:
    """Whether a key may be meant for the page: it is none that files of this kind have anywhere, and no number."""
    return not (key.startswith(SWITCHED_OFF) or key.isdigit() or is_blank(key) or key in _keys_anywhere())


def _held(key: str, part: type[Part]) -> Held | None:
    held = held_by(part)
    return held.get(key) or held.get(current_name(key, part) or "")


@functools.cache
def _keys_anywhere() -> frozenset[str]:
    parts: dict[type[Part], None] = {}
    further: list[type[Part]] = [Resume]
    while further:
        part = further.pop()
        parts[part] = None
        further += (held.part for held in held_by(part).values() if held.part and held.part not in parts)
    return frozenset(OLD_NAMES).union(HOLDS_THE_TEXT, *map(held_by, parts))


# Dates in parts. ----------------------------------------------------------------------------------------------


_PARTS = ("year", "month", "day")


def date_of_parts(node: Mapping, language: str) -> tuple[str, bool] | None:
    """The date whose parts are the values of a mapping; None where it has other keys, or too few.

    Returns:
        The date in its usual form, and True; or what was written, in a row, and False where that is no date.
    """
    parts: dict[str, str] = {}
    for entry in node.entries:
        if not isinstance(entry.value, Scalar) or entry.key.lower() not in _PARTS:
            return None
        if not is_blank_node(entry.value):
            parts[entry.key.lower()] = (entry.value.text or "").strip()
    if "year" not in parts or ("day" in parts and "month" not in parts):
        return None
    order = _PARTS if _are_numbers(parts.values()) else tuple(reversed(_PARTS))
    return _date_of([parts[part] for part in order if part in parts], language)


def date_of_list(node: Sequence, language: str) -> tuple[str, bool] | None:
    """The date whose parts are the items of a list, in any order that has one meaning: `[2020, 3]`, `[March, 2020]`.

    Returns:
        As above; None where they are no parts of one date, as in `[2019, 2020]`.
    """
    items = [item.text for item in node.items if isinstance(item, Scalar) and not is_blank_node(item)]
    parts = [text.strip() for text in items if text is not None]
    years = sum(len(part) == len("2020") and part.isdecimal() for part in parts)
    if len(parts) != len(node.items) or len(parts) > len(_PARTS) or years != 1:
        return None
    return _date_of(parts, language)


_BETWEEN = re.compile(r"\s*[–—−~]\s*|\s+-{1,2}\s+|\s+(?:to|until|till|bis|à|a|al|au|até|tot|do|til|по)\s+|\s*-\s*")
_FROM = re.compile(r"(?:from|since|von|seit|de|du|depuis|desde|dal|da)\s+", re.IGNORECASE)
_LONGEST_PERIOD = 60


def dates_of_period(node: Node, language: str) -> tuple[str, str | None] | None:
    """Both ends of a period that is one value, `2019 – 2023` or `{from: 2019, to: 2023}`; None where it is none.

    A lone date is both; the end is None where nothing is said of it.
    """
    ends = _ends_of(node)
    if ends is None:
        return None
    bare = _FROM.sub("", ends, count=1).strip() if isinstance(ends, str) else ""
    if isinstance(ends, tuple):
        return ends if all(_is_date(end, language) for end in ends if end) else None
    if _is_date(bare, language):
        return bare, None if bare != ends.strip() else bare
    for mark in _BETWEEN.finditer(bare):
        start, end = bare[: mark.start()].strip(), bare[mark.end() :].strip()
        if start and _is_date(start, language) and (not end or _is_date(end, language)):
            return start, end or None
    return None


def _ends_of(node: Node) -> str | tuple[str, str | None] | None:
    if isinstance(node, Scalar):
        return node.text if node.text and len(node.text) <= _LONGEST_PERIOD else None
    values = node.items if isinstance(node, Sequence) else tuple(entry.value for entry in node.entries)
    if isinstance(node, Mapping):
        keys = [entry.key.casefold() for entry in node.entries]
        if keys not in (["start", "end"], ["from", "to"], ["startdate", "enddate"], ["begin", "end"]):
            return None
    texts = [value.text for value in values if isinstance(value, Scalar)]
    if len(texts) != len(_PARTS) - 1 or len(values) != len(texts) or not texts[0]:
        return None
    return texts[0].strip(), (texts[1] or "").strip() or None


def _is_date(text: str, language: str) -> bool:
    try:
        return parse_present(text) is not None or parse_date(text, language) is not None
    except (ImpossibleDateError, AmbiguousDateError):
        return False


def _are_numbers(parts: Iterable[str]) -> bool:
    return all(part.isdecimal() for part in parts)


def _date_of(parts: list[str], language: str) -> tuple[str, bool]:
    written = ("-" if _are_numbers(parts) else " ").join(parts)
    try:
        date = parse_date(written, language)
    except (ImpossibleDateError, AmbiguousDateError):
        date = None
    return (str(date), True) if date else (written, False)
