from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.behaviour import NOTHING_DONE, Behaviour, EventKind, Feature, Last, Measure
from targeting.evaluation import Evaluation, age_in_years, reader_of, resolved_operand
from targeting.operators import Operator, total_test
from targeting.purchase_model import PurchaseModel
from targeting.rules import RelativeDate
from targeting.subjects import (
    Attribute,
    ContextFact,
    OrderStatistic,
    QueryParameter,
    SmartMetric,
    Subject,
    Trait,
)
from targeting.thresholds import StoreThresholds
from targeting.values import Duration, TimeUnit, as_utc, epoch_ms
from tests.targeting.factories import (
    days_ago,
    make_evaluation,
    make_occurrence,
    make_orders,
    make_visitor,
    streams_of,
)
from tests.targeting.strategies import NOW, unhurried

SEARCHES: Final = Feature(EventKind.SEARCH)
LAST_MONTH: Final = Last(Duration(30, TimeUnit.DAYS))
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
        pytest.param({"AGE": 40}, 40, id="declared-age"),
        pytest.param({"BIRTH_DATE": datetime(1990, 3, 15, tzinfo=UTC)}, 35, id="birth-date"),
        pytest.param(
            {"AGE": 40, "BIRTH_DATE": datetime(1990, 3, 14, tzinfo=UTC)},
            36,
            id="birth-date-before-declared-age",
        ),
        pytest.param({"AGE": 40, "BIRTH_DATE": "1990-03-14"}, 40, id="text-is-no-birth-date"),
        pytest.param({}, None, id="missing"),
    ],
)
def test_age_follows_from_the_birth_date_if_there_is_one(
    declared: dict[str, Any], expected: int | None
) -> None:
    assert read(Attribute.AGE, make_evaluation(declared=declared)) == expected


def test_age_is_that_of_the_moment_evaluated() -> None:
    declared = {"BIRTH_DATE": datetime(1990, 3, 15, tzinfo=UTC)}
    day_after = make_evaluation(now=NOW + timedelta(days=1), declared=declared)
    assert read(Attribute.AGE, day_after) == 36


KNOWN_OF_NEWCOMERS: Final[dict[Subject, tuple[type, object]]] = {
    Attribute.REGISTERED: (bool, False),
    Attribute.EMAIL_SUBSCRIBER: (bool, False),
    Attribute.PUSH_SUBSCRIBER: (bool, False),
    OrderStatistic.COUNT: (int, 0),
    OrderStatistic.REVENUE: (float, 0.0),
    Attribute.SESSIONS: (int, 0),
    OrderStatistic.PRODUCTS: (tuple, ()),
    OrderStatistic.CATEGORIES: (tuple, ()),
    OrderStatistic.BRANDS: (tuple, ()),
    ContextFact.NOW: (datetime, NOW),
    ContextFact.LOCAL_HOUR: (int, 12),
    ContextFact.LOCAL_WEEKDAY: (str, "SATURDAY"),
    Behaviour(SEARCHES): (int, 0),
    Behaviour(SEARCHES, Measure.COUNT, LAST_MONTH): (int, 0),
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
        QueryParameter("coupon"),
        Behaviour(SEARCHES),
        Behaviour(SEARCHES, Measure.COUNT, LAST_MONTH),
    ],
    ids=str,
)
def test_of_a_newcomer_only_flags_counts_and_the_moment_are_known(subject: Subject) -> None:
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
    others = {other.value: "other" for other in Attribute}
    evaluation = make_evaluation(declared={**others, attribute.value: "own"})
    assert read(attribute, evaluation) == "own"


@pytest.mark.parametrize("attribute", [Attribute.EMAIL_SUBSCRIBER, Attribute.PUSH_SUBSCRIBER])
@pytest.mark.parametrize(
    ("declared", "expected"), [(True, True), (False, False), ("true", False), (1, False)]
)
def test_subscriber_is_who_said_so(
    attribute: Attribute, declared: object, *, expected: bool
) -> None:
    others = {"EMAIL_SUBSCRIBER": True, "PUSH_SUBSCRIBER": True}
    evaluation = make_evaluation(declared={**others, attribute.value: declared})
    assert read(attribute, evaluation) is expected


def test_registered_is_tracked_and_never_declared() -> None:
    assert read(Attribute.REGISTERED, make_evaluation(is_registered=True)) is True
    assert read(Attribute.REGISTERED, make_evaluation(declared={"REGISTERED": True})) is False


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


OF_THE_MOMENT: Final = {ContextFact.NOW, ContextFact.LOCAL_HOUR, ContextFact.LOCAL_WEEKDAY}


@pytest.mark.parametrize("fact", [fact for fact in ContextFact if fact not in OF_THE_MOMENT])
def test_context_fact_is_read_from_the_request(fact: ContextFact) -> None:
    others = {other.value: "other" for other in ContextFact}
    assert read(fact, make_evaluation(page={**others, fact.value: "own"})) == "own"


@pytest.mark.parametrize(
    ("zone", "hour", "weekday"),
    [
        ("UTC", 23, "SUNDAY"),
        ("Europe/Istanbul", 2, "MONDAY"),
        ("America/New_York", 19, "SUNDAY"),
        ("Asia/Kolkata", 5, "MONDAY"),
    ],
)
def test_hour_and_weekday_are_those_of_the_store(zone: str, hour: int, weekday: str) -> None:
    late = make_evaluation(
        now=datetime(2026, 3, 15, 23, 30, tzinfo=UTC),
        time_zone=ZoneInfo(zone),
        page={"LOCAL_HOUR": 99, "NOW": "never"},
    )
    assert read(ContextFact.LOCAL_HOUR, late) == hour
    assert read(ContextFact.LOCAL_WEEKDAY, late) == weekday
    assert read(ContextFact.NOW, late) == late.now


def test_age_is_counted_by_the_stores_calendar() -> None:
    eve = datetime(2026, 3, 13, 22, tzinfo=UTC)
    born = {"BIRTH_DATE": datetime(1990, 3, 14, tzinfo=UTC)}
    assert read(Attribute.AGE, make_evaluation(now=eve, declared=born)) == 35
    istanbul = make_evaluation(now=eve, declared=born, time_zone=ZoneInfo("Europe/Istanbul"))
    assert read(Attribute.AGE, istanbul) == 36


def test_moment_of_evaluation_is_in_whole_milliseconds() -> None:
    evaluation = make_evaluation(now=NOW + timedelta(microseconds=1_999), session_id="s1")
    assert evaluation.now == NOW + timedelta(milliseconds=1)
    assert evaluation.moment.now_ms == epoch_ms(NOW) + 1
    assert evaluation.moment.session_id == "s1"


def test_trait_and_parameter_are_read_by_their_own_names() -> None:
    named = {"size": "M", "Size": "L"}
    evaluation = make_evaluation(traits=named, query_parameters={"size": "S"})
    assert read(Trait("size"), evaluation) == "M"
    assert read(Trait("SIZE"), evaluation) is None
    assert read(QueryParameter("size"), evaluation) == "S"
    assert read(QueryParameter("Size"), evaluation) is None


def test_behaviour_is_read_from_the_stream_of_its_feature() -> None:
    searches = [make_occurrence(EventKind.SEARCH, days_ago(n)) for n in (1, 2, 40)]
    streams = streams_of(searches, SEARCHES)
    evaluation = make_evaluation(streams={**streams, "another": NOTHING_DONE})
    assert read(Behaviour(SEARCHES), evaluation) == 3
    assert read(Behaviour(SEARCHES, Measure.COUNT, LAST_MONTH), evaluation) == 2


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


def test_percentiles_are_the_share_of_buyers_below() -> None:
    hundred = tuple(range(1, 100))
    thresholds = StoreThresholds(
        frequency_percentiles=hundred,
        monetary_percentiles=hundred,
        average_value_percentiles=hundred,
        recency_percentiles=tuple(days_ago(n) for n in reversed(hundred)),
    )
    evaluation = make_evaluation(
        orders=make_orders(3, days_since_last=40.5, revenue=61, average_value=20.5),
        thresholds=thresholds,
    )
    assert read(SmartMetric.FREQUENCY_PERCENTILE, evaluation) == 2
    assert read(SmartMetric.MONETARY_PERCENTILE, evaluation) == 60
    assert read(SmartMetric.AVERAGE_VALUE_PERCENTILE, evaluation) == 20
    assert read(SmartMetric.RECENCY_PERCENTILE, evaluation) == 59


@pytest.mark.parametrize("metric", [m for m in SmartMetric if m.value.endswith("_PERCENTILE")])
def test_small_shop_has_no_percentiles(metric: SmartMetric) -> None:
    assert read(metric, make_evaluation(orders=make_orders(3))) is None


def test_forecasts_are_those_of_the_stores_model() -> None:
    model = PurchaseModel(0.5, 5.0, 0.4, 2.0)
    thresholds = StoreThresholds(purchase_model=model, prediction_days=30)
    orders = make_orders(4, days_since_last=20, first_at=days_ago(200))
    evaluation = make_evaluation(orders=orders, thresholds=thresholds)
    assert read(SmartMetric.P_ALIVE, evaluation) == model.p_alive(3, 180, 200)
    expected = model.expected_orders(3, 180, 200, 30)
    assert read(SmartMetric.PREDICTED_ORDERS, evaluation) == expected
    assert expected is not None
    assert expected > 0


@pytest.mark.parametrize("metric", [SmartMetric.P_ALIVE, SmartMetric.PREDICTED_ORDERS])
def test_forecast_is_missing_without_a_model_or_before_the_last_order(metric: SmartMetric) -> None:
    model = StoreThresholds(purchase_model=PurchaseModel(0.5, 5.0, 0.4, 2.0))
    orders = make_orders(2, days_since_last=-0.1)
    assert read(metric, make_evaluation(orders=make_orders(2))) is None
    assert read(metric, make_evaluation(orders=orders, thresholds=model)) is None
    assert read(metric, make_evaluation(thresholds=model)) is None


@pytest.mark.parametrize(
    ("operand", "operator", "expected"),
    [
        (3, Operator.LESS, 3),
        (RelativeDate(-2, TimeUnit.HOURS), Operator.LESS, NOW - timedelta(hours=2)),
        (
            (RelativeDate(-1, TimeUnit.DAYS), RelativeDate(30, TimeUnit.MINUTES)),
            Operator.BETWEEN,
            (days_ago(1), NOW + timedelta(minutes=30)),
        ),
        (RelativeDate(13, TimeUnit.HOURS), Operator.IS_DAY, date(2026, 3, 15)),
        (RelativeDate(9, TimeUnit.HOURS), Operator.IS_NOT_DAY, date(2026, 3, 15)),
        (datetime(2026, 3, 14, 23, tzinfo=UTC), Operator.IS_DAY, date(2026, 3, 14)),
    ],
    ids=str,
)
def test_operand_is_worked_out_for_the_moment(
    operand: object, operator: Operator, expected: object
) -> None:
    evaluation = make_evaluation(time_zone=ZoneInfo("Europe/Istanbul"))
    assert resolved_operand(operator, operand, evaluation) == expected


def test_evaluations_remember_nothing_of_each_other() -> None:
    visitor = make_visitor()
    first, second = Evaluation(visitor, now=NOW), Evaluation(visitor, now=NOW)
    first.known[1] = True
    first.derived["x"] = 1
    assert second.known == second.derived == {}


@pytest.mark.parametrize("metric", [SmartMetric.P_ALIVE, SmartMetric.PREDICTED_ORDERS])
@pytest.mark.parametrize("undated", [{"first_at": None}, {"last_at": None}], ids=str)
def test_forecast_needs_the_first_and_the_last_order(
    metric: SmartMetric, undated: dict[str, Any]
) -> None:
    thresholds = StoreThresholds(purchase_model=PurchaseModel(0.5, 5.0, 0.4, 2.0))
    orders = make_orders(2, **undated)
    assert read(metric, make_evaluation(orders=orders, thresholds=thresholds)) is None


def test_forecast_starts_with_the_last_order() -> None:
    thresholds = StoreThresholds(purchase_model=PurchaseModel(0.5, 5.0, 0.4, 2.0))
    evaluation = make_evaluation(orders=make_orders(2, days_since_last=0), thresholds=thresholds)
    assert read(SmartMetric.P_ALIVE, evaluation) is not None


@pytest.mark.parametrize(
    ("metric", "missing"),
    [
        (SmartMetric.RECENCY_PERCENTILE, {"last_at": None}),
        (SmartMetric.AVERAGE_VALUE_PERCENTILE, {"average_value": None}),
    ],
)
def test_percentile_of_what_is_missing_is_missing(
    metric: SmartMetric, missing: dict[str, Any]
) -> None:
    thresholds = StoreThresholds(
        recency_percentiles=(days_ago(9),), average_value_percentiles=(1.0,)
    )
    orders = make_orders(2, **missing)
    assert read(metric, make_evaluation(orders=orders, thresholds=thresholds)) is None


@pytest.fixture
def in_auckland(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server whose own clock is 13 hours ahead of UTC."""
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_auckland")
def test_the_servers_own_time_zone_plays_no_part() -> None:
    born = datetime(1990, 3, 14, 12, tzinfo=UTC)
    evaluation = make_evaluation(declared={"BIRTH_DATE": born})
    assert read(Attribute.AGE, evaluation) == 36
    assert resolved_operand(Operator.IS_DAY, born, evaluation) == date(1990, 3, 14)
    birthday = total_test(Operator.ANNIVERSARY_WITHIN_DAYS, 0, now=NOW)
    assert birthday(born)
    assert not birthday(born + timedelta(hours=12))
    assert as_utc(born.astimezone(ZoneInfo("Asia/Tokyo"))).tzinfo is UTC


@pytest.mark.parametrize("metric", [SmartMetric.FREQUENCY_SCORE, SmartMetric.GAP_RATIO])
def test_one_order_makes_a_buyer(metric: SmartMetric) -> None:
    assert read(metric, make_evaluation(orders=make_orders(1))) is not None
