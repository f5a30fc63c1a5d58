"""What grows with what: visitors, events, campaigns, stores and requests, at three sizes each.

Use-cases are called as the server calls them, without HTTP (`http`, `ingest` and `growth` have that), on one
real MongoDB. Sizes take turns; each has a database of its own, which is bound before its turn. Linux only.
"""

from __future__ import annotations

import gc
import os
import tracemalloc
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Final, final

from pymongo.asynchronous.client_session import AsyncClientSession
from rich.table import Table

from api.database import Database, opened_database
from benchmarks.effort import rounds
from benchmarks.http_floor import eligibility_query
from benchmarks.http_server import NOW
from benchmarks.http_shop import STORE_ID, fill_shop, variables
from benchmarks.in_flight import do_in_flight
from benchmarks.interleaved import Contender, compare
from benchmarks.report import Report
from benchmarks.visitor_documents import FEATURES
from documents.campaign_totals import CampaignTotalsDocument, add_impression
from documents.connection import (
    DatabaseUnavailableError,
    collection_of,
    connect,
    in_transaction,
    time_limit,
)
from documents.event_expiry import expire_events
from documents.events import EventDocument, event_to_raw
from documents.ingestion import record_events
from documents.models import bind_documents
from documents.stores import existing_store
from documents.visitors import find_visitor
from resolvers.catalog import CatalogRegistry
from resolvers.catalog_building import CatalogBuilder
from resolvers.context import Context
from resolvers.eligibility import eligible_campaigns
from resolvers.known_visitors import with_streams
from targeting.behaviour import EventKind, Feature
from targeting.events import EventRecord

_PREFIX: Final = "segue_benchmark_scale"
_ROUNDS: Final = rounds(5)
_VISITORS: Final = (500, 5_000, 50_000)
_EVENTS: Final = (1_000, 10_000, 100_000)
_EVENTS_OF_A_VISITOR: Final = (30, 300, 3_000)
_CAMPAIGNS: Final = (10, 100, 1_000)
_STORES: Final = (1, 10, 100)
_IN_FLIGHT: Final = (1, 16, 128)
_FEW: Final = 10
_ATTEMPTS: Final = 5
_PATIENCE_SECONDS: Final = 600.0
_KNOWN: Final[dict[str, Feature]] = {feature.key: feature for feature in FEATURES}


@final
@dataclass(frozen=True, slots=True)
class Growth:
    """What one thing costs at three sizes.

    Attributes:
        costs: by size.
        unit: of the costs.
    """

    grows: str
    measured: str
    unit: str
    costs: dict[int, float]

    @property
    def times(self) -> float:
        """The cost at the largest size by that at the smallest."""
        smallest, *_, largest = self.costs.values()
        return largest / smallest


@final
@dataclass(frozen=True, slots=True)
class Expiry:
    """How quickly old events are removed, and how many each visitor had."""

    events_per_second: float
    events_of_a_visitor: float


async def run(uri: str) -> Report:
    """Measure what each thing costs at three sizes, and what one request costs each process."""
    growths: list[Growth] = []
    for part in (_visitors, _events, _events_of_a_visitor, _campaigns, _stores):
        async with time_limit(_PATIENCE_SECONDS):
            growths += await part(uri)
    async with time_limit(_PATIENCE_SECONDS):
        requests, expiry = await _requests(uri)
    return _report(growths, requests, expiry)


@asynccontextmanager
async def _opened(uri: str, name: str) -> AsyncIterator[Database]:
    async with opened_database(uri, f"{_PREFIX}_{name}", run_migrations=True) as database:
        yield database


async def _in_turns(
    uri: str, databases: dict[int, str], work: Callable[[int], Awaitable[object]], operations: int
) -> dict[int, float]:
    """Return the seconds that one operation takes at each size, the database of which is bound before."""
    client = connect(uri)

    def contender(size: int, name: str) -> Contender:
        async def bind() -> None:
            await bind_documents(client[f"{_PREFIX}_{name}"])

        async def round_of_work() -> None:
            for _ in range(operations):
                await work(size)

        return Contender(str(size), round_of_work, operations, bind)

    try:
        found = await compare(
            [contender(size, name) for size, name in databases.items()], rounds=_ROUNDS
        )
    finally:
        await client.close()
    return {size: found.seconds(str(size)).median for size in databases}


async def _visitors(uri: str) -> list[Growth]:
    databases = {size: f"visitors_{size}" for size in _VISITORS}
    sizes: dict[int, float] = {}
    for size, name in databases.items():
        async with _opened(uri, name) as database:
            await fill_shop(NOW, campaigns=0, segments=0, visitors=_VISITORS[0])
            await _multiply(database, "visitors", size // _VISITORS[0])
            sizes[size] = await _bytes_each(database, "visitors")
    numbers = count()

    async def read(size: int) -> None:
        number = next(numbers) * 7_919 % size
        visitor_id = f"visitor-{number % _VISITORS[0]:06}"
        copy = number // _VISITORS[0]
        found = await find_visitor(STORE_ID, f"{copy}-{visitor_id}" if copy else visitor_id)
        if found is None:
            raise LookupError(visitor_id)

    seconds = await _in_turns(uri, databases, read, 300)
    return [
        Growth("visitors", "read one visitor", "ms", _milliseconds(seconds)),
        Growth("visitors", "stored for each, with indexes", "bytes", sizes),
    ]


async def _multiply(database: Database, collection: str, times: int) -> None:
    """Copy what the first visitors have, within MongoDB, to visitors of other ids."""
    if times > 1:
        stages: list[dict[str, Any]] = [
            {"$match": {"visitor_id": {"$regex": "^visitor-"}}},  # not the copies that are made
            {"$set": {"copy": {"$range": [1, times]}}},
            {"$unwind": "$copy"},
            {"$set": {"visitor_id": {"$concat": [{"$toString": "$copy"}, "-", "$visitor_id"]}}},
            {"$unset": ["_id", "copy"]},
            {"$merge": {"into": collection, "whenMatched": "fail"}},  # inserts, in batches
        ]
        await (await database[collection].aggregate(stages)).to_list()


async def _bytes_each(database: Database, collection: str) -> float:
    """Return what a document takes on disk, compressed, with its part of all indexes."""
    await database.client.admin.command("fsync")
    stats = await database.command("collStats", collection)
    return float((stats["storageSize"] + stats["totalIndexSize"]) / stats["count"])


def _event(key: str, number: int) -> EventRecord:
    kind = (EventKind.PAGE_VIEW, EventKind.PRODUCT_VIEW, EventKind.BASKET_ADD)[number % 3]
    properties = {"category": "kitchen", "productId": f"{number % 500}", "price": 2.5}
    if kind is EventKind.BASKET_ADD:
        properties["quantity"] = 1
    at = NOW - timedelta(days=40, seconds=-number)
    return EventRecord(f"event:{key}-{number}", kind, at, properties, session_id=f"s{number // 10}")


async def _record(visitor_id: str, key: str, numbers: Sequence[int]) -> None:
    """Store a batch, again if need be: a busy machine may keep MongoDB from answering in time."""
    records = [_event(key, number) for number in numbers]
    for _ in range(_ATTEMPTS - 1):
        with suppress(DatabaseUnavailableError):
            await record_events(STORE_ID, visitor_id, records, received_at=NOW, features=_KNOWN)
            return
    await record_events(STORE_ID, visitor_id, records, received_at=NOW, features=_KNOWN)


async def _fill_log(visitors: int, each: int) -> None:
    """Give visitors so many events each, as they are stored."""
    for visitor_id in (f"visitor-{number:06}" for number in range(visitors)):
        raws = [
            event_to_raw(STORE_ID, visitor_id, _event("old", number), NOW) for number in range(each)
        ]
        await collection_of(EventDocument).insert_many(raws)


async def _events(uri: str) -> list[Growth]:
    databases = {size: f"events_{size}" for size in _EVENTS}
    sizes: dict[int, float] = {}
    for size, name in databases.items():
        async with _opened(uri, name) as database:
            await fill_shop(NOW, campaigns=0, segments=0, visitors=_VISITORS[0])
            await _fill_log(_EVENTS[0] // 20, 20)
            await _multiply(database, "events", size // _EVENTS[0])
            sizes[size] = await _bytes_each(database, "events")
    numbers = count()

    async def record(_: int) -> None:
        number = next(numbers)
        await _record(f"visitor-{number % 50:06}", f"new{number}", range(5))

    seconds = await _in_turns(uri, databases, record, 60)
    return [
        Growth("events in the log", "store a batch of 5", "ms", _milliseconds(seconds)),
        Growth("events in the log", "stored for each, with indexes", "bytes", sizes),
    ]


async def _events_of_a_visitor(uri: str) -> list[Growth]:
    databases = {size: f"log_{size}" for size in _EVENTS_OF_A_VISITOR}
    for size, name in databases.items():
        async with _opened(uri, name):
            await fill_shop(NOW, campaigns=0, segments=0, visitors=_FEW)
            await _fill_log(1, size)

    async def read(_: int) -> None:
        stored = await find_visitor(STORE_ID, "visitor-000000")
        if stored is None:
            raise LookupError
        forgotten = {**_KNOWN, "asked anew": Feature(EventKind.PAGE_VIEW, keeps_sessions=True)}
        await with_streams(STORE_ID, "visitor-000000", stored, forgotten)

    seconds = await _in_turns(uri, databases, read, 20)
    return [Growth("a visitor's events", "read a stream anew", "ms", _milliseconds(seconds))]


async def _campaigns(uri: str) -> list[Growth]:
    databases = {size: f"campaigns_{size}" for size in _CAMPAIGNS}
    catalogs: dict[int, CatalogRegistry] = {}
    memory: dict[int, float] = {}
    for size, name in databases.items():
        async with _opened(uri, name):
            await fill_shop(NOW, campaigns=size, segments=size // 2, visitors=_VISITORS[0])
            catalogs[size] = CatalogRegistry()
            # Of objects, since the resident memory of a small catalog disappears in what is free already.
            tracemalloc.start()
            await catalogs[size].get(STORE_ID)
            gc.collect()
            memory[size] = tracemalloc.get_traced_memory()[0] / 1e6
            tracemalloc.stop()
    numbers = count()

    async def view(size: int) -> None:
        await _page_view(catalogs[size], next(numbers))

    builders = {size: CatalogBuilder() for size in databases}

    async def build_again(size: int) -> None:
        await builders[size].build(await existing_store(STORE_ID))

    async def build(_: int) -> None:
        await CatalogBuilder().build(await existing_store(STORE_ID))

    viewing = await _in_turns(uri, databases, view, 100)
    gc.disable()  # as it is until a process has its first catalogs
    building = await _in_turns(uri, databases, build, 1)
    gc.enable()
    building_again = await _in_turns(uri, databases, build_again, 1)
    return [
        Growth("live campaigns", "decide a page view", "ms", _milliseconds(viewing)),
        Growth("live campaigns", "build the first catalog", "ms", _milliseconds(building)),
        Growth("live campaigns", "build the next catalog", "ms", _milliseconds(building_again)),
        Growth("live campaigns", "memory of the catalog", "MB", memory),
    ]


async def _stores(uri: str) -> list[Growth]:
    """Measure a process that serves several stores, each with a catalog of ten campaigns."""
    seconds: dict[int, float] = {}
    async with _opened(uri, f"campaigns_{_CAMPAIGNS[0]}"):
        store = await existing_store(STORE_ID)
        for size in _STORES:
            begun = perf_counter()
            for _ in range(size):
                await CatalogBuilder().build(store)
            seconds[size] = perf_counter() - begun
    return [
        Growth("stores", "build all catalogs, of 10 campaigns each", "ms", _milliseconds(seconds))
    ]


async def _page_view(catalogs: CatalogRegistry, number: int) -> None:
    context = Context(store_id=STORE_ID, now=NOW, catalogs=catalogs)
    await eligible_campaigns(context, eligibility_query(variables(number, _VISITORS[0])))


@final
@dataclass(frozen=True, slots=True)
class Requests:
    """What one request costs with so many in flight.

    Attributes:
        mongod_seconds: of the processor, for one request, in the database's process.
    """

    name: str
    in_flight: int
    per_second: float
    mongod_seconds: float


async def _requests(uri: str) -> tuple[list[Requests], Expiry]:
    """Measure requests by how many are in flight, and how many events expire in a second."""
    found: list[Requests] = []
    async with _opened(uri, f"campaigns_{_CAMPAIGNS[1]}") as database:
        pid = (await database.client.admin.command("serverStatus"))["pid"]
        catalogs = CatalogRegistry()
        await catalogs.get(STORE_ID)
        runs = count()

        async def view(number: int) -> None:
            await _page_view(catalogs, number)

        async def track(number: int) -> None:
            await _record(f"visitor-{number % 499:06}", f"run{run}-{number}", range(5))

        async def count_display(_: int) -> None:
            async def work(session: AsyncClientSession) -> int:
                return await add_impression(STORE_ID, "with a budget", session)

            with suppress(
                DatabaseUnavailableError
            ):  # after many attempts; it counts as one answered
                await in_transaction(CampaignTotalsDocument, work)

        for at_once in _IN_FLIGHT:
            for name, operation, operations in (
                ("page view", view, 1_000),
                ("batch of 5 events", track, 300),
                ("display of one campaign with a budget", count_display, 300),
            ):
                turns = []
                for _ in range(3):
                    run = next(runs)
                    begun, used = perf_counter(), _processor_seconds(pid)
                    await do_in_flight(operations, at_once, operation)
                    turns.append(
                        (
                            operations / (perf_counter() - begun),
                            (_processor_seconds(pid) - used) / operations,
                        )
                    )
                rate, cost = (median(values) for values in zip(*turns, strict=True))
                found.append(Requests(name, at_once, rate, cost))
        return found, await _expiry()


async def _expiry() -> Expiry:
    removed, visitors = 0, 200
    begun = perf_counter()
    for number in range(visitors):
        removed += await expire_events(STORE_ID, f"visitor-{number:06}", NOW, _KNOWN)
    return Expiry(removed / (perf_counter() - begun), removed / visitors)


def _processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _milliseconds(seconds: dict[int, float]) -> dict[int, float]:
    return {size: value * 1_000 for size, value in seconds.items()}


def _report(growths: Sequence[Growth], requests: Sequence[Requests], expiry: Expiry) -> Report:
    table = Table(title="What grows with what", title_justify="left", title_style="bold")
    for heading in ("more", "measured", "unit", "at three sizes", "largest ÷ smallest"):
        table.add_column(heading)
    for growth in growths:
        sizes = ", ".join(f"{size:,}: {cost:,.3g}" for size, cost in growth.costs.items())
        table.add_row(growth.grows, growth.measured, growth.unit, sizes, f"{growth.times:.2f}")
    load = Table(title="Requests in flight", title_justify="left", title_style="bold")
    for heading in ("", "in flight", "a second", "mongod's processor ms each"):
        load.add_column(heading, justify="right" if heading else "left")
    for one in requests:
        load.add_row(
            one.name,
            str(one.in_flight),
            f"{one.per_second:,.0f}",
            f"{one.mongod_seconds * 1_000:.2f}",
        )
    return Report(
        ratios={f"{g.grows}: {g.measured}": g.times for g in growths},
        tables=[table, load],
        figures={
            "growths": [asdict(growth) for growth in growths],
            "requests": [asdict(one) for one in requests],
            "expiry": asdict(expiry),
        },
        remarks=[
            f"Of each visitor {expiry.events_of_a_visitor:.0f} events were removed, {expiry.events_per_second:,.0f} a second."
        ],
    )
