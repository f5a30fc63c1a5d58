"""Tests of figures that follow from stored numbers in one direction, as ranges of the stored numbers.

A range can use an index, and its ends are found by the very arithmetic of the predicates, so that both
agree to the last bit. What isn't a comparison is worked out in the database instead.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from documents.connection import RawDocument
from documents.filters import NO_DOCUMENT, disjunction
from targeting.operators import Operator, total_test
from targeting.values import MICROS_PER_UNIT, TimeUnit, epoch_ms, moment_of

_COMPARISONS: Final = frozenset(
    {
        Operator.EQUAL,
        Operator.LESS,
        Operator.LESS_OR_EQUAL,
        Operator.GREATER,
        Operator.GREATER_OR_EQUAL,
        Operator.BETWEEN,
    }
)
_FARTHEST: Final = 1 << 60
"""No whole number that is stored is further from 0, and none further fits into MongoDB's 64 bits."""

_EARLIEST_MS: Final = epoch_ms(datetime(1, 1, 1, tzinfo=UTC))
_LATEST_MS: Final = epoch_ms(datetime(9999, 12, 31, tzinfo=UTC))
"""No stored moment lies beyond."""


def is_comparison(operator: Operator) -> bool:
    """Say whether what passes the operator is one range of numbers."""
    return operator in _COMPARISONS


def days_since_filter(path: str, operator: Operator, operand: Any, now: datetime) -> RawDocument:
    """Return the filter of documents whose date at `path` lies so many days back, by a comparison."""
    ages = _bounds(operator, operand, TimeUnit.DAYS.value)
    if ages is None:
        return NO_DOCUMENT
    least, most = ages
    now_ms = epoch_ms(now)
    moments: RawDocument = {"$type": "date"}
    if least is not None:
        moments["$lte"] = _moment_within_calendar(now_ms - least)
    if most is not None:
        moments["$gte"] = _moment_within_calendar(now_ms - most)
    return {path: moments}


def _moment_within_calendar(milliseconds: int) -> datetime:
    return moment_of(min(max(milliseconds, _EARLIEST_MS), _LATEST_MS))


def revenue_filter(path: str, operator: Operator, operand: Any) -> RawDocument:
    """Return the filter of documents whose amount in millionths at `path` passes a comparison."""
    micros = _bounds(operator, operand, MICROS_PER_UNIT)
    if micros is None:
        return NO_DOCUMENT
    least, most = micros
    bounds: RawDocument = {}
    if least is not None:
        bounds["$gte"] = least
    if most is not None:
        bounds["$lte"] = most
    return {path: bounds}


def _bounds(operator: Operator, operand: Any, scale: int) -> tuple[int | None, int | None] | None:
    """Return the least and the greatest whole number that, divided by `scale`, pass a comparison.

    `None` for an end that there isn't, `None` for both when no number passes.
    """
    least = most = None
    if operator in {Operator.EQUAL, Operator.GREATER_OR_EQUAL}:
        least = _first(lambda whole: float(whole) / scale >= operand, operand * scale)
    elif operator is Operator.GREATER:
        least = _first(lambda whole: float(whole) / scale > operand, operand * scale)
    elif operator is Operator.BETWEEN:
        least = _first(lambda whole: float(whole) / scale >= operand[0], operand[0] * scale)
    if operator in {Operator.EQUAL, Operator.LESS_OR_EQUAL}:
        most = _first(lambda whole: float(whole) / scale > operand, operand * scale) - 1
    elif operator is Operator.LESS:
        most = _first(lambda whole: float(whole) / scale >= operand, operand * scale) - 1
    elif operator is Operator.BETWEEN:
        most = _first(lambda whole: float(whole) / scale > operand[1], operand[1] * scale) - 1
    return None if least is not None and most is not None and least > most else (least, most)


def _first(passes: Callable[[int], bool], near: float) -> int:
    """Return the least whole number that passes; all above it do, and it lies near `near`."""
    start = int(min(max(near, -_FARTHEST), _FARTHEST))
    step = 1
    while passes(start - step) and step < _FARTHEST:
        step *= 2
    failing = start - step
    step = 1
    while not passes(start + step) and step < _FARTHEST:
        step *= 2
    passing = start + step
    while passing - failing > 1:
        middle = (failing + passing) // 2
        if passes(middle):
            passing = middle
        else:
            failing = middle
    return passing


def rank_filter(
    cuts: Sequence[Any],
    first_rank: int,
    operator: Operator,
    operand: Any,
    between: Callable[[Any, Any], RawDocument],
) -> RawDocument:
    """Return the filter of documents whose rank among `cuts` passes the operator.

    The rank is `first_rank` plus the number of cuts below the value. `between(low, high)` is the filter
    of values above `low` and not above `high`, each `None` for no end.
    """
    passes = total_test(operator, operand)
    ends = [None, *cuts, None]
    ranges: list[RawDocument] = []
    ranks = range(len(cuts) + 1)
    for passed, group in itertools.groupby(ranks, lambda rank: passes(first_rank + rank)):
        run = list(group)
        if passed:
            ranges.append(between(ends[run[0]], ends[run[-1] + 1]))
    return disjunction(ranges)
