"""How long a client waits for the database."""

from __future__ import annotations

import pytest

from documents.connection import connect


@pytest.mark.parametrize(
    ("uri", "seconds"),
    [
        ("mongodb://db/", 0.5),
        ("mongodb://db/?replicaSet=rs0", 0.5),
        ("mongodb://db/?replicaSet=rs0&timeoutMS=3000", 3.0),
        ("mongodb://db/?timeoutms=3000", 3.0),
    ],
)
async def test_a_uri_may_set_another_limit_than_half_a_second(uri: str, seconds: float) -> None:
    async with connect(uri) as client:
        assert client.options.timeout == seconds
