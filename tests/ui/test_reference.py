from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.citing.reference import in_title_marks, place_in_document
from tests.ui.samples import ANSWER, DOCUMENT, citation
from ui.present.reference import copied_answer, reference
from ui.text import ZH


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ((), ""),
        (("三、深化改革",), "第三部分"),
        (("三、深化改革", "8. 加强管理"), "第三部分第8项"),
        (("二、改进作风", "（一）下基层"), "第二部分第（一）项"),
        (("第二章 职责", "第五条"), "第二章第五条"),
        (("坚持铸魂赋能",), "“坚持铸魂赋能”部分"),
        (("长" * 30,), f"“{'长' * 20}…”部分"),
    ],
)
def test_place_in_document(path: tuple[str, ...], named: str) -> None:
    assert place_in_document(path) == named


@pytest.mark.parametrize(
    ("title", "marked"),
    [
        ("学习要点", "《学习要点》"),
        ("《学习要点》", "《学习要点》"),
        ("关于印发《学习要点》的通知", "《关于印发〈学习要点〉的通知》"),
        ("《甲》和《乙》", "《〈甲〉和〈乙〉》"),
    ],
)
def test_titles_inside_titles_take_single_marks(title: str, marked: str) -> None:
    assert in_title_marks(title) == marked


def test_reference_has_the_form_of_an_official_document() -> None:
    assert (
        reference(citation("全年不少于12次"), DOCUMENT, words=ZH)
        == "《示例市机关2025年学习要点》（示机〔2025〕1号，2025年3月7日）第一部分"
    )


def test_reference_leaves_out_what_is_not_stated() -> None:
    bare = replace(citation("全年不少于12次", path=()), date=None)
    assert reference(bare, None, words=ZH) == "《示例市机关2025年学习要点》"


def test_copied_answer_is_plain_text_with_its_sources() -> None:
    copied = copied_answer(ANSWER, [(1, "《要点》第一部分")], words=ZH)
    assert copied == "全年不少于12次 [1]。\n\n出处：\n[1] 《要点》第一部分"


def test_copied_answer_without_sources_is_the_answer_alone() -> None:
    assert copied_answer(replace(ANSWER, answer="没有提到。"), [], words=ZH) == "没有提到。"
