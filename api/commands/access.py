"""`stores create`, `keys create`, `keys list` and `keys revoke`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from cyclopts import Parameter
from rich.table import Table

from api.clock import system_clock
from api.commands.environment import console, give_up, with_database
from api.database import Database
from documents.api_keys import KeyKind, find_keys, insert_key, new_key, revoke_keys
from documents.stores import StoreDocument, existing_store, find_store, save_store

StoreId: TypeAlias = Annotated[str, Parameter(help="The store's short name.")]


def create_store(
    store: StoreId,
    *,
    name: Annotated[str, Parameter(help="The shop's name.")],
    currency: Annotated[str, Parameter(help="Of all amounts, such as EUR.")] = "EUR",
    time_zone: Annotated[str, Parameter(help="IANA name, such as Europe/Istanbul.")] = "UTC",
    default_locale: Annotated[str, Parameter(help="The language every campaign has.")] = "en",
) -> None:
    """Make a store."""

    async def work(_: Database) -> None:
        if await find_store(store) is not None:
            give_up(f"There is a store '{store}' already.")
        await save_store(
            StoreDocument(
                id=store,
                name=name,
                currency=currency,
                time_zone=time_zone,
                default_locale=default_locale,
            )
        )
        console.print(f"Made the store '{store}'. Next: python -m api keys create --store {store}")

    with_database(work)


def create_key(
    *,
    store: StoreId,
    kind: Annotated[
        Literal["publishable", "secret"],
        Parameter(help="Publishable for browsers (storefront), secret for servers (admin)."),
    ] = "publishable",
    name: Annotated[str, Parameter(help="What it is for, to know it again.")] = "",
) -> None:
    """Make an API key and print it; it is shown this once and kept only as a hash."""

    async def work(_: Database) -> None:
        await existing_store(store)
        key = new_key(KeyKind[kind.upper()])
        await insert_key(store, KeyKind[kind.upper()], name, key, system_clock())
        console.print(key, markup=False, highlight=False, soft_wrap=True)

    with_database(work)


def list_keys(*, store: StoreId) -> None:
    """List a store's keys by how they begin; the keys themselves aren't kept."""

    async def work(_: Database) -> None:
        await existing_store(store)
        table = Table("Begins with", "Kind", "Name", "Made", "Revoked")
        for key in await find_keys(store):
            revoked = f"{key.revoked_at:%F %T}" if key.revoked_at else ""
            made = f"{key.created_at:%F %T}"
            table.add_row(key.hint, key.kind.name.lower(), key.name, made, revoked)
        console.print(table)

    with_database(work)


def revoke_key(
    begins_with: Annotated[str, Parameter(help="How the key begins, as `keys list` shows it.")],
    *,
    store: StoreId,
) -> None:
    """Revoke a key: servers refuse it within half a minute, and for good."""

    async def work(_: Database) -> None:
        await existing_store(store)
        if not await revoke_keys(store, begins_with, system_clock()):
            give_up(f"The store '{store}' has no live key that begins with {begins_with}.")
        console.print(f"Revoked {begins_with}….", markup=False, highlight=False)

    with_database(work)
