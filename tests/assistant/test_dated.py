"""The rows of a timetable: a question that names a day or a time of day is not answered from another row."""

from __future__ import annotations

import pytest

from assistant.dated import is_of_another_time, is_only_planned
from assistant.model import Kind
from assistant.question.model import AskedFor, Question


def asked(text: str, *, kind: Kind = "fact", sought: AskedFor = "name") -> Question:
    return Question(text, text, text, "zh", kind, asked=sought)


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("5月14日上什么课", "5月13日 9:00—9:30 开班", True),
        ("5月14号上什么课", "5月14日 9:00—11:30 示例课", False),
        ("5月14日上什么课", "5月13日至15日集中培训", False),
        ("6月2日上什么课", "5月30日—6月3日集中培训", False),
        ("5月14日下午上什么课", "5月14日 9:00—11:30 示例课", True),
        ("5月14日下午上什么课", "5月14日 14:30—17:00 情景课", False),
        ("上午谁讲", "下午由示例老师讲", True),
        ("上午和下午各上什么课", "14:30 情景课", False),
        ("上什么课", "5月13日 9:00 开班", False),
        ("5月14日上什么课", "课程另行通知", False),
    ],
)
def test_a_row_of_another_time_is_told(question: str, sentence: str, other: bool) -> None:
    assert is_of_another_time(asked(question), sentence) is other


def test_a_question_for_the_time_itself_may_be_corrected() -> None:
    assert not is_of_another_time(asked("5月14日印发的吗", kind="yesno"), "5月13日印发")
    assert not is_of_another_time(asked("5月14日的课改到什么时候", sought="time"), "改到5月16日")


@pytest.mark.parametrize(
    ("question", "sentence", "planned"),
    [
        ("2025年底实际报到率是多少", "2025年底报到率达到85%,2026年底达到98%以上。", True),
        ("2023年实际发展了多少名党员", "全年计划发展党员160名,重点向一线倾斜。", True),
        ("开办一家企业实际要几天", "到2026年底,企业开办时间压缩至0.5个工作日。", True),
        ("报到率是多少", "2025年底报到率达到85%。", False),
        ("实际发展了多少名党员", "全年实际发展党员152名,比计划少8名。", False),
        ("实际解决了多少件", "截至年底已解决31件。", False),
        ("论坛办得怎么样", "会议同意于5月举办论坛,人数控制在150人以内。", True),
        ("今年换了多少公里管道", "还有14公里需要更换,列入明年计划。", True),
        ("论坛有多少人参加", "会议同意于5月举办论坛,人数控制在150人以内。", False),
        ("今年换了多少公里管道", "已更换22公里,其余列入明年计划。", False),
        ("怎么为群众解决实际困难", "年底前为每个家庭解决1件实际困难。", False),
    ],
)
def test_a_target_is_no_account_of_what_came_about(question: str, sentence: str, planned: bool) -> None:
    assert is_only_planned(asked(question), sentence) is planned
