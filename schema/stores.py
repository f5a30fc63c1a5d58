"""The store that the key belongs to."""

from __future__ import annotations

from datetime import datetime
from typing import final

import strawberry

from schema.info import SegueInfo


@final
@strawberry.type(description="The shop that the key belongs to.")
class Store:
    id: strawberry.ID = strawberry.field(description="Its short name.")
    name: str = strawberry.field(description="Its name.")
    currency: str = strawberry.field(description="The currency of all amounts.")
    time_zone: str = strawberry.field(description="Its time zone's IANA name.")
    default_locale: str = strawberry.field(description="The language every campaign has.")
    now: datetime = strawberry.field(
        description="The moment that queries are answered for. The demo shop's clock starts where "
        "its data end."
    )


@strawberry.type
class StoreQueries:
    @strawberry.field(description="The shop that the key belongs to.")
    async def store(self, info: SegueInfo) -> Store:
        store = (await info.context.catalog()).store
        return Store(
            id=strawberry.ID(store.id),
            name=store.name,
            currency=store.currency,
            time_zone=store.time_zone,
            default_locale=store.default_locale,
            now=info.context.now,
        )
