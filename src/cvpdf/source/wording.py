"""Where words stand within a value: a text over many lines is found at the line that is meant."""

import re

from cvpdf.diagnostics import Span
from cvpdf.path import SourcePath
from cvpdf.source.tree import Tree


def locate_words(tree: Tree, path: SourcePath, words: str) -> Span:
    """Where the last of some words in a row stands, in a value over several lines; else where the value does."""
    whole = tree.locate(path)
    pieces = [re.escape(word) for word in words.split()]
    if not pieces or whole.file != tree.file or whole.line == whole.end_line:
        return whole
    from cvpdf.source.edits import places_in

    places = places_in(tree.text, tree.file)
    *before, last = pieces
    pattern = re.compile("".join(rf"{piece}\s+" for piece in before) + f"({last})")
    match = pattern.search(tree.text, places.start_of(whole), places.end_of(whole))
    return places.span(*match.span(1)) if match else whole
