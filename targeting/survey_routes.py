"""A survey's questions, the route that answers lead through them, and the order they are shown in."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias, final

from targeting.bucketing import bucket_of

Answer: TypeAlias = (
    int | str | tuple[str, ...] | dict[str, tuple[str, ...] | str] | dict[str, dict[str, str]]
)
"""An answer as it is kept; what comes back from the database with lists for tuples is one, too.

A score; a text, e-mail address, phone number or ISO date; whether there is consent (a `bool`); the
keys of the options chosen, of RANKING the best first. A choice with a free text of the visitor's own
is `{"options": (key, ...), "other": text}`, and MATRIX is `{"rows": {row: option}}`.
"""

Outcome: TypeAlias = int | str | None
"""What branches tell apart: a score, the key of a chosen option, `None` for any other answer."""

OTHER: Final = "other"
"""What an answer's free text beside the options counts as, as if it were an option's key."""

HASHES: Final = 2**32
"""As many as MurmurHash3 of 32 bits has: orders are sorted by the whole hash."""


@final
class QuestionKind(Enum):
    """What a question asks for."""

    NPS = "NPS"
    STARS = "STARS"
    EMOJI = "EMOJI"
    CSAT = "CSAT"
    CES = "CES"
    SINGLE_CHOICE = "SINGLE_CHOICE"
    MULTIPLE_CHOICE = "MULTIPLE_CHOICE"
    DROPDOWN = "DROPDOWN"
    RANKING = "RANKING"
    MATRIX = "MATRIX"
    OPEN_TEXT = "OPEN_TEXT"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    DATE = "DATE"
    CONSENT = "CONSENT"
    STATEMENT = "STATEMENT"


SCORES: Final = {
    QuestionKind.NPS: (0, 10),
    QuestionKind.STARS: (1, 5),
    QuestionKind.EMOJI: (1, 5),
    QuestionKind.CSAT: (1, 5),
    QuestionKind.CES: (1, 7),
}
"""The lowest and the highest score of the kinds that take one.

NPS is the Net Promoter Score's scale (Reichheld, "The One Number You Need to Grow", Harvard Business
Review, December 2003); CES is the seven points, from disagreement to agreement, of the Customer
Effort Score 2.0 (CEB, 2013).
"""

CHOICES: Final = (
    QuestionKind.SINGLE_CHOICE,
    QuestionKind.MULTIPLE_CHOICE,
    QuestionKind.DROPDOWN,
    QuestionKind.RANKING,
    QuestionKind.MATRIX,
)
"""The kinds with options; those of MATRIX are the columns, and each row takes one."""

CHOICES_WITH_OTHER: Final = (
    QuestionKind.SINGLE_CHOICE,
    QuestionKind.MULTIPLE_CHOICE,
    QuestionKind.DROPDOWN,
)
"""The kinds that may take a free text beside their options."""


@final
@dataclass(frozen=True, slots=True)
class AnswerTest:
    """A test of one question's answer; with nothing set it holds for any answer.

    Attributes:
        minimum_score: holds for scores from this one on.
        maximum_score: holds for scores up to this one.
        any_option: holds when one of these was chosen: in any row of MATRIX, as the best of RANKING.
            `"other"` stands for the free text.
    """

    minimum_score: int | None = None
    maximum_score: int | None = None
    any_option: tuple[str, ...] = ()

    @property
    def tests_score(self) -> bool:
        """Whether it can hold for scores only."""
        return self.minimum_score is not None or self.maximum_score is not None

    def holds_for(self, outcome: Outcome) -> bool:
        """Say whether it holds for what an answer came to."""
        if self.any_option:
            return not self.tests_score and outcome in self.any_option
        if not self.tests_score:
            return True
        return isinstance(outcome, int) and (
            (self.minimum_score is None or outcome >= self.minimum_score)
            and (self.maximum_score is None or outcome <= self.maximum_score)
        )


@final
@dataclass(frozen=True, slots=True)
class Branch:
    """Where a question leads when its answer passes a test.

    Attributes:
        when: the test of the answer.
        go_to: the key of the question that comes next; `None` ends the survey.
    """

    when: AnswerTest
    go_to: str | None


@final
@dataclass(frozen=True, slots=True)
class Question:
    """A question as far as checking an answer and finding the next question need it.

    Attributes:
        maximum_length: in characters, of OPEN_TEXT and of a free text beside options.
        allows_other: whether a free text may stand beside the options or instead of them.
        row_keys: of MATRIX, whose columns are the options.
        page: from 1 on; pages ascend through a survey.
        shuffles_options: whether each visitor sees the options in an order of their own.
        branches: the first whose test holds says what comes next; without one it is the next question.
    """

    key: str
    kind: QuestionKind
    is_required: bool = False
    option_keys: tuple[str, ...] = ()
    maximum_length: int = 2_000
    allows_other: bool = False
    row_keys: tuple[str, ...] = ()
    page: int = 1
    shuffles_options: bool = False
    branches: tuple[Branch, ...] = ()

    @property
    def takes_answer(self) -> bool:
        """Whether it asks for anything; a statement only tells."""
        return self.kind is not QuestionKind.STATEMENT

    @property
    def takes_other(self) -> bool:
        """Whether a free text may stand beside its options."""
        return self.allows_other and self.kind in CHOICES_WITH_OTHER


def places_by_key(questions: Sequence[Question]) -> dict[str, int]:
    """Return where each question stands in the list; of those with one key, the first."""
    return {questions[place].key: place for place in reversed(range(len(questions)))}


def possible_outcomes(question: Question) -> frozenset[Outcome]:
    """Return everything that answers to the question can come to, for its branches to test."""
    if question.kind in SCORES:
        lowest, highest = SCORES[question.kind]
        return frozenset(range(lowest, highest + 1))
    if question.kind not in CHOICES:
        return frozenset({None})
    outcomes: set[Outcome] = set(question.option_keys)
    if question.takes_other:
        outcomes.add(OTHER)
    can_choose_nothing = question.kind in (QuestionKind.MULTIPLE_CHOICE, QuestionKind.MATRIX)
    if can_choose_nothing and not question.is_required:
        outcomes.add(None)
    return frozenset(outcomes)


def route(questions: Sequence[Question], answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """Return the keys of the questions in the order they are asked, as far as `answers` tell.

    It goes on past questions without an answer: the branches of one never hold, so the next in the
    list follows. A statement takes no answer; its branches hold if they test nothing. No question
    comes twice: where a survey has problems, the route ends before it would turn back.
    """
    places = places_by_key(questions)
    asked: dict[str, None] = {}
    place: int | None = 0
    while place is not None and place < len(questions) and questions[place].key not in asked:
        question = questions[place]
        asked[question.key] = None
        place = _next_place(question, place, places, answers)
    return tuple(asked)


def _next_place(
    question: Question, place: int, places: Mapping[str, int], answers: Mapping[str, Answer]
) -> int | None:
    outcomes = _outcomes(question, answers.get(question.key))
    for branch in question.branches:
        if any(branch.when.holds_for(outcome) for outcome in outcomes):
            return None if branch.go_to is None else places.get(branch.go_to)
    return place + 1


def _outcomes(question: Question, answer: Answer | None) -> Iterable[Outcome]:
    if not question.takes_answer:
        return (None,)
    if answer is None:
        return ()
    if question.kind in SCORES and isinstance(answer, int):
        return (answer,)
    if question.kind is QuestionKind.RANKING:
        return _chosen(answer)[:1] or (None,)
    return _chosen(answer) or (None,)


def _chosen(answer: Answer) -> tuple[str, ...]:
    match answer:
        case {"rows": dict(rows)}:
            return tuple(rows.values())
        case {"options": [*options], "other": _}:
            return (*options, OTHER)
        case [*options]:
            return tuple(options)
        case _:
            return ()


def next_question(questions: Sequence[Question], answers: Mapping[str, Answer]) -> str | None:
    """Return the key of the first question on the route that is still to show, for resuming.

    That is one without an answer, also when it need not be answered. A statement counts as seen
    once something after it is answered. `None` when nothing is left and the survey is over.
    """
    asked = route(questions, answers)
    places = places_by_key(questions)
    answered = [place for place, key in enumerate(asked) if answers.get(key) is not None]
    last_answered = max(answered, default=-1)
    for place, key in enumerate(asked):
        is_seen_statement = not questions[places[key]].takes_answer and place < last_answered
        if place not in answered and not is_seen_statement:
            return key
    return None


def question_order(
    questions: Sequence[Question], salt: str, visitor_id: str, *, shuffles_questions: bool = False
) -> tuple[str, ...]:
    """Return the keys of the questions in the order that the visitor sees them; the same for ever.

    They change places within their page only, statements stay in theirs, and nothing is shuffled
    when any question has branches. What is shuffled is sorted by the hash that `targeting.bucketing`
    describes, ascending and not reduced to buckets, of `"{salt}.question.{key}:{visitor_id}"`;
    with equal hashes the list's order stays.
    """
    if not shuffles_questions or any(question.branches for question in questions):
        return tuple(question.key for question in questions)
    ordered: list[str] = []
    for _, page in itertools.groupby(questions, key=lambda question: question.page):
        on_page = list(page)
        movable = [question.key for question in on_page if question.takes_answer]
        shuffled = iter(_shuffled(movable, f"{salt}.question", visitor_id))
        ordered.extend(
            next(shuffled) if question.takes_answer else question.key for question in on_page
        )
    return tuple(ordered)


def option_order(question: Question, salt: str, visitor_id: str) -> tuple[str, ...]:
    """Return the keys of the options in the order that the visitor sees them; the same for ever.

    They are shuffled only if the question says so: as `question_order` does it, by the hash of
    `"{salt}.option.{question's key}.{option's key}:{visitor_id}"`. A free text beside the options is
    none of them, so it always comes last.
    """
    if not question.shuffles_options:
        return question.option_keys
    return tuple(_shuffled(question.option_keys, f"{salt}.option.{question.key}", visitor_id))


def _shuffled(keys: Iterable[str], salt: str, visitor_id: str) -> list[str]:
    return sorted(keys, key=lambda key: bucket_of(f"{salt}.{key}", visitor_id, HASHES))
