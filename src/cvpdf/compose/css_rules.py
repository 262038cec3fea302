"""A theme's style sheets, judged before the engine sees them: each mistake at its line of `theme.css`."""

import os
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from unicodedata import name as name_of_sign
from unicodedata import normalize

from msgspec import Struct

from cvpdf.compose.css_parser import Declared, marks_selected, read_sheet, tokens_in, written
from cvpdf.diagnostics import Diagnostic, Span
from cvpdf.page import Page
from cvpdf.rules.cv4_themes import BadStyles, HarmfulStyle, UnknownInStyles, WordsInStyles
from cvpdf.theme.search_path import place_of, themes_folder
from cvpdf.theme.theme import VALUES, Theme, css_name
from cvpdf.words import did_you_mean

# Declarations that lose text. ---------------------------------------------------------------------------------


_Asks = Callable[[list[Any]], bool]

_WORDLESS = re.compile(r"::?(?:before|after)$|(?:^|[\s>+~])[^\s>+~]*(?:img|\.photo)$", re.IGNORECASE)
"""Selectors of what holds no words, and may stand anywhere: the photo, signs before and behind."""

_WIDEST = 0.1
"""Letter spacing (em) from which on readers see letters instead of words."""

_STEPS = ("counter", "counters", "attr", "string", "content", "target-counter", "target-counters", "target-text")
"""What `content` prints besides texts."""


def harm_of(declared: Declared) -> tuple[str, str] | None:
    """Why a declaration harms the text, and what to write instead; None where it does not."""
    value = _plain(declared)
    for harms in (_HARMS, _FORMS):
        asks, reason, hint = harms.get(declared.name, (None, "", ""))
        if asks and asks(value) and not (declared.name in _MOVING and _is_wordless(declared.selectors)):
            return reason, hint
    return None


def words_of_content(declared: Declared) -> str | None:
    """What the property `content` prints that is more than signs; the margins of a page may name and count."""
    if declared.name != "content":
        return None
    for token in tokens_in(declared.value):
        if token.type == "string" and any(map(_is_letter, token.value)):
            return f'"{token.value}"'
        if token.type == "function" and token.lower_name in _STEPS and not declared.margin_box:
            return f"{token.lower_name}(…)"
    return None


def _is_letter(sign: str) -> bool:
    """Whether a sign is a letter or digit, in whatever shape: `№`, `①`, a letter in a square."""
    return any(map(str.isalnum, normalize("NFKC", sign))) or " LETTER " in name_of_sign(sign, "")


def _plain(declared: Declared) -> list[Any]:
    return [token for token in declared.value if token.type not in ("whitespace", "comment")]


def _is_wordless(selectors: str) -> bool:
    return bool(selectors) and all(_WORDLESS.search(selector.strip()) for selector in selectors.split(","))


def _words(value: list[Any]) -> set[str]:
    return {token.lower_value for token in value if token.type == "ident"}


def _but(*harmless: str) -> _Asks:
    """Whether a value is a word, and none of these."""
    fine = {*harmless, "inherit", "initial", "unset", "revert"}
    return lambda value: (
        bool(_words(value) - fine) or any(token.type == "function" and token.lower_name != "var" for token in value)
    )


def _any_of(*harmful: str) -> _Asks:
    return lambda value: not _words(value).isdisjoint(harmful)


def _less_than_whole(value: list[Any]) -> bool:
    whole = {"number": 1, "percentage": 100}
    return any(token.value < whole[token.type] for token in value if token.type in whole)


def _not_zero(value: list[Any]) -> bool:
    return any(token.type == "number" and token.value != 0 for token in value)


def _wide(value: list[Any]) -> bool:
    return any(token.type == "dimension" and token.lower_unit == "em" and token.value > _WIDEST for token in value)


_SIDE = "put it side by side with `display: table` and `table-cell`, or with margins and padding"
_APART = "it is painted apart from the text around it, so readers meet its words out of their order"
_TURNED = "readers meet the words in the order of the templates and not of the page"

_HARMS: dict[str, tuple[_Asks, str, str]] = {
    "float": (_but("none"), _APART, _SIDE),
    "position": (_but("static"), _APART, _SIDE),
    "transform": (_but("none"), _APART, _SIDE),
    "opacity": (_less_than_whole, _APART, "write a paler colour"),
    "overflow": (
        _but("visible"),
        _APART + ", and what is cut off is lost",
        "give it room, or `overflow-wrap: anywhere`",
    ),
    "order": (_not_zero, _TURNED, "change the order in a template"),
    "flex-direction": (_any_of("row-reverse", "column-reverse"), _TURNED, "change the order in a template"),
    "flex-flow": (_any_of("row-reverse", "column-reverse", "wrap-reverse"), _TURNED, "change the order in a template"),
    "flex-wrap": (_any_of("wrap-reverse"), _TURNED, "change the order in a template"),
    **dict.fromkeys(
        ("text-decoration", "text-decoration-line"),
        (
            _any_of("line-through"),
            "what is struck out does not count, and the letters are hard to read",
            "leave it out",
        ),
    ),
    "visibility": (
        _but("visible"),
        "what nobody sees is lost",
        "leave it out in a template, and declare so in `omits`",
    ),
    "letter-spacing": (_wide, "readers take letters that far apart for words", "write `0.1em` at most"),
    "hyphens": (_any_of("auto"), "a word with a hyphen in it is not found any more", "leave it out"),
    "font-variant": (_any_of("all-small-caps"), "capitals are read back as small letters", "write `small-caps`"),
    "font-variant-caps": (_any_of("all-small-caps"), "capitals are read back as small letters", "write `small-caps`"),
    "list-style": (
        _but("none", "inside", "outside"),
        "it prints a bullet before the one that is there",
        "name one under `bullet` in `theme.yaml`",
    ),
    "list-style-type": (
        _but("none"),
        "it prints a bullet before the one that is there",
        "name one under `bullet` in `theme.yaml`",
    ),
}
"""By property: which values harm, why, and what to write instead."""

_HONEST_FEATURES = frozenset(
    (
        *("calt", "case", "ccmp", "clig", "cpsp", "curs", "dlig", "kern", "liga", "lnum", "locl", "mark", "mkmk"),
        *("c2pc", "c2sc", "onum", "pcap", "pnum", "rlig", "smcp", "tnum", "zero"),
    )
)
"""Features of fonts (OpenType) that leave letters what they are; others draw fractions, ornaments, circles."""

_HONEST_VARIANTS = (
    *("normal", "none", "small-caps", "petite-caps", "slashed-zero", "contextual", "no-contextual"),
    *("common-ligatures", "discretionary-ligatures", "no-common-ligatures", "no-discretionary-ligatures"),
    *("no-historical-ligatures", "lining-nums", "oldstyle-nums", "proportional-nums", "tabular-nums"),
)


def _other_features(value: list[Any]) -> bool:
    named = {token.value.lower() for token in value if token.type == "string"}
    return not named <= _HONEST_FEATURES or any(token.type == "function" for token in value)


def _other_variants(value: list[Any]) -> bool:
    return _but(*_HONEST_VARIANTS)(value) or any(token.type == "function" for token in value)


_DRAWN = "it may draw other letters than the text has, which nobody would see in the text"
_HONEST = "write it out, with one of " + ", ".join(f"`{name}`" for name in sorted(_HONEST_FEATURES))
_PLAIN = "write it out: small capitals, ligatures, and the kinds of figures leave letters what they are"
_FORMS: dict[str, tuple[_Asks, str, str]] = {
    "font-feature-settings": (_other_features, _DRAWN, _HONEST),
    **dict.fromkeys(
        (
            *("font-variant", "font-variant-alternates", "font-variant-caps", "font-variant-east-asian"),
            *("font-variant-ligatures", "font-variant-numeric", "font-variant-position"),
        ),
        (_other_variants, _DRAWN, _PLAIN),
    ),
    "font-language-override": (lambda value: _words(value) != {"normal"}, _DRAWN, "leave it out"),
    "@font-face": (
        lambda _: True,
        "a theme has the fonts of its manifest",
        "name families under `fonts` in `theme.yaml`",
    ),
}
"""The same, of what decides how a letter is drawn."""

_MOVING = ("float", "position", "transform", "opacity", "overflow")
"""Harmless where there are no words."""


# The style sheets of a theme. ---------------------------------------------------------------------------------


_GIVEN = ("--text-font", "--heading-font", "--folio")
"""Custom properties that every page has."""

_DECLARED = re.compile(r"(--[\w-]+)\s*:")
_GENERIC = frozenset(("serif", "sans-serif", "monospace", "inherit", "initial", "unset"))
_SHOWN = 60
_FAMILIES = (
    "`var(--text-font)` and `var(--heading-font)` are those that `fonts` in `theme.yaml` names, as they are chosen"
)


class Names(Struct, frozen=True):
    """What style sheets may refer to: custom properties, families that are always there, options that are classes."""

    properties: frozenset[str]
    families: tuple[str, ...]
    classes: frozenset[str] = frozenset()


def check_styles(theme: Theme, sheets: list[tuple[str, Path]]) -> Iterator[Diagnostic]:
    """Say what is wrong with the style sheets (text, folder) of a theme; those of cvpdf's own themes are tested."""
    names = names_of(theme, [text for text, _ in sheets])
    ours = os.path.realpath(themes_folder())
    for text, folder in sheets:
        if os.path.dirname(os.path.realpath(folder)) != ours:  # noqa: PTH120 -- of a path as text
            yield from judge_sheet(text, place_of(folder / "theme.css"), names)


def find_guilty(theme: Theme, page: Page, properties: tuple[str, ...], mark: int | None) -> Span | None:
    """Where a theme's style sheets say what a page suffers from, as far as can be told.

    Args:
        theme: the theme; what it has from themes of cvpdf is not to blame.
        page: the page that was composed with it.
        properties: those that may have brought it about; one that begins with such a name and a hyphen is one as well.
        mark: the number of a mark that suffers.

    Returns:
        The last of the declarations that are most likely; None where the theme has none of its own.
    """
    ours = os.path.realpath(themes_folder())
    folders = [folder for folder in theme.folders if os.path.dirname(os.path.realpath(folder)) != ours]  # noqa: PTH120 -- as above
    files = {place_of(folder / "theme.css") for folder in folders}
    best, place = 0, None
    for sheet in (sheet for sheet in page.styles if sheet.origin in files):
        for declared in read_sheet(sheet.css).declared:
            likelihood = _likelihood(declared, page, properties, mark)
            if likelihood >= best:
                best, place = likelihood, _at(sheet.origin or "", declared.line, declared.column)
    return place


def _likelihood(declared: Declared, page: Page, properties: tuple[str, ...], mark: int | None) -> int:
    """From 0 to 4: what is about the mark comes before the rest, and before both what may have done it."""
    if declared.name.startswith("--"):
        return 2
    named = any(declared.name == name or declared.name.startswith(f"{name}-") for name in properties)
    about = mark is not None and declared.selectors and mark in marks_selected(declared.selectors, page.body)
    return 3 * named + bool(about)


def names_of(theme: Theme, texts: list[str]) -> Names:
    """What a theme's options, fonts, style sheets and templates define."""
    templates = (path for folder in theme.folders for path in folder.glob("*.html"))
    everything = (*texts, *(path.read_text(encoding="utf-8", errors="replace") for path in templates))
    values = {f"--{css_name(name)}" for name, option in theme.options.items() if option.type in VALUES}
    classes = {f"--{css_name(name)}" for name, option in theme.options.items() if option.type not in VALUES}
    declared = {name for text in everything for name in _DECLARED.findall(text)}
    pairs = [{pair.text, pair.headings} for pair in theme.pairings.values()]
    always = tuple(family for family in theme.families if all(family in pair for pair in pairs))
    return Names(frozenset(declared | values | {*_GIVEN}), always, frozenset(classes))


def judge_sheet(text: str, file: str, names: Names) -> Iterator[Diagnostic]:
    """Say what is wrong with one style sheet."""
    sheet = read_sheet(text)
    for fault in sheet.faults:
        yield BadStyles.at(_at(file, fault.line, fault.column), fault.message, hint=fault.hint)
    for declared in sheet.declared:
        place = _at(file, declared.line, declared.column)
        shown = f"`{declared.name}: {written(declared.value)[:_SHOWN]}`".replace(": `", "`")
        harm = harm_of(declared)
        if harm:
            yield HarmfulStyle.at(place, f"{shown}: {harm[0]}", hint=harm[1])
        words = words_of_content(declared)
        if words:
            yield WordsInStyles.at(place, f"{shown} prints words of its own: {words[:_SHOWN]}", hint=_where(declared))
        for message, hint in _unknown(declared, names):
            yield UnknownInStyles.at(place, message, hint=hint)


def _where(declared: Declared) -> str:
    if declared.margin_box:
        return 'the margins hold the name and the page: `string(name) " · " var(--folio)`'
    return "print it in a template, out of the résumé; `content` is for signs"


def _unknown(declared: Declared, names: Names) -> Iterator[tuple[str, str | None]]:
    """Custom properties without a value, and families that the theme does not bring."""
    for token in tokens_in(declared.value):
        if token.type == "function" and token.lower_name == "var":
            name, fallback = _variable(token.arguments)
            if name and not fallback and name not in names.properties:
                yield f"nothing gives `{name}` a value", _instead(name, names)
    if declared.name == "font-family":
        for family in _families(declared.value):
            if family.lower() not in {*_GENERIC, *(known.lower() for known in names.families)}:
                near = did_you_mean(family, names.families)
                yield f"no page is sure to have the family `{family[:_SHOWN]}`", near or _FAMILIES


def _instead(name: str, names: Names) -> str | None:
    if name in names.classes:
        return f"this option is a class of the page: `:root.{name[2:]}-…`"
    near = did_you_mean(name, names.properties)
    return near or f"give it one, `:root {{ {name}: … }}`, or one to fall back on, `var({name}, …)`"


def _variable(arguments: list[Any]) -> tuple[str, bool]:
    name = next((token.value for token in arguments if token.type == "ident"), "")
    return name, any(map(_is_comma, arguments))


def _is_comma(token: Any) -> bool:  # noqa: ANN401 -- tokens have no types
    return token.type == "literal" and bool(token.value == ",")


def _families(value: list[Any]) -> Iterator[str]:
    """The families that a list names, in quotes or as words; what comes out of a variable is not known."""
    parts = [token for token in value if token.type not in ("whitespace", "comment")]
    for comma, tokens in groupby(parts, key=_is_comma):
        named = list(tokens)
        if not comma and all(token.type in ("string", "ident") for token in named):
            yield " ".join(token.value for token in named)


def _at(file: str, line: int, column: int) -> Span:
    return Span(file, line, column, line, column)
