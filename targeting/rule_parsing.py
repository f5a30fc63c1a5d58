"""Rules as JSON: the stored form, the import form, and the shape of the GraphQL `RuleInput`.

`parse_rule` reports every problem at once, each with its path in the tree; `rule_to_json` is its
inverse: what it returns parses back to an equal rule.

A rule is an object with exactly one of these keys:

    all, any    a list of rules
    not         a rule
    segment     {key}
    attribute   {name, operator, value?, ignoreCase?}      name of an `Attribute`
    trait       {name, operator, value?, ignoreCase?}      a custom attribute's own name
    context     {name, operator, value?, ignoreCase?}      name of a `ContextFact`
    orders      {name, operator, value?}                   name of an `OrderStatistic`
    smart       {name, operator, value?}                   name of a `SmartMetric`
    behaviour   {event, where?, measure?, property?, withinDays?, operator, value?}

`value` has exactly one of text, number, flag, date, texts, numbers, dates, threshold.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Final, TypeVar, final

from targeting.behaviour import Behaviour, EventKind, Feature, Measure, PropertyCondition
from targeting.operators import OPERANDS, OperandKind, Operator
from targeting.rules import (
    AllOf,
    AnyOf,
    Condition,
    InSegment,
    Not,
    Operand,
    Rule,
    Threshold,
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
from targeting.values import InvalidInputError, Path, Problem, ValueKind

MAXIMUM_DEPTH: Final = 10
MAXIMUM_NODES: Final = 500
MAXIMUM_LIST_ITEMS: Final = 1_000
MAXIMUM_TEXT_LENGTH: Final = 500
MAXIMUM_WINDOW_DAYS: Final = 3_650

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_THRESHOLD = re.compile(r"[a-z_]+(\.[a-z0-9_]+){1,3}")
_E = TypeVar("_E", bound=Enum)

_SUBJECTS: Final[dict[str, type[Attribute | ContextFact | OrderStatistic | SmartMetric]]] = {
    "attribute": Attribute,
    "context": ContextFact,
    "orders": OrderStatistic,
    "smart": SmartMetric,
}
_BRANCHES: Final = ("all", "any", "not")
_LEAVES: Final = ("segment", "trait", "behaviour", *_SUBJECTS)


def parse_rule(source: object, path: Path = ()) -> Rule:
    """Return the rule that `source` describes.

    `path` is where the rule stands in a larger input; problems are reported below it.

    Raises:
        InvalidInputError: with every problem found, each naming its place, what is wrong and what
            would be right.
    """
    parser = _Parser()
    rule = parser.rule(source, path, depth=1)
    if rule is None or parser.problems:
        raise InvalidInputError(*parser.problems)
    return rule


@final
class _Parser:
    """One pass over one source, collecting problems; a node that has one yields `None`."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.nodes = 0

    def rule(self, source: object, path: Path, depth: int) -> Rule | None:
        self.nodes += 1
        if self.nodes > MAXIMUM_NODES:
            if self.nodes == MAXIMUM_NODES + 1:
                self.refuse(path, "TOO_LARGE", f"A rule may have at most {MAXIMUM_NODES} nodes.")
            return None
        if depth > MAXIMUM_DEPTH:
            return self.refuse(
                path, "TOO_DEEP", f"Rules may be nested at most {MAXIMUM_DEPTH} levels deep."
            )
        single = self.single_key(source, path, _BRANCHES + _LEAVES)
        if single is None:
            return None
        key, value = single
        if key in {"all", "any"}:
            return self.branch(key, value, (*path, key), depth)
        if key == "not":
            child = self.rule(value, (*path, "not"), depth + 1)
            return None if child is None else Not(child)
        return self.leaf(key, value, (*path, key))

    def branch(self, key: str, source: object, path: Path, depth: int) -> Rule | None:
        if not isinstance(source, list | tuple):
            return self.refuse(path, "NOT_A_LIST", "Give a list of rules.")
        children = [
            self.rule(child, (*path, index), depth + 1) for index, child in enumerate(source)
        ]
        known = tuple(child for child in children if child is not None)
        if len(known) != len(children):
            return None
        return AllOf(known) if key == "all" else AnyOf(known)

    def leaf(self, key: str, source: object, path: Path) -> Rule | None:
        if not isinstance(source, Mapping):
            return self.refuse(path, "NOT_AN_OBJECT", "Give an object.")
        if key == "segment":
            return self.segment(source, path)
        if key == "behaviour":
            return self.behaviour(source, path)
        if key == "trait":
            name = self.name(source.get("name"), (*path, "name"))
            return None if name is None else self.condition(Trait(name), source, path)
        subject = self.member(_SUBJECTS[key], source.get("name"), (*path, "name"))
        return None if subject is None else self.condition(subject, source, path)

    def segment(self, source: Mapping[str, object], path: Path) -> Rule | None:
        self.refuse_unknown(source, {"key"}, path)
        key = source.get("key")
        if not isinstance(key, str) or not key:
            return self.refuse((*path, "key"), "MISSING", "Name the segment by its key.")
        return InSegment(key)

    def behaviour(self, source: Mapping[str, object], path: Path) -> Rule | None:
        before = len(self.problems)
        event = self.member(EventKind, source.get("event"), (*path, "event"))
        measure = self.member(Measure, source.get("measure") or "COUNT", (*path, "measure"))
        where = self.where(source.get("where"), (*path, "where"))
        days = self.window(source.get("withinDays"), (*path, "withinDays"))
        summed = self.summed_property(source, measure, path)
        # Stand-ins where a part was refused, so that the problems of the test are reported as well.
        feature = Feature(event or EventKind.CUSTOM, where or (), measure or Measure.COUNT, summed)
        own = {"event", "where", "measure", "property", "withinDays"}
        condition = self.condition(Behaviour(feature, days), source, path, own)
        return condition if len(self.problems) == before else None

    def summed_property(
        self, source: Mapping[str, object], measure: Measure | None, path: Path
    ) -> str | None:
        given = source.get("property")
        if measure is Measure.SUM:
            return self.name(given, (*path, "property"))
        if given is not None:
            self.refuse(
                (*path, "property"), "NOT_ALLOWED", "Only the measure SUM takes a property."
            )
        return None

    def window(self, days: object, path: Path) -> int | None:
        if days is None:
            return None
        if (
            isinstance(days, int)
            and not isinstance(days, bool)
            and 1 <= days <= MAXIMUM_WINDOW_DAYS
        ):
            return days
        return self.refuse(
            path,
            "OUT_OF_RANGE",
            f"Give whole days from 1 to {MAXIMUM_WINDOW_DAYS:,}, or leave it out.",
        )

    def where(self, source: object, path: Path) -> tuple[PropertyCondition, ...] | None:
        if source is None:
            return ()
        if not isinstance(source, list | tuple):
            return self.refuse(path, "NOT_A_LIST", "Give a list of property conditions.")
        conditions = [
            self.property_condition(item, (*path, index)) for index, item in enumerate(source)
        ]
        known = tuple(condition for condition in conditions if condition is not None)
        return known if len(known) == len(conditions) else None

    def property_condition(self, source: object, path: Path) -> PropertyCondition | None:
        if not isinstance(source, Mapping):
            return self.refuse(path, "NOT_AN_OBJECT", "Give an object.")
        name = self.name(source.get("property"), (*path, "property"))
        if name is None:
            return None
        condition = self.condition(Trait(name), source, path, {"property"})
        if condition is None:
            return None
        return PropertyCondition(
            name, condition.operator, condition.operand, ignore_case=condition.ignore_case
        )

    def condition(
        self,
        subject: Subject,
        source: Mapping[str, object],
        path: Path,
        subject_fields: AbstractSet[str] = frozenset({"name"}),
    ) -> Condition | None:
        self.refuse_unknown(source, {"operator", "value", "ignoreCase"} | subject_fields, path)
        operator = self.member(Operator, source.get("operator"), (*path, "operator"))
        if operator is None:
            return None
        ignore_case = source.get("ignoreCase") or False
        if not isinstance(ignore_case, bool):
            return self.refuse((*path, "ignoreCase"), "NOT_A_FLAG", "Give true or false.")
        allowed = self.allowed_operands(operator, value_kind(subject), path)
        if allowed is None:
            return None
        before = len(self.problems)
        operand = self.operand(source.get("value"), allowed, operator, (*path, "value"))
        if len(self.problems) > before:
            return None
        return Condition(subject, operator, operand, ignore_case)

    def allowed_operands(
        self, operator: Operator, kind: ValueKind | None, path: Path
    ) -> tuple[OperandKind, ...] | None:
        by_kind = OPERANDS[operator]
        if kind is None:  # a trait is of whatever kind it is compared with, but of the store's own
            forms = dict.fromkeys(form for forms in by_kind.values() for form in forms)
            return tuple(form for form in forms if form is not OperandKind.THRESHOLD)
        if kind in by_kind:
            return by_kind[kind]
        fitting = ", ".join(op.value for op in Operator if kind in OPERANDS[op])
        return self.refuse(
            (*path, "operator"),
            "OPERATOR_NOT_ALLOWED",
            f"{operator.value} can't be used on a {kind.value} value; use one of {fitting}.",
        )

    def operand(
        self, source: object, allowed: tuple[OperandKind, ...], operator: Operator, path: Path
    ) -> Operand:
        if not allowed:
            if source is not None:
                self.refuse(path, "NOT_ALLOWED", f"{operator.value} takes no value; leave it out.")
            return None
        names = tuple(form.value for form in allowed)
        single = self.single_key(source, path, names)
        if single is None:
            return None
        key, value = single
        operand = self.operand_of(OperandKind(key), value, (*path, key))
        if operator is Operator.BETWEEN and isinstance(operand, tuple):
            return self.bounds(operand, (*path, key))
        return operand

    def operand_of(self, kind: OperandKind, value: object, path: Path) -> Operand:
        if kind in {OperandKind.TEXTS, OperandKind.NUMBERS, OperandKind.DATES}:
            return self.items(kind, value, path)
        operand: Operand = _SCALARS[kind](self, value, path)
        return operand

    def items(self, kind: OperandKind, value: object, path: Path) -> Operand:
        if not isinstance(value, list | tuple) or not 1 <= len(value) <= MAXIMUM_LIST_ITEMS:
            return self.refuse(
                path, "NOT_A_LIST", f"Give a list of 1 to {MAXIMUM_LIST_ITEMS:,} items."
            )
        scalar = _SCALARS[OperandKind(kind.value.removesuffix("s"))]
        parsed: list[Any] = [scalar(self, item, (*path, i)) for i, item in enumerate(value)]
        return tuple(parsed)

    def bounds(self, operand: tuple[Any, ...], path: Path) -> Operand:
        if None in operand:
            return None
        if len(operand) != 2 or operand[0] > operand[1]:  # noqa: PLR2004, a range has two ends
            return self.refuse(path, "BAD_RANGE", "BETWEEN takes two values, the lower one first.")
        return operand

    def text(self, value: object, path: Path) -> str | None:
        if isinstance(value, str) and 0 < len(value) <= MAXIMUM_TEXT_LENGTH:
            return value
        return self.refuse(
            path, "NOT_A_TEXT", f"Give a text of 1 to {MAXIMUM_TEXT_LENGTH} characters."
        )

    def number(self, value: object, path: Path) -> float | None:
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return value
        return self.refuse(path, "NOT_A_NUMBER", "Give a finite number.")

    def flag(self, value: object, path: Path) -> bool | None:
        if isinstance(value, bool):
            return value
        return self.refuse(path, "NOT_A_FLAG", "Give true or false.")

    def date(self, value: object, path: Path) -> datetime | None:
        moment = _as_moment(value)
        if moment is not None:
            return moment
        return self.refuse(
            path, "NOT_A_DATE", "Give a date such as 2026-11-23 or 2026-11-23T09:30:00+00:00."
        )

    def threshold(self, value: object, path: Path) -> Threshold | None:
        if isinstance(value, str) and _THRESHOLD.fullmatch(value):
            return Threshold(value)
        return self.refuse(
            path, "NOT_A_THRESHOLD", "Give the name of a threshold, such as orders.gap.median."
        )

    def name(self, value: object, path: Path) -> str | None:
        if isinstance(value, str) and _NAME.fullmatch(value):
            return value
        return self.refuse(
            path,
            "BAD_NAME",
            "Give a name of 1 to 64 letters, digits and underscores that starts with a letter.",
        )

    def member(self, enum: type[_E], value: object, path: Path) -> _E | None:
        if isinstance(value, enum):
            return value
        if isinstance(value, str) and value in enum.__members__:
            return enum[value]
        choices = ", ".join(enum.__members__)
        return self.refuse(path, "UNKNOWN_NAME", f"Give one of {choices}.")

    def single_key(
        self, source: object, path: Path, names: tuple[str, ...]
    ) -> tuple[str, object] | None:
        present = (
            [(key, value) for key, value in source.items() if value is not None]
            if isinstance(source, Mapping)
            else []
        )
        if len(present) == 1 and present[0][0] in names:
            return present[0]
        choices = ", ".join(names)
        return self.refuse(path, "NOT_ONE_OF", f"Give an object with exactly one of {choices}.")

    def refuse_unknown(self, source: Mapping[str, object], own: set[str], path: Path) -> None:
        for key, value in source.items():
            if key not in own and value is not None:
                self.refuse(
                    (*path, key),
                    "UNKNOWN_FIELD",
                    f"Not a field here; use {', '.join(sorted(own))}.",
                )

    def refuse(self, path: Path, code: str, message: str) -> None:
        self.problems.append(Problem(path, code, message))


_SCALARS: Final[dict[OperandKind, Callable[[_Parser, object, Path], Any]]] = {
    OperandKind.TEXT: _Parser.text,
    OperandKind.NUMBER: _Parser.number,
    OperandKind.FLAG: _Parser.flag,
    OperandKind.DATE: _Parser.date,
    OperandKind.THRESHOLD: _Parser.threshold,
}


def _as_moment(value: object) -> datetime | None:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return None
    if not isinstance(value, datetime):
        return None
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def rule_to_json(rule: Rule) -> dict[str, Any]:
    """Return the JSON form of `rule`: `parse_rule(rule_to_json(rule)) == rule`."""
    match rule:
        case AllOf(rules):
            return {"all": [rule_to_json(child) for child in rules]}
        case AnyOf(rules):
            return {"any": [rule_to_json(child) for child in rules]}
        case Not(child):
            return {"not": rule_to_json(child)}
        case InSegment(key):
            return {"segment": {"key": key}}
        case Condition(subject):
            branch, named = _subject_to_json(subject)
            return {branch: named | _test_to_json(rule)}


def _subject_to_json(subject: Subject) -> tuple[str, dict[str, Any]]:
    match subject:
        case Trait(name):
            return "trait", {"name": name}
        case Behaviour(feature, within_days):
            return "behaviour", _behaviour_to_json(feature, within_days)
        case Attribute():
            return "attribute", {"name": subject.value}
        case ContextFact():
            return "context", {"name": subject.value}
        case OrderStatistic():
            return "orders", {"name": subject.value}
        case SmartMetric():
            return "smart", {"name": subject.value}


def _behaviour_to_json(feature: Feature, within_days: int | None) -> dict[str, Any]:
    form: dict[str, Any] = {"event": feature.event.value}
    if feature.where:
        form["where"] = [{"property": c.name} | _test_to_json(c) for c in feature.where]
    if feature.measure is not Measure.COUNT:
        form |= {"measure": feature.measure.value, "property": feature.summed_property}
    if within_days is not None:
        form["withinDays"] = within_days
    return form


def _test_to_json(test: Condition | PropertyCondition) -> dict[str, Any]:
    form: dict[str, Any] = {"operator": test.operator.value}
    if test.operand is not None:
        form["value"] = _operand_to_json(test.operand)
    if test.ignore_case:
        form["ignoreCase"] = True
    return form


def _operand_to_json(operand: Any) -> dict[str, Any]:
    if isinstance(operand, Threshold):
        return {OperandKind.THRESHOLD.value: operand.name}
    if isinstance(operand, tuple):
        ((form, _),) = _operand_to_json(operand[0]).items()
        return {form + "s": [_operand_to_json(item)[form] for item in operand]}
    if isinstance(operand, bool):
        return {OperandKind.FLAG.value: operand}
    if isinstance(operand, str):
        return {OperandKind.TEXT.value: operand}
    if isinstance(operand, datetime):
        return {OperandKind.DATE.value: operand.isoformat()}
    return {OperandKind.NUMBER.value: operand}
