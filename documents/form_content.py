"""What e-mail collections ask for, and what they promise in return."""

from __future__ import annotations

from typing import Annotated, Literal, Self, final

from pydantic import Field, StringConstraints, model_validator

from documents.content_parts import (
    Colours,
    ContentModel,
    Countdown,
    Image,
    Key,
    Line,
    Paragraph,
    Position,
    Teaser,
    ThankYou,
    TraitName,
    Url,
    refuse_repeats,
)
from documents.coupon_offers import CouponOffer
from targeting.forms import TRAITS_BY_KEY, FieldKind, FormField


@final
class Consent(ContentModel):
    """What the visitor agrees to by ticking the box, without which nothing can be sent.

    `version` names the wording, so that a consent can be told from one to an earlier wording.
    """

    text: Paragraph
    url: Url | None = None
    version: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None


@final
class DoubleOptIn(ContentModel):
    """The address counts only when its owner has followed the link that the shop sends there."""

    expires_after_hours: Annotated[int, Field(ge=1, le=24 * 90)] = 48


@final
class FieldOption(ContentModel):
    """One value to choose."""

    key: Key
    label: Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]


@final
class EmailFormField(ContentModel):
    """Something asked for beside the address.

    Attributes:
        saves_as: the visitor's trait that a text, a choice or a tick is kept as; the key by default.
    """

    key: Key
    kind: FieldKind
    label: Line
    placeholder: Line | None = None
    is_required: bool = False
    options: Annotated[tuple[FieldOption, ...], Field(max_length=50)] = ()
    saves_as: TraitName | None = None

    @model_validator(mode="after")
    def _has_options_if_a_choice(self) -> Self:
        if (self.kind is FieldKind.CHOICE) != bool(self.options):
            raise ValueError("a CHOICE has options, and nothing else has")
        refuse_repeats([option.key for option in self.options], "option")
        if self.kind in TRAITS_BY_KEY and self.saves_as is None and self.key[0].isdigit():
            raise ValueError("no trait starts with a digit: give another key, or savesAs")
        return self

    def to_field(self) -> FormField:
        """Return the field as far as checking what was entered needs it."""
        return FormField(
            key=self.key,
            kind=self.kind,
            is_required=self.is_required,
            option_keys=tuple(option.key for option in self.options),
            trait=self.saves_as,
        )


@final
class FormStep(ContentModel):
    """One page of the form; the address is asked for on the first, beside its fields."""

    title: Line | None = None
    description: Paragraph | None = None
    fields: Annotated[tuple[EmailFormField, ...], Field(max_length=20)] = ()
    next_label: Line | None = None


@final
class WheelSlice(ContentModel):
    """A prize of the wheel, drawn in proportion to its weight.

    Attributes:
        coupon: what is won; `None` wins nothing.
    """

    key: Key
    label: Line
    weight: Annotated[int, Field(ge=0, le=10_000)] = 1
    coupon: CouponOffer | None = None


@final
class Wheel(ContentModel):
    """A wheel of fortune that turns once the form is sent; the server draws, once per visitor."""

    slices: Annotated[tuple[WheelSlice, ...], Field(min_length=2, max_length=24)]

    @model_validator(mode="after")
    def _can_be_turned(self) -> Self:
        refuse_repeats([part.key for part in self.slices], "slice")
        if not any(part.weight for part in self.slices):
            raise ValueError("at least one slice needs a weight above 0")
        return self


@final
class EmailCollectionContent(ContentModel):
    """A form for an e-mail address, with consent."""

    type: Literal["EMAIL_COLLECTION"] = "EMAIL_COLLECTION"
    title: Line
    description: Paragraph | None = None
    image: Image | None = None
    input_placeholder: Line
    submit_label: Line
    steps: Annotated[tuple[FormStep, ...], Field(max_length=5)] = ()
    consent: Consent
    double_opt_in: DoubleOptIn | None = None
    refuses_disposable: bool = False
    wheel: Wheel | None = None
    thank_you: ThankYou
    position: Position = Position()
    has_overlay: bool = True
    teaser: Teaser | None = None
    countdown: Countdown | None = None
    colours: Colours = Colours()

    @model_validator(mode="after")
    def _asks_for_each_thing_once(self) -> Self:
        refuse_repeats([field.key for step in self.steps for field in step.fields], "field")
        refuse_repeats([str(field.saves_as) for field in self.fields()], "trait to save as")
        return self

    def fields(self) -> tuple[FormField, ...]:
        """Return what is asked for beside the address, on whatever step."""
        return tuple(field.to_field() for step in self.steps for field in step.fields)
