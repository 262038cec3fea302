"""A theme as a value: its folders, its typefaces, its options, and what it leaves out."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

from cvpdf.diagnostics import Span
from cvpdf.page import Face
from cvpdf.path import SourcePath
from cvpdf.theme.search_path import SearchRoot

# Contrast of colours. -----------------------------------------------------------------------------------------
# Rules: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio and #dfn-relative-luminance; success criterion 1.4.3 asks
# for 4.5 for text, and for 3 where it is large.


_BITS = 255
_KNEE = 0.04045
"""Below it sRGB is a straight line."""

_Colour = tuple[int, int, int]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours (`#235577` or `#257`), from 1 for the same to 21 for black and white."""
    high, low = sorted((_luminance(_parts(one)), _luminance(_parts(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def nearest_colour(colour: str, against: str, ratio: float) -> str | None:
    """The nearest colour of the same hue that has this ratio: darker where that is possible, else lighter.

    None where neither black nor white is far enough.
    """
    for goal in ((0, 0, 0), (_BITS, _BITS, _BITS)):
        if contrast(as_hex(goal), against) >= ratio:
            return _towards(_parts(colour), goal, against, ratio)
    return None


def _towards(colour: _Colour, goal: _Colour, against: str, ratio: float) -> str:
    """The first of 256 steps towards a goal at which the ratio is reached; the last one does."""
    steps = (
        as_hex(tuple(round(part + (end - part) * step / _BITS) for part, end in zip(colour, goal, strict=True)))
        for step in range(_BITS + 1)
    )
    return next(mixed for mixed in steps if contrast(mixed, against) >= ratio)


def _luminance(colour: _Colour) -> float:
    red, green, blue = (_linear(part / _BITS) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _KNEE else ((part + 0.055) / 1.055) ** 2.4


def _parts(colour: str) -> _Colour:
    digits = colour.removeprefix("#")
    if len(digits) == 3:  # noqa: PLR2004 -- `#257` is short for `#225577`
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def as_hex(colour: tuple[int, ...]) -> str:
    """Write a colour as CSS does (`#235577`), from its parts of 0 to 255: red, green, blue."""
    return f"#{bytes(colour).hex()}"


# The option. --------------------------------------------------------------------------------------------------


_COLOR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

VALUES = ("color", "number")
"""The types that reach CSS as custom properties; the others are classes of `:root`."""


OptionName = Annotated[str, StringConstraints(pattern=r"^[a-z][A-Za-z0-9]{0,31}$")]
ChoiceName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]{0,31}$")]
"""Both become names in CSS and HTML."""


class BadDefaultError(ValueError):
    """An option's default is none of its own values; `hint` says what to write."""

    def __init__(self, message: str, hint: str | None) -> None:
        """Keep the hint beside the message."""
        super().__init__(message)
        self.hint = hint


class Option(BaseModel):
    """One thing that a person may set: `document.options.NAME`. `unit` is what CSS wants after a number.

    `contrast` is what a colour has to have `against` another one (WCAG's ratio; 4.5 for text).
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    type: Literal["color", "choice", "number", "boolean"]
    default: str
    description: str
    choices: tuple[ChoiceName, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    unit: Literal["", "pt", "mm", "cm", "in", "px", "em", "rem", "%"] = ""
    contrast: float | None = None
    against: Annotated[str, StringConstraints(pattern=r"^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$")] = "#ffffff"

    @model_validator(mode="after")
    def _default_fits(self) -> "Option":
        if not fits(self, self.default):
            quoted = 'write it in quotes and by its digits: `"#235577"`' if self.type == "color" else None
            raise BadDefaultError(f"the default `{self.default}` is not {expected(self)}", quoted)
        if self.contrast is not None and self.type != "color":
            raise ValueError("only a colour has a `contrast`")
        if too_pale(self, self.default):
            message = f"the default `{self.default}` has less than its own `contrast` of {self.contrast:g}"
            better = nearest_colour(self.default, self.against, self.contrast or 0)
            raise BadDefaultError(message, f'the nearest colour that has it is `"{better}"`' if better else None)
        return self


def too_pale(option: Option, value: str) -> bool:
    """Whether a colour that fits has less contrast than the option asks for."""
    return option.contrast is not None and contrast(value, option.against) < option.contrast


def fits(option: Option, value: str) -> bool:
    """Whether an option can take this value."""
    if option.type == "color":
        return _COLOR.fullmatch(value) is not None
    if option.type == "choice":
        return value in option.choices
    if option.type == "boolean":
        return value in ("true", "false")
    number = _number(option, value)
    if number is None:
        return False
    low = option.minimum if option.minimum is not None else number
    high = option.maximum if option.maximum is not None else number
    return low <= number <= high


def as_css(option: Option, value: str) -> str:
    """A value that fits, as CSS writes it."""
    if option.type != "number":
        return value
    return f"{_number(option, value):g}{option.unit}"


def css_name(name: str) -> str:
    """An option's name, as CSS writes it: `fontSize` is `font-size`."""
    return _CAPITAL.sub("-", name).lower()


def expected(option: Option) -> str:
    """What an option takes, for a sentence that says what a value is not."""
    if option.type == "color":
        return "a colour"
    if option.type == "boolean":
        return "`true` or `false`"
    if option.type == "choice":
        return "one of " + ", ".join(f"`{choice}`" for choice in option.choices)
    low = f" from {option.minimum:g}" if option.minimum is not None else ""
    high = f" to {option.maximum:g}" if option.maximum is not None else ""
    return f"a number{low}{high} {option.unit}".rstrip()


def _number(option: Option, value: str) -> float | None:
    """A plain decimal number, with or without the option's unit behind it."""
    digits = value.removesuffix(option.unit).strip() if option.unit else value
    return float(digits) if _NUMBER.fullmatch(digits) else None


# The theme. ---------------------------------------------------------------------------------------------------


FONTS = "fonts"
"""The option that chooses a pairing; a theme with more than one has it without declaring it."""


class Pairing(Struct, frozen=True):
    """Two families that go together; `headings` may be the family of the text."""

    text: str
    headings: str


class Theme(Struct, frozen=True):
    """A theme, its ancestors folded in: `folders` lists its own first and `base` last.

    The first of the `pairings` is the default. Every family is there in all `weights` (CSS), that of the text also in
    italics where `italic` says so. `root` is where it was found, and `named` where manifests name the families and the
    bullet.
    """

    name: str
    title: str
    description: str
    folders: tuple[Path, ...]
    pairings: Mapping[str, Pairing]
    weights: tuple[int, ...]
    italic: bool
    options: Mapping[str, Option]
    omits: frozenset[str]
    bullet: str
    root: SearchRoot
    named: Mapping[str, Span]

    @property
    def is_ours(self) -> bool:
        """Whether it is part of cvpdf, and so is all that it extends."""
        return self.root.is_ours

    @property
    def families(self) -> tuple[str, ...]:
        """Every family that any pairing asks for."""
        return tuple(dict.fromkeys(name for pair in self.pairings.values() for name in (pair.text, pair.headings)))

    def leaves_out(self, path: SourcePath) -> bool:
        """Whether the theme declares that it does not print a value; manifests name fields without indexes."""
        return ".".join(step for step in path if isinstance(step, str)) in self.omits

    def pairing(self, options: Mapping[str, str]) -> Pairing:
        """The pairing that one résumé's options choose, the theme's first where they choose none."""
        return self.pairings[options.get(FONTS) or next(iter(self.pairings))]

    def faces(self, options: Mapping[str, str]) -> tuple[Face, ...]:
        """The faces that a page with these options may use."""
        chosen = self.pairing(options)
        slants = (False, True) if self.italic else (False,)
        text = [Face(chosen.text, weight, italic) for weight in self.weights for italic in slants]
        return tuple(dict.fromkeys([*text, *(Face(chosen.headings, weight) for weight in self.weights)]))
