"""The suppression list, as a shop's own people keep it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from documents.audit_log import audited
from documents.suppressions import add_suppressions, remove_suppressions
from resolvers.audit import Action, AuditTarget, entry_of
from resolvers.context import Context
from targeting.contact_details import normalised_email
from targeting.values import InvalidInputError, Problem

MOST_AT_ONCE: Final = 1_000


async def suppress_emails(context: Context, emails: Sequence[str], reason: str | None) -> int:
    """Have nobody be subscribed by these addresses; return how many weren't on the list yet.

    Raises:
        InvalidInputError: naming every address that can't be used.
    """
    normalised = _normalised(emails)
    after = {"count": len(normalised), "reason": reason}
    action = Action("suppressEmails", AuditTarget.SUPPRESSION, context.store_id, after=after)
    return await audited(
        entry_of(context, action),
        lambda session: add_suppressions(
            context.store_id, normalised, reason=reason, now=context.now, session=session
        ),
    )


async def lift_suppressions(context: Context, emails: Sequence[str]) -> int:
    """Let people be subscribed by these addresses again; return how many were on the list.

    Raises:
        InvalidInputError: naming every address that can't be used.
    """
    normalised = _normalised(emails)
    after = {"count": len(normalised)}
    action = Action("liftSuppressions", AuditTarget.SUPPRESSION, context.store_id, after=after)
    return await audited(
        entry_of(context, action),
        lambda session: remove_suppressions(context.store_id, normalised, session),
    )


def _normalised(emails: Sequence[str]) -> list[str]:
    if not 1 <= len(emails) <= MOST_AT_ONCE:
        raise InvalidInputError(
            Problem(("emails",), "BATCH_SIZE", f"Give 1 to {MOST_AT_ONCE:,} addresses at once.")
        )
    normalised: dict[str, None] = {}
    problems: list[Problem] = []
    for index, email in enumerate(emails):
        try:
            normalised[normalised_email(email)] = None
        except ValueError as error:
            problems.append(Problem(("emails", index), "NOT_AN_EMAIL_ADDRESS", str(error)))
    if problems:
        raise InvalidInputError(*problems)
    return list(normalised)
