"""What the reader saw, and what becomes of it: several wordings, another name's sentence, many figures, all it points to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from assistant.answering import contact
from assistant.answering.explain import _neighbourhood
from assistant.opposed import holders_differ
from assistant.question.operation import is_changed
from assistant.question.places import part_behind
from assistant.question.understand import Lexicon, understand
from tests.assistant.answering.asking import ask

if TYPE_CHECKING:
    from assistant.service import Assistant
    from index.model import Hit
    from index.retrieval import Index


LEXICON = Lexicon(idf=lambda _: 1.0, find_places=lambda _: (), correct=lambda text: (text, ()))


@pytest.mark.parametrize(("name", "other"), [("红盾护航", "绿色先锋"), ("绿色先锋", "红盾护航")])
def test_the_sentence_of_another_quoted_name_is_not_cited(assistant: Assistant, name: str, other: str) -> None:
    answer = ask(assistant, f"{name}是哪个单位的品牌")
    assert all(name in citation.quote or other not in citation.quote for citation in answer.citations)


def test_of_many_figures_the_counted_noun_tells_which(assistant: Assistant) -> None:
    assert ask(assistant, "全市政法机关推出了多少条便民措施？").short == "1363条"


def test_an_explanation_gives_every_sentence_that_was_pointed_to(assistant: Assistant) -> None:
    question, found = assistant.look_up("大鹏新区怎么管理流动党员")
    best = next(candidate for candidate, _ in found if not candidate.sentence.heading)
    paragraph = best.book.paragraph(best.sentence)
    later = next(s for s in paragraph if s.order == best.sentence.order + 2)
    strict = replace(best, own=3.0)  # no other sentence then goes on about the same by its words
    assert later not in _neighbourhood(question, replace(strict, reach=None))
    reach = replace(best.sentence.span, end=later.span.end)
    assert later in _neighbourhood(question, replace(strict, reach=reach, share=0.5))


def test_the_same_look_is_remembered_and_another_is_not(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    finder = assistant._finder
    question, _ = assistant.look_up("大鹏新区怎么管理流动党员和党代表")
    scope = assistant._knowledge.current().scoper.resolve(question)
    first = finder.candidates(question, scope)
    searched: list[str] = []
    search = type(finder.index).search

    def counted(index: Index, text: str, **named: Any) -> list[Hit]:
        searched.append(text)
        return search(index, text, **named)

    monkeypatch.setattr(type(finder.index), "search", counted)
    again = finder.candidates(question, scope)
    assert (again, searched) == (first, [])
    assert again is not first  # who cuts or sorts it spoils nobody's list
    bare = replace(finder, readings=None).candidates(question, scope)
    assert all(candidate.support is None for candidate in bare)
    assert finder.candidates(question, replace(scope, documents=())) != first
    assert len(searched) == 2


def test_a_deed_is_no_answer_to_who(assistant: Assistant) -> None:
    assert ask(assistant, "大鹏的流动党员归谁管").short is None
    assert ask(assistant, "大鹏新区专题调度会是谁组织召开的").short == "新区组织人事局"


def test_nearly_how_many_of_two_things_together(assistant: Assistant) -> None:
    assert ask(assistant, "读书班、培训班，推进会讲话报的一共快多少期了").short == "近300期"
    assert ask(assistant, "读书班、培训班，推进会讲话报的一共花了多少钱").short is None


def test_nearly_how_many_is_no_change() -> None:
    assert is_changed("一共快多少期了") is None
    assert is_changed("今年快了多少天") is not None


@pytest.mark.parametrize(
    ("question", "asked"), [("党建热线什么钟点有人接", False), ("党建热线啥时候开", False), ("党建热线是多少", True)]
)
def test_the_hours_of_a_line_are_not_its_number(question: str, asked: bool) -> None:
    wanted = contact.wanted(understand(question, LEXICON))
    assert (wanted is not None) is asked


def test_what_is_quoted_may_be_written_otherwise(assistant: Assistant) -> None:
    assert (
        ask(assistant, "Which district of Shenzhen introduced the “reverse service” (反向办) model?").short == "罗湖区"
    )
    assert ask(assistant, "深圳市直机关第一批模范机关创建先进单位有几家").short == "15家"  # 首批15家
    assert ask(assistant, "深圳市直机关第三批模范机关创建先进单位有几家").short is None
    assert ask(assistant, "Which district of Shenzhen introduced the “flying service” (飞行办) model?").short is None


@pytest.mark.parametrize(
    ("text", "part"), [("深圳的圳品加菜篮子", ""), ("深圳大院里头办的展览", ""), ("深圳罗湖有几个", "罗湖")]
)
def test_a_part_of_a_place_is_named_right_behind_it(text: str, part: str) -> None:
    assert part_behind(text, "深圳", sure=False) == part


def test_who_has_just_taken_office_is_not_who_held_it_before() -> None:
    assert not holders_differ("刚上任的哪些人要谈话", "开展新任书记、副书记任职谈话。")
    assert holders_differ("前任书记是谁", "新任书记由他接任。")


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("按示例市2023年要点，第一议题学习一年至少搞几次", "不少于12次"),
        ("按示例市2023年要点，第一议题学习一个月至少搞几次", "至少1次"),
    ],
)
def test_of_two_periods_the_asked_one_counts(samples: Assistant, question: str, short: str) -> None:
    assert (ask(samples, question).short or "").endswith(short.removeprefix("至少"))
