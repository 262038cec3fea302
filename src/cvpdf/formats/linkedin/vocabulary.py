"""What stands in LinkedIn's PDFs beside the person's own text, in the languages of its members."""

import re

from cvpdf.formats.material import Pair
from cvpdf.formats.transcript.contacts import Contacts, read_contacts
from cvpdf.formats.transcript.lines import Line, Notes
from cvpdf.formats.transcript.periods import Period, span_of_dates
from cvpdf.formats.transcript.studies import read_degree

AT_EMPLOYER = re.compile(r"\s(?:at|bei|chez|presso|bij|hos|på|na empresa|en|em|na|no|w|в|@)\s", re.IGNORECASE)
"""What stands between a position and its employer."""

_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[^\W\d_]{2,}(?:[/?#]\S*)?")
_KIND = re.compile(r"\s*\((?:LinkedIn|Mobile|Home|Work|Personal|Company|Blog|RSS|Portfolio|Other|[^\W\d]+)\)\s*$")


def read_dates(line: Line, notes: Notes) -> Period | None:
    """The two dates of a line that should hold them, with how long that was in brackets behind."""
    period = span_of_dates(line)
    if period:
        notes.understood(line)
    return period


def position_and_employer(line: Line, notes: Notes) -> tuple[Line, Line | None]:
    """Part a head such as `Engineer at Example Ltd`."""
    match = re.search(r"\sat\s", line.text) or AT_EMPLOYER.search(line.text)
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


def read_contact(line: Line, contacts: Contacts, notes: Notes, link: str = "") -> list[Line]:
    """Take a line of a contact section, and give what is left of it.

    Args:
        line: The line.
        contacts: What was found so far.
        notes: What is understood.
        link: The address that the line leads to, empty where it leads nowhere.
    """
    bare = without_kind(line, notes)
    told = bare.text != line.text and _ADDRESS.fullmatch(bare.text) is not None
    if bare.text and _is_spelled(bare.text, link):
        contacts.add_link(bare, bare, link)
        return []
    if told:
        contacts.add_link(bare)
        return []
    return read_contacts(bare, contacts, notes)


def _is_spelled(text: str, link: str) -> bool:
    """Whether a text is an address of the web without its scheme."""
    return link.startswith(("http://", "https://")) and _spelled(text) == _spelled(link)


def _spelled(address: str) -> str:
    return re.sub(r"^https?://", "", address.strip()).removeprefix("www.").rstrip("/").casefold()


def degree_and_subject(line: Line, notes: Notes) -> list[Pair]:
    """The degree before the first comma and the subject behind it, as LinkedIn joins the two.

    Args:
        line: What a PDF says of a study, without its dates.
        notes: Takes what is understood and not carried over.

    Returns:
        `studyType` and `area`, as far as they are there.
    """
    cut = line.text.find(", ")
    if cut < 0:
        return read_degree(line, notes, set())
    return [("studyType", line.part(0, cut).scalar()), ("area", line.part(cut + 1).scalar())]
