"""`eligibleCampaigns`: which campaigns a visitor may be shown on this page, now."""

from __future__ import annotations

from typing import Annotated, Any, Self, final
from urllib.parse import urlsplit

import strawberry

from resolvers import eligibility
from resolvers.eligibility import EligibilityQuery, eligible_campaigns
from schema.campaigns import Campaign, campaign_from_rendition
from schema.info import SegueInfo
from targeting.campaigns import CampaignType, Device, PageType, Wanted
from targeting.subjects import ContextFact


@final
@strawberry.input(description="What the storefront knows of the page. All of it may be left out.")
class PageInput:
    type: PageType | None = strawberry.field(default=None, description="The kind of page.")
    url: str | None = strawberry.field(default=None, description="The page's whole address.")
    category: str | None = strawberry.field(default=None, description="The category looked at.")
    product_id: str | None = strawberry.field(default=None, description="The product looked at.")
    referrer: str | None = strawberry.field(
        default=None, description="The address that the visitor came from."
    )
    traffic_source: str | None = strawberry.field(
        default=None, description="What brought the visitor, in the shop's own words."
    )
    device: Device | None = strawberry.field(default=None, description="What the visitor holds.")
    os: str | None = strawberry.field(default=None, description="The operating system.")
    browser: str | None = strawberry.field(default=None, description="The browser's name.")
    currency: str | None = strawberry.field(default=None, description="The currency shown.")
    basket_total: float | None = strawberry.field(
        default=None, description="The value of the basket."
    )
    basket_items: int | None = strawberry.field(
        default=None, description="How many items the basket has."
    )

    def to_context(self) -> dict[ContextFact, Any]:
        """Return what is known, as rules read it."""
        facts: dict[ContextFact, Any] = {
            ContextFact.PAGE_TYPE: self.type and self.type.value,
            ContextFact.URL: self.url,
            ContextFact.PATH: _path_of(self.url),
            ContextFact.CATEGORY: self.category,
            ContextFact.PRODUCT_ID: self.product_id,
            ContextFact.REFERRER: self.referrer,
            ContextFact.TRAFFIC_SOURCE: self.traffic_source,
            ContextFact.DEVICE: self.device and self.device.value,
            ContextFact.OS: self.os,
            ContextFact.BROWSER: self.browser,
            ContextFact.CURRENCY: self.currency,
            ContextFact.BASKET_TOTAL: self.basket_total,
            ContextFact.BASKET_ITEMS: self.basket_items,
        }
        return {fact: value for fact, value in facts.items() if value is not None}


def _path_of(url: str | None) -> str | None:
    if url is None:
        return None
    try:
        return urlsplit(url).path
    except ValueError:  # not an address: rules on its path see none
        return None


@final
@strawberry.type(description="A campaign that the visitor may be shown now.")
class EligibleCampaign:
    decision_id: strawberry.ID = strawberry.field(
        description="Send it with everything that the visitor does with the campaign."
    )
    variant: str = strawberry.field(description="The variant that this visitor always gets.")
    control: bool = strawberry.field(
        description="The visitor is in the control group: report the impression, but show nothing."
    )
    campaign: Campaign = strawberry.field(description="What to show.")

    @classmethod
    def from_decision(cls, decision: eligibility.EligibleCampaign) -> Self:
        return cls(
            decision_id=strawberry.ID(decision.decision_id),
            variant=decision.variant,
            control=decision.is_control,
            campaign=campaign_from_rendition(decision.rendition),
        )


@strawberry.type
class EligibilityQueries:
    @strawberry.field(
        description="The campaigns that the visitor may be shown on this page now, best first. "
        "Evaluated at this moment; changes nothing. A visitor of whom nothing is known is a newcomer."
    )
    async def eligible_campaigns(
        self,
        info: SegueInfo,
        visitor_id: Annotated[
            strawberry.ID,
            strawberry.argument(description="The storefront's own id of the visitor."),
        ],
        page: Annotated[
            PageInput | None, strawberry.argument(description="The page that the visitor is on.")
        ] = None,
        types: Annotated[
            list[CampaignType] | None,
            strawberry.argument(description="Only these types; all when left out."),
        ] = None,
        placements: Annotated[
            list[str] | None,
            strawberry.argument(description="Only campaigns for these slots; all when left out."),
        ] = None,
        locale: Annotated[
            str | None,
            strawberry.argument(
                description="The language wanted, such as `tr-TR`; else `tr`, else the store's own."
            ),
        ] = None,
        first: Annotated[
            int, strawberry.argument(description="At most so many, from 1 to 50.")
        ] = 10,
    ) -> list[EligibleCampaign]:
        query = EligibilityQuery(
            visitor_id=visitor_id,
            page=page.to_context() if page else {},
            wanted=Wanted(frozenset(types or ()), frozenset(placements or ())),
            locale=locale,
            first=first,
        )
        decisions = await eligible_campaigns(info.context, query)
        return [EligibleCampaign.from_decision(decision) for decision in decisions]
