"""How soon every worker answers with a campaign that is published, and whether requests are slow meanwhile.

Three workers, as `python -m api serve` starts them, in a shop of 1,000 live campaigns. wrk asks all of them at a
modest rate, as visitors do, in windows with publishing and without, in turns. In the windows with publishing a
campaign is published every half a second at one of the workers, and all are asked for it until they answer with it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any, Final, final

from httpx2 import AsyncClient
from rich.table import Table

from benchmarks.effort import rounds, seconds_of_load
from benchmarks.http_load import Load, find_wrk, load_on, write_script
from benchmarks.http_shop import (
    QUERY,
    admin_headers,
    fill_database,
    storefront_headers,
    variables,
)
from benchmarks.interleaved import Spread, turns_of
from benchmarks.report import Report, ratio_text
from benchmarks.serving import Served, served_worker

_DATABASE: Final = "segue_benchmark_publish"
_CAMPAIGNS: Final = 1_000
_SEGMENTS: Final = 500
_WORKERS: Final = 3
_ROUNDS: Final = rounds(6)
_SECONDS: Final = seconds_of_load(8)
_CONNECTIONS: Final = 4
_PAUSE_SECONDS: Final = 0.1
_PUBLISH_EVERY_SECONDS: Final = 0.5
_POLL_SECONDS: Final = 0.01
_MOST_SECONDS: Final = 30.0
_WANTED_SECONDS: Final = 1.0
_WINDOWS: Final = ("quiet", "publishing")

_CREATE: Final = """mutation($input: CreateCampaignInput!) {
  createCampaign(input: $input) { ... on CampaignChanged { campaign { id revision } } }
}"""
_PUBLISH: Final = """mutation($input: CampaignRevisionInput!) {
  publishCampaign(input: $input) { __typename }
}"""
_ASK: Final = """query($visitorId: ID!, $ids: [ID!]) {
  eligibleCampaigns(visitorId: $visitorId, campaignIds: $ids) { campaign { id } }
}"""


@final
@dataclass(frozen=True, slots=True)
class _Published:
    """Seconds from when a campaign was sent to be published until it was, and until each worker answered it."""

    accepted: float
    answered: Sequence[float]


async def run(uri: str) -> Report:
    """Measure the time to publish, and how requests fare meanwhile against windows without publishing."""
    find_wrk()
    await fill_database(uri, _DATABASE, campaigns=_CAMPAIGNS, segments=_SEGMENTS)
    windows: dict[str, list[list[Load]]] = {name: [] for name in _WINDOWS}
    published: list[_Published] = []
    with TemporaryDirectory(prefix="segue-publish-") as folder:
        bodies = [{"query": QUERY, "variables": variables(number)} for number in range(500)]
        script = write_script(
            Path(folder) / "ask.lua", "/graphql", storefront_headers(), bodies, is_paced=True
        )
        async with AsyncExitStack() as stack:
            workers = [
                await stack.enter_async_context(served_worker(uri, _DATABASE))
                for _ in range(_WORKERS)
            ]
            clients = [
                await stack.enter_async_context(AsyncClient(base_url=worker.url, timeout=30))
                for worker in workers
            ]
            for turns in turns_of(_WINDOWS, _ROUNDS + 1):
                for name in turns:
                    loads = asyncio.create_task(_loads(workers, script))
                    if name == "publishing":
                        published += await _publish_until_done(clients, loads)
                    windows[name].append(await loads)
    return _report({name: found[1:] for name, found in windows.items()}, published)


async def _loads(workers: Sequence[Served], script: Path) -> list[Load]:
    return await asyncio.gather(
        *(
            load_on(
                worker,
                script,
                seconds=_SECONDS,
                run=number,
                connections=_CONNECTIONS,
                pause_seconds=_PAUSE_SECONDS,
            )
            for number, worker in enumerate(workers)
        )
    )


async def _publish_until_done(
    clients: Sequence[AsyncClient], loads: asyncio.Task[list[Load]]
) -> list[_Published]:
    found: list[_Published] = []
    while not loads.done():
        publisher = clients[len(found) % len(clients)]
        pause = asyncio.create_task(asyncio.sleep(_PUBLISH_EVERY_SECONDS))
        found.append(await _publish_one(publisher, clients))
        await pause
    return found


async def _publish_one(publisher: AsyncClient, clients: Sequence[AsyncClient]) -> _Published:
    made = await _do(publisher, _CREATE, {"name": "New", "type": "HERO_BANNER", **_new_campaign()})
    campaign = made["createCampaign"]["campaign"]
    begun = time.perf_counter()
    watched = [asyncio.create_task(_answered(client, campaign["id"], begun)) for client in clients]
    answer = await _do(publisher, _PUBLISH, campaign)
    accepted = time.perf_counter() - begun
    if answer["publishCampaign"]["__typename"] != "CampaignChanged":
        raise SystemExit(f"Publishing is answered with {answer}")
    return _Published(accepted, await asyncio.gather(*watched))


def _new_campaign() -> dict[str, Any]:
    """Return a campaign for everybody that comes last, so that what the load is answered stays the same."""
    picture = {"url": "https://shop.example/new.webp", "alternativeText": "A new thing"}
    content = {"heroBanner": {"heading": "A new campaign", "desktopImage": picture}}
    translations = [{"locale": "en", "content": content}]
    return {
        "definition": {
            "priority": -9,
            "placement": "new",
            "variants": [{"key": "A", "weight": 1, "translations": translations}],
        }
    }


async def _do(client: AsyncClient, mutation: str, given: Mapping[str, Any]) -> Any:
    response = await client.post(
        "/admin/graphql",
        json={"query": mutation, "variables": {"input": given}},
        headers=admin_headers(),
    )
    body = response.json()
    if body.get("errors"):
        raise SystemExit(response.text[:300])
    return body["data"]


async def _answered(client: AsyncClient, campaign_id: str, begun: float) -> float:
    """Return how many seconds after `begun` the worker has answered with the campaign."""
    asked = {"visitorId": "visitor-000001", "ids": [campaign_id]}
    while (seconds := time.perf_counter() - begun) < _MOST_SECONDS:
        response = await client.post(
            "/graphql", json={"query": _ASK, "variables": asked}, headers=storefront_headers()
        )
        if (response.json()["data"] or {}).get("eligibleCampaigns"):
            return time.perf_counter() - begun
        await asyncio.sleep(_POLL_SECONDS)
    raise SystemExit(
        f"A worker doesn't answer with a campaign {seconds:.0f} s after publishing it."
    )


def _report(
    windows: Mapping[str, Sequence[Sequence[Load]]], published: Sequence[_Published]
) -> Report:
    last = [max(one.answered) for one in published]
    p99 = quantiles(last, n=100, method="inclusive")[98]
    table = Table(title="Publishing under load", title_justify="left", title_style="bold")
    for heading in ("windows", "requests a second", "p99 ms", "longest ms"):
        table.add_column(heading, justify="right" if heading != "windows" else "left")
    for name, found in windows.items():
        flat = [load for loads in found for load in loads]
        table.add_row(
            name,
            f"{Spread.of([sum(load.per_second for load in loads) for loads in found]).median:,.0f}",
            f"{Spread.of([load.p99_seconds for load in flat]).median * 1_000:.1f}",
            f"{Spread.of([load.longest_seconds for load in flat]).median * 1_000:.1f}",
        )
    tail = _ratio(windows, lambda load: load.p99_seconds)
    longest = _ratio(windows, lambda load: load.longest_seconds)
    ratios = {"p99_publishing_vs_quiet": tail, "longest_publishing_vs_quiet": longest}
    return Report(
        ratios={
            "p99_of_1_second": p99 / _WANTED_SECONDS,
            **{name: ratio.median for name, ratio in ratios.items()},
        },
        tables=[table],
        figures={
            "until_every_worker_answers_seconds": {**asdict(Spread.of(last)), "p99": p99},
            "until_accepted_seconds": asdict(Spread.of([one.accepted for one in published])),
            "published": len(published),
            "ratios": {name: asdict(ratio) for name, ratio in ratios.items()},
        },
        remarks=[
            f"{len(published)} campaigns were published, in {_WORKERS} workers.",
            f"Seconds until the last of them answered: {ratio_text(Spread.of(last))}, p99 {p99:.2f}.",
            f"Publishing ÷ quiet: p99 {ratio_text(tail)}, the longest request {ratio_text(longest)}.",
        ],
    )


def _ratio(
    windows: Mapping[str, Sequence[Sequence[Load]]], figure: Callable[[Load], float]
) -> Spread:
    """Return a figure's worst of all workers in a window with publishing ÷ that of the one beside it."""
    quiet, busy = (
        [max(map(figure, loads)) for loads in windows[name]] for name in ("quiet", "publishing")
    )
    return Spread.of([b / q for b, q in zip(busy, quiet, strict=True)])
