"""The tables of the reference pages, each made of what the program itself knows or prints."""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from cvpdf.diagnostics import ExitCode
from cvpdf.formats.table import READERS, WRITERS
from cvpdf.locale.cldr import cldr, format_period
from cvpdf.locale.labels import languages, load_locale
from cvpdf.model.dates import PartialDate
from cvpdf.model.document_checks import LABEL_TABLES, WORDS
from cvpdf.model.json_schema import json_schema
from cvpdf.model.resume import SECTIONS
from cvpdf.rules.catalogue import catalogue
from cvpdf.theme.loading import find_themes, load_theme
from cvpdf.theme.theme import Option, expected

Row = tuple[str, ...]

EXIT_CODES = {
    ExitCode.OK: "No errors.",
    ExitCode.ERRORS: "Errors in the résumé, or warnings with `--strict`. Nothing is made of such a file.",
    ExitCode.USAGE: "The command was typed wrong.",
    ExitCode.ENVIRONMENT: "The machine lacks something: a library, a font.",
    ExitCode.IO: "A file cannot be read or written.",
    ExitCode.BUG: "A bug in cvpdf.",
}


def _table(head: Row, rows: Iterator[Row]) -> str:
    lines = (f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in (head, *rows))
    first, *others = lines
    return "\n".join((first, "|" + "---|" * len(head), *others)) + "\n"


# The keys of a résumé file. -----------------------------------------------------------------------------------


def fields() -> str:
    """List the keys of each part of a résumé, in the order of printing."""
    schema = json_schema()
    parts = ((path, (key for key in schema["$defs"][part]["properties"] if key != "tags")) for path, part in _parts())
    return _table(("where", "keys"), ((f"`{path}`", ", ".join(f"`{key}`" for key in keys)) for path, keys in parts))


def _parts() -> Iterator[tuple[str, str]]:
    """Name the parts of a résumé, and their definitions in the schema, in the order of printing."""
    properties: dict[str, Any] = json_schema()["properties"]
    yield from (("basics", "Basics"), ("basics.location", "Location"), ("basics.profiles[]", "Profile"))
    _summary, *first, last = SECTIONS
    for key in (*first, "sections", last):
        yield f"{key}[]", properties[key]["items"]["$ref"].rpartition("/")[2]
        if key == "work":
            yield "work[].positions[]", "Position"
        elif key == "sections":
            yield "sections[].entries[]", "CustomEntry"


# Languages and labels. ----------------------------------------------------------------------------------------


def language_table() -> str:
    """List the languages, each with a title and a period as it is printed."""
    return _table(("tag", "language", "a title", "a period"), _languages())


def _languages() -> Iterator[Row]:
    for tag in languages():
        words = load_locale(tag).value
        if words:
            dates = format_period(PartialDate(2021, 3), None, words)
            yield f"`{tag}`", str(cldr(tag).get_display_name("en")), words.sections["work"], dates


def labels() -> str:
    """List the labels that a résumé may set, each with the English one."""
    return _table(("label", "in English"), _labels())


def _labels() -> Iterator[Row]:
    words = load_locale("en").value
    if words is None:
        raise SystemExit("the labels of English cannot be read")
    for name in WORDS:
        yield f"`{name}`", f"`{getattr(words, name)}`"
    for table, names in LABEL_TABLES.items():
        for name in names:
            label = getattr(words, table)[name]
            forms = (label,) if isinstance(label, str) else dict.fromkeys((label.one, label.other))
            yield f"`{table}.{name}`", ", ".join(f"`{form}`" for form in forms)


# The options of the themes. -----------------------------------------------------------------------------------


def options() -> str:
    """List the options of every theme."""
    return _table(("theme", "option", "takes", "default", "what it is"), _options())


def _options() -> Iterator[Row]:
    loaded = [theme for theme in (load_theme(name).value for name in find_themes()) if theme]
    first, *others = (theme.options for theme in loaded)
    shared = {key: option for key, option in first.items() if all(other.get(key) == option for other in others)}
    yield from (_option("every theme", key, option) for key, option in shared.items())
    for theme in loaded:
        own = ((key, option) for key, option in theme.options.items() if key not in shared)
        yield from (_option(f"`{theme.name}`", key, option) for key, option in own)


def _option(theme: str, key: str, option: Option) -> Row:
    unit = f" {option.unit}" if option.unit else ""
    return theme, f"`{key}`", expected(option), f"`{option.default}`{unit}", option.description


# Formats, exit codes and codes. -------------------------------------------------------------------------------


def formats_read() -> str:
    """List the formats that `cvpdf convert` reads."""
    rows = ((f"`{one.name}`", one.title, one.looks) for one in READERS)
    return _table(("format", "what it is", "what its files look like"), rows)


def formats_written() -> str:
    """List the formats that `cvpdf convert` writes."""
    rows = ((f"`{one.name}`", one.title, ", ".join(f"`{ending}`" for ending in one.endings)) for one in WRITERS)
    return _table(("format", "what it is", "chosen by the ending"), rows)


def exit_codes() -> str:
    """List the exit codes."""
    return _table(("code", "meaning"), ((f"`{code.value}`", EXIT_CODES[code]) for code in ExitCode))


def codes() -> str:
    """List every code with the title of its manual, stage by stage."""
    tables = (
        f"## {stage.title}\n\n"
        + _table(
            ("code", "usually", "what is said"), ((rule.code, rule.severity.value, rule.title()) for rule in rules)
        )
        for stage, rules in groupby(catalogue().values(), key=lambda rule: rule.stage)
    )
    return "\n".join(tables)


# The commands, as `--help` prints them. -----------------------------------------------------------------------


def commands() -> str:
    """Describe every command and option by what its own `--help` prints."""
    paths = [path for path in _paths(()) if path]
    rows = ((f"[`{_name(path)}`](#{_name(path).replace(' ', '-')})", _description(path)[0]) for path in paths)
    return "\n".join((_table(("command", "what it does"), rows), *map(_command, paths), *_common()))


def _paths(path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    for name, _ in _lists(path).get("Commands", ()):
        yield from _paths((*path, name))


def _name(path: tuple[str, ...]) -> str:
    return " ".join(("cvpdf", *path))


def _command(path: tuple[str, ...]) -> str:
    text, lists = _help(path), _lists(path)
    usage = text.partition("\n")[0].removeprefix("Usage: ").strip()
    example = text.rpartition("Example: ")[2].strip()
    parts = [f"## {_name(path)}\n", f"```text\n{usage}\n```\n", "\n\n".join(_description(path)) + "\n"]
    for name, what in (("Arguments", "argument"), ("Options", "option")):
        rows = [(f"`{term}`", meaning) for term, meaning in lists.get(name, ()) if "--help" not in term]
        if rows:
            parts.append(_table((what, "what it is"), iter(rows)))
    return "\n".join((*parts, f"Example: `{example}`\n"))


def _common() -> Iterator[str]:
    """Describe what stands before a command, and what every command has."""
    yield "## Without a command\n"
    yield _table(("option", "what it does"), ((f"`{term}`", meaning) for term, meaning in _lists(())["Options"]))


def _description(path: tuple[str, ...]) -> list[str]:
    described = re.split(r"^\w+:\n|^  Example:", _help(path).partition("\n\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    return [" ".join(part.split()) for part in described.strip().split("\n\n")]


def _lists(path: tuple[str, ...]) -> dict[str, list[tuple[str, str]]]:
    _, *parts = re.split(r"^(Arguments|Options|Commands):\n", _help(path), flags=re.MULTILINE)
    return dict(zip(parts[::2], map(_listed, parts[1::2]), strict=True))


@cache
def _help(path: tuple[str, ...]) -> str:
    command = [sys.executable, "-m", "cvpdf", *path, "--help"]
    environment = {"PYTHONUTF8": "1", "COLUMNS": "80"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=environment).stdout


def _listed(text: str) -> list[tuple[str, str]]:
    """Read a list in two columns, in which what is long goes on in the lines below."""
    rows: list[tuple[str, str]] = []
    for line in text.partition("\n\n")[0].splitlines():
        if re.match(r"  \S", line):
            term, _, meaning = line.strip().partition("  ")
            rows.append((re.sub(r" <(?:str|list\[str\])>$", "", term), meaning.strip()))
        else:
            term, meaning = rows.pop()
            rows.append((term, f"{meaning} {line.strip()}".strip()))
    return rows
