"""Lists in pages, in the form that Relay's specification gives connections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, final

import strawberry

from resolvers.pages import Page

NodeType = TypeVar("NodeType")
_T = TypeVar("_T")


@final
@strawberry.type(description="Where a page stands in its list.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="More items follow.")
    has_previous_page: bool = strawberry.field(
        description="Items stand before this page; taken to be so wherever `after` was given."
    )
    start_cursor: str | None = strawberry.field(
        description="The cursor of its first item; null on an empty page."
    )
    end_cursor: str | None = strawberry.field(
        description="Give it as `after` to get the next page; null on an empty page."
    )


@strawberry.type(description="An item of a page.")
class Edge(Generic[NodeType]):
    cursor: str = strawberry.field(description="Give it as `after` to go on from here.")
    node: NodeType = strawberry.field(description="The item.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[NodeType]):
    edges: list[Edge[NodeType]] = strawberry.field(description="The items with their cursors.")
    page_info: PageInfo = strawberry.field(description="Where the page stands.")

    @classmethod
    def from_page(cls, page: Page[_T], node_of: Callable[[_T], Any]) -> Self:
        edges: list[Edge[NodeType]] = [
            Edge(cursor=cursor, node=node_of(item))
            for cursor, item in zip(page.cursors, page.items, strict=True)
        ]
        return cls(
            edges=edges,
            page_info=PageInfo(
                has_next_page=page.has_more,
                has_previous_page=page.has_previous,
                start_cursor=page.cursors[0] if edges else None,
                end_cursor=page.cursors[-1] if edges else None,
            ),
        )
