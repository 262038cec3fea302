"""Which blanks are taken out of a file, and what stays as it is."""

import pytest

from cvpdf.model.validate import validate
from cvpdf.rules.cv2_schema import BlankEnds, BlankValue
from cvpdf.source.edits import apply
from cvpdf.source.reading import read

YAML = {
    "a line": ('basics:\n  url: ""\n  name: Ada\n', "basics:\n  name: Ada\n"),
    "lines in a row": ("work:\n- name: A\n  startDate: ~\r\n  endDate: null\n", "work:\n- name: A\n"),
    "the last line, without an end": ("basics:\n  name: Ada\n  email: ' '", "basics:\n  name: Ada\n"),
    "the first of an entry": ('work:\n  - url: ""\n    startDate: ~\n    name: A\n', "work:\n  - name: A\n"),
    "between braces": ("basics: {url: '', name: Ada, email: ~, phone: 1}", "basics: {name: Ada, phone: 1}"),
    "at the end of braces": ('work: [{name: A, url: "", endDate: null}]', "work: [{name: A}]"),
    "below its key": ('basics:\n  name: Ada\n  url:\n    ""\n', "basics:\n  name: Ada\n"),
    "in a list": ("work: [{highlights: ['', x,  null, y, ~]}]", "work: [{highlights: [x,  y]}]"),
    "in a list of nothing else": (
        "basics: {name: Ada}\nskills: [{name: A, keywords: [null, ' ' ]}]",
        "basics: {name: Ada}\nskills: [{name: A, keywords: [ ]}]",
    ),
    "the lines of a list": (
        'skills:\n- name: A\n  keywords:\n    # mine\n    - ""\n    - x\n    -\n    - ~',
        "skills:\n- name: A\n  keywords:\n    # mine\n    - x\n",
    ),
    "all lines of a list": ("work:\n- highlights:\n  - ''\r\n  name: A\n", "work:\n- highlights:\n  name: A\n"),
    "where entries belong": ("work:\n- null\n- name: A\n-\n", "work:\n- name: A\n"),
    "around an address": (
        "basics: {name: Ada, url: ' https://a.example '}",
        "basics: {name: Ada, url: 'https://a.example'}",
    ),
}

JSON = {
    "null anywhere": ('{"basics": {"name": "Ada", "phone": null}, "work": null}', '{"basics": {"name": "Ada"}}'),
    "in lists": (
        '{"work": [null, {"name": "A", "keywords": ["", "x"], "highlights": [\n  ""\n]}]}',
        '{"work": [{"name": "A", "keywords": ["x"], "highlights": [\n  \n]}]}',
    ),
    "with its line": (
        '{"basics": {\n  "url": "",\n  "name": "Ada",\n  "email": null\n}}',
        '{"basics": {\n  "name": "Ada"\n}}',
    ),
}

LEFT = {
    "a value that is not written": "work:\n- name: A\n  endDate:\n",
    "a text": 'basics: {name: "", label: x}',
    "with a comment": 'basics:\n  name: Ada\n  url: "" # soon\n',
    "with a comment between braces": 'basics: {\n  url: "", # soon\n  name: Ada}\n',
    "with an anchor": 'basics:\n  name: Ada\n  url: &none ""\n',
    "an alias": "basics:\n  label: &none ''\n  name: Ada\n  url: *none\n",
    "where keys are merged": "work:\n- &a {name: A, url: x.example}\n- {<<: *a, url: ''}\n",
    "all of a mapping": 'basics: {name: Ada, location: x}\nwork: [{url: "", startDate: ~}]',
    "a comment in a list": 'work:\n- highlights:\n  - "" # soon\n  - x\n',
    "a comment between brackets": "work: [{highlights: ['', # soon\n  x]}]",
    "a comma at the end": "work: [{highlights: ['',]}]",
    "an anchor in a list": "work: [{highlights: [&none '', x]}]",
    "an anchor at a dash": "work:\n- highlights:\n  - &none ''\n  - x\n",
    "an alias in a list": "basics:\n  label: &none ''\n  name: Ada\nwork: [{highlights: [*none, x, '']}]",
    "a list in a list": "work:\n- highlights:\n  - - ''\n    - x\n",
    "where an export counts": "work: [{highlights: ['', x]}]\nmeta: {cvpdf: {paths: []}}",
    "what nobody reads": 'basics: {name: Ada}\nx-mine: {url: ""}',
    "a block": "basics:\n  name: Ada\n  url: |\n    https://a.example\n",
    "a question mark": 'basics:\n  name: Ada\n  ? url\n  : ""\n',
}


def fixed(text: str, syntax: str = "yaml") -> str:
    tree = read(text.encode(), f"resume.{syntax}").value
    assert tree
    own = (said for said in validate(tree).diagnostics if said.code in {BlankValue.code, BlankEnds.code})
    return apply(text, (edit for said in own for edit in said.fix))


@pytest.mark.parametrize("title", YAML)
def test_blanks_go_from_yaml(title: str) -> None:
    before, after = YAML[title]
    assert fixed(before) == after


@pytest.mark.parametrize("title", JSON)
def test_blanks_go_from_json(title: str) -> None:
    before, after = JSON[title]
    assert fixed(before, "json") == after


@pytest.mark.parametrize("title", LEFT)
def test_what_has_company_or_a_meaning_stays(title: str) -> None:
    assert fixed(LEFT[title]) == LEFT[title]


def test_it_is_said_once_for_a_file() -> None:
    tree = read(
        b'{"basics": {"name": "Ada", "url": "", "email": ""}, "work": [{"name": "A", "url": null}]}', "a.json"
    ).value
    assert tree
    (said,) = validate(tree).diagnostics
    assert (said.code, said.message) == (BlankValue.code, "3 values are blank, and count as absent")
    assert said.span
    assert said.span.column == 35
