"""Keeping a number of operations under way, as a server does that answers many at once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable


async def do_in_flight(
    operations: int, at_once: int, operation: Callable[[int], Awaitable[object]]
) -> None:
    """Do `operation(0)` to `operation(operations - 1)`, `at_once` of them at any moment."""
    numbers = iter(range(operations))

    async def keep_one_under_way() -> None:
        for number in numbers:
            await operation(number)

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(keep_one_under_way())
