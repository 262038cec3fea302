"""Material: what was given to be converted, and what could be made of its bytes."""

from dataclasses import dataclass

from cvpdf.source.tree import Tree


@dataclass(frozen=True, slots=True)
class Material:
    """A file's name as messages print it, and its bytes.

    `tree` is there where it is YAML or JSON, `text` where it is any text at all.
    """

    file: str
    content: bytes
    tree: Tree | None = None
    text: str | None = None
