"""What a visitor's orders come to, after cancellations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import final


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
    """

    count: int = 0
    revenue: float = 0.0
    average_value: float | None = None
    units_per_order: float | None = None
    discounted_share: float | None = None
    first_at: datetime | None = None
    last_at: datetime | None = None
    median_gap_days: float | None = None


NO_ORDERS = OrderStatistics()
