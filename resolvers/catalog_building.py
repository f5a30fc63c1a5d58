"""Building the live catalog: what a store has published is read, parsed and compiled.

Versions never change, and segments only together with their revision, so each is read and parsed once
per process; the next catalog reads what is new. All of it is done in slices, since requests are
answered from the catalog before it meanwhile.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar, final

from documents.campaigns import (
    CampaignVersionDocument,
    VersionStamp,
    find_raw_versions,
    live_version_stamps,
    test_version_stamps,
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
from targeting.rules import EVERYONE, Rule
from targeting.smart_segments import smart_segment_name, smart_segment_rules
from targeting.thresholds import NO_THRESHOLDS, StoreThresholds
from targeting.values import InvalidInputError

_LOG = logging.getLogger(__name__)
_READ_AT_ONCE: Final = 50
_READ_SECONDS: Final = 2.0
"""No page waits for it but the first of a store, so a busy database gets more time than for a page view."""

_T = TypeVar("_T")


@final
@dataclass(frozen=True, slots=True)
class _Segment:
    """A live segment; `rule` is `None` where what is stored can't be used."""

    key: str
    name: str
    rule: Rule | None


@final
@dataclass(frozen=True, slots=True)
class _Version:
    """A published version with what is made of it once; `rules` is `None` where they can't be used."""

    document: CampaignVersionDocument
    rules: CampaignRules | None
    renditions: Renditions

    @property
    def campaign_id(self) -> str:
        return str(self.document.campaign_id)

    @property
    def key(self) -> VersionKey:
        return self.campaign_id, self.document.version

    @property
    def name(self) -> str:
        return f"{self.campaign_id}.{self.document.version}"


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
class CatalogBuilder:
    """Builds the catalogs of one store, one at a time, and remembers what it has read for the next.

    What was read is kept when a later read fails, so that a slow database is got through in several tries.
    """

    def __init__(self) -> None:
        self._segments: dict[SegmentStamp, _Segment] = {}
        self._versions: dict[VersionStamp, _Version] = {}

    async def build(self, store: StoreDocument) -> LiveCatalog:
        """Read what is live in the store and isn't known yet, and compile all of it.

        Raises:
            DatabaseUnavailableError: MongoDB doesn't answer.
        """
        figures = await _read(newest_thresholds(store.id))
        thresholds = figures.to_thresholds(store.settings()) if figures else NO_THRESHOLDS
        segments = await self._live_segments(store.id)
        live_stamps = await _read(live_version_stamps(store.id))
        test_stamps = await _read(test_version_stamps(store.id))
        known = await self._known_versions(store.id, [*live_stamps, *test_stamps])
        live, tests = _usable(live_stamps, known), _usable(test_stamps, known)
        used_up = await _read(
            used_up_by_campaign(
                store.id, {one.campaign_id: one.document.definition for one in live}
            )
        )
        self._segments, self._versions = segments, known
        rules = _segment_rules(store, thresholds, segments.values())
        return await in_slices(_catalog(store, thresholds, rules, _Shown(live, tests, used_up)))

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
        fresh = [stamp.id for stamp in stamps if stamp not in self._versions]
        for ids in _in_batches(fresh):
            raws = await _read(find_raw_versions(store_id, ids))
            self._versions |= await in_slices(_parsed_versions(raws))
        known = self._versions
        return {stamp: known[stamp] for stamp in stamps if stamp in known}


async def _read(reading: Awaitable[_T]) -> _T:
    async with time_limit(_READ_SECONDS):
        return await reading


def _in_batches(items: Sequence[_T]) -> Iterator[Sequence[_T]]:
    for start in range(0, len(items), _READ_AT_ONCE):
        yield items[start : start + _READ_AT_ONCE]


def _parsed_segments(
    raws: Collection[RawDocument],
) -> Generator[None, None, dict[SegmentStamp, _Segment]]:
    """Parse stored rules; one that doesn't parse is left out, loudly, rather than taking all down."""
    parsed = {}
    for raw in raws:
        key, stored = raw["key"], raw["live_rule"]
        try:
            rule = None if stored is None else parse_rule(stored)
        except InvalidInputError as error:
            _LOG.error("The rule of segment %s can't be used and is left out: %s", key, error)
            rule = None
        parsed[key, raw["revision"]] = _Segment(key, raw["name"], rule)
        yield
    return parsed


def _parsed_versions(
    raws: Collection[RawDocument],
) -> Generator[None, None, dict[VersionStamp, _Version]]:
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
        stamp = VersionStamp(raw["_id"], raw.get("shares_moved_at"))
        parsed[stamp] = _Version(document, rules, renditions)
        yield
    return parsed


def _usable(
    stamps: Sequence[VersionStamp], known: Mapping[VersionStamp, _Version]
) -> list[_Version]:
    found = [known[stamp] for stamp in stamps if stamp in known]
    return [version for version in found if version.rules is not None]


def _segment_rules(
    store: StoreDocument, thresholds: StoreThresholds, segments: Collection[_Segment]
) -> SegmentRules:
    smart = smart_segment_rules(store.settings(), has_discounts=thresholds.has_discounts)
    rules = {segment.value: rule for segment, rule in smart.items()}
    names = {segment.value: smart_segment_name(segment) for segment in smart}
    for segment in segments:
        if segment.rule is not None:
            rules[segment.key] = segment.rule
            names[segment.key] = segment.name
    return SegmentRules(_without_circles(rules), names)


def _without_circles(rules: dict[str, Rule]) -> dict[str, Rule]:
    """Leave out, loudly, what publishing refuses: segments that lead back to themselves."""
    while (circle := find_cycle(rules)) is not None:
        _LOG.error("The segments %s lead back to themselves and are left out", " → ".join(circle))
        rules = {key: rule for key, rule in rules.items() if key not in circle}
    return rules


def _catalog(
    store: StoreDocument, thresholds: StoreThresholds, segment_rules: SegmentRules, shown: _Shown
) -> Generator[None, None, LiveCatalog]:
    rules: dict[str, Rule] = {}
    for version in shown.all():
        rules |= _named_rules(version)
    segments = yield from SegmentCatalog.in_steps(segment_rules.rules, rules)
    campaigns = []
    for version in shown.live:
        campaign = _compiled(version, segments)
        campaigns.append(replace(campaign, used_up=shown.used_up.get(campaign.campaign_id)))
        yield
    tests = [replace(_compiled(version, segments), is_test=True) for version in shown.tests]
    return LiveCatalog(
        store=store,
        version=store.catalog_version,
        segments=segments,
        campaigns=RankedCampaigns(campaigns),
        tests=tuple(tests),
        definitions={one.key: one.document.definition for one in shown.all()},
        renditions={one.key: one.renditions for one in shown.all()},
        thresholds=thresholds,
        segment_rules=segment_rules,
    )


def _named_rules(version: _Version) -> dict[str, Rule]:
    if version.rules is None:
        return {}
    return {
        f"{version.name}.audience": version.rules.audience,
        f"{version.name}.page": version.rules.page,
    }


def _compiled(version: _Version, segments: SegmentCatalog) -> LiveCampaign:
    document = version.document
    has_page = version.rules is not None and version.rules.page != EVERYONE
    campaign = campaign_of(
        document.definition,
        campaign_id=version.campaign_id,
        version=document.version,
        allocation=document.to_allocation(),
        audience=segments.audience(f"{version.name}.audience"),
        page=segments.audience(f"{version.name}.page") if has_page else None,
    )
    return replace(campaign, audience_tests=segments.audience_tests(f"{version.name}.audience"))
