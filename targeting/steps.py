"""Long work in steps, for whoever has something else to do in between.

A step is what a generator does until its next `yield`; what it returns in the end is the result.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import TypeAlias, TypeVar

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
