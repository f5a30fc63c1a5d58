"""Paging through what arrived, newest first, by the id after which to go on."""

from __future__ import annotations

from typing import Any, TypeVar, final

from beanie import Document, PydanticObjectId
from bson.errors import InvalidId

from documents.connection import unavailability_reported

Stored = TypeVar("Stored", bound=Document)


@final
class InvalidCursorError(Exception):
    """The cursor isn't one that an earlier page ended with."""


async def find_newest_first(
    document: type[Stored],
    store_id: str,
    *,
    after: str | None = None,
    limit: int,
    **which: Any,
) -> list[Stored]:
    """Return up to `limit` documents of the store, from after the one whose id is `after`.

    `which` are the values that some of their fields must have. Ids grow with time, so a page stays the same when newer documents arrive.

    Raises:
        InvalidCursorError: `after` isn't an id.
    """
    query: dict[str, Any] = {"store_id": store_id, **which}
    if after is not None:
        try:
            query["_id"] = {"$lt": PydanticObjectId(after)}
        except InvalidId as error:
            raise InvalidCursorError from error
    async with unavailability_reported():
        return await document.find(query).sort("-_id").limit(limit).to_list()
