"""Sign-ups: what is entered, what is agreed to, whose address counts, and what a visitor gets for it."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

import pytest

from documents.stores import StoreDocument
from tests.api.test_bad_input import codes, stored
from tests.api.test_coupons import add_codes, alerts, counts, make_pool
from tests.api.test_displays import claim
from tests.conftest import MovableClock
from tests.graphql_client import CONTENTS, Clients

ANSWER = """... on EmailCaptured {
  thankYou { text } couponCode prize { key label } needsConfirmation
}"""
PLAIN = {
    "__typename": "EmailCaptured",
    "thankYou": {"text": "Thank you"},
    "couponCode": None,
    "prize": None,
    "needsConfirmation": False,
}
WITH_CODE = {"text": "Thank you{{couponCode}}"}
CONFIRM = {"doubleOptIn": {"expiresAfterHours": 2}}
STEPS: list[dict[str, Any]] = [
    {
        "title": "About you",
        "description": "So that we know what to call you.",
        "nextLabel": "Next",
        "fields": [
            {
                "key": "first",
                "kind": "FIRST_NAME",
                "label": "First name",
                "placeholder": "Ada",
                "isRequired": True,
                "options": [],
            },
            {"key": "last", "kind": "LAST_NAME", "label": "Last name"},
            {"key": "born", "kind": "BIRTH_DATE", "label": "Birthday"},
            {"key": "phone", "kind": "PHONE", "label": "Telephone"},
        ],
    },
    {
        "fields": [
            {
                "key": "shoe-size",
                "kind": "CHOICE",
                "label": "Size",
                "options": [{"key": "s", "label": "Small"}, {"key": "m", "label": "Middle"}],
            },
            {"key": "wish", "kind": "TEXT", "label": "Wish", "savesAs": "dearestWish"},
            {"key": "adult", "kind": "CHECKBOX", "label": "I am 18", "isRequired": True},
        ],
    },
]
ENTRIES: list[dict[str, Any]] = [
    {"field": "first", "text": " Ada "},
    {"field": "last", "text": "Lovelace"},
    {"field": "born", "text": "1990-12-10"},
    {"field": "phone", "text": "+90 (212) 555-01.01"},
    {"field": "shoe-size", "text": "m"},
    {"field": "wish", "text": ""},
    {"field": "adult", "flag": True},
]


def content_of(**changes: Any) -> dict[str, Any]:
    return {"emailCollection": {**CONTENTS["EMAIL_COLLECTION"]["emailCollection"], **changes}}


def variants_of(**changes: Any) -> list[dict[str, Any]]:
    return [{"translations": [{"locale": "en", "content": content_of(**changes)}]}]


async def publish(clients: Clients, coupon: dict[str, Any] | None = None, **content: Any) -> str:
    """Publish a form with this content, which comes back after a sign-up."""
    return await clients.publish_campaign(
        "EMAIL_COLLECTION",
        coupon=coupon,
        frequency={"stopAfterConversion": False},
        variants=variants_of(**content),
    )


async def offer_to(clients: Clients, visitor_id: str) -> dict[str, Any]:
    """Let the visitor be seen, and return the only form there is."""
    await clients.track(visitor_id, {"pageView": {"id": "seen", "page": "HOME"}})
    (offer,) = await clients.eligible(visitor_id, types=["EMAIL_COLLECTION"])
    return offer


async def send(clients: Clients, visitor_id: str, offer: dict[str, Any], **given: Any) -> Any:
    return await clients.storefront.do(
        "captureEmail",
        "CaptureEmailInput",
        ANSWER,
        **{
            "visitorId": visitor_id,
            "decisionId": offer["decisionId"],
            "email": "ada@example.com",
            "consentGiven": True,
            **given,
        },
    )


async def sign_up(clients: Clients, visitor_id: str, **given: Any) -> Any:
    return await send(clients, visitor_id, await offer_to(clients, visitor_id), **given)


async def confirm(clients: Clients, token: str) -> Any:
    return await clients.storefront.do("confirmEmail", "ConfirmEmailInput", ANSWER, token=token)


async def captures(clients: Clients) -> list[dict[str, Any]]:
    """Every sign-up that was kept, the newest first."""
    data = await clients.admin.ask(
        """{ emailCaptures(first: 100) { edges { node {
          visitorId campaignVersion email typedEmail fields { field text flag }
          consentText consentUrl consentVersion capturedAt
          confirmBefore confirmedAt confirmationToken isSuppressed prize couponCode
        } } } }"""
    )
    return [edge["node"] for edge in data["emailCaptures"]["edges"]]


async def token_of(clients: Clients) -> str:
    """What the shop sends to the address that was left last."""
    token: str = (await captures(clients))[0]["confirmationToken"]
    assert token
    return token


async def is_subscriber(clients: Clients, visitor_id: str) -> bool:
    data = await clients.admin.ask(
        "query($id: ID!) { visitor(id: $id) { isEmailSubscriber } }", id=visitor_id
    )
    subscribed: bool = data["visitor"]["isEmailSubscriber"]
    return subscribed


# What is asked for beside the address


async def test_a_form_arrives_step_by_step_as_it_was_set(clients: Clients) -> None:
    await publish(clients, steps=STEPS)
    data = await clients.storefront.ask(
        """{ eligibleCampaigns(visitorId: "v") { campaign { ... on EmailCollection {
          steps { title description nextLabel fields {
            key kind label placeholder isRequired options { key label }
          } }
          consent { text url version }
        } } } }"""
    )
    campaign = data["eligibleCampaigns"][0]["campaign"]
    assert campaign["consent"] == {
        "text": "I agree to the monthly letter.",
        "url": "/privacy",
        "version": None,
    }
    empty_step = {"title": None, "description": None, "nextLabel": None}
    empty_field: dict[str, Any] = {"placeholder": None, "isRequired": False, "options": []}
    assert campaign["steps"] == [
        {
            **empty_step,
            **step,
            "fields": [
                {**empty_field, **{name: v for name, v in field.items() if name != "savesAs"}}
                for field in step["fields"]
            ],
        }
        for step in STEPS
    ]


async def test_entries_become_traits_and_attributes_that_rules_ask_for(clients: Clients) -> None:
    await publish(clients, steps=STEPS)
    size = {"trait": {"name": "shoe_size", "operator": "EQUAL", "value": {"text": "m"}}}
    age = {"attribute": {"name": "AGE", "operator": "EQUAL", "value": {"number": 35}}}
    adult = {"trait": {"name": "adult", "operator": "EQUAL", "value": {"flag": True}}}
    await clients.publish_campaign("POPUP_BANNER", audience={"all": [size, age, adult]})
    assert await clients.eligible_types("v", types=["POPUP_BANNER"]) == []

    assert await sign_up(clients, "v", fields=ENTRIES) == PLAIN
    assert await clients.eligible_types("v", types=["POPUP_BANNER"]) == ["POPUP_BANNER"]
    data = await clients.admin.ask('{ visitor(id: "v") { profile { birthDate traits } } }')
    assert data["visitor"]["profile"] == {
        "birthDate": "1990-12-10T00:00:00+00:00",
        "traits": {
            "firstName": "Ada",
            "lastName": "Lovelace",
            "phone": "+902125550101",
            "shoe_size": "m",
            "adult": True,
        },
    }
    (kept,) = await captures(clients)
    assert kept["fields"] == [
        {"field": "first", "text": "Ada", "flag": None},
        {"field": "last", "text": "Lovelace", "flag": None},
        {"field": "born", "text": "1990-12-10", "flag": None},
        {"field": "phone", "text": "+902125550101", "flag": None},
        {"field": "shoe-size", "text": "m", "flag": None},
        {"field": "adult", "text": None, "flag": True},
    ]


async def test_a_field_is_kept_as_the_trait_that_it_names(clients: Clients) -> None:
    await publish(clients, steps=STEPS)
    entries = [entry for entry in ENTRIES if entry["field"] in {"first", "adult"}]
    await sign_up(clients, "v", fields=[*entries, {"field": "wish", "text": "Tea"}])
    data = await clients.admin.ask('{ visitor(id: "v") { profile { birthDate traits } } }')
    assert data["visitor"]["profile"] == {
        "birthDate": None,
        "traits": {"firstName": "Ada", "adult": True, "dearestWish": "Tea"},
    }


async def test_all_that_is_wrong_is_named_at_once_and_nothing_is_stored(
    clients: Clients, store: StoreDocument
) -> None:
    await publish(clients, steps=STEPS, refusesDisposable=True)
    offer = await offer_to(clients, "v")
    before = await stored(store)
    refused = await send(
        clients,
        "v",
        offer,
        email="ada@nowhere",
        consentGiven=False,
        fields=[
            {"field": "last", "text": "Lovelace"},
            {"field": "last", "text": "Byron"},
            {"field": "middle", "text": "King"},
            {"field": "born", "text": "2026-03-15"},
            {"field": "phone", "text": "555"},
            {"field": "shoe-size", "text": "xl"},
            {"field": "wish", "flag": True},
            {"field": "adult", "text": "yes"},
        ],
    )
    assert codes(refused) == [
        ("email", "NOT_AN_EMAIL_ADDRESS"),
        ("consentGiven", "CONSENT_REQUIRED"),
        ("fields.1.field", "GIVEN_TWICE"),
        ("fields.2.field", "UNKNOWN_FIELD"),
        ("fields.3.text", "NOT_A_BIRTH_DATE"),
        ("fields.4.text", "NOT_A_PHONE_NUMBER"),
        ("fields.5.text", "UNKNOWN_OPTION"),
        ("fields.6.text", "WRONG_KIND"),
        ("fields.7.flag", "WRONG_KIND"),
        ("fields", "REQUIRED"),
    ]
    assert "'first'" in refused["problems"][-1]["message"]
    assert await stored(store) == before
    assert not await is_subscriber(clients, "v")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"field": "first", "text": " "}, ("fields", "REQUIRED")),
        ({"field": "first", "text": "two\nlines"}, ("fields.0.text", "BAD_TEXT")),
        ({"field": "first", "text": "x" * 501}, ("fields.0.text", "BAD_TEXT")),
        ({"field": "adult", "flag": False}, ("fields", "REQUIRED")),
        ({"field": "born", "text": "1899-12-31"}, ("fields.0.text", "NOT_A_BIRTH_DATE")),
        ({"field": "born", "text": "10.12.1990"}, ("fields.0.text", "NOT_A_BIRTH_DATE")),
    ],
)
async def test_an_entry_that_doesnt_fit_its_field(
    clients: Clients, entry: dict[str, Any], expected: tuple[str, str]
) -> None:
    await publish(clients, steps=STEPS)
    others = [e for e in ENTRIES if e["field"] != entry["field"]]
    assert codes(await sign_up(clients, "v", fields=[entry, *others])) == [expected]
    assert await captures(clients) == []


# Consent and addresses


async def test_consent_is_kept_as_it_was_shown_whatever_it_says_later(clients: Clients) -> None:
    consent = {"text": "Write to me.", "url": "/consent", "version": "2026-03"}
    campaign_id = await publish(clients, consent=consent)
    offer = await offer_to(clients, "early")
    updated = await clients.admin.do(
        "updateCampaign",
        "UpdateCampaignInput",
        "... on CampaignChanged { campaign { revision } }",
        id=campaign_id,
        revision=2,
        definition={"variants": variants_of(consent={"text": "Write often.", "version": "2"})},
    )
    await clients.admin.do(
        "publishCampaign",
        "CampaignRevisionInput",
        "",
        id=campaign_id,
        revision=updated["campaign"]["revision"],
    )
    await send(clients, "early", offer)
    await sign_up(clients, "late", email="grace@example.com")
    late, early = await captures(clients)
    shown = ("campaignVersion", "consentText", "consentUrl", "consentVersion")
    assert [early[name] for name in shown] == [1, "Write to me.", "/consent", "2026-03"]
    assert [late[name] for name in shown] == [2, "Write often.", None, "2"]
    assert early["capturedAt"] == "2026-03-14T12:00:00+00:00"


async def test_spellings_of_one_address_are_one_address(clients: Clients) -> None:
    await publish(clients)
    offer = await offer_to(clients, "v")
    spellings = ["Ada@BÜCHER.com", "ada@bücher.com", "ADA@xn--bcher-kva.com"]
    for spelling in spellings:
        assert await send(clients, "v", offer, email=spelling) == PLAIN
    (kept,) = await captures(clients)
    assert (kept["email"], kept["typedEmail"]) == ("ada@bücher.com", "Ada@BÜCHER.com")


async def test_addresses_that_dont_last_are_refused_only_where_that_is_set(
    clients: Clients,
) -> None:
    await publish(clients)
    assert await sign_up(clients, "v", email="ada@mailinator.com") == PLAIN
    (campaign,) = await clients.eligible("v")
    await clients.admin.do(
        "pauseCampaign", "CampaignRevisionInput", "", id=campaign["campaign"]["id"], revision=2
    )
    await publish(clients, refusesDisposable=True)
    refused = await sign_up(clients, "v", email="ada@Mailinator.com")
    assert codes(refused) == [("email", "DISPOSABLE_ADDRESS")]
    assert await sign_up(clients, "v", email="ada@example.com") == PLAIN


@pytest.mark.parametrize("more", [{}, CONFIRM], ids=["at once", "after a confirmation"])
async def test_nobody_can_tell_a_known_address_from_a_new_one(
    clients: Clients, more: dict[str, Any]
) -> None:
    await publish(clients, {"code": "SPRING", "reveal": "ON_CONVERSION"}, **more)
    first = await sign_up(clients, "ada", email="ada@example.com")
    if more:
        assert (await confirm(clients, await token_of(clients)))["couponCode"] == "SPRING"
    answers = [
        await sign_up(clients, visitor, email=email)
        for visitor, email in (
            ("ada", "ada@example.com"),
            ("mallory", "ada@example.com"),
            ("grace", "grace@example.com"),
        )
    ]
    assert answers == [first, first, first]
    assert first["needsConfirmation"] is bool(more)


async def test_a_known_address_gets_the_code_that_it_got_before(clients: Clients) -> None:
    await make_pool(clients, "ten", "ONE", "TWO")
    await publish(clients, {"pool": "ten", "reveal": "ON_CONVERSION"}, thankYou=WITH_CODE)
    first = await sign_up(clients, "telephone")
    assert first["couponCode"] in {"ONE", "TWO"}
    assert await sign_up(clients, "telephone") == first
    assert await sign_up(clients, "computer", email="Ada@Example.com") == first
    assert await counts(clients, "ten") == (1, 0, 1)
    other = await sign_up(clients, "grace", email="grace@example.com")
    assert {first["couponCode"], other["couponCode"]} == {"ONE", "TWO"}


async def test_each_code_goes_with_one_of_the_sign_ups_that_come_at_once(clients: Clients) -> None:
    await make_pool(clients, "ten", "ONE", "TWO", "THREE", "FOUR")
    await publish(clients, {"pool": "ten", "reveal": "ON_CONVERSION"})
    visitors = [f"v{number}" for number in range(12)]
    found = [await offer_to(clients, visitor) for visitor in visitors]
    answers = await asyncio.gather(
        *(
            send(clients, visitor, offer, email=f"{visitor}@example.com")
            for visitor, offer in zip(visitors, found, strict=True)
        )
    )
    assert {answer["__typename"] for answer in answers} == {"EmailCaptured"}
    given = sorted(answer["couponCode"] for answer in answers if answer["couponCode"])
    assert given == ["FOUR", "ONE", "THREE", "TWO"]
    kept = [capture["couponCode"] for capture in await captures(clients)]
    assert sorted(code for code in kept if code) == given
    assert len(kept) == 12


# Confirmation by the owner


async def test_an_address_counts_once_its_owner_has_confirmed_it(
    clients: Clients, clock: MovableClock
) -> None:
    coupon = {"code": "SPRING", "reveal": "ON_CONVERSION"}
    await publish(clients, coupon, thankYou=WITH_CODE, **CONFIRM)
    assert await sign_up(clients, "v") == {**PLAIN, "needsConfirmation": True}
    assert not await is_subscriber(clients, "v")
    (waiting,) = await captures(clients)
    assert waiting["confirmBefore"] == "2026-03-14T14:00:00+00:00"
    assert (waiting["confirmedAt"], waiting["couponCode"]) == (None, None)

    clock.advance(hours=1)
    confirmed = await confirm(clients, waiting["confirmationToken"])
    assert confirmed == {
        **PLAIN,
        "thankYou": {"text": "Thank youSPRING"},
        "couponCode": "SPRING",
    }
    assert await is_subscriber(clients, "v")
    (kept,) = await captures(clients)
    assert kept["confirmedAt"] == "2026-03-14T13:00:00+00:00"
    assert kept["couponCode"] == "SPRING"
    assert kept["confirmationToken"] is None, "there is nothing to confirm any more"

    clock.advance(days=1)
    assert await confirm(clients, waiting["confirmationToken"]) == confirmed
    assert await captures(clients) == [kept]


async def test_only_the_admin_api_has_what_confirms_an_address(clients: Clients) -> None:
    await publish(clients, **CONFIRM)
    offer = await offer_to(clients, "v")
    error = await clients.storefront.refused(
        """mutation($input: CaptureEmailInput!) { captureEmail(input: $input) {
          ... on EmailCaptured { confirmationToken }
        } }""",
        input={
            "visitorId": "v",
            "decisionId": offer["decisionId"],
            "email": "ada@example.com",
            "consentGiven": True,
        },
    )
    assert "confirmationToken" in error["message"]
    assert await captures(clients) == []


async def test_a_confirmation_comes_too_late_when_the_hours_are_over(
    clients: Clients, clock: MovableClock
) -> None:
    await publish(clients, **CONFIRM)
    await sign_up(clients, "ada")
    late = await token_of(clients)
    clock.advance(minutes=1)
    await sign_up(clients, "grace", email="grace@example.com")
    in_time = await token_of(clients)
    clock.advance(minutes=119)
    assert codes(await confirm(clients, late)) == [("token", "BAD_TOKEN")]
    assert (await confirm(clients, in_time))["__typename"] == "EmailCaptured"
    assert not await is_subscriber(clients, "ada")
    assert await is_subscriber(clients, "grace")


async def test_made_up_links_confirm_nothing(clients: Clients, clients_of_another: Clients) -> None:
    for shop in (clients, clients_of_another):
        await publish(shop, **CONFIRM)
        await sign_up(shop, "v")
    own, foreign = await token_of(clients), await token_of(clients_of_another)
    payload, _, signature = own.partition(".")
    forged = f"{foreign.partition('.')[0]}.{signature}"
    for token in ("", "made-up", payload, own[:-1], forged, foreign):
        assert codes(await confirm(clients, token)) == [("token", "BAD_TOKEN")], token
    assert not await is_subscriber(clients, "v")
    assert not await is_subscriber(clients_of_another, "v")


async def test_an_address_confirmed_by_two_visitors_gets_one_code(clients: Clients) -> None:
    await make_pool(clients, "ten", "ONE", "TWO")
    await publish(clients, {"pool": "ten", "reveal": "ON_CONVERSION"}, **CONFIRM)
    await sign_up(clients, "telephone")
    first = await confirm(clients, await token_of(clients))
    await sign_up(clients, "computer")
    assert await confirm(clients, await token_of(clients)) == first
    assert await counts(clients, "ten") == (1, 0, 1)
    assert await is_subscriber(clients, "computer")


async def test_the_last_code_goes_with_a_confirmation(clients: Clients) -> None:
    await make_pool(clients, "ten", "ONE")
    await publish(clients, {"pool": "ten", "reveal": "ON_CONVERSION"}, **CONFIRM)
    await sign_up(clients, "v")
    assert await counts(clients, "ten") == (1, 0, 0)
    assert (await confirm(clients, await token_of(clients)))["couponCode"] == "ONE"
    assert await clients.eligible_types("another") == []


# Addresses that are to be left alone


async def suppress(clients: Clients, *emails: str, lift: bool = False) -> Any:
    mutation = "liftSuppressions" if lift else "suppressEmails"
    more = {} if lift else {"reason": "bounced"}
    return await clients.admin.do(
        mutation,
        f"{mutation[0].upper()}{mutation[1:]}Input",
        "... on SuppressionsChanged { changed }",
        emails=list(emails),
        **more,
    )


async def suppressed(clients: Clients) -> list[tuple[str, str]]:
    data = await clients.admin.ask("{ suppressions { edges { node { email reason } } } }")
    return [(e["node"]["email"], e["node"]["reason"]) for e in data["suppressions"]["edges"]]


async def test_a_suppressed_address_is_answered_as_any_other_and_isnt_subscribed(
    clients: Clients,
) -> None:
    await publish(clients, {"code": "SPRING", "reveal": "ON_CONVERSION"})
    assert (await suppress(clients, "Ada@Example.com", "bob@example.com"))["changed"] == 2
    assert (await suppress(clients, "ada@example.com"))["changed"] == 0
    assert set(await suppressed(clients)) == {
        ("ada@example.com", "bounced"),
        ("bob@example.com", "bounced"),
    }
    answer = await sign_up(clients, "ada", email="ADA@example.com")
    assert answer == await sign_up(clients, "grace", email="grace@example.com")
    assert answer["couponCode"] == "SPRING"
    assert not await is_subscriber(clients, "ada")
    assert await is_subscriber(clients, "grace")
    kept = {capture["visitorId"]: capture["isSuppressed"] for capture in await captures(clients)}
    assert kept == {"ada": True, "grace": False}

    assert (await suppress(clients, "ada@EXAMPLE.com", lift=True))["changed"] == 1
    assert (await suppress(clients, "ada@example.com", lift=True))["changed"] == 0
    assert await suppressed(clients) == [("bob@example.com", "bounced")]
    await sign_up(clients, "again", email="ada@example.com")
    assert await is_subscriber(clients, "again")


async def test_a_suppressed_address_has_nothing_to_confirm(clients: Clients) -> None:
    await publish(clients, **CONFIRM)
    await suppress(clients, "ada@example.com")
    assert await sign_up(clients, "v") == {**PLAIN, "needsConfirmation": True}
    (kept,) = await captures(clients)
    assert (kept["isSuppressed"], kept["confirmationToken"]) == (True, None)


async def test_what_is_suppressed_before_it_is_confirmed_isnt_subscribed(
    clients: Clients,
) -> None:
    await publish(clients, **CONFIRM)
    await sign_up(clients, "v")
    token = await token_of(clients)
    await suppress(clients, "ada@example.com")
    assert (await confirm(clients, token))["__typename"] == "EmailCaptured"
    assert not await is_subscriber(clients, "v")
    assert (await captures(clients))[0]["isSuppressed"] is True


async def test_a_list_to_suppress_is_taken_whole_or_not_at_all(
    clients: Clients, clients_of_another: Clients
) -> None:
    refused = await suppress(clients, "ada@example.com", "ada", "@example.com")
    assert codes(refused) == [
        ("emails.1", "NOT_AN_EMAIL_ADDRESS"),
        ("emails.2", "NOT_AN_EMAIL_ADDRESS"),
    ]
    assert codes(await suppress(clients)) == [("emails", "BATCH_SIZE")]
    assert await suppressed(clients) == []
    await suppress(clients_of_another, "ada@example.com")
    await publish(clients)
    await sign_up(clients, "v")
    assert await is_subscriber(clients, "v"), "it was another store that suppressed the address"


# Coupons


async def test_a_code_is_held_at_the_display_and_learnt_with_the_sign_up(
    clients: Clients, clock: MovableClock
) -> None:
    await make_pool(clients, "ten", "ONE")
    coupon = {"pool": "ten", "reveal": "ON_CONVERSION", "reservedMinutes": 30}
    await publish(clients, coupon, thankYou={"text": "Your code: {{couponCode|none left}}"})
    assert await counts(clients, "ten") == (1, 0, 0)

    slow = await offer_to(clients, "slow")
    (display,) = await claim(clients, "slow", slow)
    assert (display["isGranted"], display["couponCode"]) == (True, None)
    assert await counts(clients, "ten") == (0, 1, 0)
    quick = await offer_to(clients, "quick")
    (display,) = await claim(clients, "quick", quick)
    assert display["refusedBy"] == "BUDGET"

    clock.advance(minutes=30)
    assert await counts(clients, "ten") == (1, 0, 0)
    (display,) = await claim(clients, "quick", quick)
    assert display["isGranted"]
    assert await counts(clients, "ten") == (0, 1, 0)
    clock.advance(minutes=29)
    answer = await send(clients, "quick", quick, email="quick@example.com")
    assert answer["couponCode"] == "ONE"
    assert answer["thankYou"] == {"text": "Your code: ONE"}
    assert await counts(clients, "ten") == (0, 0, 1)
    assert await alerts(clients) == [
        ("COUPON_POOL_EMPTY", "The coupon pool 'Pool ten' has 0 codes left.")
    ]
    assert await clients.eligible_types("another") == []

    answer = await send(clients, "slow", slow, email="slow@example.com")
    assert answer["couponCode"] is None
    assert answer["thankYou"] == {"text": "Your code: none left"}
    assert await is_subscriber(clients, "slow"), "the sign-up counts without a code as well"


async def test_the_thanks_hold_the_code_only_once_the_form_is_sent(clients: Clients) -> None:
    coupon = {"code": "SPRING", "reveal": "ON_CONVERSION"}
    await publish(clients, coupon, thankYou=WITH_CODE)
    response = await clients.storefront.send(
        """{ eligibleCampaigns(visitorId: "v") { campaign { ... on EmailCollection {
          thankYou { text }
        } } } }"""
    )
    assert "Thank you" in response.text
    assert "SPRING" not in response.text
    answer = await sign_up(clients, "v")
    assert answer["thankYou"] == {"text": "Thank youSPRING"}


# The wheel of fortune


def slices(*parts: tuple[str, int, dict[str, Any] | None]) -> dict[str, Any]:
    return {
        "slices": [
            {"key": key, "label": f"The {key}", "weight": weight, "coupon": coupon}
            for key, weight, coupon in parts
        ]
    }


NOTHING = ("nothing", 1, None)


async def test_the_wheel_stops_by_weight_and_always_where_it_stopped_before(
    clients: Clients,
) -> None:
    parts = (
        ("ten", 4, {"code": "TEN"}),
        ("five", 1, {"code": "FIVE"}),
        NOTHING,
        ("never", 0, {"code": "NEVER"}),
    )
    await publish(clients, wheel=slices(*parts), thankYou=WITH_CODE)
    visitors = [f"v{number}" for number in range(60)]

    async def turn(visitor: str) -> Any:
        return await sign_up(clients, visitor, email=f"{visitor}@example.com")

    answers = []
    for start in range(0, len(visitors), 10):
        answers += await asyncio.gather(
            *(turn(visitor) for visitor in visitors[start : start + 10])
        )
    won = {"ten": "TEN", "five": "FIVE", "nothing": None}
    for answer in answers:
        key = answer["prize"]["key"]
        assert answer["prize"]["label"] == f"The {key}"
        assert answer["couponCode"] == won[key]
        assert answer["thankYou"] == {"text": f"Thank you{won[key] or ''}"}
    drawn = Counter(answer["prize"]["key"] for answer in answers)
    # By weight 40 of 60 are expected; fewer than 26 come once in 20,000 runs.
    assert set(drawn) == {"ten", "five", "nothing"}
    assert drawn["ten"] > 25

    for visitor, answer in list(zip(visitors, answers, strict=True))[:5]:
        assert await turn(visitor) == answer
        another_address = await sign_up(clients, visitor, email=f"{visitor}@example.net")
        assert another_address["prize"] == answer["prize"]
    kept = {capture["visitorId"]: capture["prize"] for capture in await captures(clients)}
    assert kept == {v: a["prize"]["key"] for v, a in zip(visitors, answers, strict=True)}


async def test_the_storefront_sees_the_slices_and_not_what_is_behind_them(
    clients: Clients,
) -> None:
    await publish(clients, wheel=slices(("ten", 7, {"code": "SECRET"}), NOTHING))
    query = """{ eligibleCampaigns(visitorId: "v") { campaign { ... on EmailCollection {
      wheel { slices { key label } }
    } } } }"""
    data = await clients.storefront.ask(query)
    assert data["eligibleCampaigns"][0]["campaign"]["wheel"] == {
        "slices": [
            {"key": "ten", "label": "The ten"},
            {"key": "nothing", "label": "The nothing"},
        ]
    }
    for hidden in ("weight", "coupon { code }"):
        await clients.storefront.refused(query.replace("label", hidden))


async def test_a_slice_whose_codes_have_run_out_isnt_drawn(clients: Clients) -> None:
    await make_pool(clients, "ten", "ONE")
    # All but one of 10,001 turns would stop at the first slice.
    wheel = slices(("ten", 10_000, {"pool": "ten"}), NOTHING)
    await publish(clients, wheel=wheel)
    first = await sign_up(clients, "first", email="first@example.com")
    assert (first["prize"]["key"], first["couponCode"]) == ("ten", "ONE")
    second = await sign_up(clients, "second", email="second@example.com")
    assert (second["prize"]["key"], second["couponCode"]) == ("nothing", None)
    await add_codes(clients, "ten", "TWO")
    third = await sign_up(clients, "third", email="third@example.com")
    assert (third["prize"]["key"], third["couponCode"]) == ("ten", "TWO")
    assert await sign_up(clients, "second", email="second@example.com") == second


async def test_nothing_is_won_where_every_pool_has_run_out(clients: Clients) -> None:
    await make_pool(clients, "ten")
    await make_pool(clients, "five")
    await publish(clients, wheel=slices(("ten", 1, {"pool": "ten"}), ("five", 1, {"pool": "five"})))
    assert await sign_up(clients, "v") == PLAIN


async def test_the_wheel_turns_once_the_owner_has_confirmed(clients: Clients) -> None:
    await publish(
        clients, wheel=slices(("ten", 1, {"code": "A"}), ("x", 1, {"code": "B"})), **CONFIRM
    )
    assert await sign_up(clients, "v") == {**PLAIN, "needsConfirmation": True}
    confirmed = await confirm(clients, await token_of(clients))
    assert (confirmed["prize"]["key"], confirmed["couponCode"]) in {("ten", "A"), ("x", "B")}


@pytest.mark.parametrize(
    "parts",
    [
        (NOTHING, ("neither", 1, None)),
        (NOTHING, ("never", 0, {"code": "NEVER"})),
    ],
    ids=["no coupons", "a coupon that is never drawn"],
)
async def test_a_wheel_with_nothing_to_win_isnt_published(
    clients: Clients, parts: tuple[tuple[str, int, dict[str, Any] | None], ...]
) -> None:
    created = await clients.admin.do(
        "createCampaign",
        "CreateCampaignInput",
        "... on CampaignChanged { campaign { id } }",
        name="A wheel",
        type="EMAIL_COLLECTION",
        definition={"variants": variants_of(wheel=slices(*parts))},
    )
    refused = await clients.admin.do(
        "publishCampaign",
        "CampaignRevisionInput",
        "",
        id=created["campaign"]["id"],
        revision=1,
    )
    where = "definition.variants.0.translations.0.content.emailCollection.wheel"
    assert codes(refused) == [(where, "NOTHING_TO_WIN")]


# Under test


async def test_under_test_all_is_answered_and_nothing_is_stored(
    clients: Clients, store: StoreDocument
) -> None:
    await make_pool(clients, "ten", "ONE")
    created = await clients.admin.do(
        "createCampaign",
        "CreateCampaignInput",
        "... on CampaignChanged { campaign { id } }",
        name="Under test",
        type="EMAIL_COLLECTION",
        definition={
            "variants": variants_of(
                thankYou=WITH_CODE,
                steps=STEPS,
                wheel=slices(("ten", 1, {"pool": "ten"}), ("x", 1, {"pool": "ten"})),
            )
        },
    )
    begun = await clients.admin.do(
        "testCampaign",
        "CampaignRevisionInput",
        "... on CampaignChanged { campaign { testVersion } }",
        id=created["campaign"]["id"],
        revision=1,
    )
    assert begun["__typename"] == "CampaignChanged", begun
    made = await clients.admin.do(
        "createTestToken", "CreateTestTokenInput", "... on TestTokenCreated { token }"
    )
    assert await clients.eligible("tester") == []
    data = await clients.storefront.ask(
        """query($token: String!) { eligibleCampaigns(visitorId: "tester", testToken: $token) {
          decisionId isTest
        } }""",
        token=made["token"],
    )
    (offer,) = data["eligibleCampaigns"]
    assert offer["isTest"] is True

    (display,) = await claim(clients, "tester", offer)
    assert display["isGranted"]
    answer = await send(clients, "tester", offer, fields=ENTRIES)
    assert answer["prize"]["key"] in {"ten", "x"}
    assert answer["couponCode"] == "TEST-CODE"
    assert answer["thankYou"] == {"text": "Thank youTEST-CODE"}
    refused = await send(clients, "tester", offer, fields=[], email="ada")
    assert codes(refused) == [
        ("email", "NOT_AN_EMAIL_ADDRESS"),
        ("fields", "REQUIRED"),
        ("fields", "REQUIRED"),
    ]
    assert set((await stored(store)).values()) == {0}
    assert await counts(clients, "ten") == (1, 0, 0)
