"""Segue's own types and resolvers served by Strawberry alone: its schema, its view, its executor."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final, final

import strawberry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from typing_extensions import override

from api.authentication import KeyRing
from api.clock import Clock
from api.database import opened_database
from documents.api_keys import KeyKind
from resolvers.catalog import CatalogRegistry
from resolvers.context import Context
from schema import campaign_enums, enums  # noqa: F401, registers them before a type refers to one
from schema.campaigns import CAMPAIGN_TYPES
from schema.storefront import Mutation, Query
from schema.user_errors import STOREFRONT_HANDLERS


def plain_strawberry(uri: str, database: str, clock: Clock) -> Starlette:
    """Return the application, at `/graphql/`."""
    schema = strawberry.Schema(
        query=Query,
        mutation=Mutation,
        types=list(CAMPAIGN_TYPES.values()),
        exception_handlers=STOREFRONT_HANDLERS,
    )

    @final
    class View(GraphQL[Context, None]):
        @override
        async def get_context(
            self, request: Request | WebSocket, response: Response | WebSocket
        ) -> Context:
            del response  # nothing is set on it
            state = request.state
            key = await state.keys.key(request.headers.get("authorization"), KeyKind.PUBLISHABLE)
            return Context(store_id=key.store_id, now=clock(), catalogs=state.catalogs)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Any]]:
        async with opened_database(uri, database, run_migrations=False):
            yield {"catalogs": CatalogRegistry(), "keys": KeyRing()}

    return Starlette(routes=[Mount("/graphql", View(schema))], lifespan=lifespan)


CONTENDERS: Final[Mapping[str, Callable[[str, str, Clock], Starlette]]] = {
    "strawberry": plain_strawberry
}
