"""Visitors: one document each, which is all that a decision reads."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, final

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from documents.connection import collection_of, unavailability_reported
from documents.streams import stream_from_raw, stream_to_raw
from targeting.behaviour import Stream
from targeting.evaluation import VisitorFacts
from targeting.frequency import CampaignHistory, Display
from targeting.orders import NO_ORDERS, OrderStatistics
from targeting.values import MICROS_PER_UNIT, cleaned


@final
class VisitorDocument(Document):
    """A visitor's profile.

    Attributes:
        revision: raised by every transaction that changes the visitor.
        shuffle: a random number from 0 to 1, so that any range of it is a random sample.
        sessions: how many visits; `last_session_id` is one of those counted already.
        declared, traits: `{value, at, by}` by name; the newest event wins, whatever the order of
            arrival, and equal times are decided by the event's key.
        orders: the figures that `documents.orders` works out.
        streams: what the visitor did, by feature key, for the features that were asked for.
        campaigns: what the visitor did with each campaign.
        displays: when it was shown campaigns that count in the store's limits, the latest only.
        consents: every consent given, oldest first: `{channel, at, text, url, campaign_id, ...}`.
    """

    store_id: str
    visitor_id: str
    revision: int = 0
    shuffle: float = 0.0
    first_seen_at: datetime | None = None
    last_seen_at: datetime | None = None
    registered_at: datetime | None = None
    sessions: int = 0
    last_session_id: str | None = None
    declared: dict[str, Any] = Field(default_factory=dict)
    traits: dict[str, Any] = Field(default_factory=dict)
    orders: dict[str, Any] = Field(default_factory=dict)
    streams: dict[str, Any] = Field(default_factory=dict)
    campaigns: dict[str, Any] = Field(default_factory=dict)
    displays: list[datetime] = Field(default_factory=list)
    consents: list[dict[str, Any]] = Field(default_factory=list)

    class Settings:
        name = "visitors"
        indexes = [
            IndexModel(
                [("store_id", ASCENDING), ("visitor_id", ASCENDING)],
                name="store_visitor",
                unique=True,
            ),
            IndexModel([("store_id", ASCENDING), ("orders.count", ASCENDING)], name="store_orders"),
            IndexModel(
                [("store_id", ASCENDING), ("last_seen_at", DESCENDING)], name="store_last_seen"
            ),
            IndexModel([("store_id", ASCENDING), ("shuffle", ASCENDING)], name="store_shuffle"),
        ]


@final
@dataclass(frozen=True, slots=True)
class StoredVisitor:
    """A visitor as read for deciding."""

    facts: VisitorFacts
    histories: Mapping[str, CampaignHistory]
    revision: int
    displays: tuple[datetime, ...] = ()


_DECISION_FIELDS: Final = {"_id": 0, "consents": 0, "orders.gaps_days": 0}


async def find_visitor(store_id: str, visitor_id: str) -> StoredVisitor | None:
    """Return what is known of a visitor, `None` when none of its events has arrived.

    One indexed read of one document, without building a model.

    Raises:
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    async with unavailability_reported():
        raw = await collection_of(VisitorDocument).find_one(
            {"store_id": store_id, "visitor_id": visitor_id}, _DECISION_FIELDS
        )
    return None if raw is None else stored_visitor(raw)


async def find_visitors(store_id: str, visitor_ids: Sequence[str]) -> list[StoredVisitor]:
    """Return the visitors of these ids, in the order of the ids.

    Raises:
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    query = {"store_id": store_id, "visitor_id": {"$in": list(visitor_ids)}}
    async with unavailability_reported():
        cursor = collection_of(VisitorDocument).find(query, _DECISION_FIELDS)
        found = {raw["visitor_id"]: stored_visitor(raw) async for raw in cursor}
    return [found[visitor_id] for visitor_id in visitor_ids if visitor_id in found]


async def find_facts_until(store_id: str, visitor_id: str, at: datetime) -> VisitorFacts | None:
    """Return what a visitor's document says that was so already at a moment in the past.

    When it was first seen and registered, and the values that it has declared by then and not changed since.
    """
    async with unavailability_reported():
        raw = await collection_of(VisitorDocument).find_one(
            {"store_id": store_id, "visitor_id": visitor_id},
            {"_id": 0, "first_seen_at": 1, "registered_at": 1, "declared": 1, "traits": 1},
        )
    if raw is None:
        return None
    first_seen_at, registered_at = raw.get("first_seen_at"), raw.get("registered_at")
    return VisitorFacts(
        visitor_id,
        first_seen_at=first_seen_at if first_seen_at and first_seen_at <= at else None,
        is_registered=registered_at is not None and registered_at <= at,
        declared=_said(_said_until(raw.get("declared"), at)),
        traits=_said(_said_until(raw.get("traits"), at)),
    )


async def visitor_exists(store_id: str, visitor_id: str) -> bool:
    """Say whether any event of the visitor has arrived."""
    async with unavailability_reported():
        raw = await collection_of(VisitorDocument).find_one(
            {"store_id": store_id, "visitor_id": visitor_id}, {"_id": 1}
        )
    return raw is not None


async def all_visitors(store_id: str) -> AsyncIterator[StoredVisitor]:
    """Yield every visitor of the store; for reports and tests, never for a page view."""
    async for raw in collection_of(VisitorDocument).find({"store_id": store_id}, _DECISION_FIELDS):
        yield stored_visitor(raw)


async def newest_activity(store_id: str) -> datetime | None:
    """Return when the store's most recent event happened."""
    async with unavailability_reported():
        raw = await collection_of(VisitorDocument).find_one(
            {"store_id": store_id, "last_seen_at": {"$ne": None}}, sort=[("last_seen_at", -1)]
        )
    return None if raw is None else raw["last_seen_at"]


async def keep_streams(
    store_id: str, visitor_id: str, revision: int, streams: Mapping[str, Stream]
) -> bool:
    """Store streams read from the log, unless the visitor has changed since `revision`.

    Returns whether they were stored; if not, they are simply read again when next asked for.
    """
    async with unavailability_reported():
        result = await collection_of(VisitorDocument).update_one(
            {"store_id": store_id, "visitor_id": visitor_id, "revision": revision},
            {"$set": {f"streams.{key}": stream_to_raw(s) for key, s in streams.items()}},
        )
    return result.modified_count == 1


def stored_visitor(raw: Mapping[str, Any]) -> StoredVisitor:
    """Return the frozen form of a visitor's document."""
    facts = VisitorFacts(
        visitor_id=raw["visitor_id"],
        first_seen_at=raw.get("first_seen_at"),
        last_seen_at=raw.get("last_seen_at"),
        is_registered=raw.get("registered_at") is not None,
        sessions=int(raw.get("sessions", 0)),
        declared=_said(raw.get("declared")),
        traits=_said(raw.get("traits")),
        orders=order_statistics(raw.get("orders")),
        streams={key: stream_from_raw(s) for key, s in raw.get("streams", {}).items()},
    )
    return StoredVisitor(
        facts, stored_histories(raw), raw.get("revision", 0), tuple(raw.get("displays", ()))
    )


def stored_histories(raw: Mapping[str, Any]) -> dict[str, CampaignHistory]:
    """Return the frozen form of what a visitor's document says of campaigns, by campaign id."""
    return {
        campaign_id: _history(history) for campaign_id, history in raw.get("campaigns", {}).items()
    }


def _history(raw: Mapping[str, Any]) -> CampaignHistory:
    values = dict(raw)
    values.pop("first_impression_key", None)
    recent = tuple(
        Display(shown["at"], shown.get("session_id")) for shown in values.pop("recent", ())
    )
    return CampaignHistory(**values, recent=recent)


def _said(entries: Mapping[str, Any] | None) -> dict[str, Any]:
    return {name: cleaned(entry["value"]) for name, entry in (entries or {}).items()}


def _said_until(entries: Mapping[str, Any] | None, at: datetime) -> dict[str, Any]:
    return {name: entry for name, entry in (entries or {}).items() if entry["at"] <= at}


def order_statistics(raw: Mapping[str, Any] | None) -> OrderStatistics:
    """Return the frozen form of a visitor's stored order figures."""
    if not raw:
        return NO_ORDERS
    return OrderStatistics(
        count=int(raw["count"]),
        revenue=float(raw["revenue_micros"]) / MICROS_PER_UNIT,
        average_value=raw["average_value"],
        units_per_order=raw["units_per_order"],
        discounted_share=raw["discounted_share"],
        first_at=raw["first_at"],
        last_at=raw["last_at"],
        median_gap_days=raw["median_gap_days"],
        products=tuple(raw.get("products", ())),
        categories=tuple(raw.get("categories", ())),
        brands=tuple(raw.get("brands", ())),
    )
