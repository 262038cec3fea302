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
