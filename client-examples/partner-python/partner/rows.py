"""What a row of each file means to Segue.

Each event has an id made of what it says. So sending it again is harmless, and a row that was
changed since is told anew.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from datetime import date, datetime, time, timezone
from decimal import Decimal
from typing import Annotated, Final, TypeVar

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    StringConstraints,
    ValidationError,
    model_validator,
)

from partner.files import Cells
from segue_storefront import (
    CustomEventInput,
    EventInput,
    OrderCancellationInput,
    ProfileInput,
    PropertyInput,
    PropertyValueInput,
    PurchasedItemInput,
    PurchaseInput,
    RegistrationInput,
)

GUEST: Final = ""
Id = Annotated[str, StringConstraints(min_length=1)]
Trait = bool | float | str | list[str]


class Row(BaseModel, ABC):
    """A row that was read."""

    model_config = ConfigDict(str_strip_whitespace=True, coerce_numbers_to_str=True)

    customer_id: str

    @abstractmethod
    def events(self) -> list[EventInput]:
        """Return what happened."""


AnyRow = TypeVar("AnyRow", bound=Row)


class CustomerRow(Row):
    """A customer. Columns that aren't named here become traits."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Trait]

    customer_id: Id
    updated_at: AwareDatetime
    registered_at: AwareDatetime | None = None
    birth_date: date | None = None
    gender: str | None = None
    country: str | None = None
    city: str | None = None
    language: str | None = None
    email_subscriber: bool | None = None

    def events(self) -> list[EventInput]:
        """Return the registration, and what the shop knew when the row was last changed."""
        update = CustomEventInput(
            id=_event_id("customer", self.model_dump_json()),
            occurred_at=self.updated_at,
            name="customer_updated",
            profile=self._profile(),
        )
        if self.registered_at is None:
            return [EventInput(custom=update)]
        registration = RegistrationInput(
            id=_event_id("registered", self.customer_id), occurred_at=self.registered_at
        )
        return [EventInput(registration=registration), EventInput(custom=update)]

    def _profile(self) -> ProfileInput:
        profile = ProfileInput.model_validate(
            self.model_dump(
                include={"gender", "country", "city", "language", "email_subscriber"},
                exclude_none=True,
            )
        )
        if self.birth_date is not None:
            profile.birth_date = datetime.combine(self.birth_date, time(), timezone.utc)
        if traits := self.__pydantic_extra__:
            profile.traits = [
                PropertyInput(name=name, value=_property_value(trait))
                for name, trait in traits.items()
            ]
        return profile


class OrderItem(BaseModel):
    """One line of an order; only NDJSON has room for them."""

    product_id: Id
    category: str | None = None
    brand: str | None = None


class OrderRow(Row):
    """An order, or, where `cancels_order` is given, what was taken back of an earlier one."""

    order_number: Id
    customer_id: str = GUEST
    placed_at: AwareDatetime
    units: int
    total: Decimal
    is_discounted: bool | None = None
    coupon_code: str | None = None
    cancels_order: Id | None = None
    items: list[OrderItem] | None = None

    @model_validator(mode="after")
    def _cancels_another(self) -> OrderRow:
        if self.cancels_order == self.order_number:
            raise ValueError("an order can't cancel itself")
        return self

    def events(self) -> list[EventInput]:
        """Return the purchase or the cancellation."""
        if self.cancels_order is None:
            return [EventInput(purchase=self._purchase())]
        cancellation = OrderCancellationInput(
            id=_event_id("order", self.model_dump_json()),
            occurred_at=self.placed_at,
            order_number=self.cancels_order,
            cancellation_number=self.order_number,
            total=abs(self.total),
            units=abs(self.units),
        )
        return [EventInput(order_cancellation=cancellation)]

    def _purchase(self) -> PurchaseInput:
        purchase = PurchaseInput(
            id=_event_id("order", self.model_dump_json()),
            occurred_at=self.placed_at,
            order_number=self.order_number,
            total=self.total,
            units=self.units,
        )
        # What is left unset isn't sent; Segue takes null for discounts as "not known" all the same.
        if self.is_discounted is not None:
            purchase.is_discounted = self.is_discounted
        if self.coupon_code is not None:
            purchase.coupon_code = self.coupon_code
        if self.items is not None:
            purchase.items = [
                PurchasedItemInput.model_validate(item.model_dump(exclude_none=True))
                for item in self.items
            ]
        return purchase


def read_row(kind: type[AnyRow], cells: Cells) -> AnyRow | str:
    """Return the row, or what is wrong with it."""
    try:
        return kind.model_validate(cells)
    except ValidationError as error:
        return "; ".join(
            f"{'.'.join(map(str, problem['loc'])) or 'row'}: {problem['msg']}"
            for problem in error.errors()
        )


def _property_value(trait: Trait) -> PropertyValueInput:
    match trait:
        case bool():
            return PropertyValueInput(flag=trait)
        case int() | float():
            return PropertyValueInput(number=trait)
        case str():
            return PropertyValueInput(text=trait)
        case list():
            return PropertyValueInput(texts=trait)


def _event_id(kind: str, text: str) -> str:
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:32]}"
