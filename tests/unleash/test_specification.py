"""Unleash's client specification: every case passes, or is an intended difference with a reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from tests.unleash.adapter import UnleashState

HERE: Final = Path(__file__).parent
SPECIFICATIONS: Final[list[dict[str, Any]]] = [
    json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((HERE / "specifications").glob("*.json"))
]
DIFFERENCES: Final[dict[str, str]] = json.loads(
    (HERE / "differences.json").read_text(encoding="utf-8")
)
STATES: Final = {each["name"]: UnleashState(each["state"]) for each in SPECIFICATIONS}
CASES: Final = {
    f"{each['name']}: {case['description']}": (each["name"], kind, case)
    for each in SPECIFICATIONS
    for kind in ("tests", "variantTests")
    for case in each.get(kind, ())
}


def is_as_specified(name: str) -> bool:
    specification, kind, case = CASES[name]
    state, context = STATES[specification], case["context"]
    if kind == "tests":
        return state.is_enabled(case["toggleName"], context) is case["expectedResult"]
    return bool(state.variant(case["toggleName"], context).as_json == case["expectedResult"])


@pytest.mark.parametrize("name", [name for name in CASES if name not in DIFFERENCES])
def test_case_is_as_specified(name: str) -> None:
    assert is_as_specified(name)


@pytest.mark.parametrize("name", DIFFERENCES)
def test_intended_difference_is_one(name: str) -> None:
    assert not is_as_specified(name)
    assert DIFFERENCES[name].endswith(".")


def test_no_case_is_left_out() -> None:
    counted = [
        case
        for each in SPECIFICATIONS
        for kind in ("tests", "variantTests")
        for case in each.get(kind, ())
    ]
    assert len(counted) == len(CASES) == 279
