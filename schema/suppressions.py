"""Addresses that nobody is to be subscribed by."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self, TypeAlias, final

import strawberry

from documents.suppressions import SuppressionDocument
from resolvers import suppressions
from resolvers.pages import newest_page
from schema.connections import Connection
from schema.info import SegueInfo
from schema.user_errors import InvalidInput


@final
@strawberry.type(description="An address that nobody is to be subscribed by.")
class Suppression:
    email: str = strawberry.field(description="The address, normalised.")
    reason: str | None = strawberry.field(description="Why, in the shop's own words.")
    added_at: datetime = strawberry.field(description="When it was put on the list.")

    @classmethod
    def from_document(cls, document: SuppressionDocument) -> Self:
        return cls(email=document.email, reason=document.reason, added_at=document.added_at)


@final
@strawberry.input(description="Addresses to leave alone.")
class SuppressEmailsInput:
    emails: list[str] = strawberry.field(description="1 to 1,000 addresses.")
    reason: str | None = strawberry.field(default=None, description="Why, such as `bounced`.")


@final
@strawberry.input(description="Addresses to take off the list.")
class LiftSuppressionsInput:
    emails: list[str] = strawberry.field(description="1 to 1,000 addresses.")


@final
@strawberry.type(description="It is done.")
class SuppressionsChanged:
    changed: int = strawberry.field(description="For how many addresses that changed something.")


SuppressionsResult: TypeAlias = Annotated[
    SuppressionsChanged | InvalidInput,
    strawberry.union("SuppressionsResult", description="What became of it."),
]


@strawberry.type
class SuppressionQueries:
    @strawberry.field(description="Addresses that nobody is to be subscribed by, newest first.")
    async def suppressions(
        self,
        info: SegueInfo,
        first: Annotated[int, strawberry.argument(description="At most so many, 1 to 100.")] = 20,
        after: Annotated[
            str | None, strawberry.argument(description="Go on after this cursor.")
        ] = None,
    ) -> Connection[Suppression]:
        page = await newest_page(info.context, SuppressionDocument, first=first, after=after)
        return Connection.from_page(page, Suppression.from_document)


@strawberry.type
class SuppressionMutations:
    @strawberry.mutation(
        description="Have nobody be subscribed by these addresses. Sign-ups with them are answered as "
        "any other, and not kept as subscriptions. Who is subscribed stays so until the shop reports otherwise. "
        "Safe to repeat."
    )
    async def suppress_emails(
        self,
        info: SegueInfo,
        input: Annotated[SuppressEmailsInput, strawberry.argument(description="The addresses.")],
    ) -> SuppressionsResult:
        changed = await suppressions.suppress_emails(info.context, input.emails, input.reason)
        return SuppressionsChanged(changed=changed)

    @strawberry.mutation(
        description="Let people be subscribed by these addresses again. Safe to repeat."
    )
    async def lift_suppressions(
        self,
        info: SegueInfo,
        input: Annotated[LiftSuppressionsInput, strawberry.argument(description="The addresses.")],
    ) -> SuppressionsResult:
        changed = await suppressions.lift_suppressions(info.context, input.emails)
        return SuppressionsChanged(changed=changed)
