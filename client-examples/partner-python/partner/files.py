"""Reading customers or orders from CSV, or from NDJSON: a JSON object on each line."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias

Cells: TypeAlias = dict[str, Any]
TOO_MANY_CELLS: Final = "too many cells"
NDJSON_SUFFIXES: Final = frozenset({".ndjson", ".jsonl"})


def read_lines(path: Path) -> Iterator[tuple[int, Cells | str]]:
    """Yield the number of each line that says something, and its cells or what is wrong with it.

    Cells that are empty say nothing, and are left out.

    Raises:
        OSError, UnicodeDecodeError: the file can't be read.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from _ndjson(file) if path.suffix in NDJSON_SUFFIXES else _csv(file)


def _csv(file: Iterator[str]) -> Iterator[tuple[int, Cells | str]]:
    reader = csv.DictReader(file, restkey=TOO_MANY_CELLS, restval="")
    for cells in reader:
        if TOO_MANY_CELLS in cells:
            yield reader.line_num, "it has more cells than there are columns"
        else:
            yield reader.line_num, {name: text for name, text in cells.items() if text}


def _ndjson(file: Iterator[str]) -> Iterator[tuple[int, Cells | str]]:
    for line, text in enumerate(file, start=1):
        if text.strip():
            yield line, _json_object(text)


def _json_object(text: str) -> Cells | str:
    try:
        value = json.loads(text)
    except ValueError as error:
        return f"it is not JSON: {error}"
    if not isinstance(value, dict):
        return "it is not a JSON object"
    return {name: cell for name, cell in value.items() if cell is not None}
