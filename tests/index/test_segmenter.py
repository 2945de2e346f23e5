from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.segmenter import FUNCTION_WORDS, Segmenter

SEGMENTER = Segmenter()
ANOTHER = Segmenter()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("落实第一议题制度", {"落实", "第一议题", "第一议题制度"}),
        ("三会一课和主题党日", {"三会一课", "主题党日"}),
        ("創建四強黨支部", {"创建", "四强党支部", "党支部"}),
        ("２０２５年Ｐａｒｔｙ", {"2025", "party"}),
        ("东直〔2025〕3号", {"2025", "3", "号"}),
    ],
)
def test_segment_gives_the_words_of_the_domain(text: str, words: set[str]) -> None:
    assert words <= set(SEGMENTER.segment(text))


def test_segment_gives_no_punctuation_and_no_blanks() -> None:
    assert SEGMENTER.segment(" ，。！？“”【】《》 \u3000\t\n… — 😀 ") == []
    assert SEGMENTER.segment("") == []


def test_long_words_bring_the_words_within_them() -> None:
    words = SEGMENTER.segment("市直机关工委")
    assert {"机关", "市直机关"} <= set(words)


def test_passage_terms_add_the_pairs_that_are_no_words_and_hold_no_particle() -> None:
    terms = SEGMENTER.passage_terms("我的故乡葵坝公路")
    assert {"葵坝", "坝公"} <= set(terms)
    assert terms.count("故乡") == 1
    assert not {"我的", "的故"} & set(terms)


def test_question_terms_leave_out_what_only_makes_it_a_question() -> None:
    terms = SEGMENTER.question_terms("请问党费的使用有哪些规定呢")
    assert {"党费", "使用", "规定"} <= set(terms)
    assert not FUNCTION_WORDS.intersection(terms)


@pytest.mark.parametrize("text", ["\x00\x01甲", "\ud800乙", "ﷺ" * 20, "́" * 50, "甲" * 10_000])
def test_hostile_text_is_cut_like_any_other(text: str) -> None:
    assert all(isinstance(word, str) for word in SEGMENTER.question_terms(text))


@settings(deadline=None)
@given(st.text(max_size=80))
def test_cutting_is_repeatable_and_lower_case(text: str) -> None:
    words = SEGMENTER.segment(text)
    assert words == ANOTHER.segment(text)
    assert all(word == word.lower() and any(c.isalnum() for c in word) for word in words)


def test_the_dictionary_is_general_and_every_term_is_kept_whole() -> None:
    assert 300 <= len(SEGMENTER.terms) <= 800
    torn = [term for term in SEGMENTER.terms if term not in SEGMENTER.segment(term)]
    assert torn == []


def test_another_dictionary_gives_another_fingerprint(tmp_path: Path) -> None:
    other = tmp_path / "dictionary.txt"
    other.write_text("党费收缴管理\n# 注释\n", encoding="utf-8")
    assert Segmenter(other).terms == ("党费收缴管理",)
    assert Segmenter(other).fingerprint != SEGMENTER.fingerprint
    assert Segmenter().fingerprint == SEGMENTER.fingerprint
