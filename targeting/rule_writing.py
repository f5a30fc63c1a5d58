"""Writing rules as JSON: the inverse of `targeting.rule_parsing.parse_rule`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from targeting.behaviour import (
    Behaviour,
    Feature,
    Last,
    Measure,
    Period,
    PropertyCondition,
    ThisSession,
    Window,
)
from targeting.operators import OperandKind
from targeting.places import Circle
from targeting.rules import (
    AllOf,
    AnyOf,
    Condition,
    InSegment,
    Not,
    Operand,
    RelativeDate,
    Rule,
    Threshold,
)
from targeting.sequences import InOrder, Unfollowed
from targeting.subjects import (
    Attribute,
    ContextFact,
    OrderStatistic,
    QueryParameter,
    SmartMetric,
    Subject,
    Trait,
)
from targeting.values import Duration


def rule_to_json(rule: Rule) -> dict[str, Any]:
    """Return the JSON form of `rule`: `parse_rule(rule_to_json(rule)) == rule`."""
    match rule:
        case AllOf(rules):
            return {"all": [rule_to_json(child) for child in rules]}
        case AnyOf(rules):
            return {"any": [rule_to_json(child) for child in rules]}
        case Not(child):
            return {"not": rule_to_json(child)}
        case InSegment(key):
            return {"segment": {"key": key}}
        case InOrder():
            return {"sequence": _sequence_to_json(rule)}
        case Unfollowed(event, without, window):
            form = {"event": _step_to_json(event), "without": _step_to_json(without)}
            return {"unfollowed": form | _window_to_json(window)}
        case Condition(subject):
            branch, named = subject_to_json(subject)
            return {branch: named | _test_to_json(rule)}


def subject_to_json(subject: Subject) -> tuple[str, dict[str, Any]]:
    """Return the key of a condition on the subject, and the fields that name it."""
    match subject:
        case Trait(name):
            return "trait", {"name": name}
        case QueryParameter(name):
            return "queryParameter", {"name": name}
        case Behaviour(feature, measure, window):
            return "behaviour", _behaviour_to_json(feature, measure, window)
        case Attribute():
            return "attribute", {"name": subject.value}
        case ContextFact():
            return "context", {"name": subject.value}
        case OrderStatistic():
            return "orders", {"name": subject.value}
        case SmartMetric():
            return "smart", {"name": subject.value}


def _behaviour_to_json(feature: Feature, measure: Measure, window: Window) -> dict[str, Any]:
    form = _step_to_json(feature)
    if measure is not Measure.COUNT:
        form["measure"] = measure.value
    if feature.property is not None:
        form["property"] = feature.property
    return form | _window_to_json(window)


def _step_to_json(feature: Feature) -> dict[str, Any]:
    form: dict[str, Any] = {"event": feature.event.value}
    if feature.where:
        form["where"] = [{"property": c.name} | _test_to_json(c) for c in feature.where]
    return form


def _sequence_to_json(sequence: InOrder) -> dict[str, Any]:
    form: dict[str, Any] = {"steps": [_step_to_json(step) for step in sequence.steps]}
    if sequence.within is not None:
        form["within"] = _distance_to_json(sequence.within)
    return form | _window_to_json(sequence.window)


def _window_to_json(window: Window) -> dict[str, Any]:
    match window:
        case Last(duration):
            return {"window": {"last": _distance_to_json(duration)}}
        case Period(start, end):
            ends = {"from": start, "to": end}
            given = {name: end.isoformat() for name, end in ends.items() if end is not None}
            return {"window": {"between": given}}
        case ThisSession():
            return {"window": {"thisSession": True}}
        case None:
            return {}


def _distance_to_json(distance: Duration | RelativeDate) -> dict[str, Any]:
    return {"amount": distance.amount, "unit": distance.unit.name}


def _test_to_json(test: Condition | PropertyCondition) -> dict[str, Any]:
    form: dict[str, Any] = {"operator": test.operator.value}
    if test.operand is not None:
        form["value"] = operand_to_json(test.operand)
    if test.ignore_case:
        form["ignoreCase"] = True
    return form


def operand_to_json(operand: Operand) -> dict[str, Any]:
    """Return the `value` object of an operand: one key, which says what it is."""
    if isinstance(operand, tuple):
        ((form, _),) = operand_to_json(operand[0]).items()
        return {form + "s": [operand_to_json(item)[form] for item in operand]}
    match operand:
        case Threshold(name):
            return {OperandKind.THRESHOLD.value: name}
        case bool():
            return {OperandKind.FLAG.value: operand}
        case str():
            return {OperandKind.TEXT.value: operand}
        case datetime():
            return {OperandKind.DATE.value: operand.isoformat()}
        case RelativeDate():
            return {OperandKind.RELATIVE_DATE.value: _distance_to_json(operand)}
        case Circle(centre, radius):
            place = {"latitude": centre.latitude, "longitude": centre.longitude}
            return {OperandKind.CIRCLE.value: place | {"radiusKm": radius}}
        case _:
            return {OperandKind.NUMBER.value: operand}
