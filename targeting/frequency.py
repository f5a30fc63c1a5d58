"""How often one visitor is shown a campaign, and how often any campaign at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum
from typing import Final, final

RECENT_DISPLAYS: Final = 20
"""How many displays of a campaign are remembered one by one; no limit within a time may be higher."""

SESSION_IDLE: Final = timedelta(minutes=30)
"""A visit without an id counts as over after this much silence, as web analytics has it."""


@final
class FrequencyLimit(Enum):
    """What can forbid one more display of a campaign to one visitor."""

    MAXIMUM_IMPRESSIONS = "MAXIMUM_IMPRESSIONS"
    MAXIMUM_PER_SESSION = "MAXIMUM_PER_SESSION"
    MAXIMUM_PER_TIME = "MAXIMUM_PER_TIME"
    MINIMUM_GAP = "MINIMUM_GAP"
    VISIBLE_PERIOD = "VISIBLE_PERIOD"
    CLICKED = "CLICKED"
    CLOSED = "CLOSED"
    CONVERTED = "CONVERTED"
    COOL_DOWN = "COOL_DOWN"


@final
@dataclass(frozen=True, slots=True)
class Display:
    """One time that a campaign was shown; `session_id` is the visit, where the storefront said it."""

    at: datetime
    session_id: str | None = None


@final
@dataclass(frozen=True, slots=True)
class CampaignHistory:
    """What one visitor has done with one campaign so far.

    Attributes:
        recent: the latest displays, oldest first, at most `RECENT_DISPLAYS`.
        variant: the variant that was shown first, of a campaign whose shares move by themselves.
    """

    impressions: int = 0
    clicks: int = 0
    closes: int = 0
    conversions: int = 0
    first_impression_at: datetime | None = None
    last_impression_at: datetime | None = None
    last_click_at: datetime | None = None
    last_close_at: datetime | None = None
    last_conversion_at: datetime | None = None
    recent: tuple[Display, ...] = ()
    variant: str | None = None


NO_HISTORY: Final = CampaignHistory()


@final
@dataclass(frozen=True, slots=True)
class TimeLimit:
    """At most `maximum` displays within any `seconds`."""

    maximum: int
    seconds: int


@final
@dataclass(frozen=True, slots=True)
class Frequency:
    """How often one visitor may be shown a campaign.

    Attributes:
        maximum_impressions: in total, `None` for no limit.
        minimum_gap_seconds: between two displays.
        stop_after_click, stop_after_close, stop_after_conversion: never show it again after one.
        maximum_per_session: within one visit.
        per_time: within any stretch of time.
        click_cool_down_seconds, close_cool_down_seconds, conversion_cool_down_seconds: show it again
            when so much time has passed; takes the place of the stop.
        visible_seconds: how long after its first display the visitor is shown it at all.
    """

    maximum_impressions: int | None = None
    minimum_gap_seconds: int | None = None
    stop_after_click: bool = False
    stop_after_close: bool = False
    stop_after_conversion: bool = True
    maximum_per_session: int | None = None
    per_time: tuple[TimeLimit, ...] = ()
    click_cool_down_seconds: int | None = None
    close_cool_down_seconds: int | None = None
    conversion_cool_down_seconds: int | None = None
    visible_seconds: int | None = None

    def allows(
        self, history: CampaignHistory, now: datetime, session_id: str | None = None
    ) -> bool:
        """Say whether one more display is allowed after `history`, in the visit `session_id`."""
        return self.reached(history, now, session_id) is None

    def reached(
        self, history: CampaignHistory, now: datetime, session_id: str | None = None
    ) -> FrequencyLimit | None:
        """Return the limit that forbids one more display, `None` when none does."""
        if history is NO_HISTORY:
            return None
        if self.maximum_impressions is not None and history.impressions >= self.maximum_impressions:
            return FrequencyLimit.MAXIMUM_IMPRESSIONS
        return (
            self._reaction_limit(history, now)
            or self._crowding_limit(history, now, session_id)
            or self._pace_limit(history, now)
        )

    def _reaction_limit(self, history: CampaignHistory, now: datetime) -> FrequencyLimit | None:
        if history.clicks and self.click_cool_down_seconds is None and self.stop_after_click:
            return FrequencyLimit.CLICKED
        if history.closes and self.close_cool_down_seconds is None and self.stop_after_close:
            return FrequencyLimit.CLOSED
        if (
            history.conversions
            and self.conversion_cool_down_seconds is None
            and self.stop_after_conversion
        ):
            return FrequencyLimit.CONVERTED
        if (
            _lasts(history.last_click_at, self.click_cool_down_seconds, now)
            or _lasts(history.last_close_at, self.close_cool_down_seconds, now)
            or _lasts(history.last_conversion_at, self.conversion_cool_down_seconds, now)
        ):
            return FrequencyLimit.COOL_DOWN
        return None

    def _crowding_limit(
        self, history: CampaignHistory, now: datetime, session_id: str | None
    ) -> FrequencyLimit | None:
        if self.maximum_per_session is not None:
            shown = displays_in_session(history.recent, now, session_id)
            if shown >= self.maximum_per_session:
                return FrequencyLimit.MAXIMUM_PER_SESSION
        for limit in self.per_time:
            since = now - timedelta(seconds=limit.seconds)
            if sum(display.at > since for display in history.recent) >= limit.maximum:
                return FrequencyLimit.MAXIMUM_PER_TIME
        return None

    def _pace_limit(self, history: CampaignHistory, now: datetime) -> FrequencyLimit | None:
        if _lasts(history.last_impression_at, self.minimum_gap_seconds, now):
            return FrequencyLimit.MINIMUM_GAP
        if self.visible_seconds is None or history.first_impression_at is None:
            return None
        if _lasts(history.first_impression_at, self.visible_seconds, now):
            return None
        return FrequencyLimit.VISIBLE_PERIOD


def _lasts(since: datetime | None, seconds: int | None, now: datetime) -> bool:
    """Say whether `seconds` have not yet passed `since`; false where either isn't known."""
    return since is not None and seconds is not None and now - since < timedelta(seconds=seconds)


def displays_in_session(recent: Sequence[Display], now: datetime, session_id: str | None) -> int:
    """Return how many displays fell into this visit.

    Displays and visits without an id belong together while no silence exceeds `SESSION_IDLE`.
    """
    count, later, is_unbroken = 0, now, True
    for display in reversed(recent):
        is_unbroken = is_unbroken and later - display.at <= SESSION_IDLE
        if session_id is None or display.session_id is None:
            count += is_unbroken
        else:
            count += display.session_id == session_id
        later = display.at
    return count


@final
class StoreLimit(Enum):
    """What can forbid any further campaign to one visitor."""

    MINIMUM_GAP = "MINIMUM_GAP"
    DAILY_MAXIMUM = "DAILY_MAXIMUM"


@final
@dataclass(frozen=True, slots=True)
class StoreLimits:
    """How often one visitor of a store may be shown any campaign, so that nobody is pestered.

    Attributes:
        minimum_gap_seconds: between two displays of whatever campaigns.
        daily_maximum: displays within a day of the store's time zone, at most `RECENT_DISPLAYS`.
    """

    minimum_gap_seconds: int | None = None
    daily_maximum: int | None = None

    def reached(
        self, displays: Sequence[datetime], now: datetime, zone: tzinfo = UTC
    ) -> StoreLimit | None:
        """Return the limit that forbids one more display after `displays`, oldest first."""
        if not displays:
            return None
        if _lasts(displays[-1], self.minimum_gap_seconds, now):
            return StoreLimit.MINIMUM_GAP
        if self.daily_maximum is None:
            return None
        today = now.astimezone(zone).date()
        shown = sum(display.astimezone(zone).date() == today for display in displays)
        return StoreLimit.DAILY_MAXIMUM if shown >= self.daily_maximum else None


NO_STORE_LIMITS: Final = StoreLimits()
