from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.passages import SHORTEST, SLACK, TARGET
from tests.corpus.understood import read

PIECES = st.sampled_from(
    [
        "一、总体要求\n", "二、主要任务\n", "（一）加强领导。", "1. 抓好学习。", "第一条 为了规范管理，制定本条例。\n",
        "一是压实责任；二是排查隐患；三是备足物资。", "示例市人民政府\n2024年3月1日\n", "附件1\n示例市方案\n", "编辑：王芳\n",
        "坚持党的领导，", "推动工作落实。", "\n", "\n\n", " ", "甲 | 乙 | 丙\n", "同志们：\n", "①学习②落实", "（", "“", "🙂", "目录\n",
        "示府〔2024〕3号\n", "党" * 300, "第一章 总则\n", "— 1 —\n", "【小标题】", "第二，", "首先，", "2.1 流程\n", "1 标题 内容\n", "2 标题 内容\n",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_passages_slice_and_tile_and_sections_nest_whatever_comes(text: str) -> None:
    document = read(text)
    at = 0
    for passage in document.passages:
        assert passage.text == passage.span.of(document.text) != ""
        assert passage.span.start >= at
        assert document.text[at : passage.span.start].strip() == ""
        at = passage.span.end
        assert passage.section is None or passage.section < len(document.sections)
    assert document.text[at:].strip() == ""
    for section in document.sections:
        assert section.span.contains(section.heading)
        assert section.heading.start <= section.title.start <= section.title.end <= section.heading.end
        if section.parent is not None:
            assert section.parent < section.index
            assert document.sections[section.parent].span.contains(section.span)
    assert document == read(text)


def test_a_short_item_is_one_passage_and_a_long_one_is_cut_at_sentences() -> None:
    long = "要深入推进基层党组织建设，抓好各项任务落实，推动工作取得实效。" * 12
    document = read(f"示例市工作要点\n一、组织建设\n1. 抓好换届。年内完成换届。\n2. 抓好培训。{long}\n")
    content = [p for p in document.passages if p.kind == "content"]
    assert content[0].text == "1. 抓好换届。年内完成换届。"
    assert content[1].text.startswith("2. 抓好培训。")
    assert len(content) > 2
    assert all(p.text.endswith("。") and len(p.text) <= TARGET + SLACK + SHORTEST for p in content)
    assert {p.breadcrumb for p in content[1:]} == {("示例", "示例市工作要点", "组织建设", "抓好培训")}


def test_an_article_with_short_items_is_one_passage() -> None:
    document = read(
        "示例市条例\n第一条 业主享有下列权利：\n（一）提出建议；\n（二）参加会议。\n第二条 本条例自公布之日起施行。\n"
    )
    assert [p.text.split("\n")[0] for p in document.passages if p.kind == "content"] == [
        "第一条 业主享有下列权利：",
        "第二条 本条例自公布之日起施行。",
    ]


def test_rows_of_a_table_carry_its_header() -> None:
    rows = "\n".join(f"第{n}项 | 示例市第{n}个单位的课题研究成果 | {n}分" for n in range(1, 30))
    document = read(f"示例市评审结果\n结果如下，请知悉。\n名次 | 课题 | 得分\n{rows}\n")
    tables = [p for p in document.passages if p.section is not None]
    assert len(tables) > 2
    assert all(p.breadcrumb[-1] == "名次 | 课题 | 得分" for p in tables)


def test_identical_texts_have_passages_of_their_own() -> None:
    document = read(
        "示例市通知\n" + "同样的一句话，写了两遍，各是各的片段，互不相干，谁也不能代替谁，长到足以自成一段。" * 8 + "\n"
    )
    assert len({p.id for p in document.passages}) == len(document.passages)


@pytest.mark.parametrize("text", ["", " \n\n ", "\u200b\ufeff", "。", "\n", "a"])
def test_next_to_nothing_is_understood_as_next_to_nothing(text: str) -> None:
    document = read(text)
    assert document.sections == ()
    assert len(document.passages) <= 1
