"""RenderCV's sections: a title of any words over entries of one kind; each becomes a section of ours or stays one."""

from collections.abc import Iterable, Iterator

from cvpdf.diagnostics import Severity
from cvpdf.formats.key_tables import Pair, Reading, joined, plain_text
from cvpdf.formats.nodes import mapping, scalar, sequence
from cvpdf.formats.rendercv.entries import HOMES, OWN, kind_of
from cvpdf.formats.rendercv.section_kinds import Home, Titled, homes, titled
from cvpdf.formats.section_order import Arrangement
from cvpdf.rules.formats import NotPlaced
from cvpdf.source.findings import as_code
from cvpdf.source.tree import Mapping, Node, Scalar


def read_sections(reading: Reading, node: Node, plan: Arrangement) -> Iterator[Pair]:
    """Every section that has entries, in the order of the file."""
    sections = titled(reading, node)
    for section, home in zip(sections, homes(sections, plan.called), strict=True):
        if home is None:
            plan.own(section.place, section.title, _own_body(reading, section))
        else:
            yield home.name, _body(reading, section, home, plan)


def _body(reading: Reading, section: Titled, home: Home, plan: Arrangement) -> Node | None:
    """What stands in a section of ours."""
    if home.guessed:
        message = f"read {as_code(section.words, 60)} as `{home.name}`, for its entries are of that kind"
        hint = "move it below `sections`, with a title of its own, if it is something else"
        reading.guess(section.title.span, message, hint)
    plan.place(home.name, section.title.span, section.title)
    if home.name == "summary":
        return joined(section.texts, "\n\n") if len(section.texts) > 1 else section.texts[0]
    tables = HOMES[home.name]
    return sequence((reading.translate(entry, tables[kind_of(entry)]) for entry in section.entries), section.body)


def _values(entries: tuple[Node, ...], kind: str) -> list[Scalar]:
    """What stands in the entries, if all of them are of one kind with one key."""
    values = [entry.get(kind) for entry in entries if isinstance(entry, Mapping) and kind_of(entry) == kind]
    texts = [value.value for value in values if value and isinstance(value.value, Scalar)]
    return texts if len(texts) == len(entries) else []


def _own_body(reading: Reading, section: Titled) -> Iterable[Pair]:
    """What stands under the title of a section of the person's own."""
    title, entries, place = section.title, section.entries, section.body
    if texts := section.texts:
        return [("text", joined(texts, "\n\n") if len(texts) > 1 else texts[0])]
    if numbered := _values(entries, "number"):
        lines = (scalar(f"{count}. {_one_line(text)}", text.span) for count, text in enumerate(numbered, start=1))
        return [("text", joined(lines, "\n"))]
    if counted_down := _values(entries, "reversed_number"):
        message = f"the numbers of `{plain_text(title)}` count down; its entries are bullets in the same order"
        hint = "write the number into each text if it matters"
        reading.said.append(NotPlaced.at(title.span, message, hint=hint, severity=Severity.INFO))
    bullets = counted_down or _values(entries, "bullet")
    if bullets:
        bulleted = mapping(place, [("highlights", sequence(bullets))])
        return [("entries", sequence([bulleted], place))]
    return [("entries", sequence((_own_entry(reading, entry) for entry in entries), place))]


def _own_entry(reading: Reading, entry: Node) -> Node:
    if isinstance(entry, Scalar):
        return mapping(entry.span, [("summary", entry)])
    return reading.translate(entry, OWN[kind_of(entry)])


def _one_line(text: Scalar) -> str:
    return " ".join(plain_text(text).split())
