"""What every use-case gets: whose store, which moment, and the live catalog."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final, final

from aiodataloader import DataLoader
from typing_extensions import override

from documents.campaigns import CampaignDocument, find_campaigns_by_id
from resolvers.catalog import CatalogRegistry
from resolvers.live_catalog import LiveCatalog


@final
class CampaignByIdLoader(DataLoader[str, CampaignDocument | None]):
    """Campaigns of one store by id, all that a request asks for in one query."""

    def __init__(self, store_id: str) -> None:
        super().__init__()
        self._store_id = store_id

    @override
    async def batch_load_fn(self, keys: list[str]) -> list[CampaignDocument | None]:
        """Return the campaigns aligned with `keys`."""
        return await find_campaigns_by_id(self._store_id, keys)


@final
@dataclass(frozen=True, slots=True)
class Actor:
    """Who sends a request: the name of the key, and whom the admin UI names as the person behind it."""

    key: str
    user: str | None = None


SEGUE: Final = Actor("segue")
"""What happens by itself."""


@final
@dataclass(frozen=True)
class Context:
    """One request: the store its key belongs to, the moment it is answered for, and who sends it."""

    store_id: str
    now: datetime
    catalogs: CatalogRegistry
    actor: Actor = SEGUE

    @cached_property
    def campaign_by_id(self) -> CampaignByIdLoader:
        """Campaigns of the store; made when it is first asked for, since page views never do."""
        return CampaignByIdLoader(self.store_id)

    async def catalog(self) -> LiveCatalog:
        """Return the store's live catalog."""
        return await self.catalogs.get(self.store_id)
