"""What clients of the last release would trip over, and what the changelog says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, final

from graphql import (
    DangerousChangeType,
    GraphQLSchema,
    build_schema,
    find_breaking_changes,
    find_dangerous_changes,
    is_input_object_type,
)

SCHEMAS: Final = ("storefront", "admin")
BREAKING_HEADING: Final = "### Breaking"

# A client that leaves an argument out gets something else than it used to. New enum values, members
# of unions and optional inputs are no such change: clients are asked to expect them.
_ALSO_BREAKING: Final = {
    DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE,
    DangerousChangeType.INPUT_FIELD_DEFAULT_VALUE_CHANGE,
}
_DECLARATION: Final = re.compile(r"^- (storefront|admin): `([^`]+)`[ :]+\S", re.MULTILINE)


@final
@dataclass(frozen=True, order=True, slots=True)
class BreakingChange:
    """One change of a schema that can break a client.

    Attributes:
        schema: `storefront` or `admin`.
        change: what changed, such as `Field Campaign.trigger was removed.`
    """

    schema: str
    change: str

    def declaration(self) -> str:
        """Return the line that declares it in the changelog, up to the advice for clients."""
        return f"- {self.schema}: `{self.change}`"


def breaking_changes(released: Path, current: Path) -> list[BreakingChange]:
    """Return what breaks clients of the schemas in `released` with those in `current`."""
    return sorted(
        BreakingChange(name, change)
        for name in SCHEMAS
        for change in _breaking(_schema_in(released, name), _schema_in(current, name))
    )


def declared_changes(changelog: str) -> list[BreakingChange]:
    """Return what stands under "Breaking" in the part "Unreleased" of a changelog."""
    breaking = _section(unreleased_part(changelog), BREAKING_HEADING)
    return sorted(BreakingChange(*found) for found in _DECLARATION.findall(breaking))


def unreleased_part(changelog: str) -> str:
    """Return what stands under "Unreleased", without the heading."""
    return _section(changelog, "## Unreleased")


def _schema_in(folder: Path, name: str) -> GraphQLSchema:
    return build_schema((folder / f"{name}.graphql").read_text(encoding="utf-8"))


def _breaking(old: GraphQLSchema, new: GraphQLSchema) -> Iterator[str]:
    for breaking in find_breaking_changes(old, new):
        yield breaking.description
    for dangerous in find_dangerous_changes(old, new):
        if dangerous.type in _ALSO_BREAKING:
            yield dangerous.description
    yield from _inputs_of_which_one_must_be_given(old, new)


def _inputs_of_which_one_must_be_given(old: GraphQLSchema, new: GraphQLSchema) -> Iterator[str]:
    """The one kind of change that graphql-core's comparison doesn't look at."""
    for name, before in old.type_map.items():
        after = new.type_map.get(name)
        if not (is_input_object_type(before) and is_input_object_type(after)):
            continue
        if after.is_one_of and not before.is_one_of:
            yield f"Input {name} became @oneOf."


def _section(text: str, heading: str) -> str:
    level = heading.split(" ", 1)[0]
    begins = re.search(rf"^{re.escape(heading)}$", text, re.MULTILINE)
    if begins is None:
        return ""
    rest = text[begins.end() :]
    ends = re.search(rf"^#{{1,{len(level)}}} ", rest, re.MULTILINE)
    return rest if ends is None else rest[: ends.start()]
