"""The command line: `python -m api`."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import socket
import sys
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NoReturn

import uvicorn
from cyclopts import App, Parameter
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table
from starlette.applications import Starlette

from api.app import create_app
from api.clock import clock_from, system_clock
from api.database import Database, DatabaseNotUsableError, mongodb_uri, opened_database
from api.demo import DemoFacts, import_order_file, prepare_demo
from api.embedded_mongodb import EmbeddedMongodbError
from api.request_ids import RequestIdFilter
from api.settings import Settings
from documents.api_keys import KeyKind, insert_key, new_key
from documents.connection import DatabaseUnavailableError
from documents.stores import StoreDocument, find_store, save_store
from migrations.lock import MigrationLockedError, MigrationLockLostError
from migrations.runner import MigrationOrderError
from resolvers.catalog import CatalogRegistry, UnknownStoreError
from resolvers.smart_segments import recompute_smart_segments, smart_segment_members
from schema.export import drifted_schemas, write_schemas
from targeting.values import InvalidInputError

ROOT: Final = Path(__file__).parent.parent

app = App(
    name="python -m api",
    help="Segue: content and targeting for online shops, as a GraphQL API on MongoDB.\n\n"
    "Environment: MONGODB_URI (else an embedded MongoDB in SEGUE_HOME, `.segue`), SEGUE_DATABASE, "
    "HOST, PORT, SEGUE_ADMIN_ORIGINS.",
    version_flags=[],
)
stores = App(name="stores", help="Stores: the shops that this server works for.")
keys = App(name="keys", help="API keys.")
segments = App(name="segments", help="Smart segments.")
schema = App(name="schema", help="The GraphQL schemas.")
for group in (stores, keys, segments, schema):
    app.command(group)

_console: Final = Console()
_errors: Final = Console(stderr=True)

StoreId = Annotated[str, Parameter(help="The store's short name.")]


@app.command
def serve() -> None:
    """Serve the API on the MongoDB that MONGODB_URI names; its migrations must have run."""
    settings = _settings()
    if not settings.mongodb_uri:
        _fail(
            "Set MONGODB_URI, for example mongodb://127.0.0.1:27017/?replicaSet=rs0. To try Segue "
            "without a MongoDB of your own, run `make demo`."
        )
    listener = _listener(settings)
    _run_server(create_app(settings, settings.mongodb_uri), listener)


@app.command
def demo(
    *,
    prepare_only: Annotated[
        bool, Parameter(negative="", help="Load the demo shop and stop, without serving it.")
    ] = False,
) -> None:
    """Load a real shop's orders into an embedded MongoDB and serve them."""
    settings = _settings()
    listener = None if prepare_only else _listener(settings)
    with _console.status("Starting MongoDB"):
        database = mongodb_uri(settings)
        uri = database.__enter__()
    try:
        facts = asyncio.run(prepare_demo(settings, uri, _console))
        if listener is None:
            return
        _console.print(_welcome(facts), markup=False, highlight=False, soft_wrap=True)
        demo_app = create_app(
            settings, uri, clock=clock_from(facts.starts_at), demo_keys=facts.keys
        )
        _run_server(demo_app, listener)
    finally:
        database.__exit__(None, None, None)


@app.command
def migrate() -> None:
    """Run the migrations that haven't run yet; a second process that does so at once waits."""

    async def work(database: Database) -> None:
        _console.print(f"The database '{database.name}' is up to date.")

    _with_database(work, run_migrations=True)


@app.command
def import_orders(file: Annotated[Path, Parameter(help="The file.")], *, store: StoreId) -> None:
    """Import past orders from a CSV file, plain or gzipped; those that are there already are skipped.

    Columns: order_number, placed_at, units, total; and where known customer_id, country,
    is_cancellation, cancels_order, is_discounted. Nothing is stored when any row can't be used.
    """

    async def work(_: Database) -> None:
        await _require_store(store)
        now = system_clock()
        await import_order_file(file, store, now, _console)
        await recompute_smart_segments(store, CatalogRegistry(), now)

    _with_database(work)


@segments.command
def recompute(
    *,
    store: StoreId,
    at: Annotated[
        datetime | None, Parameter(help="Compute as if it were this moment (UTC unless it says).")
    ] = None,
) -> None:
    """Work out the figures that the ten smart segments rest on, and print who is in which."""

    async def work(_: Database) -> None:
        now = (at if at is None or at.tzinfo else at.replace(tzinfo=system_clock().tzinfo)) or (
            system_clock()
        )
        catalogs = CatalogRegistry()
        figures = await recompute_smart_segments(store, catalogs, now)
        table = Table(
            "Smart segment", "Visitors", title=f"{figures.buyers:,} buyers at {now:%F %T}"
        )
        for segment, members in (await smart_segment_members(store, catalogs, now)).items():
            table.add_row(segment.value, f"{len(members):,}")
        _console.print(table)

    _with_database(work)


@stores.command(name="create")
def create_store(
    store: StoreId,
    *,
    name: Annotated[str, Parameter(help="The shop's name.")],
    currency: Annotated[str, Parameter(help="Of all amounts, such as EUR.")] = "EUR",
    time_zone: Annotated[str, Parameter(help="IANA name, such as Europe/Istanbul.")] = "UTC",
    default_locale: Annotated[str, Parameter(help="The language every campaign has.")] = "en",
) -> None:
    """Make a store."""

    async def work(_: Database) -> None:
        if await find_store(store) is not None:
            _fail(f"There is a store '{store}' already.")
        await save_store(
            StoreDocument(
                id=store,
                name=name,
                currency=currency,
                time_zone=time_zone,
                default_locale=default_locale,
            )
        )
        _console.print(f"Made the store '{store}'. Next: python -m api keys create --store {store}")

    _with_database(work)


@keys.command(name="create")
def create_key(
    *,
    store: StoreId,
    kind: Annotated[
        Literal["publishable", "secret"],
        Parameter(help="Publishable for browsers (storefront), secret for servers (admin)."),
    ] = "publishable",
    name: Annotated[str, Parameter(help="What it is for, to know it again.")] = "",
) -> None:
    """Make an API key and print it; it is shown this once and kept only as a hash."""

    async def work(_: Database) -> None:
        await _require_store(store)
        key = new_key(KeyKind[kind.upper()])
        await insert_key(store, KeyKind[kind.upper()], name, key, system_clock())
        print(key)

    _with_database(work)


@schema.command
def export(
    *,
    check: Annotated[
        bool, Parameter(negative="", help="Write nothing; fail when the files differ.")
    ] = False,
) -> None:
    """Write schema/storefront.graphql and schema/admin.graphql from the code."""
    if not check:
        write_schemas(ROOT / "schema")
        return
    if drifted := drifted_schemas(ROOT / "schema"):
        _fail(f"{', '.join(drifted)} differ from the code. Run `python -m api schema export`.")


def main() -> None:
    """Run the command line; what an operator can mend ends in one line and exit code 1."""
    logging.basicConfig(
        level=logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s [%(request_id)s] %(message)s",
    )
    for handler in logging.getLogger().handlers:
        handler.addFilter(RequestIdFilter())
    for library in ("pymongo", "uvicorn"):
        logging.getLogger(library).setLevel(logging.WARNING)
    # So that a server told to stop leaves through `finally`, and the embedded database stops too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        app()
    except InvalidInputError as error:
        _fail("\n".join(f"{p.dotted_path}: {p.message}" for p in error.problems))
    except UnknownStoreError as error:
        _fail(f"There is no store '{error}'. Make it with `python -m api stores create`.")
    except _MENDABLE as error:
        _fail(str(error))


_MENDABLE: Final = (
    EmbeddedMongodbError,
    DatabaseNotUsableError,
    DatabaseUnavailableError,
    MigrationOrderError,
    MigrationLockedError,
    MigrationLockLostError,
)


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        _fail("\n".join(problems))


def _with_database(
    work: Callable[[Database], Coroutine[Any, Any, None]], *, run_migrations: bool = False
) -> None:
    settings = _settings()

    async def run(uri: str) -> None:
        opened: AbstractAsyncContextManager[Database] = opened_database(
            uri, settings.database, run_migrations=run_migrations
        )
        async with opened as database:
            await work(database)

    with mongodb_uri(settings) as uri:
        asyncio.run(run(uri))


async def _require_store(store: str) -> None:
    if await find_store(store) is None:
        raise UnknownStoreError(store)


def _listener(settings: Settings) -> socket.socket:
    """Take the port before anything else is started."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        _fail(
            f"Can't listen on {settings.host}:{settings.port}: {error.strerror}. Stop what uses the "
            "port, or choose another, as in `PORT=8001 make demo`."
        )
    listener.set_inheritable(True)
    return listener


def _run_server(application: Starlette, listener: socket.socket) -> None:
    config = uvicorn.Config(
        application,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=20,
    )
    server = uvicorn.Server(config)
    server.run(sockets=[listener])
    if not server.started:
        sys.exit(3)


def _welcome(facts: DemoFacts) -> str:
    visitor = facts.visitors.get("active-loyals", "1")
    query = f'{{ eligibleCampaigns(visitorId: "{visitor}", page: {{type: HOME}}) '
    query += "{ variant campaign { type } } }"
    body = json.dumps({"query": query})
    return f"""
Segue is ready. The demo's clock starts at {facts.now}.

  Storefront  {facts.storefront_url}   key {facts.publishable_key}
  Admin       {facts.admin_url}   key {facts.secret_key}

Open either address in a browser for GraphiQL, or ask from a terminal:

  curl -s {facts.storefront_url} \\
    -H 'Content-Type: application/json' \\
    -H 'Authorization: Bearer {facts.publishable_key}' \\
    -d '{body}'
"""


def _fail(message: str) -> NoReturn:
    _errors.print(message, style="red", highlight=False, markup=False, soft_wrap=True)
    sys.exit(1)
