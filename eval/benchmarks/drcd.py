"""DRCD: reading comprehension in traditional Chinese, SQuAD form, used as retrieval.

Takes the file or a folder with ``DRCD_dev.json`` (``training``, ``test``). Texts are turned into simplified Chinese
unless told otherwise, as the published retrieval comparisons do. Licence CC BY-SA 3.0.
Source: Shao et al., DRCD: a Chinese Machine Reading Comprehension Dataset, arXiv:1806.00920.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from eval.benchmarks.model import Benchmark
from eval.benchmarks.squad import load_squad
from eval.errors import UnusableSet


def load_drcd(path: Path, *, split: str = "dev", simplified: bool = True) -> Benchmark:
    """Read one split.

    Raises:
        UnusableSet: the file is not there or of another form.
    """
    file = path
    if path.is_dir():
        names = (f"DRCD_{split}.json", f"{split}.json", f"DRCD_{'training' if split == 'train' else split}.json")
        found = [path / name for name in names if (path / name).is_file()]
        if not found:
            raise UnusableSet(f"{path} 里没有 {names[0]}")
        file = found[0]
    if not simplified:
        return replace(load_squad(file, name=f"drcd-{split}-traditional"), license="CC BY-SA 3.0")
    from opencc import OpenCC

    converter = OpenCC("t2s")
    return replace(load_squad(file, name=f"drcd-{split}", convert=converter.convert), license="CC BY-SA 3.0")
