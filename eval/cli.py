"""``dangjian-eval``: how often the product is right, where it is wrong, and whether a change helped.

The edge of the process: errors become one sentence and exit code 1, wrong usage 2. Results go to standard output,
progress and messages to standard error.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from assistant.commands import console
from assistant.plaintext import require_utf8_mode
from corpus.errors import DangjianError
from eval.tools_cli import add_tools, tell_asked

if TYPE_CHECKING:
    from eval.result import Result

Part = Literal["dev", "test", "all"]
Retriever = Literal["fused", "words", "dense", "each"]
SAMPLE_SEED = 7


def build_app() -> typer.Typer:
    """Return the command tree."""
    app = typer.Typer(
        name="dangjian-eval",
        help="评测：答得对不对，错在哪里，改动有没有用。",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.command("run")(run)
    app.command("compare")(compare)
    app.command("report")(report)
    app.command("check")(check)
    add_tools(app)
    return app


def run(
    sets: Annotated[
        list[str],
        typer.Argument(
            metavar="SET…",
            help="题集：名称、.jsonl 文件、all、quick、documents（读懂文档的程度），或 cmrc2018、drcd、dureader、rgb、beir。",
        ),
    ],
    out: Annotated[Path | None, typer.Option(help="结果文件夹，默认为数据文件夹中的 eval/runs/题集名。")] = None,
    part: Annotated[Part, typer.Option(help="开发部分 dev、测试部分 test 或全部 all。")] = "all",
    answers: Annotated[Path | None, typer.Option(help="不提问，改为评测 dangjian ask --batch 写出的答案。")] = None,
    home: Annotated[
        Path | None, typer.Option(help="用这个数据文件夹的资料库；默认新建，含自带文档和题集所问的文档。")
    ] = None,
    swap: Annotated[bool, typer.Option("--swap", help="另把问题中的地名、年份、数字换掉再问。")] = False,
    llm: Annotated[bool, typer.Option("--llm", help="使用配置的大模型改写措辞。")] = False,
    floor: Annotated[bool, typer.Option("--floor/--no-floor", help="quick 题集低于记录的底线时失败。")] = True,
    record: Annotated[bool, typer.Option("--record", help="抽取 quick 题集并把这次结果记为底线。")] = False,
    data: Annotated[Path | None, typer.Option(help="公开基准的文件或文件夹。")] = None,
    split: Annotated[str | None, typer.Option(help="公开基准的部分，如 dev、trial、test。")] = None,
    retriever: Annotated[
        Retriever | None,
        typer.Option(help="只测检索：整个 fused，只用词语 words，只用语义 dense，或 each 各测一遍。"),
    ] = None,
    sample: Annotated[int | None, typer.Option(min=1, help="公开基准只抽这么多题（固定种子）。")] = None,
    noise: Annotated[float, typer.Option(help="RGB 的噪声比例；1 为全是噪声，应当拒答。")] = 0.6,
    ask: Annotated[bool, typer.Option("--ask", help="公开基准：把段落作为文档入库，向整个产品提问。")] = False,
) -> None:
    """评测一个或几个题集，写出 result.json、report.html、report.md。"""
    from eval.chosen import BENCHMARKS

    if sets == ["documents"]:
        _run_documents(out)
        return
    named = [name for name in BENCHMARKS if name in sets]
    if named:
        if len(sets) > 1:
            console.refuse_usage("公开基准要单独评测。")
        if data is None:
            console.refuse_usage(f"请用 --data 指出 {named[0]} 的文件或文件夹。")
        _run_benchmark(
            sets[0], data, out=out, split=split, retriever=retriever or "fused", sample=sample, noise=noise, ask=ask
        )
        return
    if retriever is not None:
        _run_retrieval(sets, out=out, part=part, home=home, retriever=retriever)
        return
    _run_cases(
        sets, out=out, part=part, answers=answers, home=home, swaps=swap, use_llm=llm, floor=floor, record=record
    )


def _run_documents(out: Path | None) -> None:
    from eval.documents import score_documents, store, table

    found = score_documents()
    for line in table(found):
        console.show(line)
    for one in found:
        for difference in one.wrong:
            console.say(f"{one.name}：{difference}")
    console.say(f"结果：{store(found, out or _default_folder('documents'))}")


def _run_cases(
    sets: list[str],
    *,
    out: Path | None,
    part: Part,
    answers: Path | None,
    home: Path | None,
    swaps: bool,
    use_llm: bool,
    floor: bool,
    record: bool,
) -> None:
    from eval.answers import load_answers
    from eval.chosen import QUICK, load_sets
    from eval.quick import draw, floor_of, load_floor, pick, require_floor, store_floor
    from eval.run import opened_product, run_cases

    quick = sets == [QUICK]
    if record and not quick:
        console.refuse_usage("--record 只用于 quick 题集。")
    chosen = load_sets(sets, part=part)
    recorded = load_floor() if quick and not record else None
    cases = chosen.cases
    if quick:
        cases = draw(cases) if recorded is None else pick(cases, recorded)
    given = load_answers(answers) if answers is not None else None
    with opened_product(home, documents=chosen.documents, progress=console.ProgressLine()) as assistant:
        result = run_cases(
            assistant,
            cases,
            name=chosen.name,
            part=part,
            answers=given,
            swaps=swaps,
            use_llm=use_llm,
            progress=tell_asked,
        )
    _finish(result, out or _default_folder(chosen.name), latest=answers is None)
    if record:
        store_floor(floor_of(result))
        console.say("已把这次结果记为 quick 题集的底线。")
    if recorded is not None and floor:
        require_floor(result, recorded)
        console.say("各项都不低于记录的底线。")


def _run_retrieval(sets: list[str], *, out: Path | None, part: Part, home: Path | None, retriever: Retriever) -> None:
    from eval.benchmarks.retrieve import PARTS
    from eval.chosen import load_sets
    from eval.run import opened_product, run_retrieval

    chosen = load_sets(sets, part=part)
    folder = out or _default_folder(f"{chosen.name}-retrieval")
    with opened_product(home, documents=chosen.documents, progress=console.ProgressLine()) as assistant:
        for half in PARTS:
            if retriever in (half, "each"):
                result = run_retrieval(assistant, chosen.cases, name=chosen.name, part=half)
                _finish(result, folder / half if retriever == "each" else folder, latest=False)


def _run_benchmark(
    name: str,
    data: Path,
    *,
    out: Path | None,
    split: str | None,
    retriever: str,
    sample: int | None,
    noise: float,
    ask: bool,
) -> None:
    from assistant.settings import load_settings
    from eval.benchmarks.asked import ask_benchmark
    from eval.benchmarks.retrieve import PARTS, measure, open_pool
    from eval.chosen import BENCHMARKS, load_benchmark

    known = next(one for one in BENCHMARKS if one == name)
    benchmark = load_benchmark(known, data, split=split, noise=noise)
    if sample is not None:
        benchmark = benchmark.sample(sample, seed=SAMPLE_SEED)
    if ask:
        result = ask_benchmark(benchmark, progress=tell_asked)
        _finish(result, out or _default_folder(f"{benchmark.name}-asked"), latest=False)
        return
    if not any(question.relevant for question in benchmark.questions):
        console.refuse_usage("全是噪声时没有可检出的段落，请加 --ask 向整个产品提问。")
    cache = load_settings().home / "eval" / "pools"
    index = open_pool(benchmark, cache, progress=console.ProgressLine())
    folder = out or _default_folder(benchmark.name)
    for part in PARTS:
        if retriever in (part, "each"):
            result = measure(benchmark, index, part=part, progress=tell_asked)
            _finish(result, folder / part if retriever == "each" else folder, latest=False)


def compare(
    first: Annotated[Path, typer.Argument(metavar="A", help="先前的结果文件夹。")],
    second: Annotated[Path, typer.Argument(metavar="B", help="后来的结果文件夹。")],
    out: Annotated[Path | None, typer.Option(help="另把比较写成网页和 Markdown。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON 对象。")] = False,
) -> None:
    """比较两次评测：哪些变好、哪些变差、哪些不能断言。"""
    from eval.compare import compare as compare_results
    from eval.comparison_report import comparison_json, comparison_markdown, store_comparison
    from eval.result import load_result

    found = compare_results(load_result(first), load_result(second))
    if as_json:
        console.show_json(comparison_json(found))
    else:
        console.show(comparison_markdown(found), end="")
    if out is not None:
        console.say(f"比较已写到 {store_comparison(found, out)}")


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="结果文件夹。")],
    table: Annotated[
        Literal["zh", "en"] | None, typer.Option(help="改为输出一张 Markdown 表，供说明文档引用。")
    ] = None,
) -> None:
    """由 result.json 重新写出 report.html 和 report.md。"""
    from eval.report import store_report
    from eval.result import load_result
    from eval.summary_table import summary_table

    result = load_result(folder)
    if table is not None:
        console.show(summary_table(result, language=table), end="")
        return
    console.show(str(store_report(result, folder if folder.is_dir() else folder.parent)))


def check(
    sets: Annotated[list[str], typer.Argument(metavar="SET…", help="题集名称或 .jsonl 文件。")],
    fill: Annotated[bool, typer.Option("--fill", help="补全依据的校验值和字面重合度，写回文件。")] = False,
    home: Annotated[
        Path | None, typer.Option(help="对照这个数据文件夹的资料库；默认含自带文档和题集所问的文档。")
    ] = None,
) -> None:
    """核对题集：格式、依据是否仍在原文中；--fill 补全校验值和重合度。"""
    from eval.chosen import load_sets
    from eval.run import documents_of, opened_product
    from eval.sets_check import count_cases, files_of, fill_file, stale_cases

    chosen = load_sets(sets)
    with opened_product(home, documents=chosen.documents) as assistant:
        stale = stale_cases(chosen.cases, documents_of(assistant))
    for line in stale:
        console.show(line)
    if stale:
        raise typer.Exit(1)
    if fill:
        for file in files_of(sets):
            fill_file(file)
    console.show(count_cases(chosen.cases))


def _finish(result: Result, folder: Path, *, latest: bool) -> None:
    from assistant.settings import load_settings
    from eval.names import metric_name
    from eval.report import store_report
    from eval.result import as_json, store_json, store_result

    store_result(result, folder)
    page = store_report(result, folder)
    if latest:
        store_json(as_json(result), load_settings().home / "eval" / "latest.json")
    for key in result.metrics():
        interval = result.measured(key)
        if interval is not None:
            console.show(
                f"{metric_name(key).zh}\t{interval.mean:.1%}\t[{interval.low:.1%}, {interval.high:.1%}]\t{interval.n}"
            )
    console.say(f"报告：{page}")


def _default_folder(name: str) -> Path:
    from assistant.settings import load_settings

    return load_settings().home / "eval" / "runs" / name


def main() -> None:
    """Run the command line and leave with its exit code."""
    require_utf8_mode()
    console.prepare_streams()
    try:
        build_app()(prog_name="dangjian-eval")
    except SystemExit as leaving:
        console.flush()
        sys.exit(leaving.code)
    except DangjianError as error:
        _fail(error.message())
    except OSError as error:
        _fail(f"无法读写文件：{error.strerror or error}{f'（{error.filename}）' if error.filename else ''}。")


def _fail(sentence: str) -> NoReturn:
    console.say(" ".join(sentence.split()))
    sys.exit(1)


if __name__ == "__main__":
    main()
