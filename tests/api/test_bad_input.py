"""Whatever is wrong is named, with its place, and nothing is stored."""

from __future__ import annotations

from typing import Any

import pytest

from documents.connection import collection_of
from documents.email_captures import EmailCaptureDocument
from documents.events import EventDocument
from documents.segments import SegmentDocument
from documents.stores import StoreDocument
from documents.survey_submissions import SurveySubmissionDocument
from documents.visitors import VisitorDocument
from tests.api.test_end_to_end import capture, product_views, purchase, submit
from tests.graphql_client import Clients, variant_of


def codes(result: dict[str, Any]) -> list[tuple[str, str]]:
    """The path and the code of each problem."""
    assert result["__typename"] == "InvalidInput", result
    assert result["message"]
    assert all(problem["message"] for problem in result["problems"])
    return [(".".join(problem["path"]), problem["code"]) for problem in result["problems"]]


async def stored(store: StoreDocument) -> dict[str, int]:
    documents = (VisitorDocument, EventDocument, EmailCaptureDocument, SurveySubmissionDocument)
    return {
        document.__name__: await collection_of(document).count_documents({"store_id": store.id})
        for document in documents
    }


BAD_EVENTS = [
    pytest.param(
        purchase("1", total="-0.01"), [("events.0.purchase.total", "OUT_OF_RANGE")], id="negative"
    ),
    pytest.param(
        purchase("1", total="1e13"),
        [("events.0.purchase.total", "OUT_OF_RANGE")],
        id="absurd total",
    ),
    pytest.param(
        purchase("1", total="NaN"), [("events.0.purchase.total", "OUT_OF_RANGE")], id="no number"
    ),
    pytest.param(
        purchase("1", units=-1), [("events.0.purchase.units", "OUT_OF_RANGE")], id="negative units"
    ),
    pytest.param(
        purchase("a b"),
        [("events.0.purchase.id", "BAD_ID"), ("events.0.purchase.orderNumber", "BAD_ID")],
        id="order number with a space",
    ),
    pytest.param(
        purchase("1", occurredAt="2036-01-01T00:00:00Z"),
        [("events.0.purchase.occurredAt", "OUT_OF_RANGE")],
        id="in the future",
    ),
    pytest.param(
        purchase("1", occurredAt="0001-01-01T00:00:00+14:00"),
        [("events.0.purchase.occurredAt", "OUT_OF_RANGE")],
        id="before all calendars",
    ),
    pytest.param(
        {"pageView": {"id": "", "page": "HOME"}}, [("events.0.pageView.id", "BAD_ID")], id="no id"
    ),
    pytest.param(
        {"basketAdd": {"id": "1", "productId": "p", "quantity": -2, "price": -1.0}},
        [
            ("events.0.basketAdd.quantity", "OUT_OF_RANGE"),
            ("events.0.basketAdd.price", "OUT_OF_RANGE"),
        ],
        id="two problems at once",
    ),
    pytest.param(
        {"search": {"id": "1", "query": "x" * 2001}},
        [("events.0.search.query", "TOO_LONG")],
        id="too long",
    ),
    pytest.param(
        {
            "custom": {
                "id": "1",
                "name": "wish",
                "properties": [{"name": "$where", "value": {"text": "1"}}],
            }
        },
        [("events.0.custom.$where", "BAD_NAME")],
        id="property name of a database operator",
    ),
    pytest.param(
        {
            "registration": {
                "id": "1",
                "profile": {
                    "age": 200,
                    "birthDate": "0001-01-01T00:00:00+14:00",
                    "traits": [{"name": "a.b", "value": {"number": 1}}],
                },
            }
        },
        [
            ("events.0.registration.profile.traits.a.b", "BAD_NAME"),
            ("events.0.registration.profile.birthDate", "OUT_OF_RANGE"),
            ("events.0.registration.profile.age", "OUT_OF_RANGE"),
        ],
        id="profile",
    ),
]


@pytest.mark.parametrize(("event", "expected"), BAD_EVENTS)
async def test_malformed_event_is_refused_with_its_whole_batch(
    clients: Clients,
    store: StoreDocument,
    event: dict[str, Any],
    expected: list[tuple[str, str]],
) -> None:
    result = await clients.track("visitor", event, *product_views(2))
    assert codes(result) == expected
    assert set((await stored(store)).values()) == {0}


@pytest.mark.parametrize("visitor_id", ["", "a b", "x" * 129, "ü", "{$ne: null}"])
async def test_unusable_visitor_id(clients: Clients, store: StoreDocument, visitor_id: str) -> None:
    result = await clients.track(visitor_id, *product_views(1))
    assert codes(result) == [("visitorId", "BAD_VISITOR_ID")]
    error = await clients.storefront.refused(
        "query($id: ID!) { eligibleCampaigns(visitorId: $id) { variant } }", id=visitor_id
    )
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"]["problems"][0]["path"] == ["visitorId"]
    assert set((await stored(store)).values()) == {0}


@pytest.mark.parametrize("count", [0, 101])
async def test_empty_and_oversized_batches(
    clients: Clients, store: StoreDocument, count: int
) -> None:
    result = await clients.track("visitor", *product_views(count))
    assert codes(result) == [("events", "BATCH_SIZE")]
    assert set((await stored(store)).values()) == {0}


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"pageView": None},
        {"pageView": {"id": "1", "page": "HOME"}, "basketClear": {"id": "2"}},
        {"pageView": {"id": "1", "page": "NOWHERE"}},
        {"purchase": {"id": "1", "orderNumber": "1", "total": "ten", "units": 1}},
        {"purchase": {"id": "1", "orderNumber": "1", "total": "1", "units": 2**40}},
        {"pageView": {"id": "1", "page": "HOME", "occurredAt": "yesterday"}},
    ],
)
async def test_events_that_the_schema_forbids(
    clients: Clients, store: StoreDocument, event: dict[str, Any]
) -> None:
    response = await clients.storefront.send(
        'mutation($e: [EventInput!]!) { trackEvents(input: {visitorId: "v", events: $e})'
        " { __typename } }",
        e=[event],
    )
    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert error["extensions"]["code"] in {"BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"}
    assert set((await stored(store)).values()) == {0}


@pytest.mark.parametrize("first", [0, 51, -1])
async def test_page_size_out_of_range(clients: Clients, first: int) -> None:
    error = await clients.storefront.refused(
        'query($n: Int!) { eligibleCampaigns(visitorId: "v", first: $n) { variant } }', n=first
    )
    assert error["extensions"]["problems"][0]["code"] == "OUT_OF_RANGE"


async def test_conversions_of_visitors_that_nobody_has_seen(clients: Clients) -> None:
    await clients.publish_campaign("EMAIL_COLLECTION")
    await clients.publish_campaign("FORM_SURVEY")
    email, survey = sorted(
        await clients.eligible("visitor"), key=lambda offer: offer["campaign"]["type"]
    )
    assert (await capture(clients, email))["__typename"] == "UnknownVisitor"
    answers = [{"question": "nps", "score": 1}]
    assert (await submit(clients, survey, answers))["__typename"] == "UnknownVisitor"
    recorded = await clients.storefront.do(
        "recordInteractions",
        "RecordInteractionsInput",
        "... on UnknownVisitor { visitorId }",
        visitorId="visitor",
        interactions=[{"id": "1", "decisionId": email["decisionId"], "kind": "CLICK"}],
    )
    assert recorded["visitorId"] == "visitor"
    assert "trackEvents" in recorded["message"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"email": "ada"}, ("email", "NOT_AN_EMAIL_ADDRESS"), id="no @"),
        pytest.param({"email": "a@b"}, ("email", "NOT_AN_EMAIL_ADDRESS"), id="no domain"),
        pytest.param({"email": "a@b..com"}, ("email", "NOT_AN_EMAIL_ADDRESS"), id="dots"),
        pytest.param({"email": ""}, ("email", "NOT_AN_EMAIL_ADDRESS"), id="empty"),
        pytest.param({"consentGiven": False}, ("consentGiven", "CONSENT_REQUIRED"), id="consent"),
        pytest.param({"decisionId": "made-up"}, ("decisionId", "BAD_DECISION"), id="made up"),
    ],
)
async def test_unusable_sign_up(
    clients: Clients, store: StoreDocument, changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    await clients.publish_campaign("EMAIL_COLLECTION")
    await clients.track("visitor", *product_views(1))
    (offer,) = await clients.eligible("visitor")
    before = await stored(store)
    assert codes(await capture(clients, offer, **changes)) == [expected]
    assert await stored(store) == before


async def test_a_decision_is_good_for_its_visitor_and_its_kind_of_campaign_only(
    clients: Clients,
) -> None:
    await clients.publish_campaign("POPUP_BANNER")
    await clients.track("visitor", *product_views(1))
    await clients.track("another", *product_views(1))
    (offer,) = await clients.eligible("visitor")
    (others,) = await clients.eligible("another")
    assert codes(await capture(clients, offer)) == [("decisionId", "WRONG_TYPE")]
    assert codes(await capture(clients, others)) == [("decisionId", "BAD_DECISION")]


BAD_ANSWERS = [
    pytest.param([], [("answers", "REQUIRED")], id="the required one is missing"),
    pytest.param(
        [{"question": "nps", "text": "nine"}], [("answers.0", "WRONG_KIND")], id="text for a score"
    ),
    pytest.param(
        [{"question": "nps", "score": 11}], [("answers.0.score", "OUT_OF_RANGE")], id="beyond ten"
    ),
    pytest.param(
        [{"question": "nps", "score": 9}, {"question": "stars", "score": 0}],
        [("answers.1.score", "OUT_OF_RANGE")],
        id="no star",
    ),
    pytest.param(
        [{"question": "nps", "score": 9}, {"question": "why", "options": ["luck"]}],
        [("answers.1.options", "UNKNOWN_OPTION")],
        id="an option that isn't there",
    ),
    pytest.param(
        [{"question": "nps", "score": 9}, {"question": "again", "options": ["yes", "no"]}],
        [("answers.1.options", "NOT_ONE")],
        id="two of a single choice",
    ),
    pytest.param(
        [{"question": "nps", "score": 9}, {"question": "wish", "text": "x" * 21}],
        [("answers.1.text", "TOO_LONG")],
        id="too long",
    ),
    pytest.param(
        [{"question": "nps", "score": 9}, {"question": "nps", "score": 9}],
        [("answers.1.question", "ANSWERED_TWICE")],
        id="twice",
    ),
    pytest.param(
        [{"question": "colour", "text": "red"}],
        [("answers.0.question", "UNKNOWN_QUESTION"), ("answers", "REQUIRED")],
        id="a question that wasn't asked",
    ),
]


@pytest.mark.parametrize(("answers", "expected"), BAD_ANSWERS)
async def test_answers_that_do_not_fit(
    clients: Clients,
    store: StoreDocument,
    answers: list[dict[str, Any]],
    expected: list[tuple[str, str]],
) -> None:
    await clients.publish_campaign("FORM_SURVEY")
    await clients.track("visitor", *product_views(1))
    (offer,) = await clients.eligible("visitor")
    before = await stored(store)
    assert codes(await submit(clients, offer, answers)) == expected
    assert await stored(store) == before


async def test_segments_refuse_what_cannot_be_evaluated(
    clients: Clients, store: StoreDocument
) -> None:
    rule = {
        "all": [
            {"orders": {"name": "COUNT", "operator": "CONTAINS", "value": {"text": "1"}}},
            {"attribute": {"name": "AGE", "operator": "EQUAL", "value": {"text": "old"}}},
            {"attribute": {"name": "AGE", "operator": "BETWEEN", "value": {"numbers": [3, 1]}}},
            {"segment": {"key": "nobody"}},
        ]
    }
    result = await clients.admin.do(
        "createSegment", "CreateSegmentInput", "", key="Bad Key", name=" ", rule=rule
    )
    assert codes(result) == [
        ("key", "BAD_KEY"),
        ("name", "BAD_NAME"),
        ("rule.all.0.orders.operator", "OPERATOR_NOT_ALLOWED"),
        ("rule.all.1.attribute.value", "NOT_ONE_OF"),
        ("rule.all.2.attribute.value.numbers", "BAD_RANGE"),
    ]
    assert await SegmentDocument.find({"store_id": store.id}).count() == 0


async def test_segments_refuse_circles_unknown_segments_and_taken_keys(clients: Clients) -> None:
    everyone: dict[str, Any] = {"all": []}
    await clients.publish_segment("a", everyone)
    await clients.publish_segment("b", {"segment": {"key": "a"}})
    circle = await clients.admin.do(
        "updateSegment",
        "UpdateSegmentInput",
        "",
        key="a",
        revision=2,
        rule={"not": {"segment": {"key": "b"}}},
    )
    assert codes(circle) == [("rule", "CYCLE")]
    assert "a → b → a" in circle["problems"][0]["message"]
    unknown = await clients.admin.do(
        "createSegment",
        "CreateSegmentInput",
        "",
        key="c",
        name="C",
        rule={"segment": {"key": "nobody"}},
    )
    assert codes(unknown) == [("rule", "UNKNOWN_SEGMENT")]
    taken = await clients.admin.do(
        "createSegment",
        "CreateSegmentInput",
        "... on KeyTaken { key }",
        key="a",
        name="A",
        rule=everyone,
    )
    assert (taken["__typename"], taken["key"]) == ("KeyTaken", "a")
    in_use = await clients.admin.do(
        "archiveSegment", "SegmentRevisionInput", "", key="a", revision=2
    )
    assert codes(in_use) == [("key", "IN_USE")]


async def test_changes_on_an_old_revision_and_in_the_wrong_status_are_refused(
    clients: Clients,
) -> None:
    await clients.publish_segment("a", {"all": []})
    stale = await clients.admin.do(
        "pauseSegment",
        "SegmentRevisionInput",
        "... on StaleRevision { currentRevision }",
        key="a",
        revision=1,
    )
    assert (stale["__typename"], stale["currentRevision"]) == ("StaleRevision", 2)
    await clients.admin.do("archiveSegment", "SegmentRevisionInput", "", key="a", revision=2)
    archived = await clients.admin.do(
        "publishSegment",
        "SegmentRevisionInput",
        "... on WrongStatus { status }",
        key="a",
        revision=3,
    )
    assert (archived["__typename"], archived["status"]) == ("WrongStatus", "ARCHIVED")
    missing = await clients.admin.do(
        "pauseSegment", "SegmentRevisionInput", "", key="nobody", revision=1
    )
    assert missing["__typename"] == "NotFound"


async def test_campaigns_refuse_content_that_cannot_be_shown(clients: Clients) -> None:
    content = {
        "popupBanner": {
            "title": "",
            "link": {"url": "javascript:alert(1)"},
            "image": {"url": "//elsewhere.example/a.png", "alternativeText": ""},
            "colours": {"text": "red"},
        }
    }
    result = await clients.admin.do(
        "createCampaign",
        "CreateCampaignInput",
        "",
        name="Bad",
        type="POPUP_BANNER",
        definition={
            "controlShare": 2.0,
            "startsAt": "2026-01-02T00:00:00Z",
            "display": {"triggers": [{"kind": "DELAY", "selector": "#a"}]},
            "audience": {"segment": {"key": "nobody"}},
            "variants": [{"translations": [{"locale": "EN!", "content": content}]}],
        },
    )
    place = "definition.variants.0.translations.0"
    assert {path for path, _ in codes(result)} == {
        "definition.audience",
        "definition.controlShare",
        "definition.display.triggers.0",
        f"{place}.locale",
        f"{place}.content.popupBanner.title",
        f"{place}.content.popupBanner.link.url",
        f"{place}.content.popupBanner.image.url",
        f"{place}.content.popupBanner.colours.text",
    }


async def test_publishing_says_everything_that_is_missing(clients: Clients) -> None:
    german = variant_of("HERO_BANNER")
    german["translations"][0]["locale"] = "de"
    created = await clients.admin.do(
        "createCampaign",
        "CreateCampaignInput",
        "... on CampaignChanged { campaign { id } }",
        name="Hero",
        type="HERO_BANNER",
        definition={"variants": [german], "endsAt": "2020-01-01T00:00:00Z"},
    )
    result = await clients.admin.do(
        "publishCampaign",
        "CampaignRevisionInput",
        "",
        id=created["campaign"]["id"],
        revision=1,
    )
    assert codes(result) == [
        ("definition.variants.0.translations", "MISSING_TRANSLATION"),
        ("definition.endsAt", "IN_THE_PAST"),
        ("definition.placement", "REQUIRED"),
    ]


async def test_a_campaign_takes_content_of_its_own_type_only(clients: Clients) -> None:
    result = await clients.admin.do(
        "createCampaign",
        "CreateCampaignInput",
        "",
        name="Mixed",
        type="POPUP_BANNER",
        definition={"variants": [variant_of("NOTIFICATION_BAR")]},
    )
    assert codes(result) == [("definition.variants", "WRONG_TYPE")]


async def test_smart_segment_numbers_are_checked_and_take_effect(clients: Clients) -> None:
    bad = await clients.admin.do(
        "adjustSmartSegments",
        "AdjustSmartSegmentsInput",
        "",
        activeGapRatio=4.0,
        loyalFrequencyScore=9,
        fixedMonetaryCuts=[4.0, 1.0],
    )
    assert codes(bad) == [
        ("loyalFrequencyScore", "OUT_OF_RANGE"),
        ("fixedMonetaryCuts", "BAD_CUTS"),
        ("activeGapRatio", "OUT_OF_RANGE"),
    ]
    await clients.track("visitor", purchase("1"))
    in_segments = 'query { visitor(id: "visitor") { segments { segments { key } } } }'

    async def keys() -> set[str]:
        data = await clients.admin.ask(in_segments)
        return {segment["key"] for segment in data["visitor"]["segments"]["segments"]}

    assert "bulk-shoppers" not in await keys()
    good = await clients.admin.do(
        "adjustSmartSegments",
        "AdjustSmartSegmentsInput",
        "... on SmartSegmentsComputed { figures { isFallback settings } }",
        bulkUnits=1.0,
        fixedBulkUnits=2.0,
    )
    assert good["figures"] == {
        "isFallback": True,
        "settings": {"bulk_units": 1.0, "fixed_bulk_units": 2.0},
    }
    assert "bulk-shoppers" in await keys()


@pytest.mark.parametrize(
    "query",
    [
        '{ emailCaptures(after: "nonsense") { pageInfo { endCursor } } }',
        "{ emailCaptures(first: 0) { pageInfo { endCursor } } }",
        '{ segments(after: "nonsense") { pageInfo { endCursor } } }',
        "{ campaigns(first: 101) { pageInfo { endCursor } } }",
    ],
)
async def test_unusable_pages(clients: Clients, query: str) -> None:
    error = await clients.admin.refused(query)
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert error["extensions"]["problems"]
