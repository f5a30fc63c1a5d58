"""What a shop's own people set of their store."""

from __future__ import annotations

from typing import Final

from documents.stores import bump_catalog_version, set_holdout_share
from resolvers.context import Context
from targeting.values import InvalidInputError, Problem

MAXIMUM_HOLDOUT_SHARE: Final = 0.5


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
    await set_holdout_share(context.store_id, share)
    await bump_catalog_version(context.store_id)
    context.catalogs.invalidate(context.store_id)
