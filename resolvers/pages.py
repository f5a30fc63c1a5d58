"""Pages of lists, as far as one request asks for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar, final

from documents.newest_first import InvalidCursorError, Stored, find_newest_first
from resolvers.context import Context
from targeting.values import InvalidInputError, Problem

MAXIMUM_PAGE: Final = 100

_T = TypeVar("_T")


@final
@dataclass(frozen=True, slots=True)
class Page(Generic[_T]):
    """Some items, and whether more follow."""

    items: Sequence[_T]
    has_more: bool


def page_of(
    items: Sequence[_T], *, cursor_of: Callable[[_T], str], first: int, after: str | None
) -> Page[_T]:
    """Return a page of a list that is in memory as a whole.

    Raises:
        InvalidInputError: `first` is out of range, or no item has the cursor `after`.
    """
    checked_first(first)
    start = 0
    if after is not None:
        cursors = [cursor_of(item) for item in items]
        if after not in cursors:
            raise _bad_cursor()
        start = cursors.index(after) + 1
    return Page(items[start : start + first], len(items) > start + first)


async def newest_page(
    context: Context,
    document: type[Stored],
    *,
    first: int,
    after: str | None,
    **which: Any,
) -> Page[Stored]:
    """Return a page of what arrived, newest first; of what has these values, where they are given.

    Raises:
        InvalidInputError: `first` or `after` can't be used.
        DatabaseUnavailableError: MongoDB doesn't answer.
    """
    checked_first(first)
    try:
        found = await find_newest_first(
            document,
            context.store_id,
            after=after,
            limit=first + 1,
            **{name: value for name, value in which.items() if value is not None},
        )
    except InvalidCursorError:
        raise _bad_cursor() from None
    return Page(found[:first], len(found) > first)


def checked_first(first: int) -> None:
    """Raise `InvalidInputError` unless `first` is a size that pages may have."""
    if not 1 <= first <= MAXIMUM_PAGE:
        raise InvalidInputError(
            Problem(("first",), "OUT_OF_RANGE", f"Give a number from 1 to {MAXIMUM_PAGE}.")
        )


def _bad_cursor() -> InvalidInputError:
    return InvalidInputError(
        Problem(("after",), "BAD_CURSOR", "Give the endCursor of an earlier page of this list.")
    )
