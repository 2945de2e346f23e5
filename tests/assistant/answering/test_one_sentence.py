"""Several things asked at once whose values stand in one sentence, or must not be taken from its neighbours. Two invented documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.answering.misplaced import is_of_another_stretch
from assistant.opposed import levels_differ
from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

ANSWERS = """榛川市机关党员管理问答

1. 找不到的党员怎么处理？

答：支部通过电话、亲属等渠道查找，五个月以上联系不上且不交党费的，按自行脱党处理，由支部大会作出决定。查找不足五个月的，先停止党籍登记。

2. 以前的时长还认吗？

认，但只折一次。2025年12月31日以前的时长，每6小时折1分，最多折30分。

3. 对扣分不服怎么办？

对支部答复不服的，可以在8日内向机关党委申请复核。
"""
REPORT = """榛川市水务局机关党委2025年工作总结

7月上旬，全市遭遇1996年以来最强降雨，最大日降雨量达188毫米。机关党委组织抢险，转移群众930人。

学习平台月活跃率只有41%，党建信息全年被采用3篇。

2026年打算：把学习平台月活跃率提高到75%以上。

扫码反映的问题，10小时内分派，48小时内答复，超时的亮红灯。

河堤加固花费860万元，其中市里安排500万元，其余由区里配套。

2025年安排防汛经费52万元，实际支出38.2万元，结余13.8万元。

党费下拨比例由去年的30%提高到35%。
"""


@pytest.fixture(scope="module")
def banks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over the two documents."""
    with library_of(tmp_path_factory.mktemp("banks"), {"问答": ANSWERS, "总结": REPORT}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("人怎么都找不着的党员，断联多久才按脱党处理，由谁来定", "五个月；支部大会"),
        ("榛川水务局的学习平台，眼下月活跃率多少，明年想弄到多少", "41%；75%以上"),
        ("榛川扫码反映的问题多久分派、多久给回话", "10小时；48小时"),
        ("榛川党员对支部答复不认可，几天之内、往哪儿去反映", "8日；机关党委"),
        ("榛川2025年最大日降雨量多少毫米", "188毫米"),
    ],
)
def test_each_has_its_own_value(banks: Assistant, question: str, short: str) -> None:
    answer = ask(banks, question)
    assert answer.status == "answered"
    said, wanted = _bare(answer.short).split("；"), short.split("；")
    assert len(said) == len(wanted)
    assert all(one.startswith(value) for one, value in zip(said, wanted, strict=True))


@pytest.mark.parametrize(
    ("question", "told", "missing"),
    [
        ("榛川扫码反映的问题多久分派、多久赔钱", "10小时", "多久赔钱"),
        ("人怎么都找不着的党员，断联多久才按脱党处理，由谁通知家属", "五个月", "由谁通知家属"),
    ],
)
def test_what_is_not_told_is_said_to_be_missing(banks: Assistant, question: str, told: str, missing: str) -> None:
    answer = ask(banks, question)
    assert answer.status == "partial"
    assert told in answer.answer
    assert f"{missing}：未找到" in answer.answer


def test_how_a_thing_is_done_is_told_beside_that_it_is(banks: Assistant) -> None:
    assert "每6小时折1分" in ask(banks, "榛川以前干的那些时长还算不算，咋折").answer


def test_another_level_paid_something_else(banks: Assistant) -> None:
    assert "省里出多少：**" not in ask(banks, "榛川河堤加固花了多少钱，省里出多少").answer
    assert levels_differ("省里出多少", "其中市里安排500万元")
    assert not levels_differ("市里出多少", "其中市里安排500万元,其余由区里配套")


def test_a_stretch_of_like_ones_has_its_own_figure() -> None:
    cards = "差评第一次查实,亮黄牌;半年内两次,亮橙牌;半年内三次,亮红牌。"
    assert is_of_another_stretch(["黄牌"], cards, "三次")
    assert not is_of_another_stretch(["红牌"], cards, "三次")
    assert not is_of_another_stretch(["办班"], "全年办班4期;每期90人。", "90人")


def _bare(short: str | None) -> str:
    return (short or "").replace("以上；", "；").replace("小时内", "小时")


def test_what_was_spent_is_not_what_was_set_aside(banks: Assistant) -> None:
    assert ask(banks, "榛川防汛经费2025年花了多少").short == "38.2万元"
    assert ask(banks, "榛川党费下拨比例今年是多少").short == "35%"
    assert ask(banks, "榛川党费下拨比例去年是多少").short == "30%"
