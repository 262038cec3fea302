"""What is particular to compact: heads of one line, skills as a table, facts that run on."""

from itertools import pairwise
from pathlib import Path

from cvpdf.artifacts import Built, Place, Source
from cvpdf.path import format_path
from cvpdf.pipeline import build
from cvpdf.world import World

ONE_LINE = 3
"""Points by which boxes on one line may differ in height."""


def made(text: str) -> dict[str, Place]:
    """Where each value is, by its path."""
    outcome = build(Source("resume.yaml", text.encode(), Path()), world=World.of_process(), theme="compact")
    assert isinstance(outcome.value, Built), outcome.diagnostics
    return {format_path(place.path): place for place in outcome.value.places}


def on_one_line(places: dict[str, Place], *paths: str) -> bool:
    """Whether values stand on one line, each behind the one before."""
    boxes = [places[path] for path in paths]
    return all(abs(first.y - second.y) < ONE_LINE and first.x < second.x for first, second in pairwise(boxes))


def test_an_entry_s_head_is_one_line() -> None:
    places = made("work: [{position: Binder, name: Mill, location: York, url: mill.example.com, startDate: 2019}]")

    assert on_one_line(places, *(f"work[0].{key}" for key in ("position", "name", "location", "url", "startDate")))


def test_what_the_person_is_stands_beside_the_name_if_it_is_short() -> None:
    short = made("basics: {name: Ada Example, label: Binder}")
    long = made("basics: {name: Ada Example, label: Binder of books that nobody else would dare to bind}")

    assert short["basics.label"].x > short["basics.name"].x
    assert long["basics.label"].x == long["basics.name"].x


def test_the_values_of_skills_stand_below_each_other() -> None:
    places = made("skills: [{name: Law, keywords: [Tort]}, {name: Accounting, keywords: [Tax]}]")

    assert places["skills[0].keywords[0]"].x == places["skills[1].keywords[0]"].x
    assert on_one_line(places, "skills[1].name", "skills[1].keywords[0]")


def test_keywords_run_on_behind_a_short_text() -> None:
    places = made("projects: [{name: Tally, description: A ledger., keywords: [Rust]}]")

    assert on_one_line(places, "projects[0].description", "projects[0].keywords[0]")
