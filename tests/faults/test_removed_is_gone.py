"""In the whole product: equal paragraphs keep both their citations, and what is removed is gone from answers and files."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.compose import open_assistant
from assistant.settings import load_settings

SHARED = "第二条 机关食堂每周三设立素食窗口，每份餐补标准为18元。"
OWN = "第三条 螺蛳岭值班点每晚配送热餐46份。"
QUESTION = "机关食堂素食窗口每份餐补标准是多少"


def write(folder: Path, place: str, own: str) -> Path:
    path = folder / f"样例-{place}.txt"
    text = f"示例市{place}机关食堂管理办法\n\n第一条 {place}机关食堂实行刷卡就餐。\n{SHARED}\n{own}\n"
    path.write_text(text, encoding="utf-8")
    return path


def holds(folder: Path, words: str) -> list[str]:
    needles = [words.encode("utf-8"), words.encode("utf-16-le"), json.dumps(words)[1:-1].encode()]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(needle in path.read_bytes() for needle in needles)]


def test_equal_paragraphs_are_both_cited_and_a_removed_document_leaves_no_trace(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assistant = open_assistant(load_settings(home=home))
    try:
        kept = assistant.library.add(write(tmp_path, "南岭区", "第三条 本办法自2025年1月1日起施行。"))
        gone = assistant.library.add(write(tmp_path, "北岭区", OWN))
        assert kept.id is not None
        assert gone.id is not None
        assistant.index.refresh()
        cited = {citation.document for citation in assistant.ask(QUESTION, use_llm=False).citations}
        assert {kept.id, gone.id} <= cited
        assert any(hit.document == gone.id for hit in assistant.index.search_dense("值班点配送多少热餐"))

        assistant.library.remove(gone.id)
        assistant.index.refresh()
        assert {hit.document for hit in assistant.index.search_words("螺蛳岭")} == set()
        assert gone.id not in {hit.document for hit in assistant.index.search_dense("值班点配送多少热餐", k=500)}
        for question in (QUESTION, "螺蛳岭值班点每晚配送多少份热餐"):
            answer = assistant.ask(question, use_llm=False)
            named = {citation.document for citation in (*answer.citations, *answer.nearest)}
            assert gone.id not in named
            assert "46" not in answer.answer
    finally:
        assistant.close()
    assert holds(home, "螺蛳岭值班点") == []
    assert holds(home, gone.id) == []
