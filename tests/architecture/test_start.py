"""What must not be loaded to say hello: the command line starts at once and asks without the heavy libraries."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# of processor time
HELP_SECONDS = 0.5
ASK_SECONDS = 3.0  # a cold start with the index built; 2.2 to 2.8 were measured
QUIET_IMPORTS = ("torch", "llama_index", "gradio", "sentence_transformers", "transformers")


def run_python(code: str, home: Path) -> str:
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "DANGJIAN_HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def processor_seconds() -> float:
    """What the children so far cost; unlike the clock it does not count what else the machine is doing."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def test_help_comes_at_once(own_home: Path) -> None:
    seconds: list[float] = []
    for _ in range(3):
        started = processor_seconds()
        told = run_python(
            "import sys; sys.argv = ['dangjian', '--help']; from assistant.cli import main; main()", own_home
        )
        seconds.append(processor_seconds() - started)
        assert "ask" in told
    assert min(seconds) <= HELP_SECONDS
    assert not own_home.exists()


def test_help_of_every_command_loads_nothing_heavy(own_home: Path) -> None:
    code = (
        "import sys\n"
        "from assistant.cli import build_app\n"
        "build_app()\n"
        "print([m for m in sys.modules if m.split('.')[0] in"
        f" {(*QUIET_IMPORTS, 'pydantic', 'numpy', 'onnxruntime', 'faiss', 'rich')!r}])"
    )
    assert run_python(code, own_home).strip() == "[]"


def test_asking_loads_neither_torch_nor_llama_index_nor_gradio(home: Path) -> None:
    code = (
        "import sys\n"
        "from assistant.cli import main\n"
        "sys.argv = ['dangjian', 'ask', '--json', '东莞2025年市直机关党的建设要点有哪些']\n"
        "try:\n"
        "    main()\n"
        "except SystemExit as leaving:\n"
        "    assert not leaving.code\n"
        f"print([m for m in sys.modules if m.split('.')[0] in {QUIET_IMPORTS!r}])"
    )
    lines = run_python(code, home).strip().splitlines()
    assert '"citations"' in lines[0]
    assert lines[-1] == "[]"


def test_a_cold_question_is_answered_soon(home: Path) -> None:
    seconds: list[float] = []
    for _ in range(3):
        started = processor_seconds()
        run_python(
            "import sys; sys.argv = ['dangjian', 'ask', '东直〔2025〕3号是谁发的']\n"
            "from assistant.cli import main; main()",
            home,
        )
        seconds.append(processor_seconds() - started)
    assert min(seconds) <= ASK_SECONDS


def test_importing_a_room_does_no_work(own_home: Path) -> None:
    code = (
        "import sys\n"
        "import assistant.settings, assistant.model, corpus.model, index.model\n"
        f"print([m for m in sys.modules if m.split('.')[0] in {QUIET_IMPORTS!r}])"
    )
    assert run_python(code, own_home).strip() == "[]"
    assert not own_home.exists()
