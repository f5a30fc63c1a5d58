"""Behaviour: what a visitor did, how often, when, and in which order.

A *feature* is a kind of event with conditions on its properties. Its *stream* is when a visitor did
that: an ascending list of moments, with a value each where one is asked for. A visitor's document
holds the streams of the features that live rules ask for; everything that rules ask of behaviour
(counts, sums, windows, sequences) is read from them, exactly, to the millisecond. `stream_of` reads a
stream from the event log and `with_event` keeps it current; both go through the same matcher.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import Any, Final, TypeAlias, final

from typing_extensions import override

from targeting.operators import Operator, ValueTest, total_test
from targeting.values import (
    MICROS_PER_UNIT,
    Duration,
    TimeUnit,
    cleaned,
    epoch_ms,
    is_amount,
    micros,
    moment_of,
)

STREAM_LIMIT: Final = 250
"""How many moments of a stream a visitor's document holds; of older ones only the totals."""

_LONGEST_VALUE: Final = 64


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
    SURVEY_ANSWER = "SURVEY_ANSWER"


@final
class Measure(Enum):
    """What is asked of the matching events."""

    COUNT = "COUNT"
    SUM = "SUM"
    AVERAGE = "AVERAGE"
    DISTINCT = "DISTINCT"
    FIRST_AT = "FIRST_AT"
    LAST_AT = "LAST_AT"
    DAYS_SINCE_FIRST = "DAYS_SINCE_FIRST"
    DAYS_SINCE_LAST = "DAYS_SINCE_LAST"

    @property
    def is_a_moment(self) -> bool:
        """The measure is a date; all others are numbers."""
        return self in {Measure.FIRST_AT, Measure.LAST_AT}

    @property
    def collected(self) -> Collected:
        """What a stream must hold beside the moments, so that this can be read from it."""
        if self in {Measure.SUM, Measure.AVERAGE}:
            return Collected.AMOUNTS
        return Collected.VALUES if self is Measure.DISTINCT else Collected.MOMENTS


@final
class Collected(Enum):
    """What a stream holds of each matching event."""

    MOMENTS = "MOMENTS"
    AMOUNTS = "AMOUNTS"
    VALUES = "VALUES"


@final
@dataclass(frozen=True, slots=True)
class PropertyCondition:
    """A test of one property of an event; a missing property is treated as for any subject."""

    name: str
    operator: Operator
    operand: Any
    ignore_case: bool = False


@final
@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event as far as counting needs it."""

    kind: EventKind
    at: datetime
    properties: Mapping[str, Any]
    session_id: str | None = None


StreamEntry: TypeAlias = "int | str | bool | tuple[str, ...] | None"


@final
@dataclass(frozen=True, eq=False)
class Feature:
    """What is collected: equal features share one stream, whichever rules ask for them.

    Two are equal when their keys are, so 3 and 3.0 make the same feature, but 1 and true don't.

    Attributes:
        where: conditions on properties, in one fixed order whatever order they were written in.
        collected: what is kept of each event beside its moment: nothing, an amount in millionths, or
            a value to tell apart.
        property: the property that amounts or values are read from; events without one of the right
            kind don't match.
        keeps_sessions: whether each event's session is kept too.
    """

    event: EventKind
    where: tuple[PropertyCondition, ...] = ()
    collected: Collected = Collected.MOMENTS
    property: str | None = None
    keeps_sessions: bool = False

    def __post_init__(self) -> None:
        """Put the conditions in order, each once, so that features which ask the same are equal."""
        by_form = {_canonical_condition(condition): condition for condition in self.where}
        object.__setattr__(self, "where", tuple(by_form[form] for form in sorted(by_form)))

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Feature) and self.key == other.key

    @override
    def __hash__(self) -> int:
        return hash(self.key)

    @cached_property
    def key(self) -> str:
        """A short name, equal for equal features in every process and release."""
        canonical = json.dumps(
            [
                self.event.value,
                [_canonical_condition(condition) for condition in self.where],
                self.collected.value,
                self.property,
                self.keeps_sessions,
            ]
        )
        return hashlib.blake2b(canonical.encode(), digest_size=9).hexdigest()

    @cached_property
    def holds_moments_only(self) -> bool:
        """Nothing is kept beside an event's moment."""
        return self.collected is Collected.MOMENTS and not self.keeps_sessions

    @cached_property
    def _tests(self) -> tuple[tuple[str, ValueTest], ...]:
        return tuple(
            (c.name, total_test(c.operator, c.operand, ignore_case=c.ignore_case))
            for c in self.where
        )

    def matches(self, occurrence: Occurrence) -> bool:
        """Say whether the event is one of those that are collected."""
        if occurrence.kind is not self.event:
            return False
        properties = occurrence.properties
        if not all(test(cleaned(properties.get(name))) for name, test in self._tests):
            return False
        return self.property is None or self.entry(occurrence) is not None

    def entry(self, occurrence: Occurrence) -> StreamEntry:
        """Return the amount or the value that is kept of a matching event."""
        if self.property is None:
            return None
        value = occurrence.properties.get(self.property)
        if self.collected is Collected.AMOUNTS:
            return micros(value) if is_amount(value) and value is not None else None
        return _told_apart(value)


def _canonical_condition(condition: PropertyCondition) -> str:
    return json.dumps(
        [
            condition.name,
            condition.operator.value,
            canonical_operand(condition.operand),
            condition.ignore_case,
        ]
    )


def canonical_operand(operand: Any) -> Any:
    """Return a form that is equal just for operands that are: 3 and 3.0 are, 1 and true aren't."""
    if isinstance(operand, tuple):
        return [canonical_operand(item) for item in operand]
    if isinstance(operand, bool | str) or operand is None:
        return operand
    if isinstance(operand, int | float):
        return float(operand)
    return f"{type(operand).__name__} {operand}"


def _told_apart(value: Any) -> StreamEntry:
    """Return what DISTINCT tells values apart by: numbers in millionths, long texts by a digest."""
    if isinstance(value, bool):
        return value
    if is_amount(value):
        return micros(value)
    if isinstance(value, str):
        return _shortened(value)
    if isinstance(value, list | tuple):
        return tuple(_shortened(item) for item in value if isinstance(item, str)) or None
    return None


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_VALUE:
        return text
    return "\x00" + hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=16).hexdigest()


@final
@dataclass(frozen=True, slots=True)
class Earlier:
    """The totals of the events that a stream holds no longer, all of them not after `until_ms`."""

    until_ms: int
    count: int
    first_ms: int
    amount: int = 0


@final
@dataclass(frozen=True, slots=True)
class Stream:
    """When one visitor did what one feature collects.

    Attributes:
        at_ms: the moments, ascending, in milliseconds since 1970.
        entries: beside each moment the amount or value; empty for a feature that keeps none.
        sessions: beside each moment the session; empty for a feature that keeps none.
        earlier: totals of what came before, when there was more than a document holds.
    """

    at_ms: Sequence[int] = ()
    entries: Sequence[Any] = ()
    sessions: Sequence[str | None] = ()
    earlier: Earlier | None = None


NOTHING_DONE: Final = Stream()

_Held: TypeAlias = tuple[int, StreamEntry, str | None]
"""A moment, what is kept beside it, and its session."""


def stream_of(feature: Feature, log: Iterable[Occurrence]) -> Stream:
    """Return the feature's stream over a visitor's whole log, in any order of events."""
    return _stream(feature, _matching(feature, log), None)


def with_events(stream: Stream, feature: Feature, log: Iterable[Occurrence]) -> Stream:
    """Return the stream with the events among `log` that match; they may have happened at any time."""
    added = _matching(feature, log)
    if not added:
        return stream
    if feature.holds_moments_only and stream.earlier is None:
        return Stream(tuple(sorted([*stream.at_ms, *(at for at, _, _ in added)])))
    earlier, held = stream.earlier, _held_by(stream)
    for at, entry, session in added:
        if earlier is not None and at <= earlier.until_ms:
            earlier = _folded_in(earlier, at, entry)
        else:
            held.append((at, entry, session))
    return _stream(feature, held, earlier)


def bounded(stream: Stream, feature: Feature, limit: int = STREAM_LIMIT) -> Stream:
    """Return the stream with at most `limit` moments, and the totals of the older ones.

    Events of one and the same millisecond are never divided, so it may be fewer.
    """
    if len(stream.at_ms) <= limit:
        return stream
    cut = bisect_right(stream.at_ms, stream.at_ms[len(stream.at_ms) - limit - 1])
    held, earlier = _held_by(stream), stream.earlier
    for at, entry, _ in held[:cut]:
        earlier = _folded_in(earlier, at, entry)
    return _stream(feature, held[cut:], earlier)


def _matching(feature: Feature, log: Iterable[Occurrence]) -> list[_Held]:
    return [
        (epoch_ms(event.at), feature.entry(event), event.session_id)
        for event in log
        if feature.matches(event)
    ]


def _held_by(stream: Stream) -> list[_Held]:
    nothing = (None,) * len(stream.at_ms)
    return list(
        zip(stream.at_ms, stream.entries or nothing, stream.sessions or nothing, strict=True)
    )


def _stream(feature: Feature, held: list[_Held], earlier: Earlier | None) -> Stream:
    # Events of one millisecond have an order too, so that equal logs give equal streams.
    held.sort(key=lambda event: (event[0], repr(event[1]), event[2] or ""))
    has_entries = feature.collected is not Collected.MOMENTS
    return Stream(
        tuple(at for at, _, _ in held),
        tuple(entry for _, entry, _ in held) if has_entries else (),
        tuple(session for _, _, session in held) if feature.keeps_sessions else (),
        earlier,
    )


def _folded_in(earlier: Earlier | None, at: int, entry: StreamEntry) -> Earlier:
    amount = entry if isinstance(entry, int) and not isinstance(entry, bool) else 0
    if earlier is None:
        return Earlier(at, 1, at, amount)
    return Earlier(
        max(earlier.until_ms, at),
        earlier.count + 1,
        min(earlier.first_ms, at),
        earlier.amount + amount,
    )


@final
@dataclass(frozen=True, slots=True)
class Last:
    """A window: the last so many minutes, hours or days up to the moment of evaluation."""

    duration: Duration


@final
@dataclass(frozen=True, slots=True)
class Period:
    """A window between two moments: `start` included, `end` excluded; either may be open."""

    start: datetime | None = None
    end: datetime | None = None


@final
@dataclass(frozen=True, slots=True)
class ThisSession:
    """A window: the visit that the request belongs to; empty when the request names none."""


Window: TypeAlias = Last | Period | ThisSession | None
"""Which events count; `None` is all of them. Never those after the moment of evaluation."""


@final
@dataclass(frozen=True, slots=True)
class Moment:
    """When, and in which session, behaviour is looked at."""

    now_ms: int
    session_id: str | None = None


def bounds_ms(window: Window, now_ms: int) -> tuple[int | None, int]:
    """Return the moment after which events count (`None`: all), and the last one that does."""
    if isinstance(window, Last):
        return now_ms - window.duration.milliseconds, now_ms
    if isinstance(window, Period):
        start = None if window.start is None else epoch_ms(window.start) - 1
        end = now_ms if window.end is None else min(epoch_ms(window.end) - 1, now_ms)
        return start, end
    return None, now_ms


@final
@dataclass(frozen=True, slots=True)
class Behaviour:
    """A subject: a measure of what a feature collects, within a window."""

    feature: Feature
    measure: Measure = Measure.COUNT
    window: Window = None

    @property
    def features(self) -> tuple[Feature, ...]:
        """What must be collected."""
        return (self.feature,)

    def is_answered_by(self, streams: Mapping[str, Stream], moment: Moment) -> bool:
        """Say whether the stream holds enough; if not, it must be read from the log anew."""
        earlier = streams.get(self.feature.key, NOTHING_DONE).earlier
        if earlier is None:
            return True
        after, until = bounds_ms(self.window, moment.now_ms)
        if after is not None and after >= earlier.until_ms:
            return True
        if isinstance(self.window, ThisSession):
            return moment.session_id is None
        if self.measure is Measure.DISTINCT:
            return False
        return after is None and until >= earlier.until_ms

    def measured(self, stream: Stream, moment: Moment) -> float | datetime | None:
        """Return the measure: 0 for a count or a sum over nothing, `None` for anything else."""
        if isinstance(self.window, ThisSession):
            stream, after, until = _of_session(stream, moment), None, moment.now_ms
        else:
            after, until = bounds_ms(self.window, moment.now_ms)
        start = 0 if after is None else bisect_right(stream.at_ms, after)
        stop = max(start, bisect_right(stream.at_ms, until))
        earlier = stream.earlier if after is None else None
        return _MEASURES[self.measure](_Slice(stream, start, stop, earlier, moment.now_ms))


@final
@dataclass(frozen=True, slots=True)
class _Slice:
    """The part of a stream that lies within a window, and the totals of what came before it."""

    stream: Stream
    start: int
    stop: int
    earlier: Earlier | None
    now_ms: int

    def count(self) -> int:
        held = self.stop - self.start
        return held if self.earlier is None else held + self.earlier.count

    def sum(self) -> float:
        amount: int = sum(self.stream.entries[self.start : self.stop])
        total = amount if self.earlier is None else amount + self.earlier.amount
        return float(total) / MICROS_PER_UNIT  # as MongoDB divides, to the last bit

    def average(self) -> float | None:
        count = self.count()
        return self.sum() / count if count else None

    def distinct(self) -> int:
        return len(_distinct(self.stream.entries[self.start : self.stop]))

    def first_ms(self) -> int | None:
        if self.earlier is not None:
            return self.earlier.first_ms
        return self.stream.at_ms[self.start] if self.start < self.stop else None

    def last_ms(self) -> int | None:
        if self.start < self.stop:
            return self.stream.at_ms[self.stop - 1]
        return None if self.earlier is None else self.earlier.until_ms


def _moment(milliseconds: int | None) -> datetime | None:
    return None if milliseconds is None else moment_of(milliseconds)


def _days(since_ms: int | None, now_ms: int) -> float | None:
    return None if since_ms is None else (now_ms - since_ms) / TimeUnit.DAYS.value


_MEASURES: Final[dict[Measure, Callable[[_Slice], float | datetime | None]]] = {
    Measure.COUNT: _Slice.count,
    Measure.SUM: _Slice.sum,
    Measure.AVERAGE: _Slice.average,
    Measure.DISTINCT: _Slice.distinct,
    Measure.FIRST_AT: lambda held: _moment(held.first_ms()),
    Measure.LAST_AT: lambda held: _moment(held.last_ms()),
    Measure.DAYS_SINCE_FIRST: lambda held: _days(held.first_ms(), held.now_ms),
    Measure.DAYS_SINCE_LAST: lambda held: _days(held.last_ms(), held.now_ms),
}


def _of_session(stream: Stream, moment: Moment) -> Stream:
    if moment.session_id is None:
        return NOTHING_DONE
    positions = [n for n, session in enumerate(stream.sessions) if session == moment.session_id]
    return Stream(
        tuple(stream.at_ms[n] for n in positions),
        tuple(stream.entries[n] for n in positions) if stream.entries else (),
    )


def _distinct(entries: Iterable[Any]) -> set[tuple[type, Any]]:
    """Return the values, each once; lists count by their items, and true isn't 1."""
    found: set[tuple[type, Any]] = set()
    for entry in entries:
        if isinstance(entry, list | tuple):
            found.update((str, item) for item in entry)
        else:
            found.add((entry.__class__, entry))
    return found
