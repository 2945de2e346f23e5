from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.model import Status
from tests.ui.reading import Node, require_inert
from tests.ui.samples import ANSWER, NOT_FOUND, find_document
from ui.present.conversation import ConversationView
from ui.state import Conversation
from ui.text import EN, ZH

VIEW = ConversationView(ZH, find_document)


def draw(conversation: Conversation, view: ConversationView = VIEW) -> Node:
    return require_inert(view.render(conversation))


def answered(**changes: object) -> Conversation:
    return Conversation().asked("问", scope={}).answered(replace(ANSWER, **changes))  # type: ignore[arg-type]


def test_an_empty_conversation_offers_examples() -> None:
    view = ConversationView(ZH, find_document, examples=("甲有哪些？", "<b>"))
    offers = draw(Conversation(), view).find("button", data_act="follow")
    assert [offer.attributes["data-question"] for offer in offers] == ["甲有哪些？", "<b>"]


def test_an_answer_has_status_scope_chips_and_suggestions() -> None:
    root = draw(answered())
    assert root.find("span", class_="dj-status")[0].text == "有据作答"
    scope = root.find("div", class_="dj-scope")[0]
    assert scope.text == "范围：示例市×2025×"
    chip = root.find("button", class_="dj-chip")[0]
    assert (chip.text, chip.attributes["data-exchange"], chip.attributes["data-n"]) == ("1", "0", "1")
    assert "示机〔2025〕1号" in chip.attributes["title"]
    assert chip.attributes["aria-label"] == "出处 1：示例市机关2025年学习要点"
    assert [node.text for node in root.find("button", data_act="follow")] == ["第二部分讲什么？"]


def test_the_document_is_a_limit_only_when_the_reader_chose_it() -> None:
    chosen = Conversation().asked("问", scope={"document": "d1"}).answered(ANSWER)
    parts = [node.attributes["data-part"] for node in draw(chosen).find("button", data_act="widen")]
    assert parts == ["place", "year", "document"]
    parts = [node.attributes["data-part"] for node in draw(answered()).find("button", data_act="widen")]
    assert parts == ["place", "year"]


@pytest.mark.parametrize(
    ("status", "name"),
    [("answered", "有据作答"), ("partial", "部分有据"), ("not_found", "资料未提及"), ("clarify", "需要您补充")],
)
def test_the_status_is_said_in_words(status: Status, name: str) -> None:
    assert draw(answered(status=status)).find("span", class_="dj-status")[0].text == name


def test_small_talk_has_neither_status_nor_tools() -> None:
    root = draw(answered(status="chitchat", citations=(), suggestions=()))
    assert root.find("span", class_="dj-status") == []
    assert root.find("div", class_="dj-tools") == []


def test_not_found_has_no_chips_and_leads_to_the_nearest() -> None:
    root = draw(Conversation().asked("问", scope={}).answered(NOT_FOUND))
    assert root.find("button", class_="dj-chip") == []
    assert root.find("button", data_act="sources")[0].text == "查看相近内容"
    assert [node.attributes["data-verdict"] for node in root.find("button", data_act="judge")] == ["off_topic"]


def test_only_the_last_answer_suggests() -> None:
    two = answered().asked("再问", scope={}).answered(replace(ANSWER, suggestions=("后一问",)))
    assert [node.text for node in draw(two).find("button", data_act="follow")] == ["后一问"]


def test_a_verdict_once_given_takes_the_place_of_its_buttons() -> None:
    root = draw(answered(), ConversationView(ZH, find_document, verdicts={0: "off_topic"}))
    assert root.find("button", data_act="judge") == []
    assert root.find("span", class_="dj-thanks")[0].text == ZH.thanks_feedback


def test_copying_gives_the_answer_with_its_sources() -> None:
    text = draw(answered()).find("button", data_act="copy")[0].attributes["data-text"]
    assert text.endswith("出处：\n[1] 《示例市机关2025年学习要点》（示机〔2025〕1号，2025年3月7日）第一部分")


def test_pending_and_failed_exchanges_say_so() -> None:
    pending = Conversation().asked("问", scope={})
    assert ZH.searching in draw(pending).text
    assert draw(pending.failed("没能作答。")).find("p", role="alert")[0].text == "没能作答。"


def test_hostile_questions_answers_and_notes_are_inert() -> None:
    hostile = '<img src=x onerror="alert(1)"> [x](javascript:alert(2)) ${alert(3)} {{7*7}}'
    broken = replace(ANSWER, answer=hostile + " [1] [2]", notes=(hostile,), suggestions=(hostile,))
    root = draw(Conversation().asked(hostile, scope={}).answered(broken))
    assert root.text.count(hostile) == 4
    assert [chip.text for chip in root.find("button", class_="dj-chip")] == ["1"]


def test_every_button_has_a_name() -> None:
    for view in (VIEW, ConversationView(EN, find_document)):
        for button in draw(answered(), view).find("button"):
            assert button.text or button.attributes.get("aria-label")
            assert button.attributes["type"] == "button"


def test_parts_and_items_of_the_scope_are_named_as_documents_do() -> None:
    scope = replace(ANSWER.scope, sections=("二", "9", "附件"))
    root = draw(answered(scope=scope))
    assert [node.text for node in root.find("span", class_="dj-scope-part")] == ["第二部分", "第9项", "附件"]


def test_an_answer_with_sources_tells_whose_words_it_shows() -> None:
    assert [node.text for node in draw(answered()).find("p", class_="dj-whose")] == [ZH.whose_words]
    assert draw(answered(citations=())).find("p", class_="dj-whose") == []
