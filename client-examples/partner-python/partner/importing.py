"""Bringing a file in, a stretch of rows at a time, several customers at once."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from partner.files import Cells, read_lines
from partner.progress import Progress
from partner.rows import GUEST, Row, read_row
from partner.sending import LineEvents, Outcome, send_all
from segue_storefront import Client

STRETCH_ROWS: Final = 200
CUSTOMERS_AT_ONCE: Final = 8


@dataclass(slots=True)
class Report:
    """What became of a file."""

    rows: int = 0
    done_before: int = 0
    guests: int = 0
    outcome: Outcome = field(default_factory=Outcome)


async def import_file(client: Client, path: Path, kind: type[Row]) -> Report:
    """Bring a file in, from where an earlier run was interrupted.

    Raises:
        OSError, UnicodeDecodeError: it can't be read.
        httpx.TransportError, segue_storefront.GraphQLClientError: Segue stays out of reach, or
            refuses the request as such. What was brought in is kept; run it again.
    """
    progress = Progress.of(path)
    report = Report(done_before=progress.rows_done())
    lines = read_lines(path)
    report.rows = sum(1 for _ in islice(lines, report.done_before))
    while stretch := list(islice(lines, STRETCH_ROWS)):
        await _import_stretch(client, stretch, kind, report)
        report.rows += len(stretch)
        progress.keep(report.rows)
    progress.finish()
    return report


async def _import_stretch(
    client: Client, stretch: Sequence[tuple[int, Cells | str]], kind: type[Row], report: Report
) -> None:
    by_customer: defaultdict[str, list[LineEvents]] = defaultdict(list)
    for line, cells in stretch:
        row = cells if isinstance(cells, str) else read_row(kind, cells)
        if isinstance(row, str):
            report.outcome.refused[line] = row
        elif row.customer_id == GUEST:
            report.guests += 1
        else:
            by_customer[row.customer_id].append(LineEvents(line, row.events()))

    free = asyncio.Semaphore(CUSTOMERS_AT_ONCE)

    async def send(customer_id: str, rows: Sequence[LineEvents]) -> None:
        async with free:
            report.outcome.add(await send_all(client, customer_id, rows))

    try:
        async with asyncio.TaskGroup() as tasks:
            for customer_id, rows in by_customer.items():
                tasks.create_task(send(customer_id, rows))
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None  # requests at the same time fail for the same reason
