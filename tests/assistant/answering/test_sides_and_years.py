"""Comparisons taken apart, figures given to their own matter, fields of a card in a row, and the year a sentence is of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.mark.parametrize(
    ("question", "working"),
    [
        ("中山共建项目比书记揭榜的项目多多少个", "1156 − 113 = 1043"),
        ("政法委征集的意见建议同整改措施总共几条", "27 + 87 = 114"),
        ("讲话提到的环境问题和企业困难一共解决了多少个", "300 + 1000 = 1300"),
        ("东莞要点第六部分比第一部分多几项", "4 − 3 = 1"),
        ("东莞要点前两部分一共多少项", "3 + 3 = 6"),
    ],
)
def test_each_figure_is_taken_from_beside_its_own_matter(samples: Assistant, question: str, working: str) -> None:
    answer = ask(samples, question)
    assert (answer.status, answer.kind) == ("answered", "compute")
    assert working in answer.answer


def test_the_least_of_something_is_no_difference(samples: Assistant) -> None:
    assert ask(samples, "示例市要求每个村一年的运转经费最少多少，里面办公经费呢？").status == "answered"


def test_figures_of_different_things_are_not_added(samples: Assistant) -> None:
    answer = ask(samples, "新建网格党支部和选派网格员加起来多少")
    assert answer.status == "partial"
    assert "2912" not in answer.answer
    assert {"312个", "2600余名"} <= set(answer.answer.replace("：", " ").split())


@pytest.mark.parametrize("question", ["中山和东莞一共种了多少棵树", "政法委的便民措施比信访件多多少条"])
def test_one_operand_is_no_answer_to_a_sum(samples: Assistant, question: str) -> None:
    assert ask(samples, question).status != "answered"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("讲话里四星级以上支部和五星级支部的占比目标哪个高，高多少", ["更高。", "超过80%", "达到30%", "80 − 30 = 50"]),
        ("全会精神宣讲和专题学习，中山哪样办得多", ["**全会精神宣讲**", "1200多场次", "300多场次"]),
        ("停车场管理办法和物业管理条例，哪个先施行", ["**停车场管理办法**更早", "2016年5月1日", "2024年1月1日"]),
        ("东莞要点和中山那个会哪个在前", ["**中山那个会**更早", "2025年3月11日"]),
        ("深圳和东莞搞的机关党建责任清单，各是几级几岗", ["四级三岗", "三级六岗"]),
        ("罗湖和坪山各用什么办法服务群众", ["**罗湖**", "反向办", "**坪山**", "民生诉求分拨系统"]),
    ],
)
def test_a_comparison_in_everyday_words_says_which(samples: Assistant, question: str, said: list[str]) -> None:
    answer = ask(samples, question)
    assert (answer.status, answer.kind) == ("answered", "compare")
    assert [words for words in said if words not in answer.answer] == []


def test_words_in_one_pair_of_quotes_are_no_sides(samples: Assistant) -> None:
    answer = ask(samples, "深圳谋划的“争创、争建、争做”行动，争的分别是什么？")
    assert (answer.status, answer.kind) == ("answered", "explain")
    assert "争建五星支部" in answer.answer


def test_a_side_that_the_library_knows_nothing_of_is_told_to_be_missing(samples: Assistant) -> None:
    answer = ask(samples, "东莞和惠州的机关党建要点有什么区别")
    assert answer.status == "partial"
    assert "**惠州**：未找到" in answer.answer


@pytest.mark.parametrize("question", ["深圳和中山的党务工作者人数谁多", "东莞和深圳谁处理的12345热线件数多"])
def test_sentences_without_the_figures_are_no_comparison_of_figures(samples: Assistant, question: str) -> None:
    assert ask(samples, question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("东莞那个文件的文号、发文单位和日期分别是什么", ["东直〔2025〕3号", "市直属机关工作委员会", "2025年3月27日"]),
        ("深圳标杆那篇文章的来源、作者、日期", ["南方日报", "崔璨", "2022年1月17日"]),
        ("深圳那篇报道的编辑和记者分别叫什么", ["刘帅", "崔璨"]),
        ("老旧小区那份纪要的编号和开会日期", ["〔2024〕8号", "2024年5月20日"]),
        ("暖心圈报道的记者、责编、发布时间", ["陈晓", "王芳", "2024年11月8日"]),
        ("高温防暑通知的文号、发布机构、发布日期", ["示卫函〔2024〕56号", "示例市卫生健康局", "2024年8月2日"]),
        ("示府办〔2024〕15号谁签发的，哪天印发的", ["张三", "2024年6月18日", "2024年6月19日"]),
        ("停车场管理办法是第几号令，哪个市长签的", ["第36号", "周建平"]),
        ("深圳标杆那篇报道是哪年的", ["2022年"]),
    ],
)
def test_every_field_that_is_asked_for_is_given(samples: Assistant, question: str, said: list[str]) -> None:
    answer = ask(samples, question)
    assert (answer.status, answer.kind) == ("answered", "card")
    assert [words for words in said if words not in answer.answer] == []


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("2022年深圳新增了几家三甲医院", 2021),
        ("2025年中山种了多少棵树", 2024),
        ("2022年要点里计划发展党员多少名", 2023),
    ],
)
def test_the_year_that_the_text_is_of_is_told(samples: Assistant, question: str, year: int) -> None:
    answer = ask(samples, question)
    assert answer.status in {"partial", "not_found"}
    assert answer.status == "not_found" or f"说的是{year}年" in answer.answer


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("2024年中山植树多少株", "4.5万多株"),
        ("2021年深圳新增三甲医院几家", "7家"),
        ("2019年以来市政府办公厅推进落实的重点工作等事项共有多少项", "3531项"),
    ],
)
def test_the_right_year_is_answered(samples: Assistant, question: str, short: str) -> None:
    assert ask(samples, question).short == short
