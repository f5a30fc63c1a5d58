"""`python -m benchmarks [NAME ...]`: measure, all or some of what there is.

Prints tables, and as the last line one JSON object of the ratios by key; when several benchmarks
are run, each key is preceded by its benchmark's name and a dot.
"""

from __future__ import annotations

import asyncio
import json
import signal
import sys
import time
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import uvicorn
from rich.console import Console

from api.embedded_mongodb import embedded_mongodb
from benchmarks.report import Report, describe_machine, keep, show

BENCHMARKS: Final[Mapping[str, str]] = {
    "http": "benchmarks.http",
    "latency": "benchmarks.latency",
    "ingest": "benchmarks.ingest",
    "growth": "benchmarks.growth",
    "adhoc": "benchmarks.adhoc",
    "start": "benchmarks.start",
    "publish": "benchmarks.publish",
    "memory": "benchmarks.memory",
    "rules": "benchmarks.rules",
    "driver": "benchmarks.driver",
    "import": "benchmarks.order_import",
    "scale": "benchmarks.scale",
    "audience": "benchmarks.audience",
}
"""By name the module that has `async def run(uri: str) -> Report`; `uri` is an empty MongoDB's.

In this order: MongoDB goes on writing for a while what the last ones store, which would slow down others.
Modules are imported when they are needed. Each uses databases of its own, named after it.
"""

_WIDTH: Final = 110
"""Of what is written to a file or a pipe, which have no width."""


def main(names: Sequence[str]) -> int:
    """Run the benchmarks of these names, all without any, and return the exit code."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(
            f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(BENCHMARKS)}.",
            file=sys.stderr,
        )
        return 2
    # So that a run told to stop leaves through the blocks below, and MongoDB stops too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with (
        TemporaryDirectory(prefix="segue-benchmarks-") as home,
        embedded_mongodb(Path(home)) as uri,
        asyncio.Runner(
            loop_factory=uvicorn.Config("", log_config=None).get_loop_factory()
        ) as runner,
    ):
        reports = runner.run(_run(names or list(BENCHMARKS), uri))
    print(json.dumps(_ratios(reports)))
    return 0


async def _run(names: Sequence[str], uri: str) -> dict[str, Report]:
    machine = await asyncio.to_thread(describe_machine, uri)
    console = Console()
    if not console.is_terminal:
        console.width = _WIDTH
    console.print(", ".join(f"{key} {value}" for key, value in machine.items()), highlight=False)
    reports: dict[str, Report] = {}
    for name in names:
        begun = time.monotonic()
        with Console(stderr=True).status(f"Measuring: {name}"):
            report: Report = await import_module(BENCHMARKS[name]).run(uri)
        keep(name, report, machine)
        show(report, console)
        console.print(f"{name} took {time.monotonic() - begun:.0f} s.\n", highlight=False)
        reports[name] = report
    return reports


def _ratios(reports: Mapping[str, Report]) -> dict[str, float]:
    return {
        key if len(reports) == 1 else f"{name}.{key}": round(ratio, 3)
        for name, report in reports.items()
        for key, ratio in report.ratios.items()
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
