from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.operators import NEGATIONS, OPERANDS, OperandKind, Operator, total_test
from targeting.rule_parsing import parse_rule
from targeting.rules import Condition
from targeting.values import ValueKind
from tests.targeting.strategies import any_values, conditions, unhurried

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "cases" / "operators.json").read_text(encoding="utf-8")
)["cases"]

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def value_of(form: dict[str, Any] | None) -> Any:
    """A golden value as a visitor's document holds it."""
    if form is None:
        return None
    ((kind, value),) = form.items()
    return datetime.fromisoformat(value) if kind == "date" else value


def condition_of(case: dict[str, Any]) -> Condition:
    rule = parse_rule(
        {
            "trait": {
                "name": "subject",
                "operator": case["operator"],
                "value": case.get("operand"),
                "ignoreCase": case.get("ignoreCase"),
            }
        }
    )
    assert isinstance(rule, Condition)
    return rule


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_operator_answers_as_documented(case: dict[str, Any]) -> None:
    condition = condition_of(case)
    test = total_test(condition.operator, condition.operand, ignore_case=condition.ignore_case)
    assert test(value_of(case["value"])) is case["expected"]


def test_golden_cases_have_ids_of_their_own() -> None:
    ids = [case["id"] for case in CASES]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("operator", Operator)
def test_golden_cases_cover_every_situation_of_every_operator(operator: Operator) -> None:
    covered = {case["about"] for case in CASES if case["operator"] == operator.value}
    wanted = {"present", "missing", "other kind", "boundary"}
    if not any(OPERANDS[operator].values()):
        wanted.remove("other kind")  # EXISTS and MISSING take every kind
    assert covered == wanted


@pytest.mark.parametrize("operator", Operator)
def test_golden_cases_have_both_answers_of_every_operator(operator: Operator) -> None:
    answers = {case["expected"] for case in CASES if case["operator"] == operator.value}
    assert answers == {True, False}


@unhurried
@given(condition=conditions(), value=any_values)
def test_test_of_any_value_answers_true_or_false(condition: Condition, value: Any) -> None:
    test = total_test(condition.operator, condition.operand, ignore_case=condition.ignore_case)
    assert test(value) in {True, False}
    assert isinstance(test(value), bool)


@unhurried
@given(data=st.data(), value=any_values, negative=st.sampled_from(sorted(NEGATIONS, key=str)))
def test_negation_is_the_exact_complement_of_its_twin(
    data: st.DataObject, value: Any, negative: Operator
) -> None:
    condition = data.draw(conditions(operators=(negative,)))
    operand, ignore_case = condition.operand, condition.ignore_case
    twin = total_test(NEGATIONS[negative], operand, ignore_case=ignore_case)
    assert total_test(negative, operand, ignore_case=ignore_case)(value) is not twin(value)


@unhurried
@given(condition=conditions())
def test_missing_value_passes_negative_operators_only(condition: Condition) -> None:
    test = total_test(condition.operator, condition.operand, ignore_case=condition.ignore_case)
    assert test(None) is (condition.operator in NEGATIONS)


@pytest.mark.parametrize(("negative", "positive"), NEGATIONS.items(), ids=str)
def test_twins_take_the_same_operands(negative: Operator, positive: Operator) -> None:
    assert OPERANDS[negative] == OPERANDS[positive]


@pytest.mark.parametrize("operator", Operator)
def test_threshold_stands_only_where_a_number_does(operator: Operator) -> None:
    for kind, forms in OPERANDS[operator].items():
        if OperandKind.THRESHOLD in forms:
            assert kind is ValueKind.NUMBER
            assert OperandKind.NUMBER in forms


@pytest.mark.parametrize(
    "operator", [Operator.LESS, Operator.LESS_OR_EQUAL, Operator.GREATER, Operator.GREATER_OR_EQUAL]
)
@unhurried
@given(low=st.integers(), high=st.integers())
def test_order_and_its_reverse_agree(operator: Operator, low: int, high: int) -> None:
    reverse = {
        Operator.LESS: Operator.GREATER,
        Operator.LESS_OR_EQUAL: Operator.GREATER_OR_EQUAL,
        Operator.GREATER: Operator.LESS,
        Operator.GREATER_OR_EQUAL: Operator.LESS_OR_EQUAL,
    }[operator]
    assert total_test(operator, high)(low) is total_test(reverse, low)(high)


@unhurried
@given(bounds=st.tuples(st.integers(), st.integers()).map(sorted), value=st.integers())
def test_between_is_at_least_the_one_and_at_most_the_other(bounds: list[int], value: int) -> None:
    low, high = bounds
    expected = total_test(Operator.GREATER_OR_EQUAL, low)(value) and total_test(
        Operator.LESS_OR_EQUAL, high
    )(value)
    assert total_test(Operator.BETWEEN, (low, high))(value) is expected


@unhurried
@given(text=st.text(min_size=1), ending=st.text())
def test_text_starts_with_contains_and_ends_with_its_parts(text: str, ending: str) -> None:
    whole = text + ending
    assert total_test(Operator.STARTS_WITH, text)(whole)
    assert total_test(Operator.CONTAINS, text)(ending + whole)
    assert total_test(Operator.ENDS_WITH, text)(ending + text)


@unhurried
@given(operand=st.lists(st.text(), min_size=1).map(tuple), extra=st.lists(st.text()))
def test_list_that_has_all_has_any(operand: tuple[str, ...], extra: list[str]) -> None:
    value = [*extra, *operand]
    assert total_test(Operator.HAS_ALL, operand)(value)
    assert total_test(Operator.HAS_ANY, operand)(value)
    assert not total_test(Operator.HAS_NONE, operand)(value)
