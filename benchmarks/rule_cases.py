"""The rules and visitors that every engine in the rule benchmark is asked about.

Every visitor has a value for all that the rules test, since engines differ in what a missing value
answers, and that isn't what is measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final, final

from targeting.behaviour import EventKind, Occurrence, Stream, stream_of
from targeting.evaluation import Evaluation, RequestFacts, VisitorFacts
from targeting.orders import OrderStatistics
from targeting.rule_parsing import parse_rule
from targeting.rules import Rule, features_of
from targeting.subjects import Attribute, ContextFact, OrderStatistic, Subject, Trait

NOW: Final = datetime(2026, 3, 1, 12, tzinfo=UTC)

FIELDS: Final[Mapping[Subject, str]] = {
    Attribute.COUNTRY: "country",
    Attribute.CITY: "city",
    Attribute.AGE: "age",
    Attribute.INTERESTS: "interests",
    Trait("plan"): "plan",
    OrderStatistic.COUNT: "orders",
    OrderStatistic.AVERAGE_VALUE: "averageValue",
    ContextFact.PATH: "path",
    ContextFact.DEVICE: "device",
    ContextFact.BASKET_TOTAL: "basketTotal",
    ContextFact.APP_VERSION: "appVersion",
}
"""What the other engines call what Segue's rules test."""

COUNTRIES: Final = ("TR", "DE", "FR", "GB", "US", "NL", "IT", "ES", "PL", "SE", "AT", "CH")
INTERESTS: Final = ("home", "garden", "toys", "kitchen", "paper")
_AT_LEAST: Final = "GREATER_OR_EQUAL"
_PATHS: Final = ("/kitchen/knives", "/kitchen/pots-sale", "/garden/chairs", "/sale", "/basket")
_VERSIONS: Final = ("1.9.0", "2.0.0-beta.2", "2.1.0", "2.10.3", "3.0.0")


@final
@dataclass(frozen=True, slots=True)
class Shopper:
    """One visitor with a request, as Segue has it and as plain values under `FIELDS`."""

    visitor: VisitorFacts
    request: RequestFacts
    values: Mapping[str, Any]

    def evaluation(self) -> Evaluation:
        """Return what Segue's predicates take; made once for each request."""
        return Evaluation(self.visitor, now=NOW, request=self.request)


def shoppers(count: int) -> list[Shopper]:
    """Return visitors who differ in everything, the same ones in each run."""
    random = Random(3)  # noqa: S311, made-up shoppers
    return [_shopper(random, number) for number in range(count)]


def _shopper(random: Random, number: int) -> Shopper:
    orders = random.randrange(8)
    average = random.randrange(1_000, 20_000) / 100
    declared = {
        "COUNTRY": random.choice(COUNTRIES),
        "CITY": random.choice(("Istanbul", "Izmir", "Berlin", "Paris", "London")),
        "AGE": random.randrange(16, 75),
        "INTERESTS": tuple(random.sample(INTERESTS, random.randrange(1, 4))),
    }
    traits = {"plan": random.choice(("gold", "silver", "none"))}
    page = {
        "PATH": random.choice(_PATHS),
        "DEVICE": random.choice(("MOBILE", "DESKTOP", "TABLET")),
        "BASKET_TOTAL": random.randrange(0, 15_000) / 100,
        "APP_VERSION": random.choice(_VERSIONS),
    }
    statistics = OrderStatistics(
        count=orders,
        revenue=orders * average,
        average_value=average,
        first_at=NOW - timedelta(days=200),
        last_at=NOW - timedelta(days=random.randrange(1, 200)),
        median_gap_days=20.0,
    )
    by_group: dict[type[Any], Mapping[str, Any]] = {
        Attribute: declared,
        ContextFact: page,
        OrderStatistic: {"COUNT": orders, "AVERAGE_VALUE": average},
    }
    values = {
        field: traits[subject.name]
        if isinstance(subject, Trait)
        else by_group[type(subject)][subject.value]  # type: ignore[union-attr]
        for subject, field in FIELDS.items()
    }
    values["interests"] = list(values["interests"])
    visitor = VisitorFacts(
        f"visitor-{number}",
        declared=declared,
        traits=traits,
        orders=statistics,
        sessions=3,
        streams=_streams(random),
    )
    return Shopper(visitor, RequestFacts(page), values)


def _streams(random: Random) -> dict[str, Stream]:
    """Return when the visitor looked at products of which category, within the last 60 days."""
    log = [
        Occurrence(
            EventKind.PRODUCT_VIEW,
            NOW - timedelta(minutes=random.randrange(60 * 24 * 60)),
            {"category": random.choice(INTERESTS)},
        )
        for _ in range(random.randrange(40))
    ]
    rules = [parse_rule(_views(category, days=7, least=1)) for category in INTERESTS]
    features = [feature for rule in rules for feature in features_of(rule)]
    return {feature.key: stream_of(feature, log) for feature in features}


def _views(category: str, *, days: int, least: int) -> dict[str, Any]:
    of_category = {"property": "category", "operator": "EQUAL", "value": {"text": category}}
    return {
        "behaviour": {
            "event": "PRODUCT_VIEW",
            "where": [of_category],
            "window": {"last": {"amount": days, "unit": "DAYS"}},
            "operator": _AT_LEAST,
            "value": {"number": least},
        }
    }


def _leaf(kind: str, name: str, operator: str, **value: Any) -> dict[str, Any]:
    return {kind: {"name": name, "operator": operator, "value": value}}


def _country(*codes: str) -> dict[str, Any]:
    return _leaf("attribute", "COUNTRY", "IN", texts=codes)


def _age(operator: str, years: int) -> dict[str, Any]:
    return _leaf("attribute", "AGE", operator, number=years)


def _interest(*names: str) -> dict[str, Any]:
    return _leaf("attribute", "INTERESTS", "HAS_ANY", texts=names)


def _plan(name: str) -> dict[str, Any]:
    return _leaf("trait", "plan", "EQUAL", text=name)


def _orders(operator: str, count: int) -> dict[str, Any]:
    return _leaf("orders", "COUNT", operator, number=count)


def _average(operator: str, value: float) -> dict[str, Any]:
    return _leaf("orders", "AVERAGE_VALUE", operator, number=value)


def _path(operator: str, text: str) -> dict[str, Any]:
    return _leaf("context", "PATH", operator, text=text)


def _device(name: str) -> dict[str, Any]:
    return _leaf("context", "DEVICE", "EQUAL", text=name)


def _basket(operator: str, total: float) -> dict[str, Any]:
    return _leaf("context", "BASKET_TOTAL", operator, number=total)


_SOURCES: Final[tuple[dict[str, Any], ...]] = (
    {
        "all": [
            _country("TR", "DE"),
            _age(_AT_LEAST, 18),
            _orders(_AT_LEAST, 3),
            {"any": [_plan("gold"), _interest("home")]},
        ]
    },
    {"all": [_device("MOBILE"), _path("STARTS_WITH", "/kitchen"), _basket("GREATER", 50.5)]},
    {"any": [_plan("gold"), _average(_AT_LEAST, 120.5), _orders(_AT_LEAST, 6)]},
    {"all": [_orders(_AT_LEAST, 1), _orders("LESS", 4), {"not": _plan("none")}, _interest("toys")]},
    {"all": [{"not": _country("US", "GB")}, _age("LESS", 40), _path("CONTAINS", "sale")]},
    {
        "any": [
            {"all": [_country("FR", "NL"), _interest("garden", "paper")]},
            {"all": [_device("DESKTOP"), _basket(_AT_LEAST, 99.5)]},
        ]
    },
    {"all": [_path("ENDS_WITH", "chairs"), _interest("garden"), _orders("LESS", 4)]},
    {
        "all": [
            {"not": {"any": [_device("MOBILE"), _device("TABLET")]}},
            _average("LESS_OR_EQUAL", 80.5),
            _age(_AT_LEAST, 30),
        ]
    },
    {
        "all": [
            _country("TR", "DE", "FR", "GB"),
            _age(_AT_LEAST, 25),
            _age("LESS_OR_EQUAL", 45),
            _orders(_AT_LEAST, 2),
            _average("GREATER", 40.5),
            _interest("kitchen", "home"),
        ]
    },
    {
        "all": [
            {"any": [_path("STARTS_WITH", "/garden"), _path("STARTS_WITH", "/sale")]},
            {"any": [_plan("gold"), _plan("silver")]},
            _basket("LESS", 100.5),
        ]
    },
    {
        "any": [
            {"all": [_leaf("attribute", "CITY", "EQUAL", text="Istanbul"), _age("LESS", 30)]},
            {"all": [_orders("GREATER", 4), {"not": _device("TABLET")}, _interest("paper")]},
        ]
    },
    {
        "all": [
            _leaf("context", "APP_VERSION", "VERSION_GREATER_OR_EQUAL", text="2.1.0"),
            _device("MOBILE"),
            _orders(_AT_LEAST, 2),
        ]
    },
)

RULES: Final[tuple[Rule, ...]] = tuple(parse_rule(source) for source in _SOURCES)
"""Twelve rules of 3 to 6 leaves; the last one compares versions, which not every engine can."""

RULES_WITHOUT_VERSIONS: Final = RULES[:-1]


def overlapping_segments(count: int) -> dict[str, Rule]:
    """Return segments as a shop of that size may have: 2 to 4 tests from a common stock each."""
    random = Random(5)  # noqa: S311, made-up segments
    return {f"segment-{n}": parse_rule({"all": _tests(random)}) for n in range(count)}


def _tests(random: Random) -> list[dict[str, Any]]:
    from_age = random.randrange(18, 60)
    stock = (
        _leaf("attribute", "COUNTRY", "EQUAL", text=random.choice(COUNTRIES)),
        _leaf("attribute", "AGE", "BETWEEN", numbers=[from_age, from_age + 10]),
        _orders(_AT_LEAST, random.randrange(1, 8)),
        _interest(*random.sample(INTERESTS, 2)),
        _leaf("smart", "GAP_RATIO", "LESS", number=random.choice((1.5, 3))),
        _plan(random.choice(("gold", "silver", "none"))),
        _views(random.choice(INTERESTS), days=random.choice((7, 30)), least=random.randrange(1, 6)),
    )
    return random.sample(stock, random.randrange(2, 5))
