"""YAML as a person writes it, cvpdf's own before all: block style, folded prose, quotes only where they are needed."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cvpdf.diagnostics import Outcome
from cvpdf.model.part import SWITCHED_OFF
from cvpdf.model.plain_data import Bare, Quoted, plain_resume
from cvpdf.model.resume import SECTIONS, Resume
from cvpdf.model.validate import SCHEMA_NAME, unknown_entries
from cvpdf.source.text_diagnostics import OTHER_BREAKS
from cvpdf.source.tree import PlainData, Tree
from cvpdf.source.yaml.pyyaml import indenting_dumper

if TYPE_CHECKING:
    import yaml


WIDTH = 100
"""Columns that a line of prose has at most, but for a very long word."""

_PASSING = 14  # PyYAML ends a line behind the word that passes its width, not before it

_FOLDED_FROM = 72
_LONGEST_WORD = 24
_LONGEST_ROW = 72
_TAG = "tag:yaml.org,2002:"
_YEAR = re.compile(r"0|[1-9]\d{0,3}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+", re.ASCII)
_ONE_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_INVISIBLE_FIRST = re.compile(r"(?! )[^\S\n]|[\u200b\u2060\ufeff]")
_BLOCK = re.compile(r"(?:\S(?:[^\n]*\S)?\n+)*(?:\S(?:[^\n]*\S)?)?")


def yaml_text(data: PlainData, *, indent: int = 0, typed: bool = False) -> str:
    """Write plain data as a YAML document without markers; each line is indented by that many spaces.

    `typed` is for readers to whom `2019` is a number and `2019-04-01` no text: these get quotes.
    """
    import yaml

    dumped: str = yaml.dump(
        data,
        Dumper=_dumper(typed=typed),
        width=WIDTH - indent - _PASSING,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        indent=2,
    )
    # Behind a block that keeps its last line breaks PyYAML writes where the document ends.
    text = dumped.removesuffix("...\n") if dumped.endswith("\n...\n") else dumped
    if not indent:
        return text
    return "".join(f"{' ' * indent}{line}" if line.strip() else line for line in text.splitlines(keepends=True))


def _dumper(*, typed: bool) -> "type[yaml.SafeDumper]":
    """A writer that chooses the style of each text."""

    def represent(dumper: "yaml.SafeDumper", text: str) -> "yaml.ScalarNode":
        quoted = typed or isinstance(text, Quoted)
        if not quoted and _YEAR.fullmatch(text):
            return dumper.represent_scalar(f"{_TAG}int", text)
        if not quoted and _DAY.fullmatch(text):
            return dumper.represent_scalar(f"{_TAG}timestamp", text)
        style = "'" if quoted and _NUMBER.fullmatch(text) else _style(text)
        return dumper.represent_scalar(f"{_TAG}str", text, style=style)

    def represent_list(dumper: "yaml.SafeDumper", items: list[PlainData]) -> "yaml.SequenceNode":
        return dumper.represent_sequence(f"{_TAG}seq", items, flow_style=_are_words(items))

    def represent_bare(dumper: "yaml.SafeDumper", text: Bare) -> "yaml.ScalarNode":
        kind = "bool" if text.isalpha() else "float" if "." in text else "int"
        return dumper.represent_scalar(f"{_TAG}{kind}", text)

    dumper = indenting_dumper()
    dumper.add_representer(str, represent)
    dumper.add_representer(Quoted, represent)
    dumper.add_representer(Bare, represent_bare)
    dumper.add_representer(list, represent_list)
    return dumper


def _are_words(items: list[PlainData]) -> bool:
    """Whether a list is a few short words, which read better on one line."""
    words = [item for item in items if isinstance(item, str) and len(item) <= _LONGEST_WORD]
    return len(words) == len(items) and sum(map(len, words)) + 2 * len(words) <= _LONGEST_ROW


def _style(text: str) -> str | None:
    """Folded for long prose, literal for short lines, PyYAML's own choice for a short text.

    In a block PyYAML says how many line breaks are at the end: none (`-`), one, or all that are there (`+`).
    """
    if any(mark in text for mark in OTHER_BREAKS) or _INVISIBLE_FIRST.match(text):
        return '"'
    if "\n" not in text:
        return ">" if len(text) > _FOLDED_FROM and _ONE_LINE.fullmatch(text) and " " in text else None
    if not _BLOCK.fullmatch(text):
        return None
    long = any(len(line) > _FOLDED_FROM for line in text.split("\n"))
    return ">" if long else "|"


# cvpdf's own YAML. --------------------------------------------------------------------------------------------
# A key that cvpdf does not know keeps its name, so that the file has the warnings that its source had. Under the schema
# it would be an error, so that line is left out where there is such a key.


_DECLARED = f"# yaml-language-server: $schema={SCHEMA_NAME}\n#\n"
_HEAD = """\
# A date is a year, a month or a day; a period without an `endDate` goes on. In folded text (`>-`) lines run on, one
# blank line begins a new line, two a new paragraph.
"""
_ORDER = ("basics", *SECTIONS[1:-1], "sections", SECTIONS[-1], "meta", "document")
_SHORT_ENTRY = 3


def write_cvpdf(resume: Resume, tree: Tree) -> Outcome[bytes]:
    """Write a résumé as cvpdf's own YAML file; whatever the model holds and the Tree beside it, this format holds."""
    data = {key: value for key, value in plain_resume(resume, tree.root).items() if key != "$schema"}
    document = data.get("document")
    data["document"] = {"version": "1", **(document if isinstance(document, dict) else {})}
    known = all(one.entry.key.startswith(SWITCHED_OFF) for one in unknown_entries(tree.root))
    return Outcome(_apart([f"{_DECLARED if known else ''}{_HEAD}", *_blocks(data)]).encode())


def _blocks(data: dict[str, PlainData]) -> Iterator[str]:
    """One root key after the other, each under its description."""
    for key in sorted(data, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER)):
        field = Resume.model_fields.get(key)
        comment = f"# {field.description}\n" if field and field.description else ""
        yield comment + _block(key, data[key])


def _block(key: str, value: PlainData) -> str:
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        return yaml_text({key: value})
    entries = [yaml_text([item], indent=2) for item in value]
    long = any(entry.count("\n") > _SHORT_ENTRY for entry in entries)
    return f"{yaml_text(key).split(chr(10))[0]}:\n{_apart(entries) if long else ''.join(entries)}"


def _apart(blocks: list[str]) -> str:
    """Blocks with a blank line between them; one that ends in a blank line has it already, as part of its text."""
    *others, last = blocks
    return "".join([*(block if block.endswith("\n\n") else f"{block}\n" for block in others), last])
