from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.page_conditions import (
    AddressTest,
    PageConditions,
    ParameterTest,
    TextMatch,
    audience_rule,
    page_rule,
)
from targeting.predicates import compile_rule
from targeting.rule_parsing import parse_rule
from targeting.rules import EVERYONE, AllOf, AnyOf, InSegment, Not, Rule
from targeting.values import InvalidInputError
from tests.targeting.factories import make_evaluation
from tests.targeting.strategies import unhurried

NO_FACTS: Final[Mapping[str, Any]] = {}


def fits(
    conditions: PageConditions,
    page: Mapping[str, Any] = NO_FACTS,
    parameters: Mapping[str, str] = NO_FACTS,
) -> bool:
    predicate = compile_rule(page_rule(conditions))
    return predicate(make_evaluation(page=page, query_parameters=parameters))


def address(value: str, match: TextMatch = TextMatch.GLOB) -> AddressTest:
    return AddressTest(match, value)


def page_at(path: str) -> dict[str, str]:
    return {"PATH": path, "URL": f"https://shop.example{path}?a=1"}


def test_no_conditions_hold_for_everyone() -> None:
    assert page_rule(PageConditions()) == EVERYONE
    assert fits(PageConditions())


@pytest.mark.parametrize(
    ("match", "value", "fitting", "others"),
    [
        pytest.param(TextMatch.EQUALS, "/sale", ["/sale"], ["/sales", "/a/sale", "/"], id="equals"),
        pytest.param(TextMatch.CONTAINS, "/sale", ["/sale", "/a/sales"], ["/", "/sal"], id="has"),
        pytest.param(TextMatch.STARTS_WITH, "/sale", ["/sale", "/sales"], ["/a/sale"], id="starts"),
        pytest.param(TextMatch.ENDS_WITH, "/sale", ["/sale", "/a/sale"], ["/sales"], id="ends"),
        pytest.param(TextMatch.GLOB, "/sale/*", ["/sale/", "/sale/a/b"], ["/sale"], id="glob"),
        pytest.param(TextMatch.GLOB, "/s?le", ["/sale", "/sole"], ["/sle", "/sale/"], id="glob-?"),
        pytest.param(TextMatch.GLOB, "/a.b", ["/a.b"], ["/acb"], id="glob-has-no-dots"),
        pytest.param(
            TextMatch.REGEX,
            "/sale/[0-9]+$",
            ["/sale/7", "/a/sale/42"],
            ["/sale/", "/sale/x"],
            id="re",
        ),
    ],
)
def test_path_is_compared_in_each_way_whatever_its_case(
    match: TextMatch, value: str, fitting: list[str], others: list[str]
) -> None:
    on = PageConditions(include_urls=(address(value, match),))
    off = PageConditions(exclude_urls=(address(value, match),))
    for path in [*fitting, *(path.upper() for path in fitting)]:
        assert fits(on, page_at(path)), path
        assert not fits(off, page_at(path)), path
    for path in others:
        assert not fits(on, page_at(path)), path
        assert fits(off, page_at(path)), path


@pytest.mark.parametrize(
    ("test", "page", "expected"),
    [
        pytest.param(address("/sale"), {"PATH": "/sale"}, True, id="path"),
        pytest.param(address("/sale"), {"URL": "/sale"}, False, id="slash-is-for-the-path"),
        pytest.param(address("*/sale"), {"URL": "https://a.example/sale"}, True, id="whole"),
        pytest.param(address("*/sale"), {"PATH": "/sale"}, False, id="no-slash-is-for-the-whole"),
        pytest.param(
            address("*/sale"), {"URL": "https://a.example/sale?b"}, False, id="with-query"
        ),
        pytest.param(address("*?b"), {"URL": "https://a.example/sale?b"}, True, id="of-the-query"),
        pytest.param(
            address("^/sale", TextMatch.REGEX), {"PATH": "/sale"}, False, id="anchor-is-no-slash"
        ),
        pytest.param(
            address("A.EXAMPLE", TextMatch.CONTAINS), {"URL": "https://a.example/"}, True, id="host"
        ),
    ],
)
def test_value_that_starts_with_a_slash_is_for_the_path(
    test: AddressTest, page: dict[str, str], *, expected: bool
) -> None:
    assert fits(PageConditions(include_urls=(test,)), page) is expected
    assert fits(PageConditions(exclude_urls=(test,)), page) is not expected


TURKISH_LIST: Final = PageConditions(locales=("tr",))


@pytest.mark.parametrize(
    ("conditions", "page", "expected"),
    [
        pytest.param(
            PageConditions(referrers=(address("*google*"),)),
            {"REFERRER": "https://www.Google.com/"},
            True,
            id="referrer",
        ),
        pytest.param(
            PageConditions(referrers=(address("*google*"),)),
            {"REFERRER": "https://bing.example/", "URL": "https://google.example/"},
            False,
            id="another-referrer",
        ),
        pytest.param(
            PageConditions(traffic_sources=("Newsletter", "ads")),
            {"TRAFFIC_SOURCE": "newsletter"},
            True,
            id="traffic-source",
        ),
        pytest.param(
            PageConditions(traffic_sources=("newsletter",)),
            {"TRAFFIC_SOURCE": "newsletter-2"},
            False,
            id="whole-traffic-source",
        ),
        pytest.param(TURKISH_LIST, {"LOCALE": "tr"}, True, id="language"),
        pytest.param(TURKISH_LIST, {"LOCALE": "tr-TR"}, True, id="region-of-the-language"),
        pytest.param(TURKISH_LIST, {"LOCALE": "TR-tr"}, True, id="language-whatever-its-case"),
        pytest.param(TURKISH_LIST, {"LOCALE": "trx"}, False, id="longer-language"),
        pytest.param(TURKISH_LIST, {"LOCALE": "en-TR"}, False, id="region-is-no-language"),
        pytest.param(PageConditions(locales=("tr-TR",)), {"LOCALE": "tr"}, False, id="no-region"),
        pytest.param(
            PageConditions(locales=("tr-TR",)), {"LOCALE": "tr-CY"}, False, id="another-region"
        ),
        pytest.param(
            PageConditions(locales=("zh-Hant",)), {"LOCALE": "zh-Hant-TW"}, True, id="script"
        ),
        pytest.param(
            PageConditions(locales=("en", "tr")), {"LOCALE": "tr"}, True, id="any-of-them"
        ),
    ],
)
def test_visit_is_compared_with_each_list(
    conditions: PageConditions, page: dict[str, str], *, expected: bool
) -> None:
    assert fits(conditions, page) is expected


@pytest.mark.parametrize(
    ("test", "parameters", "expected"),
    [
        pytest.param(("c", "EQUALS", None), {"c": ""}, True, id="any-value"),
        pytest.param(("c", "EQUALS", None), {"d": "1"}, False, id="not-there"),
        pytest.param(("c", "EQUALS", None), {"C": "1"}, False, id="name-of-other-case"),
        pytest.param(("c", "EQUALS", "Ab"), {"c": "Ab"}, True, id="its-value"),
        pytest.param(("c", "EQUALS", "Ab"), {"c": "ab"}, False, id="value-of-other-case"),
        pytest.param(("c", "STARTS_WITH", "a"), {"c": "ab"}, True, id="start-of-the-value"),
        pytest.param(("c", "GLOB", "a*c"), {"c": "abc"}, True, id="glob"),
        pytest.param(("c", "REGEX", "^[0-9]+$"), {"c": "12"}, True, id="regex"),
        pytest.param(("c", "REGEX", "^[0-9]+$"), {"c": "x"}, False, id="regex-without-a-match"),
        pytest.param(("utm_source", "EQUALS", "a"), {"utm_source": "a"}, True, id="longer-name"),
    ],
)
def test_parameter_must_be_there_and_its_value_fit_if_one_is_given(
    test: tuple[str, str, str | None], parameters: dict[str, str], *, expected: bool
) -> None:
    name, match, value = test
    conditions = PageConditions(query_parameters=(ParameterTest(name, TextMatch[match], value),))
    assert fits(conditions, parameters=parameters) is expected


@pytest.mark.parametrize("name", ["BASKET_TOTAL", "BASKET_ITEMS"])
@pytest.mark.parametrize(
    ("limits", "fitting", "others"),
    [
        pytest.param((2, None), [2, 3, 1_000], [0, 1], id="least"),
        pytest.param((None, 5), [0, 5], [6], id="most"),
        pytest.param((2, 5), [2, 5], [1, 6], id="both"),
        pytest.param((0, 0), [0], [1], id="nothing"),
        pytest.param((5, 2), [], [1, 2, 3, 5, 6], id="the-wrong-way-round"),
    ],
)
def test_basket_lies_between_the_least_and_the_most(
    name: str, limits: tuple[int | None, int | None], fitting: list[int], others: list[int]
) -> None:
    changes: dict[str, Any] = {name.lower(): limits}
    conditions = PageConditions(**changes)
    assert [amount for amount in fitting if not fits(conditions, {name: amount})] == []
    assert [amount for amount in others if fits(conditions, {name: amount})] == []


def test_basket_total_is_compared_in_fractions() -> None:
    conditions = PageConditions(basket_total=(49.99, 50.0))
    assert [fits(conditions, {"BASKET_TOTAL": t}) for t in (49.98, 49.99, 50.0, 50.01)] == [
        False,
        True,
        True,
        False,
    ]


EACH_LIST: Final = {
    "include_urls": PageConditions(include_urls=(address("/a"), address("/b"))),
    "query_parameters": PageConditions(
        query_parameters=(
            ParameterTest("p", TextMatch.EQUALS, "1"),
            ParameterTest("q", TextMatch.EQUALS, None),
        )
    ),
    "referrers": PageConditions(referrers=(address("*one*"), address("*two*"))),
    "traffic_sources": PageConditions(traffic_sources=("mail", "ads")),
    "locales": PageConditions(locales=("de", "tr")),
    "basket_total": PageConditions(basket_total=(10, 20)),
    "basket_items": PageConditions(basket_items=(1, 2)),
}
FITTING: Final = {
    "PATH": "/b",
    "URL": "https://shop.example/b?q=2",
    "REFERRER": "https://two.example/",
    "TRAFFIC_SOURCE": "ads",
    "LOCALE": "tr-TR",
    "BASKET_TOTAL": 15,
    "BASKET_ITEMS": 2,
}
FACTS: Final = {
    "include_urls": "PATH",
    "referrers": "REFERRER",
    "traffic_sources": "TRAFFIC_SOURCE",
    "locales": "LOCALE",
    "basket_total": "BASKET_TOTAL",
    "basket_items": "BASKET_ITEMS",
}
QUERY: Final = {"q": "2"}


@pytest.mark.parametrize("conditions", EACH_LIST.values(), ids=EACH_LIST)
def test_of_one_list_any_one_is_enough_and_what_isnt_known_fits_nothing(
    conditions: PageConditions,
) -> None:
    assert fits(conditions, FITTING, QUERY)
    assert not fits(conditions)


def all_lists(**changes: Any) -> PageConditions:
    values = {name: getattr(each, name) for name, each in EACH_LIST.items()}
    return PageConditions(**{**values, **changes})


@pytest.mark.parametrize("fact", FACTS.values())
def test_all_lists_must_be_met(fact: str) -> None:
    assert fits(all_lists(), FITTING, QUERY)
    assert not fits(all_lists(), FITTING), "the parameter is missing"
    for other in (None, "elsewhere", 99):
        assert not fits(all_lists(), {**FITTING, fact: other}, QUERY), other


def test_excluded_address_wins_over_an_included_one() -> None:
    conditions = PageConditions(
        include_urls=(address("/sale/*"),),
        exclude_urls=(address("*utm_*"), address("/sale/shoes*")),
    )
    assert fits(conditions, page_at("/sale/hats"))
    assert not fits(conditions, page_at("/sale/shoes/7"))
    assert not fits(conditions, {**page_at("/sale/hats"), "URL": "https://a.example/?utm_id=1"})


def test_address_that_isnt_known_matches_no_excluded_one() -> None:
    assert fits(PageConditions(exclude_urls=(address("/sale"), address("*"))))


def problems_of(conditions: PageConditions) -> set[tuple[str, str]]:
    with pytest.raises(InvalidInputError) as caught:
        page_rule(conditions, ("definition", "page"))
    return {(problem.dotted_path, problem.code) for problem in caught.value.problems}


def test_all_problems_are_named_at_once_where_the_api_has_them() -> None:
    bad = address("(", TextMatch.REGEX)
    good = address("/sale")
    conditions = PageConditions(
        include_urls=(good, bad),
        exclude_urls=(bad, good, address(r"\pL", TextMatch.REGEX)),
        query_parameters=(
            ParameterTest("a", TextMatch.EQUALS, "1"),
            ParameterTest("b", TextMatch.REGEX, "["),
            ParameterTest("c", TextMatch.EQUALS, ""),
            ParameterTest("x" * 65, TextMatch.EQUALS, None),
        ),
        referrers=(good, good, bad),
        traffic_sources=("mail", "\x00"),
        basket_total=(1e16, -1e16),
        basket_items=(10**16, 10**17),
    )
    assert problems_of(conditions) == {
        ("definition.page.includeUrls.1", "BAD_REGEX"),
        ("definition.page.excludeUrls.0", "BAD_REGEX"),
        ("definition.page.excludeUrls.2", "BAD_REGEX"),
        ("definition.page.queryParameters.1", "BAD_REGEX"),
        ("definition.page.queryParameters.2", "NOT_A_TEXT"),
        ("definition.page.queryParameters.3", "BAD_NAME"),
        ("definition.page.referrers.2", "BAD_REGEX"),
        ("definition.page.trafficSources.1", "NOT_A_TEXT"),
        ("definition.page.minimumBasketTotal", "OUT_OF_RANGE"),
        ("definition.page.maximumBasketTotal", "OUT_OF_RANGE"),
        ("definition.page.minimumBasketItems", "OUT_OF_RANGE"),
        ("definition.page.maximumBasketItems", "OUT_OF_RANGE"),
    }


SEGMENTS: Final = {
    "old": parse_rule(
        {"attribute": {"name": "AGE", "operator": "GREATER", "value": {"number": 60}}}
    ),
    "member": parse_rule(
        {"attribute": {"name": "REGISTERED", "operator": "EQUAL", "value": {"flag": True}}}
    ),
}
ADULTS: Final = parse_rule(
    {"attribute": {"name": "AGE", "operator": "GREATER_OR_EQUAL", "value": {"number": 18}}}
)


@pytest.mark.parametrize(
    ("audience", "included", "excluded", "expected"),
    [
        pytest.param(EVERYONE, [], [], "child adult member old old-member", id="everyone"),
        pytest.param(ADULTS, [], [], "adult member old old-member", id="audience"),
        pytest.param(EVERYONE, ["old"], [], "old old-member", id="members"),
        pytest.param(EVERYONE, ["old", "member"], [], "member old old-member", id="of-any"),
        pytest.param(EVERYONE, [], ["old"], "child adult member", id="others"),
        pytest.param(EVERYONE, [], ["old", "member"], "child adult", id="of-none"),
        pytest.param(EVERYONE, ["member"], ["old"], "member", id="exclusion-wins"),
        pytest.param(EVERYONE, ["member"], ["member"], "", id="the-same"),
        pytest.param(ADULTS, [], ["member"], "adult old", id="audience-and-others"),
        pytest.param(ADULTS, ["old", "member"], ["old"], "member", id="audience-among-all"),
        pytest.param(EVERYONE, ["unheard-of"], [], "", id="no-one-in-an-unknown-segment"),
        pytest.param(ADULTS, [], ["unheard-of"], "adult member old old-member", id="none-unknown"),
    ],
)
def test_audience_is_among_the_included_and_not_among_the_excluded(
    audience: Rule, included: list[str], excluded: list[str], expected: str
) -> None:
    predicate = compile_rule(audience_rule(audience, included, excluded), SEGMENTS)
    people = {"child": (9, False), "adult": (30, False), "member": (30, True)}
    people |= {"old": (70, False), "old-member": (70, True)}
    found = [
        name
        for name, (age, is_registered) in people.items()
        if predicate(make_evaluation(declared={"AGE": age}, is_registered=is_registered))
    ]
    assert " ".join(found) == expected


def test_audience_rule_is_no_larger_than_it_must_be() -> None:
    assert audience_rule(EVERYONE) == EVERYONE
    assert audience_rule(ADULTS) == ADULTS
    assert audience_rule(EVERYONE, ["old"]) == AnyOf((InSegment("old"),))
    assert audience_rule(ADULTS, ["old"], ["member"]) == AllOf(
        (ADULTS, AnyOf((InSegment("old"),)), Not(AnyOf((InSegment("member"),))))
    )


paths = st.text("/ab", min_size=1, max_size=4).map(lambda text: f"/{text}")
path_tests = st.lists(
    st.builds(
        AddressTest,
        st.sampled_from([m for m in TextMatch if m not in {TextMatch.GLOB, TextMatch.REGEX}]),
        paths,
    ),
    max_size=3,
).map(tuple)
NAIVE: Final = {
    TextMatch.EQUALS: str.__eq__,
    TextMatch.CONTAINS: str.__contains__,
    TextMatch.STARTS_WITH: str.startswith,
    TextMatch.ENDS_WITH: str.endswith,
}


@unhurried
@given(path=paths, included=path_tests, excluded=path_tests)
def test_page_fits_if_an_included_address_does_and_no_excluded_one(
    path: str, included: tuple[AddressTest, ...], excluded: tuple[AddressTest, ...]
) -> None:
    def any_of(tests: tuple[AddressTest, ...]) -> bool:
        return any(NAIVE[test.match](path, test.value) for test in tests)

    conditions = PageConditions(include_urls=included, exclude_urls=excluded)
    expected = (any_of(included) or not included) and not any_of(excluded)
    assert fits(conditions, {"PATH": path.upper()}) is expected
