"""Builds in many threads at once: each gets the bytes and the messages that it would get alone."""

import json
import logging
import subprocess
import sys
from collections.abc import ItemsView, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import cycle, islice
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from tests.conftest import ROOT, Press, Printed

import cvpdf
from cvpdf.pdfium import opened
from cvpdf.typeset.typesetting import typeset

Made = tuple[str, list[tuple[str, str]]]
"""The digest of what was made, and its messages."""

RESUMES = {
    "plain": """
basics: {name: Ann Example, summary: I set type and keep 11 000 bolts.}
""",
    "yoruba": """
basics: {name: Ada Ọ̀ṣun, label: Olùkọ́ àti Ọ̀mọ̀wé, summary: Ẹ̀kọ́ ni mo ń ṣe.}
document: {language: yo}
""",
    "arabic": """
basics: {name: سلمى مثال, label: مهندسة معمارية, summary: أصمم الجسور الخشبية.}
document: {language: ar}
""",
    "hindi": """
basics: {name: अनु उदाहरण, label: शिक्षिका, summary: मैं हिन्दी और गणित पढ़ाती हूँ।}
document: {language: hi}
""",
    "thai": """
basics: {name: สมใจ ตัวอย่าง, label: ครู, summary: สอนน้ำเสียงและดนตรี}
document: {language: th}
""",
    "no font": """
basics: {name: Eve Example, label: Engraver of 𓀀 and 𓂀, summary: She cuts stamps.}
""",
}
OTHERS = {
    "bini": """
basics: {name: Bob Ẹ̀bùn, label: Oṣèré, summary: Mo ń ṣiṣẹ́ ní Ìbàdàn.}
document: {theme: slate}
""",
    "russian": """
basics: {name: Вера Пример, label: за́мок, summary: Строю мосты.}
document: {language: ru, theme: modern}
""",
    "hebrew": """
basics: {name: נועה דוגמה, label: מהנדסת, summary: אני בונה גשרים.}
document: {language: he}
""",
    "persian": """
basics: {name: مریم نمونه, label: معمار, summary: پل می‌سازم.}
document: {language: fa, theme: compact}
""",
    "marathi": """
basics: {name: आशा नमुना, label: शिक्षिका, summary: मी गणित शिकवते.}
document: {language: mr, theme: europe}
""",
    "greek": """
basics: {name: Ελένη Παράδειγμα, label: Μηχανικός, summary: 5 µm και μ.}
document: {theme: academic}
""",
    "no font either": """
basics: {name: Kai Beispiel, label: 𐤀 and 𒀀, summary: Reads clay.}
document: {theme: timeline}
""",
    "wrong": """
basics: {name: Mia Muster, url: nowhere}
work: [{name: A, startDate: 2020-13}]
""",
}


def made(name: str, text: str) -> Made:
    outcome = cvpdf.build(cvpdf.Source(f"{name}.yaml", text.encode()), world=cvpdf.World.of_process())
    content = b"".join(outcome.value.files) if outcome.value else b""
    return sha256(content).hexdigest(), [(said.code, said.message) for said in outcome.diagnostics]


def alone(name: str, text: str) -> Made:
    """What a process of its own makes."""
    program = (
        "import json, sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
        "from test_threads import made; print(json.dumps(made(*sys.argv[2:])))"
    )
    command = [sys.executable, "-c", program, str(Path(__file__).parent), name, text]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    digest, messages = json.loads(ended.stdout)
    return digest, [(code, message) for code, message in messages]


def in_threads(resumes: dict[str, str], builds: int) -> list[tuple[str, Made]]:
    names = list(islice(cycle(resumes), builds))
    with ThreadPoolExecutor(8) as threads:
        return list(zip(names, threads.map(lambda name: made(name, resumes[name]), names), strict=True))


class Watched(dict[str, bytes]):
    """The fonts of a page; says when the engine asks for them, and lets it wait for whoever else comes meanwhile."""

    def __init__(self, fonts: Mapping[str, bytes], asked: Event, other: Event | None = None) -> None:
        super().__init__(fonts)
        self.asked, self.other, self.met = asked, other, False

    def items(self) -> "ItemsView[str, bytes]":  # type: ignore[override] # a view of a dictionary is one
        self.asked.set()
        self.met = bool(self.other and self.other.wait(1))
        return super().items()


def test_one_document_is_typeset_at_a_time(press: Press) -> None:
    page = press.page(RESUMES["plain"])
    inside, also_inside = Event(), Event()
    fonts = press.fonts(page)
    watched = Watched(fonts, inside, also_inside)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(typeset, page, watched)
        assert inside.wait(60)
        second = threads.submit(typeset, page, Watched(fonts, also_inside))
        assert first.result().content == second.result().content
    assert (watched.met, also_inside.is_set()) == (False, True)


def test_what_the_engine_says_to_another_thread_is_no_remark_of_this_document(press: Press) -> None:
    """A program may use WeasyPrint itself, besides cvpdf."""
    page = press.page(RESUMES["plain"])

    class Talking(dict[str, bytes]):
        def items(self) -> "ItemsView[str, bytes]":  # type: ignore[override] # a view of a dictionary is one
            say = logging.getLogger("weasyprint").warning
            talking = Thread(target=say, args=("Ignored `filter: blur` at 1:1, unknown property.",))
            talking.start()
            talking.join()
            return super().items()

    assert typeset(page, Talking(press.fonts(page))).remarks == ()


def test_one_pdf_is_open_at_a_time(printed: Printed) -> None:
    content = printed("resume.yaml", "plain").pdf.content
    with ThreadPoolExecutor(1) as threads:
        with opened(content):
            other = threads.submit(lambda: len(pages_of(content)))
            with pytest.raises(TimeoutError):
                other.result(1)
        assert other.result() > 0


def pages_of(content: bytes) -> list[Any]:
    with opened(content) as document:
        return list(document)


def test_a_fork_waits_until_nobody_typesets() -> None:
    """The child would wait for ever for a thread that it does not have."""
    program = """
import os, threading, cvpdf
from cvpdf.libraries import one_at_a_time
lock, held = one_at_a_time(), threading.Event()
def hold():
    with lock:
        held.set()
        threading.Event().wait(0.5)
threading.Thread(target=hold).start()
held.wait()
child = os.fork()
if child == 0:
    os._exit(0 if lock.acquire(timeout=5) else 1)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout == "0\n"


def test_what_others_have_set_up_stays_as_it_is() -> None:
    program = """
import gc, logging, os, sys, warnings
import cvpdf, weasyprint
from PIL import ImageFile
logging.disable(logging.CRITICAL)
logger = logging.getLogger("weasyprint")
def state():
    return (dict(os.environ), gc.isenabled(), list(warnings.filters), logging.root.manager.disable, logger.level,
            list(logger.handlers), bool(ImageFile.LOAD_TRUNCATED_IMAGES), sys.getrecursionlimit(), os.getcwd())
before = state()
source = cvpdf.Source.read("examples/designer.json")
outcome = cvpdf.build(source, world=cvpdf.World.of_process())
assert state() == before, [pair for pair in zip(before, state()) if pair[0] != pair[1]]
unknown = cvpdf.build(cvpdf.Source("r.yaml", "basics: {name: Eve 𓀀}".encode()), world=cvpdf.World.of_process())
print(bool(outcome.value), *(said.code for said in unknown.diagnostics))
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (ended.stdout, ended.stderr) == ("True CV503\n", "")


@pytest.mark.slow
@pytest.mark.parametrize(("resumes", "builds"), [(RESUMES, 100), (OTHERS, 80)], ids=["six", "others"])
def test_each_build_is_as_alone(resumes: dict[str, str], builds: int) -> None:
    expected = {name: alone(name, text) for name, text in resumes.items()}
    assert all(digest for digest, _ in expected.values())
    got = in_threads(resumes, builds)
    assert len(got) == builds
    assert [(name, result) for name, result in got if result != expected[name]] == []
