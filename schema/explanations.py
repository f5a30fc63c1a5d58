"""`explainEligibility`, `explainSegment` and `explainRule`: why, and why not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Self, TypeAlias, final

import strawberry
from strawberry.scalars import JSON

from resolvers import explanations
from resolvers.explanations import explain_any_rule, explain_eligibility, explain_segment
from schema.eligibility import PageInput
from schema.info import SegueInfo
from schema.inputs import as_mapping
from schema.rules import RuleInput
from schema.user_errors import InvalidInput
from targeting.campaign_explanation import ExplainedGate
from targeting.campaigns import GateCode
from targeting.explanation import ExplainedRule, Seen
from targeting.values import Point

_VISITOR = strawberry.argument(description="The storefront's own id of the visitor.")
_AT = strawberry.argument(
    description="Evaluate at this moment, past or to come, over the events up to it; now when left out."
)
_EVENTS_SINCE = (
    "Events from before this moment are gone, and the answer lacks what they would have said: what rules "
    "not in force ask of them or, of a moment in the past, visits and displays. Null when nothing is lacking."
)
_PAGE = strawberry.argument(description="The page to evaluate on, as `eligibleCampaigns` takes it.")


@final
@strawberry.type(description="One node of a rule, with what it came to.")
class RuleNode:
    path: list[str] = strawberry.field(
        description="Where it stands in its rule: keys and positions from the top down."
    )
    segment: str | None = strawberry.field(
        description="The segment whose rule it belongs to; null for the rule that is explained."
    )
    depth: int = strawberry.field(description="How deep it stands, 0 at the top.")
    kind: str = strawberry.field(
        description="The key of its form in `RuleInput`, such as `all`, `not` or `attribute`."
    )
    holds: bool = strawberry.field(description="Whether it holds.")
    words: str = strawberry.field(description="What is wanted and what was found, in a sentence.")
    seen: JSON | None = strawberry.field(
        description="What the visitor has; null where nothing is known, and for branches."
    )
    wanted: JSON | None = strawberry.field(
        description="What it is compared with, in the shape of `RuleValueInput`; figures of the store "
        "and relative dates are worked out. Of a segment its `key`."
    )


def _nodes(rule: ExplainedRule, depth: int = 0, segment: str | None = None) -> Iterator[RuleNode]:
    """Yield the node and all below it, parents first."""
    yield RuleNode(
        path=[str(step) for step in rule.path],
        segment=segment,
        depth=depth,
        kind=rule.kind,
        holds=rule.holds,
        words=rule.words,
        seen=_json(rule.seen),
        wanted=None if rule.wanted is None else JSON(rule.wanted),
    )
    if rule.kind == "segment" and rule.wanted is not None:
        segment = rule.wanted["key"]
    for child in rule.children:
        yield from _nodes(child, depth + 1, segment)


def _json(seen: Seen) -> Any:
    match seen:
        case datetime():
            return seen.isoformat()
        case Point(latitude, longitude):
            return {"latitude": latitude, "longitude": longitude}
        case _:
            return seen


@final
@strawberry.type(description="One thing that a campaign must pass to be shown.")
class Gate:
    code: GateCode = strawberry.field(description="Which one.")
    passed: bool = strawberry.field(description="Whether it was passed.")
    words: str = strawberry.field(description="What is wanted and what was found, in a sentence.")
    seen: JSON | None = strawberry.field(description="What was found.")
    wanted: JSON | None = strawberry.field(description="What would pass; null where all does.")

    @classmethod
    def from_explained(cls, gate: ExplainedGate) -> Self:
        return cls(
            code=gate.code,
            passed=gate.passed,
            words=gate.words,
            seen=gate.seen,
            wanted=gate.wanted,
        )


@final
@strawberry.type(description="Why a visitor is shown a campaign, or isn't.")
class EligibilityExplanation:
    campaign_id: strawberry.ID = strawberry.field(description="The campaign.")
    campaign_name: str = strawberry.field(description="What people call it.")
    version: int = strawberry.field(
        description="The published version that was looked at; 0 for a draft never published."
    )
    evaluated_at: datetime = strawberry.field(description="The moment that was looked at.")
    shown: bool = strawberry.field(description="Every gate was passed.")
    control: bool = strawberry.field(
        description="`eligibleCampaigns` offers it, but only to compare with: nothing is shown."
    )
    variant: str = strawberry.field(
        description="The variant that the visitor gets whenever it gets the campaign."
    )
    first_failed: Gate | None = strawberry.field(
        description="The first gate that wasn't passed; null when the campaign is shown."
    )
    gates: list[Gate] = strawberry.field(
        description="All gates in the order in which they are looked at, also those after a failed one."
    )
    audience: list[RuleNode] = strawberry.field(
        description="The campaign's rule node by node, parents first."
    )
    page: list[RuleNode] | None = strawberry.field(
        description="What it asks of the page and the visit, node by node; null where it asks nothing."
    )
    events_since: datetime | None = strawberry.field(description=_EVENTS_SINCE)

    @classmethod
    def from_explanation(cls, explanation: explanations.CampaignExplanation) -> Self:
        explained = explanation.explained
        failed = explained.first_failed
        return cls(
            campaign_id=strawberry.ID(str(explanation.campaign.id)),
            campaign_name=explanation.campaign.name,
            version=explanation.version,
            evaluated_at=explanation.evaluated_at,
            shown=failed is None,
            control=explained.is_control,
            variant=explained.variant,
            first_failed=None if failed is None else Gate.from_explained(failed),
            gates=[Gate.from_explained(gate) for gate in explained.gates],
            audience=list(_nodes(explained.audience)),
            page=None if explained.page is None else list(_nodes(explained.page)),
            events_since=explanation.events_since,
        )


@final
@strawberry.type(description="Why a visitor is in a segment, or isn't.")
class SegmentExplanation:
    key: str = strawberry.field(description="The segment's key.")
    name: str = strawberry.field(description="What people call it.")
    is_live: bool = strawberry.field(
        description="The rule is in force; else it is that of the draft, and nobody is in the segment."
    )
    evaluated_at: datetime = strawberry.field(description="The moment that was looked at.")
    holds: bool = strawberry.field(description="Whether the rule holds for the visitor.")
    rule: list[RuleNode] = strawberry.field(description="The rule node by node, parents first.")
    events_since: datetime | None = strawberry.field(description=_EVENTS_SINCE)

    @classmethod
    def from_explanation(cls, explanation: explanations.SegmentExplanation) -> Self:
        return cls(
            key=explanation.key,
            name=explanation.name,
            is_live=explanation.is_live,
            evaluated_at=explanation.evaluated_at,
            holds=explanation.rule.holds,
            rule=list(_nodes(explanation.rule)),
            events_since=explanation.events_since,
        )


@final
@strawberry.type(description="Why a rule holds for a visitor, or doesn't.")
class RuleExplanation:
    evaluated_at: datetime = strawberry.field(description="The moment that was looked at.")
    holds: bool = strawberry.field(description="Whether the rule holds for the visitor.")
    rule: list[RuleNode] = strawberry.field(description="The rule node by node, parents first.")
    events_since: datetime | None = strawberry.field(description=_EVENTS_SINCE)

    @classmethod
    def from_explanation(cls, explanation: explanations.RuleExplanation) -> Self:
        return cls(
            evaluated_at=explanation.evaluated_at,
            holds=explanation.rule.holds,
            rule=list(_nodes(explanation.rule)),
            events_since=explanation.events_since,
        )


ExplainRuleResult: TypeAlias = Annotated[
    RuleExplanation | InvalidInput,
    strawberry.union("ExplainRuleResult", description="What was found."),
]


@strawberry.type
class ExplanationQueries:
    @strawberry.field(
        description="Why a campaign is shown to a visitor on a page, or isn't: every gate, and the "
        "audience node by node. Null when the store has no such campaign. The version is the one that "
        "was published at the moment; segments, the status and other campaigns are those of today."
    )
    async def explain_eligibility(
        self,
        info: SegueInfo,
        visitor_id: Annotated[strawberry.ID, _VISITOR],
        campaign_id: Annotated[strawberry.ID, strawberry.argument(description="The campaign.")],
        page: Annotated[PageInput | None, _PAGE] = None,
        locale: Annotated[
            str | None, strawberry.argument(description="The language of the page.")
        ] = None,
        at: Annotated[datetime | None, _AT] = None,
    ) -> EligibilityExplanation | None:
        explanation = await explain_eligibility(
            info.context,
            visitor_id=visitor_id,
            campaign_id=campaign_id,
            request=(page or PageInput()).to_request(locale),
            at=at,
        )
        return explanation and EligibilityExplanation.from_explanation(explanation)

    @strawberry.field(
        description="Why a visitor is in a segment, smart ones too, or isn't. Null when the store has no "
        "such segment."
    )
    async def explain_segment(
        self,
        info: SegueInfo,
        visitor_id: Annotated[strawberry.ID, _VISITOR],
        key: Annotated[
            str, strawberry.argument(description="The segment's key, such as `active-loyals`.")
        ],
        page: Annotated[PageInput | None, _PAGE] = None,
        locale: Annotated[
            str | None, strawberry.argument(description="The language of the page.")
        ] = None,
        at: Annotated[datetime | None, _AT] = None,
        draft: Annotated[
            bool, strawberry.argument(description="Explain the draft's rule, not the live one's.")
        ] = False,
    ) -> SegmentExplanation | None:
        explanation = await explain_segment(
            info.context,
            visitor_id=visitor_id,
            key=key,
            request=(page or PageInput()).to_request(locale),
            at=at,
            use_draft=draft,
        )
        return explanation and SegmentExplanation.from_explanation(explanation)

    @strawberry.field(
        description="Why a rule that is still being written holds for a visitor, or doesn't."
    )
    async def explain_rule(
        self,
        info: SegueInfo,
        visitor_id: Annotated[strawberry.ID, _VISITOR],
        rule: Annotated[
            RuleInput,
            strawberry.argument(description="The rule; it needn't belong to a segment yet."),
        ],
        page: Annotated[PageInput | None, _PAGE] = None,
        locale: Annotated[
            str | None, strawberry.argument(description="The language of the page.")
        ] = None,
        at: Annotated[datetime | None, _AT] = None,
    ) -> ExplainRuleResult:
        explanation = await explain_any_rule(
            info.context,
            visitor_id=visitor_id,
            source=as_mapping(rule),
            request=(page or PageInput()).to_request(locale),
            at=at,
        )
        return RuleExplanation.from_explanation(explanation)
