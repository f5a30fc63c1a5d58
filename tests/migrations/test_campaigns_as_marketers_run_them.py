"""The third migration, on documents as they were before campaigns had their whole life."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from bson import ObjectId
from pymongo import AsyncMongoClient

from api.database import Database
from documents.campaign_settings import TriggerKind
from documents.campaigns import find_campaign, find_live_versions
from documents.events import events_of
from documents.models import bind_documents
from documents.visitors import find_visitor
from migrations import m0003_campaigns_as_marketers_run_them as migration
from migrations.run import RECORDS, Run
from migrations.runner import known_migrations, migrate
from targeting.allocation import initial_allocation
from targeting.history import visitor_at

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
POPUP, BAR = ObjectId(), ObjectId()
COLOURS = {"text": None, "background": None, "button_text": None, "button_background": None}
IMAGE = {"url": "/a.jpg", "alternative_text": "", "width": None, "height": None}
POSITION = {"vertical": "MIDDLE", "horizontal": "CENTRE"}
POPUP_CONTENT = {
    "type": "POPUP_BANNER",
    "title": "Come back",
    "text": None,
    "image": IMAGE,
    "link": None,
    "buttons": [{"label": "Yes", "link": {"url": "/offers", "opens_new_tab": False}}],
    "position": POSITION,
    "has_overlay": True,
    "closes_after_seconds": 30,
    "colours": COLOURS,
}
BAR_CONTENT = {
    "type": "NOTIFICATION_BAR",
    "message": "Free delivery",
    "background_image": {**IMAGE, "alternative_text": "A van"},
    "link": {"url": "/delivery", "opens_new_tab": False},
    "edge": "TOP",
    "is_sticky": True,
    "is_closable": False,
    "colours": COLOURS,
}


def old_definition(content: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "placement": None,
        "exclusion_group": None,
        "priority": 0,
        "page_types": [],
        "devices": [],
        "starts_at": None,
        "ends_at": None,
        "audience": {"all": []},
        "trigger": {"kind": "SCROLL", "delay_seconds": None, "scroll_percent": 60},
        "frequency": {
            "maximum_impressions": 3,
            "minimum_gap_seconds": None,
            "stop_after_click": False,
            "stop_after_close": True,
            "stop_after_conversion": True,
        },
        "control_share": 0.1,
        "variants": [
            {
                "key": key,
                "weight": weight,
                "translations": [{"locale": "en", "content": content}],
            }
            for key, weight in (("A", 1), ("B", 2))
        ],
        **changes,
    }


def old_campaign(campaign_id: ObjectId, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "_id": campaign_id,
        "store_id": "shop",
        "name": "A campaign",
        "type": content["type"],
        "status": "LIVE",
        "draft": old_definition(content),
        "live_version": 2,
        "revision": 5,
        "created_at": NOON,
        "updated_at": NOON,
        "published_at": NOON,
    }


def old_version(campaign_id: ObjectId, content: dict[str, Any]) -> dict[str, Any]:
    return {
        "store_id": "shop",
        "campaign_id": campaign_id,
        "version": 2,
        "type": content["type"],
        "definition": old_definition(content),
        "published_at": NOON,
    }


def old_event(key: str, kind: str, minutes: int) -> dict[str, Any]:
    at = NOON + timedelta(minutes=minutes)
    return {
        "store_id": "shop",
        "visitor_id": "v",
        "key": f"interaction:{key}",
        "kind": kind,
        "at": at,
        "received_at": at,
        "properties": {"campaignId": str(POPUP), "version": 1, "variant": "B", "control": False},
    }


OLD_VISITOR = {
    "store_id": "shop",
    "visitor_id": "v",
    "revision": 4,
    "shuffle": 0.5,
    "first_seen_at": NOON,
    "last_seen_at": NOON + timedelta(minutes=40),
    "streams": {},
    "campaigns": {
        str(POPUP): {
            "impressions": 25,
            "closes": 1,
            "last_impression_at": NOON + timedelta(minutes=24),
        }
    },
}


@pytest.fixture
async def old(mongodb_uri: str) -> AsyncIterator[Database]:
    async with AsyncMongoClient[dict[str, Any]](mongodb_uri, tz_aware=True) as client:
        database = client[f"migrations_{uuid4().hex[:8]}"]
        await migrate(database, migrations_known=known_migrations()[:2])
        await database.campaigns.insert_many(
            [old_campaign(POPUP, POPUP_CONTENT), old_campaign(BAR, BAR_CONTENT)]
        )
        await database.campaign_versions.insert_many(
            [old_version(POPUP, POPUP_CONTENT), old_version(BAR, BAR_CONTENT)]
        )
        shown = [old_event(f"i-{n}", "CAMPAIGN_IMPRESSION", n) for n in range(25)]
        await database.events.insert_many([*shown, old_event("c", "CAMPAIGN_CLOSE", 40)])
        await database.visitors.insert_one(dict(OLD_VISITOR))
        yield database
        await client.drop_database(database.name)


async def test_campaigns_can_be_read_and_say_what_they_said(
    old: Database, database: Database
) -> None:
    assert (await migrate(old))[0] == "m0003_campaigns_as_marketers_run_them"
    await bind_documents(old)
    try:
        popup = await find_campaign("shop", str(POPUP))
        versions = {str(v.campaign_id): v for v in await find_live_versions("shop")}
    finally:
        await bind_documents(database)
    assert popup is not None
    assert (popup.latest_version, popup.test_version, popup.revision) == (2, None, 5)
    (trigger,) = popup.draft.display.triggers
    assert (trigger.kind, trigger.scroll_percent) == (TriggerKind.SCROLL, 60)
    assert popup.draft.display.closing.after_seconds == 30
    content: Any = popup.draft.variants[0].translations[0].content
    assert content.image.is_decorative
    assert content.buttons[0].link.url == "/offers"

    bar = versions[str(BAR)].definition
    assert not bar.display.closing.has_button
    content = bar.variants[1].translations[0].content
    assert [(m.text, m.link.url) for m in content.messages] == [("Free delivery", "/delivery")]
    assert not content.background_image.is_decorative
    assert versions[str(BAR)].to_allocation() == initial_allocation({"A": 1, "B": 2})


async def test_history_is_what_the_log_folds_to(old: Database, database: Database) -> None:
    await migrate(old)
    await bind_documents(old)
    try:
        stored = await find_visitor("shop", "v")
        log = await events_of("shop", "v")
    finally:
        await bind_documents(database)
    assert stored is not None
    known = visitor_at("v", log, ())
    assert stored.histories == known.histories
    assert stored.displays == known.displays
    assert len(stored.displays) == 20, "only the latest are kept"
    assert stored.revision == 5


async def test_an_interrupted_run_changes_nothing_twice(old: Database) -> None:
    names = ("campaigns", "campaign_versions", "visitors")
    await migrate(old)
    before = [await old[name].find(sort=[("_id", 1)]).to_list() for name in names]
    # As after a crash before the positions were kept: every batch is seen again.
    await old[RECORDS].update_one(
        {"_id": "m0003_campaigns_as_marketers_run_them"}, {"$unset": {"positions": 1}}
    )
    await migration.forward(Run("m0003_campaigns_as_marketers_run_them", old))
    after = [await old[name].find(sort=[("_id", 1)]).to_list() for name in names]
    assert after == before
