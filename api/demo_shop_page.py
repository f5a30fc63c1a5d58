"""The demo's shop below `/shop/`, where it is built: static files, and one page for all its addresses.

It is built by `make shop` from `client-examples/storefront/` and asks `/graphql`, as any shop does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from api.built_page import BuiltPage
from api.clock import Clock
from api.demo import DemoFacts

DIST: Final = Path(__file__).parent.parent / "client-examples" / "storefront" / "dist"
# As strict as it gets, so that it shows that campaigns need no exception from it.
_CONTENT_SECURITY_POLICY: Final = "default-src 'self'; img-src * data:; frame-ancestors 'none'"


def demo_shop_routes(facts: DemoFacts, clock: Clock) -> list[BaseRoute]:
    """Return the routes of the shop, which is told what a shopper's browser can't know."""

    def shown(_: Request) -> HTMLResponse:
        told = {
            "url": "/graphql",
            "key": facts.publishable_key,
            "now": clock().timestamp() * 1000,
            "visitors": facts.visitors,
        }
        return BuiltPage(DIST, "The shop", "shop", told, _CONTENT_SECURITY_POLICY).response()

    return [
        *(
            Mount(f"/shop/{name}", StaticFiles(directory=DIST / name, check_dir=False))
            for name in ("assets", "images")
        ),
        Route("/shop/{address:path}", shown),
    ]
