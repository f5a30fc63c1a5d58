"""API keys: which there are, new ones, and revoking."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self, TypeAlias, final

import strawberry

from documents.api_keys import ApiKeyDocument, KeyKind, find_keys
from resolvers import api_keys
from schema.info import SegueInfo
from schema.user_errors import InvalidInput, NotFound


@final
@strawberry.type(description="A key of the store. Its text is shown once, when it is made.")
class ApiKey:
    id: strawberry.ID = strawberry.field(description="Its id.")
    kind: KeyKind = strawberry.field(description="What it opens.")
    name: str = strawberry.field(description="What it is for.")
    begins_with: str = strawberry.field(description="How its text begins, to know it again.")
    created_at: datetime = strawberry.field(description="When it was made.")
    revoked_at: datetime | None = strawberry.field(
        description="Since when it lets nobody in; null while it does."
    )

    @classmethod
    def from_document(cls, document: ApiKeyDocument) -> Self:
        return cls(
            id=strawberry.ID(str(document.id)),
            kind=document.kind,
            name=document.name,
            begins_with=document.hint,
            created_at=document.created_at,
            revoked_at=document.revoked_at,
        )


@final
@strawberry.input(description="A new key.")
class CreateApiKeyInput:
    kind: KeyKind = strawberry.field(description="What it is to open.")
    name: str = strawberry.field(description="What it is for, 1 to 200 characters.")


@final
@strawberry.input(description="A key that is no longer wanted.")
class RevokeApiKeyInput:
    id: strawberry.ID = strawberry.field(description="Which key.")


@final
@strawberry.type(description="The key is there.")
class ApiKeyCreated:
    api_key: ApiKey = strawberry.field(description="The key.")
    text: str = strawberry.field(
        description="What goes into the header `Authorization: Bearer …`. Keep it: it can't be read again."
    )


@final
@strawberry.type(description="It is done: processes that know the key refuse it within 15 seconds.")
class ApiKeyRevoked:
    api_key: ApiKey = strawberry.field(description="The key as it is now.")


CreateApiKeyResult: TypeAlias = Annotated[
    ApiKeyCreated | InvalidInput,
    strawberry.union("CreateApiKeyResult", description="What became of it."),
]
RevokeApiKeyResult: TypeAlias = Annotated[
    ApiKeyRevoked | InvalidInput | NotFound,
    strawberry.union("RevokeApiKeyResult", description="What became of it."),
]


@strawberry.type
class ApiKeyQueries:
    @strawberry.field(description="The store's API keys, revoked ones too, newest first.")
    async def api_keys(self, info: SegueInfo) -> list[ApiKey]:
        documents = await find_keys(info.context.store_id)
        return [ApiKey.from_document(document) for document in documents]


@strawberry.type
class ApiKeyMutations:
    @strawberry.mutation(description="Make an API key.")
    async def create_api_key(
        self,
        info: SegueInfo,
        input: Annotated[CreateApiKeyInput, strawberry.argument(description="The new key.")],
    ) -> CreateApiKeyResult:
        created = await api_keys.create_api_key(info.context, input.kind, input.name)
        return ApiKeyCreated(api_key=ApiKey.from_document(created.document), text=created.text)

    @strawberry.mutation(
        description="Have a key let nobody in any more, for good. Safe to repeat. It may be the key that "
        "the request itself came with."
    )
    async def revoke_api_key(
        self,
        info: SegueInfo,
        input: Annotated[RevokeApiKeyInput, strawberry.argument(description="The key.")],
    ) -> RevokeApiKeyResult:
        document = await api_keys.revoke_api_key(info.context, input.id)
        return ApiKeyRevoked(api_key=ApiKey.from_document(document))
