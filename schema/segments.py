"""Segments, as marketers make them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self, TypeAlias, final

import strawberry
from strawberry.scalars import JSON

from documents.segments import LifeCycle, SegmentDocument, find_segment, find_segments
from resolvers import segments
from resolvers.context import Context
from resolvers.pages import page_of
from resolvers.segments import SegmentUses as LiveUses
from schema.connections import Connection
from schema.info import SegueInfo
from schema.inputs import as_mapping
from schema.managed_campaigns import ManagedCampaign
from schema.rules import RuleInput
from schema.user_errors import InvalidInput, KeyTaken, NotFound, StaleRevision, WrongStatus

_REVISION = "The revision that you have read; it is refused when somebody changed it since."


@final
@strawberry.type(description="A group of visitors, described by a rule.")
class Segment:
    key: str = strawberry.field(description="What rules call it; it never changes.")
    name: str = strawberry.field(description="What people call it.")
    description: str = strawberry.field(description="Why it is there.")
    status: LifeCycle = strawberry.field(description="Where it stands.")
    revision: int = strawberry.field(description="Raised by every change.")
    draft_rule: JSON = strawberry.field(
        description="The rule that is being edited, in the shape of `RuleInput`."
    )
    live_rule: JSON | None = strawberry.field(
        description="The rule that visitors are evaluated by; null before the first publishing."
    )
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it was last changed.")

    @strawberry.field(
        description="What is live and refers to it; while there is anything, it can't be archived."
    )
    async def used_by(self, info: SegueInfo) -> SegmentUses:
        uses = await segments.live_uses_of(info.context, self.key)
        return await SegmentUses.from_uses(info.context, uses)

    @classmethod
    def from_document(cls, document: SegmentDocument) -> Self:
        return cls(
            key=document.key,
            name=document.name,
            description=document.description,
            status=document.status,
            revision=document.revision,
            draft_rule=JSON(document.draft_rule),
            live_rule=None if document.live_rule is None else JSON(document.live_rule),
            created_at=document.created_at,
            updated_at=document.updated_at,
        )


@final
@strawberry.type(description="What is live and refers to a segment.")
class SegmentUses:
    segments: list[str] = strawberry.field(description="The keys of other segments.")
    campaigns: list[ManagedCampaign] = strawberry.field(
        description="Campaigns, by audience, segments or coupons."
    )

    @classmethod
    async def from_uses(cls, context: Context, uses: LiveUses) -> Self:
        found = await context.campaign_by_id.load_many(list(uses.campaigns))
        return cls(
            segments=list(uses.segments),
            campaigns=[ManagedCampaign.from_document(campaign) for campaign in found if campaign],
        )


@final
@strawberry.input(description="A new segment.")
class CreateSegmentInput:
    key: str = strawberry.field(
        description="What rules will call it: small letters, digits and `-`, at most 64."
    )
    name: str = strawberry.field(description="What people call it, 1 to 200 characters.")
    description: str = strawberry.field(default="", description="Why it is there.")
    rule: RuleInput = strawberry.field(description="Who is in it.")


@final
@strawberry.input(description="A change of a segment's draft; what is left out stays.")
class UpdateSegmentInput:
    key: str = strawberry.field(description="Which segment.")
    revision: int = strawberry.field(description=_REVISION)
    name: str | None = strawberry.field(default=None, description="What people call it.")
    description: str | None = strawberry.field(default=None, description="Why it is there.")
    rule: RuleInput | None = strawberry.field(default=None, description="Who is in it.")


@final
@strawberry.input(description="A segment, as you have read it.")
class SegmentRevisionInput:
    key: str = strawberry.field(description="Which segment.")
    revision: int = strawberry.field(description=_REVISION)


@final
@strawberry.type(description="It is done.")
class SegmentChanged:
    segment: Segment = strawberry.field(description="The segment as it is now.")


CreateSegmentResult: TypeAlias = Annotated[
    SegmentChanged | InvalidInput | KeyTaken,
    strawberry.union("CreateSegmentResult", description="What became of it."),
]
UpdateSegmentResult: TypeAlias = Annotated[
    SegmentChanged | InvalidInput | NotFound | StaleRevision | WrongStatus,
    strawberry.union("UpdateSegmentResult", description="What became of it."),
]
SegmentStatusResult: TypeAlias = Annotated[
    SegmentChanged | InvalidInput | NotFound | StaleRevision | WrongStatus,
    strawberry.union("SegmentStatusResult", description="What became of it."),
]

_Target: TypeAlias = Annotated[
    SegmentRevisionInput, strawberry.argument(description="Which segment, as you have read it.")
]


def _changed(document: SegmentDocument) -> SegmentChanged:
    return SegmentChanged(segment=Segment.from_document(document))


@strawberry.type
class SegmentQueries:
    @strawberry.field(description="A rule-based segment; null when the store has none of this key.")
    async def segment(
        self,
        info: SegueInfo,
        key: Annotated[str, strawberry.argument(description="The segment's key.")],
    ) -> Segment | None:
        document = await find_segment(info.context.store_id, key)
        return None if document is None else Segment.from_document(document)

    @strawberry.field(description="The store's rule-based segments, by key.")
    async def segments(
        self,
        info: SegueInfo,
        status: Annotated[
            LifeCycle | None, strawberry.argument(description="Only those that stand here.")
        ] = None,
        first: Annotated[int, strawberry.argument(description="At most so many, 1 to 100.")] = 20,
        after: Annotated[
            str | None, strawberry.argument(description="Go on after this cursor.")
        ] = None,
    ) -> Connection[Segment]:
        documents = [
            document
            for document in await find_segments(info.context.store_id)
            if status in {None, document.status}
        ]
        page = page_of(
            documents,
            list_name="segments",
            position_of=lambda document: document.key,
            descends=False,
            first=first,
            after=after,
        )
        return Connection.from_page(page, Segment.from_document)


@strawberry.type
class SegmentMutations:
    @strawberry.mutation(description="Make a segment as a draft.")
    async def create_segment(
        self,
        info: SegueInfo,
        input: Annotated[CreateSegmentInput, strawberry.argument(description="The new segment.")],
    ) -> CreateSegmentResult:
        return _changed(
            await segments.create_segment(
                info.context,
                key=input.key,
                name=input.name,
                description=input.description,
                rule=as_mapping(input.rule),
            )
        )

    @strawberry.mutation(
        description="Change a segment's draft; what is live stays until it is published."
    )
    async def update_segment(
        self,
        info: SegueInfo,
        input: Annotated[UpdateSegmentInput, strawberry.argument(description="What to change.")],
    ) -> UpdateSegmentResult:
        return _changed(
            await segments.update_segment(
                info.context,
                key=input.key,
                revision=input.revision,
                name=input.name,
                description=input.description,
                rule=None if input.rule is None else as_mapping(input.rule),
            )
        )

    @strawberry.mutation(
        description="Make the draft the rule that visitors are evaluated by, from the next query on."
    )
    async def publish_segment(self, info: SegueInfo, input: _Target) -> SegmentStatusResult:
        return _changed(await segments.publish_segment(info.context, input.key, input.revision))

    @strawberry.mutation(description="Have nobody be in the segment until it is published again.")
    async def pause_segment(self, info: SegueInfo, input: _Target) -> SegmentStatusResult:
        return _changed(await segments.pause_segment(info.context, input.key, input.revision))

    @strawberry.mutation(
        description="Retire the segment for good; refused while a live segment or campaign uses it."
    )
    async def archive_segment(self, info: SegueInfo, input: _Target) -> SegmentStatusResult:
        return _changed(await segments.archive_segment(info.context, input.key, input.revision))
