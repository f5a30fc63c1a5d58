"""Counting and listing the visitors of an audience, inside MongoDB."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final, final

from bson import json_util
from pymongo.errors import ExecutionTimeout

from documents.audience_plans import AudiencePlan, AudiencePlanner, slice_of
from documents.connection import (
    DatabaseUnavailableError,
    RawDocument,
    collection_of,
    time_limit,
    unavailability_reported,
)
from documents.visitors import VisitorDocument
from targeting.values import MICROS_PER_UNIT

COUNT_SECONDS: Final = 120.0
"""How long counting may take; what takes longer is better asked as an estimate."""

_PAGE_SECONDS: Final = 30.0


@final
class AudienceTooSlowError(Exception):
    """MongoDB didn't get through the visitors in time."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            f"This takes longer than {seconds:g} seconds. Ask for an estimate, or narrow the rule down."
        )


@asynccontextmanager
async def _within(seconds: float) -> AsyncIterator[None]:
    try:
        async with unavailability_reported(), time_limit(seconds):
            yield
    except DatabaseUnavailableError as error:
        if isinstance(error.__cause__, ExecutionTimeout):
            raise AudienceTooSlowError(seconds) from error
        raise


@final
@dataclass(frozen=True, slots=True)
class CountedAudience:
    """An exact figure.

    Attributes:
        sample: ids of some members, drawn at random.
    """

    count: int
    sample: tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class EstimatedAudience:
    """A figure from a random sample of the store's visitors.

    Attributes:
        low, high: where the exact count lies with 95 % confidence (Wilson's score interval).
        sample: ids of some members, drawn at random.
    """

    count: int
    low: int
    high: int
    sample: tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class ExplainedAudience:
    """How MongoDB finds an audience.

    Attributes:
        collection: what the pipeline runs on.
        pipeline: the stages, as relaxed extended JSON.
        indexes: the names of the indexes that were used.
        keys_examined, documents_examined: over the pipeline and all its lookups.
    """

    collection: str
    pipeline: str
    indexes: tuple[str, ...]
    keys_examined: int
    documents_examined: int
    milliseconds: int


@final
@dataclass(frozen=True, slots=True)
class AudienceOrders:
    """What an audience has ordered in all, after cancellations.

    Attributes:
        revenue: in units of the store's currency.
    """

    count: int
    revenue: float


async def count_visitors(store_id: str) -> int:
    """Return how many visitors the store has.

    Raises:
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    async with _within(_PAGE_SECONDS):
        return await collection_of(VisitorDocument).count_documents({"store_id": store_id})


async def count_audience(planner: AudiencePlanner, *, sample: int) -> CountedAudience:
    """Return how many visitors are members, exactly, and up to `sample` of them at random.

    Raises:
        AudienceTooSlowError: it takes longer than `COUNT_SECONDS`.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    measures: RawDocument = {"count": {"$sum": 1}}
    if sample:
        first = {"n": sample, "sortBy": {"shuffle": 1}, "output": "$visitor_id"}
        measures["sample"] = {"$topN": first}
    async with _within(COUNT_SECONDS):
        found = await _aggregated(planner.all_members(), [{"$group": {"_id": None, **measures}}])
    if not found:
        return CountedAudience(0, ())
    return CountedAudience(found[0]["count"], tuple(found[0].get("sample", ())))


async def estimate_audience(
    planner: AudiencePlanner, *, visitors: int, look_at: int, sample: int
) -> EstimatedAudience:
    """Return about how many of the store's `visitors` are members, after looking at some of them.

    Raises:
        AudienceTooSlowError: it takes longer than `COUNT_SECONDS`.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    share = min(1.0, look_at / max(1, visitors))
    members = {"$group": {"_id": None, "ids": {"$push": "$visitor_id"}}}
    async with _within(COUNT_SECONDS):
        looked_at = await collection_of(VisitorDocument).count_documents(
            {"store_id": planner.store_id, **slice_of(share)}
        )
        found = await _aggregated(planner.members_of_slice(share), [members])
    ids = found[0]["ids"] if found else []
    low, high = wilson_interval(len(ids), looked_at)
    scale = visitors / looked_at if looked_at else 0.0
    return EstimatedAudience(
        count=round(len(ids) * scale),
        low=math.floor(low * visitors),
        high=math.ceil(high * visitors),
        sample=tuple(ids[:sample]),
    )


async def sum_audience_orders(planner: AudiencePlanner, *, share: float) -> AudienceOrders:
    """Return what the members among a share of the visitors have ordered in all.

    Raises:
        AudienceTooSlowError: it takes longer than `COUNT_SECONDS`.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    plan = planner.all_members() if share >= 1 else planner.members_of_slice(share)
    sums: RawDocument = {
        "_id": None,
        "count": {"$sum": "$orders.count"},
        "revenue_micros": {"$sum": "$orders.revenue_micros"},
    }
    async with _within(COUNT_SECONDS):
        found = await _aggregated(plan, [{"$group": sums}])
    if not found:
        return AudienceOrders(0, 0.0)
    return AudienceOrders(found[0]["count"], found[0]["revenue_micros"] / MICROS_PER_UNIT)


def wilson_interval(successes: int, trials: int, z: float = 1.959964) -> tuple[float, float]:
    """Return the interval of shares that a sample is consistent with, 95 % by default.

    Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (1927). Unlike the normal approximation it holds for shares
    near 0 and 1. Everything, 0 to 1, without a trial.
    """
    if not trials:
        return 0.0, 1.0
    share, spread = successes / trials, z * z / trials
    centre = share + spread / 2
    margin = z * math.sqrt(share * (1 - share) / trials + spread / trials / 4)
    low, high = (centre - margin) / (1 + spread), (centre + margin) / (1 + spread)
    return max(0.0, low), min(1.0, high)


async def find_members(planner: AudiencePlanner, *, after: str | None, limit: int) -> list[str]:
    """Return the ids of up to `limit` members in the order of their ids, those after `after`.

    Raises:
        AudienceTooSlowError: half a minute isn't enough.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    page: list[RawDocument] = [{"$limit": limit}, {"$project": {"_id": 0, "visitor_id": 1}}]
    async with _within(_PAGE_SECONDS):
        found = await _aggregated(planner.members_after(after), page)
    return [raw["visitor_id"] for raw in found]


async def explain_audience(planner: AudiencePlanner) -> ExplainedAudience:
    """Run the count and return how MongoDB went about it.

    Raises:
        AudienceTooSlowError: it takes longer than `COUNT_SECONDS`.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    plan = planner.all_members()
    stages = [*plan.stages, {"$count": "count"}]
    command = {"aggregate": plan.collection, "pipeline": stages, "cursor": {}}
    async with _within(COUNT_SECONDS):
        explained = await collection_of(VisitorDocument).database.command(
            {"explain": command, "verbosity": "executionStats"}
        )
    return ExplainedAudience(
        collection=plan.collection,
        pipeline=json_util.dumps(stages, json_options=json_util.RELAXED_JSON_OPTIONS),
        indexes=tuple(sorted(set(_indexes(explained)))),
        keys_examined=sum(_all(explained, "totalKeysExamined")),
        documents_examined=sum(_all(explained, "totalDocsExamined")),
        milliseconds=max(_all(explained, "executionTimeMillis"), default=0),
    )


async def _aggregated(plan: AudiencePlan, stages: Sequence[RawDocument]) -> list[RawDocument]:
    collection = collection_of(VisitorDocument).database[plan.collection]
    cursor = await collection.aggregate([*plan.stages, *stages], allowDiskUse=True)
    return await cursor.to_list()


def _indexes(explained: Any) -> Iterator[str]:
    """Yield the names of indexes: of scans, and of lookups, which list theirs."""
    yield from _all(explained, "indexName")
    for used in _all(explained, "indexesUsed"):
        yield from used


def _all(explained: Any, name: str) -> Iterator[Any]:
    """Yield what stands under `name` at any depth of what MongoDB explained, but for rejected plans."""
    if isinstance(explained, list):
        for item in explained:
            yield from _all(item, name)
    elif isinstance(explained, dict):
        for key, value in explained.items():
            if key == name:
                yield value
            elif key not in {"rejectedPlans", "allPlansExecution"}:
                yield from _all(value, name)
