"""Long work in steps, for whoever has something else to do in between.

A step is what a generator does until its next `yield`; what it returns in the end is the result.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterable
from typing import Generic, Self, TypeAlias, TypeVar

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")

Steps: TypeAlias = Generator[None, None, _Made]
"""Steps that come to something."""


def finished(steps: Steps[_Made]) -> _Made:
    """Return what the steps come to, taken one after the other without a pause."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: _Made = end.value
            return made


def one_by_one(make: Callable[[_Given], _Made], given: Iterable[_Given]) -> Steps[list[_Made]]:
    """Return what is made of each, one in a step."""
    made = []
    for one in given:
        made.append(make(one))
        yield
    return made


class MadeInSteps(ABC, Generic[_Given]):
    """What is made of something given: at once by the constructor, or in steps, and the same either way."""

    def __init__(self, given: _Given) -> None:
        finished(self._make(given))

    @classmethod
    def in_steps(cls, given: _Given) -> Steps[Self]:
        """Make a little more with each step."""
        made = cls.__new__(cls)
        yield from made._make(given)
        return made

    @abstractmethod
    def _make(self, given: _Given) -> Steps[None]:
        """Set what the constructor would, in steps."""
