"""Runs the migrations that haven't run yet, one after the other, under the lock."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, final

from pymongo.asynchronous.database import AsyncDatabase

import migrations
from migrations.lock import migration_lock
from migrations.run import RECORDS, Run

_NAME: Final = re.compile(r"m(\d{4})_[a-z0-9_]+")
_WAIT_SECONDS: Final = 300.0


@final
@dataclass(frozen=True, slots=True)
class Migration:
    """One migration of this release."""

    name: str
    forward: Callable[[Run], Awaitable[None]]


@final
class MigrationOrderError(Exception):
    """The migrations of this release and those that the database has seen don't fit together."""


def known_migrations() -> list[Migration]:
    """Return this release's migrations in the order of their numbers.

    Raises:
        MigrationOrderError: two have the same number.
    """
    names = sorted(m.name for m in pkgutil.iter_modules(migrations.__path__) if _NAME.match(m.name))
    refuse_equal_numbers(names)
    return [
        Migration(name, importlib.import_module(f"migrations.{name}").forward) for name in names
    ]


def refuse_equal_numbers(names: Sequence[str]) -> None:
    """Raise `MigrationOrderError` when two migrations share a number: their order would be chance."""
    numbers = [name[:5] for name in names]
    twice = [name for name in names if numbers.count(name[:5]) > 1]
    if twice:
        raise MigrationOrderError(f"Migrations share a number: {', '.join(twice)}. Renumber one.")


async def pending_migrations(
    database: AsyncDatabase[dict[str, Any]], migrations_known: Sequence[Migration] | None = None
) -> list[Migration]:
    """Return the migrations that have yet to run, in order.

    Raises:
        MigrationOrderError: the database was migrated by a newer release, or one that had already
            run is followed by an older one that hasn't.
    """
    known = known_migrations() if migrations_known is None else migrations_known
    cursor = database[RECORDS].find({"finished_at": {"$ne": None}}, {"_id": 1})
    done = {record["_id"] async for record in cursor}
    unknown = sorted(done - {migration.name for migration in known})
    if unknown:
        raise MigrationOrderError(
            f"The database has seen migrations that this release doesn't know: {', '.join(unknown)}. "
            "Run the release that made them, or a newer one."
        )
    pending = [migration for migration in known if migration.name not in done]
    late = [migration.name for migration in pending if done and migration.name < max(done)]
    if late:
        raise MigrationOrderError(
            f"{', '.join(late)} would run after the newer {max(done)}. Give it a higher number."
        )
    return pending


async def migrate(
    database: AsyncDatabase[dict[str, Any]],
    *,
    migrations_known: Sequence[Migration] | None = None,
    wait_seconds: float = _WAIT_SECONDS,
) -> list[str]:
    """Run what is pending and return the names of what ran; waits for another process that does.

    A migration that fails or is interrupted stays pending and goes on from its last batch.

    Raises:
        MigrationOrderError: see `pending_migrations`.
        MigrationLockedError, MigrationLockLostError: see `migrations.lock`.
    """
    async with migration_lock(database, wait_seconds=wait_seconds):
        ran: list[str] = []
        for migration in await pending_migrations(database, migrations_known):
            await _run(database, migration)
            ran.append(migration.name)
        return ran


async def _run(database: AsyncDatabase[dict[str, Any]], migration: Migration) -> None:
    records = database[RECORDS]
    await records.update_one(
        {"_id": migration.name},
        {"$setOnInsert": {"started_at": datetime.now(UTC), "finished_at": None}},
        upsert=True,
    )
    await migration.forward(Run(migration.name, database))
    await records.update_one(
        {"_id": migration.name},
        {"$set": {"finished_at": datetime.now(UTC)}, "$unset": {"positions": ""}},
    )
