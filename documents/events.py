"""The event log: what every counter and every order figure can be worked out from again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, final

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, IndexModel

from documents.connection import RawDocument, collection_of, unavailability_reported
from targeting.behaviour import EventKind, Occurrence


@final
class EventDocument(Document):
    """One thing that a visitor did.

    Attributes:
        visitor_id: `None` for a guest order, which counts for the store and for no visitor.
        key: unique for the visitor; repeats are acknowledged and not stored. An order's key is its
            number, so that an import and the storefront's own report of it are one.
        at: when it happened, by the storefront's word.
        order: `{number, total_micros, units, is_discounted}` of purchases and cancellations.
    """

    store_id: str
    visitor_id: str | None
    key: str
    kind: EventKind
    at: datetime
    received_at: datetime
    session_id: str | None = None
    properties: dict[str, Any] = Field(default_factory=dict)
    order: dict[str, Any] | None = None

    class Settings:
        name = "events"
        indexes = [
            IndexModel(
                [("store_id", ASCENDING), ("visitor_id", ASCENDING), ("key", ASCENDING)],
                name="store_visitor_key",
                unique=True,
            ),
            IndexModel(
                [
                    ("store_id", ASCENDING),
                    ("visitor_id", ASCENDING),
                    ("kind", ASCENDING),
                    ("at", ASCENDING),
                ],
                name="store_visitor_kind_at",
            ),
        ]


@final
@dataclass(frozen=True, slots=True)
class OrderLine:
    """What an order event adds to, or takes from, a visitor's order figures."""

    number: str
    total_micros: int
    units: int
    is_discounted: bool | None = None


@final
@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event that is ready to be stored."""

    key: str
    kind: EventKind
    at: datetime
    properties: dict[str, Any] = field(default_factory=dict)
    session_id: str | None = None
    order: OrderLine | None = None
    declared: dict[str, Any] = field(default_factory=dict)
    traits: dict[str, Any] = field(default_factory=dict)

    @property
    def occurrence(self) -> Occurrence:
        """The event as counting sees it."""
        return Occurrence(self.kind, self.at, self.properties)


def event_to_raw(
    store_id: str, visitor_id: str | None, record: EventRecord, received_at: datetime
) -> RawDocument:
    """Return the stored form of an event."""
    raw: RawDocument = {
        "store_id": store_id,
        "visitor_id": visitor_id,
        "key": record.key,
        "kind": record.kind.value,
        "at": record.at,
        "received_at": received_at,
        "properties": record.properties,
    }
    if record.session_id is not None:
        raw["session_id"] = record.session_id
    if record.order is not None:
        raw["order"] = {
            "number": record.order.number,
            "total_micros": record.order.total_micros,
            "units": record.order.units,
            "is_discounted": record.order.is_discounted,
        }
    return raw


async def occurrences(
    store_id: str, visitor_id: str, kinds: Iterable[EventKind]
) -> AsyncIterator[Occurrence]:
    """Yield the visitor's events of some kinds, oldest first."""
    query = {
        "store_id": store_id,
        "visitor_id": visitor_id,
        "kind": {"$in": sorted(kind.value for kind in kinds)},
    }
    projection = {"_id": 0, "kind": 1, "at": 1, "properties": 1}
    async with unavailability_reported():
        async for raw in collection_of(EventDocument).find(query, projection):
            yield Occurrence(EventKind(raw["kind"]), raw["at"], raw["properties"])


async def count_events(store_id: str) -> int:
    """Return how many events the store has."""
    async with unavailability_reported():
        return await collection_of(EventDocument).count_documents({"store_id": store_id})
