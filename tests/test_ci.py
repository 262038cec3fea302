"""The action and the hooks, tried as their users do: the steps as scripts, the hook out of a clone."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
GUIDE = (ROOT / "docs/automate.md").read_text(encoding="utf-8")
GOOD = "basics: {name: Ada Example}\n"
WARNS = "basics: {name: Ada Example, nickname: A}\n"
# Most of what pip installs is never imported here, and what is compiles itself. pip takes the 0 for a yes.
UNCOMPILED = {"PIP_NO_COMPILE": "0"}


def pasted(mark: str) -> Any:  # noqa: ANN401 -- whatever the YAML holds
    (found,) = (block for block in re.findall(r"^```yaml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL) if mark in block)
    return yaml.safe_load(found)


# The action. -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Runner:
    """Enough of GitHub's runner: a workspace, the files that steps write to, and expressions of one name."""

    folder: Path

    @property
    def workspace(self) -> Path:
        return self.folder / "workspace"

    def run(self, inputs: Mapping[str, str]) -> tuple[int, str]:
        """Run the steps that are scripts up to the first that fails; give its code, and all that was printed."""
        given = {**{name: one["default"] for name, one in ACTION["inputs"].items()}, **inputs}
        printed = ""
        for step in STEPS:
            condition = step.get("if", "")
            if "run" not in step or (condition and not _holds(condition, given)):
                continue
            done = self._script(step, given)
            printed += done.stdout + done.stderr
            if done.returncode:
                return done.returncode, printed
        return 0, printed

    def _script(self, step: dict[str, Any], inputs: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
        asked = {name: _value(expression, inputs) for name, expression in step.get("env", {}).items()}
        own = {
            "RUNNER_TEMP": str(self.folder),
            "RUNNER_OS": "macOS" if sys.platform == "darwin" else "Linux",
            "GITHUB_OUTPUT": str(self.folder / "output"),
        }
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.workspace,
            env=os.environ | UNCOMPILED | asked | own,
            capture_output=True,
            text=True,
            check=False,
        )


def _value(expression: str, inputs: Mapping[str, str]) -> str:
    (name,) = re.findall(r"^\$\{\{ ([\w.-]+) \}\}$", expression)
    return {"github.action_path": str(ROOT)}.get(name) or inputs[name.removeprefix("inputs.")]


def _holds(condition: str, inputs: Mapping[str, str]) -> bool:
    ((name, value),) = re.findall(r"^inputs\.([\w-]+) == '(\w+)'$", condition)
    return bool(inputs[name] == value)


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner on which cvpdf was installed by the action's own step, into an environment of its own."""
    runner = Runner(tmp_path_factory.mktemp("runner"))
    runner.workspace.mkdir()
    (runner.workspace / "resume.yaml").write_text(GOOD)
    assert runner.run({})[0] == 0
    return runner


@pytest.fixture
def installed(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """The same, with the step that installs left out."""
    monkeypatch.setattr(sys.modules[__name__], "STEPS", [step for step in STEPS if step.get("name") != "Install cvpdf"])
    shutil.rmtree(runner.workspace)
    runner.workspace.mkdir()
    return runner


def test_the_action_is_valid_by_the_schema_of_actions() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_what_a_caller_writes_is_never_read_as_a_command() -> None:
    assert [step["name"] for step in STEPS if "${{" in step.get("run", "")] == []


@pytest.mark.slow
def test_the_steps_check_and_annotate(installed: Runner) -> None:
    (installed.workspace / "a b.yaml").write_text(WARNS)
    (installed.workspace / "$(touch x).yaml").write_text(GOOD)
    files = "a b.yaml\n\n$(touch x).yaml\n"
    code, printed = installed.run({"files": files})
    assert code == 0
    assert printed.startswith("::warning file=a b.yaml,line=1,col=")
    assert installed.run({"files": files, "strict": "true"})[0] == 1
    assert not (installed.workspace / "x").exists()
    assert installed.run({"files": "nowhere.yaml"})[0] == 4


@pytest.mark.slow
def test_the_steps_build_what_is_uploaded(installed: Runner) -> None:
    for folder in ("de", "all/fr", "more"):
        (installed.workspace / folder).mkdir(parents=True)
    for name in ("resume.yaml", "de/resume.yaml", "all/ada.yaml", "all/fr/ada.yaml", "more/$(touch x) {name}.yaml"):
        (installed.workspace / name).write_text(GOOD)
    (installed.workspace / "all/other.yaml").write_text("services: {}\n")
    files = "./resume.yaml\n  de/resume.yaml \n\nall\nmore/*.yaml\n"
    code, printed = installed.run({"files": files, "build": "true", "theme": "slate"})
    assert code == 0, printed
    assert not (installed.workspace / "x").exists()
    (output,) = (installed.folder / "output").read_text().splitlines()
    made = Path(output.removeprefix("folder="))
    assert sorted(path.name for path in made.iterdir()) == [
        "all-ada.pdf",
        "all-fr-ada.pdf",
        "de-resume.pdf",
        "more-$(touch x) {name}.pdf",
        "resume.pdf",
    ]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in made.iterdir())


@pytest.mark.slow
def test_one_file_that_fails_keeps_no_other_from_being_built(installed: Runner) -> None:
    # The step fails all the same, and only then: what is wrong stands on the lines of every file.
    for name, text in {"a.yaml": "basics: {name: [\n", "b.yaml": GOOD, "c.yaml": WARNS}.items():
        (installed.workspace / name).write_text(text)
    (build,) = (step for step in STEPS if step.get("name") == "Build")
    inputs = {**{name: one["default"] for name, one in ACTION["inputs"].items()}, "files": "."}
    done = installed._script(build, inputs)
    assert done.returncode == 1
    assert re.findall(r"^::(\w+) file=([\w.]+)", done.stderr, re.MULTILINE) == [
        ("error", "a.yaml"),
        ("warning", "c.yaml"),
    ]
    assert {"b.pdf", "c.pdf"} <= {path.name for path in (installed.folder / "cvpdf-made").iterdir()}


def test_the_guide_shows_inputs_that_there_are() -> None:
    steps = pasted("jobs:")["jobs"]["resume"]["steps"]
    (step,) = (step for step in steps if "cvpdf" in step["uses"])
    assert step["with"].keys() <= ACTION["inputs"].keys()
    listed = re.findall(r"^\| `([a-z-]+)` \|", GUIDE, re.MULTILINE)
    assert listed == list(ACTION["inputs"])


# The hooks. --------------------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> str:
    named = ["-c", "user.name=Ada Example", "-c", "user.email=ada@example.com", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *named, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def project_as_it_is(folder: Path) -> str:
    """Put the project's files into a repository of their own, whether they are committed or not; give its commit."""
    listed = git(ROOT, "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard")
    for name in listed.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "All")
    return git(folder, "rev-parse", "HEAD")


@pytest.mark.slow
@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="no git checkout")
def test_the_hooks_check_and_mend_in_a_repository(tmp_path: Path) -> None:
    project, mine = tmp_path / "project", tmp_path / "mine"
    project.mkdir()
    mine.mkdir()
    configuration = pasted("repos:")
    configuration["repos"][0] |= {"repo": str(project), "rev": project_as_it_is(project)}
    hooks = configuration["repos"][0]["hooks"]
    assert hooks == [{"id": "cvpdf-check"}]
    hooks.append({"id": "cvpdf-fix"})
    (mine / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration))
    for name in ("resume.yaml", "resume-de.yaml", "other.yaml", "resume.schema.json"):
        (mine / name).write_text(GOOD if name == "resume.yaml" else WARNS)
    (mine / "resume-fr.yaml").write_text("basics: {name: Ada Example, url: ''}\n")
    git(mine, "init", "--quiet")
    git(mine, "add", "--all")
    environment = os.environ | UNCOMPILED | {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"]
    done = subprocess.run(command, cwd=mine, env=environment, capture_output=True, text=True, check=False)
    check, mend = done.stdout.split("mend résumés")
    assert done.returncode == 1
    assert re.search(r"^resume-de\.yaml:1:\d+: warning CV203", check, re.MULTILINE), done.stdout + done.stderr
    assert "other.yaml" not in done.stdout
    assert "schema.json" not in done.stdout
    assert "files were modified by this hook" in mend
    assert (mine / "resume-fr.yaml").read_text() == "basics: {name: Ada Example}\n"
