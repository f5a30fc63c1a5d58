"""`events keep` and `events expire`."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from api.clock import system_clock
from api.commands.access import StoreId
from api.commands.environment import console, give_up, with_database
from api.database import Database
from documents.stores import existing_store
from resolvers.catalog import CatalogRegistry
from resolvers.context import Actor, Context
from resolvers.event_retention import adjust_event_retention, expire_store_events


def keep(
    *,
    store: StoreId,
    days: Annotated[int | None, Parameter(help="31 to 3,650.")] = None,
    for_ever: Annotated[bool, Parameter(negative="", help="Keep all of them.")] = False,
) -> None:
    """Set for how many days a store's events are kept."""
    if (days is None) is not for_ever:
        give_up("Give either --days or --for-ever.")

    async def work(_: Database) -> None:
        await existing_store(store)
        await adjust_event_retention(_context(store), days)
        kept = "for ever" if days is None else f"for {days:,} days"
        console.print(f"Events are kept {kept}; run `python -m api events expire` each night.")

    with_database(work)


def expire(*, store: StoreId) -> None:
    """Remove the events that the run before has announced, and announce more."""

    async def work(_: Database) -> None:
        with console.status("Removing events"):
            expired = await expire_store_events(_context(store))
        console.print(f"Removed {expired.removed:,} events.")
        if expired.next_run_after is not None:
            console.print(
                f"Announced: events from before {expired.since:%F %T} UTC aren't taken any more, and a "
                f"run after {expired.next_run_after:%F %T} UTC removes them."
            )

    with_database(work)


def _context(store_id: str) -> Context:
    return Context(
        store_id=store_id,
        now=system_clock(),
        catalogs=CatalogRegistry(),
        actor=Actor("command line"),
    )
