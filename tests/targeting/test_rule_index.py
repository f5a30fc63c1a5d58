"""Rules are filed under a test that they can't hold without, and found again by the visitor's value."""

from __future__ import annotations

from typing import Any, Final

import pytest

from targeting.number_sets import numbers_in
from targeting.operators import Operator
from targeting.rule_graph import RuleGraph
from targeting.rule_index import RuleIndex, necessary_tests
from targeting.rules import EVERYONE, AllOf, AnyOf, Condition, Not, Rule
from targeting.subjects import Attribute, ContextFact, QueryParameter, SmartMetric, Trait
from tests.targeting.factories import make_evaluation


def on(operator: Operator, operand: Any, name: str = "size", **more: Any) -> Condition:
    return Condition(Trait(name), operator, operand, **more)


def found(*rules: Rule, **facts: Any) -> list[int]:
    """The numbers of the rules that may hold, in order."""
    graph = RuleGraph({})
    index = RuleIndex(necessary_tests(graph.node(rule)) for rule in rules)
    return list(numbers_in(index.candidates(make_evaluation(**facts))))


RED: Final = on(Operator.EQUAL, "red")


@pytest.mark.parametrize(
    ("rule", "value", "expected"),
    [
        pytest.param(RED, "red", True, id="its-text"),
        pytest.param(RED, "blue", False, id="another-text"),
        pytest.param(RED, None, False, id="missing"),
        pytest.param(RED, ("red",), False, id="list-for-a-text"),
        pytest.param(on(Operator.EQUAL, 1), 1.0, True, id="number"),
        pytest.param(on(Operator.EQUAL, 1), True, False, id="flag-isnt-1"),
        pytest.param(on(Operator.EQUAL, True), True, True, id="flag"),
        pytest.param(on(Operator.EQUAL, True), 1, False, id="1-isnt-a-flag"),
        pytest.param(on(Operator.EQUAL, True), False, False, id="another-flag"),
        pytest.param(on(Operator.IN, ("a", "b")), "b", True, id="one-of"),
        pytest.param(on(Operator.IN, ("a", "b")), "c", False, id="none-of"),
        pytest.param(on(Operator.HAS_ANY, ("a", "b")), ("c", "b"), True, id="has-any"),
        pytest.param(on(Operator.HAS_ANY, ("a", "b")), ("c",), False, id="has-none"),
        pytest.param(on(Operator.HAS_ANY, ("a", "b")), "a", False, id="text-for-a-list"),
        pytest.param(on(Operator.HAS_ALL, ("a", "b")), ("a",), True, id="the-first-of-all"),
        pytest.param(on(Operator.HAS_ALL, ("a", "b")), ("b",), False, id="not-the-first-of-all"),
        pytest.param(on(Operator.GREATER, 3), 4, True, id="above"),
        pytest.param(on(Operator.GREATER_OR_EQUAL, 3), 3, True, id="at"),
        pytest.param(on(Operator.GREATER, 3), 2.9, False, id="below"),
        pytest.param(on(Operator.GREATER, 0), True, False, id="flag-isnt-above-0"),
        pytest.param(on(Operator.GREATER, 3), "9", False, id="text-isnt-above-3"),
        pytest.param(on(Operator.LESS, 3), 2.5, True, id="less"),
        pytest.param(on(Operator.LESS, 3), 2, True, id="less-whole"),
        pytest.param(on(Operator.LESS_OR_EQUAL, 3), 3, True, id="at-most"),
        pytest.param(on(Operator.LESS, 3), 3.1, False, id="more"),
        pytest.param(on(Operator.LESS, 3), False, False, id="flag-isnt-less"),
        pytest.param(on(Operator.LESS, 3), "1", False, id="text-isnt-less"),
        pytest.param(on(Operator.BETWEEN, (3, 5)), 3, True, id="in-a-range"),
        pytest.param(on(Operator.BETWEEN, (3, 5)), 2.5, False, id="below-a-range"),
        # What isn't filed is always looked at.
        pytest.param(on(Operator.EQUAL, "red", ignore_case=True), None, True, id="whatever-case"),
        pytest.param(on(Operator.CONTAINS, "red"), None, True, id="another-operator"),
        pytest.param(Not(RED), None, True, id="not"),
        pytest.param(on(Operator.NOT_EQUAL, "red"), None, True, id="not-equal"),
        pytest.param(
            on(Operator.IN, tuple(map(str, range(12)))), None, True, id="many-set-little-aside"
        ),
        pytest.param(on(Operator.IN, tuple(map(str, range(11)))), None, False, id="not-so-many-do"),
        pytest.param(EVERYONE, None, True, id="everyone"),
        pytest.param(AnyOf(()), "red", False, id="nobody"),
    ],
)
def test_rule_is_found_where_it_may_hold(rule: Rule, value: object, *, expected: bool) -> None:
    assert found(rule, traits={} if value is None else {"size": value}) == [0] * expected


@pytest.mark.parametrize(
    ("subject", "facts"),
    [
        (Attribute.COUNTRY, {"declared": {"COUNTRY": "x"}}),
        (ContextFact.DEVICE, {"page": {"DEVICE": "x"}}),
        (QueryParameter("coupon"), {"query_parameters": {"coupon": "x"}}),
    ],
    ids=str,
)
def test_simple_subjects_are_filed(subject: Any, facts: dict[str, Any]) -> None:
    rule = Condition(subject, Operator.EQUAL, "x")
    assert found(rule, **facts) == [0]
    assert found(rule) == []


def test_subject_that_takes_work_isnt() -> None:
    assert found(Condition(SmartMetric.GAP_RATIO, Operator.EQUAL, 1)) == [0]


def test_of_all_conditions_the_one_that_sets_most_aside_is_filed() -> None:
    rule = AllOf((on(Operator.GREATER, 3, "age"), RED, on(Operator.CONTAINS, "x", "name")))
    assert found(rule, traits={"size": "red"}) == [0]
    assert found(rule, traits={"age": 9, "name": "x"}) == []


def test_any_of_several_conditions_is_found_by_each() -> None:
    rule = AnyOf((RED, on(Operator.EQUAL, 1, "age"), on(Operator.EQUAL, "x", "name")))
    assert found(rule, traits={"size": "red"}) == [0]
    assert found(rule, traits={"age": 1}) == [0]
    assert found(rule, traits={"name": "x"}) == [0]
    assert found(rule, traits={"size": "blue", "age": 2, "name": "y"}) == []


def test_any_is_looked_at_whenever_one_of_its_conditions_isnt_filed() -> None:
    assert found(AnyOf((RED, on(Operator.CONTAINS, "x", "name")))) == [0]


def test_rule_that_is_found_in_several_ways_is_found_once() -> None:
    two = AnyOf((RED, on(Operator.EQUAL, 1, "age")))
    assert found(two, traits={"size": "red", "age": 1}) == [0]
    several = AnyOf((RED, on(Operator.HAS_ANY, ("a", "b"), "tags")))
    traits = {"size": "red", "tags": ("a", "b", "a")}
    assert found(several, RED, traits=traits) == [0, 1]


def test_bounds_are_looked_up_among_many() -> None:
    least = [on(Operator.GREATER_OR_EQUAL, n) for n in (5, 1, 3)]
    most = [on(Operator.LESS_OR_EQUAL, n) for n in (5, 1, 3)]
    assert found(*least, *most, traits={"size": 3}) == [1, 2, 3, 5]
    assert found(*least, *most, traits={"size": 0}) == [3, 4, 5]
    assert found(*least, *most, traits={"size": 6.5}) == [0, 1, 2]


def test_of_very_many_bounds_none_that_holds_is_missed() -> None:
    """Sets are kept for so many bounds only, and what lies between comes along with the next lower one."""
    least = [on(Operator.GREATER_OR_EQUAL, n) for n in range(2_000)]
    most = [on(Operator.LESS_OR_EQUAL, n) for n in range(2_000)]
    for size in (-1, 0, 999.5, 1_999, 5_000):
        numbers = found(*least, *most, traits={"size": size})
        held = [n for n in range(2_000) if n <= size] + [
            n + 2_000 for n in range(2_000) if n >= size
        ]
        assert set(held) <= set(numbers)
        assert len(numbers) <= len(held) + 2 * 2_000 / 200
