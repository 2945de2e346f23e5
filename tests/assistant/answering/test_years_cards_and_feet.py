"""Which year, which field of which document, and what a page's foot says, over invented documents of two invented towns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

DOCUMENTS = {
    "总结.txt": """黛溪市直机关工委2025年工作总结

（2026年1月12日）

一、主要成效
“溪畔课堂”全年开讲9讲，现场听课5200人次。
“溪先锋”服务员由2024年的150名增加到188名，联系企业95家。
发展党员73名，聘请窗口观察员30名。

二、存在问题
品牌活动偏少。
""",
    "要点.txt": """黛溪市直属机关2026年党建工作要点

黛直党工发〔2026〕6号
中共黛溪市委市直属机关工作委员会
2026年3月4日印发

一、抓学习
“溪畔课堂”全年开讲11讲，每讲不超过80分钟。
在职党员每年志愿服务不少于18小时。新任委员半年内参加培训。

二、抓作风
聘请窗口观察员26名，聘期2年。

（联系人：乔若水，综合科，电话：5130 2216）
""",
    "办法.txt": """黛溪市直机关支部积分管理办法（试行）

（2025年7月9日工委第8次会议通过，自2025年9月1日起施行）

第一章 总则
第一条 为规范支部积分，制定本办法。
第二条 每个支部每季度公布一次积分。

第二章 附则
第三条 本办法试行期3年。
""",
    "岚口.txt": """岚口市直属机关2026年党的建设工作要点

岚直工〔2026〕2号

中共岚口市委市直属机关工作委员会
2026年2月20日

一、抓作风
聘请窗口观察员18名，聘期3年。
""",
    "新闻.html": """<html><head><title>黛溪机关党建网</title></head><body>
<div class="nav">首页 | 工作动态 | 通知公告 | 联系我们</div>
<h1>黛溪市举办机关党员诵读比赛</h1>
<p>发布日期：2026-04-22　来源：黛溪机关党建网　记者 季闻笛</p>
<p>4月20日，黛溪市直机关党员诵读比赛举行，42个支部的党员登台，比赛用时3个小时。</p>
<p>市直机关工委负责同志为获奖支部颁奖。</p>
<p>责任编辑：厉知夏　审核：鲁其昌</p>
<div class="footer">主办：中共黛溪市委市直属机关工作委员会　技术支持：黛溪云数科技有限公司<br>地址：黛溪市松月路18号　邮编：000012<br>版权所有</div>
</body></html>
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with library_of(tmp_path_factory.mktemp("daixi"), DOCUMENTS) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("黛溪今年“溪畔课堂”开几讲", "11讲"),
        ("黛溪25年“溪畔课堂”开讲几讲", "9讲"),
        ("黛溪26年“溪畔课堂”开讲几讲", "11讲"),
        ("黛溪24年“溪先锋”服务员有多少名", "150名"),
    ],
)
def test_year_decides_between_a_report_and_a_plan(library: Assistant, question: str, value: str) -> None:
    answer = ask(library, question)
    assert answer.status == "answered"
    assert value in answer.answer


def test_figure_of_another_matter_of_the_year_is_no_answer(library: Assistant) -> None:
    answer = ask(library, "黛溪24年发展了多少党员")
    assert answer.status != "answered"


def test_this_year_without_a_place_is_answered_for_each(library: Assistant) -> None:
    answer = ask(library, "今年窗口观察员聘期几年")
    assert "2年" in answer.answer
    assert "3年" in answer.answer
    assert "30名" not in answer.answer


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("黛溪今年要点啥时候印的，几号文", ("黛直党工发〔2026〕6号", "2026年3月4日")),
        ("黛溪要点哪天出的", ("2026年3月4日",)),
        ("黛溪积分管理办法哪天通过的", ("2025年7月9日",)),
        ("黛溪支部积分办法打哪天起施行，试行多久", ("2025年9月1日", "3年")),
    ],
)
def test_card_and_standing_of_a_document(library: Assistant, question: str, values: tuple[str, ...]) -> None:
    answer = ask(library, question)
    assert answer.status == "answered"
    assert all(value in answer.answer for value in values)


def test_writer_is_not_the_editor(library: Assistant) -> None:
    answer = ask(library, "黛溪诵读比赛那篇报道是谁采写的")
    assert "季闻笛" in answer.answer
    assert "厉知夏" not in answer.answer


def test_whom_to_ask_about_a_document(library: Assistant) -> None:
    answer = ask(library, "黛溪要点里弄不明白的找谁问，电话多少")
    assert "乔若水" in answer.answer
    assert "5130 2216" in answer.answer


@pytest.mark.parametrize(
    ("question", "value"),
    [("黛溪机关党建网底下写的地址在哪条路", "松月路18号"), ("黛溪那个网页的技术支持单位是谁", "云数科技")],
)
def test_foot_of_a_page_is_told_as_the_pages(library: Assistant, question: str, value: str) -> None:
    answer = ask(library, question)
    assert answer.status == "partial"
    assert value in answer.answer


@pytest.mark.parametrize("question", ["书记叫啥", "文号多少来着", "什么时候印发的"])
def test_question_that_any_document_fits_is_asked_back(library: Assistant, question: str) -> None:
    assert ask(library, question).status == "clarify"
