"""Properties of mending: nothing that was read changes, and what needs no mending keeps every byte."""

import json
import re
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from cvpdf.artifacts import Loaded, Source
from cvpdf.cli.check import summary
from cvpdf.cli.inputs import check_source
from cvpdf.diagnostics import Edit, Outcome, Severity, Span
from cvpdf.fixes import Checked, mend
from cvpdf.model.plain_data import are_equivalent
from cvpdf.rules.cv2_schema import BlankEnds
from cvpdf.world import World

CHECK = partial(check_source, World.of_process())
PROPERTY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ODD = st.sampled_from(["", " ", "2019-3", "09/2020", " 2021-01 ", "2019-03", "present", "example.com", " a@b.example"])
WORDS = st.sampled_from(["Ida Quill", "Ink & Co", "// no comment", "# none", "a, b", "it's", "“so”", "naïve {x}", ""])
KEYS = ("name", "position", "url", "startDate", "endDate", "summary")
DATES = st.fixed_dictionaries(
    {"year": st.just("2020")}, optional={"month": st.sampled_from(["3", "May", "0", "13", ""]), "day": st.just("4")}
)
FIELDS = st.dictionaries(st.sampled_from(KEYS), ODD | WORDS | st.none(), min_size=1)
ENTRIES = st.builds(
    lambda fields, more: fields | more,
    FIELDS,
    st.fixed_dictionaries(
        {},
        optional={
            "company": WORDS,
            "highlights": st.lists(WORDS | st.none(), max_size=3),
            "keywords": st.lists(st.none() | st.just(" "), min_size=1, max_size=2),
            "endDate": DATES | ODD,
        },
    ),
)
RESUMES = st.fixed_dictionaries(
    {
        "basics": st.fixed_dictionaries(
            {"name": st.just("Ida"), "email": ODD, "label": WORDS},
            optional={"summary": st.just("") | st.none(), "bio": WORDS},
        )
    },
    optional={"work": st.lists(ENTRIES | st.none(), max_size=3) | st.none(), "x-mine": ENTRIES, "awards": st.just([])},
)
BREAKS = st.sampled_from(["\n", "\r\n", "\r"])


def mended(file: str, content: bytes, *, damaged: bool = False) -> bytes:
    source = Source(file, content)
    before = Checked(source, CHECK(source))
    done = mend(before, CHECK)
    after = done.after
    assert damaged or not done.refused
    assert before.outcome.value is None or (
        after.outcome.value is not None and are_equivalent(after.outcome.value.resume, before.outcome.value.resume)
    )
    again = Checked(after.source, CHECK(after.source))
    assert mend(again, CHECK).after.source.content == after.source.content
    return after.source.content


def comments(text: str) -> list[str]:
    return re.findall(r"#-\d+", text)


class YamlWriter:
    """Writes a résumé in YAML as people write it: block or flow, any quotes, comments anywhere."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.numbers = iter(range(1000))

    def text(self) -> str:
        self.entries(self.draw(RESUMES), "", "")
        return "".join(f"{line}\n" for line in self.lines)

    def line(self, text: str) -> None:
        comment = f"  #-{next(self.numbers)}" if self.draw(st.integers(0, 4)) == 0 else ""
        self.lines.append(text + comment)

    def scalar(self, value: str | None, *, flow: bool) -> str:
        plain = value and re.fullmatch(r"[A-Za-z0-9][\w.@/-]*", value)
        forms = [
            json.dumps(value),
            *(["~"] if value is None else []),
            *(["'" + value.replace("'", "''") + "'"] if value else []),
        ]
        forms += [value] if plain and value else []
        forms += [""] if value is None and not flow else []
        return self.draw(st.sampled_from(forms))

    def item(self, item: dict[str, Any] | str | None, indent: str) -> None:
        if isinstance(item, dict):
            self.entries(item, indent + "    ", indent + "  - ")
        else:
            self.line(f"{indent}  - {self.scalar(item, flow=False)}")

    def entries(self, value: dict[str, Any], indent: str, first: str) -> None:
        if self.draw(st.booleans()) and not any(isinstance(part, dict | list) for part in value.values()):
            inside = ", ".join(f"{key}: {self.scalar(part, flow=True)}" for key, part in value.items())
            self.line(f"{first}{{{inside}}}")
            return
        for number, (key, part) in enumerate(value.items()):
            self.entry(key, part, indent, indent if number else first)
            if self.draw(st.integers(0, 6)) == 0:
                self.lines.append(f"#-{next(self.numbers)}")

    def entry(self, key: str, part: dict[str, Any] | list[Any] | str | None, indent: str, start: str) -> None:
        if isinstance(part, dict):
            self.line(f"{start}{key}:")
            self.entries(part, indent + "  ", indent + "  ")
        elif not isinstance(part, list):
            self.line(f"{start}{key}: {self.scalar(part, flow=False)}")
        elif not any(isinstance(item, dict) for item in part) and self.draw(st.booleans()):
            self.line(f"{start}{key}: [{', '.join(self.scalar(item, flow=True) for item in part)}]")
        elif part:
            self.line(f"{start}{key}:")
            for item in part:
                self.item(item, indent)
        else:
            self.line(f"{start}{key}: []")


@st.composite
def yaml_texts(draw: st.DrawFn) -> str:
    return YamlWriter(draw).text()


@PROPERTY
@given(yaml_texts(), BREAKS, st.booleans())
def test_yaml_keeps_its_values_comments_and_line_breaks(text: str, line_break: str, mark: bool) -> None:  # noqa: FBT001 -- generated
    content = (("\ufeff" if mark else "") + text.replace("\n", line_break)).encode()
    after = mended("resume.yaml", content).decode()
    assert comments(after) == comments(text)
    assert set(re.findall(r"\r\n?|\n", after)) <= {line_break}
    kept = iter(line.lstrip(" -") for line in after.split(line_break))  # an entry may have moved up to its `- `
    assert all(
        line.lstrip(" -") in kept for line in text.split("\n") if re.match(r"[ -]*(?:#|label|position|x-)", line)
    )


@st.composite
def json_texts(draw: st.DrawFn) -> str:
    """A résumé in JSON, or nearly."""
    text = json.dumps(draw(RESUMES), indent=draw(st.sampled_from([None, 2])), ensure_ascii=draw(st.booleans()))
    pieces = re.split(r'("(?:[^"\\]|\\.)*")', text)
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            if draw(st.integers(0, 5)) == 0:
                piece = re.sub(r"(?<=[\"\]}l])(\s*[}\]])", r",\1", f'"{piece}')[1:]  # noqa: PLW2901 -- a comma too many
            if draw(st.integers(0, 5)) == 0:
                piece = piece.replace(": null", ":")  # noqa: PLW2901 -- a value is missing
            elif draw(st.integers(0, 5)) == 0:
                piece = piece.replace("\n", " // one\n")  # noqa: PLW2901
            if draw(st.integers(0, 9)) == 0:
                piece = piece.replace(",", ", /* two */")  # noqa: PLW2901
            pieces[number] = piece
    return "".join(pieces)


@PROPERTY
@given(json_texts(), BREAKS, st.booleans())
def test_json_that_can_be_mended_becomes_json(text: str, line_break: str, mark: bool) -> None:  # noqa: FBT001 -- generated
    content = (("\ufeff" if mark else "") + text.replace("\n", line_break)).encode()
    after = mended("resume.json", content).decode()
    json.loads(after)
    assert set(re.findall(r"\r\n?|\n", after)) <= {line_break}


@pytest.mark.slow
@PROPERTY
@given(st.sampled_from(["yaml", "json"]), st.data())
def test_a_damaged_file_is_never_made_to_say_something_else(syntax: str, data: st.DataObject) -> None:
    text = data.draw(yaml_texts() if syntax == "yaml" else json_texts())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(text)))
        piece = data.draw(
            st.sampled_from(["\t", "'", '"', ": ", ",", "{", "]", "\n ", "#", " // ", "/*", "*/", "&a ", "*a", "<<"])
        )
        text = text[:place] + piece + text[place + data.draw(st.integers(0, 3)) :]
    mended(f"resume.{syntax}", text.encode(), damaged=True)


@pytest.mark.parametrize("content", [b"basics: {name: Ida}\r\n# \xc3\xa9", b'{"basics": {"name": "Ida", "label": ""}}'])
def test_what_needs_no_mending_keeps_every_byte(content: bytes) -> None:
    assert mended("resume", content) == content


def test_a_file_with_more_mistakes_than_are_read_at_once_is_mended_whole() -> None:
    entries = ",\n".join(f'{{"name": "A{number}", }} // {number}' for number in range(120))
    assert json.loads(mended("resume.json", f'{{"work": [{entries}\n]}}'.encode()))["work"][119] == {"name": "A119"}


def test_a_fix_that_would_change_the_resume_is_refused() -> None:
    span = Span("resume.yaml", 1, 16, 1, 19)
    wrong = BlankEnds.at(span, "odd", severity=Severity.INFO, fix=(Edit(span, "Eve"),))

    def check(source: Source) -> Outcome[Loaded]:
        outcome = check_source(World.of_process(), source)
        return replace(outcome, diagnostics=(wrong,))

    source = Source("resume.yaml", b"basics: {name: Ida}\n")
    done = mend(Checked(source, check(source)), check)
    assert (done.after.source, done.count, done.refused) == (source, 0, 1)
    left = "resume.yaml: 1 finding left, for mending would change what the résumé says"
    assert summary([done], "mended") == [left]


def test_of_several_fixes_those_that_hold_are_made() -> None:
    content = b'{"basics": {"name": "Ida",}, "work": [{"name": "A",}, {"name": "B",}],}'
    span = Span("resume.json", 1, 22, 1, 25)
    wrong = BlankEnds.at(span, "odd", severity=Severity.INFO, fix=(Edit(span, "Eve"),))

    def check(source: Source) -> Outcome[Loaded]:
        outcome = CHECK(source)
        return replace(outcome, diagnostics=(wrong, *outcome.diagnostics))

    source = Source("resume.json", content)
    done = mend(Checked(source, check(source)), check)
    assert done.after.source.content == content.replace(b",}", b"}").replace(b",]", b"]")
    assert (done.count, done.refused) == (4, 1)
