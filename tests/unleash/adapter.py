"""Unleash's features as Segue's rules and campaigns, so that its specification can be run here.

What a feature, strategy, constraint or segment of Unleash says becomes a rule in JSON form and goes
through `parse_rule`, as if a marketer had sent it. Unleash has texts only, so the adapter writes each
context field as a text, and as a number and a date where it reads as one; a constraint then tests the
trait of its own kind. A constraint whose rule is refused holds for nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

import mmh3

from targeting.bucketing import bucket_of
from targeting.campaigns import CampaignType, Circumstances, LiveCampaign, is_eligible
from targeting.evaluation import Evaluation, RequestFacts, VisitorFacts
from targeting.operators import is_network
from targeting.predicates import SegmentCatalog
from targeting.rule_parsing import parse_rule
from targeting.values import InvalidInputError, as_utc

Json = dict[str, Any]

EVERYONE: Final[Json] = {"all": []}
NOBODY: Final[Json] = {"any": []}
VARIANT_SEED: Final = 86_028_157
"""Unleash draws variants with a seed of their own, so that they don't depend on the rollout."""

_OPERATORS: Final = {
    "IN": ("text", "IN", "texts"),
    "NOT_IN": ("text", "NOT_IN", "texts"),
    "STR_CONTAINS": ("text", "CONTAINS", "texts"),
    "STR_STARTS_WITH": ("text", "STARTS_WITH", "texts"),
    "STR_ENDS_WITH": ("text", "ENDS_WITH", "texts"),
    "NUM_EQ": ("number", "EQUAL", "number"),
    "NUM_LT": ("number", "LESS", "number"),
    "NUM_LTE": ("number", "LESS_OR_EQUAL", "number"),
    "NUM_GT": ("number", "GREATER", "number"),
    "NUM_GTE": ("number", "GREATER_OR_EQUAL", "number"),
    "DATE_BEFORE": ("date", "LESS", "date"),
    "DATE_AFTER": ("date", "GREATER", "date"),
    "SEMVER_EQ": ("text", "VERSION_EQUAL", "text"),
    "SEMVER_LT": ("text", "VERSION_LESS", "text"),
    "SEMVER_LTE": ("text", "VERSION_LESS_OR_EQUAL", "text"),
    "SEMVER_GT": ("text", "VERSION_GREATER", "text"),
    "SEMVER_GTE": ("text", "VERSION_GREATER_OR_EQUAL", "text"),
    "REGEX": ("text", "MATCHES_REGEX", "text"),
    "IN_CIDR": ("text", "IN_NETWORK", "texts"),
}
"""For each operator: the kind of trait it tests, ours, and the form of the operand."""

_WITH_CASE: Final = frozenset({"STR_CONTAINS", "STR_STARTS_WITH", "STR_ENDS_WITH", "REGEX"})


@dataclass(frozen=True, slots=True)
class Variant:
    """What a feature comes to for one context, in Unleash's words."""

    name: str
    enabled: bool
    feature_enabled: bool
    payload: Json | None = None

    @property
    def as_json(self) -> Json:
        """The form in which the specification expects it."""
        form: Json = {
            "name": self.name,
            "enabled": self.enabled,
            "feature_enabled": self.feature_enabled,
        }
        return form if self.payload is None else form | {"payload": self.payload}


class UnleashState:
    """One state of the specification, ready to be asked."""

    def __init__(self, state: Json) -> None:
        self._features, self._segments = _current(state)

    def is_enabled(self, name: str, context: Json) -> bool:
        """Say whether the feature is on, as the eligibility of a campaign."""
        feature = self._features.get(name)
        return feature is not None and self._is_eligible(_Translation(self, context), feature)

    def variant(self, name: str, context: Json) -> Variant:
        """Return the variant that the feature has for the context."""
        feature = self._features.get(name)
        if feature is None or not self.is_enabled(name, context):
            return Variant("disabled", enabled=False, feature_enabled=False)
        choices, group, stickiness = self._choices(feature, context)
        chosen = _chosen(choices, group, stickiness, context)
        if chosen is None:
            return Variant("disabled", enabled=False, feature_enabled=True)
        return Variant(
            chosen["name"], enabled=True, feature_enabled=True, payload=chosen.get("payload")
        )

    def feature(self, name: str) -> Json | None:
        """Return the feature of this name."""
        return self._features.get(name)

    def constraints_of(self, segment_id: int) -> list[Json] | None:
        """Return the constraints of a segment, `None` for one that isn't there."""
        return self._segments.get(segment_id)

    def _is_eligible(self, translation: _Translation, feature: Json) -> bool:
        rule = parse_rule(translation.feature(feature))
        audience = SegmentCatalog({}, {"feature": rule}).audience("feature")
        campaign = LiveCampaign("feature", 1, CampaignType.POPUP_BANNER, audience)
        return is_eligible(campaign, Circumstances(translation.evaluation()))

    def _choices(self, feature: Json, context: Json) -> tuple[list[Json], str, str]:
        """Return the variants to choose from: those of the strategy that held, or the feature's."""
        for strategy in feature.get("strategies") or ():
            alone = feature | {"strategies": [strategy], "dependencies": []}
            if self._is_eligible(_Translation(self, context), alone):
                parameters = strategy.get("parameters") or {}
                if strategy.get("variants"):
                    group = str(parameters.get("groupId", feature["name"]))
                    return strategy["variants"], group, str(parameters.get("stickiness", "default"))
                break
        variants: list[Json] = feature.get("variants") or []
        return variants, str(feature["name"]), _stickiness(variants)


def _current(state: Json) -> tuple[dict[str, Json], dict[int, list[Json]]]:
    """Return the features and segments, for a state of events after the last of them."""
    features = {feature["name"]: feature for feature in state.get("features", ())}
    segments = {segment["id"]: segment["constraints"] for segment in state.get("segments", ())}
    for event in state.get("events", ()):
        match event["type"]:
            case "hydration":
                features, segments = _current(event)
            case "feature-updated":
                features[event["feature"]["name"]] = event["feature"]
            case "feature-removed":
                features.pop(event["featureName"], None)
            case "segment-updated":
                segments[event["segment"]["id"]] = event["segment"]["constraints"]
            case "segment-removed":
                segments.pop(event["segmentId"], None)
            case unknown:
                raise AssertionError(unknown)
    return features, segments


class _Translation:
    """A feature as a rule, and the traits that the rule reads, for one context."""

    def __init__(self, state: UnleashState, context: Json) -> None:
        self._state = state
        self._context = context
        self._traits: dict[str, Any] = {}
        for name in _fields(context):
            self._write_field(name, str(_value(context, name)))

    def evaluation(self) -> Evaluation:
        """Return the visitor that the context describes."""
        now = _as_date(self._context.get("currentTime")) or datetime(2026, 3, 14, tzinfo=UTC)
        visitor = VisitorFacts("visitor", traits=self._traits)
        return Evaluation(visitor, now=now, request=RequestFacts())

    def feature(self, feature: Json) -> Json:
        """Return the rule that holds where the feature is on."""
        if not feature["enabled"]:
            return NOBODY
        strategies = [self._strategy(s, feature["name"]) for s in feature.get("strategies") or ()]
        parents = [self._dependency(parent) for parent in feature.get("dependencies") or ()]
        return {"all": [*parents, {"any": strategies} if strategies else EVERYONE]}

    def _dependency(self, dependency: Json) -> Json:
        parent = self._state.feature(dependency["feature"])
        if parent is None or parent.get("dependencies"):
            return NOBODY  # only one level of parents is allowed
        rule = self.feature(parent)
        if dependency.get("enabled") is False:
            return {"not": rule}
        wanted = dependency.get("variants")
        if not wanted:
            return rule
        found = self._state.variant(parent["name"], self._context).name
        trait = self._add("variant", found)
        return {"all": [rule, _condition(trait, "IN", {"texts": wanted})]}

    def _strategy(self, strategy: Json, feature: str) -> Json:
        rules = [self._constraint(c) for c in strategy.get("constraints") or ()]
        for segment in strategy.get("segments") or ():
            constraints = self._state.constraints_of(segment)
            rules += [NOBODY] if constraints is None else map(self._constraint, constraints)
        return {
            "all": [*rules, self._own_rule(strategy, strategy.get("parameters") or {}, feature)]
        }

    def _own_rule(self, strategy: Json, parameters: Json, feature: str) -> Json:
        match strategy["name"]:
            case "default":
                return EVERYONE
            case "userWithId":
                return self._listed("userId", "IN", parameters["userIds"])
            case "remoteAddress":
                return self._listed("remoteAddress", "IN_NETWORK", parameters["IPs"])
            case "gradualRolloutUserId":
                return self._rollout("userId", parameters["percentage"], parameters["groupId"])
            case "gradualRolloutSessionId":
                return self._rollout("sessionId", parameters["percentage"], parameters["groupId"])
            case "gradualRolloutRandom":
                return self._rollout("random", parameters["percentage"], feature)
            case "flexibleRollout":
                stickiness = parameters.get("stickiness", "default")
                return self._rollout(stickiness, parameters["rollout"], parameters["groupId"])
            case _:
                return NOBODY

    def _listed(self, field: str, operator: str, listed: str) -> Json:
        items = [item.strip() for item in listed.split(",") if item.strip()]
        if operator == "IN_NETWORK":
            items = list(filter(is_network, items))
        return _checked(_condition(_trait("text", field), operator, {"texts": items}))

    def _rollout(self, stickiness: str, percentage: Any, group: str) -> Json:
        """Return the rule on the visitor's bucket, from 1 to 100 with the core's own hash."""
        identifier = _identifier(stickiness, self._context)
        if identifier is None:
            return NOBODY
        trait = self._add("bucket", bucket_of(group, identifier, 100) + 1)
        return _condition(trait, "LESS_OR_EQUAL", {"number": float(percentage)})

    def _constraint(self, constraint: Json) -> Json:
        known = _OPERATORS.get(constraint["operator"])
        if known is None:
            return NOBODY
        kind, operator, form = known
        operand = _operand(constraint, form)
        trait = _trait(kind, constraint["contextName"])
        if operand == []:  # an empty list is refused; nothing is in it
            rule = EVERYONE if operator == "NOT_IN" else NOBODY
        else:
            condition = _condition(trait, operator, {form: operand})
            if constraint["operator"] in _WITH_CASE and constraint.get("caseInsensitive"):
                condition["trait"]["ignoreCase"] = True
            rule = _checked(condition)
            if rule is NOBODY:
                return NOBODY
        return {"not": rule} if constraint.get("inverted") else rule

    def _write_field(self, name: str, text: str) -> None:
        self._traits[_trait("text", name)] = text
        if re.fullmatch(r"\s*[-+]?\d+(?:\.\d+)?\s*", text):
            self._traits[_trait("number", name)] = float(text)
        moment = _as_date(text)
        if moment is not None:
            self._traits[_trait("date", name)] = moment

    def _add(self, stem: str, value: Any) -> str:
        name = f"{stem}{len(self._traits)}"
        self._traits[name] = value
        return name


def _fields(context: Json) -> Iterable[str]:
    return [name for name in context if name != "properties"] + list(context.get("properties", {}))


def _value(context: Json, name: str) -> Any:
    """Return a field of the context; a property of that name stands behind it."""
    found = context.get(name) if name != "properties" else None
    return context.get("properties", {}).get(name) if found is None else found


def _trait(kind: str, field: str) -> str:
    return f"{kind}_{re.sub('[^A-Za-z0-9_]', '_', field)}"


def _condition(trait: str, operator: str, value: Json) -> Json:
    return {"trait": {"name": trait, "operator": operator, "value": value}}


def _checked(rule: Json) -> Json:
    """Return the rule, or the one that holds for nobody when Segue refuses it."""
    try:
        parse_rule(rule)
    except InvalidInputError:
        return NOBODY
    return rule


def _operand(constraint: Json, form: str) -> Any:
    if form == "texts":
        values = constraint.get("values") or []
        # Segue refuses a list with a wrong network, Unleash passes over it: an import leaves it out.
        return list(filter(is_network, values)) if constraint["operator"] == "IN_CIDR" else values
    value: Any = constraint.get("value")
    if form == "number":
        try:
            return float(value)
        except (TypeError, ValueError):
            return value
    return value


def _as_date(text: Any) -> datetime | None:
    try:
        return as_utc(datetime.fromisoformat(text))
    except (TypeError, ValueError):
        return None


def _stickiness(variants: list[Json]) -> str:
    return str(variants[0].get("stickiness", "default")) if variants else "default"


def _identifier(stickiness: str, context: Json) -> str | None:
    """Return what a visitor is told apart by; at random stands any one text."""
    if stickiness == "random":
        return "random"
    if stickiness == "default":
        return str(_value(context, "userId") or _value(context, "sessionId") or "random")
    found = _value(context, stickiness)
    return None if found is None else str(found)


def _chosen(
    variants: list[Json], group: str, stickiness: str, context: Mapping[str, Any]
) -> Json | None:
    for variant in variants:
        for override in variant.get("overrides") or ():
            if _value(dict(context), override["contextName"]) in override["values"]:
                return variant
    total = sum(variant["weight"] for variant in variants)
    if total <= 0:
        return None
    identifier = _identifier(stickiness, dict(context)) or "random"
    position = mmh3.hash(f"{group}:{identifier}", seed=VARIANT_SEED, signed=False) % total + 1
    reached = 0
    for variant in variants:
        reached += variant["weight"]
        if position <= reached:
            return variant
    return None
