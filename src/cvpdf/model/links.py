"""Read what a link may lead to: an address of the web, an e-mail address, a phone number."""

import re

from cvpdf.model.field_values import Violation, read_text, shown
from cvpdf.rules import cv2_schema as rules

SCHEMES = ("https", "http", "mailto", "tel")
"""Where a link in a résumé may lead."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+-]*):")
_LONGEST_SEARCHED = 1000  # looking for an address within a text takes time that grows as its square
_HOST = re.compile(r"(?:[^\s/?#@]*@)?(?:[\w-]+\.)+[\w-]+\.?(?::\d{1,5})?(?:[/?#].*)?", re.DOTALL)
_MAIL = re.compile(r"[^@\s<>,;:]+@(?:[\w-]+\.)+[\w-]{2,}")


class Unlinked(str):
    """Text in the place of an address that leads nowhere; it is printed as written, and is no link."""

    __slots__ = ()


def read_url(value: object) -> str | None:
    """Read an address that a link may lead to: http, https, mailto or tel."""
    if isinstance(value, Unlinked):
        return value
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
            f"`{shown(text)}` begins with `{scheme[0]}`, where a résumé may not lead, and will be no link",
            "write an address that begins with `https://`, `http://`, `mailto:` or `tel:`",
            mended=Unlinked(text),
        )
    if name == "mailto" and not _MAIL.match(rest):
        raise _bad_url(text, "has no e-mail address after `mailto:`", "write it: `mailto:ada@example.com`")
    if name == "tel" and not any(letter.isdigit() for letter in rest):
        raise _bad_url(text, "has no number after `tel:`", "write it: `tel:+442079460000`")
    if name in {"http", "https"} and not (rest.startswith("//") and _HOST.fullmatch(rest[2:])):
        raise _bad_url(text, f"names no site after `{scheme[0]}`")
    return text


def _read_host(text: str) -> str:
    """Take an address that lacks its scheme as one of the web, or of a mailbox."""
    address = text.removeprefix("//")
    if _MAIL.fullmatch(address):
        raise _without_scheme(text, f"mailto:{address}")
    if _HOST.fullmatch(address):
        raise _without_scheme(text, f"https://{address}")
    raise _bad_url(text, "is no address of the web")


def _without_scheme(text: str, whole: str) -> Violation:
    says = f"`{shown(text)}` is taken as `{shown(whole)}`"
    return Violation(rules.LinkWithoutScheme, says, f"write `{shown(whole)}`", mended=whole, written=whole)


def _bad_url(text: str, fault: str, hint: str = "write the whole address: `https://example.com/me`") -> Violation:
    says = f"`{shown(text)}` {fault}, and will be no link"
    return Violation(rules.BrokenLink, says, hint, mended=Unlinked(text))


def read_email(value: object) -> str | None:
    """Read an e-mail address: something, an @, and a host with a dot in it; or several, with commas."""
    if isinstance(value, Unlinked):
        return value
    text = (read_text(value) or "").strip()
    if not text:
        return None
    parts = in_a_row(text)
    if parts and all(map(_MAIL.fullmatch, parts)):
        return text
    found = _MAIL.search(text) if len(text) <= _LONGEST_SEARCHED else None
    raise Violation(
        rules.BrokenEmail,
        f"`{shown(text)}` is no e-mail address, and will be no link",
        f"write the address alone: `{found[0] if found else 'ada@example.com'}`",
        mended=Unlinked(text),
    )


def in_a_row(text: str) -> list[str]:
    """Addresses or numbers that stand in one text, with commas or semicolons."""
    return [part for part in re.split(r"\s*[,;]\s*", text.strip()) if part]
