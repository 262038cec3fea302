"""What templates and samples leave behind: names, addresses, and notes to put something in their place."""

import re
from collections.abc import Iterator
from functools import cache

from cvpdf.lint.subject import Finding, Subject, Text
from cvpdf.model.reading import shown
from cvpdf.path import SourcePath

_WHOLE = frozenset(
    {
        *("john doe", "jane doe", "richard hendriks", "max mustermann", "erika mustermann"),
        *("your name", "your full name", "full name", "first name last name", "firstname lastname", "first last"),
        *(
            "your title",
            "your job title",
            "job title",
            "your position",
            "your company",
            "company name",
            "employer name",
        ),
        *(
            "your university",
            "university name",
            "school name",
            "your degree",
            "your city",
            "city, state",
            "city, country",
        ),
        *("description…", "description...", "reference…", "reference..."),
    }
)
"""Texts that nobody means, in small letters as all of these tables."""

_KINDS: dict[SourcePath, frozenset[str]] = {
    ("work", "name"): frozenset({"company", "employer"}),
    ("volunteer", "organization"): frozenset({"organization", "organisation"}),
    ("education", "institution"): frozenset({"institution", "university", "school"}),
    ("certificates", "name"): frozenset({"certificate"}),
    ("publications", "name"): frozenset({"publication"}),
    ("projects", "name"): frozenset({"project", "project name"}),
}
"""Names that only say what kind of thing has to be named."""

_SIGNS = ("lorem ipsum", "john doe", "[", "<", "xx", "todo", "tbd", "fixme")
"""One of these is in every text that holds a leftover; to look for them costs next to nothing."""

_HOSTS = frozenset(
    f"{name}.com"
    for name in (
        *"company organization institution certificate publication project johndoe janedoe".split(),
        *(f"{your}{what}" for your in ("your", "your-") for what in "name site website domain company email".split()),
    )
)
_NETWORKS = frozenset({"github.com", "linkedin.com", "twitter.com", "x.com"})
_ACCOUNTS = frozenset(
    "username yourname your-name yourusername your-username johndoe john-doe janedoe jane-doe".split()
)
_MAILBOXES = frozenset("your.email youremail your-email your_email your.name yourname your-name your_name".split())
_MAILS = frozenset(
    {
        "richard.hendriks@mail.com",
        *(
            f"{who}@{host}.com"
            for who in "john jane john.doe jane.doe johndoe janedoe".split()
            for host in "gmail mail email example".split()
        ),
    }
)
_PHONES = frozenset({"9125554321", "1234567890", "11234567890", "0123456789"})


def leftovers(subject: Subject) -> Iterator[Finding]:
    """Find each value that is, or holds, something from a template."""
    for text in subject.texts:
        if found := _in_text(text):
            yield _finding(text.path, found)
    for text in subject.addresses:
        if _is_sample(text):
            yield _finding(text.path, text.text)


def _in_text(text: Text) -> str | None:
    line = " ".join(text.text.casefold().split())
    kind = tuple(step for step in text.path if isinstance(step, str))
    if line in _WHOLE or line in _KINDS.get(kind, ()):
        return text.text
    part = _part().search(text.text) if any(sign in line for sign in _SIGNS) else None
    return part[0] if part else None


@cache
def _part() -> re.Pattern[str]:
    """What may stand in the middle of a text: filler, words in brackets to be replaced, missing figures, notes."""
    return re.compile(
        r"\blorem ipsum\b|\ba summary of john doe\b"
        r"|\[(?:your|company|employer|job|position|name|date|city|number|insert)\b[^\]\n]{0,40}\](?![(\[])"
        r"|<(?:your|company|employer|insert)\b[^>\n]{0,40}>"
        r"|[$€£]\s?x{2,}\b|\bx{2,}\s?%"
        r"|^(?:todo|tbd|fixme|xxx+)(?=\s*(?::|$))|\b(?-i:TODO|FIXME|TBD|XXX):|[\[(](?:todo|tbd|fixme|xxx)[\])]",
        re.IGNORECASE,
    )


def _is_sample(text: Text) -> bool:
    address = text.text.strip().casefold()
    if text.key == "phone":
        return "".join(filter(str.isdigit, address)) in _PHONES
    if text.key == "email":
        mailbox, _, host = address.partition("@")
        return address in _MAILS or mailbox in _MAILBOXES or host in _HOSTS
    host, *page = address.rpartition("://")[2].removeprefix("www.").rstrip("/").split("/")
    return page[-1] in _ACCOUNTS and host in _NETWORKS if page else host in _HOSTS


def _finding(path: SourcePath, found: str) -> Finding:
    return Finding(
        path, f"`{shown(found)}` is left over from a template", "put your own in its place, or take it out", found
    )
