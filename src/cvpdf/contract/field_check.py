"""What is asked of the fields of every print: that a parser of the usual kind reads them as they are."""

from collections.abc import Iterator

from cvpdf.contract.trials import TrialPrint
from cvpdf.fields.comparison import compare
from cvpdf.fields.parsing import parse
from cvpdf.fields.runs_and_lines import read_lines

_ASKED = frozenset(("name", "e-mail", "phone", "title", "employer", "school", "period", "bullet"))
_IN_ONE_COLUMN = frozenset(("period", "bullet"))
"""Fields that parsers lose on pages of two columns, whatever a theme does."""


_LONGEST_WORD = 40
"""Letters; a longer one goes over several lines of a heading, and no parser puts it together."""
_LAST_LATIN = "\u024f"


def misread_fields(made: TrialPrint) -> Iterator[str]:
    """Each field of a print that a parser tears, glues to its neighbour, puts elsewhere, or misses.

    Args:
        made: The print. Nothing is asked where it has letters of another script than Latin: a font that lacks them
            hands over to another one in the middle of a value, and the spaces to a third.

    Yields:
        A sentence for each.
    """
    words = [word.text for words in made.page.columns.values() for word in words]
    if any(len(word) > _LONGEST_WORD or any(map(_is_foreign, word)) for word in words):
        return
    printed = {path for mark in made.page.marks for path in (mark.origin, *mark.covers)}
    several = any(len(sheet.columns) > 1 for sheet in made.pdf.sheets)
    asked = _ASKED - _IN_ONE_COLUMN if several else _ASKED
    text = read_lines(made.pdf.content)
    for fault in compare(parse(text), text, made.outline, lambda path: path not in printed):
        if fault.field in asked and not fault.within:
            yield f"{fault.message} ({fault.spot})" if fault.spot else fault.message


def _is_foreign(letter: str) -> bool:
    return letter > _LAST_LATIN and letter.isalpha()
