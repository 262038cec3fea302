"""Where links lead, and how an address is printed."""

import enum
import re

_ALLOWED = re.compile(r"https?://[^/?#\s]|mailto:\S|tel:\S", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?P<top>[^\W\d_]{2,})(?::\d+)?(?P<rest>[/?#].*)?")
_FILE_ENDINGS = frozenset("pdf html htm txt doc docx odt rtf png jpg jpeg gif svg".split())
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
    """
    target = written.strip()
    host = _HOST.fullmatch(target)
    if host and (host["rest"] or host["top"].lower() not in _FILE_ENDINGS):
        return _encoded(f"https://{target}")
    if target.startswith("//") and _HOST.fullmatch(target[2:]):
        return _encoded(f"https:{target}")
    if _ALLOWED.match(target):
        return _encoded(target)
    return Refusal.UNSAFE if _SCHEME.match(target) and not target.lower().startswith("http") else Refusal.RELATIVE


def web_target(url: str) -> str | None:
    """Where an address in a field of its own leads, None where it can be no link."""
    target = read_target(url)
    return None if isinstance(target, Refusal) else target


def email_target(email: str) -> str | None:
    """Where an e-mail address leads, None where it is not a single address."""
    return _encoded(f"mailto:{email}") if re.fullmatch(r"[^\s@,;<>]+@[^\s@,;<>]+", email) else None


def phone_target(phone: str) -> str | None:
    """Where a telephone number leads (RFC 3966, without its visual separators), None where it is more than that."""
    digits = re.sub(r"\D", "", phone, flags=re.ASCII)
    if not _PHONE.fullmatch(phone) or len(digits) < _FEWEST_DIGITS:
        return None
    return f"tel:{'+' * phone.startswith('+')}{digits}"


def doi_target(doi: str) -> str:
    """Where a DOI leads, whether or not it was written as an address."""
    return _encoded(f"https://doi.org/{bare_doi(doi)}")


def bare_doi(doi: str) -> str:
    """A DOI without what may stand before it."""
    return _DOI.sub("", doi.strip(), count=1)


def shortened(url: str) -> str:
    """An address as it is printed: without its scheme, and without a last slash."""
    bare = re.sub(r"^(https?://|mailto:|tel:)", "", url.strip(), flags=re.IGNORECASE)
    return (bare.removesuffix("/") if "?" not in bare and "#" not in bare else bare) or url


def _encoded(target: str) -> str:
    return _ILLEGAL.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), target)
