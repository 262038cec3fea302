"""What RenderCV calls things: its networks, its languages, the titles of its sections, the keys of its entries.

Source: RenderCV's own models, from version 1 to 2.8.
"""

import re
from typing import Final

NETWORKS: Final = {
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

PAPERS: Final = {
    "a4": "A4",
    "us-letter": "Letter",
    "a5": "A5",
    "a4paper": "A4",
    "letterpaper": "Letter",
    "a5paper": "A5",
}
"""Papers as we call them; version 1 had LaTeX's names."""

USUAL_PAPER: Final = "A4"

ICONS: Final = frozenset({"link", "phone", "cake-candles", "flag"})
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
    start = NETWORKS.get(network)
    return f"{start}{username}" if start and not re.search(r"\s", username) else None


def is_username(network: str, name: str) -> bool:
    """Whether RenderCV takes a name on a network."""
    if network not in NETWORKS and network != MASTODON:
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
