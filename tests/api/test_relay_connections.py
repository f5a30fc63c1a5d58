"""The rules of Relay's cursor connections, over every connection of both schemas."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

import pytest
from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)
from graphql import build_schema as parse_schema

from schema.admin import build_admin_schema
from schema.storefront import build_storefront_schema
from tests.api.test_end_to_end import product_views
from tests.graphql_client import Clients

SCHEMAS: Final = {
    "storefront": parse_schema(build_storefront_schema().as_str()),
    "admin": parse_schema(build_admin_schema().as_str()),
}


def _connection_fields(schema: GraphQLSchema) -> dict[str, GraphQLField]:
    return {
        f"{name}.{field_name}": field
        for name, kind in schema.type_map.items()
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
        for field_name, field in kind.fields.items()
        if get_named_type(field.type).name.endswith("Connection")
    }


FOUND: Final = {
    (schema, path): field
    for schema, parsed in SCHEMAS.items()
    for path, field in _connection_fields(parsed).items()
}


# What adds one item to each list, and what else the field must be given. A connection that isn't
# named here fails the tests.
async def _add_segment(clients: Clients, number: int) -> None:
    await clients.publish_segment(f"segment-{number}", {"all": []})


async def _add_campaign(clients: Clients, _: int) -> None:
    await clients.publish_campaign("NOTIFICATION_BAR")


async def _offer(clients: Clients, campaign_type: str, number: int) -> dict[str, Any]:
    if number == 0:
        await clients.publish_campaign(campaign_type)
    await clients.track(f"visitor-{number}", *product_views(1))
    (offer,) = await clients.eligible(f"visitor-{number}", types=[campaign_type])
    return {"visitorId": f"visitor-{number}", "decisionId": offer["decisionId"]}


async def _add_capture(clients: Clients, number: int) -> None:
    offer = await _offer(clients, "EMAIL_COLLECTION", number)
    await clients.storefront.do(
        "captureEmail",
        "CaptureEmailInput",
        "... on EmailCaptured { couponCode }",
        **offer,
        email=f"{number}@example.com",
        consentGiven=True,
    )


async def _add_submission(clients: Clients, number: int) -> None:
    offer = await _offer(clients, "FORM_SURVEY", number)
    await clients.storefront.do(
        "submitSurvey",
        "SubmitSurveyInput",
        "... on SurveySubmitted { couponCode }",
        **offer,
        submissionId=f"submission-{number}",
        answers=[{"question": "nps", "score": 9}],
    )


async def _add_visitor(clients: Clients, number: int) -> None:
    if number == 0:
        await clients.publish_segment("everybody", {"all": []})
    await clients.track(f"visitor-{number}", *product_views(1))


async def _add_event(clients: Clients, number: int) -> None:
    await clients.track("ada", *product_views(1, start=number))


async def _add_suppression(clients: Clients, number: int) -> None:
    await clients.admin.do(
        "suppressEmails",
        "SuppressEmailsInput",
        "... on SuppressionsChanged { changed }",
        emails=[f"{number}@example.com"],
    )


ADDERS: Final[dict[str, tuple[Callable[[Clients, int], Awaitable[None]], str]]] = {
    "Query.segments": (_add_segment, ""),
    "Query.campaigns": (_add_campaign, ""),
    "Query.emailCaptures": (_add_capture, ""),
    "Query.surveySubmissions": (_add_submission, ""),
    "Query.visitors": (_add_visitor, 'segment: "everybody", '),
    "Query.visitorTimeline": (_add_event, 'visitorId: "ada", '),
    "Query.suppressions": (_add_suppression, ""),
    "Query.auditLog": (_add_suppression, ""),
}


def test_every_connection_is_looked_at() -> None:
    """By its path, so that a new one can't be forgotten; none is in the storefront schema."""
    assert sorted(FOUND) == sorted(("admin", path) for path in ADDERS)


@pytest.fixture(params=sorted(FOUND), ids=".".join)
def path(request: pytest.FixtureRequest) -> str:
    found: str = request.param[1]
    return found


@pytest.fixture
def field(path: str) -> GraphQLField:
    return FOUND["admin", path]


def _type(kind: Any) -> str:
    return str(kind)


def test_types_are_those_of_the_specification(field: GraphQLField) -> None:
    """Section 2 to 4: connection, edges, cursors, PageInfo, arguments."""
    connection = get_named_type(field.type)
    assert isinstance(field.type, GraphQLNonNull)
    assert isinstance(connection, GraphQLObjectType)
    assert _type(connection.fields["pageInfo"].type) == "PageInfo!"

    edges = connection.fields["edges"].type
    edge = get_named_type(edges)
    assert isinstance(getattr(edges, "of_type", edges), GraphQLList)
    assert isinstance(edge, GraphQLObjectType)
    assert edge.name.endswith("Edge")
    assert _type(edge.fields["cursor"].type) == "String!"
    assert not isinstance(getattr(edge.fields["node"].type, "of_type", None), GraphQLList)

    assert _type(field.args["first"].type) in {"Int", "Int!"}
    assert not is_required_argument(field.args["first"])
    assert _type(field.args["after"].type) == "String"
    assert ("last" in field.args) == ("before" in field.args)


@pytest.mark.parametrize("name", ["storefront", "admin"])
def test_page_info_has_its_four_fields(name: str) -> None:
    page_info = SCHEMAS[name].type_map.get("PageInfo")
    if name == "storefront":
        assert page_info is None
        return
    assert isinstance(page_info, GraphQLObjectType)
    assert {name: _type(field.type) for name, field in page_info.fields.items()} == {
        "hasNextPage": "Boolean!",
        "hasPreviousPage": "Boolean!",
        "startCursor": "String",
        "endCursor": "String",
    }


def _query(path: str) -> str:
    """The field's page with its edges, each known by all plain values of its node."""
    connection = get_named_type(FOUND["admin", path].type)
    assert isinstance(connection, GraphQLObjectType)
    edge = get_named_type(connection.fields["edges"].type)
    assert isinstance(edge, GraphQLObjectType)
    node = get_named_type(edge.fields["node"].type)
    assert isinstance(node, GraphQLObjectType)
    plain = " ".join(
        name for name, f in node.fields.items() if is_leaf_type(get_named_type(f.type))
    )
    return f"""query($first: Int!, $after: String) {{
        page: {path.split(".")[1]}({ADDERS[path][1]}first: $first, after: $after) {{
            edges {{ cursor node {{ {plain} }} }}
            pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }}
        }}
    }}"""


async def _page(clients: Clients, path: str, first: int, after: str | None = None) -> Any:
    return (await clients.admin.ask(_query(path), first=first, after=after))["page"]


async def _fill(clients: Clients, path: str, count: int, *, start: int = 0) -> None:
    add, _ = ADDERS[path]
    for number in range(start, start + count):
        await add(clients, number)


async def test_pages_follow_one_another_without_gaps(clients: Clients, path: str) -> None:
    await _fill(clients, path, 4)
    whole = await _page(clients, path, 100)
    assert len(whole["edges"]) >= 4
    assert len({edge["cursor"] for edge in whole["edges"]}) == len(whole["edges"])
    assert whole["pageInfo"] == {
        "hasNextPage": False,
        "hasPreviousPage": False,
        "startCursor": whole["edges"][0]["cursor"],
        "endCursor": whole["edges"][-1]["cursor"],
    }

    collected, after = [], None
    while True:
        page = await _page(clients, path, 3, after)
        info = page["pageInfo"]
        assert info["hasPreviousPage"] is (after is not None)
        assert info["startCursor"] == page["edges"][0]["cursor"]
        assert info["endCursor"] == page["edges"][-1]["cursor"]
        collected += page["edges"]
        assert info["hasNextPage"] is (len(collected) < len(whole["edges"]))
        if not info["hasNextPage"]:
            break
        after = info["endCursor"]
    assert collected == whole["edges"]


async def test_any_cursor_can_be_gone_on_from_and_new_items_move_nothing(
    clients: Clients, path: str
) -> None:
    await _fill(clients, path, 3)
    before = (await _page(clients, path, 100))["edges"]
    await _fill(clients, path, 2, start=3)
    for index, edge in enumerate(before):
        following = (await _page(clients, path, 100, edge["cursor"]))["edges"]
        known = {e["cursor"] for e in before}
        assert [e["cursor"] for e in following if e["cursor"] in known] == [
            e["cursor"] for e in before[index + 1 :]
        ]


async def test_the_page_after_the_last_item_is_empty(clients: Clients, path: str) -> None:
    await _fill(clients, path, 1)
    last = (await _page(clients, path, 100))["pageInfo"]["endCursor"]
    assert await _page(clients, path, 1, last) == {
        "edges": [],
        "pageInfo": {
            "hasNextPage": False,
            "hasPreviousPage": True,
            "startCursor": None,
            "endCursor": None,
        },
    }


async def _refusal(clients: Clients, path: str, **variables: Any) -> list[tuple[Any, Any]]:
    error = await clients.admin.refused(_query(path), **variables)
    return [(p["path"], p["code"]) for p in error["extensions"]["problems"]]


async def test_sizes_and_cursors_that_cannot_be_used(clients: Clients, path: str) -> None:
    await _fill(clients, path, 1)
    for first in (-1, 0, 101):
        assert await _refusal(clients, path, first=first) == [(["first"], "OUT_OF_RANGE")]
    for after in ("nonsense", "", "é", "0" * 24):
        assert await _refusal(clients, path, first=1, after=after) == [(["after"], "BAD_CURSOR")]


async def test_cursors_are_opaque_and_of_one_list(clients: Clients, path: str) -> None:
    """They don't show ids, which clients would start to make cursors of."""
    await _fill(clients, path, 1)
    (edge, *_) = (await _page(clients, path, 1))["edges"]
    assert edge["cursor"] not in map(str, edge["node"].values())
    other = next(candidate for candidate in ADDERS if candidate != path)
    if other == "Query.visitors":
        other = "Query.segments"
    assert await _refusal(clients, other, first=1, after=edge["cursor"]) == [
        (["after"], "BAD_CURSOR")
    ]


async def test_what_has_left_a_list_can_still_be_gone_on_from(clients: Clients) -> None:
    """A marketer archives what another one has on screen."""
    for key in ("a", "b", "c"):
        await clients.publish_segment(key, {"all": []})
    query = """query($after: String) {
        segments(status: LIVE, first: 2, after: $after) { edges { cursor node { key revision } } }
    }"""
    (_, edge) = (await clients.admin.ask(query))["segments"]["edges"]
    await clients.admin.do(
        "archiveSegment",
        "SegmentRevisionInput",
        "... on SegmentChanged { segment { status } }",
        **edge["node"],
    )
    rest = (await clients.admin.ask(query, after=edge["cursor"]))["segments"]["edges"]
    assert [edge["node"]["key"] for edge in rest] == ["c"]
