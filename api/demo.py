"""`make demo`: a real shop's orders, segments and campaigns, ready to be asked."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, final

from rich.console import Console

from api.database import opened_database
from api.demo_shop import (
    CAMPAIGNS,
    CURRENCY,
    DATA_END,
    SAMPLE_VISITORS,
    SEGMENTS,
    STORE_ID,
    STORE_NAME,
    TIME_ZONE,
    sample_events,
)
from api.order_file import import_order_file
from api.settings import Settings
from documents.api_keys import KeyKind, find_live_key, insert_key, new_key
from documents.campaigns import find_campaigns
from documents.segments import LifeCycle, find_segment
from documents.stores import StoreDocument, find_store, save_store
from documents.visitors import newest_activity
from resolvers.campaigns import create_campaign, publish_campaign
from resolvers.catalog import CatalogRegistry
from resolvers.context import Context
from resolvers.segments import create_segment, publish_segment
from resolvers.smart_segments import recompute_smart_segments, smart_segment_members
from resolvers.tracking import track_events

ORDERS: Final = Path(__file__).parent / "demo_data" / "online_retail_orders.csv.gz"


@final
@dataclass(frozen=True, slots=True)
class DemoFacts:
    """What a script or a client example needs; written to `demo.json`.

    Attributes:
        now: where the demo's clock starts.
        visitors: one member of each smart segment that has any.
    """

    storefront_url: str
    admin_url: str
    publishable_key: str
    secret_key: str
    now: str
    visitors: dict[str, str]

    @property
    def starts_at(self) -> datetime:
        """The moment that the demo's clock starts at."""
        return datetime.fromisoformat(self.now)

    @property
    def keys(self) -> dict[KeyKind, str]:
        """The keys by kind."""
        return {KeyKind.PUBLISHABLE: self.publishable_key, KeyKind.SECRET: self.secret_key}


async def prepare_demo(settings: Settings, uri: str, console: Console) -> DemoFacts:
    """Load the demo shop unless it is there, and return the facts, also written to `demo.json`.

    Interrupted at any point it goes on where it was when run again; nothing is loaded twice.
    """
    async with opened_database(uri, settings.database, run_migrations=True):
        store = await find_store(STORE_ID)
        catalogs = CatalogRegistry()
        if store is None or not store.is_demo:
            await load_demo_shop(catalogs, console)
        newest = await newest_activity(STORE_ID)
        now = max(DATA_END, newest + timedelta(seconds=1)) if newest else DATA_END
        facts = await _facts(settings, catalogs, now)
    _write(settings.home / "demo.json", json.dumps(asdict(facts), indent=2) + "\n")
    return facts


async def load_demo_shop(catalogs: CatalogRegistry, console: Console) -> None:
    """Load orders, sample visitors, segments and campaigns; what is there already is left alone."""
    store = await find_store(STORE_ID) or StoreDocument(
        id=STORE_ID, name=STORE_NAME, currency=CURRENCY, time_zone=TIME_ZONE
    )
    await save_store(store)
    context = Context(store_id=STORE_ID, now=DATA_END, catalogs=catalogs)
    await import_order_file(ORDERS, STORE_ID, DATA_END, console)
    with console.status("Computing the smart segments"):
        for visitor_id, events in sample_events().items():
            await track_events(context, visitor_id, events)
        await recompute_smart_segments(STORE_ID, catalogs, DATA_END)
    with console.status("Publishing segments and campaigns"):
        await _publish_segments(context)
        await _publish_campaigns(context)
    loaded = await find_store(STORE_ID)
    if loaded is not None:
        loaded.is_demo = True
        await save_store(loaded)


async def _publish_segments(context: Context) -> None:
    for definition in SEGMENTS:
        segment = await find_segment(context.store_id, definition["key"])
        if segment is None:
            segment = await create_segment(context, **definition)
        if segment.status is LifeCycle.DRAFT:
            await publish_segment(context, segment.key, segment.revision)


async def _publish_campaigns(context: Context) -> None:
    there = {campaign.name: campaign for campaign in await find_campaigns(context.store_id)}
    for name, campaign_type, definition in CAMPAIGNS:
        campaign = there.get(name) or await create_campaign(
            context, name=name, campaign_type=campaign_type, definition=definition
        )
        if campaign.status is LifeCycle.DRAFT:
            await publish_campaign(context, str(campaign.id), campaign.revision)


async def _facts(settings: Settings, catalogs: CatalogRegistry, now: datetime) -> DemoFacts:
    before = _read(settings.home / "demo.json")
    base = f"http://{settings.host}:{settings.port}"
    visitors = before.get("visitors")
    if not visitors:
        members = await smart_segment_members(STORE_ID, catalogs, now)
        visitors = {
            segment.value: min(ids, key=lambda i: (i in SAMPLE_VISITORS, i))
            for segment, ids in members.items()
            if ids
        }
    return DemoFacts(
        storefront_url=f"{base}/graphql",
        admin_url=f"{base}/admin/graphql",
        publishable_key=await _key(before.get("publishable_key"), KeyKind.PUBLISHABLE, now),
        secret_key=await _key(before.get("secret_key"), KeyKind.SECRET, now),
        now=now.isoformat(),
        visitors=visitors,
    )


async def _key(before: str | None, kind: KeyKind, now: datetime) -> str:
    """Return the key of an earlier run while it is live, or a new one: the database has hashes only."""
    if before and await find_live_key(before) is not None:
        return before
    key = new_key(kind)
    await insert_key(STORE_ID, kind, "demo", key, now)
    return key


def _read(path: Path) -> dict[str, Any]:
    try:
        facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return facts


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)  # it holds a secret key, if only the demo's
    path.write_text(text, encoding="utf-8")
