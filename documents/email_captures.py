"""E-mail sign-ups."""

from __future__ import annotations

from datetime import datetime
from typing import final

from beanie import Document
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession


@final
class EmailCaptureDocument(Document):
    """An address that a visitor left with a campaign, with the consent text that was shown.

    Attributes:
        email: normalised; what the visitor typed is in `typed_email`.
        consent_text, consent_url: as shown, so that the consent can be proved.
    """

    store_id: str
    visitor_id: str
    campaign_id: str
    campaign_version: int
    variant: str
    locale: str
    email: str
    typed_email: str
    consent_text: str
    consent_url: str | None
    captured_at: datetime

    class Settings:
        name = "email_captures"
        indexes = [
            IndexModel(
                [
                    ("store_id", ASCENDING),
                    ("visitor_id", ASCENDING),
                    ("campaign_id", ASCENDING),
                    ("email", ASCENDING),
                ],
                name="store_visitor_campaign_email",
                unique=True,
            ),
            IndexModel([("store_id", 1), ("_id", DESCENDING)], name="store_newest"),
        ]


async def insert_capture(capture: EmailCaptureDocument, session: AsyncClientSession) -> None:
    """Keep a sign-up, within the transaction that records the conversion."""
    await capture.insert(session=session)
