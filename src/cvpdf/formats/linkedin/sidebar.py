"""The sidebar of LinkedIn's PDF: contacts first, then short lists under headings."""

import re
from collections.abc import Iterable, Sequence

from cvpdf.formats.linkedin.pdf_rows import Row, glued, never, parted, rejoined
from cvpdf.formats.linkedin.transcript import Item, Transcript
from cvpdf.formats.linkedin.words import read_contact
from cvpdf.formats.nodes import mapping, scalar
from cvpdf.formats.transcript.groups import read_languages
from cvpdf.formats.transcript.headings import section_named
from cvpdf.formats.transcript.lines import Line, joined
from cvpdf.formats.transcript.notes import Notes
from cvpdf.formats.transcript.sections import Draft

SIDE_SECTION, LINK = 13, 11
_TIGHT_PITCH = 13.7  # lines of one item are closer
_SIDE_PITCH = 17  # lines of one heading of the sidebar are closer
_TOP_SKILLS = 3  # are listed at most, right below the contacts
_LONGEST_MAIL_LINE = 24


def read_sidebar(rows: Sequence[Row], transcript: Transcript, notes: Notes, draft: Draft) -> None:
    """Read the rows of the sidebar, page after page, into a draft."""
    kept = rejoined(rows, _headings)
    for index, (heading, *lines) in enumerate(parted(kept, SIDE_SECTION)[1:]):
        glue = _address if index == 0 else None
        items = transcript.write([heading, *rejoined(lines, _items, glue)], never)
        _read_side(items, notes, draft, index)


def _headings(above: Row, row: Row) -> bool:
    gap = row.gap(above)
    return row.is_size(SIDE_SECTION) and above.is_size(SIDE_SECTION) and gap is not None and gap <= _SIDE_PITCH


def _items(above: Row, row: Row) -> bool:
    gap = row.gap(above)
    if not row.is_size(above.size):
        return False
    if row.is_size(LINK):
        return not re.search(r"\([^()]+\)$", above.text)
    return gap is not None and gap <= _TIGHT_PITCH and not _is_contact(above, row)


def _address(above: str, row: str) -> str:
    """Two lines of a contact as one: an address that had no room is one word."""
    one_word = ("@" in above or "www." in above or "://" in above) and not row.startswith("(")
    return above.strip() + row.strip() if one_word else glued(above, row)


def _is_contact(above: Row, row: Row) -> bool:
    """Whether two rows, as close as the lines of one item, are two numbers or addresses all the same."""
    if "@" in above.text:
        return " " in row.text or len(above.text) < _LONGEST_MAIL_LINE or "@" in row.text
    return "@" in row.text or (re.search(r"\d{4,}", above.text + row.text) is not None and not above.text[0].isalpha())


_SIDE_KEYS = {"skills": "name", "certificates": "name", "awards": "title", "publications": "name"}


def _read_side(items: Sequence[Item], notes: Notes, draft: Draft, index: int) -> None:
    heading, *rest = items
    key = section_named(heading.line.text)
    lines = [item.line for item in rest]
    if key is None and index == 0:
        key = "contact"
    elif key is None and index == 1 and len(lines) <= _TOP_SKILLS:
        key = "skills"
        notes.guessed(heading.line, "the heading of skills")
    if key == "contact":
        notes.understood(heading.line)
        _read_side_contacts(rest, notes, draft)
    elif key == "languages":
        notes.understood(heading.line)
        draft.add("languages", read_languages(lines))
    elif key in _SIDE_KEYS:
        notes.understood(heading.line)
        draft.add(key, (mapping(line.span, [(_SIDE_KEYS[key], line.scalar())]) for line in lines))
    elif lines:
        text = "\n".join(f"- {line.text}" for line in lines)
        title = heading.line.scalar()
        name = f"section-{len(draft.lists.get('sections', ())) + 1}"
        section = mapping(
            title.span, [("id", scalar(name, title.span)), ("title", title), ("text", joined(lines, text))]
        )
        draft.add("sections", [section])


def _read_side_contacts(items: Iterable[Item], notes: Notes, draft: Draft) -> None:
    """Numbers, addresses of the web, and a postal address of what is left."""
    left: list[Line] = []
    for item in items:
        left += read_contact(item.line, draft.basics, notes, item.row.link)
    if not left:
        return
    address = joined(left, glue="\n")
    place = draft.basics.values.get("location")
    draft.basics.values["location"] = mapping(address.span, [("address", address), ("text", place)])
