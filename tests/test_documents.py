"""What the documents say is true: their commands run, their examples are right, what is generated is fresh."""

import importlib
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.formats.conftest import linkedin_pdf

import cvpdf
from cvpdf.contract.trials import named, trials
from cvpdf.diagnostics import ExitCode, Severity
from cvpdf.locale.labels import languages
from cvpdf.model.document_checks import LABEL_TABLES
from cvpdf.rules.cv9_environment import MEND_LIBRARIES
from cvpdf.theme.loading import find_themes, load_theme

ROOT = Path(__file__).parents[1]
FILES = (
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *(ROOT / name for name in ("examples/README.md", "themes/README.md")),
)
DOCUMENTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in FILES}
README, ARCHITECTURE = DOCUMENTS["README.md"], DOCUMENTS["ARCHITECTURE.md"]
DECISIONS = {name: text for name, text in DOCUMENTS.items() if re.match(r"docs/decisions/\d", name)}
PAGES = [name for name in DOCUMENTS if name.startswith("docs/") and not name.startswith("docs/decisions/")]
STARTER = (ROOT / "src/cvpdf/cli/starter.yaml").read_bytes()
WRONG = "basics: {name: Ada Example, phone: 555}\nwork:\n  - nmae: Example\n    startDate: 2023-13\n"


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", DOCUMENTS[name], re.MULTILINE | re.DOTALL)


def inline_code(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


def typed(name: str) -> list[str]:
    """Every line of a document that a reader would type or paste."""
    lines = (line.partition("  #")[0].strip() for block in blocks(name, "sh") for line in block.splitlines())
    return [line for line in lines if line]


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line as it would be typed, by the programs of this environment."""
    libraries = os.environ.get("DYLD_FALLBACK_LIBRARY_PATH")
    if libraries:  # macOS takes it away from what a shell starts, unless the shell itself sets it
        command = f"export DYLD_FALLBACK_LIBRARY_PATH={shlex.quote(libraries)}\n{command}"
    cache_folder = folder.parents[1] / "cache"  # one for all tests of this run
    environment = {
        "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        "XDG_CACHE_HOME": str(cache_folder),
        "HOME": str(folder.parent),
    }
    command += "\nexit $?"  # so that bash stays, and is seen by what asks for its shell
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder such as the reader's."""
    made = tmp_path / "folder"
    made.mkdir()
    return made


# What a reader types. ----------------------------------------------------------------------------------------

RENDERCV = "cv:\n  name: Ada Example\n  sections:\n    skills: [{label: Looms, details: all}]\n"
LINKEDIN = (("name", "Ada Example"), ("label", "Engineer"), ("section", "Experience"), ("company", "Loom Works"))
LINKEDIN_JOB = (("title", "Weaver"), ("dates", "May 2019 - Present (6 years)"))
THEME = "api: 1\ntitle: Mine\ndescription: A theme\nextends: plain\n"
COMMANDS = list(dict.fromkeys(line for name in DOCUMENTS for line in typed(name) if line.startswith("cvpdf ")))
OTHERS = [(name, line) for name in DOCUMENTS for line in typed(name) if not line.startswith("cvpdf ")]
ONLY = re.compile(r'(?<=themes check themes/mine)(?: --only "(.+?)")?')
ONE = "one-value on A4"
"""A theme is tried once here, for all of its trials take a minute or two: `tests/contract` tries the trials."""


@pytest.fixture
def sources(folder: Path) -> None:
    """What a reader has to convert, and files of several people."""
    (folder / "linkedin.pdf").write_bytes(linkedin_pdf((*LINKEDIN, *LINKEDIN_JOB), folder.parent / "faces"))
    (folder / "resume.pdf").write_bytes((folder / "linkedin.pdf").read_bytes())
    (folder / "rendercv.yaml").write_text(RENDERCV, encoding="utf-8")
    (folder / "profile.txt").write_bytes((ROOT / "tests/data/seed.txt").read_bytes())
    for name in ("cvs/ada.yaml", "cvs/bob.yaml", "teams/north/cyd.yaml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"basics: {{name: {Path(name).stem.title()} Example}}\n", encoding="utf-8")
    (folder / "other.json").write_text('{"basics": {"name": "Ada Example", "phone": "555"}}', encoding="utf-8")


def test_there_are_commands_to_try() -> None:
    assert len(COMMANDS) >= 40


@pytest.mark.usefixtures("sources")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_a_document_runs(command: str, folder: Path) -> None:
    makes_it = command.startswith("cvpdf new") or re.match(r"cvpdf convert \S+ resume\.yaml\b", command)
    if not makes_it:
        (folder / "resume.yaml").write_bytes(STARTER)
    if not command.startswith("cvpdf themes new"):
        (folder / "themes/mine").mkdir(parents=True)
        (folder / "themes/mine/theme.yaml").write_text(THEME, encoding="utf-8")
    done = shell(ONLY.sub(f' --only "{ONE}"', command), folder)
    assert done.returncode == 0, done.stderr


def test_there_are_trials_of_the_names_that_are_shown() -> None:
    theme = load_theme("plain").value
    assert theme
    shown = {found[1] for command in COMMANDS if (found := ONLY.search(command)) and found[1]}
    assert shown
    assert [name for name in (*shown, ONE) if not named(trials(theme), name)] == []


def targets() -> list[str]:
    return re.findall(r"^([a-z]+):.*?## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_target_of_make_that_is_named_is_there(name: str) -> None:
    asked = re.findall(r"\bmake ([a-z]+)", "\n".join((*typed(name), *inline_code(DOCUMENTS[name]))))
    assert [target for target in asked if target not in targets()] == []


@pytest.mark.parametrize(("name", "line"), OTHERS)
def test_any_other_line_is_one_that_the_project_tries_elsewhere(name: str, line: str, folder: Path) -> None:
    program, *arguments = shlex.split(line)
    if program in ("ruff", "mypy", "lint-imports"):
        assert line.removesuffix(" .") in (ROOT / "Makefile").read_text(encoding="utf-8")
    elif program == "pytest":
        assert (ROOT / arguments[0]).is_dir()
    elif program == "export":
        assert shell(f"brew() {{ echo /opt; }}; {line}", folder).returncode == 0, name
    else:
        assert re.fullmatch(r"make.*|(?:uv tool|pip) install \S+|git clone \S+/OWNER/cvpdf|cd cvpdf", line), name


@cache
def help_of(command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "cvpdf", *command.split(), "--help"], capture_output=True, text=True, check=False
    )
    return done.stdout if done.returncode == 0 else ""


def listed_commands(path: str = "") -> Iterator[str]:
    for name in re.findall(r"^  ([a-z]+)  ", help_of(path).partition("Commands:")[2], re.MULTILINE):
        command = f"{path} {name}".strip()
        yield command
        yield from listed_commands(command)


def test_the_reference_has_every_command_and_option() -> None:
    reference = DOCUMENTS["docs/reference/commands.md"]
    commands = list(listed_commands())
    assert re.findall(r"^## cvpdf (.+)$", reference, re.MULTILINE) == commands
    for command in commands:
        part = reference.partition(f"## cvpdf {command}\n")[2].partition("\n## ")[0]
        options = re.findall(r"^  (?:-\w, )?(--[a-z-]+)", help_of(command), re.MULTILINE)
        assert [option for option in options if option not in ("--help", *re.findall(r"--[a-z]+", part))] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_command_in_a_sentence_is_one_that_there_is(name: str) -> None:
    for code in inline_code(DOCUMENTS[name]):
        if not re.match(r"cvpdf [a-z-]", code):
            continue
        words = [word for word in shlex.split(code)[1:] if not word.startswith("{")]
        command = " ".join(words[: 2 if words[0] == "themes" and words[1:] and words[1].isalpha() else 1])
        options = [word for word in words if word.startswith("--")]
        shown = help_of("" if command.startswith("--") else command)
        assert shown, code
        assert [option for option in options if option.partition("=")[0] not in shown] == [], code


# What a reader copies. ---------------------------------------------------------------------------------------


def test_the_example_of_the_file_format_is_right(folder: Path) -> None:
    (example,) = (block for block in blocks("docs/file.md", "yaml") if "basics:" in block)
    (folder / "resume.yaml").write_text(example, encoding="utf-8")
    done = shell("cvpdf check --strict && cvpdf build --strict", folder)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_first_lines_of_the_readme_are_ten_and_right(folder: Path) -> None:
    (example,) = blocks("README.md", "yaml")
    assert example.count("\n") == 10
    (folder / "resume.yaml").write_text(example, encoding="utf-8")
    done = shell("cvpdf build --strict", folder)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", PAGES)
def test_each_piece_of_a_file_is_right(name: str) -> None:
    for block in blocks(name, "yaml"):
        if re.match(r"document:|basics:", block):
            text = block if "basics:" in block else f"basics: {{name: Ada, email: ada@example.com}}\n{block}"
            outcome = cvpdf.check(cvpdf.Source("resume.yaml", text.encode()))
            assert [one for one in outcome.diagnostics if one.severity is not Severity.INFO] == []


def test_the_example_of_messages_is_what_is_printed(folder: Path) -> None:
    (folder / "resume.yaml").write_text(WRONG, encoding="utf-8")
    assert blocks("docs/check.md", "text") == [shell("cvpdf check", folder).stdout]


def test_every_key_of_messages_for_programs_is_named(folder: Path) -> None:
    (folder / "resume.yaml").write_text("basics: {name: Ada Example, url: ''}\n", encoding="utf-8")
    report = json.loads(shell("cvpdf check --format json", folder).stdout)
    (diagnostic,) = (one for one in report["diagnostics"] if one["fix"])
    keys = {*report, *diagnostic, *diagnostic["fix"][0]}
    assert sorted(keys - set(inline_code(DOCUMENTS["docs/reference/messages.md"]))) == []


@pytest.mark.parametrize("code", blocks("docs/reference/library.md", "python"))
def test_an_example_of_the_library_builds_a_pdf(code: str, folder: Path) -> None:
    (folder / "resume.yaml").write_bytes(STARTER)
    done = shell(f"python -c {shlex.quote(code)}", folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "resume.pdf").read_bytes().startswith(b"%PDF-")


# What a reader looks up. -------------------------------------------------------------------------------------


def test_every_public_name_is_in_the_page_about_the_library() -> None:
    text = DOCUMENTS["docs/reference/library.md"]
    assert [name for name in cvpdf.__all__ if not re.search(rf"`(?:cvpdf\.)?{name}\b", text)] == []


def test_every_exit_code_is_listed() -> None:
    listed = re.findall(r"^\| `(\d+)` \|", DOCUMENTS["docs/reference/messages.md"], re.MULTILINE)
    assert listed == [str(code.value) for code in ExitCode]


@pytest.mark.parametrize("line", re.findall(r"`(.+?)`", MEND_LIBRARIES))
def test_each_line_that_installs_the_libraries_is_in_the_guide(line: str) -> None:
    assert f"`{line}`" in DOCUMENTS["docs/install.md"]


def test_every_extra_is_in_the_guide() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = re.findall(r"^\| `([a-z]+)` \|", DOCUMENTS["docs/install.md"], re.MULTILINE)
    assert sorted((*listed, "test")) == sorted(settings["optional-dependencies"])


def test_what_is_generated_is_fresh() -> None:
    command = [sys.executable, "scripts/documents.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), f"{done.stderr}run `python scripts/documents.py`"


def test_the_options_and_labels_have_their_tables() -> None:
    assert "| `slate` | `accent` |" in DOCUMENTS["docs/reference/options.md"]
    labels = [f"`{table}.{name}`" for table, names in LABEL_TABLES.items() for name in names]
    assert [label for label in labels if label not in DOCUMENTS["docs/reference/languages.md"]] == []


def test_the_readme_counts_the_languages() -> None:
    assert f" {len(languages())} languages, " in README


def test_every_theme_is_described() -> None:
    assert sorted(re.findall(r"^\| `([a-z]+)` \|", DOCUMENTS["docs/themes.md"], re.MULTILINE)) == [*find_themes()]


@pytest.mark.parametrize(("name", "size"), [("themes", 400_000), ("options", 400_000), ("first-page", 150_000)])
def test_a_picture_is_light(name: str, size: int) -> None:
    assert (ROOT / f"docs/{name}.png").stat().st_size < size


def test_the_picture_says_which_themes_it_shows() -> None:
    described = re.findall(r"\w+", README.partition("](docs/themes.png)")[0].partition("themes: ")[2])
    assert sorted(described) == [*find_themes()]


def test_the_picture_of_the_options_shows_each_once() -> None:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        rows = importlib.import_module("option_pictures").ROWS
    finally:
        sys.path.pop(0)
    themes = [load_theme(name).value for name in find_themes()]
    assert sorted(row.option for row in rows) == sorted({name for theme in themes if theme for name in theme.options})


# What leads from page to page. -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md"])
def test_a_first_page_is_short(name: str) -> None:
    assert DOCUMENTS[name].count("\n") <= 150


def anchors(text: str) -> set[str]:
    """The places of a page that a link may name, as GitHub makes them of its headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(name: str) -> list[tuple[str, Path, str]]:
    """The links of a page within the project: as written, the file, and the place in it."""
    found = [target for target in re.findall(r"\]\(([^)\s]+)", DOCUMENTS[name]) if "://" not in target]
    parts = [(target, *target.partition("#")[::2]) for target in found]
    return [(target, (ROOT / name).parent / path if path else ROOT / name, anchor) for target, path, anchor in parts]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    assert [target for target, path, _ in links(name) if not path.exists()] == []
    places = ((target, path.read_text(encoding="utf-8"), anchor) for target, path, anchor in links(name) if anchor)
    assert [target for target, text, anchor in places if anchor not in anchors(text)] == []


def test_every_page_is_found_from_the_readme() -> None:
    linked = {path.resolve() for _, path, _ in links("README.md")}
    assert [name for name in PAGES if (ROOT / name) not in linked] == []


def test_every_decision_is_in_the_index_and_has_its_three_parts() -> None:
    index = DOCUMENTS["docs/decisions/README.md"]
    titles = {name.rpartition("/")[2]: text.partition("\n")[0].removeprefix("# ") for name, text in DECISIONS.items()}
    assert sorted(re.findall(r"^- \[(.+)\]\((.+)\)$", index, re.MULTILINE)) == sorted(
        (title, file) for file, title in titles.items()
    )
    assert [int(title.partition(".")[0]) for title in titles.values()] == [*range(1, len(titles) + 1)]
    for name, text in DECISIONS.items():
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences"], name
        assert 10 <= text.count("\n") <= 30, name


def test_every_package_of_the_contracts_is_in_the_table_of_packages() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    (contract,) = (contract for contract in settings["contracts"] if contract["type"] == "layers")
    assert contract["containers"] == ["cvpdf"]
    layers = [sorted(name.strip() for name in layer.split("|")) for layer in contract["layers"]]
    listed: list[list[str]] = []
    for beside, package in re.findall(r"^\| (∥?) *\| `(\w+)` \|", ARCHITECTURE, re.MULTILINE):
        if beside:
            listed[-1].append(package)
        else:
            listed.append([package])
    assert [sorted(layer) for layer in listed] == layers


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/decisions/README.md", *DECISIONS])
def test_every_file_that_is_named_exists(name: str) -> None:
    files = {
        code
        for code in inline_code(DOCUMENTS[name])
        if re.fullmatch(r"[\w./-]+(?:\.(?:py|md|yaml|html|css|toml|cases|json|txt)|/)", code)
    }
    places = (ROOT, *(path for path in (ROOT / "src/cvpdf").rglob("") if path.is_dir()), ROOT / "themes/base")
    assert [file for file in sorted(files) if not any((place / file).exists() for place in places)] == []
