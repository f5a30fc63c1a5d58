"""Pages of lists, as far as one request asks for them."""

from __future__ import annotations

from base64 import b64decode, urlsafe_b64encode
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
    """Some items of a list in a fixed order.

    Attributes:
        items: what is on the page.
        cursors: where each item stands, for the page after it.
        has_previous: items stand before the page; taken to be so wherever a cursor was given.
        has_more: items follow.
    """

    items: Sequence[_T]
    cursors: Sequence[str]
    has_previous: bool
    has_more: bool


def cursor_at(list_name: str, position: str) -> str:
    """Return the cursor of what stands at a position of a list; its text means nothing to clients."""
    return urlsafe_b64encode(f"{list_name}:{position}".encode()).decode().rstrip("=")


def position_at(list_name: str, cursor: str | None) -> str | None:
    """Return the position that a cursor of this list stands for; None without a cursor.

    Raises:
        InvalidInputError: it isn't a cursor of this list.
    """
    if cursor is None:
        return None
    try:
        decoded = b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        name, _, position = decoded.decode().partition(":")
    except ValueError:
        raise bad_cursor() from None
    if name != list_name:
        raise bad_cursor()
    return position


def page_of(
    items: Sequence[_T],
    *,
    list_name: str,
    position_of: Callable[[_T], str],
    descends: bool,
    first: int,
    after: str | None,
) -> Page[_T]:
    """Return a page of a list that is in memory as a whole, sorted by `position_of`.

    The item that `after` was the cursor of may have left the list since.

    Raises:
        InvalidInputError: `first` is out of range, or `after` isn't a cursor of this list.
    """
    checked_first(first)
    start = position_at(list_name, after)
    following = [
        item
        for item in items
        if start is None or (position_of(item) < start if descends else position_of(item) > start)
    ]
    return Page(
        items=following[:first],
        cursors=[cursor_at(list_name, position_of(item)) for item in following[:first]],
        has_previous=len(following) < len(items),
        has_more=len(following) > first,
    )


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
    list_name = document.get_collection_name()
    try:
        found = await find_newest_first(
            document,
            context.store_id,
            after=position_at(list_name, after),
            limit=first + 1,
            **{name: value for name, value in which.items() if value is not None},
        )
    except InvalidCursorError:
        raise bad_cursor() from None
    return Page(
        items=found[:first],
        cursors=[cursor_at(list_name, str(item.id)) for item in found[:first]],
        has_previous=after is not None,
        has_more=len(found) > first,
    )


def checked_first(first: int) -> None:
    """Raise `InvalidInputError` unless `first` is a size that pages may have."""
    if not 1 <= first <= MAXIMUM_PAGE:
        raise InvalidInputError(
            Problem(("first",), "OUT_OF_RANGE", f"Give a number from 1 to {MAXIMUM_PAGE}.")
        )


def bad_cursor() -> InvalidInputError:
    """Return the error for an `after` that no page ended with."""
    return InvalidInputError(
        Problem(("after",), "BAD_CURSOR", "Give a cursor of an earlier page of this list.")
    )
