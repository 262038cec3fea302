"""What a writer has not written: it keeps count of what it took, so that the rest can be reported."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from cvpdf.diagnostics import Diagnostic, Severity
from cvpdf.locale.labels import Label
from cvpdf.model.dates import DateValue, PartialDate, Present, WrittenDate
from cvpdf.model.entries import Highlight, Location
from cvpdf.model.part import SWITCHED_OFF, Part, is_blank_node
from cvpdf.model.resume import Resume, leaves
from cvpdf.model.validate import unknown_entries
from cvpdf.path import SourcePath
from cvpdf.rules.cv7_formats import NotWritten, WrittenOtherwise
from cvpdf.source.text_diagnostics import as_code
from cvpdf.source.tree import Scalar, Tree

KEEP = "keep this file too"
_PLACE = ("address", "postalCode", "city", "region")


class WrittenPaths(Struct):
    """The paths of the values that a writer has written, and which of them have another form there.

    `labels` are the words that stand before a value that has no key of its own, `reasons` why a key has another form
    where that is not for the lack of it, `returning` the keys that come back all the same.
    """

    labels: Mapping[str, Label] = field(default_factory=dict)
    paths: set[SourcePath] = field(default_factory=set)
    forms: dict[tuple[str, str], list[SourcePath]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    returning: set[str] = field(default_factory=set)

    def reshaped(self, tree: Tree, program: str) -> Iterator[Diagnostic]:
        """Say each key whose values are all there, but would not come back under it."""
        for (key, form), (first, *others) in self.forms.items():
            more = f", here and in {len(others)} other place{'s'[: len(others) - 1]}" if others else ""
            why = self.reasons.get(key, f"{program} has no such key")
            message = f"`{key}` is written as {form}, for {why}{more}"
            hint = f"nothing is lost, but it would not come back as `{key}`; {KEEP}"
            if key in self.returning:
                hint = f"nothing is lost, and it comes back as `{key}`"
            yield WrittenOtherwise.at(tree.locate_key(first), message, path=first, hint=hint)

    def missing(self, resume: Resume, tree: Tree, program: str, hidden: Iterable[SourcePath]) -> Iterator[Diagnostic]:
        """Say each value that was not written, and each section that is hidden here."""
        roots = tuple(hidden)
        for root in roots:
            message = f"this section is hidden here, which {program} cannot do, and was left out"
            yield NotWritten.at(tree.locate_key(root), message, path=root, hint="print it, or leave it out there too")
        for path in leaves(resume):
            if path not in self.paths and not any(path[: len(root)] == root for root in roots):
                node = tree.node(path)
                text = node.text if isinstance(node, Scalar) else None
                message = f"{program} has no place for {as_code(text or str(path[-1]), 60)}, and it was left out"
                yield NotWritten.at(tree.locate(path), message, path=path, hint=KEEP)
        yield from _unknown(tree, program)


def _unknown(tree: Tree, program: str) -> Iterator[Diagnostic]:
    """Say each key that cvpdf does not know; what is switched off here is only noted."""
    for unknown in unknown_entries(tree.root):
        entry = unknown.entry
        if not is_blank_node(entry.value):
            severity = Severity.INFO if entry.key.startswith(SWITCHED_OFF) else NotWritten.severity
            message = f"{program} has no place for what stands under {as_code(entry.key, 60)}, and it was left out"
            yield NotWritten.at(entry.key_span, message, path=unknown.path, hint=KEEP, severity=severity)


class Cursor(Struct, frozen=True):
    """A part of a résumé, at its path; whatever is read through it counts as written."""

    part: Part
    path: SourcePath
    taken: WrittenPaths

    def has(self, *keys: str) -> bool:
        """Whether there is anything under one of some keys; this writes nothing."""
        return any(getattr(self.part, key, None) not in (None, (), "") for key in keys)

    def peek(self, key: str) -> str:
        """A text that is not written yet."""
        value = getattr(self.part, key, None)
        return value.strip() if isinstance(value, str) else ""

    def text(self, key: str) -> str:
        """A text; empty where there is none."""
        self.take(key)
        return self.peek(key)

    def take(self, *keys: str) -> None:
        """Count values as written."""
        self.taken.paths.update((*self.path, key) for key in keys)

    def reshape(self, key: str, form: str) -> None:
        """Note that a value has another form there, if there is one."""
        if self.has(key):
            self.taken.forms.setdefault((key, form), []).append((*self.path, key))

    def fact(self, key: str, form: str) -> str:
        """A value in one text, behind its label; empty where there is none."""
        self.reshape(key, form)
        words = self._words(key)
        label = self.taken.labels.get(key)
        return f"{label.beside(len(words))}: {', '.join(words)}" if label and any(words) else ", ".join(words)

    def _words(self, key: str) -> list[str]:
        value = getattr(self.part, key, None)
        if isinstance(value, tuple):
            return self.texts(key)
        date = self.date(key)
        return [str(date) if date else self.text(key)]

    def date(self, key: str) -> DateValue | None:
        """A date."""
        self.take(key)
        value = getattr(self.part, key, None)
        return value if isinstance(value, PartialDate | Present | WrittenDate) else None

    def texts(self, key: str) -> list[str]:
        """The texts of a list, without blank ones; of highlights without their tags."""
        items = getattr(self.part, key, None) or ()
        self.taken.paths.update((*self.path, key, index) for index in range(len(items)))
        texts = (item.text if isinstance(item, Highlight) else item for item in items)
        return [text.strip() for text in texts if text and text.strip()]

    def place(self, country: str = "countryCode") -> str:
        """A location in one text."""
        location = getattr(self.part, "location", None)
        if not isinstance(location, Location):
            return ""
        path = (*self.path, "location")
        inner = Cursor(location, path, self.taken)
        self.taken.paths.add(path)
        if any(inner.has(key) for key in (*_PLACE, "country", country)):
            self.reshape("location", "one text")
        parts = [inner.text(key) for key in ("text", *_PLACE, "country", country)]
        return ", ".join(", ".join(part.split("\n")) for part in parts if part)

    def items(self, key: str) -> list["Cursor"]:
        """The parts of a list that have anything in them."""
        items = getattr(self.part, key, None) or ()
        filled = ((index, item) for index, item in enumerate(items) if item != type(item).model_construct())
        return [Cursor(item, (*self.path, key, index), self.taken) for index, item in filled]
