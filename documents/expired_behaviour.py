"""What is carried of events that have expired, so that what live rules count since ever stays true."""

from __future__ import annotations

from datetime import datetime
from typing import Any, final

from beanie import Document
from pydantic import Field
from pymongo import IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession

from documents.connection import collection_of, unavailability_reported
from documents.streams import stream_from_raw, stream_to_raw
from targeting.event_log import Carried


@final
class ExpiredBehaviourDocument(Document):
    """What one visitor did in events that are gone.

    Attributes:
        until: all of them happened before.
        streams: by feature key, in the form that a visitor's document has.
    """

    store_id: str
    visitor_id: str
    until: datetime
    streams: dict[str, Any] = Field(default_factory=dict)

    class Settings:
        name = "expired_behaviour"
        indexes = [
            IndexModel([("store_id", 1), ("visitor_id", 1)], name="store_visitor", unique=True)
        ]


async def find_carried(
    store_id: str, visitor_id: str, session: AsyncClientSession | None = None
) -> Carried | None:
    """Return what is carried of a visitor's expired events, `None` when nothing is."""
    async with unavailability_reported():
        raw = await collection_of(ExpiredBehaviourDocument).find_one(
            {"store_id": store_id, "visitor_id": visitor_id},
            {"_id": 0, "until": 1, "streams": 1},
            session=session,
        )
    if raw is None:
        return None
    streams = {key: stream_from_raw(stream) for key, stream in raw["streams"].items()}
    return Carried(raw["until"], streams)


async def keep_carried(
    store_id: str, visitor_id: str, carried: Carried, session: AsyncClientSession
) -> None:
    """Keep what is carried, within the transaction that removes the events."""
    streams = {key: stream_to_raw(stream) for key, stream in carried.streams.items()}
    await collection_of(ExpiredBehaviourDocument).update_one(
        {"store_id": store_id, "visitor_id": visitor_id},
        {"$set": {"until": carried.until, "streams": streams}},
        upsert=True,
        session=session,
    )
