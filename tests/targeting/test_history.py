"""What a visitor's log folds to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as st

from targeting.behaviour import EventKind, Feature
from targeting.evaluation import VisitorFacts
from targeting.events import EventRecord, OrderLine
from targeting.frequency import RECENT_DISPLAYS, CampaignHistory, Display
from targeting.history import visitor_at
from targeting.orders import NO_ORDERS, order_statistics
from tests.targeting.factories import days_ago, streams_of
from tests.targeting.strategies import NOW, event_logs, unhurried

VIEWS: Final = Feature(EventKind.PRODUCT_VIEW)


def event(key: str, kind: EventKind, days: float = 0, **changes: Any) -> EventRecord:
    return replace(EventRecord(key, kind, days_ago(days)), **changes)


def order(
    key: str, number: str, total: float, days: float, *, cancels: bool = False, **line: Any
) -> EventRecord:
    kind = EventKind.ORDER_CANCELLATION if cancels else EventKind.PURCHASE
    units = line.pop("units", 1)
    return event(key, kind, days, order=OrderLine(number, round(total * 1e6), units, **line))


@unhurried
@given(log=event_logs(), data=st.data())
def test_visitor_is_the_same_in_whatever_order_events_come(
    log: list[EventRecord], data: st.DataObject
) -> None:
    assert visitor_at("v1", data.draw(st.permutations(log)), [VIEWS]) == visitor_at(
        "v1", log, [VIEWS]
    )


@unhurried
@given(log=event_logs(), ago=st.integers(-5, 200))
def test_visitor_at_a_moment_knows_nothing_of_later_events(
    log: list[EventRecord], ago: int
) -> None:
    at = NOW - timedelta(minutes=ago)
    until = [each for each in log if each.at <= at]
    assert visitor_at("v1", log, [VIEWS], at) == visitor_at("v1", until, [VIEWS])


def test_visitor_without_events_is_unknown() -> None:
    assert visitor_at("v1", [], [VIEWS]).facts == VisitorFacts("v1")
    assert visitor_at("v1", [event("a", EventKind.LOG_IN)], [], days_ago(1)).histories == {}


def test_facts_follow_from_the_events() -> None:
    log = [
        event("b", EventKind.LOG_IN, 2, declared={"AGE": 30}, traits={"tags": ["a", 1]}),
        event("a", EventKind.PRODUCT_VIEW, 5, session_id="s1", declared={"AGE": 29, "CITY": "Ulm"}),
        event("c", EventKind.REGISTRATION, 1, session_id="s2"),
        event("d", EventKind.PRODUCT_VIEW, 1, session_id="s2"),
    ]
    facts = visitor_at("v1", log, [VIEWS]).facts
    assert (facts.first_seen_at, facts.last_seen_at) == (days_ago(5), days_ago(1))
    assert facts.visitor_id == "v1"
    assert facts.is_registered
    assert not visitor_at("v1", log, [], days_ago(1.5)).facts.is_registered
    assert facts.sessions == 2
    assert facts.declared == {"AGE": 30, "CITY": "Ulm"}
    assert facts.traits == {"tags": ("a",)}
    assert facts.orders == NO_ORDERS
    assert facts.streams == streams_of([each.occurrence for each in log], VIEWS)


def test_orders_are_those_of_the_events() -> None:
    log = [order("1", "a", 10, 3), event("2", EventKind.PRODUCT_VIEW, 1)]
    assert visitor_at("v1", log, []).facts.orders == order_statistics(log)
    assert visitor_at("v1", log, []).facts.orders.count == 1


def test_of_two_values_of_one_moment_the_greater_key_decides() -> None:
    log = [
        event("b", EventKind.LOG_IN, traits={"size": "M"}),
        event("a", EventKind.LOG_IN, traits={"size": "L"}),
    ]
    assert visitor_at("v1", log, []).facts.traits == {"size": "M"}


def test_histories_count_what_was_done_with_each_campaign() -> None:
    def of(
        key: str, kind: EventKind, days: float, campaign: str = "c1", **more: Any
    ) -> EventRecord:
        properties = {"campaignId": campaign, **more}
        return event(key, kind, days, session_id=f"visit-{key}", properties=properties)

    log = [
        event("0", EventKind.PRODUCT_VIEW, 9),
        of("1", EventKind.CAMPAIGN_IMPRESSION, 1, variant="B"),
        of("2", EventKind.CAMPAIGN_IMPRESSION, 3, variant="A"),
        of("3", EventKind.CAMPAIGN_CLICK, 1),
        of("4", EventKind.CAMPAIGN_CLOSE, 0.5),
        of("5", EventKind.CAMPAIGN_CONVERSION, 0.25),
        of("6", EventKind.CAMPAIGN_CLICK, 1, "c2"),
        of("7", EventKind.CAMPAIGN_IMPRESSION, 2, "c3", variant="A", uncounted=True),
    ]
    known = visitor_at("v1", log, [])
    assert known.histories == {
        "c1": CampaignHistory(
            impressions=2,
            clicks=1,
            closes=1,
            conversions=1,
            first_impression_at=days_ago(3),
            last_impression_at=days_ago(1),
            last_click_at=days_ago(1),
            last_close_at=days_ago(0.5),
            last_conversion_at=days_ago(0.25),
            recent=(Display(days_ago(3), "visit-2"), Display(days_ago(1), "visit-1")),
            variant="A",
        ),
        "c2": CampaignHistory(clicks=1, last_click_at=days_ago(1)),
        "c3": CampaignHistory(
            impressions=1,
            first_impression_at=days_ago(2),
            last_impression_at=days_ago(2),
            recent=(Display(days_ago(2), "visit-7"),),
            variant="A",
        ),
    }
    assert known.displays == (days_ago(3), days_ago(1)), "what isn't counted isn't among them"


def test_order_figures_are_net_of_cancellations() -> None:
    log = [
        order("1", "a", 10, 30, units=2, is_discounted=True, products=("p2", "p1")),
        order("2", "b", 20, 20, units=3, is_discounted=False, brands=("Oak",)),
        order("3", "c", 60, 10, units=1, categories=("Shoes",), products=("p3",)),
        order("4", "c", 60, 9, units=1, cancels=True),
        order("5", "b", 5, 8, units=1, cancels=True),
        order("6", "unknown", 1, 7, units=0, cancels=True),
    ]
    figures = order_statistics(log)
    assert (figures.count, figures.revenue) == (2, 24)
    assert (figures.average_value, figures.units_per_order) == (12, 2)
    assert figures.discounted_share == 0.5
    assert (figures.first_at, figures.last_at) == (days_ago(30), days_ago(20))
    assert figures.median_gap_days == 10
    assert (figures.products, figures.categories, figures.brands) == (("p1", "p2"), (), ("Oak",))


def test_order_of_several_events_is_one() -> None:
    log = [order("1", "a", 10, 3), order("2", "a", 5, 4), order("3", "b", 0, 1)]
    figures = order_statistics(log)
    assert (figures.count, figures.revenue, figures.first_at) == (2, 15, days_ago(4))
    assert figures.discounted_share is None


def test_orders_cancelled_altogether_leave_no_figures_but_the_net() -> None:
    figures = order_statistics([order("1", "a", 10, 3), order("2", "a", 10, 1, cancels=True)])
    assert (figures.count, figures.revenue) == (0, 0)
    assert (figures.average_value, figures.last_at, figures.median_gap_days) == (None, None, None)
    assert order_statistics([event("1", EventKind.PURCHASE)]) is NO_ORDERS


CAMPAIGN_KINDS: Final = (
    *3 * [EventKind.CAMPAIGN_IMPRESSION],
    EventKind.CAMPAIGN_CLICK,
    EventKind.CAMPAIGN_CLOSE,
    EventKind.CAMPAIGN_CONVERSION,
)


@st.composite
def interactions(draw: st.DrawFn) -> list[EventRecord]:
    """Draw what a visitor did with two campaigns; many events share a moment."""
    count = draw(st.sampled_from([1, 4, RECENT_DISPLAYS + 5]))
    minutes_ago = draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
    return [
        EventRecord(
            f"e{number}",
            draw(st.sampled_from(CAMPAIGN_KINDS)),
            NOW - timedelta(minutes=minutes),
            {
                "campaignId": draw(st.sampled_from(["c1", "c2"])),
                "variant": draw(st.sampled_from("AB")),
                "uncounted": draw(st.booleans()),
            },
            draw(st.sampled_from([None, "", "s1", "s2"])),
        )
        for number, minutes in enumerate(minutes_ago)
    ]


@unhurried
@given(log=interactions(), data=st.data())
def test_histories_and_displays_are_the_same_in_whatever_order_events_come(
    log: list[EventRecord], data: st.DataObject
) -> None:
    known, again = (visitor_at("v1", each, []) for each in (log, data.draw(st.permutations(log))))
    assert again.histories == known.histories
    assert again.displays == known.displays


@unhurried
@given(log=interactions())
def test_histories_and_displays_are_counted_from_all_events(log: list[EventRecord]) -> None:
    known = visitor_at("v1", log, [])
    for campaign_id, history in known.histories.items():
        own = [each for each in log if each.properties["campaignId"] == campaign_id]
        shown = sorted(each.at for each in own if each.kind is EventKind.CAMPAIGN_IMPRESSION)
        assert history.impressions == len(shown)
        assert [each.at for each in history.recent] == shown[-RECENT_DISPLAYS:]
        assert {(d.at, d.session_id) for d in history.recent} <= {(e.at, e.session_id) for e in own}
        assert history.clicks == sum(each.kind is EventKind.CAMPAIGN_CLICK for each in own)
    counted = sorted(
        each.at
        for each in log
        if each.kind is EventKind.CAMPAIGN_IMPRESSION and not each.properties["uncounted"]
    )
    assert list(known.displays) == counted[-RECENT_DISPLAYS:]


def test_order_is_void_once_its_cancellations_have_taken_off_all_of_it() -> None:
    half = [order("1", "a", 10, 3, units=4), order("2", "a", 5, 2, cancels=True, units=2)]
    figures = order_statistics(half)
    assert (figures.count, figures.revenue, figures.units_per_order) == (1, 5, 2)
    figures = order_statistics([*half, order("3", "a", 5, 1, cancels=True, units=2)])
    assert (figures.count, figures.revenue) == (0, 0)
    more = [order("1", "a", 10, 3, units=4), order("2", "a", 10, 2, units=5)]
    parts = [order(str(n), "a", 1, 1, cancels=True, units=n) for n in (3, 2)]
    assert order_statistics([*more, *parts]).units_per_order == 4


def test_what_was_bought_is_of_valid_orders_once_and_sorted() -> None:
    log = [
        order("1", "a", 10, 3, products=("b",), categories=("y", "x"), brands=("q",)),
        order("2", "b", 10, 2, products=("a", "b"), categories=("x",), brands=("p",)),
        order("3", "c", 10, 1, products=("c",), categories=("z",), brands=("r",)),
        order("4", "c", 10, 1, cancels=True),
    ]
    figures = order_statistics(log)
    assert figures.products == ("a", "b")
    assert figures.categories == ("x", "y")
    assert figures.brands == ("p", "q")


def test_order_is_discounted_when_one_of_its_events_says_so() -> None:
    def share(*said: bool | None) -> float | None:
        log = [order(str(n), "a", 10, n, is_discounted=each) for n, each in enumerate(said)]
        return order_statistics(log).discounted_share

    assert share(True, False) == share(False, True) == share(True, None) == 1
    assert share(False, None, False) == 0
