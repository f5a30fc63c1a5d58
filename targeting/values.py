"""The kinds of value a rule can test, and the problems a refused input is reported with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import TypeAlias, final

Value: TypeAlias = str | float | bool | datetime | tuple[str, ...]
"""What a subject yields for a visitor; `None` beside it means that nothing is known."""

Path: TypeAlias = tuple[str | int, ...]
"""Where in an input something stands: field names and list positions, outermost first."""

SECONDS_PER_DAY = 86_400.0
MICROS_PER_UNIT = 1_000_000
"""Money is kept in millionths of the currency's unit, so that sums are exact in every currency."""


@final
class ValueKind(Enum):
    """The kind of a value; rules never convert one kind into another."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    DATE = "date"
    TEXTS = "texts"


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
    """Return the time from `earlier` to `later` in fractional days, negative when reversed."""
    return (later - earlier).total_seconds() / SECONDS_PER_DAY


def as_utc(moment: datetime) -> datetime:
    """Return the moment with a time zone; one without is taken as UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def epoch_day(moment: datetime) -> int:
    """Return the UTC calendar day of `moment`, counted from 1970-01-01."""
    return int(moment.astimezone(UTC).timestamp() // SECONDS_PER_DAY)
