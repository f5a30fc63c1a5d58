"""Experiments: who gets which variant, what variants bring, and shares that move by themselves."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import pytest

from documents.stores import StoreDocument
from resolvers.catalog import CatalogRegistry
from resolvers.context import Context
from resolvers.experiments import move_shares
from targeting.bucketing import bucket_of
from tests.conftest import NOW, MovableClock
from tests.graphql_client import Clients, variant_of
from tests.managed_campaigns import changed, live, popup, republished

ALIASES_AT_ONCE: Final = 15
DISPLAYS_AT_ONCE: Final = 6
WITHIN_SECONDS: Final = 5.0
VISITORS: Final = [f"v{number}" for number in range(400)]
HALVES: Final = [popup("A"), popup("B", "B")]
BY_CLICKS: Final = {"goal": "CLICK"}


async def offers_of(clients: Clients, visitors: Sequence[str]) -> dict[str, Any]:
    """What each visitor is offered of the only campaign there is."""
    found: dict[str, Any] = {}
    for start in range(0, len(visitors), ALIASES_AT_ONCE):
        asked = visitors[start : start + ALIASES_AT_ONCE]
        names = ", ".join(f"$v{n}: ID!" for n in range(len(asked)))
        fields = " ".join(
            f"v{n}: eligibleCampaigns(visitorId: $v{n}) {{ decisionId variant control }}"
            for n in range(len(asked))
        )
        variables = {f"v{n}": visitor for n, visitor in enumerate(asked)}
        data = await clients.storefront.ask(f"query({names}) {{ {fields} }}", **variables)
        found |= {visitor: data[f"v{n}"][0] for n, visitor in enumerate(asked)}
    return found


async def variants_of(clients: Clients, visitors: Sequence[str]) -> dict[str, str]:
    """The variant that each visitor gets."""
    found = await offers_of(clients, visitors)
    return {visitor: offer["variant"] for visitor, offer in found.items()}


async def allocation(clients: Clients, campaign: Any) -> list[dict[str, Any]]:
    """The buckets of the live version's variants."""
    data = await clients.admin.ask(
        """query($id: ID!) { campaign(id: $id) {
          liveVersion versions { version allocation { variant start end } }
        } }""",
        id=campaign["id"],
    )
    found = data["campaign"]
    live_version: dict[str, Any] = next(
        version for version in found["versions"] if version["version"] == found["liveVersion"]
    )
    slices: list[dict[str, Any]] = live_version["allocation"]
    return slices


def sizes(slices: Iterable[dict[str, Any]]) -> dict[str, int]:
    """How many buckets each variant has."""
    counted: Counter[str] = Counter()
    for part in slices:
        counted[part["variant"]] += part["end"] - part["start"]
    return dict(counted)


def variant_by(slices: Iterable[dict[str, Any]], campaign: Any, visitor: str) -> str:
    """The variant that any client can compute of an allocation."""
    bucket = bucket_of(f"{campaign['id']}.variant", visitor)
    (found,) = [p["variant"] for p in slices if p["start"] <= bucket < p["end"]]
    return str(found)


def moved_buckets(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> int:
    owner = [
        {bucket: part["variant"] for part in slices for bucket in range(part["start"], part["end"])}
        for slices in (before, after)
    ]
    assert set(owner[0]) == set(owner[1]) == set(range(10_000))
    return sum(owner[0][bucket] != owner[1][bucket] for bucket in owner[0])


async def test_new_weights_move_only_the_visitors_they_must(clients: Clients) -> None:
    thirds = [popup(key, key) for key in "ABC"]
    campaign = await live(clients, variants=thirds)
    slices = await allocation(clients, campaign)
    before = await variants_of(clients, VISITORS)
    assert before == {visitor: variant_by(slices, campaign, visitor) for visitor in VISITORS}
    assert set(before.values()) == {"A", "B", "C"}

    heavier = [popup("A", "A", weight=2), *thirds[1:]]
    campaign = await republished(clients, campaign, variants=heavier)
    new_slices = await allocation(clients, campaign)
    after = await variants_of(clients, VISITORS)
    assert after == {visitor: variant_by(new_slices, campaign, visitor) for visitor in VISITORS}
    assert sizes(new_slices) == {"A": 5_000, "B": 2_500, "C": 2_500}
    assert moved_buckets(slices, new_slices) == 5_000 - sizes(slices)["A"]
    moved = {(before[v], after[v]) for v in VISITORS if before[v] != after[v]}
    assert moved == {("B", "A"), ("C", "A")}
    share = sum(before[v] != after[v] for v in VISITORS) / len(VISITORS)
    assert 0.08 < share < 0.26, "a sixth must move; of 400 visitors, give or take 4.5 deviations"


async def test_a_variant_that_is_dropped_hands_over_its_own_visitors_alone(
    clients: Clients,
) -> None:
    campaign = await live(clients, variants=[popup(key, key) for key in "ABC"])
    before = await variants_of(clients, VISITORS[:150])
    await republished(clients, campaign, variants=[popup(key, key) for key in "AC"])
    after = await variants_of(clients, VISITORS[:150])
    assert {before[v] for v in before if before[v] != after[v]} == {"B"}
    assert {after[v] for v in before if before[v] == "B"} == {"A", "C"}


async def test_other_changes_than_of_weights_move_nobody(clients: Clients) -> None:
    campaign = await live(clients, variants=HALVES)
    slices, before = await allocation(clients, campaign), await variants_of(clients, VISITORS[:60])
    again = [popup("Better", "A"), popup("Best", "B")]
    campaign = await republished(clients, campaign, priority=3, variants=again)
    assert await allocation(clients, campaign) == slices
    assert await variants_of(clients, VISITORS[:60]) == before


async def offers_by_arm(clients: Clients, count: int = 80) -> dict[str, list[tuple[str, str]]]:
    """Visitors with their decisions, by the variant they get or as CONTROL."""
    arms: dict[str, list[tuple[str, str]]] = {}
    offers = await offers_of(clients, [f"w{number}" for number in range(count)])
    for visitor, offer in offers.items():
        arm = "CONTROL" if offer["control"] else offer["variant"]
        arms.setdefault(arm, []).append((visitor, offer["decisionId"]))
    return arms


async def display(clients: Clients, visitor: str, decision: str, *, clicks: bool = False) -> None:
    """Show an offer to a visitor, who clicks on it or doesn't."""
    claimed = await clients.storefront.do(
        "claimDisplays",
        "ClaimDisplaysInput",
        "... on DisplaysClaimed { displays { isGranted } }",
        visitorId=visitor,
        decisionIds=[decision],
    )
    assert claimed["displays"] == [{"isGranted": True}]
    if clicks:
        recorded = await clients.storefront.do(
            "recordInteractions",
            "RecordInteractionsInput",
            "... on InteractionsRecorded { stored }",
            visitorId=visitor,
            interactions=[{"id": "click", "decisionId": decision, "kind": "CLICK"}],
        )
        assert recorded["stored"] == 1


async def run_trial(clients: Clients, **outcomes: tuple[int, int]) -> dict[str, list[str]]:
    """Show each variant to so many visitors, of whom so many click; return who they are."""
    arms = await offers_by_arm(clients)
    shown = {arm: arms[arm][:count] for arm, (count, _) in outcomes.items()}
    displays = [
        display(clients, visitor, decision, clicks=number < outcomes[arm][1])
        for arm, offers in shown.items()
        for number, (visitor, decision) in enumerate(offers)
    ]
    for start in range(0, len(displays), DISPLAYS_AT_ONCE):
        await asyncio.gather(*displays[start : start + DISPLAYS_AT_ONCE])
    assert {arm: len(offers) for arm, offers in shown.items()} == {
        arm: count for arm, (count, _) in outcomes.items()
    }
    return {arm: [visitor for visitor, _ in offers] for arm, offers in shown.items()}


RESULTS = """query($id: ID!) { campaign(id: $id) { results { variants {
  variant shown converted rate rateInterval { low high }
  uplift upliftInterval { low high } isSignificant bestProbability
} } } }"""


async def results(clients: Clients, campaign: Any) -> dict[str, dict[str, Any]] | None:
    data = await clients.admin.ask(RESULTS, id=campaign["id"])
    found = data["campaign"]["results"]
    return found and {result["variant"]: result for result in found["variants"]}


def near(low: float, high: float) -> Any:
    return pytest.approx({"low": low, "high": high}, abs=5e-4)


async def test_results_say_what_each_variant_brought(clients: Clients) -> None:
    campaign = await live(clients, variants=HALVES, experiment=BY_CLICKS)
    await run_trial(clients, A=(16, 4), B=(16, 12))
    found = await results(clients, campaign)
    assert found is not None
    a, b = found["A"], found["B"]
    assert [(r["shown"], r["converted"], r["rate"]) for r in (a, b)] == [
        (16, 4, 0.25),
        (16, 12, 0.75),
    ]
    assert (a["rateInterval"], b["rateInterval"]) == (near(0.1018, 0.4950), near(0.5050, 0.8982))
    assert (a["uplift"], a["upliftInterval"], a["isSignificant"]) == (None, None, False)
    assert (b["uplift"], b["isSignificant"]) == (2.0, True)
    assert b["upliftInterval"] == near(0.2263, 6.3390)
    assert b["bestProbability"] == pytest.approx(0.9973, abs=1e-3)
    assert a["bestProbability"] + b["bestProbability"] == pytest.approx(1)


async def test_the_control_group_is_the_baseline(clients: Clients) -> None:
    campaign = await live(clients, variants=HALVES, controlShare=0.4, experiment=BY_CLICKS)
    await run_trial(clients, CONTROL=(12, 3), A=(6, 3), B=(6, 0))
    found = await results(clients, campaign)
    assert found is not None
    assert {key: (r["shown"], r["converted"]) for key, r in found.items()} == {
        "A": (6, 3),
        "B": (6, 0),
        "CONTROL": (12, 3),
    }
    assert {key: r["uplift"] for key, r in found.items()} == {"A": 1.0, "B": -1.0, "CONTROL": None}
    assert found["A"]["upliftInterval"] == near(-0.4356, 6.0873)
    assert found["B"]["upliftInterval"] is None, "nobody converted: there is no interval of a ratio"
    assert not found["A"]["isSignificant"]


async def test_a_sign_up_counts_once_as_a_conversion(clients: Clients) -> None:
    campaign = await live(clients, "EMAIL_COLLECTION", frequency={"stopAfterConversion": False})
    for number in range(3):
        visitor = f"v{number}"
        await clients.track(visitor, {"pageView": {"id": "p", "page": "HOME"}})
        for display_number in range(2):
            (offer,) = await clients.eligible(visitor)
            await display(clients, visitor, offer["decisionId"])
            if number == 0:
                await clients.storefront.do(
                    "captureEmail",
                    "CaptureEmailInput",
                    "",
                    visitorId=visitor,
                    decisionId=offer["decisionId"],
                    email=f"ada{display_number}@example.com",
                    consentGiven=True,
                )
    found = await results(clients, campaign)
    assert found is not None
    assert (found["A"]["shown"], found["A"]["converted"]) == (3, 1)


async def test_clicks_are_no_conversions_and_a_new_version_starts_anew(
    clients: Clients, clock: MovableClock
) -> None:
    campaign = await live(clients, variants=[variant_of("POPUP_BANNER")])
    await run_trial(clients, A=(3, 2))
    found = await results(clients, campaign)
    assert found is not None
    assert (found["A"]["shown"], found["A"]["converted"]) == (3, 0)
    clock.advance(hours=1)
    campaign = await republished(clients, campaign, variants=[popup("New")])
    found = await results(clients, campaign)
    assert found is not None
    assert (found["A"]["shown"], found["A"]["rate"], found["A"]["rateInterval"]) == (0, None, None)


async def test_before_the_first_publishing_there_are_no_results(clients: Clients) -> None:
    created = await clients.admin.do(
        "createCampaign",
        "CreateCampaignInput",
        "... on CampaignChanged { campaign { id } }",
        name="A popup",
        type="POPUP_BANNER",
        definition={"variants": HALVES},
    )
    assert await results(clients, created["campaign"]) is None


async def move(store: StoreDocument, now: datetime = NOW) -> None:
    """Do what each server does once a minute, as another process than the server."""
    await move_shares(Context(store_id=store.id, now=now, catalogs=CatalogRegistry()))


async def moves(clients: Clients) -> list[dict[str, Any]]:
    """The audit log's entries of shares that were moved, newest first."""
    data = await clients.admin.ask(
        """{ auditLog { edges { node {
          action actor user target targetId changes { path before after }
        } } } }"""
    )
    nodes = [edge["node"] for edge in data["auditLog"]["edges"]]
    return [node for node in nodes if node["action"] == "moveShares"]


async def arrives(clients: Clients, wanted: dict[str, str]) -> None:
    """Wait until the server, which hears of it, gives these variants to these visitors."""
    end = asyncio.get_running_loop().time() + WITHIN_SECONDS
    found = await variants_of(clients, list(wanted))
    while found != wanted and asyncio.get_running_loop().time() < end:
        await asyncio.sleep(0.05)
        found = await variants_of(clients, list(wanted))
    assert found == wanted


async def under_way(clients: Clients, mode: str, **settings: Any) -> tuple[Any, Any]:
    """A campaign that gets this mode once all outcomes are known; and who was shown what.

    The server, which looks once a minute, can't move shares by half of the outcomes.
    """
    trial = settings.pop("trial")
    campaign = await live(clients, variants=HALVES, experiment=BY_CLICKS)
    shown = await run_trial(clients, **trial)
    experiment = {**BY_CLICKS, "mode": mode, **settings}
    campaign = await republished(clients, campaign, variants=HALVES, experiment=experiment)
    return campaign, shown


EVEN: Final = {"A": 5_000, "B": 5_000}


async def test_a_bandits_shares_follow_the_outcomes(clients: Clients, store: StoreDocument) -> None:
    campaign, shown = await under_way(clients, "BANDIT", trial={"A": (8, 0), "B": (8, 7)})
    await move(store)
    slices = await allocation(clients, campaign)
    assert sizes(slices) == {"A": 500, "B": 9_500}, "the worse one keeps the floor"
    (entry,) = await moves(clients)
    assert entry == {
        "action": "moveShares",
        "actor": "segue",
        "user": None,
        "target": "CAMPAIGN",
        "targetId": campaign["id"],
        "changes": [
            {"path": ["A"], "before": 0.5, "after": 0.05},
            {"path": ["B"], "before": 0.5, "after": 0.95},
        ],
    }
    newcomers = {v: variant_by(slices, campaign, v) for v in VISITORS}
    few, many = ([v for v in VISITORS if newcomers[v] == arm] for arm in "AB")
    assert 1 <= len(few) <= 60, "5 % of 400, give or take many deviations"
    await arrives(clients, {v: newcomers[v] for v in [*few[:15], *many[:45]]})

    known = {visitor: arm for arm, visitors in shown.items() for visitor in visitors}
    assert await variants_of(clients, list(known)) == known, "they keep what they were shown"
    elsewhere = [v for v in known if variant_by(slices, campaign, v) != known[v]]
    assert len(elsewhere) > 1, "newcomers of the same buckets are given the other one"


async def test_a_bandits_shares_move_once_an_hour(clients: Clients, store: StoreDocument) -> None:
    campaign, _ = await under_way(clients, "BANDIT", trial={"A": (10, 1), "B": (10, 8)})
    await move(store)
    first = await allocation(clients, campaign)
    assert sizes(first)["A"] < 5_000
    late = await offers_of(clients, [f"late-{number}" for number in range(15)])
    for visitor, offer in late.items():  # whoever gets A now clicks, whoever gets B doesn't
        await display(clients, visitor, offer["decisionId"], clicks=offer["variant"] == "A")
    await move(store, NOW + timedelta(minutes=59))
    assert await allocation(clients, campaign) == first
    await move(store, NOW + timedelta(minutes=60))
    second = await allocation(clients, campaign)
    assert sizes(second)["A"] > sizes(first)["A"]
    assert len(await moves(clients)) == 2


async def test_processes_that_move_at_once_move_once(
    clients: Clients, store: StoreDocument
) -> None:
    campaign, _ = await under_way(clients, "BANDIT", trial={"A": (10, 0), "B": (10, 5)})
    await asyncio.gather(*(move(store, NOW + timedelta(seconds=n)) for n in range(4)))
    assert len(await moves(clients)) == 1
    assert sizes(await allocation(clients, campaign)) != EVEN


async def test_a_bandit_gives_nothing_to_a_variant_without_weight(
    clients: Clients, store: StoreDocument
) -> None:
    variants = [*HALVES, popup("C", "C", weight=0)]
    campaign = await live(clients, variants=variants, experiment=BY_CLICKS)
    await run_trial(clients, A=(10, 0), B=(10, 5))
    experiment = {**BY_CLICKS, "mode": "BANDIT"}
    campaign = await republished(clients, campaign, variants=variants, experiment=experiment)
    await move(store)
    found = sizes(await allocation(clients, campaign))
    assert set(found) == {"A", "B"}
    assert found["B"] > 9_000


@pytest.mark.parametrize("mode", ["FIXED", "WINNER", "BANDIT"])
async def test_shares_stay_where_nobody_was_shown_anything(
    clients: Clients, store: StoreDocument, mode: str
) -> None:
    experiment = {**BY_CLICKS, "mode": mode, "minimumDays": 0}
    campaign = await live(clients, variants=HALVES, experiment=experiment)
    await move(store, NOW + timedelta(days=400))
    assert sizes(await allocation(clients, campaign)) == EVEN
    assert await moves(clients) == []


async def test_fixed_shares_and_those_of_a_paused_campaign_dont_move(
    clients: Clients, store: StoreDocument
) -> None:
    trial = {"A": (12, 0), "B": (12, 10)}
    campaign, _ = await under_way(clients, "FIXED", trial=trial)
    await move(store, NOW + timedelta(days=400))
    assert sizes(await allocation(clients, campaign)) == EVEN
    experiment = {**BY_CLICKS, "mode": "WINNER", "minimumVisitors": 10}
    campaign = await republished(clients, campaign, variants=HALVES, experiment=experiment)
    campaign = await changed(clients, "pauseCampaign", campaign)
    await move(store, NOW + timedelta(days=400))
    assert sizes(await allocation(clients, campaign)) == EVEN
    await changed(clients, "resumeCampaign", campaign)
    await move(store, NOW + timedelta(days=400))
    assert sizes(await allocation(clients, campaign)) == {"B": 10_000}


async def test_a_winner_needs_its_days_and_then_everybody_gets_it(
    clients: Clients, store: StoreDocument
) -> None:
    campaign, shown = await under_way(
        clients,
        "WINNER",
        minimumDays=2,
        minimumVisitors=12,
        trial={"A": (12, 10), "B": (12, 1)},
    )
    await move(store, NOW + timedelta(days=2) - timedelta(seconds=1))
    assert sizes(await allocation(clients, campaign)) == EVEN
    assert await moves(clients) == []

    await move(store, NOW + timedelta(days=2))
    assert sizes(await allocation(clients, campaign)) == {"A": 10_000}
    (entry,) = await moves(clients)
    assert entry["actor"] == "segue"
    assert entry["changes"] == [
        {"path": ["A"], "before": 0.5, "after": 1.0},
        {"path": ["B"], "before": 0.5, "after": 0.0},
    ]
    everybody = [*shown["A"], *shown["B"], *VISITORS[:60]]
    await arrives(clients, dict.fromkeys(everybody, "A"))
    await move(store, NOW + timedelta(days=3))
    assert len(await moves(clients)) == 1, "it is decided"


async def test_a_winner_needs_so_many_visitors_of_every_variant(
    clients: Clients, store: StoreDocument
) -> None:
    settings = {"minimumDays": 0, "minimumVisitors": 13}
    campaign, shown = await under_way(
        clients, "WINNER", **settings, trial={"A": (14, 1), "B": (12, 11)}
    )
    later = NOW + timedelta(days=30)
    await move(store, later)
    assert sizes(await allocation(clients, campaign)) == EVEN

    offers = (await offers_by_arm(clients))["B"]
    visitor, decision = next(offer for offer in offers if offer[0] not in shown["B"])
    await display(clients, visitor, decision)
    await move(store, later)
    assert sizes(await allocation(clients, campaign)) == {"B": 10_000}


async def test_without_a_clear_winner_the_shares_stay(
    clients: Clients, store: StoreDocument
) -> None:
    settings = {"minimumDays": 0, "minimumVisitors": 10}
    campaign, _ = await under_way(clients, "WINNER", **settings, trial={"A": (12, 5), "B": (12, 6)})
    await move(store, NOW + timedelta(days=30))
    assert sizes(await allocation(clients, campaign)) == EVEN
    assert await moves(clients) == []


async def test_new_weights_after_a_bandit_start_from_where_it_stood(
    clients: Clients, store: StoreDocument
) -> None:
    campaign, _ = await under_way(clients, "BANDIT", trial={"A": (10, 0), "B": (10, 8)})
    await move(store)
    stood = await allocation(clients, campaign)
    experiment = {**BY_CLICKS, "mode": "BANDIT"}
    texts = [popup("Newer"), popup("Newest", "B")]
    campaign = await republished(clients, campaign, variants=texts, experiment=experiment)
    assert await allocation(clients, campaign) == stood, "a new text moves nobody"
    weights = [popup("A", weight=3), popup("B", "B", weight=1)]
    campaign = await republished(clients, campaign, variants=weights)
    found = await allocation(clients, campaign)
    assert sizes(found) == {"A": 7_500, "B": 2_500}
    assert moved_buckets(stood, found) == 7_500 - sizes(stood)["A"]
