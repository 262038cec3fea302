"""Who the person is and how to reach them: `basics`."""

from cvpdf.model.part import Date, Email, Entries, Part, Text, Url, described, listed


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
