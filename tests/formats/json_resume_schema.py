"""What JSON Resume asks of a file, 1.0.0 and 1.3.1, in our own words: shapes, dates, addresses; all keys are optional.

Objects may have further keys in both, but for the root in 1.0.0. There a certificate's date is a whole day.
"""

import importlib
import json
from typing import Any

jsonschema = importlib.import_module("jsonschema")  # by name, for it publishes no types

Form = dict[str, Any]

TEXT: Form = {"type": "string"}
TEXTS: Form = {"type": "array", "items": TEXT}
ADDRESS: Form = {
    "type": "string",
    "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:([A-Za-z0-9._~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*$",
}
EMAIL: Form = {"type": "string", "pattern": r"^[!-?A-~]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}$"}
DATE: Form = {"type": "string", "pattern": "^[12][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?$"}
DAY: Form = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}

_FORMS = {
    "url": ADDRESS,
    "canonical": ADDRESS,
    "email": EMAIL,
    **dict.fromkeys(("date", "startDate", "endDate", "releaseDate"), DATE),
    **dict.fromkeys(("highlights", "keywords", "courses", "roles"), TEXTS),
}
_ENTRIES = {
    "work": "name location description position url startDate endDate summary highlights",
    "volunteer": "organization position url startDate endDate summary highlights",
    "education": "institution url area studyType startDate endDate score courses",
    "awards": "title date awarder summary",
    "certificates": "name date url issuer",
    "publications": "name publisher releaseDate url summary",
    "skills": "name level keywords",
    "languages": "language fluency",
    "interests": "name keywords",
    "references": "name reference",
    "projects": "name description highlights keywords startDate endDate url roles entity type",
}


def _object(keys: str, **more: Form) -> Form:
    return {"type": "object", "properties": {**{key: _FORMS.get(key, TEXT) for key in keys.split()}, **more}}


def _list(item: Form) -> Form:
    return {"type": "array", "items": item}


def _schema(version: str) -> Form:
    basics = _object(
        "name label image email phone url summary",
        location=_object("address postalCode city countryCode region"),
        profiles=_list(_object("network username url")),
    )
    sections = {key: _list(_object(keys)) for key, keys in _ENTRIES.items()}
    if version == "1.0.0":
        sections["certificates"]["items"]["properties"]["date"] = DAY
    root = _object("", basics=basics, meta=_object("canonical version lastModified"), **sections)
    root["properties"]["$schema"] = ADDRESS
    return {**root, "additionalProperties": version != "1.0.0"}


VALIDATORS = {version: jsonschema.Draft7Validator(_schema(version)) for version in ("1.0.0", "1.3.1")}


def faults(content: bytes) -> list[str]:
    """Where a file breaks the rules of either version."""
    data = json.loads(content)
    found = [(version, fault) for version, one in VALIDATORS.items() for fault in one.iter_errors(data)]
    return [f"{version}: {fault.json_path}: {fault.message}" for version, fault in found]
