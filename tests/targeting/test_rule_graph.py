"""Live rules as one graph: what stands first within a branch, and what is worked out only once."""

from __future__ import annotations

from typing import Any, Final

import pytest

from targeting.behaviour import Behaviour, EventKind, Feature
from targeting.operators import Operator
from targeting.places import Circle
from targeting.rule_graph import Node, RuleGraph
from targeting.rules import (
    EVERYONE,
    AllOf,
    AnyOf,
    Condition,
    InSegment,
    Not,
    RelativeDate,
    Rule,
    Threshold,
)
from targeting.sequences import InOrder
from targeting.subjects import (
    Attribute,
    ContextFact,
    OrderStatistic,
    SmartMetric,
    Subject,
    Trait,
)
from targeting.values import Point, TimeUnit

VIEWS: Final = Feature(EventKind.PRODUCT_VIEW)


def on(operator: Operator, operand: Any = None, name: str = "size", **more: Any) -> Condition:
    return Condition(Trait(name), operator, operand, **more)


def above(subject: Subject, operand: Any = 1) -> Condition:
    return Condition(subject, Operator.GREATER, operand)


def node_of(rule: Rule) -> Node:
    return RuleGraph({}).node(rule)


def leaves_of(rule: Rule) -> list[object]:
    """The conditions of a branch in the order in which they are evaluated."""
    return [child.leaf for child in node_of(rule).children]


RARE: Final = on(Operator.EQUAL, "red", ignore_case=True)
FREQUENT: Final = on(Operator.EXISTS)


def test_condition_that_settles_a_branch_most_often_for_its_cost_comes_first() -> None:
    for given in ((RARE, FREQUENT), (FREQUENT, RARE)):
        assert leaves_of(AllOf(given)) == [RARE, FREQUENT]
        assert leaves_of(AnyOf(given)) == [FREQUENT, RARE]


def test_branch_costs_what_is_evaluated_of_it() -> None:
    rare, frequent = node_of(RARE), node_of(FREQUENT)
    assert (rare.likelihood, frequent.likelihood) == (0.1, 0.8)
    every, some = node_of(AllOf((RARE, FREQUENT))), node_of(AnyOf((RARE, FREQUENT)))
    assert every.cost == pytest.approx(rare.cost + 0.1 * frequent.cost)
    assert every.likelihood == pytest.approx(0.08)
    assert some.cost == pytest.approx(frequent.cost + 0.2 * rare.cost)
    assert some.likelihood == pytest.approx(1 - 0.9 * 0.2)
    third = on(Operator.EXISTS, name="age")
    three = node_of(AllOf((RARE, FREQUENT, third)))
    assert three.cost == pytest.approx(rare.cost + 0.1 * frequent.cost + 0.08 * frequent.cost)
    assert three.likelihood == pytest.approx(0.064)
    neither = node_of(Not(RARE))
    assert neither.cost > rare.cost
    assert neither.likelihood == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("cheap", "costly"),
    [
        (above(Trait("a")), above(Trait("a"), Threshold("orders.gap.median"))),
        (above(Trait("a")), above(Attribute.AGE)),
        (above(Attribute.SESSIONS), above(Attribute.DAYS_SINCE_LAST_SEEN)),
        (above(OrderStatistic.COUNT), above(Trait("a"))),
        (above(OrderStatistic.COUNT), above(OrderStatistic.DAYS_SINCE_LAST)),
        (above(OrderStatistic.DAYS_SINCE_LAST), above(SmartMetric.GAP_RATIO)),
        (above(SmartMetric.GAP_RATIO), above(Behaviour(VIEWS))),
        (above(SmartMetric.GAP_RATIO), above(ContextFact.LOCAL_HOUR)),
        (above(SmartMetric.GAP_RATIO), above(ContextFact.LOCAL_WEEKDAY)),
        (above(Behaviour(VIEWS)), on(Operator.VERSION_LESS, "1.2")),
        (on(Operator.VERSION_LESS, "1.2"), on(Operator.VERSION_IN_RANGE, "^1.2")),
        (on(Operator.CONTAINS, "a"), on(Operator.CONTAINS, "a", ignore_case=True)),
        (on(Operator.CONTAINS, "a", ignore_case=True), on(Operator.MATCHES_GLOB, "a")),
        (on(Operator.CONTAINS, "a", ignore_case=True), on(Operator.MATCHES_REGEX, "a")),
        (above(Behaviour(VIEWS)), on(Operator.WITHIN_DISTANCE, Circle(Point(0, 0), 1))),
        (above(Behaviour(VIEWS)), on(Operator.IN_NETWORK, ("10.0.0.0/8",))),
        (above(Behaviour(VIEWS)), on(Operator.IS_DAY, RelativeDate(0, TimeUnit.DAYS))),
        (above(Behaviour(VIEWS)), on(Operator.ANNIVERSARY_WITHIN_DAYS, 1)),
        (above(Behaviour(VIEWS)), InOrder((VIEWS, VIEWS))),
    ],
    ids=str,
)
def test_what_takes_longer_is_evaluated_later(cheap: Rule, costly: Rule) -> None:
    for given in ((cheap, costly), (costly, cheap)):
        assert leaves_of(AnyOf(given)) == [cheap, costly]


def test_flag_is_as_likely_as_not() -> None:
    assert node_of(on(Operator.EQUAL, True)).likelihood == 0.5
    assert node_of(on(Operator.LESS, 3)).likelihood == 0.5
    assert node_of(on(Operator.EQUAL, 1)).likelihood == 0.1


def test_equal_expressions_are_one_node() -> None:
    graph = RuleGraph({"reds": AllOf((RARE, FREQUENT))})
    both = graph.node(AllOf((FREQUENT, RARE)))
    assert both is graph.segment("reds") is graph.node(InSegment("reds"))
    assert graph.node(Not(both_not := Not(AllOf((RARE, AllOf((FREQUENT,))))))) is both
    assert graph.node(both_not).uses == 0
    assert both.uses == 1, "only the negation refers to it"
    assert {child.uses for child in both.children} == {1}
    graph.node(AnyOf((FREQUENT, on(Operator.EQUAL, 1))))
    assert graph.node(FREQUENT).uses == 2
    assert graph.node(on(Operator.MISSING)) is graph.node(Not(FREQUENT))
    assert graph.node(on(Operator.EQUAL, 1)) is graph.node(on(Operator.EQUAL, 1.0))
    assert graph.node(on(Operator.EQUAL, 1)) is not graph.node(on(Operator.EQUAL, True))
    order = InOrder((VIEWS, VIEWS))
    assert graph.node(order) is graph.node(InOrder((VIEWS, VIEWS)))
    assert graph.node(order) is not graph.node(InOrder((VIEWS, VIEWS, VIEWS)))


def test_leaves_that_test_a_subject_are_counted_once_each() -> None:
    graph = RuleGraph({})
    graph.node(AllOf((on(Operator.EQUAL, 1), on(Operator.NOT_EQUAL, 1), on(Operator.EQUAL, 1))))
    assert graph.uses_of(Trait("size")) == 1
    graph.node(on(Operator.EQUAL, 2))
    assert graph.uses_of(Trait("size")) == 2
    assert graph.uses_of(Trait("age")) == 0


@pytest.mark.parametrize(
    ("rule", "same"),
    [
        pytest.param(AllOf((EVERYONE, RARE)), RARE, id="everyone-and"),
        pytest.param(AnyOf((AnyOf(()), RARE)), RARE, id="nobody-or"),
        pytest.param(AnyOf((RARE, EVERYONE)), EVERYONE, id="everyone-or"),
        pytest.param(AllOf((RARE, AnyOf(()))), AnyOf(()), id="nobody-and"),
        pytest.param(AllOf((RARE, RARE)), RARE, id="twice"),
        pytest.param(Not(EVERYONE), AnyOf(()), id="not-everyone"),
        pytest.param(Not(AnyOf(())), EVERYONE, id="not-nobody"),
        pytest.param(InSegment("gone"), AnyOf(()), id="segment-that-isnt-there"),
    ],
)
def test_what_is_settled_beforehand_is_folded_away(rule: Rule, same: Rule) -> None:
    graph = RuleGraph({})
    assert graph.node(rule) is graph.node(same)


def test_likelihood_of_what_is_settled_beforehand_is_known() -> None:
    assert (node_of(EVERYONE).likelihood, node_of(AnyOf(())).likelihood) == (1.0, 0.0)
