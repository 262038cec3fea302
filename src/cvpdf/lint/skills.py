"""Skills that are listed twice."""

from collections.abc import Iterator
from itertools import groupby

from cvpdf.lint.subject import Finding, Subject, Text
from cvpdf.model.reading import shown
from cvpdf.model.resume import Resume
from cvpdf.path import format_path

_A_KIND = 3
"""What stands in so many groups is no skill but says what kind they are: `Tools`, `advanced`."""


def repeated_skills(subject: Subject) -> Iterator[Finding]:
    """Find each skill, or name of a group, that was listed before."""
    ordered = sorted((*_groups(subject.resume), *_skills(subject.resume)), key=lambda listed: listed[0])
    for _, same in groupby(ordered, key=lambda listed: listed[0]):
        first, *repeated = (text for _, text in same)
        if len({text.path[:2] for text in (first, *repeated)}) < _A_KIND:
            for path, text in repeated:
                message = f"`{shown(text)}` is listed already, at `{format_path(first.path)}`"
                yield Finding(path, message, "keep it in one place")


def _groups(resume: Resume) -> Iterator[tuple[tuple[str, ...], Text]]:
    """The name of each group; groups of one name may differ in their level."""
    for index, skill in enumerate(resume.skills):
        if skill.name and any(skill.keywords):
            yield ("group", _same(skill.name), _same(skill.level or "")), Text(("skills", index, "name"), skill.name)


def _skills(resume: Resume) -> Iterator[tuple[tuple[str, ...], Text]]:
    """Each skill: a keyword, or the name of what has none."""
    for index, skill in enumerate(resume.skills):
        if skill.name and not any(skill.keywords):
            yield ("skill", _same(skill.name)), Text(("skills", index, "name"), skill.name)
        for place, keyword in enumerate(skill.keywords):
            if keyword:
                yield ("skill", _same(keyword)), Text(("skills", index, "keywords", place), keyword)


def _same(text: str) -> str:
    """What two texts have in common that only differ in capitals and blanks."""
    return " ".join(text.casefold().split())
