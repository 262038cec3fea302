"""CV12x to CV14x: the rules of YAML's and JSON's syntax."""

from cvpdf.diagnostics import Severity
from cvpdf.rules.cv1_reading import ReadingRule

# YAML. --------------------------------------------------------------------------------------------------------


class YamlSyntax(ReadingRule, code="CV120"):
    """The YAML cannot be understood from this place on.

    Instead of: a text with special characters as it is, write: the text in double quotes, or below `key: |`.
    """


class TabIndent(ReadingRule, code="CV121"):
    """A tab stands where YAML wants spaces.

    Editors show tabs in different widths, so YAML counts spaces only.
    Instead of: a tab before `name:`, write: two spaces. Most editors have "convert indentation to spaces".
    """


class BadIndent(ReadingRule, code="CV122"):
    """A line begins at a column that fits nothing above it.

    Keys that belong together begin at one column, and so do the dashes of one list.
    Instead of: `  name: Ada` and below it `   label: Engineer`, write: both with two spaces.
    """


class UnclosedQuote(ReadingRule, code="CV123"):
    """A quotation mark is not closed where the text ends.

    Instead of: `label: "Engineer`, write: `label: "Engineer"`. Inside single quotes write an apostrophe twice:
    `'the team''s lead'`.
    """


class Bracket(ReadingRule, code="CV124"):
    """A bracket is not closed, or closed by another one, or closes nothing.

    Instead of: `keywords: [Python, Go`, write: `keywords: [Python, Go]`.
    """


class ColonInValue(ReadingRule, code="CV125"):
    """A value that is not quoted holds a colon and a space.

    YAML takes a colon with a space for the end of a key.
    Instead of: `summary: Led: a team`, write: `summary: "Led: a team"`.
    """


class MissingColon(ReadingRule, code="CV126"):
    """A line has no colon followed by a space, so that it is no key with a value.

    Instead of: `name:Ada` or `name Ada`, write: `name: Ada`. Text that goes on is indented more than its key.
    """


class SpecialStart(ReadingRule, code="CV127"):
    """A value begins with a character that has a meaning of its own in YAML.

    These are ``@ ` % & * ! | > [ ] { } , #`` and quotation marks.
    Instead of: `name: @ada`, write: `name: "@ada"`.
    """


class HashValue(ReadingRule, code="CV128", severity=Severity.WARNING):
    """A value begins with `#`, so YAML takes it for a comment.

    Instead of: `accent: #235577`, write: `accent: "#235577"`. For a comment, write a space after the `#`.
    """


class NullWord(ReadingRule, code="CV129", severity=Severity.INFO):
    """`Null` and `NULL` are taken for text.

    They may be somebody's name. An absent value is left empty, or written `null` or `~`.
    Instead of: `endDate: NULL`, write: `endDate:`.
    """


class UnknownTag(ReadingRule, code="CV130", severity=Severity.WARNING):
    """A tag such as `!important` is left out.

    Values mean what their field says; tags change nothing and never run anything. If it is text, it needs quotes.
    Instead of: `name: !important Ada`, write: `name: Ada`, or `name: "!important Ada"`.
    """


class BadAlias(ReadingRule, code="CV131"):
    """`*name` repeats something that is not there, or that holds it itself.

    `*name` repeats the value that was marked with `&name` further up.
    Instead of: `- *starred`, write: `- "*starred"` if it is text.
    """


class BadMerge(ReadingRule, code="CV132"):
    """`<<` is followed by something that has no keys.

    `<<: *name` takes over the keys of what was marked with `&name`.
    Instead of: `<<: Example Ltd`, write: `name: Example Ltd`.
    """


class SeveralDocuments(ReadingRule, code="CV133"):
    """The file holds more than one document.

    A line `---` begins a new document, and only one can be printed.
    Instead of: two résumés in one file, write: two files; a `---` at the end is left out.
    """


class YamlVersion(ReadingRule, code="CV134", severity=Severity.INFO):
    """The `%YAML` line names another version than 1.2.

    Files are read by YAML 1.2, in which `no` and `2019-03` are what is written.
    Instead of: `%YAML 1.1`, write: nothing.
    """


class HashInValue(ReadingRule, code="CV135", severity=Severity.WARNING):
    """The end of a value is a comment to YAML, for it begins with a blank and `#`.

    It will not be printed. A comment with a space after its `#` is not asked about.
    Instead of: `label: Ranked #1 in sales`, write: `label: "Ranked #1 in sales"`. For a comment: `# 1 in sales`.
    """


class UnusedAnchor(ReadingRule, code="CV136", severity=Severity.WARNING):
    """A value begins with `&` and a word, and nothing repeats it.

    To YAML that is a name for the value, by which `*name` repeats it further down. It will not be printed.
    Instead of: `label: &Co Consulting`, write: `label: "&Co Consulting"`.
    """


class MissingDashSpace(ReadingRule, code="CV137"):
    """A space is missing after the dash of a list.

    Without it the dash is a part of the word behind it.
    Instead of: `-name: Ada`, write: `- name: Ada`.
    """


class OddBlank(ReadingRule, code="CV138"):
    """A line is indented with blanks that are no spaces, such as U+00A0.

    They look like spaces, and come along with text from web pages. YAML takes them for letters.
    Instead of: the blanks that were pasted before `name: Ada`, write: spaces.
    """


# JSON. --------------------------------------------------------------------------------------------------------


class JsonComment(ReadingRule, code="CV140"):
    """JSON has no comments.

    Instead of: `"name": "Ada" // changed`, write: `"name": "Ada"`; or keep the résumé in YAML, where `#` works.
    """


class TrailingComma(ReadingRule, code="CV141"):
    """A comma stands where no value follows.

    Instead of: `["Python", "Go",]`, write: `["Python", "Go"]`.
    """


class MissingComma(ReadingRule, code="CV142"):
    """A comma or a colon is missing between two values.

    Instead of: `"name": "Ada" "label": "Engineer"`, write: `"name": "Ada", "label": "Engineer"`.
    """


class MissingValue(ReadingRule, code="CV143"):
    """A key has no value.

    Instead of: `"endDate":,`, write: `"endDate": null,`, or leave the key out.
    """


class JsonQuotes(ReadingRule, code="CV144"):
    """A key or a text is not in straight double quotes.

    Instead of: `{name: 'Ada'}`, write: `{"name": "Ada"}`.
    """


class NotJsonValue(ReadingRule, code="CV145"):
    """A number or a word is written in a way that JSON does not have.

    Instead of: `NaN`, `.5`, `+1`, `007` or `True`, write: `null`, `0.5`, `1`, `7` or `true`.
    """


class UnclosedText(ReadingRule, code="CV146"):
    r"""A text in quotes goes over the end of its line, or holds a tab or a quotation mark.

    Instead of: a line break inside the quotes, write: `\n`. Instead of: `"name": "Ada`, write: `"name": "Ada"`.
    Instead of: `"label": "The "best""`, write: `"label": "The \"best\""`.
    """


class AfterTheEnd(ReadingRule, code="CV147"):
    """Something follows the end of the file's one value.

    Instead of: `{"basics": {}} {"work": []}`, write: `{"basics": {}, "work": []}`.
    """


class StrayMark(ReadingRule, code="CV148"):
    """A colon or another mark stands where it means nothing.

    Instead of: `["name": "Ada"]`, write: `{"name": "Ada"}`.
    """
