"""The forecast against its definition, integrated numerically."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.purchase_model import (
    LONGEST_HORIZON_DAYS,
    MOST_REPEAT_ORDERS,
    PARAMETER_RANGES,
    PurchaseModel,
    dropout_nodes,
    dropout_scale,
    usable_horizon,
)
from tests.targeting.strategies import unhurried

MODELS: Final = [
    PurchaseModel(0.5, 5.0, 0.4, 2.0),
    PurchaseModel(0.24, 4.41 * 7, 0.79, 2.43),  # near what CDNOW's buyers give, in days
    PurchaseModel(2.0, 60.0, 1.0, 6.0),
    PurchaseModel(1.2, 20.0, 3.0, 9.0),
    PurchaseModel(0.5, 5.0, 8.0, 0.5),  # buyers who nearly all stop at once
]
HISTORIES: Final = [
    (0, 0.0, 10.0),
    (0, 0.0, 300.0),
    (2, 30.0, 38.86),
    (4, 100.0, 400.0),
    (9, 50, 60),
]

models = st.builds(
    PurchaseModel, **{name: st.floats(*bounds) for name, bounds in PARAMETER_RANGES.items()}
)
repeats = st.integers(0, MOST_REPEAT_ORDERS)
days = st.floats(0, 5_000)


def with_rounding(value: float) -> float:
    """A little more than the value, also where it's so small that floats run out of digits."""
    return value * (1 + 1e-9) + 1e-300


STEPS: Final = [step / 100 for step in range(-6_000, 6_001)]
"""Equal steps in the logarithm of the odds, in which the densities fall off on both sides."""


def over_dropout(model: PurchaseModel, of: Callable[[float], float], extra: int = 0) -> float:
    """The expectation of a function of `p`, whose distribution is beta with `a` and `b + extra`."""
    a, b = model.a, model.b + extra
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)

    def mass(odds: float) -> float:
        log_p, log_stay = -math.log1p(math.exp(-odds)), -math.log1p(math.exp(odds))
        return math.exp(scale + a * log_p + b * log_stay) * of(math.exp(log_p))

    return math.fsum(map(mass, STEPS)) / 100


def over_rates(model: PurchaseModel, of: Callable[[float], float]) -> float:
    """The expectation of a function of the rate, which is gamma distributed."""
    scale = model.r * math.log(model.alpha) - math.lgamma(model.r)

    def mass(log_rate: float) -> float:
        rate = math.exp(log_rate)
        exponent = scale + model.r * log_rate - model.alpha * rate
        return math.exp(max(exponent, -700.0)) * of(rate) if rate < 700 else 0.0

    return math.fsum(map(mass, STEPS)) / 100


@pytest.mark.parametrize("model", MODELS, ids=str)
@pytest.mark.parametrize("history", HISTORIES, ids=str)
def test_p_alive_is_the_share_of_the_likelihood(
    model: PurchaseModel, history: tuple[int, float, float]
) -> None:
    x, t_x, age = history

    def of_rates(days: float) -> float:
        return over_rates(model, lambda rate: rate**x * math.exp(-rate * days))

    alive = over_dropout(model, lambda p: (1 - p) ** (x + 1)) * of_rates(age)
    gone = over_dropout(model, lambda p: p * (1 - p) ** x) * of_rates(t_x)
    assert model.p_alive(x, t_x, age) == pytest.approx(alive / (alive + gone), rel=1e-5)


@pytest.mark.parametrize("model", MODELS, ids=str)
@pytest.mark.parametrize("history", HISTORIES, ids=str)
@pytest.mark.parametrize("horizon", [1.0, 90.0, 3_650.0])
def test_expected_orders_are_those_over_all_dropout_probabilities(
    model: PurchaseModel, history: tuple[int, float, float], horizon: float
) -> None:
    x, t_x, age = history
    z = horizon / (model.alpha + age)

    def orders(p: float) -> float:
        return -math.expm1(-(model.r + x) * math.log1p(p * z)) / p

    alive = model.p_alive(x, t_x, age)
    assert alive is not None
    by_integral = alive * over_dropout(model, orders, x + 1)
    assert model.expected_orders(x, t_x, age, horizon) == pytest.approx(by_integral, rel=5e-5)


@pytest.mark.parametrize("model", MODELS, ids=str)
def test_forecast_grows_with_the_horizon_and_falls_with_silence(model: PurchaseModel) -> None:
    by_horizon = [model.expected_orders(3, 50, 60, days) or 0 for days in (0, 1, 30, 365, 3_650)]
    assert by_horizon[0] == 0
    assert all(less < more for less, more in pairwise(by_horizon))
    by_silence = [model.expected_orders(3, 50, 50 + days, 90) or 0 for days in (0, 10, 100, 1_000)]
    assert all(more > less for more, less in pairwise(by_silence))


@unhurried
@given(models, repeats, days, days, days)
def test_p_alive_is_a_probability_that_silence_never_raises(
    model: PurchaseModel, x: int, t_x: float, silence: float, more: float
) -> None:
    sooner = model.p_alive(x, t_x, t_x + silence)
    later = model.p_alive(x, t_x, t_x + silence + more)
    assert sooner is not None
    assert later is not None
    assert 0 <= later <= with_rounding(sooner)
    assert sooner <= 1


@unhurried
@given(models, repeats, days, days, days, st.floats(0, LONGEST_HORIZON_DAYS))
def test_expected_orders_never_fall_with_the_horizon_nor_rise_with_silence(
    model: PurchaseModel, x: int, t_x: float, silence: float, more: float, horizon: float
) -> None:
    age = t_x + silence
    orders = model.expected_orders(x, t_x, age, horizon)
    further = model.expected_orders(x, t_x, age, horizon + more)
    later = model.expected_orders(x, t_x, age + more, horizon)
    assert orders is not None
    assert further is not None
    assert later is not None
    assert 0 <= orders <= with_rounding(further)
    assert later <= with_rounding(orders)


@unhurried
@given(models, repeats, days, days, st.floats(0, LONGEST_HORIZON_DAYS))
def test_expected_orders_are_at_most_those_of_a_living_buyer_who_never_stops(
    model: PurchaseModel, x: int, t_x: float, silence: float, horizon: float
) -> None:
    age = t_x + silence
    orders, alive = model.expected_orders(x, t_x, age, horizon), model.p_alive(x, t_x, age)
    assert orders is not None
    assert alive is not None
    assert orders <= with_rounding(alive * (model.r + x) / (model.alpha + age) * horizon)


@pytest.mark.parametrize(("a", "b", "scale"), [(1.0, 6.0, 7.0), (3.0, 9.0, 11.0), (0.5, 2.0, 2.75)])
def test_dropout_nodes_are_scaled_by_the_middle_of_the_distribution(
    a: float, b: float, scale: float
) -> None:
    assert dropout_scale(a, b) == scale


@pytest.mark.parametrize("a", [0.3, 1.0, 4.0])
def test_first_dropout_node_stands_for_all_steps_further_left(a: float) -> None:
    tail, first, second = dropout_nodes(a)[:3]
    step = math.log(second.position / first.position)
    steps = [first.position * math.exp(-step * n) for n in range(1, 400)]
    weight = math.fsum(v**a for v in steps)
    mean = math.fsum(v ** (a + 1) for v in steps) / weight
    assert tail.position == pytest.approx(mean)
    assert tail.log_weight + (a - 1) * math.log(tail.position) == pytest.approx(math.log(weight))


def test_forecast_for_longer_than_ten_years_is_one_for_ten() -> None:
    model = MODELS[0]
    longest = model.expected_orders(1, 5, 9, LONGEST_HORIZON_DAYS)
    assert model.expected_orders(1, 5, 9, 1e9) == longest
    assert model.expected_orders(1, 5, 9, -1) == 0
    assert [usable_horizon(days) for days in (-1.0, 30.0, math.nan, 1e9)] == [0, 30, 0, 3_650]


@pytest.mark.parametrize(
    "history", [(-1, 0, 0), (1, -1, 5), (1, 1, -5), (math.inf, 1, 5), (1, math.nan, 5)], ids=str
)
def test_history_that_cant_be_has_no_forecast(history: tuple[int, float, float]) -> None:
    assert MODELS[0].p_alive(*history) is None
    assert MODELS[0].expected_orders(*history, 90) is None


def test_history_at_its_bounds() -> None:
    model = MODELS[0]
    assert model.p_alive(3, 20, 10) == model.p_alive(3, 20, 20)
    most = model.p_alive(MOST_REPEAT_ORDERS, 400, 500)
    assert model.p_alive(MOST_REPEAT_ORDERS + 1, 400, 500) == most
    assert model.p_alive(MOST_REPEAT_ORDERS, 1, 1e6) == pytest.approx(0, abs=1e-300)


@pytest.mark.parametrize("name", PARAMETER_RANGES)
def test_parameters_stay_within_their_ranges(name: str) -> None:
    usable: dict[str, Any] = {"r": 0.5, "alpha": 5.0, "a": 0.4, "b": 2.0}
    lowest, highest = PARAMETER_RANGES[name]
    for bound in (lowest, highest):
        changed: dict[str, Any] = {**usable, name: bound}
        assert PurchaseModel(**changed).p_alive(1, 5, 9) is not None
    for beyond in (lowest * 0.99, highest * 1.01, math.nan):
        with pytest.raises(ValueError, match=f"^{name} is"):
            PurchaseModel(**{**usable, name: beyond})
