"""Displays: a visitor is shown a campaign when the server says so, counted once and never too often.

Two tabs that ask at once are both told that a campaign is eligible. Before one of them shows it, it
claims the display; the claim is decided while nobody else can change the visitor, and counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, final

from documents.campaign_definition import CampaignDefinition
from documents.campaign_totals import add_impression
from documents.connection import RawDocument
from documents.coupon_offers import CouponReveal
from documents.coupons import PoolEmptyError, Recipient
from documents.ingestion import record_events
from documents.visitors import stored_histories
from resolvers.context import Context
from resolvers.coupons import (
    TEST_CODE,
    CouponSource,
    code_from,
    code_given,
    source_for,
    warn_if_low,
)
from resolvers.decisions import OfferedCampaign, read_decision
from resolvers.identifiers import checked_visitor_id
from resolvers.live_catalog import LiveCatalog
from resolvers.offers import offer_properties, visit_of
from targeting.behaviour import EventKind
from targeting.campaigns import (
    Circumstances,
    GateCode,
    LiveCampaign,
    StorePolicy,
    first_closed_gate_of,
    is_outside_store_limits,
)
from targeting.evaluation import Evaluation
from targeting.events import EventRecord
from targeting.frequency import NO_HISTORY
from targeting.values import InvalidInputError, Problem

MOST_AT_ONCE: Final = 20

_CLAIM_GATES: Final = frozenset(
    {GateCode.SCHEDULE, GateCode.BUDGET, GateCode.FREQUENCY, GateCode.STORE_LIMITS}
)
"""What may have changed since the campaign was offered; page and audience were looked at then."""

_REFUSALS: Final = {
    GateCode.STATUS: "The campaign isn't live any more.",
    GateCode.SCHEDULE: "The campaign doesn't run now.",
    GateCode.BUDGET: "The campaign has used up its budget, or its coupons.",
    GateCode.FREQUENCY: "The visitor has been shown it often enough.",
    GateCode.STORE_LIMITS: "The visitor has been shown enough campaigns for now.",
}


@final
@dataclass(frozen=True, slots=True)
class ClaimedDisplay:
    """Whether a campaign may be shown now.

    Attributes:
        refused_by: what has changed since it was offered; `None` for a display that is granted.
        is_control: it counts as shown, and nothing is to be shown.
        code: the coupon's, where it is revealed on display.
    """

    decision_id: str
    refused_by: GateCode | None = None
    is_control: bool = False
    code: str | None = None

    @property
    def message(self) -> str | None:
        """Why it is refused, for people to read."""
        return None if self.refused_by is None else _REFUSALS[self.refused_by]


@final
class _RefusedError(Exception):
    """Leaves the transaction without a write."""

    def __init__(self, gate: GateCode) -> None:
        self.gate = gate
        super().__init__(gate.value)


async def claim_displays(
    context: Context, visitor_id: str, decision_ids: Sequence[str]
) -> list[ClaimedDisplay]:
    """Say of each offer whether it may be shown now, in order, and count those that may.

    The same decision again is answered in the same way and counts once.

    Raises:
        InvalidInputError: naming every decision that can't be used.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    checked_visitor_id(visitor_id)
    if not 1 <= len(decision_ids) <= MOST_AT_ONCE:
        raise InvalidInputError(
            Problem(("decisionIds",), "BATCH_SIZE", f"Send 1 to {MOST_AT_ONCE} at once.")
        )
    catalog = await context.catalog()
    problems: list[Problem] = []
    offers: list[OfferedCampaign] = []
    for index, decision_id in enumerate(decision_ids):
        try:
            offers.append(
                read_decision(
                    decision_id,
                    catalog.store.signing_secret,
                    visitor_id=visitor_id,
                    now=context.now,
                )
            )
        except InvalidInputError as error:
            problems += [Problem(("decisionIds", index), p.code, p.message) for p in error.problems]
    if problems:
        raise InvalidInputError(*problems)
    return [
        await _claimed(context, catalog, offered, decision_id)
        for offered, decision_id in zip(offers, decision_ids, strict=True)
    ]


async def _claimed(
    context: Context, catalog: LiveCatalog, offered: OfferedCampaign, decision_id: str
) -> ClaimedDisplay:
    if offered.is_test:
        return ClaimedDisplay(decision_id, code=_test_code(catalog, offered))
    campaign = catalog.live_campaign(offered.campaign_id)
    if campaign is None:
        return ClaimedDisplay(decision_id, GateCode.STATUS)
    definition = catalog.definitions[campaign.campaign_id, campaign.version]
    claim = _Claim(context, catalog, offered, campaign, definition)
    try:
        code = await claim.recorded()
    except _RefusedError as refusal:
        return ClaimedDisplay(decision_id, refusal.gate)
    return ClaimedDisplay(decision_id, is_control=offered.is_control, code=code)


def _test_code(catalog: LiveCatalog, offered: OfferedCampaign) -> str | None:
    definition = catalog.definitions.get((offered.campaign_id, offered.version))
    offer = None if definition is None else definition.coupon
    if offer is None or offer.reveal is not CouponReveal.ON_DISPLAY:
        return None
    return offer.code or TEST_CODE


@final
@dataclass(slots=True)
class _Claim:
    """One display being claimed."""

    context: Context
    catalog: LiveCatalog
    offered: OfferedCampaign
    campaign: LiveCampaign
    definition: CampaignDefinition
    source: CouponSource | None = field(init=False, default=None)
    code: str | None = field(init=False, default=None)
    has_used_up: bool = field(init=False, default=False)

    async def recorded(self) -> str | None:
        """Count the display and return the code that it reveals.

        Raises:
            _RefusedError: it may not be shown.
        """
        context, offered = self.context, self.offered
        visit = await visit_of(context, self.catalog, offered.visitor_id, offered.session_id)
        offer = self.definition.coupon
        if offer is not None and not offered.is_control:
            self.source = source_for(offer, visit.evaluation, self.catalog.segments)
        recorded = await record_events(
            context.store_id,
            offered.visitor_id,
            [self._event()],
            received_at=context.now,
            features=self.catalog.features,
            check=lambda raw: self._check(raw, visit.evaluation),
            also_write=self._also_write,
        )
        if not recorded.stored:
            return await self._code_of_before()
        await self._tell()
        return self.code if self._is_revealed() else None

    def _event(self) -> EventRecord:
        return display_event(self.offered, self.campaign, self.context.now, "")

    def _check(self, raw: RawDocument, evaluation: Evaluation) -> None:
        """Refuse what the visitor's document, which nobody else can change meanwhile, forbids."""
        histories = stored_histories(raw)
        circumstances = Circumstances(
            evaluation,
            history=histories.get(self.campaign.campaign_id, NO_HISTORY),
            store_limit=_store_limit(self.catalog.policy, raw, evaluation),
        )
        gate = first_closed_gate_of(self.campaign, circumstances, _CLAIM_GATES)
        if gate is not None:
            raise _RefusedError(gate)

    async def _also_write(self, session: Any, _: Sequence[EventRecord]) -> RawDocument:
        if self.offered.is_control:
            return {}
        await self._count(session)
        if self.source is not None:
            await self._take_code(session)
        return {}

    async def _count(self, session: Any) -> None:
        budget = self.definition.impression_budget
        if budget is None:
            return
        shown = await add_impression(self.context.store_id, self.offered.campaign_id, session)
        if shown > budget:
            raise _RefusedError(GateCode.BUDGET)
        self.has_used_up = shown == budget

    async def _take_code(self, session: Any) -> None:
        if self.source is None or self.definition.coupon is None:
            return
        offer = self.definition.coupon
        minutes = None if self._is_revealed() else offer.reserved_minutes
        try:
            self.code = await code_from(
                self.source,
                self._recipient(),
                now=self.context.now,
                session=session,
                reserved_minutes=minutes,
            )
        except PoolEmptyError:
            raise _RefusedError(GateCode.BUDGET) from None

    def _recipient(self) -> Recipient:
        return Recipient(self.context.store_id, self.offered.campaign_id, self.offered.visitor_id)

    def _is_revealed(self) -> bool:
        offer = self.definition.coupon
        return offer is not None and offer.reveal is CouponReveal.ON_DISPLAY

    async def _code_of_before(self) -> str | None:
        """Return the code that the first claim of this display has revealed."""
        if self.source is None or not self._is_revealed():
            return None
        return await code_given(self.source, self._recipient())

    async def _tell(self) -> None:
        """Let every process know of what has just been used up."""
        if self.has_used_up:
            await self.context.catalogs.change_made(self.context.store_id)
        if self.source is not None and self.source.pool is not None:
            await warn_if_low(self.context, self.source.pool)


def _store_limit(policy: StorePolicy, raw: Mapping[str, Any], evaluation: Evaluation) -> Any:
    displays: Sequence[datetime] = raw.get("displays", ())
    return policy.limits.reached(displays, evaluation.now, evaluation.time_zone)


def display_event(
    offered: OfferedCampaign, campaign: LiveCampaign | None, at: datetime, fallback_key: str
) -> EventRecord:
    """Return the event that an offer was displayed: however often it is reported, it is one event.

    `fallback_key` is for decisions from before offers were told apart.
    """
    is_uncounted = campaign is not None and is_outside_store_limits(campaign)
    more = {"uncounted": True} if is_uncounted else {}
    return EventRecord(
        key=offered.display_key or fallback_key,
        kind=EventKind.CAMPAIGN_IMPRESSION,
        at=at,
        properties=offer_properties(offered, **more),
        session_id=offered.session_id,
    )
