"""Names that keys had in older versions of JSON Resume or have in files of other hands, of one meaning only."""

import functools
import re
from collections.abc import Collection, Mapping

from cvpdf.model.entries import (
    Award,
    Basics,
    Certificate,
    CustomEntry,
    Education,
    Language,
    Position,
    Project,
    Publication,
    Reference,
    Volunteer,
    Work,
)
from cvpdf.model.part import SWITCHED_OFF, Part, held_by
from cvpdf.model.resume import Resume

_SEPARATORS = re.compile(r"[-_ ]")

_WHEREVER = {
    "website": "url",
    "link": "url",
    "start": "startDate",
    "from": "startDate",
    "since": "startDate",
    "end": "endDate",
    "to": "endDate",
    "until": "endDate",
    "bullets": "highlights",
    "description": "summary",
    "details": "summary",
    "technologies": "keywords",
}
"""Old names that mean the same wherever an entry has the current one, and not the old one as well."""

_ONLY_IN: Mapping[type[Part], Mapping[str, str]] = {
    Resume: {"bio": "basics", "hobbies": "interests"},
    Basics: {
        "picture": "image",
        "photo": "image",
        "avatar": "image",
        "headline": "label",
        "aboutme": "summary",
        "bio": "summary",
        "dateofbirth": "birthDate",
    },
    Work: {"company": "name", "employer": "name", "title": "position", "role": "position"},
    Position: {"title": "position", "role": "position"},
    Volunteer: {"organisation": "organization", "title": "position", "role": "position"},
    Education: {
        "school": "institution",
        "university": "institution",
        "degree": "studyType",
        "major": "area",
        "gpa": "score",
        "grade": "score",
    },
    Project: {"title": "name", "role": "roles"},
    Publication: {
        "title": "name",
        "author": "authors",
        "abstract": "summary",
        "date": "releaseDate",
        "year": "releaseDate",
    },
    Award: {"name": "title", "issuer": "awarder", "year": "date"},
    Certificate: {"title": "name", "year": "date"},
    Language: {"name": "language", "proficiency": "fluency"},
    Reference: {"title": "position", "role": "position"},
    CustomEntry: {"name": "title"},
}

OLD_NAMES = frozenset(_WHEREVER).union(*_ONLY_IN.values())
"""All of them, in small letters and without separators."""

_PROBABLE: Mapping[str, tuple[str, ...]] = {
    "title": ("label",),
    "organization": ("name",),
    "year": ("date",),
    "links": ("profiles",),
    "social": ("profiles",),
    "employment": ("work",),
    "experience": ("work",),
    "jobs": ("work",),
    "workexperience": ("work",),
    "workhistory": ("work",),
    "professionalexperience": ("work",),
    "employmenthistory": ("work",),
}
"""Names of other hands that are not certain anywhere; what is certain in one part is probable in the others."""


def current_name(key: str, part: type[Part]) -> str | None:
    """The name that a key has today, None where it is none that a part ever had.

    A known key in other letters is understood too: `start_date` is `startDate`.
    """
    return None if key.startswith(SWITCHED_OFF) else _names(part).get(_squeezed(key))


def probable_name(key: str, free: Collection[str]) -> str | None:
    """The first of the free keys that a name is likely to mean where it has no certain meaning."""
    squeezed = _squeezed(key)
    elsewhere = (names[squeezed] for names in _ONLY_IN.values() if squeezed in names)
    return next((name for name in (*elsewhere, *_PROBABLE.get(squeezed, ())) if name in free), None)


@functools.cache
def _names(part: type[Part]) -> Mapping[str, str]:
    held = held_by(part)
    old = {**_WHEREVER, **_ONLY_IN.get(part, {})}
    return {**{name: now for name, now in old.items() if now in held}, **{_squeezed(key): key for key in held}}


def _squeezed(key: str) -> str:
    return _SEPARATORS.sub("", key).casefold()
