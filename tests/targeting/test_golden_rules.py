"""The golden rules and refusals: plain JSON that a client in another language can run as well."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from targeting.behaviour import EventKind, Occurrence
from targeting.evaluation import Evaluation, RequestFacts, VisitorFacts
from targeting.explanation import SegmentRules, explain_rule
from targeting.orders import NO_ORDERS, OrderStatistics
from targeting.predicates import SegmentCatalog
from targeting.rule_parsing import parse_rule
from targeting.rules import Condition, Rule, features_of, walk
from targeting.subjects import Attribute, ContextFact, OrderStatistic, SmartMetric
from targeting.thresholds import StoreThresholds
from targeting.values import InvalidInputError, cleaned
from tests.targeting.factories import streams_of

FOLDER: Final = Path(__file__).parent / "cases"
Case = dict[str, Any]


def cases_in(name: str) -> list[Case]:
    cases: list[Case] = json.loads((FOLDER / name).read_text(encoding="utf-8"))["cases"]
    return cases


RULES: Final = cases_in("rules.json") + cases_in("counterexamples.json")
REFUSALS: Final = cases_in("refusals.json")

_ORDERS: Final = {
    "count": "count",
    "revenue": "revenue",
    "averageValue": "average_value",
    "unitsPerOrder": "units_per_order",
    "discountedShare": "discounted_share",
    "firstAt": "first_at",
    "lastAt": "last_at",
    "medianGapDays": "median_gap_days",
    "products": "products",
    "categories": "categories",
    "brands": "brands",
}


def moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def value_of(form: Any) -> Any:
    """A value of a case: plain, or an object that names the kind that JSON has no word for."""
    if isinstance(form, dict):
        ((kind, value),) = form.items()
        return cleaned(moment(value) if kind == "date" else value)
    return cleaned(form)


def values_of(forms: Case) -> Case:
    return {name: value_of(form) for name, form in forms.items()}


def orders_of(form: Case | None) -> OrderStatistics:
    if form is None:
        return NO_ORDERS
    fields = {_ORDERS[name]: value for name, value in form.items()}
    for name in ("first_at", "last_at"):
        fields[name] = moment(fields[name])
    for name in ("products", "categories", "brands"):
        fields[name] = tuple(fields[name])
    return OrderStatistics(**fields)


def thresholds_of(store: Case) -> StoreThresholds:
    figures: Case = {"named": store.get("thresholds", {})}
    if "frequencyCuts" in store:
        figures |= {
            "frequency_cuts": tuple(store["frequencyCuts"]),
            "monetary_cuts": tuple(store["monetaryCuts"]),
            "recency_cuts": tuple(map(datetime.fromisoformat, store["recencyCuts"])),
            "gap_median_days": store["gapMedianDays"],
        }
    return StoreThresholds(**figures)


def evaluation_of(case: Case, rules: list[Rule]) -> Evaluation:
    visitor, request = case.get("visitor", {}), case.get("request", {})
    store = case.get("store", {})
    log = [
        Occurrence(
            EventKind(event["kind"]),
            datetime.fromisoformat(event["at"]),
            event["properties"],
            event["sessionId"],
        )
        for event in visitor.get("events", ())
    ]
    facts = VisitorFacts(
        "v1",
        first_seen_at=moment(visitor.get("firstSeenAt")),
        last_seen_at=moment(visitor.get("lastSeenAt")),
        is_registered=visitor.get("isRegistered", False),
        sessions=visitor.get("sessions", 0),
        declared=values_of(visitor.get("declared", {})),
        traits=values_of(visitor.get("traits", {})),
        orders=orders_of(visitor.get("orders")),
        streams=streams_of(log, *{feature for rule in rules for feature in features_of(rule)}),
    )
    return Evaluation(
        facts,
        now=datetime.fromisoformat(case["now"]),
        request=RequestFacts(
            values_of(request.get("page", {})),
            request.get("queryParameters", {}),
            request.get("sessionId"),
        ),
        thresholds=thresholds_of(store),
        time_zone=ZoneInfo(store.get("timeZone", "UTC")),
    )


@pytest.mark.parametrize("case", RULES, ids=[case["id"] for case in RULES])
def test_rule_holds_as_expected(case: Case) -> None:
    rule = parse_rule(case["rule"])
    segments = {key: parse_rule(source) for key, source in case.get("segments", {}).items()}
    evaluation = evaluation_of(case, [rule, *segments.values()])
    predicate = SegmentCatalog(segments, {"case": rule}).audience("case")
    assert predicate(evaluation) is case["expected"]
    assert explain_rule(rule, evaluation, SegmentRules(segments, {})).holds is case["expected"]


@pytest.mark.parametrize("case", REFUSALS, ids=[case["id"] for case in REFUSALS])
def test_rule_is_refused_with_its_problems(case: Case) -> None:
    with pytest.raises(InvalidInputError) as refused:
        parse_rule(case["rule"])
    found = [{"path": p.dotted_path, "code": p.code} for p in refused.value.problems]
    assert found == case["problems"]


@pytest.mark.parametrize("cases", [RULES, REFUSALS], ids=["rules", "refusals"])
def test_golden_cases_have_ids_of_their_own(cases: list[Case]) -> None:
    ids = [case["id"] for case in cases]
    assert len(set(ids)) == len(ids) >= 100


def test_every_file_of_cases_is_run_by_a_test() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path("tests").rglob("*.py"))
    assert [path.name for path in FOLDER.glob("*.json") if f'"{path.name}"' not in tests] == []


def test_golden_rules_test_every_subject_that_has_a_name() -> None:
    tested = {
        node.subject
        for case in RULES
        for node in walk(parse_rule(case["rule"]))
        if isinstance(node, Condition)
    }
    forecasts = {SmartMetric.PREDICTED_ORDERS}  # they need a model, which no JSON form has
    percentiles = {metric for metric in SmartMetric if metric.value.endswith("PERCENTILE")}
    named = {*Attribute, *ContextFact, *OrderStatistic, *SmartMetric}
    assert named - tested - forecasts - percentiles == set()
