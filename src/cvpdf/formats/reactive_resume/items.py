"""Reactive Resume's items: what becomes of the keys of each kind, whichever of the versions 3 to 5 wrote them."""

import re
from collections.abc import Iterable
from typing import Final

from cvpdf.formats.key_tables import (
    KeyReading,
    KeyTable,
    KeyTarget,
    dismissed,
    is_empty,
    read_period,
    renamed,
    same,
    scalar_text,
    under,
)
from cvpdf.formats.material import Pair, scalar, value_of
from cvpdf.source.tree import Mapping, Node, Scalar

_WORD = re.compile(r"[^\W_]+")
_SCALE: Final = 5
_SPOKEN: Final = ("description", "proficiency", "fluency")
_SETTINGS: Final = dismissed("id", "visible", "hidden", "icon", "iconColor", "options", "columns")


def link(label: str | None = None) -> KeyTarget:
    """A row of a table: an address with words to show for it; words of their own go to the key `label`."""

    def read(reading: KeyReading, node: Node) -> Iterable[Pair]:
        if not isinstance(node, Mapping):
            return [("url", node)]
        address = value_of(node, "href") or value_of(node, "url")
        words = value_of(node, "label")
        if inline := value_of(node, "inlineLink"):
            reading.dismiss(inline)
        if not isinstance(words, Scalar) or is_empty(words):
            return [("url", address)]
        if _is_part_of(scalar_text(words), scalar_text(address)):
            reading.dismiss(words)
            return [("url", address)]
        if label is None:
            return [("url", address)]
        if not address or is_empty(address):
            return [(label, words)]
        return [(label, scalar(f"[{scalar_text(words)}]({scalar_text(address)})", node.span))]

    return read


def _is_part_of(words: str, address: str) -> bool:
    """Whether words say nothing that the address does not."""
    return set(_WORD.findall(words.casefold())) <= set(_WORD.findall(address.casefold()))


def _level(key: str) -> KeyTarget:
    """How well something is mastered: in words; or in so many of five points, where there are no words."""

    def read(reading: KeyReading, node: Node) -> Iterable[Pair]:
        text = scalar_text(node)
        if not re.fullmatch(r"[0-5](\.\d+)?", text):
            return [(key, node)]
        reading.dismiss(node)
        return [(key, scalar(f"{text}/{_SCALE}", node.span))] if float(text) else []

    return read


def points_alone(node: Node, key: str, *words: str) -> KeyTable:
    """The row for `levelNum`, which version 3 has from 0 to 10; it only counts where no other key says the level."""
    number = scalar_text(value_of(node, "levelNum"))
    if not re.fullmatch(r"\d{1,2}", number):
        return {}
    spoken = any(not is_empty(value) for word in ("level", *words) if (value := value_of(node, word)))
    return {"levelNum": _of_ten(key) if int(number) and not spoken else None}


def _of_ten(key: str) -> KeyTarget:
    def read(reading: KeyReading, node: Node) -> Iterable[Pair]:
        reading.dismiss(node)
        return [(key, scalar(f"{scalar_text(node)}/10", node.span))]

    return read


def without_points(node: Node, *words: str) -> KeyTable:
    """The row for `level` where other keys say it in words already: points are left out, and said if there are any."""
    spoken = any(not is_empty(value) for key in words if (value := value_of(node, key)))
    numbered = re.fullmatch(r"[0-5](\.\d+)?", scalar_text(value_of(node, "level")))
    return {"level": _points_beside_words} if spoken and numbered else {}


def _points_beside_words(reading: KeyReading, node: Node) -> Iterable[Pair]:
    if float(scalar_text(node)):
        hint = f"write it behind the words of the level: `({scalar_text(node)}/{_SCALE})`"
        reading.leave_out(node, f"of {_SCALE} points stands beside words that say the level", hint)
    else:
        reading.dismiss(node)
    return []


_LINKS: Final[KeyTable] = {"url": link("summary"), "website": link("summary")}
_PERIODS: Final[KeyTable] = {"date": read_period, "period": read_period}
_TEXTS: Final[KeyTable] = same("summary") | renamed(description="summary", content="summary")
_ROLES: Final[KeyTable] = {"position": "position", **_PERIODS, **_TEXTS, **_SETTINGS}

ITEMS: Final[dict[str, KeyTable]] = {
    "work": {
        **renamed(company="name"),
        **same("name", "position", "location"),
        **_PERIODS,
        **_TEXTS,
        **_LINKS,
        "roles": under("positions", _ROLES),
    },
    "education": {
        **same("institution"),
        **renamed(school="institution", studyType="studyType", degree="studyType"),
        **same("area", "score"),
        **renamed(grade="score"),
        **same("location", "courses"),
        **_PERIODS,
        **_TEXTS,
        **_LINKS,
    },
    "projects": {**same("name", "description", "summary", "keywords"), **_PERIODS, **_LINKS},
    "volunteer": {**same("organization", "position", "location"), **_PERIODS, **_TEXTS, **_LINKS},
    "publications": {
        **same("name"),
        **renamed(title="name", publisher="publisher", date="releaseDate"),
        **_TEXTS,
        **_LINKS,
    },
    "awards": {**same("title", "awarder", "date"), **_TEXTS, **_LINKS},
    "certificates": {**same("name"), **renamed(title="name"), **same("issuer", "date"), **_TEXTS, **_LINKS},
    "skills": {
        **same("name"),
        **renamed(description="level", proficiency="level"),
        "level": _level("level"),
        "keywords": "keywords",
    },
    "languages": {
        **renamed(name="language", language="language", description="fluency", fluency="fluency"),
        "level": _level("fluency"),
    },
    "interests": same("name", "keywords"),
    "references": {
        **same("name", "position"),
        **renamed(relationship="position"),
        **same("email", "phone"),
        **renamed(summary="reference", description="reference"),
        "url": link("reference"),
        "website": link("reference"),
    },
    "profiles": {**same("network", "username"), "url": link("username"), "website": link("username")},
}
"""The items of each section of ours."""

_OWN: Final[KeyTable] = {
    **renamed(company="title", school="title", institution="title", organization="title", title="title", name="title"),
    **renamed(language="title", network="title", subtitle="subtitle"),
    **renamed(position="subtitle", degree="subtitle", studyType="subtitle", area="subtitle", grade="subtitle"),
    **renamed(awarder="subtitle", issuer="subtitle", publisher="subtitle", username="subtitle"),
    **renamed(proficiency="subtitle", fluency="subtitle", phone="subtitle"),
    "level": _level("subtitle"),
    "location": "location",
    "summary": "summary",
    "description": "summary",
    "content": "summary",
    **renamed(keywords="keywords", tags="keywords"),
    **_LINKS,
    **_SETTINGS,
}


def item_table(home: str | None, item: Node) -> KeyTable:
    """What becomes of the keys of one item; `home` is None in a section of the person's own."""
    described = value_of(item, "summary") is not None  # up to version 4 a description is a few words beside it
    if home is None:
        points = {**points_alone(item, "subtitle", *_SPOKEN), **without_points(item, "proficiency", "fluency")}
        dates: KeyTable = {"date": _own_date, "period": _own_date}
        return {**_OWN, **points, **dates, **({"description": "subtitle"} if described else {})}
    table = {**ITEMS[home], **_SETTINGS}
    if home == "references" and described:
        table["description"] = "position"
    if home in {"skills", "languages"}:
        key = "level" if home == "skills" else "fluency"
        table |= {**points_alone(item, key, *_SPOKEN), **without_points(item, *_SPOKEN)}
    return table


def _own_date(reading: KeyReading, node: Node) -> Iterable[Pair]:
    """A date as a date, a period as one."""
    pairs = list(read_period(reading, node))
    texts = {scalar_text(value) for _, value in pairs if value}
    return pairs if len(texts) > 1 else [("date", node)]
