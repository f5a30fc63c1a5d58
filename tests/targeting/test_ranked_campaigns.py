"""Campaigns are filed, so that most needn't be looked at, and decided on as if all were."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from targeting.campaigns import (
    CampaignType,
    Circumstances,
    Device,
    Holdout,
    LiveCampaign,
    PageType,
    StorePolicy,
    UsedUp,
    Visit,
    Wanted,
    is_eligible,
    store_limit_reached,
)
from targeting.decisions import Decision, _Slots, decide, decision_on
from targeting.evaluation import Evaluation
from targeting.frequency import CampaignHistory, Frequency, StoreLimits
from targeting.number_sets import number_set, numbers_in
from targeting.operators import Operator
from targeting.predicates import SegmentCatalog
from targeting.ranked_campaigns import RankedCampaigns
from targeting.rules import EVERYONE, Condition, Rule
from targeting.schedules import Schedule
from targeting.subjects import Trait
from tests.targeting.factories import afresh, make_campaign, make_evaluation
from tests.targeting.strategies import NOW, rules, scenes, unhurried

TYPES = list(CampaignType)[:3]
PLACEMENTS = ["top", "side", "foot"]
PAGES = [PageType.HOME.value, PageType.BASKET.value]
DEVICES = [Device.MOBILE.value, Device.DESKTOP.value]


def sets_of(values: Sequence[Any]) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(st.sampled_from(values), max_size=2)


settings_of_campaigns = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(TYPES),
            "priority": st.integers(-1, 1),
            "placement": st.sampled_from([None, *PLACEMENTS]),
            "page_types": sets_of(PAGES),
            "devices": sets_of(DEVICES),
            "schedule": st.sampled_from([Schedule(), Schedule(), Schedule(ends_at=NOW)]),
            "frequency": st.sampled_from([Frequency(), Frequency(2)]),
            "exclusion_group": st.sampled_from([None, None, "sale"]),
            "control_share": st.sampled_from([0.0, 0.5]),
            "is_default": st.booleans(),
            "is_test": st.booleans(),
            "used_up": st.sampled_from([None, None, UsedUp.COUPONS]),
        }
    ),
    max_size=12,
)
everything_wanted = st.builds(
    Wanted,
    types=sets_of(TYPES),
    placements=sets_of([*PLACEMENTS, "nowhere"]),
    campaign_ids=sets_of(["c0", "c1", "c2", "unknown"]),
    per_placement=st.none() | st.integers(1, 2),
)
histories_of_campaigns = st.builds(CampaignHistory, impressions=st.integers(1, 3))
policies = st.builds(
    StorePolicy,
    st.builds(Holdout, st.just("shop"), st.sampled_from([0.0, 0.5])),
    st.builds(StoreLimits, daily_maximum=st.none() | st.just(1)),
)
pages = st.fixed_dictionaries(
    {},
    optional={
        "PAGE_TYPE": st.sampled_from([*PAGES, PageType.OTHER.value]),
        "DEVICE": st.sampled_from([*DEVICES, Device.TABLET.value]),
    },
)


def live(settings: Sequence[dict[str, Any]], audiences: Sequence[Rule]) -> list[LiveCampaign]:
    """Campaigns with these settings, and audiences of a catalog."""
    catalog = SegmentCatalog({}, {f"c{n}": rule for n, rule in enumerate(audiences)})
    return [
        make_campaign(
            f"c{n}",
            audience=catalog.audience(f"c{n}"),
            audience_tests=catalog.audience_tests(f"c{n}"),
            **each,
        )
        for n, each in enumerate(settings)
    ]


def decided_one_by_one(
    campaigns: RankedCampaigns, visit: Visit, wanted: Wanted, first: int, policy: StorePolicy
) -> Iterator[Decision]:
    """Decide as the gates say, looking at every campaign."""
    slots, left = _Slots(wanted), first
    for campaign in campaigns:
        at = Circumstances(
            visit.evaluation,
            wanted,
            visit.history_with(campaign),
            store_limit_reached(visit, policy),
        )
        if left and slots.are_free_for(campaign) and is_eligible(campaign, at):
            decision = decision_on(campaign, visit, policy.holdout)
            slots.take(decision)
            left -= 1
            yield decision


@unhurried
@given(data=st.data(), settings=settings_of_campaigns, wanted=everything_wanted, page=pages)
def test_decisions_are_those_of_looking_at_every_campaign(
    data: st.DataObject, settings: list[dict[str, Any]], wanted: Wanted, page: dict[str, str]
) -> None:
    count = len(settings)
    audiences = data.draw(
        st.lists(st.just(EVERYONE) | rules(), min_size=count, max_size=count), label="audiences"
    )
    known = data.draw(scenes(audiences), label="visitor").evaluation
    histories = data.draw(st.dictionaries(st.sampled_from(["c0", "c1"]), histories_of_campaigns))
    displays = data.draw(st.sampled_from([(), (NOW,)]), label="displays")
    policy = data.draw(policies, label="policy")
    first = data.draw(st.integers(1, 9), label="first")
    campaigns = RankedCampaigns(live(settings, audiences))
    plain, filed = (Visit(afresh(known, page), histories, displays) for _ in range(2))
    expected = list(decided_one_by_one(campaigns, plain, wanted, first, policy))
    assert decide(campaigns, filed, wanted=wanted, first=first, policy=policy) == expected


def test_audience_that_cant_hold_isnt_asked() -> None:
    asked: list[int] = []

    def audience(number: int) -> Callable[[Evaluation], bool]:
        def holds(_: Evaluation) -> bool:
            asked.append(number)
            return True

        return holds

    of_a_city = {
        str(n): Condition(Trait("city"), Operator.EQUAL, f"city {n}") for n in range(1_000)
    }
    catalog = SegmentCatalog({}, of_a_city)
    campaigns = RankedCampaigns(
        make_campaign(key, audience=audience(int(key)), audience_tests=catalog.audience_tests(key))
        for key in of_a_city
    )
    visit = Visit(make_evaluation(traits={"city": "city 7"}))
    found = decide(campaigns, visit, wanted=Wanted(), first=5)
    assert [decision.campaign.campaign_id for decision in found] == ["7"]
    assert asked == [7]


def test_campaign_is_found_by_its_id() -> None:
    campaigns = RankedCampaigns([make_campaign("a"), make_campaign("b", priority=1)])
    assert len(campaigns) == 2
    assert campaigns.by_id("a") == next(c for c in campaigns if c.campaign_id == "a")
    assert campaigns.by_id("c") is None


@given(numbers=st.sets(st.integers(0, 200)))
def test_set_of_numbers_has_those_that_were_put_in(numbers: set[int]) -> None:
    assert list(numbers_in(number_set(numbers))) == sorted(numbers)
