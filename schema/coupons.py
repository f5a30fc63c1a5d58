"""Pools of single-use codes, and what needs an admin's attention."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Self, TypeAlias, final

import strawberry

from resolvers import coupons
from resolvers.coupons import PoolView
from schema.info import SegueInfo
from schema.user_errors import InvalidInput, KeyTaken, NotFound


@final
@strawberry.type(description="A pool of single-use codes.")
class CouponPool:
    key: str = strawberry.field(description="What campaigns call it.")
    name: str = strawberry.field(description="What the shop's people call it.")
    low_below: int = strawberry.field(description="With fewer free codes it counts as low.")
    free: int = strawberry.field(description="Codes that can still be handed out.")
    reserved: int = strawberry.field(
        description="Codes held for visitors who haven't learnt them yet."
    )
    handed_out: int = strawberry.field(description="Codes that visitors have.")
    is_low: bool = strawberry.field(description="Fewer codes are free than should be, or none.")

    @classmethod
    def from_view(cls, view: PoolView) -> Self:
        return cls(
            key=view.pool.key,
            name=view.pool.name,
            low_below=view.pool.low_below,
            free=view.free,
            reserved=view.reserved,
            handed_out=view.handed_out,
            is_low=view.is_low,
        )


@final
@strawberry.enum(description="What needs attention.")
class AlertKind(Enum):
    """What needs an admin's attention."""

    COUPON_POOL_LOW = strawberry.enum_value(
        "COUPON_POOL_LOW", description="A pool has fewer free codes than it should."
    )
    COUPON_POOL_EMPTY = strawberry.enum_value(
        "COUPON_POOL_EMPTY",
        description="A pool has no free code: campaigns that promise one aren't shown.",
    )


@final
@strawberry.type(description="Something that needs an admin's attention.")
class Alert:
    kind: AlertKind = strawberry.field(description="What.")
    message: str = strawberry.field(description="In words.")
    coupon_pool: CouponPool = strawberry.field(description="The pool that it is about.")

    @classmethod
    def from_view(cls, view: PoolView) -> Self:
        is_empty = view.free == 0
        codes = "code" if view.free == 1 else "codes"
        return cls(
            kind=AlertKind.COUPON_POOL_EMPTY if is_empty else AlertKind.COUPON_POOL_LOW,
            message=f"The coupon pool '{view.pool.name}' has {view.free:,} {codes} left.",
            coupon_pool=CouponPool.from_view(view),
        )


@final
@strawberry.input(description="A new pool.")
class CreateCouponPoolInput:
    key: str = strawberry.field(
        description="What campaigns call it: small letters, digits, - and _; it never changes."
    )
    name: str = strawberry.field(description="What the shop's people call it.")
    low_below: int = strawberry.field(
        default=0, description="Alert when fewer codes than this are free."
    )


@final
@strawberry.input(description="Codes for a pool.")
class AddCouponCodesInput:
    pool: str = strawberry.field(description="The pool's key.")
    codes: list[str] = strawberry.field(description="1 to 10,000; those it has are left alone.")


@final
@strawberry.type(description="It is done.")
class CouponPoolChanged:
    coupon_pool: CouponPool = strawberry.field(description="The pool as it is now.")
    added: int = strawberry.field(description="How many codes it didn't have before.")


CreateCouponPoolResult: TypeAlias = Annotated[
    CouponPoolChanged | InvalidInput | KeyTaken,
    strawberry.union("CreateCouponPoolResult", description="What became of it."),
]
AddCouponCodesResult: TypeAlias = Annotated[
    CouponPoolChanged | InvalidInput | NotFound,
    strawberry.union("AddCouponCodesResult", description="What became of it."),
]


async def _pool(info: SegueInfo, key: str) -> CouponPool:
    views = await coupons.list_pools(info.context)
    return CouponPool.from_view(next(view for view in views if view.pool.key == key))


@strawberry.type
class CouponQueries:
    @strawberry.field(description="The store's pools of single-use codes, by key.")
    async def coupon_pools(self, info: SegueInfo) -> list[CouponPool]:
        return [CouponPool.from_view(view) for view in await coupons.list_pools(info.context)]

    @strawberry.field(description="What needs attention now.")
    async def alerts(self, info: SegueInfo) -> list[Alert]:
        return [
            Alert.from_view(view) for view in await coupons.list_pools(info.context) if view.is_low
        ]


@strawberry.type
class CouponMutations:
    @strawberry.mutation(description="Make a pool of single-use codes, without a code in it yet.")
    async def create_coupon_pool(
        self,
        info: SegueInfo,
        input: Annotated[CreateCouponPoolInput, strawberry.argument(description="The pool.")],
    ) -> CreateCouponPoolResult:
        pool = await coupons.create_pool(
            info.context, key=input.key, name=input.name, low_below=input.low_below
        )
        return CouponPoolChanged(coupon_pool=await _pool(info, pool.key), added=0)

    @strawberry.mutation(description="Add codes to a pool. Safe to repeat.")
    async def add_coupon_codes(
        self,
        info: SegueInfo,
        input: Annotated[AddCouponCodesInput, strawberry.argument(description="The codes.")],
    ) -> AddCouponCodesResult:
        added = await coupons.add_coupon_codes(info.context, input.pool, input.codes)
        return CouponPoolChanged(coupon_pool=await _pool(info, input.pool), added=added)
