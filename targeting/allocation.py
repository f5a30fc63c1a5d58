"""Which buckets belong to which variant, so that a change of weights moves as few visitors as it can.

`targeting.bucketing.choose_index` lays the variants side by side in the order given: when the first
of three grows, both borders shift, and visitors of the second are given the third, though nothing
about those two has changed. Here each variant has a list of buckets of its own instead. It starts as
what `choose_index` says and from then on only gives up or takes what the new weights ask for.

`tests/targeting/cases/allocation.json` has golden vectors, so that any client can compute the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from operator import attrgetter
from typing import Final, TypeAlias, final

from targeting.bucketing import BUCKETS, bucket_of


@final
@dataclass(frozen=True, slots=True)
class Slice:
    """Neighbouring buckets of one variant: `start` and what follows, up to but without `end`."""

    variant: str
    start: int
    end: int

    @property
    def size(self) -> int:
        """How many buckets these are."""
        return self.end - self.start


Allocation: TypeAlias = tuple[Slice, ...]
"""Slices by their start; together all buckets, each once; no two neighbours of one variant."""

Weights: TypeAlias = Mapping[str, int] | Sequence[tuple[str, int]]
"""What each variant gets in proportion to the others. The order counts: it decides on ties."""

_start: Final = attrgetter("start")


def initial_allocation(weights: Weights) -> Allocation:
    """Return the buckets that `choose_index` gives to each variant, so that nobody moves.

    A variant has the buckets `b` with `b * total / BUCKETS` below its own running sum of weights,
    and not below the one before.

    Raises:
        ValueError: no weight is above 0, one is below, or a variant comes twice.
    """
    checked = _checked(weights)
    total = sum(checked.values())
    slices: list[Slice] = []
    start = upper = 0
    for variant, weight in checked.items():
        upper += weight
        end = -(-upper * BUCKETS // total)  # rounded up: a bucket belongs to where it begins
        slices.append(Slice(variant, start, end))
        start = end
    return _joined(slices)


def reallocated(before: Allocation, weights: Weights) -> Allocation:
    """Return an allocation by the new weights that moves as few buckets as any could.

    The buckets of each variant are counted out by `largest_remainders`. A variant with more keeps the
    first of what it has, and gives up the rest; one without weight gives up everything. What has
    become free goes from the lowest bucket on to those with less, in the order of `weights`.

    So exactly half the sum of the changes in number moves, and nothing when the numbers are right
    already. The numbers of `initial_allocation` may differ from these by one per variant.

    Raises:
        ValueError: no weight is above 0, one is below, or a variant comes twice.
    """
    wanted = largest_remainders(_checked(weights), BUCKETS)
    kept, freed = _split(before, wanted)
    missing = Counter(wanted)
    for part in kept:
        missing[part.variant] -= part.size
    return _joined([*kept, *_dealt(freed, +missing)])


def largest_remainders(shares: Mapping[str, int | Fraction], whole: int) -> dict[str, int]:
    """Return whole numbers in proportion to `shares` that sum to `whole`, in the order given.

    Each gets its quota rounded down, and those with the largest remainders one more (Hamilton's
    method of apportionment); of equal remainders the first. No number is off by one or more, and no
    share of 0 gets any.

    Raises:
        ZeroDivisionError: there is no share above 0.
    """
    total = Fraction(sum(shares.values()))
    quotas = {name: share * whole / total for name, share in shares.items()}
    numbers = {name: int(quota) for name, quota in quotas.items()}
    by_remainder = sorted(quotas, key=lambda name: numbers[name] - quotas[name])
    for name in by_remainder[: whole - sum(numbers.values())]:
        numbers[name] += 1
    return numbers


def variant_at(allocation: Allocation, bucket: int) -> str:
    """Return the variant that a bucket belongs to.

    Raises:
        ValueError: there is no such bucket.
    """
    if not 0 <= bucket < BUCKETS:
        raise ValueError(f"{bucket} is no bucket, which are 0 to {BUCKETS - 1}")
    return allocation[bisect_right(allocation, bucket, key=_start) - 1].variant


def variant_of(allocation: Allocation, salt: str, identifier: str) -> str:
    """Return the variant of `identifier`; the same for as long as its bucket doesn't move."""
    return variant_at(allocation, bucket_of(salt, identifier))


def share_of(allocation: Allocation, variant: str) -> float:
    """Return the share of buckets (0 to 1) that belong to `variant`; 0 for one that isn't there."""
    return sum(part.size for part in allocation if part.variant == variant) / BUCKETS


def moved_buckets(before: Allocation, after: Allocation) -> int:
    """Return how many buckets belong to one variant in `before` and to another in `after`."""
    borders = sorted({part.start for part in (*before, *after)} | {BUCKETS})
    return sum(
        end - start
        for start, end in pairwise(borders)
        if variant_at(before, start) != variant_at(after, start)
    )


def _checked(weights: Weights) -> dict[str, int]:
    checked = dict(weights)
    if len(checked) < len(weights):
        raise ValueError("each variant has one weight, and here one comes twice")
    if any(weight < 0 for weight in checked.values()):
        raise ValueError(f"weights are 0 or more, which {checked} are not")
    if not any(checked.values()):
        raise ValueError("at least one variant needs a weight above 0")
    return checked


def _split(before: Allocation, wanted: Mapping[str, int]) -> tuple[list[Slice], list[Slice]]:
    """Return what each variant keeps, its first buckets up to those wanted, and what it gives up."""
    left = dict(wanted)
    kept: list[Slice] = []
    freed: list[Slice] = []
    for part in before:
        border = part.start + min(part.size, left.get(part.variant, 0))
        kept.append(Slice(part.variant, part.start, border))
        freed.append(Slice(part.variant, border, part.end))
        left[part.variant] = left.get(part.variant, 0) - kept[-1].size
    return kept, freed


def _dealt(freed: Iterable[Slice], missing: Mapping[str, int]) -> Iterator[Slice]:
    """Deal the free buckets out in their order, to one variant after the other."""
    takers = iter(missing.items())
    variant, lacking = "", 0
    for part in freed:
        start = part.start
        while start < part.end:
            if not lacking:
                variant, lacking = next(takers)
            end = min(start + lacking, part.end)
            yield Slice(variant, start, end)
            lacking -= end - start
            start = end


def _joined(slices: Iterable[Slice]) -> Allocation:
    """Return the slices by their start, without empty ones, neighbours of one variant as one."""
    joined: list[Slice] = []
    for part in sorted((part for part in slices if part.size), key=_start):
        if joined and joined[-1].variant == part.variant:
            joined[-1] = Slice(part.variant, joined[-1].start, part.end)
        else:
            joined.append(part)
    return tuple(joined)
