"""Tests of numbers and dates that are worked out, by expressions that yield null for the unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from documents.connection import RawDocument
from documents.field_filters import day_bounds
from documents.filters import negated
from documents.value_expressions import anniversary_expression, remainder_expression
from targeting.evaluation import Evaluation, resolved_operand
from targeting.operators import NEGATIONS, Operator

_VALUE: Final = "$$value"
_IS_KNOWN: Final[RawDocument] = {"$gt": [_VALUE, None]}
"""Null comes before every number and date in MongoDB's order."""


def value_filter(expression: Any, operator: Operator, operand: Any, at: Evaluation) -> RawDocument:
    """Return the filter of the documents for which a number or a date passes the operator."""
    positive = NEGATIONS.get(operator)
    if positive is not None:
        return negated(value_filter(expression, positive, operand, at))
    operand = resolved_operand(operator, operand, at)
    if operator is Operator.IS_DAY:
        start, end = day_bounds(operand, at.time_zone)
        test = _all({"$gte": [_VALUE, start]}, {"$lt": [_VALUE, end]})
    elif operator is Operator.ANNIVERSARY_WITHIN_DAYS:
        near = anniversary_expression(_VALUE, at.today, operand)
        test = {"$cond": [_IS_KNOWN, near, False]}
    else:
        test = _TESTS[operator](operand)
    return {"$expr": {"$let": {"vars": {"value": expression}, "in": test}}}


def _all(*tests: RawDocument) -> RawDocument:
    return {"$and": list(tests)}


_TESTS: Final[dict[Operator, Callable[[Any], RawDocument]]] = {
    Operator.EQUAL: lambda operand: {"$eq": [_VALUE, operand]},
    Operator.IN: lambda operand: {"$in": [_VALUE, list(operand)]},
    Operator.LESS: lambda operand: _all(_IS_KNOWN, {"$lt": [_VALUE, operand]}),
    Operator.LESS_OR_EQUAL: lambda operand: _all(_IS_KNOWN, {"$lte": [_VALUE, operand]}),
    Operator.GREATER: lambda operand: {"$gt": [_VALUE, operand]},
    Operator.GREATER_OR_EQUAL: lambda operand: {"$gte": [_VALUE, operand]},
    Operator.BETWEEN: lambda operand: _all(
        {"$gte": [_VALUE, operand[0]]}, {"$lte": [_VALUE, operand[1]]}
    ),
    Operator.MODULO: lambda operand: {
        "$cond": [
            _IS_KNOWN,
            {"$eq": [remainder_expression(_VALUE, operand[0]), operand[1]]},
            False,
        ]
    },
    Operator.EXISTS: lambda _: _IS_KNOWN,
}
