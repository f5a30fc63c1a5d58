"""The figures of one store that smart metrics and named thresholds are read from.

A job computes them inside MongoDB and stores them with the moment they were computed at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, final

from targeting.purchase_model import PurchaseModel

SCORE_PERCENTILES: Final = (20, 40, 60, 80)
"""The cut points of the scores 1 to 5: quintiles, 5 best (the RFM convention)."""

WHOLE_PERCENTILES: Final = tuple(range(1, 100))
"""The percentiles that smart metrics are read from."""

HIGHEST_SCORE: Final = len(SCORE_PERCENTILES) + 1


@final
@dataclass(frozen=True, slots=True)
class StoreThresholds:
    """A store's figures, percentiles over its buyers (visitors with at least one valid order).

    Percentiles are nearest-rank: the smallest value that at least p per cent of buyers don't exceed.

    Attributes:
        named: thresholds by name, for rules (`orders.average_value.p80`, `orders.gap.median`, ...).
        frequency_cuts, monetary_cuts: the values at `SCORE_PERCENTILES`, ascending.
        recency_cuts: the same of the moment of the last order.
        frequency_percentiles, monetary_percentiles, average_value_percentiles, recency_percentiles:
            the values at each whole percentile from 1 to 99, ascending; empty for a small shop.
        purchase_model: of repeat buying, fitted to the store's buyers; `None` when there are too few.
        prediction_days: how far ahead PREDICTED_ORDERS looks.
        gap_median_days: the median of the days between consecutive orders over the whole store.
        personal_gap_orders: from how many orders on a buyer's own median gap is used.
        minimum_gap_days: no expected gap is shorter, so that two orders on one day don't make a
            customer lost the day after.
        buyers: how many visitors have a valid order.
        has_discounts: whether the shop has said of any order that it was or wasn't discounted.
        is_fallback: the shop is too small for percentiles; fixed figures stand in their place.
    """

    named: Mapping[str, float] = field(default_factory=dict)
    frequency_cuts: tuple[float, ...] = (1.0, 2.0, 3.0, 4.0)
    monetary_cuts: tuple[float, ...] = (0.0, 0.0, 0.0, 0.0)
    recency_cuts: tuple[datetime, ...] = ()
    frequency_percentiles: tuple[float, ...] = ()
    monetary_percentiles: tuple[float, ...] = ()
    average_value_percentiles: tuple[float, ...] = ()
    recency_percentiles: tuple[datetime, ...] = ()
    purchase_model: PurchaseModel | None = None
    prediction_days: float = 90.0
    gap_median_days: float = 60.0
    personal_gap_orders: int = 3
    minimum_gap_days: float = 1.0
    buyers: int = 0
    has_discounts: bool = False
    is_fallback: bool = True
    computed_at: datetime | None = None

    def frequency_score(self, orders: int) -> int:
        """Return 1 plus the number of cut points strictly below the number of orders."""
        return 1 + bisect_left(self.frequency_cuts, orders)

    def monetary_score(self, revenue: float) -> int:
        """Return 1 plus the number of cut points strictly below the revenue."""
        return 1 + bisect_left(self.monetary_cuts, revenue)

    def recency_score(self, last_order_at: datetime) -> int:
        """Return 1 plus the number of cut points strictly before the last order."""
        return 1 + bisect_left(self.recency_cuts, last_order_at)

    def frequency_percentile(self, orders: int) -> int | None:
        """Return the share of buyers with fewer orders, in whole per cent from 0 to 99."""
        return _percentile(self.frequency_percentiles, orders)

    def monetary_percentile(self, revenue: float) -> int | None:
        """Return the share of buyers who spent less, in whole per cent from 0 to 99."""
        return _percentile(self.monetary_percentiles, revenue)

    def average_value_percentile(self, average_value: float) -> int | None:
        """Return the share of buyers with a lower average order, in whole per cent from 0 to 99."""
        return _percentile(self.average_value_percentiles, average_value)

    def recency_percentile(self, last_order_at: datetime) -> int | None:
        """Return the share of buyers who ordered last before, in whole per cent from 0 to 99."""
        return _percentile(self.recency_percentiles, last_order_at)

    def expected_gap_days(self, orders: int, own_median_days: float | None) -> float:
        """Return the days after which the next order is due: the buyer's own, or the store's."""
        use_own = own_median_days is not None and orders >= self.personal_gap_orders
        gap = own_median_days if use_own and own_median_days is not None else self.gap_median_days
        return max(gap, self.minimum_gap_days)


def _percentile(values: tuple[Any, ...], value: Any) -> int | None:
    """Return how many of the percentiles lie strictly below `value`; `None` when there are none."""
    return bisect_left(values, value) if values else None


NO_THRESHOLDS = StoreThresholds()
"""What stands in for the figures of a store whose job hasn't run yet."""
