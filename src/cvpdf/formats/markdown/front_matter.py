"""Front matter: what a site's generator reads at the top of a Markdown file, as far as it says who the person is."""

import re
from collections.abc import Iterable

from cvpdf.formats.transcript.contacts import Contacts
from cvpdf.formats.transcript.lines import Line
from cvpdf.formats.transcript.notes import Notes

_PAIR = re.compile(r"\s*([a-z][\w-]*):\s+(?=[^\s\[{|>&*!])", re.IGNORECASE)
_PERSON = {
    "name": "name",
    "author": "name",
    "label": "label",
    "headline": "label",
    "position": "label",
    "email": "email",
    "phone": "phone",
    "tel": "phone",
    "mobile": "phone",
    "location": "location",
    "city": "location",
}
_SITES = ("website", "url", "homepage", "site", "linkedin", "github")
_TITLE = "title"
_LAYOUT = ("layout", "permalink", "theme", "lang", "css", "template", "style", "margin", "geometry", "fontsize")


def read_front_matter(lines: Iterable[Line], contacts: Contacts, notes: Notes) -> None:
    """Take the values of known keys; a title is what the person is where it stands beside a name."""
    found = [
        (match[1].casefold(), line.part(match.end(), None, " \t'\""))
        for line in lines
        if (match := _PAIR.match(line.text))
    ]
    for key, value in found:
        if key in _LAYOUT:
            notes.understood(value)
        elif key in _SITES and "." in value.text:
            contacts.add_link(value)
        elif key in _PERSON:
            contacts.add(_PERSON[key], value)
        elif key == _TITLE and "name" in dict(found):
            contacts.add("label", value)
    for line in lines:
        if match := _PAIR.match(line.text):
            notes.understood(line.part(0, match.end()))
