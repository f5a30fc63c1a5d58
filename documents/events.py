"""The event log: what every stream and every order figure can be worked out from again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, final

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession

from documents.connection import RawDocument, collection_of, unavailability_reported
from targeting.behaviour import EventKind
from targeting.events import EventRecord, OrderLine


@final
class EventDocument(Document):
    """One thing that a visitor did.

    Attributes:
        visitor_id: `None` for a guest order, which counts for the store and for no visitor.
        key: unique for the visitor; repeats are acknowledged and not stored. An order's key is its
            number, so that an import and the storefront's own report of it are one.
        at: when it happened, by the storefront's word.
        declared, traits: what the event says of the visitor.
        order: `{number, total_micros, units, is_discounted}` of purchases and cancellations, and
            `products`, `categories`, `brands` where the shop says them.
    """

    store_id: str
    visitor_id: str | None
    key: str
    kind: EventKind
    at: datetime
    received_at: datetime
    session_id: str | None = None
    properties: dict[str, Any] = Field(default_factory=dict)
    declared: dict[str, Any] = Field(default_factory=dict)
    traits: dict[str, Any] = Field(default_factory=dict)
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
            IndexModel(
                [("store_id", ASCENDING), ("visitor_id", ASCENDING), ("session_id", ASCENDING)],
                name="store_visitor_session",
                partialFilterExpression={"session_id": {"$exists": True}},
            ),
            IndexModel(
                [
                    ("store_id", ASCENDING),
                    ("kind", ASCENDING),
                    ("at", ASCENDING),
                    ("visitor_id", ASCENDING),
                ],
                name="store_kind_at_visitor",
            ),
            IndexModel(
                [
                    ("store_id", ASCENDING),
                    ("properties.campaignId", ASCENDING),
                    ("kind", ASCENDING),
                    ("at", ASCENDING),
                ],
                name="store_campaign_kind_at",
                partialFilterExpression={"properties.campaignId": {"$exists": True}},
            ),
        ]


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
    optional = {
        "session_id": record.session_id,
        "declared": record.declared or None,
        "traits": record.traits or None,
        "order": record.order and _order_to_raw(record.order),
    }
    return raw | {name: value for name, value in optional.items() if value is not None}


def _order_to_raw(line: OrderLine) -> RawDocument:
    raw: RawDocument = {
        "number": line.number,
        "total_micros": line.total_micros,
        "units": line.units,
        "is_discounted": line.is_discounted,
    }
    bought = {"products": line.products, "categories": line.categories, "brands": line.brands}
    return raw | {name: list(items) for name, items in bought.items() if items}


def event_from_raw(raw: RawDocument) -> EventRecord:
    """Return the event that a stored form holds."""
    order = raw.get("order")
    return EventRecord(
        key=raw["key"],
        kind=EventKind(raw["kind"]),
        at=raw["at"],
        properties=raw["properties"],
        session_id=raw.get("session_id"),
        order=None if order is None else _order_from_raw(order),
        declared=_declared(raw),
        traits=raw.get("traits", {}),
    )


def _declared(raw: RawDocument) -> dict[str, Any]:
    """Return what an event says of the visitor; an imported order says its country as a property."""
    declared: dict[str, Any] = raw.get("declared", {})
    country = raw["properties"].get("country") if "order" in raw else None
    return declared if country is None else {"COUNTRY": country, **declared}


def _order_from_raw(raw: RawDocument) -> OrderLine:
    bought = {name: tuple(raw.get(name, ())) for name in ("products", "categories", "brands")}
    return OrderLine(
        raw["number"], int(raw["total_micros"]), int(raw["units"]), raw["is_discounted"], **bought
    )


async def events_of(
    store_id: str,
    visitor_id: str,
    *,
    kinds: Iterable[EventKind] | None = None,
    until: datetime | None = None,
) -> list[EventRecord]:
    """Return the visitor's events, of some kinds and up to a moment where these are given."""
    query: RawDocument = {"store_id": store_id, "visitor_id": visitor_id}
    if kinds is not None:
        query["kind"] = {"$in": sorted(kind.value for kind in kinds)}
    if until is not None:
        query["at"] = {"$lte": until}
    async with unavailability_reported():
        cursor = collection_of(EventDocument).find(query, {"_id": 0, "received_at": 0})
        return [event_from_raw(raw) async for raw in cursor]


@final
@dataclass(frozen=True, slots=True)
class EventPosition:
    """Where an event stands among those of its visitor: events of one moment go by their keys."""

    at: datetime
    key: str


async def latest_events_of(
    store_id: str, visitor_id: str, *, before: EventPosition | None, limit: int
) -> list[EventRecord]:
    """Return up to `limit` events of the visitor, newest first, from before a position."""
    query: RawDocument = {"store_id": store_id, "visitor_id": visitor_id}
    if before is not None:
        query["$or"] = [
            {"at": {"$lt": before.at}},
            {"at": before.at, "key": {"$lt": before.key}},
        ]
    order = [("at", DESCENDING), ("key", DESCENDING)]
    async with unavailability_reported():
        found = collection_of(EventDocument).find(query, {"_id": 0, "received_at": 0})
        return [event_from_raw(raw) async for raw in found.sort(order).limit(limit)]


async def known_sessions(
    store_id: str, visitor_id: str, session_ids: Collection[str], session: AsyncClientSession
) -> frozenset[str]:
    """Return those of the visits from which an event is stored already."""
    known: set[str] = set()
    for session_id in session_ids:
        query = {"store_id": store_id, "visitor_id": visitor_id, "session_id": session_id}
        if await collection_of(EventDocument).find_one(query, {"_id": 1}, session=session):
            known.add(session_id)
    return frozenset(known)


async def count_events(store_id: str) -> int:
    """Return how many events the store has."""
    async with unavailability_reported():
        return await collection_of(EventDocument).count_documents({"store_id": store_id})
