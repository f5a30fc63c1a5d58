"""Content as one visitor gets it: placeholders filled in, questions and options in its own order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final, TypeAlias

from pydantic import BaseModel

from documents.content_parts import ThankYou
from documents.stores import StoreDocument
from documents.survey_content import FormSurveyContent, SurveyQuestion
from resolvers.renditions import Rendition
from targeting.evaluation import Evaluation
from targeting.personalisation import (
    Template,
    filled,
    filled_url,
    parse_text,
    visitor_values,
    wholly_filled,
)
from targeting.surveys import option_order, question_order

_MARK: Final = "{{"
_Fill: TypeAlias = Callable[[Template, Mapping[str, str]], str]


def for_visitor(rendition: Rendition, evaluation: Evaluation, store: StoreDocument) -> Rendition:
    """Return the rendition as the visitor gets it; most are the same for everybody."""
    content: Any = rendition.content
    if isinstance(content, FormSurveyContent):
        content = _in_order(content, rendition, evaluation.visitor.visitor_id)
    if rendition.is_personal:
        values = visitor_values(evaluation, store_name=store.name, locale=rendition.locale)
        content = _filled(content, values)
    if content is rendition.content:
        return rendition
    return replace(rendition, content=content, shared=None)


def thank_you_for(
    thank_you: ThankYou, evaluation: Evaluation, store: StoreDocument, locale: str, code: str | None
) -> ThankYou:
    """Return the thank-you as the visitor gets it, with its coupon's code if there is one."""
    values = visitor_values(evaluation, store_name=store.name, locale=locale)
    coupon = {"couponCode": code or ""}
    personal: ThankYou = _filled(thank_you, {**values, **coupon}, wholly_filled)
    return personal


def _filled(value: Any, values: Mapping[str, str], fill: _Fill = filled, name: str = "") -> Any:
    """Return a part of content with its placeholders filled in; a part without any is itself."""
    if isinstance(value, str):
        if _MARK not in value:
            return value
        return (filled_url if name == "url" else fill)(parse_text(value), values)
    if isinstance(value, tuple):
        items = tuple(_filled(item, values, fill) for item in value)
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    if not isinstance(value, BaseModel):
        return value
    changes = {
        field: after
        for field in type(value).model_fields
        if (after := _filled(before := getattr(value, field), values, fill, field)) is not before
    }
    return value.model_copy(update=changes) if changes else value


def _in_order(content: FormSurveyContent, rendition: Rendition, visitor_id: str) -> Any:
    """Return a survey with its questions, and their options, in the order this visitor sees them."""
    salt = rendition.campaign_id
    by_key = {question.key: question for question in content.questions}
    order = question_order(
        content.to_questions(), salt, visitor_id, shuffles_questions=content.shuffles_questions
    )
    questions = tuple(_with_options_in_order(by_key[key], salt, visitor_id) for key in order)
    if all(a is b for a, b in zip(questions, content.questions, strict=True)):
        return content
    return content.model_copy(update={"questions": questions})


def _with_options_in_order(question: SurveyQuestion, salt: str, visitor_id: str) -> SurveyQuestion:
    if not question.shuffles_options:
        return question
    options = {option.key: option for option in question.options}
    order = option_order(question.to_question(), salt, visitor_id)
    return question.model_copy(update={"options": tuple(options[key] for key in order)})
