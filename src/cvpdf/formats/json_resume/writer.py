"""JSON Resume: a file that is valid against its schema, 1.0.0 and 1.3.1, and that comes back whole.

Source: the schema of JSON Resume, at the two versions. What it has no key or no form for stands under `meta.cvpdf`,
where it allows anything. Keys that cvpdf does not know stay in their places, but for those at the root, where 1.0.0
allows none.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

from msgspec.structs import replace

from cvpdf.diagnostics import Diagnostic, Outcome
from cvpdf.formats.material import value_of
from cvpdf.model.part import Part, held_by
from cvpdf.model.plain_data import Bare, plain_resume
from cvpdf.model.resume import Basics, Location, Profile, Resume, Work
from cvpdf.path import PathError, format_path, parse_path
from cvpdf.rules.cv7_formats import StaleExtension
from cvpdf.source.json.reader import read_json
from cvpdf.source.tree import MOST_LEVELS, Mapping, MappingEntry, Node, PlainData, Scalar, Sequence, Tree, plain_data

# What goes along in meta.cvpdf. -------------------------------------------------------------------------------


SHARED = ("name", "location", "description", "url")
"""Keys of a job that each of its unrolled positions repeats."""


def restore(tree: Tree) -> Outcome[Tree]:
    """Put back what an export kept under `meta.cvpdf`; a file without it comes back as it is.

    Args:
        tree: A file in JSON Resume.

    Returns:
        The Tree with the values put back, and a note on each that was changed since the export.
    """
    kept = tree.node(("meta", "cvpdf"))
    if not isinstance(kept, Mapping):
        return Outcome(tree)
    said: list[Diagnostic] = []
    restored = _without(replace(tree, root=fold(tree.root, value_of(kept, "positions"))))
    for change in _items(value_of(kept, "values")):
        restored = _changed(restored, change, said)
    return Outcome(restored, tuple(said))


def fold(root: Node, positions: Node | None) -> Node:
    """Make one job of the entries that a group marks, from the last group to the first."""
    entry = root.get("work") if isinstance(root, Mapping) else None
    if entry is None or not isinstance(entry.value, Sequence) or not isinstance(root, Mapping):
        return root
    jobs = list(entry.value.items)
    groups = [_group(group, len(jobs)) for group in _items(positions)]
    for start, count in sorted(filter(None, groups), reverse=True):
        folded = _folded(jobs[start : start + count])
        if folded:
            jobs[start : start + count] = [folded]
    work = replace(entry, value=replace(entry.value, items=tuple(jobs)))
    return replace(root, entries=tuple(work if one.key == "work" else one for one in root.entries))


def differences(inline: PlainData, exact: PlainData, path: tuple[str | int, ...] = ()) -> Iterator[PlainData]:
    """What must be put back so that plain data which the standard can hold becomes what it was made from."""
    if isinstance(inline, dict) and isinstance(exact, dict):
        for key in dict.fromkeys((*inline, *exact)):
            yield from differences(inline.get(key), exact.get(key), (*path, key))
    elif isinstance(inline, list) and isinstance(exact, list) and len(inline) == len(exact):
        for index, (one, other) in enumerate(zip(inline, exact, strict=True)):
            yield from differences(one, other, (*path, index))
    elif inline != exact:
        yield {"path": format_path(path), "was": inline, "is": exact}


def _changed(tree: Tree, change: Node, said: list[Diagnostic]) -> Tree:
    """Make one change, if what it was made for is still there."""
    path_node = value_of(change, "path")
    text = path_node.text if isinstance(path_node, Scalar) else None
    try:
        path = parse_path(text or "")
    except PathError:
        return tree
    was, now = value_of(change, "was"), value_of(change, "is")
    here = tree.node(path)
    if (plain_data(here) if here else None) != (plain_data(was) if was else None) or len(path) > MOST_LEVELS:
        message = f"`{text}` has been changed since it was exported, and stays as it is now"
        said.append(StaleExtension.at(change.span, message, path=path, hint="take this entry out of `meta.cvpdf`"))
        return tree
    try:
        return tree.with_value(path, now or Scalar(None, change.span))
    except LookupError:
        return tree


def _folded(jobs: list[Node]) -> Mapping | None:
    """One job with several positions; None where the entries are of several employers by now."""
    first = jobs[0]
    names = {str(plain_data(value_of(job, "name") or Scalar(None, job.span))) for job in jobs}
    if len(names) > 1 or not isinstance(first, Mapping):
        return None
    shared = tuple(entry for entry in first.entries if entry.key in SHARED)
    positions = tuple(
        replace(job, entries=tuple(entry for entry in job.entries if entry.key not in SHARED))
        for job in jobs
        if isinstance(job, Mapping)
    )
    return replace(first, entries=(*shared, MappingEntry("positions", first.span, Sequence(positions, first.span))))


def _group(group: Node, jobs: int) -> tuple[int, int] | None:
    """Where a group begins and how many entries it has, None where that cannot be."""
    numbers = [_number(value_of(group, key)) for key in ("first", "count")]
    start, count = numbers
    return (start, count) if start is not None and count and start + count <= jobs else None


def _number(node: Node | None) -> int | None:
    text = node.text if isinstance(node, Scalar) else None
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < len("100000") else None


def _without(tree: Tree) -> Tree:
    """The tree without `meta.cvpdf`, which has served."""
    meta = tree.node(("meta",))
    if not isinstance(meta, Mapping) or not isinstance(tree.root, Mapping):
        return tree
    rest = replace(meta, entries=tuple(entry for entry in meta.entries if entry.key != "cvpdf"))
    return tree.with_value(("meta",), rest)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else ()


Plain = dict[str, PlainData]

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"

_ISO = re.compile(r"[12]\d{3}(?:-[01]\d(?:-[0-3]\d)?)?", re.ASCII)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]+", re.ASCII)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}", re.ASCII)
_BETWEEN = re.compile(r"[\s,;/|<>()]+")
_WHOLE_DAY = len("2020-01-01")


def write_json_resume(resume: Resume, tree: Tree) -> Outcome[bytes]:
    """Write a résumé as JSON Resume; nothing of it is lost, though other programs do not see all of it."""
    exact = plain_resume(resume, tree.root)
    exact.pop("$schema", None)
    standard, groups = _standard(exact)
    back = _read_back(standard, groups)
    kept = {"positions": groups, "values": list(differences(back, exact))}
    file: dict[str, Any] = {"$schema": SCHEMA, **standard}
    if any(kept.values()):
        file["meta"] = {**_mapping(standard.get("meta")), "cvpdf": {key: value for key, value in kept.items() if value}}
    text = json.dumps(_typed(file), ensure_ascii=False, indent=2)
    return Outcome(f"{text}\n".encode())


def _typed(value: Any) -> Any:
    """The same with numbers and truth values where the file has such, if they come back letter by letter."""
    if isinstance(value, dict):
        return {key: _typed(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_typed(item) for item in value]
    if not isinstance(value, Bare):
        return value
    typed = json.loads(value)
    return typed if json.dumps(typed) == value else value


def _read_back(standard: Plain, groups: list[dict[str, int]]) -> PlainData:
    """What a reader will have before it puts anything back."""
    marked = json.dumps({**standard, "": groups}, ensure_ascii=False)
    tree = read_json(marked, "").value
    if tree is None:
        raise ValueError(marked)
    data = plain_data(fold(tree.root, tree.node(("",))))
    return {key: value for key, value in data.items() if key} if isinstance(data, dict) else data


def _standard(exact: Plain) -> tuple[Plain, list[dict[str, int]]]:
    """What the standard's keys can hold, and which entries of `work` are positions of one employer."""
    standard: Plain = {}
    groups: list[dict[str, int]] = []
    for key, value in exact.items():
        if key == "work":
            standard["work"] = [_entry(job, _ENTRIES["work"], Work) for job in _unrolled(_list(value), groups)]
        elif key == "basics":
            standard["basics"] = _entry(value, _BASICS, Basics)
        elif key == "meta":
            standard["meta"] = value
        elif key in _ENTRIES and (part := held_by(Resume)[key].part):
            standard[key] = [_entry(item, _ENTRIES[key], part) for item in _list(value)]
    return standard, groups


def _unrolled(jobs: list[PlainData], groups: list[dict[str, int]]) -> list[PlainData]:
    """A job for each position; what is said of the employer stands with each, what was done there with the first."""
    entries: list[PlainData] = []
    for job in map(_mapping, jobs):
        positions = [*map(_mapping, _list(job.get("positions")))]
        if not positions:
            entries.append(job)
            continue
        groups.append({"first": len(entries), "count": len(positions)})
        shared = {key: job[key] for key in SHARED if key in job}
        own = {key: value for key, value in job.items() if key not in {*SHARED, "positions"}}
        entries += ({**shared, **(own if number == 0 else {}), **item} for number, item in enumerate(positions))
    return entries


def _entry(value: PlainData, keys: "dict[str, Form]", part: type[Part]) -> PlainData:
    """One entry with the keys and forms of the standard; what has none is left out, what cvpdf does not know stays."""
    entry = _mapping(value)
    known = held_by(part)
    formed = ((key, form(entry.get(key))) for key, form in keys.items())
    unknown = {key: inner for key, inner in entry.items() if key not in known}
    return {**{key: inner for key, inner in formed if inner is not None}, **unknown}


# Forms of values in the standard. -----------------------------------------------------------------------------

Form = Callable[[PlainData], PlainData]


def _text(value: PlainData) -> PlainData:
    return value if isinstance(value, str) else None


def _first(value: PlainData) -> PlainData:
    """One text; the first, where there are several."""
    return next((item for item in value if isinstance(item, str)), None) if isinstance(value, list) else _text(value)


def _email(value: PlainData) -> PlainData:
    """An address; of several in one text the first, for the standard has room for one."""
    first = _first(value)
    parts = _BETWEEN.split(first) if isinstance(first, str) else ()
    return next((part for part in parts if _EMAIL.fullmatch(part)), None)


def _uri(value: PlainData) -> PlainData:
    if not isinstance(value, str):
        return None
    written = quote(value, safe="-._~:/?#@!$&'()*+,;=%")
    return written if _URI.fullmatch(written) else None


def _date(value: PlainData) -> PlainData:
    return value if isinstance(value, str) and _ISO.fullmatch(value) else None


def _day(value: PlainData) -> PlainData:
    """A whole day, which 1.0.0 asks of certificates: the first of the month or year."""
    date = _date(value)
    return f"{date}-01-01"[:_WHOLE_DAY] if isinstance(date, str) else None


def _texts(value: PlainData) -> PlainData:
    """A list of texts; a highlight with tags is its text."""
    texts = (item if isinstance(item, str) else _mapping(item).get("text") for item in _list(value))
    return [text for text in texts if isinstance(text, str)] or None


def _place(value: PlainData) -> PlainData:
    """A place in one text."""
    parts = _mapping(value)
    named = (parts.get(key) for key in ("address", "postalCode", "city", "region", "countryCode", "text"))
    return ", ".join(part for part in named if isinstance(part, str)) or None if parts else _text(value)


def _location(value: PlainData) -> PlainData:
    """A place in its parts."""
    if isinstance(value, str):
        return {"address": value}
    forms: dict[str, Form] = dict.fromkeys(("address", "postalCode", "city", "countryCode", "region"), _text)
    return _entry(value, forms, Location) or None


def _profiles(value: PlainData) -> PlainData:
    return [_entry(item, {"network": _text, "username": _text, "url": _uri}, Profile) for item in _list(value)] or None


_PERIOD: dict[str, Form] = {"startDate": _date, "endDate": _date}
_BASICS: dict[str, Form] = {
    **dict.fromkeys(("name", "label", "image"), _text),
    "email": _email,
    "phone": _first,
    "url": _uri,
    "summary": _text,
    "location": _location,
    "profiles": _profiles,
}
_ENTRIES: dict[str, dict[str, Form]] = {
    "work": {
        **dict.fromkeys(("name", "position"), _text),
        "location": _place,
        "description": _text,
        "url": _uri,
        **_PERIOD,
        "summary": _text,
        "highlights": _texts,
    },
    "volunteer": {
        **dict.fromkeys(("organization", "position"), _text),
        "url": _uri,
        **_PERIOD,
        "summary": _text,
        "highlights": _texts,
    },
    "education": {
        "institution": _text,
        "url": _uri,
        **dict.fromkeys(("area", "studyType"), _text),
        **_PERIOD,
        "score": _text,
        "courses": _texts,
    },
    "awards": {"title": _text, "date": _date, "awarder": _text, "summary": _text},
    "certificates": {"name": _text, "date": _day, "url": _uri, "issuer": _text},
    "publications": {"name": _text, "publisher": _text, "releaseDate": _date, "url": _uri, "summary": _text},
    "skills": {"name": _text, "level": _text, "keywords": _texts},
    "languages": {"language": _text, "fluency": _text},
    "interests": {"name": _text, "keywords": _texts},
    "references": {"name": _text, "reference": _text},
    "projects": {
        **dict.fromkeys(("name", "description"), _text),
        "highlights": _texts,
        "keywords": _texts,
        **_PERIOD,
        "url": _uri,
        "roles": _texts,
        **dict.fromkeys(("entity", "type"), _text),
    },
}


def _list(value: PlainData) -> list[PlainData]:
    return value if isinstance(value, list) else []


def _mapping(value: PlainData) -> Plain:
    return value if isinstance(value, dict) else {}
