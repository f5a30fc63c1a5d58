"""One thing after the other, and one thing that wasn't followed by another."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from targeting.behaviour import EventKind, Feature, Last, Moment, Period, bounded
from targeting.events import EventRecord
from targeting.rules import features_of
from targeting.sequences import InOrder, Unfollowed
from targeting.values import Duration, TimeUnit, epoch_ms
from tests.targeting import naive
from tests.targeting.factories import days_ago, make_evaluation, make_occurrence, streams_of
from tests.targeting.strategies import NOW, Scene, event_logs, sequences, unhurried

VIEW: Final = Feature(EventKind.PRODUCT_VIEW)
ADD: Final = Feature(EventKind.BASKET_ADD)
BUY: Final = Feature(EventKind.PURCHASE)
KINDS: Final = {"v": EventKind.PRODUCT_VIEW, "a": EventKind.BASKET_ADD, "p": EventKind.PURCHASE}
NOW_MS: Final = epoch_ms(NOW)
HOUR: Final = Duration(1, TimeUnit.HOURS)
A_DAY: Final = Last(Duration(1, TimeUnit.DAYS))


def minutes_ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


def holds(rule: InOrder | Unfollowed, *log: tuple[str, datetime]) -> bool:
    events = [make_occurrence(KINDS[kind], at) for kind, at in log]
    return rule.holds(streams_of(events, *rule.features), NOW_MS)


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        pytest.param([], False, id="nothing"),
        pytest.param([("v", 9)], False, id="first-step-only"),
        pytest.param([("a", 9)], False, id="second-step-only"),
        pytest.param([("v", 9), ("a", 8)], True, id="in-order"),
        pytest.param([("v", 8), ("a", 9)], False, id="the-other-way-round"),
        pytest.param([("v", 9), ("a", 9)], False, id="in-one-millisecond"),
        pytest.param([("v", 9), ("a", 9 - 1 / 60_000)], True, id="a-millisecond-later"),
        pytest.param([("a", 10), ("v", 9), ("p", 8.5), ("a", 8)], True, id="others-between"),
        pytest.param([("v", 9), ("a", -1)], False, id="second-step-yet-to-come"),
        pytest.param([("v", 9), ("a", 0)], True, id="second-step-now"),
    ],
)
def test_steps_happen_one_after_the_other(log: list[tuple[str, float]], *, expected: bool) -> None:
    moments = [(kind, minutes_ago(minutes)) for kind, minutes in log]
    assert holds(InOrder((VIEW, ADD)), *moments) is expected


def test_same_step_twice_needs_two_events() -> None:
    assert not holds(InOrder((VIEW, VIEW)), ("v", minutes_ago(5)))
    assert holds(InOrder((VIEW, VIEW)), ("v", minutes_ago(5)), ("v", minutes_ago(4)))


@pytest.mark.parametrize(
    ("views", "adds", "expected"),
    [
        pytest.param([70], [10], True, id="exactly-an-hour-after"),
        pytest.param([70 + 1 / 60_000], [10], False, id="more-than-an-hour-after"),
        pytest.param([200, 60], [10], True, id="the-nearest-before-counts"),
        pytest.param([200], [150, 10], True, id="the-first-after-counts"),
    ],
)
def test_within_is_counted_from_step_to_step(
    views: list[float], adds: list[float], *, expected: bool
) -> None:
    log = [("v", minutes_ago(n)) for n in views] + [("a", minutes_ago(n)) for n in adds]
    assert holds(InOrder((VIEW, ADD), HOUR), *log) is expected


def test_within_may_be_met_by_any_of_the_ways_through() -> None:
    rule = InOrder((VIEW, ADD, BUY), HOUR)
    log = [("v", minutes_ago(200)), ("a", minutes_ago(190)), ("a", minutes_ago(140))]
    assert holds(rule, *log, ("p", minutes_ago(100)))
    assert not holds(rule, *log, ("p", minutes_ago(79)))
    assert not holds(rule, ("v", minutes_ago(250)), *log[2:], ("p", minutes_ago(100)))


def test_every_step_lies_in_the_window() -> None:
    rule = InOrder((VIEW, ADD), None, A_DAY)
    assert holds(rule, ("v", days_ago(0.9)), ("a", days_ago(0.1)))
    assert not holds(rule, ("v", days_ago(1)), ("a", days_ago(0.1)))
    past = InOrder((VIEW, ADD), None, Period(days_ago(9), days_ago(8)))
    assert holds(past, ("v", days_ago(9)), ("a", days_ago(8.5)))
    assert not holds(past, ("v", days_ago(9)), ("a", days_ago(8)))


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        pytest.param([], False, id="nothing"),
        pytest.param([("a", 9)], True, id="never-followed"),
        pytest.param([("p", 9)], False, id="the-other-only"),
        pytest.param([("a", 9), ("p", 8)], False, id="followed"),
        pytest.param([("p", 9), ("a", 8)], True, id="the-other-before"),
        pytest.param([("a", 9), ("p", 9)], False, id="in-one-millisecond"),
        pytest.param([("a", 9), ("p", 8), ("a", 7)], True, id="since-the-last-time"),
        pytest.param([("a", 9), ("p", -1)], True, id="followed-in-time-to-come"),
    ],
)
def test_event_is_unfollowed_since_its_last_time(
    log: list[tuple[str, float]], *, expected: bool
) -> None:
    moments = [(kind, minutes_ago(minutes)) for kind, minutes in log]
    assert holds(Unfollowed(ADD, BUY), *moments) is expected


def test_only_the_first_event_must_lie_in_the_window() -> None:
    rule = Unfollowed(ADD, BUY, Period(days_ago(3), days_ago(2)))
    assert holds(rule, ("a", days_ago(2.5)))
    assert not holds(rule, ("a", days_ago(2.5)), ("p", days_ago(1)))
    assert not holds(rule, ("a", days_ago(1)))


@unhurried
@given(rule=sequences, log=event_logs())
def test_rule_on_order_is_what_its_definition_says(
    rule: InOrder | Unfollowed, log: list[EventRecord]
) -> None:
    streams = streams_of([event.occurrence for event in log], *features_of(rule))
    scene = Scene(make_evaluation(streams=streams), log)
    assert rule.holds(streams, NOW_MS) is naive.holds(rule, scene, {})


@unhurried
@given(
    rule=sequences,
    log=event_logs(),
    limits=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    ago=st.integers(-2, 120),
)
def test_bounded_streams_answer_as_whole_ones_or_say_that_they_cant(
    rule: InOrder | Unfollowed, log: list[EventRecord], limits: tuple[int, int], ago: int
) -> None:
    read = sorted(features_of(rule), key=lambda feature: feature.key)
    whole = streams_of([event.occurrence for event in log], *read)
    held = {f.key: bounded(whole[f.key], f, limits[n % 2]) for n, f in enumerate(read)}
    moment = Moment(NOW_MS - ago * 60_000)
    assume(rule.is_answered_by(held, moment))
    assert rule.holds(held, moment.now_ms) is rule.holds(whole, moment.now_ms)


def test_streams_say_whether_they_hold_enough() -> None:
    log = [make_occurrence(EventKind.BASKET_ADD, days_ago(n)) for n in range(6)]
    held = {ADD.key: bounded(streams_of(log, ADD)[ADD.key], ADD, 3)}
    moment = Moment(NOW_MS)
    assert not InOrder((ADD, BUY)).is_answered_by(held, moment)
    assert InOrder((ADD, BUY), None, Last(Duration(3, TimeUnit.DAYS))).is_answered_by(held, moment)
    assert not InOrder((ADD, BUY), None, Last(Duration(4, TimeUnit.DAYS))).is_answered_by(
        held, moment
    )
    assert InOrder((ADD, BUY)).is_answered_by({}, moment)
    assert Unfollowed(ADD, BUY).is_answered_by(held, moment)
    assert Unfollowed(BUY, ADD).is_answered_by(held, moment)
    assert not Unfollowed(ADD, BUY).is_answered_by(held, Moment(epoch_ms(days_ago(2.5))))
    old = Period(None, days_ago(4))
    assert not Unfollowed(ADD, BUY, old).is_answered_by(held, moment)
    assert Unfollowed(ADD, BUY, Period(days_ago(2.5))).is_answered_by(held, moment)
    assert Unfollowed(ADD, BUY, Period(days_ago(1.5), days_ago(1.4))).is_answered_by(held, moment)


def test_rules_name_what_must_be_collected() -> None:
    assert InOrder((VIEW, ADD, BUY)).features == (VIEW, ADD, BUY)
    assert Unfollowed(ADD, BUY).features == (ADD, BUY)


def test_what_must_not_follow_is_known_up_to_the_moment() -> None:
    log = [make_occurrence(EventKind.BASKET_ADD, days_ago(n)) for n in range(6)]
    held = {ADD.key: bounded(streams_of(log, ADD)[ADD.key], ADD, 3)}  # days 0 to 2
    rule = Unfollowed(BUY, ADD)
    assert rule.is_answered_by(held, Moment(epoch_ms(days_ago(1.5))))
    assert rule.is_answered_by(held, Moment(epoch_ms(days_ago(2))))
    assert not rule.is_answered_by(held, Moment(epoch_ms(days_ago(2.5))))
    at_once = streams_of([make_occurrence(EventKind.BASKET_ADD)] * 3, ADD)[ADD.key]
    assert not rule.is_answered_by({ADD.key: bounded(at_once, ADD, 2)}, Moment(NOW_MS))
