"""Rules evaluated in the plainest way: from their definition, the raw log, and one loop at a time.

The second opinion that the compilers are held to. It shares their data classes and the readers of
single facts, but neither operators, nor streams, nor sequences.
"""

from __future__ import annotations

import ipaddress
import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from targeting.behaviour import (
    Behaviour,
    Collected,
    Feature,
    Last,
    Measure,
    Period,
    ThisSession,
    Window,
)
from targeting.evaluation import Evaluation, reader_of
from targeting.events import EventRecord
from targeting.operators import NEGATIONS, Operator
from targeting.rules import (
    AllOf,
    AnyOf,
    Condition,
    InSegment,
    Not,
    RelativeDate,
    Rule,
    Threshold,
)
from targeting.sequences import InOrder, Unfollowed
from targeting.values import Point, cleaned
from tests.targeting.strategies import VERSION_RANGES, VERSIONS, Scene

_UNKNOWN: Final = object()
_MILLISECOND: Final = timedelta(milliseconds=1)


def holds(rule: Rule, scene: Scene, segments: Mapping[str, Rule]) -> bool:
    """Say whether the rule holds in the scene."""
    match rule:
        case AllOf(children):
            return all(holds(child, scene, segments) for child in children)
        case AnyOf(children):
            return any(holds(child, scene, segments) for child in children)
        case Not(child):
            return not holds(child, scene, segments)
        case InSegment(key):
            return key in segments and holds(segments[key], scene, segments)
        case InOrder():
            return _happened_in_order(rule, scene)
        case Unfollowed():
            return _is_unfollowed(rule, scene)
        case Condition():
            return _condition(rule, scene)


def _condition(condition: Condition, scene: Scene) -> bool:
    positive = NEGATIONS.get(condition.operator)
    operator = positive or condition.operator
    operand = _resolved(condition.operand, scene.evaluation)
    if operator is Operator.IS_DAY:
        is_relative = isinstance(condition.operand, RelativeDate)
        operand = operand.astimezone(scene.evaluation.time_zone if is_relative else UTC).date()
    value = read(condition, scene)
    answer = operand is not _UNKNOWN and answer_of(
        operator, operand, value, scene.evaluation, ignore_case=condition.ignore_case
    )
    return answer if positive is None else not answer


def read(condition: Condition, scene: Scene) -> Any:
    """Return what the condition's subject is in the scene."""
    if isinstance(condition.subject, Behaviour):
        return _measured(condition.subject, scene)
    return reader_of(condition.subject)(scene.evaluation)


def _resolved(operand: Any, evaluation: Evaluation) -> Any:
    if isinstance(operand, Threshold):
        return evaluation.thresholds.named.get(operand.name, _UNKNOWN)
    if isinstance(operand, RelativeDate):
        return evaluation.now + operand.amount * operand.unit.value * _MILLISECOND
    if isinstance(operand, tuple):
        return tuple(_resolved(item, evaluation) for item in operand)
    return operand


def kind_of(value: Any) -> str:
    """Return the kind of a value, by which it may be compared with another."""
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, tuple | list):
        return "list"
    return type(value).__name__


def answer_of(
    operator: Operator, operand: Any, value: Any, evaluation: Evaluation, *, ignore_case: bool
) -> bool:
    """Return what a positive operator answers on a value as it is stored."""
    if operator is Operator.EXISTS:
        return value is not None
    if ignore_case and not isinstance(operand, int | float | datetime):
        if operator is Operator.MATCHES_REGEX:
            operand = f"(?i){operand}"
        else:
            operand, value = _folded(operand), _folded(value)
    return _answered(operator, operand, value, evaluation)


def _answered(operator: Operator, operand: Any, value: Any, evaluation: Evaluation) -> bool:
    if operator in _ON_TEXTS:
        return isinstance(value, str) and _ON_TEXTS[operator](value, operand)
    if operator in _ON_LISTS:
        return isinstance(value, tuple) and _ON_LISTS[operator](set(value), set(operand))
    if operator in _ON_SIZED:
        return isinstance(value, str | tuple) and _ON_SIZED[operator](len(value), operand)
    if operator in _ON_VERSIONS:
        rank = _rank(value)
        return rank is not None and _ON_VERSIONS[operator](rank, _rank(operand))
    if operator in _ON_DATES:
        return isinstance(value, datetime) and _ON_DATES[operator](value, operand, evaluation)
    if operator is Operator.WITHIN_DISTANCE:
        return isinstance(value, Point) and _distance_km(value, operand.centre) <= operand.radius_km
    return _compared(operator, operand, value)


def _compared(operator: Operator, operand: Any, value: Any) -> bool:
    sample = operand[0] if isinstance(operand, tuple) else operand
    if kind_of(value) != kind_of(sample):
        return False
    match operator:
        case Operator.EQUAL:
            return bool(value == operand)
        case Operator.IN:
            return value in operand
        case Operator.LESS:
            return bool(value < operand)
        case Operator.LESS_OR_EQUAL:
            return bool(value <= operand)
        case Operator.GREATER:
            return bool(value > operand)
        case Operator.GREATER_OR_EQUAL:
            return bool(value >= operand)
        case Operator.BETWEEN:
            return bool(operand[0] <= value <= operand[1])
        case Operator.MODULO:
            return bool(value % operand[0] == operand[1])
        case _:
            raise AssertionError(operator)


def _folded(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_folded(item) for item in value)
    return "".join(map(_folded_character, value)) if isinstance(value, str) else value


def _folded_character(character: str) -> str:
    forms = (character.casefold(), character.lower(), character)
    return next(form for form in forms if len(form) == 1)


def _parts(operand: str | tuple[str, ...]) -> tuple[str, ...]:
    return (operand,) if isinstance(operand, str) else operand


def _matches_glob(text: str, glob: str) -> bool:
    if not glob:
        return not text
    if glob[0] == "*":
        return any(_matches_glob(text[start:], glob[1:]) for start in range(len(text) + 1))
    return bool(text) and glob[0] in {"?", text[0]} and _matches_glob(text[1:], glob[1:])


def _is_in_network(address: str, networks: tuple[str, ...]) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(found in ipaddress.ip_network(network) for network in networks)


def _matches_regex(text: str, pattern: str) -> bool:
    # In RE2 `$` is the very end, and \d means ASCII.
    return (
        re.search(pattern.replace("$", r"\Z"), text, re.ASCII if r"\d" in pattern else 0)
        is not None
    )


_ON_TEXTS: Final[dict[Operator, Callable[[str, Any], bool]]] = {
    Operator.CONTAINS: lambda text, parts: any(part in text for part in _parts(parts)),
    Operator.STARTS_WITH: lambda text, parts: text.startswith(_parts(parts)),
    Operator.ENDS_WITH: lambda text, parts: text.endswith(_parts(parts)),
    Operator.MATCHES_GLOB: _matches_glob,
    Operator.MATCHES_REGEX: _matches_regex,
    Operator.VERSION_IN_RANGE: lambda text, wanted: text in VERSION_RANGES[wanted],
    Operator.IN_NETWORK: _is_in_network,
}
_ON_LISTS: Final[dict[Operator, Callable[[set[str], set[str]], bool]]] = {
    Operator.HAS_ANY: lambda found, wanted: bool(found & wanted),
    Operator.HAS_ALL: lambda found, wanted: wanted <= found,
}
_ON_SIZED: Final[dict[Operator, Callable[[int, Any], bool]]] = {
    Operator.LENGTH_EQUAL: lambda length, wanted: length == wanted,
    Operator.LENGTH_AT_LEAST: lambda length, wanted: length >= wanted,
    Operator.LENGTH_AT_MOST: lambda length, wanted: length <= wanted,
    Operator.NOT_EMPTY: lambda length, _: length > 0,
}
_ON_VERSIONS: Final[dict[Operator, Callable[[float, Any], bool]]] = {
    Operator.VERSION_EQUAL: lambda rank, wanted: rank == wanted,
    Operator.VERSION_LESS: lambda rank, wanted: rank < wanted,
    Operator.VERSION_LESS_OR_EQUAL: lambda rank, wanted: rank <= wanted,
    Operator.VERSION_GREATER: lambda rank, wanted: rank > wanted,
    Operator.VERSION_GREATER_OR_EQUAL: lambda rank, wanted: rank >= wanted,
}


def _rank(version: Any) -> float | None:
    if version == "1":  # the one text of `strategies.texts` that is a version as well
        return 0.5
    return next((n for n, equals in enumerate(VERSIONS) if version in equals), None)


def _is_on_day(moment: datetime, day: Any, evaluation: Evaluation) -> bool:
    return bool(moment.astimezone(evaluation.time_zone).date() == day)


def _has_anniversary(born: datetime, within: float, evaluation: Evaluation) -> bool:
    today = evaluation.now.astimezone(evaluation.time_zone).date()
    birthday = born.astimezone(UTC).date()
    return any(_falls_on(birthday, today + timedelta(days=n)) for n in range(int(within) + 1))


def _falls_on(birthday: date, day: date) -> bool:
    if (birthday.month, birthday.day) == (day.month, day.day):
        return True
    is_leapling = (birthday.month, birthday.day) == (2, 29)
    before = day - timedelta(days=1)
    return is_leapling and (day.month, day.day) == (3, 1) and before.day == 28


_ON_DATES: Final[dict[Operator, Callable[[datetime, Any, Evaluation], bool]]] = {
    Operator.IS_DAY: _is_on_day,
    Operator.ANNIVERSARY_WITHIN_DAYS: _has_anniversary,
}


def _distance_km(one: Point, other: Point) -> float:
    """Return the distance by vectors, where the engine uses the haversine formula."""

    def vector(point: Point) -> tuple[float, float, float]:
        latitude, longitude = math.radians(point.latitude), math.radians(point.longitude)
        across = math.cos(latitude)
        return across * math.cos(longitude), across * math.sin(longitude), math.sin(latitude)

    if one == other:
        return 0.0
    return 2 * 6_371.0088 * math.asin(min(1.0, math.dist(vector(one), vector(other)) / 2))


def matching(feature: Feature, scene: Scene, window: Window) -> list[EventRecord]:
    """Return the events that the feature collects within the window, the oldest first."""
    found = [
        event
        for event in scene.log
        if event.kind is feature.event
        and all(_property_holds(condition, event, scene.evaluation) for condition in feature.where)
        and (feature.property is None or value_in(feature, event) is not None)
        and _lies_in(event, window, scene.evaluation)
    ]
    return sorted(found, key=lambda event: _floored(event.at))


def _property_holds(condition: Any, event: EventRecord, evaluation: Evaluation) -> bool:
    positive = NEGATIONS.get(condition.operator)
    answer = answer_of(
        positive or condition.operator,
        condition.operand,
        cleaned(event.properties.get(condition.name)),
        evaluation,
        ignore_case=condition.ignore_case,
    )
    return answer if positive is None else not answer


def value_in(feature: Feature, event: EventRecord) -> Any:
    """Return what a feature reads from an event, `None` where there is none of the right kind."""
    value: Any = event.properties.get(feature.property or "")
    number = kind_of(value) == "number" and abs(value) <= 1e12
    if feature.collected is Collected.AMOUNTS:
        return value if number else None
    if number or isinstance(value, bool | str):
        return value
    items = cleaned(value) if isinstance(value, list | tuple) else None
    return items or None


def _floored(moment: datetime) -> datetime:
    return moment.replace(microsecond=moment.microsecond // 1_000 * 1_000)


def _lies_in(event: EventRecord, window: Window, evaluation: Evaluation) -> bool:
    at, now = _floored(event.at), evaluation.now
    if at > now:
        return False
    match window:
        case Last(duration):
            return now - at < duration.milliseconds * _MILLISECOND
        case Period(start, end):
            return (start is None or at >= start) and (end is None or at < end)
        case ThisSession():
            session = evaluation.moment.session_id
            return session is not None and event.session_id == session
        case None:
            return True


def _measured(behaviour: Behaviour, scene: Scene) -> Any:
    events = matching(behaviour.feature, scene, behaviour.window)
    values = [value_in(behaviour.feature, event) for event in events]
    match behaviour.measure:
        case Measure.COUNT:
            return len(events)
        case Measure.SUM:
            return float(sum(round(value * 1_000_000) for value in values)) / 1_000_000
        case Measure.AVERAGE:
            total = float(sum(round(value * 1_000_000) for value in values)) / 1_000_000
            return total / len(values) if values else None
        case Measure.DISTINCT:
            return len(_different(values))
        case _:
            return _when(behaviour.measure, events, scene.evaluation.now)


def _different(values: Sequence[Any]) -> set[Any]:
    flat: list[Any] = [
        item for v in values for item in (v if isinstance(v, tuple | list) else (v,))
    ]
    numbers = [item for item in flat if kind_of(item) == "number"]
    others = [item for item in flat if isinstance(item, str | bool)]
    return {(kind_of(item), item) for item in others} | {
        ("number", round(number * 1_000_000)) for number in numbers
    }


def _when(measure: Measure, events: Sequence[EventRecord], now: datetime) -> Any:
    if not events:
        return None
    is_first = measure in {Measure.FIRST_AT, Measure.DAYS_SINCE_FIRST}
    at = _floored(events[0 if is_first else -1].at)
    return at if measure.is_a_moment else (now - at) / timedelta(days=1)


def _happened_in_order(rule: InOrder, scene: Scene) -> bool:
    """Try every way through the steps."""
    longest = None if rule.within is None else rule.within.milliseconds * _MILLISECOND
    moments = [
        [_floored(event.at) for event in matching(step, scene, rule.window)] for step in rule.steps
    ]

    def leads_on(before: datetime, position: int) -> bool:
        if position == len(moments):
            return True
        return any(
            leads_on(at, position + 1)
            for at in moments[position]
            if at > before and (longest is None or at - before <= longest)
        )

    return any(leads_on(at, 1) for at in moments[0])


def _is_unfollowed(rule: Unfollowed, scene: Scene) -> bool:
    events = matching(rule.event, scene, rule.window)
    since = matching(rule.without, scene, None)
    return bool(events) and all(_floored(e.at) < _floored(events[-1].at) for e in since)
