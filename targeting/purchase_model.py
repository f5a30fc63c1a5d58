"""How likely a buyer is to order again, and how often: the MBG/NBD model of repeat buying.

Each buyer orders at random moments at a rate of its own, and after *every* order, the first included,
stops for good with a probability `p` of its own. Over a store's buyers the rates follow a gamma
distribution (shape `r`, rate `alpha` in days) and the `p` a beta distribution (`a`, `b`). Four numbers
fitted to a store's orders thus turn three numbers of a buyer, all known online, into a forecast:

    x    orders after the first one
    t_x  days from the first to the last order
    T    days from the first order to now

A buyer with this history is still a customer ("alive") with probability

    1 / (1 + a / (b + x) * ((alpha + T) / (alpha + t_x)) ** (r + x)).

If so, its rate is gamma distributed with `r + x` and `alpha + T`, and its `p` beta distributed with
`a` and `b + x + 1`. With a known `p` it is expected to place

    (1 - (1 + p * z) ** -(r + x)) / p,  where z = t / (alpha + T),

orders in the next `t` days. The expectation of that over `p` is what the literature writes with
Gauss's hypergeometric function 2F1 and `a - 1` in a denominator. See `dropout_nodes` for how it is
computed here: without either, by arithmetic that MongoDB does as well.

Sources: Batislam, Denizel & Filiztekin, "Empirical validation and comparison of models for customer
base analysis", International Journal of Research in Marketing 24 (2007); Hoppe & Wagner, "Customer
base analysis: the case for a central variant of the betageometric/NBD model", Marketing Journal of
Research and Management 3 (2007); Wagner & Hoppe, erratum on the BG/NBD model, International Journal
of Research in Marketing 25 (2008). It varies the BG/NBD model of Fader, Hardie & Lee, "Counting your
customers the easy way", Marketing Science 24 (2005), in which nobody can leave after one order.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple, final

PARAMETER_RANGES: Final[Mapping[str, tuple[float, float]]] = MappingProxyType(
    {"r": (0.01, 20.0), "alpha": (0.1, 10_000.0), "a": (0.01, 20.0), "b": (0.01, 1000.0)}
)
"""What the parameters may be, `alpha` in days; the error bound is measured within these ranges."""

MOST_REPEAT_ORDERS: Final = 10_000
"""More repeat orders of one buyer count as so many."""

LONGEST_HORIZON_DAYS: Final = 3_650.0
"""A forecast for longer is one for so long."""

MOST_LOG_ODDS: Final = 700.0
"""Where the odds against a buyer end; just before the exponential function overflows."""

DROPOUT_NODES: Final = 24
"""So many points stand for the distribution of `p`; see `dropout_nodes` for the error."""


class PurchaseHistory(NamedTuple):
    """What the model needs to know of a buyer.

    Attributes:
        repeat_orders: orders after the first one.
        last_order_age_days: days from the first to the last order: the buyer's age at its last order.
        customer_age_days: days from the first order to now: the buyer's age.
    """

    repeat_orders: int
    last_order_age_days: float
    customer_age_days: float


class DropoutNode(NamedTuple):
    """One of the points that stand for the distribution of the dropout probability.

    Attributes:
        position: where the point lies; `-log(1 - p)` times the scale of the buyer's distribution.
        log_weight: the part of the weight's logarithm that is the same for every buyer.
    """

    position: float
    log_weight: float


@final
@dataclass(frozen=True, slots=True)
class PurchaseModel:
    """A store's fitted model; pure arithmetic, the same as `documents.purchase_model_expressions`.

    Attributes:
        r, alpha: the orders per day of a living buyer are gamma distributed, with mean `r / alpha`.
        a, b: the probability to stop after an order is beta distributed, with mean `a / (a + b)`.
        buyers: how many buyers the parameters were fitted to,
        repeat_buyers: and how many of them had ordered more than once.

    Raises:
        ValueError: a parameter lies outside `PARAMETER_RANGES`.
    """

    r: float
    alpha: float
    a: float
    b: float
    buyers: int = 0
    repeat_buyers: int = 0

    def __post_init__(self) -> None:
        for name, (lowest, highest) in PARAMETER_RANGES.items():
            value: float = getattr(self, name)
            if not lowest <= value <= highest:
                raise ValueError(f"{name} is {value}, not within {lowest} to {highest}")

    def p_alive(
        self, repeat_orders: int, last_order_age_days: float, customer_age_days: float
    ) -> float | None:
        """Return the probability that the buyer will order again, were there no end to time.

        It doesn't increase with silence. `None` without an order, before the first order, and for
        numbers that aren't finite. A last order after now counts as one placed now.
        """
        history = _usable(repeat_orders, last_order_age_days, customer_age_days)
        return None if history is None else self._p_alive(history)

    def expected_orders(
        self,
        repeat_orders: int,
        last_order_age_days: float,
        customer_age_days: float,
        horizon_days: float,
    ) -> float | None:
        """Return how many orders the buyer is expected to place in the next `horizon_days`.

        That is 0 for a horizon not above 0, increases with it up to `LONGEST_HORIZON_DAYS`, and
        doesn't increase with silence. `None` as for `p_alive`. Relative error at most 5e-5 (measured).
        """
        history = _usable(repeat_orders, last_order_age_days, customer_age_days)
        if history is None:
            return None
        return self._p_alive(history) * self._orders_if_alive(history, horizon_days)

    def _p_alive(self, history: PurchaseHistory) -> float:
        x, t_x, age = history
        # In logarithms, since the power overflows for frequent buyers who have been silent for long.
        silence = (self.r + x) * math.log((self.alpha + age) / (self.alpha + t_x))
        log_odds = math.log(self.a / (self.b + x)) + silence
        return 1.0 / (1.0 + math.exp(min(log_odds, MOST_LOG_ODDS)))

    def _orders_if_alive(self, history: PurchaseHistory, horizon_days: float) -> float:
        x, _, age = history
        shape = self.r + x
        stays = self.b + 1.0 + x
        scale = dropout_scale(self.a, self.b) + x
        z = usable_horizon(horizon_days) / (self.alpha + age)
        weights, orders = [], []
        for position, log_weight in dropout_nodes(self.a):
            u = position / scale
            p = _complement_of_exp(u)
            weight = math.exp(log_weight + (self.a - 1.0) * math.log(p * scale) - stays * u)
            weights.append(weight)
            orders.append(weight * _complement_of_exp(shape * _log1p(p * z)) / p)
        return math.fsum(orders) / math.fsum(weights)


@lru_cache(maxsize=256)
def dropout_nodes(a: float) -> tuple[DropoutNode, ...]:
    """Return the points and weights that stand for the distribution of `p` among living buyers.

    The distribution is beta with `a` and `beta = b + x + 1`. With `p = 1 - exp(-u)`, `u = v / scale`
    and `scale = beta + (a - 1) / 2` its density over the logarithm of `v` is, but for a factor,

        v * (p * scale) ** (a - 1) * exp(-beta * u),

    nearly the same for every buyer. It is smooth, falls off double exponentially to the right, and
    as `v ** a` to the left, so equal steps in the logarithm converge exponentially (the trapezoidal
    rule), whatever the buyer's history and the horizon. The first point stands for all steps further
    left, at their mean and with their weight, both sums of geometric series.

    So a discrete distribution takes the place of the beta distribution, the same for each horizon and
    silence, and what holds for every `p` holds for the result: it is positive, it increases with the
    horizon, and there is nothing that cancels and no singular `a`. Against the hypergeometric function
    in high precision, over `PARAMETER_RANGES`, histories up to `MOST_REPEAT_ORDERS` and horizons up to
    `LONGEST_HORIZON_DAYS`, the largest relative error seen was 2.3e-5, and 1e-5 in 99 of 100 draws.
    """
    lowest = (math.lgamma(a + 1.0) - 34.0) / (a + 2.0)
    highest = math.log(30.0 + 4.0 * a)
    step = (highest - lowest) / (DROPOUT_NODES - 2)
    steps = [lowest + i * step for i in range(DROPOUT_NODES - 1)]
    return (_left_tail(a, lowest, step), *(DropoutNode(math.exp(log_v), log_v) for log_v in steps))


def dropout_scale(a: float, b: float) -> float:
    """Return what a node's position is divided by for a buyer with one order.

    With each repeat order it grows by one.
    """
    return b + 1.0 + (a - 1.0) / 2.0


def usable_horizon(days: float) -> float:
    """Return the horizon within 0 and `LONGEST_HORIZON_DAYS`; 0 for what is no number."""
    return min(max(0.0, days), LONGEST_HORIZON_DAYS)


def _left_tail(a: float, lowest: float, step: float) -> DropoutNode:
    position = math.exp(lowest) * math.expm1(a * step) / math.expm1((a + 1.0) * step)
    weight = a * lowest - math.log(math.expm1(a * step))
    return DropoutNode(position, weight - (a - 1.0) * math.log(position))


def _usable(
    repeat_orders: int, last_order_age_days: float, customer_age_days: float
) -> PurchaseHistory | None:
    numbers = (repeat_orders, last_order_age_days, customer_age_days)
    if not all(0 <= number < math.inf for number in numbers):
        return None
    return PurchaseHistory(
        min(repeat_orders, MOST_REPEAT_ORDERS),
        last_order_age_days,
        max(last_order_age_days, customer_age_days),
    )


def _complement_of_exp(value: float) -> float:
    """Return `1 - exp(-value)`, exact for small values too.

    Written with functions that MongoDB has, which knows no `expm1`; the same goes for `_log1p`.
    """
    half = math.tanh(value / 2.0)
    return 2.0 * half / (1.0 + half)


def _log1p(value: float) -> float:
    return 2.0 * math.asinh(value / (2.0 * math.sqrt(1.0 + value)))
