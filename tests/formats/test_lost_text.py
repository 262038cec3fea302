from cvpdf.diagnostics import Span
from cvpdf.formats.material import around, mapping, scalar, sequence, tree_pieces, unplaced
from cvpdf.source.reading import read
from cvpdf.source.tree import Mapping, Node, Scalar


def line(number: int, start: int = 1, end: int = 80) -> Span:
    return Span("cv.txt", number, start, number, end)


def root_of(*texts: Scalar) -> Node:
    return mapping(line(1), [("texts", sequence(texts))])


def left_out(pieces: list[tuple[Span, str]], *texts: Scalar) -> list[int]:
    return [said.span.line for said in unplaced(pieces, root_of(*texts)) if said.span]


def test_a_piece_whose_words_were_read_from_its_place_is_placed() -> None:
    assert left_out([(line(1), "Engineer at Example Ltd")], scalar("Engineer at Example Ltd", line(1))) == []


def test_a_piece_that_went_into_several_texts_is_placed() -> None:
    texts = scalar("Engineer at", line(1, 1, 12)), scalar("Example Ltd", line(1, 13, 30))
    assert left_out([(line(1), "Engineer at Example Ltd")], *texts) == []


def test_a_piece_that_is_part_of_a_longer_text_is_placed() -> None:
    whole = Span("cv.txt", 1, 1, 3, 10)
    assert (
        left_out([(line(1), "one"), (line(2), "two"), (line(3, 1, 10), "three")], scalar("one two three", whole)) == []
    )


def test_a_piece_that_was_read_in_part_is_said() -> None:
    assert left_out([(line(1), "Engineer at Example Ltd")], scalar("Engineer", line(1))) == [1]


def test_a_word_that_stands_twice_has_to_be_read_twice() -> None:
    assert left_out([(line(1), "no no")], scalar("no", line(1))) == [1]


def test_the_same_words_from_another_place_do_not_count() -> None:
    assert left_out([(line(1), "Example"), (line(2), "Example")], scalar("Example", line(1))) == [2]


def test_what_was_understood_and_what_has_no_letters_needs_no_text() -> None:
    pieces = [(line(1), "Experience"), (line(2), "· – ·")]
    assert list(unplaced(pieces, root_of(), understood=[line(1)])) == []


def test_the_pieces_of_a_tree_are_its_texts() -> None:
    tree = read(b"a: one\nb: [two, {c: three, d: }]\n", "cv.yaml").value
    assert tree is not None
    assert [(span.line, text) for span, text in tree_pieces(tree.root)] == [(1, "one"), (2, "two"), (2, "three")]


def test_a_list_stands_where_its_items_do() -> None:
    items = sequence([None, scalar("a", line(2)), scalar("b", line(5, 3, 9))])
    assert items is not None
    assert around(items.items) == items.span == Span("cv.txt", 2, 1, 5, 9)
    assert sequence([None]) is None


def test_of_two_values_for_one_key_the_first_is_kept() -> None:
    made = mapping(line(1), [("a", None), ("a", scalar("one", line(1))), ("a", scalar("two", line(1)))])
    assert isinstance(made, Mapping)
    assert [entry.value for entry in made.entries] == [scalar("one", line(1))]
