"""Decision ids: signed, so that no interaction or answer can be made up for a campaign never shown."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Final, final

import orjson
from itsdangerous import BadSignature, Signer, URLSafeSerializer
from itsdangerous.encoding import base64_encode

from targeting.values import InvalidInputError, Problem

_SALT: Final = "segue.decision"

DECISION_LIFE: Final = timedelta(days=30)
"""How long after a campaign was offered its clicks and answers are taken."""


@final
@dataclass(frozen=True, slots=True)
class OfferedCampaign:
    """What a decision id says: which rendition was offered to whom, and when.

    Attributes:
        nonce: tells this offer from all others; empty in ids from before there were any.
        session_id: the visit in which it was offered.
        is_test: it was offered to a tester: whatever is done with it leaves no trace.
    """

    visitor_id: str
    campaign_id: str
    version: int
    variant: str
    locale: str
    is_control: bool
    offered_at_seconds: int
    nonce: str = ""
    session_id: str | None = None
    is_test: bool = False

    @property
    def display_key(self) -> str | None:
        """The key of the event that this was displayed: one offer is displayed at most once.

        `None` for ids from before offers were told apart.
        """
        return f"display:{self.nonce}" if self.nonce else None


_VALUES: Final = attrgetter(*(field.name for field in fields(OfferedCampaign)))


def new_nonce() -> str:
    """Return what tells this offer from all others: two tabs that ask at once get different ids."""
    return secrets.token_urlsafe(9)


def sign_decision(offered: OfferedCampaign, secret: str) -> str:
    """Return the decision id, safe in URLs."""
    payload = base64_encode(orjson.dumps(_VALUES(offered)))
    return _signer(secret).sign(payload).decode("ascii")


def read_decision(
    decision_id: str, secret: str, *, visitor_id: str, now: datetime
) -> OfferedCampaign:
    """Return what was offered.

    Raises:
        InvalidInputError: the id was not given out by this store, was given to another visitor, or
            is too old.
    """
    try:
        offered = OfferedCampaign(*_serializer(secret).loads(decision_id))
    except (BadSignature, TypeError):
        raise _refusal("This isn't a decision id that eligibleCampaigns returned.") from None
    if offered.visitor_id != visitor_id:
        raise _refusal("This decision was made for another visitor.")
    if now.timestamp() - offered.offered_at_seconds > DECISION_LIFE.total_seconds():
        raise _refusal(
            f"This decision is over {DECISION_LIFE.days} days old: ask for eligible campaigns again."
        )
    return offered


def _refusal(message: str) -> InvalidInputError:
    return InvalidInputError(Problem(("decisionId",), "BAD_DECISION", message))


@lru_cache(maxsize=256)
def _serializer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=_SALT, signer_kwargs={"digest_method": hashlib.sha256})


@lru_cache(maxsize=256)
def _signer(secret: str) -> Signer:
    """Return the serializer's own signer, with its key derived once.

    Each page view signs several ids. The serializer would derive the key anew, and try whether the id gets
    shorter when it is compressed, for each of them.
    """
    key = Signer(secret, salt=_SALT, digest_method=hashlib.sha256).derive_key()
    return Signer(key, key_derivation="none", digest_method=hashlib.sha256)
