"""The ten smart segments on a real shop, against an independent computation, customer by customer."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from api.database import Database
from api.demo import ORDERS, load_demo_shop
from api.demo_shop import DATA_END, SAMPLE_VISITORS, STORE_ID
from documents.campaigns import find_live_versions
from documents.events import count_events
from resolvers.catalog import CatalogRegistry
from resolvers.smart_segments import smart_segment_members
from targeting.campaigns import CampaignType
from targeting.smart_segments import SmartSegment
from tests.demo.smart_segments_oracle import figures, memberships

pytestmark = pytest.mark.demo


@pytest.fixture(scope="module")
async def catalogs(database: Database) -> CatalogRegistry:
    registry = CatalogRegistry()
    await load_demo_shop(registry, Console(file=io.StringIO()))
    return registry


@pytest.fixture(scope="module")
async def actual(catalogs: CatalogRegistry) -> dict[SmartSegment, list[str]]:
    return await smart_segment_members(STORE_ID, catalogs, DATA_END)


@pytest.fixture(scope="module")
def expected() -> dict[str, frozenset[str]]:
    return memberships(ORDERS, DATA_END, registered=SAMPLE_VISITORS)


@pytest.mark.parametrize("segment", SmartSegment, ids=lambda segment: segment.value)
def test_each_segment_has_the_very_customers_of_the_oracle(
    segment: SmartSegment,
    actual: dict[SmartSegment, list[str]],
    expected: dict[str, frozenset[str]],
) -> None:
    found = set(actual[segment])
    wanted = expected[segment.value]
    assert found == wanted, f"only ours {found - wanted}, only the oracle's {wanted - found}"


def test_the_oracle_is_not_empty(expected: dict[str, frozenset[str]]) -> None:
    """Otherwise nobody in any segment would pass, too."""
    assert {key: len(ids) for key, ids in expected.items()} == {
        "active-loyals": 1189,
        "big-spenders": 405,
        "loyals-at-risk": 172,
        "richie-riches": 217,
        "bulk-shoppers": 434,
        "sleeping-opportunists": 1328,
        "churn-candidates": 231,
        "one-time-shoppers": 496,
        "waiting-first-order": 6,
        "lost-customers": 1603,
    }


async def test_store_figures_are_those_of_the_oracle(catalogs: CatalogRegistry) -> None:
    ours = (await catalogs.get(STORE_ID)).thresholds
    theirs = figures(ORDERS, DATA_END)
    assert ours.buyers == theirs.buyers
    assert ours.gap_median_days == pytest.approx(theirs.median_gap_days, rel=1e-12)
    assert list(ours.frequency_cuts) == list(theirs.orders_cuts)
    assert list(ours.monetary_cuts) == [float(cut) for cut in theirs.revenue_cuts]
    assert list(ours.recency_cuts) == list(theirs.last_order_cuts)
    assert ours.named["orders.average_value.p80"] == pytest.approx(theirs.aov_p80, rel=1e-12)
    assert ours.named["orders.average_value.p95"] == pytest.approx(theirs.aov_p95, rel=1e-12)
    assert ours.named["orders.units_per_order.p90"] == pytest.approx(
        theirs.units_per_order_p90, rel=1e-12
    )


async def test_loading_again_changes_nothing(
    catalogs: CatalogRegistry, actual: dict[SmartSegment, list[str]]
) -> None:
    events = await count_events(STORE_ID)
    await load_demo_shop(catalogs, Console(file=io.StringIO()))
    assert await count_events(STORE_ID) == events
    again = await smart_segment_members(STORE_ID, catalogs, DATA_END)
    assert {s: sorted(ids) for s, ids in again.items()} == {
        s: sorted(ids) for s, ids in actual.items()
    }


async def test_one_campaign_of_each_type_is_live(catalogs: CatalogRegistry) -> None:
    versions = await find_live_versions(STORE_ID)
    assert sorted(v.type.value for v in versions) == sorted(t.value for t in CampaignType)
