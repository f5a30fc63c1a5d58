"""Globs, regular expressions, versions, folding and distances: what operators stand on."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.letter_case import fold_case
from targeting.places import EARTH_RADIUS_KM, Circle, distance_km
from targeting.text_patterns import (
    glob_regex,
    glob_test,
    pcre_of,
    quoted,
    regex_problem,
    regex_test,
)
from targeting.values import Point
from targeting.versions import parse_version, parse_version_range
from tests.targeting.strategies import VERSIONS, unhurried


@pytest.mark.parametrize(
    ("pattern", "part"),
    [
        ("a" * 251, "longer than 250"),
        ("(?i)a", "groups that begin"),
        ("(?=a)", "groups that begin"),
        ("(?P<n>a)", "groups that begin"),
        (r"\pL", r"\\p"),
        (r"\z", r"\\p"),
        (r"[\S]", "within a character class"),
        (r"(a)\1", "back-referring"),
        (r"\x41", "hexadecimal"),
        ("[[:alpha:]]", "named character classes"),
        ("a*+", "possessive"),
        ("a\x00", "NUL"),
    ],
)
def test_pattern_that_engines_read_differently_is_refused(pattern: str, part: str) -> None:
    assert re.search(part, regex_problem(pattern) or "")
    with pytest.raises(ValueError, match=part):
        regex_test(pattern)


@pytest.mark.parametrize("pattern", ["(", "[a", "a{2,1}", "*", "a**"])
def test_pattern_that_is_none_is_refused(pattern: str) -> None:
    assert regex_problem(pattern)


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(", "missing ): ("),
        ("a{2,1}", "invalid repetition size: {2,1}"),
        ("*", "no argument for repetition operator: *"),
    ],
)
def test_pattern_that_cant_be_read_is_refused_in_the_words_of_the_engine(
    pattern: str, reason: str
) -> None:
    assert regex_problem(pattern) == reason


def test_pattern_that_would_take_much_memory_is_refused() -> None:
    characters = "".join(chr(0x4E00 + n * 701) for n in range(30))
    assert regex_problem(f"[{characters}]{{10}}") is None
    assert regex_problem(f"[{characters}]{{1000}}") == "pattern too large - compile failed"


@pytest.mark.parametrize("pattern", ["a" * 250, "(?:a|b)+", r"^\d{1,3}\w\s\S$", "[^a-z]", r"\bx\b"])
def test_pattern_that_means_the_same_everywhere_is_allowed(pattern: str) -> None:
    assert regex_problem(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("a$", r"a\z"),
        (r"a\$", r"a\$"),
        ("[$]", "[$]"),
        ("[a$]b$", r"[a$]b\z"),
        (r"\s", r"[\t\n\f\r ]"),
        (r"[\sx]", r"[\t\n\f\r x]"),
        (r"\S", r"[^\t\n\f\r ]"),
        (r"\]\d", r"\]\d"),
    ],
)
def test_pattern_in_the_words_of_pcre(pattern: str, expected: str) -> None:
    assert pcre_of(pattern) == expected


@unhurried
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_quoted_text_matches_itself_and_nothing_else(text: str) -> None:
    literal = text.replace("*", "").replace("?", "")
    assert glob_test(literal)(literal)
    assert not glob_test(literal)(f"{literal}x")
    assert re.fullmatch(quoted(text), text)


@pytest.mark.parametrize("glob", ["\\0", "C:\\p", "[[:", "?" * 500, "*" * 500, "é*" * 250, "(?i)"])
def test_every_text_is_a_glob(glob: str) -> None:
    """A stored rule must always compile, whatever its glob holds."""
    assert glob_test(glob)(glob)
    assert glob_test(glob, ignore_case=True)(glob)


def test_escaped_backslash_is_no_escape() -> None:
    assert regex_problem(r"\\0") is None
    assert regex_problem(r"\\\0") is not None


def test_glob_and_regular_expression_tell_upper_from_lower_case_unless_told_not_to() -> None:
    for test_of in (glob_test, regex_test):
        assert not test_of("a")("A")
        assert test_of("a", ignore_case=True)("A")


def test_glob_in_words_of_a_regular_expression() -> None:
    assert glob_regex("a*.?") == r"^a(?:.|\n)*\.(?:.|\n)$"


def test_versions_are_ordered_by_semantic_versioning() -> None:
    keys = [{parse_version(version) for version in equals} for equals in VERSIONS]
    assert all(len(key) == 1 and None not in key for key in keys)
    for (lower,), (higher,) in pairwise(keys):
        assert lower is not None
        assert higher is not None
        assert lower < higher


@pytest.mark.parametrize(
    "text",
    ["", "v", "1.", "1.2.3.4", "01.2", "1.2.3-", "a", "1.2.3-a..b", "-1", "1234567890", "\uff11"],
)
def test_text_that_is_no_version(text: str) -> None:
    assert parse_version(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("^1.2.3", "1.2.3", "2.0.0"),
        ("^0.2.3", "0.2.3", "0.3.0"),
        ("^0.0.3", "0.0.3", "0.0.4"),
        ("^0.0", "0.0.0", "0.1.0"),
        ("^0", "0.0.0", "1.0.0"),
        ("^0.0.0", "0.0.0", "0.0.1"),
        ("^1.2.3-beta.2", "1.2.3-beta.2", "2.0.0"),
        ("~1.2.3", "1.2.3", "1.3.0"),
        ("~1.2", "1.2.0", "1.3.0"),
        ("~1", "1.0.0", "2.0.0"),
        ("1.2.*", "1.2.0", "1.3.0"),
        ("1.x", "1.0.0", "2.0.0"),
        (" v1.X ", "1.0.0", "2.0.0"),
        ("^0.0-a.b-c", "0.0.0-a.b-c", "0.1.0"),
        ("^0-a.b", "0.0.0-a.b", "1.0.0"),
        ("~1-a.b-c", "1.0.0-a.b-c", "2.0.0"),
        ("1.2.*", "1.2.0-alpha", "1.3.0"),
    ],
)
def test_range_goes_from_the_lowest_to_below_the_next(text: str, low: str, high: str) -> None:
    wanted, first, after = parse_version_range(text), parse_version(low), parse_version(high)
    assert wanted is not None
    assert first is not None
    assert after is not None
    assert wanted.includes(first)
    assert not wanted.includes(after)
    before_after = (*after[:3], 0, ((0, 0, ""),))
    assert not wanted.includes(before_after)
    major, minor, patch = after[:3]
    last = (major, minor, patch - 1) if patch else (major, minor - 1, 9) if minor else None
    last = last or (major - 1, 9, 9)
    assert wanted.includes((last[0], last[1], last[2], 1, ()))


@pytest.mark.parametrize("text", ["1.2.3", "", "^", "~x", "*", ">=1.0", "1.*.2"])
def test_text_that_is_no_range(text: str) -> None:
    assert parse_version_range(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ABC", "abc"),
        ("straße", "straße"),
        ("ẞ", "ß"),
        ("İ", "İ"),
        ("\u03a3\u0391", "\u03c3\u03b1"),  # sigma, alpha
        ("\u03c2", "\u03c3"),  # final sigma
        ("K", "k"),  # the sign of kelvin
        ("ﬀ", "ﬀ"),
        ("Ⴀ", "ⴀ"),
        ("𞤀", "𞤢"),
    ],
)
def test_case_is_folded_one_character_to_one(text: str, expected: str) -> None:
    assert fold_case(text) == expected


@unhurried
@given(text=st.text())
def test_folded_text_stays_as_long_and_folded(text: str) -> None:
    assert len(fold_case(text)) == len(text)
    assert fold_case(fold_case(text)) == fold_case(text)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        pytest.param(Point(0, 0), Point(0, 0), 0, id="same"),
        pytest.param(Point(0, 0), Point(0, 1), EARTH_RADIUS_KM * math.pi / 180, id="a-degree"),
        pytest.param(Point(0, 0), Point(0, 180), EARTH_RADIUS_KM * math.pi, id="other-side"),
        pytest.param(Point(90, 0), Point(-90, 55), EARTH_RADIUS_KM * math.pi, id="poles"),
        pytest.param(Point(0, 179.5), Point(0, -179.5), 111.195, id="over-the-date-line"),
        pytest.param(Point(52.5200, 13.4050), Point(48.8566, 2.3522), 877.5, id="berlin-paris"),
    ],
)
def test_distance_is_along_the_great_circle(one: Point, other: Point, km: float) -> None:
    assert distance_km(one, other) == pytest.approx(km, rel=1e-3)
    assert distance_km(other, one) == pytest.approx(distance_km(one, other))
    assert Circle(one, distance_km(one, other)).includes(other)
    assert not Circle(one, distance_km(one, other) - 0.01).includes(other)


def test_numeric_identifiers_come_before_texts() -> None:
    number, text = parse_version("1.0.0-5"), parse_version("1.0.0-a")
    assert number is not None
    assert text is not None
    assert number < text
