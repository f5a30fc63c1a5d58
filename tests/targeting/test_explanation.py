"""Why a rule holds or doesn't: values, paths and words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.behaviour import EventKind, Feature
from targeting.explanation import _OPERATOR_WORDS, ExplainedRule, SegmentRules, explain_rule
from targeting.operators import Operator
from targeting.predicates import compile_rule
from targeting.rule_parsing import parse_rule
from targeting.rule_writing import rule_to_json
from targeting.rules import EVERYONE, InSegment, Not, Rule
from targeting.thresholds import StoreThresholds
from targeting.values import Point
from tests.targeting.factories import (
    days_ago,
    make_evaluation,
    make_occurrence,
    make_orders,
    streams_of,
)
from tests.targeting.strategies import NOW, evaluations, rules, unhurried

VIEWS = {"event": "PRODUCT_VIEW", "operator": "GREATER", "value": {"number": 2}}
SEARCHED = streams_of(
    [make_occurrence(EventKind.SEARCH)], Feature(EventKind.SEARCH), Feature(EventKind.PURCHASE)
)
TEN_TIMES_A = ", ".join(["'a'"] * 10)


def on(kind: str, name: str, operator: str, value: object = None) -> dict[str, Any]:
    return {kind: {"name": name, "operator": operator, "value": value}}


def explained(source: object, **facts: Any) -> ExplainedRule:
    return explain_rule(parse_rule(source), make_evaluation(**facts), SegmentRules({}, {}))


@pytest.mark.parametrize(
    ("source", "facts", "words"),
    [
        pytest.param(
            on("attribute", "COUNTRY", "IN", {"texts": ["TR", "DE"]}),
            {"declared": {"COUNTRY": "TR"}},
            "The visitor's country must be one of 'TR', 'DE'; it is 'TR'.",
            id="attribute",
        ),
        pytest.param(
            on("attribute", "AGE", "GREATER_OR_EQUAL", {"number": 18}),
            {},
            "The visitor's age must be at least 18; nothing is known.",
            id="missing",
        ),
        pytest.param(
            on("trait", "points", "NOT_BETWEEN", {"numbers": [1, 2500.5]}),
            {"traits": {"points": 12_345}},
            "The trait 'points' must not lie between 1, 2,500.5; it is 12,345.",
            id="trait",
        ),
        pytest.param(
            on("trait", "vip", "EQUAL", {"flag": True}),
            {"traits": {"vip": False}},
            "The trait 'vip' must be true; it is false.",
            id="flag",
        ),
        pytest.param(
            on("trait", "tags", "HAS_ANY", {"texts": [str(n) for n in range(12)]}),
            {"traits": {"tags": ()}},
            "The trait 'tags' must have any of '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' and "
            "2 more; it is an empty list.",
            id="lists",
        ),
        pytest.param(
            on("orders", "LAST_AT", "GREATER", {"relativeDate": {"amount": -1, "unit": "DAYS"}}),
            {"orders": make_orders(1, days_since_last=2)},
            "Over the visitor's orders, last at must be above 2026-03-13 12:00 UTC; it is 2026-03-12 "
            "12:00 UTC.",
            id="relative-date",
        ),
        pytest.param(
            on("attribute", "LAST_SEEN", "IS_DAY", {"relativeDate": {"amount": 0, "unit": "DAYS"}}),
            {"last_seen_at": NOW},
            "The visitor's last seen must be on the day 2026-03-14; it is 2026-03-14 12:00 UTC.",
            id="day",
        ),
        pytest.param(
            on("smart", "FREQUENCY_SCORE", "NOT_EQUAL", {"threshold": "orders.nothing"}),
            {"orders": make_orders(1)},
            "Against the store's buyers, frequency score must not be 'orders.nothing'; the store has "
            "no such figure yet.",
            id="unknown-figure",
        ),
        pytest.param(
            on("orders", "REVENUE", "GREATER", {"threshold": "orders.p80"}),
            {"orders": make_orders(3), "thresholds": StoreThresholds(named={"orders.p80": 59.5})},
            "Over the visitor's orders, revenue must be above 59.5; it is 60.",
            id="known-figure",
        ),
        pytest.param(
            on(
                "attribute",
                "LOCATION",
                "WITHIN_DISTANCE",
                {"circle": {"latitude": 41, "longitude": 29, "radiusKm": 5.5}},
            ),
            {},
            "The visitor's location must lie within 5.5 km around 41.0, 29.0; nothing is known.",
            id="circle",
        ),
        pytest.param(
            {"behaviour": VIEWS | {"window": {"last": {"amount": 1, "unit": "DAYS"}}}},
            {},
            "The count over 'product view' events in the last 1 day must be above 2; it is 0.",
            id="behaviour",
        ),
        pytest.param(
            {"behaviour": VIEWS | {"window": {"thisSession": True}}},
            {},
            "The count over 'product view' events in this session must be above 2; it is 0.",
            id="this-session",
        ),
        pytest.param(
            {"behaviour": VIEWS | {"window": {"between": {"from": "2026-03-01T08:30"}}}},
            {},
            "The count over 'product view' events from 2026-03-01 08:30 must be above 2; it is 0.",
            id="from",
        ),
        pytest.param(
            {"behaviour": VIEWS | {"window": {"between": {"to": "2026-03-02"}}}},
            {},
            "The count over 'product view' events until 2026-03-02 00:00 must be above 2; it is 0.",
            id="until",
        ),
        pytest.param(
            {
                "behaviour": VIEWS
                | {"window": {"between": {"from": "2026-03-01", "to": "2026-03-02"}}}
            },
            {},
            "The count over 'product view' events from 2026-03-01 00:00 until 2026-03-02 00:00 must be "
            "above 2; it is 0.",
            id="from-until",
        ),
        pytest.param(
            {
                "behaviour": VIEWS
                | {
                    "measure": "AVERAGE",
                    "property": "price",
                    "where": [
                        {"property": "brand", "operator": "EQUAL", "value": {"text": "Oak"}},
                        {"property": "coupon", "operator": "EXISTS"},
                    ],
                }
            },
            {},
            "The average of price over 'product view' events whose brand be 'Oak' and coupon be known "
            "must be above 2; nothing is known.",
            id="properties-of-events",
        ),
        pytest.param(
            on("trait", "size", "EXISTS"),
            {"traits": {"size": "m"}},
            "The trait 'size' must be known; it is 'm'.",
            id="no-operand",
        ),
        pytest.param(
            on("trait", "seen", "EXISTS"),
            {"traits": {"seen": 12_345_678_901}},
            "The trait 'seen' must be known; it is 12,345,678,901.",
            id="many-digits",
        ),
        pytest.param(
            on("attribute", "LOCATION", "EXISTS"),
            {"declared": {"LOCATION": Point(41.5, 29.0)}},
            "The visitor's location must be known; it is 41.5, 29.0.",
            id="place",
        ),
        pytest.param(
            on("trait", "tags", "EXISTS"),
            {"traits": {"tags": ("a",) * 10}},
            f"The trait 'tags' must be known; it is {TEN_TIMES_A}.",
            id="as-many-as-are-shown",
        ),
        pytest.param(
            on("trait", "tags", "EXISTS"),
            {"traits": {"tags": ("a",) * 11}},
            f"The trait 'tags' must be known; it is {TEN_TIMES_A} and 1 more.",
            id="one-more-than-is-shown",
        ),
        pytest.param(
            {"sequence": {"steps": [{"event": "SEARCH"}, {"event": "BASKET_ADD"}]}},
            {},
            "'search' events, then 'basket add' events: it didn't happen.",
            id="sequence",
        ),
        pytest.param(
            {
                "sequence": {
                    "steps": [{"event": "SEARCH"}, {"event": "BASKET_ADD"}],
                    "within": {"amount": 2, "unit": "HOURS"},
                    "window": {"last": {"amount": 1_000, "unit": "DAYS"}},
                }
            },
            {},
            "'search' events, then 'basket add' events, each within 2 hours in the last 1,000 days: it "
            "didn't happen.",
            id="sequence-in-time",
        ),
        pytest.param(
            {
                "unfollowed": {
                    "event": {"event": "BASKET_ADD"},
                    "without": {"event": "PURCHASE"},
                    "window": {"last": {"amount": 1, "unit": "HOURS"}},
                }
            },
            {},
            "'basket add' events in the last 1 hour, and none of 'purchase' events since: it didn't "
            "happen.",
            id="unfollowed",
        ),
        pytest.param({"all": []}, {}, "Holds for everyone.", id="everyone"),
        pytest.param(
            {"all": [{"all": []}, {"any": []}]},
            {},
            "All of these must hold: 1 of 2 do.",
            id="all",
        ),
        pytest.param({"any": []}, {}, "Holds for nobody.", id="nobody"),
        pytest.param({"not": {"any": []}}, {}, "This must not hold, and doesn't.", id="not"),
        pytest.param({"not": {"all": []}}, {}, "This must not hold.", id="not-held"),
        pytest.param(
            on("queryParameter", "coupon", "EXISTS"),
            {},
            "The parameter 'coupon' of the page's address must be known; nothing is known.",
            id="query-parameter",
        ),
        pytest.param(
            on("context", "PAGE_TYPE", "EXISTS"),
            {},
            "The request's page type must be known; nothing is known.",
            id="context",
        ),
        pytest.param(
            {"unfollowed": {"event": {"event": "SEARCH"}, "without": {"event": "PURCHASE"}}},
            {"streams": SEARCHED},
            "'search' events, and none of 'purchase' events since: it happened.",
            id="happened",
        ),
        pytest.param(
            {"any": [{"all": []}, {"any": []}]},
            {},
            "At least one of these must hold: 1 of 2 do.",
            id="any",
        ),
        pytest.param({"segment": {"key": "x"}}, {}, "The segment 'x' isn't live.", id="not-live"),
    ],
)
def test_rule_is_explained_in_words(source: object, facts: dict[str, Any], words: str) -> None:
    assert explained(source, **facts).words == words


def test_explanation_has_the_value_seen_and_the_value_wanted() -> None:
    source = on("attribute", "LAST_SEEN", "LESS", {"relativeDate": {"amount": -1, "unit": "HOURS"}})
    found = explained(source, last_seen_at=days_ago(1))
    assert found.seen == days_ago(1)
    assert found.wanted == {"date": "2026-03-14T11:00:00+00:00"}
    day = on("attribute", "LAST_SEEN", "IS_DAY", {"date": "2026-03-14"})
    assert explained(day).wanted == {"date": "2026-03-14"}
    unknown = on("orders", "COUNT", "LESS", {"threshold": "orders.none"})
    assert explained(unknown).wanted == {"threshold": "orders.none"}
    assert explained(on("trait", "size", "EXISTS")).wanted is None


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("trait", "size"),
        ("queryParameter", "coupon"),
        ("attribute", "COUNTRY"),
        ("context", "DEVICE"),
        ("orders", "COUNT"),
        ("smart", "GAP_RATIO"),
    ],
)
def test_kind_is_the_key_of_the_json_form(kind: str, name: str) -> None:
    assert explained(on(kind, name, "EXISTS")).kind == kind
    branch = explained({"any": [on(kind, name, "EXISTS"), {"not": on(kind, name, "EXISTS")}]})
    assert [child.kind for child in branch.children] == [kind, "not"]
    assert branch.children[1].children[0].path == ("any", 1, "not")


@pytest.mark.parametrize(
    ("rule", "names", "words"),
    [
        (EVERYONE, {"loyal": "Loyal buyers"}, "The visitor is in the segment 'Loyal buyers'."),
        (Not(EVERYONE), {}, "The visitor is not in the segment 'loyal'."),
    ],
    ids=["in", "not-in"],
)
def test_segment_is_explained_by_its_own_rule(
    rule: Rule, names: dict[str, str], words: str
) -> None:
    segments = SegmentRules({"loyal": rule}, names)
    source = {"not": {"segment": {"key": "loyal"}}}
    node = explain_rule(parse_rule(source), make_evaluation(), segments).children[0]
    assert node.words == words
    assert (node.path, node.kind) == (("not",), "segment")
    assert node.wanted == {"key": "loyal"}
    assert node.children == (explain_rule(rule, make_evaluation(), segments),)


def test_segment_that_isnt_live_is_explained_where_it_stands() -> None:
    (node,) = explained({"any": [{"segment": {"key": "gone"}}]}).children
    words = "The segment 'gone' isn't live."
    assert node == ExplainedRule(("any", 0), "segment", False, words, wanted={"key": "gone"})


def test_every_operator_has_its_words() -> None:
    assert set(_OPERATOR_WORDS) == set(Operator)


@unhurried
@given(rule=rules(), data=st.data())
def test_every_node_is_explained_where_it_stands_in_the_json_form(
    rule: Rule, data: st.DataObject
) -> None:
    evaluation = data.draw(evaluations(of=rule))
    segments: dict[str, Rule] = {"loyal": EVERYONE, "new": Not(InSegment("loyal"))}
    source = rule_to_json(rule)

    def check(node: ExplainedRule) -> None:
        at: Any = source
        for step in node.path:
            at = at[step]
        assert list(at) == [node.kind]
        assert node.words.endswith(".")
        assert node.holds is compile_rule(parse_rule(at), segments)(evaluation)
        for child in node.children if node.kind != "segment" else ():  # below it is another rule
            check(child)

    check(explain_rule(rule, evaluation, SegmentRules(segments, {})))
