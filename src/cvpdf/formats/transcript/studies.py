"""Education: which line is the institution, which the degree, the subject, the grade."""

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from cvpdf.formats.material import Pair, around, mapping, sequence
from cvpdf.formats.transcript.entry_body import Joins, TextBlock, prose_of, read_blocks, take_keywords
from cvpdf.formats.transcript.entry_headers import Head, read_head, unlinked
from cvpdf.formats.transcript.entry_splitting import Chunk, flat, note_titles
from cvpdf.formats.transcript.lines import Line, Notes, join_lines
from cvpdf.formats.transcript.periods import period_in, settle
from cvpdf.formats.transcript.vocabulary import DEGREE, GRADE, HONOURS, INSTITUTION
from cvpdf.source.tree import Mapping, Node

# Studies. -----------------------------------------------------------------------------------------------------


_BEFORE_INSTITUTION = re.compile(r",\s+|\s+(?:at|from)\s+|\s+[–—|·@-]\s+")
_SHORT_DEGREE = 6
_MOST_NAME_WORDS = 5
_DOTS = re.compile(r"\s+·\s+")
_LISTED = re.compile(r"[,;]\s+")
_BRACKETS = " ()()"
_OPENING = re.compile(r"^[((]+")
_HONS = re.compile(r"\s*\(hon(?:s|ours|ors)?\.?\)", re.IGNORECASE)
_STARS = " \t*_"
_COURSES = re.compile(
    r"(?:relevant\s|selected\s|key\s)?(?:courses|coursework|modules|kurse|cours|cursos|corsi|vakken|kursy)\s*[::]\s*",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]+\)|expected|anticipated|ongoing|in progress|[^::]{3,30}:\s.+", re.IGNORECASE)
_SUBJECT = re.compile(
    r"[,::]\s+|\s+in\s+|\s+of\s+(?=[A-Z])(?!Science|Arts|Engineering|Business|Philosophy|Laws|Fine|Educ|Tech)"
)


def read_studies(chunks: Sequence[Chunk], notes: Notes, joins: Joins) -> list[Mapping]:
    """The entries of an education."""
    found = []
    for chunk in flat(map(_shared, chunks)):
        heads = _each(chunk)
        for index, lines in enumerate(heads):
            found.append(_read(lines, chunk.body if index == len(heads) - 1 else [], notes, joins))
    return [entry for entry in found if entry is not None]


def _shared(chunk: Chunk) -> Chunk:
    """An institution above several studies, as the first line of each."""
    if not chunk.inner or chunk.body or any(period_in(line.plain()) for line in chunk.head):
        return chunk
    return Chunk(inner=[replace(inner, head=[*chunk.head, *inner.head]) for inner in chunk.inner])


def _each(chunk: Chunk) -> list[list[Line]]:
    """The heads of studies that stand below each other without dates or blank lines: each has its institution."""
    found: list[list[Line]] = []
    has_institution = False
    for line in chunk.head:
        names = INSTITUTION.search(line.text) is not None
        if not found or (names and has_institution and not DEGREE.match(line.text)):
            found.append([])
            has_institution = False
        found[-1].append(line)
        has_institution = has_institution or names
    return found or [[]]


def _read(lines: list[Line], body: Iterable[Line], notes: Notes, joins: Joins) -> Mapping | None:
    lines = [_unstarred(line) for line in lines]
    asides = [line for line in lines[1:] if _is_aside(line.plain()) and period_in(line.plain()) is None]
    lines = [line for line in lines if line not in asides]
    degrees = [line for line in lines if DEGREE.match(line.plain().text)]
    head = read_head([line for line in lines if line not in degrees], notes, told=len(degrees))
    others = [*(head.roles or ()), *head.names]
    known = any(INSTITUTION.search(line.text) for line in others)
    read = [part for line in degrees for part in _undated(line.plain(), head, notes)]
    told = read if known else [unlinked(part, head) for line in read for part in _with_institution(line)]
    if len(told) == 1 and all(map(is_grade, others)):
        told = _behind_subject(told[0])
    names = [*(line for line in told if DEGREE.match(line.text)), *others]
    names += [line for line in told if line not in names]
    body = [*filter(_is_aside, names), *asides, *body]
    names = [name for name in names if not _is_aside(name)]
    graded = [without_grade(name, notes) for name in names]
    names = [name for name, _ in graded]
    fields: list[Pair] = []
    institution = _institution(names, notes)
    if institution:
        fields.append(("institution", institution.scalar()))
    fields += [("score", grade.scalar()) for _, grade in graded if grade][:1]
    for line in names:
        if line is not institution:
            fields += read_degree(line, notes, taken={key for key, _ in fields})
    fields += _when_and_where(head, notes)
    fields += _facts(body, notes, joins)
    kept = [(key, value) for key, value in fields if value is not None]
    return mapping(around(value for _, value in kept), kept) if kept else None


def _unstarred(line: Line) -> Line:
    """A grade without the stars round the word before it: `**GPA:** 3.9`."""
    bare = line.part(0, None, _STARS)
    return bare if said_grade(bare) else line


def _is_aside(name: Line) -> bool:
    """Whether what stands in a head names nothing: `(expected)`, `Thesis title: …`."""
    if any(word.match(_OPENING.sub("", name.text)) for word in (GRADE, DEGREE)) or INSTITUTION.search(name.text):
        return False
    return _ASIDE.fullmatch(name.text) is not None


def _with_institution(line: Line) -> list[Line]:
    """`BSc in Mathematics, University of Northmoor`: a degree and what gave it."""
    for mark in _BEFORE_INSTITUTION.finditer(line.text):
        degree, rest = line.part(0, mark.start()), line.part(mark.end())
        first = rest.split(_LISTED)[:1]
        if (
            any(INSTITUTION.search(part.text) for part in first)
            and not INSTITUTION.search(degree.text)
            and not DEGREE.match(rest.text)
        ):
            return [degree.plain(), rest.plain()]
    return [line]


def _behind_subject(line: Line) -> list[Line]:
    """`MS Computer Science, UT Northmoor`: a degree with its subject, and a name behind its last comma."""
    commas = [mark.span() for mark in _BEFORE_INSTITUTION.finditer(line.text)]
    degree = DEGREE.match(line.text)
    if not commas or degree is None:
        return [line]
    cut, start = commas[-1]
    study, name = line.part(0, cut), line.part(start)
    has_subject = _SUBJECT.search(study.text, degree.end()) or _bare_degree(study, degree)
    told = any(word.search(name.text) for word in (DEGREE, HONOURS, GRADE)) or is_grade(name)
    if has_subject is None or told or not name.text[:1].isupper() or len(name.text.split()) > _MOST_NAME_WORDS:
        return [line]
    return [study.plain(), name.plain()]


def _undated(line: Line, head: Head, notes: Notes) -> list[Line]:
    """What the line of a degree says beside its period, which the head gets: a grade may stand behind it."""
    period = period_in(line)
    if period is None or head.period:
        return [line]
    after = period.after.stripped(" ()").plain()
    if after.text and not is_grade(after):
        return [line]
    head.period = period
    settle(period, notes)
    return [part for part in (period.before, after) if part.text]


def _when_and_where(head: Head, notes: Notes) -> list[Pair]:
    fields: list[Pair] = []
    if head.period:
        fields += head.period.fields(notes, single="endDate" if head.period.lone else None)
    if head.place:
        fields.append(("location", head.place.scalar()))
    return [*fields, ("url", head.link())]


def _institution(names: list[Line], notes: Notes) -> Line | None:
    """The name that has a word for a school in it, else the first that is no degree or grade, else the first."""
    names = [line for line in names if not is_grade(line)]
    if not names:
        return None
    known = next((line for line in names if INSTITUTION.search(line.text) and not DEGREE.match(line.text)), None)
    other = next((line for line in names if not DEGREE.search(line.text)), names[0])
    chosen = known or (None if DEGREE.match(other.text) else other)
    if known is None and chosen:
        notes.guessed(chosen, "an institution")
    return chosen


def read_degree(line: Line, notes: Notes, taken: set[str]) -> list[Pair]:
    """A line such as `BSc, Mathematics` or `Master of Arts in History` as kind of study and subject."""
    line = line.stripped(_BRACKETS) if GRADE.match(_OPENING.sub("", line.text)) else line
    if match := said_grade(line):
        notes.understood(line.part(0, match.end()))
        return [("score", line.part(match.end(), None, _STARS).scalar())]
    degree = DEGREE.search(line.text)
    if degree is None and (HONOURS.search(line.text) or is_grade(line)) and "score" not in taken:
        return [("score", line.scalar())]
    if degree is None:
        notes.guessed(line, "a subject")
        return [("studyType" if "area" in taken else "area", line.scalar())]
    cut = _SUBJECT.search(line.text, degree.end())
    if cut is None:
        bare = _bare_degree(line, degree)
        if bare:
            return [("studyType", bare[0].scalar()), ("area", bare[1].scalar())]
        return [("studyType", line.scalar())]
    notes.understood(line.part(cut.start(), cut.end()))
    return [("studyType", line.part(0, cut.start()).scalar()), ("area", line.part(cut.end()).scalar())]


def _bare_degree(line: Line, degree: re.Match[str]) -> tuple[Line, Line] | None:
    """`BSc Mathematics`: a degree in a few capitals, and its subject right behind."""
    honours = _HONS.match(line.text, degree.end())
    end = honours.end() if honours else degree.end()
    rest = line.part(end)
    short = degree.start() == 0 and len(degree[0]) <= _SHORT_DEGREE
    if short and rest.text and rest.text[0].isupper() and "(" not in rest.text.split()[0]:
        return line.part(0, end), rest
    return None


def _facts(body: Iterable[Line], notes: Notes, joins: Joins) -> list[Pair]:
    """What else is said of a study: its grade and its courses where a word says so, else prose and bullets."""
    score: Node | None = None
    courses: list[Node] = []
    rest: list[TextBlock] = []
    body, keywords = take_keywords(body, notes)
    note_titles(body, notes)
    listing = False  # whether a line above says that these are courses
    for block in read_blocks(body, joins):
        facts = [part.part(0, None, _STARS) for part in block.lines[0].split(_DOTS)] if len(block.lines) == 1 else []
        if not any(said_grade(fact) or _COURSES.match(fact.text) for fact in facts):
            listing = listing and block.mark == "-"
            courses += [join_lines(block.lines)] if listing else []
            rest += [] if listing else [block]
            continue
        listing = len(facts) == 1 and _COURSES.fullmatch(facts[0].text) is not None
        for fact in facts:
            grade, course = said_grade(fact), _COURSES.match(fact.text)
            if grade and score is None:
                notes.understood(fact.part(0, grade.end()))
                score = fact.part(grade.end(), None, _STARS).scalar()
            else:
                named = fact.part(course.end(), None, _STARS) if course else fact
                notes.understood(fact.part(0, course.end() if course else 0))
                courses += [part.scalar() for part in named.split(_LISTED)]
    return [("score", score), ("courses", sequence(courses)), *prose_of(rest), ("keywords", keywords)]


# Grades behind a name. ----------------------------------------------------------------------------------------


_PART = r"\d{1,3}(?:[.,]\d{1,2})?"
_OF = rf"\s?(?:%|(?:/|out of|von|sur|de)\s?{_PART})"
_CLASS = (
    r"2[:.][12]|(?:first|1st|upper second|lower second|second|2nd|third|3rd)(?:[- ]class)?(?:,? (?:upper|lower|"
    r"division))*"
    r"(?: honou?rs)?|(?:with |mit )?(?:high )?(?:distinction|merit|honou?rs|auszeichnung)"
)
_BEHIND = re.compile(r"(?:\s*[((](?P<inside>[^()()]{1,60})[))]|\s*[,;]\s+(?P<behind>[^,;]{1,60}))$")
_SAID = re.compile(
    rf"{GRADE.pattern}(?=\S)|c?gpa\s+(?=\d)|(?:note|grade)\s+(?={_PART}(?:{_OF})?$)",
    re.IGNORECASE,
)
_GRADE = re.compile(rf"{_CLASS}|{_PART}{_OF}", re.IGNORECASE)


def without_grade(line: Line, notes: Notes) -> tuple[Line, Line | None]:
    """A name without the grade behind it, and that without a word such as `GPA` before it."""
    match = _BEHIND.search(line.text)
    if match is None or not match.start():
        return line, None
    grade = line.part(*match.span("inside" if match["inside"] else "behind"))
    if said := _SAID.match(grade.text):
        notes.understood(grade.part(0, said.end()))
        return line.part(0, match.start()).plain(), grade.part(said.end())
    if not is_grade(grade):
        return line, None
    return line.part(0, match.start()).plain(), grade


def is_grade(line: Line) -> bool:
    """Whether a line is a grade and nothing else."""
    text = line.plain().text
    return any(form.fullmatch(text) for form in (_GRADE, HONOURS)) or _SAID.match(text) is not None


def said_grade(line: Line) -> re.Match[str] | None:
    """The word before a grade, with or without a colon: `GPA 3.6/4.0`, `Note: 1,3`; None where there is none."""
    return GRADE.match(line.text) or _SAID.match(line.text)
