"""cvpdf's own YAML: the schema line, the keys in a reader's order, a comment on each, prose as folded text.

A key that cvpdf does not know would be an error under its schema, so it is kept as `x-KEY`, which is nobody's business.
"""

from collections.abc import Container, Iterator

from cvpdf.diagnostics import Outcome
from cvpdf.formats.yaml_text import yaml_text
from cvpdf.model.part import SWITCHED_OFF, Part, held_by
from cvpdf.model.plain_data import plain_resume
from cvpdf.model.resume import SECTIONS, Resume
from cvpdf.model.validate import SCHEMA_NAME
from cvpdf.source.tree import PlainData, Tree

_HEAD = f"""\
# yaml-language-server: $schema={SCHEMA_NAME}
#
# A date is a year, a month or a day; a period without an `endDate` goes on. In folded text (`>-`) lines run on, one
# blank line begins a new line, two a new paragraph.
"""
_ORDER = ("basics", *SECTIONS[1:-1], "sections", SECTIONS[-1], "meta", "document")
_SHORT_ENTRY = 3


def write_cvpdf(resume: Resume, tree: Tree) -> Outcome[bytes]:
    """Write a résumé as cvpdf's own YAML file; whatever the model holds and the Tree beside it, this format holds."""
    data = {key: value for key, value in plain_resume(resume, tree.root).items() if key != "$schema"}
    data = _switched_off(data, Resume)
    document = data.get("document")
    data["document"] = {"version": "1", **(document if isinstance(document, dict) else {})}
    return Outcome(_apart([_HEAD, *_blocks(data)]).encode())


def _switched_off(data: dict[str, PlainData], part: type[Part]) -> dict[str, PlainData]:
    """The same with unknown keys under names that say so."""
    held = held_by(part)
    named: dict[str, PlainData] = {}
    for key, value in data.items():
        child = held[key].part if key in held else None
        name = key if key in held or not held else _free_name(key, data)
        named[name] = _each(value, child) if child else value
    return named


def _each(value: PlainData, part: type[Part]) -> PlainData:
    if isinstance(value, list):
        return [_each(item, part) for item in value]
    return _switched_off(value, part) if isinstance(value, dict) else value


def _free_name(key: str, taken: Container[str]) -> str:
    if key.startswith(SWITCHED_OFF):
        return key
    name = f"x-{key}"
    while name in taken:
        name = f"x-{name}"
    return name


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
