from datetime import datetime
from decimal import Decimal
from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import PageType


class BasketAddInput(BaseModel):
    """The visitor put something into the basket."""

    id: str
    "Made by the storefront, such as a random UUID; the same id counts once."
    occurred_at: Optional[datetime] = Field(alias="occurredAt", default=None)
    "When it happened; now when left out."
    session_id: Optional[str] = Field(alias="sessionId", default=None)
    "The storefront's own id of the visit."
    properties: Optional[list["PropertyInput"]] = None
    "Whatever else rules may ask for; a name that the event has itself can't be used."
    product_id: str = Field(alias="productId")
    "The product's id in the shop."
    quantity: int = 1
    "How many were put in."
    category: Optional[str] = None
    "The product's category; of a nested one its path, such as `Home/Kitchen/Mugs`."
    brand: Optional[str] = None
    "The product's brand."
    price: Optional[float] = None
    "The price of one, in the store's currency."


class BasketClearInput(BaseModel):
    """The visitor emptied the basket."""

    id: str
    "Made by the storefront, such as a random UUID; the same id counts once."
    occurred_at: Optional[datetime] = Field(alias="occurredAt", default=None)
    "When it happened; now when left out."
    session_id: Optional[str] = Field(alias="sessionId", default=None)
    "The storefront's own id of the visit."
    properties: Optional[list["PropertyInput"]] = None
    "Whatever else rules may ask for; a name that the event has itself can't be used."


class BasketRemoveInput(BaseModel):
    """The visitor took something out of the basket."""

    id: str
    "Made by the storefront, such as a random UUID; the same id counts once."
    occurred_at: Optional[datetime] = Field(alias="occurredAt", default=None)
    "When it happened; now when left out."
    session_id: Optional[str] = Field(alias="sessionId", default=None)
    "The storefront's own id of the visit."
    properties: Optional[list["PropertyInput"]] = None
    "Whatever else rules may ask for; a name that the event has itself can't be used."
    product_id: str = Field(alias="productId")
    "The product's id in the shop."
    quantity: int = 1
    "How many were taken out."
    category: Optional[str] = None
    "The product's category; of a nested one its path, such as `Home/Kitchen/Mugs`."
    brand: Optional[str] = None
    "The product's brand."
    price: Optional[float] = None
    "The price of one, in the store's currency."


class CategoryViewInput(BaseModel):
    """The visitor looked at a list of products."""

    id: str
    "Made by the storefront, such as a random UUID; the same id counts once."
    occurred_at: Optional[datetime] = Field(alias="occurredAt", default=None)
    "When it happened; now when left out."
    session_id: Optional[str] = Field(alias="sessionId", default=None)
    "The storefront's own id of the visit."
    properties: Optional[list["PropertyInput"]] = None
    "Whatever else rules may ask for; a name that the event has itself can't be used."
    category: str
    "The category."


class CheckoutStepInput(BaseModel):
    """The visitor reached a step of the checkout."""

    id: str
    "Made by the storefront, such as a random UUID; the same id counts once."
    occurred_at: Optional[datetime] = Field(alias="occurredAt", default=None)
    "When it happened; now when left out."
    session_id: Optional[str] = Field(alias="sessionId", default=None)
    "The storefront's own id of the visit."
    properties: Optional[list["PropertyInput"]] = None
    "Whatever else rules may ask for; a name that the event has itself can't be used."
    step: str
    "The shop's own name of it, such as `payment`."
    basket_total: Optional[float] = Field(alias="basketTotal", default=None)
    "The value of the basket."


class CustomEventInput(BaseModel):
    """The visitor did something that the shop names itself."""

    id: str
    "Made by the storefront, such as a random UUID; the same id counts once."
    occurred_at: Optional[datetime] = Field(alias="occurredAt", default=None)
    "When it happened; now when left out."
    session_id: Optional[str] = Field(alias="sessionId", default=None)
    "The storefront's own id of the visit."
    properties: Optional[list["PropertyInput"]] = None
    "Whatever else rules may ask for; a name that the event has itself can't be used."
    name: str
    "What, such as `wishlist_add`."
    profile: Optional["ProfileInput"] = None
    "What the shop knows of the visitor."


class EventInput(BaseModel):
    """Something that a visitor did. Give exactly one."""

    page_view: Optional["PageViewInput"] = Field(alias="pageView", default=None)
    "Looked at a page."
    category_view: Optional["CategoryViewInput"] = Field(
        alias="categoryView", default=None
    )
    "Looked at a list of products."
    product_view: Optional["ProductViewInput"] = Field(
        alias="productView", default=None
    )
    "Looked at a product."
    search: Optional["SearchInput"] = None
    "Searched."
    basket_add: Optional["BasketAddInput"] = Field(alias="basketAdd", default=None)
    "Put something into the basket."
    basket_remove: Optional["BasketRemoveInput"] = Field(
        alias="basketRemove", default=None
    )
    "Took something out of the basket."
    basket_clear: Optional["BasketClearInput"] = Field(
        alias="basketClear", default=None
    )
    "Emptied the basket."
    checkout_step: Optional["CheckoutStepInput"] = Field(
        alias="checkoutStep", default=None
    )
    "Reached a step of the checkout."
    purchase: Optional["PurchaseInput"] = None
    "Ordered."
    order_cancellation: Optional["OrderCancellationInput"] = Field(
        alias="orderCancellation", default=None
    )
    "Had an order, or a part of it, taken back."
    log_in: Optional["LogInInput"] = Field(alias="logIn", default=None)
    "Logged in."
    registration: Optional["RegistrationInput"] = None
    "Opened an account."
    custom: Optional["CustomEventInput"] = None
    "Did something that the shop names itself."


class LocationInput(BaseModel):
    """A place on Earth, in degrees."""

    latitude: float
    "-90 to 90."
    longitude: float
    "-180 to 180."


class LogInInput(BaseModel):
    """The visitor logged in."""

    id: str
    "Made by the storefront, such as a random UUID; the same id counts once."
    occurred_at: Optional[datetime] = Field(alias="occurredAt", default=None)
    "When it happened; now when left out."
    session_id: Optional[str] = Field(alias="sessionId", default=None)
    "The storefront's own id of the visit."
    properties: Optional[list["PropertyInput"]] = None
    "Whatever else rules may ask for; a name that the event has itself can't be used."
    profile: Optional["ProfileInput"] = None
    "What the shop knows of the visitor."


class OrderCancellationInput(BaseModel):
    """An order, or a part of it, was taken back. It lessens what the visitor has spent; an order that is taken back as a whole doesn't count any more."""

    id: str
    "Made by the storefront, such as a random UUID; the same id counts once."
    occurred_at: Optional[datetime] = Field(alias="occurredAt", default=None)
    "When it happened; now when left out."
    session_id: Optional[str] = Field(alias="sessionId", default=None)
    "The storefront's own id of the visit."
    properties: Optional[list["PropertyInput"]] = None
    "Whatever else rules may ask for; a name that the event has itself can't be used."
    order_number: str = Field(alias="orderNumber")
    "The number of the order, as reported."
    cancellation_number: Optional[str] = Field(alias="cancellationNumber", default=None)
    "Its own number in the shop, by which it counts once; else the event's id."
    total: Decimal
    "What was paid back, as a number above 0."
    units: int
    "How many pieces were taken back."


class PageViewInput(BaseModel):
    """The visitor looked at a page."""

    id: str
    "Made by the storefront, such as a random UUID; the same id counts once."
    occurred_at: Optional[datetime] = Field(alias="occurredAt", default=None)
    "When it happened; now when left out."
    session_id: Optional[str] = Field(alias="sessionId", default=None)
    "The storefront's own id of the visit."
    properties: Optional[list["PropertyInput"]] = None
    "Whatever else rules may ask for; a name that the event has itself can't be used."
    page: PageType
    "The kind of page."
    url: Optional[str] = None
    "Its whole address."


class ProductViewInput(BaseModel):
    """The visitor looked at a product."""

    id: str
    "Made by the storefront, such as a random UUID; the same id counts once."
    occurred_at: Optional[datetime] = Field(alias="occurredAt", default=None)
    "When it happened; now when left out."
    session_id: Optional[str] = Field(alias="sessionId", default=None)
    "The storefront's own id of the visit."
    properties: Optional[list["PropertyInput"]] = None
    "Whatever else rules may ask for; a name that the event has itself can't be used."
    product_id: str = Field(alias="productId")
    "The product's id in the shop."
    name: Optional[str] = None
    "The product's name."
    category: Optional[str] = None
    "The product's category; of a nested one its path, such as `Home/Kitchen/Mugs`."
    brand: Optional[str] = None
    "The product's brand."
    price: Optional[float] = None
    "The price of one, in the store's currency."


class ProfileInput(BaseModel):
    """What the shop knows of the visitor. What is left out stays as it was; of two events that say something about the same attribute, the one that happened later holds."""

    age: Optional[int] = None
    "Completed years."
    birth_date: Optional[datetime] = Field(alias="birthDate", default=None)
    "Date of birth, which the age then follows from."
    gender: Optional[str] = None
    "As the shop calls it."
    country: Optional[str] = None
    "As the shop writes it."
    region: Optional[str] = None
    "As the shop writes it."
    city: Optional[str] = None
    "As the shop writes it."
    location: Optional["LocationInput"] = None
    "Where the visitor lives."
    language: Optional[str] = None
    "Such as `tr`."
    interests: Optional[list[str]] = None
    "In any order."
    email_subscriber: Optional[bool] = Field(alias="emailSubscriber", default=None)
    "Has agreed to be written to by e-mail, or has withdrawn that."
    push_subscriber: Optional[bool] = Field(alias="pushSubscriber", default=None)
    "Has agreed to push messages, or has withdrawn that."
    traits: Optional[list["PropertyInput"]] = None
    "Whatever else rules may ask for."


class PropertyInput(BaseModel):
    """A property that the shop named itself."""

    name: str
    "Letters, digits and `_`, starting with a letter; at most 64."
    value: "PropertyValueInput"
    "Its value."


class PropertyValueInput(BaseModel):
    """The value of a property. Give exactly one."""

    text: Optional[str] = None
    "A text."
    number: Optional[float] = None
    "A number."
    flag: Optional[bool] = None
    "True or false."
    date: Optional[datetime] = None
    "A moment."
    texts: Optional[list[str]] = None
    "Texts."


class PurchaseInput(BaseModel):
    """The visitor ordered. An order counts once, by its number, however often and by whomever it is reported."""

    id: str
    "Made by the storefront, such as a random UUID; the same id counts once."
    occurred_at: Optional[datetime] = Field(alias="occurredAt", default=None)
    "When it happened; now when left out."
    session_id: Optional[str] = Field(alias="sessionId", default=None)
    "The storefront's own id of the visit."
    properties: Optional[list["PropertyInput"]] = None
    "Whatever else rules may ask for; a name that the event has itself can't be used."
    order_number: str = Field(alias="orderNumber")
    "The order's number in the shop."
    total: Decimal
    "What was paid, in the store's currency."
    units: int
    "How many pieces were ordered."
    is_discounted: Optional[bool] = Field(alias="isDiscounted", default=None)
    "A discount or a coupon was used. A shop that never says so is taken not to know."
    coupon_code: Optional[str] = Field(alias="couponCode", default=None)
    "The coupon that was used."
    items: Optional[list["PurchasedItemInput"]] = None
    "What was ordered, at most 500 lines."


class PurchasedItemInput(BaseModel):
    """One line of an order."""

    product_id: str = Field(alias="productId")
    "The product's id in the shop."
    category: Optional[str] = None
    "The product's category; of a nested one its path, such as `Home/Kitchen/Mugs`."
    brand: Optional[str] = None
    "The product's brand."


class RegistrationInput(BaseModel):
    """The visitor opened an account."""

    id: str
    "Made by the storefront, such as a random UUID; the same id counts once."
    occurred_at: Optional[datetime] = Field(alias="occurredAt", default=None)
    "When it happened; now when left out."
    session_id: Optional[str] = Field(alias="sessionId", default=None)
    "The storefront's own id of the visit."
    properties: Optional[list["PropertyInput"]] = None
    "Whatever else rules may ask for; a name that the event has itself can't be used."
    profile: Optional["ProfileInput"] = None
    "What the shop knows of the visitor."


class SearchInput(BaseModel):
    """The visitor searched."""

    id: str
    "Made by the storefront, such as a random UUID; the same id counts once."
    occurred_at: Optional[datetime] = Field(alias="occurredAt", default=None)
    "When it happened; now when left out."
    session_id: Optional[str] = Field(alias="sessionId", default=None)
    "The storefront's own id of the visit."
    properties: Optional[list["PropertyInput"]] = None
    "Whatever else rules may ask for; a name that the event has itself can't be used."
    query: str
    "What for."
    result_count: Optional[int] = Field(alias="resultCount", default=None)
    "How many were found."


class TrackEventsInput(BaseModel):
    """Events of one visitor."""

    visitor_id: str = Field(alias="visitorId")
    "The storefront's own id of the visitor."
    events: list["EventInput"]
    "1 to 100, in any order."


BasketAddInput.model_rebuild()
BasketClearInput.model_rebuild()
BasketRemoveInput.model_rebuild()
CategoryViewInput.model_rebuild()
CheckoutStepInput.model_rebuild()
CustomEventInput.model_rebuild()
EventInput.model_rebuild()
LogInInput.model_rebuild()
OrderCancellationInput.model_rebuild()
PageViewInput.model_rebuild()
ProductViewInput.model_rebuild()
ProfileInput.model_rebuild()
PropertyInput.model_rebuild()
PurchaseInput.model_rebuild()
RegistrationInput.model_rebuild()
SearchInput.model_rebuild()
TrackEventsInput.model_rebuild()
