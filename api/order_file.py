"""Orders in a CSV file, plain or gzipped: read row by row, and imported with a progress bar."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO, cast

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from resolvers.order_import import REQUIRED_COLUMNS, Row, check_rows, import_orders
from targeting.values import InvalidInputError, Problem


@contextmanager
def order_rows(path: Path) -> Iterator[Iterator[Row]]:
    """Open the file and yield its rows, each a mapping from column to text.

    Raises:
        InvalidInputError: the file can't be read, or lacks a column that is needed.
    """
    try:
        with _opened(path) as file:
            reader = csv.DictReader(file)
            missing = REQUIRED_COLUMNS - set(reader.fieldnames or ())
            if missing:
                raise _refusal(
                    path,
                    f"The first line must name the columns; missing: {', '.join(sorted(missing))}.",
                )
            yield reader
    except (OSError, UnicodeDecodeError, csv.Error, EOFError) as error:
        raise _refusal(path, f"The file can't be read: {error}") from error


def _opened(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return cast("TextIO", gzip.open(path, "rt", encoding="utf-8", newline=""))
    return path.open(encoding="utf-8", newline="")


def _refusal(path: Path, message: str) -> InvalidInputError:
    return InvalidInputError(Problem((str(path),), "BAD_FILE", message))


async def import_order_file(path: Path, store_id: str, now: datetime, console: Console) -> None:
    """Import a file of orders with a progress bar, once every row has been checked.

    Raises:
        InvalidInputError: naming up to 20 fields that can't be used; nothing was stored.
    """
    with console.status(f"Checking {path.name}"), order_rows(path) as rows:
        total = check_rows(rows, now)
    with _progress(console, total) as advance, order_rows(path) as rows:
        imported = await import_orders(store_id, rows, now, advance)
    console.print(f"{imported.stored:,} of {imported.rows:,} orders were new.")


@contextmanager
def _progress(console: Console, total: int) -> Iterator[Callable[[int], None]]:
    columns = (
        TextColumn("Importing orders"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("orders", total=total)
        yield lambda rows: progress.update(task, advance=rows)
