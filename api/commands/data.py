"""`migrate`, `import-orders` and `segments recompute`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.table import Table

from api.clock import system_clock
from api.commands.access import StoreId
from api.commands.environment import console, with_database
from api.database import Database
from api.order_file import import_order_file
from documents.stores import existing_store
from resolvers.catalog import CatalogRegistry
from resolvers.smart_segments import recompute_smart_segments, smart_segment_members
from targeting.values import as_utc


def migrate() -> None:
    """Run the migrations that haven't run yet; a second process that does so at once waits."""

    async def work(database: Database) -> None:
        console.print(f"The database '{database.name}' is up to date.")

    with_database(work, run_migrations=True)


def import_orders(
    file: Annotated[Path, Parameter(help="The file, `.csv` or `.csv.gz`.")], *, store: StoreId
) -> None:
    """Import past orders from a CSV file, plain or gzipped; those that are there already are skipped."""

    async def work(_: Database) -> None:
        await existing_store(store)
        now = system_clock()
        await import_order_file(file, store, now, console)
        await recompute_smart_segments(store, CatalogRegistry(), now)

    with_database(work)


def recompute(
    *,
    store: StoreId,
    at: Annotated[
        datetime | None, Parameter(help="Compute as if it were this moment (UTC unless it says).")
    ] = None,
) -> None:
    """Work out the figures that the ten smart segments rest on, and print how many are in which."""

    async def work(_: Database) -> None:
        now = system_clock() if at is None else as_utc(at)
        catalogs = CatalogRegistry()
        figures = await recompute_smart_segments(store, catalogs, now)
        title = f"{figures.buyers:,} buyers at {now:%F %T}"
        table = Table("Smart segment", "Visitors", title=title)
        for segment, members in (await smart_segment_members(store, catalogs, now)).items():
            table.add_row(segment.value, f"{len(members):,}")
        console.print(table)

    with_database(work)
