"""Which campaigns a visitor is offered, decided from the live campaigns alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final, final

from targeting.allocation import variant_of
from targeting.bucketing import is_in_share
from targeting.campaigns import (
    GATES,
    NO_HOLDOUT,
    NO_POLICY,
    Circumstances,
    Holdout,
    LiveCampaign,
    StorePolicy,
    Visit,
    Wanted,
    store_limit_reached,
)
from targeting.frequency import NO_HISTORY, CampaignHistory
from targeting.ranked_campaigns import PASSED_BY_CANDIDATES, RankedCampaigns

_OTHER_GATES: Final = tuple(passes for code, passes in GATES if code not in PASSED_BY_CANDIDATES)


@final
@dataclass(frozen=True, slots=True)
class Decision:
    """One eligible campaign and the variant the visitor gets; a control visitor is shown nothing."""

    campaign: LiveCampaign
    variant: str
    is_control: bool


def decide(
    campaigns: RankedCampaigns,
    visit: Visit,
    *,
    wanted: Wanted,
    first: int,
    policy: StorePolicy = NO_POLICY,
) -> list[Decision]:
    """Return up to `first` decisions, best first.

    At most one of an exclusion group, and at most `wanted.per_placement` of a placement.
    """
    slots = _Slots(wanted)
    decisions: list[Decision] = []
    unseen = Circumstances(visit.evaluation, wanted, NO_HISTORY, store_limit_reached(visit, policy))
    for campaign in campaigns.candidates(wanted, visit.evaluation):
        if len(decisions) >= first:
            break
        if slots.are_free_for(campaign) and _is_open_to(campaign, visit, unseen):
            decision = decision_on(campaign, visit, policy.holdout)
            slots.take(decision)
            decisions.append(decision)
    return decisions


def _is_open_to(campaign: LiveCampaign, visit: Visit, unseen: Circumstances) -> bool:
    """Say whether a candidate passes the other gates; `unseen` is for one that was never shown."""
    history = visit.history_with(campaign)
    at = unseen if history is NO_HISTORY else replace(unseen, history=history)
    for passes in _OTHER_GATES:  # noqa: SIM110, a generator takes longer than what it asks
        if not passes(campaign, at):
            return False
    return True


@final
class _Slots:
    """What the campaigns chosen so far leave room for."""

    def __init__(self, wanted: Wanted) -> None:
        self._per_placement = wanted.per_placement
        self._groups: set[str] = set()
        self._offered: Counter[str] = Counter()
        self._filled: set[str] = set()

    def are_free_for(self, campaign: LiveCampaign) -> bool:
        if campaign.exclusion_group in self._groups:
            return False
        if campaign.placement is None:
            return True
        if campaign.is_default and campaign.placement in self._filled:
            return False
        return self._per_placement is None or (
            self._offered[campaign.placement] < self._per_placement
        )

    def take(self, decision: Decision) -> None:
        campaign = decision.campaign
        if campaign.exclusion_group is not None:
            self._groups.add(campaign.exclusion_group)
        # A control visitor sees nothing of the campaign, and so what stands there otherwise.
        if campaign.placement is not None and not decision.is_control:
            self._offered[campaign.placement] += 1
            self._filled.add(campaign.placement)


def decision_on(campaign: LiveCampaign, visit: Visit, holdout: Holdout = NO_HOLDOUT) -> Decision:
    """Return the variant that the visitor gets of a campaign, and whether it is only a control."""
    visitor_id = visit.evaluation.visitor.visitor_id
    if campaign.is_test or campaign.is_default:
        is_control = False
    else:
        is_control = holdout.includes(visitor_id) or is_in_control_group(campaign, visitor_id)
    variant = variant_for(campaign, visitor_id, visit.history_with(campaign))
    return Decision(campaign, variant, is_control)


def variant_for(campaign: LiveCampaign, visitor_id: str, history: CampaignHistory) -> str:
    """Return the variant of a campaign that the visitor gets."""
    first = history.variant
    if campaign.keeps_first_variant and any(part.variant == first for part in campaign.allocation):
        return first or campaign.allocation[0].variant
    return variant_of(campaign.allocation, f"{campaign.campaign_id}.variant", visitor_id)


def is_in_control_group(campaign: LiveCampaign, visitor_id: str) -> bool:
    """Say whether the visitor is one of those who are never shown this campaign, to compare with."""
    return is_in_share(f"{campaign.campaign_id}.control", visitor_id, campaign.control_share)
