"""What was known of a visitor at a moment, worked out from the event log.

A visitor's document is a cache of this: whatever it holds equals what its log folds to. So any moment
of the past can be evaluated, and a part that is missing can be computed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, final

from targeting.behaviour import EventKind, Feature, stream_of
from targeting.campaigns import NO_HISTORY, CampaignHistory
from targeting.evaluation import VisitorFacts
from targeting.events import EventRecord
from targeting.orders import order_statistics
from targeting.values import cleaned

HISTORY_FIELDS: Final = {
    EventKind.CAMPAIGN_IMPRESSION: "impressions",
    EventKind.CAMPAIGN_CLICK: "clicks",
    EventKind.CAMPAIGN_CLOSE: "closes",
    EventKind.CAMPAIGN_CONVERSION: "conversions",
}
"""The events by which a visitor's history with a campaign grows, and what they are counted as."""


@final
@dataclass(frozen=True, slots=True)
class KnownVisitor:
    """A visitor and what it has done with campaigns, by campaign id."""

    facts: VisitorFacts
    histories: Mapping[str, CampaignHistory]


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
    return KnownVisitor(facts, _histories(events))


def _newest(events: Sequence[EventRecord], group: str) -> dict[str, Any]:
    """Return the newest value of each name; equal times are decided by the event's key."""
    values: dict[str, Any] = {}
    for event in sorted(events, key=lambda event: (event.at, event.key)):
        values.update(getattr(event, group))
    return {name: cleaned(value) for name, value in values.items()}


def _histories(events: Iterable[EventRecord]) -> dict[str, CampaignHistory]:
    histories: dict[str, CampaignHistory] = {}
    for event in events:
        name = HISTORY_FIELDS.get(event.kind)
        if name is None:
            continue
        campaign_id = event.properties["campaignId"]
        history = histories.get(campaign_id, NO_HISTORY)
        changes: dict[str, Any] = {name: getattr(history, name) + 1}
        if event.kind is EventKind.CAMPAIGN_IMPRESSION:
            changes["last_impression_at"] = max(event.at, history.last_impression_at or event.at)
        histories[campaign_id] = replace(history, **changes)
    return histories
