"""An id for each request, in its response and in every line that is logged about it."""

from __future__ import annotations

import logging
import re
from contextvars import ContextVar
from typing import Final, final
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from typing_extensions import override

HEADER: Final = "x-request-id"

_GIVEN: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
_current: ContextVar[str] = ContextVar("segue_request_id", default="-")


@final
class RequestIdMiddleware:
    """Takes the id that a proxy sent, or makes one, and sends it back."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get(HEADER, "")
        request_id = given if _GIVEN.fullmatch(given) else uuid4().hex

        async def send_with_id(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = request_id
            await send(message)

        token = _current.set(request_id)
        try:
            await self._app(scope, receive, send_with_id)
        finally:
            _current.reset(token)


@final
class RequestIdFilter(logging.Filter):
    """Gives every log record the request's id, as `request_id`."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record."""
        record.request_id = _current.get()
        return True
