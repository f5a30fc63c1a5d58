"""Campaigns as they are stored, in the form in which they are decided on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

from documents.campaign_definition import CampaignDefinition
from documents.campaign_settings import ExperimentMode
from targeting.allocation import Allocation
from targeting.campaigns import LiveCampaign
from targeting.code_generation import Predicate
from targeting.page_conditions import audience_rule, page_rule
from targeting.rule_parsing import parse_rule
from targeting.rules import EVERYONE, Rule
from targeting.values import InvalidInputError, Problem


@final
@dataclass(frozen=True, slots=True)
class CampaignRules:
    """Whom a campaign is for, and on which pages, as rules."""

    audience: Rule
    page: Rule


def campaign_rules(definition: CampaignDefinition) -> CampaignRules:
    """Return the rules that a definition's settings come to.

    Raises:
        InvalidInputError: naming, below `definition`, every part that can't be used.
    """
    problems: list[Problem] = []
    audience: Rule = EVERYONE
    page: Rule = EVERYONE
    try:
        audience = parse_rule(definition.audience, ("definition", "audience"))
    except InvalidInputError as error:
        problems += error.problems
    try:
        page = page_rule(definition.page.to_conditions(), ("definition", "page"))
    except InvalidInputError as error:
        problems += error.problems
    if problems:
        raise InvalidInputError(*problems)
    return CampaignRules(
        audience_rule(audience, definition.include_segments, definition.exclude_segments), page
    )


def campaign_of(
    definition: CampaignDefinition,
    *,
    campaign_id: str,
    version: int,
    allocation: Allocation,
    audience: Predicate,
    page: Predicate | None = None,
) -> LiveCampaign:
    """Return a definition in the form in which it is decided on."""
    return LiveCampaign(
        campaign_id=campaign_id,
        version=version,
        type=next(iter(definition.content_types())),
        audience=audience,
        page=page,
        priority=definition.priority,
        placement=definition.placement,
        page_types=frozenset(page_type.value for page_type in definition.page_types),
        devices=frozenset(device.value for device in definition.devices),
        schedule=definition.schedule(),
        frequency=definition.frequency.to_frequency(),
        exclusion_group=definition.exclusion_group,
        allocation=allocation,
        keeps_first_variant=definition.experiment.mode is ExperimentMode.BANDIT,
        control_share=definition.control_share,
        is_default=definition.is_default,
        ignores_store_limits=definition.ignores_store_limits,
    )
