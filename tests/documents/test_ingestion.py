"""However events arrive, the visitor is left as if each had come once and in order."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.database import Database
from documents.connection import RawDocument, collection_of
from documents.events import EventDocument, EventRecord, OrderLine, occurrences
from documents.ingestion import Recorded, record_events
from documents.visitors import VisitorDocument, find_visitor
from resolvers.eligibility import visitor_for_deciding
from targeting.behaviour import EventKind, Feature, Measure, PropertyCondition, fold
from targeting.operators import Operator
from tests.conftest import NOW

FEATURES = {
    feature.key: feature
    for feature in (
        Feature(EventKind.PRODUCT_VIEW),
        Feature(
            EventKind.PRODUCT_VIEW, (PropertyCondition("category", Operator.EQUAL, "kitchen"),)
        ),
        Feature(EventKind.BASKET_ADD, measure=Measure.SUM, summed_property="quantity"),
        Feature(EventKind.PURCHASE),
    )
}


def _event(index: int, kind: EventKind, hours_ago: int, value: int) -> EventRecord:
    at = NOW - timedelta(hours=hours_ago)
    if kind in {EventKind.PURCHASE, EventKind.ORDER_CANCELLATION}:
        number = f"order-{value}"
        return EventRecord(
            key=f"order:{number}" if kind is EventKind.PURCHASE else f"order:c{index}",
            kind=kind,
            at=at,
            order=OrderLine(number, (value + 1) * 1_000_000, value + 1),
        )
    if kind is EventKind.REGISTRATION:
        return EventRecord(
            key=f"e{index}",
            kind=kind,
            at=at,
            declared={"CITY": f"city-{value}"},
            traits={"t": value},
        )
    properties: dict[str, Any] = {
        "category": "kitchen" if value % 2 else "garden",
        "quantity": value,
    }
    return EventRecord(key=f"e{index}", kind=kind, at=at, properties=properties)


kinds = st.sampled_from(
    [
        EventKind.PRODUCT_VIEW,
        EventKind.BASKET_ADD,
        EventKind.PURCHASE,
        EventKind.ORDER_CANCELLATION,
        EventKind.REGISTRATION,
    ]
)


@st.composite
def logs(draw: st.DrawFn) -> list[EventRecord]:
    parts = draw(
        st.lists(st.tuples(kinds, st.integers(0, 100), st.integers(0, 3)), min_size=1, max_size=12)
    )
    records = [_event(index, *part) for index, part in enumerate(parts)]
    return list({record.key: record for record in records}.values())


async def _record(store_id: str, records: list[EventRecord]) -> Recorded:
    return await record_events(store_id, "v", records, received_at=NOW, features=FEATURES)


async def _state(store_id: str) -> RawDocument:
    """The visitor's document without what tells deliveries apart, and its log."""
    raw = await collection_of(VisitorDocument).find_one({"store_id": store_id, "visitor_id": "v"})
    assert raw is not None
    for name in ("_id", "store_id", "revision"):
        raw.pop(name)
    cursor = collection_of(EventDocument).find({"store_id": store_id}, {"_id": 0, "key": 1})
    raw["log"] = sorted([event["key"] async for event in cursor])
    return raw


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), log=logs())
async def test_twice_concurrently_and_out_of_order_is_as_once_and_in_order(
    database: Database, data: st.DataObject, log: list[EventRecord]
) -> None:
    orderly, messy = uuid4().hex, uuid4().hex
    for record in sorted(log, key=lambda record: record.at):
        await _record(orderly, [record])
        # Asked for in between, so that the counters are there and must be kept current.
        await visitor_for_deciding(orderly, "v", FEATURES)
    await _record(orderly, log)

    shuffled = data.draw(st.permutations(log + log[: len(log) // 2]))
    half = len(shuffled) // 2
    await asyncio.gather(
        _record(messy, shuffled[:half] or shuffled),
        _record(messy, shuffled[half:]),
        visitor_for_deciding(messy, "v", FEATURES),
        *(_record(messy, [record]) for record in shuffled[:3]),
    )
    await visitor_for_deciding(messy, "v", FEATURES)
    await visitor_for_deciding(orderly, "v", FEATURES)
    assert await _state(messy) == await _state(orderly)


async def test_kept_counters_equal_the_log_under_concurrency(database: Database) -> None:
    store_id = uuid4().hex
    records = [_event(i, EventKind.PRODUCT_VIEW, i % 50, i % 4) for i in range(40)]
    await asyncio.gather(
        *(_record(store_id, [record]) for record in records),
        *(visitor_for_deciding(store_id, "v", FEATURES) for _ in range(20)),
    )
    stored = await visitor_for_deciding(store_id, "v", FEATURES)
    log = [o async for o in occurrences(store_id, "v", set(EventKind))]
    assert len(log) == len(records)
    for key, feature in FEATURES.items():
        assert stored.facts.counters[key] == fold(feature, log), feature


async def test_repeats_are_acknowledged_and_change_nothing(database: Database) -> None:
    store_id = uuid4().hex
    record = _event(0, EventKind.PURCHASE, 5, 1)
    first = await _record(store_id, [record, record])
    before = await _state(store_id)
    again = await _record(store_id, [record])
    assert (first.stored, again.stored, again.repeated) == ((record.key,), (), (record.key,))
    assert await _state(store_id) == before


async def test_a_failure_beside_the_events_leaves_nothing_behind(database: Database) -> None:
    store_id = uuid4().hex

    async def fail(_: object) -> RawDocument:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await record_events(
            store_id,
            "v",
            [_event(0, EventKind.PRODUCT_VIEW, 1, 1)],
            received_at=NOW,
            features=FEATURES,
            also_write=fail,
        )
    assert await find_visitor(store_id, "v") is None
    assert await collection_of(EventDocument).count_documents({"store_id": store_id}) == 0


async def test_counters_of_features_that_nobody_asks_for_are_dropped(database: Database) -> None:
    store_id = uuid4().hex
    await _record(store_id, [_event(0, EventKind.PRODUCT_VIEW, 1, 1)])
    await visitor_for_deciding(store_id, "v", FEATURES)
    one = dict(list(FEATURES.items())[:1])
    await record_events(
        store_id,
        "v",
        [_event(1, EventKind.PRODUCT_VIEW, 1, 1)],
        received_at=NOW,
        features=one,
    )
    stored = await find_visitor(store_id, "v")
    assert stored is not None
    assert set(stored.facts.counters) == set(one)
