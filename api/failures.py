"""Failures that an operator can mend, and what to tell them."""

from __future__ import annotations

from typing import Final

from api.database import DatabaseNotUsableError
from api.embedded_mongodb import EmbeddedMongodbError
from documents.connection import DatabaseUnavailableError
from documents.stores import UnknownStoreError
from migrations.lock import MigrationLockedError, MigrationLockLostError
from migrations.runner import MigrationOrderError
from targeting.values import InvalidInputError

_SPEAK_FOR_THEMSELVES: Final = (
    EmbeddedMongodbError,
    DatabaseNotUsableError,
    DatabaseUnavailableError,
    MigrationOrderError,
    MigrationLockedError,
    MigrationLockLostError,
)


def advice_on(error: Exception) -> str | None:
    """Return what to tell the operator, `None` for a bug of ours."""
    match error:
        case InvalidInputError():
            return "\n".join(f"{p.dotted_path}: {p.message}" for p in error.problems)
        case UnknownStoreError():
            return f"There is no store '{error}'. Make it with `python -m api stores create`."
        case _ if isinstance(error, _SPEAK_FOR_THEMSELVES):
            return str(error)
        case _:
            return None
