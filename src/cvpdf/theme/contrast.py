"""How far two colours are apart for the eye: the contrast ratio of WCAG 2.2.

Rules: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio and #dfn-relative-luminance; success criterion 1.4.3 asks for
4.5 for text, and for 3 where it is large.
"""

_BITS = 255
_KNEE = 0.04045
"""Below it sRGB is a straight line."""

_Colour = tuple[int, int, int]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours (`#235577` or `#257`), from 1 for the same to 21 for black and white."""
    high, low = sorted((_luminance(_parts(one)), _luminance(_parts(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def nearest(colour: str, against: str, ratio: float) -> str | None:
    """The nearest colour of the same hue that has this ratio: darker where that is possible, else lighter.

    None where neither black nor white is far enough.
    """
    for goal in ((0, 0, 0), (_BITS, _BITS, _BITS)):
        if contrast(_written(goal), against) >= ratio:
            return _towards(_parts(colour), goal, against, ratio)
    return None


def _towards(colour: _Colour, goal: _Colour, against: str, ratio: float) -> str:
    """The first of 256 steps towards a goal at which the ratio is reached; the last one does."""
    steps = (
        _written(tuple(round(part + (end - part) * step / _BITS) for part, end in zip(colour, goal, strict=True)))
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


def _written(colour: tuple[int, ...]) -> str:
    return f"#{bytes(colour).hex()}"
