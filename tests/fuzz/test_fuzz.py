"""Every input that fuzzing kept goes through its target; `python tests/fuzz` finds more."""

from __future__ import annotations

from pathlib import Path

import pytest
from fuzz_targets import TARGETS

from quoteattr.document.quotations import Quotation

CASES = sorted(Path(__file__).parent.glob("[!_]*/*"))
MARKED = [
    pytest.param(case, id=f"{target}/{case.name}", marks=[pytest.mark.model] if target == "pipeline" else [])
    for case, target in ((case, case.parent.name) for case in CASES)
]


@pytest.mark.parametrize("case", MARKED)
def test_kept_input(case: Path) -> None:
    TARGETS[case.parent.name](case.read_bytes())


def test_every_target_has_its_corpus() -> None:
    assert {case.parent.name for case in CASES} == set(TARGETS)


def test_targets_see_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """A target that could not fail would find nothing."""
    monkeypatch.setattr("quotation_checks.find_quotations", _two_crossing)
    with pytest.raises(AssertionError):
        TARGETS["marks"](b'"It leaks," she said.')


def _two_crossing(text: str) -> list[Quotation]:
    return [Quotation(0, 5, text[0]), Quotation(3, 8, text[3])]
