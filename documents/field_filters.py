"""Tests of stored fields in MongoDB's query language, meaning exactly what the operators mean.

The query language looks into arrays and compares within a BSON type; rules never look into lists but
with the operators on lists. So each test guards against arrays, and against nothing else: a value of
another kind fails it, as in `targeting.operators`.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any, Final

from bson.regex import Regex

from documents.address_expressions import in_networks_expression
from documents.connection import RawDocument
from documents.filters import NO_DOCUMENT, NOT_AN_ARRAY, disjunction, negated
from documents.value_expressions import (
    anniversary_expression,
    distance_expression,
    length_expression,
    remainder_expression,
    version_expression,
)
from targeting.evaluation import Evaluation, resolved_operand
from targeting.operators import NEGATIONS, Operator
from targeting.text_patterns import glob_regex, pcre_of, quoted
from targeting.versions import parse_version, parse_version_range

_NOT_FINITE: Final = [math.nan, math.inf, -math.inf]


def field_filter(
    path: str,
    operator: Operator,
    operand: Any,
    at: Evaluation,
    *,
    ignore_case: bool = False,
) -> RawDocument:
    """Return the filter of the documents whose field at `path` passes the operator.

    `operand` is no figure of the store any more; relative dates are resolved to the moment of `at`.
    """
    positive = NEGATIONS.get(operator)
    if positive is not None:
        return negated(field_filter(path, positive, operand, at, ignore_case=ignore_case))
    operand = resolved_operand(operator, operand, at)
    if operator is Operator.IS_DAY:
        start, end = day_bounds(operand, at.time_zone)
        return {path: {"$gte": start, "$lt": end, **NOT_AN_ARRAY}}
    if operator is Operator.ANNIVERSARY_WITHIN_DAYS:
        near = anniversary_expression(f"${path}", at.today, operand)
        return _expression(path, "date", near)
    if ignore_case and operator in _IGNORING_CASE:
        return _IGNORING_CASE[operator](path, operand)
    if operator in _TEXT_PATTERNS:
        pattern = _TEXT_PATTERNS[operator]
        return _matching(path, [pattern(text) for text in _texts(operand)], ignore_case=ignore_case)
    return _FILTERS[operator](path, operand)


def day_bounds(day: date, time_zone: tzinfo) -> tuple[datetime, datetime]:
    """Return the first moment of a calendar day in a time zone, and that of the day after."""

    def midnight(of: date) -> datetime:
        return datetime.combine(of, time(), time_zone).astimezone(UTC)

    return midnight(day), midnight(day + timedelta(days=1))


def _expression(path: str, of_type: str, expression: RawDocument) -> RawDocument:
    """Return the filter of an expression that is worked out for values of one type only."""
    is_of_type: RawDocument = {"$eq": [{"$type": f"${path}"}, of_type]}
    if of_type == "number":
        is_of_type = {"$isNumber": f"${path}"}
    return {"$expr": {"$cond": [is_of_type, expression, False]}}


def _texts(operand: Any) -> tuple[str, ...]:
    return (operand,) if isinstance(operand, str) else operand


def _matching(path: str, patterns: list[str], *, ignore_case: bool) -> RawDocument:
    options = {"$options": "i"} if ignore_case else {}
    return disjunction(
        [{path: {"$regex": pattern, **options, **NOT_AN_ARRAY}} for pattern in patterns]
    )


def _whole(text: str) -> str:
    return rf"^{quoted(text)}\z"


def _regexes(texts: tuple[str, ...]) -> list[Regex[str]]:
    return [Regex(_whole(text), "i") for text in texts]


_TEXT_PATTERNS: Final[dict[Operator, Callable[[str], str]]] = {
    Operator.CONTAINS: quoted,
    Operator.STARTS_WITH: lambda text: f"^{quoted(text)}",
    Operator.ENDS_WITH: lambda text: rf"{quoted(text)}\z",
    Operator.MATCHES_GLOB: lambda glob: pcre_of(glob_regex(glob)),
    Operator.MATCHES_REGEX: pcre_of,
}


def _equal_ignoring_case(path: str, operand: Any) -> RawDocument:
    if not isinstance(operand, str):
        return _compared("$eq")(path, operand)
    return _matching(path, [_whole(operand)], ignore_case=True)


def _in_ignoring_case(path: str, operand: Any) -> RawDocument:
    if not isinstance(operand[0], str):
        return _compared("$in")(path, operand)
    return {path: {"$in": _regexes(operand), **NOT_AN_ARRAY}}


def _compared(name: str) -> Callable[[str, Any], RawDocument]:
    def build(path: str, operand: Any) -> RawDocument:
        value = list(operand) if isinstance(operand, tuple) else operand
        return {path: {name: value, **NOT_AN_ARRAY}}

    return build


def _has_all(path: str, items: list[Any]) -> RawDocument:
    return {"$and": [{path: {"$elemMatch": {"$in": [item]}}} for item in items]}


_IGNORING_CASE: Final[dict[Operator, Callable[[str, Any], RawDocument]]] = {
    Operator.EQUAL: _equal_ignoring_case,
    Operator.IN: _in_ignoring_case,
    Operator.HAS_ANY: lambda path, operand: {path: {"$elemMatch": {"$in": _regexes(operand)}}},
    Operator.HAS_ALL: lambda path, operand: _has_all(path, _regexes(operand)),
}


def _length(name: str) -> Callable[[str, Any], RawDocument]:
    def build(path: str, operand: Any) -> RawDocument:
        # -1 where there is no length, which no operand is below.
        test: RawDocument = {name: [length_expression(f"${path}"), operand]}
        if name == "$lte":
            test = {"$and": [{"$gte": [length_expression(f"${path}"), 0]}, test]}
        return {"$expr": test}

    return build


def _version(*names: str) -> Callable[[str, Any], RawDocument]:
    def build(path: str, operand: str) -> RawDocument:
        if names == ("$gte", "$lt"):
            bounds = parse_version_range(operand)
            wanted: tuple[Any, ...] = () if bounds is None else (bounds.low, bounds.high)
        else:
            wanted = () if (version := parse_version(operand)) is None else (version,)
        if not wanted:
            return NO_DOCUMENT
        tests: list[RawDocument] = [
            {name: ["$$version", {"$literal": _as_array(key)}]}
            for name, key in zip(names, wanted, strict=True)
        ]
        test: RawDocument = {"$and": [{"$ne": ["$$version", None]}, *tests]}
        let = {"vars": {"version": version_expression(f"${path}")}, "in": test}
        return _expression(path, "string", {"$let": let})

    return build


def _as_array(key: Any) -> Any:
    return [_as_array(item) for item in key] if isinstance(key, tuple) else key


def _exists(path: str, _: Any) -> RawDocument:
    simple = {"$type": ["bool", "string", "number", "date", "array"], "$nin": _NOT_FINITE}
    place = {f"{path}.{name}": {"$type": "number"} for name in ("latitude", "longitude")}
    return {"$or": [{path: simple}, {path: NOT_AN_ARRAY, **place}]}


def _not_empty(path: str, _: Any) -> RawDocument:
    text = {"$type": "string", "$ne": "", **NOT_AN_ARRAY}
    return {"$or": [{path: text}, {path: {"$elemMatch": {"$type": "string"}}}]}


_FILTERS: Final[dict[Operator, Callable[[str, Any], RawDocument]]] = {
    Operator.EQUAL: _compared("$eq"),
    Operator.IN: _compared("$in"),
    Operator.LESS: _compared("$lt"),
    Operator.LESS_OR_EQUAL: _compared("$lte"),
    Operator.GREATER: _compared("$gt"),
    Operator.GREATER_OR_EQUAL: _compared("$gte"),
    Operator.BETWEEN: lambda path, operand: {
        path: {"$gte": operand[0], "$lte": operand[1], **NOT_AN_ARRAY}
    },
    Operator.MODULO: lambda path, operand: _expression(
        path, "number", {"$eq": [remainder_expression(f"${path}", operand[0]), operand[1]]}
    ),
    Operator.HAS_ANY: lambda path, operand: {path: {"$elemMatch": {"$in": list(operand)}}},
    Operator.HAS_ALL: lambda path, operand: _has_all(path, list(operand)),
    Operator.LENGTH_EQUAL: _length("$eq"),
    Operator.LENGTH_AT_LEAST: _length("$gte"),
    Operator.LENGTH_AT_MOST: _length("$lte"),
    Operator.VERSION_EQUAL: _version("$eq"),
    Operator.VERSION_LESS: _version("$lt"),
    Operator.VERSION_LESS_OR_EQUAL: _version("$lte"),
    Operator.VERSION_GREATER: _version("$gt"),
    Operator.VERSION_GREATER_OR_EQUAL: _version("$gte"),
    Operator.VERSION_IN_RANGE: _version("$gte", "$lt"),
    Operator.WITHIN_DISTANCE: lambda path, circle: _expression(
        path, "object", {"$lte": [distance_expression(f"${path}", circle.centre), circle.radius_km]}
    ),
    Operator.IN_NETWORK: lambda path, networks: _expression(
        path, "string", in_networks_expression(f"${path}", networks)
    ),
    Operator.EXISTS: _exists,
    Operator.NOT_EMPTY: _not_empty,
}
