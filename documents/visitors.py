"""Visitors: one document each, which is all that a decision reads."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, final

from beanie import Document
from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel

from documents.connection import collection_of, unavailability_reported
from targeting.behaviour import DayBuckets
from targeting.campaigns import CampaignHistory
from targeting.evaluation import VisitorFacts
from targeting.orders import NO_ORDERS, OrderStatistics
from targeting.subjects import Attribute
from targeting.values import MICROS_PER_UNIT


@final
class VisitorDocument(Document):
    """A visitor's profile.

    Attributes:
        revision: raised by every transaction that changes the visitor.
        declared, traits: `{value, at, by}` by name; the newest event wins, whatever the order of
            arrival, and equal times are decided by the event's key.
        orders: the figures that `documents.orders` works out.
        counters: day buckets by feature key.
        campaigns: what the visitor did with each campaign.
        subscriptions: whether the visitor may be written to, by channel (`email`, `push`).
        consents: every consent given, oldest first: `{channel, at, text, url, campaign_id, ...}`.
    """

    store_id: str
    visitor_id: str
    revision: int = 0
    first_seen_at: datetime | None = None
    last_seen_at: datetime | None = None
    registered_at: datetime | None = None
    declared: dict[str, Any] = Field(default_factory=dict)
    traits: dict[str, Any] = Field(default_factory=dict)
    orders: dict[str, Any] = Field(default_factory=dict)
    counters: dict[str, dict[str, float]] = Field(default_factory=dict)
    campaigns: dict[str, Any] = Field(default_factory=dict)
    subscriptions: dict[str, bool] = Field(default_factory=dict)
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
        ]


@final
@dataclass(frozen=True, slots=True)
class StoredVisitor:
    """A visitor as read for deciding."""

    facts: VisitorFacts
    histories: Mapping[str, CampaignHistory]
    revision: int


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


async def keep_counters(
    store_id: str, visitor_id: str, revision: int, counters: Mapping[str, DayBuckets]
) -> bool:
    """Store freshly computed counters, unless the visitor has changed since `revision`.

    Returns whether they were stored; if not, they are simply computed again when next asked for.
    """
    async with unavailability_reported():
        result = await collection_of(VisitorDocument).update_one(
            {"store_id": store_id, "visitor_id": visitor_id, "revision": revision},
            {"$set": {f"counters.{key}": buckets for key, buckets in counters.items()}},
        )
    return result.modified_count == 1


def stored_visitor(raw: Mapping[str, Any]) -> StoredVisitor:
    """Return the frozen form of a visitor's document."""
    subscriptions = raw.get("subscriptions", {})
    facts = VisitorFacts(
        visitor_id=raw["visitor_id"],
        first_seen_at=raw.get("first_seen_at"),
        last_seen_at=raw.get("last_seen_at"),
        is_registered=raw.get("registered_at") is not None,
        is_email_subscriber=bool(subscriptions.get("email")),
        is_push_subscriber=bool(subscriptions.get("push")),
        declared={
            Attribute[name]: _read(entry["value"])
            for name, entry in raw.get("declared", {}).items()
        },
        traits={name: _read(entry["value"]) for name, entry in raw.get("traits", {}).items()},
        orders=order_statistics(raw.get("orders")),
        counters=raw.get("counters", {}),
    )
    histories = {
        campaign_id: CampaignHistory(**history)
        for campaign_id, history in raw.get("campaigns", {}).items()
    }
    return StoredVisitor(facts, histories, raw.get("revision", 0))


def order_statistics(raw: Mapping[str, Any] | None) -> OrderStatistics:
    """Return the frozen form of a visitor's stored order figures."""
    if not raw:
        return NO_ORDERS
    return OrderStatistics(
        count=raw["count"],
        revenue=raw["revenue_micros"] / MICROS_PER_UNIT,
        average_value=raw["average_value"],
        units_per_order=raw["units_per_order"],
        discounted_share=raw["discounted_share"],
        first_at=raw["first_at"],
        last_at=raw["last_at"],
        median_gap_days=raw["median_gap_days"],
    )


def _read(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
