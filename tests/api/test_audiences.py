"""Whom a rule finds: previews, pages of members, and how MongoDB goes about it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.api.test_end_to_end import product_views, purchase
from tests.graphql_client import Clients

PREVIEW = """query($rule: RuleInput!, $sample: Int! = 10, $exact: Boolean) {
  previewAudience(rule: $rule, sample: $sample, exact: $exact) {
    __typename
    ... on AudiencePreview { count share isExact low high visitors sample }
    ... on InvalidInput { problems { path code } }
  }
}"""
EXPLAIN = """query($rule: RuleInput!) {
  explainAudience(rule: $rule) {
    ... on AudienceExplanation { collection pipeline indexes keysExamined documentsExamined }
  }
}"""
MEMBERS = """query($segment: String!, $first: Int! = 2, $after: String) {
  visitors(segment: $segment, first: $first, after: $after) {
    edges { cursor node { id orders { count } } } pageInfo { hasNextPage endCursor }
  }
}"""
LOOKED = {
    "behaviour": {"event": "PRODUCT_VIEW", "operator": "GREATER_OR_EQUAL", "value": {"number": 2}}
}
IN_NORWAY = {"attribute": {"name": "COUNTRY", "operator": "EQUAL", "value": {"text": "Norway"}}}


async def populate(clients: Clients) -> None:
    """Ten visitors: the even ones are in Norway, four look at two products, one buys."""
    for number in range(10):
        country = "Norway" if number % 2 == 0 else "Peru"
        registration = {"id": "r", "profile": {"country": country}}
        await clients.track(f"v{number}", {"registration": registration})
    for number in range(4):
        await clients.track(f"v{number}", *product_views(2))
    await clients.track("v3", purchase("1001"))


async def preview(clients: Clients, rule: dict[str, Any], **variables: Any) -> dict[str, Any]:
    data = await clients.admin.ask(PREVIEW, rule=rule, **variables)
    answer: dict[str, Any] = data["previewAudience"]
    return answer


async def test_a_small_store_is_counted(clients: Clients) -> None:
    await populate(clients)
    found = await preview(clients, {"all": [LOOKED, IN_NORWAY]})
    assert sorted(found.pop("sample")) == ["v0", "v2"]
    assert found == {
        "__typename": "AudiencePreview",
        "count": 2,
        "share": 0.2,
        "isExact": True,
        "low": 2,
        "high": 2,
        "visitors": 10,
    }
    everyone = await preview(clients, {"all": []}, sample=3)
    assert (everyone["count"], len(everyone["sample"])) == (10, 3)
    nobody = await preview(clients, {"any": []}, sample=0)
    assert (nobody["count"], nobody["sample"]) == (0, [])


async def test_an_audience_has_ordered_something(clients: Clients) -> None:
    await populate(clients)
    await clients.track("v2", purchase("1002"), purchase("1003"))
    query = """query($rule: RuleInput!) { previewAudience(rule: $rule) {
        ... on AudiencePreview { count orders { count revenue } } } }"""
    rules: list[dict[str, Any]] = [LOOKED, {"all": [LOOKED, IN_NORWAY]}, {"any": []}]
    found = [(await clients.admin.ask(query, rule=rule))["previewAudience"] for rule in rules]
    once = found[0]["orders"]["revenue"] / 3
    assert once > 0
    assert found == [
        {"count": 4, "orders": {"count": 3, "revenue": once * 3}},
        {"count": 2, "orders": {"count": 2, "revenue": once * 2}},
        {"count": 0, "orders": {"count": 0, "revenue": 0}},
    ]


async def test_an_estimate_that_looks_at_all_is_exact(clients: Clients) -> None:
    await populate(clients)
    found = await preview(clients, LOOKED, exact=False)
    assert (found["count"], found["isExact"], len(found["sample"])) == (4, True, 4)
    assert found["low"] == found["high"] == 4


async def test_a_rule_may_name_segments(clients: Clients) -> None:
    await populate(clients)
    await clients.publish_segment("lookers", LOOKED)
    rule = {"all": [{"segment": {"key": "lookers"}}, {"not": IN_NORWAY}]}
    assert (await preview(clients, rule))["count"] == 2
    smart = {"segment": {"key": "one-time-shoppers"}}
    assert (await preview(clients, smart))["sample"] == ["v3"]


async def test_rules_that_cannot_be_used_are_refused_with_their_places(clients: Clients) -> None:
    broken = {"all": [{"segment": {"key": "nothing"}}]}
    refused = await preview(clients, broken)
    assert refused["problems"] == [{"path": ["rule"], "code": "UNKNOWN_SEGMENT"}]
    wrong = {
        "all": [{"attribute": {"name": "AGE", "operator": "CONTAINS", "value": {"text": "x"}}}]
    }
    refused = await preview(clients, wrong)
    assert refused["problems"] == [
        {"path": ["rule", "all", "0", "attribute", "operator"], "code": "OPERATOR_NOT_ALLOWED"}
    ]
    assert (await preview(clients, LOOKED, sample=101))["problems"][0]["path"] == ["sample"]


@pytest.mark.parametrize(
    ("rule", "collection", "index"),
    [
        (LOOKED, "events", "store_kind_at_visitor"),
        ({"not": LOOKED}, "visitors", "store_visitor_kind_at"),
        ({"segment": {"key": "one-time-shoppers"}}, "visitors", "store_orders"),
    ],
)
async def test_indexes_are_used(
    clients: Clients, rule: dict[str, Any], collection: str, index: str
) -> None:
    await populate(clients)
    data = await clients.admin.ask(EXPLAIN, rule=rule)
    explained = data["explainAudience"]
    assert explained["collection"] == collection
    assert index in explained["indexes"]
    assert json.loads(explained["pipeline"])[-1] == {"$count": "count"}
    assert explained["documentsExamined"] <= 40


async def test_members_come_by_id_in_pages(clients: Clients) -> None:
    await populate(clients)
    await clients.publish_segment("lookers", LOOKED)
    seen, after = [], None
    while True:
        page = (await clients.admin.ask(MEMBERS, segment="lookers", after=after))["visitors"]
        seen.append([edge["node"]["id"] for edge in page["edges"]])
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert seen == [["v0", "v1"], ["v2", "v3"]]
    buyers = (await clients.admin.ask(MEMBERS, segment="one-time-shoppers"))["visitors"]
    assert [edge["node"] for edge in buyers["edges"]] == [{"id": "v3", "orders": {"count": 1}}]


async def test_members_of_a_segment_that_is_not_there(clients: Clients) -> None:
    refused = await clients.admin.refused(MEMBERS, segment="nothing")
    assert refused["extensions"]["problems"][0]["code"] == "UNKNOWN_SEGMENT"
