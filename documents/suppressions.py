"""Addresses that nobody is to be subscribed by: bounced, complained, or asked to be left alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import final

from beanie import Document
from pymongo import DESCENDING, IndexModel, UpdateOne
from pymongo.asynchronous.client_session import AsyncClientSession

from documents.connection import collection_of, unavailability_reported


@final
class SuppressionDocument(Document):
    """One address, normalised, and why."""

    store_id: str
    email: str
    reason: str | None = None
    added_at: datetime

    class Settings:
        name = "suppressions"
        indexes = [
            IndexModel([("store_id", 1), ("email", 1)], name="store_email", unique=True),
            IndexModel([("store_id", 1), ("_id", DESCENDING)], name="store_newest"),
        ]


async def is_suppressed(store_id: str, email: str) -> bool:
    """Say whether nobody is to be subscribed by this address."""
    async with unavailability_reported():
        found = await collection_of(SuppressionDocument).find_one(
            {"store_id": store_id, "email": email}, {"_id": 1}
        )
    return found is not None


async def add_suppressions(
    store_id: str,
    emails: Sequence[str],
    *,
    reason: str | None,
    now: datetime,
    session: AsyncClientSession,
) -> int:
    """Add addresses, and return how many of them weren't there yet."""
    operations = [
        UpdateOne(
            {"store_id": store_id, "email": email},
            {"$setOnInsert": {"reason": reason, "added_at": now}},
            upsert=True,
        )
        for email in emails
    ]
    result = await collection_of(SuppressionDocument).bulk_write(operations, session=session)
    return result.upserted_count


async def remove_suppressions(
    store_id: str, emails: Sequence[str], session: AsyncClientSession
) -> int:
    """Take addresses off the list, and return how many were on it."""
    result = await collection_of(SuppressionDocument).delete_many(
        {"store_id": store_id, "email": {"$in": list(emails)}}, session=session
    )
    return result.deleted_count
