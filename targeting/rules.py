"""The rule tree: the one language of segments, smart segments and campaign audiences.

The compilers (`targeting.predicates`) and the parser (`targeting.rule_parsing`) are the only code
that walks it. All nodes are frozen, so a rule can be hashed, shared and cached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, final

from targeting.behaviour import Behaviour, Feature
from targeting.operators import Operator
from targeting.subjects import Subject


@final
@dataclass(frozen=True, slots=True)
class Threshold:
    """A figure of the store by name (`orders.average_value.p80`), looked up when evaluating."""

    name: str


Operand: TypeAlias = (
    str
    | float
    | bool
    | datetime
    | tuple[str, ...]
    | tuple[float, ...]
    | tuple[datetime, ...]
    | Threshold
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


Rule: TypeAlias = AllOf | AnyOf | Not | Condition | InSegment

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
        case Condition() | InSegment():
            return


def features_of(rule: Rule) -> frozenset[Feature]:
    """Return the behaviour features that evaluating `rule` reads."""
    return frozenset(
        node.subject.feature
        for node in walk(rule)
        if isinstance(node, Condition) and isinstance(node.subject, Behaviour)
    )


def segments_of(rule: Rule) -> frozenset[str]:
    """Return the keys of the segments that `rule` refers to directly."""
    return frozenset(node.key for node in walk(rule) if isinstance(node, InSegment))
