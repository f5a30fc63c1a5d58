"""Taking in what visitors do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final, final

from documents.events import EventRecord, OrderLine
from documents.ingestion import Recorded, record_events
from resolvers.context import Context
from resolvers.visitor_ids import checked_visitor_id
from targeting.behaviour import EventKind
from targeting.values import MICROS_PER_UNIT, InvalidInputError, Path, Problem

MAXIMUM_BATCH: Final = 100
MAXIMUM_PROPERTIES: Final = 50
MAXIMUM_TEXT_LENGTH: Final = 2_000
CLOCK_TOLERANCE: Final = timedelta(minutes=5)
"""How far a visitor's clock may run ahead of ours."""

_EVENT_ID: Final = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_MAXIMUM_MONEY: Final = Decimal(10) ** 12


@final
@dataclass(frozen=True, slots=True)
class Purchase:
    """An order as the storefront reports it; money in units of the store's currency."""

    order_number: str
    total: Decimal
    units: int
    is_discounted: bool | None = None


@final
@dataclass(frozen=True, slots=True)
class TrackedEvent:
    """One event as it arrived; `field_name` is its input's name, for the paths of problems."""

    event_id: str
    kind: EventKind
    field_name: str
    occurred_at: datetime | None = None
    session_id: str | None = None
    properties: Mapping[str, Any] = field(default_factory=dict)
    purchase: Purchase | None = None
    declared: Mapping[str, Any] = field(default_factory=dict)
    traits: Mapping[str, Any] = field(default_factory=dict)


async def track_events(
    context: Context, visitor_id: str, events: Sequence[TrackedEvent]
) -> Recorded:
    """Store a batch of events of one visitor, all or nothing.

    An event whose id was stored before is acknowledged and changes nothing, so a batch can be sent
    again whenever the answer was lost.

    Raises:
        InvalidInputError: naming every field of every event that can't be used.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    visitor = checked_visitor_id(visitor_id)
    if not 1 <= len(events) <= MAXIMUM_BATCH:
        raise InvalidInputError(
            Problem(("events",), "BATCH_SIZE", f"Send 1 to {MAXIMUM_BATCH} events at once.")
        )
    problems = [
        problem
        for index, event in enumerate(events)
        for problem in _problems(event, ("events", index), context.now)
    ]
    if problems:
        raise InvalidInputError(*problems)
    catalog = await context.catalog()
    return await record_events(
        context.store_id,
        visitor,
        [event_record(event, context.now) for event in events],
        received_at=context.now,
        features=catalog.features,
    )


def event_record(event: TrackedEvent, now: datetime) -> EventRecord:
    """Return the event in the form it is stored in; its time is `now` if it doesn't say."""
    return EventRecord(
        key=_key(event),
        kind=event.kind,
        at=_aware(event.occurred_at) if event.occurred_at else now,
        properties={name: value for name, value in event.properties.items() if value is not None},
        session_id=event.session_id,
        order=_order_line(event.purchase),
        declared={name: value for name, value in event.declared.items() if value is not None},
        traits=dict(event.traits),
    )


def _key(event: TrackedEvent) -> str:
    """An order is known by its number, so that no order counts twice, whoever reports it."""
    return f"order:{event.purchase.order_number}" if event.purchase else event.event_id


def _order_line(purchase: Purchase | None) -> OrderLine | None:
    if purchase is None:
        return None
    return OrderLine(
        number=purchase.order_number,
        total_micros=int(purchase.total * MICROS_PER_UNIT),
        units=purchase.units,
        is_discounted=purchase.is_discounted,
    )


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _problems(event: TrackedEvent, path: Path, now: datetime) -> list[Problem]:
    inner = (*path, event.field_name)
    found: list[Problem] = []
    if not _EVENT_ID.fullmatch(event.event_id):
        found.append(
            Problem(
                (*inner, "id"),
                "BAD_EVENT_ID",
                "Give 1 to 128 letters, digits and any of . _ : - (a random UUID is a good choice).",
            )
        )
    if event.occurred_at is not None and _aware(event.occurred_at) > now + CLOCK_TOLERANCE:
        found.append(
            Problem((*inner, "occurredAt"), "IN_THE_FUTURE", "An event can't lie in the future.")
        )
    found.extend(_property_problems(event.properties, inner))
    found.extend(_property_problems(event.traits, (*inner, "profile", "traits")))
    if event.purchase is not None:
        found.extend(_purchase_problems(event.purchase, inner))
    return found


def _property_problems(properties: Mapping[str, Any], path: Path) -> list[Problem]:
    if len(properties) > MAXIMUM_PROPERTIES:
        return [Problem(path, "TOO_MANY", f"Give at most {MAXIMUM_PROPERTIES} properties.")]
    found = [
        Problem(
            (*path, name), "BAD_NAME", "Names are letters, digits and _, and start with a letter."
        )
        for name in properties
        if not _NAME.fullmatch(name)
    ]
    found.extend(
        Problem((*path, name), "TOO_LONG", f"Give at most {MAXIMUM_TEXT_LENGTH:,} characters.")
        for name, value in properties.items()
        if isinstance(value, str) and len(value) > MAXIMUM_TEXT_LENGTH
    )
    found.extend(
        Problem((*path, name), "OUT_OF_RANGE", "Give a number of 0 or more.")
        for name, value in properties.items()
        if name in {"price", "quantity", "resultCount"}
        and isinstance(value, int | float)
        and value < 0
    )
    return found


def _purchase_problems(purchase: Purchase, path: Path) -> list[Problem]:
    found: list[Problem] = []
    if not _EVENT_ID.fullmatch(purchase.order_number):
        found.append(
            Problem(
                (*path, "orderNumber"),
                "BAD_ORDER_NUMBER",
                "Give 1 to 128 letters, digits and any of . _ : -.",
            )
        )
    if not purchase.total.is_finite() or not 0 <= purchase.total <= _MAXIMUM_MONEY:
        found.append(
            Problem(
                (*path, "total"),
                "OUT_OF_RANGE",
                "A purchase's total can't be below 0; report a return as a cancellation.",
            )
        )
    if purchase.units < 0:
        found.append(Problem((*path, "units"), "OUT_OF_RANGE", "Give a number of 0 or more."))
    return found
