from random import Random

from hypothesis import given
from hypothesis import strategies as st

from cvpdf.source.edits import apply, places_in, renamed, replaced
from cvpdf.source.reading import read
from cvpdf.source.tree import Mapping, MappingEntry, Scalar, Tree


def tree_of(text: str, file: str = "resume.yaml") -> tuple[Tree, dict[str, MappingEntry]]:
    tree = read(text.encode(), file).value
    assert tree is not None
    assert isinstance(tree.root, Mapping)
    return tree, {entry.key: entry for entry in tree.root.entries}


def with_value(text: str, key: str, value: str, file: str = "resume.yaml") -> str:
    tree, entries = tree_of(text, file)
    scalar = entries[key].value
    assert isinstance(scalar, Scalar)
    return apply(text, replaced(tree, scalar, value))


def test_a_value_keeps_its_quotes_and_what_stands_round_it() -> None:
    text = 'a: 2019-3-1 # begun\nb: \'x\' # old\n"c": "y"\n'
    assert with_value(text, "a", "2019-03-01") == text.replace("2019-3-1", "2019-03-01")
    assert with_value(text, "b", "it's") == text.replace("'x'", "'it''s'")
    assert with_value(text, "c", 'a "word"') == text.replace('"y"', r'"a \"word\""')


def test_a_plain_value_gets_quotes_where_yaml_would_misread_it() -> None:
    assert with_value("a: b\n", "a", "x: y") == 'a: "x: y"\n'
    assert with_value("a: b\n", "a", "no") == 'a: "no"\n'
    assert with_value("a: b\n", "a", "https://example.com/x") == "a: https://example.com/x\n"


def test_a_number_in_json_becomes_a_text() -> None:
    assert with_value('{"a": 2019}', "a", "2019", "resume.json") == '{"a": "2019"}'


def test_a_block_is_left_alone() -> None:
    text = "a: >-\n  one\n  two\n"
    assert with_value(text, "a", "three") == text


def test_a_key_keeps_its_quotes() -> None:
    text = "company: A\n'website': b\n\"picture\" : c\n"
    tree, entries = tree_of(text)
    edits = (*renamed(tree, entries["company"], "name"), *renamed(tree, entries["website"], "url"))
    edits += renamed(tree, entries["picture"], "image")
    assert apply(text, edits) == "name: A\n'url': b\n\"image\" : c\n"


def test_of_two_edits_of_one_place_the_first_is_made() -> None:
    tree, entries = tree_of("a: b\n")
    scalar = entries["a"].value
    assert isinstance(scalar, Scalar)
    edits = (*replaced(tree, scalar, "c"), *replaced(tree, scalar, "d"))
    assert apply(tree.text, edits) == "a: c\n"
    assert apply(tree.text, (*edits, *edits)) == "a: c\n"


def edited(text: str, *edits: tuple[int, int, str]) -> str:
    places = places_in(text)
    return apply(text, [places.edit(start, end, new) for start, end, new in edits])


def test_of_two_edits_that_touch_both_are_made() -> None:
    assert edited("a: b\nc: d\n", (0, 5, ""), (5, 10, "")) == ""
    assert edited("a: b\nc: d\n", (5, 6, "e"), (0, 5, "f: g\n")) == "f: g\ne: d\n"
    assert edited("abc", (0, 1, "1"), (1, 2, "2"), (2, 3, "3")) == "123"


def test_what_is_put_in_beside_another_edit_stands_on_its_own_side() -> None:
    assert edited("a: b\n", (0, 1, "c"), (1, 1, "d")) == "cd: b\n"
    assert edited("a: b\n", (3, 3, "c"), (3, 4, "d")) == "a: cd\n"
    assert edited("a: b", (3, 4, "c"), (4, 4, "\n")) == "a: c\n"


def test_of_edits_that_overlap_the_later_is_left_out() -> None:
    assert edited("a: b\n", (0, 2, "c:"), (1, 3, "x"), (3, 4, "d")) == "c: d\n"
    assert edited("a: b\n", (0, 4, "c: d"), (1, 1, "x")) == "c: d\n"


@given(st.lists(st.tuples(st.text("ab\r\n", max_size=3), st.none() | st.text("xy", max_size=2))), st.randoms())
def test_every_piece_that_is_edited_is_what_it_became(pieces: list[tuple[str, str | None]], order: Random) -> None:
    text = "".join(old for old, _ in pieces)
    edits, start = [], 0
    for old, new in pieces:
        if new is not None and old:
            edits.append((start, start + len(old), new))
        start += len(old)
    order.shuffle(edits)
    assert edited(text, *edits) == "".join(old if new is None or not old else new for old, new in pieces)
