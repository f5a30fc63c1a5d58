"""The second compiler: rules as filters over `visitors`, for counting and listing audiences.

A rule holds for a visitor's document here just when its predicate holds for the visitor without a
request: what a request would say is missing. What isn't in the document, behaviour, must have been
added as fields by the stages of `documents.behaviour_stages`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, final

from documents.behaviour_stages import (
    TOTALS_OF,
    Occurrences,
    measure_expression,
    order_expression,
    unfollowed_expression,
)
from documents.connection import RawDocument
from documents.field_filters import field_filter
from documents.figure_filters import (
    days_since_filter,
    is_comparison,
    rank_filter,
    revenue_filter,
)
from documents.filters import (
    EVERY_DOCUMENT,
    NO_DOCUMENT,
    NOT_AN_ARRAY,
    conjunction,
    disjunction,
    negated,
)
from documents.purchase_model_expressions import expected_orders_expression, p_alive_expression
from documents.value_expressions import age_expression, days_between_expression
from documents.value_filters import value_filter
from targeting.behaviour import Behaviour, ThisSession
from targeting.evaluation import Evaluation, reader_of, resolved_test
from targeting.operators import Operator, total_test
from targeting.rule_graph import Leaf, Node, NodeKind
from targeting.rules import Condition, Threshold
from targeting.sequences import InOrder, Unfollowed
from targeting.subjects import (
    Attribute,
    ContextFact,
    OrderStatistic,
    QueryParameter,
    SmartMetric,
    Trait,
)
from targeting.values import MICROS_PER_UNIT

_BUYERS: Final[RawDocument] = {"orders.count": {"$gt": 0}}


@final
class RuleFilters:
    """Filters of rules at one moment, with the names of the behaviour fields that they read.

    Attributes:
        at: nobody in particular, at the moment, with the store's figures and time zone.
        fields: by what is asked of the event log, the field that has it.
        totals: and which totals of it are read.
    """

    def __init__(self, at: Evaluation) -> None:
        self.at = at
        self.fields: dict[Occurrences, str] = {}
        self.totals: defaultdict[Occurrences, set[str]] = defaultdict(set)

    def filter(self, node: Node) -> RawDocument:
        """Return the filter of the visitors for whom the rule holds."""
        match node.kind:
            case NodeKind.ALWAYS:
                return EVERY_DOCUMENT
            case NodeKind.NEVER:
                return NO_DOCUMENT
            case NodeKind.ALL:
                return conjunction([self.filter(child) for child in node.children])
            case NodeKind.ANY:
                return disjunction([self.filter(child) for child in node.children])
            case NodeKind.NOT:
                return negated(self.filter(node.children[0]))
            case NodeKind.LEAF:
                return self._leaf(node.leaf)

    def field(self, occurrences: Occurrences, totals: tuple[str, ...] = ()) -> str:
        """Return the name of the field that has totals of these events, these ones among them."""
        self.totals[occurrences].update(totals)
        return self.fields.setdefault(occurrences, f"_did{len(self.fields)}")

    def _leaf(self, leaf: Leaf | None) -> RawDocument:
        match leaf:
            case Condition():
                return self._condition(leaf)
            case InOrder() | Unfollowed():
                total = "moments" if isinstance(leaf, InOrder) else "last"
                fields = [self.field(asked, (total,)) for asked in occurrences_of(leaf)]
                if isinstance(leaf, Unfollowed):
                    return {"$expr": unfollowed_expression(*fields)}
                within_ms = None if leaf.within is None else leaf.within.milliseconds
                return {"$expr": order_expression(fields, within_ms)}
            case None:
                raise AssertionError("a leaf has what it tests")

    def _condition(self, condition: Condition) -> RawDocument:
        operand = condition.operand
        if isinstance(operand, Threshold):
            operand = self.at.thresholds.named.get(operand.name)
            if operand is None:
                return NO_DOCUMENT
        test = _Test(condition.operator, operand, condition.ignore_case, self.at)
        match condition.subject:
            case Trait(name):
                return test.of_field(f"traits.{name}.value")
            case Attribute() as attribute:
                return _attribute(attribute, test)
            case OrderStatistic() as statistic:
                return _order_statistic(statistic, test)
            case SmartMetric() as metric:
                return conjunction([_BUYERS, _SMART_METRICS[metric](test)])
            case Behaviour(_, measure, window) as behaviour if not isinstance(window, ThisSession):
                (asked,) = occurrences_of(behaviour)
                field = self.field(asked, TOTALS_OF[measure])
                return test.of_value(measure_expression(measure, field, self.at))
            case ContextFact() | QueryParameter() | Behaviour():
                return self._without_request(condition)

    def _without_request(self, condition: Condition) -> RawDocument:
        """Return the filter of a test of what only a request says, or of the moment itself."""
        test = resolved_test(condition, self.at)
        holds = test is not None and test(reader_of(condition.subject)(self.at))
        return EVERY_DOCUMENT if holds else NO_DOCUMENT


def occurrences_of(asked: Behaviour | InOrder | Unfollowed) -> tuple[Occurrences, ...]:
    """Return what a leaf asks of the event log; nothing for a session, which no request names."""
    match asked:
        case Behaviour(feature, _, window):
            return () if isinstance(window, ThisSession) else (Occurrences(feature, window),)
        case InOrder(steps, _, window):
            return tuple(Occurrences(step, window) for step in steps)
        case Unfollowed(event, without, window):
            return Occurrences(event, window), Occurrences(without)


@final
@dataclass(frozen=True, slots=True)
class _Test:
    """One operator with its operand, ready to be put to a field, a value or a figure."""

    operator: Operator
    operand: Any
    ignore_case: bool
    at: Evaluation

    def passes(self, value: Any) -> bool:
        """Say whether a value that is known beforehand passes."""
        return total_test(self.operator, self.operand, ignore_case=self.ignore_case)(value)

    def of_known(self, value: Any) -> RawDocument:
        """Return the filter of a value that is the same for every visitor."""
        return EVERY_DOCUMENT if self.passes(value) else NO_DOCUMENT

    def of_field(self, path: str) -> RawDocument:
        return field_filter(
            path, self.operator, self.operand, self.at, ignore_case=self.ignore_case
        )

    def of_field_or(self, path: str, default: Any) -> RawDocument:
        """Return the filter of a field that counts as `default` where it is missing."""
        return self._or_missing(self.of_field(path), path, default)

    def of_value(self, expression: Any) -> RawDocument:
        return value_filter(expression, self.operator, self.operand, self.at)

    def of_days_since(self, path: str) -> RawDocument:
        if is_comparison(self.operator):
            return days_since_filter(path, self.operator, self.operand, self.at.now)
        return self.of_value(days_between_expression(f"${path}", self.at.now))

    def of_revenue(self, path: str) -> RawDocument:
        if is_comparison(self.operator):
            found = revenue_filter(path, self.operator, self.operand)
            return self._or_missing(found, path, 0.0)
        amount = {"$ifNull": [f"${path}", 0]}
        return self.of_value({"$divide": [amount, MICROS_PER_UNIT]})

    def _or_missing(self, found: RawDocument, path: str, default: Any) -> RawDocument:
        missing = {path: {"$exists": False}}
        return disjunction([found, missing]) if self.passes(default) else found


def _flag(filter_: RawDocument, test: _Test) -> RawDocument:
    """Return the filter of a flag that is never missing, given that of the documents where it is true."""
    when_true, when_false = test.passes(True), test.passes(False)
    if when_true == when_false:
        return test.of_known(True)
    return filter_ if when_true else negated(filter_)


def _age(test: _Test) -> RawDocument:
    born, age = "$declared.BIRTH_DATE.value", "$declared.AGE.value"
    declared = {"$cond": [{"$isNumber": age}, age, None]}
    is_born = {"$eq": [{"$type": born}, "date"]}
    return test.of_value({"$cond": [is_born, age_expression(born, test.at.today), declared]})


def _subscribed(name: str) -> Callable[[_Test], RawDocument]:
    said = {f"declared.{name}.value": {"$eq": True, **NOT_AN_ARRAY}}
    return lambda test: _flag(said, test)


_DERIVED_ATTRIBUTES: Final[Mapping[Attribute, Callable[[_Test], RawDocument]]] = {
    Attribute.AGE: _age,
    Attribute.REGISTERED: lambda test: _flag({"registered_at": {"$ne": None}}, test),
    Attribute.EMAIL_SUBSCRIBER: _subscribed("EMAIL_SUBSCRIBER"),
    Attribute.PUSH_SUBSCRIBER: _subscribed("PUSH_SUBSCRIBER"),
    Attribute.FIRST_SEEN: lambda test: test.of_field("first_seen_at"),
    Attribute.LAST_SEEN: lambda test: test.of_field("last_seen_at"),
    Attribute.DAYS_SINCE_FIRST_SEEN: lambda test: test.of_days_since("first_seen_at"),
    Attribute.DAYS_SINCE_LAST_SEEN: lambda test: test.of_days_since("last_seen_at"),
    Attribute.SESSIONS: lambda test: test.of_field_or("sessions", 0),
}


def _attribute(attribute: Attribute, test: _Test) -> RawDocument:
    derived = _DERIVED_ATTRIBUTES.get(attribute)
    return derived(test) if derived else test.of_field(f"declared.{attribute.value}.value")


def _bought(name: str) -> Callable[[_Test], RawDocument]:
    return lambda test: test.of_field_or(f"orders.{name}", ())


_ORDER_STATISTICS: Final[Mapping[OrderStatistic, Callable[[_Test], RawDocument]]] = {
    OrderStatistic.COUNT: lambda test: test.of_field_or("orders.count", 0),
    OrderStatistic.REVENUE: lambda test: test.of_revenue("orders.revenue_micros"),
    OrderStatistic.DAYS_SINCE_FIRST: lambda test: test.of_days_since("orders.first_at"),
    OrderStatistic.DAYS_SINCE_LAST: lambda test: test.of_days_since("orders.last_at"),
    OrderStatistic.PRODUCTS: _bought("products"),
    OrderStatistic.CATEGORIES: _bought("categories"),
    OrderStatistic.BRANDS: _bought("brands"),
}


def _order_statistic(statistic: OrderStatistic, test: _Test) -> RawDocument:
    of_statistic = _ORDER_STATISTICS.get(statistic)
    return (
        of_statistic(test) if of_statistic else test.of_field(f"orders.{statistic.value.lower()}")
    )


def _expected_gap(test: _Test) -> RawDocument:
    thresholds = test.at.thresholds
    own = "$orders.median_gap_days"
    has_own = {
        "$and": [
            {"$gt": [own, None]},
            {"$gte": ["$orders.count", thresholds.personal_gap_orders]},
        ]
    }
    gap = {"$cond": [has_own, own, thresholds.gap_median_days]}
    return {"$max": [gap, thresholds.minimum_gap_days]}


def _gap_ratio(test: _Test) -> RawDocument:
    since_last = days_between_expression("$orders.last_at", test.at.now)
    return test.of_value({"$divide": [since_last, _expected_gap(test)]})


def _of_model(test: _Test, *, forecasts: bool) -> RawDocument:
    model = test.at.thresholds.purchase_model
    if model is None:
        return test.of_known(None)
    first, last, now = "$orders.first_at", "$orders.last_at", test.at.now
    history = (
        {"$subtract": ["$orders.count", 1]},
        days_between_expression(first, last),
        days_between_expression(first, now),
    )
    expression = p_alive_expression(model, *history)
    if forecasts:
        days = test.at.thresholds.prediction_days
        expression = expected_orders_expression(model, *history, days)
    is_past = {"$and": [{"$gt": [last, None]}, {"$lte": [last, now]}]}
    return test.of_value({"$cond": [is_past, expression, None]})


def _ranked(
    name: str, first_rank: int, between: Callable[[Any, Any], RawDocument]
) -> Callable[[_Test], RawDocument]:
    """Return the test of a score or a percentile, whose cuts are figures of the store."""

    def build(test: _Test) -> RawDocument:
        cuts: tuple[Any, ...] = getattr(test.at.thresholds, name)
        if not cuts and name.endswith("percentiles"):
            return test.of_known(None)
        return rank_filter(cuts, first_rank, test.operator, test.operand, between)

    return build


def _range_of(path: str) -> Callable[[Any, Any], RawDocument]:
    def between(low: Any, high: Any) -> RawDocument:
        bounds: RawDocument = {}
        if low is not None:
            bounds["$gt"] = low
        if high is not None:
            bounds["$lte"] = high
        return {path: bounds} if bounds else EVERY_DOCUMENT

    return between


def _revenue_range(low: Any, high: Any) -> RawDocument:
    path = "orders.revenue_micros"
    above = EVERY_DOCUMENT if low is None else revenue_filter(path, Operator.GREATER, low)
    within = EVERY_DOCUMENT if high is None else revenue_filter(path, Operator.LESS_OR_EQUAL, high)
    return conjunction([above, within])


_SMART_METRICS: Final[Mapping[SmartMetric, Callable[[_Test], RawDocument]]] = {
    SmartMetric.RECENCY_SCORE: _ranked("recency_cuts", 1, _range_of("orders.last_at")),
    SmartMetric.FREQUENCY_SCORE: _ranked("frequency_cuts", 1, _range_of("orders.count")),
    SmartMetric.MONETARY_SCORE: _ranked("monetary_cuts", 1, _revenue_range),
    SmartMetric.RECENCY_PERCENTILE: _ranked("recency_percentiles", 0, _range_of("orders.last_at")),
    SmartMetric.FREQUENCY_PERCENTILE: _ranked(
        "frequency_percentiles", 0, _range_of("orders.count")
    ),
    SmartMetric.MONETARY_PERCENTILE: _ranked("monetary_percentiles", 0, _revenue_range),
    SmartMetric.AVERAGE_VALUE_PERCENTILE: _ranked(
        "average_value_percentiles", 0, _range_of("orders.average_value")
    ),
    SmartMetric.EXPECTED_GAP_DAYS: lambda test: test.of_value(_expected_gap(test)),
    SmartMetric.GAP_RATIO: _gap_ratio,
    SmartMetric.P_ALIVE: lambda test: _of_model(test, forecasts=False),
    SmartMetric.PREDICTED_ORDERS: lambda test: _of_model(test, forecasts=True),
}
