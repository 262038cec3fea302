"""The stage before validation: keys under their current names, values in the shape that belongs there.

JSON Resume has renamed keys, and files take liberties with shapes. What has one meaning is taken and said, each node
keeping its own span, so that everything behind meets one format only. What has none stays for validation to refuse.
"""

from collections.abc import Iterator
from functools import partial

from msgspec.structs import replace

from cvpdf.diagnostics import Diagnostic, Edit, Outcome, Rule, Severity, Span
from cvpdf.model.entries import Basics, CustomSection
from cvpdf.model.field_values import LIST_OF_ENTRIES, Hint, Shown, hint_in, quoted, shown
from cvpdf.model.gathering import gathered, with_accounts
from cvpdf.model.odd_shapes import (
    PROSE,
    as_text,
    date_of_list,
    date_of_parts,
    dates_of_period,
    first_words,
    hollows,
    lone_key,
    may_be_named,
    named_entries,
)
from cvpdf.model.old_keys import (
    are_bullets,
    current_name,
    is_period,
    name_for,
)
from cvpdf.model.part import Held, Part, filled_keys, held_by, is_blank_node
from cvpdf.model.resume import Resume
from cvpdf.path import SourcePath, format_tail
from cvpdf.rules import cv2_schema as rules
from cvpdf.rules.cv1_reading import MissingDashSpace
from cvpdf.source.tree import Mapping, MappingEntry, Node, Scalar, Sequence, Tree, plain_data


def upgrade(tree: Tree) -> Outcome[Tree]:
    """Bring a Tree into the form of today; the same Tree where there is nothing to do.

    Args:
        tree: A file in the shape of a résumé of any age.

    Returns:
        The Tree with current keys and shapes, and a note on each change.
    """
    if not isinstance(tree.root, Mapping):
        return Outcome(tree)
    modern = _Modern(tree)
    root = modern.mapping(tree.root, Resume, ())
    said = (*modern.problems(), *hollows(tree))
    return Outcome(tree if root is tree.root else replace(tree, root=root), said)


class _Modern:
    """One walk over a Tree beside the model, and what it finds to say."""

    def __init__(self, tree: Tree) -> None:
        self._said: list[Diagnostic] = []
        self._tree = tree
        self._parts: dict[int, type[Part]] = {}
        self._of_two_kinds: set[Span] = set()
        language = tree.node(("document", "language"))
        self._language = (language.text if isinstance(language, Scalar) else None) or "en"

    def problems(self) -> Iterator[Diagnostic]:
        """What there is to say; a key that stands in parts of two kinds has two names, and no fix."""
        for said in self._said:
            yield said.without_fix() if said.span in self._of_two_kinds else said

    def mapping(self, node: Mapping, part: type[Part], path: SourcePath) -> Mapping:
        """The keys of a part, and all that stands under them."""
        held = held_by(part)
        if not held:
            return node
        given = node
        if part is Resume:
            node = gathered(node, self._tree, partial(self._person, node), self._said)
        elif part is Basics:
            node = with_accounts(node)
        entries = node.entries
        for entry in entries:  # one that YAML repeats is the same entry again
            if self._parts.setdefault(id(entry), part) is not part:
                self._of_two_kinds.add(entry.key_span)
        if any(entry.key not in held or _lists_deeds(node, entry, part) for entry in entries):
            entries = self._current(node, part, path)
        read = tuple(self._entry(entry, held.get(entry.key), path) for entry in entries)
        same = len(read) == len(given.entries) and all(map(_is, read, given.entries))
        return given if same else replace(node, entries=read)

    # Names.

    def _current(self, node: Mapping, part: type[Part], path: SourcePath) -> tuple[MappingEntry, ...]:
        """The entries of a mapping under their current names; of two for one name one has it.

        The other keeps its own where it says something else, so that nothing is lost where the file is converted.
        """
        held = held_by(part)
        entries = node.entries
        kept = {entry.key: entry for entry in entries if entry.key in held and not _lists_deeds(node, entry, part)}
        others = []
        places = {id(entry.value): number for number, entry in enumerate(node.entries)}
        for entry in node.entries:
            if entry is kept.get(entry.key):
                continue
            name = self._name_now(node, entry, part)
            if name is None and (ends := self._parted(node, entry, part, path)):
                kept |= {one.key: one for one in ends}
                places |= {id(one.value): places[id(entry.value)] for one in ends}
                continue
            if name is None:
                others.append(entry)
            elif not is_blank_node(entry.value):
                beside = kept.get(name)
                if beside is None or is_blank_node(beside.value) or self._is_set(entry) > self._is_set(beside):
                    fix = self._moved(node, entry, name, beside)
                    kept[name] = self._renamed(entry, name, fix, path)
                elif self._is_set(entry) == self._is_set(beside) and self._differ(entry, beside, path):
                    others.append(entry)
        return tuple(sorted((*kept.values(), *others), key=lambda entry: places[id(entry.value)]))

    def _name_now(self, node: Mapping, entry: MappingEntry, part: type[Part]) -> str | None:
        """The name of a key today: a list of what somebody did is one of bullets, and a text is no list of jobs."""
        if _lists_deeds(node, entry, part):
            return "highlights"
        return name_for(entry.key, entry.value, part)

    def _parted(
        self, node: Mapping, entry: MappingEntry, part: type[Part], path: SourcePath
    ) -> tuple[MappingEntry, ...]:
        """Both dates of a period that stands under one key."""
        if not is_period(entry.key, part) or any(_is_filled(node, key) for key in ("startDate", "endDate")):
            return ()
        found = dates_of_period(entry.value, self._language)
        if found is None:
            return ()
        dates = [(key, text) for key, text in zip(("startDate", "endDate"), found, strict=True) if text]
        words = " and ".join(f"`{key}` {text}" for key, text in dates)
        said = (" and ".join(f"`{form(key)}: {text}`" for key, text in dates) for form in (str, quoted))
        hint = hint_in(self._tree.syntax, Shown(*(f"write {words}" for words in said)))
        message = f"`{shown(entry.key)}` is read as {words}"
        self._said.append(rules.OldName.at(entry.key_span, message, path=(*path, entry.key), hint=hint))
        return tuple(MappingEntry(key, entry.key_span, Scalar(text, entry.value.span)) for key, text in dates)

    def _person(self, root: Mapping, entry: MappingEntry, blank: MappingEntry | None) -> MappingEntry:
        """The entry that holds who the person is, under the name that it has today."""
        return self._renamed(entry, "basics", self._moved(root, entry, "basics", blank), ())

    def _renamed(self, entry: MappingEntry, name: str, fix: tuple[Edit, ...], path: SourcePath) -> MappingEntry:
        blanks = " has blanks around it, and" if shown(entry.key) == name else ""
        message = f"`{shown(entry.key)}`{blanks} is read as `{name}`"
        hint = f"write `{name}`"
        self._said.append(rules.OldName.at(entry.key_span, message, path=(*path, entry.key), hint=hint, fix=fix))
        return replace(entry, key=name)

    def _moved(self, node: Mapping, entry: MappingEntry, name: str, beside: MappingEntry | None) -> tuple[Edit, ...]:
        """The edits that give an entry its current name, and take out the blank that has the name already."""
        from cvpdf.source.edits import places_in, removals, renamed

        if self._is_set(entry):
            return ()
        rename = renamed(self._tree, entry, name)
        if beside is None:
            return rename
        if self._is_set(beside):
            return ()
        found = removals(places_in(self._tree.text, self._tree.file), node, partial(_is, beside))
        return (*rename, *(removal.edit for removal in found)) if found else ()

    def _is_set(self, entry: MappingEntry) -> bool:
        """Whether a value was given beside the file, and so counts whatever the file says."""
        return entry.value.span.file != self._tree.file

    def _differ(self, old: MappingEntry, new: MappingEntry, path: SourcePath) -> bool:
        """Say that two names of one key stand side by side, of which the current one counts; whether they differ."""
        severity, message = Severity.INFO, f"`{shown(old.key)}` says the same as `{new.key}`, its name today"
        differ = plain_data(old.value) != plain_data(new.value)
        if differ:
            severity = Severity.WARNING
            says = [f"`{shown(one.key)}` ({shown(first_words(one.value))})" for one in (old, new)]
            message = f"{says[0]} and {says[1]} are one key and differ; `{shown(old.key)}` will not be printed"
        hint = f"keep one of them, as `{new.key}`"
        self._said.append(
            rules.OldNameBeside.at(old.key_span, message, path=(*path, old.key), hint=hint, severity=severity)
        )
        return differ

    # Shapes.

    def _entry(self, entry: MappingEntry, held: Held | None, path: SourcePath) -> MappingEntry:
        if held is None or is_blank_node(entry.value):
            return entry
        inner = (*path, entry.key)
        value = (held.date and self._date(entry, inner)) or self._value(entry.value, held, inner)
        return entry if value is entry.value else replace(entry, value=value)

    def _value(self, node: Node, held: Held, path: SourcePath) -> Node:
        if held.many:
            return self._list(node, held.part, path)
        if held.part:
            return self._part(node, held.part, path)
        return node if held.free or isinstance(node, Scalar) else self._text(node, path)

    def _list(self, node: Node, part: type[Part] | None, path: SourcePath) -> Node:
        if isinstance(node, Scalar):
            node = self._list_of_text(node, part, path)
        elif isinstance(node, Mapping):
            node = self._list_of_keys(node, part, path)
        if not isinstance(node, Sequence):
            return node
        items = tuple(self._item(item, part, (*path, index)) for index, item in enumerate(node.items))
        return node if all(map(_is, items, node.items)) else replace(node, items=items)

    def _item(self, node: Node, part: type[Part] | None, path: SourcePath) -> Node:
        if is_blank_node(node):
            return node
        if part:
            return self._part(node, part, path)
        return node if isinstance(node, Scalar) else self._text(node, path)

    def _list_of_text(self, node: Scalar, part: type[Part] | None, path: SourcePath) -> Node:
        if part and not part.bare:
            entry = self._lone(node, part, path, "a list of entries belongs")
            return Sequence((entry,), node.span) if isinstance(entry, Mapping) else entry
        message = "is one text where a list belongs, and is taken as a list of one"
        self._say(rules.TakenAsList, node, path, message, f"write it as a list: `[{quoted(node.text or '')}]`")
        return Sequence((node,), node.span)

    def _list_of_keys(self, node: Mapping, part: type[Part] | None, path: SourcePath) -> Node:
        """A mapping where a list belongs: one entry, or a name for each."""
        if part and _begins_with_dash(node, part):
            space = "write a space after the dash with which an entry begins"
            self._say(MissingDashSpace, node, path, "has an entry whose dash lacks its space", space)
            entries = tuple(replace(one, key=one.key.removeprefix("-")) for one in node.entries)
            return Sequence((replace(node, entries=entries),), node.span)
        if part and _has_a_key_of(node, part):
            says = "is one entry where a list belongs, and is taken as a list of one"
            self._say(rules.TakenAsList, node, path, says, LIST_OF_ENTRIES)
            return Sequence((node,), node.span)
        if not may_be_named(node, part):
            return node
        says = "has keys of its own where a list belongs, and each key is taken as an entry"
        hint = Shown("write a list, each entry after `- `", "write a list, in `[` and `]`")
        self._say(rules.OtherShape, node, path, says, hint)
        return Sequence(named_entries(node, part), node.span)

    def _part(self, node: Node, part: type[Part], path: SourcePath) -> Node:
        if isinstance(node, Sequence):
            inner = _the_one_in(node)
            if inner is not node:
                message = "is a list of one where no list belongs, and is taken as that one"
                self._say(rules.OtherShape, node, path, message, "leave out the list round it")
                return self._part(inner, part, path)
            if not all(isinstance(item, Scalar) for item in node.items):
                return node
            node = self._text(node, path)
        if isinstance(node, Mapping):
            if part.bare and not _has_a_key_of(node, part):
                return self._text(node, path)
            return self.mapping(node, part, path)
        return node if part.bare else self._lone(node, part, path)

    def _lone(self, node: Node, part: type[Part], path: SourcePath, expected: str = "keys belong") -> Node:
        """A text where keys belong: the value of the key that says most."""
        text = node.text if isinstance(node, Scalar) else None
        if text is None:
            return node
        if part is CustomSection:
            hint = "name sections in their order under `document.sections.order`"
            message = "is a text and no section of your own, and will not be printed"
            self._say(rules.OtherShape, node, path, message, hint, Severity.WARNING)
            return Scalar(None, node.span)
        key = lone_key(text, part)
        if key is None:
            return node
        message = f"is one text where {expected}, and is taken as a `{key}`"
        self._say(rules.OtherShape, node, path, message, f"give the text its key: `{{{quoted(key)}: {quoted(text)}}}`")
        return Mapping((MappingEntry(key, node.span, node),), node.span)

    def _date(self, entry: MappingEntry, path: SourcePath) -> Scalar | None:
        """A date that is written in parts; None where it is anything else."""
        node, found, shape = entry.value, None, "has keys of its own"
        if isinstance(node, Mapping):
            found = date_of_parts(node, self._language)
        elif isinstance(node, Sequence):
            found, shape = date_of_list(node, self._language), "is a list"
        if found is None:
            return self._dates_as_text(node, path) if isinstance(node, Sequence) else None
        text, certain = found
        if certain:
            from cvpdf.source.edits import written_for

            fix = () if self._is_set(entry) else written_for(self._tree, entry, text)
            message = f"`{path[-1]}` {shape} where a date belongs, and is read as {text}"
            hint = f"write `{text}`"
            self._said.append(rules.DateInParts.at(node.span, message, path=path, hint=hint, fix=fix))
        return Scalar(text, node.span)

    def _dates_as_text(self, node: Sequence, path: SourcePath) -> Scalar | None:
        if _the_one_in(node) is not node:
            return None
        says = "is a list where a date belongs, and is taken as one text"
        self._say(rules.OtherShape, node, path, says, "write one date")
        return Scalar(first_words(node), node.span)

    def _text(self, node: Sequence | Mapping, path: SourcePath) -> Scalar:
        taken = as_text(node, self._language, "\n\n" if path[-1] in PROSE else ", ")
        self._say(rules.OtherShape, node, path, taken.says, taken.hint)
        return taken.scalar

    def _say(
        self,
        rule: type[Rule],
        node: Node,
        path: SourcePath,
        says: str,
        hint: Hint,
        severity: Severity | None = None,
    ) -> None:
        message = f"`{format_tail(path)}` {says}"
        shown_hint = hint_in(self._tree.syntax, hint)
        self._said.append(rule.at(node.span, message, path=path, hint=shown_hint, severity=severity))


def _lists_deeds(node: Mapping, entry: MappingEntry, part: type[Part]) -> bool:
    """Whether a key of prose holds a list, and the bullets have no key of their own beside it."""
    return isinstance(entry.value, Sequence) and are_bullets(entry.key, part) and not _is_filled(node, "highlights")


def _is_filled(node: Mapping, key: str) -> bool:
    return any(one.key == key and not is_blank_node(one.value) for one in node.entries)


def _the_one_in(node: Node) -> Node:
    """What a list holds that holds one thing only, however many lists there are round it."""
    while isinstance(node, Sequence):
        filled = [item for item in node.items if not is_blank_node(item)]
        if len(filled) != 1:
            break
        node = filled[0]
    return node


def _has_a_key_of(node: Mapping, part: type[Part]) -> bool:
    held = held_by(part)
    return any(key in held or current_name(key, part) for key in filled_keys(node))


def _begins_with_dash(node: Mapping, part: type[Part]) -> bool:
    """Whether a mapping is the entry of a list whose dash has become a part of its first key."""
    first = node.entries[0].key if node.entries else ""
    name = first.removeprefix("-")
    return name != first and (name in held_by(part) or current_name(name, part) is not None)


def _is(one: object, other: object) -> bool:
    return one is other
