from __future__ import annotations

import io
import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from assistant.quiz.export.anki import write_deck
from assistant.quiz.export.lines import write_lines
from assistant.quiz.export.paper import write_key, write_paper
from assistant.quiz.model import TYPES, QuizItem, item_from_dict
from tests.assistant.quiz.study_items import make_item
from tests.conftest import RunDangjian

ITEMS: list[QuizItem] = [make_item(type_, f"i{n}") for n, type_ in enumerate(TYPES)]
SOURCE = "《示例通知》（2025年4月2日）第一部分"


def text_of(file: Path) -> str:
    document = docx.Document(str(file))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_paper_asks_everything_and_answers_nothing(tmp_path: Path) -> None:
    file = tmp_path / "试卷.docx"
    write_paper(ITEMS, file, title="测试题")
    text = text_of(file)
    for n in range(1, len(ITEMS) + 1):
        assert f"{n}. 示例市全年建成红色书架多少个？" in text
    assert "A. 12个" in text and "B. 36个" in text
    assert "＿＿＿＿＿＿" in text and "____？" not in text
    assert "出处" not in text and "√）" not in text.replace("打“√”", "")
    assert "三十六个" not in text and "组织部牵头" not in text


def test_the_key_gives_each_answer_with_its_source(tmp_path: Path) -> None:
    file = tmp_path / "答案.docx"
    write_key(ITEMS, file, title="测试题", find=lambda id_: None)
    text = text_of(file)
    for line in (
        "1. B（36个）",
        "2. AC",
        "3. ×（应为：36个）",
        "4. 36个",
        "5. B→C→A",
        "6. 1-B，2-A",
        "（2）组织部牵头",
    ):
        assert line in text
    assert text.count(f"〔出处〕{SOURCE}") == len(ITEMS)


def test_the_typography_is_that_of_an_official_document(tmp_path: Path) -> None:
    file = tmp_path / "试卷.docx"
    write_paper(ITEMS, file, title="测试题")
    document = docx.Document(str(file))
    section = document.sections[0]
    assert section.page_width is not None and section.top_margin is not None and section.left_margin is not None
    assert (round(section.page_width.mm), round(section.top_margin.mm)) == (210, 37)
    assert round(section.left_margin.mm) == 28
    fonts = {
        run._element.rPr.rFonts.get(qn("w:eastAsia")) for paragraph in document.paragraphs for run in paragraph.runs
    }
    assert {"方正小标宋简体", "仿宋_GB2312", "黑体"} <= fonts
    title = document.paragraphs[0].runs[0]
    assert title.font.size is not None and title.font.size.pt == 22
    with zipfile.ZipFile(file) as packed:
        table = packed.read("word/fontTable.xml").decode()
        footer = "".join(packed.read(n).decode() for n in packed.namelist() if n.startswith("word/footer"))
    assert "仿宋,FangSong" in table
    assert "PAGE" in footer


def test_what_xml_cannot_hold_does_not_break_the_paper(tmp_path: Path) -> None:
    from dataclasses import replace

    odd = replace(ITEMS[0], stem="甲\x00\x0b\ud800<b>&乙____")
    write_paper([odd], tmp_path / "a.docx", title="<题>\x01")
    assert "甲<b>&乙" in text_of(tmp_path / "a.docx")


def test_the_deck_opens_and_its_notes_keep_their_identity(tmp_path: Path) -> None:
    for name in ("a.apkg", "b.apkg"):
        write_deck(ITEMS, tmp_path / name, title="测试题", find=lambda id_: None)
    notes: list[list[tuple[str, str]]] = []
    for name in ("a.apkg", "b.apkg"):
        with zipfile.ZipFile(tmp_path / name) as packed:
            (tmp_path / "notes.db").write_bytes(packed.read("collection.anki2"))
        with closing(sqlite3.connect(tmp_path / "notes.db")) as connection:
            notes.append(connection.execute("SELECT guid, flds FROM notes ORDER BY guid").fetchall())
    assert notes[0] == notes[1]
    assert [guid for guid, _ in notes[0]] == [f"dangjian-i{n}" for n in range(len(ITEMS))]
    assert all(SOURCE in fields for _, fields in notes[0])
    assert any("<li>36个</li>" in fields for _, fields in notes[0])


def test_json_lines_give_the_items_back(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    write_lines(ITEMS, file)
    with io.StringIO(file.read_text(encoding="utf-8")) as lines:
        assert [item_from_dict(json.loads(line)) for line in lines] == ITEMS


# ---- the commands, over the shipped documents


@pytest.fixture(scope="module")
def study_home(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of these tests' own; its items are made by the first command and kept."""
    return shutil.copytree(home, tmp_path_factory.mktemp("study") / "home")


def test_export_writes_paper_and_key(run_dangjian: RunDangjian, study_home: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    ran = run_dangjian("quiz", "export", "--out", str(file), "--count", "12", "--seed", "3", home=study_home)
    assert ran.returncode == 0, ran.stderr
    assert "已导出 12 题" in ran.stderr
    assert "1. " in text_of(file)
    assert "〔出处〕《" in text_of(file.with_name("a-答案.docx"))


def test_export_tells_what_it_cannot_do(run_dangjian: RunDangjian, study_home: Path, tmp_path: Path) -> None:
    wrong = run_dangjian("quiz", "export", "--out", str(tmp_path / "a.xyz"), home=study_home)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    none = run_dangjian("quiz", "export", "--out", str(tmp_path / "a.docx"), "--scope", "place=火星", home=study_home)
    assert none.returncode == 1
    assert "没有能够证明的题目" in none.stderr
    assert not (tmp_path / "a.docx").exists()


def test_a_daily_set_is_taken_at_the_terminal_and_remembered(run_dangjian: RunDangjian, study_home: Path) -> None:
    typed = "?\nA\n" + "1A\n" * 40
    ran = run_dangjian("quiz", "take", "--user", "甲", "--seed", "1", home=study_home, stdin=typed)
    assert ran.returncode == 0, ran.stderr
    assert "提示：" in ran.stdout
    assert "出处：《" in ran.stdout
    assert "已连续学习 1 天" in ran.stdout
    again = run_dangjian("quiz", "take", "--user", "甲", home=study_home)
    assert "今天的练习已经做完" in again.stderr
    other = run_dangjian("quiz", "take", "--user", "乙", home=study_home, stdin="q\n")
    assert "每日一练，共 10 题" in other.stdout


def test_other_modes_at_the_terminal(run_dangjian: RunDangjian, study_home: Path) -> None:
    exam = run_dangjian("quiz", "take", "--mode", "exam", "--count", "6", home=study_home, stdin="A\nB\nq\n")
    assert "剩余" in exam.stdout and "得分" in exam.stdout
    assert "原文：" not in exam.stdout
    topic = run_dangjian(
        "quiz",
        "take",
        "--mode",
        "topic",
        "--types",
        "judge",
        "--scope",
        "place=东莞",
        home=study_home,
        stdin="对\nq\n",
    )
    assert "（判断）" in topic.stdout
    recite = run_dangjian("quiz", "take", "--mode", "recite", "--scope", "section=东莞", home=study_home)
    assert "没有可以背的提纲" in recite.stderr
    recite = run_dangjian("quiz", "take", "--mode", "recite", home=study_home, stdin="q\n")
    assert "背要点" in recite.stdout
    assert run_dangjian("quiz", "take", "--mode", "nap", home=study_home).returncode == 2
    assert run_dangjian("quiz", "take", "--types", "song", home=study_home).returncode == 2
