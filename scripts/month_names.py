"""The names of months in every language that Babel knows, as the file by which dates are read.

Checking a file may not load hundreds of locales. `python scripts/month_names.py` writes the file anew.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from babel.core import Locale
from babel.localedata import locale_identifiers

from cvpdf.model.dates import MONTHS_FILE, name_key

Names: TypeAlias = "Mapping[str, set[int]]"
"""The months that a word may be, in one language."""

SPREAD = (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn"
    " ko ky lo lt lv mk ml mn mr ms mt my nb ne nl nn no pa pl pt ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh"
).split()
"""Languages whose months are known in résumés of any language. The words of the others, of which many are short and
English words too, count where the résumé says that it is in that language."""

ALSO: Mapping[str, Mapping[str, int]] = {
    "de": {"Mrz": 3, "Maerz": 3, "Feber": 2, "Jaenner": 1},  # by spreadsheets, without umlauts, in Austria
    "en": {"Febr": 2, "Sept": 9},
    "fr": {"fév": 2, "juill": 7},
}
"""What people write and Unicode's locale data (CLDR) does not have."""

_PATTERN_LETTER = re.compile(r"[yMLd]")


def month_names() -> dict[str, dict[str, object]]:
    """Gather which month each word is.

    `everywhere` is what a word means whatever the language of the résumé: what it does in English, or in all
    languages of `SPREAD`, or a list of months where these disagree. `languages` has what is
    otherwise in one language. `orders` says for languages and regions whether a date's day (`d`) or month (`m`)
    comes first where its year comes last.
    """
    by_language = _by_language()
    everywhere = _everywhere(by_language)
    languages: dict[str, dict[str, int]] = {}
    for language, names in by_language.items():
        own = {name: next(iter(months)) for name, months in names.items() if len(months) == 1}
        differing = {name: month for name, month in own.items() if everywhere.get(name) != month}
        if differing:
            languages[language] = differing
    return {"everywhere": {**everywhere}, "languages": {**languages}, "orders": {**_orders()}}


def months_text() -> str:
    """Write the names as the file holds them."""
    return json.dumps(month_names(), ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def _everywhere(by_language: Mapping[str, Names]) -> dict[str, int | list[int]]:
    meanings: dict[str, set[int]] = defaultdict(set)
    for language in SPREAD:
        for name, months in by_language[language].items():
            meanings[name] |= months
    meanings |= by_language["en"]
    return {name: next(iter(months)) if len(months) == 1 else sorted(months) for name, months in meanings.items()}


def _by_language() -> dict[str, dict[str, set[int]]]:
    found: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for locale in _locales():
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for month, name in locale.months[context][width].items():
                    _add(found[locale.language], name, month)
    for language, names in ALSO.items():
        for name, month in names.items():
            _add(found[language], name, month)
    return found


def _add(names: dict[str, set[int]], name: str, month: int) -> None:
    """Note a name; one that holds the month's number is read by its form."""
    if (key := name_key(name)) and not any(character.isdecimal() for character in key):
        names[key].add(month)


def _orders() -> dict[str, str]:
    by_language: dict[str, dict[str, str]] = defaultdict(dict)
    for locale in _locales():
        order = "".join(dict.fromkeys(_PATTERN_LETTER.findall(locale.date_formats["short"].pattern.replace("L", "M"))))
        if not order.startswith("y"):  # this says nothing of dates with their year at the end
            by_language[locale.language][str(locale)] = order[0].lower()
    found: dict[str, str] = {}
    for language, orders in by_language.items():
        agreed = set(orders.values())
        found |= {language: agreed.pop()} if len(agreed) == 1 else orders
    return {tag.replace("_", "-").lower(): order for tag, order in found.items() if tag != "en"}


def _locales() -> Iterator[Locale]:
    return map(Locale.parse, sorted(locale_identifiers()))


if __name__ == "__main__":
    MONTHS_FILE.write_text(months_text(), encoding="utf-8")
