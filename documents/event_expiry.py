"""Removing events that are no longer kept, visitor by visitor, without losing what rules count."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from pymongo.asynchronous.client_session import AsyncClientSession

from documents.campaign_totals import add_expired_impressions
from documents.connection import RawDocument, collection_of, in_transaction, unavailability_reported
from documents.events import EventDocument, event_from_raw
from documents.expired_behaviour import find_carried, keep_carried
from documents.visitors import VisitorDocument
from targeting.behaviour import EventKind, Feature
from targeting.event_log import EXPIRING_KINDS, carried_with
from targeting.events import EventRecord

_AT_ONCE: Final = 1_000
"""So many of a visitor's events are removed in one transaction, which must not take long."""

_KINDS: Final = tuple(sorted(kind.value for kind in EXPIRING_KINDS))


async def visitors_with_events_before(
    store_id: str, before: datetime
) -> AsyncIterator[Sequence[str]]:
    """Yield the visitors who have events that expire, some at once, until there are none.

    Whoever asks must remove the events of each before asking for more.
    """
    for kind in _KINDS:
        query = {"store_id": store_id, "kind": kind, "at": {"$lt": before}}
        while True:
            async with unavailability_reported():
                cursor = collection_of(EventDocument).find(
                    query, {"_id": 0, "visitor_id": 1}, sort=[("at", 1)], limit=_AT_ONCE
                )
                found = list(dict.fromkeys([raw["visitor_id"] async for raw in cursor]))
            if not found:
                break
            yield found


async def expire_events(
    store_id: str, visitor_id: str, before: datetime, carry: Mapping[str, Feature]
) -> int:
    """Remove a visitor's events from before a moment, and return how many they were.

    What they say of the features in `carry` is kept beside the log, and campaigns' displays are
    added up, in the same transaction. Safe to repeat, and to interrupt.

    Raises:
        DatabaseUnavailableError: MongoDB doesn't answer; the call can be repeated as it is.
    """
    removed = 0
    while True:

        async def work(session: AsyncClientSession) -> int:
            return await _expired(store_id, visitor_id, before, carry, session)

        number = await in_transaction(EventDocument, work)
        removed += number
        if number < _AT_ONCE:
            return removed


async def _expired(
    store_id: str,
    visitor_id: str,
    before: datetime,
    carry: Mapping[str, Feature],
    session: AsyncClientSession,
) -> int:
    # Whoever reads streams from the log meanwhile can't keep them: the revision has changed.
    await collection_of(VisitorDocument).update_one(
        {"store_id": store_id, "visitor_id": visitor_id}, {"$inc": {"revision": 1}}, session=session
    )
    until = await _end_of_batch(store_id, visitor_id, before, session)
    which = _which(store_id, visitor_id, until)
    events = collection_of(EventDocument)
    log = [event_from_raw(raw) async for raw in events.find(which, session=session)]
    if not log:
        return 0
    carried = carried_with(await find_carried(store_id, visitor_id, session), log, until, carry)
    if carried is not None:
        await keep_carried(store_id, visitor_id, carried, session)
    for campaign_id, number in _displays(log).items():
        await add_expired_impressions(store_id, campaign_id, number, session)
    await events.delete_many(which, session=session)
    return len(log)


def _which(store_id: str, visitor_id: str, before: datetime) -> RawDocument:
    return {
        "store_id": store_id,
        "visitor_id": visitor_id,
        "kind": {"$in": list(_KINDS)},
        "at": {"$lt": before},
    }


async def _end_of_batch(
    store_id: str, visitor_id: str, before: datetime, session: AsyncClientSession
) -> datetime:
    """Return the moment before which about so many events lie as one transaction removes."""
    cursor = collection_of(EventDocument).find(
        _which(store_id, visitor_id, before),
        {"_id": 0, "at": 1},
        sort=[("at", 1)],
        limit=_AT_ONCE,
        session=session,
    )
    moments: list[datetime] = [raw["at"] async for raw in cursor]
    if len(moments) < _AT_ONCE:
        return before
    return min(before, moments[-1] + timedelta(milliseconds=1))


def _displays(log: Sequence[EventRecord]) -> Counter[str]:
    """Return how often each campaign was displayed, leaving out those who only compare."""
    shown: Counter[str] = Counter()
    for event in log:
        properties: Mapping[str, Any] = event.properties
        if event.kind is EventKind.CAMPAIGN_IMPRESSION and properties.get("control") is False:
            shown[str(properties["campaignId"])] += 1
    return shown
