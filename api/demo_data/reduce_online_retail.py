"""Reduce UCI Online Retail to one row per invoice, as `online_retail_orders.csv.gz` has it.

    python -m api.demo_data.reduce_online_retail online_retail.csv.gz

Takes the data set's lines as CSV (its spreadsheet saved as such, gzipped). What is left out and why
stands in SOURCE.md. The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

OUTPUT: Final = Path(__file__).with_name("online_retail_orders.csv.gz")
COLUMNS: Final = (
    "order_number",
    "placed_at",
    "customer_id",
    "country",
    "items",
    "units",
    "total",
    "is_cancellation",
)
_PRODUCT: Final = re.compile(r"\d{5}")
_INVOICE: Final = re.compile(r"C?\d{6}")


@dataclass(slots=True)
class _Invoice:
    placed_at: str
    customer_id: str
    country: str
    items: int = 0
    units: int = 0
    total: Decimal = Decimal()

    def add(self, line: dict[str, str]) -> None:
        """Add one line; postage, fees and manual corrections count as money, not as goods."""
        quantity = int(line["Quantity"])
        self.total += quantity * Decimal(line["UnitPrice"])
        if _PRODUCT.match(line["StockCode"]):
            self.items += 1
            self.units += quantity


def reduce_lines(lines: Iterable[dict[str, str]]) -> Iterator[tuple[str, ...]]:
    """Yield one row per invoice, by time and number."""
    invoices: dict[str, _Invoice] = {}
    for line in lines:
        number = line["InvoiceNo"]
        if not _INVOICE.fullmatch(number):
            continue
        if number not in invoices:
            invoices[number] = _Invoice(line["InvoiceDate"], line["CustomerID"], line["Country"])
        invoices[number].add(line)
    for number, invoice in sorted(invoices.items(), key=lambda item: (item[1].placed_at, item[0])):
        is_cancellation = number.startswith("C")
        sign = -1 if is_cancellation else 1
        if sign * invoice.total <= 0:
            continue
        yield (
            number,
            invoice.placed_at.replace(" ", "T"),
            invoice.customer_id,
            invoice.country,
            str(invoice.items),
            str(max(0, sign * invoice.units)),
            f"{sign * invoice.total:.2f}",
            str(is_cancellation).lower(),
        )


def main(source: Path) -> None:
    """Write the reduced file beside this one."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    with gzip.open(source, "rt", encoding="utf-8", newline="") as file:
        writer.writerows(reduce_lines(csv.DictReader(file)))
    # No name and no time in the header, so that the same data gives the same file.
    OUTPUT.write_bytes(gzip.compress(buffer.getvalue().encode(), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
