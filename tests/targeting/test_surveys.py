from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.surveys import Answer, GivenAnswer, Question, QuestionKind, check_answers
from targeting.values import Problem
from tests.targeting.strategies import unhurried

ANSWERED: Final = {
    QuestionKind.NPS: "score",
    QuestionKind.STARS: "score",
    QuestionKind.SINGLE_CHOICE: "options",
    QuestionKind.MULTIPLE_CHOICE: "options",
    QuestionKind.OPEN_TEXT: "text",
}
"""The field that holds the answer to each kind of question."""


def make_question(kind: QuestionKind, **changes: Any) -> Question:
    values: dict[str, Any] = {"key": "q", "kind": kind, "maximum_length": 10}
    if ANSWERED[kind] == "options":
        values["option_keys"] = ("red", "green", "blue")
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
    ],
)
def test_wrong_answer_is_refused_with_how_to_mend_it(
    question: Question, answer: dict[str, Any], where: str, code: str, message: str
) -> None:
    assert checked(question, **answer) == ({}, ((f"answers.0{where}", code, message),))


VALUES: Final[dict[str, Any]] = {"score": 3, "text": "fine", "options": ("red",)}
FIELDS: Final = [
    set[str](),
    {"score"},
    {"text"},
    {"options"},
    {"score", "text"},
    {"score", "options"},
    {"text", "options"},
    {"score", "text", "options"},
]


@pytest.mark.parametrize("fields", FIELDS, ids=lambda fields: "+".join(sorted(fields)) or "none")
@pytest.mark.parametrize("kind", QuestionKind)
def test_question_takes_the_field_of_its_kind_and_nothing_else(
    kind: QuestionKind, fields: set[str]
) -> None:
    wanted = ANSWERED[kind]
    answers, problems = checked(make_question(kind), **{name: VALUES[name] for name in fields})
    if fields == {wanted}:
        assert (answers, problems) == ({"q": VALUES[wanted]}, ())
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


@pytest.mark.parametrize("kind", QuestionKind)
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


given_answers = st.builds(
    GivenAnswer,
    st.sampled_from(["NPS", "STARS", "SINGLE_CHOICE", "MULTIPLE_CHOICE", "OPEN_TEXT", "OTHER"]),
    st.none() | st.integers(-1, 12),
    st.none() | st.text(max_size=12),
    st.none() | st.lists(st.sampled_from(["red", "green", "pink"]), max_size=3).map(tuple),
)


@unhurried
@given(given=st.lists(given_answers, max_size=8))
def test_each_answer_is_either_accepted_or_has_a_problem(given: list[GivenAnswer]) -> None:
    questions = [make_question(kind, key=kind.value) for kind in QuestionKind]
    answers, problems = check_answers(questions, given)
    assert len(answers) + len(problems) == len(given)
    assert {problem.path[0] for problem in problems} <= set(range(len(given)))
    assert set(answers) <= {answer.question for answer in given} - {"OTHER"}
