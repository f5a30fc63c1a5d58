"""What `parse_rule` refuses: the place, the code, and a message that says how to mend it."""

from __future__ import annotations

import ast
import inspect
import math
import re
from typing import Any, Final

import pytest

from targeting import operand_parsing, rule_parsing
from targeting.behaviour import EventKind
from targeting.operators import Operator
from targeting.rule_parsing import parse_rule
from targeting.subjects import SmartMetric
from targeting.values import InvalidInputError
from tests.targeting.factories import nested

LOYAL: Final[dict[str, Any]] = {"segment": {"key": "loyal"}}
KEYS: Final = (
    "all, any, not, segment, trait, queryParameter, behaviour, sequence, unfollowed, attribute, "
    "context, orders, smart"
)
SOME_RULES: Final = "Give a list of rules."
AN_OBJECT: Final = "Give an object."
A_KEY: Final = "Name the segment by its key."
A_NUMBER: Final = "Give a finite number."
A_FLAG: Final = "Give true or false."
A_THRESHOLD: Final = "Give the name of a threshold, such as orders.gap.median."
A_NAME: Final = "Give a name of 1 to 64 letters, digits and underscores that starts with a letter."
A_DATE: Final = "Give a date such as 2026-11-23 or 2026-11-23T09:30:00+00:00."
A_LIST: Final = "Give a list of 1 to 1,000 items."
A_TEXT: Final = "Give a text of 1 to 500 characters."
A_WINDOW: Final = "Give an object with exactly one of last, between, thisSession."
DAYS: Final = "Give a whole number from 1 to 36,500."
A_SUBJECT: Final = f"Give one of {', '.join(SmartMetric.__members__)}."
STEPS: Final = "Give 2 to 5 steps."
A_STEP: Final = "Give an object with event and where."
A_RANGE: Final = "BETWEEN takes two values, the lower one first."
ANY_OPERATOR: Final = f"Give one of {', '.join(Operator.__members__)}."
ONE_RULE: Final = f"Give an object with exactly one of {KEYS}."


def problems_of(source: object) -> list[tuple[str, str, str]]:
    with pytest.raises(InvalidInputError) as refused:
        parse_rule(source)
    return [(p.dotted_path, p.code, p.message) for p in refused.value.problems]


def trait(**changes: Any) -> dict[str, Any]:
    """A condition on a trait that is right but for the changes."""
    right = {"name": "size", "operator": "EQUAL", "value": {"text": "m"}}
    return {"trait": right | changes}


def behaviour(**changes: Any) -> dict[str, Any]:
    right = {"event": "SEARCH", "operator": "EQUAL", "value": {"number": 0}}
    return {"behaviour": right | changes}


def where(**changes: Any) -> dict[str, Any]:
    right = {"property": "brand", "operator": "EQUAL", "value": {"text": "Oak"}}
    return behaviour(where=[right | changes])


def case(source: object, path: str, code: str, message: str, *, id: str) -> Any:
    return pytest.param(source, (path, code, message), id=id)


def operand_case(value: object, place: str, code: str, message: str, *, id: str) -> Any:
    return case(trait(value=value), f"trait.value{place}", code, message, id=id)


RULES: Final = [
    case(None, "", "NOT_ONE_OF", ONE_RULE, id="nothing"),
    case("loyal", "", "NOT_ONE_OF", ONE_RULE, id="text-for-a-rule"),
    case([LOYAL], "", "NOT_ONE_OF", ONE_RULE, id="list-for-a-rule"),
    case({}, "", "NOT_ONE_OF", ONE_RULE, id="empty-object"),
    case({"and": []}, "", "NOT_ONE_OF", ONE_RULE, id="unknown-kind-of-rule"),
    case({"All": []}, "", "NOT_ONE_OF", ONE_RULE, id="kind-of-rule-in-other-case"),
    case({1: []}, "", "NOT_ONE_OF", ONE_RULE, id="number-for-a-key"),
    case({"all": [], **LOYAL}, "", "NOT_ONE_OF", ONE_RULE, id="two-kinds-of-rule"),
    case({"not": None}, "", "NOT_ONE_OF", ONE_RULE, id="not-nothing"),
    case({"not": [LOYAL]}, "not", "NOT_ONE_OF", ONE_RULE, id="not-of-a-list"),
    case({"all": LOYAL}, "all", "NOT_A_LIST", SOME_RULES, id="all-without-a-list"),
    case({"any": "loyal"}, "any", "NOT_A_LIST", SOME_RULES, id="any-of-a-text"),
    case({"any": [LOYAL, 7]}, "any.1", "NOT_ONE_OF", ONE_RULE, id="child-that-is-no-rule"),
    case({"segment": "a"}, "segment", "NOT_AN_OBJECT", AN_OBJECT, id="bare-segment"),
    case({"orders": []}, "orders", "NOT_AN_OBJECT", AN_OBJECT, id="bare-condition"),
    case({"segment": {}}, "segment.key", "MISSING", A_KEY, id="segment-without-a-key"),
    case({"segment": {"key": ""}}, "segment.key", "MISSING", A_KEY, id="segment-with-an-empty-key"),
    case(
        {"segment": {"key": 7}},
        "segment.key",
        "MISSING",
        A_KEY,
        id="segment-with-a-number-for-a-key",
    ),
    case(
        {"segment": {"key": "a", "name": "A"}},
        "segment.name",
        "UNKNOWN_FIELD",
        "Not a field here; use key.",
        id="segment-with-another-field",
    ),
]

CONDITIONS: Final = [
    case(
        {"smart": {"name": "GAP", "operator": "EXISTS"}},
        "smart.name",
        "UNKNOWN_NAME",
        A_SUBJECT,
        id="unknown-subject",
    ),
    case(trait(name=None), "trait.name", "BAD_NAME", A_NAME, id="trait-without-a-name"),
    case(trait(name=""), "trait.name", "BAD_NAME", A_NAME, id="trait-with-an-empty-name"),
    case(trait(name="1st"), "trait.name", "BAD_NAME", A_NAME, id="name-starting-with-a-digit"),
    case(trait(name="a.b"), "trait.name", "BAD_NAME", A_NAME, id="name-with-a-dot"),
    case(trait(name="größe"), "trait.name", "BAD_NAME", A_NAME, id="name-with-an-umlaut"),
    case(trait(name="a\n"), "trait.name", "BAD_NAME", A_NAME, id="name-with-a-line-break"),
    case(trait(name="a" * 65), "trait.name", "BAD_NAME", A_NAME, id="name-of-65-characters"),
    case(trait(operator=None), "trait.operator", "UNKNOWN_NAME", ANY_OPERATOR, id="no-operator"),
    case(trait(operator="equal"), "trait.operator", "UNKNOWN_NAME", ANY_OPERATOR, id="lower-case"),
    case(trait(operator=["EQUAL"]), "trait.operator", "UNKNOWN_NAME", ANY_OPERATOR, id="a-list"),
    case(
        {"orders": {"name": "COUNT", "operator": "CONTAINS", "value": {"text": "1"}}},
        "orders.operator",
        "OPERATOR_NOT_ALLOWED",
        "CONTAINS can't be used on a number value; use one of EQUAL, NOT_EQUAL, IN, NOT_IN, LESS, "
        "LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, BETWEEN, NOT_BETWEEN, MODULO, EXISTS, MISSING.",
        id="operator-of-another-kind",
    ),
    case(
        {"attribute": {"name": "INTERESTS", "operator": "EQUAL", "value": {"texts": ["a"]}}},
        "attribute.operator",
        "OPERATOR_NOT_ALLOWED",
        "EQUAL can't be used on a texts value; use one of HAS_ANY, HAS_ALL, HAS_NONE, LENGTH_EQUAL, "
        "LENGTH_AT_LEAST, LENGTH_AT_MOST, EXISTS, MISSING, NOT_EMPTY, EMPTY.",
        id="operator-for-one-value-on-a-list",
    ),
    case(trait(ignoreCase="true"), "trait.ignoreCase", "NOT_A_FLAG", A_FLAG, id="case"),
    case(trait(ignoreCase=1), "trait.ignoreCase", "NOT_A_FLAG", A_FLAG, id="case-as-1"),
    case(
        trait(comment="x"),
        "trait.comment",
        "UNKNOWN_FIELD",
        "Not a field here; use ignoreCase, name, operator, value.",
        id="unknown-field",
    ),
    case(
        trait(operator="MISSING"),
        "trait.value",
        "NOT_ALLOWED",
        "MISSING takes no value; leave it out.",
        id="value-where-there-is-none",
    ),
]

_ONE_VALUE: Final = "Give an object with exactly one of text, flag, number, date, relativeDate."

OPERANDS: Final = [
    operand_case(None, "", "NOT_ONE_OF", _ONE_VALUE, id="no-value"),
    operand_case("m", "", "NOT_ONE_OF", _ONE_VALUE, id="bare-value"),
    operand_case({"text": "m", "number": 1}, "", "NOT_ONE_OF", _ONE_VALUE, id="two-values"),
    operand_case({"texts": ["m"]}, "", "NOT_ONE_OF", _ONE_VALUE, id="list-for-one-value"),
    operand_case(
        {"threshold": "orders.gap.median"}, "", "NOT_ONE_OF", _ONE_VALUE, id="threshold-for-a-trait"
    ),
    operand_case({"text": ""}, ".text", "NOT_A_TEXT", A_TEXT, id="empty-text"),
    operand_case({"text": "x" * 501}, ".text", "NOT_A_TEXT", A_TEXT, id="text-too-long"),
    operand_case({"text": 3}, ".text", "NOT_A_TEXT", A_TEXT, id="number-for-a-text"),
    operand_case({"number": "3"}, ".number", "NOT_A_NUMBER", A_NUMBER, id="text-3"),
    operand_case({"number": True}, ".number", "NOT_A_NUMBER", A_NUMBER, id="flag-1"),
    operand_case({"number": math.nan}, ".number", "NOT_A_NUMBER", A_NUMBER, id="nan"),
    operand_case({"number": -math.inf}, ".number", "NOT_A_NUMBER", A_NUMBER, id="infinite"),
    operand_case({"flag": "true"}, ".flag", "NOT_A_FLAG", A_FLAG, id="text-true"),
    operand_case({"flag": 1}, ".flag", "NOT_A_FLAG", A_FLAG, id="number-for-a-flag"),
    operand_case({"date": "23.11.2026"}, ".date", "NOT_A_DATE", A_DATE, id="date-of-another-form"),
    operand_case({"date": "2026-02-29"}, ".date", "NOT_A_DATE", A_DATE, id="day-that-never-was"),
    operand_case({"date": ""}, ".date", "NOT_A_DATE", A_DATE, id="empty-date"),
    operand_case({"date": 1_795_392_000}, ".date", "NOT_A_DATE", A_DATE, id="number-for-a-date"),
    case(
        trait(operator="IN", value={"texts": "m"}),
        "trait.value.texts",
        "NOT_A_LIST",
        A_LIST,
        id="text-for-a-list",
    ),
    case(
        trait(operator="IN", value={"texts": ["m", 3]}),
        "trait.value.texts.1",
        "NOT_A_TEXT",
        A_TEXT,
        id="number-among-texts",
    ),
    case(
        trait(operator="BETWEEN", value={"numbers": [2, 1]}),
        "trait.value.numbers",
        "BAD_RANGE",
        A_RANGE,
        id="range-upside-down",
    ),
    case(
        trait(operator="BETWEEN", value={"numbers": [1]}),
        "trait.value.numbers",
        "BAD_RANGE",
        A_RANGE,
        id="range-with-one-end",
    ),
    case(
        trait(operator="BETWEEN", value={"numbers": [1, 2, 3]}),
        "trait.value.numbers",
        "BAD_RANGE",
        A_RANGE,
        id="range-with-three-ends",
    ),
    case(
        trait(operator="BETWEEN", value={"dates": ["2026-01-01", "soon"]}),
        "trait.value.dates.1",
        "NOT_A_DATE",
        A_DATE,
        id="range-to-no-date",
    ),
    *(
        case(
            {"orders": {"name": "COUNT", "operator": "LESS", "value": {"threshold": name}}},
            "orders.value.threshold",
            "NOT_A_THRESHOLD",
            A_THRESHOLD,
            id=label,
        )
        for name, label in (
            ("orders", "threshold-of-one-part"),
            ("Orders.gap", "threshold-in-capitals"),
            ("a.b.c.d.e", "threshold-of-five-parts"),
            (3, "number-for-a-threshold"),
        )
    ),
]

BEHAVIOURS: Final = [
    case(
        behaviour(measure="MEDIAN"),
        "behaviour.measure",
        "UNKNOWN_NAME",
        "Give one of COUNT, SUM, AVERAGE, DISTINCT, FIRST_AT, LAST_AT, DAYS_SINCE_FIRST, "
        "DAYS_SINCE_LAST.",
        id="unknown-measure",
    ),
    case(
        behaviour(property="total"),
        "behaviour.property",
        "NOT_ALLOWED",
        "Only SUM, AVERAGE and DISTINCT take a property.",
        id="property-without-a-sum",
    ),
    case(behaviour(measure="SUM"), "behaviour.property", "BAD_NAME", A_NAME, id="sum-of-nothing"),
    *(
        case(
            behaviour(window={"last": {"amount": days, "unit": "DAYS"}}),
            "behaviour.window.last.amount",
            "OUT_OF_RANGE",
            DAYS,
            id=label,
        )
        for days, label in (
            (0, "window-of-no-day"),
            (-1, "window-of-days-to-come"),
            (36_501, "window-too-long"),
            (7.0, "window-of-fractional-days"),
            ("7", "text-for-a-window"),
            (True, "flag-for-a-window"),
        )
    ),
    case(
        behaviour(name="x"),
        "behaviour.name",
        "UNKNOWN_FIELD",
        "Not a field here; use event, ignoreCase, measure, operator, property, value, where, window.",
        id="field-of-another-condition",
    ),
    case(
        behaviour(where={}),
        "behaviour.where",
        "NOT_A_LIST",
        "Give a list of at most 20 property conditions.",
        id="where-without-a-list",
    ),
    case(behaviour(where=["x"]), "behaviour.where.0", "NOT_AN_OBJECT", AN_OBJECT, id="bare"),
    case(where(property="1"), "behaviour.where.0.property", "BAD_NAME", A_NAME, id="where-name"),
    case(
        where(operator="IS"),
        "behaviour.where.0.operator",
        "UNKNOWN_NAME",
        ANY_OPERATOR,
        id="where-operator",
    ),
    case(
        where(value={"text": ""}),
        "behaviour.where.0.value.text",
        "NOT_A_TEXT",
        A_TEXT,
        id="where-value",
    ),
    case(
        where(name="brand"),
        "behaviour.where.0.name",
        "UNKNOWN_FIELD",
        "Not a field here; use ignoreCase, operator, property, value.",
        id="where-name-for-property",
    ),
]


def sequence(**changes: Any) -> dict[str, Any]:
    right = {"steps": [{"event": "PRODUCT_VIEW"}, {"event": "BASKET_ADD"}]}
    return {"sequence": right | changes}


def unfollowed(**changes: Any) -> dict[str, Any]:
    right = {"event": {"event": "BASKET_ADD"}, "without": {"event": "PURCHASE"}}
    return {"unfollowed": right | changes}


def on(subject: str, name: str, operator: str, value: object) -> dict[str, Any]:
    return {subject: {"name": name, "operator": operator, "value": value}}


_ONE_END: Final = {"between": {"from": "2026-01-01", "to": "2026-01-01"}}
_UNITS: Final = "Give one of MINUTES, HOURS, DAYS."

WINDOWS: Final = [
    case(behaviour(window={}), "behaviour.window", "NOT_ONE_OF", A_WINDOW, id="empty-window"),
    case(behaviour(window=7), "behaviour.window", "NOT_ONE_OF", A_WINDOW, id="number-for-a-window"),
    case(
        behaviour(window={"last": 7}),
        "behaviour.window.last",
        "NOT_AN_OBJECT",
        "Give an object with amount and unit.",
        id="last-of-a-number",
    ),
    case(
        behaviour(window={"last": {"amount": 1, "unit": "WEEKS"}}),
        "behaviour.window.last.unit",
        "UNKNOWN_NAME",
        _UNITS,
        id="unknown-unit",
    ),
    case(
        behaviour(window={"last": {"amount": 876_001, "unit": "HOURS"}}),
        "behaviour.window.last.amount",
        "OUT_OF_RANGE",
        "Give a whole number from 1 to 876,000.",
        id="too-many-hours",
    ),
    case(
        behaviour(window={"last": {"amount": 1, "unit": "DAYS", "days": 1}}),
        "behaviour.window.last.days",
        "UNKNOWN_FIELD",
        "Not a field here; use amount, unit.",
        id="another-field-of-a-duration",
    ),
    case(
        behaviour(window={"thisSession": 1}),
        "behaviour.window.thisSession",
        "NOT_TRUE",
        "Give true, or leave it out.",
        id="this-session-as-1",
    ),
    case(
        behaviour(window={"between": "2026"}),
        "behaviour.window.between",
        "NOT_AN_OBJECT",
        "Give an object with from and to.",
        id="between-of-a-text",
    ),
    case(
        behaviour(window={"between": {}}),
        "behaviour.window.between",
        "MISSING",
        "Give from, to or both.",
        id="between-nothing",
    ),
    case(
        behaviour(window={"between": {"from": "soon"}}),
        "behaviour.window.between.from",
        "NOT_A_DATE",
        A_DATE,
        id="between-no-date",
    ),
    case(
        behaviour(window={"between": {"to": "then"}}),
        "behaviour.window.between.to",
        "NOT_A_DATE",
        A_DATE,
        id="until-no-date",
    ),
    case(
        behaviour(window={"between": {"to": "2026-01-01", "until": "2027-01-01"}}),
        "behaviour.window.between.until",
        "UNKNOWN_FIELD",
        "Not a field here; use from, to.",
        id="another-field-of-a-period",
    ),
    case(
        behaviour(window=_ONE_END),
        "behaviour.window.between",
        "BAD_RANGE",
        "from must lie before to.",
        id="period-without-a-moment",
    ),
    case(
        sequence(window={"thisSession": True}),
        "sequence.window",
        "NOT_ALLOWED",
        "Use last or between here.",
        id="sequence-of-this-session",
    ),
    case(
        unfollowed(window={"thisSession": True}),
        "unfollowed.window",
        "NOT_ALLOWED",
        "Use last or between here.",
        id="unfollowed-of-this-session",
    ),
]

ORDERS_OF_EVENTS: Final = [
    case(sequence(steps=None), "sequence.steps", "NOT_A_LIST", STEPS, id="no-steps"),
    case(
        sequence(steps=[{"event": "SEARCH"}]), "sequence.steps", "NOT_A_LIST", STEPS, id="one-step"
    ),
    case(
        sequence(steps=[{"event": "SEARCH"}] * 6),
        "sequence.steps",
        "NOT_A_LIST",
        STEPS,
        id="six-steps",
    ),
    case(
        sequence(steps=[{"event": "SEARCH"}, "SEARCH"]),
        "sequence.steps.1",
        "NOT_AN_OBJECT",
        A_STEP,
        id="bare-step",
    ),
    case(
        sequence(steps=[{"event": "SEARCH", "operator": "EQUAL"}, {"event": "SEARCH"}]),
        "sequence.steps.0.operator",
        "UNKNOWN_FIELD",
        "Not a field here; use event, where.",
        id="step-with-an-operator",
    ),
    case(
        sequence(steps=[{"event": "SEARCH"}, {"event": "LOOK"}]),
        "sequence.steps.1.event",
        "UNKNOWN_NAME",
        f"Give one of {', '.join(EventKind.__members__)}.",
        id="step-of-an-unknown-event",
    ),
    case(
        sequence(steps=[{"event": "SEARCH", "where": {}}, {"event": "SEARCH"}]),
        "sequence.steps.0.where",
        "NOT_A_LIST",
        "Give a list of at most 20 property conditions.",
        id="step-whose-where-is-no-list",
    ),
    case(
        sequence(within={"amount": 0, "unit": "DAYS"}),
        "sequence.within.amount",
        "OUT_OF_RANGE",
        DAYS,
        id="within-no-time",
    ),
    case(
        sequence(operator="EXISTS"),
        "sequence.operator",
        "UNKNOWN_FIELD",
        "Not a field here; use steps, window, within.",
        id="sequence-with-an-operator",
    ),
    case(
        unfollowed(event=None), "unfollowed.event", "NOT_AN_OBJECT", A_STEP, id="unfollowed-nothing"
    ),
    case(
        unfollowed(without="PURCHASE"),
        "unfollowed.without",
        "NOT_AN_OBJECT",
        A_STEP,
        id="without-bare",
    ),
    case(
        unfollowed(within={"amount": 1, "unit": "DAYS"}),
        "unfollowed.within",
        "UNKNOWN_FIELD",
        "Not a field here; use event, window, without.",
        id="unfollowed-within",
    ),
    case(
        where(operator="IS_DAY", value={"date": "2026-01-01"}),
        "behaviour.where.0.operator",
        "OPERATOR_NOT_ALLOWED",
        "IS_DAY can't be used on an event's property.",
        id="day-of-an-events-property",
    ),
    case(
        where(operator="LESS", value={"relativeDate": {"amount": -1, "unit": "DAYS"}}),
        "behaviour.where.0.value",
        "NOT_ONE_OF",
        "Give an object with exactly one of number, date.",
        id="relative-date-of-an-events-property",
    ),
    case(
        behaviour(where=[{"property": "a", "operator": "EXISTS"}] * 21),
        "behaviour.where",
        "NOT_A_LIST",
        "Give a list of at most 20 property conditions.",
        id="too-many-property-conditions",
    ),
]

NO_LOOK_AHEAD: Final = (
    "The regular expression can't be used: it uses groups that begin with (? other than (?: ...), "
    "which isn't supported."
)

SPECIAL_OPERANDS: Final = [
    case(
        {"queryParameter": {"name": "a=b", "operator": "EXISTS"}},
        "queryParameter.name",
        "BAD_NAME",
        "Give a parameter's name of 1 to 64 characters, such as coupon.",
        id="parameter-with-an-equals-sign",
    ),
    case(
        trait(operator="VERSION_LESS", value={"text": "1.0"}, ignoreCase=True),
        "trait.ignoreCase",
        "NOT_ALLOWED",
        "VERSION_LESS knows no case; leave it out.",
        id="case-of-a-version",
    ),
    operand_case({"text": "a\x00"}, ".text", "NOT_A_TEXT", A_TEXT, id="nul-in-a-text"),
    operand_case({"text": "\ud800"}, ".text", "NOT_A_TEXT", A_TEXT, id="half-a-character"),
    operand_case(
        {"number": 10**16},
        ".number",
        "OUT_OF_RANGE",
        "Give a number of at most 15 digits.",
        id="number-too-long",
    ),
    operand_case(
        {"date": "9000-01-02"}, ".date", "NOT_A_DATE", A_DATE, id="date-after-all-calendars"
    ),
    operand_case({"date": "1799-12-31"}, ".date", "NOT_A_DATE", A_DATE, id="date-before-1800"),
    *(
        case(
            trait(operator=operator, value=value),
            f"trait.value.{next(iter(value))}",
            code,
            message,
            id=label,
        )
        for operator, value, code, message, label in (
            ("NOT_BETWEEN", {"numbers": [2, 1]}, "BAD_RANGE", A_RANGE, "not-between"),
            (
                "MODULO",
                {"numbers": [0, 1]},
                "BAD_MODULO",
                "MODULO takes two numbers: a divisor above 0 and the remainder wanted.",
                "modulo-0",
            ),
            (
                "MODULO",
                {"numbers": [2]},
                "BAD_MODULO",
                "MODULO takes two numbers: a divisor above 0 and the remainder wanted.",
                "modulo-without-a-remainder",
            ),
            (
                "LENGTH_EQUAL",
                {"number": -1},
                "OUT_OF_RANGE",
                "Give a whole number of 0 or more.",
                "negative-length",
            ),
            (
                "LENGTH_AT_MOST",
                {"number": 1.5},
                "OUT_OF_RANGE",
                "Give a whole number of 0 or more.",
                "fractional-length",
            ),
            (
                "ANNIVERSARY_WITHIN_DAYS",
                {"number": 367},
                "OUT_OF_RANGE",
                "Give whole days from 0 to 366.",
                "more-than-a-year-to-an-anniversary",
            ),
            (
                "VERSION_NOT_EQUAL",
                {"text": "latest"},
                "NOT_A_VERSION",
                "Give a version such as 2.1.0 or 2.1.0-beta.3.",
                "no-version",
            ),
            (
                "VERSION_IN_RANGE",
                {"text": "1.2.0"},
                "NOT_A_VERSION_RANGE",
                "Give a range such as ^1.2.0, ~1.2 or 1.2.*.",
                "no-version-range",
            ),
            (
                "IN_NETWORK",
                {"texts": ["10.0.0.0/8", "10.0.0/8"]},
                "NOT_A_NETWORK",
                "10.0.0/8 isn't an address or a network such as 10.0.0.0/8.",
                "no-network",
            ),
            (
                "NOT_MATCHES_REGEX",
                {"text": "(?=a)"},
                "BAD_REGEX",
                NO_LOOK_AHEAD,
                "look-ahead",
            ),
            (
                "MATCHES_REGEX",
                {"text": "a" * 251},
                "BAD_REGEX",
                "The regular expression can't be used: it is longer than 250 characters.",
                "regex-too-long",
            ),
        )
    ),
    *(
        case(
            on(subject, name, "EQUAL", {"number": 1}),
            f"{subject}.value",
            "NOT_ONE_OF",
            "Give an object with exactly one of text.",
            id=f"number-for-the-text-of-{subject}",
        )
        for subject, name in (
            ("queryParameter", "coupon"),
            ("attribute", "COUNTRY"),
            ("context", "DEVICE"),
        )
    ),
    case(
        on("context", "IP_ADDRESS", "EQUAL", {"text": "10.0.0.0/8"}),
        "context.value.text",
        "NOT_AN_ADDRESS",
        "Give an IP address such as 203.0.113.7 or 2001:db8::7.",
        id="network-for-an-address",
    ),
    case(
        on("context", "IP_ADDRESS", "IN", {"texts": ["10.0.0.1", "x"]}),
        "context.value.texts",
        "NOT_AN_ADDRESS",
        "Give an IP address such as 203.0.113.7 or 2001:db8::7.",
        id="text-among-addresses",
    ),
    case(
        on("attribute", "LOCATION", "WITHIN_DISTANCE", {"circle": 5}),
        "attribute.value.circle",
        "NOT_AN_OBJECT",
        "Give an object with latitude, longitude and radiusKm.",
        id="number-for-a-circle",
    ),
    case(
        on(
            "attribute",
            "LOCATION",
            "WITHIN_DISTANCE",
            {"circle": {"latitude": 1, "longitude": 1, "radiusKm": 1, "city": "Bursa"}},
        ),
        "attribute.value.circle.city",
        "UNKNOWN_FIELD",
        "Not a field here; use latitude, longitude, radiusKm.",
        id="another-field-of-a-circle",
    ),
    *(
        case(
            on(
                "attribute",
                "LOCATION",
                "WITHIN_DISTANCE",
                {"circle": {"latitude": 1, "longitude": 1, "radiusKm": 1} | {name: value}},
            ),
            f"attribute.value.circle.{name}",
            "OUT_OF_RANGE",
            f"Give a number from {bounds}.",
            id=f"{name}-{value}",
        )
        for name, value, bounds in (
            ("latitude", 90.1, "-90 to 90"),
            ("latitude", -90.1, "-90 to 90"),
            ("longitude", 180.1, "-180 to 180"),
            ("longitude", "1", "-180 to 180"),
            ("radiusKm", -1, "0 to 20,040"),
            ("radiusKm", 20_041, "0 to 20,040"),
            ("radiusKm", True, "0 to 20,040"),
        )
    ),
    case(
        on("attribute", "LAST_SEEN", "LESS", {"relativeDate": {"amount": 36_501, "unit": "DAYS"}}),
        "attribute.value.relativeDate.amount",
        "OUT_OF_RANGE",
        "Give a whole number from -36,500 to 36,500.",
        id="relative-date-too-far",
    ),
    case(
        on(
            "attribute",
            "LAST_SEEN",
            "BETWEEN",
            {"relativeDates": [{"amount": 1, "unit": "DAYS"}, {"amount": 23, "unit": "HOURS"}]},
        ),
        "attribute.value.relativeDates",
        "BAD_RANGE",
        A_RANGE,
        id="relative-range-upside-down",
    ),
]

LIMITS: Final = [
    case(
        {"all": [LOYAL] * 500},
        "all.499",
        "TOO_LARGE",
        "A rule may have at most 500 nodes.",
        id="too-large",
    ),
    case(
        nested({"all": [LOYAL]}, levels=9),
        "not.not.not.not.not.not.not.not.not.all.0",
        "TOO_DEEP",
        "Rules may be nested at most 10 levels deep.",
        id="too-deep",
    ),
]

CASES: Final = [
    *RULES,
    *CONDITIONS,
    *OPERANDS,
    *BEHAVIOURS,
    *WINDOWS,
    *ORDERS_OF_EVENTS,
    *SPECIAL_OPERANDS,
    *LIMITS,
]


@pytest.mark.parametrize(("source", "problem"), CASES)
def test_problem_says_where_it_is_and_how_to_mend_it(
    source: object, problem: tuple[str, str, str]
) -> None:
    assert problems_of(source) == [problem]


def test_every_code_of_the_parsers_is_reached() -> None:
    trees = [ast.parse(inspect.getsource(module)) for module in (rule_parsing, operand_parsing)]
    texts = {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    codes = {
        text for text in texts if re.fullmatch("(NOT|TOO|BAD|OUT|UNKNOWN|MISSING)(_[A-Z]+)*", text)
    }
    codes |= {"OPERATOR_NOT_ALLOWED"}
    assert len(codes) > 20
    assert {case.values[1][1] for case in CASES} == codes


def test_every_problem_is_reported_at_once() -> None:
    source = {
        "all": [
            trait(value={"number": "3"}, comment="x"),
            {"any": [{"nope": 1}, {"not": {"segment": {}}}]},
            {
                "behaviour": {
                    "event": "NOPE",
                    "measure": "MEDIAN",
                    "where": [
                        {"property": "1", "operator": "EXISTS"},
                        {"property": "a", "operator": "IN", "value": {"numbers": [1, "2", None]}},
                    ],
                    "window": {"last": {"amount": 0, "unit": "DAYS"}},
                    "operator": "CONTAINS",
                    "value": {"number": 1},
                }
            },
            LOYAL,
        ]
    }
    assert [(path, code) for path, code, _ in problems_of(source)] == [
        ("all.0.trait.comment", "UNKNOWN_FIELD"),
        ("all.0.trait.value.number", "NOT_A_NUMBER"),
        ("all.1.any.0", "NOT_ONE_OF"),
        ("all.1.any.1.not.segment.key", "MISSING"),
        ("all.2.behaviour.event", "UNKNOWN_NAME"),
        ("all.2.behaviour.measure", "UNKNOWN_NAME"),
        ("all.2.behaviour.where.0.property", "BAD_NAME"),
        ("all.2.behaviour.where.1.value.numbers.1", "NOT_A_NUMBER"),
        ("all.2.behaviour.where.1.value.numbers.2", "NOT_A_NUMBER"),
        ("all.2.behaviour.window.last.amount", "OUT_OF_RANGE"),
        ("all.2.behaviour.operator", "OPERATOR_NOT_ALLOWED"),
    ]


def test_rule_that_is_too_large_has_its_other_problems_reported_as_well() -> None:
    found = problems_of({"all": [{"nope": 1}, *[LOYAL] * 600]})
    assert [(path, code) for path, code, _ in found] == [
        ("all.0", "NOT_ONE_OF"),
        ("all.499", "TOO_LARGE"),
    ]


def test_problems_are_reported_below_the_place_of_the_rule() -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_rule({"all": [LOYAL, 7]}, ("audience", 3))
    assert [problem.path for problem in refused.value.problems] == [("audience", 3, "all", 1)]
