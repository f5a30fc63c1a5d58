"""For events that aren't kept for ever, and for collections that are spread over shards.

* What is carried of expired events has a collection of its own.
* Versions whose shares have moved are found without looking at all versions.
* Answers to surveys get an index that begins with the visitor, which they are sharded by.

Stores without the new settings keep their events for ever, as they did.
"""

from __future__ import annotations

from typing import Final

from pymongo import ASCENDING, IndexModel

from migrations.run import Run

_UP: Final = ASCENDING

NEW_INDEXES: Final[dict[str, list[IndexModel]]] = {
    "expired_behaviour": [
        IndexModel([("store_id", _UP), ("visitor_id", _UP)], name="store_visitor", unique=True)
    ],
    "campaign_versions": [
        IndexModel(
            [("store_id", _UP), ("shares_moved_at", _UP)],
            name="store_shares_moved",
            partialFilterExpression={"shares_moved_at": {"$type": "date"}},
        )
    ],
    "survey_submissions": [
        IndexModel([("store_id", _UP), ("visitor_id", _UP)], name="store_visitor")
    ],
}


async def forward(run: Run) -> None:
    """Make the indexes, and with them the new collection; what is there already stays."""
    for collection, indexes in NEW_INDEXES.items():
        await run.database[collection].create_indexes(indexes)
