"""The connection to MongoDB: its limits in time, its failures in one class, its transactions."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Final, TypeVar, final
from urllib.parse import parse_qsl

from beanie import Document
from pymongo import AsyncMongoClient
from pymongo import timeout as operation_timeout
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.errors import ConnectionFailure, DuplicateKeyError, PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

HOT_READ_TIMEOUT_MS: Final = 500
"""A storefront's page doesn't wait longer than this for the database, unless its URI sets `timeoutMS`."""

SECOND_THOUGHT_SECONDS: Final = 0.2
"""How long to wait for what is known already and is only asked for again to be sure."""

TIME_LIMITS_OF_AN_ATTEMPT: Final = 4
"""How many times as long as a read an attempt at a transaction may take.

It needs a few milliseconds; one that hasn't got so far in two seconds meets an outage.
"""

TRANSACTION_ATTEMPTS: Final = 50
"""Two requests for one visitor conflict; the loser goes again, so a burst needs several tries."""

_T = TypeVar("_T")
RawDocument = dict[str, Any]


@final
class DatabaseUnavailableError(Exception):
    """MongoDB didn't answer in time; nothing was written, or the write can safely be repeated."""

    def __init__(self) -> None:
        super().__init__("The database doesn't answer. Try again in a moment.")


def connect(uri: str) -> AsyncMongoClient[RawDocument]:
    """Return a client with the time limits and guarantees that every query relies on.

    Writes are acknowledged by a majority and journalled. It belongs to the running event loop. A URI that
    sets `timeoutMS` has that in the place of `HOT_READ_TIMEOUT_MS`.
    """
    options = {name.lower() for name, _ in parse_qsl(uri.partition("?")[2])}
    limits: dict[str, Any] = {}
    if "timeoutms" not in options:
        limits = dict.fromkeys(("timeoutMS", "serverSelectionTimeoutMS"), HOT_READ_TIMEOUT_MS)
    return AsyncMongoClient(
        uri,
        tz_aware=True,
        **limits,
        w="majority",
        journal=True,
        retryWrites=True,
        appname="segue",
    )


@asynccontextmanager
async def unavailability_reported() -> AsyncIterator[None]:
    """Turn the driver's many ways of saying 'no answer' into `DatabaseUnavailableError`."""
    try:
        yield
    except PyMongoError as error:
        if isinstance(error, ConnectionFailure) or error.timeout:
            raise DatabaseUnavailableError from error
        raise


@asynccontextmanager
async def time_limit(seconds: float) -> AsyncIterator[None]:
    """Give what is within this much time in all, more or less than a page view's reads have."""
    with operation_timeout(seconds):
        yield


def collection_of(document: type[Document]) -> AsyncCollection[RawDocument]:
    """Return the raw collection: hot paths go around the building of models."""
    return document.get_pymongo_collection()


async def in_transaction(
    document: type[Document], work: Callable[[AsyncClientSession], Awaitable[_T]]
) -> _T:
    """Run `work` in one transaction and return its result; it may run several times.

    It is run again when another transaction changed the same documents first, which includes two
    that insert the same unique key.

    Raises:
        DatabaseUnavailableError: MongoDB doesn't answer, or the documents stay locked: what a
            process that died had begun holds them until MongoDB gives it up.
    """
    client = collection_of(document).database.client
    limit_seconds = TIME_LIMITS_OF_AN_ATTEMPT * (client.options.timeout or math.inf)
    async with unavailability_reported():
        for attempt in range(1, TRANSACTION_ATTEMPTS + 1):
            try:
                async with time_limit(limit_seconds):
                    return await _attempt(client, work)
            except PyMongoError as error:
                if not _is_conflict(error):
                    raise
            await asyncio.sleep(min(0.002 * attempt, 0.05))
    raise DatabaseUnavailableError


async def _attempt(
    client: AsyncMongoClient[RawDocument], work: Callable[[AsyncClientSession], Awaitable[_T]]
) -> _T:
    async with (
        client.start_session() as session,
        await session.start_transaction(
            read_concern=ReadConcern("snapshot"), write_concern=WriteConcern("majority", j=True)
        ),
    ):
        return await work(session)


def _is_conflict(error: PyMongoError) -> bool:
    if isinstance(error, ConnectionFailure):
        return False
    return isinstance(error, DuplicateKeyError) or error.has_error_label(
        "TransientTransactionError"
    )
