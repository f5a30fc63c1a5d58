"""What a serving process holds from its start to its end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import TypedDict

from starlette.applications import Starlette

from api.authentication import KeyRing
from api.database import opened_database
from resolvers.catalog import CatalogRegistry


class State(TypedDict):
    """What requests find as `request.state`."""

    catalogs: CatalogRegistry
    keys: KeyRing


def lifespan_of(
    uri: str, database: str
) -> Callable[[Starlette], AbstractAsyncContextManager[State]]:
    """Return the application's lifespan: the database opened, the catalogs kept current."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[State]:
        async with opened_database(uri, database, run_migrations=False):
            catalogs = CatalogRegistry()
            watching = asyncio.create_task(catalogs.keep_current())
            try:
                yield State(catalogs=catalogs, keys=KeyRing())
            finally:
                watching.cancel()
                with suppress(asyncio.CancelledError):
                    await watching

    return lifespan
