"""Top-level errors: what is shown of an exception, and what is logged.

Three kinds get through: mistakes in the request, which say what is wrong; refusals with a stable
`extensions.code`; and everything else, which is masked. Logs never hold an input's values.
"""

from __future__ import annotations

import hashlib
import logging
import traceback
from typing import Any, Final

from graphql import GraphQLError, GraphQLFormattedError, GraphQLSyntaxError

from documents.audiences import AudienceTooSlowError
from documents.connection import DatabaseUnavailableError
from documents.stores import UnknownStoreError
from targeting.values import InvalidInputError

_LOG: Final = logging.getLogger("segue.graphql")

DATABASE_UNAVAILABLE: Final = "DATABASE_UNAVAILABLE"


_EXPECTED: Final = (InvalidInputError, AudienceTooSlowError, GraphQLError)


def present_error(error: GraphQLError) -> GraphQLFormattedError:
    """Return what a client gets of an error: always with `extensions.code`."""
    cause = error.original_error
    if cause is None:
        return _presented(error, str(error.message), _request_error_code(error))
    match cause:
        case InvalidInputError():
            problems = [
                {"path": list(p.path), "code": p.code, "message": p.message} for p in cause.problems
            ]
            return _presented(error, str(cause), "BAD_USER_INPUT", problems=problems)
        case DatabaseUnavailableError():
            return _presented(error, str(cause), DATABASE_UNAVAILABLE)
        case AudienceTooSlowError():
            return _presented(error, str(cause), "AUDIENCE_TOO_SLOW")
        case UnknownStoreError():
            return _presented(error, "The store of this key is gone.", "UNAUTHENTICATED")
        case GraphQLError():
            return _presented(error, cause.message, "BAD_USER_INPUT")
        case _:
            return _presented(error, "Something went wrong on our side.", "INTERNAL_SERVER_ERROR")


def _request_error_code(error: GraphQLError) -> str:
    code = (error.extensions or {}).get("code")
    if isinstance(code, str):
        return code
    if isinstance(error, GraphQLSyntaxError):
        return "GRAPHQL_PARSE_FAILED"
    return "BAD_USER_INPUT" if error.path else "GRAPHQL_VALIDATION_FAILED"


def _presented(
    error: GraphQLError, message: str, code: str, **extensions: Any
) -> GraphQLFormattedError:
    presented: GraphQLFormattedError = {
        "message": message,
        "extensions": {"code": code, **extensions},
    }
    if error.locations:
        presented["locations"] = [location.formatted for location in error.locations]
    if error.path:
        presented["path"] = error.path
    return presented


def log_error(error: GraphQLError, query: str | None) -> None:
    """Log a bug with where it happened and which operation; an outage in one line; else nothing."""
    cause = error.original_error
    path = ".".join(str(step) for step in error.path or ())
    operation = hashlib.sha256((query or "").encode()).hexdigest()[:12]
    if isinstance(cause, DatabaseUnavailableError):
        _LOG.warning("The database doesn't answer (at %s, operation %s)", path, operation)
    elif cause is not None and not isinstance(cause, _EXPECTED):
        _LOG.error(
            "%s at %s, operation %s\n%s",
            type(cause).__name__,
            path,
            operation,
            # The frames without the exception's own text, which may quote what a visitor sent.
            "".join(traceback.format_tb(cause.__traceback__)),
        )
