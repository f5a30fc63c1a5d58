"""What a visitor's orders come to, after cancellations."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from typing import final

from targeting.behaviour import EventKind
from targeting.events import EventRecord
from targeting.values import MICROS_PER_UNIT, days_between


@final
@dataclass(frozen=True, slots=True)
class OrderStatistics:
    """Figures over one visitor's valid orders.

    An order is valid unless cancellations that name it have taken off its whole total. Revenue and
    units are net of every cancellation, also of those that name no order.

    Attributes:
        count: valid orders.
        revenue: in units of the store's currency.
        average_value: `revenue / count`, `None` without a valid order.
        units_per_order: net units by order, `None` without a valid order.
        discounted_share: share of the valid orders that had a discount or a coupon; `None` when the
            shop has said of no order whether it was discounted.
        first_at, last_at: when the first and the last valid order were placed.
        median_gap_days: median of the days between consecutive orders, `None` below two orders.
        products, categories, brands: what was in the valid orders, as far as the shop has said, each
            once and sorted.
    """

    count: int = 0
    revenue: float = 0.0
    average_value: float | None = None
    units_per_order: float | None = None
    discounted_share: float | None = None
    first_at: datetime | None = None
    last_at: datetime | None = None
    median_gap_days: float | None = None
    products: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()


NO_ORDERS = OrderStatistics()


@final
@dataclass(slots=True)
class _Order:
    """What the events of one order number come to."""

    placed_at: datetime | None = None
    total: int = 0
    units: int = 0
    cancelled: int = 0
    cancelled_units: int = 0
    is_discounted: bool | None = None
    bought: dict[str, set[str]] = field(
        default_factory=lambda: {"products": set(), "categories": set(), "brands": set()}
    )

    @property
    def is_valid(self) -> bool:
        """It was placed, and cancellations haven't taken all of it off."""
        is_void = self.cancelled > 0 and self.cancelled >= self.total
        return self.placed_at is not None and not is_void

    def add(self, event: EventRecord) -> None:
        """Add a purchase, or take off a cancellation."""
        line = event.order
        if line is None:
            return
        if line.is_discounted is not None:
            self.is_discounted = bool(self.is_discounted) or line.is_discounted
        if event.kind is EventKind.ORDER_CANCELLATION:
            self.cancelled += line.total_micros
            self.cancelled_units += line.units
            return
        self.placed_at = min(event.at, self.placed_at or event.at)
        self.total += line.total_micros
        self.units += line.units
        for name, found in self.bought.items():
            found.update(getattr(line, name))


def order_statistics(events: Iterable[EventRecord]) -> OrderStatistics:
    """Return the figures over the purchases and cancellations among a visitor's events.

    The reference for what `documents.orders` works out inside MongoDB.
    """
    orders: dict[str, _Order] = {}
    for event in events:
        if event.order is not None:
            orders.setdefault(event.order.number, _Order()).add(event)
    return _statistics(list(orders.values())) if orders else NO_ORDERS


def _statistics(orders: Sequence[_Order]) -> OrderStatistics:
    valid = [order for order in orders if order.is_valid]
    dates = sorted(order.placed_at for order in valid if order.placed_at is not None)
    gaps = [days_between(one, next_) for one, next_ in itertools.pairwise(dates)]
    revenue = float(sum(order.total - order.cancelled for order in orders)) / MICROS_PER_UNIT
    units = sum(order.units - order.cancelled_units for order in orders)
    known = [order.is_discounted for order in valid if order.is_discounted is not None]
    return OrderStatistics(
        count=len(valid),
        revenue=revenue,
        average_value=revenue / len(valid) if valid else None,
        units_per_order=units / len(valid) if valid else None,
        discounted_share=sum(known) / len(known) if known else None,
        first_at=dates[0] if dates else None,
        last_at=dates[-1] if dates else None,
        median_gap_days=median(gaps) if gaps else None,
        products=_bought(valid, "products"),
        categories=_bought(valid, "categories"),
        brands=_bought(valid, "brands"),
    )


def _bought(orders: Sequence[_Order], name: str) -> tuple[str, ...]:
    return tuple(sorted({item for order in orders for item in order.bought[name]}))
