"""Values as they are printed, each a Mark with its source path; text is cleaned here, before anything else reads it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from cvpdf.diagnostics import Diagnostic
from cvpdf.locale.cldr import SHORT, country_name, format_date, format_day, language_name, period_ends
from cvpdf.locale.labels import Locale
from cvpdf.model.dates import DateValue, PartialDate, Present, WrittenDate
from cvpdf.model.links import Unlinked, in_a_row, web_target
from cvpdf.outline.html_tags import in_a_line, in_markdown
from cvpdf.outline.rich_text import blocks, inline
from cvpdf.outline.values import Fact, Inline, Mark, Name, Text, plain_text
from cvpdf.path import SourcePath
from cvpdf.source.tree import Locate

# Cleaning text. -----------------------------------------------------------------------------------------------
# Letters are composed (NFC, Unicode Standard Annex #15). Spaces of every width become the plain space, hyphens of
# every kind the plain hyphen, and what only tells an engine where to break a line goes: otherwise one rare character
# in a font can be what every reader gets back for a common one. So does what no reader sees. Joiners stay, for they
# change letters.


_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = (0x00AD, 0x200B, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC))
_TAGS = range(0xE0000, 0xE0080)
"""Letters without a shape (Unicode Standard 16.0, section 23.9): a text for machines, but behind the flag of emoji."""

_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007f]+")
_CHARACTERS: dict[int, str | None] = {
    0x2010: "-",
    0x2011: "-",
    **dict.fromkeys((*_UNSEEN, *_TAGS, 0x061C, 0x200E, 0x200F)),
    **dict.fromkeys((0xFE0E, 0xFE0F)),  # whether a symbol is an emoji: a theme's fonts decide
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},
    # No font draws a control character, and no document may hold half a surrogate pair.
    **dict.fromkeys(code for code in (*range(0x20), *range(0x7F, 0xA0)) if not chr(code).isspace()),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
# Twice negated, for so a small range says it: one as wide as the rest of Unicode takes 2 ms to compile.
_STRAY_JOINER = re.compile("(?<![^\0-\u058f])[\u200c\u200d]+")
_TAB = " " * 4


def clean_line(text: str) -> str:
    """Clean a value of one line; line breaks become spaces."""
    return " ".join(_clean(text).split())


def clean_lines(text: str) -> str:
    """Clean a value whose line breaks are kept; blank lines and indentation go."""
    lines = (" ".join(line.split()) for line in _clean(text).split("\n"))
    return "\n".join(line for line in lines if line)


def clean_blocks(text: str) -> str:
    """Clean prose; blank lines and indentation stay, for they make paragraphs and lists."""
    return "\n".join(map(_clean_block_line, _clean(text).split("\n"))).strip("\n")


def unseen_in(text: str) -> list[str]:
    """The characters of a text that nobody sees and nobody needs, which are not printed.

    Args:
        text: A value as it was written.

    Returns:
        Each as often as it is there. Joiners are among them where they join nothing; marks of direction are not.
    """
    if text.isascii():
        return []
    found = [character for character in _FLAG.sub("", text) if ord(character) in _UNSEEN or ord(character) in _TAGS]
    return [*found, *"".join(_STRAY_JOINER.findall(text))]


def _clean(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    unbroken = _LINE_END.sub("\n", text).translate(_CHARACTERS)
    composed = _STRAY_JOINER.sub("", unicodedata.normalize("NFC", unbroken))
    return unicodedata.normalize("NFC", composed)


def _clean_block_line(line: str) -> str:
    content = " ".join(line.split())
    indentation = line[: len(line) - len(line.lstrip())]
    return " " * len(indentation.replace("\t", _TAB)) + content if content else ""


# Marks. -------------------------------------------------------------------------------------------------------


class SourceValue(Struct, frozen=True):
    """A value of the résumé, and its source path."""

    path: SourcePath
    value: object

    def __getitem__(self, step: str | int) -> "SourceValue":
        """One of its fields, or an item of a list; a field of nothing is nothing."""
        if isinstance(step, int) and isinstance(self.value, tuple):
            return SourceValue((*self.path, step), self.value[step])
        return SourceValue((*self.path, step), None if self.value is None else getattr(self.value, str(step)))

    def items(self) -> Iterator["SourceValue"]:
        """The items of a list, with the indexes of the source."""
        if isinstance(self.value, tuple):
            yield from (self[index] for index in range(len(self.value)))

    @property
    def text(self) -> str:
        """The value if it is text, otherwise nothing."""
        return self.value if isinstance(self.value, str) else ""


class Marker(Struct):
    """Makes Marks of the résumé of whoever is called `name`, and remembers what is to be said of them.

    `unprintable` are values of which nothing is left once they are clean, such as a lone zero-width space, and
    titles with nothing else under them.
    """

    locale: Locale
    locate: Locate
    name: str = ""
    date_style: str = SHORT
    diagnostics: list[Diagnostic] = field(default_factory=list)
    unprintable: set[SourcePath] = field(default_factory=set)

    def line(self, value: SourceValue) -> Mark | None:
        """A value of one line, such as a name: inline Markdown."""
        return self._inline(value, clean_line(in_a_line(value.text)))

    def lines(self, value: SourceValue) -> tuple[Mark, ...]:
        """A list of such values."""
        return present(self.line(item) for item in value.items())

    def joined(self, *values: SourceValue) -> Mark | None:
        """Several values on one line, as one mark that leads to the first."""
        return self.together(present(map(self.line, values)))

    def together(self, marks: tuple[Mark, ...]) -> Mark | None:
        """Put marks on one line, as one mark that leads to where the first does."""
        if not marks:
            return None
        children: list[Inline] = []
        for mark in marks:
            children += (Text(self.locale.comma), *mark.children) if children else mark.children
        covers = tuple(path for mark in marks for path in mark.covers)
        return Mark(marks[0].origin, covers, tuple(children), ends=marks[0].ends if len(marks) == 1 else None)

    def bullets(self, highlights: SourceValue) -> tuple[Mark, ...]:
        """Highlights: inline Markdown whose line breaks are kept. A highlight is one leaf, tags or not."""
        return present(
            self._inline(
                SourceValue(highlight.path, highlight["text"].value), clean_lines(in_a_line(highlight["text"].text))
            )
            for highlight in highlights.items()
        )

    def prose(self, *values: SourceValue) -> tuple[Mark, ...]:
        """Texts of paragraphs and lists, a mark each."""
        return present(map(self._prose, values))

    def written(self, text: str, *values: SourceValue, href: str | None = None) -> Mark | None:
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

    def _inline(self, value: SourceValue, cleaned: str) -> Mark | None:
        outcome = inline(cleaned)
        self._say(value, outcome.diagnostics)
        if outcome.value and plain_text(outcome.value).strip():
            return Mark(value.path, (value.path,), outcome.value)
        self._note_nothing(value)
        return None

    def _prose(self, value: SourceValue) -> Mark | None:
        outcome = blocks(clean_blocks(in_markdown(value.text)))
        self._say(value, outcome.diagnostics)
        if outcome.value:
            return Mark(value.path, (value.path,), blocks=outcome.value)
        self._note_nothing(value)
        return None

    def _note_nothing(self, value: SourceValue) -> None:
        if value.text:
            self.unprintable.add(value.path)

    def _say(self, value: SourceValue, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics += (item.moved_to(self.locate(value.path), value.path) for item in diagnostics)


def present(marks: Iterable[Mark | None]) -> tuple[Mark, ...]:
    """Those that are there."""
    return tuple(mark for mark in marks if mark)


# Fields of many kinds of entries. -----------------------------------------------------------------------------


def period(marker: Marker, entry: SourceValue) -> Mark | None:
    """`startDate` and `endDate` as one mark."""
    start, end = _date(entry["startDate"]), _date(entry["endDate"])
    ends = period_ends(start, end, marker.locale, marker.date_style)
    dash = marker.locale.dash
    mark = marker.written(dash.join(ends), entry["startDate"], entry["endDate"])
    if mark and len(ends) == 2 and dash.endswith(" "):  # noqa: PLR2004 -- both
        return replace(mark, ends=(clean_line(f"{ends[0]}{dash}"), clean_line(ends[1])))
    return mark


def date(marker: Marker, value: SourceValue) -> Mark | None:
    """A date by itself."""
    given = _date(value)
    return marker.written(format_date(given, marker.locale, marker.date_style), value) if given else None


def birthday(marker: Marker, value: SourceValue) -> Mark | None:
    """A date with its day."""
    given = _date(value)
    return marker.written(format_day(given, marker.locale, marker.date_style), value) if given else None


def nationality(marker: Marker, value: SourceValue) -> Mark | None:
    """A nationality: words, or the country of a code."""
    name = country_name(value.text, marker.locale)
    return marker.line(value) if name == value.text else marker.written(name, value)


def language(marker: Marker, value: SourceValue) -> Mark | None:
    """A language: words, or the language of a code."""
    name = language_name(value.text, marker.locale)
    return marker.line(value) if name == value.text else marker.written(name, value)


def place(marker: Marker, location: SourceValue) -> tuple[Mark, ...]:
    """A location's parts, from the door to the country; a location in one text is one leaf, at its own path."""
    whole = SourceValue(location.path, location["text"].value)
    street = location["address"]
    lines = marker.locale.comma.join(line.strip(" ,") for line in street.text.splitlines() if line.strip(" ,"))
    code, country = location["countryCode"], location["country"]
    name = country.text or (country_name(code.text, marker.locale) if code.text else "")
    named = marker.written(name, country, code) if name else None
    parts = (SourceValue(street.path, lines or None), *(location[name] for name in ("postalCode", "city", "region")))
    return present((marker.line(whole), *map(marker.line, parts), named))


def address(marker: Marker, url: SourceValue) -> Mark | None:
    """An address of the web, short and linked."""
    if not url.text:
        return None
    href = None if isinstance(url.value, Unlinked) else web_target(url.text)
    return marker.written(shortened(url.text) if href else url.text, url, href=href)


def shortened(url: str) -> str:
    """An address as it is printed: without its scheme, and without a last slash."""
    bare = re.sub(r"^(https?://|mailto:|tel:)", "", url.strip(), flags=re.IGNORECASE)
    return (bare.removesuffix("/") if "?" not in bare and "#" not in bare else bare) or url


def addresses(marker: Marker, value: SourceValue, target: Callable[[str], str | None]) -> tuple[Mark, ...]:
    """The e-mail addresses or numbers in a text, as typed; each leads to its `target`."""
    if isinstance(value.value, Unlinked):
        return present([marker.written(value.text, value)])
    return present(marker.written(one, value, href=target(one)) for one in in_a_row(value.text))


def fact(marker: Marker, kind: str, value: SourceValue) -> tuple[Fact, ...]:
    """A labelled text, or list of texts, if there is one."""
    values = marker.lines(value) if isinstance(value.value, tuple) else present([marker.line(value)])
    return labelled(marker, kind, values)


def labelled(marker: Marker, kind: str, values: tuple[Mark, ...]) -> tuple[Fact, ...]:
    """Marks under their label, if there are any."""
    if not values:
        return ()
    return (Fact(Name(kind), marker.label(marker.locale.facts[kind].beside(len(values)), values[0].origin), values),)


def _date(value: SourceValue) -> DateValue | None:
    return value.value if isinstance(value.value, PartialDate | Present | WrittenDate) else None
