"""The families of a page: the theme's, and others for the letters that these do not have."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from cvpdf.diagnostics import Diagnostic, Severity
from cvpdf.outline.values import Mark, text_of
from cvpdf.page import Face
from cvpdf.path import SourcePath, format_path
from cvpdf.rules.cv5_layout import MissingGlyph
from cvpdf.rules.cv9_environment import (
    MEND_LIBRARIES,
    EngineMissing,
    FontFamilyMissing,
    NoSuchSystemFont,
    SystemFontUsed,
)
from cvpdf.source.tree import Locate
from cvpdf.theme.loading import Settings
from cvpdf.theme.theme import Theme
from cvpdf.words import did_you_mean

_FONTS: SourcePath = ("document", "fonts")
_OTHER = "leave it out, or name a font of this machine that has it in `document.fonts`, such as `Symbola` for emoji"
_SHOWN = 8
"""Characters named in a message."""

# Latin letters and signs that every family has: a page with nothing else needs no look into a font.
_COMMON = re.compile(r"[\x20-\x7e\xa1-\xac\xae-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e–—‘-‚“-„†-•…‰‹›€™]*")

_SERIFS = re.compile("Serif|Garamond|Spectral|Newsreader|Literata|Crimson|Alegreya$|Lora|Merriweather")

_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""What asks for a form of the sign before it, as for ✔ in colours; fonts that have no such form pass over it."""

_SOURCES = ("Source Serif 4", "Source Sans 3")
_SCRIPTS = {
    "Noto Sans Arabic": ("arabic", "[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"),
    "Heebo": ("hebrew", "[\u0590-\u05ff\ufb1d-\ufb4f]"),
    "Noto Sans Devanagari": ("devanagari", "[\u0900-\u097f\ua8e0-\ua8ff\u1cd0-\u1cff]"),
    "Noto Sans Thai": ("thai", "[\u0e00-\u0e7f]"),
    "Noto Sans": ("letters", "[\u0100-\u058f\u1c80-\u1c8f\u1d00-\u1fff\u2c60-\u2c7f\ua640-\ua7ff]"),
}
"""The families of other scripts, each with the extra of cvpdf that installs it, and the characters it is for."""

_SIGNS = "Inter"
"""The family that has the most stars, boxes and arrows, of those that are always there."""

_FAR_EAST = "[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"


class Families(Struct, frozen=True):
    """The faces of a page, the families that stand in for the theme's, and what is to be said about both."""

    faces: tuple[Face, ...]
    others: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def choose_families(
    letters: str, marks: Iterable[Mark], theme: Theme, settings: Settings, locate: Locate, cache: Path | None
) -> Families:
    """Find fonts for all these letters, which `marks` print; a letter without one is an error."""
    own = theme.faces(settings.options)
    named = tuple(_unknown(settings.fonts, locate)) if settings.fonts else ()
    if not theme.is_ours:
        named = (*named, *_not_installed(theme, {face.family for face in own}))
    if _COMMON.fullmatch(letters):
        return Families(own, (), named)
    families = dict.fromkeys(face.family for face in own)
    if any(item.rule is EngineMissing for item in named):
        return Families(own, (), named)
    wanted = {letter for letter in letters if not _is_silent(letter)}
    lacking = frozenset[str]().union(*(wanted - _held(Face(family, own[0].weight), cache) for family in families))
    faces, said = list(own), list(named)
    for added in _others(own, theme, settings):
        if lacking and lacking & _held(added[0], cache):
            lacking -= _held(added[0], cache)
            faces += added
            said += _used(added[0], locate)
    others = tuple(dict.fromkeys(face.family for face in faces[len(own) :]))
    return Families(tuple(faces), others, (*said, *_missing(lacking, tuple(marks), theme, locate)))


def _is_silent(letter: str) -> bool:
    """Whether a character is there for the letters beside it, and has no form."""
    return letter.isspace() or unicodedata.category(letter) == "Cf" or letter in _SELECTORS


def _held(face: Face, cache: Path | None) -> frozenset[str]:
    from cvpdf.typeset.fonts import letters_of

    return letters_of(face, cache)


def _others(own: tuple[Face, ...], theme: Theme, settings: Settings) -> Iterator[list[Face]]:
    """Families that may stand in, the best first: those of a kind with the text's, those named, one for each script."""
    known = {face.family for face in own}
    slants = (False, True) if theme.italic else (False,)
    sources = _SOURCES if _SERIFS.search(own[0].family) else _SOURCES[::-1]
    for family in (name for name in sources if name not in known):
        yield [Face(family, weight, italic) for weight in theme.weights for italic in slants]
    for family in settings.fonts:
        yield [Face(family, weight, system=True) for weight in theme.weights]
    for family in (name for name in (*_SCRIPTS, _SIGNS) if name not in known):
        yield [Face(family, weight) for weight in theme.weights]


# What is to be said. -----------------------------------------------------------------------------------------


def _unknown(families: tuple[str, ...], locate: Locate) -> Iterator[Diagnostic]:
    """Families that are named and not there."""
    from cvpdf.typeset.fonts import system_fonts
    from cvpdf.typeset.weasyprint_import import EngineUnavailableError

    try:
        known = system_fonts()
    except EngineUnavailableError as error:
        yield EngineMissing.at(None, f"fonts of this machine cannot be found: {error}", hint=MEND_LIBRARIES)
        return
    for number, family in enumerate(families):
        if family not in known:
            path = (*_FONTS, number)
            hint = did_you_mean(family, known) or "`fc-list : family` lists the fonts of this machine"
            message = f"this machine has no font `{family}`"
            yield NoSuchSystemFont.at(locate(path), message, path=path, hint=hint)


def _not_installed(theme: Theme, wanted: set[str]) -> Iterator[Diagnostic]:
    """Families of a theme that are not there: an error if this page needs them, else a warning to its author."""
    from cvpdf.typeset.fonts import installed_families, is_installed

    for family in (family for family in theme.families if not is_installed(family)):
        near = did_you_mean(family, installed_families())
        package = f"`pip install fontpkg-{family.lower().replace(' ', '-')}`"
        severity = Severity.ERROR if family in wanted else Severity.WARNING
        yield FontFamilyMissing.at(
            theme.named.get(family), f"the font {family} is not installed", hint=near or package, severity=severity
        )


def _used(face: Face, locate: Locate) -> Iterator[Diagnostic]:
    from cvpdf.typeset.fonts import find_system_font

    found = find_system_font(face.family, face.weight) if face.system else None
    if found:
        message = f"the PDF depends on a font of this machine: {found.family}, version {found.version}"
        yield SystemFontUsed.at(locate(_FONTS), message, path=_FONTS)


def _missing(lacking: frozenset[str], marks: tuple[Mark, ...], theme: Theme, locate: Locate) -> Iterator[Diagnostic]:
    """Say which letters no font has: once for all that one font mends, at the first value with one; else each value."""
    by_hint: dict[str, list[str]] = {}
    for letter in sorted(lacking):
        by_hint.setdefault(_way_out(letter), []).append(letter)
    for hint, letters in by_hint.items():
        with_one = [mark for mark in marks if not set(letters).isdisjoint(text_of(mark))]
        for mark in with_one if hint == _OTHER else with_one[:1]:
            of_mark = letters if hint != _OTHER else sorted(set(letters).intersection(text_of(mark)))
            shown = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in of_mark[:_SHOWN])
            more = f" … and {len(of_mark) - _SHOWN} more" if len(of_mark) > _SHOWN else ""
            values = f"; {len(with_one)} values have such letters" if len(with_one) > 1 and hint != _OTHER else ""
            message = f"`{format_path(mark.origin)}`: no font at hand has {shown}{more}{values}"
            yield MissingGlyph.at(locate(mark.origin), message, path=mark.origin, hint=hint)
        if not with_one:
            shown = ", ".join(f"{letter} (U+{ord(letter):04X})" for letter in letters)
            bullet = not set(letters).isdisjoint(theme.bullet)
            place = theme.named.get(theme.bullet) if bullet else None
            what = f"the theme's `bullet` is {shown}" if bullet else f"the theme prints {shown}"
            yield MissingGlyph.at(
                place, f"{what}, which no font at hand has", hint="choose another sign" if bullet else hint
            )


def _way_out(letter: str) -> str:
    from cvpdf.typeset.fonts import is_installed

    for family, (extra, letters) in _SCRIPTS.items():
        if re.fullmatch(letters, letter) and not is_installed(family):
            return f"`pip install 'cvpdf[{extra}]'`"
    if re.fullmatch(_FAR_EAST, letter):
        return "name a font of this machine that has them: `document: {fonts: [Noto Sans CJK JP]}`"
    if letter.isalpha() or unicodedata.category(letter)[0] == "M":
        return "name a font of this machine that has them in `document.fonts`"
    return _OTHER
