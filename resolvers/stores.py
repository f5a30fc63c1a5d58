"""What a shop's own people set of their store."""

from __future__ import annotations

from typing import Any, Final

from documents.stores import change_store, existing_store
from resolvers.audit import Action, AuditTarget, api_names, entry_of
from resolvers.context import Context
from targeting.frequency import RECENT_DISPLAYS
from targeting.values import InvalidInputError, Problem

MAXIMUM_HOLDOUT_SHARE: Final = 0.5
_LONGEST_GAP_SECONDS: Final = 30 * 86_400


async def adjust_holdout(context: Context, share: float) -> None:
    """Set the share of the visitors who are shown no campaign at all, from the next query on.

    Who is held out follows from the visitor's id: raising the share adds visitors and changes no one.

    Raises:
        InvalidInputError: the share can't be used.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    if not 0 <= share <= MAXIMUM_HOLDOUT_SHARE:
        raise InvalidInputError(
            Problem(("share",), "OUT_OF_RANGE", f"Give a share from 0 to {MAXIMUM_HOLDOUT_SHARE}.")
        )
    await _change(context, "adjustHoldout", holdout_share=share)


async def adjust_display_limits(
    context: Context, *, minimum_gap_seconds: int | None, daily_maximum: int | None
) -> None:
    """Set how often one visitor is shown any campaign at all; `None` for no limit.

    Raises:
        InvalidInputError: naming each limit that can't be used.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    limits = (
        ("minimumGapSeconds", minimum_gap_seconds, _LONGEST_GAP_SECONDS),
        ("dailyMaximum", daily_maximum, RECENT_DISPLAYS),
    )
    problems = [
        Problem((name,), "OUT_OF_RANGE", f"Give a number from 1 to {most:,}, or leave it out.")
        for name, value, most in limits
        if value is not None and not 1 <= value <= most
    ]
    if problems:
        raise InvalidInputError(*problems)
    await _change(
        context,
        "adjustDisplayLimits",
        minimum_gap_seconds=minimum_gap_seconds,
        daily_maximum=daily_maximum,
    )


async def _change(context: Context, action: str, **changes: Any) -> None:
    store = await existing_store(context.store_id)
    before = {name: getattr(store, name) for name in changes}
    named = api_names(before), api_names(changes)
    done = Action(action, AuditTarget.STORE, context.store_id, *named)
    await change_store(context.store_id, changes, entry_of(context, done))
    await context.catalogs.renew(context.store_id)
