from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.cases import as_record
from eval.chosen import documents_beside, gold_sets, known_sets, load_sets
from eval.errors import UnusableSet
from eval.run import documents_of, opened_product
from tests.eval.examples import case


def _set(folder: Path, listed: str) -> Path:
    path = folder / "mine.jsonl"
    path.write_text(json.dumps(as_record(case()), ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "mine.documents.json").write_text(listed, encoding="utf-8")
    return path


def test_all_leaves_out_the_sets_with_a_list_of_documents_beside_them() -> None:
    apart = {file for file in known_sets() if file.with_suffix(".documents.json").is_file()}
    assert any(documents_beside(file) for file in apart)
    assert set(gold_sets()) == set(known_sets()) - apart
    everything = {one.id for one in load_sets(["all"]).cases}
    for file in apart:
        assert everything.isdisjoint(one.id for one in load_sets([file.stem]).cases)
    assert load_sets(["all"]).documents == ()


@pytest.mark.parametrize("listed", ["{", "3", '["gone.txt"]'])
def test_a_list_of_documents_that_cannot_be_used_is_refused(tmp_path: Path, listed: str) -> None:
    with pytest.raises(UnusableSet, match=r"mine\.documents\.json"):
        load_sets([str(_set(tmp_path, listed))])


def test_a_set_of_ones_own_brings_its_documents_into_the_fresh_library(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("示例市通知\n\n请各科室于6月底前报送名单。\n", encoding="utf-8")
    chosen = load_sets([str(_set(tmp_path, '["note.txt"]'))])
    assert chosen.documents == (tmp_path / "note.txt",)
    with opened_product(documents=chosen.documents) as opened:
        texts = [document.text for document in documents_of(opened).values()]
    assert sum("报送名单" in text for text in texts) == 1
    assert len(texts) > 1


def test_a_document_that_cannot_be_taken_in_ends_the_run_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 not really")
    with pytest.raises(UnusableSet, match=r"bad\.pdf 无法入库："), opened_product(documents=[tmp_path / "bad.pdf"]):
        pass
