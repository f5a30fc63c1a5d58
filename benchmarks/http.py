"""`eligibleCampaigns` over HTTP against a hand-written endpoint and others, on the same shop.

Each contender is a process of its own with one worker, all on one real MongoDB. wrk, a third process, asks
each in turn for a few seconds, round by round, so that whatever else the machine does falls on all alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from httpx2 import AsyncClient
from rich.table import Table

from benchmarks.effort import rounds, seconds_of_load
from benchmarks.http_contenders import CONTENDERS, NAIVE_QUERY
from benchmarks.http_load import Load, find_wrk, interleaved_loads, write_script
from benchmarks.http_shop import QUERY, fill_database, storefront_headers, variables
from benchmarks.interleaved import Spread
from benchmarks.report import Report, ratio_text
from benchmarks.serving import Served, served_contender

_DATABASE: Final = "segue_benchmark_http"
_OURS: Final = "segue"
_ROUNDS: Final = rounds(7)
_SECONDS: Final = seconds_of_load(3)
_BODIES: Final = 500


async def run(uri: str) -> Report:
    """Measure requests per second and the 99th percentile, as ratios to the floor and to each other."""
    find_wrk()
    await fill_database(uri, _DATABASE)
    with TemporaryDirectory(prefix="segue-http-") as folder:
        async with AsyncExitStack() as stack:
            servers = {
                name: await stack.enter_async_context(
                    served_contender("benchmarks.http_contenders", name, uri, _DATABASE)
                )
                for name in CONTENDERS
            }
            scripts = {name: _script(Path(folder), name) for name in CONTENDERS}
            sizes = {name: await _checked(name, server) for name, server in servers.items()}
            loads = await interleaved_loads(servers, scripts, rounds=_ROUNDS, seconds=_SECONDS)
    return _report(loads, sizes)


def _body(name: str, number: int) -> dict[str, Any]:
    return {
        "query": NAIVE_QUERY if name == "naive" else QUERY,
        "variables": variables(number),
    }


def _path(name: str) -> str:
    return "/graphql/" if name == "naive" else "/graphql"


def _script(folder: Path, name: str) -> Path:
    """Write what wrk sends: many visitors, in turn."""
    bodies = [_body(name, number) for number in range(_BODIES)]
    return write_script(folder / f"{name}.lua", _path(name), storefront_headers(), bodies)


async def _checked(name: str, server: Served) -> int:
    """Ask once as wrk does, and return how long the answer is, so that nobody is fast by answering nothing."""
    async with AsyncClient(base_url=server.url, timeout=30) as http:
        response = await http.post(_path(name), json=_body(name, 1), headers=storefront_headers())
    answer = response.json()
    if len(answer["data"]["eligibleCampaigns"]) != 5:
        raise SystemExit(f"{name} answers {response.text[:300]}")
    return len(response.content)


def _report(loads: Mapping[str, list[Load]], sizes: Mapping[str, int]) -> Report:
    rates = {name: [load.per_second for load in found] for name, found in loads.items()}
    tails = {name: [load.p99_seconds for load in found] for name, found in loads.items()}
    ours = rates[_OURS]
    ratios = {
        name: Spread.of([a / b for a, b in zip(ours, theirs, strict=True)])
        for name, theirs in rates.items()
        if name != _OURS
    }
    tail = Spread.of([a / b for a, b in zip(tails[_OURS], tails["floor"], strict=True)])
    table = Table(title="eligibleCampaigns over HTTP", title_justify="left", title_style="bold")
    for heading in ("", "a second", "p99 ms", "bytes", "ours ÷ theirs"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, found in rates.items():
        ratio = ratios.get(name)
        table.add_row(
            name,
            f"{Spread.of(found).median:,.0f}",
            f"{Spread.of(tails[name]).median * 1_000:.1f}",
            f"{sizes[name]:,}",
            "" if ratio is None else ratio_text(ratio),
        )
    return Report(
        ratios={
            **{name: ratio.median for name, ratio in ratios.items()},
            "p99_at_load_on": tail.median,
        },
        tables=[table],
        figures={
            "requests_per_second": {n: asdict(Spread.of(found)) for n, found in rates.items()},
            "p99_seconds": {n: asdict(Spread.of(found)) for n, found in tails.items()},
            "ratios": {name: asdict(ratio) for name, ratio in ratios.items()},
            "bytes": dict(sizes),
        },
        remarks=["Ratios of requests per second: above 1, ours is faster."],
    )
