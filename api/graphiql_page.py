"""The GraphiQL page, which browsers get at the address of an endpoint.

The page is built by `make graphiql` from `api/graphiql/` and needs nothing from elsewhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from api.built_page import BuiltPage

DIST: Final = Path(__file__).with_name("graphiql") / "dist"
_CONTENT_SECURITY_POLICY: Final = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; worker-src 'self' blob:; "
    "img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'"
)


def graphiql_page(endpoint: str, title: str, query: str, key: str | None = None) -> BuiltPage:
    """Return GraphiQL for one endpoint.

    Args:
        endpoint: what it asks.
        title: of the window.
        query: what the editor starts with.
        key: filled in for the user; only the demo does that.
    """
    facts = {"endpoint": endpoint, "title": title, "key": key, "query": query}
    return BuiltPage(DIST, "GraphiQL", "graphiql", facts, _CONTENT_SECURITY_POLICY)
