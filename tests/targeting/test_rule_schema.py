"""The JSON Schema says of a rule what the parser says, as far as a schema can."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from targeting.rule_parsing import parse_rule
from targeting.rule_schema import rule_schema, rule_schema_text
from targeting.rule_writing import rule_to_json
from targeting.values import InvalidInputError
from tests.targeting.strategies import rules, unhurried

CASES: Final = Path(__file__).parent / "cases"
COMMITTED: Final = Path(__file__).parent.parent.parent / "schema" / "rule.schema.json"
VALIDATOR: Final = Draft202012Validator(rule_schema())

JUNK: Final[tuple[Any, ...]] = (
    "",
    "RED",
    "COUNT",
    "PRICE",
    "IN",
    "BETWEEN",
    "EXISTS",
    0,
    -1,
    1.5,
    1e16,
    True,
    False,
    [],
    [1],
    {},
    {"number": 1},
    {"text": "a"},
    {"texts": []},
    {"numbers": [2, 1, 3]},
    {"amount": 1, "unit": "DAYS"},
    {"amount": 40_000, "unit": "DAYS"},
)


def is_accepted(source: object) -> bool:
    try:
        parse_rule(source)
    except InvalidInputError:
        return False
    return True


def golden_rules() -> Iterator[Any]:
    """Yield every rule in the cases, and every operator's test as one of a trait."""
    for file in sorted(CASES.glob("*.json")):
        yield from _rules_within(json.loads(file.read_text(encoding="utf-8")))


def _rules_within(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from _rules_within(item)
    elif isinstance(value, dict):
        if "operator" in value and "expected" in value:
            yield {"trait": {"name": "tested"} | _test_of(value)}
        for key, item in value.items():
            if key == "rule":
                yield item
            else:
                yield from _rules_within(item)


def _test_of(case: dict[str, Any]) -> dict[str, Any]:
    test = {"operator": case["operator"], "value": case.get("operand")}
    if case.get("ignoreCase"):
        test["ignoreCase"] = True
    return {key: value for key, value in test.items() if value is not None}


def test_schema_itself_is_valid() -> None:
    Draft202012Validator.check_schema(rule_schema())


def test_committed_file_is_what_the_code_says() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == rule_schema_text()


def test_golden_rules_fit() -> None:
    accepted = [rule for rule in golden_rules() if is_accepted(rule)]
    assert len(accepted) > 100
    for rule in accepted:
        assert not list(VALIDATOR.iter_errors(rule)), rule


@unhurried
@given(rules())
def test_whatever_is_written_fits(rule: Any) -> None:
    source = rule_to_json(rule)
    assert [error.message for error in VALIDATOR.iter_errors(source)] == []


@unhurried
@given(rules(), st.data())
def test_whatever_the_schema_refuses_the_parser_refuses(rule: Any, data: st.DataObject) -> None:
    source = _changed(rule_to_json(rule), data)
    if not VALIDATOR.is_valid(source):
        assert not is_accepted(source)


def _changed(source: dict[str, Any], data: st.DataObject) -> Any:
    """Return the rule with one change somewhere: a value replaced, a field removed or added."""
    changed = deepcopy(source)
    places = list(_places(changed))
    holder, key = data.draw(st.sampled_from(places))
    match data.draw(st.sampled_from(["replace", "remove", "add"])):
        case "replace":
            holder[key] = deepcopy(data.draw(st.sampled_from(JUNK)))
        case "remove":
            del holder[key]
        case _ if isinstance(holder, dict):
            name = data.draw(
                st.sampled_from(["colour", "value", "ignoreCase", "property", "window"])
            )
            holder[name] = deepcopy(data.draw(st.sampled_from(JUNK)))
        case _:
            holder.append(deepcopy(data.draw(st.sampled_from(JUNK))))
    return changed


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each container within and each of its keys."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in list(items):
        yield value, key
        if isinstance(item, dict | list):
            yield from _places(item)


@pytest.mark.parametrize(
    "source",
    [
        {},
        {"all": [], "any": []},
        {"everyone": True},
        {"attribute": {"name": "AGE", "operator": "CONTAINS", "value": {"text": "1"}}},
        {"attribute": {"name": "SHOE_SIZE", "operator": "EXISTS"}},
        {"attribute": {"name": "AGE", "operator": "EXISTS", "value": {"number": 1}}},
        {"orders": {"name": "COUNT", "operator": "BETWEEN", "value": {"numbers": [1]}}},
        {"trait": {"name": "1st", "operator": "EXISTS"}},
        {"trait": {"name": "n", "operator": "MODULO", "value": {"numbers": [0, 1]}}},
        {"context": {"name": "OS", "operator": "VERSION_LESS", "value": {"text": "new"}}},
        {"behaviour": {"event": "SEARCH", "measure": "SUM", "operator": "EXISTS"}},
        {"behaviour": {"event": "SEARCH", "property": "q", "operator": "EXISTS"}},
        {"sequence": {"steps": [{"event": "SEARCH"}]}},
        {"sequence": {"steps": [{"event": "SEARCH"}] * 2, "window": {"thisSession": True}}},
        {"unfollowed": {"event": {"event": "SEARCH"}}},
    ],
    ids=json.dumps,
)
def test_both_refuse(source: Any) -> None:
    assert not VALIDATOR.is_valid(source)
    assert not is_accepted(source)
