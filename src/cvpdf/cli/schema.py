"""`cvpdf schema`: the JSON Schema of the file format."""

from pathlib import Path

from cvpdf.cli import terminal as streams

SCHEMA_FILE_NAME = "resume.schema.json"


def schema() -> None:
    """Print the JSON Schema of a résumé.

    Editors complete and check with it.
    """
    streams.out_bytes(packaged_schema())


def packaged_schema() -> bytes:
    """Read the schema as it was generated; making it anew would load the whole model."""
    return (Path(__file__).parents[1] / "model" / SCHEMA_FILE_NAME).read_bytes()
