"""Claims: what is shown is counted on the server, once, and never more often than allowed."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.conftest import MovableClock
from tests.graphql_client import Clients

CLAIM = """... on DisplaysClaimed {
  displays { decisionId isGranted control couponCode refusedBy message }
}"""


async def claim(clients: Clients, visitor_id: str, *offers: dict[str, Any]) -> list[dict[str, Any]]:
    claimed = await clients.storefront.do(
        "claimDisplays",
        "ClaimDisplaysInput",
        CLAIM,
        visitorId=visitor_id,
        decisionIds=[offer["decisionId"] for offer in offers],
    )
    assert claimed["__typename"] == "DisplaysClaimed", claimed
    displays: list[dict[str, Any]] = claimed["displays"]
    return displays


async def offers(clients: Clients, visitor_id: str = "v", **more: Any) -> list[dict[str, Any]]:
    return await clients.eligible(visitor_id, **more)


async def shown(clients: Clients, visitor_id: str = "v", **page: Any) -> str | None:
    """Ask, claim what comes first, and return by what that was refused; `none` without an offer."""
    found = await offers(clients, visitor_id, page=page or None)
    if not found:
        return "none"
    (display,) = await claim(clients, visitor_id, found[0])
    refused: str | None = display["refusedBy"]
    return refused


async def test_two_tabs_that_ask_at_once_show_it_once(clients: Clients) -> None:
    await clients.publish_campaign("POPUP_BANNER", frequency={"maximumImpressions": 1})
    tabs = await asyncio.gather(*(offers(clients) for _ in range(8)))
    assert len({tab[0]["decisionId"] for tab in tabs}) == 8, "each is an offer of its own"
    claims = await asyncio.gather(*(claim(clients, "v", tab[0]) for tab in tabs))
    granted = [display for (display,) in claims if display["isGranted"]]
    refused = [display for (display,) in claims if not display["isGranted"]]
    assert len(granted) == 1
    assert {display["refusedBy"] for display in refused} == {"FREQUENCY"}
    assert refused[0]["message"] == "The visitor has been shown it often enough."
    assert await offers(clients) == []


async def test_the_same_claim_again_is_the_same_display(clients: Clients) -> None:
    await clients.publish_campaign("POPUP_BANNER", frequency={"maximumImpressions": 2})
    (offer,) = await offers(clients)
    first, again = await claim(clients, "v", offer), await claim(clients, "v", offer)
    assert first == again
    reported = await clients.storefront.do(
        "recordInteractions",
        "RecordInteractionsInput",
        "... on InteractionsRecorded { stored repeated }",
        visitorId="v",
        interactions=[{"id": "i", "decisionId": offer["decisionId"], "kind": "IMPRESSION"}],
    )
    assert (reported["stored"], reported["repeated"]) == (0, 1)
    assert await shown(clients) is None
    assert await shown(clients) == "none"


async def test_visits_are_told_apart_by_their_ids(clients: Clients) -> None:
    await clients.publish_campaign("POPUP_BANNER", frequency={"maximumPerSession": 1})
    assert await shown(clients, sessionId="one") is None
    assert await shown(clients, sessionId="one") == "none"
    assert await shown(clients, sessionId="two") is None


async def test_visits_without_an_id_end_with_half_an_hours_silence(
    clients: Clients, clock: MovableClock
) -> None:
    await clients.publish_campaign("POPUP_BANNER", frequency={"maximumPerSession": 1})
    assert await shown(clients) is None
    clock.advance(minutes=30)
    assert await shown(clients) == "none"
    clock.advance(minutes=1)
    assert await shown(clients) is None


async def test_caps_within_a_stretch_of_time(clients: Clients, clock: MovableClock) -> None:
    await clients.publish_campaign(
        "POPUP_BANNER",
        frequency={
            "perTime": [
                {"maximum": 1, "amount": 10, "unit": "MINUTES"},
                {"maximum": 2, "amount": 1, "unit": "DAYS"},
            ]
        },
    )
    assert await shown(clients) is None
    clock.advance(minutes=9)
    assert await shown(clients) == "none"
    clock.advance(minutes=1)
    assert await shown(clients) is None
    clock.advance(hours=12)
    assert await shown(clients) == "none", "two in a day"
    clock.advance(hours=12)
    assert await shown(clients) is None


async def test_cool_downs_and_the_visible_period(clients: Clients, clock: MovableClock) -> None:
    await clients.publish_campaign(
        "POPUP_BANNER",
        frequency={"closeCoolDownSeconds": 3_600, "visibleSeconds": 86_400},
    )
    (offer,) = await offers(clients)
    assert offer["firstShownAt"] is None
    await claim(clients, "v", offer)
    await clients.storefront.do(
        "recordInteractions",
        "RecordInteractionsInput",
        "... on InteractionsRecorded { stored }",
        visitorId="v",
        interactions=[{"id": "close", "decisionId": offer["decisionId"], "kind": "CLOSE"}],
    )
    assert await offers(clients) == []
    clock.advance(hours=1)
    (again,) = await offers(clients)
    assert again["firstShownAt"] == "2026-03-14T12:00:00+00:00"
    clock.advance(hours=23)
    assert await offers(clients) == [], "a day after the first display it isn't visible any more"


async def test_a_store_limits_all_its_campaigns_together(
    clients: Clients, clock: MovableClock
) -> None:
    await clients.publish_campaign("POPUP_BANNER", priority=3)
    await clients.publish_campaign("NOTIFICATION_BAR", priority=2)
    await clients.publish_campaign("HERO_BANNER", priority=1, ignoresStoreLimits=True)
    adjusted = await clients.admin.do(
        "adjustDisplayLimits",
        "AdjustDisplayLimitsInput",
        "... on StoreChanged { store { minimumGapSeconds dailyMaximum } }",
        minimumGapSeconds=60,
        dailyMaximum=2,
    )
    assert adjusted["store"] == {"minimumGapSeconds": 60, "dailyMaximum": 2}

    popup, bar, hero = await offers(clients)
    displays = await claim(clients, "v", popup, bar, hero)
    assert [display["refusedBy"] for display in displays] == [None, "STORE_LIMITS", None]
    assert await clients.eligible_types("v") == ["HERO_BANNER"]
    clock.advance(minutes=1)
    assert await shown(clients) is None
    clock.advance(minutes=1)
    assert await clients.eligible_types("v") == ["HERO_BANNER"], "two in a day"
    clock.advance(hours=12)
    assert await clients.eligible_types("v") == ["POPUP_BANNER", "NOTIFICATION_BAR", "HERO_BANNER"]


async def test_a_budget_of_impressions_holds_over_all_visitors(clients: Clients) -> None:
    campaign_id = await clients.publish_campaign("POPUP_BANNER", impressionBudget=5)
    visitors = [f"v{n}" for n in range(12)]
    asked = {v: (await offers(clients, v))[0] for v in visitors}
    claims = await asyncio.gather(*(claim(clients, v, offer) for v, offer in asked.items()))
    granted = [display["isGranted"] for (display,) in claims]
    assert sum(granted) == 5
    assert {d["refusedBy"] for (d,) in claims if not d["isGranted"]} == {"BUDGET"}
    assert await offers(clients, "another") == []
    data = await clients.admin.ask(
        """query($id: ID!) { explainEligibility(visitorId: "another", campaignId: $id) {
          firstFailed { code words seen }
        } }""",
        id=campaign_id,
    )
    assert data["explainEligibility"]["firstFailed"] == {
        "code": "BUDGET",
        "words": "It has no more impressions in its budget; it is shown to nobody any longer.",
        "seen": "IMPRESSIONS",
    }


async def test_a_campaign_ends_after_so_many_conversions(clients: Clients) -> None:
    await clients.publish_campaign("EMAIL_COLLECTION", endsAfterConversions=2)
    for number in range(2):
        visitor = f"v{number}"
        await clients.track(visitor, {"pageView": {"id": "p", "page": "HOME"}})
        (offer,) = await offers(clients, visitor)
        captured = await clients.storefront.do(
            "captureEmail",
            "CaptureEmailInput",
            "... on EmailCaptured { needsConfirmation }",
            visitorId=visitor,
            decisionId=offer["decisionId"],
            email=f"a{number}@example.com",
            consentGiven=True,
        )
        assert captured["__typename"] == "EmailCaptured"
    assert await offers(clients, "another") == []


@pytest.mark.parametrize("change", ["pauseCampaign", "archiveCampaign"])
async def test_what_isnt_live_any_more_isnt_shown(clients: Clients, change: str) -> None:
    campaign_id = await clients.publish_campaign("POPUP_BANNER")
    (offer,) = await offers(clients)
    await clients.admin.do(
        change,
        "CampaignRevisionInput",
        "... on CampaignChanged { campaign { status } }",
        id=campaign_id,
        revision=2,
    )
    (display,) = await claim(clients, "v", offer)
    assert (display["isGranted"], display["refusedBy"]) == (False, "STATUS")


async def test_a_control_visitor_counts_and_is_shown_nothing(clients: Clients) -> None:
    await clients.publish_campaign(
        "POPUP_BANNER", controlShare=0.9, frequency={"maximumImpressions": 1}
    )
    for number in range(12):
        (offer,) = await offers(clients, f"v{number}")
        (display,) = await claim(clients, f"v{number}", offer)
        assert display["isGranted"]
        assert display["control"] is offer["control"]
        assert await offers(clients, f"v{number}") == []


async def test_bad_decisions_are_named_and_nothing_is_counted(clients: Clients) -> None:
    await clients.publish_campaign("POPUP_BANNER", frequency={"maximumImpressions": 1})
    (offer,) = await offers(clients)
    refused = await clients.storefront.do(
        "claimDisplays",
        "ClaimDisplaysInput",
        CLAIM,
        visitorId="v",
        decisionIds=[offer["decisionId"], "forged"],
    )
    assert [(p["path"], p["code"]) for p in refused["problems"]] == [
        (["decisionIds", "1"], "BAD_DECISION")
    ]
    assert len(await offers(clients)) == 1


async def test_default_creative_stands_where_nothing_else_does(clients: Clients) -> None:
    await clients.publish_campaign("HERO_BANNER", isDefault=True, priority=900, controlShare=0.9)
    special = await clients.publish_campaign(
        "HERO_BANNER",
        audience={"trait": {"name": "vip", "operator": "EXISTS"}},
    )
    (standing,) = await offers(clients, placements=["home-hero"])
    assert standing["campaign"]["id"] != special
    assert standing["control"] is False
    await clients.track("v", {"logIn": {"id": "in", "profile": {"traits": [VIP]}}})
    (standing,) = await offers(clients, placements=["home-hero"])
    assert standing["campaign"]["id"] == special


VIP = {"name": "vip", "value": {"flag": True}}


async def test_one_for_each_placement(clients: Clients) -> None:
    for placement in ("home-hero", "side"):
        for priority in (1, 2):
            await clients.publish_campaign("HERO_BANNER", placement=placement, priority=priority)
    await clients.publish_campaign("POPUP_BANNER")
    await clients.publish_campaign("POPUP_BANNER")
    query = """query($n: Int) { eligibleCampaigns(visitorId: "v", perPlacement: $n) {
      campaign { placement }
    } }"""
    found = (await clients.storefront.ask(query, n=1))["eligibleCampaigns"]
    placements = [offer["campaign"]["placement"] for offer in found]
    assert sorted(placements, key=str) == [None, None, "home-hero", "side"]
    assert len((await clients.storefront.ask(query))["eligibleCampaigns"]) == 6
