"""What is mended in JSON that is none, and what is left for a person."""

import pytest

from cvpdf.source.edits import apply
from cvpdf.source.reading import read

CERTAIN = {
    "a comma before a brace": ('{"a": 1,\r\n}', '{"a": 1\r\n}'),
    "a comma before a bracket": ('["a", ]', '["a" ]'),
    "two commas": ('{"a": 1,, "b": 2}', '{"a": 1, "b": 2}'),
    "a comma before the first value": ('{"a": [, 1]}', '{"a": [ 1]}'),
    "a comment on its line": ('{\n  // one\n  "a": 1\n}', '{\n  "a": 1\n}'),
    "a comment at a line's end": ('{"a": 1, // one\r\n"b": 2}', '{"a": 1,\r\n"b": 2}'),
    "a comment between marks": ('{"a": /* one */ 1, "b": 2}', '{"a":  1, "b": 2}'),
    "a comment over lines": ('{\n  /* one\n     two */\n  "a": 1}', '{\n  "a": 1}'),
    "a comment after the end": ('{"a": 1}\n# one', '{"a": 1}\n'),
    "a comment within a text": ('{"a": "/* no */ // no # no",}', '{"a": "/* no */ // no # no"}'),
    "a value is missing": ('{"endDate":, "b": 1}', '{"endDate": null, "b": 1}'),
    "a value is missing at the end": ('{"endDate":\n}', '{"endDate": null\n}'),
    "single quotes": ("{'a': 'say \"b\"'}", '{"a": "say \\"b\\""}'),
    "curly quotes": ("{“a”: [“b”, „c“]}", '{"a": ["b", "c"]}'),
    "a bare key": ("{a_1: 1, $b: 2}", '{"a_1": 1, "$b": 2}'),
    "words of other languages": ('{"a": None, "b": True, "c": NaN}', '{"a": null, "b": true, "c": null}'),
    "a comma between two keys": ('{"a": 1\n "b": [2]\n "c": "d"\n}', '{"a": 1,\n "b": [2],\n "c": "d"\n}'),
    "a comma on one line": ('{"a": "b" "c": "d""e": 1 "f": []}', '{"a": "b", "c": "d","e": 1, "f": []}'),
    "an equals sign for a colon": ('{"a" = 1, "b"=> "c=d"}', '{"a" : 1, "b": "c=d"}'),
    "a semicolon for a comma": ('{"a": ["b; c"; 1];\n "d": 2;\n}', '{"a": ["b; c", 1],\n "d": 2\n}'),
    "a text without its first quote": ('{"a": Ada Example",\n b": [1, c"]}', '{"a": "Ada Example",\n "b": [1, "c"]}'),
    "a text without its last quote": ('{"a": "one, "b": 1}', '{"a": "one", "b": 1}'),
    "a comma between two entries": ('[{"a": 1}\n{"b": 2}]', '[{"a": 1},\n{"b": 2}]'),
    "a tab in a text": ('{"a": "b\tc\td"}', '{"a": "b\\tc\\td"}'),
}

LEFT = {
    "an address without quotes": '{"a": http://example.com, "b": 1}',
    "an address without its scheme": '{"a": //example.com\n}',
    "a colour without quotes": '{"a": #235577\n}',
    "colours in a list": "[\n #235577\n, 1]",
    "a comment without an end": '{"a": 1} /* one',
    "a comment that parts two values": "[1 /* one */ 2]",
    "an apostrophe in single quotes": '{"a": \'it\'s\', "b": 1}',
    "an escape in single quotes": "{\"a\": 'it\\'s'}",
    "a key without a colon": '{"a", "b": 1}',
    "a file that was cut off": '{"a": ',
    "a comma on one line between texts that may be one": '{"a": "b" "c d": "e"}',
    "a quote within a text": '{"a": "he said "hi" to me",\n "b": 2}',
    "a quote too many": '{"a": "Ada"",\n "b": 2}',
    "texts in a row that lack their quotes": '{"a": one, two", "b": 2}',
    "a mark where nothing belongs": '{"a": = 1}',
    "two texts in a list": '["one and\n", "two"\n "three"]',
    "a text that is not closed": '{"a": "b\n "c": 1}',
    "a text over its line": '{"a": "b\tb\nc"}',
    "a text without quotes": '{"a": b c}',
    "a number with a sign": '{"a": +442079460000}',
    "a bad escape": '{"a": "C:\\Users"}',
    "two values": '{"a": 1} {"b": 2}',
}


def fixed(text: str) -> str:
    return apply(text, (edit for said in read(text.encode(), "resume.json").diagnostics for edit in said.fix))


@pytest.mark.parametrize("title", CERTAIN)
def test_what_has_one_meaning_becomes_json(title: str) -> None:
    before, after = CERTAIN[title]
    assert fixed(before) == after
    understood, now = read(before.encode(), "resume.json").value, read(after.encode(), "resume.json")
    assert understood
    assert now.value
    assert (now.value.data(), now.diagnostics) == (understood.data(), ())


@pytest.mark.parametrize("title", LEFT)
def test_what_may_be_something_else_is_left(title: str) -> None:
    assert read(LEFT[title].encode(), "resume.json").failed
    assert fixed(LEFT[title]) == LEFT[title]


def test_a_mark_before_the_text_has_a_fix_that_edits_nothing() -> None:
    (said,) = read(b"\xef\xbb\xbf{}", "resume.json").diagnostics
    (edit,) = said.fix
    assert (edit.span.line, edit.span.end_column, edit.text) == (1, 1, "")
