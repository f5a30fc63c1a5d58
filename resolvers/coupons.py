"""Coupons: which code a visitor gets, and the pools that single-use codes come from."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, final

from documents.audit_log import audited
from documents.coupon_offers import CouponOffer
from documents.coupons import (
    CodeState,
    CouponPoolDocument,
    Recipient,
    add_codes,
    count_free_codes,
    counts_by_state,
    find_handed_out,
    find_pool,
    find_pools,
    insert_pool,
    take_code,
)
from documents.segments import KeyTakenError
from resolvers.audit import Action, AuditTarget, entry_of
from resolvers.context import Context
from targeting.evaluation import Evaluation
from targeting.predicates import SegmentCatalog
from targeting.values import InvalidInputError, Problem

_LOG = logging.getLogger(__name__)
_KEY: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_CODE: Final = re.compile(r"\S{1,64}")
MOST_CODES_AT_ONCE: Final = 10_000
TEST_CODE: Final = "TEST-CODE"
"""What testers are shown in the place of a code from a pool."""


@final
class PoolNotFoundError(Exception):
    """The store has no coupon pool of this key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no coupon pool '{key}' in this store.")


@final
@dataclass(frozen=True, slots=True)
class CouponSource:
    """Where a visitor's code comes from: one that all get, or a pool."""

    code: str | None
    pool: str | None


def source_for(
    offer: CouponOffer, evaluation: Evaluation, segments: SegmentCatalog
) -> CouponSource:
    """Return the first tier whose segment the visitor is in, else what the offer itself says."""
    for tier in offer.tiers:
        if segments.is_member(tier.segment, evaluation):
            return CouponSource(tier.code, tier.pool)
    return CouponSource(offer.code, offer.pool)


async def code_from(
    source: CouponSource,
    recipient: Recipient,
    *,
    now: datetime,
    session: Any,
    reserved_minutes: int | None = None,
) -> str:
    """Return the recipient's code, handed out for good, or only reserved for some minutes.

    Raises:
        PoolEmptyError: no code is left.
    """
    if source.pool is None:
        return source.code or ""
    until = None if reserved_minutes is None else now + timedelta(minutes=reserved_minutes)
    return await take_code(recipient, source.pool, now=now, reserved_until=until, session=session)


async def code_given(source: CouponSource, recipient: Recipient) -> str | None:
    """Return the code that a recipient was given before, `None` when it was given none."""
    if source.pool is None:
        return source.code
    return await find_handed_out(recipient, source.pool)


@final
@dataclass(frozen=True, slots=True)
class PoolView:
    """A pool, and how many of its codes stand where."""

    pool: CouponPoolDocument
    free: int
    reserved: int
    handed_out: int

    @property
    def is_low(self) -> bool:
        """Fewer codes are free than the pool should have."""
        return self.free < self.pool.low_below or self.free == 0


async def list_pools(context: Context) -> list[PoolView]:
    """Return the store's pools by key, with their counts as of now."""
    counts = await counts_by_state(context.store_id, context.now)
    return [_view(pool, counts.get(pool.key, {})) for pool in await find_pools(context.store_id)]


def _view(pool: CouponPoolDocument, counts: dict[CodeState, int]) -> PoolView:
    return PoolView(
        pool,
        counts.get(CodeState.FREE, 0),
        counts.get(CodeState.RESERVED, 0),
        counts.get(CodeState.HANDED_OUT, 0),
    )


async def warn_if_low(context: Context, key: str) -> None:
    """Say in the log that a pool runs low, or is empty; admins read it as `alerts` as well."""
    pool = await find_pool(context.store_id, key)
    if pool is None:
        return
    enough = max(1, pool.low_below)
    free = await count_free_codes(context.store_id, key, context.now, at_most=enough)
    if free >= enough:
        return
    _LOG.warning("Coupon pool %s of store %s has %d left", key, context.store_id, free)
    if free == 0:
        await context.catalogs.change_made(context.store_id)


async def create_pool(
    context: Context, *, key: str, name: str, low_below: int
) -> CouponPoolDocument:
    """Make a pool, without a code in it yet.

    Raises:
        InvalidInputError: naming every field that can't be used.
        KeyTakenError: the store has a pool of this key.
    """
    problems = []
    if not _KEY.fullmatch(key):
        problems.append(
            Problem(("key",), "BAD_KEY", "Give small letters, digits, - and _, at most 64.")
        )
    if not 1 <= len(name.strip()) <= 200:  # noqa: PLR2004, what fits a list in an admin UI
        problems.append(Problem(("name",), "BAD_NAME", "Give a name of 1 to 200 characters."))
    if low_below < 0:
        problems.append(Problem(("lowBelow",), "OUT_OF_RANGE", "Give 0 or more."))
    if problems:
        raise InvalidInputError(*problems)
    if await find_pool(context.store_id, key) is not None:
        raise KeyTakenError(key)
    pool = CouponPoolDocument(
        store_id=context.store_id,
        key=key,
        name=name.strip(),
        low_below=low_below,
        created_at=context.now,
    )
    after = {"key": key, "name": pool.name, "lowBelow": low_below}
    action = Action("createCouponPool", AuditTarget.COUPON_POOL, key, after=after)
    await audited(entry_of(context, action), lambda session: insert_pool(pool, session))
    return pool


async def add_coupon_codes(context: Context, key: str, codes: Sequence[str]) -> int:
    """Add codes to a pool, and return how many of them it didn't have yet.

    Raises:
        PoolNotFoundError: there is no such pool.
        InvalidInputError: naming every code that can't be used.
    """
    if await find_pool(context.store_id, key) is None:
        raise PoolNotFoundError(key)
    problems = [
        Problem(("codes", index), "BAD_CODE", "Give 1 to 64 characters without spaces.")
        for index, code in enumerate(codes)
        if not _CODE.fullmatch(code)
    ]
    if not 1 <= len(codes) <= MOST_CODES_AT_ONCE:
        problems.append(
            Problem(("codes",), "BATCH_SIZE", f"Give 1 to {MOST_CODES_AT_ONCE:,} codes at once.")
        )
    if problems:
        raise InvalidInputError(*problems)
    action = Action("addCouponCodes", AuditTarget.COUPON_POOL, key, after={"given": len(codes)})
    added = await audited(
        entry_of(context, action),
        lambda session: add_codes(context.store_id, key, codes, session),
    )
    await context.catalogs.change_made(context.store_id)
    return added
