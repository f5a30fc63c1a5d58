"""Hypothesis strategies: values as a document may hold them, rules as the parser accepts them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from targeting.behaviour import Behaviour, EventKind, Feature, Measure, PropertyCondition
from targeting.evaluation import Evaluation, VisitorFacts
from targeting.operators import OPERANDS, OperandKind, Operator
from targeting.orders import OrderStatistics
from targeting.rules import (
    AllOf,
    AnyOf,
    Condition,
    InSegment,
    Not,
    Rule,
    Threshold,
    features_of,
)
from targeting.subjects import (
    Attribute,
    ContextFact,
    OrderStatistic,
    SmartMetric,
    Subject,
    Trait,
    value_kind,
)
from targeting.thresholds import StoreThresholds

NOW: Final = datetime(2026, 3, 14, 12, tzinfo=UTC)
TRAIT_NAMES: Final[tuple[str, ...]] = ("size", "tier", "tags")
SEGMENT_KEYS: Final = ("loyal", "new", "unknown")
THRESHOLD_NAMES: Final = ("orders.gap.median", "orders.average_value.p80", "never.computed")

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""No property here is about time: a busy machine may take as long as it needs."""

# Few distinct texts and numbers, so that rules and visitors meet often enough to hold.
texts = st.sampled_from(["a", "A", "ab", "straße", "STRASSE", "1", "true"]) | st.text(
    min_size=1, max_size=5
)
numbers: SearchStrategy[float] = st.integers(-3, 12) | st.floats(
    allow_nan=False, allow_infinity=False
)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(
    min_value=datetime(1950, 1, 1),  # noqa: DTZ001, the zone is drawn beside it
    max_value=datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=zones | st.just(UTC),
).map(lambda moment: moment.replace(fold=0))  # in these zones no moment comes twice
recent_moments = st.integers(0, 800 * 86_400).map(lambda seconds: NOW - timedelta(seconds=seconds))

_SCALARS: Final[dict[OperandKind, SearchStrategy[Any]]] = {
    OperandKind.TEXT: texts,
    OperandKind.NUMBER: numbers,
    OperandKind.FLAG: st.booleans(),
    OperandKind.DATE: moments | recent_moments,
    OperandKind.THRESHOLD: st.sampled_from(THRESHOLD_NAMES).map(Threshold),
}

any_values: SearchStrategy[Any] = (
    st.none()
    | texts
    | st.just("")
    | numbers
    | st.floats()
    | st.booleans()
    | moments
    | st.lists(texts, max_size=4)
    | st.lists(texts | st.integers() | st.none(), max_size=3).map(tuple)
    | st.dictionaries(texts, st.integers(), max_size=2)
    | st.binary(max_size=3)
)
"""What a document may hold under any name, of the kind that a rule expects or of another."""


def operands(form: OperandKind, operator: Operator) -> SearchStrategy[Any]:
    """Return operands of one form that the parser accepts for `operator`."""
    if form in _SCALARS:
        return _SCALARS[form]
    scalar = _SCALARS[OperandKind(form.value.removesuffix("s"))]
    if operator is Operator.BETWEEN:
        return st.lists(scalar, min_size=2, max_size=2).map(lambda bounds: tuple(sorted(bounds)))
    return st.lists(scalar, min_size=1, max_size=3).map(tuple)


@st.composite
def conditions(
    draw: st.DrawFn,
    subjects: SearchStrategy[Subject] | None = None,
    operators: Iterable[Operator] = Operator,
) -> Condition:
    """Draw a condition that the parser accepts; on a trait, unless `subjects` says otherwise."""
    if subjects is None:
        subjects = st.sampled_from(TRAIT_NAMES).map(Trait)
    subject = draw(subjects)
    kind = value_kind(subject)
    operator = draw(
        st.sampled_from([op for op in operators if kind is None or kind in OPERANDS[op]])
    )
    forms = OPERANDS[operator]
    allowed = {form for of_kind in forms.values() for form in of_kind} - {OperandKind.THRESHOLD}
    if kind is not None:
        allowed = set(forms[kind])
    ignore_case = draw(st.booleans())
    if not allowed:
        return Condition(subject, operator, None, ignore_case)
    form = draw(st.sampled_from(sorted(allowed, key=lambda form: form.value)))
    return Condition(subject, operator, draw(operands(form, operator)), ignore_case)


@st.composite
def features(draw: st.DrawFn) -> Feature:
    """Draw a feature that the parser accepts."""
    where = tuple(
        PropertyCondition(
            draw(st.sampled_from(TRAIT_NAMES)), c.operator, c.operand, ignore_case=c.ignore_case
        )
        for c in draw(st.lists(conditions(), max_size=2))
    )
    event = draw(st.sampled_from([EventKind.PRODUCT_VIEW, EventKind.PURCHASE, EventKind.CUSTOM]))
    if draw(st.booleans()):
        return Feature(event, where)
    return Feature(event, where, Measure.SUM, draw(st.sampled_from(TRAIT_NAMES)))


behaviours = st.builds(Behaviour, features(), st.none() | st.integers(1, 3_650))

any_subjects: SearchStrategy[Subject] = (
    st.sampled_from(Attribute)
    | st.sampled_from(TRAIT_NAMES).map(Trait)
    | st.sampled_from(ContextFact)
    | st.sampled_from(OrderStatistic)
    | st.sampled_from(SmartMetric)
    | behaviours
)

leaves: SearchStrategy[Rule] = conditions(subjects=any_subjects) | st.sampled_from(
    SEGMENT_KEYS
).map(InSegment)


def rules(of: SearchStrategy[Rule] = leaves) -> SearchStrategy[Rule]:
    """Return rules that stay within the depth that the parser allows."""
    tree = of
    for _ in range(3):
        children = st.lists(tree, max_size=3).map(tuple)
        tree = of | children.map(AllOf) | children.map(AnyOf) | tree.map(Not)
    return tree


@st.composite
def order_statistics(draw: st.DrawFn, gaps: SearchStrategy[float] | None = None) -> OrderStatistics:
    """Draw figures that can stand together, as the job and the transactions leave them."""
    count = draw(st.integers(0, 8))
    if not count:
        return OrderStatistics()
    revenue = draw(st.floats(0, 10_000))
    last_at = draw(recent_moments)
    gap = draw(st.floats(0, 400) if gaps is None else gaps) if count > 1 else None
    return OrderStatistics(
        count=count,
        revenue=revenue,
        average_value=revenue / count,
        units_per_order=draw(st.floats(0, 30)),
        discounted_share=draw(st.none() | st.floats(0, 1)),
        first_at=last_at - timedelta(days=(gap or 0) * (count - 1)),
        last_at=last_at,
        median_gap_days=gap,
    )


store_thresholds = st.builds(
    StoreThresholds,
    named=st.dictionaries(st.sampled_from(THRESHOLD_NAMES[:2]), st.floats(0, 500)),
    frequency_cuts=st.lists(st.floats(0, 8), min_size=4, max_size=4).map(sorted).map(tuple),
    monetary_cuts=st.lists(st.floats(0, 10_000), min_size=4, max_size=4).map(sorted).map(tuple),
    recency_cuts=st.lists(recent_moments, max_size=4).map(sorted).map(tuple),
    gap_median_days=st.floats(0, 200),
)


_trait_names: SearchStrategy[str] = st.sampled_from(TRAIT_NAMES)
trait_values: SearchStrategy[dict[str, Any]] = st.dictionaries(_trait_names, any_values)


def day_buckets(until: datetime = NOW) -> SearchStrategy[dict[str, float]]:
    """Return counters of the last days, with some of the days to come among them."""
    today = until.toordinal() - datetime(1970, 1, 1, tzinfo=UTC).toordinal()
    days = st.integers(today - 400, today + 2).map(str)
    return st.dictionaries(days, st.integers(1, 12) | st.floats(-100, 100), max_size=5)


@st.composite
def evaluations(draw: st.DrawFn, of: Rule | None = None) -> Evaluation:
    """Draw a visitor whose declared and tracked values may be of any kind.

    The visitor has counters for some of the features that the rule `of` reads.
    """
    read = sorted(feature.key for feature in features_of(of)) if of is not None else []
    visitor = VisitorFacts(
        "v1",
        first_seen_at=draw(st.none() | recent_moments),
        last_seen_at=draw(st.none() | recent_moments),
        is_registered=draw(st.booleans()),
        is_email_subscriber=draw(st.booleans()),
        is_push_subscriber=draw(st.booleans()),
        declared=draw(st.dictionaries(st.sampled_from(Attribute), any_values, max_size=5)),
        traits=draw(trait_values),
        orders=draw(order_statistics()),
        counters={key: draw(day_buckets()) for key in read if draw(st.booleans())},
    )
    context = draw(st.dictionaries(st.sampled_from(ContextFact), any_values, max_size=5))
    return Evaluation(visitor, now=NOW, context=context, thresholds=draw(store_thresholds))
