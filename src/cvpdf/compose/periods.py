"""A period as two parts, between which alone its line may end: behind the dash, as a reader would break it."""

import re
from dataclasses import dataclass, replace

from cvpdf.outline import Mark, Styled, Text

_LONGEST_PART = 22
"""Characters of a part that fits into the narrowest column of dates: "septiembre de 2014 –" has 20."""

_ENDS = re.compile(r"(\S.*? [–—~])( )(\S.*)")


@dataclass(frozen=True, slots=True)
class Period:
    """A mark that is to be printed in its two parts."""

    mark: Mark


def parted(mark: Mark) -> Mark:
    """The same mark, each of its ends a run that keeps to one line; what has no two short ends stays as it is."""
    (child,) = mark.children if len(mark.children) == 1 else (None,)
    ends = _ENDS.fullmatch(child.text) if isinstance(child, Text) else None
    if ends is None or max(len(ends[1]), len(ends[3])) > _LONGEST_PART:
        return mark
    first, space, last = (Text(text) for text in ends.groups())
    return replace(mark, children=(Styled("whole", (first,)), space, Styled("whole", (last,))))
