"""The lines that say how to reach a person, with or without a label, as the keys of `basics`."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct, field

from cvpdf.formats.material import Pair, mapping, scalar, sequence
from cvpdf.formats.transcript.lines import Line, Notes
from cvpdf.formats.transcript.locations import is_postal, looks_like_place
from cvpdf.formats.transcript.periods import period_in
from cvpdf.locale.labels import Locale, languages, load_locale
from cvpdf.model.entries import Basics
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
}
"""Networks by their hosts."""

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
    r"(?:com|org|net|io|dev|me|edu|gov|info|app|co|ai|tech|eu|(?!js\b|ts\b)[a-z]{2})(?:/[^\s<>()|,;]*)?))>?(?![\w@])",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w/])(?:\(?\+?\d[\d\s()./–-]{5,22}\d)(?![\w/])")
_ORCID = re.compile(r"(?:\bORCID(?:\s?iD)?\s*:?\s*)?(?<![\w-])(\d{4}-\d{4}-\d{4}-\d{3}[\dX])(?![\w-])", re.IGNORECASE)
_LONGEST = 1000  # letters of a line; to look for an address takes time that grows as their square
_MOST_WORDS = 12  # beside an address; more are a sentence that happens to name one
_MOST_LABEL_WORDS = 2
_FEWEST_DIGITS = 7
_PARTS = re.compile(r"\s*(?:[|·•⋅∙◆♦]|(?<![::\s])\s{3,}|(?<![::\s])\t|\s[–—/-]\s|;\s|<br ?/?>)\s*")
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
    for part in line.split(_PARTS):
        match = _PROFILE.fullmatch(part.text)
        if match and not _SITE.fullmatch(match[1]):
            contacts.profiles.append(_profile(part, match))
        else:
            rest += _read_labelled(_unmarked(part.plain()), contacts, notes)
    return rest


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
    parts = line.split(_PARTS)
    marked = [_unmarked(part) for part in parts]
    if read_label(_unmarked(line)) is not None or any(map(looks_like_place, marked)) or any(map(is_postal, marked)):
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
    if (looks_like_place(part) or is_postal(part)) and contacts.add("location", part):
        notes.guessed(part, "a location")
        return []
    return [part]


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
    else:
        contacts.add_link(part.part(match.start(), match.end()), target)
        taken = True
    if taken:
        notes.understood(target)
    named = read_label(label)
    if (named and not named.value.text) or _letters(label.text) in _letters(target.text):
        notes.understood(label)


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


# Labels. ------------------------------------------------------------------------------------------------------


_MEANS = r"""
    e-?mail; mail; e-?mail address; courriel; correo; correo electrónico; phone; phone number; telephone; tel;
    tél\.?; téléphone;
    telefon; teléfono; telefono; telefone; mobile; mobile phone; cell; mobil; handy; móvil; fax; website; web; site;
    homepage; portfolio; portfólio; portafolio; página web; sitio web; sito web; site web; webseite; www; url; blog;
    linkedin; github; gitlab; twitter; contact; kontakt; tel\.; почта; телефон; 电话;
    邮箱; 電話; メール"""
_NAMES = r"""
    name; full name; vor- und nachname; nom et prénom; nombre y apellidos; nombre; nome e cognome; nome; naam;
    imię i nazwisko; namn; navn; имя; фио; 姓名; 氏名"""
_PLACES = r"""
    address; home address; postal address; adresse; anschrift; dirección; indirizzo; endereço; location; based in; ort;
    wohnort; residence; city; адрес; 城市"""
_BIRTHS = r"""
    date of birth; birth ?date; birthday; d\.?o\.?b\.?; born(?: on)?; geburtsdatum; geburtstag; geboren(?: am)?; geb\.;
    né[e]? le; date de naissance; fecha de nacimiento; nacid[oa] el; data di nascita; nat[oa] il; data de nascimento;
    geboortedatum; født; född"""
_NATIONS = r"""
    nationality; citizenship; staatsangehörigkeit; staatsbürgerschaft; nationalität; nationalité; nacionalidad;
    nazionalità; cittadinanza; nacionalidade; nationaliteit; narodowość; obywatelstwo; nationalitet"""
_ELSE = r"""
    marital status; civil status; gender; sex; age; religion; place of birth; familienstand; geschlecht; alter;
    konfession;
    geburtsort; situation familiale; état civil; estado civil; stato civile; luogo di nascita; lugar de nacimiento;
    burgerlijke staat; geboorteplaats; stan cywilny"""
_PRINTED = {"location": "location", "phone": "", "email": "", "url": ""}
_MARK = r"[*_]{0,2}\s*(?:[::]|(?<=\.)|(?=\s*$))\s*[*_]{0,2}\s*"
_SURE = r"[*_]{0,2}\s*[::]\s*[*_]{0,2}\s*(?=\S)"
_BIRTH_MARK = r"[*_]{0,2}\s*[::]?\s*[*_]{0,2}\s*(?=.*\d{4})"


class Labelled(Struct, frozen=True):
    """A value and the label before it; `key` is that of `basics`, empty for a means of contact, which shows itself.

    It is None for what no résumé of ours has a key for.
    """

    label: Line
    value: Line
    key: str | None


def read_label(line: Line) -> Labelled | None:
    """Part a line that begins with a label, None where it does not."""
    for key, pattern in _patterns().items():
        if match := pattern.match(line.text):
            label, value = line.part(0, match.end()), line.part(match.end(), None, " \t*_")
            return Labelled(label, value, key if key != "else" else None)
    return None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """What labels look like, by the key that they mean; those that cvpdf itself prints are among them."""
    words = list(_printed())
    return {
        "name": _pattern(_split(_NAMES), _SURE),
        "birthDate": _pattern([*_split(_BIRTHS), *_of("birthDate", words)], _BIRTH_MARK),
        "nationality": _pattern([*_split(_NATIONS), *_of("nationality", words)], _MARK),
        "else": _pattern(_split(_ELSE), _MARK),
        "location": _pattern([*_split(_PLACES), *_of("location", words)], _MARK),
        "": _pattern([*_split(_MEANS), *_of("", words)], _MARK),
    }


def _pattern(words: Iterable[str], mark: str) -> re.Pattern[str]:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile(rf"[*_]{{0,2}}(?:{'|'.join(longest_first)})(?!\w){mark}", re.IGNORECASE)


def _split(words: str) -> list[str]:
    return [" ".join(word.split()) for word in words.split(";")]


def _of(key: str, words: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (re.escape(word) for said, word in words if said == key)


def _printed() -> Iterator[tuple[str, str]]:
    for language in languages():
        if words := load_locale(language).value:
            yield from _printed_in(words)


def _printed_in(words: Locale) -> Iterator[tuple[str, str]]:
    for name, key in _PRINTED.items():
        yield key, words.contacts[name]
    for name in Basics.facts:
        yield name, words.facts[name].one
