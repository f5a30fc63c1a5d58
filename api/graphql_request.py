"""Reading a GraphQL request off HTTP: whatever arrives is either one, or refused with a reason.

Follows the GraphQL-over-HTTP draft; JSON by POST only, so that no form of another site can send one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NoReturn, final

import orjson
from starlette.requests import Request

from api.http_errors import GRAPHQL_RESPONSE, JSON, RefusedRequestError


@final
@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """One operation to execute."""

    query: str
    variables: dict[str, Any] | None
    operation_name: str | None


def response_media_type(accept: str | None) -> str | None:
    """Return the media type to answer with, `None` when the client takes neither.

    The first that fits wins; clients that take anything get plain JSON, as the draft asks.
    """
    for part in (accept or "*/*").split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if "q=0" in parameters or "q=0.0" in parameters:
            continue
        if name == GRAPHQL_RESPONSE:
            return GRAPHQL_RESPONSE
        if name in {JSON, "application/*", "*/*"}:
            return JSON
    return None


async def read_graphql_request(request: Request, maximum_bytes: int) -> GraphQLRequest:
    """Return the request that the body holds.

    Raises:
        RefusedRequestError: 405, 413, 415 or 400, saying what would be right.
    """
    if request.method != "POST":
        raise RefusedRequestError(
            405, "METHOD_NOT_ALLOWED", "Send GraphQL requests by POST.", {"allow": "POST"}
        )
    _check_content_type(request.headers.get("content-type"))
    return _parsed(await _body(request, maximum_bytes))


def _check_content_type(content_type: str | None) -> None:
    name, *parameters = (piece.strip().lower() for piece in (content_type or "").split(";"))
    charsets = [p.removeprefix("charset=").strip('"') for p in parameters if "charset=" in p]
    if name != JSON or any(charset not in {"utf-8", "utf8"} for charset in charsets):
        raise RefusedRequestError(
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            "Send the header `Content-Type: application/json`, in UTF-8.",
        )


async def _body(request: Request, maximum_bytes: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > maximum_bytes:
            raise RefusedRequestError(
                413,
                "BODY_TOO_LARGE",
                f"The body is larger than {maximum_bytes:,} bytes; send smaller batches.",
                {"connection": "close"},
            )
        chunks.append(chunk)
    return b"".join(chunks)


def _parsed(body: bytes) -> GraphQLRequest:
    try:
        parameters = orjson.loads(body)
    except orjson.JSONDecodeError:
        _refuse("The body isn't valid JSON in UTF-8.")
    if not isinstance(parameters, dict):
        _refuse("The body must be a JSON object with `query`; batches are not supported.")
    query = parameters.get("query")
    if not isinstance(query, str) or not query:
        _refuse("`query` must be a text with a GraphQL document.")
    for name, (kind, wanted) in _OPTIONAL.items():
        if parameters.get(name) is not None and not isinstance(parameters[name], kind):
            _refuse(f"`{name}` must be {wanted}, or be left out.")
    return GraphQLRequest(query, parameters.get("variables"), parameters.get("operationName"))


_OPTIONAL: Final[dict[str, tuple[type, str]]] = {
    "variables": (dict, "an object"),
    "operationName": (str, "a text"),
    "extensions": (dict, "an object"),
}


def _refuse(message: str) -> NoReturn:
    raise RefusedRequestError(400, "BAD_REQUEST", message)
