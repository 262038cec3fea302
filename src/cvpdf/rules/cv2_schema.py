"""CV2: what a résumé file can get wrong in its keys and values."""

from cvpdf.diagnostics import Rule, Severity, Stage


class SchemaRule(Rule, stage=Stage.SCHEMA):
    """A rule of the keys and values of a résumé file."""


# Dates and addresses. -----------------------------------------------------------------------------------------


class ImpossibleDate(SchemaRule, code="CV207", severity=Severity.WARNING):
    """A date is in no calendar.

    It has the form of a date, but there is no such month, or no such day in that month. It is printed exactly as it
    is written, and is in no order with the others.

    Instead of:

        startDate: 2023-13

    write:

        startDate: 2023-12
    """


class DateForm(SchemaRule, code="CV208", severity=Severity.INFO):
    """A date is not written in its usual form.

    It has one meaning only and is read so, whatever language its month is in, or its word for a period that goes
    on. Other programs may be less patient: dates are written year first, with hyphens and two digits for month and
    day (ISO 8601), as precise as you wish; and what goes on is `present`.

    Instead of:

        startDate: 9/2023

    write:

        startDate: 2023-09
    """


class UnreadableDate(SchemaRule, code="CV209", severity=Severity.WARNING):
    """A text stands where a date belongs.

    It cannot be read as a date, so it is printed exactly as it is written, and is in no order with the others.
    `present`, `now`, `today`, `bis heute`, `à ce jour` and the like are understood, but only where a period ends.

    Instead of:

        startDate: two summers ago

    write:

        startDate: 2022
    """


class ForbiddenLink(SchemaRule, code="CV210", severity=Severity.WARNING):
    """A link would lead where a résumé may not.

    A link can open a page (`https:`, `http:`), write a mail (`mailto:`) or call a number (`tel:`). Any other
    can run code or name a file on someone's machine, and whoever opens the PDF has no reason to trust it. So it
    is printed as a text, and is no link.

    Instead of:

        url: file:///home/ada/thesis.pdf

    write:

        url: https://example.com/thesis.pdf
    """


class LinkWithoutScheme(SchemaRule, code="CV211", severity=Severity.INFO):
    """A link does not say `https://`.

    It is taken as an address of the web. Other programs may refuse it.

    Instead of:

        url: example.com/ada

    write:

        url: https://example.com/ada
    """


class BrokenLink(SchemaRule, code="CV212", severity=Severity.WARNING):
    """A link leads nowhere.

    There is a blank in it, or no site with a dot in its name, or nothing after `mailto:` or `tel:`. It is printed
    as it is written, and is no link.

    Instead of:

        url: my site

    write:

        url: https://example.com/ada
    """


class BrokenEmail(SchemaRule, code="CV213", severity=Severity.WARNING):
    """An e-mail address is not complete.

    It needs something, an `@`, and a host with a dot in its name; and it stands alone, without a name or a
    comment around it. Several may stand in a row, with commas. Anything else is printed as it is written, and is no
    link.

    Instead of:

        email: ada at example.com

    write:

        email: ada@example.com
    """


class AmbiguousDate(SchemaRule, code="CV240", severity=Severity.WARNING):
    """A date may be either of two.

    In some countries the day comes first and in others the month, and some words are different months in different
    languages. Where the language of the résumé (`document.language`) does not decide, the date is printed exactly as
    it is written, and is in no order with the others.

    Instead of:

        startDate: 03/04/2020

    write:

        startDate: 2020-04
    """


class BlankValue(SchemaRule, code="CV245", severity=Severity.INFO):
    """Values are blank.

    An empty text where a date or an address belongs or in a list, or JSON's `null`, counts as absent: it is as if it
    were not there. Other programs may refuse it. This is said once for a file, at the first.

    Instead of:

        email: ""
        name: Ada Example

    write:

        name: Ada Example
    """


class BlankEnds(SchemaRule, code="CV246", severity=Severity.INFO):
    """Blanks stand around a date or an address.

    They count for nothing. Other programs may refuse the value. This is said once for a file, at the first.

    Instead of:

        email: " ada@example.com"

    write:

        email: "ada@example.com"
    """


class DateInParts(SchemaRule, code="CV250", severity=Severity.INFO):
    """A date is written in parts.

    Its year, month and day stand under `year`, `month` and `day`, or in a list, as some programs export them. It is
    read as one date. Other programs may refuse it.

    Instead of:

        startDate: {year: 2020, month: 3}

    write:

        startDate: 2020-03
    """


# Keys and shapes. ---------------------------------------------------------------------------------------------


class NotAResume(SchemaRule, code="CV201"):
    """The file holds no keys.

    A résumé is made of keys such as `basics` and `work`, each with its value. A file that is one list
    or one text has nothing to print anything by.

    Instead of:

        - Ada Example

    write:

        basics:
          name: Ada Example
    """


class EmptyResume(SchemaRule, code="CV202"):
    """There is nothing to print.

    A résumé needs one printable value, and no more: a name is enough, and so is a single job.

    Instead of:

        basics: {}

    write:

        basics:
          name: Ada Example
    """


class UnknownKey(SchemaRule, code="CV203", severity=Severity.WARNING):
    """A key is not one that cvpdf knows.

    Its value will not be printed. Nothing is left out in silence, so each such key is named. In a YAML file
    that declares cvpdf's schema this is an error, for there an unknown key can only be a slip.

    To keep something in the file that is not meant for the page, begin its key with `x-` or `_`.

    Instead of:

        horoscope: Libra

    write:

        x-horoscope: Libra
    """


class SwitchedOffKey(SchemaRule, code="CV204", severity=Severity.INFO):
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


class WrongShape(SchemaRule, code="CV205"):
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


class TakenAsList(SchemaRule, code="CV206", severity=Severity.INFO):
    """One value stands where a list belongs.

    It is taken as a list of one, commas and all.

    Instead of:

        keywords: Python

    write:

        keywords: [Python]
    """


class OldName(SchemaRule, code="CV230", severity=Severity.INFO):
    """A key has an old name, or one from another kind of file.

    Older versions of JSON Resume called some keys otherwise, and many files still do. Where the meaning is certain
    the key is read as the current one, also at another place: `name` at the top of a file as that of `basics`. Other
    programs may not be as kind: they leave the value out in silence.

    Instead of:

        work:
          - company: Example Instruments Ltd

    write:

        work:
          - name: Example Instruments Ltd
    """


class OldNameBeside(SchemaRule, code="CV231", severity=Severity.WARNING):
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


class OtherShape(SchemaRule, code="CV232", severity=Severity.INFO):
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


class HollowKey(SchemaRule, code="CV251", severity=Severity.WARNING):
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
