"""From campaigns that are live or not to their whole life.

* What a storefront needs to show a campaign stands together in `display`: several triggers where there
  was one, and how it is closed, which stood in the content of popups and bars.
* A notification bar has several messages, a picture without a text says that it is decorative.
* A version says which buckets get which variant; at first the very ones that its weights gave.
* A visitor's history with a campaign holds the moments that caps are counted by. It is worked out of
  the event log, which has always had them.
"""

from __future__ import annotations

from typing import Any, Final

from pymongo import ASCENDING, DESCENDING, IndexModel, UpdateOne

from migrations.run import Run

_UP: Final = ASCENDING
_Raw = dict[str, Any]
_BUCKETS: Final = 10_000
_RECENT: Final = 20

NEW_INDEXES: Final[dict[str, list[IndexModel]]] = {
    "events": [
        IndexModel(
            [("store_id", _UP), ("properties.campaignId", _UP), ("kind", _UP), ("at", _UP)],
            name="store_campaign_kind_at",
            partialFilterExpression={"properties.campaignId": {"$exists": True}},
        )
    ],
    "email_captures": [IndexModel([("store_id", _UP), ("email", _UP)], name="store_email")],
    "coupon_pools": [IndexModel([("store_id", _UP), ("key", _UP)], name="store_key", unique=True)],
    "coupon_codes": [
        IndexModel(
            [("store_id", _UP), ("pool", _UP), ("code", _UP)], name="store_pool_code", unique=True
        ),
        IndexModel(
            [("store_id", _UP), ("pool", _UP), ("state", _UP), ("shuffle", _UP)],
            name="store_state",
        ),
        IndexModel(
            [("store_id", _UP), ("visitor_id", _UP), ("campaign_id", _UP)], name="store_visitor"
        ),
    ],
    "suppressions": [
        IndexModel([("store_id", _UP), ("email", _UP)], name="store_email", unique=True),
        IndexModel([("store_id", _UP), ("_id", DESCENDING)], name="store_newest"),
    ],
    "survey_progress": [
        IndexModel(
            [("store_id", _UP), ("visitor_id", _UP), ("campaign_id", _UP)],
            name="store_visitor_campaign",
            unique=True,
        ),
        IndexModel("updated_at", name="forgotten", expireAfterSeconds=90 * 86_400),
    ],
    "campaign_totals": [
        IndexModel([("store_id", _UP), ("campaign_id", _UP)], name="store_campaign", unique=True)
    ],
    "audit_log": [
        IndexModel([("store_id", _UP), ("_id", DESCENDING)], name="store_newest"),
        IndexModel(
            [
                ("store_id", _UP),
                ("target_id", _UP),
                ("target_kind", _UP),
                ("revision", DESCENDING),
            ],
            name="store_target",
        ),
    ],
}

_FIELDS: Final = {
    "CAMPAIGN_IMPRESSION": ("impressions", "last_impression_at"),
    "CAMPAIGN_CLICK": ("clicks", "last_click_at"),
    "CAMPAIGN_CLOSE": ("closes", "last_close_at"),
    "CAMPAIGN_CONVERSION": ("conversions", "last_conversion_at"),
}


async def forward(run: Run) -> None:
    """Bring campaigns, their versions, then visitors into the new form; each step may be repeated."""
    for collection, indexes in NEW_INDEXES.items():
        await run.database[collection].create_indexes(indexes)
    async for campaigns in run.batches("campaigns"):
        for campaign in campaigns:
            await _bring_campaign(run, campaign)
    async for versions in run.batches("campaign_versions"):
        for version in versions:
            await _bring_version(run, version)
    async for visitors in run.batches("visitors", {"campaigns": {"$nin": [None, {}]}}):
        await _bring_visitors(run, [v for v in visitors if "displays" not in v])


async def _bring_campaign(run: Run, campaign: _Raw) -> None:
    if "latest_version" in campaign:
        return
    latest = campaign.get("live_version", 0)
    changes = {"latest_version": latest, "test_version": None}
    if "variants" in campaign.get("draft", {}):
        changes["draft"] = _with_display(campaign["draft"])
    await run.database.campaigns.update_one({"_id": campaign["_id"]}, {"$set": changes})


async def _bring_version(run: Run, version: _Raw) -> None:
    if "allocation" in version or "variants" not in version["definition"]:
        return
    definition = _with_display(version["definition"])
    changes = {
        "definition": definition,
        "allocation": _slices(definition["variants"]),
        "is_test": False,
    }
    await run.database.campaign_versions.update_one({"_id": version["_id"]}, {"$set": changes})


def _with_display(definition: _Raw) -> _Raw:
    """Return a definition in the new form; one that is in it already is itself."""
    if "display" in definition:
        return definition
    contents = [
        translation["content"]
        for variant in definition["variants"]
        for translation in variant["translations"]
    ]
    display: _Raw = {"triggers": [definition.get("trigger") or {"kind": "IMMEDIATELY"}]}
    if closing := _closing(contents[0]):
        display["closing"] = closing
    brought = {name: value for name, value in definition.items() if name != "trigger"}
    variants = [
        variant
        | {
            "translations": [
                t | {"content": _content(t["content"])} for t in variant["translations"]
            ]
        }
        for variant in definition["variants"]
    ]
    return brought | {"display": display, "variants": variants}


def _closing(content: _Raw) -> _Raw:
    closing: _Raw = {}
    if content.get("closes_after_seconds") is not None:
        closing["after_seconds"] = content["closes_after_seconds"]
    if content.get("is_closable") is False:
        closing["has_button"] = False
    return closing


def _content(content: _Raw) -> _Raw:
    moved = {"closes_after_seconds", "is_closable", "message"}
    brought = {name: _decorative(value) for name, value in content.items() if name not in moved}
    if content["type"] == "NOTIFICATION_BAR":
        link = brought.pop("link", None)
        brought["messages"] = [{"text": content["message"], "link": link}]
    return brought


def _decorative(part: Any) -> Any:
    if isinstance(part, dict) and part.get("alternative_text") == "":
        return part | {"is_decorative": True}
    return part


def _slices(variants: list[_Raw]) -> list[_Raw]:
    """Return the buckets that the weights gave so far: from one rounded-up share to the next."""
    total = sum(variant["weight"] for variant in variants)
    slices: list[_Raw] = []
    start = upper = 0
    for variant in variants:
        upper += variant["weight"]
        end = -(-upper * _BUCKETS // total)
        if end > start:
            slices.append({"variant": variant["key"], "start": start, "end": end})
        start = end
    return slices


async def _bring_visitors(run: Run, visitors: list[_Raw]) -> None:
    updates = []
    for visitor in visitors:
        events = run.database.events.find(
            {
                "store_id": visitor["store_id"],
                "visitor_id": visitor["visitor_id"],
                "kind": {"$in": list(_FIELDS)},
            },
            sort=[("at", 1), ("key", 1)],
        )
        log = [event async for event in events]
        updates.append(
            UpdateOne(
                {"_id": visitor["_id"]},
                {
                    "$set": {"campaigns": _histories(log), "displays": _displays(log)},
                    "$inc": {"revision": 1},
                },
            )
        )
    if updates:
        await run.database.visitors.bulk_write(updates, ordered=False)


def _histories(log: list[_Raw]) -> _Raw:
    """Return what was done with each campaign; `log` is in order of time and key."""
    histories: _Raw = {}
    for event in log:
        history = histories.setdefault(event["properties"]["campaignId"], {})
        count, latest = _FIELDS[event["kind"]]
        history[count] = history.get(count, 0) + 1
        history[latest] = event["at"]
        if event["kind"] == "CAMPAIGN_IMPRESSION":
            history.setdefault("first_impression_at", event["at"])
            history.setdefault("first_impression_key", event["key"])
            history.setdefault("variant", event["properties"].get("variant"))
            history["recent"] = [*history.get("recent", []), {"at": event["at"]}][-_RECENT:]
    return histories


def _displays(log: list[_Raw]) -> list[Any]:
    return [event["at"] for event in log if event["kind"] == "CAMPAIGN_IMPRESSION"][-_RECENT:]
