"""Visitors, as the shop's own people look them up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import final

from documents.visitors import find_visitor
from resolvers.context import Context
from resolvers.eligibility import visitor_for_deciding
from resolvers.identifiers import checked_evaluation_moment
from targeting.evaluation import Evaluation, VisitorFacts
from targeting.smart_segments import PRIMARY_ORDER, SmartSegment


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


async def segments_of_visitor(
    context: Context, visitor_id: str, at: datetime | None
) -> SegmentMembership:
    """Return the segments that the visitor is in at a moment, now unless another is given."""
    catalog = await context.catalog()
    visitor = await visitor_for_deciding(context.store_id, visitor_id, catalog.features)
    moment = context.now if at is None else checked_evaluation_moment(at)
    evaluation = Evaluation(visitor.facts, now=moment, thresholds=catalog.thresholds)
    keys = catalog.segments.memberships(evaluation)
    primary = next((segment for segment in PRIMARY_ORDER if segment.value in keys), None)
    return SegmentMembership(tuple(keys), primary)
