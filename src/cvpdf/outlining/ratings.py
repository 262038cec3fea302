"""How much of a scale a level is, where the file gives a number or a level of the CEFR; words stay words."""

import re

from cvpdf.outline import Mark, Name, plain_text

_CEFR = {"a1": 17, "a2": 33, "b1": 50, "b2": 67, "c1": 83, "c2": 100}
"""The Common European Framework of Reference for Languages has six levels; each is a sixth, in per cent."""

_LEVEL = re.compile(r"(?<![^\W_])[abc][12](?![^\W_])", re.IGNORECASE | re.ASCII)
_NUMBER = r"(?<![\w.,/])(\d{1,3}(?:[.,]\d+)?)"
_SHARE = re.compile(_NUMBER + r"\s*(?:/|of|out of|von|sur|de|di|af|av|van|из|з|z|su)\s*(\d{1,3})(?![\w/])")
_PERCENT = re.compile(_NUMBER + r"\s*%")
_WHOLE = 100


def rating(level: Mark | None) -> Name | None:
    """The per cent of a level; None where it has none, or more than one."""
    text = plain_text(level.children) if level else ""
    found = {_CEFR[word.lower()] for word in _LEVEL.findall(text)}
    found = found or {_share(number, whole) for number, whole in _SHARE.findall(text)}
    found = found or {_share(number, str(_WHOLE)) for number in _PERCENT.findall(text)}
    per_cent = found.pop() if len(found) == 1 else None
    return Name(str(per_cent)) if per_cent is not None and 0 <= per_cent <= _WHOLE else None


def _share(number: str, whole: str) -> int:
    parts = float(number.replace(",", "."))
    return round(_WHOLE * parts / int(whole)) if int(whole) else -1
