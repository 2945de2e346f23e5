"""Is everything in order? Installation, encoder, library, index, disk and LLM endpoint, in plain words with what to do.

Looks and compares; mends nothing. What can be mended is mended by the commands that it names.
"""

from __future__ import annotations

import ipaddress
import shutil
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from corpus.errors import DamagedStore, DangjianError, LibraryBusy

if TYPE_CHECKING:
    from assistant.settings import Settings
    from corpus.library import Library

State = Literal["ok", "warning", "failed"]

DISTRIBUTION = "dangjian-assistant"
LOW_DISK, NO_DISK = 2_000, 200  # MB free; a publication of the index writes it twice
ENDPOINT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``hint`` says what to do and is empty when nothing is to be done."""

    name: str
    state: State
    message: str
    hint: str = ""


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield a finding for each check, in a fixed order, as it is done."""
    from index.config import BUNDLED_READER

    yield check_installation()
    yield check_disk(settings.home)
    yield check_encoder(settings)
    yield check_reader(BUNDLED_READER)
    yield from check_stores(settings)
    yield from check_study(settings.home)
    yield check_endpoint(settings)


def check_installation() -> Finding:
    """Are the packages there that the product requires?"""
    from packaging.requirements import Requirement

    missing: list[str] = []
    try:
        wanted = [Requirement(line) for line in requires(DISTRIBUTION) or ()]
    except PackageNotFoundError:
        return Finding("installation", "failed", "程序没有完整安装。", "请运行 make install。")
    for requirement in wanted:
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            if not requirement.specifier.contains(version(requirement.name), prereleases=True):
                missing.append(str(requirement))
        except PackageNotFoundError:
            missing.append(requirement.name)
    if missing:
        return Finding("installation", "failed", f"缺少软件包：{'、'.join(missing)}。", "请运行 make install。")
    python = ".".join(str(part) for part in sys.version_info[:3])
    return Finding("installation", "ok", f"程序 {version(DISTRIBUTION)}，Python {python}，所需软件包齐全。")


def check_disk(home: Path) -> Finding:
    """Is there room to write, and may we write there?"""
    place = next(folder for folder in (home, *home.parents) if folder.exists())
    if not place.is_dir():
        return Finding("disk", "failed", f"{place} 不是文件夹。", "请把 DANGJIAN_HOME 设为一个文件夹。")
    free = shutil.disk_usage(place).free // 1_000_000
    if not _may_write(place):
        return Finding("disk", "failed", f"不能写入 {place}。", "请检查这个文件夹的权限，或另设 DANGJIAN_HOME。")
    if free < NO_DISK:
        return Finding("disk", "failed", f"{place} 所在磁盘只剩 {free} MB。", "请清理磁盘后再添加文档。")
    if free < LOW_DISK:
        return Finding("disk", "warning", f"{place} 所在磁盘只剩 {free} MB。", "请尽快清理磁盘。")
    return Finding("disk", "ok", f"数据文件夹 {home}，磁盘可用 {free} MB。")


def _may_write(folder: Path) -> bool:
    import tempfile

    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def check_encoder(settings: Settings) -> Finding:
    """Is the encoder whole, and is it the one that made the index?"""
    from assistant.compose import encoder_config
    from index.assemble import open_encoder
    from index.generation import read_manifest

    try:
        mine = open_encoder(encoder_config(settings)).fingerprint
    except (DamagedStore, OSError) as error:
        told = error.message() if isinstance(error, DangjianError) else f"语义模型无法载入（{settings.encoder}）。"
        return Finding("encoder", "failed", told, "请重新安装程序，或检查 DANGJIAN_ENCODER。")
    try:
        manifest = read_manifest(settings.index_folder)
    except DamagedStore:
        manifest = None  # said by the check of the index
    if manifest is not None and manifest.encoder != mine:
        return Finding(
            "encoder",
            "failed",
            f"索引由 {manifest.encoder} 生成，当前语义模型是 {mine}。",
            "请把 DANGJIAN_ENCODER 改回原来的模型，或设 DANGJIAN_ADOPT_ENCODER=true 后运行 dangjian build。",
        )
    return Finding("encoder", "ok", f"语义模型 {mine[: mine.find('@') + 13]} 完好。")


def check_reader(folder: Path) -> Finding:
    """Is the reader the one that was shipped, byte for byte? Without it words decide alone."""
    from index.reader import READER_FILE, damaged_files

    again = "请重新安装程序。"
    if not (folder / READER_FILE).exists():
        return Finding("reader", "warning", "阅读模型不在，只凭词语和语义判断能否回答。", again)
    if damaged := damaged_files(folder):
        return Finding("reader", "failed", f"阅读模型已损坏：{'、'.join(damaged)} 与发布时不一致。", again)
    return Finding("reader", "ok", f"阅读模型 {folder.name} 完好。")


def check_stores(settings: Settings) -> Iterator[Finding]:
    """Are the library and the index whole, and do they belong together?"""
    from corpus.library import Library

    if not (settings.home / "library.db").exists():
        yield Finding("library", "warning", "资料库还没有建立。", "请运行 dangjian build。")
        return
    restore = "请用 dangjian restore 从备份恢复。"
    try:
        with Library.open(settings.home) as library:
            problems = library.problems()
            count = len(library.ids())
            if problems:
                yield Finding("library", "failed", f"{'；'.join(problems)}。", "请重新添加有问题的文档，或从备份恢复。")
            else:
                yield Finding("library", "ok", f"资料库完好，共 {count} 份文档。")
                yield check_index(settings, library)
    except LibraryBusy as error:
        yield Finding("library", "warning", error.message())
    except DangjianError as error:
        yield Finding("library", "failed", error.message(), restore)


def check_index(settings: Settings, library: Library) -> Finding:
    """Is every byte of the index what was written, and does it hold exactly the library's passages?"""
    from index.generation import read_generation

    rebuild = "请运行 dangjian build。"
    try:
        generation = read_generation(settings.index_folder)
    except DamagedStore as error:
        return Finding("index", "failed", error.message(), rebuild)
    if generation is None:
        return Finding("index", "warning", "索引还没有建立。", rebuild)
    indexed = {row.passage for row in generation.rows}
    stored = {passage.id for document in library.documents() for passage in document.passages}
    if indexed != stored:
        return Finding(
            "index",
            "warning" if generation.revision != library.revision else "failed",
            f"索引与资料库不一致：缺少 {len(stored - indexed)} 个片段，多出 {len(indexed - stored)} 个。",
            rebuild,
        )
    return Finding("index", "ok", f"索引完好，共 {len(indexed)} 个片段，与资料库一致。")


def check_study(home: Path) -> Iterator[Finding]:
    """Look at the study records, if anybody has studied yet."""
    from assistant.quiz.study.notebook import FILE_NAME, Notebook

    if not (home / FILE_NAME).is_file():
        return
    problems = Notebook(home).problems()
    if problems:
        yield Finding("study", "failed", f"学习记录已损坏：{'；'.join(problems)}。", "请从备份恢复。")
    else:
        yield Finding("study", "ok", "学习记录完好。")


def check_endpoint(settings: Settings) -> Finding:
    """Does the configured LLM endpoint answer within two seconds? An address on the internet is not called."""
    if settings.llm_url is None:
        return Finding("llm", "ok", "没有配置大模型；不需要也能完整使用。")
    import httpx

    key = settings.llm_key.get_secret_value() if settings.llm_key else ""
    address = settings.llm_url.rstrip("/") + "/models"
    if not _is_nearby(urlsplit(address).hostname or ""):
        return Finding(
            "llm", "warning", "大模型接口不在本机或内网，未作连接检查。", "请确认允许把问题和原文发往该接口。"
        )
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    again = "请检查 DANGJIAN_LLM_URL 和接口是否已启动；不用大模型也能回答。"
    try:
        reply = httpx.get(address, headers=headers, timeout=ENDPOINT_SECONDS, trust_env=False)
        names = [str(model["id"]) for model in reply.raise_for_status().json()["data"]]
    except httpx.TimeoutException:
        return Finding("llm", "failed", f"大模型接口 {ENDPOINT_SECONDS:.0f} 秒内没有回应。", again)
    except httpx.HTTPStatusError as error:
        return Finding(
            "llm", "failed", f"大模型接口拒绝了请求（{error.response.status_code}）。", "请检查 DANGJIAN_LLM_KEY。"
        )
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return Finding("llm", "failed", "大模型接口连接不上，或它的回应不合规范。", again)
    if settings.llm_model and settings.llm_model not in names:
        known = "、".join(names[:5]) or "（无）"
        return Finding(
            "llm", "failed", f"大模型接口上没有 {settings.llm_model}，有：{known}。", "请改正 DANGJIAN_LLM_MODEL。"
        )
    return Finding("llm", "ok", f"大模型接口正常，有 {len(names)} 个模型。")


def _is_nearby(host: str) -> bool:
    """Say whether every address of `host` belongs to this machine or a private network."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        pass
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, None)}
    except OSError:
        return True  # connecting will fail and be told
    return all(ipaddress.ip_address(address.partition("%")[0]).is_private for address in found)
