"""Where links lead: what an address, an e-mail address or a phone number may lead to, and what it was typed as."""

import enum
import re

from cvpdf.model.field_values import Violation, read_text, shown
from cvpdf.rules import cv2_schema as rules

# The addresses that a field holds. ----------------------------------------------------------------------------


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
    if is_file_name(address):
        raise _bad_url(text, "is the name of a file")
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
    """Addresses or numbers that stand in one text, with commas or semicolons.

    Args:
        text: A value that may hold several.

    Returns:
        Each of them, in the order of the text.
    """
    return [part for one in re.split("[,;]", text) if (part := one.strip())]


# The target of a link. ----------------------------------------------------------------------------------------


_ALLOWED = re.compile(r"https?://[^/?#\s]|mailto:\S|tel:\S", re.IGNORECASE)
_ANY_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_BARE_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?P<top>[^\W\d_]{2,})(?::\d+)?(?P<rest>[/?#].*)?")
_FILE_ENDINGS = frozenset(
    "pdf html htm xhtml php asp aspx jsp txt md markdown tex bib rtf doc docx odt pages ppt pptx xls xlsx csv json "
    "yaml yml xml css js ts py ipynb zip gz tar png jpg jpeg gif svg webp bmp tif tiff ico mp3 mp4 mov".split()
)
_FILE = re.compile(r"(?!www\.)[^\s/?#@:]+\.(?P<ending>[A-Za-z0-9]{2,8})(?:[?#].*)?", re.IGNORECASE | re.DOTALL)
_ILLEGAL = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")
_PHONE = re.compile(r"\+?[\d\s()./-]*\d[\d\s()./-]*", re.ASCII)
_FEWEST_DIGITS = 5
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


class Refusal(enum.Enum):
    """Why a target is no link: it is of a kind that is never linked, or only exists beside the file."""

    UNSAFE = enum.auto()
    RELATIVE = enum.auto()


def read_target(written: str) -> str | Refusal:
    """Read where a link leads: http, https, mailto, tel, or a bare host, which gets `https://`.

    Otherwise a target stays as it was typed; only what a URI may not hold is percent-encoded (RFC 3986,
    section 2.1).

    Args:
        written: The target as it was typed.

    Returns:
        The address to link to, or why there can be none.
    """
    target = written.strip()
    if _BARE_HOST.fullmatch(target) and not is_file_name(target):
        return _encoded(f"https://{target}")
    if target.startswith("//") and _BARE_HOST.fullmatch(target[2:]):
        return _encoded(f"https:{target}")
    if _ALLOWED.match(target):
        return _encoded(target)
    return Refusal.UNSAFE if _ANY_SCHEME.match(target) and not target.lower().startswith("http") else Refusal.RELATIVE


def is_file_name(text: str) -> bool:
    """Whether an address without a scheme is the name of a file, such as `index-fr.html`, and no host.

    Args:
        text: The address as it was typed.

    Returns:
        Whether it ends as files do, and has no folder.
    """
    match = _FILE.fullmatch(text)
    return match is not None and match["ending"].lower() in _FILE_ENDINGS


def web_target(url: str) -> str | None:
    """Where an address in a field of its own leads, None where it can be no link.

    Args:
        url: The address as it was typed.

    Returns:
        The address to link to, or None.
    """
    target = read_target(url)
    return None if isinstance(target, Refusal) else target


def email_target(email: str) -> str | None:
    """Where an e-mail address leads, None where it is not a single address.

    Args:
        email: The address as it was typed.

    Returns:
        The address with `mailto:`, or None.
    """
    return _encoded(f"mailto:{email}") if re.fullmatch(r"[^\s@,;<>]+@[^\s@,;<>]+", email) else None


def phone_target(phone: str) -> str | None:
    """Where a telephone number leads (RFC 3966, without its visual separators), None where it is more than that.

    Args:
        phone: The number as it was typed.

    Returns:
        The number with `tel:`, or None.
    """
    digits = re.sub(r"\D", "", phone, flags=re.ASCII)
    if not _PHONE.fullmatch(phone) or len(digits) < _FEWEST_DIGITS:
        return None
    return f"tel:{'+' * phone.startswith('+')}{digits}"


def doi_target(doi: str) -> str:
    """Where a DOI leads, whether or not it was written as an address.

    Args:
        doi: The DOI as it was typed.

    Returns:
        The address at doi.org.
    """
    return _encoded(f"https://doi.org/{bare_doi(doi)}")


def bare_doi(doi: str) -> str:
    """A DOI without what may stand before it.

    Args:
        doi: The DOI as it was typed.

    Returns:
        The DOI itself, such as `10.1000/182`.
    """
    return _DOI.sub("", doi.strip(), count=1)


def _encoded(target: str) -> str:
    return _ILLEGAL.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), target)
