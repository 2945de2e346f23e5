"""Questions of two halves: yes or no and why, who and where or how old, a case of a rule. Three invented documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.answering import because, beside, cases
from assistant.draft import Draft, Quote, Statement
from assistant.question.clauses import find_clauses, is_same_again
from assistant.question.places import Gazetteer
from assistant.question.understand import Lexicon, understand
from corpus.model import Span
from tests.assistant.answering.asking import ask, library_of
from tests.corpus.understood import read

if TYPE_CHECKING:
    from assistant.service import Assistant

LEXICON = Lexicon(idf=lambda _: 1.0, find_places=Gazetteer({}).find, correct=lambda text: (text, ()))
MINUTES = """中共栎川市林业局机关委员会会议纪要

〔2026〕第5号

时间：2026年5月12日（星期二）9:20—11:00

地点：局机关二楼会议室

主持：机关党委书记　戚望舒

请假：鲍行简（赴外地出差）

会议研究了以下事项，纪要如下：

一、关于护林驿站

驿站建筑面积860平方米，总投资214万元。办公室提出增设儿童书角，会议认为场地有限，暂不设立。

会议同意第三支部到青枫林场开展主题党日，时间一天。

二、关于党员意见办理

党员提出的意见，机关党委5日内答复；涉及人事、经费的，延长到15日。

三、关于值班

长期驻场的党员、怀孕的党员，经本人申请，可以免予值班。
"""
NEWS = """走进社区看红色管家

2026年4月3日　来源：栎川日报

柳荫社区：“敲门嫂”

社区党员苗采薇，46岁，每天敲36户独居老人的门，居民叫她“敲门嫂”。

棠下社区：板凳茶会

棠下社区每周五晚上开板凳茶会，去年说成邻里纠纷58件。
"""
REPORT = """2025年度抓党建工作述职报告

栎川市档案局党组成员、机关党委书记　靳怀瑾

（2026年1月9日在市直机关述职评议会上）

我局机关党委下设5个支部，党员64名。现将履职情况报告如下。

一、主要工作

全年讲党课4次，走访老党员21名。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with library_of(tmp_path_factory.mktemp("halves"), {"纪要": MINUTES, "走笔": NEWS, "述职": REPORT}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("栎川林业局的儿童书角批了吗，为啥", "- 为啥：**会议认为场地有限**"),
        ("栎川林业局机关党委会谁主持的，谁没来", "鲍行简"),
        ("“敲门嫂”是谁，哪个社区的", "- 哪个社区的：**柳荫社区**"),
        ("“敲门嫂”是谁，多大年纪", "- 多大年纪：**46岁**"),
        ("栎川档案局的述职报告是谁述的，哪天", "- 哪天：**2026年1月9日**"),
        ("栎川林业局党员提的意见涉及经费的几天给答复", "**15日**"),
        ("栎川林业局党员提的意见几天给答复", "**5日"),
    ],
)
def test_a_half_is_told_by_what_tells_the_other(town: Assistant, question: str, told: str) -> None:
    answer = ask(town, question)
    assert answer.status == "answered"
    assert told in answer.answer


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("栎川林业局第三支部去青枫林场同意了吗，为啥", "为啥"),
        ("“敲门嫂”是谁，哪个学校的", "哪个学校的"),
        ("栎川林业局护林驿站总投资多少，哪家公司施工", "哪家公司施工"),
    ],
)
def test_a_half_that_is_not_said_is_told_as_missing(town: Assistant, question: str, missing: str) -> None:
    answer = ask(town, question)
    assert answer.status == "partial"
    assert f"- {missing}：未找到" in answer.answer


def test_a_follow_up_may_put_a_case(town: Assistant) -> None:
    before = "栎川林业局党员提的意见几天给答复？"
    assert ask(town, before, "要是牵扯到钱的呢").short == "15日"
    assert ask(town, before, "要是遇上台风呢").status == "not_found"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("儿童书角批了没有,为啥", ("儿童书角批了没有", "为啥")),
        ("每月驻村几天,吃住能报销不", ("每月驻村几天", "吃住能报销不")),
        ("候选人能当监票人吗,监票人几个", ("候选人能当监票人吗", "监票人几个")),
        ("办运动会是吗,几号办", ("几号办",)),
        ("“五不”是哪五不", ("“五不”是哪五不",)),
    ],
)
def test_a_clause_may_ask_for_yes_or_no(text: str, said: tuple[str, ...]) -> None:
    assert tuple(one.said for one in find_clauses(text)[1]) == said


def told(text: str, short: str | None) -> Draft:
    document = read(text)
    quote = Quote(document, Span(0, len(text)))
    line = Statement(short or text, (quote,))
    return Draft("answered", "fact" if short else "yesno", (line,), short=short, documents=(document.id,))


@pytest.mark.parametrize(
    ("text", "question", "reason"),
    [
        (
            "外出参观的申请未予同意，理由是路线与主题不符，超标准用餐。",
            "外出参观批了吗",
            "理由是路线与主题不符，超标准用餐",
        ),
        ("因场地冲突，会议未同意增设篮球。", "篮球增设了吗", "因场地冲突"),
        ("取消4个支部的资格，其中2个因造假、1个因拖欠党费。", "取消资格了吗", "其中2个因造假、1个因拖欠党费"),
        ("同意接收苏某；高某的材料缺少证明，退回支部补齐。", "高某入党批了吗", "高某的材料缺少证明"),
        ("同意接收苏某；高某的材料缺少证明，退回支部补齐。", "苏某接收了吗", None),
        ("经费由单位自筹，工委不另拨款。", "工委拨款吗", None),
    ],
)
def test_a_reason_is_that_of_the_sentence_which_decides(text: str, question: str, reason: str | None) -> None:
    found = because.answer(understand(question, LEXICON), [told(text, None)])
    assert (found.short if found else None) == reason


@pytest.mark.parametrize(
    ("text", "short", "clause", "value"),
    [
        ("群众评议用电话访问，每个单位不少于40人，其中办事群众25人。", "25人", "群众评议打多少通电话", "不少于40人"),
        ("平台为党员购买保险，保额20万元，保费由工委承担。", "工委", "保多少", "20万元"),
        ("决赛：9月25日9:00，市电视台演播厅", "决赛：9月25日9:00，市电视台演播厅", "几点开始", "9:00"),
        ("干部每天工作9.4小时，见群众只有1.7小时。", "1.7小时", "干部一天干几个小时", "9.4小时"),
        ("队长祁某某，71岁，嗓门大。", "祁某某", "多大岁数", "71岁"),
        ("队长祁某某带着一位71岁的老人。", "祁某某", "多大岁数", None),
    ],
)
def test_a_bare_half_is_told_by_the_same_sentence(text: str, short: str, clause: str, value: str | None) -> None:
    found = beside.answer(understand(f"谁办,{clause}", LEXICON), clause, [told(text, short)])
    assert (found.short if found else None) == value


@pytest.mark.parametrize(
    ("text", "clause", "held"),
    [
        ("平台注册党员862名，组建临时党支部19个。", "是哪家公司开发的", False),
        ("平台注册党员862名，由市数据局开发。", "谁开发的", True),
        ("经费6000元，由县财政和镇分担。", "钱谁出", True),
        ("首席服务员由28名增加到41名。", "多大年纪", False),
        ("经费6000元，向山区镇倾斜。", "给哪些地方", True),
    ],
)
def test_a_half_is_pointed_to_only_where_it_may_be_told(text: str, clause: str, held: bool) -> None:
    found = told(text, text[2:4])
    assert beside.may_hold(understand(f"给多少,{clause}", LEXICON), clause, found) is held


@pytest.mark.parametrize(
    ("text", "clause", "spoken"),
    [
        ("发展新党员216名，队伍进一步优化。", "轮训支部书记多少名", False),
        ("对450余名党支部书记进行了轮训。", "轮训支部书记多少名", True),
        ("其中市国资委补录记录7份。", "由谁验收", False),
    ],
)
def test_a_later_half_is_told_by_what_has_its_words(text: str, clause: str, spoken: bool) -> None:
    found = told(text, text[:4])
    assert beside.speaks_of(understand(f"办了多少,{clause}", LEXICON), clause, found) is spoken


def test_how_much_after_whether_is_one_question() -> None:
    assert is_same_again("干得好给不给钱", "给多少")
    assert not is_same_again("候选人能当监票人吗", "监票人几个")


def test_who_is_free_of_a_duty_is_not_told_yes(town: Assistant) -> None:
    answer = ask(town, "栎川林业局驻场的党员要参加值班吗")
    assert answer.short is None
    assert "免予值班" in answer.answer


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("意见几天答复", "5日内"),
        ("涉及经费的意见几天答复", "15日"),
        ("要是牵扯经费,意见几天答复", "15日"),
        ("要是遇上台风,意见几天答复", None),
    ],
)
def test_a_value_of_a_case_is_given_to_who_names_the_case(question: str, short: str | None) -> None:
    draft = told("党员提出的意见，5日内答复；涉及人事、经费的，延长到15日。", "5日内")
    found = cases.of_case(understand(question, LEXICON), draft)
    assert (found.short if found else None) == short
