"""Campaigns, as marketers make them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self, TypeAlias, final

import strawberry

from documents.campaigns import (
    CampaignDocument,
    CampaignVersionDocument,
    find_campaigns,
    find_versions,
)
from documents.segments import LifeCycle
from resolvers import campaigns
from resolvers.campaign_checks import CampaignWarning, publishing_problems, warnings_of
from resolvers.pages import page_of
from schema.campaign_definition import CampaignDefinition
from schema.campaign_inputs import CampaignDefinitionInput
from schema.changes import Change
from schema.connections import Connection
from schema.experiments import ExperimentResults, results_of
from schema.info import SegueInfo
from schema.user_errors import InputProblem, InvalidInput, NotFound, StaleRevision, WrongStatus
from targeting.campaigns import CampaignType

_REVISION = "The revision that you have read; it is refused when somebody changed it since."


@final
@strawberry.type(description="Something that works, and could be better.")
class DraftWarning:
    path: list[str] = strawberry.field(description="Where it stands, from the input down.")
    code: str = strawberry.field(description="A stable name, for programs.")
    message: str = strawberry.field(description="What could be better.")

    @classmethod
    def from_warning(cls, warning: CampaignWarning) -> Self:
        path = [str(step) for step in warning.path]
        return cls(path=path, code=warning.code, message=warning.message)


@final
@strawberry.type(description="Buckets of one variant, of the 10,000 that visitors fall into.")
class AllocationSlice:
    variant: str = strawberry.field(description="The variant's key.")
    start: int = strawberry.field(description="The first bucket.")
    end: int = strawberry.field(description="The bucket after the last.")


@final
@strawberry.type(description="What was published, or shown to testers; it never changes.")
class CampaignVersion:
    version: int = strawberry.field(description="Its number.")
    is_test: bool = strawberry.field(description="It was made for testers.")
    restores: int | None = strawberry.field(
        description="The number of the version that it brought back; null for one made of the draft."
    )
    published_at: datetime = strawberry.field(description="When.")
    published_by: str | None = strawberry.field(description="By whom, as far as it is known.")
    definition: CampaignDefinition = strawberry.field(description="Everything that was set.")
    allocation: list[AllocationSlice] = strawberry.field(
        description="Which buckets get which variant, so that any client can compute it: the bucket is "
        "MurmurHash3 (x86, 32 bit, seed 0) of `<campaign id>.variant:<visitor id>`, modulo 10,000."
    )

    @strawberry.field(description="What it changed of the published version before it.")
    async def changes(self) -> list[Change]:
        return [Change.from_difference(c) for c in await campaigns.version_changes(self._document)]

    _document: strawberry.Private[CampaignVersionDocument]

    @classmethod
    def from_document(cls, document: CampaignVersionDocument) -> Self:
        return cls(
            version=document.version,
            is_test=document.is_test,
            restores=document.restores,
            published_at=document.published_at,
            published_by=document.published_by,
            definition=CampaignDefinition.from_stored(document.definition),
            allocation=[AllocationSlice(**part.model_dump()) for part in document.allocation],
            _document=document,
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
    test_version: int | None = strawberry.field(
        description="The number of the version that testers are shown; null: none."
    )
    draft: CampaignDefinition = strawberry.field(description="What is being edited.")
    created_at: datetime = strawberry.field(description="When it was made.")
    updated_at: datetime = strawberry.field(description="When it was last changed.")
    published_at: datetime | None = strawberry.field(description="When it was last published.")

    @strawberry.field(description="Its versions, newest first.")
    async def versions(self) -> list[CampaignVersion]:
        document = self._document
        found = await find_versions(document.store_id, str(document.id))
        return [CampaignVersion.from_document(version) for version in found]

    @strawberry.field(
        description="What publishing the draft would change of the version published last."
    )
    async def unpublished_changes(self) -> list[Change]:
        changes = await campaigns.unpublished_changes(self._document)
        return [Change.from_difference(change) for change in changes]

    @strawberry.field(description="Everything for which publishing the draft would be refused.")
    async def publishing_problems(self, info: SegueInfo) -> list[InputProblem]:
        document = self._document
        problems = await publishing_problems(info.context, document.type, document.draft)
        return [InputProblem.from_problem(problem) for problem in problems]

    @strawberry.field(description="What of the draft works, and could be better.")
    def warnings(self) -> list[DraftWarning]:
        return [DraftWarning.from_warning(found) for found in warnings_of(self._document.draft)]

    @strawberry.field(
        description="What the variants of the live version have brought; null before the first."
    )
    async def results(self) -> ExperimentResults | None:
        return await results_of(self._document)

    _document: strawberry.Private[CampaignDocument]

    @classmethod
    def from_document(cls, document: CampaignDocument) -> Self:
        return cls(
            id=strawberry.ID(str(document.id)),
            name=document.name,
            type=document.type,
            status=document.status,
            revision=document.revision,
            live_version=document.live_version,
            test_version=document.test_version,
            draft=CampaignDefinition.from_stored(document.draft),
            created_at=document.created_at,
            updated_at=document.updated_at,
            published_at=document.published_at,
            _document=document,
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
@strawberry.input(description="A campaign to copy.")
class DuplicateCampaignInput:
    id: strawberry.ID = strawberry.field(description="Which campaign.")
    name: str | None = strawberry.field(
        default=None, description="What to call the copy; `… (copy)` when left out."
    )


@final
@strawberry.input(description="An earlier version to bring back.")
class RollBackCampaignInput:
    id: strawberry.ID = strawberry.field(description="Which campaign.")
    revision: int = strawberry.field(description=_REVISION)
    version: int = strawberry.field(description="The number of a version published before.")


@final
@strawberry.input(description="Several campaigns.")
class PauseCampaignsInput:
    ids: list[strawberry.ID] = strawberry.field(description="1 to 100 ids.")


@final
@strawberry.input(description="For whom and how long a test token is.")
class CreateTestTokenInput:
    campaign_ids: list[strawberry.ID] | None = strawberry.field(
        default=None, description="It opens only these campaigns; all under test when left out."
    )
    valid_hours: int = strawberry.field(default=24, description="How long, 1 to 720.")


@final
@strawberry.type(description="It is done.")
class CampaignChanged:
    campaign: ManagedCampaign = strawberry.field(description="The campaign as it is now.")


@final
@strawberry.type(description="The campaigns that were live are paused now.")
class CampaignsPaused:
    paused: list[ManagedCampaign] = strawberry.field(description="Those that were live.")
    not_live: list[strawberry.ID] = strawberry.field(
        description="Those that weren't live, and stand where they stood."
    )


@final
@strawberry.type(description="A signed permission to see campaigns under test.")
class TestTokenCreated:
    token: str = strawberry.field(
        description="Give it to `eligibleCampaigns` as `testToken`, such as from the page's address."
    )
    expires_at: datetime = strawberry.field(description="When it stops working.")


CreateCampaignResult: TypeAlias = Annotated[
    CampaignChanged | InvalidInput,
    strawberry.union("CreateCampaignResult", description="What became of it."),
]
DuplicateCampaignResult: TypeAlias = Annotated[
    CampaignChanged | InvalidInput | NotFound,
    strawberry.union("DuplicateCampaignResult", description="What became of it."),
]
PauseCampaignsResult: TypeAlias = Annotated[
    CampaignsPaused | InvalidInput | StaleRevision,
    strawberry.union("PauseCampaignsResult", description="What became of it."),
]
CreateTestTokenResult: TypeAlias = Annotated[
    TestTokenCreated | InvalidInput,
    strawberry.union("CreateTestTokenResult", description="What became of it."),
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
        name_contains: Annotated[
            str | None,
            strawberry.argument(
                description="Only those whose name has this within it, whatever the case."
            ),
        ] = None,
        first: Annotated[int, strawberry.argument(description="At most so many, 1 to 100.")] = 20,
        after: Annotated[
            str | None, strawberry.argument(description="Go on after this cursor.")
        ] = None,
    ) -> Connection[ManagedCampaign]:
        documents = [
            document
            for document in await find_campaigns(info.context.store_id)
            if status in {None, document.status}
            and type in {None, document.type}
            and (name_contains or "").casefold() in document.name.casefold()
        ]
        page = page_of(
            documents,
            list_name="campaigns",
            position_of=lambda document: str(document.id),
            descends=True,
            first=first,
            after=after,
        )
        return Connection.from_page(page, ManagedCampaign.from_document)


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
        description="Make a new campaign, as a draft, with what another one's draft holds."
    )
    async def duplicate_campaign(
        self,
        info: SegueInfo,
        input: Annotated[
            DuplicateCampaignInput, strawberry.argument(description="The campaign to copy.")
        ],
    ) -> DuplicateCampaignResult:
        return _changed(await campaigns.duplicate_campaign(info.context, input.id, input.name))

    @strawberry.mutation(
        description="Show the draft to testers, who carry a test token; others go on seeing what is "
        "live. Later changes of the draft are shown to them at once."
    )
    async def test_campaign(self, info: SegueInfo, input: _Target) -> CampaignStatusResult:
        return _changed(await campaigns.test_campaign(info.context, input.id, input.revision))

    @strawberry.mutation(description="Show testers no more than others see.")
    async def end_campaign_test(self, info: SegueInfo, input: _Target) -> CampaignStatusResult:
        return _changed(await campaigns.end_campaign_test(info.context, input.id, input.revision))

    @strawberry.mutation(
        description="Make a signed token for testers. It can't be taken back before it expires."
    )
    async def create_test_token(
        self,
        info: SegueInfo,
        input: Annotated[
            CreateTestTokenInput, strawberry.argument(description="For what and how long.")
        ],
    ) -> CreateTestTokenResult:
        token, expires_at = await campaigns.create_test_token(
            info.context, list(input.campaign_ids or ()), input.valid_hours
        )
        return TestTokenCreated(token=token, expires_at=expires_at)

    @strawberry.mutation(
        description="Publish the draft as the next version, live from the next query on."
    )
    async def publish_campaign(self, info: SegueInfo, input: _Target) -> CampaignStatusResult:
        return _changed(await campaigns.publish_campaign(info.context, input.id, input.revision))

    @strawberry.mutation(
        description="Publish what an earlier version held, as the next version; the draft stays."
    )
    async def roll_back_campaign(
        self,
        info: SegueInfo,
        input: Annotated[
            RollBackCampaignInput, strawberry.argument(description="The version to bring back.")
        ],
    ) -> CampaignStatusResult:
        return _changed(
            await campaigns.roll_back_campaign(
                info.context, input.id, input.revision, input.version
            )
        )

    @strawberry.mutation(
        description="Stop showing the campaign until it is resumed or published again."
    )
    async def pause_campaign(self, info: SegueInfo, input: _Target) -> CampaignStatusResult:
        return _changed(await campaigns.pause_campaign(info.context, input.id, input.revision))

    @strawberry.mutation(
        description="Pause whichever of these campaigns are live, whatever their revision."
    )
    async def pause_campaigns(
        self,
        info: SegueInfo,
        input: Annotated[PauseCampaignsInput, strawberry.argument(description="Which.")],
    ) -> PauseCampaignsResult:
        done = await campaigns.pause_campaigns(info.context, list(input.ids))
        return CampaignsPaused(
            paused=[ManagedCampaign.from_document(document) for document in done.paused],
            not_live=[strawberry.ID(campaign_id) for campaign_id in done.not_live],
        )

    @strawberry.mutation(
        description="Go on showing the version that was live when the campaign was paused."
    )
    async def resume_campaign(self, info: SegueInfo, input: _Target) -> CampaignStatusResult:
        return _changed(await campaigns.resume_campaign(info.context, input.id, input.revision))

    @strawberry.mutation(description="Retire the campaign for good; its sign-ups and answers stay.")
    async def archive_campaign(self, info: SegueInfo, input: _Target) -> CampaignStatusResult:
        return _changed(await campaigns.archive_campaign(info.context, input.id, input.revision))
