"""What was offered to a visitor, read from a decision id, and what came of it as events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, final

from documents.campaign_definition import CampaignDefinition
from documents.campaign_totals import add_conversion
from documents.campaigns import find_version
from documents.content_parts import ThankYou
from documents.ingestion import AlsoWrite, Recorded, record_events
from documents.visitors import find_visitor, visitor_exists
from resolvers.context import Context
from resolvers.coupons import CouponSource, source_for
from resolvers.decisions import OfferedCampaign, read_decision
from resolvers.identifiers import checked_visitor_id
from resolvers.known_visitors import known_visitor_now
from resolvers.live_catalog import LiveCatalog
from resolvers.personal_content import thank_you_for
from resolvers.renditions import Rendition, Renditions
from targeting.behaviour import EventKind
from targeting.campaigns import Visit
from targeting.evaluation import RequestFacts
from targeting.events import EventRecord
from targeting.values import InvalidInputError, Problem


@final
class UnknownVisitorError(Exception):
    """No event of the visitor has arrived yet."""

    def __init__(self, visitor_id: str) -> None:
        self.visitor_id = visitor_id
        super().__init__(
            f"No event of visitor '{visitor_id}' has arrived yet: send one with trackEvents first."
        )


@final
@dataclass(frozen=True, slots=True)
class Offer:
    """What a visitor was offered: the very version and texts that it was shown."""

    visit: Visit
    offered: OfferedCampaign
    rendition: Rendition
    catalog: LiveCatalog

    @property
    def definition(self) -> CampaignDefinition:
        """Everything that was set of the version."""
        return self.rendition.definition

    def thank_you(self, thank_you: ThankYou, code: str | None) -> ThankYou:
        """Return a thank-you of the version as the visitor gets it."""
        evaluation, locale = self.visit.evaluation, self.rendition.locale
        return thank_you_for(thank_you, evaluation, self.catalog.store, locale, code)

    def coupon_source(self) -> CouponSource | None:
        """Return where the visitor's code comes from, `None` for a campaign without a coupon."""
        coupon = self.definition.coupon
        if coupon is None:
            return None
        return source_for(coupon, self.visit.evaluation, self.catalog.segments)

    @property
    def visitor_id(self) -> str:
        """Whom it was offered to."""
        return self.offered.visitor_id


async def require_visitor(context: Context, visitor_id: str) -> None:
    """Refuse what is said of a visitor who was never seen.

    Raises:
        InvalidInputError: the visitor's id can't be used.
        UnknownVisitorError: no event of the visitor has arrived yet.
    """
    if not await visitor_exists(context.store_id, checked_visitor_id(visitor_id)):
        raise UnknownVisitorError(visitor_id)


async def offer_of(context: Context, visitor_id: str, decision_id: str) -> Offer:
    """Return what was offered to the visitor.

    Raises:
        InvalidInputError: the decision can't be used, or its campaign is gone.
        UnknownVisitorError: no event of the visitor has arrived yet.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    catalog = await context.catalog()
    offered = read_decision(
        decision_id, catalog.store.signing_secret, visitor_id=visitor_id, now=context.now
    )
    if not offered.is_test:  # a tester leaves no trace, and so needn't have left one before
        await require_visitor(context, visitor_id)
    return await offer_as(context, catalog, offered)


async def offer_as(context: Context, catalog: LiveCatalog, offered: OfferedCampaign) -> Offer:
    """Return an offer with the very version and texts that were shown.

    Raises:
        InvalidInputError: its campaign is gone.
    """
    version = await find_version(context.store_id, offered.campaign_id, offered.version)
    if version is None:
        raise InvalidInputError(
            Problem(("decisionId",), "BAD_DECISION", "The campaign doesn't exist any more.")
        )
    made = Renditions(version.definition, offered.campaign_id, offered.version)
    rendition = made.best(offered.variant, offered.locale, catalog.store.default_locale)
    visit = await visit_of(context, catalog, offered.visitor_id, offered.session_id)
    return Offer(visit, offered, rendition, catalog)


async def visit_of(
    context: Context, catalog: LiveCatalog, visitor_id: str, session_id: str | None
) -> Visit:
    """Return the visitor as it is known now, without a page."""
    stored = await find_visitor(context.store_id, visitor_id)
    request = RequestFacts(session_id=session_id)
    return await known_visitor_now(context, catalog, visitor_id, stored, request)


def wrong_type(wanted: str) -> InvalidInputError:
    """Return the refusal of a decision about a campaign of another type."""
    return InvalidInputError(
        Problem(("decisionId",), "WRONG_TYPE", f"This decision isn't about {wanted} campaign.")
    )


def offer_properties(offered: OfferedCampaign, **more: Any) -> dict[str, Any]:
    """Return what events say of the campaign that they are about."""
    return {
        "campaignId": offered.campaign_id,
        "version": offered.version,
        "variant": offered.variant,
        "control": offered.is_control,
        **more,
    }


def conversion_of(
    key: str,
    offer: Offer,
    at: datetime,
    *,
    declared: Mapping[str, Any] | None = None,
    traits: Mapping[str, Any] | None = None,
) -> EventRecord:
    """Return the event that a visitor converted, with what that says of the visitor."""
    return EventRecord(
        key=key,
        kind=EventKind.CAMPAIGN_CONVERSION,
        at=at,
        properties=offer_properties(offer.offered),
        session_id=offer.offered.session_id,
        declared=dict(declared or {}),
        traits=dict(traits or {}),
    )


async def record_conversion(
    context: Context, offer: Offer, records: list[EventRecord], also_write: AlsoWrite
) -> Recorded:
    """Store a conversion and what belongs to it, counted where the campaign ends after so many."""
    campaign_id, limit = offer.offered.campaign_id, offer.definition.ends_after_conversions
    reached: list[int] = []

    async def and_count(session: Any, fresh: Any) -> dict[str, Any]:
        if limit is not None and not offer.offered.is_control:
            reached[:] = [await add_conversion(context.store_id, campaign_id, session)]
        return await also_write(session, fresh)

    recorded = await record_events(
        context.store_id,
        offer.visitor_id,
        records,
        received_at=context.now,
        features=offer.catalog.features,
        also_write=and_count,
    )
    if limit is not None and reached and reached[0] >= limit:
        await context.catalogs.change_made(context.store_id)
    return recorded
