import time

import pytest

from cvpdf.compose.body_text import read_body
from cvpdf.page import Word


def words(html: str) -> list[tuple[str, int | None]]:
    return [(word.text, word.mark) for word in read_body(html).columns.get("", ())]


def test_a_word_knows_its_mark() -> None:
    html = '<p><span data-mark="0">Ida Quill</span>, <span data-mark="1">Bookbinder</span></p>'
    assert words(html) == [("Ida", 0), ("Quill,", 0), ("Bookbinder", 1)]


def test_a_word_may_go_through_several_elements() -> None:
    html = '(<span data-mark="3"><strong>re</strong>-<em>b<code>in</code>d</em></span>) <b>on</b>e'
    assert words(html) == [("(re-bind)", 3), ("one", None)]


@pytest.mark.parametrize("tag", ["p", "div", "li", "h2", "td", "article", "main"])
def test_elements_that_are_not_inline_part_words(tag: str) -> None:
    assert [text for text, _ in words(f"one<{tag}>two</{tag}>three")] == ["one", "two", "three"]


@pytest.mark.parametrize("separator", ["<br>", "<br/>", "<hr>", " ", "\n", "&#32;"])
def test_line_breaks_and_space_part_words(separator: str) -> None:
    assert [text for text, _ in words(f"<p>one{separator}two</p>")] == ["one", "two"]


def test_a_place_where_a_line_may_break_does_not_part_a_word() -> None:
    assert words("<p>one<wbr>two</p>") == [("onetwo", None)]


def test_columns_are_in_document_order_each_with_its_words() -> None:
    html = (
        '<header data-column="head">Ida</header>'
        '<aside data-column="side">left <p>low</p></aside><main data-column="main">right</main>'
        '<aside data-column="side">again</aside>'
    )
    columns = read_body(html).columns
    assert {name: [word.text for word in column] for name, column in columns.items()} == {
        "head": ["Ida"],
        "side": ["left", "low", "again"],
        "main": ["right"],
    }
    assert list(columns) == ["head", "side", "main"]


def test_a_column_without_words_is_none() -> None:
    assert read_body('<aside data-column="side"> <p></p> </aside>\n').columns == {}


def test_what_is_never_shown_is_not_read() -> None:
    assert words("<style>p { color: red }</style><p>one</p><script>two</script><template>three</template>") == [
        ("one", None)
    ]


def test_words_are_composed() -> None:
    assert read_body("<p>Zoe&#x308;</p>").columns[""] == (Word("Zoë", None),)


@pytest.mark.parametrize(
    ("html", "foreign"),
    [
        ("<h2>Experience</h2>", ("Experience",)),
        ("<p>page 1</p>", ("page 1",)),
        ('<p>• · , : ( ) – <span data-mark="0">x</span></p>', ()),
        ('<ol><li><span class="marker">1. </span><span data-mark="0">x</span></li></ol>', ()),
        ('<div data-mark="0"><p>deep <b>down</b></p></div>', ()),
        ('<span data-mark="0">x</span>y', ("y",)),
    ],
)
def test_letters_outside_of_marks_are_foreign(html: str, foreign: tuple[str, ...]) -> None:
    assert read_body(html).foreign == foreign


@pytest.mark.slow
@pytest.mark.parametrize(
    "html",
    [
        "x" * 1_000_000,
        "<b>x</b>" * 100_000,
        "<b>x" * 5_000,
        '<p><span data-mark="0">word </span></p>' * 20_000,
        "</b>" * 100_000,
    ],
    ids=["one word", "one word in pieces", "nested", "many words", "nothing to close"],
)
def test_reading_takes_no_longer_than_the_page_is_long(html: str) -> None:
    start = time.process_time()
    read_body(html)
    assert time.process_time() - start < 2
