"""Importing a shop's past orders from rows of text, such as a CSV file's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Final, final

from documents.order_import import CustomerEvent, insert_orders
from documents.orders import refresh_customers
from resolvers.identifiers import checked_visitor_id, id_problems, moment_problems
from resolvers.tracking import Purchase, TrackedEvent, event_record
from targeting.behaviour import EventKind
from targeting.values import InvalidInputError, Path, Problem, as_utc

BATCH_ROWS: Final = 4_000
REQUIRED_COLUMNS: Final = frozenset({"order_number", "placed_at", "units", "total"})
MAXIMUM_PROBLEMS: Final = 20

Row = Mapping[str, str | None]


@final
@dataclass(frozen=True, slots=True)
class ImportedOrders:
    """What came of an import."""

    rows: int
    stored: int


def check_rows(rows: Iterable[Row], now: datetime) -> int:
    """Read every row without storing anything, and return how many there are.

    Raises:
        InvalidInputError: naming up to 20 fields that can't be used, by line and column.
    """
    problems: list[Problem] = []
    count = 0
    for count, row in enumerate(rows, start=1):
        try:
            _customer_event(row, count + 1, now)
        except InvalidInputError as error:
            problems += error.problems
        if len(problems) >= MAXIMUM_PROBLEMS:
            break
    if problems:
        raise InvalidInputError(*problems[:MAXIMUM_PROBLEMS])
    return count


async def import_orders(
    store_id: str,
    rows: Iterable[Row],
    now: datetime,
    on_progress: Callable[[int], None] = lambda _: None,
) -> ImportedOrders:
    """Store the orders that aren't stored yet, in bounded memory, and bring all figures up to date.

    Columns: order_number, placed_at (ISO 8601, UTC if it doesn't say), units, total; and, where
    known, customer_id (empty: a guest's order), country, is_discounted (`true`, `false`),
    is_cancellation, and cancels_order: the number of the order that a cancellation belongs to; its
    own `order_number` must be another. `on_progress` is told the number of rows after each batch.

    Raises:
        InvalidInputError: a row can't be used; `check_rows` finds that before anything is stored.
        DatabaseUnavailableError: MongoDB doesn't answer; the import can be repeated.
    """
    numbered = enumerate(rows, start=2)  # the header is line 1
    done = stored = 0
    while batch := [_customer_event(row, line, now) for line, row in islice(numbered, BATCH_ROWS)]:
        stored += await insert_orders(store_id, batch, now)
        done += len(batch)
        on_progress(len(batch))
    await refresh_customers(store_id)
    return ImportedOrders(done, stored)


def _customer_event(row: Row, line: int, now: datetime) -> CustomerEvent:
    path: Path = (f"line {line}",)
    missing = [name for name in sorted(REQUIRED_COLUMNS) if not row.get(name)]
    if missing:
        raise InvalidInputError(
            *(Problem((*path, name), "REQUIRED", "Give a value.") for name in missing)
        )
    number = row["order_number"] or ""
    placed_at = as_utc(_moment(row["placed_at"] or "", (*path, "placed_at")))
    total = _total(row["total"] or "", (*path, "total"))
    units = _units(row["units"] or "", (*path, "units"))
    problems = id_problems(number, (*path, "order_number"))
    problems += moment_problems(placed_at, now, (*path, "placed_at"))
    if problems:
        raise InvalidInputError(*problems)
    is_cancellation = _flag(row.get("is_cancellation"), (*path, "is_cancellation")) or False
    event = TrackedEvent(
        event_id=number,
        kind=EventKind.ORDER_CANCELLATION if is_cancellation else EventKind.PURCHASE,
        field_name="order",
        occurred_at=placed_at,
        properties={
            "orderNumber": number,
            "total": float(total),
            "units": units,
            "country": row.get("country") or None,
        },
        purchase=Purchase(
            order_number=number,
            total=total,
            units=units,
            cancels=row.get("cancels_order") or None,
            is_discounted=_flag(row.get("is_discounted"), (*path, "is_discounted")),
        ),
    )
    return CustomerEvent(_customer(row.get("customer_id"), path), event_record(event, now))


def _customer(value: str | None, path: Path) -> str | None:
    if not value:
        return None
    try:
        return checked_visitor_id(value)
    except InvalidInputError as error:
        raise _refusal((*path, "customer_id"), error.problems[0].message) from None


def _moment(value: str, path: Path) -> datetime:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise _refusal(path, "Give a date and time such as 2011-12-09T12:50:00.") from None


def _total(value: str, path: Path) -> Decimal:
    try:
        total = Decimal(value)
    except InvalidOperation:
        raise _refusal(path, "Give an amount such as 12.50.") from None
    if not total.is_finite() or not 0 <= total <= Decimal(10) ** 12:
        raise _refusal(
            path, "Give an amount of 0 or more; mark what was given back with is_cancellation."
        )
    return total


def _units(value: str, path: Path) -> int:
    if value.isascii() and value.isdigit() and len(value) < 10:  # noqa: PLR2004, fits 32 bits
        return int(value)
    raise _refusal(path, "Give a whole number of 0 or more.")


def _flag(value: str | None, path: Path) -> bool | None:
    if not value:
        return None
    if value.lower() in {"true", "false"}:
        return value.lower() == "true"
    raise _refusal(path, "Give true or false.")


def _refusal(path: Path, message: str) -> InvalidInputError:
    return InvalidInputError(Problem(path, "BAD_VALUE", message))
