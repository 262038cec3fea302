"""CV3, from CV310 on: what the résumé says to its readers. Each of these rules can be switched off in the file."""

from cvpdf.diagnostics import Severity
from cvpdf.rules.cv3_content import ContentRule


class NotSwitchable(ContentRule, code="CV310", severity=Severity.WARNING):
    """`document.ignore` names what cannot be switched off.

    It takes the codes of the rules about content, from CV311 on. What else cvpdf says is about the file or the
    page itself, and is said in any case.

    Instead of:

        document:
          ignore: [CV203]

    write only codes such as:

        document:
          ignore: [CV314]
    """


class ReversedPeriod(ContentRule, code="CV311", severity=Severity.WARNING):
    """A period ends before it starts.

    It is printed as it is written. `document.ignore: [CV311]` switches this rule off.

    Instead of:

        work:
          - {name: Example Instruments Ltd, startDate: 2021-03, endDate: 2019-06}

    write:

        work:
          - {name: Example Instruments Ltd, startDate: 2019-06, endDate: 2021-03}
    """


class FutureStart(ContentRule, code="CV312", severity=Severity.WARNING):
    """A period starts in the future.

    More than a month from today it is more often a slip than an engagement; if you do begin then, all is well.
    `document.ignore: [CV312]` switches this rule off.

    Instead of:

        work:
          - {name: Example Instruments Ltd, startDate: 2204-03}

    write:

        work:
          - {name: Example Instruments Ltd, startDate: 2024-03}
    """


class Overlap(ContentRule, code="CV313", severity=Severity.WARNING):
    """Two positions at one employer overlap.

    The earlier one has no `endDate`, so it goes on, although the later one has begun. Where both are held at once, an
    `endDate: present` says so; `document.ignore: [CV313]` switches this rule off.

    Instead of:

        work:
          - name: Example Instruments Ltd
            positions:
              - {position: Lead engineer, startDate: 2022-03}
              - {position: Engineer, startDate: 2019-06}

    write:

        work:
          - name: Example Instruments Ltd
            positions:
              - {position: Lead engineer, startDate: 2022-03}
              - {position: Engineer, startDate: 2019-06, endDate: 2022-02}
    """


class Gap(ContentRule, code="CV314", severity=Severity.WARNING):
    """There is a gap of over a year between two jobs.

    Whoever reads the résumé will wonder. Studies, projects, voluntary work and sections of your own fill a gap, if
    they have dates. `document.ignore: [CV314]` switches this rule off.

    Instead of:

        work:
          - {name: Analytical Works, startDate: 2022-09}
          - {name: Loom & Card, startDate: 2016, endDate: 2019-05}

    write:

        work:
          - {name: Analytical Works, startDate: 2022-09}
          - {name: Parental leave, startDate: 2019-06, endDate: 2022-08}
          - {name: Loom & Card, startDate: 2016, endDate: 2019-05}
    """


class OutOfOrder(ContentRule, code="CV315", severity=Severity.WARNING):
    """An entry stands out of the order of its section.

    Readers expect the latest entry first, and follow the earliest first where it is kept throughout. What went on
    beside another may stand above or below it. Entries are printed as they stand in the file.
    `document.ignore: [CV315]` switches this rule off.

    Instead of:

        work:
          - {name: Analytical Works, startDate: 2022}
          - {name: Paper Mill, startDate: 2015, endDate: 2017}
          - {name: Loom & Card, startDate: 2017, endDate: 2021}

    write:

        work:
          - {name: Analytical Works, startDate: 2022}
          - {name: Loom & Card, startDate: 2017, endDate: 2021}
          - {name: Paper Mill, startDate: 2015, endDate: 2017}
    """


class NoContact(ContentRule, code="CV316", severity=Severity.WARNING):
    """There is neither an e-mail address nor a telephone number.

    Whoever wants to meet you cannot say so. `document.ignore: [CV316]` switches this rule off.

    Instead of:

        basics:
          name: Ada Example

    write:

        basics:
          name: Ada Example
          email: ada@example.com
    """


class Leftover(ContentRule, code="CV317", severity=Severity.WARNING):
    """A value is left over from a template.

    It is somebody's name, address or text that stands in samples, or a note to put something there.
    `document.ignore: [CV317]` switches this rule off.

    Instead of:

        basics:
          name: John Doe
          email: your.email@example.com

    write:

        basics:
          name: Ada Example
          email: ada@example.com
    """


class LongHighlight(ContentRule, code="CV318", severity=Severity.WARNING):
    """A highlight has more than 300 characters.

    A bullet is read at a glance or not at all. What needs room can be two bullets, or stand in the `summary`.
    `document.ignore: [CV318]` switches this rule off.

    Instead of:

        work:
          - highlights:
              - >-
                In my first year I looked into each of the eleven steps from an order to its first result, found that
                four of them waited for the same person, wrote down what that person knew, taught it to the three
                teams that had been waiting, and so cut the time from order to first result from nine days to two,
                which customers noticed.

    write:

        work:
          - highlights:
              - Cut the time from order to first result from nine days to two.
              - Taught three teams what only one person had known.
    """


class DoubledWord(ContentRule, code="CV319", severity=Severity.WARNING):
    """A word stands twice in a row.

    Only words are looked for that never do in the language of the résumé, such as "the the". In some languages
    none are. `document.ignore: [CV319]` switches this rule off.

    Instead of:

        basics:
          email: ada@example.com
          summary: I build the the instruments that others measure with.

    write:

        basics:
          email: ada@example.com
          summary: I build the instruments that others measure with.
    """


class RepeatedSkill(ContentRule, code="CV320", severity=Severity.WARNING):
    """A skill is listed twice.

    The same words stand in two places under `skills`, in capitals or not. The name of a group may be a skill in
    another, and keywords of three groups or more are taken to say what kind of skill it is.
    `document.ignore: [CV320]` switches this rule off.

    Instead of:

        skills:
          - {name: Programming, keywords: [Python, SQL]}
          - {name: Data, keywords: [SQL, Kafka]}

    write:

        skills:
          - {name: Programming, keywords: [Python, SQL]}
          - {name: Data, keywords: [Kafka]}
    """


class MixedSpelling(ContentRule, code="CV321", severity=Severity.WARNING):
    """One thing is spelled in two ways.

    Skills, keywords and the words of all texts are compared without their capitals, points and hyphens. Ordinary
    words are not meant, which may begin a sentence. `document.ignore: [CV321]` switches this rule off.

    Instead of:

        skills:
          - {name: Web, keywords: [JavaScript]}
        projects:
          - {name: Tiny Ledger, keywords: [Javascript]}

    write:

        skills:
          - {name: Web, keywords: [JavaScript]}
        projects:
          - {name: Tiny Ledger, keywords: [JavaScript]}
    """


class UnbalancedBracket(ContentRule, code="CV322", severity=Severity.WARNING):
    """A bracket has no partner.

    One that was opened is never closed, or the other way round. `1)` and `:)` are taken for what they are.
    `document.ignore: [CV322]` switches this rule off.

    Instead of:

        work:
          - {name: Loom & Card, summary: "Kept forty looms (and their cards in order."}

    write:

        work:
          - {name: Loom & Card, summary: "Kept forty looms (and their cards) in order."}
    """


class UnseenCharacters(ContentRule, code="CV323", severity=Severity.WARNING):
    r"""A value has characters that nobody sees.

    Spaces without width, soft hyphens, marks that turn the direction, letters without a shape: they came along when
    text was pasted, or were put there for machines alone. They are not printed. Joiners that letters and emoji need
    are. `document.ignore: [CV323]` switches this rule off.

    Instead of:

        basics: {summary: "I build\u200b bridges"}

    write:

        basics: {summary: I build bridges}
    """


class ForeignCharacters(ContentRule, code="CV324", severity=Severity.WARNING):
    r"""A value has characters that mean nothing to others.

    U+FFFD stands where a letter could not be read, U+FFFC where an object stood, and those for private use are drawn
    by each font as it likes: icons, mostly. Whoever reads the PDF gets a box, or a wrong sign.
    `document.ignore: [CV324]` switches this rule off.

    Instead of:

        basics: {summary: "Caf\ufffd owner"}

    write:

        basics: {summary: Café owner}
    """
