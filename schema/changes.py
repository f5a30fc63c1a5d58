"""What differs between two states of something."""

from __future__ import annotations

from typing import Any, Self, final

import strawberry
from strawberry.scalars import JSON

from targeting.differences import Change as Difference


@final
@strawberry.type(description="One difference between two states of something.")
class Change:
    path: list[str] = strawberry.field(
        description="Where: names of fields, with the key or the locale of an item, or its position."
    )
    before: JSON | None = strawberry.field(description="What stood there; null where nothing did.")
    after: JSON | None = strawberry.field(description="What stands there; null where nothing does.")
    is_added: bool = strawberry.field(description="There was nothing before.")
    is_removed: bool = strawberry.field(description="There is nothing now.")

    @classmethod
    def from_difference(cls, change: Difference) -> Self:
        return cls(
            path=[str(step) for step in change.path],
            before=_json(change.before),
            after=_json(change.after),
            is_added=change.is_added,
            is_removed=change.is_removed,
        )

    @classmethod
    def from_stored(cls, change: dict[str, Any]) -> Self:
        return cls(
            path=list(change["path"]),
            before=_json(change["before"]),
            after=_json(change["after"]),
            is_added=change["is_added"],
            is_removed=change["is_removed"],
        )


def _json(value: Any) -> JSON | None:
    return None if value is None else JSON(value)
