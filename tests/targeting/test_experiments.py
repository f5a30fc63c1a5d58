"""Results and decisions against closed forms, other implementations, and simulated visitors."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import beta, binomtest
from scipy.stats.contingency import relative_risk

from targeting.allocation import initial_allocation, reallocated, share_of
from targeting.experiments import (
    Interval,
    Outcome,
    VariantResult,
    WinnerRule,
    bandit_weights,
    best_probabilities,
    experiment_results,
    wilson_interval,
    winner,
)
from tests.targeting.strategies import unhurried

fewer = settings(unhurried, max_examples=25)
"""For what computes the probabilities of up to six variants, more than once per example."""

FLOORS: Final = st.floats(0, 1) | st.sampled_from([0.0, 0.01, 0.05, 1 / 3, 0.5, 1.0])


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int]:
    """How many visitors, and how many of them converted."""
    shown = draw(st.integers(0, 50) | st.integers(0, 100_000))
    return shown, draw(st.integers(0, shown) | st.integers(0, min(shown, 20)))


def outcomes_of(*counts: tuple[int, int]) -> list[Outcome]:
    return [Outcome("abcdefghijkl"[index], *each) for index, each in enumerate(counts)]


several = st.lists(counts(), min_size=1, max_size=6).map(lambda each: outcomes_of(*each))


def log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def probability_that_b_is_better(a: Outcome, b: Outcome) -> float:
    """Evan Miller, "Formulas for Bayesian A/B testing" (2014), formula 6."""
    alpha_a, beta_a = 1 + a.converted, 1 + a.shown - a.converted
    alpha_b, beta_b = 1 + b.converted, 1 + b.shown - b.converted
    return math.fsum(
        math.exp(
            log_beta(alpha_a + i, beta_a + beta_b)
            - math.log(beta_b + i)
            - log_beta(1 + i, beta_b)
            - log_beta(alpha_a, beta_a)
        )
        for i in range(alpha_b)
    )


def test_more_conversions_than_visitors_are_refused() -> None:
    for shown, converted in ((1, 2), (1, -1), (-1, -1)):
        with pytest.raises(ValueError, match="isn't within 0 to"):
            Outcome("a", shown, converted)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ((0, 0), (0, 0)),
        ((0, 0), (10, 3)),
        ((10, 0), (10, 1)),
        ((100, 10), (100, 10)),
        ((100, 10), (100, 15)),
        ((1000, 100), (1000, 120)),
        ((1000, 100), (100, 14)),
        ((100_000, 2_000), (100_000, 2_100)),
        ((5, 5), (1000, 990)),
        ((1_000_000, 3), (20, 0)),
    ],
)
def test_two_variants_agree_with_the_closed_form(a: tuple[int, int], b: tuple[int, int]) -> None:
    one, other = outcomes_of(a, b)
    expected = probability_that_b_is_better(one, other)
    assert best_probabilities([one, other])["b"] == pytest.approx(expected, abs=1e-3)
    assert best_probabilities([other, one])["b"] == pytest.approx(expected, abs=1e-3)


@unhurried
@given(a=st.integers(0, 300), b=st.integers(0, 300), data=st.data())
def test_any_two_variants_agree_with_the_closed_form(a: int, b: int, data: st.DataObject) -> None:
    one, other = outcomes_of((a, data.draw(st.integers(0, a))), (b, data.draw(st.integers(0, b))))
    expected = probability_that_b_is_better(one, other)
    assert best_probabilities([one, other])["b"] == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(
    "given",
    [
        ((100, 10), (100, 12), (100, 14)),
        ((1000, 50), (400, 25), (30, 3)),
        ((0, 0), (10, 1), (100, 20), (500, 60)),
    ],
)
def test_more_variants_agree_with_the_integral_over_the_densities(
    given: tuple[tuple[int, int], ...],
) -> None:
    known = [beta(1 + converted, 1 + shown - converted) for shown, converted in given]
    expected = [
        quad(
            lambda rate, mine=mine: (
                mine.pdf(rate) * math.prod(other.cdf(rate) for other in known if other is not mine)
            ),
            0,
            1,
            points=[mine.mean()],
            limit=200,
        )[0]
        for mine in known
    ]
    found = best_probabilities(outcomes_of(*given))
    assert list(found.values()) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize("number", [1, 2, 3, 7, 12])
@pytest.mark.parametrize("each", [(0, 0), (100, 10), (1_000_000, 0), (1_000_000, 1_000_000)])
def test_equal_variants_are_equally_probable(number: int, each: tuple[int, int]) -> None:
    found = best_probabilities(outcomes_of(*[each] * number))
    assert list(found.values()) == pytest.approx([1 / number] * number, abs=1e-9)


def test_certainty_is_not_exceeded() -> None:
    found = best_probabilities(outcomes_of((10**7, 0), (10**7, 10**7), (10**9, 10**8)))
    assert list(found.values()) == pytest.approx([0, 1, 0], abs=1e-12)


def test_without_outcomes_there_is_nothing_to_say() -> None:
    assert best_probabilities([]) == {}
    assert bandit_weights([]) == {}
    assert winner([], WinnerRule()) is None
    assert experiment_results([]) == ()


def test_variant_that_comes_twice_is_refused() -> None:
    twice = [Outcome("a", 200, 1), Outcome("a", 200, 2)]
    for decide in (
        best_probabilities,
        bandit_weights,
        experiment_results,
        lambda outcomes: winner(outcomes, WinnerRule()),
    ):
        with pytest.raises(ValueError, match="comes twice"):
            decide(twice)


@fewer
@given(outcomes=several)
def test_probabilities_sum_to_one_in_the_order_given(outcomes: list[Outcome]) -> None:
    found = best_probabilities(outcomes)
    assert list(found) == [outcome.variant for outcome in outcomes]
    assert math.fsum(found.values()) == pytest.approx(1)
    assert all(0 <= probability <= 1 for probability in found.values())


@fewer
@given(outcomes=several, data=st.data())
def test_order_of_the_variants_changes_nothing(
    outcomes: list[Outcome], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(outcomes))
    assert best_probabilities(shuffled) == pytest.approx(best_probabilities(outcomes), abs=1e-12)


@fewer
@given(outcomes=several, data=st.data())
def test_better_data_never_make_a_variant_less_probable(
    outcomes: list[Outcome], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(outcomes) - 1))
    before = outcomes[index]
    more = data.draw(st.integers(0, before.shown - before.converted))
    better = replace(before, converted=before.converted + more)
    changed = [*outcomes[:index], better, *outcomes[index + 1 :]]
    old, new = best_probabilities(outcomes), best_probabilities(changed)
    assert new[before.variant] >= old[before.variant] - 1e-9
    # The others' chances fall before they are made to sum to 1; the tolerance is the error of that.
    others = [outcome.variant for outcome in outcomes if outcome is not before]
    assert all(new[variant] <= old[variant] + 1e-3 for variant in others)


@fewer
@given(outcomes=several, floor=FLOORS)
def test_weights_are_whole_sum_up_and_keep_the_floor(outcomes: list[Outcome], floor: float) -> None:
    weights = bandit_weights(outcomes, floor=floor)
    assert list(weights) == [outcome.variant for outcome in outcomes]
    assert sum(weights.values()) == 10_000
    least = min(round(floor * 10_000), 10_000 // len(outcomes))
    assert all(weight >= least for weight in weights.values())


@fewer
@given(outcomes=several, floor=FLOORS)
def test_more_probable_variants_get_no_less(outcomes: list[Outcome], floor: float) -> None:
    probabilities = best_probabilities(outcomes)
    weights = bandit_weights(outcomes, floor=floor)
    ranked = sorted(weights, key=probabilities.__getitem__)
    # One more is what a remainder makes, where two are equally probable.
    assert all(weights[low] <= weights[high] + 1 for low, high in pairwise(ranked))


@fewer
@given(outcomes=several)
def test_without_a_floor_weights_are_the_probabilities(outcomes: list[Outcome]) -> None:
    probabilities = best_probabilities(outcomes)
    for variant, weight in bandit_weights(outcomes, floor=0).items():
        assert weight == pytest.approx(probabilities[variant] * 10_000, abs=1 + 1e-6)


def test_the_start_is_even() -> None:
    assert bandit_weights(outcomes_of(*[(0, 0)] * 3)) == {"a": 3_334, "b": 3_333, "c": 3_333}


def test_floor_is_taken_from_those_above_it_in_proportion() -> None:
    outcomes = outcomes_of((1000, 100), (1000, 101), (1000, 20))
    unlimited = bandit_weights(outcomes, floor=0)
    assert unlimited["c"] == 0
    weights = bandit_weights(outcomes, floor=0.1)
    assert weights["c"] == 1_000
    for variant in ("a", "b"):
        assert weights[variant] == pytest.approx(unlimited[variant] * 0.9, abs=1)


def test_default_floor_is_five_per_cent() -> None:
    assert bandit_weights(outcomes_of((1000, 10), (1000, 500))) == {"a": 500, "b": 9_500}


def test_raising_one_can_push_another_to_the_floor() -> None:
    # Without a floor 67 %, 31 % and nothing; with 30 % for C, B's part of the rest is below 30 %.
    outcomes = outcomes_of((1000, 106), (1000, 100), (1000, 20))
    unlimited = bandit_weights(outcomes, floor=0)
    assert unlimited["b"] > 3_000
    assert bandit_weights(outcomes, floor=0.3) == {"a": 4_000, "b": 3_000, "c": 3_000}


def test_floor_above_an_equal_share_is_an_equal_share() -> None:
    weights = bandit_weights(outcomes_of((10, 1), (10, 2), (10, 9)), floor=0.5)
    assert weights == {"a": 3_333, "b": 3_333, "c": 3_334}


@pytest.mark.parametrize("floor", [-0.01, 1.01, math.nan])
def test_floor_outside_0_to_1_is_refused(floor: float) -> None:
    with pytest.raises(ValueError, match="not within 0 to 1"):
        bandit_weights(outcomes_of((1, 0), (1, 1)), floor=floor)


def test_clear_winner_wins() -> None:
    assert winner(outcomes_of((1000, 50), (1000, 90)), WinnerRule()) == "b"
    assert winner(outcomes_of((1000, 90), (1000, 50), (1000, 60)), WinnerRule()) == "a"


def test_defaults_are_a_hundred_visitors_and_95_per_cent() -> None:
    assert WinnerRule() == WinnerRule(minimum_visitors=100, minimum_probability=0.95)


def test_every_variant_needs_its_visitors() -> None:
    assert winner(outcomes_of((99, 0), (5_000, 900)), WinnerRule()) is None
    assert winner(outcomes_of((5_000, 900), (99, 0)), WinnerRule()) is None
    assert winner(outcomes_of((100, 0), (5_000, 900)), WinnerRule()) == "b"


def test_probability_must_reach_the_bound() -> None:
    outcomes = outcomes_of((1000, 100), (1000, 120))
    reached = best_probabilities(outcomes)["b"]
    assert winner(outcomes, WinnerRule(100, reached)) == "b"
    assert winner(outcomes, WinnerRule(100, math.nextafter(reached, 1))) is None


def test_one_variant_has_nobody_to_win_against() -> None:
    assert winner(outcomes_of((1000, 100)), WinnerRule()) is None


@fewer
@given(outcomes=several, visitors=st.integers(0, 200), probability=st.floats(0, 1))
def test_winner_is_the_most_probable_and_was_earned(
    outcomes: list[Outcome], visitors: int, probability: float
) -> None:
    won = winner(outcomes, WinnerRule(visitors, probability))
    probabilities = best_probabilities(outcomes)
    most = max(probabilities.values())
    is_decided = (
        len(outcomes) > 1
        and all(outcome.shown >= visitors for outcome in outcomes)
        and most >= probability
    )
    assert (won is not None) is is_decided
    assert won is None or probabilities[won] == most


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (0, 0, 0.0, 1.0),
        (0, 10, 0.0, 0.277533),
        (10, 10, 0.722467, 1.0),
        (10, 100, 0.055229, 0.174366),
        (1, 1_000_000, 1.765e-07, 5.665e-06),
    ],
)
def test_interval_of_a_rate_has_the_published_values(
    successes: int, trials: int, low: float, high: float
) -> None:
    interval = wilson_interval(successes, trials)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=1e-6)


@unhurried
@given(counts=counts().filter(lambda counts: counts[0] > 0))
def test_interval_of_a_rate_agrees_with_scipy(counts: tuple[int, int]) -> None:
    shown, converted = counts
    interval = wilson_interval(converted, shown)
    expected = binomtest(converted, shown).proportion_ci(0.95, method="wilson")
    assert (interval.low, interval.high) == pytest.approx(
        (expected.low, expected.high), rel=1e-9, abs=1e-12
    )
    assert 0 <= interval.low <= converted / shown <= interval.high <= 1


def test_results_of_two_variants_by_hand() -> None:
    first, second = experiment_results(outcomes_of((1000, 100), (1000, 140)))
    assert first == VariantResult(
        variant="a",
        shown=1000,
        converted=100,
        rate=0.1,
        rate_interval=wilson_interval(100, 1000),
        uplift=None,
        uplift_interval=None,
        is_significant=False,
        best_probability=first.best_probability,
    )
    assert (second.rate, second.uplift) == pytest.approx((0.14, 0.4))
    # Ratio 1.4; its logarithm has the variance 1/140 + 1/100 - 2/1000 = 0.0151429, so the
    # factor is exp(1.96 * 0.123056) = 1.27276.
    assert second.uplift_interval is not None
    assert second.uplift_interval.low == pytest.approx(0.09997, abs=1e-5)
    assert second.uplift_interval.high == pytest.approx(0.78186, abs=1e-5)
    assert second.is_significant
    assert second.best_probability == pytest.approx(0.99704, abs=1e-4)
    assert first.best_probability == pytest.approx(1 - second.best_probability)


def test_less_can_be_significant_and_a_little_more_is_not() -> None:
    _, worse, little = experiment_results(outcomes_of((1000, 140), (1000, 100), (1000, 145)))
    assert worse.is_significant
    assert worse.uplift == pytest.approx(-2 / 7)
    assert not little.is_significant
    assert little.uplift_interval is not None
    assert little.uplift_interval.low < 0 < little.uplift_interval.high


def test_baseline_can_be_any_variant() -> None:
    outcomes = outcomes_of((1000, 100), (1000, 140), (1000, 70))
    a, b, c = experiment_results(outcomes, "b")
    assert b.uplift is None
    assert (a.uplift, c.uplift) == pytest.approx((-2 / 7, -0.5))
    assert experiment_results(outcomes, "a") == experiment_results(outcomes)


@pytest.mark.parametrize("outcomes", [[], outcomes_of((10, 1), (10, 2))], ids=["none", "two"])
def test_baseline_that_is_no_variant_is_refused(outcomes: list[Outcome]) -> None:
    with pytest.raises(ValueError, match="baseline 'z'"):
        experiment_results(outcomes, "z")


def test_nothing_is_said_of_a_rate_without_visitors() -> None:
    _, unseen = experiment_results(outcomes_of((100, 10), (0, 0)))
    assert (unseen.rate, unseen.rate_interval) == (None, None)
    assert (unseen.uplift, unseen.uplift_interval, unseen.is_significant) == (None, None, False)


@pytest.mark.parametrize("base", [(0, 0), (100, 0)])
def test_nothing_is_compared_with_a_baseline_without_conversions(base: tuple[int, int]) -> None:
    _, other = experiment_results(outcomes_of(base, (100, 90)))
    assert other.rate == 0.9
    assert (other.uplift, other.uplift_interval, other.is_significant) == (None, None, False)


def test_nobody_who_converts_is_a_known_uplift_without_an_interval() -> None:
    _, none = experiment_results(outcomes_of((10_000, 900), (10_000, 0)))
    assert (none.uplift, none.uplift_interval, none.is_significant) == (-1, None, False)


def test_everyone_who_converts_leaves_no_doubt_about_the_ratio() -> None:
    _, same = experiment_results(outcomes_of((10, 10), (20, 20)))
    assert (same.uplift, same.uplift_interval) == (0, Interval(0, 0))
    assert not same.is_significant


@fewer
@given(outcomes=several)
def test_uplifts_agree_with_scipy(outcomes: list[Outcome]) -> None:
    base, *others = outcomes
    for outcome, result in zip(others, experiment_results(outcomes)[1:], strict=True):
        if not base.converted or not outcome.converted:
            assert not result.is_significant
            assert result.uplift_interval is None
            continue
        risk = relative_risk(outcome.converted, outcome.shown, base.converted, base.shown)
        expected = risk.confidence_interval(0.95)
        assert result.uplift is not None
        assert result.uplift == pytest.approx(risk.relative_risk - 1, rel=1e-9, abs=1e-12)
        assert result.uplift_interval is not None
        low, high = result.uplift_interval.low, result.uplift_interval.high
        assert (low, high) == pytest.approx(
            (expected.low - 1, expected.high - 1), rel=1e-9, abs=1e-9
        )
        assert result.is_significant is (low > 0 or high < 0)
        assert low <= result.uplift + 1e-12
        assert result.uplift <= high + 1e-12


@fewer
@given(outcomes=several)
def test_results_keep_order_and_outcomes(outcomes: list[Outcome]) -> None:
    results = experiment_results(outcomes)
    assert [Outcome(each.variant, each.shown, each.converted) for each in results] == outcomes
    assert {each.variant: each.best_probability for each in results} == best_probabilities(outcomes)


def run_bandit(rates: dict[str, float], batches: int, seed: int) -> list[dict[str, int]]:
    """Return the weights after each batch of a thousand visitors, dealt out by an allocation."""
    generator = np.random.default_rng(seed)
    shown, converted = Counter[str](), Counter[str]()
    allocation = initial_allocation(dict.fromkeys(rates, 1))
    history = []
    for _ in range(batches):
        for variant, rate in rates.items():
            visitors = round(share_of(allocation, variant) * 1_000)
            shown[variant] += visitors
            converted[variant] += int(generator.binomial(visitors, rate))
        outcomes = [Outcome(variant, shown[variant], converted[variant]) for variant in rates]
        history.append(bandit_weights(outcomes))
        allocation = reallocated(allocation, history[-1])
    return history


@pytest.mark.parametrize("seed", range(3))
def test_bandit_sends_visitors_to_the_better_variant(seed: int) -> None:
    history = run_bandit({"a": 0.05, "b": 0.08}, batches=30, seed=seed)
    assert history[-1] == {"a": 500, "b": 9_500}
    assert sum(weights["b"] for weights in history) > 0.75 * 30 * 10_000


@pytest.mark.parametrize("seed", range(3))
def test_bandit_finds_the_best_of_several(seed: int) -> None:
    history = run_bandit({"a": 0.05, "b": 0.05, "c": 0.09, "d": 0.02}, batches=40, seed=seed)
    assert history[-1] == {"a": 500, "b": 500, "c": 8_500, "d": 500}
