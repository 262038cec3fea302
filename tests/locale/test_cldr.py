import subprocess
import sys

import pytest

from cvpdf.locale.cldr import country_name, language_name
from cvpdf.locale.labels import load_locale


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


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("de", "German"),
        ("DE ", "German"),
        ("deu", "German"),
        ("ger", "German"),
        ("German", "German"),
        ("Ga", "Ga"),
        ("ga", "Irish"),
        ("qq", "qq"),
        ("C++", "C++"),
        ("", ""),
    ],
)
def test_languages(written: str, printed: str) -> None:
    locale = load_locale("en").value
    assert locale is not None
    assert language_name(written, locale) == printed


def test_words_are_no_codes_and_do_not_import_babel() -> None:
    code = (
        "import sys; from cvpdf.locale.cldr import *; from cvpdf.locale.labels import load_locale\n"
        "language_name('German', load_locale('en').value); print('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
