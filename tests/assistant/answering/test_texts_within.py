"""Number, day and maker of a text that a document only speaks of are not its own; of nested places the smaller is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.question.model import PlaceReference
from assistant.question.places import without_wholes
from tests.assistant.answering.asking import ask, library_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.service import Assistant

NOTICE = """中共柳溪市委市直机关工委关于印发《柳溪市市直机关党建工作要点》的通知

柳直〔2025〕7号

各单位机关党委：

现将《柳溪市市直机关党建工作要点》印发给你们，请认真贯彻落实。

一、抓学习
落实党员教育课程参考目录，深化“清风讲堂”系列讲座。市住房公积金中心管理党员62名，结对村居18个。
二、抓落实
压实“三级六岗”责任清单，抓好机关纪委建设实施方案。推动“15588”行动工作安排落地，力争年底前四星级支部占比达到40%。

中共柳溪市委市直机关工委
2025年3月20日
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with library_of(tmp_path_factory.mktemp("within"), {"要点": NOTICE}) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "柳溪机关纪委建设实施方案是什么时候印发的",
        "三级六岗责任清单是谁印发的",
        "柳溪那份责任清单的文号是多少",
        "党员教育课程参考目录哪天发布的",
        "柳溪四星级支部现在占比多少",
        "柳溪有多少名党员",
        "柳溪结对村居完成了多少个",
        "柳溪清风讲堂几点开讲",
    ],
)
def test_the_card_and_the_figures_beside_are_not_those_asked_for(library: Assistant, question: str) -> None:
    assert ask(library, question).status in {"not_found", "partial"}
    assert ask(library, question).short is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("柳溪的党建工作要点是哪天印发的", "2025年3月20日"),
        ("柳溪要点文号多少", "柳直〔2025〕7号"),
        ("柳溪要点落款是哪个单位", "市直机关工委"),
        ("柳溪公积金中心管理多少名党员", "62名"),
    ],
)
def test_the_document_s_own_are_told(library: Assistant, question: str, told: str) -> None:
    answer = ask(library, question)
    assert answer.status == "answered"
    assert told in answer.answer


def test_a_term_with_a_place_before_it_and_marks_within_is_known_as_only_named(library: Assistant) -> None:
    answer = ask(library, "柳溪的15588行动是什么意思")
    assert answer.status == "partial"
    assert "没有作出解释" in answer.answer


def test_a_place_and_its_part_are_one() -> None:
    places = (PlaceReference("深圳", "深圳市"), PlaceReference("罗湖", "罗湖区"))
    assert [place.name for place in without_wholes("深圳市罗湖区的反向办", places)] == ["罗湖"]
    assert len(without_wholes("深圳市和罗湖区比一比", places)) == 2
