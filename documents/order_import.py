"""Bringing in many orders at once, which may have come before or be told by the storefront too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, final

from pymongo import InsertOne
from pymongo.errors import BulkWriteError

from documents.connection import collection_of, time_limit, unavailability_reported
from documents.events import EventDocument, event_to_raw
from targeting.events import EventRecord

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

    Visitors are not touched: `documents.orders.refresh_customers` brings all of them up to date
    when the import is through. Safe to repeat.

    Raises:
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    raws = [
        InsertOne(event_to_raw(store_id, event.visitor_id, event.record, received_at))
        for event in events
    ]
    async with unavailability_reported(), time_limit(_BATCH_SECONDS):
        try:
            result = await collection_of(EventDocument).bulk_write(raws, ordered=False)
        except BulkWriteError as error:
            details = dict(error.details or {})
            if any(problem["code"] != _DUPLICATE_KEY for problem in details["writeErrors"]):
                raise
            inserted: int = details["nInserted"]
            return inserted
    return result.inserted_count
