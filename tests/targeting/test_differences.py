from __future__ import annotations

import copy
import math
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.differences import Change, changes_between
from targeting.values import Path
from tests.targeting.strategies import unhurried

NAMES = st.sampled_from(["key", "locale", "title", "a"])
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-2, 2)
    | st.floats(-2, 2, allow_nan=False)
    | st.sampled_from(["", "a", "b", "tr"])
)
KEYED = st.lists(
    st.fixed_dictionaries({"key": st.sampled_from("abcd")}, optional={"title": SCALARS}),
    max_size=4,
    unique_by=lambda item: str(item["key"]),
)
VALUES = st.recursive(
    SCALARS | KEYED,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)


@st.composite
def versions(draw: st.DrawFn) -> tuple[Any, Any]:
    """Two values, alike as often as not but for one place."""
    before: Any = draw(VALUES)
    after: Any = draw(VALUES)
    around: Path = draw(st.sampled_from([(), ("a",), ("a", "title")]))
    for name in around:
        rest: dict[Any, Any] = draw(st.dictionaries(NAMES, SCALARS, max_size=2))
        before, after = {**rest, name: before}, {**rest, name: after}
    return before, after


def is_same(one: Any, other: Any) -> bool:
    """Whether two values are equal, flags apart from numbers."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def found_at(value: Any, path: Path) -> Iterator[Any]:
    """Everything that a path may mean within a value; a list's item may be named by either field."""
    if not path:
        yield value
        return
    step, rest = path[0], path[1:]
    for inner in _next(value, step):
        yield from found_at(inner, rest)


def _next(value: Any, step: str | int) -> list[Any]:
    if isinstance(value, dict):
        return [value[step]] if step in value else []
    if isinstance(step, int):
        return value[step : step + 1] if isinstance(value, list) else []
    items = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    return [item for item in items if step in (item.get("key"), item.get("locale"))]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(1, 2, [Change((), 1, 2)], id="the-whole"),
        pytest.param({"a": 1}, {"a": 2}, [Change(("a",), 1, 2)], id="changed"),
        pytest.param(
            {"a": {"b": [1, {"c": "x"}]}},
            {"a": {"b": [1, {"c": "y"}]}},
            [Change(("a", "b", 1, "c"), "x", "y")],
            id="deep",
        ),
        pytest.param({}, {"a": 1}, [Change(("a",), None, 1, is_added=True)], id="added"),
        pytest.param({"a": 1}, {}, [Change(("a",), 1, None, is_removed=True)], id="removed"),
        pytest.param({"a": None}, {"a": 1}, [Change(("a",), None, 1)], id="null-was-there"),
        pytest.param({}, {"a": None}, [Change(("a",), None, None, is_added=True)], id="null-added"),
        pytest.param({"a": 1, "b": 2}, {"b": 2, "a": 1}, [], id="order-of-names-means-nothing"),
        pytest.param(
            {"z": 1, "b": 1, "a": 1},
            {"n": 2, "a": 2, "m": 2, "z": 2},
            [
                Change(("z",), 1, 2),
                Change(("b",), 1, None, is_removed=True),
                Change(("a",), 1, 2),
                Change(("n",), None, 2, is_added=True),
                Change(("m",), None, 2, is_added=True),
            ],
            id="in-the-order-they-stand",
        ),
        pytest.param(
            [1, 2], [1, 3, 4], [Change((1,), 2, 3), Change((2,), None, 4, is_added=True)], id="list"
        ),
        pytest.param([1, 2], [1], [Change((1,), 2, None, is_removed=True)], id="list-shortened"),
        pytest.param([], {}, [Change((), [], {})], id="list-is-no-object"),
        pytest.param([1], "1", [Change((), [1], "1")], id="list-is-no-text"),
        pytest.param((1, 2), [1, 2], [], id="tuple-is-a-list"),
        pytest.param(True, 1, [Change((), True, 1)], id="flag-is-no-number"),
        pytest.param([0], [False], [Change((0,), 0, False)], id="number-is-no-flag"),
        pytest.param(1, 1.0, [], id="whole-number-however-written"),
    ],
)
def test_changes_are_named_by_where_they_are(
    before: Any, after: Any, expected: list[Change]
) -> None:
    assert list(changes_between(before, after)) == expected


@pytest.mark.parametrize("field", ["key", "locale"])
def test_items_with_a_name_are_the_same_wherever_they_stand(field: str) -> None:
    old, new = {field: "a", "title": "x"}, {field: "a", "title": "y"}
    other, added = {field: "b"}, {field: "c"}
    assert changes_between([old, other], [added, new]) == (
        Change(("a", "title"), "x", "y"),
        Change(("b",), other, None, is_removed=True),
        Change(("c",), None, added, is_added=True),
    )


def test_items_with_both_names_go_by_the_key() -> None:
    before, after = [{"key": "a", "locale": "tr"}], [{"key": "a", "locale": "en"}]
    assert changes_between(before, after) == (Change(("a", "locale"), "tr", "en"),)


def test_items_go_by_the_locale_where_keys_repeat() -> None:
    before = [{"key": "a", "locale": "tr"}, {"key": "a", "locale": "en"}]
    assert changes_between(before, before[1:]) == (
        Change(("tr",), before[0], None, is_removed=True),
    )


def test_first_items_of_an_empty_list_go_by_their_name() -> None:
    assert changes_between([], [{"key": "a"}]) == (
        Change(("a",), None, {"key": "a"}, is_added=True),
    )


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param({"key": "a"}, id="name-taken"),
        pytest.param({"key": 1}, id="name-is-no-text"),
        pytest.param({"key": ["b"]}, id="name-is-a-list"),
        pytest.param({"title": "b"}, id="no-name"),
        pytest.param("b", id="no-object"),
    ],
)
def test_items_go_by_position_unless_each_has_a_name_of_its_own(odd: Any) -> None:
    before, after = [{"key": "a"}, odd], [{"key": "z"}, odd]
    assert changes_between(before, [*before, 3]) == (Change((2,), None, 3, is_added=True),)
    assert changes_between(before, after) == (Change((0, "key"), "a", "z"),)
    assert changes_between(before, before[:1]) == (Change((1,), odd, None, is_removed=True),)
    assert changes_between(before[:1], before) == (Change((1,), None, odd, is_added=True),)


def test_another_order_of_named_items_is_one_change_of_the_list() -> None:
    a, b, c = {"key": "a"}, {"key": "b"}, {"key": "c", "title": "x"}
    before, after = [a, b, c], [{**c, "title": "y"}, a, b]
    assert changes_between({"list": before}, {"list": after}) == (
        Change(("list",), before, after, is_reordered=True),
        Change(("list", "c", "title"), "x", "y"),
    )


def test_items_put_between_others_dont_reorder_them() -> None:
    a, b, c, d = ({"key": name} for name in "abcd")
    assert changes_between([a, b, c], [d, a, c]) == (
        Change(("b",), b, None, is_removed=True),
        Change(("d",), None, d, is_added=True),
    )


def test_value_is_never_different_from_itself() -> None:
    nan = math.nan
    assert changes_between({"a": nan}, {"a": nan}) == ()


@unhurried
@given(value=VALUES)
def test_equal_values_have_no_changes(value: Any) -> None:
    assert changes_between(value, value) == ()
    assert changes_between(value, copy.deepcopy(value)) == ()


@unhurried
@given(pair=versions())
def test_there_is_a_change_exactly_when_values_differ(pair: tuple[Any, Any]) -> None:
    before, after = pair
    assert bool(changes_between(before, after)) != is_same(before, after)


@unhurried
@given(pair=versions())
def test_each_change_says_what_stands_at_its_path(pair: tuple[Any, Any]) -> None:
    before, after = pair
    for change in changes_between(before, after):
        olds, news = list(found_at(before, change.path)), list(found_at(after, change.path))
        assert change.is_added or any(is_same(change.before, old) for old in olds)
        assert change.is_removed or any(is_same(change.after, new) for new in news)
        assert [change.is_added, change.is_removed, change.is_reordered].count(True) <= 1
        assert change.before is None or not change.is_added
        assert change.after is None or not change.is_removed


@unhurried
@given(pair=versions())
def test_changes_back_are_the_same_with_sides_swapped(pair: tuple[Any, Any]) -> None:
    before, after = pair
    there = {(c.path, c.is_added, c.is_removed) for c in changes_between(before, after)}
    back = {(c.path, c.is_removed, c.is_added) for c in changes_between(after, before)}
    assert there == back
