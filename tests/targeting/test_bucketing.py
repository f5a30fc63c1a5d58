from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any, Final

import mmh3
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from targeting.bucketing import BUCKETS, bucket_of, choose_index, is_in_share
from tests.targeting.strategies import unhurried

GOLDEN: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "cases" / "bucketing.json").read_text(encoding="utf-8")
)
VISITORS: Final = [f"visitor-{number}" for number in range(100_000)]

salts = st.text(max_size=20)
identifiers = st.text(max_size=40)
weights = st.lists(st.integers(0, 100), min_size=1, max_size=6)


def cases(name: str) -> list[Any]:
    return [pytest.param(case, id=case["id"]) for case in GOLDEN[name]]


def murmur3_32(data: bytes) -> int:
    """MurmurHash3_x86_32 with seed 0, written from Austin Appleby's description of it."""

    def rotated(value: int, by: int) -> int:
        return (value << by | value >> (32 - by)) & 0xFFFFFFFF

    def scrambled(block: bytes) -> int:
        value = int.from_bytes(block, "little") * 0xCC9E2D51 & 0xFFFFFFFF
        return rotated(value, 15) * 0x1B873593 & 0xFFFFFFFF

    whole = len(data) - len(data) % 4
    state = 0
    for start in range(0, whole, 4):
        state = rotated(state ^ scrambled(data[start : start + 4]), 13)
        state = (state * 5 + 0xE6546B64) & 0xFFFFFFFF
    if whole < len(data):
        state ^= scrambled(data[whole:])
    state ^= len(data)
    state = (state ^ state >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    state = (state ^ state >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return state ^ state >> 16


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"", 0, id="empty"),
        pytest.param(b"test", 0xBA6BD213, id="one-block"),
        pytest.param(b"Hello, world!", 0xC0363E43, id="blocks-and-a-tail"),
        pytest.param(
            b"The quick brown fox jumps over the lazy dog", 0x2E4FF723, id="tail-of-three"
        ),
    ],
)
def test_reference_hash_gives_the_published_values(data: bytes, expected: int) -> None:
    assert murmur3_32(data) == expected


@unhurried
@given(data=st.binary(max_size=100))
def test_reference_hash_agrees_with_the_library(data: bytes) -> None:
    assert murmur3_32(data) == mmh3.hash(data, seed=0, signed=False)


@unhurried
@given(salt=salts, identifier=identifiers)
def test_bucket_agrees_with_the_reference_hash(salt: str, identifier: str) -> None:
    assert bucket_of(salt, identifier) == murmur3_32(f"{salt}:{identifier}".encode()) % 10_000


@unhurried
@given(salt=salts, identifier=identifiers, buckets=st.integers(1, 100_000))
def test_bucket_lies_within_the_number_asked_for(salt: str, identifier: str, buckets: int) -> None:
    expected = murmur3_32(f"{salt}:{identifier}".encode()) % buckets
    assert bucket_of(salt, identifier, buckets) == expected
    assert 0 <= bucket_of(salt, identifier, buckets) < buckets


@pytest.mark.parametrize("case", cases("buckets"))
def test_golden_bucket_is_reproduced(case: dict[str, Any]) -> None:
    hashed = murmur3_32(f"{case['salt']}:{case['identifier']}".encode())
    assert (hashed, hashed % 10_000) == (case["hash"], case["bucket"])
    assert bucket_of(case["salt"], case["identifier"]) == case["bucket"]


@pytest.mark.parametrize("case", cases("shares"))
def test_golden_share_is_reproduced(case: dict[str, Any]) -> None:
    assert bucket_of(case["salt"], case["identifier"]) == case["bucket"]
    assert is_in_share(case["salt"], case["identifier"], case["share"]) is case["expected"]


@pytest.mark.parametrize("case", cases("choices"))
def test_golden_choice_is_reproduced(case: dict[str, Any]) -> None:
    assert bucket_of(case["salt"], case["identifier"]) == case["bucket"]
    assert choose_index(case["salt"], case["identifier"], case["weights"]) == case["expected"]


def test_golden_cases_have_ids_of_their_own() -> None:
    ids = [case["id"] for name in ("buckets", "shares", "choices") for case in GOLDEN[name]]
    assert len(set(ids)) == len(ids)


@unhurried
@given(salt=salts, identifier=identifiers, two=st.lists(st.floats(0, 1), min_size=2, max_size=2))
def test_raising_a_share_never_drops_anyone(salt: str, identifier: str, two: list[float]) -> None:
    lower, higher = sorted(two)
    if is_in_share(salt, identifier, lower):
        assert is_in_share(salt, identifier, higher)


@unhurried
@given(salt=salts, identifier=identifiers)
def test_nobody_is_in_no_share_and_everyone_in_the_whole(salt: str, identifier: str) -> None:
    assert not is_in_share(salt, identifier, 0)
    assert is_in_share(salt, identifier, 1)


@unhurried
@given(salt=salts, identifier=identifiers, weights=weights)
def test_choice_is_the_first_index_whose_sum_of_weights_exceeds_the_position(
    salt: str, identifier: str, weights: list[int]
) -> None:
    assume(any(weights))
    position = bucket_of(salt, identifier) * sum(weights)
    sums = [sum(weights[: index + 1]) for index in range(len(weights))]
    expected = next(index for index, upper in enumerate(sums) if position < upper * BUCKETS)
    assert choose_index(salt, identifier, weights) == expected


@unhurried
@given(salt=salts, identifier=identifiers, weights=weights)
def test_index_without_weight_is_never_chosen(
    salt: str, identifier: str, weights: list[int]
) -> None:
    chosen = choose_index(salt, identifier, weights)
    assert (chosen is None) is (not any(weights))
    assert chosen is None or weights[chosen] > 0


@pytest.mark.parametrize("weights", [(), (0,), (0, 0)], ids=str)
def test_without_any_weight_there_is_no_choice(weights: tuple[int, ...]) -> None:
    assert choose_index("c1", "v1", weights) is None


def chi_square(observed: list[int], expected: list[float]) -> float:
    pairs = zip(observed, expected, strict=True)
    return sum((count - wanted) ** 2 / wanted for count, wanted in pairs)


@pytest.mark.parametrize("salt", ["", "c1.variant", "c1.control", "6650f0a1b2c3d4e5f6a7b8c9"])
def test_buckets_are_spread_evenly_over_visitors(salt: str) -> None:
    cells = Counter(bucket_of(salt, visitor) // 100 for visitor in VISITORS)
    statistic = chi_square([cells[cell] for cell in range(100)], [1_000.0] * 100)
    assert 61 < statistic < 149  # 99 degrees of freedom, beyond either end once in a thousand


def test_variants_are_spread_by_their_weights() -> None:
    weights = (50, 30, 15, 5)
    chosen = Counter(choose_index("c1.variant", visitor, weights) for visitor in VISITORS)
    expected = [weight * len(VISITORS) / 100 for weight in weights]
    assert chi_square([chosen[index] for index in range(4)], expected) < 16.3  # 3 degrees, 0.1 %


def test_who_is_in_control_doesnt_depend_on_the_variant() -> None:
    cells = Counter(
        (choose_index("c1.variant", visitor, (1, 1)), is_in_share("c1.control", visitor, 0.1))
        for visitor in VISITORS
    )
    observed = [cells[index, control] for index in (0, 1) for control in (True, False)]
    assert chi_square(observed, [5_000, 45_000] * 2) < 16.3
