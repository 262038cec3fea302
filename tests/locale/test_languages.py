"""Each language as it is printed: dates in every style, countries, languages, labels beside several values."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cvpdf.locale.cldr import STYLES, country_name, format_day, format_period, language_name
from cvpdf.locale.labels import Locale, languages, load_locale
from cvpdf.model.dates import PartialDate

PRINTED = Path(__file__).with_name("languages.txt")
"""What is printed, looked at by eye: the language, and below it a line for each thing."""

DATE = PartialDate(2021, 3, 7)


def printed(locale: Locale) -> Iterator[str]:
    for style in STYLES:
        yield f"{style}: {format_period(DATE, None, locale, style)}"
    yield f"months: {format_period(PartialDate(2019, 1), PartialDate(2019, 9), locale)}"
    yield f"years: {format_period(PartialDate(2019), PartialDate(2022), locale)}"
    yield f"birthday: {' | '.join(format_day(DATE, locale, style) for style in STYLES)}"
    yield f"countries: {' | '.join(country_name(code, locale) for code in ('GB', 'US'))}"
    yield f"languages: {' | '.join(language_name(code, locale) for code in ('de', 'EN', 'zho', 'es'))}"
    yield f"labels: {' | '.join(locale.facts['authors'].beside(count) for count in (1, 2, 3))}"
    yield f"page: {locale.page} {locale.pages.format(page=3, pages=9)}"


def golden() -> dict[str, str]:
    blocks = PRINTED.read_text(encoding="utf-8").split("\n\n")
    return {block.partition("\n")[0]: block.strip() for block in blocks}


@pytest.mark.parametrize("language", [*languages(), "pt-BR", "en-GB", "de-AT", "zh-TW", "nn"])
def test_what_is_printed(language: str) -> None:
    locale = load_locale(language).value
    assert locale is not None
    assert "\n".join([language, *(f"  {line}" for line in printed(locale))]) == golden()[language]
