"""The ten smart segments, written a second time from their definitions, over the demo orders.

Polars does the sums, and nothing of the shop's own code is imported: that two independent
writings of the definitions name the same customers is what makes a comparison worth something.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

_MICROS = 1_000_000
_DAY_IN_MICROSECONDS = 86_400 * 1_000_000
_SCORE_PERCENTILES = (20, 40, 60, 80)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the thresholds were at `now`: the part of a store that every segment depends on."""

    now: datetime
    buyers: int
    gaps: int
    median_gap_days: float
    last_order_cuts: tuple[datetime, ...]
    orders_cuts: tuple[int, ...]
    revenue_cuts: tuple[Decimal, ...]
    aov_p80: float
    aov_p95: float
    units_per_order_p90: float


def memberships(
    orders_csv: Path, now: datetime, *, registered: frozenset[str] = frozenset()
) -> dict[str, frozenset[str]]:
    """Give each segment's customer ids by segment key, all ten keys present.

    `registered` are the customers known to have registered or opted in: orders alone can't
    tell. Raises `ValueError` as `figures` does.
    """
    gaps, buyers = _store(orders_csv)
    store = _figures(gaps, buyers, now)
    scored = _scored(buyers, store)
    members = {key: _ids(scored.filter(rule)) for key, rule in _rules(store)}
    return members | {"waiting-first-order": registered - _ids(buyers)}


def figures(orders_csv: Path, now: datetime) -> Figures:
    """Give the store's figures that `memberships` applies.

    Raises `ValueError` where `now` has no time zone, or nobody ordered twice: there is no
    median gap then.
    """
    return _figures(*_store(orders_csv), now)


def _store(orders_csv: Path) -> tuple[pl.Series, pl.DataFrame]:
    """Give all gaps between orders in days, and one row per customer with an order."""
    rows = _rows(orders_csv)
    orders = _with_gaps(rows.filter(~pl.col("is_cancellation")))
    spent = rows.group_by("customer_id").agg(pl.col("micros", "units").sum())
    return orders["gap"].drop_nulls(), _per_buyer(orders).join(spent, on="customer_id")


def _rows(orders_csv: Path) -> pl.DataFrame:
    """Give the rows that name a customer; what a cancellation takes back is negative."""
    cancelled = pl.col("is_cancellation") == "true"
    sign = pl.when(cancelled).then(-1).otherwise(1)
    # Read as text, so that an id stays text and no total ever is a float.
    micros = (pl.col("total").cast(pl.Decimal(18, 6)) * _MICROS).cast(pl.Int64)
    return (
        pl.read_csv(orders_csv, infer_schema=False)
        .filter(pl.col("customer_id").is_not_null())
        .select(
            "customer_id",
            pl.col("placed_at").str.to_datetime("%Y-%m-%dT%H:%M:%S", time_unit="us"),
            cancelled.alias("is_cancellation"),
            (micros * sign).alias("micros"),
            (pl.col("units").cast(pl.Int64) * sign).alias("units"),
        )
        .with_columns(pl.col("placed_at").dt.replace_time_zone("UTC"))
    )


def _with_gaps(orders: pl.DataFrame) -> pl.DataFrame:
    since_previous = pl.col("placed_at").diff().over("customer_id")
    return orders.sort("customer_id", "placed_at").with_columns(_days(since_previous).alias("gap"))


def _per_buyer(orders: pl.DataFrame) -> pl.DataFrame:
    return orders.group_by("customer_id").agg(
        pl.len().cast(pl.Int64).alias("n"),
        pl.col("placed_at").max().alias("last_order"),
        pl.col("gap").median().alias("own_gap"),
    )


def _days(duration: pl.Expr) -> pl.Expr:
    return duration.dt.total_microseconds() / _DAY_IN_MICROSECONDS


def _figures(gaps: pl.Series, buyers: pl.DataFrame, now: datetime) -> Figures:
    if now.tzinfo is None:
        raise ValueError("`now` has no time zone: pass it in UTC, as the orders are")
    if gaps.is_empty():
        raise ValueError("no customer ordered twice: pass a file of orders with a repeat buyer")
    averages = buyers.select(_aov().alias("aov"), _units_per_order().alias("units_per_order"))
    revenue_cuts = _percentiles(buyers["micros"], _SCORE_PERCENTILES)
    return Figures(
        now=now.astimezone(UTC),
        buyers=buyers.height,
        gaps=gaps.len(),
        median_gap_days=_median(gaps),
        last_order_cuts=_percentiles(buyers["last_order"], _SCORE_PERCENTILES),
        orders_cuts=_percentiles(buyers["n"], _SCORE_PERCENTILES),
        revenue_cuts=tuple(Decimal(micros) / _MICROS for micros in revenue_cuts),
        aov_p80=_percentiles(averages["aov"], (80,))[0],
        aov_p95=_percentiles(averages["aov"], (95,))[0],
        units_per_order_p90=_percentiles(averages["units_per_order"], (90,))[0],
    )


def _aov() -> pl.Expr:
    # One division of two whole numbers: equal averages are equal floats, whatever the `n`.
    return pl.col("micros") / (pl.col("n") * _MICROS)


def _units_per_order() -> pl.Expr:
    return pl.col("units") / pl.col("n")


def _median(values: pl.Series) -> float:
    ascending: list[float] = values.sort().to_list()
    upper = len(ascending) // 2
    return (ascending[upper] + ascending[-upper - 1]) / 2


def _percentiles(values: pl.Series, percents: Sequence[int]) -> tuple[Any, ...]:
    """Give the nearest-rank percentiles; ranks in whole numbers, so that 20 % of 15 is 3."""
    ascending = values.sort()
    ranks = (max(1, -(-percent * values.len() // 100)) for percent in percents)
    return tuple(ascending[rank - 1] for rank in ranks)


def _scored(buyers: pl.DataFrame, store: Figures) -> pl.DataFrame:
    own_or_store_gap = pl.when(pl.col("n") >= 3).then("own_gap").otherwise(store.median_gap_days)
    revenue_cuts = [int(cut * _MICROS) for cut in store.revenue_cuts]
    return buyers.with_columns(
        _aov().alias("aov"),
        _units_per_order().alias("units_per_order"),
        _score("last_order", store.last_order_cuts).alias("R"),
        _score("n", store.orders_cuts).alias("F"),
        _score("micros", revenue_cuts).alias("M"),
        _days(pl.lit(store.now) - pl.col("last_order")).alias("days"),
        pl.max_horizontal(own_or_store_gap, pl.lit(1.0)).alias("G"),
    ).with_columns((pl.col("days") / pl.col("G")).alias("d"))


def _score(column: str, cuts: Sequence[Any]) -> pl.Expr:
    return pl.lit(1) + pl.sum_horizontal(pl.lit(cut) < pl.col(column) for cut in cuts)


def _rules(store: Figures) -> list[tuple[str, pl.Expr]]:
    n, recency, frequency, monetary = pl.col("n"), pl.col("R"), pl.col("F"), pl.col("M")
    aov, units, days, d = (pl.col(c) for c in ("aov", "units_per_order", "days", "d"))
    late = (d > 1.5) & (d <= 3)
    gone = (d > 3) | (days > 365)
    return [
        ("active-loyals", (n >= 3) & (frequency >= 4) & (d <= 1.5)),
        ("big-spenders", (n >= 2) & (monetary == 5) & (aov >= store.aov_p80)),
        ("loyals-at-risk", (n >= 3) & (frequency >= 4) & late),
        ("richie-riches", aov >= store.aov_p95),
        ("bulk-shoppers", (units >= store.units_per_order_p90) & (units >= 5)),
        ("sleeping-opportunists", (recency <= 2) & (frequency <= 3) & (monetary <= 3)),
        ("churn-candidates", (n >= 2) & (frequency <= 3) & late),
        ("one-time-shoppers", (n == 1) & ~gone),
        ("lost-customers", gone),
    ]


def _ids(customers: pl.DataFrame) -> frozenset[str]:
    return frozenset(customers["customer_id"].to_list())
