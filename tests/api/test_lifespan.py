"""A process that is told to stop does, whatever its tasks are doing."""

from __future__ import annotations

import asyncio

from api.lifespan import ended


async def test_a_task_whose_first_cancellation_is_lost_is_ended_all_the_same() -> None:
    answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def follow() -> None:
        await asyncio.wait_for(answer, timeout=60)
        await asyncio.Event().wait()  # the next thing to follow, which never comes

    task = asyncio.create_task(follow())
    await asyncio.sleep(0)
    answer.set_result(None)  # at the moment of the cancellation: Python 3.11 loses it here

    await asyncio.wait_for(ended([task]), timeout=10)

    assert task.cancelled()


async def test_a_task_that_failed_holds_nothing_up() -> None:
    async def fail() -> None:
        raise RuntimeError

    task = asyncio.create_task(fail())
    await asyncio.sleep(0)

    await ended([task])

    assert task.done()
    assert isinstance(task.exception(), RuntimeError)
