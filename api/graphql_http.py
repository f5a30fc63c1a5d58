"""GraphQL over HTTP: one endpoint for each schema."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, final
from urllib.parse import unquote

from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry.types.execution import ExecutionResult

from api.built_page import BuiltPage
from api.clock import Clock
from api.graphql_request import GraphQLRequest, read_graphql_request, response_media_type
from api.http_errors import GRAPHQL_RESPONSE, JSON, RefusedRequestError, json_response
from api.trusted_documents import NO_TRUSTED_DOCUMENTS, TrustedDocuments
from documents.api_keys import KeyKind
from documents.connection import DatabaseUnavailableError
from resolvers.context import Actor, Context
from schema.build import SegueSchema
from schema.errors import DATABASE_UNAVAILABLE, present_error

_LOG: Final = logging.getLogger("segue.http")
_RETRY_SECONDS: Final = "1"
_LONGEST_USER: Final = 200

USER_HEADER: Final = "segue-user"
"""Whom an admin UI names as the person behind a request, for the audit log."""


@final
@dataclass(frozen=True, slots=True)
class GraphQLEndpoint:
    """An ASGI application that answers for one schema and one kind of key."""

    schema: SegueSchema
    key_kind: KeyKind
    clock: Clock
    maximum_body_bytes: int
    page: BuiltPage
    trusted: TrustedDocuments = NO_TRUSTED_DOCUMENTS
    only_trusted: bool = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; a browser that opens the address gets GraphiQL."""
        headers = _read_headers(scope)
        accept = headers.get(b"accept")
        if scope["method"] in {"GET", "HEAD"} and "text/html" in (accept or ""):
            response: Response = self.page.response()
        else:
            response = await self._answered(scope, receive, headers, response_media_type(accept))
        await response(scope, receive, send)

    async def _answered(
        self, scope: Scope, receive: Receive, headers: _Headers, media_type: str | None
    ) -> Response:
        if media_type is None:
            return _NOT_ACCEPTABLE.to_response(JSON)
        if scope["method"] != "POST":
            return _METHOD_NOT_ALLOWED.to_response(media_type)
        try:
            return await self._executed(scope["state"], receive, headers, media_type)
        except RefusedRequestError as refusal:
            return refusal.to_response(media_type)
        except DatabaseUnavailableError as error:
            return _unavailable(error).to_response(media_type)
        except Exception as error:  # noqa: BLE001, no request ends without an answer
            # The exception's own text may quote what was sent, so only its kind is logged.
            _LOG.exception("A request failed: %s", type(error).__name__, exc_info=False)
            return _INTERNAL_ERROR.to_response(media_type)

    async def _executed(
        self, state: Mapping[str, Any], receive: Receive, headers: _Headers, media_type: str
    ) -> Response:
        parsed = await read_graphql_request(
            receive, headers.get(b"content-type"), self.maximum_body_bytes
        )
        key = await state["keys"].key(headers.get(b"authorization"), self.key_kind)
        result = await self.schema.execute(
            self._document(parsed),
            variable_values=parsed.variables,
            operation_name=parsed.operation_name,
            context_value=Context(
                store_id=key.store_id,
                now=self.clock(),
                catalogs=state["catalogs"],
                actor=Actor(key.name, _user(headers.get(_USER))),
            ),
        )
        if not isinstance(result, ExecutionResult):
            raise TypeError("incremental results are off")
        return _response(result, media_type)

    def _document(self, request: GraphQLRequest) -> str:
        """Return the document to execute: the trusted one that is named, or else the one that is sent."""
        if request.document_id is not None:
            trusted = self.trusted.text(request.document_id)
            if trusted is not None:
                return trusted
            if not request.query:
                raise _unknown_document(request)
        if self.only_trusted and not self.schema.documents.is_trusted(request.query):
            raise RefusedRequestError(
                400,
                "DOCUMENT_NOT_TRUSTED",
                "Only trusted documents are answered here: give the `documentId` of one.",
            )
        return request.query


_Headers: TypeAlias = Mapping[bytes, str]
_USER: Final = USER_HEADER.encode()
_READ: Final = frozenset((b"accept", b"authorization", b"content-type", _USER))


def _read_headers(scope: Scope) -> _Headers:
    """Return the headers that are read, of a repeated one the first."""
    return {
        name: value.decode("latin-1") for name, value in reversed(scope["headers"]) if name in _READ
    }


def _user(name: str | None) -> str | None:
    """Return whom the admin UI names as the person behind the request; it is only noted.

    Headers carry Latin letters only: other names come percent-encoded.
    """
    return unquote(name).strip()[:_LONGEST_USER] or None if name else None


def _unknown_document(request: GraphQLRequest) -> RefusedRequestError:
    """Return what clients expect: Apollo's send the whole document when they read its words."""
    if request.is_apollos:
        return RefusedRequestError(400, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
    return RefusedRequestError(
        400,
        "PERSISTED_DOCUMENT_NOT_FOUND",
        f"No document is known as '{request.document_id}': send it as `query`, or name its manifest in "
        "SEGUE_TRUSTED_DOCUMENTS.",
    )


def _unavailable(error: DatabaseUnavailableError) -> RefusedRequestError:
    return RefusedRequestError(
        503, DATABASE_UNAVAILABLE, str(error), {"retry-after": _RETRY_SECONDS}
    )


def _response(result: ExecutionResult, media_type: str) -> Response:
    errors = [present_error(error) for error in result.errors or ()]
    body: dict[str, Any] = {"errors": errors} if errors else {}
    # A request that never began to be executed has no `data`, one that failed has `data: null`.
    has_begun = result.data is not None or any("path" in error for error in errors)
    if has_begun:
        body["data"] = result.data
    codes = {error["extensions"]["code"] for error in errors if "extensions" in error}
    if result.data is None and DATABASE_UNAVAILABLE in codes:
        return json_response(body, 503, media_type, {"retry-after": _RETRY_SECONDS})
    # Clients of plain JSON know the older convention, 200 for whatever is well-formed.
    status = 400 if not has_begun and media_type == GRAPHQL_RESPONSE else 200
    return json_response(body, status, media_type, _VARY)


_VARY: Final[Mapping[str, str]] = {"vary": "accept"}
_NOT_ACCEPTABLE: Final = RefusedRequestError(
    406, "NOT_ACCEPTABLE", f"Accept {GRAPHQL_RESPONSE} or {JSON}."
)
_METHOD_NOT_ALLOWED: Final = RefusedRequestError(
    405, "METHOD_NOT_ALLOWED", "Send GraphQL requests by POST.", {"allow": "POST"}
)
_INTERNAL_ERROR: Final = RefusedRequestError(
    500, "INTERNAL_SERVER_ERROR", "Something went wrong on our side."
)
