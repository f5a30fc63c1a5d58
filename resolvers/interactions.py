"""What visitors do with campaigns that are shown: impressions, clicks and closes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final, final

from documents.campaign_totals import add_impression
from documents.ingestion import Recorded, record_events
from resolvers.context import Context
from resolvers.decisions import OfferedCampaign, read_decision
from resolvers.displays import display_event
from resolvers.identifiers import id_problems, log_problems, moment_problems
from resolvers.live_catalog import LiveCatalog
from resolvers.offers import offer_properties, require_visitor
from resolvers.tracking import CLOCK_TOLERANCE
from targeting.behaviour import EventKind
from targeting.events import EventRecord
from targeting.values import InvalidInputError, Problem, as_utc

MAXIMUM_INTERACTIONS: Final = 100


@final
class InteractionKind(Enum):
    """What a visitor did with a campaign that was shown."""

    IMPRESSION = "IMPRESSION"
    CLICK = "CLICK"
    CLOSE = "CLOSE"


_EVENT_KINDS: Final = {
    InteractionKind.CLICK: EventKind.CAMPAIGN_CLICK,
    InteractionKind.CLOSE: EventKind.CAMPAIGN_CLOSE,
}


@final
@dataclass(frozen=True, slots=True)
class Interaction:
    """One thing a visitor did with an offered campaign; `id` makes repeats harmless."""

    id: str
    decision_id: str
    kind: InteractionKind
    occurred_at: datetime | None = None


async def record_interactions(
    context: Context, visitor_id: str, interactions: Sequence[Interaction]
) -> Recorded:
    """Store what a visitor did with campaigns, all or nothing; repeats change nothing.

    What a tester does is checked in the same way and not stored.

    Raises:
        InvalidInputError: naming every interaction that can't be used.
        UnknownVisitorError: no event of the visitor has arrived yet.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    if not 1 <= len(interactions) <= MAXIMUM_INTERACTIONS:
        raise InvalidInputError(
            Problem(("interactions",), "BATCH_SIZE", f"Send 1 to {MAXIMUM_INTERACTIONS} at once.")
        )
    catalog = await context.catalog()
    records = _checked(context, catalog, visitor_id, interactions)
    if not records:
        return Recorded((), ())
    await require_visitor(context, visitor_id)
    used_up: list[str] = []

    async def count(session: Any, fresh: Sequence[EventRecord]) -> dict[str, Any]:
        used_up[:] = await _counted(context, catalog, session, fresh)
        return {}

    recorded = await record_events(
        context.store_id,
        visitor_id,
        records,
        received_at=context.now,
        features=catalog.features,
        also_write=count,
    )
    if used_up:
        await context.catalogs.change_made(context.store_id)
    return recorded


def _checked(
    context: Context, catalog: LiveCatalog, visitor_id: str, interactions: Sequence[Interaction]
) -> list[EventRecord]:
    """Return the events to store, or raise with everything that is wrong."""
    records: list[EventRecord] = []
    problems: list[Problem] = []
    for index, interaction in enumerate(interactions):
        where = ("interactions", index)
        problems += id_problems(interaction.id, (*where, "id"))
        problems += moment_problems(
            interaction.occurred_at, context.now + CLOCK_TOLERANCE, (*where, "occurredAt")
        )
        at = as_utc(interaction.occurred_at or context.now)
        problems += log_problems(at, catalog.store.events_since, (*where, "occurredAt"))
        try:
            offered = read_decision(
                interaction.decision_id,
                catalog.store.signing_secret,
                visitor_id=visitor_id,
                now=context.now,
            )
        except InvalidInputError as error:
            problems += [Problem((*where, *p.path), p.code, p.message) for p in error.problems]
        else:
            if not offered.is_test:
                records.append(_event(interaction, offered, catalog, context.now))
    if problems:
        raise InvalidInputError(*problems)
    return records


def _event(
    interaction: Interaction, offered: OfferedCampaign, catalog: LiveCatalog, now: datetime
) -> EventRecord:
    at = min(as_utc(interaction.occurred_at or now), now)
    key = f"interaction:{interaction.id}"
    kind = _EVENT_KINDS.get(interaction.kind)
    if kind is None:
        return display_event(offered, catalog.live_campaign(offered.campaign_id), at, key)
    return EventRecord(
        key=key,
        kind=kind,
        at=at,
        properties=offer_properties(offered),
        session_id=offered.session_id,
    )


async def _counted(
    context: Context, catalog: LiveCatalog, session: Any, fresh: Sequence[EventRecord]
) -> list[str]:
    """Count displays of campaigns with a budget; return those that have used it up."""
    used_up = []
    for record in fresh:
        campaign_id = str(record.properties["campaignId"])
        campaign = catalog.live_campaign(campaign_id)
        if record.kind is not EventKind.CAMPAIGN_IMPRESSION or campaign is None:
            continue
        budget = catalog.definitions[campaign_id, campaign.version].impression_budget
        if budget is None or record.properties["control"]:
            continue
        if await add_impression(context.store_id, campaign_id, session) >= budget:
            used_up.append(campaign_id)
    return used_up
