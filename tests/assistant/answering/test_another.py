"""A follow-up that only names another one: told by the value that stands for it beside that of the first. Three invented documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.answering.another import names_another
from assistant.model import Turn
from tests.assistant.answering.asking import library_of

if TYPE_CHECKING:
    from assistant.model import Answer
    from assistant.service import Assistant

MINUTES = """桤林区机关党建工作会议纪要

2026年4月10日，区直机关工委召开会议，通报一季度情况。

一季度，水务、林业两家支部到课率分别为52%和47%，没有达到65%的要求。区档案馆有3名党员没有参加学习，由区直机关工委约谈。

窗口平均等候时间由26分钟降到11分钟，群众评价占40分，材料分从25分降到5分。
"""
RULES = """桤林区机关党员积分办法

（2026年1月5日区直机关工委会议通过）

第一条　积分按下列标准计算：

（一）在本支部讲党课，每次计2分；在区级以上范围讲党课，每次计6分；

（二）普通志愿服务每小时计1分，法律、医疗等专业服务每小时计4分。

第二条　第一期轮训为支部书记，80人；第二期为组织委员和宣传委员，65人。

第三条　全年发展党员48名，比上年增加5名。
"""
TABLE = """桤林区机关走访情况通报

指标 | 2024年 | 2025年
走访次数（次） | 318 | 527
办成实事（件） | 96 | 141

以上为区直机关工委统计数字。
"""


@pytest.fixture(scope="module")
def hills(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over the three documents."""
    folder = tmp_path_factory.mktemp("hills")
    with library_of(folder, {"纪要": MINUTES, "办法": RULES, "通报": TABLE}) as opened:
        yield opened


def follow(assistant: Assistant, question: str, reply: str, further: str) -> Answer:
    """Ask a follow-up to a question that was answered."""
    return assistant.ask(further, history=[Turn("user", question), Turn("assistant", reply)])


@pytest.mark.parametrize(
    ("question", "reply", "further", "short"),
    [
        ("桤林区水务局支部到课率多少", "52%[1]。", "林业那边呢", "47%"),
        ("桤林区窗口现在平均等候多少分钟", "11分钟[1]。", "原先呢", "26分钟"),
        ("桤林区考核里群众评价占多少分", "40分[1]。", "材料分呢", "5分"),
        ("桤林区积分办法里，普通志愿服务一小时计几分", "1分[1]。", "请律师医生那种专业的呢", "4分"),
        ("桤林区积分办法里，在支部讲党课一次计几分", "2分[1]。", "要是到区里去讲呢", "6分"),
        ("桤林区第一期轮训多少人", "80人[1]。", "后一期呢", "65人"),
        ("桤林区2024年走访了多少次", "318次[1]。", "25年呢", "527次"),
    ],
)
def test_the_other_one_has_its_own_value(hills: Assistant, question: str, reply: str, further: str, short: str) -> None:
    answer = follow(hills, question, reply, further)
    assert answer.status == "answered"
    assert answer.short == short


@pytest.mark.parametrize(
    ("question", "reply", "further"),
    [
        ("桤林区水务局支部到课率多少", "52%[1]。", "档案馆那边呢"),
        ("桤林区积分办法里，普通志愿服务一小时计几分", "1分[1]。", "带小孩去的呢"),
        ("桤林区积分办法里，在支部讲党课一次计几分", "2分[1]。", "那到企业去讲呢"),
        ("桤林区第一期轮训多少人", "80人[1]。", "第三期呢"),
    ],
)
def test_one_that_is_told_of_nowhere_is_refused(hills: Assistant, question: str, reply: str, further: str) -> None:
    assert follow(hills, question, reply, further).status == "not_found"


def test_how_much_more_it_was_is_no_value_of_the_year_before(hills: Assistant) -> None:
    assert follow(hills, "桤林区去年发展多少党员", "48名[1]。", "上一年呢").short != "5名"


def test_what_asks_something_itself_only_names_nobody() -> None:
    assert names_another("卫健那边呢")
    assert not names_another("下一回呢,轮到哪儿办")
    assert not names_another("要是对答复不服,往哪里反映呢")
