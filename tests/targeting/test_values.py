from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given

from targeting.values import (
    InvalidInputError,
    Path,
    Problem,
    as_utc,
    days_between,
    epoch_day,
)
from tests.targeting.strategies import moments, unhurried

MIDNIGHT = datetime(2026, 3, 14, tzinfo=UTC)
ISTANBUL = timezone(timedelta(hours=3))
NEW_YORK = timezone(timedelta(hours=-4))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param((), "", id="root"),
        pytest.param(("rule",), "rule", id="one-step"),
        pytest.param(
            ("audience", "all", 0, "orders", "value"), "audience.all.0.orders.value", id="nested"
        ),
    ],
)
def test_dotted_path_names_fields_and_positions(path: Path, expected: str) -> None:
    assert Problem(path, "CODE", "Message.").dotted_path == expected


def test_invalid_input_keeps_every_problem_in_order() -> None:
    first, second = Problem(("name",), "A", "One."), Problem(("all", 1), "B", "Two.")
    error = InvalidInputError(first, second)
    assert error.problems == (first, second)
    assert str(error) == "name: One.; all.1: Two."


def test_problem_of_the_whole_input_is_said_to_be_the_inputs() -> None:
    assert str(InvalidInputError(Problem((), "A", "Give an object."))) == "input: Give an object."


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        pytest.param(MIDNIGHT, MIDNIGHT, 0, id="same-moment"),
        pytest.param(MIDNIGHT, MIDNIGHT + timedelta(hours=36), 1.5, id="fraction"),
        pytest.param(MIDNIGHT + timedelta(hours=6), MIDNIGHT, -0.25, id="reversed"),
        pytest.param(MIDNIGHT, MIDNIGHT + timedelta(seconds=1), 1 / 86_400, id="one-second"),
        pytest.param(
            MIDNIGHT, datetime(2026, 3, 14, tzinfo=NEW_YORK), 4 / 24, id="zones-are-told-apart"
        ),
        pytest.param(MIDNIGHT, MIDNIGHT.astimezone(ISTANBUL), 0, id="same-moment-in-two-zones"),
    ],
)
def test_days_between_are_fractional(earlier: datetime, later: datetime, expected: float) -> None:
    assert days_between(earlier, later) == expected


def test_moment_without_a_zone_is_taken_as_utc() -> None:
    assert as_utc(datetime(2026, 3, 14)) == MIDNIGHT  # noqa: DTZ001, that is the point
    assert as_utc(datetime(2026, 3, 14)).tzinfo is UTC  # noqa: DTZ001


def test_moment_with_a_zone_keeps_it() -> None:
    moment = datetime(2026, 3, 14, 3, tzinfo=ISTANBUL)
    assert as_utc(moment) is moment


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), 0, id="first-moment-of-the-epoch"),
        pytest.param(datetime(1970, 1, 1, 23, 59, 59, 999_999, tzinfo=UTC), 0, id="its-last"),
        pytest.param(datetime(1970, 1, 2, tzinfo=UTC), 1, id="next-midnight"),
        pytest.param(datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), -1, id="day-before"),
        pytest.param(datetime(1970, 1, 2, 2, 59, tzinfo=ISTANBUL), 0, id="east-still-yesterday"),
        pytest.param(datetime(1970, 1, 2, 3, tzinfo=ISTANBUL), 1, id="east-from-three"),
        pytest.param(datetime(1970, 1, 1, 19, 59, tzinfo=NEW_YORK), 0, id="west-still-today"),
        pytest.param(datetime(1970, 1, 1, 20, tzinfo=NEW_YORK), 1, id="west-already-tomorrow"),
        pytest.param(datetime(2024, 2, 29, 12, tzinfo=UTC), 19_782, id="leap-day"),
    ],
)
def test_epoch_day_changes_at_midnight_utc(moment: datetime, expected: int) -> None:
    assert epoch_day(moment) == expected


@unhurried
@given(moment=moments)
def test_epoch_day_is_that_of_the_calendar_in_utc(moment: datetime) -> None:
    calendar = moment.astimezone(UTC).date()
    assert epoch_day(moment) == (calendar - date(1970, 1, 1)).days
