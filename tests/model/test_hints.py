"""What hints show is written in the syntax of the file that they are about."""

import json
from pathlib import Path

import pytest

from cvpdf.artifacts import Source
from cvpdf.model.field_values import Shown, hint_in, key_with
from cvpdf.pipeline import check

BROKEN = Path(__file__).parents[1] / "broken"

ODD = {
    "a key at the wrong place": ('{"email": "a@b.example"}', '`"basics": {"email": …}`'),
    "an entry without its list": ('{"work": {"name": "A"}}', "put `[` and `]` round all of them"),
    "names without their list": ('{"work": {"A": {"position": "B"}}}', "write a list, in `[` and `]`"),
    "a text with a colon": ('{"work": [{"highlights": [{"Led": "a team"}]}]}', '`"Led: a team"`'),
    "a glued key": ('{"skills": ["name:Python"]}', '`{"name": "Python"}`'),
    "a section without id": ('{"sections": [{"title": "Mine", "text": "x"}]}', 'write `"id": "mine"`'),
    "nothing to print": ('{"basics": {}}', '`"basics": {"name": "Ada Example"}`'),
    "a list and no keys": ('["Ada"]', 'begin with `{`, and with keys such as `"basics":` and `"work":`'),
    "nothing at all": (" ", '`{"basics": {"name": "…"}}`'),
    "null": ("null", '`{"basics": {"name": "…"}}`'),
    "a colour": ('{"basics": {"name": "A"}, "document": {"options": {"accent": "dark"}}}', '`"#235577"`'),
    "a list where keys belong": ('{"document": ["a", {"b": "c"}]}', "write keys and values in `{` and `}`"),
}


def hints(content: bytes) -> list[str]:
    return [said.hint for said in check(Source("resume.json", content)).diagnostics if said.hint]


@pytest.mark.parametrize("title", ODD)
def test_a_hint_about_json_shows_json(title: str) -> None:
    text, hint = ODD[title]
    said = hints(text.encode())
    assert any(hint in one for one in said), said


def written() -> list[str]:
    cases = (BROKEN / "cases" / "json.txt").read_text(encoding="utf-8").split("=== ")[1:]
    return [case.partition("\n")[2].rpartition("---\n")[0] for case in cases]


@pytest.mark.parametrize("text", [*written(), *(text for text, _ in ODD.values())])
def test_no_hint_about_json_shows_yaml(text: str) -> None:
    said = hints(text.encode())
    assert not [one for one in said if "- `" in one or "two spaces to the right" in one]
    for shown in (snippet for one in said for snippet in one.split("`")[1::2]):
        if ": " in shown and not shown.startswith('"Led'):
            json.loads((shown if shown.startswith("{") else f"{{{shown}}}").replace("…", "1"))


def test_a_hint_about_yaml_shows_yaml() -> None:
    assert hint_in("yaml", key_with("id", "mine")) == "write `id: mine`"
    assert hint_in("yaml", Shown("a", "b")) == "a"
    assert hint_in("json", "either") == hint_in("yaml", "either") == "either"
    assert hint_in("json", None) is None
