"""Parsing the operands of conditions, collecting every problem with its place."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Final, TypeVar

from targeting.operators import NEGATIONS, OperandKind, Operator, is_network, parse_address
from targeting.places import Circle
from targeting.rules import Operand, RelativeDate, Threshold
from targeting.text_patterns import regex_problem
from targeting.values import (
    Path,
    Point,
    Problem,
    TimeUnit,
    ValueKind,
    is_storable,
    whole_milliseconds,
)
from targeting.versions import parse_version, parse_version_range

MAXIMUM_LIST_ITEMS: Final = 1_000
MAXIMUM_TEXT_LENGTH: Final = 500
MAXIMUM_NUMBER: Final = 1e15
MAXIMUM_DISTANCE_DAYS: Final = 36_500

NAME_PATTERN: Final = r"[A-Za-z][A-Za-z0-9_]{0,63}"
THRESHOLD_PATTERN: Final = r"[a-z_]+(\.[a-z0-9_]+){1,3}"

_NAME: Final = re.compile(NAME_PATTERN)
_THRESHOLD: Final = re.compile(THRESHOLD_PATTERN)
_E = TypeVar("_E", bound=Enum)


class OperandParser:
    """One pass over one source, collecting problems; what has one yields `None`."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def operand(
        self,
        source: object,
        allowed: tuple[OperandKind, ...],
        operator: Operator,
        kind: ValueKind | None,
        path: Path,
    ) -> Operand:
        """Return the operand, one of the forms that are allowed."""
        if not allowed:
            if source is not None:
                self.refuse(path, "NOT_ALLOWED", f"{operator.value} takes no value; leave it out.")
            return None
        single = self.single_key(source, path, tuple(form.value for form in allowed))
        if single is None:
            return None
        key, value = single
        before = len(self.problems)
        operand = self._of_kind(OperandKind(key), value, (*path, key))
        if len(self.problems) > before:
            return None
        return self._fitting(operand, operator, kind, (*path, key))

    def _of_kind(self, kind: OperandKind, value: object, path: Path) -> Operand:
        scalar = _ITEMS.get(kind)
        if scalar is not None:
            return self._items(scalar, value, path)
        operand: Operand = _SCALARS[kind](self, value, path)
        return operand

    def _items(self, scalar: OperandKind, value: object, path: Path) -> Operand:
        if not isinstance(value, list | tuple) or not 1 <= len(value) <= MAXIMUM_LIST_ITEMS:
            return self.refuse(
                path, "NOT_A_LIST", f"Give a list of 1 to {MAXIMUM_LIST_ITEMS:,} items."
            )
        parse = _SCALARS[scalar]
        parsed: list[Any] = [parse(self, item, (*path, n)) for n, item in enumerate(value)]
        return tuple(parsed)

    def _fitting(
        self, operand: Operand, operator: Operator, kind: ValueKind | None, path: Path
    ) -> Operand:
        """Refuse an operand of the right form that its operator can't use."""
        check = _CHECKS.get(NEGATIONS.get(operator, operator))
        problem = check(operand) if check else None
        if problem is None and kind is ValueKind.ADDRESS:
            problem = _address_problem(operand, operator)
        if problem is None:
            return operand
        return self.refuse(path, *problem)

    def text(self, value: object, path: Path) -> str | None:
        """Return a text that isn't empty."""
        if isinstance(value, str) and 0 < len(value) <= MAXIMUM_TEXT_LENGTH and is_storable(value):
            return value
        return self.refuse(
            path, "NOT_A_TEXT", f"Give a text of 1 to {MAXIMUM_TEXT_LENGTH} characters."
        )

    def number(self, value: object, path: Path) -> float | None:
        """Return a finite number."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            if abs(value) <= MAXIMUM_NUMBER:
                return value
            if isinstance(value, float) and not math.isfinite(value):
                return self.refuse(path, "NOT_A_NUMBER", "Give a finite number.")
            return self.refuse(path, "OUT_OF_RANGE", "Give a number of at most 15 digits.")
        return self.refuse(path, "NOT_A_NUMBER", "Give a finite number.")

    def flag(self, value: object, path: Path) -> bool | None:
        """Return true or false."""
        if isinstance(value, bool):
            return value
        return self.refuse(path, "NOT_A_FLAG", "Give true or false.")

    def date(self, value: object, path: Path) -> datetime | None:
        """Return a moment; without a time zone it is taken as UTC."""
        moment = _as_moment(value)
        if moment is not None:
            return moment
        return self.refuse(
            path, "NOT_A_DATE", "Give a date such as 2026-11-23 or 2026-11-23T09:30:00+00:00."
        )

    def relative_date(self, value: object, path: Path) -> RelativeDate | None:
        """Return a moment relative to that of evaluation."""
        found = self.distance(value, path, lowest=-MAXIMUM_DISTANCE_DAYS)
        return None if found is None else RelativeDate(*found)

    def distance(self, value: object, path: Path, *, lowest: int) -> tuple[int, TimeUnit] | None:
        """Return an amount of time, `{amount, unit}`, of at least `lowest` units."""
        if not isinstance(value, Mapping):
            return self.refuse(path, "NOT_AN_OBJECT", "Give an object with amount and unit.")
        self.refuse_unknown(value, {"amount", "unit"}, path)
        unit = self.member(TimeUnit, value.get("unit"), (*path, "unit"))
        amount = value.get("amount")
        is_whole = isinstance(amount, int) and not isinstance(amount, bool)
        longest = MAXIMUM_DISTANCE_DAYS * TimeUnit.DAYS.value // (unit or TimeUnit.DAYS).value
        if not is_whole or not isinstance(amount, int) or not lowest <= amount <= longest:
            self.refuse(
                (*path, "amount"),
                "OUT_OF_RANGE",
                f"Give a whole number from {lowest:,} to {longest:,}.",
            )
            return None
        return None if unit is None else (amount, unit)

    def threshold(self, value: object, path: Path) -> Threshold | None:
        """Return a figure of the store by its name."""
        if isinstance(value, str) and _THRESHOLD.fullmatch(value):
            return Threshold(value)
        return self.refuse(
            path, "NOT_A_THRESHOLD", "Give the name of a threshold, such as orders.gap.median."
        )

    def circle(self, value: object, path: Path) -> Circle | None:
        """Return the places around a point."""
        if not isinstance(value, Mapping):
            return self.refuse(
                path, "NOT_AN_OBJECT", "Give an object with latitude, longitude and radiusKm."
            )
        self.refuse_unknown(value, {"latitude", "longitude", "radiusKm"}, path)
        latitude = self._between(value, "latitude", -90, 90, path)
        longitude = self._between(value, "longitude", -180, 180, path)
        radius = self._between(value, "radiusKm", 0, 20_040, path)
        if latitude is None or longitude is None or radius is None:
            return None
        return Circle(Point(latitude, longitude), radius)

    def _between(
        self, source: Mapping[str, object], name: str, low: float, high: float, path: Path
    ) -> float | None:
        value = source.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high:
            return float(value)
        return self.refuse(
            (*path, name), "OUT_OF_RANGE", f"Give a number from {low:,} to {high:,}."
        )

    def name(self, value: object, path: Path) -> str | None:
        """Return the name of a trait or a property."""
        if isinstance(value, str) and _NAME.fullmatch(value):
            return value
        return self.refuse(
            path,
            "BAD_NAME",
            "Give a name of 1 to 64 letters, digits and underscores that starts with a letter.",
        )

    def member(self, enum: type[_E], value: object, path: Path) -> _E | None:
        """Return the member of an enum by its name."""
        if isinstance(value, enum):
            return value
        if isinstance(value, str) and value in enum.__members__:
            return enum[value]
        choices = ", ".join(enum.__members__)
        return self.refuse(path, "UNKNOWN_NAME", f"Give one of {choices}.")

    def single_key(
        self, source: object, path: Path, names: tuple[str, ...]
    ) -> tuple[str, object] | None:
        """Return the one key that is given, and its value."""
        present = (
            [(key, value) for key, value in source.items() if value is not None]
            if isinstance(source, Mapping)
            else []
        )
        if len(present) == 1 and present[0][0] in names:
            return present[0]
        choices = ", ".join(names)
        return self.refuse(path, "NOT_ONE_OF", f"Give an object with exactly one of {choices}.")

    def refuse_unknown(
        self, source: Mapping[str, object], own: AbstractSet[str], path: Path
    ) -> None:
        """Refuse each key that isn't one of `own`."""
        for key, value in source.items():
            if key not in own and value is not None:
                self.refuse(
                    (*path, key),
                    "UNKNOWN_FIELD",
                    f"Not a field here; use {', '.join(sorted(own))}.",
                )

    def refuse(self, path: Path, code: str, message: str) -> None:
        """Keep a problem."""
        self.problems.append(Problem(path, code, message))


_SCALARS: Final[dict[OperandKind, Callable[[OperandParser, object, Path], Any]]] = {
    OperandKind.TEXT: OperandParser.text,
    OperandKind.NUMBER: OperandParser.number,
    OperandKind.FLAG: OperandParser.flag,
    OperandKind.DATE: OperandParser.date,
    OperandKind.RELATIVE_DATE: OperandParser.relative_date,
    OperandKind.THRESHOLD: OperandParser.threshold,
    OperandKind.CIRCLE: OperandParser.circle,
}
_ITEMS: Final = {
    OperandKind.TEXTS: OperandKind.TEXT,
    OperandKind.NUMBERS: OperandKind.NUMBER,
    OperandKind.DATES: OperandKind.DATE,
    OperandKind.RELATIVE_DATES: OperandKind.RELATIVE_DATE,
}
"""The forms that are lists, and of what."""

_CodeAndMessage = tuple[str, str]


def _bounds_problem(operand: Any) -> _CodeAndMessage | None:
    def position(bound: Any) -> Any:
        return bound.milliseconds if isinstance(bound, RelativeDate) else bound

    if len(operand) == 2 and position(operand[0]) <= position(operand[1]):  # noqa: PLR2004, two ends
        return None
    return "BAD_RANGE", "BETWEEN takes two values, the lower one first."


def _modulo_problem(operand: Any) -> _CodeAndMessage | None:
    if len(operand) == 2 and operand[0] > 0:  # noqa: PLR2004, divisor and remainder
        return None
    return "BAD_MODULO", "MODULO takes two numbers: a divisor above 0 and the remainder wanted."


def _length_problem(operand: Any) -> _CodeAndMessage | None:
    if operand >= 0 and operand == int(operand):
        return None
    return "OUT_OF_RANGE", "Give a whole number of 0 or more."


def _days_problem(operand: Any) -> _CodeAndMessage | None:
    if 0 <= operand <= 366 and operand == int(operand):  # noqa: PLR2004, the days of a year
        return None
    return "OUT_OF_RANGE", "Give whole days from 0 to 366."


def _version_problem(operand: Any) -> _CodeAndMessage | None:
    if parse_version(operand) is not None:
        return None
    return "NOT_A_VERSION", "Give a version such as 2.1.0 or 2.1.0-beta.3."


def _version_range_problem(operand: Any) -> _CodeAndMessage | None:
    if parse_version_range(operand) is not None:
        return None
    return "NOT_A_VERSION_RANGE", "Give a range such as ^1.2.0, ~1.2 or 1.2.*."


def _regex_problem(operand: Any) -> _CodeAndMessage | None:
    problem = regex_problem(operand)
    if problem is None:
        return None
    return "BAD_REGEX", f"The regular expression can't be used: {problem}."


def _networks_problem(operand: Any) -> _CodeAndMessage | None:
    wrong = [network for network in operand if not is_network(network)]
    if not wrong:
        return None
    return "NOT_A_NETWORK", f"{wrong[0]} isn't an address or a network such as 10.0.0.0/8."


def _address_problem(operand: Operand, operator: Operator) -> _CodeAndMessage | None:
    if NEGATIONS.get(operator, operator) is Operator.IN_NETWORK:
        return None
    addresses = operand if isinstance(operand, tuple) else (operand,)
    if all(address is None or parse_address(address) is not None for address in addresses):
        return None
    return "NOT_AN_ADDRESS", "Give an IP address such as 203.0.113.7 or 2001:db8::7."


_CHECKS: Final[dict[Operator, Callable[[Any], _CodeAndMessage | None]]] = {
    Operator.BETWEEN: _bounds_problem,
    Operator.MODULO: _modulo_problem,
    Operator.LENGTH_EQUAL: _length_problem,
    Operator.LENGTH_AT_LEAST: _length_problem,
    Operator.LENGTH_AT_MOST: _length_problem,
    Operator.ANNIVERSARY_WITHIN_DAYS: _days_problem,
    Operator.MATCHES_REGEX: _regex_problem,
    Operator.IN_NETWORK: _networks_problem,
    Operator.VERSION_IN_RANGE: _version_range_problem,
    **dict.fromkeys(
        (
            Operator.VERSION_EQUAL,
            Operator.VERSION_LESS,
            Operator.VERSION_LESS_OR_EQUAL,
            Operator.VERSION_GREATER,
            Operator.VERSION_GREATER_OR_EQUAL,
        ),
        _version_problem,
    ),
}


def _as_moment(value: object) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    moment = whole_milliseconds(value)
    return moment if _EARLIEST <= moment <= _LATEST else None


_EARLIEST: Final = datetime(1800, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(9000, 1, 1, tzinfo=UTC)
