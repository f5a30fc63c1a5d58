"""PyMongo's own async driver against Motor: the same work on the same MongoDB.

Both have the same options and run in the same event loop. A page view's read is `find_one` by the
visitor's indexed key; a batch's write is the transaction of `documents.ingestion`, done by hand as
Beanie 2 doesn't work with Motor.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from statistics import mean
from typing import Any, Final, final
from uuid import uuid4

import bson
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import AsyncMongoClient, ReturnDocument
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from api.database import opened_database
from benchmarks.effort import rounds
from benchmarks.in_flight import do_in_flight
from benchmarks.interleaved import Comparison, Contender, compare
from benchmarks.report import Report, comparison_table
from benchmarks.visitor_documents import CAMPAIGN_IDS, FEATURES, visitor_documents
from documents.connection import RawDocument, time_limit
from documents.events import event_to_raw
from targeting.behaviour import EventKind
from targeting.events import EventRecord
from targeting.values import epoch_ms

_DATABASE: Final = "segue_benchmark_driver"
_STORE_ID: Final = "shop"
_NOW: Final = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
_VISITORS: Final = 2_000
_ROUNDS: Final = rounds(25)
_OURS: Final = "PyMongo"
_THEIRS: Final = "Motor"

_OPTIONS: Final[dict[str, Any]] = {
    # As in `documents.connection`, with more patience, as a slow machine mustn't end the run.
    "tz_aware": True,
    "timeoutMS": 20_000,
    "w": "majority",
    "journal": True,
    "retryWrites": True,
}
_TRANSACTION: Final[dict[str, Any]] = {
    "read_concern": ReadConcern("snapshot"),
    "write_concern": WriteConcern("majority", j=True),
}


@final
@dataclass(frozen=True, slots=True)
class _Driver:
    """What both drivers have, in which they differ in nothing that types could tell."""

    name: str
    visitors: Any
    events: Any
    transaction: Callable[[], AbstractAsyncContextManager[Any]]


@final
@dataclass(frozen=True, slots=True)
class _Task:
    """Something to measure: its key, and how much of it makes a round."""

    key: str
    label: str
    operation: Callable[[_Driver, int], Awaitable[object]]
    operations: int
    at_once: int


async def run(uri: str) -> Report:
    """Measure reads and transactions, many at once and alone."""
    document_sizes = await _store_visitors(uri)
    async with _drivers(uri) as drivers:
        comparisons = {task: await _compared(task, drivers) for task in _TASKS}
    motor_version = version("motor")
    table = comparison_table(
        f"The driver, against Motor {motor_version}",
        _OURS,
        {task.label: found for task, found in comparisons.items()},
    )
    return Report(
        ratios={
            task.key: found.ratio(_THEIRS, _OURS).median for task, found in comparisons.items()
        },
        tables=[table],
        figures={
            "motor": motor_version,
            "mean_document_bytes": round(mean(document_sizes)),
            "compared": {task.key: found.figures(_OURS) for task, found in comparisons.items()},
        },
        remarks=[_remark(document_sizes)],
    )


def _remark(sizes: Sequence[int]) -> str:
    return (
        f"Documents of {min(sizes):,} to {max(sizes):,} bytes, {round(mean(sizes)):,} on average. "
        f"{_ROUNDS} rounds of each, taking turns."
    )


async def _store_visitors(uri: str) -> list[int]:
    """Fill a migrated database, so with the product's own indexes, and return the sizes."""
    raws = visitor_documents(_STORE_ID, _VISITORS, _NOW)
    async with opened_database(uri, _DATABASE, run_migrations=True) as database, time_limit(60):
        await database["visitors"].insert_many(raws)
    return [len(bson.encode(raw)) for raw in raws]


@asynccontextmanager
async def _drivers(uri: str) -> AsyncIterator[tuple[_Driver, _Driver]]:
    motor_client: Any = AsyncIOMotorClient(uri, io_loop=asyncio.get_running_loop(), **_OPTIONS)
    try:
        async with AsyncMongoClient[RawDocument](uri, **_OPTIONS) as client:
            yield (
                _driver(_OURS, client, partial(_pymongo_transaction, client)),
                _driver(_THEIRS, motor_client, partial(_motor_transaction, motor_client)),
            )
    finally:
        motor_client.close()


def _driver(
    name: str, client: Any, transaction: Callable[[], AbstractAsyncContextManager[Any]]
) -> _Driver:
    database = client[_DATABASE]
    return _Driver(name, database["visitors"], database["events"], transaction)


@asynccontextmanager
async def _pymongo_transaction(client: AsyncMongoClient[RawDocument]) -> AsyncIterator[Any]:
    async with (
        client.start_session() as session,
        await session.start_transaction(**_TRANSACTION),
    ):
        yield session


@asynccontextmanager
async def _motor_transaction(client: Any) -> AsyncIterator[Any]:
    async with (
        await client.start_session() as session,
        session.start_transaction(**_TRANSACTION),
    ):
        yield session


async def _compared(task: _Task, drivers: tuple[_Driver, ...]) -> Comparison:
    contenders = [
        Contender(
            driver.name,
            partial(do_in_flight, task.operations, task.at_once, partial(task.operation, driver)),
            task.operations,
        )
        for driver in drivers
    ]
    return await compare(contenders, rounds=_ROUNDS)


def _visitor_id(number: int) -> str:
    return f"visitor-{number % _VISITORS:06}"


async def _find_one(driver: _Driver, number: int) -> None:
    raw = await driver.visitors.find_one({"store_id": _STORE_ID, "visitor_id": _visitor_id(number)})
    assert raw is not None


async def _store_batch(driver: _Driver, number: int) -> None:
    """Store five new events, by the commands that `documents.ingestion.record_events` sends."""
    visitor_id = _visitor_id(number)
    raws = _five_events(visitor_id)
    keys = [raw["key"] for raw in raws]
    async with driver.transaction() as session:
        visitor = await driver.visitors.find_one_and_update(
            {"store_id": _STORE_ID, "visitor_id": visitor_id},
            {"$inc": {"revision": 1}},
            projection={"declared": 1, "traits": 1, "streams": 1},
            upsert=True,
            return_document=ReturnDocument.AFTER,
            session=session,
        )
        known = driver.events.find(
            {"store_id": _STORE_ID, "visitor_id": visitor_id, "key": {"$in": keys}},
            {"_id": 0, "key": 1},
            session=session,
        )
        assert not await known.to_list(None)
        await driver.events.insert_many(raws, session=session)
        await driver.visitors.update_one(
            {"_id": visitor["_id"], "store_id": _STORE_ID},
            _visitor_update(visitor),
            session=session,
        )


def _five_events(visitor_id: str) -> list[RawDocument]:
    kinds = (
        (EventKind.PAGE_VIEW, {"url": "https://shop.example/kitchen", "pageType": "CATEGORY"}),
        (EventKind.PRODUCT_VIEW, {"productId": "85123A", "category": "kitchen", "price": 2.55}),
        (EventKind.PRODUCT_VIEW, {"productId": "71053", "category": "kitchen", "price": 3.39}),
        (EventKind.BASKET_ADD, {"productId": "71053", "quantity": 2, "price": 3.39}),
        (EventKind.CAMPAIGN_IMPRESSION, {"campaignId": CAMPAIGN_IDS[0], "variant": "A"}),
    )
    return [
        event_to_raw(_STORE_ID, visitor_id, EventRecord(str(uuid4()), kind, _NOW, properties), _NOW)
        for kind, properties in kinds
    ]


def _visitor_update(visitor: RawDocument) -> RawDocument:
    """Add the events to three of the streams, and count the impression."""
    streams = {feature.key: visitor["streams"][feature.key]["at"] for feature in FEATURES[:3]}
    history = f"campaigns.{CAMPAIGN_IDS[0]}"
    return {
        "$min": {"first_seen_at": _NOW},
        "$max": {"last_seen_at": _NOW, f"{history}.last_impression_at": _NOW},
        "$set": {
            f"streams.{key}.at": [*moments[-249:], epoch_ms(_NOW)]
            for key, moments in streams.items()
        },
        "$inc": {f"{history}.impressions": 1},
    }


_TASKS: Final = (
    _Task("find_one_16_in_flight", "find_one, 16 in flight", _find_one, 800, 16),
    _Task("find_one_alone", "find_one, alone", _find_one, 200, 1),
    _Task("transaction", "5 events' transaction, 16 in flight", _store_batch, 80, 16),
    _Task("transaction_alone", "5 events' transaction, alone", _store_batch, 40, 1),
)
