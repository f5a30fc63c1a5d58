"""The first compiler: a rule becomes a Python predicate over an `Evaluation`.

Everything that can be parsed is parsed when compiling. A compiled predicate is total: it doesn't
raise whatever a visitor's document holds, and an unknown segment or threshold makes its condition
false.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias, final

from targeting.behaviour import Feature
from targeting.evaluation import Evaluation, reader_of
from targeting.operators import NEGATIONS, Operator, total_test
from targeting.rules import (
    AllOf,
    AnyOf,
    Condition,
    InSegment,
    Not,
    Rule,
    Threshold,
    features_of,
    segments_of,
)
from targeting.values import InvalidInputError, Problem

Predicate: TypeAlias = Callable[[Evaluation], bool]


def compile_rule(rule: Rule, segments: Mapping[str, Predicate]) -> Predicate:
    """Return the predicate of `rule`.

    `segments` is read when the predicate runs, so that segments may refer to later ones.
    """
    match rule:
        case AllOf(rules):
            return _all([compile_rule(child, segments) for child in rules])
        case AnyOf(rules):
            return _any([compile_rule(child, segments) for child in rules])
        case Not(child):
            negated = compile_rule(child, segments)
            return lambda evaluation: not negated(evaluation)
        case InSegment(key):
            return _membership(key, segments)
        case Condition(subject, operator, operand, ignore_case):
            read = reader_of(subject)
            if isinstance(operand, Threshold):
                return _against_threshold(rule, operand)
            test = total_test(operator, operand, ignore_case=ignore_case)
            return lambda evaluation: test(read(evaluation))


def _all(predicates: list[Predicate]) -> Predicate:
    def holds(evaluation: Evaluation) -> bool:
        for predicate in predicates:  # noqa: SIM110, all() would build a generator on the hot path
            if not predicate(evaluation):
                return False
        return True

    return holds


def _any(predicates: list[Predicate]) -> Predicate:
    def holds(evaluation: Evaluation) -> bool:
        for predicate in predicates:  # noqa: SIM110, as above
            if predicate(evaluation):
                return True
        return False

    return holds


def _membership(key: str, segments: Mapping[str, Predicate]) -> Predicate:
    def is_member(evaluation: Evaluation) -> bool:
        known = evaluation.memberships.get(key)
        if known is not None:
            return known
        predicate = segments.get(key)
        result = predicate is not None and predicate(evaluation)
        evaluation.memberships[key] = result
        return result

    return is_member


def _against_threshold(condition: Condition, threshold: Threshold) -> Predicate:
    """Compare with a figure that is looked up when evaluating; unknown counts as missing."""
    read = reader_of(condition.subject)
    operator = condition.operator
    when_unknown = operator in NEGATIONS
    compare = _COMPARISONS[operator]

    def holds(evaluation: Evaluation) -> bool:
        figure = evaluation.thresholds.named.get(threshold.name)
        value = read(evaluation)
        if figure is None or value is None:
            return when_unknown
        return compare(value, figure)

    return holds


_COMPARISONS: dict[Operator, Callable[[float, float], bool]] = {
    Operator.EQUAL: lambda value, figure: value == figure,
    Operator.NOT_EQUAL: lambda value, figure: value != figure,
    Operator.LESS: lambda value, figure: value < figure,
    Operator.LESS_OR_EQUAL: lambda value, figure: value <= figure,
    Operator.GREATER: lambda value, figure: value > figure,
    Operator.GREATER_OR_EQUAL: lambda value, figure: value >= figure,
}


@final
class SegmentCatalog:
    """The live segments of one store, compiled together.

    Attributes:
        keys: the keys of the segments, in the order given.
        features: the behaviour features that evaluating them reads.

    Raises:
        InvalidInputError: when segments refer to each other in a circle; the circle is named.
    """

    __slots__ = ("_predicates", "features", "keys")

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        refuse_cycles(rules)
        self._predicates: dict[str, Predicate] = {}
        for key, rule in rules.items():
            self._predicates[key] = compile_rule(rule, self._predicates)
        self.keys = tuple(rules)
        self.features: frozenset[Feature] = frozenset().union(*map(features_of, rules.values()))

    def compile(self, rule: Rule) -> Predicate:
        """Return the predicate of a rule that may refer to the segments of this catalog."""
        return compile_rule(rule, self._predicates)

    def is_member(self, key: str, evaluation: Evaluation) -> bool:
        """Say whether the visitor is in the segment; false for a segment that isn't live."""
        return _membership(key, self._predicates)(evaluation)

    def memberships(self, evaluation: Evaluation) -> list[str]:
        """Return the keys of all segments that the visitor is in, in the catalog's order."""
        return [key for key in self.keys if self.is_member(key, evaluation)]


def refuse_cycles(rules: Mapping[str, Rule]) -> None:
    """Raise `InvalidInputError` when a segment leads back to itself, naming the way round."""
    done: set[str] = set()
    for key in rules:
        cycle = _cycle_from(key, rules, (), done)
        if cycle:
            way = " → ".join(cycle)
            raise InvalidInputError(
                Problem(
                    ("rule",), "CYCLE", f"Segments may not refer to each other in a circle: {way}."
                )
            )


def _cycle_from(
    key: str, rules: Mapping[str, Rule], trail: tuple[str, ...], done: set[str]
) -> Iterable[str] | None:
    if key in trail:
        return (*trail[trail.index(key) :], key)
    if key in done or key not in rules:
        return None
    for referred in sorted(segments_of(rules[key])):
        cycle = _cycle_from(referred, rules, (*trail, key), done)
        if cycle:
            return cycle
    done.add(key)
    return None
