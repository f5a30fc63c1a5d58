"""Which JSON is a rule, and which rule it is; `test_rule_problems.py` has what is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from targeting import rule_parsing
from targeting.behaviour import (
    Behaviour,
    Collected,
    EventKind,
    Feature,
    Last,
    Measure,
    Period,
    PropertyCondition,
    ThisSession,
)
from targeting.operand_parsing import MAXIMUM_LIST_ITEMS, MAXIMUM_TEXT_LENGTH
from targeting.operators import OperandKind, Operator
from targeting.places import Circle
from targeting.rule_parsing import (
    MAXIMUM_DEPTH,
    MAXIMUM_NODES,
    MAXIMUM_PROPERTY_CONDITIONS,
    MAXIMUM_STEPS,
    parse_rule,
)
from targeting.rule_writing import rule_to_json
from targeting.rules import (
    EVERYONE,
    AllOf,
    AnyOf,
    Condition,
    InSegment,
    Not,
    Operand,
    RelativeDate,
    Rule,
    Threshold,
    walk,
)
from targeting.sequences import InOrder, Unfollowed
from targeting.subjects import (
    Attribute,
    ContextFact,
    OrderStatistic,
    QueryParameter,
    SmartMetric,
    Trait,
)
from targeting.values import Duration, InvalidInputError, Point, Problem, TimeUnit
from tests.targeting.factories import nested
from tests.targeting.strategies import any_values, leaves, rules, unhurried

SIZE: Final = Trait("size")
LOYAL: Final = {"segment": {"key": "loyal"}}


def operand_of(value: dict[str, Any], operator: str = "EQUAL") -> Operand:
    """The operand that a condition on a trait takes from `value`."""
    rule = parse_rule({"trait": {"name": "size", "operator": operator, "value": value}})
    assert isinstance(rule, Condition)
    return rule.operand


def codes_of(source: object) -> list[tuple[str, str]]:
    with pytest.raises(InvalidInputError) as refused:
        parse_rule(source)
    return [(problem.dotted_path, problem.code) for problem in refused.value.problems]


@unhurried
@given(rule=rules())
def test_rule_survives_being_written_as_json_and_parsed(rule: Rule) -> None:
    written = json.dumps(rule_to_json(rule), allow_nan=False)
    parsed = parse_rule(json.loads(written))
    assert parsed == rule
    assert repr(parsed) == repr(rule)  # 1 equals True and 1.0, but isn't the same operand
    assert rule_to_json(parsed) == json.loads(written)


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        pytest.param({"all": []}, EVERYONE, id="everyone"),
        pytest.param({"any": []}, AnyOf(()), id="nobody"),
        pytest.param(
            {"all": [LOYAL, {"not": LOYAL}]},
            AllOf((InSegment("loyal"), Not(InSegment("loyal")))),
            id="branches",
        ),
        pytest.param({"any": (LOYAL,)}, AnyOf((InSegment("loyal"),)), id="tuple-for-a-list"),
        pytest.param(
            {"attribute": {"name": "AGE", "operator": "LESS", "value": {"number": 18}}},
            Condition(Attribute.AGE, Operator.LESS, 18),
            id="attribute",
        ),
        pytest.param(
            {"context": {"name": "PATH", "operator": "STARTS_WITH", "value": {"text": "/a"}}},
            Condition(ContextFact.PATH, Operator.STARTS_WITH, "/a"),
            id="context",
        ),
        pytest.param(
            {"orders": {"name": "COUNT", "operator": "BETWEEN", "value": {"numbers": [2, 2]}}},
            Condition(OrderStatistic.COUNT, Operator.BETWEEN, (2, 2)),
            id="orders",
        ),
        pytest.param(
            {"smart": {"name": "GAP_RATIO", "operator": "GREATER", "value": {"number": 1.5}}},
            Condition(SmartMetric.GAP_RATIO, Operator.GREATER, 1.5),
            id="smart",
        ),
        pytest.param(
            {"trait": {"name": "size", "operator": "EXISTS"}},
            Condition(SIZE, Operator.EXISTS),
            id="trait-without-a-value",
        ),
        pytest.param(
            {
                "trait": {
                    "name": "size",
                    "operator": "IN",
                    "value": {"texts": ["m", "l"]},
                    "ignoreCase": True,
                }
            },
            Condition(SIZE, Operator.IN, ("m", "l"), ignore_case=True),
            id="trait-whatever-the-case",
        ),
        pytest.param(
            {"behaviour": {"event": "SEARCH", "operator": "EQUAL", "value": {"number": 0}}},
            Condition(Behaviour(Feature(EventKind.SEARCH)), Operator.EQUAL, 0),
            id="behaviour-counted-ever",
        ),
        pytest.param(
            {
                "behaviour": {
                    "event": "PURCHASE",
                    "where": [
                        {"property": "brand", "operator": "EQUAL", "value": {"text": "Oak"}},
                        {"property": "coupon", "operator": "MISSING"},
                    ],
                    "measure": "SUM",
                    "property": "total",
                    "window": {"last": {"amount": 30, "unit": "DAYS"}},
                    "operator": "GREATER",
                    "value": {"threshold": "orders.average_value.p80"},
                }
            },
            Condition(
                Behaviour(
                    Feature(
                        EventKind.PURCHASE,
                        (
                            PropertyCondition("brand", Operator.EQUAL, "Oak"),
                            PropertyCondition("coupon", Operator.MISSING, None),
                        ),
                        Collected.AMOUNTS,
                        "total",
                    ),
                    Measure.SUM,
                    Last(Duration(30, TimeUnit.DAYS)),
                ),
                Operator.GREATER,
                Threshold("orders.average_value.p80"),
            ),
            id="behaviour-summed-in-a-window",
        ),
        pytest.param(
            {"queryParameter": {"name": "utm-x", "operator": "EXISTS"}},
            Condition(QueryParameter("utm-x"), Operator.EXISTS),
            id="query-parameter",
        ),
        pytest.param(
            {
                "behaviour": {
                    "event": "PRODUCT_VIEW",
                    "measure": "DISTINCT",
                    "property": "productId",
                    "window": {"thisSession": True},
                    "operator": "GREATER_OR_EQUAL",
                    "value": {"number": 3},
                }
            },
            Condition(
                Behaviour(
                    Feature(
                        EventKind.PRODUCT_VIEW,
                        (),
                        Collected.VALUES,
                        "productId",
                        keeps_sessions=True,
                    ),
                    Measure.DISTINCT,
                    ThisSession(),
                ),
                Operator.GREATER_OR_EQUAL,
                3,
            ),
            id="behaviour-in-this-session",
        ),
        pytest.param(
            {
                "behaviour": {
                    "event": "SEARCH",
                    "measure": "LAST_AT",
                    "window": {"between": {"from": "2026-01-01", "to": "2026-02-01"}},
                    "operator": "GREATER",
                    "value": {"relativeDate": {"amount": -3, "unit": "HOURS"}},
                }
            },
            Condition(
                Behaviour(
                    Feature(EventKind.SEARCH),
                    Measure.LAST_AT,
                    Period(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)),
                ),
                Operator.GREATER,
                RelativeDate(-3, TimeUnit.HOURS),
            ),
            id="behaviour-between-dates",
        ),
        pytest.param(
            {
                "sequence": {
                    "steps": [{"event": "PRODUCT_VIEW"}, {"event": "BASKET_ADD", "where": []}],
                    "within": {"amount": 2, "unit": "DAYS"},
                    "window": {"last": {"amount": 90, "unit": "MINUTES"}},
                }
            },
            InOrder(
                (Feature(EventKind.PRODUCT_VIEW), Feature(EventKind.BASKET_ADD)),
                Duration(2, TimeUnit.DAYS),
                Last(Duration(90, TimeUnit.MINUTES)),
            ),
            id="sequence",
        ),
        pytest.param(
            {
                "unfollowed": {
                    "event": {"event": "BASKET_ADD"},
                    "without": {"event": "PURCHASE"},
                    "window": {"between": {"from": "2026-01-01"}},
                }
            },
            Unfollowed(
                Feature(EventKind.BASKET_ADD),
                Feature(EventKind.PURCHASE),
                Period(datetime(2026, 1, 1, tzinfo=UTC)),
            ),
            id="unfollowed",
        ),
        pytest.param(
            {
                "attribute": {
                    "name": "LOCATION",
                    "operator": "WITHIN_DISTANCE",
                    "value": {"circle": {"latitude": 41, "longitude": 29.0, "radiusKm": 10}},
                }
            },
            Condition(
                Attribute.LOCATION, Operator.WITHIN_DISTANCE, Circle(Point(41.0, 29.0), 10.0)
            ),
            id="place",
        ),
        pytest.param(
            {
                "attribute": {
                    "name": "LAST_SEEN",
                    "operator": "BETWEEN",
                    "value": {
                        "relativeDates": [
                            {"amount": -1, "unit": "DAYS"},
                            {"amount": 0, "unit": "MINUTES"},
                        ]
                    },
                }
            },
            Condition(
                Attribute.LAST_SEEN,
                Operator.BETWEEN,
                (RelativeDate(-1, TimeUnit.DAYS), RelativeDate(0, TimeUnit.MINUTES)),
            ),
            id="relative-dates",
        ),
    ],
)
def test_source_is_parsed_into_its_rule(source: object, rule: Rule) -> None:
    assert parse_rule(source) == rule


def test_field_that_is_null_counts_as_left_out() -> None:
    source = {
        "all": None,
        "segment": None,
        "behaviour": {
            "event": "SEARCH",
            "where": None,
            "measure": None,
            "property": None,
            "window": None,
            "operator": "EQUAL",
            "value": {"number": 0, "text": None},
            "ignoreCase": None,
            "comment": None,
        },
    }
    searches = Behaviour(Feature(EventKind.SEARCH))
    assert parse_rule(source) == Condition(searches, Operator.EQUAL, 0)


def test_names_may_come_as_members_of_their_enumerations() -> None:
    source = {
        "attribute": {"name": Attribute.AGE, "operator": Operator.EQUAL, "value": {"number": 1}}
    }
    assert parse_rule(source) == Condition(Attribute.AGE, Operator.EQUAL, 1)


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        pytest.param(
            {"behaviour": {"event": "SEARCH", "operator": "EQUAL", "value": {"number": 0}}},
            Condition(Behaviour(Feature(EventKind.SEARCH)), Operator.EQUAL, 0),
            id="count-ever-anywhere",
        ),
        pytest.param(
            {"trait": {"name": "size", "operator": "EXISTS"}},
            Condition(SIZE, Operator.EXISTS),
            id="no-value",
        ),
    ],
)
def test_written_form_leaves_out_what_is_default(source: object, rule: Rule) -> None:
    assert rule_to_json(rule) == source


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("2026-11-23", datetime(2026, 11, 23, tzinfo=UTC), id="day"),
        pytest.param("2026-11-23T09:30:00Z", datetime(2026, 11, 23, 9, 30, tzinfo=UTC), id="zulu"),
        pytest.param(
            "2026-11-23T09:30:00", datetime(2026, 11, 23, 9, 30, tzinfo=UTC), id="no-zone-is-utc"
        ),
        pytest.param(
            "2026-11-23T09:30:00.123456+03:00",
            datetime(2026, 11, 23, 9, 30, 0, 123_000, tzinfo=timezone(timedelta(hours=3))),
            id="zone-and-fraction",
        ),
        pytest.param(
            datetime(2026, 11, 23, 9, 30),  # noqa: DTZ001, as a client may send it
            datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
            id="moment-without-a-zone",
        ),
        pytest.param(
            datetime(2026, 11, 23, tzinfo=timezone(timedelta(hours=3))),
            datetime(2026, 11, 22, 21, tzinfo=UTC),
            id="moment-with-a-zone",
        ),
        pytest.param("2024-02-29", datetime(2024, 2, 29, tzinfo=UTC), id="leap-day"),
    ],
)
def test_date_is_a_moment_in_a_zone(written: object, expected: datetime) -> None:
    operand = operand_of({"date": written})
    assert operand == expected
    assert isinstance(operand, datetime)
    assert operand.utcoffset() is not None


def test_dates_of_a_range_are_compared_as_moments() -> None:
    bounds = ["2026-11-23T01:00:00+03:00", "2026-11-22T23:00:00+00:00"]
    assert operand_of({"dates": bounds}, "BETWEEN") == tuple(map(datetime.fromisoformat, bounds))


@pytest.mark.parametrize(
    ("value", "operand"),
    [
        pytest.param({"text": "3"}, "3", id="text-of-a-number"),
        pytest.param({"text": "true"}, "true", id="text-of-a-flag"),
        pytest.param({"text": " a "}, " a ", id="space-is-kept"),
        pytest.param({"number": 3}, 3, id="whole-number"),
        pytest.param({"number": 3.0}, 3.0, id="fractional-number"),
        pytest.param({"number": -0.5}, -0.5, id="negative-number"),
        pytest.param({"flag": True}, True, id="true"),
        pytest.param({"flag": False}, False, id="false"),
    ],
)
def test_operand_keeps_its_kind(value: dict[str, Any], operand: Operand) -> None:
    parsed = operand_of(value)
    assert (type(parsed), parsed) == (type(operand), operand)


def test_rule_may_be_nested_to_the_greatest_depth() -> None:
    deepest = nested(LOYAL, levels=MAXIMUM_DEPTH - 1)
    assert len(list(walk(parse_rule(deepest)))) == MAXIMUM_DEPTH == 10


@pytest.mark.parametrize("levels", [10, 11, 5_000])
def test_rule_nested_deeper_is_refused_where_it_gets_too_deep(levels: int) -> None:
    assert codes_of(nested(LOYAL, levels)) == [(".".join(["not"] * 10), "TOO_DEEP")]


def test_rule_may_have_the_greatest_number_of_nodes() -> None:
    largest = {"all": [LOYAL] * (MAXIMUM_NODES - 1)}
    assert len(list(walk(parse_rule(largest)))) == MAXIMUM_NODES == 500


@pytest.mark.parametrize("children", [500, 501, 3_000])
def test_rule_with_more_nodes_is_refused_once(children: int) -> None:
    assert codes_of({"all": [LOYAL] * children}) == [("all.499", "TOO_LARGE")]


def test_nodes_are_counted_over_all_branches() -> None:
    half = {"any": [LOYAL] * 249}
    assert codes_of({"all": [half, half]}) == [("all.1.any.248", "TOO_LARGE")]


@pytest.mark.parametrize(
    ("field", "item"), [("texts", "a"), ("numbers", 1)], ids=["texts", "numbers"]
)
def test_list_holds_from_one_item_to_the_greatest_number(field: str, item: object) -> None:
    assert operand_of({field: [item]}, "IN") == (item,)
    full = operand_of({field: [item] * MAXIMUM_LIST_ITEMS}, "IN")
    assert full == (item,) * 1_000
    for count in (0, 1_001):
        source = {"trait": {"name": "a", "operator": "IN", "value": {field: [item] * count}}}
        assert codes_of(source) == [(f"trait.value.{field}", "NOT_A_LIST")]


def test_text_is_from_one_character_to_the_greatest_length() -> None:
    assert operand_of({"text": "x"}) == "x"
    assert operand_of({"text": "x" * MAXIMUM_TEXT_LENGTH}) == "x" * 500


@pytest.mark.parametrize(
    ("unit", "longest"), [("DAYS", 36_500), ("HOURS", 876_000), ("MINUTES", 52_560_000)]
)
def test_window_is_from_one_unit_to_a_hundred_years(unit: str, longest: int) -> None:
    def window(amount: int) -> object:
        source = {
            "event": "SEARCH",
            "window": {"last": {"amount": amount, "unit": unit}},
            "operator": "EQUAL",
            "value": {"number": 0},
        }
        rule = parse_rule({"behaviour": source})
        assert isinstance(rule, Condition)
        assert isinstance(rule.subject, Behaviour)
        return rule.subject.window

    for amount in (1, longest):
        assert window(amount) == Last(Duration(amount, TimeUnit[unit]))
    for amount in (0, longest + 1):
        with pytest.raises(InvalidInputError, match="whole number from 1 to"):
            window(amount)


def test_number_has_at_most_fifteen_digits() -> None:
    for number in (10**15, -(10**15), 1e15):
        assert operand_of({"number": number}) == number
    for number in (10**15 + 1, -(10**15) - 1):
        source = {"trait": {"name": "a", "operator": "EQUAL", "value": {"number": number}}}
        assert codes_of(source) == [("trait.value.number", "OUT_OF_RANGE")]


def test_date_is_from_1800_to_9000() -> None:
    for year in (1800, 9000):
        assert operand_of({"date": f"{year}-01-01"}) == datetime(year, 1, 1, tzinfo=UTC)
    for beyond in ("1799-12-31T23:59:59.999Z", "9000-01-01T00:00:00.001Z"):
        source = {"trait": {"name": "a", "operator": "EQUAL", "value": {"date": beyond}}}
        assert codes_of(source) == [("trait.value.date", "NOT_A_DATE")]


@pytest.mark.parametrize("days", [0, 366])
def test_anniversary_is_from_none_to_all_days_of_a_year_away(days: int) -> None:
    assert operand_of({"number": days}, "ANNIVERSARY_WITHIN_DAYS") == days


@pytest.mark.parametrize(
    ("latitude", "longitude", "radius"), [(-90, -180, 0), (90, 180, 20_040)], ids=["least", "most"]
)
def test_circle_may_be_anywhere_on_earth(latitude: float, longitude: float, radius: float) -> None:
    circle = {"latitude": latitude, "longitude": longitude, "radiusKm": radius}
    source = {"name": "LOCATION", "operator": "WITHIN_DISTANCE", "value": {"circle": circle}}
    rule = parse_rule({"attribute": source})
    assert isinstance(rule, Condition)
    assert rule.operand == Circle(Point(latitude, longitude), radius)


def test_several_addresses_are_compared_with_one() -> None:
    addresses = ["203.0.113.7", "2001:db8::7"]
    source = {"name": "IP_ADDRESS", "operator": "IN", "value": {"texts": addresses}}
    expected = Condition(ContextFact.IP_ADDRESS, Operator.IN, tuple(addresses))
    assert parse_rule({"context": source}) == expected


def test_sequence_and_properties_of_an_event_may_be_as_many_as_the_limits_say() -> None:
    assert (MAXIMUM_STEPS, MAXIMUM_PROPERTY_CONDITIONS) == (5, 20)
    where = [{"property": "brand", "operator": "EXISTS"}] * 20
    step = Feature(EventKind.SEARCH, (PropertyCondition("brand", Operator.EXISTS, None),) * 20)
    steps = [{"event": "SEARCH", "where": where}] * 5
    assert parse_rule({"sequence": {"steps": steps}}) == InOrder((step,) * 5)


_FIELDS: Final = ("key", "name", "operator", "value", "ignoreCase", "event", "where", "measure")
_WORDS: Final = st.sampled_from(
    [*rule_parsing._BRANCHES, *rule_parsing._LEAVES, *_FIELDS, "property", "window", "steps"]
    + [form.value for form in OperandKind]
    + ["COUNT", "AGE", "EQUAL", "IN", "BETWEEN", "EXISTS", "SUM", "PURCHASE", "size"]
)
_anything: SearchStrategy[object] = st.recursive(
    any_values | _WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_WORDS, inner, max_size=4),
    max_leaves=12,
)


def parsed_or_refused(source: object) -> Rule | tuple[Problem, ...]:
    try:
        return parse_rule(source, ("audience", 0))
    except InvalidInputError as error:
        return error.problems


def assert_parsed_or_refused(source: object) -> None:
    outcome = parsed_or_refused(source)
    if not isinstance(outcome, tuple):
        assert parse_rule(rule_to_json(outcome)) == outcome
        return
    assert outcome
    for problem in outcome:
        assert problem.path[:2] == ("audience", 0)
        assert problem.message.endswith(".")


@unhurried
@given(source=_anything)
def test_whatever_is_sent_is_a_rule_or_is_refused_with_its_problems(source: object) -> None:
    assert_parsed_or_refused(source)


@unhurried
@given(rule=leaves, data=st.data())
def test_rule_with_one_part_spoilt_is_a_rule_or_is_refused(rule: Rule, data: st.DataObject) -> None:
    source = rule_to_json(rule)
    ((_, leaf),) = source.items()
    spoilt = data.draw(st.sampled_from(sorted(leaf)))
    leaf[spoilt] = data.draw(_anything)
    assert_parsed_or_refused(source)


def test_number_beyond_the_range_of_floats_is_refused() -> None:
    source = {"trait": {"name": "a", "operator": "EQUAL", "value": {"number": 10**400}}}
    assert codes_of(source) == [("trait.value.number", "OUT_OF_RANGE")]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        pytest.param("ignoreCase", 0, "NOT_A_FLAG", id="case-0"),
        pytest.param("ignoreCase", "", "NOT_A_FLAG", id="case-empty-text"),
        pytest.param("measure", "", "UNKNOWN_NAME", id="measure-empty-text"),
        pytest.param("measure", False, "UNKNOWN_NAME", id="measure-false"),
    ],
)
def test_empty_value_of_another_kind_is_refused(field: str, value: object, code: str) -> None:
    source = {"event": "SEARCH", "operator": "EQUAL", "value": {"number": 0}, field: value}
    assert codes_of({"behaviour": source}) == [(f"behaviour.{field}", code)]
