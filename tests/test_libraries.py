"""A library that is not as it has to be is one message with a code; what is private to it is used in one module."""

import ast
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pydantic
import pytest
from tests.quick import slow_but

from cvpdf.__main__ import PLUGIN_LOADER
from cvpdf.libraries import LibraryChangedError, Needs, needing

ROOT = Path(__file__).parents[1]
RESUME = """\
basics: {name: Ida Quill, summary: "**Bold** words"}
work: [{name: Loom Works, position: Weaver, startDate: 2019-05}]
"""

LACKING = {
    "draw_first_line": (
        "import weasyprint.draw.text as t; del t.draw_first_line",
        "weasyprint.draw.text.draw_first_line",
    ),
    "pango": ("import weasyprint.text.ffi as f; del f.pango", "weasyprint.text.ffi.pango"),
    "Layout": (
        "import sys, weasyprint.css.validation.expanders as e; sys.modules[e.__name__] = None",
        "weasyprint.css.validation.expanders",
    ),
    "matcher": ("import weasyprint; weasyprint.CSS.__init__ = lambda self, string: None", "weasyprint.CSS(string=…"),
    "_page_box": ("import weasyprint; weasyprint.Page.__init__ = lambda self, box: None", "_page_box` in `"),
    "_ua_stylesheets": ("import weasyprint; del weasyprint.HTML._ua_stylesheets", "weasyprint.HTML._ua_stylesheets"),
    "add_tags": ("import weasyprint.pdf as p; del p.add_tags", "weasyprint.pdf.add_tags"),
    "page_references": (
        "import pydyf; pydyf.PDF.page_references = ()",
        "property `pydyf.PDF.page_references`",
    ),
    "_folder": ("from weasyprint.text.fonts import FontConfiguration as F; del F._folder", "FontConfiguration._folder"),
    "set-up": (
        "from weasyprint.text.fonts import FontConfiguration as F; F.__init__ = lambda self: None",
        "fontconfig` in `",
    ),
    "UA": ("import weasyprint.html as h; del h.UA", "weasyprint.html.UA"),
    "subset": ("from weasyprint.pdf.fonts import Font; Font.clean = lambda *_: None", "subset` in `"),
    "filter": ("from jinja2.filters import FILTERS; del FILTERS['tojson']", "filter `tojson`"),
    "undefined": ("from jinja2 import Undefined as U; del U._undefined_exception", "Undefined._undefined_exception"),
    "cache": ("import babel.localedata as d; del d._cache", "babel.localedata._cache"),
    "cache shape": ("import babel.localedata as d; d._cache = []", "babel.localedata._cache` that is a dictionary"),
    "CParser": ("import yaml._yaml as y; del y.CParser", "yaml._yaml.CParser"),
    "push": ("from markdown_it.rules_inline import StateInline as S; del S.push", "StateInline.push"),
    "Delimiter": (
        "import markdown_it.rules_inline.state_inline as s; s.Delimiter = lambda marker: None",
        "(marker, length, token, end, open, close)",
    ),
}
"""What is taken away, and what the message then names."""

LIBRARY = {"weasyprint": "WeasyPrint", "pydyf": "pydyf", "jinja2": "Jinja2", "babel": "Babel", "yaml": "PyYAML"}


def run(program: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run cvpdf in a process where a program has run before."""
    (folder / "resume.yaml").write_text(RESUME, encoding="utf-8")
    command = f"import sys\n{program}\nfrom cvpdf.cli.app import run\nsys.exit(run({list(arguments)!r}))"
    return subprocess.run([sys.executable, "-c", command], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("program", "named"), slow_but(next(iter(LACKING.values())), LACKING.values()), ids=LACKING)
def test_what_is_missing_is_an_error_that_names_it(program: str, named: str, tmp_path: Path) -> None:
    done = run(program, "build", "resume.yaml", folder=tmp_path)
    module = re.search(r"(?:import|from) (?:sys, )?(\w+)", program)
    assert module
    library = LIBRARY.get(module[1], "markdown-it-py")
    assert done.returncode == 3
    assert re.match(rf"error CV908: {library} [\d.]+ has no .*, which cvpdf needs\n", done.stderr), done.stderr
    assert named in done.stderr
    assert re.search(rf"^help: `pip install '{library}[<>=]", done.stderr, re.MULTILINE | re.IGNORECASE)
    assert "Traceback" not in done.stderr


def test_the_writer_of_yaml_is_looked_at_too(tmp_path: Path) -> None:
    program = "from yaml import SafeDumper; SafeDumper.increase_indent = lambda self: None"
    done = run(program, "convert", "resume.yaml", "-", folder=tmp_path)
    assert done.returncode == 3
    assert "error CV908: PyYAML " in done.stdout + done.stderr
    assert "(self, flow=…, indentless=…)`" in done.stdout + done.stderr


def test_the_parser_without_libyaml_is_looked_at_too(tmp_path: Path) -> None:
    program = "import yaml, yaml.parser; yaml.__with_libyaml__ = False; del yaml.parser.Parser.get_event"
    done = run(program, "check", "resume.yaml", folder=tmp_path)
    assert done.returncode == 3
    assert "`yaml.parser.Parser.get_event`" in done.stdout


def test_every_report_says_it(tmp_path: Path) -> None:
    program = "import babel.localedata as d; del d._cache"
    done = run(program, "build", "resume.yaml", "--format", "json", folder=tmp_path)
    assert done.returncode == 3
    assert '"CV908"' in done.stderr


def test_doctor_says_it_once(tmp_path: Path) -> None:
    done = run("import weasyprint.draw.text as t; del t.draw_first_line", "doctor", folder=tmp_path)
    assert done.returncode == 3
    (line,) = [line for line in done.stdout.splitlines() if "CV908" in line]
    assert line.startswith("missing  WeasyPrint ")
    assert "`pip install 'weasyprint" in done.stdout


def test_it_can_be_told_to_another_process() -> None:
    error = pickle.loads(pickle.dumps(LibraryChangedError("what", "do this")))  # noqa: S301 -- it is our own
    assert (str(error), error.hint) == ("what", "do this")
    assert error.diagnostic.code == "CV908"


def test_a_library_that_is_not_there_at_all_is_another_matter() -> None:
    with pytest.raises(ModuleNotFoundError), needing("Nothing", "nothing_of_this_name"):
        import nothing_of_this_name  # type: ignore[import-not-found]
    with pytest.raises(ModuleNotFoundError), needing("PyYAML", "yaml"):
        import nothing_of_this_name  # noqa: F401 -- a library of the library


def test_a_question_is_answered_by_what_is_there() -> None:
    needs = Needs("packaging")
    needs.names(re, "compile")
    needs.call(re.compile, "pattern", flags=0)
    needs.mentions(Needs.__init__, "_library")
    asked: tuple[Callable[[], None], ...] = (
        lambda: needs.names(re, "nothing"),
        lambda: needs.call(re.compile, "pattern", nothing=0),
        lambda: needs.mentions(len, "anything"),
    )
    for ask in asked:
        with pytest.raises(LibraryChangedError, match=r"^packaging [\d.]+ has no `"):
            ask()


def test_the_command_finds_no_plugins_of_pydantic_unless_they_are_asked_for(tmp_path: Path) -> None:
    code = (
        "import os, sys; from cvpdf import __main__; sys.argv = ['cvpdf', 'check', 'resume.yaml']\n"
        "def leave(code): print(code, sys.modules[__main__.PLUGIN_LOADER].__spec__ is None); os._exit(code)\n"
        "__main__._leave = leave; __main__.main()"
    )
    (tmp_path / "resume.yaml").write_text(RESUME, encoding="utf-8")
    for wanted, stands_in in (({}, True), ({"PYDANTIC_DISABLE_PLUGINS": "nothing"}, False)):
        environment = {key: value for key, value in os.environ.items() if key != "PYDANTIC_DISABLE_PLUGINS"} | wanted
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.stdout.splitlines()[-1] == f"0 {stands_in}"


def test_pydantic_asks_its_loader_of_plugins_for_nothing_else() -> None:
    package = Path(pydantic.__file__).parent
    loader = PLUGIN_LOADER.rpartition(".")[2]
    assert (package / "plugin" / f"{loader}.py").is_file()
    asked = {
        alias.name
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(loader)
        for alias in node.names
    }
    assert asked == {"get_plugins"}


# Who reaches for what is private. -----------------------------------------------------------------------------


PRIVATE = {
    "typeset/weasyprint_internals.py": (
        *("weasyprint.css.properties", "weasyprint.css.validation", "weasyprint.draw", "weasyprint.document"),
        *("weasyprint.formatting_structure", "weasyprint.layout", "weasyprint.pdf", "weasyprint.text.constants"),
        *("weasyprint.text.ffi", "weasyprint.text.line_break", "pydyf", "cffi"),
    ),
    "compose/sandbox.py": ("jinja2.defaults", "jinja2.filters", "jinja2.runtime", "jinja2.utils", "jinja2.compiler"),
    "locale/cldr.py": ("babel.localedata",),
    "source/yaml/pyyaml.py": ("yaml._yaml", "yaml.emitter", "yaml.parser", "yaml.reader", "yaml.scanner", "_yaml"),
    "outline/markdown_grammar.py": ("markdown_it.helpers", "markdown_it.rules_", "markdown_it.ruler"),
}
"""Which module may import what of a library that is not in its documentation."""

OWN = {*PRIVATE, "formats/docx/writer.py", "__main__.py"}
"""Those that may use names with an underscore: python-docx has no others for tables and cells, nor has `atexit` for
running what is registered."""


def dotted(path: Path) -> set[str]:
    """The modules that a file imports, and what it imports from them."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def sources() -> dict[str, Path]:
    folder = ROOT / "src/cvpdf"
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.py"))}


def test_what_is_private_to_a_library_is_imported_in_one_module() -> None:
    strangers = {
        (module, name)
        for module, path in sources().items()
        for name in dotted(path)
        for owner, private in PRIVATE.items()
        if name.startswith(private) and module != owner
    }
    assert strangers == set()


def test_names_with_an_underscore_are_used_in_these_modules_alone() -> None:
    """The linter finds each such name; here is where one may be excused, but for what is Python's own."""
    excused = {
        module
        for module, path in sources().items()
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"noqa: .*\bSLF001\b", line) and "sys._getframe" not in line
    }
    assert excused <= OWN
    assert {"typeset/weasyprint_internals.py", "compose/sandbox.py", "locale/cldr.py"} <= excused
