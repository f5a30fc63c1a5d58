"""`eligibleCampaigns` over HTTP against a hand-written endpoint and others, on the same shop.

Each contender is a process of its own with one worker, all on one real MongoDB. wrk, a third process, asks
each in turn for a few seconds, round by round, so that whatever else the machine does falls on all alike.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from httpx2 import AsyncClient, HTTPError
from rich.table import Table

from api.database import opened_database
from benchmarks.http_contenders import CONTENDERS, NAIVE_QUERY
from benchmarks.http_server import NOW
from benchmarks.http_shop import KEYS, QUERY, fill_shop, variables
from benchmarks.interleaved import Spread
from benchmarks.report import Report
from documents.api_keys import KeyKind
from documents.connection import time_limit

_DATABASE: Final = "segue_benchmark_http"
_OURS: Final = "segue"
_ROUNDS: Final = 7
_SECONDS: Final = 3
_CONNECTIONS: Final = 16
_BODIES: Final = 500
_RATE: Final = re.compile(r"Requests/sec:\s+([0-9.]+)")
_P99: Final = re.compile(r"99%\s+([0-9.]+)(us|ms|s)")
_UNITS: Final = {"us": 1e-6, "ms": 1e-3, "s": 1.0}
_PATIENCE_SECONDS: Final = 300.0


async def run(uri: str) -> Report:
    """Measure requests per second and the 99th percentile, as ratios to the floor and to each other."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("This needs wrk: apt-get install wrk")
    async with opened_database(uri, _DATABASE, run_migrations=True), time_limit(_PATIENCE_SECONDS):
        await fill_shop(NOW)
    with TemporaryDirectory(prefix="segue-http-") as folder:
        async with AsyncExitStack() as stack:
            ports = {
                name: await stack.enter_async_context(_served(name, uri)) for name in CONTENDERS
            }
            scripts = {name: _script(Path(folder), name) for name in CONTENDERS}
            sizes = {name: await _checked(name, port) for name, port in ports.items()}
            rates, tails = await _measured(wrk, ports, scripts)
    return _report(rates, tails, sizes)


@asynccontextmanager
async def _served(name: str, uri: str) -> AsyncIterator[int]:
    """Serve a contender in a process of its own, and give its port once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.http_server",
        name,
        uri,
        _DATABASE,
        str(port),
        env={**os.environ, "PYTHONHASHSEED": "0"},
    )
    try:
        await _ready(port)
        yield port
    finally:
        process.terminate()
        await process.wait()


async def _ready(port: int) -> None:
    async with AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=5) as http:
        for _ in range(300):
            try:
                await http.get("/graphql", headers={"accept": "application/json"})
            except HTTPError:
                await asyncio.sleep(0.1)
            else:
                return
    raise SystemExit(f"Nothing answers on port {port}.")


def _body(name: str, number: int) -> dict[str, Any]:
    return {
        "query": NAIVE_QUERY if name == "naive" else QUERY,
        "variables": variables(number),
    }


def _path(name: str) -> str:
    return "/graphql/" if name == "naive" else "/graphql"


async def _checked(name: str, port: int) -> int:
    """Ask once as wrk does, and return how long the answer is, so that nobody is fast by answering nothing."""
    async with AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=30) as http:
        response = await http.post(_path(name), json=_body(name, 1), headers=_headers())
    answer = response.json()
    if len(answer["data"]["eligibleCampaigns"]) != 5:
        raise SystemExit(f"{name} answers {response.text[:300]}")
    return len(response.content)


def _headers() -> dict[str, str]:
    return {
        "authorization": f"Bearer {KEYS[KeyKind.PUBLISHABLE]}",
        "content-type": "application/json",
        "accept": "application/graphql-response+json, application/json",
    }


def _script(folder: Path, name: str) -> Path:
    """Write what wrk sends: many visitors, in turn."""
    bodies = [json.dumps(_body(name, number)) for number in range(_BODIES)]
    headers = "\n".join(
        f"wrk.headers[{json.dumps(k)}] = {json.dumps(v)}" for k, v in _headers().items()
    )
    lines = ",\n".join(f"[==[{body}]==]" for body in bodies)
    script = folder / f"{name}.lua"
    script.write_text(
        f"wrk.method = 'POST'\n{headers}\nlocal bodies = {{\n{lines}\n}}\nlocal n = 0\n"
        "function request()\n  n = n % #bodies + 1\n"
        f"  return wrk.format(nil, '{_path(name)}', nil, bodies[n])\nend\n",
        encoding="utf-8",
    )
    return script


async def _measured(
    wrk: str, ports: Mapping[str, int], scripts: Mapping[str, Path]
) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    rates: dict[str, list[float]] = {name: [] for name in ports}
    tails: dict[str, list[float]] = {name: [] for name in ports}
    names = list(ports)
    for number in range(_ROUNDS + 1):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            rate, tail = await _load(wrk, ports[name], scripts[name])
            if number:  # the first round warms up
                rates[name].append(rate)
                tails[name].append(tail)
    return rates, tails


async def _load(wrk: str, port: int, script: Path) -> tuple[float, float]:
    """Return requests per second, and the 99th percentile in seconds, of a few seconds of full load."""
    process = await asyncio.create_subprocess_exec(
        wrk,
        "--latency",
        "-t1",
        f"-c{_CONNECTIONS}",
        f"-d{_SECONDS}s",
        f"-s{script}",
        f"http://127.0.0.1:{port}",
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate()
    text = out.decode()
    rate, tail = _RATE.search(text), _P99.search(text)
    if rate is None or tail is None or "Non-2xx" in text or "Socket errors" in text:
        raise SystemExit(text)
    return float(rate[1]), float(tail[1]) * _UNITS[tail[2]]


def _report(
    rates: Mapping[str, list[float]], tails: Mapping[str, list[float]], sizes: Mapping[str, int]
) -> Report:
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
            "" if ratio is None else f"{ratio.median:.2f} ({ratio.low:.2f}-{ratio.high:.2f})",
        )
    return Report(
        ratios={
            **{name: ratio.median for name, ratio in ratios.items()},
            "p99_at_full_load": tail.median,
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
