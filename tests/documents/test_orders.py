"""What orders come to, one visitor at a time and all at once."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from api.database import Database
from documents.connection import RawDocument, collection_of
from documents.events import events_of
from documents.ingestion import record_events
from documents.order_import import CustomerEvent, insert_orders
from documents.orders import refresh_customers
from documents.visitors import VisitorDocument, find_visitor
from targeting.behaviour import EventKind
from targeting.events import EventRecord, OrderLine
from targeting.history import visitor_at
from targeting.orders import OrderStatistics
from tests.conftest import NOW


def order(number: str, days_ago: float, total: float, units: int = 1) -> EventRecord:
    return EventRecord(
        key=f"order:{number}",
        kind=EventKind.PURCHASE,
        at=NOW - timedelta(days=days_ago),
        properties={"country": "Norway" if number == "1" else None},
        order=OrderLine(number, round(total * 1_000_000), units),
    )


def cancellation(number: str, of: str, total: float, units: int = 1) -> EventRecord:
    return EventRecord(
        key=f"order:{number}",
        kind=EventKind.ORDER_CANCELLATION,
        at=NOW - timedelta(days=1),
        order=OrderLine(of, round(total * 1_000_000), units),
    )


CASES = [
    pytest.param([order("1", 10, 5)], (1, 5.0, 5.0, None), id="one order"),
    pytest.param(
        [order("1", 10, 5), order("2", 4, 7), order("3", 2, 9)], (3, 21.0, 7.0, 4.0), id="three"
    ),
    pytest.param(
        [order("1", 10, 5), order("2", 4, 7), cancellation("C1", "2", 7)],
        (1, 5.0, 5.0, None),
        id="an order that was taken back as a whole isn't one",
    ),
    pytest.param(
        [order("1", 10, 5), order("2", 4, 7), cancellation("C1", "2", 3)],
        (2, 9.0, 4.5, 6.0),
        id="an order of which a part was taken back is one",
    ),
    pytest.param(
        [order("1", 10, 5), cancellation("C1", "C1", 2)],
        (1, 3.0, 3.0, None),
        id="a cancellation that names no order takes off money and no order",
    ),
    pytest.param([cancellation("C1", "C1", 2)], (0, -2.0, None, None), id="only a cancellation"),
    pytest.param(
        [order("1", 10, 0.1), order("2", 10, 0.2)], (2, 0.3, 0.15, 0.0), id="sums are exact"
    ),
]


@pytest.mark.parametrize(("records", "expected"), CASES)
async def test_both_ways_of_working_orders_out_agree(
    database: Database,
    records: list[EventRecord],
    expected: tuple[int, float, float | None, float | None],
) -> None:
    tracked, imported = uuid4().hex, uuid4().hex
    await record_events(tracked, "v", records, received_at=NOW, features={})
    await insert_orders(imported, [CustomerEvent("v", record) for record in records], NOW)
    await refresh_customers(imported)

    for store_id in (tracked, imported):
        orders = await _orders(store_id)
        found = (orders.count, orders.revenue, orders.average_value, orders.median_gap_days)
        assert found == expected


async def _orders(store_id: str) -> OrderStatistics:
    stored = await find_visitor(store_id, "v")
    assert stored is not None
    return stored.facts.orders


async def test_an_import_makes_visitors_as_tracking_would(database: Database) -> None:
    store_id = uuid4().hex
    await insert_orders(store_id, [CustomerEvent("v", order("1", 10, 5))], NOW)
    await insert_orders(store_id, [CustomerEvent(None, order("2", 9, 5))], NOW)
    await refresh_customers(store_id)
    raws: list[RawDocument] = (
        await collection_of(VisitorDocument).find({"store_id": store_id}).to_list()
    )
    assert len(raws) == 1, "a guest is nobody's profile"
    (raw,) = raws
    placed_at = NOW - timedelta(days=10)
    assert (raw["visitor_id"], raw["first_seen_at"], raw["last_seen_at"]) == (
        "v",
        placed_at,
        placed_at,
    )
    assert raw["declared"] == {"COUNTRY": {"at": placed_at, "by": "order:1", "value": "Norway"}}
    assert "country" not in raw


async def test_the_log_says_the_same_country_as_the_visitor(database: Database) -> None:
    store_id = uuid4().hex
    await insert_orders(store_id, [CustomerEvent("v", order("1", 10, 5))], NOW)
    await refresh_customers(store_id)
    stored = await find_visitor(store_id, "v")
    assert stored is not None
    replayed = visitor_at("v", await events_of(store_id, "v"), ())
    assert replayed.facts.declared == stored.facts.declared == {"COUNTRY": "Norway"}


async def test_importing_again_and_over_tracked_orders_counts_nothing_twice(
    database: Database,
) -> None:
    store_id = uuid4().hex
    await record_events(store_id, "v", [order("1", 10, 5)], received_at=NOW, features={})
    rows = [CustomerEvent("v", order("1", 10, 5)), CustomerEvent("v", order("2", 3, 6))]
    assert await insert_orders(store_id, rows, NOW) == 1
    assert await insert_orders(store_id, rows, NOW) == 0
    await refresh_customers(store_id)
    assert (await _orders(store_id)).revenue == pytest.approx(11)


async def test_a_later_declared_country_is_not_lost_to_an_import(database: Database) -> None:
    store_id = uuid4().hex
    declared = EventRecord(
        key="e1",
        kind=EventKind.REGISTRATION,
        at=NOW - timedelta(days=1),
        declared={"COUNTRY": "France"},
    )
    await record_events(store_id, "v", [declared], received_at=NOW, features={})
    await insert_orders(store_id, [CustomerEvent("v", order("1", 10, 5))], NOW)
    await refresh_customers(store_id)
    raw = await collection_of(VisitorDocument).find_one({"store_id": store_id})
    assert raw is not None
    assert raw["declared"]["COUNTRY"]["value"] == "France"
