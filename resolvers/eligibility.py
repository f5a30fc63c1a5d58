"""Which campaigns a visitor may be shown on this page, now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

from documents.visitors import find_visitor
from resolvers.catalog import LiveCatalog, Rendition
from resolvers.context import Context
from resolvers.decisions import OfferedCampaign, sign_decision
from resolvers.identifiers import checked_visitor_id
from resolvers.known_visitors import known_visitor_now
from targeting.campaigns import Decision, Wanted, decide
from targeting.evaluation import RequestFacts
from targeting.values import InvalidInputError, Problem

MAXIMUM_FIRST: Final = 50


@final
@dataclass(frozen=True, slots=True)
class EligibilityQuery:
    """What a storefront asks."""

    visitor_id: str
    request: RequestFacts
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

    Nothing is written, but for streams that are read for the first time. A visitor of whom no
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
    visitor = await known_visitor_now(context, catalog, visitor_id, stored, query.request)
    decisions = decide(
        catalog.campaigns,
        visitor.evaluation,
        wanted=query.wanted,
        histories=visitor.histories,
        first=query.first,
        holdout=catalog.holdout,
    )
    return [_answer(context, catalog, query, decision) for decision in decisions]


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
