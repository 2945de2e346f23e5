"""What is asked with another thing, in words that the text does not have: read beside the sentence that told the other.

Three invented documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.answering.misplaced import is_of_another_part
from assistant.question.clauses_en import carried, find_clauses, put_first
from assistant.question.places import Gazetteer
from assistant.question.understand import Lexicon, understand
from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from assistant.service import Assistant

LEXICON = Lexicon(idf=lambda _: 1.0, find_places=Gazetteer({}).find, correct=lambda text: (text, ()))
RULES = """槿州市市直机关党员互助金管理办法

（2025年6月10日市直机关工委会议通过）

第一条　为帮助遇到困难的党员，制定本办法。

第二条　党员本人患重大疾病的，可申请一次性救助，最高4000元，由市管党费列支；同一事由不得重复申请。

第三条　支部换届需要推迟的，报机关党委批准；推迟一般不超过5个月，且只能推迟一次。

第四条　登记表由支部组织委员专柜保存，保存期限为6年。

第五条　本办法自2025年8月1日起施行，有效期三年。
"""
NEWS = """走街串巷看槿州

槿州日报 2026年4月2日 记者 乐正言

桐油巷：退休工程师的一张图

退休工程师孔繁星画出一张管网图，让桐油巷的下水改造少挖了150米路面，节省资金32万元。

竹影社区：小广场上的茶摊

“暖心”服务队走访独居老人210户，发现隐患36处；“平安”服务队检查出租屋175间，罚没款4.6万元。
"""
NOTICE = """关于举办槿州市第二届党务技能竞赛的通知

各单位机关党委：

一、时间地点

复赛：2026年5月12日9:30，市委党校三楼报告厅。

决赛：2026年6月3日14:00，市广播电视台1号演播厅。

二、奖项

设特等奖1名、一等奖3名。获奖选手颁发图书卡，特等奖面值900元，一等奖500元。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with library_of(tmp_path_factory.mktemp("near"), {"办法": RULES, "巡礼": NEWS, "竞赛": NOTICE}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("槿州党员得了大病最高给多少钱，钱从哪儿出", ("4000元", "市管党费")),
        ("老孔画的那张图用在哪条巷子，省了多少钱", ("桐油巷", "32万元")),
        ("槿州互助金办法哪天起算数，管几年", ("2025年8月1日", "三年")),
        ("槿州支部换届要往后拖，最多拖多久、能拖几回", ("5个月", "一次")),
        ("In Jinzhou (槿州), who keeps the registration form and for how many years?", ("支部组织委员", "6年")),
    ],
)
def test_the_other_half_is_read_beside_the_first(town: Assistant, question: str, told: tuple[str, ...]) -> None:
    answer = ask(town, question)
    assert answer.status == "answered"
    assert all(one in answer.answer for one in told)


@pytest.mark.parametrize(
    ("question", "told", "missing"),
    [
        ("槿州党员得了大病最高给多少钱，几天到账", "**4000元**", "几天到账"),
        ("桐油巷下水改造节省多少资金，发了多少稿费", "**32万元**", "发了多少稿费"),
        ("“暖心”服务队走访了多少户，罚了多少钱", "**210户**", "罚了多少钱"),
        ("槿州登记表存几年，保管费多少", "**6年**", "保管费多少"),
        ("槿州登记表谁来保存，谁来审计", "**支部组织委员**", "谁来审计"),
        ("槿州登记表存几年，钱从哪儿出", "**6年**", "钱从哪儿出"),
    ],
)
def test_what_is_not_said_beside_it_is_said_to_be_missing(
    town: Assistant, question: str, told: str, missing: str
) -> None:
    answer = ask(town, question)
    assert answer.status == "partial"
    assert told in answer.answer
    assert f"- {missing}：未" in answer.answer
    assert answer.answer.count("**") == 2


def test_the_final_does_not_tell_of_the_semi_final(town: Assistant) -> None:
    answer = ask(town, "At what time is the semi-final (复赛) of the Jinzhou (槿州) Party-affairs contest held?")
    assert "14:00" not in answer.answer


@pytest.mark.parametrize(
    ("question", "text", "short", "another"),
    [
        ("“暖心”队罚了多少", "“暖心”队走访9户;“平安”队罚没款4万元。", "4万元", True),
        ("“平安”队罚了多少", "“暖心”队走访9户;“平安”队罚没款4万元。", "4万元", False),
        ("特等奖发多少", "特等奖面值900元,一等奖500元。", "500元", True),
        ("特等奖发多少", "特等奖面值900元,一等奖500元。", "900元", False),
        ("发多少", "甲发900元;乙发500元。", "500元", False),
    ],
)
def test_a_value_belongs_to_its_part_of_the_sentence(question: str, text: str, short: str, *, another: bool) -> None:
    assert is_of_another_part(understand(question, LEXICON), text, short) is another


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "where and at what time is the semi-final held",
            ("where is the semi-final held", "at what time is the semi-final held"),
        ),
        ("who wrote the piece, and whose pictures are they", ("who wrote the piece", "whose pictures are they")),
        ("how many per team and may they eat there", ("how many per team", "may they eat there")),
        ("how many were chosen and can be seen", ()),
    ],
)
def test_english_halves_are_told_by_their_question_words(text: str, clauses: tuple[str, ...]) -> None:
    assert find_clauses(text) == clauses


def test_the_topic_before_a_colon_goes_with_every_clause() -> None:
    first, later, last = find_clauses(
        "school-gate project: who leads, when must it be finished, and what is the budget?"
    )
    assert put_first(first)[0] == "who leads, the school-gate project"
    assert carried(first, later)[0] == "when must the school-gate project be finished"
    assert carried(first, last)[0] == "what is the budget, the school-gate project"
