"""The type of `info` in every resolver: it carries the request's context and no root value."""

from __future__ import annotations

from typing import TypeAlias

import strawberry

from resolvers.context import Context

SegueInfo: TypeAlias = strawberry.Info[Context, None]
