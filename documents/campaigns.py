"""Campaigns: a draft that marketers edit, and published versions that never change again."""

from __future__ import annotations

from datetime import datetime
from typing import final

from beanie import Document, PydanticObjectId
from bson.errors import InvalidId
from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession

from documents.campaign_content import CampaignDefinition
from documents.connection import RawDocument, collection_of, in_transaction, unavailability_reported
from documents.segments import LifeCycle, StaleRevisionError
from targeting.campaigns import CampaignType


@final
class CampaignDocument(Document):
    """A campaign.

    Attributes:
        draft: what is being edited.
        live_version: the number of the published version, 0 before the first publishing.
        revision: raised by every change.
    """

    store_id: str
    name: str
    type: CampaignType
    status: LifeCycle = LifeCycle.DRAFT
    draft: CampaignDefinition
    live_version: int = 0
    revision: int = 1
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None = None

    class Settings:
        name = "campaigns"
        indexes = [
            IndexModel([("store_id", ASCENDING), ("status", ASCENDING)], name="store_status")
        ]


@final
class CampaignVersionDocument(Document):
    """What was published: immutable, so that an answer can be checked against what was shown."""

    store_id: str
    campaign_id: PydanticObjectId
    version: int
    type: CampaignType
    definition: CampaignDefinition
    published_at: datetime

    class Settings:
        name = "campaign_versions"
        indexes = [
            IndexModel(
                [("store_id", ASCENDING), ("campaign_id", ASCENDING), ("version", ASCENDING)],
                name="store_campaign_version",
                unique=True,
            ),
        ]


def next_version(campaign: CampaignDocument, published_at: datetime) -> CampaignVersionDocument:
    """Return the version that publishing the campaign's draft makes; it isn't stored yet.

    Raises:
        ValueError: the campaign itself isn't stored yet.
    """
    if campaign.id is None:
        raise ValueError("a campaign is stored before it is published")
    return CampaignVersionDocument(
        store_id=campaign.store_id,
        campaign_id=campaign.id,
        version=campaign.live_version + 1,
        type=campaign.type,
        definition=campaign.draft,
        published_at=published_at,
    )


def _object_id(campaign_id: str) -> PydanticObjectId | None:
    try:
        return PydanticObjectId(campaign_id)
    except (InvalidId, TypeError):
        return None


async def find_campaign(store_id: str, campaign_id: str) -> CampaignDocument | None:
    """Return the store's campaign, `None` when it has none of this id."""
    oid = _object_id(campaign_id)
    if oid is None:
        return None
    async with unavailability_reported():
        return await CampaignDocument.find_one({"_id": oid, "store_id": store_id})


async def find_campaigns(store_id: str) -> list[CampaignDocument]:
    """Return all campaigns of the store, newest first."""
    async with unavailability_reported():
        return await CampaignDocument.find({"store_id": store_id}).sort("-_id").to_list()


async def find_campaigns_by_id(store_id: str, ids: list[str]) -> list[CampaignDocument | None]:
    """Return the campaigns of these ids, in their order."""
    oids = [oid for oid in map(_object_id, ids) if oid is not None]
    async with unavailability_reported():
        found = await CampaignDocument.find({"store_id": store_id, "_id": {"$in": oids}}).to_list()
    by_id = {str(campaign.id): campaign for campaign in found}
    return [by_id.get(campaign_id) for campaign_id in ids]


async def find_version(
    store_id: str, campaign_id: str, version: int
) -> CampaignVersionDocument | None:
    """Return a published version, `None` when there is none of this number."""
    oid = _object_id(campaign_id)
    if oid is None:
        return None
    async with unavailability_reported():
        return await CampaignVersionDocument.find_one(
            {"store_id": store_id, "campaign_id": oid, "version": version}
        )


async def find_version_at(
    store_id: str, campaign_id: str, at: datetime
) -> CampaignVersionDocument | None:
    """Return the version that was the newest at a moment, `None` when none was published by then."""
    oid = _object_id(campaign_id)
    async with unavailability_reported():
        return await CampaignVersionDocument.find_one(
            {"store_id": store_id, "campaign_id": oid, "published_at": {"$lte": at}},
            sort=[("version", -1)],
        )


async def find_live_versions(store_id: str) -> list[CampaignVersionDocument]:
    """Return the published versions that are live now."""
    pipeline: list[RawDocument] = [
        {"$match": {"store_id": store_id, "status": LifeCycle.LIVE.value}},
        {
            "$lookup": {
                "from": CampaignVersionDocument.get_collection_name(),
                "let": {"campaign": "$_id", "version": "$live_version"},
                "pipeline": [
                    {
                        "$match": {
                            "store_id": store_id,
                            "$expr": {
                                "$and": [
                                    {"$eq": ["$campaign_id", "$$campaign"]},
                                    {"$eq": ["$version", "$$version"]},
                                ]
                            },
                        }
                    }
                ],
                "as": "live",
            }
        },
        {"$unwind": "$live"},
        {"$replaceWith": "$live"},
    ]
    async with unavailability_reported():
        cursor = await collection_of(CampaignDocument).aggregate(pipeline)
        return [CampaignVersionDocument.model_validate(raw) async for raw in cursor]


async def insert_campaign(campaign: CampaignDocument) -> None:
    """Insert a new campaign."""
    async with unavailability_reported():
        await campaign.insert()


async def replace_campaign(
    campaign: CampaignDocument, published: CampaignVersionDocument | None = None
) -> None:
    """Replace the stored campaign by this next revision, together with a version it publishes.

    Raises:
        StaleRevisionError: the stored one isn't the revision before this one.
    """
    changes = campaign.model_dump(exclude={"id", "revision_id", "store_id"}, mode="json")
    for name in ("created_at", "updated_at", "published_at"):
        changes[name] = getattr(campaign, name)

    async def work(session: AsyncClientSession) -> None:
        result = await collection_of(CampaignDocument).update_one(
            {"_id": campaign.id, "store_id": campaign.store_id, "revision": campaign.revision - 1},
            {"$set": changes},
            session=session,
        )
        if result.matched_count == 0:
            current = await CampaignDocument.get(campaign.id, session=session)
            raise StaleRevisionError(campaign.revision - 1, current.revision if current else 0)
        if published is not None:
            await published.insert(session=session)

    await in_transaction(CampaignDocument, work)
