"""`eligibleCampaigns` with 1,000 live campaigns and 500 segments, against 10 with 10.

The same server on two shops of the same visitors, each in a database and a process of its own; the ten smart
segments are there in both. Asked over HTTP, in turns.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from httpx2 import AsyncClient
from rich.table import Table

from benchmarks.effort import rounds, seconds_of_load
from benchmarks.http_load import Load, find_wrk, interleaved_loads, load_report, write_script
from benchmarks.http_shop import QUERY, fill_database, storefront_headers, variables
from benchmarks.interleaved import Spread
from benchmarks.report import Report, ratio_text
from benchmarks.serving import Served, served_contender

_SHOPS: Final = {"small": (10, 10), "large": (1_000, 500)}
"""Campaigns and segments."""

_DATABASE: Final = "segue_benchmark_growth"
_ROUNDS: Final = rounds(5)
_SECONDS: Final = seconds_of_load(3)
_BODIES: Final = 500


async def run(uri: str) -> Report:
    """Measure the time for each query, by the clock and by the processor, as ratios."""
    find_wrk()
    for name, (campaigns, segments) in _SHOPS.items():
        await fill_database(uri, _database_of(name), campaigns=campaigns, segments=segments)
    with TemporaryDirectory(prefix="segue-growth-") as folder:
        bodies = [_body(number) for number in range(_BODIES)]
        script = write_script(Path(folder) / "ask.lua", "/graphql", storefront_headers(), bodies)
        async with AsyncExitStack() as stack:
            servers = {
                name: await stack.enter_async_context(
                    served_contender("benchmarks.http_contenders", "segue", uri, _database_of(name))
                )
                for name in _SHOPS
            }
            answered = {name: await _answered(server) for name, server in servers.items()}
            loads = await interleaved_loads(
                servers,
                dict.fromkeys(servers, script),
                rounds=_ROUNDS,
                seconds=_SECONDS,
            )
    return _report(loads, answered)


def _database_of(shop: str) -> str:
    return f"{_DATABASE}_{shop}"


def _body(number: int) -> dict[str, Any]:
    return {"query": QUERY, "variables": variables(number)}


async def _answered(server: Served) -> float:
    """Return how many campaigns visitors get on average, so that nobody is fast by answering less."""
    asked = 100
    offers = 0
    async with AsyncClient(base_url=server.url, timeout=60) as http:
        for number in range(asked):
            response = await http.post("/graphql", json=_body(number), headers=storefront_headers())
            offers += len((response.json()["data"] or {}).get("eligibleCampaigns", ()))
    return offers / asked


def _report(loads: Mapping[str, list[Load]], answered: Mapping[str, float]) -> Report:
    pairs = list(zip(loads["large"], loads["small"], strict=True))
    elapsed = Spread.of([small.per_second / large.per_second for large, small in pairs])
    processor = Spread.of(
        [large.processor_seconds / small.processor_seconds for large, small in pairs]
    )
    table = Table(title="eligibleCampaigns as shops grow", title_justify="left", title_style="bold")
    for heading in ("", "live", "segments", "a second", "processor ms", "campaigns answered"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, found in loads.items():
        campaigns, segments = _SHOPS[name]
        table.add_row(
            name,
            f"{campaigns:,}",
            f"{segments:,}",
            f"{Spread.of([load.per_second for load in found]).median:,.0f}",
            f"{Spread.of([load.processor_seconds for load in found]).median * 1_000:.2f}",
            f"{answered[name]:.1f}",
        )
    ratios = {
        "campaigns_1000_vs_10": elapsed,
        "campaigns_1000_vs_10_processor": processor,
    }
    return load_report(
        table,
        loads,
        ratios,
        campaigns_answered=dict(answered),
        remarks=[
            f"Time per query, large ÷ small: {ratio_text(elapsed)}; by the processor: {ratio_text(processor)}."
        ],
    )
