"""Stores: the tenants. Every other document belongs to one."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import Any, Final, final
from zoneinfo import ZoneInfo, available_timezones

from beanie import Document
from pydantic import Field, field_validator
from pymongo.asynchronous.client_session import AsyncClientSession

from documents.audit_log import AuditEntryDocument, audited
from documents.connection import (
    DatabaseUnavailableError,
    collection_of,
    time_limit,
    unavailability_reported,
)
from targeting.event_log import EventLog
from targeting.frequency import StoreLimits
from targeting.smart_segments import SmartSegmentSettings

_AWAIT_MS: Final = 1_000
_WATCH_SECONDS: Final = 10.0
"""Each question for news is answered within a second; after ten the connection is given up."""


@cache
def _time_zone_names() -> frozenset[str]:
    return frozenset(available_timezones())  # from the disk, for ten milliseconds


@final
class StoreDocument(Document):
    """One online shop.

    Attributes:
        id: the store's short name, chosen when it is created.
        time_zone: IANA name; schedules are shown in it.
        signing_secret: signs decision ids, so that interactions can't be made up.
        catalog_version: raised by everything that changes what visitors may be shown.
        holdout_share: of the visitors, from 0 to 1, who are shown no campaign at all, to measure what
            campaigns bring.
        minimum_gap_seconds, daily_maximum: how often one visitor is shown any campaign at all.
        smart_segment_settings: the numbers that differ from the defaults.
        event_days: for how many days events are kept; `None` for ever.
        events_since: older events aren't taken, and may be gone; `announced_at` is when that was said.
        events_gone_before: everything older that can expire is gone.
        is_expiring: some of what was announced has gone, and a run has to remove the rest.
        carried_since: see `targeting.event_log.EventLog`.
        is_demo: the store holds the demo shop, loaded to its end.
    """

    id: str  # type: ignore[assignment]  # Beanie's own default is an ObjectId
    name: str
    currency: str = "EUR"
    time_zone: str = "UTC"
    default_locale: str = "en"
    signing_secret: str = Field(default_factory=lambda: secrets.token_urlsafe(32))
    catalog_version: int = 0
    holdout_share: float = 0.0
    minimum_gap_seconds: int | None = None
    daily_maximum: int | None = None
    smart_segment_settings: dict[str, Any] = Field(default_factory=dict)
    event_days: int | None = None
    events_since: datetime | None = None
    announced_at: datetime | None = None
    events_gone_before: datetime | None = None
    is_expiring: bool = False
    carried_since: dict[str, datetime | None] = Field(default_factory=dict)
    is_demo: bool = False

    class Settings:
        name = "stores"

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, name: str) -> str:
        if name in _time_zone_names():
            return name
        raise ValueError("give the IANA name of a time zone, such as Europe/Istanbul")

    def zone(self) -> ZoneInfo:
        """Return the store's time zone."""
        return ZoneInfo(self.time_zone)

    def display_limits(self) -> StoreLimits:
        """Return how often one visitor is shown any campaign at all."""
        return StoreLimits(self.minimum_gap_seconds, self.daily_maximum)

    def event_log(self) -> EventLog:
        """Return how far back the store's event log reaches."""
        return EventLog(self.events_since, self.carried_since)

    def settings(self) -> SmartSegmentSettings:
        """Return the numbers of this store's smart segments."""
        changes: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in self.smart_segment_settings.items()
        }
        return SmartSegmentSettings(**changes)


@final
class UnknownStoreError(Exception):
    """There is no store of this id, or no longer."""


async def existing_store(store_id: str) -> StoreDocument:
    """Return the store.

    Raises:
        UnknownStoreError: there is no such store.
    """
    store = await find_store(store_id)
    if store is None:
        raise UnknownStoreError(store_id)
    return store


async def find_store(store_id: str) -> StoreDocument | None:
    """Return the store, `None` when there is none."""
    async with unavailability_reported():
        return await StoreDocument.get(store_id)


async def save_store(store: StoreDocument) -> None:
    """Insert or replace the store."""
    async with unavailability_reported():
        await store.save()


async def change_store(store_id: str, changes: dict[str, Any], entry: AuditEntryDocument) -> None:
    """Set fields of a store, tell every process, and say so in the audit log."""

    async def change(session: AsyncClientSession) -> None:
        await collection_of(StoreDocument).update_one(
            {"_id": store_id},
            {"$set": changes, "$inc": {"catalog_version": 1}},
            session=session,
        )

    await audited(entry, change)


async def set_event_log(store_id: str, **changes: Any) -> None:
    """Set how far back a store's event log reaches, and tell every process."""
    async with unavailability_reported():
        await collection_of(StoreDocument).update_one(
            {"_id": store_id}, {"$set": changes, "$inc": {"catalog_version": 1}}
        )


async def bump_catalog_version(store_id: str) -> None:
    """Tell every process that the store's live segments, campaigns or figures have changed."""
    async with unavailability_reported():
        await collection_of(StoreDocument).update_one(
            {"_id": store_id}, {"$inc": {"catalog_version": 1}}
        )


async def catalog_versions() -> dict[str, int]:
    """Return the catalog version of every store."""
    async with unavailability_reported():
        cursor = collection_of(StoreDocument).find({}, {"catalog_version": 1})
        return {raw["_id"]: raw["catalog_version"] async for raw in cursor}


async def find_store_ids(at_most: int) -> list[str]:
    """Return the ids of so many stores; none where MongoDB doesn't answer."""
    with suppress(DatabaseUnavailableError):
        async with unavailability_reported():
            cursor = collection_of(StoreDocument).find({}, {"_id": 1}, limit=at_most)
            return [raw["_id"] async for raw in cursor]
    return []


async def catalog_version_of(store_id: str) -> int | None:
    """Return the store's catalog version, `None` when there is no such store any more."""
    async with unavailability_reported():
        raw = await collection_of(StoreDocument).find_one({"_id": store_id}, {"catalog_version": 1})
    return None if raw is None else int(raw["catalog_version"])


async def watch_changed_stores() -> AsyncIterator[str | None]:
    """Yield `None` once changes are watched, then a store's id each time it is changed by anyone.

    Raises:
        PyMongoError: the connection was lost, or was silent for too long to be trusted.
    """
    async with time_limit(_WATCH_SECONDS):
        stream = await collection_of(StoreDocument).watch(max_await_time_ms=_AWAIT_MS)
    async with stream:
        yield None
        while stream.alive:
            async with time_limit(_WATCH_SECONDS):
                change = await stream.try_next()
            if change is not None:
                yield change["documentKey"]["_id"]
