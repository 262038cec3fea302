"""What every theme has from base: where entries break, and what stays on one line."""

from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from cvpdf.artifacts import Built, Place, Source
from cvpdf.path import format_path
from cvpdf.pipeline import build
from cvpdf.world import World

BULLET = "Took over what nobody else wanted, wrote it down, made it run, and handed it on with a drawing of each part."


def made(text: str, theme: str) -> dict[str, list[Place]]:
    """Where each value is, by its path."""
    outcome = build(Source("resume.yaml", text.encode(), Path()), world=World.of_process(), theme=theme)
    assert isinstance(outcome.value, Built), outcome.diagnostics
    places: dict[str, list[Place]] = {}
    for place in outcome.value.places:
        places.setdefault(format_path(place.path), []).append(place)
    return places


def resume(before: int) -> str:
    """A job with a text and two long bullets below so many lines."""
    lines = ", ".join(f"Line {number}" for number in range(before))
    job = f"{{name: Mill, position: Binder, summary: Bound., highlights: ['{BULLET}', '{BULLET}']}}"
    return f"work:\n  - {{name: Loom, highlights: [{lines}]}}\n  - {job}\n"


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["plain", "academic"])
def test_bullets_that_do_not_fit_leave_their_text_on_the_page(theme: str) -> None:
    parted = set()
    for before in range(30, 56):
        places = made(resume(before), theme)
        text, first = places["work[1].summary"][0].page, places["work[1].highlights[0]"][0].page
        parted.add(first - text)
        if parted == {0, 1}:
            return
    pytest.fail("the bullets always drew their text along")


@pytest.mark.parametrize("theme", ["plain", "academic", "executive"])
def test_a_way_to_reach_the_person_is_not_broken(theme: str) -> None:
    profiles = ", ".join(f"{{network: Portfolio, username: Selected work {number}}}" for number in range(7))
    places = made(f"basics: {{name: Ada Example, profiles: [{profiles}]}}\n", theme)
    names = [places[f"basics.profiles[{number}].username"] for number in range(7)]
    assert all(len(boxes) == 1 for boxes in names)
    assert len({boxes[0].y for boxes in names}) > 1


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["plain", "executive", "timeline"])
def test_no_line_of_contacts_begins_with_a_dot(theme: str) -> None:
    for count in range(4, 16):
        profiles = ", ".join(f"{{network: '{'N' * number}', username: user}}" for number in range(1, count))
        resume = f"basics: {{name: Ada Example, email: ada@example.com, profiles: [{profiles}]}}\n"
        source = Source("resume.yaml", resume.encode(), Path())
        outcome = build(source, world=World.of_process(), theme=theme)
        assert isinstance(outcome.value, Built), outcome.diagnostics
        text = pypdf.PdfReader(BytesIO(outcome.value.files[0])).pages[0].extract_text()
        assert [line for line in text.splitlines() if line.strip().startswith("·")] == []
