"""The operators of the rule language: what they take and what they answer.

The table in `docs/decisions/0004-rule-semantics.md` is the reference. Two rules hold throughout: an
operator whose name says NOT, NONE or MISSING is the exact complement of its positive twin, and no
value is converted into another kind.
"""

from __future__ import annotations

import operator as order
from collections.abc import Callable
from enum import Enum
from typing import Any, Final, TypeAlias, final

from targeting.values import ValueKind


@final
class Operator(Enum):
    """How a subject's value is compared with the operand of a condition."""

    EQUAL = "EQUAL"
    NOT_EQUAL = "NOT_EQUAL"
    IN = "IN"
    NOT_IN = "NOT_IN"
    LESS = "LESS"
    LESS_OR_EQUAL = "LESS_OR_EQUAL"
    GREATER = "GREATER"
    GREATER_OR_EQUAL = "GREATER_OR_EQUAL"
    BETWEEN = "BETWEEN"
    CONTAINS = "CONTAINS"
    NOT_CONTAINS = "NOT_CONTAINS"
    STARTS_WITH = "STARTS_WITH"
    ENDS_WITH = "ENDS_WITH"
    HAS_ANY = "HAS_ANY"
    HAS_ALL = "HAS_ALL"
    HAS_NONE = "HAS_NONE"
    EXISTS = "EXISTS"
    MISSING = "MISSING"


@final
class OperandKind(Enum):
    """The forms an operand takes; each is a field of the `value` object of a condition."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"
    TEXTS = "texts"
    NUMBERS = "numbers"
    DATES = "dates"
    THRESHOLD = "threshold"


NEGATIONS: Final = {
    Operator.NOT_EQUAL: Operator.EQUAL,
    Operator.NOT_IN: Operator.IN,
    Operator.NOT_CONTAINS: Operator.CONTAINS,
    Operator.HAS_NONE: Operator.HAS_ANY,
    Operator.MISSING: Operator.EXISTS,
}
"""Each negative operator and the positive one whose exact complement it is."""

_Forms: TypeAlias = dict[ValueKind, tuple[OperandKind, ...]]

_ORDERED: _Forms = {
    ValueKind.NUMBER: (OperandKind.NUMBER, OperandKind.THRESHOLD),
    ValueKind.DATE: (OperandKind.DATE,),
}
_EQUALITY: _Forms = {
    ValueKind.TEXT: (OperandKind.TEXT,),
    ValueKind.FLAG: (OperandKind.FLAG,),
    **_ORDERED,
}
_MEMBERSHIP: _Forms = {
    ValueKind.TEXT: (OperandKind.TEXTS,),
    ValueKind.NUMBER: (OperandKind.NUMBERS,),
}
_WITHIN_TEXT: _Forms = {ValueKind.TEXT: (OperandKind.TEXT,)}
_LISTS: _Forms = {ValueKind.TEXTS: (OperandKind.TEXTS,)}
_NO_OPERAND: _Forms = dict.fromkeys(ValueKind, ())

OPERANDS: Final[dict[Operator, _Forms]] = {
    Operator.EQUAL: _EQUALITY,
    Operator.NOT_EQUAL: _EQUALITY,
    Operator.IN: _MEMBERSHIP,
    Operator.NOT_IN: _MEMBERSHIP,
    Operator.LESS: _ORDERED,
    Operator.LESS_OR_EQUAL: _ORDERED,
    Operator.GREATER: _ORDERED,
    Operator.GREATER_OR_EQUAL: _ORDERED,
    Operator.BETWEEN: {
        ValueKind.NUMBER: (OperandKind.NUMBERS,),
        ValueKind.DATE: (OperandKind.DATES,),
    },
    Operator.CONTAINS: _WITHIN_TEXT,
    Operator.NOT_CONTAINS: _WITHIN_TEXT,
    Operator.STARTS_WITH: _WITHIN_TEXT,
    Operator.ENDS_WITH: _WITHIN_TEXT,
    Operator.HAS_ANY: _LISTS,
    Operator.HAS_ALL: _LISTS,
    Operator.HAS_NONE: _LISTS,
    Operator.EXISTS: _NO_OPERAND,
    Operator.MISSING: _NO_OPERAND,
}
"""For each operator: the kinds of subject it takes, and for each the operand forms it allows."""

ValueTest: TypeAlias = Callable[[Any], bool]
"""A test of a value that is known to be present and of the right kind."""


def _between(bounds: tuple[Any, Any]) -> ValueTest:
    low, high = bounds
    return lambda value: low <= value <= high


def _one_of(operand: tuple[Any, ...]) -> ValueTest:
    return frozenset(operand).__contains__


def _has_any(operand: tuple[str, ...]) -> ValueTest:
    wanted = frozenset(operand)
    return lambda value: not wanted.isdisjoint(value)


def _has_all(operand: tuple[str, ...]) -> ValueTest:
    return frozenset(operand).issubset


_TESTS: Final[dict[Operator, Callable[[Any], ValueTest]]] = {
    Operator.EQUAL: lambda operand: lambda value: bool(value == operand),
    Operator.IN: _one_of,
    Operator.LESS: lambda operand: lambda value: bool(order.lt(value, operand)),
    Operator.LESS_OR_EQUAL: lambda operand: lambda value: bool(order.le(value, operand)),
    Operator.GREATER: lambda operand: lambda value: bool(order.gt(value, operand)),
    Operator.GREATER_OR_EQUAL: lambda operand: lambda value: bool(order.ge(value, operand)),
    Operator.BETWEEN: _between,
    Operator.CONTAINS: lambda operand: lambda value: operand in value,
    Operator.STARTS_WITH: lambda operand: lambda value: bool(value.startswith(operand)),
    Operator.ENDS_WITH: lambda operand: lambda value: bool(value.endswith(operand)),
    Operator.HAS_ANY: _has_any,
    Operator.HAS_ALL: _has_all,
    Operator.EXISTS: lambda _: lambda _value: True,
}


def total_test(operator: Operator, operand: Any, *, ignore_case: bool = False) -> ValueTest:
    """Return a test of any raw value: present, missing (`None`) or of another kind.

    The operand is parsed here, once, so that the test itself only compares. A value that is missing
    or of another kind fails the positive operator and so passes its negation; the test never raises.
    """
    positive = NEGATIONS.get(operator)
    is_known = _known_check(positive or operator, operand)
    test = _TESTS[positive or operator](_folded(operand) if ignore_case else operand)
    if ignore_case:
        test = _folding(test)
    if positive is None:
        return lambda value: is_known(value) and test(value)
    return lambda value: not (is_known(value) and test(value))


def _known_check(operator: Operator, operand: Any) -> ValueTest:
    if operator is Operator.EXISTS:
        return lambda value: value is not None
    if operator in {Operator.HAS_ANY, Operator.HAS_ALL}:
        return lambda value: isinstance(value, list | tuple)
    sample = operand[0] if isinstance(operand, tuple) and operand else operand
    if isinstance(sample, bool):
        return lambda value: isinstance(value, bool)
    if isinstance(sample, int | float):
        return lambda value: isinstance(value, int | float) and not isinstance(value, bool)
    kind = type(sample)
    return lambda value: isinstance(value, kind)


def _folded(value: Any) -> Any:
    if isinstance(value, str):
        return value.casefold()
    if isinstance(value, list | tuple):
        return tuple(_folded(item) for item in value)
    return value


def _folding(test: ValueTest) -> ValueTest:
    return lambda value: test(_folded(value))
