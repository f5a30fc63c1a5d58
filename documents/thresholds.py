"""A store's figures for the smart segments, computed inside MongoDB and kept with their time."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any, Final, final

from beanie import Document
from pydantic import Field
from pymongo import DESCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession

from documents.audit_log import AuditEntryDocument, audited
from documents.connection import RawDocument, collection_of, time_limit, unavailability_reported
from documents.purchase_model_fit import fit_purchase_model, sample_histories
from documents.visitors import VisitorDocument
from targeting.purchase_model import PurchaseModel
from targeting.smart_segments import SmartSegmentSettings
from targeting.thresholds import SCORE_PERCENTILES, WHOLE_PERCENTILES, StoreThresholds
from targeting.values import MICROS_PER_UNIT

_JOB_SECONDS: Final = 600
_ENOUGH_GAPS: Final = 10
"""With fewer repeat gaps in the whole store their median says nothing yet."""


@final
class ThresholdsDocument(Document):
    """The figures of one store at one time; the newest is the one in force."""

    store_id: str
    computed_at: datetime
    named: list[dict[str, Any]] = Field(default_factory=list)
    frequency_cuts: list[float]
    monetary_cuts: list[float]
    recency_cuts: list[datetime]
    frequency_percentiles: list[float] = Field(default_factory=list)
    monetary_percentiles: list[float] = Field(default_factory=list)
    average_value_percentiles: list[float] = Field(default_factory=list)
    recency_percentiles: list[datetime] = Field(default_factory=list)
    purchase_model: dict[str, Any] | None = None
    gap_median_days: float
    buyers: int
    has_discounts: bool
    is_fallback: bool

    class Settings:
        name = "smart_segment_thresholds"
        indexes = [
            IndexModel([("store_id", 1), ("computed_at", DESCENDING)], name="store_computed"),
        ]

    def to_thresholds(self, settings: SmartSegmentSettings) -> StoreThresholds:
        """Return the frozen form that rules are evaluated with."""
        return StoreThresholds(
            named={entry["name"]: entry["value"] for entry in self.named},
            frequency_cuts=tuple(self.frequency_cuts),
            monetary_cuts=tuple(self.monetary_cuts),
            recency_cuts=tuple(self.recency_cuts),
            frequency_percentiles=tuple(self.frequency_percentiles),
            monetary_percentiles=tuple(self.monetary_percentiles),
            average_value_percentiles=tuple(self.average_value_percentiles),
            recency_percentiles=tuple(self.recency_percentiles),
            purchase_model=PurchaseModel(**self.purchase_model) if self.purchase_model else None,
            prediction_days=settings.prediction_days,
            gap_median_days=self.gap_median_days,
            personal_gap_orders=settings.personal_gap_orders,
            minimum_gap_days=settings.minimum_gap_days,
            buyers=self.buyers,
            has_discounts=self.has_discounts,
            is_fallback=self.is_fallback,
            computed_at=self.computed_at,
        )


async def newest_thresholds(
    store_id: str, until: datetime | None = None
) -> ThresholdsDocument | None:
    """Return the figures in force, now or at an earlier moment; `None` before the job's first run."""
    query: RawDocument = {"store_id": store_id}
    if until is not None:
        query["computed_at"] = {"$lte": until}
    async with unavailability_reported():
        return await ThresholdsDocument.find_one(query, sort=[("computed_at", -1), ("_id", -1)])


async def compute_thresholds(
    store_id: str, settings: SmartSegmentSettings, now: datetime
) -> ThresholdsDocument:
    """Work out the store's figures inside MongoDB; they aren't stored yet.

    Below `settings.percentile_buyers` buyers the fixed figures of the settings stand in.
    """
    async with unavailability_reported(), time_limit(_JOB_SECONDS):
        totals = await _totals(store_id)
        gap_median = await _gap_median(store_id, settings)
        if totals["buyers"] < settings.percentile_buyers:
            document = _fixed(store_id, settings, now, totals, gap_median)
        else:
            document = await _measured(store_id, settings, now, totals, gap_median)
        document.purchase_model = await _purchase_model(store_id, now)
    return document


async def insert_thresholds(
    figures: ThresholdsDocument, entry: AuditEntryDocument | None = None
) -> None:
    """Keep figures, and say so in the audit log where an admin asked for them.

    Raises:
        DatabaseUnavailableError: MongoDB doesn't answer.
    """

    async def insert(session: AsyncClientSession | None = None) -> None:
        await figures.insert(session=session)

    if entry is not None:
        await audited(entry, insert)
        return
    async with unavailability_reported():
        await insert()


async def _purchase_model(store_id: str, now: datetime) -> dict[str, Any] | None:
    """Return the parameters of the store's model of repeat buying, `None` where orders don't tell."""
    histories = await sample_histories(store_id, now)
    model = await asyncio.to_thread(fit_purchase_model, histories)
    return None if model is None else asdict(model)


async def _totals(store_id: str) -> RawDocument:
    pipeline: list[RawDocument] = [
        {"$match": {"store_id": store_id, "orders.count": {"$gt": 0}}},
        {
            "$group": {
                "_id": None,
                "buyers": {"$sum": 1},
                "orders": {"$sum": "$orders.count"},
                "revenue_micros": {"$sum": "$orders.revenue_micros"},
                "with_discounts": {
                    "$sum": {"$cond": [{"$ne": ["$orders.discounted_share", None]}, 1, 0]}
                },
            }
        },
    ]
    cursor = await collection_of(VisitorDocument).aggregate(pipeline)
    empty = {"buyers": 0, "orders": 0, "revenue_micros": 0, "with_discounts": 0}
    return await anext(aiter(cursor), empty)


async def _gap_median(store_id: str, settings: SmartSegmentSettings) -> float:
    """Return the median over all gaps of all buyers, the fixed figure while there are too few."""
    unwound: list[RawDocument] = [
        {"$match": {"store_id": store_id, "orders.count": {"$gt": 1}}},
        {"$project": {"_id": 0, "value": "$orders.gaps_days"}},
        {"$unwind": "$value"},
    ]
    counted = await collection_of(VisitorDocument).aggregate([*unwound, {"$count": "gaps"}])
    gaps = (await anext(aiter(counted), {"gaps": 0}))["gaps"]
    if gaps < _ENOUGH_GAPS:
        return settings.fixed_gap_days
    middle = {(gaps + 1) // 2, gaps // 2 + 1}
    values = await _values_at(unwound, middle)
    return float(sum(values.values()) / len(values))


async def _values_at(source: list[RawDocument], ranks: Iterable[int]) -> dict[int, Any]:
    """Return the values at these 1-based ranks of what `source` yields as `value`, ascending."""
    cursor = await collection_of(VisitorDocument).aggregate(
        [
            *source,
            {
                "$setWindowFields": {
                    "sortBy": {"value": 1},
                    "output": {"rank": {"$documentNumber": {}}},
                }
            },
            {"$match": {"rank": {"$in": sorted(set(ranks))}}},
        ],
        allowDiskUse=True,
    )
    return {raw["rank"]: raw["value"] async for raw in cursor}


async def _percentiles(
    store_id: str, field: str, percentiles: tuple[int, ...], buyers: int
) -> tuple[Any, ...]:
    """Return nearest-rank percentiles of a field over the store's buyers."""
    source: list[RawDocument] = [
        {"$match": {"store_id": store_id, "orders.count": {"$gt": 0}}},
        {"$project": {"_id": 0, "value": f"$orders.{field}"}},
    ]
    ranks = [max(1, math.ceil(p * buyers / 100)) for p in percentiles]
    values = await _values_at(source, ranks)
    return tuple(values[rank] for rank in ranks)


async def _measured(
    store_id: str,
    settings: SmartSegmentSettings,
    now: datetime,
    totals: RawDocument,
    gap_median: float,
) -> ThresholdsDocument:
    buyers = totals["buyers"]
    orders = await _percentiles(store_id, "count", WHOLE_PERCENTILES, buyers)
    micros = await _percentiles(store_id, "revenue_micros", WHOLE_PERCENTILES, buyers)
    revenue = [value / MICROS_PER_UNIT for value in micros]
    values = await _percentiles(store_id, "average_value", WHOLE_PERCENTILES, buyers)
    moments = await _percentiles(store_id, "last_at", WHOLE_PERCENTILES, buyers)
    (bulk,) = await _percentiles(
        store_id, "units_per_order", (settings.bulk_units_percentile,), buyers
    )
    high = values[settings.big_spender_value_percentile - 1]
    rich = values[settings.rich_value_percentile - 1]
    return ThresholdsDocument(
        store_id=store_id,
        computed_at=now,
        named=_named(settings, high, rich, bulk, gap_median),
        frequency_cuts=_cuts(orders),
        monetary_cuts=_cuts(revenue),
        recency_cuts=_cuts(moments),
        frequency_percentiles=list(orders),
        monetary_percentiles=revenue,
        average_value_percentiles=list(values),
        recency_percentiles=list(moments),
        gap_median_days=gap_median,
        buyers=buyers,
        has_discounts=totals["with_discounts"] > 0,
        is_fallback=False,
    )


def _cuts(percentiles: Sequence[Any]) -> list[Any]:
    """Return the cut points of the scores among all whole percentiles."""
    return [percentiles[p - 1] for p in SCORE_PERCENTILES]


def _fixed(
    store_id: str,
    settings: SmartSegmentSettings,
    now: datetime,
    totals: RawDocument,
    gap_median: float,
) -> ThresholdsDocument:
    orders = totals["orders"]
    average = totals["revenue_micros"] / MICROS_PER_UNIT / orders if orders else 0.0
    return ThresholdsDocument(
        store_id=store_id,
        computed_at=now,
        named=_named(
            settings,
            settings.fixed_high_value * average,
            settings.fixed_rich_value * average,
            settings.fixed_bulk_units,
            gap_median,
        ),
        frequency_cuts=list(settings.fixed_frequency_cuts),
        monetary_cuts=[multiple * average for multiple in settings.fixed_monetary_cuts],
        recency_cuts=[now - timedelta(days=days) for days in settings.fixed_recency_cuts_days],
        gap_median_days=gap_median,
        buyers=totals["buyers"],
        has_discounts=totals["with_discounts"] > 0,
        is_fallback=True,
    )


def _named(
    settings: SmartSegmentSettings, high: float, rich: float, bulk: float, gap_median: float
) -> list[dict[str, Any]]:
    """Return the figures that rules may name; a list, since MongoDB's field names hold no dots."""
    named = {
        settings.high_value_threshold: high,
        settings.rich_value_threshold: rich,
        settings.bulk_units_threshold: bulk,
        "orders.gap.median": gap_median,
    }
    return [{"name": name, "value": value} for name, value in named.items()]
