"""`trackEvents`, and a hand-written endpoint that makes the same transaction by the driver alone.

The hand-written one reads the same body, with the same key, and leaves the very same documents behind: the
benchmark compares them. It knows the five kinds of event that the benchmark sends, and checks nothing.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from random import random
from typing import Any, Final

import orjson
from pymongo import AsyncMongoClient, ReturnDocument
from pymongo.asynchronous.client_session import AsyncClientSession
from pymongo.errors import BulkWriteError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.app import create_app
from api.authentication import KeyRing
from api.clock import Clock
from api.database import opened_database
from api.settings import Settings
from documents.api_keys import KeyKind
from documents.orders import order_figures_of
from resolvers.catalog import CatalogRegistry
from targeting.behaviour import STREAM_LIMIT, Feature

_Raw = dict[str, Any]
_KINDS: Final = {
    "pageView": "PAGE_VIEW",
    "productView": "PRODUCT_VIEW",
    "basketAdd": "BASKET_ADD",
    "search": "SEARCH",
    "logIn": "LOG_IN",
    "purchase": "PURCHASE",
}
_NOT_PROPERTIES: Final = frozenset({"id", "occurredAt", "sessionId", "profile", "items"})
_PROFILE: Final = {"country": "COUNTRY", "age": "AGE", "emailSubscriber": "EMAIL_SUBSCRIBER"}


def _ticking(clock: Clock) -> Clock:
    """Return a clock that starts where the other stands, so that events don't all have one moment."""
    begun, begun_at = time.monotonic(), clock()
    return lambda: begun_at + timedelta(seconds=time.monotonic() - begun)


def segue(uri: str, database: str, clock: Clock) -> Starlette:
    """Return Segue itself."""
    settings = Settings(database=database, home=Path("/tmp"))  # noqa: S108
    return create_app(settings, uri, clock=_ticking(clock))


def driver(uri: str, database: str, clock: Clock) -> Starlette:
    """Return the hand-written endpoint."""
    now = _ticking(clock)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[_Raw]:
        async with opened_database(uri, database, run_migrations=False) as opened:
            yield {"database": opened, "catalogs": CatalogRegistry(), "keys": KeyRing()}

    async def answer(request: Request) -> Response:
        state = request.state
        key = await state.keys.key(request.headers.get("authorization"), KeyKind.PUBLISHABLE)
        given = orjson.loads(await request.body())["variables"]["input"]
        catalog = await state.catalogs.get(key.store_id)
        batch = _Batch(state.database, key.store_id, given, now(), catalog.features)
        stored = await batch.stored()
        counts = {"stored": stored, "repeated": len(given["events"]) - stored}
        body = {"data": {"trackEvents": {"__typename": "EventsTracked", **counts}}}
        return Response(orjson.dumps(body), media_type="application/graphql-response+json")

    return Starlette(routes=[Route("/graphql", answer, methods=["POST"])], lifespan=lifespan)


class _Batch:
    """Five events of one visitor, written by one transaction with the commands that Segue sends."""

    def __init__(
        self,
        database: Any,
        store_id: str,
        given: Mapping[str, Any],
        now: datetime,
        features: Mapping[str, Feature],
    ) -> None:
        self._client: AsyncMongoClient[_Raw] = database.client
        self._visitors, self._events = database["visitors"], database["events"]
        self._store_id, self._visitor_id = store_id, given["visitorId"]
        self._features = features
        self._raws = [
            self._event(name, event, now) for one in given["events"] for name, event in one.items()
        ]

    async def stored(self) -> int:
        """Store what isn't stored yet, and return how many events that are."""
        try:
            return await self._in_transaction(self._written)
        except BulkWriteError:  # some are repeats
            return await self._in_transaction(partial(self._written, are_new=False))

    async def _in_transaction(self, work: Callable[[AsyncClientSession], Awaitable[int]]) -> int:
        async with self._client.start_session() as session:
            return await session.with_transaction(
                work,
                read_concern=ReadConcern("snapshot"),
                write_concern=WriteConcern("majority", j=True),
            )

    def _event(self, name: str, event: Mapping[str, Any], now: datetime) -> _Raw:
        at = datetime.fromisoformat(event["occurredAt"]) if "occurredAt" in event else now
        at = at.replace(microsecond=at.microsecond // 1_000 * 1_000)
        kind = _KINDS[name]
        properties = {n: value for n, value in event.items() if n not in _NOT_PROPERTIES}
        raw: _Raw = {
            "store_id": self._store_id,
            "visitor_id": self._visitor_id,
            "key": f"event:{event['id']}",
            "kind": kind,
            "at": at,
            "received_at": now,
            "properties": properties,
            "session_id": event["sessionId"],
        }
        if "profile" in event:
            raw["declared"] = {_PROFILE[name]: said for name, said in event["profile"].items()}
        if kind == "PURCHASE":
            _add_order(raw, event)
        return raw

    async def _written(self, session: AsyncClientSession, *, are_new: bool = True) -> int:
        visitor = await self._locked(session)
        fresh = self._raws if are_new else await self._unknown(session)
        if not fresh:
            return 0
        update = await self._update(visitor, fresh, session)
        await self._events.insert_many(fresh, session=session)
        if any(raw["kind"] == "PURCHASE" for raw in fresh):
            figures = await order_figures_of(self._store_id, self._visitor_id, session)
            update["$set"]["orders"] = figures
        await self._visitors.update_one(
            {"_id": visitor["_id"]},
            {op: part for op, part in update.items() if part},
            session=session,
        )
        return len(fresh)

    async def _unknown(self, session: AsyncClientSession) -> list[_Raw]:
        known = self._events.find(
            self._owned({"key": {"$in": [raw["key"] for raw in self._raws]}}),
            {"_id": 0, "key": 1},
            session=session,
        )
        seen = {raw["key"] async for raw in known}
        return [raw for raw in self._raws if raw["key"] not in seen]

    async def _locked(self, session: AsyncClientSession) -> _Raw:
        visitor: _Raw = await self._visitors.find_one_and_update(
            self._owned({}),
            {"$inc": {"revision": 1}, "$setOnInsert": {"shuffle": random()}},  # noqa: S311, a sample
            projection={"last_session_id": 1, "declared": 1, "streams": 1},
            upsert=True,
            return_document=ReturnDocument.AFTER,
            session=session,
        )
        return visitor

    def _owned(self, query: _Raw) -> _Raw:
        return {"store_id": self._store_id, "visitor_id": self._visitor_id, **query}

    async def _update(
        self, visitor: _Raw, fresh: Sequence[_Raw], session: AsyncClientSession
    ) -> dict[str, _Raw]:
        changes = chain(self._streams(visitor, fresh), _declarations(visitor, fresh))
        update: dict[str, _Raw] = {
            "$min": {"first_seen_at": min(raw["at"] for raw in fresh)},
            "$max": {"last_seen_at": max(raw["at"] for raw in fresh)},
            "$set": dict(changes),
            "$unset": {
                f"streams.{key}": ""
                for key in visitor.get("streams", {})
                if key not in self._features
            },
        }
        session_id = fresh[0]["session_id"]
        if session_id != visitor.get("last_session_id") and not await self._events.find_one(
            self._owned({"session_id": session_id}), {"_id": 1}, session=session
        ):
            update["$inc"] = {"sessions": 1}
            update["$set"]["last_session_id"] = session_id
        return update

    def _streams(self, visitor: _Raw, fresh: Sequence[_Raw]) -> Iterator[tuple[str, Any]]:
        """Yield the streams that change, as far as the benchmark's come: moments that aren't too many."""
        for key, stream in visitor.get("streams", {}).items():
            feature = self._features.get(key)
            if feature is None:
                continue
            added = [
                int(raw["at"].timestamp() * 1_000)
                for raw in fresh
                if raw["kind"] == feature.event.value
                and all(raw["properties"].get(c.name) == c.operand for c in feature.where)
            ]
            if added:
                moments = sorted([*map(int, stream["at"]), *added])
                if len(moments) > STREAM_LIMIT:
                    raise OverflowError("the benchmark's visitors do less than this")
                yield f"streams.{key}", {"at": moments}


def _add_order(raw: _Raw, event: Mapping[str, Any]) -> None:
    number, total = event["orderNumber"], float(event["total"])
    products = [item["productId"] for item in event["items"]]
    raw["key"] = f"order:{number}"
    raw["properties"] |= {"total": total, "productIds": products}
    raw["order"] = {
        "number": number,
        "total_micros": round(total * 1_000_000),
        "units": event["units"],
        "is_discounted": event["isDiscounted"],
        "products": products,
    }


def _declarations(visitor: _Raw, fresh: Sequence[_Raw]) -> Iterator[tuple[str, Any]]:
    """Yield what the visitor says of itself, unless something newer is known."""
    known = visitor.get("declared", {})
    for raw in fresh:
        for name, value in raw.get("declared", {}).items():
            before = known.get(name)
            if before is None or (before["at"], before["by"]) < (raw["at"], raw["key"]):
                entry = known[name] = {"value": value, "at": raw["at"], "by": raw["key"]}
                yield f"declared.{name}", entry


CONTENDERS: Final = {"segue": segue, "driver": driver}
