"""Campaigns, as marketers work on them."""

from __future__ import annotations

from typing import Any, final

from documents.campaign_content import CampaignDefinition, parse_definition
from documents.campaigns import (
    CampaignDocument,
    CampaignVersionDocument,
    find_campaign,
    insert_campaign,
    next_version,
    replace_campaign,
)
from documents.segments import LifeCycle, StaleRevisionError
from documents.stores import bump_catalog_version
from resolvers.context import Context
from resolvers.segments import WrongStatusError, reference_problems
from targeting.campaigns import CampaignType
from targeting.rule_parsing import parse_rule
from targeting.rule_writing import rule_to_json
from targeting.values import InvalidInputError, Problem


@final
class CampaignNotFoundError(Exception):
    """The store has no campaign of this id."""

    def __init__(self, campaign_id: str) -> None:
        super().__init__(f"There is no campaign '{campaign_id}' in this store.")


async def create_campaign(
    context: Context, *, name: str, campaign_type: CampaignType, definition: dict[str, Any]
) -> CampaignDocument:
    """Make a campaign as a draft.

    Raises:
        InvalidInputError: naming every field that can't be used.
    """
    campaign = CampaignDocument(
        store_id=context.store_id,
        name=_checked_name(name),
        type=campaign_type,
        draft=await _checked_definition(context, campaign_type, definition),
        created_at=context.now,
        updated_at=context.now,
    )
    await insert_campaign(campaign)
    return campaign


async def update_campaign(
    context: Context,
    *,
    campaign_id: str,
    revision: int,
    name: str | None,
    definition: dict[str, Any] | None,
) -> CampaignDocument:
    """Change a campaign's draft; the live version stays as it was published.

    Raises:
        CampaignNotFoundError, StaleRevisionError, WrongStatusError: as their names say.
        InvalidInputError: naming every field that can't be used.
    """
    campaign = await _campaign_at(context, campaign_id, revision)
    if campaign.status is LifeCycle.ARCHIVED:
        raise WrongStatusError(campaign.status, "changed")
    if name is not None:
        campaign.name = _checked_name(name)
    if definition is not None:
        campaign.draft = await _checked_definition(context, campaign.type, definition)
    return await _stored(context, campaign)


async def publish_campaign(context: Context, campaign_id: str, revision: int) -> CampaignDocument:
    """Publish the draft as the next version, which is live from now on and never changes.

    Raises:
        CampaignNotFoundError, StaleRevisionError, WrongStatusError: as their names say.
        InvalidInputError: naming everything that would not work.
    """
    campaign = await _campaign_at(context, campaign_id, revision)
    if campaign.status is LifeCycle.ARCHIVED:
        raise WrongStatusError(campaign.status, "published")
    problems = await _publishing_problems(context, campaign)
    if problems:
        raise InvalidInputError(*problems)
    version = next_version(campaign, context.now)
    campaign.live_version = version.version
    campaign.status = LifeCycle.LIVE
    campaign.published_at = context.now
    return await _stored(context, campaign, version)


async def pause_campaign(context: Context, campaign_id: str, revision: int) -> CampaignDocument:
    """Stop showing the campaign until it is published again.

    Raises:
        CampaignNotFoundError, StaleRevisionError, WrongStatusError: as their names say.
    """
    campaign = await _campaign_at(context, campaign_id, revision)
    if campaign.status is not LifeCycle.LIVE:
        raise WrongStatusError(campaign.status, "paused")
    campaign.status = LifeCycle.PAUSED
    return await _stored(context, campaign)


async def archive_campaign(context: Context, campaign_id: str, revision: int) -> CampaignDocument:
    """Retire the campaign for good; its sign-ups and answers stay.

    Raises:
        CampaignNotFoundError, StaleRevisionError: as their names say.
    """
    campaign = await _campaign_at(context, campaign_id, revision)
    campaign.status = LifeCycle.ARCHIVED
    return await _stored(context, campaign)


async def _campaign_at(context: Context, campaign_id: str, revision: int) -> CampaignDocument:
    campaign = await find_campaign(context.store_id, campaign_id)
    if campaign is None:
        raise CampaignNotFoundError(campaign_id)
    if campaign.revision != revision:
        raise StaleRevisionError(revision, campaign.revision)
    return campaign


async def _stored(
    context: Context, campaign: CampaignDocument, version: CampaignVersionDocument | None = None
) -> CampaignDocument:
    campaign.revision += 1
    campaign.updated_at = context.now
    await replace_campaign(campaign, version)
    await bump_catalog_version(context.store_id)
    context.catalogs.invalidate(context.store_id)
    return campaign


async def _checked_definition(
    context: Context, campaign_type: CampaignType, source: dict[str, Any]
) -> CampaignDefinition:
    problems: list[Problem] = []
    audience = source.get("audience") or {"all": []}
    path = ("definition", "audience")
    try:
        rule = parse_rule(audience, path)
    except InvalidInputError as error:
        problems += error.problems
    else:
        audience = rule_to_json(rule)
        problems += await reference_problems(context, rule, path)
    try:
        definition = parse_definition({**source, "audience": audience}, ("definition",))
    except InvalidInputError as error:
        raise InvalidInputError(*problems, *error.problems) from None
    problems += _type_problems(definition, campaign_type)
    if problems:
        raise InvalidInputError(*problems)
    return definition


def _type_problems(definition: CampaignDefinition, campaign_type: CampaignType) -> list[Problem]:
    others = definition.content_types() - {campaign_type}
    if not others:
        return []
    return [
        Problem(
            ("definition", "variants"),
            "WRONG_TYPE",
            f"All content of this campaign must be of type {campaign_type.value}.",
        )
    ]


async def _publishing_problems(context: Context, campaign: CampaignDocument) -> list[Problem]:
    store = (await context.catalog()).store
    definition = campaign.draft
    rule = parse_rule(definition.audience)
    problems = await reference_problems(context, rule, ("definition", "audience"))
    problems += [
        Problem(
            ("definition", "variants", index, "translations"),
            "MISSING_TRANSLATION",
            f"A translation into the store's own language, {store.default_locale}, is wanted.",
        )
        for index, variant in enumerate(definition.variants)
        if store.default_locale not in {t.locale for t in variant.translations}
    ]
    if definition.ends_at is not None and definition.ends_at <= context.now:
        problems.append(
            Problem(("definition", "endsAt"), "IN_THE_PAST", "The campaign would be over already.")
        )
    if campaign.type is CampaignType.HERO_BANNER and definition.placement is None:
        problems.append(
            Problem(
                ("definition", "placement"),
                "REQUIRED",
                "A hero banner needs a placement: the name of the slot it stands in.",
            )
        )
    return problems


def _checked_name(name: str) -> str:
    if 1 <= len(name.strip()) <= 200:  # noqa: PLR2004, what fits a list in an admin UI
        return name.strip()
    raise InvalidInputError(Problem(("name",), "BAD_NAME", "Give a name of 1 to 200 characters."))
