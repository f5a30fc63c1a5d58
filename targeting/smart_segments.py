"""The ten smart segments, as rule trees in the one rule language.

The definitions follow customary recency-frequency-monetary practice (quintile scores, 5 best) with
one refinement: silence is measured against the buyer's own rhythm. `gap ratio` is the days since the
last order divided by the expected gap, which is the buyer's own median gap from three orders on and
the store's median gap below that. Every number is a setting of the store (`SmartSegmentSettings`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, Final, final

from targeting.operators import Operator
from targeting.rules import AllOf, AnyOf, Condition, Rule, Threshold
from targeting.subjects import Attribute, OrderStatistic, SmartMetric
from targeting.thresholds import HIGHEST_SCORE
from targeting.values import InvalidInputError, Path, Problem, is_number


@final
class SmartSegment(Enum):
    """The smart segments; the value is the segment's key in rules."""

    ACTIVE_LOYALS = "active-loyals"
    BIG_SPENDERS = "big-spenders"
    LOYALS_AT_RISK = "loyals-at-risk"
    RICHIE_RICHES = "richie-riches"
    BULK_SHOPPERS = "bulk-shoppers"
    SLEEPING_OPPORTUNISTS = "sleeping-opportunists"
    CHURN_CANDIDATES = "churn-candidates"
    ONE_TIME_SHOPPERS = "one-time-shoppers"
    WAITING_FIRST_ORDER = "waiting-first-order"
    LOST_CUSTOMERS = "lost-customers"


def smart_segment_name(segment: SmartSegment) -> str:
    """Return the name that marketers read: 'Loyals at Risk'."""
    words = segment.name.split("_")
    return " ".join(word.lower() if word == "AT" else word.capitalize() for word in words)


PRIMARY_ORDER: Final = (
    SmartSegment.WAITING_FIRST_ORDER,
    SmartSegment.LOST_CUSTOMERS,
    SmartSegment.LOYALS_AT_RISK,
    SmartSegment.CHURN_CANDIDATES,
    SmartSegment.SLEEPING_OPPORTUNISTS,
    SmartSegment.ACTIVE_LOYALS,
    SmartSegment.RICHIE_RICHES,
    SmartSegment.BIG_SPENDERS,
    SmartSegment.BULK_SHOPPERS,
    SmartSegment.ONE_TIME_SHOPPERS,
)
"""The segments overlap; the first of these that a visitor is in is the primary one."""


@final
@dataclass(frozen=True, slots=True)
class SmartSegmentSettings:
    """The numbers in the ten definitions, each adjustable per store.

    Attributes:
        loyal_orders: a loyal customer has at least so many orders ...
        loyal_frequency_score: ... and at least this frequency score.
        active_gap_ratio: up to this gap ratio a buyer counts as active.
        lost_gap_ratio: above this one as lost.
        lost_days: and in any case after so many days without an order.
        big_spender_orders: a Big Spender has at least so many orders,
        big_spender_monetary_score: at least this monetary score,
        big_spender_value_percentile: and an average order value at or above this percentile.
        rich_value_percentile: a Richie Rich's average order value is at or above this percentile.
        bulk_units_percentile: a Bulk Shopper's units per order are at or above this percentile,
        bulk_units: and at least so many.
        opportunist_discounted_share: at least this share of an opportunist's orders is discounted.
        opportunist_recency_score: without discount data: at most this recency score,
        opportunist_frequency_score: at most this frequency score,
        opportunist_monetary_score: and at most this monetary score.
        churn_orders: a Churn Candidate has at least so many orders,
        churn_frequency_score: and at most this frequency score.
        personal_gap_orders: from so many orders on a buyer's own median gap is used.
        minimum_gap_days: no expected gap is shorter.
        prediction_days: how far ahead the smart metric PREDICTED_ORDERS looks.
        percentile_buyers: below so many buyers the fixed figures that follow are used.
        fixed_gap_days: fixed figure for the store's median gap (also used below ten repeat gaps).
        fixed_frequency_cuts: fixed cut points of the frequency score, in orders.
        fixed_monetary_cuts: fixed cut points of the monetary score, as multiples of the store's
            average order value.
        fixed_recency_cuts_days: fixed cut points of the recency score, in days before the job ran.
        fixed_high_value: fixed figure for the Big Spender's percentile, as a multiple likewise.
        fixed_rich_value: fixed figure for the Richie Rich's percentile, as a multiple likewise.
        fixed_bulk_units: fixed figure for the Bulk Shopper's percentile, in units.
    """

    loyal_orders: int = 3
    loyal_frequency_score: int = 4
    active_gap_ratio: float = 1.5
    lost_gap_ratio: float = 3.0
    lost_days: float = 365.0
    big_spender_orders: int = 2
    big_spender_monetary_score: int = 5
    big_spender_value_percentile: int = 80
    rich_value_percentile: int = 95
    bulk_units_percentile: int = 90
    bulk_units: float = 5.0
    opportunist_discounted_share: float = 0.5
    opportunist_recency_score: int = 2
    opportunist_frequency_score: int = 3
    opportunist_monetary_score: int = 3
    churn_orders: int = 2
    churn_frequency_score: int = 3
    personal_gap_orders: int = 3
    minimum_gap_days: float = 1.0
    prediction_days: float = 90.0
    percentile_buyers: int = 100
    fixed_gap_days: float = 60.0
    fixed_frequency_cuts: tuple[float, ...] = (1.0, 2.0, 3.0, 4.0)
    fixed_monetary_cuts: tuple[float, ...] = (0.5, 1.0, 2.0, 4.0)
    fixed_recency_cuts_days: tuple[float, ...] = (180.0, 90.0, 60.0, 30.0)
    fixed_high_value: float = 1.5
    fixed_rich_value: float = 3.0
    fixed_bulk_units: float = 10.0

    def problems(self, path: Path = ()) -> tuple[Problem, ...]:
        """Return what is wrong with these numbers, empty when all can be used."""
        found = [
            problem
            for field in fields(self)
            if (
                problem := _number_problem(
                    field.name, field.default, getattr(self, field.name), path
                )
            )
        ]
        ratios = (self.active_gap_ratio, self.lost_gap_ratio)
        if all(map(is_number, ratios)) and ratios[0] >= ratios[1]:
            found.append(
                Problem(
                    (*path, "active_gap_ratio"),
                    "OUT_OF_RANGE",
                    "The gap ratio of active buyers must be below that of lost ones.",
                )
            )
        return tuple(found)

    @property
    def high_value_threshold(self) -> str:
        """Name of the threshold that a Big Spender's average order value reaches."""
        return f"orders.average_value.p{self.big_spender_value_percentile}"

    @property
    def rich_value_threshold(self) -> str:
        """Name of the threshold that a Richie Rich's average order value reaches."""
        return f"orders.average_value.p{self.rich_value_percentile}"

    @property
    def bulk_units_threshold(self) -> str:
        """Name of the threshold that a Bulk Shopper's units per order reach."""
        return f"orders.units_per_order.p{self.bulk_units_percentile}"


def validated_settings(changes: dict[str, object]) -> SmartSegmentSettings:
    """Return the default settings with `changes` applied.

    Raises:
        InvalidInputError: naming every number that can't be used.
    """
    settings = SmartSegmentSettings(**changes)  # type: ignore[arg-type]  # checked just below
    if problems := settings.problems():
        raise InvalidInputError(*problems)
    return settings


def _number_problem(name: str, default: object, value: Any, path: Path) -> Problem | None:
    def refuse(message: str) -> Problem:
        return Problem((*path, name), "OUT_OF_RANGE", message)

    if isinstance(default, tuple):
        return _cuts_problem(name, value, path)
    if not is_number(value) or not value > 0:
        return refuse("Give a number above 0.")
    if name.endswith("_score") and not 1 <= value <= HIGHEST_SCORE:
        return refuse(f"Give a score from 1 to {HIGHEST_SCORE}.")
    if name.endswith("_percentile") and not 1 <= value <= 99:  # noqa: PLR2004, what percentiles are
        return refuse("Give a percentile from 1 to 99.")
    if name.endswith("_share") and value > 1:
        return refuse("Give a share above 0 and at most 1.")
    if isinstance(default, int) and value != int(value):
        return refuse("Give a whole number.")
    return None


def _cuts_problem(name: str, cuts: Any, path: Path) -> Problem | None:
    given = list(cuts) if isinstance(cuts, tuple) else []
    is_usable = len(given) == HIGHEST_SCORE - 1 and all(map(is_number, given))
    if is_usable and given == sorted(given, reverse=name == "fixed_recency_cuts_days"):
        return None
    order = "descending" if name == "fixed_recency_cuts_days" else "ascending"
    return Problem((*path, name), "BAD_CUTS", f"Give {HIGHEST_SCORE - 1} numbers in {order} order.")


def _orders(statistic: OrderStatistic, operator: Operator, operand: float | Threshold) -> Rule:
    return Condition(statistic, operator, operand)


def _smart(metric: SmartMetric, operator: Operator, operand: float) -> Rule:
    return Condition(metric, operator, operand)


def _at_least_orders(count: int) -> Rule:
    return _orders(OrderStatistic.COUNT, Operator.GREATER_OR_EQUAL, count)


def smart_segment_rules(
    settings: SmartSegmentSettings, *, has_discounts: bool
) -> dict[SmartSegment, Rule]:
    """Return the rule of each smart segment.

    `has_discounts` says whether the shop reports discounts: if it doesn't, Sleeping Opportunists are
    found by low recency, frequency and monetary scores instead.
    """
    s = settings
    loyal = (
        _at_least_orders(s.loyal_orders),
        _smart(SmartMetric.FREQUENCY_SCORE, Operator.GREATER_OR_EQUAL, s.loyal_frequency_score),
    )
    active = _smart(SmartMetric.GAP_RATIO, Operator.LESS_OR_EQUAL, s.active_gap_ratio)
    not_active = _smart(SmartMetric.GAP_RATIO, Operator.GREATER, s.active_gap_ratio)
    not_lost = _smart(SmartMetric.GAP_RATIO, Operator.LESS_OR_EQUAL, s.lost_gap_ratio)
    return {
        SmartSegment.ACTIVE_LOYALS: AllOf((*loyal, active)),
        SmartSegment.BIG_SPENDERS: _big_spenders(s),
        SmartSegment.LOYALS_AT_RISK: AllOf((*loyal, not_active, not_lost)),
        SmartSegment.RICHIE_RICHES: AllOf(
            (
                _at_least_orders(1),
                _orders(
                    OrderStatistic.AVERAGE_VALUE,
                    Operator.GREATER_OR_EQUAL,
                    Threshold(s.rich_value_threshold),
                ),
            )
        ),
        SmartSegment.BULK_SHOPPERS: _bulk_shoppers(s),
        SmartSegment.SLEEPING_OPPORTUNISTS: (
            _discount_sleepers(s, not_active) if has_discounts else _low_score_sleepers(s)
        ),
        SmartSegment.CHURN_CANDIDATES: AllOf(
            (
                _at_least_orders(s.churn_orders),
                _smart(
                    SmartMetric.FREQUENCY_SCORE, Operator.LESS_OR_EQUAL, s.churn_frequency_score
                ),
                not_active,
                not_lost,
            )
        ),
        SmartSegment.ONE_TIME_SHOPPERS: AllOf(
            (
                _orders(OrderStatistic.COUNT, Operator.EQUAL, 1),
                not_lost,
                _orders(OrderStatistic.DAYS_SINCE_LAST, Operator.LESS_OR_EQUAL, s.lost_days),
            )
        ),
        SmartSegment.WAITING_FIRST_ORDER: _waiting_first_order(),
        SmartSegment.LOST_CUSTOMERS: AllOf(
            (
                _at_least_orders(1),
                AnyOf(
                    (
                        _smart(SmartMetric.GAP_RATIO, Operator.GREATER, s.lost_gap_ratio),
                        _orders(OrderStatistic.DAYS_SINCE_LAST, Operator.GREATER, s.lost_days),
                    )
                ),
            )
        ),
    }


def _big_spenders(s: SmartSegmentSettings) -> Rule:
    return AllOf(
        (
            _at_least_orders(s.big_spender_orders),
            _smart(
                SmartMetric.MONETARY_SCORE, Operator.GREATER_OR_EQUAL, s.big_spender_monetary_score
            ),
            _orders(
                OrderStatistic.AVERAGE_VALUE,
                Operator.GREATER_OR_EQUAL,
                Threshold(s.high_value_threshold),
            ),
        )
    )


def _bulk_shoppers(s: SmartSegmentSettings) -> Rule:
    return AllOf(
        (
            _at_least_orders(1),
            _orders(
                OrderStatistic.UNITS_PER_ORDER,
                Operator.GREATER_OR_EQUAL,
                Threshold(s.bulk_units_threshold),
            ),
            _orders(OrderStatistic.UNITS_PER_ORDER, Operator.GREATER_OR_EQUAL, s.bulk_units),
        )
    )


def _discount_sleepers(s: SmartSegmentSettings, not_active: Rule) -> Rule:
    return AllOf(
        (
            _at_least_orders(1),
            _orders(
                OrderStatistic.DISCOUNTED_SHARE,
                Operator.GREATER_OR_EQUAL,
                s.opportunist_discounted_share,
            ),
            not_active,
        )
    )


def _low_score_sleepers(s: SmartSegmentSettings) -> Rule:
    at_most = Operator.LESS_OR_EQUAL
    return AllOf(
        (
            _at_least_orders(1),
            _smart(SmartMetric.RECENCY_SCORE, at_most, s.opportunist_recency_score),
            _smart(SmartMetric.FREQUENCY_SCORE, at_most, s.opportunist_frequency_score),
            _smart(SmartMetric.MONETARY_SCORE, at_most, s.opportunist_monetary_score),
        )
    )


def _waiting_first_order() -> Rule:
    known = (Attribute.REGISTERED, Attribute.EMAIL_SUBSCRIBER, Attribute.PUSH_SUBSCRIBER)
    return AllOf(
        (
            _orders(OrderStatistic.COUNT, Operator.EQUAL, 0),
            AnyOf(tuple(Condition(attribute, Operator.EQUAL, True) for attribute in known)),
        )
    )
