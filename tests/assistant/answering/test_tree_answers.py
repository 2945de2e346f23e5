"""Outlines, numbered parts and lists from headings, over the shipped documents and over documents nothing was made for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, bare

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("深圳那篇文章分几部分？", ["高标谋划 系统推进", "围绕中心 服务大局", "践行初心 服务群众"]),
        (
            "2025年机关党建工作推进会讲话一共讲了几点",
            [
                "肯定成绩,正视差距,准确把握机关党建新形势",
                "聚焦重点,精准发力,全面提升机关党建工作质量",
                "强化责任担当,确保各项任务落地见效",
            ],
        ),
        ("示例市优化营商环境行动方案正文分几部分，标题是什么？", ["总体要求", "重点任务", "保障措施"]),
        (
            "李建国在基层治理会上讲了哪三点意见？",
            [
                "提高站位，充分认识加强基层治理的重要意义",
                "突出重点，全面提升基层治理水平",
                "强化保障，确保各项任务落地落实",
            ],
        ),
        (
            "What are the three main sections of the Shenzhen article on Party building?",
            ["高标谋划 系统推进", "围绕中心 服务大局", "践行初心 服务群众"],
        ),
    ],
)
def test_the_outline_is_of_the_document_that_is_described(samples: Assistant, question: str, parts: list[str]) -> None:
    answer = ask(samples, question)
    assert answer.status == "answered"
    assert [" ".join(item.split()).lstrip("123 ") for item in bare(answer.items)] == parts


def test_speeches_that_are_not_told_apart_are_outlined_by_name(samples: Assistant) -> None:
    answer = ask(samples, "讲话一共讲了几点")
    assert answer.status == "answered"
    assert "防汛工作动员会" in answer.answer
    assert "基层治理工作会议" in answer.answer


def test_an_outline_leaves_out_the_annexes_and_counts_only_its_parts(samples: Assistant) -> None:
    answer = ask(samples, "示府办〔2024〕15号通知分几个部分")
    assert bare(answer.items) == ["加强组织领导", "强化督查考核", "做好宣传引导"]


def test_an_outline_with_a_stated_count_shows_that_level_alone(samples: Assistant) -> None:
    answer = ask(samples, "李建国在基层治理会上讲了哪三点意见？")
    assert "建强组织体系" not in answer.answer


def test_a_document_without_parts_is_said_to_have_none(assistant: Assistant) -> None:
    answer = ask(assistant, "中山新闻分几个部分")
    assert answer.status == "not_found"
    assert "没有分部分" in answer.answer


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("基层治理讲话里强化保障讲了哪三条", ["加强领导", "加大投入", "严格考核"]),
        ("村级运转经费方案最后提的工作要求是哪几条？", ["加强领导", "细化措施", "强化监督"]),
        (
            "按示例市的条例，业主有哪些权利",
            [
                "按照物业服务合同的约定接受服务",
                "提议召开业主大会会议，并就有关事项提出建议",
                "选举业主委员会成员，并享有被选举权",
                "法律、法规规定的其他权利",
            ],
        ),
        ("整治形式主义的报告里主要做法有哪些", ["精简文件会议", "规范督查检查", "清理政务APP"]),
        (
            "示府办〔2024〕15号后面带了哪两个附件？",
            ["附件1 示例市优化营商环境行动方案 （2024—2026年）", "附件2 重点任务分工表"],
        ),
        ("2023年要点里深化作风建设有哪几项", ["开展“作风提升年”活动", "选树先进典型"]),
        (
            "教育局请城管局支持的是哪几件事？",
            [
                "派员参加联合整治行动，4月10日前将名单报送我局",
                "对学校周边200米范围内的流动摊贩进行集中清理",
                "建立常态化巡查机制，巩固整治成果",
            ],
        ),
        (
            "东莞要点第六部分有哪几项",
            [
                "压实党组（党委）主体责任和书记第一责任人职责",
                "督促党组（党委）领导班子成员严格落实“一岗双责”",
                "深入推进机关党建法规制度建设",
                "建设高素质专业化党务干部队伍",
            ],
        ),
    ],
)
def test_a_list_holds_all_entries_below_what_is_described(
    samples: Assistant, question: str, entries: list[str]
) -> None:
    answer = ask(samples, question)
    assert answer.status == "answered"
    assert bare(answer.items) == entries


def test_an_article_without_title_is_shown_with_the_words_before_its_entries(samples: Assistant) -> None:
    answer = ask(samples, "按示例市的条例，业主有哪些权利")
    assert "业主在物业管理活动中享有下列权利" in answer.answer
    assert "共 4 项" in answer.answer


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("东莞要点第8项讲什么", "8. 深化“四强”党支部建设"),
        ("东莞要点第三部分第二项讲什么", "8. 深化“四强”党支部建设"),
        ("东莞要点最后一项是什么", "19. 建设高素质专业化党务干部队伍"),
        ("纪要第二项讲什么", "二、关于老旧小区改造工作"),
        ("营商环境方案的工作目标是什么", "（二）工作目标"),
        ("物业管理条例第七条规定了什么", "第七条 有下列情形之一的，业主委员会委员职务自行终止"),
        ("示例市基层治理工作会议的讲话第二点标题是什么？", "二、突出重点，全面提升基层治理水平"),
        ("基层治理讲话里强化保障的第二点是什么", "二要加大投入"),
        ("讲话第二部分的第三点讲什么", "第三,聚力中心大局,在深化融合发展上拓展新路径"),
    ],
)
def test_a_numbered_piece_is_found_where_its_number_counts(samples: Assistant, question: str, heading: str) -> None:
    scoped = f"2025年机关党建工作推进会{question}" if question.startswith("讲话") else question
    assert ask(samples, scoped).answer.startswith(f"**{heading}**")


def test_a_number_beyond_the_last_is_corrected(assistant: Assistant) -> None:
    answer = ask(assistant, "东莞要点第20项是什么")
    assert answer.status == "partial"
    assert "没有第 20 项" in answer.answer


def test_a_part_that_several_documents_have_is_given_for_each_by_name(assistant: Assistant) -> None:
    answer = ask(assistant, "第三部分包括哪几项")
    assert answer.status == "answered"
    assert len(answer.scope.documents) == 3
    assert "深圳标杆" in answer.answer
    assert "推进会上的讲话" in answer.answer
    assert "《2025年市直机关党的建设要点》" in answer.answer


def test_a_part_that_many_documents_have_is_asked_back(samples: Assistant) -> None:
    assert ask(samples, "第二部分包括哪几项").status == "clarify"
