"""Which store a request is for: the key says so."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, final

from api.http_errors import RefusedRequestError
from documents.api_keys import ApiKeyDocument, KeyKind, find_live_key, hash_key
from documents.connection import (
    SECOND_THOUGHT_SECONDS,
    DatabaseUnavailableError,
    time_limit,
)

KNOWN_FOR_SECONDS: Final = 15.0
"""How long a key is trusted without asking again, and so how long a revoked one may still work."""


@final
class KeyRing:
    """The keys that this process has seen lately.

    While the database is away, keys seen before go on working.
    """

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._known: dict[str, tuple[float, ApiKeyDocument]] = {}

    async def key(self, authorization: str | None, kind: KeyKind) -> ApiKeyDocument:
        """Return the key in an `Authorization` header; it says which store it belongs to.

        Raises:
            RefusedRequestError: 401 without a known key, 403 for a key of the other kind.
            DatabaseUnavailableError: the key hasn't been seen before and can't be looked up.
        """
        scheme, _, key = (authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not key:
            raise _unauthenticated("Send your key in the header `Authorization: Bearer <key>`.")
        document = await self._document(key.strip())
        if document is None:
            raise _unauthenticated("This key isn't known, or it was revoked.")
        if document.kind is not kind:
            raise RefusedRequestError(403, "WRONG_KEY", _WRONG_KEY[kind])
        return document

    async def _document(self, key: str) -> ApiKeyDocument | None:
        digest = hash_key(key)
        seen = self._known.get(digest)
        if seen is not None and self._seconds() - seen[0] < KNOWN_FOR_SECONDS:
            return seen[1]
        if seen is not None:
            return await self._checked_again(key, digest, seen[1])
        document = await find_live_key(key)
        if document is not None:
            self._known[digest] = (self._seconds(), document)
        return document

    async def _checked_again(
        self, key: str, digest: str, seen: ApiKeyDocument
    ) -> ApiKeyDocument | None:
        try:
            async with time_limit(SECOND_THOUGHT_SECONDS):
                document = await find_live_key(key)
        except DatabaseUnavailableError:
            # Not asked again at once, so that an outage doesn't slow every request down.
            self._known[digest] = (self._seconds() - KNOWN_FOR_SECONDS + 1, seen)
            return seen
        if document is None:
            self._known.pop(digest, None)
        else:
            self._known[digest] = (self._seconds(), document)
        return document


_WRONG_KEY: Final = {
    KeyKind.PUBLISHABLE: "This is a secret key. Storefronts use the publishable one (pk_…); if the "
    "secret key stands in a web page, revoke it.",
    KeyKind.SECRET: "This is a publishable key. The admin API takes the secret one (sk_…).",
}


def _unauthenticated(message: str) -> RefusedRequestError:
    return RefusedRequestError(401, "UNAUTHENTICATED", message, {"www-authenticate": "Bearer"})
