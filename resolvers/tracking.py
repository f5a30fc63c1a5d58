"""Taking in what visitors do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final, final

from pydantic.alias_generators import to_camel

from documents.ingestion import Recorded, record_events
from resolvers.context import Context
from resolvers.identifiers import (
    checked_visitor_id,
    date_problems,
    id_problems,
    log_problems,
    moment_problems,
)
from targeting.behaviour import EventKind
from targeting.event_log import EXPIRING_KINDS
from targeting.events import EventRecord, OrderLine
from targeting.subjects import Attribute
from targeting.values import (
    LARGEST_AMOUNT,
    MICROS_PER_UNIT,
    InvalidInputError,
    Path,
    Point,
    Problem,
    as_utc,
    is_amount,
    is_number,
    is_storable,
)

MAXIMUM_BATCH: Final = 100
MAXIMUM_PROPERTIES: Final = 50
MAXIMUM_ITEMS: Final = 500
MAXIMUM_TEXT_LENGTH: Final = 2_000
_SHORT: Final = 200
CLOCK_TOLERANCE: Final = timedelta(minutes=5)
"""How far a visitor's clock may run ahead of ours."""

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_OLDEST: Final = 150
_NEVER_NEGATIVE: Final = frozenset({"price", "quantity", "resultCount", "basketTotal"})
_MAXIMUM_MONEY: Final = Decimal(10) ** 12


@final
@dataclass(frozen=True, slots=True)
class PurchasedItem:
    """One line of an order."""

    product_id: str
    category: str | None = None
    brand: str | None = None


@final
@dataclass(frozen=True, slots=True)
class Purchase:
    """An order or a cancellation; money in units of the store's currency.

    A cancellation has a number of its own, and `cancels` the number of the order where it is known.
    """

    order_number: str
    total: Decimal
    units: int
    is_discounted: bool | None = None
    cancels: str | None = None
    items: tuple[PurchasedItem, ...] = ()

    def bought(self) -> dict[str, tuple[str, ...]]:
        """Return the products, categories and brands that were ordered, each once."""
        return {
            "products": _each_once(item.product_id for item in self.items),
            "categories": _each_once(item.category for item in self.items),
            "brands": _each_once(item.brand for item in self.items),
        }


def _each_once(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name is not None}))


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
    records = [event_record(event, context.now) for event in events]
    _refuse_what_has_expired(events, records, catalog.store.events_since)
    return await record_events(
        context.store_id,
        visitor,
        records,
        received_at=context.now,
        features=catalog.features,
    )


def _refuse_what_has_expired(
    events: Sequence[TrackedEvent], records: Sequence[EventRecord], since: datetime | None
) -> None:
    """Raise for events that may have been stored and removed: nothing would tell a repeat."""
    if since is None:
        return
    problems = [
        problem
        for index, (event, record) in enumerate(zip(events, records, strict=True))
        if record.kind in EXPIRING_KINDS
        for problem in log_problems(
            record.at, since, ("events", index, event.field_name, "occurredAt")
        )
    ]
    if problems:
        raise InvalidInputError(*problems)


def event_record(event: TrackedEvent, now: datetime) -> EventRecord:
    """Return the event in the form it is stored in; its time is `now` if it doesn't say."""
    return EventRecord(
        key=_key(event),
        kind=event.kind,
        at=as_utc(event.occurred_at) if event.occurred_at else now,
        properties=_properties_of(event),
        session_id=event.session_id,
        order=_order_line(event.purchase),
        declared={
            name: _as_stored(value) for name, value in event.declared.items() if value is not None
        },
        traits=dict(event.traits),
    )


def _properties_of(event: TrackedEvent) -> dict[str, Any]:
    bought = event.purchase.bought() if event.purchase else {}
    listed = {_BOUGHT_PROPERTIES[name]: list(items) for name, items in bought.items() if items}
    return {name: value for name, value in event.properties.items() if value is not None} | listed


_BOUGHT_PROPERTIES: Final = {
    "products": "productIds",
    "categories": "categories",
    "brands": "brands",
}


def _as_stored(value: Any) -> Any:
    if isinstance(value, Point):
        return {"latitude": value.latitude, "longitude": value.longitude}
    return value


def _key(event: TrackedEvent) -> str:
    """Return what the event is known by, apart from the keys of every other sort of event.

    An order is known by its number, so that no order counts twice, whoever reports it.
    """
    if event.purchase is not None:
        return f"order:{event.purchase.order_number}"
    return f"event:{event.event_id}"


def _order_line(purchase: Purchase | None) -> OrderLine | None:
    if purchase is None:
        return None
    return OrderLine(
        number=purchase.cancels or purchase.order_number,
        total_micros=int(purchase.total * MICROS_PER_UNIT),
        units=purchase.units,
        is_discounted=purchase.is_discounted,
        **purchase.bought(),
    )


def _problems(event: TrackedEvent, path: Path, now: datetime) -> list[Problem]:
    inner = (*path, event.field_name)
    found = id_problems(event.event_id, (*inner, "id"))
    found += moment_problems(event.occurred_at, now + CLOCK_TOLERANCE, (*inner, "occurredAt"))
    found += _property_problems(_not_of_orders(event), inner)
    found += _property_problems(event.traits, (*inner, "profile", "traits"))
    found += _declared_problems(event.declared, (*inner, "profile"))
    if event.session_id is not None and len(event.session_id) > MAXIMUM_TEXT_LENGTH:
        found += _value_problems(event.session_id, (*inner, "sessionId"))
    if event.purchase is not None:
        found += _purchase_problems(event.purchase, inner)
    return found


def _not_of_orders(event: TrackedEvent) -> Mapping[str, Any]:
    """Return the properties without those that are looked at as an order's own."""
    if event.purchase is None:
        return event.properties
    return {name: value for name, value in event.properties.items() if name != "total"}


def _declared_problems(declared: Mapping[str, Any], path: Path) -> list[Problem]:
    found = [
        problem
        for name, value in declared.items()
        for problem in _value_problems(value, (*path, to_camel(name.lower())))
    ]
    location = declared.get(Attribute.LOCATION.value)
    if location is not None:
        found += _location_problems(location, (*path, "location"))
    age = declared.get(Attribute.AGE.value)
    if age is not None and not 0 <= age <= _OLDEST:
        found.append(
            Problem((*path, "age"), "OUT_OF_RANGE", f"Give completed years from 0 to {_OLDEST}.")
        )
    return found


def _location_problems(location: Point, path: Path) -> list[Problem]:
    limits = {"latitude": 90, "longitude": 180}
    return [
        Problem((*path, name), "OUT_OF_RANGE", f"Give degrees from -{limit} to {limit}.")
        for name, limit in limits.items()
        if not is_number(getattr(location, name)) or abs(getattr(location, name)) > limit
    ]


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
    for name, value in properties.items():
        found += _value_problems(value, (*path, name))
        if name in _NEVER_NEGATIVE and isinstance(value, int | float) and value < 0:
            found.append(Problem((*path, name), "OUT_OF_RANGE", "Give a number of 0 or more."))
    return found


def _value_problems(value: Any, path: Path) -> list[Problem]:
    if type(value) is str and value.isprintable() and value.isascii() and len(value) <= _SHORT:
        return []  # as nearly all are
    if isinstance(value, str) and len(value) > MAXIMUM_TEXT_LENGTH:
        return [Problem(path, "TOO_LONG", f"Give at most {MAXIMUM_TEXT_LENGTH:,} characters.")]
    if isinstance(value, str) and not is_storable(value):
        return [Problem(path, "NOT_A_TEXT", "Leave out NUL characters and halves of characters.")]
    if isinstance(value, int | float) and not isinstance(value, bool) and not is_amount(value):
        return [Problem(path, "OUT_OF_RANGE", f"Give a number of at most ±{LARGEST_AMOUNT:,.0f}.")]
    if isinstance(value, datetime):
        return date_problems(value, path)
    if isinstance(value, list) and len(value) > MAXIMUM_PROPERTIES:
        return [Problem(path, "TOO_MANY", f"Give at most {MAXIMUM_PROPERTIES} items.")]
    if isinstance(value, list):
        return [
            p for index, item in enumerate(value) for p in _value_problems(item, (*path, index))
        ]
    return []


def _purchase_problems(purchase: Purchase, path: Path) -> list[Problem]:
    if purchase.cancels is None:
        found = id_problems(purchase.order_number, (*path, "orderNumber"))
    else:
        found = id_problems(purchase.cancels, (*path, "orderNumber"))
        found += id_problems(purchase.order_number, (*path, "cancellationNumber"))
    if not purchase.total.is_finite() or not 0 <= purchase.total <= _MAXIMUM_MONEY:
        found.append(
            Problem(
                (*path, "total"),
                "OUT_OF_RANGE",
                "A total can't be below 0; report what is taken back as an order cancellation.",
            )
        )
    if len(purchase.items) > MAXIMUM_ITEMS:
        found.append(Problem((*path, "items"), "TOO_MANY", f"Give at most {MAXIMUM_ITEMS} items."))
    found += [
        problem
        for n, item in enumerate(purchase.items[:MAXIMUM_ITEMS])
        for name in ("product_id", "category", "brand")
        for problem in _value_problems(getattr(item, name), (*path, "items", n, to_camel(name)))
    ]
    if purchase.units < 0:
        found.append(Problem((*path, "units"), "OUT_OF_RANGE", "Give a number of 0 or more."))
    return found
