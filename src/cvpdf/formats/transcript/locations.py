"""Places: whether a line names where something was, told by its form, a country, or a word such as `Area`."""

import re
from functools import cache

from cvpdf.formats.transcript.header_words import DEGREE, FIRM, GRADE, INSTITUTION, ROLE
from cvpdf.formats.transcript.headings import section_named
from cvpdf.formats.transcript.lines import Line
from cvpdf.locale.cldr import cldr
from cvpdf.locale.labels import languages

_LONGEST = 70
_MOST_PARTS = 4
_MOST_WORDS = 5
_MOST_CITY_WORDS = 3
_ANYWHERE = (
    r"remote|fully remote|hybrid|on-?site|worldwide|home office|homeoffice|vor ort|à distance|en remoto|a distancia|"
    r"da remoto|remoto|híbrido|híbrida|hybride|ibrido|hybrydowo|sur site|présentiel|en présentiel|presencial|in sede|"
    r"op locatie|stacjonarnie|op afstand|zdalnie|på distans|uzaktan|удаленно|远程"
)
_REGION = re.compile(
    r"\b(?:metropolitan area|bay area|area|region|metropolitan|metropolregion|greater|raum|großraum|und umgebung|"
    r"région de|périphérie|alrededores|y alrededores|área|zona|regio|omgeving|область|地区|周边|都)\b",
    re.IGNORECASE,
)
_STATE = re.compile(r"[A-Z]{2}(?:\s\d{5})?")
_NOT_A_PLACE = re.compile(r"[.!?:;@/\\|=<>+]\s|\s[·•–—-]\s|[@=<>+|]|\d{4}|\w[.!?:;]$|https?:")


def looks_like_place(line: Line) -> bool:
    """Whether a line is a place: a country or state at its end, a word such as `Area`, or work from anywhere."""
    text = line.text.strip()
    text = _without_anywhere(text)
    if not text or len(text) > _LONGEST or _NOT_A_PLACE.search(text):
        return False
    if re.fullmatch(_ANYWHERE, text, re.IGNORECASE):
        return True
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > _MOST_PARTS or not all(map(_is_name, parts)):
        return False
    country = parts[-1].casefold().removeprefix("the ")
    if country in _countries("en") or (len(parts) > 1 and _is_state(parts[-1])):
        return True
    if _REGION.search(text) and len(text.split()) <= _MOST_WORDS:
        return True
    return any(country in _countries(language) for language in languages())


def may_be_place(line: Line) -> bool:
    """Whether a line where a place is expected could be one: a name or a few, without a sentence's end."""
    text = line.text.strip()
    parts = text.split(",")
    short = (
        any(map(str.isalpha, text))
        and len(text) <= _LONGEST
        and len(text.split()) <= 2 * _MOST_WORDS
        and len(parts) <= _MOST_PARTS
    )
    return short and not _NOT_A_PLACE.search(text) and all(_is_name(part.strip()) for part in parts)


def is_bare_place(line: Line) -> bool:
    """Whether a line right below dates may be a city: a few words with capitals that name no part of an entry."""
    text = _without_anywhere(line.text.strip())
    line = line.part(0, len(line.text.rstrip()) - len(line.text.strip()) + len(text))
    words = text.split()
    if not 0 < len(words) <= _MOST_CITY_WORDS or not may_be_place(line) or text.casefold() in _PARTS:
        return False
    if section_named(text, loosely=True) or any(word.search(text) for word in (ROLE, FIRM, DEGREE, GRADE, INSTITUTION)):
        return False
    return all(word[0].isupper() or word in _SMALL_WORDS for word in words) and _LETTERS.fullmatch(text) is not None


def _without_anywhere(text: str) -> str:
    """A place without the word behind it that says how much of the work is done there: `London · Hybrid`."""
    return re.sub(rf"\s*(?:[·,]\s*(?:{_ANYWHERE})|\((?:{_ANYWHERE})\))$", "", text, flags=re.IGNORECASE)


def _is_state(part: str) -> bool:
    return _STATE.fullmatch(part) is not None or part.casefold().replace(" ", "-") in _STATES


def _is_name(part: str) -> bool:
    """Whether a part is a few words of which the first and the last have capitals, or a script that has none."""
    words = part.split()
    if not words or len(words) > _MOST_WORDS:
        return False
    return all(word[0].isupper() or word[0] in "'’(" or not word[0].islower() for word in (words[0], words[-1]))


_LETTERS = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
_SMALL_WORDS = frozenset("de la del am an der of on upon sur le les y do da di du im".split())
_PARTS = frozenset(
    """
responsibilities,key responsibilities,main responsibilities,duties,tasks,achievements,key achievements,accomplishments,
technologies,technology,tech stack,stack,tools,environment,highlights,summary,description,overview,role,scope,results,
details,clients,client,team,product,industry,main tasks,job description,key projects,aufgaben,tätigkeiten,erfolge,
technologien,projekte,schwerpunkte,missions,tâches,réalisations,environnement,responsabilidades,funciones,logros,tareas,
tecnologías,attività,mansioni,responsabilità,tecnologie,atividades,realizações,tecnologias,taken,werkzaamheden,обязанности,
достижения,технологии,задачи,
animal welfare,arts and culture,children,civil rights,economic empowerment,education,environment,health,human rights,
politics,poverty alleviation,science and technology,social services,veteran support
""".replace("\n", "").split(",")
)
"""What stands alone on a line below dates and is no place; the last are what people volunteer for."""
_STATES = """
alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois indiana
iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska
nevada new-hampshire new-jersey new-mexico new-york north-carolina north-dakota ohio oklahoma oregon pennsylvania
rhode-island south-carolina south-dakota tennessee texas utah vermont virginia washington west-virginia wisconsin
wyoming ontario quebec british-columbia alberta manitoba saskatchewan nova-scotia new-south-wales victoria queensland
""".split()
"""States that are written behind a city without their country."""


@cache
def _countries(language: str) -> frozenset[str]:
    named = cldr(language).territories.items()
    more = {"usa", "us", "u.s.", "u.s.a.", "uk", "u.k.", "uae", "england", "scotland", "wales", "northern ireland"}
    more |= {"holland", "czech republic", "turkey", "south korea", "deutschland"}
    return frozenset(name.casefold() for code, name in named if code.isalpha()) | more
