"""Storing events: the log, the streams, the order figures and the profile in one transaction."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, final

from pymongo import ReturnDocument
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.errors import BulkWriteError

from documents.connection import RawDocument, collection_of, in_transaction
from documents.events import EventDocument, event_to_raw, known_sessions
from documents.orders import order_figures_of
from documents.streams import stream_from_raw, stream_to_raw
from documents.visitors import VisitorDocument
from targeting.behaviour import EventKind, Feature, bounded, with_events
from targeting.events import EventRecord
from targeting.frequency import RECENT_DISPLAYS
from targeting.history import HISTORY_FIELDS, LATEST_FIELDS, counts_in_store_limits
from targeting.values import whole_milliseconds

_DUPLICATE_KEY: Final = 11_000
_READ: Final[RawDocument] = dict.fromkeys(
    ("visitor_id", "last_session_id", "declared", "traits", "streams"), 1
)
_READ_OF_CAMPAIGNS: Final[RawDocument] = dict.fromkeys(("campaigns", "displays"), 1)
"""The history with campaigns is most of a visitor's document, and what shoppers do hardly ever needs it."""

_ORDER_KINDS: Final = frozenset({EventKind.PURCHASE, EventKind.ORDER_CANCELLATION})

AlsoWrite = Callable[[AsyncClientSession, Sequence[EventRecord]], Awaitable[RawDocument]]
"""More to write in the same transaction, for the events that are new; returns a MongoDB update of the
visitor."""

Check = Callable[[RawDocument], None]
"""Looks at the visitor's document, which nobody else can change meanwhile, and may refuse the events."""


@final
@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a batch: the keys stored now, and those that were there before."""

    stored: tuple[str, ...]
    repeated: tuple[str, ...]


@final
class _NothingNewError(Exception):
    """Leaves the transaction without a write."""


@final
class _RepeatsError(Exception):
    """Leaves the transaction without a write: some of the events have been stored before."""


async def record_events(
    store_id: str,
    visitor_id: str,
    records: Sequence[EventRecord],
    *,
    received_at: datetime,
    features: Mapping[str, Feature],
    also_write: AlsoWrite | None = None,
    check: Check | None = None,
) -> Recorded:
    """Store the events that aren't stored yet and bring the visitor up to date, all or nothing.

    Repeats, concurrent calls and late arrivals leave the visitor as if every event had come once and
    in order. `features` are those this process knows by key: streams of others are dropped from the
    visitor, and read again when asked for. `also_write` runs only when some event is new, and so does
    `check`, before anything is written; what it raises leaves everything as it was.

    Raises:
        DatabaseUnavailableError: MongoDB doesn't answer; the call can be repeated as it is.
    """
    unique = {record.key: _as_stored(record) for record in records}
    # Repeats are rare, and the log's unique index finds them: only then, and where a check must not see
    # them, the log is asked first.
    looks_first = check is not None
    is_of_campaigns = any(record.kind in HISTORY_FIELDS for record in unique.values())
    read = _READ | _READ_OF_CAMPAIGNS if is_of_campaigns or check is not None else _READ

    async def work(session: AsyncClientSession) -> tuple[str, ...]:
        visitor = await _locked_visitor(store_id, visitor_id, session, read=read)
        fresh = list(unique.values())
        if looks_first:
            known = await _known_keys(store_id, visitor_id, unique, session)
            fresh = [record for key, record in unique.items() if key not in known]
            if not fresh:
                raise _NothingNewError
        if check is not None:
            check(visitor)
        sessions = await _new_sessions(store_id, visitor, fresh, session)
        await _insert(
            [event_to_raw(store_id, visitor_id, record, received_at) for record in fresh], session
        )
        update = _visitor_update(visitor, fresh, features)
        if sessions:
            update["$inc"]["sessions"] = len(sessions)
            update["$set"]["last_session_id"] = sessions[-1]
        if any(record.kind in _ORDER_KINDS for record in fresh):
            update["$set"]["orders"] = await order_figures_of(store_id, visitor_id, session)
        if also_write is not None:
            _merge(update, await also_write(session, fresh))
        await collection_of(VisitorDocument).update_one(
            {"_id": visitor["_id"], "store_id": store_id, "visitor_id": visitor_id},
            _without_empty(update),
            session=session,
        )
        return tuple(record.key for record in fresh)

    try:
        try:
            stored = await in_transaction(VisitorDocument, work)
        except _RepeatsError:
            looks_first = True
            stored = await in_transaction(VisitorDocument, work)
    except _NothingNewError:
        stored = ()
    return Recorded(stored, tuple(key for key in unique if key not in stored))


async def _insert(raws: list[RawDocument], session: AsyncClientSession) -> None:
    """Add events to the log.

    Raises:
        _RepeatsError: some are there already.
    """
    try:
        await collection_of(EventDocument).insert_many(raws, session=session)
    except BulkWriteError as error:
        failures = error.details["writeErrors"]
        if not failures or any(failure["code"] != _DUPLICATE_KEY for failure in failures):
            raise
        raise _RepeatsError from error


def _as_stored(record: EventRecord) -> EventRecord:
    """Return the record with its moments as MongoDB keeps them, so that folding it now or later agrees."""
    at = whole_milliseconds(record.at)
    said = (record.properties, record.declared, record.traits)
    if at == record.at and not any(_has_moments(values) for values in said):
        return record
    properties, declared, traits = map(_whole, said)
    return replace(record, at=at, properties=properties, declared=declared, traits=traits)


def _has_moments(values: dict[str, Any]) -> bool:
    return any(isinstance(value, datetime) for value in values.values())


def _whole(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: whole_milliseconds(value) if isinstance(value, datetime) else value
        for name, value in values.items()
    }


async def _new_sessions(
    store_id: str, visitor: RawDocument, fresh: Sequence[EventRecord], session: AsyncClientSession
) -> list[str]:
    """Return the visits that the log doesn't know yet, each once."""
    last = visitor.get("last_session_id")
    sessions = dict.fromkeys(r.session_id for r in fresh if r.session_id is not None)
    asked = [session_id for session_id in sessions if session_id != last]
    known = await known_sessions(store_id, visitor["visitor_id"], asked, session)
    return [session_id for session_id in asked if session_id not in known]


async def _locked_visitor(
    store_id: str, visitor_id: str, session: AsyncClientSession, *, read: RawDocument
) -> RawDocument:
    """Return these fields of the visitor, made if need be; later writers wait for this transaction."""
    visitor = await collection_of(VisitorDocument).find_one_and_update(
        {"store_id": store_id, "visitor_id": visitor_id},
        {"$inc": {"revision": 1}, "$setOnInsert": {"shuffle": random.random()}},  # noqa: S311, a sample
        projection=read,
        upsert=True,
        return_document=ReturnDocument.AFTER,
        session=session,
    )
    if visitor is None:
        raise AssertionError("an upsert returns the document")
    return visitor


async def _known_keys(
    store_id: str, visitor_id: str, keys: Mapping[str, Any], session: AsyncClientSession
) -> frozenset[str]:
    cursor = collection_of(EventDocument).find(
        {"store_id": store_id, "visitor_id": visitor_id, "key": {"$in": list(keys)}},
        {"_id": 0, "key": 1},
        session=session,
    )
    return frozenset([raw["key"] async for raw in cursor])


def _visitor_update(
    visitor: RawDocument, fresh: Sequence[EventRecord], features: Mapping[str, Feature]
) -> RawDocument:
    changed, forgotten = _stream_changes(visitor.get("streams", {}), fresh, features)
    update: RawDocument = {
        "$min": {"first_seen_at": min(record.at for record in fresh)},
        "$max": {"last_seen_at": max(record.at for record in fresh)},
        "$set": {f"streams.{key}": raw for key, raw in changed.items()},
        "$unset": {f"streams.{key}": "" for key in forgotten},
        "$inc": {},
        "$push": {},
    }
    for record in fresh:
        _add_declarations(update, visitor, record)
        _add_interaction(update, visitor, record)
        if record.kind is EventKind.REGISTRATION:
            _lower(update["$min"], "registered_at", record.at)
    return update


def _stream_changes(
    streams: Mapping[str, RawDocument],
    fresh: Sequence[EventRecord],
    features: Mapping[str, Feature],
) -> tuple[dict[str, RawDocument], list[str]]:
    changed: dict[str, RawDocument] = {}
    forgotten = [key for key in streams if key not in features]
    occurrences = [record.occurrence for record in fresh]
    kinds = {record.kind for record in fresh}
    for key in streams.keys() & features.keys():
        feature = features[key]
        if feature.event not in kinds:
            continue
        before = stream_from_raw(streams[key])
        after = with_events(before, feature, occurrences)
        if after is not before:
            changed[key] = stream_to_raw(bounded(after, feature))
    return changed, forgotten


def _add_declarations(update: RawDocument, visitor: RawDocument, record: EventRecord) -> None:
    """Keep the newest value of each attribute, whatever the order of arrival."""
    for group, values in (("declared", record.declared), ("traits", record.traits)):
        current = visitor.setdefault(group, {})
        for name, value in values.items():
            entry = {"value": value, "at": record.at, "by": record.key}
            before = current.get(name)
            if before is None or (before["at"], before["by"]) < (entry["at"], entry["by"]):
                current[name] = entry
                update["$set"][f"{group}.{name}"] = entry


def _add_interaction(update: RawDocument, visitor: RawDocument, record: EventRecord) -> None:
    field = HISTORY_FIELDS.get(record.kind)
    if field is None:
        return
    campaign_id = record.properties["campaignId"]
    path = f"campaigns.{campaign_id}"
    update["$inc"][f"{path}.{field}"] = update["$inc"].get(f"{path}.{field}", 0) + 1
    latest = f"{path}.{LATEST_FIELDS[record.kind]}"
    update["$max"][latest] = max(record.at, update["$max"].get(latest, record.at))
    if record.kind is EventKind.CAMPAIGN_IMPRESSION:
        _add_display(update, visitor.get("campaigns", {}).get(campaign_id, {}), path, record)


def _add_display(update: RawDocument, history: RawDocument, path: str, record: EventRecord) -> None:
    shown: RawDocument = {"at": record.at}
    if record.session_id is not None:
        shown["session_id"] = record.session_id
    _push_latest(update, f"{path}.recent", shown, {"at": 1, "session_id": 1})
    if counts_in_store_limits(record):
        _push_latest(update, "displays", record.at, 1)
    earliest = (history.get("first_impression_at"), history.get("first_impression_key", ""))
    earliest = (
        update["$set"].get(f"{path}.first_impression_at", earliest[0]),
        update["$set"].get(f"{path}.first_impression_key", earliest[1]),
    )
    if earliest[0] is None or (record.at, record.key) < earliest:
        update["$set"][f"{path}.first_impression_at"] = record.at
        update["$set"][f"{path}.first_impression_key"] = record.key
        update["$set"][f"{path}.variant"] = record.properties.get("variant")


def _push_latest(update: RawDocument, name: str, item: Any, order: Any) -> None:
    """Add to a list that is kept in order, and keep only its end."""
    push = update["$push"].setdefault(
        name, {"$each": [], "$sort": order, "$slice": -RECENT_DISPLAYS}
    )
    push["$each"].append(item)


def _lower(minima: RawDocument, name: str, value: datetime) -> None:
    minima[name] = min(value, minima.get(name, value))


def _merge(update: RawDocument, more: RawDocument) -> None:
    for operator, changes in more.items():
        update.setdefault(operator, {}).update(changes)


def _without_empty(update: RawDocument) -> RawDocument:
    """Drop operators without changes, which MongoDB refuses."""
    return {operator: changes for operator, changes in update.items() if changes}
