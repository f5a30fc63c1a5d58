"""Deterministic bucketing: which variant a visitor gets, and who is in the control group.

The hash is the one that Unleash published and most feature-flag clients know: MurmurHash3 (x86,
32 bit, seed 0) over `"{salt}:{identifier}"` in UTF-8, unsigned, modulo the number of buckets.
`tests/targeting/cases/bucketing.json` has golden vectors, so that any client can compute the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import mmh3

BUCKETS: Final = 10_000
"""Shares are whole hundredths of a per cent."""


def bucket_of(salt: str, identifier: str, buckets: int = BUCKETS) -> int:
    """Return the bucket of `identifier`, from 0 to `buckets - 1`; the same for ever."""
    return mmh3.hash(f"{salt}:{identifier}", seed=0, signed=False) % buckets


def is_in_share(salt: str, identifier: str, share: float) -> bool:
    """Say whether `identifier` falls into the first `share` (0 to 1) of the buckets."""
    return bucket_of(salt, identifier) < round(share * BUCKETS)


def choose_index(salt: str, identifier: str, weights: Sequence[int]) -> int | None:
    """Return the index that `identifier` falls on, in proportion to `weights`.

    `None` when no weight is above 0.
    """
    total = sum(weights)
    if total <= 0:
        return None
    position = bucket_of(salt, identifier) * total / BUCKETS
    upper = 0
    for index, weight in enumerate(weights):
        upper += weight
        if position < upper:
            return index
    return None
