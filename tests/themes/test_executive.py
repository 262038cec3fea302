"""What is particular to executive: lines as long as a book's, and a summary that is set larger."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from cvpdf.artifacts import Built, Source
from cvpdf.pipeline import build
from cvpdf.world import World

TEXT = "I bind the old books of small towns, and teach how to mend them. " * 6


def lengths(text: str, size: str) -> list[int]:
    """How many characters the lines have, from the longest on."""
    source = Source("resume.yaml", text.encode(), Path())
    overrides = (f"document.pageSize={size}",)
    outcome = build(source, world=World.of_process(), theme="executive", overrides=overrides)
    assert isinstance(outcome.value, Built), outcome.diagnostics
    text = pypdf.PdfReader(BytesIO(outcome.value.files[0])).pages[0].extract_text()
    return sorted((len(line) for line in text.splitlines()), reverse=True)


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_lines_have_sixty_to_eighty_characters(size: str) -> None:
    longest = lengths(f"basics: {{name: Ada Example}}\nwork: [{{name: Mill, summary: '{TEXT}'}}]\n", size)[0]

    assert 60 <= longest <= 80


def test_the_summary_is_set_larger_than_the_rest() -> None:
    summary = lengths(f"basics: {{name: Ada Example, summary: '{TEXT}'}}\n", "A4")[0]
    work = lengths(f"basics: {{name: Ada Example}}\nwork: [{{name: Mill, summary: '{TEXT}'}}]\n", "A4")[0]

    assert summary < work * 0.95
