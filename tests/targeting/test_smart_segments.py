from __future__ import annotations

from datetime import UTC, datetime
from math import inf
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.evaluation import Evaluation
from targeting.orders import NO_ORDERS
from targeting.predicates import SegmentCatalog
from targeting.rule_parsing import parse_rule
from targeting.rule_writing import rule_to_json
from targeting.smart_segments import (
    PRIMARY_ORDER,
    SmartSegment,
    SmartSegmentSettings,
    smart_segment_rules,
)
from targeting.thresholds import StoreThresholds
from tests.targeting.factories import make_evaluation, make_orders
from tests.targeting.strategies import evaluations, unhurried

ACTIVE: Final = SmartSegment.ACTIVE_LOYALS
BIG: Final = SmartSegment.BIG_SPENDERS
AT_RISK: Final = SmartSegment.LOYALS_AT_RISK
RICH: Final = SmartSegment.RICHIE_RICHES
BULK: Final = SmartSegment.BULK_SHOPPERS
SLEEPING: Final = SmartSegment.SLEEPING_OPPORTUNISTS
CHURN: Final = SmartSegment.CHURN_CANDIDATES
ONE_TIME: Final = SmartSegment.ONE_TIME_SHOPPERS
WAITING: Final = SmartSegment.WAITING_FIRST_ORDER
LOST: Final = SmartSegment.LOST_CUSTOMERS

JUST: Final = 0.001
"""So much more or less is on the other side of a boundary."""

_ALWAYS: Final = datetime.min.replace(tzinfo=UTC)
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


def cuts(score: int, below: Any, above: Any) -> tuple[Any, ...]:
    """Cut points that give everyone between `below` and `above` this very score."""
    return (below,) * (score - 1) + (above,) * (5 - score)


def make_customer(
    orders: int = 2,
    *,
    days: float = 10,
    gap: float = 10,
    own_gap: float | None = None,
    frequency: int = 4,
    monetary: int = 3,
    recency: int = 3,
    value: float = 50,
    units: float = 1,
    discounted: float | None = None,
    named: dict[str, float] | None = None,
    **visitor: Any,
) -> Evaluation:
    """A customer who ordered as often as that, whose last order is `days` and whose gap `gap` old.

    As it stands an active one with two ordinary orders, who is in no segment.
    """
    figures = {
        "orders.average_value.p80": 100.0,
        "orders.average_value.p95": 200.0,
        "orders.units_per_order.p90": 8.0,
    }
    thresholds = StoreThresholds(
        named=figures if named is None else named,
        frequency_cuts=cuts(frequency, -inf, inf),
        monetary_cuts=cuts(monetary, -inf, inf),
        recency_cuts=cuts(recency, _ALWAYS, _NEVER),
        gap_median_days=gap,
    )
    figures_of_orders = make_orders(
        orders,
        days_since_last=days,
        average_value=value,
        units_per_order=units,
        discounted_share=discounted,
        median_gap_days=own_gap,
    )
    statistics = figures_of_orders if orders else NO_ORDERS
    return make_evaluation(orders=statistics, thresholds=thresholds, **visitor)


def segments_of(
    customer: Evaluation,
    *,
    has_discounts: bool = True,
    settings: SmartSegmentSettings = SmartSegmentSettings(),  # noqa: B008, it is frozen
) -> set[SmartSegment]:
    rules = smart_segment_rules(settings, has_discounts=has_discounts)
    catalog = SegmentCatalog({segment.value: rule for segment, rule in rules.items()})
    return set(map(SmartSegment, catalog.memberships(customer)))


def case(expected: set[SmartSegment], *, id: str, **customer: Any) -> Any:
    return pytest.param(customer, expected, id=id)


LOYALTY: Final = [
    case({ACTIVE}, id="loyal-with-3-orders", orders=3),
    case(set(), id="not-loyal-with-2-orders", orders=2),
    case({ACTIVE}, id="loyal-with-more-orders", orders=9, frequency=5),
    case(set(), id="not-loyal-with-frequency-3", orders=3, frequency=3),
    case({ACTIVE}, id="active-up-to-gap-ratio-1.5", orders=3, days=15),
    case({AT_RISK}, id="at-risk-above-1.5", orders=3, days=15 + JUST),
    case({AT_RISK}, id="at-risk-up-to-gap-ratio-3", orders=3, days=30),
    case({LOST}, id="lost-above-3", orders=3, days=30 + JUST),
    case(set(), id="not-at-risk-with-2-orders", orders=2, days=20),
    case({CHURN}, id="not-at-risk-with-frequency-3", orders=3, frequency=3, days=20),
    case({AT_RISK}, id="own-gap-from-3-orders-on", orders=3, days=20, gap=100, own_gap=10),
    case(set(), id="the-stores-gap-below-3-orders", orders=2, days=20, gap=100, own_gap=10),
    case({ACTIVE}, id="active-on-the-day-of-the-order", orders=3, days=0),
]

CHURNING: Final = [
    case({CHURN}, id="churn-with-2-orders", frequency=3, days=20),
    case({ONE_TIME}, id="no-churn-with-1-order", orders=1, frequency=3, days=20),
    case({CHURN}, id="churn-with-frequency-1", frequency=1, days=20),
    case(set(), id="no-churn-with-frequency-4", frequency=4, days=20),
    case(set(), id="no-churn-up-to-gap-ratio-1.5", frequency=3, days=15),
    case({CHURN}, id="churn-above-1.5", frequency=3, days=15 + JUST),
    case({CHURN}, id="churn-up-to-gap-ratio-3", frequency=3, days=30),
    case({LOST}, id="lost-rather-than-churn-above-3", frequency=3, days=30 + JUST),
]

VALUE: Final = [
    case({BIG}, id="big-at-the-percentile", monetary=5, value=100),
    case(set(), id="not-big-below-the-percentile", monetary=5, value=100 - JUST),
    case(set(), id="not-big-with-monetary-4", monetary=4, value=100),
    case({ONE_TIME}, id="not-big-with-1-order", orders=1, monetary=5, value=100),
    case({BIG, ACTIVE}, id="big-and-loyal", orders=3, monetary=5, value=100),
    case({BIG, LOST}, id="big-though-lost", monetary=5, value=100, days=31),
    case(set(), id="not-big-without-figures", monetary=5, value=900, named={}),
    case({RICH, ONE_TIME}, id="rich-at-the-percentile", orders=1, value=200),
    case({ONE_TIME}, id="not-rich-below-the-percentile", orders=1, value=200 - JUST),
    case({RICH}, id="rich-whatever-the-scores", frequency=1, monetary=1, recency=1, value=200),
    case({RICH, BIG}, id="rich-and-big", monetary=5, value=200),
    case(set(), id="not-rich-without-an-order", orders=0),
    case({BULK}, id="bulk-at-the-percentile", units=8),
    case(set(), id="not-bulk-below-the-percentile", units=8 - JUST),
    case({BULK, ONE_TIME}, id="bulk-with-1-order", orders=1, units=8),
    case({BULK}, id="bulk-from-5-units-on", units=5, named={"orders.units_per_order.p90": 2.0}),
    case(set(), id="not-bulk-below-5", units=4.99, named={"orders.units_per_order.p90": 2.0}),
]

ENDS: Final = [
    case({ONE_TIME}, id="one-time-with-1-order", orders=1),
    case(set(), id="not-one-time-with-2-orders", orders=2),
    case({ONE_TIME}, id="one-time-up-to-gap-ratio-3", orders=1, days=30),
    case({LOST}, id="lost-rather-than-one-time-above-3", orders=1, days=30 + JUST),
    case({ONE_TIME}, id="one-time-up-to-365-days", orders=1, days=365, gap=300),
    case({LOST}, id="lost-after-365-days", orders=1, days=365 + JUST, gap=300),
    case(set(), id="not-lost-up-to-365-days", orders=2, days=365, gap=300),
    case({AT_RISK, LOST}, id="lost-by-days-at-risk-by-ratio", orders=3, days=366, gap=200),
    case({CHURN, LOST}, id="lost-by-days-churn-by-ratio", frequency=1, days=366, gap=200),
    case({WAITING}, id="waiting-registered", orders=0, is_registered=True),
    case({WAITING}, id="waiting-for-mail", orders=0, declared={"EMAIL_SUBSCRIBER": True}),
    case({WAITING}, id="waiting-for-a-push", orders=0, declared={"PUSH_SUBSCRIBER": True}),
    case(set(), id="not-waiting-unknown", orders=0),
    case({ONE_TIME}, id="not-waiting-with-an-order", orders=1, is_registered=True),
]

OPPORTUNISTS: Final = [
    case({SLEEPING}, id="sleeping-with-half-discounted", discounted=0.5, days=20),
    case(set(), id="not-sleeping-below-half", discounted=0.5 - JUST, days=20),
    case(set(), id="not-sleeping-up-to-gap-ratio-1.5", discounted=1.0, days=15),
    case({SLEEPING}, id="sleeping-above-1.5", discounted=1.0, days=15 + JUST),
    case({SLEEPING, LOST}, id="sleeping-though-lost", discounted=1.0, days=31),
    case({SLEEPING, ONE_TIME}, id="sleeping-with-1-order", orders=1, discounted=1.0, days=20),
    case(set(), id="discounts-of-this-one-unknown", discounted=None, days=20),
    case(set(), id="scores-dont-count-with-discounts", frequency=1, monetary=1, recency=1),
]


@pytest.mark.parametrize(
    ("customer", "expected"), [*LOYALTY, *CHURNING, *VALUE, *ENDS, *OPPORTUNISTS]
)
def test_customer_is_in_the_segments_of_its_figures(
    customer: dict[str, Any], expected: set[SmartSegment]
) -> None:
    assert segments_of(make_customer(**customer)) == expected


LOW: Final[dict[str, Any]] = {"recency": 2, "frequency": 3, "monetary": 3}


@pytest.mark.parametrize(
    ("customer", "expected"),
    [
        case({SLEEPING}, id="at-every-boundary", **LOW),
        case({SLEEPING}, id="lowest-scores", recency=1, frequency=1, monetary=1),
        case({SLEEPING, ONE_TIME}, id="with-1-order", orders=1, **LOW),
        case(set(), id="recency-3", **LOW | {"recency": 3}),
        case(set(), id="frequency-4", **LOW | {"frequency": 4}),
        case(set(), id="monetary-4", **LOW | {"monetary": 4}),
        case(set(), id="without-an-order", orders=0, **LOW),
        case(set(), id="discounts-dont-count", discounted=1.0, days=20),
    ],
)
def test_shop_without_discounts_finds_opportunists_by_low_scores(
    customer: dict[str, Any], expected: set[SmartSegment]
) -> None:
    assert segments_of(make_customer(**customer), has_discounts=False) == expected


def test_only_opportunists_depend_on_discounts() -> None:
    settings = SmartSegmentSettings()
    with_discounts = smart_segment_rules(settings, has_discounts=True)
    without = smart_segment_rules(settings, has_discounts=False)
    assert {key for key in SmartSegment if with_discounts[key] != without[key]} == {SLEEPING}


@unhurried
@given(customer=evaluations(), has_discounts=st.booleans())
def test_segments_that_contradict_each_other_never_meet(
    customer: Evaluation, *, has_discounts: bool
) -> None:
    found = segments_of(customer, has_discounts=has_discounts)
    assert WAITING not in found or found == {WAITING}
    assert not {ACTIVE, AT_RISK} <= found
    assert not {ONE_TIME, LOST} <= found
    for loyal in (ACTIVE, AT_RISK):
        assert not {loyal, ONE_TIME} <= found
        assert not {loyal, CHURN} <= found


@pytest.mark.parametrize("has_discounts", [True, False], ids=["discounts", "scores"])
def test_smart_segments_are_rules_like_any_other(*, has_discounts: bool) -> None:
    rules = smart_segment_rules(SmartSegmentSettings(), has_discounts=has_discounts)
    assert list(rules) == list(SmartSegment)
    for rule in rules.values():
        assert parse_rule(rule_to_json(rule)) == rule


def test_primary_segment_is_sought_in_the_documented_order() -> None:
    assert (
        *(WAITING, LOST, AT_RISK, CHURN, SLEEPING),
        *(ACTIVE, RICH, BIG, BULK, ONE_TIME),
    ) == PRIMARY_ORDER
    assert set(PRIMARY_ORDER) == set(SmartSegment)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, {AT_RISK}, id="defaults"),
        pytest.param({"active_gap_ratio": 2.0}, {ACTIVE}, id="active-for-longer"),
        pytest.param({"loyal_orders": 4}, set(), id="loyal-later"),
        pytest.param({"loyal_frequency_score": 5}, set(), id="loyal-with-a-higher-score"),
        pytest.param({"lost_gap_ratio": 1.9}, {LOST}, id="lost-sooner"),
        pytest.param({"lost_days": 19.0}, {AT_RISK, LOST}, id="lost-after-fewer-days"),
    ],
)
def test_settings_move_the_boundaries(changes: dict[str, Any], expected: set[SmartSegment]) -> None:
    customer = make_customer(orders=3, days=20)
    assert segments_of(customer, settings=SmartSegmentSettings(**changes)) == expected
