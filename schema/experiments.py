"""What the variants of a campaign have brought."""

from __future__ import annotations

from typing import Self, final

import strawberry

from documents.campaigns import CampaignDocument
from resolvers.experiments import results_of_version
from targeting.experiments import Interval as RateInterval
from targeting.experiments import VariantResult as Result


@final
@strawberry.type(description="A range that holds the true figure with 95 % confidence.")
class ConfidenceInterval:
    low: float = strawberry.field(description="Its lower end.")
    high: float = strawberry.field(description="Its upper end.")

    @classmethod
    def from_interval(cls, interval: RateInterval | None) -> Self | None:
        return None if interval is None else cls(low=interval.low, high=interval.high)


@final
@strawberry.type(description="What one variant has brought.")
class VariantResult:
    variant: str = strawberry.field(
        description="The variant's key, or CONTROL for the visitors who were shown nothing."
    )
    shown: int = strawberry.field(description="Visitors who were shown it.")
    converted: int = strawberry.field(description="Of these, visitors who reached the goal.")
    rate: float | None = strawberry.field(
        description="Their share; null while nobody was shown it."
    )
    rate_interval: ConfidenceInterval | None = strawberry.field(
        description="Where the true share lies (Wilson)."
    )
    uplift: float | None = strawberry.field(
        description="How much higher the rate is than the baseline's, 0.1 for 10 %; null where unknown."
    )
    uplift_interval: ConfidenceInterval | None = strawberry.field(
        description="Where the true uplift lies (Katz)."
    )
    is_significant: bool = strawberry.field(description="That interval excludes 0.")
    best_probability: float = strawberry.field(
        description="The probability that its rate is the highest."
    )

    @classmethod
    def from_result(cls, result: Result) -> Self:
        return cls(
            variant=result.variant,
            shown=result.shown,
            converted=result.converted,
            rate=result.rate,
            rate_interval=ConfidenceInterval.from_interval(result.rate_interval),
            uplift=result.uplift,
            uplift_interval=ConfidenceInterval.from_interval(result.uplift_interval),
            is_significant=result.is_significant,
            best_probability=result.best_probability,
        )


@final
@strawberry.type(
    description="What the variants have brought since the live version was published. The baseline is "
    "the control group, or else the first variant."
)
class ExperimentResults:
    variants: list[VariantResult] = strawberry.field(description="One for each variant.")


async def results_of(document: CampaignDocument) -> ExperimentResults | None:
    """Return what the live version's variants have brought; `None` before the first."""
    if document.live_version == 0:
        return None
    found = await results_of_version(document.store_id, str(document.id), document.live_version)
    return ExperimentResults(variants=[VariantResult.from_result(result) for result in found])
