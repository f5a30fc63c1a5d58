"""A store's campaigns in the order in which they are decided on, filed so that most needn't be looked at.

Where a campaign may be shown, on what device, and whether any of it is left, is the same for all visitors. What a
request asks for is where the sets of those campaigns meet, and the set of those whose audience the visitor may be in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Final, final

from typing_extensions import override

from targeting.campaigns import GateCode, LiveCampaign, Wanted
from targeting.evaluation import Evaluation
from targeting.number_sets import NO_NUMBERS, NumberSet, number_set, numbers_in
from targeting.rule_index import RuleIndex
from targeting.steps import MadeInSteps, Steps

PASSED_BY_CANDIDATES: Final = frozenset(
    {GateCode.WANTED, GateCode.PAGE_TYPE, GateCode.DEVICE, GateCode.BUDGET}
)
"""Gates that needn't be looked at again; of the audience's, candidates have passed a part only."""


@final
class RankedCampaigns(MadeInSteps[Iterable[LiveCampaign]]):
    """Campaigns best first: higher priority, then by id, so that the order is stable; defaults come last."""

    @override
    def _make(self, given: Iterable[LiveCampaign]) -> Steps[None]:
        ranked = sorted(given, key=lambda c: (c.is_default, -c.priority, c.campaign_id))
        self._ranked = tuple(ranked)
        yield
        self._with_some_left = _where(campaign.used_up is None for campaign in ranked)
        self._on_every_page = _where(not campaign.page_types for campaign in ranked)
        self._on_every_device = _where(not campaign.devices for campaign in ranked)
        yield
        self._by_page_type = _filed(campaign.page_types for campaign in ranked)
        yield
        self._by_device = _filed(campaign.devices for campaign in ranked)
        yield
        self._by_type = _filed((campaign.type,) for campaign in ranked)
        yield
        self._by_placement = _filed((campaign.placement,) for campaign in ranked)
        yield
        self._by_id = _filed((campaign.campaign_id,) for campaign in ranked)
        yield
        self._by_audience = yield from RuleIndex.in_steps(c.audience_tests for c in ranked)

    def __iter__(self) -> Iterator[LiveCampaign]:
        return iter(self._ranked)

    def __len__(self) -> int:
        return len(self._ranked)

    def by_id(self, campaign_id: str) -> LiveCampaign | None:
        """Return the campaign of this id, `None` when there is none."""
        return next(self._at(self._by_id.get(campaign_id, NO_NUMBERS)), None)

    def candidates(self, wanted: Wanted, evaluation: Evaluation) -> Iterator[LiveCampaign]:
        """Yield, best first, campaigns that may be shown: all others are held back by some gate."""
        context = evaluation.context
        found = self._with_some_left
        found &= self._on_every_page | self._by_page_type.get(context.get("PAGE_TYPE"), NO_NUMBERS)
        found &= self._on_every_device | self._by_device.get(context.get("DEVICE"), NO_NUMBERS)
        if wanted.types:
            found &= _any_of(wanted.types, self._by_type)
        if wanted.placements:
            found &= _any_of(wanted.placements, self._by_placement)
        if wanted.campaign_ids:
            found &= _any_of(wanted.campaign_ids, self._by_id)
        if found:
            found &= self._by_audience.candidates(evaluation)
        return self._at(found)

    def _at(self, places: NumberSet) -> Iterator[LiveCampaign]:
        return map(self._ranked.__getitem__, numbers_in(places))


def _where(holds: Iterable[bool]) -> NumberSet:
    return number_set(place for place, held in enumerate(holds) if held)


def _filed(values: Iterable[Iterable[Hashable]]) -> Mapping[Hashable, NumberSet]:
    """Return for each value the places that have it, among others or alone."""
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, found in enumerate(values):
        for value in found:
            places[value].append(place)
    return {value: number_set(having) for value, having in places.items()}


def _any_of(values: Iterable[Hashable], files: Mapping[Hashable, NumberSet]) -> NumberSet:
    found = NO_NUMBERS
    for value in values:
        found |= files.get(value, NO_NUMBERS)
    return found
