"""The least that a server on this stack starts with: one bare route, and one read by the driver."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

import orjson
from pymongo import AsyncMongoClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.clock import Clock


def bare(uri: str, database: str, _: Clock) -> Starlette:
    """Return an application that answers with the visitor's id, read from its document."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Any]]:
        async with AsyncMongoClient[dict[str, Any]](uri) as client:
            yield {"visitors": client[database]["visitors"]}

    async def answer(request: Request) -> Response:
        visitor_id = orjson.loads(await request.body())["variables"]["visitorId"]
        found = await request.state.visitors.find_one({"visitor_id": visitor_id}, {"visitor_id": 1})
        body = {"data": {"visitorId": found["visitor_id"]}}
        return Response(orjson.dumps(body), media_type="application/json")

    return Starlette(routes=[Route("/graphql", answer, methods=["POST"])], lifespan=lifespan)


CONTENDERS: Final[Mapping[str, Callable[[str, str, Clock], Starlette]]] = {"bare": bare}
