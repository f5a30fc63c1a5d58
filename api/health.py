"""`/health/live`: the process answers. `/health/ready`: it can serve a storefront."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from api.http_errors import json_response


async def live(_: Request) -> Response:
    """Say that the event loop turns."""
    return json_response({"status": "live"}, 200)


async def ready(request: Request) -> Response:
    """Say whether the documents are bound; not whether MongoDB is up.

    An outage of the database would otherwise take every process out of the pool at once, although
    each still answers, in bounded time.
    """
    is_ready = getattr(request.state, "catalogs", None) is not None
    status = "ready" if is_ready else "starting"
    return json_response({"status": status}, 200 if is_ready else 503)
