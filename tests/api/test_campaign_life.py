"""A campaign's life: drafted, tested, published, paused, resumed, rolled back, archived."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.conftest import MovableClock
from tests.graphql_client import CONTENTS, Clients
from tests.managed_campaigns import (
    CHANGED,
    changed,
    draft,
    edited,
    live,
    popup,
    republished,
    tried,
)

SEEN = """query($visitorId: ID!, $testToken: String) {
  eligibleCampaigns(visitorId: $visitorId, testToken: $testToken) {
    decisionId isTest campaign { id version ... on PopupBanner { title } }
  }
}"""


async def seen(clients: Clients, token: str | None = None, visitor: str = "v") -> Any:
    data = await clients.storefront.ask(SEEN, visitorId=visitor, testToken=token)
    return data["eligibleCampaigns"]


async def titles(clients: Clients, token: str | None = None) -> list[tuple[str, int, bool]]:
    """What a visitor is shown: each popup's title and version, and whether it is under test."""
    return [
        (offer["campaign"]["title"], offer["campaign"]["version"], offer["isTest"])
        for offer in await seen(clients, token)
    ]


async def token_for(clients: Clients, *campaigns: Any, **more: Any) -> str:
    """A token for testers of these campaigns, or of all."""
    created = await clients.admin.do(
        "createTestToken",
        "CreateTestTokenInput",
        "... on TestTokenCreated { token }",
        campaignIds=[campaign["id"] for campaign in campaigns] or None,
        **more,
    )
    assert created["__typename"] == "TestTokenCreated", created
    token: str = created["token"]
    return token


async def read(clients: Clients, campaign: Any, selection: str) -> Any:
    data = await clients.admin.ask(
        f"query($id: ID!) {{ campaign(id: $id) {{ {selection} }} }}", id=campaign["id"]
    )
    return data["campaign"]


async def status(clients: Clients, campaign: Any) -> str:
    """Where a campaign stands, which the list of those that stand there must say as well."""
    found: str = (await read(clients, campaign, "status"))["status"]
    data = await clients.admin.ask(
        "query($s: LifeCycle) { campaigns(status: $s) { edges { node { id } } } }", s=found
    )
    assert [edge["node"]["id"] for edge in data["campaigns"]["edges"]] == [campaign["id"]]
    return found


async def test_a_campaign_goes_from_the_draft_to_the_archive(clients: Clients) -> None:
    token = await token_for(clients)

    async def stands() -> tuple[str, list[tuple[str, int, bool]], list[tuple[str, int, bool]]]:
        """Where it stands, what a visitor is shown, and what a tester is."""
        return await status(clients, campaign), await titles(clients), await titles(clients, token)

    tested, published = [("Spring", 1, True)], [("Spring", 2, False)]
    campaign = await draft(clients, variants=[popup("Spring")])
    assert await stands() == ("DRAFT", [], [])
    campaign = await changed(clients, "testCampaign", campaign)
    assert (campaign["testVersion"], campaign["liveVersion"]) == (1, 0)
    assert await stands() == ("TEST", [], tested)
    campaign = await changed(clients, "publishCampaign", campaign)
    assert (campaign["testVersion"], campaign["liveVersion"]) == (None, 2)
    assert await stands() == ("LIVE", published, published)
    campaign = await changed(clients, "pauseCampaign", campaign)
    assert await stands() == ("PAUSED", [], [])
    campaign = await changed(clients, "resumeCampaign", campaign)
    assert campaign["liveVersion"] == 2, "resuming publishes nothing"
    assert await stands() == ("LIVE", published, published)
    campaign = await changed(clients, "archiveCampaign", campaign)
    assert await stands() == ("ARCHIVED", [], [])
    assert campaign["revision"] == 6


async def test_what_was_edited_while_paused_waits_for_its_publishing(clients: Clients) -> None:
    campaign = await live(clients, variants=[popup("Old")])
    campaign = await changed(clients, "pauseCampaign", campaign)
    campaign = await edited(clients, campaign, variants=[popup("New")])
    campaign = await changed(clients, "resumeCampaign", campaign)
    assert await titles(clients) == [("Old", 1, False)]
    campaign = await changed(clients, "pauseCampaign", campaign)
    await changed(clients, "publishCampaign", campaign)
    assert await titles(clients) == [("New", 2, False)]


async def test_the_end_of_a_test_leaves_a_draft(clients: Clients) -> None:
    campaign = await changed(clients, "testCampaign", await draft(clients))
    token = await token_for(clients)
    assert len(await seen(clients, token)) == 1
    ended = await changed(clients, "endCampaignTest", campaign)
    assert (ended["status"], ended["testVersion"]) == ("DRAFT", None)
    assert await seen(clients, token) == []


async def test_an_archived_campaign_is_tested_no_more(clients: Clients) -> None:
    campaign = await changed(clients, "testCampaign", await live(clients))
    archived = await changed(clients, "archiveCampaign", campaign)
    assert archived["testVersion"] is None
    assert await seen(clients, await token_for(clients)) == []


async def test_a_test_token_opens_only_the_campaigns_it_names(clients: Clients) -> None:
    one, two = [
        await changed(clients, "testCampaign", await draft(clients, variants=[popup(title)]))
        for title in ("One", "Two")
    ]
    assert await seen(clients) == []
    assert await titles(clients, await token_for(clients, one)) == [("One", 1, True)]
    assert await titles(clients, await token_for(clients, two)) == [("Two", 1, True)]
    everything = [("One", 1, True), ("Two", 1, True)]
    assert sorted(await titles(clients, await token_for(clients, one, two))) == everything
    assert sorted(await titles(clients, await token_for(clients))) == everything


async def test_a_token_of_nothing_that_exists_isnt_made(
    clients: Clients, clients_of_another: Clients
) -> None:
    others = await draft(clients_of_another)
    refused = await clients.admin.do(
        "createTestToken",
        "CreateTestTokenInput",
        "",
        campaignIds=[others["id"], "nonsense"],
        validHours=721,
    )
    assert [(p["path"], p["code"]) for p in refused["problems"]] == [
        (["campaignIds", "0"], "UNKNOWN_CAMPAIGN"),
        (["campaignIds", "1"], "UNKNOWN_CAMPAIGN"),
        (["validHours"], "OUT_OF_RANGE"),
    ]


async def refused_token(clients: Clients, token: str) -> str:
    error = await clients.storefront.refused(SEEN, visitorId="v", testToken=token)
    (problem,) = error["extensions"]["problems"]
    assert (problem["path"], problem["code"]) == (["testToken"], "BAD_TEST_TOKEN")
    message: str = problem["message"]
    return message


async def test_a_token_works_until_it_expires(clients: Clients, clock: MovableClock) -> None:
    await changed(clients, "testCampaign", await draft(clients, variants=[popup("Draft")]))
    token = await token_for(clients, validHours=2)
    clock.advance(minutes=119)
    assert await titles(clients, token) == [("Draft", 1, True)]
    clock.advance(minutes=1)
    assert await refused_token(clients, token) == (
        "This token expired at 2026-03-14T14:00:00+00:00: make another one."
    )


async def test_forged_and_foreign_tokens_are_refused(
    clients: Clients, clients_of_another: Clients
) -> None:
    await changed(clients, "testCampaign", await draft(clients))
    token = await token_for(clients)
    payload, _, signature = token.partition(".")
    foreign = await token_for(clients_of_another)
    decision = (await seen(clients, token))[0]["decisionId"]
    for bad in ("", "nonsense", f"{payload}x.{signature}", f"{payload}.x", foreign, decision):
        assert "isn't a token" in await refused_token(clients, bad)
    assert await clients_of_another.eligible("v") == []


async def test_testers_see_the_draft_of_a_live_campaign_and_others_what_is_live(
    clients: Clients,
) -> None:
    token = await token_for(clients)
    campaign = await live(clients, variants=[popup("Live")])
    campaign = await edited(clients, campaign, variants=[popup("Draft")])
    assert await titles(clients, token) == [("Live", 1, False)]
    campaign = await changed(clients, "testCampaign", campaign)
    assert campaign["status"] == "LIVE"
    assert await titles(clients) == [("Live", 1, False)]
    assert await titles(clients, token) == [("Draft", 2, True)]
    await changed(clients, "endCampaignTest", campaign)
    assert await status(clients, campaign) == "LIVE"
    assert await titles(clients, token) == [("Live", 1, False)]


async def test_an_edit_shows_to_testers_at_once_and_to_nobody_else(clients: Clients) -> None:
    token = await token_for(clients)
    campaign = await live(clients, variants=[popup("Live")])
    campaign = await changed(clients, "testCampaign", campaign)
    campaign = await edited(clients, campaign, variants=[popup("Better")])
    assert await titles(clients, token) == [("Better", 3, True)]
    assert await titles(clients) == [("Live", 1, False)]
    campaign = await changed(clients, "updateCampaign", campaign, name="Renamed")
    assert campaign["testVersion"] == 3, "a name is nothing that testers see"
    await changed(clients, "publishCampaign", campaign)
    assert await titles(clients, token) == await titles(clients) == [("Better", 4, False)]


async def test_testers_are_held_back_by_page_and_audience_like_everybody(clients: Clients) -> None:
    campaign = await draft(clients, pageTypes=["HOME"])
    await changed(clients, "testCampaign", campaign)
    assert await seen(clients, await token_for(clients)) == []


ABOUT_A_VISITOR = """query($id: ID!) {
  visitor(id: "v") { sessions isEmailSubscriber profile { traits } }
  emailCaptures { edges { node { id } } }
  surveySubmissions { edges { node { id } } }
  couponPools { free reserved handedOut }
  campaign(id: $id) { results { variants { shown converted } } }
}"""


async def coupon_pool(clients: Clients, key: str, *codes: str) -> None:
    await clients.admin.do("createCouponPool", "CreateCouponPoolInput", "", key=key, name=key)
    added = await clients.admin.do(
        "addCouponCodes",
        "AddCouponCodesInput",
        "... on CouponPoolChanged { added }",
        pool=key,
        codes=list(codes),
    )
    assert added["added"] == len(codes)


async def try_out(clients: Clients, offer: Any) -> Any:
    """Do everything with an e-mail collection that a visitor can."""
    client, decision = clients.storefront, offer["decisionId"]
    claimed = await client.do(
        "claimDisplays",
        "ClaimDisplaysInput",
        "... on DisplaysClaimed { displays { isGranted couponCode } }",
        visitorId="v",
        decisionIds=[decision],
    )
    kinds = ("IMPRESSION", "CLICK", "CLOSE")
    recorded = await client.do(
        "recordInteractions",
        "RecordInteractionsInput",
        "... on InteractionsRecorded { stored repeated }",
        visitorId="v",
        interactions=[{"id": kind, "decisionId": decision, "kind": kind} for kind in kinds],
    )
    captured = await client.do(
        "captureEmail",
        "CaptureEmailInput",
        "... on EmailCaptured { couponCode thankYou { text } }",
        visitorId="v",
        decisionId=decision,
        email="ada@example.com",
        consentGiven=True,
    )
    return claimed["displays"], (recorded["stored"], recorded["repeated"]), captured


@pytest.mark.parametrize("is_known", [True, False])
async def test_nothing_that_a_tester_does_leaves_a_trace(
    clients: Clients, *, is_known: bool
) -> None:
    await coupon_pool(clients, "welcome", "WELCOME-1")
    once = {"maximumImpressions": 1, "stopAfterClose": True, "stopAfterConversion": True}
    campaign = await live(
        clients,
        "EMAIL_COLLECTION",
        coupon={"pool": "welcome", "reveal": "ON_DISPLAY"},
        frequency=once,
        impressionBudget=1,
        endsAfterConversions=1,
    )
    await changed(clients, "testCampaign", campaign)
    if is_known:
        await clients.track("v", {"pageView": {"id": "p", "page": "HOME"}})
    token = await token_for(clients)
    before = await clients.admin.ask(ABOUT_A_VISITOR, id=campaign["id"])
    assert (before["visitor"] is not None) is is_known
    for _ in range(2):  # what left a trace would stop the second time
        (offer,) = await seen(clients, token)
        assert offer["isTest"]
        displays, interactions, captured = await try_out(clients, offer)
        assert displays == [{"isGranted": True, "couponCode": "TEST-CODE"}]
        assert interactions == (0, 0)
        assert captured == {
            "__typename": "EmailCaptured",
            "couponCode": "TEST-CODE",
            "thankYou": {"text": "Thank you"},
        }
    assert await clients.admin.ask(ABOUT_A_VISITOR, id=campaign["id"]) == before

    await clients.track("v", {"pageView": {"id": "q", "page": "HOME"}})
    (real,) = await seen(clients)
    displays, interactions, captured = await try_out(clients, real)
    assert displays == [{"isGranted": True, "couponCode": "WELCOME-1"}]
    assert interactions == (2, 1)
    assert captured["couponCode"] == "WELCOME-1"
    assert await seen(clients) == []
    after = await clients.admin.ask(ABOUT_A_VISITOR, id=campaign["id"])
    assert after["visitor"]["isEmailSubscriber"] is True
    assert after["couponPools"] == [{"free": 0, "reserved": 0, "handedOut": 1}]
    assert after["campaign"]["results"]["variants"] == [{"shown": 1, "converted": 1}]


async def test_a_testers_answers_to_a_survey_leave_no_trace(clients: Clients) -> None:
    question = {"key": "taste", "kind": "STARS", "text": "Stars?", "savesAs": "taste"}
    survey = {**CONTENTS["FORM_SURVEY"]["formSurvey"], "questions": [question]}
    variant = {"translations": [{"locale": "en", "content": {"formSurvey": survey}}]}
    campaign = await draft(clients, "FORM_SURVEY", variants=[variant])
    await changed(clients, "testCampaign", campaign)
    token = await token_for(clients)
    await clients.track("v", {"pageView": {"id": "p", "page": "HOME"}})
    before = await clients.admin.ask(ABOUT_A_VISITOR, id=campaign["id"])
    answer = {"visitorId": "v", "answers": [{"question": "taste", "score": 4}]}
    for number in range(2):
        (offer,) = await seen(clients, token)
        saved = await clients.storefront.do(
            "saveSurveyProgress",
            "SaveSurveyProgressInput",
            "... on SurveyProgress { resumeToken }",
            decisionId=offer["decisionId"],
            **answer,
        )
        assert saved["__typename"] == "SurveyProgress"
        submitted = await clients.storefront.do(
            "submitSurvey",
            "SubmitSurveyInput",
            "... on SurveySubmitted { thankYou { text } }",
            decisionId=offer["decisionId"],
            submissionId=f"s-{number}",
            **answer,
        )
        assert submitted == {"__typename": "SurveySubmitted", "thankYou": {"text": "Thank you"}}
    assert await clients.admin.ask(ABOUT_A_VISITOR, id=campaign["id"]) == before


async def test_a_testers_input_is_checked_like_everybodys(clients: Clients) -> None:
    campaign = await draft(clients, "EMAIL_COLLECTION")
    await changed(clients, "testCampaign", campaign)
    (offer,) = await seen(clients, await token_for(clients))
    refused = await clients.storefront.do(
        "captureEmail",
        "CaptureEmailInput",
        "",
        visitorId="v",
        decisionId=offer["decisionId"],
        email="nobody",
        consentGiven=False,
    )
    assert {p["code"] for p in refused["problems"]} == {"NOT_AN_EMAIL_ADDRESS", "CONSENT_REQUIRED"}


VERSIONS = """versions {
  version isTest restores publishedAt publishedBy
  changes { path before after isAdded isRemoved } allocation { variant start end }
}"""
TITLE = ["variants", "A", "translations", "en", "content", "title"]


def change(path: list[str], before: Any, after: Any, **flags: bool) -> dict[str, Any]:
    none = {"isAdded": False, "isRemoved": False}
    return {"path": path, "before": before, "after": after, **none, **flags}


async def test_each_version_says_what_it_changed_and_who_published_it(
    clients: Clients, clock: MovableClock
) -> None:
    campaign = await draft(clients, variants=[popup("One")])
    campaign = await changed(clients, "testCampaign", campaign)
    clock.advance(hours=1)
    campaign = await changed(clients, "publishCampaign", campaign)
    clock.advance(hours=1)
    campaign = await republished(
        clients, campaign, priority=7, variants=[popup("Two"), popup("B", "B", weight=3)]
    )
    grace = Clients(clients.storefront, clients.admin.named("grace@example.com"))
    await changed(grace, "rollBackCampaign", campaign, version=2)

    fourth, third, second, first = (await read(clients, campaign, VERSIONS))["versions"]
    assert [v["version"] for v in (fourth, third, second, first)] == [4, 3, 2, 1]
    assert [v["isTest"] for v in (fourth, third, second, first)] == [False, False, False, True]
    assert [v["restores"] for v in (fourth, third, second, first)] == [2, None, None, None]
    assert [v["publishedBy"] for v in (fourth, third, second, first)] == [
        "grace@example.com",
        "test",
        "test",
        "test",
    ]
    assert second["publishedAt"] == "2026-03-14T13:00:00+00:00"

    assert change(TITLE, "One", "Two") in third["changes"]
    assert change(["priority"], 0, 7) in third["changes"]
    added = [c for c in third["changes"] if c["isAdded"]]
    assert [c["path"] for c in added] == [["variants", "B"]]
    assert len(third["changes"]) == 3
    assert change(TITLE, "Two", "One") in fourth["changes"]
    removed = [c for c in fourth["changes"] if c["isRemoved"]]
    assert [c["path"] for c in removed] == [["variants", "B"]]
    assert {"variants", "priority", "audience"} <= {c["path"][0] for c in second["changes"]}
    assert all(c["isAdded"] for c in second["changes"]), "before it nothing was published"

    everybody = [{"variant": "A", "start": 0, "end": 10_000}]
    assert first["allocation"] == second["allocation"] == fourth["allocation"] == everybody
    assert third["allocation"] == [
        {"variant": "A", "start": 0, "end": 2_500},
        {"variant": "B", "start": 2_500, "end": 10_000},
    ]


UNPUBLISHED = "unpublishedChanges { path before after isAdded isRemoved }"


async def test_what_publishing_would_change_is_to_be_seen_before(clients: Clients) -> None:
    campaign = await live(clients, variants=[popup("Spring", text="Ten per cent off")])
    assert (await read(clients, campaign, UNPUBLISHED))["unpublishedChanges"] == []
    campaign = await edited(
        clients,
        campaign,
        pageTypes=["HOME"],
        frequency={"maximumImpressions": 3},
        variants=[popup("Summer", text="Ten per cent off")],
    )
    assert (await read(clients, campaign, UNPUBLISHED))["unpublishedChanges"] == [
        change(["pageTypes", "0"], None, "HOME", isAdded=True),
        change(["frequency", "maximumImpressions"], None, 3),
        change(TITLE, "Spring", "Summer"),
    ]
    campaign = await changed(clients, "publishCampaign", campaign)
    assert (await read(clients, campaign, UNPUBLISHED))["unpublishedChanges"] == []


EVERYWHERE: dict[str, Any] = {
    "startsAt": "2030-01-01T00:00:00+00:00",
    "windows": [{"weekdays": ["MONDAY"], "fromTime": "09:00"}],
    "frequency": {"perTime": [{"maximum": 2, "amount": 3, "unit": "HOURS"}]},
    "audience": {"attribute": {"name": "AGE", "operator": "GREATER", "value": {"number": 17}}},
    "page": {"includeUrls": [{"match": "STARTS_WITH", "value": "/sale"}]},
    "display": {"triggers": [{"kind": "DELAY", "delaySeconds": 3}]},
    "experiment": {"mode": "WINNER"},
}
QUESTION = {"key": "why", "kind": "OPEN_TEXT", "text": "Why?", "savesAs": "reason"}


@pytest.mark.parametrize(
    ("campaign_type", "more", "content"),
    [
        ("POPUP_BANNER", EVERYWHERE, {}),
        ("EMAIL_COLLECTION", {}, {"doubleOptIn": {"expiresAfterHours": 5}}),
        ("FORM_SURVEY", {}, {"shufflesQuestions": True, "questions": [QUESTION]}),
        ("NOTIFICATION_BAR", {"controlShare": 0.1}, {}),
        ("HERO_BANNER", {"coupon": {"code": "TEN"}}, {"order": 3}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_a_draft_that_is_read_and_sent_back_stays_as_it_is(
    clients: Clients, campaign_type: str, more: dict[str, Any], content: dict[str, Any]
) -> None:
    ((name, usual),) = CONTENTS[campaign_type].items()
    translations = [{"locale": "en", "content": {name: {**usual, **content}}}]
    made = await draft(clients, campaign_type, variants=[{"translations": translations}], **more)
    as_input = (await read(clients, made, "draft { asInput }"))["draft"]["asInput"]
    again = await edited(clients, made, **as_input)
    log = "query($id: ID!) { auditLog(targetId: $id) { edges { node { revision changes { path } } } } }"
    entries = (await clients.admin.ask(log, id=made["id"]))["auditLog"]["edges"]
    assert entries[0]["node"] == {"revision": again["revision"], "changes": []}


async def test_a_rollback_brings_the_content_back_and_leaves_the_draft(clients: Clients) -> None:
    campaign = await live(clients, variants=[popup("Good")])
    campaign = await republished(clients, campaign, variants=[popup("Bad")])
    campaign = await edited(clients, campaign, variants=[popup("Unfinished")])
    campaign = await changed(clients, "rollBackCampaign", campaign, version=1)
    assert (campaign["status"], campaign["liveVersion"]) == ("LIVE", 3)
    assert await titles(clients) == [("Good", 3, False)]
    (waiting,) = (await read(clients, campaign, UNPUBLISHED))["unpublishedChanges"]
    assert waiting == change(TITLE, "Good", "Unfinished")
    await changed(clients, "publishCampaign", campaign)
    assert await titles(clients) == [("Unfinished", 4, False)]


async def test_only_a_published_version_can_be_brought_back(clients: Clients) -> None:
    campaign = await changed(clients, "testCampaign", await draft(clients))
    campaign = await changed(clients, "publishCampaign", campaign)
    for version in (1, 3, 0):
        refused = await tried(clients, "rollBackCampaign", campaign, version=version)
        assert refused["__typename"] == "NotFound", version
        assert f"published version {version} of" in refused["message"]
    assert (await read(clients, campaign, "liveVersion"))["liveVersion"] == 2


async def test_a_rollback_to_what_would_not_work_any_more_is_refused(
    clients: Clients, clock: MovableClock
) -> None:
    campaign = await live(clients, endsAt="2026-03-15T00:00:00Z", variants=[popup("Short")])
    campaign = await republished(clients, campaign, variants=[popup("Long")])
    clock.advance(days=1)
    refused = await tried(clients, "rollBackCampaign", campaign, version=1)
    assert [p["code"] for p in refused["problems"]] == ["IN_THE_PAST"]
    assert await titles(clients) == [("Long", 2, False)]


CONTENT = ["definition", "variants", "0", "translations", "0", "content"]
NAMELESS_IMAGE = {"url": "/a.jpg"}
WITHOUT_QUESTIONS = {**CONTENTS["FORM_SURVEY"]["formSurvey"], "questions": []}


def in_german(**content: Any) -> dict[str, Any]:
    return {"translations": [{"locale": "de", "content": content}]}


def hero_that_cant_be_published() -> dict[str, Any]:
    hero = {"heading": "Frühling", "desktopImage": NAMELESS_IMAGE, "mobileImage": NAMELESS_IMAGE}
    return {
        "audience": {"segment": {"key": "gone"}},
        "excludeSegments": ["gone"],
        "endsAt": "2026-03-14T12:00:00Z",
        "variants": [in_german(heroBanner=hero)],
    }


HERO_PROBLEMS = {
    "definition.audience": "UNKNOWN_SEGMENT",
    "definition.excludeSegments": "UNKNOWN_SEGMENT",
    "definition.variants.0.translations": "MISSING_TRANSLATION",
    "definition.variants.0.translations.0.content.heroBanner.desktopImage.alternativeText": (
        "ALTERNATIVE_TEXT_REQUIRED"
    ),
    "definition.variants.0.translations.0.content.heroBanner.mobileImage.alternativeText": (
        "ALTERNATIVE_TEXT_REQUIRED"
    ),
    "definition.endsAt": "IN_THE_PAST",
    "definition.placement": "REQUIRED",
}


def by_path(problems: list[dict[str, Any]]) -> dict[str, str]:
    found = {".".join(problem["path"]): problem["code"] for problem in problems}
    assert len(found) == len(problems)
    return found


async def archive_segment(clients: Clients, key: str, revision: int = 2) -> None:
    archived = await clients.admin.do(
        "archiveSegment",
        "SegmentRevisionInput",
        "... on SegmentChanged { segment { status } }",
        key=key,
        revision=revision,
    )
    assert archived["segment"]["status"] == "ARCHIVED", archived


async def test_publishing_names_everything_that_would_not_work_at_once(clients: Clients) -> None:
    await clients.publish_segment("gone", {"all": []})
    campaign = await draft(clients, "HERO_BANNER", **hero_that_cant_be_published())
    await archive_segment(clients, "gone")
    published = await tried(clients, "publishCampaign", campaign)
    tested = await tried(clients, "testCampaign", campaign)
    assert published["__typename"] == tested["__typename"] == "InvalidInput"
    assert by_path(published["problems"]) == HERO_PROBLEMS
    selection = "status revision liveVersion publishingProblems { path code message }"
    stands = await read(clients, campaign, selection)
    assert stands.pop("publishingProblems") == published["problems"] == tested["problems"]
    assert stands == {"status": "DRAFT", "revision": 1, "liveVersion": 0}


async def test_a_survey_without_questions_cant_be_published(clients: Clients) -> None:
    campaign = await draft(
        clients, "FORM_SURVEY", variants=[in_german(formSurvey=WITHOUT_QUESTIONS)]
    )
    refused = await tried(clients, "publishCampaign", campaign)
    assert by_path(refused["problems"]) == {
        "definition.variants.0.translations": "MISSING_TRANSLATION",
        "definition.variants.0.translations.0.content.formSurvey.questions": "EMPTY",
    }
    problems = await read(clients, campaign, "publishingProblems { path code message }")
    assert problems["publishingProblems"] == refused["problems"]
    assert await seen(clients) == []


async def test_a_decorative_image_needs_no_words(clients: Clients) -> None:
    campaign = await live(
        clients, variants=[popup("Spring", image={**NAMELESS_IMAGE, "isDecorative": True})]
    )
    assert (await read(clients, campaign, "publishingProblems { code }")) == {
        "publishingProblems": []
    }


async def test_low_contrast_is_warned_of_and_can_be_published(clients: Clients) -> None:
    colours = {
        "text": "#777777",
        "background": "#ffffff",
        "buttonText": "#767676",
        "buttonBackground": "#ffffff",
    }
    campaign = await live(clients, variants=[popup("Spring", colours=colours)])
    (warning,) = (await read(clients, campaign, "warnings { path code message }"))["warnings"]
    assert warning == {
        "path": [*CONTENT, "popupBanner", "colours", "text"],
        "code": "LOW_CONTRAST",
        "message": "The contrast is 4.48 to 1; WCAG asks for 4.5 to 1.",
    }
    assert await titles(clients) == [("Spring", 1, False)]


async def test_buttons_that_would_do_nothing_are_told_of(clients: Clients) -> None:
    buttons = [{"label": "Send", "action": "SUBMIT"}, {"label": "Copy", "action": "COPY_COUPON"}]
    campaign = await draft(clients, variants=[popup("Spring", buttons=buttons)])
    stands = await read(
        clients, campaign, "publishingProblems { path code message } warnings { path code message }"
    )
    assert stands["publishingProblems"] == [
        {
            "path": [*CONTENT, "popupBanner", "buttons", "0", "action"],
            "code": "NOTHING_TO_DO",
            "message": "There is nothing to SUBMIT here: choose OPEN_LINK, CLOSE or COPY_COUPON.",
        }
    ]
    assert stands["warnings"] == [
        {
            "path": [*CONTENT, "popupBanner", "buttons", "1", "action"],
            "code": "NO_COUPON",
            "message": "The campaign has no coupon that could be copied.",
        }
    ]


async def test_a_button_copies_the_coupon_that_there_is(clients: Clients) -> None:
    campaign = await live(
        clients,
        variants=[popup("Spring", buttons=[{"label": "Copy", "action": "COPY_COUPON"}])],
        coupon={"code": "SPRING"},
    )
    assert await read(clients, campaign, "warnings { code }") == {"warnings": []}


STALE = """... on StaleRevision {
  message givenRevision currentRevision asYouReadIt asItIs
  changesSince { path before after isAdded isRemoved }
}"""


async def test_a_campaign_that_somebody_else_changed_comes_with_both_versions(
    clients: Clients,
) -> None:
    read_by_ada = await draft(clients, variants=[popup("Spring")])
    by_grace = await edited(clients, read_by_ada, priority=5, variants=[popup("Summer")])
    stale = await tried(
        clients, "updateCampaign", read_by_ada, STALE, definition={"variants": [popup("Autumn")]}
    )
    assert (stale["__typename"], stale["givenRevision"], stale["currentRevision"]) == (
        "StaleRevision",
        1,
        2,
    )
    before, now = stale["asYouReadIt"], stale["asItIs"]
    assert (before["revision"], now["revision"]) == (1, 2)
    assert (before["draft"]["priority"], now["draft"]["priority"]) == (0, 5)
    contents = [at["draft"]["variants"][0]["translations"][0]["content"] for at in (before, now)]
    assert [content["title"] for content in contents] == ["Spring", "Summer"]
    assert [c for c in stale["changesSince"] if c["path"] != ["revision"]] == [
        change(["draft", "priority"], 0, 5),
        change(["draft", *TITLE], "Spring", "Summer"),
    ]
    assert "signingSecret" not in str(stale)
    await edited(clients, by_grace, variants=[popup("Autumn")])


async def test_a_segment_that_somebody_else_changed_comes_with_both_versions(
    clients: Clients,
) -> None:
    await clients.publish_segment("buyers", {"all": []})
    renamed = await update_segment(clients, name="Buyers", revision=2)
    assert renamed["__typename"] == "SegmentChanged"
    stale = await update_segment(clients, name="Shoppers", revision=2)
    assert (stale["givenRevision"], stale["currentRevision"]) == (2, 3)
    assert (stale["asYouReadIt"]["name"], stale["asItIs"]["name"]) == ("buyers", "Buyers")
    assert [c for c in stale["changesSince"] if c["path"] != ["revision"]] == [
        change(["name"], "buyers", "Buyers")
    ]


async def update_segment(clients: Clients, **changes: Any) -> Any:
    return await clients.admin.do(
        "updateSegment",
        "UpdateSegmentInput",
        f"... on SegmentChanged {{ segment {{ name revision }} }} {STALE}",
        key="buyers",
        **changes,
    )


async def test_of_admins_who_change_a_campaign_at_once_exactly_one_wins(clients: Clients) -> None:
    campaign = await draft(clients)
    names = [f"By admin {number}" for number in range(6)]
    results = await asyncio.gather(
        *(tried(clients, "updateCampaign", campaign, CHANGED + STALE, name=name) for name in names)
    )
    won, lost = _won_and_lost(results, "CampaignChanged")
    assert {loss["asItIs"]["name"] for loss in lost} == {won["campaign"]["name"]}
    assert await read(clients, campaign, "name revision") == {
        "name": won["campaign"]["name"],
        "revision": 2,
    }


async def test_of_admins_who_change_a_segment_at_once_exactly_one_wins(clients: Clients) -> None:
    await clients.publish_segment("buyers", {"all": []})
    results = await asyncio.gather(
        *(update_segment(clients, name=f"By admin {n}", revision=2) for n in range(6))
    )
    won, lost = _won_and_lost(results, "SegmentChanged")
    assert {loss["asItIs"]["name"] for loss in lost} == {won["segment"]["name"]}


def _won_and_lost(results: list[Any], success: str) -> tuple[Any, list[Any]]:
    won = [result for result in results if result["__typename"] == success]
    lost = [result for result in results if result["__typename"] == "StaleRevision"]
    assert (len(won), len(lost)) == (1, len(results) - 1), results
    for loss in lost:
        assert loss["asYouReadIt"] is not None
        assert loss["currentRevision"] == loss["givenRevision"] + 1
    return won[0], lost


async def test_of_two_who_publish_at_once_exactly_one_does(clients: Clients) -> None:
    campaign = await draft(clients)
    results = await asyncio.gather(
        *(tried(clients, "publishCampaign", campaign, CHANGED + STALE) for _ in range(4))
    )
    _won_and_lost(results, "CampaignChanged")
    found = await read(clients, campaign, "liveVersion versions { version }")
    assert found == {"liveVersion": 1, "versions": [{"version": 1}]}


async def test_a_copy_is_a_draft_of_its_own(clients: Clients) -> None:
    original = await live(clients, priority=3, variants=[popup("Live")])
    original = await edited(clients, original, priority=4, variants=[popup("Draft")])
    copy = await changed(clients, "duplicateCampaign", original)
    assert copy["id"] != original["id"]
    assert {name: copy[name] for name in ("name", "type", "status", "revision", "liveVersion")} == {
        "name": "A POPUP_BANNER (copy)",
        "type": "POPUP_BANNER",
        "status": "DRAFT",
        "revision": 1,
        "liveVersion": 0,
    }
    selection = "draft { priority variants { key } } versions { version }"
    assert await read(clients, copy, selection) == {
        "draft": {"priority": 4, "variants": [{"key": "A"}]},
        "versions": [],
    }
    named = await changed(clients, "duplicateCampaign", original, name="  A name  ")
    assert named["name"] == "A name"
    await edited(clients, copy, priority=9, variants=[popup("Copy")])
    await changed(clients, "publishCampaign", original)
    assert await titles(clients) == [("Draft", 2, False)]


async def test_a_copy_of_nothing_or_with_a_bad_name_isnt_made(
    clients: Clients, clients_of_another: Clients
) -> None:
    original = await draft(clients)
    blank = await tried(clients, "duplicateCampaign", original, name=" ")
    assert blank["problems"][0]["code"] == "BAD_NAME"
    foreign = await tried(clients_of_another, "duplicateCampaign", original)
    assert foreign["__typename"] == "NotFound"
    long = await changed(clients, "updateCampaign", original, name="x" * 200)
    copy = await changed(clients, "duplicateCampaign", long)
    assert copy["name"] == "x" * 190 + " (copy)"


PAUSED = "... on CampaignsPaused { paused { id status } notLive }"


async def pause_all(clients: Clients, *ids: str) -> Any:
    return await clients.admin.do("pauseCampaigns", "PauseCampaignsInput", PAUSED, ids=[*ids])


async def test_several_campaigns_are_paused_at_once(clients: Clients) -> None:
    one, two, other = [await live(clients, variants=[popup(t)]) for t in ("1", "2", "other")]
    waiting = await draft(clients)
    paused = await changed(clients, "pauseCampaign", await live(clients))
    ids = [one["id"], waiting["id"], two["id"], paused["id"], one["id"]]
    done = await pause_all(clients, *ids)
    assert done["paused"] == [{"id": c["id"], "status": "PAUSED"} for c in (one, two)]
    assert done["notLive"] == [waiting["id"], paused["id"]]
    assert await titles(clients) == [("other", 1, False)]
    assert (await read(clients, waiting, "status revision")) == {"status": "DRAFT", "revision": 1}
    assert other["status"] == "LIVE"


async def test_where_an_id_is_unknown_nothing_is_paused(
    clients: Clients, clients_of_another: Clients
) -> None:
    campaign, foreign = await live(clients), await live(clients_of_another)
    refused = await pause_all(clients, "nonsense", campaign["id"], foreign["id"])
    assert [(p["path"], p["code"]) for p in refused["problems"]] == [
        (["ids", "0"], "UNKNOWN_CAMPAIGN"),
        (["ids", "2"], "UNKNOWN_CAMPAIGN"),
    ]
    for count in (0, 101):
        refused = await pause_all(clients, *[campaign["id"]] * count)
        assert [p["code"] for p in refused["problems"]] == ["BATCH_SIZE"]
    assert (await read(clients, campaign, "status"))["status"] == "LIVE"
    assert (await read(clients_of_another, foreign, "status"))["status"] == "LIVE"


WAYS: dict[str, tuple[str, ...]] = {
    "DRAFT": (),
    "TEST": ("testCampaign",),
    "LIVE": ("publishCampaign",),
    "PAUSED": ("publishCampaign", "pauseCampaign"),
    "ARCHIVED": ("publishCampaign", "archiveCampaign"),
}
FORBIDDEN: dict[str, dict[str, str]] = {
    "DRAFT": {
        "endCampaignTest": "taken out of a test: it isn't under test",
        "pauseCampaign": "paused",
        "resumeCampaign": "resumed",
    },
    "TEST": {"pauseCampaign": "paused", "resumeCampaign": "resumed"},
    "LIVE": {
        "endCampaignTest": "taken out of a test: it isn't under test",
        "resumeCampaign": "resumed",
    },
    "PAUSED": {
        "endCampaignTest": "taken out of a test: it isn't under test",
        "pauseCampaign": "paused",
    },
    "ARCHIVED": {
        "updateCampaign": "changed",
        "testCampaign": "tested",
        "endCampaignTest": "taken out of a test: it isn't under test",
        "publishCampaign": "published",
        "rollBackCampaign": "rolled back",
        "pauseCampaign": "paused",
        "resumeCampaign": "resumed",
    },
}
MORE: dict[str, dict[str, Any]] = {
    "updateCampaign": {"name": "New"},
    "rollBackCampaign": {"version": 1},
}


@pytest.mark.parametrize("stands", WAYS)
async def test_what_a_status_forbids_is_refused_and_changes_nothing(
    clients: Clients, stands: str
) -> None:
    campaign = await draft(clients)
    for step in WAYS[stands]:
        campaign = await changed(clients, step, campaign)
    assert campaign["status"] == stands
    for mutation, words in FORBIDDEN[stands].items():
        refused = await tried(
            clients,
            mutation,
            campaign,
            "... on WrongStatus { status }",
            **MORE.get(mutation, {}),
        )
        assert refused == {
            "__typename": "WrongStatus",
            "status": stands,
            "message": f"It is {stands} and can't be {words}.",
        }
    assert await read(
        clients, campaign, "id name type status revision liveVersion testVersion"
    ) == (campaign)


@pytest.mark.parametrize(
    ("stands", "forbidden"),
    [
        ("DRAFT", ["pauseSegment"]),
        ("PAUSED", ["pauseSegment"]),
        ("ARCHIVED", ["updateSegment", "publishSegment", "pauseSegment"]),
    ],
)
async def test_what_a_segments_status_forbids_is_refused(
    clients: Clients, stands: str, forbidden: list[str]
) -> None:
    await clients.admin.do(
        "createSegment", "CreateSegmentInput", "", key="s", name="s", rule={"all": []}
    )
    steps = {"DRAFT": [], "PAUSED": ["publishSegment", "pauseSegment"]}
    revision = 1
    for step in steps.get(stands, ["archiveSegment"]):
        await clients.admin.do(step, "SegmentRevisionInput", "", key="s", revision=revision)
        revision += 1
    for mutation in forbidden:
        input_type = "UpdateSegmentInput" if mutation == "updateSegment" else "SegmentRevisionInput"
        refused = await clients.admin.do(
            mutation, input_type, "... on WrongStatus { status }", key="s", revision=revision
        )
        assert (refused["__typename"], refused["status"]) == ("WrongStatus", stands), mutation


async def test_resuming_is_refused_when_a_segment_was_archived_meanwhile(clients: Clients) -> None:
    await clients.publish_segment("buyers", {"all": []})
    campaign = await live(clients, includeSegments=["buyers"], variants=[popup("Spring")])
    in_use = await clients.admin.do(
        "archiveSegment", "SegmentRevisionInput", "", key="buyers", revision=2
    )
    assert in_use["problems"][0]["code"] == "IN_USE"
    assert campaign["id"] in in_use["problems"][0]["message"]
    campaign = await changed(clients, "pauseCampaign", campaign)
    await archive_segment(clients, "buyers")
    refused = await tried(clients, "resumeCampaign", campaign)
    assert by_path(refused["problems"]) == {"definition.includeSegments": "UNKNOWN_SEGMENT"}
    assert await status(clients, campaign) == "PAUSED"
    assert await seen(clients) == []
    await republished(clients, campaign, variants=[popup("For all")])
    assert await titles(clients) == [("For all", 2, False)]


async def test_resuming_is_refused_when_the_campaign_would_be_over(
    clients: Clients, clock: MovableClock
) -> None:
    campaign = await live(clients, endsAt="2026-03-15T00:00:00Z")
    campaign = await changed(clients, "pauseCampaign", campaign)
    clock.advance(days=1)
    refused = await tried(clients, "resumeCampaign", campaign)
    assert by_path(refused["problems"]) == {"definition.endsAt": "IN_THE_PAST"}
    assert await status(clients, campaign) == "PAUSED"
