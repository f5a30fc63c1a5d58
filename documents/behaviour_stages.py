"""What visitors did, worked out from the event log inside MongoDB; the same as `targeting.behaviour`.

Totals are looked up visitor by visitor, or grouped over all events of a kind at once. Both ways leave
the same field: a list with one document of totals, or an empty list for who did nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, final

from documents.connection import RawDocument
from documents.events import EventDocument
from documents.field_filters import field_filter
from documents.filters import NOT_AN_ARRAY
from documents.value_expressions import days_between_expression, texts_expression
from targeting.behaviour import (
    Collected,
    Feature,
    Last,
    Measure,
    Period,
    PropertyCondition,
    bounds_ms,
)
from targeting.evaluation import Evaluation
from targeting.values import LARGEST_AMOUNT, MICROS_PER_UNIT, moment_of


@final
@dataclass(frozen=True, slots=True)
class Occurrences:
    """The events that a feature collects within a window: what a leaf asks of the log."""

    feature: Feature
    window: Last | Period | None = None

    def filter(self, store_id: str, at: Evaluation) -> RawDocument:
        """Return the filter of these events, up to the moment of the evaluation."""
        after_ms, until_ms = bounds_ms(self.window, at.moment.now_ms)
        moments: RawDocument = {"$lte": moment_of(until_ms)}
        if after_ms is not None:
            moments["$gt"] = moment_of(after_ms)
        conditions = [_condition(condition, at) for condition in self.feature.where]
        if self.feature.property is not None:
            conditions.append(_collectable(self.feature))
        own = {"store_id": store_id, "kind": self.feature.event.value, "at": moments}
        return {**own, "$and": conditions} if conditions else own

    def group(self, by: Any, totals: Collection[str]) -> list[RawDocument]:
        """Return the stages that work out `totals` of such events, for each value of `by`."""
        value = f"$properties.{self.feature.property}"
        if self.feature.collected is not Collected.VALUES:
            worked_out = {**_TOTALS, "amount": {"$sum": _micros(value)}}
            asked = {name: worked_out[name] for name in sorted(totals)}
            return [{"$group": {"_id": by, **asked}}]
        # Only DISTINCT asks for values, so a list may be taken apart without counting it twice.
        return [
            {"$project": {"visitor_id": 1, "value": _told_apart(value)}},
            {"$unwind": "$value"},
            {"$group": {"_id": by, "values": {"$addToSet": "$value"}}},
            {"$project": {"distinct": {"$size": "$values"}}},
        ]


_TOTALS: Final[RawDocument] = {
    "count": {"$sum": 1},
    "first": {"$min": "$at"},
    "last": {"$max": "$at"},
    "moments": {"$addToSet": "$at"},
}

TOTALS_OF: Final[Mapping[Measure, tuple[str, ...]]] = {
    Measure.COUNT: ("count",),
    Measure.SUM: ("amount",),
    Measure.AVERAGE: ("amount", "count"),
    Measure.DISTINCT: ("distinct",),
    Measure.FIRST_AT: ("first",),
    Measure.LAST_AT: ("last",),
    Measure.DAYS_SINCE_FIRST: ("first",),
    Measure.DAYS_SINCE_LAST: ("last",),
}
"""What each measure is read from."""


def lookup(
    occurrences: Occurrences,
    totals: Collection[str],
    field: str,
    store_id: str,
    at: Evaluation,
) -> RawDocument:
    """Return the stage that adds totals of what a visitor did as `field`."""
    events = {"$match": occurrences.filter(store_id, at)}
    return {
        "$lookup": {
            "from": EventDocument.get_collection_name(),
            "localField": "visitor_id",
            "foreignField": "visitor_id",
            "pipeline": [events, *occurrences.group(None, totals)],
            "as": field,
        }
    }


def measure_expression(measure: Measure, field: str, at: Evaluation) -> Any:
    """Return the expression of a measure that stands in `field`; null where it isn't known."""
    return _MEASURES[measure](field, at.now)


def _first(field: str, name: str) -> RawDocument:
    return {"$first": f"${field}.{name}"}


def _or_zero(field: str, name: str) -> RawDocument:
    return {"$ifNull": [_first(field, name), 0]}


def _amount(field: str) -> RawDocument:
    return {"$divide": [_or_zero(field, "amount"), MICROS_PER_UNIT]}


def _days_since(field: str, name: str, now: datetime) -> RawDocument:
    return days_between_expression(_first(field, name), now)


_MEASURES: Final[dict[Measure, Callable[[str, datetime], RawDocument]]] = {
    Measure.COUNT: lambda field, _: _or_zero(field, "count"),
    Measure.SUM: lambda field, _: _amount(field),
    Measure.AVERAGE: lambda field, _: {"$divide": [_amount(field), _first(field, "count")]},
    Measure.DISTINCT: lambda field, _: _or_zero(field, "distinct"),
    Measure.FIRST_AT: lambda field, _: _first(field, "first"),
    Measure.LAST_AT: lambda field, _: _first(field, "last"),
    Measure.DAYS_SINCE_FIRST: lambda field, now: _days_since(field, "first", now),
    Measure.DAYS_SINCE_LAST: lambda field, now: _days_since(field, "last", now),
}


def order_expression(fields: list[str], within_ms: int | None) -> RawDocument:
    """Return whether moments of the fields follow each other, each within so long of the one before."""
    ends: Any = _moments(fields[0])
    for field in fields[1:]:
        since = {"$subtract": ["$$this", "$$before"]}
        follows: RawDocument = {"$gt": [since, 0]}
        if within_ms is not None:
            follows = {"$and": [follows, {"$lte": [since, within_ms]}]}
        any_before = {"$anyElementTrue": {"$map": {"input": ends, "as": "before", "in": follows}}}
        ends = {"$filter": {"input": _moments(field), "cond": any_before}}
    return {"$gt": [{"$size": ends}, 0]}


def unfollowed_expression(event: str, without: str) -> RawDocument:
    """Return whether the last moment of one field comes after every moment of the other."""
    last = {"$first": f"${event}.last"}
    other = {"$first": f"${without}.last"}
    return {"$and": [{"$gt": [last, None]}, {"$gt": [last, {"$ifNull": [other, None]}]}]}


def _moments(field: str) -> RawDocument:
    return {"$ifNull": [{"$first": f"${field}.moments"}, []]}


def _condition(condition: PropertyCondition, at: Evaluation) -> RawDocument:
    return field_filter(
        f"properties.{condition.name}",
        condition.operator,
        condition.operand,
        at,
        ignore_case=condition.ignore_case,
    )


def _collectable(feature: Feature) -> RawDocument:
    """Return the filter of the events whose property is of a kind that the feature collects."""
    path = f"properties.{feature.property}"
    number = {path: {"$gte": -LARGEST_AMOUNT, "$lte": LARGEST_AMOUNT, **NOT_AN_ARRAY}}
    if feature.collected is Collected.AMOUNTS:
        return number
    plain = {path: {"$type": ["bool", "string"], **NOT_AN_ARRAY}}
    return {"$or": [number, plain, {path: {"$elemMatch": {"$type": "string"}}}]}


def _micros(value: str) -> RawDocument:
    return {"$toLong": {"$round": [{"$multiply": [value, MICROS_PER_UNIT]}, 0]}}


def _told_apart(value: str) -> RawDocument:
    """Return a list of what DISTINCT counts of a value: numbers in millionths, the texts of a list."""
    return {
        "$switch": {
            "branches": [
                {"case": {"$isArray": value}, "then": texts_expression(value)},
                {"case": {"$isNumber": value}, "then": [_micros(value)]},
            ],
            "default": [value],
        }
    }
