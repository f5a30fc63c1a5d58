"""API keys over the admin API: made, shown once, listed and revoked."""

from __future__ import annotations

from typing import Any

from api.authentication import KNOWN_FOR_SECONDS
from documents.api_keys import find_live_key
from tests.conftest import NOW
from tests.graphql_client import Clients, GraphQLClient

LIST = "{ apiKeys { id kind name beginsWith createdAt revokedAt } }"


async def create(clients: Clients, **input: Any) -> Any:
    return await clients.admin.do(
        "createApiKey",
        "CreateApiKeyInput",
        "... on ApiKeyCreated { text apiKey { id beginsWith revokedAt } }",
        **input,
    )


async def revoke(clients: Clients, key_id: str) -> Any:
    return await clients.admin.do(
        "revokeApiKey",
        "RevokeApiKeyInput",
        "... on ApiKeyRevoked { apiKey { revokedAt } }",
        id=key_id,
    )


async def test_a_new_key_opens_its_own_api_and_is_shown_once(clients: Clients) -> None:
    made = await create(clients, kind="SECRET", name=" Admin UI ")
    client = GraphQLClient(clients.admin.http, "/admin/graphql", made["text"])
    listed = (await client.ask(LIST))["apiKeys"]
    assert listed[0] == {
        "id": made["apiKey"]["id"],
        "kind": "SECRET",
        "name": "Admin UI",
        "beginsWith": made["text"][:7],
        "createdAt": NOW.isoformat(),
        "revokedAt": None,
    }
    assert made["text"] not in str(listed)
    publishable = await create(clients, kind="PUBLISHABLE", name="Web shop")
    client = GraphQLClient(clients.storefront.http, "/graphql", publishable["text"])
    assert await client.ask("{ __typename }") == {"__typename": "Query"}


async def test_a_revoked_key_lets_nobody_in(clients: Clients) -> None:
    made = await create(clients, kind="SECRET", name="Leaked")
    revoked = await revoke(clients, made["apiKey"]["id"])
    assert revoked == {"__typename": "ApiKeyRevoked", "apiKey": {"revokedAt": NOW.isoformat()}}
    assert await revoke(clients, made["apiKey"]["id"]) == revoked
    assert KNOWN_FOR_SECONDS <= 15  # as the description promises
    assert await find_live_key(made["text"]) is None
    client = GraphQLClient(clients.admin.http, "/admin/graphql", made["text"])
    assert (await client.refused(LIST))["extensions"]["code"] == "UNAUTHENTICATED"


async def test_what_cant_be_done_is_refused(clients: Clients) -> None:
    for name in ("", " ", "x" * 201):
        refused = await create(clients, kind="SECRET", name=name)
        assert [(p["path"], p["code"]) for p in refused["problems"]] == [(["name"], "BAD_NAME")]
    for key_id in ("0" * 24, "nonsense"):
        assert (await revoke(clients, key_id))["__typename"] == "NotFound"
