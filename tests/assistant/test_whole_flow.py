"""From an empty home to cited answers, as a user would go, in processes that cannot reach another machine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

CHINESE = "东莞2025年市直机关党的建设要点有哪些"
ENGLISH = "What are Dongguan's 2025 key points?"
PARTS = 6


def namespace() -> list[str]:
    """The prefix that takes the network away from a command altogether, where this machine allows it."""
    unshare = shutil.which("unshare")
    for options in (["--net"], ["--map-root-user", "--net"]):
        if unshare and subprocess.run([unshare, *options, "true"], capture_output=True, check=False).returncode == 0:
            return [unshare, *options]
    return []


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    ran = subprocess.run(
        [*namespace(), sys.executable, "-m", "tests.offline", "assistant.cli", *arguments],
        cwd=ROOT,
        env={**os.environ, "DANGJIAN_HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "OUTSIDE" not in ran.stderr
    return ran


@pytest.mark.slow
def test_build_ask_and_batch_work_from_an_empty_home_without_network(tmp_path: Path) -> None:
    home = tmp_path / "fresh" / "home"
    built = run(home, "build")
    assert "计算语义向量" in built.stderr
    assert built.stdout == ""

    documents = [json.loads(line) for line in run(home, "library", "list", "--json").stdout.splitlines()]
    assert len(documents) == 5
    dongguan = next(row["id"] for row in documents if row["place"] == "东莞")
    sections = json.loads(run(home, "library", "outline", dongguan, "--json").stdout)["sections"]
    parts = [section["title"] for section in sections if section["kind"] == "part"]
    assert len(parts) == PARTS
    text = run(home, "library", "show", dongguan, "--text").stdout

    for question in (CHINESE, ENGLISH):
        answer = json.loads(run(home, "ask", "--json", "--no-llm", question).stdout)
        assert (answer["status"], answer["kind"], answer["engine"]) == ("answered", "outline", "extractive")
        places = [answer["answer"].find(part) for part in parts]
        assert -1 not in places and places == sorted(places), question
        assert answer["citations"]
        for citation in answer["citations"]:
            assert citation["document"] == dongguan
            assert text[citation["start"] : citation["end"]] == citation["quote"]

    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        "\n".join(
            json.dumps({"id": n, "question": q}, ensure_ascii=False) for n, q in enumerate([CHINESE, ENGLISH, "你好"])
        )
        + "\nnot json\n",
        encoding="utf-8",
    )
    run(home, "ask", "--batch", str(source), "--out", str(out), "--no-llm")
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row.get("status")) for row in rows] == [
        (0, "answered"),
        (1, "answered"),
        (2, "chitchat"),
        (None, None),
    ]


def test_the_guard_itself_stops_outside_connections() -> None:
    code = (
        "from tests.offline import block_outside\n"
        "import socket\n"
        "tried = block_outside()\n"
        "for act in (lambda: socket.create_connection(('192.0.2.1', 9), 1),\n"
        "            lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9)),\n"
        "            lambda: socket.getaddrinfo('example.com', 80)):\n"
        "    try:\n"
        "        act()\n"
        "    except AssertionError:\n"
        "        pass\n"
        "server = socket.create_server(('127.0.0.1', 0))\n"
        "socket.create_connection(server.getsockname()).close()\n"
        "print(len(tried))\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stdout.strip()) == (0, "3"), ran.stderr
