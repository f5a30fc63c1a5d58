"""What admins change, as the audit log keeps it, and what somebody else changed meanwhile."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any, final

from pydantic import BaseModel
from pydantic.alias_generators import to_camel

from documents.audit_log import AuditEntryDocument, find_snapshot
from documents.campaigns import CampaignDocument
from documents.segments import SegmentDocument, StaleRevisionError
from resolvers.context import Context
from targeting.differences import changes_between


@final
class AuditTarget(Enum):
    """What an admin can change."""

    CAMPAIGN = "CAMPAIGN"
    SEGMENT = "SEGMENT"
    SMART_SEGMENTS = "SMART_SEGMENTS"
    STORE = "STORE"
    COUPON_POOL = "COUPON_POOL"
    SUPPRESSION = "SUPPRESSION"
    TEST_TOKEN = "TEST_TOKEN"  # noqa: S105, no secret
    API_KEY = "API_KEY"


_INTERNAL = {"id", "revision_id", "store_id", "created_at", "updated_at", "signing_secret"}


@final
@dataclass(frozen=True, slots=True)
class Action:
    """Something an admin does to a target: the mutation's name, and the target before and after."""

    name: str
    kind: AuditTarget
    target_id: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None


def snapshot_of(document: BaseModel) -> dict[str, Any]:
    """Return a document as JSON under the names of the API, without what only Segue is concerned with."""
    named: dict[str, Any] = api_names(document.model_dump(mode="json", exclude=_INTERNAL))
    return named


def api_names(value: Any) -> Any:
    """Return JSON with every field under the name that the API has for it."""
    if isinstance(value, dict):
        return {to_camel(key): api_names(item) for key, item in value.items()}
    return [api_names(item) for item in value] if isinstance(value, list) else value


def entry_of(context: Context, action: Action) -> AuditEntryDocument:
    """Return the entry of the audit log for an action; it isn't stored yet."""
    changes = changes_between(action.before or {}, action.after or {})
    revision = (action.after or {}).get("revision")
    return AuditEntryDocument(
        store_id=context.store_id,
        at=context.now,
        actor=context.actor.key,
        user=context.actor.user,
        action=action.name,
        target_kind=action.kind.value,
        target_id=action.target_id,
        revision=revision,
        changes=[
            {**asdict(change), "path": [str(step) for step in change.path]}
            for change in changes
            if change.path != ("revision",)
        ],
        snapshot=None if revision is None else action.after,
    )


async def stale_revision(
    document: CampaignDocument | SegmentDocument, given: int
) -> StaleRevisionError:
    """Return the error for a change that was made of an outdated revision, with both versions."""
    kind, target_id = (
        (AuditTarget.SEGMENT, document.key)
        if isinstance(document, SegmentDocument)
        else (AuditTarget.CAMPAIGN, str(document.id))
    )
    as_it_was = await find_snapshot(document.store_id, kind.value, target_id, given)
    return StaleRevisionError(given, document.revision, as_it_was, snapshot_of(document))
