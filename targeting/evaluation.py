"""What a rule is evaluated against: a visitor, a request, the store's figures, and a moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, Final, TypeAlias, final

from targeting.behaviour import NOTHING_DONE, Behaviour, Moment, Stream
from targeting.operators import Operator, total_test
from targeting.orders import NO_ORDERS, OrderStatistics
from targeting.rules import Condition, RelativeDate, Threshold
from targeting.subjects import (
    WEEKDAYS,
    Attribute,
    ContextFact,
    OrderStatistic,
    QueryParameter,
    SmartMetric,
    Subject,
    Trait,
)
from targeting.thresholds import NO_THRESHOLDS, StoreThresholds
from targeting.values import days_between, epoch_ms, whole_milliseconds


@final
@dataclass(frozen=True, slots=True)
class VisitorFacts:
    """What is known of one visitor, as rules read it.

    Values are as `targeting.values.cleaned` returns them; names are those of `Attribute`.

    Attributes:
        declared: attributes that the shop declared (GENDER, COUNTRY, INTERESTS, ...).
        traits: custom attributes by name.
        sessions: how many visits.
        streams: what the visitor did, by feature key (`targeting.behaviour`).
    """

    visitor_id: str
    first_seen_at: datetime | None = None
    last_seen_at: datetime | None = None
    is_registered: bool = False
    sessions: int = 0
    declared: Mapping[str, Any] = field(default_factory=dict)
    traits: Mapping[str, Any] = field(default_factory=dict)
    orders: OrderStatistics = NO_ORDERS
    streams: Mapping[str, Stream] = field(default_factory=dict)


@final
@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What a request says, as rules read it.

    Attributes:
        page: what is known of the page, the device and the basket, by the names of `ContextFact`.
        query_parameters: of the page's address; of one that occurs twice, the first value.
        session_id: the visit that the request belongs to.
    """

    page: Mapping[str, Any] = field(default_factory=dict)
    query_parameters: Mapping[str, str] = field(default_factory=dict)
    session_id: str | None = None


NO_REQUEST: Final = RequestFacts()


@final
class Evaluation:
    """One visitor at one moment on one page; remembers what has been worked out for it.

    Not shared between requests. Evaluated to the millisecond, as the event log is kept.

    Attributes:
        session_id: the visit that the request belongs to.
        known: what compiled predicates have worked out already, by their own numbers.
        derived: subjects that take some work, by name or behaviour.
    """

    __slots__ = (
        "_moment",
        "context",
        "declared",
        "derived",
        "known",
        "now",
        "orders",
        "query_parameters",
        "session_id",
        "streams",
        "thresholds",
        "time_zone",
        "traits",
        "visitor",
    )

    def __init__(
        self,
        visitor: VisitorFacts,
        *,
        now: datetime,
        request: RequestFacts = NO_REQUEST,
        thresholds: StoreThresholds = NO_THRESHOLDS,
        time_zone: tzinfo = UTC,
    ) -> None:
        self.visitor = visitor
        self.declared = visitor.declared
        self.traits = visitor.traits
        self.orders = visitor.orders
        self.streams = visitor.streams
        self.context = request.page
        self.query_parameters = request.query_parameters
        self.now = whole_milliseconds(now)
        self.session_id = request.session_id
        self._moment: Moment | None = None
        self.thresholds = thresholds
        self.time_zone = time_zone
        self.known: dict[int, bool] = {}
        self.derived: dict[Any, Any] = {}

    @property
    def today(self) -> date:
        """The calendar day in the store's time zone."""
        return self.now.astimezone(self.time_zone).date()

    @property
    def moment(self) -> Moment:
        """When and in which session behaviour is looked at; made for those rules that do look."""
        if self._moment is None:
            self._moment = Moment(epoch_ms(self.now), self.session_id)
        return self._moment


Reader: TypeAlias = Callable[[Evaluation], Any]


def reader_of(subject: Subject) -> Reader:
    """Return the function that reads `subject`; it yields `None` where nothing is known."""
    match subject:
        case Trait(name):
            return lambda evaluation: evaluation.traits.get(name)
        case QueryParameter(name):
            return lambda evaluation: evaluation.query_parameters.get(name)
        case ContextFact():
            return _MOMENTS.get(subject) or _request_fact(subject.value)
        case SmartMetric():
            return _SMART_METRICS[subject]
        case Behaviour():
            return _behaviour(subject)
        case OrderStatistic():
            return _ORDER_STATISTICS[subject]
        case Attribute():
            return _ATTRIBUTES.get(subject) or _declared(subject.value)


def _declared(name: str) -> Reader:
    return lambda evaluation: evaluation.declared.get(name)


def _request_fact(name: str) -> Reader:
    return lambda evaluation: evaluation.context.get(name)


def _behaviour(behaviour: Behaviour) -> Reader:
    key = behaviour.feature.key

    def read(evaluation: Evaluation) -> float | datetime | None:
        stream = evaluation.streams.get(key, NOTHING_DONE)
        return behaviour.measured(stream, evaluation.moment)

    return read


def resolved_test(condition: Condition, evaluation: Evaluation) -> Callable[[Any], bool] | None:
    """Return the condition's test with its operand as of the evaluation's moment and store.

    `None` when the operand is a figure of the store that isn't known.
    """
    operand = condition.operand
    if isinstance(operand, Threshold):
        operand = evaluation.thresholds.named.get(operand.name)
        if operand is None:
            return None
    resolved = resolved_operand(condition.operator, operand, evaluation)
    return total_test(
        condition.operator,
        resolved,
        ignore_case=condition.ignore_case,
        now=evaluation.now,
        time_zone=evaluation.time_zone,
    )


def resolved_operand(operator: Operator, operand: Any, evaluation: Evaluation) -> Any:
    """Return an operand with relative dates made absolute, as a calendar day for IS_DAY."""
    if operator in {Operator.IS_DAY, Operator.IS_NOT_DAY}:
        return _resolved_day(operand, evaluation)
    if isinstance(operand, RelativeDate):
        return _resolved(operand, evaluation)
    if isinstance(operand, tuple) and operand and isinstance(operand[0], RelativeDate):
        return tuple(_resolved(item, evaluation) for item in operand)
    return operand


def _resolved(relative: RelativeDate, evaluation: Evaluation) -> datetime:
    return evaluation.now + timedelta(milliseconds=relative.milliseconds)


def _resolved_day(operand: RelativeDate | datetime, evaluation: Evaluation) -> date:
    if isinstance(operand, RelativeDate):
        return _resolved(operand, evaluation).astimezone(evaluation.time_zone).date()
    return operand.astimezone(UTC).date()  # a day as it was written


def age_in_years(birth_date: date, today: date) -> int:
    """Return the completed years of life; who is born on 29 February ages on 1 March."""
    had_birthday = (today.month, today.day) >= (birth_date.month, birth_date.day)
    return today.year - birth_date.year - (0 if had_birthday else 1)


def _age(evaluation: Evaluation) -> float | None:
    born = evaluation.declared.get("BIRTH_DATE")
    if isinstance(born, datetime):
        return age_in_years(born.astimezone(UTC).date(), evaluation.today)
    age = evaluation.declared.get("AGE")
    return age if isinstance(age, int | float) and not isinstance(age, bool) else None


def _days_since(moment: datetime | None, evaluation: Evaluation) -> float | None:
    return None if moment is None else days_between(moment, evaluation.now)


def _local(evaluation: Evaluation) -> datetime:
    return evaluation.now.astimezone(evaluation.time_zone)


_MOMENTS: Final[dict[ContextFact, Reader]] = {
    ContextFact.NOW: lambda e: e.now,
    ContextFact.LOCAL_HOUR: lambda e: _local(e).hour,
    ContextFact.LOCAL_WEEKDAY: lambda e: WEEKDAYS[_local(e).weekday()],
}

_ATTRIBUTES: Final[dict[Attribute, Reader]] = {
    Attribute.AGE: _age,
    Attribute.REGISTERED: lambda e: e.visitor.is_registered,
    # Who has said nothing isn't subscribed, rather than unknown.
    Attribute.EMAIL_SUBSCRIBER: lambda e: e.declared.get("EMAIL_SUBSCRIBER") is True,
    Attribute.PUSH_SUBSCRIBER: lambda e: e.declared.get("PUSH_SUBSCRIBER") is True,
    Attribute.FIRST_SEEN: lambda e: e.visitor.first_seen_at,
    Attribute.LAST_SEEN: lambda e: e.visitor.last_seen_at,
    Attribute.DAYS_SINCE_FIRST_SEEN: lambda e: _days_since(e.visitor.first_seen_at, e),
    Attribute.DAYS_SINCE_LAST_SEEN: lambda e: _days_since(e.visitor.last_seen_at, e),
    Attribute.SESSIONS: lambda e: e.visitor.sessions,
}

_ORDER_STATISTICS: Final[dict[OrderStatistic, Reader]] = {
    OrderStatistic.COUNT: lambda e: e.orders.count,
    OrderStatistic.REVENUE: lambda e: e.orders.revenue,
    OrderStatistic.AVERAGE_VALUE: lambda e: e.orders.average_value,
    OrderStatistic.UNITS_PER_ORDER: lambda e: e.orders.units_per_order,
    OrderStatistic.DISCOUNTED_SHARE: lambda e: e.orders.discounted_share,
    OrderStatistic.FIRST_AT: lambda e: e.orders.first_at,
    OrderStatistic.LAST_AT: lambda e: e.orders.last_at,
    OrderStatistic.DAYS_SINCE_FIRST: lambda e: _days_since(e.orders.first_at, e),
    OrderStatistic.DAYS_SINCE_LAST: lambda e: _days_since(e.orders.last_at, e),
    OrderStatistic.MEDIAN_GAP_DAYS: lambda e: e.orders.median_gap_days,
    OrderStatistic.PRODUCTS: lambda e: e.orders.products,
    OrderStatistic.CATEGORIES: lambda e: e.orders.categories,
    OrderStatistic.BRANDS: lambda e: e.orders.brands,
}


def _of_buyers(read: Reader) -> Reader:
    """Return a reader that yields nothing for a visitor without a valid order."""
    return lambda evaluation: read(evaluation) if evaluation.orders.count > 0 else None


def _recency_score(evaluation: Evaluation) -> float | None:
    last_at = evaluation.orders.last_at
    return None if last_at is None else evaluation.thresholds.recency_score(last_at)


def _recency_percentile(evaluation: Evaluation) -> float | None:
    last_at = evaluation.orders.last_at
    return None if last_at is None else evaluation.thresholds.recency_percentile(last_at)


def _average_value_percentile(evaluation: Evaluation) -> float | None:
    value = evaluation.orders.average_value
    return None if value is None else evaluation.thresholds.average_value_percentile(value)


def _expected_gap_days(evaluation: Evaluation) -> float:
    orders = evaluation.orders
    return evaluation.thresholds.expected_gap_days(orders.count, orders.median_gap_days)


def _gap_ratio(evaluation: Evaluation) -> float | None:
    since_last = _days_since(evaluation.orders.last_at, evaluation)
    return None if since_last is None else since_last / _expected_gap_days(evaluation)


def _p_alive(evaluation: Evaluation) -> float | None:
    history = _purchase_history(evaluation)
    model = evaluation.thresholds.purchase_model
    return None if history is None or model is None else model.p_alive(*history)


def _predicted_orders(evaluation: Evaluation) -> float | None:
    history = _purchase_history(evaluation)
    model = evaluation.thresholds.purchase_model
    if history is None or model is None:
        return None
    return model.expected_orders(*history, evaluation.thresholds.prediction_days)


def _purchase_history(evaluation: Evaluation) -> tuple[int, float, float] | None:
    """Return repeat orders, days from the first to the last order, and days since the first."""
    orders = evaluation.orders
    if orders.first_at is None or orders.last_at is None or evaluation.now < orders.last_at:
        return None
    until_last = days_between(orders.first_at, orders.last_at)
    return orders.count - 1, until_last, days_between(orders.first_at, evaluation.now)


_SMART_METRICS: Final[dict[SmartMetric, Reader]] = {
    metric: _of_buyers(read)
    for metric, read in {
        SmartMetric.RECENCY_SCORE: _recency_score,
        SmartMetric.FREQUENCY_SCORE: lambda e: e.thresholds.frequency_score(e.orders.count),
        SmartMetric.MONETARY_SCORE: lambda e: e.thresholds.monetary_score(e.orders.revenue),
        SmartMetric.RECENCY_PERCENTILE: _recency_percentile,
        SmartMetric.FREQUENCY_PERCENTILE: lambda e: e.thresholds.frequency_percentile(
            e.orders.count
        ),
        SmartMetric.MONETARY_PERCENTILE: lambda e: e.thresholds.monetary_percentile(
            e.orders.revenue
        ),
        SmartMetric.AVERAGE_VALUE_PERCENTILE: _average_value_percentile,
        SmartMetric.EXPECTED_GAP_DAYS: _expected_gap_days,
        SmartMetric.GAP_RATIO: _gap_ratio,
        SmartMetric.P_ALIVE: _p_alive,
        SmartMetric.PREDICTED_ORDERS: _predicted_orders,
    }.items()
}
