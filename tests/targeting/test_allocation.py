"""Who moves when weights change: nobody at the start, and later as few as can be."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

from targeting.allocation import (
    Allocation,
    Slice,
    initial_allocation,
    largest_remainders,
    moved_buckets,
    reallocated,
    share_of,
    variant_at,
    variant_of,
)
from targeting.bucketing import BUCKETS, bucket_of, choose_index
from tests.targeting.strategies import unhurried

GOLDEN: Final[dict[str, list[dict[str, Any]]]] = json.loads(
    (Path(__file__).parent / "cases" / "allocation.json").read_text(encoding="utf-8")
)
VISITORS: Final = [f"visitor-{number}" for number in range(100_000)]
BY_BUCKET: Final = {bucket_of("s", f"id-{number}"): f"id-{number}" for number in range(200_000)}
"""One identifier for each bucket."""

Pairs: TypeAlias = list[tuple[str, int]]

fewer = settings(unhurried, max_examples=30)
"""For what looks at all ten thousand buckets in each example."""


@st.composite
def weighted(draw: st.DrawFn) -> Pairs:
    """Some of the variants in any order, at least one of them with a weight."""
    variants = draw(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True))
    small_or_large = st.integers(0, 3) | st.integers(0, 10_000)
    weights = draw(
        st.lists(small_or_large, min_size=len(variants), max_size=len(variants)).filter(any)
    )
    return list(zip(variants, weights, strict=True))


@st.composite
def allocations(draw: st.DrawFn) -> Allocation:
    """What is left by a few changes of weights, or any division of the buckets whatever."""
    if draw(st.booleans()):
        first, *others = draw(st.lists(weighted(), min_size=1, max_size=5))
        allocation = initial_allocation(first)
        for weights in others:
            allocation = reallocated(allocation, weights)
        return allocation
    inner = draw(st.lists(st.integers(1, BUCKETS - 1), unique=True, max_size=12))
    borders = [0, *sorted(inner), BUCKETS]
    variants = st.sampled_from("abcdefgh")
    names = [draw(variants)]
    for _ in borders[2:]:
        names.append(draw(variants.filter(lambda name: name != names[-1])))
    return tuple(Slice(name, *ends) for name, ends in zip(names, pairwise(borders), strict=True))


def cases(name: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in GOLDEN[name]]


def slices(raw: list[tuple[str, int, int]]) -> Allocation:
    return tuple(Slice(*part) for part in raw)


def pairs(raw: list[list[Any]]) -> Pairs:
    return [(variant, weight) for variant, weight in raw]


def variants_by_bucket(allocation: Allocation) -> list[str]:
    names: list[str] = []
    for part in allocation:
        names += [part.variant] * (part.end - part.start)
    return names


def is_coherent(allocation: Allocation) -> bool:
    return (
        allocation[0].start == 0
        and allocation[-1].end == BUCKETS
        and all(part.start < part.end for part in allocation)
        and all(
            one.end == other.start and one.variant != other.variant
            for one, other in pairwise(allocation)
        )
    )


@pytest.mark.parametrize("case", cases("initial"))
def test_golden_initial_allocation_is_reproduced(case: dict[str, Any]) -> None:
    weights = pairs(case["weights"])
    assert initial_allocation(weights) == slices(case["expected"])
    assert initial_allocation(dict(weights)) == slices(case["expected"])


@pytest.mark.parametrize("case", cases("changes"))
def test_golden_change_is_reproduced(case: dict[str, Any]) -> None:
    first, *others = map(pairs, case["weights"])
    before = after = initial_allocation(first)
    for weights in others:
        before, after = after, reallocated(after, weights)
    assert after == slices(case["expected"])
    assert moved_buckets(before, after) == case["moved"]


@pytest.mark.parametrize("case", cases("visitors"))
def test_golden_visitor_gets_its_variant(case: dict[str, Any]) -> None:
    allocation = slices(case["allocation"])
    assert bucket_of(case["salt"], case["identifier"]) == case["bucket"]
    assert variant_at(allocation, case["bucket"]) == case["expected"]
    assert variant_of(allocation, case["salt"], case["identifier"]) == case["expected"]


def test_golden_cases_have_ids_of_their_own() -> None:
    ids = [case["id"] for name in ("initial", "changes", "visitors") for case in GOLDEN[name]]
    assert len(set(ids)) == len(ids)


def test_golden_initial_allocations_are_the_choices_of_bucketing() -> None:
    path = Path(__file__).parent / "cases" / "bucketing.json"
    for case in json.loads(path.read_text(encoding="utf-8"))["choices"]:
        if case["expected"] is not None:
            weights = [(str(index), weight) for index, weight in enumerate(case["weights"])]
            assert variant_at(initial_allocation(weights), case["bucket"]) == str(case["expected"])


@pytest.mark.parametrize(
    "weights",
    [(1,), (1, 1), (1, 1, 1), (1,) * 7, (0, 5, 0, 2), (10_000, 1, 10_000), (9_999,) * 20],
    ids=str,
)
def test_at_the_start_every_bucket_is_where_it_was(weights: tuple[int, ...]) -> None:
    allocation = initial_allocation([(str(index), weight) for index, weight in enumerate(weights)])
    chosen = [choose_index("s", BY_BUCKET[bucket], weights) for bucket in range(BUCKETS)]
    assert variants_by_bucket(allocation) == [str(index) for index in chosen]


@unhurried
@given(weights=weighted())
def test_at_the_start_every_slice_ends_where_it_did(weights: Pairs) -> None:
    # The choice never falls as the bucket grows, so the ends of the slices say it for all between.
    allocation = initial_allocation(weights)
    assert is_coherent(allocation)
    for part in allocation:
        for bucket in (part.start, part.end - 1):
            index = choose_index("s", BY_BUCKET[bucket], [weight for _, weight in weights])
            assert index is not None
            assert weights[index][0] == part.variant


@pytest.mark.parametrize(
    ("weights", "problem"),
    [
        pytest.param([], "above 0", id="no-variant"),
        pytest.param([("a", 0), ("b", 0)], "above 0", id="no-weight"),
        pytest.param([("a", 2), ("b", -1)], "0 or more", id="below-0"),
        pytest.param([("a", 2), ("a", 1)], "comes twice", id="twice"),
    ],
)
def test_weights_that_divide_nothing_are_refused(weights: Pairs, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        initial_allocation(weights)
    with pytest.raises(ValueError, match=problem):
        reallocated((Slice("a", 0, BUCKETS),), weights)


@fewer
@given(before=allocations(), weights=weighted())
def test_change_gives_each_its_number_and_moves_as_few_as_it_can(
    before: Allocation, weights: Pairs
) -> None:
    after = reallocated(before, weights)
    was, is_now = (Counter(variants_by_bucket(each)) for each in (before, after))
    assert is_coherent(after)
    assert is_now == +Counter(largest_remainders(dict(weights), BUCKETS))
    distance = sum(abs(was[variant] - is_now[variant]) for variant in was | is_now)
    assert 2 * moved_buckets(before, after) == distance


@fewer
@given(before=allocations(), weights=weighted())
def test_who_moves_leaves_a_shrinking_variant_for_a_growing_one(
    before: Allocation, weights: Pairs
) -> None:
    after = reallocated(before, weights)
    both = zip(variants_by_bucket(before), variants_by_bucket(after), strict=True)
    for left, taken in {pair for pair in both if pair[0] != pair[1]}:
        assert share_of(after, left) < share_of(before, left)
        assert share_of(after, taken) > share_of(before, taken)


@unhurried
@given(before=allocations(), weights=weighted())
def test_same_change_again_moves_nobody(before: Allocation, weights: Pairs) -> None:
    after = reallocated(before, weights)
    assert reallocated(after, weights) == after
    assert reallocated(after, [(variant, 3 * weight) for variant, weight in weights]) == after


@unhurried
@given(weights=weighted())
def test_first_change_to_the_same_weights_moves_less_than_a_bucket_per_variant(
    weights: Pairs,
) -> None:
    before = initial_allocation(weights)
    assert moved_buckets(before, reallocated(before, weights)) < len(weights)


@fewer
@given(before=allocations(), after=allocations())
def test_moved_buckets_are_counted_one_by_one(before: Allocation, after: Allocation) -> None:
    both = zip(variants_by_bucket(before), variants_by_bucket(after), strict=True)
    assert moved_buckets(before, after) == sum(one != other for one, other in both)


@unhurried
@given(allocation=allocations(), bucket=st.integers(0, BUCKETS - 1))
def test_bucket_belongs_to_the_slice_around_it(allocation: Allocation, bucket: int) -> None:
    (around,) = [part for part in allocation if part.start <= bucket < part.end]
    assert variant_at(allocation, bucket) == around.variant


@pytest.mark.parametrize("bucket", [-1, BUCKETS])
def test_what_is_no_bucket_is_refused(bucket: int) -> None:
    with pytest.raises(ValueError, match="0 to 9999"):
        variant_at((Slice("a", 0, BUCKETS),), bucket)


@fewer
@given(allocation=allocations())
def test_shares_are_those_of_the_buckets(allocation: Allocation) -> None:
    counts = Counter(variants_by_bucket(allocation))
    for variant, count in counts.items():
        assert share_of(allocation, variant) == count / BUCKETS
    assert share_of(allocation, "nowhere") == 0


@unhurried
@given(weights=weighted(), whole=st.integers(0, 20_000))
def test_apportioned_numbers_sum_up_and_are_off_by_less_than_one(
    weights: Pairs, whole: int
) -> None:
    shares = dict(weights)
    numbers = largest_remainders(shares, whole)
    total = sum(shares.values())
    assert sum(numbers.values()) == whole
    assert list(numbers) == list(shares)
    assert all(abs(numbers[name] * total - shares[name] * whole) < total for name in shares)
    assert all(numbers[name] == 0 for name in shares if not shares[name])


def test_seats_of_the_textbook_go_to_the_largest_remainders() -> None:
    # The usual example of Hamilton's method: quotas 4.7, 1.6, 1.58, 1.2, 0.61, 0.31.
    votes = {"a": 47_000, "b": 16_000, "c": 15_800, "d": 12_000, "e": 6_100, "f": 3_100}
    assert largest_remainders(votes, 10) == {"a": 5, "b": 2, "c": 1, "d": 1, "e": 1, "f": 0}


@pytest.mark.parametrize("salt", ["c1.variant", "6650f0a1b2c3d4e5f6a7b8c9.variant"])
def test_visitors_are_spread_by_the_weights_before_and_after_a_change(salt: str) -> None:
    before = initial_allocation({"a": 50, "b": 30, "c": 15, "d": 5})
    after = reallocated(before, {"a": 40, "e": 10, "b": 35, "d": 15})
    for allocation in (before, after):
        chosen = Counter(variant_of(allocation, salt, visitor) for visitor in VISITORS)
        expected = [share_of(allocation, variant) * len(VISITORS) for variant in chosen]
        assert sum(expected) == pytest.approx(len(VISITORS))
        assert chisquare(list(chosen.values()), expected).pvalue > 0.001


def test_exactly_the_visitors_of_moved_buckets_move() -> None:
    before = initial_allocation({"a": 50, "b": 30, "c": 20})
    after = reallocated(before, {"a": 60, "b": 30, "c": 10})
    # C gives up its last thousand buckets, and nobody else anything.
    assert moved_buckets(before, after) == 1_000
    for visitor in VISITORS:
        has_moved = variant_of(before, "s", visitor) != variant_of(after, "s", visitor)
        assert has_moved is (bucket_of("s", visitor) >= 9_000)


def test_side_by_side_ranges_would_move_visitors_between_unchanged_variants() -> None:
    # What this module is for: B and C grow alike, but drawn anew they would shift against each other.
    weights = {"a": 30, "b": 35, "c": 35}
    before = initial_allocation({"a": 40, "b": 30, "c": 30})
    assert moved_buckets(before, reallocated(before, weights)) == 1_000
    assert moved_buckets(before, initial_allocation(weights)) == 1_500
