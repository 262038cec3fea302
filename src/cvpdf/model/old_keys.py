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
from cvpdf.model.part import SWITCHED_OFF, Part, held_by, is_blank_node
from cvpdf.model.resume import Resume
from cvpdf.source.tree import Node, Scalar

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
    **dict.fromkeys(("tech", "techstack", "stack", "technologies", "technologiesused", "toolsused"), "keywords"),
}
"""Old names that mean the same wherever an entry has the current one, and not the old one as well."""

_ONLY_IN: Mapping[type[Part], Mapping[str, str]] = {
    Resume: {
        "bio": "basics",
        **dict.fromkeys(("employment", "experience", "experiences", "jobs"), "work"),
        **dict.fromkeys(("workexperience", "workexperiences", "workhistory"), "work"),
        **dict.fromkeys(("professionalexperience", "employmenthistory", "career", "careerhistory"), "work"),
        **dict.fromkeys(("volunteering", "volunteerexperience", "volunteerwork"), "volunteer"),
        **dict.fromkeys(("educations", "academicbackground", "educationhistory", "studies", "degrees"), "education"),
        **dict.fromkeys(("certifications", "certification", "licenses", "licensesandcertifications"), "certificates"),
        **dict.fromkeys(("honors", "honours", "honorsandawards", "awardsandhonors", "prizes"), "awards"),
        **dict.fromkeys(("technicalskills", "skillset", "coreskills", "keyskills"), "skills"),
        **dict.fromkeys(("languageskills", "spokenlanguages"), "languages"),
        **dict.fromkeys(("personalprojects", "sideprojects", "selectedprojects"), "projects"),
        **dict.fromkeys(("referees", "recommendations", "testimonials"), "references"),
        **dict.fromkeys(("hobbies", "hobby"), "interests"),
    },
    Basics: {
        "picture": "image",
        "photo": "image",
        "avatar": "image",
        "headline": "label",
        "jobtitle": "label",
        "aboutme": "summary",
        "bio": "summary",
        "dateofbirth": "birthDate",
        "fullname": "name",
        "mail": "email",
        "emailaddress": "email",
        **dict.fromkeys(("tel", "telephone", "phonenumber", "mobile", "cell", "cellphone"), "phone"),
        "address": "location",
        **dict.fromkeys(("links", "social", "socials", "socialmedia", "socialprofiles", "socialnetworks"), "profiles"),
    },
    Work: {
        "company": "name",
        "companyname": "name",
        "employer": "name",
        "organization": "name",
        "organisation": "name",
        "title": "position",
        "jobtitle": "position",
        "role": "position",
    },
    Position: {"title": "position", "jobtitle": "position", "role": "position"},
    Volunteer: {"organisation": "organization", "title": "position", "role": "position"},
    Education: {
        "school": "institution",
        "university": "institution",
        "college": "institution",
        "institute": "institution",
        "degree": "studyType",
        "qualification": "studyType",
        "major": "area",
        "field": "area",
        "fieldofstudy": "area",
        "gpa": "score",
        "grade": "score",
    },
    Project: {"title": "name", "role": "roles", "position": "roles"},
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
}
"""Names of other hands that are not certain anywhere; what is certain in one part is probable in the others."""

_AS_TEXT = ("interests",)
"""Sections that a text may be as well: `hobbies: Chess`."""

_BESIDE_BASICS = {
    **dict.fromkeys(("title", "position", "role", "profession", "tagline"), "label"),
    **dict.fromkeys(("profile", "about", "objective", "introduction"), "summary"),
}
"""Names of keys of `basics` that are certain at the top of a file, beside a name."""

_PERSON = frozenset(
    "basics bio basic basicinfo person personal personalinfo personalinformation personaldetails personaldata contact "
    "contacts contactinfo contactinformation contactdetails about aboutme profile header".split()
)
"""Keys at the top of a file, in small letters and without separators, below which stands who the person is."""

_NETWORKS: Mapping[str, str] = {
    name.casefold().replace(" ", ""): name
    for name in (
        *("LinkedIn", "GitHub", "GitLab", "Twitter", "Instagram", "Facebook", "YouTube", "Stack Overflow", "Medium"),
        *("Xing", "ORCID", "Mastodon", "Bluesky", "Skype", "Telegram", "WhatsApp", "Kaggle", "Behance"),
    )
}
"""Networks that a key of their own may name: `linkedin: ada-example`."""

_PERIODS = frozenset("period dates daterange timeframe timeperiod timespan years when duration date".split())
_BULLETS = frozenset(
    "details description responsibilities duties tasks achievements accomplishments bulletpoints points".split()
)


def name_for(key: str, value: Node, part: type[Part]) -> str | None:
    """The same, where the value may stand under that name: a text is no value of `basics`, and no list of jobs."""
    name = current_name(key, part)
    if name is None or not held_by(part)[name].may_be(value):
        return None
    is_text = part is Resume and isinstance(value, Scalar) and not is_blank_node(value)
    return None if is_text and name not in _AS_TEXT and name != key else name


def name_of_person(key: str, *, beside: bool = True) -> str | None:
    """The key of `basics` that is meant by one at the top of the file, None where it is none of them.

    Args:
        key: The key.
        beside: Whether there is no `basics`, so that more is certain.
    """
    return current_name(key, Basics) or (_BESIDE_BASICS.get(_squeezed(key)) if beside else None)


def is_person(key: str) -> bool:
    """Whether a key at the top of the file may hold what belongs below `basics`."""
    return _squeezed(key) in _PERSON


def network_named(key: str) -> str | None:
    """The network that a key names, None where it names none."""
    return _NETWORKS.get(_squeezed(key))


def is_period(key: str, part: type[Part]) -> bool:
    """Whether a key that a part does not have may hold both of its dates."""
    held = held_by(part)
    return key not in held and "startDate" in held and "endDate" in held and _squeezed(key) in _PERIODS


def are_bullets(key: str, part: type[Part]) -> bool:
    """Whether a list under such a key is what somebody did, a bullet each."""
    return "highlights" in held_by(part) and _squeezed(key) in _BULLETS


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
