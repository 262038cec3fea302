"""What RenderCV calls things, and which section of ours each of its sections is."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from cvpdf.diagnostics import Span
from cvpdf.formats.key_tables import KeyReading, is_empty, scalar_text
from cvpdf.formats.material import around, items_of, scalar
from cvpdf.formats.rendercv.entry_keys import OWN_ENTRY_TABLES, belongs_in, colon_text, entry_kind
from cvpdf.formats.transcript.vocabulary import section_titled
from cvpdf.source.tree import Mapping, Node, Scalar

# Networks, languages, titles. ---------------------------------------------------------------------------------
# Source: RenderCV's own models, from version 1 to 2.8.


NETWORK_NAMES: Final = {
    "LinkedIn": "https://linkedin.com/in/",
    "GitHub": "https://github.com/",
    "GitLab": "https://gitlab.com/",
    "IMDB": "https://imdb.com/name/",
    "Instagram": "https://instagram.com/",
    "ORCID": "https://orcid.org/",
    "StackOverflow": "https://stackoverflow.com/users/",
    "ResearchGate": "https://researchgate.net/profile/",
    "YouTube": "https://youtube.com/@",
    "Google Scholar": "https://scholar.google.com/citations?user=",
    "Telegram": "https://t.me/",
    "WhatsApp": "https://wa.me/",
    "Leetcode": "https://leetcode.com/u/",
    "X": "https://x.com/",
    "Bluesky": "https://bsky.app/profile/",
    "Reddit": "https://reddit.com/user/",
}
"""Where the pages of each network are; what follows is the name there."""

MASTODON: Final = "Mastodon"
_MASTODON = re.compile(r"@([^@\s]+)@([^@\s]+)")

_USERNAMES: Final = {
    "StackOverflow": re.compile(r"\d+/[^/\s]+"),
    "YouTube": re.compile(r"[^@\s]\S*"),
    "ORCID": re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII),
    "IMDB": re.compile(r"nm\d{7}", re.ASCII),
    "Bluesky": re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]*[A-Za-z0-9]"),
    "WhatsApp": re.compile(r"\+[\d ()-]{7,}", re.ASCII),
    "Reddit": re.compile(r"[A-Za-z0-9_-]{3,23}"),
    MASTODON: _MASTODON,
}
_ANY_USERNAME = re.compile(r"\S+")

LANGUAGES: Final = {
    "english": "en",
    "arabic": "ar",
    "danish": "da",
    "dutch": "nl",
    "french": "fr",
    "german": "de",
    "hebrew": "he",
    "hindi": "hi",
    "hungarian": "hu",
    "indonesian": "id",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "mandarin_chinese": "zh",
    "norwegian_bokmål": "nb",
    "norwegian_nynorsk": "nn",
    "persian": "fa",
    "portuguese": "pt",
    "russian": "ru",
    "spanish": "es",
    "turkish": "tr",
    "vietnamese": "vi",
}

PAPER_NAMES: Final = {
    "a4": "A4",
    "us-letter": "Letter",
    "a5": "A5",
    "a4paper": "A4",
    "letterpaper": "Letter",
    "a5paper": "A5",
}
"""Papers as we call them; version 1 had LaTeX's names."""

USUAL_PAPER: Final = "A4"

SHOWN_BY_ICON: Final = {"phone": "phone", "cake-candles": "birthDate", "flag": "nationality"}
"""What stands behind pictures before words, by the keys of ours."""

ICONS: Final = frozenset({"link", *SHOWN_BY_ICON})
"""The pictures that stand before ways to reach a person and facts about them, if cvpdf writes these."""

_SMALL_WORDS = frozenset(
    (
        *("a", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "like", "near", "nor", "of", "off"),
        *("on", "onto", "or", "over", "so", "than", "that", "to", "upon", "when", "with", "yet"),
    )
)


def page_of(network: str, username: str) -> str | None:
    """The address of somebody's page on a network, None where it cannot be told."""
    if network == MASTODON:
        match = _MASTODON.fullmatch(username)
        return f"https://{match[2]}/@{match[1]}" if match else None
    start = NETWORK_NAMES.get(network)
    return f"{start}{username}" if start and not re.search(r"\s", username) else None


def is_username(network: str, name: str) -> bool:
    """Whether RenderCV takes a name on a network."""
    if network not in NETWORK_NAMES and network != MASTODON:
        return False
    return _USERNAMES.get(network, _ANY_USERNAME).fullmatch(name) is not None


def connection_of(shown: str) -> tuple[str, str]:
    """The network and the name there that a custom connection shows: `Network: name`, or a name alone."""
    network, colon, name = shown.partition(": ")
    return (network, name.strip()) if colon and name.strip() else ("", shown)


def printed_title(key: str) -> str:
    """A section's key as it is printed: words with capitals, unless it is written that way already."""
    if " " in key or any(letter.isupper() for letter in key):
        return key
    words = key.replace("_", " ").split(" ")
    return " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in words)


# The home of a section. ---------------------------------------------------------------------------------------


_TITLES: Final = {
    "summary": "summary|about|about me|profile|professional summary|career summary|executive summary|"
    "personal statement|objective|career objective|introduction|bio",
    "work": "experience|experiences|work|work experience|work history|professional experience|employment|"
    "employment history|career|industry experience|positions|relevant experience|job experience",
    "education": "education|academic background|educational background|academic education|studies|"
    "education and training|degrees",
    "projects": "projects|project|personal projects|selected projects|side projects|open source projects|"
    "project experience|key projects|notable projects|academic projects",
    "volunteer": "volunteer|volunteering|volunteer experience|volunteer work|community service|voluntary work|"
    "volunteer experiences",
    "publications": "publications|publication|selected publications|papers|articles|journal articles|"
    "conference papers|peer reviewed publications|research publications",
    "awards": "awards|award|honors|honours|honors and awards|awards and honors|selected honors|achievements|"
    "awards and achievements|honours and awards|scholarships and awards",
    "certificates": "certificates|certificate|certifications|certification|licenses and certifications|"
    "courses and certifications|professional certifications",
    "skills": "skills|skill|technical skills|technologies|core skills|core competencies|competencies|tools|"
    "skills and technologies|technical expertise|skills and tools|tech stack|expertise|additional skills",
    "languages": "languages|language|language skills|spoken languages",
    "interests": "interests|interest|hobbies|hobbies and interests|interests and hobbies|personal interests",
    "references": "references|reference|referees|recommendations",
}
_HOME_OF: Final = {title: home for home, titles in _TITLES.items() for title in titles.split("|")}
_AND: Final = re.compile(r"\s*(?:&|/|\+|,)\s*")
_WORD: Final = re.compile(r"[^\W_]+")
_KINDS: Final = {"experience": "work", "education": "education", "publication": "publications"}
_JOBS: Final = frozenset(
    "internship internships placement placements traineeship traineeships apprenticeship apprenticeships clerkship "
    "clerkships residency residencies fellowship fellowships job jobs roles praktikum praktika stages prácticas "
    "tirocini estágios stages staże praktik praksis стажировки".split()
)
"""Words of a title under which people were employed; an entry with two lines alone may be a talk as well."""


class Titled(Struct, frozen=True):
    """A section of RenderCV's: its key, its title as printed, its entries that are filled, and where they stand."""

    key: str
    title: Scalar
    entries: tuple[Node, ...]
    body: Span

    @property
    def words(self) -> str:
        """The title."""
        return scalar_text(self.title)

    @property
    def place(self) -> Span:
        """The whole section."""
        return around((self.title, *self.entries))

    @property
    def texts(self) -> tuple[Scalar, ...]:
        """The entries, if all of them are texts."""
        texts = tuple(entry for entry in self.entries if isinstance(entry, Scalar))
        return texts if len(texts) == len(self.entries) else ()


class Home(Struct, frozen=True):
    """The section of ours that one of RenderCV's is."""

    name: str
    guessed: bool = False


def titled(reading: KeyReading, node: Node | None) -> list[Titled]:
    """Every section that has entries, in the order of the file."""
    sections = [one for one in node.entries if not is_empty(one.value)] if isinstance(node, Mapping) else []
    return [
        Titled(
            one.key,
            scalar(printed_title(one.key), one.key_span),
            tuple(_unquoted(reading, entry) for entry in items_of(one.value) if not is_empty(entry)),
            one.value.span,
        )
        for one in sections
    ]


def _unquoted(reading: KeyReading, entry: Node) -> Node:
    """An entry; one that has none of RenderCV's keys may be a text with a colon."""
    known = isinstance(entry, Mapping) and any(one.key in OWN_ENTRY_TABLES["normal"] for one in entry.entries)
    return entry if known or entry_kind(entry) != "other" else colon_text(reading, entry)


def homes(sections: Sequence[Titled], called: Callable[[str], str | None]) -> list[Home | None]:
    """The home of each section, None for the person's own; `called` knows the titles in the language of the file.

    A title that is known decides. Where none says which section is `work`, `education` or `publications`, the only
    one with such entries is it.
    """
    found: list[Home | None] = []
    taken: set[str] = set()
    for section in sections:
        name = _named(section.words, called)
        fitting = name if name and name not in taken and _fits(section, name) else None
        found.append(Home(fitting) if fitting else None)
        taken.update([fitting] if fitting else ())
    kinds = [None if home else _by_kind(section) for section, home in zip(sections, found, strict=True)]
    count = Counter(kinds)
    return [
        Home(kind, guessed=True) if kind and kind not in taken and count[kind] == 1 else home
        for kind, home in zip(kinds, found, strict=True)
    ]


def _named(title: str, called: Callable[[str], str | None]) -> str | None:
    name = _HOME_OF.get(_AND.sub(" and ", title.casefold()).strip()) or called(title) or section_titled(title)
    return name if name in _TITLES else None


def _fits(section: Titled, home: str) -> bool:
    if home == "summary":
        return bool(section.texts)
    return all(belongs_in(entry, home) for entry in section.entries)


def _by_kind(section: Titled) -> str | None:
    """The section that entries of one kind make, if they do; employment is only believed with a title that says so."""
    kinds = {entry_kind(entry) for entry in section.entries}
    home = _KINDS.get(kinds.pop()) if len(kinds) == 1 else None
    if home is None or not _fits(section, home) or _named(section.words, lambda _: None):
        return None
    return home if home != "work" or any(map(_says_work, _WORD.findall(section.words.casefold()))) else None


def _says_work(word: str) -> bool:
    return word in _JOBS or (word != "work" and section_titled(word) == "work")
