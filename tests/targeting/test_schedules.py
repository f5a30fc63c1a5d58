from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from targeting.schedules import MINUTES_PER_DAY, RecurringWindow, Schedule, local_moment
from tests.targeting.strategies import NOW, unhurried

BERLIN: Final = ZoneInfo("Europe/Berlin")
NEW_YORK: Final = ZoneInfo("America/New_York")
KATHMANDU: Final = ZoneInfo("Asia/Kathmandu")
MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)

THURSDAY, FRIDAY, SATURDAY, SUNDAY = 4, 5, 6, 7
NIGHT: Final = RecurringWindow(from_minute=22 * 60, to_minute=2 * 60)


def window(**changes: Any) -> RecurringWindow:
    """A window of some days; `changes` are lists where the window has sets."""
    sets = {name: frozenset(c) for name, c in changes.items() if isinstance(c, list)}
    return RecurringWindow(**{**changes, **sets})


def clock(shown: str) -> datetime:
    """What the clock on the wall shows; it has no offset of its own."""
    return datetime.fromisoformat(shown)


def open_minutes(schedule: Schedule, zone: tzinfo, day: str) -> int:
    """For how many minutes the schedule is open on a day, however many the day has."""
    now = clock(day).replace(tzinfo=zone).astimezone(UTC)
    end = (clock(day) + DAY).replace(tzinfo=zone).astimezone(UTC)
    count = 0
    while now < end:
        count += schedule.is_open(now, zone)
        now += MINUTE
    return count


def hours(start: str, end: str, **changes: Any) -> Schedule:
    return Schedule(windows=(window(**between(start, end), **changes),))


def between(start: str, end: str) -> dict[str, int]:
    return {"from_minute": minute_of(start), "to_minute": minute_of(end)}


def minute_of(time: str) -> int:
    hour, minute = time.split(":")
    return int(hour) * 60 + int(minute)


@pytest.mark.parametrize(
    ("start", "end", "open_at", "closed_at"),
    [
        pytest.param("00:00", "24:00", ["00:00", "12:00", "23:59:59.999"], [], id="all-day"),
        pytest.param("00:00", "00:00", ["00:00", "12:00", "23:59:59.999"], [], id="empty-is-a-day"),
        pytest.param(
            "09:00",
            "17:30",
            ["09:00", "17:29:59.999"],
            ["08:59:59.999", "17:30", "00:00"],
            id="opening-hours",
        ),
        pytest.param("00:00", "00:01", ["00:00"], ["00:01", "23:59"], id="first-minute"),
        pytest.param("23:59", "24:00", ["23:59"], ["23:58", "00:00"], id="last-minute"),
        pytest.param("23:59", "00:00", ["23:59"], ["23:58", "00:00"], id="until-midnight"),
        pytest.param(
            "22:00", "02:00", ["22:00", "23:59", "00:00", "01:59"], ["02:00", "21:59"], id="night"
        ),
        pytest.param("24:00", "06:00", ["00:00", "05:59"], ["06:00", "23:59"], id="from-24:00"),
        pytest.param("24:00", "00:00", [], ["00:00", "12:00", "23:59"], id="never"),
        pytest.param("10:00", "10:00", ["10:00", "09:59", "00:00"], [], id="round-the-clock"),
    ],
)
def test_window_includes_its_start_and_excludes_its_end(
    start: str, end: str, open_at: list[str], closed_at: list[str]
) -> None:
    daily = window(**between(start, end))
    assert [time for time in open_at if not daily.is_open(clock(f"2026-03-14T{time}"))] == []
    assert [time for time in closed_at if daily.is_open(clock(f"2026-03-14T{time}"))] == []


@pytest.mark.parametrize(
    ("changes", "day", "expected"),
    [
        pytest.param({"weekdays": [SATURDAY]}, "2026-03-14", True, id="its-weekday"),
        pytest.param({"weekdays": [SATURDAY]}, "2026-03-15", False, id="another-weekday"),
        pytest.param({"weekdays": [SATURDAY, SUNDAY]}, "2026-03-15", True, id="among-weekdays"),
        pytest.param({"weekdays": [1]}, "2026-03-16", True, id="monday-is-1"),
        pytest.param({"months": [3]}, "2026-03-31", True, id="its-month"),
        pytest.param({"months": [3]}, "2026-04-01", False, id="another-month"),
        pytest.param({"months": [2, 4]}, "2026-04-01", True, id="among-months"),
        pytest.param({"month_days": [1]}, "2026-03-01", True, id="first-day"),
        pytest.param({"month_days": [1]}, "2026-03-02", False, id="second-day"),
        pytest.param({"month_days": [-1]}, "2026-03-31", True, id="last-of-31"),
        pytest.param({"month_days": [-1]}, "2026-03-30", False, id="last-but-one"),
        pytest.param({"month_days": [-1]}, "2026-04-30", True, id="last-of-30"),
        pytest.param({"month_days": [-1]}, "2026-02-28", True, id="last-of-february"),
        pytest.param({"month_days": [-1]}, "2028-02-28", False, id="28th-of-a-leap-year"),
        pytest.param({"month_days": [-1]}, "2028-02-29", True, id="last-of-a-leap-february"),
        pytest.param({"month_days": [29]}, "2028-02-29", True, id="29-in-a-leap-february"),
        pytest.param({"month_days": [-29]}, "2028-02-01", True, id="29-from-the-end-of-it"),
        pytest.param({"month_days": [-29]}, "2026-02-01", False, id="no-29-from-the-end-of-28"),
        pytest.param({"month_days": [-28]}, "2026-02-01", True, id="28-from-the-end"),
        pytest.param({"month_days": [-31]}, "2026-03-01", True, id="31-from-the-end"),
        pytest.param({"month_days": [-31]}, "2026-04-01", False, id="no-31-from-the-end-of-30"),
        pytest.param({"month_days": [31]}, "2026-04-30", False, id="no-31st"),
        pytest.param({"month_days": [1, -1]}, "2026-03-31", True, id="both-ends"),
        pytest.param({"month_days": [1, -1]}, "2026-03-15", False, id="between-both-ends"),
        pytest.param(
            {"month_days": [13], "weekdays": [FRIDAY]}, "2026-03-13", True, id="friday-the-13th"
        ),
        pytest.param(
            {"month_days": [13], "weekdays": [FRIDAY]}, "2026-03-20", False, id="friday-the-20th"
        ),
        pytest.param(
            {"month_days": [13], "weekdays": [FRIDAY], "months": [2]},
            "2026-03-13",
            False,
            id="friday-the-13th-of-another-month",
        ),
    ],
)
def test_window_is_open_on_the_days_that_fit_all_it_names(
    changes: dict[str, Any], day: str, *, expected: bool
) -> None:
    for time in ("00:00", "12:00", "23:59:59.999999"):
        assert window(**changes).is_open(clock(f"{day}T{time}")) is expected


@pytest.mark.parametrize(
    ("days", "opens", "closes"),
    [
        pytest.param({"weekdays": [SATURDAY]}, "2026-03-14", "2026-03-15", id="weekday"),
        pytest.param({"weekdays": [SUNDAY]}, "2026-03-15", "2026-03-16", id="end-of-the-week"),
        pytest.param({"month_days": [-1]}, "2026-02-28", "2026-03-01", id="month-day"),
        pytest.param({"month_days": [29]}, "2028-02-29", "2028-03-01", id="leap-day"),
        pytest.param({"months": [12], "month_days": [31]}, "2026-12-31", "2027-01-01", id="year"),
    ],
)
def test_window_past_midnight_belongs_to_the_day_it_starts_on(
    days: dict[str, Any], opens: str, closes: str
) -> None:
    night = window(**days, **between("22:00", "02:00"))
    assert not night.is_open(clock(f"{opens}T01:59"))
    assert not night.is_open(clock(f"{opens}T21:59"))
    assert night.is_open(clock(f"{opens}T22:00"))
    assert night.is_open(clock(f"{closes}T01:59"))
    assert not night.is_open(clock(f"{closes}T02:00"))
    assert not night.is_open(clock(f"{closes}T22:00"))


SPRING: Final = [
    pytest.param(BERLIN, "2026-03-29", id="Berlin"),
    pytest.param(NEW_YORK, "2026-03-08", id="New-York"),
]


@pytest.mark.parametrize(("zone", "day"), SPRING)
def test_hour_that_spring_leaves_out_is_never_open(zone: tzinfo, day: str) -> None:
    assert open_minutes(hours("02:00", "03:00"), zone, day) == 0
    assert open_minutes(hours("02:30", "03:30"), zone, day) == 30
    assert open_minutes(hours("01:00", "04:00"), zone, day) == 120
    assert open_minutes(hours("00:00", "24:00"), zone, day) == MINUTES_PER_DAY - 60


@pytest.mark.parametrize(
    ("zone", "day", "first"),
    [
        pytest.param(BERLIN, "2026-10-25", 2, id="Berlin"),
        pytest.param(NEW_YORK, "2026-11-01", 1, id="New-York"),
    ],
)
def test_hour_that_comes_twice_in_autumn_is_open_twice(zone: tzinfo, day: str, first: int) -> None:
    def since(hour: int, minute: int = 0) -> str:
        return f"{hour:02}:{minute:02}"

    assert open_minutes(hours(since(first), since(first + 1)), zone, day) == 120
    assert open_minutes(hours(since(first, 30), since(first + 1)), zone, day) == 60
    assert open_minutes(hours(since(first + 1), since(first + 2)), zone, day) == 60
    assert open_minutes(hours("00:00", "24:00"), zone, day) == MINUTES_PER_DAY + 60


@pytest.mark.parametrize(("zone", "day"), SPRING)
def test_night_of_the_change_belongs_to_the_day_before(zone: tzinfo, day: str) -> None:
    saturday_night = hours("22:00", "04:00", weekdays=[SATURDAY])
    assert open_minutes(saturday_night, zone, day) == 3 * 60


@pytest.mark.parametrize(
    ("zone", "expected"),
    [(UTC, False), (BERLIN, True), (NEW_YORK, False), (KATHMANDU, True)],
    ids=str,
)
def test_windows_are_told_by_the_stores_clock(zone: tzinfo, *, expected: bool) -> None:
    late = datetime(2026, 3, 14, 23, 30, tzinfo=UTC)
    assert Schedule(windows=(window(weekdays=[SUNDAY]),)).is_open(late, zone) is expected


def test_one_open_window_is_enough() -> None:
    closed, opened = window(weekdays=[SUNDAY]), window(weekdays=[SATURDAY])
    assert Schedule(windows=(closed, opened)).is_open(NOW)
    assert Schedule(windows=(opened, closed)).is_open(NOW)
    assert not Schedule(windows=(closed, closed)).is_open(NOW)


@pytest.mark.parametrize(
    ("starts_at", "ends_at"),
    [
        pytest.param(NOW + MINUTE, None, id="before-the-start"),
        pytest.param(None, NOW, id="at-the-end"),
    ],
)
def test_window_opens_nothing_outside_the_schedules_ends(
    starts_at: datetime | None, ends_at: datetime | None
) -> None:
    assert not Schedule(starts_at, ends_at, (RecurringWindow(),)).is_open(NOW)


@pytest.mark.parametrize(
    ("zone", "shown", "expected"),
    [
        pytest.param(UTC, "2026-03-29T02:30", "2026-03-29T02:30", id="UTC"),
        pytest.param(BERLIN, "2026-01-15T12:00", "2026-01-15T11:00", id="Berlin-winter"),
        pytest.param(BERLIN, "2026-07-15T12:00", "2026-07-15T10:00", id="Berlin-summer"),
        pytest.param(BERLIN, "2026-03-29T01:59", "2026-03-29T00:59", id="Berlin-before-the-gap"),
        pytest.param(BERLIN, "2026-03-29T02:00", "2026-03-29T01:00", id="Berlin-gap-begins"),
        pytest.param(BERLIN, "2026-03-29T02:30", "2026-03-29T01:30", id="Berlin-in-the-gap"),
        pytest.param(BERLIN, "2026-03-29T03:00", "2026-03-29T01:00", id="Berlin-after-the-gap"),
        pytest.param(BERLIN, "2026-10-25T02:30", "2026-10-25T00:30", id="Berlin-twice"),
        pytest.param(BERLIN, "2026-10-25T03:00", "2026-10-25T02:00", id="Berlin-after-twice"),
        pytest.param(NEW_YORK, "2026-03-08T02:30", "2026-03-08T07:30", id="New-York-in-the-gap"),
        pytest.param(NEW_YORK, "2026-03-08T03:00", "2026-03-08T07:00", id="New-York-after-it"),
        pytest.param(NEW_YORK, "2026-11-01T01:30", "2026-11-01T05:30", id="New-York-twice"),
        pytest.param(NEW_YORK, "2026-11-01T02:00", "2026-11-01T07:00", id="New-York-after-twice"),
    ],
)
def test_time_on_the_stores_clock_becomes_an_instant(
    zone: tzinfo, shown: str, expected: str
) -> None:
    found = local_moment(clock(shown), zone)
    assert (found, found.tzinfo) == (clock(expected).replace(tzinfo=UTC), UTC)
    assert local_moment(clock(shown).replace(fold=1), zone) == found, "whatever fold it came with"


def test_time_in_the_gap_is_shown_an_hour_later() -> None:
    moved = local_moment(clock("2026-03-29T02:30"), BERLIN).astimezone(BERLIN)
    assert moved.replace(tzinfo=None) == clock("2026-03-29T03:30")


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, UTC], ids=str)
def test_time_beyond_the_calendar_of_utc_is_its_end(zone: tzinfo) -> None:
    first = local_moment(clock("0001-01-01T00:00"), zone)
    last = local_moment(clock("9999-12-31T23:59"), zone)
    assert (first.date().isoformat(), last.date().isoformat()) == ("0001-01-01", "9999-12-31")


# The naive side: every minute of a window is written down, and looked up.

CHANGES: Final = tuple(
    clock(change).replace(tzinfo=UTC)
    for change in ("2026-03-29T01:00", "2026-10-25T01:00", "2026-03-08T07:00", "2026-11-01T06:00")
)
zones: SearchStrategy[tzinfo] = st.sampled_from([UTC, BERLIN, NEW_YORK, KATHMANDU])
near_changes = st.builds(
    lambda change, minutes: change + minutes * MINUTE,
    st.sampled_from(CHANGES),
    st.integers(-240, 240),
)
ends_of_months = st.builds(
    lambda year, month, minutes: datetime(year, month, 1, tzinfo=UTC) + minutes * MINUTE,
    st.integers(2024, 2029),
    st.integers(1, 12),
    st.integers(-3_000, 3_000),
)
instants = near_changes | ends_of_months
minutes_of_day = st.sampled_from([0, 1, 60, 120, 150, 180, 1_439, 1_440]) | st.integers(0, 1_440)
windows = st.builds(
    RecurringWindow,
    weekdays=st.frozensets(st.integers(1, 7), max_size=5),
    month_days=st.frozensets(st.integers(1, 31) | st.integers(-31, -1), max_size=20),
    months=st.frozensets(st.integers(1, 12), max_size=9),
    from_minute=minutes_of_day,
    to_minute=minutes_of_day,
)


def days_of_month(day: datetime) -> list[int]:
    dates = (day.replace(day=1) + n * DAY for n in range(31))
    return [date.day for date in dates if date.month == day.month]


def starts_on(day: datetime, of: RecurringWindow) -> bool:
    days = days_of_month(day)
    names = {day.day, days.index(day.day) - len(days)}
    return (
        day.isoweekday() in (of.weekdays or range(1, 8))
        and day.month in (of.months or range(1, 13))
        and bool(names & of.month_days or not of.month_days)
    )


def minutes_open(day: datetime, of: RecurringWindow) -> Iterator[datetime]:
    """Every minute, on the wall's clock, of the window that starts on a day."""
    if not starts_on(day, of):
        return
    end = of.to_minute if of.to_minute > of.from_minute else of.to_minute + MINUTES_PER_DAY
    for minute in range(of.from_minute, end):
        yield day + minute * MINUTE


@unhurried
@given(now=instants, zone=zones, of=windows)
@example(now=clock("2026-03-15T01:00").replace(tzinfo=UTC), zone=UTC, of=NIGHT)
def test_window_is_open_in_just_the_minutes_written_down(
    now: datetime, zone: tzinfo, of: RecurringWindow
) -> None:
    shown = now.astimezone(zone).replace(tzinfo=None, fold=0)
    today = shown.replace(hour=0, minute=0)
    expected = any(shown in set(minutes_open(day, of)) for day in (today - DAY, today))
    assert Schedule(windows=(of,)).is_open(now, zone) is expected


@unhurried
@given(now=instants, zone=zones, several=st.lists(windows, min_size=1, max_size=3).map(tuple))
def test_schedule_is_open_when_any_of_its_windows_is(
    now: datetime, zone: tzinfo, several: tuple[RecurringWindow, ...]
) -> None:
    each = [Schedule(windows=(one,)).is_open(now, zone) for one in several]
    assert Schedule(windows=several).is_open(now, zone) is any(each)


@unhurried
@given(now=instants, zone=zones)
def test_what_the_clock_shows_leads_back_to_the_first_instant_of_it(
    now: datetime, zone: tzinfo
) -> None:
    def shown(instant: datetime) -> datetime:
        return instant.astimezone(zone).replace(tzinfo=None, fold=0)

    first = next(instant for instant in (now - HOUR, now) if shown(instant) == shown(now))
    assert local_moment(shown(now), zone) == first
