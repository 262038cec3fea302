from collections.abc import Callable

import pytest

from cvpdf.outline.values import Header, Outline, Text

Made = Callable[[str], Outline]


def header(made: Made, basics: str) -> Header:
    return made(f"basics: {basics}").header


def contacts(made: Made, basics: str) -> list[tuple[str, list[str], list[str | None], str | None]]:
    """Each contact's kind, the texts and targets of its values, and its label."""
    return [
        (contact.kind, [_text(mark.children) for mark in contact.values], [mark.href for mark in contact.values], label)
        for contact in header(made, basics).contacts
        for label in [_text(contact.label.children) if contact.label else None]
    ]


def _text(children: tuple[object, ...]) -> str:
    return "".join(child.text for child in children if isinstance(child, Text))


def test_name_and_label(made: Made) -> None:
    made_header = header(made, "{name: Ada Example, label: Engineer}")
    assert made_header.name.children == (Text("Ada Example"),)
    assert made_header.label is not None
    assert made_header.label.covers == (("basics", "label"),)


def test_the_label_is_the_name_where_there_is_none(made: Made) -> None:
    made_header = header(made, "{label: Engineer}")
    assert made_header.name.covers == (("basics", "label"),)
    assert made_header.label is None


def test_without_either_the_title_is_the_locales(made: Made) -> None:
    made_header = made("work: [{name: Example Ltd}]").header
    assert made_header.name.children == (Text("Résumé"),)
    assert (made_header.name.origin, made_header.name.covers) == (("basics",), ())


def test_contacts_come_in_their_order(made: Made) -> None:
    basics = """
  nationality: British
  birthDate: 1990-12-10
  profiles: [{network: GitHub, username: ada-example, url: https://github.com/ada-example}]
  url: https://www.ada.example.com/
  email: ada@example.com
  phone: +44 20 7946 0000
  location: {countryCode: gb, region: Greater London, city: London, postalCode: SW1A 1AA, address: "12 Row\\nFlat 3"}
"""
    assert contacts(made, basics) == [
        ("location", ["12 Row, Flat 3", "SW1A 1AA", "London", "Greater London", "United Kingdom"], [None] * 5, None),
        ("phone", ["+44 20 7946 0000"], ["tel:+442079460000"], None),
        ("email", ["ada@example.com"], ["mailto:ada@example.com"], None),
        ("url", ["www.ada.example.com"], ["https://www.ada.example.com/"], None),
        ("profile", ["ada-example"], ["https://github.com/ada-example"], "GitHub"),
        ("fact", ["Dec 10, 1990"], [None], "Date of birth"),
        ("fact", ["British"], [None], "Nationality"),
    ]


@pytest.mark.parametrize(
    ("profile", "texts", "targets", "label"),
    [
        ("{network: X}", ["X"], [None], None),
        ("{username: ada}", ["ada"], [None], None),
        ("{network: Blog, url: https://ada.example.com/}", ["ada.example.com"], ["https://ada.example.com/"], "Blog"),
        ("{username: a_b_c}", ["a_b_c"], [None], None),
    ],
)
def test_profiles(made: Made, profile: str, texts: list[str], targets: list[str | None], label: str | None) -> None:
    assert contacts(made, f"{{profiles: [{profile}]}}") == [("profile", texts, targets, label)]


def test_a_location_in_one_text(made: Made) -> None:
    assert contacts(made, "{location: 'London, United Kingdom'}")[0][1] == ["London, United Kingdom"]


def test_empty_contacts_vanish(made: Made) -> None:
    assert contacts(made, "{name: Ada, email: '', location: {city: ''}, profiles: [{network: ''}, null]}") == []


def test_every_contact_has_a_title_that_is_only_offered(made: Made) -> None:
    outline = made(
        "basics: {name: Ada, email: ada@example.com, phone: '1', url: https://ada.example.com, location: London,"
        " birthDate: 1990, profiles: [{network: GitHub, username: ada}]}"
    )
    header = outline.header
    assert [(contact.kind, _text(contact.title.children), contact.title.covers) for contact in header.contacts] == [
        ("location", "Address", ()),
        ("phone", "Phone", ()),
        ("email", "E-mail", ()),
        ("url", "Website", ()),
        ("profile", "Profile", ()),
        ("fact", "Date of birth", ()),
    ]
    assert _text(header.contact_title.children) == "Contact"
    assert _text(header.personal_title.children) == "Personal details"
    printed = [_text(mark.children) for mark in outline.marks()]
    assert "Address" not in printed
    assert "Contact" not in printed
