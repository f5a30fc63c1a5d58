"""Documents are parsed and validated once, and answered as the first time ever after."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

import strawberry
from graphql import ValidationRule
from strawberry.extensions import AddValidationRules

from schema.document_cache import MOST_DOCUMENTS, DocumentCache, KnownDocuments
from schema.storefront import build_storefront_schema


@strawberry.type
class Query:
    @strawberry.field
    def echo(self, text: str = "") -> str:
        return text


class Counted(ValidationRule):
    """Counts how often anything is validated."""

    times: ClassVar[int] = 0

    def __init__(self, context: Any) -> None:
        super().__init__(context)
        Counted.times += 1


def cached_schema() -> tuple[strawberry.Schema, KnownDocuments]:
    cache = KnownDocuments()
    schema = strawberry.Schema(
        Query, extensions=[lambda: AddValidationRules([Counted]), partial(DocumentCache, cache)]
    )
    return schema, cache


async def answer(schema: strawberry.Schema, query: str, **variables: Any) -> Any:
    result: Any = await schema.execute(query, variable_values=variables)
    return result.data, [str(error) for error in result.errors or ()]


async def test_a_document_is_validated_once() -> None:
    schema, _ = cached_schema()
    Counted.times = 0
    query = "query($t: String!) { echo(text: $t) }"
    assert await answer(schema, query, t="a") == ({"echo": "a"}, [])
    assert await answer(schema, query, t="b") == ({"echo": "b"}, [])
    assert Counted.times == 1


async def test_what_is_wrong_with_a_document_is_said_again() -> None:
    schema, _ = cached_schema()
    for query in ("{ nothing }", "{ echo", ""):
        first = await answer(schema, query) if query else None
        again = await answer(schema, query) if query else None
        assert first == again
    _, errors = await answer(schema, "{ nothing }")
    assert "Cannot query field 'nothing'" in errors[0]


async def test_the_document_not_asked_for_the_longest_goes_first() -> None:
    schema, cache = cached_schema()
    await answer(schema, "{ first: echo }")
    for number in range(MOST_DOCUMENTS - 1):
        await answer(schema, f"{{ e{number}: echo }}")
    await answer(schema, "{ first: echo }")
    await answer(schema, "{ last: echo }")
    assert len(cache) == MOST_DOCUMENTS
    assert "{ first: echo }" in cache
    assert "{ e0: echo }" not in cache


async def test_each_schema_has_a_cache_of_its_own() -> None:
    """A rule class or a cache made anew for each request would silently turn it off."""
    first, second = (
        next(f for f in build_storefront_schema().extensions if isinstance(f, partial))
        for _ in range(2)
    )
    assert first.func is second.func is DocumentCache
    assert first.args[0] is not second.args[0]
