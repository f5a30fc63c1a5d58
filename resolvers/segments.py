"""Rule-based segments, as marketers work on them, and the ten smart ones as they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, final

from documents.campaigns import find_live_versions
from documents.segments import (
    LifeCycle,
    SegmentDocument,
    StaleRevisionError,
    find_segment,
    find_segments,
    insert_segment,
    replace_segment,
)
from resolvers.audit import Action, AuditTarget, entry_of, snapshot_of, stale_revision
from resolvers.context import Context
from resolvers.event_log import expired_problems
from resolvers.live_campaigns import campaign_rules
from targeting.rule_graph import refuse_cycles
from targeting.rule_parsing import parse_rule
from targeting.rule_writing import rule_to_json
from targeting.rules import Rule, segments_of
from targeting.smart_segments import SmartSegment, smart_segment_name, smart_segment_rules
from targeting.values import InvalidInputError, Problem

_KEY: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_SMART_KEYS: Final = frozenset(segment.value for segment in SmartSegment)


@final
class SegmentNotFoundError(Exception):
    """The store has no segment of this key."""

    def __init__(self, key: str) -> None:
        super().__init__(f"There is no segment '{key}' in this store.")


@final
class WrongStatusError(Exception):
    """What was asked can't be done in this status."""

    def __init__(self, status: LifeCycle, wanted: str) -> None:
        self.status = status
        super().__init__(f"It is {status.value} and can't be {wanted}.")


@final
@dataclass(frozen=True, slots=True)
class SegmentUses:
    """What is live and refers to a segment: keys of other segments, and ids of campaigns."""

    segments: tuple[str, ...]
    campaigns: tuple[str, ...]


@final
@dataclass(frozen=True, slots=True)
class SmartSegmentView:
    """One smart segment as it is evaluated in this store at present."""

    segment: SmartSegment
    name: str
    rule: dict[str, Any]


async def create_segment(
    context: Context, *, key: str, name: str, description: str, rule: object
) -> SegmentDocument:
    """Make a segment as a draft.

    Raises:
        InvalidInputError: naming every part of the key, the name or the rule that can't be used.
        KeyTakenError: the store has a segment of this key.
    """
    problems: list[Problem] = []
    if not _KEY.fullmatch(key) or key in _SMART_KEYS:
        problems.append(
            Problem(
                ("key",),
                "BAD_KEY",
                "Give small letters, digits and -, at most 64, and not the key of a smart segment.",
            )
        )
    problems += _name_problems(name)
    parsed = await _checked_rule(context, key, rule, problems)
    segment = SegmentDocument(
        store_id=context.store_id,
        key=key,
        name=name.strip(),
        description=description,
        draft_rule=rule_to_json(parsed),
        created_at=context.now,
        updated_at=context.now,
    )
    action = Action("createSegment", AuditTarget.SEGMENT, key, after=snapshot_of(segment))
    await insert_segment(segment, entry_of(context, action))
    return segment


async def update_segment(
    context: Context,
    *,
    key: str,
    revision: int,
    name: str | None,
    description: str | None,
    rule: object | None,
) -> SegmentDocument:
    """Change a segment's draft; what is live stays until it is published.

    Raises:
        SegmentNotFoundError, StaleRevisionError, WrongStatusError: as their names say.
        InvalidInputError: naming every part that can't be used.
    """
    segment = await _segment_at(context, key, revision)
    before = snapshot_of(segment)
    if segment.status is LifeCycle.ARCHIVED:
        raise WrongStatusError(segment.status, "changed")
    problems = _name_problems(name) if name is not None else []
    if rule is not None:
        segment.draft_rule = rule_to_json(await _checked_rule(context, key, rule, problems))
    elif problems:
        raise InvalidInputError(*problems)
    segment.name = name.strip() if name is not None else segment.name
    segment.description = segment.description if description is None else description
    return await _stored(context, segment, "updateSegment", before)


async def publish_segment(context: Context, key: str, revision: int) -> SegmentDocument:
    """Make the draft the rule that visitors are evaluated by, from now on.

    Raises:
        SegmentNotFoundError, StaleRevisionError, WrongStatusError: as their names say.
        InvalidInputError: the rule names a segment that isn't there, leads back to itself, or asks about
            events that are gone.
    """
    segment = await _segment_at(context, key, revision)
    before = snapshot_of(segment)
    if segment.status is LifeCycle.ARCHIVED:
        raise WrongStatusError(segment.status, "published")
    rule = await _checked_rule(context, key, segment.draft_rule, [])
    if problems := await expired_problems(context, rule, ("rule",)):
        raise InvalidInputError(*problems)
    live = {
        other.key: parse_rule(other.live_rule)
        for other in await find_segments(context.store_id)
        if other.status is LifeCycle.LIVE and other.live_rule is not None
    }
    refuse_cycles({**live, key: rule})
    segment.live_rule = segment.draft_rule
    segment.status = LifeCycle.LIVE
    return await _stored(context, segment, "publishSegment", before)


async def pause_segment(context: Context, key: str, revision: int) -> SegmentDocument:
    """Have nobody be in the segment until it is published again.

    Raises:
        SegmentNotFoundError, StaleRevisionError, WrongStatusError: as their names say.
    """
    segment = await _segment_at(context, key, revision)
    before = snapshot_of(segment)
    if segment.status is not LifeCycle.LIVE:
        raise WrongStatusError(segment.status, "paused")
    segment.status = LifeCycle.PAUSED
    return await _stored(context, segment, "pauseSegment", before)


async def archive_segment(context: Context, key: str, revision: int) -> SegmentDocument:
    """Retire the segment for good.

    Raises:
        SegmentNotFoundError, StaleRevisionError: as their names say.
        InvalidInputError: a live segment refers to it.
    """
    segment = await _segment_at(context, key, revision)
    before = snapshot_of(segment)
    uses = await live_uses_of(context, key)
    users = [f"segment {user}" for user in uses.segments]
    users += [f"campaign {campaign_id}" for campaign_id in uses.campaigns]
    if users:
        raise InvalidInputError(
            Problem(("key",), "IN_USE", f"What is live refers to it: {', '.join(users)}.")
        )
    segment.status = LifeCycle.ARCHIVED
    return await _stored(context, segment, "archiveSegment", before)


async def live_uses_of(context: Context, key: str) -> SegmentUses:
    """Return what is live and refers to a segment, smart or not."""
    segments = tuple(
        segment.key
        for segment in await find_segments(context.store_id)
        if segment.status is LifeCycle.LIVE
        and segment.live_rule is not None
        and key in segments_of(parse_rule(segment.live_rule))
    )
    campaigns = tuple(
        str(version.campaign_id)
        for version in await find_live_versions(context.store_id)
        if key in segments_of(campaign_rules(version.definition).audience)
        or key in version.definition.tier_segments()
    )
    return SegmentUses(segments, campaigns)


async def list_smart_segments(context: Context) -> list[SmartSegmentView]:
    """Return the ten smart segments with the rules that are in force."""
    catalog = await context.catalog()
    rules = smart_segment_rules(
        catalog.store.settings(), has_discounts=catalog.thresholds.has_discounts
    )
    return [
        SmartSegmentView(segment, smart_segment_name(segment), rule_to_json(rule))
        for segment, rule in rules.items()
    ]


async def _segment_at(context: Context, key: str, revision: int) -> SegmentDocument:
    segment = await find_segment(context.store_id, key)
    if segment is None:
        raise SegmentNotFoundError(key)
    if segment.revision != revision:
        raise await stale_revision(segment, revision)
    return segment


async def _stored(
    context: Context, segment: SegmentDocument, action: str, before: dict[str, Any]
) -> SegmentDocument:
    segment.revision += 1
    segment.updated_at = context.now
    done = Action(action, AuditTarget.SEGMENT, segment.key, before, snapshot_of(segment))
    try:
        await replace_segment(segment, entry_of(context, done))
    except StaleRevisionError as error:
        current = await find_segment(context.store_id, segment.key)
        raise (await stale_revision(current, error.given) if current else error) from None
    await context.catalogs.change_made(context.store_id)
    return segment


async def _checked_rule(
    context: Context, key: str, source: object, problems: list[Problem]
) -> Rule:
    """Return the rule, or raise with `problems` and everything that is wrong with it."""
    try:
        rule = parse_rule(source, ("rule",))
    except InvalidInputError as error:
        raise InvalidInputError(*problems, *error.problems) from None
    found = [*problems, *await reference_problems(context, rule, ("rule",))]
    if found:
        raise InvalidInputError(*found)
    drafts = {
        other.key: parse_rule(other.draft_rule) for other in await find_segments(context.store_id)
    }
    refuse_cycles({**drafts, key: rule})
    return rule


async def usable_rule(context: Context, source: Mapping[str, Any]) -> Rule:
    """Return the rule of a JSON form that needn't belong to a segment.

    Raises:
        InvalidInputError: naming everything in it that can't be used.
    """
    rule = parse_rule(source, ("rule",))
    if problems := await reference_problems(context, rule, ("rule",)):
        raise InvalidInputError(*problems)
    return rule


async def reference_problems(
    context: Context, rule: Rule, path: tuple[str | int, ...]
) -> list[Problem]:
    """Return a problem for each segment that `rule` names and the store doesn't have."""
    named = segments_of(rule) - _SMART_KEYS
    if not named:
        return []
    known = {
        segment.key
        for segment in await find_segments(context.store_id)
        if segment.status is not LifeCycle.ARCHIVED
    }
    return [
        Problem(path, "UNKNOWN_SEGMENT", f"There is no segment '{key}', or it is archived.")
        for key in sorted(named - known)
    ]


def _name_problems(name: str) -> list[Problem]:
    if 1 <= len(name.strip()) <= 200:  # noqa: PLR2004, what fits a list in an admin UI
        return []
    return [Problem(("name",), "BAD_NAME", "Give a name of 1 to 200 characters.")]
