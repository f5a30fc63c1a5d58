"""What a marketer reads about a campaign that is shown, or isn't: each gate in words and in codes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from targeting.allocation import initial_allocation
from targeting.campaign_explanation import (
    ExplainedCampaign,
    ExplainedGate,
    ExplainedRules,
    Standing,
    explain_campaign,
    filler_of,
    rival_of,
)
from targeting.campaigns import (
    CampaignType,
    Circumstances,
    GateCode,
    Holdout,
    LiveCampaign,
    UsedUp,
    Visit,
    Wanted,
)
from targeting.decisions import decision_on
from targeting.evaluation import Evaluation, RequestFacts, VisitorFacts
from targeting.explanation import ExplainedRule
from targeting.frequency import CampaignHistory, Display, Frequency, StoreLimit, TimeLimit
from targeting.schedules import RecurringWindow, Schedule
from targeting.values import as_utc
from tests.targeting.factories import make_campaign
from tests.targeting.strategies import NOW

FOR_EVERYONE = ExplainedRule((), "all", holds=True, words="Holds for everyone.")
ORDER = [
    GateCode.STATUS,
    GateCode.WANTED,
    GateCode.PAGE_TYPE,
    GateCode.DEVICE,
    GateCode.SCHEDULE,
    GateCode.BUDGET,
    GateCode.FREQUENCY,
    GateCode.STORE_LIMITS,
    GateCode.PAGE,
    GateCode.AUDIENCE,
    GateCode.EXCLUSION_GROUP,
    GateCode.PLACEMENT,
    GateCode.HOLDOUT,
    GateCode.CONTROL_GROUP,
]


def explain(
    campaign: LiveCampaign,
    *,
    page: dict[str, Any] | None = None,
    history: CampaignHistory | None = None,
    wanted: Wanted | None = None,
    standing: Standing | None = None,
    audience: ExplainedRule = FOR_EVERYONE,
    page_rule: ExplainedRule | None = None,
    store_limit: StoreLimit | None = None,
    visitor_id: str = "v1",
) -> ExplainedCampaign:
    evaluation = Evaluation(
        VisitorFacts(visitor_id),
        now=NOW,
        request=RequestFacts(page or {}),
        time_zone=ZoneInfo("Europe/Istanbul"),
    )
    circumstances = Circumstances(
        evaluation, wanted or Wanted(), history or CampaignHistory(), store_limit
    )
    rules = ExplainedRules(audience, page_rule)
    return explain_campaign(campaign, circumstances, standing or Standing("LIVE"), rules)


def gate(explained: ExplainedCampaign, code: GateCode) -> ExplainedGate:
    return next(gate for gate in explained.gates if gate.code is code)


def test_a_campaign_that_is_shown_passes_every_gate_in_order() -> None:
    explained = explain(make_campaign())
    assert [gate.code for gate in explained.gates] == ORDER
    assert all(gate.passed for gate in explained.gates)
    assert explained.first_failed is None
    assert explained.is_control is False
    assert explained.variant == "A"
    assert explained.audience is FOR_EVERYONE
    assert {gate.code: gate.words for gate in explained.gates} == {
        GateCode.STATUS: "The campaign is live.",
        GateCode.WANTED: "The storefront asks for campaigns like this.",
        GateCode.PAGE_TYPE: "It is shown on every page.",
        GateCode.DEVICE: "It is shown on every device.",
        GateCode.SCHEDULE: "It runs without an end; in the store's time zone it is 2026-03-14 15:00.",
        GateCode.BUDGET: "It has used up nothing that is limited.",
        GateCode.FREQUENCY: "No limit is reached; impressions so far: 0.",
        GateCode.STORE_LIMITS: "The store's limits on all campaigns aren't reached.",
        GateCode.PAGE: "It asks nothing of the page or the visit.",
        GateCode.AUDIENCE: "The visitor is one of those whom it is for. Holds for everyone.",
        GateCode.EXCLUSION_GROUP: "It is in no exclusion group.",
        GateCode.PLACEMENT: "It takes its place beside others.",
        GateCode.HOLDOUT: "The store holds out nobody.",
        GateCode.CONTROL_GROUP: "The campaign has no control group.",
    }


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("DRAFT", "The campaign is a draft; it is shown to nobody before it is published."),
        ("TEST", "The campaign is under test; it is shown to testers only."),
        (
            "PAUSED",
            "The campaign is paused; it is shown to nobody until it is resumed or published again.",
        ),
        ("ARCHIVED", "The campaign is archived; it is never shown again."),
    ],
)
def test_a_campaign_that_is_not_live(status: str, words: str) -> None:
    failed = explain(make_campaign(), standing=Standing(status)).first_failed
    assert failed == ExplainedGate(GateCode.STATUS, False, words, status, "LIVE")


def test_what_the_storefront_asks_for() -> None:
    campaign = make_campaign(placement="home")
    wanted = Wanted(frozenset({CampaignType.FORM_SURVEY}), frozenset({"b", "a"}))
    failed = gate(explain(campaign, wanted=wanted), GateCode.WANTED)
    assert failed.passed is False
    assert failed.words == "The storefront asks for other campaigns, by type, placement or id."
    assert failed.seen == {"type": "POPUP_BANNER", "placement": "home"}
    assert failed.wanted == {
        "types": ["FORM_SURVEY"],
        "placements": ["a", "b"],
        "campaignIds": None,
    }
    another = Wanted(campaign_ids=frozenset({"another"}))
    assert not gate(explain(campaign, wanted=another), GateCode.WANTED).passed
    passed = gate(explain(campaign), GateCode.WANTED)
    anything = {"types": None, "placements": None, "campaignIds": None}
    assert (passed.passed, passed.wanted) == (True, anything)


@pytest.mark.parametrize(
    ("code", "field", "name", "one", "several"),
    [
        (GateCode.PAGE_TYPE, "page_types", "PAGE_TYPE", "page", "pages"),
        (GateCode.DEVICE, "devices", "DEVICE", "device", "devices"),
    ],
)
def test_pages_and_devices(code: GateCode, field: str, name: str, one: str, several: str) -> None:
    campaign = make_campaign("c1", **{field: frozenset({"Y", "X"})})
    there = gate(explain(campaign, page={name: "X"}), code)
    elsewhere = gate(explain(campaign, page={name: "Z"}), code)
    unsaid = gate(explain(campaign), code)
    assert (there.passed, there.seen, there.wanted) == (True, "X", ["X", "Y"])
    assert (elsewhere.passed, elsewhere.seen) == (False, "Z")
    assert elsewhere.words == f"It is shown on {several} of these kinds: X, Y; this one is Z."
    assert (unsaid.passed, unsaid.seen) == (False, None)
    assert unsaid.words.endswith(f"; the request doesn't say what {one} it is.")
    anywhere = gate(explain(make_campaign(), page={name: "Z"}), code)
    assert (anywhere.passed, anywhere.wanted) == (True, None)


@pytest.mark.parametrize(
    ("starts_in_hours", "ends_in_hours", "passed", "runs"),
    [
        (1, None, False, "It runs from 2026-03-14 16:00"),
        (-1, None, True, "It runs from 2026-03-14 14:00"),
        (None, 1, True, "It runs until 2026-03-14 16:00"),
        (-2, -1, False, "It runs from 2026-03-14 13:00 until 2026-03-14 14:00"),
    ],
)
def test_the_schedule_in_the_stores_own_time(
    starts_in_hours: int | None,
    ends_in_hours: int | None,
    passed: bool,  # noqa: FBT001
    runs: str,
) -> None:
    starts_at = None if starts_in_hours is None else NOW + timedelta(hours=starts_in_hours)
    ends_at = None if ends_in_hours is None else NOW + timedelta(hours=ends_in_hours)
    found = gate(explain(make_campaign(schedule=Schedule(starts_at, ends_at))), GateCode.SCHEDULE)
    assert found.passed is passed
    assert found.words == f"{runs}; in the store's time zone it is 2026-03-14 15:00."
    assert found.seen == NOW.isoformat()
    assert found.wanted == {
        "startsAt": starts_at and starts_at.isoformat(),
        "endsAt": ends_at and ends_at.isoformat(),
        "windows": 0,
    }


@pytest.mark.parametrize(
    ("frequency", "history", "words", "reached"),
    [
        (
            Frequency(maximum_impressions=1_000),
            CampaignHistory(impressions=1_000),
            "The most impressions for one visitor are 1,000; impressions so far: 1,000.",
            "MAXIMUM_IMPRESSIONS",
        ),
        (
            Frequency(minimum_gap_seconds=3_600),
            CampaignHistory(impressions=1, last_impression_at=NOW - timedelta(minutes=5)),
            "It was last shown 2026-03-14 11:55 UTC, and must wait 3,600 seconds; impressions so far: 1.",
            "MINIMUM_GAP",
        ),
        (
            Frequency(stop_after_click=True),
            CampaignHistory(clicks=1),
            "It isn't shown again after a click; impressions so far: 0.",
            "CLICKED",
        ),
        (
            Frequency(stop_after_close=True),
            CampaignHistory(closes=1),
            "It isn't shown again after being closed; impressions so far: 0.",
            "CLOSED",
        ),
        (
            Frequency(),
            CampaignHistory(conversions=1),
            "It isn't shown again after a conversion; impressions so far: 0.",
            "CONVERTED",
        ),
        (
            Frequency(maximum_per_session=1),
            CampaignHistory(impressions=1, recent=(Display(NOW - timedelta(minutes=5)),)),
            "The most impressions within one visit are 1; impressions so far: 1.",
            "MAXIMUM_PER_SESSION",
        ),
        (
            Frequency(per_time=(TimeLimit(1, 3_600),)),
            CampaignHistory(impressions=1, recent=(Display(NOW - timedelta(minutes=5)),)),
            (
                "It has been shown as often as it may be within the time that is set; "
                "impressions so far: 1."
            ),
            "MAXIMUM_PER_TIME",
        ),
        (
            Frequency(close_cool_down_seconds=3_600),
            CampaignHistory(closes=1, last_close_at=NOW - timedelta(minutes=5)),
            (
                "It is shown again when some time has passed since the visitor last did something with "
                "it; impressions so far: 0."
            ),
            "COOL_DOWN",
        ),
        (
            Frequency(visible_seconds=60),
            CampaignHistory(impressions=1, first_impression_at=NOW - timedelta(minutes=5)),
            (
                "It was first shown 2026-03-14 11:55 UTC, and is visible for 60 seconds from then on; "
                "impressions so far: 1."
            ),
            "VISIBLE_PERIOD",
        ),
    ],
)
def test_frequency(
    frequency: Frequency, history: CampaignHistory, words: str, reached: str
) -> None:
    found = gate(explain(make_campaign(frequency=frequency), history=history), GateCode.FREQUENCY)
    assert (found.passed, found.words) == (False, words)
    last_at = history.last_impression_at
    assert found.seen == {
        "impressions": history.impressions,
        "clicks": history.clicks,
        "closes": history.closes,
        "conversions": history.conversions,
        "lastImpressionAt": last_at and last_at.isoformat(),
        "reached": reached,
    }
    assert found.wanted == {
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


def test_the_audience() -> None:
    audience = ExplainedRule((), "any", holds=False, words="Holds for nobody.")
    campaign = make_campaign(audience=lambda _: False)
    failed = explain(campaign, audience=audience).first_failed
    assert failed is not None
    assert (failed.code, failed.words) == (
        GateCode.AUDIENCE,
        "It is for other visitors. Holds for nobody.",
    )
    assert (failed.seen, failed.wanted) == (None, None)


def test_the_exclusion_group() -> None:
    campaign = make_campaign(exclusion_group="spring")
    first = gate(explain(campaign), GateCode.EXCLUSION_GROUP)
    assert (first.passed, first.seen, first.wanted) == (True, None, "spring")
    assert first.words == "No other campaign of the group 'spring' comes before it."
    second = gate(explain(campaign, standing=Standing("LIVE", "Sale")), GateCode.EXCLUSION_GROUP)
    assert (second.passed, second.seen) == (False, "Sale")
    assert second.words == "Of the group 'spring' the visitor gets 'Sale', which comes first."


def test_holdout_and_control_group_agree_with_the_decision() -> None:
    holdout, campaign = Holdout("shop", 0.3), make_campaign(control_share=0.25)
    standing = Standing("LIVE", holdout=holdout)
    seen = set()
    for number in range(60):
        visitor_id = f"v{number}"
        explained = explain(campaign, standing=standing, visitor_id=visitor_id)
        held_out = gate(explained, GateCode.HOLDOUT)
        control = gate(explained, GateCode.CONTROL_GROUP)
        assert held_out.passed is not holdout.includes(visitor_id)
        assert held_out.seen is holdout.includes(visitor_id)
        assert (held_out.wanted, control.wanted) == (0.3, 0.25)
        decision = decision_on(
            campaign, Visit(Evaluation(VisitorFacts(visitor_id), now=NOW)), holdout
        )
        assert explained.is_control is decision.is_control
        assert explained.variant == decision.variant
        isn_t = "isn't" if held_out.passed else "is"
        assert held_out.words == (
            f"The visitor {isn_t} in the share of 0.3 who are shown no campaign at all."
        )
        isn_t = "isn't" if control.passed else "is"
        assert control.seen is (not control.passed)
        assert control.words == (
            f"The visitor {isn_t} in the share of 0.25 who aren't shown it, to compare with."
        )
        seen.add((held_out.passed, control.passed))
    assert len(seen) == 4, "the visitors fall into all four groups"


def test_the_variant_is_the_one_that_the_visitor_would_be_shown() -> None:
    campaign = make_campaign(allocation=initial_allocation({"A": 1, "B": 1}))
    visitor_ids = [f"v{number}" for number in range(20)]
    variants = [explain(campaign, visitor_id=visitor_id).variant for visitor_id in visitor_ids]
    visits = [Visit(Evaluation(VisitorFacts(visitor_id), now=NOW)) for visitor_id in visitor_ids]
    assert variants == [decision_on(campaign, visit).variant for visit in visits]
    assert set(variants) == {"A", "B"}


def test_a_control_visitor_whom_it_isnt_for_is_no_control() -> None:
    everyone = make_campaign(control_share=1.0)
    assert explain(everyone).is_control is True
    nobody = replace(everyone, audience=lambda _: False)
    assert explain(nobody).is_control is False


def test_the_rival_is_the_first_of_the_group_that_is_offered() -> None:
    first, second, third, other, alone = (
        make_campaign("1", exclusion_group="g"),
        make_campaign("2", exclusion_group="g"),
        make_campaign("3", exclusion_group="g"),
        make_campaign("4", exclusion_group="h"),
        make_campaign("5"),
    )
    ranked = [other, first, second, third, alone]
    assert rival_of(third, ranked, lambda _: True) is first
    assert rival_of(third, ranked, lambda c: c is not first) is second
    assert rival_of(third, ranked, lambda c: c is other) is None
    assert rival_of(first, ranked, lambda _: True) is None
    assert rival_of(alone, ranked, lambda _: True) is None
    gone = make_campaign("6", exclusion_group="g")
    assert rival_of(gone, ranked, lambda c: c is third) is third


def test_what_a_campaign_has_used_up() -> None:
    found = gate(explain(make_campaign(used_up=UsedUp.COUPONS)), GateCode.BUDGET)
    assert (found.passed, found.seen) == (False, "COUPONS")
    assert found.words == "It has no more coupons to give; it is shown to nobody any longer."


def test_the_stores_limits_leave_some_campaigns_alone() -> None:
    limit = StoreLimit.DAILY_MAXIMUM
    held_back = gate(explain(make_campaign(), store_limit=limit), GateCode.STORE_LIMITS)
    assert (held_back.passed, held_back.seen) == (False, "DAILY_MAXIMUM")
    assert held_back.words == (
        "The visitor has been shown as many campaigns today as the store allows."
    )
    free = make_campaign(ignores_store_limits=True)
    left_out = gate(explain(free, store_limit=limit), GateCode.STORE_LIMITS)
    assert left_out.passed
    assert left_out.words.endswith("It is left out of that.")


def test_the_page_and_the_visit() -> None:
    rule = ExplainedRule((), "any", holds=False, words="The path is none of these.")
    campaign = make_campaign(page=lambda _: False)
    found = gate(explain(campaign, page_rule=rule), GateCode.PAGE)
    assert (found.passed, found.words) == (
        False,
        "It is for other pages. The path is none of these.",
    )
    assert explain(campaign, page_rule=rule).page is rule


def test_recurring_windows() -> None:
    closed = Schedule(windows=(RecurringWindow(from_minute=0, to_minute=60),))
    found = gate(explain(make_campaign(schedule=closed)), GateCode.SCHEDULE)
    assert (found.passed, found.wanted["windows"]) == (False, 1)
    assert "within its recurring windows" in found.words


def test_a_default_gives_way_to_what_fills_its_placement() -> None:
    default = make_campaign("1", is_default=True, placement="hero", control_share=1.0)
    first, second = make_campaign("2", placement="side"), make_campaign("3", placement="hero")
    assert filler_of(default, (first, second, default), lambda _: True) is second
    assert filler_of(default, (first, second, default), lambda _: False) is None
    assert filler_of(second, (first, second, default), lambda _: True) is None
    filled = explain(default, standing=Standing("LIVE", filled_by="Spring"))
    assert gate(filled, GateCode.PLACEMENT).words == ("The placement 'hero' is filled by 'Spring'.")
    alone = explain(default, standing=Standing("LIVE", holdout=Holdout("shop", 1.0)))
    assert alone.first_failed is None, "no group holds a default back"


def test_schedule_may_end_where_the_calendar_does() -> None:
    for_ever = Schedule(ends_at=as_utc(datetime.fromisoformat("9999-12-31T23:59:59")))
    found = gate(explain(make_campaign(schedule=for_ever)), GateCode.SCHEDULE)
    assert found.passed
    assert "It runs until 9999-12-31 23:59 UTC; in the store's time zone" in found.words
