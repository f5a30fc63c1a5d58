"""When the live catalogs of a process are built, and what they are built of."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Generator
from random import Random
from time import perf_counter
from typing import Any

import pytest

from api.lifespan import ended
from documents.audit_log import AuditEntryDocument
from documents.campaigns import CampaignDocument, find_version, set_allocation
from documents.segments import LifeCycle
from documents.stores import bump_catalog_version, existing_store
from resolvers.campaigns import (
    archive_campaign,
    create_campaign,
    end_campaign_test,
    pause_campaign,
    pause_campaigns,
    publish_campaign,
    resume_campaign,
    update_campaign,
)
from resolvers.campaigns import (
    test_campaign as put_to_test,
)
from resolvers.catalog import CatalogRegistry
from resolvers.catalog_building import CatalogBuilder
from resolvers.context import Context
from resolvers.live_catalog import LiveCatalog
from resolvers.segments import archive_segment, create_segment, publish_segment
from resolvers.slicing import in_slices
from targeting.allocation import reallocated
from targeting.campaigns import CampaignType
from tests.conftest import NOW

EVERYONE: dict[str, Any] = {"all": []}
FREQUENT = {"orders": {"name": "COUNT", "operator": "GREATER", "value": {"number": 3}}}


def bar(text: str, **settings: Any) -> dict[str, Any]:
    content = {"type": "NOTIFICATION_BAR", "messages": [{"text": text}]}
    variants = [
        {"key": key, "weight": 1, "translations": [{"locale": "en", "content": content}]}
        for key in "AB"
    ]
    return {"variants": variants, **settings}


async def published(context: Context, text: str) -> CampaignDocument:
    campaign = await create_campaign(
        context, name=text, campaign_type=CampaignType.NOTIFICATION_BAR, definition=bar(text)
    )
    return await publish_campaign(context, str(campaign.id), campaign.revision)


def at_once(registry: CatalogRegistry, store_id: str) -> LiveCatalog:
    """Return the catalog, and fail if whoever asks has to wait for it."""
    asked = registry.get(store_id)
    with pytest.raises(StopIteration) as answered:
        asked.send(None)
    catalog: LiveCatalog = answered.value.value
    return catalog


def content_of(catalog: LiveCatalog) -> Any:
    """What two catalogs of the same content have in common."""
    return (
        catalog.version,
        [(c.campaign_id, c.version, c.allocation, c.priority) for c in catalog.campaigns],
        sorted((c.campaign_id, c.version) for c in catalog.tests),
        catalog.segment_rules,
        catalog.segments.keys,
        catalog.features,
        catalog.definitions,
    )


async def test_requests_go_on_with_the_catalog_before_while_a_change_is_put_in_force(
    context: Context,
) -> None:
    await published(context, "first")
    before = await context.catalog()
    publishing = asyncio.create_task(published(context, "second"))
    asked = 0
    while not publishing.done():
        seen = at_once(context.catalogs, context.store_id)
        asked += 1
        assert seen is before or publishing.done() or len(seen.campaigns) == 2
        await asyncio.sleep(0)
    assert asked > 10
    assert len(at_once(context.catalogs, context.store_id).campaigns) == 2


@pytest.mark.parametrize("turns", [1, 2, 5, 10, 20])
async def test_a_change_made_while_the_first_catalog_is_built_isnt_missed(
    context: Context, turns: int
) -> None:
    asked = asyncio.create_task(context.catalog())
    for _ in range(turns):
        await asyncio.sleep(0)
    await context.catalogs.change_made(context.store_id)
    await asked
    store = await existing_store(context.store_id)
    assert at_once(context.catalogs, context.store_id).version == store.catalog_version


async def test_many_changes_at_once_are_all_in_force_afterwards(context: Context) -> None:
    await context.catalog()
    campaigns = await asyncio.gather(*(published(context, f"bar {n}") for n in range(8)))
    assert len(at_once(context.catalogs, context.store_id).campaigns) == 8
    await pause_campaigns(context, [str(campaign.id) for campaign in campaigns[:5]])
    assert len(at_once(context.catalogs, context.store_id).campaigns) == 3


async def test_what_is_known_isnt_read_again_unless_its_shares_have_moved(context: Context) -> None:
    campaign = await published(context, "first")
    key = (str(campaign.id), 1)
    made = (await context.catalog()).renditions[key]
    await published(context, "second")
    assert (await context.catalog()).renditions[key] is made

    version = await find_version(context.store_id, *key)
    assert version is not None
    moved = reallocated(version.to_allocation(), {"A": 1})
    entry = AuditEntryDocument(
        store_id=context.store_id,
        at=NOW,
        actor="test",
        action="moveShares",
        target_kind="CAMPAIGN",
        target_id=key[0],
    )
    assert await set_allocation(version, moved, entry, NOW)
    await context.catalogs.change_made(context.store_id)
    live = (await context.catalog()).live_campaign(key[0])
    assert live is not None
    assert live.allocation == moved


async def test_another_process_hears_of_a_change(context: Context) -> None:
    other = CatalogRegistry()
    following = asyncio.create_task(other.keep_current())
    try:
        assert list((await other.get(context.store_id)).campaigns) == []
        await published(context, "first")
        while not (await other.get(context.store_id)).campaigns:  # noqa: ASYNC110, that is the question
            await asyncio.sleep(0.005)
    finally:
        await ended([following])


async def test_a_process_that_begins_has_the_catalogs_before_the_first_request(
    context: Context,
) -> None:
    await published(context, "first")
    fresh = CatalogRegistry()
    await fresh.warm_up([context.store_id])
    assert len(at_once(fresh, context.store_id).campaigns) == 1


async def test_a_catalog_that_was_replaced_is_freed_without_a_search_for_garbage(
    context: Context,
) -> None:
    await published(context, "first")
    segments = weakref.ref((await context.catalog()).segments)
    gc.disable()
    try:
        await bump_catalog_version(context.store_id)
        await context.catalogs.renew(context.store_id)
        assert segments() is None
    finally:
        gc.enable()


class Marketer:
    """Does one thing after the other, chosen by chance, to the campaigns and segments of a store."""

    def __init__(self, context: Context, seed: int) -> None:
        self._context, self._chance = context, Random(seed)  # noqa: S311, made-up work
        self._campaigns: list[CampaignDocument] = []
        self._segments = 0

    async def do_something(self) -> None:
        step = self._chance.choice([self._publish, self._change, self._change, self._segment])
        await step()

    async def _publish(self) -> None:
        self._campaigns.append(await published(self._context, f"bar {len(self._campaigns)}"))

    async def _change(self) -> None:
        if not self._campaigns:
            return
        index = self._chance.randrange(len(self._campaigns))
        campaign = self._campaigns[index]
        self._campaigns[index] = await self._changed(campaign, str(campaign.id), campaign.revision)

    async def _changed(
        self, campaign: CampaignDocument, key: str, revision: int
    ) -> CampaignDocument:
        context = self._context
        if campaign.status is LifeCycle.ARCHIVED:
            return campaign
        if campaign.status is LifeCycle.PAUSED:
            return await resume_campaign(context, key, revision)
        if campaign.test_version is not None:
            return await end_campaign_test(context, key, revision)
        if campaign.draft != campaign.draft.model_copy(update={"priority": 0}):
            return await publish_campaign(context, key, revision)
        match self._chance.randrange(4):
            case 0:
                return await pause_campaign(context, key, revision)
            case 1:
                return await archive_campaign(context, key, revision)
            case 2:
                return await put_to_test(context, key, revision)
            case _:
                definition = bar("changed", priority=self._chance.choice([0, 5]))
                return await update_campaign(
                    context, campaign_id=key, revision=revision, name=None, definition=definition
                )

    async def _segment(self) -> None:
        self._segments += 1
        key = f"segment-{self._segments}"
        rule = self._chance.choice([EVERYONE, FREQUENT])
        await create_segment(self._context, key=key, name=key, description="", rule=rule)
        segment = await publish_segment(self._context, key, 1)
        if self._chance.random() < 0.3:
            await archive_segment(self._context, key, segment.revision)


@pytest.mark.parametrize("seed", range(3))
async def test_built_on_the_one_before_a_catalog_is_what_it_would_be_from_nothing(
    context: Context, seed: int
) -> None:
    marketer = Marketer(context, seed)
    for _ in range(25):
        await marketer.do_something()
        from_nothing = await CatalogBuilder().build(await existing_store(context.store_id))
        assert content_of(await context.catalog()) == content_of(from_nothing)


async def test_others_have_their_turn_between_slices() -> None:
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    def steps() -> Generator[None, None, str]:
        for _ in range(40):
            begun = perf_counter()
            while perf_counter() - begun < 0.001:
                pass
            yield
        return "done"

    counting = asyncio.create_task(count())
    assert await in_slices(steps()) == "done"
    counting.cancel()
    assert turns >= 40
