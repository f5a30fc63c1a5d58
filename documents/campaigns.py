"""Campaigns: a draft that marketers edit, and published versions that never change again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, final

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
@dataclass(frozen=True, slots=True)
class VersionStamp:
    """Tells one content of a version from another: the same stamp means the same version, unchanged.

    Attributes:
        id: of the stored version.
    """

    id: PydanticObjectId
    shares_moved_at: datetime | None = None


async def live_version_stamps(store_id: str) -> list[VersionStamp]:
    """Return the stamps of the published versions that are live now."""
    return _stamps(await _versions_named(store_id, *_LIVE, only=_STAMP))


async def test_version_stamps(store_id: str) -> list[VersionStamp]:
    """Return the stamps of the versions that testers are shown now."""
    return _stamps(await _versions_named(store_id, *_UNDER_TEST, only=_STAMP))


async def find_live_versions(
    store_id: str, modes: Collection[ExperimentMode] | None = None
) -> list[CampaignVersionDocument]:
    """Return the published versions that are live now, or those of them with an experiment of these modes."""
    wanted: RawDocument = {}
    if modes is not None:
        wanted["definition.experiment.mode"] = {"$in": [mode.value for mode in modes]}
    found = await _versions_named(store_id, *_LIVE, which_of_them=wanted)
    return [CampaignVersionDocument.model_validate(raw) for raw in found]


async def find_raw_versions(store_id: str, ids: Sequence[PydanticObjectId]) -> list[RawDocument]:
    """Return the stored versions of these ids, as MongoDB has them, in no order."""
    async with unavailability_reported():
        cursor = collection_of(CampaignVersionDocument).find(
            {"store_id": store_id, "_id": {"$in": list(ids)}}
        )
        return await cursor.to_list()


_LIVE: Final = ({"status": LifeCycle.LIVE.value}, {"$eq": ["$version", "$$live"]})
_UNDER_TEST: Final = ({"test_version": {"$ne": None}}, {"$eq": ["$version", "$$test"]})
_STAMP: Final = {"_id": 1, "shares_moved_at": 1}


def _stamps(found: Iterable[RawDocument]) -> list[VersionStamp]:
    return [VersionStamp(raw["_id"], raw.get("shares_moved_at")) for raw in found]


async def _versions_named(
    store_id: str,
    which_campaigns: RawDocument,
    is_named: RawDocument,
    *,
    which_of_them: RawDocument | None = None,
    only: RawDocument | None = None,
) -> list[RawDocument]:
    """Return the versions that campaigns name, each whole or `only` some of its fields."""
    pipeline: list[RawDocument] = [
        {"$match": {"store_id": store_id, **which_campaigns}},
        {
            "$lookup": {
                "from": CampaignVersionDocument.get_collection_name(),
                "let": {"campaign": "$_id", "live": "$live_version", "test": "$test_version"},
                "pipeline": [
                    {
                        "$match": {
                            "store_id": store_id,
                            "$expr": {"$and": [{"$eq": ["$campaign_id", "$$campaign"]}, is_named]},
                        }
                    },
                    *([{"$match": which_of_them}] if which_of_them else []),
                    *([{"$project": only}] if only else []),
                ],
                "as": "named",
            }
        },
        {"$unwind": "$named"},
        {"$replaceWith": "$named"},
    ]
    async with unavailability_reported():
        cursor = await collection_of(CampaignDocument).aggregate(pipeline)
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
