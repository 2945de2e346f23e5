from __future__ import annotations

import math

import numpy as np
import pytest
from bm25s import BM25

from index.segmenter import Segmenter
from index.words import TERMS, Vocabulary, WordIndex, build_words, dump_words, parse_words
from tests.index.small_library import TEXTS

PASSAGES = [text for texts in TEXTS.values() for text in texts]


def index_of(texts: list[list[str]]) -> WordIndex:
    vocabulary = Vocabulary()
    return build_words([vocabulary.count(terms) for terms in texts], vocabulary, k1=1.5, b=0.75)


@pytest.fixture(scope="module")
def index() -> WordIndex:
    segmenter = Segmenter()
    return index_of([segmenter.passage_terms(text) for text in PASSAGES])


def test_scores_are_those_worked_out_by_hand() -> None:
    # Three passages of 2, 2 and 4 terms, mean 8/3. "a" stands twice in the third and once in the first.
    index = index_of([["a", "b"], ["b", "c"], ["a", "a", "c", "d"]])
    idf = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    first = idf * 1 / (1 + 1.5 * (0.25 + 0.75 * 2 / (8 / 3)))
    third = idf * 2 / (2 + 1.5 * (0.25 + 0.75 * 4 / (8 / 3)))
    assert index.scores(["a"]).tolist() == pytest.approx([first, 0, third])
    assert index.idf("a") == pytest.approx(idf)


def test_weights_are_those_that_bm25s_builds() -> None:
    segmenter = Segmenter()
    texts = [segmenter.passage_terms(text) for text in PASSAGES]
    ours = index_of(texts)
    rows = [[ours.terms[term] for term in terms] for terms in texts]
    theirs = BM25(k1=1.5, b=0.75, method="lucene")
    matrix = theirs.build_index_from_ids(list(range(len(ours.terms))), rows, show_progress=False)
    assert np.array_equal(matrix["indptr"], ours.starts)
    assert np.array_equal(matrix["indices"], ours.rows)
    assert np.allclose(matrix["data"], ours.weights, atol=1e-6)
    theirs.scores = matrix
    asked = [ours.terms[term] for term in segmenter.question_terms("党费收缴使用情况") if term in ours.terms]
    assert np.allclose(theirs.get_scores_from_ids(asked), ours.scores([list(ours.terms)[t] for t in asked]), atol=1e-5)


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("故乡", "离开故乡"),
        ("第一議題", "第一议题"),
        ("党费怎么收", "党费收缴"),
        ("四强党支部", "四强党支部"),
        ("食堂", "社区食堂"),
    ],
)
def test_a_question_of_bare_keywords_finds_its_passage_first(index: WordIndex, question: str, part: str) -> None:
    scores = index.scores(Segmenter().question_terms(question))
    assert part in PASSAGES[int(scores.argmax())]
    assert scores.max() > 0


def test_words_that_stand_nowhere_score_zero_everywhere(index: WordIndex) -> None:
    assert not index.scores(["量子纠缠"]).any()
    assert not index.scores([]).any()


def test_idf_is_highest_for_what_no_passage_holds_and_never_negative(index: WordIndex) -> None:
    unseen = index.idf("量子纠缠")
    assert all(0 <= index.idf(term) < unseen for term in index.terms)


def test_a_text_counted_before_gives_the_same_index_after_others_are_gone() -> None:
    vocabulary = Vocabulary()
    counted = [vocabulary.count(terms) for terms in (["a", "b"], ["x", "y"], ["b", "c"])]
    left = build_words([counted[0], counted[2]], vocabulary, k1=1.5, b=0.75)
    anew = index_of([["a", "b"], ["b", "c"]])
    assert "x" not in left.terms
    assert left.scores(["b", "c"]).tolist() == anew.scores(["b", "c"]).tolist()


def test_empty_passages_and_an_empty_library_can_be_searched() -> None:
    assert index_of([[], []]).scores(["a"]).tolist() == [0, 0]
    assert index_of([]).scores(["a"]).tolist() == []
    assert index_of([]).idf("a") >= 0


def test_an_index_comes_back_as_it_was_dumped(index: WordIndex) -> None:
    import json

    parts = dump_words(index)
    terms = json.dumps(parts.pop(TERMS), ensure_ascii=False).encode()
    arrays = {name: np.asarray(part) for name, part in parts.items()}
    back = parse_words(arrays, terms, passages=index.passages)
    asked = Segmenter().question_terms("党费收缴使用情况每年公布几次")
    assert back.scores(asked).tolist() == index.scores(asked).tolist()
    assert dict(back.terms) == dict(index.terms)
    with pytest.raises(ValueError, match="do not fit"):
        parse_words(arrays, b"[]", passages=index.passages)
    with pytest.raises(ValueError, match="do not exist"):
        parse_words(arrays, terms, passages=2)
