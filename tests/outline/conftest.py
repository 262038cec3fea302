"""Outlines of short résumés written in YAML."""

from collections.abc import Callable

import pytest

from cvpdf.diagnostics import Outcome
from cvpdf.model.upgrade import upgrade
from cvpdf.model.validate import validate
from cvpdf.outline.outlining import outline
from cvpdf.outline.values import Outline
from cvpdf.selection import select
from cvpdf.source.reading import read

Outlined = Callable[[str], Outcome[Outline]]


@pytest.fixture
def outlined() -> Outlined:
    def make(text: str) -> Outcome[Outline]:
        tree = read(text.encode(), "resume.yaml").value
        assert tree is not None
        tree = upgrade(tree).value
        assert tree is not None
        resume = validate(tree).value
        assert resume is not None
        return outline(select(resume), tree.locate)

    return make


@pytest.fixture
def made(outlined: Outlined) -> Callable[[str], Outline]:
    """An outline of which there is nothing to say."""

    def make(text: str) -> Outline:
        outcome = outlined(text)
        assert outcome.diagnostics == ()
        assert outcome.value is not None
        return outcome.value

    return make
