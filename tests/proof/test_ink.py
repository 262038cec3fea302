"""Themes that would hide something, and such as look odd and hide nothing; each is `plain` with a few rules more."""

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from tests.conftest import ROOT, Press, must

from cvpdf.artifacts import Print, Source
from cvpdf.diagnostics import Diagnostic, Ledger, Severity
from cvpdf.pipeline import compose_page, print_page

MANIFEST = "api: 1\ntitle: Mine\ndescription: Mine\nextends: plain\n"
RESUME = """\
basics:
  name: Ida Quill
  label: Engineer of bridges
  email: ida@quill.example
  phone: +1 206 555 0143
  url: https://quill.example
  summary: >-
    I build bridges that carry two lines of trams, and I have been doing so for more than thirteen years in four
    countries. Most of them **stand** today, and `none` has ever been closed for *repairs*.
work:
  - name: Mill Bridges
    position: Lead
    location: Seattle
    startDate: 2019
    summary: Three teams of nine, and one more.
    highlights:
      - Moved 40 beams in a night.
      - Wrote the handbook of loads, which every team of the firm had read before its first year of use was over.
  - {name: Pier and Sons, position: Engineer, startDate: 2012, endDate: 2018, highlights: [Drew 12 piers]}
skills: [{name: Steel, keywords: [welding, riveting]}]
languages: [{language: French, fluency: Fluent}]
"""
PLACED = "content: ''; position: absolute; width: 500pt; height: 400pt;"
SIGNS = "content: '••••••••••'; position: absolute; font-size: 60pt; line-height: 0.5;"

UNSEEN = {  # all of these are found on the drawn page
    "a sheet over the page": "body::before { content: ''; position: fixed; inset: 0; background: #fff }",
    "a box before a paragraph": f"p::before {{ {PLACED} background: white }}",
    "a box in the colour of the letters": f"p::before {{ {PLACED} background: #1a1a1a }}",
    "a box that is nearly opaque": f"p::before {{ {PLACED} background: rgba(255, 255, 255, .9) }}",
    "a margin box": "@page { @top-center { content: ' '; background: #fff; width: 500pt; height: 300pt;"
    " margin-bottom: -300pt } }",
    "a margin box below": "@page { @bottom-center { content: ' '; background: #fff; width: 500pt; height: 700pt;"
    " margin-top: -700pt } }",
    "no colour": ".contacts { color: transparent }",
    "alpha 0": ".highlights { color: rgba(0, 0, 0, 0) }",
    "alpha near 0": ".highlights { color: rgba(0, 0, 0, .05) }",
    "white on white": "h2 { color: #fff }",
    "pale on white": ".dates { color: #eee }",
    "black on black": "h1 { background: #000; color: #000 }",
    "the theme's own colours": ":root { --ink: #fff; --muted: #fff }",
    "a colour by another name": "h3 { --x: #fffffe; color: var(--x) }",
    "links in white": "a { color: white }",
    "strong in white": "strong, em { color: white }",
    "the first letters": "p::first-letter { color: transparent }",
    "the first line": ".prose p::first-line { color: #fff }",
    "an outline": ".email { outline: 20pt solid #fff; outline-offset: -10pt }",
    "a large outline": "h2 { outline: 60pt solid #fff }",
    "an outline like the letters": "h2 { outline: 60pt solid #000 }",
    "a border": "h2 { border-bottom: 60pt solid #fff; margin-bottom: -60pt }",
    "a shadow within": ".entry { box-shadow: inset 0 0 0 60pt #000 }",
    "a ground of what comes later": "h2 { background: #fff; padding-bottom: 40pt; margin-bottom: -40pt }",
    "half a veil": ":root { --o: .2 } .entry { opacity: var(--o) }",
    "a veil over grey": ":root { --o: .5 } h2 { opacity: var(--o); color: #767676 }",
    "opacity 0": ":root { --o: 0 } body { opacity: var(--o) }",
    "opacity by reckoning": "h2 { opacity: calc(0.05) }",
    "stripes across": "body { background: repeating-linear-gradient(#000 0, #000 1pt, #fff 1pt, #fff 2pt) }",
    "stripes down": "ul { background: repeating-linear-gradient(90deg, #222 0, #222 2pt, #fff 2pt, #fff 4pt) }",
    "half a ground": "h1 { background: linear-gradient(#646464 0, #646464 57%, #fff 57%) }",
    "a ground that grows dark": ".highlights { background: linear-gradient(90deg, #fff, #000) }",
    "a picture of noise": "body { background: url(noise.png) }",
    "a dark picture": ".entry { background: url(dark.png) }",
    "a ground behind one word": "h3 { background: #333 }",
    "letters of 0.1 pt": ".highlights { font-size: 0.1pt }",
    "letters of 4 pt": ".highlights { font-size: 4pt }",
    "strong letters of 1 pt": "strong, code { font-size: 10% }",
    "first letters of 1 pt": "p::first-letter { font-size: 1pt }",
    "letters drawn small": ":root { --t: scale(.1) } .entry { transform: var(--t) }",
    "letters in a mirror": ":root { --t: scaleX(-1) } h1 { transform: var(--t) }",
    "letters on their heads": ":root { --t: rotate(180deg) } h1 { transform: var(--t) }",
    "letters on their sides": ":root { --t: rotate(90deg) } .dates { transform: var(--t) }",
    "slanted letters": ":root { --t: skew(60deg) } h1 { transform: var(--t) }",
    "letters elsewhere": ":root { --t: translate(-2000pt) } h1 { transform: var(--t) }",
    "letters on letters": ".phone { letter-spacing: -0.4em }",
    "letters too near": ".dates { letter-spacing: -0.3em }",
    "letters set back": "h1 { letter-spacing: -1.5em; padding-inline-start: 200pt }",
    "lines on lines": ".highlights { line-height: 0.1 }",
    "lines without height": "body { line-height: 0 }",
    "lines into lines": ".prose, .highlights { line-height: 0.4 }",
    "entries on entries": ".section { display: grid } .section > * { grid-area: 1 / 1 }",
    "items on items": "li { margin-bottom: -14pt }",
    "sections on sections": ".section { margin-top: -30pt }",
    "a header over all": ":root { --p: fixed } .dates { position: var(--p); top: 60pt; left: 60pt }",
    "white signs": f"h1::before {{ {SIGNS} color: #fff }}",
    "black signs": f"h1::before {{ {SIGNS} color: #000 }}",
}
OTHER = {  # the paper, the outline, the links
    "a huge paper": "@page { size: 2000mm 2000mm }",
    "a smaller paper": "@page { size: 200mm 290mm }",
    "a paper on its side": "@page { size: A4 landscape }",
    "paper around the paper": "@page { bleed: 50mm; marks: crop }",
    "one page of another size": "@page wide { size: A3 } .section { page: wide }",
    "a heading that nobody wrote": "h1 { bookmark-label: 'Hired!' }",
    "signs for headings": "h2 { bookmark-label: '★★★' }",
    "paragraphs as headings": "p { bookmark-level: 2; bookmark-label: content(text) }",
    "links of size 0": "a { display: inline-block; width: 0; height: 0 }",
    "links in letters of size 0": "a { line-height: 0 }",
    "a corner of a link": "a { display: inline-block; width: 3pt; white-space: nowrap }",
    "links over more than their text": ".contacts a { display: block; padding-bottom: 300pt; margin-bottom: -300pt }",
}
HARMFUL = {  # what the style sheet says already
    "fractions": "body { font-feature-settings: 'frac' }",
    "alternates": "body { font-feature-settings: 'kern', 'aalt' 1 }",
    "alternates by a variable": ":root { --f: 'aalt' } body { font-feature-settings: var(--f) }",
    "alternates in a layer": "@layer a { h2 { font-feature-settings: 'swsh' } }",
    "old letters": "body { font-variant-alternates: historical-forms }",
    "fractions by their name": "body { font-variant-numeric: diagonal-fractions }",
    "letters above": ".dates { font-variant-position: super }",
    "letters below": ".dates { font-variant: sub }",
    "capitals among small letters": "body { font-variant-caps: unicase }",
    "letters of another language": "body { font-language-override: 'SRB' }",
    "a font of its own": "@font-face { font-family: 'Source Serif 4'; src: local('Arial') }",
    "what is struck out": ".highlights { text-decoration: line-through 12pt #fff }",
    "words in squares": "h1::after { content: '🅷🅸🆁🅴' }",
    "nothing to see": ".email { visibility: hidden }",
}
NO_GLYPH = {
    "a box in the margin": "@page { @bottom-center { content: '\\E000' } }",
    "a sign that the font has not": "@page { @bottom-center { content: '☭' } }",
}
SEEN = {  # what strangers do, and may
    "nothing": "",
    "a dark header": ".head { background: #1d3c4d; padding: 6mm } .head, .head * { color: #fff }",
    "a gradient in a header": ".head { background: linear-gradient(90deg, #123, #456) } .head, .head * { color: #fff }",
    "a header on a picture": ".head { background: url(dark.png) } .head, .head * { color: #fff }",
    "a page of paper": "body { background: url(paper.png) }",
    "a page in cream": "@page { background: #fdf6e3; border: 1pt solid #ccc; @bottom-right { color: #bbb } }",
    "a drawing behind": ".section { background: url(ornament.svg) no-repeat 100% 0; background-size: 60mm }",
    "a gradient": "body { background: linear-gradient(#fff, #dde) }",
    "chips": ".contacts a { background: #eef; padding: 3pt 8pt; border-radius: 8pt; display: inline-block }",
    "underlined links": "a { text-decoration: underline; text-decoration-thickness: 3pt; text-underline-offset: -1pt }",
    "marked words": "strong { background: linear-gradient(transparent 60%, #fe8 60%) } em { background: #ff0 }",
    "words in white": "strong { background: #000; color: #fff; padding: 0 2pt }",
    "a grey of 4.5": "body, p, .dates, .contacts { color: #767676 }",
    "headings of 3": "h2 { color: #949494 }",
    "small letters": "@page { font-size: 6pt } .dates, .contacts { font-size: 6pt; color: #777 }",
    "letters of 5 pt": ".dates { font-size: 5pt }",
    "a large name": "h1 { font-size: 70pt; line-height: 1; letter-spacing: -0.03em }",
    "tight lines": "p, li { line-height: 0.95 }",
    "small capitals": "h2 { font-variant: small-caps; letter-spacing: 0.08em }",
    "old figures": "body { font-feature-settings: 'onum', 'kern' 1, 'liga' on; font-variant-numeric: tabular-nums }",
    "letters above the line": "em { vertical-align: super; font-size: 70% }",
    "a large first letter": ".prose p::first-letter { font-size: 250%; color: #a33; line-height: 1 }",
    "first letters in colour": "h1::first-letter { color: #c00 } .dates::first-letter { color: #000 }",
    "thin rules": "h2 { border-bottom: 0.25pt solid #ccc; outline: 0.5pt solid #ddd; outline-offset: 2pt }",
    "shadows": ".entry { box-shadow: 1pt 1pt 3pt #999; padding: 3mm; margin-bottom: 4mm }",
    "stripes in pale": "h2 { background: repeating-linear-gradient(45deg, #fff 0, #fff 3pt, #eee 3pt, #eee 6pt) }",
    "a pale box on a corner": f".section::before {{ {PLACED} background: #88f; opacity: .1 }}",
    "an ornament that is turned": ".section::before { content: ''; position: absolute; width: 9pt; height: 9pt;"
    " left: -9mm; transform: rotate(45deg); background: #c33 }",
    "fewer headings in the outline": "h3, h4 { bookmark-level: none }",
    "slanted names": "h1 { font-style: oblique } p { text-align: justify }",
}

Try = Callable[[str], tuple[Diagnostic, ...]]


def picture(shade: Callable[[], int]) -> bytes:
    made = Image.new("L", (60, 60))
    made.putdata([shade() for _ in range(60 * 60)])
    file = BytesIO()
    made.save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder, dice = tmp_path / "mine", random.Random(1)  # noqa: S311 - pictures
    folder.mkdir()
    (folder / "theme.yaml").write_text(MANIFEST)
    (folder / "noise.png").write_bytes(picture(lambda: dice.choice((0, 255))))
    (folder / "dark.png").write_bytes(picture(lambda: dice.randint(0, 90)))
    (folder / "paper.png").write_bytes(picture(lambda: dice.randint(225, 255)))
    (folder / "ornament.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4" fill="#dfe8f0"/></svg>'
    )
    return folder


def tried(press: Press, folder: Path, css: str) -> tuple[Print | None, tuple[Diagnostic, ...]]:
    """Print with a theme as a build does; what is wrong, if anything is."""
    (folder / "theme.css").write_text(css)
    ledger = Ledger()
    drafted = must(ledger.take(press.draft(RESUME, str(folder))))
    composed = ledger.take(compose_page(drafted, press.cache))
    made = ledger.take(print_page(composed)) if composed else None
    return made, tuple(said for said in ledger.diagnostics if said.severity is Severity.ERROR)


@pytest.mark.parametrize("name", UNSEEN)
def test_what_hides_text_is_refused_at_its_line(press: Press, mine: Path, name: str) -> None:
    _, wrong = tried(press, mine, "\n" + UNSEEN[name])
    unseen = [said for said in wrong if said.code == "CV610"]
    assert unseen
    assert {(must(said.span).file, must(said.span).line) for said in unseen} == {(str(mine / "theme.css"), 2)}
    assert all(said.message.startswith("letters of ") and said.hint for said in unseen)


@pytest.mark.parametrize(
    ("css", "code"),
    [
        *((css, "CV611") for css in OTHER.values()),
        *((css, "CV424") for name, css in HARMFUL.items() if name != "words in squares"),
        (HARMFUL["words in squares"], "CV425"),
        *((css, "CV503") for css in NO_GLYPH.values()),
    ],
    ids=[*OTHER, *(name for name in HARMFUL if name != "words in squares"), "words in squares", *NO_GLYPH],
)
def test_what_would_deceive_is_refused_at_its_line(press: Press, mine: Path, css: str, code: str) -> None:
    _, wrong = tried(press, mine, "\n" + css)
    places = {(must(said.span).file, must(said.span).line) for said in wrong if said.code == code}
    assert places == {(str(mine / "theme.css"), 2)}


@pytest.mark.parametrize("name", SEEN)
def test_what_only_looks_odd_passes(press: Press, mine: Path, name: str) -> None:
    made, wrong = tried(press, mine, SEEN[name])
    assert not wrong
    assert must(made).text is not None


def test_the_values_are_named_with_their_lines(press: Press, mine: Path) -> None:
    _, (said,) = tried(press, mine, "h2 { color: #123 }\n.dates,\n.phone { color: #fff }\np { margin: 0 }\n")
    assert (must(said.span).line, said.path) == (3, ("basics", "phone"))
    assert said.message == (
        "letters of `basics.phone` (line 5), `work[0].startDate` (line 14), `work[1].startDate` (line 19)"
        " can hardly be seen on page 1: the contrast is 1.0 where 3 is the least"
    )


def test_the_declaration_about_the_value_is_blamed_before_others(press: Press, mine: Path) -> None:
    _, (said,) = tried(press, mine, "h1 { color: #fff }\nh2 { color: #123 }\n")
    assert must(said.span).line == 1


def test_a_photo_that_is_hidden_is_missed(press: Press, mine: Path) -> None:
    (mine / "theme.yaml").write_text(MANIFEST.replace("plain", "modern"))
    hides = (
        ".photo::after { content: ''; position: absolute; background: #fff; width: 90mm; height: 90mm; margin: -40mm }"
    )
    for css, codes in (("", set()), (hides, {"CV610"})):
        (mine / "theme.css").write_text(css)
        source = Source.read(ROOT / "examples" / "designer.json")
        ledger = Ledger()
        composed = ledger.take(compose_page(must(press.draft(source, str(mine)).value), press.cache))
        ledger.take(print_page(must(composed)))
        assert {said.code for said in ledger.diagnostics if said.path == ("basics", "image")} == codes


@pytest.mark.parametrize("element", ["text", "tspan", "foreignObject", "TEXT"])
def test_a_drawing_with_letters_is_refused(press: Press, mine: Path, element: str) -> None:
    (mine / "ornament.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><{element}>Hired</{element}></svg>')
    _, (said, *_) = tried(press, mine, "h1 { background: url(ornament.svg) }")
    assert said.code == "CV409"


def test_a_drawing_that_hides_its_letters_is_refused(press: Press, mine: Path) -> None:
    entity = '<!DOCTYPE svg [<!ENTITY a "<te&#120;t>Hired</te&#120;t>">]>'
    (mine / "ornament.svg").write_text(f'{entity}<svg xmlns="http://www.w3.org/2000/svg">&a;</svg>')
    _, (said, *_) = tried(press, mine, "h1 { background: url(ornament.svg) }")
    assert said.code == "CV409"
