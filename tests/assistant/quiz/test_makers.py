from __future__ import annotations

import re

import pytest

from assistant.quiz.makers.figures import near_figures
from assistant.quiz.makers.pieces import pieces
from assistant.quiz.makers.purposes import find_aims
from assistant.quiz.makers.runs import find_runs
from assistant.quiz.makers.wording import bare, is_self_contained, is_solemn, shown
from assistant.quiz.sources import Sources, stands
from assistant.quiz.words import follows_noun, opens_with_verb


@pytest.mark.parametrize(
    ("figure", "unit"), [("735项", "项"), ("1.46万人次", "万人次"), ("4000多个", "多个"), ("45%", "%"), ("十项", "项")]
)
def test_near_figures_keep_unit_and_precision(figure: str, unit: str) -> None:
    others = near_figures(figure, ["735", "907", "1.97", "8000", "30", "2025"])
    assert len(others) >= 3 and figure not in others and len(set(others)) == len(others)
    assert all(other.endswith(unit) for other in others)
    digits = [re.sub(r"[^\d.]", "", other).partition(".")[2] for other in (figure, *others)]
    assert len({len(each) for each in digits}) == 1


@pytest.mark.parametrize(("text", "self_contained"), [
    ("组织开展主题党日", True), ("该单位开展主题党日", False), ("我市开展主题党日", False), ("深入开展“我为群众办实事”活动", True),
    ("此项工作", False), ("上述措施", False), ("我带的徒弟", False), ("现印发给你们", False),
])  # fmt: skip
def test_what_points_outside_itself_is_known(text: str, self_contained: bool) -> None:
    assert is_self_contained(text) is self_contained


def test_words_are_shown_as_chinese_is_printed() -> None:
    assert shown("开展宣讲,覆盖1,200人;占比1:2") == "开展宣讲，覆盖1,200人；占比1:2"
    assert bare("深化“四强”党支部建设") == "深化‘四强’党支部建设"


def test_set_formulas_get_no_false_version() -> None:
    assert is_solemn("坚决做到“两个维护”") and not is_solemn("植树4.5万多株")


def test_phrases_open_with_predicates_or_not() -> None:
    assert opens_with_verb("持续开展警示教育") and opens_with_verb("充分发挥职能")
    assert not opens_with_verb("市直机关工委推进")
    assert follows_noun("深化万名党员干部") and not follows_noun("积极开展")


def test_a_figure_stands_only_as_a_whole() -> None:
    assert stands("735项", "实现735项") and not stands("35项", "实现735项")


def test_lists_are_found_with_their_governing_verb_left_out(sources: Sources) -> None:
    found = {run.members: run for run in find_runs(sources)}
    run = next(run for members, run in found.items() if "居民出行难" in members)
    assert run.lead.endswith("聚焦") and run.head == "问题"


def test_measures_come_with_their_purpose(sources: Sources) -> None:
    aims = {aim.measure: aim.purpose for aim in find_aims(sources)}
    assert aims["举办机关公文写作技能竞赛"] == "为全市机关“笔杆子”提供学习交流平台"


def test_pieces_are_exact_and_end_where_a_clause_ends(sources: Sources) -> None:
    for line in sources.all_lines():
        for piece in pieces(line):
            assert piece in line.text
            assert is_self_contained(piece)
            after = line.text[line.text.index(piece) + len(piece) :]
            assert not after or after[0] in "，,；;。：:！!？?"
