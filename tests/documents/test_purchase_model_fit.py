"""The fit finds what buyers were simulated with, and says so when they don't tell."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import uuid4

import numpy as np
import pytest

from api.database import Database
from documents import purchase_model_fit
from documents.order_import import CustomerEvent, insert_orders
from documents.orders import refresh_customers
from documents.purchase_model_fit import (
    FEWEST_BUYERS,
    FEWEST_REPEAT_BUYERS,
    _cost_and_slope,
    fit_purchase_model,
    sample_histories,
)
from targeting.behaviour import EventKind
from targeting.events import EventRecord, OrderLine
from targeting.purchase_model import PurchaseHistory, PurchaseModel
from tests.conftest import NOW

CDNOW: Final = PurchaseModel(r=0.525, alpha=6.183 * 7, a=0.891, b=1.614)
"""What the literature's CDNOW data give (published in weeks): a shop of mostly single orders."""

FREQUENT: Final = PurchaseModel(r=1.8, alpha=40.0, a=0.6, b=5.0)


def simulated_buyers(model: PurchaseModel, count: int) -> list[PurchaseHistory]:
    """Return the histories that buyers of the model have after 84 to 273 days."""
    random = np.random.default_rng(11)
    rates = random.gamma(model.r, 1 / model.alpha, count)
    dropouts = random.beta(model.a, model.b, count)
    ages = random.uniform(84, 273, count)
    return [
        _history(random, *buyer)
        for buyer in zip(rates.tolist(), dropouts.tolist(), ages.tolist(), strict=True)
    ]


def _history(
    random: np.random.Generator, rate: float, dropout: float, age: float
) -> PurchaseHistory:
    repeats, last = 0, 0.0
    while random.random() >= dropout:
        at = last + random.exponential(1 / rate)
        if at > age:
            break
        repeats, last = repeats + 1, at
    return PurchaseHistory(repeats, last, age)


def cost(model: PurchaseModel, buyers: list[PurchaseHistory]) -> float:
    """Return minus the mean log-likelihood, but for what doesn't depend on the model."""
    parameters = np.log([model.r, model.alpha, model.a, model.b])
    repeats, last_age, age = np.array(buyers, dtype=np.float64).T
    return _cost_and_slope(parameters, repeats, last_age, age)[0]


@pytest.mark.parametrize("truth", [CDNOW, FREQUENT], ids=["cdnow", "frequent"])
def test_parameters_of_simulated_buyers_are_found(truth: PurchaseModel) -> None:
    buyers = simulated_buyers(truth, 20_000)
    fitted = fit_purchase_model(buyers)
    assert fitted is not None
    assert fitted.r == pytest.approx(truth.r, rel=0.15)
    assert fitted.alpha == pytest.approx(truth.alpha, rel=0.15)
    assert fitted.a / (fitted.a + fitted.b) == pytest.approx(truth.a / (truth.a + truth.b), rel=0.1)
    assert cost(fitted, buyers) <= cost(truth, buyers)
    assert fitted.buyers == len(buyers)
    assert fitted.repeat_buyers == sum(buyer.repeat_orders > 0 for buyer in buyers)


def test_forecast_of_simulated_buyers_comes_true() -> None:
    """The sum over all buyers of the orders predicted is near what they go on to place."""
    random = np.random.default_rng(17)
    count, age, horizon = 20_000, 180.0, 90.0
    rates = random.gamma(CDNOW.r, 1 / CDNOW.alpha, count).tolist()
    dropouts = random.beta(CDNOW.a, CDNOW.b, count).tolist()
    placed, predicted = 0, 0.0
    for rate, dropout in zip(rates, dropouts, strict=True):
        times = [0.0]
        while times[-1] <= age + horizon and random.random() >= dropout:
            times.append(times[-1] + random.exponential(1 / rate))
        before = [at for at in times if at <= age]
        placed += sum(age < at <= age + horizon for at in times)
        predicted += CDNOW.expected_orders(len(before) - 1, before[-1], age, horizon) or 0.0
    assert predicted == pytest.approx(placed, rel=0.05)


def test_slope_is_that_of_the_cost() -> None:
    repeats, last_age, age = np.array(simulated_buyers(CDNOW, 300), dtype=np.float64).T
    parameters = np.log([0.7, 50.0, 0.8, 2.0])
    _, slope = _cost_and_slope(parameters, repeats, last_age, age)
    for position in range(4):
        step = np.zeros(4)
        step[position] = 1e-5
        above, _ = _cost_and_slope(parameters + step, repeats, last_age, age)
        below, _ = _cost_and_slope(parameters - step, repeats, last_age, age)
        assert slope[position] == pytest.approx((above - below) / 2e-5, rel=1e-4, abs=1e-7)


def test_fit_is_the_same_each_time_and_in_any_order() -> None:
    buyers = simulated_buyers(CDNOW, 1_000)
    assert fit_purchase_model(buyers) == fit_purchase_model(buyers)
    first, other = fit_purchase_model(buyers), fit_purchase_model(reversed(buyers))
    assert first is not None
    assert other is not None
    assert other.r == pytest.approx(first.r, rel=1e-3)


def test_too_few_buyers_tell_nothing() -> None:
    once, twice = PurchaseHistory(0, 0.0, 100.0), PurchaseHistory(1, 10.0, 100.0)
    assert fit_purchase_model([]) is None
    assert fit_purchase_model([twice] * (FEWEST_BUYERS - 1)) is None
    assert fit_purchase_model([once] * 500 + [twice] * (FEWEST_REPEAT_BUYERS - 1)) is None


def test_impossible_histories_are_ignored() -> None:
    buyers = simulated_buyers(CDNOW, 500)
    impossible = [
        PurchaseHistory(-1, 0.0, 10.0),
        PurchaseHistory(2, 20.0, 10.0),
        PurchaseHistory(2, 5.0, float("inf")),
        PurchaseHistory(2, float("nan"), 10.0),
    ]
    assert fit_purchase_model(buyers + impossible) == fit_purchase_model(buyers)


async def store_with_orders(days_ago: dict[str, list[float]]) -> str:
    """Return a new store whose visitors ordered that many days before `NOW`."""
    store_id = uuid4().hex
    events = [
        CustomerEvent(visitor, order(f"{visitor}-{days}", days))
        for visitor, each in days_ago.items()
        for days in each
    ]
    await insert_orders(store_id, events, NOW)
    await refresh_customers(store_id)
    return store_id


def order(number: str, days_ago: float, kind: EventKind = EventKind.PURCHASE) -> EventRecord:
    of = number.removeprefix("cancels-")
    return EventRecord(
        key=f"order:{number}",
        kind=kind,
        at=NOW - timedelta(days=days_ago),
        order=OrderLine(of, 5_000_000, 1),
    )


async def test_sampled_histories_are_those_of_the_stores_buyers(database: Database) -> None:
    store_id = await store_with_orders({"once": [30.5], "thrice": [90, 60, 10.25]})
    await store_with_orders({"of another store": [7, 8]})
    assert sorted(await sample_histories(store_id, NOW)) == [
        PurchaseHistory(0, 0.0, 30.5),
        PurchaseHistory(2, 79.75, 90.0),
    ]


async def test_buyer_with_an_order_now_or_later_is_not_sampled(database: Database) -> None:
    store_id = await store_with_orders({"before": [5, 1], "now": [5, 0], "later": [5, -1]})
    assert await sample_histories(store_id, NOW) == [PurchaseHistory(1, 4.0, 5.0)]


async def test_visitor_whose_orders_were_all_taken_back_is_not_sampled(database: Database) -> None:
    store_id = await store_with_orders({"keeps": [8], "returns": [9]})
    taken_back = order("cancels-returns-9", 2, EventKind.ORDER_CANCELLATION)
    await insert_orders(store_id, [CustomerEvent("returns", taken_back)], NOW)
    await refresh_customers(store_id)
    assert await sample_histories(store_id, NOW) == [PurchaseHistory(0, 0.0, 8.0)]


async def test_store_without_buyers_has_no_histories(database: Database) -> None:
    assert await sample_histories(uuid4().hex, NOW) == []


async def test_no_more_buyers_are_sampled_than_asked_for_and_none_twice(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    ages = [float(age) for age in range(1, 41)]
    store_id = await store_with_orders({f"v{age}": [age] for age in ages})
    everyone = [PurchaseHistory(0, 0.0, age) for age in ages]
    assert sorted(await sample_histories(store_id, NOW)) == everyone

    monkeypatch.setattr(purchase_model_fit, "SAMPLED_BUYERS", 15)
    sampled = set(await sample_histories(store_id, NOW))
    assert len(sampled) == 15
    assert sampled <= set(everyone)
