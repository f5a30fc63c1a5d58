"""How much memory a worker has, at rest and after very many requests: `SEGUE_BENCHMARK_REQUESTS`, or 30,000.

Page views, batches of events and queries never seen before, all of which leave something in some cache.
"""

from __future__ import annotations

import os
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from rich.table import Table

from benchmarks.effort import amount
from benchmarks.http_load import COUNTER, find_wrk, load_on, write_script
from benchmarks.http_shop import QUERY, fill_database, storefront_headers, variables
from benchmarks.ingest import tracking_body
from benchmarks.report import Report
from benchmarks.serving import Served, served_worker

_DATABASE: Final = "segue_benchmark_memory"
_REQUESTS: Final = int(os.environ.get("SEGUE_BENCHMARK_REQUESTS") or amount(30_000, least=10_000))
_SECONDS_A_TURN: Final = 10
_WANTED_BYTES: Final = 150_000_000
_MEGABYTE: Final = 1_000_000
_WARM_SHARE: Final = 0.2
"""Of the requests: until then caches fill up to their limits."""


async def run(uri: str) -> Report:
    """Measure resident memory at rest, warm, and at the end, and its growth from warm to the end."""
    find_wrk()
    await fill_database(uri, _DATABASE)
    with TemporaryDirectory(prefix="segue-memory-") as folder:
        bodies = [_body(number) for number in range(2_000)]
        script = write_script(Path(folder) / "all.lua", "/graphql", storefront_headers(), bodies)
        async with AsyncExitStack() as stack:
            server = await stack.enter_async_context(served_worker(uri, _DATABASE))
            at_rest = server.resident_bytes()
            course = await _course(server, script)
    return _report(at_rest, course)


def _body(number: int) -> dict[str, Any]:
    """Return one of ten kinds of requests: of ten, seven are page views."""
    kind = number % 10
    if kind < 7:
        return {"query": QUERY, "variables": variables(number)}
    if kind < 9:
        return tracking_body(number)
    query = QUERY.replace("query Eligible", f"query Q{COUNTER}")
    return {"query": query, "variables": variables(number)}


async def _course(server: Served, script: Path) -> list[tuple[int, int]]:
    """Return how much memory there was after how many requests, turn by turn."""
    course: list[tuple[int, int]] = []
    asked = 0
    while asked < _REQUESTS:
        load = await load_on(server, script, seconds=_SECONDS_A_TURN, run=len(course))
        asked += int(load.per_second * _SECONDS_A_TURN)
        course.append((asked, server.resident_bytes()))
    return course


def _report(at_rest: int, course: list[tuple[int, int]]) -> Report:
    asked, at_end = course[-1]
    warm = next(bytes_ for number, bytes_ in course if number >= asked * _WARM_SHARE)
    table = Table(title="Resident memory of a worker", title_justify="left", title_style="bold")
    table.add_column("")
    table.add_column("MB", justify="right")
    for name, size in {
        "at rest": at_rest,
        f"after {asked * _WARM_SHARE:,.0f} requests": warm,
        f"after {asked:,} requests": at_end,
    }.items():
        table.add_row(name, f"{size / _MEGABYTE:.0f}")
    return Report(
        ratios={
            "at_rest_of_150_mb": at_rest / _WANTED_BYTES,
            "at_end_of_150_mb": at_end / _WANTED_BYTES,
            "growth": at_end / warm,
        },
        tables=[table],
        figures={"at_rest_bytes": at_rest, "course": course},
        remarks=["Growth is from a fifth of the requests, when all caches are full, to the end."],
    )
