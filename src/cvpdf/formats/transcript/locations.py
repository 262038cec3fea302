"""Places and postal addresses, told by their form or a word in them; and the labels before ways to reach a person."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from cvpdf.formats.transcript.lines import Line
from cvpdf.formats.transcript.vocabulary import DEGREE, FIRM, GRADE, INSTITUTION, ROLE, section_named
from cvpdf.locale.cldr import cldr
from cvpdf.locale.labels import Locale, languages, load_locale
from cvpdf.model.entries import Basics

# Places. ------------------------------------------------------------------------------------------------------


_LONGEST = 70
_MOST_PARTS = 4
_MOST_WORDS = 5
_MOST_CITY_WORDS = 3
_ANYWHERE = (
    r"(?:fully |100\s?% )?remote(?:[- ](?:job|work|position|role|contract|only))?|hybrid|"
    r"on-?site|worldwide|home office|homeoffice|vor ort|à distance|en remoto|a distancia|"
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


def is_label(line: Line) -> bool:
    """Whether a line, all of it in bold, names a part of an entry, and says what comes next: `**Duties:**`."""
    text = line.plain().text
    bare = text.rstrip(":：").strip()
    if line.level or text == line.stripped().text:
        return False
    return bare.casefold() in _PARTS or section_named(bare, loosely=bare != text) is not None


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


# Postal addresses. --------------------------------------------------------------------------------------------


_ADDRESS_LETTERS = 90
_ADDRESS_WORDS = 14
_STREET = re.compile(
    r"(?:\b(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|court|square|sq|terrace|crescent|boulevard|blvd|place|"
    r"row|gardens|rue|allée|chemin|impasse|quai|calle|avenida|paseo|plaza|via|viale|piazza|corso|rua|travessa|praça|"
    r"ulica|ul|улица|ул)\b|(?:straße|strasse|str\.|gasse|weg|platz|allee|ufer|straat|laan|gracht|plein|gatan|vägen|gata|"
    r"vej|gade|vei|veien|katu|tie)(?!\w))",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"(?<!\w)\d{1,5}\s?[a-z]?(?:[-/]\d{1,5})?(?!\w)", re.IGNORECASE)
_CODE = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b"  # United Kingdom
    r"|\b[A-Z]\d[A-Z]\s?\d[A-Z]\d\b"  # Canada
    r"|\b\d{4}\s?[A-Z]{2}\b(?=\s+[A-Z])"  # Netherlands
    r"|\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b"  # United States
    r"|(?<!\w)(?:[A-Z]{1,2}-)?\d{4,5}\s+[^\W\d_]{3,}"  # most of Europe: the code before the town
    r"|\b\d{2}-\d{3}\s+[^\W\d_]{3,}|\b\d{4}-\d{3}\b"  # Poland, Portugal
)
_NONE = re.compile(r"[@!?:;]|https?:|\bwww\.|[a-z]{2}/[a-z]|\b(?:19|20)\d\d\s*[-–—]")


def is_postal(line: Line) -> bool:
    """Whether a line is an address: a street with a number, or a town with its postal code."""
    text = line.text.strip()
    if (
        not text
        or len(text) > _ADDRESS_LETTERS
        or len(text.split()) > _ADDRESS_WORDS
        or _NONE.search(text)
        or text[-1] == "."
    ):
        return False
    if _CODE.search(text) and ("," in text or _CODE.match(text)):
        return True
    return any(_STREET.search(part) and _HOUSE.search(part) for part in text.split(","))


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
