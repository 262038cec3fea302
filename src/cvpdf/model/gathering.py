"""Who the person is, gathered below `basics` from where files of other hands say it: at the top, below `contact`."""

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.model.entries import Basics, Profile
from cvpdf.model.field_values import below_basics, hint_in, shown
from cvpdf.model.odd_shapes import named_entries
from cvpdf.model.old_keys import current_name, is_person, name_of_person, network_named
from cvpdf.model.part import SWITCHED_OFF, held_by, is_blank_node
from cvpdf.model.resume import Resume
from cvpdf.path import SourcePath, format_tail
from cvpdf.rules import cv2_schema as rules
from cvpdf.source.tree import Mapping, MappingEntry, Node, Scalar, Sequence, Tree

Rename = Callable[[MappingEntry, MappingEntry | None], MappingEntry]
"""Gives an entry the name `basics`, and says so; the second is a blank that has the name already."""

_OF_ANY_SHAPE = ("location", "profiles", "name", "summary")


def gathered(root: Mapping, tree: Tree, rename: Rename, said: list[Diagnostic]) -> Mapping:
    """The root with all that says who the person is below `basics`; the same root where it stands there already.

    Args:
        root: The root of a file.
        tree: The file.
        rename: Gives the entry that stands for `basics` its name.
        said: Takes a note on each key that was moved.

    Returns:
        The root; what is there already, and what has no key below `basics`, stays where it is.
    """
    given = next((entry for entry in root.entries if entry.key == "basics"), None)
    beside = given is None or is_blank_node(given.value)
    if given and not beside and not isinstance(given.value, Mapping):
        return root
    person = next(filter(_holds_person, root.entries), None) if beside else None
    now = rename(person, given) if person else given
    taking, before = _Taking(tree, said, now, beside=beside), len(said)
    rest = [left for entry in root.entries if entry is not given and entry is not person for left in taking.left(entry)]
    if not taking.found and person is None:
        return root
    if given is None and person is None and len(taking.found) == 1 and rest and not any(map(_is_of_a_resume, rest)):
        del said[before:]  # many a file has a `name` that is no person's
        return root
    value = now.value if now else None
    inner = value.entries if isinstance(value, Mapping) else ()
    whole = Mapping((*inner, *taking.found), value.span if value else _around(taking.found))
    below = replace(now, value=whole) if now else MappingEntry("basics", taking.found[0].key_span, whole)
    return replace(root, entries=(below, *rest))


def _is_of_a_resume(entry: MappingEntry) -> bool:
    return current_name(entry.key, Resume) is not None


class _Taking:
    """What was found of `basics` elsewhere in one file; `beside` says that the file has nothing of that name."""

    def __init__(self, tree: Tree, said: list[Diagnostic], now: MappingEntry | None, *, beside: bool) -> None:
        inner = now.value.entries if now and isinstance(now.value, Mapping) else ()
        self.found: list[MappingEntry] = []
        self._taken = {current_name(one.key, Basics) or one.key for one in inner if not is_blank_node(one.value)}
        self._tree, self._said, self._beside = tree, said, beside

    def left(self, entry: MappingEntry) -> tuple[MappingEntry, ...]:
        """What is left of an entry of the root."""
        if entry.key in held_by(Resume) or entry.key.startswith(SWITCHED_OFF) or is_blank_node(entry.value):
            return (entry,)
        if isinstance(entry.value, Mapping) and is_person(entry.key):
            left = tuple(self._among(entry.value.entries, (entry.key,)))
            return (replace(entry, value=replace(entry.value, entries=left)),) if left else ()
        return tuple(self._among((entry,), ()))

    def _among(self, entries: Iterable[MappingEntry], path: SourcePath) -> Iterable[MappingEntry]:
        """The entries without those whose key belongs below `basics`, which are taken."""
        for entry in entries:
            name = name_of_person(entry.key, beside=self._beside)
            network = network_named(entry.key) if isinstance(entry.value, Scalar) else None
            fits = name in _OF_ANY_SHAPE or isinstance(entry.value, Scalar)
            if network or (name and fits and name not in self._taken):
                self._taken.add(name or entry.key)
                self.found.append(replace(entry, key=name) if name else entry)
                message = f"`{shown(format_tail((*path, entry.key)))}` is read as `basics.{name or 'profiles'}`"
                hint = hint_in(self._tree.syntax, below_basics(name)) if name else "write it below `profiles`"
                self._said.append(rules.OldName.at(entry.key_span, message, path=(*path, entry.key), hint=hint))
            else:
                yield entry


def _holds_person(entry: MappingEntry) -> bool:
    """Whether a mapping has keys that belong below `basics`, and a name that says so."""
    if not isinstance(entry.value, Mapping) or not is_person(entry.key):
        return False
    return any(current_name(one.key, Basics) for one in entry.value.entries if not is_blank_node(one.value))


def with_accounts(node: Mapping) -> Mapping:
    """What stands below `basics`, with accounts that have a key of their own, `linkedin: ada-example`, as profiles."""
    named = [one for one in node.entries if _is_account(one)]
    profiles = next((one for one in node.entries if (current_name(one.key, Basics) or one.key) == "profiles"), None)
    items = _items(profiles.value) if profiles else ()
    if not named or items is None:
        return node
    accounts = [_account(one) for one in named]
    listed = Sequence((*items, *accounts), profiles.value.span if profiles else accounts[0].span)
    entry = replace(profiles, value=listed) if profiles else MappingEntry("profiles", named[0].key_span, listed)
    rest = [one for one in node.entries if one is not profiles and not _is_account(one)]
    return replace(node, entries=(*rest, entry))


def _items(node: Node) -> tuple[Node, ...] | None:
    """The profiles that are listed already; None where they cannot be told."""
    if isinstance(node, Mapping):
        return named_entries(node, Profile)
    return node.items if isinstance(node, Sequence) else () if is_blank_node(node) else None


def _is_account(entry: MappingEntry) -> bool:
    return isinstance(entry.value, Scalar) and not is_blank_node(entry.value) and network_named(entry.key) is not None


def _account(entry: MappingEntry) -> Mapping:
    """The account that stands under the name of its network."""
    text = entry.value.text if isinstance(entry.value, Scalar) else None
    key = "url" if "/" in (text or "") else "username"
    network = Scalar(network_named(entry.key), entry.key_span)
    entries = (MappingEntry("network", entry.key_span, network), MappingEntry(key, entry.key_span, entry.value))
    return Mapping(entries, entry.value.span)


def _around(entries: list[MappingEntry]) -> Span:
    first, last = entries[0].key_span, entries[-1].value.span
    return Span(first.file, first.line, first.column, last.end_line, last.end_column)
