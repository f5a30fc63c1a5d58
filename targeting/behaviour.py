"""Behaviour: how often a visitor did something, kept as counters by UTC calendar day.

A *feature* is what is counted (an event kind, conditions on its properties, a measure); a
*behaviour* is a feature read over a window. A visitor's document holds the day buckets of the
features that live rules ask for. `fold` computes them from the event log and `add_event` keeps them
current; both go through the same matcher, so they can't disagree on what counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import Any, TypeAlias, final

from targeting.operators import Operator, ValueTest, total_test
from targeting.values import epoch_day

DayBuckets: TypeAlias = dict[str, float]
"""UTC epoch day, as text (MongoDB's field names are), to the measure of that day."""


@final
class EventKind(Enum):
    """What a visitor did."""

    PAGE_VIEW = "PAGE_VIEW"
    CATEGORY_VIEW = "CATEGORY_VIEW"
    PRODUCT_VIEW = "PRODUCT_VIEW"
    SEARCH = "SEARCH"
    BASKET_ADD = "BASKET_ADD"
    BASKET_REMOVE = "BASKET_REMOVE"
    BASKET_CLEAR = "BASKET_CLEAR"
    CHECKOUT_STEP = "CHECKOUT_STEP"
    PURCHASE = "PURCHASE"
    ORDER_CANCELLATION = "ORDER_CANCELLATION"
    LOG_IN = "LOG_IN"
    REGISTRATION = "REGISTRATION"
    CUSTOM = "CUSTOM"
    CAMPAIGN_IMPRESSION = "CAMPAIGN_IMPRESSION"
    CAMPAIGN_CLICK = "CAMPAIGN_CLICK"
    CAMPAIGN_CLOSE = "CAMPAIGN_CLOSE"
    CAMPAIGN_CONVERSION = "CAMPAIGN_CONVERSION"


@final
class Measure(Enum):
    """How the matching events are added up."""

    COUNT = "COUNT"
    SUM = "SUM"


@final
@dataclass(frozen=True, slots=True)
class PropertyCondition:
    """A test of one property of an event; a missing property is treated as for any subject."""

    name: str
    operator: Operator
    operand: Any
    ignore_case: bool = False


@final
@dataclass(frozen=True)
class Feature:
    """What is counted: equal features share one counter, whichever rules ask for them."""

    event: EventKind
    where: tuple[PropertyCondition, ...] = ()
    measure: Measure = Measure.COUNT
    summed_property: str | None = None

    @cached_property
    def key(self) -> str:
        """A short name, equal for equal features in every process and release."""
        conditions = sorted(
            json.dumps([c.name, c.operator.value, c.operand, c.ignore_case], default=str)
            for c in self.where
        )
        canonical = json.dumps(
            [self.event.value, conditions, self.measure.value, self.summed_property]
        )
        return hashlib.blake2b(canonical.encode(), digest_size=9).hexdigest()

    @cached_property
    def _tests(self) -> tuple[tuple[str, ValueTest], ...]:
        return tuple(
            (c.name, total_test(c.operator, c.operand, ignore_case=c.ignore_case))
            for c in self.where
        )

    def amount(self, event: EventKind, properties: Mapping[str, Any]) -> float:
        """Return what one event adds to this feature: 0 when it doesn't match."""
        if event is not self.event:
            return 0
        if not all(test(properties.get(name)) for name, test in self._tests):
            return 0
        if self.summed_property is None:
            return 1
        value = properties.get(self.summed_property)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else 0


@final
@dataclass(frozen=True, slots=True)
class Behaviour:
    """A feature read over a window: the last `within_days` UTC days, today included, or ever."""

    feature: Feature
    within_days: int | None = None

    def measured(self, buckets: Mapping[str, float] | None, now: datetime) -> float:
        """Return the measure at `now`; events after the day of `now` don't count."""
        if not buckets:
            return 0
        today = epoch_day(now)
        if self.within_days is None:
            return sum(amount for day, amount in buckets.items() if int(day) <= today)
        first = today - self.within_days + 1
        return sum(amount for day, amount in buckets.items() if first <= int(day) <= today)


@final
@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event as far as counting needs it."""

    kind: EventKind
    at: datetime
    properties: Mapping[str, Any]


def add_event(buckets: DayBuckets, feature: Feature, occurrence: Occurrence) -> bool:
    """Add one event to a feature's buckets in place; return whether it counted."""
    amount = feature.amount(occurrence.kind, occurrence.properties)
    if not amount:
        return False
    day = str(epoch_day(occurrence.at))
    buckets[day] = buckets.get(day, 0) + amount
    return True


def fold(feature: Feature, occurrences: Iterable[Occurrence]) -> DayBuckets:
    """Return the feature's buckets over a visitor's whole log, in any order of events."""
    buckets: DayBuckets = {}
    for occurrence in occurrences:
        add_event(buckets, feature, occurrence)
    return buckets
