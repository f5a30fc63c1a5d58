"""The GraphiQL page, which browsers get at the address of an endpoint.

The page is built by `make graphiql` from `api/graphiql/` and needs nothing from elsewhere.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, final

from starlette.responses import HTMLResponse

DIST: Final = Path(__file__).with_name("graphiql") / "dist"
_PLACEHOLDER: Final = '<script type="application/json" id="segue-graphiql">{}</script>'
_NOT_BUILT: Final = """<!doctype html><html lang="en"><title>GraphiQL isn't built</title>
<p>GraphiQL isn't built yet. Run <code>make graphiql</code> and reload.</p></html>"""
_HEADERS: Final = {
    "cache-control": "no-store",
    "content-security-policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; "
        "img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


@final
@dataclass(frozen=True)
class GraphiQLPage:
    """GraphiQL for one endpoint.

    Attributes:
        key: filled in for the user; only the demo does that.
        query: what the editor starts with.
    """

    endpoint: str
    title: str
    query: str
    key: str | None = None

    def response(self) -> HTMLResponse:
        """Return the page."""
        return HTMLResponse(self._html, headers=_HEADERS)

    @cached_property
    def _html(self) -> str:
        index = DIST / "index.html"
        if not index.exists():
            return _NOT_BUILT
        facts = {
            "endpoint": self.endpoint,
            "title": self.title,
            "key": self.key,
            "query": self.query,
        }
        # `<` is written as an escape, so that nothing in the facts can end the script element.
        written = json.dumps(facts).replace("<", "\\u003c")
        return index.read_text(encoding="utf-8").replace(
            _PLACEHOLDER, _PLACEHOLDER.replace("{}", written)
        )
