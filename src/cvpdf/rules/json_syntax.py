"""CV14x: the rules of JSON's syntax, a part of those of reading."""

from cvpdf.diagnostics import Rule


class JsonComment(Rule, code="CV140"):
    """JSON has no comments.

    Instead of: `"name": "Ada" // changed`, write: `"name": "Ada"`; or keep the résumé in YAML, where `#` works.
    """


class TrailingComma(Rule, code="CV141"):
    """A comma stands where no value follows.

    Instead of: `["Python", "Go",]`, write: `["Python", "Go"]`.
    """


class MissingComma(Rule, code="CV142"):
    """A comma or a colon is missing between two values.

    Instead of: `"name": "Ada" "label": "Engineer"`, write: `"name": "Ada", "label": "Engineer"`.
    """


class MissingValue(Rule, code="CV143"):
    """A key has no value.

    Instead of: `"endDate":,`, write: `"endDate": null,`, or leave the key out.
    """


class JsonQuotes(Rule, code="CV144"):
    """A key or a text is not in straight double quotes.

    Instead of: `{name: 'Ada'}`, write: `{"name": "Ada"}`.
    """


class NotJsonValue(Rule, code="CV145"):
    """A number or a word is written in a way that JSON does not have.

    Instead of: `NaN`, `.5`, `+1`, `007` or `True`, write: `null`, `0.5`, `1`, `7` or `true`.
    """


class UnclosedText(Rule, code="CV146"):
    r"""A text in quotes goes over the end of its line, or holds a tab or a quotation mark.

    Instead of: a line break inside the quotes, write: `\n`. Instead of: `"name": "Ada`, write: `"name": "Ada"`.
    Instead of: `"label": "The "best""`, write: `"label": "The \"best\""`.
    """


class AfterTheEnd(Rule, code="CV147"):
    """Something follows the end of the file's one value.

    Instead of: `{"basics": {}} {"work": []}`, write: `{"basics": {}, "work": []}`.
    """


class StrayMark(Rule, code="CV148"):
    """A colon or another mark stands where it means nothing.

    Instead of: `["name": "Ada"]`, write: `{"name": "Ada"}`.
    """


RULES: tuple[type[Rule], ...] = (
    JsonComment,
    TrailingComma,
    MissingComma,
    MissingValue,
    JsonQuotes,
    NotJsonValue,
    UnclosedText,
    AfterTheEnd,
    StrayMark,
)
