"""Surveys that visitors have begun and not sent yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, final

from beanie import Document, PydanticObjectId
from bson.errors import InvalidId
from pymongo import IndexModel, ReturnDocument
from pymongo.asynchronous.client_session import AsyncClientSession

from documents.connection import collection_of, unavailability_reported

KEPT_SECONDS: Final = 90 * 86_400
"""How long an answer that was begun waits to be gone on with."""


@final
class SurveyProgressDocument(Document):
    """What one visitor has answered so far of the version of a survey that it was shown."""

    store_id: str
    visitor_id: str
    campaign_id: str
    campaign_version: int
    answers: dict[str, Any]
    updated_at: datetime

    class Settings:
        name = "survey_progress"
        indexes = [
            IndexModel(
                [("store_id", 1), ("visitor_id", 1), ("campaign_id", 1)],
                name="store_visitor_campaign",
                unique=True,
            ),
            IndexModel("updated_at", name="forgotten", expireAfterSeconds=KEPT_SECONDS),
        ]


async def keep_progress(progress: SurveyProgressDocument) -> str:
    """Keep the answers so far, in the place of those before; return the id to resume by."""
    which = {
        "store_id": progress.store_id,
        "visitor_id": progress.visitor_id,
        "campaign_id": progress.campaign_id,
    }
    async with unavailability_reported():
        raw = await collection_of(SurveyProgressDocument).find_one_and_update(
            which,
            {
                "$set": {
                    "campaign_version": progress.campaign_version,
                    "answers": progress.answers,
                    "updated_at": progress.updated_at,
                }
            },
            upsert=True,
            return_document=ReturnDocument.AFTER,
        )
    if raw is None:
        raise AssertionError("an upsert returns the document")
    return str(raw["_id"])


async def find_progress(
    store_id: str, progress_id: str, visitor_id: str | None
) -> SurveyProgressDocument | None:
    """Return the answers so far, `None` when they were sent or forgotten.

    Without the visitor's id, which older tokens don't have, every shard is asked.
    """
    try:
        oid = PydanticObjectId(progress_id)
    except InvalidId:
        return None
    whose = {} if visitor_id is None else {"visitor_id": visitor_id}
    async with unavailability_reported():
        return await SurveyProgressDocument.find_one({"_id": oid, "store_id": store_id, **whose})


async def drop_progress(
    store_id: str, visitor_id: str, campaign_id: str, session: AsyncClientSession
) -> None:
    """Forget the answers so far, within the transaction that keeps the whole."""
    await collection_of(SurveyProgressDocument).delete_one(
        {"store_id": store_id, "visitor_id": visitor_id, "campaign_id": campaign_id},
        session=session,
    )
