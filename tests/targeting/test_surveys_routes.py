from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final

import mmh3
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from targeting.surveys import (
    CHOICES,
    CHOICES_WITH_OTHER,
    SCORES,
    Answer,
    AnswerTest,
    Branch,
    GivenAnswer,
    Question,
    QuestionKind,
    check_answers,
    next_question,
    option_order,
    question_order,
    route,
    survey_problems,
)
from tests.targeting.strategies import unhurried

ALWAYS: Final = AnswerTest()
OPTIONS: Final = ("red", "green", "blue")
ROWS: Final = ("shirt", "shoes")
TEXTS: Final = {
    QuestionKind.EMAIL: "ada@example.com",
    QuestionKind.PHONE: "+902125550101",
    QuestionKind.DATE: "2026-03-14",
}
SURVEY: Final = (
    Question("hello", QuestionKind.STATEMENT),
    Question(
        "nps",
        QuestionKind.NPS,
        branches=(
            Branch(AnswerTest(maximum_score=6), "why"),
            Branch(AnswerTest(minimum_score=9), "thanks"),
        ),
    ),
    Question("between", QuestionKind.OPEN_TEXT, branches=(Branch(ALWAYS, None),)),
    Question("why", QuestionKind.OPEN_TEXT),
    Question("sorry", QuestionKind.STATEMENT, branches=(Branch(ALWAYS, "mail"),)),
    Question("thanks", QuestionKind.STATEMENT),
    Question("mail", QuestionKind.EMAIL),
)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        pytest.param(
            {}, "hello nps between why sorry mail", id="unanswered-questions-fall-through"
        ),
        pytest.param({"nps": 0}, "hello nps why sorry mail", id="lowest-score"),
        pytest.param({"nps": 6}, "hello nps why sorry mail", id="up-to-the-maximum"),
        pytest.param({"nps": 7}, "hello nps between why sorry mail", id="no-branch-holds"),
        pytest.param({"nps": 7, "between": ""}, "hello nps between", id="ends-at-any-answer"),
        pytest.param({"nps": 9}, "hello nps thanks mail", id="from-the-minimum-on"),
        pytest.param(
            {"nps": 9, "between": "x", "other": 3}, "hello nps thanks mail", id="beside-the-route"
        ),
    ],
)
def test_route_follows_the_answers(answers: dict[str, Answer], asked: str) -> None:
    assert route(SURVEY, answers) == tuple(asked.split())


def test_survey_of_the_tests_has_no_problems() -> None:
    assert survey_problems(SURVEY) == ()


def test_first_branch_that_holds_wins() -> None:
    tests = (AnswerTest(minimum_score=3), AnswerTest(maximum_score=3))
    first = Question(
        "a", QuestionKind.CES, branches=(Branch(tests[0], None), Branch(tests[1], "c"))
    )
    rest = (Question("b", QuestionKind.NPS), Question("c", QuestionKind.NPS))
    assert route((first, *rest), {"a": 3}) == ("a",)
    assert route((first, *rest), {"a": 2}) == ("a", "c")


@pytest.mark.parametrize(
    ("kind", "answer", "options", "holds"),
    [
        pytest.param(QuestionKind.SINGLE_CHOICE, ("red",), ("blue", "red"), True, id="single"),
        pytest.param(QuestionKind.SINGLE_CHOICE, ("red",), ("blue",), False, id="not-chosen"),
        pytest.param(QuestionKind.MULTIPLE_CHOICE, ("red", "blue"), ("blue",), True, id="multiple"),
        pytest.param(QuestionKind.MULTIPLE_CHOICE, ["red"], ("red",), True, id="as-a-list"),
        pytest.param(QuestionKind.MULTIPLE_CHOICE, (), ("red",), False, id="nothing-chosen"),
        pytest.param(QuestionKind.MULTIPLE_CHOICE, (), (), True, id="nothing-is-any-answer"),
        pytest.param(
            QuestionKind.DROPDOWN,
            {"options": (), "other": "pink"},
            ("other",),
            True,
            id="free-text",
        ),
        pytest.param(
            QuestionKind.MULTIPLE_CHOICE,
            {"options": ["red"], "other": "pink"},
            ("red",),
            True,
            id="option-beside-free-text",
        ),
        pytest.param(
            QuestionKind.DROPDOWN,
            {"options": (), "other": "red"},
            ("red",),
            False,
            id="free-text-is-no-option",
        ),
        pytest.param(QuestionKind.MATRIX, {"rows": {"shirt": "red"}}, ("red",), True, id="any-row"),
        pytest.param(QuestionKind.MATRIX, {"rows": {}}, ("red",), False, id="no-row"),
        pytest.param(QuestionKind.MATRIX, {"rows": {}}, (), True, id="no-row-is-any-answer"),
        pytest.param(
            QuestionKind.RANKING, ("red", "blue", "green"), ("red",), True, id="ranked-best"
        ),
        pytest.param(
            QuestionKind.RANKING, ("red", "blue", "green"), ("blue",), False, id="ranked-second"
        ),
        pytest.param(QuestionKind.CONSENT, False, (), True, id="flag-is-any-answer"),
        pytest.param(QuestionKind.OPEN_TEXT, "red", ("red",), False, id="text-is-no-option"),
    ],
)
def test_option_test_holds_when_one_was_chosen(
    kind: QuestionKind,
    answer: Any,
    options: tuple[str, ...],
    holds: bool,  # noqa: FBT001, pytest gives it by name
) -> None:
    asked = Question(
        "a",
        kind,
        option_keys=OPTIONS,
        row_keys=ROWS,
        allows_other=True,
        branches=(Branch(AnswerTest(any_option=options), None),),
    )
    expected = ("a",) if holds else ("a", "b")
    assert route((asked, Question("b", QuestionKind.NPS)), {"a": answer}) == expected


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        pytest.param(QuestionKind.CONSENT, True, id="consent-is-no-score"),
        pytest.param(QuestionKind.OPEN_TEXT, "1", id="text-is-no-score"),
        pytest.param(QuestionKind.SINGLE_CHOICE, ("red",), id="option-is-no-score"),
    ],
)
def test_score_test_holds_for_scores_only(kind: QuestionKind, answer: Answer) -> None:
    branches = (Branch(AnswerTest(minimum_score=0, maximum_score=10), None),)
    asked = Question("a", kind, option_keys=OPTIONS, branches=branches)
    assert route((asked, Question("b", QuestionKind.NPS)), {"a": answer}) == ("a", "b")


def test_test_of_score_and_option_never_holds() -> None:
    test = AnswerTest(minimum_score=0, any_option=("red",))
    assert not any(test.holds_for(outcome) for outcome in (0, 5, "red", None))


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        pytest.param({}, "hello", id="from-the-start"),
        pytest.param({"nps": 9}, "thanks", id="statement-after-the-last-answer"),
        pytest.param({"nps": 3}, "why", id="first-without-answer"),
        pytest.param({"nps": 0, "why": ""}, "sorry", id="score-0-and-empty-text-are-answers"),
        pytest.param({"nps": 9, "mail": "a@b.co"}, None, id="over-and-statements-seen"),
        pytest.param({"nps": 3, "mail": "a@b.co"}, "why", id="left-out-before-another"),
        pytest.param({"why": "x"}, "nps", id="statement-seen-as-a-later-one-is-answered"),
        pytest.param({"nps": 7, "between": "x"}, None, id="ended-by-a-branch"),
        pytest.param({"nps": 9, "why": "x"}, "thanks", id="beside-the-route-counts-for-nothing"),
    ],
)
def test_survey_is_resumed_at_the_first_question_to_show(
    answers: dict[str, Answer], key: str | None
) -> None:
    assert next_question(SURVEY, answers) == key


def test_statement_at_the_end_is_never_past() -> None:
    questions = (Question("nps", QuestionKind.NPS), Question("bye", QuestionKind.STATEMENT))
    assert next_question(questions, {"nps": 3}) == "bye"


def test_consent_that_was_refused_is_answered() -> None:
    assert next_question([Question("ok", QuestionKind.CONSENT)], {"ok": False}) is None


def test_survey_without_questions_is_over() -> None:
    assert (route([], {}), next_question([], {})) == ((), None)


def answer_tests(question: Question) -> SearchStrategy[AnswerTest]:
    if question.kind in SCORES:
        scores = st.integers(*SCORES[question.kind])
        ranges = st.tuples(scores, scores).map(lambda pair: AnswerTest(min(pair), max(pair)))
        return st.just(ALWAYS) | ranges | scores.map(AnswerTest)
    if question.kind in CHOICES:
        keys = (*question.option_keys, "other") if question.takes_other else question.option_keys
        chosen = st.lists(st.sampled_from(keys), min_size=1, max_size=2).map(tuple)
        return st.just(ALWAYS) | chosen.map(lambda options: AnswerTest(any_option=options))
    return st.just(ALWAYS)


@st.composite
def questions_of(draw: DrawFn, key: str, targets: Sequence[str | None]) -> Question:
    kind = draw(st.sampled_from(QuestionKind))
    question = Question(
        key,
        kind,
        is_required=draw(st.booleans()),
        option_keys=OPTIONS if kind in CHOICES else (),
        row_keys=ROWS if kind is QuestionKind.MATRIX else (),
        allows_other=kind in CHOICES_WITH_OTHER and draw(st.booleans()),
    )
    branches = st.builds(Branch, answer_tests(question), st.sampled_from(targets))
    return replace(question, branches=draw(st.lists(branches, max_size=2).map(tuple)))


@st.composite
def surveys(draw: DrawFn, *, may_go_back: bool = False) -> tuple[Question, ...]:
    """Some questions whose branches lead forward; with `may_go_back`, to anywhere and nowhere."""
    keys = [f"q{number}" for number in range(draw(st.integers(1, 5)))]
    anywhere = [*keys, "nowhere", None]
    return tuple(
        draw(questions_of(key, anywhere if may_go_back else [*keys[place + 1 :], None]))
        for place, key in enumerate(keys)
    )


def right_answers(question: Question) -> SearchStrategy[GivenAnswer]:
    key, kind = question.key, question.kind
    option = st.sampled_from(OPTIONS)
    match kind:
        case _ if kind in SCORES:
            return st.builds(GivenAnswer, st.just(key), score=st.integers(*SCORES[kind]))
        case QuestionKind.CONSENT:
            flags = st.just(True) if question.is_required else st.booleans()
            return st.builds(GivenAnswer, st.just(key), flag=flags)
        case QuestionKind.MATRIX:
            rows = st.tuples(*(st.tuples(st.just(row), option) for row in ROWS))
            some = rows if question.is_required else rows.map(lambda pairs: pairs[:1]) | rows
            return st.builds(GivenAnswer, st.just(key), rows=some)
        case QuestionKind.RANKING:
            ranked = st.permutations(OPTIONS).map(tuple)
            return st.builds(GivenAnswer, st.just(key), options=ranked)
        case QuestionKind.OPEN_TEXT:
            texts = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=9)
            return st.builds(GivenAnswer, st.just(key), text=texts)
        case _ if kind in CHOICES:
            return right_choices(question)
        case _:
            return st.just(GivenAnswer(key, text=TEXTS[kind]))


def right_choices(question: Question) -> SearchStrategy[GivenAnswer]:
    is_multiple = question.kind is QuestionKind.MULTIPLE_CHOICE
    fewest = 0 if is_multiple and not question.is_required else 1
    chosen = st.lists(
        st.sampled_from(OPTIONS), min_size=fewest, max_size=3 if is_multiple else 1, unique=True
    ).map(tuple)
    answers = st.builds(GivenAnswer, st.just(question.key), options=chosen)
    if not question.takes_other:
        return answers
    others = st.builds(GivenAnswer, st.just(question.key), other=st.just("pink"))
    both = st.builds(GivenAnswer, st.just(question.key), options=chosen, other=st.just("pink"))
    return answers | others | (both if is_multiple else others)


def naive_test(question: Question, test: AnswerTest, answer: GivenAnswer | None) -> bool:
    """Whether a branch holds, worked out from what was given instead of what is kept."""
    if answer is None:
        return question.kind is QuestionKind.STATEMENT and test == ALWAYS
    if answer.score is not None and test.minimum_score is not None:
        highest = 10 if test.maximum_score is None else test.maximum_score
        return answer.score in range(test.minimum_score, highest + 1)
    if not test.any_option:
        return True
    options = list(answer.options or ())
    chosen = options[:1] if question.kind is QuestionKind.RANKING else options
    chosen += [option for _, option in answer.rows or ()]
    chosen += ["other"] if answer.other else []
    return not set(chosen).isdisjoint(test.any_option)


def naive_route(questions: Sequence[Question], given_by: Mapping[str, GivenAnswer]) -> list[str]:
    """The route without any guard against circles; it fails where it turns back."""
    keys = [question.key for question in questions]
    asked: list[str] = []
    place = 0
    while place < len(keys):
        question = questions[place]
        assert question.key not in asked
        asked.append(question.key)
        answer = given_by.get(question.key)
        held = [b for b in question.branches if naive_test(question, b.when, answer)]
        if held and held[0].go_to is None:
            break
        place = keys.index(held[0].go_to) if held and held[0].go_to else place + 1
    return asked


@st.composite
def answered_surveys(draw: DrawFn) -> tuple[tuple[Question, ...], dict[str, GivenAnswer]]:
    """A survey without problems, and right answers to its required and some other questions."""
    questions = draw(surveys())
    assume(not survey_problems(questions))
    given_by = {
        question.key: draw(right_answers(question))
        for question in questions
        if question.takes_answer and (question.is_required or draw(st.booleans()))
    }
    return questions, given_by


@unhurried
@given(answered=answered_surveys())
def test_answers_along_the_route_are_accepted_and_the_others_refused(
    answered: tuple[tuple[Question, ...], dict[str, GivenAnswer]],
) -> None:
    questions, given_by = answered
    asked = naive_route(questions, given_by)
    on_route = [given_by[key] for key in asked if key in given_by]
    answers, problems = check_answers(questions, on_route)
    assert (list(answers), problems) == ([answer.question for answer in on_route], ())
    assert route(questions, answers) == tuple(asked)
    assert route(questions, json.loads(json.dumps(answers))) == tuple(asked)
    accepted, refused = check_answers(questions, list(given_by.values()))
    assert accepted == answers
    assert [problem.code for problem in refused] == ["NOT_ASKED"] * (len(given_by) - len(answers))
    kept, none = check_answers(questions, list(given_by.values()), is_complete=False)
    assert (set(kept), none) == (set(given_by), ())


@unhurried
@given(answered=answered_surveys())
def test_answering_what_comes_next_ends_the_survey(
    answered: tuple[tuple[Question, ...], dict[str, GivenAnswer]],
) -> None:
    questions, given_by = answered
    every_answer, _ = check_answers(questions, list(given_by.values()), is_complete=False)
    answers: dict[str, Answer] = {}
    for _ in questions:
        key = next_question(questions, answers)
        if key is None or key not in every_answer:
            break
        answers[key] = every_answer[key]
    asked = route(questions, answers)
    key = next_question(questions, answers)
    assert key is None or (key in asked and key not in every_answer)
    if key is None:
        assert set(asked) - set(answers) <= {q.key for q in questions if not q.takes_answer}


@unhurried
@given(questions=surveys(may_go_back=True), data=st.data())
def test_route_ends_and_repeats_nothing_even_where_a_survey_has_problems(
    questions: tuple[Question, ...], data: st.DataObject
) -> None:
    given_answers = [data.draw(right_answers(q)) for q in questions if q.takes_answer]
    answers, _ = check_answers(questions, given_answers, is_complete=False)
    asked = route(questions, answers)
    assert len(set(asked)) == len(asked)
    if not survey_problems(questions):
        by_key = {answer.question: answer for answer in given_answers}
        assert list(asked) == naive_route(questions, by_key)


def make_page(page: int, keys: str, kind: QuestionKind = QuestionKind.NPS) -> list[Question]:
    return [Question(key, kind, page=page) for key in keys]


RANKED: Final = Question(
    "best",
    QuestionKind.RANKING,
    option_keys=("a", "b", "c", "d", "e"),
    shuffles_options=True,
)
VISITORS: Final = [f"visitor-{number}" for number in range(600)]


def by_hash(salt: str, keys: str, visitor_id: str) -> str:
    return "".join(
        sorted(keys, key=lambda key: mmh3.hash(f"{salt}.{key}:{visitor_id}", 0, signed=False))
    )


def test_orders_are_as_other_clients_compute_them() -> None:
    questions = [*make_page(1, "abcd"), *make_page(2, "efg")]
    order = question_order(questions, "c1", "visitor-1", shuffles_questions=True)
    assert "".join(order) == "bcdaegf"
    assert "".join(order) == "".join(
        by_hash("c1.question", keys, "visitor-1") for keys in ("abcd", "efg")
    )
    options = "".join(option_order(RANKED, "c1", "visitor-1"))
    assert options == "adbec" == by_hash("c1.option.best", "abcde", "visitor-1")


def test_questions_stay_in_order_unless_they_are_to_be_shuffled() -> None:
    assert question_order(make_page(1, "abcd"), "c1", "v") == tuple("abcd")


def test_questions_stay_in_order_when_any_has_branches() -> None:
    last = Question("z", QuestionKind.NPS, branches=(Branch(ALWAYS, None),))
    questions = [*make_page(1, "abcd"), last]
    orders = {question_order(questions, "c1", v, shuffles_questions=True) for v in VISITORS}
    assert orders == {tuple("abcdz")}


def test_statements_stay_where_they_stand() -> None:
    questions = [
        *make_page(1, "i", QuestionKind.STATEMENT),
        *make_page(1, "ab"),
        *make_page(1, "j", QuestionKind.STATEMENT),
        *make_page(1, "c"),
    ]
    orders = {question_order(questions, "c1", v, shuffles_questions=True) for v in VISITORS}
    assert len(orders) == 6
    assert {(order[0], order[3]) for order in orders} == {("i", "j")}


@pytest.mark.parametrize("kind", CHOICES)
def test_options_are_shuffled_only_if_the_question_says_so(kind: QuestionKind) -> None:
    still = replace(RANKED, kind=kind, shuffles_options=False)
    assert {option_order(still, "c1", v) for v in VISITORS} == {RANKED.option_keys}
    moved = replace(RANKED, kind=kind)
    assert len({option_order(moved, "c1", v) for v in VISITORS}) > 50


def test_each_option_comes_first_about_equally_often() -> None:
    firsts = Counter(option_order(RANKED, "c1", visitor)[0] for visitor in VISITORS)
    assert set(firsts) == set(RANKED.option_keys)
    assert all(80 <= count <= 160 for count in firsts.values())


def test_other_salts_and_questions_give_other_orders() -> None:
    orders = [option_order(RANKED, "c1", visitor) for visitor in VISITORS]
    assert orders != [option_order(RANKED, "c2", visitor) for visitor in VISITORS]
    another = replace(RANKED, key="worst")
    assert orders != [option_order(another, "c1", visitor) for visitor in VISITORS]


@unhurried
@given(
    pages=st.lists(st.integers(1, 3), min_size=1, max_size=8).map(sorted),
    kinds=st.lists(st.sampled_from(QuestionKind), min_size=8, max_size=8),
    salt=st.text(max_size=4),
    visitor=st.text(max_size=4),
)
def test_order_is_a_stable_permutation_within_pages(
    pages: list[int], kinds: list[QuestionKind], salt: str, visitor: str
) -> None:
    questions = [Question(f"q{place}", kinds[place], page=page) for place, page in enumerate(pages)]
    order = question_order(questions, salt, visitor, shuffles_questions=True)
    assert order == question_order(questions, salt, visitor, shuffles_questions=True)
    page_of = {question.key: question.page for question in questions}
    assert [page_of[key] for key in order] == pages
    for _, page in groupby(zip(order, questions, strict=True), key=lambda pair: pair[1].page):
        shown, listed = zip(*page, strict=True)
        assert sorted(shown) == sorted(question.key for question in listed)


@unhurried
@given(
    keys=st.lists(st.text("abc", min_size=1, max_size=3), max_size=8, unique=True).map(tuple),
    salt=st.text(max_size=4),
    visitor=st.text(max_size=4),
)
def test_option_order_is_a_stable_permutation(
    keys: tuple[str, ...], salt: str, visitor: str
) -> None:
    question = replace(RANKED, option_keys=keys)
    order = option_order(question, salt, visitor)
    assert sorted(order) == sorted(keys)
    assert order == option_order(question, salt, visitor)
    another_way = replace(question, option_keys=keys[::-1])
    assert order == option_order(another_way, salt, visitor)
