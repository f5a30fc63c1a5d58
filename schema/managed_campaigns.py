"""Campaigns, as marketers make them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Self, TypeAlias, final

import strawberry
from strawberry.scalars import JSON

from documents import campaign_content as stored
from documents.campaigns import CampaignDocument, find_campaigns
from documents.segments import LifeCycle
from resolvers import campaigns
from resolvers.pages import page_of
from schema.campaign_content import CampaignContent, Trigger, content_from_stored
from schema.campaign_inputs import CampaignDefinitionInput
from schema.connections import Connection
from schema.info import SegueInfo
from schema.user_errors import InvalidInput, NotFound, StaleRevision, WrongStatus
from targeting.campaigns import CampaignType, Device, PageType

_REVISION = "The revision that you have read; it is refused when somebody changed it since."


@final
@strawberry.type(description="The content in one language.")
class Translation:
    locale: str = strawberry.field(description="Such as `tr` or `tr-TR`.")

    @strawberry.field(description="The content.")
    def content(self) -> CampaignContent:
        found: CampaignContent = content_from_stored(self._content)
        return found

    _content: strawberry.Private[stored.Content]

    @classmethod
    def from_stored(cls, translation: stored.Translation) -> Self:
        return cls(locale=translation.locale, _content=translation.content)


@final
@strawberry.type(description="One of several versions of the content.")
class Variant:
    key: str = strawberry.field(description="Its name, such as `A`.")
    weight: int = strawberry.field(description="Its part of the visitors, against the others'.")
    translations: list[Translation] = strawberry.field(description="One for each language.")

    @classmethod
    def from_stored(cls, variant: stored.Variant) -> Self:
        translations = [Translation.from_stored(item) for item in variant.translations]
        return cls(key=variant.key, weight=variant.weight, translations=translations)


@final
@strawberry.type(description="How often one visitor may be shown the campaign.")
class Frequency:
    maximum_impressions: int | None = strawberry.field(description="In total; null: no limit.")
    minimum_gap_seconds: int | None = strawberry.field(description="Between two impressions.")
    stop_after_click: bool = strawberry.field(description="Never again after a click.")
    stop_after_close: bool = strawberry.field(description="Never again after it was closed.")
    stop_after_conversion: bool = strawberry.field(
        description="Never again after a sign-up or an answer."
    )


@final
@strawberry.type(description="Everything that is set of a campaign.")
class CampaignDefinition:
    placement: str | None = strawberry.field(description="The slot that it is meant for.")
    priority: int = strawberry.field(description="The highest comes first.")
    page_types: list[PageType] = strawberry.field(description="Only on these; empty: on all.")
    devices: list[Device] = strawberry.field(description="Only on these; empty: on all.")
    starts_at: datetime | None = strawberry.field(description="Not before.")
    ends_at: datetime | None = strawberry.field(description="Not from then on.")
    audience: JSON = strawberry.field(
        description="Whom it is for, a rule in the shape of `RuleInput`."
    )
    trigger: Trigger = strawberry.field(description="When to show it on the page.")
    frequency: Frequency = strawberry.field(description="How often to show it.")
    exclusion_group: str | None = strawberry.field(
        description="Of all campaigns that name the same group a visitor is offered only the first."
    )
    control_share: float = strawberry.field(
        description="Share of the visitors who are never shown it, for comparison."
    )
    variants: list[Variant] = strawberry.field(description="The versions of its content.")

    @classmethod
    def from_stored(cls, definition: stored.CampaignDefinition) -> Self:
        values: dict[str, Any] = {
            "trigger": definition.trigger,
            "frequency": definition.frequency,
            "variants": [Variant.from_stored(variant) for variant in definition.variants],
        }
        return cls(
            placement=definition.placement,
            priority=definition.priority,
            page_types=list(definition.page_types),
            devices=list(definition.devices),
            starts_at=definition.starts_at,
            ends_at=definition.ends_at,
            audience=JSON(definition.audience),
            exclusion_group=definition.exclusion_group,
            control_share=definition.control_share,
            **values,
        )


@final
@strawberry.type(name="Campaign", description="A campaign: its draft, and where it stands.")
class ManagedCampaign:
    id: strawberry.ID = strawberry.field(description="The campaign's id.")
    name: str = strawberry.field(description="What the shop's people call it; never shown outside.")
    type: CampaignType = strawberry.field(description="Which of the five types it is.")
    status: LifeCycle = strawberry.field(description="Where it stands.")
    revision: int = strawberry.field(description="Raised by every change.")
    live_version: int = strawberry.field(
        description="The number of the version published last; 0 before the first."
    )
    draft: CampaignDefinition = strawberry.field(description="What is being edited.")
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it was last changed.")
    published_at: datetime | None = strawberry.field(description="When it was last published.")

    @classmethod
    def from_document(cls, document: CampaignDocument) -> Self:
        return cls(
            id=strawberry.ID(str(document.id)),
            name=document.name,
            type=document.type,
            status=document.status,
            revision=document.revision,
            live_version=document.live_version,
            draft=CampaignDefinition.from_stored(document.draft),
            created_at=document.created_at,
            updated_at=document.updated_at,
            published_at=document.published_at,
        )


@final
@strawberry.input(description="A new campaign.")
class CreateCampaignInput:
    name: str = strawberry.field(description="What the shop's people call it.")
    type: CampaignType = strawberry.field(description="Which of the five types; it never changes.")
    definition: CampaignDefinitionInput = strawberry.field(description="Everything else.")


@final
@strawberry.input(description="A change of a campaign's draft; what is left out stays.")
class UpdateCampaignInput:
    id: strawberry.ID = strawberry.field(description="Which campaign.")
    revision: int = strawberry.field(description=_REVISION)
    name: str | None = strawberry.field(default=None, description="What the shop's people call it.")
    definition: CampaignDefinitionInput | None = strawberry.field(
        default=None, description="Everything else, as a whole."
    )


@final
@strawberry.input(description="A campaign, as you have read it.")
class CampaignRevisionInput:
    id: strawberry.ID = strawberry.field(description="Which campaign.")
    revision: int = strawberry.field(description=_REVISION)


@final
@strawberry.type(description="It is done.")
class CampaignChanged:
    campaign: ManagedCampaign = strawberry.field(description="The campaign as it is now.")


CreateCampaignResult: TypeAlias = Annotated[
    CampaignChanged | InvalidInput,
    strawberry.union("CreateCampaignResult", description="What became of it."),
]
UpdateCampaignResult: TypeAlias = Annotated[
    CampaignChanged | InvalidInput | NotFound | StaleRevision | WrongStatus,
    strawberry.union("UpdateCampaignResult", description="What became of it."),
]
CampaignStatusResult: TypeAlias = Annotated[
    CampaignChanged | InvalidInput | NotFound | StaleRevision | WrongStatus,
    strawberry.union("CampaignStatusResult", description="What became of it."),
]

_Target: TypeAlias = Annotated[
    CampaignRevisionInput, strawberry.argument(description="Which campaign, as you have read it.")
]


def _changed(document: CampaignDocument) -> CampaignChanged:
    return CampaignChanged(campaign=ManagedCampaign.from_document(document))


@strawberry.type
class CampaignQueries:
    @strawberry.field(description="A campaign; null when the store has none of this id.")
    async def campaign(
        self,
        info: SegueInfo,
        id: Annotated[strawberry.ID, strawberry.argument(description="The campaign's id.")],
    ) -> ManagedCampaign | None:
        document = await info.context.campaign_by_id.load(id)
        return None if document is None else ManagedCampaign.from_document(document)

    @strawberry.field(description="The store's campaigns, newest first.")
    async def campaigns(
        self,
        info: SegueInfo,
        type: Annotated[
            CampaignType | None, strawberry.argument(description="Only of this type.")
        ] = None,
        status: Annotated[
            LifeCycle | None, strawberry.argument(description="Only those that stand here.")
        ] = None,
        first: Annotated[int, strawberry.argument(description="At most so many, 1 to 100.")] = 20,
        after: Annotated[
            str | None, strawberry.argument(description="Go on after this cursor.")
        ] = None,
    ) -> Connection[ManagedCampaign]:
        documents = [
            document
            for document in await find_campaigns(info.context.store_id)
            if status in {None, document.status} and type in {None, document.type}
        ]
        page = page_of(documents, cursor_of=lambda d: str(d.id), first=first, after=after)
        return Connection.from_page(page, ManagedCampaign.from_document, lambda d: str(d.id))


@strawberry.type
class CampaignMutations:
    @strawberry.mutation(description="Make a campaign as a draft.")
    async def create_campaign(
        self,
        info: SegueInfo,
        input: Annotated[CreateCampaignInput, strawberry.argument(description="The new campaign.")],
    ) -> CreateCampaignResult:
        return _changed(
            await campaigns.create_campaign(
                info.context,
                name=input.name,
                campaign_type=input.type,
                definition=input.definition.to_source(),
            )
        )

    @strawberry.mutation(
        description="Change a campaign's draft; the live version stays as it was published."
    )
    async def update_campaign(
        self,
        info: SegueInfo,
        input: Annotated[UpdateCampaignInput, strawberry.argument(description="What to change.")],
    ) -> UpdateCampaignResult:
        return _changed(
            await campaigns.update_campaign(
                info.context,
                campaign_id=input.id,
                revision=input.revision,
                name=input.name,
                definition=input.definition.to_source() if input.definition else None,
            )
        )

    @strawberry.mutation(
        description="Publish the draft as the next version, live from the next query on."
    )
    async def publish_campaign(self, info: SegueInfo, input: _Target) -> CampaignStatusResult:
        return _changed(await campaigns.publish_campaign(info.context, input.id, input.revision))

    @strawberry.mutation(description="Stop showing the campaign until it is published again.")
    async def pause_campaign(self, info: SegueInfo, input: _Target) -> CampaignStatusResult:
        return _changed(await campaigns.pause_campaign(info.context, input.id, input.revision))

    @strawberry.mutation(description="Retire the campaign for good; its sign-ups and answers stay.")
    async def archive_campaign(self, info: SegueInfo, input: _Target) -> CampaignStatusResult:
        return _changed(await campaigns.archive_campaign(info.context, input.id, input.revision))
