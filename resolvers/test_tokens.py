"""Test tokens: signed permissions to see campaigns that are under test."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, final

from itsdangerous import BadSignature, URLSafeSerializer

from targeting.values import InvalidInputError, Problem

LONGEST_LIFE: Final = timedelta(days=30)


@final
@dataclass(frozen=True, slots=True)
class TestToken:
    """What a token opens: some campaigns under test, or all of the store's."""

    campaign_ids: frozenset[str]
    expires_at: datetime

    def opens(self, campaign_id: str) -> bool:
        """Say whether a campaign under test is shown to whoever carries the token."""
        return not self.campaign_ids or campaign_id in self.campaign_ids


def sign_test_token(token: TestToken, secret: str) -> str:
    """Return the token as it is handed to testers, safe in URLs."""
    payload = [sorted(token.campaign_ids), int(token.expires_at.timestamp())]
    return _serializer(secret).dumps(payload)


def read_test_token(token: str, secret: str, now: datetime) -> TestToken:
    """Return what a token opens.

    Raises:
        InvalidInputError: this store never gave the token out, or it has expired.
    """
    try:
        campaign_ids, expires = _serializer(secret).loads(token)
        read = TestToken(frozenset(campaign_ids), datetime.fromtimestamp(expires, UTC))
    except (BadSignature, TypeError, ValueError):
        raise _refusal("This isn't a token that createTestToken returned.") from None
    if read.expires_at <= now:
        raise _refusal(f"This token expired at {read.expires_at.isoformat()}: make another one.")
    return read


def _refusal(message: str) -> InvalidInputError:
    return InvalidInputError(Problem(("testToken",), "BAD_TEST_TOKEN", message))


def _serializer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(
        secret, salt="segue.test", signer_kwargs={"digest_method": hashlib.sha256}
    )
