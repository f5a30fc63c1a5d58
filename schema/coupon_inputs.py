"""What code a visitor gets with a campaign, as inputs."""

from __future__ import annotations

from typing import final

import strawberry

from documents.coupon_offers import CouponReveal

_CODE = "A code that all get; without spaces, at most 64 characters."
_POOL = "The key of a pool of single-use codes, of which each visitor gets its own."


@final
@strawberry.input(
    description="Another coupon for the visitors of a segment. Give `code` or `pool`."
)
class CouponTierInput:
    segment: str = strawberry.field(description="The segment's key.")
    code: str | None = strawberry.field(default=None, description=_CODE)
    pool: str | None = strawberry.field(default=None, description=_POOL)


@final
@strawberry.input(description="What code a visitor gets. Give `code` or `pool`.")
class CouponOfferInput:
    code: str | None = strawberry.field(default=None, description=_CODE)
    pool: str | None = strawberry.field(default=None, description=_POOL)
    reveal: CouponReveal = strawberry.field(
        default=CouponReveal.ON_DISPLAY, description="When the visitor learns it."
    )
    tiers: list[CouponTierInput] | None = strawberry.field(
        default=None,
        description="The first whose segment the visitor is in takes the place of the offer's own code.",
    )
    reserved_minutes: int = strawberry.field(
        default=60,
        description="How long a code of a pool is held for a visitor who was shown the campaign and "
        "learns the code only with a conversion.",
    )
