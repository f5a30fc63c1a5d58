"""What surveys ask."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Literal, final

from pydantic import Field, StringConstraints

from documents.content_parts import (
    Colours,
    ContentModel,
    Key,
    Line,
    Paragraph,
    Position,
    Teaser,
    ThankYou,
    TraitName,
)
from targeting.surveys import AnswerTest, Branch, Question, QuestionKind


@final
class SurveyPresentation(Enum):
    """Whether a survey stands in the page, at the campaign's placement, or pops up."""

    IN_PAGE = "IN_PAGE"
    POPUP = "POPUP"


@final
class QuestionOption(ContentModel):
    """One answer to choose, or one row of a matrix."""

    key: Key
    label: Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]


@final
class SurveyBranch(ContentModel):
    """Where to go on after some answers; the first branch that fits is taken.

    Attributes:
        go_to: a later question's key; `None` ends the survey.
    """

    minimum_score: Annotated[int, Field(ge=0, le=10)] | None = None
    maximum_score: Annotated[int, Field(ge=0, le=10)] | None = None
    any_option: Annotated[tuple[Key, ...], Field(max_length=30)] = ()
    go_to: Key | None = None

    def to_branch(self) -> Branch:
        """Return the branch as routes are worked out with it."""
        test = AnswerTest(self.minimum_score, self.maximum_score, self.any_option)
        return Branch(test, self.go_to)


@final
class SurveyQuestion(ContentModel):
    """One question.

    What would not work (choices without options, branches that lead nowhere) is found by
    `targeting.surveys.survey_problems` when the campaign is saved.

    Attributes:
        saves_as: the visitor's trait that the answer is kept as, so that rules can use it.
    """

    key: Key
    kind: QuestionKind
    text: Line
    description: Paragraph | None = None
    is_required: bool = False
    options: Annotated[tuple[QuestionOption, ...], Field(max_length=30)] = ()
    allows_other: bool = False
    other_label: Line | None = None
    rows: Annotated[tuple[QuestionOption, ...], Field(max_length=30)] = ()
    low_label: Line | None = None
    high_label: Line | None = None
    maximum_length: Annotated[int, Field(ge=1, le=10_000)] = 2_000
    page: Annotated[int, Field(ge=1, le=20)] = 1
    shuffles_options: bool = False
    branches: Annotated[tuple[SurveyBranch, ...], Field(max_length=20)] = ()
    saves_as: TraitName | None = None

    def to_question(self) -> Question:
        """Return the question as far as routes and answers are worked out with it."""
        return Question(
            key=self.key,
            kind=self.kind,
            is_required=self.is_required,
            option_keys=tuple(option.key for option in self.options),
            maximum_length=self.maximum_length,
            allows_other=self.allows_other,
            row_keys=tuple(row.key for row in self.rows),
            page=self.page,
            shuffles_options=self.shuffles_options,
            branches=tuple(branch.to_branch() for branch in self.branches),
        )


@final
class FormSurveyContent(ContentModel):
    """A form with questions."""

    type: Literal["FORM_SURVEY"] = "FORM_SURVEY"
    title: Line
    description: Paragraph | None = None
    questions: Annotated[tuple[SurveyQuestion, ...], Field(max_length=50)]
    shuffles_questions: bool = False
    submit_label: Line
    next_label: Line | None = None
    back_label: Line | None = None
    thank_you: ThankYou
    presentation: SurveyPresentation = SurveyPresentation.POPUP
    position: Position = Position()
    has_overlay: bool = True
    teaser: Teaser | None = None
    colours: Colours = Colours()

    def to_questions(self) -> tuple[Question, ...]:
        """Return the questions as far as routes and answers are worked out with them."""
        return tuple(question.to_question() for question in self.questions)
