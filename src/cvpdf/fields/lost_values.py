"""Whether a value of a résumé is what a parser has, and where it went if not."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace

from cvpdf.diagnostics import Diagnostic, Rule, Severity, Span
from cvpdf.fields.entry_blocks import ReadValue
from cvpdf.fields.parsing import Reading
from cvpdf.fields.runs_and_lines import PlacedText, Spot, TextItem
from cvpdf.formats.transcript.lines import Line
from cvpdf.formats.transcript.periods import period_in
from cvpdf.model.dates import AmbiguousDateError, ImpossibleDateError, PartialDate, parse_date
from cvpdf.path import SourcePath, format_path
from cvpdf.rules.cv6_proof import GluedField, MisplacedField, MissedField, TornField
from cvpdf.source.tree import Locate
from cvpdf.words import LEFTWARDS, has_unspaced

# Faults. ------------------------------------------------------------------------------------------------------


class FieldFault(Struct, frozen=True):
    """A value that a parser does not get as it is: which `field` of a résumé it is, and where it stands on paper.

    `within` says that only its own words run together, or that it goes over the end of a line: a note. `hint` is
    given where that of its rule does not fit, `joined` where words run together: what becomes of them.
    """

    rule: type[Rule]
    field: str
    path: SourcePath
    message: str
    spot: Spot | None = None
    severity: Severity | None = None
    within: bool = False
    hint: str | None = None
    joined: str = ""


HINTS: dict[type[Rule], str] = {
    TornField: "a value that is one piece of text, on one line, is read as one",
    GluedField: "more than a letter's width has to be between two values, or a line's end",
    MisplacedField: "title, period and employer have to follow each other, with no jump between them",
    MissedField: "look at the page whether it is there, and as text",
}


def as_diagnostics(faults: Iterable[FieldFault], locate: Locate) -> Iterator[Diagnostic]:
    """Faults as messages at the lines of the résumé.

    Args:
        faults: What was found.
        locate: Where the value of a source path stands in the file.

    Yields:
        A message for each.
    """
    for fault in faults:
        place = f" ({fault.spot})" if fault.spot else ""
        yield fault.rule.at(
            locate(fault.path),
            f"{fault.message}{place}",
            path=fault.path,
            hint=fault.hint or HINTS[fault.rule],
            severity=fault.severity,
        )


class WantedValue(Struct, frozen=True):
    """A value of the résumé, which field it is, and its text as it is printed."""

    field: str
    path: SourcePath
    text: str


# Whether two texts are one value. -----------------------------------------------------------------------------


_EVEN = str.maketrans({**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("’‘", "'"), **dict.fromkeys("“”„", '"')})
_MOST_MORE = 25
"""Letters that a field may have besides its value, such as the place behind an employer."""


def even(text: str) -> str:
    """A text in small letters, with dashes and quotes of one kind."""
    return unicodedata.normalize("NFC", text).translate(_EVEN).casefold()


def tight(text: str) -> str:
    """A text as it is compared: small letters without blanks, dashes and quotes of one kind."""
    return "".join(even(text).split())


def is_read(wanted: WantedValue, value: ReadValue, language: str) -> bool:
    """Whether a parser has a value, though perhaps with a few words more behind it."""
    text, other = tight(wanted.text), tight(value.text)
    if wanted.field == "phone":
        return _digits(text) == _digits(other)
    if text == other or (wanted.field == "address" and _comma_free(text) == _comma_free(other)):
        return True
    if wanted.field == "period":
        return _same_period(wanted.text, value.text, language)
    if wanted.field == "link":
        return text.rstrip("/") == re.sub(r"^https?://(?:www\.)?", "", other).rstrip("/")
    return wanted.field not in _WHOLE and len(other) <= len(text) + _MOST_MORE and _is_part(wanted, value)


_WHOLE = frozenset(("e-mail", "bullet", "name"))
"""Fields that are wrong with any letter more."""


def has_its_blanks(wanted: WantedValue, value: ReadValue) -> bool:
    """Whether no words of a value run together that a parser has whole; dates and places are known all the same."""
    if wanted.field in {"period", "address", "phone"} or tight(wanted.text) != tight(value.text):
        return True
    return even(wanted.text).split() == even(value.text).split()


def _is_part(wanted: WantedValue, value: ReadValue) -> bool:
    """Whether a field holds a value, or what stands between the commas of one that has several parts."""
    if _stands_free(wanted.text, value.text):
        return True
    first, *others = wanted.text.split(",")
    several = wanted.field in {"degree", "address"}
    return several and _stands_free(first, value.text) and all(tight(part) in tight(value.text) for part in others)


def _stands_free(wanted: str, text: str) -> bool:
    """Whether the words of a value are in a text with blanks, commas or brackets around them."""
    words = r"\s+".join(map(re.escape, even(wanted).split()))
    return re.search(rf"(?:^|[\s(]){words}(?=$|[\s,;:)(])", even(text)) is not None


def _comma_free(text: str) -> str:
    """A text without the commas of any language."""
    return re.sub("[,،、，]", "", text)


def _digits(text: str) -> str:
    return "".join(letter for letter in text if letter.isdigit())


def _same_period(wanted: str, read: str, language: str) -> bool:
    """Whether two periods have the same ends, in whatever form; a month counts where both have one."""
    ends = [_ends(text, language) for text in (wanted, read)]
    if None in ends or len({len(each) for each in ends if each}) != 1:
        return False
    one, other = ends
    return all(_same_date(a, b) for a, b in zip(one or (), other or (), strict=True))


def _ends(text: str, language: str) -> tuple[PartialDate | None, ...] | None:
    period = period_in(Line(text, "", 1))
    if period is None:
        return None
    lines = (period.start,) if period.lone else (period.start, period.end)
    try:
        return tuple(parse_date(line.text, language) if line else None for line in lines)
    except (ImpossibleDateError, AmbiguousDateError):
        return None


def _same_date(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.year == other.year and (not (one.month and other.month) or one.month == other.month)


# Where a value went. ------------------------------------------------------------------------------------------


_MOST_SHOWN = 60


def named(value: WantedValue) -> str:
    """A value in a message."""
    return f"`{format_path(value.path)}` “{shortened(value.text)}”"


def shortened(text: str) -> str:
    """A text for a message."""
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"


def is_foreign(value: WantedValue) -> bool:
    """Whether a value is a period in words of another script than Latin, which parsers hardly know."""
    return value.field == "period" and any(letter > _LAST_LATIN and letter.isalpha() for letter in value.text)


_LAST_LATIN = "\u024f"


def run_together(value: WantedValue, read: ReadValue) -> FieldFault:
    """That a value is where it belongs, but some of its words have no blank between them: a note, as it is found."""
    words = set(even(value.text).split())
    joined = next((word for word in read.text.split() if even(word) not in words), read.text)
    message = f"{named(value)} is read whole, but some of its words run together: “{shortened(joined)}”"
    return FieldFault(
        GluedField, value.field, value.path, message, read.spot, Severity.INFO, within=True, joined=joined
    )


def summed(faults: Sequence[FieldFault], wanted: int) -> list[FieldFault]:
    """The faults of a résumé with so many wanted values as they are said: one for those that have one cause."""
    missed = sum(fault.rule is MissedField and fault.field not in _LISTED_FIELDS for fault in faults)
    if missed >= _FEWEST_MISSED and missed > wanted / 2:
        message = f"this is the PDF of another résumé: {missed} of {wanted} values are not in it"
        hint = "name the PDF that was made of this file; if it is the right one, its text is not what the page shows"
        return [FieldFault(MissedField, "text", (), message, hint=hint)]
    together = [fault for fault in faults if fault.joined]
    if len(together) <= 1:
        return list(faults)
    message = (
        f"in {len(together)} places words beside emphasis are run together by such parsers, "
        f"the first at “{shortened(together[0].joined)}”"
    )
    kept = (fault for fault in faults if not fault.joined or fault is together[0])
    return [replace(fault, message=message) if fault.joined else fault for fault in kept]


_LISTED_FIELDS = frozenset(("skill", "language"))
_FEWEST_MISSED = 6


class Letters:
    """All letters of the PDF in a row, without blanks, each with the item that it is in."""

    def __init__(self, text: PlacedText) -> None:
        """Put them in a row."""
        self._items = [item for line in text.lines for item in line.items]
        texts = [tight(item.text) for item in self._items]
        self._starts = list(accumulate(map(len, texts), initial=0))
        self._all = "".join(texts)

    def fault(self, value: WantedValue, near: Spot | None) -> FieldFault:
        """What became of a value that is not in its field, at the place that is nearest to where it belongs."""
        letters = tight(value.text)
        places = [(self._pieces(start, start + len(letters)), self._is_inside(start)) for start in self._found(letters)]
        if len(letters) <= _SHORT and not has_unspaced(letters):
            places = [place for place in places if _is_word(letters, place[0])]
        if not places:
            return FieldFault(MissedField, value.field, value.path, f"{named(value)} is not found")
        pieces, _ = min(places, key=lambda place: (place[1], _distance(place[0][0], near)))
        item = pieces[0]
        start, end = _place_in(item.text, value.text)
        spot = item.spot_at(start)
        if len(pieces) > 1:
            read = " and ".join(f"“{shortened(piece.text)}”" for piece in pieces[:_MOST_PIECES])
            message = f"{named(value)} is torn: a parser reads {read}"
            wrapped = value.field in _WRAPPING and (
                all(piece.spot.x == item.spot.x for piece in pieces)
                or all(abs(piece.right - item.right) < 1 for piece in pieces)
            )
            severity = Severity.INFO if wrapped else None
            return FieldFault(TornField, value.field, value.path, message, spot, severity, wrapped)
        if tight(item.text) == letters or _stands_free(value.text, item.text):
            message = f"{named(value)} is not read as what it is, but as other text"
            return FieldFault(MisplacedField, value.field, value.path, message, spot)
        message = f"{named(value)} is glued to its neighbour: a parser reads “{_around(item.text, start, end)}”"
        return FieldFault(GluedField, value.field, value.path, message, spot)

    def _is_inside(self, start: int) -> bool:
        """Whether what begins here is the end of an e-mail address."""
        return self._all[max(start - 1, 0)] == "@"

    def _found(self, letters: str) -> Iterator[int]:
        start = self._all.find(letters) if letters else -1
        for _ in range(_MOST_PLACES):
            if start < 0:
                return
            yield start
            start = self._all.find(letters, start + len(letters))

    def _pieces(self, start: int, end: int) -> list[TextItem]:
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        return self._items[first : last + 1]


_WRAPPING = frozenset(("address", "degree", "school", "bullet", "period"))
"""Fields that many parsers put together where they only go over the end of a line, or of the column of dates."""
_MOST_PIECES, _MOST_PLACES = 3, 100
_SHOWN_AROUND = 24


_SHORT = 3
"""Letters of a value, such as the skill `R`, that stand in many words by chance."""


def _is_word(letters: str, pieces: Sequence[TextItem]) -> bool:
    """Whether short letters stand somewhere in a piece with no other letter beside them."""
    words = rf"(?<!\w){re.escape(letters)}(?!\w)"
    return len(pieces) == 1 and re.search(words, even(pieces[0].text)) is not None


def _distance(item: TextItem, near: Spot | None) -> tuple[int, float]:
    if near is None:
        return 0, 0.0
    return abs(item.spot.page - near.page), abs(item.spot.y - near.y)


def _place_in(text: str, value: str) -> tuple[int, int]:
    """Where the words of a value stand in a text, blanks between them or not; at its start where they do not."""
    letters = r"\s*".join(map(re.escape, tight(value)))
    match = re.search(letters, text.translate(_EVEN), re.IGNORECASE)
    return match.span() if match else (0, len(text))


def _around(text: str, start: int, end: int) -> str:
    """What a message shows of a text that has a value within it."""
    first, last = max(start - _SHOWN_AROUND, 0), min(end + _SHOWN_AROUND, len(text))
    return f"{'…' * (first > 0)}{text[first:last].strip()}{'…' * (last < len(text))}"


# Text from right to left. -------------------------------------------------------------------------------------


_GOOD_PART = 0.2
LEFTWARDS_NOTE = (
    "this text runs from right to left: parsers take such letters in other orders, so only contacts are looked at",
    "where a system reads your name wrong, fill its form by hand",
)
"""The one message about a text whose fields tell nothing, and its hint."""


def runs_leftwards(text: PlacedText) -> bool:
    """Whether a good part of a text is written from right to left: what is read of it depends on the reader."""
    letters = "".join(filter(str.isalpha, (letter for line in text.lines for letter in line.text)))
    return len(LEFTWARDS.findall(letters)) > _GOOD_PART * len(letters)


# What is odd without a résumé. --------------------------------------------------------------------------------


def oddities(reading: Reading, text: PlacedText, file: str) -> Iterator[Diagnostic]:
    """What is odd about the fields of a PDF by themselves, at its pages.

    Args:
        reading: What was read.
        text: The lines from which it was read.
        file: What the PDF is called in messages; the line of a message is the page.

    Yields:
        Messages.
    """
    leftwards = runs_leftwards(text)
    if leftwards:
        message, hint = LEFTWARDS_NOTE
        yield MisplacedField.at(Span(file, 1, 1, 1, 1), message, hint=hint, severity=Severity.INFO)
    if reading.name is None and not leftwards:
        yield _odd(MissedField, file, None, "a parser finds no name")
    if reading.email is None:
        yield _odd(MissedField, file, None, "a parser finds no e-mail address")
    if not leftwards:
        yield from _oddities(reading, text, file)


def _oddities(reading: Reading, text: PlacedText, file: str) -> Iterator[Diagnostic]:
    """What is glued, and which jobs lack what one has."""
    for value in (reading.email, *reading.links):
        if value and _is_glued(value, text):
            message = f"a parser reads “{shortened(value.text)}” as one value, and these are several pieces of text"
            yield _odd(GluedField, file, value.spot, message)
    if not (reading.jobs or reading.schools):
        yield _odd(MissedField, file, None, "a parser finds neither a job nor a school")
    for entry in reading.jobs:
        if not entry.heads:
            message = "a parser takes what begins here for a job without a title and an employer"
            yield _odd(MisplacedField, file, entry.spot, message)
        elif entry.period is None:
            message = f"a parser finds no period of “{shortened(entry.heads[0].text)}”"
            yield _odd(MissedField, file, entry.spot, message)


def _odd(rule: type[Rule], file: str, spot: Spot | None, message: str) -> Diagnostic:
    page = spot.page if spot else 1
    return rule.at(Span(file, page, 1, page, 1), f"{message}{f' ({spot})' if spot else ''}", hint=HINTS[rule])


def _is_glued(value: ReadValue, text: PlacedText) -> bool:
    """Whether a value without blanks is made of several runs."""
    for line in text.lines:
        if line.spot.page == value.spot.page and abs(line.spot.y - value.spot.y) < 1:
            for item in line.items:
                start = item.text.find(value.text)
                if start >= 0 and any(start < at < start + len(value.text) for at in item.starts):
                    return True
    return False
