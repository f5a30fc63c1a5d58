"""Placeholders in texts: `{{firstName|friend}}` becomes the visitor's own name.

A closed set of names, no language: no conditions, no formats, no nesting. Between two braces stand a
name and, after `|`, what is shown when the value isn't known. Whatever is no placeholder is text.
"""

from __future__ import annotations

import difflib
import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, final
from urllib.parse import quote

from targeting.evaluation import Evaluation
from targeting.localisation import decimal_separator
from targeting.subjects import Attribute, ContextFact
from targeting.values import Path, Problem, days_between, is_number

MAXIMUM_VALUE_LENGTH: Final = 100
"""A value is cut to so many characters: a text is laid out for names, not for novels."""


@final
class Placeholder(Enum):
    """What a text can show of the visitor, beside its traits by `trait.<name>`."""

    FIRST_NAME = "firstName"
    LAST_NAME = "lastName"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    ORDER_COUNT = "orderCount"
    DAYS_SINCE_LAST_ORDER = "daysSinceLastOrder"
    BASKET_TOTAL = "basketTotal"
    BASKET_ITEMS = "basketItems"
    CURRENCY = "currency"
    STORE_NAME = "storeName"
    COUPON_CODE = "couponCode"


@final
@dataclass(frozen=True, slots=True)
class PlaceholderFacts:
    """What is to be said of a placeholder.

    Attributes:
        is_always_known: it needs no fall-back.
        is_filled_later: only a later step knows it. Without a value it stays in the text, and that
            step answers for it: it needs no fall-back.
    """

    description: str
    is_always_known: bool = False
    is_filled_later: bool = False


PLACEHOLDERS: Final[Mapping[str, PlaceholderFacts]] = {
    placeholder.value: facts
    for placeholder, facts in {
        Placeholder.FIRST_NAME: PlaceholderFacts("The visitor's trait `firstName`."),
        Placeholder.LAST_NAME: PlaceholderFacts("The visitor's trait `lastName`."),
        Placeholder.CITY: PlaceholderFacts("The city that the shop declared for the visitor."),
        Placeholder.REGION: PlaceholderFacts("The region that the shop declared for the visitor."),
        Placeholder.COUNTRY: PlaceholderFacts(
            "The country that the shop declared for the visitor, as it is written there."
        ),
        Placeholder.ORDER_COUNT: PlaceholderFacts(
            "How many valid orders the visitor has placed.", is_always_known=True
        ),
        Placeholder.DAYS_SINCE_LAST_ORDER: PlaceholderFacts(
            "How many whole days ago the visitor's last valid order was placed."
        ),
        Placeholder.BASKET_TOTAL: PlaceholderFacts(
            "The value of the basket, with two decimals and without the currency."
        ),
        Placeholder.BASKET_ITEMS: PlaceholderFacts("How many items the basket has."),
        Placeholder.CURRENCY: PlaceholderFacts("The currency that the page shows, such as `EUR`."),
        Placeholder.STORE_NAME: PlaceholderFacts("The store's name.", is_always_known=True),
        Placeholder.COUPON_CODE: PlaceholderFacts(
            "The coupon's code; it stays in the text until there is one.", is_filled_later=True
        ),
    }.items()
}
"""The placeholders by the name that texts use."""

_SLOT: Final = re.compile(r"\{\{([^{}|]*)(?:\|([^{}]*))?\}\}")
_UNPAIRED: Final = re.compile(r"\{\{|\}\}")
_THREE_BRACES: Final = re.compile(r"\{{3}|\}{3}")
_TRAIT_PREFIX: Final = "trait."
_TRAIT: Final = re.compile(r"trait\.[A-Za-z0-9_]{1,64}")
_TRAIT_FACTS: Final = PlaceholderFacts("A trait of the visitor.")
_KNOWN_NAMES: Final = ", ".join((*PLACEHOLDERS, f"{_TRAIT_PREFIX}<name>"))

_NEVER_SHOWN: Final = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters other than white space
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns the direction of writing
    r"\ud800-\udfff]+"  # halves of characters
)
_JOINER: Final = "\u200d"
_SKIN_TONES: Final = ("\U0001f3fb", "\U0001f3ff")


@final
@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a text that a value fills; `fallback` is shown for an unknown one."""

    name: str
    fallback: str | None = None

    @property
    def source(self) -> str:
        """The slot as a text has it."""
        return f"{{{{{self.name}{'' if self.fallback is None else f'|{self.fallback}'}}}}}"


@final
@dataclass(frozen=True, slots=True)
class Template:
    """A text taken apart into what is written and what is filled in."""

    parts: tuple[str | Slot, ...]

    @property
    def has_slots(self) -> bool:
        """Whether there is anything to fill in."""
        return any(isinstance(part, Slot) for part in self.parts)

    @property
    def source(self) -> str:
        """The text that it stands for, without spaces around names and fall-backs."""
        return "".join(part.source if isinstance(part, Slot) else part for part in self.parts)


def parse_text(text: str) -> Template:
    """Return the text taken apart at its placeholders.

    Never fails: what `text_problems` finds fault with is text as it is written, save a placeholder
    that only lacks its fall-back.
    """
    parts: list[str | Slot] = []
    end = 0
    for found in _SLOT.finditer(text):
        slot = _slot_of(found)
        if _is_known(slot.name):
            parts += (text[end : found.start()], slot)
            end = found.end()
    parts.append(text[end:])
    return Template(tuple(part for part in parts if part != ""))


def text_problems(text: str, path: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a text's placeholders, each problem once, all at `path`."""
    found: dict[Problem, None] = {}
    if _THREE_BRACES.search(text) or _UNPAIRED.search(_SLOT.sub(" ", text)):
        found[_bad_placeholder(path)] = None
    for match in _SLOT.finditer(text):
        if problem := _slot_problem(_slot_of(match), path):
            found[problem] = None
    return tuple(found)


def filled(template: Template, values: Mapping[str, str]) -> str:
    """Return the text with the values in its slots, or their fall-backs.

    A value is never searched for placeholders. It goes in without control characters and without
    those that turn the direction of writing, with its white space as single spaces, and cut to
    `MAXIMUM_VALUE_LENGTH`. What is filled later stays a placeholder; `partly_filled` is for who will
    fill it in.
    """
    return partly_filled(template, values).source


def wholly_filled(template: Template, values: Mapping[str, str]) -> str:
    """Return what `filled` writes, where nobody fills anything in later: fall-backs stand there."""
    filled_in = _filled(template, values, _as_is)
    return "".join(
        part if isinstance(part, str) else part.fallback or "" for part in filled_in.parts
    )


def partly_filled(template: Template, values: Mapping[str, str]) -> Template:
    """Return what `filled` writes, with what is filled later still as slots.

    To parse a filled text once more would take a visitor called `{{couponCode}}` for a placeholder.
    """
    return _filled(template, values, _as_is)


def filled_url(template: Template, values: Mapping[str, str]) -> str:
    """Return the address with the values in its slots, or their fall-backs, percent-encoded.

    Every character with a meaning in addresses is encoded, also `/`, `:` and `&`: a value can't
    change where the address leads other than by a name within a path or a query.
    """
    address = _filled(template, values, _percent_encoded).source
    # Where nothing stands between the first two slashes, what follows would be another host.
    return f"/{address.lstrip('/')}" if address.startswith("//") else address


def visitor_values(evaluation: Evaluation, *, store_name: str, locale: str) -> dict[str, str]:
    """Return what is known of a visitor by the names that placeholders have; unknown is absent.

    Whole numbers are written plainly, others with at most six decimals, money with two; the decimal
    separator is that of `locale`. Of traits, texts and numbers are there.
    """
    separator = decimal_separator(locale)
    page, declared, traits = evaluation.context, evaluation.declared, evaluation.traits
    known: dict[Placeholder, str] = {
        Placeholder.FIRST_NAME: _text(traits.get("firstName"), separator),
        Placeholder.LAST_NAME: _text(traits.get("lastName"), separator),
        Placeholder.CITY: _text(declared.get(Attribute.CITY.value), separator),
        Placeholder.REGION: _text(declared.get(Attribute.REGION.value), separator),
        Placeholder.COUNTRY: _text(declared.get(Attribute.COUNTRY.value), separator),
        Placeholder.ORDER_COUNT: str(evaluation.orders.count),
        Placeholder.DAYS_SINCE_LAST_ORDER: _days_since_last_order(evaluation),
        Placeholder.BASKET_TOTAL: _money(page.get(ContextFact.BASKET_TOTAL.value), separator),
        Placeholder.BASKET_ITEMS: _text(page.get(ContextFact.BASKET_ITEMS.value), separator),
        Placeholder.CURRENCY: _text(page.get(ContextFact.CURRENCY.value), separator),
        Placeholder.STORE_NAME: store_name,
    }
    named = {placeholder.value: text for placeholder, text in known.items()}
    named |= _traits(traits, separator)
    return {name: text for name, text in named.items() if text}


def _is_known(name: str) -> bool:
    return name in PLACEHOLDERS or _TRAIT.fullmatch(name) is not None


def _facts(slot: Slot) -> PlaceholderFacts:
    return PLACEHOLDERS.get(slot.name, _TRAIT_FACTS)


def _slot_of(found: re.Match[str]) -> Slot:
    name, fallback = found.groups()
    # Who writes `{{ name | friend }}` doesn't mean two spaces before "friend".
    return Slot(name.strip(), None if fallback is None else fallback.strip())


def _slot_problem(slot: Slot, path: Path) -> Problem | None:
    if not slot.name:
        return _bad_placeholder(path)
    if not _is_known(slot.name):
        return Problem(path, "UNKNOWN_PLACEHOLDER", _unknown_message(slot.name))
    facts = _facts(slot)
    if slot.fallback is not None or facts.is_always_known or facts.is_filled_later:
        return None
    message = (
        f"'{slot.name}' isn't known of every visitor. Say what is shown instead: "
        f"{{{{{slot.name}|fall-back}}}}; it may be empty."
    )
    return Problem(path, "FALLBACK_REQUIRED", message)


def _bad_placeholder(path: Path) -> Problem:
    message = (
        "Write a placeholder as {{name}} or {{name|fall-back}}: two braces on each side, and none "
        "within. Elsewhere a text can't have two braces in a row."
    )
    return Problem(path, "BAD_PLACEHOLDER", message)


def _unknown_message(name: str) -> str:
    if name.startswith(_TRAIT_PREFIX):
        return (
            f"'{name}' names no trait: after '{_TRAIT_PREFIX}' come 1 to 64 letters, digits or "
            "underscores."
        )
    by_lower_case = {known.lower(): known for known in PLACEHOLDERS}
    nearest = difflib.get_close_matches(name.lower(), by_lower_case, n=1)
    hint = f" Did you mean '{by_lower_case[nearest[0]]}'?" if nearest else ""
    return f"There is no placeholder '{name}'.{hint} Known are {_KNOWN_NAMES}."


def _filled(
    template: Template, values: Mapping[str, str], encode: Callable[[str], str]
) -> Template:
    return Template(
        tuple(
            _slot_content(part, values, encode) if isinstance(part, Slot) else part
            for part in template.parts
        )
    )


def _slot_content(
    slot: Slot, values: Mapping[str, str], encode: Callable[[str], str]
) -> str | Slot:
    if value := _shown(values.get(slot.name, "")):
        return encode(value)
    return slot if _facts(slot).is_filled_later else encode(slot.fallback or "")


def _as_is(text: str) -> str:
    return text


def _percent_encoded(text: str) -> str:
    return quote(text, safe="", errors="replace")


def _shown(value: str) -> str:
    return _cut(" ".join(_NEVER_SHOWN.sub("", value).split()))


def _cut(text: str) -> str:
    if len(text) <= MAXIMUM_VALUE_LENGTH:
        return text
    ends = range(MAXIMUM_VALUE_LENGTH, 0, -1)
    end = next((end for end in ends if _can_be_cut(text, end)), MAXIMUM_VALUE_LENGTH)
    return text[:end].rstrip()


def _can_be_cut(text: str, end: int) -> bool:
    """Say whether what a reader takes for one character isn't torn apart there."""
    following = text[end]
    is_mark = unicodedata.category(following).startswith("M")  # more than have a combining class
    is_tone = _SKIN_TONES[0] <= following <= _SKIN_TONES[1]
    return not (is_mark or is_tone or _JOINER in text[end - 1 : end + 1])


def _traits(traits: Mapping[str, Any], separator: str) -> dict[str, str]:
    return {
        name: _text(value, separator)
        for trait, value in traits.items()
        if _TRAIT.fullmatch(name := f"{_TRAIT_PREFIX}{trait}")
    }


def _text(value: Any, separator: str) -> str:
    """Return a text or a number as it is shown, nothing for what is neither."""
    if isinstance(value, str):
        return value if value.strip() else ""
    if not is_number(value):
        return ""
    return str(value) if isinstance(value, int) else _decimal(value, separator)


def _decimal(value: float, separator: str) -> str:
    return _fixed(value, 6).rstrip("0").rstrip(".").replace(".", separator)


def _money(value: Any, separator: str) -> str:
    return _fixed(value, 2).replace(".", separator) if is_number(value) else ""


def _fixed(value: float, decimals: int) -> str:
    # Adding zero turns the -0.0 that rounding may leave into 0.0.
    return f"{round(value, decimals) + 0.0:.{decimals}f}"


def _days_since_last_order(evaluation: Evaluation) -> str:
    last_at = evaluation.orders.last_at
    if last_at is None:
        return ""
    # The shop's clock may be ahead of ours.
    return str(max(0, math.floor(days_between(last_at, evaluation.now))))
