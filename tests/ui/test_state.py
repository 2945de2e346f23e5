from __future__ import annotations

from assistant.model import Turn
from tests.ui.samples import ANSWER, NOT_FOUND
from ui.state import Conversation


def test_history_holds_finished_exchanges_only() -> None:
    conversation = (
        Conversation().asked("一", scope={}).answered(ANSWER).asked("二", scope={}).failed("出错").asked("三", scope={})
    )
    assert conversation.history() == (Turn("user", "一"), Turn("assistant", ANSWER.answer))
    assert [exchange.pending for exchange in conversation.exchanges] == [False, False, True]


def test_asking_leaves_the_earlier_conversation_as_it_was() -> None:
    before = Conversation().asked("一", scope={}).answered(ANSWER)
    before.asked("二", scope={"place": "示例市"})
    assert len(before.exchanges) == 1


def test_citations_are_found_by_exchange_and_number() -> None:
    conversation = Conversation().asked("一", scope={}).answered(ANSWER).asked("二", scope={}).answered(NOT_FOUND)
    assert conversation.citation_at(0, 1) == ANSWER.citations[0]
    assert conversation.citation_at(1, 1, near=True) == NOT_FOUND.nearest[0]
    for exchange, n, near in ((0, 2, False), (1, 1, False), (1, 2, True), (1, 0, True), (2, 1, False), (-1, 1, False)):
        assert conversation.citation_at(exchange, n, near=near) is None
