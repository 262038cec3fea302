import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

import cvpdf.locale
from cvpdf.diagnostics import Severity
from cvpdf.locale.labels import Locale, load_locale
from cvpdf.model.resume import SECTIONS

LANGUAGES = sorted(file.stem for file in Path(cvpdf.locale.__path__[0]).glob("data/*.yaml"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    locale = load_locale(language).value
    english = load_locale("en").value
    assert locale is not None
    assert english is not None
    assert all(getattr(locale, field.name) for field in fields(Locale))
    assert set(locale.sections) == set(SECTIONS)
    assert set(locale.facts) == set(english.facts)


def test_english() -> None:
    locale = load_locale("en").value
    assert locale is not None
    assert (locale.resume, locale.present, locale.page) == ("Résumé", "Present", "Page")
    assert locale.sections["summary"] == "Profile"


@pytest.mark.parametrize("language", ["en-GB", "EN"])
def test_a_region_has_the_words_of_its_language(language: str) -> None:
    outcome = load_locale(language)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    assert outcome.value.language == language


@pytest.mark.parametrize("language", ["eo", "../en", "x"])
def test_english_is_said_where_it_stands_in(language: str) -> None:
    outcome = load_locale(language)
    assert outcome.value is not None
    assert outcome.value.language == "en"
    assert [(said.code, said.severity) for said in outcome.diagnostics] == [("CV305", Severity.WARNING)]


def test_words_alone_do_not_import_babel() -> None:
    code = "import sys; from cvpdf.locale.labels import *; load_locale('en'); print('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
