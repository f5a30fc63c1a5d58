from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from targeting.frequency import (
    NO_HISTORY,
    NO_STORE_LIMITS,
    RECENT_DISPLAYS,
    SESSION_IDLE,
    CampaignHistory,
    Display,
    Frequency,
    FrequencyLimit,
    StoreLimit,
    StoreLimits,
    TimeLimit,
    displays_in_session,
)
from tests.targeting.strategies import NOW, unhurried

MOMENT: Final = timedelta(milliseconds=1)
SECOND: Final = timedelta(seconds=1)
MINUTE: Final = timedelta(minutes=1)
HOUR: Final = timedelta(hours=1)
IDLE: Final = SESSION_IDLE


def shown(*ago: timedelta, session_id: str | None = None, **changes: Any) -> CampaignHistory:
    """The history of who was shown the campaign so long ago, in any order."""
    displays = tuple(Display(NOW - each, session_id) for each in sorted(ago, reverse=True))
    return history_of(displays, **changes)


def history_of(displays: Sequence[Display], **changes: Any) -> CampaignHistory:
    if not displays:
        return replace(NO_HISTORY, **changes)
    history = CampaignHistory(
        impressions=len(displays),
        first_impression_at=displays[0].at,
        last_impression_at=displays[-1].at,
        recent=tuple(displays[-RECENT_DISPLAYS:]),
    )
    return replace(history, **changes)


# What a campaign limits, and a history that it is just reached by.
REACHED: Final[dict[FrequencyLimit, tuple[dict[str, Any], dict[str, Any]]]] = {
    FrequencyLimit.MAXIMUM_IMPRESSIONS: ({"maximum_impressions": 1}, {}),
    FrequencyLimit.CLICKED: ({"stop_after_click": True}, {"clicks": 1}),
    FrequencyLimit.CLOSED: ({"stop_after_close": True}, {"closes": 1}),
    FrequencyLimit.CONVERTED: ({"stop_after_conversion": True}, {"conversions": 1}),
    FrequencyLimit.COOL_DOWN: ({"close_cool_down_seconds": 60}, {"last_close_at": NOW}),
    FrequencyLimit.MAXIMUM_PER_SESSION: ({"maximum_per_session": 1}, {}),
    FrequencyLimit.MAXIMUM_PER_TIME: ({"per_time": (TimeLimit(1, 60),)}, {}),
    FrequencyLimit.MINIMUM_GAP: ({"minimum_gap_seconds": 60}, {}),
    FrequencyLimit.VISIBLE_PERIOD: ({"visible_seconds": 1}, {}),
}
PRECEDENCE: Final = tuple(REACHED)
LENIENT: Final = Frequency(stop_after_conversion=False)
SEEN: Final = shown(SECOND)


def together(limits: Sequence[FrequencyLimit]) -> tuple[Frequency, CampaignHistory]:
    """A frequency that has all the limits, and a history that reaches them all."""
    frequency, history = LENIENT, SEEN
    for limit in limits:
        settings, done = REACHED[limit]
        frequency, history = replace(frequency, **settings), replace(history, **done)
    if {FrequencyLimit.CLOSED, FrequencyLimit.COOL_DOWN} <= set(limits):
        # A cool-down takes the place of the stop of its own reaction: let it be another one's.
        frequency = replace(frequency, close_cool_down_seconds=None, click_cool_down_seconds=60)
        history = replace(history, last_click_at=NOW)
    if {FrequencyLimit.CLICKED, FrequencyLimit.COOL_DOWN} <= set(limits):
        frequency = replace(frequency, click_cool_down_seconds=None, close_cool_down_seconds=60)
    return frequency, history


def test_every_limit_can_be_reached() -> None:
    assert set(PRECEDENCE) == set(FrequencyLimit)


@pytest.mark.parametrize("limit", PRECEDENCE, ids=lambda limit: limit.value)
def test_limit_forbids_one_more_display(limit: FrequencyLimit) -> None:
    frequency, history = together([limit])
    assert frequency.reached(history, NOW) is limit
    assert not frequency.allows(history, NOW)
    assert LENIENT.reached(history, NOW) is None, "without the limit it is allowed"
    assert frequency.reached(NO_HISTORY, NOW) is None, "nobody has reached a limit at first"
    assert frequency.reached(CampaignHistory(), NOW) is None


@pytest.mark.parametrize("first", range(len(PRECEDENCE)), ids=lambda n: PRECEDENCE[n].value)
def test_of_several_limits_the_first_is_named(first: int) -> None:
    limit = PRECEDENCE[first]
    for other in PRECEDENCE[first + 1 :]:
        frequency, history = together([limit, other])
        assert frequency.reached(history, NOW) is limit, other


def test_of_stops_and_cool_downs_at_once_the_stops_come_first() -> None:
    frequency = Frequency(
        stop_after_click=True, stop_after_close=True, conversion_cool_down_seconds=60
    )
    history = CampaignHistory(clicks=1, closes=1, conversions=1, last_conversion_at=NOW)
    assert frequency.reached(history, NOW) is FrequencyLimit.CLICKED
    assert frequency.reached(replace(history, clicks=0), NOW) is FrequencyLimit.CLOSED
    only_converted = replace(history, clicks=0, closes=0)
    assert frequency.reached(only_converted, NOW) is FrequencyLimit.COOL_DOWN


@pytest.mark.parametrize(
    ("reaction", "stop", "cool_down", "last_at"),
    [
        pytest.param(
            "clicks", "stop_after_click", "click_cool_down_seconds", "last_click_at", id="click"
        ),
        pytest.param(
            "closes", "stop_after_close", "close_cool_down_seconds", "last_close_at", id="close"
        ),
        pytest.param(
            "conversions",
            "stop_after_conversion",
            "conversion_cool_down_seconds",
            "last_conversion_at",
            id="conversion",
        ),
    ],
)
def test_cool_down_takes_the_place_of_the_stop(
    reaction: str, stop: str, cool_down: str, last_at: str
) -> None:
    limits: dict[str, Any] = {stop: True, cool_down: 60}
    without_stop: dict[str, Any] = {**limits, stop: False}
    for ago, expected in [
        (-MINUTE, FrequencyLimit.COOL_DOWN),
        (0 * SECOND, FrequencyLimit.COOL_DOWN),
        (MINUTE - MOMENT, FrequencyLimit.COOL_DOWN),
        (MINUTE, None),
    ]:
        done: dict[str, Any] = {reaction: 3, last_at: NOW - ago}
        history = replace(NO_HISTORY, **done)
        for frequency in (replace(LENIENT, **limits), replace(LENIENT, **without_stop)):
            assert frequency.reached(history, NOW) is expected, ago


def test_cool_down_of_one_reaction_leaves_the_stop_of_another() -> None:
    frequency = Frequency(stop_after_close=True, click_cool_down_seconds=60)
    history = CampaignHistory(clicks=1, closes=1, last_click_at=NOW - HOUR, last_close_at=NOW)
    assert frequency.reached(history, NOW) is FrequencyLimit.CLOSED


@pytest.mark.parametrize(
    ("frequency", "history", "expected"),
    [
        pytest.param(
            Frequency(minimum_gap_seconds=60),
            shown(MINUTE - MOMENT),
            FrequencyLimit.MINIMUM_GAP,
            id="gap-not-over",
        ),
        pytest.param(Frequency(minimum_gap_seconds=60), shown(MINUTE), None, id="gap-over"),
        pytest.param(
            Frequency(minimum_gap_seconds=60),
            shown(-HOUR),
            FrequencyLimit.MINIMUM_GAP,
            id="gap-of-a-clock-ahead",
        ),
        pytest.param(
            Frequency(per_time=(TimeLimit(2, 60),)),
            shown(SECOND, MINUTE - MOMENT),
            FrequencyLimit.MAXIMUM_PER_TIME,
            id="both-within-the-time",
        ),
        pytest.param(
            Frequency(per_time=(TimeLimit(2, 60),)),
            shown(SECOND, MINUTE),
            None,
            id="one-just-out-of-the-time",
        ),
        pytest.param(
            Frequency(per_time=(TimeLimit(3, 60),)), shown(SECOND, SECOND), None, id="below-it"
        ),
        pytest.param(
            Frequency(per_time=(TimeLimit(5, 60), TimeLimit(2, 3_600))),
            shown(2 * MINUTE, 3 * MINUTE),
            FrequencyLimit.MAXIMUM_PER_TIME,
            id="any-one-of-the-times",
        ),
        pytest.param(
            Frequency(visible_seconds=60), shown(MINUTE - MOMENT), None, id="visible-for-a-moment"
        ),
        pytest.param(
            Frequency(visible_seconds=60),
            shown(MINUTE),
            FrequencyLimit.VISIBLE_PERIOD,
            id="visible-no-longer",
        ),
        pytest.param(
            Frequency(visible_seconds=60),
            shown(SECOND, HOUR),
            FrequencyLimit.VISIBLE_PERIOD,
            id="visible-since-the-first-display",
        ),
        pytest.param(
            Frequency(visible_seconds=60),
            CampaignHistory(clicks=1, last_click_at=NOW - HOUR),
            None,
            id="visible-until-it-was-shown-at-all",
        ),
        pytest.param(
            Frequency(maximum_impressions=2),
            CampaignHistory(impressions=2),
            FrequencyLimit.MAXIMUM_IMPRESSIONS,
            id="impressions-whose-moments-are-forgotten",
        ),
    ],
)
def test_limit_holds_to_the_millisecond(
    frequency: Frequency, history: CampaignHistory, expected: FrequencyLimit | None
) -> None:
    assert frequency.reached(history, NOW) is expected


def recent(*displays: tuple[timedelta, str | None]) -> tuple[Display, ...]:
    """Displays so long ago in these visits, given the latest first."""
    return tuple(Display(NOW - ago, session_id) for ago, session_id in reversed(displays))


@pytest.mark.parametrize(
    ("displays", "session_id", "expected"),
    [
        pytest.param([], "s1", 0, id="never-shown"),
        pytest.param([], None, 0, id="never-shown-without-an-id"),
        pytest.param([(SECOND, "s1"), (9 * HOUR, "s1")], "s1", 2, id="its-own-however-long"),
        pytest.param([(SECOND, "s2"), (MINUTE, "s1")], "s1", 1, id="between-those-of-another"),
        pytest.param([(SECOND, "s2")], "s1", 0, id="only-those-of-another"),
        pytest.param([(IDLE, None)], None, 1, id="after-just-so-much-silence"),
        pytest.param([(IDLE + MOMENT, None)], None, 0, id="after-too-much-silence"),
        pytest.param([(IDLE, None), (2 * IDLE, None)], None, 2, id="silence-by-silence"),
        pytest.param([(SECOND, None), (IDLE + 2 * SECOND, None)], None, 1, id="silence-between"),
        pytest.param(
            [(SECOND, None), (IDLE + 2 * SECOND, None), (IDLE + 3 * SECOND, None)],
            None,
            1,
            id="nothing-before-a-silence",
        ),
        pytest.param([(-MINUTE, None)], None, 1, id="of-a-clock-ahead"),
        pytest.param([(SECOND, None)], "s1", 1, id="display-without-an-id"),
        pytest.param([(IDLE + MOMENT, None)], "s1", 0, id="old-display-without-an-id"),
        pytest.param([(SECOND, "s1")], None, 1, id="visit-without-an-id"),
        pytest.param([(IDLE + MOMENT, "s1")], None, 0, id="later-visit-without-an-id"),
        pytest.param([(SECOND, None), (9 * HOUR, "s0")], "s1", 1, id="another-visit-long-ago"),
        pytest.param([(SECOND, None), (MINUTE, "s1")], "s1", 2, id="with-and-without-an-id"),
        pytest.param([(SECOND, None), (MINUTE, "s0")], "s1", 1, id="another-visit-just-before"),
        pytest.param([(HOUR, None), (2 * HOUR, "s1")], "s1", 1, id="its-own-before-a-silence"),
    ],
)
def test_displays_of_a_visit_are_told_by_its_id_or_by_silence(
    displays: list[tuple[timedelta, str | None]], session_id: str | None, expected: int
) -> None:
    assert displays_in_session(recent(*displays), NOW, session_id) == expected
    limited = Frequency(maximum_per_session=expected + 1)
    assert limited.allows(history_of(recent(*displays)), NOW, session_id)
    if expected:
        limited = Frequency(maximum_per_session=expected)
        assert not limited.allows(history_of(recent(*displays)), NOW, session_id)


BERLIN: Final = ZoneInfo("Europe/Berlin")
NEW_YORK: Final = ZoneInfo("America/New_York")


def moments(*shown_at: str) -> tuple[datetime, ...]:
    return tuple(datetime.fromisoformat(at).replace(tzinfo=UTC) for at in shown_at)


@pytest.mark.parametrize(
    ("limits", "displays", "expected"),
    [
        pytest.param(NO_STORE_LIMITS, (NOW, NOW), None, id="no-limits"),
        pytest.param(StoreLimits(60, 1), (), None, id="never-shown"),
        pytest.param(
            StoreLimits(60), (NOW - MINUTE + MOMENT,), StoreLimit.MINIMUM_GAP, id="gap-not-over"
        ),
        pytest.param(StoreLimits(60), (NOW - MINUTE,), None, id="gap-over"),
        pytest.param(StoreLimits(60), (NOW + HOUR,), StoreLimit.MINIMUM_GAP, id="clock-ahead"),
        pytest.param(StoreLimits(60), (NOW - HOUR, NOW), StoreLimit.MINIMUM_GAP, id="the-latest"),
        pytest.param(StoreLimits(None, 2), (NOW - HOUR,), None, id="below-the-maximum"),
        pytest.param(
            StoreLimits(None, 2), (NOW - HOUR, NOW), StoreLimit.DAILY_MAXIMUM, id="at-the-maximum"
        ),
        pytest.param(StoreLimits(60, 1), (NOW,), StoreLimit.MINIMUM_GAP, id="both-the-gap-first"),
        pytest.param(
            StoreLimits(60, 1), (NOW - HOUR,), StoreLimit.DAILY_MAXIMUM, id="only-the-maximum"
        ),
    ],
)
def test_store_limits_hold_over_all_campaigns(
    limits: StoreLimits, displays: tuple[datetime, ...], expected: StoreLimit | None
) -> None:
    assert limits.reached(displays, NOW) is expected


@pytest.mark.parametrize(
    ("zone", "display", "now", "expected"),
    [
        pytest.param(UTC, "2026-03-14T00:00", "2026-03-14T23:59:59.999", True, id="one-day"),
        pytest.param(UTC, "2026-03-14T23:59:59.999", "2026-03-15T00:00", False, id="next-day"),
        pytest.param(BERLIN, "2026-03-13T23:00", "2026-03-14T22:59", True, id="a-day-in-Berlin"),
        pytest.param(BERLIN, "2026-03-13T22:59", "2026-03-14T22:59", False, id="before-that-day"),
        pytest.param(BERLIN, "2026-03-14T22:00", "2026-03-14T23:00", False, id="next-in-Berlin"),
        pytest.param(
            NEW_YORK, "2026-03-14T23:00", "2026-03-15T03:59", True, id="evening-in-New-York"
        ),
        pytest.param(
            NEW_YORK, "2026-03-15T03:59", "2026-03-15T04:00", False, id="midnight-in-New-York"
        ),
        pytest.param(BERLIN, "2026-03-28T23:00", "2026-03-29T21:59", True, id="day-of-23-hours"),
        pytest.param(BERLIN, "2026-03-28T23:00", "2026-03-29T22:00", False, id="after-23-hours"),
        pytest.param(BERLIN, "2026-10-24T22:00", "2026-10-25T22:59", True, id="day-of-25-hours"),
        pytest.param(BERLIN, "2026-10-24T22:00", "2026-10-25T23:00", False, id="after-25-hours"),
    ],
)
def test_day_is_one_of_the_stores_zone(
    zone: tzinfo, display: str, now: str, *, expected: bool
) -> None:
    displays, (at,) = moments(display), moments(now)
    reached = StoreLimits(daily_maximum=1).reached(displays, at, zone)
    assert (reached is StoreLimit.DAILY_MAXIMUM) is expected


# The naive side keeps no counts: it goes through the whole list for each question.

spans: SearchStrategy[timedelta] = (
    st.integers(-2, 70).map(lambda n: timedelta(minutes=n))
    | st.integers(0, 5).map(lambda n: n * IDLE)
    | st.integers(0, 100).map(lambda n: timedelta(hours=n))
    | st.just(MINUTE - MOMENT)
    | st.just(IDLE + MOMENT)
)
displays_shown: SearchStrategy[list[Display]] = st.lists(
    st.builds(
        lambda ago, session_id: Display(NOW - ago, session_id),
        spans,
        st.sampled_from([None, "s1", "s2"]),
    ),
    max_size=RECENT_DISPLAYS,  # those of before are forgotten
).map(lambda displays: sorted(displays, key=lambda display: display.at))
sessions = st.none() | st.sampled_from(["s1", "s2", "s3"])
seconds = st.none() | st.sampled_from([60, 600, 1_800, 3_600, 86_400])
counts = st.none() | st.integers(1, RECENT_DISPLAYS)
reactions = st.fixed_dictionaries({"CLICK": st.lists(spans, max_size=2)}) | st.fixed_dictionaries(
    {name: st.lists(spans, max_size=1) for name in ("CLICK", "CLOSE", "CONVERSION")}
)
frequencies = st.builds(
    Frequency,
    maximum_impressions=st.none() | st.integers(5, RECENT_DISPLAYS),
    minimum_gap_seconds=seconds,
    stop_after_click=st.booleans(),
    stop_after_close=st.booleans(),
    stop_after_conversion=st.booleans(),
    maximum_per_session=st.none() | st.integers(1, 4),
    per_time=st.lists(
        st.builds(TimeLimit, st.integers(1, 5), st.sampled_from([60, 3_600, 86_400])), max_size=2
    ).map(tuple),
    click_cool_down_seconds=seconds,
    close_cool_down_seconds=seconds,
    conversion_cool_down_seconds=seconds,
    visible_seconds=seconds,
)


def passed(since: datetime, seconds_: int | None) -> bool:
    """Whether the time is over: at the very moment it is."""
    return seconds_ is None or since + seconds_ * SECOND <= NOW


def in_one_visit(displays: Sequence[Display], session_id: str | None) -> list[Display]:
    return [
        display
        for n, display in enumerate(displays)
        if (
            display.session_id == session_id
            if None not in {display.session_id, session_id}
            else is_without_silence([each.at for each in displays[n:]])
        )
    ]


def is_without_silence(since: Sequence[datetime]) -> bool:
    steps = zip(since, [*since[1:], NOW], strict=True)
    return all(later - earlier <= IDLE for earlier, later in steps)


def naive_limits(
    of: Frequency,
    displays: Sequence[Display],
    done: dict[str, list[datetime]],
    session_id: str | None,
) -> set[FrequencyLimit]:
    """Every limit that is reached."""
    found: set[FrequencyLimit] = set()
    if of.maximum_impressions is not None and len(displays) >= of.maximum_impressions:
        found.add(FrequencyLimit.MAXIMUM_IMPRESSIONS)
    found |= naive_reactions(of, done)
    per_session = of.maximum_per_session
    if per_session is not None and len(in_one_visit(displays, session_id)) >= per_session:
        found.add(FrequencyLimit.MAXIMUM_PER_SESSION)
    for limit in of.per_time:
        if sum(not passed(each.at, limit.seconds) for each in displays) >= limit.maximum:
            found.add(FrequencyLimit.MAXIMUM_PER_TIME)
    if any(not passed(each.at, of.minimum_gap_seconds) for each in displays):
        found.add(FrequencyLimit.MINIMUM_GAP)
    if of.visible_seconds is not None and any(passed(d.at, of.visible_seconds) for d in displays):
        found.add(FrequencyLimit.VISIBLE_PERIOD)
    return found


def naive_reactions(of: Frequency, done: dict[str, list[datetime]]) -> set[FrequencyLimit]:
    found: set[FrequencyLimit] = set()
    for name, stop, stops, cool_down in [
        ("CLICK", FrequencyLimit.CLICKED, of.stop_after_click, of.click_cool_down_seconds),
        ("CLOSE", FrequencyLimit.CLOSED, of.stop_after_close, of.close_cool_down_seconds),
        (
            "CONVERSION",
            FrequencyLimit.CONVERTED,
            of.stop_after_conversion,
            of.conversion_cool_down_seconds,
        ),
    ]:
        moments_done = done.get(name, [])
        if cool_down is None and stops and moments_done:
            found.add(stop)
        if any(not passed(at, cool_down) for at in moments_done):
            found.add(FrequencyLimit.COOL_DOWN)
    return found


def folded(displays: Sequence[Display], done: dict[str, list[datetime]]) -> CampaignHistory:
    names = {"CLICK": "clicks", "CLOSE": "closes", "CONVERSION": "conversions"}
    changes: dict[str, Any] = {}
    for name, moments_done in done.items():
        changes[names[name]] = len(moments_done)
        changes[f"last_{name.lower()}_at"] = max(moments_done, default=None)
    return history_of(displays, **changes)


@unhurried
@given(of=frequencies, displays=displays_shown, reacted=reactions, session_id=sessions)
def test_reached_limit_is_the_first_of_those_counted_from_all_displays(
    of: Frequency,
    displays: list[Display],
    reacted: dict[str, list[timedelta]],
    session_id: str | None,
) -> None:
    done = {name: [NOW - ago for ago in each] for name, each in reacted.items()}
    expected = naive_limits(of, displays, done, session_id)
    first = next((limit for limit in PRECEDENCE if limit in expected), None)
    assert of.reached(folded(displays, done), NOW, session_id) is first


@unhurried
@given(displays=displays_shown, session_id=sessions)
def test_displays_of_a_visit_are_those_that_belong_to_it_one_by_one(
    displays: list[Display], session_id: str | None
) -> None:
    expected = len(in_one_visit(displays, session_id))
    assert displays_in_session(displays, NOW, session_id) == expected


@unhurried
@given(displays=displays_shown, earlier=st.lists(sessions, max_size=3), session_id=sessions)
def test_earlier_display_never_makes_a_visit_have_fewer(
    displays: list[Display], earlier: list[str | None], session_id: str | None
) -> None:
    start = min((each.at for each in displays), default=NOW)
    before = [Display(start - IDLE - n * MINUTE, each) for n, each in enumerate(earlier)][::-1]
    count = displays_in_session(displays, NOW, session_id)
    assert displays_in_session([*before, *displays], NOW, session_id) >= count


@unhurried
@given(
    gap=seconds,
    maximum=counts,
    displays=st.lists(spans, max_size=RECENT_DISPLAYS),
    zone=st.sampled_from([UTC, BERLIN, NEW_YORK]),
)
def test_store_limit_is_the_one_counted_from_all_displays(
    gap: int | None, maximum: int | None, displays: list[timedelta], zone: tzinfo
) -> None:
    shown_at = sorted(NOW - ago for ago in displays)
    day = f"{NOW.astimezone(zone):%Y-%m-%d}"
    expected = None
    if maximum and sum(f"{at.astimezone(zone):%Y-%m-%d}" == day for at in shown_at) >= maximum:
        expected = StoreLimit.DAILY_MAXIMUM
    if any(not passed(at, gap) for at in shown_at):
        expected = StoreLimit.MINIMUM_GAP
    assert StoreLimits(gap, maximum).reached(shown_at, NOW, zone) is expected
