"""The two schemas as partners see them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    get_named_type,
    is_leaf_type,
    parse,
    validate,
)

from schema.admin import build_admin_schema
from schema.export import drifted_schemas, write_schemas
from schema.storefront import build_storefront_schema

FOLDER = Path(__file__).parent.parent.parent / "schema"
SCHEMAS = {"storefront": build_storefront_schema().as_str(), "admin": build_admin_schema().as_str()}
BUILT_IN = {"String", "Int", "Float", "Boolean", "ID"}


@pytest.fixture(params=SCHEMAS, scope="module")
def schema(request: pytest.FixtureRequest) -> GraphQLSchema:
    return build_schema(SCHEMAS[request.param])


def _described(schema: GraphQLSchema) -> Iterator[tuple[str, Any]]:
    for name, kind in schema.type_map.items():
        if name.startswith("__") or name in BUILT_IN:
            continue
        yield name, kind
        if isinstance(kind, GraphQLEnumType):
            yield from ((f"{name}.{value}", v) for value, v in kind.values.items())
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            yield from ((f"{name}.{field}", f) for field, f in kind.fields.items())
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field, definition in kind.fields.items():
                yield from ((f"{name}.{field}({a})", arg) for a, arg in definition.args.items())


def test_everything_is_described(schema: GraphQLSchema) -> None:
    bare = [name for name, thing in _described(schema) if not (thing.description or "").strip()]
    assert bare == []


def test_each_mutation_answers_with_a_union_that_tells_errors(schema: GraphQLSchema) -> None:
    """`recomputeSmartSegments` alone can't be refused: it takes no input."""
    mutation = schema.mutation_type
    assert mutation is not None
    user_error = schema.type_map["UserError"]
    for name, field in mutation.fields.items():
        if name == "recomputeSmartSegments":
            continue
        result = getattr(field.type, "of_type", field.type)
        assert isinstance(result, GraphQLUnionType), name
        assert result.name.endswith("Result"), name
        errors = [m for m in result.types if user_error in m.interfaces]
        assert "InvalidInput" in {m.name for m in errors}, name
        assert len(result.types) - len(errors) == 1, name
        assert list(field.args) == ["input"], name


def test_storefront_schema_has_nothing_personal() -> None:
    """No type that a publishable key can read has a field for an address, a name or an answer.

    Answers so far are read with the signed token that their visitor alone was given.
    """
    schema = build_schema(SCHEMAS["storefront"])
    forbidden = {"email", "typedEmail", "answers", "profile", "orders", "visitor", "name"}
    readable = [
        f"{name}.{field}"
        for name, kind in schema.type_map.items()
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) and not name.startswith("__")
        for field in kind.fields
        if field in forbidden
    ]
    assert readable == ["SurveyProgress.answers"]


def test_all_five_types_are_campaigns() -> None:
    schema = build_schema(SCHEMAS["storefront"])
    campaign = schema.type_map["Campaign"]
    assert isinstance(campaign, GraphQLInterfaceType)
    assert sorted(kind.name for kind in schema.get_possible_types(campaign)) == [
        "EmailCollection",
        "FormSurvey",
        "HeroBanner",
        "NotificationBar",
        "PopupBanner",
    ]


def _selection(schema: GraphQLSchema, kind: Any, depth: int = 0) -> str:
    """Everything that can be selected of a type, its members' fields side by side."""
    kind = get_named_type(kind)
    if isinstance(kind, GraphQLUnionType | GraphQLInterfaceType):
        members = schema.get_possible_types(kind)
        return " ".join(f"... on {m.name} {{ {_selection(schema, m, depth)} }}" for m in members)
    parts = []
    for name, field in kind.fields.items():
        inner = get_named_type(field.type)
        if is_leaf_type(inner):
            parts.append(name)
        elif depth < 6:
            parts.append(f"{name} {{ {_selection(schema, inner, depth + 1)} }}")
    return " ".join(parts)


@pytest.mark.parametrize("name", ["Campaign", "CampaignContent"])
def test_one_query_can_ask_for_every_field_of_all_five_types(name: str) -> None:
    """Fields of one name must have one type, or a storefront would need aliases."""
    schema = build_schema(SCHEMAS["storefront" if name == "Campaign" else "admin"])
    selection = _selection(schema, schema.type_map[name])
    query = {
        "Campaign": f'{{ eligibleCampaigns(visitorId: "v") {{ campaign {{ {selection} }} }} }}',
        "CampaignContent": '{ campaign(id: "c") { draft { variants { translations { '
        f"content {{ {selection} }} }} }} }} }} }}",
    }[name]
    assert validate(schema, parse(query)) == []


def test_committed_files_say_what_the_code_says() -> None:
    assert drifted_schemas(FOLDER) == []


def test_drift_is_noticed(tmp_path: Path) -> None:
    assert drifted_schemas(tmp_path) == ["storefront.graphql", "admin.graphql", "rule.schema.json"]
    write_schemas(tmp_path)
    assert drifted_schemas(tmp_path) == []
    with (tmp_path / "admin.graphql").open("a") as file:
        file.write("# changed\n")
    assert drifted_schemas(tmp_path) == ["admin.graphql"]
