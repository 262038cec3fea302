"""The file of the engine's declarations is made from the engine that is installed."""

from declarations import declarations_text

from cvpdf.typeset.weasyprint_import import DECLARATIONS_FILE


def test_the_file_is_fresh() -> None:
    assert DECLARATIONS_FILE.read_text(encoding="ascii") == declarations_text(), "run `python scripts/declarations.py`"
