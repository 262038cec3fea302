"""Labels before ways to reach a person, and what each means: `Phone:`, `Geburtsdatum:`."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from cvpdf.formats.transcript.lines import Line
from cvpdf.locale.labels import Locale, languages, load_locale
from cvpdf.model.entries import Basics

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
