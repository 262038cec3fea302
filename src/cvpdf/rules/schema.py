"""What a résumé file can get wrong in its keys and the shapes of its values."""

from cvpdf.diagnostics import Rule, Severity
from cvpdf.rules import document, values


class NotAResume(Rule, code="CV201"):
    """The file holds no keys.

    A résumé is made of keys such as `basics` and `work`, each with its value. A file that is one list
    or one text has nothing to print anything by.

    Instead of:

        - Ada Example

    write:

        basics:
          name: Ada Example
    """


class EmptyResume(Rule, code="CV202"):
    """There is nothing to print.

    A résumé needs one printable value, and no more: a name is enough, and so is a single job.

    Instead of:

        basics: {}

    write:

        basics:
          name: Ada Example
    """


class UnknownKey(Rule, code="CV203", severity=Severity.WARNING):
    """A key is not one that cvpdf knows.

    Its value will not be printed. Nothing is left out in silence, so each such key is named. In a YAML file
    that declares cvpdf's schema this is an error, for there an unknown key can only be a slip.

    To keep something in the file that is not meant for the page, begin its key with `x-` or `_`.

    Instead of:

        horoscope: Libra

    write:

        x-horoscope: Libra
    """


class SwitchedOffKey(Rule, code="CV204", severity=Severity.INFO):
    """A key is switched off by how it begins.

    Keys that begin with `x-`, `_` or `-` are yours: cvpdf does not read what is under them, and does not
    print it. This only says so.

    Instead of:

        _awards:
          - title: Young Engineer of the Year

    write, to have it printed:

        awards:
          - title: Young Engineer of the Year
    """


class WrongShape(Rule, code="CV205"):
    """A value has the wrong shape.

    There is a text where keys belong, a list where a mapping belongs, or the like, so that it cannot be told
    what is meant.

    Instead of:

        document:
          options: dark

    write:

        document:
          options:
            accent: "#235577"
    """


class TakenAsList(Rule, code="CV206", severity=Severity.INFO):
    """One value stands where a list belongs.

    It is taken as a list of one, commas and all.

    Instead of:

        keywords: Python

    write:

        keywords: [Python]
    """


class OldName(Rule, code="CV230", severity=Severity.INFO):
    """A key has an old name, or one from another kind of file.

    Older versions of JSON Resume called some keys otherwise, and many files still do. Where the meaning is certain
    the key is read as the current one. Other programs may not be as kind: they leave the value out in silence.

    Instead of:

        work:
          - company: Example Instruments Ltd

    write:

        work:
          - name: Example Instruments Ltd
    """


class OldNameBeside(Rule, code="CV231", severity=Severity.WARNING):
    """A key stands there under two names.

    One of them is what the other is called today, and counts. If they say the same, nothing is lost; if they
    differ, the value under the old name will not be printed.

    Instead of:

        work:
          - name: Example Instruments Ltd
            company: Example Instruments

    write:

        work:
          - name: Example Instruments Ltd
    """


class OtherShape(Rule, code="CV232", severity=Severity.INFO):
    """A value has another shape than usual, but can be understood.

    A text stands where keys belong, a list where one text belongs, or the like. It is taken for what it must mean,
    and the message says how. Other programs may refuse it, or print something else.

    Instead of:

        skills:
          - Python

    write:

        skills:
          - name: Python
    """


class HollowKey(Rule, code="CV251", severity=Severity.WARNING):
    """Words have become a key with nothing under it.

    A text that ends in a colon, or stands in braces, is a key to YAML, or several. Where none of them is a key that
    cvpdf knows, and nothing stands under one, nothing of it would be printed.

    Instead of:

        work:
          - name: Example Instruments Ltd
            highlights:
              - Responsibilities:

    write:

        work:
          - name: Example Instruments Ltd
            highlights:
              - "Responsibilities:"
    """


RULES: tuple[type[Rule], ...] = (
    NotAResume,
    EmptyResume,
    UnknownKey,
    SwitchedOffKey,
    WrongShape,
    TakenAsList,
    OldName,
    OldNameBeside,
    OtherShape,
    HollowKey,
    *values.RULES,
    *document.RULES,
)
