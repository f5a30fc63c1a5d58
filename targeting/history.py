"""What was known of a visitor at a moment, worked out from the event log.

A visitor's document is a cache of this: whatever it holds equals what its log folds to. So any moment
of the past can be evaluated, and a part that is missing can be computed again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, final

from targeting.behaviour import EventKind, Feature, stream_of
from targeting.evaluation import VisitorFacts
from targeting.events import EventRecord
from targeting.frequency import NO_HISTORY, RECENT_DISPLAYS, CampaignHistory, Display
from targeting.orders import order_statistics
from targeting.values import cleaned

HISTORY_FIELDS: Final = {
    EventKind.CAMPAIGN_IMPRESSION: "impressions",
    EventKind.CAMPAIGN_CLICK: "clicks",
    EventKind.CAMPAIGN_CLOSE: "closes",
    EventKind.CAMPAIGN_CONVERSION: "conversions",
}
"""The events by which a visitor's history with a campaign grows, and what they are counted as."""

LATEST_FIELDS: Final = {
    EventKind.CAMPAIGN_IMPRESSION: "last_impression_at",
    EventKind.CAMPAIGN_CLICK: "last_click_at",
    EventKind.CAMPAIGN_CLOSE: "last_close_at",
    EventKind.CAMPAIGN_CONVERSION: "last_conversion_at",
}
"""Where the moment of the latest one of them is kept."""


@final
@dataclass(frozen=True, slots=True)
class KnownVisitor:
    """A visitor and what it has done with campaigns.

    Attributes:
        histories: by campaign id.
        displays: the latest displays that count in the store's limits, oldest first.
    """

    facts: VisitorFacts
    histories: Mapping[str, CampaignHistory]
    displays: tuple[datetime, ...] = ()


def visitor_at(
    visitor_id: str,
    log: Iterable[EventRecord],
    features: Iterable[Feature],
    at: datetime | None = None,
) -> KnownVisitor:
    """Return what the events up to `at`, all by default, say of the visitor, in whatever order."""
    events = [event for event in log if at is None or event.at <= at]
    if not events:
        return KnownVisitor(VisitorFacts(visitor_id), {})
    occurrences = [event.occurrence for event in events]
    facts = VisitorFacts(
        visitor_id,
        first_seen_at=min(event.at for event in events),
        last_seen_at=max(event.at for event in events),
        is_registered=any(event.kind is EventKind.REGISTRATION for event in events),
        sessions=len({e.session_id for e in events if e.session_id is not None}),
        declared=_newest(events, "declared"),
        traits=_newest(events, "traits"),
        orders=order_statistics(events),
        streams={feature.key: stream_of(feature, occurrences) for feature in features},
    )
    return KnownVisitor(facts, _histories(events), _displays(events))


def _newest(events: Sequence[EventRecord], group: str) -> dict[str, Any]:
    """Return the newest value of each name; equal times are decided by the event's key."""
    values: dict[str, Any] = {}
    for event in sorted(events, key=lambda event: (event.at, event.key)):
        values.update(getattr(event, group))
    return {name: cleaned(value) for name, value in values.items()}


def _histories(events: Sequence[EventRecord]) -> dict[str, CampaignHistory]:
    by_campaign: dict[str, list[EventRecord]] = {}
    for event in events:
        if event.kind in HISTORY_FIELDS:
            by_campaign.setdefault(event.properties["campaignId"], []).append(event)
    return {campaign_id: _history(own) for campaign_id, own in by_campaign.items()}


def _history(events: Sequence[EventRecord]) -> CampaignHistory:
    counts: dict[str, Any] = dict(Counter(HISTORY_FIELDS[event.kind] for event in events))
    latest: dict[str, Any] = {
        field: max((event.at for event in events if event.kind is kind), default=None)
        for kind, field in LATEST_FIELDS.items()
    }
    shown = [event for event in events if event.kind is EventKind.CAMPAIGN_IMPRESSION]
    if not shown:
        return replace(NO_HISTORY, **counts, **latest)
    first = min(shown, key=lambda event: (event.at, event.key))
    return replace(
        NO_HISTORY,
        **counts,
        **latest,
        first_impression_at=first.at,
        variant=first.properties.get("variant"),
        recent=_recent(shown),
    )


def _recent(shown: Sequence[EventRecord]) -> tuple[Display, ...]:
    ordered = sorted(shown, key=lambda event: (event.at, *_as_mongodb_sorts(event.session_id)))
    return tuple(Display(event.at, event.session_id) for event in ordered[-RECENT_DISPLAYS:])


def _as_mongodb_sorts(text: str | None) -> tuple[bool, str]:
    """Return what puts nothing before every text, the empty one included."""
    return text is not None, text or ""


def counts_in_store_limits(event: EventRecord) -> bool:
    """Say whether an event is a display that counts in the store's limits on all campaigns."""
    return event.kind is EventKind.CAMPAIGN_IMPRESSION and not event.properties.get("uncounted")


def _displays(events: Iterable[EventRecord]) -> tuple[datetime, ...]:
    moments = sorted(event.at for event in events if counts_in_store_limits(event))
    return tuple(moments[-RECENT_DISPLAYS:])
