"""Skills, languages, interests and references: lists of words; and recommendations."""

import re
from collections.abc import Callable, Iterator, Sequence

from cvpdf.formats.material import Pair, around, mapping, scalar, sequence
from cvpdf.formats.transcript.entry_body import Joins, bullet, never_joins, read_summary
from cvpdf.formats.transcript.lines import Line, without_blanks
from cvpdf.formats.transcript.periods import period_in
from cvpdf.formats.transcript.vocabulary import FLUENCY
from cvpdf.source.tree import Mapping, Node

# Lists of words. ----------------------------------------------------------------------------------------------


_LABELLED = re.compile(
    r"^(?:\*\*|__)?([^::]{2,60}?)\s*(?:[::]\s*(?:\*\*|__)|(?:\*\*|__)\s*[::]|[::](?!//)|(?:\*\*|__)\s+[–—-]\s|\s[–—]\s)\s*(?=\S)"
)
_ITEMS = re.compile(r"\s*[,;](?![^(]*\))\s*|\s+[|·•]\s+|(?<=\S)\s*[•·|]\s*(?=\S)")
_APART = re.compile(r"\s*[,;](?![^(]*\))\s*|\s+[|•·/]\s+")
_CODE = re.compile(r"`([^`]+)`")
_CODES = re.compile(r"\s*(?:`[^`]+`[\s,·|]*)+")
_DASHES = re.compile(r"\s+[-–/]\s+")
_CELLS = re.compile(r"\s*\|\s*")
_REMARK = re.compile(r"(?P<mark>\*\*|__)(?P<name>[^*_]+)(?P=mark)\s+[–—-]\s+(?P<said>\S.*[^\s*_])")
_STARRED = re.compile(r"([*_]{1,3})(?=\S)(.*\S)\1")
_WITH_LEVEL = re.compile(r"(.*\S)\s*(?:[((]([^()()]+)[))]|(?:\s[–—|·-]|[::])\s+([^::]+))")
_GRADED = re.compile(
    r"(?:expert|experienced|skilled|novice|competent|familiar|strong|good|very good|excellent|daily use|learning|"
    r"experte?|fortgeschritten|sehr gut|gut|confirmé|débutant|avancé|experto|principiante|esperto|base|"
    r"\d{1,3}\s?%|\d{1,2}\s?/\s?\d{1,2}|\d{1,2}\+?\s(?:years?|yrs?|jahre?|ans|años|anni|anos)|[★☆●○]+)(?:\s\w+)?",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"^(.{2,40}?)\s*(?:\(([^()]+)\)|[::]\s*(.+)|\s[–—-]+\s+(.+))$")
_MOST_LEVEL_WORDS = 6
_SIGNED = re.compile(r"^\s*[—–-]\s*(.+)$")


def read_skills(lines: Sequence[Line]) -> list[Mapping]:
    """Groups with their keywords, or one skill an entry."""
    found: list[Mapping] = []
    heading: Line | None = None
    pending: list[Node] = []

    def close() -> None:
        nonlocal heading, pending
        if heading or pending:
            found.append(_group(heading, pending))
        heading, pending = None, []

    for line in _items(lines):
        if line.level:
            close()
            heading = line
        elif line.text.startswith("|"):
            close()
            name, *cells = line.split(_CELLS)
            found.append(_group(name, [part.scalar() for cell in cells for part in _words(cell)]))
        elif heading and _is_remark(line):
            pending.append(_remark(line))
        elif match := _LABELLED.match(line.text):
            close()
            name, words = line.part(*match.span(1)), [part.scalar() for part in _words(line.part(match.end()))]
            found.append(_group(name, words))
        else:
            words = [part.scalar() for part in _words(line)]
            if heading or len(words) > 1:
                pending += words
            else:
                close()
                found.append(_group(line, []))
    close()
    return found


def read_languages(lines: Sequence[Line]) -> list[Mapping]:
    """Languages with how well they are spoken."""
    found: list[Mapping] = []
    for line in _items(lines):
        if line.text.startswith("|"):
            language, *level = line.split(_CELLS)
            fluency = level[0].scalar() if level else None
            found.append(mapping(line.span, [("language", language.scalar()), ("fluency", fluency)]))
        elif found and _is_level_of(line, found[-1]):
            known = found.pop()
            found.append(mapping(known.span, [*_pairs(known), ("fluency", line.plain().scalar())]))
        elif not line.level:
            found += [_language(part.plain()) for part in line.split(_APART)]
    return found


def _is_level_of(line: Line, language: Mapping) -> bool:
    """Whether a line says how well the language above it is spoken."""
    bare = language.get("fluency") is None and len(line.text.split()) <= _MOST_LEVEL_WORDS
    return bare and FLUENCY.match(line.plain().text) is not None


def _pairs(node: Mapping) -> list[Pair]:
    return [(entry.key, entry.value) for entry in node.entries]


def read_interests(lines: Sequence[Line]) -> list[Mapping]:
    """Interests, one or several a line; what stands below a heading belongs to it."""
    found: list[Mapping] = []
    heading: Line | None = None
    pending: list[Node] = []
    for line in _items(lines):
        if line.level:
            found += [_group(heading, pending)] if heading else []
            heading, pending = line, []
        elif match := _LABELLED.match(line.text):
            found += [_group(heading, pending)] if heading else []
            heading, pending = None, []
            found.append(_group(line.part(*match.span(1)), [part.scalar() for part in _words(line.part(match.end()))]))
        elif heading:
            pending += [part.scalar() for part in _words(line)]
        elif line.text.startswith("|"):
            found += [mapping(cell.span, [("name", cell.scalar())]) for cell in line.split(_CELLS)]
        else:
            found += [mapping(part.span, [("name", part.scalar())]) for part in _words(line.plain())]
    return [*found, *([_group(heading, pending)] if heading else [])]


def read_references(lines: Sequence[Line], joins: Joins = never_joins) -> list[Mapping]:
    """What others say: a name in a heading above it, or behind a dash below it."""
    found: list[Mapping] = []
    name: Line | None = None
    text: list[Line] = []

    def close() -> None:
        nonlocal name, text
        quote = read_summary(text, joins) if without_blanks(text) else None
        fields = [("name", name.scalar() if name else None), ("reference", quote)]
        kept = [(key, value) for key, value in fields if value is not None]
        if kept:
            found.append(mapping(around(value for _, value in kept), kept))
        name, text = None, []

    for line in lines:
        quoted = line.part(1) if line.text.startswith(">") else line
        signed = _SIGNED.match(quoted.text)
        if line.level:
            close()
            name = line
        elif signed and without_blanks(text) and name is None:
            name = quoted.part(signed.start(1))
            close()
        else:
            text.append(quoted)
    close()
    return found


def _is_remark(line: Line) -> bool:
    """Whether an item below a heading is a skill with a remark on it, and no group: `**Erlang** - most of my code`."""
    match = _REMARK.fullmatch(line.text)
    return match is not None and len(match["said"].split()) > 1 and _ITEMS.search(match["said"]) is None


def _remark(line: Line) -> Node:
    """The skill and what is said of it as one text."""
    match = _REMARK.fullmatch(line.text)
    name, said = (line.part(*match.span(group)) for group in ("name", "said")) if match else (line, line)
    return scalar(f"{name.text} ({said.text})", line.span)


GROUP_READERS: dict[str, Callable[[Sequence[Line]], list[Mapping]]] = {
    "skills": read_skills,
    "languages": read_languages,
    "interests": read_interests,
    "references": read_references,
}


def _items(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines without the marks of lists."""
    for line in lines:
        if any(map(str.isalnum, line.text)):
            text = line.stripped()
            yield line if line.level or text.text.startswith("|") else (bullet(line) or text)


def _words(line: Line) -> list[Line]:
    if _CODES.fullmatch(line.text):
        return [line.part(*match.span(1)) for match in _CODE.finditer(line.text)]
    marks = _DASHES if len(_DASHES.findall(line.text)) > 1 and not _ITEMS.search(line.text) else _ITEMS
    return [part for piece in line.plain().split(marks) if (part := piece.plain()).text] or [line.plain()]


def _group(name: Line | None, words: Sequence[Node]) -> Mapping:
    named, said = _leveled(name.stripped(" ::")) if name else (None, None)
    label, level = (line.scalar() if line and line.text else None for line in (named, said))
    kept = [node for node in (label, level, *words) if node is not None]
    return mapping(around(kept), [("name", label), ("level", level), ("keywords", sequence(words))])


def _leveled(name: Line) -> tuple[Line, Line | None]:
    """The name of a group, and how well it is known: what stands behind a name in bold, or says so by its words."""
    plain = name.plain()
    match = _WITH_LEVEL.fullmatch(plain.text)
    if match is None:
        return plain, None
    before, level = plain.part(*match.span(1)), plain.part(*match.span(2 if match[2] else 3)).plain()
    halved = before.plain()
    bold = halved.text != before.text and match[2] is not None
    if bold or _GRADED.fullmatch(level.text) or _is_fluency(level.text):
        return halved, level
    return (plain, None) if halved.text == before.text else (_unstarred(plain), None)


def _is_fluency(text: str) -> bool:
    return FLUENCY.match(text) is not None and len(text.split()) <= _MOST_LEVEL_WORDS


def _unstarred(line: Line) -> Line:
    """A line that begins with a mark of emphasis without it; the words behind it stay as they are."""
    return line if _STARRED.match(line.text) else line.part(0, None, " \t*_")


def _language(line: Line) -> Mapping:
    match = _LEVEL.match(line.text)
    if match is None:
        return mapping(line.span, [("language", line.scalar())])
    level = next(index for index in (2, 3, 4) if match[index])
    return mapping(
        line.span,
        [
            ("language", line.part(*match.span(1)).plain().scalar()),
            ("fluency", line.part(*match.span(level)).plain().scalar()),
        ],
    )


# Recommendations. ---------------------------------------------------------------------------------------------


_BEHIND_DATE = re.compile(r"^,\s+\S+(?:\s+\S+){2,}")
_YEAR = re.compile(r"\d{4}(?=,\s)")
_NAMES = 2


def tells_relations(lines: Sequence[Line]) -> bool:
    """Whether a line says when somebody recommended the person, and how they know each other."""
    return any(map(_is_relation, lines))


def read_recommendations(lines: Sequence[Line], joins: Joins) -> list[Mapping]:
    """The recommendations: a name and what they are, `March 3, 2021, Ola managed Ada directly`, and their words."""
    kept = list(lines)
    marks = [index for index, line in enumerate(kept) if _is_relation(line)]
    starts = [_start(kept, mark, after) for mark, after in zip(marks, [-1, *marks], strict=False)]
    found = []
    for start, mark, end in zip(starts, marks, [*starts[1:], len(kept)], strict=True):
        names = [line.stripped() for line in without_blanks(kept[start:mark])]
        fields = [
            ("name", names[0].scalar() if names else None),
            ("position", names[1].scalar() if len(names) > 1 else None),
            ("summary", kept[mark].stripped().scalar()),
            ("reference", read_summary(kept[mark + 1 : end], joins)),
        ]
        found.append(mapping(around(value for _, value in fields if value), fields))
    return found


def _start(lines: Sequence[Line], mark: int, after: int) -> int:
    """Where the name stands above a line that says how two people know each other: two lines above it."""
    start, names = mark, 0
    while start - 1 > after and names < _NAMES:
        start -= 1
        names += not lines[start].blank
    return start


def _is_relation(line: Line) -> bool:
    """Whether a line is a day, a comma, and a few words."""
    text = line.stripped()
    cut = _YEAR.search(text.text)
    date = period_in(text.part(0, cut.end())) if cut else None
    if cut is None or date is None or not date.alone or not date.lone:
        return False
    return _BEHIND_DATE.match(text.text[cut.end() :]) is not None
