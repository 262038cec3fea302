from collections.abc import Callable

import pytest
from tests.conftest import Press

from cvpdf.page import Face, Page, StyleSheet

MakePdf = Callable[..., bytes]

_FACES = tuple(Face("Source Serif 4", weight) for weight in (400, 700))
_CSS = """
@font-face { font-family: Body; src: url("font:Source-Serif-4/400/normal") }
@font-face { font-family: Body; font-weight: 700; src: url("font:Source-Serif-4/700/normal") }
html { font-family: Body; hyphens: none }
@page { size: A4; margin: 25mm }
body { font-size: 10pt; line-height: 1.25 }
* { margin: 0; padding: 0 }
h1 { font-size: 20pt }
h2 { font-size: 13pt; margin: 14pt 0 4pt }
h3 { font-size: 10pt }
.entry { margin-top: 10pt }
.apart > * + *, .apart + .apart { margin-left: 1.5em }
li { list-style: none }
li::before { content: "• " }
"""


@pytest.fixture(scope="session")
def sheet(press: Press) -> MakePdf:
    """A PDF of some HTML, made by the engine as any theme's page is, with a look that one test wants."""

    def make(body: str, css: str = "") -> bytes:
        page = Page(body, "Profile", "en", (), {}, styles=(StyleSheet(_CSS + css),), faces=_FACES)
        return press.typeset(page).content

    return make
