"""Why a rule holds or doesn't: values, paths and words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.explanation import _OPERATOR_WORDS, ExplainedRule, SegmentRules, explain_rule
from targeting.operators import Operator
from targeting.predicates import compile_rule
from targeting.rule_parsing import parse_rule
from targeting.rule_writing import rule_to_json
from targeting.rules import EVERYONE, InSegment, Not, Rule
from targeting.thresholds import StoreThresholds
from tests.targeting.factories import days_ago, make_evaluation, make_orders
from tests.targeting.strategies import NOW, evaluations, rules, unhurried

VIEWS = {"event": "PRODUCT_VIEW", "operator": "GREATER", "value": {"number": 2}}


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
        pytest.param({"all": []}, {}, "Holds for everyone.", id="everyone"),
        pytest.param({"any": []}, {}, "Holds for nobody.", id="nobody"),
        pytest.param({"not": {"any": []}}, {}, "This must not hold, and doesn't.", id="not"),
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
