"""Opening the database for a process: connected, migrated, documents bound."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final, TypeAlias, final

from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import ConfigurationError, InvalidURI, OperationFailure, PyMongoError

from api.embedded_mongodb import embedded_mongodb
from api.settings import Settings
from documents.connection import connect, time_limit
from documents.models import bind_documents
from migrations.runner import migrate, pending_migrations

Database: TypeAlias = AsyncDatabase[dict[str, Any]]

_EMBEDDED_TIMEOUT_MS: Final = 5_000
"""It shares its machine with browsers and builds, which a shop's database doesn't."""

_START_SECONDS: Final = 10.0
_MIGRATION_SECONDS: Final = 24 * 3_600.0


@final
class DatabaseNotUsableError(Exception):
    """The process can't start with this database; the message says what to do."""


@contextmanager
def mongodb_uri(settings: Settings) -> Iterator[str]:
    """Yield the URI to connect to: `MONGODB_URI`, or that of the embedded database, started here."""
    if settings.mongodb_uri:
        yield settings.mongodb_uri
        return
    with embedded_mongodb(settings.home) as uri:
        yield f"{uri}&timeoutMS={_EMBEDDED_TIMEOUT_MS}"


@asynccontextmanager
async def opened_database(uri: str, name: str, *, run_migrations: bool) -> AsyncIterator[Database]:
    """Connect, bring the database up to date or check that it is, bind the documents, and close.

    Raises:
        DatabaseNotUsableError: no answer, no replica set, or migrations are pending.
        MigrationOrderError, MigrationLockedError: see `migrations.runner`.
    """
    try:
        client = connect(uri)
    except (InvalidURI, ConfigurationError) as error:
        raise DatabaseNotUsableError(f"MONGODB_URI can't be used: {error}") from error
    async with client:
        await _check(client[name])
        if run_migrations:
            async with time_limit(_MIGRATION_SECONDS):
                await migrate(client[name])
        elif pending := await pending_migrations(client[name]):
            names = ", ".join(migration.name for migration in pending)
            raise DatabaseNotUsableError(
                f"Migrations are pending ({names}). Run `python -m api migrate` first."
            )
        await bind_documents(client[name])
        yield client[name]


async def _check(database: Database) -> None:
    try:
        async with time_limit(_START_SECONDS):
            hello = await database.command("hello")
    except OperationFailure as error:
        raise DatabaseNotUsableError(
            f"MongoDB refused: {error.details and error.details.get('errmsg')}. "
            "Check the user and the password in MONGODB_URI."
        ) from error
    except PyMongoError as error:
        raise DatabaseNotUsableError(
            "MongoDB doesn't answer. Check that it runs and that MONGODB_URI names it."
        ) from error
    if "setName" not in hello and hello.get("msg") != "isdbgrid":
        raise DatabaseNotUsableError(
            "MongoDB runs without a replica set, so it has no transactions. Start it with --replSet "
            "and run rs.initiate() once."
        )
