"""The header: who this is, and how to reach them."""

from dataclasses import replace

from cvpdf.model.links import Unlinked
from cvpdf.outline import Contact, Header, Mark, Name, Picture, plain_text
from cvpdf.outlining.fields import address, addresses, birthday, nationality, place
from cvpdf.outlining.marks import Marker, Value, present
from cvpdf.outlining.targets import email_target, phone_target, web_target


def outline_header(marker: Marker, basics: Value, photo: Picture | None = None) -> Header:
    """Name, label, contacts, photo. Where no name is given the label is the name; without either, "Résumé" is."""
    name, label = marker.line(basics["name"]), marker.line(basics["label"])
    if name is None:
        name, label = label or marker.label(marker.locale.resume, basics.path), None
    return Header(
        name,
        label,
        _contacts(marker, basics),
        _photo(basics["image"], photo, plain_text(name.children)),
        contact_title=marker.label(marker.locale.contact, basics.path),
        personal_title=marker.label(marker.locale.personal, basics.path),
    )


def _photo(value: Value, photo: Picture | None, name: str) -> Mark | None:
    """The photo, which is called as the person is."""
    return Mark(value.path, (value.path,), picture=replace(photo, words=name)) if photo else None


def _contacts(marker: Marker, basics: Value) -> tuple[Contact, ...]:
    contacts = (
        _contact(marker, "location", *place(marker, basics["location"])),
        _contact(marker, "phone", *addresses(marker, basics["phone"], phone_target)),
        _contact(marker, "email", *addresses(marker, basics["email"], email_target)),
        _contact(marker, "url", address(marker, basics["url"])),
        *(_profile(marker, profile) for profile in basics["profiles"].items()),
        _fact(marker, "birthDate", birthday(marker, basics["birthDate"])),
        _fact(marker, "nationality", nationality(marker, basics["nationality"])),
    )
    return tuple(contact for contact in contacts if contact)


def _contact(marker: Marker, kind: str, *marks: Mark | None, label: Mark | None = None) -> Contact | None:
    values = present(marks)
    if not values:
        return None
    return Contact(Name(kind), label, values, marker.label(marker.locale.contacts[kind], values[0].origin))


def _fact(marker: Marker, kind: str, mark: Mark | None) -> Contact | None:
    if mark is None:
        return None
    label = marker.label(marker.locale.facts[kind].one, mark.origin)
    return Contact(Name("fact"), label, (mark,), label)


def _profile(marker: Marker, profile: Value) -> Contact | None:
    """A profile: the network is its label, the name there its text, linked; the network alone is its text."""
    network, shown = marker.line(profile["network"]), _account(marker, profile["username"], profile["url"])
    return _contact(marker, "profile", *(shown or (network,)), label=network if shown else None)


def _account(marker: Marker, username: Value, url: Value) -> tuple[Mark, ...]:
    href = web_target(url.text) if url.text and not isinstance(url.value, Unlinked) else None
    if username.text and href:
        return present([marker.written(username.text, username, url, href=href)])
    return present([marker.written(username.text, username), address(marker, url)])
