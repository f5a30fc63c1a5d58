"""The import of the demo shop's orders: how fast, and in how much memory.

Speed is compared with the driver alone, which writes the very documents that the import makes
(orders and their customers), ready in memory, in batches of the same size. What the import does
besides is in the ratio: it reads the file, checks every field, and works out customers' figures.
"""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import islice
from multiprocessing import get_context
from typing import Final, TypeAlias, final
from uuid import uuid4

from pymongo import InsertOne
from rich.table import Table

from api.database import Database, opened_database
from api.demo import ORDERS
from api.demo_shop import CURRENCY, DATA_END, STORE_NAME, TIME_ZONE
from api.order_file import order_rows
from benchmarks.effort import rounds
from benchmarks.interleaved import Comparison, Contender, compare
from benchmarks.report import Report, comparison_table
from benchmarks.resident_memory import forget_peak, peak_bytes
from documents.connection import RawDocument, time_limit
from documents.stores import StoreDocument, save_store
from resolvers.order_import import BATCH_ROWS, ImportedOrders, Row, check_rows, import_orders

WANTED_ORDERS_PER_SECOND: Final = 3_000
_DATABASE: Final = "segue_benchmark_import"
_ROUNDS: Final = rounds(7)
_COPIES: Final = 4
_PATIENCE_SECONDS: Final = 120
_MEBIBYTE: Final = 1_048_576

_Batch: TypeAlias = tuple[str, list[InsertOne[RawDocument]]]
"""A collection's name, and what to write to it at once."""

_OURS: Final = "import"
_CHECKED: Final = "import, all rows checked first"
_DRIVER: Final = "driver alone, same documents ready"


@final
@dataclass(frozen=True, slots=True)
class _LoneImport:
    """An import in a process of its own.

    Attributes:
        growth_bytes: the most memory that was resident at any time, less what was at the start.
    """

    rows: int
    seconds: float
    growth_bytes: int


async def run(uri: str) -> Report:
    """Compare the import with the driver, then its memory for the file and for 4 times the rows."""
    async with opened_database(uri, _DATABASE, run_migrations=True) as database:
        comparison = await _compare_with_driver(database)
    once = await _import_in_new_process(uri, 1)
    repeated = await _import_in_new_process(uri, _COPIES)
    rate = comparison.per_second(_OURS).median
    verdict = "met" if rate >= WANTED_ORDERS_PER_SECOND else "NOT met"
    return Report(
        ratios={
            "driver": comparison.ratio(_DRIVER, _OURS).median,
            "memory_4_times_the_rows": repeated.growth_bytes / once.growth_bytes,
        },
        tables=[
            comparison_table("The demo's order file", _OURS, {"each order": comparison}),
            _memory_table(once, repeated),
        ],
        figures={
            "wanted_orders_per_second": WANTED_ORDERS_PER_SECOND,
            "compared": comparison.figures(_OURS),
            "memory": {"the_file": asdict(once), "4_times_the_rows": asdict(repeated)},
        },
        remarks=[f"Wanted: {WANTED_ORDERS_PER_SECOND:,} orders a second or more: {verdict}."],
    )


async def _compare_with_driver(database: Database) -> Comparison:
    store_id = await _make_store()
    rows = (await _import_copies(store_id, 1)).rows
    current = _Round(database, await _documents_of(store_id, database))
    contenders = [
        Contender(_OURS, current.import_file, rows, current.take_new_store),
        Contender(_CHECKED, current.check_and_import_file, rows, current.take_new_store),
        Contender(_DRIVER, current.write_documents, rows, current.prepare_writes),
    ]
    return await compare(contenders, rounds=_ROUNDS)


@final
@dataclass(slots=True)
class _Round:
    """A round of any contender, each in a new store: what was deleted would slow MongoDB down.

    Attributes:
        documents: what the import makes, by collection.
        store_id, writes: this round's.
    """

    database: Database
    documents: Mapping[str, Sequence[RawDocument]]
    store_id: str = ""
    writes: Sequence[_Batch] = ()

    async def take_new_store(self) -> None:
        self.store_id = await _make_store()

    async def prepare_writes(self) -> None:
        await self.take_new_store()
        self.writes = [
            (name, batch)
            for name, raws in self.documents.items()
            for batch in _in_batches(raws, self.store_id)
        ]

    async def import_file(self) -> None:
        await _import_copies(self.store_id, 1)

    async def check_and_import_file(self) -> None:
        with order_rows(ORDERS) as rows:
            check_rows(rows, DATA_END)
        await self.import_file()

    async def write_documents(self) -> None:
        for name, batch in self.writes:
            async with time_limit(_PATIENCE_SECONDS):
                await self.database[name].bulk_write(batch, ordered=False)


async def _make_store() -> str:
    store_id = f"shop-{uuid4().hex[:8]}"
    await save_store(
        StoreDocument(id=store_id, name=STORE_NAME, currency=CURRENCY, time_zone=TIME_ZONE)
    )
    return store_id


async def _import_copies(store_id: str, copies: int) -> ImportedOrders:
    imported = await import_orders(store_id, _repeated_rows(copies), DATA_END)
    assert imported.stored == imported.rows, "an order was there already"
    return imported


def _repeated_rows(copies: int) -> Iterator[Row]:
    """Yield the file's rows that many times over, each copy with order numbers of its own."""
    for copy in range(1, copies + 1):
        with order_rows(ORDERS) as rows:
            for row in rows:
                yield {**row, "order_number": f"{row['order_number']}-{copy}"}


async def _documents_of(store_id: str, database: Database) -> dict[str, list[RawDocument]]:
    async with time_limit(_PATIENCE_SECONDS):
        return {
            name: await database[name].find({"store_id": store_id}, {"_id": 0}).to_list()
            for name in ("events", "visitors")
        }


def _in_batches(
    raws: Sequence[RawDocument], store_id: str
) -> Iterator[list[InsertOne[RawDocument]]]:
    """Return the writes, of copies as the driver gives an id to each document that it writes."""
    writes = (InsertOne({**raw, "store_id": store_id}) for raw in raws)
    return iter(lambda: list(islice(writes, BATCH_ROWS)), [])


async def _import_in_new_process(uri: str, copies: int) -> _LoneImport:
    """Import in a process that has done nothing before, as what it once had would be reused."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return await asyncio.get_running_loop().run_in_executor(process, _import_here, uri, copies)


def _import_here(uri: str, copies: int) -> _LoneImport:
    return asyncio.run(_measured_import(uri, copies))


async def _measured_import(uri: str, copies: int) -> _LoneImport:
    async with opened_database(uri, f"{_DATABASE}_{copies}", run_migrations=True):
        store_id = await _make_store()
        gc.collect()
        at_start = forget_peak()
        begun = time.perf_counter()
        imported = await _import_copies(store_id, copies)
        seconds = time.perf_counter() - begun
        return _LoneImport(imported.rows, seconds, peak_bytes() - at_start)


def _memory_table(once: _LoneImport, repeated: _LoneImport) -> Table:
    table = Table(title="Growth of resident memory", title_justify="left", title_style="bold")
    table.add_column()
    for heading in ("orders", "orders a second", "peak growth, MiB", "/ the file's"):
        table.add_column(heading, justify="right")
    for label, measured in (
        ("the file", once),
        (f"the file {_COPIES} times over (synthetic)", repeated),
    ):
        table.add_row(
            label,
            f"{measured.rows:,}",
            f"{measured.rows / measured.seconds:,.0f}",
            f"{measured.growth_bytes / _MEBIBYTE:,.1f}",
            "" if measured is once else f"{measured.growth_bytes / once.growth_bytes:.2f}",
        )
    return table
