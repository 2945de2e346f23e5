"""The reading process: takes tasks on standard input, does each in a limited fork of its own, answers by lines.

Started by `corpus.sandbox`, never imported by it. Each answer is a line of JSON: ``{"progress": [done, total]}`` any
number of times, then one of ``{"document": …}``, ``{"scanned": pages}``, ``{"refused": [detail, hint]}``,
``{"failed": name}``, and always ``{"end": wait status, "memory": bytes}``. Where the system cannot fork, tasks run
here, one after the other.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from corpus.errors import UnreadableFile

Send = Callable[[dict[str, Any]], None]
_FORBIDDEN = ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.exec", "os.system")
_NEEDED = ("corpus.codec", "corpus.readers.read", "corpus.understanding")
_NEEDED_BY_DOCUMENTS = ("docx", "lxml.html", "pypdfium2")
_CHANGES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def main() -> None:
    """Serve tasks until standard input ends."""
    channel = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)  # what a library prints must not reach the channel
    os.dup2(nowhere, 2)
    for line in sys.stdin.buffer:
        task = json.loads(line)
        if sys.platform != "win32":
            status, memory = _fork(task, channel)
        else:
            _perform(task, _sender(channel))
            status, memory = 0, 0
        _sender(channel)({"end": status, "memory": memory})


def _fork(task: dict[str, Any], channel: BinaryIO) -> tuple[int, int]:
    _preload(task["kind"])
    child = os.fork()
    if child == 0:
        try:
            _limit(task["seconds"], task["memory"])
            _perform(task, _sender(channel))
        finally:
            os._exit(0)
    _, status, usage = os.wait4(child, 0)
    scale = 1 if sys.platform == "darwin" else 1024
    return status, usage.ru_maxrss * scale


def _preload(kind: str) -> None:
    """Import once what every task of this kind needs, so that forks start with it."""
    for name in (*_NEEDED, *(_NEEDED_BY_DOCUMENTS if kind == "document" else ())):
        import_module(name)


def _limit(seconds: float, memory: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))
    if sys.platform == "linux":  # elsewhere the limit is not honoured or breaks the allocator
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    processors = os.cpu_count() or 1
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds * processors) + 1, int(seconds * processors) + 2))
    signal.setitimer(signal.ITIMER_REAL, seconds)  # not handled on purpose: the kernel ends the process, even inside C
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Let no reader reach for the network, another program, or a file to write."""
    if event in _FORBIDDEN:
        raise PermissionError(event)
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & _CHANGES and arguments[0] != os.devnull:
        raise PermissionError(event)


def _sender(channel: BinaryIO) -> Send:
    def send(message: dict[str, Any]) -> None:
        channel.write(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n")
        channel.flush()

    return send


def _perform(task: dict[str, Any], send: Send) -> None:
    try:
        send(_read(task, send))
    except UnreadableFile as error:
        send({"refused": [error.detail, error.hint]})
    except MemoryError:
        send({"refused": ["读取它需要太多内存", "请拆分或另存后再添加"]})
    except RecursionError:
        send({"refused": ["它的内部嵌套太深", "请另存为 .docx 或文本后再添加"]})
    except Exception as error:  # the edge of this process: whatever a parser throws costs this file alone
        send({"failed": type(error).__name__})


def _read(task: dict[str, Any], send: Send) -> dict[str, Any]:
    from corpus.codec import encode_document
    from corpus.readers.read import Scanned, read_file, recognise_file
    from corpus.understanding import understand

    path = Path(task["path"])
    if task["kind"] == "scan":
        raw = recognise_file(path, progress=lambda done, total: send({"progress": [done, total]}))
    else:
        found = read_file(path, name=task["name"])
        if isinstance(found, Scanned):
            return {"scanned": found.pages}
        raw = found
    document = understand(
        raw,
        id=task["id"],
        name=task["name"],
        source=task["source"],
        raw_sha256=task["sha256"],
        facts=task["facts"],
    )
    return {"document": encode_document(document)}
