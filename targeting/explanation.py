"""The third compiler: why a rule holds for a visitor or doesn't, node by node.

Every node is evaluated, also where the outcome is settled, so that a marketer sees all that speaks
for and against. It uses the reference implementation of each operator, not the generated code; that
both agree is tested.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, TypeAlias, final

from targeting.behaviour import Behaviour, Feature, Last, Period, ThisSession, Window
from targeting.evaluation import Evaluation, reader_of, resolved_operand, resolved_test
from targeting.operators import NEGATIONS, Operator
from targeting.places import Circle
from targeting.rule_writing import operand_to_json
from targeting.rules import (
    AllOf,
    AnyOf,
    Condition,
    InSegment,
    Not,
    Rule,
    Threshold,
)
from targeting.sequences import InOrder, Unfollowed
from targeting.subjects import (
    Attribute,
    ContextFact,
    OrderStatistic,
    QueryParameter,
    SmartMetric,
    Subject,
    Trait,
)
from targeting.values import Duration, Path, Point

Seen: TypeAlias = str | float | bool | datetime | tuple[str, ...] | Point | None


@final
@dataclass(frozen=True, slots=True)
class ExplainedRule:
    """One node of a rule with what it came to.

    Attributes:
        path: where the node stands in the rule's JSON form; below a `segment`, in that segment's rule.
        kind: the key of its JSON form (`all`, `not`, `attribute`, `segment`, ...).
        holds: whether it holds for the visitor at the moment.
        seen: what the visitor has, `None` where nothing is known.
        wanted: the operand as JSON, with figures of the store and relative dates worked out.
        words: all of that in a sentence.
    """

    path: Path
    kind: str
    holds: bool
    words: str
    seen: Seen = None
    wanted: Mapping[str, Any] | None = None
    children: tuple[ExplainedRule, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class SegmentRules:
    """The live segments that a rule may refer to: their rules and what people call them."""

    rules: Mapping[str, Rule]
    names: Mapping[str, str]


def explain_rule(
    rule: Rule, evaluation: Evaluation, segments: SegmentRules, path: Path = ()
) -> ExplainedRule:
    """Return the rule's tree with each node's outcome."""
    match rule:
        case AllOf(rules):
            return _explain_branch("all", rules, evaluation, segments, path)
        case AnyOf(rules):
            return _explain_branch("any", rules, evaluation, segments, path)
        case Not(child):
            inner = explain_rule(child, evaluation, segments, (*path, "not"))
            words = "This must not hold, and doesn't." if not inner.holds else "This must not hold."
            return ExplainedRule(path, "not", not inner.holds, words, children=(inner,))
        case InSegment(key):
            return _explain_membership(key, evaluation, segments, path)
        case Condition():
            return _explain_condition(rule, evaluation, path)
        case InOrder() | Unfollowed():
            holds = rule.holds(evaluation.streams, evaluation.moment.now_ms)
            kind = "sequence" if isinstance(rule, InOrder) else "unfollowed"
            outcome = "happened" if holds else "didn't happen"
            return ExplainedRule(path, kind, holds, f"{_order_in_words(rule)}: it {outcome}.")


def _explain_branch(
    kind: str,
    rules: tuple[Rule, ...],
    evaluation: Evaluation,
    segments: SegmentRules,
    path: Path,
) -> ExplainedRule:
    children = tuple(
        explain_rule(child, evaluation, segments, (*path, kind, n)) for n, child in enumerate(rules)
    )
    held = sum(child.holds for child in children)
    holds = held == len(children) if kind == "all" else held > 0
    wanted = "All of these must hold" if kind == "all" else "At least one of these must hold"
    words = f"{wanted}: {held} of {len(children)} do."
    if not children:
        words = "Holds for everyone." if kind == "all" else "Holds for nobody."
    return ExplainedRule(path, kind, holds, words, children=children)


def _explain_membership(
    key: str, evaluation: Evaluation, segments: SegmentRules, path: Path
) -> ExplainedRule:
    rule, wanted = segments.rules.get(key), {"key": key}
    if rule is None:
        words = f"The segment '{key}' isn't live."
        return ExplainedRule(path, "segment", holds=False, words=words, wanted=wanted)
    inner = explain_rule(rule, evaluation, segments)
    name = segments.names.get(key, key)
    words = f"The visitor is {'' if inner.holds else 'not '}in the segment '{name}'."
    return ExplainedRule(path, "segment", inner.holds, words, wanted=wanted, children=(inner,))


def _explain_condition(condition: Condition, evaluation: Evaluation, path: Path) -> ExplainedRule:
    seen = reader_of(condition.subject)(evaluation)
    test = resolved_test(condition, evaluation)
    holds = condition.operator in NEGATIONS if test is None else test(seen)
    compared_with = _compared_with(condition, evaluation)
    subject = subject_in_words(condition.subject)
    operand = "" if compared_with is None else f" {_in_words(compared_with)}"
    found = "nothing is known" if seen is None else f"it is {_in_words(seen)}"
    if test is None:
        found = "the store has no such figure yet"
    words = f"{subject} must {_OPERATOR_WORDS[condition.operator]}{operand}; {found}."
    wanted = _wanted(compared_with)
    return ExplainedRule(path, _kind_of(condition.subject), holds, words, seen, wanted)


def _compared_with(condition: Condition, evaluation: Evaluation) -> Any:
    """Return the operand as of the moment and the store; a threshold where the figure isn't known."""
    operand = condition.operand
    if isinstance(operand, Threshold):
        return evaluation.thresholds.named.get(operand.name, operand)
    return (
        resolved_operand(condition.operator, operand, evaluation) if operand is not None else None
    )


def _wanted(compared_with: Any) -> Mapping[str, Any] | None:
    if compared_with is None:
        return None
    if isinstance(compared_with, date) and not isinstance(compared_with, datetime):
        return {"date": compared_with.isoformat()}
    return operand_to_json(compared_with)


def _kind_of(subject: Subject) -> str:
    match subject:
        case Trait():
            return "trait"
        case QueryParameter():
            return "queryParameter"
        case Attribute():
            return "attribute"
        case ContextFact():
            return "context"
        case OrderStatistic():
            return "orders"
        case SmartMetric():
            return "smart"
        case Behaviour():
            return "behaviour"


def subject_in_words(subject: Subject) -> str:
    """Return what a condition tests, as a marketer would call it."""
    match subject:
        case Trait(name):
            return f"The trait '{name}'"
        case QueryParameter(name):
            return f"The parameter '{name}' of the page's address"
        case Attribute():
            return f"The visitor's {_lower_words(subject.value)}"
        case ContextFact():
            return f"The request's {_lower_words(subject.value)}"
        case OrderStatistic():
            return f"Over the visitor's orders, {_lower_words(subject.value)}"
        case SmartMetric():
            return f"Against the store's buyers, {_lower_words(subject.value)}"
        case Behaviour(feature, measure, window):
            of = f" of {feature.property}" if feature.property else ""
            return f"The {_lower_words(measure.value)}{of} over {_feature_in_words(feature)}{_window_in_words(window)}"


def _lower_words(name: str) -> str:
    return name.lower().replace("_", " ")


def _feature_in_words(feature: Feature) -> str:
    words = f"'{_lower_words(feature.event.value)}' events"
    if not feature.where:
        return words
    conditions = [
        f"{c.name} {_OPERATOR_WORDS[c.operator]} {'' if c.operand is None else _in_words(c.operand)}"
        for c in feature.where
    ]
    return f"{words} whose {' and '.join(c.strip() for c in conditions)}"


def _window_in_words(window: Window) -> str:
    match window:
        case Last(duration):
            return f" in the last {_duration_in_words(duration)}"
        case Period(start, end):
            since = "" if start is None else f" from {start:%Y-%m-%d %H:%M}"
            until = "" if end is None else f" until {end:%Y-%m-%d %H:%M}"
            return f"{since}{until}"
        case ThisSession():
            return " in this session"
        case None:
            return ""


def _duration_in_words(duration: Duration) -> str:
    unit = duration.unit.name.lower()
    return f"{duration.amount:,} {unit if duration.amount != 1 else unit.removesuffix('s')}"


def _order_in_words(rule: InOrder | Unfollowed) -> str:
    window = _window_in_words(rule.window)
    if isinstance(rule, Unfollowed):
        event, without = _feature_in_words(rule.event), _feature_in_words(rule.without)
        return f"{event}{window}, and none of {without} since"
    steps = ", then ".join(_feature_in_words(step) for step in rule.steps)
    within = "" if rule.within is None else f", each within {_duration_in_words(rule.within)}"
    return f"{steps}{within}{window}"


def _in_words(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f"'{value}'"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M} UTC"
        case int() | float():
            return f"{value:,.10g}" if isinstance(value, float) else f"{value:,}"
        case Point(latitude, longitude):
            return f"{latitude}, {longitude}"
        case Circle(centre, radius):
            return f"{radius:g} km around {centre.latitude}, {centre.longitude}"
        case Threshold(name):
            return f"'{name}'"
        case list() | tuple():
            shown = ", ".join(_in_words(item) for item in value[:_MOST_SHOWN])
            more = len(value) - _MOST_SHOWN
            return shown + (f" and {more:,} more" if more > 0 else "") if value else "an empty list"
        case _:
            return str(value)


_MOST_SHOWN: Final = 10

_OPERATOR_WORDS: Final[dict[Operator, str]] = {
    Operator.EQUAL: "be",
    Operator.NOT_EQUAL: "not be",
    Operator.IN: "be one of",
    Operator.NOT_IN: "be none of",
    Operator.LESS: "be below",
    Operator.LESS_OR_EQUAL: "be at most",
    Operator.GREATER: "be above",
    Operator.GREATER_OR_EQUAL: "be at least",
    Operator.BETWEEN: "lie between",
    Operator.NOT_BETWEEN: "not lie between",
    Operator.MODULO: "leave, divided by the first, the second of",
    Operator.CONTAINS: "contain",
    Operator.NOT_CONTAINS: "not contain",
    Operator.STARTS_WITH: "start with",
    Operator.NOT_STARTS_WITH: "not start with",
    Operator.ENDS_WITH: "end with",
    Operator.NOT_ENDS_WITH: "not end with",
    Operator.MATCHES_GLOB: "match the pattern",
    Operator.NOT_MATCHES_GLOB: "not match the pattern",
    Operator.MATCHES_REGEX: "match the regular expression",
    Operator.NOT_MATCHES_REGEX: "not match the regular expression",
    Operator.HAS_ANY: "have any of",
    Operator.HAS_ALL: "have all of",
    Operator.HAS_NONE: "have none of",
    Operator.LENGTH_EQUAL: "have the length",
    Operator.LENGTH_AT_LEAST: "have at least the length",
    Operator.LENGTH_AT_MOST: "have at most the length",
    Operator.IS_DAY: "be on the day",
    Operator.IS_NOT_DAY: "not be on the day",
    Operator.ANNIVERSARY_WITHIN_DAYS: "have its anniversary within this many days:",
    Operator.VERSION_EQUAL: "be the version",
    Operator.VERSION_NOT_EQUAL: "not be the version",
    Operator.VERSION_LESS: "be a version below",
    Operator.VERSION_LESS_OR_EQUAL: "be at most the version",
    Operator.VERSION_GREATER: "be a version above",
    Operator.VERSION_GREATER_OR_EQUAL: "be at least the version",
    Operator.VERSION_IN_RANGE: "be a version in the range",
    Operator.WITHIN_DISTANCE: "lie within",
    Operator.NOT_WITHIN_DISTANCE: "not lie within",
    Operator.IN_NETWORK: "belong to one of the networks",
    Operator.NOT_IN_NETWORK: "belong to none of the networks",
    Operator.EXISTS: "be known",
    Operator.MISSING: "be unknown",
    Operator.NOT_EMPTY: "not be empty",
    Operator.EMPTY: "be empty",
}
