"""The audit log: every mutation of the admin schema leaves one entry, and a refused one leaves none."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any, Final

import pytest
from graphql import GraphQLField, build_schema, get_named_type

from documents.api_keys import hash_key
from documents.audit_log import AuditEntryDocument
from documents.connection import collection_of
from documents.stores import StoreDocument
from schema.admin import build_admin_schema
from tests.conftest import NOW, MovableClock
from tests.graphql_client import Clients, GraphQLClient, variant_of
from tests.managed_campaigns import changed, draft, edited, live, tried

LOG = """query($target: AuditTarget, $targetId: ID, $first: Int! = 100, $after: String) {
  auditLog(target: $target, targetId: $targetId, first: $first, after: $after) {
    edges { cursor node {
      id at actor user action target targetId revision snapshot
      changes { path before after isAdded isRemoved }
    } }
    pageInfo { hasNextPage endCursor }
  }
}"""
ADA: Final = "ada@example.com"
POPUP: Final = {"variants": [variant_of("POPUP_BANNER")]}
EVERYBODY: Final[dict[str, Any]] = {"all": []}


def _mutations() -> dict[str, GraphQLField]:
    """The mutations that the admin schema has at present."""
    kind = build_schema(build_admin_schema().as_str()).mutation_type
    assert kind is not None
    return dict(kind.fields)


MUTATIONS: Final = _mutations()


@dataclass(frozen=True, slots=True)
class Case:
    """How a mutation is done, and what the log says of it.

    Attributes:
        change: the path, and what stands there before and after, of one change among the entry's.
        bad: what is put into the input so that it is refused; `None` for what can't be refused.
        status: where the campaign or segment stands that it is done to.
        revision: the target's afterwards.
        action: what it is called, where that isn't the mutation's name.
    """

    target: str
    change: tuple[str, Any, Any]
    input: dict[str, Any] = field(default_factory=dict)
    bad: dict[str, Any] | None = None
    status: str | None = None
    revision: int | None = None
    action: str | None = None


STALE: Final = {"revision": 99}
CASES: Final[dict[str, Case]] = {
    "createSegment": Case(
        "SEGMENT",
        ("status", None, "DRAFT"),
        {"key": "createsegment", "name": "Buyers", "rule": EVERYBODY},
        bad={"name": ""},
        revision=1,
    ),
    "updateSegment": Case(
        "SEGMENT", ("name", "A segment", "B"), {"name": "B"}, STALE, "DRAFT", revision=2
    ),
    "publishSegment": Case(
        "SEGMENT", ("status", "DRAFT", "LIVE"), bad=STALE, status="DRAFT", revision=2
    ),
    "pauseSegment": Case(
        "SEGMENT", ("status", "LIVE", "PAUSED"), bad=STALE, status="LIVE", revision=3
    ),
    "archiveSegment": Case(
        "SEGMENT", ("status", "LIVE", "ARCHIVED"), bad=STALE, status="LIVE", revision=3
    ),
    "createCampaign": Case(
        "CAMPAIGN",
        ("name", None, "A popup"),
        {"name": "A popup", "type": "POPUP_BANNER", "definition": POPUP},
        bad={"type": "HERO_BANNER"},
        revision=1,
    ),
    "updateCampaign": Case(
        "CAMPAIGN",
        ("draft.priority", 0, 7),
        {"definition": {**POPUP, "priority": 7}},
        bad={"definition": {**POPUP, "priority": 7_000}},
        status="DRAFT",
        revision=2,
    ),
    "duplicateCampaign": Case(
        "CAMPAIGN",
        ("name", None, "Another"),
        {"name": "Another"},
        {"name": ""},
        "LIVE",
        revision=1,
    ),
    "testCampaign": Case(
        "CAMPAIGN", ("testVersion", None, 1), bad=STALE, status="DRAFT", revision=2
    ),
    "endCampaignTest": Case(
        "CAMPAIGN", ("testVersion", 1, None), bad=STALE, status="TEST", revision=3
    ),
    "createTestToken": Case(
        "TEST_TOKEN",
        ("expiresAt", None, "2026-03-14T15:00:00+00:00"),
        {"validHours": 3},
        bad={"validHours": 0},
    ),
    "publishCampaign": Case(
        "CAMPAIGN", ("liveVersion", 0, 1), bad=STALE, status="DRAFT", revision=2
    ),
    "rollBackCampaign": Case(
        "CAMPAIGN", ("liveVersion", 1, 2), {"version": 1}, {"version": 9}, "LIVE", revision=3
    ),
    "pauseCampaign": Case(
        "CAMPAIGN", ("status", "LIVE", "PAUSED"), bad=STALE, status="LIVE", revision=3
    ),
    "pauseCampaigns": Case(
        "CAMPAIGN",
        ("status", "LIVE", "PAUSED"),
        bad={"ids": ["nonsense"]},
        status="LIVE",
        revision=3,
        action="pauseCampaign",
    ),
    "resumeCampaign": Case(
        "CAMPAIGN", ("status", "PAUSED", "LIVE"), bad=STALE, status="PAUSED", revision=4
    ),
    "archiveCampaign": Case(
        "CAMPAIGN", ("status", "LIVE", "ARCHIVED"), bad=STALE, status="LIVE", revision=3
    ),
    "recomputeSmartSegments": Case("SMART_SEGMENTS", ("computedAt", None, NOW.isoformat())),
    "adjustSmartSegments": Case(
        "SMART_SEGMENTS", ("loyalOrders", None, 4), {"loyalOrders": 4}, {"loyalOrders": -1}
    ),
    "adjustHoldout": Case("STORE", ("holdoutShare", 0.0, 0.1), {"share": 0.1}, {"share": 0.9}),
    "adjustDisplayLimits": Case(
        "STORE", ("dailyMaximum", None, 3), {"dailyMaximum": 3}, {"dailyMaximum": 0}
    ),
    "adjustEventRetention": Case("STORE", ("eventDays", None, 400), {"days": 400}, {"days": 30}),
    "createCouponPool": Case(
        "COUPON_POOL",
        ("lowBelow", None, 5),
        {"key": "createcouponpool", "name": "Welcome", "lowBelow": 5},
        bad={"key": "Not a key"},
    ),
    "addCouponCodes": Case(
        "COUPON_POOL",
        ("given", None, 2),
        {"pool": "addcouponcodes", "codes": ["SECRET-CODE-1", "SECRET-CODE-2"]},
        bad={"codes": ["a b"]},
    ),
    "suppressEmails": Case(
        "SUPPRESSION",
        ("reason", None, "asked to"),
        {"emails": ["private@example.com"], "reason": "asked to"},
        bad={"emails": ["nobody"]},
    ),
    "createApiKey": Case(
        "API_KEY",
        ("kind", None, "PUBLISHABLE"),
        {"kind": "PUBLISHABLE", "name": "Web shop"},
        bad={"name": " "},
    ),
    "revokeApiKey": Case("API_KEY", ("revokedAt", None, NOW.isoformat()), bad={"id": "nonsense"}),
    "liftSuppressions": Case(
        "SUPPRESSION", ("count", None, 1), {"emails": ["private@example.com"]}, {"emails": []}
    ),
}
OF_THE_STORE: Final = {"STORE", "SMART_SEGMENTS", "SUPPRESSION", "TEST_TOKEN"}


async def log(clients: Clients, **which: Any) -> list[dict[str, Any]]:
    """The entries of the audit log, newest first."""
    data = await clients.admin.ask(LOG, **which)
    return [edge["node"] for edge in data["auditLog"]["edges"]]


async def campaign_in(clients: Clients, status: str) -> Any:
    steps = {
        "DRAFT": (),
        "TEST": ("testCampaign",),
        "LIVE": ("publishCampaign",),
        "PAUSED": ("publishCampaign", "pauseCampaign"),
    }[status]
    campaign = await draft(clients)
    for step in steps:
        campaign = await changed(clients, step, campaign)
    return campaign


async def segment_in(clients: Clients, key: str, status: str) -> int:
    """Make a segment, and return its revision."""
    await clients.admin.do(
        "createSegment", "CreateSegmentInput", "", key=key, name="A segment", rule=EVERYBODY
    )
    if status == "DRAFT":
        return 1
    await clients.admin.do("publishSegment", "SegmentRevisionInput", "", key=key, revision=1)
    return 2


async def prepared(clients: Clients, mutation: str) -> dict[str, Any]:
    """Make what the mutation is done to, and return its input."""
    case = CASES[mutation]
    if mutation == "addCouponCodes":
        pool = case.input["pool"]
        await clients.admin.do("createCouponPool", "CreateCouponPoolInput", "", key=pool, name="P")
    if mutation == "revokeApiKey":
        created = await do(clients.admin, "createApiKey", CASES["createApiKey"].input)
        return {"id": created["apiKey"]["id"]}
    if case.status is None:
        return case.input
    if case.target == "SEGMENT":
        key = mutation.lower()
        return {
            "key": key,
            "revision": await segment_in(clients, key, case.status),
            **case.input,
        }
    campaign = await campaign_in(clients, case.status)
    if mutation == "pauseCampaigns":
        return {"ids": [campaign["id"]]}
    revision = {} if mutation == "duplicateCampaign" else {"revision": campaign["revision"]}
    return {"id": campaign["id"], **revision, **case.input}


async def do(client: GraphQLClient, mutation: str, input: dict[str, Any]) -> Any:
    """Send a mutation, and return what it answers."""
    arguments = MUTATIONS[mutation].args
    if not arguments:
        return (await client.ask(f"mutation {{ result: {mutation} {{ __typename }} }}"))["result"]
    input_type = get_named_type(arguments["input"].type).name
    has_new_id = mutation in {"createCampaign", "duplicateCampaign"}
    selection = "... on CampaignChanged { campaign { id } }" if has_new_id else ""
    if mutation == "createApiKey":
        selection = "... on ApiKeyCreated { apiKey { id } }"
    return await client.do(mutation, input_type, selection, **input)


def target_id(store: StoreDocument, mutation: str, input: dict[str, Any], result: Any) -> str:
    if CASES[mutation].target in OF_THE_STORE:
        return store.id
    for made in ("campaign", "apiKey"):
        if made in result:
            return str(result[made]["id"])
    names = ("id", "key", "pool")
    return str(
        next((input[name] for name in names if name in input), (input.get("ids") or [""])[0])
    )


@pytest.mark.parametrize("mutation", MUTATIONS)
async def test_every_mutation_leaves_exactly_one_entry(
    clients: Clients, clock: MovableClock, store: StoreDocument, mutation: str
) -> None:
    assert mutation in CASES, "a new mutation must be logged: say above what its entry says"
    case = CASES[mutation]
    given = await prepared(clients, mutation)
    before = await log(clients)
    result = await do(clients.admin.named(ADA), mutation, given)
    entry, *others = await log(clients)
    assert others == before
    path, was, is_now = case.change
    assert {"path": path.split("."), "before": was, "after": is_now} in [
        {name: change[name] for name in ("path", "before", "after")} for change in entry["changes"]
    ]
    assert (entry["actor"], entry["user"], entry["at"]) == ("test", ADA, NOW.isoformat())
    assert (entry["action"], entry["target"]) == (case.action or mutation, case.target)
    assert entry["targetId"] == target_id(store, mutation, given, result)
    assert entry["revision"] == case.revision
    assert (entry["snapshot"] is None) is (case.revision is None)


def test_every_case_is_one_of_a_mutation() -> None:
    assert set(CASES) == set(MUTATIONS)
    assert [name for name, case in CASES.items() if case.bad is None] == ["recomputeSmartSegments"]


@pytest.mark.parametrize("mutation", [name for name, case in CASES.items() if case.bad])
async def test_a_refused_mutation_leaves_no_entry(clients: Clients, mutation: str) -> None:
    given = await prepared(clients, mutation)
    before = await log(clients)
    result = await do(clients.admin, mutation, {**given, **(CASES[mutation].bad or {})})
    assert result["__typename"] in {"InvalidInput", "StaleRevision", "NotFound"}
    assert await log(clients) == before


async def test_what_comes_too_late_or_in_the_wrong_status_leaves_no_entry(clients: Clients) -> None:
    campaign = await draft(clients)
    results = await asyncio.gather(
        *(tried(clients, "updateCampaign", campaign, name=f"By admin {n}") for n in range(5))
    )
    assert sum(result["__typename"] == "CampaignChanged" for result in results) == 1
    assert [entry["action"] for entry in await log(clients)] == ["updateCampaign", "createCampaign"]
    campaign = {**campaign, "revision": 2}
    for mutation in ("pauseCampaign", "resumeCampaign", "endCampaignTest"):
        assert (await tried(clients, mutation, campaign))["__typename"] == "WrongStatus"
    taken = await segment_in(clients, "taken", "DRAFT")
    again = await do(
        clients.admin, "createSegment", {"key": "taken", "name": "Again", "rule": EVERYBODY}
    )
    assert (taken, again["__typename"]) == (1, "KeyTaken")
    assert len(await log(clients)) == 3


async def test_several_campaigns_that_are_paused_have_an_entry_each(clients: Clients) -> None:
    campaigns = [await live(clients), await live(clients), await draft(clients)]
    before = await log(clients)
    await do(clients.admin, "pauseCampaigns", {"ids": [c["id"] for c in campaigns]})
    second, first, *others = await log(clients)
    assert others == before
    assert [e["targetId"] for e in (first, second)] == [c["id"] for c in campaigns[:2]]


async def test_without_a_user_the_entry_names_the_key_alone(clients: Clients) -> None:
    await draft(clients)
    for user, noted in (("Ada", "Ada"), ("%C5%9Eule", "Şule"), ("", None), ("x" * 201, "x" * 200)):
        await do(clients.admin.named(user), "adjustHoldout", {"share": 0.1})
        assert (await log(clients))[0]["user"] == noted
    assert ((await log(clients))[-1]["actor"], (await log(clients))[-1]["user"]) == ("test", None)


async def test_an_entry_says_what_changed_and_how_it_looked_then(
    clients: Clients, clock: MovableClock
) -> None:
    campaign = await live(clients)
    clock.advance(hours=1)
    await edited(clients, campaign, priority=2, pageTypes=["HOME"], **POPUP)
    entry, published, _ = await log(clients)
    assert entry["changes"] == [
        {
            "path": ["draft", "priority"],
            "before": 0,
            "after": 2,
            "isAdded": False,
            "isRemoved": False,
        },
        {
            "path": ["draft", "pageTypes", "0"],
            "before": None,
            "after": "HOME",
            "isAdded": True,
            "isRemoved": False,
        },
    ]
    assert (entry["at"], published["at"]) == ("2026-03-14T13:00:00+00:00", NOW.isoformat())
    assert [e["snapshot"]["draft"]["priority"] for e in (entry, published)] == [2, 0]
    assert (entry["snapshot"]["revision"], entry["snapshot"]["status"]) == (3, "LIVE")


async def test_figures_computed_anew_come_with_what_they_were(
    clients: Clients, clock: MovableClock
) -> None:
    await do(clients.admin, "recomputeSmartSegments", {})
    clock.advance(hours=1)
    order = {"id": "order", "orderNumber": "1", "total": "20.00", "units": 2}
    await clients.track("v", {"purchase": order})
    await do(clients.admin, "recomputeSmartSegments", {})
    entry = (await log(clients))[0]
    changes = {".".join(c["path"]): (c["before"], c["after"]) for c in entry["changes"]}
    assert changes["computedAt"] == (NOW.isoformat(), "2026-03-14T13:00:00+00:00")
    assert changes["buyers"] == (0, 1)
    assert changes["thresholds.orders.average_value.p80.value"] == (0, 30)


async def test_another_stores_entries_arent_seen(
    clients: Clients, clients_of_another: Clients
) -> None:
    campaign = await draft(clients)
    await do(clients_of_another.admin, "adjustHoldout", {"share": 0.1})
    (own,) = await log(clients)
    assert own["targetId"] == campaign["id"]
    (others,) = await log(clients_of_another)
    assert others["action"] == "adjustHoldout"
    assert await log(clients_of_another, targetId=campaign["id"]) == []


async def test_the_log_is_filtered_by_what_was_changed(clients: Clients) -> None:
    one, two = await draft(clients), await live(clients)
    await clients.publish_segment("buyers", EVERYBODY)
    await do(clients.admin, "adjustHoldout", {"share": 0.2})

    async def actions(**which: Any) -> list[str]:
        return [entry["action"] for entry in await log(clients, **which)]

    assert await actions(target="CAMPAIGN") == [
        "publishCampaign",
        "createCampaign",
        "createCampaign",
    ]
    assert await actions(target="SEGMENT") == ["publishSegment", "createSegment"]
    assert await actions(target="STORE") == ["adjustHoldout"]
    assert await actions(target="COUPON_POOL") == []
    assert await actions(targetId=one["id"]) == ["createCampaign"]
    assert await actions(targetId=two["id"]) == ["publishCampaign", "createCampaign"]
    assert await actions(target="SEGMENT", targetId="buyers") == ["publishSegment", "createSegment"]
    assert await actions(target="CAMPAIGN", targetId="buyers") == []


async def test_the_log_is_read_in_pages(clients: Clients) -> None:
    for share in (0.1, 0.2, 0.3, 0.4, 0.5):
        await do(clients.admin, "adjustHoldout", {"share": share})
    await draft(clients)
    shares, after = [], None
    sizes = []
    while True:
        data = await clients.admin.ask(LOG, target="STORE", first=2, after=after)
        page = data["auditLog"]
        sizes.append(len(page["edges"]))
        shares += [edge["node"]["changes"][0]["after"] for edge in page["edges"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
        assert after == page["edges"][-1]["cursor"]
    assert sizes == [2, 2, 1]
    assert shares == [0.5, 0.4, 0.3, 0.2, 0.1]


@pytest.mark.parametrize(
    ("which", "code"),
    [
        ({"first": 0}, "OUT_OF_RANGE"),
        ({"first": 101}, "OUT_OF_RANGE"),
        ({"after": "nonsense"}, "BAD_CURSOR"),
    ],
)
async def test_pages_that_dont_exist_are_refused(
    clients: Clients, which: dict[str, Any], code: str
) -> None:
    error = await clients.admin.refused(LOG, **which)
    assert error["extensions"]["problems"][0]["code"] == code


async def test_no_secret_and_nobodys_address_is_in_the_log(
    clients: Clients, store: StoreDocument
) -> None:
    for mutation in MUTATIONS:
        await do(clients.admin, mutation, await prepared(clients, mutation))
    created = await clients.admin.do(
        "createTestToken", "CreateTestTokenInput", "... on TestTokenCreated { token }"
    )
    key = await clients.admin.do(
        "createApiKey",
        "CreateApiKeyInput",
        "... on ApiKeyCreated { text apiKey { beginsWith } }",
        kind="SECRET",
        name="Another",
    )
    cursor = collection_of(AuditEntryDocument).find({"store_id": store.id})
    written = str([entry async for entry in cursor]) + str(await log(clients))
    assert len(written) > 10_000
    for secret in (
        store.signing_secret,
        created["token"],
        key["apiKey"]["beginsWith"],
        hash_key(key["text"]),
        clients.admin.key,
        clients.storefront.key,
        "SECRET-CODE",
        "private@example.com",
    ):
        assert secret not in written
    assert "signing" not in written.lower()


async def test_the_log_cant_be_read_with_a_storefronts_key(clients: Clients) -> None:
    client = GraphQLClient(clients.admin.http, "/admin/graphql", clients.storefront.key)
    error = await client.refused(LOG)
    assert error["extensions"]["code"] == "WRONG_KEY"
