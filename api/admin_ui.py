"""The admin UI below `/admin/`, where it is built: static files, and one page for all its addresses.

It is built by `make admin` from `client-examples/admin/` and asks `/admin/graphql`, as any client does.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from api.built_page import BuiltPage

DIST: Final = Path(__file__).parent.parent / "client-examples" / "admin" / "dist"
# Previews show pictures from wherever the shop keeps them.
_CONTENT_SECURITY_POLICY: Final = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src * data:; "
    "font-src 'self' data:; frame-ancestors 'none'"
)


def admin_ui_routes(key: str | None) -> list[BaseRoute]:
    """Return the routes of the admin UI; they go after those of the admin API.

    Args:
        key: filled in for the user; only the demo does that.
    """
    facts = {"key": key} if key else {}
    page = BuiltPage(DIST, "The admin UI", "admin", facts, _CONTENT_SECURITY_POLICY)

    def shown(_: Request) -> HTMLResponse:
        return page.response()

    return [
        Mount("/admin/assets", StaticFiles(directory=DIST / "assets", check_dir=False)),
        Route("/admin/{address:path}", shown),
    ]
