"""The part of the browser's style sheet that a page gets does what the whole would do."""

import string
from pathlib import Path
from typing import Any

import pytest
from tests.fonts import make_font

from cvpdf.typeset.browser_sheet import holding, part, statements
from cvpdf.typeset.weasyprint_import import load_engine

engine = load_engine()

from weasyprint.css.counters import CounterStyle  # noqa: E402 -- after the engine
from weasyprint.css.properties import INITIAL_VALUES  # noqa: E402
from weasyprint.html import UA  # noqa: E402

from cvpdf.typeset.weasyprint_internals import OwnFonts, PageHTML  # noqa: E402

PAGES = {
    "text": "<h1>One</h1><p>Two <b>bold</b> <em>high</em> <a href=#x>link</a><br><q>said</q> <sub>1</sub></p><hr>",
    "lists": "<ol><li>A<ul><li>B<ol><li>C</ol></ul></ol><dl><dt>D<dd>E</dl><menu><li>F</menu>",
    "directions": "<ul dir=rtl><li>A<ul dir=LTR><li>B</ul></ul><dl dir=rtl><dd dir=ltr>C<dd dir=rtl>D</dl>",
    "tables": "<table rules=all><caption>T<col><thead><tr><th>A<tbody><tr hidden><td>B<tr><td>C</table>",
    "hidden": "<p hidden>A</p><div><span hidden>B</span></div><details><summary>C</summary>D</details>",
    "forms": "<form><input value=A><input type=checkbox checked><select><option>B<option selected>C</select>",
    "areas": "<fieldset><legend>A</legend><textarea>B</textarea><button type=submit>C</button></fieldset>",
    "old": "<center>A<big>B</big></center><xmp>C</xmp><nobr>D</nobr><font>E</font><dir><li>F</dir>",
    "letters": "<P>A<SPAN HIDDEN>B</SPAN><svg width=10 height=10><rect width=5 height=5 /></svg><!-- C --></P>",
    "counters": "<ol style='list-style: upper-roman'><li>A</ol><ul style='list-style: \\64 isclosure-open'><li>C</ul>",
}
STYLES = {
    "": "",
    "named": "p::before { content: counter(page, Lower-Greek) counter(page, lower-greek) '\\2022' }",
    "escaped": "p::before { content: counter(page, lower-\\67 reek) counter(page, thai) }",
    "derived": "p::before { content: counter(page, upper-latin) counter(page, khmer) }",
    "out of range": "p::before { counter-reset: c 99999; content: counter(c, japanese-formal) }",
}
BASE = "@page { size: A6 } @font-face { font-family: Boxes; src: url(boxes.ttf) } * { font-family: Boxes }"


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fonts")
    make_font(folder / "boxes.ttf", "Boxes", string.printable)
    return folder


def boxes(html: Any, style: str, fonts: Path) -> list[object]:  # noqa: ANN401 -- the engine has no types
    """Everything that CSS has to say of each box."""
    counters, configuration = CounterStyle(), OwnFonts()
    sheet = engine.CSS(
        string=BASE + style, counter_style=counters, font_config=configuration, base_url=f"{fonts.as_uri()}/"
    )
    document = html.render(stylesheets=[sheet], counter_style=counters, font_config=configuration)
    return [
        (type(box).__name__, box.element_tag, getattr(box, "text", ""), box.position_x, box.position_y, seen(box.style))
        for page in document.pages
        for box in (page._page_box, *page._page_box.descendants())
    ]


def seen(style: Any) -> dict[str, str]:  # noqa: ANN401 -- the engine has no types
    return {name: repr(style[name]) for name in INITIAL_VALUES if "_block_" not in name and "_inline_" not in name}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("markup", PAGES.values(), ids=PAGES)
def test_a_page_looks_as_with_the_whole_sheet(
    markup: str, style: str, fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PageHTML, "_parsed", (frozenset(), None, None))  # not what other pages needed
    assert boxes(PageHTML(markup, style, None), style, fonts) == boxes(engine.HTML(string=markup), style, fonts)


def parsed(page: PageHTML) -> object:
    """Something that pages share where they share what was parsed."""
    (sheet,) = page._ua_stylesheets()
    return sheet.page_rules


def test_what_was_parsed_grows_with_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PageHTML, "_parsed", (frozenset(), None, None))
    lists = PageHTML(PAGES["lists"], "", None)
    first = parsed(lists)
    assert parsed(PageHTML(PAGES["lists"], "", None)) is first
    more = parsed(PageHTML(PAGES["tables"], "", None))
    assert more is not first
    assert parsed(PageHTML(PAGES["lists"], "", None)) is more
    assert parsed(lists) is first, "a page keeps what it began with"


def test_little_of_the_sheet_is_parsed() -> None:
    part_of_it = part(UA, holding(UA, {"html", "body", "p"}, "", ""))
    assert len(part_of_it) < len(UA) / 5
    assert "@counter-style decimal" in part_of_it
    assert "table" not in part_of_it


def test_the_whole_can_be_written_again() -> None:
    places = {(number, place) for number, one in enumerate(statements(UA)) for place in range(len(one.selectors) or 1)}
    whole = part(UA, places)
    assert plain(whole) == plain(UA)


def plain(sheet: str) -> list[str]:
    import tinycss2

    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    assert "error" not in {rule.type for rule in rules}
    return ["".join(rule.serialize().split()) for rule in rules]


@pytest.mark.parametrize(
    "sheet",
    ["p { color: red } } a { }", "p::before { content: '\\'{' } b { }", "@import 'x.css'; p { }", "p { color: red"],
    ids=["one brace too many", "an escaped quote", "a rule without a block", "a brace too few"],
)
def test_a_sheet_that_is_written_otherwise_stays_whole(sheet: str) -> None:
    assert part(sheet, holding(sheet, {"p"}, "", "")) == sheet


@pytest.mark.parametrize(
    ("selector", "kept"),
    [
        ("p", True),
        ("P", True),
        ("b", False),
        ("p b", False),
        ("p > b, p + i", False),
        ("p:first-child", True),
        ("[lang]", True),
        ("p[dir]", False),
        ('p[lang="a,b"]', True),
        (":is(b, p)", True),
        (":is(b, i)", False),
        (":is(b, :is(i, p))", True),
        (":is(b, :hover)", True),
        (":not(b)", True),
        (":not(:is(b, i))", True),
        ("p:has(> b)", True),
        ("svg|b", True),
        ("b, :is(i, u), p", True),
        ("::marker", True),
        ("*", True),
    ],
)
def test_a_rule_is_left_out_only_where_nothing_can_match(selector: str, *, kept: bool) -> None:
    sheet = f"{selector} {{ color: red }}"
    assert bool(holding(sheet, {"p", "lang"}, "", "")) is kept
