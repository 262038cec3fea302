"""The lines that say how to reach a person, with or without a label, as the keys of `basics`."""

import re
from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from cvpdf.formats.material import Pair, around, mapping, scalar, sequence
from cvpdf.formats.transcript.lines import Line, Notes
from cvpdf.formats.transcript.locations import is_postal, looks_like_place, read_label
from cvpdf.formats.transcript.periods import period_in
from cvpdf.source.tree import Mapping, Node

# Lines with contacts. -----------------------------------------------------------------------------------------


NETWORKS = {
    "linkedin.com": "LinkedIn",
    "github.com": "GitHub",
    "gitlab.com": "GitLab",
    "bitbucket.org": "Bitbucket",
    "twitter.com": "Twitter",
    "x.com": "X",
    "stackoverflow.com": "Stack Overflow",
    "medium.com": "Medium",
    "kaggle.com": "Kaggle",
    "orcid.org": "ORCID",
    "scholar.google.com": "Google Scholar",
    "researchgate.net": "ResearchGate",
    "behance.net": "Behance",
    "dribbble.com": "Dribbble",
    "instagram.com": "Instagram",
    "facebook.com": "Facebook",
    "youtube.com": "YouTube",
    "xing.com": "XING",
    "huggingface.co": "Hugging Face",
    "leetcode.com": "LeetCode",
    "wa.me": "WhatsApp",
    "t.me": "Telegram",
    "bsky.app": "Bluesky",
    "dev.to": "DEV",
    "codepen.io": "CodePen",
    "hackerrank.com": "HackerRank",
    "codeforces.com": "Codeforces",
    "reddit.com": "Reddit",
    "pinterest.com": "Pinterest",
    "vimeo.com": "Vimeo",
}
"""Networks by their hosts."""

_ACCOUNT = re.compile(
    r"[*_]{0,2}(?P<network>Skype|Telegram|WhatsApp|Signal|Discord|WeChat|Weixin|微信|QQ|LINE|Viber|Threema|Matrix|ICQ|Slack|"
    r"Mastodon|Bluesky|Zoom|LinkedIn|GitHub|GitLab|Bitbucket|Twitter|X|Instagram|Facebook|Xing|Medium|Kaggle|Dribbble|"
    r"Behance|YouTube|Reddit|LeetCode|HackerRank|Codeforces|CodePen|Stack ?Overflow|ResearchGate|IRC|Keybase|VK)"
    r"(?:\s+(?:ID|id|name|handle|user(?:name)?))?[*_]{0,2}\s*[::][*_]{0,2}\s*"
    r"(?P<name>@?[^\s@:/,;()\[\]|]+(?:[#:@][^\s@:/,;()\[\]|]+)?)",
    re.IGNORECASE,
)
"""An account by its name there alone: `Skype: ada.example`."""
_MAIL = re.compile(r"(?:mailto:)?([^\s@<>()\[\],;:|·*]+@(?:[\w-]+\.)+[\w-]{2,})")
_LINK = re.compile(r"!?\[([^\]]{0,500}+)\]\(\s*+<?([^)\s>\[]++)>?[^)\[]*+\)")
_PROFILE = re.compile(
    r"([^\W\d_][\w .+-]{1,25}):\s*(?:\[([^\]]+)\]\((https?://[^\s()]+)\)|(\S+)\s+\((https?://[^\s()]+)\))"
)
_SITE = re.compile(r"e-?mail|mail|phone|tel|website|web|site|homepage|portfolio|url|blog", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?:/\S*)?")
_CALLED = re.compile(r"([^\W\d_][\w .+-]{1,25}):\s*")
_TEL = re.compile(r"tel:", re.IGNORECASE)
_URL = re.compile(
    r"(?<![\w@.])<?((?:https?://[^\s<>()|]+|(?:www\.)[^\s<>()|,;]+\.[^\s<>()|,;]+|"
    r"(?!(?:asp|ado|vb|ml)\.net\b|socket\.io\b)(?:[a-z0-9-]+\.)+"
    r"(?:com|org|net|io|dev|me|edu|gov|info|app|co|ai|tech|eu|(?!(?:js|ts|md|py)\b(?!/))[a-z]{2})(?:/[^\s<>()|,;]*)?))>?(?![\w@])",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w/])(?:\(?\+?\d[\d\s()./–-]{5,22}\d)(?![\w/])")
_ORCID = re.compile(r"(?:\bORCID(?:\s?iD)?\s*:?\s*)?(?<![\w-])(\d{4}-\d{4}-\d{4}-\d{3}[\dX])(?![\w-])", re.IGNORECASE)
_LONGEST = 1000  # letters of a line; to look for an address takes time that grows as their square
_MOST_WORDS = 12  # beside an address; more are a sentence that happens to name one
_MOST_LABEL_WORDS = 2
_FEWEST_DIGITS = 7
_PARTS = re.compile(r"\s*(?:[|·•⋅∙◆♦]|(?<![::\s])\s{3,}|(?<![::\s])\t|\s[–—/-]\s|;\s|<br ?/?>)\s*")
_CELLS = re.compile(r"\s*(?:[|·•⋅∙◆♦]|(?<![::\s])\s{3,}|(?<![::\s])\t|;\s|<br ?/?>)\s*")
_DASH = re.compile(r"\s[–—-]\s")
_BY_NUMBER = ("whatsapp", "signal", "telegram", "viber", "qq", "icq", "zoom", "wechat", "line", "threema")
_PICTURE = re.compile(r"[\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff\s]+")
_TRAILING = ".,;:*_"


class Contacts(Struct):
    """What was found so far; the first of each kind is kept, and a second site is a profile."""

    values: dict[str, Node] = field(default_factory=dict)
    profiles: list[Mapping] = field(default_factory=list)

    def fields(self) -> list[Pair]:
        """The keys of `basics`."""
        return [*self.values.items(), ("profiles", sequence(self.profiles))]

    def add(self, key: str, line: Line, text: str | None = None) -> bool:
        """Take a value, unless there is one of that kind already."""
        if key in self.values:
            return False
        self.values[key] = scalar(text or line.text, line.span)
        return True

    def add_link(self, line: Line, address: Line | None = None, target: str | None = None) -> None:
        """Take an address of the web: an account on a known network, or a site.

        Args:
            line: Where it stands.
            address: The stretch of it that is the address, where that is not all.
            target: Where it leads to, where that is more than it says.
        """
        target = target or (address or line).text.strip(_TRAILING)
        url = target if re.match(r"[a-z]+:", target, re.IGNORECASE) else f"https://{target}"
        host, path = _host(url)
        network = network_of(url)
        if network is None and self.add("url", address or line, url):
            return
        user = url.rstrip("/").rpartition("/")[2] if path else ""
        place = line.span
        self.profiles.append(
            mapping(
                place,
                [
                    ("network", scalar(network or host, place)),
                    ("username", scalar(user.lstrip("@"), place) if network and user and "?" not in user else None),
                    ("url", scalar(url, place)),
                ],
            )
        )

    def add_account(self, network: str, name: Line) -> None:
        """Take an account by its name there."""
        pairs = [("network", scalar(network, name.span)), ("username", scalar(name.text.lstrip("@"), name.span))]
        self.profiles.append(mapping(name.span, pairs))

    def add_page(self, label: Line, address: Line) -> None:
        """Take an address with what is shown for it: a name on a network that is known, or the name of a site."""
        url = address.text if re.match(r"[a-z]+:", address.text, re.IGNORECASE) else f"https://{address.text}"
        network = network_of(url)
        said = ("username", label.scalar()) if network else ("network", label.scalar())
        pairs = [
            ("network", scalar(network, address.span)) if network else said,
            said,
            ("url", scalar(url, address.span)),
        ]
        self.profiles.append(mapping(around([label.scalar(), address.scalar()]), pairs))


def network_of(url: str) -> str | None:
    """The network that an address belongs to, None where it is none that is known."""
    return NETWORKS.get(_host(url)[0])


def _host(url: str) -> tuple[str, str]:
    host, _, path = re.sub(r"^(?:https?://)?(?:www\.|[a-z]{2}\.(?=linkedin))?", "", url.lower()).partition("/")
    return host, path


def read_contacts(line: Line, contacts: Contacts, notes: Notes) -> list[Line]:
    """Take from a line what tells how to reach a person, and give what is left of it."""
    if len(line.text) > _LONGEST:
        return [line]
    rest: list[Line] = []
    for part in _contact_parts(line):
        match = _PROFILE.fullmatch(part.text)
        if match and not _SITE.fullmatch(match[1]):
            contacts.profiles.append(_profile(part, match))
        elif account := _account(part):
            contacts.profiles.append(account)
        else:
            rest += _read_labelled(_unmarked(part.plain()), contacts, notes)
    return rest


def _contact_parts(line: Line) -> Iterator[Line]:
    """The parts of a line of contacts; a place is one part, though a dash stands in it: `Leeds - England`."""
    for cell in line.split(_CELLS):
        dashed = _DASH.sub(lambda match: "," + " " * (len(match[0]) - 1), cell.text)
        if dashed != cell.text and looks_like_place(replace(cell, text=dashed)):
            yield cell
        else:
            yield from cell.split(_PARTS)


def _account(part: Line) -> Mapping | None:
    """An account of which the network and the name there are told."""
    bare = _unmarked(part)
    match = _ACCOUNT.fullmatch(bare.text.rstrip(" *_"))
    by_number = match is not None and match["network"].casefold() in _BY_NUMBER
    if match is None or (_phone(match["name"]) is not None and not by_number):
        return None
    if _HOST.fullmatch(match["name"]) and match["name"].partition("/")[0].casefold().removeprefix("www.") in NETWORKS:
        return None
    network, name = (bare.part(*match.span(group)) for group in ("network", "name"))
    return mapping(part.span, [("network", network.scalar()), ("username", name.scalar())])


def is_contact(line: Line) -> bool:
    """Whether a line has an address of any kind on it."""
    return any(pattern.search(line.text) for pattern in (_MAIL, _LINK, _URL, _ORCID)) or _phone(line.text) is not None


def _profile(part: Line, match: re.Match[str]) -> Mapping:
    """An account that says all of itself: `GitHub: ada (https://git.example.com/ada)`, or so as a link."""
    groups = (1, 2, 3) if match[3] else (1, 4, 5)
    network, username, url = (part.part(*match.span(group)).scalar() for group in groups)
    return mapping(part.span, [("network", network), ("username", username), ("url", url)])


def tells_contact(line: Line) -> bool:
    """Whether a line says how to reach a person, or where they live."""
    if len(line.text) > _LONGEST:
        return False
    period = period_in(line.plain())
    if period and not period.lone and not _MAIL.search(line.text):
        return False
    parts = [*_contact_parts(line)]
    marked = [_unmarked(part) for part in parts]
    if any(_account(part) for part in parts):
        return True
    if read_label(_unmarked(line)) is not None or any(map(_is_where, marked)) or any(map(is_postal, marked)):
        return True
    return any(is_contact(part) for part in parts if len(part.text.split()) <= _MOST_WORDS)


def _unmarked(part: Line) -> Line:
    """A part without the picture before it: `📍 Leeds, UK`."""
    picture = _PICTURE.match(part.text)
    return part.part(picture.end()) if picture else part


def _read_labelled(part: Line, contacts: Contacts, notes: Notes) -> list[Line]:
    """Read a part by the label before it: when somebody was born and where they live, or a means to reach them."""
    found = read_label(part)
    if found is None:
        return _read_part(part, contacts, notes)
    if found.key is None:
        return []  # nothing is made of it, so it is confessed
    notes.understood(found.label)
    value = found.value.plain()
    if _SITE.match(found.label.text) and _HOST.fullmatch(value.text):
        contacts.add_link(value)
        return []
    if found.key == "birthDate":
        return _take_birth(value, contacts, notes)
    if found.key and value.text and not is_contact(value) and contacts.add(found.key, value):
        return []
    return _read_part(value, contacts, notes)


def _take_birth(value: Line, contacts: Contacts, notes: Notes) -> list[Line]:
    """Take the day at the start of what is said of somebody's birth; where it was has no place and is confessed."""
    date = period_in(value)
    if date is None or date.before.text or not date.lone or date.start is None:
        return [value]
    contacts.add("birthDate", date.start)
    notes.understood(date.start)
    return []


def _read_part(part: Line, contacts: Contacts, notes: Notes) -> list[Line]:
    if not part.text:
        return []
    for pattern, take in ((_LINK, _take_link), (_MAIL, _take_mail), (_URL, _take_url)):
        if match := pattern.search(part.text):
            take(part, match, contacts, notes)
            return _around(part, match.start(), match.end(), contacts, notes)
    if match := _ORCID.search(part.text):
        contacts.add_link(part.part(*match.span(1)), part.part(*match.span(1)), f"https://orcid.org/{match[1]}")
        notes.understood(part.part(match.start(), match.start(1)))
        return _around(part, match.start(), match.end(), contacts, notes)
    if match := _phone(part.text):
        kept = contacts.add("phone", part.part(match.start(), match.end()))
        return _around(part, match.start(), match.end(), contacts, notes) if kept else [part]
    if (_is_where(part) or is_postal(part)) and contacts.add("location", part):
        notes.guessed(part, "a location")
        return []
    return [part]


def _is_where(part: Line) -> bool:
    return looks_like_place(part) or looks_like_place(replace(part, text=_DASH.sub(", ", part.text)))


def _around(part: Line, start: int, end: int, contacts: Contacts, notes: Notes) -> list[Line]:
    """What else stands on a part, read in its turn."""
    marks = " \t,;:*_()<>-–"
    before = part.part(0, start, marks)
    labels = part.text[:start].rstrip().endswith((":", "：")) and len(before.text.split()) <= _MOST_LABEL_WORDS
    if labels and read_label(part) is None:
        before = part.part(0, 0)  # a label that is not known is no value, and is confessed by itself
        notes.understood(part.part(start, end))
    pieces = [before, part.part(end, None, marks)]
    return [left for piece in pieces if piece.text for left in _read_labelled(piece, contacts, notes)]


def _take_link(part: Line, match: re.Match[str], contacts: Contacts, notes: Notes) -> None:
    """A link of Markdown: its target counts, and its label where that says more than the target."""
    label, target = part.part(*match.span(1)).plain(), part.part(*match.span(2))
    if mail := _MAIL.fullmatch(target.text):
        taken = contacts.add("email", target.part(*mail.span(1)))
    elif number := _TEL.match(target.text):
        taken = contacts.add("phone", label if _phone(label.text) else target.part(number.end()))
    elif _names_site(label, target):
        pairs = [("network", label.scalar()), ("url", scalar(_whole(target.text), target.span))]
        contacts.profiles.append(mapping(part.part(match.start(), match.end()).span, pairs))
        taken = False
    else:
        contacts.add_link(part.part(match.start(), match.end()), target)
        taken = True
    if taken:
        notes.understood(target)
    named = read_label(label)
    if (named and not named.value.text) or _letters(label.text) in _letters(target.text):
        notes.understood(label)


def _names_site(label: Line, target: Line) -> bool:
    """Whether the words of a link name a site that the address does not name: `[Notebook](https://example.com/n)`."""
    words = label.text.split()
    if not 0 < len(words) <= _MOST_LABEL_WORDS or network_of(_whole(target.text)) or read_label(label):
        return False
    return (
        _SITE.search(label.text) is None and _letters(label.text) not in _letters(target.text) and not is_contact(label)
    )


def _whole(address: str) -> str:
    return address if re.match(r"[a-z]+:", address, re.IGNORECASE) else f"https://{address}"


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _take_mail(part: Line, match: re.Match[str], contacts: Contacts, notes: Notes) -> None:
    del notes  # a second address is confessed
    contacts.add("email", part.part(*match.span(1)))


def _take_url(part: Line, match: re.Match[str], contacts: Contacts, notes: Notes) -> None:
    address = part.part(*match.span(1))
    called = _CALLED.fullmatch(part.text[: match.start()])
    if called and network_of(address.text) is None and len(called[1].split()) <= _MOST_LABEL_WORDS:
        label = part.part(*called.span(1))
        notes.understood(label)
        url = address.text if "://" in address.text else f"https://{address.text}"
        fields = [("network", label.scalar()), ("url", scalar(url, address.span))]
        contacts.profiles.append(mapping(part.span, fields))
    else:
        contacts.add_link(address)


def _phone(text: str) -> re.Match[str] | None:
    return next((match for match in _PHONE.finditer(text) if sum(map(str.isdigit, match[0])) >= _FEWEST_DIGITS), None)
