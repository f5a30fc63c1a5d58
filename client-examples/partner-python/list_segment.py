"""List who is in a segment, as CSV.

python list_segment.py big-spenders > big-spenders.csv
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from typing import Final

from partner.connection import TIMEOUT_SECONDS, connection_from_environment
from partner.failures import FAILURES, words_of
from segue_admin import Client, SegmentMembersVisitorsEdgesNode

PAGE_MEMBERS: Final = 100
"""As many as Segue gives at once."""


def members(client: Client, segment: str) -> Iterator[SegmentMembersVisitorsEdgesNode]:
    """Yield every member, page by page."""
    after = None
    while True:
        answer = client.segment_members(segment, PAGE_MEMBERS, after, timeout=TIMEOUT_SECONDS)
        page = answer.visitors
        for edge in page.edges:
            yield edge.node
        if not page.page_info.has_next_page:
            return
        after = page.page_info.end_cursor


def main(segment: str) -> None:
    """Write the members to stdout."""
    rows = csv.writer(sys.stdout)
    rows.writerow(["customer_id", "country", "email_subscriber", "orders", "revenue", "last_order"])
    with connection_from_environment().admin() as client:
        for visitor in members(client, segment):
            orders = visitor.orders
            rows.writerow(
                [
                    visitor.id,
                    visitor.profile.country or "",
                    str(visitor.is_email_subscriber).lower(),
                    orders.count,
                    f"{orders.revenue:.2f}",
                    "" if orders.last_at is None else orders.last_at.isoformat(),
                ]
            )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("segment", help="the segment's key, such as big-spenders")
    try:
        main(parser.parse_args().segment)
    except FAILURES as failure:
        sys.exit(f"Stopped: {words_of(failure)}")
