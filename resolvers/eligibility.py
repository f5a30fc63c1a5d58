"""Which campaigns a visitor may be shown on this page, now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, final

from documents.events import occurrences
from documents.visitors import StoredVisitor, find_visitor, keep_counters
from resolvers.catalog import LiveCatalog, Rendition
from resolvers.context import Context
from resolvers.decisions import OfferedCampaign, sign_decision
from resolvers.identifiers import checked_visitor_id
from targeting.behaviour import DayBuckets, Feature, fold
from targeting.campaigns import Decision, Wanted, decide
from targeting.evaluation import Evaluation, VisitorFacts
from targeting.subjects import ContextFact
from targeting.values import InvalidInputError, Problem

MAXIMUM_FIRST: Final = 50


@final
@dataclass(frozen=True, slots=True)
class EligibilityQuery:
    """What a storefront asks."""

    visitor_id: str
    page: Mapping[ContextFact, Any]
    wanted: Wanted
    locale: str | None
    first: int


@final
@dataclass(frozen=True, slots=True)
class EligibleCampaign:
    """One answer: what to show, and the id by which to report what came of it."""

    decision_id: str
    variant: str
    is_control: bool
    rendition: Rendition


async def eligible_campaigns(context: Context, query: EligibilityQuery) -> list[EligibleCampaign]:
    """Return the campaigns that the visitor may be shown, best first.

    Nothing is written, but for counters that are worked out for the first time. A visitor of whom no
    event has arrived yet is treated as a newcomer.

    Raises:
        InvalidInputError: the visitor's id or `first` can't be used.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    visitor_id = checked_visitor_id(query.visitor_id)
    if not 1 <= query.first <= MAXIMUM_FIRST:
        raise InvalidInputError(
            Problem(("first",), "OUT_OF_RANGE", f"Give a number from 1 to {MAXIMUM_FIRST}.")
        )
    # The visitor first: without the database it ends here, and waits no second time for a catalog.
    stored = await find_visitor(context.store_id, visitor_id)
    catalog = await context.catalog()
    visitor = await _complete(context.store_id, visitor_id, stored, catalog.features)
    page = dict(query.page)
    if query.locale is not None:
        page.setdefault(ContextFact.LOCALE, query.locale)
    evaluation = Evaluation(
        visitor.facts, now=context.now, context=page, thresholds=catalog.thresholds
    )
    decisions = decide(
        catalog.campaigns,
        evaluation,
        wanted=query.wanted,
        histories=visitor.histories,
        first=query.first,
    )
    return [_answer(context, catalog, query, decision) for decision in decisions]


async def visitor_for_deciding(
    store_id: str, visitor_id: str, features: Mapping[str, Feature]
) -> StoredVisitor:
    """Return the visitor with every counter that `features` ask for."""
    stored = await find_visitor(store_id, visitor_id)
    return await _complete(store_id, visitor_id, stored, features)


async def _complete(
    store_id: str, visitor_id: str, stored: StoredVisitor | None, features: Mapping[str, Feature]
) -> StoredVisitor:
    if stored is None:
        return StoredVisitor(VisitorFacts(visitor_id), {}, 0)
    missing = [feature for key, feature in features.items() if key not in stored.facts.counters]
    if not missing:
        return stored
    counters = await _computed_counters(store_id, visitor_id, missing)
    await keep_counters(store_id, visitor_id, stored.revision, counters)
    return _with_counters(stored, counters)


async def _computed_counters(
    store_id: str, visitor_id: str, features: list[Feature]
) -> dict[str, DayBuckets]:
    """Work out several features in one pass over the visitor's events of their kinds."""
    kinds = {feature.event for feature in features}
    log = [occurrence async for occurrence in occurrences(store_id, visitor_id, kinds)]
    return {feature.key: fold(feature, log) for feature in features}


def _with_counters(stored: StoredVisitor, counters: Mapping[str, DayBuckets]) -> StoredVisitor:
    facts = replace(stored.facts, counters={**stored.facts.counters, **counters})
    return replace(stored, facts=facts)


def _answer(
    context: Context, catalog: LiveCatalog, query: EligibilityQuery, decision: Decision
) -> EligibleCampaign:
    rendition = catalog.rendition(decision.campaign, decision.variant, query.locale)
    offered = OfferedCampaign(
        visitor_id=query.visitor_id,
        campaign_id=rendition.campaign_id,
        version=rendition.version,
        variant=rendition.variant,
        locale=rendition.locale,
        is_control=decision.is_control,
        offered_at_seconds=int(context.now.timestamp()),
    )
    return EligibleCampaign(
        decision_id=sign_decision(offered, catalog.store.signing_secret),
        variant=rendition.variant,
        is_control=decision.is_control,
        rendition=rendition,
    )
