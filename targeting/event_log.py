"""How far back a store's event log reaches, and what rules can still be told of what came before.

Events are kept for so many days where a shop wants that. Before a visitor's events go, the streams of
the features that live rules ask about earlier times are *carried*: kept beside the log, and added to
what it says. So what a live rule counts since ever goes on to be counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, TypeAlias, final

from targeting.behaviour import (
    NOTHING_DONE,
    Behaviour,
    EventKind,
    Feature,
    Last,
    Period,
    Stream,
    ThisSession,
    bounded,
    stream_of,
    with_events,
)
from targeting.events import EventRecord
from targeting.sequences import InOrder, Unfollowed

KEPT_FOR_EVER: Final = frozenset(
    {EventKind.PURCHASE, EventKind.ORDER_CANCELLATION, EventKind.CAMPAIGN_CONVERSION}
)
"""Few, and what order figures, sign-ups and the one display of a coupon rest on."""

EXPIRING_KINDS: Final = frozenset(EventKind) - KEPT_FOR_EVER

CARRIED_LIMIT: Final = 5_000
"""How many moments are carried of a feature; of older ones only the totals.

Twenty times what a visitor's document holds: there the rest can be read from the log, here it can't.
"""

Asked: TypeAlias = Behaviour | InOrder | Unfollowed
"""What a leaf of a rule asks of behaviour."""


@final
@dataclass(frozen=True, slots=True)
class EventLog:
    """What a store's event log can be asked.

    Attributes:
        since: older events aren't taken, and may be gone; `None` as long as everything is there.
        carried_since: of the features that are carried, by key, since when; `None` for since ever.
    """

    since: datetime | None = None
    carried_since: Mapping[str, datetime | None] = field(default_factory=dict)

    def holds(self, asked: Asked, now: datetime) -> bool:
        """Say whether all events that are asked about are in the log."""
        return all(self._reaches(feature, asked, now) for feature in asked.features)

    def answers(self, asked: Asked, now: datetime) -> bool:
        """Say whether they are in the log, or carried."""
        return all(
            self._reaches(feature, asked, now) or self._carries(feature, asked, now)
            for feature in asked.features
        )

    def beyond(self, all_asked: Iterable[Asked], now: datetime) -> dict[str, Feature]:
        """Return the features, by key, that are asked about times before the log."""
        return {
            feature.key: feature
            for asked in all_asked
            for feature in asked.features
            if not self._reaches(feature, asked, now)
        }

    def _reaches(self, feature: Feature, asked: Asked, now: datetime) -> bool:
        if self.since is None or feature.event in KEPT_FOR_EVER:
            return True
        start = earliest_asked(asked, now)
        return start is not None and start >= self.since

    def _carries(self, feature: Feature, asked: Asked, now: datetime) -> bool:
        if feature.key not in self.carried_since:
            return False
        since, start = self.carried_since[feature.key], earliest_asked(asked, now)
        return since is None or (start is not None and start >= since)


WHOLE_LOG: Final = EventLog()
"""A log that nothing has gone from."""


def earliest_asked(asked: Asked, now: datetime) -> datetime | None:
    """Return the earliest moment that is asked about, `None` for the beginning of time."""
    match asked.window:
        case None:
            return None
        case Last(duration):
            return now - timedelta(milliseconds=duration.milliseconds)
        case Period(start):
            return start
        case ThisSession():
            return now  # a visit lasts for hours, and events are kept for a month at least


@final
@dataclass(frozen=True, slots=True)
class Carried:
    """What is kept of a visitor's expired events.

    Attributes:
        until: all expired events happened before.
        streams: by feature key, as a visitor's document holds them.
    """

    until: datetime
    streams: Mapping[str, Stream]


def carried_with(
    carried: Carried | None,
    expiring: Iterable[EventRecord],
    until: datetime,
    features: Mapping[str, Feature],
) -> Carried | None:
    """Return what is to be carried of `features` once these events, all from before `until`, are gone.

    `None` when there is nothing to keep, and was nothing before.
    """
    before: Mapping[str, Stream] = {} if carried is None else carried.streams
    occurrences = [event.occurrence for event in expiring]
    streams = {
        key: bounded(
            with_events(before.get(key, NOTHING_DONE), feature, occurrences), feature, CARRIED_LIMIT
        )
        for key, feature in features.items()
    }
    kept = {key: stream for key, stream in streams.items() if stream != NOTHING_DONE}
    return None if carried is None and not kept else Carried(until, kept)


def streams_of(
    features: Collection[Feature], log: Iterable[EventRecord], carried: Carried | None
) -> dict[str, Stream]:
    """Return the features' streams, by key, over the log and what is carried of what came before it.

    The log must have been read first: what expired in between is then counted once.
    """
    if carried is None:
        whole = [event.occurrence for event in log]
        return {feature.key: stream_of(feature, whole) for feature in features}
    rest = [
        event.occurrence
        for event in log
        if event.at >= carried.until or event.kind in KEPT_FOR_EVER
    ]
    return {
        feature.key: with_events(before, feature, rest)
        if (before := carried.streams.get(feature.key)) is not None
        else stream_of(feature, rest)
        for feature in features
    }
