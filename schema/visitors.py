"""Visitors, as the shop's own people look them up."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Self, final

import strawberry
from strawberry.scalars import JSON

from resolvers.visitors import (
    SegmentMembership,
    look_up_visitor,
    segments_of_visitor,
    timeline_of_visitor,
)
from schema.connections import Connection
from schema.info import SegueInfo
from targeting.behaviour import EventKind
from targeting.evaluation import VisitorFacts
from targeting.events import EventRecord, OrderLine
from targeting.orders import OrderStatistics
from targeting.smart_segments import SmartSegment
from targeting.values import MICROS_PER_UNIT, Point


@final
@strawberry.type(description="A segment that the visitor is in.")
class MemberSegment:
    key: str = strawberry.field(description="What rules call it.")
    name: str = strawberry.field(description="What people call it.")
    is_smart: bool = strawberry.field(description="It is one of the ten smart segments.")


@final
@strawberry.type(description="The segments that a visitor is in at one moment.")
class VisitorSegments:
    segments: list[MemberSegment] = strawberry.field(description="Smart ones first.")
    primary: SmartSegment | None = strawberry.field(
        description="The smart segment that says most about the visitor; the ten overlap."
    )


@final
@strawberry.type(description="Figures over a visitor's valid orders, after cancellations.")
class VisitorOrders:
    count: int = strawberry.field(description="How many orders.")
    revenue: float = strawberry.field(description="What they came to, in the store's currency.")
    average_value: float | None = strawberry.field(description="Revenue by order.")
    units_per_order: float | None = strawberry.field(description="Units by order.")
    discounted_share: float | None = strawberry.field(
        description="Share of the orders that were discounted; null when the shop doesn't say."
    )
    first_at: datetime | None = strawberry.field(description="When the first one was placed.")
    last_at: datetime | None = strawberry.field(description="When the last one was placed.")
    median_gap_days: float | None = strawberry.field(
        description="Median of the days between consecutive orders."
    )

    @classmethod
    def from_statistics(cls, orders: OrderStatistics) -> Self:
        return cls(
            count=orders.count,
            revenue=orders.revenue,
            average_value=orders.average_value,
            units_per_order=orders.units_per_order,
            discounted_share=orders.discounted_share,
            first_at=orders.first_at,
            last_at=orders.last_at,
            median_gap_days=orders.median_gap_days,
        )


@final
@strawberry.type(description="A place on Earth, in degrees.")
class Location:
    latitude: float = strawberry.field(description="-90 to 90.")
    longitude: float = strawberry.field(description="-180 to 180.")


def _location(point: Point | None) -> Location | None:
    return None if point is None else Location(latitude=point.latitude, longitude=point.longitude)


@final
@strawberry.type(description="What the shop declared of a visitor.")
class VisitorProfile:
    age: int | None = strawberry.field(description="As declared; see `birthDate` too.")
    birth_date: datetime | None = strawberry.field(description="Date of birth.")
    gender: str | None = strawberry.field(description="As the shop calls it.")
    country: str | None = strawberry.field(description="As the shop writes it.")
    region: str | None = strawberry.field(description="As the shop writes it.")
    city: str | None = strawberry.field(description="As the shop writes it.")
    location: Location | None = strawberry.field(description="Where the visitor lives.")
    language: str | None = strawberry.field(description="Such as `tr`.")
    interests: list[str] = strawberry.field(description="In no order.")
    traits: JSON = strawberry.field(description="Custom attributes by name.")

    @classmethod
    def from_facts(cls, facts: VisitorFacts) -> Self:
        declared = facts.declared
        return cls(
            age=declared.get("AGE"),
            birth_date=declared.get("BIRTH_DATE"),
            gender=declared.get("GENDER"),
            country=declared.get("COUNTRY"),
            region=declared.get("REGION"),
            city=declared.get("CITY"),
            location=_location(declared.get("LOCATION")),
            language=declared.get("LANGUAGE"),
            interests=list(declared.get("INTERESTS", ())),
            traits=JSON({name: _as_json(value) for name, value in facts.traits.items()}),
        )


def _as_json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


@final
@strawberry.type(description="What an order, or a cancellation of one, came to.")
class EventOrder:
    number: str = strawberry.field(description="The number of the order.")
    total: float = strawberry.field(description="In the store's currency.")
    units: int = strawberry.field(description="How many pieces.")
    is_discounted: bool | None = strawberry.field(description="Null where the shop doesn't say.")

    @classmethod
    def from_line(cls, line: OrderLine) -> Self:
        return cls(
            number=line.number,
            total=line.total_micros / MICROS_PER_UNIT,
            units=line.units,
            is_discounted=line.is_discounted,
        )


@final
@strawberry.type(description="Something that a visitor did.")
class VisitorEvent:
    kind: EventKind = strawberry.field(description="What.")
    at: datetime = strawberry.field(description="When.")
    session_id: str | None = strawberry.field(description="The visit that it belongs to.")
    properties: JSON = strawberry.field(description="What is known of it, by name.")
    order: EventOrder | None = strawberry.field(
        description="Of a PURCHASE or an ORDER_CANCELLATION."
    )

    @classmethod
    def from_record(cls, record: EventRecord) -> Self:
        return cls(
            kind=record.kind,
            at=record.at,
            session_id=record.session_id,
            properties=JSON({name: _as_json(value) for name, value in record.properties.items()}),
            order=record.order and EventOrder.from_line(record.order),
        )


@final
@strawberry.type(description="A visitor of the shop.")
class Visitor:
    id: strawberry.ID = strawberry.field(description="The storefront's own id.")
    first_seen_at: datetime | None = strawberry.field(description="When its first event happened.")
    last_seen_at: datetime | None = strawberry.field(description="When its latest event happened.")
    sessions: int = strawberry.field(description="How many visits, by the session ids of events.")
    is_registered: bool = strawberry.field(description="It has an account.")
    is_email_subscriber: bool = strawberry.field(description="It may be written to by e-mail.")
    is_push_subscriber: bool = strawberry.field(description="It may be sent push messages.")
    profile: VisitorProfile = strawberry.field(description="What the shop declared.")
    orders: VisitorOrders = strawberry.field(description="What it ordered.")

    @classmethod
    def from_facts(cls, facts: VisitorFacts) -> Self:
        return cls(
            id=strawberry.ID(facts.visitor_id),
            first_seen_at=facts.first_seen_at,
            last_seen_at=facts.last_seen_at,
            sessions=facts.sessions,
            is_registered=facts.is_registered,
            is_email_subscriber=facts.declared.get("EMAIL_SUBSCRIBER") is True,
            is_push_subscriber=facts.declared.get("PUSH_SUBSCRIBER") is True,
            profile=VisitorProfile.from_facts(facts),
            orders=VisitorOrders.from_statistics(facts.orders),
        )

    @strawberry.field(
        description="The segments that the visitor is in, evaluated at this very moment."
    )
    async def segments(
        self,
        info: SegueInfo,
        at: Annotated[
            datetime | None,
            strawberry.argument(
                description="Evaluate as if it were this moment: days since something are counted "
                "up to it, over what is known of the visitor today."
            ),
        ] = None,
    ) -> VisitorSegments:
        membership = await segments_of_visitor(info.context, self.id, at)
        names = (await info.context.catalog()).segment_names
        return _visitor_segments(membership, names)


_SMART_KEYS = frozenset(segment.value for segment in SmartSegment)


def _visitor_segments(membership: SegmentMembership, names: Any) -> VisitorSegments:
    segments = [
        MemberSegment(key=key, name=names[key], is_smart=key in _SMART_KEYS)
        for key in membership.keys
    ]
    return VisitorSegments(segments=segments, primary=membership.primary)


@strawberry.type
class VisitorQueries:
    @strawberry.field(description="A visitor; null when no event of it has arrived.")
    async def visitor(
        self,
        info: SegueInfo,
        id: Annotated[
            strawberry.ID,
            strawberry.argument(description="The storefront's own id of the visitor."),
        ],
    ) -> Visitor | None:
        facts = await look_up_visitor(info.context, id)
        return None if facts is None else Visitor.from_facts(facts)

    @strawberry.field(description="What a visitor did, newest first.")
    async def visitor_timeline(
        self,
        info: SegueInfo,
        visitor_id: Annotated[
            strawberry.ID,
            strawberry.argument(description="The storefront's own id of the visitor."),
        ],
        first: Annotated[int, strawberry.argument(description="At most so many, 1 to 100.")] = 20,
        after: Annotated[
            str | None, strawberry.argument(description="Go on after this cursor.")
        ] = None,
    ) -> Connection[VisitorEvent]:
        page = await timeline_of_visitor(info.context, visitor_id, first=first, after=after)
        return Connection.from_page(page, VisitorEvent.from_record)
