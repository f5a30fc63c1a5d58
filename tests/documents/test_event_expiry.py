"""Events go, and nothing that is counted changes."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.database import Database
from documents.connection import collection_of
from documents.event_expiry import expire_events, visitors_with_events_before
from documents.events import EventDocument, events_of
from documents.expired_behaviour import find_carried
from documents.ingestion import record_events
from documents.orders import refresh_customers
from documents.visitors import StoredVisitor, find_visitor
from resolvers.known_visitors import with_streams
from targeting import event_log
from targeting.behaviour import (
    NOTHING_DONE,
    STREAM_LIMIT,
    Behaviour,
    Collected,
    EventKind,
    Feature,
    Last,
    Measure,
    Moment,
    PropertyCondition,
    bounded,
    stream_of,
)
from targeting.event_log import EXPIRING_KINDS, KEPT_FOR_EVER, streams_of
from targeting.events import EventRecord, OrderLine
from targeting.operators import Operator
from targeting.values import Duration, TimeUnit, epoch_ms
from tests.conftest import NOW

KITCHEN = PropertyCondition("category", Operator.EQUAL, "kitchen")
FEATURES = {
    feature.key: feature
    for feature in (
        Feature(EventKind.PRODUCT_VIEW),
        Feature(EventKind.PRODUCT_VIEW, (KITCHEN,), keeps_sessions=True),
        Feature(EventKind.BASKET_ADD, (), Collected.AMOUNTS, "quantity"),
        Feature(EventKind.BASKET_ADD, (), Collected.VALUES, "category"),
        Feature(EventKind.PURCHASE),
    )
}
CARRIED = {key: feature for key, feature in FEATURES.items() if feature.event in EXPIRING_KINDS}
DAYS = 100


def event(index: int, kind: EventKind, days_ago: int, value: int) -> EventRecord:
    at = NOW - timedelta(days=days_ago, minutes=index % 7)
    if kind is EventKind.PURCHASE:
        return EventRecord(f"order:{index}", kind, at, order=OrderLine(str(index), 1_000_000, 1))
    category = "kitchen" if value % 2 else "garden"
    properties = {"category": category, "quantity": value}
    return EventRecord(f"event:{index}", kind, at, properties, session_id=f"visit-{days_ago}")


KINDS = (EventKind.PRODUCT_VIEW, EventKind.BASKET_ADD, EventKind.PURCHASE)


@st.composite
def batches(draw: st.DrawFn) -> list[list[EventRecord]]:
    """Batches of events in the order of their arrival: no event is older than what has expired."""
    parts = draw(
        st.lists(
            st.tuples(st.sampled_from(KINDS), st.integers(0, DAYS), st.integers(0, 3)), max_size=24
        )
    )
    log = [event(index, *part) for index, part in enumerate(parts)]
    log.sort(key=lambda record: record.at)
    size = draw(st.integers(1, 8))
    return [log[start : start + size] for start in range(0, len(log), size)]


async def record(
    store_id: str, records: list[EventRecord], features: Mapping[str, Feature] = FEATURES
) -> None:
    if records:
        await record_events(store_id, "v", records, received_at=NOW, features=features)


async def complete(store_id: str) -> StoredVisitor:
    """The visitor with every stream, as a page view leaves it."""
    return await with_streams(store_id, "v", await find_visitor(store_id, "v"), FEATURES)


async def expire(store_id: str, before: datetime) -> None:
    async for visitor_ids in visitors_with_events_before(store_id, before):
        for visitor_id in visitor_ids:
            await expire_events(store_id, visitor_id, before, CARRIED)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), arriving=batches())
async def test_streams_equal_those_of_all_events_that_ever_were(
    database: Database, data: st.DataObject, arriving: list[list[EventRecord]]
) -> None:
    """Whatever is asked, dropped, imported and removed in between, and at the same time."""
    store_id = uuid4().hex
    before = NOW - timedelta(days=DAYS + 1)
    for batch in arriving:
        # A process that knows fewer rules drops streams, an import drops all of them.
        known = data.draw(st.sampled_from([FEATURES, {}, dict([*FEATURES.items()][:2])]))
        if data.draw(st.booleans()):
            await refresh_customers(store_id)
        before = max(before, batch[0].at - timedelta(days=data.draw(st.integers(0, 40))))
        await asyncio.gather(
            record(store_id, batch, known), complete(store_id), expire(store_id, before)
        )
        if data.draw(st.booleans()):
            await complete(store_id)
    whole = [record.occurrence for batch in arriving for record in batch]
    stored = await complete(store_id)
    for key, feature in FEATURES.items():
        expected = bounded(stream_of(feature, whole), feature)
        assert stored.facts.streams.get(key, NOTHING_DONE) == expected, feature
    left = await events_of(store_id, "v")
    assert all(one.at >= before or one.kind in KEPT_FOR_EVER for one in left)
    assert sum(one.kind is EventKind.PURCHASE for one in left) == sum(
        occurrence.kind is EventKind.PURCHASE for occurrence in whole
    )


async def test_totals_since_ever_and_windows_within_the_log_stay_exact_of_very_much(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More than is carried has expired, in several transactions, and more has come since."""
    monkeypatch.setattr(event_log, "CARRIED_LIMIT", STREAM_LIMIT)
    store_id = uuid4().hex
    records = [
        event(index, EventKind.BASKET_ADD, 1 + (index * 7) % DAYS, index % 4)
        for index in range(STREAM_LIMIT * 6)
    ]
    for start in range(0, len(records), 100):
        await record(store_id, records[start : start + 100])
    before = NOW - timedelta(days=31)
    await expire(store_id, NOW - timedelta(days=80))
    await expire(store_id, before)
    carried = await find_carried(store_id, "v")
    assert carried is not None
    assert carried.until == before
    assert max(len(stream.at_ms) for stream in carried.streams.values()) <= STREAM_LIMIT
    await refresh_customers(store_id)  # nobody ordered: what a document holds stays
    await (
        collection_of(EventDocument)
        .database["visitors"]
        .update_one({"store_id": store_id}, {"$set": {"streams": {}}, "$inc": {"revision": 1}})
    )
    stored, log = await complete(store_id), [one.occurrence for one in records]
    now = Moment(epoch_ms(NOW))
    for feature in (f for f in FEATURES.values() if f.event is EventKind.BASKET_ADD):
        stream, whole = stored.facts.streams[feature.key], stream_of(feature, log)
        totals = [Measure.COUNT, Measure.FIRST_AT, Measure.LAST_AT]
        totals += [Measure.SUM] if feature.collected is Collected.AMOUNTS else []
        for measure in totals:
            asked = Behaviour(feature, measure)
            assert asked.is_answered_by(stored.facts.streams, now)
            assert asked.measured(stream, now) == asked.measured(whole, now), measure
        recent = Behaviour(feature, Measure.COUNT, Last(Duration(12, TimeUnit.DAYS)))
        assert recent.is_answered_by(stored.facts.streams, now)
        assert recent.measured(stream, now) == recent.measured(whole, now)


async def test_windows_that_reach_beyond_the_log_stay_exact_for_who_did_much(
    database: Database,
) -> None:
    """More than a document holds lies between the beginning of the log and that of the window."""
    store_id = uuid4().hex
    records = [event(n, EventKind.BASKET_ADD, 40 + n % 50, n % 4) for n in range(STREAM_LIMIT * 2)]
    for start in range(0, len(records), 100):
        await record(store_id, records[start : start + 100])
    await expire(store_id, NOW - timedelta(days=35))
    log = [one.occurrence for one in records]
    now = Moment(epoch_ms(NOW))
    left = await events_of(store_id, "v")
    whole = streams_of(FEATURES.values(), left, await find_carried(store_id, "v"))
    for feature in (f for f in FEATURES.values() if f.event is EventKind.BASKET_ADD):
        asked = Behaviour(feature, Measure.COUNT, Last(Duration(80, TimeUnit.DAYS)))
        expected = asked.measured(stream_of(feature, log), now)
        assert asked.measured(whole[feature.key], now) == expected
        assert len(whole[feature.key].at_ms) > STREAM_LIMIT


async def test_what_nobody_asks_about_earlier_times_leaves_nothing(database: Database) -> None:
    store_id = uuid4().hex
    await record(store_id, [event(n, EventKind.PRODUCT_VIEW, 90, 1) for n in range(3)])
    assert await expire_events(store_id, "v", NOW - timedelta(days=50), {}) == 3
    assert await find_carried(store_id, "v") is None
    assert await expire_events(store_id, "v", NOW - timedelta(days=50), {}) == 0


@pytest.mark.parametrize("kind", sorted(KEPT_FOR_EVER, key=str))
async def test_orders_and_conversions_stay(database: Database, kind: EventKind) -> None:
    store_id = uuid4().hex
    properties = {"campaignId": "c", "control": False}
    order = OrderLine("1", 1_000_000, 1) if kind is not EventKind.CAMPAIGN_CONVERSION else None
    one = EventRecord("k", kind, NOW - timedelta(days=900), properties, order=order)
    await record(store_id, [one])
    await expire(store_id, NOW)
    assert [kept.key for kept in await events_of(store_id, "v")] == ["k"]
