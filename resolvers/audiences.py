"""How many visitors a rule finds, which ones, and how they are found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, final

from documents.audience_plans import AudiencePlanner
from documents.audiences import (
    AudienceOrders,
    ExplainedAudience,
    count_audience,
    count_visitors,
    estimate_audience,
    explain_audience,
    find_members,
    sum_audience_orders,
)
from documents.visitors import find_visitors
from resolvers.context import Context
from resolvers.event_log import unlisted_problems
from resolvers.pages import Page, checked_first, cursor_at, position_at
from resolvers.segments import usable_rule
from targeting.evaluation import VisitorFacts
from targeting.rules import InSegment, Rule
from targeting.values import InvalidInputError, Problem

SMALL_STORE_VISITORS: Final = 200_000
"""Up to so many visitors the exact count is fast enough to be given at once."""

ESTIMATE_VISITORS: Final = 10_000
"""So many are looked at for an estimate: it lies within a percentage point of the truth."""

MAXIMUM_SAMPLE: Final = 100

_MEMBERS: Final = "visitors"
"""The list that cursors of members belong to."""


@final
@dataclass(frozen=True, slots=True)
class AudiencePreview:
    """How many visitors a rule finds.

    Attributes:
        count: members, exactly or about.
        low, high: where the exact count lies with 95 % confidence; equal to `count` if that is exact.
        visitors: of the store.
        sample: ids of some members, drawn at random.
    """

    count: int
    low: int
    high: int
    is_exact: bool
    visitors: int
    sample: tuple[str, ...]

    @property
    def share(self) -> float:
        """Members by visitors, 0 in a store without any."""
        return self.count / self.visitors if self.visitors else 0.0


async def preview_audience(
    context: Context, source: Mapping[str, Any], *, sample: int, exact: bool | None
) -> AudiencePreview:
    """Return how many visitors a rule in its JSON form finds now, and some of them.

    Without a word on `exact`, small stores are counted and big ones estimated.

    Raises:
        InvalidInputError: naming everything in the rule that can't be used, or the sample's size.
        AudienceTooSlowError: counting takes too long; an estimate doesn't.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    if not 0 <= sample <= MAXIMUM_SAMPLE:
        raise InvalidInputError(
            Problem(("sample",), "OUT_OF_RANGE", f"Give a number from 0 to {MAXIMUM_SAMPLE}.")
        )
    planner = await _planner(context, await _listable_rule(context, source))
    visitors = await count_visitors(context.store_id)
    if exact is None:
        exact = visitors <= SMALL_STORE_VISITORS
    if exact or visitors <= ESTIMATE_VISITORS:  # an estimate that looks at all is a count
        counted = await count_audience(planner, sample=sample)
        count = counted.count
        return AudiencePreview(count, count, count, True, visitors, counted.sample)
    about = await estimate_audience(
        planner, visitors=visitors, look_at=ESTIMATE_VISITORS, sample=sample
    )
    return AudiencePreview(
        about.count, about.low, about.high, is_exact=False, visitors=visitors, sample=about.sample
    )


async def audience_orders(
    context: Context, source: Mapping[str, Any], preview: AudiencePreview
) -> AudienceOrders:
    """Return what the members of a previewed rule have ordered in all, exactly or about as the preview is.

    Raises:
        AudienceTooSlowError: summing takes too long; an estimate doesn't.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    planner = await _planner(context, await _listable_rule(context, source))
    if preview.is_exact:
        return await sum_audience_orders(planner, share=1)
    share = ESTIMATE_VISITORS / preview.visitors
    part = await sum_audience_orders(planner, share=share)
    return AudienceOrders(round(part.count / share), part.revenue / share)


async def explain_audience_of(context: Context, source: Mapping[str, Any]) -> ExplainedAudience:
    """Count the members of a rule in its JSON form, and return how MongoDB went about it.

    Raises:
        InvalidInputError: naming everything in the rule that can't be used.
        AudienceTooSlowError: counting takes too long.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    return await explain_audience(await _planner(context, await _listable_rule(context, source)))


async def segment_members(
    context: Context, key: str, *, first: int, after: str | None
) -> Page[VisitorFacts]:
    """Return a page of the visitors who are in a live segment now, in the order of their ids.

    Raises:
        InvalidInputError: no live segment has the key, its rule asks about events that are gone, or
            `first` or `after` can't be used.
        AudienceTooSlowError: members are so rare that finding a page takes too long.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    checked_first(first)
    position = position_at(_MEMBERS, after)
    if key not in (await context.catalog()).segment_rules.rules:
        raise InvalidInputError(
            Problem(("segment",), "UNKNOWN_SEGMENT", f"There is no live segment '{key}'.")
        )
    if problems := await unlisted_problems(context, InSegment(key), ("segment",)):
        raise InvalidInputError(*problems)
    planner = await _planner(context, InSegment(key))
    ids = await find_members(planner, after=position, limit=first + 1)
    found = await find_visitors(context.store_id, ids[:first])
    return Page(
        items=[visitor.facts for visitor in found],
        cursors=[cursor_at(_MEMBERS, visitor.facts.visitor_id) for visitor in found],
        has_previous=after is not None,
        has_more=len(ids) > first,
    )


async def _listable_rule(context: Context, source: Mapping[str, Any]) -> Rule:
    """Return a rule that visitors can be found by."""
    rule = await usable_rule(context, source)
    if problems := await unlisted_problems(context, rule, ("rule",)):
        raise InvalidInputError(*problems)
    return rule


async def _planner(context: Context, rule: Rule) -> AudiencePlanner:
    catalog = await context.catalog()
    nobody = catalog.evaluation(VisitorFacts(""), context.now)
    return AudiencePlanner(context.store_id, rule, catalog.segment_rules.rules, nobody)
