from __future__ import annotations

import pytest

from corpus.model import Span
from corpus.raw import HeadingHint
from tests.corpus.understood import read, titles

BODY = "各级党组织要切实扛起责任，紧密联系实际抓好落实，推动各项任务取得新的成效。"


def test_the_customary_order_of_labels_nests() -> None:
    text = (
        f"示例市工作方案\n一、重点任务\n（一）抓学习\n1. 办好讲堂。{BODY}\n"
        f"（1）排好计划。{BODY}\n①选好教材。{BODY}\n2. 用好阵地。{BODY}\n（二）抓组织\n"
        f"{BODY}\n二、保障措施\n{BODY}\n"
    )
    assert titles(read(text)) == [
        "一、重点任务",
        "  （一）抓学习",
        "    1.办好讲堂",
        "      （1）排好计划",
        "        ①选好教材",
        "    2.用好阵地",
        "  （二）抓组织",
        "二、保障措施",
    ]


def test_an_unusual_order_of_labels_nests_where_the_outer_list_goes_on() -> None:
    text = f"示例市工作提示\n1. 抓学习\n一、办讲堂。{BODY}\n二、读原著。{BODY}\n2. 抓组织\n{BODY}\n"
    assert titles(read(text)) == ["1.抓学习", "  一、办讲堂", "  二、读原著", "2.抓组织"]


def test_regulations_nest_by_chapter_section_article_item() -> None:
    text = (
        "示例市条例\n第一编 总则\n第一章 一般规定\n第一节 原则\n第一条 为了规范管理，制定本条例。\n"
        "第二条 遵循下列原则：\n（一）公开；\n（二）公正。\n第二章 管理\n"
        "第三条市人民政府负责管理工作，具体办法另行制定。\n"
    )
    assert titles(read(text)) == [
        "第一编总则",
        "  第一章一般规定",
        "    第一节原则",
        "      第一条",
        "      第二条",
        "        （一）公开",
        "        （二）公正",
        "  第二章管理",
        "    第三条",
    ]


def test_a_reference_to_an_article_opens_none() -> None:
    text = "示例市办法\n第一条 违反第三条、第四条规定的，依法处理。\n第二条的规定适用于本市。\n"
    assert titles(read(text)) == ["第一条"]


def test_headings_longer_than_forty_characters_are_headings() -> None:
    title = "建立健全以财政投入为主、村级集体经济收益为补充、与经济社会发展水平相适应的经费动态增长机制"
    document = read(f"示例市方案\n一、{title}\n{BODY}\n二、规范管理\n{BODY}\n")
    assert titles(document) == [f"一、{title}", "二、规范管理"]
    assert not document.sections[0].run_in


def test_unnumbered_headings_are_short_lines_over_paragraphs() -> None:
    text = f"{BODY}\n谋划在前，让学习走深走实\n{BODY}\n创新载体，让阵地活起来\n{BODY}\n"
    assert titles(read(text)) == ["谋划在前，让学习走深走实", "创新载体，让阵地活起来"]


def test_lists_of_names_and_captions_are_no_headings() -> None:
    text = f"示例市先进名单\n{BODY}\n（图为活动现场）\n{BODY}\n示例市第一小学\n示例市第二小学\n示例市第三小学\n"
    assert titles(read(text)) == []


def test_first_sentences_of_one_form_are_headings() -> None:
    text = f"示例市报告\n一、主要做法\n听民声察民意。{BODY}\n办实事惠民生。{BODY}\n纾民困解民忧。{BODY}\n二、打算\n{BODY}\n"
    document = read(text)
    assert titles(document) == ["一、主要做法", "  听民声察民意", "  办实事惠民生", "  纾民困解民忧", "二、打算"]
    assert all(section.run_in for section in document.sections[1:4])


@pytest.mark.parametrize(
    "openings",
    [
        ("全年培训1200人次。", "全年培训8000人次。"),
        ("会议指出，形势严峻。", "会议强调，责任重大。"),
        ("天气渐渐转凉了。", "作风建设永远在路上，要常抓不懈。"),
    ],
)
def test_first_sentences_that_tell_a_story_or_figures_are_no_headings(openings: tuple[str, str]) -> None:
    text = "示例市报告\n一、情况\n" + "\n".join(opening + BODY for opening in openings) + f"\n二、打算\n{BODY}\n"
    assert titles(read(text)) == ["一、情况", "二、打算"]


def test_series_inside_paragraphs_nest() -> None:
    text = f"示例市讲话\n一、抓落实\n第一，建强组织。{BODY}一是压实责任；二是排查隐患；三是备足物资。\n第二，创新方式。{BODY}\n"
    assert titles(read(text)) == [
        "一、抓落实",
        "  第一，建强组织",
        "    一是压实责任",
        "    二是排查隐患",
        "    三是备足物资",
        "  第二，创新方式",
    ]


@pytest.mark.parametrize(
    "sentence",
    ["这是原因之一是众所周知的，二是也如此。", "他统一是非标准。", "一要二看三通过。"],
)
def test_words_that_sound_like_series_are_none(sentence: str) -> None:
    assert titles(read(f"示例市文章\n{BODY}{sentence}{BODY}\n")) == []


def test_what_follows_the_last_item_of_a_list_belongs_to_its_parent() -> None:
    text = f"示例市讲话\n一、成绩\n一是学习有深度。{BODY}\n二是组织有力度。{BODY}\n在肯定成绩的同时，也要看到差距。{BODY}\n二、任务\n{BODY}\n"
    document = read(text)
    at = document.text.index("在肯定成绩")
    section = document.section_at(at)
    assert section is not None
    assert section.label == "一、"


def test_the_closing_words_belong_to_no_part() -> None:
    text = f"示例市讲话\n同志们：\n一、成绩\n{BODY}\n二、任务\n{BODY}\n同志们，让我们共同努力！{BODY}\n谢谢大家。\n"
    document = read(text)
    assert document.section_at(document.text.index("同志们，让我们")) is None


def test_the_sign_off_belongs_to_no_part() -> None:
    text = f"示例市通知\n各单位：\n一、成绩\n{BODY}\n二、任务\n{BODY}\n示例市教育局\n2025年3月1日\n"
    document = read(text)
    assert document.section_at(document.text.rindex("示例市教育局")) is None


@pytest.mark.parametrize(
    ("labels", "warning"),
    [
        ("一 二 四", "编号不连续：“四、”紧接在第2项之后"),
        ("二 三", "编号不连续：“二、”之前没有第1项"),
        ("一 二 二", "编号重复：“二、”出现两次"),
        ("一 二 一", "编号重新开始：“一、”出现在第2项之后"),
    ],
)
def test_gaps_and_restarts_are_told(labels: str, warning: str) -> None:
    parts = "".join(f"{label}、抓好第{at}项工作\n{BODY}\n" for at, label in enumerate(labels.split()))
    assert read(f"示例市要点\n{parts}").warnings == (warning,)


def test_numbers_that_go_on_through_the_parts_are_no_gap() -> None:
    text = f"示例市要点\n一、甲项\n1. 做好一。{BODY}\n2. 做好二。{BODY}\n二、乙项\n3. 做好三。{BODY}\n"
    assert read(text).warnings == ()


def test_hints_of_the_format_make_headings_of_their_level() -> None:
    text = f"示例市手册\n组织建设\n发展党员\n{BODY}\n纪律建设\n{BODY}\n"
    hints = [("示例市手册", 1), ("组织建设", 2), ("发展党员", 3), ("纪律建设", 2)]
    spans = [HeadingHint(Span(text.index(w), text.index(w) + len(w)), level) for w, level in hints]
    document = read(text, headings=tuple(spans))
    assert document.card.title == "示例市手册"
    assert titles(document) == ["组织建设", "  发展党员", "纪律建设"]


def test_contents_are_no_headings() -> None:
    text = (
        "示例市办法\n目 录\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 为了规范管理，制定本办法。\n"
        "第二章 附则\n第二条 本办法自公布之日起施行。\n"
    )
    assert titles(read(text)) == ["第一章总则", "  第一条", "第二章附则", "  第二条"]


def test_a_table_is_a_section_with_its_header() -> None:
    document = read("示例市名单\n结果公布如下，请知悉。\n姓名 | 单位\n周明 | 示例市教育局\n李伟 | 示例市财政局\n")
    assert [(s.kind, s.title.of(document.text)) for s in document.sections] == [("table", "姓名 | 单位")]
    assert document.sections[0].span.of(document.text).count("\n") == 2


def test_annexes_hold_their_own_parts() -> None:
    text = (
        f"关于做好工作的通知\n各单位：\n一、抓好落实\n{BODY}\n示例市教育局\n2025年3月1日\n"
        f"附件1\n示例市工作方案\n一、总体要求\n{BODY}\n附件2\n示例市任务清单\n一、学习任务\n"
        f"{BODY}\n"
    )
    assert titles(read(text)) == [
        "一、抓好落实",
        "附件1示例市工作方案",
        "  一、总体要求",
        "附件2示例市任务清单",
        "  一、学习任务",
    ]


def test_a_table_of_contents_and_its_heading_are_no_headings() -> None:
    contents = "目录\n第一章 总则\n第二章 附则\n"
    document = read(
        f"示例市条例\n（2025年1月2日示例市人民政府通过）\n{contents}第一章 总则\n第一条 为了管理，制定本条例。\n"
        "第二章 附则\n第二条 本条例自2025年5月1日起施行。\n"
    )
    assert titles(document) == ["第一章总则", "  第一条", "第二章附则", "  第二条"]
    assert document.warnings == ()
    assert document.furniture == ()
    assert document.card.author is None


def test_names_in_a_list_head_nothing() -> None:
    text = f"示例市委关于表彰先进的决定\n{BODY}\n一、先进个人\n张海（女） 市医院主任\n陈静（女） 示例街道社区书记\n二、先进集体\n示例市税务局\n"
    assert titles(read(text)) == ["一、先进个人", "二、先进集体"]
    assert titles(read(text.replace("张海（女） 市医院主任\n", ""))) == ["一、先进个人", "二、先进集体"]


def test_a_call_or_thanks_before_the_sign_off_is_no_heading() -> None:
    document = read(
        f"示例市教育局答复的函\n一、工作进展\n{BODY}\n二、下步打算\n{BODY}\n感谢您对我市教育工作的关心！\n示例市教育局\n2025年6月12日\n"
    )
    assert titles(document) == ["一、工作进展", "二、下步打算"]


def test_an_annex_without_its_label_is_known_by_its_name() -> None:
    text = (
        f"关于印发要点的通知\n各单位：\n{BODY}\n附件：2025年任务清单\n示例市水务局\n"
        f"2025年3月2日\n2025年工作要点\n一、抓节水\n{BODY}\n2025年任务清单\n"
        "序号\t任务\n1\t节水\n"
    )
    found = titles(read(text))
    assert found == ["一、抓节水", "2025年任务清单", "  序号\t任务"]


def test_bullets_are_items_and_a_number_on_its_own_line_belongs_to_the_heading_below() -> None:
    text = f"示例社区的做法\n{BODY}\n01\n敲门问需一本账\n{BODY}\n02\n圆桌议事一个理\n{BODY}\n•建立台账\n•每月复核\n"
    assert titles(read(text)) == ["01敲门问需一本账", "02圆桌议事一个理", "  •建立台账", "  •每月复核"]


def test_three_grips_are_a_series_and_article_two_bis_is_no_gap() -> None:
    series = read(
        f"示例市述职报告\n一、下步打算\n一抓责任，每季度听取汇报；二抓队伍，6月底前完成轮训；三抓品牌，打造矩阵。\n二、其他\n{BODY}\n"
    )
    assert titles(series) == [
        "一、下步打算",
        "  一抓责任，每季度听取汇报",
        "  二抓队伍，6月底前完成轮训",
        "  三抓品牌，打造矩阵",
        "二、其他",
    ]
    assert read("示例市细则\n第一条 甲。\n第二条 乙。\n第二条之一 丙。\n第三条 丁。\n").warnings == ()


def test_kinds_that_are_counted_are_a_series() -> None:
    text = f"示例市党建观察\n来源丨示例周报\n导读\n{BODY}\n一、三种表现\n第一种是重业务轻党建。{BODY}\n第二种是就党建抓党建。{BODY}\n第三种是留痕。\n"
    document = read(text)
    assert titles(document) == ["一、三种表现", "  第一种是重业务轻党建", "  第二种是就党建抓党建", "  第三种是留痕"]
    assert [title.value for title in document.card.titles] == ["示例市党建观察"]
    assert document.card.publisher is not None
    assert document.card.publisher.value == "示例周报"
