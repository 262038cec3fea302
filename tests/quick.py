"""Which cases of a test `make quick` tries: one as a rule, for the others go the same way."""

from collections.abc import Iterable
from typing import Any

import pytest


def slow_but(quick: object, cases: Iterable[object]) -> list[Any]:
    """The cases of a parametrized test; all but one are marked as slow."""
    given = list(cases)
    assert quick in given, f"{quick} is none of {given}"
    return [case if case == quick else pytest.param(*_values(case), marks=pytest.mark.slow) for case in given]


def _values(case: object) -> tuple[object, ...]:
    return case if isinstance(case, tuple) else (case,)
