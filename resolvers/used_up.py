"""What campaigns have no more of: displays, conversions or coupons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from documents.campaign_definition import CampaignDefinition
from documents.campaign_totals import CampaignTotalsDocument, find_totals
from documents.coupons import has_codes_left
from targeting.campaigns import UsedUp


async def used_up_by_campaign(
    store_id: str, definitions: Mapping[str, CampaignDefinition]
) -> dict[str, UsedUp]:
    """Return what the campaigns, given by id, have no more of; those that can go on aren't in it."""
    limited = {
        campaign_id: definition
        for campaign_id, definition in definitions.items()
        if definition.has_limits()
    }
    if not limited:
        return {}
    totals = await find_totals(store_id, limited)
    empty = await _empty_pools(store_id, limited.values())
    used_up = {}
    for campaign_id, definition in limited.items():
        reason = _reason(definition, totals.get(campaign_id), empty)
        if reason is not None:
            used_up[campaign_id] = reason
    return used_up


async def _empty_pools(store_id: str, definitions: Iterable[CampaignDefinition]) -> frozenset[str]:
    """Return the pools that have nothing to give, now or later.

    Nobody says so when a reservation runs out, so a pool that holds one isn't empty: claims tell.
    """
    pools = {pool for d in definitions if d.coupon is not None for pool in d.coupon.pools()}
    return frozenset([pool for pool in pools if not await has_codes_left(store_id, pool)])


def _reason(
    definition: CampaignDefinition, totals: CampaignTotalsDocument | None, empty: frozenset[str]
) -> UsedUp | None:
    shown, converted = (totals.impressions, totals.conversions) if totals else (0, 0)
    if definition.impression_budget is not None and shown >= definition.impression_budget:
        return UsedUp.IMPRESSIONS
    if (
        definition.ends_after_conversions is not None
        and converted >= definition.ends_after_conversions
    ):
        return UsedUp.CONVERSIONS
    if definition.coupon is not None and definition.coupon.has_run_out(empty):
        return UsedUp.COUPONS
    return None
