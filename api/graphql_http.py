"""GraphQL over HTTP: one endpoint for each schema."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, final
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from strawberry.types.execution import ExecutionResult

from api.clock import Clock
from api.graphiql_page import GraphiQLPage
from api.graphql_request import read_graphql_request, response_media_type
from api.http_errors import GRAPHQL_RESPONSE, JSON, RefusedRequestError, json_response
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
    page: GraphiQLPage

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; a browser that opens the address gets GraphiQL."""
        request = Request(scope, receive)
        accept = request.headers.get("accept")
        if request.method in {"GET", "HEAD"} and "text/html" in (accept or ""):
            response: Response = self.page.response()
        else:
            response = await self._answered(request, response_media_type(accept))
        await response(scope, receive, send)

    async def _answered(self, request: Request, media_type: str | None) -> Response:
        if media_type is None:
            return _NOT_ACCEPTABLE.to_response(JSON)
        try:
            return await self._executed(request, media_type)
        except RefusedRequestError as refusal:
            return refusal.to_response(media_type)
        except DatabaseUnavailableError as error:
            return _unavailable(error).to_response(media_type)
        except Exception as error:  # noqa: BLE001, no request ends without an answer
            # The exception's own text may quote what was sent, so only its kind is logged.
            _LOG.exception("A request failed: %s", type(error).__name__, exc_info=False)
            return _INTERNAL_ERROR.to_response(media_type)

    async def _executed(self, request: Request, media_type: str) -> Response:
        parsed = await read_graphql_request(request, self.maximum_body_bytes)
        state = request.state
        key = await state.keys.key(request.headers.get("authorization"), self.key_kind)
        result = await self.schema.execute(
            parsed.query,
            variable_values=parsed.variables,
            operation_name=parsed.operation_name,
            context_value=Context(
                store_id=key.store_id,
                now=self.clock(),
                catalogs=state.catalogs,
                actor=Actor(key.name, _user(request)),
            ),
        )
        if not isinstance(result, ExecutionResult):
            raise TypeError("incremental results are off")
        return _response(result, media_type)


def _user(request: Request) -> str | None:
    """Return whom the admin UI names as the person behind the request; it is only noted.

    Headers carry Latin letters only: other names come percent-encoded.
    """
    return unquote(request.headers.get(USER_HEADER, "")).strip()[:_LONGEST_USER] or None


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
_INTERNAL_ERROR: Final = RefusedRequestError(
    500, "INTERNAL_SERVER_ERROR", "Something went wrong on our side."
)
