"""Answer metrics against values worked by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from corpus.model import Card, CardField
from eval.metrics.abstention import auroc, risk_coverage
from eval.metrics.char_f1 import char_f1, units
from eval.metrics.citations import citation_score
from eval.metrics.exact_match import exact_match
from eval.metrics.false_answer import false_answer
from eval.metrics.figure_attribution import figure_attribution
from eval.metrics.latency import latency
from eval.metrics.list_items import list_items
from eval.metrics.number_accuracy import number_accuracy
from eval.metrics.outline import outline_completeness
from eval.metrics.over_refusal import over_refusal
from eval.metrics.verbatim import verbatim
from tests.eval.examples import answer, case, cite, document, located

DOCUMENTS = {"jia-2025": document()}


@pytest.mark.parametrize(
    ("said", "accepted", "value"),
    [
        ("光荣和ω-force", ["光荣和ω-force"], 1.0),
        ("由光荣开发", ["光荣"], 2 * (2 / 5) * 1 / (2 / 5 + 1)),
        ("光荣公司和任天堂", ["光荣和任天堂"], 2 * (4 / 8) * (4 / 6) / (4 / 8 + 4 / 6)),  # substring 和任天堂, no gaps
        ("1995年", ["1996年"], 0.5),  # a figure is one unit; 年 is shared
        ("甲", ["乙", "甲"], 1.0),
        ("", ["甲"], 0.0),
        ("！！", ["甲"], 0.0),
    ],
)
def test_char_f1_by_hand(said: str, accepted: list[str], value: float) -> None:
    assert char_f1(said, accepted) == pytest.approx(value)


def test_units_are_chinese_signs_and_latin_runs() -> None:
    assert units("ＡＢＣ公司1,200元") == ["abc", "公", "司", "1", "200", "元"]
    assert char_f1("x", []) is None


def test_exact_match_ignores_punctuation_only() -> None:
    assert exact_match("735 项。", ["735项"]) == 1
    assert exact_match("共735项", ["735项"]) == 0
    assert exact_match(None, ["735项"]) == 0
    assert exact_match("735项", []) is None


@pytest.mark.parametrize(
    ("text", "short", "value"),
    [
        ("实现735项", "735项", 1.0),
        ("实现七百三十五项", "七百三十五项", 1.0),
        ("实现736项", "736项", 0.0),
        ("实现735项、736项", "735项、736项", 0.0),  # two figures of the unit: one of them is wrong
        ("未找到", None, 0.0),
    ],
)
def test_number_accuracy_by_hand(text: str, short: str | None, value: float) -> None:
    assert number_accuracy(text, short, ["735项"]) == value


def test_number_accuracy_needs_a_figure_and_forgives_those_of_the_question() -> None:
    assert number_accuracy("张三", "张三", ["张三"]) is None
    assert number_accuracy("48个中有12个", None, ["12个"], question="48个驿站里几个") == 1


def test_list_items_match_aliases_one_to_one() -> None:
    found = list_items(["1. 甲乙丙", "2. 丁戊", "3. 丁戊"], [["甲乙丙"], ["己庚", "丁戊"], ["辛壬"]])
    assert found is not None
    assert [found.recall, found.precision] == pytest.approx([2 / 3, 2 / 3])
    assert found.missing == ("辛壬",)


def test_list_items_take_a_longer_entry_and_refuse_a_stump() -> None:
    long = list_items(["持续深化政治机关建设，严格执行制度"], [["持续深化政治机关建设"]])
    stump = list_items(["持续深化"], [["持续深化政治机关建设"]])
    assert long is not None
    assert stump is not None
    assert (long.recall, stump.recall) == (1, 0)
    assert list_items(["甲"], []) is None
    none = list_items([], [["甲"]])
    assert none is not None
    assert (none.precision, none.recall) == (None, 0)


def test_outline_completeness_minds_order() -> None:
    gold = [["甲甲"], ["乙乙"], ["丙丙"], ["丁丁"]]
    assert outline_completeness(["甲甲", "乙乙", "丙丙", "丁丁"], gold) == 1
    assert outline_completeness(["甲甲", "丙丙", "乙乙", "丁丁"], gold) == 0.75
    assert outline_completeness(["丁丁", "丙丙", "乙乙", "甲甲"], gold) == 0.25
    assert outline_completeness(["甲甲", "别的", "丁丁"], gold) == 0.5
    assert outline_completeness([], []) is None


def test_citations_are_judged_by_overlap_of_spans() -> None:
    source = document()
    right, wrong = cite(source, "全市实现735项政务服务跨城通办"), cite(source, "组织培训班30期。", n=2)
    found = citation_score((right, wrong), located(case()))
    assert found is not None
    assert (found.precision, found.recall, found.strays) == (0.5, 1.0, (2,))
    other = citation_score((replace(right, document="yi-2025"),), located(case()))
    assert other is not None
    assert (other.precision, other.recall) == (0, 0)
    silent = citation_score((), located(case()))
    assert silent is not None
    assert (silent.precision, silent.recall) == (None, 0)
    assert citation_score((right,), ()) is None


def test_false_answers_and_over_refusals_apply_to_their_own_cases() -> None:
    absent = case(expect={"status": ["not_found"], "forbidden": ["735项"]}, evidence=[])
    refused = answer(status="not_found", short=None, answer="资料中没有找到。", citations=())
    assert false_answer(absent, answer()) == 1
    assert false_answer(absent, refused) == 0
    assert false_answer(absent, answer(status="partial", short=None)) == 1  # the forbidden claim is said
    assert false_answer(case(), answer()) is None
    assert over_refusal(case(), refused) == 1
    assert over_refusal(case(), answer()) == 0
    assert over_refusal(absent, refused) is None


def test_auroc_by_hand_with_ties() -> None:
    assert auroc([0.9, 0.8], [0.1, 0.2]) == 1
    assert auroc([0.1], [0.9]) == 0
    assert auroc([0.5, 0.5], [0.5]) == 0.5
    assert auroc([0.9, 0.5], [0.5, 0.1]) == pytest.approx(3.5 / 4)
    assert auroc([], [0.1]) is None


def test_auroc_equals_the_pairwise_count() -> None:
    source = np.random.default_rng(3)
    high, low = (np.round(source.normal(shift, 1, 60), 1) for shift in (0.7, 0.0))
    pairs = (high[:, None] > low).mean() + 0.5 * (high[:, None] == low).mean()
    assert auroc(high.tolist(), low.tolist()) == pytest.approx(float(pairs))


def test_risk_coverage_by_hand_keeps_ties_together() -> None:
    found = risk_coverage([(0.9, True), (0.8, False), (0.8, True), (0.1, False)], cases=5)
    assert np.allclose(found.points, [(0.2, 0.0), (0.6, 1 / 3), (0.8, 0.5)])
    assert found.area == pytest.approx((0 + 1 / 3 + 1 / 3 + 1 / 2) / 4)
    assert all(left[0] < right[0] for left, right in pairwise(found.points))
    assert risk_coverage([], cases=3).area is None


def test_latency_percentiles_equal_numpy() -> None:
    values = [float(value) for value in np.random.default_rng(1).gamma(2, 30, 101)]
    found = latency([*values, 0.0])
    assert found is not None
    assert (found.p50, found.p95) == pytest.approx(tuple(np.percentile(values, [50, 95])))
    assert found.n == 101
    assert latency([]) is None


def test_figures_must_stand_in_what_their_sentence_cites() -> None:
    clean = figure_attribution(answer(), DOCUMENTS)
    assert clean is not None
    assert clean.errors == ()
    changed = figure_attribution(answer(answer="全市实现753项政务服务跨城通办。[1]", short=None), DOCUMENTS)
    assert changed is not None
    assert changed.errors == ("753项 不在所引原文中",)
    source = document()
    swapped = answer(
        answer="实现1260项政务服务。[1]\n\n党支部1260个。[2]",
        short=None,
        citations=(cite(source, "全市实现735项政务服务跨城通办"), cite(source, "全市共有党支部1260个", n=2)),
    )
    found = figure_attribution(swapped, DOCUMENTS)
    assert found is not None
    assert found.value == 1  # 1260 stands in the other citation, not in its own
    assert figure_attribution(answer(status="not_found"), DOCUMENTS) is None
    assert figure_attribution(answer(answer="甲市。[1]", short=None), DOCUMENTS) is None


def test_figures_of_another_place_are_errors_unless_the_place_is_named() -> None:
    yi = document(name="yi-2025", place="乙市")
    library = {"jia-2025": document(), "yi-2025": yi}
    quote = "全市实现735项政务服务跨城通办"
    wrong = answer(question="甲市实现多少项？", answer=f"{quote}。[1]", citations=(cite(yi, quote),))
    found = figure_attribution(wrong, library)
    assert found is not None
    assert found.errors == ("问的是甲市，所引却是乙市",)
    named = replace(wrong, answer=f"甲市未说明；乙市{quote}。[1]", status="partial")
    told = figure_attribution(named, library)
    assert told is not None
    assert told.errors == ()
    hidden = document(name="mou-2025", masked=True)
    masked = replace(wrong, citations=(cite(hidden, quote),))
    found = figure_attribution(masked, library | {"mou-2025": hidden})
    assert found is not None
    assert found.value == 1


def test_computed_figures_are_proved_by_the_cited_ones() -> None:
    source = document()
    both = (cite(source, "党支部1260个，其中示范支部96个"),)
    fields = {
        "question": "非示范支部多少个？",
        "short": "1164个",
        "answer": "1260 − 96 = 1164个。[1]",
        "citations": both,
    }
    right = figure_attribution(answer(kind="compute", **fields), DOCUMENTS)
    assert right is not None
    assert right.errors == ()
    wrong = figure_attribution(
        answer(kind="compute", **(fields | {"short": "1146个", "answer": "1146个。[1]"})), DOCUMENTS
    )
    assert wrong is not None
    assert wrong.errors == ("1146个 不在所引原文中",)


def test_verbatim_knows_quoted_words_in_the_title_of_a_cited_document_alone() -> None:
    named = replace(DOCUMENTS[answer().citations[0].document], card=Card(titles=(CardField("打造“十五分钟暖心圈”"),)))
    library = {named.id: named}
    said = "据《打造“十五分钟暖心圈”》：实现735项。[1]"
    told = verbatim(answer(answer=said), library)
    assert told is not None
    assert told.rate == 1.0
    borrowed = verbatim(answer(answer=said, citations=()), library)
    assert borrowed is not None
    assert borrowed.invented == ("十五分钟暖心圈",)


def test_verbatim_checks_quotes_and_quoted_words() -> None:
    clean = verbatim(answer(), DOCUMENTS)
    assert clean is not None
    assert clean.rate == 1
    quoted = verbatim(answer(answer="文中说“实现735项政务服务跨城通办”。[1]"), DOCUMENTS)
    assert quoted is not None
    assert quoted.rate == 1
    invented = verbatim(answer(answer="文中说“久久为功善作善成”。[1]"), DOCUMENTS)
    assert invented is not None
    assert (invented.rate, invented.invented) == (0.5, ("久久为功善作善成",))
    moved = replace(answer().citations[0], start=3)
    shifted = verbatim(answer(citations=(moved,)), DOCUMENTS)
    assert shifted is not None
    assert shifted.rate == 0
    assert verbatim(answer(citations=(), answer="无"), DOCUMENTS) is None


def test_counts_of_the_tree_and_ordinals_are_no_errors() -> None:
    source = document()
    told = "共 2 个部分；没有第 7 部分。[1]"
    outline = answer(kind="outline", answer=told, short=None, citations=(cite(source, "政务服务"),))
    found = figure_attribution(outline, DOCUMENTS)
    assert found is not None
    assert found.errors == ()
    wrong = figure_attribution(replace(outline, answer="共 3 个部分。[1]"), DOCUMENTS)
    assert wrong is not None
    assert wrong.errors == ("3个 不在所引原文中",)


def test_a_masked_document_is_no_error_when_the_sentence_names_it() -> None:
    hidden = document(name="mou-2025", masked=True)
    library = {"jia-2025": document(), "mou-2025": hidden}
    quote = "组织培训班30期"
    fields: dict[str, Any] = {"question": "甲市和讲话各办几期？", "short": None, "citations": (cite(hidden, quote),)}
    named = figure_attribution(answer(answer=f"《mou-2025.txt》：{quote}。[1]", **fields), library)
    unnamed = figure_attribution(answer(answer=f"{quote}。[1]", **fields), library)
    assert named is not None
    assert unnamed is not None
    assert (named.value, unnamed.value) == (0, 1)
