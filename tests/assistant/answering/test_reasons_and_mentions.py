"""Why it was decided so, what is only mentioned, and lists asked in everyday words. All text is made up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

MINUTES = """中共样例市交通局机关委员会会议纪要
〔2026〕第2号
时间：2026年3月12日（星期四）9:30—11:00
地点：局机关二楼会议室
主持：局机关党委书记　郑样板
出席：钱示例、孙样本、周范本
请假：吴典型（参加省里培训）、冯例证（病假）

一、审批经费
会议不同意第三党支部购置音响设备的申请，理由是去年添置的设备尚未启用。局工会申请的1.2万元场地费，会议决定缓议，待补充报价单后再报。

二、支部自评
会议同意将第五党支部列为后进上报，由机关党委派孙样本驻点。第二党支部、第七党支部评为一般，主要原因是谈心谈话记录不全。

三、其他事项
周范本建议成立机关骑行队，会议认为安全保障跟不上，暂不研究。
"""
STORY = """把驿站搬到渡口——样例市新岭县服务群众见闻

新岭县白天劳力都到果园摘果，白天的驿站冷冷清清。县上把驿站的开放时间调整为晚上6点到9点，办起了法律夜谈。今年以来，夜谈接待群众840人次。

渡口的老艄公贺样板划了三十年船。村里要给他发补贴，他没有要，他说摆渡是顺手的事。
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the shipped documents and the texts above."""
    with library_of(
        tmp_path_factory.mktemp("reasons"), {"样例-交通局纪要": MINUTES, "样例-渡口驿站": STORY}, shipped=True
    ) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("交通局第三支部想买音响，钱为啥没批", "尚未启用"),
        ("交通局那1.2万元场地费凭啥没给", "待补充报价单后再报"),
        ("交通局机关骑行队咋没搞起来", "安全保障跟不上"),
        ("吴典型为啥没到会", "参加省里培训"),
        ("新岭县的驿站为啥调整到晚上开放", "白天的驿站冷冷清清"),
    ],
)
def test_the_reason_of_what_was_decided_is_told(told: Assistant, question: str, reason: str) -> None:
    answer = ask(told, question)
    assert answer.status == "answered"
    assert any(reason in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    ["交通局第五支部为啥评成后进", "孙样本为啥请假", "贺样板为啥会划船", "新岭县为啥办法律夜谈"],
)
def test_no_reason_of_another_matter_is_told(told: Assistant, question: str) -> None:
    assert ask(told, question).status == "not_found"
