"""The audit log: who changed what, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self, final

import strawberry
from strawberry.scalars import JSON

from documents.audit_log import AuditEntryDocument
from resolvers.audit import AuditTarget
from resolvers.pages import newest_page
from schema.changes import Change
from schema.connections import Connection
from schema.info import SegueInfo


@final
@strawberry.type(description="One change by an admin, or by Segue itself.")
class AuditEntry:
    id: strawberry.ID = strawberry.field(description="Its id.")
    at: datetime = strawberry.field(description="When.")
    actor: str = strawberry.field(
        description="The name of the key that was used; `segue` for what happens by itself."
    )
    user: str | None = strawberry.field(
        description="Whom the admin UI named, by the header `Segue-User` (percent-encoded), as the person behind it."
    )
    action: str = strawberry.field(description="What was done, such as `publishCampaign`.")
    target: AuditTarget = strawberry.field(description="The kind of thing that was changed.")
    target_id: strawberry.ID = strawberry.field(description="Its id or key.")
    revision: int | None = strawberry.field(description="Its revision after the change, if any.")
    changes: list[Change] = strawberry.field(description="What changed.")
    snapshot: JSON | None = strawberry.field(
        description="The whole of it after the change, where it has revisions."
    )

    @classmethod
    def from_document(cls, document: AuditEntryDocument) -> Self:
        return cls(
            id=strawberry.ID(str(document.id)),
            at=document.at,
            actor=document.actor,
            user=document.user,
            action=document.action,
            target=AuditTarget(document.target_kind),
            target_id=strawberry.ID(document.target_id),
            revision=document.revision,
            changes=[Change.from_stored(change) for change in document.changes],
            snapshot=None if document.snapshot is None else JSON(document.snapshot),
        )


@strawberry.type
class AuditQueries:
    @strawberry.field(description="Who changed what, newest first.")
    async def audit_log(
        self,
        info: SegueInfo,
        target: Annotated[
            AuditTarget | None, strawberry.argument(description="Only of this kind of thing.")
        ] = None,
        target_id: Annotated[
            strawberry.ID | None,
            strawberry.argument(description="Only of the one of this id or key."),
        ] = None,
        first: Annotated[int, strawberry.argument(description="At most so many, 1 to 100.")] = 20,
        after: Annotated[
            str | None, strawberry.argument(description="Go on after this cursor.")
        ] = None,
    ) -> Connection[AuditEntry]:
        which = {"target_kind": target and target.value, "target_id": target_id}
        page = await newest_page(
            info.context,
            AuditEntryDocument,
            first=first,
            after=after,
            **{name: value for name, value in which.items() if value is not None},
        )
        return Connection.from_page(page, AuditEntry.from_document)
