"""Where `now` comes from: the only place that looks at the clock on behalf of a request."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]


def system_clock() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def clock_from(start: datetime) -> Clock:
    """Return a clock that shows `start` now and goes on from there, as the demo shop's does."""
    begun = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - begun)
