"""The application: two GraphQL endpoints, GraphiQL, the admin UI, health, and the demo's manual."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from api.admin_ui import admin_ui_routes
from api.clock import Clock, system_clock
from api.graphiql_page import DIST, graphiql_page
from api.graphql_http import USER_HEADER, GraphQLEndpoint
from api.health import live, ready
from api.lifespan import lifespan_of
from api.request_ids import HEADER, RequestIdMiddleware
from api.settings import Settings
from api.trusted_documents import read_manifests, trust
from documents.api_keys import KeyKind
from schema.admin import build_admin_schema
from schema.storefront import build_storefront_schema

DOCUMENTATION: Final = Path(__file__).parent.parent / "docs" / "_build"
"""Where `make docs` builds the site, which the demo serves."""

STOREFRONT_QUERY: Final = """query Welcome {
  eligibleCampaigns(visitorId: "12347", page: { type: HOME, device: DESKTOP }) {
    decisionId
    variant
    campaign {
      id
      type
      ... on PopupBanner { title text }
      ... on NotificationBar { messages { text link { url } } }
      ... on HeroBanner { heading placement desktopImage { url alternativeText } }
      ... on EmailCollection { title consent { text url } }
      ... on FormSurvey { title questions { key kind text options { key label } } }
    }
  }
}
"""
ADMIN_QUERY: Final = """query Visitor {
  visitor(id: "12347") {
    orders { count revenue averageValue lastAt }
    segments { primary segments { key name } }
  }
}
"""


def create_app(
    settings: Settings,
    uri: str,
    *,
    clock: Clock = system_clock,
    demo_keys: dict[KeyKind, str] | None = None,
    on_ready: Callable[[], None] = lambda: None,
) -> Starlette:
    """Return the application for the database at `uri`.

    Args:
        settings: what the operator set.
        uri: of a MongoDB whose migrations have run.
        clock: where each request's `now` comes from.
        demo_keys: keys to fill into GraphiQL and the admin UI, for the demo only.
        on_ready: called once everything is built that stays as long as the process, before the first request.

    Raises:
        TrustedDocumentsError: a manifest of trusted documents can't be used.
    """
    keys = demo_keys or {}
    storefront_schema, admin_schema = build_storefront_schema(), build_admin_schema()
    of_storefronts, of_admins = trust(
        read_manifests(settings.trusted_documents),
        {"storefront": storefront_schema, "admin": admin_schema},
    )
    storefront = GraphQLEndpoint(
        storefront_schema,
        KeyKind.PUBLISHABLE,
        clock,
        settings.maximum_body_bytes,
        graphiql_page(
            "/graphql", "Segue storefront", STOREFRONT_QUERY, keys.get(KeyKind.PUBLISHABLE)
        ),
        of_storefronts,
        settings.only_trusted_documents,
    )
    admin = GraphQLEndpoint(
        admin_schema,
        KeyKind.SECRET,
        clock,
        settings.maximum_body_bytes,
        graphiql_page("/admin/graphql", "Segue admin", ADMIN_QUERY, keys.get(KeyKind.SECRET)),
        of_admins,
    )
    routes: list[BaseRoute] = [
        Route("/graphql", storefront, middleware=[_cors(("*",))]),
        Route("/admin/graphql", admin, middleware=[_cors(settings.admin_origins)]),
        Route("/health/live", live),
        Route("/health/ready", ready),
        Route("/", lambda _: RedirectResponse("/graphql")),
        Mount("/graphiql", StaticFiles(directory=DIST, check_dir=False)),
        *admin_ui_routes(keys.get(KeyKind.SECRET)),
    ]
    if demo_keys and DOCUMENTATION.is_dir():
        site = StaticFiles(directory=DOCUMENTATION, html=True)
        routes.append(Mount("/docs", site))
    return Starlette(
        routes=routes,
        middleware=[Middleware(RequestIdMiddleware)],
        lifespan=lifespan_of(uri, settings.database, clock, on_ready),
    )


def _cors(origins: tuple[str, ...]) -> Middleware:
    """Let these web origins call; a preflight carries no key, so it is answered for all of them."""
    return Middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=["POST"],
        allow_headers=["authorization", "content-type", HEADER, USER_HEADER],
        expose_headers=[HEADER, "retry-after"],
        max_age=86_400,
    )
