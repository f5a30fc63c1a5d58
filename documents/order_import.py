"""Bringing in many orders at once, which may have come before or be told by the storefront too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, final

from pymongo import InsertOne, UpdateOne
from pymongo.errors import BulkWriteError

from documents.connection import RawDocument, collection_of, unavailability_reported, unhurried
from documents.events import EventDocument, EventRecord, event_to_raw
from documents.visitors import VisitorDocument

_BATCH_SECONDS: Final = 60
_DUPLICATE_KEY: Final = 11_000


@final
@dataclass(frozen=True, slots=True)
class CustomerEvent:
    """An order or a cancellation, and whose it is: `None` for a guest's."""

    visitor_id: str | None
    record: EventRecord


async def insert_orders(
    store_id: str, events: Sequence[CustomerEvent], received_at: datetime
) -> int:
    """Store the orders that aren't stored yet, and return how many that were.

    The visitors' order figures are not brought up to date: `documents.orders` does that for all of
    them at once when the import is through. Their counters are dropped, to be computed when asked
    for. Safe to repeat, also after a crash between the two writes.

    Raises:
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    raws = [
        InsertOne(event_to_raw(store_id, event.visitor_id, event.record, received_at))
        for event in events
    ]
    async with unavailability_reported(), unhurried(_BATCH_SECONDS):
        inserted = await _insert_new(raws)
        updates = _visitor_updates(store_id, events)
        if updates:
            await collection_of(VisitorDocument).bulk_write(updates, ordered=False)
    return inserted


async def _insert_new(raws: Sequence[InsertOne[RawDocument]]) -> int:
    try:
        result = await collection_of(EventDocument).bulk_write(raws, ordered=False)
    except BulkWriteError as error:
        details = dict(error.details or {})
        if any(problem["code"] != _DUPLICATE_KEY for problem in details["writeErrors"]):
            raise
        inserted: int = details["nInserted"]
        return inserted
    return result.inserted_count


def _visitor_updates(store_id: str, events: Sequence[CustomerEvent]) -> list[UpdateOne]:
    by_visitor: dict[str, list[EventRecord]] = {}
    for event in events:
        if event.visitor_id is not None:
            by_visitor.setdefault(event.visitor_id, []).append(event.record)
    return [
        UpdateOne(
            {"store_id": store_id, "visitor_id": visitor_id},
            [{"$set": _visitor_changes(records)}],
            upsert=True,
        )
        for visitor_id, records in by_visitor.items()
    ]


def _visitor_changes(records: Sequence[EventRecord]) -> RawDocument:
    moments = [record.at for record in records]
    changes: RawDocument = {
        "revision": {"$add": [{"$ifNull": ["$revision", 0]}, 1]},
        "first_seen_at": {"$min": ["$first_seen_at", min(moments)]},
        "last_seen_at": {"$max": ["$last_seen_at", max(moments)]},
        "counters": {"$literal": {}},
    }
    for record in sorted(records, key=lambda record: (record.at, record.key)):
        for name, value in record.declared.items():
            changes[f"declared.{name}"] = _newest(f"$declared.{name}", value, record)
    return changes


def _newest(current: str, value: Any, record: EventRecord) -> Mapping[str, Any]:
    """Keep what was said last, whatever the order of arrival; as `documents.ingestion` does."""
    entry = {"value": {"$literal": value}, "at": record.at, "by": record.key}
    is_newer = {"$lt": [[f"{current}.at", f"{current}.by"], [record.at, record.key]]}
    return {"$cond": [is_newer, entry, current]}
