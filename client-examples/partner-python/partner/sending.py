"""Sending events in batches, patiently, and saying which rows were refused."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import httpx

from partner.connection import TIMEOUT_SECONDS
from segue_storefront import (
    Client,
    EventInput,
    GraphQLClientHttpError,
    TrackEvents,
    TrackEventsInput,
    TrackEventsTrackEventsEventsTracked,
    TrackEventsTrackEventsInvalidInputProblems,
)

BATCH_ROWS: Final = 50
"""Segue takes 100 events at once, and a row has at most two."""

ATTEMPTS: Final = 6
FIRST_WAIT_SECONDS: Final = 0.5
LONGEST_WAIT_SECONDS: Final = 20.0


@dataclass(frozen=True, slots=True)
class LineEvents:
    """A line of the file, and what it says."""

    line: int
    events: Sequence[EventInput]


@dataclass(slots=True)
class Outcome:
    """How many events are new and how many were there; `refused` says by line why it was left out."""

    stored: int = 0
    repeated: int = 0
    refused: dict[int, str] = field(default_factory=dict)

    def add(self, other: Outcome) -> None:
        """Count what became of others too."""
        self.stored += other.stored
        self.repeated += other.repeated
        self.refused |= other.refused


async def send_all(client: Client, visitor_id: str, rows: Sequence[LineEvents]) -> Outcome:
    """Send what one customer's rows say, however many there are."""
    outcome = Outcome()
    for start in range(0, len(rows), BATCH_ROWS):
        outcome.add(await _send_batch(client, visitor_id, rows[start : start + BATCH_ROWS]))
    return outcome


async def _send_batch(client: Client, visitor_id: str, rows: Sequence[LineEvents]) -> Outcome:
    """A batch is stored whole or not at all: where rows are refused, the others are sent again."""
    lines = [row.line for row in rows for _ in row.events]
    batch = TrackEventsInput(
        visitor_id=visitor_id, events=[event for row in rows for event in row.events]
    )
    result = (await _track_patiently(client, batch)).track_events
    if isinstance(result, TrackEventsTrackEventsEventsTracked):
        return Outcome(result.stored, result.repeated)
    refused = _refused_lines(lines, result.problems)
    outcome = Outcome(refused=refused)
    if rest := [row for row in rows if row.line not in refused]:
        outcome.add(await _send_batch(client, visitor_id, rest))
    return outcome


def _refused_lines(
    lines: Sequence[int], problems: Sequence[TrackEventsTrackEventsInvalidInputProblems]
) -> dict[int, str]:
    """A path such as `events.3.purchase.total` names the fourth event; others mean them all."""
    refused: dict[int, list[str]] = {}
    for problem in problems:
        match problem.path:
            case ["events", index, *where] if index.isdigit():
                words = f"{'.'.join(where[1:])}: {problem.message}"
                refused.setdefault(lines[int(index)], []).append(words)
            case path:
                for line in lines:
                    refused.setdefault(line, []).append(f"{'.'.join(path)}: {problem.message}")
    return {line: "; ".join(words) for line, words in refused.items()}


async def _track_patiently(client: Client, batch: TrackEventsInput) -> TrackEvents:
    """Try again when the server is out of reach or overloaded, later each time."""
    for attempt in range(1, ATTEMPTS):
        try:
            return await client.track_events(batch, timeout=TIMEOUT_SECONDS)
        except (httpx.TransportError, GraphQLClientHttpError) as error:
            if not _may_pass(error):
                raise
        longest = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2**attempt)
        await asyncio.sleep(random.uniform(0, longest))
    return await client.track_events(batch, timeout=TIMEOUT_SECONDS)


def _may_pass(error: httpx.TransportError | GraphQLClientHttpError) -> bool:
    if isinstance(error, httpx.TransportError):
        return True
    return (
        error.status_code == httpx.codes.TOO_MANY_REQUESTS
        or error.status_code >= httpx.codes.INTERNAL_SERVER_ERROR
    )
