"""The numbers of the ten definitions: what each changes, and which can't be used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from math import inf, nan
from typing import Any, Final

import pytest

from targeting.smart_segments import (
    SmartSegment,
    SmartSegmentSettings,
    smart_segment_rules,
    validated_settings,
)
from targeting.values import InvalidInputError, Problem

ACTIVE: Final = SmartSegment.ACTIVE_LOYALS
AT_RISK: Final = SmartSegment.LOYALS_AT_RISK
SLEEPING: Final = SmartSegment.SLEEPING_OPPORTUNISTS
CHURN: Final = SmartSegment.CHURN_CANDIDATES
ONE_TIME: Final = SmartSegment.ONE_TIME_SHOPPERS
LOST: Final = SmartSegment.LOST_CUSTOMERS
BIG: Final = SmartSegment.BIG_SPENDERS
RICH: Final = SmartSegment.RICHIE_RICHES
BULK: Final = SmartSegment.BULK_SHOPPERS

FOR_FIGURES: Final = {
    "personal_gap_orders",
    "minimum_gap_days",
    "prediction_days",
    "percentile_buyers",
    "fixed_gap_days",
    "fixed_frequency_cuts",
    "fixed_monetary_cuts",
    "fixed_recency_cuts_days",
    "fixed_high_value",
    "fixed_rich_value",
    "fixed_bulk_units",
}
"""Settings of the figures that the rules are evaluated with; the rules are the same whatever they are."""


def changed_segments(settings: SmartSegmentSettings, *, has_discounts: bool) -> set[SmartSegment]:
    before = smart_segment_rules(SmartSegmentSettings(), has_discounts=has_discounts)
    after = smart_segment_rules(settings, has_discounts=has_discounts)
    return {segment for segment in SmartSegment if before[segment] != after[segment]}


def adjusted(
    name: str,
    value: object,
    *segments: SmartSegment,
    with_discounts: Iterable[SmartSegment] = (),
    without_discounts: Iterable[SmartSegment] = (),
) -> Any:
    """A setting, another value, and the segments whose rules that changes."""
    return pytest.param(
        name, value, {*segments, *with_discounts}, {*segments, *without_discounts}, id=name
    )


ADJUSTED: Final = [
    adjusted("loyal_orders", 4, ACTIVE, AT_RISK),
    adjusted("loyal_frequency_score", 3, ACTIVE, AT_RISK),
    adjusted("active_gap_ratio", 1.2, ACTIVE, AT_RISK, CHURN, with_discounts=[SLEEPING]),
    adjusted("lost_gap_ratio", 4.0, AT_RISK, CHURN, ONE_TIME, LOST),
    adjusted("lost_days", 200.0, ONE_TIME, LOST),
    adjusted("big_spender_orders", 3, BIG),
    adjusted("big_spender_monetary_score", 4, BIG),
    adjusted("big_spender_value_percentile", 70, BIG),
    adjusted("rich_value_percentile", 90, RICH),
    adjusted("bulk_units_percentile", 80, BULK),
    adjusted("bulk_units", 7.0, BULK),
    adjusted("opportunist_discounted_share", 0.8, with_discounts=[SLEEPING]),
    adjusted("opportunist_recency_score", 1, without_discounts=[SLEEPING]),
    adjusted("opportunist_frequency_score", 2, without_discounts=[SLEEPING]),
    adjusted("opportunist_monetary_score", 2, without_discounts=[SLEEPING]),
    adjusted("churn_orders", 3, CHURN),
    adjusted("churn_frequency_score", 2, CHURN),
]


@pytest.mark.parametrize(("name", "value", "with_discounts", "without_discounts"), ADJUSTED)
def test_setting_changes_the_rules_that_it_is_in(
    name: str,
    value: object,
    with_discounts: set[SmartSegment],
    without_discounts: set[SmartSegment],
) -> None:
    settings = validated_settings({name: value})
    assert changed_segments(settings, has_discounts=True) == with_discounts
    assert changed_segments(settings, has_discounts=False) == without_discounts


def test_every_setting_is_in_a_rule_or_in_the_figures() -> None:
    in_rules = {case.values[0] for case in ADJUSTED}
    assert in_rules | FOR_FIGURES == {field.name for field in fields(SmartSegmentSettings)}
    assert not in_rules & FOR_FIGURES


@pytest.mark.parametrize("name", sorted(FOR_FIGURES))
def test_setting_of_the_figures_leaves_the_rules_alone(name: str) -> None:
    default = getattr(SmartSegmentSettings(), name)
    other = tuple(cut * 2 for cut in default) if isinstance(default, tuple) else default * 2
    settings = validated_settings({name: other})
    assert getattr(settings, name) == other != default
    for has_discounts in (True, False):
        assert changed_segments(settings, has_discounts=has_discounts) == set()


def test_percentiles_name_their_thresholds() -> None:
    settings = SmartSegmentSettings(
        big_spender_value_percentile=70, rich_value_percentile=90, bulk_units_percentile=5
    )
    assert settings.high_value_threshold == "orders.average_value.p70"
    assert settings.rich_value_threshold == "orders.average_value.p90"
    assert settings.bulk_units_threshold == "orders.units_per_order.p5"


def test_defaults_can_be_used() -> None:
    assert SmartSegmentSettings().problems() == ()
    assert validated_settings({}) == SmartSegmentSettings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("loyal_orders", 1, id="one-order"),
        pytest.param("loyal_frequency_score", 1, id="lowest-score"),
        pytest.param("big_spender_monetary_score", 5, id="highest-score"),
        pytest.param("rich_value_percentile", 1, id="lowest-percentile"),
        pytest.param("rich_value_percentile", 99, id="highest-percentile"),
        pytest.param("opportunist_discounted_share", 0.001, id="smallest-share"),
        pytest.param("opportunist_discounted_share", 1, id="whole-share"),
        pytest.param("active_gap_ratio", 2.999, id="active-just-below-lost"),
        pytest.param("minimum_gap_days", 0.04, id="part-of-a-day"),
        pytest.param("fixed_frequency_cuts", (1, 1, 2, 2), id="equal-cuts"),
        pytest.param("fixed_recency_cuts_days", (90.0, 60.0, 60.0, 1.0), id="equal-days"),
    ],
)
def test_number_within_its_bounds_is_taken(name: str, value: object) -> None:
    assert getattr(validated_settings({name: value}), name) == value


A_NUMBER: Final = "Give a number above 0."
A_SCORE: Final = "Give a score from 1 to 5."
A_PERCENTILE: Final = "Give a percentile from 1 to 99."
A_WHOLE_NUMBER: Final = "Give a whole number."
A_SHARE: Final = "Give a share above 0 and at most 1."
RISING: Final = "Give 4 numbers in ascending order."
FALLING: Final = "Give 4 numbers in descending order."


def problems_of(changes: dict[str, object]) -> list[tuple[str, str, str]]:
    with pytest.raises(InvalidInputError) as refused:
        validated_settings(changes)
    return [(p.dotted_path, p.code, p.message) for p in refused.value.problems]


@pytest.mark.parametrize(
    ("name", "value", "code", "message"),
    [
        pytest.param("loyal_orders", 0, "OUT_OF_RANGE", A_NUMBER, id="no-orders"),
        pytest.param("lost_days", -1.0, "OUT_OF_RANGE", A_NUMBER, id="negative"),
        pytest.param("lost_days", nan, "OUT_OF_RANGE", A_NUMBER, id="not-a-number"),
        pytest.param("bulk_units", "5", "OUT_OF_RANGE", A_NUMBER, id="text"),
        pytest.param("bulk_units", True, "OUT_OF_RANGE", A_NUMBER, id="flag"),
        pytest.param("bulk_units", None, "OUT_OF_RANGE", A_NUMBER, id="nothing"),
        pytest.param("churn_frequency_score", 6, "OUT_OF_RANGE", A_SCORE, id="score-6"),
        pytest.param("loyal_frequency_score", 0.5, "OUT_OF_RANGE", A_SCORE, id="score-below-1"),
        pytest.param("opportunist_recency_score", 0, "OUT_OF_RANGE", A_NUMBER, id="score-0"),
        pytest.param("rich_value_percentile", 100, "OUT_OF_RANGE", A_PERCENTILE, id="100th"),
        pytest.param("bulk_units_percentile", 0.5, "OUT_OF_RANGE", A_PERCENTILE, id="below-1st"),
        pytest.param("opportunist_discounted_share", 1.01, "OUT_OF_RANGE", A_SHARE, id="share"),
        pytest.param("loyal_orders", 2.5, "OUT_OF_RANGE", A_WHOLE_NUMBER, id="part-of-an-order"),
        pytest.param("opportunist_discounted_share", 0, "OUT_OF_RANGE", A_NUMBER, id="no-share"),
        pytest.param("fixed_frequency_cuts", (1, 2, 3), "BAD_CUTS", RISING, id="three-cuts"),
        pytest.param("fixed_frequency_cuts", (1, 2, 3, 4, 5), "BAD_CUTS", RISING, id="five-cuts"),
        pytest.param("fixed_frequency_cuts", (), "BAD_CUTS", RISING, id="no-cuts"),
        pytest.param("fixed_monetary_cuts", (4, 3, 2, 1), "BAD_CUTS", RISING, id="falling-cuts"),
        pytest.param("fixed_monetary_cuts", (1, "2", 3, 4), "BAD_CUTS", RISING, id="text-cut"),
        pytest.param("fixed_monetary_cuts", (True, 2, 3, 4), "BAD_CUTS", RISING, id="flag-cut"),
        pytest.param(
            "fixed_recency_cuts_days", (30, 60, 90, 180), "BAD_CUTS", FALLING, id="rising-days"
        ),
    ],
)
def test_number_out_of_bounds_is_refused_with_its_bounds(
    name: str, value: object, code: str, message: str
) -> None:
    assert problems_of({name: value}) == [(name, code, message)]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"active_gap_ratio": 3.0}, id="active-raised-to-lost"),
        pytest.param({"lost_gap_ratio": 1.5}, id="lost-lowered-to-active"),
        pytest.param({"active_gap_ratio": 5.0, "lost_gap_ratio": 4.0}, id="crossed"),
    ],
)
def test_active_buyers_must_be_told_from_lost_ones(changes: dict[str, object]) -> None:
    message = "The gap ratio of active buyers must be below that of lost ones."
    assert problems_of(changes) == [("active_gap_ratio", "OUT_OF_RANGE", message)]


def test_every_number_that_cant_be_used_is_named_at_once() -> None:
    changes = {"loyal_orders": 0, "fixed_monetary_cuts": (1,), "active_gap_ratio": 9.0}
    assert [(path, code) for path, code, _ in problems_of(changes)] == [
        ("loyal_orders", "OUT_OF_RANGE"),
        ("fixed_monetary_cuts", "BAD_CUTS"),
        ("active_gap_ratio", "OUT_OF_RANGE"),
    ]


def test_problems_are_reported_below_the_place_of_the_settings() -> None:
    settings = SmartSegmentSettings(loyal_orders=0, fixed_monetary_cuts=(), active_gap_ratio=9)
    paths = [problem.path for problem in settings.problems(("settings", 2))]
    assert paths == [
        ("settings", 2, "loyal_orders"),
        ("settings", 2, "fixed_monetary_cuts"),
        ("settings", 2, "active_gap_ratio"),
    ]
    assert settings.problems()[0] == Problem(("loyal_orders",), "OUT_OF_RANGE", A_NUMBER)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("active_gap_ratio", "2", id="text-for-a-ratio"),
        pytest.param("lost_days", inf, id="infinite"),
        pytest.param("rich_value_percentile", 95.5, id="percentile-that-no-threshold-is-named-by"),
        pytest.param("loyal_orders", (1, 2, 3, 4), id="cuts-for-a-number"),
        pytest.param("fixed_frequency_cuts", 3, id="number-for-cuts"),
        pytest.param("fixed_frequency_cuts", (nan, nan, nan, nan), id="cuts-that-are-no-numbers"),
    ],
)
def test_setting_of_another_kind_is_refused(name: str, value: object) -> None:
    assert [path for path, _, _ in problems_of({name: value})] == [name]
