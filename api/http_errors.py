"""Refusals before GraphQL begins, in the shape of a GraphQL response."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, final

import orjson
from starlette.responses import Response

JSON: Final = "application/json"
GRAPHQL_RESPONSE: Final = "application/graphql-response+json"


@final
class RefusedRequestError(Exception):
    """A request that is answered with a status other than 200."""

    def __init__(
        self, status: int, code: str, message: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = dict(headers or {})

    def to_response(self, media_type: str) -> Response:
        """Return the response, with the error as GraphQL clients expect it."""
        error = {"message": self.message, "extensions": {"code": self.code}}
        return json_response({"errors": [error]}, self.status, media_type, self.headers)


def json_response(
    body: Any, status: int, media_type: str = JSON, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a response with a JSON body; no cache keeps it."""
    return Response(
        orjson.dumps(body),
        status,
        headers={
            "content-type": f"{media_type}; charset=utf-8",
            "cache-control": "no-store",
            **(headers or {}),
        },
    )
