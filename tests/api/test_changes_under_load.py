"""What visitors are shown while campaigns are published, edited, paused and archived, on several workers.

Catalogs, parsed versions, renditions and answers are kept in each process. None of that may show what was changed a
while ago, nor anything of another store, language or variant.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count, cycle, islice
from typing import Any, Final

import pytest
from httpx2 import AsyncClient

from api.database import Database
from documents.stores import StoreDocument
from tests.command_line import free_port, running_cli, wait_for
from tests.conftest import DATABASE, clients_of, make_store
from tests.graphql_client import Clients
from tests.managed_campaigns import changed, draft, edited

WORKERS: Final = 2
CAMPAIGNS: Final = 3
LOCALES: Final = ("en", "de")
ELSEWHERE_SECONDS: Final = 3.0
"""A change is in force at once where it was made, and elsewhere within a second; a busy machine gets more."""

ASK: Final = """query($visitorId: ID!, $locale: String) {
  eligibleCampaigns(visitorId: $visitorId, locale: $locale, first: 20) {
    variant campaign { id locale ... on PopupBanner { title } }
  }
}"""


@dataclass(frozen=True)
class Change:
    """What visitors are to be shown of a campaign from now on: a wording, or nothing."""

    shown: str | None
    worker: int
    begun: float
    done: float


@dataclass(frozen=True)
class Seen:
    """One answer of one worker: of each campaign its wording."""

    worker: int
    asked: float
    answered: float
    wordings: dict[str, str]


@dataclass
class Shop:
    """A store as its admins and visitors see it at each of the workers."""

    name: str
    at: Sequence[Clients]
    changes: dict[str, list[Change]] = field(default_factory=lambda: defaultdict(list))
    seen: list[Seen] = field(default_factory=list)
    variants: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    wordings: Iterator[int] = field(default_factory=count)

    def definition(self, wording: str) -> dict[str, Any]:
        return {"variants": [self._variant(wording, key) for key in "AB"]}

    def _variant(self, wording: str, key: str) -> dict[str, Any]:
        return {
            "key": key,
            "weight": 1,
            "translations": [
                {
                    "locale": locale,
                    "content": {"popupBanner": {"title": self.title(wording, key, locale)}},
                }
                for locale in LOCALES
            ],
        }

    def title(self, wording: str, variant: str, locale: str) -> str:
        return f"{self.name} {wording} {variant} {locale}"

    def next_wording(self) -> str:
        return f"wording-{next(self.wordings)}"


@contextmanager
def workers_on(mongodb_uri: str) -> Iterator[list[str]]:
    """Run several workers, which start side by side, and yield their addresses."""
    with ExitStack() as stack:
        started = []
        for _ in range(WORKERS):
            port = str(stack.enter_context(free_port()))
            settings = {"MONGODB_URI": mongodb_uri, "SEGUE_DATABASE": DATABASE, "PORT": port}
            process = stack.enter_context(running_cli("serve", **settings))
            started.append((f"http://127.0.0.1:{port}", process))
        for url, process in started:
            wait_for(f"{url}/health/ready", process)
        yield [url for url, _ in started]


@pytest.fixture
async def shops(database: Database, mongodb_uri: str) -> AsyncIterator[list[Shop]]:
    async with AsyncExitStack() as stack:
        workers = [
            await stack.enter_async_context(AsyncClient(base_url=url, timeout=30))
            for url in stack.enter_context(workers_on(mongodb_uri))
        ]
        yield [await shop_at(workers, await make_store()) for _ in range(2)]


async def shop_at(workers: Sequence[AsyncClient], store: StoreDocument) -> Shop:
    return Shop(store.id, [await clients_of(http, store) for http in workers])


async def change_campaigns(shop: Shop, first_worker: int) -> None:
    """Publish, edit, pause and archive campaigns, one after the other, at one worker and the next."""
    workers = islice(cycle(range(WORKERS)), first_worker, None)
    live = deque([await published_at(shop, next(workers)) for _ in range(CAMPAIGNS)])
    for kind in ("edit", "pause", "archive", "edit", "publish", "edit"):
        worker = next(workers)
        if kind == "publish":
            live.append(await published_at(shop, worker))
            continue
        campaign = live.popleft()
        if kind == "edit":
            live.append(await edited_at(shop, worker, campaign))
        elif kind == "pause":
            live.append(await paused_for_a_moment(shop, worker, campaign))
        else:
            await shown_from_now(shop, worker, campaign, "archiveCampaign", None)


async def published_at(shop: Shop, worker: int) -> Any:
    wording = shop.next_wording()
    made = await draft(shop.at[worker], **shop.definition(wording))
    shop.changes[made["id"]].append(Change(None, worker, 0.0, 0.0))
    return await shown_from_now(shop, worker, made, "publishCampaign", wording)


async def edited_at(shop: Shop, worker: int, campaign: Any) -> Any:
    wording = shop.next_wording()
    campaign = await edited(shop.at[worker], campaign, **shop.definition(wording))
    return await shown_from_now(shop, worker, campaign, "publishCampaign", wording)


async def paused_for_a_moment(shop: Shop, worker: int, campaign: Any) -> Any:
    wording = shop.changes[campaign["id"]][-1].shown
    campaign = await shown_from_now(shop, worker, campaign, "pauseCampaign", None)
    return await shown_from_now(shop, worker, campaign, "publishCampaign", wording)


async def shown_from_now(
    shop: Shop, worker: int, campaign: Any, mutation: str, wording: str | None
) -> Any:
    begun = time.monotonic()
    campaign = await changed(shop.at[worker], mutation, campaign)
    shop.changes[campaign["id"]].append(Change(wording, worker, begun, time.monotonic()))
    return campaign


async def visit(shop: Shop, worker: int, until: asyncio.Event) -> None:
    """Ask as visitors do until told to stop, and once more after everybody must have heard."""
    visitors = count()
    while not until.is_set():
        await look(shop, worker, next(visitors))
    deadline = time.monotonic() + ELSEWHERE_SECONDS
    while not is_final(shop, await look(shop, worker, next(visitors))):
        if time.monotonic() > deadline:
            break


async def look(shop: Shop, worker: int, number: int) -> Seen:
    visitor, locale = f"visitor-{number % 19}", LOCALES[number % len(LOCALES)]
    asked, data = time.monotonic(), None
    while data is None:  # a busy machine's database may not answer in time
        asked = time.monotonic()
        response = await shop.at[worker].storefront.send(ASK, visitorId=visitor, locale=locale)
        data = response.json()["data"]
    wordings = {}
    for offer in data["eligibleCampaigns"]:
        campaign, variant = offer["campaign"], offer["variant"]
        name, wording, *told = campaign["title"].split()
        assert name == shop.name, "nothing of another store"
        assert told == [variant, locale], "nothing of another variant or language"
        assert campaign["locale"] == locale
        shop.variants[campaign["id"], visitor].add(variant)
        wordings[campaign["id"]] = wording
    seen = Seen(worker, asked, time.monotonic(), wordings)
    shop.seen.append(seen)
    return seen


def is_final(shop: Shop, seen: Seen) -> bool:
    """Say whether an answer shows what the last change of each campaign says."""
    return seen.wordings == {
        campaign_id: changes[-1].shown
        for campaign_id, changes in shop.changes.items()
        if changes[-1].shown is not None
    }


def is_stale(shop: Shop, campaign_id: str, seen: Seen) -> bool:
    """Say whether an answer shows of a campaign what was changed too long ago, or what never was."""
    changes, shown = shop.changes[campaign_id], seen.wordings.get(campaign_id)
    for number, change in enumerate(changes):
        if change.shown != shown or change.begun > seen.answered:
            continue
        if number + 1 == len(changes):
            return False
        after = changes[number + 1]
        if seen.asked <= after.done + (0 if after.worker == seen.worker else ELSEWHERE_SECONDS):
            return False
    return True


async def test_nothing_stale_and_nothing_of_others_is_shown_while_campaigns_change(
    shops: list[Shop],
) -> None:
    is_over = asyncio.Event()
    visitors = [
        asyncio.create_task(visit(shop, worker, is_over))
        for shop in shops
        for worker in range(WORKERS)
    ]
    await asyncio.gather(*(change_campaigns(shop, n) for n, shop in enumerate(shops)))
    is_over.set()
    await asyncio.gather(*visitors)
    for shop in shops:
        stale = [
            (campaign_id, seen)
            for seen in shop.seen
            for campaign_id in shop.changes
            if is_stale(shop, campaign_id, seen)
        ]
        assert stale == []
        assert all(len(variants) == 1 for variants in shop.variants.values())
        for worker in range(WORKERS):
            mine = [seen for seen in shop.seen if seen.worker == worker]
            assert is_final(shop, mine[-1])
            assert len(mine) > len(shop.changes)
