"""`previewAudience` against pipelines written by hand for the same questions, over a million visitors.

The visitors are synthetic: made by a seeded generator, for their number and not for their realism. Both
sides give the same answer: how many members, how many visitors there are, and ten members at random.
`SEGUE_BENCHMARK_EFFORT` below 1 makes fewer of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from random import Random
from typing import Any, Final, final

from rich.table import Table

from api.database import Database, opened_database
from benchmarks.effort import amount, rounds
from benchmarks.interleaved import Comparison, Contender, compare
from benchmarks.report import Report, comparison_table
from documents.connection import RawDocument, time_limit
from documents.stores import StoreDocument, save_store
from resolvers.audiences import preview_audience
from resolvers.catalog import CatalogRegistry
from resolvers.context import Context
from resolvers.smart_segments import recompute_smart_segments

_DATABASE: Final = "segue_benchmark_audience"
_STORE_ID: Final = "shop"
_NOW: Final = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
_VISITORS: Final = amount(1_000_000, least=100_000)
_SAMPLE: Final = 10
_ROUNDS: Final = rounds(5)
_BATCH: Final = 5_000
_OURS: Final = "previewAudience"
_THEIRS: Final = "by hand"
_COUNTRIES: Final = ("TR", "DE", "GB", "FR", "NL", "US", "ES", "IT")
_CATEGORIES: Final = ("kitchen", "garden", "bath", "lighting")
_SECONDS: Final = 900


@final
@dataclass(frozen=True, slots=True)
class _Question:
    """A rule, and the pipeline that somebody who knows the documents would write for it."""

    label: str
    rule: Mapping[str, Any]
    collection: str
    pipeline: list[RawDocument]


async def run(uri: str) -> Report:
    """Measure the exact count, and how near the estimate comes and how fast."""
    async with opened_database(uri, _DATABASE, run_migrations=True) as database:
        context = await _made_up_store(database)
        comparisons, estimates = {}, {}
        for question in await _questions(context):
            await _check_same_answer(database, context, question)
            comparisons[question.label] = await _compared(database, context, question)
            estimates[question.label] = await _estimated(context, question)
    return Report(
        ratios={"hand_written": max(_our_ratio(each) for each in comparisons.values())},
        tables=[
            comparison_table(
                f"The exact count over {_VISITORS:,} synthetic visitors", _OURS, comparisons
            ),
            _estimates_table(estimates),
        ],
        figures={
            "visitors": _VISITORS,
            "compared": {label: each.figures(_OURS) for label, each in comparisons.items()},
            "estimates": estimates,
        },
        remarks=["`hand_written` is ours divided by theirs, for the question where it is highest."],
    )


def _our_ratio(comparison: Comparison) -> float:
    return comparison.ratio(_OURS, _THEIRS).median


async def _compared(database: Database, context: Context, question: _Question) -> Comparison:
    return await compare(
        [
            Contender(_OURS, partial(_preview, context, question)),
            Contender(_THEIRS, partial(_by_hand, database, question)),
        ],
        rounds=_ROUNDS,
    )


async def _preview(context: Context, question: _Question) -> tuple[int, int, tuple[str, ...]]:
    found = await preview_audience(context, question.rule, sample=_SAMPLE, exact=True)
    return found.count, found.visitors, found.sample


async def _by_hand(database: Database, question: _Question) -> tuple[int, int, tuple[str, ...]]:
    sample = {"n": _SAMPLE, "sortBy": {"shuffle": 1}, "output": "$visitor_id"}
    group = {"$group": {"_id": None, "count": {"$sum": 1}, "sample": {"$topN": sample}}}
    async with time_limit(_SECONDS):
        visitors = await database["visitors"].count_documents({"store_id": _STORE_ID})
        cursor = await database[question.collection].aggregate([*question.pipeline, group])
        (found,) = await cursor.to_list()
    return found["count"], visitors, tuple(found["sample"])


async def _check_same_answer(database: Database, context: Context, question: _Question) -> None:
    ours = await _preview(context, question)
    theirs = await _by_hand(database, question)
    assert ours == theirs, (question.label, ours, theirs)


async def _estimated(context: Context, question: _Question) -> dict[str, float]:
    exact = await preview_audience(context, question.rule, sample=_SAMPLE, exact=True)
    clock = asyncio.get_running_loop()
    begun = clock.time()
    about = await preview_audience(context, question.rule, sample=_SAMPLE, exact=False)
    return {
        "seconds": clock.time() - begun,
        "count": exact.count,
        "estimate": about.count,
        "low": about.low,
        "high": about.high,
    }


def _estimates_table(estimates: Mapping[str, Mapping[str, float]]) -> Table:
    table = Table(title="The estimate", title_justify="left", title_style="bold")
    for heading in ("", "exact", "estimate", "95 % within", "seconds"):
        table.add_column(heading, justify="right" if heading else "left")
    for label, each in estimates.items():
        within = f"{each['low']:,} to {each['high']:,}"
        exact, about = f"{each['count']:,}", f"{each['estimate']:,}"
        table.add_row(label, exact, about, within, f"{each['seconds']:.2f}")
    return table


async def _questions(context: Context) -> list[_Question]:
    thresholds = (await context.catalog()).thresholds
    store: RawDocument = {"store_id": _STORE_ID}
    own_gap = {"$gte": ["$orders.count", thresholds.personal_gap_orders]}
    own = {"$and": [{"$gt": ["$orders.median_gap_days", None]}, own_gap]}
    gap = {"$cond": [own, "$orders.median_gap_days", thresholds.gap_median_days]}
    days = {"$divide": [{"$subtract": [_NOW, "$orders.last_at"]}, 86_400_000]}
    ratio = {"$divide": [days, {"$max": [gap, thresholds.minimum_gap_days]}]}
    in_two_countries = {"declared.COUNTRY.value": {"$in": ["TR", "DE"]}}
    return [
        _Question(
            "attributes and orders",
            {
                "all": [
                    _condition("attribute", "COUNTRY", "IN", texts=["TR", "DE"]),
                    _condition("orders", "REVENUE", "GREATER_OR_EQUAL", number=300),
                    _condition("attribute", "DAYS_SINCE_LAST_SEEN", "LESS", number=60),
                ]
            },
            "visitors",
            [
                {
                    "$match": {
                        **store,
                        **in_two_countries,
                        "orders.revenue_micros": {"$gte": 300_000_000},
                        "last_seen_at": {"$gt": _NOW - timedelta(days=60)},
                    }
                }
            ],
        ),
        _Question(
            "behaviour",
            {
                "all": [
                    {
                        "behaviour": {
                            "event": "PRODUCT_VIEW",
                            "where": [
                                {
                                    "property": "category",
                                    "operator": "EQUAL",
                                    "value": {"text": "kitchen"},
                                }
                            ],
                            "window": {"last": {"amount": 14, "unit": "DAYS"}},
                            "operator": "GREATER_OR_EQUAL",
                            "value": {"number": 2},
                        }
                    },
                    _condition("attribute", "COUNTRY", "IN", texts=["TR", "DE"]),
                ]
            },
            "events",
            [
                {
                    "$match": {
                        **store,
                        "kind": "PRODUCT_VIEW",
                        "at": {"$gt": _NOW - timedelta(days=14), "$lte": _NOW},
                        "properties.category": "kitchen",
                    }
                },
                {"$group": {"_id": "$visitor_id", "count": {"$sum": 1}}},
                {"$match": {"count": {"$gte": 2}}},
                {
                    "$lookup": {
                        "from": "visitors",
                        "localField": "_id",
                        "foreignField": "visitor_id",
                        "pipeline": [{"$match": {**store, **in_two_countries}}],
                        "as": "visitor",
                    }
                },
                {"$unwind": "$visitor"},
                {"$replaceWith": "$visitor"},
            ],
        ),
        _Question(
            "smart segment",
            {"segment": {"key": "active-loyals"}},
            "visitors",
            [
                {
                    "$match": {
                        **store,
                        "orders.count": {"$gte": 3, "$gt": thresholds.frequency_cuts[2]},
                        "$expr": {"$lte": [ratio, 1.5]},
                    }
                }
            ],
        ),
    ]


def _condition(kind: str, name: str, operator: str, **value: Any) -> dict[str, Any]:
    return {kind: {"name": name, "operator": operator, "value": value}}


async def _made_up_store(database: Database) -> Context:
    await save_store(StoreDocument(id=_STORE_ID, name="A made-up shop"))
    async with time_limit(_SECONDS):
        for batch in _batches(_visitors(), _BATCH):
            await database["visitors"].insert_many(batch, ordered=False)
        for batch in _batches(_events(), _BATCH):
            await database["events"].insert_many(batch, ordered=False)
    catalogs = CatalogRegistry()
    await recompute_smart_segments(_STORE_ID, catalogs, _NOW)
    return Context(store_id=_STORE_ID, now=_NOW, catalogs=catalogs)


def _batches(documents: Iterator[RawDocument], size: int) -> Iterator[list[RawDocument]]:
    while batch := list(islice(documents, size)):
        yield batch


def _visitors() -> Iterator[RawDocument]:
    chance = Random(1)  # noqa: S311, made-up data
    for number in range(_VISITORS):
        last_seen_at = _NOW - timedelta(minutes=chance.randrange(500_000))
        orders = min(12, int(chance.expovariate(0.6)))
        yield {
            "store_id": _STORE_ID,
            "visitor_id": f"visitor-{number:07}",
            "revision": 1,
            "shuffle": chance.random(),
            "sessions": chance.randrange(1, 30),
            "first_seen_at": last_seen_at - timedelta(days=chance.randrange(400)),
            "last_seen_at": last_seen_at,
            "declared": {
                "COUNTRY": {"value": chance.choice(_COUNTRIES), "at": last_seen_at, "by": "e"},
                "AGE": {"value": chance.randrange(18, 80), "at": last_seen_at, "by": "e"},
            },
            "traits": {},
            "streams": {},
            **({"orders": _orders(chance, orders, last_seen_at)} if orders else {}),
        }


def _orders(chance: Random, count: int, last_at: datetime) -> RawDocument:
    gaps = [chance.uniform(2, 60) for _ in range(count - 1)]
    average = chance.uniform(10, 200)
    return {
        "count": count,
        "revenue_micros": round(average * count * 1_000_000),
        "average_value": average,
        "units_per_order": chance.uniform(1, 9),
        "discounted_share": None,
        "first_at": last_at - timedelta(days=sum(gaps)),
        "last_at": last_at,
        "median_gap_days": sorted(gaps)[len(gaps) // 2] if gaps else None,
        "gaps_days": gaps,
    }


def _events() -> Iterator[RawDocument]:
    """Yield one product view for each visitor on average; some have several."""
    chance = Random(2)  # noqa: S311, made-up data
    for number in range(_VISITORS):
        at = _NOW - timedelta(minutes=chance.randrange(60_000))
        yield {
            "store_id": _STORE_ID,
            "visitor_id": f"visitor-{int(_VISITORS * chance.random() ** 3):07}",
            "key": f"event:{number}",
            "kind": "PRODUCT_VIEW",
            "at": at,
            "received_at": at,
            "properties": {"category": chance.choice(_CATEGORIES), "price": 9.5},
        }
