"""Finding the rules that may hold for a visitor without looking at all of them.

Most rules can't hold unless one simple test does: a country, a category, a least number of orders.
Rules are filed under that test's value, so one look-up sets aside all that ask for another. What is
left is then evaluated in full. (Publish/subscribe systems match events to subscriptions in this way.)
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, TypeAlias, final

from typing_extensions import override

from targeting.evaluation import Evaluation, Reader, reader_of
from targeting.number_sets import NO_NUMBERS, NumberSet, number_set
from targeting.operators import Operator
from targeting.rule_graph import Node, NodeKind
from targeting.rules import Condition
from targeting.steps import MadeInSteps, Steps
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

_MOST_STEPS: Final = 256
"""Of a file by size, so that its sets take little memory however many rules are filed in it."""


@final
class _FileKind(Enum):
    VALUES = "VALUES"
    ITEMS = "ITEMS"
    FROM = "FROM"
    TO = "TO"


@final
@dataclass(frozen=True, slots=True)
class NecessaryTest:
    """A test that a rule can't hold without, and so may be filed under."""

    subject: Subject
    kind: _FileKind
    values: tuple[Any, ...]
    likelihood: float


NecessaryTests: TypeAlias = tuple[NecessaryTest, ...] | None
"""Tests of which one must hold for a rule to; none where it never does, `None` where none is known."""


@final
class RuleIndex(MadeInSteps[Iterable[NecessaryTests]]):
    """Rules, numbered in their order, filed under tests that they can't hold without."""

    @override
    def _make(self, given: Iterable[NecessaryTests]) -> Steps[None]:
        always: list[int] = []
        files: dict[tuple[Subject, _FileKind], list[tuple[Any, int]]] = {}
        for number, tests in enumerate(given):
            if tests is None or sum(test.likelihood for test in tests) > _WORTH_FILING:
                always.append(number)
            else:
                for test in tests:
                    entries = files.setdefault((test.subject, test.kind), [])
                    entries += [(value, number) for value in test.values]
            yield
        self._always = number_set(always)
        self._lookups: list[tuple[Reader, Callable[[Any], NumberSet]]] = []
        for (subject, kind), entries in files.items():
            self._lookups.append((reader_of(subject), _LOOKUPS[kind](entries)))
            yield

    def candidates(self, evaluation: Evaluation) -> NumberSet:
        """Return the numbers of the rules that may hold."""
        found = self._always
        for read, look_up in self._lookups:
            value = read(evaluation)
            if value is not None:
                found |= look_up(value)
        return found


def necessary_tests(node: Node) -> NecessaryTests:
    """Return tests of which one must hold for the node to."""
    return () if node.kind is NodeKind.NEVER else _necessary(node)


def _necessary(node: Node) -> NecessaryTests:
    if node.kind is NodeKind.LEAF and isinstance(node.leaf, Condition):
        test = _filed_test(node.leaf)
        return None if test is None else (test,)
    if node.kind is NodeKind.ANY:
        return _of_any([_necessary(child) for child in node.children])
    if node.kind is NodeKind.ALL:
        found = [tests for child in node.children if (tests := _necessary(child)) is not None]
        return min(found, key=lambda tests: sum(t.likelihood for t in tests), default=None)
    return None


def _of_any(alternatives: list[NecessaryTests]) -> NecessaryTests:
    tests: list[NecessaryTest] = []
    for alternative in alternatives:
        if alternative is None:
            return None
        tests += alternative
    return tuple(tests)


_FILED_SUBJECTS: Final = (Attribute, Trait, ContextFact, QueryParameter, OrderStatistic)
_LIKELIHOOD_OF_A_VALUE: Final = 0.05


def _filed_test(condition: Condition) -> NecessaryTest | None:
    subject, operand = condition.subject, condition.operand
    if condition.ignore_case or not isinstance(subject, _FILED_SUBJECTS):
        return None
    match condition.operator, operand:
        case Operator.EQUAL, bool():
            return NecessaryTest(subject, _FileKind.VALUES, (operand,), 0.5)
        case Operator.EQUAL, str() | int() | float():
            return NecessaryTest(subject, _FileKind.VALUES, (operand,), _LIKELIHOOD_OF_A_VALUE)
        case Operator.IN, tuple():
            return _several(subject, _FileKind.VALUES, operand)
        case Operator.HAS_ANY, tuple():
            return _several(subject, _FileKind.ITEMS, operand)
        case Operator.HAS_ALL, tuple():
            return _several(subject, _FileKind.ITEMS, operand[:1])
        case ((Operator.GREATER | Operator.GREATER_OR_EQUAL), (int() | float())):
            return NecessaryTest(subject, _FileKind.FROM, (operand,), 0.5)
        case ((Operator.LESS | Operator.LESS_OR_EQUAL), (int() | float())):
            return NecessaryTest(subject, _FileKind.TO, (operand,), 0.5)
        case Operator.BETWEEN, (low, _) if isinstance(low, int | float):
            return NecessaryTest(subject, _FileKind.FROM, (low,), 0.45)
        case _:
            return None


def _several(subject: Subject, kind: _FileKind, values: tuple[Any, ...]) -> NecessaryTest:
    likelihood = min(1.0, _LIKELIHOOD_OF_A_VALUE * len(values))
    return NecessaryTest(subject, kind, values, likelihood)


def _grouped(entries: Iterable[tuple[Any, int]]) -> dict[Any, NumberSet]:
    groups: defaultdict[Any, list[int]] = defaultdict(list)
    for value, number in entries:
        groups[_exact(value)].append(number)
    return {value: number_set(numbers) for value, numbers in groups.items()}


def _exact(value: Any) -> Any:
    """Return what a value is filed under: true isn't 1."""
    return (bool, value) if value.__class__ is bool else value


_SCALARS: Final = frozenset({str, int, float, bool})


def _by_value(entries: list[tuple[Any, int]]) -> Callable[[Any], NumberSet]:
    groups = _grouped(entries)

    def look_up(value: Any) -> NumberSet:
        if value.__class__ not in _SCALARS:
            return NO_NUMBERS
        return groups.get(_exact(value), NO_NUMBERS)

    return look_up


def _by_item(entries: list[tuple[Any, int]]) -> Callable[[Any], NumberSet]:
    groups = _grouped(entries)

    def look_up(value: Any) -> NumberSet:
        found = NO_NUMBERS
        if value.__class__ is tuple:
            for item in value:
                found |= groups.get(item, NO_NUMBERS)
        return found

    return look_up


def _from(entries: list[tuple[Any, int]]) -> Callable[[Any], NumberSet]:
    bounds, up_to = _accumulated(sorted(entries))

    def look_up(value: Any) -> NumberSet:
        if value.__class__ is not int and value.__class__ is not float:
            return NO_NUMBERS
        return up_to[bisect_right(bounds, value)]

    return look_up


def _to(entries: list[tuple[Any, int]]) -> Callable[[Any], NumberSet]:
    negated, up_to = _accumulated(sorted((-bound, number) for bound, number in entries))

    def look_up(value: Any) -> NumberSet:
        if value.__class__ is not int and value.__class__ is not float:
            return NO_NUMBERS
        return up_to[bisect_right(negated, -value)]

    return look_up


def _accumulated(ordered: Sequence[tuple[Any, int]]) -> tuple[list[Any], list[NumberSet]]:
    """Return bounds, and for each number of bounds that a value has passed, what is filed up to there.

    Where there are very many bounds, several are passed at once, with the first of them.
    """
    size = max(1, len(ordered) // _MOST_STEPS)
    bounds: list[Any] = []
    up_to = [NO_NUMBERS]
    for start in range(0, len(ordered), size):
        step = ordered[start : start + size]
        bounds.append(step[0][0])
        up_to.append(up_to[-1] | number_set(number for _, number in step))
    return bounds, up_to


_LOOKUPS: Final = {
    _FileKind.VALUES: _by_value,
    _FileKind.ITEMS: _by_item,
    _FileKind.FROM: _from,
    _FileKind.TO: _to,
}
