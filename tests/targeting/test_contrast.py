from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.contrast import MINIMUM_RATIO, contrast_ratio
from tests.targeting.strategies import unhurried

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("foreground", "background", "expected"),
    [
        pytest.param("#000000", "#ffffff", 21.0, id="black-on-white"),
        pytest.param("#ffffff", "#ffffff", 1.0, id="the-same"),
        pytest.param("#777777", "#ffffff", 4.48, id="grey-just-too-light"),
        pytest.param("#767676", "#ffffff", 4.54, id="lightest-grey-that-passes"),
        pytest.param("#ff0000", "#ffffff", 4.00, id="red"),
        pytest.param("#00ff00", "#ffffff", 1.37, id="green"),
        pytest.param("#0000ff", "#ffffff", 8.59, id="blue"),
    ],
)
def test_contrast_is_that_of_wcag(foreground: str, background: str, expected: float) -> None:
    assert round(contrast_ratio(foreground, background), 2) == expected
    assert contrast_ratio(background, foreground) == contrast_ratio(foreground, background)


def test_light_of_dark_colours_grows_evenly() -> None:
    excess = [contrast_ratio(f"#0{level}0{level}0{level}", "#000000") - 1 for level in range(1, 10)]
    assert excess == pytest.approx([level / 255 / 12.92 / 0.05 for level in range(1, 10)])


def test_minimum_parts_the_greys_where_wcag_does() -> None:
    assert contrast_ratio("#777777", "#ffffff") < MINIMUM_RATIO
    assert contrast_ratio("#767676", "#ffffff") >= MINIMUM_RATIO


def test_case_of_hexadecimal_digits_is_no_difference() -> None:
    assert contrast_ratio("#ABCDEF", "#fedcba") == contrast_ratio("#abcdef", "#FEDCBA")


@pytest.mark.parametrize(
    "colour", ["", "red", "#fff", "ffffff", "#ffffff ", "#ffffffff", "#gggggg"]
)
def test_what_is_no_colour_is_refused(colour: str) -> None:
    with pytest.raises(ValueError, match="#rrggbb"):
        contrast_ratio(colour, "#ffffff")
    with pytest.raises(ValueError, match="#rrggbb"):
        contrast_ratio("#ffffff", colour)


@unhurried
@given(one=COLOURS, other=COLOURS)
def test_contrast_lies_between_1_and_21(one: str, other: str) -> None:
    assert 1 <= contrast_ratio(one, other) <= 21
