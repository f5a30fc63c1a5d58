"""What is refused, and said, because events are gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from resolvers.context import Context
from resolvers.live_catalog import LiveCatalog
from targeting.event_log import KEPT_FOR_EVER, Asked
from targeting.rules import Rule, behaviours_of, segments_of
from targeting.values import Path, Problem

CODE: Final = "BEFORE_EVENT_LOG"


async def expired_problems(context: Context, rule: Rule, path: Path) -> list[Problem]:
    """Return a problem if `rule` asks about events that are gone, of which nothing is carried."""
    catalog = await context.catalog()
    log = catalog.store.event_log()
    return _problems(
        catalog, behaviours_of(rule), lambda asked: log.answers(asked, context.now), path
    )


async def unlisted_problems(context: Context, rule: Rule, path: Path) -> list[Problem]:
    """Return a problem if visitors can't be found by `rule`, or a segment it names, in the log alone."""
    catalog = await context.catalog()
    log = catalog.store.event_log()
    return _problems(
        catalog,
        behaviours_in(catalog, rule),
        lambda asked: log.holds(asked, context.now),
        path,
    )


def _problems(
    catalog: LiveCatalog, all_asked: Iterable[Asked], is_there: Callable[[Asked], bool], path: Path
) -> list[Problem]:
    since = catalog.store.events_since
    kinds = {
        feature.event.value
        for asked in all_asked
        if not is_there(asked)
        for feature in asked.features
        if feature.event not in KEPT_FOR_EVER
    }
    if not kinds or since is None:
        return []
    days = catalog.store.event_days
    kept = "" if days is None else f" and are kept for {days} days"
    return [
        Problem(
            path,
            CODE,
            f"Events are there since {since:%Y-%m-%dT%H:%M:%SZ}{kept}: give a window within that to "
            f"what is asked of {', '.join(sorted(kinds))}.",
        )
    ]


def behaviours_in(catalog: LiveCatalog, rule: Rule) -> frozenset[Asked]:
    """Return what `rule`, and the live segments that it leads to, ask of behaviour."""
    rules, seen = catalog.segment_rules.rules, set[str]()
    found, left = behaviours_of(rule), list(segments_of(rule))
    while left:
        key = left.pop()
        if key not in seen and key in rules:
            seen.add(key)
            found |= behaviours_of(rules[key])
            left += segments_of(rules[key])
    return found


def missing_before(
    catalog: LiveCatalog, all_asked: Iterable[Asked], now: datetime, *, at: datetime | None
) -> datetime | None:
    """Return the moment before which events are missing that an answer would have needed.

    Of an answer for a moment in the past, visits and displays are missing even where rules ask for none.
    """
    log = catalog.store.event_log()
    if at is not None and at < now:
        return log.since
    is_whole = all(log.answers(asked, now) for asked in all_asked)
    return None if is_whole else log.since
