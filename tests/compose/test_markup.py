"""Marks as HTML; what is read back is read by Python's own parser, which knows nothing of how it was made."""

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvpdf.compose.markup import Manner, render_bullet, render_mark
from cvpdf.outline.values import Break, Inline, ItemList, Link, ListItem, Mark, Paragraph, Styled, Text


class Reader(HTMLParser):
    """The elements and the text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def mark(*children: Inline, href: str | None = None) -> Mark:
    return Mark(("basics", "label"), (), children, href=href)


def rendered(made: Mark) -> str:
    """A mark's HTML; the spaces before elements stand as they were typed."""
    return render_mark(made, 7, Manner("•")).replace("<span> </span>", " ")


def render_text(text: str, href: str | None = None) -> str:
    return rendered(mark(Text(text), href=href)).removeprefix('<span data-mark="7">').removesuffix("</span>")


def test_a_mark_of_one_line_is_a_span_with_its_number() -> None:
    assert rendered(mark(Text("Bookbinder"))) == '<span data-mark="7">Bookbinder</span>'


def test_a_mark_that_links_is_a_link_with_its_number() -> None:
    assert (
        rendered(mark(Text("ida"), href="https://ida.example/?a=1&b=2"))
        == '<span data-mark="7"><a href="https://ida.example/?a=1&amp;b=2">ida</a></span>'
    )


def test_a_space_before_an_element_is_one_by_itself() -> None:
    html = render_mark(mark(Text("of "), Styled("strong", (Text("the v1.2"),)), Text(" ")), 7, Manner("•"))
    assert html == (
        '<span data-mark="7">of<span> </span><strong>the<span> </span><span class="whole">v1.2</span></strong> </span>'
    )


def test_a_link_within_a_mark_that_links_is_not_nested() -> None:
    inner = Styled("strong", (Link("https://b.example", (Text("ida"),)),))
    elements = Reader(rendered(mark(inner, href="https://a.example"))).elements
    assert [tag for tag, _ in elements] == ["span", "strong", "a"]
    assert elements[2][1] == {"href": "https://a.example"}


def test_nothing_stands_within_a_link() -> None:
    assert rendered(mark(Text("ida and e-mail"), href="https://ida.example")) == (
        '<span data-mark="7"><a href="https://ida.example">ida and </a>'
        '<a class="whole" href="https://ida.example">e-mail</a></span>'
    )


def test_runs_have_their_form() -> None:
    children = (
        Styled("strong", (Text("a"),)),
        Styled("emphasis", (Text("b"),)),
        Styled("code", (Text("c"),)),
        Break(),
        Link("https://d.example", (Text("d"), Link("https://e.example", (Text("e"),)))),
    )
    assert rendered(mark(*children)) == (
        '<span data-mark="7"><strong>a</strong><em>b</em><code>c</code><br>'
        '<a href="https://d.example">d</a><a href="https://d.example">e</a></span>'
    )


def test_blocks_are_paragraphs_and_lists_with_their_markers_as_text() -> None:
    deep = ItemList((ListItem(None, (Paragraph((Text("deep"),)),)),))
    blocks = (
        Paragraph((Text("before"),)),
        ItemList((ListItem("3.", (Paragraph((Text("three"),)), deep)), ListItem("4.", (Paragraph((Text("four"),)),)))),
        Paragraph((Text("after"),)),
    )
    assert rendered(Mark((), (), blocks=blocks)) == (
        '<div class="prose" data-mark="7"><p>before</p>'
        '<ol class="numbered"><li><span class="marker">3. </span>three'
        '<ul class="bulleted"><li><span class="marker">• </span>deep</li></ul></li>'
        '<li><span class="marker">4. </span>four</li></ol><p>after</p></div>'
    )


def test_an_item_may_begin_with_a_list() -> None:
    inner = ItemList((ListItem(None, (Paragraph((Text("x"),)),)),))
    assert Reader(rendered(Mark((), (), blocks=(ItemList((ListItem("1.", (inner,)),)),)))).text == "1. • x"


HOSTILE = [
    "<script>alert(1)</script>",
    '" onmouseover="x',
    "' style='color:red",
    "&lt;b&gt; &amp; &#x3c;",
    "]]> <!-- --> </style></span>",
    "{{ 7*7 }} {% raw %}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_hostile_is_text(text: str) -> None:
    assert Reader(render_bullet(text)).text.strip() == text
    plain = Reader(rendered(mark(Text(text))))
    assert plain.text == text
    assert {tag for tag, _ in plain.elements} == {"span"}
    (link,) = [found for tag, found in Reader(rendered(mark(Text("x"), href=text))).elements if tag == "a"]
    assert link == {"href": text}


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert Reader(render_text(text)).text == text


@pytest.mark.parametrize(
    "word",
    ["e-commerce", "on-the-job", "2019–2022", "in—out", "and/or", "v1.2", "10.5555/ncm", "a@b.example", "C++"],
)
def test_a_word_that_a_line_could_end_in_is_kept_whole(word: str) -> None:
    assert render_text(f"an {word}, so") == f'an <span class="whole">{word},</span> so'


@pytest.mark.parametrize("word", ["plain", "C#", "(so)", "“quoted”", "end.", "naïve", "#tag", "50%"])
def test_other_words_stand_as_they_are(word: str) -> None:
    assert render_text(f"an {word} so") == f"an {word} so"


def test_letters_that_fonts_draw_apart_are_set_without_kerning() -> None:
    assert render_text("a (joint (so-called (just)") == (
        'a <span class="unkerned">(joint</span> <span class="whole">(so-called</span> '
        '<span class="unkerned">(just)</span>'
    )
    assert render_text("a (Junior) QJ-1") == (
        'a <span class="unkerned">(Junior)</span> <span class="whole unkerned">QJ-1</span>'
    )
    assert render_text("a (joint-owner") == 'a <span class="whole unkerned">(joint-owner</span>'


def pieces(text: str, href: str | None = None) -> tuple[list[str], bool]:
    """The pieces of a long word, and whether they stand in a block that moves to a new line as one."""
    html = render_text(text, href)
    found = re.findall(r'class="(?:piece|part)"[^>]*>([^<]+)<', html)
    assert "".join(found) == Reader(html).text == text
    return found, html.startswith('<span class="long">')


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Hohenzollern-Sigmaringen,", ["Hohenzollern", "-Sigmaringen,"]),
        ("state-of-the-art-ish", ["state", "-of", "-the", "-art", "-ish"]),
        ("10.5555/ncm.2023.77", ["10", ".5555", "/ncm", ".2023", ".77"]),
        ("Donaudampfschifffahrt", ["Donaudampf", "schifffahrt"]),
        ("snake_case_identifier(s)", ["snake", "_case", "_identifier", "(s)"]),
        ("e\u0301" * 20, ["e\u0301" * 10, "e\u0301" * 10]),
    ],
)
def test_a_long_word_breaks_at_its_signs_and_never_behind_a_hyphen(word: str, expected: list[str]) -> None:
    assert pieces(word) == (expected, True)


def test_an_endless_word_breaks_where_it_stands() -> None:
    assert pieces("z" * 95) == (["z" * 10] * 9 + ["z" * 5], False)


def test_a_long_link_is_parted_at_hyphens_only() -> None:
    address = "https://www.ida-quill.example"
    assert pieces(address, address) == (["https://www.ida", "-quill.example"], True)
    assert pieces("ida.quill@mill.example", "mailto:ida.quill@mill.example") == (["ida.quill@mill.example"], True)


@pytest.mark.parametrize("text", ["東京大学", "日本語の文章はとても長いので改行が必要です"])
def test_scripts_without_spaces_are_left_to_the_engine(text: str) -> None:
    assert 'class="piece"' not in render_text(text)


@pytest.mark.slow
@pytest.mark.parametrize("letters", ["x", "-", "x-", "<", "x/", "é", "-–"])
def test_a_huge_word_takes_no_longer_than_its_length(letters: str) -> None:
    word = letters * (100_000 // len(letters))
    start = time.process_time()
    html = render_text(word)
    assert time.process_time() - start < 1
    assert Reader(html).text == word


def test_a_hyphen_before_a_space_takes_the_next_word_with_it() -> None:
    assert render_text("a pre- and post-war b") == (
        'a <span class="whole">pre- and</span> <span class="whole">post-war</span> b'
    )


@pytest.mark.parametrize("amount", ["99.99 %", "(10 %),", "~40 %", "1,200 €"])
def test_a_number_keeps_its_sign(amount: str) -> None:
    assert render_text(f"at {amount} a") == f'at <span class="whole">{amount}</span> a'


def test_words_held_together_by_a_hyphen_may_part_where_a_line_has_no_room_for_both() -> None:
    assert render_text("Cholmondeley- und Featherstonehaugh") == (
        '<span class="long"><span class="piece">Cholmondeley-</span> <span class="piece">und</span></span>'
        ' <span class="long"><span class="piece">Feathersto</span><span class="piece">nehaugh</span></span>'
    )


@pytest.mark.parametrize("word", [".NET", "/usr", ":root", ".-x"])
def test_a_line_may_begin_with_a_word_whose_first_letter_is_a_sign(word: str) -> None:
    assert render_text(f"C# {word} a") == f'C# <span class="piece">{word}</span> a'


BOLD = Styled("strong", (Text("war"),))
HTML_BOLD = "<strong>war</strong>"


@pytest.mark.parametrize(
    ("children", "expected"),
    [
        ((Text("of pre-"), BOLD, Text(" on")), f'of <span class="whole">pre-{HTML_BOLD}</span> on'),
        ((BOLD, Text("-time on")), f'<span class="whole">{HTML_BOLD}-time</span> on'),
        ((BOLD, Text(", on")), f"{HTML_BOLD}, on"),
        (
            (Styled("code", (Text("a x-"),)), Text("war")),
            '<code>a </code><span class="whole"><code>x-</code>war</span>',
        ),
        (
            (Link("https://a.example", (Text("a"),)), Text("/"), Link("https://b.example", (Text("b"),))),
            '<span class="whole"><a href="https://a.example">a</a>/<a href="https://b.example">b</a></span>',
        ),
        (
            (Styled("strong", (Text("inter"), Styled("emphasis", (Text("nationalization"),)))),),
            (
                '<strong><span class="long"><span class="piece">inter<em>natio</em></span>'
                '<span class="piece"><em>nalization</em></span></span></strong>'
            ),
        ),
        ((BOLD, Break(), Text("time")), f"{HTML_BOLD}<br>time"),
        ((Styled("strong", (Text("a"), Break(), Text("b"))),), "<strong>a</strong><br><strong>b</strong>"),
    ],
)
def test_a_word_breaks_alike_whatever_its_letters_look_like(children: tuple[Inline, ...], expected: str) -> None:
    assert rendered(mark(*children)) == f'<span data-mark="7">{expected}</span>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ב-Google Cloud ועוד",
            '<span class="joined"><span class="whole">ב-</span><bdi dir="ltr" lang="en">Google Cloud</bdi></span> ועוד',
        ),
        ("ב-Go", '<span class="joined"><span class="whole">ב-</span><bdi dir="ltr" lang="en">Go</bdi></span>'),
        (
            "עם ב-Google ועוד",
            'עם <span class="joined"><span class="whole">ב-</span><bdi dir="ltr" lang="en">Google</bdi></span> ועוד',
        ),
        ("עם Go", 'עם <bdi dir="ltr" lang="en">Go</bdi>'),
        ("(Go) ועוד", '<span class="joined">(<bdi dir="ltr" lang="en">Go</bdi></span>) ועוד'),
        ("הטלוויזיהשלכולנו-Go", '<span class="long">LONG</span><bdi dir="ltr" lang="en">Go</bdi>'),
    ],
)
def test_a_prefix_keeps_to_the_word_that_runs_the_other_way(text: str, expected: str) -> None:
    html = render_mark(mark(Text(text)), 7, Manner("•", leftwards=True, language="he"))
    html = html.replace("<span> </span>", " ")
    html = re.sub('<span class="long">.*-</span></span>', '<span class="long">LONG</span>', html)
    assert html == f'<span data-mark="7">{expected}</span>'


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("to Привет мир and on", "en", 'to <span lang="ru">Привет мир</span> and on'),
        ("Привет", "en", '<span lang="ru">Привет</span>'),
        (
            "по-русски и Google Cloud",
            "ru",
            '<span class="whole">по-русски</span> и <span lang="en">Google Cloud</span>',
        ),
        ("of שלום עולם 3", "en", 'of <bdi dir="rtl" lang="he">שלום עולם</bdi> 3'),
        ("of a Θ and 5 μm", "en", "of a Θ and 5 μm"),
        ("Zürich, naïve", "en", "Zürich, naïve"),
    ],
)
def test_a_run_in_another_script_says_its_language(text: str, language: str, expected: str) -> None:
    html = render_mark(mark(Text(text)), 7, Manner("•", language=language)).replace("<span> </span>", " ")
    assert html == f'<span data-mark="7">{expected}</span>'


def test_an_emphasised_run_in_another_script_says_its_language_within_its_form() -> None:
    runs = Text("to "), Styled("strong", (Text("мир"),)), Text(" мой on")
    html = render_mark(mark(*runs), 7, Manner("•")).replace("<span> </span>", " ")
    expected = 'to <strong><span lang="ru">мир</span></strong><span lang="ru"> мой</span> on'
    assert html == f'<span data-mark="7">{expected}</span>'


def test_an_address_that_is_shown_is_in_no_language() -> None:
    made = Mark(("x",), (), (Text("example"),), href="https://example.com")
    html = render_mark(made, 7, Manner("•", language="ru"))
    assert html == '<span data-mark="7"><a href="https://example.com">example</a></span>'
