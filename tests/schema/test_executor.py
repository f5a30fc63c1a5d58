"""Our executor, and the resolver that goes around Strawberry, answer as the plain ones do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, Final

import orjson
import pytest
import strawberry
from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_named_type,
    is_leaf_type,
    parse,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strawberry.extensions import AddValidationRules
from strawberry.types.execution import ExecutionResult

from documents.stores import StoreDocument
from resolvers.campaigns import create_campaign, publish_campaign
from resolvers.catalog import CatalogRegistry
from resolvers.context import Context
from schema.campaigns import CAMPAIGN_TYPES
from schema.direct_answers import direct_plan
from schema.executor import MOST_SELECTIONS
from schema.query_limits import QueryLimits
from schema.storefront import Mutation, Query, build_storefront_schema
from schema.user_errors import STOREFRONT_HANDLERS
from targeting.campaigns import CampaignType
from tests.conftest import NOW
from tests.graphql_client import CONTENTS

OURS: Final = build_storefront_schema()
TRUSTING: Final = build_storefront_schema()
"""Ours, which is told of each document before it is asked."""

PLAIN: Final = strawberry.Schema(
    query=Query,
    mutation=Mutation,
    types=list(CAMPAIGN_TYPES.values()),
    exception_handlers=STOREFRONT_HANDLERS,
    extensions=[lambda: AddValidationRules([QueryLimits])],
)
_CORE: Final = OURS.core


@st.composite
def selections(draw: st.DrawFn, kind: Any, depth: int = 0) -> str:
    """A selection of a type: leaves, aliases, directives with variables, and what lies below."""
    fields = dict(kind.fields)
    fields.pop("decisionId", None)  # signed anew for each offer
    names = draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, max_size=6, unique=True))
    parts = ["__typename"] if draw(st.booleans()) else []
    for name in names:
        inner = get_named_type(fields[name].type)
        alias = f"{name}{depth}: " if draw(st.integers(0, 9)) == 0 else ""
        directive = draw(
            st.sampled_from(
                ["", "", "", " @include(if: $yes)", " @skip(if: $yes)", " @skip(if: $no)"]
            )
        )
        if is_leaf_type(inner):
            parts.append(f"{alias}{name}{directive}")
        elif depth < 4 and isinstance(inner, GraphQLObjectType):
            below = draw(selections(inner, depth + 1))
            parts.append(f"{alias}{name}{directive} {{ {below} }}")
        elif isinstance(inner, GraphQLInterfaceType):
            parts.append(f"{alias}{name}{directive} {{ {draw(campaign_selections())} }}")
    return " ".join(parts) or "__typename"


@st.composite
def campaign_selections(draw: st.DrawFn) -> str:
    """A selection of campaigns: of what all have, of some types, and by named fragments."""
    interface = _CORE.type_map["Campaign"]
    parts = [draw(selections(interface, 2))]
    for name in draw(
        st.lists(st.sampled_from(sorted(t.__name__ for t in CAMPAIGN_TYPES.values())), unique=True)
    ):
        own = draw(selections(_CORE.type_map[name], 2))
        parts.append(f"... on {name} {{ {own} }}")
    if draw(st.booleans()):
        parts.append("...Common")
    return " ".join(parts)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A query with everything that may differ: arguments from variables, aliases, fragments."""
    body = draw(selections(_CORE.type_map["EligibleCampaign"]))
    twice = draw(st.booleans())
    other = (
        f"again: eligibleCampaigns(visitorId: $v, locale: $locale) {{ {body} }}" if twice else ""
    )
    fragment = draw(selections(_CORE.type_map["Campaign"], 3))
    definition = f"fragment Common on Campaign {{ {fragment} }}" if "...Common" in body else ""
    return (
        "query Q($v: ID!, $page: PageInput, $locale: String, $first: Int = 10, $yes: Boolean = true, "
        "$no: Boolean = false) { "
        f"eligibleCampaigns(visitorId: $v, page: $page, locale: $locale, first: $first) {{ {body} }} "
        f"{other} __typename @include(if: $yes) @skip(if: $no) }} {definition}"
    )


def answer_of(result: Any) -> Any:
    """What the client gets: data as JSON, and the errors."""
    assert isinstance(result, ExecutionResult)
    errors = [error.formatted for error in result.errors or ()]
    return orjson.loads(orjson.dumps({"data": result.data, "errors": errors}))


@pytest.fixture
async def shop(store: StoreDocument) -> Context:
    """A store with a campaign of each type, one of which greets the visitor by its name."""
    context = Context(store_id=store.id, now=NOW, catalogs=CatalogRegistry())
    for kind in CampaignType:
        ((name, content),) = CONTENTS[kind.value].items()
        del name
        source = _python_names({"type": kind.value, **content})
        if kind is CampaignType.POPUP_BANNER:
            source["title"] = "Welcome back, {{firstName|friend}}"
        made = await create_campaign(
            context,
            name=kind.value,
            campaign_type=kind,
            definition={
                "placement": "home-hero",
                "variants": [{"translations": [{"locale": "en", "content": source}]}],
            },
        )
        await publish_campaign(context, str(made.id), 1)
    return context


def _python_names(value: Any) -> Any:
    if isinstance(value, list):
        return [_python_names(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        "".join(f"_{char.lower()}" if char.isupper() else char for char in name): _python_names(
            item
        )
        for name, item in value.items()
    }


PAGES: Final = [
    None,
    {},
    {"type": "HOME", "basket": {"items": [{"productId": "p"}]}},
    {"type": "HOME", "url": "https://a.example/?utm_source=b", "basket": {"total": 3}},
    {"location": {"latitude": 1, "longitude": 2.5}, "sessionId": None},
    # What is wrong with these the libraries say.
    {"type": "NOWHERE"},
    {"type": None, "url": 5},
    {"nothing": 1},
    {"location": {"latitude": 1}},
    {"location": {"latitude": "1", "longitude": 2}},
    {"basket": {"items": {"productId": "p"}}},
    {"basket": {"items": [None], "itemCount": 2**31}},
    "HOME",
]


VARIABLES: Final = st.fixed_dictionaries(
    {"v": st.sampled_from(["one", "two", ""])},
    optional={
        "page": st.sampled_from(PAGES),
        "locale": st.sampled_from([None, "en", "tr-TR", 7]),
        "first": st.sampled_from([1, 3, 10, 0, "many", 2.0, None, True]),
        "types": st.sampled_from(
            [None, [], ["POPUP_BANNER", "HERO_BANNER"], "FORM_SURVEY", [None], ["NONE"], [1], {}]
        ),
        "placements": st.sampled_from([None, ["home-hero"], [""], "home-hero", [None], [2]]),
        "ids": st.sampled_from([None, ["one", 2], 7, [None], [1.5], ["one", "one"]]),
        "places": st.sampled_from([None, 1, 2, 0, -1, 2**31, 1.0, "1", False]),
        "other": st.just(1),
        "yes": st.booleans(),
    },
)


def runner_of(shop: Context) -> Callable[[Any, str, dict[str, Any]], Any]:
    """Return what executes a document from another thread, as the store of `shop`."""
    loop = asyncio.get_running_loop()

    async def answered(schema: Any, document: str, variables: dict[str, Any]) -> Any:
        context = Context(store_id=shop.store_id, now=NOW, catalogs=shop.catalogs)
        return answer_of(
            await schema.execute(document, variable_values=variables, context_value=context)
        )

    def run(schema: Any, document: str, variables: dict[str, Any]) -> Any:
        answer = asyncio.run_coroutine_threadsafe(answered(schema, document, variables), loop)
        return answer.result(30)

    return run


async def test_random_queries_are_answered_as_by_the_plain_executor(shop: Context) -> None:
    run = runner_of(shop)

    @settings(
        max_examples=80,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(document=documents(), variables=VARIABLES)
    def compare(document: str, variables: dict[str, Any]) -> None:
        expected = run(PLAIN, document, variables)
        first, kept = run(OURS, document, variables), run(OURS, document, variables)
        assert first == expected
        assert kept == expected

    await asyncio.to_thread(compare)


FURTHER: Final[dict[str, tuple[list[str], list[str]]]] = {
    "types": (
        ["$types", "POPUP_BANNER", "[POPUP_BANNER, FORM_SURVEY]", "[$type]", "null"],
        ["[CampaignType!]", "[CampaignType!] = [HERO_BANNER]", "[CampaignType!]!"],
    ),
    "placements": (
        ["$placements", '"home-hero"', '["home-hero", "foot"]', "[]"],
        ["[String!]", '[String!] = "home-hero"', "[String!]!"],
    ),
    "campaignIds": (["$ids", "7", '["one"]'], ["[ID!]", "[ID!] = null"]),
    "perPlacement": (["$places", "1", "0"], ["Int", "Int = 1", "Int!"]),
}
"""By argument how its value may be written, and of what types a variable may be that gives it."""


@st.composite
def further_arguments(draw: st.DrawFn) -> tuple[str, str]:
    """Some of the other arguments, and what declares their variables."""
    arguments, declared = [], []
    for name, (values, kinds) in FURTHER.items():
        if not draw(st.booleans()):
            continue
        value = draw(st.sampled_from(values))
        arguments.append(f"{name}: {value}")
        if value == "[$type]":
            declared.append("$type: CampaignType! = HERO_BANNER")
        elif value.startswith("$"):
            declared.append(f"{value}: {draw(st.sampled_from(kinds))}")
    return ", ".join(arguments), "".join(f", {one}" for one in declared)


@st.composite
def plain_documents(draw: st.DrawFn) -> str:
    """What storefronts send: one field, with arguments written out or as variables, and plain fields."""
    fields = draw(
        st.lists(st.sampled_from(["variant", "control", "isTest", "__typename"]), unique=True)
    )
    if draw(st.booleans()):
        fields = [f"mine: {fields[0]}", *fields[1:]] if fields else ["mine: variant"]
    if draw(st.booleans()) or not fields:
        fields.append(f"campaign {{ {draw(campaign_selections())} }}")
    first = draw(st.sampled_from(["first: $first", "first: 2", "first: 51", ""]))
    plain_pages = ["page: $page", 'page: { type: HOME, url: "https://a.example" }', "page: null"]
    page = draw(st.sampled_from([*plain_pages, *plain_pages, "page: { type: HOME, url: $locale }"]))
    kind = draw(st.sampled_from(["Int! = 10", "Int = 3", "Int!", "Int", "Int = null"]))
    declared = (", $page: PageInput" if "$page" in page else "") + (
        f", $first: {kind}" if "$first" in first else ""
    )
    name = draw(st.sampled_from(["", "mine: "]))
    further, more_declared = draw(further_arguments())
    body = " ".join(fields)
    if draw(st.integers(0, 3)):  # what has no plan comes now and then, not in every other document
        body = body.replace("...Common", "id")
    fragment = draw(selections(_CORE.type_map["Campaign"], 3))
    definition = f"fragment Common on Campaign {{ {fragment} }}" if "...Common" in body else ""
    return (
        (
            f"query Q($v: ID!, $locale: String{declared}{more_declared}) {{ "
            f"{name}eligibleCampaigns(visitorId: $v, {page}, locale: $locale, {first}, {further}) "
            f"{{ {body} }} "
            f"}} {definition}"
        )
        .replace("@include(if: $yes)", "")
        .replace("@skip(if: $no)", "")
        .replace("@skip(if: $yes)", "")
    )


async def test_plain_queries_are_answered_directly_and_as_by_the_plain_executor(
    shop: Context,
) -> None:
    run = runner_of(shop)
    planned: list[bool] = []

    @settings(
        max_examples=80,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(document=plain_documents(), variables=VARIABLES)
    def compare(document: str, variables: dict[str, Any]) -> None:
        planned.append(direct_plan(_CORE, parse(document)) is not None)
        expected = run(PLAIN, document, variables)
        assert [run(OURS, document, variables) for _ in range(3)] == [expected] * 3
        TRUSTING.trust(document)
        assert [run(TRUSTING, document, variables) for _ in range(2)] == [expected] * 2

    await asyncio.to_thread(compare)
    assert sum(planned) > len(planned) / 4, "many of them have a plan"


async def test_nobody_fills_the_memory_with_selections(shop: Context) -> None:
    catalog = await shop.catalog()
    campaign = next(c for c in catalog.campaigns if c.type is CampaignType.NOTIFICATION_BAR)
    for number in range(MOST_SELECTIONS + 10):
        document = f'{{ eligibleCampaigns(visitorId: "v") {{ campaign {{ a{number}: id }} }} }}'
        await OURS.execute(document, context_value=shop)
    shared = catalog.rendition(campaign, "A", None).shared
    assert shared is not None
    (kept,) = shared.values()
    assert 0 < len(kept.kept_answers) <= MOST_SELECTIONS
