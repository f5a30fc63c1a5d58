"""What keeps a program from going on, and how to say it."""

from __future__ import annotations

from typing import Final

import httpx

import segue_admin
import segue_storefront

FAILURES: Final = (
    httpx.TransportError,
    segue_storefront.GraphQLClientError,
    segue_admin.GraphQLClientError,
)


def words_of(failure: Exception) -> str:
    """Return what the server said of it, else what the error itself says."""
    response = getattr(failure, "response", None)
    if isinstance(response, httpx.Response):
        try:
            return "; ".join(error["message"] for error in response.json()["errors"])
        except (ValueError, LookupError, TypeError):  # a proxy answers with a page of its own
            return str(failure)
    return str(failure) or type(failure).__name__
