"""What a rule is evaluated against: a visitor, a request, the store's figures, and a moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, final

from targeting.behaviour import Behaviour
from targeting.orders import NO_ORDERS, OrderStatistics
from targeting.subjects import (
    Attribute,
    ContextFact,
    OrderStatistic,
    SmartMetric,
    Subject,
    Trait,
)
from targeting.thresholds import NO_THRESHOLDS, StoreThresholds
from targeting.values import days_between


@final
@dataclass(frozen=True, slots=True)
class VisitorFacts:
    """What is known of one visitor, as rules read it.

    Attributes:
        declared: attributes that the shop declared (gender, country, interests, ...).
        traits: custom attributes by name.
        counters: day buckets by feature key (`targeting.behaviour`).
    """

    visitor_id: str
    first_seen_at: datetime | None = None
    last_seen_at: datetime | None = None
    is_registered: bool = False
    is_email_subscriber: bool = False
    is_push_subscriber: bool = False
    declared: Mapping[Attribute, Any] = field(default_factory=dict)
    traits: Mapping[str, Any] = field(default_factory=dict)
    orders: OrderStatistics = NO_ORDERS
    counters: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@final
class Evaluation:
    """One visitor at one moment on one page; remembers what it has worked out.

    Not shared between requests. `smart_metric` and `memberships` are memoised, since several
    segments ask for the same ones.
    """

    __slots__ = ("_metrics", "context", "memberships", "now", "thresholds", "visitor")

    def __init__(
        self,
        visitor: VisitorFacts,
        *,
        now: datetime,
        context: Mapping[ContextFact, Any] | None = None,
        thresholds: StoreThresholds = NO_THRESHOLDS,
    ) -> None:
        self.visitor = visitor
        self.now = now
        self.context: Mapping[ContextFact, Any] = context or {}
        self.thresholds = thresholds
        self.memberships: dict[str, bool] = {}
        self._metrics: dict[SmartMetric, float | None] = {}

    def smart_metric(self, metric: SmartMetric) -> float | None:
        """Return a smart metric, `None` for a visitor without a valid order."""
        if metric not in self._metrics:
            known = self.visitor.orders.count > 0
            self._metrics[metric] = _SMART_METRICS[metric](self) if known else None
        return self._metrics[metric]


Reader = Callable[[Evaluation], Any]


def reader_of(subject: Subject) -> Reader:
    """Return the function that reads `subject`; it yields `None` where nothing is known."""
    match subject:
        case Trait(name):
            return lambda evaluation: evaluation.visitor.traits.get(name)
        case ContextFact():
            return lambda evaluation: evaluation.context.get(subject)
        case SmartMetric():
            return lambda evaluation: evaluation.smart_metric(subject)
        case Behaviour(feature):
            return lambda evaluation: subject.measured(
                evaluation.visitor.counters.get(feature.key), evaluation.now
            )
        case OrderStatistic():
            return _ORDER_STATISTICS[subject]
        case Attribute():
            return _ATTRIBUTES.get(subject) or _declared(subject)


def _declared(attribute: Attribute) -> Reader:
    return lambda evaluation: evaluation.visitor.declared.get(attribute)


def age_in_years(birth_date: date, today: date) -> int:
    """Return the completed years of life; who is born on 29 February ages on 1 March."""
    had_birthday = (today.month, today.day) >= (birth_date.month, birth_date.day)
    return today.year - birth_date.year - (0 if had_birthday else 1)


def _age(evaluation: Evaluation) -> float | None:
    born = evaluation.visitor.declared.get(Attribute.BIRTH_DATE)
    if isinstance(born, datetime):
        return age_in_years(born.date(), evaluation.now.date())
    return evaluation.visitor.declared.get(Attribute.AGE)


def _days_since(moment: datetime | None, now: datetime) -> float | None:
    return None if moment is None else days_between(moment, now)


_ATTRIBUTES: Final[dict[Attribute, Reader]] = {
    Attribute.AGE: _age,
    Attribute.REGISTERED: lambda e: e.visitor.is_registered,
    Attribute.EMAIL_SUBSCRIBER: lambda e: e.visitor.is_email_subscriber,
    Attribute.PUSH_SUBSCRIBER: lambda e: e.visitor.is_push_subscriber,
    Attribute.FIRST_SEEN: lambda e: e.visitor.first_seen_at,
    Attribute.LAST_SEEN: lambda e: e.visitor.last_seen_at,
    Attribute.DAYS_SINCE_FIRST_SEEN: lambda e: _days_since(e.visitor.first_seen_at, e.now),
    Attribute.DAYS_SINCE_LAST_SEEN: lambda e: _days_since(e.visitor.last_seen_at, e.now),
}

_ORDER_STATISTICS: Final[dict[OrderStatistic, Reader]] = {
    OrderStatistic.COUNT: lambda e: e.visitor.orders.count,
    OrderStatistic.REVENUE: lambda e: e.visitor.orders.revenue,
    OrderStatistic.AVERAGE_VALUE: lambda e: e.visitor.orders.average_value,
    OrderStatistic.UNITS_PER_ORDER: lambda e: e.visitor.orders.units_per_order,
    OrderStatistic.DISCOUNTED_SHARE: lambda e: e.visitor.orders.discounted_share,
    OrderStatistic.DAYS_SINCE_FIRST: lambda e: _days_since(e.visitor.orders.first_at, e.now),
    OrderStatistic.DAYS_SINCE_LAST: lambda e: _days_since(e.visitor.orders.last_at, e.now),
    OrderStatistic.MEDIAN_GAP_DAYS: lambda e: e.visitor.orders.median_gap_days,
}


def _recency_score(evaluation: Evaluation) -> float | None:
    last_at = evaluation.visitor.orders.last_at
    return None if last_at is None else evaluation.thresholds.recency_score(last_at)


def _expected_gap_days(evaluation: Evaluation) -> float:
    orders = evaluation.visitor.orders
    return evaluation.thresholds.expected_gap_days(orders.count, orders.median_gap_days)


def _gap_ratio(evaluation: Evaluation) -> float | None:
    since_last = _days_since(evaluation.visitor.orders.last_at, evaluation.now)
    expected = evaluation.smart_metric(SmartMetric.EXPECTED_GAP_DAYS)
    return None if since_last is None or expected is None else since_last / expected


_SMART_METRICS: Final[dict[SmartMetric, Callable[[Evaluation], float | None]]] = {
    SmartMetric.RECENCY_SCORE: _recency_score,
    SmartMetric.FREQUENCY_SCORE: lambda e: e.thresholds.frequency_score(e.visitor.orders.count),
    SmartMetric.MONETARY_SCORE: lambda e: e.thresholds.monetary_score(e.visitor.orders.revenue),
    SmartMetric.EXPECTED_GAP_DAYS: _expected_gap_days,
    SmartMetric.GAP_RATIO: _gap_ratio,
}
