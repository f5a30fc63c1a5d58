"""What is wrong with a campaign: what can't be stored, what would not work, what could be better."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, final

from pydantic import BaseModel

from documents.campaign_definition import CampaignDefinition, Content, parse_definition
from documents.content_parts import Button, ButtonAction, Colours, Image
from documents.coupons import find_pools
from documents.form_content import EmailCollectionContent
from documents.survey_content import FormSurveyContent
from resolvers.context import Context
from resolvers.event_log import expired_problems
from resolvers.live_campaigns import campaign_rules
from resolvers.segments import reference_problems
from targeting.campaigns import CampaignType
from targeting.contrast import MINIMUM_RATIO, contrast_ratio
from targeting.personalisation import text_problems
from targeting.rule_parsing import parse_rule
from targeting.rule_writing import rule_to_json
from targeting.rules import AnyOf, InSegment
from targeting.schedules import local_moment
from targeting.surveys import survey_problems
from targeting.values import InvalidInputError, Path, Problem

_DEFINITION: Final[Path] = ("definition",)
_ACTIONS_OF_FORMS: Final = frozenset((ButtonAction.SUBMIT, ButtonAction.NEXT_STEP))


@final
@dataclass(frozen=True, slots=True)
class CampaignWarning:
    """Something that works, and could be better."""

    path: Path
    code: str
    message: str


async def checked_definition(
    context: Context, campaign_type: CampaignType, source: dict[str, Any]
) -> CampaignDefinition:
    """Return a definition that can be stored.

    Raises:
        InvalidInputError: naming every field that can't be used.
    """
    problems: list[Problem] = []
    audience = source.get("audience") or {"all": []}
    path = (*_DEFINITION, "audience")
    try:
        rule = parse_rule(audience, path)
    except InvalidInputError as error:
        problems += error.problems
        audience = {"all": []}
    else:
        problems += await reference_problems(context, rule, path)
        audience = rule_to_json(rule)
    timed = await _in_store_time(context, source)
    try:
        definition = parse_definition({**timed, "audience": audience}, _DEFINITION)
    except InvalidInputError as error:
        raise InvalidInputError(*problems, *error.problems) from None
    problems += _type_problems(definition, campaign_type)
    problems += _rule_problems(definition)
    problems += await _named_problems(context, definition)
    problems += _content_problems(definition)
    if problems:
        raise InvalidInputError(*problems)
    return definition


async def _in_store_time(context: Context, source: dict[str, Any]) -> dict[str, Any]:
    """Read times without an offset as those of the store's own clock."""
    zone = (await context.catalog()).store.zone()
    local = {
        name: local_moment(moment, zone)
        for name in ("starts_at", "ends_at")
        if isinstance(moment := source.get(name), datetime) and moment.tzinfo is None
    }
    return {**source, **local}


def _type_problems(definition: CampaignDefinition, campaign_type: CampaignType) -> list[Problem]:
    if definition.content_types() == {campaign_type}:
        return []
    return [
        Problem(
            (*_DEFINITION, "variants"),
            "WRONG_TYPE",
            f"All content of this campaign must be of type {campaign_type.value}.",
        )
    ]


def _rule_problems(definition: CampaignDefinition) -> list[Problem]:
    try:
        campaign_rules(definition)
    except InvalidInputError as error:
        return list(error.problems)
    return []


async def _reference_problems(context: Context, definition: CampaignDefinition) -> list[Problem]:
    """Return a problem for whatever the definition names and the store doesn't have."""
    return [
        *await reference_problems(
            context, parse_rule(definition.audience), (*_DEFINITION, "audience")
        ),
        *await _named_problems(context, definition),
    ]


async def _named_problems(context: Context, definition: CampaignDefinition) -> list[Problem]:
    """Return a problem for each segment, outside the audience, and each pool that isn't there."""
    problems: list[Problem] = []
    lists = {
        "includeSegments": definition.include_segments,
        "excludeSegments": definition.exclude_segments,
        "coupon": tuple(sorted(definition.tier_segments())),
    }
    for name, keys in lists.items():
        rule = AnyOf(tuple(InSegment(key) for key in keys))
        problems += await reference_problems(context, rule, (*_DEFINITION, name))
    wanted = {pool for offer in definition.coupon_offers() for pool in offer.pools()}
    known = {pool.key for pool in await find_pools(context.store_id)} if wanted else set()
    return problems + [
        Problem((*_DEFINITION, "coupon"), "UNKNOWN_POOL", f"There is no coupon pool '{pool}'.")
        for pool in sorted(wanted - known)
    ]


def _content_problems(definition: CampaignDefinition) -> list[Problem]:
    problems: list[Problem] = []
    for path, content in _contents(definition):
        for where, text in _texts(content, path):
            problems += text_problems(text, where)
    return problems


def _contents(definition: CampaignDefinition) -> Iterator[tuple[Path, Content]]:
    """Yield all content with where it stands in the input: below the field of its type."""
    for v, variant in enumerate(definition.variants):
        for t, translation in enumerate(variant.translations):
            content = translation.content
            field = _camel(content.type.lower())
            yield (*_DEFINITION, "variants", v, "translations", t, "content", field), content


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Yield every text that holds a placeholder, or what looks like one."""
    for where, found in _parts(value, path):
        if isinstance(found, str) and "{{" in found:
            yield where, found


def _parts(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Yield a model's values and, below them, those of the models and lists that it holds."""
    yield path, value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _parts(getattr(value, name), (*path, _camel(name)))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _parts(item, (*path, index))


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)


async def publishing_problems(
    context: Context, campaign_type: CampaignType, definition: CampaignDefinition
) -> list[Problem]:
    """Return everything for which publishing a definition is refused."""
    store = (await context.catalog()).store
    problems = await _reference_problems(context, definition)
    problems += await expired_problems(
        context, campaign_rules(definition).audience, (*_DEFINITION, "audience")
    )
    problems += _translation_problems(definition, store.default_locale)
    for path, content in _contents(definition):
        problems += _image_problems(content, path)
        problems += _button_problems(content, path)
        problems += _form_problems(content, path)
        if isinstance(content, FormSurveyContent):
            problems += _survey_problems(content, (*path, "questions"))
    if definition.ends_at is not None and definition.ends_at <= context.now:
        problems.append(
            Problem((*_DEFINITION, "endsAt"), "IN_THE_PAST", "The campaign would be over already.")
        )
    if campaign_type is CampaignType.HERO_BANNER and definition.placement is None:
        problems.append(
            Problem(
                (*_DEFINITION, "placement"),
                "REQUIRED",
                "A hero banner needs a placement: the name of the slot it stands in.",
            )
        )
    if definition.is_default and definition.placement is None:
        problems.append(
            Problem((*_DEFINITION, "placement"), "REQUIRED", "A default needs a placement to fill.")
        )
    return problems


def _translation_problems(definition: CampaignDefinition, locale: str) -> list[Problem]:
    return [
        Problem(
            (*_DEFINITION, "variants", index, "translations"),
            "MISSING_TRANSLATION",
            f"A translation into the store's own language, {locale}, is wanted.",
        )
        for index, variant in enumerate(definition.variants)
        if locale not in {translation.locale for translation in variant.translations}
    ]


def _image_problems(content: Content, path: Path) -> list[Problem]:
    return [
        Problem(
            (*where, "alternativeText"),
            "ALTERNATIVE_TEXT_REQUIRED",
            "Say what the picture shows, or mark it as decorative.",
        )
        for where, part in _parts(content, path)
        if isinstance(part, Image) and not part.alternative_text and not part.is_decorative
    ]


def _button_problems(content: Content, path: Path) -> list[Problem]:
    """Return a problem for each button that would do nothing: forms have buttons of their own."""
    return [
        Problem(
            where,
            "NOTHING_TO_DO",
            f"There is nothing to {action.value} here: choose OPEN_LINK, CLOSE or COPY_COUPON.",
        )
        for where, action in _actions(content, path)
        if action in _ACTIONS_OF_FORMS
    ]


def _actions(content: Content, path: Path) -> Iterator[tuple[Path, ButtonAction]]:
    """Yield what each button does, with where that is said."""
    for where, part in _parts(content, path):
        if isinstance(part, Button):
            yield (*where, "action"), part.action


def _survey_problems(content: FormSurveyContent, path: Path) -> list[Problem]:
    """Return what would not work, under the names of the API, where a branch's test is not apart."""
    return [
        Problem(tuple(step for step in found.path if step != "when"), found.code, found.message)
        for found in survey_problems(content.to_questions(), path)
    ]


def _form_problems(content: Content, path: Path) -> list[Problem]:
    if not isinstance(content, EmailCollectionContent) or content.wheel is None:
        return []
    if any(part.coupon is not None and part.weight for part in content.wheel.slices):
        return []
    return [Problem((*path, "wheel"), "NOTHING_TO_WIN", "Let at least one slice win a coupon.")]


def warnings_of(definition: CampaignDefinition) -> list[CampaignWarning]:
    """Return what works and could be better: text that is hard to read, buttons for no coupon."""
    contents = list(_contents(definition))
    warnings = [
        warning
        for path, content in contents
        for warning in _contrast_warnings(content.colours, (*path, "colours"))
    ]
    if not definition.coupon_offers():
        warnings += [warning for where in contents for warning in _coupon_warnings(*where)]
    return warnings


def _coupon_warnings(path: Path, content: Content) -> Iterator[CampaignWarning]:
    for where, action in _actions(content, path):
        if action is ButtonAction.COPY_COUPON:
            yield CampaignWarning(
                where, "NO_COUPON", "The campaign has no coupon that could be copied."
            )


def _contrast_warnings(colours: Colours, path: Path) -> Iterator[CampaignWarning]:
    pairs = (
        ("text", colours.text, colours.background),
        ("buttonText", colours.button_text, colours.button_background),
    )
    for name, text, background in pairs:
        if text is None or background is None:
            continue
        ratio = contrast_ratio(text, background)
        if ratio < MINIMUM_RATIO:
            yield CampaignWarning(
                (*path, name),
                "LOW_CONTRAST",
                f"The contrast is {ratio:.2f} to 1; WCAG asks for {MINIMUM_RATIO} to 1.",
            )
