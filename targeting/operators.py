"""The operators of the rule language: what they take and what they answer.

The table in `docs/decisions/0004-rule-semantics.md` is the reference. Two rules hold throughout: an
operator whose name says NOT, NONE, MISSING or EMPTY is the exact complement of its positive twin,
and no value is converted into another kind.
"""

from __future__ import annotations

import ipaddress
import operator as order
from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from enum import Enum
from typing import Any, Final, TypeAlias, final

from targeting.letter_case import fold_case
from targeting.places import Circle
from targeting.text_patterns import glob_test, regex_test
from targeting.values import Point, ValueKind
from targeting.versions import VersionKey, parse_version, parse_version_range


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
    NOT_BETWEEN = "NOT_BETWEEN"
    MODULO = "MODULO"
    CONTAINS = "CONTAINS"
    NOT_CONTAINS = "NOT_CONTAINS"
    STARTS_WITH = "STARTS_WITH"
    NOT_STARTS_WITH = "NOT_STARTS_WITH"
    ENDS_WITH = "ENDS_WITH"
    NOT_ENDS_WITH = "NOT_ENDS_WITH"
    MATCHES_GLOB = "MATCHES_GLOB"
    NOT_MATCHES_GLOB = "NOT_MATCHES_GLOB"
    MATCHES_REGEX = "MATCHES_REGEX"
    NOT_MATCHES_REGEX = "NOT_MATCHES_REGEX"
    HAS_ANY = "HAS_ANY"
    HAS_ALL = "HAS_ALL"
    HAS_NONE = "HAS_NONE"
    LENGTH_EQUAL = "LENGTH_EQUAL"
    LENGTH_AT_LEAST = "LENGTH_AT_LEAST"
    LENGTH_AT_MOST = "LENGTH_AT_MOST"
    IS_DAY = "IS_DAY"
    IS_NOT_DAY = "IS_NOT_DAY"
    ANNIVERSARY_WITHIN_DAYS = "ANNIVERSARY_WITHIN_DAYS"
    VERSION_EQUAL = "VERSION_EQUAL"
    VERSION_NOT_EQUAL = "VERSION_NOT_EQUAL"
    VERSION_LESS = "VERSION_LESS"
    VERSION_LESS_OR_EQUAL = "VERSION_LESS_OR_EQUAL"
    VERSION_GREATER = "VERSION_GREATER"
    VERSION_GREATER_OR_EQUAL = "VERSION_GREATER_OR_EQUAL"
    VERSION_IN_RANGE = "VERSION_IN_RANGE"
    WITHIN_DISTANCE = "WITHIN_DISTANCE"
    NOT_WITHIN_DISTANCE = "NOT_WITHIN_DISTANCE"
    IN_NETWORK = "IN_NETWORK"
    NOT_IN_NETWORK = "NOT_IN_NETWORK"
    EXISTS = "EXISTS"
    MISSING = "MISSING"
    NOT_EMPTY = "NOT_EMPTY"
    EMPTY = "EMPTY"


@final
class OperandKind(Enum):
    """The forms an operand takes; each is a field of the `value` object of a condition."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"
    RELATIVE_DATE = "relativeDate"
    TEXTS = "texts"
    NUMBERS = "numbers"
    DATES = "dates"
    RELATIVE_DATES = "relativeDates"
    THRESHOLD = "threshold"
    CIRCLE = "circle"


NEGATIONS: Final = {
    Operator.NOT_EQUAL: Operator.EQUAL,
    Operator.NOT_IN: Operator.IN,
    Operator.NOT_BETWEEN: Operator.BETWEEN,
    Operator.NOT_CONTAINS: Operator.CONTAINS,
    Operator.NOT_STARTS_WITH: Operator.STARTS_WITH,
    Operator.NOT_ENDS_WITH: Operator.ENDS_WITH,
    Operator.NOT_MATCHES_GLOB: Operator.MATCHES_GLOB,
    Operator.NOT_MATCHES_REGEX: Operator.MATCHES_REGEX,
    Operator.HAS_NONE: Operator.HAS_ANY,
    Operator.IS_NOT_DAY: Operator.IS_DAY,
    Operator.VERSION_NOT_EQUAL: Operator.VERSION_EQUAL,
    Operator.NOT_WITHIN_DISTANCE: Operator.WITHIN_DISTANCE,
    Operator.NOT_IN_NETWORK: Operator.IN_NETWORK,
    Operator.MISSING: Operator.EXISTS,
    Operator.EMPTY: Operator.NOT_EMPTY,
}
"""Each negative operator and the positive one whose exact complement it is."""

_Forms: TypeAlias = dict[ValueKind, tuple[OperandKind, ...]]

_DATE: Final = (OperandKind.DATE, OperandKind.RELATIVE_DATE)
_ORDERED: Final[_Forms] = {
    ValueKind.NUMBER: (OperandKind.NUMBER, OperandKind.THRESHOLD),
    ValueKind.DATE: _DATE,
}
_EQUALITY: Final[_Forms] = {
    ValueKind.TEXT: (OperandKind.TEXT,),
    ValueKind.FLAG: (OperandKind.FLAG,),
    ValueKind.ADDRESS: (OperandKind.TEXT,),
    **_ORDERED,
}
_MEMBERSHIP: Final[_Forms] = {
    ValueKind.TEXT: (OperandKind.TEXTS,),
    ValueKind.NUMBER: (OperandKind.NUMBERS,),
    ValueKind.ADDRESS: (OperandKind.TEXTS,),
}
_RANGE: Final[_Forms] = {
    ValueKind.NUMBER: (OperandKind.NUMBERS,),
    ValueKind.DATE: (OperandKind.DATES, OperandKind.RELATIVE_DATES),
}
_WITHIN_TEXT: Final[_Forms] = {ValueKind.TEXT: (OperandKind.TEXT, OperandKind.TEXTS)}
_PATTERN: Final[_Forms] = {ValueKind.TEXT: (OperandKind.TEXT,)}
_LISTS: Final[_Forms] = {ValueKind.TEXTS: (OperandKind.TEXTS,)}
_LENGTHS: Final[_Forms] = {
    ValueKind.TEXT: (OperandKind.NUMBER,),
    ValueKind.TEXTS: (OperandKind.NUMBER,),
}
_DAYS: Final[_Forms] = {ValueKind.DATE: _DATE}
_PLACES: Final[_Forms] = {ValueKind.POINT: (OperandKind.CIRCLE,)}
_NETWORKS: Final[_Forms] = {ValueKind.ADDRESS: (OperandKind.TEXTS,)}
_NO_OPERAND: Final[_Forms] = dict.fromkeys(ValueKind, ())
_MAY_BE_EMPTY: Final[_Forms] = {ValueKind.TEXT: (), ValueKind.TEXTS: ()}

_POSITIVE_OPERANDS: Final[dict[Operator, _Forms]] = {
    Operator.EQUAL: _EQUALITY,
    Operator.IN: _MEMBERSHIP,
    Operator.LESS: _ORDERED,
    Operator.LESS_OR_EQUAL: _ORDERED,
    Operator.GREATER: _ORDERED,
    Operator.GREATER_OR_EQUAL: _ORDERED,
    Operator.BETWEEN: _RANGE,
    Operator.MODULO: {ValueKind.NUMBER: (OperandKind.NUMBERS,)},
    Operator.CONTAINS: _WITHIN_TEXT,
    Operator.STARTS_WITH: _WITHIN_TEXT,
    Operator.ENDS_WITH: _WITHIN_TEXT,
    Operator.MATCHES_GLOB: _PATTERN,
    Operator.MATCHES_REGEX: _PATTERN,
    Operator.HAS_ANY: _LISTS,
    Operator.HAS_ALL: _LISTS,
    Operator.LENGTH_EQUAL: _LENGTHS,
    Operator.LENGTH_AT_LEAST: _LENGTHS,
    Operator.LENGTH_AT_MOST: _LENGTHS,
    Operator.IS_DAY: _DAYS,
    Operator.ANNIVERSARY_WITHIN_DAYS: {ValueKind.DATE: (OperandKind.NUMBER,)},
    Operator.VERSION_EQUAL: _PATTERN,
    Operator.VERSION_LESS: _PATTERN,
    Operator.VERSION_LESS_OR_EQUAL: _PATTERN,
    Operator.VERSION_GREATER: _PATTERN,
    Operator.VERSION_GREATER_OR_EQUAL: _PATTERN,
    Operator.VERSION_IN_RANGE: _PATTERN,
    Operator.WITHIN_DISTANCE: _PLACES,
    Operator.IN_NETWORK: _NETWORKS,
    Operator.EXISTS: _NO_OPERAND,
    Operator.NOT_EMPTY: _MAY_BE_EMPTY,
}

OPERANDS: Final[dict[Operator, _Forms]] = {
    operator: _POSITIVE_OPERANDS[NEGATIONS.get(operator, operator)] for operator in Operator
}
"""For each operator: the kinds of subject it takes, and for each the operand forms it allows."""

CASE_SENSITIVE_ONLY: Final = frozenset(
    operator for operator in Operator if "VERSION" in operator.value or "NETWORK" in operator.value
)
"""Operators on texts that have no `ignoreCase`."""

ValueTest: TypeAlias = Callable[[Any], bool]
"""A test of a value as `targeting.values.cleaned` returns it."""


def total_test(
    operator: Operator,
    operand: Any,
    *,
    ignore_case: bool = False,
    now: datetime | None = None,
    time_zone: tzinfo = UTC,
) -> ValueTest:
    """Return a test of any value: present, missing (`None`) or of another kind.

    The operand is parsed here, once, so that the test itself only compares. A value that is missing
    or of another kind fails the positive operator and so passes its negation; the test never raises.
    `operand` has no threshold and no relative date any more, and is a calendar day for IS_DAY; `now`
    and `time_zone` are needed by the operators on calendar days only.
    """
    positive = NEGATIONS.get(operator)
    test = _positive_test(positive or operator, operand, ignore_case, now, time_zone)
    if positive is None:
        return test
    return lambda value: not test(value)


def _positive_test(
    operator: Operator,
    operand: Any,
    ignore_case: bool,  # noqa: FBT001, internal
    now: datetime | None,
    time_zone: tzinfo,
) -> ValueTest:
    if operator is Operator.IS_DAY:
        return _on_day(operand, time_zone)
    if operator is Operator.ANNIVERSARY_WITHIN_DAYS:
        if now is None:
            raise ValueError("ANNIVERSARY_WITHIN_DAYS needs to know the day")
        return _anniversary(_day(now, time_zone), operand)
    if operator in _PATTERN_TESTS:
        return _of_class(str, _PATTERN_TESTS[operator](operand, ignore_case=ignore_case))
    is_text_operand = isinstance(operand, str) or (
        isinstance(operand, tuple) and bool(operand) and isinstance(operand[0], str)
    )
    if ignore_case and is_text_operand and operator not in CASE_SENSITIVE_ONLY:
        test = _TESTS[operator](_folded(operand))
        return lambda value: test(_folded(value))
    return _TESTS[operator](operand)


def _folded(value: Any) -> Any:
    if isinstance(value, str):
        return fold_case(value)
    if isinstance(value, tuple):
        return tuple(fold_case(item) if isinstance(item, str) else item for item in value)
    return value


def _of_class(kind: type[Any], test: ValueTest) -> ValueTest:
    return lambda value: isinstance(value, kind) and test(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _known_like(sample: Any) -> ValueTest:
    """Return a test whether a value is of the same kind as an operand."""
    if _is_number(sample):
        return _is_number
    kind = type(sample)
    return lambda value: isinstance(value, kind)


def _compared(compare: Callable[[Any, Any], bool]) -> Callable[[Any], ValueTest]:
    def build(operand: Any) -> ValueTest:
        is_known = _known_like(operand)
        return lambda value: is_known(value) and compare(value, operand)

    return build


def _between(bounds: tuple[Any, Any]) -> ValueTest:
    low, high = bounds
    is_known = _known_like(low)
    return lambda value: is_known(value) and bool(low <= value <= high)


def _one_of(operand: tuple[Any, ...]) -> ValueTest:
    is_known = _known_like(operand[0])
    wanted = frozenset(operand)
    return lambda value: is_known(value) and value in wanted


def _modulo(operand: tuple[float, float]) -> ValueTest:
    divisor, remainder = operand
    return lambda value: _is_number(value) and value % divisor == remainder


def _any_part(found: Callable[[str, str], bool]) -> Callable[[Any], ValueTest]:
    def build(operand: str | tuple[str, ...]) -> ValueTest:
        parts = (operand,) if isinstance(operand, str) else operand
        return lambda value: isinstance(value, str) and any(found(value, part) for part in parts)

    return build


def _texts_of(value: Any) -> frozenset[Any] | None:
    return (
        frozenset(item for item in value if isinstance(item, str))
        if isinstance(value, list | tuple)
        else None
    )


def _has_any(operand: tuple[str, ...]) -> ValueTest:
    wanted = frozenset(operand)
    return lambda value: bool((texts := _texts_of(value)) and wanted & texts)


def _has_all(operand: tuple[str, ...]) -> ValueTest:
    wanted = frozenset(operand)
    return lambda value: (texts := _texts_of(value)) is not None and wanted <= texts


def _length(compare: Callable[[Any, Any], bool]) -> Callable[[Any], ValueTest]:
    return lambda operand: (
        lambda value: isinstance(value, str | list | tuple) and compare(len(value), operand)
    )


def _version(compare: Callable[[Any, Any], bool]) -> Callable[[Any], ValueTest]:
    def build(operand: str) -> ValueTest:
        wanted = parse_version(operand)

        def test(value: Any) -> bool:
            version = _version_of(value)
            return version is not None and wanted is not None and compare(version, wanted)

        return test

    return build


def _version_of(value: Any) -> VersionKey | None:
    return parse_version(value) if isinstance(value, str) else None


def _in_version_range(operand: str) -> ValueTest:
    wanted = parse_version_range(operand)

    def test(value: Any) -> bool:
        version = _version_of(value)
        return version is not None and wanted is not None and wanted.includes(version)

    return test


def _within(circle: Circle) -> ValueTest:
    return lambda value: isinstance(value, Point) and circle.includes(value)


def _in_networks(operand: tuple[str, ...]) -> ValueTest:
    networks = [ipaddress.ip_network(network, strict=False) for network in operand]

    def test(value: Any) -> bool:
        address = parse_address(value)
        return address is not None and any(
            address in network for network in networks if network.version == address.version
        )

    return test


def parse_address(value: Any) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the IP address that a text stands for, `None` when it doesn't."""
    if not isinstance(value, str):
        return None
    try:
        return ipaddress.ip_address(value)
    except ValueError:
        return None


def is_network(text: str) -> bool:
    """Say whether the text is an address or a network in CIDR notation."""
    try:
        ipaddress.ip_network(text, strict=False)
    except ValueError:
        return False
    return True


def _day(moment: datetime, time_zone: tzinfo) -> date:
    return moment.astimezone(time_zone).date()


def _on_day(day: date, time_zone: tzinfo) -> ValueTest:
    return lambda value: isinstance(value, datetime) and _day(value, time_zone) == day


def _anniversary(today: date, within_days: float) -> ValueTest:
    def test(value: Any) -> bool:
        if not isinstance(value, datetime):
            return False
        # A date of birth is a day without a place: it is read in UTC, as it was written.
        return days_to_anniversary(value.astimezone(UTC).date(), today) <= within_days

    return test


def days_to_anniversary(day: date, today: date) -> int:
    """Return the days until the day's next anniversary, 0 on the day itself.

    Who was born on 29 February has it on 1 March in other years.
    """
    this_year = _in_year(day, today.year)
    following = this_year if this_year >= today else _in_year(day, today.year + 1)
    return (following - today).days


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


_PATTERN_TESTS: Final = {
    Operator.MATCHES_GLOB: glob_test,
    Operator.MATCHES_REGEX: regex_test,
}

_TESTS: Final[dict[Operator, Callable[[Any], ValueTest]]] = {
    Operator.EQUAL: _compared(order.eq),
    Operator.IN: _one_of,
    Operator.LESS: _compared(order.lt),
    Operator.LESS_OR_EQUAL: _compared(order.le),
    Operator.GREATER: _compared(order.gt),
    Operator.GREATER_OR_EQUAL: _compared(order.ge),
    Operator.BETWEEN: _between,
    Operator.MODULO: _modulo,
    Operator.CONTAINS: _any_part(order.contains),
    Operator.STARTS_WITH: _any_part(str.startswith),
    Operator.ENDS_WITH: _any_part(str.endswith),
    Operator.HAS_ANY: _has_any,
    Operator.HAS_ALL: _has_all,
    Operator.LENGTH_EQUAL: _length(order.eq),
    Operator.LENGTH_AT_LEAST: _length(order.ge),
    Operator.LENGTH_AT_MOST: _length(order.le),
    Operator.VERSION_EQUAL: _version(order.eq),
    Operator.VERSION_LESS: _version(order.lt),
    Operator.VERSION_LESS_OR_EQUAL: _version(order.le),
    Operator.VERSION_GREATER: _version(order.gt),
    Operator.VERSION_GREATER_OR_EQUAL: _version(order.ge),
    Operator.VERSION_IN_RANGE: _in_version_range,
    Operator.WITHIN_DISTANCE: _within,
    Operator.IN_NETWORK: _in_networks,
    Operator.EXISTS: lambda _: lambda value: value is not None,
    Operator.NOT_EMPTY: lambda _: _is_not_empty,
}


def _is_not_empty(value: Any) -> bool:
    return isinstance(value, str | list | tuple) and len(value) > 0
