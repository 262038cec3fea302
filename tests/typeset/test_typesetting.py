from __future__ import annotations

import ctypes
import gc
import http.server
import io
import os
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from msgspec.structs import replace
from tests.conftest import must
from tests.fonts import make_font, only_fonts_of

from cvpdf.diagnostics import Severity
from cvpdf.typeset import typesetting
from cvpdf.typeset.fonts import subset_face, system_fonts
from cvpdf.typeset.typesetting import typeset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import MakeTheme, Press

RESUME = """\
basics:
  name: Ida Quill
  label: Bookbinder
  email: ida@quill.example
  summary: Bound, sewn and *repaired* books, see [the mill](https://mill.example/a?b=1).
work:
  - name: Paper Mill
    position: Binder
    startDate: 2019-03
    highlights: [Sewed 400 books, Taught seven apprentices]
skills:
  - name: Sewing
    keywords: [Coptic, Long stitch]
"""
ENTRIES = "".join(f"  - {{name: Mill {n}, summary: 'Bound books, folded sheets, sewed them.'}}\n" for n in range(40))


def read(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def catalogue(content: bytes) -> dict[str, Any]:
    return dict(read(content).root_object)


# The same bytes. ---------------------------------------------------------------------------------------------

PROGRAM = """
import sys
from pathlib import Path
from cvpdf.artifacts import Source
from cvpdf.pipeline import build
from cvpdf.world import World

world = World(Path(sys.argv[2]), {})
built = build(Source("resume.yaml", Path(sys.argv[1]).read_bytes()), theme=sys.argv[3], world=world).value
sys.stdout.buffer.write(built.files[0])
"""


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["plain", "slate"])
def test_the_bytes_are_the_same_in_another_process_at_another_place(tmp_path: Path, press: Press, theme: str) -> None:
    source = tmp_path / "resume.yaml"
    source.write_text(RESUME)
    cold = str(tmp_path / "cold")
    environments: list[tuple[str, dict[str, str], str | Path]] = [
        (cold, {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}, "/"),
        (cold, {"PYTHONHASHSEED": "2", "TZ": "America/Adak", "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "0"}, tmp_path),
        ("/dev/null/none", {"PYTHONHASHSEED": "3", "USER": "someone", "HOME": "/nowhere", "LANG": "de_DE"}, tmp_path),
    ]
    contents = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(source), cache, theme],
            env=os.environ | environment,
            cwd=folder,
            capture_output=True,
            check=True,
        ).stdout
        for cache, environment, folder in environments
    }
    assert len(contents) == 1
    assert contents == {press.print(RESUME, theme).pdf.content}


def test_no_moment_and_no_place_is_in_the_file(press: Press) -> None:
    content = press.typeset(press.page(RESUME)).content
    reader = read(content)
    assert reader.metadata is not None
    assert not {"/CreationDate", "/ModDate"} & reader.metadata.keys()
    bare = b"".join(stream.get_data() for stream in streams(reader)) + content
    assert re.search(rb"D:\d{8}|xmp:(Create|Modify|Metadata)Date", bare) is None
    assert str(Path.home()).encode() not in bare
    assert tempfile.gettempdir().encode() + b"/" not in bare


def streams(reader: pypdf.PdfReader) -> Iterator[Any]:
    for number in range(1, len(reader.xref[0]) + 1):
        found = reader.get_object(number)
        if isinstance(found, pypdf.generic.StreamObject):
            yield found


# What the file announces. ------------------------------------------------------------------------------------


def test_title_author_keywords_and_language_are_said(press: Press) -> None:
    content = press.typeset(press.page(RESUME)).content
    metadata = read(content).metadata
    assert metadata is not None
    assert metadata.title == "Ida Quill – Bookbinder"
    assert metadata.author == "Ida Quill"
    assert metadata.keywords == "Sewing, Coptic, Long stitch"
    root = catalogue(content)
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_no_place_in_the_file_has_a_name(press: Press) -> None:
    content = press.typeset(press.page(RESUME + "volunteer:\n" + ENTRIES)).content
    root = catalogue(content)
    assert "/Dests" not in root
    assert "/Dests" not in root.get("/Names", {})
    assert b"basics" not in b"".join(stream.get_data() for stream in streams(read(content)))


def tags(content: bytes) -> Iterator[str]:
    def walk(found: pypdf.generic.PdfObject) -> Iterator[str]:
        node = found.get_object()
        if isinstance(node, list):
            for kid in node:
                yield from walk(kid)
        elif isinstance(node, dict):
            if "/S" in node:
                yield str(node["/S"])
            if "/K" in node:
                yield from walk(node["/K"])

    return walk(catalogue(content)["/StructTreeRoot"]["/K"])


def test_the_text_is_tagged_by_what_it_is(press: Press) -> None:
    content = press.typeset(press.page(RESUME)).content
    assert catalogue(content)["/MarkInfo"]["/Marked"]
    found = list(tags(content))
    assert found.count("/H1") == 1
    assert found.count("/H2") == 3
    assert found.count("/H3") == 1
    assert found.count("/Link") == 2
    assert {"/P", "/L", "/LI"} <= set(found)


# Nothing is fetched. -----------------------------------------------------------------------------------------


@pytest.fixture
def visitors() -> Iterator[tuple[str, list[str]]]:
    """A server, and the addresses that were asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_arguments: object) -> None:
            """Keep quiet."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


PROBES = [
    '<img src="{url}" alt="x">',
    '<link rel="stylesheet" href="{url}">',
    '<link rel="attachment" href="{url}">',
    '<a rel="attachment" href="{url}">x</a>',
    '<link rel="icon" href="{url}">',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title><image href="{url}"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title><use href="{url}#a"/></svg>',
    "<style>@import '{url}';</style>",
    "<style>body {{ background: url('{url}') }}</style>",
    "<style>li {{ list-style-image: url('{url}') }}</style><ul><li>x</ul>",
    "<style>p::before {{ content: url('{url}') }}</style>",
    "<style>@font-face {{ font-family: x; src: url('{url}') }} p {{ font-family: x }}</style>",
    '<p style="background: url({url})">x</p>',
    '<base href="{url}"><img src="x.png" alt="x">',
]


@pytest.mark.slow
@pytest.mark.parametrize("probe", PROBES)
def test_no_connection_is_opened_and_no_file_is_read(
    press: Press, visitors: tuple[str, list[str]], tmp_path: Path, probe: str
) -> None:
    server, asked = visitors
    secret = tmp_path / "secret.txt"
    secret.write_text("the combination is 4711")
    picture = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    for url in (f"{server}/x.png", secret.as_uri(), str(secret), picture, "font:Source-Sans-3/400/normal"):
        body = probe.format(url=url)
        page = press.page(RESUME)
        content = press.typeset(replace(page, body=page.body.replace("</main>", f"{body}</main>"))).content
        reader = read(content)
        assert not reader.attachments
        assert [image for page in reader.pages for image in page.images] == []
        assert b"4711" not in b"".join(stream.get_data() for stream in streams(reader))
    assert asked == []


def test_what_was_refused_is_remarked(press: Press) -> None:
    page = press.page(RESUME)
    probe = "<p style=\"background: url('https://a.example/x.png')\">x</p></main>"
    (remark,) = press.typeset(replace(page, body=page.body.replace("</main>", probe))).remarks
    assert "a page may not fetch https://a.example/x.png" in remark


def test_a_property_that_the_engine_does_not_know_is_remarked_once(press: Press, make_theme: MakeTheme) -> None:
    print_ = press.print(RESUME, make_theme("h1 { text-wrap: balance } h1 { text-wrap: balance }"))
    assert "CV504" in print_.codes
    assert any("text-wrap" in said.message for said in print_.said)


# Letters. ----------------------------------------------------------------------------------------------------


def font_names(content: bytes) -> set[str]:
    resources = [dict[str, Any](page["/Resources"].get_object()) for page in read(content).pages]  # type: ignore[call-overload] # a dictionary of the PDF
    fonts = (font for found in resources for font in found["/Font"].values())
    return {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in fonts}


def test_only_the_themes_fonts_are_used(press: Press) -> None:
    names = font_names(press.print(RESUME, "slate").pdf.content)
    assert len(names) == 3
    assert all(name.startswith("Source-Sans") for name in names)


@pytest.mark.parametrize("family", ["DejaVu Sans", "Helvetica", "serif", "monospace"])
def test_a_font_of_the_system_never_takes_its_place(press: Press, make_theme: MakeTheme, family: str) -> None:
    # Composing says that the theme has no such family; typeset all the same, as if it had not been asked.
    page = must(press.compose(RESUME, make_theme(f"* {{ font-family: {family} !important }}")).value)
    pdf = press.typeset(page)
    assert all("Source" in name for name in font_names(pdf.content))


def test_a_character_without_a_glyph_that_the_fonts_were_thought_to_have_is_found_on_the_page(press: Press) -> None:
    pdf = press.typeset(replace(press.page(RESUME), body=press.page(RESUME).body.replace("Ida", "Ida 🌱")))
    assert pdf.missing == "🌱"


# Paper. ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["plain", "slate"])
@pytest.mark.parametrize(("paper", "size"), [("A4", (595.28, 841.89)), ("Letter", (612, 792))])
def test_the_paper_is_what_was_asked_for(press: Press, theme: str, paper: str, size: tuple[float, float]) -> None:
    pdf = press.print(RESUME, theme, paper).pdf
    assert [float(edge) for edge in read(pdf.content).pages[0].mediabox[2:]] == pytest.approx(size, abs=0.01)
    assert (pdf.sheets[0].width, pdf.sheets[0].height) == pytest.approx(size, abs=0.01)


def test_letters_off_the_paper_are_an_error_that_names_the_value(press: Press, make_theme: MakeTheme) -> None:
    theme = make_theme("* { white-space: nowrap !important; overflow-wrap: normal !important }")
    print_ = press.print(f"basics: {{name: Ida Quill, label: {'long' * 60}}}", theme)
    (said,) = [said for said in print_.said if said.code == "CV502"]
    assert said.path == ("basics", "label")
    assert said.message == "`basics.label` has letters outside of the space for text, or cut off"


@pytest.mark.parametrize("column", ["", "main"])
def test_letters_past_their_column_are_an_error_though_they_are_on_the_paper(
    press: Press, make_theme: MakeTheme, column: str
) -> None:
    rule = f"{column} p {{ white-space: nowrap !important; margin-right: -30mm; text-indent: 20mm }}"
    text = f"basics: {{name: Ida Quill, summary: {'many words ' * 11}}}"
    print_ = press.print(text, make_theme(rule))
    assert ("CV502", ("basics", "summary")) in [(said.code, said.path) for said in print_.said]


EDGES = {
    "left": ".label { text-align: left; text-indent: -%spt }",
    "right": ".label { text-align: right; margin-right: -%spt }",
    "cut": ".label { overflow: hidden; font-size: 10pt; line-height: 1; height: calc(1em - %spt) }",
}


@pytest.mark.parametrize("extends", ["plain", "slate"])
@pytest.mark.parametrize("edge", EDGES)
@pytest.mark.parametrize(("past", "errors"), [(0.4, 0), (0.6, 1), (4, 1)])
def test_letters_may_pass_an_edge_by_half_a_point_and_no_more(
    press: Press, make_theme: MakeTheme, extends: str, edge: str, past: float, errors: int
) -> None:
    print_ = press.print("basics: {name: Ida, label: Binder}", make_theme(EDGES[edge] % past, f"extends: {extends}\n"))
    said = [(said.severity, said.path) for said in print_.said if said.code == "CV502"]
    assert said == [(Severity.ERROR, ("basics", "label"))] * errors


@pytest.mark.parametrize("side", ["left: -40mm", "left: 250mm", "top: -40mm", "top: 400mm"])
def test_every_edge_of_the_paper_is_watched(press: Press, make_theme: MakeTheme, side: str) -> None:
    print_ = press.print(RESUME, make_theme(f".label {{ position: relative; {side} }}"))
    assert ("CV502", ("basics", "label")) in [(said.code, said.path) for said in print_.said]


def test_a_last_page_without_text_is_dropped(press: Press, make_theme: MakeTheme) -> None:
    theme = make_theme("main::after { content: ''; display: block; height: 400mm; break-before: page }")
    print_ = press.print(RESUME, theme)
    assert len(print_.pdf.sheets) == len(read(print_.pdf.content).pages) == 1
    assert print_.codes == []


def test_an_empty_page_between_others_stays(press: Press, make_theme: MakeTheme) -> None:
    theme = make_theme(".section.work { break-before: page } .section.skills { break-before: right }")
    pdf = press.typeset(press.page(RESUME, theme))
    assert len(pdf.sheets) == len(read(pdf.content).pages) >= 2


def test_how_full_the_last_page_is(press: Press) -> None:
    short = press.typeset(press.page("basics: {name: Ida Quill}"))
    longer = press.typeset(press.page(RESUME))
    assert 0 < short.filled < longer.filled < 0.6


# Traces. -----------------------------------------------------------------------------------------------------


def test_no_temporary_folder_stays(press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    press.typeset(press.page(RESUME))
    assert list(tmp_path.iterdir()) == []


def test_no_font_of_the_machine_is_seen(press: Press, tmp_path: Path) -> None:
    page = press.page(RESUME)
    make_font(tmp_path / "snow.ttf", "Snow", "☃")
    with only_fonts_of(tmp_path):
        assert "Snow" in system_fonts()
        pdf = press.typeset(replace(page, body=page.body.replace("Ida", "☃")))
    assert pdf.missing == "☃"


def test_the_environment_and_the_collector_are_as_before(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    import gc

    monkeypatch.setenv("FONTCONFIG_FILE", "/mine")
    press.typeset(press.page(RESUME))
    assert os.environ["FONTCONFIG_FILE"] == "/mine"
    assert gc.isenabled()


def test_what_the_engine_logs_is_not_kept_for_the_next_page(press: Press, make_theme: MakeTheme) -> None:
    assert press.typeset(press.page(RESUME, make_theme("h1 { nonsense: 1 }"))).remarks
    assert press.typeset(press.page(RESUME)).remarks == ()


# Fonts are kept for the next document. ------------------------------------------------------------------------


def test_a_letter_is_never_taken_out_of_another_documents_fonts(press: Press) -> None:
    page = press.page("basics: {name: Ida, label: Привет}")
    fonts = press.fonts(page)
    assert typeset(page, fonts).missing == ""
    other = {url: subset_face(content, "Ida 0123456789") for url, content in fonts.items()}
    assert set("Привет") <= set(typeset(page, other).missing)
    assert typeset(page, fonts).missing == ""


def test_the_files_of_fonts_are_gone_in_the_end_whatever_ends_it(tmp_path: Path) -> None:
    """Of a process that builds for many themes, of one that it forks off, and of a command."""
    program = """
import os, sys, tempfile, cvpdf
from pathlib import Path
from cvpdf.typeset import typesetting
folder, world = Path(tempfile.gettempdir()), cvpdf.World.of_process()
def build(theme):
    outcome = cvpdf.build(cvpdf.Source("r.yaml", b"basics: {name: Ida}"), world=world, theme=theme)
    return len(outcome.value.files[0]), len(list(folder.glob("weasyprint-*")))
kept = [build(theme)[1] for theme in ("plain", "slate", "academic", "timeline", "modern", "compact")]
import multiprocessing
worker = multiprocessing.get_context("fork").Process(target=build, args=("europe",))
worker.start(), worker.join()
child = os.fork()
if child == 0:
    build("slate")
    sys.exit()
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
print(kept, len(list(folder.glob("weasyprint-*"))), build("compact")[1])
"""
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    ran = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout == "[1, 2, 3, 4, 4, 4] 4 4\n"
    source = tmp_path / "resume.yaml"
    source.write_text("basics: {name: Ida}")
    subprocess.run(["cvpdf", "build", source], env=environment, capture_output=True, check=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["resume.pdf", "resume.yaml"]


def test_fonts_of_a_document_that_failed_are_not_kept(press: Press, monkeypatch: pytest.MonkeyPatch) -> None:
    page = press.page("basics: {name: Ida}")
    before = list(typesetting._KEPT)
    with monkeypatch.context() as patch:
        patch.setattr(typesetting, "survey", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            typeset(page, {**press.fonts(page), "font:other": b""})
    assert before == typesetting._KEPT


def test_what_is_kept_of_a_style_sheet_changes_nothing(press: Press, make_theme: MakeTheme) -> None:
    """Neither the bytes nor what there is to say of it: not for the same page again, not after another one."""
    odd = make_theme("li { text-wrap: balance } .x::before { content: '' }")
    pages = [press.page(RESUME, theme) for theme in (odd, "plain", odd)]
    alone = [(pdf.content, pdf.remarks) for pdf in map(press.typeset, pages)]
    again = [(pdf.content, pdf.remarks) for page in pages for pdf in (press.typeset(page), press.typeset(page))]
    assert again == [pdf for pdf in alone for _ in range(2)]
    assert alone[0] == alone[2]
    assert [bool(remarks) for _, remarks in alone] == [True, False, True]


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "mallinfo2"), reason="only glibc counts what is in use")
def test_nothing_that_c_allocates_is_left_after_a_document(press: Press) -> None:
    page = press.page(RESUME)
    fonts = press.fonts(page)
    for _ in range(5):
        typeset(page, fonts)
    before = allocated()
    for _ in range(20):
        typeset(page, fonts)
    assert allocated() - before < 100_000  # the engine alone leaves 40 kB each time


def allocated() -> int:
    """The bytes that C's `malloc` has given out (glibc, `mallinfo2`)."""

    class Account(ctypes.Structure):
        _fields_ = [(name, ctypes.c_size_t) for name in "arena a b c d e f in_use free top".split()]

    library = ctypes.CDLL(None)
    library.mallinfo2.restype = Account
    gc.collect()
    return int(library.mallinfo2().in_use)
