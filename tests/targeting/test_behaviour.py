"""Features, their streams, and what is measured on them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from targeting.behaviour import (
    NOTHING_DONE,
    STREAM_LIMIT,
    Behaviour,
    Collected,
    Earlier,
    EventKind,
    Feature,
    Last,
    Measure,
    Moment,
    Occurrence,
    Period,
    PropertyCondition,
    Stream,
    ThisSession,
    Window,
    bounded,
    bounds_ms,
    canonical_operand,
    stream_of,
    with_events,
)
from targeting.events import EventRecord
from targeting.operators import Operator
from targeting.rule_writing import rule_to_json
from targeting.rules import Condition
from targeting.values import Duration, TimeUnit, epoch_ms, moment_of
from tests.targeting.factories import days_ago, make_occurrence
from tests.targeting.strategies import NOW, behaviours, event_logs, features, unhurried

RED: Final = PropertyCondition("colour", Operator.EQUAL, "red")
DEAR: Final = PropertyCondition("price", Operator.GREATER, 100)
VIEWS: Final = Feature(EventKind.PRODUCT_VIEW)
SPENT: Final = Feature(EventKind.PURCHASE, (), Collected.AMOUNTS, "total")
SEEN: Final = Feature(EventKind.PRODUCT_VIEW, (), Collected.VALUES, "productId")
NOW_MS: Final = epoch_ms(NOW)
AT_NOW: Final = Moment(NOW_MS)
MILLISECOND: Final = timedelta(milliseconds=1)


def occurrences(log: list[EventRecord]) -> list[Occurrence]:
    return [event.occurrence for event in log]


def view(at: datetime = NOW, session_id: str | None = None, **properties: Any) -> Occurrence:
    return make_occurrence(EventKind.PRODUCT_VIEW, at, session_id, **properties)


def purchase(total: object, at: datetime = NOW) -> Occurrence:
    return make_occurrence(EventKind.PURCHASE, at, total=total)


def measured(
    feature: Feature, measure: Measure, log: list[Occurrence], window: Window = None
) -> object:
    return Behaviour(feature, measure, window).measured(stream_of(feature, log), AT_NOW)


@unhurried
@given(feature=features(), log=event_logs(), data=st.data())
def test_stream_is_the_same_however_its_events_arrive(
    feature: Feature, log: list[EventRecord], data: st.DataObject
) -> None:
    whole = stream_of(feature, occurrences(log))
    arrived = occurrences(data.draw(st.permutations(log)))
    assert stream_of(feature, arrived) == whole
    cut = data.draw(st.integers(0, len(arrived)))
    grown = with_events(stream_of(feature, arrived[:cut]), feature, arrived[cut:])
    assert grown == whole
    one_by_one = NOTHING_DONE
    for event in arrived:
        one_by_one = with_events(one_by_one, feature, [event])
    assert one_by_one == whole


@unhurried
@given(
    feature=features(st.just(Collected.MOMENTS), st.just(value=False)),
    log=event_logs(),
    limit=st.integers(1, 4),
    data=st.data(),
)
def test_bounded_stream_grows_to_the_same_totals_in_any_order(
    feature: Feature, log: list[EventRecord], limit: int, data: st.DataObject
) -> None:
    arrived = occurrences(data.draw(st.permutations(log)))
    grown = NOTHING_DONE
    for event in arrived:
        grown = bounded(with_events(grown, feature, [event]), feature, limit)
    whole = stream_of(feature, arrived)
    assert len(grown.at_ms) <= limit
    folded = 0 if grown.earlier is None else grown.earlier.count
    assert folded + len(grown.at_ms) == len(whole.at_ms)
    assert tuple(grown.at_ms) == tuple(whole.at_ms)[folded:]
    if grown.earlier is not None:
        assert grown.earlier.first_ms == whole.at_ms[0]
        assert grown.earlier.until_ms == whole.at_ms[folded - 1]


@unhurried
@given(
    behaviour=behaviours(),
    log=event_logs(),
    limit=st.integers(1, 5),
    session=st.none() | st.just("s1"),
    ago=st.integers(-2, 120),
)
def test_bounded_stream_answers_as_the_whole_one_or_says_that_it_cant(
    behaviour: Behaviour, log: list[EventRecord], limit: int, session: str | None, ago: int
) -> None:
    feature = behaviour.feature
    whole = stream_of(feature, occurrences(log))
    held = bounded(whole, feature, limit)
    moment = Moment(NOW_MS - ago * 60_000, session)
    assume(behaviour.is_answered_by({feature.key: held}, moment))
    assert behaviour.measured(held, moment) == behaviour.measured(whole, moment)


@pytest.mark.parametrize(
    ("feature", "occurrence", "expected"),
    [
        pytest.param(VIEWS, view(), True, id="its-kind"),
        pytest.param(VIEWS, make_occurrence(EventKind.SEARCH), False, id="another-kind"),
        pytest.param(replace(VIEWS, where=(RED,)), view(colour="red"), True, id="condition-holds"),
        pytest.param(replace(VIEWS, where=(RED,)), view(colour="blue"), False, id="it-fails"),
        pytest.param(replace(VIEWS, where=(RED,)), view(), False, id="property-missing"),
        pytest.param(
            replace(VIEWS, where=(RED, DEAR)), view(colour="red", price=101), True, id="both-hold"
        ),
        pytest.param(
            replace(VIEWS, where=(RED, DEAR)), view(colour="red", price=100), False, id="one-fails"
        ),
        pytest.param(
            replace(VIEWS, where=(replace(RED, operator=Operator.NOT_EQUAL),)),
            view(),
            True,
            id="missing-property-passes-a-negative-operator",
        ),
        pytest.param(
            replace(VIEWS, where=(replace(RED, ignore_case=True),)),
            view(colour="RED"),
            True,
            id="case-ignored",
        ),
        pytest.param(replace(VIEWS, where=(RED,)), view(colour="RED"), False, id="case-kept"),
        pytest.param(
            replace(VIEWS, where=(PropertyCondition("tags", Operator.HAS_ANY, ("new",)),)),
            view(tags=["new", 1]),
            True,
            id="list-property",
        ),
        pytest.param(SPENT, purchase(12.5), True, id="amount"),
        pytest.param(SPENT, purchase("12.5"), False, id="text-is-no-amount"),
        pytest.param(SPENT, purchase(total=True), False, id="flag-is-no-amount"),
        pytest.param(SPENT, purchase(float("nan")), False, id="nan-is-no-amount"),
        pytest.param(SPENT, purchase(None), False, id="nothing-is-no-amount"),
        pytest.param(SEEN, view(productId="p1"), True, id="value"),
        pytest.param(SEEN, view(productId=0), True, id="number-value"),
        pytest.param(SEEN, view(productId=False), True, id="flag-value"),
        pytest.param(SEEN, view(productId=[]), False, id="empty-list-is-no-value"),
        pytest.param(SEEN, view(productId={}), False, id="object-is-no-value"),
        pytest.param(SEEN, view(), False, id="no-value"),
    ],
)
def test_feature_collects_the_events_that_match(
    feature: Feature, occurrence: Occurrence, *, expected: bool
) -> None:
    assert feature.matches(occurrence) is expected
    assert len(stream_of(feature, [occurrence]).at_ms) == expected


def test_stream_holds_what_its_feature_collects() -> None:
    log = [view(NOW, "s2", productId=2), view(days_ago(1), "s1", productId="a")]
    moments = (epoch_ms(days_ago(1)), NOW_MS)
    assert stream_of(VIEWS, log) == Stream(moments)
    assert stream_of(SEEN, log) == Stream(moments, ("a", 2_000_000))
    kept = replace(VIEWS, keeps_sessions=True)
    assert stream_of(kept, log) == Stream(moments, (), ("s1", "s2"))


def test_stream_without_a_match_stays_as_it_is() -> None:
    stream = stream_of(VIEWS, [view()])
    assert with_events(stream, VIEWS, [make_occurrence(EventKind.SEARCH)]) is stream


@pytest.mark.parametrize(
    ("window", "at", "expected"),
    [
        pytest.param(None, NOW - timedelta(days=9_000), 1, id="ever"),
        pytest.param(None, NOW, 1, id="now-counts"),
        pytest.param(None, NOW + MILLISECOND, 0, id="what-is-to-come-doesnt"),
        pytest.param(
            Last(Duration(5, TimeUnit.MINUTES)), NOW - timedelta(minutes=5), 0, id="5-minutes-ago"
        ),
        pytest.param(
            Last(Duration(5, TimeUnit.MINUTES)),
            NOW - timedelta(minutes=5) + MILLISECOND,
            1,
            id="just-within-5-minutes",
        ),
        pytest.param(Last(Duration(1, TimeUnit.HOURS)), NOW, 1, id="now-within-an-hour"),
        pytest.param(Last(Duration(1, TimeUnit.HOURS)), NOW + MILLISECOND, 0, id="ahead"),
        pytest.param(
            Last(Duration(7, TimeUnit.DAYS)), days_ago(7) + MILLISECOND, 1, id="within-7-days"
        ),
        pytest.param(Last(Duration(7, TimeUnit.DAYS)), days_ago(7), 0, id="7-days-ago"),
        pytest.param(Period(days_ago(2), days_ago(1)), days_ago(2), 1, id="start-is-included"),
        pytest.param(
            Period(days_ago(2), days_ago(1)), days_ago(2) - MILLISECOND, 0, id="before-the-start"
        ),
        pytest.param(Period(days_ago(2), days_ago(1)), days_ago(1), 0, id="end-is-excluded"),
        pytest.param(
            Period(days_ago(2), days_ago(1)), days_ago(1) - MILLISECOND, 1, id="before-the-end"
        ),
        pytest.param(Period(None, days_ago(1)), days_ago(99), 1, id="open-start"),
        pytest.param(Period(days_ago(1)), NOW, 1, id="open-end"),
        pytest.param(
            Period(days_ago(1), NOW + timedelta(days=1)), NOW + MILLISECOND, 0, id="end-ahead"
        ),
        pytest.param(ThisSession(), NOW, 0, id="no-session-named"),
    ],
)
def test_window_is_exact_to_the_millisecond(window: Window, at: datetime, expected: int) -> None:
    feature = replace(VIEWS, keeps_sessions=True)
    assert measured(feature, Measure.COUNT, [view(at, "s1")], window) == expected


def test_bounds_of_windows() -> None:
    assert bounds_ms(None, 1_000) == (None, 1_000)
    assert bounds_ms(ThisSession(), 1_000) == (None, 1_000)
    assert bounds_ms(Last(Duration(1, TimeUnit.MINUTES)), 100_000) == (40_000, 100_000)
    assert bounds_ms(Period(moment_of(5), moment_of(9)), 1_000) == (4, 8)
    assert bounds_ms(Period(moment_of(5), moment_of(9)), 7) == (4, 7)


def test_session_window_counts_the_visit_at_hand_only() -> None:
    feature = Feature(
        EventKind.PRODUCT_VIEW, (), Collected.VALUES, "productId", keeps_sessions=True
    )
    log = [
        view(days_ago(1), "s1", productId="a"),
        view(days_ago(1), "s2", productId="b"),
        view(NOW, "s2", productId="c"),
        view(NOW, None, productId="d"),
        view(NOW + MILLISECOND, "s2", productId="e"),
    ]
    stream = stream_of(feature, log)
    in_session = Behaviour(feature, Measure.DISTINCT, ThisSession())
    assert in_session.measured(stream, Moment(NOW_MS, "s2")) == 2
    assert in_session.measured(stream, Moment(NOW_MS, "s1")) == 1
    assert in_session.measured(stream, Moment(NOW_MS, "s9")) == 0
    assert in_session.measured(stream, AT_NOW) == 0
    first = Behaviour(feature, Measure.FIRST_AT, ThisSession())
    assert first.measured(stream, Moment(NOW_MS, "s2")) == days_ago(1)


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (Measure.COUNT, 3),
        (Measure.FIRST_AT, days_ago(10)),
        (Measure.LAST_AT, days_ago(0.5)),
        (Measure.DAYS_SINCE_FIRST, 10),
        (Measure.DAYS_SINCE_LAST, 0.5),
    ],
)
def test_measure_of_moments(measure: Measure, expected: object) -> None:
    log = [view(days_ago(2)), view(days_ago(0.5)), view(days_ago(10)), view(days_ago(-1))]
    assert measured(VIEWS, measure, log) == expected


def test_amounts_are_summed_exactly() -> None:
    log = [purchase(0.1), purchase(0.2), purchase(19.99), purchase(-3), purchase("5")]
    assert measured(SPENT, Measure.SUM, log) == 17.29
    assert measured(SPENT, Measure.AVERAGE, log) == 17.29 / 4


def test_distinct_tells_kinds_apart_and_counts_lists_by_items() -> None:
    values: list[object] = ["1", 1, 1.0, True, "a", ["a", "b"], ["b"], "x" * 99, "x" * 99, "x" * 98]
    log = [view(days_ago(n), productId=value) for n, value in enumerate(values)]
    assert measured(SEEN, Measure.DISTINCT, log) == 7  # "1", 1, true, a, b, and two long ones


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (Measure.COUNT, 0),
        (Measure.SUM, 0),
        (Measure.AVERAGE, None),
        (Measure.DISTINCT, 0),
        (Measure.FIRST_AT, None),
        (Measure.LAST_AT, None),
        (Measure.DAYS_SINCE_FIRST, None),
        (Measure.DAYS_SINCE_LAST, None),
    ],
)
def test_over_nothing_counts_and_sums_are_0_and_the_rest_is_missing(
    measure: Measure, expected: object
) -> None:
    assert measured(replace(SPENT, collected=measure.collected), measure, []) == expected


def test_long_value_is_kept_as_a_digest() -> None:
    short, long = "x" * 64, "x" * 65
    assert SEEN.entry(view(productId=short)) == short
    digest = SEEN.entry(view(productId=long))
    assert isinstance(digest, str)
    assert re.fullmatch("\x00[0-9a-f]{32}", digest)
    assert SEEN.entry(view(productId=[long, 3, "a"])) == (digest, "a")


def test_stream_within_the_limit_isnt_bounded() -> None:
    stream = stream_of(VIEWS, [view(days_ago(n)) for n in range(3)])
    assert bounded(stream, VIEWS, 3) is stream
    assert STREAM_LIMIT == 250
    full = stream_of(VIEWS, [view(days_ago(n)) for n in range(250)])
    assert bounded(full, VIEWS) is full


def test_older_moments_become_totals() -> None:
    stream = stream_of(SPENT, [purchase(n + 1, days_ago(9 - n)) for n in range(5)])
    held = bounded(stream, SPENT, 2)
    assert held.at_ms == stream.at_ms[3:]
    assert held.entries == (4_000_000, 5_000_000)
    assert held.earlier == Earlier(stream.at_ms[2], 3, stream.at_ms[0], 6_000_000)
    late = with_events(held, SPENT, [purchase(10, days_ago(20)), purchase(7, days_ago(8))])
    assert late.at_ms == held.at_ms
    assert late.earlier == Earlier(stream.at_ms[2], 5, epoch_ms(days_ago(20)), 23_000_000)


def test_events_of_one_millisecond_are_never_divided() -> None:
    log = [view(days_ago(3)), *[view(days_ago(2))] * 3, view(days_ago(1))]
    held = bounded(stream_of(VIEWS, log), VIEWS, 2)
    assert held.at_ms == (epoch_ms(days_ago(1)),)
    assert held.earlier == Earlier(epoch_ms(days_ago(2)), 4, epoch_ms(days_ago(3)))


HELD: Final = bounded(stream_of(SPENT, [purchase(1, days_ago(n)) for n in range(6)]), SPENT, 3)
"""Days 0 to 2 are held, 3 to 5 are totals."""


@pytest.mark.parametrize(
    ("measure", "window", "ago", "expected"),
    [
        pytest.param(Measure.COUNT, None, 0, True, id="count-ever"),
        pytest.param(Measure.SUM, None, 0, True, id="sum-ever"),
        pytest.param(Measure.FIRST_AT, None, 0, True, id="first-ever"),
        pytest.param(Measure.DISTINCT, None, 0, False, id="distinct-ever"),
        pytest.param(Measure.COUNT, None, 3, True, id="back-to-the-last-total"),
        pytest.param(Measure.COUNT, None, 3.001, False, id="further-back"),
        pytest.param(Measure.COUNT, Last(Duration(3, TimeUnit.DAYS)), 0, True, id="3-days"),
        pytest.param(Measure.COUNT, Last(Duration(4, TimeUnit.DAYS)), 0, False, id="4-days"),
        pytest.param(Measure.DISTINCT, Last(Duration(3, TimeUnit.DAYS)), 0, True, id="distinct"),
        pytest.param(Measure.COUNT, Period(None, days_ago(2)), 0, True, id="until-day-2"),
        pytest.param(Measure.COUNT, Period(None, days_ago(4)), 0, False, id="until-day-4"),
        pytest.param(Measure.COUNT, ThisSession(), 0, True, id="no-session"),
    ],
)
def test_stream_says_whether_it_holds_enough(
    measure: Measure, window: Window, ago: float, *, expected: bool
) -> None:
    behaviour = Behaviour(SPENT, measure, window)
    moment = Moment(epoch_ms(days_ago(ago)))
    assert behaviour.is_answered_by({SPENT.key: HELD}, moment) is expected
    assert behaviour.is_answered_by({}, moment)


def test_bounded_stream_never_answers_for_a_session() -> None:
    behaviour = Behaviour(SPENT, Measure.COUNT, ThisSession())
    assert not behaviour.is_answered_by({SPENT.key: HELD}, Moment(NOW_MS, "s1"))


@pytest.mark.parametrize("measure", Measure)
def test_measure_says_what_must_be_collected(measure: Measure) -> None:
    amounts = {Measure.SUM, Measure.AVERAGE}
    expected = Collected.AMOUNTS if measure in amounts else Collected.MOMENTS
    if measure is Measure.DISTINCT:
        expected = Collected.VALUES
    assert measure.collected is expected
    assert measure.is_a_moment is measure.value.endswith("_AT")


@unhurried
@given(feature=features(), data=st.data())
def test_feature_is_the_same_whatever_the_order_of_conditions(
    feature: Feature, data: st.DataObject
) -> None:
    where = tuple(data.draw(st.permutations(feature.where + feature.where[:1])))
    other = replace(feature, where=where)
    assert other == feature
    assert hash(other) == hash(feature)
    assert other.where == feature.where


FEATURE: Final = Feature(EventKind.PURCHASE, (RED, DEAR), Collected.AMOUNTS, "total")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(FEATURE, event=EventKind.CUSTOM), id="event"),
        pytest.param(replace(FEATURE, collected=Collected.VALUES), id="collected"),
        pytest.param(replace(FEATURE, property="units"), id="property"),
        pytest.param(replace(FEATURE, keeps_sessions=True), id="sessions"),
        pytest.param(replace(FEATURE, where=()), id="no-condition"),
        pytest.param(replace(FEATURE, where=(RED,)), id="a-condition-less"),
        pytest.param(replace(FEATURE, where=(replace(RED, name="hue"), DEAR)), id="name"),
        pytest.param(replace(FEATURE, where=(replace(RED, operand="Red"), DEAR)), id="operand"),
        pytest.param(
            replace(FEATURE, where=(replace(RED, operator=Operator.NOT_EQUAL), DEAR)), id="operator"
        ),
        pytest.param(replace(FEATURE, where=(replace(RED, ignore_case=True), DEAR)), id="case"),
        pytest.param(
            replace(FEATURE, where=(RED, replace(DEAR, operand="100"))), id="text-of-a-number"
        ),
    ],
)
def test_features_that_differ_have_different_keys(other: Feature) -> None:
    assert other.key != FEATURE.key
    assert other != FEATURE


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (3, 3.0, True),
        (True, 1, False),
        ("1", 1, False),
        (("a", "b"), ("b", "a"), False),
        (NOW, NOW + MILLISECOND, False),
        (None, False, False),
    ],
    ids=str,
)
def test_operands_are_told_apart_by_kind(one: object, other: object, *, expected: bool) -> None:
    # As JSON, since Python holds 1 and True for equal.
    forms = [json.dumps(canonical_operand(operand)) for operand in (one, other)]
    assert (forms[0] == forms[1]) is expected


@unhurried
@given(one=features(keeps_sessions=st.just(value=False)), other=features())
def test_features_share_a_key_only_with_the_same_content(one: Feature, other: Feature) -> None:
    def content(feature: Feature) -> object:
        form = rule_to_json(Condition(Behaviour(feature), Operator.EXISTS))["behaviour"]
        where = sorted(map(json.dumps, form.get("where", [])))
        return form | {"where": where}, feature.collected, feature.keeps_sessions

    if content(one) == content(other):
        assert one.key == other.key
    if one.key == other.key:
        assert one.event is other.event
        assert one.collected is other.collected


def test_key_stays_the_same_from_release_to_release() -> None:
    """Streams are stored by it: another key means that all of them are worked out again."""
    assert VIEWS.key == "67a2ec546a0b4f7f61"
    assert FEATURE.key == "95db2f34be7f173034"


@unhurried
@given(feature=features())
def test_key_can_name_a_field_of_a_document(feature: Feature) -> None:
    assert re.fullmatch("[0-9a-f]{18}", feature.key)


def test_moments_before_1970_are_counted_too() -> None:
    log = [view(datetime(1969, 12, 31, tzinfo=UTC))]
    assert measured(VIEWS, Measure.FIRST_AT, log) == datetime(1969, 12, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("measure", "ago", "expected"),
    [
        (Measure.COUNT, 0, 6),
        (Measure.SUM, 0, 6),
        (Measure.AVERAGE, 0, 1),
        (Measure.FIRST_AT, 0, days_ago(5)),
        (Measure.LAST_AT, 0, NOW),
        (Measure.LAST_AT, 3, days_ago(3)),
        (Measure.COUNT, 3, 3),
    ],
)
def test_totals_of_older_events_count_as_well(
    measure: Measure, ago: float, expected: object
) -> None:
    moment = Moment(epoch_ms(days_ago(ago)))
    assert Behaviour(SPENT, measure).measured(HELD, moment) == expected


@unhurried
@given(
    minutes=st.lists(st.integers(0, 30), min_size=4, max_size=12),
    limit=st.integers(1, 6),
    measure=st.sampled_from([m for m in Measure if m.collected is not Collected.VALUES]),
    back=st.none() | st.integers(1, 30),
    ago=st.integers(-2, 30),
)
def test_bounded_stream_measures_as_the_whole_one(
    minutes: list[int], limit: int, measure: Measure, back: int | None, ago: int
) -> None:
    log = [purchase(n, NOW - timedelta(minutes=n)) for n in minutes]
    feature = replace(SPENT, collected=measure.collected)
    whole = stream_of(feature, log)
    held = bounded(whole, feature, limit)
    window = None if back is None else Last(Duration(back, TimeUnit.MINUTES))
    moment, behaviour = Moment(NOW_MS - ago * 60_000), Behaviour(feature, measure, window)
    assume(behaviour.is_answered_by({feature.key: held}, moment))
    assert behaviour.measured(held, moment) == behaviour.measured(whole, moment)


def test_late_event_of_the_last_folded_millisecond_is_folded_too() -> None:
    late = with_events(HELD, SPENT, [purchase(9, days_ago(3))])
    assert late.at_ms == HELD.at_ms
    assert late.earlier == Earlier(epoch_ms(days_ago(3)), 4, epoch_ms(days_ago(5)), 12_000_000)


def test_events_of_one_millisecond_are_in_one_order() -> None:
    log = [view(NOW, f"s{n}", productId=value) for n, value in enumerate("cab")]
    feature = replace(SEEN, keeps_sessions=True)
    assert stream_of(feature, log).entries == ("a", "b", "c")
    assert stream_of(feature, log[::-1]) == stream_of(feature, log)


def test_half_of_a_character_in_a_long_value_is_no_error() -> None:
    assert SEEN.matches(view(productId="\ud800" * 65))


def test_key_of_a_moment_stays_the_same_from_release_to_release() -> None:
    since = PropertyCondition("releasedAt", Operator.GREATER, datetime(2026, 1, 1, tzinfo=UTC))
    assert replace(VIEWS, where=(since,)).key == "f8c5eb426d3561895f"
