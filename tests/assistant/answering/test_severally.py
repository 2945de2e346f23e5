"""Several things asked at once, figures that stand beside their like, and lines of a notice: each by its own words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from assistant.answering import contact, counted, definition, severally
from assistant.answering.asked import find_parts
from assistant.answering.figures import find_figures
from assistant.draft import Draft, Quote, Statement
from assistant.evidence import Candidate, open_book
from assistant.question.model import PlaceReference, Question
from assistant.question.places import Gazetteer
from assistant.question.understand import Lexicon, understand
from assistant.scoping import Scope
from corpus.model import Document, Span
from tests.corpus.understood import read

if TYPE_CHECKING:
    from assistant.finding import Finder

LEXICON = Lexicon(idf=lambda _: 1.0, find_places=Gazetteer({}).find, correct=lambda text: (text, ()))


def asked(text: str) -> Question:
    return understand(text, LEXICON)


def reading(document: Document) -> Finder:
    """Return what the answerers of single lines need of a finder: the opened books."""
    return cast("Finder", SimpleNamespace(books=lambda _: iter([open_book(document)]), candidates=lambda *_: []))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "年轻干部座谈会,到会几个人、平均多大",
            ("年轻干部座谈会,到会几个人", "年轻干部座谈会,平均多大"),
        ),
        ("共有多少党员,里头女的几个", ("共有多少党员", "党员,里头女的几个")),
        ("甲和乙哪个多,各多少", ()),
        ("共有多少名党员", ()),
        ("由哪几样组成,标准什么的", ()),
        ("是谁主持的,对吗", ()),
    ],
)
def test_clauses_that_ask_are_taken_apart(text: str, parts: tuple[str, ...]) -> None:
    assert tuple(part.wordings[0] for part in find_parts(asked(text))) == parts


@pytest.mark.parametrize(
    ("second", "short"),
    [("28.6岁", "32位；28.6岁"), ("32位", None), ("", None)],
)
def test_only_two_answers_of_one_matter_are_put_together(second: str, short: str | None) -> None:
    text = "参会的32位同志，平均年龄28.6岁。" if short else "参会的32位同志先后发言。"
    document = read(text)
    quote = Quote(document, Span(0, len(text)))

    def ask(text: str, documents: tuple[str, ...]) -> Draft | None:
        value = "32位" if "几个人" in text else second
        assert documents in {(), (document.id,)}
        if not value:
            return None
        return Draft("answered", "fact", (Statement(value, (quote,)),), short=value, documents=(document.id,))

    found = severally.answer(asked("那个座谈会,到会几个人、平均多大"), None, ask)
    assert (found.short if found else None) == short
    if not second:  # the one that was found is told, and the other as not found
        assert found is not None
        lines = [statement.text for statement in found.statements]
        assert found.status == "partial"
        assert lines[0] == "- 到会几个人：**32位**"
        assert "- 平均多大：未找到" in lines


@pytest.mark.parametrize(
    ("text", "question", "short"),
    [
        (
            "大巴士每辆每天不超过1500元，中巴士每辆每天不超过1000元。",
            "租大巴士每天不超过钱,中巴士的多少",
            "不超过1000元",
        ),
        ("市内转接5个工作日办结，省内10个工作日，跨省15个工作日。", "组织关系转接,省内的要多少天", "10个工作日"),
        (
            "按照在职党员每人每年350元、离退休党员每人每年200元的标准安排。",
            "每人每年党建经费,离退休党员多少元",
            "200元",
        ),
    ],
)
def test_a_figure_is_told_from_its_like_by_the_words_beside_it(text: str, question: str, short: str) -> None:
    book = open_book(read(text))
    found = find_figures(asked(question), Candidate(book, book.sentences[0], 1.0, 1.0, 1.0))
    assert found is not None
    assert found.short == short


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("三多三少", "我归纳为“三多三少”:坐在屏幕前的时间多,走到群众跟前的时间少。"),
        ("点灯", "党员晚上7点到9点提着手电巡一遍,叫作“点灯”。"),
    ],
)
def test_what_follows_a_colon_or_goes_before_called_defines(term: str, text: str) -> None:
    assert definition.defines(term, text)
    assert not definition.defines(term, f"各单位要落实“{term}”要求。")


def test_the_line_whose_label_is_called_about_is_given() -> None:
    document = read(
        "关于举办技能竞赛的通知\n\n各单位：\n请按时参加。有关事项通知如下。\n报名咨询：梁思雨，0000-2870164\n题库与平台：费腾，0000-2870175\n"
    )
    found = contact.answer(asked("题库和平台的事打给谁"), Scope(), reading(document))
    assert found is not None
    assert found.short == "费腾，0000-2870175"
    assert contact.answer(asked("食宿的事打给谁"), Scope(), reading(document)) is None


def test_a_count_in_quotes_is_one_of_headings() -> None:
    document = read(
        "要点\n\n按照“三个提升”的思路展开。\n一、提升政治能力\n抓学习。\n二、提升组织功能\n抓支部。\n三、提升服务效能\n抓服务。\n"
    )
    found = counted.answer(asked("要点按哪“三个提升”来干"), Scope(), reading(document))
    assert found is not None
    assert len(found.items) == 3
    assert counted.answer(asked("要点按哪“四个提升”来干"), Scope(), reading(document)) is None


def test_a_place_begins_after_the_word_that_puts_one_there() -> None:
    assert Gazetteer({}).find("在东渡区扫码") == (PlaceReference("东渡", "东渡区"),)


def test_an_office_is_no_body() -> None:
    assert asked("年轻干部座谈会上局长举的例子").bodies == ()
