"""The rule tree: the one language of segments, smart segments and campaign audiences.

The parser (`targeting.rule_parsing`), the compilers and the explanation are the only code that walks
it. All nodes are frozen, so a rule can be hashed, shared and cached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, final

from targeting.behaviour import Behaviour, Feature
from targeting.operators import Operator
from targeting.places import Circle
from targeting.sequences import InOrder, Unfollowed
from targeting.subjects import Subject
from targeting.values import TimeUnit


@final
@dataclass(frozen=True, slots=True)
class Threshold:
    """A figure of the store by name (`orders.average_value.p80`), looked up when evaluating."""

    name: str


@final
@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A moment so far from that of evaluation: before it when the amount is negative."""

    amount: int
    unit: TimeUnit

    @property
    def milliseconds(self) -> int:
        """The distance, negative for the past."""
        return self.amount * self.unit.value


Operand: TypeAlias = (
    str
    | float
    | bool
    | datetime
    | RelativeDate
    | tuple[str, ...]
    | tuple[float, ...]
    | tuple[datetime, ...]
    | tuple[RelativeDate, ...]
    | Threshold
    | Circle
    | None
)


@final
@dataclass(frozen=True, slots=True)
class Condition:
    """A leaf: one subject, one operator, one operand."""

    subject: Subject
    operator: Operator
    operand: Operand = None
    ignore_case: bool = False


@final
@dataclass(frozen=True, slots=True)
class InSegment:
    """A leaf: the visitor is in another segment of the store, named by its key."""

    key: str


@final
@dataclass(frozen=True, slots=True)
class AllOf:
    """A branch: every rule holds; true when empty."""

    rules: tuple[Rule, ...]


@final
@dataclass(frozen=True, slots=True)
class AnyOf:
    """A branch: at least one rule holds; false when empty."""

    rules: tuple[Rule, ...]


@final
@dataclass(frozen=True, slots=True)
class Not:
    """A branch: the rule doesn't hold. There is no third truth value."""

    rule: Rule


Rule: TypeAlias = AllOf | AnyOf | Not | Condition | InOrder | Unfollowed | InSegment

EVERYONE = AllOf(())
"""The rule that holds for every visitor."""


def walk(rule: Rule) -> Iterator[Rule]:
    """Yield `rule` and every rule below it, parents first."""
    yield rule
    match rule:
        case AllOf(rules) | AnyOf(rules):
            for child in rules:
                yield from walk(child)
        case Not(child):
            yield from walk(child)
        case Condition() | InOrder() | Unfollowed() | InSegment():
            return


def behaviours_of(rule: Rule) -> frozenset[Behaviour | InOrder | Unfollowed]:
    """Return what `rule` asks of the visitor's behaviour."""
    found: set[Behaviour | InOrder | Unfollowed] = set()
    for node in walk(rule):
        match node:
            case Condition(Behaviour() as behaviour):
                found.add(behaviour)
            case InOrder() | Unfollowed():
                found.add(node)
            case _:
                pass
    return frozenset(found)


def features_of(rule: Rule) -> frozenset[Feature]:
    """Return the behaviour features that evaluating `rule` reads."""
    return frozenset(feature for asked in behaviours_of(rule) for feature in asked.features)


def segments_of(rule: Rule) -> frozenset[str]:
    """Return the keys of the segments that `rule` refers to directly."""
    return frozenset(node.key for node in walk(rule) if isinstance(node, InSegment))
