"""The reference of a GraphQL API, from its committed schema."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias, final

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLEnumValue,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    GraphQLUnionType,
    build_schema,
    get_named_type,
    is_introspection_type,
    is_specified_scalar_type,
    print_ast,
)

Fielded: TypeAlias = GraphQLObjectType | GraphQLInterfaceType
Described: TypeAlias = GraphQLField | GraphQLInputField | GraphQLArgument | GraphQLEnumValue

ROOTS: Final = ("Query", "Mutation")


@final
@dataclass(frozen=True, slots=True)
class Use:
    """A place that names a type: a field, an argument or an input field."""

    owner: str
    field: str


@final
class GraphQLReference:
    """The pages of one API.

    Args:
        name: `storefront` or `admin`; begins the pages' names and the labels of types.
    """

    def __init__(self, name: str, schema_file: Path) -> None:
        self._name = name
        self._schema: GraphQLSchema = build_schema(schema_file.read_text(encoding="utf-8"))
        self._types = {
            type_name: graphql_type
            for type_name, graphql_type in sorted(self._schema.type_map.items())
            if not is_introspection_type(graphql_type)
            and not is_specified_scalar_type(graphql_type)
            and type_name not in ROOTS
        }
        self._uses = self._collect_uses()

    def pages(self) -> dict[str, str]:
        """Return the pages' texts by their names."""
        title = self._name.capitalize()
        return {
            f"{self._name}-operations": "\n".join(self._operations(title)),
            f"{self._name}-types": self._page(
                f"{title} API: types",
                "What the API answers with: objects, interfaces and unions.",
                (GraphQLObjectType, GraphQLInterfaceType, GraphQLUnionType),
            ),
            f"{self._name}-inputs": self._page(
                f"{title} API: inputs",
                "What the API takes. A field with `!` and without a default must be given.",
                (GraphQLInputObjectType,),
            ),
            f"{self._name}-enums": self._page(
                f"{title} API: enums and scalars",
                "Names that stand without quotes in a document, and kinds of single values.",
                (GraphQLEnumType, GraphQLScalarType),
            ),
        }

    def _operations(self, title: str) -> Iterator[str]:
        yield f"# {title} API: queries and mutations\n"
        yield f"The schema itself is [`schema/{self._name}.graphql`](../../schema/{self._name}.graphql).\n"
        for heading, root in (
            ("Queries", self._schema.query_type),
            ("Mutations", self._schema.mutation_type),
        ):
            if root is None:
                continue
            yield f"## {heading}\n"
            for field_name, field in root.fields.items():
                yield f"({self._label(f'{root.name}.{field_name}')})="
                yield f"### {field_name}\n"
                yield _description(field)
                yield from self._definitions(field.args)
                yield f"**Answers with** {self._linked(field.type)}"
                yield f": {_prose(get_named_type(field.type).description or '')}\n"

    def _page(
        self, title: str, introduction: str, kinds: tuple[type[GraphQLNamedType], ...]
    ) -> str:
        lines = [f"# {title}\n", f"{introduction}\n"]
        for graphql_type in self._types.values():
            if isinstance(graphql_type, kinds):
                lines += self._section(graphql_type)
        return "\n".join(lines)

    def _section(self, graphql_type: GraphQLNamedType) -> Iterator[str]:
        yield f"({self._label(graphql_type.name)})="
        yield f"## {graphql_type.name}\n"
        if graphql_type.description:
            yield f"{_prose(graphql_type.description)}\n"
        if isinstance(graphql_type, GraphQLInputObjectType) and graphql_type.is_one_of:
            yield "Give exactly one of its fields.\n"
        if isinstance(graphql_type, Fielded) and graphql_type.interfaces:
            yield f"Implements {self._all_linked(graphql_type.interfaces)}.\n"
        if isinstance(graphql_type, GraphQLUnionType):
            yield f"One of {self._all_linked(graphql_type.types)}.\n"
        if isinstance(graphql_type, GraphQLInterfaceType):
            implementations = self._schema.get_implementations(graphql_type).objects
            yield f"Implemented by {self._all_linked(implementations)}.\n"
        if isinstance(graphql_type, GraphQLEnumType):
            yield from self._definitions(graphql_type.values)
        if isinstance(graphql_type, Fielded | GraphQLInputObjectType):
            yield from self._definitions(graphql_type.fields)
        yield from self._used_by(graphql_type.name)

    def _definitions(
        self,
        members: dict[str, GraphQLField]
        | dict[str, GraphQLInputField]
        | dict[str, GraphQLArgument]
        | dict[str, GraphQLEnumValue],
    ) -> Iterator[str]:
        for name, member in members.items():
            typed = "" if isinstance(member, GraphQLEnumValue) else f" {self._linked(member.type)}"
            yield f"**`{name}`**{typed}"
            yield f": {_description(member)}"
            if isinstance(member, GraphQLField) and member.args:
                for argument_name, argument in member.args.items():
                    yield f"  * `{argument_name}` {self._linked(argument.type)}: {_description(argument).strip()}"
                yield ""

    def _used_by(self, type_name: str) -> Iterator[str]:
        uses = self._uses.get(type_name)
        if uses:
            yield f"Used by {', '.join(self._linked_use(use) for use in uses)}.\n"

    def _linked_use(self, use: Use) -> str:
        if use.owner in ROOTS:
            return f"[`{use.field}`](#{self._label(f'{use.owner}.{use.field}')})"
        where = f"{use.owner}.{use.field}" if use.field else use.owner
        return f"[`{where}`](#{self._label(use.owner)})"

    def _collect_uses(self) -> dict[str, list[Use]]:
        uses: dict[str, dict[Use, None]] = defaultdict(
            dict
        )  # a dict keeps the order, a set doesn't
        for owner_name, owner in self._schema.type_map.items():
            if is_introspection_type(owner):
                continue
            if isinstance(owner, GraphQLUnionType):
                for member in owner.types:
                    uses[member.name][Use(owner_name, "")] = None
            if isinstance(owner, Fielded | GraphQLInputObjectType):
                for field_name, field in owner.fields.items():
                    for named in _named_types(field):
                        uses[named][Use(owner_name, field_name)] = None
        return {name: list(places) for name, places in uses.items()}

    def _all_linked(self, types: Iterable[GraphQLNamedType]) -> str:
        return ", ".join(self._linked(graphql_type) for graphql_type in types)

    def _linked(self, graphql_type: object) -> str:
        """Return the type as it stands in the schema, its name a link; its brackets are code, too."""
        written = str(graphql_type)
        name = written.strip("[]!")
        if name not in self._types:
            return f"`{written}`"
        before, after = written.split(name)
        link = f"[`{name}`](#{self._label(name)})"
        return f"{f'`{before}`' if before else ''}{link}{f'`{after}`' if after else ''}"

    def _label(self, name: str) -> str:
        return f"{self._name}-{name.replace('.', '-')}".lower()


def _named_types(field: GraphQLField | GraphQLInputField) -> Iterator[str]:
    yield get_named_type(field.type).name
    if isinstance(field, GraphQLField):
        for argument in field.args.values():
            yield get_named_type(argument.type).name


def _description(member: Described) -> str:
    parts = [_prose(member.description or "")]
    default = None if isinstance(member, GraphQLField | GraphQLEnumValue) else member.default
    if default is not None and default.literal is not None:
        written = print_ast(default.literal)
        if written != "null":
            parts.append(f"Default: `{written}`.")
    if member.deprecation_reason:
        parts.append(f"**Deprecated:** {_prose(member.deprecation_reason)}")
    return " ".join(part for part in parts if part) + "\n"


def _prose(description: str) -> str:
    """Return a description as one paragraph, in which nothing is taken for HTML."""
    pieces = " ".join(description.split()).split("`")
    pieces[::2] = [piece.replace("<", "&lt;").replace("*", "\\*") for piece in pieces[::2]]
    return "`".join(pieces)
