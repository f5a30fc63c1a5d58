"""How long a worker takes from being started to its first answer, in a shop of 1,000 live campaigns.

Started as in production, by `python -m api serve`, on a database that is filled and migrated already. Beside it, in
turns, a process that imports the same server and driver and answers from a bare route: what Python, Starlette,
uvicorn and the driver take in any case.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import asdict, dataclass
from typing import Final, TypeAlias, final

from httpx2 import AsyncClient
from rich.table import Table

from benchmarks.effort import rounds
from benchmarks.http_shop import QUERY, fill_database, storefront_headers, variables
from benchmarks.interleaved import Spread, turns_of
from benchmarks.report import Report, ratio_text
from benchmarks.serving import Served, served_contender, served_worker

_Data: TypeAlias = Mapping[str, object]
_Check: TypeAlias = Callable[[_Data], bool]

_DATABASE: Final = "segue_benchmark_start"
_CAMPAIGNS: Final = 1_000
_SEGMENTS: Final = 500
_ROUNDS: Final = rounds(5)
_WANTED_SECONDS: Final = 2.0
_MOST_QUESTIONS: Final = 20
"""On a busy machine the database may not answer the first in time; what that takes is counted."""

_OURS: Final = "segue"
_THEIRS: Final = "bare"


@final
@dataclass(frozen=True, slots=True)
class _Start:
    """What one start took, by the clock and of the processor, until the first answer had arrived."""

    seconds: float
    processor_seconds: float


async def run(uri: str) -> Report:
    """Measure the time to the first answer, as a share of what is wanted and as a ratio to the bare route."""
    await fill_database(uri, _DATABASE, campaigns=_CAMPAIGNS, segments=_SEGMENTS)
    contenders: Mapping[str, Callable[[], Awaitable[_Start]]] = {
        _OURS: lambda: _started(served_worker(uri, _DATABASE), _has_campaigns),
        _THEIRS: lambda: _started(
            served_contender("benchmarks.start_contenders", _THEIRS, uri, _DATABASE), _has_visitor
        ),
    }
    starts: dict[str, list[_Start]] = {name: [] for name in contenders}
    for turns in turns_of(list(contenders), _ROUNDS + 1):
        for name in turns:
            starts[name].append(await contenders[name]())
    return _report({name: found[1:] for name, found in starts.items()})  # the first fills caches


async def _started(serving: AbstractAsyncContextManager[Served], is_right: _Check) -> _Start:
    begun = time.perf_counter()
    async with serving as server, AsyncClient(base_url=server.url, timeout=30) as http:
        answer = await _first_answer(http, is_right)
        taken = _Start(time.perf_counter() - begun, server.processor_seconds())
    if not is_right(answer):
        raise SystemExit(f"The first answer is {answer}")
    return taken


async def _first_answer(http: AsyncClient, is_right: _Check) -> _Data:
    answer: _Data = {}
    for _ in range(_MOST_QUESTIONS):
        response = await http.post(
            "/graphql",
            json={"query": QUERY, "variables": variables(1)},
            headers=storefront_headers(),
        )
        answer = response.json()["data"] or {}
        if is_right(answer):
            break
    return answer


def _has_campaigns(data: _Data) -> bool:
    found = data.get("eligibleCampaigns")
    return isinstance(found, list) and len(found) == 5


def _has_visitor(data: _Data) -> bool:
    return bool(data.get("visitorId") == variables(1)["visitorId"])


def _report(starts: Mapping[str, Sequence[_Start]]) -> Report:
    elapsed = {name: [one.seconds for one in found] for name, found in starts.items()}
    used = {name: [one.processor_seconds for one in found] for name, found in starts.items()}
    table = Table(title="Start to first answer", title_justify="left", title_style="bold")
    for heading in ("", "seconds", "of the processor"):
        table.add_column(heading, justify="right" if heading else "left")
    for name in starts:
        table.add_row(name, ratio_text(Spread.of(elapsed[name])), ratio_text(Spread.of(used[name])))
    share = Spread.of([seconds / _WANTED_SECONDS for seconds in elapsed[_OURS]])
    bare = Spread.of([a / b for a, b in zip(used[_OURS], used[_THEIRS], strict=True)])
    ratios = {"of_2_seconds": share, "bare_processor": bare}
    return Report(
        ratios={name: ratio.median for name, ratio in ratios.items()},
        tables=[table],
        figures={
            "starts": {name: [asdict(one) for one in found] for name, found in starts.items()},
            "ratios": {name: asdict(ratio) for name, ratio in ratios.items()},
        },
        remarks=[
            f"{_CAMPAIGNS:,} live campaigns and {_SEGMENTS} segments: {ratio_text(share)} of {_WANTED_SECONDS:.0f} seconds."
        ],
    )
