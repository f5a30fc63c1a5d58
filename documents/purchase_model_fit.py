"""Fits the model of repeat buying to a store's buyers; a job's work, never a page view's.

Maximum likelihood with SciPy's L-BFGS-B. The likelihood is a dozen lines, so a package around it buys
little: `lifetimes`, which has this model, hasn't had a release since 2020, and its successor in
pymc-marketing samples with PyMC, which is far heavier than a job in this process may be.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from documents.connection import (
    RawDocument,
    collection_of,
    time_limit,
    unavailability_reported,
)
from documents.value_expressions import days_between_expression
from documents.visitors import VisitorDocument
from targeting.purchase_model import (
    MOST_REPEAT_ORDERS,
    PARAMETER_RANGES,
    PurchaseHistory,
    PurchaseModel,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEWEST_BUYERS: Final = 100
FEWEST_REPEAT_BUYERS: Final = 30
"""With fewer buyers the four parameters are guesses."""

SAMPLED_BUYERS: Final = 20_000
"""More don't make the parameters noticeably surer, only the job slower."""

_JOB_SECONDS: Final = 600
_EDGE: Final = 1.001
"""A parameter so close to the end of its range, as a factor, would lie beyond it if it could."""


async def sample_histories(store_id: str, now: datetime) -> list[PurchaseHistory]:
    """Return the order histories of at most `SAMPLED_BUYERS` buyers, drawn at random by MongoDB.

    Buyers with an order at `now` or later are left out, since of those only figures over all their
    orders are kept. While there aren't more buyers than that, all of them are returned.

    Raises:
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    pipeline: list[RawDocument] = [
        {
            "$match": {
                "store_id": store_id,
                "orders.count": {"$gt": 0},
                "orders.last_at": {"$lt": now},
            }
        },
        {
            "$project": {
                "_id": 0,
                "repeats": {"$subtract": ["$orders.count", 1]},
                "last_age": days_between_expression("$orders.first_at", "$orders.last_at"),
                "age": days_between_expression("$orders.first_at", now),
            }
        },
        {"$sample": {"size": SAMPLED_BUYERS}},
    ]
    async with unavailability_reported(), time_limit(_JOB_SECONDS):
        cursor = await collection_of(VisitorDocument).aggregate(pipeline, allowDiskUse=True)
        return [
            PurchaseHistory(raw["repeats"], raw["last_age"], raw["age"]) async for raw in cursor
        ]


def fit_purchase_model(histories: Iterable[PurchaseHistory]) -> PurchaseModel | None:
    """Return the model under which these histories are likeliest, `None` if they don't tell.

    That is so below `FEWEST_BUYERS` and `FEWEST_REPEAT_BUYERS`, and when the search doesn't converge
    or runs to the end of what rates of ordering may be. Pure computation, deterministic: about a tenth
    of a second for 4,000 buyers, so call it in a thread. Impossible histories are ignored.
    """
    usable = [history for history in histories if _is_possible(history)]
    repeat_buyers = sum(history.repeat_orders > 0 for history in usable)
    if len(usable) < FEWEST_BUYERS or repeat_buyers < FEWEST_REPEAT_BUYERS:
        return None
    parameters = _likeliest_parameters(usable)
    if parameters is None or not _are_sane(parameters):
        return None
    return PurchaseModel(**parameters, buyers=len(usable), repeat_buyers=repeat_buyers)


def _is_possible(history: PurchaseHistory) -> bool:
    return (
        0 <= history.repeat_orders <= MOST_REPEAT_ORDERS
        and 0 <= history.last_order_age_days <= history.customer_age_days < math.inf
    )


def _are_sane(parameters: dict[str, float]) -> bool:
    """Say whether the rates of ordering lie inside their range.

    `a`, `b` and the upper end of `r` may be at an end: dropouts that hardly differ between buyers,
    hardly any dropouts, or rates that hardly differ are findings, and the model copes with them.
    """
    lowest_r, _ = PARAMETER_RANGES["r"]
    lowest_alpha, highest_alpha = PARAMETER_RANGES["alpha"]
    return (
        parameters["r"] > lowest_r * _EDGE
        and lowest_alpha * _EDGE < parameters["alpha"] < highest_alpha / _EDGE
    )


def _likeliest_parameters(histories: Sequence[PurchaseHistory]) -> dict[str, float] | None:
    """Search on the logarithms of the parameters, which are positive and differ in size."""
    import numpy as np  # noqa: PLC0415, half a second that only this job needs to spend
    from scipy.optimize import minimize  # noqa: PLC0415, same

    repeats, last_age, age = np.array(histories, dtype=np.float64).T
    # Unit of time: alpha is then near 1 like the others, and the search well-conditioned.
    unit = float(age.mean()) or 1.0
    units = np.array([1.0, unit, 1.0, 1.0])
    bounds = np.log(np.array(list(PARAMETER_RANGES.values())) / units[:, np.newaxis])
    found = minimize(
        _cost_and_slope,
        x0=np.clip(np.zeros(len(units)), bounds[:, 0], bounds[:, 1]),
        args=(repeats, last_age / unit, age / unit),
        method="L-BFGS-B",
        jac=True,
        bounds=[(low, high) for low, high in bounds.tolist()],
        options={"maxiter": 1_000, "ftol": 1e-13, "gtol": 1e-8},
    )
    if not found.success or not np.isfinite(found.fun):
        return None
    ends = PARAMETER_RANGES.values()
    values = (np.exp(found.x) * units).tolist()
    return {
        name: min(max(value, lowest), highest)
        for name, value, (lowest, highest) in zip(PARAMETER_RANGES, values, ends, strict=True)
    }


def _cost_and_slope(
    log_parameters: NDArray[np.float64],
    repeats: NDArray[np.float64],
    last_age: NDArray[np.float64],
    age: NDArray[np.float64],
) -> tuple[float, NDArray[np.float64]]:
    """Return minus the mean log-likelihood of a history, and its slopes.

    A history with `x` repeat orders has the likelihood (Batislam et al. 2007), but for a factor that
    no parameter changes,

        gamma(r + x) alpha^r / gamma(r) * gamma(a + b) gamma(b + x) / (gamma(b) gamma(a + b + x + 1))
        * ((b + x) (alpha + T)^-(r + x) + a (alpha + t_x)^-(r + x)),

    where the first term in the bracket is that of a buyer who still is one.
    """
    import numpy as np  # noqa: PLC0415, see above
    from scipy.special import digamma, gammaln  # noqa: PLC0415

    r, alpha, a, b = parameters = np.exp(log_parameters)
    shape = r + repeats
    log_now, log_then = np.log(alpha + age), np.log(alpha + last_age)
    log_alive = np.log(b + repeats) - shape * log_now
    log_either = np.logaddexp(log_alive, np.log(a) - shape * log_then)
    alive = np.exp(log_alive - log_either)
    gone = 1.0 - alive
    log_likelihood = (
        gammaln(shape) - gammaln(r) + r * np.log(alpha) + gammaln(a + b) - gammaln(b)
    ) + (gammaln(b + repeats) - gammaln(a + b + repeats + 1.0) + log_either)
    of_both = digamma(a + b) - digamma(a + b + repeats + 1.0)
    slopes = (
        digamma(shape) - digamma(r) + np.log(alpha) - alive * log_now - gone * log_then,
        r / alpha - shape * (alive / (alpha + age) + gone / (alpha + last_age)),
        of_both + gone / a,
        of_both - digamma(b) + digamma(b + repeats) + alive / (b + repeats),
    )
    slope = np.array([each.mean() for each in slopes]) * parameters
    return -float(log_likelihood.mean()), -slope
