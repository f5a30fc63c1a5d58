"""`serve` and `demo`."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from api.clock import clock_from
from api.commands.environment import (
    console,
    give_up,
    settings_from_environment,
    start_collecting_garbage,
)
from api.database import mongodb_uri, opened_database
from api.settings import Settings

if TYPE_CHECKING:  # they take seconds to import, in which MongoDB can start
    from starlette.applications import Starlette

    from api.demo import DemoFacts


def serve(
    *,
    migrate: Annotated[
        bool, Parameter(negative="", help="Run the migrations that haven't run yet first.")
    ] = False,
) -> None:
    """Serve the API on the MongoDB that MONGODB_URI names."""
    settings = settings_from_environment()
    if not settings.mongodb_uri:
        give_up(
            "Set MONGODB_URI, for example mongodb://127.0.0.1:27017/?replicaSet=rs0. To try Segue "
            "without a MongoDB of your own, run `make demo`."
        )
    listener = _listener(settings)
    if migrate:
        asyncio.run(_migrate(settings.mongodb_uri, settings.database))
    application = _application(settings, settings.mongodb_uri)
    _run_server(application, listener)


async def _migrate(uri: str, database: str) -> None:
    async with opened_database(uri, database, run_migrations=True):
        pass


def demo(
    *,
    prepare_only: Annotated[
        bool, Parameter(negative="", help="Load the demo shop and stop, without serving it.")
    ] = False,
) -> None:
    """Load a real shop's orders into an embedded MongoDB and serve them."""
    settings = settings_from_environment()
    listener = None if prepare_only else _listener(settings)
    with _database_while_importing(settings) as uri:
        facts: DemoFacts = asyncio.run(
            import_module("api.demo").prepare_demo(settings, uri, console)
        )
        if listener is None:
            return
        clock = clock_from(facts.starts_at)
        application = _application(
            settings.model_copy(update={"trusted_documents": _manifests(settings)}),
            uri,
            clock=clock,
            demo_keys=facts.keys,
        )
        shop = import_module("api.demo_shop_page").demo_shop_routes(facts, clock)
        application.router.routes.extend(shop)
        console.print(_welcome(facts), markup=False, highlight=False, soft_wrap=True)
        _run_server(application, listener)


def _application(settings: Settings, uri: str, **more: Any) -> Starlette:
    """Return the application, or end with what is wrong with a manifest of trusted documents."""
    trusted_documents_error = import_module("api.trusted_documents").TrustedDocumentsError
    try:
        application: Starlette = import_module("api.app").create_app(
            settings, uri, on_ready=start_collecting_garbage, **more
        )
    except trusted_documents_error as error:
        give_up(f"SEGUE_TRUSTED_DOCUMENTS: {error}")
    return application


def _manifests(settings: Settings) -> tuple[Path, ...]:
    """Return the manifests that were set, or else those of the client examples."""
    examples = Path(__file__).parents[2] / "client-examples"
    return settings.trusted_documents or tuple(sorted(examples.glob("*/persisted-documents.json")))


@contextmanager
def _database_while_importing(settings: Settings) -> Iterator[str]:
    """Start MongoDB in one thread while the other imports the rest of the program."""
    database = mongodb_uri(settings)
    with console.status("Starting MongoDB"), ThreadPoolExecutor(1) as starting:
        uri = starting.submit(database.__enter__)
        import_module("api.app")
        import_module("api.demo")
        address = uri.result()
    start_collecting_garbage()
    try:
        yield address
    finally:
        database.__exit__(None, None, None)


def _listener(settings: Settings) -> socket.socket:
    """Take the port before anything else is started."""
    # asyncio turns off Nagle's algorithm, which holds answers back for 40 ms, where a socket says TCP.
    listener = socket.socket(proto=socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen()
    except OSError as error:
        give_up(
            f"Can't listen on {settings.host}:{settings.port}: {error.strerror}. Stop what uses the "
            "port, or choose another, as in `PORT=8001 make demo`."
        )
    return listener


def _run_server(application: Starlette, listener: socket.socket) -> None:
    uvicorn = import_module("uvicorn")
    server = uvicorn.Server(
        uvicorn.Config(
            application,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=20,
        )
    )
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

  Shop        {facts.storefront_url.removesuffix("graphql")}shop/
  Admin UI    {facts.admin_url.removesuffix("graphql")}
  Manual      {facts.admin_url.removesuffix("admin/graphql")}docs/   (once `make docs` has built it)

Open one of these addresses in a browser, for GraphiQL, the shop or the admin UI, or ask from a terminal:

  curl -s {facts.storefront_url} \\
    -H 'Content-Type: application/json' \\
    -H 'Authorization: Bearer {facts.publishable_key}' \\
    -d '{body}'
"""
