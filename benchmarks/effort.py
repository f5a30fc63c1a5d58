"""How thoroughly to measure: in full, or briefly.

`SEGUE_BENCHMARK_EFFORT` is the share of the rounds that are run and of the data that is measured on; below
1 rounds are shorter too. `make bench` sets a small one, so that everything is measured while somebody waits.
"""

from __future__ import annotations

import os
from typing import Final

EFFORT: Final = float(os.environ.get("SEGUE_BENCHMARK_EFFORT", "1"))
"""1 is all that a benchmark has."""

_FEWEST_ROUNDS: Final = 3
"""Of fewer there is no median worth having."""


def rounds(in_full: int) -> int:
    """Return how many rounds to run of those that a full run has."""
    return max(_FEWEST_ROUNDS, round(in_full * EFFORT))


def seconds_of_load(in_full: int) -> int:
    """Return how long a round of load lasts: half as long when measuring briefly."""
    return in_full if EFFORT >= 1 else max(1, in_full // 2)


def amount(in_full: int, *, least: int) -> int:
    """Return how much to measure on, of what a full run takes."""
    return max(least, round(in_full * EFFORT))
