"""Queries that the server has never seen before: each request's document is a new one.

Nothing that is kept by a document's text helps. Against Strawberry's own view and executor on the very same types and
resolvers, as its tutorial sets a server up, and against the set-up of `bench-http` with Beanie, `naive`.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AsyncExitStack
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from httpx2 import AsyncClient
from rich.table import Table

from benchmarks.effort import rounds, seconds_of_load
from benchmarks.http_contenders import NAIVE_QUERY
from benchmarks.http_load import (
    COUNTER,
    Load,
    find_wrk,
    interleaved_loads,
    load_report,
    write_script,
)
from benchmarks.http_shop import fill_database, storefront_headers, variables
from benchmarks.interleaved import Spread
from benchmarks.report import Report, ratio_text
from benchmarks.serving import Served, served_contender

_DATABASE: Final = "segue_benchmark_adhoc"
_OURS: Final = "segue"
_MODULES: Final = {
    _OURS: "benchmarks.http_contenders",
    "strawberry": "benchmarks.adhoc_contenders",
    "naive": "benchmarks.http_contenders",
}
_ROUNDS: Final = rounds(5)
_SECONDS: Final = seconds_of_load(3)
_BODIES: Final = 500

_PARTS: Final = (
    "version",
    "type",
    "placement",
    "locale",
    "display { triggers { kind delaySeconds } }",
    "... on PopupBanner { title text image { url width height } buttons { label link { url } } }",
    "... on EmailCollection { heading: title consent { text url } thankYou { text } }",
    "... on FormSurvey { name: title questions { key kind text isRequired } }",
    "... on NotificationBar { messages { text link { url } } edge isSticky }",
    "... on HeroBanner { heading2: heading text desktopImage { url alternativeText } order }",
)
_CHOICES: Final = [parts for size in (4, 5, 6) for parts in combinations(_PARTS, size)]


async def run(uri: str) -> Report:
    """Measure requests per second, as ratios to what Strawberry does by itself."""
    find_wrk()
    await fill_database(uri, _DATABASE)
    with TemporaryDirectory(prefix="segue-adhoc-") as folder:
        scripts = {
            name: write_script(
                Path(folder) / f"{name}.lua",
                _path(name),
                storefront_headers(),
                [_body(name, number) for number in range(_BODIES)],
            )
            for name in _MODULES
        }
        async with AsyncExitStack() as stack:
            servers = {
                name: await stack.enter_async_context(
                    served_contender(module, name, uri, _DATABASE)
                )
                for name, module in _MODULES.items()
            }
            for name, server in servers.items():
                await _check(name, server)
            loads = await interleaved_loads(servers, scripts, rounds=_ROUNDS, seconds=_SECONDS)
    return _report(loads)


def _path(name: str) -> str:
    return "/graphql" if name == _OURS else "/graphql/"


def _body(name: str, number: int) -> dict[str, Any]:
    """Return a query whose operation has a name that no other request's has."""
    if name == "naive":
        query = NAIVE_QUERY.replace("query Eligible", f"query Q{COUNTER}")
    else:
        parts = " ".join(_CHOICES[number % len(_CHOICES)])
        query = (
            f"query Q{COUNTER}($visitorId: ID!, $page: PageInput, $locale: String, $first: Int!) {{ "
            "eligibleCampaigns(visitorId: $visitorId, page: $page, locale: $locale, first: $first) { "
            f"decisionId variant control campaign {{ __typename id {parts} }} }} }}"
        )
    return {"query": query, "variables": variables(number)}


async def _check(name: str, server: Served) -> None:
    async with AsyncClient(base_url=server.url, timeout=30) as http:
        for number in range(20):
            body = _body(name, number)
            body["query"] = body["query"].replace(COUNTER, f"0{number}")
            response = await http.post(_path(name), json=body, headers=storefront_headers())
            if len((response.json().get("data") or {}).get("eligibleCampaigns", ())) != 5:
                raise SystemExit(f"{name} answers {response.text[:300]}")


def _report(loads: Mapping[str, list[Load]]) -> Report:
    ours = loads[_OURS]
    table = Table(title="Queries never seen before", title_justify="left", title_style="bold")
    for heading in ("", "a second", "processor ms", "ours ÷ theirs", "by the processor"):
        table.add_column(heading, justify="right" if heading else "left")
    ratios: dict[str, Spread] = {}
    for name, theirs in loads.items():
        pairs = list(zip(ours, theirs, strict=True))
        rate = Spread.of([a.per_second / b.per_second for a, b in pairs])
        processor = Spread.of([b.processor_seconds / a.processor_seconds for a, b in pairs])
        if name != _OURS:
            ratios |= {name: rate, f"{name}_processor": processor}
        table.add_row(
            name,
            f"{Spread.of([load.per_second for load in theirs]).median:,.0f}",
            f"{Spread.of([load.processor_seconds for load in theirs]).median * 1_000:.2f}",
            "" if name == _OURS else ratio_text(rate),
            "" if name == _OURS else ratio_text(processor),
        )
    return load_report(
        table,
        loads,
        ratios,
        remarks=["Ratios of requests per second: above 1, ours is faster."],
    )
