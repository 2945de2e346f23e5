from __future__ import annotations

from typing import Any

import pytest

from corpus.errors import InvalidRequest
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
    text = f"机密★1年\n特急\n示例市人民政府文件\n示府〔2024〕5号　签发人：周　明\n关于做好工作的请示\n省人民政府：\n{BODY}\n示例市人民政府\n2024年5月6日\n抄送：示例市财政局。\n示例市人民政府办公室 2024年5月8日印发\n"
    card = read(text).card
    assert (value(card.signer), value(card.classification), value(card.issued), value(card.printed), value(card.kind)) == (
        "周明", "机密★1年", "2024-05-06", "2024-05-08", "请示",
    )  # fmt: skip


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
    text = f"佛山召开机关党建会议\n2024-05-06 09:10 来源：广州日报\n佛山市5月6日召开会议。{BODY}\n编辑：王芳\n广州日报社 版权所有 粤ICP备12345678号 广州市越秀区广州大道\n"
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
    text = f"示例市纪委关于典型问题的通报\n各单位：\n某局原局长张某、某公司经理李某违反规定，某县干部王某受到处分。{BODY}\n中共示例市纪律检查委员会\n2024年5月6日\n"
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
