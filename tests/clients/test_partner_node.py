"""A partner's shop that Next.js renders, built for production, with its visitors' campaigns."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from threading import Event
from typing import Any, Final, final

import httpx2
import pytest

from tests.clients.conftest import ARTEFACTS, EXAMPLES, DemoServer
from tests.clients.network import Network, network_to
from tests.command_line import ROOT, START_SECONDS, free_port, wait_for

EXAMPLE: Final = EXAMPLES / "partner-node"
TIMEOUT_SECONDS: Final = 2
"""How long the shop waits for Segue here, as this machine may be busy with other tests."""

IMAGE: Final = {"url": "/shop/images/spring-wide.svg", "alternativeText": "A table in a garden"}
SECRET: Final = "known-to-the-shop"


@final
@dataclass(frozen=True, slots=True)
class Admin:
    """The admin API of the partner's shop."""

    http: httpx2.Client

    def change(self, operation: str, kind: str, given: dict[str, Any]) -> dict[str, Any]:
        query = (
            f"mutation($input: {kind}!) {{ {operation}(input: $input) "
            "{ ... on CampaignChanged { campaign { id revision } } ... on UserError { message } } }"
        )
        answer = self.http.post(
            "/admin/graphql", json={"query": query, "variables": {"input": given}}
        )
        campaign: dict[str, Any] = answer.json()["data"][operation]["campaign"]
        return campaign

    def published(self, name: str, kind: str, **definition: Any) -> dict[str, Any]:
        given = {"name": name, "type": kind, "definition": definition}
        return self.publish(self.change("createCampaign", "CreateCampaignInput", given))

    def publish(self, campaign: dict[str, Any]) -> dict[str, Any]:
        return self.change("publishCampaign", "CampaignRevisionInput", campaign)


def hero(heading: str) -> dict[str, Any]:
    content = {"heroBanner": {"heading": heading, "desktopImage": IMAGE}}
    return {
        "placement": "home-hero",
        "variants": [{"translations": [{"locale": "en", "content": content}]}],
    }


def bar(text: str) -> list[dict[str, Any]]:
    content = {"notificationBar": {"messages": [{"text": text}]}}
    return [{"translations": [{"locale": "en", "content": content}]}]


@pytest.fixture(scope="module")
def admin(partner_shop: dict[str, str]) -> Iterator[Admin]:
    key = {"Authorization": f"Bearer {partner_shop['SEGUE_SECRET_KEY']}"}
    with httpx2.Client(base_url=partner_shop["SEGUE_URL"], headers=key) as http:
        yield Admin(http)


@pytest.fixture(scope="module")
def default_hero(admin: Admin) -> dict[str, Any]:
    """The campaigns of the shop; returns the one that everybody else sees."""
    admin.published(
        "For members",
        "HERO_BANNER",
        **hero("New for our members"),
        audience={"trait": {"name": "card", "operator": "EQUAL", "value": {"text": "gold"}}},
        frequency={"maximumImpressions": 1},
    )
    admin.published(
        "Delivery",
        "NOTIFICATION_BAR",
        pageTypes=["PRODUCT"],
        variants=bar("Ordered by noon, there tomorrow"),
        frequency={"stopAfterClose": True},
    )
    return admin.published("For everybody", "HERO_BANNER", **hero("Spring is here"), isDefault=True)


@final
@dataclass(frozen=True, slots=True)
class Shop:
    """The shop that runs, how it reaches Segue, and a switch that makes Segue not answer any more."""

    url: str
    network: Network
    is_away: Event

    def get(self, path: str, visitor: str | None = None) -> httpx2.Response:
        cookies = {"Cookie": f"visitor={visitor}"} if visitor else {}
        return httpx2.get(f"{self.url}{path}", headers=cookies)

    def visit(self, visitor: str) -> httpx2.Response:
        cookies = {"Cookie": f"visitor={visitor}"}
        body = {"id": f"view-{visitor}", "url": f"{self.url}/products/71053", "productId": "71053"}
        return httpx2.post(f"{self.url}/api/segue/visits", json=body, headers=cookies)


@pytest.fixture(scope="module")
def shop(partner_shop: dict[str, str], default_hero: dict[str, Any]) -> Iterator[Shop]:
    is_away, is_over = Event(), Event()

    def trouble(_: int) -> HTTPStatus | None:
        if not is_away.is_set():
            return None
        is_over.wait(START_SECONDS)
        return HTTPStatus.SERVICE_UNAVAILABLE

    with network_to(partner_shop["SEGUE_URL"], trouble) as network, free_port() as port:
        variables = {
            "SEGUE_URL": network.url,
            "SEGUE_DEFAULT_HERO": default_hero["id"],
            "SEGUE_TIMEOUT_MS": str(TIMEOUT_SECONDS * 1_000),
            "REVALIDATE_SECRET": SECRET,
        }
        server = subprocess.Popen(
            [
                EXAMPLE / "node_modules" / ".bin" / "next",
                "start",
                "--hostname",
                "127.0.0.1",
                "--port",
                str(port),
            ],
            cwd=EXAMPLE,
            env=os.environ | partner_shop | variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/products/71053", server)
            yield Shop(f"http://127.0.0.1:{port}", network, is_away)
        finally:
            is_over.set()
            server.terminate()
            server.wait(START_SECONDS)


@pytest.fixture(scope="module")
def members(partner_shop: dict[str, str]) -> tuple[str, ...]:
    """Visitors who have the golden card."""
    visitors = ("gold", "in-a-browser")
    key = {"Authorization": f"Bearer {partner_shop['SEGUE_PUBLISHABLE_KEY']}"}
    query = "mutation($input: TrackEventsInput!) { trackEvents(input: $input) { __typename } }"
    profile = {"traits": [{"name": "card", "value": {"text": "gold"}}]}
    for visitor in visitors:
        events = [{"logIn": {"id": f"in-{visitor}", "profile": profile}}]
        body = {"query": query, "variables": {"input": {"visitorId": visitor, "events": events}}}
        answer = httpx2.post(f"{partner_shop['SEGUE_URL']}/graphql", json=body, headers=key)
        assert answer.json() == {"data": {"trackEvents": {"__typename": "EventsTracked"}}}
    return visitors


def test_the_html_holds_the_visitors_own_hero_or_the_default(
    shop: Shop, members: tuple[str, ...]
) -> None:
    assert "New for our members" in shop.get("/", members[0]).text
    others = shop.get("/", "somebody").text
    assert "Spring is here" in others
    assert "New for our members" not in others


def test_no_cache_keeps_a_visitors_page(shop: Shop) -> None:
    page = shop.get("/")
    assert {"private", "no-store"} <= set(page.headers["Cache-Control"].split(", "))
    cookie = page.headers["Set-Cookie"]
    assert cookie.startswith("visitor=")
    assert "HttpOnly" in cookie
    assert "Set-Cookie" not in shop.get("/", "somebody").headers
    assert shop.visit("somebody").headers["Cache-Control"] == "private, no-store"


def test_caches_may_keep_a_page_that_is_the_same_for_everybody(
    shop: Shop, members: tuple[str, ...]
) -> None:
    pages = [shop.get("/products/71053", visitor) for visitor in (None, members[0], "somebody")]
    for page in pages:
        assert page.headers["Cache-Control"].startswith("s-maxage=300, stale-while-revalidate=")
        assert "Set-Cookie" not in page.headers
        assert page.text == pages[0].text


def test_a_shared_page_gets_its_visitors_bar_in_the_browser(shop: Shop) -> None:
    offer = shop.visit("somebody").json()
    assert offer["campaign"]["messages"] == [
        {"text": "Ordered by noon, there tomorrow", "link": None}
    ]
    assert shop.visit("somebody").json() is not None, "nothing was claimed by asking"


def test_a_browser_takes_the_page_over_claims_what_it_shows_and_reports_what_is_closed(
    demo: DemoServer, shop: Shop, members: tuple[str, ...]
) -> None:
    pictures = ARTEFACTS / "partner-node"
    seen = json.loads(demo.run("node", "tests/clients/partner_node.mjs", shop.url, str(pictures)))
    assert seen == {
        "isGranted": True,
        "firstHeading": "New for our members",
        "secondHeading": "Spring is here",  # the cap of one display, so it was counted
        "barText": "Ordered by noon, there tomorrow",
        "problems": [],
    }
    wait_until(lambda: shop.visit(members[1]).json() is None)


def test_operations_are_sent_as_trusted_documents(shop: Shop) -> None:
    shop.get("/", "somebody")
    assert shop.network.passed_on
    for body in shop.network.passed_on:
        assert "query" not in body
        assert body["documentId"].startswith("sha256:")


def test_publishing_a_default_hero_can_show_it_at_once(
    shop: Shop, admin: Admin, default_hero: dict[str, Any]
) -> None:
    given = {**default_hero, "definition": {**hero("Summer is here"), "isDefault": True}}
    admin.publish(admin.change("updateCampaign", "UpdateCampaignInput", given))
    assert "Spring is here" in shop.get("/", "somebody").text, "kept for everybody"

    address = f"{shop.url}/api/segue/revalidate"
    assert httpx2.post(address).status_code == HTTPStatus.UNAUTHORIZED
    told = httpx2.post(address, headers={"Authorization": f"Bearer {SECRET}"})
    assert told.status_code == HTTPStatus.NO_CONTENT
    wait_until(lambda: "Summer is here" in shop.get("/", "somebody").text)


def test_no_page_waits_for_segue_when_it_is_away(shop: Shop, members: tuple[str, ...]) -> None:
    shop.get("/", members[0])
    shop.is_away.set()
    try:
        seconds_to_first, seconds, html = timed(shop, members[0])
        assert seconds_to_first < TIMEOUT_SECONDS < seconds < 2 * TIMEOUT_SECONDS
        assert "is here" in html, "the default hero is kept, and stands in"

        began = time.monotonic()
        assert shop.visit("somebody").json() is None
        assert time.monotonic() - began < 2 * TIMEOUT_SECONDS
    finally:
        shop.is_away.clear()


def timed(shop: Shop, visitor: str) -> tuple[float, float, str]:
    """How long the first bytes of the home page took and how long all took, and the page."""
    began = time.monotonic()
    headers = {"Cookie": f"visitor={visitor}"}
    with httpx2.stream("GET", f"{shop.url}/", headers=headers) as answer:
        parts = answer.iter_text()
        html = next(parts)
        to_first = time.monotonic() - began
        html += "".join(parts)
    return to_first, time.monotonic() - began, html


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_types_and_trusted_documents_are_those_of_the_schema(tmp_path: Path) -> None:
    copy = tmp_path / "client-examples" / "partner-node"
    shutil.copytree(EXAMPLE / "segue", copy / "segue")
    shutil.rmtree(copy / "segue" / "generated")
    for name in ("codegen.ts", "package.json"):
        shutil.copy(EXAMPLE / name, copy / name)
    (copy / "node_modules").symlink_to(EXAMPLE / "node_modules")
    shutil.copytree(ROOT / "schema", tmp_path / "schema", ignore=shutil.ignore_patterns("*.py"))
    npm = shutil.which("npm")
    assert npm is not None
    subprocess.run([npm, "run", "generate"], cwd=copy, check=True, capture_output=True)

    made = ["persisted-documents.json", "segue/generated/graphql.ts", "segue/generated/gql.ts"]
    for name in made:
        assert (copy / name).read_text() == (EXAMPLE / name).read_text(), (
            f"npm run generate: {name}"
        )
