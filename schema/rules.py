"""Rules as inputs: the same shape that rules have as JSON, with every name checked by the schema."""

from __future__ import annotations

from datetime import datetime
from typing import final

import strawberry

from targeting.behaviour import EventKind, Measure
from targeting.operators import Operator
from targeting.subjects import Attribute, ContextFact, OrderStatistic, SmartMetric
from targeting.values import TimeUnit

_OPERATOR = "How the value is compared."
_VALUE = "What it is compared with; left out with EXISTS, MISSING, NOT_EMPTY and EMPTY."
_IGNORE_CASE = "Take capital and small letters as the same."


@final
@strawberry.input(description="So many minutes, hours or days; a day has always 24 hours.")
class DurationInput:
    amount: int = strawberry.field(description="How many, at least 1.")
    unit: TimeUnit = strawberry.field(description="Of what.")


@final
@strawberry.input(description="A moment so far from that of the evaluation.")
class RelativeDateInput:
    amount: int = strawberry.field(description="How many; below 0 for the past.")
    unit: TimeUnit = strawberry.field(description="Of what.")


@final
@strawberry.input(description="The places around a point, by the shortest way over the globe.")
class CircleInput:
    latitude: float = strawberry.field(description="The point's latitude, -90 to 90 degrees.")
    longitude: float = strawberry.field(description="The point's longitude, -180 to 180 degrees.")
    radius_km: float = strawberry.field(description="How far from it at most, in kilometres.")


@final
@strawberry.input(one_of=True, description="What a value is compared with. Give exactly one.")
class RuleValueInput:
    text: str | None = strawberry.field(default=strawberry.UNSET, description="A text.")
    number: float | None = strawberry.field(default=strawberry.UNSET, description="A number.")
    flag: bool | None = strawberry.field(default=strawberry.UNSET, description="True or false.")
    date: datetime | None = strawberry.field(default=strawberry.UNSET, description="A moment.")
    relative_date: RelativeDateInput | None = strawberry.field(
        default=strawberry.UNSET, description="A moment relative to that of the evaluation."
    )
    texts: list[str] | None = strawberry.field(default=strawberry.UNSET, description="Texts.")
    numbers: list[float] | None = strawberry.field(
        default=strawberry.UNSET,
        description="Numbers; for BETWEEN the lower and the upper bound, for MODULO the divisor and "
        "the remainder.",
    )
    dates: list[datetime] | None = strawberry.field(
        default=strawberry.UNSET, description="Moments; for BETWEEN the earlier and the later one."
    )
    relative_dates: list[RelativeDateInput] | None = strawberry.field(
        default=strawberry.UNSET,
        description="Relative moments; for BETWEEN the earlier and the later one.",
    )
    threshold: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="A figure of the store by name, such as `orders.average_value.p80`.",
    )
    circle: CircleInput | None = strawberry.field(
        default=strawberry.UNSET, description="The places around a point."
    )


@final
@strawberry.input(description="The visitor is in another segment.")
class SegmentConditionInput:
    key: str = strawberry.field(
        description="The segment's key; smart segments have keys such as `active-loyals`."
    )


@final
@strawberry.input(description="A condition on what is known of the visitor.")
class AttributeConditionInput:
    name: Attribute = strawberry.field(description="The attribute.")
    operator: Operator = strawberry.field(description=_OPERATOR)
    value: RuleValueInput | None = strawberry.field(default=None, description=_VALUE)
    ignore_case: bool = strawberry.field(default=False, description=_IGNORE_CASE)


@final
@strawberry.input(description="A condition on an attribute that the shop named itself.")
class TraitConditionInput:
    name: str = strawberry.field(description="The trait's name.")
    operator: Operator = strawberry.field(description=_OPERATOR)
    value: RuleValueInput | None = strawberry.field(default=None, description=_VALUE)
    ignore_case: bool = strawberry.field(default=False, description=_IGNORE_CASE)


@final
@strawberry.input(description="A condition on the page, the device or the basket of the request.")
class ContextConditionInput:
    name: ContextFact = strawberry.field(description="What of the request is compared.")
    operator: Operator = strawberry.field(description=_OPERATOR)
    value: RuleValueInput | None = strawberry.field(default=None, description=_VALUE)
    ignore_case: bool = strawberry.field(default=False, description=_IGNORE_CASE)


@final
@strawberry.input(description="A condition on a parameter of the page's address.")
class QueryParameterConditionInput:
    name: str = strawberry.field(description="The parameter, such as `coupon`.")
    operator: Operator = strawberry.field(description=_OPERATOR)
    value: RuleValueInput | None = strawberry.field(default=None, description=_VALUE)
    ignore_case: bool = strawberry.field(default=False, description=_IGNORE_CASE)


@final
@strawberry.input(description="A condition on a figure over the visitor's orders.")
class OrdersConditionInput:
    name: OrderStatistic = strawberry.field(description="The figure.")
    operator: Operator = strawberry.field(description=_OPERATOR)
    value: RuleValueInput | None = strawberry.field(default=None, description=_VALUE)
    ignore_case: bool = strawberry.field(default=False, description=_IGNORE_CASE)


@final
@strawberry.input(description="A condition on a figure that compares the visitor with all buyers.")
class SmartConditionInput:
    name: SmartMetric = strawberry.field(description="The figure.")
    operator: Operator = strawberry.field(description=_OPERATOR)
    value: RuleValueInput | None = strawberry.field(default=None, description=_VALUE)


@final
@strawberry.input(description="A condition on a property of the events that are counted.")
class PropertyConditionInput:
    property: str = strawberry.field(
        description="The property's name, such as `productId` or `category`."
    )
    operator: Operator = strawberry.field(description=_OPERATOR)
    value: RuleValueInput | None = strawberry.field(default=None, description=_VALUE)
    ignore_case: bool = strawberry.field(default=False, description=_IGNORE_CASE)


@final
@strawberry.input(description="A stretch of time.")
class PeriodInput:
    from_: datetime | None = strawberry.field(
        default=None, name="from", description="Its start, included; none when left out."
    )
    to: datetime | None = strawberry.field(
        default=None, description="Its end, not included; none when left out."
    )


@final
@strawberry.input(one_of=True, description="When something must have happened. Give exactly one.")
class WindowInput:
    last: DurationInput | None = strawberry.field(
        default=strawberry.UNSET,
        description="Not longer ago than this, counted back from the very moment of the evaluation.",
    )
    between: PeriodInput | None = strawberry.field(
        default=strawberry.UNSET, description="Within a stretch of time."
    )
    this_session: bool | None = strawberry.field(
        default=strawberry.UNSET,
        description="In the visit that the request belongs to; only `true` can be given.",
    )


@final
@strawberry.input(
    description="A condition on what the visitor did: how often, with what sum, when last."
)
class BehaviourConditionInput:
    event: EventKind = strawberry.field(description="What is counted.")
    where: list[PropertyConditionInput] | None = strawberry.field(
        default=None, description="Conditions that an event must meet, all of them, to be counted."
    )
    measure: Measure = strawberry.field(
        default=Measure.COUNT, description="What is asked of the matching events."
    )
    property: str | None = strawberry.field(
        default=None, description="With SUM, AVERAGE and DISTINCT: the property that they are of."
    )
    window: WindowInput | None = strawberry.field(
        default=None, description="When it must have happened; ever, when left out."
    )
    operator: Operator = strawberry.field(
        description=_OPERATOR + " Who never did it has a COUNT of 0: `EQUAL` 0 finds them."
    )
    value: RuleValueInput | None = strawberry.field(default=None, description=_VALUE)


@final
@strawberry.input(description="A kind of event, with conditions on its properties.")
class EventStepInput:
    event: EventKind = strawberry.field(description="What happened.")
    where: list[PropertyConditionInput] | None = strawberry.field(
        default=None, description="Conditions that an event must meet, all of them."
    )


@final
@strawberry.input(description="The visitor did one thing, then the next, and so on.")
class SequenceInput:
    steps: list[EventStepInput] = strawberry.field(
        description="2 to 5 steps; each must happen after the one before."
    )
    within: DurationInput | None = strawberry.field(
        default=None, description="How long after the step before at the latest."
    )
    window: WindowInput | None = strawberry.field(
        default=None, description="When all of it must have happened; not `thisSession`."
    )


@final
@strawberry.input(
    description="The visitor did one thing and since the last time not another: put something into "
    "the basket, say, and didn't order."
)
class UnfollowedInput:
    event: EventStepInput = strawberry.field(description="What happened.")
    without: EventStepInput = strawberry.field(description="What hasn't happened since.")
    window: WindowInput | None = strawberry.field(
        default=None, description="When the first must have happened; not `thisSession`."
    )


@final
@strawberry.input(one_of=True, description="A rule: a branch or a condition. Give exactly one.")
class RuleInput:
    all: list[RuleInput] | None = strawberry.field(
        default=strawberry.UNSET, description="Every one of these holds; an empty list is everyone."
    )
    any: list[RuleInput] | None = strawberry.field(
        default=strawberry.UNSET, description="At least one of these holds."
    )
    not_: RuleInput | None = strawberry.field(
        default=strawberry.UNSET, name="not", description="This doesn't hold."
    )
    segment: SegmentConditionInput | None = strawberry.field(
        default=strawberry.UNSET, description="Membership of another segment."
    )
    attribute: AttributeConditionInput | None = strawberry.field(
        default=strawberry.UNSET, description="What is known of the visitor."
    )
    trait: TraitConditionInput | None = strawberry.field(
        default=strawberry.UNSET, description="What the shop itself declared of the visitor."
    )
    context: ContextConditionInput | None = strawberry.field(
        default=strawberry.UNSET, description="The page, the device, the basket."
    )
    query_parameter: QueryParameterConditionInput | None = strawberry.field(
        default=strawberry.UNSET, description="A parameter of the page's address."
    )
    orders: OrdersConditionInput | None = strawberry.field(
        default=strawberry.UNSET, description="The visitor's orders."
    )
    smart: SmartConditionInput | None = strawberry.field(
        default=strawberry.UNSET, description="The visitor's orders against those of all."
    )
    behaviour: BehaviourConditionInput | None = strawberry.field(
        default=strawberry.UNSET, description="What the visitor did."
    )
    sequence: SequenceInput | None = strawberry.field(
        default=strawberry.UNSET, description="What the visitor did, in this order."
    )
    unfollowed: UnfollowedInput | None = strawberry.field(
        default=strawberry.UNSET, description="What the visitor did without doing something since."
    )
