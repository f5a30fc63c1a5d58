from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.thresholds import HIGHEST_SCORE, NO_THRESHOLDS, StoreThresholds
from tests.targeting.factories import days_ago
from tests.targeting.strategies import NOW, recent_moments, store_thresholds, unhurried

THRESHOLDS = StoreThresholds(
    frequency_cuts=(1, 2, 3, 4),
    monetary_cuts=(10, 50, 50, 200),
    recency_cuts=tuple(days_ago(days) for days in (180, 90, 60, 30)),
    gap_median_days=40,
    personal_gap_orders=3,
    minimum_gap_days=2,
)


@pytest.mark.parametrize(("orders", "expected"), [(0, 1), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5)])
def test_frequency_score_rises_above_each_cut(orders: int, expected: int) -> None:
    assert THRESHOLDS.frequency_score(orders) == expected


@pytest.mark.parametrize(
    ("revenue", "expected"),
    [
        pytest.param(0, 1, id="nothing"),
        pytest.param(10, 1, id="at-the-first-cut"),
        pytest.param(10.01, 2, id="just-above-it"),
        pytest.param(50, 2, id="at-two-equal-cuts"),
        pytest.param(50.01, 4, id="just-above-both"),
        pytest.param(200, 4, id="at-the-last-cut"),
        pytest.param(200.01, 5, id="above-all"),
    ],
)
def test_monetary_score_rises_above_each_cut(revenue: float, expected: int) -> None:
    assert THRESHOLDS.monetary_score(revenue) == expected


@pytest.mark.parametrize(
    ("last_order_at", "expected"),
    [
        pytest.param(days_ago(400), 1, id="long-before-the-first-cut"),
        pytest.param(days_ago(180), 1, id="at-the-first-cut"),
        pytest.param(days_ago(180) + timedelta(microseconds=1), 2, id="just-after-it"),
        pytest.param(days_ago(60), 3, id="at-the-third-cut"),
        pytest.param(days_ago(30), 4, id="at-the-last-cut"),
        pytest.param(NOW, 5, id="now"),
    ],
)
def test_recency_score_rises_after_each_cut(last_order_at: datetime, expected: int) -> None:
    assert THRESHOLDS.recency_score(last_order_at) == expected


def test_store_without_figures_scores_recency_and_money_alike() -> None:
    assert NO_THRESHOLDS.recency_score(NOW) == 1
    assert NO_THRESHOLDS.recency_score(days_ago(1_000)) == 1
    assert NO_THRESHOLDS.monetary_score(0) == 1
    assert NO_THRESHOLDS.monetary_score(0.01) == HIGHEST_SCORE


@unhurried
@given(thresholds=store_thresholds, orders=st.integers(0, 12), revenue=st.floats(0, 20_000))
def test_score_is_one_more_than_the_cuts_that_are_exceeded(
    thresholds: StoreThresholds, orders: int, revenue: float
) -> None:
    assert thresholds.frequency_score(orders) == 1 + sum(
        cut < orders for cut in thresholds.frequency_cuts
    )
    assert thresholds.monetary_score(revenue) == 1 + sum(
        cut < revenue for cut in thresholds.monetary_cuts
    )


@unhurried
@given(thresholds=store_thresholds, two=st.lists(recent_moments, min_size=2, max_size=2))
def test_later_order_never_has_a_lower_recency_score(
    thresholds: StoreThresholds, two: list[datetime]
) -> None:
    earlier, later = sorted(two)
    scores = thresholds.recency_score(earlier), thresholds.recency_score(later)
    assert 1 <= scores[0] <= scores[1] <= HIGHEST_SCORE


@pytest.mark.parametrize(
    ("orders", "own_median_days", "expected"),
    [
        pytest.param(3, 7.0, 7.0, id="own-from-three-orders-on"),
        pytest.param(2, 7.0, 40.0, id="the-stores-below-three"),
        pytest.param(1, None, 40.0, id="the-stores-without-a-gap"),
        pytest.param(5, None, 40.0, id="the-stores-when-the-own-is-unknown"),
        pytest.param(3, 2.0, 2.0, id="at-the-minimum"),
        pytest.param(3, 1.9, 2.0, id="never-below-the-minimum"),
        pytest.param(9, 0.0, 2.0, id="all-orders-at-one-moment"),
    ],
)
def test_expected_gap_is_the_buyers_own_or_the_stores(
    orders: int, own_median_days: float | None, expected: float
) -> None:
    assert THRESHOLDS.expected_gap_days(orders, own_median_days) == expected


def test_stores_own_gap_is_not_below_the_minimum_either() -> None:
    thresholds = StoreThresholds(gap_median_days=0.5, minimum_gap_days=1)
    assert thresholds.expected_gap_days(1, None) == 1


def test_number_of_orders_that_make_the_own_gap_count_is_adjustable() -> None:
    thresholds = StoreThresholds(gap_median_days=40, personal_gap_orders=5)
    assert thresholds.expected_gap_days(4, 7) == 40
    assert thresholds.expected_gap_days(5, 7) == 7
