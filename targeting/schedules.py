"""When a campaign runs: from one moment to another, and within recurring windows of local time."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final, final

from targeting.values import as_utc

MINUTES_PER_DAY: Final = 1_440
_DAY: Final = timedelta(days=1)


@final
@dataclass(frozen=True, slots=True)
class RecurringWindow:
    """A part of the day that comes again, on the store's own clock.

    Whatever is empty means every one. A window whose end isn't later than its start goes on past
    midnight and belongs to the day it starts on.

    What the clock on the wall shows decides: the hour that comes twice in autumn is open twice, and one
    that is left out in spring isn't open at all.

    Attributes:
        weekdays: 1 for Monday to 7 for Sunday.
        month_days: 1 to 31 from the start of the month, -1 to -31 from its end: -1 is the last day.
        months: 1 for January to 12.
        from_minute, to_minute: minutes of the day, 0 to 1440; the start is included, the end isn't.
    """

    weekdays: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    from_minute: int = 0
    to_minute: int = MINUTES_PER_DAY

    def is_open(self, local: datetime) -> bool:
        """Say whether `local`, on the store's clock, lies within the window."""
        minute = local.hour * 60 + local.minute
        today = local.date()
        if self.from_minute < self.to_minute:
            return self.from_minute <= minute < self.to_minute and self._is_on(today)
        if minute >= self.from_minute:
            return self._is_on(today)
        return minute < self.to_minute and self._is_on(today - _DAY)

    def _is_on(self, day: date) -> bool:
        if self.weekdays and day.isoweekday() not in self.weekdays:
            return False
        if self.months and day.month not in self.months:
            return False
        if not self.month_days:
            return True
        length = monthrange(day.year, day.month)[1]
        return day.day in self.month_days or day.day - length - 1 in self.month_days


@final
@dataclass(frozen=True, slots=True)
class Schedule:
    """When a campaign runs: from `starts_at` (included) to `ends_at` (excluded), each optional.

    With `windows` only while at least one of them is open.
    """

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    windows: tuple[RecurringWindow, ...] = ()

    def is_open(self, now: datetime, zone: tzinfo = UTC) -> bool:
        """Say whether `now` lies within the schedule; windows are told by the clock of `zone`."""
        if self.starts_at is not None and now < self.starts_at:
            return False
        if self.ends_at is not None and now >= self.ends_at:
            return False
        if not self.windows:
            return True
        local = now.astimezone(zone)
        return any(window.is_open(local) for window in self.windows)


def local_moment(local: datetime, zone: tzinfo) -> datetime:
    """Return the instant at which the store's clock shows `local`, which has no offset of its own.

    Of a time that comes twice in autumn it is the first; a time that spring leaves out is moved on by
    what the clock is moved. A time beyond the calendar of UTC becomes its first or last moment.
    """
    # What the clock never shows is read with the offset of before, and so lands after the gap.
    return as_utc(local.replace(tzinfo=zone, fold=0))
