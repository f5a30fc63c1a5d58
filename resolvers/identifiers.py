"""The ids that storefronts make: any text that can't be mistaken for anything else."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from targeting.values import InvalidInputError, Path, Problem, as_utc

_VISITOR_ID: Final = re.compile(r"[A-Za-z0-9._:@-]{1,128}")
_EVENT_ID: Final = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_EARLIEST: Final = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST_DATE: Final = datetime(1800, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(9000, 1, 1, tzinfo=UTC)


def checked_visitor_id(visitor_id: str) -> str:
    """Return the id as it is.

    Raises:
        InvalidInputError: it is empty, too long, or has other characters.
    """
    if _VISITOR_ID.fullmatch(visitor_id):
        return visitor_id
    raise InvalidInputError(
        Problem(
            ("visitorId",),
            "BAD_VISITOR_ID",
            "Give 1 to 128 letters, digits and any of . _ : @ - (a random UUID is a good choice).",
        )
    )


def id_problems(value: str, path: Path, code: str = "BAD_ID") -> list[Problem]:
    """Return what is wrong with an id that makes repeats harmless: nothing, or one problem."""
    if _EVENT_ID.fullmatch(value):
        return []
    return [
        Problem(
            path,
            code,
            "Give 1 to 128 letters, digits and any of . _ : - (a random UUID is a good choice).",
        )
    ]


def moment_problems(moment: datetime | None, latest: datetime, path: Path) -> list[Problem]:
    """Return what is wrong with a moment that must lie between 1970 and `latest`."""
    if moment is None or _EARLIEST <= as_utc(moment) <= latest:
        return []
    return [
        Problem(path, "OUT_OF_RANGE", "Give a moment since 1970 that doesn't lie in the future.")
    ]


def log_problems(moment: datetime, since: datetime | None, path: Path) -> list[Problem]:
    """Return what is wrong with an event that may be gone already: a repeat would count twice."""
    if since is None or moment >= since:
        return []
    return [
        Problem(
            path,
            "BEFORE_EVENT_LOG",
            f"This store takes no events from before {since:%Y-%m-%dT%H:%M:%SZ} any more.",
        )
    ]


def date_problems(date: datetime, path: Path) -> list[Problem]:
    """Return what is wrong with a date that a visitor or a shop gave, such as a date of birth."""
    if _EARLIEST_DATE <= as_utc(date) <= _LATEST:
        return []
    return [Problem(path, "OUT_OF_RANGE", "Give a date between 1800 and 9000.")]


def checked_evaluation_moment(moment: datetime) -> datetime:
    """Return the moment in UTC, for evaluating at; it may lie in the future.

    Raises:
        InvalidInputError: it lies before 1970 or after 9000, where calendars end.
    """
    if problems := moment_problems(moment, _LATEST, ("at",)):
        raise InvalidInputError(*problems)
    return as_utc(moment)
