"""A photo on its whole way: into the PDF, the page of HTML and the pictures; or a word about why it is not there."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from base64 import b64decode, b64encode
from pathlib import Path
from typing import TYPE_CHECKING

import page as page_validation
import pypdf
import pypdfium2
import pytest
from PIL import Image

from cvpdf.artifacts import Built, Source
from cvpdf.diagnostics import Outcome, Severity
from cvpdf.page import Box, Sheet
from cvpdf.pipeline import build, check
from cvpdf.proof.pdf_reader import read_pdf
from cvpdf.world import World

if TYPE_CHECKING:
    from tests.conftest import MakeTheme, Press
    from tests.photo.conftest import Draw

    from cvpdf.outputs import Target

ADDRESS = "Wasserweg 9"
WORK = "work: [{name: Mill, position: Binder, startDate: 2019, summary: Sewed and bound.}]\n"
NAMES = {
    "a short name": "Ida",
    "a long name": "Wilhelmina Featherstonehaugh-Cholmondeley von Hohenstein-Oberau",
    "a name in one piece": "Wolfeschlegelsteinhausenbergerdorff" * 4,
}


def made(
    press: Press, folder: Path, image: str, theme: str = "slate", to: Target = "pdf", more: str = WORK
) -> Outcome[Built]:
    text = f"basics: {{name: Ida Quill, phone: 555, image: '{image}'}}\n{more}"
    return build(Source("resume.yaml", text.encode(), folder), world=World(press.cache, {}), theme=theme, to=to)


def pdf(outcome: Outcome[Built]) -> bytes:
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value.files[0]


def pictures(content: bytes) -> list[Image.Image]:
    images = (image for page in pypdf.PdfReader(io.BytesIO(content)).pages for image in page.images)
    return [image.image for image in images if image.image]


# On paper. ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_the_pdf_holds_the_photo_and_nothing_of_its_metadata(
    press: Press, tmp_path: Path, draw: Draw, kind: str
) -> None:
    exif = Image.Exif()
    exif[0x10E] = ADDRESS
    (tmp_path / "ada").write_bytes(draw(kind, exif=exif))
    assert ADDRESS.encode() in draw(kind, exif=exif)
    content = pdf(made(press, tmp_path, "ada"))
    (picture,) = pictures(content)
    assert picture.size == (60, 80)
    assert picture.convert("RGB").getpixel((30, 10)) == pytest.approx((32, 48, 64), abs=4)
    streams = [thing for thing in things(content) if isinstance(thing, pypdf.generic.StreamObject)]
    assert len(streams) > 5
    assert not any(ADDRESS.encode() in stream.get_data() + stream._data for stream in streams)


def things(content: bytes) -> list[object]:
    """Every object of a PDF, those in streams of objects too."""
    reader = pypdf.PdfReader(io.BytesIO(content))
    return [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]  # type: ignore[call-overload]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_accessible_and_the_photo_stands_above_the_side(
    press: Press, tmp_path: Path, draw: Draw, paper: str, name: str
) -> None:
    (tmp_path / "ada.png").write_bytes(draw("PNG", (300, 500)))
    text = f"basics: {{name: {NAMES[name]}, image: ada.png}}\n{WORK}document: {{pageSize: {paper}, theme: slate}}\n"
    outcome = build(Source("resume.yaml", text.encode(), tmp_path), world=World(press.cache, {}))
    content = pdf(outcome)
    report = page_validation.validate_pdf_bytes(content, profile=page_validation.ValidationProfile.PDF_UA_1)
    assert list(report.failures) == []
    assert spoken(content) == [NAMES[name]]
    assert outcome.value is not None
    (photo,) = [place for place in outcome.value.places if place.path == ("basics", "image")]
    (mill,) = [place for place in outcome.value.places if place.path == ("work", 0, "name")]
    assert (photo.page, photo.span.line) == (1, 1)
    assert (photo.width, photo.height) == pytest.approx((85, 85), abs=1)
    assert photo.x + photo.width < mill.x
    assert photo.y + photo.height < mill.y


def spoken(content: bytes) -> list[str]:
    """What is said in place of the figures."""
    figures = (thing for thing in things(content) if isinstance(thing, dict) and thing.get("/S") == "/Figure")
    return [str(figure["/Alt"]) for figure in figures]


def test_a_photo_on_the_first_page_is_not_repeated_on_the_next(press: Press, tmp_path: Path, draw: Draw) -> None:
    (tmp_path / "ada.jpg").write_bytes(draw("JPEG", (900, 1200)))
    content = pdf(made(press, tmp_path, "ada.jpg", more=f"work: [{{name: Mill, summary: '{'sewn ' * 1400}'}}]"))
    kinds = [[thing.type for thing in page.get_objects()] for page in pypdfium2.PdfDocument(content)]
    counts = [page.count(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE) for page in kinds]
    assert len(counts) > 1
    assert counts == [1] + [0] * (len(counts) - 1)


def test_the_bytes_are_the_same_each_time(press: Press, tmp_path: Path, draw: Draw) -> None:
    (tmp_path / "ada.jpg").write_bytes(draw("JPEG", (900, 1200)))
    assert pdf(made(press, tmp_path, "ada.jpg")) == pdf(made(press, tmp_path, "ada.jpg"))


def test_a_data_uri_is_printed_like_the_file_that_it_holds(press: Press, tmp_path: Path, draw: Draw) -> None:
    (tmp_path / "ada.jpg").write_bytes(draw("JPEG"))
    uri = "data:image/jpeg;base64," + b64encode(draw("JPEG")).decode()
    assert pdf(made(press, tmp_path, uri)) == pdf(made(press, tmp_path, "ada.jpg"))


def test_html_holds_the_photo_that_is_printed(press: Press, tmp_path: Path, draw: Draw) -> None:
    (tmp_path / "ada.jpg").write_bytes(draw("JPEG", (900, 1200)))
    html = pdf(made(press, tmp_path, "ada.jpg", to="html")).decode()
    ((data, words),) = re.findall(r'<img [^>]*src="data:image/jpeg;base64,([^"]+)" alt="([^"]*)">', html)
    assert Image.open(io.BytesIO(b64decode(data))).size == (450, 600)
    assert words == "Ida Quill"


def test_pictures_of_the_page_show_it(press: Press, tmp_path: Path, draw: Draw) -> None:
    (tmp_path / "ada.png").write_bytes(draw(mode="RGB", dark=(200, 0, 0)))
    picture = Image.open(io.BytesIO(pdf(made(press, tmp_path, "ada.png", to="png")))).convert("RGB")
    assert picture.getpixel((28 * 144 // 25, 30 * 144 // 25)) == (200, 0, 0)


# Not on paper. -----------------------------------------------------------------------------------------------


def test_plain_has_no_place_for_one_and_says_so(press: Press, tmp_path: Path, draw: Draw) -> None:
    (tmp_path / "ada.png").write_bytes(draw())
    outcome = made(press, tmp_path, "ada.png", "plain")
    assert [(said.code, said.severity) for said in outcome.diagnostics] == [("CV306", Severity.INFO)]
    assert outcome.value is not None
    assert pictures(outcome.value.files[0]) == []


@pytest.mark.parametrize("theme", ["plain", "slate"])
def test_of_the_texts_only_word_has_a_place_for_one(press: Press, tmp_path: Path, draw: Draw, theme: str) -> None:
    (tmp_path / "ada.png").write_bytes(draw())
    said_of: dict[Target, list[str]] = {"docx": [], "md": ["CV306"], "txt": ["CV306"]}
    for to, codes in said_of.items():
        outcome = made(press, tmp_path, "ada.png", theme, to)
        assert [said.code for said in outcome.diagnostics] == codes
        assert outcome.value is not None
        assert outcome.value.photo == tmp_path / "ada.png"


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["plain", "slate"])
@pytest.mark.parametrize(
    ("image", "code"),
    [
        ("https://mill.example/ada.png", "CV330"),
        ("../ada.png", "CV331"),
        ("old/ada.png", "CV332"),
        ("data:image/png;base64,?", "CV333"),
        ("ada.webp", "CV334"),
        ("half.png", "CV336"),
    ],
)
def test_whatever_is_wrong_with_it_the_page_is_made_and_check_says_the_same(
    press: Press, tmp_path: Path, draw: Draw, image: str, code: str, theme: str
) -> None:
    (tmp_path / "ada.webp").write_bytes(draw("WEBP"))
    (tmp_path / "half.png").write_bytes(draw()[:60])
    outcome = made(press, tmp_path, image, theme)
    assert [(said.code, said.severity) for said in outcome.diagnostics] == [(code, Severity.WARNING)]
    assert outcome.value is not None
    assert pictures(outcome.value.files[0]) == []
    source = Source(
        "resume.yaml", f"basics: {{name: Ida Quill, phone: 555, image: '{image}'}}\n{WORK}".encode(), tmp_path
    )
    assert check(source, theme=theme, world=World(press.cache, {})).diagnostics == outcome.diagnostics


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photo_that_only_looks_whole_is_a_warning(press: Press, tmp_path: Path, draw: Draw, kind: str) -> None:
    content = draw(kind, (200, 200))
    half = content[: content.index(b"IDAT") + 20] if kind == "PNG" else content[: content.index(b"\xff\xda")]
    (tmp_path / "ada").write_bytes(half + (content[-12:] if kind == "PNG" else content[-2:]))
    source = Source("resume.yaml", b"basics: {name: Ida, phone: 555, image: ada}\ndocument: {theme: slate}", tmp_path)
    assert check(source, world=World(press.cache, {})).diagnostics == ()
    outcome = build(source, world=World(press.cache, {}))
    assert [said.code for said in outcome.diagnostics] == ["CV336"]
    assert outcome.value is not None


# Where it is looked for. -------------------------------------------------------------------------------------


def test_by_default_it_is_the_folder_of_the_file(
    press: Press, tmp_path: Path, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("work").mkdir()
    Path("work/ada.png").write_bytes(draw())
    text = b"basics: {name: Ida Quill, phone: 555, image: ada.png}"
    world = World(press.cache, {})
    assert [said.code for said in check(Source("work/resume.yaml", text), world=world).diagnostics] == ["CV332"]
    Path("work/resume.yaml").write_bytes(text)
    assert [said.code for said in check(Source("work/resume.yaml", text), world=world).diagnostics] == ["CV306"]


def test_without_a_world_check_looks_at_nothing_but_the_source(tmp_path: Path) -> None:
    text = b"basics: {name: Ida Quill, phone: 555, image: ada.png}"
    assert check(Source("resume.yaml", text, tmp_path)).diagnostics == ()


def command(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    run = [sys.executable, "-m", "cvpdf", *arguments]
    return subprocess.run(run, cwd=folder, input=stdin, capture_output=True, check=False, timeout=60)


@pytest.mark.slow
def test_the_commands_find_it_beside_the_file_and_here_for_what_is_piped_in(tmp_path: Path, draw: Draw) -> None:
    text = b"basics: {name: Ida Quill, phone: 555, image: ada.png}"
    (tmp_path / "work").mkdir()
    (tmp_path / "work/resume.yaml").write_bytes(text)
    (tmp_path / "work/ada.png").write_bytes(draw())
    built = command(tmp_path, "build", "work/resume.yaml", "--theme", "slate")
    assert (built.returncode, built.stderr) == (0, b"")
    assert len(pictures((tmp_path / "work/resume.pdf").read_bytes())) == 1
    piped = command(tmp_path / "work", "build", "-", "--theme", "slate", stdin=text)
    assert (piped.returncode, len(pictures(piped.stdout))) == (0, 1)
    assert b"CV332" in command(tmp_path, "check", "-", stdin=text).stdout
    assert b"CV306" in command(tmp_path, "check", "work/resume.yaml").stdout


def test_check_decodes_no_picture(tmp_path: Path, draw: Draw) -> None:
    (tmp_path / "ada.png").write_bytes(draw())
    (tmp_path / "resume.yaml").write_text(
        "basics: {name: Ida Quill, phone: 555, image: ada.png}\ndocument: {theme: slate}\n"
    )
    code = (
        "import sys; from pathlib import Path; from cvpdf import Source, World, check\n"
        "said = check(Source('resume.yaml', Path('resume.yaml').read_bytes()), world=World.of_process()).diagnostics\n"
        "print(said, [name for name in ('PIL', 'weasyprint', 'urllib.request') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "() []"


# It cannot be lost. ------------------------------------------------------------------------------------------

HIDING = {
    "not displayed": (".photo { display: none }", "CV607"),
    "of no size": (".photo img { width: 0; height: 0 }", "CV607"),
    "not painted": (".photo img { visibility: hidden }", "CV607"),
    "off the paper": (".photo { position: absolute; top: -300mm }", "CV502"),
}


@pytest.mark.parametrize("way", HIDING)
def test_a_theme_that_hides_it_is_at_fault(
    press: Press, make_theme: MakeTheme, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, draw: Draw, way: str
) -> None:
    theme = make_theme(HIDING[way][0], "extends: slate\n")
    monkeypatch.setattr("cvpdf.theme.search_path.themes_folder", lambda: theme.folders[0].parent)
    (tmp_path / "ada.png").write_bytes(draw())
    outcome = made(press, tmp_path, "ada.png", "odd")
    assert outcome.value is None
    assert [(said.code, said.path) for said in outcome.diagnostics] == [(HIDING[way][1], ("basics", "image"))]


def test_a_theme_that_forgets_it_is_at_fault(
    press: Press, make_theme: MakeTheme, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, draw: Draw
) -> None:
    page = (make_theme(manifest="extends: slate\n").folders[1] / "page.html").read_text()
    (tmp_path / "themes/odd/page.html").write_text(page.replace("{{ photo() }}", ""))
    monkeypatch.setattr("cvpdf.theme.search_path.themes_folder", lambda: tmp_path / "themes")
    (tmp_path / "ada.png").write_bytes(draw())
    outcome = made(press, tmp_path, "ada.png", "odd")
    assert [(said.code, said.path) for said in outcome.diagnostics] == [("CV408", ("basics", "image"))]


def test_the_proof_reads_where_pictures_are(press: Press, tmp_path: Path, draw: Draw) -> None:
    (tmp_path / "ada.png").write_bytes(draw("PNG", (400, 400)))
    outcome = made(press, tmp_path, "ada.png")
    content = pdf(outcome)
    assert outcome.value is not None
    (photo,) = [place for place in outcome.value.places if place.path == ("basics", "image")]
    width, height = pypdfium2.PdfDocument(content)[0].get_size()
    (found,) = read_pdf(content, [Sheet(width, height, Box(1, 0, 0, width, height), {})]).pictures
    expected = (photo.page, photo.x, photo.y, photo.width, photo.height)
    assert (found.page, found.x, found.y, found.width, found.height) == pytest.approx(expected, abs=0.5)
