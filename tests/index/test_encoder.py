from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DamagedStore
from index.config import BUNDLED_MODEL
from index.encoder import FILES, TOKENIZER_FILE, BundledEncoder, OnnxSession
from index.sentence_module import OnnxModule, TransformerEncoder, as_sentence_transformer
from tests.index.conftest import CountingEncoder
from tests.index.small_library import TEXTS

PASSAGES = [text for texts in TEXTS.values() for text in texts]
ROOT = Path(__file__).resolve().parents[2]


def test_both_ways_to_the_encoder_give_the_same_vectors(encoder: CountingEncoder) -> None:
    """The session alone and ``SentenceTransformer.encode``, passages and questions, prompts included."""
    model = as_sentence_transformer(encoder.session, workers=2)
    through = model.encode(PASSAGES, prompt_name="document", batch_size=3, show_progress_bar=False)
    alone = encoder.encode_directly(PASSAGES)
    assert float((through * alone).sum(axis=1).min()) >= 0.999
    assert np.array_equal(through, alone)
    asked = model.encode_query(["党费多久公布一次？"], show_progress_bar=False)[0]
    assert np.array_equal(asked, encoder.encode_question("党费多久公布一次？"))


def test_a_long_job_goes_through_sentence_transformers_and_a_short_one_does_not(encoder: CountingEncoder) -> None:
    chooser = BundledEncoder(BUNDLED_MODEL, sentence_transformers_from=4)
    chooser.session = encoder.session
    short = chooser.encode_passages(PASSAGES[:3])
    went_through = [chooser._sentence_transformer is not None]
    long = chooser.encode_passages(PASSAGES)
    went_through.append(chooser._sentence_transformer is not None)
    assert went_through == [False, True]
    assert np.array_equal(long, encoder.encode_directly(PASSAGES))
    assert np.array_equal(short, long[:3])
    assert np.array_equal(chooser.encode_passages(PASSAGES[:3]), short)


def test_a_vector_does_not_depend_on_its_company_thread_or_session(encoder: CountingEncoder) -> None:
    together = encoder.encode_passages(PASSAGES)
    for at in (0, 3, len(PASSAGES) - 1):
        assert np.array_equal(encoder.encode_passages([PASSAGES[at]])[0], together[at])
    assert np.array_equal(encoder.encode_passages(PASSAGES[::-1])[::-1], together)
    with ThreadPoolExecutor(4) as pool:
        for vector in pool.map(encoder.encode_question, ["四强党支部"] * 8):
            assert np.array_equal(vector, encoder.encode_question("四强党支部"))
    fresh = BundledEncoder(BUNDLED_MODEL, workers=1, sentence_transformers_from=0)
    assert np.array_equal(fresh.encode_passages(PASSAGES[:2]), together[:2])


def test_vectors_have_unit_length_and_the_promised_shape(encoder: CountingEncoder) -> None:
    vectors = encoder.encode_passages(PASSAGES)
    assert vectors.shape == (len(PASSAGES), encoder.dimension) == (len(PASSAGES), 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-6)
    assert encoder.encode_passages([]).shape == (0, 384)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t",
        "\x00党\x00",
        "\ud800坏",
        "ﷺ" * 50,
        "😀" * 100,
        "́" * 300,
        "'; DROP TABLE documents; --",
        "党" * 10_000,
    ],
    ids=["empty", "blank", "nul", "surrogate", "expanding", "emoji", "combining", "sql", "long"],
)
def test_hostile_questions_get_a_vector(encoder: CountingEncoder, text: str) -> None:
    vector = encoder.encode_question(text)
    assert np.isfinite(vector).all()
    assert float(np.linalg.norm(vector)) == pytest.approx(1, abs=1e-6)


def test_text_after_nul_counts(encoder: CountingEncoder) -> None:
    assert not np.array_equal(encoder.encode_question("党费\x00公布"), encoder.encode_question("党费"))


def test_questions_and_passages_carry_different_prompts(encoder: CountingEncoder) -> None:
    assert not np.array_equal(encoder.encode_question(PASSAGES[0]), encoder.encode_passages([PASSAGES[0]])[0])


def test_meaning_is_found_where_no_word_is_shared(encoder: CountingEncoder) -> None:
    passages = encoder.encode_passages(PASSAGES)
    best = int((passages @ encoder.encode_question("几点可以吃饭")).argmax())
    assert "食堂" in PASSAGES[best]


def test_the_fingerprint_names_the_weights(encoder: CountingEncoder, tmp_path: Path) -> None:
    assert encoder.fingerprint.startswith("e5-small-zhen@")
    folder = tmp_path / "e5-small-zhen"
    folder.mkdir()
    for name in FILES:
        shutil.copyfile(BUNDLED_MODEL / name, folder / name)
    assert BundledEncoder(folder).fingerprint == encoder.fingerprint
    content = bytearray((folder / TOKENIZER_FILE).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / TOKENIZER_FILE).write_bytes(content)
    assert BundledEncoder(folder).fingerprint != encoder.fingerprint


def test_a_model_without_its_files_is_a_damaged_store(tmp_path: Path) -> None:
    with pytest.raises(DamagedStore):
        OnnxSession(tmp_path).load()
    with pytest.raises(DamagedStore):
        _ = BundledEncoder(tmp_path).fingerprint
    with pytest.raises(DamagedStore):
        TransformerEncoder(tmp_path / "none")


def test_the_module_comes_back_from_where_it_was_saved(encoder: CountingEncoder, tmp_path: Path) -> None:
    OnnxModule(encoder.session).save(str(tmp_path))
    back = as_sentence_transformer(OnnxModule.load(str(tmp_path)).session)
    again = back.encode(PASSAGES[:1], prompt_name="document", show_progress_bar=False)
    assert np.array_equal(again, encoder.encode_directly(PASSAGES[:1]))


def test_any_sentence_transformers_folder_serves_as_encoder(tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(BUNDLED_MODEL / TOKENIZER_FILE))
    weights = np.random.default_rng(0).standard_normal((tokenizer.get_vocab_size(), 16)).astype(np.float32)
    made = SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], prompts={"query": "问：", "document": ""}
    )
    made.save(str(tmp_path / "static"))
    encoder = TransformerEncoder(tmp_path / "static")
    vectors = encoder.encode_passages(PASSAGES)
    assert vectors.shape == (len(PASSAGES), 16)
    assert encoder.dimension == 16
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-5)
    assert int((vectors @ encoder.encode_question(PASSAGES[4])).argmax()) == 4
    assert not np.allclose(encoder.encode_question(PASSAGES[4]), vectors[4])
    assert encoder.encode_passages([]).shape == (0, 16)
    assert encoder.fingerprint.startswith("static@")


COLD = """
import sys
from pathlib import Path
from index.assemble import open_index
from tests.index.small_library import MemoryLibrary
index = open_index(Path(sys.argv[1]), MemoryLibrary())
assert index.search("故乡")[0].passage == "home:0"
heavy = ("torch", "sentence_transformers", "llama_index", "gradio")
print([name for name in heavy if name in sys.modules])
"""


def test_a_small_index_is_built_and_asked_without_torch_or_llama_index(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", COLD, str(tmp_path / "index")],
        cwd=ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert done.stdout.strip() == "[]"
