import subprocess
import sys
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cvpdf.diagnostics import Severity
from cvpdf.outline import rich_text as markdown
from cvpdf.outline.printed_values import clean_blocks, clean_lines
from cvpdf.outline.rich_text import blocks, inline
from cvpdf.outline.values import Block, Break, Inline, ItemList, Link, ListItem, Paragraph, Styled, Text, plain_text

AS_TYPED = (
    "C++",
    "$5",
    "snake_case",
    "5*3*2",
    "2 * 3 * 4",
    "(a)*(b)*(c)",
    "__init__",
    "__x__",
    "a_b_c",
    "*args",
    "**kwargs",
    "def f(*args, **kwargs)",
    'a "*" b "*" c',
    "A* and B*",
    "#hashtag",
    "# of users",
    "<label>",
    "<b>bold",
    "bold</b>",
    "<script>run</script>",
    "List<String>",
    "a < b",
    "[1]: Smith",
    "[1] Smith",
    "[x](see below)",
    "2024. I did",
    "100) percent",
    "~/.bashrc",
    "~~struck~~",
    "R&D",
    "R&D;",
    "C:\\dir",
    "a\\",
    "> quoted",
    "---",
    "- - -",
    "* * *",
    "```",
    "| a | b |",
    "![picture",
    "://",
    "x://y",
    "http://",
)
MARKDOWN = st.text(alphabet="ab1 \n\\`*_[]()<>\"'.-+:/#!h\u00e9", max_size=60) | st.lists(
    st.sampled_from(
        ["[a](", "http://b.c", ")", "**", "*", "_", "`", "- ", "1. ", "\n", "\n\n", "  ", "x", "[", "]", '"t"', "\\"]
    )
).map("".join)


def content(text: str) -> tuple[Inline, ...]:
    outcome = inline(text)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value


def prose(text: str) -> tuple[Block, ...]:
    outcome = blocks(clean_blocks(text))
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def bullets(*items: str) -> ItemList:
    return ItemList(tuple(ListItem(None, (paragraph(item),)) for item in items))


def letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def printed(items: tuple[Block, ...]) -> str:
    return "".join(
        plain_text(block.children)
        if isinstance(block, Paragraph)
        else "".join((item.number or "") + printed(item.blocks) for item in block.items)
        for block in items
    )


@pytest.mark.parametrize("text", AS_TYPED)
def test_comes_out_as_typed(text: str) -> None:
    assert content(text) == (Text(text),)
    assert prose(text) == (paragraph(text),)


def test_one_line_is_no_list() -> None:
    assert content("- not a bullet") == (Text("- not a bullet"),)


@pytest.mark.parametrize(
    ("before", "strong", "after"),
    [
        ("", "株式会社", "で"),
        ("会社で", "主任", "として"),
        ("会社で", "PM", "として"),
        ("「", "重要", "」です"),
        ("設計、", "実装", "、運用"),
        ("", "「重要」", "です"),
        ("これは", "「重要」", "です"),
        ("", "주식회사", "에서"),
        ("ทำงานที่", "บริษัท", "ใหญ่"),
        ("用Python写", "后端", "。"),
    ],
)
def test_emphasis_in_scripts_without_spaces(before: str, strong: str, after: str) -> None:
    texts = [Text(part) for part in (before, after)]
    expected = (texts[0], Styled("strong", (Text(strong),)), texts[1])
    assert content(f"{before}**{strong}**{after}") == tuple(part for part in expected if part != Text(""))


@pytest.mark.parametrize(
    "text",
    ["変数_名_です", "評価*5段階", "会社*1、部署*2", "会社*、部署*", "5*3*2個", "**注意", "「*」", "全角_名前_v2"],
)
def test_stars_and_lines_of_such_scripts_that_mean_nothing_are_kept(text: str) -> None:
    assert content(text) == (Text(text),)


@pytest.mark.parametrize("text", ["*a*", "_a_"])
def test_emphasis(text: str) -> None:
    assert content(f"({text}), x") == (Text("("), Styled("emphasis", (Text("a"),)), Text("), x"))


def test_strong_and_code_and_both() -> None:
    assert content("**a**") == (Styled("strong", (Text("a"),)),)
    assert content("`*a*`") == (Styled("code", (Text("*a*"),)),)
    assert content('"**_a_**"') == (Text('"'), Styled("strong", (Styled("emphasis", (Text("a"),)),)), Text('"'))


def test_a_backslash_takes_the_meaning_away() -> None:
    assert content(r"\*a\* \_b\_ \`c\` \[d\](e) \\") == (Text(r"*a* _b_ `c` [d](e) " + "\\"),)


def test_links() -> None:
    assert content("[*a*](example.com/x_y_z)") == (
        Link("https://example.com/x_y_z", (Styled("emphasis", (Text("a"),)),)),
    )
    assert content("[a](<https://example.com/(b>)") == (Link("https://example.com/(b", (Text("a"),)),)
    assert content("[a](https://example.com/b_(c))") == (Link("https://example.com/b_(c)", (Text("a"),)),)
    assert content("[](https://example.com)") == (Link("https://example.com", (Text("https://example.com"),)),)


@pytest.mark.parametrize(
    ("text", "address", "rest"),
    [
        ("https://example.com/_a_/b.", "https://example.com/_a_/b", "."),
        ("https://example.com/a_(b)), c", "https://example.com/a_(b)", "), c"),
        ("http://example.com/é*", "http://example.com/é", "*"),
    ],
)
def test_addresses_in_running_text(text: str, address: str, rest: str) -> None:
    assert content(f"see {text}") == (Text("see "), Link(address.replace("é", "%C3%A9"), (Text(address),)), Text(rest))


def test_an_address_within_a_link_or_a_style() -> None:
    assert content("[https://a.example](https://b.example)") == (
        Link("https://b.example", (Text("https://a.example"),)),
    )
    assert content("**https://a.example**") == (
        Styled("strong", (Link("https://a.example", (Text("https://a.example"),)),)),
    )


@pytest.mark.parametrize(
    ("text", "code", "severity"),
    [
        ("[a](javascript:alert(1))", "CV301", Severity.ERROR),
        ("[a](file:///etc/passwd)", "CV301", Severity.ERROR),
        ("[a](cv.pdf)", "CV302", Severity.WARNING),
    ],
)
def test_a_refused_link_stays_as_typed_and_is_said(text: str, code: str, severity: Severity) -> None:
    outcome = inline(text)
    assert outcome.value == (Text(text),)
    assert [(said.code, said.severity) for said in outcome.diagnostics] == [(code, severity)]


def test_what_markdown_swallows_is_an_error() -> None:
    (said,) = inline('see [a](https://example.com "Third edition") now').diagnostics
    assert (said.code, said.severity) == ("CV303", Severity.ERROR)
    assert "Third edition" in said.message
    assert [said.code for said in blocks("".join(f"{'  ' * depth}- x\n" for depth in range(40))).diagnostics] == [
        "CV303"
    ]


def test_paragraphs_and_line_breaks() -> None:
    assert prose("a\nb\n\nc") == (Paragraph((Text("a"), Break(), Text("b"))), paragraph("c"))


def test_lists_end_where_their_text_is_no_longer_indented() -> None:
    assert prose("a\n- b\n- c\nd") == (paragraph("a"), bullets("b", "c"), paragraph("d"))
    assert prose("- b\n\nd") == (bullets("b"), paragraph("d"))


def test_an_item_keeps_what_is_indented_below_it() -> None:
    nested = ListItem(None, (paragraph("a"), bullets("b", "c"), paragraph("d")))
    assert prose("- a\n  - b\n  - c\n\n  d\n- e") == (ItemList((nested, ListItem(None, (paragraph("e"),)))),)
    assert prose("10. a\n   b") == (ItemList((ListItem("10.", (Paragraph((Text("a"), Break(), Text("b"))),)),)),)


def test_numbers_are_kept_as_typed() -> None:
    assert prose("3. a\n7. b") == (ItemList((ListItem("3.", (paragraph("a"),)), ListItem("7.", (paragraph("b"),)))),)
    assert prose("2) a") == (ItemList((ListItem("2)", (paragraph("a"),)),)),)
    assert prose("1. a\n\n2024. b") == (ItemList((ListItem("1.", (paragraph("a"),)),)), paragraph("2024. b"))


def test_empty_bullets_vanish() -> None:
    assert prose("- a\n-\n- b") == (bullets("a", "b"),)
    assert prose("-") == ()
    assert prose("") == ()
    assert content("") == ()


@given(MARKDOWN | st.text())
@example("[https://a.b](c)")
@example("1.")
def test_nothing_raises_and_no_letter_is_lost_unsaid(text: str) -> None:
    cleaned = clean_lines(text)
    read = inline(cleaned)
    assert read.value is not None
    if "](" not in cleaned and not read.diagnostics:
        assert letters(plain_text(read.value)) == letters(cleaned)
    cleaned = clean_blocks(text)
    in_blocks = blocks(cleaned)
    assert in_blocks.value is not None
    if "](" not in cleaned and not in_blocks.diagnostics:
        assert letters(printed(in_blocks.value)) == letters(cleaned)
    if "](" not in cleaned:
        assert not read.failed
        assert not in_blocks.failed


PLAIN_LINES = (
    *("", "a", "b c", " a", "   a", "---", "2024. a", "1.a", "a\u2028b"),
    *("- a", "- b", "+ a", " - a", "- a -", "- #a", "-", "- - a", "- 1. a", "- -", "-\u00a0a"),
    *("1. a", "2. b", "3) c", "007. a", "12. a", "1.", "1. - a", "1. \u3000a"),
)
"""Lines of text and of lists, and what looks like such."""


@given(
    st.text(alphabet="ab1 .,:;-+#!<>()&%$\u00e9\u4e2d\n", max_size=40)
    | st.text()
    | st.lists(st.sampled_from(PLAIN_LINES)).map("\n".join)
)
def test_plain_text_reads_the_same_with_and_without_markdown_it(text: str) -> None:
    for clean, read, as_blocks in ((clean_lines, inline, False), (clean_blocks, blocks, True)):
        cleaned = clean(text)
        fast = read(cleaned)
        tokens, diagnostics = markdown._parse(cleaned, blocks=as_blocks)
        slow = tuple(markdown._blocks(iter(tokens))) if as_blocks else markdown._inlines(tokens[0].children or ())
        assert (fast.value, fast.diagnostics) == (slow, diagnostics)


def test_plain_text_does_not_import_markdown_it() -> None:
    code = (
        "import sys; from cvpdf.outline.rich_text import *\n"
        "inline('C# & 5 + 5\\nmore'); blocks('plain'); blocks('one\\ntwo\\n\\n1. a\\n2. b\\n\\nthree\\n\\n- c')\n"
        "print('markdown_it' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "*",
        "`",
        "_",
        "* a",
        "**a b* ",
        "[a](b ",
        "[x](",
        "[]",
        "*_",
        "- a\n",
        "a\n",
        "\\*",
        "http://",
        "http://a)",
        "[`",
        "]",
        "[*a ",
        '[a](b "',
        "(a)",
        "<b>",
        "<b><i>",
        "</b>",
        "<b>a</b>",
        "<a href='",
        "<a b b b ",
        "&amp;",
        "&amp",
        "<i></b>",
    ],
)
def test_long_inputs_take_no_more_than_their_length(piece: str) -> None:
    inline("warm *up*")

    def seconds(length: int) -> float:
        text = "[a](" * (piece == "(a)") + piece * (length // len(piece))
        begun = time.process_time()
        inline(clean_lines(text))
        blocks(clean_blocks(text))
        return time.process_time() - begun

    # Eight times the text may take some more than eight times as long, but nothing like the square, 64.
    assert seconds(32_000) < 30 * max(seconds(4_000), 0.02)


@pytest.mark.parametrize("count", [250, 2_000])
@pytest.mark.parametrize(("opened", "closed"), [("**", "**"), ("*", "*"), ("*a **b ", " b** a*")])
def test_a_style_within_itself_is_one_however_deep(opened: str, closed: str, count: int) -> None:
    typed = opened * count + "word" + closed * count
    printed = plain_text(inline(typed).value or ())
    assert [*filter(str.isalnum, printed)] == [*filter(str.isalnum, typed)]


def test_a_style_within_itself_is_not_repeated() -> None:
    assert content("**a *b **c** d* e**") == (
        Styled("strong", (Text("a "), Styled("emphasis", (Text("b c d"),)), Text(" e"))),
    )
