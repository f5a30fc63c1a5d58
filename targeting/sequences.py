"""Rules on the order of events: this and then that, and this but not that since."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, final

from targeting.behaviour import (
    NOTHING_DONE,
    Feature,
    Last,
    Moment,
    Period,
    Stream,
    bounds_ms,
)
from targeting.values import Duration

Streams: TypeAlias = Mapping[str, Stream]
"""A visitor's streams by feature key."""


@final
@dataclass(frozen=True, slots=True)
class InOrder:
    """A leaf: the visitor did one thing, then the next, and so on.

    Attributes:
        steps: at least two; each must happen after the one before, not in the same millisecond.
        within: how long after the step before at the latest; `None` for any time.
        window: all steps must lie in it.
    """

    steps: tuple[Feature, ...]
    within: Duration | None = None
    window: Last | Period | None = None

    @property
    def features(self) -> tuple[Feature, ...]:
        """What must be collected."""
        return self.steps

    def holds(self, streams: Streams, now_ms: int) -> bool:
        """Say whether the events happened in this order."""
        ends = _moments(self.steps[0], streams, self.window, now_ms)
        for step in self.steps[1:]:
            if not ends:
                return False
            ends = self._reached(ends, _moments(step, streams, self.window, now_ms))
        return bool(ends)

    def _reached(self, before: Sequence[int], moments: Sequence[int]) -> list[int]:
        """Return those of `moments` that follow one of `before` in time."""
        longest = None if self.within is None else self.within.milliseconds
        reached: list[int] = []
        for at in moments:
            position = bisect_left(before, at)
            if position and (longest is None or at - before[position - 1] <= longest):
                reached.append(at)
        return reached

    def is_answered_by(self, streams: Streams, moment: Moment) -> bool:
        """Say whether the streams hold enough; if not, they must be read from the log anew."""
        return _hold_window(self.steps, streams, self.window, moment.now_ms)


@final
@dataclass(frozen=True, slots=True)
class Unfollowed:
    """A leaf: the visitor did something, and since the last time hasn't done something else.

    Attributes:
        window: the first event must lie in it. What happens in the same millisecond counts as since.
    """

    event: Feature
    without: Feature
    window: Last | Period | None = None

    @property
    def features(self) -> tuple[Feature, ...]:
        """What must be collected."""
        return (self.event, self.without)

    def holds(self, streams: Streams, now_ms: int) -> bool:
        """Say whether the last such event was followed by none of the other."""
        moments = _moments(self.event, streams, self.window, now_ms)
        if not moments:
            return False
        since = _moments(self.without, streams, None, now_ms)
        return not since or since[-1] < moments[-1]

    def is_answered_by(self, streams: Streams, moment: Moment) -> bool:
        """Say whether the streams hold enough; if not, they must be read from the log anew."""
        now_ms = moment.now_ms
        for feature in self.features:
            stream = streams.get(feature.key, NOTHING_DONE)
            # Only the last moment counts, and the last ones are those that a stream holds.
            if stream.earlier is not None and not (stream.at_ms and stream.at_ms[0] <= now_ms):
                return False
        return bool(_moments(self.event, streams, self.window, now_ms)) or _hold_window(
            (self.event,), streams, self.window, now_ms
        )


def _moments(
    feature: Feature, streams: Streams, window: Last | Period | None, now_ms: int
) -> Sequence[int]:
    at_ms = streams.get(feature.key, NOTHING_DONE).at_ms
    after, until = bounds_ms(window, now_ms)
    start = 0 if after is None else bisect_right(at_ms, after)
    return at_ms[start : bisect_right(at_ms, until)]


def _hold_window(
    features: Sequence[Feature], streams: Streams, window: Last | Period | None, now_ms: int
) -> bool:
    after, _ = bounds_ms(window, now_ms)
    for feature in features:
        earlier = streams.get(feature.key, NOTHING_DONE).earlier
        if earlier is not None and (after is None or after < earlier.until_ms):
            return False
    return True
