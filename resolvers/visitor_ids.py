"""Visitor ids, which the storefront makes: any text that can't be mistaken for anything else."""

from __future__ import annotations

import re
from typing import Final

from targeting.values import InvalidInputError, Problem

_VISITOR_ID: Final = re.compile(r"[A-Za-z0-9._:@-]{1,128}")


def checked_visitor_id(visitor_id: str) -> str:
    """Return the id as it is.

    Raises:
        InvalidInputError: it is empty, too long, or has other characters.
    """
    if _VISITOR_ID.fullmatch(visitor_id):
        return visitor_id
    raise InvalidInputError(
        Problem(
            ("visitorId",),
            "BAD_VISITOR_ID",
            "Give 1 to 128 letters, digits and any of . _ : @ - (a random UUID is a good choice).",
        )
    )
