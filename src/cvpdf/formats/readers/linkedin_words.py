"""LinkedIn's words: what stands in its PDFs beside the person's own text, in the languages of its interface."""

import re

from cvpdf.formats.readers.contacts import Contacts, read_contacts
from cvpdf.formats.readers.lines import Line
from cvpdf.formats.readers.notes import Notes
from cvpdf.formats.readers.periods import Period, span_of_dates

AT = re.compile(r"\s(?:at|bei|chez|presso|bij|hos|på|na empresa|en|em|na|no|w|в|@)\s", re.IGNORECASE)
"""What stands between a position and its employer."""

_BRACKETS = re.compile(r"\s*[((][^()()]*[))]\s*$")
_KIND = re.compile(r"\s*\((?:LinkedIn|Mobile|Home|Work|Personal|Company|Blog|RSS|Portfolio|Other|[^\W\d]+)\)\s*$")


def read_dates(line: Line, notes: Notes) -> Period | None:
    """The two dates of a line that should hold them, with how long that was in brackets behind."""
    period = span_of_dates(line)
    if period:
        notes.understood(line)
    return period


def position_and_employer(line: Line, notes: Notes) -> tuple[Line, Line | None]:
    """Part a head such as `Engineer at Example Ltd`."""
    match = re.search(r"\sat\s", line.text) or AT.search(line.text)
    if match is None:
        return line, None
    notes.understood(line.part(match.start(), match.end()))
    return line.part(0, match.start()), line.part(match.end())


def without_kind(line: Line, notes: Notes) -> Line:
    """A number or an address without the word in brackets that says what it is: `(Mobile)`, `(LinkedIn)`."""
    match = _KIND.search(line.text)
    if match is None:
        return line
    notes.understood(line.part(match.start(), match.end()))
    return line.part(0, match.start())


def read_contact(line: Line, contacts: Contacts, notes: Notes) -> list[Line]:
    """Take a line of a contact section, and give what is left of it."""
    return read_contacts(without_kind(line, notes), contacts, notes)


def without_brackets(text: str) -> str:
    """A text without what stands in brackets at its end."""
    return _BRACKETS.sub("", text)
