"""Campaigns that are live, and the gates that each passes by itself to be shown to a visitor."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final, final

from targeting.allocation import Allocation, initial_allocation
from targeting.bucketing import is_in_share
from targeting.code_generation import Predicate
from targeting.evaluation import Evaluation
from targeting.frequency import (
    NO_HISTORY,
    NO_STORE_LIMITS,
    CampaignHistory,
    Frequency,
    StoreLimit,
    StoreLimits,
)
from targeting.rule_index import NecessaryTests
from targeting.schedules import Schedule


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


ONE_VARIANT: Final = initial_allocation({"A": 1})
"""Everybody gets the only variant there is."""

ALWAYS: Final = Schedule()
NO_LIMIT: Final = Frequency()


@final
class UsedUp(Enum):
    """What a campaign has no more of, so that nobody is shown it any longer."""

    IMPRESSIONS = "IMPRESSIONS"
    CONVERSIONS = "CONVERSIONS"
    COUPONS = "COUPONS"


@final
@dataclass(frozen=True, slots=True)
class LiveCampaign:
    """A published campaign version, ready to be decided on.

    Empty `page_types` and `devices` mean every page and every device; a campaign that names some is
    not shown where the request doesn't say what it is. Of the campaigns of one `exclusion_group` a
    visitor is offered the first that it is eligible for.

    Attributes:
        audience_tests: of which one holds for everybody in the audience, `None` where none is known.
        page: what the page and the visit must be like beside that, `None` where anything will do.
        allocation: which buckets get which variant.
        keeps_first_variant: a visitor stays with the variant it was shown first, however the
            allocation moves: so it is where shares move by themselves.
        is_default: it only fills its placement when no other campaign does. It is part of the page, so
            that neither holdout nor control group nor the store's limits hold it back.
        is_test: it is shown to testers only, who are held back by no limit and are in no control group.
        ignores_store_limits: it is neither held back by the store's limits nor counted in them.
        used_up: what there is no more of.
    """

    campaign_id: str
    version: int
    type: CampaignType
    audience: Predicate
    audience_tests: NecessaryTests = None
    page: Predicate | None = None
    priority: int = 0
    placement: str | None = None
    page_types: frozenset[str] = frozenset()
    devices: frozenset[str] = frozenset()
    schedule: Schedule = ALWAYS
    frequency: Frequency = NO_LIMIT
    exclusion_group: str | None = None
    allocation: Allocation = ONE_VARIANT
    keeps_first_variant: bool = False
    control_share: float = 0.0
    is_default: bool = False
    is_test: bool = False
    ignores_store_limits: bool = False
    used_up: UsedUp | None = None


@final
@dataclass(frozen=True, slots=True)
class Wanted:
    """What the storefront asks for; empty sets mean everything.

    Attributes:
        per_placement: at most so many campaigns for each placement, `None` for no limit.
    """

    types: frozenset[CampaignType] = frozenset()
    placements: frozenset[str] = frozenset()
    campaign_ids: frozenset[str] = frozenset()
    per_placement: int | None = None


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
@dataclass(frozen=True, slots=True)
class StorePolicy:
    """What holds for all campaigns of a store."""

    holdout: Holdout = NO_HOLDOUT
    limits: StoreLimits = NO_STORE_LIMITS


NO_POLICY: Final = StorePolicy()


@final
@dataclass(frozen=True, slots=True)
class Visit:
    """A visitor who asks for campaigns.

    Attributes:
        histories: what it has done with campaigns so far, by campaign id.
        displays: when it was shown any campaign that counts in the store's limits, oldest first.
    """

    evaluation: Evaluation
    histories: Mapping[str, CampaignHistory] = field(default_factory=dict)
    displays: Sequence[datetime] = ()

    def history_with(self, campaign: LiveCampaign) -> CampaignHistory:
        """Return what the visitor has done with a campaign, as far as it counts for being shown it."""
        if campaign.is_test:
            return NO_HISTORY
        return self.histories.get(campaign.campaign_id, NO_HISTORY)


@final
class GateCode(Enum):
    """What a campaign must pass to be shown, in the order in which it is looked at."""

    STATUS = "STATUS"
    WANTED = "WANTED"
    PAGE_TYPE = "PAGE_TYPE"
    DEVICE = "DEVICE"
    SCHEDULE = "SCHEDULE"
    BUDGET = "BUDGET"
    FREQUENCY = "FREQUENCY"
    STORE_LIMITS = "STORE_LIMITS"
    PAGE = "PAGE"
    AUDIENCE = "AUDIENCE"
    EXCLUSION_GROUP = "EXCLUSION_GROUP"
    PLACEMENT = "PLACEMENT"
    HOLDOUT = "HOLDOUT"
    CONTROL_GROUP = "CONTROL_GROUP"


@final
@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a campaign is looked at with, beside itself.

    Attributes:
        store_limit: the limit of the store that the visitor has reached, over all campaigns.
    """

    evaluation: Evaluation
    wanted: Wanted = Wanted()
    history: CampaignHistory = NO_HISTORY
    store_limit: StoreLimit | None = None


def circumstances_of(
    campaign: LiveCampaign,
    visit: Visit,
    wanted: Wanted = Wanted(),
    policy: StorePolicy = NO_POLICY,
) -> Circumstances:
    """Return what a campaign is looked at with when this visitor asks."""
    return Circumstances(
        visit.evaluation, wanted, visit.history_with(campaign), store_limit_reached(visit, policy)
    )


def store_limit_reached(visit: Visit, policy: StorePolicy) -> StoreLimit | None:
    """Return the limit of the store that the visitor has reached, over all campaigns."""
    evaluation = visit.evaluation
    return policy.limits.reached(visit.displays, evaluation.now, evaluation.time_zone)


def _is_wanted(campaign: LiveCampaign, at: Circumstances) -> bool:
    wanted = at.wanted
    if wanted.types and campaign.type not in wanted.types:
        return False
    if wanted.campaign_ids and campaign.campaign_id not in wanted.campaign_ids:
        return False
    return not wanted.placements or campaign.placement in wanted.placements


def _fits_page_type(campaign: LiveCampaign, at: Circumstances) -> bool:
    allowed = campaign.page_types
    return not allowed or at.evaluation.context.get("PAGE_TYPE") in allowed


def _fits_device(campaign: LiveCampaign, at: Circumstances) -> bool:
    allowed = campaign.devices
    return not allowed or at.evaluation.context.get("DEVICE") in allowed


def _is_open(campaign: LiveCampaign, at: Circumstances) -> bool:
    return campaign.schedule.is_open(at.evaluation.now, at.evaluation.time_zone)


def _is_not_too_often(campaign: LiveCampaign, at: Circumstances) -> bool:
    evaluation = at.evaluation
    return campaign.frequency.allows(at.history, evaluation.now, evaluation.session_id)


def is_outside_store_limits(campaign: LiveCampaign) -> bool:
    """Say whether the store's limits on all campaigns leave this one alone."""
    return campaign.ignores_store_limits or campaign.is_default or campaign.is_test


def _is_within_store_limits(campaign: LiveCampaign, at: Circumstances) -> bool:
    return at.store_limit is None or is_outside_store_limits(campaign)


def _fits_page(campaign: LiveCampaign, at: Circumstances) -> bool:
    return campaign.page is None or campaign.page(at.evaluation)


GATES: Final[tuple[tuple[GateCode, Callable[[LiveCampaign, Circumstances], bool]], ...]] = (
    (GateCode.WANTED, _is_wanted),
    (GateCode.PAGE_TYPE, _fits_page_type),
    (GateCode.DEVICE, _fits_device),
    (GateCode.SCHEDULE, _is_open),
    (GateCode.BUDGET, lambda campaign, _: campaign.used_up is None),
    (GateCode.FREQUENCY, _is_not_too_often),
    (GateCode.STORE_LIMITS, _is_within_store_limits),
    (GateCode.PAGE, _fits_page),
    (GateCode.AUDIENCE, lambda campaign, at: campaign.audience(at.evaluation)),
)
"""The gates that a campaign passes by itself, the cheapest first; explanations use the same tests."""


def is_eligible(campaign: LiveCampaign, circumstances: Circumstances) -> bool:
    """Say whether the visitor may be offered the campaign now, other campaigns aside."""
    return first_closed_gate(campaign, circumstances) is None


def first_closed_gate(campaign: LiveCampaign, circumstances: Circumstances) -> GateCode | None:
    """Return the first gate that the campaign doesn't pass, other campaigns aside."""
    return first_closed_gate_of(campaign, circumstances, None)


def first_closed_gate_of(
    campaign: LiveCampaign, circumstances: Circumstances, codes: frozenset[GateCode] | None
) -> GateCode | None:
    """Return the first of these gates that the campaign doesn't pass; of all when `codes` is `None`."""
    for code, passes in GATES:
        if (codes is None or code in codes) and not passes(campaign, circumstances):
            return code
    return None
