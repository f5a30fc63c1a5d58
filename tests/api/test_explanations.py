"""Why a visitor gets a campaign or doesn't: every gate, the audience node by node, at any moment."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import NOW, MovableClock
from tests.graphql_client import Clients, variant_of

ELIGIBILITY = """query($visitorId: ID!, $campaignId: ID!, $page: PageInput, $at: DateTime) {
  explainEligibility(visitorId: $visitorId, campaignId: $campaignId, page: $page, at: $at) {
    campaignName version evaluatedAt shown control variant
    firstFailed { code words seen wanted }
    gates { code passed words seen wanted }
    audience { path segment depth kind holds words seen wanted }
  }
}"""
SEGMENT = """query($visitorId: ID!, $key: String!, $at: DateTime, $draft: Boolean! = false) {
  explainSegment(visitorId: $visitorId, key: $key, at: $at, draft: $draft) {
    name isLive holds evaluatedAt rule { path kind holds words seen wanted }
  }
}"""
IN_NORWAY = {"attribute": {"name": "COUNTRY", "operator": "EQUAL", "value": {"text": "Norway"}}}
LOOKED_TWICE = {
    "behaviour": {
        "event": "PRODUCT_VIEW",
        "window": {"last": {"amount": 2, "unit": "HOURS"}},
        "operator": "GREATER_OR_EQUAL",
        "value": {"number": 2},
    }
}
AUDIENCE = {"all": [IN_NORWAY, {"any": [LOOKED_TWICE, {"segment": {"key": "one-time-shoppers"}}]}]}


def registration(country: str) -> dict[str, Any]:
    return {"registration": {"id": f"r-{country}", "profile": {"country": country}}}


def view(name: str) -> dict[str, Any]:
    return {"productView": {"id": name, "productId": "p"}}


async def explain(clients: Clients, visitor: str, campaign_id: str, **variables: Any) -> Any:
    data = await clients.admin.ask(
        ELIGIBILITY, visitorId=visitor, campaignId=campaign_id, **variables
    )
    return data["explainEligibility"]


def gate(explained: dict[str, Any], code: str) -> dict[str, Any]:
    found: dict[str, Any] = next(gate for gate in explained["gates"] if gate["code"] == code)
    return found


async def test_the_audience_is_explained_node_by_node(clients: Clients) -> None:
    campaign = await clients.publish_campaign("POPUP_BANNER", audience=AUDIENCE)
    await clients.track("ada", registration("Norway"), view("v-1"))

    explained = await explain(clients, "ada", campaign)
    assert (explained["shown"], explained["control"]) == (False, False)
    assert explained["firstFailed"]["code"] == "AUDIENCE"
    own = [node for node in explained["audience"] if node["segment"] is None]
    nodes = {".".join(node["path"]): node for node in own}
    assert list(nodes) == ["", "all.0", "all.1", "all.1.any.0", "all.1.any.1"]
    inner = [node for node in explained["audience"] if node["segment"] is not None]
    assert {node["segment"] for node in inner} == {"one-time-shoppers"}
    country, views = nodes["all.0"], nodes["all.1.any.0"]
    assert (country["holds"], country["seen"], country["wanted"]) == (
        True,
        "Norway",
        {"text": "Norway"},
    )
    assert (views["holds"], views["seen"], views["wanted"]) == (False, 1, {"number": 2})
    assert views["words"] == (
        "The count over 'product view' events in the last 2 hours must be at least 2; it is 1."
    )
    assert await clients.eligible_types("ada") == []

    await clients.track("ada", view("v-2"))
    explained = await explain(clients, "ada", campaign)
    assert (explained["shown"], explained["firstFailed"]) == (True, None)
    assert await clients.eligible_types("ada") == ["POPUP_BANNER"]


async def test_the_first_gate_that_failed_is_named(clients: Clients) -> None:
    campaign = await clients.publish_campaign(
        "NOTIFICATION_BAR",
        pageTypes=["HOME", "PRODUCT"],
        devices=["MOBILE"],
        startsAt="2026-03-14T13:00:00+00:00",
        frequency={"maximumImpressions": 1},
    )
    await clients.track("ada", view("v-1"))

    explained = await explain(clients, "ada", campaign, page={"type": "CHECKOUT"})
    assert [g["code"] for g in explained["gates"] if not g["passed"]] == [
        "PAGE_TYPE",
        "DEVICE",
        "SCHEDULE",
    ]
    assert explained["firstFailed"] == {
        "code": "PAGE_TYPE",
        "words": "It is shown on pages of these kinds: HOME, PRODUCT; this one is CHECKOUT.",
        "seen": "CHECKOUT",
        "wanted": ["HOME", "PRODUCT"],
    }
    assert "doesn't say what device it is" in gate(explained, "DEVICE")["words"]

    page = {"type": "HOME", "device": "MOBILE"}
    explained = await explain(clients, "ada", campaign, page=page)
    assert explained["firstFailed"]["code"] == "SCHEDULE"
    later = "2026-03-14T14:00:00+00:00"
    explained = await explain(clients, "ada", campaign, page=page, at=later)
    assert (explained["shown"], explained["evaluatedAt"]) == (True, later)


async def test_what_was_known_at_an_earlier_moment(clients: Clients, clock: MovableClock) -> None:
    campaign = await clients.publish_campaign("POPUP_BANNER", audience=AUDIENCE)
    await clients.track("ada", registration("Norway"), view("v-1"), view("v-2"))
    assert await clients.eligible_types("ada") == ["POPUP_BANNER"]
    clock.advance(hours=3)
    await clients.track("ada", {**registration("Peru")})
    assert await clients.eligible_types("ada") == []

    now = await explain(clients, "ada", campaign)
    then = await explain(clients, "ada", campaign, at=NOW.isoformat())
    before = await explain(clients, "ada", campaign, at="2026-03-14T11:00:00+00:00")
    assert (now["shown"], then["shown"], before["shown"]) == (False, True, False)
    assert now["audience"][1]["seen"] == "Peru"
    assert then["audience"][1]["seen"] == "Norway"
    assert before["audience"][1]["words"] == (
        "The visitor's country must be 'Norway'; nothing is known."
    )
    assert before["version"] == 0, "nothing was published by then, so the draft is looked at"


async def test_frequency_and_its_history(clients: Clients) -> None:
    campaign = await clients.publish_campaign("POPUP_BANNER", frequency={"maximumImpressions": 1})
    await clients.track("ada", view("v-1"))
    decision = (await clients.eligible("ada"))[0]["decisionId"]
    await clients.storefront.do(
        "recordInteractions",
        "RecordInteractionsInput",
        "... on InteractionsRecorded { stored }",
        visitorId="ada",
        interactions=[{"id": "i-1", "decisionId": decision, "kind": "IMPRESSION"}],
    )
    explained = await explain(clients, "ada", campaign)
    failed = explained["firstFailed"]
    assert failed["code"] == "FREQUENCY"
    assert failed["words"] == "The most impressions for one visitor are 1; impressions so far: 1."
    assert (failed["seen"]["impressions"], failed["seen"]["reached"]) == (
        1,
        "MAXIMUM_IMPRESSIONS",
    )


async def test_exclusion_groups_status_and_drafts(clients: Clients) -> None:
    first = await clients.publish_campaign("POPUP_BANNER", priority=2, exclusionGroup="spring")
    second = await clients.publish_campaign("NOTIFICATION_BAR", exclusionGroup="spring")
    await clients.track("ada", view("v-1"))
    assert await clients.eligible_types("ada") == ["POPUP_BANNER"]
    assert (await explain(clients, "ada", first))["shown"] is True
    explained = await explain(clients, "ada", second)
    assert explained["firstFailed"]["code"] == "EXCLUSION_GROUP"
    assert "'A POPUP_BANNER'" in explained["firstFailed"]["words"]

    await clients.admin.do(
        "pauseCampaign",
        "CampaignRevisionInput",
        "... on CampaignChanged { campaign { status } }",
        id=first,
        revision=2,
    )
    assert (await explain(clients, "ada", second))["shown"] is True
    paused = await explain(clients, "ada", first)
    assert (paused["firstFailed"]["code"], paused["firstFailed"]["seen"]) == ("STATUS", "PAUSED")
    assert await clients.eligible_types("ada") == ["NOTIFICATION_BAR"]
    assert await explain(clients, "ada", "0" * 24) is None


async def test_holdout_and_control_group(clients: Clients) -> None:
    campaign = await clients.publish_campaign(
        "POPUP_BANNER", controlShare=0.5, variants=[variant_of("POPUP_BANNER", key="a")]
    )
    shown: list[str] = []
    control: list[str] = []
    for number in range(12):
        visitor = f"visitor-{number}"
        answer = (await clients.eligible(visitor))[0]
        explained = await explain(clients, visitor, campaign)
        assert explained["control"] == answer["control"]
        assert explained["variant"] == answer["variant"] == "a"
        (control if answer["control"] else shown).append(visitor)
    assert shown
    assert control
    failed = (await explain(clients, control[0], campaign))["firstFailed"]
    assert failed["code"] == "CONTROL_GROUP"

    adjusted = await clients.admin.do(
        "adjustHoldout",
        "AdjustHoldoutInput",
        "... on StoreChanged { store { holdoutShare } }",
        share=0.5,
    )
    assert adjusted["store"] == {"holdoutShare": 0.5}
    held_out = []
    for visitor in shown:
        answer = (await clients.eligible(visitor))[0]
        explained = await explain(clients, visitor, campaign)
        assert explained["control"] == answer["control"] == (not explained["shown"])
        if answer["control"]:
            held_out.append(explained["firstFailed"]["code"])
    assert set(held_out) == {"HOLDOUT"}
    refused = await clients.admin.do(
        "adjustHoldout", "AdjustHoldoutInput", "... on UserError { message }", share=0.9
    )
    assert refused["__typename"] == "InvalidInput"


@pytest.mark.parametrize("key", ["one-time-shoppers", "waiting-first-order"])
async def test_smart_segments_are_explained(clients: Clients, key: str) -> None:
    await clients.track("ada", registration("Norway"))
    data = await clients.admin.ask(SEGMENT, visitorId="ada", key=key)
    explained = data["explainSegment"]
    assert explained["isLive"] is True
    assert explained["holds"] is (key == "waiting-first-order")
    assert all(node["words"].endswith((".", ":")) for node in explained["rule"])


async def test_a_segment_and_its_draft(clients: Clients) -> None:
    await clients.publish_segment("norwegians", IN_NORWAY)
    await clients.admin.do(
        "updateSegment",
        "UpdateSegmentInput",
        "... on SegmentChanged { segment { revision } }",
        key="norwegians",
        revision=2,
        rule={"not": IN_NORWAY},
    )
    await clients.track("ada", registration("Norway"))
    live = await clients.admin.ask(SEGMENT, visitorId="ada", key="norwegians")
    draft = await clients.admin.ask(SEGMENT, visitorId="ada", key="norwegians", draft=True)
    assert (live["explainSegment"]["holds"], live["explainSegment"]["isLive"]) == (True, True)
    assert (draft["explainSegment"]["holds"], draft["explainSegment"]["isLive"]) == (False, False)
    unknown = await clients.admin.ask(SEGMENT, visitorId="ada", key="nothing")
    assert unknown == {"explainSegment": None}


RULE = """query($visitorId: ID!, $rule: RuleInput!, $at: DateTime) {
  explainRule(visitorId: $visitorId, rule: $rule, at: $at) {
    ... on RuleExplanation { holds evaluatedAt rule { path kind holds words } }
    ... on InvalidInput { problems { path code } }
  }
}"""


async def test_a_rule_is_explained_before_any_segment_has_it(clients: Clients) -> None:
    await clients.track("ada", registration("Norway"))
    data = await clients.admin.ask(RULE, visitorId="ada", rule={"all": [IN_NORWAY, LOOKED_TWICE]})
    explained = data["explainRule"]
    assert (explained["holds"], explained["evaluatedAt"]) == (False, NOW.isoformat())
    holding = {".".join(node["path"]): node["holds"] for node in explained["rule"]}
    assert holding == {"": False, "all.0": True, "all.1": False}


async def test_a_rule_that_cannot_be_explained_is_refused_with_its_problems(
    clients: Clients,
) -> None:
    unknown = {"any": [{"segment": {"key": "nobody-made-it"}}]}
    data = await clients.admin.ask(RULE, visitorId="ada", rule=unknown)
    assert data["explainRule"]["problems"] == [{"path": ["rule"], "code": "UNKNOWN_SEGMENT"}]
