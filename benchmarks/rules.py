"""Rules for one visitor: other engines against Segue, and Segue with more and more live segments.

All answer the same rules for the same visitors, and all answers are compared before any is timed.
Timed is, for each visitor, what a request needs: for Segue a new `Evaluation`, for the others what
their users must make, then each rule once, each compiled or parsed beforehand.
"""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import pairwise
from typing import Any, Final, final

from rich.table import Table

from benchmarks.effort import rounds
from benchmarks.interleaved import Comparison, Contender, Spread, compare
from benchmarks.report import Report
from benchmarks.rule_cases import Shopper, overlapping_segments, shoppers
from benchmarks.rule_peers import PEERS, Answers, segue, segue_alone, segue_together
from targeting.evaluation import Evaluation
from targeting.predicates import SegmentCatalog
from targeting.rules import Rule

_ROUNDS: Final = rounds(25)
_SHOPPERS: Final = 60
_OUR_REPEATS: Final = 30
_SIZES: Final = (10, 100, 1_000, 10_000)
_OURS: Final = "Segue"
_OURS_ALONE: Final = "Segue, one rule alone"
_OURS_TOGETHER: Final = "Segue, in one catalog"


async def run(uri: str) -> Report:
    """Measure engines, then growth; MongoDB is not needed."""
    del uri
    if find_spec("growthbook") is None:
        raise SystemExit("The engines to compare with are not installed: run `make bench-rules`.")
    visitors = shoppers(_SHOPPERS)
    comparisons = [await _compared(rules, visitors) for rules in _rule_sets()]
    growth = await _growth(visitors)
    return Report(
        ratios=_ratios(comparisons, growth.comparison),
        tables=[_engines_table(comparisons), _growth_table(growth)],
        figures={
            "engines": [comparison.figures(_OURS) for comparison in comparisons],
            "growth": growth.figures(),
        },
        remarks=[
            "What is timed for each visitor beside the rules: "
            + "; ".join(f"{peer.name}: {peer.timed}" for peer in PEERS)
            + "; Segue: an Evaluation. CEL and json-logic know no versions, so theirs are 11 rules.",
        ],
    )


def _rule_sets() -> list[Sequence[Rule]]:
    return list(dict.fromkeys(tuple(peer.rules) for peer in PEERS))


async def _compared(rules: Sequence[Rule], visitors: Sequence[Shopper]) -> Comparison:
    engines: list[tuple[str, Answers, int]] = [
        (_OURS, segue(rules), _OUR_REPEATS),
        (_OURS_ALONE, segue_alone(rules), _OUR_REPEATS),
        (_OURS_TOGETHER, segue_together(rules), _OUR_REPEATS),
        *(
            (peer.name, peer.prepare(rules), peer.repeats)
            for peer in PEERS
            if tuple(peer.rules) == tuple(rules)
        ),
    ]
    wanted = [engines[0][1](visitor) for visitor in visitors]
    _check_variety(wanted)
    for name, answers, _ in engines[1:]:
        given = [answers(visitor) for visitor in visitors]
        if given != wanted:
            raise AssertionError(f"{name} answers otherwise: {_differences(given, wanted)}")
    contenders = [
        Contender(
            name, partial(_ask, answers, visitors, repeats), repeats * _asked(rules, visitors)
        )
        for name, answers, repeats in engines
    ]
    return await compare(contenders, rounds=_ROUNDS)


def _check_variety(answers: list[list[bool]]) -> None:
    """Each rule holds for some and not for others, or comparing it would say little."""
    for number, of_rule in enumerate(zip(*answers, strict=True)):
        if len(set(of_rule)) < 2:
            raise AssertionError(f"Rule {number} has the same answer for everybody")


def _differences(given: list[list[bool]], wanted: list[list[bool]]) -> list[tuple[int, int]]:
    return [
        (visitor, rule)
        for visitor, (theirs, ours) in enumerate(zip(given, wanted, strict=True))
        for rule, (their, our) in enumerate(zip(theirs, ours, strict=True))
        if their is not our
    ]


def _asked(rules: Sequence[Rule], visitors: Sequence[Shopper]) -> int:
    return len(rules) * len(visitors)


async def _ask(answers: Answers, visitors: Sequence[Shopper], repeats: int) -> None:
    for _ in range(repeats):
        for visitor in visitors:
            answers(visitor)


@final
@dataclass(frozen=True, slots=True)
class _Catalog:
    """A store's live segments, and what making them ready took."""

    catalog: SegmentCatalog
    compile_seconds: float
    first_seconds: float
    megabytes: float
    memberships: float


@final
@dataclass(frozen=True, slots=True)
class _Growth:
    catalogs: dict[str, _Catalog]
    comparison: Comparison

    def figures(self) -> dict[str, Any]:
        return {
            name: {
                "seconds_a_visitor": self.comparison.seconds(name).median,
                "compile_seconds": made.compile_seconds,
                "first_visitor_seconds": made.first_seconds,
                "megabytes": made.megabytes,
                "mean_memberships": made.memberships,
            }
            for name, made in self.catalogs.items()
        }


async def _growth(visitors: Sequence[Shopper]) -> _Growth:
    catalogs = {f"{size:,}": _catalog(size, visitors) for size in _SIZES}
    contenders = [
        Contender(
            name,
            partial(_all_memberships, made.catalog, visitors, repeats),
            repeats * len(visitors),
        )
        for (name, made), repeats in zip(catalogs.items(), (50, 20, 4, 1), strict=True)
    ]
    return _Growth(catalogs, await compare(contenders, rounds=_ROUNDS))


def _catalog(size: int, visitors: Sequence[Shopper]) -> _Catalog:
    rules = overlapping_segments(size)
    begun = time.perf_counter()
    catalog = SegmentCatalog(rules)
    compiled = time.perf_counter()
    catalog.memberships(visitors[0].evaluation())
    first = time.perf_counter()
    tracemalloc.start()
    other = SegmentCatalog(rules)
    counts = [len(other.memberships(visitor.evaluation())) for visitor in visitors]
    size_bytes, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return _Catalog(
        catalog, compiled - begun, first - compiled, size_bytes / 2**20, sum(counts) / len(counts)
    )


async def _all_memberships(
    catalog: SegmentCatalog, visitors: Sequence[Shopper], repeats: int
) -> None:
    for _ in range(repeats):
        for visitor in visitors:
            evaluation: Evaluation = visitor.evaluation()
            catalog.memberships(evaluation)


def _ratios(comparisons: Sequence[Comparison], growth: Comparison) -> dict[str, float]:
    ratios: dict[str, float] = {}
    for peer in PEERS:
        comparison = next(c for c in comparisons if peer.name in c.rounds)
        ratio = comparison.ratio(peer.name, _OURS).median
        ratios[peer.key] = min(ratio, ratios.get(peer.key, ratio))
    for small, large in pairwise(_SIZES):
        ratio = growth.ratio(f"{large:,}", f"{small:,}").median
        ratios[f"growth_{large}_over_{small}"] = ratio
    return ratios


def _engines_table(comparisons: Sequence[Comparison]) -> Table:
    table = _table(
        f"One rule of 3 to 6 leaves, {_SHOPPERS} visitors", ("microseconds", "/ Segue's")
    )
    for rules, comparison in zip(_rule_sets(), comparisons, strict=True):
        table.add_section()
        table.add_row(f"{len(rules)} rules")
        for name in comparison.rounds:
            ratio = "" if name == _OURS else _as_text(comparison.ratio(name, _OURS))
            table.add_row(f"  {name}", f"{comparison.seconds(name).median * 1e6:.3g}", ratio)
    return table


def _growth_table(growth: _Growth) -> Table:
    table = _table(
        "All segments of one visitor",
        ("microseconds", "memberships", "compiling, ms", "first visitor, ms", "MB"),
    )
    for name, made in growth.catalogs.items():
        table.add_row(
            f"{name} live segments",
            f"{growth.comparison.seconds(name).median * 1e6:,.0f}",
            f"{made.memberships:.1f}",
            f"{made.compile_seconds * 1e3:,.1f}",
            f"{made.first_seconds * 1e3:,.1f}",
            f"{made.megabytes:.1f}",
        )
    return table


def _table(title: str, headings: Sequence[str]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold")
    table.add_column()
    for heading in headings:
        table.add_column(heading, justify="right")
    return table


def _as_text(ratio: Spread) -> str:
    return f"{ratio.median:.1f} ({ratio.low:.1f}-{ratio.high:.1f})"
