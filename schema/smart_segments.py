"""The ten smart segments: their rules, their figures, their numbers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Self, TypeAlias, final

import strawberry
from strawberry.scalars import JSON

from resolvers.segments import SmartSegmentView, list_smart_segments
from resolvers.smart_segments import adjust_smart_segments, recompute_by_request
from schema.info import SegueInfo
from schema.inputs import as_mapping
from schema.user_errors import InvalidInput
from targeting import purchase_model as fitted
from targeting.smart_segments import SmartSegment


@final
@strawberry.type(name="SmartSegmentDefinition", description="One of the ten smart segments.")
class SmartSegmentDefinition:
    segment: SmartSegment = strawberry.field(description="Which one.")
    key: str = strawberry.field(description="What rules call it.")
    name: str = strawberry.field(description="What people call it.")
    rule: JSON = strawberry.field(
        description="The rule that visitors are evaluated by, in the shape of `RuleInput`."
    )

    @classmethod
    def from_view(cls, view: SmartSegmentView) -> SmartSegmentDefinition:
        return cls(
            segment=view.segment, key=view.segment.value, name=view.name, rule=JSON(view.rule)
        )


@final
@strawberry.type(description="A figure of the store, which rules compare with by its name.")
class NamedThreshold:
    name: str = strawberry.field(description="Such as `orders.average_value.p80`.")
    value: float = strawberry.field(description="The figure; money in the store's currency.")


@final
@strawberry.type(
    description="The model of repeat buying (MBG/NBD) that P_ALIVE and PREDICTED_ORDERS come from, as "
    "fitted to the store's buyers."
)
class PurchaseModel:
    r: float = strawberry.field(description="Shape of the distribution of ordering rates.")
    alpha: float = strawberry.field(
        description="Its scale, in days: `r / alpha` orders a day on average while a buyer is one."
    )
    a: float = strawberry.field(
        description="`a / (a + b)` is how likely a buyer is to stop after an order, on average."
    )
    b: float = strawberry.field(description="See `a`.")
    buyers: int = strawberry.field(description="How many buyers it was fitted to.")
    repeat_buyers: int = strawberry.field(description="How many of them ordered more than once.")

    @classmethod
    def from_fitted(cls, model: fitted.PurchaseModel) -> Self:
        return cls(
            r=model.r,
            alpha=model.alpha,
            a=model.a,
            b=model.b,
            buyers=model.buyers,
            repeat_buyers=model.repeat_buyers,
        )


@final
@strawberry.type(description="The store's figures that smart segments rest on.")
class SmartSegmentFigures:
    computed_at: datetime | None = strawberry.field(
        description="When they were worked out; null before the first time."
    )
    buyers: int = strawberry.field(description="How many visitors had a valid order.")
    is_fallback: bool = strawberry.field(
        description="The shop has too few buyers for percentiles; fixed figures stand in."
    )
    has_discounts: bool = strawberry.field(
        description="The shop reports which orders were discounted."
    )
    thresholds: list[NamedThreshold] = strawberry.field(description="Figures that rules may name.")
    purchase_model: PurchaseModel | None = strawberry.field(
        description="Null while the orders don't tell enough, and with them P_ALIVE and "
        "PREDICTED_ORDERS."
    )
    settings: JSON = strawberry.field(
        description="The numbers in the definitions that differ from the defaults."
    )


@final
@strawberry.input(
    description="The numbers in the ten definitions. What is left out goes back to the default."
)
class AdjustSmartSegmentsInput:
    loyal_orders: int | None = strawberry.field(
        default=None, description="A loyal customer has at least so many orders (3)."
    )
    loyal_frequency_score: int | None = strawberry.field(
        default=None, description="... and at least this frequency score (4)."
    )
    active_gap_ratio: float | None = strawberry.field(
        default=None, description="Up to this gap ratio a buyer is active (1.5)."
    )
    lost_gap_ratio: float | None = strawberry.field(
        default=None, description="Above this gap ratio a buyer is lost (3)."
    )
    lost_days: float | None = strawberry.field(
        default=None, description="Lost in any case after so many days without an order (365)."
    )
    big_spender_orders: int | None = strawberry.field(
        default=None, description="A Big Spender has at least so many orders (2)."
    )
    big_spender_monetary_score: int | None = strawberry.field(
        default=None, description="... at least this monetary score (5)."
    )
    big_spender_value_percentile: int | None = strawberry.field(
        default=None, description="... and an average order value at this percentile or above (80)."
    )
    rich_value_percentile: int | None = strawberry.field(
        default=None,
        description="A Richie Rich's average order value is at this percentile or above (95).",
    )
    bulk_units_percentile: int | None = strawberry.field(
        default=None,
        description="A Bulk Shopper's units per order are at this percentile or above (90).",
    )
    bulk_units: float | None = strawberry.field(
        default=None, description="... and at least so many (5)."
    )
    opportunist_discounted_share: float | None = strawberry.field(
        default=None,
        description="At least this share of an opportunist's orders was discounted (0.5).",
    )
    opportunist_recency_score: int | None = strawberry.field(
        default=None, description="Without discount data: at most this recency score (2)."
    )
    opportunist_frequency_score: int | None = strawberry.field(
        default=None, description="Without discount data: at most this frequency score (3)."
    )
    opportunist_monetary_score: int | None = strawberry.field(
        default=None, description="Without discount data: at most this monetary score (3)."
    )
    churn_orders: int | None = strawberry.field(
        default=None, description="A Churn Candidate has at least so many orders (2)."
    )
    churn_frequency_score: int | None = strawberry.field(
        default=None, description="... and at most this frequency score (3)."
    )
    personal_gap_orders: int | None = strawberry.field(
        default=None, description="From so many orders on a buyer's own median gap is used (3)."
    )
    minimum_gap_days: float | None = strawberry.field(
        default=None, description="No expected gap is shorter (1)."
    )
    prediction_days: float | None = strawberry.field(
        default=None, description="How far ahead PREDICTED_ORDERS looks, in days (90)."
    )
    percentile_buyers: int | None = strawberry.field(
        default=None, description="Below so many buyers the fixed figures are used (100)."
    )
    fixed_gap_days: float | None = strawberry.field(
        default=None, description="Fixed figure for the store's median gap (60)."
    )
    fixed_frequency_cuts: list[float] | None = strawberry.field(
        default=None, description="Fixed cut points of the frequency score, in orders (1, 2, 3, 4)."
    )
    fixed_monetary_cuts: list[float] | None = strawberry.field(
        default=None,
        description="Fixed cut points of the monetary score, as multiples of the store's average "
        "order value (0.5, 1, 2, 4).",
    )
    fixed_recency_cuts_days: list[float] | None = strawberry.field(
        default=None,
        description="Fixed cut points of the recency score, in days ago (180, 90, 60, 30).",
    )
    fixed_high_value: float | None = strawberry.field(
        default=None,
        description="Fixed figure for the Big Spender's percentile, as a multiple likewise (1.5).",
    )
    fixed_rich_value: float | None = strawberry.field(
        default=None,
        description="Fixed figure for the Richie Rich's percentile, as a multiple likewise (3).",
    )
    fixed_bulk_units: float | None = strawberry.field(
        default=None, description="Fixed figure for the Bulk Shopper's percentile, in units (10)."
    )

    def changes(self) -> dict[str, Any]:
        """Return the numbers given, by the names of the settings."""
        given = as_mapping(self, keep_python_names=True)
        return {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in given.items()
        }


@final
@strawberry.type(description="The figures are worked out anew and in force.")
class SmartSegmentsComputed:
    figures: SmartSegmentFigures = strawberry.field(description="The figures as they are now.")


AdjustSmartSegmentsResult: TypeAlias = Annotated[
    SmartSegmentsComputed | InvalidInput,
    strawberry.union("AdjustSmartSegmentsResult", description="What became of it."),
]


async def _figures(info: SegueInfo) -> SmartSegmentFigures:
    catalog = await info.context.catalog()
    thresholds = catalog.thresholds
    model = thresholds.purchase_model
    return SmartSegmentFigures(
        computed_at=thresholds.computed_at,
        buyers=thresholds.buyers,
        is_fallback=thresholds.is_fallback,
        has_discounts=thresholds.has_discounts,
        thresholds=[
            NamedThreshold(name=name, value=value) for name, value in thresholds.named.items()
        ],
        purchase_model=None if model is None else PurchaseModel.from_fitted(model),
        settings=JSON(catalog.store.smart_segment_settings),
    )


@strawberry.type
class SmartSegmentQueries:
    @strawberry.field(description="The ten smart segments with the rules that are in force.")
    async def smart_segments(self, info: SegueInfo) -> list[SmartSegmentDefinition]:
        views = await list_smart_segments(info.context)
        return [SmartSegmentDefinition.from_view(view) for view in views]

    @strawberry.field(description="The store's figures that smart segments rest on.")
    async def smart_segment_figures(self, info: SegueInfo) -> SmartSegmentFigures:
        return await _figures(info)


@strawberry.type
class SmartSegmentMutations:
    @strawberry.mutation(description="Work the store's figures out anew from its orders.")
    async def recompute_smart_segments(self, info: SegueInfo) -> SmartSegmentsComputed:
        await recompute_by_request(info.context)
        return SmartSegmentsComputed(figures=await _figures(info))

    @strawberry.mutation(
        description="Set the numbers in the ten definitions, and work the figures out anew."
    )
    async def adjust_smart_segments(
        self,
        info: SegueInfo,
        input: Annotated[AdjustSmartSegmentsInput, strawberry.argument(description="The numbers.")],
    ) -> AdjustSmartSegmentsResult:
        await adjust_smart_segments(info.context, input.changes())
        return SmartSegmentsComputed(figures=await _figures(info))
