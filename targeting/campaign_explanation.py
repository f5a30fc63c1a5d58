"""Why a campaign is shown to a visitor or isn't, gate by gate, in words and in codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, final

from targeting.campaigns import (
    GATES,
    NO_HOLDOUT,
    Circumstances,
    GateCode,
    Holdout,
    LiveCampaign,
    UsedUp,
    is_outside_store_limits,
)
from targeting.decisions import is_in_control_group, variant_for
from targeting.explanation import ExplainedRule
from targeting.frequency import CampaignHistory, Frequency, FrequencyLimit, StoreLimit


@final
@dataclass(frozen=True, slots=True)
class ExplainedGate:
    """One thing that a campaign must pass to be shown.

    Attributes:
        seen: what was found, as JSON; `None` where nothing is known.
        wanted: what would pass, as JSON; `None` where everything does.
    """

    code: GateCode
    passed: bool
    words: str
    seen: Any = None
    wanted: Any = None


@final
@dataclass(frozen=True, slots=True)
class ExplainedCampaign:
    """Whether a campaign is shown to a visitor at a moment, and why.

    Attributes:
        gates: all of them, also those after one that failed.
        audience: the campaign's rule, node by node.
        page: what it asks of the page and the visit, node by node; `None` where it asks nothing.
        variant: which one the visitor gets whenever it gets the campaign.
    """

    gates: tuple[ExplainedGate, ...]
    audience: ExplainedRule
    page: ExplainedRule | None
    variant: str

    @property
    def first_failed(self) -> ExplainedGate | None:
        """The first gate that wasn't passed, `None` when the campaign is shown."""
        return next((gate for gate in self.gates if not gate.passed), None)

    @property
    def is_control(self) -> bool:
        """The campaign is offered, but only to be compared with: nothing is shown."""
        failed = {gate.code for gate in self.gates if not gate.passed}
        return bool(failed) and failed <= {GateCode.HOLDOUT, GateCode.CONTROL_GROUP}


@final
@dataclass(frozen=True, slots=True)
class Standing:
    """Where a campaign stands apart from the visitor.

    Attributes:
        status: its place in the life of a campaign, such as LIVE.
        rival: the name of the campaign of the same exclusion group that comes first for this visitor.
        filled_by: of a default, the name of the campaign that fills its placement for this visitor.
    """

    status: str
    rival: str | None = None
    holdout: Holdout = NO_HOLDOUT
    filled_by: str | None = None


@final
@dataclass(frozen=True, slots=True)
class ExplainedRules:
    """The campaign's rules, node by node: whom it is for, and on which pages if that is set."""

    audience: ExplainedRule
    page: ExplainedRule | None = None


def explain_campaign(
    campaign: LiveCampaign, at: Circumstances, standing: Standing, rules: ExplainedRules
) -> ExplainedCampaign:
    """Return every gate with its outcome. `rules` are the campaign's, explained."""
    own = [
        _EXPLAINED[code](campaign, at, rules, passed=passes(campaign, at)) for code, passes in GATES
    ]
    visitor_id = at.evaluation.visitor.visitor_id
    gates = (
        _status(standing),
        *own,
        _exclusion_group(campaign, standing),
        _placement(campaign, standing),
        _holdout(campaign, standing.holdout, visitor_id),
        _control_group(campaign, visitor_id),
    )
    variant = variant_for(campaign, visitor_id, at.history)
    return ExplainedCampaign(gates, rules.audience, rules.page, variant)


def filler_of(
    campaign: LiveCampaign,
    ranked: Iterable[LiveCampaign],
    is_shown: Callable[[LiveCampaign], bool],
) -> LiveCampaign | None:
    """Return the campaign that fills the placement of a default one; `None` for any other.

    `is_shown` says whether the visitor is offered a campaign, and not only as a control.
    """
    if not campaign.is_default:
        return None
    for other in ranked:
        if other.campaign_id == campaign.campaign_id:
            return None
        if other.placement == campaign.placement and is_shown(other):
            return other
    return None


def rival_of(
    campaign: LiveCampaign,
    ranked: Iterable[LiveCampaign],
    is_offered: Callable[[LiveCampaign], bool],
) -> LiveCampaign | None:
    """Return the campaign of the same exclusion group that the visitor is offered in its place.

    `ranked` are the live campaigns, best first.
    """
    if campaign.exclusion_group is None:
        return None
    for other in ranked:
        if other.campaign_id == campaign.campaign_id:
            return None
        if other.exclusion_group == campaign.exclusion_group and is_offered(other):
            return other
    return None


def _status(standing: Standing) -> ExplainedGate:
    passed = standing.status == "LIVE"
    words = "The campaign is live." if passed else _NOT_LIVE[standing.status]
    return ExplainedGate(GateCode.STATUS, passed, words, standing.status, "LIVE")


_NOT_LIVE: Final = {
    "DRAFT": "The campaign is a draft; it is shown to nobody before it is published.",
    "TEST": "The campaign is under test; it is shown to testers only.",
    "PAUSED": "The campaign is paused; it is shown to nobody until it is resumed or published again.",
    "ARCHIVED": "The campaign is archived; it is never shown again.",
}


def _wanted(
    campaign: LiveCampaign, at: Circumstances, _: ExplainedRules, *, passed: bool
) -> ExplainedGate:
    types = sorted(kind.value for kind in at.wanted.types)
    placements = sorted(at.wanted.placements)
    wanted = {
        "types": types or None,
        "placements": placements or None,
        "campaignIds": sorted(at.wanted.campaign_ids) or None,
    }
    words = "The storefront asks for campaigns like this."
    if not passed:
        words = "The storefront asks for other campaigns, by type, placement or id."
    seen = {"type": campaign.type.value, "placement": campaign.placement}
    return ExplainedGate(GateCode.WANTED, passed, words, seen, wanted)


def _page_type(
    campaign: LiveCampaign, at: Circumstances, _: ExplainedRules, *, passed: bool
) -> ExplainedGate:
    seen = at.evaluation.context.get("PAGE_TYPE")
    wanted = sorted(campaign.page_types)
    words = _one_of("page", "pages", seen, wanted)
    return ExplainedGate(GateCode.PAGE_TYPE, passed, words, seen, wanted or None)


def _device(
    campaign: LiveCampaign, at: Circumstances, _: ExplainedRules, *, passed: bool
) -> ExplainedGate:
    seen = at.evaluation.context.get("DEVICE")
    wanted = sorted(campaign.devices)
    words = _one_of("device", "devices", seen, wanted)
    return ExplainedGate(GateCode.DEVICE, passed, words, seen, wanted or None)


def _one_of(one: str, several: str, seen: str | None, wanted: list[str]) -> str:
    if not wanted:
        return f"It is shown on every {one}."
    found = f"this one is {seen}" if seen else f"the request doesn't say what {one} it is"
    return f"It is shown on {several} of these kinds: {', '.join(wanted)}; {found}."


def _schedule(
    campaign: LiveCampaign, at: Circumstances, _: ExplainedRules, *, passed: bool
) -> ExplainedGate:
    zone, schedule = at.evaluation.time_zone, campaign.schedule

    def local(moment: datetime) -> str:
        try:
            return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
        except OverflowError:  # beyond the zone's calendar, at one of the ends of that of UTC
            return f"{moment:%Y-%m-%d %H:%M} UTC"

    since = "" if schedule.starts_at is None else f" from {local(schedule.starts_at)}"
    until = "" if schedule.ends_at is None else f" until {local(schedule.ends_at)}"
    runs = f"It runs{since}{until}" if since or until else "It runs without an end"
    within = " within its recurring windows" if schedule.windows else ""
    words = f"{runs}{within}; in the store's time zone it is {local(at.evaluation.now)}."
    wanted = {
        "startsAt": schedule.starts_at and schedule.starts_at.isoformat(),
        "endsAt": schedule.ends_at and schedule.ends_at.isoformat(),
        "windows": len(schedule.windows),
    }
    return ExplainedGate(GateCode.SCHEDULE, passed, words, at.evaluation.now.isoformat(), wanted)


def _frequency(
    campaign: LiveCampaign, at: Circumstances, _: ExplainedRules, *, passed: bool
) -> ExplainedGate:
    frequency, history = campaign.frequency, at.history
    limit = frequency.reached(history, at.evaluation.now, at.evaluation.session_id)
    words = "No limit is reached" if limit is None else _LIMITS[limit](frequency, history)
    seen = {
        "impressions": history.impressions,
        "clicks": history.clicks,
        "closes": history.closes,
        "conversions": history.conversions,
        "lastImpressionAt": history.last_impression_at and history.last_impression_at.isoformat(),
        "reached": limit and limit.value,
    }
    wanted = {
        "maximumImpressions": frequency.maximum_impressions,
        "minimumGapSeconds": frequency.minimum_gap_seconds,
        "stopAfterClick": frequency.stop_after_click,
        "stopAfterClose": frequency.stop_after_close,
        "stopAfterConversion": frequency.stop_after_conversion,
        "maximumPerSession": frequency.maximum_per_session,
        "perTime": [[limit.maximum, limit.seconds] for limit in frequency.per_time],
        "clickCoolDownSeconds": frequency.click_cool_down_seconds,
        "closeCoolDownSeconds": frequency.close_cool_down_seconds,
        "conversionCoolDownSeconds": frequency.conversion_cool_down_seconds,
        "visibleSeconds": frequency.visible_seconds,
    }
    so_far = f"impressions so far: {history.impressions:,}"
    return ExplainedGate(GateCode.FREQUENCY, passed, f"{words}; {so_far}.", seen, wanted)


_LIMITS: Final[dict[FrequencyLimit, Callable[[Frequency, CampaignHistory], str]]] = {
    FrequencyLimit.MAXIMUM_IMPRESSIONS: lambda frequency, _: (
        f"The most impressions for one visitor are {frequency.maximum_impressions:,}"
    ),
    FrequencyLimit.MINIMUM_GAP: lambda frequency, history: (
        f"It was last shown {history.last_impression_at:%Y-%m-%d %H:%M} UTC, and must wait "
        f"{frequency.minimum_gap_seconds:,} seconds"
    ),
    FrequencyLimit.MAXIMUM_PER_SESSION: lambda frequency, _: (
        f"The most impressions within one visit are {frequency.maximum_per_session:,}"
    ),
    FrequencyLimit.MAXIMUM_PER_TIME: lambda _, __: (
        "It has been shown as often as it may be within the time that is set"
    ),
    FrequencyLimit.VISIBLE_PERIOD: lambda frequency, history: (
        f"It was first shown {history.first_impression_at:%Y-%m-%d %H:%M} UTC, and is visible for "
        f"{frequency.visible_seconds:,} seconds from then on"
    ),
    FrequencyLimit.COOL_DOWN: lambda _, __: (
        "It is shown again when some time has passed since the visitor last did something with it"
    ),
    FrequencyLimit.CLICKED: lambda _, __: "It isn't shown again after a click",
    FrequencyLimit.CLOSED: lambda _, __: "It isn't shown again after being closed",
    FrequencyLimit.CONVERTED: lambda _, __: "It isn't shown again after a conversion",
}


def _budget(
    campaign: LiveCampaign, _: Circumstances, __: ExplainedRules, *, passed: bool
) -> ExplainedGate:
    words = "It has used up nothing that is limited."
    if campaign.used_up is not None:
        words = f"It has no more {_USED_UP[campaign.used_up]}; it is shown to nobody any longer."
    seen = campaign.used_up and campaign.used_up.value
    return ExplainedGate(GateCode.BUDGET, passed, words, seen)


_USED_UP: Final = {
    UsedUp.IMPRESSIONS: "impressions in its budget",
    UsedUp.CONVERSIONS: "conversions to reach",
    UsedUp.COUPONS: "coupons to give",
}


def _store_limits(
    campaign: LiveCampaign, at: Circumstances, _: ExplainedRules, *, passed: bool
) -> ExplainedGate:
    limit = at.store_limit
    words = "The store's limits on all campaigns aren't reached."
    if limit is not None:
        words = _STORE_LIMITS[limit]
        if is_outside_store_limits(campaign):
            words += " It is left out of that."
    return ExplainedGate(GateCode.STORE_LIMITS, passed, words, limit and limit.value)


_STORE_LIMITS: Final = {
    StoreLimit.MINIMUM_GAP: "The visitor was shown a campaign only a moment ago.",
    StoreLimit.DAILY_MAXIMUM: "The visitor has been shown as many campaigns today as the store allows.",
}


def _page(
    _: LiveCampaign, __: Circumstances, rules: ExplainedRules, *, passed: bool
) -> ExplainedGate:
    if rules.page is None:
        return ExplainedGate(GateCode.PAGE, passed, "It asks nothing of the page or the visit.")
    what = "The page and the visit are such as it asks for" if passed else "It is for other pages"
    return ExplainedGate(GateCode.PAGE, passed, f"{what}. {rules.page.words}")


def _audience(
    _: LiveCampaign, __: Circumstances, rules: ExplainedRules, *, passed: bool
) -> ExplainedGate:
    who = "The visitor is one of those whom it is for" if passed else "It is for other visitors"
    return ExplainedGate(GateCode.AUDIENCE, passed, f"{who}. {rules.audience.words}")


_EXPLAINED: Final[dict[GateCode, Callable[..., ExplainedGate]]] = {
    GateCode.WANTED: _wanted,
    GateCode.PAGE_TYPE: _page_type,
    GateCode.DEVICE: _device,
    GateCode.SCHEDULE: _schedule,
    GateCode.BUDGET: _budget,
    GateCode.FREQUENCY: _frequency,
    GateCode.STORE_LIMITS: _store_limits,
    GateCode.PAGE: _page,
    GateCode.AUDIENCE: _audience,
}


def _exclusion_group(campaign: LiveCampaign, standing: Standing) -> ExplainedGate:
    group, rival = campaign.exclusion_group, standing.rival
    if group is None:
        words = "It is in no exclusion group."
    elif rival is None:
        words = f"No other campaign of the group '{group}' comes before it."
    else:
        words = f"Of the group '{group}' the visitor gets '{rival}', which comes first."
    return ExplainedGate(GateCode.EXCLUSION_GROUP, rival is None, words, rival, group)


def _placement(campaign: LiveCampaign, standing: Standing) -> ExplainedGate:
    filled_by = standing.filled_by if campaign.is_default else None
    words = "It takes its place beside others."
    if campaign.is_default:
        words = f"No other campaign fills the placement '{campaign.placement}'."
    if filled_by is not None:
        words = f"The placement '{campaign.placement}' is filled by '{filled_by}'."
    return ExplainedGate(
        GateCode.PLACEMENT, filled_by is None, words, filled_by, campaign.placement
    )


def _holdout(campaign: LiveCampaign, holdout: Holdout, visitor_id: str) -> ExplainedGate:
    if campaign.is_default:
        words = "A default is part of the page, and held back from nobody."
        return ExplainedGate(GateCode.HOLDOUT, True, words, False, holdout.share)
    held_out = holdout.includes(visitor_id)
    share = f"{holdout.share:.4g}"
    words = "The store holds out nobody."
    if holdout.share > 0:
        isn_t = "is" if held_out else "isn't"
        words = f"The visitor {isn_t} in the share of {share} who are shown no campaign at all."
    return ExplainedGate(GateCode.HOLDOUT, not held_out, words, held_out, holdout.share)


def _control_group(campaign: LiveCampaign, visitor_id: str) -> ExplainedGate:
    is_control = not campaign.is_default and is_in_control_group(campaign, visitor_id)
    words = "The campaign has no control group."
    if campaign.control_share > 0:
        isn_t = "is" if is_control else "isn't"
        words = (
            f"The visitor {isn_t} in the share of {campaign.control_share:.4g} who aren't shown it, "
            "to compare with."
        )
    return ExplainedGate(
        GateCode.CONTROL_GROUP, not is_control, words, is_control, campaign.control_share
    )
