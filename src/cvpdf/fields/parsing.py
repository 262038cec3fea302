"""The fields of a résumé in the lines of its PDF, as a parser of the usual kind finds them.

A section begins at a heading. What stands above the first is about the person.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from cvpdf.fields.entry_blocks import (
    ENDS,
    LONGEST_PIECE,
    SITE,
    ReadEntry,
    ReadValue,
    between,
    entries,
    is_address,
    is_numbered,
    job,
    pieces_of,
    project,
    school,
    usual_gap,
)
from cvpdf.fields.runs_and_lines import BULLETS, PlacedLine, PlacedText, TextItem, Typeface
from cvpdf.formats.transcript.vocabulary import FLUENCY, is_group, is_title, section_named, section_titled
from cvpdf.words import folded

# What was read. -----------------------------------------------------------------------------------------------


class Reading(Struct, frozen=True):
    """What a parser makes of a PDF; what it does not find is None or empty.

    Of `schools` the title is the degree and the employer the school. `columns` are the pages with several columns.
    """

    pages: int
    columns: tuple[int, ...] = ()
    name: ReadValue | None = None
    email: ReadValue | None = None
    phone: ReadValue | None = None
    address: ReadValue | None = None
    links: tuple[ReadValue, ...] = ()
    jobs: tuple[ReadEntry, ...] = ()
    schools: tuple[ReadEntry, ...] = ()
    projects: tuple[ReadEntry, ...] = ()
    certificates: tuple[ReadEntry, ...] = ()
    skills: tuple[ReadValue, ...] = ()
    languages: tuple[ReadValue, ...] = ()


def parse(text: PlacedText) -> Reading:
    """Find the fields of a résumé in the lines of its PDF.

    Args:
        text: The lines.

    Returns:
        What a parser of the usual kind takes for each field.
    """
    lines = _without_feet(text)
    sections = _sections(lines, text.body)
    persons = [line for section in sections if section.key in (None, "contact") for line in section.lines]
    pieces = [piece for line in persons for piece in pieces_of(line)]
    words = [word for line in (persons or lines) for item in line.items for word in _words(item)]
    gap = usual_gap(lines)
    of = {key: [line for section in sections if section.key == key for line in section.lines] for key in _KEYS}
    return Reading(
        pages=text.pages,
        columns=text.columns,
        name=_name(lines, sections),
        email=next(_mails(words), None) or next(_mails(_all_words(lines)), None),
        phone=next(_phones(pieces), None),
        address=next((piece for piece in pieces if is_address(piece.text)), None),
        links=tuple(_links(words)),
        jobs=tuple(entries([*of["work"], *of["volunteer"]], gap, job)),
        schools=tuple(entries(of["education"], gap, school)),
        projects=tuple(entries(of["projects"], gap, project)),
        certificates=tuple(entries(of["certificates"], gap, project)),
        skills=tuple(_listed(of["skills"])),
        languages=tuple(value for value in _listed(of["languages"]) if not FLUENCY.match(value.text)),
    )


_KEYS = ("work", "volunteer", "education", "projects", "certificates", "skills", "languages")

# Sections. ----------------------------------------------------------------------------------------------------


class LineSection(Struct):
    """The lines below a heading; `key` is None above the first heading, and "other" where the heading is unknown."""

    key: str | None
    lines: list[PlacedLine]


_LONGEST_TITLE = 60
_NUMBER = r"\d{1,3}(?:\W+(?:[^\W\d]+\W+)?\d{1,3})?\W*"
_PAGE_NUMBER = re.compile(rf"(?:[^\W\d]+\W+)?{_NUMBER}")
_COUNTED = re.compile(rf".*\W{_NUMBER}")
_EDGE, _VERY_EDGE = 0.1, 0.06


def _without_feet(text: PlacedText) -> list[PlacedLine]:
    """The lines without running feet and heads: counted pages, and what stands alike at the edge of several pages."""
    edge, very_edge = (_Edge(text.height * part) for part in (_EDGE, _VERY_EDGE))
    pages: dict[tuple[object, ...], set[int]] = {}
    for line in text.lines:
        if very_edge.holds(line, text.height):
            pages.setdefault(_shape(line), set()).add(line.spot.page)

    def is_foot(line: PlacedLine) -> bool:
        if not edge.holds(line, text.height):
            return False
        if not is_numbered(line) and any(_PAGE_NUMBER.fullmatch(item.text) for item in line.items):
            return True
        return len(pages.get(_shape(line), ())) > 1 or (
            very_edge.holds(line, text.height) and _COUNTED.fullmatch(line.text) is not None
        )

    return [line for line in text.lines if not is_foot(line)]


class _Edge(Struct, frozen=True):
    """The stripes of a page at its top and its bottom, so high."""

    size: float

    def holds(self, line: PlacedLine, height: float) -> bool:
        """Whether a line stands in one of them."""
        return not self.size < line.spot.y < height - self.size


def _shape(line: PlacedLine) -> tuple[object, ...]:
    """What a running foot has on every page: its words without the number, and its height."""
    words = (item.text for item in line.items if not _PAGE_NUMBER.fullmatch(item.text))
    return (*words, round(line.spot.y))


def _sections(lines: Sequence[PlacedLine], body: Typeface) -> list[LineSection]:
    """The lines under their headings. Above the first one there is nothing that a title in bold may be a label in."""
    keys = [_title_key(line) if number else None for number, line in enumerate(lines)]
    looks = _heading_looks(lines, keys, body)
    gaps = _gaps_above(lines, keys)
    sections = [LineSection(None, [])]
    for number, (line, key) in enumerate(zip(lines, keys, strict=True)):
        face = line.items[0].face
        if key and (face in looks or (len(sections) == 1 and face.bold and face != body)):
            sections.append(LineSection(key, []))
        elif (
            face in looks
            and len(sections) > 1
            and face != body
            and _is_short(line)
            and _gap(lines, number) > gaps[face] - 1
        ):
            sections.append(LineSection(section_of(line.text, loosely=True) or "other", []))
        else:
            sections[-1].lines.append(line)
    return sections


def _gaps_above(lines: Sequence[PlacedLine], keys: Sequence[str | None]) -> dict[Typeface, float]:
    """By the look of headings, how far at least those with a known title stand below the line above."""
    gaps: dict[Typeface, float] = {}
    for number, (line, key) in enumerate(zip(lines, keys, strict=True)):
        if key:
            face = line.items[0].face
            gaps[face] = min(gaps.get(face, float("inf")), _gap(lines, number))
    return gaps


def _gap(lines: Sequence[PlacedLine], number: int) -> float:
    """How far a line stands below the one before it in the PDF; at the top of a page or column as far as can be."""
    above, line = lines[number - 1], lines[number]
    gap = line.spot.y - above.spot.y
    return gap if number and above.spot.page == line.spot.page and gap > 0 else float("inf")


def _is_short(line: PlacedLine) -> bool:
    return len(line.items) == 1 and len(line.text) <= _LONGEST_TITLE and line.text[0] not in BULLETS


_TEMPORARY = frozenset(
    folded(title)
    for title in """
        internships; internship experience; placements; work placements; industrial placements; traineeships;
        apprenticeships; praktika; praktische tätigkeiten; stages; stages et alternances; prácticas;
        prácticas profesionales; tirocini; stage e tirocini; estágios; praktyki; praktyki zawodowe; praktikperioder;
        praktikplatser; stajlar; стажировки; практика; 实习; 实习经历; 實習經歷; インターン; インターンシップ
    """.split(";")
)
"""Titles of jobs for a time: parsers know them by a word in them, and a reader of files had better ask."""


def section_of(title: str, *, loosely: bool = False) -> str | None:
    """The section that a title names to a parser, None where it names none."""
    return section_named(title, loosely=loosely) or ("work" if folded(title) in _TEMPORARY else None)


def _title_key(line: PlacedLine) -> str | None:
    """The key of the section whose title is all of a line."""
    text = line.text.strip()
    if not _is_short(line) or is_title(text) or is_group(text):
        return None
    return section_titled(text) or section_of(text)


def _heading_looks(lines: Sequence[PlacedLine], keys: Sequence[str | None], body: Typeface) -> set[Typeface]:
    """How headings look: as several titles of sections do, or one and nothing else; others may be bold labels."""
    found: dict[Typeface, set[str]] = {}
    for line, key in zip(lines, keys, strict=True):
        if key:
            found.setdefault(line.items[0].face, set()).add(key)
    if not found:
        return set()
    most = max(found, key=lambda face: (len(found[face]), face.size, face.bold))
    others = {line.items[0].face for line, key in zip(lines, keys, strict=True) if not key}
    return {
        face
        for face, titles in found.items()
        if face == most or (face != body and (len(titles) > 1 or face not in others))
    }


# The person. --------------------------------------------------------------------------------------------------


_WORD = re.compile(r"\S+")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"\(?\+?\(?\d(?:[\s()./–-]{0,2}\d){6,14}")
_MOST_NAMES = 6


def _name(lines: Sequence[PlacedLine], sections: Sequence[LineSection]) -> ReadValue | None:
    """The largest text of the first page that may be a name, or the first such line; a longer one goes on below."""
    first = [line for line in lines if line.spot.page == 1]
    titled = {id(line) for section in sections for line in section.lines}
    lines = [line for line in first if id(line) in titled and _may_be_name(line.items[0].text)]
    if not lines:
        return None
    size = max(line.items[0].face.size for line in lines)
    start = next(number for number, line in enumerate(lines) if line.items[0].face.size == size)
    parts = [lines[start].items[0]]
    for line in lines[start + 1 :]:
        if line.items[0].face != parts[0].face or line.spot.y - parts[-1].spot.y > 2 * size:
            break
        parts.append(line.items[0])
    return ReadValue(" ".join(part.text for part in parts), parts[0].spot)


def _may_be_name(text: str) -> bool:
    words = text.split()
    signs = any(letter.isdigit() or letter in "@/:" for letter in text)
    return len(words) <= _MOST_NAMES and not signs and any(map(str.isalpha, text)) and not is_title(text)


def _all_words(lines: Iterable[PlacedLine]) -> Iterator[ReadValue]:
    return (word for line in lines for item in line.items for word in _words(item))


def _words(item: TextItem) -> Iterator[ReadValue]:
    """What stands between white space."""
    for match in _WORD.finditer(item.text):
        yield ReadValue(match[0], item.spot_at(match.start()))


def _mails(words: Iterable[ReadValue]) -> Iterator[ReadValue]:
    for word in words:
        text = word.text.strip(ENDS)
        if "@" in text and _MAIL.fullmatch(text):
            yield ReadValue(text, word.spot)


def _phones(pieces: Iterable[ReadValue]) -> Iterator[ReadValue]:
    for piece in pieces:
        match = _PHONE.search(piece.text) if len(piece.text) <= LONGEST_PIECE else None
        if match:
            yield ReadValue(match[0], piece.spot)


def _links(words: Iterable[ReadValue]) -> Iterator[ReadValue]:
    for word in words:
        text = word.text.strip(ENDS)
        if "." in text and "@" not in text and SITE.fullmatch(text):
            yield ReadValue(text, word.spot)


# Skills and languages. ----------------------------------------------------------------------------------------


_LISTED = re.compile(r"\s*[,;、，،|·•]\s+|\s*[、，،]\s*|\s+[–—-]\s+|\s*[::]\s+|\s*[()]\s*")


def _listed(lines: Iterable[PlacedLine]) -> Iterator[ReadValue]:
    """What is listed in a section, one by one, its labels among it."""
    for line in lines:
        for item in line.items:
            for start, end in between(_LISTED, item.text):
                text = item.text[start:end].strip(BULLETS + " ")
                if text:
                    yield ReadValue(text, item.spot_at(start))
