"""Timing several ways of doing the same work against each other, within one run.

They take turns round by round, so that whatever else the machine does meanwhile falls on all of
them alike. A ratio is worked out in each round and then its median is taken: slow rounds, slow for
all, leave it as it is. So ratios can be compared between machines, and times can't.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import quantiles
from typing import Any, Self, TypeVar, final

Work = Callable[[], Awaitable[object]]
_C = TypeVar("_C")


async def nothing() -> None:
    """Prepare nothing."""


@final
@dataclass(frozen=True, slots=True)
class Contender:
    """One way of doing the work.

    Attributes:
        name: what the table calls it.
        work: one round of it; nothing else is timed.
        operations: how many operations a round has.
        prepare: what each round needs beforehand, not timed.
    """

    name: str
    work: Work
    operations: int = 1
    prepare: Work = nothing


@final
@dataclass(frozen=True, slots=True)
class Spread:
    """The median of several rounds, and the quartiles that half of them lie between."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Self:
        """Return the spread of two values or more."""
        low, median, high = quantiles(values, n=4, method="inclusive")
        return cls(median, low, high)


@final
@dataclass(frozen=True, slots=True)
class Comparison:
    """What one operation took each contender, by name and round by round.

    Attributes:
        rounds: seconds of elapsed time.
        processor_rounds: seconds of the processor's time that this process used, all its threads
            together; what MongoDB or another process used isn't in it.
    """

    rounds: Mapping[str, Sequence[float]]
    processor_rounds: Mapping[str, Sequence[float]]

    def seconds(self, name: str) -> Spread:
        """Return how long one operation takes."""
        return Spread.of(self.rounds[name])

    def processor_seconds(self, name: str) -> Spread:
        """Return how much of the processor one operation takes, in this process."""
        return Spread.of(self.processor_rounds[name])

    def per_second(self, name: str) -> Spread:
        """Return how many operations there are in a second."""
        return Spread.of([1 / seconds for seconds in self.rounds[name]])

    def ratio(self, theirs: str, ours: str) -> Spread:
        """Return their time divided by ours: above 1, ours is faster."""
        return _ratio(self.rounds[theirs], self.rounds[ours])

    def processor_ratio(self, theirs: str, ours: str) -> Spread:
        """Return the same for the processor's time, which a busy machine disturbs less."""
        return _ratio(self.processor_rounds[theirs], self.processor_rounds[ours])

    def figures(self, ours: str) -> dict[str, Any]:
        """Return what is worth keeping of every contender, ready for JSON."""
        return {name: self._figures_of(name, ours) for name in self.rounds}

    def _figures_of(self, name: str, ours: str) -> dict[str, Any]:
        return {
            "per_second": self.per_second(name).median,
            "seconds": asdict(self.seconds(name)),
            "time_ratio": asdict(self.ratio(name, ours)),
            "processor_seconds": asdict(self.processor_seconds(name)),
            "processor_ratio": asdict(self.processor_ratio(name, ours)),
            "rounds": len(self.rounds[name]),
        }


def _ratio(theirs: Sequence[float], ours: Sequence[float]) -> Spread:
    return Spread.of([their / our for their, our in zip(theirs, ours, strict=True)])


async def compare(
    contenders: Sequence[Contender], *, rounds: int, warm_up_rounds: int = 1
) -> Comparison:
    """Let the contenders take turns, and return what it took each.

    Who goes first changes from round to round. The rounds for warming up aren't counted.
    """
    taken: dict[str, list[tuple[float, float]]] = {contender.name: [] for contender in contenders}
    for turns in turns_of(contenders, warm_up_rounds + rounds):
        for contender in turns:
            taken[contender.name].append(await _seconds_per_operation(contender))
    counted = {name: times[warm_up_rounds:] for name, times in taken.items()}
    return Comparison(
        {name: tuple(elapsed for elapsed, _ in times) for name, times in counted.items()},
        {name: tuple(processor for _, processor in times) for name, times in counted.items()},
    )


def turns_of(contenders: Sequence[_C], rounds: int) -> Iterator[Sequence[_C]]:
    """Yield the contenders of each round in their order: who goes first changes from round to round."""
    for number in range(rounds):
        first = number % len(contenders)
        yield [*contenders[first:], *contenders[:first]]


async def _seconds_per_operation(contender: Contender) -> tuple[float, float]:
    await contender.prepare()
    gc.collect()  # so that nobody clears up what another has left
    begun, processor_begun = time.perf_counter(), time.process_time()
    await contender.work()
    elapsed, processor = time.perf_counter() - begun, time.process_time() - processor_begun
    return elapsed / contender.operations, processor / contender.operations
