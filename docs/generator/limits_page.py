"""The reference of limits: the words are here, the figures are the code's."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from api.settings import Settings
from documents import audiences as counting
from documents import connection, purchase_model_fit, survey_progress
from resolvers import (
    audiences,
    campaigns,
    coupons,
    decisions,
    displays,
    eligibility,
    experiments,
    interactions,
    order_import,
    pages,
    stores,
    suppressions,
    test_tokens,
    tracking,
)
from schema import query_limits
from schema.eligibility import MAXIMUM_QUERY_PARAMETERS
from targeting import behaviour, operand_parsing, personalisation, rule_parsing, text_patterns

_BODY_BYTES: Final = Settings.model_fields["maximum_body_bytes"].default

LIMITS: Final[dict[str, dict[str, float | timedelta | str]]] = {
    "Requests": {
        "bytes of a body, unless `SEGUE_MAXIMUM_BODY_BYTES` says otherwise": _BODY_BYTES,
        "levels of a GraphQL operation": query_limits.MAXIMUM_DEPTH,
        "fields of an operation": query_limits.MAXIMUM_FIELDS,
        "aliases of an operation": query_limits.MAXIMUM_ALIASES,
        "directives of an operation": query_limits.MAXIMUM_DIRECTIVES,
        "mutations of an operation": query_limits.MAXIMUM_MUTATIONS,
        "`eligibleCampaigns(first:)`": eligibility.MAXIMUM_FIRST,
        "query parameters of a page's address that rules see": MAXIMUM_QUERY_PARAMETERS,
        "items of one page of an admin list": pages.MAXIMUM_PAGE,
        "visitors in the sample of an audience": audiences.MAXIMUM_SAMPLE,
        "milliseconds that a page view waits for one read of MongoDB": connection.HOT_READ_TIMEOUT_MS,
        "time to count an audience": timedelta(seconds=counting.COUNT_SECONDS),
    },
    "Events": {
        "events of one `trackEvents`": tracking.MAXIMUM_BATCH,
        "interactions of one `recordInteractions`": interactions.MAXIMUM_INTERACTIONS,
        "displays of one `claimDisplays`": displays.MOST_AT_ONCE,
        "properties of an event; traits in it": tracking.MAXIMUM_PROPERTIES,
        "items of an order; lines of a basket": tracking.MAXIMUM_ITEMS,
        "characters of a text in an event": tracking.MAXIMUM_TEXT_LENGTH,
        "how far an event may lie in the future": tracking.CLOCK_TOLERANCE,
        "how long a `decisionId` is accepted": decisions.DECISION_LIFE,
        "how long unfinished answers to a survey are kept": timedelta(
            seconds=survey_progress.KEPT_SECONDS
        ),
    },
    "Rules": {
        "levels": rule_parsing.MAXIMUM_DEPTH,
        "nodes": rule_parsing.MAXIMUM_NODES,
        "items of a list": operand_parsing.MAXIMUM_LIST_ITEMS,
        "characters of a text": operand_parsing.MAXIMUM_TEXT_LENGTH,
        "characters of a regular expression": text_patterns.MAXIMUM_PATTERN_LENGTH,
        "a number": operand_parsing.MAXIMUM_NUMBER,
        "days of a window": operand_parsing.MAXIMUM_DISTANCE_DAYS,
        "conditions of one `where`": rule_parsing.MAXIMUM_PROPERTY_CONDITIONS,
        "steps of a sequence": rule_parsing.MAXIMUM_STEPS,
        "moments of one behaviour that a visitor's document holds": behaviour.STREAM_LIMIT,
    },
    "Campaigns and shops": {
        "characters of a value that is filled in for a placeholder": personalisation.MAXIMUM_VALUE_LENGTH,
        "codes of one `addCouponCodes`": coupons.MOST_CODES_AT_ONCE,
        "addresses of one `suppressEmails`": suppressions.MOST_AT_ONCE,
        "campaigns of one `pauseCampaigns`": campaigns.MOST_AT_ONCE,
        "the holdout, as a share of the visitors": stores.MAXIMUM_HOLDOUT_SHARE,
        "how long a test token is valid": test_tokens.LONGEST_LIFE,
        "how often a bandit moves its shares": experiments.BANDIT_PACE,
        "fewest buyers for a forecast": purchase_model_fit.FEWEST_BUYERS,
        "fewest of them who ordered again": purchase_model_fit.FEWEST_REPEAT_BUYERS,
        "problems that an import of orders names": order_import.MAXIMUM_PROBLEMS,
    },
}


def limits_page() -> str:
    """Return the page."""
    lines = [
        "# Limits\n",
        "What goes beyond them is refused, with a message that names the limit.\n",
    ]
    for heading, limits in LIMITS.items():
        lines += [f"## {heading}\n", "| what | at most |\n|---|---:|"]
        lines += [f"| {words} | {_written(limit)} |" for words, limit in limits.items()]
        lines.append("")
    return "\n".join(lines)


def _written(limit: float | timedelta | str) -> str:
    if isinstance(limit, timedelta):
        return _written_time(limit)
    return (
        f"{limit:,}"
        if isinstance(limit, int)
        else f"{limit:,g}"
        if isinstance(limit, float)
        else limit
    )


def _written_time(limit: timedelta) -> str:
    for unit, seconds in (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)):
        amount, rest = divmod(limit.total_seconds(), seconds)
        if amount and not rest:
            return f"{amount:g} {unit}{'' if amount == 1 else 's'}"
    return f"{limit.total_seconds():g} seconds"
