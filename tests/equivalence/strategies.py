"""Rules, and visitors made for them: with values at, just beside and far from what rules compare with.

Values drawn without a look at the rules hardly ever meet them, so that nearly all rules fail for nearly
all visitors, and a comparison of verdicts proves little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from targeting.behaviour import Behaviour, EventKind, Feature, Last, Period
from targeting.events import EventRecord, OrderLine
from targeting.history import visitor_at
from targeting.places import Circle
from targeting.rules import (
    AllOf,
    AnyOf,
    Condition,
    InSegment,
    Not,
    RelativeDate,
    Rule,
    behaviours_of,
    features_of,
    walk,
)
from targeting.sequences import InOrder, Unfollowed
from targeting.subjects import (
    DECLARABLE,
    Attribute,
    ContextFact,
    OrderStatistic,
    SmartMetric,
    Trait,
)
from targeting.values import MICROS_PER_UNIT, Point
from tests.targeting.strategies import (
    EVENTS,
    NOW,
    TRAIT_NAMES,
    any_values,
    behaviours,
    conditions,
    order_statistics,
    sequences,
)

Candidates = Mapping[str, list[Any]]
"""By the name of an attribute, a trait or a property, values that some rule is about."""

_MILLISECOND: Final = timedelta(milliseconds=1)
_DECLARED: Final = frozenset(attribute.value for attribute in DECLARABLE)

zones: st.SearchStrategy[tzinfo] = st.just(UTC) | st.sampled_from(
    ["Europe/Istanbul", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]
).map(ZoneInfo)

KINDS_OF_LEAVES: Final[Mapping[str, st.SearchStrategy[Rule]]] = {
    "attribute": conditions(subjects=st.sampled_from(Attribute)),
    "trait": conditions(subjects=st.sampled_from(TRAIT_NAMES).map(Trait)),
    "context": conditions(subjects=st.sampled_from(ContextFact)),
    "orders": conditions(subjects=st.sampled_from(OrderStatistic)),
    "smart": conditions(subjects=st.sampled_from(SmartMetric)),
    "behaviour": conditions(subjects=behaviours()),
    "sequence": sequences,
}
own_leaves: Final = st.one_of(*KINDS_OF_LEAVES.values())


def trees(leaves: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    """Rules with branches, none of them empty, around leaves."""
    inner = st.lists(leaves | leaves.map(Not), min_size=1, max_size=3).map(tuple)
    branch = inner.map(AllOf) | inner.map(AnyOf)
    outer = st.lists(branch | branch.map(Not) | leaves, min_size=2, max_size=3).map(tuple)
    return outer.map(AllOf) | outer.map(AnyOf) | outer.map(AllOf).map(Not)


def kind_of(rule: Rule) -> str:
    """Name the kind of a leaf, as in `KINDS_OF_LEAVES`."""
    match rule:
        case Condition(Attribute()):
            return "attribute"
        case Condition(Trait()):
            return "trait"
        case Condition(ContextFact()):
            return "context"
        case Condition(OrderStatistic()):
            return "orders"
        case Condition(SmartMetric()):
            return "smart"
        case Condition(Behaviour()):
            return "behaviour"
        case InOrder() | Unfollowed():
            return "sequence"
        case _:
            return "branch"


@dataclass(frozen=True, slots=True)
class Generated:
    """A visitor as it is stored, and its log."""

    raw: dict[str, Any]
    log: list[EventRecord]


@st.composite
def batches(draw: st.DrawFn, size: int) -> tuple[list[Rule], dict[str, Rule]]:
    """Draw rules, and the segments that they may refer to."""
    leaves = own_leaves | st.sampled_from(["loyal", "new", "unknown"]).map(InSegment)
    alone = draw(st.lists(own_leaves, min_size=size // 2, max_size=size // 2))
    grown = draw(st.lists(trees(leaves), min_size=size - size // 2, max_size=size - size // 2))
    return alone + grown, {"loyal": draw(own_leaves), "new": draw(trees(own_leaves))}


@st.composite
def populations(draw: st.DrawFn, rules: list[Rule], size: int) -> list[Generated]:
    """Draw visitors for whom the rules may hold."""
    candidates, moments = _candidates(rules), _moments(rules)
    features = sorted(
        {feature for rule in rules for feature in features_of(rule)}, key=lambda f: f.key
    )
    plots = _plots(rules)
    return [draw(visitors(candidates, moments, features, plots)) for _ in range(size)]


@st.composite
def visitors(
    draw: st.DrawFn,
    candidates: Candidates,
    moments: list[datetime],
    features: list[Feature],
    plots: list[tuple[Feature, ...]],
) -> Generated:
    log = draw(event_logs(candidates, moments, features))
    acts = draw(st.booleans())
    if plots and acts:
        log = log + draw(_acted_out(plots, moments))
    known = visitor_at("", log, ()).facts
    orders = draw(st.just(known.orders) | order_statistics())
    names = sorted(_DECLARED & candidates.keys()) or sorted(_DECLARED)
    raw: dict[str, Any] = {
        "shuffle": draw(st.floats(0, 1, exclude_max=True)),
        "first_seen_at": known.first_seen_at,
        "last_seen_at": known.last_seen_at,
        "registered_at": NOW if known.is_registered else None,
        "declared": _said(draw(_values(names, candidates))),
        "traits": _said(draw(_values(TRAIT_NAMES, candidates))),
    }
    if draw(st.booleans()):
        raw["sessions"] = known.sessions
    if orders.count:
        raw["orders"] = {
            "count": orders.count,
            "revenue_micros": round(orders.revenue * MICROS_PER_UNIT),
            "average_value": orders.average_value,
            "units_per_order": orders.units_per_order,
            "discounted_share": orders.discounted_share,
            "first_at": orders.first_at,
            "last_at": orders.last_at,
            "median_gap_days": orders.median_gap_days,
            "products": list(orders.products),
        }
    return Generated(raw, log)


@st.composite
def event_logs(
    draw: st.DrawFn, candidates: Candidates, moments: list[datetime], features: list[Feature]
) -> list[EventRecord]:
    """Draw a log of what the features collect, at the ends of windows, before them and after."""
    at = st.sampled_from(moments) | st.integers(-3, 4_000).map(
        lambda minutes: NOW - timedelta(minutes=minutes)
    )
    log: list[EventRecord] = []
    for number in range(draw(st.integers(0, 12))):
        kind, properties = draw(_happenings(candidates, features))
        order = None
        if kind is EventKind.PURCHASE:
            micros, units = draw(st.integers(0, 90_000_000)), draw(st.integers(0, 9))
            order = OrderLine(f"o{number}", micros, units)
        session = draw(st.none() | st.sampled_from(["s1", "s2"]))
        log.append(EventRecord(f"e{number}", kind, draw(at), properties, session, order))
    return log


def _plots(rules: Iterable[Rule]) -> list[tuple[Feature, ...]]:
    """Return what must happen in this order for sequences to hold."""
    found: list[tuple[Feature, ...]] = []
    for rule in rules:
        for asked in sorted(behaviours_of(rule), key=repr):
            if isinstance(asked, InOrder):
                found.append(asked.steps)
            elif isinstance(asked, Unfollowed):
                found.append((asked.event,))
    return found


@st.composite
def _acted_out(
    draw: st.DrawFn, plots: list[tuple[Feature, ...]], moments: list[datetime]
) -> list[EventRecord]:
    """Draw the events of a sequence in their order, a minute apart, the last at the end of a window."""
    steps, last_at = draw(st.sampled_from(plots)), draw(st.sampled_from(moments))
    log: list[EventRecord] = []
    for number, step in enumerate(steps):
        kind, properties = draw(_collected(step))
        at = last_at - timedelta(minutes=len(steps) - 1 - number)
        log.append(EventRecord(f"step{number}", kind, at, properties))
    return log


@st.composite
def _happenings(
    draw: st.DrawFn, candidates: Candidates, features: list[Feature]
) -> tuple[EventKind, dict[str, Any]]:
    """Draw a kind of event with properties; mostly such as some feature may collect."""
    if not features or draw(st.integers(0, 4)) == 0:
        kinds = [*EVENTS, EventKind.PURCHASE, EventKind.REGISTRATION]
        return draw(st.sampled_from(kinds)), draw(_values(TRAIT_NAMES, candidates))
    return draw(_collected(draw(st.sampled_from(features))))


@st.composite
def _collected(draw: st.DrawFn, feature: Feature) -> tuple[EventKind, dict[str, Any]]:
    """Draw an event with properties at or near what the feature compares them with."""
    near = {condition.name: _near(condition.operand) for condition in feature.where}
    if feature.property is not None:
        near.setdefault(feature.property, [1, 2.5, "a", True, ["a", "b"]])
    properties = {name: draw(st.sampled_from(values)) for name, values in near.items() if values}
    return feature.event, properties


def _values(names: Iterable[str], candidates: Candidates) -> st.SearchStrategy[dict[str, Any]]:
    def of(name: str) -> st.SearchStrategy[Any]:
        near = candidates.get(name)
        return any_values if not near else st.sampled_from(near) | any_values

    return st.fixed_dictionaries({}, optional={name: of(name) for name in names})


def _said(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: {"value": storable(value), "at": NOW, "by": "e"} for name, value in values.items()
    }


def storable(value: Any) -> Any:
    """Return the form in which a value is kept."""
    if isinstance(value, Point):
        return {"latitude": value.latitude, "longitude": value.longitude}
    if isinstance(value, dict):
        return {key: storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [storable(item) for item in value]
    if isinstance(value, int) and abs(value) >= 1 << 63:
        return float(value)
    return value


def _candidates(rules: Iterable[Rule]) -> Candidates:
    found: dict[str, list[Any]] = defaultdict(list)
    for rule in rules:
        for node in walk(rule):
            match node:
                case Condition(Attribute() as attribute, _, operand):
                    found[attribute.value] += _near(operand)
                case Condition(Trait(name), _, operand):
                    found[name] += _near(operand)
                case _:
                    pass
        for feature in features_of(rule):
            for condition in feature.where:
                found[condition.name] += _near(condition.operand)
            if feature.property is not None:
                found[feature.property] += [1, 1.0, 2.5, -3, "a", True, ["a", "b"], "b"]
    return found


def _near(operand: Any) -> list[Any]:
    match operand:
        case bool():
            return [operand, not operand]
        case str():
            return [operand, operand.swapcase(), f"{operand}x", f"x{operand}", [operand]]
        case int() | float():
            return [operand, operand + 1, operand - 1, "x" * max(0, min(9, int(operand)))]
        case datetime():
            year_before = operand - timedelta(days=365)
            return [operand, operand + _MILLISECOND, operand - _MILLISECOND, year_before]
        case RelativeDate():
            return _near(NOW + timedelta(milliseconds=operand.milliseconds))
        case Circle(centre):
            return [centre, Point(-centre.latitude, centre.longitude)]
        case tuple():
            values = [value for item in operand for value in _near(item)]
            return values if isinstance(operand[0], RelativeDate) else [list(operand), *values]
        case _:
            return []


def _moments(rules: Iterable[Rule]) -> list[datetime]:
    """Return the ends of all windows, and the milliseconds beside them."""
    ends = {NOW}
    for rule in rules:
        for asked in behaviours_of(rule):
            match asked.window:
                case Last(duration):
                    ends.add(NOW - timedelta(milliseconds=duration.milliseconds))
                case Period(start, end):
                    ends |= {moment for moment in (start, end) if moment is not None}
                case _:
                    pass
            if isinstance(asked, InOrder) and asked.within is not None:
                ends.add(NOW - timedelta(milliseconds=asked.within.milliseconds))
    near = {end + step for end in ends for step in (-_MILLISECOND, timedelta(), _MILLISECOND)}
    return sorted(moment for moment in near if moment <= NOW + _MILLISECOND)
