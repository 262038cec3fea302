import pytest

from cvpdf.locale.labels import load_locale
from cvpdf.locale.places import country_name


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("GB", "United Kingdom"),
        ("de ", "Germany"),
        ("Wales", "Wales"),
        ("QQ", "QQ"),
        ("é1", "é1"),
        ("", ""),
    ],
)
def test_countries(written: str, printed: str) -> None:
    locale = load_locale("en").value
    assert locale is not None
    assert country_name(written, locale) == printed
