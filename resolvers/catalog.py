"""The live catalog: a store's published segments, campaigns and figures, compiled once.

Built per process and store and swapped whole. A process that changes something drops its own copy
at once; the others hear of it through a change stream, or by polling while that is away. When
MongoDB doesn't answer, the last catalog stays in force.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, final

from documents.campaign_content import CampaignDefinition, Content
from documents.campaigns import CampaignVersionDocument, find_live_versions
from documents.connection import DatabaseUnavailableError
from documents.segments import LifeCycle, find_segments
from documents.stores import StoreDocument, catalog_versions, existing_store, watch_changed_stores
from documents.thresholds import newest_thresholds
from targeting.behaviour import Feature
from targeting.campaigns import CampaignType, Frequency, Holdout, LiveCampaign, Schedule, by_rank
from targeting.code_generation import Predicate
from targeting.evaluation import NO_REQUEST, Evaluation, RequestFacts, VisitorFacts
from targeting.explanation import SegmentRules
from targeting.localisation import choose_locale
from targeting.predicates import SegmentCatalog
from targeting.rule_graph import find_cycle
from targeting.rule_parsing import parse_rule
from targeting.rules import Rule
from targeting.smart_segments import SmartSegment, smart_segment_rules
from targeting.thresholds import NO_THRESHOLDS, StoreThresholds
from targeting.values import InvalidInputError

_LOG = logging.getLogger(__name__)
_RETRY_SECONDS: Final = 1.0


@final
@dataclass(frozen=True, slots=True)
class Rendition:
    """One campaign version in one variant and language: it never changes."""

    campaign_id: str
    version: int
    placement: str | None
    definition: CampaignDefinition
    variant: str
    locale: str
    content: Content


@final
@dataclass(frozen=True, slots=True)
class LiveCatalog:
    """Everything that deciding needs beside the visitor.

    Attributes:
        version: the store's `catalog_version` that this was built from, or a later one's content.
        segment_rules: the rules of the live segments, for explaining.
        audience_rules: the audiences of the live campaigns, by campaign id.
    """

    store: StoreDocument
    version: int
    segments: SegmentCatalog
    campaigns: tuple[LiveCampaign, ...]
    definitions: Mapping[str, CampaignDefinition]
    thresholds: StoreThresholds
    segment_rules: SegmentRules
    audience_rules: Mapping[str, Rule]

    @property
    def features(self) -> Mapping[str, Feature]:
        """The behaviour features that live rules read, by key."""
        return self.segments.features

    @property
    def segment_names(self) -> Mapping[str, str]:
        """What people call the live segments, by key."""
        return self.segment_rules.names

    @property
    def holdout(self) -> Holdout:
        """The visitors of the store who are shown nothing."""
        return Holdout(self.store.id, self.store.holdout_share)

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
        """Return the content of a live campaign for a visitor's variant and language."""
        definition = self.definitions[campaign.campaign_id]
        return rendition_of(
            definition,
            campaign_id=campaign.campaign_id,
            version=campaign.version,
            variant=variant,
            locale=locale,
            default_locale=self.store.default_locale,
        )


def rendition_of(
    definition: CampaignDefinition,
    *,
    campaign_id: str,
    version: int,
    variant: str,
    locale: str | None,
    default_locale: str,
) -> Rendition:
    """Return a definition's content in one variant and the best language for `locale`."""
    chosen = next((v for v in definition.variants if v.key == variant), definition.variants[0])
    by_locale = {translation.locale: translation.content for translation in chosen.translations}
    # Publishing refuses a variant without the default language, so there is always a last resort.
    best = choose_locale(locale, default_locale, by_locale) or next(iter(by_locale))
    return Rendition(
        campaign_id, version, definition.placement, definition, chosen.key, best, by_locale[best]
    )


async def build_catalog(store: StoreDocument) -> LiveCatalog:
    """Read and compile what is live in the store."""
    figures = await newest_thresholds(store.id)
    thresholds = figures.to_thresholds(store.settings()) if figures else NO_THRESHOLDS
    rules, names = await _segment_rules(store, thresholds)
    versions: list[CampaignVersionDocument] = []
    audiences: dict[str, Rule] = {}
    for version in await find_live_versions(store.id):
        campaign_id = str(version.campaign_id)
        audience = _stored_rule(version.definition.audience, f"campaign {campaign_id}")
        if audience is not None:
            versions.append(version)
            audiences[campaign_id] = audience
    segments = SegmentCatalog(rules, audiences)
    return LiveCatalog(
        store=store,
        version=store.catalog_version,
        segments=segments,
        campaigns=by_rank(_live_campaign(version, segments) for version in versions),
        definitions={str(version.campaign_id): version.definition for version in versions},
        thresholds=thresholds,
        segment_rules=SegmentRules(rules, names),
        audience_rules=audiences,
    )


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


def _live_campaign(version: CampaignVersionDocument, segments: SegmentCatalog) -> LiveCampaign:
    campaign_id = str(version.campaign_id)
    return campaign_of(
        version.definition,
        campaign_id=campaign_id,
        version=version.version,
        campaign_type=version.type,
        audience=segments.audience(campaign_id),
    )


def campaign_of(
    definition: CampaignDefinition,
    *,
    campaign_id: str,
    version: int,
    campaign_type: CampaignType,
    audience: Predicate,
) -> LiveCampaign:
    """Return a definition in the form in which it is decided on."""
    return LiveCampaign(
        campaign_id=campaign_id,
        version=version,
        type=campaign_type,
        audience=audience,
        priority=definition.priority,
        placement=definition.placement,
        page_types=frozenset(page.value for page in definition.page_types),
        devices=frozenset(device.value for device in definition.devices),
        schedule=Schedule(definition.starts_at, definition.ends_at),
        frequency=Frequency(**definition.frequency.model_dump()),
        exclusion_group=definition.exclusion_group,
        variant_keys=tuple(variant.key for variant in definition.variants),
        variant_weights=tuple(variant.weight for variant in definition.variants),
        control_share=definition.control_share,
    )


@final
class CatalogRegistry:
    """The live catalogs of this process, one per store."""

    def __init__(self) -> None:
        self._catalogs: dict[str, LiveCatalog] = {}
        self._stale: set[str] = set()
        self._locks: dict[str, asyncio.Lock] = {}

    async def get(self, store_id: str) -> LiveCatalog:
        """Return the store's catalog, rebuilt if something changed since.

        Raises:
            DatabaseUnavailableError: MongoDB doesn't answer and there is no earlier catalog.
        """
        catalog = self._catalogs.get(store_id)
        if catalog is not None and store_id not in self._stale:
            return catalog
        async with self._locks.setdefault(store_id, asyncio.Lock()):
            return await self._rebuilt(store_id)

    def invalidate(self, store_id: str) -> None:
        """Have the store's catalog rebuilt when it is next asked for."""
        self._stale.add(store_id)

    async def keep_current(self) -> None:
        """Follow changes made by other processes, until cancelled."""
        while True:
            try:
                async for store_id in watch_changed_stores():
                    if store_id is None:  # the stream is open: what came before it is asked for
                        await self._poll()
                    else:
                        self.invalidate(store_id)
            except Exception as error:  # noqa: BLE001, whatever ends the stream, it is opened again
                _LOG.info("Watching for changes was interrupted: %s", type(error).__name__)
            await asyncio.sleep(_RETRY_SECONDS)

    async def _poll(self) -> None:
        for store_id, version in (await catalog_versions()).items():
            known = self._catalogs.get(store_id)
            if known is not None and known.version != version:
                self.invalidate(store_id)

    async def _rebuilt(self, store_id: str) -> LiveCatalog:
        before = self._catalogs.get(store_id)
        if before is not None and store_id not in self._stale:
            return before  # another request has just rebuilt it
        self._stale.discard(store_id)
        try:
            self._catalogs[store_id] = await build_catalog(await existing_store(store_id))
        except Exception as error:
            self._stale.add(store_id)
            if before is None or not isinstance(error, DatabaseUnavailableError):
                raise
            return before
        return self._catalogs[store_id]
