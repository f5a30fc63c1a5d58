"""The live catalog: a store's published segments, campaigns and figures, compiled once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias, final

from documents.campaign_definition import CampaignDefinition
from documents.stores import StoreDocument
from resolvers.renditions import Rendition, Renditions
from resolvers.test_tokens import TestToken
from targeting.behaviour import Feature
from targeting.campaigns import Holdout, LiveCampaign, StorePolicy
from targeting.evaluation import NO_REQUEST, Evaluation, RequestFacts, VisitorFacts
from targeting.explanation import SegmentRules
from targeting.predicates import SegmentCatalog
from targeting.ranked_campaigns import RankedCampaigns
from targeting.thresholds import StoreThresholds

VersionKey: TypeAlias = tuple[str, int]
"""A campaign's id and the number of one of its versions."""


@final
@dataclass(frozen=True, slots=True)
class LiveCatalog:
    """Everything that deciding needs beside the visitor.

    Attributes:
        version: the store's `catalog_version` that this was built from, or a later one's content.
        campaigns: the live ones, best first.
        tests: the versions that testers are shown.
        segment_rules: the rules of the live segments, for explaining.
    """

    store: StoreDocument
    version: int
    segments: SegmentCatalog
    campaigns: RankedCampaigns
    tests: tuple[LiveCampaign, ...]
    definitions: Mapping[VersionKey, CampaignDefinition]
    renditions: Mapping[VersionKey, Renditions]
    thresholds: StoreThresholds
    segment_rules: SegmentRules
    _ranked_for_testers: dict[frozenset[str], RankedCampaigns] = field(
        default_factory=dict, init=False, repr=False
    )

    @property
    def features(self) -> Mapping[str, Feature]:
        """The behaviour features that live rules read, by key."""
        return self.segments.features

    @property
    def segment_names(self) -> Mapping[str, str]:
        """What people call the live segments, by key."""
        return self.segment_rules.names

    @property
    def policy(self) -> StorePolicy:
        """What holds for all campaigns of the store."""
        return StorePolicy(
            Holdout(self.store.id, self.store.holdout_share), self.store.display_limits()
        )

    def campaigns_for(self, test: TestToken | None) -> RankedCampaigns:
        """Return the campaigns that a visitor may be shown, best first; a tester's own come as well.

        A version under test stands in the place of the live one.
        """
        if test is None:
            return self.campaigns
        tested = {c.campaign_id: c for c in self.tests if test.opens(c.campaign_id)}
        opened = frozenset(tested)
        if opened not in self._ranked_for_testers:
            others = [c for c in self.campaigns if c.campaign_id not in tested]
            self._ranked_for_testers[opened] = RankedCampaigns([*others, *tested.values()])
        return self._ranked_for_testers[opened]

    def live_campaign(self, campaign_id: str) -> LiveCampaign | None:
        """Return a campaign that is live, `None` when there is none of this id."""
        return self.campaigns.by_id(campaign_id)

    def evaluation(
        self, visitor: VisitorFacts, now: datetime, request: RequestFacts = NO_REQUEST
    ) -> Evaluation:
        """Return the visitor at a moment, as this store's rules are evaluated."""
        return Evaluation(
            visitor,
            now=now,
            request=request,
            thresholds=self.thresholds,
            time_zone=self.store.zone(),
        )

    def rendition(self, campaign: LiveCampaign, variant: str, locale: str | None) -> Rendition:
        """Return the content of a campaign for a visitor's variant and language."""
        made = self.renditions[campaign.campaign_id, campaign.version]
        return made.best(variant, locale, self.store.default_locale)
