from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.behaviour import Behaviour, EventKind, Feature
from targeting.evaluation import Evaluation, age_in_years, reader_of
from targeting.subjects import (
    Attribute,
    ContextFact,
    OrderStatistic,
    SmartMetric,
    Subject,
    Trait,
)
from targeting.thresholds import StoreThresholds
from tests.targeting.factories import days_ago, make_evaluation, make_orders, make_visitor
from tests.targeting.strategies import NOW, unhurried

SEARCHES: Final = Feature(EventKind.SEARCH)
THRESHOLDS: Final = StoreThresholds(
    frequency_cuts=(1, 2, 3, 4),
    monetary_cuts=(10, 20, 30, 100),
    recency_cuts=tuple(days_ago(days) for days in (180, 90, 60, 30)),
    gap_median_days=40,
)


def read(subject: Subject, evaluation: Evaluation) -> Any:
    return reader_of(subject)(evaluation)


@pytest.mark.parametrize(
    ("born", "today", "expected"),
    [
        pytest.param(date(1990, 3, 14), date(2026, 3, 14), 36, id="on-the-birthday"),
        pytest.param(date(1990, 3, 15), date(2026, 3, 14), 35, id="the-day-before"),
        pytest.param(date(1990, 3, 13), date(2026, 3, 14), 36, id="the-day-after"),
        pytest.param(date(1990, 12, 1), date(2026, 3, 14), 35, id="later-month-earlier-day"),
        pytest.param(date(1990, 2, 28), date(2026, 3, 14), 36, id="earlier-month-later-day"),
        pytest.param(date(2026, 3, 14), date(2026, 3, 14), 0, id="newborn"),
        pytest.param(date(2004, 2, 29), date(2025, 2, 28), 20, id="leapling-on-28-february"),
        pytest.param(date(2004, 2, 29), date(2025, 3, 1), 21, id="leapling-on-1-march"),
        pytest.param(date(2004, 2, 29), date(2024, 2, 28), 19, id="leapling-in-a-leap-year-before"),
        pytest.param(date(2004, 2, 29), date(2024, 2, 29), 20, id="leapling-on-the-birthday"),
        pytest.param(date(2003, 3, 1), date(2024, 2, 29), 20, id="born-on-1-march-on-29-february"),
        pytest.param(date(2003, 2, 28), date(2024, 2, 29), 21, id="born-on-28-on-29-february"),
    ],
)
def test_age_counts_completed_years(born: date, today: date, expected: int) -> None:
    assert age_in_years(born, today) == expected


@unhurried
@given(born=st.dates(), days=st.integers(0, 50_000))
def test_age_never_falls_from_one_day_to_the_next(born: date, days: int) -> None:
    today = date.fromordinal(min(born.toordinal() + days, date.max.toordinal() - 1))
    tomorrow = today + timedelta(days=1)
    assert 0 <= age_in_years(born, today) <= age_in_years(born, tomorrow)
    assert age_in_years(born, tomorrow) - age_in_years(born, today) <= 1


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        pytest.param({Attribute.AGE: 40}, 40, id="declared-age"),
        pytest.param(
            {Attribute.BIRTH_DATE: datetime(1990, 3, 15, tzinfo=UTC)}, 35, id="birth-date"
        ),
        pytest.param(
            {Attribute.AGE: 40, Attribute.BIRTH_DATE: datetime(1990, 3, 14, tzinfo=UTC)},
            36,
            id="birth-date-before-declared-age",
        ),
        pytest.param(
            {Attribute.AGE: 40, Attribute.BIRTH_DATE: "1990-03-14"}, 40, id="text-is-no-birth-date"
        ),
        pytest.param({}, None, id="missing"),
    ],
)
def test_age_follows_from_the_birth_date_if_there_is_one(
    declared: dict[Attribute, Any], expected: int | None
) -> None:
    assert read(Attribute.AGE, make_evaluation(declared=declared)) == expected


def test_age_is_that_of_the_moment_evaluated() -> None:
    declared = {Attribute.BIRTH_DATE: datetime(1990, 3, 15, tzinfo=UTC)}
    day_after = make_evaluation(now=NOW + timedelta(days=1), declared=declared)
    assert read(Attribute.AGE, day_after) == 36


KNOWN_OF_NEWCOMERS: Final[dict[Subject, tuple[type, object]]] = {
    Attribute.REGISTERED: (bool, False),
    Attribute.EMAIL_SUBSCRIBER: (bool, False),
    Attribute.PUSH_SUBSCRIBER: (bool, False),
    OrderStatistic.COUNT: (int, 0),
    OrderStatistic.REVENUE: (float, 0.0),
    Behaviour(SEARCHES): (int, 0),
    Behaviour(SEARCHES, within_days=30): (int, 0),
}
"""What is known even of a visitor who was never seen; everything else is missing."""


@pytest.mark.parametrize(
    "subject",
    [
        *Attribute,
        *ContextFact,
        *OrderStatistic,
        *SmartMetric,
        Trait("size"),
        Behaviour(SEARCHES),
        Behaviour(SEARCHES, within_days=30),
    ],
    ids=str,
)
def test_of_a_newcomer_only_flags_and_counts_are_known(subject: Subject) -> None:
    known = read(subject, make_evaluation())
    assert (type(known), known) == KNOWN_OF_NEWCOMERS.get(subject, (type(None), None))


DECLARED: Final = (
    Attribute.GENDER,
    Attribute.BIRTH_DATE,
    Attribute.COUNTRY,
    Attribute.REGION,
    Attribute.CITY,
    Attribute.LANGUAGE,
    Attribute.INTERESTS,
)


@pytest.mark.parametrize("attribute", DECLARED)
def test_declared_attribute_is_read_as_it_was_declared(attribute: Attribute) -> None:
    others = {other: "other" for other in Attribute if other is not attribute}
    evaluation = make_evaluation(declared={**others, attribute: "own"})
    assert read(attribute, evaluation) == "own"


@pytest.mark.parametrize(
    ("attribute", "field"),
    [
        pytest.param(Attribute.REGISTERED, "is_registered", id="registered"),
        pytest.param(Attribute.EMAIL_SUBSCRIBER, "is_email_subscriber", id="email"),
        pytest.param(Attribute.PUSH_SUBSCRIBER, "is_push_subscriber", id="push"),
    ],
)
def test_flag_is_read_from_its_own_field_only(attribute: Attribute, field: str) -> None:
    contrary = {Attribute.REGISTERED: True, attribute: "declared"}
    assert read(attribute, make_evaluation(declared=contrary)) is False
    fields = ("is_registered", "is_email_subscriber", "is_push_subscriber")
    only: dict[str, Any] = {name: name == field for name in fields}
    assert read(attribute, make_evaluation(**only)) is True
    others: dict[str, Any] = {name: name != field for name in fields}
    assert read(attribute, make_evaluation(**others)) is False


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        pytest.param(Attribute.FIRST_SEEN, days_ago(100), id="first-seen"),
        pytest.param(Attribute.LAST_SEEN, days_ago(1.5), id="last-seen"),
        pytest.param(Attribute.DAYS_SINCE_FIRST_SEEN, 100, id="days-since-first-seen"),
        pytest.param(Attribute.DAYS_SINCE_LAST_SEEN, 1.5, id="fraction-of-a-day"),
    ],
)
def test_days_since_a_visit_are_counted_to_now(subject: Subject, expected: object) -> None:
    seen = make_evaluation(first_seen_at=days_ago(100), last_seen_at=days_ago(1.5))
    assert read(subject, seen) == expected


def test_days_since_what_has_yet_to_come_are_negative() -> None:
    ahead = make_evaluation(last_seen_at=NOW + timedelta(hours=6))
    assert read(Attribute.DAYS_SINCE_LAST_SEEN, ahead) == -0.25


@pytest.mark.parametrize("fact", ContextFact)
def test_context_fact_is_read_from_the_request(fact: ContextFact) -> None:
    others = dict.fromkeys(ContextFact, "other")
    assert read(fact, make_evaluation(context={**others, fact: "own"})) == "own"


def test_trait_is_read_by_its_own_name() -> None:
    evaluation = make_evaluation(traits={"size": "M", "Size": "L"})
    assert read(Trait("size"), evaluation) == "M"
    assert read(Trait("SIZE"), evaluation) is None


def test_behaviour_is_read_from_the_counters_of_its_feature() -> None:
    counters = {SEARCHES.key: {"20526": 2, "20400": 5}, "another": {"20526": 99}}
    evaluation = make_evaluation(counters=counters)  # today is the epoch day 20526
    assert read(Behaviour(SEARCHES), evaluation) == 7
    assert read(Behaviour(SEARCHES, within_days=1), evaluation) == 2


@pytest.mark.parametrize(
    ("statistic", "expected"),
    [
        pytest.param(OrderStatistic.COUNT, 4, id="count"),
        pytest.param(OrderStatistic.REVENUE, 80, id="revenue"),
        pytest.param(OrderStatistic.AVERAGE_VALUE, 20, id="average-value"),
        pytest.param(OrderStatistic.UNITS_PER_ORDER, 2.5, id="units-per-order"),
        pytest.param(OrderStatistic.DISCOUNTED_SHARE, 0.25, id="discounted-share"),
        pytest.param(OrderStatistic.DAYS_SINCE_FIRST, 200, id="days-since-first"),
        pytest.param(OrderStatistic.DAYS_SINCE_LAST, 20, id="days-since-last"),
        pytest.param(OrderStatistic.MEDIAN_GAP_DAYS, 60, id="median-gap"),
    ],
)
def test_order_statistic_is_read_from_the_visitors_orders(
    statistic: OrderStatistic, expected: float
) -> None:
    orders = make_orders(
        4,
        days_since_last=20,
        first_at=days_ago(200),
        units_per_order=2.5,
        discounted_share=0.25,
        median_gap_days=60,
    )
    assert read(statistic, make_evaluation(orders=orders)) == expected


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        pytest.param(SmartMetric.RECENCY_SCORE, 4, id="recency"),
        pytest.param(SmartMetric.FREQUENCY_SCORE, 3, id="frequency"),
        pytest.param(SmartMetric.MONETARY_SCORE, 4, id="monetary"),
        pytest.param(SmartMetric.EXPECTED_GAP_DAYS, 25, id="expected-gap"),
        pytest.param(SmartMetric.GAP_RATIO, 1.6, id="gap-ratio"),
    ],
)
def test_smart_metric_sets_the_visitor_against_the_store(
    metric: SmartMetric, expected: float
) -> None:
    orders = make_orders(3, days_since_last=40, median_gap_days=25)
    assert read(metric, make_evaluation(orders=orders, thresholds=THRESHOLDS)) == expected


def test_gap_ratio_of_a_rare_buyer_uses_the_stores_gap() -> None:
    orders = make_orders(2, days_since_last=60, median_gap_days=5)
    evaluation = make_evaluation(orders=orders, thresholds=THRESHOLDS)
    assert read(SmartMetric.GAP_RATIO, evaluation) == 1.5


@pytest.mark.parametrize("metric", [SmartMetric.RECENCY_SCORE, SmartMetric.GAP_RATIO])
def test_metric_of_an_undated_order_is_missing(metric: SmartMetric) -> None:
    orders = make_orders(2, first_at=None, last_at=None)
    assert read(metric, make_evaluation(orders=orders, thresholds=THRESHOLDS)) is None


class CountingThresholds:
    """Stands in for the store's figures and counts how often one is worked out."""

    def __init__(self) -> None:
        self.calls = 0

    def frequency_score(self, _orders: int) -> int:
        self.calls += 1
        return 4


def test_smart_metric_is_worked_out_once_per_evaluation() -> None:
    counting = CountingThresholds()
    thresholds = cast("StoreThresholds", counting)
    evaluation = make_evaluation(orders=make_orders(2), thresholds=thresholds)
    assert [read(SmartMetric.FREQUENCY_SCORE, evaluation) for _ in range(3)] == [4, 4, 4]
    assert counting.calls == 1
    read(SmartMetric.FREQUENCY_SCORE, make_evaluation(orders=make_orders(2), thresholds=thresholds))
    assert counting.calls == 2


def test_evaluations_remember_nothing_of_each_other() -> None:
    visitor = make_visitor()
    first, second = Evaluation(visitor, now=NOW), Evaluation(visitor, now=NOW)
    first.memberships["loyal"] = True
    assert second.memberships == {}
