"""Visitors, as the shop's own people look them up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, final

from documents.events import EventPosition, latest_events_of
from documents.visitors import find_visitor
from resolvers.context import Context
from resolvers.identifiers import checked_evaluation_moment
from resolvers.known_visitors import known_visitor_at, known_visitor_now
from resolvers.pages import Page, bad_cursor, checked_first, cursor_at, position_at
from targeting.evaluation import VisitorFacts
from targeting.events import EventRecord
from targeting.smart_segments import PRIMARY_ORDER, SmartSegment

_TIMELINE: Final = "timeline"


@final
@dataclass(frozen=True, slots=True)
class SegmentMembership:
    """The segments that a visitor is in at one moment."""

    keys: tuple[str, ...]
    primary: SmartSegment | None


async def look_up_visitor(context: Context, visitor_id: str) -> VisitorFacts | None:
    """Return what is known of the visitor, `None` when no event of it has arrived."""
    stored = await find_visitor(context.store_id, visitor_id)
    return None if stored is None else stored.facts


async def timeline_of_visitor(
    context: Context, visitor_id: str, *, first: int, after: str | None
) -> Page[EventRecord]:
    """Return a page of what the visitor did, newest first.

    Raises:
        InvalidInputError: `first` or `after` can't be used.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    checked_first(first)
    position = position_at(_TIMELINE, after)
    before = None if position is None else _event_position(position)
    found = await latest_events_of(context.store_id, visitor_id, before=before, limit=first + 1)
    page = found[:first]
    return Page(
        items=page,
        cursors=[cursor_at(_TIMELINE, f"{event.at.isoformat()} {event.key}") for event in page],
        has_previous=after is not None,
        has_more=len(found) > first,
    )


def _event_position(position: str) -> EventPosition:
    at, _, key = position.partition(" ")
    try:
        return EventPosition(datetime.fromisoformat(at), key)
    except ValueError:
        raise bad_cursor() from None


async def segments_of_visitor(
    context: Context, visitor_id: str, at: datetime | None
) -> SegmentMembership:
    """Return the segments that the visitor is in now, or was or will be in at another moment.

    Another moment is evaluated over the event log up to it.
    """
    catalog = await context.catalog()
    if at is None:
        stored = await find_visitor(context.store_id, visitor_id)
        known = await known_visitor_now(context, catalog, visitor_id, stored)
    else:
        known = await known_visitor_at(context, catalog, visitor_id, checked_evaluation_moment(at))
    keys = catalog.segments.memberships(known.evaluation)
    primary = next((segment for segment in PRIMARY_ORDER if segment.value in keys), None)
    return SegmentMembership(tuple(keys), primary)
