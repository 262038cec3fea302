"""The stage: each rule is asked once, can be switched off, and speaks of places that are in the file."""

import json
import re
import textwrap
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvpdf.artifacts import Loaded, Source
from cvpdf.diagnostics import Diagnostic, Rule, Severity
from cvpdf.lint.linting import ALWAYS, RULES, lint
from cvpdf.pipeline import build, check, load
from cvpdf.rules import cv3_lint as rules
from cvpdf.rules.catalogue import rules_in
from cvpdf.world import World

ROOT = Path(__file__).parents[2]
STARTER = ROOT / "src/cvpdf/cli/starter.yaml"
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in {".yaml", ".json"})
TODAY = date(2025, 6, 15)


class Calendar(World, frozen=True):
    """A machine whose clock stands at one day."""

    def today(self) -> date:
        return TODAY


class Tomorrow(World, frozen=True):
    """A machine whose clock is far ahead."""

    def today(self) -> date:
        return date(9999, 1, 1)


THAT_DAY = Calendar(Path("/dev/null/cache"), {})
ALL_WRONG = """\
basics: {name: John Doe, summary: "The the (e\\u200Bnd.\\uFFFD"}
work:
  - {name: A, position: One, startDate: 2012, endDate: 2013}
  - {name: A, position: Two, startDate: 2032}
  - {name: A, position: Three, startDate: 2016}
  - {name: B, startDate: 2011, endDate: 2010}
  - {name: D, startDate: 2014, endDate: 2015}
  - {name: C, highlights: [%s]}
skills: [{keywords: [GitHub, Github]}]
document: {ignore: [%s]}
"""
GAP = "work: [{name: B, startDate: 2022}, {name: A, startDate: 2012, endDate: 2013}]\nbasics: {phone: '1'}\n"
CODES = [rule.code for rule, _ in RULES]


def loaded(text: str, name: str = "resume.yaml") -> Loaded:
    value = load(Source(name, text.encode())).value
    assert value is not None
    return value


def said(text: str, today: date | None = TODAY) -> tuple[Diagnostic, ...]:
    resume = loaded(text)
    return lint(resume.resume, resume.tree, today)


def codes(text: str, today: date | None = TODAY) -> set[str]:
    return {one.code for one in said(text, today)}


def test_the_table_has_every_rule_in_the_order_of_the_codes() -> None:
    assert [rules.NotSwitchable, *(rule for rule, _ in RULES)] == sorted(rules_in(rules), key=lambda rule: rule.code)
    assert {*ALWAYS} < {*RULES}
    assert len({check for _, check in RULES}) == len(RULES)


def all_wrong(ignored: str = "") -> tuple[Diagnostic, ...]:
    return said(ALL_WRONG % ("x" * 301, ignored))


def test_all_that_is_wrong_is_said_in_one_pass() -> None:
    assert {one.code for one in all_wrong()} | codes(GAP) == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_code_that_is_ignored_silences_its_rule_and_no_other(code: str) -> None:
    everything = all_wrong()
    assert all_wrong(code) == tuple(one for one in everything if one.code != code)


def test_several_codes_can_be_ignored() -> None:
    assert all_wrong(", ".join(CODES)) == ()


@pytest.mark.parametrize(
    ("code", "hint"),
    [("CV3111", "did you mean `CV311`?"), ("cv314", "did you mean `CV314`?"), ("gaps", "there are `CV311`, ")],
)
def test_a_code_that_is_none_is_said_with_what_may_be_meant(code: str, hint: str) -> None:
    (one,) = said(f"basics: {{phone: '1'}}\ndocument: {{ignore: [CV314, {code}]}}\n")
    assert (one.code, one.severity, one.path) == ("CV310", Severity.WARNING, ("document", "ignore", 1))
    assert (one.span and one.span.line, one.message) == (2, f"`{code}` is no rule that can be switched off")
    assert str(one.hint).startswith(hint)


@pytest.mark.parametrize("code", ["CV203", "CV303", "CV310", "CV601"])
def test_other_codes_cannot_be_ignored(code: str) -> None:
    (one,) = (one for one in said(f"basics: {{phone: '1'}}\ndocument: {{ignore: {code}}}\n") if one.code == "CV310")
    assert one.message == f"`{code}` is about something else than content, and cannot be switched off"
    assert "did you mean" not in str(one.hint)


def test_without_a_day_nothing_is_in_the_future() -> None:
    text = "basics: {phone: '1'}\nwork: [{name: A, startDate: 9999}]\n"
    assert codes(text) == {"CV312"}
    assert codes(text, None) == set()


@pytest.mark.parametrize("rule", [rule for rule, _ in RULES], ids=lambda rule: rule.code)
def test_a_manual_shows_what_breaks_the_rule_and_what_keeps_it(rule: type[Rule]) -> None:
    bad, good = (textwrap.dedent(block) for block in re.findall(r"(?m)(?:^    .*\n?|\n(?=    ))+", rule.manual()))
    assert rule.code in codes(bad)
    assert rule.code not in codes(good)
    assert codes(good) <= {rule.code, "CV316"}


@pytest.mark.parametrize("rule", [rule for rule, _ in RULES], ids=lambda rule: rule.code)
def test_a_manual_says_how_the_rule_is_switched_off(rule: type[Rule]) -> None:
    assert re.findall(r"`document\.ignore: \[(\w+)\]`", rule.manual()) == [rule.code]


# Where the rules are asked. ----------------------------------------------------------------------------------


def test_check_asks_all_and_build_asks_what_concerns_the_page(tmp_path: Path) -> None:
    source = Source("resume.yaml", (ALL_WRONG % ("x" * 301, "")).encode())
    checked = {one.code for one in check(source, world=THAT_DAY).diagnostics}
    outcome = build(source, world=World(tmp_path, {}), to="html")
    assert checked | {"CV314"} == set(CODES)
    assert {one.code for one in outcome.diagnostics} == {"CV311", "CV312", "CV323", "CV324"}
    assert outcome.value is not None


@pytest.mark.parametrize(
    ("wrong", "code"), [("document: {pages: many}", "CV217"), ("document: {theme: plane}", "CV401")]
)
def test_a_file_with_errors_is_not_asked(wrong: str, code: str, tmp_path: Path) -> None:
    source = Source("resume.yaml", f"work: [{{name: A, startDate: 2020, endDate: 2019}}]\n{wrong}\n".encode())
    assert [one.code for one in check(source, world=THAT_DAY).diagnostics] == [code]
    assert [one.code for one in build(source, world=World(tmp_path, {})).diagnostics] == [code]


def test_what_is_built_does_not_depend_on_the_day(tmp_path: Path) -> None:
    source = Source("resume.yaml", b"work: [{name: A, startDate: 9000}]")
    now, then = (build(source, world=world(tmp_path, {}), to="html") for world in (World, Tomorrow))
    assert now.value == then.value
    assert ([one.code for one in now.diagnostics], then.diagnostics) == (["CV312"], ())


@pytest.mark.parametrize("path", [STARTER, *EXAMPLES], ids=lambda path: path.name)
def test_what_comes_with_the_project_is_beyond_reproach(path: Path) -> None:
    outcome = check(Source(path.name, path.read_bytes(), path.parent), world=THAT_DAY)
    assert [one.code for one in outcome.diagnostics if one.severity is not Severity.INFO] == []


def test_the_seed_says_that_its_owner_cannot_be_reached() -> None:
    outcome = check(Source("resume.yaml", (ROOT / "resume.yaml").read_bytes()), world=THAT_DAY)
    assert [(one.code, one.path) for one in outcome.diagnostics] == [("CV316", ("basics",))]


# Properties. -------------------------------------------------------------------------------------------------

WORDS = (
    *"the The (a) ) ( [ ]( 1) :) ` GitHub Github node.js NodeJS .NET ... TODO: [Company] Doe xx% ’ （ é ß İ".split(),
    *("\n", "\u3000", ""),
)
DATES_AND_WORDS = ("2019", "2020", "2020-02", "2020-02-29", "2021-12", "9999", "0001-01", "present", "some day", "")
KEYS = "name position organization institution title summary url level".split()
texts = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join) | st.text(max_size=4)
dates = st.sampled_from(DATES_AND_WORDS)
fields: dict[str, st.SearchStrategy[object]] = {
    **dict.fromkeys(KEYS, texts),
    **dict.fromkeys(("highlights", "keywords"), st.lists(texts, max_size=2)),
    **dict.fromkeys(("startDate", "endDate", "date"), dates),
}
# One key drawn at a time: to draw each of them for each entry is slow.
entry = st.dictionaries(st.sampled_from(sorted(fields)), st.none(), max_size=5).flatmap(
    lambda drawn: st.fixed_dictionaries({key: fields[key] for key in drawn})
)
entries = st.lists(entry, max_size=3)
jobs = st.lists(st.tuples(entry, entries).map(lambda pair: {**pair[0], "positions": pair[1]}), max_size=3)
resumes = st.fixed_dictionaries(
    {},
    optional={
        "basics": st.fixed_dictionaries({}, optional=dict.fromkeys(("name", "email", "phone"), texts)),
        "work": jobs,
        **dict.fromkeys(("education", "volunteer", "projects", "skills"), entries),
        "sections": entries.map(lambda found: [{"id": "own", "entries": found}]),
        "document": st.fixed_dictionaries(
            {
                "ignore": st.lists(texts | st.sampled_from(CODES), max_size=2),
                "language": st.sampled_from(["en", "fr", "tlh"]),
            }
        ),
    },
)


@given(data=resumes, indent=st.none() | st.integers(0, 2), today=st.none() | st.dates())
def test_any_resume_is_answered_at_places_in_its_file(data: object, indent: int | None, today: date | None) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    lines = text.split("\n")
    resume = loaded(text, "resume.json")
    for one in lint(resume.resume, resume.tree, today):
        assert one.severity is Severity.WARNING
        assert one.hint
        assert not one.message.endswith(".")
        assert one.span == resume.tree.locate(one.path)
        assert resume.tree.node(one.path) is not None
        assert 1 <= one.span.line <= one.span.end_line <= len(lines)
        assert one.span.end_column <= len(lines[one.span.end_line - 1]) + 1
