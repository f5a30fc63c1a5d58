"""A storefront's day over HTTP: track, ask, capture, answer, ask again, for all five types."""

from __future__ import annotations

from typing import Any

from tests.conftest import MovableClock
from tests.graphql_client import Clients

ORDERS_ABOVE_0 = {
    "orders": {"name": "COUNT", "operator": "GREATER_OR_EQUAL", "value": {"number": 1}}
}


def product_views(count: int, start: int = 0) -> list[dict[str, Any]]:
    return [
        {"productView": {"id": f"view-{start + i}", "productId": "tea-pot", "category": "kitchen"}}
        for i in range(count)
    ]


def purchase(number: str, total: str = "20.00", **more: Any) -> dict[str, Any]:
    return {
        "purchase": {
            "id": f"event-{number}",
            "orderNumber": number,
            "total": total,
            "units": 2,
            **more,
        }
    }


async def test_popup_banner_appears_with_the_behaviour_it_is_for(clients: Clients) -> None:
    await clients.publish_campaign(
        "POPUP_BANNER",
        audience={
            "all": [
                {
                    "behaviour": {
                        "event": "PRODUCT_VIEW",
                        "where": [
                            {
                                "property": "category",
                                "operator": "EQUAL",
                                "value": {"text": "kitchen"},
                            }
                        ],
                        "window": {"last": {"amount": 7, "unit": "DAYS"}},
                        "operator": "GREATER_OR_EQUAL",
                        "value": {"number": 3},
                    }
                },
                {"not": ORDERS_ABOVE_0},
            ]
        },
    )
    assert await clients.eligible_types("visitor") == []

    await clients.track("visitor", *product_views(2))
    assert await clients.eligible_types("visitor") == []

    await clients.track("visitor", *product_views(1, start=2))
    assert await clients.eligible_types("visitor") == ["POPUP_BANNER"]

    tracked = await clients.track("visitor", purchase("1001"))
    assert tracked == {"__typename": "EventsTracked", "stored": 1, "repeated": 0}
    assert await clients.eligible_types("visitor") == []


async def test_behaviour_leaves_its_window_with_time(clients: Clients, clock: MovableClock) -> None:
    await clients.publish_campaign(
        "NOTIFICATION_BAR",
        audience={
            "behaviour": {
                "event": "PRODUCT_VIEW",
                "window": {"last": {"amount": 2, "unit": "DAYS"}},
                "operator": "GREATER_OR_EQUAL",
                "value": {"number": 1},
            }
        },
    )
    await clients.track("visitor", *product_views(1))
    assert await clients.eligible_types("visitor") == ["NOTIFICATION_BAR"]

    clock.advance(days=1)
    assert await clients.eligible_types("visitor") == ["NOTIFICATION_BAR"]

    clock.advance(days=1)
    assert await clients.eligible_types("visitor") == []


async def test_email_collection_ends_with_the_address(clients: Clients) -> None:
    await clients.publish_campaign(
        "EMAIL_COLLECTION",
        frequency={"stopAfterConversion": False},
        audience={
            "attribute": {"name": "EMAIL_SUBSCRIBER", "operator": "EQUAL", "value": {"flag": False}}
        },
    )
    await clients.track("visitor", *product_views(1))
    (offer,) = await clients.eligible("visitor")
    assert offer["campaign"]["type"] == "EMAIL_COLLECTION"

    captured = await capture(clients, offer, email="Ada@Example.COM")
    assert captured == {"__typename": "EmailCaptured", "thankYou": {"text": "Thank you"}}
    assert await clients.eligible_types("visitor") == []

    assert await capture(clients, offer, email="ada@example.com") == captured
    data = await clients.admin.ask(
        """{ emailCaptures { edges { node {
          visitorId email typedEmail consentText consentUrl campaign { name status }
        } } pageInfo { hasNextPage } } visitor(id: "visitor") { isEmailSubscriber } }"""
    )
    assert data["visitor"]["isEmailSubscriber"] is True
    assert [edge["node"] for edge in data["emailCaptures"]["edges"]] == [
        {
            "visitorId": "visitor",
            "email": "ada@example.com",
            "typedEmail": "Ada@Example.COM",
            "consentText": "I agree to the monthly letter.",
            "consentUrl": "/privacy",
            "campaign": {"name": "A EMAIL_COLLECTION", "status": "LIVE"},
        }
    ]


async def capture(clients: Clients, offer: dict[str, Any], **changes: Any) -> Any:
    return await clients.storefront.do(
        "captureEmail",
        "CaptureEmailInput",
        "... on EmailCaptured { thankYou { text } }",
        **{
            "visitorId": "visitor",
            "decisionId": offer["decisionId"],
            "email": "ada@example.com",
            "consentGiven": True,
            **changes,
        },
    )


async def test_survey_is_answered_once_and_not_asked_again(clients: Clients) -> None:
    await clients.publish_campaign("FORM_SURVEY", audience=ORDERS_ABOVE_0)
    assert await clients.eligible_types("visitor") == []
    await clients.track("visitor", purchase("2001"))
    (offer,) = await clients.eligible("visitor")

    answers: list[dict[str, Any]] = [
        {"question": "nps", "score": 9},
        {"question": "why", "options": ["price", "choice"]},
        {"question": "again", "options": ["yes"]},
        {"question": "wish", "text": "More tea"},
    ]
    submitted = await submit(clients, offer, answers)
    assert submitted == {"__typename": "SurveySubmitted", "thankYou": {"text": "Thank you"}}
    assert await clients.eligible_types("visitor") == []

    assert await submit(clients, offer, answers) == submitted  # the answer was lost: sent again
    data = await clients.admin.ask(
        """{ surveySubmissions { edges { node {
          visitorId answers { question score text options } campaign { type }
        } } } }"""
    )
    assert [edge["node"] for edge in data["surveySubmissions"]["edges"]] == [
        {
            "visitorId": "visitor",
            "campaign": {"type": "FORM_SURVEY"},
            "answers": [
                {"question": "nps", "score": 9, "text": None, "options": None},
                {"question": "why", "score": None, "text": None, "options": ["price", "choice"]},
                {"question": "again", "score": None, "text": None, "options": ["yes"]},
                {"question": "wish", "score": None, "text": "More tea", "options": None},
            ],
        }
    ]


async def submit(clients: Clients, offer: dict[str, Any], answers: list[dict[str, Any]]) -> Any:
    return await clients.storefront.do(
        "submitSurvey",
        "SubmitSurveyInput",
        "... on SurveySubmitted { thankYou { text } }",
        visitorId="visitor",
        decisionId=offer["decisionId"],
        submissionId="submission-1",
        answers=answers,
    )


async def test_notification_bar_stops_after_it_was_closed(clients: Clients) -> None:
    await clients.publish_campaign("NOTIFICATION_BAR", frequency={"stopAfterClose": True})
    await clients.track("visitor", *product_views(1))
    (offer,) = await clients.eligible("visitor")

    assert await interact(clients, offer, "IMPRESSION") == {
        "__typename": "InteractionsRecorded",
        "stored": 1,
        "repeated": 0,
    }
    assert await clients.eligible_types("visitor") == ["NOTIFICATION_BAR"]
    await interact(clients, offer, "CLOSE")
    assert await clients.eligible_types("visitor") == []
    assert await clients.eligible_types("somebody-else") == ["NOTIFICATION_BAR"]


async def test_impressions_are_capped_and_spaced(clients: Clients, clock: MovableClock) -> None:
    await clients.publish_campaign(
        "POPUP_BANNER", frequency={"maximumImpressions": 2, "minimumGapSeconds": 3600}
    )
    await clients.track("visitor", *product_views(1))
    (offer,) = await clients.eligible("visitor")
    await interact(clients, offer, "IMPRESSION", "first")
    repeated = await interact(clients, offer, "IMPRESSION", "first")
    assert repeated["repeated"] == 1
    assert await clients.eligible_types("visitor") == []

    clock.advance(hours=1)
    again = await interact(clients, offer, "IMPRESSION", "of-the-same-offer")
    assert again["repeated"] == 1, "one offer is displayed at most once"
    (offer,) = await clients.eligible("visitor")
    await interact(clients, offer, "IMPRESSION", "second")
    clock.advance(hours=2)
    assert await clients.eligible_types("visitor") == []


async def interact(
    clients: Clients, offer: dict[str, Any], kind: str, interaction_id: str | None = None
) -> Any:
    return await clients.storefront.do(
        "recordInteractions",
        "RecordInteractionsInput",
        "... on InteractionsRecorded { stored repeated }",
        visitorId="visitor",
        interactions=[
            {"id": interaction_id or kind, "decisionId": offer["decisionId"], "kind": kind}
        ],
    )


async def test_hero_banner_follows_page_placement_language_and_segment(clients: Clients) -> None:
    await clients.publish_segment("buyers", ORDERS_ABOVE_0)
    turkish = {"heroBanner": {"heading": "Bahar", "desktopImage": IMAGE}}
    english = {"heroBanner": {"heading": "Spring", "desktopImage": IMAGE}}
    await clients.publish_campaign(
        "HERO_BANNER",
        placement="home-hero",
        pageTypes=["HOME"],
        audience={"segment": {"key": "buyers"}},
        variants=[
            {
                "translations": [
                    {"locale": "en", "content": english},
                    {"locale": "tr", "content": turkish},
                ]
            }
        ],
    )
    await clients.track("visitor", *product_views(1))
    home = {"type": "HOME"}
    assert await clients.eligible_types("visitor", page=home) == []

    await clients.track("visitor", purchase("3001"))
    assert await clients.eligible_types("visitor", page=home) == ["HERO_BANNER"]
    assert await clients.eligible_types("visitor", page={"type": "PRODUCT"}) == []
    assert await clients.eligible_types("visitor") == []
    assert await clients.eligible_types("visitor", page=home, placements=["footer"]) == []
    assert await clients.eligible_types("visitor", page=home, types=["POPUP_BANNER"]) == []

    headings = {
        locale: (
            await clients.storefront.ask(
                """query($locale: String) { eligibleCampaigns(
                     visitorId: "visitor", page: {type: HOME}, locale: $locale
                   ) { campaign { locale ... on HeroBanner { heading } } } }""",
                locale=locale,
            )
        )["eligibleCampaigns"][0]["campaign"]
        for locale in ("tr-TR", "de", None)
    }
    assert headings == {
        "tr-TR": {"locale": "tr", "heading": "Bahar"},
        "de": {"locale": "en", "heading": "Spring"},
        None: {"locale": "en", "heading": "Spring"},
    }


DISPLAY = {
    "triggers": [
        {"kind": "SCROLL", "scrollPercent": 60, "selector": None},
        {"kind": "ELEMENT_CLICK", "scrollPercent": None, "selector": "#offers"},
    ],
    "deviceTriggers": [{"device": "MOBILE", "triggers": [{"kind": "PAGE_COUNT", "pageCount": 3}]}],
    "closing": {"hasButton": True, "onOverlayClick": False, "onEscape": True, "afterSeconds": 30},
    "animation": {"entrance": "SLIDE", "milliseconds": 300},
}
IMAGE = {"url": "/a.jpg", "alternativeText": "A garden"}


async def test_every_content_field_arrives_as_it_was_set(clients: Clients) -> None:
    content = {
        "title": "Come back",
        "text": "Ten per cent off",
        "image": {
            "url": "/p.jpg",
            "alternativeText": "A parcel",
            "isDecorative": False,
            "width": 640,
            "height": 480,
            "sources": [{"url": "/p-2x.jpg", "width": 1280, "height": None}],
        },
        "link": {"url": "https://shop.example/offers", "opensNewTab": True},
        "buttons": [
            {
                "label": "Yes",
                "action": "OPEN_LINK",
                "link": {"url": "/offers", "opensNewTab": False},
            },
            {"label": "No", "action": "CLOSE", "link": None},
        ],
        "position": {"vertical": "BOTTOM", "horizontal": "RIGHT"},
        "hasOverlay": False,
        "teaser": {
            "label": "10 %",
            "moment": "AFTER_CLOSE",
            "position": {"vertical": "BOTTOM", "horizontal": "LEFT"},
        },
        "countdown": {
            "label": "Ends in",
            "endsAt": None,
            "secondsFromFirstDisplay": 3_600,
            "whenOver": "SHOW_TEXT",
            "overText": "It is over",
        },
        "colours": {
            "text": "#000000",
            "background": "#ffffff",
            "buttonText": "#ffffff",
            "buttonBackground": "#123456",
        },
    }
    await clients.publish_campaign(
        "POPUP_BANNER",
        display=DISPLAY,
        variants=[
            {"translations": [{"locale": "en", "content": {"popupBanner": content}}]},
        ],
    )
    data = await clients.storefront.ask(
        """{ eligibleCampaigns(visitorId: "anyone") { campaign {
          display {
            triggers { kind scrollPercent selector }
            deviceTriggers { device triggers { kind pageCount } }
            closing { hasButton onOverlayClick onEscape afterSeconds }
            animation { entrance milliseconds }
          }
          ... on PopupBanner {
          title text link { url opensNewTab }
          image { url alternativeText isDecorative width height sources { url width height } }
          buttons { label action link { url opensNewTab } } position { vertical horizontal }
          hasOverlay
          teaser { label moment position { vertical horizontal } }
          countdown { label endsAt secondsFromFirstDisplay whenOver overText }
          colours { text background buttonText buttonBackground }
        } } } }"""
    )
    assert data["eligibleCampaigns"][0]["campaign"] == {"display": DISPLAY, **content}


async def test_profile_and_registration_decide_from_the_next_query_on(clients: Clients) -> None:
    await clients.publish_segment(
        "young-readers",
        {
            "all": [
                {
                    "attribute": {
                        "name": "AGE",
                        "operator": "BETWEEN",
                        "value": {"numbers": [18, 30]},
                    }
                },
                {
                    "attribute": {
                        "name": "GENDER",
                        "operator": "IN",
                        "value": {"texts": ["female", "other"]},
                    }
                },
                {
                    "attribute": {
                        "name": "INTERESTS",
                        "operator": "HAS_ANY",
                        "value": {"texts": ["books"]},
                    }
                },
                {"trait": {"name": "vip", "operator": "EQUAL", "value": {"flag": True}}},
            ]
        },
    )
    await clients.publish_campaign("POPUP_BANNER", audience={"segment": {"key": "young-readers"}})
    await clients.track("visitor", *product_views(1))
    assert await clients.eligible_types("visitor") == []

    profile = {
        "birthDate": "2001-06-01T00:00:00Z",
        "gender": "female",
        "interests": ["books", "tea"],
        "traits": [{"name": "vip", "value": {"flag": True}}],
    }
    await clients.track("visitor", {"registration": {"id": "registration", "profile": profile}})
    assert await clients.eligible_types("visitor") == ["POPUP_BANNER"]
    data = await clients.admin.ask(
        """{ visitor(id: "visitor") { isRegistered profile { gender interests traits }
             segments { primary segments { key name isSmart } } } }"""
    )
    assert data["visitor"] == {
        "isRegistered": True,
        "profile": {"gender": "female", "interests": ["books", "tea"], "traits": {"vip": True}},
        "segments": {
            "primary": "WAITING_FIRST_ORDER",
            "segments": [
                {"key": "waiting-first-order", "name": "Waiting First Order", "isSmart": True},
                {"key": "young-readers", "name": "young-readers", "isSmart": False},
            ],
        },
    }


async def test_a_purchase_moves_the_visitor_to_another_smart_segment(clients: Clients) -> None:
    await clients.publish_campaign(
        "POPUP_BANNER", audience={"segment": {"key": "waiting-first-order"}}
    )
    await clients.publish_campaign(
        "NOTIFICATION_BAR", audience={"segment": {"key": "one-time-shoppers"}}
    )
    await clients.track("visitor", {"registration": {"id": "registration"}})
    assert await clients.eligible_types("visitor") == ["POPUP_BANNER"]
    await clients.track("visitor", purchase("4001"))
    assert await clients.eligible_types("visitor") == ["NOTIFICATION_BAR"]


async def test_pausing_archiving_and_republishing_hold_at_once(clients: Clients) -> None:
    campaign_id = await clients.publish_campaign("NOTIFICATION_BAR")
    assert await clients.eligible_types("anyone") == ["NOTIFICATION_BAR"]
    assert (await change(clients, "pauseCampaign", campaign_id, 2))["status"] == "PAUSED"
    assert await clients.eligible_types("anyone") == []
    assert (await change(clients, "publishCampaign", campaign_id, 3))["liveVersion"] == 2
    assert await clients.eligible_types("anyone") == ["NOTIFICATION_BAR"]
    assert (await change(clients, "archiveCampaign", campaign_id, 4))["status"] == "ARCHIVED"
    assert await clients.eligible_types("anyone") == []


async def change(clients: Clients, mutation: str, campaign_id: str, revision: int) -> Any:
    result = await clients.admin.do(
        mutation,
        "CampaignRevisionInput",
        "... on CampaignChanged { campaign { status revision liveVersion } }",
        id=campaign_id,
        revision=revision,
    )
    assert result["__typename"] == "CampaignChanged", result
    return result["campaign"]


async def test_answers_are_checked_against_the_version_that_was_shown(clients: Clients) -> None:
    campaign_id = await clients.publish_campaign("FORM_SURVEY")
    await clients.track("visitor", *product_views(1))
    (offer,) = await clients.eligible("visitor")
    shorter = {
        "formSurvey": {
            "title": "Shorter",
            "questions": [{"key": "only", "kind": "STARS", "text": "Stars?"}],
            "submitLabel": "Send",
            "thankYou": {"text": "Thanks"},
        }
    }
    updated = await clients.admin.do(
        "updateCampaign",
        "UpdateCampaignInput",
        "... on CampaignChanged { campaign { revision } }",
        id=campaign_id,
        revision=2,
        definition={"variants": [{"translations": [{"locale": "en", "content": shorter}]}]},
    )
    await change(clients, "publishCampaign", campaign_id, updated["campaign"]["revision"])

    submitted = await submit(clients, offer, [{"question": "nps", "score": 3}])
    assert submitted["__typename"] == "SurveySubmitted"


async def test_variants_are_stable_and_control_visitors_are_marked(clients: Clients) -> None:
    await clients.publish_campaign(
        "NOTIFICATION_BAR",
        controlShare=0.5,
        variants=[variant("A"), variant("B")],
    )
    seen = [(await clients.eligible(f"visitor-{i}"))[0] for i in range(60)]
    again = [(await clients.eligible(f"visitor-{i}"))[0] for i in range(60)]
    assert [s["variant"] for s in seen] == [s["variant"] for s in again]
    assert {s["variant"] for s in seen} == {"A", "B"}
    assert {s["control"] for s in seen} == {True, False}


def variant(key: str) -> dict[str, Any]:
    return {
        "key": key,
        "translations": [
            {"locale": "en", "content": {"notificationBar": {"messages": [{"text": f"Bar {key}"}]}}}
        ],
    }


async def test_stores_do_not_see_each_other(clients: Clients, clients_of_another: Clients) -> None:
    campaign_id = await clients.publish_campaign("NOTIFICATION_BAR")
    await clients.track("visitor", purchase("5001"))
    assert await clients_of_another.eligible_types("visitor") == []
    data = await clients_of_another.admin.ask(
        'query($id: ID!) { campaign(id: $id) { id } visitor(id: "visitor") { id } }', id=campaign_id
    )
    assert data == {"campaign": None, "visitor": None}
    result = await clients_of_another.admin.do(
        "pauseCampaign", "CampaignRevisionInput", "", id=campaign_id, revision=2
    )
    assert result["__typename"] == "NotFound"
