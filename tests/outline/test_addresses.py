"""What is no address is printed and never linked; of several in one text each leads to its own place."""

from collections.abc import Callable

import pytest

from cvpdf.diagnostics import Outcome
from cvpdf.outline.values import Outline, links_of, text_of

Outlined = Callable[[str], Outcome[Outline]]


BAD = ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "my site", "http://x", "mailto:x", "guild/ida"]


@pytest.mark.parametrize("url", BAD)
@pytest.mark.parametrize(
    "resume",
    [
        "basics: {url: '%s'}",
        "basics: {profiles: [{network: Guild, username: ida, url: '%s'}]}",
        "work: [{name: Mill, url: '%s'}]",
        "references: [{name: Otto, url: '%s'}]",
    ],
)
def test_what_is_no_address_is_printed_without_a_link(outlined: Outlined, resume: str, url: str) -> None:
    outline = outlined(resume % url).value
    assert outline is not None
    assert url in [text_of(mark).strip() for mark in outline.marks()]
    assert [target for mark in outline.marks() for target in links_of(mark)] == []


def test_a_broken_e_mail_address_is_printed_without_a_link(outlined: Outlined) -> None:
    outline = outlined("basics: {email: 'Ada, ada@a.example'}").value
    assert outline is not None
    (contact,) = outline.header.contacts
    assert [(text_of(mark).strip(), mark.href) for mark in contact.values] == [("Ada, ada@a.example", None)]


def test_of_several_addresses_each_is_a_link(made: Callable[[str], Outline]) -> None:
    outline = made("basics: {email: [a@a.example, b@a.example], phone: '+44 113 496 0000; +44 113 496 0001'}")
    links = [[mark.href for mark in contact.values] for contact in outline.header.contacts]
    assert links == [["tel:+441134960000", "tel:+441134960001"], ["mailto:a@a.example", "mailto:b@a.example"]]
