"""`python -m benchmarks.sizing [FILE]`: how many processes and shards a load needs, and what a decision costs.

FILE has the figures to reckon with, as `benchmarks/sizing.json` has: measured ones, and assumptions about
traffic, machines and prices. Prints the tables that docs/scaling.md shows.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any, Final, final

DEFAULTS: Final = Path(__file__).parent / "sizing.json"
LOADS: Final = (1_000, 100_000, 1_000_000)
_HOURS_OF_A_MONTH: Final = 730
_SECONDS_OF_A_DAY: Final = 86_400


@final
@dataclass(frozen=True, slots=True)
class Size:
    """What so many requests a second at the busiest need.

    Attributes:
        shards_for: how many shards each need alone would ask for, not rounded.
        dollars: for a million answered page views, by what they are spent on.
    """

    requests_per_second: int
    api_processes: int
    router_cores: int
    shards: int
    shards_for: dict[str, float]
    log_terabytes: float
    dollars: dict[str, float]


def sized(requests_per_second: int, given: dict[str, Any]) -> Size:
    """Reckon what a load needs from measured costs and assumptions."""
    measured, traffic, machines = given["measured"], given["traffic"], given["machines"]
    views = requests_per_second * traffic["page_view_share"]
    batches = requests_per_second - views
    usable = machines["processor_use_at_peak"]
    api = ceil(
        (views * measured["api_page_view_ms"] + batches * measured["api_batch_ms"]) / 1_000 / usable
    )
    routers = ceil(requests_per_second * machines["router_ms"] / 1_000 / usable)
    events_a_day = (
        batches * traffic["events_in_a_batch"] * traffic["average_to_peak"] * _SECONDS_OF_A_DAY
    )
    log_bytes = events_a_day * traffic["retention_days"] * measured["event_bytes"]
    requests_a_month = requests_per_second * traffic["average_to_peak"] * _HOURS_OF_A_MONTH * 3_600
    visitors = requests_a_month / traffic["requests_of_a_visitor_a_month"]
    in_memory = visitors * measured["visitor_bytes"] * traffic["active_visitors_in_memory_share"]
    processor = views * measured["mongod_page_view_ms"] + batches * measured["mongod_batch_ms"]
    shards_for = {
        "processor": processor / 1_000 / (machines["database_cores"] * usable),
        "disk": log_bytes / (machines["database_disk_gb"] * 1e9 * machines["disk_use"]),
        "memory": in_memory / (machines["database_memory_gb"] * 1e9 * machines["cache_share"]),
    }
    shards = max(1, ceil(max(shards_for.values())))
    return Size(
        requests_per_second,
        api,
        routers if shards > 1 else 0,
        shards,
        shards_for,
        log_bytes / 1e12,
        _dollars(views * traffic["average_to_peak"], api, routers, shards, given),
    )


def _dollars(
    views_per_second: float, api: int, routers: int, shards: int, given: dict[str, Any]
) -> dict[str, float]:
    machines, prices = given["machines"], given["prices"]
    members = shards * machines["members_of_a_shard"]
    hourly = {
        "processes": (api + (routers if shards > 1 else 0)) * prices["api_core_hour"],
        "database": members * prices["database_member_hour"],
        "disks": members
        * machines["database_disk_gb"]
        * prices["disk_gb_month"]
        / _HOURS_OF_A_MONTH,
    }
    millions_an_hour = views_per_second * 3_600 / 1e6
    by_the_answer = given["measured"]["answer_bytes"] * 1e6 / 1e9 * prices["egress_gb"]
    return {name: cost / millions_an_hour for name, cost in hourly.items()} | {
        "traffic": by_the_answer
    }


def table(given: dict[str, Any]) -> str:
    """Return the sizes of all loads, as Markdown."""
    rows = [_HEADING, _RULE, *(_row(f"{load:,}", sized(load, given)) for load in LOADS)]
    return "\n".join(rows)


def what_ifs(given: dict[str, Any]) -> str:
    """Return what the middle load needs when something is done about it, as Markdown."""
    rows = [_HEADING.replace("requests a second at peak", f"{LOADS[1]:,} a second, and"), _RULE]
    for said, (part, figure, change) in _WHAT_IFS.items():
        changed = {**given[part], figure: change(given[part][figure])}
        rows.append(_row(said, sized(LOADS[1], {**given, part: changed})))
    return "\n".join(rows)


_HEADING: Final = (
    "| requests a second at peak | API processes | router cores | shards | because of "
    "| event log | a million decisions |"
)
_RULE: Final = "|---:|---:|---:|---:|---|---:|---:|"
_WHAT_IFS: Final[dict[str, tuple[str, str, Callable[[float], float]]]] = {
    "events kept for 31 days": ("traffic", "retention_days", lambda _: 31),
    "for 400 days": ("traffic", "retention_days", lambda _: 400),
    "half as many visitors in memory at once": (
        "traffic",
        "active_visitors_in_memory_share",
        lambda share: share / 2,
    ),
    "twice the cost of a batch in MongoDB": (
        "measured",
        "mongod_batch_ms",
        lambda cost_ms: cost_ms * 2,
    ),
}
"""Said, the figure that is changed, and to what."""


def _row(said: str, size: Size) -> str:
    needed = max(size.shards_for, key=lambda name: size.shards_for[name])
    parts = ", ".join(f"{name} {cost:.2f}" for name, cost in size.dollars.items())
    return (
        f"| {said} | {size.api_processes:,} | {size.router_cores:,} | {size.shards:,} "
        f"| {needed} ({size.shards_for[needed]:,.1f}) | {size.log_terabytes:,.1f} TB "
        f"| ${sum(size.dollars.values()):.2f} ({parts}) |"
    )


def main(path: Path) -> None:
    """Print the tables for the figures of a file."""
    given = json.loads(path.read_text(encoding="utf-8"))
    print(f"{table(given)}\n\n{what_ifs(given)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULTS)
