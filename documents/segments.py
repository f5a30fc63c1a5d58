"""Rule-based segments: a draft that marketers edit, and the rule that is live."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import Any, TypeAlias, final

from beanie import Document
from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.errors import DuplicateKeyError

from documents.audit_log import AuditEntryDocument, audited
from documents.connection import RawDocument, collection_of, unavailability_reported


@final
class LifeCycle(Enum):
    """Where a segment or a campaign stands; only campaigns are ever in TEST."""

    DRAFT = "DRAFT"
    TEST = "TEST"
    LIVE = "LIVE"
    PAUSED = "PAUSED"
    ARCHIVED = "ARCHIVED"


@final
class KeyTakenError(Exception):
    """Another segment of the store has this key."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"The key '{key}' is taken by another segment of this store.")


@final
class StaleRevisionError(Exception):
    """Somebody else changed it first.

    Attributes:
        as_it_was: what it was at the revision given, `None` where nobody knows any more.
        as_it_is: what it is now.
    """

    def __init__(
        self,
        given: int,
        current: int,
        as_it_was: dict[str, Any] | None = None,
        as_it_is: dict[str, Any] | None = None,
    ) -> None:
        self.given = given
        self.current = current
        self.as_it_was = as_it_was
        self.as_it_is = as_it_is
        super().__init__(
            f"Revision {given} was edited, but the current one is {current}. Read it again first."
        )


@final
class SegmentDocument(Document):
    """A segment.

    Attributes:
        key: what rules call it; unique in the store and never changed.
        draft_rule: what is being edited, as `targeting.rule_parsing` writes it.
        live_rule: what visitors are evaluated by; `None` before the first publishing.
        revision: raised by every change.
    """

    store_id: str
    key: str
    name: str
    description: str = ""
    status: LifeCycle = LifeCycle.DRAFT
    draft_rule: dict[str, Any]
    live_rule: dict[str, Any] | None = None
    revision: int = 1
    created_at: datetime
    updated_at: datetime

    class Settings:
        name = "segments"
        indexes = [
            IndexModel(
                [("store_id", ASCENDING), ("key", ASCENDING)], name="store_key", unique=True
            ),
        ]


async def find_segment(store_id: str, key: str) -> SegmentDocument | None:
    """Return the store's segment of this key, `None` when there is none."""
    async with unavailability_reported():
        return await SegmentDocument.find_one({"store_id": store_id, "key": key})


async def find_segments(store_id: str) -> list[SegmentDocument]:
    """Return all segments of the store, by key."""
    async with unavailability_reported():
        return await SegmentDocument.find({"store_id": store_id}).sort("+key").to_list()


SegmentStamp: TypeAlias = tuple[str, int]
"""A segment's key and revision: the same stamp means the same segment, unchanged."""


async def live_segment_stamps(store_id: str) -> list[SegmentStamp]:
    """Return the stamps of the segments that are live now, by key."""
    query = {"store_id": store_id, "status": LifeCycle.LIVE.value}
    async with unavailability_reported():
        cursor = collection_of(SegmentDocument).find(query, {"_id": 0, "key": 1, "revision": 1})
        return [(raw["key"], raw["revision"]) async for raw in cursor.sort("key", ASCENDING)]


async def find_raw_segments(store_id: str, keys: Sequence[str]) -> list[RawDocument]:
    """Return the segments of these keys, as MongoDB has them, in no order."""
    async with unavailability_reported():
        cursor = collection_of(SegmentDocument).find(
            {"store_id": store_id, "key": {"$in": list(keys)}},
            {"_id": 0, "key": 1, "name": 1, "status": 1, "live_rule": 1, "revision": 1},
        )
        return await cursor.to_list()


async def insert_segment(segment: SegmentDocument, entry: AuditEntryDocument) -> None:
    """Insert a new segment, and say so in the audit log.

    Raises:
        KeyTakenError: the store has one of this key.
    """

    async def change(session: AsyncClientSession) -> None:
        try:
            await segment.insert(session=session)
        except DuplicateKeyError as error:
            raise KeyTakenError(segment.key) from error

    await audited(entry, change)


async def replace_segment(segment: SegmentDocument, entry: AuditEntryDocument) -> None:
    """Replace the stored segment by this next revision of it, and say so in the audit log.

    Raises:
        StaleRevisionError: the stored one isn't the revision before this one.
    """
    changes = segment.model_dump(exclude={"id", "revision_id"}, mode="python")
    changes["status"] = segment.status.value

    async def change(session: AsyncClientSession) -> None:
        result = await collection_of(SegmentDocument).update_one(
            {"_id": segment.id, "revision": segment.revision - 1},
            {"$set": changes},
            session=session,
        )
        if result.matched_count == 0:
            current = await SegmentDocument.get(segment.id, session=session)
            raise StaleRevisionError(segment.revision - 1, current.revision if current else 0)

    await audited(entry, change)
