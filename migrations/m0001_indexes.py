"""The first indexes: every query of version 0.1 names its store and has an index to walk."""

from __future__ import annotations

from typing import Final

from pymongo import ASCENDING, DESCENDING, IndexModel

from migrations.run import Run

_UP: Final = ASCENDING

INDEXES: Final[dict[str, list[IndexModel]]] = {
    "stores": [],
    "api_keys": [
        IndexModel([("hash", _UP)], name="hash", unique=True),
        IndexModel([("store_id", _UP), ("created_at", DESCENDING)], name="store_created"),
    ],
    "visitors": [
        IndexModel([("store_id", _UP), ("visitor_id", _UP)], name="store_visitor", unique=True),
        IndexModel([("store_id", _UP), ("orders.count", _UP)], name="store_orders"),
        IndexModel([("store_id", _UP), ("last_seen_at", DESCENDING)], name="store_last_seen"),
    ],
    "events": [
        IndexModel(
            [("store_id", _UP), ("visitor_id", _UP), ("key", _UP)],
            name="store_visitor_key",
            unique=True,
        ),
        IndexModel(
            [("store_id", _UP), ("visitor_id", _UP), ("kind", _UP), ("at", _UP)],
            name="store_visitor_kind_at",
        ),
    ],
    "segments": [IndexModel([("store_id", _UP), ("key", _UP)], name="store_key", unique=True)],
    "campaigns": [IndexModel([("store_id", _UP), ("status", _UP)], name="store_status")],
    "campaign_versions": [
        IndexModel(
            [("store_id", _UP), ("campaign_id", _UP), ("version", _UP)],
            name="store_campaign_version",
            unique=True,
        ),
    ],
    "email_captures": [
        IndexModel(
            [("store_id", _UP), ("visitor_id", _UP), ("campaign_id", _UP), ("email", _UP)],
            name="store_visitor_campaign_email",
            unique=True,
        ),
        IndexModel([("store_id", _UP), ("_id", DESCENDING)], name="store_newest"),
    ],
    "survey_submissions": [
        IndexModel(
            [("store_id", _UP), ("campaign_id", _UP), ("_id", DESCENDING)], name="store_campaign"
        ),
        IndexModel([("store_id", _UP), ("_id", DESCENDING)], name="store_newest"),
    ],
    "smart_segment_thresholds": [
        IndexModel([("store_id", _UP), ("computed_at", DESCENDING)], name="store_computed"),
    ],
}


async def forward(run: Run) -> None:
    """Make the collections and their indexes; what is there already stays."""
    present = set(await run.database.list_collection_names())
    for collection, indexes in INDEXES.items():
        if collection not in present:
            await run.database.create_collection(collection)
        if indexes:
            await run.database[collection].create_indexes(indexes)
