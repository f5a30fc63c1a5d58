"""Coupons: each code goes to one visitor, a visitor keeps its code, and nothing is promised without one."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.api.test_bad_input import codes
from tests.api.test_displays import claim, offers
from tests.conftest import MovableClock
from tests.graphql_client import Clients, variant_of

VIP = {"trait": {"name": "vip", "operator": "EQUAL", "value": {"flag": True}}}


async def make_pool(clients: Clients, key: str, *codes: str, low_below: int = 0) -> None:
    """Make a pool with these codes in it."""
    made = await clients.admin.do(
        "createCouponPool",
        "CreateCouponPoolInput",
        "... on CouponPoolChanged { added }",
        key=key,
        name=f"Pool {key}",
        lowBelow=low_below,
    )
    assert made == {"__typename": "CouponPoolChanged", "added": 0}
    if codes:
        assert (await add_codes(clients, key, *codes))["added"] == len(codes)


async def add_codes(clients: Clients, pool: str, *codes: str) -> Any:
    return await clients.admin.do(
        "addCouponCodes",
        "AddCouponCodesInput",
        "... on CouponPoolChanged { added couponPool { free } }",
        pool=pool,
        codes=list(codes),
    )


async def counts(clients: Clients, key: str) -> tuple[int, int, int]:
    """How many codes of the pool are free, reserved and handed out."""
    data = await clients.admin.ask("{ couponPools { key free reserved handedOut } }")
    (pool,) = [pool for pool in data["couponPools"] if pool["key"] == key]
    return pool["free"], pool["reserved"], pool["handedOut"]


async def alerts(clients: Clients) -> list[tuple[str, str]]:
    data = await clients.admin.ask("{ alerts { kind message couponPool { key isLow } } }")
    assert all(alert["couponPool"]["isLow"] for alert in data["alerts"])
    return [(alert["kind"], alert["message"]) for alert in data["alerts"]]


async def claimed(clients: Clients, visitor_id: str) -> dict[str, Any]:
    """Ask for the only campaign there is, and claim it."""
    (offer,) = await offers(clients, visitor_id)
    (display,) = await claim(clients, visitor_id, offer)
    return display


async def becomes_vip(clients: Clients, visitor_id: str) -> None:
    profile = {"traits": [{"name": "vip", "value": {"flag": True}}]}
    await clients.track(visitor_id, {"logIn": {"id": "in", "profile": profile}})


async def test_a_fixed_code_is_the_same_for_everybody(clients: Clients) -> None:
    await clients.publish_campaign("POPUP_BANNER", coupon={"code": "SPRING-10"})
    for visitor in ("ada", "grace"):
        display = await claimed(clients, visitor)
        assert (display["isGranted"], display["couponCode"]) == (True, "SPRING-10")


async def test_a_visitor_keeps_its_code_however_often_it_is_shown_it(clients: Clients) -> None:
    await make_pool(clients, "ten", "ONE", "TWO", "THREE")
    await clients.publish_campaign("POPUP_BANNER", coupon={"pool": "ten"})
    (offer,) = await offers(clients, "ada")
    (first,) = await claim(clients, "ada", offer)
    (repeated,) = await claim(clients, "ada", offer)
    another_time = await claimed(clients, "ada")
    assert first["couponCode"] in {"ONE", "TWO", "THREE"}
    assert repeated == first
    assert another_time["couponCode"] == first["couponCode"]
    assert await counts(clients, "ten") == (2, 0, 1)


async def test_two_campaigns_give_a_visitor_two_codes_of_one_pool(clients: Clients) -> None:
    await make_pool(clients, "ten", "ONE", "TWO")
    await clients.publish_campaign("POPUP_BANNER", coupon={"pool": "ten"})
    await clients.publish_campaign("NOTIFICATION_BAR", coupon={"pool": "ten"})
    displays = await claim(clients, "ada", *(await offers(clients, "ada")))
    assert {display["couponCode"] for display in displays} == {"ONE", "TWO"}


async def test_ten_codes_go_to_ten_of_thirty_visitors_who_claim_at_once(clients: Clients) -> None:
    pool = [f"CODE-{number}" for number in range(10)]
    await make_pool(clients, "ten", *pool)
    await clients.publish_campaign("POPUP_BANNER", coupon={"pool": "ten"})
    visitors = [f"v{number}" for number in range(30)]
    found = await asyncio.gather(*(offers(clients, visitor) for visitor in visitors))
    claims = await asyncio.gather(
        *(claim(clients, visitor, *offer) for visitor, offer in zip(visitors, found, strict=True))
    )
    displays = [display for (display,) in claims]
    granted = [display["couponCode"] for display in displays if display["isGranted"]]
    assert sorted(granted) == sorted(pool), "each code once, and all of them"
    refused = [display for display in displays if not display["isGranted"]]
    assert {(display["refusedBy"], display["couponCode"]) for display in refused} == {
        ("BUDGET", None)
    }
    assert await counts(clients, "ten") == (0, 0, 10)

    assert await offers(clients, "another") == []
    assert await alerts(clients) == [
        ("COUPON_POOL_EMPTY", "The coupon pool 'Pool ten' has 0 codes left.")
    ]
    added = await add_codes(clients, "ten", "CODE-0", "CODE-10")
    assert added["added"] == 1, "one of them was there before"
    assert await alerts(clients) == []
    assert (await claimed(clients, "another"))["couponCode"] == "CODE-10"


async def test_a_display_that_is_refused_takes_no_code(clients: Clients) -> None:
    await make_pool(clients, "ten", "ONE", "TWO")
    await clients.publish_campaign(
        "POPUP_BANNER", coupon={"pool": "ten"}, frequency={"maximumImpressions": 1}
    )
    tabs = [(await offers(clients, "ada"))[0] for _ in range(2)]
    first, second = await claim(clients, "ada", *tabs)
    assert first["couponCode"]
    assert (second["refusedBy"], second["couponCode"]) == ("FREQUENCY", None)
    assert await counts(clients, "ten") == (1, 0, 1)


async def test_a_reservation_that_runs_out_comes_back_to_all(
    clients: Clients, clock: MovableClock
) -> None:
    await make_pool(clients, "ten", "ONE")
    await clients.publish_campaign(
        "POPUP_BANNER", coupon={"pool": "ten", "reveal": "ON_CONVERSION", "reservedMinutes": 30}
    )
    display = await claimed(clients, "ada")
    assert (display["isGranted"], display["couponCode"]) == (True, None)
    assert await counts(clients, "ten") == (0, 1, 0)
    assert (await claimed(clients, "grace"))["refusedBy"] == "BUDGET"
    assert (await claimed(clients, "ada"))["isGranted"], "it is held for her"
    clock.advance(minutes=30)
    assert await counts(clients, "ten") == (1, 0, 0)
    assert (await claimed(clients, "grace"))["isGranted"]
    assert (await claimed(clients, "ada"))["refusedBy"] == "BUDGET"


async def test_control_visitors_take_no_code(clients: Clients) -> None:
    await make_pool(clients, "ten", *(f"CODE-{number}" for number in range(20)))
    await clients.publish_campaign("POPUP_BANNER", coupon={"pool": "ten"}, controlShare=0.5)
    displays = [await claimed(clients, f"v{number}") for number in range(20)]
    assert {display["control"] for display in displays} == {True, False}
    assert all((display["couponCode"] is None) is display["control"] for display in displays)
    shown = sum(not display["control"] for display in displays)
    assert await counts(clients, "ten") == (20 - shown, 0, shown)


async def test_the_first_tier_whose_segment_the_visitor_is_in_decides(clients: Clients) -> None:
    await clients.publish_segment("vips", VIP)
    await clients.publish_segment("everybody", {"all": []})
    await make_pool(clients, "twenty", "TWENTY-A")
    await clients.publish_campaign(
        "POPUP_BANNER",
        coupon={
            "code": "FIVE",
            "tiers": [
                {"segment": "vips", "pool": "twenty"},
                {"segment": "everybody", "code": "TEN"},
            ],
        },
    )
    await becomes_vip(clients, "ada")
    assert (await claimed(clients, "grace"))["couponCode"] == "TEN"
    assert (await claimed(clients, "ada"))["couponCode"] == "TWENTY-A"


async def test_who_is_in_no_tier_gets_the_offers_own_code(clients: Clients) -> None:
    await clients.publish_segment("vips", VIP)
    await clients.publish_campaign(
        "POPUP_BANNER",
        coupon={"code": "FIVE", "tiers": [{"segment": "vips", "code": "TWENTY"}]},
    )
    assert (await claimed(clients, "ada"))["couponCode"] == "FIVE"
    await becomes_vip(clients, "ada")
    assert (await claimed(clients, "ada"))["couponCode"] == "TWENTY"


async def test_an_empty_pool_doesnt_take_the_code_of_another_tier_away(clients: Clients) -> None:
    await clients.publish_segment("vips", VIP)
    await make_pool(clients, "ten", "TEN-A")
    await clients.publish_campaign(
        "POPUP_BANNER",
        coupon={"pool": "ten", "tiers": [{"segment": "vips", "code": "TWENTY"}]},
    )
    assert (await claimed(clients, "grace"))["couponCode"] == "TEN-A"
    await becomes_vip(clients, "ada")
    assert (await claimed(clients, "ada"))["couponCode"] == "TWENTY"
    assert (await claimed(clients, "another"))["refusedBy"] == "BUDGET"


async def test_a_pool_that_runs_low_is_an_alert_before_it_is_empty(clients: Clients) -> None:
    await make_pool(clients, "ten", "ONE", "TWO", "THREE", low_below=2)
    await make_pool(clients, "twenty", "FOUR")
    await clients.publish_campaign("POPUP_BANNER", coupon={"pool": "ten"})
    assert await alerts(clients) == []
    await claimed(clients, "ada")
    assert await alerts(clients) == [], "two are left, and two are enough"
    await claimed(clients, "grace")
    assert await alerts(clients) == [
        ("COUPON_POOL_LOW", "The coupon pool 'Pool ten' has 1 code left.")
    ]


async def test_every_unusable_field_of_a_new_pool_is_named(clients: Clients) -> None:
    refused = await clients.admin.do(
        "createCouponPool", "CreateCouponPoolInput", "", key="Ten %", name="  ", lowBelow=-1
    )
    assert codes(refused) == [
        ("key", "BAD_KEY"),
        ("name", "BAD_NAME"),
        ("lowBelow", "OUT_OF_RANGE"),
    ]
    assert (await clients.admin.ask("{ couponPools { key } }"))["couponPools"] == []


async def test_a_key_names_one_pool_of_a_store(
    clients: Clients, clients_of_another: Clients
) -> None:
    await make_pool(clients, "ten")
    taken = await clients.admin.do(
        "createCouponPool",
        "CreateCouponPoolInput",
        "... on KeyTaken { key }",
        key="ten",
        name="Again",
    )
    assert (taken["__typename"], taken["key"]) == ("KeyTaken", "ten")
    await make_pool(clients_of_another, "ten", "ONE")
    assert await counts(clients, "ten") == (0, 0, 0)


async def test_codes_that_cant_be_used_are_named_and_none_is_added(clients: Clients) -> None:
    await make_pool(clients, "ten")
    refused = await add_codes(clients, "ten", "GOOD", "", "with space", "x" * 65)
    assert codes(refused) == [
        ("codes.1", "BAD_CODE"),
        ("codes.2", "BAD_CODE"),
        ("codes.3", "BAD_CODE"),
    ]
    assert codes(await add_codes(clients, "ten")) == [("codes", "BATCH_SIZE")]
    too_many = [f"C{number}" for number in range(10_001)]
    assert codes(await add_codes(clients, "ten", *too_many)) == [("codes", "BATCH_SIZE")]
    assert (await add_codes(clients, "eleven", "GOOD"))["__typename"] == "NotFound"
    assert await counts(clients, "ten") == (0, 0, 0)


async def created(clients: Clients, **definition: Any) -> Any:
    definition.setdefault("variants", [variant_of("POPUP_BANNER")])
    return await clients.admin.do(
        "createCampaign",
        "CreateCampaignInput",
        "",
        name="A campaign",
        type="POPUP_BANNER",
        definition=definition,
    )


async def test_a_campaign_names_pools_and_segments_of_its_own_store_only(
    clients: Clients, clients_of_another: Clients
) -> None:
    await make_pool(clients_of_another, "ten", "ONE")
    refused = await created(
        clients,
        coupon={"pool": "ten", "tiers": [{"segment": "nobody", "pool": "twenty"}]},
    )
    assert [code for _, code in codes(refused)] == [
        "UNKNOWN_SEGMENT",
        "UNKNOWN_POOL",
        "UNKNOWN_POOL",
    ]
    assert all(path.startswith("definition.coupon") for path, _ in codes(refused))
    assert "'ten'" in refused["problems"][1]["message"]
    assert "'twenty'" in refused["problems"][2]["message"]


@pytest.mark.parametrize(
    "coupon", [{}, {"code": "SPRING", "pool": "ten"}, {"code": "with space"}, {"pool": "Ten %"}]
)
async def test_a_coupon_is_a_code_or_a_pool(clients: Clients, coupon: dict[str, Any]) -> None:
    await make_pool(clients, "ten", "ONE")
    refused = codes(await created(clients, coupon=coupon))
    assert len(refused) == 1
    assert refused[0][0].startswith("definition.coupon")
