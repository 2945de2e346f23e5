"""Every published form of a benchmark is read, and the product's own index ranks its passages."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eval.benchmarks.asked import ask_benchmark
from eval.benchmarks.beir import load_beir
from eval.benchmarks.cmrc2018 import load_cmrc2018
from eval.benchmarks.drcd import load_drcd
from eval.benchmarks.dureader import load_dureader
from eval.benchmarks.model import Benchmark
from eval.benchmarks.retrieve import PARTS, measure, open_pool
from eval.benchmarks.rgb import load_rgb
from eval.benchmarks.squad import load_squad
from eval.errors import UnusableSet
from index.config import BundledEncoderConfig, IndexConfig

PASSAGES = {
    "0": "锣鼓经是大陆传统器乐及戏曲里面常用的打击乐记谱方法。它以中文字的声音模拟敲击乐的声音。",
    "1": "尤金袋鼠分布在澳洲南部和西部的岛屿。它们在夜间进食。",
    "2": "范廷颂是越南罗马天主教枢机。他在1963年被任为主教。",
}
ASKED = [("q0", "锣鼓经是什么？", "0", "打击乐记谱方法"), ("q1", "范廷颂是何时被任为主教的？", "2", "1963年")]


def _squad() -> dict[str, Any]:
    paragraphs = [
        {
            "context": text,
            "qas": [
                {"id": q, "question": asked, "answers": [{"text": answer, "answer_start": 0}, {"text": answer}]}
                for q, asked, gold, answer in ASKED
                if gold == name
            ],
        }
        for name, text in PASSAGES.items()
    ]
    paragraphs[1]["qas"] = [{"id": "q9", "question": "无解？", "answers": [], "is_impossible": True}]
    return {"version": "1", "data": [{"title": "t", "paragraphs": paragraphs}]}


def _lines(path: Path, records: list[dict[str, Any]]) -> Path:
    path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in records), encoding="utf-8")
    return path


def _cmrc_lines(folder: Path) -> Benchmark:
    _lines(folder / "dev_passages.jsonl", [{"id": name, "text": text} for name, text in PASSAGES.items()])
    questions = [{"id": q, "question": asked, "gold": gold, "answers": [answer]} for q, asked, gold, answer in ASKED]
    _lines(folder / "dev_questions.jsonl", questions)
    return load_cmrc2018(folder)


def _cmrc_squad(folder: Path) -> Benchmark:
    (folder / "squad-style-data").mkdir()
    (folder / "squad-style-data" / "cmrc2018_dev.json").write_text(json.dumps(_squad()), encoding="utf-8")
    return load_cmrc2018(folder)


def _cmrc_first_form(folder: Path) -> Benchmark:
    record = [
        {
            "context_text": text,
            "qas": [
                {"query_id": q, "query_text": asked, "answers": [answer, answer]}
                for q, asked, gold, answer in ASKED
                if gold == name
            ],
        }
        for name, text in PASSAGES.items()
    ]
    (folder / "cmrc2018_dev.json").write_text(json.dumps(record), encoding="utf-8")
    return load_cmrc2018(folder)


def _drcd(folder: Path) -> Benchmark:
    from opencc import OpenCC

    traditional = OpenCC("s2t").convert(json.dumps(_squad(), ensure_ascii=False))
    (folder / "DRCD_dev.json").write_text(traditional, encoding="utf-8")
    return load_drcd(folder)


def _dureader_retrieval(folder: Path) -> Benchmark:
    records = [
        {
            "question_id": q,
            "question": asked,
            "answers": [answer],
            "answer_paragraphs": [{"paragraph_text": PASSAGES[gold]}],
        }
        for q, asked, gold, answer in ASKED
    ]
    return load_dureader(_lines(folder / "dev.json", records))


def _dureader_raw(folder: Path) -> Benchmark:
    def documents(gold: str) -> list[dict[str, Any]]:
        return [
            {"is_selected": name == gold, "paragraphs": ["导航 首页", text], "most_related_para": 1}
            for name, text in PASSAGES.items()
        ]

    records = [
        {"question_id": q, "question": asked, "answers": [answer], "documents": documents(gold)}
        for q, asked, gold, answer in ASKED
    ]
    return load_dureader(_lines(folder / "search.json", records))


def _dureader_robust(folder: Path) -> Benchmark:
    path = folder / "robust.json"
    path.write_text(json.dumps(_squad(), indent=1), encoding="utf-8")
    return load_dureader(path)


def _rgb(folder: Path) -> Benchmark:
    records = [
        {
            "id": q,
            "query": asked,
            "answer": [[answer, "别名"]],
            "positive": [PASSAGES[gold]],
            "negative": [text for name, text in PASSAGES.items() if name != gold],
        }
        for q, asked, gold, answer in ASKED
    ]
    return load_rgb(_lines(folder / "zh.json", records), noise=0.6)


def _beir(folder: Path) -> Benchmark:
    _lines(folder / "corpus.jsonl", [{"_id": name, "title": "题", "text": text} for name, text in PASSAGES.items()])
    _lines(
        folder / "queries.jsonl", [{"_id": q, "text": asked} for q, asked, _, _ in ASKED] + [{"_id": "x", "text": "无"}]
    )
    (folder / "qrels").mkdir()
    rows = [f"{q}\t{gold}\t1" for q, _, gold, _ in ASKED]
    (folder / "qrels" / "test.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *rows]), encoding="utf-8")
    return load_beir(folder)


FORMS: list[Callable[[Path], Benchmark]] = [
    _cmrc_lines,
    _cmrc_squad,
    _cmrc_first_form,
    _drcd,
    _dureader_retrieval,
    _dureader_raw,
    _dureader_robust,
    _rgb,
    _beir,
]


@pytest.mark.parametrize("form", FORMS, ids=[form.__name__ for form in FORMS])
def test_a_published_form_is_read(form: Callable[[Path], Benchmark], tmp_path: Path) -> None:
    found = form(tmp_path)
    assert [one.id for one in found.questions] == ["q0", "q1"]
    for one, (_, asked, gold, answer) in zip(found.questions, ASKED, strict=True):
        assert one.text == asked
        (relevant,) = one.relevant
        assert found.passages[relevant].endswith(PASSAGES[gold])
        if form is not _beir:
            assert one.answers[0] == answer
    assert len(found.sha256) == 64


def test_rgb_pools_mix_noise_in_and_keep_a_true_document(tmp_path: Path) -> None:
    found = _rgb(tmp_path)
    for one in found.questions:
        assert one.pool is not None
        assert len(one.pool) == 3
        assert len(set(one.pool) & set(one.relevant)) == 1
    with pytest.raises(UnusableSet, match="噪声比例"):
        load_rgb(tmp_path / "zh.json", noise=1.5)


def test_damaged_and_missing_benchmarks_end_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnusableSet, match="没有 dev_passages"):
        load_cmrc2018(tmp_path)
    with pytest.raises(UnusableSet, match="找不到"):
        load_beir(tmp_path)
    (tmp_path / "bad.json").write_text('{"data": [{"paragraphs": [{}]}]}', encoding="utf-8")
    with pytest.raises(UnusableSet, match="不是 SQuAD 形式"):
        load_squad(tmp_path / "bad.json", name="bad")
    _lines(tmp_path / "dev_passages.jsonl", [{"id": "0", "text": "甲"}])
    _lines(tmp_path / "dev_questions.jsonl", [{"id": "q", "question": "问", "gold": "9", "answers": []}])
    with pytest.raises(UnusableSet, match="指向不存在的段落 9"):
        load_cmrc2018(tmp_path)
    _lines(tmp_path / "dev_questions.jsonl", [{"id": "q", "question": "问"}])
    with pytest.raises(UnusableSet, match="第 1 行缺少 gold"):
        load_cmrc2018(tmp_path)


def test_samples_are_fixed_by_their_seed_and_keep_the_pool() -> None:
    from eval.benchmarks.model import BenchmarkQuestion

    whole = Benchmark("b", PASSAGES, tuple(BenchmarkQuestion(f"q{at}", "问", {"0": 1}) for at in range(50)))
    one, same, other = whole.sample(10, seed=1), whole.sample(10, seed=1), whole.sample(10, seed=2)
    assert one == same
    assert one.questions != other.questions
    assert one.passages == PASSAGES
    assert one.pool_sha256 == whole.pool_sha256
    assert one.sha256 != whole.sha256
    assert whole.sample(500, seed=1) is whole


def test_the_products_index_ranks_a_pool_and_scores_it(tmp_path: Path) -> None:
    benchmark = _cmrc_lines(tmp_path)
    config = IndexConfig(encoder=BundledEncoderConfig(workers=1))
    index = open_pool(benchmark, tmp_path / "pools", config=config)
    for part in PARTS:
        result = measure(benchmark, index, part=part)
        assert [one.scores["hit@1"] for one in result.cases] == [1.0, 1.0]
        assert [one.scores["answer_sentence"] for one in result.cases] == [1.0, 1.0]
        assert result.provenance.settings["retriever"] == part
        assert result.set.sha256 == benchmark.sha256
    again = open_pool(benchmark, tmp_path / "pools", config=config)
    assert again.ready_for_meaning


def test_a_question_with_its_own_pool_is_searched_in_it_alone(tmp_path: Path) -> None:
    benchmark = _rgb(tmp_path)
    result = measure(benchmark, open_pool(benchmark, tmp_path / "pools"))
    for one, question in zip(result.cases, benchmark.questions, strict=True):
        assert question.pool is not None
        assert set(one.detail["top"]) <= set(question.pool)
        assert one.scores["hit@1"] == 1.0


@pytest.mark.slow
def test_the_whole_product_is_asked_over_the_passages_alone(tmp_path: Path) -> None:
    result = ask_benchmark(_cmrc_lines(tmp_path))
    assert result.provenance.settings["documents"] == "3"
    assert all(one.detail["answerable"] for one in result.cases)
    assert max(one.scores["right_answer"] for one in result.cases) == 1.0
    _rgb(tmp_path)
    rejected = ask_benchmark(load_rgb(tmp_path / "zh.json", noise=1.0))
    assert not any(one.detail["answerable"] for one in rejected.cases)
    assert all(one.scores.keys() == {"correct", "false_answer"} for one in rejected.cases)
