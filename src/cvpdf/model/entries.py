"""The person's basics and the entries of each section, with JSON Resume's names and a few more."""

from typing import Any

from cvpdf.model.part import Date, Email, EndDate, Entries, Lines, Part, Text, Texts, Url, described, listed

# Who the person is and how to reach them: `basics`. -----------------------------------------------------------


class Location(Part):
    """A place, as its parts or as one bare text."""

    bare = "text"

    address: Text = described("Street and number; several lines if you wish", "12 Analytical Row")
    postalCode: Text = described("Postal code", "SW1A 1AA", "12045")
    city: Text = described("City or town", "London")
    region: Text = described("State, county or province", "Greater London")
    countryCode: Text = described("Country, as its two-letter code (ISO 3166-1); a name is printed as written", "GB")
    country: Text = described("Country by its name, where no code says it", "Kosovo")
    text: Text = described("The whole place as one text, instead of its parts", "London, United Kingdom")


class Profile(Part):
    """An account on a network."""

    network: Text = described("Name of the network", "GitHub", "LinkedIn")
    username: Text = described("Your name there", "ada-example")
    url: Url = described("Address of your page there", "https://github.com/ada-example")


class Basics(Part):
    """The person."""

    name: Text = described("Your name, as it stands at the head of the page", "Ada Example")
    label: Text = described("What you are, in a few words, below the name", "Staff Engineer")
    image: Text = described(
        "A photo, PNG or JPEG: its file name, in the folder of this file, or a data URI", "photo.jpg"
    )
    email: Email = described("E-mail address", "ada@example.com")
    phone: Text = described("Phone number, written as it is to be read", "+44 20 7946 0000")
    url: Url = described("Your own site", "https://ada.example.com")
    summary: Text = described(
        "Who you are in a paragraph or two; Markdown", "Engineer of *reliable* systems, from sketch to pager."
    )
    location: Location | None = described("Where you live, as its parts or as one text", "London, United Kingdom")
    profiles: Entries[Profile] = listed(
        "Accounts on networks",
        [{"network": "GitHub", "username": "ada-example", "url": "https://github.com/ada-example"}],
    )
    birthDate: Date = described("Date of birth, where employers expect one", "1990-12-10")
    nationality: Text = described("Nationality, where employers expect one", "British")


# A job, a degree, a skill, with JSON Resume's names and a few more. -------------------------------------------


class Highlight(Part):
    """One bullet: a bare text, or a text with tags."""

    bare = "text"

    text: Text = described("The sentence; inline Markdown", "Cut the time of a release from *a week* to an hour")
    tags: Texts = listed("Words to choose this bullet by; never printed", ["backend", "leadership"])


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

    position: Text = described("The position", "Senior Engineer")
    location: Location | None = _where()
    url: Url = described("An address that tells more", "https://example.com/team")
    startDate: Date = _began()
    endDate: EndDate = _ended()
    summary: Text = described("What you did, in prose; Markdown", "Led the team that runs the ledger.")
    highlights: Lines[Highlight] = _highlights("Halved the cost of storage")
    keywords: Texts = _keywords("Python", "SQLite")
    tags: Texts = _tags()


class Work(Part):
    """A job."""

    name: Text = described("The employer", "Example Instruments Ltd")
    position: Text = described("The position", "Staff Engineer")
    location: Location | None = _where()
    description: Text = described("What the employer does, in a few words; Markdown", "Maker of measuring instruments")
    url: Url = described("The employer's site", "https://instruments.example.com")
    startDate: Date = _began()
    endDate: EndDate = _ended()
    summary: Text = described("What you did, in prose; Markdown", "Led the team that runs the ledger.")
    highlights: Lines[Highlight] = _highlights("Halved the cost of storage")
    positions: Entries[Position] = listed(
        "Several positions at this employer, the latest first",
        [{"position": "Staff Engineer", "startDate": "2021"}, {"position": "Engineer", "endDate": "2021"}],
    )
    keywords: Texts = _keywords("Python", "SQLite")
    tags: Texts = _tags()


class Volunteer(Part):
    """Unpaid work."""

    organization: Text = described("The organisation", "Example Food Bank")
    position: Text = described("What you are there", "Treasurer")
    location: Location | None = _where()
    url: Url = described("The organisation's site", "https://foodbank.example.org")
    startDate: Date = _began()
    endDate: EndDate = _ended()
    summary: Text = described("What you did, in prose; Markdown", "Kept the books, every second weekend.")
    highlights: Lines[Highlight] = _highlights("Moved the records off paper")
    keywords: Texts = _keywords("Bookkeeping")
    tags: Texts = _tags()


class Education(Part):
    """A course of study."""

    institution: Text = described("School or university", "University of Example")
    location: Location | None = _where()
    url: Url = described("The institution's site", "https://university.example.edu")
    area: Text = described("The subject", "Mathematics")
    studyType: Text = described("The degree or kind of study", "BSc")
    startDate: Date = _began()
    endDate: EndDate = _ended()
    score: Text = described("The grade", "First", "3.9")
    summary: Text = described("What there is to say of it; Markdown", "With a thesis on small machines.")
    highlights: Lines[Highlight] = _highlights("Chaired the debating club")
    courses: Texts = listed("Courses worth naming", ["Numerical analysis", "Logic"])
    keywords: Texts = _keywords("Logic", "Statistics")
    tags: Texts = _tags()


class Award(Part):
    """A prize or an honour."""

    title: Text = described("The award", "Young Engineer of the Year")
    date: EndDate = described("When it was given: a year, a month or a day", "2020", "2020-06")
    awarder: Text = described("Who gave it", "Example Society of Engineers")
    summary: Text = described("What it was for; Markdown", "For work on failure detection.")
    url: Url = described("Where it can be read about", "https://society.example.org/award")
    highlights: Lines[Highlight] = _highlights("One of three out of forty")
    keywords: Texts = _keywords("Reliability")
    tags: Texts = _tags()


class Certificate(Part):
    """A certificate."""

    name: Text = described("The certificate", "Certified Example Administrator")
    date: EndDate = described("When it was issued: a year, a month or a day", "2021", "2021-03")
    startDate: Date = _began()
    endDate: EndDate = described("When it expires or has expired", "2024", "2024-03")
    url: Url = described("Where it can be checked", "https://certificates.example.org/123")
    issuer: Text = described("Who issued it", "Example Foundation")
    summary: Text = described("What it is about; Markdown", "Storage, networks and backups.")
    highlights: Lines[Highlight] = _highlights("With distinction")
    keywords: Texts = _keywords("Networks")
    tags: Texts = _tags()


class Publication(Part):
    """A paper, a book, an article."""

    name: Text = described("The title", "On the Economy of Small Machines")
    authors: Texts = listed("The authors, in the order of the paper", ["Ada Example", "Charles Sample"])
    publisher: Text = described("Journal, conference or publisher", "Journal of Examples")
    releaseDate: EndDate = described("When it came out: a year, a month or a day", "2022", "2022-11")
    type: Text = described("The kind of publication", "article", "book", "talk")
    doi: Text = described("Its DOI", "10.1000/182")
    url: Url = described("Where it can be read", "https://journal.example.org/42")
    summary: Text = described("What it says; Markdown", "Shows that two gears suffice.")
    highlights: Lines[Highlight] = _highlights("Best paper of its session")
    keywords: Texts = _keywords("Gears")
    tags: Texts = _tags()


class Skill(Part):
    """A group of skills."""

    name: Text = described("The group, or one skill", "Languages", "Databases")
    level: Text = described("How well you know it", "Expert")
    keywords: Texts = listed("What belongs to it", ["Python", "Rust", "SQL"])
    summary: Text = described("More about it; Markdown", "In daily use since 2016.")
    tags: Texts = _tags()


class Language(Part):
    """A language that the person speaks."""

    language: Text = described("The language", "French")
    fluency: Text = described("How well you speak it", "Native", "C1")
    level: Text = described("The same on a scale", "C1")
    summary: Text = described("More about it; Markdown", "Two years in Lyon.")
    tags: Texts = _tags()


class Interest(Part):
    """An interest."""

    name: Text = described("The interest", "Music")
    keywords: Texts = listed("What belongs to it", ["Cello", "Choir"])
    summary: Text = described("More about it; Markdown", "In a quartet, on Thursdays.")
    tags: Texts = _tags()


class Reference(Part):
    """What someone says about the person."""

    name: Text = described("Who says it", "Charles Sample, Example Instruments Ltd")
    position: Text = described("What they are", "Head of Research, Example Instruments Ltd")
    email: Email = described("Their e-mail address", "charles@example.com")
    phone: Text = described("Their phone number", "+44 20 7946 0001")
    url: Url = described("Their page", "https://charles.example.com")
    reference: Text = described("What they say; Markdown", "Ada leaves every system better than she found it.")
    summary: Text = described("Who they are to you; Markdown", "My manager from 2016 to 2019.")
    tags: Texts = _tags()


class Project(Part):
    """A project."""

    name: Text = described("The project", "Tiny Ledger")
    description: Text = described("What it is; Markdown", "Double-entry bookkeeping in a single file.")
    summary: Text = described("What you did in it; Markdown", "Wrote the first version in a winter.")
    highlights: Lines[Highlight] = _highlights("Used by forty charities")
    keywords: Texts = listed("What it is made with or about", ["Python", "SQLite"])
    location: Location | None = _where()
    startDate: Date = _began()
    endDate: EndDate = _ended()
    url: Url = described("Where it can be seen", "https://ledger.example.org")
    roles: Texts = listed("What you were in it", ["Author", "Maintainer"])
    entity: Text = described("For whom it was done", "Example Foundation")
    type: Text = described("The kind of project", "application", "open source")
    tags: Texts = _tags()


class CustomEntry(Part):
    """An entry of a section of the person's own."""

    title: Text = described("What it is", "Chess")
    subtitle: Text = described("With whom, or as what", "Example Chess Club")
    location: Location | None = _where()
    url: Url = described("An address that tells more", "https://chess.example.org")
    date: EndDate = described("When, if it did not last: a year, a month or a day", "2020", "2020-06")
    startDate: Date = _began()
    endDate: EndDate = _ended()
    summary: Text = described("What there is to say, in prose; Markdown", "Played for the county.")
    highlights: Lines[Highlight] = _highlights("Won the spring cup")
    keywords: Texts = listed("What belongs to it", ["Rapid", "Blitz"])
    tags: Texts = _tags()


class CustomSection(Part):
    """A section of the person's own, with either a text or entries."""

    id: Text = described("A short name for it: letters, digits and hyphens", "patents", "field-work")
    title: Text = described("Its heading", "Patents")
    text: Text = described("Its text, if it has no entries; Markdown", "Two patents on folding wings, both lapsed.")
    entries: Entries[CustomEntry] = listed(
        "Its entries, if it has no text", [{"title": "Folding wing", "date": "2018"}]
    )
