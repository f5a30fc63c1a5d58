"""A catalog that takes over what the one before has compiled is what it would be from nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.operators import Operator
from targeting.predicates import SegmentCatalog
from targeting.rules import EVERYONE, AllOf, Condition, InSegment, Not, Rule
from targeting.steps import finished, one_by_one
from targeting.subjects import Trait
from tests.targeting.factories import afresh
from tests.targeting.strategies import rules, scenes, unhurried

SEGMENTS: Final[Mapping[str, Rule]] = {"loyal": EVERYONE, "new": Not(InSegment("loyal"))}


def named(several: list[Rule], first: int = 0) -> dict[str, Rule]:
    return {f"a{first + number}": rule for number, rule in enumerate(several)}


@unhurried
@given(
    first=st.lists(rules(), max_size=4),
    second=st.lists(rules(), min_size=1, max_size=4),
    data=st.data(),
)
def test_grown_catalogs_evaluate_as_those_made_at_once(
    first: list[Rule], second: list[Rule], data: st.DataObject
) -> None:
    kept = {key: rule for key, rule in named(first).items() if data.draw(st.booleans())}
    wanted = kept | named(second, len(first))
    segments = dict(SEGMENTS) | {f"s{n}": rule for n, rule in enumerate(second)}
    before = SegmentCatalog(segments, named(first))
    grown = finished(before.with_audiences(wanted))
    at_once = SegmentCatalog(segments, wanted)

    evaluation = data.draw(scenes((*first, *second))).evaluation
    shared = afresh(evaluation)
    for key in wanted:
        expected = at_once.audience(key)(afresh(evaluation))
        assert grown.audience(key)(afresh(evaluation)) is expected
        assert grown.audience(key)(shared) is expected
        assert grown.audience_tests(key) == at_once.audience_tests(key)
    for key in named(first):
        assert before.audience(key)(shared) is before.audience(key)(afresh(evaluation))
    assert grown.memberships(shared) == at_once.memberships(afresh(evaluation))
    assert grown.behaviours == at_once.behaviours
    assert grown.features == at_once.features


def test_what_has_gone_is_no_longer_there_and_the_catalog_before_stays_as_it_was() -> None:
    before = SegmentCatalog({}, {"old": EVERYONE})
    grown = finished(before.with_audiences({"new": EVERYONE}))
    assert grown.audience("new") is before.audience("old"), "equal rules are one"
    with pytest.raises(KeyError):
        grown.audience("old")
    with pytest.raises(KeyError):
        before.audience("new")


def test_what_is_left_over_is_noticed_before_it_is_much() -> None:
    catalog, made = SegmentCatalog({}, {"a0": EVERYONE}), 1
    while not catalog.is_mostly_left_over:
        rule = AllOf((EVERYONE, Condition(Trait("size"), Operator.EQUAL, str(made))))
        catalog = finished(catalog.with_audiences({f"a{made}": rule}))
        made += 1
    assert made < 500
    everything = {f"a{number}": EVERYONE for number in range(1_000)}
    assert not SegmentCatalog({}, everything).is_mostly_left_over


def test_steps_come_to_what_was_made_of_each() -> None:
    steps = one_by_one(str, [1, 2])
    assert next(steps) is None
    assert finished(steps) == ["1", "2"]
