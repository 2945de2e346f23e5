from __future__ import annotations

from typing import Any

import pytest

from corpus.errors import InvalidRequest
from corpus.readers.html import read_html
from corpus.understanding import understand
from tests.corpus.understood import read

BODY = "各级党组织要切实扛起责任，紧密联系实际抓好落实，推动各项任务取得新的成效。"
NOTICE = f"示例市教育局文件\n示教〔2025〕27号\n示例市教育局关于做好工作的通知\n各区教育局：\n{BODY}\n示例市教育局\n2025年3月27日\n"


def value(field: Any) -> str | None:
    return field.value if field else None


@pytest.mark.parametrize(
    "number", ["示府办〔2024〕15号", "示府办[2024]15号", "示府办（2024）15号", "示委发〔2024〕第3号", "〔2024〕8号"]
)
def test_document_numbers_in_all_their_brackets(number: str) -> None:
    card = read(f"示例市人民政府办公室文件\n{number}\n关于做好工作的通知\n{BODY}\n").card
    assert value(card.number) == number


def test_a_number_that_is_only_cited_is_not_the_documents_own() -> None:
    card = read(f"关于做好工作的通知\n各单位：\n根据《关于加强工作的通知》（示府〔2023〕9号）要求，{BODY}\n").card
    assert card.number is None


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2025年3月27日", "2025-03-27"),
        ("二〇二五年三月二十七日", "2025-03-27"),
        ("二○一○年十二月五日", "2010-12-05"),
        ("二OO六年二月二十日", "2006-02-20"),
        ("2025年3月", "2025-03"),
    ],
)
def test_dates_of_the_sign_off(written: str, iso: str) -> None:
    card = read(f"关于做好工作的通知\n各单位：\n{BODY}\n示例市教育局\n{written}\n").card
    assert value(card.issued) == iso
    assert card.date_kind == "issued"


def test_a_notice_says_who_what_to_whom_and_when() -> None:
    document = read(NOTICE)
    card = document.card
    assert (value(card.number), value(card.issuer), value(card.addressee), value(card.kind), value(card.place)) == (
        "示教〔2025〕27号", "示例市教育局", "各区教育局", "通知", "示例",
    )  # fmt: skip
    assert card.issued is not None
    assert card.issued.span is not None
    assert card.issued.span.of(document.text) == "2025年3月27日"
    assert card.signer is card.classification is card.publisher is card.printed is None


def test_signer_classification_and_print_date() -> None:
    text = (
        "机密★1年\n特急\n示例市人民政府文件\n示府〔2024〕5号　签发人：周　明\n关于做好工作的请示\n"
        f"省人民政府：\n{BODY}\n示例市人民政府\n2024年5月6日\n抄送：示例市财政局。\n"
        "示例市人民政府办公室 2024年5月8日印发\n"
    )
    card = read(text).card
    assert (value(card.signer), value(card.classification), value(card.issued), value(card.printed), value(card.kind)) == (
        "周明", "机密★1年", "2024-05-06", "2024-05-08", "请示",
    )  # fmt: skip


def test_the_last_line_of_a_bulletin_names_who_signed() -> None:
    text = f"示例市机关党建简报\n第5期\n示例市委市直机关工委编　2026年3月2日\n{BODY}\n签发：周明　编辑：吴越　电话：1234567\n"
    assert value(read(text).card.signer) == "周明"


def test_two_bodies_sign_together() -> None:
    card = read(f"关于做好工作的意见\n各单位：\n{BODY}\n示例市教育局\n示例市财政局\n2024年5月6日\n").card
    assert value(card.issuer) == "示例市教育局、示例市财政局"


@pytest.mark.parametrize(
    ("issuer", "place", "regions"),
    [
        ("中共东莞市直属机关工作委员会", "东莞", ()),
        ("深圳市大鹏新区管理委员会", "大鹏新区", ("深圳",)),
        ("广东省人民政府办公厅", "广东", ()),
        ("中共示例县委办公室", "示例县", ()),
        ("恩施土家族苗族自治州人民政府", "恩施", ()),
        ("北京市朝阳区人民政府", "朝阳区", ("北京",)),
    ],
)
def test_the_place_is_that_of_the_issuer(issuer: str, place: str, regions: tuple[str, ...]) -> None:
    card = read(f"关于做好工作的通知\n各单位：\n{BODY}\n{issuer}\n2024年5月6日\n").card
    assert (value(card.place), card.regions) == (place, regions)


def test_publisher_and_footer_are_never_the_place() -> None:
    text = (
        "佛山召开机关党建会议\n2024-05-06 09:10 来源：广州日报\n"
        f"佛山市5月6日召开会议。{BODY}\n编辑：王芳\n"
        "广州日报社 版权所有 粤ICP备12345678号 广州市越秀区广州大道\n"
    )
    card = read(text).card
    assert (value(card.place), value(card.publisher), value(card.published)) == ("佛山", "广州日报", "2024-05-06")


def test_a_text_without_any_place_has_none() -> None:
    card = read(f"在全市会议上的讲话\n同志们：\n我市机关党建取得成效。{BODY}\n").card
    assert card.place is None
    assert not card.masked


@pytest.mark.parametrize(
    "masked",
    [
        "某市召开会议，某县作了发言。",
        "市*局、市*工会、*新区作了发言。",
        "××市、××县、XX镇作了交流。",
        "在xx期间，对xx提出要求，xx落实。",
    ],
)
def test_hidden_names_are_recorded_and_belong_to_no_place(masked: str) -> None:
    card = read(f"在全市会议上的讲话\n同志们：\n{masked}大家到过深圳、广州、深圳、深圳。{BODY}\n").card
    assert card.masked
    assert card.place is None


def test_a_case_report_of_a_named_office_is_not_masked() -> None:
    text = (
        "示例市纪委关于典型问题的通报\n各单位：\n"
        f"某局原局长张某、某公司经理李某违反规定，某县干部王某受到处分。{BODY}\n中共示例市纪律检查委员会\n"
        "2024年5月6日\n"
    )
    card = read(text).card
    assert not card.masked
    assert value(card.place) == "示例"


def test_the_year_of_an_event_is_inferred_and_said_to_be() -> None:
    card = read(f"5月6日，2024年示例市机关党建会议召开。{BODY}\n{BODY}\n").card
    assert card.event is not None
    assert (card.event.value, card.event.origin, card.date_kind) == ("2024-05-06", "inferred", "inferred")


def test_a_december_event_published_in_january_is_of_the_year_before() -> None:
    card = read(f"示例市召开会议\n2025-01-03 08:00 来源：示例日报\n12月30日，示例市召开会议。{BODY}\n").card
    assert value(card.event) == "2024-12-30"


def test_titles_of_notice_and_enclosure_are_kept_apart() -> None:
    text = f"示例市关于印发\n《2025年工作要点》的通知\n各单位：\n{BODY}\n示例市教育局\n2025年3月1日\n2025年重点工作要点\n一、学习\n{BODY}\n"
    assert [title.value for title in read(text).card.titles] == [
        "示例市关于印发《2025年工作要点》的通知", "2025年工作要点", "2025年重点工作要点",
    ]  # fmt: skip


def test_facts_win_and_are_marked() -> None:
    card = read(
        NOTICE, facts={"place": "中山", "issuer": {"value": "示例市委", "origin": "user"}, "kind": None, "masked": True}
    ).card
    assert card.place is not None
    assert card.issuer is not None
    assert (card.place.value, card.place.origin) == ("中山", "catalogue")
    assert (card.issuer.value, card.issuer.origin, card.issuer.span) == ("示例市委", "user", None)
    assert card.kind is None
    assert card.masked


@pytest.mark.parametrize(
    "facts", [{"colour": "红"}, {"issued": "昨天"}, {"issued": "2025-13"}, {"place": 3}, {"masked": "也许"}]
)
def test_facts_that_make_no_sense_are_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequest):
        read(NOTICE, facts=facts)


def test_a_title_over_several_lines_is_one_with_who_issued_it_and_its_last_character() -> None:
    text = f"中共示例市委员会机关文件\n示办〔2025〕3号\n示例市财政局\n关于做好2025年市级预算编制工作的通\n知\n各单位：\n{BODY}\n"
    card = read(text).card
    assert value(card.issuer) == "中共示例市委员会机关"
    assert [title.value for title in card.titles] == ["示例市财政局关于做好2025年市级预算编制工作的通知"]
    assert value(card.kind) == "通知"


def test_a_title_that_ends_its_line_like_one_goes_on_to_its_own_kind() -> None:
    card = read(f"示例市水务局\n关于市人大第12号建议\n答复的函\n〔A类〕\n尊敬的林雨代表：\n{BODY}\n").card
    assert [title.value for title in card.titles] == ["示例市水务局关于市人大第12号建议答复的函"]
    assert (value(card.kind), value(card.addressee)) == ("函", "林雨代表")


def test_who_issued_minutes_and_when_stands_below_their_number() -> None:
    text = f"示例市党建工作领导小组会议纪要\n〔2025〕2号\n中共示例市直属机关工作委员会    2025年4月30日\n4月25日，领导小组召开会议，{BODY}\n"
    card = read(text).card
    assert (value(card.issuer), value(card.issued)) == ("中共示例市直属机关工作委员会", "2025-04-30")
    assert (value(card.event), card.published) == ("2025-04-25", None)


def test_a_list_of_units_signs_nothing() -> None:
    units = "1.示例市公安局第一党支部\n2.示例市水务局第二党支部\n"
    card = read(f"关于先进党支部拟表彰名单的公示\n{BODY}\n示例市直属机关工作委员会\n2025年6月18日\n名单\n{units}").card
    assert value(card.issuer) == "示例市直属机关工作委员会"
    document = read(
        f"示例市委关于表彰先进的决定\n{BODY}\n附件\n先进名单\n一、先进集体\n示例市公安局第一党支部\n示例市水务局\n"
    )
    assert value(document.card.issuer) == "示例市委"


def test_a_rule_is_issued_when_it_was_made_public_and_has_the_number_of_its_decree() -> None:
    adopted = "（2022年9月16日示例市人民政府常务会议通过 2022年10月8日示例市人民政府令第32号公布）"
    card = read(f"示例市停车场管理办法\n{adopted}\n第一条 {BODY}\n第二条 {BODY}\n").card
    assert (value(card.issued), value(card.number)) == ("2022-10-08", "示例市人民政府令第32号")


def test_a_rule_has_the_number_under_which_the_note_below_its_title_passed_it_on() -> None:
    note = "（2025年3月4日示例市委常委会会议通过 2025年3月10日印发 示委规〔2025〕4号）"
    card = read(f"示例市党员教育管理办法\n{note}\n第一条 {BODY}\n第二条 {BODY}\n").card
    assert (value(card.issued), value(card.number)) == ("2025-03-10", "示委规〔2025〕4号")
    amended = "（2019年5月6日示委发〔2019〕2号印发 2024年7月8日以示委发〔2024〕9号修订）"
    again = read(f"示例市党员教育管理办法\n{amended}\n第一条 {BODY}\n第二条 {BODY}\n").card
    assert value(again.number) == "示委发〔2024〕9号"


def test_a_data_sheet_set_as_a_table_is_read() -> None:
    rows = [
        ["索 引 号", "00612/2025-1", "主题分类", "教育"],
        ["发布机构", "示例市教育局", "成文日期", "2025年06月12日"],
    ]
    sheet = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [*rows, ["文 号", "示教函〔2025〕41号"]]
    )
    raw = read_html(f"<table>{sheet}</table><p>关于做好工作的通知</p><p>各单位：</p><p>{BODY}</p>")
    document = understand(raw, id="d", name="样例.html", source="样例", raw_sha256="0" * 64)
    assert (value(document.card.number), value(document.card.issuer)) == ("示教函〔2025〕41号", "示例市教育局")
    assert (value(document.card.issued), document.sections) == ("2025-06-12", ())


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("来源：示例日报作者：方怡时间：2025-05-20 16:30", "示例日报"),
        ("发布日期：2025-05-20 信息来源：示例区委组织部【字体：大中小】", "示例区委组织部"),
    ],
)
def test_the_name_of_a_source_ends_where_the_next_label_begins(line: str, publisher: str) -> None:
    assert value(read(f"示例市机关开展活动\n{line}\n本报讯（记者方怡）{BODY}\n").card.publisher) == publisher


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"市机关举办演讲比赛\n本报讯 5月1日，由市委市直机关工委主办，来自市直机关的102名选手参加。{BODY}\n", None),
        (f"关于做好工作的讲话\n同志们：\n柳河区、大安县、市住建局作交流发言。{BODY}\n", None),
        (f"南丰县教育局关于做好工作的通知\n各单位：\n{BODY}\n", "南丰县"),
        (f"湖城市人民政府关于做好工作的通知\n各单位：\n{BODY}\n", "湖城"),
        (f"——记云岭县最美公务员周明\n{BODY}\n", "云岭县"),
    ],
)
def test_places_of_no_gazetteer_are_told_from_other_words(text: str, place: str | None) -> None:
    assert value(read(text).card.place) == place


def test_who_speaks_is_no_title_though_the_name_stands_alone() -> None:
    card = read(f"在全市工作会议上的主持讲话\n李　明\n（二〇二三年五月十二日）\n同志们：\n{BODY}\n").card
    assert ([title.value for title in card.titles], value(card.author)) == (["在全市工作会议上的主持讲话"], "李明")
    assert (value(card.event), card.issued) == ("2023-05-12", None)


def test_the_day_of_a_press_conference_stands_in_its_notes() -> None:
    text = f"示例市新闻发布会\n时间：2024年7月18日上午\n地点：市新闻发布厅\n主持人：\n各位记者朋友好。{BODY}\n示例日报记者：\n请问进展如何？\n"
    card = read(text).card
    assert (value(card.event), card.author, len(card.titles)) == ("2024-07-18", None, 1)


def test_a_speaker_whose_name_is_hidden_hides_the_place_and_a_sites_tag_is_no_title() -> None:
    card = read(f"[发言稿]在全局工作会议上的讲话\n×××\n2024年3月5日\n同志们：\n{BODY}\n").card
    assert [title.value for title in card.titles] == ["在全局工作会议上的讲话"]
    assert (card.masked, card.place, value(card.event), card.issued) == (True, None, "2024-03-05", None)
