"""E-mail sign-ups."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, final

from beanie import Document, PydanticObjectId
from bson.errors import InvalidId
from pydantic import Field
from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession

from documents.connection import collection_of, unavailability_reported


@final
class EmailCaptureDocument(Document):
    """An address that a visitor left with a campaign, with the consent text that was shown.

    Attributes:
        email: normalised; what the visitor typed is in `typed_email`.
        fields: what was entered beside it, by field key.
        consent_text, consent_url, consent_version: as shown, so that the consent can be proved.
        confirm_before: when the address counts only once its owner has confirmed it.
        is_suppressed: the address was on the suppression list; nobody is subscribed by it.
        prize, code: what the visitor got.
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
    fields: dict[str, Any] = Field(default_factory=dict)
    consent_version: str | None = None
    confirm_before: datetime | None = None
    confirmed_at: datetime | None = None
    is_suppressed: bool = False
    prize: str | None = None
    code: str | None = None

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
            IndexModel([("store_id", 1), ("email", 1)], name="store_email"),
        ]


async def insert_capture(capture: EmailCaptureDocument, session: AsyncClientSession) -> None:
    """Keep a sign-up, within the transaction that records the conversion."""
    await capture.insert(session=session)


async def find_capture(store_id: str, capture_id: str) -> EmailCaptureDocument | None:
    """Return the store's sign-up of this id, `None` when it has none."""
    try:
        oid = PydanticObjectId(capture_id)
    except InvalidId:
        return None
    async with unavailability_reported():
        return await EmailCaptureDocument.find_one({"_id": oid, "store_id": store_id})


async def find_capture_of_address(
    store_id: str, campaign_id: str, email: str
) -> EmailCaptureDocument | None:
    """Return the first sign-up with this address in a campaign, whoever left it.

    One that still waits to be confirmed has brought nobody anything, and isn't returned.
    """
    counts = {"$or": [{"confirm_before": None}, {"confirmed_at": {"$ne": None}}]}
    async with unavailability_reported():
        return await EmailCaptureDocument.find_one(
            {"store_id": store_id, "email": email, "campaign_id": campaign_id, **counts},
            sort=[("_id", 1)],
        )


async def confirm_capture(capture: EmailCaptureDocument, session: AsyncClientSession) -> None:
    """Keep that the address was confirmed, and what the visitor got for it."""
    await collection_of(EmailCaptureDocument).update_one(
        {
            "_id": capture.id,
            "store_id": capture.store_id,
            "visitor_id": capture.visitor_id,
            "confirmed_at": None,
        },
        {
            "$set": {
                "confirmed_at": capture.confirmed_at,
                "is_suppressed": capture.is_suppressed,
                "prize": capture.prize,
                "code": capture.code,
            }
        },
        session=session,
    )


def awaiting_confirmation(now: datetime) -> dict[str, Any]:
    """Return the values of sign-ups whose owner can still confirm them."""
    return {
        "confirm_before": {"$gt": now},
        "confirmed_at": {"$eq": None},
        "is_suppressed": False,
    }


def beginning(text: str) -> dict[str, Any]:
    """Return the values of normalised addresses that begin like `text`."""
    return {"$regex": f"^{re.escape(text.strip().lower())}"}
