"""The person's basics and the entries of each section, with JSON Resume's names and a few more."""

from typing import Any

from cvpdf.model.part import (
    DateField,
    EmailField,
    EndDateField,
    EntriesField,
    LinesField,
    Part,
    TextField,
    TextsField,
    UrlField,
    described,
    listed,
)

# The person. --------------------------------------------------------------------------------------------------


class Location(Part):
    """A place, as its parts or as one bare text."""

    bare = "text"

    address: TextField = described("Street and number; several lines if you wish", "12 Analytical Row")
    postalCode: TextField = described("Postal code", "SW1A 1AA", "12045")
    city: TextField = described("City or town", "London")
    region: TextField = described("State, county or province", "Greater London")
    countryCode: TextField = described(
        "Country, as its two-letter code (ISO 3166-1); a name is printed as written", "GB"
    )
    country: TextField = described("Country by its name, where no code says it", "Kosovo")
    text: TextField = described("The whole place as one text, instead of its parts", "London, United Kingdom")


class Profile(Part):
    """An account on a network."""

    network: TextField = described("Name of the network", "GitHub", "LinkedIn")
    username: TextField = described("Your name there", "ada-example")
    url: UrlField = described("Address of your page there", "https://github.com/ada-example")


class Basics(Part):
    """The person."""

    facts = ("birthDate", "nationality")

    name: TextField = described("Your name, as it stands at the head of the page", "Ada Example")
    label: TextField = described("What you are, in a few words, below the name", "Staff Engineer")
    image: TextField = described(
        "A photo, PNG or JPEG: its file name, in the folder of this file, or a data URI", "photo.jpg"
    )
    email: EmailField = described("E-mail address", "ada@example.com")
    phone: TextField = described("Phone number, written as it is to be read", "+44 20 7946 0000")
    url: UrlField = described("Your own site", "https://ada.example.com")
    summary: TextField = described(
        "Who you are in a paragraph or two; Markdown", "Engineer of *reliable* systems, from sketch to pager."
    )
    location: Location | None = described("Where you live, as its parts or as one text", "London, United Kingdom")
    profiles: EntriesField[Profile] = listed(
        "Accounts on networks",
        [{"network": "GitHub", "username": "ada-example", "url": "https://github.com/ada-example"}],
    )
    birthDate: DateField = described("Date of birth, where employers expect one", "1990-12-10")
    nationality: TextField = described("Nationality, where employers expect one", "British")


# The entries of the sections. ---------------------------------------------------------------------------------


class Highlight(Part):
    """One bullet: a bare text, or a text with tags."""

    bare = "text"

    text: TextField = described("The sentence; inline Markdown", "Cut the time of a release from *a week* to an hour")
    tags: TextsField = listed("Words to choose this bullet by; never printed", ["backend", "leadership"])


# Fields that most entries share. They are repeated, not inherited, so that each entry keeps its own order.


def _began() -> Any:  # noqa: ANN401 - a field of any type
    return described("When it began: a year, a month or a day", "2019", "2019-04", "2019-04-01")


def _ended() -> Any:  # noqa: ANN401 - a field of any type
    return described("When it ended; leave it out while it goes on", "2022", "2022-10", "present")


def _where() -> Any:  # noqa: ANN401 - a field of any type
    return described(
        "Where, as one text or as its parts", "London, United Kingdom", {"city": "London", "countryCode": "GB"}
    )


def _highlights(example: str) -> Any:  # noqa: ANN401 - a field of any type
    return listed("What you achieved, a bullet each; inline Markdown", [example])


def _keywords(*examples: str) -> Any:  # noqa: ANN401 - a field of any type
    return listed("What it was done with, or is about", list(examples))


def _tags() -> Any:  # noqa: ANN401 - a field of any type
    return listed("Words to choose this entry by; never printed", ["backend", "leadership"])


class Position(Part):
    """One of several positions at one employer."""

    position: TextField = described("The position", "Senior Engineer")
    location: Location | None = _where()
    url: UrlField = described("An address that tells more", "https://example.com/team")
    startDate: DateField = _began()
    endDate: EndDateField = _ended()
    summary: TextField = described("What you did, in prose; Markdown", "Led the team that runs the ledger.")
    highlights: LinesField[Highlight] = _highlights("Halved the cost of storage")
    keywords: TextsField = _keywords("Python", "SQLite")
    tags: TextsField = _tags()


class Work(Part):
    """A job."""

    name: TextField = described("The employer", "Example Instruments Ltd")
    position: TextField = described("The position", "Staff Engineer")
    location: Location | None = _where()
    description: TextField = described(
        "What the employer does, in a few words; Markdown", "Maker of measuring instruments"
    )
    url: UrlField = described("The employer's site", "https://instruments.example.com")
    startDate: DateField = _began()
    endDate: EndDateField = _ended()
    summary: TextField = described("What you did, in prose; Markdown", "Led the team that runs the ledger.")
    highlights: LinesField[Highlight] = _highlights("Halved the cost of storage")
    positions: EntriesField[Position] = listed(
        "Several positions at this employer, the latest first",
        [{"position": "Staff Engineer", "startDate": "2021"}, {"position": "Engineer", "endDate": "2021"}],
    )
    keywords: TextsField = _keywords("Python", "SQLite")
    tags: TextsField = _tags()


class Volunteer(Part):
    """Unpaid work."""

    organization: TextField = described("The organisation", "Example Food Bank")
    position: TextField = described("What you are there", "Treasurer")
    location: Location | None = _where()
    url: UrlField = described("The organisation's site", "https://foodbank.example.org")
    startDate: DateField = _began()
    endDate: EndDateField = _ended()
    summary: TextField = described("What you did, in prose; Markdown", "Kept the books, every second weekend.")
    highlights: LinesField[Highlight] = _highlights("Moved the records off paper")
    keywords: TextsField = _keywords("Bookkeeping")
    tags: TextsField = _tags()


class Education(Part):
    """A course of study."""

    facts = ("score", "courses")

    institution: TextField = described("School or university", "University of Example")
    location: Location | None = _where()
    url: UrlField = described("The institution's site", "https://university.example.edu")
    area: TextField = described("The subject", "Mathematics")
    studyType: TextField = described("The degree or kind of study", "BSc")
    startDate: DateField = _began()
    endDate: EndDateField = _ended()
    score: TextField = described("The grade", "First", "3.9")
    summary: TextField = described("What there is to say of it; Markdown", "With a thesis on small machines.")
    highlights: LinesField[Highlight] = _highlights("Chaired the debating club")
    courses: TextsField = listed("Courses worth naming", ["Numerical analysis", "Logic"])
    keywords: TextsField = _keywords("Logic", "Statistics")
    tags: TextsField = _tags()


class Award(Part):
    """A prize or an honour."""

    title: TextField = described("The award", "Young Engineer of the Year")
    date: EndDateField = described("When it was given: a year, a month or a day", "2020", "2020-06")
    awarder: TextField = described("Who gave it", "Example Society of Engineers")
    summary: TextField = described("What it was for; Markdown", "For work on failure detection.")
    url: UrlField = described("Where it can be read about", "https://society.example.org/award")
    highlights: LinesField[Highlight] = _highlights("One of three out of forty")
    keywords: TextsField = _keywords("Reliability")
    tags: TextsField = _tags()


class Certificate(Part):
    """A certificate."""

    name: TextField = described("The certificate", "Certified Example Administrator")
    date: EndDateField = described("When it was issued: a year, a month or a day", "2021", "2021-03")
    startDate: DateField = _began()
    endDate: EndDateField = described("When it expires or has expired", "2024", "2024-03")
    url: UrlField = described("Where it can be checked", "https://certificates.example.org/123")
    issuer: TextField = described("Who issued it", "Example Foundation")
    summary: TextField = described("What it is about; Markdown", "Storage, networks and backups.")
    highlights: LinesField[Highlight] = _highlights("With distinction")
    keywords: TextsField = _keywords("Networks")
    tags: TextsField = _tags()


class Publication(Part):
    """A paper, a book, an article."""

    facts = ("authors", "type", "doi")

    name: TextField = described("The title", "On the Economy of Small Machines")
    authors: TextsField = listed("The authors, in the order of the paper", ["Ada Example", "Charles Sample"])
    publisher: TextField = described("Journal, conference or publisher", "Journal of Examples")
    releaseDate: EndDateField = described("When it came out: a year, a month or a day", "2022", "2022-11")
    type: TextField = described("The kind of publication", "article", "book", "talk")
    doi: TextField = described("Its DOI", "10.1000/182")
    url: UrlField = described("Where it can be read", "https://journal.example.org/42")
    summary: TextField = described("What it says; Markdown", "Shows that two gears suffice.")
    highlights: LinesField[Highlight] = _highlights("Best paper of its session")
    keywords: TextsField = _keywords("Gears")
    tags: TextsField = _tags()


class Skill(Part):
    """A group of skills."""

    name: TextField = described("The group, or one skill", "Languages", "Databases")
    level: TextField = described("How well you know it", "Expert")
    keywords: TextsField = listed("What belongs to it", ["Python", "Rust", "SQL"])
    summary: TextField = described("More about it; Markdown", "In daily use since 2016.")
    tags: TextsField = _tags()


class Language(Part):
    """A language that the person speaks."""

    language: TextField = described("The language", "French")
    fluency: TextField = described("How well you speak it", "Native", "C1")
    level: TextField = described("The same on a scale", "C1")
    summary: TextField = described("More about it; Markdown", "Two years in Lyon.")
    tags: TextsField = _tags()


class Interest(Part):
    """An interest."""

    name: TextField = described("The interest", "Music")
    keywords: TextsField = listed("What belongs to it", ["Cello", "Choir"])
    summary: TextField = described("More about it; Markdown", "In a quartet, on Thursdays.")
    tags: TextsField = _tags()


class Reference(Part):
    """What someone says about the person."""

    facts = ("email", "phone")

    name: TextField = described("Who says it", "Charles Sample, Example Instruments Ltd")
    position: TextField = described("What they are", "Head of Research, Example Instruments Ltd")
    email: EmailField = described("Their e-mail address", "charles@example.com")
    phone: TextField = described("Their phone number", "+44 20 7946 0001")
    url: UrlField = described("Their page", "https://charles.example.com")
    reference: TextField = described("What they say; Markdown", "Ada leaves every system better than she found it.")
    summary: TextField = described("Who they are to you; Markdown", "My manager from 2016 to 2019.")
    tags: TextsField = _tags()


class Project(Part):
    """A project."""

    facts = ("type", "roles")

    name: TextField = described("The project", "Tiny Ledger")
    description: TextField = described("What it is; Markdown", "Double-entry bookkeeping in a single file.")
    summary: TextField = described("What you did in it; Markdown", "Wrote the first version in a winter.")
    highlights: LinesField[Highlight] = _highlights("Used by forty charities")
    keywords: TextsField = listed("What it is made with or about", ["Python", "SQLite"])
    location: Location | None = _where()
    startDate: DateField = _began()
    endDate: EndDateField = _ended()
    url: UrlField = described("Where it can be seen", "https://ledger.example.org")
    roles: TextsField = listed("What you were in it", ["Author", "Maintainer"])
    entity: TextField = described("For whom it was done", "Example Foundation")
    type: TextField = described("The kind of project", "application", "open source")
    tags: TextsField = _tags()


class CustomEntry(Part):
    """An entry of a section of the person's own."""

    title: TextField = described("What it is", "Chess")
    subtitle: TextField = described("With whom, or as what", "Example Chess Club")
    location: Location | None = _where()
    url: UrlField = described("An address that tells more", "https://chess.example.org")
    date: EndDateField = described("When, if it did not last: a year, a month or a day", "2020", "2020-06")
    startDate: DateField = _began()
    endDate: EndDateField = _ended()
    summary: TextField = described("What there is to say, in prose; Markdown", "Played for the county.")
    highlights: LinesField[Highlight] = _highlights("Won the spring cup")
    keywords: TextsField = listed("What belongs to it", ["Rapid", "Blitz"])
    tags: TextsField = _tags()


class CustomSection(Part):
    """A section of the person's own, with either a text or entries."""

    id: TextField = described("A short name for it: letters, digits and hyphens", "patents", "field-work")
    title: TextField = described("Its heading", "Patents")
    text: TextField = described(
        "Its text, if it has no entries; Markdown", "Two patents on folding wings, both lapsed."
    )
    entries: EntriesField[CustomEntry] = listed(
        "Its entries, if it has no text", [{"title": "Folding wing", "date": "2018"}]
    )
