"""Where a result comes from: commit, machine, settings and time, so that two results can be told apart."""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Provenance:
    """``commit`` ends in ``+`` when files differ from it; ``started`` is ISO 8601 in UTC; ``seconds`` wall time."""

    commit: str
    machine: str
    started: str
    seconds: float
    settings: Mapping[str, str] = field(default_factory=dict)


def provenance(*, started: datetime, ended: datetime, settings: Mapping[str, str]) -> Provenance:
    """Describe this machine and checkout. Both times are aware."""
    return Provenance(
        commit=commit_of(Path(__file__).resolve().parent.parent),
        machine=machine(),
        started=started.isoformat(timespec="seconds"),
        seconds=round((ended - started).total_seconds(), 2),
        settings=dict(settings),
    )


def commit_of(root: Path) -> str:
    """Return the short commit of the checkout, ``+`` when source files differ; ``unknown`` outside a checkout."""
    head = _git(root, "rev-parse", "--short=12", "HEAD")
    if not head:
        return "unknown"
    return f"{head}+" if _git(root, "status", "--porcelain", "--untracked-files=no") else head


def machine() -> str:
    """Return processor kind, cores, memory, system and Python version; no name of the machine."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0
    memory = f", {pages / 2**30:.0f} GiB" if pages else ""
    return (
        f"{platform.machine()}, {os.cpu_count()} cores{memory}, {platform.system()}, Python {platform.python_version()}"
    )


def files_hash(paths: Iterable[Path]) -> str:
    """Return the SHA-256 over the bytes of the files, in the order given."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
