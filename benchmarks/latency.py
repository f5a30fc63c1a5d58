"""The 99th percentile of a page view at 70 % of the most that a hand-written endpoint can do.

The endpoint's most is measured first. Then both are asked at that rate, in turns, by many connections that pause
between questions, as visitors do.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from rich.table import Table

from benchmarks.effort import rounds, seconds_of_load
from benchmarks.http_load import Load, find_wrk, load_on, load_report, write_script
from benchmarks.http_shop import QUERY, fill_database, storefront_headers, variables
from benchmarks.interleaved import Spread, turns_of
from benchmarks.report import Report, ratio_text
from benchmarks.serving import Served, served_contender

_DATABASE: Final = "segue_benchmark_latency"
_OURS: Final = "segue"
_FLOOR: Final = "floor"
_ROUNDS: Final = rounds(9)
_SECONDS: Final = seconds_of_load(4)
_FULL_ROUNDS: Final = 3
_CONNECTIONS: Final = 64
_SHARE: Final = 0.7
_BODIES: Final = 500


async def run(uri: str) -> Report:
    """Measure both at the same rate, and the ratio of their 99th percentiles."""
    find_wrk()
    await fill_database(uri, _DATABASE)
    bodies = [{"query": QUERY, "variables": variables(number)} for number in range(_BODIES)]
    with TemporaryDirectory(prefix="segue-latency-") as folder:
        full, paced = (
            write_script(
                Path(folder) / f"{name}.lua",
                "/graphql",
                storefront_headers(),
                bodies,
                is_paced=name == "paced",
            )
            for name in ("full", "paced")
        )
        async with AsyncExitStack() as stack:
            servers = {
                name: await stack.enter_async_context(
                    served_contender("benchmarks.http_contenders", name, uri, _DATABASE)
                )
                for name in (_OURS, _FLOOR)
            }
            most = await _most(servers, full)
            loads = await _at_rate(servers, paced, most * _SHARE)
    return _report(most, loads)


async def _most(servers: Mapping[str, Served], script: Path) -> float:
    """Return how many requests a second the endpoint can do; the other is warmed up beside it."""
    rates: dict[str, list[float]] = {name: [] for name in servers}
    for _ in range(_FULL_ROUNDS + 1):
        for name, server in servers.items():
            rates[name].append((await load_on(server, script, seconds=_SECONDS)).per_second)
    return median(rates[_FLOOR][1:])


async def _at_rate(
    servers: Mapping[str, Served], script: Path, per_second: float
) -> dict[str, list[Load]]:
    loads: dict[str, list[Load]] = {name: [] for name in servers}
    for turns in turns_of(list(servers), _ROUNDS):
        for name in turns:
            load = await load_on(
                servers[name],
                script,
                seconds=_SECONDS,
                connections=_CONNECTIONS,
                pause_seconds=_CONNECTIONS / per_second,
            )
            loads[name].append(load)
    return loads


def _report(most: float, loads: Mapping[str, list[Load]]) -> Report:
    tail = Spread.of(
        [
            ours.p99_seconds / floor.p99_seconds
            for ours, floor in zip(loads[_OURS], loads[_FLOOR], strict=True)
        ]
    )
    table = Table(title="Page views at a fixed rate", title_justify="left", title_style="bold")
    for heading in ("", "a second", "p99 ms", "longest ms"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, found in loads.items():
        table.add_row(
            name,
            f"{Spread.of([load.per_second for load in found]).median:,.0f}",
            f"{Spread.of([load.p99_seconds for load in found]).median * 1_000:.1f}",
            f"{Spread.of([load.longest_seconds for load in found]).median * 1_000:.1f}",
        )
    return load_report(
        table,
        loads,
        {"p99": tail},
        floor_at_most_per_second=most,
        remarks=[
            f"The hand-written endpoint does {most:,.0f} a second at most.",
            f"Our 99th percentile ÷ its own: {ratio_text(tail)}.",
        ],
    )
