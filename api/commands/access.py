"""`stores create` and `keys create`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from cyclopts import Parameter

from api.clock import system_clock
from api.commands.environment import console, give_up, require_store, with_database
from api.database import Database
from documents.api_keys import KeyKind, insert_key, new_key
from documents.stores import StoreDocument, find_store, save_store

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
        await require_store(store)
        key = new_key(KeyKind[kind.upper()])
        await insert_key(store, KeyKind[kind.upper()], name, key, system_clock())
        console.print(key, markup=False, highlight=False, soft_wrap=True)

    with_database(work)
