"""`trackEvents` without an executor stores and answers what it does with the plain one."""

from __future__ import annotations

import asyncio
from typing import Any, Final

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    is_required_input_field,
    parse,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.database import Database
from resolvers.catalog import CatalogRegistry
from resolvers.context import Context
from schema.direct_answers import direct_plan
from tests.conftest import NOW, make_store
from tests.schema.test_executor import OURS, PLAIN, answer_of

DOCUMENTS: Final = (
    """mutation Track($input: TrackEventsInput!) {
      trackEvents(input: $input) { __typename ... on EventsTracked { stored repeated } }
    }""",
    """mutation ($input: TrackEventsInput!) {
      mine: trackEvents(input: $input) {
        kind: __typename
        ... on EventsTracked { repeated __typename }
        ... on InvalidInput { message problems { path code message } }
        ... on UserError { message }
      }
    }""",
    """mutation ($input: TrackEventsInput!) {
      trackEvents(input: $input) {
        ... { __typename }
        ... on EventsTracked { n: stored }
        ... on EventsTracked { n: stored again: repeated }
      }
    }""",
)

_RIGHT: Final[dict[str, list[Any]]] = {
    "ID": ["one", "two", "three", 4],
    "String": ["kitchen", "mug", "\u0131"],
    "Int": [1, 20, 2.0],
    "Float": [1.5, 2, 1],
    "Boolean": [True, False],
    "DateTime": ["2026-03-01T10:00:00.123456Z", "2026-03-14T13:59:00+02:00"],
    "Decimal": ["12.50", 3, 2.5],
}
_WRONG: Final[dict[str, list[Any]]] = {
    "ID": ["", 1.5, True],
    "String": ["a\0b", "x" * 2_001, 7, None],
    "Int": [-1, 0, 2**31, "3", True, 1.5],
    "Float": [-0.5, 1e300, "1", False],
    "Boolean": [1, "true"],
    "DateTime": ["soon", 5, "2027-01-01T00:00:00Z"],
    "Decimal": ["-1", "many", True],
}


@st.composite
def values(draw: st.DrawFn, kind: Any) -> Any:
    """Return what could be sent for an input type: most of it is right, and some of it isn't."""
    if isinstance(kind, GraphQLNonNull):
        return None if draw(st.integers(0, 300)) == 77 else draw(values(kind.of_type))
    if isinstance(kind, GraphQLList):
        return draw(st.lists(values(kind.of_type), min_size=1, max_size=3))
    if isinstance(kind, GraphQLEnumType):
        wrong = draw(st.integers(0, 300)) == 77
        return "NOTHING" if wrong else draw(st.sampled_from(sorted(kind.values)))
    if not isinstance(kind, GraphQLInputObjectType):
        kinds = _WRONG if draw(st.integers(0, 300)) == 77 else _RIGHT
        return draw(st.sampled_from(kinds[kind.name]))
    names = sorted(kind.fields)
    if kind.is_one_of:
        chosen = draw(st.lists(st.sampled_from(names), min_size=1, max_size=1))
        if draw(st.integers(0, 300)) == 77:
            chosen = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
    else:
        required = [name for name in names if is_required_input_field(kind.fields[name])]
        more = draw(st.lists(st.sampled_from(names), max_size=3, unique=True))
        chosen = list(dict.fromkeys([*required, *more]))
    given = {name: draw(values(kind.fields[name].type)) for name in chosen}
    if draw(st.integers(0, 300)) == 77:
        given["unknown"] = 1
    return given


async def test_events_are_stored_and_answered_as_by_the_plain_executor(database: Database) -> None:
    loop = asyncio.get_running_loop()
    kind = OURS.core.type_map["TrackEventsInput"]
    catalogs = CatalogRegistry()
    stored: list[bool] = []

    async def outcome(schema: Any, document: str, given: Any) -> Any:
        store = await make_store()
        context = Context(store_id=store.id, now=NOW, catalogs=catalogs)
        answers = [
            answer_of(
                await schema.execute(
                    document, variable_values={"input": given}, context_value=context
                )
            )
            for _ in range(2)
        ]
        left = {"_id": 0, "store_id": 0, "shuffle": 0, "revision": 0}
        kept = [
            await database[name].find({"store_id": store.id}, left).sort("key").to_list()
            for name in ("events", "visitors")
        ]
        stored.append(bool(kept[0]))
        return answers, kept

    @settings(
        max_examples=120,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(document=st.sampled_from(DOCUMENTS), given=values(kind))
    def compare(document: str, given: Any) -> None:
        ours, plain = (
            asyncio.run_coroutine_threadsafe(outcome(schema, document, given), loop).result(60)
            for schema in (OURS, PLAIN)
        )
        assert ours == plain

    await asyncio.to_thread(compare)
    assert sum(stored) >= 10, "some of it is right"


def test_what_storefronts_send_has_a_plan() -> None:
    for document in DOCUMENTS:
        assert direct_plan(OURS.core, parse(document)) is not None
    for selection in ("...on EventsTracked @skip(if: $no) { stored }", "...Named"):
        document = f"""mutation ($input: TrackEventsInput!, $no: Boolean!) {{
          trackEvents(input: $input) {{ __typename {selection} }}
        }}
        fragment Named on EventsTracked {{ stored }}"""
        assert direct_plan(OURS.core, parse(document)) is None
