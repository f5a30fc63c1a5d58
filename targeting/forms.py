"""What a sign-up form asks for beside the address, and whether what was entered fits it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, Final, TypeAlias, final
from unicodedata import category

from targeting.contact_details import normalised_phone
from targeting.subjects import Attribute
from targeting.values import Path, Problem

_LONGEST_TEXT: Final = 500
_NOT_OF_ONE_LINE: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Control characters, halves of characters, and what ends a line or a paragraph."""
_OLDEST: Final = date(1900, 1, 1)


@final
class FieldKind(Enum):
    """What a field asks for, and so what it is kept as."""

    FIRST_NAME = "FIRST_NAME"
    LAST_NAME = "LAST_NAME"
    PHONE = "PHONE"
    BIRTH_DATE = "BIRTH_DATE"
    TEXT = "TEXT"
    CHOICE = "CHOICE"
    CHECKBOX = "CHECKBOX"


_TRAITS: Final = {
    FieldKind.FIRST_NAME: "firstName",
    FieldKind.LAST_NAME: "lastName",
    FieldKind.PHONE: "phone",
}

TRAITS_BY_KEY: Final = frozenset({FieldKind.TEXT, FieldKind.CHOICE, FieldKind.CHECKBOX})
"""Of these, an entry becomes the trait of the field's own key, unless another is named."""

Entry: TypeAlias = str | bool | datetime
"""What a field is kept as: a text, a tick, or a date at midnight UTC."""


@final
@dataclass(frozen=True, slots=True)
class FormField:
    """A field as far as checking what was entered needs it.

    Attributes:
        trait: the name under which it becomes a trait of the visitor; chosen by kind when left out.
    """

    key: str
    kind: FieldKind
    is_required: bool = False
    option_keys: tuple[str, ...] = ()
    trait: str | None = None

    @property
    def saves_as(self) -> Attribute | str:
        """The attribute or the trait of the visitor that the entry becomes."""
        if self.kind is FieldKind.BIRTH_DATE:
            return Attribute.BIRTH_DATE
        return self.trait or _TRAITS.get(self.kind) or self.key.replace("-", "_")


@final
@dataclass(frozen=True, slots=True)
class GivenEntry:
    """What was entered: a text, or a tick for a CHECKBOX."""

    field: str
    text: str | None = None
    flag: bool | None = None


@final
@dataclass(frozen=True, slots=True)
class CheckedForm:
    """What a form yields: entries by field key, and what they become of the visitor."""

    entries: dict[str, Entry]
    declared: dict[str, Any]
    traits: dict[str, Any]


def check_form(
    fields: Sequence[FormField], given: Sequence[GivenEntry], today: date, path: Path = ()
) -> tuple[CheckedForm, tuple[Problem, ...]]:
    """Return the accepted entries, and everything that is wrong with the rest."""
    by_key = {field.key: field for field in fields}
    entries: dict[str, Entry | None] = {}
    refused: set[str] = set()
    problems: list[Problem] = []
    for index, entry in enumerate(given):
        checked = _looked_up(by_key, entries, entry, today, (*path, index))
        if isinstance(checked, Problem):
            problems.append(checked)
            refused.add(entry.field)
        else:
            entries[entry.field] = checked
    problems += [
        Problem(path, "REQUIRED", f"The field '{field.key}' must be filled in.")
        for field in fields
        if field.is_required and field.key not in refused and not entries.get(field.key)
    ]
    filled = {key: entry for key, entry in entries.items() if entry is not None}
    return _kept(fields, filled), tuple(problems)


def _looked_up(
    fields: Mapping[str, FormField],
    so_far: Mapping[str, Entry | None],
    entry: GivenEntry,
    today: date,
    path: Path,
) -> Entry | Problem | None:
    field = fields.get(entry.field)
    if field is None:
        names = ", ".join(fields) or "none"
        return Problem(
            (*path, "field"),
            "UNKNOWN_FIELD",
            f"The form that was shown has no field '{entry.field}'; it has: {names}.",
        )
    if field.key in so_far:
        return Problem((*path, "field"), "GIVEN_TWICE", f"'{field.key}' is given twice.")
    return _checked(field, entry, today, path)


def _kept(fields: Sequence[FormField], entries: dict[str, Entry]) -> CheckedForm:
    declared: dict[str, Any] = {}
    traits: dict[str, Any] = {}
    for field in fields:
        if field.key not in entries:
            continue
        name = field.saves_as
        if isinstance(name, Attribute):
            declared[name.value] = entries[field.key]
        else:
            traits[name] = entries[field.key]
    return CheckedForm(entries, declared, traits)


def _checked(
    field: FormField, entry: GivenEntry, today: date, path: Path
) -> Entry | Problem | None:
    """Return the entry as it is kept, `None` for one that is empty and may be."""
    if field.kind is FieldKind.CHECKBOX:
        if entry.text is not None or entry.flag is None:
            return Problem((*path, "flag"), "WRONG_KIND", f"'{field.key}' takes a flag.")
        return entry.flag
    if entry.flag is not None:
        return Problem((*path, "text"), "WRONG_KIND", f"'{field.key}' takes a text.")
    text = (entry.text or "").strip()
    if not text:
        return None
    if len(text) > _LONGEST_TEXT or any(category(char) in _NOT_OF_ONE_LINE for char in text):
        return Problem(
            (*path, "text"), "BAD_TEXT", f"Give one line of at most {_LONGEST_TEXT} characters."
        )
    return _checked_text(field, text, today, (*path, "text"))


def _checked_text(field: FormField, text: str, today: date, path: Path) -> Entry | Problem:
    match field.kind:
        case FieldKind.PHONE:
            return _phone(text, path)
        case FieldKind.BIRTH_DATE:
            return _birth_date(text, today, path)
        case FieldKind.CHOICE if text not in field.option_keys:
            known = ", ".join(field.option_keys)
            return Problem(path, "UNKNOWN_OPTION", f"No option '{text}'; use {known}.")
        case _:
            return text


def _phone(text: str, path: Path) -> Entry | Problem:
    try:
        return normalised_phone(text)
    except ValueError as error:
        return Problem(path, "NOT_A_PHONE_NUMBER", str(error))


def _birth_date(text: str, today: date, path: Path) -> Entry | Problem:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # Weeks and days without hyphens, which the standard has too, are rather slips of the finger.
    if day is None or day.isoformat() != text or not _OLDEST <= day <= today:
        return Problem(
            path, "NOT_A_BIRTH_DATE", "Give a day as YYYY-MM-DD, since 1900 and not to come."
        )
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
