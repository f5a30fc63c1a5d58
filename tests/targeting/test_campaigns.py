from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.allocation import initial_allocation
from targeting.bucketing import choose_index, is_in_share
from targeting.campaigns import (
    GATES,
    CampaignType,
    Circumstances,
    Device,
    GateCode,
    Holdout,
    LiveCampaign,
    PageType,
    StorePolicy,
    UsedUp,
    Visit,
    Wanted,
    circumstances_of,
    first_closed_gate,
    first_closed_gate_of,
    is_eligible,
    is_outside_store_limits,
)
from targeting.decisions import (
    Decision,
    decide,
    decision_on,
    is_in_control_group,
    variant_for,
)
from targeting.evaluation import Evaluation
from targeting.frequency import (
    NO_HISTORY,
    CampaignHistory,
    Frequency,
    FrequencyLimit,
    StoreLimit,
    StoreLimits,
)
from targeting.ranked_campaigns import RankedCampaigns
from targeting.schedules import Schedule
from tests.targeting.factories import make_campaign, make_evaluation
from tests.targeting.strategies import NOW, unhurried

MOMENT: Final = timedelta(milliseconds=1)
HOUR: Final = timedelta(hours=1)
ANYTHING: Final = Wanted()


def eligible(
    campaign: LiveCampaign,
    evaluation: Evaluation | None = None,
    *,
    wanted: Wanted = ANYTHING,
    history: CampaignHistory = NO_HISTORY,
) -> bool:
    evaluation = evaluation or make_evaluation()
    return is_eligible(campaign, Circumstances(evaluation, wanted, history))


def decisions(campaigns: list[LiveCampaign], **changes: Any) -> list[Decision]:
    asked: dict[str, Any] = {"wanted": ANYTHING, "first": 10, **changes}
    visit = visit_of(
        asked.pop("evaluation", None) or make_evaluation(),
        asked.pop("histories", {}),
        asked.pop("displays", ()),
    )
    return decide(RankedCampaigns(campaigns), visit, **asked)


def visit_of(evaluation: Evaluation, histories: Any = None, displays: Any = ()) -> Visit:
    return Visit(evaluation, histories or {}, displays)


def visit_by(visitor_id: str) -> Visit:
    return Visit(make_evaluation(visitor_id=visitor_id))


def shown(campaigns: list[LiveCampaign], **changes: Any) -> list[str]:
    return [decision.campaign.campaign_id for decision in decisions(campaigns, **changes)]


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "expected"),
    [
        pytest.param(None, None, True, id="always"),
        pytest.param(NOW, None, True, id="starts-now"),
        pytest.param(NOW + MOMENT, None, False, id="starts-in-a-moment"),
        pytest.param(None, NOW, False, id="ends-now"),
        pytest.param(None, NOW + MOMENT, True, id="ends-in-a-moment"),
        pytest.param(NOW - HOUR, NOW + HOUR, True, id="within"),
        pytest.param(NOW - 2 * HOUR, NOW - HOUR, False, id="over"),
        pytest.param(NOW + HOUR, NOW + 2 * HOUR, False, id="to-come"),
        pytest.param(NOW, NOW, False, id="empty"),
    ],
)
def test_schedule_includes_its_start_and_excludes_its_end(
    starts_at: datetime | None, ends_at: datetime | None, *, expected: bool
) -> None:
    schedule = Schedule(starts_at, ends_at)
    assert schedule.is_open(NOW) is expected
    assert eligible(make_campaign(schedule=schedule)) is expected


@pytest.mark.parametrize(
    ("frequency", "history", "expected"),
    [
        pytest.param(Frequency(), NO_HISTORY, True, id="never-shown"),
        pytest.param(Frequency(), CampaignHistory(impressions=999), True, id="no-limit"),
        pytest.param(Frequency(2), CampaignHistory(impressions=1), True, id="below-the-limit"),
        pytest.param(Frequency(2), CampaignHistory(impressions=2), False, id="at-the-limit"),
        pytest.param(Frequency(2), CampaignHistory(impressions=3), False, id="above-the-limit"),
        pytest.param(Frequency(), CampaignHistory(clicks=1), True, id="goes-on-after-click"),
        pytest.param(
            Frequency(stop_after_click=True), CampaignHistory(clicks=1), False, id="stops-on-click"
        ),
        pytest.param(
            Frequency(stop_after_click=True), CampaignHistory(closes=1), True, id="close-no-click"
        ),
        pytest.param(Frequency(), CampaignHistory(closes=1), True, id="goes-on-after-close"),
        pytest.param(
            Frequency(stop_after_close=True), CampaignHistory(closes=1), False, id="stops-on-close"
        ),
        pytest.param(
            Frequency(stop_after_close=True), CampaignHistory(clicks=1), True, id="click-no-close"
        ),
        pytest.param(Frequency(), CampaignHistory(conversions=1), False, id="stops-on-conversion"),
        pytest.param(
            Frequency(stop_after_conversion=False),
            CampaignHistory(conversions=1),
            True,
            id="goes-on-after-conversion",
        ),
        pytest.param(
            Frequency(minimum_gap_seconds=3_600), NO_HISTORY, True, id="gap-before-the-first"
        ),
        pytest.param(
            Frequency(minimum_gap_seconds=3_600),
            CampaignHistory(impressions=1, last_impression_at=NOW - HOUR + MOMENT),
            False,
            id="gap-not-over",
        ),
        pytest.param(
            Frequency(minimum_gap_seconds=3_600),
            CampaignHistory(impressions=1, last_impression_at=NOW - HOUR),
            True,
            id="gap-just-over",
        ),
        pytest.param(
            Frequency(minimum_gap_seconds=3_600),
            CampaignHistory(impressions=1, last_impression_at=NOW + HOUR),
            False,
            id="impression-of-a-clock-ahead",
        ),
        pytest.param(
            Frequency(),
            CampaignHistory(impressions=1, last_impression_at=NOW),
            True,
            id="no-gap-wanted",
        ),
        pytest.param(
            Frequency(5, 3_600),
            CampaignHistory(impressions=5, last_impression_at=NOW - 2 * HOUR),
            False,
            id="gap-over-but-limit-reached",
        ),
    ],
)
def test_frequency_allows_one_more_impression(
    frequency: Frequency, history: CampaignHistory, *, expected: bool
) -> None:
    assert frequency.allows(history, NOW) is expected
    assert eligible(make_campaign(frequency=frequency), history=history) is expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(Wanted(), True, id="anything"),
        pytest.param(Wanted(frozenset({CampaignType.POPUP_BANNER})), True, id="its-type"),
        pytest.param(Wanted(frozenset({CampaignType.HERO_BANNER})), False, id="another-type"),
        pytest.param(Wanted(frozenset(CampaignType)), True, id="its-type-among-others"),
        pytest.param(Wanted(placements=frozenset({"top"})), True, id="its-placement"),
        pytest.param(Wanted(placements=frozenset({"TOP"})), False, id="placement-of-other-case"),
        pytest.param(Wanted(placements=frozenset({"top", "side"})), True, id="among-others"),
        pytest.param(
            Wanted(frozenset({CampaignType.POPUP_BANNER}), frozenset({"side"})),
            False,
            id="its-type-elsewhere",
        ),
        pytest.param(
            Wanted(frozenset({CampaignType.HERO_BANNER}), frozenset({"top"})),
            False,
            id="its-placement-of-another-type",
        ),
    ],
)
def test_storefront_gets_the_types_and_placements_it_wants(
    wanted: Wanted, *, expected: bool
) -> None:
    assert eligible(make_campaign(placement="top"), wanted=wanted) is expected


def test_campaign_without_a_placement_is_in_none() -> None:
    assert not eligible(make_campaign(), wanted=Wanted(placements=frozenset({"top"})))


@pytest.mark.parametrize(
    ("field", "fact", "allowed", "another"),
    [
        pytest.param("page_types", "PAGE_TYPE", PageType.HOME.value, "PRODUCT", id="page-type"),
        pytest.param("devices", "DEVICE", Device.MOBILE.value, "TABLET", id="device"),
    ],
)
def test_campaign_for_some_pages_or_devices_needs_to_know_which_it_is(
    field: str, fact: str, allowed: str, another: str
) -> None:
    only: dict[str, Any] = {field: frozenset({allowed, "OTHER"})}
    restricted = make_campaign(**only)
    assert eligible(restricted, make_evaluation(page={fact: allowed}))
    assert not eligible(restricted, make_evaluation(page={fact: another}))
    assert not eligible(restricted, make_evaluation(page={fact: None}))
    assert not eligible(restricted, make_evaluation())
    other_fact = ({"PAGE_TYPE", "DEVICE"} - {fact}).pop()
    assert not eligible(restricted, make_evaluation(page={other_fact: allowed}))


def test_campaign_for_every_page_and_device_needs_to_know_neither() -> None:
    anywhere = make_campaign()
    assert eligible(anywhere, make_evaluation())
    assert eligible(anywhere, make_evaluation(page={"PAGE_TYPE": "UNHEARD_OF"}))


def test_audience_decides_on_the_evaluation_at_hand() -> None:
    regulars = make_campaign(audience=lambda evaluation: evaluation.visitor.is_registered)
    assert eligible(regulars, make_evaluation(is_registered=True))
    assert not eligible(regulars, make_evaluation(is_registered=False))


def test_audience_is_asked_last() -> None:
    def unasked(_: Evaluation) -> bool:
        raise AssertionError("a cheaper test has already decided")

    over = make_campaign(audience=unasked, schedule=Schedule(ends_at=NOW))
    assert not eligible(over)


@unhurried
@given(priorities=st.lists(st.integers(-2, 2), max_size=8), data=st.data())
def test_rank_is_by_priority_and_then_by_id(priorities: list[int], data: st.DataObject) -> None:
    campaigns = [make_campaign(f"c{i}", priority=p) for i, p in enumerate(priorities)]
    ranked = list(RankedCampaigns(data.draw(st.permutations(campaigns))))
    assert ranked == list(RankedCampaigns(campaigns))
    assert Counter(c.campaign_id for c in ranked) == Counter(c.campaign_id for c in campaigns)
    for better, worse in pairwise(ranked):
        assert better.priority >= worse.priority
        if better.priority == worse.priority:
            assert better.campaign_id < worse.campaign_id


CAMPAIGNS: Final = [
    make_campaign("low", priority=-1),
    make_campaign("b", priority=5),
    make_campaign("a", priority=5),
    make_campaign("closed", priority=9, schedule=Schedule(ends_at=NOW)),
    make_campaign("plain"),
]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (0, []),
        (1, ["a"]),
        (2, ["a", "b"]),
        (4, ["a", "b", "plain", "low"]),
        (9, ["a", "b", "plain", "low"]),
    ],
    ids=str,
)
def test_first_counts_the_eligible_only_best_first(first: int, expected: list[str]) -> None:
    assert shown(CAMPAIGNS, first=first) == expected


def test_nothing_is_evaluated_beyond_the_first() -> None:
    def unasked(_: Evaluation) -> bool:
        raise AssertionError("there are enough already")

    assert shown([make_campaign("a"), make_campaign("b", audience=unasked)], first=1) == ["a"]


def test_history_of_one_campaign_doesnt_hold_back_another() -> None:
    campaigns = [make_campaign("a", frequency=Frequency(1)), make_campaign("b")]
    histories = {"a": CampaignHistory(impressions=1), "b": CampaignHistory(impressions=1)}
    assert shown(campaigns, histories=histories) == ["b"]


def test_wanted_is_respected_when_deciding() -> None:
    campaigns = [make_campaign("a", placement="top"), make_campaign("b", placement="side")]
    assert shown(campaigns, wanted=Wanted(placements=frozenset({"side"}))) == ["b"]


@pytest.mark.parametrize("visitor_id", [f"visitor-{number}" for number in range(20)])
def test_variant_and_control_follow_from_campaign_and_visitor(visitor_id: str) -> None:
    campaign = make_campaign(
        allocation=initial_allocation({"A": 1, "B": 2, "C": 1}), control_share=0.3
    )
    (decision,) = decisions([campaign], evaluation=make_evaluation(visitor_id=visitor_id))
    index = choose_index("c1.variant", visitor_id, (1, 2, 1))
    assert index is not None
    assert decision.variant == "ABC"[index]
    assert decision.is_control is is_in_share("c1.control", visitor_id, 0.3)


@pytest.mark.parametrize(("share", "expected"), [(0.0, False), (1.0, True)])
def test_control_share_may_be_nobody_or_everybody(share: float, *, expected: bool) -> None:
    visitors = [make_evaluation(visitor_id=f"visitor-{number}") for number in range(50)]
    campaign = make_campaign(control_share=share)
    answers = [decisions([campaign], evaluation=visitor)[0].is_control for visitor in visitors]
    assert answers == [expected] * 50


def test_control_visitor_takes_a_place_among_the_first() -> None:
    campaigns = [make_campaign("a", control_share=1.0), make_campaign("b")]
    (only,) = decisions(campaigns, first=1)
    assert (only.campaign.campaign_id, only.is_control) == ("a", True)


def test_campaigns_draw_their_variants_independently() -> None:
    halves: dict[str, Any] = {"allocation": initial_allocation({"A": 1, "B": 1})}
    campaigns = [make_campaign("c1", **halves), make_campaign("c2", **halves)]
    pairs = Counter(
        tuple(
            d.variant for d in decisions(campaigns, evaluation=make_evaluation(visitor_id=str(n)))
        )
        for n in range(400)
    )
    assert set(pairs) == {("A", "A"), ("A", "B"), ("B", "A"), ("B", "B")}
    assert min(pairs.values()) > 60


@pytest.mark.parametrize(
    ("frequency", "history", "limit"),
    [
        (Frequency(1), CampaignHistory(impressions=1), FrequencyLimit.MAXIMUM_IMPRESSIONS),
        (Frequency(stop_after_click=True), CampaignHistory(clicks=2), FrequencyLimit.CLICKED),
        (Frequency(stop_after_close=True), CampaignHistory(closes=2), FrequencyLimit.CLOSED),
        (Frequency(), CampaignHistory(conversions=2), FrequencyLimit.CONVERTED),
        (
            Frequency(minimum_gap_seconds=1),
            CampaignHistory(last_impression_at=NOW),
            FrequencyLimit.MINIMUM_GAP,
        ),
        (Frequency(1), NO_HISTORY, None),
    ],
    ids=str,
)
def test_limit_that_was_reached_is_named(
    frequency: Frequency, history: CampaignHistory, limit: FrequencyLimit | None
) -> None:
    assert frequency.reached(history, NOW) is limit


def test_of_an_exclusion_group_the_first_eligible_campaign_is_offered() -> None:
    over = Schedule(ends_at=NOW)
    campaigns = [
        make_campaign("a", priority=9, exclusion_group="sale", schedule=over),
        make_campaign("b", priority=8, exclusion_group="sale"),
        make_campaign("c", priority=7, exclusion_group="sale"),
        make_campaign("d", priority=6, exclusion_group="news"),
        make_campaign("e", priority=5),
        make_campaign("f", priority=4),
    ]
    assert shown(campaigns) == ["b", "d", "e", "f"]


def test_control_visitor_of_a_campaign_takes_up_its_exclusion_group() -> None:
    campaigns = [
        make_campaign("a", priority=1, exclusion_group="sale", control_share=1.0),
        make_campaign("b", exclusion_group="sale"),
    ]
    assert [(d.campaign.campaign_id, d.is_control) for d in decisions(campaigns)] == [("a", True)]


def test_gates_are_looked_at_in_one_order_the_audience_last() -> None:
    order = [code for code, _ in GATES]
    assert order == [code for code in GateCode if code in order]
    assert order[-1] is GateCode.AUDIENCE


@pytest.mark.parametrize(("share", "expected"), [(0.0, 0), (1.0, 200)])
def test_holdout_may_be_nobody_or_everybody(share: float, expected: int) -> None:
    holdout = Holdout("shop", share)
    assert sum(holdout.includes(str(n)) for n in range(200)) == expected


def test_holdout_grows_with_its_share_and_never_lets_go() -> None:
    visitors = [str(n) for n in range(2_000)]
    shares = [0.01, 0.05, 0.2, 0.5]
    groups = [{v for v in visitors if Holdout("shop", share).includes(v)} for share in shares]
    for smaller, larger in pairwise(groups):
        assert smaller < larger
    assert len(groups[2]) == pytest.approx(400, rel=0.15)
    assert groups[2] == {v for v in visitors if is_in_share("shop.holdout", v, 0.2)}


def test_visitor_held_out_is_a_control_of_every_campaign() -> None:
    held_out = Holdout("shop", 1.0)
    found = decisions([make_campaign("a"), make_campaign("b")], policy=StorePolicy(held_out))
    assert [decision.is_control for decision in found] == [True, True]
    assert decision_on(make_campaign(), visit_by("v1"), held_out).is_control
    assert not decision_on(make_campaign(), visit_by("v1")).is_control


def test_control_group_is_the_campaigns_own() -> None:
    campaign = make_campaign("c7", control_share=0.4)
    for n in range(50):
        expected = is_in_share("c7.control", str(n), 0.4)
        assert is_in_control_group(campaign, str(n)) is expected
        assert decision_on(campaign, visit_by(str(n))).is_control is expected


def test_holdout_is_by_visitor() -> None:
    half = Holdout("shop", 0.5)
    for n in range(50):
        assert decision_on(make_campaign(), visit_by(str(n)), half).is_control is half.includes(
            str(n)
        )


def default(campaign_id: str = "default", **changes: Any) -> LiveCampaign:
    return make_campaign(campaign_id, is_default=True, **{"placement": "top", **changes})


EVERYBODY_HELD_OUT: Final = StorePolicy(Holdout("shop", 1.0))
ONE_A_DAY: Final = StorePolicy(limits=StoreLimits(daily_maximum=1))
FOR_NOBODY: Final[dict[str, Any]] = {"audience": lambda _: False}


def shown_for_real(campaigns: list[LiveCampaign], **changes: Any) -> list[str]:
    found = decisions(campaigns, **changes)
    return [decision.campaign.campaign_id for decision in found if not decision.is_control]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([], ["default"], id="alone"),
        pytest.param([make_campaign("a", placement="top")], ["a"], id="filled"),
        pytest.param([make_campaign("a", placement="side")], ["a", "default"], id="another-place"),
        pytest.param([make_campaign("a")], ["a", "default"], id="no-place"),
        pytest.param(
            [make_campaign("a", placement="top", priority=-9)], ["a"], id="filled-by-a-lower-one"
        ),
        pytest.param(
            [make_campaign("a", placement="top", **FOR_NOBODY)], ["default"], id="for-others"
        ),
        pytest.param(
            [make_campaign("a", placement="top", control_share=1.0)], ["default"], id="control"
        ),
        pytest.param(
            [
                make_campaign("a", placement="top", control_share=1.0),
                make_campaign("b", placement="top"),
            ],
            ["b"],
            id="filled-beside-a-control",
        ),
        pytest.param(
            [make_campaign("a", placement="top", is_test=True, control_share=1.0)], ["a"], id="test"
        ),
        pytest.param([default("better", priority=1)], ["better"], id="by-a-better-default"),
        pytest.param(
            [default("better", priority=1, **FOR_NOBODY)],
            ["default"],
            id="by-no-default-for-others",
        ),
        pytest.param([default("z")], ["default"], id="first-by-id"),
        pytest.param([default("z", placement="side")], ["default", "z"], id="default-elsewhere"),
    ],
)
def test_default_fills_its_placement_when_nothing_else_is_shown_there(
    others: list[LiveCampaign], expected: list[str]
) -> None:
    campaigns = [default(priority=0, control_share=0.9), *others]
    assert shown_for_real(campaigns) == expected


def test_defaults_come_after_all_others_whatever_their_priority() -> None:
    campaigns = [default("d", priority=9), make_campaign("a", priority=-9), default("c")]
    assert [campaign.campaign_id for campaign in RankedCampaigns(campaigns)] == ["a", "d", "c"]


def test_default_takes_a_place_among_the_first() -> None:
    campaigns = [make_campaign("a"), default()]
    assert [shown(campaigns, first=first) for first in (1, 2)] == [["a"], ["a", "default"]]


def test_default_is_held_back_neither_by_groups_nor_by_the_stores_limits() -> None:
    campaign = default(control_share=1.0)
    policy = StorePolicy(Holdout("shop", 1.0), StoreLimits(3_600, 1))
    (decision,) = decisions([campaign], policy=policy, displays=(NOW, NOW))
    assert decision == Decision(campaign, "A", is_control=False)


def test_default_fills_in_for_all_that_a_visitor_held_out_isnt_shown() -> None:
    campaigns = [make_campaign("a", placement="top"), default()]
    found = decisions(campaigns, policy=EVERYBODY_HELD_OUT)
    assert [(d.campaign.campaign_id, d.is_control) for d in found] == [
        ("a", True),
        ("default", False),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"schedule": Schedule(ends_at=NOW)}, id="schedule"),
        pytest.param({"used_up": UsedUp.IMPRESSIONS}, id="budget"),
        pytest.param({"page": lambda _: False}, id="page"),
        pytest.param(FOR_NOBODY, id="audience"),
        pytest.param({"page_types": frozenset({"HOME"})}, id="page-type"),
    ],
)
def test_default_is_held_back_by_gates_of_its_own(changes: dict[str, Any]) -> None:
    assert shown([default(**changes)]) == []


def test_default_is_held_back_by_its_own_frequency() -> None:
    histories = {"default": CampaignHistory(impressions=1)}
    assert shown([default(frequency=Frequency(1))], histories=histories) == []


@pytest.mark.parametrize(
    ("per_placement", "expected"),
    [
        pytest.param(None, ["a", "b", "c", "d", "e", "f"], id="no-limit"),
        pytest.param(1, ["a", "d", "e", "f"], id="one"),
        pytest.param(2, ["a", "b", "d", "e", "f"], id="two"),
        pytest.param(9, ["a", "b", "c", "d", "e", "f"], id="more-than-there-are"),
    ],
)
def test_at_most_so_many_are_offered_for_each_placement(
    per_placement: int | None, expected: list[str]
) -> None:
    places = {"a": "top", "b": "top", "c": "top", "d": "side", "e": None, "f": None}
    campaigns = [make_campaign(key, placement=place) for key, place in places.items()]
    assert shown(campaigns, wanted=Wanted(per_placement=per_placement)) == expected


def test_control_visitor_leaves_the_placement_to_the_next_campaign() -> None:
    campaigns = [
        make_campaign("a", placement="top", control_share=1.0),
        make_campaign("b", placement="top"),
        make_campaign("c", placement="top"),
        default(),
    ]
    found = decisions(campaigns, wanted=Wanted(per_placement=1))
    assert [(d.campaign.campaign_id, d.is_control) for d in found] == [("a", True), ("b", False)]


def test_campaign_that_isnt_eligible_takes_no_place_of_its_placement() -> None:
    campaigns = [
        make_campaign("a", placement="top", **FOR_NOBODY),
        make_campaign("b", placement="top"),
    ]
    assert shown(campaigns, wanted=Wanted(per_placement=1)) == ["b"]


@pytest.mark.parametrize(
    ("first_variant", "expected"),
    [
        pytest.param("A", "A", id="first"),
        pytest.param("B", "B", id="second"),
        pytest.param("C", None, id="without-weight"),
        pytest.param("gone", None, id="gone"),
        pytest.param(None, None, id="never-shown"),
    ],
)
@pytest.mark.parametrize("visitor_id", ["v1", "v2", "v3", "v4"])
def test_visitor_keeps_the_first_variant_while_it_has_buckets(
    first_variant: str | None, expected: str | None, visitor_id: str
) -> None:
    campaign = make_campaign(
        allocation=initial_allocation({"A": 1, "B": 1, "C": 0}), keeps_first_variant=True
    )
    drawn = variant_for(campaign, visitor_id, NO_HISTORY)
    history = CampaignHistory(impressions=1, variant=first_variant)
    visit = visit_of(make_evaluation(visitor_id=visitor_id), {"c1": history})
    assert decision_on(campaign, visit).variant == (expected or drawn)
    moving = make_campaign(allocation=campaign.allocation)
    assert decision_on(moving, visit).variant == drawn, "it moves with the allocation otherwise"


TEST_ONLY: Final[dict[str, Any]] = {"is_test": True, "control_share": 1.0}


def test_tester_is_held_back_by_no_limit_and_is_in_no_control_group() -> None:
    campaign = make_campaign(
        frequency=Frequency(1, stop_after_close=True, maximum_per_session=1), **TEST_ONLY
    )
    history = CampaignHistory(impressions=9, closes=1, conversions=1, last_impression_at=NOW)
    policy = StorePolicy(Holdout("shop", 1.0), StoreLimits(3_600, 1))
    (decision,) = decisions(
        [campaign], policy=policy, histories={"c1": history}, displays=(NOW, NOW)
    )
    assert not decision.is_control


def test_tester_isnt_kept_to_the_variant_that_was_shown_first() -> None:
    campaign = make_campaign(
        allocation=initial_allocation({"A": 1, "B": 0}), keeps_first_variant=True, is_test=True
    )
    visit = visit_of(make_evaluation(), {"c1": CampaignHistory(impressions=1, variant="B")})
    assert decision_on(campaign, visit).variant == "A"


@pytest.mark.parametrize(
    "changes", [FOR_NOBODY, {"schedule": Schedule(ends_at=NOW)}, {"used_up": UsedUp.COUPONS}]
)
def test_tester_passes_the_other_gates_like_anybody(changes: dict[str, Any]) -> None:
    assert shown([make_campaign(**TEST_ONLY, **changes)]) == []


@pytest.mark.parametrize("used_up", UsedUp, ids=lambda used_up: used_up.value)
def test_campaign_that_has_no_more_of_something_is_shown_to_nobody(used_up: UsedUp) -> None:
    empty = make_campaign("a", used_up=used_up)
    assert shown([empty, make_campaign("b")]) == ["b"]
    assert first_closed_gate(empty, Circumstances(make_evaluation())) is GateCode.BUDGET


LIMITED: Final = make_campaign("limited")
UNLIMITED: Final = make_campaign("unlimited", ignores_store_limits=True)


@pytest.mark.parametrize(
    ("limits", "displays", "expected"),
    [
        pytest.param(StoreLimits(), [NOW], ["limited", "unlimited"], id="no-limits"),
        pytest.param(StoreLimits(60, 1), [], ["limited", "unlimited"], id="never-shown"),
        pytest.param(StoreLimits(3_600), [NOW - HOUR + MOMENT], ["unlimited"], id="within-the-gap"),
        pytest.param(
            StoreLimits(3_600), [NOW - HOUR], ["limited", "unlimited"], id="after-the-gap"
        ),
        pytest.param(StoreLimits(None, 2), [NOW - HOUR, NOW], ["unlimited"], id="enough-today"),
        pytest.param(
            StoreLimits(None, 2),
            [NOW - 24 * HOUR, NOW],
            ["limited", "unlimited"],
            id="one-of-them-yesterday",
        ),
    ],
)
def test_store_limits_hold_back_every_campaign_that_doesnt_ignore_them(
    limits: StoreLimits, displays: list[datetime], expected: list[str]
) -> None:
    policy = StorePolicy(limits=limits)
    assert shown([LIMITED, UNLIMITED], policy=policy, displays=displays) == expected


@pytest.mark.parametrize(
    ("campaign", "expected"),
    [
        pytest.param(make_campaign(), False, id="plain"),
        pytest.param(make_campaign(ignores_store_limits=True), True, id="ignores-them"),
        pytest.param(make_campaign(is_default=True), True, id="default"),
        pytest.param(make_campaign(is_test=True), True, id="test"),
    ],
)
def test_some_campaigns_are_outside_the_stores_limits(
    campaign: LiveCampaign, *, expected: bool
) -> None:
    assert is_outside_store_limits(campaign) is expected
    circumstances = Circumstances(make_evaluation(), store_limit=StoreLimit.MINIMUM_GAP)
    assert is_eligible(campaign, circumstances) is expected


def test_day_of_the_stores_limits_is_one_of_its_zone() -> None:
    just_before_midnight = datetime(2026, 3, 14, 22, 59, tzinfo=UTC)
    after = make_evaluation(now=just_before_midnight + HOUR, time_zone=ZoneInfo("Europe/Berlin"))
    asked: dict[str, Any] = {"policy": ONE_A_DAY, "displays": [just_before_midnight]}
    assert shown([LIMITED], evaluation=after, **asked) == ["limited"]
    in_utc = make_evaluation(now=just_before_midnight + HOUR)
    assert shown([LIMITED], evaluation=in_utc, **asked) == []


def test_one_campaign_is_looked_at_with_the_same_circumstances_as_all() -> None:
    history = CampaignHistory(impressions=1)
    visit = visit_of(make_evaluation(), {"c1": history}, [NOW])
    wanted = Wanted(placements=frozenset({"top"}))
    found = circumstances_of(make_campaign(), visit, wanted, ONE_A_DAY)
    assert found == Circumstances(visit.evaluation, wanted, history, StoreLimit.DAILY_MAXIMUM)
    assert circumstances_of(make_campaign(is_test=True), visit).history is NO_HISTORY


CLOSED: Final[dict[GateCode, dict[str, Any]]] = {
    GateCode.WANTED: {"placement": "side"},
    GateCode.PAGE_TYPE: {"page_types": frozenset({"HOME"})},
    GateCode.DEVICE: {"devices": frozenset({"MOBILE"})},
    GateCode.SCHEDULE: {"schedule": Schedule(ends_at=NOW)},
    GateCode.BUDGET: {"used_up": UsedUp.CONVERSIONS},
    GateCode.FREQUENCY: {"frequency": Frequency(1)},
    GateCode.STORE_LIMITS: {"ignores_store_limits": False},
    GateCode.PAGE: {"page": lambda _: False},
    GateCode.AUDIENCE: FOR_NOBODY,
}
OPEN: Final = make_campaign(placement="top", ignores_store_limits=True)
IN_THE_WAY: Final = Circumstances(
    make_evaluation(),
    Wanted(placements=frozenset({"top"})),
    CampaignHistory(impressions=1),
    StoreLimit.MINIMUM_GAP,
)


def test_every_gate_of_a_campaigns_own_can_be_closed() -> None:
    assert list(CLOSED) == [code for code, _ in GATES]
    assert first_closed_gate(OPEN, IN_THE_WAY) is None
    for code, changes in CLOSED.items():
        assert first_closed_gate(replace(OPEN, **changes), IN_THE_WAY) is code


@unhurried
@given(codes=st.sets(st.sampled_from(list(CLOSED))), asked=st.sets(st.sampled_from(list(CLOSED))))
def test_first_closed_gate_is_the_first_in_order_of_those_asked_for(
    codes: set[GateCode], asked: set[GateCode]
) -> None:
    campaign = OPEN
    for code in codes:
        campaign = replace(campaign, **CLOSED[code])
    in_order = [code for code in GateCode if code in codes]
    assert first_closed_gate(campaign, IN_THE_WAY) is next(iter(in_order), None)
    expected = next((code for code in in_order if code in asked), None)
    assert first_closed_gate_of(campaign, IN_THE_WAY, frozenset(asked)) is expected


some_campaigns = st.lists(
    st.fixed_dictionaries(
        {
            "priority": st.integers(-1, 1),
            "placement": st.sampled_from(["top", "side", None]),
            "exclusion_group": st.sampled_from([None, None, "sale"]),
            "control_share": st.sampled_from([0.0, 1.0]),
            "is_default": st.booleans(),
            "is_test": st.booleans(),
        }
    ),
    max_size=8,
)


@unhurried
@given(
    settings=some_campaigns,
    per_placement=st.none() | st.integers(1, 2),
    first=st.integers(0, 9),
    is_held_out=st.booleans(),
)
def test_decisions_keep_to_groups_places_and_defaults(
    settings: list[dict[str, Any]], per_placement: int | None, first: int, *, is_held_out: bool
) -> None:
    campaigns = [make_campaign(f"c{n}", **each) for n, each in enumerate(settings)]
    policy = EVERYBODY_HELD_OUT if is_held_out else StorePolicy()
    asked: dict[str, Any] = {"wanted": Wanted(per_placement=per_placement), "policy": policy}
    every = decisions(campaigns, first=99, **asked)
    assert decisions(campaigns, first=first, **asked) == every[:first]
    offered = [d.campaign for d in every]
    assert list(RankedCampaigns(offered)) == offered
    groups = Counter(d.campaign.exclusion_group for d in every if d.campaign.exclusion_group)
    assert set(groups.values()) <= {1}
    real = [d.campaign for d in every if not d.is_control]
    places = Counter(campaign.placement for campaign in real if campaign.placement)
    assert all(count <= (per_placement or 9) for count in places.values())
    for campaign in real:
        if campaign.is_default and campaign.placement:
            assert places[campaign.placement] == 1
    for campaign in campaigns:
        if campaign.placement and not campaign.exclusion_group and campaign.is_default:
            assert places[campaign.placement], "a placement that has a default is never empty"
