"""Pools of single-use codes, each of which is handed out to exactly one visitor."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, final

from beanie import Document
from pymongo import IndexModel, ReturnDocument
from pymongo.asynchronous.client_session import AsyncClientSession

from documents.connection import RawDocument, collection_of, unavailability_reported


@final
class CodeState(Enum):
    """Where a code stands; one that is reserved hasn't been seen by anybody yet."""

    FREE = "FREE"
    RESERVED = "RESERVED"
    HANDED_OUT = "HANDED_OUT"


@final
class CouponPoolDocument(Document):
    """A pool of codes.

    Attributes:
        key: what campaigns call it; unique in the store and never changed.
        low_below: with fewer free codes than this the pool counts as running low.
    """

    store_id: str
    key: str
    name: str
    low_below: int = 0
    created_at: datetime

    class Settings:
        name = "coupon_pools"
        indexes = [IndexModel([("store_id", 1), ("key", 1)], name="store_key", unique=True)]


@final
class CouponCodeDocument(Document):
    """One code, and whose it is.

    Attributes:
        shuffle: a random number from 0 to 1: visitors who come at once try different codes.
    """

    store_id: str
    pool: str
    code: str
    shuffle: float
    state: CodeState = CodeState.FREE
    campaign_id: str | None = None
    visitor_id: str | None = None
    reserved_until: datetime | None = None
    handed_out_at: datetime | None = None

    class Settings:
        name = "coupon_codes"
        indexes = [
            IndexModel(
                [("store_id", 1), ("pool", 1), ("code", 1)], name="store_pool_code", unique=True
            ),
            IndexModel(
                [("store_id", 1), ("pool", 1), ("state", 1), ("shuffle", 1)], name="store_state"
            ),
            IndexModel(
                [("store_id", 1), ("visitor_id", 1), ("campaign_id", 1)], name="store_visitor"
            ),
        ]


@final
@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets a code, with which campaign."""

    store_id: str
    campaign_id: str
    visitor_id: str


@final
class PoolEmptyError(Exception):
    """No code is left."""

    def __init__(self, pool: str) -> None:
        self.pool = pool
        super().__init__(f"The coupon pool '{pool}' has no code left.")


async def insert_pool(pool: CouponPoolDocument, session: AsyncClientSession) -> None:
    """Insert a new pool."""
    await pool.insert(session=session)


async def find_pools(store_id: str) -> list[CouponPoolDocument]:
    """Return the store's pools, by key."""
    async with unavailability_reported():
        return await CouponPoolDocument.find({"store_id": store_id}).sort("+key").to_list()


async def find_pool(store_id: str, key: str) -> CouponPoolDocument | None:
    """Return the store's pool of this key, `None` when there is none."""
    async with unavailability_reported():
        return await CouponPoolDocument.find_one({"store_id": store_id, "key": key})


async def add_codes(
    store_id: str, pool: str, codes: Sequence[str], session: AsyncClientSession
) -> int:
    """Add the codes that the pool doesn't have yet, and return how many those were."""
    collection = collection_of(CouponCodeDocument)
    cursor = collection.find(
        {"store_id": store_id, "pool": pool, "code": {"$in": list(codes)}},
        {"_id": 0, "code": 1},
        session=session,
    )
    known = {raw["code"] async for raw in cursor}
    fresh = [code for code in dict.fromkeys(codes) if code not in known]
    if fresh:
        await collection.insert_many(
            [
                {
                    "store_id": store_id,
                    "pool": pool,
                    "code": code,
                    "shuffle": random.random(),  # noqa: S311, only spreads contention
                    "state": CodeState.FREE.value,
                }
                for code in fresh
            ],
            session=session,
        )
    return len(fresh)


async def counts_by_state(store_id: str, now: datetime) -> dict[str, dict[CodeState, int]]:
    """Return how many codes of each pool stand where; a reservation that has run out is free."""
    state = {
        "$cond": [
            {"$and": [{"$eq": ["$state", "RESERVED"]}, {"$lte": ["$reserved_until", now]}]},
            "FREE",
            "$state",
        ]
    }
    pipeline: list[RawDocument] = [
        {"$match": {"store_id": store_id}},
        {"$group": {"_id": {"pool": "$pool", "state": state}, "count": {"$sum": 1}}},
    ]
    counts: dict[str, dict[CodeState, int]] = {}
    async with unavailability_reported():
        cursor = await collection_of(CouponCodeDocument).aggregate(pipeline)
        async for raw in cursor:
            pool = counts.setdefault(raw["_id"]["pool"], {})
            pool[CodeState(raw["_id"]["state"])] = raw["count"]
    return counts


async def has_codes_left(store_id: str, pool: str) -> bool:
    """Say whether the pool has a code that nobody has been handed, be it reserved."""
    waiting = [CodeState.FREE.value, CodeState.RESERVED.value]
    query = {"store_id": store_id, "pool": pool, "state": {"$in": waiting}}
    async with unavailability_reported():
        return await collection_of(CouponCodeDocument).find_one(query, {"_id": 1}) is not None


async def count_free_codes(store_id: str, pool: str, now: datetime, *, at_most: int) -> int:
    """Count the pool's free codes, of which no more than `at_most` are looked at."""
    free: list[RawDocument] = [
        {"state": CodeState.FREE.value},
        {"state": CodeState.RESERVED.value, "reserved_until": {"$lte": now}},
    ]
    query = {"store_id": store_id, "pool": pool, "$or": free}
    async with unavailability_reported():
        return await collection_of(CouponCodeDocument).count_documents(query, limit=at_most)


async def take_code(
    recipient: Recipient,
    pool: str,
    *,
    now: datetime,
    reserved_until: datetime | None,
    session: AsyncClientSession,
) -> str:
    """Hand a code out, or reserve one until `reserved_until`; within the caller's transaction.

    The same recipient gets the same code again, and a code that was handed out is nobody else's ever.

    Raises:
        PoolEmptyError: no code is left.
    """
    change = (
        _handed_out(recipient, now)
        if reserved_until is None
        else _reserved(recipient, reserved_until)
    )
    own = await _own_code(recipient, pool, now, session)
    if own is not None and own["state"] == CodeState.HANDED_OUT.value:
        return str(own["code"])
    start = random.random()  # noqa: S311, only spreads contention
    choices: list[RawDocument] = (
        [{"_id": own["_id"]}]
        if own is not None
        else [
            {"state": CodeState.FREE.value, "shuffle": {"$gte": start}},
            {"state": CodeState.FREE.value, "shuffle": {"$lt": start}},
            {"state": CodeState.RESERVED.value, "reserved_until": {"$lte": now}},
        ]
    )
    for choice in choices:
        taken = await collection_of(CouponCodeDocument).find_one_and_update(
            {"store_id": recipient.store_id, "pool": pool, **choice},
            {"$set": change},
            sort=[("shuffle", 1)],
            return_document=ReturnDocument.AFTER,
            session=session,
        )
        if taken is not None:
            return str(taken["code"])
    raise PoolEmptyError(pool)


def _handed_out(recipient: Recipient, now: datetime) -> dict[str, Any]:
    return {
        "state": CodeState.HANDED_OUT.value,
        "campaign_id": recipient.campaign_id,
        "visitor_id": recipient.visitor_id,
        "handed_out_at": now,
        "reserved_until": None,
    }


def _reserved(recipient: Recipient, until: datetime) -> dict[str, Any]:
    return {
        "state": CodeState.RESERVED.value,
        "campaign_id": recipient.campaign_id,
        "visitor_id": recipient.visitor_id,
        "reserved_until": until,
    }


async def _own_code(
    recipient: Recipient, pool: str, now: datetime, session: AsyncClientSession
) -> RawDocument | None:
    """Return the code that the recipient has already, or that is still held for it."""
    return await collection_of(CouponCodeDocument).find_one(
        {
            "store_id": recipient.store_id,
            "visitor_id": recipient.visitor_id,
            "campaign_id": recipient.campaign_id,
            "pool": pool,
            "$or": [
                {"state": CodeState.HANDED_OUT.value},
                {"state": CodeState.RESERVED.value, "reserved_until": {"$gt": now}},
            ],
        },
        session=session,
    )


async def find_handed_out(recipient: Recipient, pool: str) -> str | None:
    """Return the code of a pool that a recipient has been given, `None` when it has been given none."""
    async with unavailability_reported():
        found = await collection_of(CouponCodeDocument).find_one(
            {
                "store_id": recipient.store_id,
                "visitor_id": recipient.visitor_id,
                "campaign_id": recipient.campaign_id,
                "pool": pool,
                "state": CodeState.HANDED_OUT.value,
            }
        )
    return None if found is None else str(found["code"])
