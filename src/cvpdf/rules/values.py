"""What a résumé file can get wrong in its dates and addresses; a part of the rules of the schema."""

from cvpdf.diagnostics import Rule, Severity


class ImpossibleDate(Rule, code="CV207", severity=Severity.WARNING):
    """A date is in no calendar.

    It has the form of a date, but there is no such month, or no such day in that month. It is printed exactly as it
    is written, and is in no order with the others.

    Instead of:

        startDate: 2023-13

    write:

        startDate: 2023-12
    """


class DateForm(Rule, code="CV208", severity=Severity.INFO):
    """A date is not written in its usual form.

    It has one meaning only and is read so, whatever language its month is in, or its word for a period that goes
    on. Other programs may be less patient: dates are written year first, with hyphens and two digits for month and
    day (ISO 8601), as precise as you wish; and what goes on is `present`.

    Instead of:

        startDate: 9/2023

    write:

        startDate: 2023-09
    """


class UnreadableDate(Rule, code="CV209", severity=Severity.WARNING):
    """A text stands where a date belongs.

    It cannot be read as a date, so it is printed exactly as it is written, and is in no order with the others.
    `present`, `now`, `today`, `bis heute`, `à ce jour` and the like are understood, but only where a period ends.

    Instead of:

        startDate: two summers ago

    write:

        startDate: 2022
    """


class ForbiddenLink(Rule, code="CV210", severity=Severity.WARNING):
    """A link would lead where a résumé may not.

    A link can open a page (`https:`, `http:`), write a mail (`mailto:`) or call a number (`tel:`). Any other
    can run code or name a file on someone's machine, and whoever opens the PDF has no reason to trust it. So it
    is printed as a text, and is no link.

    Instead of:

        url: file:///home/ada/thesis.pdf

    write:

        url: https://example.com/thesis.pdf
    """


class LinkWithoutScheme(Rule, code="CV211", severity=Severity.INFO):
    """A link does not say `https://`.

    It is taken as an address of the web. Other programs may refuse it.

    Instead of:

        url: example.com/ada

    write:

        url: https://example.com/ada
    """


class BrokenLink(Rule, code="CV212", severity=Severity.WARNING):
    """A link leads nowhere.

    There is a blank in it, or no site with a dot in its name, or nothing after `mailto:` or `tel:`. It is printed
    as it is written, and is no link.

    Instead of:

        url: my site

    write:

        url: https://example.com/ada
    """


class BrokenEmail(Rule, code="CV213", severity=Severity.WARNING):
    """An e-mail address is not complete.

    It needs something, an `@`, and a host with a dot in its name; and it stands alone, without a name or a
    comment around it. Several may stand in a row, with commas. Anything else is printed as it is written, and is no
    link.

    Instead of:

        email: ada at example.com

    write:

        email: ada@example.com
    """


class AmbiguousDate(Rule, code="CV240", severity=Severity.WARNING):
    """A date may be either of two.

    In some countries the day comes first and in others the month, and some words are different months in different
    languages. Where the language of the résumé (`document.language`) does not decide, the date is printed exactly as
    it is written, and is in no order with the others.

    Instead of:

        startDate: 03/04/2020

    write:

        startDate: 2020-04
    """


class BlankValue(Rule, code="CV245", severity=Severity.INFO):
    """Values are blank.

    An empty text where a date or an address belongs or in a list, or JSON's `null`, counts as absent: it is as if it
    were not there. Other programs may refuse it. This is said once for a file, at the first.

    Instead of:

        email: ""
        name: Ada Example

    write:

        name: Ada Example
    """


class BlankEnds(Rule, code="CV246", severity=Severity.INFO):
    """Blanks stand around a date or an address.

    They count for nothing. Other programs may refuse the value. This is said once for a file, at the first.

    Instead of:

        email: " ada@example.com"

    write:

        email: "ada@example.com"
    """


class DateInParts(Rule, code="CV250", severity=Severity.INFO):
    """A date is written in parts.

    Its year, month and day stand under `year`, `month` and `day`, or in a list, as some programs export them. It is
    read as one date. Other programs may refuse it.

    Instead of:

        startDate: {year: 2020, month: 3}

    write:

        startDate: 2020-03
    """


RULES: tuple[type[Rule], ...] = (
    ImpossibleDate,
    DateForm,
    UnreadableDate,
    ForbiddenLink,
    LinkWithoutScheme,
    BrokenLink,
    BrokenEmail,
    AmbiguousDate,
    BlankValue,
    BlankEnds,
    DateInParts,
)
