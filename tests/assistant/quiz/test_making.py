from __future__ import annotations

import random
import re
import time
from collections import Counter
from dataclasses import replace

import pytest

from assistant.plaintext import json_line
from assistant.quiz.making import MOST_PER_SENTENCE, QuizSet, make_quiz, retired
from assistant.quiz.model import TYPES, evidence_hash, item_from_dict
from assistant.quiz.proving import prove
from assistant.quiz.sources import Sources
from corpus.model import Document
from corpus.places import find_places
from tests.assistant.quiz.conftest import ReadDocuments


def test_enough_items_of_all_types_stand_on_enough_sentences(made: QuizSet) -> None:
    assert len(made.items) >= 400
    assert {item.type for item in made.items} == set(TYPES)
    assert made.evidence_sentences >= 250
    assert max(Counter(item.evidence for item in made.items).values()) <= MOST_PER_SENTENCE
    assert {item.citation.document for item in made.items} == {
        "dapeng-2022", "dongguan-2025", "shenzhen-2022", "speech-2025", "zhongshan-2025",
    }  # fmt: skip


def test_every_part_is_covered(made: QuizSet) -> None:
    assert made.coverage.missing == ()
    assert made.coverage.covered == made.coverage.parts > 40


def test_every_item_passes_the_checker(made: QuizSet, sources: Sources) -> None:
    assert {item.id: prove(item, sources) for item in made.items if prove(item, sources)} == {}


def test_what_was_dropped_is_counted_by_reason(made: QuizSet) -> None:
    assert made.dropped and all(reason and number > 0 for reason, number in made.dropped.items())
    assert made.kept_back == made.proved - made.merged - len(made.items) >= 0


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 4])
def test_four_hundred_items_are_made_in_time_and_alike_each_time(shipped: tuple[Document, ...], seed: int) -> None:
    started = time.process_time()
    first = make_quiz(shipped, count=400, seed=seed)
    assert time.process_time() - started <= 20
    again = make_quiz(list(shipped), count=400, seed=seed)
    assert len(first.items) == 400 and first.evidence_sentences >= 250
    assert [json_line(item.as_dict()) for item in first.items] == [json_line(item.as_dict()) for item in again.items]


@pytest.mark.slow
def test_another_seed_draws_other_items(shipped: tuple[Document, ...]) -> None:
    drawn = [frozenset(item.id for item in make_quiz(shipped, count=60, seed=seed).items) for seed in (1, 2)]
    assert drawn[0] != drawn[1]


@pytest.mark.slow
def test_few_items_come_from_every_document(shipped: tuple[Document, ...]) -> None:
    made = make_quiz(shipped, count=60, seed=1)
    assert len(made.items) == 60
    assert len({item.citation.document for item in made.items}) == len(shipped)


def test_only_the_types_asked_for_are_made(shipped: tuple[Document, ...]) -> None:
    made = make_quiz(shipped, count=30, types=("judge", "order"), seed=1)
    assert {item.type for item in made.items} == {"judge", "order"}


def test_only_documents_in_scope_are_asked_about(shipped: tuple[Document, ...]) -> None:
    made = make_quiz(shipped, count=30, scope=("dapeng-2022",), seed=1)
    assert {citation.document for item in made.items for citation in item.citations} == {"dapeng-2022"}
    assert made.coverage.covered == made.coverage.parts


def test_an_item_comes_back_whole_from_its_json(made: QuizSet) -> None:
    for item in made.items:
        assert item_from_dict(item.as_dict()) == item


def test_stems_name_their_document_and_are_mostly_short(made: QuizSet, sources: Sources) -> None:
    assert all(sources.names[item.citation.document] in item.stem for item in made.items)
    assert sum(len(item.stem) > 80 for item in made.items) <= 0.05 * len(made.items)
    assert not [item.stem for item in made.items if re.search(r"该(?!市)|我[市局们]|本[市局]|上述|你们", item.stem)]


def test_the_masked_speech_is_never_pinned_on_a_place(made: QuizSet, sources: Sources) -> None:
    masked = [item for item in made.items if sources.documents[item.citation.document].card.masked]
    assert masked
    for item in masked:
        assert item.topic.place is None
        assert not find_places(" ".join([item.stem, *item.options, *item.left, *item.right]))


def test_no_question_is_asked_twice(made: QuizSet) -> None:
    asked = Counter((item.type, item.stem, item.answer) for item in made.items)
    assert max(asked.values()) == 1


def test_true_and_false_statements_are_both_frequent(made: QuizSet) -> None:
    keys = Counter(item.key for item in made.items if item.type == "judge")
    assert min(keys[("A",)], keys[("B",)]) >= 0.25 * sum(keys.values())


def test_the_keyed_letter_of_single_choice_is_spread(made: QuizSet) -> None:
    keys = Counter(item.key[0] for item in made.items if item.type == "single")
    assert set(keys) == set("ABCD") and min(keys.values()) >= 0.15 * sum(keys.values())


def test_the_hint_does_not_give_the_answer_away(made: QuizSet) -> None:
    for item in made.items:
        if item.type in ("single", "blank") and item.claim.kind in ("fill", "body"):
            assert item.answer not in item.hint


def test_an_item_is_retired_when_its_source_changes(made: QuizSet, shipped: tuple[Document, ...]) -> None:
    documents = {document.id: document for document in shipped}
    drawn = random.Random(5).sample(list(made.items), 40)
    assert not any(retired(item, documents) for item in made.items)
    for item in drawn:
        old = documents[item.citation.document]
        changed = old.text[: item.citation.start] + "改" + old.text[item.citation.start + 1 :]
        assert retired(item, documents | {old.id: replace(old, text=changed)})
        assert retired(item, {id_: each for id_, each in documents.items() if id_ != old.id})


def test_the_hash_is_that_of_the_main_quote(made: QuizSet) -> None:
    assert all(item.evidence_sha256 == evidence_hash(item.citation.quote) for item in made.items)


NOTICE = """{place}市直属机关工作委员会关于开展{year}年度党员教育工作的通知

各党支部：

一、抓好集中培训

全市举办党务干部培训班{courses}期，覆盖党员{people}人次。组织党支部书记开展“{name}”行动，推动基层党建质量提升。

二、抓好阵地建设

全市建成党群服务中心{centres}个，打造“{brand}”品牌，不断提升服务群众水平。

三、抓好督促检查

每季度开展一次专项检查，及时通报问题，督促整改落实。

{place}市直属机关工作委员会

{year}年3月6日
"""


def test_documents_that_disagree_are_always_told_apart(read_documents: ReadDocuments) -> None:
    documents = read_documents(
        {
            "甲.txt": NOTICE.format(place="东海", year=2024, courses=24, people=3600, name="先锋领航", centres=48, brand="红港湾"),
            "乙.txt": NOTICE.format(place="西山", year=2024, courses=36, people=5200, name="头雁引领", centres=96, brand="红枫叶"),
            "丙.txt": NOTICE.format(place="东海", year=2025, courses=30, people=4100, name="先锋领跑", centres=52, brand="红海岸"),
        }
    )  # fmt: skip
    sources = Sources(documents)
    made = make_quiz(documents, seed=1)
    assert len(set(sources.names.values())) == 3
    assert {item.citation.document for item in made.items} == set(sources.documents)
    for item in made.items:
        assert [id_ for id_, name in sources.names.items() if name in item.stem] == [item.citation.document]
        assert prove(item, sources) == ()
    figures = [item for item in made.items if item.claim.kind == "fill" and item.answer in ("48个", "96个", "52个")]
    assert len({item.citation.document for item in figures}) >= 2


def test_nothing_is_made_of_nothing() -> None:
    made = make_quiz([], count=10, seed=1)
    assert (made.items, made.proved, made.coverage.parts) == ((), 0, 0)
