"""The live catalog: a store's published segments, campaigns and figures, compiled once.

Built per process and store and swapped whole. A process that changes something drops its own copy
at once; the others hear of it through a change stream, or by polling while that is away. When
MongoDB doesn't answer, the last catalog stays in force.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, TypeAlias, final

from documents.campaign_definition import CampaignDefinition
from documents.campaign_settings import ExperimentMode
from documents.campaign_totals import CampaignTotalsDocument, find_totals
from documents.campaigns import CampaignVersionDocument, find_live_versions, find_test_versions
from documents.connection import DatabaseUnavailableError
from documents.coupons import CodeState, counts_by_state
from documents.segments import LifeCycle, find_segments
from documents.stores import (
    StoreDocument,
    catalog_version_of,
    catalog_versions,
    existing_store,
    watch_changed_stores,
)
from documents.thresholds import newest_thresholds
from resolvers.renditions import Rendition, Renditions
from resolvers.test_tokens import TestToken
from targeting.allocation import Allocation
from targeting.behaviour import Feature
from targeting.campaigns import Holdout, LiveCampaign, StorePolicy, UsedUp, by_rank
from targeting.code_generation import Predicate
from targeting.evaluation import NO_REQUEST, Evaluation, RequestFacts, VisitorFacts
from targeting.explanation import SegmentRules
from targeting.page_conditions import audience_rule, page_rule
from targeting.predicates import SegmentCatalog
from targeting.rule_graph import find_cycle
from targeting.rule_parsing import parse_rule
from targeting.rules import EVERYONE, Rule
from targeting.smart_segments import SmartSegment, smart_segment_rules
from targeting.thresholds import NO_THRESHOLDS, StoreThresholds
from targeting.values import InvalidInputError, Problem

_LOG = logging.getLogger(__name__)
_RETRY_SECONDS: Final = 1.0


VersionKey: TypeAlias = tuple[str, int]
"""A campaign's id and the number of one of its versions."""


@final
@dataclass(frozen=True, slots=True)
class LiveCatalog:
    """Everything that deciding needs beside the visitor.

    Attributes:
        version: the store's `catalog_version` that this was built from, or a later one's content.
        campaigns: the live ones, best first.
        tests: the versions that testers are shown, best first.
        segment_rules: the rules of the live segments, for explaining.
    """

    store: StoreDocument
    version: int
    segments: SegmentCatalog
    campaigns: tuple[LiveCampaign, ...]
    tests: tuple[LiveCampaign, ...]
    definitions: Mapping[VersionKey, CampaignDefinition]
    renditions: Mapping[VersionKey, Renditions]
    thresholds: StoreThresholds
    segment_rules: SegmentRules

    @property
    def features(self) -> Mapping[str, Feature]:
        """The behaviour features that live rules read, by key."""
        return self.segments.features

    @property
    def segment_names(self) -> Mapping[str, str]:
        """What people call the live segments, by key."""
        return self.segment_rules.names

    @property
    def policy(self) -> StorePolicy:
        """What holds for all campaigns of the store."""
        return StorePolicy(
            Holdout(self.store.id, self.store.holdout_share), self.store.display_limits()
        )

    def campaigns_for(self, test: TestToken | None) -> tuple[LiveCampaign, ...]:
        """Return the campaigns that a visitor may be shown, best first; a tester's own come as well.

        A version under test stands in the place of the live one.
        """
        if test is None:
            return self.campaigns
        tested = {c.campaign_id: c for c in self.tests if test.opens(c.campaign_id)}
        others = [c for c in self.campaigns if c.campaign_id not in tested]
        return by_rank([*others, *tested.values()])

    def live_campaign(self, campaign_id: str) -> LiveCampaign | None:
        """Return a campaign that is live, `None` when there is none of this id."""
        return next((c for c in self.campaigns if c.campaign_id == campaign_id), None)

    def evaluation(
        self, visitor: VisitorFacts, now: datetime, request: RequestFacts = NO_REQUEST
    ) -> Evaluation:
        """Return the visitor at a moment, as this store's rules are evaluated."""
        return Evaluation(
            visitor,
            now=now,
            request=request,
            thresholds=self.thresholds,
            time_zone=self.store.zone(),
        )

    def rendition(self, campaign: LiveCampaign, variant: str, locale: str | None) -> Rendition:
        """Return the content of a campaign for a visitor's variant and language."""
        made = self.renditions[campaign.campaign_id, campaign.version]
        return made.best(variant, locale, self.store.default_locale)


async def build_catalog(store: StoreDocument, now: datetime) -> LiveCatalog:
    """Read and compile what is live in the store."""
    figures = await newest_thresholds(store.id)
    thresholds = figures.to_thresholds(store.settings()) if figures else NO_THRESHOLDS
    rules, names = await _segment_rules(store, thresholds)
    live = _usable(await find_live_versions(store.id))
    tests = _usable(await find_test_versions(store.id))
    compiled: dict[str, Rule] = {}
    for found in (*live, *tests):
        compiled[f"{found.name}.audience"] = found.rules.audience
        compiled[f"{found.name}.page"] = found.rules.page
    segments = SegmentCatalog(rules, compiled)
    used_up = await _used_up(store.id, live, now)
    return LiveCatalog(
        store=store,
        version=store.catalog_version,
        segments=segments,
        campaigns=by_rank(
            found.compiled(segments, used_up=used_up.get(found.campaign_id)) for found in live
        ),
        tests=by_rank(found.compiled(segments, is_test=True) for found in tests),
        definitions={found.key: found.version.definition for found in (*live, *tests)},
        renditions={
            found.key: Renditions(found.version.definition, *found.key) for found in (*live, *tests)
        },
        thresholds=thresholds,
        segment_rules=SegmentRules(rules, names),
    )


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


@final
@dataclass(frozen=True, slots=True)
class _Found:
    """A version whose rules can be used."""

    version: CampaignVersionDocument
    rules: CampaignRules

    @property
    def campaign_id(self) -> str:
        return str(self.version.campaign_id)

    @property
    def key(self) -> VersionKey:
        return self.campaign_id, self.version.version

    @property
    def name(self) -> str:
        return f"{self.campaign_id}.{self.version.version}"

    def compiled(
        self, segments: SegmentCatalog, *, is_test: bool = False, used_up: UsedUp | None = None
    ) -> LiveCampaign:
        has_page = self.rules.page != EVERYONE
        campaign = campaign_of(
            self.version.definition,
            campaign_id=self.campaign_id,
            version=self.version.version,
            allocation=self.version.to_allocation(),
            audience=segments.audience(f"{self.name}.audience"),
            page=segments.audience(f"{self.name}.page") if has_page else None,
        )
        return replace(campaign, is_test=is_test, used_up=used_up)


def _usable(versions: list[CampaignVersionDocument]) -> list[_Found]:
    """Leave out, loudly, versions whose rules can't be used, rather than taking all down."""
    found = []
    for version in versions:
        try:
            found.append(_Found(version, campaign_rules(version.definition)))
        except InvalidInputError as error:
            _LOG.error("Campaign %s can't be used and is left out: %s", version.campaign_id, error)
    return found


async def _used_up(store_id: str, live: list[_Found], now: datetime) -> dict[str, UsedUp]:
    """Return what campaigns have no more of, by campaign id."""
    limited = {
        found.campaign_id: found.version.definition
        for found in live
        if found.version.definition.has_limits()
    }
    if not limited:
        return {}
    totals = await find_totals(store_id, limited)
    empty = await _empty_pools(store_id, limited.values(), now)
    used_up = {}
    for campaign_id, definition in limited.items():
        reason = _reason(definition, totals.get(campaign_id), empty)
        if reason is not None:
            used_up[campaign_id] = reason
    return used_up


async def _empty_pools(
    store_id: str, definitions: Iterable[CampaignDefinition], now: datetime
) -> frozenset[str]:
    """Return the pools that have nothing to give, now or later.

    Nobody says so when a reservation runs out, so a pool that holds one isn't empty: claims tell.
    """
    pools = {pool for d in definitions if d.coupon is not None for pool in d.coupon.pools()}
    if not pools:
        return frozenset()
    counts = await counts_by_state(store_id, now)
    left = (CodeState.FREE, CodeState.RESERVED)
    return frozenset(
        pool for pool in pools if not any(counts.get(pool, {}).get(state) for state in left)
    )


def _reason(
    definition: CampaignDefinition, totals: CampaignTotalsDocument | None, empty: frozenset[str]
) -> UsedUp | None:
    shown, converted = (totals.impressions, totals.conversions) if totals else (0, 0)
    if definition.impression_budget is not None and shown >= definition.impression_budget:
        return UsedUp.IMPRESSIONS
    if (
        definition.ends_after_conversions is not None
        and converted >= definition.ends_after_conversions
    ):
        return UsedUp.CONVERSIONS
    if definition.coupon is not None and definition.coupon.has_run_out(empty):
        return UsedUp.COUPONS
    return None


async def _segment_rules(
    store: StoreDocument, thresholds: StoreThresholds
) -> tuple[dict[str, Rule], dict[str, str]]:
    smart = smart_segment_rules(store.settings(), has_discounts=thresholds.has_discounts)
    rules = {segment.value: rule for segment, rule in smart.items()}
    names = {segment.value: smart_segment_name(segment) for segment in smart}
    for document in await find_segments(store.id):
        if document.status is not LifeCycle.LIVE or document.live_rule is None:
            continue
        rule = _stored_rule(document.live_rule, f"segment {document.key}")
        if rule is not None:
            rules[document.key] = rule
            names[document.key] = document.name
    return _without_circles(rules), names


def _without_circles(rules: dict[str, Rule]) -> dict[str, Rule]:
    """Leave out, loudly, what publishing refuses: segments that lead back to themselves."""
    while (circle := find_cycle(rules)) is not None:
        _LOG.error("The segments %s lead back to themselves and are left out", " → ".join(circle))
        rules = {key: rule for key, rule in rules.items() if key not in circle}
    return rules


def smart_segment_name(segment: SmartSegment) -> str:
    """Return the name that marketers read: 'Loyals at Risk'."""
    words = segment.name.split("_")
    return " ".join(word.lower() if word == "AT" else word.capitalize() for word in words)


def _stored_rule(stored: Mapping[str, object], whose: str) -> Rule | None:
    """Parse a stored rule; one that doesn't parse is left out, loudly, rather than taking all down."""
    try:
        return parse_rule(stored)
    except InvalidInputError as error:
        _LOG.error("The rule of %s can't be used and is left out: %s", whose, error)
        return None


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


@final
@dataclass(frozen=True, slots=True)
class _Built:
    """A catalog, and how many changes of the store had been heard of when its building began."""

    catalog: LiveCatalog
    changes: int


@final
class CatalogRegistry:
    """The live catalogs of this process, one per store."""

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._clock = clock
        self._built: dict[str, _Built] = {}
        self._changes: dict[str, int] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def get(self, store_id: str) -> LiveCatalog:
        """Return the store's catalog, rebuilt if something changed since.

        Raises:
            DatabaseUnavailableError: MongoDB doesn't answer and there is no earlier catalog.
        """
        built = self._built.get(store_id)
        if built is not None and built.changes == self._changes.get(store_id, 0):
            return built.catalog
        async with self._locks.setdefault(store_id, asyncio.Lock()):
            return await self._rebuilt(store_id)

    def invalidate(self, store_id: str) -> None:
        """Have whoever next asks for the store's catalog wait for a new one: this process changed it."""
        self._changes[store_id] = self._changes.get(store_id, 0) + 1

    async def keep_current(self) -> None:
        """Follow changes made by other processes, until cancelled."""
        while True:
            try:
                async for store_id in watch_changed_stores():
                    if store_id is None:  # the stream is open: what came before it is asked for
                        await self._poll()
                    else:
                        await self._replace(store_id)
            except Exception as error:  # noqa: BLE001, whatever ends the stream, it is opened again
                _LOG.info("Watching for changes was interrupted: %s", type(error).__name__)
            await asyncio.sleep(_RETRY_SECONDS)

    async def _poll(self) -> None:
        for store_id, version in (await catalog_versions()).items():
            built = self._built.get(store_id)
            if built is not None and built.catalog.version != version:
                await self._replace(store_id)

    async def _replace(self, store_id: str) -> None:
        """Build a store's catalog anew while requests go on with the one there is, then swap them."""
        built = self._built.get(store_id)
        if built is None or built.changes != self._changes.get(store_id, 0):
            return  # whoever asks next has it built anyway
        if await catalog_version_of(store_id) == built.catalog.version:
            return  # it was this process's own change, or one that the catalog has seen
        async with self._locks.setdefault(store_id, asyncio.Lock()):
            changes = self._changes.get(store_id, 0)
            self._built[store_id] = _Built(await self._build(store_id), changes)

    async def _rebuilt(self, store_id: str) -> LiveCatalog:
        before, changes = self._built.get(store_id), self._changes.get(store_id, 0)
        if before is not None and before.changes == changes:
            return before.catalog  # another request has just rebuilt it
        try:
            catalog = await self._build(store_id)
        except DatabaseUnavailableError:
            if before is None:
                raise
            return before.catalog
        self._built[store_id] = _Built(catalog, changes)
        return catalog

    async def _build(self, store_id: str) -> LiveCatalog:
        return await build_catalog(await existing_store(store_id), self._clock())
