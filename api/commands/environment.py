"""What all commands need: the settings, the terminal, a database, and a way to give up."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Coroutine
from typing import Any, Final, NoReturn

from pydantic import ValidationError
from rich.console import Console

from api.database import Database, mongodb_uri, opened_database
from api.settings import Settings

console: Final = Console()
_errors: Final = Console(stderr=True)


def settings_from_environment() -> Settings:
    """Return the settings, or end with what is wrong with which variable."""
    try:
        return Settings()
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        give_up("\n".join(problems))


def start_collecting_garbage() -> None:
    """Collect garbage from now on, but never look at what there is already (see `api.__main__`).

    That is what was imported and, when serving begins, the live catalogs: to go through them takes longer
    than to answer a hundred page views.
    """
    gc.freeze()
    gc.enable()


def with_database(
    work: Callable[[Database], Coroutine[Any, Any, None]], *, run_migrations: bool = False
) -> None:
    """Run `work` with the database that the environment names, or the embedded one."""
    settings = settings_from_environment()
    start_collecting_garbage()

    async def run(uri: str) -> None:
        async with opened_database(
            uri, settings.database, run_migrations=run_migrations
        ) as database:
            await work(database)

    with mongodb_uri(settings) as uri:
        asyncio.run(run(uri))


def give_up(message: str) -> NoReturn:
    """End the process with a message on stderr and exit code 1."""
    _errors.print(message, style="red", highlight=False, markup=False, soft_wrap=True)
    sys.exit(1)
