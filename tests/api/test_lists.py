"""Lists of the admin schema, page by page."""

from __future__ import annotations

from typing import Any

from tests.api.test_end_to_end import capture, product_views
from tests.graphql_client import Clients


async def _pages(clients: Clients, field: str, selection: str) -> list[list[Any]]:
    query = f"""query($after: String) {{ page: {field}(first: 2, after: $after) {{
        edges {{ cursor node {{ {selection} }} }} pageInfo {{ hasNextPage endCursor }} }} }}"""
    pages: list[list[Any]] = []
    after = None
    while True:
        page = (await clients.admin.ask(query, after=after))["page"]
        pages.append([edge["node"] for edge in page["edges"]])
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return pages


async def test_segments_come_by_key(clients: Clients) -> None:
    for key in ("c", "a", "b"):
        await clients.publish_segment(key, {"all": []})
    assert await _pages(clients, "segments", "key") == [
        [{"key": "a"}, {"key": "b"}],
        [{"key": "c"}],
    ]


async def test_campaigns_come_newest_first_and_by_status(clients: Clients) -> None:
    ids = [await clients.publish_campaign("NOTIFICATION_BAR") for _ in range(3)]
    pages = await _pages(clients, "campaigns", "id")
    assert [node["id"] for page in pages for node in page] == ids[::-1]
    data = await clients.admin.ask("{ campaigns(status: DRAFT) { edges { cursor } } }")
    assert data["campaigns"]["edges"] == []


async def test_campaigns_are_found_by_a_part_of_the_name(clients: Clients) -> None:
    for campaign_type in ("NOTIFICATION_BAR", "POPUP_BANNER"):
        await clients.publish_campaign(campaign_type)
    query = "query($part: String) { campaigns(nameContains: $part) { edges { node { name } } } }"
    for part, names in {"a popup": ["A POPUP_BANNER"], "nothing": []}.items():
        edges = (await clients.admin.ask(query, part=part))["campaigns"]["edges"]
        assert [edge["node"]["name"] for edge in edges] == names


async def test_captures_come_newest_first_and_by_campaign(clients: Clients) -> None:
    campaign_id = await clients.publish_campaign(
        "EMAIL_COLLECTION", frequency={"stopAfterConversion": False}
    )
    await clients.track("visitor", *product_views(1))
    (offer,) = await clients.eligible("visitor")
    for name in ("a", "b", "c"):
        await capture(clients, offer, email=f"{name}@example.com")
    pages = await _pages(clients, "emailCaptures", "email")
    found = [node["email"] for page in pages for node in page]
    assert found == ["c@example.com", "b@example.com", "a@example.com"]
    query = "query($id: ID!) { emailCaptures(campaignId: $id) { edges { cursor } } }"
    assert len((await clients.admin.ask(query, id=campaign_id))["emailCaptures"]["edges"]) == 3
    other = "0" * 24
    assert (await clients.admin.ask(query, id=other))["emailCaptures"]["edges"] == []


async def test_captures_are_found_by_how_the_address_begins(clients: Clients) -> None:
    await clients.publish_campaign("EMAIL_COLLECTION", frequency={"stopAfterConversion": False})
    await clients.track("visitor", *product_views(1))
    (offer,) = await clients.eligible("visitor")
    for name in ("ada", "adam", "a.b", "bob"):
        await capture(clients, offer, email=f"{name}@example.com")
    query = """query($begin: String!) { emailCaptures(emailStartsWith: $begin) {
        edges { node { email } } } }"""
    for begin, found in (("Ada", ["adam", "ada"]), (" a.", ["a.b"]), ("b@", []), ("ada@", ["ada"])):
        data = await clients.admin.ask(query, begin=begin)
        emails = [edge["node"]["email"] for edge in data["emailCaptures"]["edges"]]
        assert emails == [f"{name}@example.com" for name in found]


async def test_a_segment_says_what_uses_it(clients: Clients) -> None:
    await clients.publish_segment("base", {"all": []})
    await clients.publish_segment("above", {"not": {"segment": {"key": "base"}}})
    by_audience = await clients.publish_campaign(
        "NOTIFICATION_BAR", audience={"segment": {"key": "base"}}
    )
    excluding = await clients.publish_campaign("NOTIFICATION_BAR", excludeSegments=["base"])
    query = "query($key: String!) { segment(key: $key) { usedBy { segments campaigns { id } } } }"
    used = (await clients.admin.ask(query, key="base"))["segment"]["usedBy"]
    assert used["segments"] == ["above"]
    assert {campaign["id"] for campaign in used["campaigns"]} == {by_audience, excluding}
    unused = (await clients.admin.ask(query, key="above"))["segment"]["usedBy"]
    assert unused == {"segments": [], "campaigns": []}


async def test_smart_segments_show_their_rules(clients: Clients) -> None:
    data = await clients.admin.ask(
        "{ smartSegments { segment key name rule } smartSegmentFigures { buyers computedAt } }"
    )
    assert len(data["smartSegments"]) == 10
    one_time = next(s for s in data["smartSegments"] if s["segment"] == "ONE_TIME_SHOPPERS")
    assert one_time["name"] == "One Time Shoppers"
    assert {"orders": {"name": "COUNT", "operator": "EQUAL", "value": {"number": 1}}} in one_time[
        "rule"
    ]["all"]
    assert data["smartSegmentFigures"] == {"buyers": 0, "computedAt": None}


async def test_a_timeline_tells_what_happened_newest_first(clients: Clients) -> None:
    order = {"id": "o-1", "orderNumber": "o-1", "total": "12.50", "units": 3, "isDiscounted": True}
    await clients.track("ada", *product_views(1))
    await clients.track("ada", {"purchase": order})
    data = await clients.admin.ask(
        """{ visitorTimeline(visitorId: "ada") { edges { node {
            kind sessionId properties order { number total units isDiscounted }
        } } } }"""
    )
    bought, viewed = [edge["node"] for edge in data["visitorTimeline"]["edges"]]
    assert bought["kind"] == "PURCHASE"
    assert bought["order"] == {"number": "o-1", "total": 12.5, "units": 3, "isDiscounted": True}
    assert (viewed["kind"], viewed["order"]) == ("PRODUCT_VIEW", None)
    assert viewed["properties"]["productId"] == "tea-pot"
