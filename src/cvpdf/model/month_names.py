"""Which month a word is, in any language: read from a file, and only where a date has a word in it.

`cvpdf.locale.months` makes the file from Unicode's locale data (CLDR), and says what it holds.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from cvpdf.words import folded

FILE = Path(__file__).with_name("months.json")

BETWEEN = frozenset(
    "a d da de del den di do du e er ko la le nd o of rd st ta th"  # 1st of March, 15 de marzo, d'abril, 2021(e)ko, 1er
    " m gada g г г. год года году р рік року оны ж թ".split()  # 2021 m. kovas, 2021. gada marts, март 2021 г.
)
"""What stands in dates between their parts and says nothing."""

_HEBREW_IN = "ב"  # written together with the month: 15 במרץ 2021


def name_key(name: str) -> str:
    """A month's name as it is looked up: folded, without the little words that may precede it."""
    words = folded(name).split()
    while len(words) > 1 and words[0] in BETWEEN:
        del words[0]
    return " ".join(words)


def months_named(name: str, language: str) -> tuple[int, ...]:
    """The months that a name may be: none, or one, or several where the language of the résumé does not decide."""
    own: dict[str, int] = _file()["languages"].get(_bare(language), {})
    everywhere: dict[str, Any] = _file()["everywhere"]
    for key in (name_key(name), name_key(name.removeprefix(_HEBREW_IN))):
        found = own.get(key) or everywhere.get(key)
        if found:
            return tuple(found) if isinstance(found, list) else (found,)
    return ()


def day_first(language: str) -> bool | None:
    """Whether a date such as 03/04/2020 begins with its day, None where the language does not decide."""
    orders: dict[str, str] = _file()["orders"]
    order = orders.get(language.lower()) or orders.get(_bare(language))
    return None if order is None else order == "d"


def _bare(language: str) -> str:
    return language.partition("-")[0].lower()


@cache
def _file() -> Any:  # noqa: ANN401 - JSON, of the shape that its maker says
    return json.loads(FILE.read_text(encoding="utf-8"))
