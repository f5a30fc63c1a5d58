"""One real MongoDB and one real server for the whole run; each test has a store of its own."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import uvicorn
from httpx2 import AsyncClient

from api.app import create_app
from api.database import Database, opened_database
from api.embedded_mongodb import embedded_mongodb
from api.settings import Settings
from documents.api_keys import KeyKind, insert_key, new_key
from documents.stores import StoreDocument, save_store
from resolvers.catalog import CatalogRegistry
from resolvers.context import Context
from tests.graphql_client import Clients, GraphQLClient

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
DATABASE = "segue_test"


class MovableClock:
    """A clock that stands still unless a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@pytest.fixture(scope="session")
def mongodb_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with embedded_mongodb(tmp_path_factory.mktemp("mongodb")) as uri:
        yield f"{uri}&timeoutMS=10000"  # tests are about answers, on machines that do a lot at once


@pytest.fixture(scope="session")
async def database(mongodb_uri: str) -> AsyncIterator[Database]:
    async with opened_database(mongodb_uri, DATABASE, run_migrations=True) as database:
        yield database


async def make_store(**changes: object) -> StoreDocument:
    """A store that no other test knows."""
    values: dict[str, object] = {"id": f"shop-{uuid4().hex[:12]}", "name": "A shop", **changes}
    store = StoreDocument.model_validate(values)
    await save_store(store)
    return store


@pytest.fixture
async def store(database: Database) -> StoreDocument:
    return await make_store()


@pytest.fixture
def context(store: StoreDocument) -> Context:
    return Context(store_id=store.id, now=NOW, catalogs=CatalogRegistry())


@pytest.fixture
def clock() -> Iterator[MovableClock]:
    _server_clock.now = NOW
    yield _server_clock
    _server_clock.now = NOW


_server_clock = MovableClock()


@pytest.fixture(scope="session")
async def base_url(
    database: Database, mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[str]:
    settings = Settings(
        database=DATABASE,
        home=Path(tmp_path_factory.mktemp("home")),
        admin_origins=("https://admin.example",),
    )
    async with running_server(settings, mongodb_uri) as url:
        yield url


class running_server:  # noqa: N801, used as `async with running_server(...)`
    """The application served by uvicorn on a free port, within the test's own event loop."""

    def __init__(self, settings: Settings, uri: str) -> None:
        app = create_app(settings, uri, clock=_server_clock)
        # Only of a socket that says TCP does asyncio turn off Nagle's algorithm: 40 ms for each answer.
        self._socket = socket.socket(proto=socket.IPPROTO_TCP)
        self._socket.bind(("127.0.0.1", 0))
        self._server = uvicorn.Server(
            uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=5)
        )
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> str:
        self._task = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        while not self._server.started:
            if self._task.done():
                await self._task
            await asyncio.sleep(0.01)
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    async def __aexit__(self, *_: object) -> None:
        self._server.should_exit = True
        if self._task is not None:
            await self._task
        self._socket.close()


@pytest.fixture
async def http(base_url: str) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(base_url=base_url, timeout=30) as client:
        yield client


async def keys_of(store: StoreDocument) -> dict[KeyKind, str]:
    """A fresh key of each kind."""
    keys = {kind: new_key(kind) for kind in KeyKind}
    for kind, key in keys.items():
        await insert_key(store.id, kind, "test", key, NOW)
    return keys


@pytest.fixture
async def clients(http: AsyncClient, store: StoreDocument) -> Clients:
    return await clients_of(http, store)


@pytest.fixture
async def clients_of_another(http: AsyncClient, clients: Clients) -> Clients:
    """The clients of another store than that of `clients`."""
    return await clients_of(http, await make_store())


async def clients_of(http: AsyncClient, store: StoreDocument) -> Clients:
    """Clients with keys of the store."""
    keys = await keys_of(store)
    return Clients(
        storefront=GraphQLClient(http, "/graphql", keys[KeyKind.PUBLISHABLE]),
        admin=GraphQLClient(http, "/admin/graphql", keys[KeyKind.SECRET]),
    )
