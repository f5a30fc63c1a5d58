"""The live catalogs of a process, one per store, each swapped whole.

A change that this process makes is in force here once the request that made it is answered; the others
hear of it through a change stream, or by polling while that is away. Requests under way go on with the
catalog before, and when MongoDB doesn't answer the last catalog stays in force.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final, final

from documents.connection import DatabaseUnavailableError
from documents.stores import (
    bump_catalog_version,
    catalog_version_of,
    catalog_versions,
    existing_store,
    watch_changed_stores,
)
from resolvers.catalog_building import CatalogBuilder
from resolvers.live_catalog import LiveCatalog

_LOG = logging.getLogger(__name__)
_RETRY_SECONDS: Final = 1.0


@final
@dataclass(eq=False, slots=True)
class _Store:
    """What is known of one store.

    Attributes:
        catalog: the newest one, `None` before the first.
        is_outdated: a change was made here that the catalog doesn't hold, since building one has failed.
        changes: how many changes this process has made.
        seen: how many of them the catalog holds.
    """

    builder: CatalogBuilder = field(default_factory=CatalogBuilder)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    catalog: LiveCatalog | None = None
    is_outdated: bool = False
    changes: int = 0
    seen: int = 0


@final
class CatalogRegistry:
    """The live catalogs of this process."""

    def __init__(self) -> None:
        self._stores: dict[str, _Store] = {}

    async def get(self, store_id: str) -> LiveCatalog:
        """Return the store's catalog, built if there is none yet.

        Raises:
            DatabaseUnavailableError: MongoDB doesn't answer and there is no earlier catalog.
            UnknownStoreError: there is no such store.
        """
        store = self._store(store_id)
        if store.catalog is not None and not store.is_outdated:
            return store.catalog
        async with store.lock:
            before = store.catalog
            if before is not None and not store.is_outdated:
                return before  # another request has just built it
            try:
                return await self._build(store_id)
            except DatabaseUnavailableError:
                if before is None:
                    raise
                return before

    async def warm_up(self, store_ids: Iterable[str]) -> None:
        """Build the catalogs of these stores, so that no visitor waits for them.

        Where MongoDB doesn't answer they are built when they are asked for.
        """
        with suppress(DatabaseUnavailableError):
            for store_id in store_ids:
                await self.get(store_id)

    async def change_made(self, store_id: str) -> None:
        """Have a change of what visitors may be shown in force: here now, elsewhere within a second.

        Raises:
            DatabaseUnavailableError: MongoDB doesn't answer, so the others don't hear of it.
        """
        await bump_catalog_version(store_id)
        await self.renew(store_id)

    async def renew(self, store_id: str) -> None:
        """Have a change that the others have been told of in force here.

        Where MongoDB doesn't answer, whoever next asks for the catalog has it built again.
        """
        store = self._store(store_id)
        store.changes += 1
        change = store.changes
        if store.catalog is None and not store.lock.locked():
            return  # nobody has asked yet
        try:
            async with store.lock:
                if store.seen < change:  # else a building that began later has just ended
                    await self._build(store_id)
        except BaseException as error:
            store.is_outdated |= store.seen < change
            if not isinstance(error, DatabaseUnavailableError):
                raise

    async def keep_current(self) -> None:
        """Follow changes made by other processes, until cancelled."""
        while True:
            try:
                async for store_id in watch_changed_stores():
                    if store_id is None:  # the stream is open: what came before it is asked for
                        await self._poll()
                    else:
                        await self._follow(store_id)
            except Exception as error:  # noqa: BLE001, whatever ends the stream, it is opened again
                _LOG.info("Watching for changes was interrupted: %s", type(error).__name__)
            await asyncio.sleep(_RETRY_SECONDS)

    async def _poll(self) -> None:
        for store_id, version in (await catalog_versions()).items():
            store = self._stores.get(store_id)
            if store is not None and (store.catalog is None or store.catalog.version != version):
                await self._follow(store_id)

    async def _follow(self, store_id: str) -> None:
        """Build a store's catalog anew, unless it is this process's own change or one seen already."""
        store = self._stores.get(store_id)
        if store is None or (store.catalog is None and not store.lock.locked()):
            return  # nobody has asked yet
        async with store.lock:
            catalog = store.catalog
            if catalog is not None and catalog.version != await catalog_version_of(store_id):
                await self._build(store_id)

    async def _build(self, store_id: str) -> LiveCatalog:
        store = self._store(store_id)
        changes = store.changes
        catalog = await store.builder.build(await existing_store(store_id))
        store.catalog, store.seen, store.is_outdated = catalog, changes, False
        return catalog

    def _store(self, store_id: str) -> _Store:
        store = self._stores.get(store_id)
        if store is None:
            store = self._stores[store_id] = _Store()
        return store
