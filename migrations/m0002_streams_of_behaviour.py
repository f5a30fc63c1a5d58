"""From day buckets to exact moments, and from what visitors are to what their events said.

* Counters by day give way to streams of moments, which queries fill from the event log when they are
  asked for. Rules say `window` where they said `withinDays`; a window reaches back from the very
  moment, where `withinDays` began at midnight UTC.
* Events keep what they declared, so that the log alone tells what was known at any moment. Of earlier
  events that is what still holds: a value that was overwritten since isn't known any more.
* The key of a tracked event has a prefix, like all others.
* Subscriptions become an attribute like any other, declared by the sign-up.
"""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Any, Final

from pymongo import ASCENDING, IndexModel, UpdateOne

from migrations.run import Run

_UP: Final = ASCENDING
_Raw = dict[str, Any]

NEW_INDEXES: Final[dict[str, list[IndexModel]]] = {
    "visitors": [IndexModel([("store_id", _UP), ("shuffle", _UP)], name="store_shuffle")],
    "events": [
        IndexModel(
            [("store_id", _UP), ("visitor_id", _UP), ("session_id", _UP)],
            name="store_visitor_session",
            partialFilterExpression={"session_id": {"$exists": True}},
        ),
        IndexModel(
            [("store_id", _UP), ("kind", _UP), ("at", _UP), ("visitor_id", _UP)],
            name="store_kind_at_visitor",
        ),
    ],
}

_PREFIXES: Final = ("event:", "order:", "interaction:", "capture:", "survey:")
_RULES: Final = {
    "segments": ("draft_rule", "live_rule"),
    "campaigns": ("draft.audience",),
    "campaign_versions": ("definition.audience",),
}


async def forward(run: Run) -> None:
    """Bring events, then visitors, then rules into the new form; each step may be repeated."""
    for collection, indexes in NEW_INDEXES.items():
        await run.database[collection].create_indexes(indexes)
    async for events in run.batches("events", {"key": {"$not": _has_prefix()}}):
        await run.database.events.update_many(
            {"_id": {"$in": [event["_id"] for event in events]}, "key": {"$not": _has_prefix()}},
            [{"$set": {"key": {"$concat": ["event:", "$key"]}}}],
        )
    async for visitors in run.batches("visitors"):
        await _bring_visitors(run, [v for v in visitors if "streams" not in v])
    for collection, paths in _RULES.items():
        async for documents in run.batches(collection):
            for document in documents:
                await _bring_rules(run, collection, document, paths)


def _has_prefix() -> _Raw:
    return {"$regex": f"^({'|'.join(_PREFIXES)})"}


async def _bring_visitors(run: Run, visitors: list[_Raw]) -> None:
    if not visitors:
        return
    sessions = await _sessions(run, visitors)
    updates: list[UpdateOne] = []
    said: list[UpdateOne] = []
    for visitor in visitors:
        owner = (visitor["store_id"], visitor["visitor_id"])
        declared = _prefixed(visitor.get("declared", {}))
        traits = _prefixed(visitor.get("traits", {}))
        if visitor.get("subscriptions", {}).get("email"):
            declared |= await _subscription(run, owner)
        said += _written_back(owner, "declared", declared)
        said += _written_back(owner, "traits", traits)
        updates.append(
            UpdateOne(
                {"_id": visitor["_id"]},
                {
                    "$set": {
                        "streams": {},
                        "shuffle": random.random(),  # noqa: S311, for sampling
                        "sessions": sessions.get(owner, 0),
                        "declared": declared,
                        "traits": traits,
                    },
                    "$unset": {"counters": "", "subscriptions": ""},
                    "$inc": {"revision": 1},
                },
            )
        )
    # What events said comes first: only a visitor in the old form is looked at again.
    if said:
        await run.database.events.bulk_write(said, ordered=False)
    await run.database.visitors.bulk_write(updates, ordered=False)


async def _sessions(run: Run, visitors: list[_Raw]) -> dict[tuple[str, str], int]:
    """Return how many visits each of the visitors made, by store and visitor."""
    by_store: dict[str, list[str]] = defaultdict(list)
    for visitor in visitors:
        by_store[visitor["store_id"]].append(visitor["visitor_id"])
    found: dict[tuple[str, str], int] = {}
    for store_id, visitor_ids in by_store.items():
        cursor = await run.database.events.aggregate(
            [
                {
                    "$match": {
                        "store_id": store_id,
                        "visitor_id": {"$in": visitor_ids},
                        "session_id": {"$exists": True},
                    }
                },
                {"$group": {"_id": "$visitor_id", "ids": {"$addToSet": "$session_id"}}},
                {"$project": {"sessions": {"$size": "$ids"}}},
            ]
        )
        found |= {(store_id, raw["_id"]): raw["sessions"] async for raw in cursor}
    return found


def _prefixed(entries: _Raw) -> _Raw:
    return {name: entry | {"by": _with_prefix(entry["by"])} for name, entry in entries.items()}


def _with_prefix(key: str) -> str:
    return key if key.startswith(_PREFIXES) else f"event:{key}"


async def _subscription(run: Run, owner: tuple[str, str]) -> _Raw:
    """Return the attribute that the visitor's latest sign-up declares."""
    store_id, visitor_id = owner
    capture = await run.database.events.find_one(
        {"store_id": store_id, "visitor_id": visitor_id, "key": {"$regex": "^capture:"}},
        sort=[("at", -1), ("key", -1)],
    )
    if capture is None:
        return {}
    return {"EMAIL_SUBSCRIBER": {"value": True, "at": capture["at"], "by": capture["key"]}}


def _written_back(owner: tuple[str, str], group: str, entries: _Raw) -> list[UpdateOne]:
    store_id, visitor_id = owner
    return [
        UpdateOne(
            {"store_id": store_id, "visitor_id": visitor_id, "key": entry["by"]},
            {"$set": {f"{group}.{name}": entry["value"]}},
        )
        for name, entry in entries.items()
    ]


async def _bring_rules(run: Run, collection: str, document: _Raw, paths: tuple[str, ...]) -> None:
    changes = {}
    for path in paths:
        rule: Any = document
        for name in path.split("."):
            rule = (rule or {}).get(name)
        if rule is not None and (brought := _with_windows(rule)) != rule:
            changes[path] = brought
    if changes:
        await run.database[collection].update_one({"_id": document["_id"]}, {"$set": changes})


def _with_windows(node: Any) -> Any:
    if isinstance(node, list):
        return [_with_windows(item) for item in node]
    if not isinstance(node, dict):
        return node
    brought = {key: _with_windows(value) for key, value in node.items() if key != "withinDays"}
    days = node.get("withinDays")
    if days is not None:
        brought["window"] = {"last": {"amount": days, "unit": "DAYS"}}
    return brought
