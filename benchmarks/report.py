"""What a benchmark has found, and how it is shown and kept."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, final

import pymongo
from rich.console import Console, RenderableType
from rich.table import Table

from benchmarks.effort import EFFORT
from benchmarks.interleaved import Comparison, Spread

RESULTS: Final = Path(__file__).parent / "results"


@final
@dataclass(frozen=True, slots=True)
class Report:
    """What a benchmark has found.

    Attributes:
        ratios: by key, for the last line of the output.
        tables: what people read.
        figures: what the tables were made from, ready for JSON; nothing that names a day.
        remarks: sentences to print below the tables.
    """

    ratios: Mapping[str, float]
    tables: Sequence[RenderableType]
    figures: Mapping[str, Any]
    remarks: Sequence[str] = ()


def comparison_table(title: str, ours: str, comparisons: Mapping[str, Comparison]) -> Table:
    """Return a table with a part for each comparison, and in it a line for each contender.

    Columns: how many operations there are in a second, the median of the time that elapses for
    each and of the processor's time that this process needs for it, and both as ratios.
    """
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column()
    for heading in ("a second", "ms", f"/ {ours}'s", "processor ms", f"/ {ours}'s"):
        table.add_column(heading, justify="right")
    for label, comparison in comparisons.items():
        table.add_section()
        table.add_row(label)
        for name in comparison.rounds:
            is_ours = name == ours
            table.add_row(
                f"  {name}",
                f"{comparison.per_second(name).median:,.0f}",
                f"{comparison.seconds(name).median * 1_000:.3g}",
                "" if is_ours else ratio_text(comparison.ratio(name, ours)),
                f"{comparison.processor_seconds(name).median * 1_000:.3g}",
                "" if is_ours else ratio_text(comparison.processor_ratio(name, ours)),
            )
    return table


def ratio_text(ratio: Spread) -> str:
    """Return a ratio's median, with the quartiles in parentheses."""
    return f"{ratio.median:.2f} ({ratio.low:.2f}-{ratio.high:.2f})"


def show(report: Report, console: Console) -> None:
    """Print the tables and remarks."""
    for table in report.tables:
        console.print(table)
    for remark in report.remarks:
        console.print(remark, markup=False, highlight=False)
    console.print()


def keep(name: str, report: Report, machine: Mapping[str, Any]) -> None:
    """Write the ratios and figures to `results/<name>.json`, in place of the last run's."""
    RESULTS.mkdir(exist_ok=True)
    content = {"ratios": report.ratios, "figures": report.figures, "machine": machine}
    text = json.dumps(_rounded(content), indent=2)
    (RESULTS / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")


def _rounded(value: Any) -> Any:
    """Return the same with five digits to each number, more of which mean nothing."""
    if isinstance(value, float):
        return float(f"{value:.5g}")
    if isinstance(value, Mapping):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    return value


def describe_machine(uri: str) -> dict[str, Any]:
    """Return what the figures depend on: cores, what else they are doing, versions, thoroughness."""
    with pymongo.MongoClient[dict[str, Any]](uri) as client:
        mongod = client.server_info()["version"]
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "pymongo": pymongo.version,
        "mongod": mongod,
        "effort": EFFORT,
    }
