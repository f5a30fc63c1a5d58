"""`trackEvents` over HTTP against the driver's own transaction in a hand-written endpoint.

Batches of five events, of 2,000 visitors in turn: pages, products, a basket, and for the fifth a search, now
and then a log-in with what the visitor says of itself, or a purchase. Every batch is new, and each visit has
several.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from httpx2 import AsyncClient
from rich.table import Table

from api.database import Database, opened_database
from benchmarks.effort import rounds, seconds_of_load
from benchmarks.http_load import (
    COUNTER,
    RUN,
    Load,
    find_wrk,
    interleaved_loads,
    load_report,
    write_script,
)
from benchmarks.http_server import NOW
from benchmarks.http_shop import STORE_ID, fill_database, storefront_headers
from benchmarks.ingest_contenders import CONTENDERS
from benchmarks.interleaved import Spread
from benchmarks.report import Report, ratio_text
from benchmarks.serving import Served, served_contender

_DATABASE: Final = "segue_benchmark_ingest"
_OURS: Final = "segue"
_THEIRS: Final = "driver"
_ROUNDS: Final = rounds(5)
_SECONDS: Final = seconds_of_load(3)
_VISITORS: Final = 2_000

MUTATION: Final = """mutation Track($input: TrackEventsInput!) {
  trackEvents(input: $input) {
    __typename
    ... on EventsTracked { stored repeated }
    ... on UserError { message }
  }
}"""


async def run(uri: str) -> Report:
    """Measure requests per second, and the processor's time for each, as ratios."""
    find_wrk()
    await fill_database(uri, _DATABASE, visitors=_VISITORS)
    async with opened_database(uri, _DATABASE, run_migrations=False) as database:
        with TemporaryDirectory(prefix="segue-ingest-") as folder:
            bodies = [tracking_body(number) for number in range(_VISITORS)]
            script = write_script(
                Path(folder) / "track.lua", "/graphql", storefront_headers(), bodies
            )
            async with AsyncExitStack() as stack:
                servers = {
                    name: await stack.enter_async_context(
                        served_contender("benchmarks.ingest_contenders", name, uri, _DATABASE)
                    )
                    for name in CONTENDERS
                }
                await _check_that_both_write_the_same(database, servers)
                loads = await interleaved_loads(
                    servers,
                    dict.fromkeys(servers, script),
                    rounds=_ROUNDS,
                    seconds=_SECONDS,
                )
    return _report(loads)


def tracking_body(number: int, *, visitors: int = _VISITORS) -> dict[str, Any]:
    """Return the `number`-th batch; its ids have a place for a counter."""
    category = ("kitchen", "garden", "bath", "lighting")[number % 4]
    product = {"productId": f"{71_000 + number % 500}", "category": category, "price": 2.55}
    events: list[dict[str, Any]] = [
        {"pageView": {"page": "CATEGORY", "url": f"https://shop.example/{category}"}},
        {"productView": product},
        {"productView": {**product, "productId": f"{72_000 + number % 300}", "name": "A mug"}},
        {"basketAdd": {**product, "quantity": 2}},
        _last(number),
    ]
    for index, event in enumerate(events):
        next(iter(event.values())).update(
            id=f"{COUNTER}-{number}-{index}",
            sessionId=f"visit-{RUN}-{number % visitors}",
        )
    given = {"visitorId": f"visitor-{number % visitors:06}", "events": events}
    return {"query": MUTATION, "variables": {"input": given}}


def _last(number: int) -> dict[str, Any]:
    if number % 20 == 0:
        order = {"orderNumber": f"{COUNTER}-{number}", "total": "25.5", "units": 3}
        items = [{"productId": "71053"}, {"productId": "85123A"}]
        return {"purchase": {**order, "isDiscounted": False, "items": items}}
    if number % 10 == 0:
        return {"logIn": {"profile": {"country": "Germany", "age": 18 + number % 60}}}
    return {"search": {"query": "a mug for two", "resultCount": number % 40}}


async def _check_that_both_write_the_same(
    database: Database, servers: Mapping[str, Served]
) -> None:
    """Send the same to twins, one to each server, twice: nobody is fast by doing less."""
    for number in (0, 1, 10):
        outcomes = [
            await _outcome(database, server, name, number) for name, server in servers.items()
        ]
        if outcomes[0] != outcomes[1] or len(outcomes[0]["events"]) != 5:
            raise SystemExit(f"The contenders write different things: {_differences(*outcomes)}")


def _differences(ours: dict[str, Any], theirs: dict[str, Any]) -> list[tuple[Any, Any]]:
    return [(ours[part], theirs[part]) for part in ours if ours[part] != theirs[part]]


async def _outcome(database: Database, server: Served, name: str, number: int) -> dict[str, Any]:
    twin = f"twin-{name}-{number}"
    visitor = await database["visitors"].find_one({"visitor_id": f"visitor-{number:06}"})
    assert visitor is not None
    del visitor["_id"]
    await database["visitors"].insert_one({**visitor, "visitor_id": twin})
    body = json.loads(json.dumps(tracking_body(number)).replace(COUNTER, "1").replace(RUN, "1"))
    given = body["variables"]["input"]
    given["visitorId"] = twin
    for index, event in enumerate(given["events"]):
        at = NOW - timedelta(hours=1, seconds=index)
        next(iter(event.values()))["occurredAt"] = at.isoformat()
    answers = []
    async with AsyncClient(base_url=server.url, timeout=30) as http:
        for _ in range(2):
            response = await http.post("/graphql", json=body, headers=storefront_headers())
            answers.append(response.json())
    left = {"_id": 0, "visitor_id": 0, "received_at": 0, "revision": 0}
    stored = await database["visitors"].find_one({"visitor_id": twin}, left)
    events = await database["events"].find({"visitor_id": twin}, left).sort("key").to_list()
    await database["visitors"].delete_one({"visitor_id": twin})
    await database["events"].delete_many({"visitor_id": twin, "store_id": STORE_ID})
    return {"answers": answers, "visitor": stored, "events": events}


def _report(loads: Mapping[str, list[Load]]) -> Report:
    ours, theirs = loads[_OURS], loads[_THEIRS]
    rate = Spread.of([a.per_second / b.per_second for a, b in zip(ours, theirs, strict=True)])
    processor = Spread.of(
        [b.processor_seconds / a.processor_seconds for a, b in zip(ours, theirs, strict=True)]
    )
    tail = Spread.of([a.p99_seconds / b.p99_seconds for a, b in zip(ours, theirs, strict=True)])
    table = Table(title="trackEvents, batches of 5", title_justify="left", title_style="bold")
    for heading in ("", "batches a second", "p99 ms", "processor ms a batch"):
        table.add_column(heading, justify="right" if heading else "left")
    for name, found in loads.items():
        table.add_row(
            name,
            f"{Spread.of([load.per_second for load in found]).median:,.0f}",
            f"{Spread.of([load.p99_seconds for load in found]).median * 1_000:.0f}",
            f"{Spread.of([load.processor_seconds for load in found]).median * 1_000:.2f}",
        )
    ratios = {_THEIRS: rate, "driver_processor": processor, "p99": tail}
    return load_report(
        table,
        loads,
        ratios,
        remarks=[
            f"Ours ÷ the driver's: {ratio_text(rate)} in batches a second.",
            f"By the processor's time of the serving process: {ratio_text(processor)}.",
        ],
    )
