"""Makes the reader: ``python -m index.models.reader_recipe OUT``. About two hours on one core; needs the extra ``recipe``.

Trains the small network of `index.models.reader_network` on the material in ``reading`` and, where it is named, on the
trial part of CMRC2018 (``--cmrc FOLDER``); then exports it to ONNX. The encoder stays as it is. The file that ships was
trained by two processes that shared their gradients, each with half of every epoch: two and a half epochs while the last
files of the material were being written, one more over all of it at half the rate. This does the equivalent in one
process, and gives a network like it, not the same file. ``reading/held`` is measured on and never learned from.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

import torch

from index.config import BUNDLED_MODEL
from index.encoder import OnnxSession
from index.models.reader_material import HELD, READING, Task, load_cmrc, load_reading
from index.models.reader_network import PASSAGE_MARKS, QUESTION_MARKS, VECTOR, OnePassage, ReaderNetwork
from index.models.reader_training import Lesson, TokenStore, measure, train
from index.models.recipe import clear_metadata
from index.reader import CONFIG_FILE, PAGE_TOKENS, QUESTION_TOKENS, READER_FILE

EPOCHS = 4
INPUTS = ("question", "passage", "question_marks", "passage_marks")
MOST_APART = 1e-3  # between a logit of the network and of its export


def export(network: ReaderNetwork, folder: Path) -> None:
    """Write ``reader.onnx`` and ``reader.json`` and compare what the file says with what the network says.

    Raises:
        ValueError: they differ.
    """
    import onnx
    import onnxruntime

    folder.mkdir(parents=True, exist_ok=True)
    one = OnePassage(network).eval()
    path = folder / READER_FILE
    torch.backends.mha.set_fastpath_enabled(False)  # its kernels have no counterpart in ONNX
    asked, written = torch.export.Dim("n", min=2, max=QUESTION_TOKENS), torch.export.Dim("m", min=2, max=PAGE_TOKENS)
    torch.onnx.export(
        one,
        _example(11, 57),
        str(path),
        input_names=list(INPUTS),
        output_names=["span", "judged"],
        dynamic_shapes={name: {1: asked if name.startswith("question") else written} for name in INPUTS},
        dynamo=True,
        external_data=False,
    )
    stored = onnx.load(str(path))
    clear_metadata(stored)
    onnx.save(stored, str(path))
    (folder / CONFIG_FILE).write_text(json.dumps({"scale": 1.0, "shift": 0.0}) + "\n", encoding="utf-8")
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    for sizes in ((11, 57), (7, 130), (2, 2)):
        example = _example(*sizes)
        with torch.no_grad():
            wanted = one(*example)
        given = session.run(None, dict(zip(INPUTS, (part.numpy() for part in example), strict=True)))
        if any(abs(a.numpy() - b).max() > MOST_APART for a, b in zip(wanted, given, strict=True)):
            raise ValueError(f"the exported file differs from the network at {sizes} tokens")


def _example(asked: int, written: int) -> tuple[torch.Tensor, ...]:
    """Return inputs of random vectors and marks; no token stands in the lead."""
    marks = torch.rand(1, written, PASSAGE_MARKS).round() * torch.tensor([1.0, 1.0, 0.0, 1.0])
    return (
        torch.randn(1, asked, VECTOR),
        torch.randn(1, written, VECTOR),
        torch.rand(1, asked, QUESTION_MARKS).round(),
        marks,
    )


def main() -> None:
    """Make the reader in the folder that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m index.models.reader_recipe", description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write to")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--cmrc", type=Path, help="folder with trial_passages.jsonl and trial_questions.jsonl")
    parser.add_argument("--material", type=Path, default=READING, help="file or folder of reading material")
    parser.add_argument("--limit", type=int, help="learn from the first tasks only: a trial run")
    given = parser.parse_args()
    torch.set_num_threads(1)  # more do not help so small a network, and one repeats
    tasks, held = _tasks(given), load_reading(HELD)
    store = TokenStore(OnnxSession(BUNDLED_MODEL))
    started = time.monotonic()
    lessons = _lessons(store, tasks[: given.limit])
    held_lessons = _lessons(store, held[: given.limit])
    _tell(f"{len(lessons)} tasks to learn from, {len(held_lessons)} held out, {time.monotonic() - started:.0f} s")

    def after_epoch(epoch: int, loss: float, network: ReaderNetwork) -> None:
        found = measure(network, held_lessons)
        _tell(
            f"epoch {epoch + 1}: loss {loss:.3f}, held out: span F1 {found.f1:.3f}, overlap {found.overlap:.3f}, "
            f"AUC {found.auc:.3f}, {time.monotonic() - started:.0f} s"
        )

    export(train(lessons, store, epochs=given.epochs, after_epoch=after_epoch), given.out)


def _tasks(given: Any) -> list[Task]:
    tasks = load_reading(given.material)
    if given.cmrc is not None:
        tasks += load_cmrc(given.cmrc)
    return tasks


def _lessons(store: TokenStore, tasks: list[Task]) -> list[Lesson]:
    return [lesson for lesson in map(store.lesson, tasks) if lesson is not None]


def _tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
