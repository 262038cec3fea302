from cvpdf.source.edits import apply, renamed, replaced
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
