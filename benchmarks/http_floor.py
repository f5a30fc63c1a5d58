"""The floor: what a hand-written endpoint would do, and nothing else.

A bare Starlette route on the same server, with the same driver: it looks the key up, reads the visitor,
decides by direct calls, and writes the very bytes that GraphQL answers the benchmark's query with.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.authentication import KeyRing
from api.clock import Clock
from api.database import opened_database
from documents.api_keys import KeyKind
from resolvers.catalog import CatalogRegistry
from resolvers.context import Context
from resolvers.eligibility import EligibilityQuery, EligibleCampaign, eligible_campaigns
from schema.eligibility import PageInput
from targeting.campaigns import Device, PageType, Wanted


def floor_app(uri: str, database: str, clock: Clock) -> Starlette:
    """Return the application, with one route: `/graphql`."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, Any]]:
        async with opened_database(uri, database, run_migrations=False):
            yield {"catalogs": CatalogRegistry(), "keys": KeyRing()}

    async def answer(request: Request) -> Response:
        state = request.state
        key = await state.keys.key(request.headers.get("authorization"), KeyKind.PUBLISHABLE)
        given = orjson.loads(await request.body())["variables"]
        context = Context(store_id=key.store_id, now=clock(), catalogs=state.catalogs)
        found = await eligible_campaigns(context, eligibility_query(given))
        body = {"data": {"eligibleCampaigns": [written(one) for one in found]}}
        return Response(orjson.dumps(body), media_type="application/graphql-response+json")

    return Starlette(routes=[Route("/graphql", answer, methods=["POST"])], lifespan=lifespan)


def eligibility_query(given: dict[str, Any]) -> EligibilityQuery:
    """Return what a storefront asks, from the variables of the benchmark's query."""
    page = given["page"]
    asked = PageInput(type=PageType(page["type"]), device=Device(page["device"]), url=page["url"])
    return EligibilityQuery(
        visitor_id=given["visitorId"],
        request=asked.to_request(given["locale"]),
        wanted=Wanted(),
        locale=given["locale"],
        first=given["first"],
    )


def written(found: EligibleCampaign) -> dict[str, Any]:
    """Return an offer as GraphQL answers the benchmark's query with."""
    rendition = found.rendition
    content = rendition.content
    kind, write = _WRITERS[content.type]
    return {
        "decisionId": found.decision_id,
        "variant": found.variant,
        "control": found.is_control,
        "campaign": {
            "__typename": kind,
            "id": rendition.campaign_id,
            "version": rendition.version,
            "type": content.type,
            "placement": rendition.placement,
            "locale": rendition.locale,
            "display": {
                "triggers": [
                    {"kind": trigger.kind.name, "delaySeconds": trigger.delay_seconds}
                    for trigger in rendition.display.triggers
                ]
            },
            **write(content),
        },
    }


def _image(image: Any) -> dict[str, Any] | None:
    if image is None:
        return None
    return {
        "url": image.url,
        "alternativeText": image.alternative_text,
        "width": image.width,
        "height": image.height,
    }


def _popup(content: Any) -> dict[str, Any]:
    return {
        "title": content.title,
        "text": content.text,
        "image": _image(content.image),
        "buttons": [
            {
                "label": button.label,
                "action": button.action.name,
                "link": button.link and {"url": button.link.url},
            }
            for button in content.buttons
        ],
        "hasOverlay": content.has_overlay,
    }


def _email(content: Any) -> dict[str, Any]:
    return {
        "title": content.title,
        "inputPlaceholder": content.input_placeholder,
        "submitLabel": content.submit_label,
        "consent": {"text": content.consent.text, "url": content.consent.url},
        "thankYou": {"text": content.thank_you.text},
    }


def _survey(content: Any) -> dict[str, Any]:
    return {
        "title": content.title,
        "questions": [
            {
                "key": question.key,
                "kind": question.kind.name,
                "text": question.text,
                "isRequired": question.is_required,
            }
            for question in content.questions
        ],
        "submitLabel": content.submit_label,
        "thankYou": {"text": content.thank_you.text},
    }


def _bar(content: Any) -> dict[str, Any]:
    return {
        "messages": [
            {"text": message.text, "link": message.link and {"url": message.link.url}}
            for message in content.messages
        ],
        "edge": content.edge.name,
        "isSticky": content.is_sticky,
    }


def _hero(content: Any) -> dict[str, Any]:
    return {
        "heading": content.heading,
        "text": content.text,
        "desktopImage": _image(content.desktop_image),
        "order": content.order,
    }


_WRITERS: Final[dict[str, tuple[str, Any]]] = {
    "POPUP_BANNER": ("PopupBanner", _popup),
    "EMAIL_COLLECTION": ("EmailCollection", _email),
    "FORM_SURVEY": ("FormSurvey", _survey),
    "NOTIFICATION_BAR": ("NotificationBar", _bar),
    "HERO_BANNER": ("HeroBanner", _hero),
}
