"""Read what a link may lead to: an address of the web, an e-mail address, a phone number."""

import re

from cvpdf.model.reading import Violation, read_text, shown
from cvpdf.rules import schema as rules

SCHEMES = ("https", "http", "mailto", "tel")
"""Where a link in a résumé may lead."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+-]*):")
_LONGEST_SEARCHED = 1000  # looking for an address within a text takes time that grows as its square
_HOST = re.compile(r"(?:[^\s/?#@]*@)?(?:[\w-]+\.)+[\w-]+\.?(?::\d{1,5})?(?:[/?#].*)?", re.DOTALL)
_MAIL = re.compile(r"[^@\s<>,;:]+@(?:[\w-]+\.)+[\w-]{2,}")


def read_url(value: object) -> str | None:
    """Read an address that a link may lead to: http, https, mailto or tel."""
    text = (read_text(value) or "").strip()
    if not text:
        return None
    if any(letter.isspace() or not letter.isprintable() for letter in text):
        raise _bad_url(text, "has a blank in it")
    scheme = _SCHEME.match(text)
    if scheme is None:
        return _read_host(text)
    name, rest = scheme[1].lower(), text[scheme.end() :]
    if name not in SCHEMES:
        raise Violation(
            rules.ForbiddenLink,
            f"`{shown(text)}` begins with `{scheme[0]}`, where a résumé may not lead",
            "write an address that begins with `https://`, `http://`, `mailto:` or `tel:`",
        )
    if name == "mailto" and not _MAIL.match(rest):
        raise _bad_url(text, "has no e-mail address after `mailto:`", "write it: `mailto:ada@example.com`")
    if name == "tel" and not any(letter.isdigit() for letter in rest):
        raise _bad_url(text, "has no number after `tel:`", "write it: `tel:+442079460000`")
    if name in {"http", "https"} and not (rest.startswith("//") and _HOST.fullmatch(rest[2:])):
        raise _bad_url(text, f"names no site after `{scheme[0]}`")
    return text


def _read_host(text: str) -> str:
    """Take an address that lacks its scheme as one of the web."""
    address = text.removeprefix("//")
    if _MAIL.fullmatch(address):
        raise _bad_url(text, "is an e-mail address", f"write `mailto:{address}`, or put it in `basics.email`")
    if not _HOST.fullmatch(address):
        raise _bad_url(text, "is no address of the web")
    raise Violation(
        rules.LinkWithoutScheme,
        f"`{shown(text)}` is taken as `https://{shown(address)}`",
        f"write `https://{shown(address)}`",
        mended=f"https://{address}",
    )


def _bad_url(text: str, fault: str, hint: str = "write the whole address: `https://example.com/me`") -> Violation:
    return Violation(rules.BrokenLink, f"`{shown(text)}` {fault}", hint)


def read_email(value: object) -> str | None:
    """Read an e-mail address: something, an @, and a host with a dot in it."""
    text = (read_text(value) or "").strip()
    if not text:
        return None
    if _MAIL.fullmatch(text):
        return text
    found = _MAIL.search(text) if len(text) <= _LONGEST_SEARCHED else None
    raise Violation(
        rules.BrokenEmail,
        f"`{shown(text)}` is no e-mail address",
        f"write the address alone: `{found[0] if found else 'ada@example.com'}`",
    )
