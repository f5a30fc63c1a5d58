"""Sets of small numbers, each kept as one whole number: bit `n` says whether `n` is in it.

So that sets of a thousand are joined or intersected in one step, and come out in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

NumberSet: TypeAlias = int

NO_NUMBERS: Final[NumberSet] = 0


def number_set(numbers: Iterable[int]) -> NumberSet:
    """Return the set of these numbers."""
    found = NO_NUMBERS
    for number in numbers:
        found |= 1 << number
    return found


def numbers_in(numbers: NumberSet) -> Iterator[int]:
    """Yield the numbers of a set, the smallest first."""
    bits = f"{numbers:b}"[::-1]
    number = bits.find("1")
    while number >= 0:
        yield number
        number = bits.find("1", number + 1)
