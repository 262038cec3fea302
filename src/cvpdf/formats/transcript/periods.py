"""Periods: dates and the stretches between them, as people write them in a line of text."""

import re
from collections import deque
from functools import cache, lru_cache
from operator import itemgetter

from msgspec import Struct

from cvpdf.formats.material import scalar
from cvpdf.formats.transcript.lines import Line, Notes
from cvpdf.formats.transcript.vocabulary import EMPLOYMENT, HONOURS, OTHER_EMPLOYMENT
from cvpdf.locale.cldr import cldr
from cvpdf.locale.labels import languages
from cvpdf.model.dates import PRESENT_FILE, PRESENT_WORDS, parse_present
from cvpdf.source.tree import Scalar

_UNITS = """
    years; year; yrs; yr; months; month; mos; mo; weeks; week; jahre; jahr; monate; monat; ans; an; années; année; mois;
    años; año; meses; mes; anni; anno; mesi; mese; anos; ano; mês; jaar; maanden; maand; lata; lat; rok; miesięcy;
    miesiące; miesiąc; år; månader; månad; mån; måneder; måned; mdr; md; yıl; ay; лет; года; год; месяцев; месяца;
    месяц; мес; roky; let; měsíců; měsíce; měsíc; 年; 个月; 個月; か月; ヶ月; カ月"""
_SINCE = "since; seit; depuis; desde; dal; da; sinds; od; sedan; siden; с; from; 自"
_FROM = "from; between; von; vom; de; du; desde; dal; da; van; od; från; fra; с"
_LESS_THAN_A_YEAR = (
    r"less than a (?:year|month)|weniger als ein Jahr|moins d[’']un an|menos de un año|meno di un anno|menos de um ano"
)
_SEASONS = "spring|summer|autumn|fall|winter|michaelmas|easter"
_GLUE = " \t,;:·•|–—-(["
_GLUE_BEHIND = " \t,;:·•|–—-)]"
_OPENED = re.compile(r"(?:^|\s)[*_`]+$")
_MARKED = re.compile(r"\s*[·::]|\s{2,}\S|\t")
_DIGITS = re.compile(r"\d\d")  # every date has two at least, and to look for them costs next to nothing
_MOST_PERIODS = 20
_MOST_KEPT_LINES = 4096  # a reader asks the same of a line from many sides
_STOP = re.compile(r"^\.\s+")
_SHORT_YEAR = re.compile(r"\s?['’](\d\d)$")
_FIRST_OF_LAST_CENTURY = 50
_LONGEST_BEHIND = 60
_CLOSED = re.compile(r"^[*_`]+(?=[^\w*_`]|$)")


class Period(Struct, frozen=True):
    """A stretch of time in a line: its ends as they were written, and what stands before it and behind it.

    `end` is None where it goes on. `lone` says that it is one date and not two, `marked` that a dot, a colon or a
    gap follows.
    """

    start: Line | None
    end: Line | None
    whole: Line
    before: Line
    after: Line
    lone: bool = False
    marked: bool = False

    @property
    def alone(self) -> bool:
        """Whether nothing else stands on the line."""
        return not self.before.text and not self.after.text

    @property
    def leads(self) -> bool:
        """Whether a line begins with it, and a mark sets apart what follows: `2019 · Leeds`."""
        return not self.before.text and self.marked

    def same(self, other: "Period") -> bool:
        """Whether another one says the same, in whatever place."""
        return _texts(self) == _texts(other)

    @property
    def marks(self) -> list[Line]:
        """What stands in it beside its dates: marks, words such as `since`, how long it lasted."""
        dates = sorted(((line.column, line) for line in (self.start, self.end) if line), key=itemgetter(0))
        found, at = [], 0
        for column, line in dates:
            offset = column - self.whole.column
            found.append(self.whole.part(at, max(offset, at)))
            at = max(offset + len(line.text), at)
        return [part for part in (*found, self.whole.part(at)) if part.text]

    @property
    def open(self) -> Line | None:
        """The word for a time that goes on, where it has one at its end."""
        if self.end or not self.start:
            return None
        behind = self.whole.part(self.start.column - self.whole.column + len(self.start.text), None, _GLUE + "~〜")
        lasted = duration_in(behind)
        word = behind.part(0, len(behind.text) - len(lasted.text) if lasted else None, _GLUE + "~〜")
        return word if word.text and is_present(word.text) else None

    def fields(self, notes: Notes, *, single: str | None = None, both: bool = False) -> list[tuple[str, Scalar | None]]:
        """The period as `startDate` and `endDate`; as one field where the entry has but a `single` date.

        Of two ends the entry then has the last, and the first is confessed; with `both` it has keys for these, too.
        """
        settle(self, notes)
        start, end = (_dated(line, notes) if line else None for line in (self.start, self.end))
        if single and both and not self.lone:
            return [("startDate", start), ("endDate", end or (self.open.scalar() if self.open else None))]
        if not single:
            return [("startDate", start), ("endDate", end)]
        if end is None and self.open:
            notes.missed(self.open)
        return [(single, end or start)]


@lru_cache(_MOST_KEPT_LINES)
def period_in(line: Line) -> Period | None:
    """The period on a line, at its start, at its end or alone; a lone date counts too."""
    if not _DIGITS.search(line.text):
        return None
    matches = deque(_pattern().finditer(line.text), maxlen=_MOST_PERIODS)
    for match in reversed(matches):
        before, after = _before(line, match.start()), _behind(line, match.end())
        if not (before.text and after.text) or _set_apart(line.text, match):
            return _period(line, match, before, after)
    return None


def period_of(line: Line) -> Period | None:
    """The period that is all of a line."""
    found = period_in(line)
    return found if found and found.alone else None


@lru_cache(_MOST_KEPT_LINES)
def duration_in(line: Line) -> Line | None:
    """The stretch of a line that says how long something lasted, at its end or alone."""
    match = _at_end().search(line.text)
    return line.part(match.start(), match.end()) if match else None


def settle(period: Period, notes: Notes) -> None:
    """Note that a period was understood: all of it but its dates, which are words of the person's."""
    notes.understood(*period.marks)
    notes.apart(*(line for line in (period.start, period.end) if line))


def is_present(text: str) -> bool:
    """Whether a text is a word for a time that goes on."""
    return parse_present(text.strip(_GLUE + _GLUE_BEHIND)) is not None


def span_of_dates(line: Line) -> Period | None:
    """The two ends of a line that is known to be a period, in whatever words, what is in brackets left out."""
    found = period_of(line)
    if found:
        return found
    bare = line.part(0, len(re.sub(r"\s*[((][^()()]*[))]\s*$", "", line.text)))
    ends = re.split(r"\s+[-–—~]\s+|\s*[–—~]\s*", bare.text, maxsplit=1)
    start = bare.part(0, len(ends[0]))
    rest = bare.part(len(bare.text) - len(ends[1])) if len(ends) > 1 else None
    if not re.search(r"\d{4}", start.text):
        return None
    end = None if rest is None or is_present(rest.text) or not rest.text else rest
    nothing = line.part(0, 0)
    return Period(start, end if rest is not None else start, line.stripped(), nothing, nothing, lone=rest is None)


def _dated(line: Line, notes: Notes) -> Scalar:
    """A date as it was written, but for a year of two digits, `Sept '11`, whose century is told."""
    match = _SHORT_YEAR.search(line.text)
    if match is None:
        return line.scalar()
    notes.understood(line)
    century = "19" if int(match[1]) >= _FIRST_OF_LAST_CENTURY else "20"
    return scalar(f"{line.text[: match.start()]} {century}{match[1]}", line.span)


def _before(line: Line, end: int) -> Line:
    """What stands before an offset, without the marks that lead on, and those that begin an emphasis there."""
    text = line.text[:end].rstrip(_GLUE)
    text = _OPENED.sub("", text).rstrip(_GLUE)
    return line.part(0, len(text))


def _behind(line: Line, start: int) -> Line:
    """What stands behind an offset, without the marks that lead on, and those that end an emphasis there."""
    text = _STOP.sub("", line.text[start:]).lstrip(_GLUE_BEHIND)
    text = _CLOSED.sub("", text).lstrip(_GLUE_BEHIND)
    return line.part(len(line.text) - len(text))


def _period(line: Line, match: re.Match[str], before: Line, after: Line) -> Period:
    start = line.part(*match.span("start")) if match["start"] else line.part(*match.span("since"))
    whole = line.part(match.start(), match.end())
    if match["lone"]:
        date = line.part(*match.span("lone"))
        return Period(date, date, whole, before, after, lone=True, marked=_is_marked(line, match))
    return Period(start, line.part(*match.span("end")) if match["end"] else None, whole, before, after)


def _is_marked(line: Line, match: re.Match[str]) -> bool:
    return _MARKED.match(line.text, match.end()) is not None


def _set_apart(text: str, match: re.Match[str]) -> bool:
    """Whether a period amid a line stands between marks that set it apart, as in `Leeds · 2019 – 2020 · Part-time`."""
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    if before[-1:] not in "·|•(,":
        return False
    if after[:1] == "," and match["lone"]:
        return _is_name(before, after[1:])
    if after[:1] == "." and not match["lone"]:
        words = after[1:].strip(" *_")
        return before[-1:] == "," and any(form.match(words) for form in (HONOURS, EMPLOYMENT, OTHER_EMPLOYMENT))
    return after[:1] in "·|•)(,"


def _is_name(before: str, after: str) -> bool:
    """Whether a lone date between commas parts two names, `Intern, 2015, Example Ltd`, and is none of a sentence."""
    words = after.strip(" *_")
    if not words or re.search(r"\d", words) or words[-1] in ".!?;:" or re.search(r"\bin,$", before, re.IGNORECASE):
        return False
    return (words[0].isupper() and len(words) <= _LONGEST_BEHIND) or HONOURS.match(words) is not None


def _texts(period: Period) -> tuple[str | None, ...]:
    return tuple(line.text if line else None for line in (period.start, period.end))


@cache
def _pattern() -> re.Pattern[str]:
    number = r"(?:0?[1-9]|1[0-2])"
    day = r"\d{1,2}(?:st|nd|rd|th|\.|er)?"
    month = rf"(?:{'|'.join(sorted(_months(), key=len, reverse=True))}|{_SEASONS})\.?"
    date = (
        rf"(?:\d{{4}}\s?[年년](?:\s?{number}\s?[月월])?|\d{{4}}([-/.]){number}(?:\1\d{{1,2}})?(?![\d])"
        rf"|(?:\d{{1,2}}[-/.])?{number}[-/.]\d{{4}}"
        rf"|(?:{day}\s)?(?:de\s)?{month},?\s(?:{day},\s)?(?:de\s|del\s|of\s)?\d{{4}}(?:\sг\.?|\sr\.)?"
        rf"|{month}[-/]\d{{4}}|{month}\s?['’]\d\d(?!\d)"
        rf"|\d{{4}}[-/–]\d{{2}}(?!\d)|(?:19|20)\d{{2}}(?:\sг\.?)?(?!\d))"
    )
    dash = r"\s*(?:-{1,3}|[–—−‒~〜至→]|から|\s(?:to|until|till|bis|à|a|al|au|até|tot|t/m|do|till|til|до|по|по|-a)\s)\s*"
    ends = [
        date.replace(r"([-/.])", f"(?P<{mark}>[-/.])").replace(r"\1", f"(?P={mark})") for mark in ("p", "q", "r", "s")
    ]
    present = _any(_present())
    length = rf"(?:\s*[·,|]?\s*[((]?{_duration()}[))]?)?"
    return re.compile(
        rf"(?<![./-])(?<![^\W_])(?:(?:{_any(_FROM)}\s)?(?P<start>{ends[0]}){dash}(?:(?P<end>{ends[1]})|{present}(?![^\W_])|(?=\s*$))"
        rf"|{_any(_SINCE)}\s(?P<since>{ends[2]})|(?P<lone>{ends[3]})){length}(?![^\W_]|%)",
        re.IGNORECASE,
    )


@cache
def _months() -> frozenset[str]:
    """The names of months, long and short, in every language that there are labels for, as patterns."""
    names: set[str] = {"sept"}
    for language in languages():
        forms = cldr(language).months
        names.update(
            name.rstrip(".").casefold()
            for context in ("format", "stand-alone")
            for width in ("wide", "abbreviated")
            for name in forms[context][width].values()
        )
    return frozenset(re.escape(name) for name in names if not name.isdigit())


@cache
def _at_end() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s·(])){_duration()}\)?\s*$", re.IGNORECASE)


def _duration() -> str:
    unit = rf"\d+\s?{_any(_UNITS)}(?!\w)\.?"
    return rf"(?:{_LESS_THAN_A_YEAR}|{unit}(?:,?\s?(?:and|und|et|y|e|en|i|och|og)?\s?{unit})?)"


def _present() -> str:
    """The words for a time that goes on in all languages, with either apostrophe; `date` is that of `2019 to date`."""
    lines = PRESENT_FILE.read_text(encoding="utf-8").splitlines()
    words = ";".join(["date", "the present", "this day", *PRESENT_WORDS, *(line.partition(":")[2] for line in lines)])
    return ";".join((words, words.replace("'", "’")))


@cache
def _any(words: str) -> str:
    """A pattern of any of these words."""
    escaped = sorted((re.escape(word.strip()) for word in set(words.split(";")) if word.strip()), key=len, reverse=True)
    return f"(?:{'|'.join(escaped)})"
