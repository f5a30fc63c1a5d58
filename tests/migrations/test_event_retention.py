"""The fourth migration, on a database from before events could expire."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from bson import ObjectId
from pymongo import AsyncMongoClient
from pymongo.errors import OperationFailure

from api.database import Database
from documents.expired_behaviour import find_carried
from documents.models import bind_documents
from documents.stores import find_store
from migrations import m0004_event_retention as migration
from migrations.run import Run
from migrations.runner import known_migrations, migrate, pending_migrations
from targeting.event_log import WHOLE_LOG

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


@pytest.fixture
async def old_database(mongodb_uri: str, database: Database) -> AsyncIterator[Database]:
    """A database as the release before left it, with a store and answers to a survey."""
    before = [known for known in known_migrations() if known.name < "m0004"]
    async with AsyncMongoClient[dict[str, Any]](mongodb_uri, tz_aware=True) as client:
        old = client[f"segue_{uuid4().hex[:12]}"]
        await migrate(old, migrations_known=before)
        await old.stores.insert_one({"_id": "shop", "name": "A shop", "catalog_version": 3})
        answers = {"store_id": "shop", "visitor_id": "v", "campaign_id": str(ObjectId())}
        await old.survey_submissions.insert_many([{**answers, "answers": {}} for _ in range(3)])
        try:
            await bind_documents(old)
            yield old
        finally:
            await bind_documents(database)
            await client.drop_database(old.name)


async def test_stores_keep_their_events_for_ever_as_they_did(old_database: Database) -> None:
    assert await migrate(old_database) == ["m0004_event_retention"]
    store = await find_store("shop")
    assert store is not None
    assert (store.event_days, store.events_since) == (None, None)
    assert store.event_log() == WHOLE_LOG
    assert await find_carried("shop", "v") is None


async def test_indexes_are_made_and_may_be_made_twice(old_database: Database) -> None:
    run = Run("m0004_event_retention", old_database)
    await migration.forward(run)
    await migration.forward(run)
    carried = await old_database.expired_behaviour.index_information()
    assert carried["store_visitor"]["unique"]
    answers = await old_database.survey_submissions.index_information()
    assert answers["store_visitor"]["key"] == [("store_id", 1), ("visitor_id", 1)]
    assert await old_database.survey_submissions.count_documents({}) == 3
    versions = await old_database.campaign_versions.index_information()
    assert versions["store_shares_moved"]["key"] == [("store_id", 1), ("shares_moved_at", 1)]


async def test_an_interrupted_run_is_made_good_by_the_next(old_database: Database) -> None:
    """Half of it is done when MongoDB refuses the other half."""
    in_the_way = await old_database.survey_submissions.create_index("answers", name="store_visitor")
    with pytest.raises(OperationFailure):
        await migrate(old_database)
    assert "store_visitor" in await old_database.expired_behaviour.index_information()
    assert [m.name for m in await pending_migrations(old_database)] == ["m0004_event_retention"]
    await old_database.survey_submissions.drop_index(in_the_way)
    assert await migrate(old_database) == ["m0004_event_retention"]
    answers = await old_database.survey_submissions.index_information()
    assert answers["store_visitor"]["key"] == [("store_id", 1), ("visitor_id", 1)]
