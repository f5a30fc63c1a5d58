"""Load on one server for a few seconds, full or paced, by wrk, a process of its own."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any, Final, final

from rich.table import Table

from benchmarks.interleaved import Spread, turns_of
from benchmarks.report import Report
from benchmarks.serving import Served

_CONNECTIONS: Final = 16
_PATIENCE_SECONDS: Final = 30
_RATE: Final = re.compile(r"Requests/sec:\s+([0-9.]+)")
_NUMBER: Final = re.compile(r"(\d+) requests in")
_FAILED: Final = re.compile(r"Non-2xx or 3xx responses: (\d+)")
_MOST_FAILED: Final = 0.01
"""In half of the rounds; in others a busy machine may have kept the database from answering in time."""

_P99: Final = re.compile(r"99%\s+([0-9.]+)(us|ms|s)")
_LONGEST: Final = re.compile(r"Latency(?:\s+[0-9.]+\w+){2}\s+([0-9.]+)(us|ms|s)")
_UNITS: Final = {"us": 1e-6, "ms": 1e-3, "s": 1.0}

_PAUSE: Final = "function delay()\n  return math.floor(-pause * math.log(1 - math.random()))\nend\n"

COUNTER: Final = "@COUNTER@"
"""Where a body has this, each request has a number that no other has."""

RUN: Final = "@RUN@"
"""Where a counted body has this, each run of wrk has a number of its own."""


@final
@dataclass(frozen=True, slots=True)
class Load:
    """What a server has done under load.

    Attributes:
        per_second: requests answered.
        p99_seconds: 99 of 100 were answered within this time.
        longest_seconds: that any of them took.
        processor_seconds: of the server's own process, for one request.
        failed_share: of the requests, from 0 to 1.
    """

    per_second: float
    p99_seconds: float
    longest_seconds: float
    processor_seconds: float
    failed_share: float


def find_wrk() -> str:
    """Return the program, or say what to install."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise SystemExit("This needs wrk: apt-get install wrk")
    return wrk


def write_script(
    script: Path,
    path: str,
    headers: Mapping[str, str],
    bodies: Sequence[Mapping[str, Any]],
    *,
    is_paced: bool = False,
) -> Path:
    """Write what wrk sends: these bodies in turn, as JSON.

    Where it is paced, each connection pauses after each answer for a random time, as visitors do.
    """
    named = "\n".join(f"wrk.headers[{json.dumps(k)}] = {json.dumps(v)}" for k, v in headers.items())
    lines = ",\n".join(f"[==[{json.dumps(body)}]==]" for body in bodies)
    counted = any(COUNTER in json.dumps(body) for body in bodies)
    body = "bodies[n]"
    if counted:
        body = f"(bodies[n]:gsub('{COUNTER}', begun .. count):gsub('{RUN}', begun))"
    script.write_text(
        f"wrk.method = 'POST'\n{named}\nlocal bodies = {{\n{lines}\n}}\nlocal n, count = 0, 0\n"
        "local begun, pause = '', 0\n"
        "function init(args)\n  begun = args[1]\n  n = tonumber(args[2]) % #bodies\n"
        "  pause = tonumber(args[3])\nend\n"
        "function request()\n  n = n % #bodies + 1\n  count = count + 1\n"
        f"  return wrk.format(nil, '{path}', nil, {body})\nend\n"
        f"{_PAUSE if is_paced else ''}",
        encoding="utf-8",
    )
    return script


async def load_on(
    server: Served,
    script: Path,
    *,
    seconds: int,
    run: int = 0,
    connections: int = _CONNECTIONS,
    pause_seconds: float = 0.0,
) -> Load:
    """Ask for some seconds, as fast as it answers or with pauses of so long on average.

    `run` makes the counted bodies differ from others'.
    """
    begun = server.processor_seconds()
    process = await asyncio.create_subprocess_exec(
        find_wrk(),
        "--latency",
        f"--timeout={_PATIENCE_SECONDS}s",
        "-t1",
        f"-c{connections}",
        f"-d{seconds}s",
        f"-s{script}",
        server.url,
        "--",
        f"{run:05}",
        str(run * 97),
        str(pause_seconds * 1_000),
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await process.communicate()
    text = out.decode()
    rate, number = _RATE.search(text), _NUMBER.search(text)
    tail, longest = _P99.search(text), _LONGEST.search(text)
    if not (rate and number and tail and longest) or "Socket errors" in text:
        raise SystemExit(text)
    used, asked = server.processor_seconds() - begun, max(1, int(number[1]))
    failed = _FAILED.search(text)
    return Load(
        float(rate[1]),
        float(tail[1]) * _UNITS[tail[2]],
        float(longest[1]) * _UNITS[longest[2]],
        used / asked,
        0.0 if failed is None else int(failed[1]) / asked,
    )


async def interleaved_loads(
    servers: Mapping[str, Served], scripts: Mapping[str, Path], *, rounds: int, seconds: int
) -> dict[str, list[Load]]:
    """Let the servers take turns under full load, after one round to warm up."""
    loads: dict[str, list[Load]] = {name: [] for name in servers}
    run = count()
    for turns in turns_of(list(servers), rounds + 1):
        for name in turns:
            loads[name].append(
                await load_on(servers[name], scripts[name], seconds=seconds, run=next(run))
            )
    counted = {name: found[1:] for name, found in loads.items()}
    for name, found in counted.items():
        if median(load.failed_share for load in found) > _MOST_FAILED:
            raise SystemExit(f"{name} answers too many requests with an error: {found}")
    return counted


def load_report(
    table: Table,
    loads: Mapping[str, Sequence[Load]],
    ratios: Mapping[str, Spread],
    *,
    remarks: Sequence[str],
    **more: Any,
) -> Report:
    """Return the report of loads that took turns, by contender; `more` is kept among its figures."""
    return Report(
        ratios={name: ratio.median for name, ratio in ratios.items()},
        tables=[table],
        figures={
            "loads": {name: [asdict(load) for load in found] for name, found in loads.items()},
            "ratios": {name: asdict(ratio) for name, ratio in ratios.items()},
            **more,
        },
        remarks=remarks,
    )
