"""Operations that clients were built with are named instead of sent."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, Final

import orjson
import pytest
from httpx2 import AsyncClient

from api.database import Database
from api.trusted_documents import TrustedDocumentsError, read_manifests, trust
from documents.api_keys import KeyKind
from documents.stores import StoreDocument
from schema.document_cache import MOST_DOCUMENTS
from schema.storefront import build_storefront_schema
from tests.command_line import free_port, running_cli, try_cli, wait_for
from tests.conftest import keys_of
from tests.graphql_client import GraphQLClient

ELIGIBLE: Final = (
    "query Eligible($v: ID!) { eligibleCampaigns(visitorId: $v) { variant campaign { id } } }"
)
VISITOR: Final = "query Visitor($id: ID!) { visitor(id: $id) { id } }"


def id_of(document: str) -> str:
    return hashlib.sha256(document.encode()).hexdigest()


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("manifests") / "persisted-documents.json"
    path.write_bytes(orjson.dumps({id_of(d): d for d in (ELIGIBLE, VISITOR)}))
    return path


@pytest.fixture(scope="module", params=[False, True], ids=["all", "only-trusted"])
def url(
    request: pytest.FixtureRequest, manifest: Path, mongodb_uri: str, database: Database
) -> Iterator[str]:
    with (
        free_port() as port,
        running_cli(
            "serve",
            MONGODB_URI=mongodb_uri,
            SEGUE_DATABASE=database.name,
            PORT=str(port),
            SEGUE_TRUSTED_DOCUMENTS=str(manifest),
            SEGUE_ONLY_TRUSTED_DOCUMENTS=str(request.param),
        ) as process,
    ):
        url = f"http://127.0.0.1:{port}"
        wait_for(f"{url}/health/ready", process)
        yield url


@pytest.fixture
async def storefront(url: str, store: StoreDocument) -> AsyncIterator[GraphQLClient]:
    key = (await keys_of(store))[KeyKind.PUBLISHABLE]
    async with AsyncClient(base_url=url, timeout=30) as http:
        yield GraphQLClient(http, "/graphql", key)


async def post(client: GraphQLClient, **body: Any) -> tuple[int, Any]:
    response = await client.http.post(
        client.path,
        json=body,
        headers={
            "authorization": f"Bearer {client.key}",
            "accept": "application/graphql-response+json",
        },
    )
    return response.status_code, response.json()


@pytest.mark.parametrize(
    "named",
    [
        {"documentId": f"sha256:{id_of(ELIGIBLE)}"},
        {"documentId": id_of(ELIGIBLE)},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": id_of(ELIGIBLE)}}},
        {"query": ELIGIBLE},
    ],
    ids=["draft", "bare", "apollo", "whole"],
)
async def test_a_trusted_document_is_executed(
    storefront: GraphQLClient, named: dict[str, Any]
) -> None:
    for body in (named, {**named, "operationName": "Eligible"}):
        answer = await post(storefront, **body, variables={"v": "visitor"})
        assert answer == (200, {"data": {"eligibleCampaigns": []}})


async def test_only_the_operation_that_is_in_it(storefront: GraphQLClient) -> None:
    status, answer = await post(
        storefront, documentId=id_of(ELIGIBLE), operationName="Other", variables={"v": "visitor"}
    )
    assert status == 400
    assert answer["errors"][0]["message"] == "The document has no operation 'Other'."


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({"documentId": "sha256:0"}, "PERSISTED_DOCUMENT_NOT_FOUND"),
        ({"documentId": id_of(VISITOR)}, "PERSISTED_DOCUMENT_NOT_FOUND"),
        ({"extensions": {"persistedQuery": {"sha256Hash": "0"}}}, "PERSISTED_QUERY_NOT_FOUND"),
        ({"documentId": 5}, "BAD_REQUEST"),
        ({"documentId": ""}, "BAD_REQUEST"),
        ({"extensions": {"persistedQuery": "0"}}, "BAD_REQUEST"),
    ],
    ids=["unknown", "other-schema", "apollo", "number", "empty", "odd"],
)
async def test_what_is_not_known_is_said(
    storefront: GraphQLClient, named: dict[str, Any], code: str
) -> None:
    status, answer = await post(storefront, **named, variables={"v": "visitor"})
    assert status == 400
    assert [error["extensions"]["code"] for error in answer["errors"]] == [code]


async def test_other_documents_only_where_they_are_allowed(
    storefront: GraphQLClient, request: pytest.FixtureRequest
) -> None:
    query = '{ eligibleCampaigns(visitorId: "v") { variant } }'
    status, answer = await post(storefront, query=query, documentId="unknown")
    if "only-trusted" in request.node.name:
        assert status == 400
        assert answer["errors"][0]["extensions"]["code"] == "DOCUMENT_NOT_TRUSTED"
    else:
        assert (status, answer) == (200, {"data": {"eligibleCampaigns": []}})


async def test_a_trusted_document_is_never_forgotten() -> None:
    schema = build_storefront_schema()
    assert schema.trust(ELIGIBLE) == []
    for number in range(MOST_DOCUMENTS + 1):
        await schema.execute(f"{{ a{number}: __typename }}")
    assert schema.documents.is_trusted(ELIGIBLE)
    assert schema.documents.find_valid(ELIGIBLE) is not None


def test_apollos_manifest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "apollo.json"
    operations = [{"id": id_of(ELIGIBLE), "name": "Eligible", "type": "query", "body": ELIGIBLE}]
    path.write_bytes(
        orjson.dumps({"format": "apollo-persisted-query-manifest", "operations": operations})
    )
    assert read_manifests([path]) == {id_of(ELIGIBLE): ELIGIBLE}


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"a": 1}', '{"operations": [{"id": "a"}]}'])
def test_what_is_no_manifest_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "manifest.json"
    path.write_text(content)
    with pytest.raises(TrustedDocumentsError, match=r"manifest\.json isn't"):
        read_manifests([path])


def test_all_documents_that_fit_nowhere_are_named() -> None:
    with pytest.raises(TrustedDocumentsError) as refusal:
        trust(
            {"one": "{ nothing }", "two": "{", "three": ELIGIBLE}, {"a": build_storefront_schema()}
        )
    assert str(refusal.value).splitlines() == [
        "Documents that fit no schema:",
        "one: (a) Cannot query field 'nothing' on type 'Query'.",
        "two: (a) Syntax Error: Expected Name, found <EOF>.",
    ]


def test_the_server_says_what_is_wrong_and_does_not_start(tmp_path: Path) -> None:
    done = try_cli(
        "serve",
        MONGODB_URI="mongodb://127.0.0.1:1/",
        PORT="0",
        SEGUE_TRUSTED_DOCUMENTS=str(tmp_path / "missing.json"),
    )
    assert done.returncode == 1
    assert "missing.json can't be read: No such file or directory." in done.stderr
