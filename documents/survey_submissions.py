"""Answers to surveys."""

from __future__ import annotations

from datetime import datetime
from typing import Any, final

from beanie import Document
from pymongo import DESCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession


@final
class SurveySubmissionDocument(Document):
    """One visitor's answers to the version of a survey that it was shown, by question key."""

    store_id: str
    visitor_id: str
    campaign_id: str
    campaign_version: int
    variant: str
    locale: str
    answers: dict[str, Any]
    submitted_at: datetime

    class Settings:
        name = "survey_submissions"
        indexes = [
            IndexModel(
                [("store_id", 1), ("campaign_id", 1), ("_id", DESCENDING)], name="store_campaign"
            ),
            IndexModel([("store_id", 1), ("_id", DESCENDING)], name="store_newest"),
            IndexModel([("store_id", 1), ("visitor_id", 1)], name="store_visitor"),
        ]


async def insert_submission(
    submission: SurveySubmissionDocument, session: AsyncClientSession
) -> None:
    """Keep the answers, within the transaction that records the conversion."""
    await submission.insert(session=session)
