"""Audiences of stores that are too big to be looked at whole for an estimate."""

from __future__ import annotations

from random import Random

import pytest

from api.database import Database
from documents.audiences import wilson_interval
from resolvers.audiences import ESTIMATE_VISITORS, preview_audience
from resolvers.context import Context

VISITORS = 3 * ESTIMATE_VISITORS
IN_NORWAY = {"attribute": {"name": "COUNTRY", "operator": "EQUAL", "value": {"text": "Norway"}}}


@pytest.fixture
async def norwegians(database: Database, context: Context) -> int:
    """How many of `VISITORS` made-up visitors are in Norway."""
    chance = Random(4)  # noqa: S311, made-up data
    raws = [
        {
            "store_id": context.store_id,
            "visitor_id": f"v{number:06}",
            "shuffle": chance.random(),
            "declared": {"COUNTRY": {"value": chance.choice(["Norway", "Peru", "Peru", "Peru"])}},
        }
        for number in range(VISITORS)
    ]
    for start in range(0, VISITORS, 1_000):
        await database["visitors"].insert_many(raws[start : start + 1_000])
    return sum(raw["declared"]["COUNTRY"]["value"] == "Norway" for raw in raws)  # type: ignore[index]


async def test_an_estimate_comes_with_the_interval_that_the_count_lies_in(
    context: Context, norwegians: int
) -> None:
    about = await preview_audience(context, IN_NORWAY, sample=5, exact=False)
    assert about.is_exact is False
    assert about.visitors == VISITORS
    assert about.low < about.count < about.high
    assert about.low <= norwegians <= about.high
    assert about.high - about.low < 0.02 * VISITORS, "a percentage point to either side"
    assert len(about.sample) == 5
    exact = await preview_audience(context, IN_NORWAY, sample=5, exact=True)
    assert (exact.count, exact.low, exact.high, exact.is_exact) == (
        norwegians,
        norwegians,
        norwegians,
        True,
    )


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (10, 100, 0.05523, 0.17437),
        (0, 10, 0.0, 0.27753),
        (10, 10, 0.72247, 1.0),
        (0, 0, 0.0, 1.0),
    ],
)
def test_wilsons_interval(successes: int, trials: int, low: float, high: float) -> None:
    assert wilson_interval(successes, trials) == pytest.approx((low, high), abs=1e-5)
