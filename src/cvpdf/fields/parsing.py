"""The fields of a résumé in the lines of its PDF, as a parser of the usual kind finds them.

A section begins at a heading. What stands above the first is about the person.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from cvpdf.fields.entry_blocks import (
    ENDS,
    LONGEST_PIECE,
    ReadEntry,
    ReadValue,
    entries,
    is_address,
    job,
    pieces_of,
    project,
    school,
    usual_gap,
)
from cvpdf.fields.runs_and_lines import BULLETS, PlacedLine, PlacedText, TextItem, Typeface
from cvpdf.formats.transcript.vocabulary import FLUENCY, is_group, is_title, section_named, section_titled

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
        languages=tuple(value for value in _listed(of["languages"]) if not FLUENCY.fullmatch(value.text)),
    )


_KEYS = ("work", "volunteer", "education", "projects", "certificates", "skills", "languages")

# Sections. ----------------------------------------------------------------------------------------------------


class LineSection(Struct):
    """The lines below a heading; `key` is None above the first heading, and "other" where the heading is unknown."""

    key: str | None
    lines: list[PlacedLine]


_LONGEST_TITLE = 60
_MARGIN_PART = 0.1
_NUMBERED = re.compile(r"(?:[^\W\d]+\W+)?\d+(?:\W+(?:[^\W\d]+\W+)?\d+)?\W*")


def _without_feet(text: PlacedText) -> list[PlacedLine]:
    """The lines without running feet and heads: those at one height of several pages, and counted pages."""
    shapes = [(re.sub(r"\d+", "#", line.text), round(line.spot.y)) for line in text.lines]
    pages: dict[tuple[str, int], set[int]] = {}
    for line, shape in zip(text.lines, shapes, strict=True):
        pages.setdefault(shape, set()).add(line.spot.page)

    def is_foot(line: PlacedLine, shape: tuple[str, int]) -> bool:
        edge = text.height * _MARGIN_PART
        if edge < line.spot.y < text.height - edge:
            return False
        return len(pages[shape]) > 1 or any(_NUMBERED.fullmatch(item.text) for item in line.items)

    return [line for line, shape in zip(text.lines, shapes, strict=True) if not is_foot(line, shape)]


def _sections(lines: Sequence[PlacedLine], body: Typeface) -> list[LineSection]:
    """The lines under their headings."""
    keys = [_title_key(line) if number else None for number, line in enumerate(lines)]
    looks = _heading_looks(lines, keys, body)
    known = Counter(line.items[0].face for line, key in zip(lines, keys, strict=True) if key)
    unknown = Counter(line.items[0].face for line, key in zip(lines, keys, strict=True) if not key and _is_short(line))
    sections = [LineSection(None, [])]
    for line, key in zip(lines, keys, strict=True):
        face = line.items[0].face
        if face in looks and key:
            sections.append(LineSection(key, []))
        elif face in looks and len(sections) > 1 and face != body and unknown[face] <= known[face] and _is_short(line):
            sections.append(LineSection(section_named(line.text, loosely=True) or "other", []))
        else:
            sections[-1].lines.append(line)
    return sections


def _is_short(line: PlacedLine) -> bool:
    return len(line.items) == 1 and len(line.text) <= _LONGEST_TITLE and line.text[0] not in BULLETS


def _title_key(line: PlacedLine) -> str | None:
    """The key of the section whose title is all of a line."""
    text = line.text.strip()
    if not _is_short(line) or is_title(text) or is_group(text):
        return None
    return section_titled(text) or section_named(text)


def _heading_looks(lines: Sequence[PlacedLine], keys: Sequence[str | None], body: Typeface) -> set[Typeface]:
    """How headings look: as several titles of sections do; a look that only one has may be that of a bold label."""
    found: dict[Typeface, set[str]] = {}
    for line, key in zip(lines, keys, strict=True):
        if key:
            found.setdefault(line.items[0].face, set()).add(key)
    if not found:
        return set()
    most = max(found, key=lambda face: (len(found[face]), face.size, face.bold))
    return {face for face, titles in found.items() if face == most or (len(titles) > 1 and face != body)}


# The person. --------------------------------------------------------------------------------------------------


_WORD = re.compile(r"\S+")
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"\(?\+?\(?\d(?:[\s()./–-]{0,2}\d){6,14}")
_SITE = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d+)?(?:/\S*)?")
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
        if "." in text and "@" not in text and _SITE.fullmatch(text):
            yield ReadValue(text, word.spot)


# Skills and languages. ----------------------------------------------------------------------------------------


_LISTED = re.compile(r"\s*[,;、，،|·•]\s+|\s*[、，،]\s*|\s+[–—-]\s+|\s*[::]\s+|\s*[()]\s*")


def _listed(lines: Iterable[PlacedLine]) -> Iterator[ReadValue]:
    """What is listed in a section, one by one, its labels among it."""
    for line in lines:
        for item in line.items:
            start = 0
            for end, after in (*((match.start(), match.end()) for match in _LISTED.finditer(item.text)), (None, 0)):
                text = item.text[start:end].strip(BULLETS + " ")
                if text:
                    yield ReadValue(text, item.spot_at(start))
                start = after
