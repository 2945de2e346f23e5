"""Questions that ask several things at once, taken apart and answered part by part. One invented document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from assistant.answering import beside
from assistant.answering.asked import find_parts
from assistant.draft import Draft, Quote, Statement
from assistant.question.clauses import find_clauses, subjects
from assistant.question.clauses_en import carried
from assistant.question.clauses_en import find_clauses as find_english
from assistant.question.places import Gazetteer
from assistant.question.understand import Lexicon, understand
from corpus.model import Span
from tests.assistant.answering.asking import ask, library_of
from tests.corpus.understood import read

if TYPE_CHECKING:
    from assistant.service import Assistant

LEXICON = Lexicon(idf=lambda _: 1.0, find_places=Gazetteer({}).find, correct=lambda text: (text, ()))
NEWS = """青梧市召开机关党建擂台赛动员会

青梧机关党建网 2026年3月12日

3月10日，青梧市机关党建擂台赛动员会在市文化馆小剧场召开。市直机关工委常务副书记荀立言主持会议，市委组织部副部长沙棠通报了赛程安排。各单位党务干部共96人参加会议。
擂台赛由市委党校承办，市财政安排经费45万元，赛期两个月。
全市机关现有党组织418个，其中机关党委21个、党总支34个、党支部363个。去年培育“示范支部”52个，比前年增加11个。
选派38名青年干部到社区担任网格助理，为期半年。
"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with library_of(tmp_path_factory.mktemp("parts"), {"青梧": NEWS}) as opened:
        yield opened


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("动员会是谁主持的在哪开的", ("动员会是谁主持的", "在哪开的")),
        ("动员会什么时候、在哪里召开的", ("动员会什么时候召开的", "在哪里召开的")),
        ("动员会何时何地召开", ("动员会何时召开", "何地召开")),
        ("办法规定的登记时间和公示期", ("办法规定的登记时间", "公示期")),
        ("培训班的时间、地点和联系人分别是什么", ("培训班的时间", "地点", "联系人")),
        ("受理多少件诉求以及办结率多少", ("受理多少件诉求", "办结率多少")),
        ("走访了几家企业并解决了多少难题", ("走访了几家企业", "解决了多少难题")),
        ("报名找谁,联系电话", ("报名找谁", "联系电话")),
        ("积分谁统筹谁落实谁监督", ("积分谁统筹", "谁落实", "谁监督")),
    ],
)
def test_each_thing_that_is_asked_is_a_clause(text: str, said: tuple[str, ...]) -> None:
    assert tuple(one.said for one in find_clauses(text)[1]) == said


@pytest.mark.parametrize(
    "text",
    [
        "党建和业务融合的做法是什么",
        "会议由谁和谁共同主持",
        "哪些单位和哪些人参加",
        "机关党委和党支部的职责是什么",
        "合并了多少个支部",
        "从几月到几月",
        "怎么知道由谁负责",
        "谁负责联系谁",
        "培训班的时间和地点要求是什么",
    ],
)
def test_what_is_one_thing_stays_whole(text: str) -> None:
    assert len(find_clauses(text)[1]) < 2


def test_the_subject_is_carried_without_the_words_that_asked() -> None:
    assert subjects("", "动员会是谁主持的")[-1] == "动员会"
    assert all("截止" not in matter for matter in subjects("", "培训班报名截止时间"))
    assert "单位" not in subjects("", "擂台赛哪个单位承办")[0]


def test_english_clauses_get_the_matter_of_the_first() -> None:
    clauses = find_english("when was the kickoff meeting held and who chaired it?")
    assert clauses == ("when was the kickoff meeting held", "who chaired it")
    assert carried(*clauses)[0] == "who chaired the kickoff meeting"
    assert find_english("who chaired the meeting, which was held in may") == ()


@pytest.mark.parametrize(
    ("question", "shorts"),
    [
        ("青梧动员会在哪开的、赛程谁通报的", ("市文化馆小剧场", "沙棠")),
        ("青梧动员会的时间和地点", ("3月10日", "市文化馆小剧场")),
        ("青梧机关有多少个党组织，其中党支部几个", ("418个", "363个")),
        ("青梧“示范支部”培育了多少个，比前年多几个", ("52个", "11个")),
        ("青梧选派了多少名青年干部，多长时间", ("38名", "半年")),
        ("青梧擂台赛谁承办 安排多少经费", ("市委党校", "45万元")),
    ],
)
def test_each_part_is_answered_with_its_own_value(town: Assistant, question: str, shorts: tuple[str, ...]) -> None:
    answer = ask(town, question)
    assert answer.status == "answered"
    told = (answer.short or "").split("；")
    assert len(told) == len(shorts)
    assert all(short in value for short, value in zip(shorts, told, strict=True))


def test_what_was_not_found_is_said_so(town: Assistant) -> None:
    answer = ask(town, "青梧擂台赛谁承办，谁献花")
    assert answer.status == "partial"
    assert "市委党校" in answer.answer
    assert "- 谁献花：未找到" in answer.answer
    assert ask(town, "青梧动员会谁致辞，谁献花").status == "not_found"


def told(text: str, short: str) -> Draft:
    document = read(text)
    quote = Quote(document, Span(0, len(text)))
    return Draft("answered", "fact", (Statement(short, (quote,)),), short=short, documents=(document.id,))


@pytest.mark.parametrize(
    ("text", "short", "clause", "value"),
    [
        ("清单4月5日前公布，每月20日更新。", "4月5日前", "每月几号更新", "每月20日"),
        ("选派52名干部到村工作，为期一年。", "52名", "多长时间", "一年"),
        ("本办法自2026年3月1日起施行，有效期两年。", "2026年3月1日起", "管几年", "两年"),
        ("建成驿站40处，其中12处全天开放。", "40处", "全天开放的几处", "12处"),
        ("市委书记荀立言在会上提出四点要求。", "荀立言", "什么职务", "市委书记"),
        ("每月25日前登记积分。", "每月25日前", "公示期是多久", None),
        ("选派52名干部到村工作。", "52名", "多长时间", None),
        ("建成驿站40处，改造厕所6处，新增车位9处。", "40处", "亮灯的几处", None),
        ("从建机制、强考核三方面推进，轮训40学时。", "40学时", "融合占考核多大权重", None),
    ],
)
def test_a_value_beside_the_first_is_taken_only_when_it_tells_its_kind(
    text: str, short: str, clause: str, value: str | None
) -> None:
    found = beside.answer(understand(clause, LEXICON), clause, [told(text, short)])
    assert (found.short if found else None) == value


def test_a_card_and_its_matter_are_parts_but_two_fields_of_a_card_are_none() -> None:
    assert len(find_parts(understand("通知的文号是多少,培训在哪里办", LEXICON))) == 2
    assert find_parts(understand("通知的文号是多少,哪天印发的", LEXICON)) == ()
