"""What a text withholds, what it counts without naming, and what a question claims: invented texts, read without an index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.answering import claimed, contact, named, stated, unnamed
from assistant.answering.contrary import contrary
from assistant.draft import Draft, Quote, Statement
from assistant.folding import fold
from assistant.question.understand import Lexicon, understand
from corpus.library import Library
from corpus.model import Span
from tests.assistant.answering.asking import ask

if TYPE_CHECKING:
    from assistant.question.model import Question
    from assistant.service import Assistant
    from corpus.model import Document

LEXICON = Lexicon(idf=lambda _: 3.0, find_places=lambda _: (), correct=lambda text: (text, ()))
TEXT = """示例市机关党建工作情况通报

市*局正在打造的“红杉护航”品牌，已在全市推开。在“*河卫士”巡河专项行动中，有320名党员下沉一线。
某镇一年开会210次；某街道办花9万元做了一个展板。
工作专班办公室负责人表示，下一步要把“红杉护航”延伸到园区。专班由市委副秘书长任召集人，联络员为办公室主任田小禾。
全市评出示范支部18个，其中6个入选全省优秀案例；“红杉讲堂”开讲40场。
梳理代取快递、代缴水费、代办证件等9项“帮办清单”，由志愿者轮值办理。
东湾社区、西湾社区和北湾社区3个社区率先试点。
2023年，信访件降到640件，今年前8个月又降至215件。开展专题学习30场，基层宣讲120场。
市城管局、市水务局作书面交流，品牌建设未能入选全省十佳。
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Document:
    folder = tmp_path_factory.mktemp("report")
    (folder / "通报.txt").write_text(TEXT, encoding="utf-8")
    with Library.open(folder / "home", shipped=False) as library:
        assert [row.reason for row in library.add_all([folder / "通报.txt"]) if row.id is None] == []
        return library.document(library.ids()[0])


def asked(text: str) -> Question:
    return understand(text, LEXICON)


def found(document: Document, words: str, *, short: str | None = None) -> Draft:
    """Return the line of the document that holds `words`, as a fact would give it."""
    at = document.text.index(words)
    start = document.text.rfind("\n", 0, at) + 1
    quote = Quote(document, Span(start, document.text.index("\n", at)))
    return Draft("answered", "fact", (Statement(quote.text, (quote,)),), short=short)


@pytest.mark.parametrize(
    ("question", "words", "written"),
    [
        ("打造“红杉护航”品牌的是哪个局", "红杉护航", "市*局"),
        ("“红杉护航”是啥局搞的", "红杉护航", "市*局"),
        ("谁在打造“红杉护航”品牌", "红杉护航", "市*局"),
        ("那个巡河行动叫什么卫士", "巡河", "*河卫士"),
        ("320名党员下沉的是哪个专项行动", "巡河", "*河卫士"),
        ("花9万元做展板的是哪个街道办", "展板", "某街道办"),
        ("一年开会210次的镇叫什么名字", "210次", "某镇"),
    ],
)
def test_a_masked_name_is_no_answer_to_who_or_which(report: Document, question: str, words: str, written: str) -> None:
    draft = unnamed.withheld(asked(question), found(report, words))
    assert draft is not None
    assert (draft.status, draft.short) == ("partial", None)
    assert f"“{written}" in draft.statements[0].text
    assert all(statement.quotes for statement in draft.statements)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("“*河卫士”行动有多少党员下沉", "巡河"),
        ("哪几个社区率先试点", "率先试点"),
        ("“红杉护航”要延伸到哪里", "延伸到园区"),
    ],
)
def test_a_mask_that_is_not_asked_for_changes_nothing(report: Document, question: str, words: str) -> None:
    assert unnamed.withheld(asked(question), found(report, words)) is None


def test_an_office_is_no_name_of_a_person(report: Document) -> None:
    sentence = "工作专班办公室负责人表示"
    at = report.text.index(sentence)
    quote = Quote(report, Span(at, report.text.index("。", at) + 1))
    draft = Draft("answered", "fact", (Statement(quote.text, (quote,)),))
    told = unnamed.withheld(asked("说要延伸到园区的那位办公室负责人叫什么名字？"), draft)
    assert told is not None
    assert "工作专班办公室负责人”，没有写出姓名" in told.statements[0].text
    assert unnamed.withheld(asked("谁说要把品牌延伸到园区"), draft) is None


def test_a_named_person_is_an_answer(report: Document) -> None:
    assert unnamed.withheld(asked("联络员叫什么名字"), found(report, "田小禾", short="田小禾")) is None


@pytest.mark.parametrize(
    ("question", "words", "holds"),
    [
        ("入选全省优秀案例的那6个支部都叫什么名字", "示范支部18个", False),
        ("全市18个示范支部的名单发我看看", "示范支部18个", False),
        ("那18个示范支部是谁", "示范支部18个", False),
        ("率先试点的3个社区分别是哪几个社区", "率先试点", True),
        ("3个试点社区都叫什么名字", "率先试点", True),
    ],
)
def test_a_count_names_nothing(report: Document, question: str, words: str, *, holds: bool) -> None:
    understood = asked(question)
    assert named.asks_each(understood)
    assert named.names_them(understood, found(report, words)) is holds


@pytest.mark.parametrize(
    "question",
    [
        "“六个万家”是什么",
        "第八项是什么",
        "示范支部有多少个",
        "6个支部什么时候入选的",
        "18个示范支部怎么评出来的",
        "东湾社区的做法是什么",
    ],
)
def test_other_questions_about_counted_things_ask_for_no_names(question: str) -> None:
    assert not named.asks_each(asked(question))


@pytest.mark.parametrize(
    ("question", "good", "bad"),
    [
        ("田老师的手机号有吗", "13800001111", "田老师主讲,3号楼"),
        ("报名打哪个电话", "0000-1234567", "报名截至4月1日"),
        ("稿件发到哪个邮箱", "abc@example.cn", "稿件发到指定邮箱"),
        ("单位的邮编是多少", "000066", "示例路66号"),
    ],
)
def test_a_way_to_reach_somebody_must_be_one(question: str, good: str, bad: str) -> None:
    form = contact.wanted(asked(question))
    assert form is not None
    assert form.search(good)
    assert not form.search(bad)


@pytest.mark.parametrize("question", ["12345热线受理了多少件", "手机贷专项整治谁牵头", "电子邮件系统什么时候升级"])
def test_a_number_to_reach_somebody_is_not_asked_for_everywhere(question: str) -> None:
    assert contact.wanted(asked(question)) is None


@pytest.mark.parametrize(
    ("question", "value", "opened"),
    [
        ("培训班是放在示例党校上的吧？", "示例党校", "培训班在哪里上"),
        ("这份方案是市委组织部印发的对不对", "市委组织部", "这份方案是哪个单位印发的"),
        ("交流会是市卫生局主办的吗", "市卫生局", "交流会是哪个单位主办的"),
        ("那篇讲话是市委书记作的吧", "市委书记", "那篇讲话是谁作的"),
        ("这份要点是市直属机关工作委员会印发的吧", "市直属机关工作委员会", "这份要点是哪个单位印发的"),
        ("试点年是2025年吧", "2025年", "试点年是哪一年"),
    ],
)
def test_a_claim_is_put_as_the_open_question(question: str, value: str, opened: str) -> None:
    claim = claimed.find_claim(asked(question))
    assert claim is not None
    assert (claim.value, claim.question) == (value, opened)


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("2023年信访件降到215件，对吗", True),
        ("2023年信访件降到640件，对吗", False),
        ("专题学习搞了120场，对吧", True),
        ("专题学习搞了30场，对吧", False),
        ("基层宣讲有120场吧", False),
        ("示范支部评了80个吧", True),
    ],
)
def test_a_claimed_figure_is_held_against_the_one_of_its_own_year_and_clause(
    report: Document, question: str, *, other: bool
) -> None:
    words = "示范支部18个" if "示范支部" in question else "信访件" if "信访件" in question else "专题学习"
    quote = found(report, words).statements[0].quotes[0]
    line = fold(quote.text)
    sentence = next(part for part in line.split("。") if words in part)
    differs = stated.figures_differ(asked(question), sentence)
    assert (differs is True) is other


@pytest.mark.parametrize(
    ("asking", "text", "differs"),
    [
        ("每月15号开会吧", "每月10日为固定日", True),
        ("每月10号开会吧", "每月10日为固定日", None),
        ("5月3号开会吧", "会议于5月13日召开", True),
        ("每月15号开会吧", "会议由办公室召集", False),
        ("试点12月底前要运转吧", "要求8月20日之前,6个试点实现运转,12月前,实现全覆盖", True),
        ("12月底前要全覆盖吧", "要求8月20日之前,6个试点实现运转,12月前,实现全覆盖", None),
    ],
)
def test_days_are_compared_however_they_are_written(asking: str, text: str, differs: object) -> None:
    assert stated.days_differ(asked(asking), text) is differs


def test_opposite_words_contradict_only_where_the_asked_one_is_missing() -> None:
    assert contrary(asked("市城管局口头发言了吗"), "市城管局作书面交流")
    assert not contrary(asked("市城管局口头发言了吗"), "口头发言的有市城管局,市水务局作书面交流")


@pytest.mark.parametrize(
    ("asking", "text", "differs"),
    [
        ("经费比上年多了吧", "三公经费支出28万元,比上年减少3万元", True),
        ("流失率降了吧", "流失率由11.3%降到4.2%,满意度达到95.6分", None),
        ("满意度降了吧", "流失率由11.3%降到4.2%,满意度达到95.6分", False),
        ("推这个是为了提高效率吧", "会议压减到3次", None),
        ("大赛是全省的吧", "办好全市党建创新大赛", True),
        ("大赛是全市的吧", "办好全市党建创新大赛", None),
        ("学的是二十届四中全会精神吧", "学习贯彻党的二十届三中全会精神", True),
        ("周三晚上开门吧", "周一至周五开门", None),
        ("支部是按科室设的吧", "打破按科室设支部的老办法,按项目组设支部", False),
    ],
)
def test_a_word_with_a_counterpart_is_held_in_the_clause_of_its_matter(asking: str, text: str, differs: object) -> None:
    assert contrary(asked(asking), text) is differs


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("搞“无会周”的到底是哪个县？", "没有写明"),
        ("退出76个工作群的镇叫什么名字", "没有写明"),
    ],
)
def test_an_anonymous_report_names_no_place(samples: Assistant, question: str, words: str) -> None:
    """Either the sentence is found and its hiding the name is said, or nothing is; a name is never given."""
    answer = ask(samples, question)
    assert answer.status in {"partial", "not_found"} and answer.short is None
    assert (words in answer.answer) == bool(answer.citations) == (answer.status == "partial")


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("机关党建“深圳标杆”那篇报道是哪家报纸登的，哪天，记者都有谁", ("南方日报", "2022年1月17日", "肖淑娥")),
        ("大鹏新区那篇稿子署名的记者和通讯员是哪几位，哪家报社", ("深圳侨报", "张丽", "艾冰梅")),
    ],
)
def test_several_fields_of_a_source_line_are_given_together(
    samples: Assistant, question: str, parts: tuple[str, ...]
) -> None:
    answer = ask(samples, question)
    assert answer.status == "answered"
    assert all(part in answer.answer for part in parts)


def test_an_anonymous_speech_has_no_speaker(assistant: Assistant) -> None:
    answer = ask(assistant, "推进会那个讲话是哪位领导作的")
    assert answer.status == "not_found"
    assert not answer.citations
    assert "没有写明讲话人" in answer.answer


@pytest.mark.parametrize(
    ("question", "value"),
    [("哈利波特小记者体验官什么时候截止报名", "12月19日"), ("光影跃动视频大赛的原片发到哪个邮箱", "dutenews@163.com")],
)
def test_page_furniture_is_asked_for_the_detail_not_the_topic(assistant: Assistant, question: str, value: str) -> None:
    answer = ask(assistant, question)
    assert answer.status == "partial"
    assert value in answer.answer
    assert "不是文件正文" in answer.answer


def test_another_issuer_is_corrected_from_the_card(assistant: Assistant) -> None:
    wrong = ask(assistant, "东莞这份党建要点是市委组织部印发的吧")
    assert (wrong.status, wrong.short) == ("partial", None)
    assert "中共东莞市直属机关工作委员会" in wrong.answer
    right = ask(assistant, "东莞这份党建要点是市直属机关工作委员会印发的吧")
    assert (right.status, right.short) == ("answered", "是")
