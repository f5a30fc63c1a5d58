"""The compiled predicate is what the rule means: the explanation and a plain interpreter agree."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from typing_extensions import override

from targeting.behaviour import (
    Behaviour,
    EventKind,
    Feature,
    Moment,
    PropertyCondition,
    Stream,
    bounded,
)
from targeting.evaluation import Evaluation, reader_of
from targeting.explanation import SegmentRules, explain_rule
from targeting.operators import NEGATIONS, OPERANDS, OperandKind, Operator
from targeting.predicates import SegmentCatalog, compile_rule
from targeting.rules import (
    EVERYONE,
    AllOf,
    AnyOf,
    Condition,
    InSegment,
    Not,
    Operand,
    RelativeDate,
    Rule,
    Threshold,
    behaviours_of,
    features_of,
    segments_of,
    walk,
)
from targeting.sequences import InOrder, Unfollowed
from targeting.subjects import (
    Attribute,
    ContextFact,
    OrderStatistic,
    QueryParameter,
    SmartMetric,
    Subject,
    Trait,
    value_kind,
)
from targeting.thresholds import StoreThresholds
from targeting.values import InvalidInputError, Problem, TimeUnit, ValueKind
from tests.targeting import naive
from tests.targeting.factories import (
    afresh,
    days_ago,
    make_evaluation,
    make_occurrence,
    make_orders,
    streams_of,
)
from tests.targeting.strategies import (
    NOW,
    THRESHOLD_NAMES,
    any_subjects,
    conditions,
    evaluations,
    leaves,
    rules,
    scenes,
    unhurried,
)

NOBODY: Final = AnyOf(())
TALL: Final = Condition(Trait("size"), Operator.EQUAL, "tall")
COMPARISONS: Final = [
    operator
    for operator, forms in OPERANDS.items()
    if OperandKind.THRESHOLD in forms.get(ValueKind.NUMBER, ())
]
SEGMENTS: Final[Mapping[str, Rule]] = {"loyal": EVERYONE, "new": Not(InSegment("loyal"))}


def holds(rule: Rule, evaluation: Evaluation, segments: Mapping[str, Rule] = SEGMENTS) -> bool:
    return compile_rule(rule, segments)(evaluation)


def explained(rule: Rule, evaluation: Evaluation) -> bool:
    return explain_rule(rule, evaluation, SegmentRules(SEGMENTS, {})).holds


@unhurried
@given(rule=leaves, data=st.data())
def test_compiled_leaf_is_what_the_rule_means(rule: Rule, data: st.DataObject) -> None:
    scene = data.draw(scenes((rule,)))
    expected = naive.holds(rule, scene, SEGMENTS)
    assert holds(rule, scene.evaluation) is expected
    assert explained(rule, scene.evaluation) is expected


@unhurried
@given(several=st.lists(rules(), min_size=1, max_size=4), data=st.data())
def test_catalog_predicate_and_explanation_agree_with_the_interpreter(
    several: list[Rule], data: st.DataObject
) -> None:
    scene = data.draw(scenes(several))
    catalog = SegmentCatalog({f"s{n}": rule for n, rule in enumerate(several)} | dict(SEGMENTS))
    expected = [f"s{n}" for n, rule in enumerate(several) if naive.holds(rule, scene, SEGMENTS)]
    found = catalog.memberships(afresh(scene.evaluation))
    assert [key for key in found if key not in SEGMENTS] == expected
    for number, rule in enumerate(several):
        answer = f"s{number}" in expected
        assert catalog.is_member(f"s{number}", afresh(scene.evaluation)) is answer
        assert holds(rule, afresh(scene.evaluation)) is answer
        assert explained(rule, scene.evaluation) is answer


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        pytest.param(EVERYONE, True, id="all-of-nothing"),
        pytest.param(NOBODY, False, id="any-of-nothing"),
        pytest.param(Not(EVERYONE), False, id="not-everyone"),
        pytest.param(Not(NOBODY), True, id="not-nobody"),
        pytest.param(Not(Not(EVERYONE)), True, id="not-not"),
    ],
)
def test_rule_without_a_condition_is_decided_by_its_branches(rule: Rule, *, expected: bool) -> None:
    assert holds(rule, make_evaluation()) is expected


@unhurried
@given(answers=st.lists(st.booleans(), max_size=6))
def test_branches_agree_with_all_any_and_not_of_python(answers: list[bool]) -> None:
    children = tuple(Condition(Trait(f"t{n}"), Operator.EXISTS) for n in range(len(answers)))
    evaluation = make_evaluation(
        traits={f"t{n}": True for n, answer in enumerate(answers) if answer}
    )
    assert holds(AllOf(children), evaluation) is all(answers)
    assert holds(AnyOf(children), evaluation) is any(answers)
    for child, answer in zip(children, answers, strict=True):
        assert holds(Not(child), evaluation) is (not answer)


@unhurried
@given(rule=rules(), data=st.data())
def test_predicate_answers_true_or_false_whatever_a_visitor_holds(
    rule: Rule, data: st.DataObject
) -> None:
    predicate = compile_rule(rule, SEGMENTS)
    evaluation = data.draw(evaluations(of=rule))
    answer = predicate(evaluation)
    assert isinstance(answer, bool)
    assert predicate(evaluation) is answer


NUMERIC: Final = [s for s in OrderStatistic if value_kind(s) is ValueKind.NUMBER]
numeric_figures = st.sampled_from(NUMERIC) | st.sampled_from(SmartMetric)


@unhurried
@given(
    subject=numeric_figures,
    operator=st.sampled_from(COMPARISONS),
    name=st.sampled_from(THRESHOLD_NAMES),
    evaluation=evaluations(),
)
def test_threshold_stands_for_the_figure_it_names(
    subject: OrderStatistic | SmartMetric, operator: Operator, name: str, evaluation: Evaluation
) -> None:
    figure = evaluation.thresholds.named.get(name)
    answer = holds(Condition(subject, operator, Threshold(name)), evaluation)
    if figure is None:
        assert answer is (operator in NEGATIONS)
    else:
        assert answer is holds(Condition(subject, operator, figure), evaluation)


@pytest.mark.parametrize(
    ("operator", "below", "at", "above"),
    [
        pytest.param(Operator.EQUAL, False, True, False, id="equal"),
        pytest.param(Operator.NOT_EQUAL, True, False, True, id="not-equal"),
        pytest.param(Operator.LESS, True, False, False, id="less"),
        pytest.param(Operator.LESS_OR_EQUAL, True, True, False, id="less-or-equal"),
        pytest.param(Operator.GREATER, False, False, True, id="greater"),
        pytest.param(Operator.GREATER_OR_EQUAL, False, True, True, id="greater-or-equal"),
    ],
)
def test_value_is_compared_with_the_figure_of_the_store(
    operator: Operator, *, below: bool, at: bool, above: bool
) -> None:
    rule = Condition(OrderStatistic.REVENUE, operator, Threshold("orders.revenue.p80"))
    thresholds = StoreThresholds(named={"orders.revenue.p80": 60.0})
    answers = [
        holds(rule, make_evaluation(orders=make_orders(count), thresholds=thresholds))
        for count in (2, 3, 4)
    ]
    assert answers == [below, at, above]


@pytest.mark.parametrize("operator", COMPARISONS)
@pytest.mark.parametrize(
    ("orders", "named"),
    [
        pytest.param(3, {}, id="figure"),
        pytest.param(0, {"orders.average_value.p80": 20.0}, id="value"),
        pytest.param(0, {}, id="both"),
    ],
)
def test_missing_figure_or_value_passes_negative_operators_only(
    operator: Operator, orders: int, named: dict[str, float]
) -> None:
    rule = Condition(OrderStatistic.AVERAGE_VALUE, operator, Threshold("orders.average_value.p80"))
    facts: dict[str, Any] = {"orders": make_orders(3)} if orders else {}
    evaluation = make_evaluation(thresholds=StoreThresholds(named=named), **facts)
    assert holds(rule, evaluation) is (operator in NEGATIONS)


@unhurried
@given(condition=conditions(subjects=any_subjects))
def test_condition_on_what_is_missing_passes_with_negative_operators_only(
    condition: Condition,
) -> None:
    nothing_known = make_evaluation()
    assume(reader_of(condition.subject)(nothing_known) is None)
    assume(not isinstance(condition.operand, Threshold))
    assert holds(condition, nothing_known) is (condition.operator in NEGATIONS)


class CountingStreams(dict[str, Stream]):
    """Streams that count how often they are read."""

    reads = 0

    @override
    def get(self, key: str, default: Any = None, /) -> Any:
        self.reads += 1
        return super().get(key, default)


@pytest.mark.parametrize("views", [0, 3])
def test_measure_that_several_rules_test_is_worked_out_once(views: int) -> None:
    feature = Feature(EventKind.PRODUCT_VIEW)
    seen = Condition(Behaviour(feature), Operator.GREATER, 0)
    much = Condition(Behaviour(feature), Operator.GREATER, 2)
    catalog = SegmentCatalog({"a": seen, "b": AllOf((seen, much)), "c": Not(much)})
    streams = CountingStreams(
        streams_of([make_occurrence(EventKind.PRODUCT_VIEW)] * views, feature)
    )
    evaluation = make_evaluation(streams=streams)
    expected = ["a", "b"] if views else ["c"]
    assert catalog.memberships(evaluation) == expected
    assert catalog.memberships(evaluation) == expected
    assert streams.reads == 1
    catalog.is_member("a", make_evaluation(streams=streams))
    assert streams.reads == 2


def test_only_what_several_rules_need_is_remembered() -> None:
    feature = Feature(EventKind.PRODUCT_VIEW)
    seen = Condition(Behaviour(feature), Operator.GREATER, 0)
    streams = CountingStreams(streams_of([make_occurrence(EventKind.PRODUCT_VIEW)], feature))
    referred = SegmentCatalog({"a": seen, "b": AllOf((InSegment("a"), Not(TALL)))})
    evaluation = make_evaluation(streams=streams)
    assert referred.memberships(evaluation) == ["a", "b"]
    assert streams.reads == 1
    assert list(evaluation.known.values()) == [True]
    alone = make_evaluation(streams=streams)
    assert SegmentCatalog({"a": seen}).memberships(alone) == ["a"]
    assert alone.known == {}
    assert alone.derived == {}


def test_each_outcome_is_remembered_as_its_own() -> None:
    feature = Feature(EventKind.PRODUCT_VIEW)
    catalog = SegmentCatalog(
        {
            "seen": Condition(Behaviour(feature), Operator.GREATER, 0),
            "often": Condition(Behaviour(feature), Operator.GREATER, 2),
            "seen-not-tall": AllOf((InSegment("seen"), Not(TALL))),
            "often-or-tall": AnyOf((InSegment("often"), TALL)),
        }
    )
    streams = streams_of([make_occurrence(EventKind.PRODUCT_VIEW)], feature)
    evaluation = make_evaluation(streams=streams)
    assert catalog.memberships(evaluation) == ["seen", "seen-not-tall"]
    assert sorted(evaluation.known.values()) == [False, True]


@pytest.mark.parametrize("order", [("a", "b", "c"), ("c", "b", "a"), ("b", "c", "a")], ids=str)
def test_segments_refer_to_each_other_in_any_order(order: tuple[str, ...]) -> None:
    known: dict[str, Rule] = {"a": InSegment("b"), "b": Not(InSegment("c")), "c": TALL}
    catalog = SegmentCatalog({key: known[key] for key in order})
    assert catalog.keys == order
    short = make_evaluation(traits={"size": "short"})
    assert catalog.memberships(short) == [key for key in order if key != "c"]
    assert catalog.memberships(make_evaluation(traits={"size": "tall"})) == ["c"]


def test_nobody_is_in_an_unknown_segment() -> None:
    catalog = SegmentCatalog({"a": InSegment("gone"), "b": Not(InSegment("gone"))})
    evaluation = make_evaluation()
    assert catalog.memberships(evaluation) == ["b"]
    assert catalog.is_member("gone", evaluation) is False


def test_rule_may_refer_to_the_segments_of_a_catalog() -> None:
    audience = SegmentCatalog({"tall": TALL}, {"c1": AllOf((InSegment("tall"),))}).audience("c1")
    assert audience(make_evaluation(traits={"size": "tall"}))
    assert not audience(make_evaluation(traits={"size": "short"}))


@pytest.mark.parametrize(
    ("references", "way"),
    [
        pytest.param({"a": "a"}, "a → a", id="itself"),
        pytest.param({"a": "b", "b": "a"}, "a → b → a", id="each-other"),
        pytest.param({"a": "b", "b": "c", "c": "a"}, "a → b → c → a", id="three"),
        pytest.param({"a": "b", "b": "c", "c": "b"}, "b → c → b", id="only-the-circle-is-named"),
        pytest.param({"a": "bc", "b": "", "c": "a"}, "a → c → a", id="by-the-second-reference"),
        pytest.param({"a": "x", "b": "ca", "c": "b"}, "b → c → b", id="not-from-the-first"),
    ],
)
def test_circle_is_refused_with_the_way_round(references: dict[str, str], way: str) -> None:
    circle = {key: AnyOf(tuple(map(InSegment, named))) for key, named in references.items()}
    with pytest.raises(InvalidInputError) as refused:
        SegmentCatalog(circle)
    message = f"Segments may not refer to each other in a circle: {way}."
    assert refused.value.problems == (Problem(("rule",), "CYCLE", message),)


@pytest.mark.parametrize("wrap", [Not, lambda rule: AllOf((EVERYONE, Not(AnyOf((rule,)))))])
def test_circle_is_found_at_any_depth_of_a_rule(wrap: Any) -> None:
    with pytest.raises(InvalidInputError, match="a → b → a"):
        SegmentCatalog({"a": wrap(InSegment("b")), "b": wrap(InSegment("a"))})


@pytest.mark.parametrize(
    "references",
    [
        pytest.param({}, id="no-segment"),
        pytest.param({"a": "bc", "b": "d", "c": "d", "d": ""}, id="two-ways-to-the-same"),
        pytest.param({"a": "xx", "b": "xa"}, id="unknown-segments"),
        pytest.param({"a": "bb", "b": ""}, id="same-reference-twice"),
        pytest.param({chr(n): chr(n + 1) for n in range(200, 300)}, id="long-chain"),
    ],
)
def test_segments_that_lead_nowhere_back_are_no_circle(references: dict[str, str]) -> None:
    SegmentCatalog({key: AnyOf(tuple(map(InSegment, named))) for key, named in references.items()})


def searches(operand: object) -> Condition:
    feature = Feature(EventKind.SEARCH, (PropertyCondition("q", Operator.EQUAL, operand),))
    return Condition(Behaviour(feature), Operator.GREATER, 0)


def test_catalog_names_the_features_and_segments_that_its_rules_read() -> None:
    first, second = searches("a"), searches("b")
    views, adds = Feature(EventKind.PRODUCT_VIEW), Feature(EventKind.BASKET_ADD)
    order, since = InOrder((views, adds)), Unfollowed(adds, views)
    rule = AllOf((first, Not(AnyOf((second, order, InSegment("x"), InSegment("y"), TALL)))))
    searched = {c.subject.feature for c in (first, second) if isinstance(c.subject, Behaviour)}
    assert features_of(rule) == searched | {views, adds}
    assert segments_of(rule) == {"x", "y"}
    assert behaviours_of(AllOf((order, Not(since)))) == {order, since}
    catalog = SegmentCatalog({"a": first, "b": Not(second), "c": TALL}, {"c1": since})
    assert dict(catalog.features) == {f.key: f for f in (*searched, views, adds)}
    assert SegmentCatalog({}).features == {}


def test_catalog_says_which_streams_hold_too_little() -> None:
    views = Feature(EventKind.PRODUCT_VIEW)
    recent = Condition(Behaviour(views), Operator.GREATER, 1)
    other = InOrder((views, Feature(EventKind.BASKET_ADD)))
    log = [make_occurrence(EventKind.PRODUCT_VIEW, days_ago(n)) for n in range(5)]
    whole = streams_of(log, views)
    held = {views.key: bounded(whole[views.key], views, 2)}
    moment = Moment(make_evaluation().moment.now_ms)
    assert SegmentCatalog({"a": recent, "b": other}).unanswered(whole, moment) == {}
    assert SegmentCatalog({"a": recent}).unanswered(held, moment) == {}
    wanted = SegmentCatalog({"a": recent}, {"c1": other}).unanswered(held, moment)
    assert set(wanted) == {feature.key for feature in other.features}


def test_rule_is_walked_from_the_top_and_in_order() -> None:
    inner = Not(TALL)
    middle = AnyOf((inner, InSegment("x")))
    rule = AllOf((InSegment("y"), middle, EVERYONE))
    assert list(walk(rule)) == [
        rule,
        InSegment("y"),
        middle,
        inner,
        TALL,
        InSegment("x"),
        EVERYONE,
    ]


@pytest.mark.parametrize("operator", [Operator.LESS, Operator.GREATER_OR_EQUAL])
def test_value_of_another_kind_than_the_figure_counts_as_missing(operator: Operator) -> None:
    rule = Condition(Attribute.AGE, operator, Threshold("orders.gap.median"))
    thresholds = StoreThresholds(named={"orders.gap.median": 60.0})
    assert holds(rule, make_evaluation(declared={"AGE": "forty"}, thresholds=thresholds)) is False


def test_long_chain_of_segments_can_be_evaluated() -> None:
    chain: dict[str, Rule] = {f"s{n}": InSegment(f"s{n + 1}") for n in range(1_000)}
    catalog = SegmentCatalog(dict(reversed(chain.items())) | {"s1000": EVERYONE})
    assert catalog.is_member("s0", make_evaluation())


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        pytest.param(True, 1.0, 2, id="flag-and-number"),
        pytest.param(NOW, NOW + timedelta(milliseconds=1), 2, id="two-moments"),
        pytest.param(3, 3.0, 1, id="whole-and-fractional"),
    ],
)
def test_catalog_collects_for_every_rule_what_it_reads(
    one: object, other: object, count: int
) -> None:
    read = {f.key for c in (searches(one), searches(other)) for f in features_of(c)}
    catalog = SegmentCatalog({"a": searches(one), "b": searches(other)})
    assert set(catalog.features) == read
    assert len(read) == count


FILED: Final = (
    Operator.EQUAL,
    Operator.IN,
    Operator.HAS_ANY,
    Operator.HAS_ALL,
    Operator.GREATER,
    Operator.LESS_OR_EQUAL,
    Operator.BETWEEN,
    Operator.EXISTS,
)


@unhurried
@given(
    several=st.lists(
        rules(conditions(subjects=any_subjects, operators=FILED)), min_size=6, max_size=12
    ),
    data=st.data(),
)
def test_looking_rules_up_finds_all_that_hold(several: list[Rule], data: st.DataObject) -> None:
    evaluation = data.draw(evaluations())
    catalog = SegmentCatalog({f"s{n}": rule for n, rule in enumerate(several)})
    one_by_one = [key for key in catalog.keys if catalog.is_member(key, afresh(evaluation))]
    assert catalog.memberships(evaluation) == one_by_one


@pytest.mark.parametrize(
    ("subject", "operator", "operand"),
    [
        (
            Attribute.LAST_SEEN,
            Operator.BETWEEN,
            (RelativeDate(-2, TimeUnit.DAYS), RelativeDate(-1, TimeUnit.DAYS)),
        ),
        (Attribute.LAST_SEEN, Operator.BETWEEN, (NOW, NOW)),
        (Attribute.LAST_SEEN, Operator.LESS, NOW),
        (Attribute.LAST_SEEN, Operator.LESS, RelativeDate(-2, TimeUnit.DAYS)),
        (Attribute.INTERESTS, Operator.HAS_ALL, ("a", "b")),
        (Attribute.INTERESTS, Operator.HAS_ANY, ("a", "b")),
        (Attribute.COUNTRY, Operator.EQUAL, "TR"),
        (Attribute.COUNTRY, Operator.IN, ("TR", "DE")),
        (Attribute.COUNTRY, Operator.STARTS_WITH, ("T", "D")),
        (Attribute.COUNTRY, Operator.ENDS_WITH, "R"),
        (Attribute.COUNTRY, Operator.CONTAINS, "T"),
        (Attribute.REGISTERED, Operator.EQUAL, True),
        (Attribute.COUNTRY, Operator.EXISTS, None),
        (OrderStatistic.COUNT, Operator.GREATER, 1),
        (OrderStatistic.AVERAGE_VALUE, Operator.GREATER, 1.5),
        (OrderStatistic.REVENUE, Operator.LESS, Threshold("orders.revenue.p80")),
        (OrderStatistic.COUNT, Operator.BETWEEN, (1, 2)),
        (Trait("size"), Operator.IN, (1, 2)),
        (QueryParameter("coupon"), Operator.EQUAL, "x"),
        (ContextFact.DEVICE, Operator.EQUAL, "MOBILE"),
    ],
    ids=str,
)
def test_predicate_of_a_common_operator_is_written_out(
    subject: Subject, operator: Operator, operand: Operand
) -> None:
    """Common operators don't call their reference implementation, which would be far slower."""
    constants = compile_rule(Condition(subject, operator, operand)).__closure__ or ()
    assert not any(callable(cell.cell_contents) for cell in constants)
