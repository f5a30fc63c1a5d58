"""Which campaigns a visitor may be shown on this page, now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, final

from documents.visitors import find_visitor
from resolvers.context import Context
from resolvers.decisions import OfferedCampaign, new_nonce, sign_decision
from resolvers.identifiers import checked_visitor_id
from resolvers.known_visitors import known_visitor_now
from resolvers.live_catalog import LiveCatalog
from resolvers.personal_content import for_visitor
from resolvers.renditions import Rendition
from resolvers.test_tokens import TestToken, read_test_token
from targeting.campaigns import Visit, Wanted
from targeting.decisions import Decision, decide
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
    test_token: str | None = None


@final
@dataclass(frozen=True, slots=True)
class EligibleCampaign:
    """One answer: what to show, and the id by which to report what came of it."""

    decision_id: str
    variant: str
    is_control: bool
    is_test: bool
    rendition: Rendition
    first_shown_at: datetime | None


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
    test = _test_token(query.test_token, catalog, context.now)
    visit = await known_visitor_now(context, catalog, visitor_id, stored, query.request)
    decisions = decide(
        catalog.campaigns_for(test),
        visit,
        wanted=query.wanted,
        first=query.first,
        policy=catalog.policy,
    )
    return [_answer(context, catalog, query, visit, decision) for decision in decisions]


def _test_token(token: str | None, catalog: LiveCatalog, now: datetime) -> TestToken | None:
    if token is None:
        return None
    return read_test_token(token, catalog.store.signing_secret, now)


def _answer(
    context: Context,
    catalog: LiveCatalog,
    query: EligibilityQuery,
    visit: Visit,
    decision: Decision,
) -> EligibleCampaign:
    campaign = decision.campaign
    rendition = catalog.rendition(campaign, decision.variant, query.locale)
    offered = OfferedCampaign(
        visitor_id=query.visitor_id,
        campaign_id=rendition.campaign_id,
        version=rendition.version,
        variant=rendition.variant,
        locale=rendition.locale,
        is_control=decision.is_control,
        offered_at_seconds=int(context.now.timestamp()),
        nonce=new_nonce(),
        session_id=query.request.session_id,
        is_test=campaign.is_test,
    )
    return EligibleCampaign(
        decision_id=sign_decision(offered, catalog.store.signing_secret),
        variant=rendition.variant,
        is_control=decision.is_control,
        is_test=campaign.is_test,
        rendition=for_visitor(rendition, visit.evaluation, catalog.store),
        first_shown_at=visit.history_with(campaign).first_impression_at,
    )
