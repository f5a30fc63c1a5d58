"""Bring a shop's customers and past orders into Segue, from CSV or NDJSON files.

    python import_rows.py --customers sample/customers.csv --orders sample/orders.ndjson

Run it as often as you like: what is there already is not counted again, and a run that was
interrupted goes on where it was. Rows that can't be used are named, and the others brought in.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from partner.connection import TIMEOUT_SECONDS, Connection, connection_from_environment
from partner.failures import FAILURES, words_of
from partner.importing import Report, import_file
from partner.rows import CustomerRow, OrderRow


async def import_files(connection: Connection, customers: Path | None, orders: Path | None) -> int:
    """Bring the files in, print what became of them, and return how many rows were refused."""
    refused = 0
    async with connection.storefront() as client:
        for path, kind in ((customers, CustomerRow), (orders, OrderRow)):
            if path is not None:
                report = await import_file(client, path, kind)
                print_report(path, report)
                refused += len(report.outcome.refused)
    return refused


def print_report(path: Path, report: Report) -> None:
    """Print figures, and on stderr each row that was refused."""
    outcome = report.outcome
    for line, words in sorted(outcome.refused.items()):
        print(f"{path}, line {line}: {words}", file=sys.stderr)
    print(
        f"{path}: {report.rows:,} rows read, {report.done_before:,} done by an earlier run, "
        f"{report.guests:,} of guests, {len(outcome.refused):,} refused; "
        f"{outcome.stored:,} events stored, {outcome.repeated:,} there already."
    )


def recompute(connection: Connection) -> None:
    """Have the figures behind the smart segments worked out over the new orders."""
    with connection.admin() as client:
        answer = client.recompute_smart_segments(timeout=TIMEOUT_SECONDS)
    figures = answer.recompute_smart_segments.figures
    print(f"The smart segments now rest on {figures.buyers:,} buyers.")


def main(customers: Path | None, orders: Path | None) -> int:
    """Return 0 where every row is in, else 1."""
    connection = connection_from_environment()
    try:
        refused = asyncio.run(import_files(connection, customers, orders))
        if orders is not None:
            recompute(connection)
    except FAILURES as failure:
        words = words_of(failure)
        print(f"Stopped: {words}\nRun it again: it goes on where it was.", file=sys.stderr)
        return 1
    except (OSError, UnicodeDecodeError) as failure:
        print(f"The file can't be read: {failure}", file=sys.stderr)
        return 1
    return 1 if refused else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--customers", type=Path, metavar="FILE")
    parser.add_argument("--orders", type=Path, metavar="FILE")
    given = parser.parse_args()
    if given.customers is None and given.orders is None:
        parser.error("give --customers, --orders, or both")
    sys.exit(main(given.customers, given.orders))
