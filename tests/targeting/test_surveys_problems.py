from __future__ import annotations

from typing import Any, Final

import pytest

from targeting.surveys import (
    CHOICES,
    SCORES,
    AnswerTest,
    Branch,
    Question,
    QuestionKind,
    survey_problems,
)
from targeting.values import Problem

ALWAYS: Final = AnswerTest()
OPTIONS: Final = ("red", "green")
STARS: Final = Question("stars", QuestionKind.STARS)


def problems_of(*questions: Question) -> list[tuple[str, str, str]]:
    found = survey_problems(questions, ("questions",))
    return [(problem.dotted_path, problem.code, problem.message) for problem in found]


def codes_of(*questions: Question) -> list[tuple[str, str]]:
    return [(path, code) for path, code, _ in problems_of(*questions)]


def make_question(kind: QuestionKind, key: str = "q", **changes: Any) -> Question:
    values: dict[str, Any] = {
        "option_keys": OPTIONS if kind in CHOICES else (),
        "row_keys": ("shirt",) if kind is QuestionKind.MATRIX else (),
    }
    return Question(key, kind, **(values | changes))


def linked(key: str, *targets: str | None, is_required: bool = True) -> Question:
    """A question with a branch to each target, the last of them for all answers that remain."""
    tests = [AnswerTest(minimum_score=n, maximum_score=n) for n in range(1, len(targets))]
    branches = tuple(map(Branch, (*tests, ALWAYS), targets))
    return Question(key, QuestionKind.STARS, is_required=is_required, branches=branches)


@pytest.mark.parametrize("kind", set(QuestionKind) - {QuestionKind.STATEMENT})
def test_plain_question_of_each_kind_has_no_problems(kind: QuestionKind) -> None:
    assert survey_problems([make_question(kind)]) == ()


@pytest.mark.parametrize(
    "questions", [pytest.param([], id="none"), [make_question(QuestionKind.STATEMENT)]]
)
def test_survey_must_ask_something(questions: list[Question]) -> None:
    message = "Ask at least one question that takes an answer."
    assert survey_problems(questions, ("content",)) == (Problem(("content",), "EMPTY", message),)


@pytest.mark.parametrize(
    ("question", "where", "code", "message"),
    [
        pytest.param(
            make_question(QuestionKind.NPS, "stars"),
            "key",
            "REPEATED_KEY",
            "The key 'stars' stands at an earlier question: give this one its own.",
            id="repeated-key",
        ),
        pytest.param(
            make_question(QuestionKind.SINGLE_CHOICE, option_keys=("red",)),
            "options",
            "TOO_FEW_OPTIONS",
            "Give a SINGLE_CHOICE question at least 2 options.",
            id="one-option",
        ),
        pytest.param(
            make_question(QuestionKind.MATRIX, option_keys=()),
            "options",
            "TOO_FEW_OPTIONS",
            "Give a MATRIX question at least 2 options.",
            id="no-columns",
        ),
        pytest.param(
            make_question(QuestionKind.NPS, option_keys=OPTIONS),
            "options",
            "UNEXPECTED_OPTIONS",
            "A NPS question has no options: leave them out.",
            id="options-of-a-score",
        ),
        pytest.param(
            make_question(QuestionKind.RANKING, option_keys=("b", "a", "b", "c", "a")),
            "options",
            "REPEATED_OPTION",
            "Give each option a key of its own: a, b is repeated.",
            id="repeated-options",
        ),
        pytest.param(
            make_question(QuestionKind.DROPDOWN, option_keys=("other", "red"), allows_other=True),
            "options",
            "RESERVED_OPTION",
            "'other' stands for the free text: give the option another key.",
            id="option-named-other",
        ),
        pytest.param(
            make_question(QuestionKind.MATRIX, row_keys=()),
            "rows",
            "NO_ROWS",
            "Give a MATRIX question at least one row.",
            id="no-rows",
        ),
        pytest.param(
            make_question(QuestionKind.MATRIX, row_keys=("shirt", "shirt")),
            "rows",
            "REPEATED_ROW",
            "Give each row a key of its own: shirt is repeated.",
            id="repeated-row",
        ),
        pytest.param(
            make_question(QuestionKind.RANKING, row_keys=("shirt",)),
            "rows",
            "UNEXPECTED_ROWS",
            "A RANKING question has no rows: leave them out.",
            id="rows-of-a-ranking",
        ),
        pytest.param(
            make_question(QuestionKind.RANKING, allows_other=True),
            "allowsOther",
            "UNEXPECTED_OTHER",
            "A RANKING question takes no free text: only SINGLE_CHOICE, MULTIPLE_CHOICE, DROPDOWN do.",
            id="other-of-a-ranking",
        ),
        pytest.param(
            make_question(QuestionKind.NPS, page=0),
            "page",
            "PAGES_DESCEND",
            "Pages ascend: give page 1 or a later one.",
            id="page-before-the-first",
        ),
    ],
)
def test_what_is_wrong_with_a_question_is_reported_with_how_to_mend_it(
    question: Question, where: str, code: str, message: str
) -> None:
    assert problems_of(STARS, question) == [(f"questions.1.{where}", code, message)]


def test_option_may_be_named_other_where_no_free_text_is_taken() -> None:
    options = ("other", "red")
    assert survey_problems([make_question(QuestionKind.DROPDOWN, option_keys=options)]) == ()


@pytest.mark.parametrize(
    ("pages", "wrong"),
    [
        pytest.param((1, 1, 2, 4), [], id="ascending-with-gaps"),
        pytest.param((2, 1, 1, 2), [1], id="descends-once"),
        pytest.param((0, 3, 2, 1), [0, 2, 3], id="below-one-and-descending"),
    ],
)
def test_pages_ascend(pages: tuple[int, ...], wrong: list[int]) -> None:
    questions = [
        Question(f"q{index}", QuestionKind.NPS, page=page) for index, page in enumerate(pages)
    ]
    expected = [(f"questions.{index}.page", "PAGES_DESCEND") for index in wrong]
    assert codes_of(*questions) == expected


def test_branch_to_an_unknown_question_is_refused() -> None:
    asked = Question("a", QuestionKind.NPS, branches=(Branch(ALWAYS, "stars"), Branch(ALWAYS, "x")))
    message = "There is no question 'x': use a, stars."
    assert problems_of(asked, STARS) == [
        ("questions.0.branches.1.goTo", "UNKNOWN_QUESTION", message)
    ]


NO_SCORE: Final = "Answers to a {} question are no scores: test something else."
NO_OPTION: Final = "Answers to a {} question have no options to test."


@pytest.mark.parametrize(
    ("kind", "test", "expected"),
    [
        pytest.param(
            QuestionKind.CES,
            AnswerTest(minimum_score=0, maximum_score=7),
            [(".minimumScore", "OUT_OF_RANGE", "Give a score from 1 to 7.")],
            id="minimum-below-the-scale",
        ),
        pytest.param(
            QuestionKind.NPS,
            AnswerTest(maximum_score=11),
            [(".maximumScore", "OUT_OF_RANGE", "Give a score from 0 to 10.")],
            id="maximum-above-the-scale",
        ),
        pytest.param(
            QuestionKind.STARS,
            AnswerTest(minimum_score=6, maximum_score=7),
            [
                (".minimumScore", "OUT_OF_RANGE", "Give a score from 1 to 5."),
                (".maximumScore", "OUT_OF_RANGE", "Give a score from 1 to 5."),
            ],
            id="both-outside-the-scale",
        ),
        pytest.param(
            QuestionKind.STARS,
            AnswerTest(minimum_score=4, maximum_score=3),
            [
                (
                    "",
                    "IMPOSSIBLE_TEST",
                    "No score is in this range: give a minimum that isn't above the maximum.",
                )
            ],
            id="empty-range",
        ),
        pytest.param(
            QuestionKind.DROPDOWN,
            AnswerTest(minimum_score=1),
            [("", "IMPOSSIBLE_TEST", NO_SCORE.format("DROPDOWN"))],
            id="score-of-a-choice",
        ),
        pytest.param(
            QuestionKind.CONSENT,
            AnswerTest(maximum_score=1),
            [("", "IMPOSSIBLE_TEST", NO_SCORE.format("CONSENT"))],
            id="score-of-a-consent",
        ),
        pytest.param(
            QuestionKind.NPS,
            AnswerTest(any_option=("red",)),
            [(".anyOption", "IMPOSSIBLE_TEST", NO_OPTION.format("NPS"))],
            id="option-of-a-score",
        ),
        pytest.param(
            QuestionKind.OPEN_TEXT,
            AnswerTest(minimum_score=1, any_option=("red",)),
            [
                ("", "IMPOSSIBLE_TEST", NO_SCORE.format("OPEN_TEXT")),
                (".anyOption", "IMPOSSIBLE_TEST", NO_OPTION.format("OPEN_TEXT")),
            ],
            id="both-of-a-text",
        ),
        pytest.param(
            QuestionKind.MULTIPLE_CHOICE,
            AnswerTest(any_option=("pink", "red", "other", "black")),
            [(".anyOption", "UNKNOWN_OPTION", "No option black, other, pink; use red, green.")],
            id="unknown-options",
        ),
        pytest.param(
            QuestionKind.STATEMENT,
            AnswerTest(any_option=("red",)),
            [(".anyOption", "IMPOSSIBLE_TEST", NO_OPTION.format("STATEMENT"))],
            id="option-of-a-statement",
        ),
    ],
)
def test_branch_whose_test_cannot_hold_is_refused(
    kind: QuestionKind, test: AnswerTest, expected: list[tuple[str, str, str]]
) -> None:
    asked = make_question(kind, branches=(Branch(ALWAYS, None), Branch(test, None)))
    where = "questions.0.branches.1.when"
    # That no answers lead to the next question isn't said while a branch is wrong.
    found = problems_of(asked, STARS)
    assert found == [(f"{where}{path}", code, message) for path, code, message in expected]


@pytest.mark.parametrize(
    ("question", "test"),
    [
        (make_question(kind), AnswerTest(minimum_score=lowest, maximum_score=highest))
        for kind, (lowest, highest) in SCORES.items()
    ]
    + [(make_question(kind), AnswerTest(any_option=("red",))) for kind in CHOICES]
    + [
        (make_question(kind, allows_other=True), AnswerTest(any_option=("other",)))
        for kind in (QuestionKind.SINGLE_CHOICE, QuestionKind.MULTIPLE_CHOICE)
    ]
    + [(make_question(kind), ALWAYS) for kind in QuestionKind],
)
def test_branch_whose_test_can_hold_is_right(question: Question, test: AnswerTest) -> None:
    from_here = Question(
        "q",
        question.kind,
        option_keys=question.option_keys,
        allows_other=question.allows_other,
        row_keys=question.row_keys,
        branches=(Branch(test, "stars"),),
    )
    assert survey_problems([from_here, STARS]) == ()


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        pytest.param(
            [linked("a", "a")], [("questions.0.branches.0.goTo", "a → a")], id="to-itself"
        ),
        pytest.param(
            [linked("a", "b"), linked("b", None, "a")],
            [("questions.1.branches.1.goTo", "a → b → a")],
            id="back",
        ),
        pytest.param(
            [STARS, Question("b", QuestionKind.NPS), linked("c", None, "stars")],
            [("questions.2.branches.1.goTo", "stars → b → c → stars")],
            id="by-falling-through",
        ),
        pytest.param(
            [linked("a", "c"), linked("b", "a"), linked("c", "b")],
            [("questions.1.branches.0.goTo", "a → c → b → a")],
            id="named-from-the-earliest-on",
        ),
        pytest.param(
            [linked("a", "a", "b"), linked("b", "b", "c"), linked("c", "a", None)],
            [
                ("questions.0.branches.0.goTo", "a → a"),
                ("questions.1.branches.0.goTo", "b → b"),
                ("questions.2.branches.0.goTo", "a → b → c → a"),
            ],
            id="several",
        ),
    ],
)
def test_circles_are_named(questions: list[Question], expected: list[tuple[str, str]]) -> None:
    found = problems_of(*questions)
    assert sorted(found) == [
        (path, "CYCLE", f"Branches may not lead in a circle: {way}.") for path, way in expected
    ]


def test_branch_may_lead_back_where_no_answers_lead_in_a_circle() -> None:
    assert survey_problems([linked("a", "c"), linked("b", None), linked("c", "b")]) == ()


def test_question_that_no_answers_lead_to_is_refused() -> None:
    message = "No answers lead to 'b': let a branch go to it, or drop it."
    assert problems_of(linked("a", "c"), linked("b", None), STARS, linked("c", None)) == [
        ("questions.1.key", "UNREACHABLE", message),
        ("questions.2.key", "UNREACHABLE", message.replace("'b'", "'stars'")),
    ]


ANY: Final = AnswerTest(any_option=OPTIONS)


@pytest.mark.parametrize(
    ("question", "tests", "is_reached"),
    [
        pytest.param(make_question(QuestionKind.NPS, is_required=True), [ALWAYS], False, id="any"),
        pytest.param(make_question(QuestionKind.NPS), [ALWAYS], True, id="may-be-left-out"),
        pytest.param(
            make_question(QuestionKind.NPS, is_required=True),
            [AnswerTest(maximum_score=6), AnswerTest(minimum_score=7)],
            False,
            id="whole-scale",
        ),
        pytest.param(
            make_question(QuestionKind.NPS, is_required=True),
            [AnswerTest(maximum_score=6), AnswerTest(minimum_score=8)],
            True,
            id="a-score-left",
        ),
        pytest.param(
            make_question(QuestionKind.DROPDOWN, is_required=True), [ANY], False, id="every-option"
        ),
        pytest.param(
            make_question(QuestionKind.DROPDOWN, is_required=True, allows_other=True),
            [ANY],
            True,
            id="free-text-left",
        ),
        pytest.param(
            make_question(QuestionKind.RANKING, is_required=True),
            [AnswerTest(any_option=("red",))],
            True,
            id="another-may-be-ranked-best",
        ),
        pytest.param(make_question(QuestionKind.STATEMENT), [ALWAYS], False, id="statement"),
        pytest.param(
            make_question(QuestionKind.STATEMENT, is_required=True), [], True, id="no-branches"
        ),
    ],
)
def test_next_question_is_reached_unless_branches_cover_every_answer(
    question: Question,
    tests: list[AnswerTest],
    is_reached: bool,  # noqa: FBT001, pytest gives it by name
) -> None:
    first = make_question(
        question.kind,
        "first",
        is_required=question.is_required,
        allows_other=question.allows_other,
        branches=tuple(Branch(test, None) for test in tests),
    )
    expected = [] if is_reached else [("questions.1.key", "UNREACHABLE")]
    assert codes_of(first, STARS) == expected


def test_choosing_nothing_is_an_answer_of_its_own() -> None:
    """Only an empty answer to the first question leads to the last one."""
    first = make_question(
        QuestionKind.MULTIPLE_CHOICE,
        "first",
        branches=(Branch(ANY, "stars"), Branch(ALWAYS, "last")),
    )
    rest = (linked("stars", None), linked("last", None))
    assert survey_problems([first, *rest]) == ()


def test_everything_is_reported_at_once() -> None:
    questions = [
        make_question(QuestionKind.STATEMENT, "a", page=2, option_keys=OPTIONS),
        make_question(
            QuestionKind.STATEMENT, "a", row_keys=("x",), branches=(Branch(ALWAYS, "?"),)
        ),
        make_question(QuestionKind.STATEMENT, "c", page=2, branches=(Branch(ALWAYS, "c"),)),
    ]
    assert codes_of(*questions) == [
        ("questions", "EMPTY"),
        ("questions.0.options", "UNEXPECTED_OPTIONS"),
        ("questions.1.key", "REPEATED_KEY"),
        ("questions.1.page", "PAGES_DESCEND"),
        ("questions.1.rows", "UNEXPECTED_ROWS"),
        ("questions.1.branches.0.goTo", "UNKNOWN_QUESTION"),
        ("questions.2.branches.0.goTo", "CYCLE"),
    ]
