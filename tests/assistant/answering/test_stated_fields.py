"""The card, labelled lines and table rows: what a document states in so many words beside a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask

if TYPE_CHECKING:
    from assistant.service import Assistant


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("教育局发给城管那封函的文号是多少？", "示教函〔2025〕27号"),
        ("东莞那个要点是谁发的", "中共东莞市直属机关工作委员会"),
        ("东莞市直机关工委发的要点文号是多少", "东直〔2025〕3号"),
        ("大鹏新区的报道哪天发的", "2022年7月29日"),
        ("When was the Dongguan document issued?", "2025-03-27"),
    ],
)
def test_the_card_is_of_the_document_that_is_described(samples: Assistant, question: str, short: str) -> None:
    answer = ask(samples, question)
    assert (answer.status, answer.short) == ("answered", short)


def test_a_document_that_another_body_issued_is_corrected(assistant: Assistant) -> None:
    answer = ask(assistant, "东莞市委组织部发的要点文号是多少")
    assert answer.status == "partial"
    assert answer.short is None
    assert "中共东莞市直属机关工作委员会" in answer.answer
    assert "东直〔2025〕3号" not in answer.answer


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("那次市政府常务会议谁做的记录", "孙丽"),
        ("党建课题评审的联系人是谁", "何敏"),
        ("校园周边环境整治的函上联系人是谁，电话多少", "吴倩；0000-7654321"),
        ("市政府研究防汛和老旧小区的会，都有谁列席？", "市应急管理局刘伟、市住房城乡建设局陈静、市财政局周涛"),
        ("除了王明，还有谁出席了示例市的常务会议", "李华、赵强"),
        ("第三十二次常务会议出席的有几位？", "3位"),
        ("营商环境方案的通知抄送了哪些单位", "市委办公室、市人大常委会办公室、市政协办公室"),
    ],
)
def test_a_labelled_line_answers_what_its_label_is_asked_for(samples: Assistant, question: str, short: str) -> None:
    answer = ask(samples, question)
    assert (answer.status, answer.short) == ("answered", short)


def test_a_label_that_two_documents_have_is_asked_back(samples: Assistant) -> None:
    answer = ask(samples, "联系人是谁？")
    assert (answer.status, answer.citations) == ("clarify", ())
    assert len(answer.suggestions) > 1


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("2024年示例市机关党建课题拿一等奖的是哪个课题？", "新时代机关党支部组织力提升研究"),
        (
            "示例市2024年机关党建课题评审，二等奖有哪几个课题？",
            "党建与业务融合的路径探析；年轻干部教育管理监督机制研究",
        ),
        ("市公安局机关党委那个课题得了多少分？", "91.2分"),
        ("研究流动党员管理的课题是谁申报的", "市人力资源社会保障局机关党委"),
        ("示例市2024年一共有几个课题获了奖？", "4个"),
        ("营商环境的重点任务分工表列了几项任务？", "3项"),
        ("党建课题评审里最高分和最低分差几分？", "6.5分"),
        ("“一网通办”由哪个单位负责", "市大数据局"),
        ("规范涉企收费什么时候完成", "2025年6月"),
    ],
)
def test_a_table_answers_with_the_cell_of_the_row_that_is_meant(samples: Assistant, question: str, short: str) -> None:
    answer = ask(samples, question)
    assert (answer.status, answer.short) == ("answered", short)
    assert answer.citations[0].quote.count("|") + answer.citations[0].quote.count("\t") == 3


@pytest.mark.parametrize(
    "question", ["党建课题评审的特等奖是哪家单位", "王明的电话是多少", "一等奖课题的负责人叫什么名字"]
)
def test_no_row_and_no_label_is_no_answer(samples: Assistant, question: str) -> None:
    assert ask(samples, question).short not in {
        "市税务局机关党委",
        "新时代机关党支部组织力提升研究",
        "0000-1234567",
        "0000-7654321",
    }
