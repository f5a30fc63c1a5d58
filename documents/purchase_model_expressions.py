"""The forecasts of `targeting.purchase_model` as MongoDB expressions, for counting and listing.

The formulas and the order of operations are those of `PurchaseModel`; the two differ by rounding only,
less than 1e-9 of the result, which a test on MongoDB holds. The model's parameters are constants in
the expression, a buyer's three numbers are any expressions: field paths, differences of dates, numbers.
"""

from __future__ import annotations

import math
from typing import Any, Final

from targeting.purchase_model import (
    MOST_LOG_ODDS,
    MOST_REPEAT_ORDERS,
    PurchaseModel,
    dropout_nodes,
    dropout_scale,
    usable_horizon,
)

_Expression = dict[str, Any]

_IS_USABLE: Final[_Expression] = {
    # Both limits, since in MongoDB's order null is below every number and text is above.
    "$and": [
        {"$and": [{"$gte": [name, 0]}, {"$lt": [name, math.inf]}]}
        for name in ("$$repeats", "$$last_age", "$$age")
    ]
}


def p_alive_expression(
    model: PurchaseModel, repeat_orders: Any, last_order_age_days: Any, customer_age_days: Any
) -> _Expression:
    """Return the expression of `PurchaseModel.p_alive`; null where that is `None`.

    Costs about 3 microseconds for each document.
    """
    return _of_usable(repeat_orders, last_order_age_days, customer_age_days, value=_p_alive(model))


def expected_orders_expression(
    model: PurchaseModel,
    repeat_orders: Any,
    last_order_age_days: Any,
    customer_age_days: Any,
    horizon_days: float,
) -> _Expression:
    """Return the expression of `PurchaseModel.expected_orders`; null where that is `None`.

    Costs about 100 microseconds for each document: match on cheaper conditions first.
    """
    return _of_usable(
        repeat_orders,
        last_order_age_days,
        customer_age_days,
        value=_product(_p_alive(model), _orders_if_alive(model, horizon_days)),
    )


def _of_usable(repeats: Any, last_age: Any, age: Any, *, value: _Expression) -> _Expression:
    """Return `value` with the buyer's three numbers as variables, null unless they can be used."""
    limited = {
        "repeats": {"$min": ["$$repeats", MOST_REPEAT_ORDERS]},
        "age": {"$max": ["$$age", "$$last_age"]},
    }
    return _let(
        {"repeats": repeats, "last_age": last_age, "age": age},
        {"$cond": [_IS_USABLE, _let(limited, value), None]},
    )


def _p_alive(model: PurchaseModel) -> _Expression:
    silence = _quotient(_sum(model.alpha, "$$age"), _sum(model.alpha, "$$last_age"))
    log_odds = _sum(
        {"$ln": _quotient(model.a, _sum(model.b, "$$repeats"))},
        _product(_sum(model.r, "$$repeats"), {"$ln": silence}),
    )
    return _quotient(1.0, _sum(1.0, {"$exp": {"$min": [log_odds, MOST_LOG_ODDS]}}))


def _orders_if_alive(model: PurchaseModel, horizon_days: float) -> _Expression:
    variables = {
        "shape": _sum(model.r, "$$repeats"),
        "stays": _sum(model.b + 1.0, "$$repeats"),
        "scale": _sum(dropout_scale(model.a, model.b), "$$repeats"),
        "z": _quotient(usable_horizon(horizon_days), _sum(model.alpha, "$$age")),
    }
    nodes = [{"position": n.position, "log_weight": n.log_weight} for n in dropout_nodes(model.a)]
    weighted = {
        "$map": {"input": {"$literal": nodes}, "as": "node", "in": _weighted_dropout(model.a)}
    }
    orders = {"$map": {"input": "$$dropouts", "as": "dropout", "in": _weighted_orders()}}
    average = _quotient({"$sum": orders}, {"$sum": "$$dropouts.weight"})
    return _let(variables, _let({"dropouts": weighted}, average))


def _weighted_dropout(a: float) -> _Expression:
    log_weight = _sum(
        "$$node.log_weight",
        _product(a - 1.0, {"$ln": _product("$$p", "$$scale")}),
        _product(-1.0, "$$stays", "$$u"),
    )
    return _let(
        {"u": _quotient("$$node.position", "$$scale")},
        _let({"p": _complement_of_exp("$$u")}, {"p": "$$p", "weight": {"$exp": log_weight}}),
    )


def _weighted_orders() -> _Expression:
    exponent = _product("$$shape", _log1p(_product("$$dropout.p", "$$z")))
    return _quotient(_product("$$dropout.weight", _complement_of_exp(exponent)), "$$dropout.p")


def _complement_of_exp(value: Any) -> _Expression:
    """`1 - exp(-value)`; see `targeting.purchase_model`."""
    ratio = _quotient(_product(2.0, "$$half"), _sum(1.0, "$$half"))
    return _let({"half": {"$tanh": _quotient(value, 2.0)}}, ratio)


def _log1p(value: Any) -> _Expression:
    root = {"$sqrt": _sum(1.0, "$$value")}
    halved = {"$asinh": _quotient("$$value", _product(2.0, root))}
    return _let({"value": value}, _product(2.0, halved))


def _let(variables: _Expression, value: _Expression) -> _Expression:
    return {"$let": {"vars": variables, "in": value}}


def _sum(*terms: Any) -> _Expression:
    return {"$add": list(terms)}


def _product(*factors: Any) -> _Expression:
    return {"$multiply": list(factors)}


def _quotient(dividend: Any, divisor: Any) -> _Expression:
    return {"$divide": [dividend, divisor]}
