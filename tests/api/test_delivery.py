"""Where, when and to whom a campaign is delivered, and how its texts read for the visitor."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import pytest
from httpx2 import AsyncClient

from tests.api.test_explanations import gate
from tests.conftest import MovableClock, clients_of, make_store
from tests.graphql_client import CONTENTS, Clients, variant_of
from tests.managed_campaigns import draft, live, popup

SHOWN = """query($visitorId: ID!, $page: PageInput, $locale: String) {
  eligibleCampaigns(visitorId: $visitorId, page: $page, locale: $locale) {
    decisionId variant campaign {
      locale
      display {
        triggers { kind delaySeconds scrollPercent pageCount }
        deviceTriggers { device triggers { kind delaySeconds scrollPercent pageCount } }
        closing { hasButton afterSeconds }
      }
      ... on PopupBanner {
        title text link { url } buttons { label link { url } }
      }
    }
  }
}"""


@pytest.fixture
async def berlin(http: AsyncClient) -> Clients:
    """The clients of a store whose clock is an hour ahead in winter, and two in summer."""
    return await clients_of(http, await make_store(time_zone="Europe/Berlin"))


async def shown(clients: Clients, visitor: str = "v", **where: Any) -> list[dict[str, Any]]:
    data = await clients.storefront.ask(SHOWN, visitorId=visitor, **where)
    offers: list[dict[str, Any]] = data["eligibleCampaigns"]
    return offers


async def is_shown(
    clients: Clients, visitor: str = "v", locale: str | None = None, **page: Any
) -> bool:
    return bool(await shown(clients, visitor, locale=locale, page=page or None))


async def is_shown_at(clients: Clients, clock: MovableClock, moment: str) -> bool:
    """Whether anything is shown when it is so late in UTC."""
    clock.now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return await is_shown(clients)


async def test_a_schedule_without_an_offset_is_on_the_stores_clock(
    berlin: Clients, clock: MovableClock
) -> None:
    made = await live(berlin, startsAt="2026-03-28T09:00:00", endsAt="2026-03-30T09:00:00")
    data = await berlin.admin.ask(
        "query($id: ID!) { campaign(id: $id) { draft { startsAt endsAt } } }", id=made["id"]
    )
    winter, summer = "2026-03-28T08:00:00+00:00", "2026-03-30T07:00:00+00:00"
    assert data["campaign"]["draft"] == {"startsAt": winter, "endsAt": summer}
    assert not await is_shown_at(berlin, clock, "2026-03-28T07:59:59")
    assert await is_shown_at(berlin, clock, "2026-03-28T08:00:00")
    assert await is_shown_at(berlin, clock, "2026-03-30T06:59:59")
    assert not await is_shown_at(berlin, clock, "2026-03-30T07:00:00")


async def test_a_schedule_with_an_offset_is_taken_by_its_word(
    berlin: Clients, clock: MovableClock
) -> None:
    await live(berlin, startsAt="2026-03-20T09:00:00-05:00")
    assert not await is_shown_at(berlin, clock, "2026-03-20T13:59:59")
    assert await is_shown_at(berlin, clock, "2026-03-20T14:00:00")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("2026-03-29T02:30:00", "2026-03-29T01:30:00+00:00"),  # left out in spring: an hour on
        ("2026-10-25T02:30:00", "2026-10-25T00:30:00+00:00"),  # twice in autumn: the first
    ],
)
async def test_times_that_the_clock_leaves_out_or_shows_twice(
    berlin: Clients, given: str, meant: str
) -> None:
    made = await draft(berlin, startsAt=given)
    data = await berlin.admin.ask(
        "query($id: ID!) { campaign(id: $id) { draft { startsAt } } }", id=made["id"]
    )
    assert data["campaign"]["draft"]["startsAt"] == meant


async def test_a_recurring_window_keeps_to_the_wall_clock_over_the_change_of_time(
    berlin: Clients, clock: MovableClock
) -> None:
    morning = {"weekdays": ["SUNDAY"], "fromTime": "09:00", "toTime": "10:00"}
    await live(berlin, windows=[morning])
    opens = {
        "2026-03-22T07:59:59": False,
        "2026-03-22T08:00:00": True,  # 9:00 in winter
        "2026-03-22T08:59:59": True,
        "2026-03-22T09:00:00": False,
        "2026-03-29T06:59:59": False,
        "2026-03-29T07:00:00": True,  # 9:00 in summer
        "2026-03-29T08:00:00": False,
        "2026-03-30T07:30:00": False,  # a Monday
        "2026-10-25T07:30:00": False,
        "2026-10-25T08:30:00": True,  # 9:30, in winter again
    }
    assert {at: await is_shown_at(berlin, clock, at) for at in opens} == opens


async def test_a_window_in_the_hour_that_is_left_out_or_comes_twice(
    berlin: Clients, clock: MovableClock
) -> None:
    await live(berlin, windows=[{"fromTime": "02:00", "toTime": "03:00"}])
    opens = {
        "2026-03-28T01:30:00": True,
        "2026-03-29T00:59:59": False,  # 1:59
        "2026-03-29T01:00:00": False,  # 3:00
        "2026-10-24T23:59:59": False,
        "2026-10-25T00:30:00": True,  # 2:30
        "2026-10-25T01:30:00": True,  # 2:30 again
        "2026-10-25T02:00:00": False,  # 3:00
    }
    assert {at: await is_shown_at(berlin, clock, at) for at in opens} == opens


async def test_windows_past_midnight_and_at_the_end_of_the_month(
    berlin: Clients, clock: MovableClock
) -> None:
    night = {"weekdays": ["SATURDAY"], "fromTime": "22:00", "toTime": "02:00"}
    last = {"monthDays": [-1], "months": [4]}
    await live(berlin, windows=[night, last])
    opens = {
        "2026-03-21T21:30:00": True,  # Saturday, 22:30
        "2026-03-22T00:30:00": True,  # Sunday, 1:30: still Saturday's
        "2026-03-22T01:00:00": False,
        "2026-03-22T21:30:00": False,  # Sunday night
        "2026-04-29T21:59:59": False,
        "2026-04-29T22:00:00": True,  # 30 April, 0:00
        "2026-04-30T22:00:00": False,
        "2026-05-31T10:00:00": False,
    }
    assert {at: await is_shown_at(berlin, clock, at) for at in opens} == opens


SHOP: Final = "https://shop.example"
PAGES: Final[dict[str, tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]]] = {
    "a path by its pattern": (
        {"includeUrls": [{"value": "/products/*"}]},
        [{"url": f"{SHOP}/products/tea"}, {"url": f"{SHOP}/PRODUCTS/Tea?a=1"}],
        [{"url": f"{SHOP}/about"}, {"url": f"{SHOP}/a?b=/products/tea"}, {}],
    ),
    "a whole address": (
        {"includeUrls": [{"match": "STARTS_WITH", "value": "https://shop.example/"}]},
        [{"url": f"{SHOP}/products/tea"}],
        [{"url": "https://blog.example/"}],
    ),
    "any one of several addresses": (
        {
            "includeUrls": [
                {"match": "EQUALS", "value": "/one"},
                {"match": "REGEX", "value": "/t[wo]+"},
                {"match": "ENDS_WITH", "value": "/three"},
                {"match": "CONTAINS", "value": "fou"},
            ]
        },
        [{"url": f"{SHOP}/{path}"} for path in ("one", "two", "a/three", "four")],
        [{"url": f"{SHOP}/{path}"} for path in ("one/more", "ten", "three/a", "fo")],
    ),
    "not an excluded address, though it is included": (
        {
            "includeUrls": [{"value": "/products/*"}],
            "excludeUrls": [{"value": "/products/old*"}, {"value": "*secret*"}],
        },
        [{"url": f"{SHOP}/products/new"}],
        [{"url": f"{SHOP}/products/old-tea"}, {"url": f"{SHOP}/products/new?secret=1"}],
    ),
    "a query parameter": (
        {"queryParameters": [{"name": "coupon"}]},
        [{"url": f"{SHOP}/?coupon=SPRING"}, {"url": f"{SHOP}/?a=1&coupon="}],
        [{"url": f"{SHOP}/"}, {"url": f"{SHOP}/?coupons=1"}, {"url": f"{SHOP}/coupon=1"}],
    ),
    "a query parameter's value": (
        {"queryParameters": [{"name": "ref", "match": "STARTS_WITH", "value": "news"}]},
        [{"url": f"{SHOP}/?ref=newsletter-3"}],
        [{"url": f"{SHOP}/?ref=old-news"}, {"url": f"{SHOP}/?a=newsletter"}],
    ),
    "a referrer": (
        {"referrers": [{"match": "CONTAINS", "value": "search.example"}]},
        [{"referrer": "https://SEARCH.example/?q=tea"}],
        [{"referrer": "https://mail.example/"}, {}],
    ),
    "a source of traffic": (
        {"trafficSources": ["newsletter", "affiliate"]},
        [{"trafficSource": "newsletter"}, {"trafficSource": "Affiliate"}],
        [{"trafficSource": "newsletters"}, {}],
    ),
    "a basket between two amounts": (
        {"minimumBasketTotal": 20, "maximumBasketTotal": 49.99},
        [{"basket": {"total": 20}}, {"basket": {"total": 49.99}}],
        [{"basket": {"total": 19.99}}, {"basket": {"total": 50}}, {"basket": {}}, {}],
    ),
    "a basket with so many items": (
        {"minimumBasketItems": 1, "maximumBasketItems": 3},
        [{"basket": {"itemCount": 1}}, {"basket": {"itemCount": 3}}],
        [{"basket": {"itemCount": 0}}, {"basket": {"itemCount": 4}}, {}],
    ),
    "everything at once": (
        {"includeUrls": [{"value": "/sale"}], "minimumBasketItems": 1},
        [{"url": f"{SHOP}/sale", "basket": {"itemCount": 1}}],
        [{"url": f"{SHOP}/sale"}, {"url": f"{SHOP}/", "basket": {"itemCount": 1}}],
    ),
}


@pytest.mark.parametrize("what", PAGES)
async def test_a_campaign_is_for_pages_and_visits_with(clients: Clients, what: str) -> None:
    settings, fitting, others = PAGES[what]
    await live(clients, page=settings)
    assert [await is_shown(clients, **page) for page in fitting] == [True] * len(fitting)
    assert [await is_shown(clients, **page) for page in others] == [False] * len(others)


async def test_a_campaign_for_a_language_is_for_its_regions_too(clients: Clients) -> None:
    await live(clients, page={"locales": ["tr", "zh-Hant"]})
    for locale in ("tr", "tr-TR", "TR-cy", "tr_TR", "zh-Hant", "zh-Hant-TW", "zh_Hant_HK"):
        assert await is_shown(clients, locale=locale), locale
    for other in ("tru", "zh", "zh-Hans", "en-TR", None):
        assert not await is_shown(clients, locale=other), other


async def test_a_pattern_that_cant_be_used_is_refused_with_its_place(clients: Clients) -> None:
    page = {
        "includeUrls": [{"value": "/ok"}, {"match": "REGEX", "value": "("}],
        "referrers": [{"match": "REGEX", "value": "["}],
    }
    refused = await clients.admin.do(
        "createCampaign",
        "CreateCampaignInput",
        "",
        name="Bad",
        type="POPUP_BANNER",
        definition={"variants": [popup("Bad")], "page": page},
    )
    assert [".".join(problem["path"]) for problem in refused["problems"]] == [
        "definition.page.includeUrls.1",
        "definition.page.referrers.0",
    ]


def trait(name: str) -> dict[str, Any]:
    """The rule that a trait is set."""
    return {"trait": {"name": name, "operator": "EXISTS"}}


async def has_traits(clients: Clients, visitor: str, **traits: Any) -> None:
    values = [{"name": name, "value": value} for name, value in traits.items()]
    event = {"logIn": {"id": f"in-{visitor}", "profile": {"traits": values}}}
    tracked = await clients.track(visitor, event)
    assert tracked["__typename"] == "EventsTracked", tracked


async def test_a_campaign_is_for_members_of_any_and_of_no_excluded_segment(
    clients: Clients,
) -> None:
    for key in ("gold", "silver", "staff"):
        await clients.publish_segment(key, trait(key))
    await live(
        clients,
        includeSegments=["gold", "silver"],
        excludeSegments=["staff"],
        audience={"not": trait("bored")},
    )
    yes = {"flag": True}
    members: dict[str, tuple[str, ...]] = {
        "g": ("gold",),
        "s": ("silver",),
        "gs": ("gold", "silver"),
        "nobody": ("other",),
        "gx": ("gold", "staff"),
        "x": ("staff",),
        "gb": ("gold", "bored"),
    }
    for visitor, traits in members.items():
        await has_traits(clients, visitor, **dict.fromkeys(traits, yes))
    assert [v for v in members if await is_shown(clients, v)] == ["g", "s", "gs"]


async def test_excluding_alone_leaves_everybody_else(clients: Clients) -> None:
    await clients.publish_segment("staff", trait("staff"))
    await live(clients, excludeSegments=["staff"])
    await has_traits(clients, "x", staff={"flag": True})
    assert (await is_shown(clients, "x"), await is_shown(clients, "anyone")) == (False, True)


EXPLAINED = """query($id: ID!, $page: PageInput, $locale: String) {
  explainEligibility(visitorId: "v", campaignId: $id, page: $page, locale: $locale) {
    shown firstFailed { code } gates { code passed words }
    page { path depth kind holds words seen wanted }
  }
}"""


async def explained(clients: Clients, campaign: Any, **where: Any) -> Any:
    data = await clients.admin.ask(EXPLAINED, id=campaign["id"], **where)
    return data["explainEligibility"]


async def test_the_page_gate_is_explained_node_by_node(clients: Clients) -> None:
    campaign = await live(
        clients,
        page={
            "includeUrls": [{"value": "/products/*"}],
            "excludeUrls": [{"match": "CONTAINS", "value": "/old"}],
            "minimumBasketTotal": 20,
        },
    )
    page = {"url": f"{SHOP}/products/tea", "basket": {"total": 12.5}}
    answer = await explained(clients, campaign, page=page)
    assert (answer["shown"], answer["firstFailed"]["code"]) == (False, "PAGE")
    assert gate(answer, "PAGE")["words"].startswith("It is for other pages.")
    nodes = {".".join(node["path"]): node for node in answer["page"]}
    assert {path: (node["kind"], node["holds"]) for path, node in nodes.items()} == {
        "": ("all", False),
        "all.0": ("any", True),
        "all.0.any.0": ("context", True),
        "all.1": ("not", True),
        "all.1.not": ("any", False),
        "all.1.not.any.0": ("context", False),
        "all.2": ("context", False),
    }
    assert (nodes["all.0.any.0"]["seen"], nodes["all.0.any.0"]["wanted"]) == (
        "/products/tea",
        {"text": "/products/*"},
    )
    assert (nodes["all.2"]["seen"], nodes["all.2"]["wanted"]) == (12.5, {"number": 20})
    assert [node["depth"] for node in answer["page"]] == [0, 1, 2, 1, 2, 3, 1]

    answer = await explained(clients, campaign, page={**page, "basket": {"total": 20}})
    assert (answer["shown"], answer["firstFailed"]) == (True, None)
    assert gate(answer, "PAGE")["passed"]


async def test_a_campaign_that_asks_nothing_of_the_page_has_no_nodes(clients: Clients) -> None:
    answer = await explained(clients, await live(clients))
    assert answer["page"] is None
    assert gate(answer, "PAGE") == {
        "code": "PAGE",
        "passed": True,
        "words": "It asks nothing of the page or the visit.",
    }


PERSONAL: Final[dict[str, Any]] = {
    "text": "{{orderCount}} orders, the last {{daysSinceLastOrder|some}} days ago; {{city|your town}}; "
    "{{basketItems|no}} items for {{basketTotal|0}} {{currency|}} at {{storeName}}; "
    "{{trait.tier|guest}} with {{trait.points|no}} points. {{couponCode}}",
    "link": {"url": "/hello/{{firstName|friend}}?n={{lastName|}}&t={{trait.tier|a b}}"},
    "buttons": [{"label": "Go, {{firstName|you}}", "link": {"url": f"{SHOP}/?c={{{{city|}}}}"}}],
}


async def test_placeholders_are_filled_with_what_is_known_of_the_visitor(
    clients: Clients, clock: MovableClock
) -> None:
    await live(clients, variants=[popup("Hello {{firstName|friend}}!", **PERSONAL)])
    traits = {
        "firstName": {"text": "Ada"},
        "lastName": {"text": "Lovelace & Co/ü"},
        "tier": {"text": "gold"},
        "points": {"number": 12.5},
    }
    values = [{"name": name, "value": value} for name, value in traits.items()]
    profile = {"city": "Zürich", "traits": values}
    order = {"id": "order", "orderNumber": "1", "total": "20.00", "units": 2}
    await clients.track("v", {"logIn": {"id": "in", "profile": profile}}, {"purchase": order})
    clock.advance(days=3, hours=5)
    basket = {"total": 1234.5, "itemCount": 3}
    (offer,) = await shown(clients, page={"currency": "EUR", "basket": basket})
    campaign = offer["campaign"]
    assert campaign["title"] == "Hello Ada!"
    assert campaign["text"] == (
        "1 orders, the last 3 days ago; Zürich; 3 items for 1234.50 EUR at A shop; "
        "gold with 12.5 points. {{couponCode}}"
    )
    assert campaign["link"] == {"url": "/hello/Ada?n=Lovelace%20%26%20Co%2F%C3%BC&t=gold"}
    assert campaign["buttons"] == [{"label": "Go, Ada", "link": {"url": f"{SHOP}/?c=Z%C3%BCrich"}}]


async def test_what_isnt_known_is_replaced_by_its_fall_back(clients: Clients) -> None:
    await live(clients, variants=[popup("Hello {{firstName|friend}}!", **PERSONAL)])
    (offer,) = await shown(clients)
    campaign = offer["campaign"]
    assert campaign["title"] == "Hello friend!"
    assert campaign["text"] == (
        "0 orders, the last some days ago; your town; no items for 0  at A shop; "
        "guest with no points. {{couponCode}}"
    )
    assert campaign["link"] == {"url": "/hello/friend?n=&t=a%20b"}
    assert campaign["buttons"] == [{"label": "Go, you", "link": {"url": f"{SHOP}/?c="}}]


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("{{lastName|x}}", "{{lastName|x}}"),
        ("{{couponCode}}", "{{couponCode}}"),
        ("<b onclick='a()'>Ada</b>", "<b onclick='a()'>Ada</b>"),
        ("&amp;", "&amp;"),
        ("A\u202eda\n\t Lovelace", "Ada Lovelace"),
        ("x" * 150, "x" * 100),
        ("   ", "friend"),
    ],
)
async def test_a_visitors_value_is_text_and_nothing_else(
    clients: Clients, name: str, read: str
) -> None:
    await live(clients, variants=[popup("{{firstName|friend}}, {{lastName|Doe}}")])
    await has_traits(clients, "v", firstName={"text": name})
    (offer,) = await shown(clients)
    assert offer["campaign"]["title"] == f"{read}, Doe"


async def test_a_value_leads_no_address_elsewhere(clients: Clients) -> None:
    link = {"url": f"{SHOP}/{{{{trait.page|}}}}"}
    await live(clients, variants=[popup("Go", link=link)])
    await has_traits(clients, "v", page={"text": "../?a=1&b#c@evil.example"})
    (offer,) = await shown(clients)
    expected = f"{SHOP}/..%2F%3Fa%3D1%26b%23c%40evil.example"
    assert offer["campaign"]["link"] == {"url": expected}


async def test_nothing_at_the_start_of_a_path_leads_to_no_other_host(clients: Clients) -> None:
    await live(clients, variants=[popup("Go", link={"url": "/{{trait.page|}}/offers"})])
    (offer,) = await shown(clients)
    assert offer["campaign"]["link"] == {"url": "/offers"}


async def test_amounts_are_written_as_in_the_language_of_the_text(clients: Clients) -> None:
    german = {"popupBanner": {"title": "{{basketTotal|0}} und {{trait.points|0}}"}}
    english = {"popupBanner": {"title": "{{basketTotal|0}} and {{trait.points|0}}"}}
    translations = [
        {"locale": "en", "content": english},
        {"locale": "de", "content": german},
    ]
    await live(clients, variants=[{"translations": translations}])
    await has_traits(clients, "v", points={"number": 0.25})
    page = {"basket": {"total": 7}}
    titles = [
        (await shown(clients, page=page, locale=locale))[0]["campaign"]["title"]
        for locale in ("de-AT", "en-GB", "fr")
    ]
    assert titles == ["7,00 und 0,25", "7.00 and 0.25", "7.00 and 0.25"]


async def test_the_thanks_are_filled_in_with_the_coupon(clients: Clients) -> None:
    form = {
        **CONTENTS["EMAIL_COLLECTION"]["emailCollection"],
        "thankYou": {"text": "Thank you, {{firstName|friend}}: {{couponCode|none}}"},
    }
    await live(
        clients,
        "EMAIL_COLLECTION",
        coupon={"code": "SPRING", "reveal": "ON_CONVERSION"},
        variants=[{"translations": [{"locale": "en", "content": {"emailCollection": form}}]}],
    )
    await has_traits(clients, "v", firstName={"text": "{{couponCode}}"})
    (offer,) = await shown(clients)
    captured = await clients.storefront.do(
        "captureEmail",
        "CaptureEmailInput",
        "... on EmailCaptured { thankYou { text } couponCode }",
        visitorId="v",
        decisionId=offer["decisionId"],
        email="ada@example.com",
        consentGiven=True,
    )
    assert captured["couponCode"] == "SPRING"
    assert captured["thankYou"] == {"text": "Thank you, {{couponCode}}: SPRING"}


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("{{fristName|you}}", "UNKNOWN_PLACEHOLDER", "Did you mean 'firstName'?"),
        ("{{ordercount}}", "UNKNOWN_PLACEHOLDER", "Did you mean 'orderCount'?"),
        ("{{zzz|you}}", "UNKNOWN_PLACEHOLDER", "Known are firstName, lastName"),
        ("{{trait.a-b|you}}", "UNKNOWN_PLACEHOLDER", "names no trait"),
        ("{{firstName}}", "FALLBACK_REQUIRED", "{{firstName|fall-back}}"),
        ("{{firstName|you", "BAD_PLACEHOLDER", "two braces on each side"),
        ("{{{firstName|you}}}", "BAD_PLACEHOLDER", "two braces on each side"),
    ],
)
async def test_a_placeholder_that_nobody_knows_is_refused_with_a_suggestion(
    clients: Clients, text: str, code: str, hint: str
) -> None:
    variants = [popup("Fine"), popup(text, "B", buttons=[{"label": text, "action": "CLOSE"}])]
    refused = await clients.admin.do(
        "createCampaign",
        "CreateCampaignInput",
        "",
        name="Bad",
        type="POPUP_BANNER",
        definition={"variants": variants},
    )
    place = "definition.variants.1.translations.0.content.popupBanner"
    assert [(".".join(p["path"]), p["code"]) for p in refused["problems"]] == [
        (f"{place}.title", code),
        (f"{place}.buttons.0.label", code),
    ]
    assert all(hint in problem["message"] for problem in refused["problems"])


def translated(*locales: str) -> list[dict[str, Any]]:
    """A variant whose title in each of these languages is the language's name."""
    return [
        {
            "translations": [
                {"locale": locale, "content": {"popupBanner": {"title": locale}}}
                for locale in locales
            ]
        }
    ]


@pytest.mark.parametrize(
    ("available", "found"),
    [
        (("en", "zh-TW", "zh", "zh-Hant", "zh-Hant-TW"), "zh-Hant-TW"),
        (("en", "zh-TW", "zh", "zh-Hant"), "zh-Hant"),
        (("en", "zh-TW", "zh", "zh-Hans"), "zh"),
        (("en", "zh-TW", "zh-Hans"), "en"),
    ],
)
async def test_a_visitor_gets_the_nearest_language_there_is(
    clients: Clients, available: tuple[str, ...], found: str
) -> None:
    await live(clients, variants=translated(*available))
    for locale in ("zh-Hant-TW", "zh-hant-tw", "zh_Hant_TW"):
        (offer,) = await shown(clients, locale=locale)
        assert (offer["campaign"]["locale"], offer["campaign"]["title"]) == (found, found)


async def test_the_stores_own_language_is_the_last_resort(http: AsyncClient) -> None:
    clients = await clients_of(http, await make_store(default_locale="pt-BR"))
    await live(clients, variants=translated("en", "pt-BR"))
    found = [(await shown(clients, locale=locale))[0]["campaign"]["locale"] for locale in LANGUAGES]
    assert found == ["pt-BR", "pt-BR", "pt-BR", "en"]


LANGUAGES: Final = (None, "de", "pt-BR", "en-US")
SCROLLED: Final = {"kind": "SCROLL", "delaySeconds": None, "scrollPercent": 50, "pageCount": None}
THIRD_PAGE: Final = {"kind": "PAGE_COUNT", "delaySeconds": None, "scrollPercent": None} | {
    "pageCount": 3
}
AT_ONCE: Final = {
    "kind": "IMMEDIATELY",
    "delaySeconds": None,
    "scrollPercent": None,
    "pageCount": None,
}


async def test_each_device_has_triggers_of_its_own(clients: Clients) -> None:
    devices = [
        {"device": "MOBILE", "triggers": [{"kind": "PAGE_COUNT", "pageCount": 3}]},
        {"device": "TABLET", "triggers": [{"kind": "IMMEDIATELY"}]},
    ]
    triggers = [{"kind": "SCROLL", "scrollPercent": 50}]
    await live(clients, display={"triggers": triggers, "deviceTriggers": devices})
    (offer,) = await shown(clients)
    display = offer["campaign"]["display"]
    assert display["triggers"] == [SCROLLED]
    assert display["deviceTriggers"] == [
        {"device": "MOBILE", "triggers": [THIRD_PAGE]},
        {"device": "TABLET", "triggers": [AT_ONCE]},
    ]


async def test_without_any_triggers_it_comes_at_once_on_every_device(clients: Clients) -> None:
    await live(clients)
    (offer,) = await shown(clients)
    assert offer["campaign"]["display"] == {
        "triggers": [AT_ONCE],
        "deviceTriggers": [],
        "closing": {"hasButton": True, "afterSeconds": None},
    }


@pytest.mark.parametrize(
    ("display", "place", "words"),
    [
        (
            {"deviceTriggers": [{"device": "MOBILE", "triggers": [{"kind": "DELAY"}]}]},
            "display.deviceTriggers.0.triggers.0",
            "needs delaySeconds",
        ),
        (
            {"triggers": [{"kind": "EXIT_INTENT", "pageCount": 2}]},
            "display.triggers.0",
            "has no pageCount",
        ),
        (
            {"deviceTriggers": [{"device": "MOBILE", "triggers": [{"kind": "IMMEDIATELY"}]}] * 2},
            "display",
            "MOBILE is repeated",
        ),
        (
            {"closing": {"hasButton": False, "onEscape": False}},
            "display.closing",
            "leave the visitor a way to close it",
        ),
    ],
)
async def test_a_display_that_cant_be_is_refused(
    clients: Clients, display: dict[str, Any], place: str, words: str
) -> None:
    refused = await clients.admin.do(
        "createCampaign",
        "CreateCampaignInput",
        "",
        name="Bad",
        type="POPUP_BANNER",
        definition={"variants": [popup("Bad")], "display": display},
    )
    (problem,) = refused["problems"]
    assert ".".join(problem["path"]) == f"definition.{place}"
    assert words in problem["message"]


async def test_a_variant_may_be_shown_at_another_moment_than_the_others(clients: Clients) -> None:
    own = {"triggers": [{"kind": "SCROLL", "scrollPercent": 50}], "closing": {"afterSeconds": 9}}
    await live(
        clients,
        display={"triggers": [{"kind": "PAGE_COUNT", "pageCount": 3}]},
        variants=[variant_of("POPUP_BANNER"), variant_of("POPUP_BANNER", key="B", display=own)],
    )
    found: dict[str, Any] = {}
    for number in range(20):
        (offer,) = await shown(clients, f"v{number}")
        display = offer["campaign"]["display"]
        assert found.setdefault(offer["variant"], display) == display
    assert (found["A"]["triggers"], found["A"]["closing"]["afterSeconds"]) == ([THIRD_PAGE], None)
    assert (found["B"]["triggers"], found["B"]["closing"]["afterSeconds"]) == ([SCROLLED], 9)
