"""Surveys: every kind of question, routes by answer, taking up again, and what rules make of answers."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from documents.stores import StoreDocument
from tests.api.test_bad_input import codes, stored
from tests.api.test_coupons import VIP, becomes_vip, counts, make_pool
from tests.api.test_displays import claim
from tests.conftest import MovableClock
from tests.graphql_client import THANK_YOU, Clients

ANSWERS = "answers { question score text options other rows { row option } flag }"
PROGRESS = f"... on SurveyProgress {{ resumeToken nextQuestion {ANSWERS} }}"
COLOURS = [
    {"key": "red", "label": "Red"},
    {"key": "green", "label": "Green"},
    {"key": "blue", "label": "Blue"},
]
ROWS = [{"key": "shirt", "label": "Shirt"}, {"key": "shoes", "label": "Shoes"}]
EVERY_KIND: list[dict[str, Any]] = [
    {"key": "hello", "kind": "STATEMENT", "text": "A few questions."},
    {"key": "nps", "kind": "NPS", "text": "Recommend us?", "lowLabel": "No", "highLabel": "Yes"},
    {"key": "stars", "kind": "STARS", "text": "Delivery?"},
    {"key": "face", "kind": "EMOJI", "text": "Your mood?"},
    {"key": "csat", "kind": "CSAT", "text": "Satisfied?"},
    {"key": "ces", "kind": "CES", "text": "Was it easy?"},
    {"key": "single", "kind": "SINGLE_CHOICE", "text": "Best colour?", "options": COLOURS},
    {
        "key": "many",
        "kind": "MULTIPLE_CHOICE",
        "text": "Which colours?",
        "options": COLOURS,
        "allowsOther": True,
        "otherLabel": "Another one",
    },
    {"key": "list", "kind": "DROPDOWN", "text": "Colour?", "options": COLOURS},
    {"key": "rank", "kind": "RANKING", "text": "In order?", "options": COLOURS, "page": 2},
    {
        "key": "matrix",
        "kind": "MATRIX",
        "text": "Which for which?",
        "options": COLOURS,
        "rows": ROWS,
        "isRequired": True,
        "page": 2,
    },
    {"key": "wish", "kind": "OPEN_TEXT", "text": "Wish?", "maximumLength": 20, "page": 3},
    {"key": "email", "kind": "EMAIL", "text": "Address?", "page": 3},
    {"key": "phone", "kind": "PHONE", "text": "Telephone?", "page": 3},
    {"key": "day", "kind": "DATE", "text": "Since when?", "page": 3},
    {"key": "agreed", "kind": "CONSENT", "text": "May we ask back?", "isRequired": True, "page": 4},
]
GIVEN: list[dict[str, Any]] = [
    {"question": "nps", "score": 0},
    {"question": "stars", "score": 5},
    {"question": "face", "score": 1},
    {"question": "csat", "score": 3},
    {"question": "ces", "score": 7},
    {"question": "single", "options": ["red"]},
    {"question": "many", "options": ["red", "blue"], "other": " Mauve "},
    {"question": "list", "options": ["green"]},
    {"question": "rank", "options": ["blue", "red", "green"]},
    {
        "question": "matrix",
        "rows": [{"row": "shoes", "option": "red"}, {"row": "shirt", "option": "red"}],
    },
    {"question": "wish", "text": "More\r\ntea "},
    {"question": "email", "text": "Ada@Example.com"},
    {"question": "phone", "text": "+90 (212) 555-01.01"},
    {"question": "day", "text": "2026-03-14"},
    {"question": "agreed", "flag": True},
]
KEPT: list[dict[str, Any]] = [
    *GIVEN[:6],
    {"question": "many", "options": ["red", "blue"], "other": "Mauve"},
    *GIVEN[7:9],
    {
        "question": "matrix",
        "rows": [{"row": "shirt", "option": "red"}, {"row": "shoes", "option": "red"}],
    },
    {"question": "wish", "text": "More\ntea"},
    {"question": "email", "text": "ada@example.com"},
    {"question": "phone", "text": "+902125550101"},
    *GIVEN[13:],
]
BRANCHING: list[dict[str, Any]] = [
    {
        "key": "nps",
        "kind": "NPS",
        "text": "Recommend us?",
        "isRequired": True,
        "branches": [{"maximumScore": 6, "goTo": "why"}, {"minimumScore": 9}],
    },
    {"key": "better", "kind": "OPEN_TEXT", "text": "What would be better?", "branches": [{}]},
    {"key": "why", "kind": "OPEN_TEXT", "text": "Why?", "isRequired": True},
]
NPS: list[dict[str, Any]] = [{"key": "nps", "kind": "NPS", "text": "Recommend us?"}]


def variants_of(*questions: dict[str, Any], **content: Any) -> list[dict[str, Any]]:
    survey = {
        "title": "How was it?",
        "questions": list(questions),
        "submitLabel": "Send",
        "thankYou": THANK_YOU,
        **content,
    }
    return [{"translations": [{"locale": "en", "content": {"formSurvey": survey}}]}]


async def publish(
    clients: Clients,
    *questions: dict[str, Any],
    content: dict[str, Any] | None = None,
    **definition: Any,
) -> str:
    variants = variants_of(*questions, **(content or {}))
    return await clients.publish_campaign("FORM_SURVEY", variants=variants, **definition)


async def survey_for(clients: Clients, visitor_id: str = "v") -> dict[str, Any]:
    """Let the visitor be seen, and return the only survey there is."""
    await clients.track(visitor_id, {"pageView": {"id": "seen", "page": "HOME"}})
    (offer,) = await clients.eligible(visitor_id, types=["FORM_SURVEY"])
    return offer


async def submit(
    clients: Clients,
    offer: dict[str, Any],
    *answers: dict[str, Any],
    visitor_id: str = "v",
    submission_id: str = "s",
) -> Any:
    return await clients.storefront.do(
        "submitSurvey",
        "SubmitSurveyInput",
        "... on SurveySubmitted { thankYou { text } couponCode }",
        visitorId=visitor_id,
        decisionId=offer["decisionId"],
        submissionId=submission_id,
        answers=list(answers),
    )


async def answer(
    clients: Clients, *answers: dict[str, Any], visitor_id: str = "v", submission_id: str = "s"
) -> None:
    """Have the visitor be asked and answer."""
    submitted = await submit(
        clients,
        await survey_for(clients, visitor_id),
        *answers,
        visitor_id=visitor_id,
        submission_id=submission_id,
    )
    assert submitted["__typename"] == "SurveySubmitted", submitted


async def submissions(clients: Clients) -> list[dict[str, Any]]:
    """Every submission, the newest first."""
    data = await clients.admin.ask(
        f"""{{ surveySubmissions(first: 100) {{ edges {{ node {{
          visitorId campaignVersion submittedAt {ANSWERS}
        }} }} }} }}"""
    )
    return [edge["node"] for edge in data["surveySubmissions"]["edges"]]


def set_fields(answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out of each answer what isn't set."""
    return [{k: v for k, v in given.items() if v is not None} for given in answers]


async def scores(clients: Clients) -> list[tuple[str, int]]:
    return [(s["visitorId"], s["answers"][0]["score"]) for s in await submissions(clients)]


async def questions_for(clients: Clients, visitor_id: str, selection: str) -> list[Any]:
    data = await clients.storefront.ask(
        f"""query($id: ID!) {{ eligibleCampaigns(visitorId: $id) {{
          campaign {{ ... on FormSurvey {{ questions {{ {selection} }} }} }}
        }} }}""",
        id=visitor_id,
    )
    questions: list[Any] = data["eligibleCampaigns"][0]["campaign"]["questions"]
    return questions


# Kinds of question


async def test_every_kind_of_question_is_asked_answered_and_read_back(clients: Clients) -> None:
    await publish(clients, *EVERY_KIND)
    assert len({question["kind"] for question in EVERY_KIND}) == 16
    asked = await questions_for(
        clients,
        "v",
        """key kind text isRequired options { key label } allowsOther otherLabel
           rows { key label } lowLabel highLabel maximumLength page""",
    )
    plain = {
        "isRequired": False,
        "options": [],
        "allowsOther": False,
        "otherLabel": None,
        "rows": [],
        "lowLabel": None,
        "highLabel": None,
        "maximumLength": 2000,
        "page": 1,
    }
    assert asked == [{**plain, **question} for question in EVERY_KIND]

    offer = await survey_for(clients)
    submitted = await submit(clients, offer, *GIVEN)
    assert submitted["thankYou"] == {"text": "Thank you"}
    assert await submit(clients, offer, *GIVEN) == submitted
    (kept,) = await submissions(clients)
    assert set_fields(kept["answers"]) == KEPT
    assert kept["submittedAt"] == "2026-03-14T12:00:00+00:00"


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"question": "hello", "text": "Hello"}, ".question", "TAKES_NO_ANSWER"),
    ({"question": "nps", "score": 11}, ".score", "OUT_OF_RANGE"),
    ({"question": "stars", "score": 0}, ".score", "OUT_OF_RANGE"),
    ({"question": "face", "score": 6}, ".score", "OUT_OF_RANGE"),
    ({"question": "csat", "score": -1}, ".score", "OUT_OF_RANGE"),
    ({"question": "ces", "score": 8}, ".score", "OUT_OF_RANGE"),
    ({"question": "single", "options": ["red", "blue"]}, ".options", "NOT_ONE"),
    ({"question": "many", "options": ["red", "red"]}, ".options", "CHOSEN_TWICE"),
    ({"question": "list", "options": ["mauve"]}, ".options", "UNKNOWN_OPTION"),
    ({"question": "rank", "options": ["red", "blue"]}, ".options", "NOT_ALL"),
    ({"question": "matrix", "rows": [{"row": "shirt", "option": "red"}]}, ".rows", "REQUIRED"),
    ({"question": "wish", "text": "x" * 21}, ".text", "TOO_LONG"),
    ({"question": "email", "text": "ada"}, ".text", "NOT_AN_EMAIL_ADDRESS"),
    ({"question": "phone", "text": "555"}, ".text", "NOT_A_PHONE_NUMBER"),
    ({"question": "day", "text": "2026-02-30"}, ".text", "NOT_A_DATE"),
    ({"question": "agreed", "flag": False}, ".flag", "REQUIRED"),
]
OF_ANOTHER_KIND: list[dict[str, Any]] = [
    {"question": "nps", "text": "9"},
    {"question": "stars"},
    {"question": "face", "options": ["red"]},
    {"question": "csat", "flag": True},
    {"question": "ces", "score": 3, "text": "because"},
    {"question": "single", "options": ["red"], "other": "Mauve"},
    {"question": "many", "text": "red"},
    {"question": "list", "score": 1},
    {"question": "rank", "rows": [{"row": "shirt", "option": "red"}]},
    {"question": "matrix", "options": ["red"]},
    {"question": "wish", "score": 1},
    {"question": "email", "flag": True},
    {"question": "phone", "score": 5_550_101},
    {"question": "day", "options": ["2026-03-14"]},
    {"question": "agreed", "text": "yes"},
]


async def test_a_wrong_answer_to_any_kind_is_named_and_nothing_is_stored(
    clients: Clients, store: StoreDocument
) -> None:
    await publish(clients, *EVERY_KIND)
    offer = await survey_for(clients)
    before = await stored(store)
    refused = await submit(clients, offer, *(given for given, _, _ in WRONG))
    assert codes(refused) == [
        (f"answers.{index}{field}", code) for index, (_, field, code) in enumerate(WRONG)
    ]
    refused = await submit(clients, offer, *OF_ANOTHER_KIND)
    assert codes(refused) == [
        (f"answers.{index}", "WRONG_KIND") for index in range(len(OF_ANOTHER_KIND))
    ]
    agreed = {"question": "agreed", "flag": True}
    refused = await submit(clients, offer, agreed, agreed, {"question": "nobody", "score": 1})
    assert codes(refused) == [
        ("answers.1.question", "ANSWERED_TWICE"),
        ("answers.2.question", "UNKNOWN_QUESTION"),
        ("answers", "REQUIRED"),
    ]
    assert "'matrix'" in refused["problems"][2]["message"]
    assert await stored(store) == before
    assert (await submit(clients, offer, *GIVEN))["__typename"] == "SurveySubmitted"


# Routes


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param([{"question": "nps", "score": 9}], [], id="a promoter is done"),
        pytest.param(
            [{"question": "nps", "score": 9}, {"question": "why", "text": "Tea"}],
            [("answers.1.question", "NOT_ASKED")],
            id="a promoter isn't asked why",
        ),
        pytest.param(
            [{"question": "nps", "score": 6}, {"question": "why", "text": "Tea"}],
            [],
            id="a detractor says why",
        ),
        pytest.param(
            [{"question": "nps", "score": 6}],
            [("answers", "REQUIRED")],
            id="a detractor must say why",
        ),
        pytest.param(
            [{"question": "better", "text": "Tea"}, {"question": "nps", "score": 0}],
            [("answers.0.question", "NOT_ASKED"), ("answers", "REQUIRED")],
            id="a detractor isn't asked what would be better",
        ),
        pytest.param(
            [{"question": "nps", "score": 7}],
            [("answers", "REQUIRED")],
            id="who leaves a question out goes on to the next in the list",
        ),
        pytest.param(
            [{"question": "nps", "score": 8}, {"question": "better", "text": "Tea"}],
            [],
            id="a passive says what would be better",
        ),
        pytest.param([], [("answers", "REQUIRED")], id="nothing is answered"),
    ],
)
async def test_what_must_be_answered_follows_from_what_is_answered(
    clients: Clients, given: list[dict[str, Any]], expected: list[tuple[str, str]]
) -> None:
    await publish(clients, *BRANCHING)
    submitted = await submit(clients, await survey_for(clients), *given)
    if expected:
        assert codes(submitted) == expected
        assert await submissions(clients) == []
    else:
        assert submitted["__typename"] == "SurveySubmitted", submitted
        (kept,) = await submissions(clients)
        assert set_fields(kept["answers"]) == given


async def test_storefronts_get_the_branches_to_follow(clients: Clients) -> None:
    await publish(clients, *BRANCHING)
    asked = await questions_for(
        clients, "v", "key branches { minimumScore maximumScore anyOption goTo }"
    )
    branch: dict[str, Any] = {
        "minimumScore": None,
        "maximumScore": None,
        "anyOption": [],
        "goTo": None,
    }
    assert asked == [
        {
            "key": "nps",
            "branches": [
                {**branch, "maximumScore": 6, "goTo": "why"},
                {**branch, "minimumScore": 9},
            ],
        },
        {"key": "better", "branches": [branch]},
        {"key": "why", "branches": []},
    ]


async def test_publishing_names_all_that_would_not_work_at_once(clients: Clients) -> None:
    def text(key: str, **more: Any) -> dict[str, Any]:
        return {"key": key, "kind": "OPEN_TEXT", "text": key, **more}

    broken = [
        text("one", page=2),
        text("two", branches=[{"goTo": "one"}]),
        {**NPS[0], "page": 2, "branches": [{"minimumScore": 10, "goTo": "nowhere"}]},
        {
            "key": "stars",
            "kind": "STARS",
            "text": "Stars?",
            "page": 2,
            "branches": [{"maximumScore": 9, "goTo": "end"}, {"anyOption": ["red"]}],
        },
        {"key": "colour", "kind": "DROPDOWN", "text": "Colour?", "page": 2},
        {"key": "matrix", "kind": "MATRIX", "text": "Which?", "options": COLOURS, "page": 2},
        {"key": "end", "kind": "CONSENT", "text": "Agreed?", "options": COLOURS, "page": 2},
    ]
    (empty,), (second,) = variants_of(), variants_of(*broken)
    created = await clients.admin.do(
        "createCampaign",
        "CreateCampaignInput",
        "... on CampaignChanged { campaign { id } }",
        name="A survey",
        type="FORM_SURVEY",
        definition={"variants": [{**empty, "key": "A"}, {**second, "key": "B"}]},
    )
    assert created["__typename"] == "CampaignChanged", created
    refused = await clients.admin.do(
        "publishCampaign",
        "CampaignRevisionInput",
        "",
        id=created["campaign"]["id"],
        revision=1,
    )
    at_first, at_second = (
        f"definition.variants.{index}.translations.0.content.formSurvey.questions"
        for index in range(2)
    )
    assert codes(refused) == [
        (at_first, "EMPTY"),
        (f"{at_second}.1.page", "PAGES_DESCEND"),
        (f"{at_second}.4.options", "TOO_FEW_OPTIONS"),
        (f"{at_second}.5.rows", "NO_ROWS"),
        (f"{at_second}.6.options", "UNEXPECTED_OPTIONS"),
        (f"{at_second}.2.branches.0.goTo", "UNKNOWN_QUESTION"),
        (f"{at_second}.3.branches.0.maximumScore", "OUT_OF_RANGE"),
        (f"{at_second}.3.branches.1.anyOption", "IMPOSSIBLE_TEST"),
        (f"{at_second}.1.branches.0.goTo", "CYCLE"),
    ]
    assert await clients.eligible("v") == []


# The order for each visitor


async def test_each_visitor_has_an_order_of_its_own_and_keeps_it(clients: Clients) -> None:
    letters = [{"key": letter, "label": letter} for letter in "abcdef"]
    choice = {"kind": "SINGLE_CHOICE", "text": "Which?", "options": letters}
    await publish(
        clients,
        {"key": "shuffled", "shufflesOptions": True, **choice},
        {"key": "fixed", **choice},
        {"key": "here", "kind": "STATEMENT", "text": "Half of it is done."},
        *({"key": f"q{n}", "kind": "STARS", "text": f"{n}?"} for n in range(4)),
        {"key": "last", "kind": "STARS", "text": "Last?", "page": 2},
        content={"shufflesQuestions": True},
    )
    visitors = [f"v{number}" for number in range(8)]

    async def orders(visitor: str) -> tuple[tuple[str, ...], dict[str, str]]:
        asked = await questions_for(clients, visitor, "key options { key }")
        return (
            tuple(question["key"] for question in asked),
            {q["key"]: "".join(option["key"] for option in q["options"]) for q in asked},
        )

    seen = [await orders(visitor) for visitor in visitors]
    assert [await orders(visitor) for visitor in visitors] == seen
    # 720 orders of each: that eight visitors share one comes once in 10^20 runs.
    assert len({questions for questions, _ in seen}) > 1
    assert len({options["shuffled"] for _, options in seen}) > 1
    for questions, options in seen:
        assert (questions[2], questions[-1]) == ("here", "last")
        assert sorted(questions[:-1]) == sorted(
            ["shuffled", "fixed", "here", "q0", "q1", "q2", "q3"]
        )
        assert sorted(options["shuffled"]) == list("abcdef")
        assert options["fixed"] == "abcdef"


# Taking up again


@pytest.fixture
def todays_clock(clock: MovableClock) -> MovableClock:
    """MongoDB forgets what was begun 90 days ago by its own clock, at any moment."""
    clock.now = datetime.now(UTC)
    return clock


async def save(clients: Clients, offer: dict[str, Any], *answers: dict[str, Any]) -> Any:
    return await clients.storefront.do(
        "saveSurveyProgress",
        "SaveSurveyProgressInput",
        PROGRESS,
        visitorId="v",
        decisionId=offer["decisionId"],
        answers=list(answers),
    )


async def resume(clients: Clients, token: str) -> Any:
    data = await clients.storefront.ask(
        f"query($t: String!) {{ surveyProgress(resumeToken: $t) {{ nextQuestion {ANSWERS} }} }}",
        t=token,
    )
    return data["surveyProgress"]


async def test_a_survey_is_taken_up_where_it_was_left(
    clients: Clients, todays_clock: MovableClock
) -> None:
    await publish(clients, *EVERY_KIND)
    offer = await survey_for(clients)
    begun = await save(clients, offer)
    assert (begun["answers"], begun["nextQuestion"]) == ([], "hello")

    half = await save(clients, offer, *GIVEN[:10])
    assert half["nextQuestion"] == "wish"
    assert set_fields(half["answers"]) == KEPT[:10]
    resumed = await resume(clients, half["resumeToken"])
    assert (set_fields(resumed["answers"]), resumed["nextQuestion"]) == (KEPT[:10], "wish")
    assert await resume(clients, begun["resumeToken"]) == resumed, "what is kept last, is kept"
    assert await submissions(clients) == []

    whole = await save(clients, offer, *GIVEN)
    assert whole["nextQuestion"] is None
    assert (await submit(clients, offer, *GIVEN))["__typename"] == "SurveySubmitted"
    assert await resume(clients, whole["resumeToken"]) is None


async def test_what_is_next_follows_the_branches(
    clients: Clients, todays_clock: MovableClock
) -> None:
    await publish(clients, *BRANCHING)
    offer = await survey_for(clients)
    nexts = {
        score: (await save(clients, offer, {"question": "nps", "score": score}))["nextQuestion"]
        for score in (6, 7, 9)
    }
    assert nexts == {6: "why", 7: "better", 9: None}


async def test_answers_so_far_are_checked_as_well(clients: Clients) -> None:
    await publish(clients, *EVERY_KIND)
    offer = await survey_for(clients)
    refused = await save(
        clients, offer, {"question": "nps", "score": 11}, {"question": "nobody", "score": 1}
    )
    assert codes(refused) == [
        ("answers.0.score", "OUT_OF_RANGE"),
        ("answers.1.question", "UNKNOWN_QUESTION"),
    ]


async def test_answers_so_far_outlive_the_decision_that_they_were_kept_with(
    clients: Clients, todays_clock: MovableClock
) -> None:
    await publish(clients, *BRANCHING)
    kept = await save(clients, await survey_for(clients), {"question": "nps", "score": 3})
    todays_clock.advance(days=40)
    resumed = await resume(clients, kept["resumeToken"])
    assert (set_fields(resumed["answers"]), resumed["nextQuestion"]) == (
        [{"question": "nps", "score": 3}],
        "why",
    )


async def test_a_survey_is_taken_up_in_the_version_that_was_shown(
    clients: Clients, todays_clock: MovableClock
) -> None:
    campaign_id = await publish(clients, *BRANCHING)
    kept = await save(clients, await survey_for(clients), {"question": "nps", "score": 3})
    await publish_again(clients, campaign_id, *NPS)
    assert (await resume(clients, kept["resumeToken"]))["nextQuestion"] == "why"


async def test_only_who_has_the_token_takes_a_survey_up(
    clients: Clients, clients_of_another: Clients, todays_clock: MovableClock
) -> None:
    await publish(clients, *NPS)
    saved = await save(clients, await survey_for(clients), {"question": "nps", "score": 3})
    token = saved["resumeToken"]
    assert await resume(clients, token) is not None
    query = "query($t: String!) { surveyProgress(resumeToken: $t) { nextQuestion } }"
    forged = [(clients, text) for text in ("", "made-up", token.partition(".")[0], token[:-1])]
    for shop, text in [*forged, (clients_of_another, token)]:
        error = await shop.storefront.refused(query, t=text)
        (problem,) = error["extensions"]["problems"]
        assert (problem["path"], problem["code"]) == (["resumeToken"], "BAD_TOKEN")


# How often, and how many


async def test_a_quota_ends_the_survey_for_everybody(clients: Clients) -> None:
    await publish(clients, *NPS, endsAfterConversions=2)
    late = await survey_for(clients, "late")
    first = await survey_for(clients, "v0")
    for _ in range(2):  # the answer was lost: sent again, and counted once
        await submit(clients, first, {"question": "nps", "score": 1}, visitor_id="v0")
    await answer(clients, {"question": "nps", "score": 2}, visitor_id="v1")
    assert await clients.eligible("another") == []
    (display,) = await claim(clients, "late", late)
    assert display["refusedBy"] == "BUDGET"
    assert await scores(clients) == [("v1", 2), ("v0", 1)]


async def test_a_survey_is_asked_again_after_its_cool_down(
    clients: Clients, clock: MovableClock
) -> None:
    await publish(clients, *NPS, frequency={"conversionCoolDownSeconds": 86_400})
    await answer(clients, {"question": "nps", "score": 3}, submission_id="first")
    clock.advance(seconds=86_399)
    assert await clients.eligible("v") == []
    clock.advance(seconds=1)
    await answer(clients, {"question": "nps", "score": 9}, submission_id="second")
    assert await clients.eligible("v") == []
    assert await scores(clients) == [("v", 9), ("v", 3)]


# What rules make of answers


def answered(*where: tuple[str, str, dict[str, Any]], days: int | None = None) -> dict[str, Any]:
    """The rule that the visitor gave at least one such answer, within so many days."""
    window = {} if days is None else {"window": {"last": {"amount": days, "unit": "DAYS"}}}
    return {
        "behaviour": {
            "event": "SURVEY_ANSWER",
            "where": [
                {"property": name, "operator": operator, "value": value}
                for name, operator, value in where
            ],
            **window,
            "operator": "GREATER_OR_EQUAL",
            "value": {"number": 1},
        }
    }


async def has_popup(clients: Clients, visitor_id: str) -> bool:
    return await clients.eligible_types(visitor_id, types=["POPUP_BANNER"]) == ["POPUP_BANNER"]


async def test_a_detractor_is_one_for_thirty_days(clients: Clients, clock: MovableClock) -> None:
    await publish(clients, *NPS, {"key": "stars", "kind": "STARS", "text": "Delivery?"})
    is_nps = ("question", "EQUAL", {"text": "nps"})
    low = ("score", "LESS_OR_EQUAL", {"number": 6})
    await clients.publish_campaign("POPUP_BANNER", audience=answered(is_nps, low, days=30))
    assert not await has_popup(clients, "low")
    for visitor, score in (("low", 6), ("high", 7)):
        stars = {"question": "stars", "score": 2}
        await answer(clients, {"question": "nps", "score": score}, stars, visitor_id=visitor)
    assert await has_popup(clients, "low")
    assert not await has_popup(clients, "high"), "few stars aren't a low recommendation"
    clock.advance(days=30, milliseconds=-1)
    assert await has_popup(clients, "low")
    clock.advance(milliseconds=1)
    assert not await has_popup(clients, "low")


async def test_answers_of_before_count_for_a_campaign_that_is_published_later(
    clients: Clients,
) -> None:
    await publish(clients, *NPS)
    await answer(clients, {"question": "nps", "score": 3})
    await clients.publish_campaign(
        "POPUP_BANNER", audience=answered(("npsGroup", "EQUAL", {"text": "DETRACTOR"}))
    )
    assert await has_popup(clients, "v")


async def test_rules_know_the_groups_of_the_net_promoter_score(clients: Clients) -> None:
    await publish(clients, *NPS, {"key": "ces", "kind": "CES", "text": "Easy?"})
    groups = {
        await clients.publish_campaign(
            "POPUP_BANNER", audience=answered(("npsGroup", "EQUAL", {"text": group}))
        ): group
        for group in ("DETRACTOR", "PASSIVE", "PROMOTER")
    }
    expected = {0: "DETRACTOR", 6: "DETRACTOR", 7: "PASSIVE", 8: "PASSIVE", 9: "PROMOTER"}
    for score, group in expected.items():
        visitor = f"v{score}"
        ces = {"question": "ces", "score": 1}
        await answer(clients, {"question": "nps", "score": score}, ces, visitor_id=visitor)
        found = await clients.eligible(visitor, types=["POPUP_BANNER"])
        assert [groups[offer["campaign"]["id"]] for offer in found] == [group], score


async def test_rules_can_ask_for_answers_of_every_form(clients: Clients) -> None:
    await publish(clients, *EVERY_KIND)
    rules: dict[str, list[tuple[str, str, dict[str, Any]]]] = {
        "score": [("question", "EQUAL", {"text": "ces"}), ("score", "EQUAL", {"number": 7})],
        "options": [
            ("question", "EQUAL", {"text": "single"}),
            ("options", "HAS_ANY", {"texts": ["red"]}),
        ],
        "other": [("options", "HAS_ANY", {"texts": ["other"]})],
        "flag": [("flag", "EQUAL", {"flag": True})],
        "text": [("text", "CONTAINS", {"text": "tea"})],
        "matrix": [("question", "EQUAL", {"text": "matrix"})],
        "not so": [("question", "EQUAL", {"text": "csat"}), ("score", "EQUAL", {"number": 4})],
    }
    names = {
        await clients.publish_campaign("POPUP_BANNER", audience=answered(*where)): name
        for name, where in rules.items()
    }
    assert not await has_popup(clients, "v")
    await answer(clients, *GIVEN)
    found = await clients.eligible("v", types=["POPUP_BANNER"])
    assert {names[offer["campaign"]["id"]] for offer in found} == set(rules) - {"not so"}


async def test_answers_are_kept_as_the_traits_that_questions_name(clients: Clients) -> None:
    saved_as = {
        "nps": "npsScore",
        "many": "colours",
        "wish": "dearestWish",
        "agreed": "mayAsk",
        "stars": "stars",
    }
    questions = [
        {**question, "savesAs": saved_as[question["key"]]}
        if question["key"] in saved_as
        else question
        for question in EVERY_KIND
    ]
    await publish(clients, *questions)
    loves_blue = {"trait": {"name": "colours", "operator": "HAS_ANY", "value": {"texts": ["blue"]}}}
    low = {"trait": {"name": "npsScore", "operator": "LESS", "value": {"number": 7}}}
    await clients.publish_campaign("POPUP_BANNER", audience={"all": [loves_blue, low]})
    assert not await has_popup(clients, "v")
    await answer(clients, *(given for given in GIVEN if given["question"] != "stars"))
    assert await has_popup(clients, "v")
    data = await clients.admin.ask('{ visitor(id: "v") { profile { traits } } }')
    assert data["visitor"]["profile"]["traits"] == {
        "npsScore": 0.0,
        "colours": ["red", "blue", "other"],
        "dearestWish": "More\ntea",
        "mayAsk": True,
    }


# Versions, coupons and tests


async def publish_again(clients: Clients, campaign_id: str, *questions: dict[str, Any]) -> None:
    """Publish the campaign's second version with these questions."""
    updated = await clients.admin.do(
        "updateCampaign",
        "UpdateCampaignInput",
        "... on CampaignChanged { campaign { revision } }",
        id=campaign_id,
        revision=2,
        definition={"variants": variants_of(*questions)},
    )
    published = await clients.admin.do(
        "publishCampaign",
        "CampaignRevisionInput",
        "... on CampaignChanged { campaign { liveVersion } }",
        id=campaign_id,
        revision=updated["campaign"]["revision"],
    )
    assert published["campaign"]["liveVersion"] == 2


async def test_answers_fit_the_version_that_was_shown(clients: Clients) -> None:
    campaign_id = await publish(clients, *BRANCHING)
    early = await survey_for(clients, "early")
    await publish_again(clients, campaign_id, {"key": "stars", "kind": "STARS", "text": "Stars?"})
    late = await survey_for(clients, "late")

    stars = {"question": "stars", "score": 4}
    detractor: list[dict[str, Any]] = [
        {"question": "nps", "score": 2},
        {"question": "why", "text": "Tea"},
    ]
    refused = await submit(clients, early, stars, visitor_id="early")
    assert codes(refused) == [("answers.0.question", "UNKNOWN_QUESTION"), ("answers", "REQUIRED")]
    refused = await submit(clients, late, *detractor, visitor_id="late")
    assert {code for _, code in codes(refused)} == {"UNKNOWN_QUESTION"}
    for offer, visitor, answers in ((early, "early", detractor), (late, "late", [stars])):
        submitted = await submit(clients, offer, *answers, visitor_id=visitor)
        assert submitted["__typename"] == "SurveySubmitted", submitted
    kept = [(s["visitorId"], s["campaignVersion"]) for s in await submissions(clients)]
    assert kept == [("late", 2), ("early", 1)]


async def test_answers_bring_the_coupon_of_the_visitors_tier_again_and_again(
    clients: Clients,
) -> None:
    await clients.publish_segment("vips", VIP)
    await make_pool(clients, "twenty", "TWENTY-A", "TWENTY-B")
    await publish(
        clients,
        *NPS,
        coupon={
            "code": "FIVE",
            "reveal": "ON_CONVERSION",
            "tiers": [{"segment": "vips", "pool": "twenty"}],
        },
        content={"thankYou": {"text": "Thank you: {{couponCode}}"}},
    )
    await becomes_vip(clients, "v")
    nps = {"question": "nps", "score": 9}
    offer = await survey_for(clients)
    submitted = await submit(clients, offer, nps)
    assert submitted["couponCode"] in {"TWENTY-A", "TWENTY-B"}
    assert submitted["thankYou"] == {"text": f"Thank you: {submitted['couponCode']}"}
    assert await submit(clients, offer, nps) == submitted, "the answer was lost: sent again"
    assert await counts(clients, "twenty") == (1, 0, 1)
    ordinary = await survey_for(clients, "ordinary")
    assert (await submit(clients, ordinary, nps, visitor_id="ordinary"))["couponCode"] == "FIVE"


async def test_a_survey_goes_on_without_a_code_when_its_pool_has_run_out(clients: Clients) -> None:
    await make_pool(clients, "ten", "ONE")
    await publish(clients, *NPS, coupon={"pool": "ten", "reveal": "ON_CONVERSION"})
    visitors = [f"v{number}" for number in range(4)]
    found = [await survey_for(clients, visitor) for visitor in visitors]
    submitted = await asyncio.gather(
        *(
            submit(clients, offer, {"question": "nps", "score": 9}, visitor_id=visitor)
            for visitor, offer in zip(visitors, found, strict=True)
        )
    )
    assert sorted(str(one["couponCode"]) for one in submitted) == ["None", "None", "None", "ONE"]
    assert len(await submissions(clients)) == 4
    assert await clients.eligible("another") == []


async def test_a_tester_answers_and_nothing_is_stored(
    clients: Clients, store: StoreDocument
) -> None:
    created = await clients.admin.do(
        "createCampaign",
        "CreateCampaignInput",
        "... on CampaignChanged { campaign { id } }",
        name="Under test",
        type="FORM_SURVEY",
        definition={
            "variants": variants_of(*BRANCHING),
            "coupon": {"code": "SPRING", "reveal": "ON_CONVERSION"},
        },
    )
    await clients.admin.do(
        "testCampaign", "CampaignRevisionInput", "", id=created["campaign"]["id"], revision=1
    )
    made = await clients.admin.do(
        "createTestToken", "CreateTestTokenInput", "... on TestTokenCreated { token }"
    )
    data = await clients.storefront.ask(
        """query($token: String!) { eligibleCampaigns(visitorId: "v", testToken: $token) {
          decisionId isTest
        } }""",
        token=made["token"],
    )
    (offer,) = data["eligibleCampaigns"]
    saved = await save(clients, offer, {"question": "nps", "score": 3})
    assert (saved["resumeToken"], saved["nextQuestion"]) == (None, "why")
    assert codes(await submit(clients, offer)) == [("answers", "REQUIRED")]
    submitted = await submit(clients, offer, {"question": "nps", "score": 9})
    assert submitted["couponCode"] == "SPRING"
    assert set((await stored(store)).values()) == {0}
