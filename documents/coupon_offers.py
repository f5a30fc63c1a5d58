"""What code a visitor gets with a campaign."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from typing import Annotated, Self, TypeAlias, final

from pydantic import Field, StringConstraints, model_validator

from documents.content_parts import ContentModel, Key

CouponCode: TypeAlias = Annotated[str, StringConstraints(pattern=r"^\S{1,64}$")]


@final
class CouponReveal(Enum):
    """When the visitor learns the code."""

    ON_DISPLAY = "ON_DISPLAY"
    ON_CONVERSION = "ON_CONVERSION"


class _CodeOrPool(ContentModel):
    """Either a code that all get, or a pool of which each gets its own."""

    code: CouponCode | None = None
    pool: Key | None = None

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if (self.code is None) == (self.pool is None):
            raise ValueError("give either code, which all get, or pool, of which each gets its own")
        return self


@final
class CouponTier(_CodeOrPool):
    """Another coupon for the visitors of a segment."""

    segment: Annotated[str, StringConstraints(min_length=1, max_length=64)]


@final
class CouponOffer(_CodeOrPool):
    """What code a visitor gets.

    Attributes:
        tiers: the first whose segment the visitor is in goes before the offer's own.
        reserved_minutes: how long a code of a pool is held for a visitor who was shown the campaign and
            hasn't converted yet.
    """

    reveal: CouponReveal = CouponReveal.ON_DISPLAY
    tiers: Annotated[tuple[CouponTier, ...], Field(max_length=20)] = ()
    reserved_minutes: Annotated[int, Field(ge=1, le=60 * 24 * 30)] = 60

    def pools(self) -> frozenset[str]:
        """Return the keys of all pools that codes may come from."""
        return frozenset(offer.pool for offer in self._offers() if offer.pool is not None)

    def has_run_out(self, empty_pools: Collection[str]) -> bool:
        """Say whether it has a code for nobody, whatever segments the visitor is in."""
        return all(offer.pool is not None and offer.pool in empty_pools for offer in self._offers())

    def _offers(self) -> tuple[_CodeOrPool, ...]:
        return (self, *self.tiers)
