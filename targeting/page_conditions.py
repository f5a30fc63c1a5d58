"""What the page and the visit must be like for a campaign, as a rule of the one rule language.

Marketers set lists of addresses, sources and amounts; made into a rule, they are decided, shared and
explained like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, final

from targeting.operators import Operator
from targeting.rule_parsing import parse_rule
from targeting.rules import EVERYONE, AllOf, AnyOf, InSegment, Not, Rule
from targeting.values import InvalidInputError, Path, Problem


@final
class TextMatch(Enum):
    """How a text is compared."""

    EQUALS = "EQUALS"
    CONTAINS = "CONTAINS"
    STARTS_WITH = "STARTS_WITH"
    ENDS_WITH = "ENDS_WITH"
    GLOB = "GLOB"
    REGEX = "REGEX"


_OPERATORS: Final = {
    TextMatch.EQUALS: Operator.EQUAL,
    TextMatch.CONTAINS: Operator.CONTAINS,
    TextMatch.STARTS_WITH: Operator.STARTS_WITH,
    TextMatch.ENDS_WITH: Operator.ENDS_WITH,
    TextMatch.GLOB: Operator.MATCHES_GLOB,
    TextMatch.REGEX: Operator.MATCHES_REGEX,
}


@final
@dataclass(frozen=True, slots=True)
class AddressTest:
    """A test of an address: of its path where the value starts with /, else of the whole."""

    match: TextMatch
    value: str


@final
@dataclass(frozen=True, slots=True)
class ParameterTest:
    """A parameter that the address must have; its value is compared unless that is `None`."""

    name: str
    match: TextMatch
    value: str | None


@final
@dataclass(frozen=True, slots=True)
class PageConditions:
    """What the page and the visit must be like; whatever is empty or `None` is no condition.

    Of several items in one list any one is enough, but no excluded address may match.

    Attributes:
        locales: a language also stands for its regions: `tr` for `tr-TR`.
        basket_total, basket_items: the least and the most.
    """

    include_urls: tuple[AddressTest, ...] = ()
    exclude_urls: tuple[AddressTest, ...] = ()
    query_parameters: tuple[ParameterTest, ...] = ()
    referrers: tuple[AddressTest, ...] = ()
    traffic_sources: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    basket_total: tuple[float | None, float | None] = (None, None)
    basket_items: tuple[int | None, int | None] = (None, None)


def page_rule(conditions: PageConditions, path: Path = ()) -> Rule:
    """Return the rule that holds on the pages and visits that fit; `EVERYONE` without a condition.

    Raises:
        InvalidInputError: naming, below `path`, every pattern and every limit that can't be used.
    """
    problems: list[Problem] = []
    parts: list[Rule] = []
    for name, sources in _lists(conditions):
        if sources:
            placed = [((*path, name, index), source) for index, source in enumerate(sources)]
            rule = AnyOf(tuple(_parsed(placed, problems)))
            parts.append(Not(rule) if name == "excludeUrls" else rule)
    limits = [((*path, name), source) for name, source in _limits(conditions)]
    parts += _parsed(limits, problems)
    if problems:
        raise InvalidInputError(*problems)
    return AllOf(tuple(parts)) if parts else EVERYONE


def _parsed(
    placed: Sequence[tuple[Path, dict[str, Any]]], problems: list[Problem]
) -> Iterator[Rule]:
    """Yield the rules, and add to `problems` what is wrong with the others and where they stand."""
    for path, source in placed:
        try:
            yield parse_rule(source)
        except InvalidInputError as error:
            problems += [Problem(path, p.code, p.message) for p in error.problems]


def audience_rule(
    audience: Rule, include_segments: Iterable[str] = (), exclude_segments: Iterable[str] = ()
) -> Rule:
    """Return the audience among the members of any of the first segments and of none of the second."""
    included = tuple(InSegment(key) for key in include_segments)
    excluded = tuple(InSegment(key) for key in exclude_segments)
    parts: list[Rule] = [] if audience == EVERYONE else [audience]
    if included:
        parts.append(AnyOf(included))
    if excluded:
        parts.append(Not(AnyOf(excluded)))
    if len(parts) == 1:
        return parts[0]
    return AllOf(tuple(parts))


def _lists(conditions: PageConditions) -> list[tuple[str, list[dict[str, Any]]]]:
    return [
        ("includeUrls", [_page_address(test) for test in conditions.include_urls]),
        ("excludeUrls", [_page_address(test) for test in conditions.exclude_urls]),
        ("queryParameters", [_parameter(test) for test in conditions.query_parameters]),
        ("referrers", [_leaf("REFERRER", t.match, t.value) for t in conditions.referrers]),
        (
            "trafficSources",
            [_leaf("TRAFFIC_SOURCE", TextMatch.EQUALS, s) for s in conditions.traffic_sources],
        ),
        ("locales", [_locale(locale) for locale in conditions.locales]),
    ]


def _leaf(name: str, match: TextMatch, value: str) -> dict[str, Any]:
    return {
        "context": {
            "name": name,
            "operator": _OPERATORS[match].name,
            "value": {"text": value},
            "ignoreCase": True,
        }
    }


def _page_address(test: AddressTest) -> dict[str, Any]:
    return _leaf("PATH" if test.value.startswith("/") else "URL", test.match, test.value)


def _parameter(test: ParameterTest) -> dict[str, Any]:
    if test.value is None:
        return {"queryParameter": {"name": test.name, "operator": Operator.EXISTS.name}}
    operator = _OPERATORS[test.match].name
    return {
        "queryParameter": {"name": test.name, "operator": operator, "value": {"text": test.value}}
    }


def _locale(locale: str) -> dict[str, Any]:
    return {
        "any": [
            _leaf("LOCALE", TextMatch.EQUALS, locale),
            _leaf("LOCALE", TextMatch.STARTS_WITH, f"{locale}-"),
        ]
    }


def _limits(conditions: PageConditions) -> list[tuple[str, dict[str, Any]]]:
    least_total, most_total = conditions.basket_total
    least_items, most_items = conditions.basket_items
    limits = (
        ("minimumBasketTotal", "BASKET_TOTAL", Operator.GREATER_OR_EQUAL, least_total),
        ("maximumBasketTotal", "BASKET_TOTAL", Operator.LESS_OR_EQUAL, most_total),
        ("minimumBasketItems", "BASKET_ITEMS", Operator.GREATER_OR_EQUAL, least_items),
        ("maximumBasketItems", "BASKET_ITEMS", Operator.LESS_OR_EQUAL, most_items),
    )
    return [
        (name, {"context": {"name": fact, "operator": operator.name, "value": {"number": amount}}})
        for name, fact, operator, amount in limits
        if amount is not None
    ]
