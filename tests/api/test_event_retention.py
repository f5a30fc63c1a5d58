"""Events that are kept for so long: what is refused, what is said, and what goes on being counted."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from documents.campaign_totals import find_totals
from documents.events import count_events
from documents.stores import StoreDocument
from resolvers.catalog import CatalogRegistry
from resolvers.context import Context
from resolvers.event_retention import ExpiredEvents, expire_store_events
from resolvers.order_import import import_orders
from tests.api.test_displays import claim
from tests.api.test_explanations import SEGMENT
from tests.conftest import NOW, MovableClock
from tests.graphql_client import Clients, variant_of
from tests.managed_campaigns import live, republished

SEGMENTS = """query($id: ID!, $at: DateTime) {
  visitor(id: $id) { segments(at: $at) { segments { key isSmart } } }
}"""
STORE = "{ store { eventRetentionDays eventsSince } }"
SELECTION = "... on StoreChanged { store { eventRetentionDays eventsSince } }"
SINCE_SEGMENT = SEGMENT.replace("evaluatedAt", "evaluatedAt eventsSince")
PREVIEW = """query($rule: RuleInput!) { previewAudience(rule: $rule) {
  ... on AudiencePreview { count } ... on InvalidInput { problems { path code message } } } }"""


def views(amount: int, window: dict[str, Any] | None = None, **where: str) -> dict[str, Any]:
    conditions = [
        {"property": name, "operator": "EQUAL", "value": {"text": value}}
        for name, value in where.items()
    ]
    return {
        "behaviour": {
            "event": "PRODUCT_VIEW",
            "where": conditions,
            "window": window,
            "operator": "GREATER_OR_EQUAL",
            "value": {"number": amount},
        }
    }


def last_days(days: int) -> dict[str, Any]:
    return {"last": {"amount": days, "unit": "DAYS"}}


def view(name: str, at: datetime | None = None) -> dict[str, Any]:
    event: dict[str, Any] = {"id": name, "productId": "p"}
    return {"productView": event | ({"occurredAt": at.isoformat()} if at else {})}


def order(number: str, at: datetime) -> dict[str, Any]:
    return {
        "purchase": {
            "id": number,
            "orderNumber": number,
            "total": "1",
            "units": 1,
            "occurredAt": at.isoformat(),
        }
    }


async def keep(clients: Clients, days: int | None) -> Any:
    return await clients.admin.do(
        "adjustEventRetention", "AdjustEventRetentionInput", SELECTION, days=days
    )


async def run(clients: Clients, store: StoreDocument, clock: MovableClock) -> ExpiredEvents:
    """What `events expire` does; returns once the server knows."""
    done = await expire_store_events(
        Context(store_id=store.id, now=clock.now, catalogs=CatalogRegistry())
    )
    # The server has the store read anew for a change of its own, and so hears of this one.
    await clients.admin.do("adjustHoldout", "AdjustHoldoutInput", "", share=0)
    store_now = (await clients.admin.ask(STORE))["store"]
    assert store_now["eventsSince"] == (done.since.isoformat() if done.since else None)
    return done


async def expired(clients: Clients, store: StoreDocument, clock: MovableClock) -> ExpiredEvents:
    """Announce, wait for the notice to be over, and remove."""
    await run(clients, store, clock)
    clock.advance(hours=1)
    return await run(clients, store, clock)


async def segments(clients: Clients, visitor_id: str = "v", **more: Any) -> Any:
    visitor = (await clients.admin.ask(SEGMENTS, id=visitor_id, **more))["visitor"]
    return [found["key"] for found in visitor["segments"]["segments"] if not found["isSmart"]]


async def published(clients: Clients, key: str, rule: dict[str, Any]) -> list[str]:
    """Make and publish a segment, and return the codes of what was wrong with it."""
    made = await clients.admin.do(
        "createSegment", "CreateSegmentInput", "", key=key, name=key, rule=rule
    )
    assert made["__typename"] == "SegmentChanged", made
    done = await clients.admin.do("publishSegment", "SegmentRevisionInput", "", key=key, revision=1)
    return [problem["code"] for problem in done.get("problems", [])]


async def test_the_setting_is_checked_kept_and_logged(clients: Clients) -> None:
    assert (await clients.admin.ask(STORE))["store"] == {
        "eventRetentionDays": None,
        "eventsSince": None,
    }
    refused = await keep(clients, 30)
    assert refused["problems"][0]["path"] == ["days"]
    assert "31 to 3,650" in refused["problems"][0]["message"]
    changed = await keep(clients, 40)
    assert changed["store"] == {"eventRetentionDays": 40, "eventsSince": None}
    log = await clients.admin.ask("{ auditLog(first: 1) { edges { node { action } } } }")
    assert log["auditLog"]["edges"] == [{"node": {"action": "adjustEventRetention"}}]
    assert (await keep(clients, None))["store"]["eventRetentionDays"] is None


async def test_live_rules_go_on_counting_what_has_gone(
    clients: Clients, store: StoreDocument, clock: MovableClock
) -> None:
    assert await published(clients, "three-ever", views(3)) == []
    assert await published(clients, "two-lately", views(2, last_days(30))) == []
    old = NOW - timedelta(days=60)
    await clients.track("v", view("1", old), view("2", old), order("o", old))
    await clients.track("cold", view("1", old), view("2", old), view("3", old))
    await keep(clients, 31)
    first = await expired(clients, store, clock)
    assert (first.removed, await count_events(store.id)) == (5, 1)

    assert "three-ever" in await segments(clients, "cold"), "nobody had asked before they went"
    assert "three-ever" not in await segments(clients)
    await clients.track("v", view("3"))
    assert "three-ever" in await segments(clients)
    assert "two-lately" not in await segments(clients)
    await clients.track("v", view("4"))
    assert "two-lately" in await segments(clients)

    clock.advance(days=40)
    second = await expired(clients, store, clock)
    assert (second.removed, await count_events(store.id)) == (2, 1)
    assert await segments(clients) == ["three-ever"]
    explained = (await clients.admin.ask(SINCE_SEGMENT, visitorId="v", key="three-ever"))[
        "explainSegment"
    ]
    assert explained["holds"]
    assert explained["rule"][0]["seen"] == 4
    assert explained["eventsSince"] is None, "nothing is lacking"


async def test_a_rule_that_asks_for_more_than_there_is_is_refused(
    clients: Clients, store: StoreDocument, clock: MovableClock
) -> None:
    assert await published(clients, "ever", views(3)) == []
    popup = await live(clients, audience=views(3))
    await clients.track("v", view("1", NOW - timedelta(days=60)))
    await keep(clients, 31)
    await run(clients, store, clock)

    assert await published(clients, "same-ever", {"all": [views(5)]}) == [], "it is carried"
    variants = [variant_of("POPUP_BANNER")]
    await republished(clients, popup, audience=views(4), variants=variants)
    assert await published(clients, "bought", {"behaviour": {**ORDERED}}) == [], "orders stay"
    assert await published(clients, "lately", views(1, last_days(31), productId="p")) == []
    assert await published(clients, "too-long", views(1, last_days(32), productId="p")) == [
        "BEFORE_EVENT_LOG"
    ]
    assert await published(clients, "other-ever", views(1, productId="p")) == ["BEFORE_EVENT_LOG"]
    gone = views(1, {"between": {"from": "2026-01-01", "to": "2026-02-01"}}, productId="p")
    assert await published(clients, "gone", gone) == ["BEFORE_EVENT_LOG"]
    later = views(1, {"between": {"from": "2026-03-01", "to": "2026-04-01"}}, productId="p")
    assert await published(clients, "later", later) == []
    draft = await clients.admin.do(
        "createCampaign",
        "CreateCampaignInput",
        "... on CampaignChanged { campaign { id revision } }",
        name="A popup",
        type="POPUP_BANNER",
        definition={"audience": views(1, productId="p"), "variants": variants},
    )
    refused = await clients.admin.do(
        "publishCampaign", "CampaignRevisionInput", "", **draft["campaign"]
    )
    assert refused["problems"] == [
        {
            "path": ["definition", "audience"],
            "code": "BEFORE_EVENT_LOG",
            "message": "Events are there since 2026-02-11T12:00:00Z and are kept for 31 days: give a "
            "window within that to what is asked of PRODUCT_VIEW.",
        }
    ]


ORDERED = {"event": "PURCHASE", "operator": "GREATER", "value": {"number": 0}}


async def test_a_period_that_drifts_out_of_the_log_stays_counted(
    clients: Clients, store: StoreDocument, clock: MovableClock
) -> None:
    await keep(clients, 31)
    await run(clients, store, clock)
    march = views(2, {"between": {"from": "2026-03-01", "to": "2026-04-01"}})
    assert await published(clients, "march", march) == []
    await clients.track("v", view("1", NOW - timedelta(days=2)), view("2"))
    await clients.track("w", view("1", NOW - timedelta(days=20)), view("2"))
    clock.advance(days=50)
    assert (await expired(clients, store, clock)).removed == 4
    assert "march" in await segments(clients)
    assert "march" not in await segments(clients, "w"), "one of them was in February"
    assert await published(clients, "ever", views(2)) == ["BEFORE_EVENT_LOG"], "since March only"


async def test_no_repeat_counts_twice_after_its_event_has_gone(
    clients: Clients, store: StoreDocument, clock: MovableClock
) -> None:
    await clients.publish_segment("two-ever", views(2))
    old = NOW - timedelta(days=60)
    batch = [view("1", old)]
    await clients.track("v", *batch)
    await keep(clients, 31)
    await run(clients, store, clock)
    refused = await clients.track("v", *batch)
    assert [p["code"] for p in refused["problems"]] == ["BEFORE_EVENT_LOG"]
    assert refused["problems"][0]["path"] == ["events", "0", "productView", "occurredAt"]
    clock.advance(hours=1)
    assert (await run(clients, store, clock)).removed == 1
    refused = await clients.track("v", *batch, view("2"))
    assert [p["code"] for p in refused["problems"]] == ["BEFORE_EVENT_LOG"]
    assert "two-ever" not in await segments(clients)
    bought = await clients.track("v", order("o", old))
    assert bought["stored"] == 1, "an order has its number, which is kept"
    assert (await clients.track("v", order("o", old)))["repeated"] == 1


async def test_audiences_and_the_past_say_where_the_log_ends(
    clients: Clients, store: StoreDocument, clock: MovableClock
) -> None:
    await clients.publish_segment("ever", views(1))
    old = NOW - timedelta(days=60)
    await clients.track("v", view("1", old), {"registration": PROFILE | {"occurredAt": f"{old}"}})
    await clients.track("v", view("2"))
    await keep(clients, 31)
    await expired(clients, store, clock)

    previewed = (await clients.admin.ask(PREVIEW, rule=views(1)))["previewAudience"]
    assert [p["code"] for p in previewed["problems"]] == ["BEFORE_EVENT_LOG"]
    within = await clients.admin.ask(PREVIEW, rule=views(1, last_days(31)))
    assert within["previewAudience"]["count"] == 1
    listed = await clients.admin.refused('{ visitors(segment: "ever") { edges { node { id } } } }')
    assert "Events are there since 2026-02-11" in str(listed)

    yesterday = (NOW - timedelta(days=1)).isoformat()
    explained = await clients.admin.ask(SINCE_SEGMENT, visitorId="v", key="ever", at=yesterday)
    assert explained["explainSegment"]["eventsSince"] == "2026-02-11T13:00:00+00:00"
    assert explained["explainSegment"]["rule"][0]["seen"] == 1, "carried"
    assert "ever" in await segments(clients, at=yesterday)
    refused = await clients.admin.refused(
        SINCE_SEGMENT, visitorId="v", key="ever", at=(NOW - timedelta(days=40)).isoformat()
    )
    assert "no events from before 2026-02-11T13:00:00Z" in str(refused)
    norway = {"attribute": {"name": "COUNTRY", "operator": "EQUAL", "value": {"text": "Norway"}}}
    await clients.publish_segment("norway", norway)
    for at in (yesterday, (NOW + timedelta(days=3)).isoformat()):
        assert {"norway", "ever"} <= set(await segments(clients, at=at)), (
            "said before the log begins"
        )
    draft = {"key": "draft", "name": "d", "rule": views(1, productId="p")}
    await clients.admin.do("createSegment", "CreateSegmentInput", "", **draft)
    explained = await clients.admin.ask(SINCE_SEGMENT, visitorId="v", key="draft")
    assert explained["explainSegment"]["eventsSince"] == "2026-02-11T13:00:00+00:00"


PROFILE = {"id": "r", "profile": {"country": "Norway"}}


async def test_a_budget_set_later_counts_displays_that_have_gone(
    clients: Clients, store: StoreDocument, clock: MovableClock
) -> None:
    popup = await live(clients)
    for visitor_id in ("a", "b"):
        (offer,) = await clients.eligible(visitor_id)
        (display,) = await claim(clients, visitor_id, offer)
        assert display["isGranted"]
    await keep(clients, 31)
    clock.advance(days=40)
    assert (await expired(clients, store, clock)).removed == 2
    (offer,) = await clients.eligible("c")
    await claim(clients, "c", offer)
    await republished(clients, popup, variants=[variant_of("POPUP_BANNER")], impressionBudget=4)
    totals = await find_totals(store.id, [popup["id"]])
    assert totals[popup["id"]].impressions == 3


@pytest.mark.parametrize("days", [None, 400], ids=["for ever", "for longer"])
async def test_what_was_announced_is_taken_back_when_events_are_kept_longer(
    clients: Clients, store: StoreDocument, clock: MovableClock, days: int | None
) -> None:
    old = view("1", NOW - timedelta(days=60))
    await clients.track("v", old)
    await keep(clients, 31)
    await run(clients, store, clock)
    await keep(clients, days)
    clock.advance(hours=2)
    done = await run(clients, store, clock)
    assert done.removed == 0
    assert (await clients.track("v", old))["repeated"] == 1


async def test_what_has_begun_to_go_is_not_taken_back(
    clients: Clients, store: StoreDocument, clock: MovableClock
) -> None:
    """A run is killed between two visitors, and then the shop chooses to keep events for ever."""
    await clients.publish_segment("two-ever", views(2))
    old = NOW - timedelta(days=60)
    for visitor_id in ("v", "w"):
        await clients.track(visitor_id, view("1", old))
    await keep(clients, 31)
    await run(clients, store, clock)
    clock.advance(hours=1)

    def killed(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await expire_store_events(
            Context(store_id=store.id, now=clock.now, catalogs=CatalogRegistry()), killed
        )
    assert await count_events(store.id) == 1
    await keep(clients, None)
    assert (await run(clients, store, clock)).removed == 1
    for visitor_id in ("v", "w"):
        refused = await clients.track(visitor_id, view("1", old))
        assert [p["code"] for p in refused["problems"]] == ["BEFORE_EVENT_LOG"]
        assert "two-ever" not in await segments(clients, visitor_id)
        await clients.track(visitor_id, view("2"))
        assert "two-ever" in await segments(clients, visitor_id)


async def test_past_orders_may_be_imported_whenever(
    clients: Clients, store: StoreDocument, clock: MovableClock
) -> None:
    """Orders don't expire: an import of old ones, sent twice, leaves what has gone counted once."""
    await clients.publish_segment("viewed-and-bought", {"all": [views(1), {"behaviour": ORDERED}]})
    old = NOW - timedelta(days=60)
    await clients.track("v", view("1", old))
    await keep(clients, 31)
    assert (await expired(clients, store, clock)).removed == 1
    row = {"order_number": "o", "placed_at": f"{old}", "units": "1", "total": "1"}
    for stored in (1, 0):
        imported = await import_orders(store.id, [row | {"customer_id": "v"}], clock.now)
        assert imported.stored == stored
        assert "viewed-and-bought" in await segments(clients)
    once = await clients.admin.ask('{ visitor(id: "v") { orders { count } } }')
    assert once["visitor"]["orders"]["count"] == 1


async def test_nothing_goes_while_a_carried_rule_has_just_been_paused(
    clients: Clients, store: StoreDocument, clock: MovableClock
) -> None:
    """It may be published again at this very moment; the run after that no longer carries it."""
    await clients.publish_segment("ever", views(1))
    await clients.track("v", view("1", NOW - timedelta(days=60)))
    await keep(clients, 31)
    await run(clients, store, clock)
    await clients.admin.do("pauseSegment", "SegmentRevisionInput", "", key="ever", revision=2)
    clock.advance(hours=1)
    postponed = await run(clients, store, clock)
    assert (postponed.removed, postponed.next_run_after) == (0, clock.now + timedelta(hours=1))
    again = await clients.admin.do(
        "publishSegment", "SegmentRevisionInput", "", key="ever", revision=3
    )
    assert again["problems"][0]["code"] == "BEFORE_EVENT_LOG"
    clock.advance(hours=1)
    assert (await run(clients, store, clock)).removed == 1
