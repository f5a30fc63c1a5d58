"""Migrations run once, in order, under a lock, and go on where they were interrupted."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from beanie import Document
from pymongo import AsyncMongoClient, IndexModel

from api.database import Database, DatabaseNotUsableError, opened_database
from documents.models import ALL_DOCUMENTS
from migrations import m0001_indexes, m0003_campaigns_as_marketers_run_them, m0004_event_retention
from migrations.lock import MigrationLockedError, MigrationLockLostError, migration_lock
from migrations.run import Run
from migrations.runner import (
    Migration,
    MigrationOrderError,
    known_migrations,
    migrate,
    pending_migrations,
    refuse_equal_numbers,
)


@pytest.fixture
async def empty(mongodb_uri: str) -> AsyncIterator[Database]:
    """A database without anything in it."""
    async with AsyncMongoClient[dict[str, Any]](mongodb_uri, tz_aware=True) as client:
        database = client[f"migrations_{uuid4().hex[:8]}"]
        yield database
        await client.drop_database(database.name)


class Doubling:
    """A migration that doubles every number, and may fail after some batches."""

    def __init__(self, *, fail_after: int | None = None) -> None:
        self.fail_after = fail_after
        self.batches = 0

    async def forward(self, run: Run) -> None:
        async for batch in run.batches("numbers", {"doubled": {"$exists": False}}, size=10):
            if self.batches == self.fail_after:
                raise ZeroDivisionError
            self.batches += 1
            for document in batch:
                await run.database.numbers.update_one(
                    {"_id": document["_id"]}, {"$set": {"doubled": 2 * document["value"]}}
                )


async def test_everything_runs_once(empty: Database) -> None:
    names = [migration.name for migration in known_migrations()]
    assert await migrate(empty) == names
    assert await migrate(empty) == []
    assert await pending_migrations(empty) == []
    records = await empty.migrations.find().sort("_id").to_list()
    assert [record["_id"] for record in records] == names
    assert all(record["finished_at"] >= record["started_at"] for record in records)


async def test_processes_that_start_together_do_not_race(empty: Database) -> None:
    await empty.numbers.insert_many([{"_id": i, "value": i} for i in range(50)])
    doubling = Doubling()
    known = [Migration("m0001_doubling", doubling.forward)]
    ran = await asyncio.gather(*(migrate(empty, migrations_known=known) for _ in range(5)))
    assert sorted(ran) == [[], [], [], [], ["m0001_doubling"]]
    assert doubling.batches == 5


async def test_an_interrupted_migration_goes_on_from_its_last_batch(empty: Database) -> None:
    await empty.numbers.insert_many([{"_id": i, "value": i} for i in range(45)])
    first = Doubling(fail_after=2)
    with pytest.raises(ZeroDivisionError):
        await migrate(empty, migrations_known=[Migration("m0001_doubling", first.forward)])
    known = [Migration("m0001_doubling", Doubling().forward)]
    assert [m.name for m in await pending_migrations(empty, known)] == ["m0001_doubling"]

    second = Doubling()
    await migrate(empty, migrations_known=[Migration("m0001_doubling", second.forward)])
    assert (first.batches, second.batches) == (2, 3)
    assert (
        await empty.numbers.count_documents(
            {"$expr": {"$eq": ["$doubled", {"$multiply": ["$value", 2]}]}}
        )
        == 45
    )
    record = await empty.migrations.find_one({"_id": "m0001_doubling"})
    assert record is not None
    assert "positions" not in record


async def test_a_database_of_a_newer_release_is_refused(empty: Database) -> None:
    await migrate(empty, migrations_known=[Migration("m9999_from_the_future", Doubling().forward)])
    with pytest.raises(MigrationOrderError, match="m9999_from_the_future"):
        await migrate(empty)


async def test_a_migration_that_comes_too_late_is_refused(empty: Database) -> None:
    newer = Migration("m0002_newer", Doubling().forward)
    await migrate(empty, migrations_known=[newer])
    with pytest.raises(MigrationOrderError, match="m0001_late would run after"):
        await migrate(empty, migrations_known=[Migration("m0001_late", Doubling().forward), newer])


def test_two_migrations_of_one_number_are_refused() -> None:
    with pytest.raises(MigrationOrderError, match="m0001_a, m0001_b"):
        refuse_equal_numbers(["m0001_a", "m0001_b", "m0002_c"])


async def test_the_lock_is_waited_for_and_not_for_ever(empty: Database) -> None:
    async with migration_lock(empty, wait_seconds=0):
        with pytest.raises(MigrationLockedError, match="being run by"):
            async with migration_lock(empty, wait_seconds=0.3):
                pass
    async with migration_lock(empty, wait_seconds=0):
        pass


async def test_the_lease_of_a_dead_process_runs_out(empty: Database) -> None:
    lock = migration_lock(empty, wait_seconds=0, lease_seconds=0.5)
    await empty.migration_lock.insert_one({"_id": "lock", "holder": "the dead"})
    await empty.migration_lock.update_one(
        {"_id": "lock"}, [{"$set": {"expires_at": {"$add": ["$$NOW", 300]}}}]
    )
    async with migration_lock(empty, wait_seconds=5):
        pass
    async with lock:
        pass


async def test_a_lease_is_renewed_while_the_work_lasts(empty: Database) -> None:
    async with migration_lock(empty, wait_seconds=0, lease_seconds=0.6):
        await asyncio.sleep(1.5)
        with pytest.raises(MigrationLockedError):
            async with migration_lock(empty, wait_seconds=0):
                pass


async def test_work_stops_when_the_lease_was_lost(empty: Database) -> None:
    finished = False

    async def work() -> None:
        nonlocal finished
        async with migration_lock(empty, wait_seconds=0, lease_seconds=0.6):
            await empty.migration_lock.update_one(
                {"_id": "lock"},
                [{"$set": {"holder": "a thief", "expires_at": {"$add": ["$$NOW", 60_000]}}}],
            )
            await asyncio.sleep(5)
            finished = True

    with pytest.raises(MigrationLockLostError):
        await work()
    assert not finished


async def test_the_work_is_cancelled_when_the_lease_cannot_be_renewed(
    empty: Database, mongodb_uri: str
) -> None:
    finished = False

    async def work() -> None:
        nonlocal finished
        client = AsyncMongoClient[dict[str, Any]](mongodb_uri)
        async with migration_lock(client[empty.name], wait_seconds=0, lease_seconds=0.6):
            await client.close()  # from here on, every command fails
            await asyncio.sleep(5)
            finished = True

    with pytest.raises(MigrationLockLostError):
        await work()
    assert not finished


async def test_serving_refuses_a_database_with_pending_migrations(mongodb_uri: str) -> None:
    name = f"migrations_{uuid4().hex[:8]}"
    with pytest.raises(DatabaseNotUsableError, match="python -m api migrate"):
        async with opened_database(mongodb_uri, name, run_migrations=False):
            pass


@pytest.mark.parametrize("document", ALL_DOCUMENTS, ids=lambda document: document.__name__)
async def test_migrations_make_the_indexes_that_documents_name(
    database: Database, document: type[Document]
) -> None:
    """And no others: what a query relies on stands with its document."""
    declared = {
        index.document["name"]: dict(index.document["key"]) for index in _indexes_of(document)
    }
    actual = {
        name: dict(index["key"])
        for name, index in (
            await database[document.get_collection_name()].index_information()
        ).items()
        if name != "_id_"
    }
    assert actual == declared
    assert document.get_collection_name() in _MADE


_MADE = {
    *m0001_indexes.INDEXES,
    *m0003_campaigns_as_marketers_run_them.NEW_INDEXES,
    *m0004_event_retention.NEW_INDEXES,
}


def _indexes_of(document: type[Document]) -> list[IndexModel]:
    settings: Any = getattr(document, "Settings")  # noqa: B009, mypy doesn't see it
    indexes: list[IndexModel] = getattr(settings, "indexes", [])
    return indexes
