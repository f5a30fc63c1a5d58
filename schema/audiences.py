"""`previewAudience`, `explainAudience` and `visitors(segment:)`: whom a rule finds."""

from __future__ import annotations

from typing import Annotated, Any, Self, TypeAlias, final

import strawberry

from documents.audiences import ExplainedAudience
from resolvers import audiences
from resolvers.audiences import (
    audience_orders,
    explain_audience_of,
    preview_audience,
    segment_members,
)
from schema.connections import Connection
from schema.info import SegueInfo
from schema.inputs import as_mapping
from schema.rules import RuleInput
from schema.user_errors import AudienceTooSlow, InvalidInput
from schema.visitors import Visitor

_RULE = strawberry.argument(description="The rule; it needn't belong to a segment yet.")


@final
@strawberry.type(
    description="What the members of an audience have ordered in all, after cancellations."
)
class AudienceOrders:
    count: int = strawberry.field(description="How many orders.")
    revenue: float = strawberry.field(description="What they came to, in the store's currency.")


@final
@strawberry.type(
    description="How many visitors a rule finds now. A rule sees no page here: conditions on the request "
    "find nothing."
)
class AudiencePreview:
    count: int = strawberry.field(description="Members, exactly or about.")
    share: float = strawberry.field(description="Members by the store's visitors, 0 to 1.")
    is_exact: bool = strawberry.field(description="The count is exact; else it is an estimate.")
    low: int = strawberry.field(
        description="The exact count is at least this with 95 % confidence; the count itself if exact."
    )
    high: int = strawberry.field(
        description="The exact count is at most this with 95 % confidence; the count itself if exact."
    )
    visitors: int = strawberry.field(description="How many visitors the store has.")
    sample: list[strawberry.ID] = strawberry.field(description="Some members, drawn at random.")
    asked: strawberry.Private[tuple[audiences.AudiencePreview, dict[str, Any]]]

    @strawberry.field(
        description="What they have ordered in all, exactly or about as the count is; worked out when "
        "it is asked for."
    )
    async def orders(self, info: SegueInfo) -> AudienceOrders:
        preview, rule = self.asked
        found = await audience_orders(info.context, rule, preview)
        return AudienceOrders(count=found.count, revenue=found.revenue)

    @classmethod
    def from_preview(cls, preview: audiences.AudiencePreview, rule: dict[str, Any]) -> Self:
        return cls(
            asked=(preview, rule),
            count=preview.count,
            share=preview.share,
            is_exact=preview.is_exact,
            low=preview.low,
            high=preview.high,
            visitors=preview.visitors,
            sample=[strawberry.ID(visitor_id) for visitor_id in preview.sample],
        )


@final
@strawberry.type(description="How MongoDB finds the visitors of a rule.")
class AudienceExplanation:
    collection: str = strawberry.field(description="What the pipeline runs on.")
    pipeline: str = strawberry.field(
        description="The pipeline as MongoDB's relaxed extended JSON, to be run in its shell."
    )
    indexes: list[str] = strawberry.field(description="The indexes that were used.")
    keys_examined: int = strawberry.field(description="Keys of indexes that were read.")
    documents_examined: int = strawberry.field(description="Documents that were read.")
    milliseconds: int = strawberry.field(description="How long it took.")

    @classmethod
    def from_explained(cls, explained: ExplainedAudience) -> Self:
        return cls(
            collection=explained.collection,
            pipeline=explained.pipeline,
            indexes=list(explained.indexes),
            keys_examined=explained.keys_examined,
            documents_examined=explained.documents_examined,
            milliseconds=explained.milliseconds,
        )


PreviewAudienceResult: TypeAlias = Annotated[
    AudiencePreview | InvalidInput | AudienceTooSlow,
    strawberry.union("PreviewAudienceResult", description="What was found."),
]
ExplainAudienceResult: TypeAlias = Annotated[
    AudienceExplanation | InvalidInput | AudienceTooSlow,
    strawberry.union("ExplainAudienceResult", description="What was found."),
]


@strawberry.type
class AudienceQueries:
    @strawberry.field(
        description="How many visitors a rule finds now, and some of them. In a store of more than "
        "200,000 visitors this is an estimate with its confidence interval, at once; ask again with "
        "`exact: true` for the exact figure."
    )
    async def preview_audience(
        self,
        info: SegueInfo,
        rule: Annotated[RuleInput, _RULE],
        sample: Annotated[
            int, strawberry.argument(description="How many members to name, 0 to 100.")
        ] = 10,
        exact: Annotated[
            bool | None,
            strawberry.argument(
                description="True to count, false to estimate; by the store's size when left out."
            ),
        ] = None,
    ) -> PreviewAudienceResult:
        source = as_mapping(rule)
        preview = await preview_audience(info.context, source, sample=sample, exact=exact)
        return AudiencePreview.from_preview(preview, source)

    @strawberry.field(
        description="Count the visitors of a rule, and show how MongoDB went about it: for developers."
    )
    async def explain_audience(
        self, info: SegueInfo, rule: Annotated[RuleInput, _RULE]
    ) -> ExplainAudienceResult:
        explained = await explain_audience_of(info.context, as_mapping(rule))
        return AudienceExplanation.from_explained(explained)

    @strawberry.field(
        description="The visitors who are in a live segment now, by id. A rule sees no page here: "
        "conditions on the request find nothing."
    )
    async def visitors(
        self,
        info: SegueInfo,
        segment: Annotated[
            str, strawberry.argument(description="The segment's key, such as `active-loyals`.")
        ],
        first: Annotated[int, strawberry.argument(description="At most so many, 1 to 100.")] = 20,
        after: Annotated[
            str | None, strawberry.argument(description="Go on after this cursor.")
        ] = None,
    ) -> Connection[Visitor]:
        page = await segment_members(info.context, segment, first=first, after=after)
        return Connection.from_page(page, Visitor.from_facts)
