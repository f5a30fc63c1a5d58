"""The kinds of value a rule can test, and the problems a refused input is reported with."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any, Final, TypeAlias, final

Value: TypeAlias = "str | float | bool | datetime | tuple[str, ...] | Point"
"""What a subject yields for a visitor; `None` beside it means that nothing is known."""

Path: TypeAlias = tuple[str | int, ...]
"""Where in an input something stands: field names and list positions, outermost first."""

SECONDS_PER_DAY = 86_400.0
MICROS_PER_UNIT = 1_000_000
"""Amounts are added up in millionths of their unit, so that sums are exact in any order."""

LARGEST_AMOUNT = 1e12
"""In millionths, it still fits into the 64 bits that MongoDB has for a whole number."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST: Final = datetime.min.replace(tzinfo=UTC)
_LAST: Final = datetime.max.replace(tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


@final
class ValueKind(Enum):
    """The kind of a value; rules never convert one kind into another."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"
    TEXTS = "texts"
    POINT = "point"
    ADDRESS = "address"


@final
class TimeUnit(Enum):
    """What a duration is given in; the value is its milliseconds."""

    MINUTES = 60_000
    HOURS = 3_600_000
    DAYS = 86_400_000


@final
@dataclass(frozen=True, slots=True)
class Duration:
    """So many minutes, hours or days; a day has always 24 hours."""

    amount: int
    unit: TimeUnit

    @property
    def milliseconds(self) -> int:
        """How long it is."""
        return self.amount * self.unit.value


@final
@dataclass(frozen=True, slots=True)
class Point:
    """A place on Earth, in degrees."""

    latitude: float
    longitude: float


@final
@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input, where it stands and how to mend it."""

    path: Path
    code: str
    message: str

    @property
    def dotted_path(self) -> str:
        """The path as a form shows it: `audience.all.0.orders.value`."""
        return ".".join(str(step) for step in self.path)


@final
class InvalidInputError(Exception):
    """An input was refused; `problems` has every reason at once."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{p.dotted_path or 'input'}: {p.message}" for p in problems))


def days_between(earlier: datetime, later: datetime) -> float:
    """Return the time from `earlier` to `later` in fractional days, negative when reversed.

    Counted in whole milliseconds, as MongoDB keeps moments.
    """
    return (epoch_ms(later) - epoch_ms(earlier)) / TimeUnit.DAYS.value


def as_utc(moment: datetime) -> datetime:
    """Return the moment in UTC; one without a time zone is taken as UTC already.

    A moment that lies before or after all of UTC's calendar becomes its first or last one.
    """
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return _FIRST if moment.year == 1 else _LAST


def epoch_ms(moment: datetime) -> int:
    """Return the moment as whole milliseconds since 1970, rounded down."""
    return (moment - _EPOCH) // _MILLISECOND


def moment_of(epoch_milliseconds: int) -> datetime:
    """Return the moment that lies so many milliseconds after 1970, in UTC."""
    return _EPOCH + timedelta(milliseconds=epoch_milliseconds)


def whole_milliseconds(moment: datetime) -> datetime:
    """Return the moment in UTC as MongoDB keeps it: without what is below a millisecond."""
    if moment.tzinfo is UTC and moment.microsecond % 1_000 == 0:
        return moment
    return moment_of(epoch_ms(as_utc(moment)))


def is_number(value: object) -> bool:
    """Say whether `value` is a finite number; a flag is none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def is_amount(value: object) -> bool:
    """Say whether `value` is a number that can be added up: finite, and not beyond `LARGEST_AMOUNT`."""
    return (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and -LARGEST_AMOUNT <= value <= LARGEST_AMOUNT
    )


def micros(amount: float) -> int:
    """Return the amount in millionths, rounded to the nearest and from a half to the even one."""
    return round(amount * MICROS_PER_UNIT)


def is_storable(text: str) -> bool:
    """Say whether MongoDB can keep the text and search by it: no NUL, no half of a character."""
    return _NOT_STORABLE.search(text) is None


_NOT_STORABLE: Final = re.compile("[\x00\ud800-\udfff]")


def cleaned(value: Any) -> Value | None:
    """Return a stored value in the exact form that predicates test, `None` for what is none.

    Predicates look at a value's very class, so numbers of the driver's own classes become plain
    ones, lists become tuples of their texts, moments get a zone.
    """
    if isinstance(value, bool | Point):
        return value
    if isinstance(value, str):
        return value if value.__class__ is str else str(value)
    if isinstance(value, int | float):
        return (
            (float(value) if isinstance(value, float) else int(value)) if is_number(value) else None
        )
    if isinstance(value, datetime):
        return as_utc(value)
    if isinstance(value, list | tuple):
        return tuple(item for item in value if isinstance(item, str))
    if (
        isinstance(value, dict)
        and is_number(value.get("latitude"))
        and is_number(value.get("longitude"))
    ):
        return Point(float(value["latitude"]), float(value["longitude"]))
    return None
