"""Why a visitor is in a segment, or is shown a campaign, at any moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, final

from documents.campaign_definition import CampaignDefinition
from documents.campaigns import CampaignDocument, CampaignVersionDocument, find_version_at
from documents.segments import find_segment
from resolvers.context import Context
from resolvers.event_log import behaviours_in, missing_before
from resolvers.identifiers import checked_evaluation_moment
from resolvers.known_visitors import known_visitor_at
from resolvers.live_campaigns import CampaignRules, campaign_of, campaign_rules
from resolvers.live_catalog import LiveCatalog
from resolvers.segments import usable_rule
from targeting.allocation import initial_allocation
from targeting.campaign_explanation import (
    ExplainedCampaign,
    ExplainedRules,
    Standing,
    explain_campaign,
    filler_of,
    rival_of,
)
from targeting.campaigns import (
    LiveCampaign,
    StorePolicy,
    Visit,
    circumstances_of,
    is_eligible,
)
from targeting.decisions import decision_on
from targeting.evaluation import NO_REQUEST, RequestFacts
from targeting.explanation import ExplainedRule, explain_rule
from targeting.predicates import compile_rule
from targeting.rule_parsing import parse_rule
from targeting.rules import EVERYONE, AllOf, features_of


@final
@dataclass(frozen=True, slots=True)
class CampaignExplanation:
    """A campaign explained.

    Attributes:
        version: the published version that was looked at, 0 for a draft that never was published.
        evaluated_at: the moment that it was evaluated at.
        events_since: events from before this are gone, and some of them would have been asked for.
    """

    campaign: CampaignDocument
    version: int
    evaluated_at: datetime
    explained: ExplainedCampaign
    events_since: datetime | None = None


@final
@dataclass(frozen=True, slots=True)
class SegmentExplanation:
    """A segment explained.

    Attributes:
        is_live: its rule is in force.
        events_since: as for a campaign.
    """

    key: str
    name: str
    is_live: bool
    evaluated_at: datetime
    rule: ExplainedRule
    events_since: datetime | None = None


async def explain_eligibility(
    context: Context,
    *,
    visitor_id: str,
    campaign_id: str,
    request: RequestFacts = NO_REQUEST,
    at: datetime | None = None,
) -> CampaignExplanation | None:
    """Return why the campaign is shown to the visitor or isn't; `None` when there is no such campaign.

    The version is the one that was the newest at the moment, or the draft of a campaign that was never
    published. Segments, the status and other campaigns are as they are now.

    Raises:
        InvalidInputError: the visitor's id or the moment can't be used.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    moment = None if at is None else checked_evaluation_moment(at)
    document = await context.campaign_by_id.load(campaign_id)
    if document is None:
        return None
    catalog = await context.catalog()
    published = await find_version_at(context.store_id, campaign_id, moment or context.now)
    definition = published.definition if published else document.draft
    version = published.version if published else 0
    rules = campaign_rules(definition)
    visit = await known_visitor_at(
        context,
        catalog,
        visitor_id,
        moment,
        request=request,
        more_features=features_of(AllOf((rules.audience, rules.page))),
    )
    campaign = _campaign(document, definition, published, rules, catalog)
    policy = catalog.policy
    rival = rival_of(
        campaign,
        catalog.campaigns,
        lambda other: is_eligible(other, circumstances_of(other, visit, policy=policy)),
    )
    filler = filler_of(campaign, catalog.campaigns, lambda other: _is_shown(other, visit, policy))
    standing = Standing(
        document.status.value,
        await _name_of(context, rival),
        policy.holdout,
        await _name_of(context, filler),
    )
    explained = explain_campaign(
        campaign,
        circumstances_of(campaign, visit, policy=policy),
        standing,
        _explained(rules, visit, catalog),
    )
    asked = behaviours_in(catalog, AllOf((rules.audience, rules.page)))
    since = missing_before(catalog, asked, context.now, at=moment)
    return CampaignExplanation(document, version, visit.evaluation.now, explained, since)


def _explained(rules: CampaignRules, visit: Visit, catalog: LiveCatalog) -> ExplainedRules:
    audience = explain_rule(rules.audience, visit.evaluation, catalog.segment_rules)
    if rules.page == EVERYONE:
        return ExplainedRules(audience)
    return ExplainedRules(
        audience, explain_rule(rules.page, visit.evaluation, catalog.segment_rules)
    )


def _is_shown(campaign: LiveCampaign, visit: Visit, policy: StorePolicy) -> bool:
    if not is_eligible(campaign, circumstances_of(campaign, visit, policy=policy)):
        return False
    return not decision_on(campaign, visit, policy.holdout).is_control


async def explain_segment(
    context: Context,
    *,
    visitor_id: str,
    key: str,
    request: RequestFacts = NO_REQUEST,
    at: datetime | None = None,
    use_draft: bool = False,
) -> SegmentExplanation | None:
    """Return why the visitor is in the segment or isn't; `None` when there is no such segment.

    A segment that isn't live is explained by its draft, and so is every rule-based one by request.

    Raises:
        InvalidInputError: the visitor's id or the moment can't be used.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    moment = None if at is None else checked_evaluation_moment(at)
    catalog = await context.catalog()
    rule = catalog.segment_rules.rules.get(key)
    name = catalog.segment_names.get(key, key)
    is_live = rule is not None
    if rule is None or use_draft:
        document = await find_segment(context.store_id, key)
        if document is not None:
            rule, name, is_live = parse_rule(document.draft_rule), document.name, False
    if rule is None:
        return None
    visitor = await known_visitor_at(
        context, catalog, visitor_id, moment, request=request, more_features=features_of(rule)
    )
    explained = explain_rule(rule, visitor.evaluation, catalog.segment_rules)
    asked = behaviours_in(catalog, rule)
    since = missing_before(catalog, asked, context.now, at=moment)
    return SegmentExplanation(key, name, is_live, visitor.evaluation.now, explained, since)


@final
@dataclass(frozen=True, slots=True)
class RuleExplanation:
    """A rule explained that needn't belong to anything.

    Attributes:
        events_since: as for a campaign.
    """

    evaluated_at: datetime
    rule: ExplainedRule
    events_since: datetime | None = None


async def explain_any_rule(
    context: Context,
    *,
    visitor_id: str,
    source: Mapping[str, Any],
    request: RequestFacts = NO_REQUEST,
    at: datetime | None = None,
) -> RuleExplanation:
    """Return why a rule in its JSON form holds for the visitor or doesn't.

    Raises:
        InvalidInputError: the rule, the visitor's id or the moment can't be used.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    moment = None if at is None else checked_evaluation_moment(at)
    rule = await usable_rule(context, source)
    catalog = await context.catalog()
    visitor = await known_visitor_at(
        context, catalog, visitor_id, moment, request=request, more_features=features_of(rule)
    )
    explained = explain_rule(rule, visitor.evaluation, catalog.segment_rules)
    since = missing_before(catalog, behaviours_in(catalog, rule), context.now, at=moment)
    return RuleExplanation(visitor.evaluation.now, explained, since)


def _campaign(
    document: CampaignDocument,
    definition: CampaignDefinition,
    published: CampaignVersionDocument | None,
    rules: CampaignRules,
    catalog: LiveCatalog,
) -> LiveCampaign:
    segments = catalog.segment_rules.rules
    campaign_id = str(document.id)
    live = catalog.live_campaign(campaign_id)
    campaign = campaign_of(
        definition,
        campaign_id=campaign_id,
        version=published.version if published else 0,
        allocation=(
            published.to_allocation() if published else initial_allocation(definition.weights())
        ),
        audience=compile_rule(rules.audience, segments),
        page=None if rules.page == EVERYONE else compile_rule(rules.page, segments),
    )
    return replace(campaign, used_up=live and live.used_up)


async def _name_of(context: Context, campaign: LiveCampaign | None) -> str | None:
    if campaign is None:
        return None
    document = await context.campaign_by_id.load(campaign.campaign_id)
    return campaign.campaign_id if document is None else document.name
