"""The audit log: who changed what, and when. Entries are written with the change or not at all."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, TypeVar, final

from beanie import Document
from pydantic import Field
from pymongo import DESCENDING, IndexModel
from pymongo.asynchronous.client_session import AsyncClientSession

from documents.connection import in_transaction, unavailability_reported

_T = TypeVar("_T")


@final
class AuditEntryDocument(Document):
    """One change by an admin, or by Segue itself.

    Attributes:
        actor: the name of the key that was used; `segue` for what happens by itself.
        user: whom the admin UI named as the person behind it; not verified.
        action: such as `publishCampaign`.
        target_kind, target_id: what was changed, such as a CAMPAIGN and its id.
        revision: the target's after the change, where it has any.
        changes: `{path, before, after, is_added, is_removed}` for each difference.
        snapshot: the target after the change, so that every revision can be read again.
    """

    store_id: str
    at: datetime
    actor: str
    user: str | None = None
    action: str
    target_kind: str
    target_id: str
    revision: int | None = None
    changes: list[dict[str, Any]] = Field(default_factory=list)
    snapshot: dict[str, Any] | None = None

    class Settings:
        name = "audit_log"
        indexes = [
            IndexModel([("store_id", 1), ("_id", DESCENDING)], name="store_newest"),
            IndexModel(
                [("store_id", 1), ("target_id", 1), ("target_kind", 1), ("revision", DESCENDING)],
                name="store_target",
            ),
        ]


async def insert_entry(entry: AuditEntryDocument, session: AsyncClientSession) -> None:
    """Write an entry within the transaction that makes the change."""
    await entry.insert(session=session)


async def audited(
    entry: AuditEntryDocument, change: Callable[[AsyncClientSession], Awaitable[_T]]
) -> _T:
    """Make a change and write its entry in one transaction; return what the change returns.

    Raises:
        DatabaseUnavailableError: MongoDB doesn't answer.
    """

    async def work(session: AsyncClientSession) -> _T:
        result = await change(session)
        await insert_entry(entry, session)
        return result

    return await in_transaction(AuditEntryDocument, work)


async def find_snapshot(
    store_id: str, target_kind: str, target_id: str, revision: int
) -> dict[str, Any] | None:
    """Return what a target was at a revision, `None` when that was before the log began."""
    async with unavailability_reported():
        entry = await AuditEntryDocument.find_one(
            {
                "store_id": store_id,
                "target_kind": target_kind,
                "target_id": target_id,
                "revision": revision,
            }
        )
    return None if entry is None else entry.snapshot


async def find_entries(
    store_id: str, which: dict[str, Any], limit: int
) -> list[AuditEntryDocument]:
    """Return up to `limit` entries that fit `which`, newest first."""
    async with unavailability_reported():
        query = {"store_id": store_id, **which}
        return await AuditEntryDocument.find(query).sort("-_id").limit(limit).to_list()
