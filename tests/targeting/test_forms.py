from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targeting.forms import (
    CheckedForm,
    FieldKind,
    FormField,
    GivenEntry,
    check_form,
)
from targeting.subjects import Attribute
from targeting.values import Problem, is_storable
from tests.targeting.strategies import unhurried

TODAY: Final = date(2026, 3, 14)
SIZES: Final = ("s", "m", "l")


def field(kind: FieldKind, key: str = "f", **changes: Any) -> FormField:
    options = SIZES if kind is FieldKind.CHOICE else ()
    return FormField(key, kind, option_keys=options, **changes)


def checked(
    *given_entries: GivenEntry, fields: tuple[FormField, ...]
) -> tuple[CheckedForm, tuple[Problem, ...]]:
    return check_form(fields, given_entries, TODAY, ("fields",))


def entered(text: str, key: str = "f") -> GivenEntry:
    return GivenEntry(key, text=text)


def ticked(*, flag: bool, key: str = "f") -> GivenEntry:
    return GivenEntry(key, flag=flag)


def found(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.dotted_path, problem.code) for problem in problems]


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "entry", "kept"),
    [
        pytest.param(FieldKind.FIRST_NAME, entered("Ada"), "Ada", id="first-name"),
        pytest.param(FieldKind.LAST_NAME, entered("  de la Cruz "), "de la Cruz", id="last-name"),
        pytest.param(FieldKind.TEXT, entered("İyi 👍🏽"), "İyi 👍🏽", id="text"),
        pytest.param(FieldKind.TEXT, entered("x" * 500), "x" * 500, id="longest-text"),
        pytest.param(FieldKind.TEXT, entered(f" {'x' * 500} "), "x" * 500, id="longest-trimmed"),
        pytest.param(FieldKind.TEXT, entered("0"), "0", id="text-that-looks-like-nothing"),
        pytest.param(FieldKind.PHONE, entered("+49 (30) 123-45.67/8"), "+493012345678", id="phone"),
        pytest.param(FieldKind.PHONE, entered("1234567"), "1234567", id="shortest-phone"),
        pytest.param(FieldKind.PHONE, entered("1" * 15), "1" * 15, id="longest-phone"),
        pytest.param(FieldKind.BIRTH_DATE, entered("1990-05-07"), day("1990-05-07"), id="born"),
        pytest.param(FieldKind.BIRTH_DATE, entered("1900-01-01"), day("1900-01-01"), id="oldest"),
        pytest.param(FieldKind.BIRTH_DATE, entered("2026-03-14"), day("2026-03-14"), id="today"),
        pytest.param(FieldKind.BIRTH_DATE, entered("2024-02-29"), day("2024-02-29"), id="leap-day"),
        pytest.param(FieldKind.CHOICE, entered("m"), "m", id="choice"),
        pytest.param(FieldKind.CHOICE, entered(" m\t"), "m", id="choice-trimmed"),
        pytest.param(FieldKind.CHECKBOX, ticked(flag=True), True, id="ticked"),
        pytest.param(FieldKind.CHECKBOX, ticked(flag=False), False, id="not-ticked"),
    ],
)
def test_what_fits_its_field_is_kept(kind: FieldKind, entry: GivenEntry, kept: object) -> None:
    form, problems = checked(entry, fields=(field(kind),))
    assert problems == ()
    assert form.entries == {"f": kept}
    assert {**form.declared, **form.traits} == {
        {
            FieldKind.FIRST_NAME: "firstName",
            FieldKind.LAST_NAME: "lastName",
            FieldKind.PHONE: "phone",
            FieldKind.BIRTH_DATE: "BIRTH_DATE",
        }.get(kind, "f"): kept
    }


TEXTUAL: Final = [kind for kind in FieldKind if kind is not FieldKind.CHECKBOX]


@pytest.mark.parametrize(
    ("kind", "entry", "problem"),
    [
        *[
            pytest.param(kind, GivenEntry("f", text, flag), ("text", "WRONG_KIND"), id=kind.value)
            for kind in TEXTUAL
            for text, flag in [(None, True), ("m", False)]
        ],
        pytest.param(
            FieldKind.CHECKBOX, entered("true"), ("flag", "WRONG_KIND"), id="text-for-a-tick"
        ),
        pytest.param(
            FieldKind.CHECKBOX, GivenEntry("f"), ("flag", "WRONG_KIND"), id="nothing-for-a-tick"
        ),
        pytest.param(
            FieldKind.CHECKBOX, GivenEntry("f", "", flag=True), ("flag", "WRONG_KIND"), id="both"
        ),
        *[
            pytest.param(
                kind, entered("x" * 501), ("text", "BAD_TEXT"), id=f"{kind.value}-too-long"
            )
            for kind in TEXTUAL
        ],
        *[
            pytest.param(FieldKind.TEXT, entered(f"a{char}b"), ("text", "BAD_TEXT"), id=name)
            for name, char in {
                "NUL": "\x00",
                "tab": "\t",
                "line": "\n",
                "escape": "\x1b",
                "delete": "\x7f",
                "next-line": "\x85",
                "line-separator": "\u2028",
                "paragraph-separator": "\u2029",
                "half-a-character": "\ud83d",
            }.items()
        ],
        *[
            pytest.param(FieldKind.PHONE, entered(text), ("text", "NOT_A_PHONE_NUMBER"), id=text)
            for text in (
                "123456",
                "1" * 16,
                "12345ab",
                "++1234567",
                "1234567+",
                "call me",
                "١٢٣٤٥٦٧٨",
            )
        ],
        *[
            pytest.param(FieldKind.BIRTH_DATE, entered(text), ("text", "NOT_A_BIRTH_DATE"), id=text)
            for text in (
                "1899-12-31",
                "2026-03-15",
                "2025-02-29",
                "07.05.1990",
                "19900507",
                "1990-W05-3",
                "1990-5-7",
                "1990-05-07T00:00",
                "yesterday",
            )
        ],
        *[
            pytest.param(FieldKind.CHOICE, entered(text), ("text", "UNKNOWN_OPTION"), id=text)
            for text in ("xl", "M", "s,m")
        ],
    ],
)
def test_what_doesnt_fit_its_field_is_refused_with_one_problem(
    kind: FieldKind, entry: GivenEntry, problem: tuple[str, str]
) -> None:
    where, code = problem
    for is_required in (False, True):
        form, problems = checked(entry, fields=(field(kind, is_required=is_required),))
        assert found(problems) == [(f"fields.0.{where}", code)]
        assert form == CheckedForm({}, {}, {})


@pytest.mark.parametrize("kind", TEXTUAL, ids=lambda kind: kind.value)
@pytest.mark.parametrize("text", [None, "", "  ", "\n\t"], ids=["none", "empty", "blank", "lines"])
def test_field_may_be_left_empty_unless_it_is_required(kind: FieldKind, text: str | None) -> None:
    entry = GivenEntry("f", text)
    assert checked(entry, fields=(field(kind),)) == (CheckedForm({}, {}, {}), ())
    form, problems = checked(entry, fields=(field(kind, is_required=True),))
    assert (form.entries, found(problems)) == ({}, [("fields", "REQUIRED")])


@pytest.mark.parametrize("kind", FieldKind, ids=lambda kind: kind.value)
def test_field_may_be_left_out_unless_it_is_required(kind: FieldKind) -> None:
    assert checked(fields=(field(kind),)) == (CheckedForm({}, {}, {}), ())
    form, problems = checked(fields=(field(kind, is_required=True),))
    assert (form.entries, found(problems)) == ({}, [("fields", "REQUIRED")])
    assert "'f'" in problems[0].message


def test_required_tick_must_be_set() -> None:
    required = (field(FieldKind.CHECKBOX, is_required=True),)
    assert found(checked(ticked(flag=False), fields=required)[1]) == [("fields", "REQUIRED")]
    assert checked(ticked(flag=True), fields=required)[1] == ()


def test_field_that_the_form_lacks_is_refused_and_the_others_named() -> None:
    fields = (field(FieldKind.TEXT, "a"), field(FieldKind.TEXT, "b"))
    form, problems = checked(entered("x", "c"), entered("y", "b"), fields=fields)
    assert found(problems) == [("fields.0.field", "UNKNOWN_FIELD")]
    assert "it has: a, b." in problems[0].message
    assert form.entries == {"b": "y"}
    assert "it has: none." in checked(entered("x"), fields=())[1][0].message


@pytest.mark.parametrize(
    ("texts", "kept", "problems"),
    [
        pytest.param(["1", "2"], {"f": "1"}, [("fields.1.field", "GIVEN_TWICE")], id="twice"),
        pytest.param(
            ["1", "2", "3"],
            {"f": "1"},
            [("fields.1.field", "GIVEN_TWICE"), ("fields.2.field", "GIVEN_TWICE")],
            id="three-times",
        ),
        pytest.param(["", "2"], {}, [("fields.1.field", "GIVEN_TWICE")], id="empty-at-first"),
        pytest.param(["a\nb", "2"], {"f": "2"}, [("fields.0.text", "BAD_TEXT")], id="mended"),
    ],
)
def test_field_is_given_once(
    texts: list[str], kept: dict[str, str], problems: list[tuple[str, str]]
) -> None:
    form, found_ = checked(*map(entered, texts), fields=(field(FieldKind.TEXT),))
    assert (form.entries, found(found_)) == (kept, problems)


def test_all_problems_are_named_at_once_in_the_order_of_entries() -> None:
    fields = (
        field(FieldKind.PHONE, "phone"),
        field(FieldKind.CHOICE, "size", is_required=True),
        field(FieldKind.TEXT, "city", is_required=True),
        field(FieldKind.CHECKBOX, "terms", is_required=True),
    )
    given_entries = (entered("xl", "size"), entered("Ulm", "town"), entered("1", "phone"))
    form, problems = checked(*given_entries, fields=fields)
    assert found(problems) == [
        ("fields.0.text", "UNKNOWN_OPTION"),
        ("fields.1.field", "UNKNOWN_FIELD"),
        ("fields.2.text", "NOT_A_PHONE_NUMBER"),
        ("fields", "REQUIRED"),
        ("fields", "REQUIRED"),
    ]
    assert form.entries == {}


@pytest.mark.parametrize(
    ("given_field", "name"),
    [
        pytest.param(field(FieldKind.BIRTH_DATE), Attribute.BIRTH_DATE, id="attribute"),
        pytest.param(
            field(FieldKind.BIRTH_DATE, trait="born"), Attribute.BIRTH_DATE, id="always-it"
        ),
        pytest.param(field(FieldKind.FIRST_NAME), "firstName", id="first-name"),
        pytest.param(field(FieldKind.LAST_NAME), "lastName", id="last-name"),
        pytest.param(field(FieldKind.PHONE), "phone", id="phone"),
        pytest.param(field(FieldKind.PHONE, trait="mobile"), "mobile", id="trait-instead"),
        pytest.param(field(FieldKind.TEXT, "shoe-size"), "shoe_size", id="key-as-a-name"),
        pytest.param(field(FieldKind.CHOICE, "shoe-size", trait="size"), "size", id="trait"),
        pytest.param(field(FieldKind.CHECKBOX, "news"), "news", id="tick"),
    ],
)
def test_field_says_what_its_entry_becomes(given_field: FormField, name: Attribute | str) -> None:
    assert given_field.saves_as == name


def test_entries_become_attributes_and_traits_of_the_visitor() -> None:
    fields = (
        field(FieldKind.BIRTH_DATE, "born"),
        field(FieldKind.CHECKBOX, "likes-mail"),
        field(FieldKind.TEXT, "city", trait="town"),
    )
    given_entries = (
        entered("Ulm", "city"),
        ticked(flag=False, key="likes-mail"),
        entered("1990-05-07", "born"),
    )
    form, problems = checked(*given_entries, fields=fields)
    assert problems == ()
    assert form.declared == {"BIRTH_DATE": day("1990-05-07")}
    assert form.traits == {"likes_mail": False, "town": "Ulm"}
    assert set(form.entries) == {"born", "likes-mail", "city"}


def _indexes(problems: tuple[Problem, ...]) -> set[str | int]:
    return {problem.path[0] for problem in problems if problem.path}


KEYS: Final = ("a", "b", "c", "unknown")
form_fields = st.lists(
    st.builds(
        field, st.sampled_from(FieldKind), st.sampled_from(KEYS[:3]), is_required=st.booleans()
    ),
    unique_by=lambda each: each.key,
    max_size=3,
).map(tuple)
entries_given = st.lists(
    st.builds(
        GivenEntry,
        st.sampled_from(KEYS),
        st.none()
        | st.sampled_from(["m", "xl", "+49 30 1234567", "1990-05-07", "2030-01-01", " ", "x" * 501])
        | st.text(st.characters(exclude_categories=[]), max_size=9),
        st.none() | st.booleans(),
    ),
    max_size=6,
)


@unhurried
@given(fields=form_fields, given_entries=entries_given)
def test_every_entry_is_accepted_or_has_one_problem(
    fields: tuple[FormField, ...], given_entries: list[GivenEntry]
) -> None:
    form, problems = check_form(fields, given_entries, TODAY, ("fields",))
    per_entry = Counter(each.path[1] for each in problems if each.code != "REQUIRED")
    assert set(per_entry.values()) <= {1}
    accepted = [each for n, each in enumerate(given_entries) if n not in per_entry]
    empty = {each.field for each in accepted if not (each.text or "").strip() and each.flag is None}
    keys = [each.field for each in accepted]
    assert len(set(keys)) == len(keys), "what is given twice is accepted once"
    assert set(form.entries) == set(keys) - empty
    assert len(form.declared) <= 1
    texts = [entry for entry in form.entries.values() if isinstance(entry, str)]
    assert all(is_storable(text) and len(text.splitlines()) == 1 for text in texts)


@unhurried
@given(fields=form_fields, given_entries=entries_given)
def test_required_field_is_filled_in_or_has_a_problem(
    fields: tuple[FormField, ...], given_entries: list[GivenEntry]
) -> None:
    form, problems = check_form(fields, given_entries, TODAY)
    missing = {each.key for each in fields if each.is_required and not form.entries.get(each.key)}
    refused = {entry.field for n, entry in enumerate(given_entries) if n in _indexes(problems)}
    required = [each for each in problems if each.code == "REQUIRED"]
    assert len(required) == len(missing - refused)
    assert problems or not missing
