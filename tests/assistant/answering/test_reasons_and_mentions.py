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

SPEECH = """在样例市机关作风建设推进会上的讲话

同志们：

今天我讲三件事。第一件，排队。群众在窗口平均排队38分钟，年底前降到15分钟以内。

第二件，会议。有个街道为了一次检查，三天开了9个会，材料印了两箱，下水道的井盖却没人去补。市教育局介绍了“两放两收”做法，市司法局讲了调解的故事。

第三件，考核。至于“清风指数”，模型还没有调好，今天不展开了。“敲门日”每月第一个周五进行，党员两人一组入户，问三个问题，记在敲门本上。下一步把“敲门日”推广到商圈，具体方案正在制定。

会议同意成立码头商圈党委，由城东街道党工委副书记兼任书记，设专职副书记1名、委员5名。

通报了在值班时间打牌的4个科室，限期整改。老支书蒋范本把办事流程编成快板词贴在大厅里。
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the shipped documents and the texts above."""
    with library_of(
        tmp_path_factory.mktemp("reasons"),
        {"样例-交通局纪要": MINUTES, "样例-渡口驿站": STORY, "样例-作风讲话": SPEECH},
        shipped=True,
    ) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("交通局第三支部想买音响，钱为啥没批", "尚未启用"),
        ("局工会申请的1.2万元场地费为啥没批", "待补充报价单后再报"),
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


@pytest.mark.parametrize(
    "question",
    ["“清风指数”怎么算", "清风指数具体是怎么个算法", "市教育局的“两放两收”是怎么做的", "敲门日往商圈推广具体怎么搞"],
)
def test_what_is_put_off_or_only_shown_is_said_to_be_mentioned(told: Assistant, question: str) -> None:
    answer = ask(told, question)
    assert answer.status == "partial"
    assert "只提到" in answer.answer


def test_what_is_told_as_well_is_no_mere_mention(told: Assistant) -> None:
    answer = ask(told, "“敲门日”怎么搞")
    assert answer.status == "answered"
    assert "两人一组入户" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "码头商圈党委的专职副书记定的是谁",
        "值班打牌被通报的4个科室，名字发我",
        "蒋范本编的快板词原话怎么念的",
    ],
)
def test_what_is_counted_or_named_is_not_its_names_or_wording(told: Assistant, question: str) -> None:
    assert ask(told, question).status == "not_found"


def test_a_body_that_is_told_of_without_its_name_is_said_to_be_so(told: Assistant) -> None:
    answer = ask(told, "三天开9个会、井盖没人补的是哪个街道")
    assert answer.status in {"partial", "not_found"}
    assert answer.short is None
