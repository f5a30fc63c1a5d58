"""The events of a visitor's log, in the form in which they are stored and folded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, final

from targeting.behaviour import EventKind, Occurrence


@final
@dataclass(frozen=True, slots=True)
class OrderLine:
    """What an order event adds to, or takes from, a visitor's order figures.

    Attributes:
        number: of the order; for a cancellation, of the order that it belongs to.
        is_discounted: `None` when the shop hasn't said.
        products, categories, brands: what was ordered, as far as the shop has said.
    """

    number: str
    total_micros: int
    units: int
    is_discounted: bool | None = None
    products: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()


@final
@dataclass(frozen=True, slots=True)
class EventRecord:
    """An event of one visitor.

    Attributes:
        key: unique for the visitor; a repeat is the same event.
        declared, traits: what the event says of the visitor, by name.
    """

    key: str
    kind: EventKind
    at: datetime
    properties: dict[str, Any] = field(default_factory=dict)
    session_id: str | None = None
    order: OrderLine | None = None
    declared: dict[str, Any] = field(default_factory=dict)
    traits: dict[str, Any] = field(default_factory=dict)

    @property
    def occurrence(self) -> Occurrence:
        """The event as behaviour sees it."""
        return Occurrence(self.kind, self.at, self.properties, self.session_id)
