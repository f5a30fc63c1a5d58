"""Which campaigns a visitor may be shown, decided from the live campaigns alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import final

from targeting.bucketing import choose_index, is_in_share
from targeting.evaluation import Evaluation
from targeting.predicates import Predicate
from targeting.subjects import ContextFact


@final
class CampaignType(Enum):
    """What a campaign puts before the visitor."""

    POPUP_BANNER = "POPUP_BANNER"
    EMAIL_COLLECTION = "EMAIL_COLLECTION"
    FORM_SURVEY = "FORM_SURVEY"
    NOTIFICATION_BAR = "NOTIFICATION_BAR"
    HERO_BANNER = "HERO_BANNER"


@final
class PageType(Enum):
    """The kinds of page a shop has."""

    HOME = "HOME"
    CATEGORY = "CATEGORY"
    PRODUCT = "PRODUCT"
    SEARCH = "SEARCH"
    BASKET = "BASKET"
    CHECKOUT = "CHECKOUT"
    PURCHASE_SUCCESS = "PURCHASE_SUCCESS"
    ACCOUNT = "ACCOUNT"
    NOT_FOUND = "NOT_FOUND"
    OTHER = "OTHER"


@final
class Device(Enum):
    """What the visitor holds."""

    DESKTOP = "DESKTOP"
    MOBILE = "MOBILE"
    TABLET = "TABLET"
    ANDROID_APP = "ANDROID_APP"
    IOS_APP = "IOS_APP"


@final
@dataclass(frozen=True, slots=True)
class Schedule:
    """When a campaign runs: from `starts_at` (included) to `ends_at` (excluded), each optional."""

    starts_at: datetime | None = None
    ends_at: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        """Say whether `now` lies within the schedule."""
        if self.starts_at is not None and now < self.starts_at:
            return False
        return self.ends_at is None or now < self.ends_at


@final
@dataclass(frozen=True, slots=True)
class Frequency:
    """How often one visitor may be shown a campaign.

    Attributes:
        maximum_impressions: in total, `None` for no limit.
        minimum_gap_seconds: between two impressions.
        stop_after_click, stop_after_close, stop_after_conversion: never show it again after one.
    """

    maximum_impressions: int | None = None
    minimum_gap_seconds: int | None = None
    stop_after_click: bool = False
    stop_after_close: bool = False
    stop_after_conversion: bool = True

    def allows(self, history: CampaignHistory, now: datetime) -> bool:
        """Say whether one more impression is allowed after `history`."""
        if self.maximum_impressions is not None and history.impressions >= self.maximum_impressions:
            return False
        if self.stop_after_click and history.clicks:
            return False
        if self.stop_after_close and history.closes:
            return False
        if self.stop_after_conversion and history.conversions:
            return False
        return self._gap_is_over(history.last_impression_at, now)

    def _gap_is_over(self, last_impression_at: datetime | None, now: datetime) -> bool:
        if self.minimum_gap_seconds is None or last_impression_at is None:
            return True
        return now - last_impression_at >= timedelta(seconds=self.minimum_gap_seconds)


@final
@dataclass(frozen=True, slots=True)
class CampaignHistory:
    """What one visitor has done with one campaign so far."""

    impressions: int = 0
    clicks: int = 0
    closes: int = 0
    conversions: int = 0
    last_impression_at: datetime | None = None


NO_HISTORY = CampaignHistory()


@final
@dataclass(frozen=True, slots=True)
class LiveCampaign:
    """A published campaign version, ready to be decided on.

    Empty `page_types` and `devices` mean every page and every device; a campaign that names some is
    not shown where the request doesn't say what it is.
    """

    campaign_id: str
    version: int
    type: CampaignType
    audience: Predicate
    priority: int = 0
    placement: str | None = None
    page_types: frozenset[str] = frozenset()
    devices: frozenset[str] = frozenset()
    schedule: Schedule = Schedule()
    frequency: Frequency = Frequency()
    variant_keys: tuple[str, ...] = ("A",)
    variant_weights: tuple[int, ...] = (1,)
    control_share: float = 0.0


@final
@dataclass(frozen=True, slots=True)
class Wanted:
    """What the storefront asks for; empty sets mean everything."""

    types: frozenset[CampaignType] = frozenset()
    placements: frozenset[str] = frozenset()


@final
@dataclass(frozen=True, slots=True)
class Decision:
    """One eligible campaign and the variant the visitor gets; a control visitor is shown nothing."""

    campaign: LiveCampaign
    variant: str
    is_control: bool


def by_rank(campaigns: Iterable[LiveCampaign]) -> tuple[LiveCampaign, ...]:
    """Return the campaigns best first: higher priority, then by id, so that the order is stable."""
    return tuple(sorted(campaigns, key=lambda c: (-c.priority, c.campaign_id)))


def decide(
    ranked: Iterable[LiveCampaign],
    evaluation: Evaluation,
    *,
    wanted: Wanted,
    histories: Mapping[str, CampaignHistory],
    first: int,
) -> list[Decision]:
    """Return up to `first` decisions, in the order of `ranked`."""
    decisions: list[Decision] = []
    for campaign in ranked:
        if len(decisions) >= first:
            break
        history = histories.get(campaign.campaign_id, NO_HISTORY)
        if is_eligible(campaign, evaluation, wanted=wanted, history=history):
            decisions.append(_decision(campaign, evaluation.visitor.visitor_id))
    return decisions


def is_eligible(
    campaign: LiveCampaign, evaluation: Evaluation, *, wanted: Wanted, history: CampaignHistory
) -> bool:
    """Say whether the visitor may be shown the campaign now; the cheapest tests come first."""
    return (
        _is_wanted(campaign, wanted)
        and _names(campaign.page_types, evaluation.context.get(ContextFact.PAGE_TYPE))
        and _names(campaign.devices, evaluation.context.get(ContextFact.DEVICE))
        and campaign.schedule.is_open(evaluation.now)
        and campaign.frequency.allows(history, evaluation.now)
        and campaign.audience(evaluation)
    )


def _is_wanted(campaign: LiveCampaign, wanted: Wanted) -> bool:
    if wanted.types and campaign.type not in wanted.types:
        return False
    return not wanted.placements or campaign.placement in wanted.placements


def _names(allowed: frozenset[str], actual: object) -> bool:
    return not allowed or actual in allowed


def _decision(campaign: LiveCampaign, visitor_id: str) -> Decision:
    salt = campaign.campaign_id
    index = choose_index(f"{salt}.variant", visitor_id, campaign.variant_weights) or 0
    return Decision(
        campaign,
        variant=campaign.variant_keys[index],
        is_control=is_in_share(f"{salt}.control", visitor_id, campaign.control_share),
    )
