"""Building the live catalog: what a store has published is read, parsed and compiled.

Versions never change, and segments only together with their revision, so each is read and parsed once
per process; the next catalog reads what is new. All of it is done in slices, since requests are
answered from the catalog before it meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar, final

from documents.campaigns import (
    CampaignVersionDocument,
    VersionStamp,
    find_raw_versions,
    find_shown_versions,
)
from documents.connection import RawDocument, time_limit
from documents.segments import SegmentStamp, find_raw_segments, live_segment_stamps
from documents.stores import StoreDocument
from documents.thresholds import newest_thresholds
from resolvers.live_campaigns import CampaignRules, campaign_of, campaign_rules
from resolvers.live_catalog import LiveCatalog, VersionKey
from resolvers.renditions import Renditions
from resolvers.slicing import in_slices
from resolvers.used_up import used_up_by_campaign
from targeting.campaigns import LiveCampaign, UsedUp
from targeting.explanation import SegmentRules
from targeting.predicates import SegmentCatalog
from targeting.ranked_campaigns import RankedCampaigns
from targeting.rule_graph import find_cycle
from targeting.rule_parsing import parse_rule
from targeting.rules import EVERYONE, Rule, segments_of
from targeting.smart_segments import smart_segment_name, smart_segment_rules
from targeting.steps import Steps
from targeting.thresholds import NO_THRESHOLDS, StoreThresholds
from targeting.values import InvalidInputError

_LOG = logging.getLogger(__name__)
_READ_AT_ONCE: Final = 50
_READ_SECONDS: Final = 2.0
"""No page waits for it but the first of a store, so a busy database gets more time than for a page view."""

_REST_SECONDS: Final = 0.002
"""Between slices, where visitors are shown the catalog before: all processes build at the same time."""

_T = TypeVar("_T")


@final
@dataclass(frozen=True, slots=True)
class _Segment:
    """A live segment and the keys of those it refers to; `rule` is `None` where what is stored can't be used."""

    key: str
    name: str
    rule: Rule | None
    refers_to: frozenset[str] = frozenset()


@final
@dataclass(frozen=True, slots=True)
class _Version:
    """A published version with what is made of it once; `rules` is `None` where they can't be used."""

    stamp: VersionStamp
    campaign_id: str
    document: CampaignVersionDocument
    rules: CampaignRules | None
    renditions: Renditions

    @property
    def key(self) -> VersionKey:
        return self.campaign_id, self.document.version

    def audiences(self) -> dict[str, Rule]:
        """Return its rules, each by a name that no other version's has."""
        if self.rules is None:
            return {}
        name = f"{self.campaign_id}.{self.document.version}"
        return {f"{name}.audience": self.rules.audience, f"{name}.page": self.rules.page}


@final
@dataclass(frozen=True, slots=True)
class _Shown:
    """The usable versions that visitors are shown, and testers; what is used up by campaign id."""

    live: Sequence[_Version]
    tests: Sequence[_Version]
    used_up: Mapping[str, UsedUp]

    def all(self) -> list[_Version]:
        return [*self.live, *self.tests]


@final
@dataclass(frozen=True, slots=True)
class _Compiled:
    """What was compiled for one catalog and the next goes on from; the campaigns by their versions' stamps."""

    segments: SegmentCatalog
    rules: Mapping[str, Rule]
    campaigns: Mapping[VersionStamp, LiveCampaign]


@final
class CatalogBuilder:
    """Builds the catalogs of one store, one at a time, and remembers what it has read for the next.

    What was read is kept when a later read fails, so that a slow database is got through in several tries.
    """

    def __init__(self) -> None:
        self._segments: dict[SegmentStamp, _Segment] = {}
        self._versions: dict[VersionStamp, _Version] = {}
        self._compiled: _Compiled | None = None

    async def build(self, store: StoreDocument) -> LiveCatalog:
        """Read what is live in the store and isn't known yet, and compile all of it.

        Raises:
            DatabaseUnavailableError: MongoDB doesn't answer.
        """
        figures = await _read(newest_thresholds(store.id))
        thresholds = figures.to_thresholds(store.settings()) if figures else NO_THRESHOLDS
        segments = await self._live_segments(store.id)
        stamps = await _read(find_shown_versions(store.id))
        known = await self._known_versions(store.id, [*stamps.live, *stamps.tests])
        live, tests = _usable(stamps.live, known), _usable(stamps.tests, known)
        used_up = await _read(
            used_up_by_campaign(
                store.id, {one.campaign_id: one.document.definition for one in live}
            )
        )
        self._segments, self._versions = segments, known
        segment_rules = _segment_rules(store, thresholds, segments.values())
        shown = _Shown(live, tests, used_up)
        before = self._compiled
        rest_seconds = _REST_SECONDS if before is not None else 0.0
        compiled = await in_slices(
            _compiled(segment_rules, shown, before), rest_seconds=rest_seconds
        )
        self._compiled = compiled
        return await in_slices(
            _catalog(store, thresholds, segment_rules, shown, compiled), rest_seconds=rest_seconds
        )

    async def _live_segments(self, store_id: str) -> dict[SegmentStamp, _Segment]:
        stamps = await _read(live_segment_stamps(store_id))
        fresh = [key for key, revision in stamps if (key, revision) not in self._segments]
        for keys in _in_batches(fresh):
            raws = await _read(find_raw_segments(store_id, keys))
            self._segments |= await in_slices(_parsed_segments(raws))
        known = self._segments
        return {stamp: known[stamp] for stamp in stamps if stamp in known}

    async def _known_versions(
        self, store_id: str, stamps: Sequence[VersionStamp]
    ) -> dict[VersionStamp, _Version]:
        fresh = [stamp for stamp in stamps if stamp not in self._versions]
        for batch in _in_batches(fresh):
            raws = await _read(find_raw_versions(store_id, batch))
            self._versions |= await in_slices(_parsed_versions(raws))
        known = self._versions
        if any(stamp not in known for stamp in stamps):
            # Shares that moved between the two readings give a version another stamp; it is shown all the same.
            newest = {one.key: one for one in known.values()}
            moved = [stamp for stamp in stamps if stamp not in known and stamp[:2] in newest]
            known = known | {stamp: newest[stamp[:2]] for stamp in moved}
        return {stamp: known[stamp] for stamp in stamps if stamp in known}


async def _read(reading: Awaitable[_T]) -> _T:
    async with time_limit(_READ_SECONDS):
        found = await reading
    await asyncio.sleep(0)  # others have their turn before something is made of it
    return found


def _in_batches(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), _READ_AT_ONCE):
        yield items[start : start + _READ_AT_ONCE]


def _parsed_segments(
    raws: Collection[RawDocument],
) -> Steps[dict[SegmentStamp, _Segment]]:
    """Parse stored rules; one that doesn't parse is left out, loudly, rather than taking all down."""
    parsed = {}
    for raw in raws:
        key, stored = raw["key"], raw["live_rule"]
        try:
            rule = None if stored is None else parse_rule(stored)
        except InvalidInputError as error:
            _LOG.error("The rule of segment %s can't be used and is left out: %s", key, error)
            rule = None
        refers_to = frozenset[str]() if rule is None else segments_of(rule)
        parsed[key, raw["revision"]] = _Segment(key, raw["name"], rule, refers_to)
        yield
    return parsed


def _parsed_versions(
    raws: Collection[RawDocument],
) -> Steps[dict[VersionStamp, _Version]]:
    """Parse stored versions; one whose rules can't be used is left out, loudly, as segments are."""
    parsed = {}
    for raw in raws:
        document = CampaignVersionDocument.model_validate(raw)
        definition, campaign_id = document.definition, str(document.campaign_id)
        try:
            rules = campaign_rules(definition)
        except InvalidInputError as error:
            _LOG.error("Campaign %s can't be used and is left out: %s", campaign_id, error)
            rules = None
        renditions = Renditions(definition, campaign_id, document.version)
        stamp = VersionStamp(campaign_id, document.version, document.shares_moved_at)
        parsed[stamp] = _Version(stamp, campaign_id, document, rules, renditions)
        yield
    return parsed


def _usable(
    stamps: Sequence[VersionStamp], known: Mapping[VersionStamp, _Version]
) -> list[_Version]:
    found = [known[stamp] for stamp in stamps if stamp in known]
    return [version for version in found if version.rules is not None]


def _segment_rules(
    store: StoreDocument, thresholds: StoreThresholds, segments: Iterable[_Segment]
) -> SegmentRules:
    smart = smart_segment_rules(store.settings(), has_discounts=thresholds.has_discounts)
    rules = {segment.value: rule for segment, rule in smart.items()}
    names = {segment.value: smart_segment_name(segment) for segment in smart}
    for segment in _without_circles(segments):
        if segment.rule is not None:
            rules[segment.key] = segment.rule
            names[segment.key] = segment.name
    return SegmentRules(rules, names)


def _without_circles(segments: Iterable[_Segment]) -> Collection[_Segment]:
    """Leave out, loudly, what publishing refuses: segments that lead back to themselves."""
    left = {segment.key: segment for segment in segments}
    while circle := find_cycle({key: segment.refers_to for key, segment in left.items()}):
        _LOG.error("The segments %s lead back to themselves and are left out", " → ".join(circle))
        left = {key: segment for key, segment in left.items() if key not in circle}
    return left.values()


def _compiled(
    segment_rules: SegmentRules, shown: _Shown, before: _Compiled | None
) -> Steps[_Compiled]:
    """Compile what is shown, on what was compiled before where the segments are the same."""
    audiences: dict[str, Rule] = {}
    for version in shown.all():
        audiences |= version.audiences()
        yield
    rules = segment_rules.rules
    known: Mapping[VersionStamp, LiveCampaign] = {}
    if before is None or before.rules != rules or before.segments.is_mostly_left_over:
        segments = yield from SegmentCatalog.in_steps(rules, audiences)
    else:
        segments = yield from before.segments.with_audiences(audiences)
        known = before.campaigns
    campaigns = {}
    for version in shown.all():
        campaigns[version.stamp] = known.get(version.stamp) or _campaign(version, segments)
        yield
    return _Compiled(segments, rules, campaigns)


def _campaign(version: _Version, segments: SegmentCatalog) -> LiveCampaign:
    document = version.document
    audience, page = version.audiences()
    has_page = version.rules is not None and version.rules.page != EVERYONE
    campaign = campaign_of(
        document.definition,
        campaign_id=version.campaign_id,
        version=document.version,
        allocation=document.to_allocation(),
        audience=segments.audience(audience),
        page=segments.audience(page) if has_page else None,
    )
    return replace(campaign, audience_tests=segments.audience_tests(audience))


def _catalog(
    store: StoreDocument,
    thresholds: StoreThresholds,
    segment_rules: SegmentRules,
    shown: _Shown,
    compiled: _Compiled,
) -> Steps[LiveCatalog]:
    live, tests = [], []
    for version in shown.live:
        campaign, reason = compiled.campaigns[version.stamp], shown.used_up.get(version.campaign_id)
        live.append(campaign if reason is None else replace(campaign, used_up=reason))
    for version in shown.tests:
        tests.append(replace(compiled.campaigns[version.stamp], is_test=True))
        yield
    ranked = yield from RankedCampaigns.in_steps(live)
    definitions = {one.key: one.document.definition for one in shown.all()}
    yield
    return LiveCatalog(
        store=store,
        version=store.catalog_version,
        segments=compiled.segments,
        campaigns=ranked,
        tests=tuple(tests),
        definitions=definitions,
        renditions={one.key: one.renditions for one in shown.all()},
        thresholds=thresholds,
        segment_rules=segment_rules,
    )
