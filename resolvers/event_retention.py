"""How long events are kept, and removing those that are older.

What one run announces, the next one removes, an hour later at the earliest. In between no process takes
such events any more, none publishes a rule that would ask for them, and what was being published when
it was announced is live. So nothing is removed that somebody still counts on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, final

from documents.event_expiry import expire_events, visitors_with_events_before
from documents.stores import StoreDocument, change_store, existing_store, set_event_log
from resolvers.audit import Action, AuditTarget, api_names, entry_of
from resolvers.catalog_building import CatalogBuilder
from resolvers.context import Context
from resolvers.decisions import DECISION_LIFE
from targeting.behaviour import Feature
from targeting.event_log import EventLog
from targeting.values import InvalidInputError, Problem, whole_milliseconds

MINIMUM_DAYS: Final = DECISION_LIFE.days + 1
"""While a decision can be acted on, its display must be in the log, so that it counts once."""

MAXIMUM_DAYS: Final = 3_650
NOTICE: Final = timedelta(hours=1)


@final
@dataclass(frozen=True, slots=True)
class ExpiredEvents:
    """What a run has done.

    Attributes:
        removed: how many events.
        since: events are there, and are taken, since then; `None` for all.
        next_run_after: when a run removes more, `None` when nothing is announced.
    """

    removed: int
    since: datetime | None
    next_run_after: datetime | None


async def adjust_event_retention(context: Context, days: int | None) -> None:
    """Set for how many days events are kept, `None` for ever; orders and conversions are in any case.

    Nothing is removed yet: `expire_store_events` does that.

    Raises:
        InvalidInputError: the number can't be used.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    if days is not None and not MINIMUM_DAYS <= days <= MAXIMUM_DAYS:
        raise InvalidInputError(
            Problem(
                ("days",),
                "OUT_OF_RANGE",
                f"Give a number from {MINIMUM_DAYS} to {MAXIMUM_DAYS:,}, or leave it out.",
            )
        )
    store = await existing_store(context.store_id)
    before, after = {"event_days": store.event_days}, {"event_days": days}
    named = api_names(before), api_names(after)
    done = Action("adjustEventRetention", AuditTarget.STORE, context.store_id, *named)
    await change_store(context.store_id, after, entry_of(context, done))
    await context.catalogs.renew(context.store_id)


async def expire_store_events(
    context: Context, on_progress: Callable[[int], None] = lambda _: None
) -> ExpiredEvents:
    """Remove the store's events that the run before has announced, and announce what the next removes.

    Safe to interrupt and to start twice. `on_progress` is told how many events were removed.

    Raises:
        UnknownStoreError: there is no such store.
        DatabaseUnavailableError: MongoDB doesn't answer; the next run goes on.
    """
    store = await _within_what_is_kept(context)
    removed = 0
    due = _due_at(store)
    if due is not None and context.now >= due:
        removed = await _remove_announced(context, store, on_progress)
        store = await existing_store(context.store_id)
    if _due_at(store) is None:
        await _announce(context, store)
        store = await existing_store(context.store_id)
    await context.catalogs.renew(context.store_id)
    return ExpiredEvents(removed, store.events_since, _due_at(store))


async def _within_what_is_kept(context: Context) -> StoreDocument:
    """Take back what was announced before the shop has chosen to keep events for longer.

    Not once some of it has gone: a repeat of that would count twice.
    """
    store = await existing_store(context.store_id)
    kept_since = _kept_since(store, context.now)
    if store.events_since is None or store.is_expiring:
        return store
    if kept_since and store.events_since <= kept_since:
        return store
    since = store.events_gone_before
    if since != store.events_since:
        await set_event_log(store.id, events_since=since)
        store.events_since = since
    return store


def _kept_since(store: StoreDocument, now: datetime) -> datetime | None:
    if store.event_days is None:
        return None
    return whole_milliseconds(now) - timedelta(days=store.event_days)


def _due_at(store: StoreDocument) -> datetime | None:
    """Return when what is announced may be removed, `None` when nothing is announced."""
    if store.events_since == store.events_gone_before or store.announced_at is None:
        return None
    return store.announced_at + NOTICE


async def _remove_announced(
    context: Context, store: StoreDocument, on_progress: Callable[[int], None]
) -> int:
    before = store.events_since
    if before is None:
        return 0
    carry = await _asked_beyond(store, before, context.now)
    carried_since = _carried_since(store, carry)
    changes: dict[str, Any] = {"carried_since": carried_since}
    if store.carried_since.keys() - carry.keys():
        # Somebody may be publishing what nobody asks for any more: first say that it isn't carried.
        await set_event_log(store.id, **changes, announced_at=context.now)
        return 0
    await set_event_log(store.id, **changes, is_expiring=True)
    removed = 0
    async for visitor_ids in visitors_with_events_before(store.id, before):
        for visitor_id in visitor_ids:
            number = await expire_events(store.id, visitor_id, before, carry)
            removed += number
            on_progress(number)
    await set_event_log(store.id, events_gone_before=before, is_expiring=False)
    return removed


async def _announce(context: Context, store: StoreDocument) -> None:
    """Say from when on events aren't kept any more, and which features will be carried."""
    since = _kept_since(store, context.now)
    if since is None or (store.events_since is not None and since <= store.events_since):
        return
    carried_since = _carried_since(store, await _asked_beyond(store, since, context.now))
    await set_event_log(
        store.id, events_since=since, announced_at=context.now, carried_since=carried_since
    )


def _carried_since(
    store: StoreDocument, carry: Mapping[str, Feature]
) -> dict[str, datetime | None]:
    """Return since when features are carried: as before, or from what has last gone on."""
    return {key: store.carried_since.get(key, store.events_gone_before) for key in carry}


async def _asked_beyond(
    store: StoreDocument, since: datetime, now: datetime
) -> Mapping[str, Feature]:
    """Return the features that live rules ask about times before `since`."""
    store = await existing_store(store.id)
    catalog = await CatalogBuilder().build(store)  # not one that may be stale
    return EventLog(since).beyond(catalog.segments.behaviours, now)
