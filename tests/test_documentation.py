"""What the documents say holds: examples parse, tables are complete, links lead somewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest

from benchmarks.sizing import DEFAULTS, sized, table, what_ifs
from documents.sharding import SHARD_KEYS
from targeting.operators import CASE_SENSITIVE_ONLY, NEGATIONS, OPERANDS, Operator
from targeting.rule_parsing import parse_rule
from targeting.rule_writing import rule_to_json
from targeting.subjects import Attribute, ContextFact, OrderStatistic, SmartMetric
from targeting.values import InvalidInputError

ROOT: Final = Path(__file__).parent.parent
RULES: Final = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
SEMANTICS: Final = (ROOT / "docs" / "decisions" / "0004-rule-semantics.md").read_text(
    encoding="utf-8"
)
EXAMPLES: Final[list[Any]] = [
    json.loads(block) for block in re.findall(r"```json\n(.*?)```", RULES, re.DOTALL)
]
PROBLEM_ROW: Final = re.compile(r"^\| `([A-Z_]+)` \|.*\| `(\{.*\})` \| `([^`]*)` \|$", re.MULTILINE)


@pytest.mark.parametrize("example", EXAMPLES, ids="-".join)
def test_examples_of_rules_are_rules(example: Any) -> None:
    assert parse_rule(rule_to_json(parse_rule(example))) == parse_rule(example)


def test_examples_show_every_key_of_a_rule() -> None:
    shown = json.dumps(EXAMPLES)
    for key in (
        *("all", "any", "not", "segment", "attribute", "trait", "context", "queryParameter"),
        *("orders", "smart", "behaviour", "sequence", "unfollowed"),
        *("last", "between", "thisSession", "relativeDate", "threshold", "circle", "within"),
    ):
        assert f'"{key}":' in shown, key


def test_subjects_are_all_listed() -> None:
    for enum in (Attribute, ContextFact, OrderStatistic, SmartMetric):
        for member in enum:
            assert re.search(rf"\b{member.value}\b", RULES), member


def test_problems_are_refused_as_the_table_says() -> None:
    rows = PROBLEM_ROW.findall(RULES)
    assert len(rows) >= 15
    for code, source, path in rows:
        with pytest.raises(InvalidInputError) as refused:
            parse_rule(json.loads(source))
        found = [(problem.code, problem.dotted_path) for problem in refused.value.problems]
        assert found == [(code, path)]


def operator_table() -> dict[str, list[str]]:
    """Return the columns of each operator's row, by its name."""
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*) \|$", SEMANTICS, re.MULTILINE)
    return {name: [cell.strip() for cell in rest.split(" | ")] for name, rest in rows}


def test_operators_stand_in_the_table_in_their_order() -> None:
    assert list(operator_table()) == [operator.value for operator in Operator]


@pytest.mark.parametrize("operator", Operator)
def test_row_says_what_the_operator_takes(operator: Operator) -> None:
    takes, case, _, missing = operator_table()[operator.value]
    assert takes == _takes(operator)
    assert case == _case(operator)
    if operator not in {Operator.EXISTS, Operator.MISSING}:
        assert missing == ("true" if operator in NEGATIONS else "false")


def _takes(operator: Operator) -> str:
    if operator in NEGATIONS:
        return f"as `{NEGATIONS[operator].value}`"
    kinds = OPERANDS[operator]
    if not any(kinds.values()):
        every = len(kinds) == len(OPERANDS[Operator.EXISTS])
        names = "every kind" if every else ", ".join(kind.value for kind in kinds)
        return f"{names} → no operand"
    return "; ".join(
        f"{kind.value} → {', '.join(form.value for form in forms)}" for kind, forms in kinds.items()
    )


def _case(operator: Operator) -> str:
    if operator in CASE_SENSITIVE_ONLY:
        return "refused"
    takes_text = {"text", "texts"} & {form.value for f in OPERANDS[operator].values() for form in f}
    return "yes" if takes_text else "no effect"


def test_decisions_are_listed_and_links_lead_somewhere() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    records = sorted(path.name for path in folder.glob("0*.md"))
    assert re.findall(r"\]\((0[^)]+\.md)\)", index) == records
    for document in [*folder.glob("*.md"), ROOT / "docs" / "rules.md"]:
        for target in re.findall(r"\]\(([^):#]+)(?:#[^)]*)?\)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


FEATURES: Final = (ROOT / "docs" / "features.md").read_text(encoding="utf-8")
FEATURE_ROW: Final = re.compile(
    r"^\| (.+?) \| (.+) \| `(test_\w+\.py)::(test_\w+)` \|$", re.MULTILINE
)


def test_each_feature_has_a_test_over_http() -> None:
    rows = FEATURE_ROW.findall(FEATURES)
    assert len(rows) >= 50
    for feature, _, module, test in rows:
        source = (ROOT / "tests" / "api" / module).read_text(encoding="utf-8")
        assert f"async def {test}(" in source, feature
        assert "clients." in source, f"{module} goes over HTTP"


def test_what_the_features_name_stands_in_the_schemas() -> None:
    schemas = "".join(
        (ROOT / "schema" / f"{name}.graphql").read_text(encoding="utf-8")
        for name in ("admin", "storefront")
    )
    for _, place, _, _ in FEATURE_ROW.findall(FEATURES):
        for code in re.findall(r"`([^`]+)`", place):
            for name in re.findall(r"(?<![{|\w])[a-z]\w*[A-Z]\w*", code):
                assert name in schemas or name == "firstName", (name, code)


def test_sizes_are_what_the_script_reckons() -> None:
    given = json.loads(DEFAULTS.read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")
    assert table(given) in page
    assert what_ifs(given) in page


def test_twice_the_load_needs_twice_the_machines() -> None:
    given = json.loads(DEFAULTS.read_text(encoding="utf-8"))
    once, twice = sized(1_000_000, given), sized(2_000_000, given)
    assert twice.api_processes == pytest.approx(2 * once.api_processes, abs=2)
    assert twice.shards == pytest.approx(2 * once.shards, abs=2)
    assert sum(twice.dollars.values()) == pytest.approx(sum(once.dollars.values()), rel=0.02)


def test_collections_are_all_in_the_layouts_table() -> None:
    page = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ((?:`\w+`(?:, )?)+) \| `(\{.*\})` \|$", page, re.MULTILINE))
    said = {name: key for names, key in rows.items() for name in re.findall(r"\w+", names)}
    written = {name: json.dumps(dict(key)) for name, key in SHARD_KEYS.items()}
    assert said == {name: re.sub(r'"(\w+)":', r"\1:", key) for name, key in written.items()}
