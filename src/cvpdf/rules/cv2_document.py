"""CV2: what a résumé file can get wrong in `document`, and in the sections of one's own."""

from cvpdf.diagnostics import Severity
from cvpdf.rules.cv2_schema import SchemaRule


class DocumentVersion(SchemaRule, code="CV214"):
    """The file says that it follows another version of the format.

    `document.version` is the version of cvpdf's file format, so that files of today can be read for ever. It
    is not the version of your résumé; that has its place in `meta.version`.

    Instead of:

        document:
          version: 2.1

    write:

        document:
          version: 1
        meta:
          version: 2.1
    """


class PageSize(SchemaRule, code="CV215"):
    """The paper is unknown.

    Instead of:

        document:
          pageSize: US Letter

    write:

        document:
          pageSize: Letter
    """


class LanguageTag(SchemaRule, code="CV216"):
    """The language is not a language tag.

    Screen readers choose a voice by it, and months and titles are written in it. A tag is the language's code
    of two or three letters, and if need be a script or a country (BCP 47).

    Instead of:

        document:
          language: english

    write:

        document:
          language: en
    """


class PageCount(SchemaRule, code="CV217"):
    """The number of pages is not one.

    `document.pages` is the number of pages that must be kept, so it is a whole number from 1 up. Where it is
    left out, the résumé has as many as it needs.

    Instead of:

        document:
          pages: 0

    write:

        document:
          pages: 1
    """


class UnknownSection(SchemaRule, code="CV218", severity=Severity.WARNING):
    """A plan names a section that does not exist.

    `document.sections` orders, hides and renames sections by their keys (`work`, `skills`), and those of your
    own by their ids. `summary` is the text of `basics.summary`.

    Instead of:

        document:
          sections:
            hidden: [referees]

    write:

        document:
          sections:
            hidden: [references]
    """


class SectionId(SchemaRule, code="CV219"):
    """A section of your own has no usable id.

    By its id a section is ordered, hidden and renamed. It begins with a letter, and is made of letters, digits
    and hyphens.

    Instead of:

        sections:
          - title: Field work

    write:

        sections:
          - id: field-work
            title: Field work
    """


class SectionIdTwice(SchemaRule, code="CV220"):
    """Two sections of your own have the same id.

    It cannot be told which of them is meant when the id is named.

    Instead of:

        sections:
          - {id: talks, title: Talks}
          - {id: talks, title: Workshops}

    write:

        sections:
          - {id: talks, title: Talks}
          - {id: workshops, title: Workshops}
    """


class SectionIdTaken(SchemaRule, code="CV221"):
    """A section of your own has the id of a standard section.

    `work`, `skills` and the others are names already. Either move the entries to that section, or give yours
    another id; its title is free.

    Instead of:

        sections:
          - {id: awards, title: Honours, text: None to speak of}

    write:

        sections:
          - {id: honours, title: Honours, text: None to speak of}
    """


class EmptySection(SchemaRule, code="CV222", severity=Severity.INFO):
    """A section of your own has nothing in it.

    With neither a text nor entries it is not printed, and neither is its title.

    Instead of:

        sections:
          - {id: patents, title: Patents}

    write:

        sections:
          - {id: patents, title: Patents, text: Two on folding wings}
    """


class SectionTwoBodies(SchemaRule, code="CV223"):
    """A section of your own has both a text and entries.

    A section is either a text or a list of entries.

    Instead of:

        sections:
          - id: patents
            text: Two on folding wings
            entries:
              - title: Folding wing

    write:

        sections:
          - id: patents
            entries:
              - title: Folding wing
                summary: The first of two
    """


class UnknownLabel(SchemaRule, code="CV255", severity=Severity.WARNING):
    """A label has a name that none has.

    `document.labels` sets words that cvpdf prints by itself: `present`, `page`, `pages`, `contact`, `personal`,
    `resume`, and those below `facts`, `contacts` and `publications`. Titles of sections are below
    `document.sections.titles`.

    Instead of:

        document:
          labels:
            facts: {grade: Final mark}

    write:

        document:
          labels:
            facts: {score: Final mark}
    """


class BadLabel(SchemaRule, code="CV256"):
    """A label cannot be printed.

    A label is one text. That of a page's number has `{page}` and `{pages}` where the numbers go.

    Instead of:

        document:
          labels:
            pages: Page {page}

    write:

        document:
          labels:
            pages: Page {page} of {pages}
    """
