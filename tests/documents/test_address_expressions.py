"""Addresses inside MongoDB are those of Python's `ipaddress`, whatever the text."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.database import Database
from documents.address_expressions import in_networks_expression
from targeting.operators import Operator, total_test

networks = st.sampled_from(
    [
        "10.0.0.0/8",
        "192.168.7.9",
        "0.0.0.0/0",
        "2001:db8::/32",
        "::/0",
        "::ffff:10.0.0.0/104",
        "fe80::1",
    ]
)
pieces = st.sampled_from(
    [
        ":",
        "::",
        ".",
        "0",
        "10",
        "255",
        "256",
        "01",
        "ffff",
        "2001",
        "db8",
        "fe80",
        "1",
        "%",
        "eth0",
        "G",
        " ",
    ]
)
texts = st.one_of(
    st.ip_addresses().map(str),
    st.ip_addresses(v=6).map(lambda address: address.exploded),
    st.ip_addresses(v=4).map(lambda address: f"::ffff:{address}"),
    st.ip_addresses(v=6).map(lambda address: f"{address}%eth0"),
    st.ip_addresses(v=6).map(lambda address: str(address).upper()),
    st.lists(pieces, max_size=10).map("".join),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    batch=st.lists(texts, min_size=30, max_size=30),
    wanted=st.lists(networks, min_size=1, max_size=2).map(tuple),
)
async def test_texts_are_in_the_same_networks(
    database: Database, batch: list[str], wanted: tuple[str, ...]
) -> None:
    expression = in_networks_expression("$text", wanted)
    collection = f"addresses_{uuid4().hex[:8]}"
    rows: list[dict[str, Any]] = [{"_id": n, "text": text} for n, text in enumerate(batch)]
    await database[collection].insert_many(rows)
    cursor = await database[collection].aggregate([{"$set": {"found": expression}}])
    found = {raw["text"]: raw["found"] async for raw in cursor}
    await database.drop_collection(collection)
    test = total_test(Operator.IN_NETWORK, wanted)
    assert found == {text: test(text) for text in batch}
