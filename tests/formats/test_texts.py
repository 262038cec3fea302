"""What holds for Markdown, plain text and Word alike: all is there, whatever was typed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.texts import read_written, write_text

if TYPE_CHECKING:
    from tests.formats.conftest import MakeOutline, Prove, Write

ROOT = Path(__file__).parents[2]
FILES = ["resume.yaml", *sorted(f"examples/{path.name}" for path in (ROOT / "examples").glob("*.[yj]*"))]
SHAPES = sorted(f"tests/broken/shapes/{path.name}" for path in (ROOT / "tests/broken/shapes").iterdir())
KINDS = ("md", "txt", "docx")

each_kind = pytest.mark.parametrize("kind", KINDS)

NESTED = """\
basics: {name: Ida Quill, profiles: [{network: Mill, username: ida, url: https://mill.example/ida}]}
work:
  - name: Paper Mill
    url: https://mill.example
    location: Malmö
    positions:
      - {position: Master binder, startDate: 2019-03, highlights: [Bound, "Sewn, [see](https://sewn.example)"]}
      - {position: Binder, location: Lund, startDate: 2015, endDate: 2019, summary: "1. First\\n2. Second\\n   - deep"}
  - startDate: 2011
    endDate: 2012
    positions: [{position: Apprentice, summary: Swept.}]
sections:
  - {id: talks, title: Talks, text: Given by heart., entries: [{title: Glue, keywords: [wheat, hide]}]}
  - {id: motto, title: Motto, text: "Fold once.\\n\\nPress twice."}
skills: [{name: Sewing, level: daily, keywords: [Coptic, Long stitch]}, {level: fair, keywords: [Gilding]}]
languages: [{language: Swedish, fluency: native}, {language: English}]
"""


@pytest.mark.slow
@each_kind
@pytest.mark.parametrize("name", [*FILES, *SHAPES])
def test_every_word_and_link_of_a_real_file_is_in_it(
    outlined: MakeOutline, proven: Prove, name: str, kind: str
) -> None:
    assert proven(outlined((ROOT / name).read_bytes()), kind) == ()


@each_kind
def test_positions_and_sections_of_ones_own_are_in_it(outlined: MakeOutline, proven: Prove, kind: str) -> None:
    assert proven(outlined(NESTED), kind) == ()


@each_kind
def test_the_same_outline_gives_the_same_bytes(outlined: MakeOutline, written: Write, kind: str) -> None:
    assert written(outlined(NESTED), kind) == written(outlined(NESTED), kind)


# Whatever is typed. ------------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *"abÄ1.)(-+#>*_`~|!&<>[]\\=:;\"'@/{}$%^ ",
        *(
            "1. ",
            "2) ",
            "- ",
            "+ ",
            "# ",
            "## ",
            "> ",
            "---",
            "===",
            "***",
            "```",
            "    ",
            "\t",
            "\n",
            "\n\n",
            "\n  - ",
        ),
        *("*a*", "**b**", "_c_", "`d`", "``e`f``", "snake_case", "__init__", "C++", "C#", "R&D", "&amp;", "&#35;"),
        *("<b>", "</b>", "<!-- x -->", "[x](https://a.example)", "[y](mailto:a@b.example)", "(https://c.example/(d))"),
        *(
            "https://a.example/?a=1&copy=2;",
            "![z](https://e.example)",
            "www.f.example",
            "| a | b |",
            "\u00a0",
            "👩‍🔬",
            "漢字",
        ),
        *("[*k*](https://a.example/x_y_z)", "[1]: Smith", "2024.", "\\*", "…", "’s"),
    ]
)
TYPED = st.lists(PIECES, max_size=12).map("".join)


@st.composite
def resumes(draw: st.DrawFn) -> dict[str, Any]:
    def typed() -> str:
        return draw(TYPED)

    return {
        "basics": {"name": "A" + typed(), "label": typed(), "summary": typed(), "profiles": [{"network": typed()}]},
        "work": [{"position": typed(), "name": typed(), "startDate": "2019", "highlights": [typed(), typed()]}],
        "skills": [{"name": typed(), "level": typed(), "keywords": [typed(), typed()]}],
        "sections": [{"id": "x", "title": typed(), "entries": [{"title": typed(), "summary": typed()}]}],
    }


@pytest.mark.slow
@settings(deadline=None)
@given(resume=resumes())
def test_whatever_is_typed_comes_out_as_the_outline_has_it(
    outlined: MakeOutline, proven: Prove, resume: dict[str, Any]
) -> None:
    made = outlined(json.dumps(resume))
    assert {kind: proven(made, kind) for kind in KINDS} == dict.fromkeys(KINDS, ())


LISTS = """\
basics: {name: Ida, location: {city: Aa, region: Bb}}
work: [{position: Cc, name: Dd}]
skills: [{name: Ee, keywords: [Ff, Gg]}]
document: {language: LANGUAGE}
"""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("language", "comma"), [("en", ", "), ("ja", "、"), ("zh", "、"), ("ar", "، "), ("fa", "، ")])
def test_lists_have_the_commas_of_the_language(
    outlined: MakeOutline, proven: Prove, written: Write, kind: str, language: str, comma: str
) -> None:
    made = outlined(LISTS.replace("LANGUAGE", language))
    assert proven(made, kind) == ()
    text = read_written(written(made, kind), kind).text
    assert f"Aa{comma}Bb" in text
    assert f"Ff{comma}Gg" in text
    assert kind != "docx" or f"Cc{comma}Dd" in text


# The extra. --------------------------------------------------------------------------------------------------


def test_without_python_docx_it_says_how_to_install_it(outlined: MakeOutline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "cvpdf.formats.docx.writer", raising=False)
    monkeypatch.setitem(sys.modules, "docx", None)
    outcome = write_text(outlined("basics: {name: Ida}"), "docx", "A4")
    (said,) = outcome.diagnostics
    assert outcome.value is None
    assert (said.code, said.hint) == ("CV905", "`pip install 'cvpdf[docx]'`")
