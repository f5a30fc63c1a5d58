"""Which campaigns a visitor may be shown, decided from the live campaigns alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final, final

from targeting.bucketing import choose_index, is_in_share
from targeting.code_generation import Predicate
from targeting.evaluation import Evaluation


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
class FrequencyLimit(Enum):
    """What can forbid one more impression of a campaign to one visitor."""

    MAXIMUM_IMPRESSIONS = "MAXIMUM_IMPRESSIONS"
    MINIMUM_GAP = "MINIMUM_GAP"
    CLICKED = "CLICKED"
    CLOSED = "CLOSED"
    CONVERTED = "CONVERTED"


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
        return self.reached(history, now) is None

    def reached(self, history: CampaignHistory, now: datetime) -> FrequencyLimit | None:
        """Return the limit that forbids one more impression, `None` when none does."""
        if self.maximum_impressions is not None and history.impressions >= self.maximum_impressions:
            return FrequencyLimit.MAXIMUM_IMPRESSIONS
        if self.stop_after_click and history.clicks:
            return FrequencyLimit.CLICKED
        if self.stop_after_close and history.closes:
            return FrequencyLimit.CLOSED
        if self.stop_after_conversion and history.conversions:
            return FrequencyLimit.CONVERTED
        return None if self._gap_is_over(history, now) else FrequencyLimit.MINIMUM_GAP

    def _gap_is_over(self, history: CampaignHistory, now: datetime) -> bool:
        if self.minimum_gap_seconds is None or history.last_impression_at is None:
            return True
        return now - history.last_impression_at >= timedelta(seconds=self.minimum_gap_seconds)


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
    not shown where the request doesn't say what it is. Of the campaigns of one `exclusion_group` a
    visitor is offered the first that it is eligible for.
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
    exclusion_group: str | None = None
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
class Holdout:
    """The visitors of a store who are shown nothing at all, to measure what campaigns bring."""

    salt: str = ""
    share: float = 0.0

    def includes(self, visitor_id: str) -> bool:
        """Say whether the visitor is held out; the same for ever, and for every larger share."""
        return self.share > 0 and is_in_share(f"{self.salt}.holdout", visitor_id, self.share)


NO_HOLDOUT: Final = Holdout()


@final
class GateCode(Enum):
    """What a campaign must pass to be shown, in the order in which it is looked at."""

    STATUS = "STATUS"
    WANTED = "WANTED"
    PAGE_TYPE = "PAGE_TYPE"
    DEVICE = "DEVICE"
    SCHEDULE = "SCHEDULE"
    FREQUENCY = "FREQUENCY"
    AUDIENCE = "AUDIENCE"
    EXCLUSION_GROUP = "EXCLUSION_GROUP"
    HOLDOUT = "HOLDOUT"
    CONTROL_GROUP = "CONTROL_GROUP"


@final
@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a campaign is looked at with, beside itself."""

    evaluation: Evaluation
    wanted: Wanted = Wanted()
    history: CampaignHistory = NO_HISTORY


def _is_wanted(campaign: LiveCampaign, at: Circumstances) -> bool:
    wanted = at.wanted
    if wanted.types and campaign.type not in wanted.types:
        return False
    return not wanted.placements or campaign.placement in wanted.placements


def _fits_page(campaign: LiveCampaign, at: Circumstances) -> bool:
    allowed = campaign.page_types
    return not allowed or at.evaluation.context.get("PAGE_TYPE") in allowed


def _fits_device(campaign: LiveCampaign, at: Circumstances) -> bool:
    allowed = campaign.devices
    return not allowed or at.evaluation.context.get("DEVICE") in allowed


GATES: Final[tuple[tuple[GateCode, Callable[[LiveCampaign, Circumstances], bool]], ...]] = (
    (GateCode.WANTED, _is_wanted),
    (GateCode.PAGE_TYPE, _fits_page),
    (GateCode.DEVICE, _fits_device),
    (GateCode.SCHEDULE, lambda campaign, at: campaign.schedule.is_open(at.evaluation.now)),
    (
        GateCode.FREQUENCY,
        lambda campaign, at: campaign.frequency.allows(at.history, at.evaluation.now),
    ),
    (GateCode.AUDIENCE, lambda campaign, at: campaign.audience(at.evaluation)),
)
"""The gates that a campaign passes by itself, the cheapest first; explanations use the same tests."""


def is_eligible(campaign: LiveCampaign, circumstances: Circumstances) -> bool:
    """Say whether the visitor may be offered the campaign now, other campaigns aside."""
    for _, passes in GATES:  # noqa: SIM110, all() would build a generator on the hot path
        if not passes(campaign, circumstances):
            return False
    return True


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
    holdout: Holdout = NO_HOLDOUT,
) -> list[Decision]:
    """Return up to `first` decisions, in the order of `ranked`; at most one of an exclusion group."""
    decisions: list[Decision] = []
    taken: set[str] = set()
    for campaign in ranked:
        if len(decisions) >= first:
            break
        if campaign.exclusion_group in taken:
            continue
        history = histories.get(campaign.campaign_id, NO_HISTORY)
        if not is_eligible(campaign, Circumstances(evaluation, wanted, history)):
            continue
        decisions.append(decision_on(campaign, evaluation.visitor.visitor_id, holdout))
        if campaign.exclusion_group is not None:
            taken.add(campaign.exclusion_group)
    return decisions


def decision_on(campaign: LiveCampaign, visitor_id: str, holdout: Holdout = NO_HOLDOUT) -> Decision:
    """Return the variant that the visitor gets of a campaign, and whether it is only a control."""
    salt = campaign.campaign_id
    index = choose_index(f"{salt}.variant", visitor_id, campaign.variant_weights) or 0
    is_control = holdout.includes(visitor_id) or is_in_control_group(campaign, visitor_id)
    return Decision(campaign, variant=campaign.variant_keys[index], is_control=is_control)


def is_in_control_group(campaign: LiveCampaign, visitor_id: str) -> bool:
    """Say whether the visitor is one of those who are never shown this campaign, to compare with."""
    return is_in_share(f"{campaign.campaign_id}.control", visitor_id, campaign.control_share)
