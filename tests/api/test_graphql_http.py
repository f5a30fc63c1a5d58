"""GraphQL over HTTP: media types, keys, odd bodies, limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from graphql import get_introspection_query
from httpx2 import AsyncClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.api_keys import KeyKind
from documents.stores import StoreDocument
from schema.query_limits import MAXIMUM_ALIASES, MAXIMUM_FIELDS, MAXIMUM_MUTATIONS
from tests.conftest import keys_of
from tests.graphql_client import Clients, GraphQLClient

NEW = "application/graphql-response+json"
OLD = "application/json"
QUERY = '{ eligibleCampaigns(visitorId: "v") { variant } }'


async def post(
    client: GraphQLClient, content: bytes, accept: str | None = NEW, content_type: str = OLD
) -> Any:
    headers = {"authorization": f"Bearer {client.key}", "content-type": content_type}
    if accept is not None:
        headers["accept"] = accept
    return await client.http.post(client.path, content=content, headers=headers)


def body(query: str, **more: Any) -> bytes:
    return orjson.dumps({"query": query, **more})


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (NEW, NEW),
        (f"{NEW}, {OLD};q=0.9", NEW),
        (OLD, OLD),
        ("*/*", OLD),
        ("application/*", OLD),
        (None, OLD),
        (f"{NEW};q=0, {OLD}", OLD),
    ],
)
async def test_the_media_type_asked_for(
    clients: Clients, accept: str | None, expected: str
) -> None:
    response = await post(clients.storefront, body(QUERY), accept)
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{expected}; charset=utf-8"
    assert response.json() == {"data": {"eligibleCampaigns": []}}


async def test_nothing_else_can_be_asked_for(clients: Clients) -> None:
    response = await post(clients.storefront, body(QUERY), "text/plain")
    assert response.status_code == 406
    assert response.json()["errors"][0]["extensions"]["code"] == "NOT_ACCEPTABLE"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "GRAPHQL_PARSE_FAILED"),
        (" ", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("query A { __typename } query B { __typename }", "GRAPHQL_VALIDATION_FAILED"),
        ("fragment F on Query { __typename }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { x }", "GRAPHQL_VALIDATION_FAILED"),
        ("query($n: Int!) { __typename }", "GRAPHQL_VALIDATION_FAILED"),
    ],
)
async def test_documents_that_cannot_be_executed(clients: Clients, query: str, code: str) -> None:
    new = await post(clients.storefront, body(query), NEW)
    assert (new.status_code, "data" in new.json()) == (400, False)
    assert new.json()["errors"][0]["extensions"]["code"] == code
    old = await post(clients.storefront, body(query), OLD)
    assert old.status_code == 200
    assert old.json()["errors"] == new.json()["errors"]


ODD_BODIES = {
    "null": b"null",
    "number": b"1",
    "text": b'"x"',
    "list": b"[]",
    "batch": b'[{"query": "{ __typename }"}]',
    "empty": b"",
    "empty query": b'{"query": ""}',
    "empty object": b"{}",
    "cut short": b'{"query": ',
    "deep arrays": b"[" * 20_000,
    "deep objects": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    "deep variables": b'{"query":"{ __typename }","variables":{"a":'
    + b"[" * 900
    + b"]" * 900
    + b"}}",
    "bad utf-8": b'{"query": "\xff\xfe"}',
    "utf-16": '{"query": "{ __typename }"}'.encode("utf-16"),
    "lone surrogate": b'{"query": "{ __typename }", "variables": {"a": "\\ud800"}}',
    "nul": b'{"query": "{ __typename \\u0000 }"}',
    "query a number": b'{"query": 1}',
    "query null": b'{"query": null}',
    "query a list": b'{"query": ["{ __typename }"]}',
    "variables a list": b'{"query": "{ __typename }", "variables": []}',
    "variables a text": b'{"query": "{ __typename }", "variables": "x"}',
    "operation name a number": b'{"query": "{ __typename }", "operationName": 1}',
    "unknown operation": b'{"query": "query A { __typename }", "operationName": "B"}',
    "extensions a text": b'{"query": "{ __typename }", "extensions": "x"}',
    "huge number": b'{"query": "{ __typename }", "variables": {"a": 1e999}}',
    "deep document": body("{" * 5_000),
    "deep values": body("{ a(b: " + "[" * 5_000 + ") }"),
    "only comments": body("#" * 10_000),
}


@pytest.mark.parametrize("content", ODD_BODIES.values(), ids=ODD_BODIES.keys())
async def test_odd_bodies_are_refused_with_a_reason(clients: Clients, content: bytes) -> None:
    for client in (clients.storefront, clients.admin):
        response = await post(client, content)
        assert response.status_code in {200, 400}
        if response.status_code == 400:
            (error, *_) = response.json()["errors"]
            assert error["message"]
            assert error["extensions"]["code"]


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    content=st.binary(max_size=300)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ).map(
        lambda value: (
            orjson.dumps(value, default=str, option=orjson.OPT_NON_STR_KEYS)
            if _fits(value)
            else b"0"
        )
    )
    | st.fixed_dictionaries(
        {"query": st.text() | st.sampled_from([QUERY, "{ __typename }"])},
        optional={"variables": st.dictionaries(st.text(), st.text()), "operationName": st.text()},
    ).map(orjson.dumps)
)
async def test_no_body_whatever_gives_a_server_error(clients: Clients, content: bytes) -> None:
    response = await post(clients.storefront, content)
    assert response.status_code < 500, content


def _fits(value: object) -> bool:
    try:
        orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)
    except (TypeError, ValueError):
        return False
    return True


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "text/plain, application/json",
    ],
)
async def test_only_json_is_read(clients: Clients, content_type: str) -> None:
    """So that no form of another web site can send a mutation without asking first."""
    response = await post(clients.storefront, body(QUERY), content_type=content_type)
    assert response.status_code == 415


async def test_large_bodies_are_not_read_to_the_end(clients: Clients) -> None:
    response = await post(clients.storefront, b'{"query": "' + b"x" * 2_000_000 + b'"}')
    assert response.status_code == 413
    assert response.json()["errors"][0]["extensions"]["code"] == "BODY_TOO_LARGE"


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
async def test_only_post_executes(clients: Clients, method: str) -> None:
    response = await clients.storefront.http.request(
        method, "/graphql", params={"query": QUERY}, headers={"accept": OLD}
    )
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


async def test_keys(http: AsyncClient, store: StoreDocument) -> None:
    keys = await keys_of(store)

    async def answer(path: str, authorization: str | None) -> tuple[int, str | None]:
        headers = {"authorization": authorization} if authorization is not None else {}
        response = await http.post(path, json={"query": "{ __typename }"}, headers=headers)
        errors = response.json().get("errors")
        return response.status_code, errors[0]["extensions"]["code"] if errors else None

    public, secret = keys[KeyKind.PUBLISHABLE], keys[KeyKind.SECRET]
    assert await answer("/graphql", f"Bearer {public}") == (200, None)
    assert await answer("/admin/graphql", f"bearer {secret}") == (200, None)
    assert await answer("/graphql", f"Bearer {secret}") == (403, "WRONG_KEY")
    assert await answer("/admin/graphql", f"Bearer {public}") == (403, "WRONG_KEY")
    for authorization in (None, "", "Bearer", f"Basic {public}", "Bearer pk_unknown"):
        assert await answer("/graphql", authorization) == (401, "UNAUTHENTICATED")


async def test_browsers_of_any_shop_may_call_the_storefront_and_only_listed_ones_the_admin(
    http: AsyncClient,
) -> None:
    async def allowed(path: str, origin: str) -> str | None:
        response = await http.options(
            path,
            headers={
                "origin": origin,
                "access-control-request-method": "POST",
                "access-control-request-headers": "authorization,content-type",
            },
        )
        found: str | None = response.headers.get("access-control-allow-origin")
        return found

    assert await allowed("/graphql", "https://any.example") == "*"
    assert await allowed("/admin/graphql", "https://any.example") is None
    assert await allowed("/admin/graphql", "https://admin.example") == "https://admin.example"


async def test_request_ids_go_through_or_are_made(clients: Clients) -> None:
    http = clients.storefront.http
    given = await http.get("/health/live", headers={"x-request-id": "abc-123"})
    assert given.headers["x-request-id"] == "abc-123"
    made = await http.get("/health/ready", headers={"x-request-id": "not good"})
    assert len(made.headers["x-request-id"]) == 32
    assert made.json() == {"status": "ready"}


def _too_large() -> Iterator[Any]:
    yield pytest.param(
        "{" + " ".join(f"a{i}: __typename" for i in range(MAXIMUM_ALIASES + 1)) + "}", id="aliases"
    )
    yield pytest.param(
        "{ __typename " + " ".join("@include(if: true)" for _ in range(25)) + "}", id="directives"
    )
    yield pytest.param("{" + " __typename" * (MAXIMUM_FIELDS + 2) + "}", id="fields")
    mutation = 'trackEvents(input: {visitorId: "v", events: []}) { __typename }'
    yield pytest.param(
        "mutation {" + " ".join(f"m{i}: {mutation}" for i in range(MAXIMUM_MUTATIONS + 1)) + "}",
        id="mutations",
    )
    chain = " ".join(f"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(25))
    yield pytest.param(
        "{ ...F0 } " + chain + " fragment F25 on Query { __typename }", id="chained fragments"
    )


@pytest.mark.parametrize("query", list(_too_large()))
async def test_requests_that_ask_for_too_much(clients: Clients, query: str) -> None:
    error = await clients.storefront.refused(query)
    assert error["extensions"]["code"] == "QUERY_TOO_LARGE"


async def test_the_type_names_that_clients_with_a_cache_ask_for_are_free(clients: Clients) -> None:
    buttons = "buttons { label action link { url opensNewTab __typename } __typename }"
    campaign = f"... on PopupBanner {{ {' '.join([buttons] * 49)} __typename }} __typename"
    query = '{ eligibleCampaigns(visitorId: "v") { campaign { %s } __typename } __typename }'
    # 2 + 49 x 6 fields; with the type names they are nearly 400.
    assert await clients.storefront.ask(query % campaign) == {
        "__typename": "Query",
        "eligibleCampaigns": [],
    }


async def test_introspection_works_for_code_generators(clients: Clients) -> None:
    for client in (clients.storefront, clients.admin):
        data = await client.ask(get_introspection_query(input_value_deprecation=True))
        assert data["__schema"]["queryType"]["name"] == "Query"
