"""A few items by hand, one of each type, over one short made-up document."""

from __future__ import annotations

from dataclasses import replace

from assistant.model import Citation
from assistant.quiz.model import Claim, ItemType, Point, QuizItem, Topic, evidence_hash

TEXT = "示例市全年建成红色书架36个，由市委组织部牵头；6月底前报送选址方案。"


def citation(quote: str = TEXT, *, start: int = 0, n: int = 1) -> Citation:
    end = start + len(quote)
    return Citation(
        n, "doc", "示例通知.txt", "示例市", False, "2025-04-02", "issued", ("一、活动目标",), quote, start, end, start, end,
        None, False,
    )  # fmt: skip


def make_item(
    type_: ItemType = "single", id_: str = "i1", *, document: str = "doc", value: float = 0.5, difficulty: int = 3
) -> QuizItem:
    """An item of `type_`; its key is the second option where it has one."""
    options: dict[str, tuple[str, ...]] = {
        "single": ("12个", "36个", "63个", "360个"),
        "multiple": ("甲", "乙", "丙", "丁"),
        "judge": ("正确", "错误"),
        "order": ("丙", "甲", "乙"),
    }
    keys: dict[str, tuple[str, ...]] = {
        "single": ("B",), "multiple": ("A", "C"), "judge": ("B",), "blank": ("36个", "三十六个"), "order": ("B", "C", "A"),
        "match": ("1-B", "2-A"),
    }  # fmt: skip
    cited = replace(citation(), document=document)
    return QuizItem(
        id=id_, type=type_, stem=f"示例市全年建成红色书架多少个？{'____' if type_ == 'blank' else ''}",
        options=options.get(type_, ()), key=keys.get(type_, ()), answer="36个", explanation="原文如此。",
        hint="示例市全年建成红色书架▇▇▇，由市委组织部牵头；6月底前报送选址方案。", citation=cited, citations=(cited,),
        evidence_sha256=evidence_hash(cited.quote), topic=Topic("示例市", document, "一、活动目标"), difficulty=difficulty,
        claim=Claim("fill"), left=("书架", "方案") if type_ == "match" else (),
        right=("6月底", "36个") if type_ == "match" else (),
        points=tuple(Point(word, cited) for word in ("建成红色书架", "组织部牵头", "报送选址方案")) if type_ == "short" else (),
        value=value,
    )  # fmt: skip
