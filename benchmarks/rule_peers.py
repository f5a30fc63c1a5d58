"""Other rule engines, each asked Segue's own rules in its own language.

Each gets its rules ready beforehand as well as its public interface allows, and then for each visitor
what its users must make for each visitor. Its packages are in `requirements-peers.lock`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import chain, product
from typing import Any, Final, TypeAlias, final

from benchmarks.rule_cases import FIELDS, RULES, RULES_WITHOUT_VERSIONS, Shopper
from targeting.operators import Operator
from targeting.predicates import SegmentCatalog, compile_rule
from targeting.rules import AllOf, AnyOf, Condition, Not, Rule

Answers: TypeAlias = Callable[[Shopper], list[bool]]
"""Answers all rules for one visitor."""


@final
@dataclass(frozen=True, slots=True)
class Peer:
    """An engine beside ours.

    Attributes:
        key: of the ratio; of several with one key the fastest counts.
        prepare: makes its rules ready, and returns what is timed.
        rules: those that it can express.
        timed: what each visitor costs beside answering the rules.
        repeats: how often a round asks everything, so that rounds of fast engines aren't too short.
    """

    name: str
    key: str
    prepare: Callable[[Sequence[Rule]], Answers]
    rules: Sequence[Rule]
    timed: str
    repeats: int = 1


def segue(rules: Sequence[Rule]) -> Answers:
    """Return Segue's predicates, compiled one by one: nothing is shared between rules."""
    predicates = [compile_rule(rule) for rule in rules]

    def answer(shopper: Shopper) -> list[bool]:
        evaluation = shopper.evaluation()
        return [predicate(evaluation) for predicate in predicates]

    return answer


def segue_alone(rules: Sequence[Rule]) -> Answers:
    """Return the same with a new `Evaluation` for each rule, as if it were the only one."""
    predicates = [compile_rule(rule) for rule in rules]
    return lambda shopper: [predicate(shopper.evaluation()) for predicate in predicates]


def segue_together(rules: Sequence[Rule]) -> Answers:
    """Return all of them in one catalog, as the product has them, which names those that hold."""
    catalog = SegmentCatalog({str(number): rule for number, rule in enumerate(rules)})
    keys = catalog.keys

    def answer(shopper: Shopper) -> list[bool]:
        held = set(catalog.memberships(shopper.evaluation()))
        return [key in held for key in keys]

    return answer


def _field(condition: Condition) -> str:
    return FIELDS[condition.subject]


def _growthbook(rules: Sequence[Rule]) -> Answers:
    evaluate: Any = import_module("growthbook.core").evalCondition
    conditions = [_growthbook_condition(rule) for rule in rules]

    def answer(shopper: Shopper) -> list[bool]:
        values = shopper.values
        return [evaluate(values, condition) for condition in conditions]

    return answer


def _growthbook_features(rules: Sequence[Rule]) -> Answers:
    features = {
        f"rule-{number}": {
            "defaultValue": False,
            "rules": [{"condition": _growthbook_condition(rule), "force": True}],
        }
        for number, rule in enumerate(rules)
    }
    client: Any = import_module("growthbook").GrowthBook(features=features)

    def answer(shopper: Shopper) -> list[bool]:
        client.set_attributes(shopper.values)
        return [client.is_on(name) for name in features]

    return answer


def _growthbook_condition(rule: Rule) -> dict[str, Any]:
    match rule:
        case AllOf(children):
            parts = [_growthbook_condition(child) for child in children]
            merged = dict(chain.from_iterable(part.items() for part in parts))
            return merged if len(merged) == sum(map(len, parts)) else {"$and": parts}
        case AnyOf(children):
            return {"$or": [_growthbook_condition(child) for child in children]}
        case Not(child):
            return {"$not": _growthbook_condition(child)}
        case Condition(_, operator, operand):
            return {_field(rule): _growthbook_test(operator, operand)}
        case _:
            raise ValueError(f"{rule} isn't in the benchmark")


def _growthbook_test(operator: Operator, operand: Any) -> Any:
    match operator:
        case Operator.EQUAL:
            return operand
        case Operator.IN | Operator.HAS_ANY:
            return {"$in": list(operand)}
        case Operator.CONTAINS | Operator.STARTS_WITH | Operator.ENDS_WITH:
            return {"$regex": _regex(operator, operand)}
        case Operator.VERSION_GREATER_OR_EQUAL:
            return {"$vgte": operand}
        case _:
            return {_GROWTHBOOK_ORDER[operator]: operand}


def _regex(operator: Operator, text: str) -> str:
    start = "^" if operator is Operator.STARTS_WITH else ""
    return f"{start}{re.escape(text)}{'$' if operator is Operator.ENDS_WITH else ''}"


_GROWTHBOOK_ORDER: Final = {
    Operator.LESS: "$lt",
    Operator.LESS_OR_EQUAL: "$lte",
    Operator.GREATER: "$gt",
    Operator.GREATER_OR_EQUAL: "$gte",
}


def _unleash(rules: Sequence[Rule]) -> Answers:
    engine: Any = import_module("yggdrasil_engine.engine").UnleashEngine()
    names = [f"rule-{number}" for number in range(len(rules))]
    features = [
        {"name": name, "enabled": True, "strategies": _strategies(rule)}
        for name, rule in zip(names, rules, strict=True)
    ]
    engine.take_state(json.dumps({"version": 2, "features": features}))

    def answer(shopper: Shopper) -> list[bool]:
        context = {"properties": _as_texts(shopper.values)}
        return [engine.check_enabled(name, context).is_enabled for name in names]

    return answer


def _as_texts(values: Mapping[str, Any]) -> dict[str, str]:
    """Return values as texts; a list as one text that each item can be searched in."""
    return {
        name: f",{','.join(value)}," if isinstance(value, list) else str(value)
        for name, value in values.items()
    }


_Literal: TypeAlias = tuple[Condition, bool]


def _strategies(rule: Rule) -> list[dict[str, Any]]:
    """Return one strategy for each way to fulfil the rule: strategies are Unleash's only OR."""
    return [
        {
            "name": "default",
            "parameters": {},
            "constraints": [
                _constraint(condition, inverted=not is_met) for condition, is_met in way
            ],
        }
        for way in _ways(rule, is_met=True)
    ]


def _ways(rule: Rule, *, is_met: bool) -> list[tuple[_Literal, ...]]:
    match rule:
        case Not(child):
            return _ways(child, is_met=not is_met)
        case AllOf(children) | AnyOf(children):
            ways = [_ways(child, is_met=is_met) for child in children]
            if isinstance(rule, AllOf) is is_met:
                return [tuple(chain.from_iterable(parts)) for parts in product(*ways)]
            return list(chain.from_iterable(ways))
        case Condition():
            return [((rule, is_met),)]
        case _:
            raise ValueError(f"{rule} isn't in the benchmark")


def _constraint(condition: Condition, *, inverted: bool) -> dict[str, Any]:
    operator, operand = condition.operator, condition.operand
    constraint: dict[str, Any] = {"contextName": _field(condition), "inverted": inverted}
    match operator:
        case Operator.EQUAL if isinstance(operand, str):
            return constraint | {"operator": "IN", "values": [operand]}
        case Operator.IN:
            return constraint | {"operator": "IN", "values": list(_texts(operand))}
        case Operator.HAS_ANY:
            items = [f",{item}," for item in _texts(operand)]
            return constraint | {"operator": "STR_CONTAINS", "values": items}
        case Operator.CONTAINS | Operator.STARTS_WITH | Operator.ENDS_WITH:
            return constraint | {"operator": f"STR_{operator.value}", "values": [operand]}
        case Operator.VERSION_GREATER_OR_EQUAL:
            less = constraint | {"operator": "SEMVER_LT", "value": operand}
            return less | {"inverted": not inverted}
        case _:
            return constraint | {"operator": _UNLEASH_ORDER[operator], "value": str(operand)}


def _texts(operand: Any) -> tuple[str, ...]:
    return tuple(operand)


_UNLEASH_ORDER: Final = {
    Operator.EQUAL: "NUM_EQ",
    Operator.LESS: "NUM_LT",
    Operator.LESS_OR_EQUAL: "NUM_LTE",
    Operator.GREATER: "NUM_GT",
    Operator.GREATER_OR_EQUAL: "NUM_GTE",
}


def _flagsmith(rules: Sequence[Rule]) -> Answers:
    matches: Any = import_module("flag_engine.segments.evaluator").is_context_in_segment
    segments = [
        {"key": str(number), "name": str(number), "rules": [_flagsmith_rule(rule)]}
        for number, rule in enumerate(rules)
    ]

    def answer(shopper: Shopper) -> list[bool]:
        traits = {**shopper.values, "interests": f",{','.join(shopper.values['interests'])},"}
        identifier = shopper.visitor.visitor_id
        context = {
            "environment": {"key": "shop", "name": "shop"},
            "identity": {"identifier": identifier, "key": identifier, "traits": traits},
        }
        return [matches(context, segment) for segment in segments]

    return answer


def _flagsmith_rule(rule: Rule) -> dict[str, Any]:
    match rule:
        case AllOf(children):
            return _flagsmith_branch("ALL", children)
        case AnyOf(children):
            return _flagsmith_branch("ANY", children)
        case Not(AnyOf(children)):
            return _flagsmith_branch("NONE", children)
        case Not(child):
            return _flagsmith_branch("NONE", (child,))
        case Condition(_, Operator.HAS_ANY, operand):
            conditions = [
                {"operator": "CONTAINS", "property": _field(rule), "value": f",{item},"}
                for item in _texts(operand)
            ]
            return {"type": "ANY", "conditions": conditions}
        case Condition():
            return {"type": "ALL", "conditions": [_flagsmith_condition(rule)]}
        case _:
            raise ValueError(f"{rule} isn't in the benchmark")


def _flagsmith_branch(kind: str, children: Sequence[Rule]) -> dict[str, Any]:
    leaves = [c for c in children if isinstance(c, Condition) and c.operator != Operator.HAS_ANY]
    # A rule's conditions and its rules must both match, so that only ALL may have both.
    if kind != "ALL" and len(leaves) < len(children):
        return {"type": kind, "rules": [_flagsmith_rule(child) for child in children]}
    return {
        "type": kind,
        "conditions": [_flagsmith_condition(leaf) for leaf in leaves],
        "rules": [_flagsmith_rule(child) for child in children if child not in leaves],
    }


def _flagsmith_condition(condition: Condition) -> dict[str, Any]:
    operator = condition.operator
    value: Any = condition.operand
    name = _FLAGSMITH_OPERATORS.get(operator, operator.value)
    if operator is Operator.IN:
        value = list(_texts(value))
    elif operator in {Operator.STARTS_WITH, Operator.ENDS_WITH}:
        anything = ".*" if operator is Operator.ENDS_WITH else ""
        value = f"{anything}{_regex(operator, str(value))}"
    elif operator is Operator.VERSION_GREATER_OR_EQUAL:
        value = f"{value}:semver"
    else:
        value = str(value)
    return {"operator": name, "property": _field(condition), "value": value}


_FLAGSMITH_OPERATORS: Final = {
    Operator.LESS: "LESS_THAN",
    Operator.LESS_OR_EQUAL: "LESS_THAN_INCLUSIVE",
    Operator.GREATER: "GREATER_THAN",
    Operator.GREATER_OR_EQUAL: "GREATER_THAN_INCLUSIVE",
    Operator.STARTS_WITH: "REGEX",
    Operator.ENDS_WITH: "REGEX",
    Operator.VERSION_GREATER_OR_EQUAL: "GREATER_THAN_INCLUSIVE",
}


def _json_logic(rules: Sequence[Rule]) -> Answers:
    apply: Any = import_module("json_logic").jsonLogic
    logics = [_logic(rule) for rule in rules]
    return lambda shopper: [bool(apply(logic, shopper.values)) for logic in logics]


def _logic(rule: Rule) -> dict[str, Any]:
    match rule:
        case AllOf(children):
            return {"and": [_logic(child) for child in children]}
        case AnyOf(children):
            return {"or": [_logic(child) for child in children]}
        case Not(child):
            return {"!": [_logic(child)]}
        case Condition(_, operator, operand):
            return _logic_test({"var": _field(rule)}, operator, operand)
        case _:
            raise ValueError(f"{rule} isn't in the benchmark")


def _logic_test(value: dict[str, Any], operator: Operator, operand: Any) -> dict[str, Any]:
    match operator:
        case Operator.IN:
            return {"in": [value, list(operand)]}
        case Operator.HAS_ANY:
            tests = [{"in": [item, value]} for item in operand]
            return tests[0] if len(tests) == 1 else {"or": tests}
        case Operator.CONTAINS:
            return {"in": [operand, value]}
        case Operator.STARTS_WITH:
            return {"===": [{"substr": [value, 0, len(operand)]}, operand]}
        case Operator.ENDS_WITH:
            return {"===": [{"substr": [value, -len(operand)]}, operand]}
        case _:
            return {_LOGIC_ORDER[operator]: [value, operand]}


_LOGIC_ORDER: Final = {
    Operator.EQUAL: "===",
    Operator.LESS: "<",
    Operator.LESS_OR_EQUAL: "<=",
    Operator.GREATER: ">",
    Operator.GREATER_OR_EQUAL: ">=",
}


def _cel_python(rules: Sequence[Rule]) -> Answers:
    celpy: Any = import_module("celpy")
    environment = celpy.Environment(runner_class=celpy.CompiledRunner)
    programs = [environment.program(environment.compile(_expression(rule))) for rule in rules]

    def answer(shopper: Shopper) -> list[bool]:
        activation = celpy.json_to_cel(shopper.values)
        return [bool(program.evaluate(activation)) for program in programs]

    return answer


def _cel_rust(rules: Sequence[Rule]) -> Answers:
    cel: Any = import_module("cel")
    programs = [cel.compile(_expression(rule)) for rule in rules]

    def answer(shopper: Shopper) -> list[bool]:
        context = cel.Context(variables=shopper.values)
        return [program.execute(context) for program in programs]

    return answer


def _expression(rule: Rule) -> str:
    match rule:
        case AllOf(children):
            return f"({' && '.join(map(_expression, children))})"
        case AnyOf(children):
            return f"({' || '.join(map(_expression, children))})"
        case Not(child):
            return f"!({_expression(child)})"
        case Condition(_, operator, operand):
            return _cel_test(_field(rule), operator, operand)
        case _:
            raise ValueError(f"{rule} isn't in the benchmark")


def _cel_test(field: str, operator: Operator, operand: Any) -> str:
    match operator:
        case Operator.IN:
            return f"{field} in {json.dumps(list(operand))}"
        case Operator.HAS_ANY:
            return f"({' || '.join(f'{json.dumps(item)} in {field}' for item in operand)})"
        case Operator.CONTAINS:
            return f"{field}.contains({json.dumps(operand)})"
        case Operator.STARTS_WITH:
            return f"{field}.startsWith({json.dumps(operand)})"
        case Operator.ENDS_WITH:
            return f"{field}.endsWith({json.dumps(operand)})"
        case _:
            order = {**_LOGIC_ORDER, Operator.EQUAL: "=="}[operator]
            return f"{field} {order} {json.dumps(operand)}"


PEERS: Final = (
    Peer(
        "GrowthBook, its conditions alone",
        "growthbook_conditions",
        _growthbook,
        RULES,
        "nothing",
        3,
    ),
    Peer("GrowthBook, is_on", "growthbook", _growthbook_features, RULES, "set_attributes", 3),
    Peer("Unleash (Yggdrasil)", "unleash", _unleash, RULES, "its values as texts", 3),
    Peer("Flagsmith", "flagsmith", _flagsmith, RULES, "a context with traits"),
    Peer("json-logic (panzi)", "json_logic", _json_logic, RULES_WITHOUT_VERSIONS, "nothing"),
    Peer("CEL (cel-python)", "cel", _cel_python, RULES_WITHOUT_VERSIONS, "CEL values"),
    Peer("CEL (Rust)", "cel", _cel_rust, RULES_WITHOUT_VERSIONS, "a context", 3),
)
