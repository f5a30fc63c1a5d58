"""Surveys: the kinds of question, and whether answers fit the questions that were asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias, final

from targeting.values import Path, Problem

Answer: TypeAlias = int | str | tuple[str, ...]
"""A score, a text or one option's key, or several options' keys."""


@final
class QuestionKind(Enum):
    """What a question asks for."""

    NPS = "NPS"
    STARS = "STARS"
    SINGLE_CHOICE = "SINGLE_CHOICE"
    MULTIPLE_CHOICE = "MULTIPLE_CHOICE"
    OPEN_TEXT = "OPEN_TEXT"


SCORES: Final = {QuestionKind.NPS: (0, 10), QuestionKind.STARS: (1, 5)}
"""The lowest and the highest score of the kinds that take one."""

CHOICES: Final = (QuestionKind.SINGLE_CHOICE, QuestionKind.MULTIPLE_CHOICE)


@final
@dataclass(frozen=True, slots=True)
class Question:
    """A question as far as checking an answer needs it."""

    key: str
    kind: QuestionKind
    is_required: bool = False
    option_keys: tuple[str, ...] = ()
    maximum_length: int = 2_000


@final
@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it arrived: exactly one of the three is wanted."""

    question: str
    score: int | None = None
    text: str | None = None
    options: tuple[str, ...] | None = None


def check_answers(
    questions: Sequence[Question], given: Sequence[GivenAnswer], path: Path = ()
) -> tuple[dict[str, Answer], tuple[Problem, ...]]:
    """Return the accepted answers by question key, and everything that is wrong with the rest."""
    by_key = {question.key: question for question in questions}
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for index, answer in enumerate(given):
        where: Path = (*path, index)
        question = by_key.get(answer.question)
        checked = _check(question, answer, where, answers)
        if isinstance(checked, Problem):
            problems.append(checked)
        else:
            answers[answer.question] = checked
    problems.extend(_missing(questions, given, path))
    return answers, tuple(problems)


def _missing(
    questions: Sequence[Question], given: Sequence[GivenAnswer], path: Path
) -> list[Problem]:
    answered = {answer.question for answer in given}
    return [
        Problem(path, "REQUIRED", f"The question '{question.key}' must be answered.")
        for question in questions
        if question.is_required and question.key not in answered
    ]


def _check(
    question: Question | None, answer: GivenAnswer, path: Path, so_far: Mapping[str, Answer]
) -> Answer | Problem:
    if question is None:
        return Problem(
            (*path, "question"),
            "UNKNOWN_QUESTION",
            f"The survey that was shown has no question '{answer.question}'.",
        )
    if question.key in so_far:
        return Problem(
            (*path, "question"), "ANSWERED_TWICE", f"'{question.key}' is answered twice."
        )
    field = _expected_field(question.kind)
    values = {"score": answer.score, "text": answer.text, "options": answer.options}
    if [name for name, value in values.items() if value is not None] != [field]:
        return Problem(
            path,
            "WRONG_KIND",
            f"'{question.key}' is a {question.kind.value} question: give '{field}' and nothing else.",
        )
    return _CHECKS[field](question, answer, path)


def _expected_field(kind: QuestionKind) -> str:
    if kind in SCORES:
        return "score"
    return "options" if kind in CHOICES else "text"


def _check_score(question: Question, answer: GivenAnswer, path: Path) -> Answer | Problem:
    lowest, highest = SCORES[question.kind]
    if answer.score is not None and lowest <= answer.score <= highest:
        return answer.score
    return Problem((*path, "score"), "OUT_OF_RANGE", f"Give a score from {lowest} to {highest}.")


def _check_text(question: Question, answer: GivenAnswer, path: Path) -> Answer | Problem:
    text = (answer.text or "").strip()
    if question.is_required and not text:
        return Problem((*path, "text"), "REQUIRED", "Give a text that isn't empty.")
    if len(text) > question.maximum_length:
        return Problem(
            (*path, "text"), "TOO_LONG", f"Give at most {question.maximum_length:,} characters."
        )
    return text


def _check_options(question: Question, answer: GivenAnswer, path: Path) -> Answer | Problem:
    where = (*path, "options")
    chosen = answer.options or ()
    unknown = sorted(set(chosen) - set(question.option_keys))
    if unknown:
        known = ", ".join(question.option_keys)
        return Problem(where, "UNKNOWN_OPTION", f"No option {', '.join(unknown)}; use {known}.")
    if len(set(chosen)) != len(chosen):
        return Problem(where, "CHOSEN_TWICE", "Name each option once.")
    if question.kind is QuestionKind.SINGLE_CHOICE and len(chosen) != 1:
        return Problem(where, "NOT_ONE", "Choose exactly one option.")
    if question.is_required and not chosen:
        return Problem(where, "REQUIRED", "Choose at least one option.")
    return tuple(chosen)


_CHECKS: Final = {"score": _check_score, "text": _check_text, "options": _check_options}
