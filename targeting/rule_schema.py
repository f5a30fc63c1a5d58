"""The JSON Schema of rules, made from the tables that the parser itself uses.

It accepts every rule that `targeting.rule_parsing` accepts, written without nulls (a field that is
null counts as left out), and refuses what can be told from its form alone. What only the parser can
tell: depth, number of nodes, whether a date, an address, a version range or a regular expression can
be read, and whether ranges begin before they end.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any, Final, TypeAlias

from targeting.behaviour import Collected, EventKind, Measure
from targeting.operand_parsing import (
    MAXIMUM_DISTANCE_DAYS,
    MAXIMUM_LIST_ITEMS,
    MAXIMUM_NUMBER,
    MAXIMUM_TEXT_LENGTH,
    NAME_PATTERN,
    THRESHOLD_PATTERN,
)
from targeting.operators import CASE_SENSITIVE_ONLY, NEGATIONS, OPERANDS, OperandKind, Operator
from targeting.rule_parsing import (
    FIXED_FORMS,
    MAXIMUM_DEPTH,
    MAXIMUM_NODES,
    MAXIMUM_PROPERTY_CONDITIONS,
    MAXIMUM_STEPS,
    MINIMUM_STEPS,
    NAMED_SUBJECTS,
    NEEDS_A_MOMENT,
    PARAMETER_NAME_PATTERN,
)
from targeting.subjects import Attribute, ContextFact, OrderStatistic, SmartMetric, value_kind
from targeting.values import TimeUnit, ValueKind
from targeting.versions import VERSION_PATTERN

_Schema: TypeAlias = dict[str, Any]

SCHEMA_ID: Final = "urn:segue:rule"


def rule_schema() -> _Schema:
    """Return the schema, of JSON Schema 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Segue rule",
        "description": "Who is in a segment, or may be shown a campaign. "
        f"At most {MAXIMUM_DEPTH} levels deep, and {MAXIMUM_NODES} rules in all.",
        "$ref": "#/$defs/rule",
        "$defs": {
            "rule": _rule(),
            **{f"{key}Condition": _named_condition(key) for key in NAMED_SUBJECTS},
            "traitCondition": _free_condition("trait", NAME_PATTERN, _of_traits()),
            "queryParameterCondition": _free_condition(
                "queryParameter", PARAMETER_NAME_PATTERN, _ref("testOfText")
            ),
            "behaviourCondition": _behaviour(),
            "sequence": _sequence(),
            "unfollowed": _unfollowed(),
            "step": _step(),
            "propertyCondition": _property_condition(),
            "window": _window(fixed=False),
            "fixedWindow": _window(fixed=True),
            "duration": _amount_of_time("How long.", lowest=1),
            **{_test_name(kind): _tests(_forms_of(kind)) for kind in ValueKind},
            "testOfTrait": _tests(_forms_of_traits()),
            "testOfProperty": _tests(_forms_of_properties()),
            **{form.value: _operand(form) for form in OperandKind},
        },
    }


def rule_schema_text() -> str:
    """Return the schema as it stands in `schema/rule.schema.json`."""
    return json.dumps(rule_schema(), indent=2, ensure_ascii=False) + "\n"


def _ref(name: str) -> _Schema:
    return {"$ref": f"#/$defs/{name}"}


def _one_of(title: str, description: str, fields: Mapping[str, _Schema]) -> _Schema:
    """Return the schema of an object with exactly one of the fields."""
    return {
        "title": title,
        "description": description,
        "type": "object",
        "properties": dict(fields),
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }


def _object(
    description: str, fields: Mapping[str, _Schema], required: Iterable[str] = ()
) -> _Schema:
    return {
        "description": description,
        "type": "object",
        "properties": dict(fields),
        "required": list(required),
        "additionalProperties": False,
    }


def _rule() -> _Schema:
    rules = {"type": "array", "items": _ref("rule")}
    key = {"type": "string", "minLength": 1, "description": "The segment's key."}
    return _one_of(
        "Rule",
        "Exactly one branch or leaf.",
        {
            "all": {"description": "Every rule holds; nobody is excluded when empty.", **rules},
            "any": {"description": "At least one rule holds; nobody is in when empty.", **rules},
            "not": {"description": "The rule doesn't hold.", **_ref("rule")},
            "segment": _object("The visitor is in this other segment.", {"key": key}, ["key"]),
            **{key: _ref(f"{key}Condition") for key in NAMED_SUBJECTS},
            "trait": _ref("traitCondition"),
            "queryParameter": _ref("queryParameterCondition"),
            "behaviour": _ref("behaviourCondition"),
            "sequence": _ref("sequence"),
            "unfollowed": _ref("unfollowed"),
        },
    )


_DESCRIPTIONS: Final = {
    "attribute": "Something known of the visitor.",
    "context": "Something the request says: page, device, basket, moment.",
    "orders": "A figure over the visitor's valid orders.",
    "smart": "A figure that sets the visitor's orders against the store's.",
    "trait": "An attribute that the shop declares under a name of its own.",
    "queryParameter": "A parameter of the page's address.",
}


def _condition(
    description: str, fields: _Schema, tests: list[_Schema], required: list[str]
) -> _Schema:
    """Return the schema of an object that names a subject and tests it."""
    return {
        "description": description,
        "type": "object",
        "properties": {
            **fields,
            "operator": {"description": "How the value is compared.", **_names(Operator)},
            "ignoreCase": {"description": "Texts match in any case.", "type": "boolean"},
        },
        "required": [*required, "operator"],
        "anyOf": tests,
        "unevaluatedProperties": False,
    }


def _named_condition(key: str) -> _Schema:
    members: list[Attribute | ContextFact | OrderStatistic | SmartMetric] = list(
        NAMED_SUBJECTS[key]
    )
    kinds: dict[ValueKind, list[str]] = {}
    for member in members:
        kind = value_kind(member)
        if kind is not None:
            kinds.setdefault(kind, []).append(member.value)
    tests = [
        {"properties": {"name": {"enum": names}}, **_ref(_test_name(kind))}
        for kind, names in kinds.items()
    ]
    name = {"enum": [member.value for member in members]}
    return _condition(_DESCRIPTIONS[key], {"name": name}, tests, ["name"])


def _free_condition(key: str, pattern: str, test: _Schema) -> _Schema:
    name = {"type": "string", "pattern": f"^{pattern}$"}
    return _condition(_DESCRIPTIONS[key], {"name": name}, [test], ["name"])


def _of_traits() -> _Schema:
    return _ref("testOfTrait")


def _behaviour() -> _Schema:
    fields = {
        "event": _event(),
        "where": _where(),
        "measure": {
            "description": "What is asked of the matching events; COUNT if left out.",
            **_names(Measure),
        },
        "window": _ref("window"),
    }
    tests = []
    for is_a_moment in (False, True):
        test = _ref(_test_name(ValueKind.DATE if is_a_moment else ValueKind.NUMBER))
        for has_property in (False, True):
            measures = [
                measure.value
                for measure in Measure
                if measure.is_a_moment is is_a_moment
                and (measure.collected is not Collected.MOMENTS) is has_property
            ]
            if measures:
                tests.append(_measured(measures, test, has_property=has_property))
    return _condition("What the visitor did, counted or measured.", fields, tests, ["event"])


def _measured(measures: list[str], test: _Schema, *, has_property: bool) -> _Schema:
    properties: _Schema = {"measure": {"enum": measures}}
    required = [] if Measure.COUNT.value in measures else ["measure"]
    if has_property:
        properties["property"] = _property_name()
        required.append("property")
    return {"properties": properties, "required": required, **test}


def _sequence() -> _Schema:
    steps = {
        "type": "array",
        "items": _ref("step"),
        "minItems": MINIMUM_STEPS,
        "maxItems": MAXIMUM_STEPS,
    }
    within = {"description": "From each step to the next at most.", **_ref("duration")}
    fields = {"steps": steps, "within": within, "window": _ref("fixedWindow")}
    return _object("The visitor did this, then that.", fields, ["steps"])


def _unfollowed() -> _Schema:
    fields = {"event": _ref("step"), "without": _ref("step"), "window": _ref("fixedWindow")}
    description = "The visitor did `event` and since the last time not `without`."
    return _object(description, fields, ["event", "without"])


def _step() -> _Schema:
    return _object("One kind of event.", {"event": _event(), "where": _where()}, ["event"])


def _event() -> _Schema:
    return {"description": "What the visitor did.", **_names(EventKind)}


def _where() -> _Schema:
    return {
        "description": "Conditions on the event's properties, all of which must hold.",
        "type": "array",
        "items": _ref("propertyCondition"),
        "maxItems": MAXIMUM_PROPERTY_CONDITIONS,
    }


def _property_name() -> _Schema:
    return {
        "description": "A property of the event, such as price.",
        "type": "string",
        "pattern": f"^{NAME_PATTERN}$",
    }


def _property_condition() -> _Schema:
    return _condition(
        "A test of one property of an event.",
        {"property": _property_name()},
        [_ref("testOfProperty")],
        ["property"],
    )


def _window(*, fixed: bool) -> _Schema:
    date = _ref(OperandKind.DATE.value)
    between = _object("`from` is included, `to` isn't.", {"from": date, "to": date})
    fields = {
        "last": {"description": "Up to now.", **_ref("duration")},
        "between": between | {"minProperties": 1},
    }
    if not fixed:
        fields["thisSession"] = {"description": "The visit of the request.", "const": True}
    return _one_of("Window", "Which events count; all if left out.", fields)


def _amount_of_time(description: str, *, lowest: int) -> _Schema:
    def of_unit(unit: TimeUnit) -> _Schema:
        longest = MAXIMUM_DISTANCE_DAYS * TimeUnit.DAYS.value // unit.value
        amount = {"type": "integer", "minimum": lowest, "maximum": longest}
        return {"properties": {"unit": {"const": unit.name}, "amount": amount}}

    fields: _Schema = {
        "amount": {"type": "integer"},
        "unit": {"enum": [unit.name for unit in TimeUnit]},
    }
    return _object(description, fields, fields) | {"anyOf": [of_unit(unit) for unit in TimeUnit]}


def _names(enum: type[Enum]) -> _Schema:
    return {"enum": [member.value for member in enum]}


def _test_name(kind: ValueKind) -> str:
    return f"testOf{kind.name.capitalize()}"


_Forms: TypeAlias = dict[Operator, tuple[OperandKind, ...]]


def _forms_of(kind: ValueKind) -> _Forms:
    return {
        operator: OPERANDS[operator][kind] for operator in Operator if kind in OPERANDS[operator]
    }


def _forms_of_traits() -> _Forms:
    return {
        operator: tuple(form for form in _all_forms(operator) if form is not OperandKind.THRESHOLD)
        for operator in Operator
    }


def _forms_of_properties() -> _Forms:
    return {
        operator: tuple(form for form in _all_forms(operator) if form in FIXED_FORMS)
        for operator in Operator
        if operator not in NEEDS_A_MOMENT
    }


def _all_forms(operator: Operator) -> Iterable[OperandKind]:
    return dict.fromkeys(form for forms in OPERANDS[operator].values() for form in forms)


def _tests(forms: _Forms) -> _Schema:
    """Return the schema of `operator`, `value` and `ignoreCase`, operators alike taken together."""
    groups: dict[str, tuple[list[str], _Schema]] = {}
    for operator, allowed in forms.items():
        test = _test(operator, allowed)
        names, _ = groups.setdefault(json.dumps(test, sort_keys=True), ([], test))
        names.append(operator.value)
    return {
        "anyOf": [
            {**test, "properties": {"operator": {"enum": names}, **test["properties"]}}
            for names, test in groups.values()
        ]
    }


def _test(operator: Operator, allowed: tuple[OperandKind, ...]) -> _Schema:
    properties: _Schema = {}
    if allowed:
        fields = {form.value: _operand_of(operator, form) for form in allowed}
        properties["value"] = _one_of("Value", "What the value is compared with.", fields)
    if operator in CASE_SENSITIVE_ONLY:
        properties["ignoreCase"] = {"const": False}
    return {
        "properties": properties,
        "required": ["operator", "value"] if allowed else ["operator"],
    }


def _operand_of(operator: Operator, form: OperandKind) -> _Schema:
    limits = _LIMITS.get(NEGATIONS.get(operator, operator), {})
    return _ref(form.value) | limits


_TWO: Final[_Schema] = {"minItems": 2, "maxItems": 2}
_WHOLE: Final[_Schema] = {"type": "integer", "minimum": 0}
_VERSION: Final[_Schema] = {"pattern": VERSION_PATTERN}
_LIMITS: Final[Mapping[Operator, _Schema]] = {
    Operator.BETWEEN: {"description": "Two values, the lower one first.", **_TWO},
    Operator.MODULO: {
        "description": "The divisor and the remainder wanted.",
        "prefixItems": [{"exclusiveMinimum": 0}],
        **_TWO,
    },
    Operator.LENGTH_EQUAL: _WHOLE,
    Operator.LENGTH_AT_LEAST: _WHOLE,
    Operator.LENGTH_AT_MOST: _WHOLE,
    Operator.ANNIVERSARY_WITHIN_DAYS: {**_WHOLE, "maximum": 366},
    Operator.VERSION_EQUAL: _VERSION,
    Operator.VERSION_LESS: _VERSION,
    Operator.VERSION_LESS_OR_EQUAL: _VERSION,
    Operator.VERSION_GREATER: _VERSION,
    Operator.VERSION_GREATER_OR_EQUAL: _VERSION,
}
"""What an operator asks of its operand beyond the form, as far as a schema can say it."""

_ITEM_FORMS: Final = {
    OperandKind.TEXTS: OperandKind.TEXT,
    OperandKind.NUMBERS: OperandKind.NUMBER,
    OperandKind.DATES: OperandKind.DATE,
    OperandKind.RELATIVE_DATES: OperandKind.RELATIVE_DATE,
}


def _operand(form: OperandKind) -> _Schema:
    if form in _ITEM_FORMS:
        items = _ref(_ITEM_FORMS[form].value)
        return {"type": "array", "items": items, "minItems": 1, "maxItems": MAXIMUM_LIST_ITEMS}
    match form:
        case OperandKind.TEXT:
            return {"type": "string", "minLength": 1, "maxLength": MAXIMUM_TEXT_LENGTH}
        case OperandKind.NUMBER:
            return _number_from(-MAXIMUM_NUMBER, MAXIMUM_NUMBER)
        case OperandKind.FLAG:
            return {"type": "boolean"}
        case OperandKind.DATE:
            return {
                "description": "A date of ISO 8601; UTC unless it says otherwise.",
                "type": "string",
                "examples": ["2026-11-23", "2026-11-23T09:30:00+00:00"],
            }
        case OperandKind.THRESHOLD:
            return {
                "description": "A figure of the store by its name.",
                "type": "string",
                "pattern": f"^{THRESHOLD_PATTERN}$",
                "examples": ["orders.average_value.p80"],
            }
        case OperandKind.CIRCLE:
            return _circle()
        case _:
            description = "So far from the moment of evaluation; negative for the past."
            return _amount_of_time(description, lowest=-MAXIMUM_DISTANCE_DAYS)


def _circle() -> _Schema:
    fields = {
        "latitude": _number_from(-90, 90),
        "longitude": _number_from(-180, 180),
        "radiusKm": _number_from(0, 20_040),
    }
    return _object("All places so far from a point, in degrees.", fields, fields)


def _number_from(low: float, high: float) -> _Schema:
    return {"type": "number", "minimum": low, "maximum": high}
