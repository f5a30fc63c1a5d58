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
    def from_page(
        cls, page: Page[_T], node_of: Callable[[_T], Any], cursor_of: Callable[[_T], str]
    ) -> Self:
        edges: list[Edge[NodeType]] = [
            Edge(cursor=cursor_of(item), node=node_of(item)) for item in page.items
        ]
        end_cursor = edges[-1].cursor if edges else None
        return cls(
            edges=edges, page_info=PageInfo(has_next_page=page.has_more, end_cursor=end_cursor)
        )
