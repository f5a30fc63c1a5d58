"""What a page view and a storefront's writes ask of MongoDB carries the shard key.

The commands are those that the application sends to a real MongoDB. It is a replica set: a cluster would
refuse some of what is wrong here, and make the rest slow without a word.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, final

import pytest
from httpx2 import AsyncClient
from pymongo import monitoring
from typing_extensions import override

from api.database import Database
from api.settings import Settings
from documents.event_expiry import expire_events
from documents.models import ALL_DOCUMENTS, bind_documents
from documents.sharding import SHARD_KEYS
from tests.api.test_coupons import make_pool
from tests.api.test_displays import claim
from tests.api.test_sign_ups import send, variants_of
from tests.api.test_survey_features import resume, save
from tests.conftest import DATABASE, NOW, clients_of, make_store, running_server
from tests.graphql_client import Clients

SCATTERED: Final[Mapping[tuple[str, str], frozenset[str]]] = {
    # An address counts once for a campaign, whichever visitor leaves it. Every shard has the index.
    ("email_captures", "find"): frozenset({"store_id", "email", "campaign_id"}),
}
"""What may ask every shard: by collection and command the fields that it asks by, besides `$or`."""

BY_LINK: Final = frozenset({"_id", "store_id"})
"""A link in an e-mail names a sign-up, not a visitor; it is followed once."""


@final
class Commands(monitoring.CommandListener):
    """Every command that is sent while it listens.

    Attributes:
        store_id: of the shop that is visited; the server works by itself for those of other tests, too.
    """

    def __init__(self) -> None:
        self.listens = False
        self.store_id = ""
        self.heard: list[tuple[str, Mapping[str, Any]]] = []

    @override
    def started(self, event: monitoring.CommandStartedEvent) -> None:
        if self.listens and event.database_name == DATABASE:
            self.heard.append((event.command_name, event.command))

    @override
    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        pass

    @override
    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        pass


_commands: Final = Commands()


@pytest.fixture(scope="module")
async def server(database: Database, mongodb_uri: str, tmp_path_factory: Any) -> AsyncIterator[str]:
    """A server whose connection is listened to."""
    # There is no way back; clients that others make later are only listened to while we do.
    monitoring.register(_commands)
    settings = Settings(database=DATABASE, home=Path(tmp_path_factory.mktemp("home")))
    async with running_server(settings, mongodb_uri) as url:
        yield url
    await bind_documents(database)


@pytest.fixture
async def listened(server: str) -> AsyncIterator[Clients]:
    async with AsyncClient(base_url=server, timeout=30) as http:
        store = await make_store()
        clients = await clients_of(http, store)
        _commands.store_id = store.id
        try:
            yield clients
        finally:
            _commands.listens = False
            _commands.heard.clear()


@final
class Asked:
    """One filter, or one document that is inserted."""

    def __init__(self, command: str, collection: str, fields: Mapping[str, Any]) -> None:
        self.command = command
        self.collection = collection
        self.fields = fields

    @override
    def __repr__(self) -> str:
        return f"{self.command} {self.collection} by {dict(self.fields)}"

    @property
    def carries_the_key(self) -> bool:
        return all(isinstance(self.fields.get(name), str) for name in SHARD_KEYS[self.collection])

    @property
    def may_scatter(self) -> bool:
        asked = frozenset(self.fields) - {"$or"}
        return asked == SCATTERED.get((self.collection, self.command))


_FILTERED: Final = frozenset({"find", "aggregate", "update", "delete", "findAndModify", "insert"})
_WITHOUT_FILTER: Final = frozenset({"getMore", "killCursors", "commitTransaction"})


def asked() -> Iterator[Asked]:
    """What the commands ask by, in the order in which they were sent."""
    for name, command in _commands.heard:
        assert name in _FILTERED | _WITHOUT_FILTER, name
        for fields in _fields(name, command):
            if fields.get("store_id", _commands.store_id) != _commands.store_id:
                continue
            yield Asked(name, command[name], fields)


def _fields(name: str, command: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    match name:
        case "find":
            return [command["filter"]]
        case "findAndModify":
            return [command["query"]]
        case "aggregate":
            if "$changeStream" in command["pipeline"][0]:
                return []
            return [command["pipeline"][0]["$match"]]
        case "update":
            return [update["q"] for update in command["updates"]]
        case "delete":
            return [delete["q"] for delete in command["deletes"]]
        case "insert":
            documents: Sequence[Mapping[str, Any]] = command["documents"]
            return documents
        case _:
            return []


async def _publish(clients: Clients) -> None:
    """Campaigns with everything that makes a storefront's writes touch more collections."""
    for pool in ("shown", "signed-up"):
        await make_pool(clients, pool, "A", "B", "C")
    looked = {"behaviour": {"event": "PRODUCT_VIEW", "operator": "GREATER", "value": {"number": 0}}}
    await clients.publish_campaign(
        "POPUP_BANNER",
        audience=looked,
        impressionBudget=5,
        coupon={"pool": "shown", "reveal": "ON_DISPLAY"},
    )
    await clients.publish_campaign(
        "EMAIL_COLLECTION",
        coupon={"pool": "signed-up"},
        endsAfterConversions=5,
        variants=variants_of(doubleOptIn={"expiresAfterHours": 24}),
    )
    await clients.publish_campaign("FORM_SURVEY")


async def _visit(clients: Clients) -> None:
    """All that a storefront calls, in order."""
    view = {"productView": {"id": "1", "productId": "p", "sessionId": "s"}}
    order = {"purchase": {"id": "2", "orderNumber": "o", "total": "9.5", "units": 1}}
    await clients.track("v", view, order)
    await clients.track("v", view)
    offers = {offer["campaign"]["type"]: offer for offer in await clients.eligible("v")}
    assert len(offers) == 3, offers
    for offer in offers.values():
        (display,) = await claim(clients, "v", offer)
        assert display["isGranted"], display
    clicked = await clients.storefront.do(
        "recordInteractions",
        "RecordInteractionsInput",
        "... on InteractionsRecorded { stored }",
        visitorId="v",
        interactions=[
            {"id": "c", "decisionId": offers["POPUP_BANNER"]["decisionId"], "kind": "CLICK"}
        ],
    )
    assert clicked["stored"] == 1, clicked
    captured = await send(clients, "v", offers["EMAIL_COLLECTION"])
    assert captured["__typename"] == "EmailCaptured", captured
    survey = offers["FORM_SURVEY"]["decisionId"]
    answers = [{"question": "nps", "score": 9}]
    saved = await save(clients, offers["FORM_SURVEY"], *answers)
    assert await resume(clients, saved["resumeToken"]) is not None
    submitted = await clients.storefront.do(
        "submitSurvey",
        "SubmitSurveyInput",
        "",
        visitorId="v",
        decisionId=survey,
        submissionId="1",
        answers=answers,
    )
    assert submitted["__typename"] == "SurveySubmitted", submitted


async def test_every_query_of_a_visit_goes_to_one_shard(listened: Clients) -> None:
    await _publish(listened)
    await listened.eligible("warm")  # builds the catalog, which is the store's
    _commands.listens = True
    await _visit(listened)
    heard = list(asked())
    unsharded = {d.get_collection_name() for d in ALL_DOCUMENTS} - SHARD_KEYS.keys()
    sharded = [one for one in heard if one.collection not in unsharded]
    astray = [one for one in sharded if not one.carries_the_key and not one.may_scatter]
    assert not astray, "\n".join(map(str, astray))
    touched = {(one.collection, one.command) for one in sharded}
    assert touched >= {
        ("visitors", "find"),
        ("visitors", "findAndModify"),
        ("visitors", "update"),
        ("events", "find"),
        ("events", "insert"),
        ("events", "aggregate"),
        ("email_captures", "insert"),
        ("suppressions", "find"),
        ("coupon_codes", "findAndModify"),
        ("campaign_totals", "findAndModify"),
        ("survey_progress", "findAndModify"),
        ("survey_progress", "find"),
        ("survey_progress", "delete"),
        ("survey_submissions", "insert"),
        *SCATTERED,
    }, "the visit is meant to touch all of these"


async def test_a_page_view_asks_one_shard_for_one_document(listened: Clients) -> None:
    await _publish(listened)
    await listened.track("v", {"productView": {"id": "1", "productId": "p"}})
    await listened.eligible("v")  # reads the stream from the log, and keeps it
    _commands.listens = True
    await listened.eligible("v")
    (read,) = asked()
    assert (read.command, read.collection, read.carries_the_key) == ("find", "visitors", True)


async def test_a_visitors_events_expire_on_one_shard(listened: Clients) -> None:
    await listened.track("v", {"productView": {"id": "1", "productId": "p"}})
    store = await listened.admin.ask("{ store { id } }")
    _commands.listens = True
    assert await expire_events(store["store"]["id"], "v", NOW.replace(year=2030), {}) == 1
    heard = list(asked())
    assert {one.command for one in heard} >= {"find", "update", "delete"}
    assert all(one.carries_the_key for one in heard), heard


@pytest.mark.parametrize("collection", sorted(SHARD_KEYS))
async def test_indexes_begin_with_the_shard_key(database: Database, collection: str) -> None:
    """Each unique one must, or the cluster refuses it; one must, so that a shard finds what it is asked."""
    key = tuple(SHARD_KEYS[collection])
    indexes = await database[collection].index_information()
    begins = {
        name: tuple(field for field, _ in index["key"])[: len(key)] == key
        for name, index in indexes.items()
    }
    assert any(begins.values())
    unique = {name for name, index in indexes.items() if index.get("unique")}
    assert all(begins[name] for name in unique), unique
