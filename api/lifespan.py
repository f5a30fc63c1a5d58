"""What a serving process holds from its start to its end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Final, TypedDict

from starlette.applications import Starlette

from api.authentication import KeyRing
from api.clock import Clock
from api.database import opened_database
from documents.stores import find_store_ids
from resolvers.catalog import CatalogRegistry
from resolvers.experiments import keep_moving


class State(TypedDict):
    """What requests find as `request.state`."""

    catalogs: CatalogRegistry
    keys: KeyRing


_WARM_STORES: Final = 100
"""A process that serves more stores than this builds the others' catalogs when they are asked for."""


_CANCEL_AGAIN_SECONDS: Final = 0.2


async def ended(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancel the tasks until each has ended.

    Once isn't enough: `asyncio.wait_for` of Python 3.11, which PyMongo sends every command with,
    returns as if nothing had happened if what it waits for is done at that very moment.
    """
    running = set(tasks)
    while running:
        for task in running:
            task.cancel()
        _, running = await asyncio.wait(running, timeout=_CANCEL_AGAIN_SECONDS)


def lifespan_of(
    uri: str, database: str, clock: Clock, on_ready: Callable[[], None]
) -> Callable[[Starlette], AbstractAsyncContextManager[State]]:
    """Return the application's lifespan: the database opened, catalogs and experiments kept current.

    `on_ready` is called once everything is built that stays as long as the process.
    """

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[State]:
        async with opened_database(uri, database, run_migrations=False):
            catalogs = CatalogRegistry()
            tasks = [
                asyncio.create_task(catalogs.keep_current()),
                asyncio.create_task(keep_moving(catalogs, clock)),
            ]
            await catalogs.warm_up(await find_store_ids(_WARM_STORES))
            on_ready()
            try:
                yield State(catalogs=catalogs, keys=KeyRing())
            finally:
                await ended(tasks)

    return lifespan
