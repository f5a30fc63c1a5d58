"""Answers to the questions of a survey."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, final

import strawberry


@final
@strawberry.type(description="The answer to one row of a matrix.")
class RowAnswer:
    row: str = strawberry.field(description="The row's key.")
    option: str = strawberry.field(description="The key of the column chosen.")


@final
@strawberry.type(description="An answer to one question; the field of the question's kind is set.")
class SurveyAnswer:
    question: str = strawberry.field(description="The question's key.")
    score: int | None = strawberry.field(description="Of a scale.")
    text: str | None = strawberry.field(
        description="Of OPEN_TEXT, EMAIL, PHONE, and DATE as `YYYY-MM-DD`."
    )
    options: list[str] | None = strawberry.field(
        description="Of choices, keys of options; of a RANKING, the best first."
    )
    other: str | None = strawberry.field(description="The visitor's own text beside the options.")
    rows: list[RowAnswer] | None = strawberry.field(description="Of a MATRIX.")
    flag: bool | None = strawberry.field(description="Of a CONSENT.")

    @classmethod
    def from_stored(cls, question: str, answer: Any) -> Self:
        parts = answer if isinstance(answer, Mapping) else {}
        options = answer if isinstance(answer, list | tuple) else parts.get("options")
        rows = parts.get("rows")
        is_flag = isinstance(answer, bool)
        return cls(
            question=question,
            score=answer if isinstance(answer, int) and not is_flag else None,
            text=answer if isinstance(answer, str) else None,
            options=None if options is None else list(options),
            other=parts.get("other"),
            rows=rows and [RowAnswer(row=row, option=option) for row, option in rows.items()],
            flag=answer if is_flag else None,
        )
