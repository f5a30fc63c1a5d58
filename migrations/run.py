"""One run of one migration: the database, and batches that go on where an earlier run stopped."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final, final

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase

RECORDS: Final = "migrations"
"""The collection with one document per migration that was begun."""


@final
@dataclass(frozen=True, slots=True)
class Run:
    """What a migration gets."""

    name: str
    database: AsyncDatabase[dict[str, Any]]

    async def batches(
        self, collection: str, query: dict[str, Any] | None = None, *, size: int = 1_000
    ) -> AsyncIterator[list[dict[str, Any]]]:
        """Yield a collection's documents by `_id`, `size` at a time, in bounded memory.

        Once the body of the loop is through with a batch, its last `_id` is kept in the migration's
        record; a run that was interrupted goes on there. So a batch may be seen twice, never not.
        """
        source = self.database[collection]
        after = await self._position(collection)
        while batch := await _read(source, query or {}, after, size):
            yield batch
            after = {"id": batch[-1]["_id"]}
            await self.database[RECORDS].update_one(
                {"_id": self.name}, {"$set": {f"positions.{collection}": after}}
            )

    async def _position(self, collection: str) -> dict[str, Any] | None:
        record = await self.database[RECORDS].find_one({"_id": self.name})
        positions: dict[str, dict[str, Any]] = (record or {}).get("positions", {})
        return positions.get(collection)


async def _read(
    source: AsyncCollection[dict[str, Any]],
    query: dict[str, Any],
    after: dict[str, Any] | None,
    size: int,
) -> list[dict[str, Any]]:
    beyond = {} if after is None else {"_id": {"$gt": after["id"]}}
    return await source.find({**beyond, **query}, sort=[("_id", 1)], limit=size).to_list()
