"""Reading a GraphQL request off HTTP: whatever arrives is either one, or refused with a reason.

Follows the GraphQL-over-HTTP draft; JSON by POST only, so that no form of another site can send one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn, final

import orjson
from starlette.requests import ClientDisconnect
from starlette.types import Receive

from api.http_errors import GRAPHQL_RESPONSE, JSON, RefusedRequestError


@final
@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """One operation to execute, whose document is sent or only named.

    Attributes:
        query: the document; empty when it is only named.
        document_id: the name of a trusted document.
        is_apollos: it is named as Apollo's clients do, which expect other words when it isn't known.
    """

    query: str
    variables: dict[str, Any] | None
    operation_name: str | None
    document_id: str | None = None
    is_apollos: bool = False


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


async def read_graphql_request(
    receive: Receive, content_type: str | None, maximum_bytes: int
) -> GraphQLRequest:
    """Return the request that the body holds.

    Raises:
        RefusedRequestError: 413, 415 or 400, saying what would be right.
    """
    _check_content_type(content_type)
    return _parsed(await _body(receive, maximum_bytes))


def _check_content_type(content_type: str | None) -> None:
    name, *parameters = (piece.strip().lower() for piece in (content_type or "").split(";"))
    charsets = [p.removeprefix("charset=").strip('"') for p in parameters if "charset=" in p]
    if name != JSON or any(charset not in {"utf-8", "utf8"} for charset in charsets):
        raise RefusedRequestError(
            415,
            "UNSUPPORTED_MEDIA_TYPE",
            "Send the header `Content-Type: application/json`, in UTF-8.",
        )


async def _body(receive: Receive, maximum_bytes: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    has_more = True
    while has_more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        chunk = message.get("body", b"")
        has_more = message.get("more_body", False)
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
    for name, (kind, wanted) in _OPTIONAL.items():
        if parameters.get(name) is not None and not isinstance(parameters[name], kind):
            _refuse(f"`{name}` must be {wanted}, or be left out.")
    query, document_id = parameters.get("query"), parameters.get("documentId")
    apollos = None if query or document_id else _apollos_hash(parameters.get("extensions"))
    if not (query or document_id or apollos):
        _refuse("`query` must be a text with a GraphQL document, or give a `documentId`.")
    return GraphQLRequest(
        query or "",
        parameters.get("variables"),
        parameters.get("operationName"),
        document_id or apollos,
        apollos is not None,
    )


def _apollos_hash(extensions: Mapping[str, Any] | None) -> str | None:
    """Return the hash by which Apollo's clients name a document before they send it whole."""
    persisted = (extensions or {}).get("persistedQuery")
    sha256 = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
    return sha256 if isinstance(sha256, str) else None


_OPTIONAL: Final[dict[str, tuple[type, str]]] = {
    "query": (str, "a text with a GraphQL document"),
    "variables": (dict, "an object"),
    "operationName": (str, "a text"),
    "documentId": (str, "a text"),
    "extensions": (dict, "an object"),
}


def _refuse(message: str) -> NoReturn:
    raise RefusedRequestError(400, "BAD_REQUEST", message)
