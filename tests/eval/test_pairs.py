"""Pairs for the reader: from development cases only, with the words that answer, in the form of the material."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.model import Span
from eval.chosen import load_sets
from eval.pairs import Pair, pairs_of, store_pairs
from index.models.reader_material import load_reading
from index.reader import Page

if TYPE_CHECKING:
    from assistant.service import Assistant


def test_pairs_come_from_development_cases_with_the_accepted_words(assistant: Assistant) -> None:
    cases = [case for case in load_sets(["all"]).cases if case.type == "number"]
    some = [case for case in cases if case.part == "dev"][:6] + [case for case in cases if case.part == "test"][:3]
    found = pairs_of(assistant, some)
    assert 0 < len({pair.question for pair in found}) <= 6
    assert pairs_of(assistant, some[6:]) == []
    answered = [pair for pair in found if pair.answer is not None]
    accepted = {word for case in some[:6] for group in case.expect.contains for word in group}
    assert answered and len(answered) < len(found)
    for pair in answered:
        assert pair.answer is not None and any(word in pair.answer.of(pair.page.text) for word in accepted)


def test_pairs_are_stored_as_material(tmp_path: Path) -> None:
    page, other = Page("全年3期，每期4天。", "示例市通知　一、总则"), Page("另一段。", "示例市通知")
    pairs = [
        Pair("几期？", "number", page, Span(2, 4)),
        Pair("谁办？", "who", page, None),
        Pair("几期？", "number", other, None),
    ]
    store_pairs(pairs, tmp_path / "new" / "pairs.jsonl")
    read = load_reading(tmp_path / "new" / "pairs.jsonl", source="pairs")
    assert [(task.question, task.page, task.answer) for task in read] == [
        ("几期？", page, (2, 4)),
        ("谁办？", page, None),
        ("几期？", other, None),
    ]
    assert {task.source for task in read} == {"pairs"}
