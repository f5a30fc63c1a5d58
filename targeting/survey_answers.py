"""Whether answers fit the questions that were asked, and the form that they are kept in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeAlias, final

from targeting.contact_details import normalised_email, normalised_phone
from targeting.survey_routes import (
    CHOICES,
    SCORES,
    Answer,
    Question,
    QuestionKind,
    places_by_key,
    route,
)
from targeting.values import Path, Problem

# Half a character (a lone surrogate) is no control character, but nothing can keep it either.
_CONTROL_CHARACTER: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_FIELDS: Final = ("score", "text", "options", "other", "rows", "flag")


@final
@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it arrived: only the field of the question's kind is wanted.

    Attributes:
        text: of OPEN_TEXT, EMAIL, PHONE and DATE.
        options: keys, of RANKING the best first.
        other: a free text with options or instead of them, where the question allows it.
        rows: of MATRIX, each row's key and the key of the option chosen for it.
        flag: of CONSENT.
    """

    question: str
    score: int | None = None
    text: str | None = None
    options: tuple[str, ...] | None = None
    other: str | None = None
    rows: tuple[tuple[str, str], ...] | None = None
    flag: bool | None = None


def check_answers(
    questions: Sequence[Question],
    given: Sequence[GivenAnswer],
    path: Path = (),
    *,
    is_complete: bool = True,
) -> tuple[dict[str, Answer], tuple[Problem, ...]]:
    """Return the accepted answers by question key, and everything that is wrong with the rest.

    A complete survey has an answer to every required question on the route that its answers lead
    through, and none to questions beside it. What follows a branching question whose answer is
    wrong or still due is neither demanded nor refused, as nobody can know the route. With `is_complete=False`, to keep
    answers before the survey is over, nothing is required and answers beside the route are accepted.
    """
    wanted = questions if is_complete else [_optional(question) for question in questions]
    answers, refused = _check_each(wanted, given, path)
    if not is_complete:
        return answers, tuple(refused.values())
    settled, is_whole = _settled_route(questions, given, answers)
    for index, answer in enumerate(given):
        if is_whole and index not in refused and answer.question not in settled:
            refused[index] = _not_asked(answer.question, (*path, index))
            del answers[answer.question]
    in_order = (refused[index] for index in sorted(refused))
    return answers, (*in_order, *_missing(questions, settled, given, path))


def _optional(question: Question) -> Question:
    return replace(question, is_required=False)


def _check_each(
    questions: Sequence[Question], given: Sequence[GivenAnswer], path: Path
) -> tuple[dict[str, Answer], dict[int, Problem]]:
    """Return the accepted answers by question, and the problems of the others by their place."""
    by_key = {question.key: question for question in questions}
    answers: dict[str, Answer] = {}
    refused: dict[int, Problem] = {}
    for index, answer in enumerate(given):
        checked = _check(by_key.get(answer.question), answer, (*path, index), answers)
        if isinstance(checked, Problem):
            refused[index] = checked
        else:
            answers[answer.question] = checked
    return answers, refused


def _settled_route(
    questions: Sequence[Question], given: Sequence[GivenAnswer], answers: Mapping[str, Answer]
) -> tuple[tuple[str, ...], bool]:
    """Return the route as far as it is sure, and whether that is all of it."""
    asked, places = route(questions, answers), places_by_key(questions)
    given_keys = {answer.question for answer in given}
    for count, key in enumerate(asked, start=1):
        question = questions[places[key]]
        has_answer = key in answers or not question.takes_answer
        is_due = question.is_required or key in given_keys
        if question.branches and is_due and not has_answer:
            return asked[:count], False
    return asked, True


def _not_asked(key: str, path: Path) -> Problem:
    message = f"The other answers don't lead to the question '{key}': leave it out."
    return Problem((*path, "question"), "NOT_ASKED", message)


def _missing(
    questions: Sequence[Question], asked: Iterable[str], given: Sequence[GivenAnswer], path: Path
) -> list[Problem]:
    answered = {answer.question for answer in given}
    places = places_by_key(questions)
    on_route = [questions[places[key]] for key in asked if key not in answered]
    return [
        Problem(path, "REQUIRED", f"The question '{question.key}' must be answered.")
        for question in on_route
        if question.is_required and question.takes_answer
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
    if not question.takes_answer:
        message = f"'{question.key}' is a statement and takes no answer: leave it out."
        return Problem((*path, "question"), "TAKES_NO_ANSWER", message)
    return _wrong_fields(question, answer, path) or _CHECKS[question.kind](question, answer, path)


def _wrong_fields(question: Question, answer: GivenAnswer, path: Path) -> Problem | None:
    present = {name for name in _FIELDS if getattr(answer, name) is not None}
    field = _expected_field(question.kind)
    wanted = {field, "other"} if question.takes_other else {field}
    if present and present <= wanted:
        return None
    give = f"'{field}', 'other' or both," if question.takes_other else f"'{field}'"
    return Problem(
        path,
        "WRONG_KIND",
        f"'{question.key}' is a {question.kind.value} question: give {give} and nothing else.",
    )


def _expected_field(kind: QuestionKind) -> str:
    if kind in SCORES:
        return "score"
    if kind is QuestionKind.MATRIX:
        return "rows"
    if kind is QuestionKind.CONSENT:
        return "flag"
    return "options" if kind in CHOICES else "text"


def _check_score(question: Question, answer: GivenAnswer, path: Path) -> Answer | Problem:
    lowest, highest = SCORES[question.kind]
    if answer.score is not None and lowest <= answer.score <= highest:
        return answer.score
    return Problem((*path, "score"), "OUT_OF_RANGE", f"Give a score from {lowest} to {highest}.")


def _check_text(question: Question, answer: GivenAnswer, path: Path) -> Answer | Problem:
    # Browsers send the lines of a text area with both characters.
    text = (answer.text or "").replace("\r\n", "\n").strip()
    if question.is_required and not text:
        return Problem((*path, "text"), "REQUIRED", "Give a text that isn't empty.")
    return _wrong_text(question, text, (*path, "text")) or text


def _wrong_text(question: Question, text: str, where: Path) -> Problem | None:
    if len(text) > question.maximum_length:
        return Problem(where, "TOO_LONG", f"Give at most {question.maximum_length:,} characters.")
    if _CONTROL_CHARACTER.search(text):
        message = "Leave out control characters; only line feeds and tabs may stand."
        return Problem(where, "CONTROL_CHARACTER", message)
    return None


def _check_email(_: Question, answer: GivenAnswer, path: Path) -> Answer | Problem:
    try:
        return normalised_email(answer.text or "")
    except ValueError as error:
        return Problem((*path, "text"), "NOT_AN_EMAIL_ADDRESS", str(error))


def _check_phone(_: Question, answer: GivenAnswer, path: Path) -> Answer | Problem:
    try:
        return normalised_phone(answer.text or "")
    except ValueError as error:
        return Problem((*path, "text"), "NOT_A_PHONE_NUMBER", str(error))


def _check_date(_: Question, answer: GivenAnswer, path: Path) -> Answer | Problem:
    text = answer.text or ""
    try:
        # `fromisoformat` also reads weeks, such as 2026-W11-6.
        if date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    return Problem((*path, "text"), "NOT_A_DATE", "Give a date as YYYY-MM-DD, such as 2026-03-14.")


def _check_consent(question: Question, answer: GivenAnswer, path: Path) -> Answer | Problem:
    if question.is_required and not answer.flag:
        return Problem((*path, "flag"), "REQUIRED", "The survey needs the consent: give true.")
    return bool(answer.flag)


def _check_options(question: Question, answer: GivenAnswer, path: Path) -> Answer | Problem:
    chosen, other = tuple(answer.options or ()), (answer.other or "").strip()
    where = (*path, "options")
    wrong = _wrong_options(question, chosen, where) or _wrong_text(
        question, other, (*path, "other")
    )
    if wrong:
        return wrong
    count = len(chosen) + bool(other)
    if question.kind is not QuestionKind.MULTIPLE_CHOICE and count != 1:
        instead = ", or give 'other' instead" if question.takes_other else ""
        return Problem(where, "NOT_ONE", f"Choose exactly one option{instead}.")
    if question.is_required and not count:
        return Problem(where, "REQUIRED", "Choose at least one option.")
    with_other: dict[str, tuple[str, ...] | str] = {"options": chosen, "other": other}
    return with_other if other else chosen


def _check_ranking(question: Question, answer: GivenAnswer, path: Path) -> Answer | Problem:
    ranked, where = tuple(answer.options or ()), (*path, "options")
    if wrong := _wrong_options(question, ranked, where):
        return wrong
    missing = [key for key in question.option_keys if key not in ranked]
    if missing:
        return Problem(where, "NOT_ALL", f"Rank every option; {', '.join(missing)} is missing.")
    return ranked


def _wrong_options(question: Question, keys: Sequence[str], where: Path) -> Problem | None:
    if unknown := _unknown(keys, question.option_keys):
        known = ", ".join(question.option_keys)
        return Problem(where, "UNKNOWN_OPTION", f"No option {unknown}; use {known}.")
    if len(set(keys)) != len(keys):
        return Problem(where, "CHOSEN_TWICE", "Name each option once.")
    return None


def _check_rows(question: Question, answer: GivenAnswer, path: Path) -> Answer | Problem:
    given, where = answer.rows or (), (*path, "rows")
    chosen = dict(given)
    if unknown := _unknown(chosen, question.row_keys):
        known = ", ".join(question.row_keys)
        return Problem(where, "UNKNOWN_ROW", f"No row {unknown}; use {known}.")
    if unknown := _unknown((option for _, option in given), question.option_keys):
        known = ", ".join(question.option_keys)
        return Problem(where, "UNKNOWN_OPTION", f"No option {unknown}; use {known}.")
    if len(chosen) != len(given):
        return Problem(where, "CHOSEN_TWICE", "Choose one option for each row.")
    missing = [row for row in question.row_keys if row not in chosen]
    if question.is_required and missing:
        return Problem(where, "REQUIRED", f"Choose an option for {', '.join(missing)}, too.")
    return {"rows": {row: chosen[row] for row in question.row_keys if row in chosen}}


def _unknown(keys: Iterable[str], known: Iterable[str]) -> str:
    return ", ".join(sorted(set(keys) - set(known)))


_Check: TypeAlias = Callable[[Question, GivenAnswer, Path], Answer | Problem]

_CHECKS: Final[dict[QuestionKind, _Check]] = {
    **dict.fromkeys(SCORES, _check_score),
    **dict.fromkeys(CHOICES, _check_options),
    QuestionKind.RANKING: _check_ranking,
    QuestionKind.MATRIX: _check_rows,
    QuestionKind.OPEN_TEXT: _check_text,
    QuestionKind.EMAIL: _check_email,
    QuestionKind.PHONE: _check_phone,
    QuestionKind.DATE: _check_date,
    QuestionKind.CONSENT: _check_consent,
}
