"""Hypothesis strategies: values as a document may hold them, rules as the parser accepts them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from targeting.behaviour import (
    Behaviour,
    Collected,
    EventKind,
    Feature,
    Last,
    Measure,
    Period,
    PropertyCondition,
    ThisSession,
)
from targeting.evaluation import Evaluation, RequestFacts
from targeting.events import EventRecord, OrderLine
from targeting.history import visitor_at
from targeting.operators import CASE_SENSITIVE_ONLY, NEGATIONS, OPERANDS, OperandKind, Operator
from targeting.orders import OrderStatistics
from targeting.places import Circle
from targeting.purchase_model import PurchaseModel
from targeting.rule_parsing import NEEDS_A_MOMENT
from targeting.rules import (
    AllOf,
    AnyOf,
    Condition,
    InSegment,
    Not,
    RelativeDate,
    Rule,
    Threshold,
    features_of,
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
    value_kind,
)
from targeting.thresholds import StoreThresholds
from targeting.values import Duration, Point, TimeUnit, ValueKind, cleaned, whole_milliseconds

NOW: Final = datetime(2026, 3, 14, 12, tzinfo=UTC)
TRAIT_NAMES: Final[tuple[str, ...]] = ("size", "tier", "tags")
SEGMENT_KEYS: Final = ("loyal", "new", "unknown")
SESSIONS: Final = ("s1", "s2")
THRESHOLD_NAMES: Final = ("orders.gap.median", "orders.average_value.p80", "never.computed")

VERSIONS: Final = (
    ("0.9.0",),
    ("1.2.0-alpha",),
    ("1.2.0-alpha.2",),
    ("1.2.0-alpha.10",),
    ("1.2.0-beta",),
    ("1.2", "v1.2.0", "1.2.0+build.7"),
    ("1.2.9",),
    ("1.10.0",),
    ("2.0.0-rc.1",),
    ("2", "2.0.0"),
)
"""Versions in their order; those of one line are equal."""

VERSION_RANGES: Final = {
    "^1.2.0": ("1.2", "v1.2.0", "1.2.0+build.7", "1.2.9", "1.10.0"),
    "~1.2.0": ("1.2", "v1.2.0", "1.2.0+build.7", "1.2.9"),
    "1.*": [version for equals in VERSIONS[1:8] for version in equals],
}
"""Ranges, and which of `VERSIONS` lie in them."""

GLOBS: Final = ("*", "?", "a*", "*b", "?b", "a?*", "1")
REGEXES: Final = ("^a", "b$", "a.?b", "[A-Z]+", "^(?:a|1)$", r"^\d+$")
ADDRESSES: Final = ("10.1.2.3", "192.168.0.1", "2001:db8::7", "203.0.113.7")
NETWORKS: Final = ("10.0.0.0/8", "192.168.0.1", "2001:db8::/32", "0.0.0.0/0")
PLACES: Final = (Point(41.01, 28.98), Point(41.05, 29.03), Point(52.52, 13.4), Point(-33.9, 151.2))

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""No property here is about time: a busy machine may take as long as it needs."""

# Few distinct texts and numbers, so that rules and visitors meet often enough to hold.
texts = st.sampled_from(["a", "A", "ab", "straße", "STRASSE", "1", "true"]) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=5
)
numbers: SearchStrategy[float] = st.integers(-3, 12) | st.floats(
    -1e15, 1e15, allow_nan=False, allow_infinity=False
)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(
    min_value=datetime(1950, 1, 1),  # noqa: DTZ001, the zone is given beside it
    max_value=datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
).map(lambda moment: whole_milliseconds(moment).replace(fold=0))  # in UTC none comes twice
zoned_moments = st.builds(datetime.astimezone, moments, zones)
recent_moments = st.integers(0, 800 * 86_400).map(lambda seconds: NOW - timedelta(seconds=seconds))
points = st.sampled_from(PLACES)
versions = st.sampled_from([version for equals in VERSIONS for version in equals])
units = st.sampled_from(TimeUnit)
relative_dates = st.builds(RelativeDate, st.integers(-400, 30), units)
durations = st.builds(Duration, st.integers(1, 100), units)

_SCALARS: Final[dict[OperandKind, SearchStrategy[Any]]] = {
    OperandKind.TEXT: texts,
    OperandKind.NUMBER: numbers,
    OperandKind.FLAG: st.booleans(),
    OperandKind.DATE: moments | recent_moments,
    OperandKind.RELATIVE_DATE: relative_dates,
    OperandKind.THRESHOLD: st.sampled_from(THRESHOLD_NAMES).map(Threshold),
    OperandKind.CIRCLE: st.builds(Circle, points, st.sampled_from([0.0, 7.0, 3_000.0])),
}
_OF_OPERATOR: Final[dict[Operator, SearchStrategy[Any]]] = {
    Operator.MODULO: st.tuples(st.integers(1, 4), st.integers(-1, 3)),
    Operator.MATCHES_GLOB: st.sampled_from(GLOBS),
    Operator.MATCHES_REGEX: st.sampled_from(REGEXES),
    Operator.LENGTH_EQUAL: st.integers(0, 5),
    Operator.LENGTH_AT_LEAST: st.integers(0, 5),
    Operator.LENGTH_AT_MOST: st.integers(0, 5),
    Operator.ANNIVERSARY_WITHIN_DAYS: st.integers(0, 366),
    Operator.VERSION_IN_RANGE: st.sampled_from(sorted(VERSION_RANGES)),
    Operator.IN_NETWORK: st.lists(st.sampled_from(NETWORKS), min_size=1, max_size=2).map(tuple),
    **dict.fromkeys(
        (
            Operator.VERSION_EQUAL,
            Operator.VERSION_LESS,
            Operator.VERSION_LESS_OR_EQUAL,
            Operator.VERSION_GREATER,
            Operator.VERSION_GREATER_OR_EQUAL,
        ),
        versions,
    ),
}

any_values: SearchStrategy[Any] = (
    st.none()
    | texts
    | st.just("")
    | numbers
    | st.floats()
    | st.booleans()
    | zoned_moments
    | recent_moments
    | points
    | versions
    | st.sampled_from(ADDRESSES)
    | st.lists(texts, max_size=4)
    | st.lists(texts | st.integers() | st.none(), max_size=3).map(tuple)
    | st.dictionaries(texts, st.integers(), max_size=2)
    | st.binary(max_size=3)
)
"""What a document may hold under any name, of the kind that a rule expects or of another."""


def operands(
    form: OperandKind, operator: Operator, kind: ValueKind | None = None
) -> SearchStrategy[Any]:
    """Return operands of one form that the parser accepts for `operator`."""
    positive = NEGATIONS.get(operator, operator)
    if positive in _OF_OPERATOR:
        return _OF_OPERATOR[positive]
    if kind is ValueKind.ADDRESS:
        addresses = st.sampled_from(ADDRESSES)
        return addresses if form is OperandKind.TEXT else st.tuples(addresses)
    if form in _SCALARS:
        return _SCALARS[form]
    scalar = _SCALARS[OperandKind(form.value.removesuffix("s"))]
    if positive is Operator.BETWEEN:
        return st.lists(scalar, min_size=2, max_size=2).map(
            lambda bounds: tuple(sorted(bounds, key=lambda b: getattr(b, "milliseconds", b)))
        )
    return st.lists(scalar, min_size=1, max_size=3).map(tuple)


@st.composite
def conditions(
    draw: st.DrawFn,
    subjects: SearchStrategy[Subject] | None = None,
    operators: Iterable[Operator] = Operator,
    *,
    is_of_event: bool = False,
) -> Condition:
    """Draw a condition that the parser accepts; on a trait, unless `subjects` says otherwise."""
    if subjects is None:
        subjects = st.sampled_from(TRAIT_NAMES).map(Trait)
    subject = draw(subjects)
    kind = value_kind(subject)
    usable = [op for op in operators if kind is None or kind in OPERANDS[op]]
    operator = draw(
        st.sampled_from([op for op in usable if not (is_of_event and op in NEEDS_A_MOMENT)])
    )
    forms = OPERANDS[operator]
    allowed = {form for of_kind in forms.values() for form in of_kind} - {OperandKind.THRESHOLD}
    if is_of_event:
        allowed -= {OperandKind.RELATIVE_DATE, OperandKind.RELATIVE_DATES}
    if kind is not None:
        allowed = set(forms[kind])
    ignore_case = operator not in CASE_SENSITIVE_ONLY and draw(st.booleans())
    if not allowed:
        return Condition(subject, operator, None, ignore_case)
    form = draw(st.sampled_from(sorted(allowed, key=lambda form: form.value)))
    return Condition(subject, operator, draw(operands(form, operator, kind)), ignore_case)


EVENTS: Final = (EventKind.PRODUCT_VIEW, EventKind.BASKET_ADD, EventKind.CUSTOM)


@st.composite
def features(
    draw: st.DrawFn,
    collected: SearchStrategy[Collected] | None = None,
    keeps_sessions: SearchStrategy[bool] | None = None,
) -> Feature:
    """Draw a feature that the parser accepts."""
    where = tuple(
        PropertyCondition(
            draw(st.sampled_from(TRAIT_NAMES)), c.operator, c.operand, ignore_case=c.ignore_case
        )
        for c in draw(st.lists(conditions(is_of_event=True), max_size=2))
    )
    what = draw(st.sampled_from(Collected) if collected is None else collected)
    named = None if what is Collected.MOMENTS else draw(st.sampled_from(TRAIT_NAMES))
    kept = draw(st.booleans() if keeps_sessions is None else keeps_sessions)
    return Feature(draw(st.sampled_from(EVENTS)), where, what, named, keeps_sessions=kept)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Draw a window between two moments, one of which may be open."""
    start = draw(st.none() | recent_moments)
    if start is None:
        return Period(None, draw(recent_moments))
    length = draw(st.none() | st.integers(1, 86_400_000 * 50))
    return Period(start, None if length is None else start + timedelta(milliseconds=length))


fixed_windows = st.none() | st.builds(Last, durations) | periods()


@st.composite
def behaviours(draw: st.DrawFn) -> Behaviour:
    """Draw a measure that the parser accepts."""
    measure = draw(st.sampled_from(Measure))
    window = draw(fixed_windows | st.just(ThisSession()))
    kept = isinstance(window, ThisSession)
    feature = draw(features(st.just(measure.collected), st.just(kept)))
    return Behaviour(feature, measure, window)


steps = features(st.just(Collected.MOMENTS), st.just(value=False))
sequences: SearchStrategy[Rule] = st.builds(
    InOrder,
    st.lists(steps, min_size=2, max_size=3).map(tuple),
    st.none() | durations,
    fixed_windows,
) | st.builds(Unfollowed, steps, steps, fixed_windows)

any_subjects: SearchStrategy[Subject] = (
    st.sampled_from(Attribute)
    | st.sampled_from(TRAIT_NAMES).map(Trait)
    | st.sampled_from(ContextFact)
    | st.sampled_from(TRAIT_NAMES).map(QueryParameter)
    | st.sampled_from(OrderStatistic)
    | st.sampled_from(SmartMetric)
    | behaviours()
)

leaves: SearchStrategy[Rule] = (
    conditions(subjects=any_subjects) | sequences | st.sampled_from(SEGMENT_KEYS).map(InSegment)
)


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
        products=draw(st.lists(texts, max_size=3).map(tuple)),
    )


def _ascending(values: SearchStrategy[Any]) -> SearchStrategy[tuple[Any, ...]]:
    return st.just(()) | st.lists(values, min_size=9, max_size=9).map(
        lambda v: tuple(sorted(v * 11))
    )


store_thresholds = st.builds(
    StoreThresholds,
    named=st.dictionaries(st.sampled_from(THRESHOLD_NAMES[:2]), st.floats(0, 500)),
    frequency_cuts=st.lists(st.floats(0, 8), min_size=4, max_size=4).map(sorted).map(tuple),
    monetary_cuts=st.lists(st.floats(0, 10_000), min_size=4, max_size=4).map(sorted).map(tuple),
    recency_cuts=st.lists(recent_moments, max_size=4).map(sorted).map(tuple),
    frequency_percentiles=_ascending(st.integers(1, 9)),
    monetary_percentiles=_ascending(st.floats(0, 10_000)),
    average_value_percentiles=_ascending(st.floats(0, 10_000)),
    recency_percentiles=_ascending(recent_moments),
    purchase_model=st.none() | st.just(PurchaseModel(0.5, 5.0, 0.4, 2.0)),
    gap_median_days=st.floats(0, 200),
)

_trait_names: SearchStrategy[str] = st.sampled_from(TRAIT_NAMES)
trait_values: SearchStrategy[dict[str, Any]] = st.dictionaries(_trait_names, any_values)
cleaned_values: SearchStrategy[Any] = any_values.map(cleaned)


@st.composite
def event_logs(draw: st.DrawFn) -> list[EventRecord]:
    """Draw a visitor's log in any order; some events share a millisecond, some lie ahead."""
    # Minutes around now, and days before: within and beyond the windows that are drawn.
    distances = st.integers(-3, 100).map(lambda n: timedelta(minutes=n)) | st.integers(0, 60).map(
        lambda n: timedelta(hours=13 * n)
    )
    kinds = st.sampled_from((*EVENTS, EventKind.PURCHASE, EventKind.REGISTRATION))
    log: list[EventRecord] = []
    for number in range(draw(st.integers(0, 8))):
        kind, at = draw(kinds), NOW - draw(distances)
        session = draw(st.none() | st.sampled_from(SESSIONS))
        order = None
        if kind is EventKind.PURCHASE:
            order = OrderLine(
                f"o{number}", draw(st.integers(0, 90_000_000)), draw(st.integers(0, 9))
            )
        properties = draw(trait_values)
        log.append(EventRecord(f"e{number}", kind, at, properties, session, order))
    return log


@dataclass(frozen=True, slots=True)
class Scene:
    """A visitor at a moment, and the log that its behaviour comes from."""

    evaluation: Evaluation
    log: Sequence[EventRecord]


@st.composite
def scenes(draw: st.DrawFn, of: Sequence[Rule] = ()) -> Scene:
    """Draw a visitor whose values may be of any kind, with the streams that the rules `of` read."""
    read = frozenset[Feature]().union(*map(features_of, of))
    log = draw(event_logs())
    known = visitor_at("v1", log, read)
    facts = known.facts
    facts = type(facts)(
        "v1",
        first_seen_at=facts.first_seen_at,
        last_seen_at=facts.last_seen_at,
        is_registered=facts.is_registered,
        sessions=facts.sessions,
        declared=draw(
            st.dictionaries(
                st.sampled_from([a.value for a in Attribute]), cleaned_values, max_size=5
            )
        ),
        traits={name: cleaned(value) for name, value in draw(trait_values).items()},
        orders=draw(st.just(facts.orders) | order_statistics()),
        streams=facts.streams,
    )
    request = RequestFacts(
        draw(
            st.dictionaries(
                st.sampled_from([fact.value for fact in ContextFact]), cleaned_values, max_size=6
            )
        ),
        draw(st.dictionaries(_trait_names, texts, max_size=2)),
        draw(st.none() | st.sampled_from(SESSIONS)),
    )
    evaluation = Evaluation(
        facts,
        now=NOW,
        request=request,
        thresholds=draw(store_thresholds),
        time_zone=draw(st.just(UTC) | zones),
    )
    return Scene(evaluation, log)


def evaluations(of: Rule | None = None) -> SearchStrategy[Evaluation]:
    """Return visitors as `scenes` draws them, without their logs."""
    return scenes(() if of is None else (of,)).map(lambda scene: scene.evaluation)
