"""How often campaigns with a budget have been shown and have converted, over all visitors.

Only campaigns with a limit are counted here, in the transaction of the event that counts: one document
that every visitor writes to would hold all others up.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import final

from beanie import Document
from pymongo import IndexModel, ReturnDocument
from pymongo.asynchronous.client_session import AsyncClientSession

from documents.connection import (
    RawDocument,
    collection_of,
    in_transaction,
    unavailability_reported,
)
from documents.events import EventDocument
from targeting.behaviour import EventKind


@final
class CampaignTotalsDocument(Document):
    """What a campaign with a budget has used up.

    Attributes:
        expired_impressions: of any campaign, those that have gone from the event log.
    """

    store_id: str
    campaign_id: str
    impressions: int = 0
    conversions: int = 0
    expired_impressions: int = 0

    class Settings:
        name = "campaign_totals"
        indexes = [
            IndexModel([("store_id", 1), ("campaign_id", 1)], name="store_campaign", unique=True)
        ]


async def add_impression(store_id: str, campaign_id: str, session: AsyncClientSession) -> int:
    """Count a display within the transaction that records it; return how many there are now."""
    return await _add(store_id, campaign_id, "impressions", session)


async def add_conversion(store_id: str, campaign_id: str, session: AsyncClientSession) -> int:
    """Count a conversion within the transaction that records it; return how many there are now."""
    return await _add(store_id, campaign_id, "conversions", session)


async def add_expired_impressions(
    store_id: str, campaign_id: str, number: int, session: AsyncClientSession
) -> None:
    """Keep the number of displays within the transaction that removes their events."""
    await collection_of(CampaignTotalsDocument).update_one(
        {"store_id": store_id, "campaign_id": campaign_id},
        {"$inc": {"expired_impressions": number}},
        upsert=True,
        session=session,
    )


async def _add(store_id: str, campaign_id: str, field: str, session: AsyncClientSession) -> int:
    raw = await collection_of(CampaignTotalsDocument).find_one_and_update(
        {"store_id": store_id, "campaign_id": campaign_id},
        {"$inc": {field: 1}},
        upsert=True,
        return_document=ReturnDocument.AFTER,
        session=session,
    )
    if raw is None:
        raise AssertionError("an upsert returns the document")
    return int(raw[field])


async def find_totals(
    store_id: str, campaign_ids: Collection[str]
) -> dict[str, CampaignTotalsDocument]:
    """Return the totals of these campaigns, by campaign id."""
    async with unavailability_reported():
        found = await CampaignTotalsDocument.find(
            {"store_id": store_id, "campaign_id": {"$in": list(campaign_ids)}}
        ).to_list()
    return {totals.campaign_id: totals for totals in found}


async def count_again(store_id: str, campaign_id: str) -> None:
    """Set a campaign's totals from the event log: for one that has been live without a budget.

    Displays that have gone from the log were counted when they went.
    """
    kinds = {
        "impressions": EventKind.CAMPAIGN_IMPRESSION.value,
        "conversions": EventKind.CAMPAIGN_CONVERSION.value,
    }
    events = collection_of(EventDocument)

    async def work(session: AsyncClientSession) -> None:
        counted: RawDocument = {
            field: await events.count_documents(
                {
                    "store_id": store_id,
                    "kind": kind,
                    "properties.campaignId": campaign_id,
                    "properties.control": False,
                },
                session=session,
            )
            for field, kind in kinds.items()
        }
        expired = {"$ifNull": ["$expired_impressions", 0]}
        counted["impressions"] = {"$add": [counted["impressions"], expired]}
        # Whoever counts one more meanwhile writes to the same document, and one of both goes again.
        await collection_of(CampaignTotalsDocument).update_one(
            {"store_id": store_id, "campaign_id": campaign_id},
            [{"$set": counted}],
            upsert=True,
            session=session,
        )

    await in_transaction(CampaignTotalsDocument, work)
