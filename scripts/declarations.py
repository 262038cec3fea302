"""WeasyPrint's declarations of C, as cffi keeps them, so that no build has to parse them.

`python scripts/declarations.py` writes the file anew, for the version that is installed.
"""

import ast
import importlib.util
import json
import tempfile
from pathlib import Path

import cffi

from cvpdf.typeset.weasyprint_import import DECLARATIONS_FILE, MORE_DECLARATIONS, digest_of


def declarations_text() -> str:
    """Write what cffi emits as the file holds it: bytes as the letters of Latin-1, tuples as lists."""
    declared = engine_declarations()
    ffi = cffi.FFI()
    ffi.cdef(declared)
    ffi.cdef(MORE_DECLARATIONS)
    ffi.set_source("cvpdf", None)
    with tempfile.TemporaryDirectory() as folder:
        emitted = Path(folder) / "emitted.py"
        ffi.emit_python_code(str(emitted))
        tree = ast.parse(emitted.read_text(encoding="utf-8"))
    (call,) = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    kept = {keyword.arg: _plain(ast.literal_eval(keyword.value)) for keyword in call.keywords}
    return json.dumps({"digest": digest_of(declared), **kept}, indent=0) + "\n"


def engine_declarations() -> str:
    """What WeasyPrint's source gives to `ffi.cdef`."""
    folder = Path(str(importlib.util.find_spec("weasyprint").origin)).parent  # type: ignore[union-attr] # it is there
    tree = ast.parse((folder / "text" / "ffi.py").read_text(encoding="utf-8"))
    (declared,) = (
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "cdef"
        if isinstance(node.args[0], ast.Constant)
    )
    return str(declared)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.decode("latin-1") if isinstance(value, bytes) else value


if __name__ == "__main__":
    DECLARATIONS_FILE.write_text(declarations_text(), encoding="ascii")
