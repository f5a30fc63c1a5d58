"""Small factories: each makes the plainest thing there is, changed by what a test names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import reduce
from typing import Any

from targeting.behaviour import EventKind, Feature, Occurrence, Stream, stream_of
from targeting.campaigns import CampaignType, LiveCampaign
from targeting.evaluation import Evaluation, RequestFacts, VisitorFacts
from targeting.orders import OrderStatistics
from targeting.thresholds import NO_THRESHOLDS, StoreThresholds
from tests.targeting.strategies import NOW


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def make_visitor(**changes: Any) -> VisitorFacts:
    return replace(VisitorFacts("v1"), **changes)


def make_evaluation(
    *,
    now: datetime = NOW,
    page: Mapping[str, Any] | None = None,
    query_parameters: Mapping[str, str] | None = None,
    session_id: str | None = None,
    thresholds: StoreThresholds = NO_THRESHOLDS,
    time_zone: tzinfo = UTC,
    **visitor: Any,
) -> Evaluation:
    """An evaluation of a visitor of whom nothing is known but what `visitor` says."""
    request = RequestFacts(page or {}, query_parameters or {}, session_id)
    return Evaluation(
        make_visitor(**visitor),
        now=now,
        request=request,
        thresholds=thresholds,
        time_zone=time_zone,
    )


def afresh(evaluation: Evaluation, page: Mapping[str, Any] | None = None) -> Evaluation:
    """The same evaluation, with nothing worked out yet, and this said of the page beside what was."""
    request = RequestFacts(
        {**evaluation.context, **(page or {})},
        evaluation.query_parameters,
        evaluation.moment.session_id,
    )
    return Evaluation(
        evaluation.visitor,
        now=evaluation.now,
        request=request,
        thresholds=evaluation.thresholds,
        time_zone=evaluation.time_zone,
    )


def make_occurrence(
    kind: EventKind, at: datetime = NOW, session_id: str | None = None, **properties: Any
) -> Occurrence:
    return Occurrence(kind, at, properties, session_id)


def streams_of(log: Iterable[Occurrence], *features: Feature) -> dict[str, Stream]:
    """The streams that the features have over the log."""
    events = list(log)
    return {feature.key: stream_of(feature, events) for feature in features}


def make_orders(count: int, *, days_since_last: float = 10, **changes: Any) -> OrderStatistics:
    """The figures of a buyer with `count` orders of 20 each and no gap of their own."""
    last_at = days_ago(days_since_last)
    orders = OrderStatistics(
        count=count,
        revenue=20.0 * count,
        average_value=20.0,
        units_per_order=1.0,
        first_at=last_at,
        last_at=last_at,
    )
    return replace(orders, **changes)


def make_campaign(campaign_id: str = "c1", **changes: Any) -> LiveCampaign:
    """A campaign for everyone, everywhere, at any time."""
    everyone = LiveCampaign(
        campaign_id, version=1, type=CampaignType.POPUP_BANNER, audience=lambda _: True
    )
    return replace(everyone, **changes)


def nested(source: object, levels: int) -> object:
    """The source of a rule within so many levels of `not`."""
    return reduce(lambda inner, _: {"not": inner}, range(levels), source)
