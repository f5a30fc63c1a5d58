"""The second migration, on documents as version 0.1 wrote them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from pymongo import AsyncMongoClient

from api.database import Database
from documents.events import events_of
from documents.models import bind_documents
from documents.visitors import find_visitor
from migrations import m0002_streams_of_behaviour as migration
from migrations.run import RECORDS, Run
from migrations.runner import known_migrations, migrate
from targeting.history import visitor_at
from targeting.rule_parsing import parse_rule

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
OLD_RULE = {
    "all": [
        {
            "behaviour": {
                "event": "PRODUCT_VIEW",
                "withinDays": 7,
                "operator": "GREATER_OR_EQUAL",
                "value": {"number": 3},
            }
        },
        {"not": {"any": []}},
    ]
}
NEW_RULE = {
    "all": [
        {
            "behaviour": {
                "event": "PRODUCT_VIEW",
                "window": {"last": {"amount": 7, "unit": "DAYS"}},
                "operator": "GREATER_OR_EQUAL",
                "value": {"number": 3},
            }
        },
        {"not": {"any": []}},
    ]
}


def old_event(key: str, kind: str, hours: int, **more: Any) -> dict[str, Any]:
    at = NOON + timedelta(hours=hours)
    return {
        "store_id": "shop",
        "visitor_id": "v",
        "key": key,
        "kind": kind,
        "at": at,
        "received_at": at,
        "properties": {"campaignId": "c"} if kind.startswith("CAMPAIGN") else {},
        **more,
    }


OLD_EVENTS = [
    old_event("r-1", "REGISTRATION", 0, session_id="visit-1"),
    old_event("v-1", "PRODUCT_VIEW", 1, session_id="visit-1"),
    old_event("v-2", "PRODUCT_VIEW", 2, session_id="visit-2"),
    old_event("capture:c:1234", "CAMPAIGN_CONVERSION", 3),
]
OLD_VISITOR = {
    "store_id": "shop",
    "visitor_id": "v",
    "revision": 4,
    "first_seen_at": NOON,
    "last_seen_at": NOON + timedelta(hours=3),
    "registered_at": NOON,
    "declared": {"CITY": {"value": "Izmir", "at": NOON, "by": "r-1"}},
    "traits": {"born": {"value": NOON, "at": NOON, "by": "r-1"}},
    "counters": {"0f3a": {"20526": 2}},
    "campaigns": {"c": {"conversions": 1}},
    "subscriptions": {"email": True},
}


@pytest.fixture
async def old(mongodb_uri: str) -> AsyncIterator[Database]:
    """A database as version 0.1 left it."""
    async with AsyncMongoClient[dict[str, Any]](mongodb_uri, tz_aware=True) as client:
        database = client[f"migrations_{uuid4().hex[:8]}"]
        await migrate(database, migrations_known=known_migrations()[:1])
        await database.events.insert_many([dict(event) for event in OLD_EVENTS])
        await database.visitors.insert_one(dict(OLD_VISITOR))
        await database.segments.insert_one({"draft_rule": OLD_RULE, "live_rule": None})
        await database.campaigns.insert_one({"draft": {"audience": OLD_RULE, "name": "c"}})
        await database.campaign_versions.insert_one({"definition": {"audience": OLD_RULE}})
        yield database
        await client.drop_database(database.name)


async def test_visitor_is_what_its_log_folds_to(old: Database, database: Database) -> None:
    applied = await migrate(old)
    assert applied[0] == "m0002_streams_of_behaviour"
    await bind_documents(old)
    try:
        stored = await find_visitor("shop", "v")
        assert stored is not None
        log = await events_of("shop", "v")
    finally:
        await bind_documents(database)
    known = visitor_at("v", log, (), NOON + timedelta(days=1))
    assert stored.facts == known.facts
    assert stored.histories == known.histories
    assert stored.facts.declared == {"CITY": "Izmir", "EMAIL_SUBSCRIBER": True}
    assert stored.facts.traits == {"born": NOON}
    assert stored.facts.sessions == 2
    raw = await old.visitors.find_one({})
    assert raw is not None
    assert 0 <= raw["shuffle"] < 1
    assert not {"counters", "subscriptions"} & raw.keys()
    assert raw["revision"] == 6, "this migration and the next have changed the visitor"


async def test_keys_have_prefixes(old: Database) -> None:
    await migrate(old)
    keys = [event["key"] async for event in old.events.find(sort=[("at", 1)])]
    assert keys == ["event:r-1", "event:v-1", "event:v-2", "capture:c:1234"]


async def test_rules_say_window(old: Database) -> None:
    await migrate(old)
    segment = await old.segments.find_one({})
    campaign = await old.campaigns.find_one({})
    version = await old.campaign_versions.find_one({})
    assert segment is not None
    assert campaign is not None
    assert version is not None
    assert segment["live_rule"] is None
    for rule in (
        segment["draft_rule"],
        campaign["draft"]["audience"],
        version["definition"]["audience"],
    ):
        assert rule == NEW_RULE
        parse_rule(rule)
    assert campaign["draft"]["name"] == "c"


async def test_an_interrupted_run_changes_nothing_twice(old: Database) -> None:
    await migrate(old)
    before = [await old[name].find(sort=[("_id", 1)]).to_list() for name in ("visitors", "events")]
    # As after a crash before the positions were kept: every batch is seen again.
    await old[RECORDS].update_one(
        {"_id": "m0002_streams_of_behaviour"}, {"$unset": {"positions": 1}}
    )
    await migration.forward(Run("m0002_streams_of_behaviour", old))
    after = [await old[name].find(sort=[("_id", 1)]).to_list() for name in ("visitors", "events")]
    assert after == before
