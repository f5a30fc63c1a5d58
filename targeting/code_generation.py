"""From a node of the rule graph to a Python function, by writing its source.

The source has names only: operands, readers and other predicates arrive as arguments of the function
that makes the predicate, so nothing that a marketer wrote is ever part of code. Rules of the same
shape share one piece of code, which is what makes publishing fast.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final, TypeAlias, final

from targeting.behaviour import Behaviour
from targeting.evaluation import Evaluation, reader_of, resolved_test
from targeting.letter_case import fold_case
from targeting.operators import CASE_SENSITIVE_ONLY, Operator, total_test
from targeting.rule_graph import Node, NodeKind, RuleGraph
from targeting.rules import (
    Condition,
    RelativeDate,
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

Predicate: TypeAlias = Callable[[Evaluation], bool]

_WORTH_REMEMBERING: Final = 150.0
"""A sub-expression that takes less is evaluated again rather than looked up."""

_ORDER_ATTRIBUTES: Final = {
    OrderStatistic.COUNT: "count",
    OrderStatistic.REVENUE: "revenue",
    OrderStatistic.AVERAGE_VALUE: "average_value",
    OrderStatistic.UNITS_PER_ORDER: "units_per_order",
    OrderStatistic.DISCOUNTED_SHARE: "discounted_share",
    OrderStatistic.FIRST_AT: "first_at",
    OrderStatistic.LAST_AT: "last_at",
    OrderStatistic.MEDIAN_GAP_DAYS: "median_gap_days",
    OrderStatistic.PRODUCTS: "products",
    OrderStatistic.CATEGORIES: "categories",
    OrderStatistic.BRANDS: "brands",
}
_VISITOR_ATTRIBUTES: Final = {
    Attribute.REGISTERED: "is_registered",
    Attribute.FIRST_SEEN: "first_seen_at",
    Attribute.LAST_SEEN: "last_seen_at",
    Attribute.SESSIONS: "sessions",
}
_DERIVED_ATTRIBUTES: Final = frozenset(
    {
        Attribute.AGE,
        Attribute.EMAIL_SUBSCRIBER,
        Attribute.PUSH_SUBSCRIBER,
        Attribute.DAYS_SINCE_FIRST_SEEN,
        Attribute.DAYS_SINCE_LAST_SEEN,
    }
)
_OF_THE_MOMENT: Final = frozenset(
    {ContextFact.NOW, ContextFact.LOCAL_HOUR, ContextFact.LOCAL_WEEKDAY}
)
_PLACES: Final = {
    "d": "e.declared",
    "t": "e.traits",
    "c": "e.context",
    "q": "e.query_parameters",
    "o": "e.orders",
    "u": "e.visitor",
    "g": "e.derived",
    "m": "e.known",
    "h": "e.thresholds.named",
}
"""Local variables of the generated function, and what they hold."""

_COMPARISONS: Final = {
    Operator.EQUAL: "==",
    Operator.LESS: "<",
    Operator.LESS_OR_EQUAL: "<=",
    Operator.GREATER: ">",
    Operator.GREATER_OR_EQUAL: ">=",
}
_GLOBALS: Final[dict[str, Any]] = {
    "N": frozenset({int, float}),
    "D": datetime,
    "F": fold_case,
    "str": str,
    "tuple": tuple,
    "__builtins__": {},
}

_subject_numbers: Final = itertools.count()


@final
class Compiler:
    """Compiles the nodes of one graph; equal sub-expressions are worked out once per evaluation."""

    def __init__(self, graph: RuleGraph) -> None:
        self._graph = graph
        self._readers: dict[Subject, tuple[int, Callable[[Evaluation], Any]]] = {}

    def predicate(self, node: Node) -> Predicate:
        """Return the node's predicate: total, and remembered where that is worthwhile."""
        if node.predicate is None:
            node.predicate = self._compiled(node)
        return node.predicate

    def _compiled(self, node: Node) -> Predicate:
        source = _Source(self)
        expression = source.node(node, is_root=True)
        if self.is_remembered(node):
            number = source.constant(node.number)
            source.places.add("m")
            body = [
                f"if (r := m.get({number})) is not None: return r",
                f"r = m[{number}] = {expression}",
                "return r",
            ]
        else:
            body = [f"return {expression}"]
        text = source.text(body)
        predicate: Predicate = _factory(text)(*source.constants)
        return predicate

    def is_remembered(self, node: Node) -> bool:
        """Say whether evaluations keep the node's outcome."""
        return node.uses > 1 and node.cost >= _WORTH_REMEMBERING

    def remembering_reader(
        self, subject: Subject
    ) -> tuple[int | None, Callable[[Evaluation], Any]]:
        """Return how to read a subject that takes work, and where evaluations keep its value."""
        if self._graph.uses_of(subject) <= 1:
            return None, reader_of(subject)
        if subject not in self._readers:
            number, read = next(_subject_numbers), reader_of(subject)

            def remember(evaluation: Evaluation) -> Any:
                value = evaluation.derived[number] = read(evaluation)
                return value

            self._readers[subject] = number, remember
        return self._readers[subject]


@lru_cache(maxsize=4_096)
def _factory(text: str) -> Callable[..., Predicate]:
    namespace = dict(_GLOBALS)
    exec(compile(text, "<rule>", "exec"), namespace)  # noqa: S102, the text has names of ours only
    factory: Callable[..., Predicate] = namespace["make"]
    return factory


@final
class _Source:
    """The source of one predicate while it is written."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self.constants: list[Any] = []
        self.places: set[str] = set()

    def constant(self, value: Any) -> str:
        self.constants.append(value)
        return f"k{len(self.constants) - 1}"

    def place(self, name: str) -> str:
        self.places.add(name)
        return name

    def text(self, body: list[str]) -> str:
        names = ", ".join(f"k{position}" for position in range(len(self.constants)))
        prelude = [f"{name} = {_PLACES[name]}" for name in sorted(self.places)]
        lines = "\n".join(f"        {line}" for line in [*prelude, *body])
        return f"def make({names}):\n    def predicate(e):\n{lines}\n    return predicate\n"

    def node(self, node: Node, *, is_root: bool = False) -> str:
        if not is_root and self._compiler.is_remembered(node):
            number = self.constant(node.number)
            predicate = self.constant(self._compiler.predicate(node))
            return f"({predicate}(e) if (r := {self.place('m')}.get({number})) is None else r)"
        match node.kind:
            case NodeKind.ALWAYS:
                return "True"
            case NodeKind.NEVER:
                return "False"
            case NodeKind.NOT:
                return f"(not {self.node(node.children[0])})"
            case NodeKind.ALL:
                return f"({' and '.join(map(self.node, node.children))})"
            case NodeKind.ANY:
                return f"({' or '.join(map(self.node, node.children))})"
            case NodeKind.LEAF:
                return f"({self.leaf(node)})"

    def leaf(self, node: Node) -> str:
        match node.leaf:
            case Condition():
                return self.condition(node.leaf)
            case InOrder() | Unfollowed() as order:
                return f"{self.constant(order.holds)}(e.streams, e.moment.now_ms)"
            case None:
                raise AssertionError("a leaf has a rule")

    def condition(self, condition: Condition) -> str:
        write = _WRITERS.get(condition.operator)
        written = write(self, condition) if write else None
        return written or self.called(condition)

    def called(self, condition: Condition) -> str:
        """Write a call of the reference implementation of a less common operator."""
        needs_evaluation = condition.operator in {
            Operator.IS_DAY,
            Operator.ANNIVERSARY_WITHIN_DAYS,
        } or isinstance(condition.operand, RelativeDate | Threshold)
        if needs_evaluation:
            return f"{self.constant(_evaluated(condition))}(e)"
        test = total_test(condition.operator, condition.operand, ignore_case=condition.ignore_case)
        return f"{self.constant(test)}({self.read(condition.subject)})"

    def read(self, subject: Subject) -> str:
        match subject:
            case Trait(name):
                return f"{self.place('t')}.get({self.constant(name)})"
            case QueryParameter(name):
                return f"{self.place('q')}.get({self.constant(name)})"
            case ContextFact() if subject not in _OF_THE_MOMENT:
                return f"{self.place('c')}.get({self.constant(subject.value)})"
            case Attribute() if subject in _VISITOR_ATTRIBUTES:
                return f"{self.place('u')}.{_VISITOR_ATTRIBUTES[subject]}"
            case Attribute() if subject not in _DERIVED_ATTRIBUTES:
                return f"{self.place('d')}.get({self.constant(subject.value)})"
            case OrderStatistic() if subject in _ORDER_ATTRIBUTES:
                return f"{self.place('o')}.{_ORDER_ATTRIBUTES[subject]}"
            case Attribute.AGE:
                return self.age()
            case _:
                return self.derived(subject)

    def age(self) -> str:
        """Write the reading of the age, which mostly was declared as such."""
        birth_date, age = self.constant("BIRTH_DATE"), self.constant("AGE")
        place, by_birth_date = self.place("d"), self.derived(Attribute.AGE)
        declared = f"n if (n := {place}.get({age})).__class__ in N else None"
        return f"({by_birth_date} if {birth_date} in {place} else {declared})"

    def derived(self, subject: Subject) -> str:
        number, read = self._compiler.remembering_reader(subject)
        reader = self.constant(read)
        if number is None:
            return f"{reader}(e)"
        key = self.constant(number)
        place = self.place("g")
        return f"({place}[{key}] if {key} in {place} else {reader}(e))"


def _evaluated(condition: Condition) -> Predicate:
    read = reader_of(condition.subject)

    def holds(evaluation: Evaluation) -> bool:
        test = resolved_test(condition, evaluation)
        return test is not None and test(read(evaluation))

    return holds


_ALWAYS_A_NUMBER: Final = (OrderStatistic, SmartMetric, Behaviour)
"""Subjects whose value is of the right kind whenever there is one: they aren't declared by anybody."""


def _number_check(subject: Subject) -> str:
    return "is not None" if isinstance(subject, _ALWAYS_A_NUMBER) else ".__class__ in N"


def _checked(source: _Source, subject: Subject, check: str) -> str:
    """Write the reading of a value into `v` and the test that it is of the right kind."""
    read = source.read(subject)
    glue = "" if check.startswith(".") else " "
    return f"(v := {read}){glue}{check}"


def _comparison(source: _Source, condition: Condition) -> str | None:
    sign = _COMPARISONS[condition.operator]
    subject, operand = condition.subject, condition.operand
    match operand:
        case bool():
            return f"{source.read(subject)} is {operand}"
        case int() | float():
            number = source.constant(operand)
            if subject in {OrderStatistic.COUNT, OrderStatistic.REVENUE}:
                return f"{source.read(subject)} {sign} {number}"
            return f"{_checked(source, subject, _number_check(subject))} and v {sign} {number}"
        case str():
            return _text_equality(source, condition, operand)
        case datetime():
            moment = source.constant(operand)
            return f"{_checked(source, subject, '.__class__ is D')} and v {sign} {moment}"
        case RelativeDate():
            distance = source.constant(timedelta(milliseconds=operand.milliseconds))
            known = _checked(source, subject, ".__class__ is D")
            return f"{known} and v {sign} e.now + {distance}"
        case Threshold(name):
            known = _checked(source, subject, _number_check(subject))
            figure = f"(w := {source.place('h')}.get({source.constant(name)}))"
            return f"{known} and {figure} is not None and v {sign} w"
        case _:
            return None


def _text_equality(source: _Source, condition: Condition, text: str) -> str:
    if not condition.ignore_case:
        return f"{source.read(condition.subject)} == {source.constant(text)}"
    known = _checked(source, condition.subject, ".__class__ is str")
    return f"{known} and F(v) == {source.constant(fold_case(text))}"


def _membership(source: _Source, condition: Condition) -> str | None:
    operand = condition.operand
    if not isinstance(operand, tuple):
        return None
    if isinstance(operand[0], str):
        known = _checked(source, condition.subject, ".__class__ is str")
        fold = condition.ignore_case
        texts = frozenset(fold_case(str(t)) if fold else t for t in operand)
        return f"{known} and {'F(v)' if fold else 'v'} in {source.constant(texts)}"
    known = _checked(source, condition.subject, _number_check(condition.subject))
    return f"{known} and v in {source.constant(frozenset(operand))}"


def _range(source: _Source, condition: Condition) -> str | None:
    operand = condition.operand
    if not isinstance(operand, tuple):
        return None
    low, high = operand
    if isinstance(low, RelativeDate) and isinstance(high, RelativeDate):
        distances = [
            source.constant(timedelta(milliseconds=end.milliseconds)) for end in (low, high)
        ]
        known = _checked(source, condition.subject, ".__class__ is D")
        return f"{known} and e.now + {distances[0]} <= v <= e.now + {distances[1]}"
    is_moment = isinstance(low, datetime)
    check = ".__class__ is D" if is_moment else _number_check(condition.subject)
    known = _checked(source, condition.subject, check)
    return f"{known} and {source.constant(low)} <= v <= {source.constant(high)}"


def _text_parts(operand: Any, *, ignore_case: bool) -> tuple[str, ...]:
    parts = (operand,) if isinstance(operand, str) else tuple(operand)
    return tuple(fold_case(part) for part in parts) if ignore_case else parts


def _containing(source: _Source, condition: Condition) -> str | None:
    parts = _text_parts(condition.operand, ignore_case=condition.ignore_case)
    if len(parts) != 1:
        return None
    known = _checked(source, condition.subject, ".__class__ is str")
    return f"{known} and {source.constant(parts[0])} in {'F(v)' if condition.ignore_case else 'v'}"


def _affix(source: _Source, condition: Condition) -> str:
    parts = _text_parts(condition.operand, ignore_case=condition.ignore_case)
    method = "startswith" if condition.operator is Operator.STARTS_WITH else "endswith"
    known = _checked(source, condition.subject, ".__class__ is str")
    value = "F(v)" if condition.ignore_case else "v"
    return f"{known} and {value}.{method}({source.constant(parts)})"


def _lists(source: _Source, condition: Condition) -> str | None:
    operand = condition.operand
    if condition.ignore_case or not isinstance(operand, tuple):
        return None
    wanted = source.constant(frozenset(operand))
    known = _checked(source, condition.subject, ".__class__ is tuple")
    if condition.operator is Operator.HAS_ANY:
        return f"{known} and not {wanted}.isdisjoint(v)"
    return f"{known} and {wanted}.issubset(v)"


def _existence(source: _Source, condition: Condition) -> str:
    return f"{source.read(condition.subject)} is not None"


_WRITERS: Final[dict[Operator, Callable[[_Source, Condition], str | None]]] = {
    **dict.fromkeys(_COMPARISONS, _comparison),
    Operator.IN: _membership,
    Operator.BETWEEN: _range,
    Operator.CONTAINS: _containing,
    Operator.STARTS_WITH: _affix,
    Operator.ENDS_WITH: _affix,
    Operator.HAS_ANY: _lists,
    Operator.HAS_ALL: _lists,
    Operator.EXISTS: _existence,
}
if CASE_SENSITIVE_ONLY & _WRITERS.keys():
    raise AssertionError("operators without a case of their own are left to the reference")
