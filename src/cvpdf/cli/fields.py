"""`cvpdf fields`: what a parser of the usual kind makes of a PDF, and how that differs from the résumé."""

import json
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cvpdf.cli import terminal as streams
from cvpdf.cli.inputs import folder_of, read_input
from cvpdf.cli.terminal import usage
from cvpdf.diagnostics import Diagnostic, Ledger
from cvpdf.reports.rendering import Format, render
from cvpdf.reports.report import Report, report_of
from cvpdf.reports.text import TextStyle, visible
from cvpdf.world import World

if TYPE_CHECKING:
    from cvpdf.artifacts import Loaded, Source
    from cvpdf.fields.entry_blocks import ReadEntry, ReadValue
    from cvpdf.fields.parsing import Reading


def fields(
    file: Annotated[str, typer.Argument(metavar="FILE.pdf", help="The PDF, cvpdf's own or any; - is standard input.")],
    against: Annotated[
        str | None,
        typer.Option(metavar="RESUME", help="Compare with this résumé, and say at its lines what is read otherwise."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail.")] = False,
    form: Annotated[Format, typer.Option("--format", help="How the result looks.")] = "text",
) -> None:
    """Show what a hiring system's parser reads in a PDF.

    It reads name, contacts, jobs, schools, skills, and warns of what is torn, glued
    together, or put where it does not belong.
    """
    from cvpdf.fields.comparison import read_fields

    if file == "-" and against == "-":
        raise usage("standard input cannot be both the PDF and the résumé", "name a file for one of them")
    world, ledger = World.of_process(), Ledger()
    name, content = read_input(world, file, most=_ALL, usual=_USUAL)
    sources: dict[str, bytes] = {}
    loaded = _resume(world, against, sources, ledger) if against is not None else None
    read = None
    if not ledger.failed:
        read = ledger.take(read_fields(content, file=name, against=loaded))
    report = report_of(ledger.diagnostics, sources)
    _show(name, read, report, form)
    raise SystemExit(report.exit_code(strict=strict))


_ALL, _USUAL = -1, "resume.pdf"


def _resume(world: World, file: str, sources: dict[str, bytes], ledger: Ledger) -> "Loaded | None":
    """Read the résumé; of what is said about it only errors count, for `check` says the rest."""
    from cvpdf.artifacts import Source
    from cvpdf.diagnostics import Outcome, Severity
    from cvpdf.pipeline import load

    name, content = read_input(world, file)
    sources[name] = content
    outcome = load(Source(name, content, folder_of(name)))
    errors = tuple(said for said in outcome.diagnostics if said.severity is Severity.ERROR)
    return ledger.take(Outcome(outcome.value, errors))


def warnings_of(
    source: "Source", content: bytes, theme: str | None, assignments: Sequence[str]
) -> tuple[Diagnostic, ...]:
    """Say which values of a résumé a parser reads otherwise in the PDF that was made of it.

    Args:
        source: the résumé.
        content: its PDF.
        theme: the theme that was asked for on the command line.
        assignments: values that were put in place of the file's.

    Returns:
        Warnings at the lines of the résumé.
    """
    from cvpdf.fields.comparison import field_warnings
    from cvpdf.pipeline import draft, load

    loaded = load(source, assignments).value
    drafted = draft(source, loaded, world=World.of_process(), theme=theme).value if loaded else None
    return field_warnings(content, drafted).diagnostics if drafted else ()


# What is shown. -----------------------------------------------------------------------------------------------


def _show(name: str, read: "Reading | None", report: Report, form: Format) -> None:
    """Print the fields, then the messages; a program gets both as one JSON, or the messages alone."""
    if form == "json":
        whole = json.loads(render(report, "json", TextStyle()))
        whole["fields"] = as_data(read) if read else None
        streams.out(json.dumps(whole, indent=2, ensure_ascii=False))
        return
    if form == "text" and read:
        streams.out("\n".join(map(visible, as_lines(read))) + "\n\n")
    streams.print_report(report, form, sys.stdout, f"{name}: {report.summary()}")


def as_lines(reading: "Reading") -> Iterator[str]:
    """Write the fields as text, one a line, those of an entry indented below its kind.

    Args:
        reading: What was read.

    Yields:
        Lines; what was not found has a dash.
    """
    for label, value in (
        ("name", reading.name),
        ("e-mail", reading.email),
        ("phone", reading.phone),
        ("address", reading.address),
    ):
        yield _row(label, value)
    yield from (_row("link", link) for link in reading.links)
    for label, entries, title, employer in _kinds(reading):
        for entry in entries:
            yield label
            parts = ((title, entry.title), (employer, entry.employer), ("place", entry.place), ("period", entry.period))
            yield from (_row(f"  {part}", value) for part, value in parts if value or part in {title, "period"})
            yield from (_row("  bullet", bullet) for bullet in entry.bullets)
            yield from (_row("  other", other) for other in entry.others)
    yield from (_row("skill", skill) for skill in reading.skills)
    yield from (_row("language", language) for language in reading.languages)
    if reading.columns:
        yield f"columns   on page {', '.join(map(str, reading.columns))}"


def _kinds(reading: "Reading") -> "Iterator[tuple[str, Sequence[ReadEntry], str, str]]":
    """The kinds of entries, and what the two parts of a head are called in each."""
    yield "job", reading.jobs, "title", "employer"
    yield "school", reading.schools, "degree", "school"
    yield "project", reading.projects, "name", "for"
    yield "certificate", reading.certificates, "name", "by"


_WIDTH = 12


def _row(label: str, value: "ReadValue | None") -> str:
    return f"{label:<{_WIDTH}}{value.text if value else '–'}"


def as_data(reading: "Reading") -> dict[str, Any]:
    """Write the fields for programs. Each value has its text and where it begins, in pt from the top left corner.

    {
      "pages": 1, "columns": [],           the pages that have several columns
      "name": {"text": "Ida Quill", "page": 1, "x": 70.9, "y": 56.2},
      "email": null, "phone": null, "address": null,   null where there is none
      "links": [{"text": "…", …}],
      "jobs": [
        {"title": {…}, "employer": {…}, "place": null, "period": {…}, "bullets": [{…}], "others": [{…}]}
      ],
      "schools": [{"degree": {…}, "school": {…}, …}],
      "projects": [{"name": {…}, "for": null, …}], "certificates": [{"name": {…}, "by": {…}, …}],
      "skills": [{…}], "languages": [{…}]
    }
    """
    singles = {name: _value(getattr(reading, name)) for name in ("name", "email", "phone", "address")}
    kinds = {
        f"{label}s": [_entry(entry, title, employer) for entry in entries]
        for label, entries, title, employer in _kinds(reading)
    }
    return {
        "pages": reading.pages,
        "columns": list(reading.columns),
        **singles,
        "links": list(map(_value, reading.links)),
        **kinds,
        "skills": list(map(_value, reading.skills)),
        "languages": list(map(_value, reading.languages)),
    }


def _entry(entry: "ReadEntry", title: str, employer: str) -> dict[str, Any]:
    return {
        title: _value(entry.title),
        employer: _value(entry.employer),
        "place": _value(entry.place),
        "period": _value(entry.period),
        "bullets": list(map(_value, entry.bullets)),
        "others": list(map(_value, entry.others)),
    }


def _value(value: "ReadValue | None") -> dict[str, Any] | None:
    if value is None:
        return None
    spot = value.spot
    return {"text": value.text, "page": spot.page, "x": round(spot.x, 1), "y": round(spot.y, 1)}
