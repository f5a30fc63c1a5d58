"""What rules are evaluated against: a visitor as it is now, or as it was at another moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from documents.events import events_of
from documents.thresholds import newest_thresholds
from documents.visitors import StoredVisitor, keep_streams
from resolvers.context import Context
from resolvers.identifiers import checked_visitor_id
from resolvers.live_catalog import LiveCatalog
from targeting.behaviour import Feature, Stream, bounded, stream_of
from targeting.campaigns import Visit
from targeting.evaluation import NO_REQUEST, RequestFacts, VisitorFacts
from targeting.history import visitor_at
from targeting.thresholds import NO_THRESHOLDS


async def known_visitor_now(
    context: Context,
    catalog: LiveCatalog,
    visitor_id: str,
    stored: StoredVisitor | None,
    request: RequestFacts = NO_REQUEST,
) -> Visit:
    """Return what is known now, from the visitor's document as it was read.

    A document that lacks what the live rules ask for is completed from the event log, and kept so. A
    visitor of whom no event has arrived yet is a newcomer.

    Raises:
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    visitor = await with_streams(context.store_id, visitor_id, stored, catalog.features)
    evaluation = catalog.evaluation(visitor.facts, context.now, request)
    unanswered = catalog.segments.unanswered(visitor.facts.streams, evaluation.moment)
    if unanswered:
        whole = await _read_streams(context.store_id, visitor_id, unanswered.values())
        evaluation = catalog.evaluation(_with(visitor, whole).facts, context.now, request)
    return Visit(evaluation, visitor.histories, visitor.displays)


async def with_streams(
    store_id: str,
    visitor_id: str,
    stored: StoredVisitor | None,
    features: Mapping[str, Feature],
) -> StoredVisitor:
    """Return the visitor with every stream that `features` ask for.

    Raises:
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    if stored is None:
        return StoredVisitor(VisitorFacts(visitor_id), {}, 0)
    missing = [feature for key, feature in features.items() if key not in stored.facts.streams]
    if not missing:
        return stored
    whole = await _read_streams(store_id, visitor_id, missing)
    streams = {feature.key: bounded(whole[feature.key], feature) for feature in missing}
    await keep_streams(store_id, visitor_id, stored.revision, streams)
    return _with(stored, streams)


async def _read_streams(
    store_id: str, visitor_id: str, features: Collection[Feature]
) -> dict[str, Stream]:
    """Read several features' streams in one pass over the visitor's events of their kinds."""
    events = await events_of(store_id, visitor_id, kinds={feature.event for feature in features})
    log = [event.occurrence for event in events]
    return {feature.key: stream_of(feature, log) for feature in features}


def _with(stored: StoredVisitor, streams: Mapping[str, Stream]) -> StoredVisitor:
    facts = replace(stored.facts, streams={**stored.facts.streams, **streams})
    return replace(stored, facts=facts)


async def known_visitor_at(
    context: Context,
    catalog: LiveCatalog,
    visitor_id: str,
    at: datetime | None = None,
    *,
    request: RequestFacts = NO_REQUEST,
    more_features: Collection[Feature] = (),
) -> Visit:
    """Return what was, is or will be known of the visitor at a moment, from the event log up to it.

    Holds the streams that the live rules ask for, and those of `more_features`. Without a moment it
    is now. The store's figures are those that were in force.

    Raises:
        InvalidInputError: the visitor's id can't be used.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    log = await events_of(context.store_id, checked_visitor_id(visitor_id), until=at)
    features = {feature.key: feature for feature in (*catalog.features.values(), *more_features)}
    known = visitor_at(visitor_id, log, features.values(), at)
    if at is None:
        now = catalog.evaluation(known.facts, context.now, request)
        return Visit(now, known.histories, known.displays)
    figures = await newest_thresholds(context.store_id, until=at)
    then = replace(
        catalog,
        thresholds=figures.to_thresholds(catalog.store.settings()) if figures else NO_THRESHOLDS,
    )
    return Visit(then.evaluation(known.facts, at, request), known.histories, known.displays)
