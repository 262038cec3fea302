"""Making Marks: values of the résumé as they are printed, each with its source path."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.locale.date_styles import SHORT
from cvpdf.locale.labels import Locale
from cvpdf.outline import Inline, Mark, Text
from cvpdf.outlining.html_blocks import in_markdown
from cvpdf.outlining.markdown import blocks, inline, plain
from cvpdf.outlining.tags import in_a_line
from cvpdf.outlining.text import clean_blocks, clean_line, clean_lines
from cvpdf.path import SourcePath


@dataclass(frozen=True, slots=True)
class Value:
    """A value of the résumé, and its source path."""

    path: SourcePath
    value: object

    def __getitem__(self, step: str | int) -> "Value":
        """One of its fields, or an item of a list; a field of nothing is nothing."""
        if isinstance(step, int) and isinstance(self.value, tuple):
            return Value((*self.path, step), self.value[step])
        return Value((*self.path, step), None if self.value is None else getattr(self.value, str(step)))

    def items(self) -> Iterator["Value"]:
        """The items of a list, with the indexes of the source."""
        if isinstance(self.value, tuple):
            yield from (self[index] for index in range(len(self.value)))

    @property
    def text(self) -> str:
        """The value if it is text, otherwise nothing."""
        return self.value if isinstance(self.value, str) else ""


@dataclass(slots=True)
class Marker:
    """Makes Marks of the résumé of whoever is called `name`, and remembers what is to be said of them.

    `unprintable` are values of which nothing is left once they are clean, such as a lone zero-width space, and
    titles with nothing else under them.
    """

    locale: Locale
    locate: Callable[[SourcePath], Span]
    name: str = ""
    date_style: str = SHORT
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unprintable: set[SourcePath] = field(default_factory=set)

    def line(self, value: Value) -> Mark | None:
        """A value of one line, such as a name: inline Markdown."""
        return self._inline(value, clean_line(in_a_line(value.text)))

    def lines(self, value: Value) -> tuple[Mark, ...]:
        """A list of such values."""
        return present(self.line(item) for item in value.items())

    def joined(self, *values: Value) -> Mark | None:
        """Several values on one line, as one mark that leads to the first."""
        return self.together(present(map(self.line, values)))

    def together(self, marks: tuple[Mark, ...]) -> Mark | None:
        """Put marks on one line, as one mark that leads to where the first does."""
        if not marks:
            return None
        children: list[Inline] = []
        for mark in marks:
            children += (Text(self.locale.comma), *mark.children) if children else mark.children
        return Mark(marks[0].origin, tuple(path for mark in marks for path in mark.covers), tuple(children))

    def bullets(self, highlights: Value) -> tuple[Mark, ...]:
        """Highlights: inline Markdown whose line breaks are kept. A highlight is one leaf, tags or not."""
        return present(
            self._inline(Value(highlight.path, highlight["text"].value), clean_lines(in_a_line(highlight["text"].text)))
            for highlight in highlights.items()
        )

    def prose(self, *values: Value) -> tuple[Mark, ...]:
        """Texts of paragraphs and lists, a mark each."""
        return present(map(self._prose, values))

    def written(self, text: str, *values: Value, href: str | None = None) -> Mark | None:
        """What was made of values, or of one: plain text in which no character is Markdown."""
        given = tuple(value.path for value in values if value.value is not None)
        cleaned = clean_line(text)
        if not cleaned:
            self.unprintable.update(given)
            return None
        return Mark(given[0], given, (Text(cleaned),), href=href)

    def label(self, text: str, origin: SourcePath) -> Mark:
        """Words of the locale or the plan, which stand for no value."""
        return Mark(origin, (), (Text(clean_line(text)),))

    def _inline(self, value: Value, cleaned: str) -> Mark | None:
        outcome = inline(cleaned)
        self._say(value, outcome.diagnostics)
        if outcome.value and plain(outcome.value).strip():
            return Mark(value.path, (value.path,), outcome.value)
        self._note_nothing(value)
        return None

    def _prose(self, value: Value) -> Mark | None:
        outcome = blocks(clean_blocks(in_markdown(value.text)))
        self._say(value, outcome.diagnostics)
        if outcome.value:
            return Mark(value.path, (value.path,), blocks=outcome.value)
        self._note_nothing(value)
        return None

    def _note_nothing(self, value: Value) -> None:
        if value.text:
            self.unprintable.add(value.path)

    def _say(self, value: Value, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics += (replace(item, span=self.locate(value.path), path=value.path) for item in diagnostics)


def present(marks: Iterable[Mark | None]) -> tuple[Mark, ...]:
    """Those that are there."""
    return tuple(mark for mark in marks if mark)
