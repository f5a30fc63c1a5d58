"""The reference of rules as JSON, from their JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

_Schema: TypeAlias = dict[str, Any]

_BOUNDS: Final = {
    "minLength": "of at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "above {}",
    "pattern": "matching `{}`",
}


def rule_schema_page(schema_file: Path) -> str:
    """Return the page: a section for each definition of the schema."""
    schema = json.loads(schema_file.read_text(encoding="utf-8"))
    return "\n".join(_page(schema))


def _page(schema: _Schema) -> Iterator[str]:
    definitions = schema["$defs"]
    yield "# Rules as JSON\n"
    yield f"{schema['description']}\n"
    yield (
        "This is [`schema/rule.schema.json`](../../schema/rule.schema.json), definition by definition. "
        "[The rule language](../rules.md) explains it with examples.\n"
    )
    for name, definition in definitions.items():
        yield f"({_label(name)})="
        yield f"## {name}\n"
        yield from _definition(definition, definitions)


def _definition(definition: _Schema, definitions: dict[str, _Schema]) -> Iterator[str]:
    if "description" in definition:
        yield f"{definition['description']}\n"
    if "properties" in definition:
        yield from _properties(definition, definitions)
    alternatives = definition.get("anyOf", ())
    if alternatives and all("properties" in each for each in alternatives):
        yield from _operators(alternatives)
    elif alternatives:
        yield f"Also {' or '.join(_kind(each) for each in alternatives)}.\n"
    if "properties" not in definition and not alternatives:
        yield f"{_sentence(_kind(definition))}\n"


def _properties(definition: _Schema, definitions: dict[str, _Schema]) -> Iterator[str]:
    is_choice = definition.get("maxProperties") == 1 or "oneOf" in definition
    required = set(definition["properties"] if is_choice else definition.get("required", ()))
    if definition.get("maxProperties") == 1:
        yield "Exactly one of these.\n"
    for name, each in definition["properties"].items():
        referred = definitions.get(each.get("$ref", "").rsplit("/", 1)[-1], {})
        words = each.get("description") or referred.get("description", "")
        yield f"**`{name}`** {_kind(each)}{'' if name in required else ', may be left out'}"
        yield f": {words} {_choices(each)}".rstrip(" ") + "\n"


def _operators(alternatives: list[_Schema]) -> Iterator[str]:
    yield "| operators | value |\n|---|---|"
    for each in alternatives:
        properties = each["properties"]
        operators = properties.get("operator", {})
        names = operators.get("enum", [operators.get("const", "any")])
        forms = properties.get("value", {}) or {}
        written = ", ".join(f"`{form}`" for form in forms.get("properties", {})) or "none"
        yield f"| {', '.join(f'`{name}`' for name in names)} | {written} |"
    yield ""


def _kind(schema: _Schema) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{_label(name)})"
    if "const" in schema:
        return f"`{json.dumps(schema['const'])}`"
    if "enum" in schema:
        return "a name"
    bounds = [words.format(schema[key]) for key, words in _BOUNDS.items() if key in schema]
    if schema.get("type") == "array":
        bounds.insert(0, f"of {_kind(schema['items'])}")
    words = " ".join([schema.get("type", "a value"), ", ".join(bounds)]).strip()
    return words.replace(" 1 characters", " 1 character").replace(" 1 items", " 1 item")


def _choices(schema: _Schema) -> str:
    if "enum" in schema:
        return "One of " + ", ".join(f"`{name}`" for name in schema["enum"]) + "."
    if schema.get("type") == "object" and "properties" in schema:
        return (
            "With "
            + ", ".join(f"`{name}` ({_kind(each)})" for name, each in schema["properties"].items())
            + "."
        )
    return ""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _label(name: str) -> str:
    return f"rule-{name}".lower()
