"""MongoDB forecasts what Python forecasts."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, nan
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymongo import MongoClient

from documents.purchase_model_expressions import expected_orders_expression, p_alive_expression
from targeting.purchase_model import (
    LONGEST_HORIZON_DAYS,
    MOST_REPEAT_ORDERS,
    PARAMETER_RANGES,
    PurchaseHistory,
    PurchaseModel,
)
from tests.targeting.strategies import unhurried

RELATIVE: Final = 1e-9

models = st.builds(
    PurchaseModel, **{name: st.floats(*bounds) for name, bounds in PARAMETER_RANGES.items()}
)
days = st.floats(0, 5_000) | st.integers(0, 5_000).map(float)
histories = st.builds(PurchaseHistory, st.integers(0, MOST_REPEAT_ORDERS + 5), days, days)
horizons = st.floats(-1, LONGEST_HORIZON_DAYS + 100)


@pytest.fixture(scope="module")
def mongodb(mongodb_uri: str) -> Iterator[MongoClient[dict[str, Any]]]:
    with MongoClient[dict[str, Any]](mongodb_uri) as client:
        yield client


def in_mongodb(
    client: MongoClient[dict[str, Any]],
    model: PurchaseModel,
    buyers: list[Any],
    horizon: float,
) -> list[dict[str, Any]]:
    numbers = ("$x", "$last", "$age")
    documents = [dict(zip(("x", "last", "age"), buyer, strict=True)) for buyer in buyers]
    stages: list[dict[str, Any]] = [
        {"$documents": documents},
        {
            "$project": {
                "alive": p_alive_expression(model, *numbers),
                "orders": expected_orders_expression(model, *numbers, horizon),
            }
        },
    ]
    return list(client["admin"].aggregate(stages))


@unhurried
@given(models, st.lists(histories, min_size=1, max_size=20), horizons)
def test_mongodb_agrees_with_python(
    mongodb: MongoClient[dict[str, Any]],
    model: PurchaseModel,
    buyers: list[PurchaseHistory],
    horizon: float,
) -> None:
    answers = in_mongodb(mongodb, model, buyers, horizon)
    for buyer, answer in zip(buyers, answers, strict=True):
        expected = pytest.approx(model.p_alive(*buyer), rel=RELATIVE, abs=1e-300)
        assert answer["alive"] == expected
        orders = model.expected_orders(*buyer, horizon)
        assert answer["orders"] == pytest.approx(orders, rel=RELATIVE, abs=1e-300)


@pytest.mark.parametrize(
    "buyer",
    [(-1, 1.0, 2.0), (1, -1.0, 2.0), (1, 1.0, -2.0), (1, 1.0, inf), (1, nan, 2.0)],
    ids=str,
)
def test_neither_forecasts_of_an_impossible_history(
    mongodb: MongoClient[dict[str, Any]], buyer: tuple[int, float, float]
) -> None:
    model = PurchaseModel(r=0.5, alpha=40.0, a=0.9, b=1.6)
    assert model.p_alive(*buyer) is None
    assert model.expected_orders(*buyer, 90.0) is None
    assert in_mongodb(mongodb, model, [buyer], 90.0) == [{"alive": None, "orders": None}]


@pytest.mark.parametrize("missing", ["x", "last", "age"])
def test_mongodb_forecasts_nothing_of_what_is_missing_or_no_number(
    mongodb: MongoClient[dict[str, Any]], missing: str
) -> None:
    model = PurchaseModel(r=0.5, alpha=40.0, a=0.9, b=1.6)
    for instead in (None, "3"):
        buyer = [instead if name == missing else 1.0 for name in ("x", "last", "age")]
        assert in_mongodb(mongodb, model, [buyer], 90.0) == [{"alive": None, "orders": None}]
