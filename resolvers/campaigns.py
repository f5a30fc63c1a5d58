"""Campaigns, as marketers work on them: from the draft to the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, final

from documents.audit_log import AuditEntryDocument, audited
from documents.campaign_definition import CampaignDefinition
from documents.campaign_totals import count_again
from documents.campaigns import (
    CampaignDocument,
    CampaignVersionDocument,
    find_campaign,
    find_version,
    find_versions,
    insert_campaign,
    next_version,
    replace_campaign,
)
from documents.segments import LifeCycle, StaleRevisionError
from resolvers.audit import Action, AuditTarget, entry_of, snapshot_of, stale_revision
from resolvers.campaign_checks import checked_definition, publishing_problems
from resolvers.context import Context
from resolvers.segments import WrongStatusError
from resolvers.test_tokens import LONGEST_LIFE, TestToken, sign_test_token
from targeting.campaigns import CampaignType
from targeting.differences import Change, changes_between
from targeting.values import InvalidInputError, Problem

MOST_AT_ONCE: Final = 100


@final
class CampaignNotFoundError(Exception):
    """The store has no campaign, or no version, of this id."""

    def __init__(self, campaign_id: str, version: int | None = None) -> None:
        what = f"campaign '{campaign_id}'"
        if version is not None:
            what = f"published version {version} of {what}"
        super().__init__(f"There is no {what} in this store.")


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
        draft=await checked_definition(context, campaign_type, definition),
        created_at=context.now,
        updated_at=context.now,
    )
    return await _inserted(context, campaign, "createCampaign")


async def duplicate_campaign(
    context: Context, campaign_id: str, name: str | None
) -> CampaignDocument:
    """Make a new campaign, as a draft, with what another one's draft holds.

    Raises:
        CampaignNotFoundError: there is no such campaign.
        InvalidInputError: the name can't be used.
    """
    original = await _existing(context, campaign_id)
    copy = CampaignDocument(
        store_id=context.store_id,
        name=_checked_name(f"{original.name[:190]} (copy)" if name is None else name),
        type=original.type,
        draft=original.draft,
        created_at=context.now,
        updated_at=context.now,
    )
    return await _inserted(context, copy, "duplicateCampaign")


async def _inserted(context: Context, campaign: CampaignDocument, action: str) -> CampaignDocument:
    done = Action(action, AuditTarget.CAMPAIGN, "", after=snapshot_of(campaign))
    await insert_campaign(campaign, entry_of(context, done))
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

    Testers are shown the change at once.

    Raises:
        CampaignNotFoundError, StaleRevisionError, WrongStatusError: as their names say.
        InvalidInputError: naming every field that can't be used.
    """
    edit = await _edit_of(context, campaign_id, revision)
    campaign = edit.campaign
    if campaign.status is LifeCycle.ARCHIVED:
        raise WrongStatusError(campaign.status, "changed")
    if name is not None:
        campaign.name = _checked_name(name)
    if definition is not None:
        campaign.draft = await checked_definition(context, campaign.type, definition)
    version = None
    if campaign.test_version is not None and definition is not None:
        version = await _test_version(context, campaign)
    return await edit.in_force("updateCampaign", version)


async def test_campaign(context: Context, campaign_id: str, revision: int) -> CampaignDocument:
    """Show the draft to testers, who carry a test token; others go on seeing what is live.

    Raises:
        CampaignNotFoundError, StaleRevisionError, WrongStatusError: as their names say.
        InvalidInputError: naming everything that would not work.
    """
    edit = await _edit_of(context, campaign_id, revision)
    campaign = edit.campaign
    if campaign.status is LifeCycle.ARCHIVED:
        raise WrongStatusError(campaign.status, "tested")
    await _refuse_what_would_not_work(context, campaign)
    version = await _test_version(context, campaign)
    if campaign.status is LifeCycle.DRAFT:
        campaign.status = LifeCycle.TEST
    return await edit.in_force("testCampaign", version)


async def end_campaign_test(context: Context, campaign_id: str, revision: int) -> CampaignDocument:
    """Show testers no more than others see.

    Raises:
        CampaignNotFoundError, StaleRevisionError, WrongStatusError: as their names say.
    """
    edit = await _edit_of(context, campaign_id, revision)
    campaign = edit.campaign
    if campaign.test_version is None:
        raise WrongStatusError(campaign.status, "taken out of a test: it isn't under test")
    campaign.test_version = None
    if campaign.status is LifeCycle.TEST:
        campaign.status = LifeCycle.DRAFT
    return await edit.in_force("endCampaignTest")


async def publish_campaign(context: Context, campaign_id: str, revision: int) -> CampaignDocument:
    """Publish the draft as the next version, which is live from now on and never changes.

    Raises:
        CampaignNotFoundError, StaleRevisionError, WrongStatusError: as their names say.
        InvalidInputError: naming everything that would not work.
    """
    edit = await _edit_of(context, campaign_id, revision)
    campaign = edit.campaign
    if campaign.status is LifeCycle.ARCHIVED:
        raise WrongStatusError(campaign.status, "published")
    await _refuse_what_would_not_work(context, campaign)
    version = await _made_live(context, campaign, campaign.draft)
    campaign.test_version = None
    return await edit.in_force("publishCampaign", version)


async def roll_back_campaign(
    context: Context, campaign_id: str, revision: int, version: int
) -> CampaignDocument:
    """Publish what an earlier version held, as the next version; the draft stays as it is.

    Raises:
        CampaignNotFoundError, StaleRevisionError, WrongStatusError: as their names say.
        InvalidInputError: naming everything that would not work any more.
    """
    edit = await _edit_of(context, campaign_id, revision)
    campaign = edit.campaign
    if campaign.status is LifeCycle.ARCHIVED:
        raise WrongStatusError(campaign.status, "rolled back")
    earlier = await find_version(context.store_id, campaign_id, version)
    if earlier is None or earlier.is_test:
        raise CampaignNotFoundError(campaign_id, version)
    problems = await publishing_problems(context, campaign.type, earlier.definition)
    if problems:
        raise InvalidInputError(*problems)
    restored = await _made_live(context, campaign, earlier.definition, restores=version)
    return await edit.in_force("rollBackCampaign", restored)


async def pause_campaign(context: Context, campaign_id: str, revision: int) -> CampaignDocument:
    """Stop showing the campaign until it is resumed or published again.

    Raises:
        CampaignNotFoundError, StaleRevisionError, WrongStatusError: as their names say.
    """
    campaign = await _pause(context, campaign_id, revision)
    await context.catalogs.change_made(context.store_id)
    return campaign


async def _pause(context: Context, campaign_id: str, revision: int) -> CampaignDocument:
    """Store that the campaign is paused; the processes are still to be told."""
    edit = await _edit_of(context, campaign_id, revision)
    if edit.campaign.status is not LifeCycle.LIVE:
        raise WrongStatusError(edit.campaign.status, "paused")
    edit.campaign.status = LifeCycle.PAUSED
    return await edit.stored("pauseCampaign")


@final
@dataclass(frozen=True, slots=True)
class PausedCampaigns:
    """What became of several campaigns that were to be paused."""

    paused: tuple[CampaignDocument, ...]
    not_live: tuple[str, ...]


async def pause_campaigns(context: Context, campaign_ids: Sequence[str]) -> PausedCampaigns:
    """Pause whichever of these campaigns are live, at whatever revision they are.

    Raises:
        InvalidInputError: there are none, too many, or ids that the store doesn't have.
    """
    if not 1 <= len(campaign_ids) <= MOST_AT_ONCE:
        raise InvalidInputError(
            Problem(("ids",), "BATCH_SIZE", f"Give 1 to {MOST_AT_ONCE} ids at once.")
        )
    found = {key: await find_campaign(context.store_id, key) for key in campaign_ids}
    problems = [
        Problem(("ids", index), "UNKNOWN_CAMPAIGN", f"There is no campaign '{key}'.")
        for index, key in enumerate(campaign_ids)
        if found[key] is None
    ]
    if problems:
        raise InvalidInputError(*problems)
    live = [c for c in found.values() if c is not None and c.status is LifeCycle.LIVE]
    try:
        paused = [await _pause(context, str(c.id), c.revision) for c in live]
    finally:  # some may be paused already when somebody else's change comes in between
        await context.catalogs.change_made(context.store_id)
    others = set(found) - {str(campaign.id) for campaign in paused}
    return PausedCampaigns(tuple(paused), tuple(key for key in found if key in others))


async def resume_campaign(context: Context, campaign_id: str, revision: int) -> CampaignDocument:
    """Go on showing the version that was live when the campaign was paused.

    Raises:
        CampaignNotFoundError, StaleRevisionError, WrongStatusError: as their names say.
        InvalidInputError: naming everything that would not work any more.
    """
    edit = await _edit_of(context, campaign_id, revision)
    campaign = edit.campaign
    live = await find_version(context.store_id, campaign_id, campaign.live_version)
    if campaign.status is not LifeCycle.PAUSED or live is None:
        raise WrongStatusError(campaign.status, "resumed")
    problems = await publishing_problems(context, campaign.type, live.definition)
    if problems:
        raise InvalidInputError(*problems)
    campaign.status = LifeCycle.LIVE
    return await edit.in_force("resumeCampaign")


async def archive_campaign(context: Context, campaign_id: str, revision: int) -> CampaignDocument:
    """Retire the campaign for good; its sign-ups and answers stay.

    Raises:
        CampaignNotFoundError, StaleRevisionError: as their names say.
    """
    edit = await _edit_of(context, campaign_id, revision)
    edit.campaign.status = LifeCycle.ARCHIVED
    edit.campaign.test_version = None
    return await edit.in_force("archiveCampaign")


async def unpublished_changes(campaign: CampaignDocument) -> tuple[Change, ...]:
    """Return what publishing the draft would change of the live version, path by path."""
    live = await find_version(campaign.store_id, str(campaign.id), campaign.live_version)
    before = {} if live is None else snapshot_of(live.definition)
    return changes_between(before, snapshot_of(campaign.draft))


async def version_changes(version: CampaignVersionDocument) -> tuple[Change, ...]:
    """Return what a version changed of the published one before it."""
    versions = await find_versions(version.store_id, str(version.campaign_id))
    earlier = [v for v in versions if v.version < version.version and not v.is_test]
    before = snapshot_of(earlier[0].definition) if earlier else {}
    return changes_between(before, snapshot_of(version.definition))


async def create_test_token(
    context: Context, campaign_ids: Sequence[str], valid_hours: int
) -> tuple[str, datetime]:
    """Return a signed token for testers of these campaigns, or of all, and when it expires.

    Raises:
        InvalidInputError: the time can't be used, or the store has no such campaign.
    """
    longest = int(LONGEST_LIFE / timedelta(hours=1))
    problems = [
        Problem(("campaignIds", index), "UNKNOWN_CAMPAIGN", f"There is no campaign '{key}'.")
        for index, key in enumerate(campaign_ids)
        if await find_campaign(context.store_id, key) is None
    ]
    if not 1 <= valid_hours <= longest:
        problems.append(
            Problem(("validHours",), "OUT_OF_RANGE", f"Give a number from 1 to {longest}.")
        )
    if problems:
        raise InvalidInputError(*problems)
    token = TestToken(frozenset(campaign_ids), context.now + timedelta(hours=valid_hours))
    await _log_token(context, token)
    secret = (await context.catalog()).store.signing_secret
    return sign_test_token(token, secret), token.expires_at


async def _log_token(context: Context, token: TestToken) -> None:
    after = {"campaignIds": sorted(token.campaign_ids), "expiresAt": token.expires_at.isoformat()}
    action = Action("createTestToken", AuditTarget.TEST_TOKEN, context.store_id, after=after)

    async def nothing_else(_: object) -> None:
        return

    await audited(entry_of(context, action), nothing_else)


async def _existing(context: Context, campaign_id: str) -> CampaignDocument:
    campaign = await find_campaign(context.store_id, campaign_id)
    if campaign is None:
        raise CampaignNotFoundError(campaign_id)
    return campaign


@final
@dataclass(frozen=True, slots=True)
class _Edit:
    """A campaign being changed, and what it was before."""

    context: Context
    campaign: CampaignDocument
    before: dict[str, Any]

    async def stored(
        self, action: str, version: CampaignVersionDocument | None = None
    ) -> CampaignDocument:
        """Store the next revision, with a version that it makes; the processes are still to be told."""
        context, campaign = self.context, self.campaign
        campaign.revision += 1
        campaign.updated_at = context.now
        try:
            await replace_campaign(campaign, self._entry(action), version)
        except StaleRevisionError as error:
            current = await _existing(context, str(campaign.id))
            raise await stale_revision(current, error.given) from None
        if version is not None and version.definition.has_limits():
            await count_again(context.store_id, str(campaign.id))
        return campaign

    async def in_force(
        self, action: str, version: CampaignVersionDocument | None = None
    ) -> CampaignDocument:
        """Do as `stored` does, and tell every process."""
        campaign = await self.stored(action, version)
        await self.context.catalogs.change_made(self.context.store_id)
        return campaign

    def _entry(self, action: str) -> AuditEntryDocument:
        after = snapshot_of(self.campaign)
        done = Action(action, AuditTarget.CAMPAIGN, str(self.campaign.id), self.before, after)
        return entry_of(self.context, done)


async def _edit_of(context: Context, campaign_id: str, revision: int) -> _Edit:
    campaign = await _existing(context, campaign_id)
    if campaign.revision != revision:
        raise await stale_revision(campaign, revision)
    return _Edit(context, campaign, snapshot_of(campaign))


async def _refuse_what_would_not_work(context: Context, campaign: CampaignDocument) -> None:
    problems = await publishing_problems(context, campaign.type, campaign.draft)
    if problems:
        raise InvalidInputError(*problems)


async def _made_live(
    context: Context,
    campaign: CampaignDocument,
    definition: CampaignDefinition,
    restores: int | None = None,
) -> CampaignVersionDocument:
    version = await _next(context, campaign, definition, restores=restores)
    campaign.live_version = version.version
    campaign.status = LifeCycle.LIVE
    campaign.published_at = context.now
    return version


async def _test_version(context: Context, campaign: CampaignDocument) -> CampaignVersionDocument:
    version = await _next(context, campaign, campaign.draft, is_test=True)
    campaign.test_version = version.version
    return version


async def _next(
    context: Context, campaign: CampaignDocument, definition: CampaignDefinition, **more: Any
) -> CampaignVersionDocument:
    version = next_version(
        campaign,
        definition,
        before=await find_version(context.store_id, str(campaign.id), campaign.live_version),
        published_at=context.now,
        published_by=context.actor.user or context.actor.key,
        **more,
    )
    campaign.latest_version = version.version
    return version


def _checked_name(name: str) -> str:
    if 1 <= len(name.strip()) <= 200:  # noqa: PLR2004, what fits a list in an admin UI
        return name.strip()
    raise InvalidInputError(Problem(("name",), "BAD_NAME", "Give a name of 1 to 200 characters."))
