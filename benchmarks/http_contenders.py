"""Other ways to answer the same question on the same shop, each as its users would do it.

Each is an ASGI application with the route `/graphql`, on the same server and the same MongoDB.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import lru_cache
from importlib import import_module
from json import dumps
from pathlib import Path
from typing import Any, Final

import graphql
import orjson
import strawberry
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from strawberry.asgi import GraphQL

from api.app import create_app
from api.clock import Clock
from api.database import opened_database
from api.settings import Settings
from benchmarks.http_floor import eligibility_query, floor_app, written
from benchmarks.http_shop import STORE_ID, segment_rule
from documents.campaigns import CampaignVersionDocument
from documents.segments import SegmentDocument
from documents.visitors import VisitorDocument, find_visitor
from resolvers.catalog import CatalogRegistry
from resolvers.context import Context
from resolvers.eligibility import EligibleCampaign, eligible_campaigns
from resolvers.live_catalog import LiveCatalog
from resolvers.renditions import Rendition
from targeting.behaviour import Behaviour
from targeting.campaigns import LiveCampaign
from targeting.evaluation import Evaluation
from targeting.rule_parsing import parse_rule
from targeting.rules import behaviours_of

Contender = Callable[[str, str, Clock], Starlette]
"""Makes an application of the database's address and name, and of the clock."""

_SDL: Final = Path(__file__).parent.parent / "schema" / "storefront.graphql"


def segue(uri: str, database: str, clock: Clock) -> Starlette:
    """Return Segue itself."""
    return create_app(Settings(database=database, home=Path("/tmp")), uri, clock=clock)  # noqa: S108


def _route(
    uri: str,
    database: str,
    clock: Clock,
    answer: Callable[[Context, dict[str, Any]], Awaitable[bytes]],
) -> Starlette:
    """Return an application with one bare route."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Any]]:
        async with opened_database(uri, database, run_migrations=False):
            yield {"catalogs": CatalogRegistry()}

    async def respond(request: Request) -> Response:
        context = Context(store_id=STORE_ID, now=clock(), catalogs=request.state.catalogs)
        body = await answer(context, orjson.loads(await request.body()))
        return Response(body, media_type="application/json")

    return Starlette(routes=[Route("/graphql", respond, methods=["POST"])], lifespan=lifespan)


def graphql_core(uri: str, database: str, clock: Clock) -> Starlette:
    """Return graphql-core alone: the committed schema, the same use-case, documents cached by text."""
    schema = graphql.build_schema(_SDL.read_text(encoding="utf-8"))

    async def eligible(_: object, info: Any, **given: Any) -> list[dict[str, Any]]:
        found = await eligible_campaigns(info.context, eligibility_query(given))
        return [written(one) for one in found]

    query = schema.query_type
    if query is None:
        raise ValueError("a schema without queries")
    query.fields["eligibleCampaigns"].resolve = eligible

    @lru_cache(maxsize=256)
    def checked(text: str) -> graphql.DocumentNode:
        document = graphql.parse(text)
        if errors := graphql.validate(schema, document):
            raise errors[0]
        return document

    async def answer(context: Context, asked: dict[str, Any]) -> bytes:
        executed: Any = graphql.execute(
            schema, checked(asked["query"]), None, context, asked["variables"]
        )
        result = await executed
        return orjson.dumps({"data": result.data})

    return _route(uri, database, clock, answer)


async def _with(
    context: Context, asked: dict[str, Any], chosen: Callable[[Evaluation], Sequence[str]]
) -> bytes:
    """Answer with the first five campaigns that an engine finds, written by hand."""
    given = asked["variables"]
    stored = await find_visitor(context.store_id, given["visitorId"])
    if stored is None:
        raise LookupError(given["visitorId"])
    catalog = await context.catalog()
    evaluation = catalog.evaluation(stored.facts, context.now)
    page = given["page"]["type"]
    wanted = set(chosen(evaluation))
    campaigns = [
        campaign
        for campaign in catalog.campaigns
        if campaign.campaign_id in wanted
        and (not campaign.page_types or page in campaign.page_types)
    ]
    found = [_offer(catalog, campaign, given["locale"]) for campaign in campaigns[:5]]
    return orjson.dumps({"data": {"eligibleCampaigns": [written(one) for one in found]}})


def _offer(catalog: LiveCatalog, campaign: LiveCampaign, locale: str) -> EligibleCampaign:
    rendition: Rendition = catalog.rendition(campaign, "A", locale)
    return EligibleCampaign(
        decision_id="",
        variant="A",
        is_control=False,
        is_test=False,
        rendition=rendition,
        first_shown_at=None,
    )


def growthbook(uri: str, database: str, clock: Clock) -> Starlette:
    """Return GrowthBook's SDK deciding on the same campaigns, by attributes and counts of behaviour."""
    engine: Any = import_module("growthbook")
    features: dict[str, Any] = {}

    async def answer(context: Context, asked: dict[str, Any]) -> bytes:
        catalog = await context.catalog()
        if not features:
            features.update(_growthbook_features(catalog))

        def chosen(evaluation: Evaluation) -> list[str]:
            asked_engine = engine.GrowthBook(attributes=_attributes(evaluation), features=features)
            return [name for name in features if asked_engine.is_on(name)]

        return await _with(context, asked, chosen)

    return _route(uri, database, clock, answer)


def _growthbook_features(catalog: LiveCatalog) -> dict[str, Any]:
    return {
        campaign_id: {
            "defaultValue": False,
            "rules": [{"force": True, "condition": _growthbook_condition(audience)}],
        }
        for campaign_id, audience in _audiences(catalog).items()
    }


def _growthbook_condition(number: int | None) -> dict[str, Any]:
    if number is None:
        return {}
    rule = segment_rule(number)
    viewed = rule["all"][1]["any"][0]["behaviour"]
    return {
        "$and": [
            {"AGE": {"$gt": rule["all"][0]["attribute"]["value"]["number"]}},
            {
                "$or": [
                    {_count_name(viewed): {"$gte": viewed["value"]["number"]}},
                    {"COUNTRY": "Germany"},
                ]
            },
        ]
    }


def unleash(uri: str, database: str, clock: Clock) -> Starlette:
    """Return Unleash's engine (Yggdrasil, which UnleashClient asks) deciding on the same campaigns."""
    engine: Any = import_module("yggdrasil_engine.engine").UnleashEngine()
    names: list[str] = []

    async def answer(context: Context, asked: dict[str, Any]) -> bytes:
        catalog = await context.catalog()
        if not names:
            features = _unleash_features(catalog)
            engine.take_state(dumps({"version": 2, "features": features}))
            names.extend(feature["name"] for feature in features)

        def chosen(evaluation: Evaluation) -> list[str]:
            known = {name: str(value) for name, value in _attributes(evaluation).items()}
            context = {"properties": known}
            return [name for name in names if engine.check_enabled(name, context).is_enabled]

        return await _with(context, asked, chosen)

    return _route(uri, database, clock, answer)


def _unleash_features(catalog: LiveCatalog) -> list[dict[str, Any]]:
    return [
        {"name": campaign_id, "enabled": True, "strategies": _unleash_strategies(number)}
        for campaign_id, number in _audiences(catalog).items()
    ]


def _unleash_strategies(number: int | None) -> list[dict[str, Any]]:
    """Return one strategy for each way to be in the segment: strategies are Unleash's only OR."""
    if number is None:
        return [{"name": "default"}]
    rule = segment_rule(number)
    viewed = rule["all"][1]["any"][0]["behaviour"]
    age = _constraint("AGE", "NUM_GT", str(rule["all"][0]["attribute"]["value"]["number"]))
    ways = (
        _constraint(_count_name(viewed), "NUM_GTE", str(viewed["value"]["number"])),
        {"contextName": "COUNTRY", "operator": "IN", "values": ["Germany"]},
    )
    return [{"name": "default", "constraints": [age, way]} for way in ways]


def _constraint(name: str, operator: str, value: str) -> dict[str, Any]:
    return {"contextName": name, "operator": operator, "values": [], "value": value}


def _audiences(catalog: LiveCatalog) -> dict[str, int | None]:
    """Return each campaign's segment by its number, `None` for a campaign for everybody."""
    audiences: dict[str, int | None] = {}
    for (campaign_id, _), definition in catalog.definitions.items():
        key = definition.audience.get("segment", {}).get("key")
        audiences[campaign_id] = None if key is None else int(key.rpartition("-")[2])
    return audiences


def _count_name(viewed: dict[str, Any]) -> str:
    return f"{viewed['where'][0]['value']['text']}_{viewed['window']['last']['amount']}"


def _attributes(evaluation: Evaluation) -> dict[str, Any]:
    """Return what both engines must be told of a visitor: their own rules can't look into behaviour."""
    counts = {
        name: behaviour.measured(evaluation.streams[behaviour.feature.key], evaluation.moment)
        for name, behaviour in _counted().items()
        if behaviour.feature.key in evaluation.streams
    }
    return {**evaluation.declared, **counts}


@lru_cache(maxsize=1)
def _counted() -> dict[str, Behaviour]:
    """Return the counts that the shop's segments ask for, each once."""
    counted: dict[str, Behaviour] = {}
    for number in range(30):
        rule = segment_rule(number)
        name = _count_name(rule["all"][1]["any"][0]["behaviour"])
        for behaviour in behaviours_of(parse_rule(rule)):
            if isinstance(behaviour, Behaviour):
                counted[name] = behaviour
    return counted


@strawberry.type
class NaiveTrigger:
    kind: str
    delay_seconds: int | None


@strawberry.type
class NaiveDisplay:
    triggers: list[NaiveTrigger]


@strawberry.type
class NaiveImage:
    url: str
    alternative_text: str
    width: int | None
    height: int | None


@strawberry.type
class NaiveCampaign:
    id: strawberry.ID
    version: int
    type: str
    placement: str | None
    locale: str
    display: NaiveDisplay
    title: str | None
    text: str | None
    image: NaiveImage | None


@strawberry.type
class NaiveEligible:
    decision_id: strawberry.ID
    variant: str
    control: bool
    campaign: NaiveCampaign


@strawberry.input
class NaivePage:
    type: str
    device: str
    url: str


NAIVE_QUERY: Final = """query Eligible($visitorId: ID!, $page: NaivePage!, $locale: String!,
  $first: Int!) {
  eligibleCampaigns(visitorId: $visitorId, page: $page, locale: $locale, first: $first) {
    decisionId variant control
    campaign { __typename id version type placement locale
      display { triggers { kind delaySeconds } }
      title text image { url alternativeText width height } }
  }
}"""
"""As close to the other query as types without an interface come, with about as many fields."""


@strawberry.type
class NaiveQuery:
    @strawberry.field
    async def eligible_campaigns(
        self, visitor_id: strawberry.ID, page: NaivePage, locale: str, first: int
    ) -> list[NaiveEligible]:
        visitor = await VisitorDocument.find_one(
            {"store_id": STORE_ID, "visitor_id": str(visitor_id)}
        )
        if visitor is None:
            return []
        segments = await SegmentDocument.find({"store_id": STORE_ID}).to_list()
        rules = {segment.key: segment.live_rule for segment in segments}
        campaigns = await CampaignVersionDocument.find({"store_id": STORE_ID}).to_list()
        campaigns.sort(key=lambda c: (-c.definition.priority, str(c.campaign_id)))
        found = [
            campaign
            for campaign in campaigns
            if _naive_page(campaign, page.type)
            and _naive_rule(campaign.definition.audience, visitor, rules)
        ]
        return [_naive_answer(campaign, locale) for campaign in found[:first]]


def _naive_page(campaign: CampaignVersionDocument, page: str) -> bool:
    allowed = campaign.definition.page_types
    return not allowed or page in {kind.value for kind in allowed}


def _naive_rule(rule: Any, visitor: VisitorDocument, segments: dict[str, Any]) -> bool:
    """Walk a rule as one would write it on an afternoon: as much of the language as the shop uses."""
    ((key, value),) = rule.items()
    if key == "all":
        return all(_naive_rule(child, visitor, segments) for child in value)
    if key == "any":
        return any(_naive_rule(child, visitor, segments) for child in value)
    if key == "segment":
        return _naive_rule(segments[value["key"]], visitor, segments)
    if key == "attribute":
        known = visitor.declared.get(value["name"], {}).get("value")
        wanted = next(iter(value["value"].values()))
        return bool(known == wanted if value["operator"] == "EQUAL" else (known or 0) > wanted)
    category = value["where"][0]["value"]["text"]
    feature = next(b for n, b in _counted().items() if n.startswith(category)).feature
    moments = visitor.streams.get(feature.key, {}).get("at", ())
    return bool(len(moments) >= value["value"]["number"])


def _naive_answer(campaign: CampaignVersionDocument, locale: str) -> NaiveEligible:
    variant = campaign.definition.variants[0]
    translations = {t.locale: t.content for t in variant.translations}
    content: Any = translations.get(locale) or translations["en"]
    image = getattr(content, "image", None) or getattr(content, "desktop_image", None)
    return NaiveEligible(
        decision_id=strawberry.ID("none"),
        variant=variant.key,
        control=False,
        campaign=NaiveCampaign(
            id=strawberry.ID(str(campaign.campaign_id)),
            version=campaign.version,
            type=campaign.type.value,
            placement=campaign.definition.placement,
            locale=locale,
            display=NaiveDisplay(
                triggers=[
                    NaiveTrigger(kind=t.kind.value, delay_seconds=t.delay_seconds)
                    for t in campaign.definition.display.triggers
                ]
            ),
            title=getattr(content, "title", None) or getattr(content, "heading", None),
            text=getattr(content, "text", None),
            image=image
            and NaiveImage(
                url=image.url,
                alternative_text=image.alternative_text,
                width=image.width,
                height=image.height,
            ),
        ),
    )


def naive(uri: str, database: str, clock: Clock) -> Starlette:
    """Return Strawberry and Beanie as their tutorials do it: a query, documents, a list, types."""
    del clock

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with opened_database(uri, database, run_migrations=False):
            yield

    app = Starlette(lifespan=lifespan)
    app.mount("/graphql", GraphQL[None, None](strawberry.Schema(NaiveQuery)))
    return app


CONTENDERS: Final[Mapping[str, Contender]] = {
    "segue": segue,
    "floor": floor_app,
    "naive": naive,
    "graphql_core": graphql_core,
    "growthbook": growthbook,
    "unleash": unleash,
}
