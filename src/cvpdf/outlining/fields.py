"""Fields that many kinds of entries share: dates, places, addresses, facts."""

from collections.abc import Callable

from cvpdf.locale.cldr import country_name, language_name
from cvpdf.locale.date_styles import format_date, format_day, format_period
from cvpdf.model.dates import DateValue, PartialDate, Present, WrittenDate
from cvpdf.model.links import Unlinked, in_a_row
from cvpdf.outline import Fact, Mark, Name
from cvpdf.outlining.marks import Marker, Value, present
from cvpdf.outlining.targets import shortened, web_target


def period(marker: Marker, entry: Value) -> Mark | None:
    """`startDate` and `endDate` as one mark."""
    start, end = _date(entry["startDate"]), _date(entry["endDate"])
    text = format_period(start, end, marker.locale, marker.date_style)
    return marker.written(text, entry["startDate"], entry["endDate"])


def date(marker: Marker, value: Value) -> Mark | None:
    """A date by itself."""
    given = _date(value)
    return marker.written(format_date(given, marker.locale, marker.date_style), value) if given else None


def birthday(marker: Marker, value: Value) -> Mark | None:
    """A date with its day."""
    given = _date(value)
    return marker.written(format_day(given, marker.locale, marker.date_style), value) if given else None


def nationality(marker: Marker, value: Value) -> Mark | None:
    """A nationality: words, or the country of a code."""
    name = country_name(value.text, marker.locale)
    return marker.line(value) if name == value.text else marker.written(name, value)


def language(marker: Marker, value: Value) -> Mark | None:
    """A language: words, or the language of a code."""
    name = language_name(value.text, marker.locale)
    return marker.line(value) if name == value.text else marker.written(name, value)


def place(marker: Marker, location: Value) -> tuple[Mark, ...]:
    """A location's parts, from the door to the country; a location in one text is one leaf, at its own path."""
    whole = Value(location.path, location["text"].value)
    street = location["address"]
    lines = marker.locale.comma.join(line.strip(" ,") for line in street.text.splitlines() if line.strip(" ,"))
    code, country = location["countryCode"], location["country"]
    name = country.text or (country_name(code.text, marker.locale) if code.text else "")
    named = marker.written(name, country, code) if name else None
    parts = (Value(street.path, lines or None), *(location[name] for name in ("postalCode", "city", "region")))
    return present((marker.line(whole), *map(marker.line, parts), named))


def address(marker: Marker, url: Value) -> Mark | None:
    """An address of the web, short and linked."""
    if not url.text:
        return None
    href = None if isinstance(url.value, Unlinked) else web_target(url.text)
    return marker.written(shortened(url.text) if href else url.text, url, href=href)


def addresses(marker: Marker, value: Value, target: Callable[[str], str | None]) -> tuple[Mark, ...]:
    """The e-mail addresses or numbers in a text, as typed; each leads to its `target`."""
    if isinstance(value.value, Unlinked):
        return present([marker.written(value.text, value)])
    return present(marker.written(one, value, href=target(one)) for one in in_a_row(value.text))


def fact(marker: Marker, kind: str, value: Value) -> tuple[Fact, ...]:
    """A labelled text, or list of texts, if there is one."""
    values = marker.lines(value) if isinstance(value.value, tuple) else present([marker.line(value)])
    return labelled(marker, kind, values)


def labelled(marker: Marker, kind: str, values: tuple[Mark, ...]) -> tuple[Fact, ...]:
    """Marks under their label, if there are any."""
    if not values:
        return ()
    return (Fact(Name(kind), marker.label(marker.locale.facts[kind].beside(len(values)), values[0].origin), values),)


def _date(value: Value) -> DateValue | None:
    return value.value if isinstance(value.value, PartialDate | Present | WrittenDate) else None
