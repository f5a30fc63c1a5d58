"""Long work of the processor, done in slices between which requests are answered."""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import Final, TypeVar

from targeting.steps import Steps

_SLICE_SECONDS: Final = 0.001
"""Requests wait a few times for one slice each while something long is worked out."""

_T = TypeVar("_T")


async def in_slices(steps: Steps[_T], *, rest_seconds: float = 0.0) -> _T:
    """Return what the steps come to, taken one after the other.

    Whatever else the event loop has to do is done in between, about every millisecond. A single step
    isn't interrupted, so each should be short. With a rest between slices, a request that needs several turns of
    the loop doesn't wait for as many slices, and other processes on the machine have their turn as well.
    """
    slice_ends_at = perf_counter() + _SLICE_SECONDS
    while True:
        try:
            next(steps)
        except StopIteration as end:
            value: _T = end.value
            return value
        if perf_counter() >= slice_ends_at:
            await asyncio.sleep(rest_seconds)
            slice_ends_at = perf_counter() + _SLICE_SECONDS
