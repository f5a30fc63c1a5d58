"""Finding the rules that may hold for a visitor without looking at all of them.

Most rules can't hold unless one simple test does: a country, a category, a least number of orders.
Rules are filed under that test's value, so one look-up sets aside all that ask for another. What is
left is then evaluated in full. (Publish/subscribe systems match events to subscriptions in this way.)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, final

from targeting.evaluation import Evaluation, Reader, reader_of
from targeting.operators import Operator
from targeting.rule_graph import Node, NodeKind
from targeting.rules import Condition
from targeting.subjects import (
    Attribute,
    ContextFact,
    OrderStatistic,
    QueryParameter,
    Subject,
    Trait,
)

_WORTH_FILING: Final = 0.55
"""A test that holds more often than this sets too little aside to be looked up."""


@final
class _FileKind(Enum):
    VALUES = "VALUES"
    ITEMS = "ITEMS"
    FROM = "FROM"
    TO = "TO"


@final
@dataclass(frozen=True, slots=True)
class _Test:
    """A necessary condition of a rule: where it is filed."""

    subject: Subject
    kind: _FileKind
    values: tuple[Any, ...]
    likelihood: float


@final
class RuleIndex:
    """Rules by number, filed under tests that they can't hold without."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._always: list[int] = []
        self._files: dict[tuple[Subject, _FileKind], list[tuple[Any, int]]] = {}
        self._has_repeats = False
        for number, node in enumerate(nodes):
            self._file(number, node)
        self._lookups: list[tuple[Reader, Callable[[Any, list[int]], None]]] = [
            (reader_of(subject), _LOOKUPS[kind](entries))
            for (subject, kind), entries in self._files.items()
        ]

    def candidates(self, evaluation: Evaluation) -> list[int]:
        """Return the numbers of the rules that may hold, each once, in no order."""
        found = self._always.copy()
        for read, look_up in self._lookups:
            value = read(evaluation)
            if value is not None:
                look_up(value, found)
        return list(dict.fromkeys(found)) if self._has_repeats else found

    def _file(self, number: int, node: Node) -> None:
        if node.kind is NodeKind.NEVER:
            return
        tests = _necessary(node)
        if tests is None or sum(test.likelihood for test in tests) > _WORTH_FILING:
            self._always.append(number)
            return
        self._has_repeats |= sum(len(test.values) for test in tests) > 1
        for test in tests:
            entries = self._files.setdefault((test.subject, test.kind), [])
            entries += [(value, number) for value in test.values]


def _necessary(node: Node) -> list[_Test] | None:
    """Return tests of which one must hold for the node to, `None` when there are no such."""
    if node.kind is NodeKind.LEAF and isinstance(node.leaf, Condition):
        test = _filed_test(node.leaf)
        return None if test is None else [test]
    if node.kind is NodeKind.ANY:
        return _of_any([_necessary(child) for child in node.children])
    if node.kind is NodeKind.ALL:
        found = [tests for child in node.children if (tests := _necessary(child)) is not None]
        return min(found, key=lambda tests: sum(t.likelihood for t in tests), default=None)
    return None


def _of_any(alternatives: list[list[_Test] | None]) -> list[_Test] | None:
    tests: list[_Test] = []
    for alternative in alternatives:
        if alternative is None:
            return None
        tests += alternative
    return tests


_FILED_SUBJECTS: Final = (Attribute, Trait, ContextFact, QueryParameter, OrderStatistic)
_LIKELIHOOD_OF_A_VALUE: Final = 0.05


def _filed_test(condition: Condition) -> _Test | None:
    subject, operand = condition.subject, condition.operand
    if condition.ignore_case or not isinstance(subject, _FILED_SUBJECTS):
        return None
    match condition.operator, operand:
        case Operator.EQUAL, bool():
            return _Test(subject, _FileKind.VALUES, (operand,), 0.5)
        case Operator.EQUAL, str() | int() | float():
            return _Test(subject, _FileKind.VALUES, (operand,), _LIKELIHOOD_OF_A_VALUE)
        case Operator.IN, tuple():
            return _several(subject, _FileKind.VALUES, operand)
        case Operator.HAS_ANY, tuple():
            return _several(subject, _FileKind.ITEMS, operand)
        case Operator.HAS_ALL, tuple():
            return _several(subject, _FileKind.ITEMS, operand[:1])
        case ((Operator.GREATER | Operator.GREATER_OR_EQUAL), (int() | float())):
            return _Test(subject, _FileKind.FROM, (operand,), 0.5)
        case ((Operator.LESS | Operator.LESS_OR_EQUAL), (int() | float())):
            return _Test(subject, _FileKind.TO, (operand,), 0.5)
        case Operator.BETWEEN, (low, _) if isinstance(low, int | float):
            return _Test(subject, _FileKind.FROM, (low,), 0.45)
        case _:
            return None


def _several(subject: Subject, kind: _FileKind, values: tuple[Any, ...]) -> _Test:
    likelihood = min(1.0, _LIKELIHOOD_OF_A_VALUE * len(values))
    return _Test(subject, kind, values, likelihood)


def _grouped(entries: list[tuple[Any, int]]) -> dict[Any, list[int]]:
    groups: dict[Any, list[int]] = {}
    for value, number in entries:
        groups.setdefault(_exact(value), []).append(number)
    return groups


def _exact(value: Any) -> Any:
    """Return what a value is filed under: true isn't 1."""
    return (bool, value) if value.__class__ is bool else value


_SCALARS: Final = frozenset({str, int, float, bool})


def _by_value(entries: list[tuple[Any, int]]) -> Callable[[Any, list[int]], None]:
    groups = _grouped(entries)

    def look_up(value: Any, found: list[int]) -> None:
        if value.__class__ in _SCALARS:
            found.extend(groups.get(_exact(value), ()))

    return look_up


def _by_item(entries: list[tuple[Any, int]]) -> Callable[[Any, list[int]], None]:
    groups = _grouped(entries)

    def look_up(value: Any, found: list[int]) -> None:
        if value.__class__ is tuple:
            for item in dict.fromkeys(value):
                found.extend(groups.get(item, ()))

    return look_up


def _from(entries: list[tuple[Any, int]]) -> Callable[[Any, list[int]], None]:
    ordered = sorted(entries)
    bounds, numbers = [bound for bound, _ in ordered], [number for _, number in ordered]

    def look_up(value: Any, found: list[int]) -> None:
        if value.__class__ is int or value.__class__ is float:
            found.extend(numbers[: bisect_right(bounds, value)])

    return look_up


def _to(entries: list[tuple[Any, int]]) -> Callable[[Any, list[int]], None]:
    ordered = sorted(entries)
    bounds, numbers = [bound for bound, _ in ordered], [number for _, number in ordered]

    def look_up(value: Any, found: list[int]) -> None:
        if value.__class__ is int or value.__class__ is float:
            found.extend(numbers[bisect_left(bounds, value) :])

    return look_up


_LOOKUPS: Final = {
    _FileKind.VALUES: _by_value,
    _FileKind.ITEMS: _by_item,
    _FileKind.FROM: _from,
    _FileKind.TO: _to,
}
