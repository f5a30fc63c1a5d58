"""Experiments that run by themselves: shares that follow the outcomes, and winners."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from documents.audit_log import AuditEntryDocument
from documents.campaign_settings import ExperimentMode
from documents.campaigns import (
    CampaignVersionDocument,
    find_live_versions,
    find_version,
    set_allocation,
)
from documents.outcomes import CONTROL, outcomes_of
from documents.stores import catalog_versions
from resolvers.audit import Action, AuditTarget, entry_of
from resolvers.catalog import CatalogRegistry
from resolvers.context import Context
from targeting.allocation import Allocation, reallocated, share_of
from targeting.experiments import (
    Outcome,
    VariantResult,
    WinnerRule,
    bandit_weights,
    experiment_results,
    winner,
)

_LOG = logging.getLogger(__name__)
REFRESH_SECONDS: Final = 60.0

_MOVING_BY_THEMSELVES: Final = (ExperimentMode.BANDIT, ExperimentMode.WINNER)

BANDIT_PACE: Final = timedelta(hours=1)
"""Shares that follow every single outcome would send visitors to and fro."""


async def results_of_version(
    store_id: str, campaign_id: str, version: int
) -> tuple[VariantResult, ...]:
    """Return what each variant of a version has brought, against the control group if there is one."""
    found = await find_version(store_id, campaign_id, version)
    if found is None:
        return ()
    outcomes = await outcomes_of(found)
    baseline = CONTROL if CONTROL in outcomes else None
    # In a thread, since the first time it loads a numerical library, which takes longer than a read may.
    return await asyncio.to_thread(experiment_results, list(outcomes.values()), baseline)


async def keep_moving(
    catalogs: CatalogRegistry,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    seconds: float = REFRESH_SECONDS,
) -> None:
    """Move the shares of every store's experiments once a minute, until cancelled."""
    while True:
        await asyncio.sleep(seconds)
        try:
            for store_id in await catalog_versions():
                await move_shares(Context(store_id=store_id, now=now(), catalogs=catalogs))
        except Exception as error:  # noqa: BLE001, whatever fails, the next minute tries again
            _LOG.warning("Moving shares was interrupted: %s", type(error).__name__)


async def move_shares(context: Context) -> list[str]:
    """Set the shares of the store's live experiments by their outcomes; return the campaigns' ids.

    Several processes may do so at once: whoever comes second finds the shares moved and leaves them.
    """
    moved = []
    for version in await find_live_versions(context.store_id, _MOVING_BY_THEMSELVES):
        if not _is_due(version, context.now):
            continue
        outcomes = await outcomes_of(version)
        outcomes.pop(CONTROL, None)
        before = version.to_allocation()
        after = await asyncio.to_thread(_moved, version, before, outcomes)  # as for results
        if after == before:
            continue
        if await set_allocation(version, after, _entry(context, version, after), context.now):
            moved.append(str(version.campaign_id))
    if moved:
        await context.catalogs.change_made(context.store_id)
    return moved


def _is_due(version: CampaignVersionDocument, now: datetime) -> bool:
    settings = version.definition.experiment
    if settings.mode is ExperimentMode.BANDIT:
        last = version.shares_moved_at
        return last is None or now - last >= BANDIT_PACE
    return settings.mode is ExperimentMode.WINNER and (
        now - version.published_at >= timedelta(days=settings.minimum_days)
    )


def _moved(
    version: CampaignVersionDocument, before: Allocation, outcomes: Mapping[str, Outcome]
) -> Allocation:
    settings = version.definition.experiment
    # A variant that marketers have given no weight takes no part.
    weights = version.definition.weights()
    running = [outcomes[key] for key, weight in weights.items() if weight]
    if settings.mode is ExperimentMode.BANDIT:
        return reallocated(before, bandit_weights(running))
    rule = WinnerRule(settings.minimum_visitors, settings.minimum_probability)
    best = winner(running, rule)
    return before if best is None else reallocated(before, {best: 1})


def _entry(
    context: Context, version: CampaignVersionDocument, after: Allocation
) -> AuditEntryDocument:
    keys = [variant.key for variant in version.definition.variants]
    before = version.to_allocation()
    action = Action(
        "moveShares",
        AuditTarget.CAMPAIGN,
        str(version.campaign_id),
        {key: share_of(before, key) for key in keys},
        {key: share_of(after, key) for key in keys},
    )
    return entry_of(context, action)
