"""A made-up shop of the size that the hot path is measured with.

50 live campaigns of all five types with five languages each, 30 rule-based segments beside the ten smart
ones, and visitors of 2 to 6 KB. Everything is made through Segue's own use-cases, so that it is as a shop's.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from beanie import PydanticObjectId

from api.database import opened_database
from benchmarks.http_server import NOW
from benchmarks.visitor_documents import visitor_documents
from documents.api_keys import KeyKind, insert_key
from documents.campaign_definition import CampaignDefinition
from documents.campaigns import CampaignDocument, CampaignVersionDocument, next_version
from documents.connection import collection_of, time_limit
from documents.segments import LifeCycle, SegmentDocument, find_segment
from documents.stores import StoreDocument, bump_catalog_version, save_store
from documents.visitors import VisitorDocument
from resolvers.campaigns import create_campaign, publish_campaign
from resolvers.catalog import CatalogRegistry
from resolvers.context import Context
from resolvers.segments import create_segment, publish_segment
from resolvers.smart_segments import recompute_smart_segments
from targeting.campaigns import CampaignType

STORE_ID: Final = "shop"
KEYS: Final = {KeyKind.PUBLISHABLE: "pk_benchmark", KeyKind.SECRET: "sk_benchmark"}
_LOCALES: Final = ("en", "de", "tr", "fr", "es")
_PUBLISHED_ONE_BY_ONE: Final = 60
_PATIENCE_SECONDS: Final = 300.0
_CATEGORIES: Final = ("kitchen", "garden", "bath", "lighting")


async def fill_database(
    uri: str, database: str, *, campaigns: int = 50, segments: int = 30, visitors: int = 2_000
) -> None:
    """Migrate an empty database and fill it with the shop, whose present is `NOW`."""
    async with (
        opened_database(uri, database, run_migrations=True),
        time_limit(_PATIENCE_SECONDS),
    ):
        await fill_shop(NOW, campaigns=campaigns, segments=segments, visitors=visitors)


async def fill_shop(
    now: datetime, *, campaigns: int = 50, segments: int = 30, visitors: int = 2_000
) -> None:
    """Fill the bound, migrated and otherwise empty database with the shop."""
    await save_store(StoreDocument(id=STORE_ID, name="Made-up shop"))
    for kind, key in KEYS.items():
        await insert_key(STORE_ID, kind, "benchmark", key, now)
    await collection_of(VisitorDocument).insert_many(visitor_documents(STORE_ID, visitors, now))
    catalogs = CatalogRegistry()
    context = Context(store_id=STORE_ID, now=now, catalogs=catalogs)
    await recompute_smart_segments(STORE_ID, catalogs, now)
    for number in range(min(segments, _PUBLISHED_ONE_BY_ONE)):
        await create_segment(
            context,
            key=f"segment-{number}",
            name=f"Segment {number}",
            description="",
            rule=segment_rule(number),
        )
        await publish_segment(context, f"segment-{number}", 1)
    for number in range(min(campaigns, _PUBLISHED_ONE_BY_ONE)):
        made = await create_campaign(
            context,
            name=f"Campaign {number}",
            campaign_type=_type(number),
            definition=definition(number, segments),
        )
        await publish_campaign(context, str(made.id), 1)
    await _insert_published_segments(range(_PUBLISHED_ONE_BY_ONE, segments), now)
    await _insert_published(range(_PUBLISHED_ONE_BY_ONE, campaigns), segments, now)


async def _insert_published_segments(numbers: range, now: datetime) -> None:
    if not numbers:
        return
    model = await find_segment(STORE_ID, "segment-0")
    if model is None:
        raise LookupError("segment-0")
    await SegmentDocument.insert_many(
        [
            model.model_copy(
                update={
                    "id": PydanticObjectId(),
                    "key": f"segment-{number}",
                    "name": f"Segment {number}",
                    "draft_rule": segment_rule(number),
                    "live_rule": segment_rule(number),
                    "updated_at": now,
                }
            )
            for number in numbers
        ]
    )


async def _insert_published(numbers: range, segments: int, now: datetime) -> None:
    """Store campaigns as publishing does, without its checks, which take minutes for very many."""
    if not numbers:
        return
    campaigns = [
        CampaignDocument(
            id=PydanticObjectId(),
            store_id=STORE_ID,
            name=f"Campaign {number}",
            type=_type(number),
            status=LifeCycle.LIVE,
            draft=CampaignDefinition.model_validate(definition(number, segments)),
            live_version=1,
            latest_version=1,
            created_at=now,
            updated_at=now,
            published_at=now,
        )
        for number in numbers
    ]
    versions = []
    for campaign in campaigns:
        campaign.latest_version = 0
        versions.append(next_version(campaign, campaign.draft, before=None, published_at=now))
        campaign.latest_version = 1
    await CampaignDocument.insert_many(campaigns)
    await CampaignVersionDocument.insert_many(versions)
    await bump_catalog_version(STORE_ID)


def segment_rule(number: int) -> dict[str, Any]:
    """Return the rule of a segment: tests of attributes, orders and behaviour that others share."""
    behaviour = {
        "event": "PRODUCT_VIEW",
        "where": [
            {
                "property": "category",
                "operator": "EQUAL",
                "value": {"text": _CATEGORIES[number % len(_CATEGORIES)]},
            }
        ],
        "window": {"last": {"amount": 7 + number % 5 * 7, "unit": "DAYS"}},
        "operator": "GREATER_OR_EQUAL",
        "value": {"number": 1 + number % 3},
    }
    age = {"name": "AGE", "operator": "GREATER", "value": {"number": 18 + number % 60}}
    country = {"name": "COUNTRY", "operator": "EQUAL", "value": {"text": "Germany"}}
    return {
        "all": [
            {"attribute": age},
            {"any": [{"behaviour": behaviour}, {"attribute": country}]},
        ]
    }


def _type(number: int) -> CampaignType:
    return tuple(CampaignType)[number % len(CampaignType)]


def definition(number: int, segments: int) -> dict[str, Any]:
    """Return what is set of a campaign; most are for some visitors, and on some pages, only."""
    audience: dict[str, Any] = {"all": []}
    if number % 5 and segments:
        audience = {"segment": {"key": f"segment-{number % segments}"}}
    return {
        "placement": f"slot-{number % 7}",
        "priority": number % 10,
        "page_types": ["HOME", "PRODUCT"] if number % 3 else [],
        "audience": audience,
        "frequency": {"maximum_impressions": 1_000, "minimum_gap_seconds": 1},
        "control_share": 0.05,
        "variants": [
            {
                "key": key,
                "weight": 1,
                "translations": [
                    {"locale": locale, "content": _content(_type(number), number, locale)}
                    for locale in _LOCALES
                ],
            }
            for key in ("A", "B")
        ],
    }


def _content(kind: CampaignType, number: int, locale: str) -> dict[str, Any]:
    text = f"{locale}: what campaign {number} has to say to the visitor, in a line or two"
    image = {"url": f"/images/{number}.jpg", "alternative_text": text, "width": 640, "height": 480}
    thank_you = {"text": f"{locale}: thank you"}
    contents: dict[CampaignType, dict[str, Any]] = {
        CampaignType.POPUP_BANNER: {
            "title": text,
            "text": text,
            "image": image,
            "buttons": [{"label": "Yes", "link": {"url": "/offers"}}],
        },
        CampaignType.EMAIL_COLLECTION: {
            "title": text,
            "input_placeholder": "you@example.com",
            "submit_label": "Sign up",
            "consent": {"text": text, "url": "/privacy"},
            "thank_you": thank_you,
        },
        CampaignType.FORM_SURVEY: {
            "title": text,
            "questions": [
                {"key": "nps", "kind": "NPS", "text": "Would you recommend us?"},
                {"key": "why", "kind": "OPEN_TEXT", "text": "Why?"},
            ],
            "submit_label": "Send",
            "thank_you": thank_you,
        },
        CampaignType.NOTIFICATION_BAR: {"messages": [{"text": text, "link": {"url": "/sale"}}]},
        CampaignType.HERO_BANNER: {"heading": text, "text": text, "desktop_image": image},
    }
    return {"type": kind.value, **contents[kind]}


QUERY: Final = """query Eligible($visitorId: ID!, $page: PageInput, $locale: String, $first: Int!) {
  eligibleCampaigns(visitorId: $visitorId, page: $page, locale: $locale, first: $first) {
    decisionId variant control
    campaign {
      __typename id version type placement locale
      display { triggers { kind delaySeconds } }
      ... on PopupBanner { title text image { url alternativeText width height }
        buttons { label action link { url } } hasOverlay }
      ... on EmailCollection { title inputPlaceholder submitLabel consent { text url }
        thankYou { text } }
      ... on FormSurvey { title questions { key kind text isRequired } submitLabel
        thankYou { text } }
      ... on NotificationBar { messages { text link { url } } edge isSticky }
      ... on HeroBanner { heading text desktopImage { url alternativeText width height } order }
    }
  }
}"""
"""What a storefront asks: five campaigns with about ten fields each."""


def variables(number: int, visitors: int = 2_000) -> dict[str, Any]:
    """Return the variables of the `number`-th request."""
    return {
        "visitorId": f"visitor-{number % visitors:06}",
        "page": {"type": "HOME", "device": "DESKTOP", "url": "https://shop.example/?utm_source=a"},
        "locale": _LOCALES[number % len(_LOCALES)],
        "first": 5,
    }


def storefront_headers() -> dict[str, str]:
    """Return what a storefront sends with each request."""
    return _headers(KeyKind.PUBLISHABLE)


def admin_headers() -> dict[str, str]:
    """Return what an admin UI sends with each request."""
    return _headers(KeyKind.SECRET)


def _headers(kind: KeyKind) -> dict[str, str]:
    return {
        "authorization": f"Bearer {KEYS[kind]}",
        "content-type": "application/json",
        "accept": "application/graphql-response+json, application/json",
    }
