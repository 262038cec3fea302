"""Find words that have become keys with nothing under them: `- Duties:` in a list of texts, `{Tools: , Music: }`."""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from cvpdf.diagnostics import Diagnostic
from cvpdf.model.document import Document, Meta
from cvpdf.model.fields import SWITCHED_OFF, Held, held_by, is_blank_node
from cvpdf.model.hints import Hint, Shown, hint_in
from cvpdf.model.old_names import OLD_NAMES, current_name
from cvpdf.model.part import Part
from cvpdf.model.reading import is_blank, named, quoted, shown
from cvpdf.model.resume import Resume
from cvpdf.model.shapes import HOLDS_THE_TEXT, are_languages
from cvpdf.path import SourcePath
from cvpdf.rules.schema import HollowKey
from cvpdf.source.tree import Entry, Mapping, Node, Scalar, Sequence, Tree

_NOT_FOR_READERS = (Document, Meta)
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Hollow:
    """Keys of one mapping that are words and have nothing under them; `in_text` where texts belong."""

    path: SourcePath
    entries: tuple[Entry, ...]
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
        words = named(shown(entry.key) for entry in hollow.entries[:_MOST_NAMED])
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
