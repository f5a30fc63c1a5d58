"""The reference is made from the code, so it is whole when it leaves nothing out."""

from __future__ import annotations

import json
from typing import Final

import pytest
from graphql import GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType, build_schema

from api.settings import Settings
from docs.generator.__main__ import reference_pages
from docs.generator.errors_page import problem_codes, refusal_codes
from docs.generator.settings_page import variable_of
from targeting.smart_segments import SmartSegment
from tests.command_line import ROOT

PAGES: Final = reference_pages()


@pytest.mark.parametrize("api", ["storefront", "admin"])
def test_every_type_and_field_of_an_api_is_described(api: str) -> None:
    schema = build_schema((ROOT / "schema" / f"{api}.graphql").read_text(encoding="utf-8"))
    text = "".join(page for name, page in PAGES.items() if name.startswith(api))
    for name, graphql_type in schema.type_map.items():
        if name.startswith("__") or name in {"String", "Int", "Float", "Boolean", "ID"}:
            continue
        if name not in {"Query", "Mutation"}:
            assert f"\n## {name}\n" in text, name
        if isinstance(
            graphql_type, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType
        ):
            for field in graphql_type.fields:
                assert f"\n### {field}\n" in text or f"**`{field}`**" in text, (name, field)


def test_every_definition_of_rules_is_described() -> None:
    schema = json.loads((ROOT / "schema" / "rule.schema.json").read_text(encoding="utf-8"))
    for name, definition in schema["$defs"].items():
        assert f"\n## {name}\n" in PAGES["rule-schema"]
        for field in definition.get("properties", ()):
            assert f"**`{field}`**" in PAGES["rule-schema"], (name, field)


def test_settings_smart_segments_and_codes_are_listed() -> None:
    for field in Settings.model_fields:
        assert f"**`{variable_of(field)}`**" in PAGES["settings"]
    for segment in SmartSegment:
        assert f"\n## {segment.value}\n" in PAGES["smart-segments"]
    assert {"UNAUTHENTICATED", "BODY_TOO_LARGE"} <= set(refusal_codes(ROOT))
    assert {"BAD_DECISION", "OUT_OF_RANGE", "CYCLE"} <= set(problem_codes(ROOT))


def test_nothing_of_the_machine_it_was_made_on_stands_in_it() -> None:
    for name, page in PAGES.items():
        assert str(ROOT) not in page, name
