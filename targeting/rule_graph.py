"""The live rules of a store as one graph: equal sub-expressions are one node, whoever asks for them.

Rules are brought into one form first: negative operators become the negation of their twins, nested
branches of one kind are merged, what is always true or false is folded away. References to segments
become edges to the segment's own node.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final, final

from targeting.behaviour import Behaviour, canonical_operand
from targeting.operators import NEGATIONS, Operator
from targeting.rules import (
    AllOf,
    AnyOf,
    Condition,
    InSegment,
    Not,
    Rule,
    Threshold,
    segments_of,
)
from targeting.sequences import InOrder, Unfollowed
from targeting.subjects import Attribute, ContextFact, OrderStatistic, SmartMetric, Subject
from targeting.values import InvalidInputError, Problem

Leaf = Condition | InOrder | Unfollowed

_numbers: Final = itertools.count()


@final
class NodeKind(Enum):
    """What a node is."""

    ALWAYS = "ALWAYS"
    NEVER = "NEVER"
    ALL = "ALL"
    ANY = "ANY"
    NOT = "NOT"
    LEAF = "LEAF"


@final
@dataclass(eq=False, slots=True)
class Node:
    """One sub-expression.

    Attributes:
        number: unique in the process, so that evaluations can remember outcomes by it.
        children: of branches, the most worthwhile first.
        cost: about how long it takes, in nanoseconds.
        likelihood: a guess how often it holds, for want of statistics.
        uses: how many other nodes refer to it.
        predicate: once it was compiled.
    """

    kind: NodeKind
    children: tuple[Node, ...] = ()
    leaf: Leaf | None = None
    cost: float = 0.0
    likelihood: float = 0.5
    uses: int = 0
    number: int = field(default_factory=lambda: next(_numbers))
    predicate: Callable[[Any], bool] | None = None


@final
class RuleGraph:
    """Nodes of rules, each sub-expression once.

    `segments` are the rules that `InSegment` refers to; one that isn't there is never held.

    Raises:
        InvalidInputError: when segments are asked for that refer to each other in a circle; it is named.
    """

    def __init__(self, segments: Mapping[str, Rule]) -> None:
        self.always: Final = Node(NodeKind.ALWAYS, likelihood=1.0)
        self.never: Final = Node(NodeKind.NEVER, likelihood=0.0)
        self._rules = segments
        self._of_segments: dict[str, Node] = {}
        self._under_way: list[str] = []
        self._nodes: dict[Any, Node] = {}
        self._subject_uses: dict[Subject, set[int]] = {}

    def segment(self, key: str) -> Node:
        """Return the node of a segment's rule."""
        node = self._of_segments.get(key)
        if node is None:
            node = self._of_segments[key] = self._made_of(key)
        return node

    def _made_of(self, key: str) -> Node:
        rule = self._rules.get(key)
        if rule is None:
            return self.never
        if key in self._under_way:
            raise _cycle_refused((*self._under_way[self._under_way.index(key) :], key))
        self._under_way.append(key)
        node = self.node(rule)
        self._under_way.pop()
        return node

    def node(self, rule: Rule) -> Node:
        """Return the node of a rule, made if it isn't there yet."""
        match rule:
            case AllOf(rules):
                return self._branch(NodeKind.ALL, self._parts(AllOf, rules))
            case AnyOf(rules):
                return self._branch(NodeKind.ANY, self._parts(AnyOf, rules))
            case Not(child):
                return self._negated(self.node(child))
            case InSegment(key):
                return self.segment(key)
            case Condition() | InOrder() | Unfollowed():
                return self._leaf(rule)

    def uses_of(self, subject: Subject) -> int:
        """Return how many different leaves test the subject."""
        return len(self._subject_uses.get(subject, ()))

    def _parts(self, kind: type[AllOf | AnyOf], rules: Iterable[Rule]) -> list[Node]:
        """Return the nodes of a branch; branches of the same kind within it are merged into it."""
        parts: list[Node] = []
        for rule in rules:
            if isinstance(rule, kind):
                parts += self._parts(kind, rule.rules)
            else:
                parts.append(self.node(rule))
        return parts

    def _branch(self, kind: NodeKind, parts: list[Node]) -> Node:
        neutral, decisive = (
            (self.always, self.never) if kind is NodeKind.ALL else (self.never, self.always)
        )
        children = {part.number: part for part in parts if part is not neutral}
        if decisive.number in children:
            return decisive
        if not children:
            return neutral
        if len(children) == 1:
            return next(iter(children.values()))
        key = (kind, frozenset(children))
        return self._interned(key, lambda: _branch_node(kind, children.values()))

    def _negated(self, node: Node) -> Node:
        if node is self.always:
            return self.never
        if node is self.never:
            return self.always
        if node.kind is NodeKind.NOT:
            return node.children[0]
        return self._interned(
            (NodeKind.NOT, node.number),
            lambda: Node(
                NodeKind.NOT, (node,), cost=node.cost + 10, likelihood=1 - node.likelihood
            ),
        )

    def _leaf(self, leaf: Leaf) -> Node:
        if not isinstance(leaf, Condition):
            return self._interned(leaf, lambda: Node(NodeKind.LEAF, leaf=leaf, cost=2_000))
        positive = NEGATIONS.get(leaf.operator)
        if positive is not None:
            twin = Condition(leaf.subject, positive, leaf.operand, leaf.ignore_case)
            return self._negated(self._leaf(twin))
        key = (
            leaf.subject,
            leaf.operator,
            repr(canonical_operand(leaf.operand)),
            leaf.ignore_case,
        )
        node = self._interned(key, lambda: _leaf_node(leaf))
        self._subject_uses.setdefault(leaf.subject, set()).add(node.number)
        return node

    def _interned(self, key: Any, make: Callable[[], Node]) -> Node:
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = make()
            for child in node.children:
                child.uses += 1
        return node


def _branch_node(kind: NodeKind, children: Iterable[Node]) -> Node:
    """Return the branch with the children first that are cheap for how often they settle it."""
    is_all = kind is NodeKind.ALL
    ordered = sorted(
        children, key=lambda c: c.cost / max(0.01, 1 - c.likelihood if is_all else c.likelihood)
    )
    cost, reached = 0.0, 1.0
    for child in ordered:
        cost += reached * child.cost
        reached *= child.likelihood if is_all else 1 - child.likelihood
    return Node(kind, tuple(ordered), cost=cost, likelihood=reached if is_all else 1 - reached)


_LIKELIHOODS: Final = {
    Operator.EQUAL: 0.1,
    Operator.IN: 0.2,
    Operator.HAS_ANY: 0.2,
    Operator.HAS_ALL: 0.1,
    Operator.CONTAINS: 0.1,
    Operator.STARTS_WITH: 0.1,
    Operator.ENDS_WITH: 0.1,
    Operator.MATCHES_GLOB: 0.1,
    Operator.MATCHES_REGEX: 0.1,
    Operator.EXISTS: 0.8,
    Operator.BETWEEN: 0.3,
}
_SLOW: Final = {
    Operator.MATCHES_GLOB: 2_000.0,
    Operator.MATCHES_REGEX: 2_000.0,
    Operator.WITHIN_DISTANCE: 1_000.0,
    Operator.IN_NETWORK: 3_000.0,
    Operator.IS_DAY: 2_000.0,
    Operator.ANNIVERSARY_WITHIN_DAYS: 3_000.0,
    Operator.VERSION_IN_RANGE: 1_500.0,
}


def _leaf_node(leaf: Condition) -> Node:
    likelihood = _LIKELIHOODS.get(leaf.operator, 0.5)
    if isinstance(leaf.operand, bool):
        likelihood = 0.5
    cost = _SLOW.get(leaf.operator, 0.0) or (1_200 if "VERSION" in leaf.operator.value else 40)
    cost += _reading_cost(leaf.subject) + (30 if isinstance(leaf.operand, Threshold) else 0)
    cost += 100 if leaf.ignore_case else 0
    return Node(NodeKind.LEAF, leaf=leaf, cost=cost, likelihood=likelihood)


def _reading_cost(subject: Subject) -> float:
    match subject:
        case Behaviour():
            return 900
        case SmartMetric():
            return 400
        case OrderStatistic():
            return 300 if "DAYS_SINCE" in subject.value else 15
        case Attribute():
            return 300 if "DAYS_SINCE" in subject.value or subject is Attribute.AGE else 25
        case ContextFact.LOCAL_HOUR | ContextFact.LOCAL_WEEKDAY:
            return 900
        case _:
            return 25


def refuse_cycles(rules: Mapping[str, Rule]) -> None:
    """Raise `InvalidInputError` when a segment leads back to itself, naming the way round."""
    cycle = find_cycle({key: segments_of(rule) for key, rule in rules.items()})
    if cycle is not None:
        raise _cycle_refused(cycle)


def _cycle_refused(cycle: Sequence[str]) -> InvalidInputError:
    way = " → ".join(cycle)
    return InvalidInputError(
        Problem(("rule",), "CYCLE", f"Segments may not refer to each other in a circle: {way}.")
    )


def find_cycle(references: Mapping[str, Collection[str]]) -> tuple[str, ...] | None:
    """Return the keys of segments that lead back to the first, `None` when there are none.

    `references` are the keys of the segments that each refers to.
    """
    done: set[str] = set()
    for key in references:
        cycle = _cycle_from(key, references, (), done)
        if cycle is not None:
            return cycle
    return None


def _cycle_from(
    key: str, references: Mapping[str, Collection[str]], trail: tuple[str, ...], done: set[str]
) -> tuple[str, ...] | None:
    if key in trail:
        return (*trail[trail.index(key) :], key)
    if key in done or key not in references:
        return None
    for referred in sorted(references[key]):
        cycle = _cycle_from(referred, references, (*trail, key), done)
        if cycle is not None:
            return cycle
    done.add(key)
    return None
