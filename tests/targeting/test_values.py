from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from math import inf, nan

import pytest
from hypothesis import given

from targeting.values import (
    Duration,
    InvalidInputError,
    Path,
    Point,
    Problem,
    TimeUnit,
    as_utc,
    cleaned,
    days_between,
    epoch_ms,
    is_amount,
    is_number,
    is_storable,
    micros,
    moment_of,
    whole_milliseconds,
)
from tests.targeting.strategies import any_values, unhurried, zoned_moments

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


def test_moment_with_a_zone_is_put_into_utc() -> None:
    moment = as_utc(datetime(2026, 3, 14, 3, tzinfo=ISTANBUL))
    assert moment == MIDNIGHT
    assert moment.tzinfo is UTC


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param(datetime(1, 1, 1, tzinfo=ISTANBUL), "0001-01-01T00:00:00", id="before-all"),
        pytest.param(
            datetime(9999, 12, 31, 23, tzinfo=NEW_YORK),
            "9999-12-31T23:59:59.999999",
            id="after-all",
        ),
    ],
)
def test_moment_beyond_the_calendar_is_its_first_or_last(moment: datetime, expected: str) -> None:
    assert as_utc(moment) == datetime.fromisoformat(expected + "+00:00")


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), 0, id="epoch"),
        pytest.param(datetime(1970, 1, 1, microsecond=1_999, tzinfo=UTC), 1, id="rounded-down"),
        pytest.param(datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), -1, id="before"),
        pytest.param(datetime(1970, 1, 1, 3, 0, 1, tzinfo=ISTANBUL), 1_000, id="zone"),
    ],
)
def test_moments_are_counted_in_whole_milliseconds(moment: datetime, expected: int) -> None:
    assert epoch_ms(moment) == expected
    assert whole_milliseconds(moment) == moment_of(expected)
    assert epoch_ms(moment_of(expected)) == expected


def test_moment_in_whole_milliseconds_is_kept_as_it_is() -> None:
    assert whole_milliseconds(MIDNIGHT) is MIDNIGHT
    assert whole_milliseconds(datetime(2026, 3, 14)) == MIDNIGHT  # noqa: DTZ001
    assert whole_milliseconds(MIDNIGHT.astimezone(ISTANBUL)).tzinfo is UTC


@unhurried
@given(moment=zoned_moments)
def test_milliseconds_and_moments_are_inverse(moment: datetime) -> None:
    assert moment_of(epoch_ms(moment)) == whole_milliseconds(moment)
    assert timedelta(0) <= moment - whole_milliseconds(moment) < timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, True),
        (-0.5, True),
        (True, False),
        (inf, False),
        (nan, False),
        ("1", False),
        (None, False),
    ],
)
def test_number_is_finite_and_no_flag(value: object, *, expected: bool) -> None:
    assert is_number(value) is expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [(1, 1_000_000), (0.1, 100_000), (19.99, 19_990_000), (-0.0000015, -2), (0.0000005, 0)],
)
def test_amounts_are_added_in_millionths(amount: float, expected: int) -> None:
    assert micros(amount) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", True), ("a\n😀", True), ("\x00", False), ("a\ud800", False), ("\udfff", False)],
)
def test_text_without_nul_and_half_characters_can_be_stored(text: str, *, expected: bool) -> None:
    assert is_storable(text) is expected


class OwnText(str):
    __slots__ = ()


class OwnNumber(int):
    pass


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(True, True, id="flag"),
        pytest.param("a", "a", id="text"),
        pytest.param(OwnText("a"), "a", id="text-of-another-class"),
        pytest.param(3, 3, id="whole"),
        pytest.param(3.5, 3.5, id="fraction"),
        pytest.param(OwnNumber(3), 3, id="number-of-another-class"),
        pytest.param(nan, None, id="nan"),
        pytest.param(inf, None, id="infinite"),
        pytest.param(datetime(2026, 3, 14), MIDNIGHT, id="moment-without-a-zone"),  # noqa: DTZ001
        pytest.param(["a", 1, None, "b"], ("a", "b"), id="list"),
        pytest.param((), (), id="empty-list"),
        pytest.param({"latitude": 1, "longitude": 2}, Point(1.0, 2.0), id="place"),
        pytest.param({"latitude": 1, "longitude": nan}, None, id="half-a-place"),
        pytest.param({"latitude": "1", "longitude": 2}, None, id="place-in-text"),
        pytest.param(Point(1.0, 2.0), Point(1.0, 2.0), id="point"),
        pytest.param({"a": 1}, None, id="object"),
        pytest.param(b"a", None, id="bytes"),
        pytest.param(None, None, id="nothing"),
    ],
)
def test_stored_value_is_cleaned(value: object, expected: object) -> None:
    found = cleaned(value)
    assert (type(found), found) == (type(expected), expected)


@unhurried
@given(value=any_values)
def test_cleaned_value_is_clean(value: object) -> None:
    assert cleaned(cleaned(value)) == cleaned(value)
    assert type(cleaned(value)) in {str, int, float, bool, datetime, tuple, Point, type(None)}


@pytest.mark.parametrize(
    ("unit", "milliseconds"),
    [(TimeUnit.MINUTES, 120_000), (TimeUnit.HOURS, 7_200_000), (TimeUnit.DAYS, 172_800_000)],
)
def test_duration_is_so_many_units(unit: TimeUnit, milliseconds: int) -> None:
    assert Duration(2, unit).milliseconds == milliseconds


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1e12, True),
        (-(10**12), True),
        (1e12 + 1, False),
        (-1e12 - 1, False),
        (True, False),
        (nan, False),
        (10**400, False),
        ("1", False),
    ],
)
def test_amount_is_a_number_that_can_be_added_up(value: object, *, expected: bool) -> None:
    assert is_amount(value) is expected
