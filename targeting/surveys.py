"""Surveys: what would not work about one before it is shown, and the groups of the Net Promoter Score.

Its questions and routes are in `targeting.survey_routes`, checking answers in
`targeting.survey_answers`; both are to be had from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from graphlib import CycleError, TopologicalSorter
from typing import Final, TypeAlias, final

from targeting.survey_answers import GivenAnswer, check_answers
from targeting.survey_routes import (
    CHOICES,
    CHOICES_WITH_OTHER,
    OTHER,
    SCORES,
    Answer,
    AnswerTest,
    Branch,
    Question,
    QuestionKind,
    next_question,
    option_order,
    places_by_key,
    possible_outcomes,
    question_order,
    route,
)
from targeting.values import Path, Problem

# So that the rest of the project imports surveys from one place.
__all__ = [
    "CHOICES",
    "CHOICES_WITH_OTHER",
    "OTHER",
    "SCORES",
    "Answer",
    "AnswerTest",
    "Branch",
    "GivenAnswer",
    "NpsGroup",
    "Question",
    "QuestionKind",
    "check_answers",
    "next_question",
    "nps_group",
    "option_order",
    "question_order",
    "route",
    "survey_problems",
]

_FEWEST_OPTIONS: Final = 2
_HIGHEST_DETRACTOR: Final = 6
_HIGHEST_PASSIVE: Final = 8

_Steps: TypeAlias = Mapping[tuple[int, int], Path]
"""From one question's place to another's, each with where it says so: at a branch or a question."""


@final
class NpsGroup(Enum):
    """What a score from 0 to 10 says about recommending the shop."""

    DETRACTOR = "DETRACTOR"
    PASSIVE = "PASSIVE"
    PROMOTER = "PROMOTER"


def nps_group(score: int) -> NpsGroup:
    """Return the group of an accepted NPS score: 0 to 6, 7 and 8, or 9 and 10."""
    if score <= _HIGHEST_DETRACTOR:
        return NpsGroup.DETRACTOR
    return NpsGroup.PASSIVE if score <= _HIGHEST_PASSIVE else NpsGroup.PROMOTER


def survey_problems(questions: Sequence[Question], path: Path = ()) -> tuple[Problem, ...]:
    """Return everything that would not work about a survey; nothing when it can be shown.

    Unreachable questions are looked for once every branch is sound: they may come from one that isn't.
    """
    problems: list[Problem] = []
    if not any(question.takes_answer for question in questions):
        message = "Ask at least one question that takes an answer."
        problems.append(Problem(path, "EMPTY", message))
    for index in range(len(questions)):
        problems.extend(_question_problems(questions, index, (*path, index)))
    branch_problems = _branch_problems(questions, path)
    steps = _possible_steps(questions)
    problems.extend((*branch_problems, *_circles(questions, steps, path)))
    if not branch_problems:
        problems.extend(_unreachable(questions, steps, path))
    return tuple(problems)


def _question_problems(questions: Sequence[Question], index: int, path: Path) -> Iterator[Problem]:
    question = questions[index]
    if question.key in {earlier.key for earlier in questions[:index]}:
        message = f"The key '{question.key}' stands at an earlier question: give this one its own."
        yield Problem((*path, "key"), "REPEATED_KEY", message)
    first_page = questions[index - 1].page if index else 1
    if question.page < first_page:
        message = f"Pages ascend: give page {first_page} or a later one."
        yield Problem((*path, "page"), "PAGES_DESCEND", message)
    yield from _option_problems(question, (*path, "options"))
    yield from _row_problems(question, (*path, "rows"))
    if question.allows_other and question.kind not in CHOICES_WITH_OTHER:
        kinds = ", ".join(kind.value for kind in CHOICES_WITH_OTHER)
        message = f"A {question.kind.value} question takes no free text: only {kinds} do."
        yield Problem((*path, "allowsOther"), "UNEXPECTED_OTHER", message)


def _option_problems(question: Question, path: Path) -> Iterator[Problem]:
    kind, keys = question.kind, question.option_keys
    if kind not in CHOICES:
        if keys:
            message = f"A {kind.value} question has no options: leave them out."
            yield Problem(path, "UNEXPECTED_OPTIONS", message)
        return
    if len(keys) < _FEWEST_OPTIONS:
        message = f"Give a {kind.value} question at least {_FEWEST_OPTIONS} options."
        yield Problem(path, "TOO_FEW_OPTIONS", message)
    if repeated := _repeated(keys):
        message = f"Give each option a key of its own: {repeated} is repeated."
        yield Problem(path, "REPEATED_OPTION", message)
    if question.takes_other and OTHER in keys:
        message = f"'{OTHER}' stands for the free text: give the option another key."
        yield Problem(path, "RESERVED_OPTION", message)


def _row_problems(question: Question, path: Path) -> Iterator[Problem]:
    if question.kind is not QuestionKind.MATRIX:
        if question.row_keys:
            message = f"A {question.kind.value} question has no rows: leave them out."
            yield Problem(path, "UNEXPECTED_ROWS", message)
        return
    if not question.row_keys:
        yield Problem(path, "NO_ROWS", "Give a MATRIX question at least one row.")
    if repeated := _repeated(question.row_keys):
        message = f"Give each row a key of its own: {repeated} is repeated."
        yield Problem(path, "REPEATED_ROW", message)


def _repeated(keys: Sequence[str]) -> str:
    return ", ".join(sorted({key for key in keys if keys.count(key) > 1}))


def _branch_problems(questions: Sequence[Question], path: Path) -> tuple[Problem, ...]:
    known = [question.key for question in questions]
    problems: list[Problem] = []
    for index, question in enumerate(questions):
        for number, branch in enumerate(question.branches):
            where: Path = (*path, index, "branches", number)
            if branch.go_to is not None and branch.go_to not in known:
                message = f"There is no question '{branch.go_to}': use {', '.join(known)}."
                problems.append(Problem((*where, "goTo"), "UNKNOWN_QUESTION", message))
            problems.extend(_test_problems(question, branch.when, (*where, "when")))
    return tuple(problems)


def _test_problems(question: Question, test: AnswerTest, path: Path) -> Iterator[Problem]:
    if test.tests_score:
        yield from _score_test_problems(question, test, path)
    if not test.any_option:
        return
    where = (*path, "anyOption")
    if question.kind not in CHOICES:
        message = f"Answers to a {question.kind.value} question have no options to test."
        yield Problem(where, "IMPOSSIBLE_TEST", message)
        return
    possible = (*question.option_keys, *((OTHER,) if question.takes_other else ()))
    if unknown := ", ".join(sorted(set(test.any_option) - set(possible))):
        message = f"No option {unknown}; use {', '.join(possible)}."
        yield Problem(where, "UNKNOWN_OPTION", message)


def _score_test_problems(question: Question, test: AnswerTest, path: Path) -> Iterator[Problem]:
    if question.kind not in SCORES:
        message = f"Answers to a {question.kind.value} question are no scores: test something else."
        yield Problem(path, "IMPOSSIBLE_TEST", message)
        return
    lowest, highest = SCORES[question.kind]
    bounds = {"minimumScore": test.minimum_score, "maximumScore": test.maximum_score}
    for name, score in bounds.items():
        if score is not None and not lowest <= score <= highest:
            message = f"Give a score from {lowest} to {highest}."
            yield Problem((*path, name), "OUT_OF_RANGE", message)
    if (
        test.minimum_score is not None
        and test.maximum_score is not None
        and test.minimum_score > test.maximum_score
    ):
        message = "No score is in this range: give a minimum that isn't above the maximum."
        yield Problem(path, "IMPOSSIBLE_TEST", message)


def _possible_steps(questions: Sequence[Question]) -> _Steps:
    """Return the steps from question to question that some answers lead to.

    A required question whose branches cover every answer never falls through to the next.
    """
    places = places_by_key(questions)
    steps: dict[tuple[int, int], Path] = {}
    for index, question in enumerate(questions):
        left = set(possible_outcomes(question))
        for number, branch in enumerate(question.branches):
            held = {outcome for outcome in left if branch.when.holds_for(outcome)}
            left -= held
            if held and branch.go_to in places:
                at: Path = (index, "branches", number, "goTo")
                steps.setdefault((index, places[branch.go_to]), at)
        may_be_left_out = question.takes_answer and not question.is_required
        falls_through = left or may_be_left_out or not question.branches
        if falls_through and index + 1 < len(questions):
            steps.setdefault((index, index + 1), (index,))
    return steps


def _circles(questions: Sequence[Question], steps: _Steps, path: Path) -> Iterator[Problem]:
    left = dict(steps)
    while circle := _circle(left):
        # The way back to an earlier question is always a branch; without it, other circles show.
        way_back = left.pop((circle[-1], circle[0]))
        way = " → ".join(questions[place].key for place in (*circle, circle[0]))
        message = f"Branches may not lead in a circle: {way}."
        yield Problem((*path, *way_back), "CYCLE", message)


def _circle(steps: Iterable[tuple[int, int]]) -> list[int]:
    """Return the places of a circle, the earliest question first; nothing when there is none."""
    sorter = TopologicalSorter[int]()
    for start, end in steps:
        sorter.add(end, start)
    try:
        sorter.prepare()
    except CycleError as error:
        circle: list[int] = error.args[1][1:]
        first = circle.index(min(circle))
        return circle[first:] + circle[:first]
    return []


def _unreachable(
    questions: Sequence[Question], steps: Iterable[tuple[int, int]], path: Path
) -> Iterator[Problem]:
    ends: dict[int, list[int]] = {}
    for start, end in steps:
        ends.setdefault(start, []).append(end)
    reached, to_visit = {0}, [0]
    while to_visit:
        found = set(ends.get(to_visit.pop(), ())) - reached
        reached |= found
        to_visit.extend(found)
    for index, question in enumerate(questions):
        if index not in reached:
            message = f"No answers lead to '{question.key}': let a branch go to it, or drop it."
            yield Problem((*path, index, "key"), "UNREACHABLE", message)
