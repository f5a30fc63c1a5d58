from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from targeting.behaviour import (
    Behaviour,
    EventKind,
    Feature,
    Measure,
    Occurrence,
    PropertyCondition,
    add_event,
    fold,
)
from targeting.operators import Operator
from targeting.rule_parsing import rule_to_json
from targeting.rules import Condition
from targeting.values import epoch_day
from tests.targeting.factories import days_ago
from tests.targeting.strategies import (
    NOW,
    TRAIT_NAMES,
    any_values,
    features,
    recent_moments,
    unhurried,
)

TODAY: Final = epoch_day(NOW)
PURCHASES: Final = Feature(EventKind.PURCHASE)
SPENT: Final = Feature(EventKind.PURCHASE, (), Measure.SUM, "total")
RED: Final = PropertyCondition("colour", Operator.EQUAL, "red")
DEAR: Final = PropertyCondition("price", Operator.GREATER, 100)

properties: SearchStrategy[dict[str, Any]] = st.dictionaries(
    st.sampled_from(TRAIT_NAMES), any_values, max_size=3
)
whole_properties = st.dictionaries(st.sampled_from(TRAIT_NAMES), st.integers(-5, 5), max_size=3)


def occurrences(of: SearchStrategy[dict[str, Any]]) -> SearchStrategy[list[Occurrence]]:
    kinds = st.sampled_from([EventKind.PRODUCT_VIEW, EventKind.PURCHASE, EventKind.CUSTOM])
    return st.lists(st.builds(Occurrence, kinds, recent_moments, of), max_size=12)


def make_purchase(at: datetime = NOW, **changes: Any) -> Occurrence:
    return Occurrence(EventKind.PURCHASE, at, changes)


@unhurried
@given(feature=features(), log=occurrences(whole_properties), data=st.data())
def test_folding_the_log_equals_adding_events_in_any_order(
    feature: Feature, log: list[Occurrence], data: st.DataObject
) -> None:
    buckets: dict[str, float] = {}
    for occurrence in data.draw(st.permutations(log)):
        add_event(buckets, feature, occurrence)
    assert buckets == fold(feature, log)


@unhurried
@given(feature=features(), log=occurrences(whole_properties))
def test_bucket_of_a_day_holds_the_amounts_of_its_events(
    feature: Feature, log: list[Occurrence]
) -> None:
    expected: Counter[str] = Counter()
    for occurrence in log:
        amount = int(feature.amount(occurrence.kind, occurrence.properties))
        if amount:
            expected[str((occurrence.at - datetime(1970, 1, 1, tzinfo=UTC)).days)] += amount
    assert fold(feature, log) == expected


@unhurried
@given(feature=features(), kind=st.sampled_from(EventKind), held=properties)
def test_amount_is_a_number_whatever_an_event_holds(
    feature: Feature, kind: EventKind, held: dict[str, Any]
) -> None:
    amount = feature.amount(kind, held)
    assert isinstance(amount, int | float)
    assert not isinstance(amount, bool)


@pytest.mark.parametrize(
    ("feature", "occurrence", "expected"),
    [
        pytest.param(PURCHASES, make_purchase(), 1, id="counted"),
        pytest.param(PURCHASES, Occurrence(EventKind.SEARCH, NOW, {}), 0, id="another-kind"),
        pytest.param(
            SPENT, Occurrence(EventKind.SEARCH, NOW, {"total": 5}), 0, id="sum-of-another-kind"
        ),
        pytest.param(
            replace(PURCHASES, where=(RED,)), make_purchase(colour="red"), 1, id="condition-holds"
        ),
        pytest.param(
            replace(PURCHASES, where=(RED,)), make_purchase(colour="blue"), 0, id="condition-fails"
        ),
        pytest.param(replace(PURCHASES, where=(RED,)), make_purchase(), 0, id="property-missing"),
        pytest.param(
            replace(PURCHASES, where=(RED, DEAR)),
            make_purchase(colour="red", price=101),
            1,
            id="every-condition-holds",
        ),
        pytest.param(
            replace(PURCHASES, where=(RED, DEAR)),
            make_purchase(colour="red", price=100),
            0,
            id="one-of-two-conditions-fails",
        ),
        pytest.param(
            replace(PURCHASES, where=(replace(RED, operator=Operator.NOT_EQUAL),)),
            make_purchase(),
            1,
            id="missing-property-passes-a-negative-operator",
        ),
        pytest.param(
            replace(PURCHASES, where=(replace(RED, ignore_case=True),)),
            make_purchase(colour="RED"),
            1,
            id="case-ignored",
        ),
        pytest.param(
            replace(PURCHASES, where=(RED,)), make_purchase(colour="RED"), 0, id="case-kept"
        ),
        pytest.param(SPENT, make_purchase(total=12.5), 12.5, id="sum-of-a-number"),
        pytest.param(SPENT, make_purchase(total=-3), -3, id="sum-of-a-negative-number"),
        pytest.param(SPENT, make_purchase(total="12.5"), 0, id="text-isnt-summed"),
        pytest.param(SPENT, make_purchase(total=True), 0, id="flag-isnt-summed"),
        pytest.param(SPENT, make_purchase(total=[5]), 0, id="list-isnt-summed"),
        pytest.param(SPENT, make_purchase(total=None), 0, id="nothing-isnt-summed"),
        pytest.param(SPENT, make_purchase(price=5), 0, id="another-property-isnt-summed"),
        pytest.param(
            replace(SPENT, where=(RED,)), make_purchase(total=5, colour="blue"), 0, id="sum-where"
        ),
    ],
)
def test_event_adds_what_it_is_worth_to_a_feature(
    feature: Feature, occurrence: Occurrence, expected: float
) -> None:
    assert feature.amount(occurrence.kind, occurrence.properties) == expected
    buckets: dict[str, float] = {}
    assert add_event(buckets, feature, occurrence) is (expected != 0)
    assert buckets == ({str(TODAY): expected} if expected else {})


def test_events_of_one_day_share_a_bucket() -> None:
    log = [make_purchase(total=5), make_purchase(total=7), make_purchase(days_ago(1), total=1)]
    assert fold(SPENT, log) == {str(TODAY): 12, str(TODAY - 1): 1}


def test_day_of_an_event_is_that_of_utc() -> None:
    istanbul = timezone(timedelta(hours=3))
    early = make_purchase(datetime(2026, 3, 14, 2, 59, tzinfo=istanbul))
    late = make_purchase(datetime(2026, 3, 14, 3, 0, tzinfo=istanbul))
    assert fold(PURCHASES, [early]) == {str(TODAY - 1): 1}
    assert fold(PURCHASES, [late]) == {str(TODAY): 1}


START_OF_TODAY: Final = datetime(2026, 3, 14, tzinfo=UTC)
MOMENT: Final = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("at", "within_days", "expected"),
    [
        pytest.param(NOW, 1, 1, id="now-within-today"),
        pytest.param(START_OF_TODAY, 1, 1, id="midnight-within-today"),
        pytest.param(START_OF_TODAY - MOMENT, 1, 0, id="just-before-midnight-not-within-today"),
        pytest.param(START_OF_TODAY - MOMENT, 2, 1, id="just-before-midnight-within-two-days"),
        pytest.param(START_OF_TODAY - timedelta(days=6), 7, 1, id="start-of-seven-days"),
        pytest.param(START_OF_TODAY - timedelta(days=6) - MOMENT, 7, 0, id="before-seven-days"),
        pytest.param(NOW - timedelta(days=6, hours=11), 7, 1, id="more-than-six-days-by-the-hour"),
        pytest.param(NOW - timedelta(days=3_649), 3_650, 1, id="longest-window"),
        pytest.param(NOW - timedelta(days=20_000), None, 1, id="ever"),
        pytest.param(NOW + timedelta(hours=11), 1, 1, id="later-today"),
        pytest.param(START_OF_TODAY + timedelta(days=1), 1, 0, id="tomorrow"),
        pytest.param(START_OF_TODAY + timedelta(days=1), 30, 0, id="tomorrow-in-a-long-window"),
        pytest.param(START_OF_TODAY + timedelta(days=1), None, 0, id="tomorrow-not-in-ever"),
    ],
)
def test_window_holds_its_last_utc_days_up_to_today(
    at: datetime, within_days: int | None, expected: int
) -> None:
    buckets = fold(PURCHASES, [make_purchase(at)])
    assert Behaviour(PURCHASES, within_days).measured(buckets, NOW) == expected


@pytest.mark.parametrize(
    ("within_days", "expected"), [(1, 1), (2, 3), (3, 3), (4, 7), (None, 15)], ids=str
)
def test_measure_adds_up_the_days_of_the_window(within_days: int | None, expected: int) -> None:
    days = {0: 1, 1: 2, 3: 4, 400: 8, -1: 16}
    buckets = {str(TODAY - ago): float(amount) for ago, amount in days.items()}
    assert Behaviour(PURCHASES, within_days).measured(buckets, NOW) == expected


def test_window_moves_with_the_moment_evaluated() -> None:
    buckets = fold(PURCHASES, [make_purchase()])
    last_week = Behaviour(PURCHASES, within_days=7)
    assert last_week.measured(buckets, NOW - timedelta(days=1)) == 0
    assert last_week.measured(buckets, NOW + timedelta(days=6)) == 1
    assert last_week.measured(buckets, NOW + timedelta(days=7)) == 0


@pytest.mark.parametrize("buckets", [None, {}], ids=str)
@pytest.mark.parametrize("within_days", [None, 7])
def test_who_never_did_it_did_it_0_times(
    buckets: dict[str, float] | None, within_days: int | None
) -> None:
    assert Behaviour(PURCHASES, within_days).measured(buckets, NOW) == 0


@unhurried
@given(feature=features(), log=occurrences(whole_properties), days=st.integers(1, 900))
def test_measure_is_that_of_the_events_within_the_window(
    feature: Feature, log: list[Occurrence], days: int
) -> None:
    first = TODAY - days + 1
    within = [occurrence for occurrence in log if epoch_day(occurrence.at) >= first]
    expected = sum(feature.amount(event.kind, event.properties) for event in within)
    assert Behaviour(feature, days).measured(fold(feature, log), NOW) == expected


@unhurried
@given(feature=features(), data=st.data())
def test_key_is_the_same_whatever_the_order_of_conditions(
    feature: Feature, data: st.DataObject
) -> None:
    where = tuple(data.draw(st.permutations(feature.where)))
    assert replace(feature, where=where).key == feature.key


FEATURE: Final = Feature(EventKind.PURCHASE, (RED, DEAR), Measure.SUM, "total")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(FEATURE, event=EventKind.CUSTOM), id="event"),
        pytest.param(replace(FEATURE, measure=Measure.COUNT, summed_property=None), id="measure"),
        pytest.param(replace(FEATURE, summed_property="units"), id="summed-property"),
        pytest.param(replace(FEATURE, where=()), id="no-condition"),
        pytest.param(replace(FEATURE, where=(RED,)), id="a-condition-less"),
        pytest.param(replace(FEATURE, where=(RED, DEAR, DEAR)), id="a-condition-twice"),
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


@unhurried
@given(one=features(), other=features())
def test_features_share_a_key_only_with_the_same_content(one: Feature, other: Feature) -> None:
    def content(feature: Feature) -> object:
        form = rule_to_json(Condition(Behaviour(feature), Operator.EXISTS))["behaviour"]
        return form | {"where": sorted(map(json.dumps, form.get("where", [])))}

    assert (one.key == other.key) is (content(one) == content(other))


def test_key_stays_the_same_from_release_to_release() -> None:
    """Counters are stored by it: another key means that all of them are worked out again."""
    assert PURCHASES.key == "d8e5f63ed645ac7d6e"
    assert FEATURE.key == "dcc763f553b0adc50d"


@unhurried
@given(feature=features())
def test_key_can_name_a_field_of_a_document(feature: Feature) -> None:
    assert re.fullmatch("[0-9a-f]{18}", feature.key)
