from __future__ import annotations

import pytest

from cvpdf.compose.css_parser import read_sheet, written


@pytest.mark.parametrize(
    ("css", "place", "words"),
    [
        (".a { color: red }\nh3  font-size: 11pt; }\nh4 { color: red }", (2, 22), "this `}` closes nothing"),
        (".a { color: red;\n.b { color: red }", (1, 4), "this `{` is never closed"),
        (".a { width: calc(1mm }", (1, 22), "this `}` closes nothing; `(` in line 1 is still open"),
        ("/* one */\n/* two", (2, 1), "this comment has no end"),
        (".a {\n  content: 'b;\n}", (2, 12), "this text has no end: `'b;`"),
        (".entry { margin 3mm; color: red }", (1, 10), "this is no declaration: `margin 3mm`"),
        (".entry { color: red;\n  /* x */ margin 3mm }", (2, 11), "this is no declaration: `margin 3mm`"),
        (".a { color: red } { color: red }", (1, 19), "there is no selector before this `{`"),
        (".a,, .b { color: red }", (1, 1), "this selects nothing that there is: `.a,, .b`"),
        (".a { .b::foo { color: red } }", (1, 6), "this selects nothing that there is: `.b::foo`"),
        ("@media print {\r\n .a:foo(x) { color: red } }", (2, 2), "this selects nothing that there is: `.a:foo(x)`"),
    ],
)
def test_what_is_no_css_is_said_where_it_begins(css: str, place: tuple[int, int], words: str) -> None:
    (fault,) = read_sheet(css).faults
    assert ((fault.line, fault.column), fault.message) == (place, words)


@pytest.mark.parametrize(
    "css",
    [
        "",
        "/**/ .a { color: red; }",
        """.a::before { content: "}" '{' "a\\"b" } /* { */ .b { background: url(a.svg) }""",
        ".a { &.b { color: red } & > .c { color: red } .d { color: red } }",
        "@page :first { margin: 0; @bottom-right { content: none } }",
        '.\\31 0 { color: red } [dir="rtl"] p:has(+ .a):lang(ar) { color: red }',
    ],
)
def test_what_is_css_has_no_faults(css: str) -> None:
    assert read_sheet(css).faults == []


def test_every_declaration_is_found_with_the_rule_around_it() -> None:
    css = "@page { size: A4; @top-left { content: none } }\n@media print { .a { color: red; .b { top: 0 } } }"
    found = [
        (one.name, written(one.value), one.line, one.selectors, one.margin_box) for one in read_sheet(css).declared
    ]
    assert found == [
        ("size", "A4", 1, "", False),
        ("content", "none", 1, "@top-left", True),
        ("color", "red", 2, ".a", False),
        ("top", "0", 2, ".b", False),
    ]


def test_no_depth_is_too_deep() -> None:
    deep = ".a { color: red }" + ".a {" * 500 + "}" * 500 + ".b { width: " + "(" * 5000 + ")" * 5000 + "}"
    assert read_sheet(deep).declared
