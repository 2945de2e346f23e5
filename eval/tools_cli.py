"""The commands of ``dangjian-eval`` that tend the sets, the product's weights and the measuring itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from assistant.commands import console
from eval.errors import UnusableSet


def add_tools(app: typer.Typer) -> None:
    """Add these commands to the command tree."""
    app.command("candidates")(candidates)
    app.command("planted")(planted)
    app.command("quiz")(quiz)
    app.command("calibrate")(calibrate)
    app.command("bench")(bench)


def candidates(
    out: Annotated[Path | None, typer.Option(help="写到这个 .jsonl 文件；默认输出到屏幕。")] = None,
    home: Annotated[Path | None, typer.Option(help="数据文件夹，默认为配置的那个。")] = None,
) -> None:
    """把网页上标为“引用有误”“答非所问”的回答变成待审的候选题目。"""
    from assistant.settings import load_settings
    from eval.candidates import candidates as make_candidates
    from eval.candidates import load_feedback

    folder = home or load_settings().home
    found = make_candidates(load_feedback(folder / "feedback.jsonl"))
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found)
    if out is None:
        console.show(lines, end="")
    else:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(lines, encoding="utf-8", errors="backslashreplace")
    console.say(f"{len(found)} 道候选题目，请逐条填写 type 与 expect 后再并入题集。")


def planted(
    sets: Annotated[list[str] | None, typer.Argument(metavar="[SET…]", help="题集，默认全部。")] = None,
    each: Annotated[int, typer.Option(min=1, help="每种错误放多少个。")] = 20,
) -> None:
    """检验评测本身：放入已知的错误，看各项指标能不能发现。"""
    from eval.chosen import ALL, load_sets
    from eval.planted import Item, detect
    from eval.run import ask_all, documents_of, opened_product
    from eval.score import locate_all

    chosen = load_sets(sets or [ALL])
    with opened_product(documents=chosen.documents, progress=console.ProgressLine()) as assistant:
        documents = documents_of(assistant)
        evidence = locate_all(chosen.cases, documents)
        answers = ask_all(assistant, chosen.cases, progress=tell_asked)
    items = [Item(case, answers[case.id], evidence[case.id]) for case in chosen.cases]
    for one in detect(items, documents, each=each):
        console.show(
            f"{one.fault}: 放入 {one.planted}，发现 {one.flagged}（{one.sensitivity:.0%}）；"
            f"无错 {one.clean}，误报 {one.falsely}（{one.false_alarm:.0%}）"
        )


def quiz(
    items: Annotated[Path, typer.Argument(metavar="ITEMS.jsonl", help="dangjian quiz make 写出的题目。")],
    home: Annotated[Path | None, typer.Option(help="对照这个数据文件夹的资料库；默认只含自带文档。")] = None,
    draw: Annotated[int, typer.Option(min=0, metavar="N", help="再抽 N 题，列成可逐题审读的表格。")] = 0,
    seed: Annotated[int, typer.Option(metavar="S", help="抽题的随机种子。")] = 0,
) -> None:
    """核对练习题：答案是否就是出处所说，选项、次序、引文是否合规；并报告题型、文档、覆盖。"""
    from eval.benchmarks.files import read_lines
    from eval.metrics.quiz_item import quiz_faults
    from eval.quiz_audit import count_items, draw_table
    from eval.run import documents_of, opened_product

    read = list(read_lines(items))
    if not read:
        raise UnusableSet(f"{items} 里一道题也没有")
    with opened_product(home) as assistant:
        documents = documents_of(assistant)
    wrong = 0
    for number, item in read:
        faults = quiz_faults(item, documents)
        if faults:
            wrong += 1
            console.show(f"第 {number} 行 {item.get('id', '')}：{'；'.join(faults)}")
    console.show(f"共 {len(read)} 题，合格 {len(read) - wrong}，有误 {wrong}")
    for line in count_items([item for _, item in read], documents):
        console.show(line)
    if draw:
        for line in draw_table([item for _, item in read], count=draw, seed=seed):
            console.show(line)
    if wrong:
        raise typer.Exit(1)


def calibrate() -> None:
    """用开发题拟合取句和拒答的权重，并给出各门槛下的表现；只打印，不改动。"""
    from eval.calibrate import calibrate as fit_weights
    from eval.calibrate import rows_of
    from eval.cases import load_cases
    from eval.chosen import documents_beside, known_sets
    from eval.run import opened_product

    rows = []
    for file in known_sets():
        with opened_product(documents=documents_beside(file)) as assistant:
            rows += rows_of(assistant, load_cases(file))
    fit_weights(rows, print)


def bench(
    ingest: Annotated[int, typer.Option(min=0, help="另测添加这么多片段、再改动一份的用时；0 为不测。")] = 10_000,
) -> None:
    """测量这台机器上的速度与内存。"""
    from eval.bench import bench_rows, measure_product
    from eval.chosen import ALL, load_sets
    from eval.ingest_bench import ingest_rows, measure_ingest

    questions = [case.question for case in load_sets([ALL]).cases if case.answerable and not case.history][:50]
    for name, value in bench_rows(measure_product(questions)):
        console.show(f"{name}\t{value}")
    if ingest:
        for name, value in ingest_rows(measure_ingest(ingest)):
            console.show(f"{name}\t{value}")


def tell_asked(done: int, total: int) -> None:
    """Tell how many questions of a run are asked, every fifty."""
    if done == total or done % 50 == 0:
        console.say(f"已问 {done}/{total}")
