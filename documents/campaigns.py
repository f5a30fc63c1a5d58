"""Campaigns: a draft that marketers edit, and published versions that never change again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, NamedTuple, final

from beanie import Document, PydanticObjectId
from bson.errors import InvalidId
from pydantic import BaseModel
from pymongo import ASCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession

from documents.audit_log import AuditEntryDocument, insert_entry
from documents.campaign_definition import CampaignDefinition
from documents.campaign_settings import ExperimentMode
from documents.connection import RawDocument, collection_of, in_transaction, unavailability_reported
from documents.segments import LifeCycle, StaleRevisionError
from targeting.allocation import Allocation, Slice, initial_allocation, reallocated
from targeting.campaigns import CampaignType


@final
class CampaignDocument(Document):
    """A campaign.

    Attributes:
        draft: what is being edited.
        live_version: the number of the published version, 0 before the first publishing.
        test_version: the number of the version that testers are shown, `None` when none is.
        latest_version: the highest number that any version has.
        revision: raised by every change.
    """

    store_id: str
    name: str
    type: CampaignType
    status: LifeCycle = LifeCycle.DRAFT
    draft: CampaignDefinition
    live_version: int = 0
    test_version: int | None = None
    latest_version: int = 0
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
class StoredSlice(BaseModel):
    """Buckets of one variant, from `start` to before `end`."""

    variant: str
    start: int
    end: int


_HAVE_MOVED: Final[RawDocument] = {"shares_moved_at": {"$type": "date"}}


@final
class CampaignVersionDocument(Document):
    """What was published: immutable, so that an answer can be checked against what was shown.

    Only the allocation of a campaign whose shares move by themselves is replaced.

    Attributes:
        allocation: which buckets get which variant.
        shares_moved_at: when the allocation was last replaced.
        is_test: it was made for testers.
        restores: the earlier version that it brought back, `None` for one made of the draft.
    """

    store_id: str
    campaign_id: PydanticObjectId
    version: int
    type: CampaignType
    definition: CampaignDefinition
    allocation: list[StoredSlice]
    shares_moved_at: datetime | None = None
    is_test: bool = False
    restores: int | None = None
    published_at: datetime
    published_by: str | None = None

    class Settings:
        name = "campaign_versions"
        indexes = [
            IndexModel(
                [("store_id", ASCENDING), ("campaign_id", ASCENDING), ("version", ASCENDING)],
                name="store_campaign_version",
                unique=True,
            ),
            IndexModel(
                [("store_id", ASCENDING), ("shares_moved_at", ASCENDING)],
                name="store_shares_moved",
                partialFilterExpression=_HAVE_MOVED,
            ),
        ]

    def to_allocation(self) -> Allocation:
        """Return which buckets get which variant, as it is decided with."""
        return tuple(Slice(part.variant, part.start, part.end) for part in self.allocation)


def stored_allocation(allocation: Allocation) -> list[StoredSlice]:
    """Return an allocation as versions keep it."""
    return [
        StoredSlice(variant=part.variant, start=part.start, end=part.end) for part in allocation
    ]


def next_version(
    campaign: CampaignDocument,
    definition: CampaignDefinition,
    *,
    before: CampaignVersionDocument | None,
    published_at: datetime,
    **more: Any,
) -> CampaignVersionDocument:
    """Return a new version of the campaign; it isn't stored yet.

    As few visitors as can be change their variant against the version `before`.

    Raises:
        ValueError: the campaign itself isn't stored yet.
    """
    if campaign.id is None:
        raise ValueError("a campaign is stored before it is published")
    weights = definition.weights()
    if before is None:
        allocation = initial_allocation(weights)
    elif before.definition.weights() == weights:
        allocation = before.to_allocation()
    else:
        allocation = reallocated(before.to_allocation(), weights)
    return CampaignVersionDocument(
        store_id=campaign.store_id,
        campaign_id=campaign.id,
        version=campaign.latest_version + 1,
        type=campaign.type,
        definition=definition,
        allocation=stored_allocation(allocation),
        published_at=published_at,
        **more,
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
            {
                "store_id": store_id,
                "campaign_id": oid,
                "is_test": {"$ne": True},
                "published_at": {"$lte": at},
            },
            sort=[("version", -1)],
        )


async def find_versions(store_id: str, campaign_id: str) -> list[CampaignVersionDocument]:
    """Return all versions of a campaign, newest first."""
    async with unavailability_reported():
        query = {"store_id": store_id, "campaign_id": _object_id(campaign_id)}
        return await CampaignVersionDocument.find(query).sort("-version").to_list()


@final
class VersionStamp(NamedTuple):
    """Tells one content of a version from another: the same stamp means the same version, unchanged."""

    campaign_id: str
    version: int
    shares_moved_at: datetime | None = None


@final
@dataclass(frozen=True, slots=True)
class ShownVersions:
    """The stamps of the published versions that are live now, and of those that testers are shown."""

    live: list[VersionStamp]
    tests: list[VersionStamp]


async def find_shown_versions(store_id: str) -> ShownVersions:
    """Return which versions the store's visitors and testers are shown now.

    In two queries and joined here: for MongoDB to look each version up takes it twenty times as long, and
    all processes ask after each change.
    """
    async with unavailability_reported():
        campaigns = (
            await collection_of(CampaignDocument)
            .find(
                {
                    "store_id": store_id,
                    "$or": [{"status": LifeCycle.LIVE.value}, {"test_version": {"$ne": None}}],
                },
                {"status": 1, "live_version": 1, "test_version": 1},
            )
            .to_list()
        )
        moved = await _moved_shares(store_id)

    def stamp(campaign: RawDocument, version: int) -> VersionStamp:
        campaign_id = str(campaign["_id"])
        return VersionStamp(campaign_id, version, moved.get((campaign_id, version)))

    return ShownVersions(
        live=[
            stamp(campaign, campaign["live_version"])
            for campaign in campaigns
            if campaign["status"] == LifeCycle.LIVE.value
        ],
        tests=[
            stamp(campaign, campaign["test_version"])
            for campaign in campaigns
            if campaign.get("test_version") is not None
        ],
    )


async def _moved_shares(store_id: str) -> dict[tuple[str, int], datetime]:
    """Return when the shares of versions were moved, by campaign and version."""
    cursor = collection_of(CampaignVersionDocument).find(
        {"store_id": store_id, **_HAVE_MOVED},
        {"campaign_id": 1, "version": 1, "shares_moved_at": 1},
    )
    return {
        (str(raw["campaign_id"]), raw["version"]): raw["shares_moved_at"] async for raw in cursor
    }


async def find_live_versions(
    store_id: str, modes: Collection[ExperimentMode] | None = None
) -> list[CampaignVersionDocument]:
    """Return the published versions that are live now, or those of them with an experiment of these modes."""
    wanted: list[RawDocument] = []
    if modes is not None:
        names = [mode.value for mode in modes]
        wanted = [{"$match": {"definition.experiment.mode": {"$in": names}}}]
    pipeline: list[RawDocument] = [
        {"$match": {"store_id": store_id, "status": LifeCycle.LIVE.value}},
        {
            "$lookup": {
                "from": CampaignVersionDocument.get_collection_name(),
                "let": {"campaign": "$_id", "live": "$live_version"},
                "pipeline": [{"$match": {"store_id": store_id, "$expr": _IS_LIVE}}, *wanted],
                "as": "live",
            }
        },
        {"$unwind": "$live"},
        {"$replaceWith": "$live"},
    ]
    async with unavailability_reported():
        cursor = await collection_of(CampaignDocument).aggregate(pipeline)
        return [CampaignVersionDocument.model_validate(raw) async for raw in cursor]


_IS_LIVE: Final = {
    "$and": [{"$eq": ["$campaign_id", "$$campaign"]}, {"$eq": ["$version", "$$live"]}]
}


async def find_raw_versions(store_id: str, stamps: Iterable[VersionStamp]) -> list[RawDocument]:
    """Return the stored versions that have these stamps or had them, as MongoDB has them, in no order."""
    named = [
        {"campaign_id": PydanticObjectId(stamp.campaign_id), "version": stamp.version}
        for stamp in stamps
    ]
    async with unavailability_reported():
        cursor = collection_of(CampaignVersionDocument).find({"store_id": store_id, "$or": named})
        return await cursor.to_list()


async def insert_campaign(campaign: CampaignDocument, entry: AuditEntryDocument) -> None:
    """Insert a new campaign, and say so in the audit log."""
    campaign.id = PydanticObjectId()
    entry.target_id = str(campaign.id)

    async def work(session: AsyncClientSession) -> None:
        await campaign.insert(session=session)
        await insert_entry(entry, session)

    await in_transaction(CampaignDocument, work)


async def replace_campaign(
    campaign: CampaignDocument,
    entry: AuditEntryDocument,
    published: CampaignVersionDocument | None = None,
) -> None:
    """Replace the stored campaign by this next revision, with a version it publishes, and log it.

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
        await insert_entry(entry, session)

    await in_transaction(CampaignDocument, work)


async def set_allocation(
    version: CampaignVersionDocument,
    allocation: Allocation,
    entry: AuditEntryDocument,
    now: datetime,
) -> bool:
    """Move the shares of a version's variants, and log it, unless somebody else has just done so.

    Returns whether they were moved.
    """

    async def work(session: AsyncClientSession) -> bool:
        result = await collection_of(CampaignVersionDocument).update_one(
            {
                "store_id": version.store_id,
                "campaign_id": version.campaign_id,
                "version": version.version,
                "allocation": [part.model_dump() for part in version.allocation],
            },
            {
                "$set": {
                    "allocation": [part.model_dump() for part in stored_allocation(allocation)],
                    "shares_moved_at": now,
                }
            },
            session=session,
        )
        if result.modified_count:
            await insert_entry(entry, session)
        return result.modified_count == 1

    return await in_transaction(CampaignVersionDocument, work)
