from __future__ import annotations

import itertools
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.surveys import (
    CHOICES,
    Answer,
    AnswerTest,
    Branch,
    GivenAnswer,
    NpsGroup,
    Question,
    QuestionKind,
    check_answers,
    nps_group,
)
from targeting.values import Problem
from tests.targeting.strategies import unhurried

ANSWERED: Final = {
    QuestionKind.NPS: "score",
    QuestionKind.STARS: "score",
    QuestionKind.EMOJI: "score",
    QuestionKind.CSAT: "score",
    QuestionKind.CES: "score",
    QuestionKind.SINGLE_CHOICE: "options",
    QuestionKind.MULTIPLE_CHOICE: "options",
    QuestionKind.DROPDOWN: "options",
    QuestionKind.RANKING: "options",
    QuestionKind.MATRIX: "rows",
    QuestionKind.OPEN_TEXT: "text",
    QuestionKind.EMAIL: "text",
    QuestionKind.PHONE: "text",
    QuestionKind.DATE: "text",
    QuestionKind.CONSENT: "flag",
}
"""The field that holds the answer to each kind of question that takes one."""


def make_question(kind: QuestionKind, **changes: Any) -> Question:
    values: dict[str, Any] = {"key": "q", "kind": kind, "maximum_length": 10}
    if kind in CHOICES:
        values["option_keys"] = ("red", "green", "blue")
    if kind is QuestionKind.MATRIX:
        values["row_keys"] = ("shirt", "shoes")
    return Question(**(values | changes))


def checked(
    question: Question, **answer: Any
) -> tuple[dict[str, Answer], tuple[tuple[str, str, str], ...]]:
    """The accepted answers, and the problems as dotted path, code and message."""
    answers, problems = check_answers([question], [GivenAnswer("q", **answer)], ("answers",))
    return answers, tuple((p.dotted_path, p.code, p.message) for p in problems)


NPS: Final = make_question(QuestionKind.NPS)
STARS: Final = make_question(QuestionKind.STARS)
SINGLE: Final = make_question(QuestionKind.SINGLE_CHOICE)
MULTIPLE: Final = make_question(QuestionKind.MULTIPLE_CHOICE)
TEXT: Final = make_question(QuestionKind.OPEN_TEXT)
WANTED_MULTIPLE: Final = make_question(QuestionKind.MULTIPLE_CHOICE, is_required=True)
WANTED_TEXT: Final = make_question(QuestionKind.OPEN_TEXT, is_required=True)
EMOJI: Final = make_question(QuestionKind.EMOJI)
CSAT: Final = make_question(QuestionKind.CSAT)
CES: Final = make_question(QuestionKind.CES)
DROPDOWN: Final = make_question(QuestionKind.DROPDOWN)
RANKING: Final = make_question(QuestionKind.RANKING)
MATRIX: Final = make_question(QuestionKind.MATRIX)
WANTED_MATRIX: Final = make_question(QuestionKind.MATRIX, is_required=True)
EMAIL: Final = make_question(QuestionKind.EMAIL)
PHONE: Final = make_question(QuestionKind.PHONE)
DATE: Final = make_question(QuestionKind.DATE)
CONSENT: Final = make_question(QuestionKind.CONSENT)
WANTED_CONSENT: Final = make_question(QuestionKind.CONSENT, is_required=True)
STATEMENT: Final = make_question(QuestionKind.STATEMENT)
SINGLE_OTHER: Final = make_question(QuestionKind.SINGLE_CHOICE, allows_other=True)
DROPDOWN_OTHER: Final = make_question(QuestionKind.DROPDOWN, allows_other=True)
MULTIPLE_OTHER: Final = make_question(
    QuestionKind.MULTIPLE_CHOICE, allows_other=True, is_required=True
)

TEXT_CONTROL: Final = "Leave out control characters; only line feeds and tabs may stand."
PHONE_FORM: Final = (
    "Give 7 to 15 digits, after a + if they begin with the country: +90 212 555 01 01."
)
DATE_FORM: Final = "Give a date as YYYY-MM-DD, such as 2026-03-14."


@pytest.mark.parametrize(
    ("question", "answer", "accepted"),
    [
        pytest.param(NPS, {"score": 0}, 0, id="nps-lowest"),
        pytest.param(NPS, {"score": 10}, 10, id="nps-highest"),
        pytest.param(STARS, {"score": 1}, 1, id="stars-lowest"),
        pytest.param(STARS, {"score": 5}, 5, id="stars-highest"),
        pytest.param(SINGLE, {"options": ("green",)}, ("green",), id="single"),
        pytest.param(MULTIPLE, {"options": ("red",)}, ("red",), id="multiple-one"),
        pytest.param(MULTIPLE, {"options": ("blue", "red")}, ("blue", "red"), id="as-ordered"),
        pytest.param(MULTIPLE, {"options": ()}, (), id="multiple-none"),
        pytest.param(TEXT, {"text": "fine"}, "fine", id="text"),
        pytest.param(TEXT, {"text": "  fine \n"}, "fine", id="text-without-space-around"),
        pytest.param(TEXT, {"text": ""}, "", id="empty-text"),
        pytest.param(TEXT, {"text": "x" * 10}, "x" * 10, id="longest-text"),
        pytest.param(TEXT, {"text": " " * 9 + "x" * 10}, "x" * 10, id="space-isnt-counted"),
        pytest.param(WANTED_TEXT, {"text": "x"}, "x", id="required-text"),
        pytest.param(WANTED_MULTIPLE, {"options": ("red",)}, ("red",), id="required-multiple"),
        pytest.param(EMOJI, {"score": 1}, 1, id="emoji-lowest"),
        pytest.param(EMOJI, {"score": 5}, 5, id="emoji-highest"),
        pytest.param(CSAT, {"score": 1}, 1, id="csat-lowest"),
        pytest.param(CSAT, {"score": 5}, 5, id="csat-highest"),
        pytest.param(CES, {"score": 1}, 1, id="ces-lowest"),
        pytest.param(CES, {"score": 7}, 7, id="ces-highest"),
        pytest.param(TEXT, {"text": "a\tb\nc"}, "a\tb\nc", id="text-of-lines"),
        pytest.param(DROPDOWN, {"options": ("blue",)}, ("blue",), id="dropdown"),
        pytest.param(
            RANKING,
            {"options": ("blue", "red", "green")},
            ("blue", "red", "green"),
            id="ranking-best-first",
        ),
        pytest.param(
            MATRIX,
            {"rows": (("shoes", "red"), ("shirt", "red"))},
            {"rows": {"shirt": "red", "shoes": "red"}},
            id="matrix",
        ),
        pytest.param(
            MATRIX, {"rows": (("shoes", "red"),)}, {"rows": {"shoes": "red"}}, id="matrix-some-rows"
        ),
        pytest.param(MATRIX, {"rows": ()}, {"rows": {}}, id="matrix-no-rows"),
        pytest.param(
            WANTED_MATRIX,
            {"rows": (("shirt", "blue"), ("shoes", "red"))},
            {"rows": {"shirt": "blue", "shoes": "red"}},
            id="required-matrix",
        ),
        pytest.param(EMAIL, {"text": " Ada@Example.COM "}, "ada@example.com", id="email"),
        pytest.param(EMAIL, {"text": "ada@BÜCHER.de"}, "ada@bücher.de", id="email-of-any-script"),
        pytest.param(PHONE, {"text": "+90 (212) 555-01.01"}, "+902125550101", id="phone"),
        pytest.param(PHONE, {"text": " 0212/555 01 01 "}, "02125550101", id="phone-of-the-country"),
        pytest.param(PHONE, {"text": "1234567"}, "1234567", id="phone-shortest"),
        pytest.param(PHONE, {"text": "+123456789012345"}, "+123456789012345", id="phone-longest"),
        pytest.param(DATE, {"text": "2024-02-29"}, "2024-02-29", id="date-of-a-leap-year"),
        pytest.param(DATE, {"text": "0001-01-01"}, "0001-01-01", id="first-date"),
        pytest.param(CONSENT, {"flag": True}, True, id="consent"),
        pytest.param(CONSENT, {"flag": False}, False, id="no-consent"),
        pytest.param(WANTED_CONSENT, {"flag": True}, True, id="required-consent"),
        pytest.param(
            SINGLE_OTHER,
            {"other": " pink "},
            {"options": (), "other": "pink"},
            id="single-other-instead",
        ),
        pytest.param(
            SINGLE_OTHER, {"options": ("red",), "other": " "}, ("red",), id="single-blank-other"
        ),
        pytest.param(
            SINGLE_OTHER, {"options": ("red",)}, ("red",), id="single-other-allowed-not-given"
        ),
        pytest.param(
            DROPDOWN_OTHER,
            {"options": (), "other": "x" * 10},
            {"options": (), "other": "x" * 10},
            id="dropdown-longest-other",
        ),
        pytest.param(
            MULTIPLE_OTHER,
            {"options": ("blue", "red"), "other": "pink"},
            {"options": ("blue", "red"), "other": "pink"},
            id="multiple-with-other",
        ),
        pytest.param(
            MULTIPLE_OTHER,
            {"other": "pink"},
            {"options": (), "other": "pink"},
            id="required-multiple-only-other",
        ),
    ],
)
def test_right_answer_is_accepted(
    question: Question, answer: dict[str, Any], accepted: Answer
) -> None:
    assert checked(question, **answer) == ({"q": accepted}, ())


@pytest.mark.parametrize(
    ("question", "answer", "where", "code", "message"),
    [
        pytest.param(
            NPS, {"score": -1}, ".score", "OUT_OF_RANGE", "Give a score from 0 to 10.", id="nps-low"
        ),
        pytest.param(
            NPS,
            {"score": 11},
            ".score",
            "OUT_OF_RANGE",
            "Give a score from 0 to 10.",
            id="nps-high",
        ),
        pytest.param(
            STARS, {"score": 0}, ".score", "OUT_OF_RANGE", "Give a score from 1 to 5.", id="no-star"
        ),
        pytest.param(
            STARS, {"score": 6}, ".score", "OUT_OF_RANGE", "Give a score from 1 to 5.", id="6-stars"
        ),
        pytest.param(
            SINGLE,
            {"options": ("red", "blue")},
            ".options",
            "NOT_ONE",
            "Choose exactly one option.",
            id="single-two",
        ),
        pytest.param(
            SINGLE,
            {"options": ()},
            ".options",
            "NOT_ONE",
            "Choose exactly one option.",
            id="single-none",
        ),
        pytest.param(
            SINGLE,
            {"options": ("Red",)},
            ".options",
            "UNKNOWN_OPTION",
            "No option Red; use red, green, blue.",
            id="single-unknown",
        ),
        pytest.param(
            MULTIPLE,
            {"options": ("red", "pink", "black")},
            ".options",
            "UNKNOWN_OPTION",
            "No option black, pink; use red, green, blue.",
            id="multiple-unknown",
        ),
        pytest.param(
            MULTIPLE,
            {"options": ("red", "red")},
            ".options",
            "CHOSEN_TWICE",
            "Name each option once.",
            id="multiple-twice",
        ),
        pytest.param(
            WANTED_MULTIPLE,
            {"options": ()},
            ".options",
            "REQUIRED",
            "Choose at least one option.",
            id="required-multiple-none",
        ),
        pytest.param(
            TEXT,
            {"text": "x" * 11},
            ".text",
            "TOO_LONG",
            "Give at most 10 characters.",
            id="text-too-long",
        ),
        pytest.param(
            WANTED_TEXT,
            {"text": " \n"},
            ".text",
            "REQUIRED",
            "Give a text that isn't empty.",
            id="required-text-of-spaces",
        ),
        pytest.param(
            EMOJI, {"score": 0}, ".score", "OUT_OF_RANGE", "Give a score from 1 to 5.", id="emoji-0"
        ),
        pytest.param(
            CSAT, {"score": 6}, ".score", "OUT_OF_RANGE", "Give a score from 1 to 5.", id="csat-6"
        ),
        pytest.param(
            CES, {"score": 8}, ".score", "OUT_OF_RANGE", "Give a score from 1 to 7.", id="ces-8"
        ),
        pytest.param(
            TEXT, {"text": "a\x00b"}, ".text", "CONTROL_CHARACTER", TEXT_CONTROL, id="text-nul"
        ),
        pytest.param(
            TEXT, {"text": "a\x1bb"}, ".text", "CONTROL_CHARACTER", TEXT_CONTROL, id="text-escape"
        ),
        pytest.param(
            TEXT, {"text": "a\rb"}, ".text", "CONTROL_CHARACTER", TEXT_CONTROL, id="text-return"
        ),
        pytest.param(
            TEXT, {"text": "a\x7fb"}, ".text", "CONTROL_CHARACTER", TEXT_CONTROL, id="text-delete"
        ),
        pytest.param(
            TEXT, {"text": "a\x9fb"}, ".text", "CONTROL_CHARACTER", TEXT_CONTROL, id="text-c1"
        ),
        pytest.param(
            TEXT, {"text": "a\ud800"}, ".text", "CONTROL_CHARACTER", TEXT_CONTROL, id="text-half"
        ),
        pytest.param(
            DROPDOWN,
            {"options": ("red", "blue")},
            ".options",
            "NOT_ONE",
            "Choose exactly one option.",
            id="dropdown-two",
        ),
        pytest.param(
            SINGLE_OTHER,
            {"options": ("red",), "other": "pink"},
            ".options",
            "NOT_ONE",
            "Choose exactly one option, or give 'other' instead.",
            id="single-option-and-other",
        ),
        pytest.param(
            DROPDOWN_OTHER,
            {"other": " "},
            ".options",
            "NOT_ONE",
            "Choose exactly one option, or give 'other' instead.",
            id="dropdown-blank-other",
        ),
        pytest.param(
            MULTIPLE_OTHER,
            {"other": " "},
            ".options",
            "REQUIRED",
            "Choose at least one option.",
            id="required-multiple-blank-other",
        ),
        pytest.param(
            MULTIPLE_OTHER,
            {"other": "x" * 11},
            ".other",
            "TOO_LONG",
            "Give at most 10 characters.",
            id="other-too-long",
        ),
        pytest.param(
            MULTIPLE_OTHER,
            {"other": "a\x07b"},
            ".other",
            "CONTROL_CHARACTER",
            TEXT_CONTROL,
            id="other-bell",
        ),
        pytest.param(
            MULTIPLE_OTHER,
            {"options": ("other",)},
            ".options",
            "UNKNOWN_OPTION",
            "No option other; use red, green, blue.",
            id="other-is-no-option",
        ),
        pytest.param(
            RANKING,
            {"options": ("red",)},
            ".options",
            "NOT_ALL",
            "Rank every option; green, blue is missing.",
            id="ranking-some",
        ),
        pytest.param(
            RANKING,
            {"options": ("red", "green", "red")},
            ".options",
            "CHOSEN_TWICE",
            "Name each option once.",
            id="ranking-twice",
        ),
        pytest.param(
            RANKING,
            {"options": ("red", "green", "blue", "pink")},
            ".options",
            "UNKNOWN_OPTION",
            "No option pink; use red, green, blue.",
            id="ranking-unknown",
        ),
        pytest.param(
            MATRIX,
            {"rows": (("hat", "red"),)},
            ".rows",
            "UNKNOWN_ROW",
            "No row hat; use shirt, shoes.",
            id="matrix-unknown-row",
        ),
        pytest.param(
            MATRIX,
            {"rows": (("shirt", "pink"),)},
            ".rows",
            "UNKNOWN_OPTION",
            "No option pink; use red, green, blue.",
            id="matrix-unknown-option",
        ),
        pytest.param(
            MATRIX,
            {"rows": (("shirt", "pink"), ("shirt", "red"))},
            ".rows",
            "UNKNOWN_OPTION",
            "No option pink; use red, green, blue.",
            id="matrix-unknown-option-that-is-overruled",
        ),
        pytest.param(
            MATRIX,
            {"rows": (("shirt", "red"), ("shirt", "red"))},
            ".rows",
            "CHOSEN_TWICE",
            "Choose one option for each row.",
            id="matrix-twice",
        ),
        pytest.param(
            WANTED_MATRIX,
            {"rows": (("shoes", "red"),)},
            ".rows",
            "REQUIRED",
            "Choose an option for shirt, too.",
            id="required-matrix-some-rows",
        ),
        pytest.param(
            EMAIL,
            {"text": "ada"},
            ".text",
            "NOT_AN_EMAIL_ADDRESS",
            "An email address must have an @-sign.",
            id="email-without-at",
        ),
        pytest.param(PHONE, {"text": "123456"}, ".text", "NOT_A_PHONE_NUMBER", PHONE_FORM, id="6"),
        pytest.param(
            PHONE, {"text": "1" * 16}, ".text", "NOT_A_PHONE_NUMBER", PHONE_FORM, id="16-digits"
        ),
        pytest.param(
            PHONE, {"text": "12345678+"}, ".text", "NOT_A_PHONE_NUMBER", PHONE_FORM, id="late-plus"
        ),
        pytest.param(
            PHONE, {"text": "٠٢١٢٥٥٥٠"}, ".text", "NOT_A_PHONE_NUMBER", PHONE_FORM, id="arabic"
        ),
        pytest.param(DATE, {"text": "2023-02-29"}, ".text", "NOT_A_DATE", DATE_FORM, id="no-leap"),
        pytest.param(DATE, {"text": "2024-W01-1"}, ".text", "NOT_A_DATE", DATE_FORM, id="week"),
        pytest.param(DATE, {"text": "20240101"}, ".text", "NOT_A_DATE", DATE_FORM, id="no-dashes"),
        pytest.param(DATE, {"text": " 2024-01-1"}, ".text", "NOT_A_DATE", DATE_FORM, id="space"),
        pytest.param(DATE, {"text": ""}, ".text", "NOT_A_DATE", DATE_FORM, id="empty-date"),
        pytest.param(
            WANTED_CONSENT,
            {"flag": False},
            ".flag",
            "REQUIRED",
            "The survey needs the consent: give true.",
            id="required-consent-refused",
        ),
        pytest.param(
            STATEMENT,
            {"text": "fine"},
            ".question",
            "TAKES_NO_ANSWER",
            "'q' is a statement and takes no answer: leave it out.",
            id="statement",
        ),
        pytest.param(
            SINGLE,
            {"other": "pink"},
            "",
            "WRONG_KIND",
            "'q' is a SINGLE_CHOICE question: give 'options' and nothing else.",
            id="other-not-allowed",
        ),
        pytest.param(
            make_question(QuestionKind.RANKING, allows_other=True),
            {"options": ("red", "green", "blue"), "other": "pink"},
            "",
            "WRONG_KIND",
            "'q' is a RANKING question: give 'options' and nothing else.",
            id="ranking-never-takes-other",
        ),
        pytest.param(
            MULTIPLE_OTHER,
            {"options": ("red",), "other": "pink", "score": 3},
            "",
            "WRONG_KIND",
            "'q' is a MULTIPLE_CHOICE question: give 'options', 'other' or both, and nothing else.",
            id="other-and-score",
        ),
    ],
)
def test_wrong_answer_is_refused_with_how_to_mend_it(
    question: Question, answer: dict[str, Any], where: str, code: str, message: str
) -> None:
    assert checked(question, **answer) == ({}, ((f"answers.0{where}", code, message),))


VALUES: Final[dict[str, Any]] = {
    "score": 3,
    "text": "fine",
    "options": ("red",),
    "rows": (("shirt", "red"),),
    "flag": True,
}
VALUES_OF_KIND: Final[dict[QuestionKind, Any]] = {
    QuestionKind.EMAIL: "ada@example.com",
    QuestionKind.PHONE: "+902125550101",
    QuestionKind.DATE: "2026-03-14",
    QuestionKind.RANKING: ("blue", "red", "green"),
}
FIELDS: Final = [
    set(fields)
    for count in range(4)
    for fields in itertools.combinations((*VALUES, "other"), count)
]


@pytest.mark.parametrize("fields", FIELDS, ids=lambda fields: "+".join(sorted(fields)) or "none")
@pytest.mark.parametrize("kind", ANSWERED)
def test_question_takes_the_field_of_its_kind_and_nothing_else(
    kind: QuestionKind, fields: set[str]
) -> None:
    wanted = ANSWERED[kind]
    values = VALUES | {"other": "pink"} | {wanted: VALUES_OF_KIND.get(kind, VALUES[wanted])}
    answers, problems = checked(make_question(kind), **{name: values[name] for name in fields})
    if fields == {wanted}:
        kept = {"rows": {"shirt": "red"}} if wanted == "rows" else values[wanted]
        assert (answers, problems) == ({"q": kept}, ())
    else:
        message = f"'q' is a {kind.value} question: give '{wanted}' and nothing else."
        assert (answers, problems) == ({}, (("answers.0", "WRONG_KIND", message),))


def test_question_that_wasnt_asked_is_refused() -> None:
    answers, problems = check_answers([NPS], [GivenAnswer("other", score=3)])
    message = "The survey that was shown has no question 'other'."
    assert answers == {}
    assert problems == (Problem((0, "question"), "UNKNOWN_QUESTION", message),)


def test_question_answered_twice_keeps_the_first_answer() -> None:
    answers, problems = check_answers([NPS], [GivenAnswer("q", 3), GivenAnswer("q", 4)])
    assert answers == {"q": 3}
    assert problems == (Problem((1, "question"), "ANSWERED_TWICE", "'q' is answered twice."),)


@pytest.mark.parametrize("kind", ANSWERED)
def test_required_question_must_be_answered(kind: QuestionKind) -> None:
    required = make_question(kind, is_required=True)
    answers, problems = check_answers([required], [], ("answers",))
    assert answers == {}
    message = "The question 'q' must be answered."
    assert problems == (Problem(("answers",), "REQUIRED", message),)


@pytest.mark.parametrize("kind", QuestionKind)
def test_other_questions_may_be_left_out(kind: QuestionKind) -> None:
    assert check_answers([make_question(kind)], []) == ({}, ())


def test_required_question_with_a_wrong_answer_is_reported_once() -> None:
    required = make_question(QuestionKind.NPS, is_required=True)
    _, problems = check_answers([required], [GivenAnswer("q", 11)])
    assert [problem.code for problem in problems] == ["OUT_OF_RANGE"]


def test_right_answers_are_kept_and_every_problem_of_the_others_reported() -> None:
    questions = [
        make_question(QuestionKind.NPS, key="nps"),
        make_question(QuestionKind.STARS, key="stars"),
        make_question(QuestionKind.OPEN_TEXT, key="why", is_required=True),
    ]
    given = [
        GivenAnswer("stars", 6),
        GivenAnswer("nps", 9),
        GivenAnswer("colour", text="red"),
    ]
    answers, problems = check_answers(questions, given)
    assert answers == {"nps": 9}
    assert [(problem.dotted_path, problem.code) for problem in problems] == [
        ("0.score", "OUT_OF_RANGE"),
        ("2.question", "UNKNOWN_QUESTION"),
        ("", "REQUIRED"),
    ]


def test_required_statement_needs_no_answer() -> None:
    required = make_question(QuestionKind.STATEMENT, is_required=True)
    assert check_answers([required], []) == ({}, ())


BRANCHING: Final = (
    Question(
        "nps",
        QuestionKind.NPS,
        is_required=True,
        branches=(Branch(AnswerTest(maximum_score=6), "why"), Branch(AnswerTest(), "name")),
    ),
    Question(
        "why", QuestionKind.OPEN_TEXT, is_required=True, branches=(Branch(AnswerTest(), None),)
    ),
    Question("name", QuestionKind.OPEN_TEXT, is_required=True),
)


def problems_of(given: list[GivenAnswer], *, is_complete: bool = True) -> list[tuple[str, str]]:
    _, problems = check_answers(BRANCHING, given, is_complete=is_complete)
    return [(problem.dotted_path, problem.code) for problem in problems]


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        pytest.param([("nps", 3), ("why", "dear")], [], id="one-route"),
        pytest.param([("nps", 9), ("name", "Ada")], [], id="other-route"),
        pytest.param([("nps", 3)], [("", "REQUIRED")], id="required-on-the-route"),
        pytest.param(
            [("why", "dear"), ("nps", 9), ("name", "Ada")],
            [("0.question", "NOT_ASKED")],
            id="beside-the-route",
        ),
        pytest.param(
            [("nps", 3), ("why", ""), ("name", "Ada")], [("1.text", "REQUIRED")], id="wrong-later"
        ),
        pytest.param([("nps", 11), ("why", "dear")], [("0.score", "OUT_OF_RANGE")], id="wrong"),
        pytest.param([("why", "dear")], [("", "REQUIRED")], id="branching-question-still-due"),
        pytest.param([], [("", "REQUIRED")], id="nothing"),
    ],
)
def test_required_and_refused_is_what_the_route_says(
    given: list[tuple[str, Any]], problems: list[tuple[str, str]]
) -> None:
    answers = [
        GivenAnswer(key, score=value) if key == "nps" else GivenAnswer(key, text=value)
        for key, value in given
    ]
    assert problems_of(answers) == problems


def test_answer_beside_the_route_is_not_kept_and_the_message_says_what_to_do() -> None:
    given = [GivenAnswer("nps", 9), GivenAnswer("why", text="x"), GivenAnswer("name", text="Ada")]
    answers, problems = check_answers(BRANCHING, given, ("answers",))
    assert answers == {"nps": 9, "name": "Ada"}
    message = "The other answers don't lead to the question 'why': leave it out."
    assert problems == (Problem(("answers", 1, "question"), "NOT_ASKED", message),)


def test_refused_answers_come_in_the_order_they_were_given() -> None:
    questions = (*BRANCHING, make_question(QuestionKind.STARS, key="stars"))
    given = [
        GivenAnswer("why", text="x"),
        GivenAnswer("stars", 9),
        GivenAnswer("nps", 9),
        GivenAnswer("name", text="Ada"),
        GivenAnswer("colour", text="red"),
    ]
    _, problems = check_answers(questions, given)
    assert [(problem.dotted_path, problem.code) for problem in problems] == [
        ("0.question", "NOT_ASKED"),
        ("1.score", "OUT_OF_RANGE"),
        ("4.question", "UNKNOWN_QUESTION"),
    ]


def test_incomplete_answers_are_kept_also_beside_the_route() -> None:
    given = [GivenAnswer("nps", 9), GivenAnswer("why", text="x")]
    answers, problems = check_answers(BRANCHING, given, is_complete=False)
    assert (answers, problems) == ({"nps": 9, "why": "x"}, ())


@pytest.mark.parametrize(
    ("question", "answer", "accepted"),
    [
        pytest.param(WANTED_TEXT, {"text": " "}, "", id="text"),
        pytest.param(WANTED_MULTIPLE, {"options": ()}, (), id="options"),
        pytest.param(WANTED_MATRIX, {"rows": ()}, {"rows": {}}, id="rows"),
        pytest.param(WANTED_CONSENT, {"flag": False}, False, id="consent"),
    ],
)
def test_nothing_is_required_of_incomplete_answers(
    question: Question, answer: dict[str, Any], accepted: Answer
) -> None:
    given = [GivenAnswer("q", **answer)]
    assert check_answers([question], given, is_complete=False) == ({"q": accepted}, ())


def test_incomplete_answers_must_be_right_all_the_same() -> None:
    given = [GivenAnswer("why", text="a\x00"), GivenAnswer("nps", 11), GivenAnswer("x", 1)]
    assert problems_of(given, is_complete=False) == [
        ("0.text", "CONTROL_CHARACTER"),
        ("1.score", "OUT_OF_RANGE"),
        ("2.question", "UNKNOWN_QUESTION"),
    ]


@pytest.mark.parametrize(
    ("scores", "group"),
    [
        pytest.param(range(7), NpsGroup.DETRACTOR, id="detractors"),
        pytest.param(range(7, 9), NpsGroup.PASSIVE, id="passives"),
        pytest.param(range(9, 11), NpsGroup.PROMOTER, id="promoters"),
    ],
)
def test_every_score_has_its_group(scores: range, group: NpsGroup) -> None:
    assert {nps_group(score) for score in scores} == {group}


given_answers = st.builds(
    GivenAnswer,
    st.sampled_from([*QuestionKind.__members__, "UNKNOWN"]),
    st.none() | st.integers(-1, 12),
    st.none() | st.text(max_size=12),
    st.none() | st.lists(st.sampled_from(["red", "green", "pink"]), max_size=3).map(tuple),
    st.none() | st.text(max_size=12),
    st.none()
    | st.lists(
        st.tuples(st.sampled_from(["shirt", "hat"]), st.sampled_from(["red", "pink"])), max_size=3
    ).map(tuple),
    st.none() | st.booleans(),
)


@unhurried
@given(given=st.lists(given_answers, max_size=8), allows_other=st.booleans())
def test_each_answer_is_either_accepted_or_has_a_problem(
    *, given: list[GivenAnswer], allows_other: bool
) -> None:
    questions = [
        make_question(kind, key=kind.value, allows_other=allows_other) for kind in QuestionKind
    ]
    answers, problems = check_answers(questions, given)
    assert len(answers) + len(problems) == len(given)
    assert {problem.path[0] for problem in problems} <= set(range(len(given)))
    assert set(answers) <= {answer.question for answer in given} - {"UNKNOWN"}


def test_lines_of_a_text_area_are_kept_with_line_feeds() -> None:
    answers, problems = check_answers([TEXT], [GivenAnswer("q", text=" one\r\ntwo ")])
    assert (answers, problems) == ({"q": "one\ntwo"}, ())
