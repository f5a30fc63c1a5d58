"""The option `--at`, of commands that look at the clock."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, TypeAlias

from cyclopts import Parameter

from api.clock import system_clock
from targeting.values import as_utc

At: TypeAlias = Annotated[
    datetime | None,
    Parameter(help="Do it as of this moment (UTC unless it says), such as the demo's own."),
]


def moment_or_now(at: datetime | None) -> datetime:
    """Return the moment that was given, or what the system's clock shows."""
    return system_clock() if at is None else as_utc(at)
