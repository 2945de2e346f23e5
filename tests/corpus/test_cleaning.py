from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.cleaning.clean import clean
from corpus.model import Span
from corpus.raw import RawDocument
from tests.corpus.understood import lines, read

MIXED = "党建市局一二、。（）；：“”《》 \n\t\u3000\xa0\u200b\ufeff\r\x00.1 2a編輯：㈠⽕⼯🙂\u0301"


PROSE = "各级党组织要切实扛起责任，紧密联系实际抓好落实，推动各项任务取得新的成效，让群众满意。"


def stored(text: str) -> str:
    return clean(RawDocument(text, "text/plain")).text


@pytest.mark.parametrize(
    ("torn", "whole"),
    [
        (
            "1. 服务中心工作。引导机关基层党组织和党员干\n\n部以走在前列的担当，投身建设。\n",
            "1. 服务中心工作。引导机关基层党组织和党员干部以走在前列的担当，投身建设。",
        ),
        ("现将方案印发给你们，\n请认真贯彻落实。", "现将方案印发给你们，请认真贯彻落实。"),
        (
            "建强学习小组。组织青年党员围绕\n\n“担当作为”开展征文。",
            "建强学习小组。组织青年党员围绕“担当作为”开展征文。",
        ),
        (
            "会议强调要深入学习。要认真贯彻落实《关于进一步\n\n加强基层建设的意见》。",
            "会议强调要深入学习。要认真贯彻落实《关于进一步加强基层建设的意见》。",
        ),
        ("全市完成植树任务。共计1\n\n。", "全市完成植树任务。共计1。"),
    ],
)
def test_a_torn_line_is_joined(torn: str, whole: str) -> None:
    assert stored(torn) == whole


@pytest.mark.parametrize(
    "text",
    [
        "创新活化，让红色资源释放效能\n发挥红色教育优势，稳扎稳打、逐步提升。",
        "一、总体要求\n坚持统筹推进。",
        "各单位要抓好落实：\n（一）加强领导；\n（二）强化保障。",
        "示例市教育局\n2025年3月27日",
        "会议听取了汇报。会议指出，形势严峻。\n附件：名单",
        "已经办理完毕。由示例市财政局负责\n抄送：示例市审计局。",
    ],
)
def test_lines_that_belong_apart_stay_apart(text: str) -> None:
    assert stored(text) == text


def test_text_wrapped_at_a_column_is_joined_by_paragraph() -> None:
    wrapped = (
        "    今年以来，示例市水务局坚持以人民为中心的发展思\n想，统筹推进各项工作，较好完成了全年各项目标任务，\n"
        "现将有关情况总结如下。\n    一、主要成效\n    全年完成水库除险加固十八座，新建堤防三十二公里\n"
        "，成功防御三次强降雨过程，实现人员零伤亡，受到上级\n充分肯定。\n"
    )
    assert stored(wrapped).split("\n") == [
        "今年以来，示例市水务局坚持以人民为中心的发展思想，统筹推进各项工作，较好完成了全年各项目标任务，现将有关情况总结如下。",
        "一、主要成效",
        "全年完成水库除险加固十八座，新建堤防三十二公里，成功防御三次强降雨过程，实现人员零伤亡，受到上级充分肯定。",
    ]


def test_a_page_mark_inside_a_torn_sentence_goes_and_elsewhere_is_marked() -> None:
    text = "全市要抓好工作。各级党组织要把责任扛在肩\n\n— 2 —\n\n上，抓好落实。\n\n— 3 —\n\n一、总体要求"
    document = read(text)
    assert lines(document) == ["全市要抓好工作。各级党组织要把责任扛在肩上，抓好落实。", "— 3 —", "一、总体要求"]
    assert [span.of(document.text) for span in document.furniture] == ["— 3 —"]


@pytest.mark.parametrize(
    ("spaced", "expected"),
    [
        ("要深入学习贯彻落 实习近 平总书记重要讲话精神。", "要深入学习贯彻落实习近平总书记重要讲话精神。"),
        ("实现“小区党组织 业主委员会 物业服务企业”良性运转。", "实现“小区党组织 业主委员会 物业服务企业”良性运转。"),
        ("1 高标谋划 系统推进", "1 高标谋划 系统推进"),
        ("编写组 周明 李伟 王芳", "编写组 周明 李伟 王芳"),
        ("第一章　总　则", "第一章　总则"),
        ("关 于 印 发《方案》的 通 知", "关于印发《方案》的通知"),
        ("示例市民政局 关于印发 《办法》 的通知", "示例市民政局 关于印发《办法》的通知"),
    ],
)
def test_spaces_inside_words_go_and_separators_stay(spaced: str, expected: str) -> None:
    assert stored(spaced) == expected


def test_radicals_and_invisible_characters_are_cleaned_one_for_one() -> None:
    text = "\ufeff⽰例市⼯作\u200b要点\r\n第⼆段\x00。"
    cleaned = clean(RawDocument(text, "text/plain"))
    assert cleaned.text == "示例市工作要点\n第二段。"
    assert cleaned.offsets.raw_offset(cleaned.text.index("要")) == text.index("要")


def test_pinyin_of_mirror_sites_goes_and_traditional_characters_stay() -> None:
    assert (
        stored("關(guān)于加強(qiáng)機(jī)關(guān)黨的建設(shè)工作的實(shí)施意見")
        == "關于加強機關黨的建設工作的實施意見"
    )
    assert stored("单位(dān)仅此一处读音。") == "单位(dān)仅此一处读音。"


@pytest.mark.parametrize(
    "line",
    [
        "粤ICP备12345678号-1",
        "Copyright © 2010-2024 示例新闻网 版权所有",
        "上一篇：示例市召开安全生产会议",
        "责任编辑：王芳",
        "编辑 周明 二审 李伟 三审 王芳",
        "您当前的位置：首页 > 新闻中心 > 正文",
        "【字体：大 中 小】",
        "分享到：微信 微博",
        "扫一扫在手机打开当前页",
        "友情链接：示例市政府网",
        "下载本文",
        "网站地图 | 关于我们 | 联系我们",
    ],
)
def test_furniture_is_known_by_its_form(line: str) -> None:
    body = "示例市召开机关党建工作会议，部署全年工作任务，要求各级党组织抓好落实，推动高质量发展。"
    document = read(f"示例市召开会议\n{body}\n{body}\n{line}\n")
    assert [span.of(document.text) for span in document.furniture] == [line.replace("大 中 小", "大中小")]


@pytest.mark.parametrize(
    "line",
    [
        "登录示例市政务服务网后，申报人应当如实填写信息，并上传材料。",
        "注册登记",
        "审核把关",
        "（三）未经许可复制、传播他人作品的，依照有关规定处理；",
        "关注民生",
        "编辑出版工作要严格执行三审三校制度，确保导向正确。",
        "分享给大家三点体会，供批评指正，也希望各位多提意见。",
        "首页设计应当简洁大方，便于群众查找信息，突出服务功能。",
    ],
)
def test_content_that_sounds_like_furniture_is_content(line: str) -> None:
    body = "示例市召开机关党建工作会议，部署全年工作任务，要求各级党组织抓好落实，推动高质量发展。"
    document = read(f"示例市工作要求\n{body}\n{line}\n{body}\n")
    assert document.furniture == ()


def test_all_after_the_end_marker_is_furniture_unless_the_text_resumes() -> None:
    body = "示例市召开机关党建工作会议，部署全年工作任务，要求各级党组织抓好落实，推动高质量发展。" * 3
    advert = "@全体市民，视频大赛开始啦！快来#晒出你的美好#，投稿邮箱：a@example.com。"
    assert read(f"{body}\n编辑：王芳\n{advert}\n图片动态\n").furniture[0].of(
        f"{body}\n编辑：王芳\n{advert}\n图片动态"
    ) == (f"编辑：王芳\n{advert}\n图片动态")
    second = "示例县推进社区治理，建成党群服务中心二十个，服务群众三万人次，受到普遍欢迎。" * 12
    resumed = read(f"{body}\n编辑：王芳\n另一篇报道\n{second}\n编辑：李伟\n")
    assert [span.of(resumed.text) for span in resumed.furniture] == ["编辑：王芳", "编辑：李伟"]


def test_running_heads_of_pages_are_marked_but_not_the_title() -> None:
    pages = [
        "示例市水务局工作总结\n第一页的正文写到这里就结束了。\n",
        "示例市水务局工作总结\n第二页的正文写到这里就结束了。\n",
    ]
    pages += ["示例市水务局工作总结\n第三页的正文写到这里就结束了。\n"]
    starts = [sum(map(len, pages[:at])) for at in range(3)]
    spans = tuple(Span(s, s + len(page)) for s, page in zip(starts, pages, strict=True))
    document = read("".join(pages), pages=spans)
    assert document.card.title == "示例市水务局工作总结"
    assert len(document.furniture) == 2
    assert document.page_of(document.text.index("第二页")) == 2


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=MIXED, max_size=200))
def test_the_stored_text_maps_to_the_raw_text_whatever_comes(text: str) -> None:
    cleaned = clean(RawDocument(text, "text/plain"))
    places = [cleaned.offsets.raw_offset(at) for at in range(len(cleaned.text))]
    assert all(a < b for a, b in itertools.pairwise(places))
    assert all(0 <= place < len(text) for place in places)
    words = [c for c in cleaned.text if not c.isspace()]
    assert len(words) <= len([c for c in text if not c.isspace()])
    for character, place in zip(cleaned.text, places, strict=True):
        if character.isascii() and not character.isspace():
            assert text[place] == character


def test_the_digits_of_a_number_torn_by_a_lines_end_are_one_number() -> None:
    text = "专项整治已经结束。全市共查处问题87起，批评教育和处理党员干部13\n2人，其中党纪处分79人，收缴违规资金4.\n5万元，已经全部上缴。"
    assert stored(text) == text.replace("\n", "")
    assert stored("The rules of 2024,\nadopted in May") == "The rules of 2024, adopted in May"


def test_names_set_apart_between_marks_are_whole() -> None:
    assert lines(read("出席：周海涛、郑  敏、刘志刚\n")) == ["出席：周海涛、郑敏、刘志刚"]
    assert "业主委员会 物业服务企业" in read("社区的业主委员会 物业服务企业都到场。\n").text


def test_bullets_of_the_text_are_content_and_those_of_the_page_are_not() -> None:
    content = read(f"示例市调研报告\n{PROSE}\n对策建议\n• 建立台账\n• 分类指导\n• 每年复核\n")
    assert content.furniture == ()
    page = read(
        f"• 首页\n• 要闻\n• 公告\n示例市召开会议\n{PROSE}\n责任编辑：许琴\n相关文章\n• 示例市举办读书会\n• 示例市表彰窗口\n• 示例市开幕\n"
    )
    assert [span.of(page.text).split("\n")[0] for span in page.furniture] == ["• 首页", "责任编辑：许琴"]


@pytest.mark.parametrize(
    "line",
    [
        "下载文档到电脑，查找使用更方便",
        "14.9元/份 立即下载",
        "【打印】 【关闭】",
        "打印本页 关闭窗口",
        "点击上方蓝字关注我们",
        "END",
        "往期推荐",
    ],
)
def test_what_sites_print_around_a_text_is_furniture(line: str) -> None:
    document = read(f"示例市召开会议\n{PROSE}\n{PROSE}\n{line}\n")
    assert [span.of(document.text) for span in document.furniture] == [line]


def test_credits_with_a_stroke_between_are_no_table() -> None:
    document = read(f"示例社区的做法\n{PROSE}\n供稿 | 示例街道\n编辑 | 陈露\n审核 | 章敏\n")
    assert document.sections == ()
    assert [span.of(document.text) for span in document.furniture] == ["编辑 | 陈露\n审核 | 章敏"]
