"""A lock in the database, so that two processes that start together don't both migrate.

It is a lease by the database's own clock: whoever holds it renews it, and when a process dies it
runs out.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any, Final, final
from uuid import uuid4

from pymongo import ReturnDocument
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError

COLLECTION: Final = "migration_lock"
LEASE_SECONDS: Final = 30.0
_POLL_SECONDS: Final = 0.2
_CANCEL_AGAIN_SECONDS: Final = 1.0


@final
class MigrationLockedError(Exception):
    """Another process is still migrating."""

    def __init__(self, holder: str, waited_seconds: float) -> None:
        super().__init__(
            f"Migrations are being run by {holder}; it wasn't done after {waited_seconds:g} seconds. "
            "Try again when it is."
        )


@final
class MigrationLockLostError(Exception):
    """The lease ran out while migrating, and another process may have taken over."""


@asynccontextmanager
async def migration_lock(
    database: AsyncDatabase[dict[str, Any]],
    *,
    wait_seconds: float,
    lease_seconds: float = LEASE_SECONDS,
) -> AsyncIterator[None]:
    """Hold the lock within; the body is cancelled if the lease can't be renewed.

    Raises:
        MigrationLockedError: another process held it for all of `wait_seconds`.
        MigrationLockLostError: the lease was lost before the body was through.
    """
    locks = database[COLLECTION]
    holder = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"
    await _acquire(locks, holder, wait_seconds, lease_seconds)
    body = asyncio.current_task()
    lost = released = False

    # Both loops look at `released` and cancel again, for a cancellation can be lost: `asyncio.wait_for` of Python
    # 3.11, which PyMongo sends every command with, drops one that comes when what it waits for has just ended.
    async def renew() -> None:
        nonlocal lost
        while not lost and not released:
            await asyncio.sleep(lease_seconds / 3)
            lost = not await _renewed(locks, holder, lease_seconds)
        while body is not None and not released:
            body.cancel()
            await asyncio.sleep(_CANCEL_AGAIN_SECONDS)

    renewal = asyncio.create_task(renew())
    try:
        yield
    except asyncio.CancelledError:
        if not lost:
            raise
        while body is not None and body.uncancel():
            pass
        raise MigrationLockLostError(
            "The migration lock was lost: another process took it over, or MongoDB didn't answer for "
            "too long. Nothing more was changed; run it again."
        ) from None
    finally:
        released = True
        renewal.cancel()
        with suppress(asyncio.CancelledError):
            await renewal
        with suppress(PyMongoError):  # without MongoDB, the lease ends by itself
            await locks.delete_one({"_id": "lock", "holder": holder})


async def _acquire(
    locks: AsyncCollection[dict[str, Any]], holder: str, wait_seconds: float, lease_seconds: float
) -> None:
    deadline = asyncio.get_running_loop().time() + wait_seconds
    while not await _take(locks, holder, lease_seconds):
        if asyncio.get_running_loop().time() >= deadline:
            current = await locks.find_one({"_id": "lock"}) or {}
            raise MigrationLockedError(current.get("holder", "another process"), wait_seconds)
        await asyncio.sleep(_POLL_SECONDS)


async def _renewed(
    locks: AsyncCollection[dict[str, Any]], holder: str, lease_seconds: float
) -> bool:
    """Renew the lease, trying again for as long as it still runs when MongoDB doesn't answer."""
    clock = asyncio.get_running_loop()
    deadline = clock.time() + lease_seconds / 3
    while clock.time() < deadline:
        try:
            async with asyncio.timeout_at(deadline):
                return await _take(locks, holder, lease_seconds)
        except (PyMongoError, TimeoutError):
            await asyncio.sleep(_POLL_SECONDS)
    return False


async def _take(locks: AsyncCollection[dict[str, Any]], holder: str, lease_seconds: float) -> bool:
    """Take the lock if it is free, or renew it; one atomic statement, by the database's clock."""
    is_free = {"$lt": [{"$ifNull": ["$expires_at", datetime.min.replace(tzinfo=UTC)]}, "$$NOW"]}
    may_take = {"$or": [is_free, {"$eq": ["$holder", holder]}]}
    expires_at = {"$add": ["$$NOW", int(lease_seconds * 1_000)]}
    lock = await locks.find_one_and_update(
        {"_id": "lock"},
        [
            {
                "$set": {
                    "holder": {"$cond": [may_take, holder, "$holder"]},
                    "expires_at": {"$cond": [may_take, expires_at, "$expires_at"]},
                }
            }
        ],
        upsert=True,
        return_document=ReturnDocument.AFTER,
    )
    return lock is not None and lock["holder"] == holder
