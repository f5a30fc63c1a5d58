"""The store that the key belongs to."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, TypeAlias, final

import strawberry

from resolvers.event_retention import adjust_event_retention
from resolvers.stores import adjust_display_limits, adjust_holdout
from schema.info import SegueInfo
from schema.user_errors import InvalidInput


@final
@strawberry.type(description="The shop that the key belongs to.")
class Store:
    id: strawberry.ID = strawberry.field(description="Its short name.")
    name: str = strawberry.field(description="Its name.")
    currency: str = strawberry.field(description="The currency of all amounts.")
    time_zone: str = strawberry.field(description="Its time zone's IANA name.")
    default_locale: str = strawberry.field(description="The language every campaign has.")
    holdout_share: float = strawberry.field(
        description="Share of the visitors who are shown no campaign at all, to measure what "
        "campaigns bring."
    )
    minimum_gap_seconds: int | None = strawberry.field(
        description="Between two displays of any campaigns to one visitor; null: no limit."
    )
    daily_maximum: int | None = strawberry.field(
        description="Displays of any campaigns to one visitor within a day; null: no limit."
    )
    event_retention_days: int | None = strawberry.field(
        description="For how many days events are kept; null: for ever. Orders and conversions always are."
    )
    events_since: datetime | None = strawberry.field(
        description="Events are there, and are taken, since this moment; null: all of them."
    )
    now: datetime = strawberry.field(
        description="The moment that queries are answered for. The demo shop's clock starts where "
        "its data end."
    )


async def _store(info: SegueInfo) -> Store:
    store = (await info.context.catalog()).store
    return Store(
        id=strawberry.ID(store.id),
        name=store.name,
        currency=store.currency,
        time_zone=store.time_zone,
        default_locale=store.default_locale,
        holdout_share=store.holdout_share,
        minimum_gap_seconds=store.minimum_gap_seconds,
        daily_maximum=store.daily_maximum,
        event_retention_days=store.event_days,
        events_since=store.events_since,
        now=info.context.now,
    )


@strawberry.type
class StoreQueries:
    @strawberry.field(description="The shop that the key belongs to.")
    async def store(self, info: SegueInfo) -> Store:
        return await _store(info)


@final
@strawberry.input(description="Whom to hold out.")
class AdjustHoldoutInput:
    share: float = strawberry.field(description="Share of the visitors, 0 to 0.5; 0 for nobody.")


@final
@strawberry.input(
    description="How often one visitor may be shown any campaign at all; what is left out isn't limited."
)
class AdjustDisplayLimitsInput:
    minimum_gap_seconds: int | None = strawberry.field(
        default=None, description="Between two displays, 1 to 2,592,000."
    )
    daily_maximum: int | None = strawberry.field(
        default=None, description="Displays within a day of the store's time zone, 1 to 20."
    )


@final
@strawberry.input(description="How long events are kept.")
class AdjustEventRetentionInput:
    days: int | None = strawberry.field(
        default=None, description="31 to 3,650; left out or null for ever."
    )


@final
@strawberry.type(description="It is done.")
class StoreChanged:
    store: Store = strawberry.field(description="The store as it is now.")


AdjustHoldoutResult: TypeAlias = Annotated[
    StoreChanged | InvalidInput,
    strawberry.union("AdjustHoldoutResult", description="What became of it."),
]


AdjustDisplayLimitsResult: TypeAlias = Annotated[
    StoreChanged | InvalidInput,
    strawberry.union("AdjustDisplayLimitsResult", description="What became of it."),
]


AdjustEventRetentionResult: TypeAlias = Annotated[
    StoreChanged | InvalidInput,
    strawberry.union("AdjustEventRetentionResult", description="What became of it."),
]


@strawberry.type
class StoreMutations:
    @strawberry.mutation(
        description="Show no campaign at all to a share of the visitors, from the next query on; "
        "`eligibleCampaigns` answers them with `control: true`. Who they are follows from their ids: "
        "raising the share adds some and changes no one."
    )
    async def adjust_holdout(
        self,
        info: SegueInfo,
        input: Annotated[AdjustHoldoutInput, strawberry.argument(description="Whom to hold out.")],
    ) -> AdjustHoldoutResult:
        await adjust_holdout(info.context, input.share)
        return StoreChanged(store=await _store(info))

    @strawberry.mutation(
        description="Limit how often one visitor is shown any campaign at all. Hero banners and others can "
        "be left out of it, campaign by campaign."
    )
    async def adjust_display_limits(
        self,
        info: SegueInfo,
        input: Annotated[AdjustDisplayLimitsInput, strawberry.argument(description="The limits.")],
    ) -> AdjustDisplayLimitsResult:
        await adjust_display_limits(
            info.context,
            minimum_gap_seconds=input.minimum_gap_seconds,
            daily_maximum=input.daily_maximum,
        )
        return StoreChanged(store=await _store(info))

    @strawberry.mutation(
        description="Set for how long events are kept; orders and conversions are kept in any case. Older "
        "ones are removed by the command `events expire`, which an operator runs each night. Live rules go "
        "on counting what they have counted since ever; new ones are refused if they ask about events "
        "that are gone."
    )
    async def adjust_event_retention(
        self,
        info: SegueInfo,
        input: Annotated[
            AdjustEventRetentionInput, strawberry.argument(description="For how long.")
        ],
    ) -> AdjustEventRetentionResult:
        await adjust_event_retention(info.context, input.days)
        return StoreChanged(store=await _store(info))
