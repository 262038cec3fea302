"""Simple HTML in texts: what is read as a tag, what a tag means, what stays as typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvpdf.outline.html_tags import in_a_line, in_markdown
from cvpdf.outline.printed_values import clean_blocks, clean_line, clean_lines
from cvpdf.outline.rich_text import blocks, inline
from cvpdf.outline.values import Block, Break, Inline, ItemList, Link, ListItem, Paragraph, Styled, Text, plain_text


def line(text: str) -> tuple[Inline, ...]:
    outcome = inline(clean_lines(in_a_line(text)))
    assert outcome.diagnostics == ()
    return outcome.value or ()


def prose(text: str) -> tuple[Block, ...]:
    outcome = blocks(clean_blocks(in_markdown(text)))
    assert outcome.diagnostics == ()
    return outcome.value or ()


def paragraph(*children: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(child) if isinstance(child, str) else child for child in children))


def strong(text: str) -> Styled:
    return Styled("strong", (Text(text),))


def listed(*items: Block | str, numbers: bool = False) -> ItemList:
    made = (paragraph(item) if isinstance(item, str) else item for item in items)
    return ItemList(tuple(ListItem(f"{count}." if numbers else None, (item,)) for count, item in enumerate(made, 1)))


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("an <b>a</b> b", "an **a** b"),
        ("<strong>a</strong>, <i>b</i>, <em>c</em>", "**a**, *b*, *c*"),
        ("<B>a</B>", "**a**"),
        ("<b><i>a</i></b>", "**_a_**"),
        ("<u>a</u> <span class='x'>b</span>", "a b"),
        ('<a href="https://example.com/?a=1&amp;b=2" target=_blank>a</a>', "[a](https://example.com/?a=1&b=2)"),
        ("<a href=mailto:ada@example.com>a</a>", "[a](mailto:ada@example.com)"),
        ("<a>a</a>", "a"),
        ("<b></b>a", "a"),
        ("a<br>b<br/>c<BR />d", "a\nb\nc\nd"),
        ("a<br>\nb", "a\nb"),
        ("AT&amp;T &lt;b&gt; &quot;x&quot; it&#39;s a&nbsp;b &copy; &#42;c&#42;", 'AT&T <b> "x" it\'s a b © \\*c\\*'),
    ],
)
def test_html_means_what_markdown_does(html: str, markdown: str) -> None:
    assert line(html) == line(markdown)
    assert prose(html) == prose(markdown)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "List<String>",
            "a < b > c",
            "<label>x</label>",
            "<script>run()</script>",
            "<b",
            "the <b> tag",
            "</i>",
            "a<b>c",
        ),
        *("<ul> and <li> and <p>", "R&D;", "AT&T", "a &unknown; b", "<https://", "<!-- x -->", "x <p> y"),
    ],
)
def test_anything_else_is_text(text: str) -> None:
    assert line(text) == (Text(text),)
    assert prose(text) == (paragraph(text),)


def test_a_style_may_stand_within_a_word() -> None:
    assert line("pre<b>war</b>time") == (Text("pre"), strong("war"), Text("time"))


def test_tags_in_code_are_text() -> None:
    assert line("`<b>a</b>` and `<p>`") == (
        Styled("code", (Text("<b>a</b>"),)),
        Text(" and "),
        Styled("code", (Text("<p>"),)),
    )
    assert prose("`<p>` <i>a</i> `</p>`")[0] == paragraph(*line("`<p>` *a* `</p>`"))


def test_what_crosses_is_text() -> None:
    assert line("<b>a <i>b</b> c</i>") == (strong("a <i>b"), Text(" c</i>"))


@pytest.mark.parametrize(
    ("text", "code"), [("<a href='javascript:alert(1)'>a</a>", "CV301"), ("<a href=cv.pdf>a</a>", "CV302")]
)
def test_a_refused_link_is_its_text_and_is_said(text: str, code: str) -> None:
    outcome = inline(text)
    assert outcome.value == (Text("a"),)
    assert [said.code for said in outcome.diagnostics] == [code]


def test_a_link_holds_no_other() -> None:
    inner = '<a href="https://b.example">b</a>'
    assert line(f'<a href="https://a.example">a {inner}</a>') == (Link("https://a.example", (Text("a b"),)),)


def test_paragraphs_and_lists() -> None:
    html = "<p>Binds <b>books</b> &amp; maps.</p>\n<ul>\n  <li>folios</li>\n  <li>atlases</li>\n</ul>\nand more"
    assert prose(html) == (
        paragraph("Binds ", strong("books"), " & maps."),
        listed("folios", "atlases"),
        paragraph("and more"),
    )
    assert prose("<div>a</div><div>b</div>") == (paragraph("a"), paragraph("b"))
    assert prose("<ol><li>a</li><li>b</li></ol>") == (listed("a", "b", numbers=True),)


def test_ends_may_be_left_out_where_html_allows_it() -> None:
    assert prose("<p>a<p>b") == (paragraph("a"), paragraph("b"))
    assert prose("<ul><li>a<li>b</ul>") == (listed("a", "b"),)
    assert prose("a<br><br>b") == (paragraph("a"), paragraph("b"))


def test_lists_within_lists() -> None:
    html = "<ul><li>a<ul><li>b</li><li>c<ol><li>d</li></ol></li></ul>e</li><li><p>f</p><p>g</p></li><li></li></ul>"
    inner = ItemList((ListItem(None, (paragraph("b"),)), ListItem(None, (paragraph("c"), listed("d", numbers=True)))))
    outer = ListItem(None, (paragraph("a"), inner, paragraph("e")))
    assert prose(html) == (ItemList((outer, ListItem(None, (paragraph("f"), paragraph("g"))))),)
    assert prose("<ul><li>" * 30 + "a" + "</li></ul>" * 30)


def test_lines_of_an_item_run_on() -> None:
    assert prose("<ul><li>a\n   b</li></ul>") == (listed("a b"),)


def test_a_style_goes_on_in_the_next_block() -> None:
    assert prose("<b><p>a</p><p>b</p></b>c") == (paragraph(strong("a")), paragraph(strong("b")), paragraph("c"))


def test_markdown_between_tags_is_read() -> None:
    assert prose("<p>*a* <b>b</b></p>\n- c\n- d") == (
        paragraph(Styled("emphasis", (Text("a"),)), " ", strong("b")),
        listed("c", "d"),
    )


def test_blocks_are_line_breaks_where_there_is_one_paragraph_only() -> None:
    assert line("<p>a</p><ul><li>b</li><li>c</li></ul>") == (Text("a"), Break(), Text("b"), Break(), Text("c"))
    assert clean_line(in_a_line("<p>a</p><p>b</p>")) == "a b"


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def printed(items: tuple[Block, ...]) -> str:
    return "".join(
        plain_text(block.children)
        if isinstance(block, Paragraph)
        else "".join(printed(item.blocks) for item in block.items)
        for block in items
    )


WORDS = st.sampled_from(
    ["x", "one two", " ", "\n", "<", ">", "a < b", "&", "C++", "List<T>", "é", "中", ".", "*", "- "]
)
STYLES = st.sampled_from(["b", "strong", "i", "em", "u", "span", "B"])


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    styled = st.tuples(STYLES, inner).map(lambda it: f"<{it[0]}>{it[1]}</{it[0]}>")
    block = st.tuples(st.sampled_from(["p", "div"]), inner).map(lambda it: f"<{it[0]}>{it[1]}</{it[0]}>")
    items = st.lists(inner, max_size=3).map(lambda them: f"<ul>{''.join(f'<li>{item}</li>' for item in them)}</ul>")
    return styled | block | items | st.lists(inner, max_size=4).map("".join) | st.just("<br>")


HTML = st.recursive(WORDS, _around, max_leaves=12)


@given(HTML)
def test_every_letter_outside_of_tags_is_printed_and_no_tag_is(html: str) -> None:
    text = letters(re.sub(r"</?(?:b|strong|i|em|u|span|p|div|ul|li|br)>", "", html, flags=re.IGNORECASE))
    assert letters(plain_text(line(html))) == text
    assert letters(printed(prose(html))) == text


@given(
    st.lists(
        st.sampled_from(
            [
                *"<b> </b> <i> </i> <p> </p> <ul> <ol> <li> </li> </ul> </ol> <br> <a> </a> ` `` x".split(),
                *("&amp;", "&lt;", "&#60;", "&x;", "<", ">", "<a href='https://example.com'>"),
                *("\n", "\n\n", " ", "- ", "**", "[", "](x)", "2. "),
            ]
        ),
        max_size=20,
    ).map("".join)
)
def test_broken_html_is_answered_and_loses_nothing_unsaid(html: str) -> None:
    for outcome in (inline(clean_lines(in_a_line(html))), blocks(clean_blocks(in_markdown(html)))):
        assert outcome.value is not None
        assert not outcome.failed


@given(st.text(alphabet="ab <>/&;=\"'p\n-"))
def test_text_without_tags_is_left_alone(text: str) -> None:
    if not re.search(r"<p|&\w+;|<b|<a", text):
        assert in_markdown(text) == in_a_line(text) == text


@pytest.mark.parametrize("tag", ["u", "b", "span", "a href=https://a.example"])
def test_tags_within_tags_without_end_are_no_fault(tag: str) -> None:
    name = tag.split(maxsplit=1)[0]
    outcome = inline(f"<{tag}>" * 5000 + "x" + f"</{name}>" * 5000)
    assert outcome.diagnostics == ()
    assert "x" in plain_text(outcome.value or ())


def test_a_few_tags_within_each_other_are_read() -> None:
    assert plain_text(inline("<b>" * 12 + "x" + "</b>" * 12).value or ()) == "x"
