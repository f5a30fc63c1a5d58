"""Rules as inputs: the same shape that rules have as JSON, with every name checked by the schema."""

from __future__ import annotations

from datetime import datetime
from typing import final

import strawberry

from targeting.behaviour import EventKind, Measure
from targeting.operators import Operator
from targeting.subjects import Attribute, ContextFact, OrderStatistic, SmartMetric

_OPERATOR = "How the value is compared."
_VALUE = "What it is compared with; left out with EXISTS and MISSING."
_IGNORE_CASE = "Take capital and small letters as the same."


@final
@strawberry.input(one_of=True, description="What a value is compared with. Give exactly one.")
class RuleValueInput:
    text: str | None = strawberry.field(default=strawberry.UNSET, description="A text.")
    number: float | None = strawberry.field(default=strawberry.UNSET, description="A number.")
    flag: bool | None = strawberry.field(default=strawberry.UNSET, description="True or false.")
    date: datetime | None = strawberry.field(default=strawberry.UNSET, description="A moment.")
    texts: list[str] | None = strawberry.field(default=strawberry.UNSET, description="Texts.")
    numbers: list[float] | None = strawberry.field(
        default=strawberry.UNSET, description="Numbers; for BETWEEN the lower and the upper bound."
    )
    dates: list[datetime] | None = strawberry.field(
        default=strawberry.UNSET, description="Moments; for BETWEEN the earlier and the later one."
    )
    threshold: str | None = strawberry.field(
        default=strawberry.UNSET,
        description="A figure of the store by name, such as `orders.average_value.p80`.",
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
@strawberry.input(description="A condition on a figure over the visitor's orders.")
class OrdersConditionInput:
    name: OrderStatistic = strawberry.field(description="The figure.")
    operator: Operator = strawberry.field(description=_OPERATOR)
    value: RuleValueInput | None = strawberry.field(default=None, description=_VALUE)


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
@strawberry.input(
    description="A condition on how often, or with what sum, the visitor did something."
)
class BehaviourConditionInput:
    event: EventKind = strawberry.field(description="What is counted.")
    where: list[PropertyConditionInput] | None = strawberry.field(
        default=None, description="Conditions that an event must meet, all of them, to be counted."
    )
    measure: Measure = strawberry.field(
        default=Measure.COUNT, description="Count the events, or sum up a property of theirs."
    )
    property: str | None = strawberry.field(
        default=None, description="With SUM: the property that is summed up."
    )
    within_days: int | None = strawberry.field(
        default=None, description="Only the last so many days (UTC), today included; else ever."
    )
    operator: Operator = strawberry.field(
        description=_OPERATOR + " Who never did it has 0: `EQUAL` 0 finds them."
    )
    value: RuleValueInput | None = strawberry.field(default=None, description=_VALUE)


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
    orders: OrdersConditionInput | None = strawberry.field(
        default=strawberry.UNSET, description="The visitor's orders."
    )
    smart: SmartConditionInput | None = strawberry.field(
        default=strawberry.UNSET, description="The visitor's orders against those of all."
    )
    behaviour: BehaviourConditionInput | None = strawberry.field(
        default=strawberry.UNSET, description="What the visitor did."
    )
