"""Renditions: campaign versions in one variant and one language, as storefronts show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, final

from pydantic import BaseModel

from documents.campaign_definition import CampaignDefinition, Content, Variant
from documents.campaign_settings import Display
from targeting.localisation import choose_locale


@final
@dataclass(frozen=True, slots=True)
class Rendition:
    """One campaign version in one variant and language: it never changes.

    Attributes:
        is_personal: its texts hold placeholders, which are filled in for each visitor.
        shared: where the layers above keep what they have made of it, by what it is; `None` for what is made
            for one visitor.
    """

    campaign_id: str
    version: int
    placement: str | None
    definition: CampaignDefinition
    variant: str
    locale: str
    content: Content
    display: Display
    is_personal: bool
    shared: dict[Any, Any] | None = field(default=None, compare=False)


@final
class Renditions:
    """Every rendition of one version, made when the first is asked for, once."""

    def __init__(self, definition: CampaignDefinition, campaign_id: str, version: int) -> None:
        self._definition, self._campaign_id, self._version = definition, campaign_id, version

    @cached_property
    def _by_variant(self) -> dict[str, dict[str, Rendition]]:
        return {
            variant.key: _renditions(self._definition, self._campaign_id, self._version, variant)
            for variant in self._definition.variants
        }

    def best(self, variant: str, locale: str | None, default_locale: str) -> Rendition:
        """Return the rendition of a variant in the best language there is for `locale`."""
        by_locale = self._by_variant.get(variant) or next(iter(self._by_variant.values()))
        # Publishing refuses a variant without the default language, so there is always a last resort.
        best = choose_locale(locale, default_locale, tuple(by_locale)) or next(iter(by_locale))
        return by_locale[best]


def _renditions(
    definition: CampaignDefinition, campaign_id: str, version: int, variant: Variant
) -> dict[str, Rendition]:
    return {
        translation.locale: Rendition(
            campaign_id,
            version,
            definition.placement,
            definition,
            variant.key,
            translation.locale,
            translation.content,
            variant.display or definition.display,
            _has_placeholders(translation.content),
            {},
        )
        for translation in variant.translations
    }


def _has_placeholders(content: BaseModel) -> bool:
    return "{{" in content.model_dump_json()
