"""Reading orders from a CSV file, plain or gzipped, row by row."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, cast

from resolvers.order_import import REQUIRED_COLUMNS, Row
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
