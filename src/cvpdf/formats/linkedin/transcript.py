"""Transcripts: a PDF's text written down line by line, so that messages can point into it and quote it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cvpdf.formats.linkedin.pdf_rows import Row
from cvpdf.formats.transcript.lines import Line


@dataclass(frozen=True, slots=True)
class Item:
    """A row in the text as it was read, with its place there; `after_blank` tells a new paragraph."""

    row: Row
    line: Line
    after_blank: bool = False


class Transcript:
    """The text of a PDF as it is read, line by line, so that messages can point into it and quote it."""

    def __init__(self, file: str) -> None:
        """Begin with nothing."""
        self.file = file
        self._texts: list[str] = []

    @property
    def text(self) -> str:
        """All of it."""
        return "\n".join(self._texts)

    @property
    def lines(self) -> list[Line]:
        """Its lines."""
        return [Line(text, self.file, number) for number, text in enumerate(self._texts, start=1)]

    def write(self, rows: Iterable[Row], is_new: Callable[[Row, Row], bool]) -> list[Item]:
        """Write rows down, with a blank line where a paragraph begins."""
        items: list[Item] = []
        last: Row | None = None
        for row in rows:
            after_blank = last is not None and is_new(last, row)
            if after_blank:
                self._texts.append("")
            self._texts.append(row.text.strip())
            items.append(Item(row, Line(row.text.strip(), self.file, len(self._texts)), after_blank))
            last = row
        return items


def lines_with_blanks(items: Iterable[Item]) -> Iterator[Line]:
    """The lines of some items, a blank one before each that begins a paragraph."""
    for item in items:
        if item.after_blank:
            yield Line("", item.line.file, item.line.number - 1)
        yield item.line
