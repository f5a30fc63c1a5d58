"""`eligibleCampaigns`: which campaigns a visitor may be shown on this page, now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Final, Self, final
from urllib.parse import SplitResult, parse_qsl, urlsplit

import strawberry
from graphql import FieldNode, GraphQLResolveInfo, GraphQLSchema

from resolvers import eligibility
from resolvers.context import Context
from resolvers.eligibility import EligibilityQuery, eligible_campaigns
from schema.campaigns import Campaign, campaign_from_rendition
from schema.compiled_inputs import compiled_input
from schema.direct_answers import DirectField, Found, Writer, allow_direct_answers
from schema.executor import plain_selection, written
from schema.info import SegueInfo
from schema.tracking import LocationInput
from targeting.campaigns import CampaignType, Device, PageType, Wanted
from targeting.evaluation import RequestFacts
from targeting.subjects import ContextFact

MAXIMUM_QUERY_PARAMETERS: Final = 200


@final
@strawberry.input(description="One line of the basket.")
class BasketItemInput:
    product_id: str = strawberry.field(description="The product's id in the shop.")
    category: str | None = strawberry.field(default=None, description="The product's category.")
    brand: str | None = strawberry.field(default=None, description="The product's brand.")


@final
@strawberry.input(description="The basket as it is now.")
class BasketInput:
    total: float | None = strawberry.field(default=None, description="Its value.")
    item_count: int | None = strawberry.field(default=None, description="How many pieces it holds.")
    items: list[BasketItemInput] | None = strawberry.field(
        default=None, description="What is in it, at most 500 lines."
    )

    def to_facts(self) -> dict[ContextFact, Any]:
        """Return what is known, as rules read it."""
        items = self.items
        return {
            ContextFact.BASKET_TOTAL: self.total,
            ContextFact.BASKET_ITEMS: self.item_count,
            ContextFact.BASKET_PRODUCTS: _each_once(items, lambda item: item.product_id),
            ContextFact.BASKET_CATEGORIES: _each_once(items, lambda item: item.category),
            ContextFact.BASKET_BRANDS: _each_once(items, lambda item: item.brand),
        }


def _each_once(
    items: list[BasketItemInput] | None, read: Callable[[BasketItemInput], str | None]
) -> tuple[str, ...] | None:
    """Return what the lines name; nothing is known of a basket whose lines weren't sent."""
    if items is None:
        return None
    return tuple(dict.fromkeys(name for item in items if (name := read(item)) is not None))


@final
@strawberry.input(
    description="What the storefront knows of the page and of who looks at it. All may be left out."
)
class PageInput:
    type: PageType | None = strawberry.field(default=None, description="The kind of page.")
    url: str | None = strawberry.field(
        default=None,
        description="The page's whole address; its path, query parameters and `utm_` parameters are "
        "read from it.",
    )
    category: str | None = strawberry.field(default=None, description="The category looked at.")
    product_id: str | None = strawberry.field(default=None, description="The product looked at.")
    referrer: str | None = strawberry.field(
        default=None, description="The address that the visitor came from."
    )
    traffic_source: str | None = strawberry.field(
        default=None, description="What brought the visitor, in the shop's own words."
    )
    session_id: str | None = strawberry.field(
        default=None, description="The storefront's own id of the visit, as in its events."
    )
    device: Device | None = strawberry.field(default=None, description="What the visitor holds.")
    os: str | None = strawberry.field(default=None, description="The operating system.")
    browser: str | None = strawberry.field(default=None, description="The browser's name.")
    app_version: str | None = strawberry.field(
        default=None, description="The version of the shop's app, such as `2.4.1`."
    )
    currency: str | None = strawberry.field(default=None, description="The currency shown.")
    ip_address: str | None = strawberry.field(
        default=None, description="The visitor's IP address; it isn't kept."
    )
    ip_country: str | None = strawberry.field(
        default=None,
        description="The country of the IP address, as your network's edge says it, such as `TR`.",
    )
    location: LocationInput | None = strawberry.field(
        default=None, description="Where the visitor is, if it has agreed to say."
    )
    basket: BasketInput | None = strawberry.field(
        default=None, description="The basket as it is now."
    )

    def to_request(self, locale: str | None) -> RequestFacts:
        """Return what is known, as rules read it."""
        address = _parsed(self.url)
        parameters = _query_parameters(address)
        facts: dict[ContextFact, Any] = {
            ContextFact.PAGE_TYPE: self.type and self.type.value,
            ContextFact.URL: self.url,
            ContextFact.PATH: address and (address.path or "/"),
            ContextFact.CATEGORY: self.category,
            ContextFact.PRODUCT_ID: self.product_id,
            ContextFact.REFERRER: self.referrer,
            ContextFact.TRAFFIC_SOURCE: self.traffic_source,
            ContextFact.UTM_SOURCE: parameters.get("utm_source"),
            ContextFact.UTM_MEDIUM: parameters.get("utm_medium"),
            ContextFact.UTM_CAMPAIGN: parameters.get("utm_campaign"),
            ContextFact.DEVICE: self.device and self.device.value,
            ContextFact.OS: self.os,
            ContextFact.BROWSER: self.browser,
            ContextFact.APP_VERSION: self.app_version,
            # As translations are chosen, so rules read it: `tr_TR`, as some clients write, is `tr-TR`.
            ContextFact.LOCALE: locale and locale.replace("_", "-"),
            ContextFact.CURRENCY: self.currency,
            ContextFact.IP_ADDRESS: self.ip_address,
            ContextFact.IP_COUNTRY: self.ip_country,
            ContextFact.LOCATION: self.location and self.location.to_point(),
            **(self.basket.to_facts() if self.basket else {}),
        }
        known = {fact.value: value for fact, value in facts.items() if value is not None}
        return RequestFacts(known, parameters, self.session_id)


def _parsed(url: str | None) -> SplitResult | None:
    if url is None:
        return None
    try:
        return urlsplit(url)
    except ValueError:  # not an address: rules on its parts see none
        return None


def _query_parameters(address: SplitResult | None) -> dict[str, str]:
    """Return the parameters by name; of one that occurs twice, the first value."""
    if address is None:
        return {}
    try:
        pairs = parse_qsl(
            address.query, keep_blank_values=True, max_num_fields=MAXIMUM_QUERY_PARAMETERS
        )
    except ValueError:  # far too many to be a page's own
        return {}
    return dict(reversed(pairs))


@final
@strawberry.type(description="A campaign that the visitor may be shown now.")
class EligibleCampaign:
    decision_id: strawberry.ID = strawberry.field(
        description="Send it with everything that the visitor does with the campaign."
    )
    variant: str = strawberry.field(description="The variant that this visitor always gets.")
    is_control: bool = strawberry.field(
        name="control",
        description="The visitor is in the control group: report the impression, but show nothing.",
    )
    is_test: bool = strawberry.field(
        description="It is under test: whatever is done with it leaves no trace."
    )
    first_shown_at: datetime | None = strawberry.field(
        description="When the visitor was first shown it, where a countdown begins; null: never yet."
    )
    campaign: Campaign = strawberry.field(description="What to show.")

    @classmethod
    def from_decision(cls, decision: eligibility.EligibleCampaign) -> Self:
        return cls(
            decision_id=strawberry.ID(decision.decision_id),
            variant=decision.variant,
            is_control=decision.is_control,
            is_test=decision.is_test,
            first_shown_at=decision.first_shown_at,
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
        campaign_ids: Annotated[
            list[strawberry.ID] | None,
            strawberry.argument(description="Only these campaigns; all when left out."),
        ] = None,
        locale: Annotated[
            str | None,
            strawberry.argument(
                description="The language wanted, such as `tr-TR`; where a campaign doesn't have it, "
                "`tr`, and then the store's own."
            ),
        ] = None,
        per_placement: Annotated[
            int | None,
            strawberry.argument(
                description="At most so many for each slot, such as 1; no limit when left out."
            ),
        ] = None,
        test_token: Annotated[
            str | None,
            strawberry.argument(
                description="Of a tester, as `createTestToken` made it: campaigns under test come as well."
            ),
        ] = None,
        first: Annotated[
            int, strawberry.argument(description="At most so many, from 1 to 50.")
        ] = 10,
    ) -> list[EligibleCampaign]:
        offers = await _offers(
            info.context,
            visitor_id=visitor_id,
            page=page,
            types=types,
            placements=placements,
            campaign_ids=campaign_ids,
            locale=locale,
            per_placement=per_placement,
            test_token=test_token,
            first=first,
        )
        return [EligibleCampaign.from_decision(offer) for offer in offers]


async def _offers(context: Context, **given: Any) -> list[eligibility.EligibleCampaign]:
    """Answer the query, from its arguments by name; those that were left out may be missing."""
    page: PageInput | None = given.get("page")
    query = EligibilityQuery(
        visitor_id=given["visitor_id"],
        request=(page or _NO_PAGE).to_request(given.get("locale")),
        wanted=Wanted(
            frozenset(given.get("types") or ()),
            frozenset(given.get("placements") or ()),
            frozenset(given.get("campaign_ids") or ()),
            given.get("per_placement"),
        ),
        locale=given.get("locale"),
        first=given["first"],
        test_token=given.get("test_token"),
    )
    return await eligible_campaigns(context, query)


_NO_PAGE: Final = PageInput()


def answer_directly(schema: GraphQLSchema) -> None:
    """Let the query's use-case be called without what Strawberry does in between.

    The arguments are those that the schema declares, checked by graphql-core as ever.
    """
    page = compiled_input(PageInput)
    if schema.query_type is None:
        raise ValueError("a schema without queries")
    field = schema.query_type.fields["eligibleCampaigns"]

    async def use_case(context: Context, **given: Any) -> list[eligibility.EligibleCampaign]:
        return await _offers(context, **{_PYTHON_NAMES[name]: v for name, v in given.items()})

    async def resolve(
        root: Any, info: GraphQLResolveInfo[Context], **given: Any
    ) -> list[EligibleCampaign]:
        if isinstance(root, Found):
            offers = root.value
        else:
            if given.get("page") is not None:
                given["page"] = page(given["page"])
            offers = await use_case(info.context, **given)
        return [EligibleCampaign.from_decision(offer) for offer in offers]

    field.resolve = resolve
    allow_direct_answers(field, DirectField(use_case, _writer))


def _writer(node: FieldNode) -> Writer | None:
    """Return how offers are written down, each when its campaign has been completed before."""
    selection = plain_selection(node)
    if selection is None:
        return None

    def write(offers: list[eligibility.EligibleCampaign]) -> list[Any] | None:
        items = [
            written(selection, offer, campaign_from_rendition(offer.rendition).kept_answers)
            for offer in offers
        ]
        return None if None in items else items

    return write


_PYTHON_NAMES: Final = {
    "visitorId": "visitor_id",
    "page": "page",
    "types": "types",
    "placements": "placements",
    "campaignIds": "campaign_ids",
    "locale": "locale",
    "perPlacement": "per_placement",
    "testToken": "test_token",
    "first": "first",
}
