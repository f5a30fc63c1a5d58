from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.evaluation import resolved_test
from targeting.operators import (
    NEGATIONS,
    OPERANDS,
    OperandKind,
    Operator,
    ValueTest,
    days_to_anniversary,
    is_network,
    parse_address,
    total_test,
)
from targeting.predicates import compile_rule
from targeting.rule_parsing import parse_rule
from targeting.rules import Condition
from targeting.values import ValueKind, cleaned
from tests.targeting.factories import make_evaluation
from tests.targeting.strategies import NOW, any_values, conditions, unhurried

CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "cases" / "operators.json").read_text(encoding="utf-8")
)["cases"]


def value_of(form: dict[str, Any] | None) -> Any:
    """A golden value as predicates see it."""
    if form is None:
        return None
    ((kind, value),) = form.items()
    return datetime.fromisoformat(value) if kind == "date" else cleaned(value)


def answer_to(case: dict[str, Any]) -> bool:
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
    moment = make_evaluation(
        now=datetime.fromisoformat(case["now"]) if "now" in case else NOW,
        time_zone=ZoneInfo(case.get("timeZone", "UTC")),
        traits={"subject": value_of(case["value"])},
    )
    test = resolved_test(rule, moment)
    assert test is not None
    answer = test(moment.traits["subject"])
    assert compile_rule(rule)(moment) is answer
    return answer


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_operator_answers_as_documented(case: dict[str, Any]) -> None:
    assert answer_to(case) is case["expected"]


def test_golden_cases_have_ids_of_their_own() -> None:
    ids = [case["id"] for case in CASES]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("operator", Operator)
def test_golden_cases_cover_every_situation_of_every_operator(operator: Operator) -> None:
    covered = {case["about"] for case in CASES if case["operator"] == operator.value}
    wanted = {"present", "missing", "other kind", "boundary"}
    if operator in {Operator.EXISTS, Operator.MISSING}:
        wanted.remove("other kind")  # they take every kind
    assert covered == wanted


@pytest.mark.parametrize("operator", Operator)
def test_golden_cases_have_both_answers_of_every_operator(operator: Operator) -> None:
    answers = {case["expected"] for case in CASES if case["operator"] == operator.value}
    assert answers == {True, False}


def built_test(condition: Condition) -> ValueTest:
    test = resolved_test(condition, make_evaluation())
    assert test is not None
    return test


@unhurried
@given(condition=conditions(), value=any_values)
def test_test_of_any_value_answers_true_or_false(condition: Condition, value: Any) -> None:
    answer = built_test(condition)(value)
    assert isinstance(answer, bool)
    assert built_test(condition)(value) is answer


@unhurried
@given(data=st.data(), value=any_values, negative=st.sampled_from(sorted(NEGATIONS, key=str)))
def test_negation_is_the_exact_complement_of_its_twin(
    data: st.DataObject, value: Any, negative: Operator
) -> None:
    condition = data.draw(conditions(operators=(negative,)))
    twin = replace(condition, operator=NEGATIONS[negative])
    assert built_test(condition)(value) is not built_test(twin)(value)


@unhurried
@given(condition=conditions())
def test_missing_value_passes_negative_operators_only(condition: Condition) -> None:
    assert built_test(condition)(None) is (condition.operator in NEGATIONS)


def test_operator_on_anniversaries_needs_to_know_the_day() -> None:
    with pytest.raises(ValueError, match=r"^ANNIVERSARY_WITHIN_DAYS needs to know the day$"):
        total_test(Operator.ANNIVERSARY_WITHIN_DAYS, 7)


@pytest.mark.parametrize(
    ("day", "today", "expected"),
    [
        pytest.param(date(1990, 3, 14), date(2026, 3, 14), 0, id="today"),
        pytest.param(date(1990, 3, 13), date(2026, 3, 14), 364, id="yesterday"),
        pytest.param(date(1990, 1, 1), date(2026, 12, 31), 1, id="new-year"),
        pytest.param(date(2004, 2, 29), date(2026, 2, 28), 1, id="leapling-in-another-year"),
        pytest.param(date(2004, 2, 29), date(2028, 2, 29), 0, id="leapling-in-a-leap-year"),
        pytest.param(date(2004, 2, 29), date(2027, 3, 2), 364, id="leapling-next-leap-year"),
    ],
)
def test_days_to_an_anniversary(day: date, today: date, expected: int) -> None:
    assert days_to_anniversary(day, today) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10.0.0.0/8", True), ("10.1.2.3/8", True), ("::1", True), ("10.0.0/8", False), ("", False)],
)
def test_network_is_an_address_or_a_block(text: str, *, expected: bool) -> None:
    assert is_network(text) is expected


@pytest.mark.parametrize("value", ["300.0.0.1", "10.0.0.1/8", "", 1, None])
def test_what_is_no_address_is_none(value: object) -> None:
    assert parse_address(value) is None


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


def test_items_that_are_no_texts_have_no_case() -> None:
    assert total_test(Operator.HAS_ANY, ("a",), ignore_case=True)((1, None, "A"))
