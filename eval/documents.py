"""How well documents are understood, by format: headings and card fields against goldens that people judged.

``dangjian-eval run documents``. The documents and goldens lie with the tests of a checkout; all are fictitious.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from corpus.reading import DirectReader
from eval.errors import UnusableSet
from eval.golden import view

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("tests/data/documents", "tests/data/formats")
GOLDEN = "tests/corpus/golden"
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".bmp", ".webp"})


@dataclass(frozen=True, slots=True)
class Understood:
    """One document against its golden: how many headings and card fields it has, how many are right.

    A heading is right when level, kind, label and words are, in order; one too many counts as a heading that is wrong.
    A field counts when golden or document states it. ``wrong`` tells each difference in one line.
    """

    name: str
    format: str
    headings: int
    headings_right: int
    fields: int
    fields_right: int
    wrong: tuple[str, ...] = field(default=())


def score_documents(root: Path = ROOT) -> list[Understood]:
    """Read every document of the checkout at `root` that has a golden, and score it.

    Raises:
        UnusableSet: there is no checkout with documents and goldens.
    """
    found: list[Understood] = []
    for folder in FOLDERS:
        for path in sorted((root / folder).glob("样例-*")):
            golden = root / GOLDEN / f"{path.stem}.json"
            if not golden.is_file():
                raise UnusableSet(f"{path.name} 没有对应的标准答案")
            document = DirectReader().read(path, id="d", name=path.name, source=path.name, sha256="0" * 64, facts={})
            got = view(document.document)
            found.append(score(path.name, format_of(path), json.loads(golden.read_text("utf-8")), got))
    if not found:
        raise UnusableSet("样例文档只在源码中，请在源码文件夹里运行")
    return found


def score(name: str, format: str, golden: Mapping[str, Any], got: Mapping[str, Any]) -> Understood:  # noqa: A002
    """Hold the view `got` of a document against its `golden`."""
    wanted, lines = list(golden["tree"]), list(got["tree"])
    right = _in_order(wanted, lines)
    wrong = [f"缺标题：{line.strip()}" for line in (Counter(wanted) - Counter(lines)).elements()]
    wrong += [f"多标题：{line.strip()}" for line in (Counter(lines) - Counter(wanted)).elements()]
    stated = _stated(golden["card"]), _stated(got["card"])
    keys = sorted(set(stated[0]) | set(stated[1]))
    differ = [key for key in keys if stated[0].get(key) != stated[1].get(key)]
    wrong += [f"{key} 应为 {stated[0].get(key, '未标明')}，读成 {stated[1].get(key, '未标明')}" for key in differ]
    return Understood(
        name, format, max(len(wanted), len(lines)), right, len(keys), len(keys) - len(differ), tuple(wrong)
    )


def format_of(path: Path) -> str:
    """Return what a file is called in the table: its kind, for text its encoding, for a PDF whether it is a scan."""
    data = path.read_bytes()
    match path.suffix.lower():
        case ".txt" if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "txt UTF-16"
        case ".txt" if data.startswith(b"\xef\xbb\xbf"):
            return "txt UTF-8 BOM"
        case ".txt":
            return "txt UTF-8" if _is_utf8(data) else "txt GB18030"
        case ".pdf":
            return "pdf" if b"/Font" in data else "pdf 扫描"
        case suffix if suffix in PICTURES:
            return "图片"
        case suffix:
            return suffix.removeprefix(".")


def table(found: Sequence[Understood]) -> list[str]:
    """Return the lines of the table, one for each format and one for all."""
    lines = ["格式\t文档\t标题\t信息卡"]
    formats = dict.fromkeys(one.format for one in found)
    for name, group in [
        *((name, [one for one in found if one.format == name]) for name in formats),
        ("合计", [*found]),
    ]:
        headings = _share(sum(one.headings_right for one in group), sum(one.headings for one in group))
        fields = _share(sum(one.fields_right for one in group), sum(one.fields for one in group))
        lines.append(f"{name}\t{len(group)}\t{headings}\t{fields}")
    return lines


def store(found: Iterable[Understood], folder: Path) -> Path:
    """Write the result for other programs into `folder` and return the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "documents.json"
    path.write_text(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def _share(right: int, total: int) -> str:
    return f"{right / total:.1%} ({right}/{total})" if total else "—"


def _stated(card: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that say something: an empty list of titles or a text that hides nothing states nothing."""
    return {key: value for key, value in card.items() if value not in (None, [], False)}


def _in_order(wanted: Sequence[str], got: Sequence[str]) -> int:
    """Return the length of the longest common subsequence."""
    row = [0] * (len(got) + 1)
    for one in wanted:
        before = row
        row = [0]
        for at, other in enumerate(got, start=1):
            row.append(before[at - 1] + 1 if one == other else max(before[at], row[-1]))
    return row[-1]


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
