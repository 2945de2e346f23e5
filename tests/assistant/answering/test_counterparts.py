"""Claims that a text puts otherwise in one word, and things asked for in a form that the text lacks: an invented report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

REPORT = """中共檀浦市委市直属机关工作委员会2025年机关党建工作总结

2025年，市直机关工委坚持把学习贯彻党的二十届三中全会精神作为头等大事。3月14日，市直机关党的工作会议召开。
一、学习教育
“檀溪夜校”每季度开课一次，晚上7点到9点在文化馆上课，结业须通过闭卷考试。全年开讲12讲，听众2600人次。
继续办好全市“檀溪杯”党务技能大赛，积极备战省第九届“先锋杯”大赛。
“三公”经费支出28.4万元，比上年减少3.6万元。机关干部流失率由2022年的11.3%降到4.2%，群众满意度达到95.6分。
二、组织建设
打破按科室设支部的老办法，按项目组设立党支部31个。码头管理站支部由三星升为五星。
会议同意成立东门商圈党委，由河口街道党工委副书记兼任书记，设专职副书记1名、委员5名。商圈党委挂靠河口街道管理。
春风坊“敲门队”推进失能老人意外保险试点，完成1.2万户旧电线排查整治。
三、服务群众
由市水务局承办的“清渠行动”共清理河道46公里，下次现场会定于8月中旬，由北渡街道承办。
有个镇为了迎检，一口气做了60块展板。
市财政局申请的7.5万元活动经费，会议不同意。
老船工鲁大川把过渡的规矩编成顺口溜贴在船头。
至于大家关心的“融码”系统，技术上还没有过关，今天就不展开了。

中共檀浦市委市直属机关工作委员会
2026年1月9日
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with library_of(tmp_path_factory.mktemp("counterparts"), {"檀浦": REPORT}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("檀浦的“三公”经费比上年多了吧", "减少3.6万元"),
        ("檀浦机关干部流失率是升了吧", "降到4.2%"),
        ("码头管理站支部是从五星降成三星的吧", "三星升为五星"),
        ("“檀溪杯”是全省的大赛吧", "全市"),
        ("檀浦2025年头等大事是学二十届四中全会精神，没错吧", "三中全会"),
        ("檀溪夜校是早上7点到9点上课吧", "晚上7点"),
        ("檀溪夜校结业是开卷考试吧", "闭卷"),
        ("檀溪夜校半年开课一次吧", "每季度"),
        ("檀浦市直机关党的工作会议是4月14号开的吧，我写上去了", "3月14日"),
        ("财政局那7.5万元活动经费会上同意了吧", "不同意"),
        ("下次现场会是河口街道承办吧", "北渡街道"),
    ],
)
def test_a_claim_is_put_right_by_the_counterpart_of_its_word(report: Assistant, question: str, told: str) -> None:
    answer = ask(report, question)
    assert answer.answer.startswith("不是。")
    assert told in answer.answer
    assert answer.short is None


@pytest.mark.parametrize(
    "question",
    [
        "檀浦机关干部流失率降了吧",
        "码头管理站支部升五星了吧",
        "“檀溪杯”是全市的大赛吧",
        "檀溪夜校每季度开课一次吧，我就这么报了",
    ],
)
def test_a_claim_in_the_words_of_the_text_is_borne_out(report: Assistant, question: str) -> None:
    assert ask(report, question).short == "是"


@pytest.mark.parametrize(
    "question",
    [
        "檀浦的群众满意度降了吧",
        "檀浦的支部是按科室设的吧",
        "“檀溪杯”是全省首创吧",
        "东门商圈党委是5月挂牌的吧",
        "檀浦市直机关党的工作会议是2024年3月14日开的吧",
    ],
)
def test_what_is_not_told_in_the_claimed_word_is_neither_borne_out_nor_denied(report: Assistant, question: str) -> None:
    answer = ask(report, question)
    assert answer.short is None
    assert not answer.answer.startswith(("是。", "不是。"))


@pytest.mark.parametrize(
    "question",
    [
        "东门商圈党委的专职副书记定的是谁",
        "东门商圈党委那5名委员，名字发我",
        "檀溪夜校的网址发我一个",
        "河口街道的门牌号和电话给一个",
        "檀溪夜校2025年是哪三年的计划",
        "檀溪夜校的听众，哪个单位来得最勤",
        "敲门队试点的失能老人意外保险，多少户投了",
        "省先锋杯今年在哪个市开赛，檀浦总结里有吗",
        "31个党支部里，村有几个",
        "鲁大川编的顺口溜原话怎么说的",
    ],
)
def test_what_is_asked_in_a_closed_form_is_not_answered_without_it(report: Assistant, question: str) -> None:
    assert ask(report, question).status != "answered"


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("为了迎检做展板的是哪个镇", "只写作“有个镇”"),
        ("“融码”系统是怎么个用法", "没有写出具体内容"),
    ],
)
def test_what_is_put_off_or_left_unnamed_is_said_to_be(report: Assistant, question: str, note: str) -> None:
    answer = ask(report, question)
    assert answer.status == "partial"
    assert note in answer.answer


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("商圈党委书记由谁兼", "河口街道党工委副书记"),
        ("“清渠行动”是哪个单位承办的", "市水务局"),
        ("敲门队排查整治了多少户旧电线", "1.2万户"),
        ("檀溪夜校听众多少人次，总结里有没有", "2600人次"),
    ],
)
def test_what_stands_there_is_still_told(report: Assistant, question: str, value: str) -> None:
    assert value in (ask(report, question).short or "")


def test_the_figure_of_the_reply_is_no_answer_to_a_further_question(report: Assistant) -> None:
    answer = ask(report, "檀溪夜校有多少听众", "中途离场的有多少人")
    assert answer.status == "not_found"
