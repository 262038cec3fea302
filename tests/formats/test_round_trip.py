"""What `build --to md` and `--to txt` write comes back: names, periods, places and prose in their own fields."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import cvpdf
from cvpdf.formats.detect import read_format
from cvpdf.model.validate import validate

if TYPE_CHECKING:
    from cvpdf.model.resume import Resume
    from cvpdf.outputs import Target

ROOT = Path(__file__).parents[2]
FILES = ("examples/engineer.yaml", "resume.yaml")


def there_and_back(file: str, target: Target, folder: Path) -> tuple[Resume, Resume, list[str]]:
    source = cvpdf.Source(file, (ROOT / file).read_bytes())
    built = cvpdf.build(source, world=cvpdf.World(cache=folder, environment={}), to=target).value
    loaded = cvpdf.load(source).value
    assert built
    assert loaded
    outcome = read_format(built.files[0], f"cv.{target}")
    assert outcome.value
    resume = validate(outcome.value[1]).value
    assert resume
    return loaded.resume, resume, [one.message for one in outcome.diagnostics if one.code == "CV712"]


@pytest.mark.parametrize("target", ["md", "txt"])
@pytest.mark.parametrize("file", FILES)
def test_jobs_and_studies_come_back(file: str, target: Target, tmp_path: Path) -> None:
    before, after, said = there_and_back(file, target, tmp_path)
    assert said == []
    assert after.basics.email == before.basics.email
    assert [job.name for job in after.work] == [job.name for job in before.work]
    assert [job.position for job in after.work] == [job.position for job in before.work]
    assert [len(job.positions) for job in after.work] == [len(job.positions) for job in before.work]
    assert [len(job.highlights) for job in after.work] == [len(job.highlights) for job in before.work]
    assert [study.institution for study in after.education] == [study.institution for study in before.education]
    assert [project.name for project in after.projects] == [project.name for project in before.projects]
    assert [skill.keywords for skill in after.skills] == [skill.keywords for skill in before.skills]


@pytest.mark.parametrize("target", ["md", "txt"])
def test_the_prose_of_the_seed_comes_back_letter_by_letter(target: Target, tmp_path: Path) -> None:
    before, after, _ = there_and_back("resume.yaml", target, tmp_path)
    assert after.basics.summary == before.basics.summary
    assert [job.summary for job in after.work] == [job.summary for job in before.work]
