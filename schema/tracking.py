"""`trackEvents`: what visitors do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, Final, TypeAlias, final

import strawberry
from graphql import FieldNode, GraphQLResolveInfo, GraphQLSchema
from pydantic.alias_generators import to_camel

from resolvers.context import Context
from resolvers.tracking import Purchase, PurchasedItem, TrackedEvent, track_events
from schema.compiled_inputs import compiled_input
from schema.direct_answers import DirectField, Found, Writer, allow_direct_answers
from schema.info import SegueInfo
from schema.plain_outcomes import outcome_writer
from schema.user_errors import InvalidInput
from targeting.behaviour import EventKind
from targeting.campaigns import PageType
from targeting.subjects import DECLARABLE
from targeting.values import InvalidInputError, Point


@final
@strawberry.input(one_of=True, description="The value of a property. Give exactly one.")
class PropertyValueInput:
    text: str | None = strawberry.field(default=strawberry.UNSET, description="A text.")
    number: float | None = strawberry.field(default=strawberry.UNSET, description="A number.")
    flag: bool | None = strawberry.field(default=strawberry.UNSET, description="True or false.")
    date: datetime | None = strawberry.field(default=strawberry.UNSET, description="A moment.")
    texts: list[str] | None = strawberry.field(default=strawberry.UNSET, description="Texts.")

    def given(self) -> Any:
        """Return the one value that was given."""
        values = (self.text, self.number, self.flag, self.date, self.texts)
        return next(value for value in values if value is not strawberry.UNSET)


@final
@strawberry.input(description="A property that the shop named itself.")
class PropertyInput:
    name: str = strawberry.field(
        description="Letters, digits and `_`, starting with a letter; at most 64."
    )
    value: PropertyValueInput = strawberry.field(description="Its value.")


@final
@strawberry.input(description="A place on Earth, in degrees.")
class LocationInput:
    latitude: float = strawberry.field(description="-90 to 90.")
    longitude: float = strawberry.field(description="-180 to 180.")

    def to_point(self) -> Point:
        """Return the place as rules read it."""
        return Point(self.latitude, self.longitude)


@final
@strawberry.input(
    description="What the shop knows of the visitor. What is left out stays as it was; of two events "
    "that say something about the same attribute, the one that happened later holds."
)
class ProfileInput:
    age: int | None = strawberry.field(default=None, description="Completed years.")
    birth_date: datetime | None = strawberry.field(
        default=None, description="Date of birth, which the age then follows from."
    )
    gender: str | None = strawberry.field(default=None, description="As the shop calls it.")
    country: str | None = strawberry.field(default=None, description="As the shop writes it.")
    region: str | None = strawberry.field(default=None, description="As the shop writes it.")
    city: str | None = strawberry.field(default=None, description="As the shop writes it.")
    location: LocationInput | None = strawberry.field(
        default=None, description="Where the visitor lives."
    )
    language: str | None = strawberry.field(default=None, description="Such as `tr`.")
    interests: list[str] | None = strawberry.field(default=None, description="In any order.")
    email_subscriber: bool | None = strawberry.field(
        default=None, description="Has agreed to be written to by e-mail, or has withdrawn that."
    )
    push_subscriber: bool | None = strawberry.field(
        default=None, description="Has agreed to push messages, or has withdrawn that."
    )
    traits: list[PropertyInput] | None = strawberry.field(
        default=None, description="Whatever else rules may ask for."
    )

    def declared(self) -> dict[str, Any]:
        """Return the attributes by the names that rules use."""
        given = {
            attribute.value: getattr(self, attribute.value.lower()) for attribute in DECLARABLE
        }
        return given | {"LOCATION": self.location and self.location.to_point()}


@strawberry.input
class _Event:
    id: strawberry.ID = strawberry.field(
        description="Made by the storefront, such as a random UUID; the same id counts once."
    )
    occurred_at: datetime | None = strawberry.field(
        default=None, description="When it happened; now when left out."
    )
    session_id: str | None = strawberry.field(
        default=None, description="The storefront's own id of the visit."
    )
    properties: list[PropertyInput] | None = strawberry.field(
        default=None,
        description="Whatever else rules may ask for; a name that the event has itself can't be used.",
    )


_CATEGORY = "The product's category; of a nested one its path, such as `Home/Kitchen/Mugs`."
_BRAND = "The product's brand."
_PRICE = "The price of one, in the store's currency."


@final
@strawberry.input(description="The visitor looked at a page.")
class PageViewInput(_Event):
    page: PageType = strawberry.field(description="The kind of page.")
    url: str | None = strawberry.field(default=None, description="Its whole address.")


@final
@strawberry.input(description="The visitor looked at a list of products.")
class CategoryViewInput(_Event):
    category: str = strawberry.field(description="The category.")


@final
@strawberry.input(description="The visitor looked at a product.")
class ProductViewInput(_Event):
    product_id: str = strawberry.field(description="The product's id in the shop.")
    name: str | None = strawberry.field(default=None, description="The product's name.")
    category: str | None = strawberry.field(default=None, description=_CATEGORY)
    brand: str | None = strawberry.field(default=None, description=_BRAND)
    price: float | None = strawberry.field(default=None, description=_PRICE)


@final
@strawberry.input(description="The visitor searched.")
class SearchInput(_Event):
    query: str = strawberry.field(description="What for.")
    result_count: int | None = strawberry.field(default=None, description="How many were found.")


@final
@strawberry.input(description="The visitor put something into the basket.")
class BasketAddInput(_Event):
    product_id: str = strawberry.field(description="The product's id in the shop.")
    quantity: int = strawberry.field(default=1, description="How many were put in.")
    category: str | None = strawberry.field(default=None, description=_CATEGORY)
    brand: str | None = strawberry.field(default=None, description=_BRAND)
    price: float | None = strawberry.field(default=None, description=_PRICE)


@final
@strawberry.input(description="The visitor took something out of the basket.")
class BasketRemoveInput(_Event):
    product_id: str = strawberry.field(description="The product's id in the shop.")
    quantity: int = strawberry.field(default=1, description="How many were taken out.")
    category: str | None = strawberry.field(default=None, description=_CATEGORY)
    brand: str | None = strawberry.field(default=None, description=_BRAND)
    price: float | None = strawberry.field(default=None, description=_PRICE)


@final
@strawberry.input(description="The visitor emptied the basket.")
class BasketClearInput(_Event):
    pass


@final
@strawberry.input(description="The visitor reached a step of the checkout.")
class CheckoutStepInput(_Event):
    step: str = strawberry.field(description="The shop's own name of it, such as `payment`.")
    basket_total: float | None = strawberry.field(
        default=None, description="The value of the basket."
    )


@final
@strawberry.input(description="One line of an order.")
class PurchasedItemInput:
    product_id: str = strawberry.field(description="The product's id in the shop.")
    category: str | None = strawberry.field(default=None, description=_CATEGORY)
    brand: str | None = strawberry.field(default=None, description=_BRAND)


@final
@strawberry.input(
    description="The visitor ordered. An order counts once, by its number, however often and by "
    "whomever it is reported."
)
class PurchaseInput(_Event):
    order_number: str = strawberry.field(description="The order's number in the shop.")
    total: Decimal = strawberry.field(description="What was paid, in the store's currency.")
    units: int = strawberry.field(description="How many pieces were ordered.")
    is_discounted: bool | None = strawberry.field(
        default=None,
        description="A discount or a coupon was used. A shop that never says so is taken not to know.",
    )
    coupon_code: str | None = strawberry.field(
        default=None, description="The coupon that was used."
    )
    items: list[PurchasedItemInput] | None = strawberry.field(
        default=None, description="What was ordered, at most 500 lines."
    )

    def to_purchase(self) -> Purchase:
        """Return the order as it counts."""
        return Purchase(
            self.order_number,
            self.total,
            self.units,
            self.is_discounted,
            items=tuple(
                PurchasedItem(item.product_id, item.category, item.brand)
                for item in self.items or ()
            ),
        )


@final
@strawberry.input(
    description="An order, or a part of it, was taken back. It lessens what the visitor has spent; an "
    "order that is taken back as a whole doesn't count any more."
)
class OrderCancellationInput(_Event):
    order_number: str = strawberry.field(description="The number of the order, as reported.")
    cancellation_number: str | None = strawberry.field(
        default=None,
        description="Its own number in the shop, by which it counts once; else the event's id.",
    )
    total: Decimal = strawberry.field(description="What was paid back, as a number above 0.")
    units: int = strawberry.field(description="How many pieces were taken back.")

    def to_purchase(self) -> Purchase:
        """Return the cancellation as it counts."""
        number = self.cancellation_number or str(self.id)
        return Purchase(number, self.total, self.units, cancels=self.order_number)


@final
@strawberry.input(description="The visitor logged in.")
class LogInInput(_Event):
    profile: ProfileInput | None = strawberry.field(
        default=None, description="What the shop knows of the visitor."
    )


@final
@strawberry.input(description="The visitor opened an account.")
class RegistrationInput(_Event):
    profile: ProfileInput | None = strawberry.field(
        default=None, description="What the shop knows of the visitor."
    )


@final
@strawberry.input(description="The visitor did something that the shop names itself.")
class CustomEventInput(_Event):
    name: str = strawberry.field(description="What, such as `wishlist_add`.")
    profile: ProfileInput | None = strawberry.field(
        default=None, description="What the shop knows of the visitor."
    )


@final
@strawberry.input(one_of=True, description="Something that a visitor did. Give exactly one.")
class EventInput:
    page_view: PageViewInput | None = strawberry.field(
        default=strawberry.UNSET, description="Looked at a page."
    )
    category_view: CategoryViewInput | None = strawberry.field(
        default=strawberry.UNSET, description="Looked at a list of products."
    )
    product_view: ProductViewInput | None = strawberry.field(
        default=strawberry.UNSET, description="Looked at a product."
    )
    search: SearchInput | None = strawberry.field(default=strawberry.UNSET, description="Searched.")
    basket_add: BasketAddInput | None = strawberry.field(
        default=strawberry.UNSET, description="Put something into the basket."
    )
    basket_remove: BasketRemoveInput | None = strawberry.field(
        default=strawberry.UNSET, description="Took something out of the basket."
    )
    basket_clear: BasketClearInput | None = strawberry.field(
        default=strawberry.UNSET, description="Emptied the basket."
    )
    checkout_step: CheckoutStepInput | None = strawberry.field(
        default=strawberry.UNSET, description="Reached a step of the checkout."
    )
    purchase: PurchaseInput | None = strawberry.field(
        default=strawberry.UNSET, description="Ordered."
    )
    order_cancellation: OrderCancellationInput | None = strawberry.field(
        default=strawberry.UNSET, description="Had an order, or a part of it, taken back."
    )
    log_in: LogInInput | None = strawberry.field(default=strawberry.UNSET, description="Logged in.")
    registration: RegistrationInput | None = strawberry.field(
        default=strawberry.UNSET, description="Opened an account."
    )
    custom: CustomEventInput | None = strawberry.field(
        default=strawberry.UNSET, description="Did something that the shop names itself."
    )

    def to_event(self) -> TrackedEvent:
        """Return the one event that was given."""
        name, event = next(
            (name, event) for name, event in vars(self).items() if event is not strawberry.UNSET
        )
        return _tracked(name, event)


_KINDS: Final = {
    "page_view": EventKind.PAGE_VIEW,
    "category_view": EventKind.CATEGORY_VIEW,
    "product_view": EventKind.PRODUCT_VIEW,
    "search": EventKind.SEARCH,
    "basket_add": EventKind.BASKET_ADD,
    "basket_remove": EventKind.BASKET_REMOVE,
    "basket_clear": EventKind.BASKET_CLEAR,
    "checkout_step": EventKind.CHECKOUT_STEP,
    "purchase": EventKind.PURCHASE,
    "order_cancellation": EventKind.ORDER_CANCELLATION,
    "log_in": EventKind.LOG_IN,
    "registration": EventKind.REGISTRATION,
    "custom": EventKind.CUSTOM,
}
_FIELD_NAMES: Final = {name: to_camel(name) for name in _KINDS}
_ORDERS: Final = (PurchaseInput, OrderCancellationInput)
_NOT_PROPERTIES: Final = {"id", "occurred_at", "session_id", "profile", "properties", "items"}


def _tracked(name: str, event: Any) -> TrackedEvent:
    profile: ProfileInput | None = getattr(event, "profile", None)
    return TrackedEvent(
        event_id=event.id,
        kind=_KINDS[name],
        field_name=_FIELD_NAMES[name],
        occurred_at=event.occurred_at,
        session_id=event.session_id,
        properties=_properties(event),
        purchase=event.to_purchase() if isinstance(event, _ORDERS) else None,
        declared=profile.declared() if profile else {},
        traits=_named(profile.traits) if profile else {},
    )


def _properties(event: Any) -> dict[str, Any]:
    """Return what behaviour conditions can ask for, under the names of the API."""
    kind: type = type(event)
    own = {name: _plain(getattr(event, attribute)) for name, attribute in _own(kind)}
    return _named(event.properties) | own


@cache
def _own(kind: type) -> tuple[tuple[str, str], ...]:
    """Return the properties that a kind of event has itself: their names in the API, and here."""
    return tuple(
        (to_camel(field.name), field.name)
        for field in fields(kind)
        if field.name not in _NOT_PROPERTIES
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value.value if isinstance(value, Enum) else value


def _named(properties: list[PropertyInput] | None) -> dict[str, Any]:
    return {given.name: given.value.given() for given in properties or ()}


@final
@strawberry.input(description="Events of one visitor.")
class TrackEventsInput:
    visitor_id: strawberry.ID = strawberry.field(
        description="The storefront's own id of the visitor."
    )
    events: list[EventInput] = strawberry.field(description="1 to 100, in any order.")


@final
@strawberry.type(description="All events are stored now, each of them once.")
class EventsTracked:
    stored: int = strawberry.field(description="How many were new.")
    repeated: int = strawberry.field(description="How many had been stored before.")


TrackEventsResult: TypeAlias = Annotated[
    EventsTracked | InvalidInput,
    strawberry.union("TrackEventsResult", description="What became of the events."),
]


@strawberry.type
class TrackingMutations:
    @strawberry.mutation(
        description="Store what a visitor did: all events of the batch or none. Safe to repeat "
        "whenever the answer was lost. What it changes holds for the next query."
    )
    async def track_events(
        self,
        info: SegueInfo,
        input: Annotated[
            TrackEventsInput, strawberry.argument(description="The visitor and the events.")
        ],
    ) -> TrackEventsResult:
        return await _tracked_events(info.context, input)


async def _tracked_events(context: Context, input: TrackEventsInput) -> EventsTracked:
    events = [event.to_event() for event in input.events]
    recorded = await track_events(context, input.visitor_id, events)
    return EventsTracked(stored=len(recorded.stored), repeated=len(recorded.repeated))


def track_directly(schema: GraphQLSchema) -> None:
    """Let graphql-core call the mutation's use-case without what Strawberry does in between.

    The input is what the schema declares, checked by graphql-core as ever.
    """
    make_input = compiled_input(TrackEventsInput)
    mutation = schema.mutation_type
    if mutation is None:
        raise ValueError("a schema without mutations")

    async def use_case(context: Context, input: TrackEventsInput) -> EventsTracked | InvalidInput:
        try:
            return await _tracked_events(context, input)
        except InvalidInputError as error:
            return InvalidInput.from_error(error)

    async def resolve(
        root: Any, info: GraphQLResolveInfo[Context], input: Mapping[str, Any]
    ) -> EventsTracked | InvalidInput:
        if isinstance(root, Found):
            outcome: EventsTracked | InvalidInput = root.value
            return outcome
        return await use_case(info.context, make_input(input))

    field = mutation.fields["trackEvents"]
    field.resolve = resolve
    allow_direct_answers(field, DirectField(use_case, _writer))


def _writer(node: FieldNode) -> Writer | None:
    return outcome_writer(node, EventsTracked, {"stored": "stored", "repeated": "repeated"})
