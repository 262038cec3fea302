"""Reading: a file's bytes to a Tree, whichever of the two syntaxes it is written in."""

from cvpdf.diagnostics import Outcome, in_source_order
from cvpdf.rules.reading import EmptyFile
from cvpdf.source.conflicts import conflict
from cvpdf.source.decoding import decode, what_to_write
from cvpdf.source.tree import Scalar, Tree


def read(content: bytes, file: str) -> Outcome[Tree]:
    """Read a résumé file.

    Args:
        content: Its bytes.
        file: Its name, as messages print it; `.json`, `.yaml` and `.yml` decide the syntax, else the first letter.

    Returns:
        The tree and all that is to be said. After an error the tree holds what could be understood, if anything.
    """
    text = decode(content, file)
    if text.value is None:
        return Outcome(None, text.diagnostics)
    unmerged = conflict(text.value, file)
    if unmerged:
        return Outcome(None, in_source_order((*text.diagnostics, unmerged)))
    if _is_json(text.value, file):
        from cvpdf.source.json_reader import read_json

        tree = read_json(text.value, file)
    else:
        from cvpdf.source.yaml_reader import read_yaml

        tree = read_yaml(text.value, file)
    said = in_source_order((*text.diagnostics, *tree.diagnostics))
    root = tree.value.root if tree.value else None
    if isinstance(root, Scalar) and root.text is None:
        nothing = EmptyFile.at(root.span, "the file says nothing", hint=what_to_write(file))
        return Outcome(None, (*said, nothing))
    return Outcome(tree.value, said)


def _is_json(text: str, file: str) -> bool:
    name = file.lower()
    return name.endswith(".json") or (not name.endswith((".yaml", ".yml")) and text.lstrip().startswith(("{", "[")))
