"""What a text only mentions is not told; lists asked in everyday words, over every form that a list may have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

TEXTS = {
    "纪要": """中共渔桥市林业局机关委员会会议纪要

〔2026〕2号

2026年2月3日，局机关党委书记柯远在205会议室主持召开党委会议。

会议传达了市直机关工委年度部署会精神，审议通过了《阅览室管理办法》，要求各支部3月起执行。

会议通报了党员尤某赌博问题的处理情况。

会议决定：一是增补岳晴为委员；二是撤掉两个宣传栏；三是开放图书角。

对迟到的3人已作出相应处理。季某被给予党内警告处分。邹某的问题正在核查。
""",
    "办法": """渔桥市机关文体中心管理办法

第一章　总则

第一条　中心设棋室、琴房、球馆3类场所，面积900平方米。

第二章　使用

第二条　使用场馆按照预约、核验、入场、离场四个步骤进行。

第三条　使用人不得吸烟、饮酒或者喧哗，不得转借门卡。

第四条　损坏器材的赔偿标准由中心另行制定。

第五条　有下列情形之一的，不得办卡：
（一）有违纪记录的；
（二）欠缴费用的。

第三章　附则

第六条　本办法自2026年3月1日起施行。
""",
    "总结": """渔桥市林业局机关党委2025年工作总结

存在的主要不足：学习不够系统；青年党员偏少；经费使用偏慢。

去年党员看了9场教育片，下了16回林场。

五、保障措施
加强领导。书记是第一责任人。
落实经费。每个支部每年1500元。
""",
}


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over three invented documents of one invented town."""
    with library_of(tmp_path_factory.mktemp("bridge"), dict(sorted(TEXTS.items()))) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "渔桥林业局党委会传达的部署会精神都有啥内容",
        "阅览室管理办法里写了些什么",
        "那份阅览室管理办法，能把条文列给我吗",
        "迟到的3人给了什么处分",
        "邹某犯了什么事",
        "渔桥文体中心器材的赔偿标准是怎么规定的",
    ],
)
def test_what_is_only_mentioned_is_not_told(bridge: Assistant, question: str) -> None:
    assert ask(bridge, question).status in {"partial", "not_found"}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("季某受了什么处分", "党内警告"),
        ("阅览室管理办法从哪月起执行", "3月"),
        ("林业局去年看了几回教育片", "9场"),
        ("下了几趟林场", "16回"),
    ],
)
def test_what_stands_there_is_told(bridge: Assistant, question: str, told: str) -> None:
    answer = ask(bridge, question)
    assert answer.status == "answered"
    assert told in answer.answer


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("渔桥文体中心里头有啥场子", ["棋室", "琴房", "球馆"]),
        ("用场馆分几步走", ["预约", "核验", "入场", "离场"]),
        ("文体中心不让干的有哪些", ["不得吸烟", "饮酒", "喧哗", "不得转借门卡"]),
        ("哪些情况办不了卡", ["（一）有违纪记录的", "（二）欠缴费用的"]),
        ("林业局机关党委查摆了哪些短板", ["学习不够系统", "青年党员偏少", "经费使用偏慢"]),
        ("渔桥林业局党委会定了哪几件事", ["增补岳晴为委员", "撤掉两个宣传栏", "开放图书角"]),
        ("林业局总结里的保障措施有哪些", ["加强领导。", "落实经费。"]),
    ],
)
def test_a_list_is_whole_whatever_its_form(bridge: Assistant, question: str, items: list[str]) -> None:
    answer = ask(bridge, question)
    assert answer.status == "answered"
    assert len(answer.items) == len(items)
    assert all(wanted.strip("。") in item or item in wanted for wanted, item in zip(items, answer.items, strict=True))
