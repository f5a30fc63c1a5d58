"""Rules as JSON: the stored form, the import form, and the shape of the GraphQL `RuleInput`.

`parse_rule` reports every problem at once, each with its path in the tree.
`targeting.rule_writing.rule_to_json` is its inverse. `docs/rules.md` and `schema/rule.schema.json`
describe the form for people and for programs.

A rule is an object with exactly one of these keys:

    all, any        a list of rules
    not             a rule
    segment         {key}
    attribute       {name, operator, value?, ignoreCase?}      name of an `Attribute`
    trait           {name, operator, value?, ignoreCase?}      a custom attribute's own name
    context         {name, operator, value?, ignoreCase?}      name of a `ContextFact`
    queryParameter  {name, operator, value?, ignoreCase?}      a parameter of the page's address
    orders          {name, operator, value?, ignoreCase?}      name of an `OrderStatistic`
    smart           {name, operator, value?}                   name of a `SmartMetric`
    behaviour       {event, where?, measure?, property?, window?, operator, value?}
    sequence        {steps: [{event, where?}, ...], within?, window?}
    unfollowed      {event: {event, where?}, without: {event, where?}, window?}

`value` has exactly one of the keys of `OperandKind`, `window` one of last, between, thisSession;
durations are {amount, unit}.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Final, final

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
    Window,
)
from targeting.operand_parsing import OperandParser
from targeting.operators import CASE_SENSITIVE_ONLY, OPERANDS, OperandKind, Operator
from targeting.rules import AllOf, AnyOf, Condition, InSegment, Not, Rule
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
from targeting.values import Duration, InvalidInputError, Path, ValueKind

MAXIMUM_DEPTH: Final = 10
MAXIMUM_NODES: Final = 500
MAXIMUM_PROPERTY_CONDITIONS: Final = 20
MINIMUM_STEPS: Final = 2
MAXIMUM_STEPS: Final = 5

PARAMETER_NAME_PATTERN: Final = r"[^\s&=#?]{1,64}"
_PARAMETER_NAME: Final = re.compile(PARAMETER_NAME_PATTERN)
NAMED_SUBJECTS: Final[dict[str, type[Attribute | ContextFact | OrderStatistic | SmartMetric]]] = {
    "attribute": Attribute,
    "context": ContextFact,
    "orders": OrderStatistic,
    "smart": SmartMetric,
}
_BRANCHES: Final = ("all", "any", "not")
_LEAVES: Final = (
    "segment",
    "trait",
    "queryParameter",
    "behaviour",
    "sequence",
    "unfollowed",
    *NAMED_SUBJECTS,
)
NEEDS_A_MOMENT: Final = frozenset(
    {Operator.IS_DAY, Operator.IS_NOT_DAY, Operator.ANNIVERSARY_WITHIN_DAYS}
)
"""Operators whose answer changes from day to day; what an event was can't be tested by them."""

FIXED_FORMS: Final = frozenset(OperandKind) - {
    OperandKind.THRESHOLD,
    OperandKind.RELATIVE_DATE,
    OperandKind.RELATIVE_DATES,
}
"""What the property of an event can be compared with: nothing that changes after it happened."""


def parse_rule(source: object, path: Path = ()) -> Rule:
    """Return the rule that `source` describes.

    `path` is where the rule stands in a larger input; problems are reported below it.

    Raises:
        InvalidInputError: with every problem found, each naming its place, what is wrong and what
            would be right.
    """
    parser = _RuleParser()
    rule = parser.rule(source, path, depth=1)
    if rule is None or parser.problems:
        raise InvalidInputError(*parser.problems)
    return rule


@final
class _RuleParser(OperandParser):
    """One pass over one source, collecting problems; a node that has one yields `None`."""

    def __init__(self) -> None:
        super().__init__()
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
        match key:
            case "segment":
                return self.segment(source, path)
            case "behaviour":
                return self.behaviour(source, path)
            case "sequence":
                return self.sequence(source, path)
            case "unfollowed":
                return self.unfollowed(source, path)
            case _:
                subject = self.subject(key, source.get("name"), (*path, "name"))
                return None if subject is None else self.condition(subject, source, path)

    def subject(self, key: str, name: object, path: Path) -> Subject | None:
        if key == "trait":
            trait = self.name(name, path)
            return None if trait is None else Trait(trait)
        if key == "queryParameter":
            if isinstance(name, str) and _PARAMETER_NAME.fullmatch(name):
                return QueryParameter(name)
            return self.refuse(
                path, "BAD_NAME", "Give a parameter's name of 1 to 64 characters, such as coupon."
            )
        return self.member(NAMED_SUBJECTS[key], name, path)

    def segment(self, source: Mapping[str, object], path: Path) -> Rule | None:
        self.refuse_unknown(source, {"key"}, path)
        key = source.get("key")
        if not isinstance(key, str) or not key:
            return self.refuse((*path, "key"), "MISSING", "Name the segment by its key.")
        return InSegment(key)

    def behaviour(self, source: Mapping[str, object], path: Path) -> Rule | None:
        before = len(self.problems)
        event = self.member(EventKind, source.get("event"), (*path, "event"))
        given = source.get("measure")
        measure = self.member(Measure, "COUNT" if given is None else given, (*path, "measure"))
        where = self.where(source.get("where"), (*path, "where"))
        window = self.window(source.get("window"), (*path, "window"))
        measured = self.measured_property(source, measure, path)
        # Stand-ins where a part was refused, so that the problems of the test are reported as well.
        feature = Feature(
            event or EventKind.CUSTOM,
            where or (),
            (measure or Measure.COUNT).collected,
            measured,
            keeps_sessions=isinstance(window, ThisSession),
        )
        own = {"event", "where", "measure", "property", "window"}
        subject = Behaviour(feature, measure or Measure.COUNT, window)
        condition = self.condition(subject, source, path, own)
        return condition if len(self.problems) == before else None

    def measured_property(
        self, source: Mapping[str, object], measure: Measure | None, path: Path
    ) -> str | None:
        given = source.get("property")
        if measure is not None and measure.collected is not Collected.MOMENTS:
            return self.name(given, (*path, "property"))
        if given is not None and measure is not None:
            self.refuse(
                (*path, "property"),
                "NOT_ALLOWED",
                "Only SUM, AVERAGE and DISTINCT take a property.",
            )
        return None

    def sequence(self, source: Mapping[str, object], path: Path) -> Rule | None:
        self.refuse_unknown(source, {"steps", "within", "window"}, path)
        before = len(self.problems)
        steps = source.get("steps")
        if not isinstance(steps, list | tuple) or not MINIMUM_STEPS <= len(steps) <= MAXIMUM_STEPS:
            self.refuse(
                (*path, "steps"), "NOT_A_LIST", f"Give {MINIMUM_STEPS} to {MAXIMUM_STEPS} steps."
            )
            steps = ()
        features = [self.step(step, (*path, "steps", n)) for n, step in enumerate(steps)]
        within = None
        if source.get("within") is not None:
            within = self.duration(source.get("within"), (*path, "within"))
        window = self.fixed_window(source.get("window"), (*path, "window"))
        known = tuple(feature for feature in features if feature is not None)
        return InOrder(known, within, window) if len(self.problems) == before else None

    def unfollowed(self, source: Mapping[str, object], path: Path) -> Rule | None:
        self.refuse_unknown(source, {"event", "without", "window"}, path)
        before = len(self.problems)
        event = self.step(source.get("event"), (*path, "event"))
        without = self.step(source.get("without"), (*path, "without"))
        window = self.fixed_window(source.get("window"), (*path, "window"))
        if event is None or without is None or len(self.problems) > before:
            return None
        return Unfollowed(event, without, window)

    def step(self, source: object, path: Path) -> Feature | None:
        if not isinstance(source, Mapping):
            return self.refuse(path, "NOT_AN_OBJECT", "Give an object with event and where.")
        self.refuse_unknown(source, {"event", "where"}, path)
        event = self.member(EventKind, source.get("event"), (*path, "event"))
        where = self.where(source.get("where"), (*path, "where"))
        return None if event is None or where is None else Feature(event, where)

    def duration(self, source: object, path: Path) -> Duration | None:
        found = self.distance(source, path, lowest=1)
        return None if found is None else Duration(*found)

    def fixed_window(self, source: object, path: Path) -> Last | Period | None:
        window = self.window(source, path)
        if isinstance(window, ThisSession):
            return self.refuse(path, "NOT_ALLOWED", "Use last or between here.")
        return window

    def window(self, source: object, path: Path) -> Window:
        if source is None:
            return None
        single = self.single_key(source, path, ("last", "between", "thisSession"))
        if single is None:
            return None
        key, value = single
        if key == "last":
            duration = self.duration(value, (*path, "last"))
            return None if duration is None else Last(duration)
        if key == "between":
            return self.period(value, (*path, "between"))
        if value is not True:
            return self.refuse((*path, "thisSession"), "NOT_TRUE", "Give true, or leave it out.")
        return ThisSession()

    def period(self, source: object, path: Path) -> Period | None:
        if not isinstance(source, Mapping):
            return self.refuse(path, "NOT_AN_OBJECT", "Give an object with from and to.")
        self.refuse_unknown(source, {"from", "to"}, path)
        first, last = source.get("from"), source.get("to")
        if first is None and last is None:
            return self.refuse(path, "MISSING", "Give from, to or both.")
        start = None if first is None else self.date(first, (*path, "from"))
        end = None if last is None else self.date(last, (*path, "to"))
        if start is not None and end is not None and start >= end:
            return self.refuse(path, "BAD_RANGE", "from must lie before to.")
        return Period(start, end)

    def where(self, source: object, path: Path) -> tuple[PropertyCondition, ...] | None:
        if source is None:
            return ()
        if not isinstance(source, list | tuple) or len(source) > MAXIMUM_PROPERTY_CONDITIONS:
            return self.refuse(
                path,
                "NOT_A_LIST",
                f"Give a list of at most {MAXIMUM_PROPERTY_CONDITIONS} property conditions.",
            )
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
        condition = self.condition(Trait(name), source, path, {"property"}, is_of_event=True)
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
        *,
        is_of_event: bool = False,
    ) -> Condition | None:
        self.refuse_unknown(source, {"operator", "value", "ignoreCase"} | subject_fields, path)
        operator = self.member(Operator, source.get("operator"), (*path, "operator"))
        if operator is None:
            return None
        ignore_case = self.ignore_case(source.get("ignoreCase"), operator, path)
        kind = value_kind(subject)
        allowed = self.allowed_operands(operator, kind, path, is_of_event=is_of_event)
        if allowed is None or ignore_case is None:
            return None
        before = len(self.problems)
        operand = self.operand(source.get("value"), allowed, operator, kind, (*path, "value"))
        if len(self.problems) > before:
            return None
        return Condition(subject, operator, operand, ignore_case)

    def ignore_case(self, source: object, operator: Operator, path: Path) -> bool | None:
        ignore_case = False if source is None else source
        if not isinstance(ignore_case, bool):
            return self.refuse((*path, "ignoreCase"), "NOT_A_FLAG", "Give true or false.")
        if ignore_case and operator in CASE_SENSITIVE_ONLY:
            return self.refuse(
                (*path, "ignoreCase"),
                "NOT_ALLOWED",
                f"{operator.value} knows no case; leave it out.",
            )
        return ignore_case

    def allowed_operands(
        self, operator: Operator, kind: ValueKind | None, path: Path, *, is_of_event: bool
    ) -> tuple[OperandKind, ...] | None:
        if is_of_event and operator in NEEDS_A_MOMENT:
            return self.refuse(
                (*path, "operator"),
                "OPERATOR_NOT_ALLOWED",
                f"{operator.value} can't be used on an event's property.",
            )
        by_kind = OPERANDS[operator]
        if kind is None:  # a trait is of whatever kind it is compared with, but of the store's own
            forms = dict.fromkeys(form for forms in by_kind.values() for form in forms)
            wanted = FIXED_FORMS if is_of_event else frozenset(forms) - {OperandKind.THRESHOLD}
            return tuple(form for form in forms if form in wanted)
        if kind in by_kind:
            return by_kind[kind]
        fitting = ", ".join(op.value for op in Operator if kind in OPERANDS[op])
        return self.refuse(
            (*path, "operator"),
            "OPERATOR_NOT_ALLOWED",
            f"{operator.value} can't be used on a {kind.value} value; use one of {fitting}.",
        )
