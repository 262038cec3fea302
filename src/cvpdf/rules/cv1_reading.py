"""CV1xx: the rules of reading a file, from its bytes to plain data with positions."""

from cvpdf.diagnostics import ExitCode, Rule, Severity, Stage


class ReadingRule(Rule, stage=Stage.READING):
    """A rule of reading a file, from its bytes to plain data with positions."""


# The bytes. --------------------------------------------------------------------------------------------------


class FileTooLarge(ReadingRule, code="CV101"):
    """The file is larger than 10 MB.

    A long academic résumé is a few hundred kilobytes. A larger file is nearly always the wrong one, or holds a
    picture as text: keep the picture beside the file and name it.
    Instead of: `image: data:image/png;base64,iVBORw0KGgo…`, write: `image: photo.png`.
    """


class ByteOrderMark(ReadingRule, code="CV102", severity=Severity.INFO):
    """The file begins with an invisible byte order mark.

    Some editors on Windows write it. It is skipped here, but other programs that read JSON refuse the file.
    Instead of: "UTF-8 with BOM", save as: "UTF-8".
    """


class OtherEncoding(ReadingRule, code="CV103"):
    """The file is not written in UTF-8.

    UTF-8 holds every script; with another encoding each program would guess the letters differently.
    Instead of: "Unicode", "UTF-16" or "Windows-1252" in the editor's "Save as", choose: "UTF-8".
    """


class NotText(ReadingRule, code="CV104"):
    """The file is not text.

    A résumé file is text in YAML or JSON, that a plain editor opens.
    Instead of: `cvpdf build resume.pdf`, write: `cvpdf build resume.yaml`.
    """


class ControlCharacter(ReadingRule, code="CV105"):
    r"""An invisible control character stands in the text.

    It usually came along when text was pasted. It has no shape that could be printed.
    Instead of: `"Led\u0007 a team"`, write: `"Led a team"`.
    """


class EmptyFile(ReadingRule, code="CV106"):
    """The file says nothing.

    One printable value is enough for a résumé.
    Instead of: nothing, write: `basics:` and below it, indented by two spaces, `name: Ada Example`.
    """


class UnreadableFile(ReadingRule, code="CV107", exit_code=ExitCode.IO):
    """The file cannot be read.

    There is no such file, it is a folder, or the system does not let you read it.
    Instead of: `cvpdf check resumé.yaml`, write the name as it is: `cvpdf check resume.yaml`.
    """


# Limits and keys, in either syntax. ---------------------------------------------------------------------------


class TooDeep(ReadingRule, code="CV110"):
    """Values stand inside each other more than 100 levels deep.

    A résumé needs about eight. Usually a bracket was repeated by mistake, or closing ones are missing.
    Instead of: `[[[[["Python"]]]]]`, write: `["Python"]`.
    """


class TooManyValues(ReadingRule, code="CV111"):
    """The file holds more than 100,000 values, those repeated by `*name` counted each time.

    Anchors that repeat lists of anchors can make a small file enormous; it is not read further.
    Instead of: `b: [*a, *a, *a, *a]`, write each entry once.
    """


class TooManyProblems(ReadingRule, code="CV112"):
    """Reading stops after 100 errors, or 1,000 errors, warnings and hints together.

    Further messages would mostly repeat the first ones. Mend those, and check again.
    Instead of mending the last message, mend the first and check again: `cvpdf check resume.yaml`.
    """


class DuplicateKey(ReadingRule, code="CV113"):
    """The same key stands twice in one place.

    Only one of the two could be printed, and programs differ in which one they take.
    Instead of: `email: a@example.org` and further down `email: b@example.org`, write: one of them.
    """


class KeyNotText(ReadingRule, code="CV114"):
    """A key is missing, or is a list or has keys of its own instead of being a word.

    Instead of: `[name]: Ada`, write: `name: Ada`.
    """


class BadEscape(ReadingRule, code="CV115"):
    r"""A backslash in double quotes is followed by something that has no meaning there.

    Instead of: `"C:\Users"`, write: `"C:\\Users"`; in YAML single quotes do as well: `'C:\Users'`.
    """


class MergeConflict(ReadingRule, code="CV139"):
    """The file holds two versions of itself that Git could not merge.

    Git writes both between lines of `<<<<<<<`, `=======` and `>>>>>>>`, and leaves the choice to you.
    Instead of: both of them and the three lines, write: the one that you want to keep.
    """


# Values given beside the file. -------------------------------------------------------------------------------


class BadAssignment(ReadingRule, code="CV160"):
    """What follows `--set` is not of the form `PATH=VALUE`.

    Instead of: `--set basics.label "Engineer"`, write: `--set basics.label="Engineer"`.
    """


class NoSuchPlace(ReadingRule, code="CV161"):
    """The path of a `--set` leads nowhere in this file.

    It may add a key, or one entry at the end of a list, but not go through a text or leave a gap.
    Instead of: `--set basics.name.first=Ada`, write: `--set basics.name=Ada`.
    """


# The syntax of YAML and JSON. ---------------------------------------------------------------------------------


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
