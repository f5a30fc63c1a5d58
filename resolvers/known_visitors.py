"""What rules are evaluated against: a visitor as it is now, or as it was at another moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from documents.events import events_of
from documents.expired_behaviour import find_carried
from documents.thresholds import newest_thresholds
from documents.visitors import StoredVisitor, find_facts_until, find_visitor, keep_streams
from resolvers.context import Context
from resolvers.identifiers import checked_visitor_id, log_problems
from resolvers.live_catalog import LiveCatalog
from targeting.behaviour import Feature, Stream, bounded
from targeting.campaigns import Visit
from targeting.evaluation import NO_REQUEST, RequestFacts, VisitorFacts
from targeting.event_log import streams_of
from targeting.events import EventRecord
from targeting.history import KnownVisitor, visitor_at
from targeting.thresholds import NO_THRESHOLDS
from targeting.values import InvalidInputError


async def known_visitor_now(
    context: Context,
    catalog: LiveCatalog,
    visitor_id: str,
    stored: StoredVisitor | None,
    request: RequestFacts = NO_REQUEST,
    *,
    more_features: Collection[Feature] = (),
) -> Visit:
    """Return what is known now, from the visitor's document as it was read.

    A document that lacks what the live rules ask for is completed from the event log, and kept so. A
    visitor of whom no event has arrived yet is a newcomer. The streams of `more_features` are read, too.

    Raises:
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    visitor = await with_streams(context.store_id, visitor_id, stored, catalog.features)
    evaluation = catalog.evaluation(visitor.facts, context.now, request)
    unread = catalog.segments.unanswered(visitor.facts.streams, evaluation.moment)
    if more_features:
        unread = {**unread, **{feature.key: feature for feature in more_features}}
    if unread:
        whole = await _read_streams(context.store_id, visitor_id, unread.values())
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
    log = await events_of(store_id, visitor_id, kinds={feature.event for feature in features})
    return streams_of(features, log, await find_carried(store_id, visitor_id))


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
    is now. The store's figures are those that were in force. Where events have expired, visits and
    displays are those in the log, and what the visitor has said of itself is what still holds.

    Raises:
        InvalidInputError: the visitor's id can't be used, or the event log doesn't reach so far back.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    checked_visitor_id(visitor_id)
    if at is None:
        stored = await find_visitor(context.store_id, visitor_id)
        return await known_visitor_now(
            context, catalog, visitor_id, stored, request, more_features=more_features
        )
    if problems := log_problems(at, catalog.store.events_since, ("at",)):
        raise InvalidInputError(*problems)
    known = await _known_at(context, catalog, visitor_id, at, more_features)
    figures = await newest_thresholds(context.store_id, until=at)
    then = replace(
        catalog,
        thresholds=figures.to_thresholds(catalog.store.settings()) if figures else NO_THRESHOLDS,
    )
    return Visit(then.evaluation(known.facts, at, request), known.histories, known.displays)


async def _known_at(
    context: Context,
    catalog: LiveCatalog,
    visitor_id: str,
    at: datetime,
    more_features: Collection[Feature],
) -> KnownVisitor:
    is_log_whole = catalog.store.events_since is None
    if not is_log_whole and at >= context.now:
        stored = await find_visitor(context.store_id, visitor_id)
        visit = await known_visitor_now(
            context, catalog, visitor_id, stored, more_features=more_features
        )
        return KnownVisitor(visit.evaluation.visitor, visit.histories, tuple(visit.displays))
    features = {feature.key: feature for feature in (*catalog.features.values(), *more_features)}
    log = await events_of(context.store_id, visitor_id, until=at)
    known = visitor_at(visitor_id, log, features.values(), at)
    if is_log_whole:
        return known
    facts = await _completed(context.store_id, known.facts, log, features.values(), at)
    return replace(known, facts=facts)


async def _completed(
    store_id: str,
    known: VisitorFacts,
    log: Collection[EventRecord],
    features: Collection[Feature],
    at: datetime,
) -> VisitorFacts:
    """Return what the log says, with what is known otherwise of the time before it."""
    carried = await find_carried(store_id, known.visitor_id)
    before = await find_facts_until(store_id, known.visitor_id, at)
    if before is None:
        return known
    return replace(
        known,
        first_seen_at=before.first_seen_at or known.first_seen_at,
        last_seen_at=known.last_seen_at or before.first_seen_at,
        is_registered=known.is_registered or before.is_registered,
        declared={**known.declared, **before.declared},
        traits={**known.traits, **before.traits},
        streams=streams_of(features, log, carried),
    )
