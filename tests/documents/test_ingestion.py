"""However events arrive, the visitor is left as if each had come once and in order."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.database import Database
from documents.connection import RawDocument, collection_of
from documents.events import EventDocument, events_of
from documents.ingestion import Recorded, record_events
from documents.visitors import StoredVisitor, VisitorDocument, find_visitor
from resolvers.known_visitors import with_streams
from targeting.behaviour import (
    STREAM_LIMIT,
    Collected,
    EventKind,
    Feature,
    PropertyCondition,
    bounded,
    stream_of,
)
from targeting.events import EventRecord, OrderLine
from targeting.history import visitor_at
from targeting.operators import Operator
from tests.conftest import NOW

FEATURES = {
    feature.key: feature
    for feature in (
        Feature(EventKind.PRODUCT_VIEW),
        Feature(
            EventKind.PRODUCT_VIEW, (PropertyCondition("category", Operator.EQUAL, "kitchen"),)
        ),
        Feature(EventKind.BASKET_ADD, (), Collected.AMOUNTS, "quantity"),
        Feature(EventKind.BASKET_ADD, (), Collected.VALUES, "category", keeps_sessions=True),
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
    session_id = f"visit-{hours_ago // 24}" if value else None
    return EventRecord(
        key=f"e{index}", kind=kind, at=at, properties=properties, session_id=session_id
    )


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


async def _complete(store_id: str) -> StoredVisitor:
    """The visitor with every stream, as a query leaves it."""
    return await with_streams(store_id, "v", await find_visitor(store_id, "v"), FEATURES)


async def _record(store_id: str, records: list[EventRecord]) -> Recorded:
    return await record_events(store_id, "v", records, received_at=NOW, features=FEATURES)


async def _state(store_id: str) -> RawDocument:
    """The visitor's document without what tells deliveries apart, and its log."""
    raw = await collection_of(VisitorDocument).find_one({"store_id": store_id, "visitor_id": "v"})
    assert raw is not None
    for name in ("_id", "store_id", "revision", "shuffle", "last_session_id"):
        raw.pop(name, None)
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
        # Asked for in between, so that the streams are there and must be kept current.
        await _complete(orderly)
    await _record(orderly, log)

    shuffled = data.draw(st.permutations(log + log[: len(log) // 2]))
    half = len(shuffled) // 2
    await asyncio.gather(
        _record(messy, shuffled[:half] or shuffled),
        _record(messy, shuffled[half:]),
        _complete(messy),
        *(_record(messy, [record]) for record in shuffled[:3]),
    )
    await _complete(messy)
    await _complete(orderly)
    assert await _state(messy) == await _state(orderly)

    stored = await find_visitor(messy, "v")
    assert stored is not None
    known = visitor_at("v", await events_of(messy, "v"), FEATURES.values(), NOW)
    assert stored.facts == known.facts


async def test_kept_streams_equal_the_log_under_concurrency(database: Database) -> None:
    store_id = uuid4().hex
    records = [_event(i, EventKind.PRODUCT_VIEW, i % 50, i % 4) for i in range(40)]
    await asyncio.gather(
        *(_record(store_id, [record]) for record in records),
        *(_complete(store_id) for _ in range(20)),
    )
    stored = await _complete(store_id)
    log = [event.occurrence for event in await events_of(store_id, "v")]
    assert len(log) == len(records)
    for key, feature in FEATURES.items():
        assert stored.facts.streams[key] == bounded(stream_of(feature, log), feature), feature


feature_sets = st.sets(st.sampled_from(sorted(FEATURES)), max_size=len(FEATURES)).map(
    lambda keys: {key: FEATURES[key] for key in keys}
)
"""What a process knows of the live rules: some are ahead of a publishing, some behind."""


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data(), log=logs())
async def test_streams_never_differ_from_the_log_whatever_each_process_knows(
    database: Database, data: st.DataObject, log: list[EventRecord]
) -> None:
    """Several processes record and answer at once, each with a catalog of its own, some stale."""
    store_id = uuid4().hex
    records = data.draw(st.permutations(log * 2))
    work: list[Callable[[], Awaitable[None]]] = [
        partial(_record_knowing, store_id, record, data.draw(feature_sets)) for record in records
    ]
    work += [partial(_complete_knowing, store_id, data.draw(feature_sets)) for _ in range(6)]
    work = data.draw(st.permutations(work))
    for at_once in (work[: len(work) // 2], work[len(work) // 2 :]):
        await asyncio.gather(*(start() for start in at_once))
        await _assert_streams_equal_the_log(store_id)
    await _complete_knowing(store_id, FEATURES)
    assert await _assert_streams_equal_the_log(store_id) == FEATURES.keys()


async def _record_knowing(store_id: str, record: EventRecord, features: dict[str, Feature]) -> None:
    await record_events(store_id, "v", [record], received_at=NOW, features=features)


async def _complete_knowing(store_id: str, features: dict[str, Feature]) -> None:
    await with_streams(store_id, "v", await find_visitor(store_id, "v"), features)


async def _assert_streams_equal_the_log(store_id: str) -> set[str]:
    """Check what the document holds, and return which features that is of."""
    stored = await find_visitor(store_id, "v")
    if stored is None:
        return set()
    log = [event.occurrence for event in await events_of(store_id, "v")]
    for key, stream in stored.facts.streams.items():
        assert stream == bounded(stream_of(FEATURES[key], log), FEATURES[key])
    return set(stored.facts.streams)


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

    async def fail(*_: object) -> RawDocument:
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


async def test_streams_of_features_that_nobody_asks_for_are_dropped(database: Database) -> None:
    store_id = uuid4().hex
    await _record(store_id, [_event(0, EventKind.PRODUCT_VIEW, 1, 1)])
    await _complete(store_id)
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
    assert set(stored.facts.streams) == set(one)


async def test_of_very_much_the_newest_moments_are_kept_and_the_rest_added_up(
    database: Database,
) -> None:
    store_id = uuid4().hex
    surplus = 30
    records = [
        _event(index, EventKind.BASKET_ADD, index, index % 4)
        for index in range(STREAM_LIMIT + surplus)
    ]
    for start in range(0, len(records), 50):
        await _record(store_id, records[start : start + 50])
        await _complete(store_id)
    stored = await _complete(store_id)
    log = [event.occurrence for event in await events_of(store_id, "v")]
    for key, feature in FEATURES.items():
        assert stored.facts.streams[key] == bounded(stream_of(feature, log), feature), feature
    amounts = next(f for f in FEATURES.values() if f.collected is Collected.AMOUNTS)
    kept = stored.facts.streams[amounts.key]
    assert len(kept.at_ms) == STREAM_LIMIT
    assert kept.earlier is not None
    assert kept.earlier.count == surplus
