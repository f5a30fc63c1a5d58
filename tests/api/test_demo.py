"""The demo as a newcomer meets it: one command, a real server, a browser, curl, and a second run."""

from __future__ import annotations

import json
import signal
import subprocess
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from httpx2 import AsyncClient
from pymongo import MongoClient

from api.embedded_mongodb import embedded_mongodb
from targeting.smart_segments import SmartSegment
from tests.command_line import ROOT, free_port, run_cli, running_cli, wait_for
from tests.graphql_client import Clients, GraphQLClient

pytestmark = pytest.mark.demo


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def facts(home: Path) -> Iterator[dict[str, Any]]:
    with (
        free_port() as port,
        running_cli("demo", SEGUE_HOME=str(home), PORT=str(port)) as process,
    ):
        wait_for(f"http://127.0.0.1:{port}/health/ready", process)
        yield read_facts(home)


def read_facts(home: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((home / "demo.json").read_text())
    return facts


@pytest.fixture
async def clients(facts: dict[str, Any]) -> AsyncIterator[Clients]:
    async with AsyncClient(timeout=30) as http:
        yield Clients(
            GraphQLClient(http, facts["storefront_url"], facts["publishable_key"]),
            GraphQLClient(http, facts["admin_url"], facts["secret_key"]),
        )


def node(script: str, *arguments: str) -> Any:
    done = subprocess.run(
        ["node", script, *arguments],  # noqa: S607, the one on the PATH
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


async def test_each_smart_segment_has_a_customer_to_look_at(
    clients: Clients, facts: dict[str, Any]
) -> None:
    query = "query($id: ID!) { visitor(id: $id) { segments { segments { key } } } }"
    assert set(facts["visitors"]) == {segment.value for segment in SmartSegment}
    for key, visitor_id in facts["visitors"].items():
        data = await clients.admin.ask(query, id=visitor_id)
        assert key in {segment["key"] for segment in data["visitor"]["segments"]["segments"]}


async def test_customers_get_the_campaigns_of_their_segments(
    clients: Clients, facts: dict[str, Any]
) -> None:
    home = {"type": "HOME"}
    visitors = facts["visitors"]
    assert await clients.eligible_types(visitors["active-loyals"], page=home) == [
        "HERO_BANNER",
        "FORM_SURVEY",
    ]
    assert "POPUP_BANNER" in await clients.eligible_types(visitors["loyals-at-risk"], page=home)
    assert await clients.eligible_types("a-newcomer", page=home) == ["EMAIL_COLLECTION"]
    data = await clients.admin.ask(
        'query($id: ID!) { visitor(id: $id) { segments(at: "2013-01-01T00:00:00Z") { primary } } }',
        id=visitors["active-loyals"],
    )
    assert data["visitor"]["segments"]["primary"] == "LOST_CUSTOMERS"


async def test_sample_attributes_are_marked_as_such(clients: Clients) -> None:
    data = await clients.admin.ask(
        '{ visitor(id: "sample-ada") { profile { traits gender } segments { segments { key } } } }'
    )
    assert data["visitor"]["profile"] == {"traits": {"sample": True}, "gender": "female"}
    assert {"key": "young-home-makers"} in data["visitor"]["segments"]["segments"]


def test_printed_facts_are_the_ones_that_readme_promises(facts: dict[str, Any]) -> None:
    assert set(facts) == {
        "storefront_url",
        "admin_url",
        "publishable_key",
        "secret_key",
        "now",
        "visitors",
    }


@pytest.mark.parametrize(
    ("address", "title"),
    [("storefront_url", "Segue storefront"), ("admin_url", "Segue admin")],
)
def test_graphiql_answers_in_a_real_browser_without_any_other_host(
    facts: dict[str, Any], tmp_path: Path, address: str, title: str
) -> None:
    picture = tmp_path / "graphiql.png"
    seen = node("tests/browser/graphiql.mjs", facts[address], str(picture))
    assert seen["title"] == title
    assert seen["data"]
    assert (seen["problems"], seen["elsewhere"]) == ([], [])
    assert picture.stat().st_size > 10_000


# Only POST executes: a link or a picture of another web site can then make nobody's browser ask, and
# no visitor's id ends up in a log of addresses.
LEFT_OUT_ON_PURPOSE: Final = {
    "5A70": "MAY accept GET requests",
    "D6D5": "MAY allow variables in GETs, application/graphql-response+json",
    "6A70": "MAY allow variables in GETs, application/json",
}


@pytest.mark.parametrize(
    ("address", "key"),
    [("storefront_url", "publishable_key"), ("admin_url", "secret_key")],
)
def test_graphql_over_http_audits_pass(facts: dict[str, Any], address: str, key: str) -> None:
    outcomes = node("tests/api/audits.mjs", facts[address], facts[key])
    levels = Counter(outcome["name"].split()[0] for outcome in outcomes)
    assert levels == {"MUST": 13, "SHOULD": 23, "MAY": 25}
    failed = {o["id"]: o["reason"] for o in outcomes if o["status"] != "ok"}
    assert set(failed) == set(LEFT_OUT_ON_PURPOSE), failed


def test_a_second_run_loads_nothing_twice_and_keeps_the_keys(tmp_path: Path) -> None:
    """Killed in the middle, run again, and again: the same shop, once."""
    environment = {"SEGUE_HOME": str(tmp_path), "PORT": "8999"}
    with running_cli("demo", "--prepare-only", **environment) as process:
        wait_for_events(tmp_path)
        process.send_signal(signal.SIGKILL)
        process.wait()
    run_cli("demo", "--prepare-only", **environment)
    first = read_facts(tmp_path)
    counted = count(tmp_path)
    assert counted["events"] == 23_795 + 6
    run_cli("demo", "--prepare-only", **environment)
    assert read_facts(tmp_path) == first
    assert count(tmp_path) == counted


def wait_for_events(home: Path) -> None:
    """Wait until some of the import is in the database, and not yet all of it, most likely."""
    while not (home / "mongod.json").exists():
        pass
    port = json.loads((home / "mongod.json").read_text())["port"]
    with MongoClient[dict[str, Any]]("127.0.0.1", port, directConnection=True) as client:
        while not client.segue.events.find_one():
            pass


def count(home: Path) -> dict[str, int]:
    with embedded_mongodb(home) as uri, MongoClient[dict[str, Any]](uri) as client:
        database = client.segue
        return {
            name: database[name].count_documents({})
            for name in ("stores", "api_keys", "visitors", "events", "segments", "campaigns")
        }
