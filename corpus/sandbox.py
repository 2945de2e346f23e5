"""Reading what people upload in a process of its own: a file that hangs, bursts or kills its parser costs itself.

The reading process (`corpus.worker`) is started at the first file and kept; it does every file in a fork with limits on
memory, time and output. It inherits neither the environment's secrets nor open files.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from corpus.codec import decode_document
from corpus.errors import UnreadableFile
from corpus.readers.limits import MIB, OCR_MEMORY, OCR_PAGE_SECONDS, OCR_SECONDS, READ_MEMORY, READ_SECONDS
from corpus.reading import Pages, Reading

MAX_ANSWER = 256 * MIB  # bytes of one line of the reading process
GRACE_SECONDS = 3.0  # after a file's own time, for the process to start and to answer
_KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG")


@dataclass(slots=True)
class _Process:
    """A running reading process and the lines it has said; None is the end of them."""

    popen: subprocess.Popen[bytes]
    lines: queue.SimpleQueue[bytes | None]


@dataclass(slots=True)
class _Held:
    """What must be stopped when a sandbox goes."""

    process: _Process | None = None


@dataclass(slots=True)
class _Answer:
    message: dict[str, Any] = field(default_factory=dict)
    memory: int = 0


class Sandbox:
    """Reads files one at a time in a limited process. Threads may share it."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._held = _Held()
        self.most_memory = 0
        """The most memory (bytes) that reading any one file took so far; 0 where the system does not say."""
        self._finalizer = weakref.finalize(self, _stop, self._held)

    def read(
        self,
        path: Path,
        *,
        id: str,  # noqa: A002 — the field's name everywhere
        name: str,
        source: str,
        sha256: str,
        facts: Mapping[str, Any],
        progress: Pages | None = None,
    ) -> Reading:
        """Read and understand the file at `path`; scanned pages are recognised in a second, longer run.

        Raises:
            UnreadableFile: the file was refused, hung, burst its limits or killed its parser.
        """
        task = {
            "kind": "document",
            "path": str(path.resolve()),
            "id": id,
            "name": name,
            "source": source,
            "sha256": sha256,
            "facts": dict(facts),
            "seconds": READ_SECONDS,
            "memory": READ_MEMORY,
        }
        with self._turn:
            answer = self._ask(task, progress)
            if "scanned" in answer.message:
                pages = int(answer.message["scanned"])
                longer = {"kind": "scan", "seconds": OCR_SECONDS + OCR_PAGE_SECONDS * pages, "memory": OCR_MEMORY}
                answer = self._ask(task | longer, progress)
        try:
            return Reading(decode_document(answer.message["document"]), answer.memory)
        except (KeyError, ValueError) as error:
            raise UnreadableFile("读取它的程序没有给出结果") from error

    def close(self) -> None:
        """End the reading process. The next `read` starts another."""
        with self._turn:
            _stop(self._held)

    def _ask(self, task: Mapping[str, Any], progress: Pages | None) -> _Answer:
        process = self._process()
        answer = _Answer()
        try:
            _write(process.popen.stdin, json.dumps(task).encode("ascii") + b"\n")
            seconds = task["seconds"] + GRACE_SECONDS
            while True:
                message = _next(process.lines, seconds)
                if "progress" in message:
                    if progress:
                        progress(*message["progress"])
                elif "end" in message:
                    answer.memory = int(message["memory"])
                    self.most_memory = max(self.most_memory, answer.memory)
                    _raise_for_end(int(message["end"]), answer.message)
                    return answer
                else:
                    answer.message = message
        except (OSError, EOFError, queue.Empty, ValueError) as error:
            _stop(self._held)
            detail = "读取超时" if isinstance(error, queue.Empty) else "读取它的程序意外停止"
            raise UnreadableFile(detail, hint="文件可能已损坏，请另存后再添加") from error
        except BaseException as error:
            if not isinstance(error, UnreadableFile):
                _stop(self._held)  # an interrupted wait would leave the answer to the next caller
            raise

    def _process(self) -> _Process:
        if self._held.process is None or self._held.process.popen.poll() is not None:
            _stop(self._held)
            self._held.process = _start()
        return self._held.process


def _raise_for_end(status: int, message: Mapping[str, Any]) -> None:
    if "refused" in message:
        detail, hint = message["refused"]
        raise UnreadableFile(detail, hint=hint)
    if "failed" in message:
        raise UnreadableFile("文件的内部结构有错误", hint="请用 WPS 或 Word 打开后另存，再添加")
    if status == 0:
        return
    by = status & 0x7F
    if by in (getattr(signal, "SIGALRM", -1), getattr(signal, "SIGXCPU", -1)):
        raise UnreadableFile("读取超时", hint="文件太复杂或已损坏，请拆分或另存后再添加")
    raise UnreadableFile("读取它的程序意外停止", hint="文件可能已损坏，请另存后再添加")


def _start() -> _Process:
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    environment |= {"PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    search = [str(Path(part).resolve()) for part in sys.path]
    code = f"import sys; sys.path[:] = {search!r}; from corpus.worker import main; main()"
    popen = subprocess.Popen(
        [sys.executable, "-I", "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    threading.Thread(target=_collect, args=(popen.stdout, lines), name="dangjian-reading", daemon=True).start()
    return _Process(popen, lines)


def _collect(stream: IO[bytes], lines: queue.SimpleQueue[bytes | None]) -> None:
    """Hand on the lines of the reading process; runs in a thread, since not every system can wait on a pipe."""
    with stream:
        while True:
            line = stream.readline(MAX_ANSWER)
            if not line or not line.endswith(b"\n"):
                break
            lines.put(line)
    lines.put(None)


def _next(lines: queue.SimpleQueue[bytes | None], seconds: float) -> dict[str, Any]:
    line = lines.get(timeout=seconds)
    if line is None:
        raise EOFError
    message = json.loads(line)
    if not isinstance(message, dict):
        raise ValueError("not a message")
    return message


def _write(stream: IO[bytes] | None, line: bytes) -> None:
    if stream is None:
        raise EOFError
    stream.write(line)
    stream.flush()


def _stop(held: _Held) -> None:
    process, held.process = held.process, None
    if process is None:
        return
    popen = process.popen
    if popen.stdin:
        with suppress(OSError):  # it may be gone already
            popen.stdin.close()
    if sys.platform != "win32":
        with suppress(ProcessLookupError):
            os.killpg(popen.pid, signal.SIGKILL)
    else:
        popen.kill()
    popen.wait()
