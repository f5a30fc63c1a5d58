"""What the variants of a campaign bring, which is best, and how many visitors each should get.

A variant's rate is the share of its visitors who convert. Nobody knows the true one; after `converted`
of `shown` visitors, and with no opinion beforehand (each rate as likely as any other), what is known
of it is the beta distribution with `1 + converted` and `1 + shown - converted`. Variants are
independent of each other. All decisions here follow from the probability that a variant's true rate
is the highest, and that one from these distributions.

Sources: Thompson, "On the likelihood that one unknown probability exceeds another in view of the
evidence of two samples", Biometrika 25 (1933), for the probability and for giving visitors out by it;
Scott, "A modern Bayesian look at the multi-armed bandit", Applied Stochastic Models in Business and
Industry 26 (2010), for more than two variants and for batches; Wilson, "Probable inference, the law
of succession, and statistical inference", Journal of the American Statistical Association 22 (1927),
for the interval of a rate; Katz, Baptista, Azen & Pike, "Obtaining confidence intervals for the risk
ratio in cohort studies", Biometrics 34 (1978), for that of an uplift.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, final

from targeting.allocation import largest_remainders
from targeting.bucketing import BUCKETS

QUADRATURE_POINTS: Final = 1_000
"""So many equally likely rates stand for what is known of a variant."""

DEFAULT_FLOOR: Final = 0.05
"""The share that a bandit leaves to each variant, so that a late starter can still show itself."""

STANDARD_ERRORS: Final = 1.959963984540054
"""A normal variable is within so many standard deviations in 95 of 100 cases."""


@final
@dataclass(frozen=True, slots=True)
class Outcome:
    """How a variant has fared so far; visitors, each counted once, and not events.

    Attributes:
        variant: its key.
        shown: how many visitors it was shown to,
        converted: and how many of those did what the campaign is for.

    Raises:
        ValueError: `converted` isn't within 0 to `shown`.
    """

    variant: str
    shown: int
    converted: int

    def __post_init__(self) -> None:
        if not 0 <= self.converted <= self.shown:
            raise ValueError(f"{self.converted} converted isn't within 0 to {self.shown} shown")


@final
@dataclass(frozen=True, slots=True)
class WinnerRule:
    """When a campaign is decided.

    Attributes:
        minimum_visitors: how many visitors each variant must have been shown to,
        minimum_probability: and how probable it must be that the winner is the best.
    """

    minimum_visitors: int = 100
    minimum_probability: float = 0.95


@final
@dataclass(frozen=True, slots=True)
class Interval:
    """Where a number lies with 95 % confidence."""

    low: float
    high: float


@final
@dataclass(frozen=True, slots=True)
class VariantResult:
    """What a variant has brought, in itself and against the baseline.

    Attributes:
        variant, shown, converted: its outcome.
        rate, rate_interval: the share of its visitors who converted; `None` without visitors.
        uplift: by how much its rate is above the baseline's, as a part of that (0.1 is 10 % more);
            `None` for the baseline itself, without visitors, and when nobody converted there.
        uplift_interval: `None` then, and when nobody converted here.
        is_significant: 0 lies outside the interval of the uplift.
        best_probability: how probable it is that its true rate is the highest.
    """

    variant: str
    shown: int
    converted: int
    rate: float | None
    rate_interval: Interval | None
    uplift: float | None
    uplift_interval: Interval | None
    is_significant: bool
    best_probability: float


def best_probabilities(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Return how probable it is of each variant that its true rate is the highest; they sum to 1.

    With `F` the distribution functions of the rates, that is the expectation of the product of all
    other `F_j` at the rate of `i`, here its mean over the rates `F_i^-1((k + 0.5) / N)`. The product
    grows with the rate, from 0 to 1 at most, so before they are made to sum to 1 no probability is
    off by more than `1 / (2 * N)`. Unlike with random draws the same numbers give the same answer, and
    a variant that converts one visitor more never falls.

    Raises:
        ValueError: a variant comes twice.
    """
    import numpy as np  # noqa: PLC0415, half a second that only a look at results needs to spend
    from scipy.special import betainc, betaincinv  # noqa: PLC0415, same

    if len({outcome.variant for outcome in outcomes}) < len(outcomes):
        raise ValueError("each variant has one outcome, and here one comes twice")
    a = np.array([1.0 + outcome.converted for outcome in outcomes])
    b = np.array([1.0 + outcome.shown - outcome.converted for outcome in outcomes])
    middles = (np.arange(QUADRATURE_POINTS) + 0.5) / QUADRATURE_POINTS
    rates = betaincinv(a[:, np.newaxis], b[:, np.newaxis], middles)
    # By variant whose rates these are, by variant that is lower, by rate.
    is_lower = betainc(a[:, np.newaxis], b[:, np.newaxis], rates[:, np.newaxis, :])
    is_lower[np.diag_indices(len(outcomes))] = 1.0
    means = is_lower.prod(axis=1).mean(axis=1)
    probabilities: list[float] = (means / means.sum()).tolist()
    return {out.variant: share for out, share in zip(outcomes, probabilities, strict=True)}


def bandit_weights(outcomes: Sequence[Outcome], *, floor: float = DEFAULT_FLOOR) -> dict[str, int]:
    """Return the weights for the next batch of visitors, which sum to `BUCKETS`.

    Thompson sampling in batches: each variant gets visitors as probably as it is the best. None gets
    less than `floor` (or than an equal share, were that less); the others share the rest in
    proportion. Before anybody was shown anything all are equal. Nothing without outcomes.

    Raises:
        ValueError: a variant comes twice, or `floor` isn't within 0 to 1.
    """
    if not 0 <= floor <= 1:
        raise ValueError(f"floor is {floor}, not within 0 to 1")
    if not outcomes:
        return {}
    # As fractions, since a rounding error could take the last bucket off the floor.
    shares = {name: Fraction(share) for name, share in best_probabilities(outcomes).items()}
    least = min(round(floor * BUCKETS), BUCKETS // len(shares))
    raised = _below_floor(shares, least)
    free = {name: share for name, share in shares.items() if name not in raised}
    weights = largest_remainders(free, BUCKETS - least * len(raised))
    return {name: weights.get(name, least) for name in shares}


def winner(outcomes: Sequence[Outcome], rule: WinnerRule) -> str | None:
    """Return the variant that has won by `rule`; `None` while none has, or with fewer than two.

    The probability holds for one look. Who looks again and again sees it pass any bound by chance:
    of two equal variants with 200 visitors a day each, one had "won" on some day of 30 in half of the
    runs (measured, 95 %), and on the last day in a tenth. As equals, they lose nothing by that.

    Raises:
        ValueError: a variant comes twice.
    """
    if len(outcomes) < 2 or min(outcome.shown for outcome in outcomes) < rule.minimum_visitors:  # noqa: PLR2004, one variant has nobody to win against
        return None
    probabilities = best_probabilities(outcomes)
    best = max(probabilities, key=probabilities.__getitem__)
    return best if probabilities[best] >= rule.minimum_probability else None


def experiment_results(
    outcomes: Sequence[Outcome], baseline: str | None = None
) -> tuple[VariantResult, ...]:
    """Return what each variant has brought, against `baseline` or else the first, in their order.

    Each comparison stands for itself: with many variants some differ significantly by chance.

    Raises:
        ValueError: a variant comes twice, or there is none called `baseline`.
    """
    if not outcomes and baseline is None:
        return ()
    base = _baseline_of(outcomes, baseline)
    probabilities = best_probabilities(outcomes)
    return tuple(_result(outcome, base, probabilities[outcome.variant]) for outcome in outcomes)


def wilson_interval(successes: int, trials: int) -> Interval:
    """Return the interval of shares that `successes` of `trials` are consistent with (Wilson 1927).

    Unlike the normal approximation it holds for shares near 0 and 1. 0 to 1 without a trial.
    """
    if not trials:
        return Interval(0.0, 1.0)
    share, spread = successes / trials, STANDARD_ERRORS**2 / trials
    centre = share + spread / 2
    margin = STANDARD_ERRORS * math.sqrt(share * (1 - share) / trials + spread / trials / 4)
    low, high = (centre - margin) / (1 + spread), (centre + margin) / (1 + spread)
    # Rounding may leave nothing or all of the trials just outside.
    return Interval(max(0.0, min(share, low)), min(1.0, max(share, high)))


def _below_floor(shares: Mapping[str, Fraction], least: int) -> set[str]:
    """Return who gets the floor. Raising some takes from the others, who may need it then, too."""
    raised: set[str] = set()
    while True:
        rest = BUCKETS - least * len(raised)
        free = {name: share for name, share in shares.items() if name not in raised}
        total = sum(free.values())
        below = {name for name, share in free.items() if share * rest < least * total}
        if not below:
            return raised
        raised |= below


def _baseline_of(outcomes: Sequence[Outcome], baseline: str | None) -> Outcome:
    if baseline is None:
        return outcomes[0]
    for outcome in outcomes:
        if outcome.variant == baseline:
            return outcome
    raise ValueError(f"there is no outcome of the baseline {baseline!r}")


def _result(outcome: Outcome, base: Outcome, best_probability: float) -> VariantResult:
    shown, converted = outcome.shown, outcome.converted
    interval = _uplift_interval(outcome, base)
    return VariantResult(
        variant=outcome.variant,
        shown=shown,
        converted=converted,
        rate=converted / shown if shown else None,
        rate_interval=wilson_interval(converted, shown) if shown else None,
        uplift=_uplift(outcome, base),
        uplift_interval=interval,
        is_significant=interval is not None and not interval.low <= 0 <= interval.high,
        best_probability=best_probability,
    )


def _uplift(outcome: Outcome, base: Outcome) -> float | None:
    if outcome is base or not outcome.shown or not base.converted:
        return None
    return (outcome.converted * base.shown) / (outcome.shown * base.converted) - 1


def _uplift_interval(outcome: Outcome, base: Outcome) -> Interval | None:
    """Return the interval of the uplift by the delta method on the ratio's logarithm (Katz 1978)."""
    uplift = _uplift(outcome, base)
    if uplift is None or not outcome.converted:
        return None
    variance = sum(1 / each.converted - 1 / each.shown for each in (outcome, base))
    factor = math.exp(STANDARD_ERRORS * math.sqrt(variance))
    return Interval((1 + uplift) / factor - 1, (1 + uplift) * factor - 1)
