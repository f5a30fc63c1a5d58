"""With MongoDB gone every request still ends, within a second, and says what is the matter."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from httpx2 import AsyncClient

from api.embedded_mongodb import _read_instance, embedded_mongodb
from tests.command_line import Served, free_port, run_cli, running_cli, wait_for
from tests.graphql_client import Clients, GraphQLClient

ENDS_WITHIN_SECONDS = 1.0


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A MongoDB of its own, which tests may stop."""
    home = tmp_path_factory.mktemp("outage")
    with embedded_mongodb(home):
        yield home


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[Served]:
    """A shop made and served by the command line, as an operator would."""
    with embedded_mongodb(home) as uri, free_port() as port:
        environment = {"MONGODB_URI": uri, "PORT": str(port)}
        run_cli("migrate", **environment)
        run_cli("stores", "create", "shop", "--name", "A shop", **environment)
        keys = {
            kind: run_cli(
                "keys", "create", "--store", "shop", "--kind", kind, **environment
            ).strip()
            for kind in ("publishable", "secret")
        }
        with running_cli("serve", **environment) as process:
            wait_for(f"http://127.0.0.1:{port}/health/ready", process)
            yield Served(f"http://127.0.0.1:{port}", keys["publishable"], keys["secret"])


@pytest.fixture
async def clients(served: Served) -> AsyncIterator[Clients]:
    async with AsyncClient(base_url=served.url, timeout=30) as http:
        yield Clients(
            GraphQLClient(http, "/graphql", served.publishable_key),
            GraphQLClient(http, "/admin/graphql", served.secret_key),
        )


@contextmanager
def frozen(home: Path) -> Iterator[None]:
    """MongoDB doesn't answer, while its connections stay open: the worst kind of outage."""
    instance = _read_instance(home)
    assert instance is not None
    os.kill(instance.pid, signal.SIGSTOP)
    # A thread that has its turn before the one that the signal goes to would still answer.
    os.waitid(os.P_PID, instance.pid, os.WSTOPPED | os.WNOWAIT)
    try:
        yield
    finally:
        os.kill(instance.pid, signal.SIGCONT)


async def _timed(client: GraphQLClient, query: str, **variables: Any) -> tuple[Any, float]:
    begun = time.monotonic()
    response = await client.send(query, **variables)
    return response, time.monotonic() - begun


ELIGIBLE = '{ eligibleCampaigns(visitorId: "v") { variant } }'
TRACK = """mutation { trackEvents(input: {visitorId: "v", events: [
    {pageView: {id: "1", page: HOME}}]}) { __typename ... on EventsTracked { stored } } }"""


async def test_frozen_database_ends_each_query_with_a_clear_error(
    clients: Clients, home: Path
) -> None:
    assert (await clients.storefront.ask(ELIGIBLE)) == {"eligibleCampaigns": []}
    with frozen(home):
        for _ in range(3):
            response, seconds = await _timed(clients.storefront, ELIGIBLE)
            assert response.status_code == 503
            assert response.headers["retry-after"] == "1"
            (error,) = response.json()["errors"]
            assert error["extensions"]["code"] == "DATABASE_UNAVAILABLE"
            assert "Try again" in error["message"]
            assert seconds < ENDS_WITHIN_SECONDS
        unknown = GraphQLClient(clients.storefront.http, "/graphql", "pk_never_seen")
        response, seconds = await _timed(unknown, ELIGIBLE)
        assert response.status_code == 503
        assert seconds < ENDS_WITHIN_SECONDS
        live = await clients.storefront.http.get("/health/live")
        assert live.status_code == 200
    assert (await clients.storefront.ask(ELIGIBLE)) == {"eligibleCampaigns": []}


async def test_a_write_during_an_outage_is_refused_whole_and_can_be_sent_again(
    clients: Clients, home: Path
) -> None:
    await clients.storefront.ask(ELIGIBLE)
    with frozen(home):
        response, seconds = await _timed(clients.storefront, TRACK)
        assert (response.status_code, seconds < 3) == (503, True)
        assert response.json()["errors"][0]["extensions"]["code"] == "DATABASE_UNAVAILABLE"
    # What had been begun may hold the visitor for some seconds more; a storefront sends it again.
    deadline = time.monotonic() + 30
    while (await clients.storefront.send(TRACK)).status_code == 503:
        assert time.monotonic() < deadline
    once_more = await clients.storefront.ask(TRACK)
    assert once_more["trackEvents"]["stored"] == 0


async def test_killed_database_ends_queries_too_and_service_returns_by_itself(
    clients: Clients, home: Path
) -> None:
    await clients.storefront.ask(TRACK.replace('"v"', '"w"'))
    instance = _read_instance(home)
    assert instance is not None
    os.kill(instance.pid, signal.SIGKILL)
    response, seconds = await _timed(clients.storefront, ELIGIBLE)
    assert response.status_code == 503
    assert seconds < ENDS_WITHIN_SECONDS

    with embedded_mongodb(home):  # somebody starts it again, on the same port
        deadline = time.monotonic() + 20
        while (await clients.storefront.send(ELIGIBLE)).status_code != 200:
            assert time.monotonic() < deadline
        data = await clients.admin.ask('{ visitor(id: "w") { id } }')
        assert data == {"visitor": {"id": "w"}}
